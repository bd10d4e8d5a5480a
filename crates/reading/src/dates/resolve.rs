//! Calendar arithmetic: what a printed date means seen from another day, and how it is written down.

use copydesk_draft::layer::DurationUnit;
use copydesk_draft::{Day, DayRange, Weekday};

use super::{Granularity, PartOfDay};

/// Which way from the draft's date an unfinished date lies.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Side {
    Past,
    Future,
}

/// The weekday (Monday 0) nearest to `from`: today or up to six days back, or ahead.
pub(crate) fn weekday(from: Day, weekday: u8, side: Side) -> Day {
    let ahead = (i32::from(weekday) - from.weekday().index()).rem_euclid(7);
    match side {
        Side::Future => from.plus_days(ahead),
        Side::Past if ahead == 0 => from,
        Side::Past => from.plus_days(ahead - 7),
    }
}

/// The day and month nearest to `from`, in whichever year. A day on the other side than the sentence speaks of counts
/// as 45 days farther; where two years are near, the printed weekday tells which is meant.
pub(crate) fn day_month(
    from: Day,
    month: u8,
    day: u8,
    side: Side,
    weekday: Option<Weekday>,
) -> Option<Day> {
    let away = |candidate: &Day| {
        let days = candidate.days_since(from);
        let other = (days > 0) == (side == Side::Past) && days != 0;
        days.abs() + if other { 45 } else { 0 }
    };
    let candidates =
        || (from.year() - 4..=from.year() + 4).filter_map(move |year| Day::new(year, month, day));
    weekday
        .and_then(|weekday| {
            candidates()
                .filter(|day| day.days_since(from).abs() <= 220 && day.weekday() == weekday)
                .min_by_key(away)
        })
        .or_else(|| candidates().min_by_key(away))
}

/// The year in which days without a year lie nearest to `from`; on the other side than the sentence speaks of they
/// count as 180 days farther. `days` gives the days in a year.
pub(crate) fn nearest_year(
    from: Day,
    side: Side,
    days: impl Fn(i32) -> Option<DayRange>,
) -> Option<i32> {
    (from.year() - 1..=from.year() + 1)
        .filter_map(|year| {
            let range = days(year)?;
            let away = if range.contains(from) {
                0
            } else if range.first > from {
                range.first.days_since(from) + if side == Side::Past { 180 } else { 0 }
            } else {
                from.days_since(range.last) + if side == Side::Future { 180 } else { 0 }
            };
            Some((away, year))
        })
        .min()
        .map(|(_, year)| year)
}

/// The year of a month without year: the last one up to now, or the next one.
pub(crate) fn month_year(from: Day, month: u8, side: Side) -> i32 {
    match side {
        Side::Past if month > from.month() => from.year() - 1,
        Side::Future if month < from.month() => from.year() + 1,
        _ => from.year(),
    }
}

/// The Monday of the week `weeks` away.
pub(crate) fn week(from: Day, weeks: i32) -> DayRange {
    let first = from.plus_days(weeks * 7 - from.weekday().index());
    DayRange {
        first,
        last: first.plus_days(6),
    }
}

/// The days of a quarter (1 to 4).
pub(crate) fn quarter(year: i32, quarter: u8) -> Option<DayRange> {
    let first = DayRange::month(year, quarter * 3 - 2)?;
    let last = DayRange::month(year, quarter * 3)?;
    Some(DayRange {
        first: first.first,
        last: last.last,
    })
}

/// The days of the years `first..=last`.
pub(crate) fn years(first: i32, last: i32) -> Option<DayRange> {
    Some(DayRange {
        first: Day::new(first, 1, 1)?,
        last: Day::new(last, 12, 31)?,
    })
}

