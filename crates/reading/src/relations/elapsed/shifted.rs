//! Lengths counted from a day: "two decades ago, in 1995", "six years later, in 2018", "founded in 1875, is 120 years old".

use copydesk_draft::layer::{DurationUnit, Period};
use copydesk_draft::{DayRange, Span};

use super::{Finder, Found, Tie};
use crate::dates::Date;
use crate::lists::List;
use crate::numbers::lexeme::Look;
use crate::relations::mark;
use crate::sentence::Sentence;

impl<'g, 'a> Finder<'g, 'a> {
    /// The one date of the sentence before, if something begins or ends on it.
    pub(super) fn opened_before(&self) -> Option<(Span, DayRange)> {
        let cx = self.ground.cx;
        let (look, date) = self.lone_date_before()?;
        let told = (look.first..look.end).any(|i| {
            cx.phrase(i, List::BeginVerb).is_some() || cx.phrase(i, List::EndStage).is_some()
        });
        self.fixed(date)
            .filter(|_| told)
            .map(|day| (date.span, day))
    }

    /// The sentence before in the same paragraph.
    fn sentence_before(&self) -> Option<&'g Sentence> {
        let cx = self.ground.cx;
        (cx.sentence_at(self.sentence.span.start) as usize)
            .checked_sub(1)
            .and_then(|k| cx.sentences.get(k))
            .filter(|before| before.block == self.sentence.block)
    }

    /// The sentence before, if it tells one date alone.
    fn lone_date_before(&self) -> Option<(Look<'g, 'a>, &'g Date)> {
        let before = self.sentence_before()?;
        let [date] = self.ground.dates_in(before.span) else {
            return None;
        };
        Some((self.ground.look(before), date))
    }

    /// The one date of the sentence before, on which something happened: "was convicted in June 2019".
    pub(super) fn happened_before(&self) -> Option<(Span, DayRange)> {
        let cx = self.ground.cx;
        let (look, date) = self.lone_date_before()?;
        let (first, _) = self.ground.tokens(date.span);
        // A verb in the past stands close before it: no planned day, none that only tells which one is meant.
        let told = matches!(look.before(first, 1), "in" | "on")
            && (look.first..first).any(|i| {
                first - i <= 9
                    && (cx.is(i, List::PastForm) || look.word(i).ends_with("ed"))
                    && !(i..first).any(|k| {
                        mark(&look, k)
                            || matches!(look.word(k), "who" | "which" | "that" | "since" | "after")
                    })
            });
        let other = (look.first..look.end).any(|i| {
            matches!(
                look.word(i),
                "will" | "would" | "due" | "until" | "later" | "had" | "since" | "by"
            ) && !matches!(look.word(i), "by")
                || look.word(i) == "by" && i + 1 == first
        });
        self.fixed(date)
            .filter(|_| told && !other)
            .map(|day| (date.span, day))
    }

    /// "It has been empty since 2017. After 20 years of neglect …": the one date of the sentence before, behind "since".
    pub(super) fn since_before(&self) -> Option<(Span, DayRange)> {
        let (look, date) = self.lone_date_before()?;
        let (first, _) = self.ground.tokens(date.span);
        let perfect = (look.first..first).any(|i| matches!(look.word(i), "has" | "have"));
        self.fixed(date)
            .filter(|_| perfect && look.before(first, 1) == "since")
            .map(|day| (date.span, day))
    }

    /// The last fixed date of the sentence before, where this one goes on about the same thing: "It opened again …".
    pub(super) fn told_before(&self, opens: bool) -> Option<(&Date, DayRange)> {
        // "Nine years later, in 2025, …" opens the sentence itself.
        let refers = matches!(
            self.look.word(self.look.first),
            "it" | "he" | "she" | "they" | "the"
        ) || opens;
        // "Eight days later, on 21 November," may open a paragraph.
        let above = || {
            let cx = self.ground.cx;
            (cx.sentence_at(self.sentence.span.start) as usize)
                .checked_sub(1)
                .and_then(|k| cx.sentences.get(k))
                .filter(|one| one.block + 1 == self.sentence.block && self.ground.in_body(one))
        };
        let before = self
            .sentence_before()
            .or_else(|| above().filter(|_| opens))
            .filter(|_| refers)?;
        self.ground
            .dates_in(before.span)
            .iter()
            .rev()
            .find_map(|date| self.fixed(date).map(|day| (date, day)))
    }

    /// "two decades ago, in 1995"; "in 1995, 30 years ago"; "six years later, in 2018".
    pub(super) fn shifted(&self, out: &mut Vec<Found>) {
        for (n, date) in self.dates.iter().enumerate() {
            let (Some(period), Some(words)) = (date.length, date.length_words) else {
                continue;
            };
            // Days are counted with both ends or without: only beside two days of the calendar.
            let days = period.unit.days() < 7.0;
            if period.unit.days() < 1.0 {
                continue;
            }
            let (start, end) = self.ground.tokens(date.span);
            let told = (words, period);
            let last = self.look.before(end, 1);
            // The other date stands beside it, with a mark and at most a preposition between.
            let behind = self.dates.get(n + 1).filter(|other| {
                let first = self.ground.cx.token_at(other.span.start);
                first <= end + 2
                    && matches!(self.look.text(end), "," | "(" | "–" | "—" | "-")
                    && (first == end + 1 || matches!(self.look.word(end + 1), "in" | "on"))
            });
            let ahead = n
                .checked_sub(1)
                .and_then(|k| self.dates.get(k))
                .filter(|other| {
                    let (_, other_end) = self.ground.tokens(other.span);
                    start
                        <= other_end
                            + 2
                            + usize::from(matches!(
                                self.look.before(start, 1),
                                "only" | "just" | "barely" | "exactly"
                            ))
                        && matches!(self.look.text(other_end), "," | "(" | "–" | "—" | "-")
                });
            match last {
                "ago" if !days => {
                    let beside = [behind, ahead]
                        .into_iter()
                        .flatten()
                        .find_map(|other| self.fixed(other).map(|from| (other.span, from)));
                    if let Some(from) = beside.or_else(|| self.pointed_back(start)) {
                        self.push(out, Tie::Ago, told, from, self.ground.today());
                    }
                }
                "later" | "after" | "afterwards" => {
                    let to = behind
                        .or(ahead.filter(|_| {
                            self.look.before(start, 1) == ","
                                || self.look.before(start, 2) == ","
                                    && matches!(
                                        self.look.before(start, 1),
                                        "only" | "just" | "barely" | "some" | "a" | "exactly"
                                    )
                        }))
                        .and_then(|other| self.fixed(other).map(|day| (other, day)));
                    if let Some((other, to)) = to {
                        let from = self
                            .earlier(date.span.start)
                            .into_iter()
                            .rfind(|(one, _)| one.span != other.span)
                            .or_else(|| self.told_before(start <= self.look.first + 1))
                            .map(|(one, from)| (one, self.same_year(one, from, other, to)));
                        // "on 9 May 2022 … on 16 May, a week later": of the year told before.
                        let to = match &from {
                            Some((one, from)) if period.unit.days() < 300.0 => {
                                self.in_year_of(one, *from, other, to)
                            }
                            _ => to,
                        };
                        let named = |date: &Date| date.name.is_some() && self.fixed(date).is_some();
                        if let Some((one, from)) = from
                            && from.last < to.first
                            && (!days || named(one) && named(other))
                        {
                            self.push(
                                out,
                                Tie::Later,
                                told,
                                (one.span.to(other.span), from),
                                Some(to),
                            );
                        }
                    } else if !days {
                        self.later_still(out, told, start, end);
                    }
                }
                _ => {}
            }
        }
    }

    /// A day without a year behind one that has it, where both are a matter of weeks: the first such day that is no earlier.
    fn in_year_of(&self, one: &Date, from: DayRange, other: &Date, to: DayRange) -> DayRange {
        let bare = |date: &Date| {
            let (a, b) = self.ground.tokens(date.span);
            !(a..b).any(|i| crate::relations::year(self.look.cx.word(i)).is_some())
        };
        if bare(one) || !bare(other) {
            return to;
        }
        let moved = |years: i32| DayRange {
            first: to.first.plus_months(years * 12),
            last: to.last.plus_months(years * 12),
        };
        let same = from.first.year() - to.first.year();
        let told = moved(same);
        if told.first < from.first {
            moved(same + 1)
        } else {
            told
        }
    }

    /// "The six-month-old war, which began in April 2023": how long a state has run, and when it began.
    pub(super) fn running_thing(&self, out: &mut Vec<Found>) {
        let (cx, look) = (self.ground.cx, &self.look);
        let happening = |k: usize| {
            [
                List::EventHead,
                List::HarmEvent,
                List::StintNoun,
                List::StateNoun,
            ]
            .iter()
            .any(|list| cx.is(k, *list))
        };
        for number in self.ground.numbers_in(self.sentence.span) {
            let last = number.core_last as usize;
            let unit = match look.word(last + 1) {
                "year" => DurationUnit::Year,
                "month" => DurationUnit::Month,
                "week" => DurationUnit::Week,
                _ => continue,
            };
            let old = look.hyphen(last) && look.hyphen(last + 2) && look.word(last + 3) == "old";
            let thing = (last + 4..last + 6).any(|k| happening(k) && !look.capital(k));
            if !old || number.number < 1.0 || !thing {
                continue;
            }
            let began = self.dates.iter().find(|date| {
                let first = cx.token_at(date.span.start);
                first > last + 4 && first <= last + 14 && self.begins(date)
            });
            if let Some((date, from)) =
                began.and_then(|date| self.fixed(date).map(|day| (date.span, day)))
            {
                let period = Period {
                    number: number.number,
                    lowest: number.lowest,
                    highest: number.highest + 0.99,
                    unit,
                };
                let length = cx.span(number.core_first as usize, last + 4);
                self.push(
                    out,
                    Tie::Since,
                    (length, period),
                    (date, from),
                    self.ground.today(),
                );
            }
        }
    }

    /// "elected in 2021 and now in her tenth year in office", "the war, which began in 2022 and is in its sixth year": the
    /// year of a state that is running.
    pub(super) fn running_year(&self, out: &mut Vec<Found>) {
        let (cx, look) = (self.ground.cx, &self.look);
        let told = self
            .ground
            .numbers_in(self.sentence.span)
            .iter()
            .filter(|number| number.ordinal && number.number >= 2.0)
            .find(|number| {
                let first = number.core_first as usize;
                matches!(
                    look.word(number.core_last as usize),
                    "year" | "month" | "week"
                ) && matches!(look.before(first, 1), "his" | "her" | "its" | "their")
                    && matches!(
                        look.before(first, 2),
                        "in" | "into" | "enters" | "entering" | "entered"
                    )
            });
        let Some(told) = told else { return };
        let (first, year, number) = (
            told.core_first as usize,
            told.core_last as usize,
            told.number,
        );
        let goes_on = mark(look, year + 1)
            || look.word(year + 1).is_empty()
            || matches!(look.word(year + 1), "and" | "on")
            || matches!(look.word(year + 1), "in" | "as" | "at" | "of" | "on")
                && (cx.phrase(year + 2, List::StateNoun).is_some() || look.word(year + 1) == "as");
        let mut dates = self
            .dates
            .iter()
            .filter(|date| self.begins(date))
            .filter_map(|date| self.fixed(date).map(|day| (date.span, day)));
        // "The strike began on 2 May. It is now in its fifth week."
        let carried = || {
            matches!(look.word(look.first), "it" | "they" | "the")
                .then(|| self.opened_before())
                .flatten()
        };
        let from = match (dates.next(), dates.next()) {
            (Some(from), None) => from,
            (None, _) => {
                match carried().filter(|_| !self.dates.iter().any(|one| self.dated(one))) {
                    Some(from) => from,
                    None => return,
                }
            }
            _ => return,
        };
        let unit = match look.word(year) {
            "month" => DurationUnit::Month,
            "week" => DurationUnit::Week,
            _ => DurationUnit::Year,
        };
        let now = (2..=8).any(|back| {
            matches!(
                look.before(year, back),
                "now" | "is" | "are" | "enters" | "entered" | "has" | "already"
            )
        });
        if goes_on && now {
            let period = Period {
                number,
                lowest: number - 1.0,
                highest: number,
                unit,
            };
            let length = cx.span(first, year + 1);
            self.push(out, Tie::Since, (length, period), from, self.ground.today());
        }
    }

    /// "In April 2015 an earthquake killed … That disaster, eight years ago, …": the one day of the sentences before that
    /// the words point back to.
    pub(super) fn pointed_back(&self, start: usize) -> Option<(Span, DayRange)> {
        let look = &self.look;
        let first = look.first;
        let back = |n: usize| look.before(start, n);
        // "That disaster, eight years ago", "the war 12 years ago", "It happened eight years ago"
        let noun_at = if back(1) == "," { 2 } else { 1 };
        let pointed = matches!(back(noun_at + 1), "that" | "this")
            || back(noun_at + 1) == "the"
                && start.checked_sub(noun_at).is_some_and(|k| {
                    self.ground.cx.is(k, List::EventHead)
                        && !matches!(look.word(k), "day" | "week" | "month" | "year")
                        || self.ground.cx.is(k, List::HarmEvent)
                });
        let verb = matches!(
            back(1),
            "was" | "happened" | "ended" | "began" | "started" | "occurred" | "opened" | "came"
        ) && matches!(back(2), "that" | "it" | "this")
            && start == first + 2;
        if !pointed && !verb {
            return None;
        }
        let place = self.ground.cx.sentence_at(self.sentence.span.start);
        for back in 1..=2 {
            let before = self.ground.cx.sentence(place.checked_sub(back)?)?;
            if before.block != self.sentence.block {
                return None;
            }
            let mut days = self
                .ground
                .dates_in(before.span)
                .iter()
                .filter_map(|date| self.fixed(date).map(|day| (date.span, day)));
            if let Some(day) = days.next() {
                return days.next().is_none().then_some(day);
            }
        }
        None
    }

    /// "founded in 1875, is 120 years old"; "the 120-year-old brewery, founded in 1875".
    pub(super) fn old(&self, out: &mut Vec<Found>) {
        let ages = &self.ground.dates.ages;
        let first = ages.partition_point(|age| age.span.start < self.sentence.span.start);
        for age in ages
            .get(first..)
            .unwrap_or(&[])
            .iter()
            .take_while(|age| age.span.start < self.sentence.span.end)
        {
            // Only with "years old" or "-year-old"; an age behind a name is a matter of persons.
            if !age.span.text(self.ground.cx.text).contains("old") {
                continue;
            }
            let built = self.dates.iter().find_map(|date| {
                let first = self.ground.cx.token_at(date.span.start);
                let (age_first, age_last) = self.ground.tokens(age.span);
                let near = first < age_first && age_first - first <= 9
                    || first >= age_last && first - age_last <= 9;
                let made = near
                    && (1..=2).any(|back| {
                        first.checked_sub(back).is_some_and(|k| {
                            k >= self.look.first && self.ground.cx.is(k, List::FoundVerb)
                        })
                    });
                self.fixed(date)
                    .filter(|_| made)
                    .map(|day| (date.span, day))
            });
            if let (Some(from), Some(today)) = (built, self.ground.today()) {
                let period = Period {
                    number: age.years,
                    lowest: age.lowest,
                    highest: age.highest,
                    unit: DurationUnit::Year,
                };
                // "was 40 years old when the last ferry was withdrawn in 2002"
                let then = self
                    .dates
                    .iter()
                    .filter(|other| other.span.start >= age.span.end && other.span != from.0)
                    .filter_map(|other| self.fixed(other));
                let to = self
                    .best(&period, from.1, then.chain([today]))
                    .unwrap_or(today);
                self.push(out, Tie::Old, (age.span, period), from, Some(to));
            }
        }
    }
}
