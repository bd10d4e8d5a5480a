//! Named things: persons, armed groups, organisations, outlets, places, acronyms.

use copydesk_draft::layer::{EnumSchema, LayerId, LayerSchema, Table, Type};
use copydesk_facts::{Registers, VocabularyBuilder};

use crate::cx::Cx;
use crate::quotes::Quote;
use crate::schema::id;

/// The names of the registers, ready for look-up by word ids.
#[derive(Clone, Debug, Default)]
pub struct NameIndex {}

impl NameIndex {
    /// Indexes the names, aliases and short forms of all registers; every word is interned.
    pub fn new(_registers: &Registers, _vocabulary: &mut VocabularyBuilder) -> Self {
        Self {}
    }
}

/// All named things of a draft.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Names {}

/// Finds the named things.
pub(crate) fn find(_cx: &Cx<'_>, _quotes: &[Quote]) -> Names {
    Names::default()
}

/// The tables of `person`, `armed-group`, `organisation`, `outlet`, `place`, `acronym`.
pub(crate) fn tables(_cx: &Cx<'_>, _names: &Names, set: &mut impl FnMut(LayerId, Table)) {
    set(id::PERSON, Table::new(person_schema().fields.len()));
}

/// `person`
pub fn person_schema() -> LayerSchema {
    LayerSchema::new(
        "person",
        "a mention of a person by name",
        "the name, without title or role",
    )
    .field("identity", Type::Text, "which person of the draft")
    .keyed()
    .field("surname", Type::Text, "the surname as printed")
    .field(
        "given-name",
        Type::Text,
        "given names as printed, if given here",
    )
    .field("title", Type::Text, "the title or role before the name")
    .field(
        "full-spelling",
        Type::Text,
        "the full name as first printed for this person",
    )
    .field(
        "mention",
        Type::Number,
        "1 for the first mention, then counting",
    )
}
/// `armed-group`
pub fn armed_group_schema() -> LayerSchema {
    LayerSchema::new(
        "armed-group",
        "a mention of a group in the register",
        "the name",
    )
    .field("identity", Type::Text, "id in the register of groups")
    .keyed()
    .field("house-form", Type::Text, "the house form of its name")
    .field(
        "mention",
        Type::Number,
        "1 for the first mention, then counting",
    )
}
/// `organisation`
pub fn organisation_schema() -> LayerSchema {
    LayerSchema::new("organisation", "a mention of an organisation", "the name")
        .field("identity", Type::Text, "which organisation")
        .keyed()
}
/// `outlet`
pub fn outlet_schema() -> LayerSchema {
    LayerSchema::new("outlet", "a mention of a news outlet or agency", "the name")
        .field("identity", Type::Text, "id in the register of outlets")
        .keyed()
}
/// `place`
pub fn place_schema() -> LayerSchema {
    LayerSchema::new("place", "a mention of a place in the register", "the name")
        .field("identity", Type::Text, "id in the register of places")
        .keyed()
}
/// `acronym`
pub fn acronym_schema() -> LayerSchema {
    LayerSchema::new("acronym", "a short form in capitals", "the capitals")
        .field("short-form", Type::Text, "the letters")
        .keyed()
        .field(
            "expansion",
            Type::Text,
            "the words it stands for, where the draft gives them",
        )
}

pub(crate) fn enums() -> Vec<EnumSchema> {
    Vec::new()
}
