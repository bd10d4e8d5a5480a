//! Dates told from another day: yesterday, last week, this morning, the following year, recently.

use copydesk_draft::DayRange;
use copydesk_draft::layer::DurationUnit;

use super::find::{Det, Finder, Found, part_of_day};
use super::resolve;
use super::{Granularity, Length, PartOfDay, Recurrence};
use crate::lists::List;
use crate::numbers::lexeme::{Num, Part, Time, Vague};
use crate::numbers::phrase::ends_phrase;
use crate::token::TokenKind;

impl Finder<'_, '_, '_> {
    /// A unit of time in the singular, without a number before it.
    pub(crate) fn unit(&mut self, i: usize, unit: DurationUnit, by: u8) -> Option<usize> {
        let look = self.look;
        if look.capital(i)
            && i > look.first
            && !look.capitals(i)
            && look.kind(i - 1) == Some(TokenKind::Word)
            && self.name_at(i - 1)
        {
            return None;
        }
        // "This Week", the name of a show.
        if look.capital(i)
            && i > look.first
            && !look.capitals(i)
            && !crate::numbers::is_title(&look)
        {
            return None;
        }
        // "a year-ago loss"
        if look.hyphen(i + 1) && matches!(look.word(i + 2), "ago" | "earlier") {
            return self.unit_compound(i, unit);
        }
        // "this year's third quarter" is read from the quarter.
        if look.kind(i + 1) == Some(TokenKind::Possessive)
            && matches!(look.num(i + 2), Num::Ordinal(_))
            && look.time(i + 3) == Time::Quarter
        {
            return None;
        }
        if let Some(span) = self.part_of_century(i, unit) {
            return Some(self.finish(span, false, false));
        }
        if matches!(look.before(i, 1), "a" | "an" | "another") {
            return self.one_unit(i, unit, by);
        }
        if matches!(
            look.before(i, 1),
            "full" | "fiscal" | "financial" | "calendar"
        ) && unit == DurationUnit::Year
            && i > self.floor
            && let Some(found) = self.whole_year(i)
        {
            return Some(found);
        }
        if look.before(i, 1) == "full" {
            return self.one_unit(i, unit, by);
        }
        let lead = self.lead(i, true);
        if look.hyphen(i + 1) {
            return self.unit_compound(i, unit);
        }
        let long = unit >= DurationUnit::Week;
        match lead.det {
            Det::Every => {
                let first = if lead.the { lead.start + 1 } else { lead.start };
                self.out.recurrences.push(Recurrence {
                    span: look.cx.span(first, i + 1),
                    value: resolve::length(Some(f64::from(by)), unit),
                    weekday: None,
                });
                Some(i + 1)
            }
            // "the past year", "the last decade": as long as that, up to now.
            Det::Past | Det::Coming => Some(self.anchored(lead.start, i, unit, by)),
            Det::Last | Det::Next
                if lead.the
                    && (unit == DurationUnit::Hour
                        || unit == DurationUnit::Decade
                        || unit == DurationUnit::Century) =>
            {
                Some(self.anchored(lead.start, i, unit, by))
            }
            Det::Last | Det::Next | Det::This if long => {
                let steps = match lead.det {
                    Det::Last => -1,
                    Det::Next => 1,
                    _ => 0,
                };
                // "next year's", "the next year" after a told date is narrative; told from the draft's date here.
                let narrated = lead.the && lead.det == Det::Next;
                if narrated && let Some(mention) = self.last {
                    let moved = resolve::shift(mention.range, unit, steps);
                    let (range, granularity) = resolve::whole(moved.first, unit);
                    self.push(Found::new(lead.start, i + 1, granularity).on(Some(range)));
                    return Some(i + 1);
                }
                let (day, granularity) = self.around(unit, steps * i32::from(by));
                self.push(
                    Found::new(lead.start, i + 1, granularity)
                        .on(day)
                        .relative(),
                );
                Some(i + 1)
            }
            Det::Previous | Det::Following | Det::Next | Det::That if unit >= DurationUnit::Day => {
                if lead.det == Det::Next && !lead.the {
                    return None;
                }
                // "that day" needs a day told before; "the next day" too.
                let steps = match lead.det {
                    Det::Previous => -1,
                    Det::That => 0,
                    _ => 1,
                };
                let told = self.last;
                let base = told
                    .map(|mention| mention.range)
                    .or(self.date.map(DayRange::day));
                let granularity = resolve::whole(copydesk_draft::Day::from_epoch(0), unit).1;
                let day = base.map(|base| {
                    let moved = resolve::shift(base, unit, steps);
                    resolve::whole(moved.first, unit).0
                });
                let mut found = Found::new(lead.start, i + 1, granularity).on(day);
                found.relative = told.is_none();
                self.push(found);
                Some(i + 1)
            }
            Det::Recent if unit >= DurationUnit::Week => None,
            Det::None if lead.portion && long => {
                // "the end of the year", "early in the week" are read from "the year".
                let (day, granularity) = self.around(unit, 0);
                let the = look.before(i, 1) == "the";
                if !the {
                    return None;
                }
                self.push(
                    Found::new(lead.start, i + 1, granularity)
                        .on(day)
                        .relative(),
                );
                Some(i + 1)
            }
            Det::None
                if lead.the
                    && matches!(
                        unit,
                        DurationUnit::Year | DurationUnit::Week | DurationUnit::Month
                    )
                    && !matches!(
                        look.word(i + 1),
                        "of" | "when"
                            | "that"
                            | "before"
                            | "after"
                            | "he"
                            | "she"
                            | "it"
                            | "they"
                            | "'s"
                            | "ended"
                            | "ending"
                            | "ahead"
                    )
                    && !self.name_at(i + 1)
                    && ends_phrase(&look, i + 1) =>
            {
                let told = self.last.filter(|mention| {
                    mention.granularity
                        == resolve::whole(copydesk_draft::Day::from_epoch(0), unit).1
                });
                let (day, granularity) = match told {
                    Some(mention) => (Some(mention.range), mention.granularity),
                    None => self.around(unit, 0),
                };
                let mut found = Found::new(lead.start, i + 1, granularity).on(day);
                found.relative = told.is_none();
                self.push(found);
                Some(i + 1)
            }
            _ => None,
        }
    }

    /// "the full year", "the fiscal year", "the current fiscal year".
    fn whole_year(&mut self, i: usize) -> Option<usize> {
        let look = self.look;
        let lead = self.lead(i - 1, true);
        if !lead.the && lead.det == Det::None {
            return None;
        }
        let by = match lead.det {
            Det::Last | Det::Previous | Det::Latest | Det::Past => -1,
            Det::Next | Det::Coming | Det::Following => 1,
            _ => 0,
        };
        let fiscal = matches!(look.before(i, 1), "fiscal" | "financial");
        let (day, granularity) = self.around(DurationUnit::Year, by);
        let mut found = Found::new(lead.start, i + 1, granularity)
            .on(day)
            .relative();
        if let (true, Some(range)) = (fiscal, day) {
            found = found
                .value(resolve::value(range, granularity, None))
                .because("fiscal years differ");
            found.day = None;
        }
        self.push(found);
        Some(i + 1)
    }

    fn anchored(&mut self, first: usize, i: usize, unit: DurationUnit, by: u8) -> usize {
        let number = f64::from(by);
        self.out.durations.push(Length {
            span: self.look.cx.span(first, i + 1),
            core: self.look.cx.span(i, i + 1),
            period: Some(copydesk_draft::layer::Period {
                number,
                lowest: number,
                highest: number,
                unit,
            }),
            value: resolve::length(Some(number), unit),
            anchored: true,
        });
        i + 1
    }

    /// "year-ago", "year-earlier quarter", "day-long", "decades-old".
    fn unit_compound(&mut self, i: usize, unit: DurationUnit) -> Option<usize> {
        let look = self.look;
        match look.word(i + 2) {
            "ago" | "earlier" | "before" => {
                let mut last = i + 3;
                let lead = self.lead(i, true);
                let quarter = look.time(last) == Time::Quarter;
                let base = self
                    .last
                    .filter(|mention| {
                        mention.granularity == Granularity::Quarter
                            && mention.sentence + 2 >= self.sentence
                    })
                    .map(|mention| mention.range);
                let mut granularity = Granularity::Year;
                let mut day = self.around(unit, -1).0;
                if quarter || base.is_some() {
                    granularity = Granularity::Quarter;
                    let base = base.or_else(|| {
                        let date = self.date?.plus_months(-3);
                        resolve::quarter(date.year(), (date.month() - 1) / 3 + 1)
                    });
                    day = base.map(|base| {
                        let first = base.first.plus_months(-12);
                        DayRange {
                            first,
                            last: first.plus_months(3).plus_days(-1),
                        }
                    });
                }
                if quarter || matches!(look.word(last), "period" | "month" | "week") {
                    last += 1;
                }
                let bare = matches!(look.word(last - 1), "earlier" | "ago" | "before");
                let first = if bare { i } else { lead.start };
                let kept = self.last;
                let mut found = Found::new(first, last, granularity).on(day);
                found.relative = true;
                self.push(found);
                self.last = kept;
                Some(last)
            }
            "long" => {
                self.out.durations.push(Length {
                    span: look.cx.span(i, i + 3),
                    core: look.cx.span(i, i + 1),
                    period: Some(copydesk_draft::layer::Period {
                        number: 1.0,
                        lowest: 1.0,
                        highest: 1.0,
                        unit,
                    }),
                    value: resolve::length(Some(1.0), unit),
                    anchored: false,
                });
                Some(i + 3)
            }
            _ => None,
        }
    }

    /// A unit of time in the plural, without a number before it.
    pub(crate) fn units(&mut self, i: usize, unit: DurationUnit) -> Option<usize> {
        let look = self.look;
        // "these days"
        if unit == DurationUnit::Day && look.before(i, 1) == "these" && i > self.floor {
            self.push(
                Found::new(i - 1, i + 1, Granularity::Vague)
                    .value("PRESENT_REF")
                    .because("no day is meant"),
            );
            return Some(i + 1);
        }
        let lead = self.lead(i, true);
        let next = look.word(i + 1);
        if matches!(next, "ago" | "earlier" | "later" | "before")
            && (next == "ago" || ends_phrase(&look, i + 2))
            && lead.det == Det::None
        {
            let past = next != "later";
            self.push(
                Found::new(i, i + 2, Granularity::Vague)
                    .value(if past { "PAST_REF" } else { "FUTURE_REF" })
                    .because("no number is given"),
            );
            return Some(i + 2);
        }
        if matches!(lead.det, Det::Recent | Det::Coming) && unit >= DurationUnit::Hour {
            let past = lead.det == Det::Recent;
            self.push(
                Found::new(lead.start, i + 1, Granularity::Vague)
                    .value(if past { "PAST_REF" } else { "FUTURE_REF" })
                    .because("no number is given"),
            );
            return Some(i + 1);
        }
        if look.hyphen(i + 1) && matches!(look.word(i + 2), "long" | "old") {
            self.vague_length(i, i + 3, unit);
            return Some(i + 3);
        }
        let before = look.before(i, 1);
        let timely = matches!(
            before,
            "for"
                | "in"
                | "over"
                | "after"
                | "within"
                | "of"
                | "by"
                | "took"
                | "takes"
                | "take"
                | "lasted"
                | "lasting"
                | "many"
                | "several"
                | "spent"
                | "or"
                | "and"
                | "through"
                | "during"
        ) || lead.det != Det::None;
        if !timely || unit < DurationUnit::Minute {
            return None;
        }
        if before == "of"
            && !matches!(next, "of" | "." | ",")
            && !look.cx.is(i + 1, List::Preposition)
        {
            return None;
        }
        let first = match lead.det {
            Det::Last | Det::Past | Det::Next | Det::Following | Det::Previous => lead.start,
            _ => i,
        };
        self.vague_length(first, i + 1, unit);
        Some(i + 1)
    }

    fn vague_length(&mut self, first: usize, last: usize, unit: DurationUnit) {
        let span = self.look.cx.span(first, last);
        self.out.durations.push(Length {
            span,
            core: span,
            period: None,
            value: resolve::length(None, unit),
            anchored: false,
        });
    }

    /// "this morning", "last night", "overnight".
    pub(crate) fn part(&mut self, i: usize, part: Part) -> Option<usize> {
        let look = self.look;
        let lead = self.lead(i, false);
        let overnight = look.word(i) == "overnight";
        let by = match lead.det {
            Det::This => 0,
            Det::Last => -1,
            // "the next morning"
            Det::Next | Det::Following | Det::Previous => {
                let by = if lead.det == Det::Previous { -1 } else { 1 };
                let told = self
                    .last
                    .filter(|mention| mention.granularity == Granularity::Day)
                    .map(|mention| resolve::shift(mention.range, DurationUnit::Day, by));
                let the = look.before(lead.start, 1) == "the" && lead.start > self.floor;
                let first = lead.start - usize::from(the);
                let mut found = Found::new(first, i + 1, Granularity::Day)
                    .on(told)
                    .because("the day is not told before");
                found.part = Some(part_of_day(part));
                self.push(found);
                return Some(i + 1);
            }
            Det::None
                if overnight
                    && !look.capital(i + 1)
                    && (ends_phrase(&look, i + 1)
                        || look.before(i, 1) != "the" && look.before(i, 1) != "an") =>
            {
                0
            }
            Det::That => {
                let told = self
                    .last
                    .filter(|mention| mention.granularity == Granularity::Day);
                let mut found = Found::new(lead.start, i + 1, Granularity::Day)
                    .on(told.map(|mention| mention.range))
                    .because("the day is not told before");
                found.part = Some(part_of_day(part));
                self.push(found);
                return Some(i + 1);
            }
            Det::Every => {
                self.out.recurrences.push(Recurrence {
                    span: look.cx.span(lead.start, i + 1),
                    value: format!("XXXX-XX-XX{}", resolve::part_code(part_of_day(part))),
                    weekday: None,
                });
                return Some(i + 1);
            }
            _ => return None,
        };
        // "late this afternoon", and "last night's" all the same.
        let day = self.date.map(|date| DayRange::day(date.plus_days(by)));
        let mut found = Found::new(lead.start, i + 1, Granularity::Day)
            .on(day)
            .relative();
        found.part = Some(part_of_day(part));
        if day.is_none() {
            found = found.value(format!(
                "XXXX-XX-XX{}",
                resolve::part_code(part_of_day(part))
            ));
        }
        self.push(found);
        Some(i + 1)
    }

    /// today, yesterday, tomorrow, tonight.
    pub(crate) fn today(&mut self, i: usize, by: i8) -> Option<usize> {
        let look = self.look;
        let word = look.word(i);
        // USA Today; "the yesterday of"
        if (look.capital(i)
            && i > look.first
            && !look.capitals(i)
            && look.kind(i - 1) == Some(TokenKind::Word)
            && self.name_at(i - 1))
            || matches!(look.before(i, 1), "the" | "a" | "our")
            // the BBC's Today programme
            || (look.capital(i)
                && matches!(look.word(i + 1), "programme" | "program" | "show" | "presenter"))
        {
            return None;
        }
        // "today's farmers": nowadays.
        if word == "today"
            && look.kind(i + 1) == Some(TokenKind::Possessive)
            && crate::numbers::phrase::plural_noun(&look, i + 2)
        {
            self.push(
                Found::new(i, i + 1, Granularity::Vague)
                    .value("PRESENT_REF")
                    .because("nowadays"),
            );
            return Some(i + 1);
        }
        let lead = self.lead(i, false);
        let mut last = i + 1;
        let mut part = (word == "tonight").then_some(PartOfDay::Night);
        if let Time::Part(word) = look.time(last) {
            part = Some(part_of_day(word));
            last += 1;
        }
        let day = self
            .date
            .map(|date| DayRange::day(date.plus_days(i32::from(by))));
        let first = if lead.portion { lead.start } else { i };
        let mut found = Found::new(first, last, Granularity::Day).on(day).relative();
        found.part = part;
        self.push(found);
        Some(last)
    }

    /// now, recently, soon.
    pub(crate) fn vague(&mut self, i: usize, vague: Vague) -> Option<usize> {
        let look = self.look;
        if look.word(i) == "soon"
            && (look.before(i, 1) == "as" || matches!(look.word(i + 1), "after" | "as"))
        {
            return None;
        }
        if look.word(i) == "now" && (look.hyphen(i + 1) || look.before(i, 1) == "from") {
            return None;
        }
        self.push(
            Found::new(i, i + 1, Granularity::Vague)
                .value(vague_value(vague))
                .because("no day is meant"),
        );
        Some(i + 1)
    }

    /// "the past", "the future", "recent", "current".
    pub(crate) fn opener(&mut self, i: usize) -> Option<usize> {
        let look = self.look;
        let the = look.before(i, 1) == "the" && i > self.floor;
        let vague = match look.word(i) {
            "past" if the && ends_phrase(&look, i + 1) && look.num(i + 1) == Num::None => {
                Vague::Past
            }
            "future" if the && ends_phrase(&look, i + 1) || look.before(i, 1) == "in" => {
                Vague::Future
            }
            _ => return None,
        };
        let first = if the { i - 1 } else { i };
        self.push(
            Found::new(first, i + 1, Granularity::Vague)
                .value(vague_value(vague))
                .because("no day is meant"),
        );
        Some(i + 1)
    }

    /// daily, weekly.
    pub(crate) fn every(&mut self, i: usize, unit: DurationUnit) -> Option<usize> {
        let look = self.look;
        // The Daily Mail
        if look.capital(i) && i > look.first {
            return None;
        }
        let number = if look.word(i) == "quarterly" {
            3.0
        } else {
            1.0
        };
        self.out.recurrences.push(Recurrence {
            span: look.cx.span(i, i + 1),
            value: resolve::length(Some(number), unit),
            weekday: None,
        });
        Some(i + 1)
    }
}

fn vague_value(vague: Vague) -> &'static str {
    match vague {
        Vague::Present => "PRESENT_REF",
        Vague::Past => "PAST_REF",
        Vague::Future => "FUTURE_REF",
    }
}
