//! Lengths of what lasted: "for 36 years", "after five years in prison", "lasted 40 days", between days told before them.

use copydesk_draft::layer::Period;
use copydesk_draft::{DayRange, Span};

use super::{Finder, Found, Tie, is_hedge, period_of_years};
use crate::dates::Date;
use crate::lists::List;
use crate::relations::mark;

impl Finder<'_, '_> {
    /// "for 36 years", "after five years in prison", "ending three weeks in captivity", "lasted 40 days".
    pub(super) fn stretch(
        &self,
        out: &mut Vec<Found>,
        told: (Span, Period),
        start: usize,
        end: usize,
    ) {
        let look = &self.look;
        let earlier = self.earlier(told.0.start);
        // "for barely three weeks"
        let start = start
            - usize::from(matches!(
                look.before(start, 1),
                "barely"
                    | "just"
                    | "only"
                    | "merely"
                    | "scarcely"
                    | "hardly"
                    | "some"
                    | "fully"
                    | "exactly"
            ));
        // "spent almost a year", "for more than six years"
        let mut lead = start;
        while is_hedge(look.before(lead, 1)) {
            lead -= 1;
        }
        let start = lead;
        let before = look.before(start, 1);
        let state = matches!(
            look.word(end),
            "in" | "of" | "at" | "on" | "under" | "as" | "without"
        ) && (self.ground.cx.phrase(end + 1, List::StateNoun).is_some()
            // "in pre-trial detention", "in solitary confinement"
            || (end + 2..end + 5)
                .take_while(|&i| !mark(look, i) || look.hyphen(i))
                .any(|i| matches!(look.word(i), "detention" | "custody" | "confinement" | "captivity")))
            || look.word(end) == "behind" && look.word(end + 1) == "bars";
        // "was drilled in May 2011 and lay in a store for almost two decades before it was found in March 2024", "shut in 1989
        // and stood empty for two decades until Saturday"
        if before == "for"
            && matches!(look.word(end), "before" | "until" | "till")
            && let [(date, from)] = earlier.as_slice()
        {
            let mut later = self
                .dates
                .iter()
                .filter(|date| date.span.start >= told.0.end)
                .filter_map(|date| self.fixed(date).map(|day| (date, day)));
            if let (Some((other, to)), None) = (later.next(), later.next())
                && to.first > from.last
                && (look.word(end) == "before" || self.coordinated(date, start))
                && matches!(
                    look.before(self.ground.cx.token_at(other.span.start), 1),
                    "in" | "on" | "until" | "till" | "last" | "this"
                )
            {
                self.push(out, Tie::Span, told, (date.span, *from), Some(to));
                return;
            }
        }
        // "from 1914 to 1918"
        let range = earlier.windows(2).find_map(|pair| {
            let [(a, first), (b, last)] = pair else {
                return None;
            };
            let (a0, a1) = self.ground.tokens(a.span);
            let (b0, _) = self.ground.tokens(b.span);
            (matches!(look.before(a0, 1), "from" | "between")
                && b0 == a1 + 1
                && matches!(look.word(a1), "to" | "until" | "till" | "and" | "through"))
            .then_some((a.span.to(b.span), *first, *last))
        });
        let lasts = start
            .checked_sub(1 + usize::from(before == "for"))
            .is_some_and(|k| self.ground.cx.is(k, List::LastVerb));
        let beside = range.as_ref().is_some_and(|(span, _, _)| {
            let (_, last) = self.ground.tokens(*span);
            start - last.min(start) <= 4 && !(last..start).any(|i| look.word(i) == "and")
        });
        if let Some((span, from, to)) = range
            && beside
            && (lasts
                || state
                || before == "for" && mark(look, end)
                || look.word(end) == "altogether"
                || matches!(before, "a" | "an")
                    && (start..end).any(|i| look.hyphen(i))
                    && look.word(end) != "old"
                    && !look.hyphen(end)
                || before == "of"
                    && look.before(start, 3) == "a"
                    && mark(look, start.wrapping_sub(4))
                || look.word(end) == "in" && matches!(look.word(end + 1), "all" | "total"))
        {
            self.push(out, Tie::Span, told, (span, from), Some(to));
            return;
        }
        // "Building the tunnel took 12 years: work began in 2017 and ended in 2023"
        if lasts && earlier.is_empty() && matches!(look.text(end), ":" | ";" | "–" | "—") {
            let later: Vec<(&Date, DayRange)> = self
                .dates
                .iter()
                .filter(|date| date.span.start >= told.0.end)
                .filter_map(|date| self.fixed(date).map(|day| (date, day)))
                .collect();
            if let [(date, from), (_, to)] = later.as_slice()
                && self.begins(date)
                && to.first > from.last
            {
                self.push(out, Tie::Span, told, (date.span, *from), Some(*to));
            }
            return;
        }
        // "left on 1 May and reached Perth on 30 May, a voyage of 12 days"
        if before == "of"
            && self.stint(start - 1)
            && look.before(start, 3) == "a"
            && look.before(start, 4) == ","
            && let [(date, from), (other, to)] = earlier.as_slice()
            && let from = self.same_year(date, *from, other, *to)
            && to.first > from.last
        {
            self.push(out, Tie::Span, told, (date.span, from), Some(*to));
            return;
        }
        // "who has reigned since 1999, marks 36 years on the throne"
        let marks = matches!(
            before,
            "marks"
                | "marking"
                | "marked"
                | "celebrates"
                | "celebrating"
                | "celebrated"
                | "completes"
                | "completing"
                | "completed"
        );
        // "in office since 2012, leaves after 20 years"
        let leaves = before == "after"
            && (mark(look, end) || look.word(end).is_empty())
            && period_of_years(&told.1);
        if (marks || leaves)
            && let [(date, from)] = earlier.as_slice()
            && (look.before(self.ground.cx.token_at(date.span.start), 1) == "since"
                || marks && state && self.begins(date))
        {
            self.since(out, told, date, *from);
            return;
        }
        // "who took charge of the port in 2012, will step down in January after 18 years in the job"
        let post = mark(look, end)
            || look.word(end).is_empty()
            || matches!(look.word(end), "in" | "as" | "at")
                && (end + 1..end + 4).any(|i| {
                    matches!(
                        look.word(i),
                        "job"
                            | "post"
                            | "role"
                            | "office"
                            | "charge"
                            | "helm"
                            | "chair"
                            | "position"
                    )
                });
        let gives_up = before == "after"
            && post
            && period_of_years(&told.1)
            && crate::relations::chronicle::gives_up_post(look, start);
        let begun: Vec<&(&Date, DayRange)> = earlier
            .iter()
            .filter(|(date, _)| self.begins(date))
            .collect();
        if gives_up && let [(date, from)] = begun.as_slice() {
            self.since(out, told, date, *from);
            return;
        }
        // "The 40-year reign began in 1996 and ended in 2016"
        if earlier.is_empty()
            && (start..end).any(|i| look.hyphen(i))
            && (self.ground.cx.is(end, List::StintNoun) || self.ground.cx.is(end, List::StateNoun))
        {
            let later: Vec<(&Date, DayRange)> = self
                .dates
                .iter()
                .filter(|date| date.span.start >= told.0.end)
                .filter_map(|date| self.fixed(date).map(|day| (date, day)))
                .collect();
            // "The ten-day truce, which ran from 1 to 21 February"
            if let Some(at) = (end + 1..end + 6)
                .find(|&k| matches!(look.word(k), "from" | "between"))
                .filter(|&at| {
                    matches!(
                        look.word(end + 1),
                        "," | "that" | "from" | "between" | "which"
                    ) || self.ground.cx.is(at - 1, List::LastVerb)
                })
                && self.pair_from(out, told, at)
            {
                return;
            }
            if let [(date, from), (other, to)] = later.as_slice() {
                let (_, a) = self.ground.tokens(date.span);
                let (b, _) = self.ground.tokens(other.span);
                let ends = (a..b).any(|i| self.ground.cx.phrase(i, List::EndStage).is_some());
                let from = self.same_year(date, *from, other, *to);
                if self.begins(date) && ends && to.first > from.last {
                    self.push(out, Tie::Span, told, (date.span, from), Some(*to));
                    return;
                }
            }
        }
        // "which was set up in 2011, ended its five-year existence in 2024"
        if let [(date, from)] = earlier.as_slice()
            && matches!(before, "its" | "his" | "her" | "their" | "a")
            && self.compound(start, end)
            && self.begins(date)
            && look.before(start, 2).starts_with("end")
            && let Some((other, to)) = self.ahead(end + 1, 3)
            && let from = self.same_year(date, *from, other, to)
            && to.first > from.last
        {
            self.push(out, Tie::Span, told, (date.span, from), Some(to));
            return;
        }
        // "which opened in 1985, closed last month after 60 years"
        if before == "after"
            && (mark(look, end) || look.word(end).is_empty())
            && let [(date, from)] = earlier.as_slice()
            && self.begins(date)
            && let Some(now) = self
                .dates
                .iter()
                .find(|other| other.span.start >= date.span.end && other.span.end <= told.0.start)
                .filter(|other| other.relative && other.length.is_none() && other.name.is_none())
                .and_then(|other| other.day)
        {
            self.push(out, Tie::Span, told, (date.span, *from), Some(now));
            return;
        }
        // "The siege, which began on 1 February and was lifted on 20 February, lasted 40 days"
        if lasts
            && let ([(date, from), (_, to)], true) = (
                earlier.as_slice(),
                mark(look, end) || matches!(look.word(end), "to" | "before"),
            )
            && self.begins(date)
            && to.first > from.last
        {
            self.push(out, Tie::Span, told, (date.span, *from), Some(*to));
            return;
        }
        // "Launched on 1 February and lost on 11 November, the satellite worked for three weeks"
        let held = before == "for" && self.told_of_own(start) && (mark(look, end) || state)
            || matches!(before, "spent" | "served")
                && state
                && !matches!(
                    look.word(end + 1),
                    "hospital" | "quarantine" | "coma" | "a" | "limbo" | "service" | "hiding"
                );
        if held
            && let [(date, from), (other, to)] = earlier.as_slice()
            && (self.begins(date)
                || look.before(self.ground.cx.token_at(date.span.start), 1) == "since")
            && self.head_clause(date, other, start)
            && let from = self.same_year(date, *from, other, *to)
            && to.first > from.last
        {
            self.push(out, Tie::Span, told, (date.span, from), Some(*to));
            return;
        }
        if self.trailing(out, told, start, end, lasts) || self.so_far(out, told, start, end) {
            return;
        }
        // "ending a marriage of five years"
        let stint = before == "of" && self.stint(start - 1);
        let stint_ends = stint
            && (3..=5).any(|back| {
                matches!(
                    look.before(start, back),
                    "after" | "ending" | "ended" | "ends"
                )
            });
        let state = state || stint_ends;
        if (stint_ends || matches!(before, "after" | "ending" | "ended"))
            && (state || mark(look, end))
        {
            // Two dated happenings of the sentence, the first a beginning.
            if let ([(date, from), ..], Some((_, to))) = (earlier.as_slice(), earlier.last())
                && earlier.len() >= 2
                && (state || self.begins(date))
                && to.first > from.last
            {
                self.push(out, Tie::Span, told, (date.span, *from), Some(*to));
            }
            return;
        }
        // "has reigned for 36 years": up to the draft's day.
        let perfect = (before == "for" || lasts)
            && (2..=6).any(|back| matches!(look.before(start, back), "has" | "have"))
            && (1..=4).any(|back| {
                start.checked_sub(back).is_some_and(|k| {
                    self.ground.cx.is(k, List::HoldVerb) || self.ground.cx.is(k, List::LastVerb)
                })
            });
        // "has now been in orbit for 25 years"
        let been = before == "for"
            && (2..=7).any(|back| {
                look.before(start, back) == "been"
                    && matches!(look.before(start, back - 1), "in" | "on" | "at" | "under")
            })
            && earlier.len() == 1;
        // "Founded in 1971, the works has blown bottles for six decades"
        let opened = before == "for"
            && earlier.first().is_some_and(|(date, _)| {
                self.ground.cx.token_at(date.span.start) <= look.first + 6 && self.begins(date)
            })
            && earlier.len() == 1
            && self.ground.cx.phrase(look.first, List::BeginVerb).is_some()
            && (mark(look, end) || look.word(end).is_empty())
            && (2..=12).any(|back| matches!(look.before(start, back), "has" | "have"))
            // "has been closed for two years" tells of another state.
            && !(2..=12).any(|back| look.before(start, back) == "been");
        // "has spent 20 years in prison"
        let spent = matches!(before, "spent" | "served")
            && state
            && (2..=5).any(|back| matches!(look.before(start, back), "has" | "have"));
        if (perfect || opened || spent || been)
            && let Some((date, from)) = earlier.last()
            && (self.begins(date)
                || look.before(self.ground.cx.token_at(date.span.start), 1) == "since")
        {
            self.push(out, Tie::For, told, (date.span, *from), self.ground.today());
        }
    }

