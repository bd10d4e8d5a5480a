//! A headline's length beside the day of the text that it counts from: "caught after 15 years on the run" over "had not been seen
//! since May 2020".

use copydesk_draft::{DayRange, Span};

use super::{Finder, Found, Tie, mark};
use crate::dates::Date;
use crate::relations::year;

impl Finder<'_, '_> {
    /// The headline's time on the run, in hiding or missing, up to the day of the draft.
    pub(super) fn headed(&self, out: &mut Vec<Found>) {
        let look = &self.look;
        if !self.ground.in_headline(self.sentence) {
            return;
        }
        self.returned(out);
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

    /// "After 30 years, ferry returns to island" over "The last service ran in 2007": the one day of the calendar in the body, on
    /// which it was for the last time.
    fn returned(&self, out: &mut Vec<Found>) {
        let look = &self.look;
        let Some(length) = self.only_length() else {
            return;
        };
        let (start, end) = self.ground.tokens(length.span);
        let back = (look.first..look.end).any(|i| {
            matches!(
                look.word(i),
                "returns"
                    | "return"
                    | "returned"
                    | "back"
                    | "reopens"
                    | "reopen"
                    | "reopened"
                    | "again"
                    | "resumes"
                    | "resume"
                    | "revived"
                    | "restored"
                    | "reunite"
                    | "reunites"
                    | "reunited"
                    | "comeback"
            )
        });
        let after = look.before(start, 1) == "after";
        let closed = mark(look, end) || look.word(end).is_empty() || look.word(end) == "away";
        let (Some(period), true) = (length.period, back && after && closed) else {
            return;
        };
        let mut days = self
            .ground
            .cx
            .sentences
            .iter()
            .filter(|one| self.ground.in_body(one))
            .flat_map(|one| {
                let dates = self.ground.dates_in(one.span).iter();
                dates
                    .filter(|date| self.printed(date))
                    .filter_map(move |date| Some((one, date, self.fixed(date)?)))
            });
        let (Some((sentence, date, from)), None) = (days.next(), days.next()) else {
            return;
        };
        let (at, _) = self.ground.tokens(date.span);
        let own = self.ground.look(sentence);
        let last = (own.first.max(at.saturating_sub(8))..at).any(|i| {
            matches!(
                own.word(i),
                "last" | "closed" | "stopped" | "ended" | "shut" | "ceased" | "since" | "suspended"
            )
        });
        if last {
            let to = self.ground.today();
            self.push(
                out,
                Tie::Since,
                (length.span, period),
                (date.span, from),
                to,
            );
        }
    }

    /// A day with figures: no weekday alone.
    fn printed(&self, date: &Date) -> bool {
        let (first, last) = self.ground.tokens(date.span);
        (first..last).any(|i| year(self.ground.cx.word(i)).is_some())
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
            // "who was jailed in May 2020": of whoever the headline sets free.
            let taken = matches!(look.before(at, 1), "in" | "on")
                && (2..=6).any(|back| {
                    matches!(
                        look.before(at, back),
                        "jailed"
                            | "kidnapped"
                            | "abducted"
                            | "arrested"
                            | "detained"
                            | "imprisoned"
                            | "captured"
                            | "seized"
                            | "snatched"
                            | "vanished"
                            | "disappeared"
                    )
                });
            let day = self.fixed(date).filter(|_| printed && (since || taken))?;
            Some((date.span, day))
        })
    }
}
