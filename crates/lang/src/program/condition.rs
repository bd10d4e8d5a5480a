//! Conditions, candidates, expressions and scopes.

use copydesk_draft::layer::{DurationUnit, FieldId, LayerId, Type, Value};
use serde::{Deserialize, Serialize};

use super::Loc;

/// What a `let` holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum LetType {
    /// A thing of a layer.
    Thing(LayerId),
    /// A row of a fact table (index into [`Program::tables`]).
    Row(usize),
}

/// `let NAME be …`.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Let {
    /// Index into [`Rule::lets`].
    pub slot: usize,
    /// What is picked.
    pub pick: Pick,
    /// Where it stands.
    pub loc: Loc,
}

/// How a `let` picks its thing.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Pick {
    /// A thing among the candidates of a layer.
    Thing {
        /// Which of them.
        choice: Choice,
        /// The candidates.
        candidates: Candidates,
    },
    /// A row of a fact table.
    Row(RowQuery),
}

/// Which candidate a `let` takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Choice {
    /// The only or first one.
    First,
    /// The last one.
    Last,
    /// The one nearest to `it` in the text, the earlier one on a tie.
    Nearest,
    /// The last one that ends before `it`.
    Previous,
    /// The first one that starts after `it`.
    Next,
    /// The one with the largest value of a field.
    Largest(FieldId),
    /// The one with the smallest value of a field.
    Smallest(FieldId),
}

/// Things of a layer that pass a filter.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Candidates {
    /// The layer.
    pub layer: LayerId,
    /// Where they are looked for; relative to `it`.
    pub scope: Option<Scope>,
    /// Leave out masked things. Candidates count quoted text otherwise.
    pub outside_quotes: bool,
    /// Tests that all must hold; a bare field belongs to the candidate.
    pub whose: Vec<FieldTest>,
    /// `it` itself is a candidate of its own layer only if this is set: it is for counts (`at least`, `at most`,
    /// `exactly`, `different`) and for the first, last, largest and smallest; it is not for `a`, `no`, nearest,
    /// previous and next.
    pub including_it: bool,
    /// Where it stands.
    pub loc: Loc,
}

/// `field test` after `whose`.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct FieldTest {
    /// Path from the candidate, at least one field; for rows, the column index alone.
    pub path: Vec<FieldId>,
    /// The test.
    pub test: Test,
    /// Where it stands.
    pub loc: Loc,
}

/// Rows of a fact table that pass a filter.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct RowQuery {
    /// Index into [`Program::tables`].
    pub table: usize,
    /// Tests on columns; [`FieldId`] is the column index.
    pub whose: Vec<FieldTest>,
    /// Only rows valid on that day; absent or unclear day → unknown.
    pub valid_on: Option<Expr>,
    /// Where it stands.
    pub loc: Loc,
}

/// A condition: atoms joined by `and` or by `or`, never both.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Cond {
    /// How the atoms are joined.
    pub join: Join,
    /// At least one.
    pub atoms: Vec<Atom>,
    /// Where it stands.
    pub loc: Loc,
}

/// How atoms are joined.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Join {
    And,
    Or,
}

/// How many candidates there must be.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Quantifier {
    A,
    No,
    AtLeast(u32),
    AtMost(u32),
    Exactly(u32),
}

/// One test of a condition.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Atom {
    /// `a THING in SCOPE whose …`.
    Count {
        /// How many.
        quantifier: Quantifier,
        /// Of what.
        candidates: Candidates,
    },
    /// `at least 2 different …`: counts distinct things, by key where the layer has one.
    Different {
        /// How many.
        quantifier: Quantifier,
        /// Of what.
        of: Distinct,
        /// Where it stands.
        loc: Loc,
    },
    /// `a row of TABLE whose … valid on …`.
    Row {
        /// How many (`A`, `No`, `AtLeast` …).
        quantifier: Quantifier,
        /// Of what.
        query: RowQuery,
    },
    /// `its field test`.
    Test {
        /// What is tested.
        expr: Expr,
        /// The test.
        test: Test,
        /// Where it stands.
        loc: Loc,
    },
}

