//! Lengths of what was spent, kept up or done without: "took 20 years to build, from 2008 to 2015", "has had no line for a
//! decade. It was cut in April 2023", "Kidnapped on 11 November, the priest was found on 2 March. He had been held for six weeks".

use copydesk_draft::Span;
use copydesk_draft::layer::Period;

use super::super::{Finder, Found, Tie, mark};
use crate::lists::List;
use crate::numbers::lexeme::Look;

/// Verbs by which something stops.
const STOPS: &[&str] = &[
    "stopped",
    "ended",
    "broke",
    "cut",
    "closed",
    "halted",
    "suspended",
    "severed",
    "shut",
    "withdrew",
    "expelled",
    "recalled",
    "ceased",
    "burned",
    "collapsed",
    "expired",
    "lapsed",
    "discontinued",
    "abolished",
    "scrapped",
    "cancelled",
    "dissolved",
    "disbanded",
    "banned",
];

impl Finder<'_, '_> {
    /// "took 20 years to build, from 2008 to 2015", "spent three decades there, between 1961 and 1975".
    pub(super) fn took(
        &self,
        told: (Span, Period),
        (start, end): (usize, usize),
        out: &mut Vec<Found>,
    ) {
        let look = &self.look;
        if told.1.unit.days() < 27.0 {
            return;
        }
        let lasted = |i: usize| {
            matches!(
                look.word(i),
                "took"
                    | "taken"
                    | "spent"
                    | "lasted"
                    | "lasting"
                    | "worked"
                    | "lived"
                    | "ran"
                    | "reigned"
                    | "ruled"
                    | "served"
            )
        };
        let lead = (1..=2).any(|back| start.checked_sub(back).is_some_and(lasted))
            || look.before(start, 1) == "for"
                && (2..=4).any(|back| start.checked_sub(back).is_some_and(lasted));
        if !lead {
            return;
        }
        let mut behind = self
            .dates
            .iter()
            .filter(|date| date.span.start >= told.0.end);
        let (Some(x), Some(y), None) = (behind.next(), behind.next(), behind.next()) else {
            return;
        };
        let (first, last) = self.ground.tokens(x.span);
        let next = self.first(y);
        let pair = matches!(
            (look.before(first, 1), look.word(last)),
            ("from", "to" | "until" | "till") | ("between", "and")
        ) && next == last + 1;
        let near = first <= end + 8
            && !(end..first).any(|k| {
                matches!(look.text(k), ";" | ":")
                    || self.ground.cx.is(k, List::Auxiliary)
                    || matches!(look.word(k), "and" | "who" | "which" | "after" | "before")
            });
        if pair
            && near
            && let (Some(from), Some(to)) = (self.fixed(x), self.fixed(y))
            && from.last < to.first
        {
            self.push(out, Tie::Span, told, (x.span.to(y.span), from), Some(to));
        }
    }

    /// "have had no hotline for the better part of a decade. Pyongyang stopped answering in April 2023."
    pub(super) fn without(
        &self,
        number: usize,
        told: (Span, Period),
        (start, end): (usize, usize),
        out: &mut Vec<Found>,
    ) {
        let look = &self.look;
        // "for the better part of a decade"
        let lead = if look.before(start, 1) == "of" && look.before(start, 2) == "part" {
            (3..=5)
                .find(|&back| look.before(start, back) == "for")
                .map_or(start, |back| start + 1 - back)
        } else {
            start
        };
        let negated = look.before(lead, 1) == "for"
            && !self.dates.iter().any(|date| self.dated(date))
            && (look.first..start).any(|i| {
                matches!(look.word(i), "has" | "have")
                    && (i + 1..i + 4).any(|k| matches!(look.word(k), "no" | "not" | "been" | "n't"))
                    && (i + 1..start)
                        .any(|k| matches!(look.word(k), "no" | "not" | "without" | "n't"))
            });
        let closed = mark(look, end) || look.word(end).is_empty();
        if !negated || !closed || told.1.unit.days() < 300.0 {
            return;
        }
        let Some(next) = self.beside(Some(number + 1)) else {
            return;
        };
        let [date] = next.dates else { return };
        let (Some(from), first) = (next.fixed(date), next.first(date)) else {
            return;
        };
        let other = |look: &Look<'_, '_>| {
            (look.first..look.end).any(|i| {
                matches!(
                    look.word(i),
                    "again"
                        | "briefly"
                        | "reopened"
                        | "restored"
                        | "had"
                        | "will"
                        | "another"
                        | "first"
                        | "already"
                )
            })
        };
        let stopped = (next.look.first..first).any(|i| STOPS.contains(&next.look.word(i)));
        if stopped
            && !other(&next.look)
            && matches!(next.look.before(first, 1), "in" | "on")
            && self.only_length().is_some()
        {
            let today = self.ground.today();
            self.push(out, Tie::Since, told, (date.span, from), today);
        }
    }

