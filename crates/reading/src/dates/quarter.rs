//! Quarters and seasons.

use copydesk_draft::DayRange;

use super::find::{Det, Finder, Found, NO_DATE};
use super::resolve::{self, Side};
use super::{Granularity, Recurrence};

impl Finder<'_, '_, '_> {
    /// The `n`th quarter, its words at tokens `i..last`.
    pub(super) fn quarter_date(&mut self, i: usize, mut last: usize, n: u8) -> usize {
        let look = self.look;
        // "the third-quarter loss" is not about the quarter alone.
        let mut lead = self.lead(i, !look.hyphen(last - 2));
        if lead.det == Det::That {
            lead.start = i;
        }
        if look.before(lead.start, 1) == "fiscal" && lead.start > self.floor {
            lead.start -= 1;
            if look.before(lead.start, 1) == "the" && lead.start > self.floor {
                lead.start -= 1;
            }
        }
        // "this year's third quarter"
        let mut year = None;
        if look.before(lead.start, 2) == "year"
            && look.before(lead.start, 1) == "'s"
            && lead.start >= 3 + self.floor
            && let Some(date) = self.date
        {
            year = match look.before(lead.start, 3) {
                "this" => Some(date.year()),
                "last" => Some(date.year() - 1),
                "next" => Some(date.year() + 1),
                _ => None,
            };
            if year.is_some() {
                lead.start -= 3;
            }
        }
        // "the year-earlier third quarter", "the 1988 third quarter"
        let mut back = 0;
        if look.before(lead.start, 2) == "-"
            && matches!(look.before(lead.start, 1), "ago" | "earlier")
            && look.before(lead.start, 3) == "year"
            && lead.start >= 3 + self.floor
        {
            back = 1;
            lead.start -= 3;
            if look.before(lead.start, 1) == "the" && lead.start > self.floor {
                lead.start -= 1;
            }
        } else if let Some(at) = lead.start.checked_sub(1).filter(|&at| at >= self.floor)
            && look.is_figure(at)
            && let Some((printed, _)) = self.year_number(at)
        {
            year = Some(printed);
            lead.start = at;
            if look.before(at, 1) == "the" && at > self.floor {
                lead.start -= 1;
            }
        }
        let of = usize::from(matches!(look.word(last), "of" | ","));
        let name_last;
        if let Some((printed, next)) = self.year_number(last + of) {
            year = Some(printed);
            last = next;
            name_last = next;
        } else {
            name_last = last;
            if of == 1
                && matches!(look.word(last + 1), "last" | "this" | "next")
                && look.word(last + 2) == "year"
            {
                let by = match look.word(last + 1) {
                    "last" => -1,
                    "next" => 1,
                    _ => 0,
                };
                year = self.date.map(|date| date.year() + by);
                last += 3;
            }
        }
        let relative = name_last == last && year.is_none();
        let side = self.side(i);
        let year = year.or_else(|| {
            let date = self.date?;
            // A quarter just over is still what a company is about to report.
            resolve::nearest_year(date, side, |year| resolve::quarter(year, n))
        });
        let year = year.map(|year| year - back);
        let mut found = Found::new(lead.start, last, Granularity::Quarter)
            .on(year.and_then(|year| resolve::quarter(year, n)))
            .named(i, name_last)
            .because(NO_DATE);
        found.relative = relative;
        if year.is_none() {
            found = found.value(format!("XXXX-Q{n}"));
        }
        self.push(found);
        last
    }

    /// A season.
    pub(crate) fn season(&mut self, i: usize, season: u8) -> Option<usize> {
        let look = self.look;
        let word = look.word(i);
        let lead = self.lead(i, true);
        let mut last = i + 1;
        let of = usize::from(matches!(look.word(last), "of" | ","));
        let mut year = self.year_number(last + of).map(|(year, next)| {
            last = next;
            year
        });
        let placed = year.is_some()
            || !matches!(lead.det, Det::None)
            || lead.portion
            || matches!(
                look.before(lead.start, 1),
                "in" | "since" | "until" | "by" | "during" | "of"
            ) && lead.start < i
            || look.before(i, 1) == "in";
        let loose = matches!(word, "summer" | "winter" | "autumn")
            && !look.capital(i)
            && !matches!(look.before(i, 1), "a");
        if !(placed || loose) || look.hyphen(i + 1) || look.hyphen(i.wrapping_sub(1)) {
            return None;
        }
        if matches!(word, "fall" | "spring")
            && !(placed
                && (lead.the
                    || lead.det != Det::None
                    || year.is_some()
                    || look.before(i, 1) == "in" && word == "spring"))
        {
            return None;
        }
        // "the fall of the wall"
        if word == "fall"
            && lead.det == Det::None
            && year.is_none()
            && (look.word(i + 1) == "of" || look.word(i + 1) == "in")
        {
            return None;
        }
        let first = if placed || lead.the { lead.start } else { i };
        if lead.det == Det::Every {
            self.out.recurrences.push(Recurrence {
                span: look.cx.span(first, last),
                value: resolve::season_value(None, season),
                weekday: None,
            });
            return Some(last);
        }
        let relative = year.is_none();
        if year.is_none() {
            let start_month = [3, 6, 9, 12].get(usize::from(season)).copied().unwrap_or(3);
            let side = self.side(i);
            year = self.date.map(|date| match lead.det {
                Det::Last | Det::Past => {
                    resolve::month_year(date.plus_months(-2), start_month, Side::Past)
                }
                Det::Next | Det::Coming => {
                    resolve::month_year(date.plus_months(1), start_month, Side::Future)
                }
                Det::This => date.year(),
                _ => resolve::month_year(date, start_month, side),
            });
        }
        let mut found = Found::new(first, last, Granularity::Season)
            .named(i, last)
            .value(resolve::season_value(year, season))
            .because("seasons differ from place to place");
        found.relative = relative && placed;
        self.push(found);
        Some(last)
    }

    /// "the quarter", "last quarter", "the year-ago quarter", "Q3 2024" is read elsewhere.
    pub(crate) fn quarter_word(&mut self, i: usize) -> Option<usize> {
        let look = self.look;
        let lead = self.lead(i, true);
        let now = self
            .date
            .and_then(|date| resolve::quarter(date.year(), (date.month() - 1) / 3 + 1));
        let back = |range: DayRange, by: i32| {
            let first = range.first.plus_months(by * 3);
            resolve::quarter(first.year(), (first.month() - 1) / 3 + 1)
        };
        let last_told = self
            .last
            .filter(|mention| mention.granularity == Granularity::Quarter)
            .map(|mention| mention.range);
        let (range, relative) = match lead.det {
            Det::Last | Det::Previous | Det::Latest | Det::Past
                if lead.det != Det::Previous || last_told.is_none() =>
            {
                (now.and_then(|now| back(now, -1)), true)
            }
            Det::Previous => (last_told.and_then(|told| back(told, -1)), false),
            Det::Next | Det::Coming | Det::Following => (now.and_then(|now| back(now, 1)), true),
            Det::This => (now, true),
            Det::Every => {
                self.out.recurrences.push(Recurrence {
                    span: look.cx.span(lead.start, i + 1),
                    value: "P3M".to_owned(),
                    weekday: None,
                });
                return Some(i + 1);
            }
            _ if lead.the && !matches!(look.word(i + 1), "of" | "-") => (
                last_told.or_else(|| now.and_then(|now| back(now, -1))),
                last_told.is_none(),
            ),
            _ => return None,
        };
        let mut found = Found::new(lead.start, i + 1, Granularity::Quarter).on(range);
        found.relative = relative;
        self.push(found);
        Some(i + 1)
    }
}