/// A range moved by so many units (negative: back).
pub(crate) fn shift(range: DayRange, unit: DurationUnit, by: i32) -> DayRange {
    let day = |day: Day| match unit {
        DurationUnit::Second | DurationUnit::Minute | DurationUnit::Hour => day,
        DurationUnit::Day => day.plus_days(by),
        DurationUnit::Week => day.plus_days(by.saturating_mul(7)),
        DurationUnit::Month => day.plus_months(by),
        DurationUnit::Year => day.plus_months(by.saturating_mul(12)),
        DurationUnit::Decade => day.plus_months(by.saturating_mul(120)),
        DurationUnit::Century => day.plus_months(by.saturating_mul(1200)),
    };
    DayRange {
        first: day(range.first),
        last: day(range.last),
    }
}

/// The whole unit of time around a day.
pub(crate) fn whole(day: Day, unit: DurationUnit) -> (DayRange, Granularity) {
    let exact = (DayRange::day(day), Granularity::Day);
    match unit {
        DurationUnit::Second | DurationUnit::Minute | DurationUnit::Hour | DurationUnit::Day => {
            exact
        }
        DurationUnit::Week => (week(day, 0), Granularity::Week),
        DurationUnit::Month => DayRange::month(day.year(), day.month())
            .map_or(exact, |range| (range, Granularity::Month)),
        DurationUnit::Year => {
            DayRange::year(day.year()).map_or(exact, |range| (range, Granularity::Year))
        }
        DurationUnit::Decade => {
            let first = day.year() - day.year().rem_euclid(10);
            years(first, first + 9).map_or(exact, |range| (range, Granularity::Decade))
        }
        DurationUnit::Century => {
            let first = day.year() - day.year().rem_euclid(100);
            years(first, first + 99).map_or(exact, |range| (range, Granularity::Century))
        }
    }
}

/// The number of the ISO week of a day, and its year.
fn iso_week(day: Day) -> (i32, i32) {
    let thursday = day.plus_days(3 - day.weekday().index());
    let year = thursday.year();
    let start = Day::new(year, 1, 1).map_or(0, |first| thursday.days_since(first));
    (year, start / 7 + 1)
}

/// Writes days down in the form of `TimeML`.
pub(crate) fn value(range: DayRange, granularity: Granularity, part: Option<PartOfDay>) -> String {
    let first = range.first;
    let (year, month) = (first.year(), first.month());
    match granularity {
        Granularity::Day => {
            let mut out = first.to_string();
            if let Some(part) = part {
                out.push_str(part_code(part));
            }
            out
        }
        Granularity::Weekend => {
            let (year, week) = iso_week(first);
            format!("{year:04}-W{week:02}-WE")
        }
        Granularity::Week => {
            let (year, week) = iso_week(first);
            format!("{year:04}-W{week:02}")
        }
        Granularity::Month => format!("{year:04}-{month:02}"),
        Granularity::Season => season_value(Some(year), month / 3 % 4),
        Granularity::Quarter => format!("{year:04}-Q{}", (month - 1) / 3 + 1),
        Granularity::Year | Granularity::Vague => format!("{year:04}"),
        Granularity::Decade => format!("{:03}", year.div_euclid(10)),
        Granularity::Century => format!("{:02}", year.div_euclid(100)),
    }
}

/// The ending for a part of the day.
pub(crate) fn part_code(part: PartOfDay) -> &'static str {
    match part {
        PartOfDay::Morning => "TMO",
        PartOfDay::Midday => "TMI",
        PartOfDay::Afternoon => "TAF",
        PartOfDay::Evening => "TEV",
        PartOfDay::Night => "TNI",
    }
}

/// A season: spring 0 to winter 3.
pub(crate) fn season_value(year: Option<i32>, season: u8) -> String {
    let code = match season {
        0 => "SP",
        1 => "SU",
        2 => "FA",
        _ => "WI",
    };
    year.map_or_else(
        || format!("XXXX-{code}"),
        |year| format!("{year:04}-{code}"),
    )
}

