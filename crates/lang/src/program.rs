//! Checked rules: what the checker makes of the syntax trees and the engine evaluates.
//!
//! Every name is resolved: layers and fields to schema ids, settings, word lists, patterns and tables to indexes into
//! [`Program`]. Every node carries the place it came from ([`Loc`]), for `why` and for messages.
//!
//! # Truth
//! A condition is true, false or unknown; see the truth table in the language guide. The naive evaluator in the engine
//! is the semantics of this tree.

use copydesk_draft::layer::{DurationUnit, FieldId, LayerId, Schema, Type, Value};
use copydesk_draft::{Day, Genre, Span};
use copydesk_facts::ListEntry;

/// A place in a rule file.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Loc {
    /// Index into [`Program::files`].
    pub file: u32,
    /// Bytes in that file.
    pub span: Span,
}

/// One rule file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SourceFile {
    /// Its path within the pack, forward slashes.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// All checked rules of a pack, with what they use. Broken rules are left out (and were reported).
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Program {
    /// The rule files.
    pub files: Vec<SourceFile>,
    /// The built-in layers, then the desk-made ones ([`DeskLayer::id`]).
    pub schema: Schema,
    /// Settings with their defaults (profiles override the values).
    pub settings: Vec<Setting>,
    /// Word lists.
    pub words: Vec<Words>,
    /// Patterns, each after the patterns it uses.
    pub patterns: Vec<Pattern>,
    /// Desk-made layers in dependency order.
    pub layers: Vec<DeskLayer>,
    /// Fact tables.
    pub tables: Vec<FactTable>,
    /// Rules in order of file and place.
    pub rules: Vec<Rule>,
}

/// A house choice.
#[derive(Clone, PartialEq, Debug)]
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
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Words {
    /// Hyphenated name.
    pub name: String,
    /// Its entries.
    pub entries: Vec<ListEntry>,
    /// Where it is declared.
    pub loc: Loc,
}

/// A word pattern: alternatives of steps. Matching is leftmost-longest and non-overlapping, by word id, folded
/// unless a literal has a capital; never across a sentence end.
#[derive(Clone, PartialEq, Debug)]
pub struct Pattern {
    /// Hyphenated name.
    pub name: String,
    /// The alternatives, tried in order; the longest match at a place wins.
    pub alternatives: Vec<Sequence>,
    /// Where it is declared.
    pub loc: Loc,
}

/// One alternative of a pattern.
#[derive(Clone, PartialEq, Debug)]
pub struct Sequence {
    /// The steps, left to right.
    pub steps: Vec<Step>,
    /// The match is dropped if one of these steps matches right before it, right after it or anywhere inside it.
    pub except: Vec<(Where, Vec<Step>)>,
    /// Where it stands.
    pub loc: Loc,
}

/// Where an exception is looked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Where {
    Before,
    After,
    Inside,
}

/// One step of a pattern.
#[derive(Clone, PartialEq, Debug)]
pub struct Step {
    /// What must stand here.
    pub kind: StepKind,
    /// The name under which the matched thing or words are captured.
    pub capture: Option<String>,
    /// Where it stands.
    pub loc: Loc,
}

/// What a step matches.
#[derive(Clone, PartialEq, Debug)]
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
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
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
#[derive(Clone, PartialEq, Debug)]
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

/// A table of facts read from a register.
#[derive(Clone, PartialEq, Debug)]
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
#[derive(Clone, PartialEq, Debug)]
pub struct FactColumn {
    /// Its name in the rules and in the register (hyphenated).
    pub name: String,
    /// Its type; a `Thing` column holds the key of the thing's layer.
    pub ty: Type,
    /// Its part in the table.
    pub role: Role,
}

/// What a column of a fact table is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
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

/// Severity of findings.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Level {
    /// Worth a thought; hidden by default.
    Advice,
    /// An editor would ask.
    Warning,
    /// Must not be published so.
    Error,
}

impl Level {
    /// "advice", "warning" or "error".
    pub fn name(self) -> &'static str {
        match self {
            Self::Advice => "advice",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The level of that name.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Advice, Self::Warning, Self::Error]
            .into_iter()
            .find(|level| level.name() == name)
    }
}

