//! The layers of quantities.

use copydesk_draft::layer::{EnumSchema, LayerSchema, Type};

use crate::schema::enumeration;

/// `quantity`
pub fn quantity_schema() -> LayerSchema {
    LayerSchema::new(
        "quantity",
        "a number with a unit of measurement",
        "from the hedge to the unit",
    )
    .field("amount", Type::Quantity, "how much")
    .field(
        "measure",
        Type::Text,
        "what is measured: length, mass, speed …",
    )
    .field("hedge", Type::Enum("hedge".into()), "how it is hedged")
    .field("words", Type::Text, "number and unit without the hedge")
}

/// `money`
pub fn money_schema() -> LayerSchema {
    LayerSchema::new(
        "money",
        "a sum of money",
        "from the hedge or sign to the currency",
    )
    .field("amount", Type::Money, "how much; of a range the lower end")
    .field("lowest", Type::Number, "the least amount the words allow")
    .field(
        "highest",
        Type::Number,
        "the largest amount the words allow",
    )
    .field(
        "currency",
        Type::Text,
        "the code of the currency, or its name as printed",
    )
    .field("hedge", Type::Enum("hedge".into()), "how it is hedged")
    .field("words", Type::Text, "number and currency without the hedge")
}

/// `percentage`
pub fn percentage_schema() -> LayerSchema {
    LayerSchema::new(
        "percentage",
        "a percentage or a number of percentage points",
        "from the hedge to the sign or word",
    )
    .field(
        "number",
        Type::Number,
        "the number; of a range the lower end",
    )
    .field("points", Type::Flag, "percentage points, not percent")
    .field("lowest", Type::Number, "the least number the words allow")
    .field(
        "highest",
        Type::Number,
        "the largest number the words allow",
    )
    .field("hedge", Type::Enum("hedge".into()), "how it is hedged")
    .field("words", Type::Text, "number and sign without the hedge")
}

/// `conversion`
pub fn conversion_schema() -> LayerSchema {
    LayerSchema::new(
        "conversion",
        "a quantity with its conversion into another unit of the same measure",
        "from the first quantity to the closing bracket, or to the second quantity",
    )
    .field(
        "first",
        Type::Quantity,
        "the quantity outside the brackets; of two ranges the lower end",
    )
    .field(
        "second",
        Type::Quantity,
        "the quantity inside; of two ranges the lower end",
    )
    .field(
        "first-highest",
        Type::Quantity,
        "the upper end of the first, where both are ranges",
    )
    .field(
        "second-highest",
        Type::Quantity,
        "the upper end of the second, where both are ranges",
    )
    .field("first-words", Type::Text, "the first quantity as printed")
    .field("second-words", Type::Text, "the second quantity as printed")
}

/// `change`
pub fn change_schema() -> LayerSchema {
    LayerSchema::new(
        "change",
        "a change from one value to another: \"from 10% to 11%, a 1% rise\"",
        "from the first of the values and the stated change to the last",
    )
    .field("from", Type::Number, "the value before")
    .field("to", Type::Number, "the value after")
    .field("percent", Type::Flag, "both values are percentages")
    .field(
        "share",
        Type::Flag,
        "the second is a part of the first, and what is stated is how large a part",
    )
    .field(
        "difference",
        Type::Number,
        "what lies between the two, without sign; in points if both are percentages",
    )
    .field(
        "relative",
        Type::Number,
        "the change in percent of the value before, without sign",
    )
    .field(
        "relative-lowest",
        Type::Number,
        "the least change in percent that the printed figures allow",
    )
    .field(
        "relative-highest",
        Type::Number,
        "the largest change in percent that the printed figures allow",
    )
    .field(
        "stated",
        Type::Number,
        "the change as the text states it, in percent or points",
    )
    .field(
        "stated-lowest",
        Type::Number,
        "the least change its words allow",
    )
    .field(
        "stated-highest",
        Type::Number,
        "the largest change its words allow",
    )
    .field(
        "stated-points",
        Type::Flag,
        "it is stated in percentage points",
    )
    .field(
        "stated-direction",
        Type::Enum("direction".into()),
        "up or down, as stated",
    )
    .field(
        "direction",
        Type::Enum("direction".into()),
        "up or down, by the two values",
    )
    .field("stated-words", Type::Text, "the words of the stated change")
    .field(
        "amount",
        Type::Number,
        "the change as the text states it in the unit of the values: \"fell by 12,000\"",
    )
    .field(
        "amount-lowest",
        Type::Number,
        "the least difference that the printed digits allow beside it",
    )
    .field(
        "amount-highest",
        Type::Number,
        "the largest difference that they allow",
    )
}

pub(crate) fn enums() -> Vec<EnumSchema> {
    vec![enumeration("direction", &["up", "down"])]
}
