//! Times of day: "10:35 a.m.", "5 p.m. EST", "noon Thursday", "0600 GMT", "10 o'clock".

use super::find::Finder;
use super::{Granularity, Length, TimeOfDay};
use crate::numbers::lexeme::{Part, Time};
use crate::numbers::{Figure, Number, figure, hedge_before, small};
use crate::token::TokenKind;

/// Capitals that name a time zone.
fn is_zone(word: &str) -> bool {
    matches!(
        word,
        "gmt"
            | "utc"
            | "bst"
            | "est"
            | "edt"
            | "et"
            | "cst"
            | "cdt"
            | "ct"
            | "mst"
            | "mdt"
            | "mt"
            | "pst"
            | "pdt"
            | "pt"
            | "cet"
            | "cest"
            | "eet"
            | "eest"
            | "ist"
            | "jst"
            | "aest"
            | "aedt"
            | "msk"
            | "eat"
            | "wat"
            | "cat"
            | "sast"
            | "hkt"
            | "sgt"
            | "nzst"
            | "nzdt"
    )
}

/// Hours and minutes as printed in one token: 10:35, 10.35, 0600.
fn hour_minute(text: &str) -> Option<(u16, u16)> {
    let (hour, minute) = text.split_once([':', '.'])?;
    if minute.len() != 2 {
        return None;
    }
    let (hour, minute) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour <= 24 && minute < 60).then_some((hour, minute))
}

