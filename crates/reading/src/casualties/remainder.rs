//! A whole and what is left of it, wherever the whole is told: "Nine were taken to hospital and the remaining six …", "Forty are
//! portraits; the remaining three are maps. The show, of 62 paintings"; parts shared out, or shut out of each other by what
//! is said of them: "divided between", "in favour … against", "men … women".

use std::ops::Range;

use super::breakdown::{Breakdown, BreakdownKind, breakdown};
use crate::cx::Cx;
use crate::lists::List;
use crate::numbers::{Hedge, Number, Role};
use crate::order::begun_in;
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// How many sentences before the rest its whole may stand.
const REACH: u32 = 2;

pub(super) struct Remainder<'c, 'a> {
    pub(super) cx: &'c Cx<'a>,
    /// All numbers of the draft.
    pub(super) numbers: &'c [Number],
    /// The counts of the sentence.
    pub(super) own: &'c [Number],
    pub(super) sentence: &'c Sentence,
}

fn start(number: &Number) -> usize {
    number.tokens.0 as usize
}

fn end(number: &Number) -> usize {
    number.tokens.1 as usize
}

impl Remainder<'_, '_> {
    /// Finds one where nothing else was read in the sentence.
    pub(super) fn find(&self, out: &mut Vec<Breakdown>) {
        let from = self.sentence.span.start;
        let known = out
            .iter()
            .rev()
            .take(3)
            .any(|last| last.span.end > from && last.kind != BreakdownKind::Some);
        if known || both(self.cx, self.range()) {
            return;
        }
        let found = self
            .rest()
            .or_else(|| super::enumerated::named(self.cx, self.numbers, self.own, &self.range()))
            .or_else(|| self.of_them())
            .or_else(|| self.shared_out())
            .or_else(|| self.opposites())
            .or_else(|| self.sexes());
        out.extend(found);
    }

    fn range(&self) -> Range<usize> {
        self.sentence.first as usize..self.sentence.last as usize
    }

    /// A count of things: no time, no share, no place in a list.
    fn counts(&self, number: &Number) -> bool {
        let cx = self.cx;
        let after = end(number);
        !number.compound
            && !number.year_like
            && number.hedge != Hedge::Vague
            && !matches!(
                cx.folded(after),
                "%" | "percent"
                    | "per"
                    | "km"
                    | "miles"
                    | "metres"
                    | "minutes"
                    | "hours"
                    | "days"
                    | "weeks"
                    | "months"
                    | "years"
                    | "times"
                    | "points"
                    | "-"
                    | "/"
                    | "more"
                    | "others"
                    | "other"
                    | "another"
            )
            && !start(number).checked_sub(1).is_some_and(|i| {
                matches!(
                    cx.folded(i),
                    "another"
                        | "aged"
                        | "under"
                        | "over"
                        | "than"
                        | "every"
                        | "first"
                        | "last"
                        | "until"
                        | "number"
                )
            })
    }

    /// "the remaining six", "the other 310", "the rest, 160,".
    fn is_rest(&self, number: &Number) -> bool {
        let cx = self.cx;
        let at = start(number);
        let back = |n: usize| at.checked_sub(n).map_or("", |i| cx.folded(i));
        matches!(back(1), "remaining" | "other") && back(2) == "the"
            || back(1) == "," && back(2) == "rest" && back(3) == "the"
    }

    /// "Nine were taken to hospital and the remaining six were treated": the parts, and the whole before or behind them.
    fn rest(&self) -> Option<Breakdown> {
        let cx = self.cx;
        let at = self.own.iter().position(|number| self.is_rest(number))?;
        let rest = self.own.get(at)?;
        let before: Vec<&Number> = self.own.get(..at)?.iter().collect();
        // One alone is no number: "a man was charged and the other two were freed".
        let single = (self.sentence.first as usize..start(rest)).any(|i| {
            matches!(
                cx.folded(i),
                "one" | "another" | "others" | "both" | "third"
            )
                // "More than half of them, 36, are women"
                || cx.folded(i) == "half" && cx.word(i + 3) != ","
                || matches!(cx.folded(i), "a" | "an")
                && (cx.is(i + 1, List::PersonNoun) || cx.is(i + 1, List::RoleNoun))
        });
        if single || before.is_empty() || !self.counts(rest) || rest.hedge != Hedge::Exact {
            return None;
        }
        // The whole opens the sentence, or stands in one before or behind.
        let inside = before.first().is_some_and(|first| {
            let parts: f64 = before.iter().skip(1).map(|part| part.number).sum();
            before.len() >= 2
                && parts + rest.number > first.number * 0.6
                && first.number > rest.number
                && before.iter().skip(1).all(|part| part.number < first.number)
        });
        let (whole, parts): (&Number, Vec<Number>) = if inside {
            let (first, parts) = before.split_first()?;
            (first, parts.iter().map(|part| **part).collect())
        } else {
            let parts: Vec<Number> = before.iter().map(|part| **part).collect();
            (self.whole_of(&parts, rest)?, parts)
        };
        let mut parts = parts;
        parts.push(*rest);
        // Parts that are told of parts, or a time, spoil the sum.
        let plain = parts.iter().all(|part| self.counts(part))
            && !parts.iter().any(|part| {
                matches!(cx.folded(end(part)), "of")
                    && !matches!(cx.folded(end(part) + 1), "them" | "these" | "the" | "which")
            });
        let sum: f64 = parts.iter().map(|part| part.number).sum();
        let told = self.numbers.iter().any(|number| {
            number.lowest <= sum + 0.5
                && sum <= number.highest + 0.5
                && number.number > 1.0
                && !parts.iter().any(|part| part.span == number.span)
                && (number.hedge != Hedge::AtLeast || (number.number - sum).abs() < 0.5)
        });
        let near = sum > whole.number * 0.6 && sum < whole.number * 1.5;
        (plain && near && !told).then(|| breakdown(BreakdownKind::All, whole, &parts))
    }

