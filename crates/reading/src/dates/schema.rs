//! The layers of time.

use copydesk_draft::layer::{EnumSchema, LayerSchema, Type};

use crate::schema::enumeration;

/// `date`
pub fn date_schema() -> LayerSchema {
    LayerSchema::new(
        "date",
        "a date expression",
        "from the weekday or the first word to the last, without preposition: \"early March\", \"the third quarter\", \"two days ago\", \"1 March, a Sunday\"",
    )
    .field(
        "day",
        Type::Date,
        "the day or days meant, from the date words where a day number is printed; unclear if the draft's date is needed and unknown; absent for “now”",
    )
    .field("weekday", Type::Weekday, "the weekday as printed")
    .field(
        "granularity",
        Type::Enum("granularity".into()),
        "how exact it is",
    )
    .field("relative", Type::Flag, "needs the draft's date")
    .field("weekday-words", Type::Text, "the words of the weekday alone")
    .field(
        "calendar",
        Type::Enum("calendar".into()),
        "other if the sentence says that it is not the Gregorian calendar",
    )
    .field(
        "part-of-day",
        Type::Enum("part-of-day".into()),
        "which part of the day",
    )
    .field("value", Type::Text, "in the form of TimeML")
    .field(
        "name",
        Type::Text,
        "the names and figures of the calendar alone: \"1990s\" of \"the late 1990s\"",
    )
    .field("in-time", Type::Flag, "part of a time: \"Friday\" of \"5 p.m. Friday\"")
    .field(
        "length",
        Type::Duration,
        "the length that leads to it: \"two days\" of \"two days ago\"",
    )
    .field(
        "length-words",
        Type::Text,
        "the number and the unit of that length",
    )
}

/// `time`
pub fn time_schema() -> LayerSchema {
    LayerSchema::new(
        "time",
        "a time of day",
        "from the hedge or the figures to the zone or the day behind it",
    )
    .field("minute", Type::Number, "minutes after midnight, as printed")
    .field("zone", Type::Text, "the time zone or \"local time\"")
    .field("day", Type::Date, "the day, where told beside it")
    .field("value", Type::Text, "in the form of TimeML")
}

/// `duration`
pub fn duration_schema() -> LayerSchema {
    LayerSchema::new(
        "duration",
        "a length of time",
        "from the hedge or \"the past\" to the unit",
    )
    .field("length", Type::Duration, "how long")
    .field(
        "anchored",
        Type::Flag,
        "bound to the draft's date: \"the last 48 hours\", \"the next two weeks\"",
    )
    .field("value", Type::Text, "in the form of TimeML")
    .field("words", Type::Text, "the number and the unit alone")
}

/// `recurrence`
pub fn recurrence_schema() -> LayerSchema {
    LayerSchema::new(
        "recurrence",
        "a time that comes again: \"every Monday\", \"daily\"",
        "from \"every\" to the unit",
    )
    .field("weekday", Type::Weekday, "the weekday that comes again")
    .field("value", Type::Text, "in the form of TimeML")
    .field(
        "describes",
        Type::Flag,
        "one word that describes the noun behind it: \"daily flights\"",
    )
}

/// `age`
pub fn age_schema() -> LayerSchema {
    LayerSchema::new(
        "age",
        "the age of a person",
        "the number with its unit: \"42\", \"9-year-old\", \"aged 61\", \"in her 20s\"",
    )
    .field("years", Type::Number, "in years")
    .field("lowest", Type::Number, "the least age the words allow")
    .field("highest", Type::Number, "the largest age the words allow")
    .field("words", Type::Text, "the number and the unit alone")
}

pub(crate) fn enums() -> Vec<EnumSchema> {
    vec![
        enumeration(
            "granularity",
            &[
                "day", "weekend", "week", "month", "season", "quarter", "year", "decade",
                "century", "vague",
            ],
        ),
        enumeration(
            "part-of-day",
            &["morning", "midday", "afternoon", "evening", "night"],
        ),
        enumeration("calendar", &["gregorian", "other"]),
    ]
}
