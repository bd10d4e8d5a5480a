//! Lengths beside two times of one day, and behind two participles with their days: "left at 10:40 and vanished at 11:05, an
//! hour and a half into its flight"; "Elected in October 2019 and voted out in April 2022, she ran the city for five years".

use copydesk_draft::Span;
use copydesk_draft::layer::{DurationUnit, Period};

use super::{Finder, Found, Tie};
use crate::dates::TimeOfDay;
use crate::lists::List;
use crate::relations::mark;
use crate::sentence::Sentence;

/// A length told beside two times of day: the minutes that its words allow, and those that lie between the times.
pub(super) struct Clocked {
    pub(super) length: Span,
    pub(super) ends: Span,
    pub(super) stated: (f64, f64),
    pub(super) number: f64,
    pub(super) real: f64,
}

/// What a length of hours or minutes allows, in minutes: an hour is told to the quarter.
fn minutes(period: &Period) -> Option<(f64, f64)> {
    let (scale, slack) = match period.unit {
        DurationUnit::Hour => (60.0, 0.3),
        DurationUnit::Minute => (1.0, 0.15),
        _ => return None,
    };
    // "less than three hours" may be all but three.
    let highest = period.highest.min(period.number * 1.5).max(period.number);
    Some((
        period.lowest.min(period.number) * scale * (1.0 - slack) - 2.0,
        highest * scale * (1.0 + slack) + 2.0,
    ))
}

impl Finder<'_, '_> {
    /// "Elected in October 2019 and voted out in April 2022, Ms Varga ran the city for almost five years".
    pub(super) fn participles(&self, out: &mut Vec<Found>) {
        let (cx, look) = (self.ground.cx, &self.look);
        let participle = |i: usize| {
            look.kind(i) == Some(crate::token::TokenKind::Word)
                && (cx.is(i, List::ParticipleForm) || look.word(i).ends_with("ed"))
                && !matches!(look.word(i), "born" | "based" | "married")
        };
        let [a, b] = self.dates else { return };
        let (Some(from), Some(to)) = (self.fixed(a), self.fixed(b)) else {
            return;
        };
        let ((a0, a1), (b0, b1)) = (self.ground.tokens(a.span), self.ground.tokens(b.span));
        let joined = (a1..b0)
            .find(|&i| matches!(look.word(i), "and" | "but"))
            .is_some_and(|i| i <= a1 + 1 && participle(i + 1));
        if !participle(look.first)
            || a0 > look.first + 6
            || !joined
            || b0 > a1 + 8
            || look.text(b1) != ","
            || from.last >= to.first
        {
            return;
        }
        let mut lengths = self
            .ground
            .dates
            .durations_in(self.sentence.span)
            .iter()
            .filter(|length| {
                self.sentence.span.contains(length.span) && length.span.start > b.span.end
            });
        let (Some(length), None) = (lengths.next(), lengths.next()) else {
            return;
        };
        let (start, end) = self.ground.tokens(length.span);
        let lasting = look.before(start, 1) == "for"
            || matches!(look.before(start, 1), "lasted" | "spent" | "served");
        let other = (b1..start).any(|i| {
            look.text(i) == ";"
                || matches!(
                    look.word(i),
                    "who" | "which" | "after" | "before" | "had" | "will"
                )
        }) || matches!(
            look.word(end),
            "after" | "before" | "longer" | "more" | "later"
        );
        let Some(period) = length.period else { return };
        // "for five years before she moved": the length stands for the time, not for what came before.
        let other = other && !(look.word(end) == "before" && look.before(start, 1) == "for");
        if lasting && !other {
            self.push(
                out,
                Tie::Span,
                (length.span, period),
                (a.span.to(b.span), from),
                Some(to),
            );
        }
    }

    /// How many days the sentence tells; "the same day" is none of its own.
    fn days_told(&self) -> usize {
        let same = |date: &&crate::dates::Date| {
            let (first, last) = self.ground.tokens(date.span);
            (first.saturating_sub(1)..last).any(|i| self.look.word(i) == "same")
        };
        let plain = self.dates.iter().filter(|date| date.length.is_none());
        plain.filter(|date| !same(date)).count()
    }

