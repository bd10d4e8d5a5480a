//! "cut its rate for the first time in a decade. The previous cut was made in August 2020": what is done for the first time in
//! so many years was not done within them.

use copydesk_draft::{DayRange, Span};

use super::{Finder, mark};

/// How far, in tokens, the word for the last time may stand before its day.
const REACH: usize = 10;

impl Finder<'_, '_> {
    /// The day of the last time, where the length between two tokens is told of a first one.
    pub(super) fn last_time(
        &self,
        number: usize,
        start: usize,
        end: usize,
    ) -> Option<(Span, DayRange)> {
        let look = &self.look;
        let first = (1..=4).any(|back| {
            look.before(start, back) == "in"
                && look.before(start, back + 1) == "time"
                && look.before(start, back + 2) == "first"
        });
        if !first {
            return None;
        }
        self.when_last(end).or_else(|| {
            (1..=2).find_map(|on| {
                let one = self.beside(Some(number + on))?;
                one.when_last(one.look.first)
            })
        })
    }

    /// The one day of the sentence, behind token `from`, on which it was done last.
    fn when_last(&self, from: usize) -> Option<(Span, DayRange)> {
        let look = &self.look;
        let (date, day) = self.lone()?;
        let at = self.first(date);
        let near = from.max(at.saturating_sub(REACH));
        let open = |i: usize| mark(look, i) && look.word(i) != ",";
        let last = (near..at).rev().take_while(|&i| !open(i)).any(|i| {
            matches!(look.word(i), "last" | "previous" | "previously" | "latest")
                && !matches!(look.word(i + 1), "week" | "month" | "year" | "night")
        });
        // "it had been laid up since 2023", "had not been held since 2021"
        let idle = look.before(at, 1) == "since"
            && (near..at).any(|i| matches!(look.word(i), "been" | "not" | "never"))
            && (near..at).any(|i| {
                matches!(
                    look.word(i),
                    "laid"
                        | "closed"
                        | "shut"
                        | "idle"
                        | "empty"
                        | "silent"
                        | "dry"
                        | "suspended"
                        | "held"
                        | "met"
                        | "played"
                        | "won"
                        | "seen"
                        | "mothballed"
                )
            });
        // "The last but one", "would last until 2027"
        let other = (near..look.end).any(|i| {
            matches!(
                look.word(i),
                "but" | "until" | "till" | "will" | "would" | "lasts" | "other"
            )
        });
        (at >= from && (last || idle) && !other).then_some((date.span, day))
    }
}
