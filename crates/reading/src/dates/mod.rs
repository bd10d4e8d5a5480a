//! Dates, times, durations, recurrences, ages; resolved against the draft's date where it is known.

mod age;
mod calendar;
mod clock;
mod falls;
mod find;
mod holiday;
mod length;
mod quarter;
mod relative;
mod resolve;
mod schema;
#[cfg(test)]
mod tests;
mod weekday;
mod year;

use copydesk_draft::layer::{Cell, LayerId, Period, Table, Value};
use copydesk_draft::{DayRange, Span, Weekday};

use crate::cx::Cx;
use crate::lists::List;
use crate::numbers::Number;
use crate::order::starting_in;
use crate::schema::id;
use crate::token::TokenKind;

pub(crate) use find::find;
pub(crate) use schema::enums;
pub use schema::{age_schema, date_schema, duration_schema, recurrence_schema, time_schema};

/// How exact a date is; the values of `granularity` in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Granularity {
    Day,
    Weekend,
    Week,
    Month,
    Season,
    Quarter,
    Year,
    Decade,
    Century,
    Vague,
}

/// A part of the day; the values of `part-of-day` in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "the names say it")]
pub enum PartOfDay {
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
}

/// Which calendar a date is given in; the values of `calendar` in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Calendar {
    Gregorian,
    Other,
}

/// One date expression.
#[derive(Clone, PartialEq, Debug)]
pub struct Date {
    /// Bytes of the expression.
    pub span: Span,
    /// The weekday as printed, and its bytes.
    pub weekday: Option<(Weekday, Span)>,
    /// The day or days meant; `None` if it cannot be told.
    pub day: Option<DayRange>,
    /// The day as printed, year included or taken from the draft's date, without help of the weekday.
    pub printed_day: Option<DayRange>,
    /// True if the draft's date is needed to tell the day.
    pub relative: bool,
    /// How exact it is.
    pub granularity: Granularity,
    /// Which part of the day, if told.
    pub part: Option<PartOfDay>,
    /// Bytes of the names and figures of the calendar alone ("1990s" in "the late 1990s"); `None` if there are none
    /// ("last week").
    pub name: Option<Span>,
    /// In the form of `TimeML`: 2024-11-30, 2024-W48, 2024-Q3, `PRESENT_REF`; X where it cannot be told.
    pub value: String,
    /// The calendar the sentence says it is given in.
    pub calendar: Calendar,
    /// Why `day` is `None`.
    pub why: &'static str,
    /// It stands inside a time ("Friday" in "5 p.m. Friday").
    pub in_time: bool,
    /// The length that leads to it: "two days" of "two days ago".
    pub length: Option<Period>,
    /// Bytes of that length, number and unit alone.
    pub length_words: Option<Span>,
}

/// A time of day.
#[derive(Clone, PartialEq, Debug)]
pub struct TimeOfDay {
    /// Bytes from the hedge or figures to the zone or day.
    pub span: Span,
    /// Minutes after midnight (24:00 is 1440).
    pub minute: u16,
    /// Bytes of the zone or of "local time".
    pub zone: Option<Span>,
    /// The day, if the expression or its place tells.
    pub day: Option<DayRange>,
    /// In the form of `TimeML`.
    pub value: String,
}

/// A length of time.
#[derive(Clone, PartialEq, Debug)]
pub struct Length {
    /// Bytes from the hedge or "the past" to the unit.
    pub span: Span,
    /// Bytes of number and unit alone.
    pub core: Span,
    /// How long; `None` if no number can be told ("for years").
    pub period: Option<Period>,
    /// In the form of `TimeML`: P2M, PT48H, PXD.
    pub value: String,
    /// "the last 48 hours", "the next two weeks": bound to the draft's date.
    pub anchored: bool,
}

/// Something that comes again: "every Monday", "daily".
#[derive(Clone, PartialEq, Debug)]
pub struct Recurrence {
    /// Bytes of the expression.
    pub span: Span,
    /// In the form of `TimeML`.
    pub value: String,
    /// The weekday that comes again.
    pub weekday: Option<Weekday>,
}

/// The age of a person.
#[derive(Clone, PartialEq, Debug)]
pub struct Age {
    /// Bytes of the age ("42", "9-year-old", "aged 61").
    pub span: Span,
    /// Bytes of number and unit alone.
    pub core: Span,
    /// In years.
    pub years: f64,
    /// The least and the largest age the words allow, in years.
    pub lowest: f64,
    /// See `lowest`.
    pub highest: f64,
}

/// All dates, times, durations, recurrences and ages of a draft, each in order.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Dates {
    /// Date expressions.
    pub dates: Vec<Date>,
    /// Times of day.
    pub times: Vec<TimeOfDay>,
    /// Lengths of time.
    pub durations: Vec<Length>,
    /// What comes again.
    pub recurrences: Vec<Recurrence>,
    /// Ages.
    pub ages: Vec<Age>,
}

