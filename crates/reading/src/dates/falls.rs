//! The weekday that a date is said to be, in words behind it.

use copydesk_draft::Weekday;

use super::find::Finder;
use crate::numbers::lexeme::Time;

impl Finder<'_, '_, '_> {
    /// "…, which falls on a Friday": the weekday that a date ending before token `last` is said to be, and its token.
    pub(super) fn falls_on(&self, last: usize) -> Option<(Weekday, usize)> {
        let look = self.look;
        // "12 August this year (a Friday)"
        let told = if look.word(last) == "this" && look.word(last + 1) == "year" {
            last + 2
        } else {
            last
        };
        if look.text(told) == "(" {
            let at = told + 1 + usize::from(look.word(told + 1) == "a");
            if let Time::Weekday(day, false) = look.time(at)
                && look.capital(at)
                && look.text(at + 1) == ")"
            {
                return Weekday::ALL
                    .into_iter()
                    .nth(usize::from(day))
                    .map(|weekday| (weekday, at));
            }
        }
        let mut i = last + usize::from(look.text(last) == ",");
        i += usize::from(look.word(i) == "which");
        match look.word(i) {
            "falls" | "fell" if look.word(i + 1) == "on" => i += 2,
            "will" if look.word(i + 1) == "fall" && look.word(i + 2) == "on" => i += 3,
            "is" | "was" if look.word(i.saturating_sub(1)) == "which" => i += 1,
            _ => return None,
        }
        i += usize::from(look.word(i) == "a");
        match look.time(i) {
            Time::Weekday(day, false) if look.capital(i) => Weekday::ALL
                .into_iter()
                .nth(usize::from(day))
                .map(|weekday| (weekday, i)),
            _ => None,
        }
    }
}
