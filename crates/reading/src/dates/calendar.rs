//! Days and months as printed: "12 August 2018", "Aug. 12-15", "June last year", "March".

use copydesk_draft::{Day, DayRange, Weekday};

use super::find::{Det, Finder, Found};
use super::resolve::{self, Side};
use super::{Granularity, Recurrence};
use crate::lists::List;
use crate::numbers::lexeme::{Num, Time};
use crate::numbers::{Figure, Number, Role, figure, small};
use crate::token::TokenKind;

/// Day, month and year as printed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Printed {
    pub(super) first: usize,
    pub(super) last: usize,
    /// First and last day of the month.
    pub(super) days: Option<(u8, u8)>,
    pub(super) month: Option<u8>,
    pub(super) year: Option<i32>,
}

impl Finder<'_, '_, '_> {
    /// The day of the month at token `i`: 12, 12th, twelfth; one past it.
    pub(super) fn day_number(&self, i: usize) -> Option<(u8, usize)> {
        let look = self.look;
        let fits = |value: f64| {
            ((1.0..=31.0).contains(&value) && value.fract() == 0.0).then_some(small(value) as u8)
        };
        if look.is_figure(i) {
            let text = look.text(i);
            return match figure(text) {
                Figure::Plain(plain)
                    if plain.digits <= 2 && plain.decimals == 0 && !plain.vulgar =>
                {
                    fits(plain.value)
                }
                Figure::Ordinal(value) => fits(value),
                _ => None,
            }
            .map(|day| (day, i + 1));
        }
        if let Num::Ordinal(_) | Num::Tens(_) = look.num(i) {
            let number = self.number_at(i).filter(|number| number.ordinal)?;
            return fits(number.number).map(|day| (day, number.core_last as usize));
        }
        None
    }

    /// The year at token `i`, and one past it.
    pub(super) fn year_number(&self, i: usize) -> Option<(i32, usize)> {
        let look = self.look;
        if look.is_figure(i) {
            let Figure::Plain(plain) = figure(look.text(i)) else {
                return None;
            };
            let year = plain.digits == 4
                && plain.decimals == 0
                && !plain.grouped
                && (1000.0..2100.0).contains(&plain.value);
            return year.then_some((plain.value as i32, i + 1));
        }
        // ’98
        if look.kind(i) == Some(TokenKind::Mark)
            && look.glued(i + 1)
            && let Figure::Plain(plain) = figure(look.text(i + 1))
            && plain.digits == 2
            && plain.decimals == 0
        {
            return Some((self.short_year(plain.value as i32), i + 2));
        }
        let number = self
            .number_at(i)
            .filter(|number| number.role == Role::Year)?;
        Some((number.number as i32, number.core_last as usize))
    }

    /// The year of two figures nearest to the draft's date.
    pub(super) fn short_year(&self, two: i32) -> i32 {
        let now = self.date.map_or(2000, Day::year);
        [1900, 2000]
            .into_iter()
            .map(|century| century + two)
            .min_by_key(|year| (year - now - 10).abs())
            .unwrap_or(two)
    }

    /// "12 August", "12-15 August 2018", "the 12th of August".
    pub(crate) fn day_first(&mut self, i: usize, _number: &Number) -> Option<usize> {
        let printed = self.read_day_first(i)?;
        Some(self.calendar_date(printed, None))
    }

    pub(super) fn read_day_first(&self, i: usize) -> Option<Printed> {
        let look = self.look;
        let (day, mut at) = self.day_number(i)?;
        let mut until = day;
        let joined = look.hyphen(at) || look.kind(at) == Some(TokenKind::Dash);
        if (joined || matches!(look.word(at), "to" | "and" | "or"))
            && let Some((second, next)) = self.day_number(at + 1)
            && second > day
        {
            until = second;
            at = next;
        }
        if look.word(at) == "of" || look.hyphen(at) {
            at += 1;
        }
        let Time::Month(month, short) = look.time(at) else {
            return None;
        };
        if !look.capital(at) {
            return None;
        }
        at += 1;
        if short && look.text(at) == "." && look.glued(at) && look.kind(at + 1).is_some() {
            at += 1;
        }
        let mut year = None;
        let comma = usize::from(matches!(look.word(at), "," | "of" | "-"));
        if let Some((value, next)) = self.year_number(at + comma) {
            year = Some(value);
            at = next;
        }
        Some(Printed {
            first: i,
            last: at,
            days: Some((day, until)),
            month: Some(month),
            year,
        })
    }

    /// "August 12", "Aug. 12-15, 2018", "August 2018", "August".
    pub(crate) fn month_first(&mut self, i: usize) -> Option<usize> {
        let printed = self.read_month_first(i)?;
        if printed.days.is_some() {
            return Some(self.calendar_date(printed, None));
        }
        Some(self.month_date(printed))
    }

    pub(super) fn read_month_first(&self, i: usize) -> Option<Printed> {
        let look = self.look;
        let Time::Month(month, short) = look.time(i) else {
            return None;
        };
        if !look.capital(i) {
            return None;
        }
        let mut at = i + 1;
        let dotted = short && look.text(at) == "." && look.glued(at);
        at += usize::from(dotted);
        let mut printed = Printed {
            first: i,
            last: at,
            days: None,
            month: Some(month),
            year: None,
        };
        let the = usize::from(
            look.word(at) == "the" && look.num(at + 1) != Num::None
                || look.word(at) == "the" && look.is_figure(at + 1),
        );
        if let Some((day, next)) = self.day_number(at + the)
            && self.is_day(i, at + the, next)
        {
            let mut until = day;
            let mut last = next;
            let joined =
                look.hyphen(last) || look.kind(last) == Some(TokenKind::Dash) && look.glued(last);
            let word = matches!(look.word(last), "to" | "and" | "or" | "through");
            if (joined || word)
                && let Some((second, end)) = self.day_number(last + 1)
                && second > day
                && (joined || self.is_day(i, last + 1, end))
                && !matches!(look.time(end), Time::Month(..))
            {
                until = second;
                last = end;
            }
            printed.days = Some((day, until));
            printed.last = last;
            let comma = usize::from(look.word(last) == ",");
            if let Some((year, end)) = self.year_number(last + comma)
                && (comma == 1 || !look.cx.is(end, List::Auxiliary))
            {
                printed.year = Some(year);
                printed.last = end;
            }
            return Some(printed);
        }
        let skip = usize::from(matches!(look.word(at), "," | "of" | "-"));
        if let Some((year, end)) = self.year_number(at + skip) {
            printed.year = Some(year);
            printed.last = end;
            return Some(printed);
        }
        (self.month_alone(i, month, short && !dotted)).then_some(printed)
    }

    /// True if the figures behind a month are a day, not a count: "March 12 people" after "in" is a count.
    fn is_day(&self, month: usize, i: usize, next: usize) -> bool {
        let look = self.look;
        if matches!(
            look.word(next),
            "percent" | "%" | "per" | "million" | "billion" | "thousand" | "hundred" | "people"
        ) && !matches!(look.before(month, 1), "on" | "by")
        {
            return false;
        }
        if look.word(next) == ":" && look.glued(next) && look.is_figure(next + 1) {
            return false;
        }
        let ordinal = matches!(figure(look.text(i)), Figure::Ordinal(_));
        ordinal
            || !(matches!(look.before(month, 1), "in" | "since" | "during")
                && crate::numbers::phrase::plural_noun(&look, next))
    }

    /// True if a month without day and year is one: not a name, a verb or a march.
    fn month_alone(&self, i: usize, month: u8, short: bool) -> bool {
        let look = self.look;
        if short {
            return false;
        }
        let before = look.before(i, 1);
        let timely = matches!(
            before,
            "in" | "since"
                | "until"
                | "till"
                | "by"
                | "last"
                | "next"
                | "this"
                | "early"
                | "late"
                | "mid"
                | "earlier"
                | "through"
                | "during"
                | "between"
                | "each"
                | "every"
                | "-"
                | "ending"
                | "ended"
        );
        if timely {
            return !self.name_at(i + 1) || before != "by" && before != "this";
        }
        if self.name_at(i + 1) && !matches!(before, "the" | "from" | "to" | "of" | "and" | "for") {
            return false;
        }
        // A capitalised word before it, or a given name: "Theresa May", "April Jones".
        let after_name = i
            .checked_sub(1)
            .is_some_and(|k| k >= look.first && self.name_at(k));
        match month {
            3 | 5 => {
                matches!(
                    before,
                    "from" | "to" | "and" | "for" | "before" | "after" | "of"
                ) && !self.name_at(i + 1)
                    && look.word(i + 1) != "'s"
                    && !look.cx.is(i + 1, List::Auxiliary)
                    && i > look.first
            }
            4 | 6 | 8 => {
                !after_name && look.kind(i + 1) != Some(TokenKind::Possessive)
                    || matches!(before, "from" | "to" | "of")
            }
            _ => !after_name || i == look.first + 1,
        }
    }

    /// "of that year", "of the same year" at token `i`: the year told last, and the token behind.
    fn told_year(&self, i: usize) -> Option<(i32, usize)> {
        let look = self.look;
        let mut at = i + usize::from(look.word(i) == "of");
        at += match (look.word(at), look.word(at + 1)) {
            ("that" | "the", "same") => 2,
            ("that", _) => 1,
            _ => return None,
        };
        (look.word(at) == "year").then_some(())?;
        let mention = self.last?;
        Some((mention.range.first.year(), at + 1))
    }

    /// A month, with year or without.
    fn month_date(&mut self, printed: Printed) -> usize {
        let look = self.look;
        let mut lead = self.lead(printed.first, false);
        if lead.det == Det::Past || lead.det == Det::Latest || lead.det == Det::Recent {
            lead.det = Det::None;
            lead.start = printed.first;
        }
        let month = printed.month.unwrap_or(1);
        let mut last = printed.last;
        let mut year = printed.year;
        let mut relative = year.is_none();
        let name = (printed.first, printed.last);
        let (mut first, mut det) = (lead.start, lead.det);
        if lead.the && !lead.portion {
            first += 1;
        }
        if det == Det::Every {
            let span = look.cx.span(first, last);
            self.out.recurrences.push(Recurrence {
                span,
                value: format!("XXXX-{month:02}"),
                weekday: None,
            });
            return last;
        }
        if year.is_none() {
            // "June last year", "January this year"
            let of = usize::from(look.word(last) == "of");
            if matches!(look.word(last + of), "last" | "this" | "next")
                && look.word(last + of + 1) == "year"
            {
                let by = match look.word(last + of) {
                    "last" => -1,
                    "next" => 1,
                    _ => 0,
                };
                year = self.date.map(|date| date.year() + by);
                last += of + 2;
            } else if let Some((told, end)) = self.told_year(last) {
                year = Some(told);
                last = end;
                relative = false;
            } else if matches!(det, Det::That | Det::Following | Det::Previous)
                && self.last.is_none()
            {
                det = Det::None;
            }
        }
        if year.is_none() {
            let side = self.side(printed.first);
            year = match (det, self.date, self.last) {
                (Det::That | Det::Following | Det::Previous, _, Some(mention)) => {
                    relative = false;
                    let from = mention.range.first;
                    match det {
                        Det::Following => Some(resolve::month_year(
                            from.plus_months(1),
                            month,
                            Side::Future,
                        )),
                        Det::Previous => {
                            Some(resolve::month_year(from.plus_months(-1), month, Side::Past))
                        }
                        _ => Some(from.year()),
                    }
                }
                (Det::Last, Some(date), _) => {
                    Some(resolve::month_year(date.plus_months(-1), month, Side::Past))
                }
                (Det::Next | Det::Coming, Some(date), _) => Some(resolve::month_year(
                    date.plus_months(1),
                    month,
                    Side::Future,
                )),
                (Det::This, Some(date), _) => {
                    let near = resolve::month_year(date, month, side);
                    Some(if side == Side::Past {
                        near
                    } else {
                        near.min(date.year() + 1)
                    })
                }
                (_, Some(date), _) => {
                    resolve::nearest_year(date, side, |year| DayRange::month(year, month))
                }
                _ => None,
            };
        }
        let mut found = Found::new(first, last, Granularity::Month)
            .on(year.and_then(|year| DayRange::month(year, month)))
            .named(name.0, name.1);
        found.printed = printed.year.and_then(|year| DayRange::month(year, month));
        found.relative = relative;
        if year.is_none() {
            found = found.value(format!("XXXX-{month:02}"));
        }
        self.push(found);
        last
    }

    /// The day and month nearest to the draft's date. Where no near year gives the printed weekday, the year told last may;
    /// what is told as past lies in no year to come, whatever its weekday.
    fn near_day(
        &self,
        date: Day,
        (month, day): (u8, u8),
        side: Side,
        (weekday, first): (Option<Weekday>, usize),
    ) -> Option<Day> {
        let near = resolve::day_month(date, month, day, side, weekday);
        let Some(found) = near else { return near };
        // The last such day that is over.
        let past = [date.year(), date.year() - 1]
            .into_iter()
            .filter_map(|year| Day::new(year, month, day))
            .find(|day| *day <= date);
        let Some(weekday) = weekday else {
            // "They had been picked up on 9 January", told in August.
            let over = found.days_since(date) > 30 && self.happened(first);
            return if over { past } else { near };
        };
        if found.weekday() != weekday {
            let told = self
                .last
                .and_then(|mention| Day::new(mention.range.first.year(), month, day))
                .filter(|day| *day <= date);
            let over = past.filter(|_| self.happened(first));
            return [told, over]
                .into_iter()
                .flatten()
                .find(|day| day.weekday() == weekday)
                .or(near);
        }
        if found.days_since(date) > 30 && self.happened(first) {
            return past;
        }
        near
    }

    /// "was found in his garage on Sunday, 2 March": a past passive or a plain past before "on" and the date at `i`.
    fn happened(&self, i: usize) -> bool {
        let look = self.look;
        let Some(on) = i.checked_sub(1).filter(|&k| look.word(k) == "on") else {
            return false;
        };
        for back in 1..=9 {
            let Some(k) = on.checked_sub(back).filter(|&k| k >= look.first) else {
                return false;
            };
            let word = look.word(k);
            if matches!(word, "to" | "for" | "until" | "that" | "would" | "will") {
                return false;
            }
            let happened = matches!(
                word,
                "found"
                    | "killed"
                    | "died"
                    | "shot"
                    | "stabbed"
                    | "arrested"
                    | "hit"
                    | "struck"
                    | "attacked"
                    | "exploded"
                    | "crashed"
                    | "buried"
                    | "detained"
                    | "robbed"
                    | "murdered"
                    | "collapsed"
                    | "sank"
            );
            // "had been picked up", "was opened"; "was planned" is to come.
            let done = word.len() > 4
                && word.ends_with("ed")
                && matches!(look.before(k, 1), "was" | "were" | "been" | "had")
                && !matches!(
                    word,
                    "scheduled"
                        | "planned"
                        | "expected"
                        | "supposed"
                        | "delayed"
                        | "postponed"
                        | "rescheduled"
                        | "adjourned"
                        | "fixed"
                        | "agreed"
                        | "tipped"
                        | "invited"
                        | "summoned"
                        | "booked"
                        | "slated"
                        | "announced"
                );
            if done {
                return true;
            }
            if happened {
                return !matches!(look.before(k, 1), "be" | "is" | "are");
            }
        }
        false
    }

    /// A day of a month; `weekday` is the weekday before it and its first token.
    pub(super) fn calendar_date(
        &mut self,
        printed: Printed,
        weekday: Option<(Weekday, usize, usize)>,
    ) -> usize {
        let look = self.look;
        let (Some((day, until)), Some(month)) = (printed.days, printed.month) else {
            return printed.last;
        };
        let mut last = printed.last;
        // "on 12 April of that year"
        let told = printed
            .year
            .is_none()
            .then(|| self.told_year(last))
            .flatten();
        if let Some((_, end)) = told {
            last = end;
        }
        let first_day = match printed.year.or(told.map(|(year, _)| year)) {
            Some(year) => Day::new(year, month, day),
            None => self.date.and_then(|date| {
                // "the year ended March 31"
                let side = match look.before(printed.first, 1) {
                    "ended" => Side::Past,
                    "ending" => Side::Future,
                    _ => self.side(printed.first),
                };
                let told = weekday;
                let weekday = weekday.map(|(weekday, ..)| weekday);
                match look.before(printed.first, 1) {
                    "ended" | "ending" => {
                        let day_in = |year| Day::new(year, month, day).map(DayRange::day);
                        let year = resolve::nearest_year(date, side, day_in)?;
                        Day::new(year, month, day)
                    }
                    _ => {
                        let first = told.map_or(printed.first, |(_, first, _)| first);
                        self.near_day(date, (month, day), side, (weekday, first))
                    }
                }
            }),
        };
        let range = first_day.map(|first| DayRange {
            first,
            last: Day::new(first.year(), month, until).unwrap_or(first),
        });
        let lead = if weekday.is_none() {
            self.lead(printed.first, false).start
        } else {
            printed.first
        };
        let early = lead + 1 == printed.first && matches!(look.word(lead), "early" | "late");
        let first = weekday.map_or(if early { lead } else { printed.first }, |(.., first)| {
            first
        });
        let mut found_weekday = weekday.map(|(weekday, token, _)| (weekday, token));
        // "Monday (17 June)"
        if weekday.is_some()
            && look.text(last) == ")"
            && printed.first > 0
            && look.text(printed.first - 1) == "("
        {
            last += 1;
        }
        // "1 March, a Sunday", "1 March (Sunday)"
        if found_weekday.is_none() && matches!(look.text(last), "," | "(") {
            let article = usize::from(matches!(look.word(last + 1), "a" | "the"));
            let at = last + 1 + article;
            let closes = if look.text(last) == "(" {
                look.text(at + 1) == ")"
            } else {
                matches!(look.text(at + 1), "," | "." | "" | ";" | ":" | ")")
            };
            if let Time::Weekday(day, false) = look.time(at)
                && look.capital(at)
                && closes
                && until == day_of(printed)
            {
                found_weekday = Weekday::ALL
                    .into_iter()
                    .nth(usize::from(day))
                    .map(|weekday| (weekday, at));
                last = at + 1 + usize::from(look.text(last) == "(");
            }
        }
        // "25 December, which falls on a Friday this year"
        let falls = found_weekday
            .is_none()
            .then(|| self.falls_on(last))
            .flatten()
            .filter(|_| until == day_of(printed));
        let this_year = falls.is_some_and(|(_, at)| {
            look.word(at + 1) == "this" && look.word(at + 2) == "year"
                || look.word(last) == "this" && look.word(last + 1) == "year"
        });
        let found_weekday = found_weekday.or(falls);
        let mut found = Found::new(first, last, Granularity::Day)
            .on(range)
            .named(first, last);
        found.printed = range;
        found.weekday = found_weekday;
        found.relative = printed.year.is_none() && !this_year;
        if range.is_none() {
            found = found.value(match printed.year {
                Some(year) => format!("{year:04}-{month:02}-{day:02}"),
                None => format!("XXXX-{month:02}-{day:02}"),
            });
            if printed.year.is_some() || self.date.is_some() {
                found = found.because("there is no such day");
            }
        }
        self.push(found);
        last
    }
}

fn day_of(printed: Printed) -> u8 {
    printed.days.map_or(0, |(day, _)| day)
}