/// One editorial obligation.
#[derive(Clone, PartialEq, Debug)]
pub struct Rule {
    /// Hyphenated name; `stet <name>` must read right.
    pub name: String,
    /// The statement, as a sentence.
    pub title: String,
    /// Default severity.
    pub severity: Level,
    /// Other severities where a condition holds; the first that is true wins.
    pub severity_cases: Vec<(Level, Cond)>,
    /// Name of a standard rule that this one takes the place of.
    pub replaces: Option<String>,
    /// Older names the rule still answers to.
    pub formerly: Vec<String>,
    /// The genres in which it runs; `None` means all.
    pub genres: Option<Vec<Genre>>,
    /// Rules it is silent for where they speak about the same sentence.
    pub yields_to: Vec<String>,
    /// What it is about.
    pub subject: Subject,
    /// `where`, `let`, `unless` in order.
    pub clauses: Vec<Clause>,
    /// The obligations; without one every thing that survives the clauses is a fault.
    pub requires: Vec<Require>,
    /// Names of `let`s with the type of what they hold; [`Base::Let`] is an index.
    pub lets: Vec<(String, LetType)>,
    /// The message where a `require` has none of its own.
    pub say: Option<Message>,
    /// One line of help.
    pub help: Option<Message>,
    /// Related spans to show.
    pub shows: Vec<Show>,
    /// A correction.
    pub fix: Option<Fix>,
    /// The norm behind it.
    pub because: Option<String>,
    /// Examples, bad and good.
    pub examples: Vec<Example>,
    /// The whole rule.
    pub loc: Loc,
}

/// What a rule is about.
#[derive(Clone, PartialEq, Debug)]
pub struct Subject {
    /// The kind.
    pub kind: SubjectKind,
    /// Where it is looked for.
    pub scope: Option<Scope>,
    /// Things inside quotation marks and other masks count too.
    pub including_quotes: bool,
    /// A keyed thing is reported at each failing mention, not once.
    pub every_time: bool,
    /// Where it stands.
    pub loc: Loc,
}

/// The kind of subject.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SubjectKind {
    /// The whole draft; the finding underlines the first sentence of the lede.
    Article,
    /// Each thing of a layer.
    Each(LayerId),
    /// The first mention of each keyed thing.
    FirstMention(LayerId),
    /// The last mention of each keyed thing.
    LastMention(LayerId),
}

impl SubjectKind {
    /// The layer, unless it is the article.
    pub fn layer(self) -> Option<LayerId> {
        match self {
            Self::Article => None,
            Self::Each(layer) | Self::FirstMention(layer) | Self::LastMention(layer) => Some(layer),
        }
    }
}

/// A clause before the obligations.
#[derive(Clone, PartialEq, Debug)]
pub enum Clause {
    /// Skip the thing unless true.
    Where(Cond),
    /// Excuse the thing if true.
    Unless(Cond),
    /// Name a thing or a row; finds nothing → absent.
    Let(Let),
}

/// One obligation.
#[derive(Clone, PartialEq, Debug)]
pub struct Require {
    /// What must hold; only false makes a finding.
    pub cond: Cond,
    /// The message where it does not.
    pub otherwise: Option<Message>,
    /// Where it stands.
    pub loc: Loc,
}

/// What a `let` holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LetType {
    /// A thing of a layer.
    Thing(LayerId),
    /// A row of a fact table (index into [`Program::tables`]).
    Row(usize),
}

/// `let NAME be …`.
#[derive(Clone, PartialEq, Debug)]
pub struct Let {
    /// Index into [`Rule::lets`].
    pub slot: usize,
    /// What is picked.
    pub pick: Pick,
    /// Where it stands.
    pub loc: Loc,
}

/// How a `let` picks its thing.
#[derive(Clone, PartialEq, Debug)]
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
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
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
#[derive(Clone, PartialEq, Debug)]
pub struct Candidates {
    /// The layer.
    pub layer: LayerId,
    /// Where they are looked for; relative to `it`.
    pub scope: Option<Scope>,
    /// Leave out masked things. Candidates count quoted text otherwise.
    pub outside_quotes: bool,
    /// Tests that all must hold; a bare field belongs to the candidate.
    pub whose: Vec<FieldTest>,
    /// `it` itself is never a candidate of its own layer unless this is set (counts: "at least 2 …").
    pub including_it: bool,
    /// Where it stands.
    pub loc: Loc,
}

/// `field test` after `whose`.
#[derive(Clone, PartialEq, Debug)]
pub struct FieldTest {
    /// Path from the candidate, at least one field; for rows, the column index alone.
    pub path: Vec<FieldId>,
    /// The test.
    pub test: Test,
    /// Where it stands.
    pub loc: Loc,
}

/// Rows of a fact table that pass a filter.
#[derive(Clone, PartialEq, Debug)]
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
#[derive(Clone, PartialEq, Debug)]
pub struct Cond {
    /// How the atoms are joined.
    pub join: Join,
    /// At least one.
    pub atoms: Vec<Atom>,
    /// Where it stands.
    pub loc: Loc,
}

/// How atoms are joined.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Join {
    And,
    Or,
}

/// How many candidates there must be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Quantifier {
    A,
    No,
    AtLeast(u32),
    AtMost(u32),
    Exactly(u32),
}

