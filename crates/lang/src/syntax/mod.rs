//! The syntax tree of a rule file: everything the writer wrote, comments included.
//!
//! Places ([`At`]) do not count when trees are compared: two trees are equal if they print the same.

mod condition;
mod rule;

pub use condition::{
    AmountNode, AroundNode, AtomKind, AtomNode, BaseNode, CandidatesNode, ChoiceNode, CondNode,
    ExprNode, ExprNodeKind, FieldTestNode, JoinNode, LetNode, LetPick, OrderNode, PartNode,
    QuantifierNode, RowNode, ScopeNode, TestKind, TestNode,
};
pub use rule::{
    ClauseKind, ClauseNode, ExampleNode, ExampleOption, FixKind, FixNode, FixTextNode, Marked,
    MessageNode, MessagePartNode, Obligation, RuleItem, ShowNode, ShowWhatNode, SubjectKindNode,
    SubjectNode,
};

use std::fmt;
use std::hash::{Hash, Hasher};

use copydesk_draft::Span;

/// A place in the file, in bytes. All places are equal to each other, and hash alike.
#[derive(Clone, Copy, Default)]
pub struct At(pub Span);

impl PartialEq for At {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for At {}

impl Hash for At {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

impl fmt::Debug for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// A whole file.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Tree {
    /// The definitions and rules in order.
    pub items: Vec<Item>,
    /// Comments after the last of them.
    pub tail: Vec<Comment>,
}

/// A comment.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Comment {
    /// Its words with the leading `#`s, without blanks at the end.
    pub text: String,
    /// True if a blank line stands before it.
    pub blank_before: bool,
    /// Where it stands.
    pub at: At,
}

/// A definition or a rule.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Item {
    /// Comment lines before it.
    pub comments: Vec<Comment>,
    /// True if a blank line stands before it (after its comments).
    pub blank_before: bool,
    /// A comment at the end of its first line (or of its only one).
    pub note: Option<Comment>,
    /// What it is.
    pub kind: ItemKind,
    /// Indented comment lines after it.
    pub tail: Vec<Comment>,
    /// True if a syntax error lies within it.
    pub broken: bool,
    /// From its keyword to its last word.
    pub at: At,
}

/// What an item is.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum ItemKind {
    /// `setting NAME: type = value`.
    Setting(SettingItem),
    /// `words NAME: "…", "…"`.
    Words(WordsItem),
    /// `pattern NAME: …`.
    Pattern(PatternItem),
    /// `layer NAME from PATTERN …`.
    Layer(LayerItem),
    /// `layer NAME from LAYER where …`.
    Choice(ChoiceItem),
    /// `facts NAME from "register" …`.
    Facts(FactsItem),
    /// `rule NAME …`.
    Rule(RuleItem),
    /// Something that could not be read; reported.
    Bad(BadItem),
}

/// An item that could not be read.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct BadItem {
    /// Its keyword, if it began with one (`words`, `layer` …); empty otherwise.
    pub keyword: String,
    /// Its name, if that could be read: other items may speak of it without being reported too.
    pub name: Option<Name>,
}

/// A name, with its place.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Name {
    /// As written.
    pub text: String,
    /// Where it stands.
    pub at: At,
}

/// A quoted text.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Text {
    /// What it says, escapes resolved, indentation of a block removed.
    pub value: String,
    /// True if written as a `"""` block.
    pub block: bool,
    /// With its quotation marks.
    pub at: At,
}

/// `setting NAME: type = value`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct SettingItem {
    /// Its name.
    pub name: Name,
    /// One name: a type. Several: the choices (`british or american`).
    pub ty: Vec<Name>,
    /// Its default.
    pub value: ExprNode,
}

/// `words NAME: "…", ~"…"`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct WordsItem {
    /// Its name.
    pub name: Name,
    /// Its entries.
    pub entries: Vec<EntryNode>,
}

/// One entry of a word list, or a literal of a pattern.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct EntryNode {
    /// Comment lines before it.
    pub comments: Vec<Comment>,
    /// The word or phrase.
    pub text: Text,
    /// Written `~"…"`: all forms of the first word.
    pub all_forms: bool,
    /// A comment after it on the same line.
    pub note: Option<Comment>,
}

/// `pattern NAME: sequence or sequence …`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct PatternItem {
    /// Its name.
    pub name: Name,
    /// Its alternatives.
    pub alternatives: Vec<SequenceNode>,
}

/// One alternative of a pattern.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct SequenceNode {
    /// Its steps.
    pub steps: Vec<StepNode>,
    /// Its exceptions.
    pub except: Vec<(AroundNode, Vec<StepNode>)>,
    /// Where it stands.
    pub at: At,
}

/// One step of a pattern.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct StepNode {
    /// What must stand here.
    pub kind: StepKindNode,
    /// Where it stands.
    pub at: At,
}

/// What a step matches.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum StepKindNode {
    /// `"…"` or `~"…"`.
    Literal(EntryNode),
    /// `<name>`, `<name as capture>`: a word list, layer, pattern or shape.
    Named {
        /// The name.
        name: Name,
        /// The capture.
        capture: Option<Name>,
    },
    /// `["…", "…"]`.
    Optional(Vec<EntryNode>),
    /// `...3`.
    Gap(u32),
}

/// `layer NAME from PATTERN` with its fields.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct LayerItem {
    /// Its name.
    pub name: Name,
    /// The pattern it is made from.
    pub from: Name,
    /// Its fields.
    pub fields: Vec<LayerFieldNode>,
    /// The field that tells which mentions are the same thing.
    pub key: Option<Name>,
}

/// `layer NAME from LAYER` with conditions: those things of a layer that a rule is about.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct ChoiceItem {
    /// Its name.
    pub name: Name,
    /// The layer it is chosen from.
    pub from: Name,
    /// `where …`, `unless …` and `let …`, in the order written.
    pub clauses: Vec<ClauseNode>,
}

/// `field: type = capture`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct LayerFieldNode {
    /// The field's name.
    pub name: Name,
    /// Its type.
    pub ty: Name,
    /// The capture that fills it.
    pub capture: Name,
    /// A comment after it on the same line.
    pub note: Option<Comment>,
}

/// `facts NAME from "register"` with its columns.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct FactsItem {
    /// Its name.
    pub name: Name,
    /// The register.
    pub from: Text,
    /// Its columns.
    pub columns: Vec<ColumnNode>,
}

/// `column: type = source role`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct ColumnNode {
    /// The column's name.
    pub name: Name,
    /// Its type.
    pub ty: Name,
    /// Where its value stands, if not in the column of that name.
    pub source: Option<SourceNode>,
    /// Its part in the table.
    pub role: RoleNode,
    /// A comment after it on the same line.
    pub note: Option<Comment>,
}

/// `= entity`, `= instrument's phrase`, `= authority's name in "authorities"`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct SourceNode {
    /// The register's column.
    pub column: Name,
    /// What it leads to.
    pub of: Option<Name>,
    /// The register in which that is found.
    pub register: Option<Text>,
}

/// The part of a column in a fact table.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs, reason = "the names say it")]
pub enum RoleNode {
    Plain,
    Key,
    Authority,
    ValidFrom,
    ValidUntil,
}
