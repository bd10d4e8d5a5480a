//! Lengths that a word ties to their day: "after", "before", "since", "on".

use crate::token::TokenKind;
use copydesk_draft::layer::Period;
use copydesk_draft::{DayRange, Span};

use super::{Finder, Found, Tie, mark};
use crate::dates::Date;
use crate::lists::List;

impl Finder<'_, '_> {
    pub(super) fn lengths(&self, out: &mut Vec<Found>) {
        for length in self.ground.dates.durations_in(self.sentence.span) {
            let Some(period) = length.period else {
                continue;
            };
            if length.anchored || period.unit.days() < 1.0 {
                continue;
            }
            let (start, mut end) = self.ground.tokens(length.span);
            let told = (length.span, period);
            // "Half a century has passed since 1985"
            let mut passed = end;
            while matches!(
                self.look.word(passed),
                "has" | "have" | "had" | "now" | "passed" | "elapsed" | "gone" | "by"
            ) {
                passed += 1;
            }
            if passed > end && self.look.word(passed) == "since" {
                end = passed;
            }
            // "Ten months passed between the crash, on 9 March 2023, and the verdict on 20 May 2025"
            if matches!(
                self.look.word(end),
                "passed" | "elapsed" | "went" | "lay" | "separated" | "separate" | "lie"
            ) && let Some(at) =
                (end + 1..end + 3).find(|&i| matches!(self.look.word(i), "between" | "from"))
                && self.pair_apart(out, told, at)
            {
                continue;
            }
            let behind = if self.look.text(end) == "," {
                ","
            } else {
                self.look.word(end)
            };
            match behind {
                "after" => self.after(out, told, end + 1),
                // "in 2005, ten years before the flood of 2019"
                "before" if period.unit.days() > 27.0 => {
                    let from = self
                        .earlier(length.span.start)
                        .into_iter()
                        .rfind(|(date, _)| {
                            let (_, last) = self.ground.tokens(date.span);
                            start - last.min(start) <= 2
                        });
                    if let (Some((date, from)), Some((_, to))) = (from, self.ahead(end + 1, 8)) {
                        self.push(out, Tie::After, told, (date.span, from), Some(to));
                    }
                }
                // "ten years on from the flood of 2015"
                "on" if self.look.word(end + 1) == "from" => self.after(out, told, end + 2),
                // "The bridge opened in 1931. Nearly 70 years on, it carries …"
                "on" if self.look.text(end + 1) == "," && start <= self.look.first + 2 => {
                    let before = self.opened_before().filter(|_| self.present((start, end)));
                    if let Some((date, from)) = before.or_else(|| self.disaster_ahead(end + 2)) {
                        self.push(out, Tie::Since, told, (date, from), self.ground.today());
                    } else if let Some((date, from)) = self.happened_before() {
                        // "convicted in June 2019. Three years on, at a hearing on Monday, he …"
                        let [own] = self.dates else {
                            let now = self.dates.is_empty() && self.present((start, end));
                            let to = self.ground.today().filter(|_| now);
                            self.push(out, Tie::Since, told, (date, from), to);
                            continue;
                        };
                        let to = (own.span.start > length.span.end)
                            .then(|| self.moment(own))
                            .flatten()
                            .filter(|to| to.first > from.last);
                        self.push(out, Tie::Since, told, (date, from), to);
                    }
                }
                // "for eight years, since 2022"
                "," if self.look.word(end + 1) == "since" => {
                    if let Some((date, from)) = self.ahead(end + 2, 2)
                        && self.look.before(start, 1) == "for"
                    {
                        self.push(
                            out,
                            Tie::Since,
                            told,
                            (date.span, from),
                            self.ground.today().filter(|_| self.present((start, end))),
                        );
                    }
                }
                "since" => {
                    let ahead = self.ahead(end + 1, 8).or_else(|| self.set_off(end + 1));
                    if let Some((date, from)) = ahead {
                        let to = self.best(&period, from, self.ends(length.span.start));
                        self.push(out, Tie::Since, told, (date.span, from), to);
                    } else if self.look.word(self.look.first) == "it"
                        && matches!(self.look.word(self.look.first + 1), "is" | "has")
                        && start <= self.look.first + 5
                        && self.dates.len() == 1
                        && let Some((date, from)) = self.only_year()
                        && date.span.start > length.span.end
                    {
                        // "It is more than 30 years since a Scot won the title: Ailsa Kerr, who beat … in 1998"
                        self.since(out, told, date, from);
                    } else if self.look.word(start) == "the"
                        && (self.look.before(start, 1) == "in" && start <= self.look.first + 3
                            || matches!(self.look.before(start, 1), "for" | "over" | "during"))
                        && self.dates.len() <= 1
                        && matches!(
                            self.look.kind(end + 1),
                            Some(TokenKind::Punct | TokenKind::Word)
                        )
                    {
                        // "The tunnel opened in 2011. In the 18 years since, …"
                        let before = self.opened_before().or_else(|| self.happened_before());
                        if let Some((date, from)) = before {
                            self.push(out, Tie::Since, told, (date, from), self.ground.today());
                        }
                    }
                }
                _ if self.carried_on(out, told, start, end) => {}
                _ => self.stretch(out, told, start, end),
            }
        }
    }