    /// "Kidnapped on 11 November, the priest was found on 2 March. He had been held for a little over six weeks": a person kept
    /// or lost between the two days of the sentence before.
    pub(super) fn kept(
        &self,
        number: usize,
        told: (Span, Period),
        (start, end): (usize, usize),
        out: &mut Vec<Found>,
    ) {
        let look = &self.look;
        let is_kept = |word: &str| {
            matches!(
                word,
                "held"
                    | "missing"
                    | "captive"
                    | "detained"
                    | "captivity"
                    | "custody"
                    | "hostage"
                    | "trapped"
                    | "stranded"
                    | "lost"
                    | "gone"
                    | "imprisoned"
                    | "hiding"
                    | "adrift"
                    | "buried"
                    | "marooned"
                    | "jailed"
                    | "interned"
            )
        };
        // "for a little over six weeks"
        let opens = if matches!(look.before(start, 1), "little" | "bit" | "shade") {
            start.saturating_sub(2)
        } else {
            start
        };
        let lead = look.before(opens, 1) == "for"
            && (2..=5).any(|back| is_kept(look.before(opens, back)))
            && (mark(look, end) || look.word(end).is_empty())
            || look.word(end) == "in"
                && (is_kept(look.word(end + 1)) || is_kept(look.word(end + 2)))
                && look.before(start, 1) != "to";
        let pronoun = (look.first..start).any(|i| {
            matches!(
                look.word(i),
                "he" | "she" | "they" | "his" | "her" | "their" | "it"
            )
        }) || look.word(look.first) == "the";
        let had = (look.first..start).any(|i| {
            matches!(
                look.word(i),
                "had" | "was" | "were" | "spent" | "after" | "survived" | "endured"
            )
        });
        if !lead || !pronoun || !had || self.dates.iter().any(|date| self.dated(date)) {
            return;
        }
        let Some(before) = self.beside(number.checked_sub(1)) else {
            return;
        };
        let mut days = before.dates.iter().filter(|date| before.dated(date));
        let (Some(x), Some(y), None) = (days.next(), days.next(), days.next()) else {
            return;
        };
        let (Some(a), Some(b)) = (before.fixed(x), before.fixed(y)) else {
            return;
        };
        let first = before.first(x);
        let taken = (before.look.first..before.first(y)).any(|i| {
            first.abs_diff(i) <= 10
                && matches!(
                    before.look.word(i),
                    "kidnapped"
                        | "abducted"
                        | "seized"
                        | "taken"
                        | "captured"
                        | "detained"
                        | "arrested"
                        | "disappeared"
                        | "vanished"
                        | "missing"
                        | "trapped"
                        | "stranded"
                        | "snatched"
                        | "interned"
                        | "imprisoned"
                        | "lost"
                        | "seen"
                        | "buried"
                        | "cut"
                )
        });
        let a = self.same_year(x, a, y, b);
        if taken && a.last < b.first {
            let ends = std::iter::once(b).chain(self.ground.today());
            let to = self.best(&told.1, a, ends);
            self.push(out, Tie::Span, told, (x.span.to(y.span), a), to);
        }
    }
}
