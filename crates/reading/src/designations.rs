//! Designation claims: who lists a group as what.

use copydesk_draft::layer::{EnumSchema, LayerSchema, Table, Type};

use crate::attribution::Attributions;
use crate::cx::Cx;
use crate::names::Names;

/// The table of `designation-claim`.
pub(crate) fn table(_cx: &Cx<'_>, _names: &Names, _attributions: &Attributions) -> Table {
    Table::new(designation_claim_schema().fields.len())
}

/// `designation-claim`
pub fn designation_claim_schema() -> LayerSchema {
    LayerSchema::new(
        "designation-claim",
        "a statement that somebody lists a group",
        "the designating words with their designator",
    )
    .field("group", Type::Thing("armed-group".into()), "the group")
    .field("label", Type::Text, "what it is listed as")
    .field(
        "by",
        Type::Text,
        "id of the designator in the register of authorities",
    )
}

pub(crate) fn enums() -> Vec<EnumSchema> {
    Vec::new()
}
