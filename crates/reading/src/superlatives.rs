//! Superlatives: first, biggest, worst, since, ever, record.

use copydesk_draft::layer::{EnumSchema, LayerSchema, Table, Type};

use crate::attribution::Attributions;
use crate::cx::Cx;

/// The table of `superlative`.
pub(crate) fn table(_cx: &Cx<'_>, _attributions: &Attributions) -> Table {
    Table::new(superlative_schema().fields.len())
}

/// `superlative`
pub fn superlative_schema() -> LayerSchema {
    LayerSchema::new(
        "superlative",
        "a ranking claim",
        "from the article or the superlative to the end of its frame",
    )
    .field(
        "attribution",
        Type::Thing("attribution".into()),
        "who says so",
    )
}

pub(crate) fn enums() -> Vec<EnumSchema> {
    Vec::new()
}
