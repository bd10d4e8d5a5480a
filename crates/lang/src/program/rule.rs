//! A rule and its clauses.

use copydesk_draft::layer::{LayerId, Value};
use copydesk_draft::{Day, Genre, Span};
use serde::{Deserialize, Serialize};

use super::{Cond, Expr, Let, LetType, Loc, Scope};

/// Severity of findings.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
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
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
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
    /// Examples, bad and good; a compiled pack keeps none.
    #[serde(skip)]
    pub examples: Vec<Example>,
    /// Made of what it asks for: two rules with other numbers ask for other things.
    pub obligation: u64,
    /// The whole rule.
    pub loc: Loc,
}

/// What a rule is about.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Subject {
    /// The kind.
    pub kind: SubjectKind,
    /// Where it is looked for.
    pub scope: Option<Scope>,
    /// Things inside quotation marks and other masks count too.
    pub including_quotes: bool,
    /// A keyed thing is reported at each failing mention, not once.
    pub every_time: bool,
    /// One finding a draft, at the first fault; the others are related places.
    pub once: bool,
    /// The definitions by which its things are chosen from a layer; their conditions stand first among the rule's.
    pub chosen: Vec<Loc>,
    /// Where it stands.
    pub loc: Loc,
}

/// The kind of subject.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
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
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Clause {
    /// Skip the thing unless true.
    Where(Cond),
    /// Excuse the thing if true.
    Unless(Cond),
    /// Name a thing or a row; finds nothing → absent.
    Let(Let),
}

/// One obligation.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Require {
    /// What must hold; only false makes a finding.
    pub cond: Cond,
    /// The message where it does not.
    pub otherwise: Option<Message>,
    /// Where it stands.
    pub loc: Loc,
}

/// A message with holes.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Message {
    /// Words and holes in order.
    pub parts: Vec<MessagePart>,
    /// Where it stands.
    pub loc: Loc,
}

/// Part of a message.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum MessagePart {
    /// Words.
    Words(String),
    /// `{expr}`.
    Hole(Expr),
}

/// A related span to show.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Show {
    /// The thing.
    pub what: ShowWhat,
    /// Its label.
    pub label: Message,
    /// Where it stands.
    pub loc: Loc,
}

/// What a `show` shows.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum ShowWhat {
    /// A thing-valued expression (`B`, `its attribution`).
    Expr(Expr),
    /// `the nearest LAYER`.
    Nearest(LayerId),
}

/// A correction.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Fix {
    /// True: may be applied unasked. False: only offered.
    pub safe: bool,
    /// What is done.
    pub edit: FixEdit,
    /// Where it stands.
    pub loc: Loc,
}

/// What a fix does.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
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
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
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