    /// "shut in 1989 and stood empty for": one verb joins the other.
    fn coordinated(&self, date: &Date, start: usize) -> bool {
        let (_, behind) = self.ground.tokens(date.span);
        (behind..start).any(|i| self.look.word(i) == "and")
            && !(behind..start).any(|i| mark(&self.look, i))
    }

    /// "14-year rule", "five-year existence": a length with a hyphen before the noun of a stretch of time.
    fn compound(&self, start: usize, end: usize) -> bool {
        (start..end).any(|i| self.look.hyphen(i))
            && (self.ground.cx.is(end, List::StintNoun) || self.ground.cx.is(end, List::StateNoun))
    }

    /// The verb before "for" tells what its subject did itself: "worked for", "was held for", not "was jailed for".
    pub(super) fn told_of_own(&self, start: usize) -> bool {
        let verb = start.wrapping_sub(2);
        let passive = matches!(
            self.look.before(verb, 1),
            "was" | "were" | "been" | "be" | "is" | "are"
        );
        let past = self.ground.cx.is(verb, List::PastForm) || self.look.word(verb).ends_with("ed");
        past && !self.ground.cx.is(verb, List::Auxiliary)
            && (!passive || self.look.word(verb) == "held")
            && !matches!(
                self.look.word(verb),
                "asked"
                    | "called"
                    | "waited"
                    | "planned"
                    | "paid"
                    | "stopped"
                    | "paused"
                    | "sentenced"
                    | "banned"
            )
    }

    /// Two dated participles of one subject open the sentence, or stand set off behind it: "Launched on … and lost on …,
    /// the satellite", "The satellite, launched on … and lost on …,".
    pub(super) fn head_clause(&self, one: &Date, other: &Date, start: usize) -> bool {
        let look = &self.look;
        let (_, end) = self.ground.tokens(one.span);
        let (at, last) = self.ground.tokens(other.span);
        let joined = (end..at).any(|k| look.word(k) == "and")
            && at - end <= 8
            && !(end..at).any(|k| mark(look, k));
        joined && look.text(last) == "," && start > last && start - last <= 12
    }

    /// A word for a stretch of time stands before token `i`: "a reign", "a marriage".
    pub(super) fn stint(&self, i: usize) -> bool {
        i.checked_sub(1).is_some_and(|k| {
            k >= self.look.first
                && (self.ground.cx.is(k, List::StateNoun) || self.ground.cx.is(k, List::StintNoun))
        })
    }
}