/// What `different` counts.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Distinct {
    /// `at least 2 different of its parts`: the path ends in a list, or goes through one.
    Of(Expr),
    /// `at least 2 different sources in the article whose …`.
    Among(Candidates),
}

/// A test of one value.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Test {
    /// `is X`, `is not X`: equality (things by key, text folded, quantities converted, dates as ranges).
    Equals {
        /// `is not`.
        negated: bool,
        /// The other side.
        to: Expr,
    },
    /// `is known`, `is not known`.
    Known {
        /// `is not known`.
        negated: bool,
    },
    /// `is inside a LAYER`.
    Inside {
        /// `is not inside`.
        negated: bool,
        /// The layer.
        layer: LayerId,
    },
    /// `is in WORDS` (index into [`Program::words`]).
    InWords {
        /// `is not in`.
        negated: bool,
        /// The list.
        words: usize,
    },
    /// `is at most`, `at least`, `more than`, `less than`; for dates `before` and `after` are less and more.
    Compare {
        /// Which.
        order: Order,
        /// `is not …`.
        negated: bool,
        /// The other side.
        to: Expr,
        /// For dates: by more than so many days (`more than 2 years before`).
        by_more_than: Option<(f64, DurationUnit)>,
    },
    /// `agrees with X [within SETTING]`: quantities converted, at printed precision, within the house's tolerance.
    Agrees {
        /// `does not agree with`.
        negated: bool,
        /// The other side.
        with: Expr,
        /// A number setting: allowed relative difference in percent.
        within: Option<usize>,
    },
    /// `overlaps X`: two ranges or two spans share something.
    Overlaps {
        /// `does not overlap`.
        negated: bool,
        /// The other side.
        with: Expr,
    },
}

/// Direction of a comparison.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Order {
    AtMost,
    AtLeast,
    MoreThan,
    LessThan,
}

/// Something that has a value.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Its type.
    pub ty: Type,
    /// Where it stands.
    pub loc: Loc,
}

/// Kinds of expressions.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum ExprKind {
    /// `it`, `its a's b`, `B`, `B's c`, or after `whose` a bare path of the candidate.
    Path {
        /// Where the path starts.
        base: Base,
        /// Fields, followed through things.
        fields: Vec<FieldId>,
    },
    /// `the draft's …`.
    Draft(DraftField),
    /// `the house's SETTING` (index into [`Program::settings`]).
    Setting(usize),
    /// `the weekday of X`.
    WeekdayOf(Box<Expr>),
    /// `the years since X`, up to the draft's date.
    YearsSince(Box<Expr>),
    /// `the count of X` for a list.
    CountOf(Box<Expr>),
    /// `the text of X`: the words of a thing as printed.
    TextOf(Box<Expr>),
    /// A literal; an enumeration value is [`Value::Enum`].
    Literal(Value),
}

/// Where a path starts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Base {
    /// The thing the rule is about.
    It,
    /// The candidate after `whose`.
    Candidate,
    /// A `let` (index into [`Rule::lets`]); for a row the first field is the column index.
    Let(usize),
}

/// Fields of the draft.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum DraftField {
    /// Its date: unclear if unknown.
    Date,
    /// Its genre, as text.
    Genre,
}

/// Where candidates are looked for.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Scope {
    /// In a part of the draft.
    Part(Part),
    /// In the sentence or paragraph of `it`, or around it. Never leaves the body, a caption or the headline.
    Around {
        /// Sentences or paragraphs.
        unit: Unit,
        /// How many units before.
        before: Amount,
        /// How many units after.
        after: Amount,
    },
    /// `before it`.
    BeforeIt,
    /// `after it`.
    AfterIt,
    /// `within N words`.
    WithinWords(u32),
    /// `inside a LAYER` (a thing of which holds the candidate).
    InsideLayer(LayerId),
    /// `inside it`.
    InsideIt,
}

/// A number of units: fixed, or a house setting.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Amount {
    /// Fixed.
    Fixed(u32),
    /// `in the same or the next lede-window sentences` (index into [`Program::settings`]).
    Setting(usize),
}

/// Sentences or paragraphs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Unit {
    Sentence,
    Paragraph,
}

/// Parts of a draft.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Part {
    Headline,
    Dek,
    Lede,
    Body,
    Article,
    Caption,
    HeadlineOrLede,
}