    /// "Ten years on, victims of the 2003 flood …": the one year of the sentence, of what happened then.
    fn disaster_ahead(&self, i: usize) -> Option<(Span, DayRange)> {
        let cx = self.ground.cx;
        let mut behind = self
            .dates
            .iter()
            .filter(|date| cx.token_at(date.span.start) >= i);
        let (date, None) = (behind.next()?, behind.next()) else {
            return None;
        };
        let (first, last) = self.ground.tokens(date.span);
        let event = |k: usize| cx.is(k, List::EventHead) || cx.is(k, List::HarmEvent);
        let told = event(last)
            || event(last + 1)
            || matches!(self.look.before(first, 1), "of" | "in")
                && first.checked_sub(2).is_some_and(event);
        let past = self
            .ground
            .today()
            .zip(date.day)
            .is_some_and(|(today, day)| day.last < today.first);
        self.fixed(date)
            .filter(|_| told && past)
            .map(|day| (date.span, day))
    }

    /// The days a clause may be told from: the draft's own, and those of the sentence before the length.
    pub(super) fn ends(&self, at: u32) -> impl Iterator<Item = DayRange> {
        self.ground
            .today()
            .into_iter()
            .chain(self.earlier(at).into_iter().map(|(_, day)| day))
    }

    /// "five years after the flood of 2019", "five decades after she left school in 1975", "after her birth".
    pub(super) fn after(&self, out: &mut Vec<Found>, told: (Span, Period), i: usize) {
        let look = &self.look;
        let own = matches!(look.word(i), "her" | "his" | "its" | "their")
            && matches!(look.word(i + 1), "birth" | "founding" | "foundation");
        if own {
            // "Born in March 1950, …"
            let born = self.earlier(told.0.start).into_iter().find(|(date, _)| {
                let first = self.ground.cx.token_at(date.span.start);
                (1..=4).any(|back| {
                    first
                        .checked_sub(back)
                        .is_some_and(|k| self.ground.cx.is(k, List::BeginVerb))
                })
            });
            if let Some((date, from)) = born {
                let to = self.best(
                    &told.1,
                    from,
                    self.earlier(told.0.start)
                        .into_iter()
                        .filter(|(other, _)| other.span != date.span)
                        .map(|(_, day)| day)
                        .chain(self.ground.today()),
                );
                self.push(out, Tie::After, told, (date.span, from), to);
            }
            return;
        }
        let Some((date, from)) = self.ahead(i, 14) else {
            // "came ashore ten years after the storm, which struck in March 2019"
            if let Some((date, from)) = self.in_relative(i) {
                let to = self.overshot(&told, from);
                self.push(out, Tie::After, told, (date.span, from), to);
            }
            return;
        };
        let (start, _) = self.ground.tokens(told.0);
        let (_, last) = self.ground.tokens(date.span);
        // "for the first time in 54 years after …" counts back from now; "the September 11 attacks" are of their year.
        if look.before(start, 1) == "in" && matches!(look.before(start, 2), "time" | "first")
            || matches!(
                look.word(last),
                "attacks" | "attack" | "terror" | "terrorist"
            ) && !(last - 1..last).any(|k| crate::relations::year(look.text(k)).is_some())
        {
            return;
        }
        // "five years after he left, in 2010 …" names the later end behind a comma; not read here.
        // A past tense without a day of its own is told from no known day; the main clause behind it may have one.
        let now = self.present((start, last));
        let main = (start <= look.first + 3)
            .then(|| {
                self.dates
                    .iter()
                    .find(|other| other.span.start >= date.span.end)
            })
            .flatten()
            .filter(|other| {
                let first = self.ground.cx.token_at(other.span.start);
                let comma = (last..first).find(|&k| look.text(k) == ",");
                other.length.is_none()
                    && comma.is_some()
                    && !(last..first).any(|k| {
                        matches!(look.text(k), ";" | ":")
                            || matches!(
                                look.word(k),
                                "who" | "which" | "that" | "when" | "where" | "after" | "since"
                            )
                    })
            })
            .and_then(|other| self.moment(other));
        let to = self.best(
            &told.1,
            from,
            self.ground
                .today()
                .filter(|_| now)
                .into_iter()
                .chain(main)
                .chain(
                    self.dates
                        .iter()
                        .filter(|other| other.span.end <= told.0.start)
                        .filter_map(|other| self.moment(other)),
                ),
        );
        let to = to.or_else(|| self.overshot(&told, from));
        self.push(out, Tie::After, told, (date.span, from), to);
    }