    /// The one count of the sentences around that is larger than each of the parts.
    fn whole_of(&self, parts: &[Number], rest: &Number) -> Option<&Number> {
        let cx = self.cx;
        let place = cx.sentence_at(self.sentence.span.start);
        let largest = parts
            .iter()
            .map(|part| part.number)
            .fold(rest.number, f64::max);
        let around = |number: &&Number| {
            let own = cx.sentence_at(number.span.start);
            own != place
                && (own + REACH >= place && own < place
                    || own == place + 1
                        && (matches!(cx.folded(end(number)), "in")
                            && matches!(cx.folded(end(number) + 1), "all" | "total")
                            || matches!(cx.folded(end(number) + 1), "in")
                                && matches!(cx.folded(end(number) + 2), "all" | "total")))
                && cx
                    .sentence(own)
                    .is_some_and(|one| one.block == self.sentence.block)
        };
        let near = cx.sentence_tokens(place.saturating_sub(REACH)).start
            ..cx.sentence_tokens(place + 1).end.max(self.range().end);
        let near = begun_in(self.numbers, near, start);
        let mut wholes = near.iter().filter(around).filter(|number| {
            number.role == Role::Cardinal
                && number.number > largest
                && self.counts(number)
                && cx.kind(end(number)) == Some(TokenKind::Word)
        });
        let whole = wholes.next()?;
        wholes.next().is_none().then_some(whole)
    }

    /// "120 samples, 70 of them from wells and 65 from taps": one preposition, and each comes from one place alone.
    fn of_them(&self) -> Option<Breakdown> {
        let cx = self.cx;
        let (whole, parts) = self.own.split_first()?;
        let [a, b, ..] = parts else { return None };
        let them = end(a);
        let preposition = cx.folded(them + 2);
        let placed = |i: usize| {
            cx.folded(i) == "from"
                || matches!(cx.folded(i), "in" | "at")
                    && !matches!(cx.folded(i + 1), "the" | "a" | "an" | "their" | "its")
        };
        let told = cx.folded(them) == "of"
            && matches!(cx.folded(them + 1), "them" | "which" | "whom")
            && placed(them + 2)
            && cx.folded(end(b)) == preposition
            && placed(end(b))
            && start(b)
                .checked_sub(1)
                .is_some_and(|i| matches!(cx.folded(i), "and" | ","));
        let sum = a.number + b.number;
        (told
            && start(a) <= end(whole) + 10
            && start(b) <= end(a) + 10
            && self.counts(whole)
            && self.counts(b)
            && sum < whole.number * 1.6)
            .then(|| breakdown(BreakdownKind::Apart, whole, &[*a, *b]))
    }