/// One test of a condition.
#[derive(Clone, PartialEq, Debug)]
pub enum Atom {
    /// `a THING in SCOPE whose …`.
    Count {
        /// How many.
        quantifier: Quantifier,
        /// Of what.
        candidates: Candidates,
    },
    /// `at least 2 different field` of a list field of things: counts distinct keys.
    Different {
        /// How many.
        quantifier: Quantifier,
        /// From what; the path ends in a list or is read over all candidates.
        of: Expr,
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

/// A test of one value.
#[derive(Clone, PartialEq, Debug)]
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
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Order {
    AtMost,
    AtLeast,
    MoreThan,
    LessThan,
}

/// Something that has a value.
#[derive(Clone, PartialEq, Debug)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Its type.
    pub ty: Type,
    /// Where it stands.
    pub loc: Loc,
}

/// Kinds of expressions.
#[derive(Clone, PartialEq, Debug)]
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
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Base {
    /// The thing the rule is about.
    It,
    /// The candidate after `whose`.
    Candidate,
    /// A `let` (index into [`Rule::lets`]); for a row the first field is the column index.
    Let(usize),
}

/// Fields of the draft.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DraftField {
    /// Its date: unclear if unknown.
    Date,
    /// Its genre, as text.
    Genre,
}

/// Where candidates are looked for.
#[derive(Clone, PartialEq, Debug)]
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
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Amount {
    /// Fixed.
    Fixed(u32),
    /// `in the same or the next lede-window sentences` (index into [`Program::settings`]).
    Setting(usize),
}

/// Sentences or paragraphs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Unit {
    Sentence,
    Paragraph,
}

/// Parts of a draft.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
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

/// A message with holes.
#[derive(Clone, PartialEq, Debug)]
pub struct Message {
    /// Words and holes in order.
    pub parts: Vec<MessagePart>,
    /// Where it stands.
    pub loc: Loc,
}

/// Part of a message.
#[derive(Clone, PartialEq, Debug)]
pub enum MessagePart {
    /// Words.
    Words(String),
    /// `{expr}`.
    Hole(Expr),
}

/// A related span to show.
#[derive(Clone, PartialEq, Debug)]
pub struct Show {
    /// The thing.
    pub what: ShowWhat,
    /// Its label.
    pub label: Message,
    /// Where it stands.
    pub loc: Loc,
}

/// What a `show` shows.
#[derive(Clone, PartialEq, Debug)]
pub enum ShowWhat {
    /// A thing-valued expression (`B`, `its attribution`).
    Expr(Expr),
    /// `the nearest LAYER`.
    Nearest(LayerId),
}

/// A correction.
#[derive(Clone, PartialEq, Debug)]
pub struct Fix {
    /// True: may be applied unasked. False: only offered.
    pub safe: bool,
    /// What is done.
    pub edit: FixEdit,
    /// Where it stands.
    pub loc: Loc,
}

/// What a fix does.
#[derive(Clone, PartialEq, Debug)]
pub enum FixEdit {
    /// Replace the words of `what` (a thing, or a field whose words are known).
    Replace {
        /// What is replaced.
        what: Expr,
        /// By what.
        with: FixText,
    },
    /// Delete the words of `what`, with one blank beside them.
    Delete {
        /// What is deleted.
        what: Expr,
    },
    /// Delete the whole block in which `it` stands.
    DeleteLine,
    /// Put words after `what`.
    Insert {
        /// After what.
        after: Expr,
        /// The words.
        text: FixText,
    },
}

/// The replacement.
#[derive(Clone, PartialEq, Debug)]
pub enum FixText {
    /// A value's words.
    Expr(Expr),
    /// A message with holes.
    Message(Message),
}

/// One example of a rule.
#[derive(Clone, PartialEq, Debug)]
pub struct Example {
    /// Should it fire?
    pub bad: bool,
    /// Records what happens today, without failing (`today bad`, `today good`).
    pub today: bool,
    /// The text without marks; paragraphs separated by blank lines.
    pub text: String,
    /// The marked spans, in bytes of `text`.
    pub marks: Vec<Span>,
    /// The headline without marks.
    pub headline: Option<String>,
    /// The marked spans, in bytes of `headline`.
    pub headline_marks: Vec<Span>,
    /// The draft's date.
    pub dated: Option<Day>,
    /// The genre.
    pub genre: Option<Genre>,
    /// The profile, by name.
    pub profile: Option<String>,
    /// Setting values for this example: index into [`Program::settings`] and value.
    pub with: Vec<(usize, Value)>,
    /// The message that must appear.
    pub says: Option<String>,
    /// The text after the fix.
    pub fixed: Option<String>,
    /// Where it stands.
    pub loc: Loc,
}