/// A length of time: P3D, PT48H, P2Y6M; X for an unknown number.
pub(crate) fn length(number: Option<f64>, unit: DurationUnit) -> String {
    let (time, code, parts, smaller) = match unit {
        DurationUnit::Second => ("T", 'S', 1.0, 'S'),
        DurationUnit::Minute => ("T", 'M', 60.0, 'S'),
        DurationUnit::Hour => ("T", 'H', 60.0, 'M'),
        DurationUnit::Day => ("", 'D', 1.0, 'D'),
        DurationUnit::Week => ("", 'W', 1.0, 'W'),
        DurationUnit::Month => ("", 'M', 1.0, 'M'),
        DurationUnit::Year | DurationUnit::Decade | DurationUnit::Century => ("", 'Y', 12.0, 'M'),
    };
    let Some(number) = number else {
        return match unit {
            DurationUnit::Decade => "PXDE".to_owned(),
            DurationUnit::Century => "PXCE".to_owned(),
            _ => format!("P{time}X{code}"),
        };
    };
    let number = match unit {
        DurationUnit::Decade => number * 10.0,
        DurationUnit::Century => number * 100.0,
        _ => number,
    };
    let whole = number.trunc();
    let rest = ((number - whole) * parts).round();
    if rest == 0.0 || parts <= 1.0 {
        format!("P{time}{number}{code}")
    } else if whole == 0.0 {
        format!("P{time}{rest}{smaller}")
    } else {
        format!("P{time}{whole}{code}{rest}{smaller}")
    }
}

/// Easter Sunday of the western churches, after the anonymous algorithm (Meeus, Jones, Butcher).
#[allow(clippy::many_single_char_names, reason = "the names of the algorithm")]
pub(crate) fn easter(year: i32) -> Option<Day> {
    let a = year.rem_euclid(19);
    let (b, c) = (year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let month = (h + l - 7 * m + 114) / 31;
    let day = (h + l - 7 * m + 114) % 31 + 1;
    Day::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse_iso(text).unwrap()
    }

    #[test]
    fn nearest_days() {
        let saturday = day("2024-11-30");
        assert_eq!(weekday(saturday, 2, Side::Past), day("2024-11-27"));
        assert_eq!(weekday(saturday, 5, Side::Past), saturday);
        assert_eq!(weekday(saturday, 0, Side::Future), day("2024-12-02"));
        assert_eq!(
            day_month(day("2024-01-03"), 12, 31, Side::Past, None),
            Some(day("2023-12-31"))
        );
        assert_eq!(
            day_month(day("2025-02-28"), 2, 29, Side::Past, None),
            Some(day("2024-02-29"))
        );
        assert_eq!(month_year(saturday, 12, Side::Past), 2023);
        assert_eq!(month_year(saturday, 12, Side::Future), 2024);
        assert_eq!(easter(2024), Some(day("2024-03-31")));
        assert_eq!(easter(2025), Some(day("2025-04-20")));
    }

    #[test]
    fn values() {
        let range = |a: &str, b: &str| DayRange {
            first: day(a),
            last: day(b),
        };
        assert_eq!(
            value(week(day("2024-11-30"), 0), Granularity::Week, None),
            "2024-W48"
        );
        assert_eq!(
            value(
                range("2024-07-01", "2024-09-30"),
                Granularity::Quarter,
                None
            ),
            "2024-Q3"
        );
        assert_eq!(
            value(years(1990, 1999).unwrap(), Granularity::Decade, None),
            "199"
        );
        assert_eq!(
            value(
                DayRange::day(day("2024-11-30")),
                Granularity::Day,
                Some(PartOfDay::Night)
            ),
            "2024-11-30TNI"
        );
        assert_eq!(length(Some(2.5), DurationUnit::Year), "P2Y6M");
        assert_eq!(length(Some(5.5), DurationUnit::Hour), "PT5H30M");
        assert_eq!(length(Some(48.0), DurationUnit::Hour), "PT48H");
        assert_eq!(length(Some(1.0), DurationUnit::Decade), "P10Y");
        assert_eq!(length(None, DurationUnit::Day), "PXD");
        assert_eq!(length(Some(0.5), DurationUnit::Hour), "PT30M");
    }
}
