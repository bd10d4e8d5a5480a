//! What a pack defines beside its rules: settings, word lists, patterns, layers, fact tables.

use copydesk_draft::layer::{LayerId, Type, Value};
use copydesk_facts::{Entries, ListEntry};
use serde::{Deserialize, Serialize};

use super::Loc;

/// A house choice.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Setting {
    /// Hyphenated name.
    pub name: String,
    /// Its type.
    pub ty: Type,
    /// Its default, or the value a profile set.
    pub value: Value,
    /// Where it is declared.
    pub loc: Loc,
}

/// A word list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Words {
    /// Hyphenated name.
    pub name: String,
    /// Its entries.
    pub entries: Entries,
    /// Where it is declared.
    pub loc: Loc,
}

/// A word pattern: alternatives of steps. Matching is leftmost-longest and non-overlapping, by word id, folded
/// unless a literal has a capital; never across a sentence end.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Pattern {
    /// Hyphenated name.
    pub name: String,
    /// The alternatives, tried in order; the longest match at a place wins.
    pub alternatives: Vec<Sequence>,
    /// Where it is declared.
    pub loc: Loc,
}

/// One alternative of a pattern.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Sequence {
    /// The steps, left to right.
    pub steps: Vec<Step>,
    /// The match is dropped if one of these steps matches there; see [`Where`].
    pub except: Vec<(Where, Vec<Step>)>,
    /// Where it stands.
    pub loc: Loc,
}

/// Where an exception stands, seen from the match it drops. Rules read the other way round: `except before "charges"`
/// drops a match that stands before the word, so the word stands [`Where::After`] it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Where {
    /// Right before the match (`except after`).
    Before,
    /// Right after the match (`except before`).
    After,
    /// Anywhere inside the match (`except containing`).
    Inside,
    /// The match lies within the exception (`except inside`).
    Around,
}

/// One step of a pattern.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Step {
    /// What must stand here.
    pub kind: StepKind,
    /// The name under which the matched thing or words are captured.
    pub capture: Option<String>,
    /// Where it stands.
    pub loc: Loc,
}

/// What a step matches.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum StepKind {
    /// A word or phrase.
    Literal(ListEntry),
    /// Any entry of a word list (index into [`Program::words`]).
    Words(usize),
    /// A thing of a layer.
    Layer(LayerId),
    /// Another pattern (index into [`Program::patterns`]).
    Pattern(usize),
    /// One of these words or phrases, or nothing.
    Optional(Vec<ListEntry>),
    /// Up to so many words (at most 8), as few as possible.
    Gap(u8),
    /// A word of a certain shape.
    Shape(Shape),
}

/// Word shapes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Shape {
    /// Begins with a capital.
    Capitalised,
    /// All capitals, two letters or more.
    AllCapitals,
    /// Begins with a small letter.
    LowerCase,
    /// Written in figures.
    Figures,
    /// First word of its sentence.
    SentenceStart,
    /// Last word of its sentence.
    SentenceEnd,
    /// Any one word.
    AnyWord,
}

/// A layer made from a pattern.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct DeskLayer {
    /// Its id in [`Program::schema`].
    pub id: LayerId,
    /// Index into [`Program::patterns`].
    pub pattern: usize,
    /// For each field of the layer, in order, the capture that fills it.
    pub captures: Vec<String>,
    /// Where it is declared.
    pub loc: Loc,
}

/// A layer whose things are chosen from another one. Rules about it hold its conditions themselves
/// ([`super::Subject::chosen`]).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ChosenLayer {
    /// Hyphenated name.
    pub name: String,
    /// Where it is declared.
    pub loc: Loc,
}

/// A table of facts read from a register. A register without rows is read as a table of its entities (their `id`,
/// `name` and other columns).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct FactTable {
    /// Hyphenated name.
    pub name: String,
    /// Name of the register (file name without folder and `.toml`).
    pub register: String,
    /// The columns.
    pub columns: Vec<FactColumn>,
    /// Where it is declared.
    pub loc: Loc,
}

/// One column of a fact table.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct FactColumn {
    /// Its name in the rules (hyphenated).
    pub name: String,
    /// Where its value stands in the register; the column of the same name unless the rules say `= …`.
    pub source: ColumnSource,
    /// Its type; a `Thing` column holds the key of the thing's layer.
    pub ty: Type,
    /// Its part in the table.
    pub role: Role,
}

/// Where the value of a column stands.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ColumnSource {
    /// `= entity`: in this column of the row.
    Column(String),
    /// `= instrument's phrase`: the row's `column` is the id of a `[[column]]` part of the same register; its `of`.
    Part {
        /// The column that holds the id, and the name of the part.
        column: String,
        /// The part's column.
        of: String,
    },
    /// `= authority's name in "authorities"`: the row's `column` is the id of an entity of another register; its `of`.
    Register {
        /// The column that holds the id.
        column: String,
        /// The other register.
        register: String,
        /// The entity's column (`name` and `id` too).
        of: String,
    },
}

/// What a column of a fact table is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Role {
    /// Which thing the fact is about: a condition is unknown where the register has no row for the key.
    Key,
    /// Who says so: false only where the key is covered for that authority.
    Authority,
    /// First day of validity.
    ValidFrom,
    /// First day of no more validity.
    ValidUntil,
    /// Any other column.
    Plain,
}