impl Dates {
    /// The lengths of time that begin within the bytes.
    pub(crate) fn durations_in(&self, span: Span) -> &[Length] {
        starting_in(&self.durations, span, |length| length.span)
    }

    /// Tells the numbers that are part of dates, times, durations and ages what they are for.
    pub(crate) fn settle(&self, numbers: &mut [Number]) {
        use crate::numbers::{Role, settle};
        let years = |number: &Number| number.role == Role::Year;
        settle(
            numbers,
            self.durations.iter().map(|length| length.span),
            |_| Role::Duration,
        );
        settle(
            numbers,
            self.recurrences.iter().map(|recurrence| recurrence.span),
            |_| Role::Duration,
        );
        settle(
            numbers,
            self.dates
                .iter()
                .filter(|date| date.granularity != Granularity::Vague)
                .map(|date| date.span),
            |number| {
                if years(number) {
                    Role::Year
                } else {
                    Role::Date
                }
            },
        );
        settle(
            numbers,
            self.times.iter().map(|time| time.span),
            |number| match number.role {
                Role::Date | Role::Year => number.role,
                _ => Role::Time,
            },
        );
        settle(numbers, self.ages.iter().map(|age| age.span), |_| Role::Age);
    }
}

/// One word that describes the noun behind it: "daily flights", "a quarterly dividend".
fn describes(cx: &Cx<'_>, span: Span) -> bool {
    let i = cx.token_at(span.start);
    let closed = [
        List::Preposition,
        List::Conjunction,
        List::Subordinator,
        List::Determiner,
        List::Auxiliary,
        List::Pronoun,
    ];
    cx.token(i).is_some_and(|token| token.span == span)
        && cx.token(i + 1).is_some_and(|next| {
            next.kind == TokenKind::Word
                && next.spaced
                && cx.token(i).is_some_and(|own| own.sentence == next.sentence)
                && !closed.into_iter().any(|list| cx.is(i + 1, list))
                && !cx.folded(i + 1).ends_with("ed")
        })
}

/// The tables of `date`, `time`, `duration`, `recurrence`, `age`.
pub(crate) fn tables(cx: &Cx<'_>, dates: &Dates, set: &mut impl FnMut(LayerId, Table)) {
    let mut table = cx.blank(id::DATE);
    for date in &dates.dates {
        table.push(
            cx.row(date.span),
            [
                match date.day {
                    Some(day) => Cell::Filled(Value::Date(day)),
                    // "now", "these days": no day at all, so certainly none of long ago.
                    None if date.value == "PRESENT_REF" => Cell::Absent,
                    None => Cell::unclear(date.why),
                },
                date.weekday.map(|(weekday, _)| weekday).into(),
                Cell::Filled(Value::Enum(date.granularity as u16)),
                Cell::Filled(date.relative.into()),
                date.weekday.map(|(_, span)| span).into(),
                Cell::Filled(Value::Enum(date.calendar as u16)),
                date.part.map(|part| Value::Enum(part as u16)).into(),
                Cell::Filled(date.value.as_str().into()),
                date.name.into(),
                Cell::Filled(date.in_time.into()),
                date.length.map(Value::Duration).into(),
                date.length_words.into(),
            ],
        );
    }
    set(id::DATE, table);
    let mut table = cx.blank(id::TIME);
    for time in &dates.times {
        table.push(
            cx.row(time.span),
            [
                Cell::Filled(f64::from(time.minute).into()),
                time.zone.into(),
                time.day.into(),
                Cell::Filled(time.value.as_str().into()),
            ],
        );
    }
    set(id::TIME, table);
    let mut table = cx.blank(id::DURATION);
    for length in &dates.durations {
        table.push(
            cx.row(length.span),
            [
                length.period.map_or_else(
                    || Cell::unclear("no number is given"),
                    |period| Cell::Filled(Value::Duration(period)),
                ),
                Cell::Filled(length.anchored.into()),
                Cell::Filled(length.value.as_str().into()),
                Cell::Filled(length.core.into()),
            ],
        );
    }
    set(id::DURATION, table);
    let mut table = cx.blank(id::RECURRENCE);
    for recurrence in &dates.recurrences {
        table.push(
            cx.row(recurrence.span),
            [
                recurrence.weekday.into(),
                Cell::Filled(recurrence.value.as_str().into()),
                Cell::Filled(describes(cx, recurrence.span).into()),
            ],
        );
    }
    set(id::RECURRENCE, table);
    let mut table = cx.blank(id::AGE);
    for age in &dates.ages {
        table.push(
            cx.row(age.span),
            [
                Cell::Filled(age.years.into()),
                Cell::Filled(age.lowest.into()),
                Cell::Filled(age.highest.into()),
                Cell::Filled(age.core.into()),
            ],
        );
    }
    set(id::AGE, table);
}
