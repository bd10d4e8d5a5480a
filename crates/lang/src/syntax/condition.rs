//! Conditions, candidates, expressions and scopes.

use super::{At, Name, Text};

/// Where an exception of a pattern is looked for, as the rule says it: `except before "charges"` drops a match that
/// stands before the word.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs, reason = "the names say it")]
pub enum AroundNode {
    Before,
    After,
    Inside,
    Containing,
}

/// Atoms joined by `and` or by `or`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct CondNode {
    /// How they are joined.
    pub join: JoinNode,
    /// At least one.
    pub atoms: Vec<AtomNode>,
    /// Where it stands.
    pub at: At,
}

/// `and` or `or`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs, reason = "the names say it")]
pub enum JoinNode {
    And,
    Or,
}

/// One test of a condition.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct AtomNode {
    /// What it tests.
    pub kind: AtomKind,
    /// Where it stands.
    pub at: At,
}

/// What an atom tests.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum AtomKind {
    /// `a THING …`.
    Count(QuantifierNode, CandidatesNode),
    /// `at least 2 different THINGS …`.
    DifferentAmong(QuantifierNode, CandidatesNode),
    /// `at least 2 different of its parts`.
    DifferentOf(QuantifierNode, ExprNode),
    /// `a row of TABLE …`.
    Row(QuantifierNode, RowNode),
    /// `X is …`.
    Test(ExprNode, TestNode),
}

/// How many.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs, reason = "the names say it")]
pub enum QuantifierNode {
    A,
    No,
    AtLeast(u32),
    AtMost(u32),
    Exactly(u32),
}

/// Things of a layer that pass a filter.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct CandidatesNode {
    /// The layer.
    pub noun: Name,
    /// Where they are looked for.
    pub scope: Option<ScopeNode>,
    /// `outside quotes`.
    pub outside_quotes: bool,
    /// Tests that must all hold.
    pub whose: Vec<FieldTestNode>,
    /// Where it stands.
    pub at: At,
}

/// Rows of a fact table that pass a filter.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct RowNode {
    /// The table.
    pub table: Name,
    /// Tests that must all hold.
    pub whose: Vec<FieldTestNode>,
    /// `valid on X`.
    pub valid_on: Option<ExprNode>,
    /// Where it stands.
    pub at: At,
}

/// `whose field test`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct FieldTestNode {
    /// The field, and what it leads to.
    pub path: Vec<Name>,
    /// The test.
    pub test: TestNode,
    /// Where it stands.
    pub at: At,
}

/// A test of a value.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct TestNode {
    /// `is not`, `does not`.
    pub negated: bool,
    /// Which.
    pub kind: TestKind,
    /// Where it stands.
    pub at: At,
}

/// Which test.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum TestKind {
    /// `is X`.
    Equals(ExprNode),
    /// `is known`.
    Known,
    /// `is inside a LAYER`.
    Inside(Name),
    /// `is in WORDS`.
    InWords(Name),
    /// `is at most X` and so on.
    Compare(OrderNode, ExprNode),
    /// `is before X`, `is more than 2 years after X`.
    Apart {
        /// `more than …`.
        by: Option<ExprNode>,
        /// `before` or `after`.
        before: bool,
        /// The other day.
        to: ExprNode,
    },
    /// `agrees with X within SETTING`.
    Agrees(ExprNode, Option<Name>),
    /// `overlaps X`.
    Overlaps(ExprNode),
}

/// Direction of a comparison.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs, reason = "the names say it")]
pub enum OrderNode {
    AtMost,
    AtLeast,
    MoreThan,
    LessThan,
}

/// Something that has a value.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct ExprNode {
    /// What it is.
    pub kind: ExprNodeKind,
    /// Where it stands.
    pub at: At,
}

/// Kinds of expressions.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum ExprNodeKind {
    /// `it`, `its a's b`, `B`, `B's c`, or a bare name: a field of the candidate, or a value such as `official`.
    Path(BaseNode, Vec<Name>),
    /// `the draft's …`.
    Draft(Name),
    /// `the house's SETTING`.
    House(Name),
    /// `the weekday of X`.
    WeekdayOf(Box<ExprNode>),
    /// `the years since X`.
    YearsSince(Box<ExprNode>),
    /// `the count of X`.
    CountOf(Box<ExprNode>),
    /// `the text of X`.
    TextOf(Box<ExprNode>),
    /// A number, as written.
    Number(String),
    /// A number with a unit: `2 years`, `10 km`, `100 USD`.
    Measure(String, Name),
    /// A date, as written: `2024-11-30`, `2024-11`.
    Date(String),
    /// A quoted text.
    Text(Text),
}

/// Where a path starts.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum BaseNode {
    /// `it`, `its`.
    It,
    /// A bare name or a `let`.
    Name(Name),
}

/// Where candidates are looked for.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum ScopeNode {
    /// `in the headline` …
    Part(PartNode, At),
    /// `in the same sentence`, `in the same or the next 2 sentences` …
    Around {
        /// `paragraph` instead of `sentence`.
        paragraphs: bool,
        /// How many before.
        before: AmountNode,
        /// How many after.
        after: AmountNode,
        /// Where it stands.
        at: At,
    },
    /// `before it`.
    Before(At),
    /// `after it`.
    After(At),
    /// `within 5 words`.
    Within(u32, At),
    /// `inside a LAYER`.
    Inside(Name, At),
    /// `inside it`.
    InsideIt(At),
}

/// A number of sentences or paragraphs.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum AmountNode {
    /// So many.
    Fixed(u32),
    /// As many as a setting says.
    Setting(Name),
}

/// Parts of a draft.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs, reason = "the names say it")]
pub enum PartNode {
    Headline,
    Dek,
    Lede,
    Body,
    Article,
    Caption,
    HeadlineOrLede,
}

/// `let NAME be …`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct LetNode {
    /// The name.
    pub name: Name,
    /// What it names.
    pub pick: LetPick,
}

/// What a `let` names.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum LetPick {
    /// A thing.
    Thing(ChoiceNode, CandidatesNode),
    /// A row.
    Row(RowNode),
}

/// Which of the candidates a `let` takes.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs, reason = "the names say it")]
pub enum ChoiceNode {
    Only,
    First,
    Last,
    Nearest,
    Previous,
    Next,
    Largest(Name),
    Smallest(Name),
}
