//! Quantities with units, money, percentages, and bracketed conversions.

use copydesk_draft::Span;
use copydesk_draft::layer::{LayerId, LayerSchema, Quantity, Table, Type};

use crate::cx::Cx;
use crate::numbers::Number;
use crate::schema::id;

/// All quantities, sums and percentages of a draft.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Quantities {
    /// Measured quantities in order.
    pub quantities: Vec<(Span, Quantity)>,
}

/// Finds quantities, money, percentages and conversions.
pub(crate) fn find(_cx: &Cx<'_>, _numbers: &[Number]) -> Quantities {
    Quantities::default()
}

/// The tables of `quantity`, `money`, `percentage`, `conversion`.
pub(crate) fn tables(_cx: &Cx<'_>, _quantities: &Quantities, set: &mut impl FnMut(LayerId, Table)) {
    set(id::QUANTITY, Table::new(1));
}

/// `quantity`
pub fn quantity_schema() -> LayerSchema {
    LayerSchema::new(
        "quantity",
        "a number with a unit of measurement",
        "from the hedge to the unit",
    )
    .field("amount", Type::Quantity, "how much")
}
/// `money`
pub fn money_schema() -> LayerSchema {
    LayerSchema::new(
        "money",
        "a sum of money",
        "from the hedge or sign to the currency",
    )
    .field("amount", Type::Money, "how much")
}
/// `percentage`
pub fn percentage_schema() -> LayerSchema {
    LayerSchema::new(
        "percentage",
        "a percentage or a number of percentage points",
        "from the hedge to the sign or word",
    )
    .field("number", Type::Number, "the number")
    .field("points", Type::Flag, "percentage points, not percent")
}
/// `conversion`
pub fn conversion_schema() -> LayerSchema {
    LayerSchema::new(
        "conversion",
        "a quantity with its conversion in brackets",
        "from the first quantity to the closing bracket",
    )
    .field("first", Type::Quantity, "the quantity outside the brackets")
    .field("second", Type::Quantity, "the quantity inside")
}
