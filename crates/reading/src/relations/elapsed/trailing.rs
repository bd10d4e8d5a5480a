//! Lengths with their days behind them: "lasted five months, from January to April 2024", "since 2001, 19 years in all".

use copydesk_draft::layer::Period;
use copydesk_draft::{DayRange, Span};

use super::{Finder, Found, Tie};
use crate::lists::List;
use crate::relations::mark;

impl Finder<'_, '_> {
    /// "lasted five months, from January to April 2024"; "a reign of thirty years, from 1975 to 1993"; "eight years
    /// (1990-1996)".
    pub(super) fn trailing(
        &self,
        out: &mut Vec<Found>,
        told: (Span, Period),
        start: usize,
        end: usize,
        lasts: bool,
    ) -> bool {
        let look = &self.look;
        // "14 years in jail, from 1999 to 2007"
        let state =
            look.word(end) == "in" && self.ground.cx.phrase(end + 1, List::StateNoun).is_some();
        // "spent a quarter of a century in Paris, from 1990 to 2004"
        let stayed = look.before(start, 1) == "spent"
            && matches!(look.word(end), "in" | "at" | "on" | "with");
        if let Some(comma) = (end + 1..end + 5)
            .find(|&k| look.text(k) == ",")
            .filter(|_| stayed)
        {
            return self.pair_from(out, told, comma + 1);
        }
        // "a two-year term from 2015 to 2021"
        let compound = (start..end).any(|i| look.hyphen(i))
            && self.ground.cx.is(end, List::StintNoun)
            && matches!(look.word(end + 1), "from" | "between");
        let end = if state {
            end + 2
        } else {
            end + usize::from(compound)
        };
        let mut at = end;
        while look.kind(at).is_some() && mark(look, at) && at < end + 2 {
            at += 1;
        }
        let bracket = (end..at).any(|k| look.text(k) == "(");
        let from = matches!(look.word(at), "from" | "between");
        let stint = look.before(start, 1) == "of" && self.stint(start - 1);
        if !(from && (lasts || stint || state || compound || look.before(start, 1) == "for")
            || bracket)
        {
            return false;
        }
        let pair = self.dates.windows(2).find_map(|pair| {
            let [a, b] = pair else { return None };
            let (a0, a1) = self.ground.tokens(a.span);
            let (b0, _) = self.ground.tokens(b.span);
            let joined = b0 == a1 + 1
                && (matches!(look.word(a1), "to" | "until" | "till" | "and" | "through")
                    || matches!(look.text(a1), "-" | "–" | "—"));
            (a0 == at + usize::from(from) && joined)
                .then(|| Some((a.span.to(b.span), self.fixed(a)?, self.fixed(b)?)))
                .flatten()
        });
        let Some((span, mut from, to)) = pair else {
            return false;
        };
        // "from January to April 2024": the year stands once.
        for _ in 0..10 {
            if from.first <= to.first {
                break;
            }
            from = DayRange {
                first: from.first.plus_months(-12),
                last: from.last.plus_months(-12),
            };
        }
        self.push(out, Tie::Span, told, (span, from), Some(to));
        true
    }

    /// "from 1990 to 2004" at token `at`.
    pub(super) fn pair_from(&self, out: &mut Vec<Found>, told: (Span, Period), at: usize) -> bool {
        let look = &self.look;
        if !matches!(look.word(at), "from" | "between") {
            return false;
        }
        for pair in self.dates.windows(2) {
            let [a, b] = pair else { continue };
            let (a0, a1) = self.ground.tokens(a.span);
            let (b0, _) = self.ground.tokens(b.span);
            if a0 == at + 1
                && b0 == a1 + 1
                && matches!(look.word(a1), "to" | "until" | "till" | "and" | "through")
                && let (Some(from), Some(to)) = (self.fixed(a), self.fixed(b))
                && from.last < to.first
            {
                self.push(out, Tie::Span, told, (a.span.to(b.span), from), Some(to));
                return true;
            }
        }
        false
    }

