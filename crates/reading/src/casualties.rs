//! Casualty figures and breakdowns of figures.

use copydesk_draft::layer::{EnumSchema, LayerId, LayerSchema, Table, Type};

use crate::attribution::Attributions;
use crate::cx::Cx;
use crate::dates::Dates;
use crate::names::Names;
use crate::numbers::Number;
use crate::schema::{enumeration, id};

/// All casualty figures and breakdowns of a draft.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Casualties {}

/// Finds casualty figures and breakdowns.
pub(crate) fn find(
    _cx: &Cx<'_>,
    _numbers: &[Number],
    _dates: &Dates,
    _names: &Names,
    _attributions: &Attributions,
) -> Casualties {
    Casualties::default()
}

/// The tables of `casualty-figure` and `breakdown`.
pub(crate) fn tables(_cx: &Cx<'_>, _casualties: &Casualties, set: &mut impl FnMut(LayerId, Table)) {
    set(
        id::CASUALTY_FIGURE,
        Table::new(casualty_figure_schema().fields.len()),
    );
}

/// `casualty-figure`
pub fn casualty_figure_schema() -> LayerSchema {
    LayerSchema::new(
        "casualty-figure",
        "a figure of dead, wounded, missing, captured or displaced",
        "from the hedge or number to the outcome word or the noun counted, whichever is later; the verb included when it precedes the number",
    )
    .field("number", Type::Number, "the number as printed")
    .field("lowest", Type::Number, "the least number the words allow")
    .field("highest", Type::Number, "the largest number the words allow")
    .field("outcome", Type::Enum("outcome".into()), "what happened to them")
    .field("whom", Type::Text, "who was hurt, as printed")
    .field("by-whom", Type::Text, "who did it, as printed")
    .field("place", Type::Text, "where, as printed")
    .field("day", Type::Date, "when")
    .field("event", Type::Text, "which event of the draft").keyed()
    .field("attribution", Type::Thing("attribution".into()), "who says so")
}
/// `breakdown`
pub fn breakdown_schema() -> LayerSchema {
    LayerSchema::new(
        "breakdown",
        "a whole with its parts",
        "from the whole to the last part",
    )
    .field("whole", Type::Number, "the whole")
    .field(
        "whole-highest",
        Type::Number,
        "the largest whole the words allow",
    )
    .field("part", Type::Number, "the largest part")
    .field(
        "sum",
        Type::Number,
        "the sum of the parts, where they are disjoint",
    )
}

pub(crate) fn enums() -> Vec<EnumSchema> {
    vec![enumeration(
        "outcome",
        &[
            "killed",
            "wounded",
            "missing",
            "captured",
            "detained",
            "abducted",
            "displaced",
        ],
    )]
}