    /// "left Kathmandu at 10:40 a.m. and vanished at 11:05 a.m., an hour and a half into its flight".
    pub(super) fn clock(&self, before: Option<&Sentence>, out: &mut Vec<Clocked>) {
        let look = &self.look;
        let times = |span: Span| -> Vec<&TimeOfDay> {
            let all = &self.ground.dates.times;
            let from = all.partition_point(|time| time.span.start < span.start);
            all.get(from..)
                .unwrap_or(&[])
                .iter()
                .take_while(|time| time.span.start < span.end)
                .take(3)
                .collect()
        };
        let own = times(self.sentence.span);
        let earlier;
        let (a, b) = match own.as_slice() {
            [a, b] => (*a, *b),
            [b] => {
                earlier = before.map(|one| times(one.span)).unwrap_or_default();
                let [a] = earlier.as_slice() else { return };
                (*a, *b)
            }
            _ => return,
        };
        if a.zone.is_some() != b.zone.is_some() || self.days_told() > 1 {
            return;
        }
        // "left at 10.50pm and was found at 3.20am": over midnight.
        let night = i32::from(a.minute) >= 15 * 60 && i32::from(b.minute) < 12 * 60;
        let between = i32::from(b.minute) - i32::from(a.minute) + if night { 24 * 60 } else { 0 };
        let otherwise = (look.first..look.end).any(|i| {
            matches!(
                look.word(i),
                "local"
                    | "next"
                    | "following"
                    | "overnight"
                    | "daily"
                    | "every"
                    | "usually"
                    | "extra"
                    | "earlier"
                    | "previous"
                    | "tomorrow"
            )
        });
        let (_, last) = self.ground.tokens(b.span);
        let mut lengths = self
            .ground
            .dates
            .durations_in(self.sentence.span)
            .iter()
            .filter(|length| {
                length.span.start >= b.span.end && self.sentence.span.contains(length.span)
            });
        // "less than three hours later" is a time counted from another.
        let later = || {
            let date = self.dates.iter().find(|date| {
                let (_, end) = self.ground.tokens(date.span);
                date.span.start >= b.span.end && look.before(end, 1) == "later"
            })?;
            Some((date.length_words?, date.length))
        };
        let Some((length, period)) = lengths
            .next()
            .map(|length| (length.span, length.period))
            .or_else(later)
        else {
            return;
        };
        let (start, end) = self.ground.tokens(length);
        let mut at = last;
        while at < start
            && (mark(look, at)
                || matches!(
                    look.word(at),
                    "after"
                        | "some"
                        | "less"
                        | "more"
                        | "fewer"
                        | "than"
                        | "just"
                        | "only"
                        | "barely"
                        | "nearly"
                        | "almost"
                        | "about"
                        | "around"
                        | "roughly"
                        | "over"
                        | "under"
                        | "well"
                        | "a"
                        | "little"
                        | "the"
                        | "that"
                        | "same"
                        | "day"
                        | "had"
                        | "been"
                        | "trapped"
                        | "stuck"
                        | "buried"
                        | "adrift"
                        | "stranded"
                        | "for"
                ))
        {
            at += 1;
        }
        let after = (last..start).any(|i| look.word(i) == "after");
        let tail = matches!(
            (look.word(end), look.word(end + 1)),
            ("into" | "later", _) | ("in", "all")
        )
            // "swept off at 6 a.m. and winched aboard at 4 p.m., after six hours in the water"
            || after
                && own.len() == 2
                && matches!(look.word(end), "in" | "on" | "at" | "adrift" | "trapped" | "underground") || look.word(end) == "after"
            && (look.word(end + 1).ends_with("ing")
                || matches!(look.word(end + 1), "take" | "it" | "the" | "she" | "he"))
            || mark(look, end) && look.text(end) != "-"
            || look.word(end).is_empty();
        if otherwise || between <= 0 || at < start || start > last + 9 || !tail || start == last {
            return;
        }
        // "after 20 minutes": told from what is told before.
        if after && own.len() < 2 {
            return;
        }
        let Some((period, stated)) =
            period.and_then(|period| minutes(&period).map(|stated| (period, stated)))
        else {
            return;
        };
        out.push(Clocked {
            length,
            ends: a.span.to(b.span),
            stated,
            number: period.number,
            real: f64::from(between),
        });
    }
}
