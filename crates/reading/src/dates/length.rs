//! Lengths of time: "two months", "nearly a decade", "the last 48 hours", "10-day", "two days ago".

use std::fmt::Write as _;

use copydesk_draft::DayRange;
use copydesk_draft::layer::{DurationUnit, Period};

use super::find::{Det, Finder, Found, NO_DATE};
use super::resolve;
use super::{Granularity, Length, Recurrence};
use crate::numbers::lexeme::{Num, Time};
use crate::numbers::{Hedge, Number, Role, hedge_before};

/// A number of units, in tokens.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Span {
    /// First token, hedge included.
    pub(crate) first: usize,
    /// First token of the number.
    pub(crate) core: usize,
    /// One past the unit.
    pub(crate) last: usize,
    pub(crate) period: Option<Period>,
    pub(crate) unit: DurationUnit,
    pub(crate) number: Option<f64>,
}

impl Finder<'_, '_, '_> {
    /// A number with a unit of time behind it.
    pub(crate) fn length(&mut self, i: usize, number: &Number) -> Option<usize> {
        let look = self.look;
        if matches!(number.role, Role::Ordinal | Role::Label | Role::Score) {
            return None;
        }
        let mut at = number.core_last as usize;
        let hyphen = look.hyphen(at);
        at += usize::from(hyphen);
        if look.word(at) == "of" && number.role == Role::Vague {
            at += 1;
        }
        // "20 or so years", "two more weeks", "three straight days"
        if !hyphen {
            at = at.max(number.tokens.1 as usize);
            if matches!(
                look.word(at),
                "more"
                    | "straight"
                    | "consecutive"
                    | "full"
                    | "additional"
                    | "extra"
                    | "calendar"
                    | "working"
                    | "business"
                    | "trading"
                    | "whole"
                    | "long"
                    | "further"
                    | "successive"
                    | "solid"
            ) && !matches!(look.time(at + 1), Time::None)
            {
                at += 1;
            }
        } else if look.word(at) == "plus" && look.hyphen(at + 1) {
            at += 2;
        }
        let (unit, by) = match look.time(at) {
            Time::Unit(unit, by) | Time::Units(unit, by) => (unit, by),
            Time::Quarters if matches!(number.role, Role::Cardinal | Role::Vague) => {
                (DurationUnit::Month, 3)
            }
            Time::Weekends if matches!(number.role, Role::Cardinal | Role::Vague) => {
                (DurationUnit::Week, 1)
            }
            _ => return None,
        };
        // "half an hour" is read here, "a second man" is not.
        let mut value = number.number;
        let mut last = at + 1;
        let fraction = number.role == Role::Fraction;
        if fraction {
            return None;
        }
        let singular = matches!(look.time(at), Time::Unit(..));
        // "two years and a half"
        if let Some(end) = crate::numbers::phrase::and_a_half(&look, last).filter(|_| singular) {
            value += 0.5;
            last = end;
        }
        let scale = f64::from(by);
        let vague = matches!(number.role, Role::Vague) || number.hedge == Hedge::Vague;
        let period = Period {
            number: value * scale,
            lowest: number.lowest.max(0.0) * scale,
            highest: if (value - number.number).abs() > 0.0 {
                value * scale
            } else {
                number.highest * scale
            },
            unit,
        };
        let printed = (!vague && number.hedge != Hedge::Range).then_some(value * scale);
        let mut first = (number.tokens.0 as usize).max(self.floor);
        if look.before(i, 1) == "a" && hyphen && first == i - 1 && number.core_first as usize == i {
            first = i;
        }
        let span = Span {
            first,
            core: i,
            last,
            period: Some(period),
            unit,
            number: printed.or((number.hedge == Hedge::Range).then_some(value * scale)),
        };
        if hyphen && look.hyphen(last) && matches!(look.word(last + 1), "old" | "olds") {
            return Some(self.thing_age(span));
        }
        // "will one day be"
        if look.word(i) == "one"
            && look.word(at) == "day"
            && !hyphen
            && !matches!(
                look.before(i, 1),
                "in" | "for"
                    | "after"
                    | "within"
                    | "of"
                    | "about"
                    | "just"
                    | "only"
                    | "than"
                    | "by"
                    | "last"
                    | "next"
            )
            && !matches!(
                look.word(last),
                "of" | "after" | "before" | "later" | "ago" | "earlier" | "and" | ","
            )
        {
            self.push(
                Found::new(i, last, Granularity::Vague)
                    .value("FUTURE_REF")
                    .because("no day is meant"),
            );
            return Some(last);
        }
        let span = self.compound(span);
        Some(self.finish(span, hyphen, vague))
    }

    /// "2 hours, 32 minutes, 25.3 seconds"; "a year and six months".
    fn compound(&self, mut span: Span) -> Span {
        let look = self.look;
        for _ in 0..3 {
            let mut at = span.last;
            at += usize::from(look.word(at) == ",");
            at += usize::from(look.word(at) == "and");
            let Some(number) = self.number_at(at).filter(|number| {
                matches!(number.role, Role::Cardinal | Role::Fraction)
                    && number.hedge == Hedge::Exact
            }) else {
                return span;
            };
            let (Time::Unit(unit, 1) | Time::Units(unit, 1)) = look.time(number.core_last as usize)
            else {
                return span;
            };
            let Some(period) = span
                .period
                .filter(|_| unit < span.unit && at > span.last - 1)
            else {
                return span;
            };
            let share = number.number * unit.days() / span.unit.days();
            span.last = number.core_last as usize + 1;
            span.period = Some(Period {
                number: period.number + share,
                lowest: period.lowest + share,
                highest: period.highest + share,
                ..period
            });
        }
        span
    }

    /// What follows and precedes a length decides whether it is a date, a rate or a length.
    pub(crate) fn finish(&mut self, mut span: Span, hyphen: bool, vague: bool) -> usize {
        let look = self.look;
        let hedged = span.first < span.core && !matches!(look.word(span.first), "a" | "an");
        let mut lead = self.lead(span.first, true);
        // A hedge stands between: "to last over a week".
        if hedged && matches!(lead.det, Det::Last | Det::Next | Det::Past) {
            lead.det = Det::None;
            lead.start = span.first;
            lead.the = false;
        }
        // "or so", "or more" behind the unit.
        if look.word(span.last) == "or"
            && matches!(look.word(span.last + 1), "so" | "more" | "less")
        {
            span.last += 2;
        }
        let far = if hyphen {
            None
        } else {
            self.shift_word(span.last, &span)
        };
        if let Some((by, words, from_now)) = far {
            return self.shifted(span, by, words, from_now, vague);
        }
        let anchored = matches!(
            lead.det,
            Det::Last | Det::Past | Det::Next | Det::Coming | Det::This
        ) && (lead.the
            || matches!(
                look.before(lead.start, 1),
                "over" | "in" | "for" | "within" | "during" | ""
            ));
        let placed = matches!(
            lead.det,
            Det::Last | Det::Past | Det::Next | Det::Coming | Det::Previous | Det::Following
        );
        let first = if placed && lead.the
            || lead.det == Det::Past
            || lead.det == Det::Last && span.first > lead.start
        {
            lead.start
        } else if look.before(span.first, 1) == "first"
            && look.before(span.first, 2) == "the"
            && span.first >= self.floor + 2
        {
            span.first - 2
        } else if lead.the && lead.det == Det::None && !hyphen && !lead.portion {
            lead.start
        } else {
            span.first
        };
        if matches!(lead.det, Det::Every) && !hyphen {
            self.out.recurrences.push(Recurrence {
                span: look.cx.span(lead.start, span.last),
                value: resolve::length(span.number, span.unit),
                weekday: None,
            });
            return span.last;
        }
        let mut value = resolve::length(span.number.filter(|_| !vague), span.unit);
        if let Some(period) = span.period
            && span.number.is_some()
            && (period.number - span.number.unwrap_or(0.0)).abs() > 0.0
            && period.highest.is_finite()
            && (period.lowest - period.highest).abs() < f64::EPSILON
        {
            value = compound_value(period);
        }
        self.out.durations.push(Length {
            span: look.cx.span(first, span.last),
            core: look.cx.span(span.core, span.last),
            period: span.period,
            value,
            anchored,
        });
        span.last
    }

    /// "ago", "earlier", "later", "from now" behind a length: how it moves, how many tokens, whether from the draft's
    /// date.
    fn shift_word(&self, at: usize, span: &Span) -> Option<(i32, usize, bool)> {
        let look = self.look;
        let ends = |i: usize| crate::numbers::phrase::ends_phrase(&look, i);
        match look.word(at) {
            "ago" => Some((-1, 1, true)),
            "from" if look.word(at + 1) == "now" => Some((1, 2, true)),
            "hence" => Some((1, 1, true)),
            "earlier" => Some((-1, 1, false)),
            "later" => Some((1, 1, false)),
            "before" | "previously"
                if ends(at + 1)
                    && !matches!(
                        look.word(at + 1),
                        "the"
                            | "a"
                            | "his"
                            | "her"
                            | "its"
                            | "their"
                            | "he"
                            | "she"
                            | "it"
                            | "they"
                            | "this"
                            | "that"
                    ) =>
            {
                Some((-1, 1, false))
            }
            "-" if matches!(look.word(at + 1), "ago" | "earlier") && span.last == at => {
                Some((-1, 2, look.word(at + 1) == "ago"))
            }
            _ => None,
        }
    }

    fn shifted(&mut self, span: Span, by: i32, words: usize, from_now: bool, vague: bool) -> usize {
        let last = span.last + words;
        let unit = span.unit;
        let told = self.last.filter(|_| !from_now);
        let base = match (from_now, told, self.date) {
            (false, Some(mention), _) => Some(mention.range),
            (_, _, Some(date)) => Some(DayRange::day(date)),
            _ => None,
        };
        let number = span.number.filter(|_| !vague);
        let mut granularity = match unit {
            DurationUnit::Century | DurationUnit::Decade => Granularity::Year,
            _ => resolve::whole(copydesk_draft::Day::from_epoch(0), unit).1,
        };
        // "up from 12 million a year ago" beside a quarter means that quarter.
        let quarter = self.last.filter(|mention| {
            unit == DurationUnit::Year
                && by < 0
                && mention.granularity == Granularity::Quarter
                && mention.sentence + 1 >= self.sentence
        });
        let day = match (number, base) {
            (Some(number), Some(base)) => {
                let steps = by * number.round() as i32;
                if let Some(mention) = quarter {
                    granularity = Granularity::Quarter;
                    Some(resolve::shift(mention.range, unit, steps)).map(|range| DayRange {
                        first: range.first,
                        last: range.first.plus_months(3).plus_days(-1),
                    })
                } else {
                    let moved = resolve::shift(base, unit, steps);
                    Some(match unit {
                        DurationUnit::Decade | DurationUnit::Century => {
                            resolve::whole(moved.first, DurationUnit::Year).0
                        }
                        DurationUnit::Week
                            if !from_now
                                && told.is_some_and(|mention| {
                                    mention.granularity == Granularity::Day
                                }) =>
                        {
                            granularity = Granularity::Day;
                            moved
                        }
                        _ => resolve::whole(moved.first, unit).0,
                    })
                }
            }
            _ => None,
        };
        let exact = span.period.is_none_or(|period| {
            period.lowest <= period.number
                && period.highest.is_finite()
                && (period.highest - period.lowest).abs() < f64::EPSILON
        });
        let mut found = Found::new(
            span.first,
            last,
            if number.is_some() {
                granularity
            } else {
                Granularity::Vague
            },
        )
        .on(day)
        .because(if number.is_none() {
            "no number is given"
        } else {
            NO_DATE
        });
        if let Some(day) = day
            && !exact
        {
            // "more than two years ago": the value is told, the day is not.
            found = found
                .value(resolve::value(day, granularity, None))
                .because("the length is not exact");
            found.day = None;
        }
        if number.is_none() {
            found = found.value(if by < 0 { "PAST_REF" } else { "FUTURE_REF" });
        }
        found.length = span.period;
        found.length_words = Some((span.core, span.last));
        found.relative = from_now || told.is_none();
        // "a year earlier" does not become what the next date is told from.
        let kept = self.last;
        self.push(found);
        if quarter.is_some() {
            self.last = kept;
        }
        last
    }

    /// "a week", "an hour", "half an hour", "a year and a half"; token `i` is the unit.
    pub(crate) fn one_unit(&mut self, i: usize, unit: DurationUnit, by: u8) -> Option<usize> {
        let look = self.look;
        if !matches!(look.before(i, 1), "a" | "an" | "another" | "full") || i == self.floor {
            return None;
        }
        let mut core = i - 1;
        let mut number = 1.0;
        if look.word(core) == "full" {
            if !matches!(look.before(core, 1), "a") || core == self.floor {
                return None;
            }
            core -= 1;
        }
        // "$5 a day", "twice a week", "15 a year"
        let rate = core.checked_sub(1).is_some_and(|k| {
            k >= look.first
                && (look.is_figure(k)
                    || matches!(
                        look.word(k),
                        "times"
                            | "once"
                            | "twice"
                            | "percent"
                            | "dollars"
                            | "pounds"
                            | "euros"
                            | "people"
                            | "tons"
                            | "tonnes"
                            | "barrels"
                            | "%"
                    )
                    || matches!(
                        look.num(k),
                        Num::Scale(_) | Num::Ones(_) | Num::Tens(_) | Num::Dozen | Num::Hundred
                    ))
        });
        if rate
            && look.word(i + 1) != "ago"
            && look.word(i + 1) != "earlier"
            && look.word(i + 1) != "later"
            && look.word(core) != "another"
        {
            self.out.recurrences.push(Recurrence {
                span: look.cx.span(core, i + 1),
                value: resolve::length(Some(f64::from(by)), unit),
                weekday: None,
            });
            return Some(i + 1);
        }
        let mut last = i + 1;
        if look.before(core, 1) == "half" && core > self.floor {
            core -= 1;
            number = 0.5;
        } else if unit == DurationUnit::Century
            && look.before(core, 1) == "of"
            && look.before(core, 2) == "quarter"
            && look.before(core, 3) == "a"
            && core >= self.floor + 3
        {
            // "a quarter of a century"
            core -= 3;
            number = 0.25;
        } else if let Some(end) = crate::numbers::phrase::and_a_half(&look, last) {
            number = 1.5;
            last = end;
        }
        // "a day care centre", "a year-end sale", "a second chance", "a night club"
        if look.hyphen(last) && !matches!(look.word(last + 1), "ago" | "earlier") {
            return None;
        }
        if unit == DurationUnit::Second {
            return None;
        }
        let hedge = hedge_before(&look, core, self.floor);
        let first = hedge.map_or(core, |(first, _)| first);
        let number = number * f64::from(by);
        let (lowest, highest) = hedge.map_or((number, number), |(_, hedge)| match hedge {
            Hedge::AtLeast | Hedge::MoreThan => (number, f64::INFINITY),
            Hedge::AtMost | Hedge::LessThan => (0.0, number),
            Hedge::Nearly => (number * 0.75, number),
            Hedge::About => (number * 0.75, number * 1.25),
            Hedge::Exact | Hedge::Range | Hedge::Vague => (number, number),
        });
        let half = look.word(core) == "half" || number < 0.3;
        let span = Span {
            first,
            core: if half { core } else { i },
            last,
            period: Some(Period {
                number,
                lowest,
                highest,
                unit,
            }),
            unit,
            number: Some(number),
        };
        Some(self.finish(span, false, false))
    }

    /// "the half-century since 1960", "a quarter-century after"; not the batsman's half-century.
    pub(crate) fn part_of_century(&self, i: usize, unit: DurationUnit) -> Option<Span> {
        let look = self.look;
        let part = i.checked_sub(1 + usize::from(i > 0 && look.hyphen(i - 1)))?;
        let number = match look.word(part) {
            "half" => 0.5,
            "quarter" => 0.25,
            _ => return None,
        };
        let told = unit == DurationUnit::Century
            && part > self.floor
            && matches!(look.before(part, 1), "the" | "a" | "past" | "last" | "this")
            && matches!(
                look.word(i + 1),
                "since" | "after" | "later" | "ago" | "of" | "on" | "that"
            );
        told.then_some(Span {
            first: part,
            core: part,
            last: i + 1,
            period: Some(Period {
                number,
                lowest: number,
                highest: number,
                unit,
            }),
            unit,
            number: Some(number),
        })
    }

    /// "a three-year-old war": how old a thing is.
    fn thing_age(&mut self, span: Span) -> usize {
        let look = self.look;
        let last = span.last + 2;
        self.out.durations.push(Length {
            span: look.cx.span(span.first, last),
            core: look.cx.span(span.core, span.last),
            period: span.period,
            value: resolve::length(span.number, span.unit),
            anchored: false,
        });
        last
    }
}

/// A length in its unit and the next smaller one: PT2H32M.
fn compound_value(period: Period) -> String {
    let seconds = (period.number * period.unit.days() * 86_400.0).round();
    if period.unit <= DurationUnit::Hour {
        let (hours, rest) = ((seconds / 3600.0).floor(), seconds % 3600.0);
        let (minutes, seconds) = ((rest / 60.0).floor(), rest % 60.0);
        let mut out = String::from("PT");
        for (value, code) in [(hours, 'H'), (minutes, 'M'), (seconds, 'S')] {
            if value > 0.0 {
                let _ = write!(out, "{value}{code}");
            }
        }
        return out;
    }
    let whole = period.number.trunc();
    let rest = period.number - whole;
    let (code, parts, smaller) = match period.unit {
        DurationUnit::Year => ('Y', 12.0, 'M'),
        DurationUnit::Week => ('W', 7.0, 'D'),
        DurationUnit::Month => ('M', 30.0, 'D'),
        _ => return resolve::length(Some(period.number), period.unit),
    };
    format!("P{whole}{code}{}{smaller}", (rest * parts).round())
}
