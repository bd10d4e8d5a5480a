use serde::{Deserialize, Serialize};
use std::fmt;

/// A day of the week, Monday first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    /// All seven, Monday first.
    pub const ALL: [Self; 7] = [
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];

    /// Days since Monday, 0 to 6.
    pub fn index(self) -> i32 {
        self as i32
    }

    /// The English name, "Monday" to "Sunday".
    pub fn name(self) -> &'static str {
        match self {
            Self::Monday => "Monday",
            Self::Tuesday => "Tuesday",
            Self::Wednesday => "Wednesday",
            Self::Thursday => "Thursday",
            Self::Friday => "Friday",
            Self::Saturday => "Saturday",
            Self::Sunday => "Sunday",
        }
    }
}

impl fmt::Display for Weekday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A civil day of the proleptic Gregorian calendar, as days since 1970-01-01.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Day(i32);

/// The English month names, January first.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Day {
    /// The day `year`-`month`-`day`, or `None` if there is no such day (years -9999 to 9999).
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let date = jiff::civil::Date::new(
            i16::try_from(year).ok()?,
            i8::try_from(month).ok()?,
            i8::try_from(day).ok()?,
        )
        .ok()?;
        Some(Self::of(date))
    }

    /// The day `days` after 1970-01-01 (negative: before), kept within years -9998 to 9998.
    pub fn from_epoch(days: i32) -> Self {
        Self(days.clamp(-4_371_000, 2_932_000))
    }

    /// Days since 1970-01-01.
    pub fn epoch(self) -> i32 {
        self.0
    }

    fn of(date: jiff::civil::Date) -> Self {
        let epoch = jiff::civil::date(1970, 1, 1);
        Self(date.since(epoch).map_or(0, |span| span.get_days()))
    }

    fn civil(self) -> jiff::civil::Date {
        use jiff::ToSpan as _;
        let epoch = jiff::civil::date(1970, 1, 1);
        epoch.checked_add(self.0.days()).unwrap_or(epoch)
    }

    /// The year, e.g. 2024.
    pub fn year(self) -> i32 {
        i32::from(self.civil().year())
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u8 {
        self.civil().month().unsigned_abs()
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> u8 {
        self.civil().day().unsigned_abs()
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        // 1970-01-01 was a Thursday.
        let index = (self.0 + 3).rem_euclid(7);
        Weekday::ALL
            .into_iter()
            .nth(usize::try_from(index).unwrap_or(0))
            .unwrap_or(Weekday::Monday)
    }

    /// The day `days` later (negative: earlier).
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        Self::from_epoch(self.0.saturating_add(days))
    }

    /// The same day of the month `months` later, clamped to the end of a shorter month; what lies
    /// beyond the calendar ("66 million years ago") is its first or last day.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Self {
        jiff::Span::new()
            .try_months(months)
            .and_then(|span| self.civil().checked_add(span))
            .map_or_else(
                |_| Self::from_epoch(if months < 0 { i32::MIN } else { i32::MAX }),
                Self::of,
            )
    }

    /// Days from `other` to this day.
    pub fn days_since(self, other: Self) -> i32 {
        self.0 - other.0
    }

    /// Parses `2024-12-01`; surrounding blanks are ignored.
    pub fn parse_iso(text: &str) -> Option<Self> {
        let mut parts = text.trim().splitn(3, '-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        if year.len() != 4 || month.len() != 2 || day.len() != 2 {
            return None;
        }
        Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// As an editor writes it: "8 July 2025".
    pub fn long(self) -> String {
        let month = MONTHS
            .get(usize::from(self.month()).saturating_sub(1))
            .unwrap_or(&"");
        format!("{} {} {}", self.day(), month, self.year())
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.civil();
        write!(
            f,
            "{:04}-{:02}-{:02}",
            date.year(),
            date.month(),
            date.day()
        )
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// An interval of days, both ends included: what a date known only to the month or the year allows.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct DayRange {
    /// First possible day.
    pub first: Day,
    /// Last possible day.
    pub last: Day,
}

impl DayRange {
    /// The range of one day.
    pub fn day(day: Day) -> Self {
        Self {
            first: day,
            last: day,
        }
    }

    /// All days of a month, or `None` for a month that does not exist.
    pub fn month(year: i32, month: u8) -> Option<Self> {
        let first = Day::new(year, month, 1)?;
        Some(Self {
            first,
            last: first.plus_months(1).plus_days(-1),
        })
    }

    /// All days of a year.
    pub fn year(year: i32) -> Option<Self> {
        Some(Self {
            first: Day::new(year, 1, 1)?,
            last: Day::new(year, 12, 31)?,
        })
    }

    /// True if the range is one single day.
    pub fn is_exact(self) -> bool {
        self.first == self.last
    }

    /// True if `day` lies in the range.
    pub fn contains(self, day: Day) -> bool {
        self.first <= day && day <= self.last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekdays_and_arithmetic() {
        let day = Day::new(2024, 11, 30).unwrap();
        assert_eq!(day.weekday(), Weekday::Saturday);
        assert_eq!(day.to_string(), "2024-11-30");
        assert_eq!(day.plus_days(1).to_string(), "2024-12-01");
        assert_eq!(
            Day::new(2024, 1, 31).unwrap().plus_months(1).to_string(),
            "2024-02-29"
        );
        assert_eq!(Day::parse_iso("2025-07-08").unwrap().long(), "8 July 2025");
        assert_eq!(Day::parse_iso("2025-02-30"), None);
        assert_eq!(Day::from_epoch(day.epoch()), day);
        assert_eq!((day.year(), day.month(), day.day()), (2024, 11, 30));
        let ages_ago = day.plus_months(-66_000_000 * 12);
        assert!(ages_ago < day && ages_ago.plus_months(-12) <= ages_ago);
        assert!(day.plus_months(i32::MAX) > day);
    }

    #[test]
    fn months_are_ranges() {
        let range = DayRange::month(2012, 12).unwrap();
        assert_eq!(range.last.to_string(), "2012-12-31");
        assert!(range.contains(Day::new(2012, 12, 5).unwrap()));
        assert!(!range.is_exact());
    }
}