impl Finder<'_, '_, '_> {
    /// A time whose first token is a number: "5 p.m.", "0600 GMT", "10 o'clock", "7.30pm", "4 in the morning".
    pub(crate) fn clock_number(&mut self, i: usize, number: &Number) -> Option<usize> {
        let look = self.look;
        let last = number.core_last as usize;
        if number.ordinal {
            return None;
        }
        let text = look.text(i);
        if let Figure::Plain(plain) = figure(text)
            && look.is_figure(i)
        {
            let whole = plain.decimals == 0 && plain.value <= 24.0;
            if let Time::Clock(pm) = look.time(i + 1)
                && last == i + 1
                && self.is_clock(i + 1)
            {
                let (hour, minute) = if plain.decimals == 2 {
                    hour_minute(text)?
                } else {
                    (small(plain.value), 0)
                };
                if hour > 12 {
                    return None;
                }
                return Some(self.time(
                    i,
                    i + 2,
                    twelve(hour, pm) * 60 + minute,
                    plain.decimals == 2,
                ));
            }
            if plain.digits == 4
                && plain.decimals == 0
                && !plain.grouped
                && (is_zone(look.word(i + 1)) && look.capital(i + 1) || look.word(i + 1) == "hours")
            {
                let value = small(plain.value);
                let (hour, minute) = (value / 100, value % 100);
                if hour <= 24 && minute < 60 {
                    let end = i + 1 + usize::from(look.word(i + 1) == "hours");
                    return Some(self.time(i, end, hour * 60 + minute, true));
                }
            }
            // "at 0845": no count has a nought before it.
            if plain.decimals == 0
                && text.len() == 4
                && text.starts_with('0')
                && matches!(
                    look.before(i, 1),
                    "at" | "by" | "around" | "about" | "until" | "since"
                )
            {
                let value: u16 = text.parse().ok()?;
                if value % 100 < 60 {
                    return Some(self.time(i, i + 1, value / 100 * 60 + value % 100, true));
                }
            }
            if whole && last == i + 1 {
                return self.spoken(i, last, small(plain.value));
            }
            return None;
        }
        let hour = number.number;
        if (1.0..=12.0).contains(&hour)
            && hour.fract() == 0.0
            && number.role == crate::numbers::Role::Cardinal
        {
            if let Time::Clock(pm) = look.time(last)
                && self.is_clock(last)
            {
                return Some(self.time(i, last + 1, twelve(small(hour), pm) * 60, false));
            }
            return self.spoken(i, last, small(hour));
        }
        None
    }

    /// "am" and "pm" as words of the clock: "10 am", not "I am".
    fn is_clock(&self, i: usize) -> bool {
        let look = self.look;
        look.word(i) != "am"
            || look.glued(i)
            || !matches!(look.word(i + 1), "a" | "the" | "not" | "very" | "sure")
    }

    /// "10 o'clock", "4 in the morning".
    fn spoken(&mut self, i: usize, last: usize, hour: u16) -> Option<usize> {
        let look = self.look;
        if look.word(last) == "o'clock" {
            return Some(self.time(i, last + 1, hour * 60, false));
        }
        if look.words(last, &["in", "the"])
            && hour <= 12
            && matches!(
                look.before(i, 1),
                "at" | "about" | "around" | "by" | "until" | "from" | "since"
            )
        {
            let pm = match look.time(last + 2) {
                Time::Part(Part::Morning) => false,
                Time::Part(Part::Afternoon | Part::Evening) => true,
                _ => return None,
            };
            return Some(self.time(i, last + 3, twelve(hour, pm) * 60, false));
        }
        None
    }

    /// A time in one token of figures with a colon: 10:35, or a sporting time, 4:07.13.
    pub(crate) fn clock_figures(&mut self, i: usize) -> Option<usize> {
        let look = self.look;
        let text = look.text(i);
        let Some((hour, minute)) = hour_minute(text).filter(|_| text.contains(':')) else {
            return self.sporting_time(i, text);
        };
        if let Time::Clock(pm) = look.time(i + 1)
            && hour <= 12
        {
            return Some(self.time(i, i + 2, twelve(hour, pm) * 60 + minute, true));
        }
        if look.word(i + 1) == "o'clock" {
            return Some(self.time(i, i + 2, hour * 60 + minute, true));
        }
        let zone = is_zone(look.word(i + 1)) && look.capital(i + 1)
            || look.word(i + 1) == "local"
            || look.word(i + 1) == "hours";
        let placed = matches!(
            look.before(i, 1),
            "at" | "around"
                | "about"
                | "by"
                | "until"
                | "till"
                | "from"
                | "since"
                | "before"
                | "after"
                | "to"
                | "between"
                | "and"
                | "("
        ) || look.before(i, 1) == "for"
            && matches!(
                look.before(i, 2),
                "set" | "scheduled" | "planned" | "due" | "timed" | "called"
            );
        (zone || placed).then(|| self.time(i, i + 1, hour * 60 + minute, true))
    }

    fn sporting_time(&mut self, i: usize, text: &str) -> Option<usize> {
        let mut seconds = 0.0;
        let mut parts = 0;
        for part in text.split(':') {
            seconds = seconds * 60.0 + part.parse::<f64>().ok()?;
            parts += 1;
        }
        if !(2..=3).contains(&parts) {
            return None;
        }
        let look = self.look;
        let last = i + 1 + usize::from(matches!(look.time(i + 1), Time::Units(..)));
        let span = look.cx.span(i, last);
        self.out.durations.push(Length {
            span,
            core: span,
            period: Some(copydesk_draft::layer::Period {
                number: seconds,
                lowest: seconds,
                highest: seconds,
                unit: copydesk_draft::layer::DurationUnit::Second,
            }),
            value: format!("PT{seconds}S"),
            anchored: false,
        });
        Some(last)
    }

    /// noon, midday, midnight.
    pub(crate) fn noon(&mut self, i: usize, hour: u8) -> Option<usize> {
        let look = self.look;
        if look.hyphen(i + 1) || look.capital(i) && i > look.first {
            return None;
        }
        Some(self.time(i, i + 1, u16::from(hour) * 60, false))
    }

    /// Takes in a time with the zone and the day behind it.
    fn time(&mut self, i: usize, mut last: usize, minute: u16, exact: bool) -> usize {
        let look = self.look;
        let mut zone = None;
        if is_zone(look.word(last)) && look.capital(last) {
            zone = Some((last, last + 1));
            last += 1;
        } else if look.word(last + 1) == "time"
            && (look.capital(last) && look.kind(last) == Some(TokenKind::Word)
                || look.word(last) == "local")
        {
            zone = Some((last, last + 2));
            last += 2;
        }
        let first = hedge_before(&look, i, self.floor).map_or(i, |(first, _)| first);
        let times = self.out.times.len();
        let dates = self.out.dates.len();
        self.out.times.push(TimeOfDay {
            span: look.cx.span(first, last),
            minute,
            zone: zone.map(|(first, last)| look.cx.span(first, last)),
            day: None,
            value: String::new(),
        });
        // The day behind it: "5 p.m. Wednesday", "5 p.m. on Nov. 9", "9 a.m. yesterday".
        self.floor = last;
        let comma = usize::from(look.word(last) == ",");
        let on = usize::from(look.word(last + comma) == "on");
        let at = last + comma + on;
        let end = match look.time(at) {
            Time::Weekday(..) => self.weekday(at),
            Time::Month(..) => self.month_first(at),
            Time::Today(by) => self.today(at, by),
            _ if look.is_figure(at) && on == 1 => self
                .number_at(at)
                .and_then(|number| self.day_first(at, &number)),
            _ => None,
        };
        let mut day = None;
        let told = self.out.dates.len() > dates;
        match (end, self.out.dates.last_mut()) {
            (Some(end), Some(date)) if told && date.granularity == Granularity::Day => {
                day = date.day;
                if on == 0 {
                    last = end;
                    date.in_time = true;
                }
            }
            (None, Some(_)) => {
                day = self
                    .last
                    .filter(|mention| {
                        mention.sentence == self.sentence && mention.granularity == Granularity::Day
                    })
                    .map(|mention| mention.range);
            }
            _ => {}
        }
        let resume = end.unwrap_or(last).max(last);
        let date = day.map_or_else(
            || "XXXX-XX-XX".to_owned(),
            |day| super::resolve::value(day, Granularity::Day, None),
        );
        let clock = if exact || minute.is_multiple_of(60) {
            format!("T{:02}:{:02}", minute / 60, minute % 60)
        } else {
            format!("T{:02}", minute / 60)
        };
        if let Some(time) = self.out.times.get_mut(times) {
            time.span = look.cx.span(first, last);
            time.day = day;
            time.value = date + &clock;
        }
        resume
    }
}

/// The hour of the day from a clock of twelve hours.
fn twelve(hour: u16, pm: bool) -> u16 {
    match (hour, pm) {
        (12, false) => 0,
        (12, true) => 12,
        (hour, true) => hour + 12,
        (hour, false) => hour,
    }
}
