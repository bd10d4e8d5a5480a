//! Numbers in every printed form, with the range their words allow.

use copydesk_draft::Span;
use copydesk_draft::layer::{Cell, EnumSchema, LayerSchema, Table, Type, Value};

use crate::cx::Cx;
use crate::schema::enumeration;

/// How a number is hedged; the values of `hedge` in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Hedge {
    Exact,
    About,
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
    Nearly,
    Range,
    Vague,
}

/// One number.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Number {
    /// Bytes of the whole: hedge and number ("at least 15").
    pub span: Span,
    /// Bytes of the number alone ("15").
    pub core: Span,
    /// Tokens of the whole: first, one past the last.
    pub tokens: (u32, u32),
    /// First token of the number alone.
    pub core_first: u32,
    /// The number as printed, scaled ("2.5 million" is 2,500,000; "dozens" is 24).
    pub number: f64,
    /// The least and the largest number the words allow.
    pub lowest: f64,
    /// See `lowest`; infinite if open.
    pub highest: f64,
    /// Half the unit of the last significant printed digit.
    pub half_step: f64,
    /// How it is hedged.
    pub hedge: Hedge,
    /// "third", "21st".
    pub ordinal: bool,
    /// Written in figures.
    pub figures: bool,
}

/// Finds the numbers, in order.
pub(crate) fn find(_cx: &Cx<'_>) -> Vec<Number> {
    Vec::new()
}

/// The table of `number`.
pub(crate) fn table(cx: &Cx<'_>, numbers: &[Number]) -> Table {
    let mut table = Table::new(number_schema().fields.len());
    for number in numbers {
        table.push(
            cx.row(number.span),
            [
                Cell::Filled(number.number.into()),
                Cell::Filled(number.lowest.into()),
                Cell::Filled(number.highest.into()),
                Cell::Filled(Value::Enum(number.hedge as u16)),
                Cell::Filled(number.ordinal.into()),
                Cell::Filled(number.figures.into()),
            ],
        );
    }
    table
}

/// `number`
pub fn number_schema() -> LayerSchema {
    LayerSchema::new(
        "number",
        "a number in figures or words",
        "from the hedge to the last word of the number",
    )
    .field("number", Type::Number, "the number as printed")
    .field("lowest", Type::Number, "the least number the words allow")
    .field(
        "highest",
        Type::Number,
        "the largest number the words allow",
    )
    .field("hedge", Type::Enum("hedge".into()), "how it is hedged")
    .field("ordinal", Type::Flag, "\"third\", \"21st\"")
    .field("figures", Type::Flag, "written in figures")
}

pub(crate) fn enums() -> Vec<EnumSchema> {
    vec![enumeration(
        "hedge",
        &[
            "exact",
            "about",
            "at-least",
            "more-than",
            "at-most",
            "less-than",
            "nearly",
            "range",
            "vague",
        ],
    )]
}