    /// "left 300,000 euros, divided between the hospice, which gets 120,000 euros, the library (90,000 euros) and …".
    fn shared_out(&self) -> Option<Breakdown> {
        let cx = self.cx;
        let range = self.range();
        let cue = range.clone().find(|&i| {
            matches!(cx.folded(i), "divided" | "split" | "shared")
                && matches!(cx.folded(i + 1), "between" | "among" | "amongst")
        })?;
        let own = begun_in(self.numbers, range.clone(), start);
        let (before, parts): (Vec<&Number>, Vec<&Number>) =
            own.iter().partition(|number| start(number) < cue);
        let [whole] = before.as_slice() else {
            return None;
        };
        // What is shared has one unit: the word behind the number, or the sign before it.
        let unit = |number: &Number| {
            start(number)
                .checked_sub(1)
                .filter(|&i| matches!(cx.word(i), "$" | "£" | "€"))
                .map_or_else(
                    || {
                        let last = end(number) - 1;
                        let inside = cx.kind(last) == Some(TokenKind::Word) && last > start(number);
                        cx.folded(if inside { last } else { last + 1 })
                    },
                    |i| cx.word(i),
                )
        };
        let alike = parts.iter().all(|part| {
            unit(part) == unit(whole) && part.hedge == Hedge::Exact && part.role == whole.role
        });
        let counted = matches!(whole.role, Role::Cardinal | Role::Money) && cue - end(whole) <= 5;
        let parts: Vec<Number> = parts.into_iter().copied().collect();
        let sum: f64 = parts.iter().map(|part| part.number).sum();
        (parts.len() >= 2
            && alike
            && counted
            && sum > whole.number * 0.6
            && sum < whole.number * 1.5
            && (sum > whole.number || parts.len() >= 3))
            .then(|| breakdown(BreakdownKind::All, whole, &parts))
    }

    /// "240 letters, 160 in favour of the bridge and 95 against": two that shut each other out, right behind the whole.
    fn opposites(&self) -> Option<Breakdown> {
        let cx = self.cx;
        let (whole, parts) = self.own.split_first()?;
        let [a, b] = parts else { return None };
        let side = |number: &Number| {
            let i = end(number);
            match (cx.folded(i), cx.folded(i + 1)) {
                ("in", "favour" | "favor") | ("for", _) => Some(0),
                ("against" | "opposed" | "opposing", _) => Some(1),
                ("at" | "played", "home") => Some(2),
                ("away", _) => Some(3),
                ("on", "foot") => Some(4),
                ("alive" | "survived", _) => Some(6),
                ("dead" | "died", _) => Some(7),
                ("empty", _) | ("of", "them")
                    if cx.folded(i + 2) == "empty" || cx.folded(i) == "empty" =>
                {
                    Some(8)
                }
                ("full", _) | ("of", "them")
                    if cx.folded(i + 2) == "full" || cx.folded(i) == "full" =>
                {
                    Some(9)
                }
                ("passed", _) => Some(10),
                ("failed", _) => Some(11),
                ("indoors", _) => Some(12),
                ("outdoors", _) => Some(13),
                _ => None,
            }
        };
        let set_off = (end(whole)..start(a)).any(|i| {
            matches!(cx.word(i), "," | ":") || matches!(cx.kind(i), Some(TokenKind::Dash))
        }) && start(a) - end(whole) <= 6;
        let joined = start(b)
            .checked_sub(1)
            .is_some_and(|i| matches!(cx.folded(i), "and" | ","))
            && start(b) - end(a) <= 8;
        let (Some(x), Some(y)) = (side(a), side(b)) else {
            return None;
        };
        let sum = a.number + b.number;
        (set_off
            && joined
            && x / 2 == y / 2
            && x != y
            && self.counts(whole)
            && sum < whole.number * 1.6)
            .then(|| breakdown(BreakdownKind::Apart, whole, &[*a, *b]))
    }

    /// "Twelve of the 40 nurses are men and 31 are women".
    fn sexes(&self) -> Option<Breakdown> {
        let cx = self.cx;
        let [a, whole, b] = self.own else { return None };
        let of = cx.folded(end(a)) == "of"
            && start(whole) == end(a) + 2
            && matches!(cx.folded(end(a) + 1), "the" | "its" | "their");
        let kind = |i: usize| match cx.folded(i) {
            "men" | "boys" | "male" | "males" => Some(0),
            "women" | "girls" | "female" | "females" => Some(1),
            _ => None,
        };
        let is = |i: usize| matches!(cx.folded(i), "are" | "were");
        let first = (end(whole)..end(whole) + 4)
            .find(|&i| is(i))
            .and_then(|i| kind(i + 1));
        let second = is(end(b)).then(|| kind(end(b) + 1)).flatten();
        let (Some(x), Some(y)) = (first, second) else {
            return None;
        };
        (of && x != y).then(|| breakdown(BreakdownKind::Apart, whole, &[*a, *b]))
    }
}

/// True if the sentence says that its parts may overlap: "as well", "several do both".
fn both(cx: &Cx<'_>, range: Range<usize>) -> bool {
    range.clone().any(|i| {
        matches!(cx.folded(i), "both" | "overlap" | "overlaps" | "twice")
            || cx.folded(i) == "as" && cx.folded(i + 1) == "well" && cx.folded(i + 2) != "as"
    })
}
