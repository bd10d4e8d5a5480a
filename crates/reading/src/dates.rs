//! Dates, times, durations, ages; resolved against the draft's date where it is known.

use copydesk_draft::layer::{EnumSchema, LayerId, LayerSchema, Table, Type};
use copydesk_draft::{DayRange, Span, Weekday};

use crate::cx::Cx;
use crate::numbers::Number;
use crate::schema::{enumeration, id};

/// One date expression.
#[derive(Clone, PartialEq, Debug)]
pub struct Date {
    /// Bytes of the expression.
    pub span: Span,
    /// The weekday as printed, and its bytes.
    pub weekday: Option<(Weekday, Span)>,
    /// The day or days meant; `None` if it cannot be told without the draft's date.
    pub day: Option<DayRange>,
    /// The day as printed, year included or taken from the draft's date, without help of the weekday.
    pub printed_day: Option<DayRange>,
    /// True if the draft's date was needed.
    pub relative: bool,
}

/// All dates, times, durations and ages of a draft.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Dates {
    /// Date expressions in order.
    pub dates: Vec<Date>,
}

/// Finds dates, times, durations and ages.
pub(crate) fn find(_cx: &Cx<'_>, _numbers: &[Number]) -> Dates {
    Dates::default()
}

/// The tables of `date`, `time`, `duration`, `age`.
pub(crate) fn tables(_cx: &Cx<'_>, _dates: &Dates, set: &mut impl FnMut(LayerId, Table)) {
    set(id::DATE, Table::new(date_schema().fields.len()));
}

/// `date`
pub fn date_schema() -> LayerSchema {
    LayerSchema::new(
        "date",
        "a date expression",
        "from the weekday or the first word to the last",
    )
    .field(
        "day",
        Type::Date,
        "the day or days meant; unclear if the draft's date is needed and unknown",
    )
    .field("weekday", Type::Weekday, "the weekday as printed")
    .field(
        "granularity",
        Type::Enum("granularity".into()),
        "how exact it is",
    )
    .field("relative", Type::Flag, "needs the draft's date")
}
/// `time`
pub fn time_schema() -> LayerSchema {
    LayerSchema::new("time", "a time of day", "from the figures to the zone")
}
/// `duration`
pub fn duration_schema() -> LayerSchema {
    LayerSchema::new("duration", "a length of time", "from the hedge to the unit").field(
        "length",
        Type::Duration,
        "how long",
    )
}
/// `age`
pub fn age_schema() -> LayerSchema {
    LayerSchema::new("age", "the age of a person", "the number with its unit").field(
        "years",
        Type::Number,
        "in years",
    )
}

pub(crate) fn enums() -> Vec<EnumSchema> {
    vec![enumeration(
        "granularity",
        &[
            "day", "weekend", "week", "month", "season", "quarter", "year", "decade", "century",
            "vague",
        ],
    )]
}
