//! Weekdays, alone or with the date they belong to; weekends.

use copydesk_draft::{Day, DayRange, Weekday};

use super::find::{Det, Finder, Found, part_of_day};
use super::resolve::{self, Side};
use super::{Granularity, Recurrence};
use crate::lists::List;
use crate::numbers::lexeme::Time;
use crate::numbers::{Figure, figure};
use crate::token::TokenKind;

impl Finder<'_, '_, '_> {
    /// A weekday, with the date, the part of the day or what else belongs to it.
    pub(crate) fn weekday(&mut self, i: usize) -> Option<usize> {
        let look = self.look;
        let Time::Weekday(index, short) = look.time(i) else {
            return None;
        };
        if !look.capital(i) {
            return None;
        }
        let weekday = Weekday::ALL.into_iter().nth(usize::from(index))?;
        let mut at = i + 1;
        let dotted = short && look.text(at) == "." && look.glued(at);
        at += usize::from(dotted);
        let lead = self.lead(i, false);
        // A date behind it: "Tuesday, 27 November 2024", "Sunday Dec. 31", "Monday (17 June)".
        let comma = usize::from(matches!(look.text(at), "," | "(" | "–" | "-"));
        let the = usize::from(look.word(at + comma) == "the");
        let head = at + comma + the;
        let printed = if look.time(head) == Time::None {
            self.read_day_first(head)
        } else {
            self.read_month_first(head)
                .filter(|printed| printed.days.is_some())
        };
        if let Some(printed) = printed {
            return Some(self.calendar_date(printed, Some((weekday, i, i))));
        }
        if comma == 0
            && the == 1
            && let Some((day, next)) = self.day_number(head)
            && !look.is_figure(head) | matches!(figure(look.text(head)), Figure::Ordinal(_))
            && (look.text(next) == "," || look.text(next) == "." || !self.name_at(next))
        {
            return Some(self.weekday_the(i, weekday, day, next));
        }
        if short && !dotted {
            return None;
        }
        if self.in_name(i, lead.det) {
            return None;
        }
        if lead.det == Det::Every {
            let part = look.time(at);
            let last = at + usize::from(matches!(part, Time::Part(_)));
            self.out.recurrences.push(Recurrence {
                span: look.cx.span(lead.start, last),
                value: format!("XXXX-WXX-{}", index + 1),
                weekday: Some(weekday),
            });
            return Some(last);
        }
        // "Monday nights"
        if matches!(
            look.word(at),
            "nights" | "mornings" | "evenings" | "afternoons"
        ) {
            self.out.recurrences.push(Recurrence {
                span: look.cx.span(i, at + 1),
                value: format!("XXXX-WXX-{}", index + 1),
                weekday: Some(weekday),
            });
            return Some(at + 1);
        }
        let mut last = at;
        let mut part = None;
        if let Time::Part(word) = look.time(at) {
            part = Some(part_of_day(word));
            last += 1;
        }
        let side = match lead.det {
            Det::Next | Det::Coming => Side::Future,
            Det::Last | Det::Past => Side::Past,
            _ => self.side(i),
        };
        let day = self.date.map(|date| match lead.det {
            Det::Last | Det::Past => resolve::weekday(date.plus_days(-1), index, Side::Past),
            Det::Next | Det::Coming => resolve::weekday(date.plus_days(1), index, Side::Future),
            _ => resolve::weekday(date, index, side),
        });
        let narrated = matches!(lead.det, Det::Following | Det::Previous | Det::That);
        let day = match (lead.det, self.last) {
            (Det::Following, Some(mention)) => Some(resolve::weekday(
                mention.range.last.plus_days(1),
                index,
                Side::Future,
            )),
            (Det::Previous, Some(mention)) => Some(resolve::weekday(
                mention.range.first.plus_days(-1),
                index,
                Side::Past,
            )),
            (Det::That, Some(mention)) => {
                Some(resolve::weekday(mention.range.last, index, Side::Past))
            }
            _ => day,
        };
        let first = if lead.the && !lead.portion {
            lead.start + 1
        } else {
            lead.start
        };
        let mut found = Found::new(first, last, Granularity::Day)
            .on(day.map(DayRange::day))
            .named(i, at);
        found.weekday = Some((weekday, i));
        found.part = part;
        found.relative = !narrated || self.last.is_none();
        if day.is_none() {
            found = found.value(format!("XXXX-WXX-{}", index + 1));
        }
        self.push(found);
        Some(last)
    }

    /// "Sunday the 14th": the day nearest to the date told last, or to the draft's date.
    fn weekday_the(&mut self, i: usize, weekday: Weekday, day: u8, last: usize) -> usize {
        let from = self
            .last
            .filter(|mention| mention.granularity == Granularity::Day)
            .map(|mention| mention.range.first);
        let relative = from.is_none();
        let near = from.or(self.date).and_then(|from| {
            (-1..=1)
                .filter_map(|by| {
                    let month = from.plus_months(by);
                    Day::new(month.year(), month.month(), day)
                })
                .min_by_key(|candidate| candidate.days_since(from).abs())
        });
        let mut found = Found::new(i, last, Granularity::Day)
            .on(near.map(DayRange::day))
            .named(i, last);
        found.printed = near.map(DayRange::day);
        found.weekday = Some((weekday, i));
        found.relative = relative;
        self.push(found);
        last
    }

    /// True if the weekday is part of a name: Black Friday, Sunday Times, Man Friday.
    fn in_name(&self, i: usize, det: Det) -> bool {
        let look = self.look;
        let before = look.before(i, 1);
        if matches!(
            before,
            "black" | "bloody" | "super" | "cyber" | "giving" | "sheffield" | "maundy" | "shrove"
        ) && i > look.first
        {
            return true;
        }
        if det != Det::None || !self.name_at(i + 1) {
            return false;
        }
        !matches!(
            before,
            "on" | "by"
                | "until"
                | "till"
                | "since"
                | "from"
                | "to"
                | "before"
                | "after"
                | "and"
                | "late"
                | "early"
                | "said"
        ) && !look.capitals(i + 1)
            && !look.cx.is(i + 1, List::Pronoun)
            && (i == look.first
                || look.kind(i - 1) != Some(TokenKind::Word)
                || self.name_at(i - 1)
                || matches!(before, "the" | "a" | "of" | "in" | "at"))
            && matches!(
                look.word(i + 1),
                "times"
                    | "telegraph"
                    | "mirror"
                    | "mail"
                    | "express"
                    | "herald"
                    | "night"
                    | "prayers"
                    | "mass"
                    | "school"
                    | "post"
                    | "star"
                    | "sun"
                    | "world"
                    | "independent"
                    | "club"
                    | "market"
                    | "review"
                    | "magazine"
                    | "morning"
                    | "agreement"
            )
    }

    /// "Mondays", "on Fridays".
    pub(crate) fn weekdays(&mut self, i: usize, index: u8) -> Option<usize> {
        let look = self.look;
        if !look.capital(i) {
            return None;
        }
        self.out.recurrences.push(Recurrence {
            span: look.cx.span(i, i + 1),
            value: format!("XXXX-WXX-{}", index + 1),
            weekday: Weekday::ALL.into_iter().nth(usize::from(index)),
        });
        Some(i + 1)
    }

    /// "the weekend", "last weekend".
    pub(crate) fn weekend(&mut self, i: usize) -> Option<usize> {
        let look = self.look;
        let lead = self.lead(i, true);
        if lead.det == Det::None && !lead.the {
            return None;
        }
        if lead.det == Det::Every {
            self.out.recurrences.push(Recurrence {
                span: look.cx.span(lead.start, i + 1),
                value: "XXXX-WXX-WE".to_owned(),
                weekday: None,
            });
            return Some(i + 1);
        }
        let side = match lead.det {
            Det::Next | Det::Coming => Side::Future,
            Det::Last | Det::Past => Side::Past,
            _ => self.side(i),
        };
        let day = self.date.map(|date| {
            let saturday = match side {
                Side::Past => resolve::weekday(date, 5, Side::Past),
                Side::Future => resolve::weekday(date, 5, Side::Future),
            };
            DayRange {
                first: saturday,
                last: saturday.plus_days(1),
            }
        });
        self.push(
            Found::new(lead.start, i + 1, Granularity::Weekend)
                .on(day)
                .relative(),
        );
        Some(i + 1)
    }
}