    /// "between the crash, on 9 March 2023, and the verdict on 20 May 2025" at token `at`: the two days of the sentence.
    pub(super) fn pair_apart(&self, out: &mut Vec<Found>, told: (Span, Period), at: usize) -> bool {
        let start = self.ground.cx.span(at, at + 1).start;
        let behind: Vec<_> = self
            .dates
            .iter()
            .filter(|date| date.span.start > start)
            .collect();
        let [a, b] = behind.as_slice() else {
            return false;
        };
        let ((a0, a1), (b0, _)) = (self.ground.tokens(a.span), self.ground.tokens(b.span));
        let joined = (a1..b0).any(|i| matches!(self.look.word(i), "and" | "to" | "until"));
        if a0 <= at + 12
            && b0 <= a1 + 10
            && joined
            && let (Some(from), Some(to)) = (self.fixed(a), self.fixed(b))
            && from.last < to.first
        {
            self.push(out, Tie::Span, told, (a.span.to(b.span), from), Some(to));
            return true;
        }
        false
    }

    /// "has ruled since 2001, 19 years in all"; "the first since 1996, 19 years ago".
    pub(super) fn so_far(
        &self,
        out: &mut Vec<Found>,
        told: (Span, Period),
        start: usize,
        end: usize,
    ) -> bool {
        let look = &self.look;
        let closes = mark(look, end)
            || matches!(
                (look.word(end), look.word(end + 1)),
                ("in", "all" | "total") | ("so", "far") | ("now" | "ago" | "altogether", _)
            );
        // "since 2013, a stretch of 25 years"
        let reach = if look.before(start, 1) == "of" && look.before(start, 3) == "a" {
            4
        } else {
            2
        };
        let since = self.earlier(told.0.start).into_iter().find(|(date, _)| {
            let (a, b) = self.ground.tokens(date.span);
            look.before(a, 1) == "since" && b < start && start - b <= reach && mark(look, b)
        });
        match since {
            Some((date, from)) if closes => {
                self.since(out, told, date, from);
                true
            }
            _ => false,
        }
    }

    /// Lengths that go on from the sentence before: "seized power in 1999. He ruled for 40 years, until he fell in 2014",
    /// "was arrested on 2 May 2024. He has now been in jail for four years", "has stood empty since 2017. After 20 years of
    /// neglect the roof has gone"; and "no dividend for a dozen years; the last was in 2021".
    pub(super) fn carried_on(
        &self,
        out: &mut Vec<Found>,
        told: (Span, Period),
        start: usize,
        end: usize,
    ) -> bool {
        let look = &self.look;
        let before = look.before(start, 1);
        let first = look.word(look.first);
        let pronoun = matches!(first, "he" | "she" | "it" | "they");
        let perfect =
            (look.first + 1..start).any(|i| matches!(look.word(i), "has" | "have")) && pronoun;
        if before == "for" && pronoun && self.earlier(told.0.start).is_empty() {
            let at = end + usize::from(look.text(end) == ",");
            if matches!(look.word(at), "until" | "before")
                && !perfect
                && let Some((_, to)) = self.ahead(at + 1, 8)
                && let Some((date, from)) = self.opened_before()
                && from.last < to.first
            {
                self.push(out, Tie::Later, told, (date, from), Some(to));
                return true;
            }
            let state = (look.first + 2..start).any(|i| look.word(i) == "been")
                && (mark(look, end) || matches!(look.word(end), "without" | ""));
            if perfect
                && state
                && self.dates.is_empty()
                && let Some((date, from)) = self.opened_before()
            {
                // What was founded may have been so for a part of its time only.
                let (at, _) = self.ground.tokens(date);
                let founded = (1..=5).any(|back| {
                    at.checked_sub(back)
                        .is_some_and(|i| self.ground.cx.phrase(i, List::FoundVerb).is_some())
                });
                let today = self.ground.today();
                if !founded || today.is_some_and(|day| super::sole::longer(&told.1, from, day)) {
                    self.push(out, Tie::For, told, (date, from), today);
                }
                return true;
            }
        }
        if before == "after"
            && start == look.first + 1
            && look.word(end) == "of"
            && self.dates.is_empty()
            && self.present((start, end))
            && let Some((date, from)) = self.since_before()
        {
            self.push(out, Tie::Since, told, (date, from), self.ground.today());
            return true;
        }
        // "has paid no dividend for a dozen years; the last was in 2021"
        let none = (look.first..start).any(|i| matches!(look.word(i), "no" | "not" | "never"))
            && (look.first..start).any(|i| matches!(look.word(i), "has" | "have"));
        if before == "for"
            && none
            && matches!(look.text(end), ";" | ":" | "," | "–" | "—")
            && (end + 1..end + 4).any(|i| look.word(i) == "last")
            && let Some((date, from)) = self.ahead(end + 1, 9)
        {
            self.since(out, told, date, from);
            return true;
        }
        false
    }
}
