//! A headline's length beside the day of the text that it counts from: "caught after 15 years on the run" over "had not been seen
//! since May 2020".

use copydesk_draft::{DayRange, Span};

use super::{Finder, Found, Tie};
use crate::relations::year;

impl Finder<'_, '_> {
    /// The headline's time on the run, in hiding or missing, up to the day of the draft.
    pub(super) fn headed(&self, out: &mut Vec<Found>) {
        let look = &self.look;
        if !self.ground.in_headline(self.sentence) {
            return;
        }
        let Some(length) = self.only_length() else {
            return;
        };
        let (start, end) = self.ground.tokens(length.span);
        let gone = matches!(
            (look.word(end), look.word(end + 1), look.word(end + 2)),
            ("on", "the", "run") | ("in", "hiding", _) | ("at", "large", _) | ("missing", ..)
        );
        // "found alive after 12 days in the bush"
        let back = (look.first..start).any(|i| {
            matches!(
                look.word(i),
                "found"
                    | "rescued"
                    | "freed"
                    | "released"
                    | "caught"
                    | "saved"
                    | "located"
                    | "captured"
                    | "arrested"
            )
        });
        // Not "arrested after a three-day manhunt".
        let gone = gone || back && !(start..end).any(|i| look.hyphen(i));
        let after = (1..=3).any(|back| look.before(start, back) == "after");
        let (Some(period), true) = (length.period, gone && after) else {
            return;
        };
        let mut days = self
            .ground
            .cx
            .sentences
            .iter()
            .filter(|one| self.ground.in_body(one))
            .filter_map(|one| self.gone_since(one));
        if let (Some((date, from)), None) = (days.next(), days.next()) {
            let told = (length.span, period);
            // Told some days later, it may have ended on any of them.
            let today = self.ground.today();
            let to = (0..7).filter_map(|back| {
                today.map(|day| DayRange {
                    first: day.first.plus_days(-back),
                    last: day.last.plus_days(-back),
                })
            });
            let to = self.best(&period, from, to);
            self.push(out, Tie::Since, told, (date, from), to);
        }
    }

    /// "had not been seen since May 2020", "on the run since 2019".
    fn gone_since(&self, sentence: &crate::sentence::Sentence) -> Option<(Span, DayRange)> {
        let look = self.ground.look(sentence);
        self.ground.dates_in(sentence.span).iter().find_map(|date| {
            let (at, end) = self.ground.tokens(date.span);
            let printed = (at..end).any(|i| year(look.text(i)).is_some() || look.is_figure(i));
            let since = look.before(at, 1) == "since"
                && (2..=8).any(|back| {
                    matches!(
                        look.before(at, back),
                        "seen" | "run" | "hiding" | "large" | "missing" | "sought" | "wanted"
                    )
                });
            let day = self.fixed(date).filter(|_| printed && since)?;
            Some((date.span, day))
        })
    }
}