    /// The day that a relative clause behind the noun at token `i` tells: ", which struck in March 2019".
    fn in_relative(&self, i: usize) -> Option<(&Date, DayRange)> {
        let look = &self.look;
        let comma = (i + 1..i + 8).find(|&k| mark(look, k))?;
        let relative = look.text(comma) == "," && look.word(comma + 1) == "which";
        let (date, from) = self.ahead(comma + 2, 9).filter(|_| relative)?;
        let at = self.ground.cx.token_at(date.span.start);
        let plain =
            matches!(look.before(at, 1), "in" | "on") && !(comma + 2..at).any(|k| self.later(k));
        plain.then_some((date, from))
    }

    /// The draft's day, where a length that starts at `from` would end behind it: what has happened cannot have been so long after.
    fn overshot(&self, told: &(Span, Period), from: DayRange) -> Option<DayRange> {
        let today = self.ground.today()?;
        let least = told.1.lowest.min(told.1.number) * told.1.unit.days();
        let behind = least > f64::from(today.last.days_since(from.first));
        let open = (self.look.first..self.look.end).any(|k| self.later(k));
        (behind && !open && !self.ground.in_headline(self.sentence)).then_some(today)
    }

    /// What is said of the future, or of no time at all.
    fn later(&self, i: usize) -> bool {
        matches!(
            self.look.word(i),
            "will"
                | "would"
                | "could"
                | "should"
                | "may"
                | "might"
                | "must"
                | "shall"
                | "can"
                | "to"
                | "due"
                | "until"
                | "expected"
                | "scheduled"
                | "planned"
                | "plans"
                | "set"
                | "if"
                | "once"
                | "expires"
                | "ends"
                | "than"
                | "within"
                | "by"
        ) || self.look.text(i).ends_with("’ll")
            || self.look.text(i).ends_with("'ll")
    }
}
