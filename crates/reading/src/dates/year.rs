//! Years, decades and centuries, and dates in figures.

use copydesk_draft::layer::DurationUnit;
use copydesk_draft::{Day, DayRange};

use super::Granularity;
use super::find::{Finder, Found};
use super::resolve;
use crate::numbers::lexeme::{Num, Time};
use crate::numbers::{Figure, Number, Role, figure, small};
use crate::token::TokenKind;

impl Finder<'_, '_, '_> {
    /// A year, or a decade: "2016", "mid-2020", "fiscal 1989", "the late 1970s", "2023-24".
    pub(crate) fn year(&mut self, i: usize, number: &Number) -> Option<usize> {
        let look = self.look;
        if number.role != Role::Year {
            return None;
        }
        let last = number.core_last as usize;
        // "the 1988 third quarter" is read from the quarter.
        if matches!(look.num(last), Num::Ordinal(_)) && look.time(last + 1) == Time::Quarter {
            return None;
        }
        if let Figure::Plural(value) = figure(look.text(i)) {
            return self.decade(i, last, value);
        }
        let mut year = number.number as i32;
        if year < 100 {
            year = self.short_year(year);
        }
        let mut lead = self.lead(i, false);
        if !lead.portion {
            lead.start = i;
        }
        let mut first = lead.start;
        let mut fiscal = false;
        if look.before(first, 1) == "year" && first > self.floor {
            first -= 1;
            if look.before(first, 1) == "the" {
                first -= 1;
            }
        }
        if matches!(look.before(first, 1), "fiscal" | "financial") && first > self.floor {
            first -= 1;
            fiscal = true;
        }
        let mut last = last;
        let mut until = year;
        // 1998-2000, 2023-24, 2023/24
        if look.hyphen(last)
            || look.kind(last) == Some(TokenKind::Dash) && look.glued(last)
            || look.text(last) == "/"
        {
            if let Some((end, next)) = self.year_number(last + 1).filter(|(end, _)| *end > year) {
                until = end;
                last = next;
            } else if let Figure::Plain(plain) = figure(look.text(last + 1))
                && look.is_figure(last + 1)
                && plain.digits == 2
                && plain.decimals == 0
                && look.glued(last + 1)
            {
                let end = year - year.rem_euclid(100) + plain.value as i32;
                if end > year {
                    until = end;
                    last += 2;
                }
            }
        }
        // "the 1988 period", "the 1988 quarter"
        if look.before(first, 1) == "the"
            && first > self.floor
            && matches!(look.word(last), "period" | "quarter")
            && first == i
        {
            first -= 1;
            last += 1;
        }
        let about = matches!(look.before(first, 1), "about" | "around" | "circa");
        let day = resolve::years(year, until);
        let mut found = Found::new(first, last, Granularity::Year)
            .on(day.filter(|_| !fiscal && !about))
            .named(i, last)
            .value(format!("{year:04}"))
            .because(if fiscal {
                "fiscal years differ"
            } else {
                "about that year"
            });
        if !fiscal && !about {
            found.printed = day;
        }
        self.push(found);
        Some(last)
    }

    fn decade(&mut self, i: usize, last: usize, value: f64) -> Option<usize> {
        let look = self.look;
        let lead = self.lead(i, true);
        let mut start = lead.start;
        let mut name = i;
        let mark = i
            .checked_sub(1)
            .is_some_and(|k| look.kind(k) == Some(TokenKind::Mark) && k >= self.floor);
        if mark && value < 100.0 {
            name = i - 1;
            start = name;
            if look.before(name, 1) == "the" {
                start -= 1;
            }
        }
        let year = if value < 100.0 {
            let the = mark || lead.portion || look.word(start) == "the" || look.before(i, 1) == "-";
            // "Ghana Under-20s": a team.
            let team =
                look.before(i, 1) == "-" && matches!(look.before(i, 2), "under" | "over" | "u");
            if value % 10.0 != 0.0 || value < 20.0 || !the || team {
                return None;
            }
            let short = 1900 + value as i32;
            short.min(self.date.map_or(2000, Day::year))
        } else if (1000.0..2100.0).contains(&value) && value % 10.0 == 0.0 {
            value as i32
        } else {
            return None;
        };
        let year = year - year.rem_euclid(10);
        self.push(
            Found::new(start, last, Granularity::Decade)
                .on(resolve::years(year, year + 9))
                .named(name, last),
        );
        Some(last)
    }

    /// "the nineties"
    pub(crate) fn spoken_decade(&mut self, i: usize, decade: u8) -> Option<usize> {
        let lead = self.lead(i, true);
        if !lead.the && !lead.portion {
            return None;
        }
        let year = (1900 + i32::from(decade)).min(self.date.map_or(2000, Day::year));
        let year = year - year.rem_euclid(10);
        self.push(
            Found::new(lead.start, i + 1, Granularity::Decade)
                .on(resolve::years(year, year + 9))
                .named(i, i + 1),
        );
        Some(i + 1)
    }

    /// "the 20th century", "the third quarter of 1990", "third-quarter".
    pub(crate) fn ordinal_period(&mut self, i: usize, number: &Number) -> Option<usize> {
        let look = self.look;
        if !number.ordinal {
            return None;
        }
        let mut at = number.core_last as usize;
        at += usize::from(look.hyphen(at));
        match look.time(at) {
            Time::Unit(DurationUnit::Century, _) if number.number <= 30.0 => {
                let lead = self.lead(i, true);
                let century = number.number as i32;
                let mut last = at + 1;
                if matches!(look.word(last), "bc" | "b.c." | "bce") {
                    last += 1;
                    self.push(
                        Found::new(lead.start, last, Granularity::Century)
                            .named(i, last)
                            .value("XX")
                            .because("before the common era"),
                    );
                    return Some(last);
                }
                self.push(
                    Found::new(lead.start, last, Granularity::Century)
                        .on(resolve::years(century * 100 - 99, century * 100))
                        .named(i, last)
                        .value(format!("{:02}", century - 1)),
                );
                Some(last)
            }
            Time::Quarter if (1.0..=4.0).contains(&number.number) => {
                Some(self.quarter_date(i, at + 1, small(number.number) as u8))
            }
            _ => None,
        }
    }

    /// Dates in figures: 2024-11-30, 30/11/2024, 30.11.2024.
    pub(crate) fn numeric(&mut self, i: usize, number: &Number) -> Option<usize> {
        let last = number.core_last as usize;
        if number.role != Role::Label || last < i + 5 {
            return None;
        }
        let text = self.look.cx.str(number.core);
        self.figures_date(i, last, text)
    }

    /// A token of figures that is no number: 30.11.2024.
    pub(crate) fn figures(&mut self, i: usize) -> Option<usize> {
        let text = self.look.text(i);
        if figure(text) == Figure::Clock {
            return self.clock_figures(i);
        }
        if text.matches('.').count() == 2 {
            return self.figures_date(i, i + 1, text);
        }
        None
    }

    fn figures_date(&mut self, i: usize, last: usize, text: &str) -> Option<usize> {
        let parts: Vec<&str> = text.split(['-', '/', '.', '–']).collect();
        let &[head, middle, tail] = parts.as_slice() else {
            return None;
        };
        let number = |text: &str| text.parse::<i32>().ok();
        let (x, y, z) = (number(head)?, number(middle)?, number(tail)?);
        let day = |year: i32, month: i32, day: i32| {
            Day::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
        };
        let found = Found::new(i, last, Granularity::Day).named(i, last);
        let found = if head.len() == 4 {
            found.on(Some(DayRange::day(day(x, y, z)?)))
        } else if tail.len() == 4 || (tail.len() == 2 && text.contains('/')) {
            let year = if tail.len() == 4 {
                z
            } else {
                self.short_year(z)
            };
            if !(1..=31).contains(&x) || !(1..=31).contains(&y) || (x > 12 && y > 12) {
                return None;
            }
            if x > 12 || text.contains('.') || x == y {
                found.on(Some(DayRange::day(day(year, y, x)?)))
            } else if y > 12 {
                found.on(Some(DayRange::day(day(year, x, y)?)))
            } else {
                found
                    .value(format!("{year:04}-XX-XX"))
                    .because("day and month in figures can be read two ways")
            }
        } else {
            return None;
        };
        let mut found = found;
        found.printed = found.day;
        self.push(found);
        Some(last)
    }
}
