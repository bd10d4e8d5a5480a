//! Why a rule speaks about a thing, or does not: every clause, what was looked for, where, what was found.
//!
//! The trace is data; [`Display`](std::fmt::Display) prints it as plain lines.

mod place;
mod print;
mod trace;

use copydesk_draft::Span;
use copydesk_lang::program::Loc;

use crate::finding::Finding;
use crate::truth::Truth;

/// What a rule makes of the things at a place, or of all things of a draft.
#[derive(Clone, PartialEq, Debug)]
pub struct Answer {
    /// Name of the rule.
    pub rule: String,
    /// What it is about: "casualty-figure", "the article".
    pub about: String,
    /// One trace a thing, in order.
    pub traces: Vec<Trace>,
    /// Where there is no such thing at the place asked about: the nearest one of the draft.
    pub nearest: Option<Seen>,
}

/// What a rule makes of one thing.
#[derive(Clone, PartialEq, Debug)]
pub struct Trace {
    /// Bytes of the thing in the reading text.
    pub span: Span,
    /// Its words.
    pub words: String,
    /// How it ends.
    pub ending: Ending,
    /// The clauses in order, up to the one that decided.
    pub steps: Vec<Step>,
    /// The finding about it, if there is one.
    pub finding: Option<Box<Finding>>,
}

/// How a rule ends on a thing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ending {
    /// The house has switched the rule off.
    Off,
    /// The rule does not run in this genre.
    Genre(String),
    /// The rule is not about this thing, and why.
    NotAbout(String),
    /// A `where` does not hold.
    Skipped,
    /// An `unless` holds.
    Excused,
    /// Everything required is there, or cannot be tested.
    Content,
    /// Cannot be told, and why.
    Undecided(String),
    /// A finding.
    Fault,
    /// A fault, reported at another mention of the same thing.
    ReportedAt(Span),
    /// A fault, left to another rule that speaks about the same sentence.
    LeftTo(String),
}

/// What a clause is.
#[derive(Clone, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Clause {
    Where,
    Unless,
    Require,
    /// A `let`, with its name.
    Let(String),
}

/// One clause.
#[derive(Clone, PartialEq, Debug)]
pub struct Step {
    /// What it is.
    pub clause: Clause,
    /// Its words.
    pub words: String,
    /// Where it stands in the rule files.
    pub loc: Loc,
    /// What it came to; for a `let`, whether it holds something.
    pub truth: Truth,
    /// Its parts.
    pub parts: Vec<Part>,
}

/// One test, or one thing looked for.
#[derive(Clone, PartialEq, Debug)]
pub struct Part {
    /// Its words.
    pub words: String,
    /// Where it stands in the rule files.
    pub loc: Loc,
    /// What it came to; for what a `let` holds, whether it found something.
    pub truth: Truth,
    /// The two sides of a test: what was tested, and against what.
    pub sides: Vec<Side>,
    /// What was looked for.
    pub looked: Option<Looked>,
}

/// One side of a test.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Side {
    /// The expression as written.
    pub expression: String,
    /// What it came to: "21", "nothing", "unclear: the draft has no date".
    pub value: String,
    /// Where in the draft.
    pub span: Option<Span>,
}

/// A search.
#[derive(Clone, PartialEq, Debug)]
pub struct Looked {
    /// For what: the name of a layer, or "row of designations".
    pub what: String,
    /// Where, in words: "in the same sentence".
    pub place: String,
    /// The stretches searched; empty if the draft has no such part, or for registers.
    pub searched: Vec<Span>,
    /// What was looked at there.
    pub seen: Vec<Seen>,
    /// What would have matched but stands elsewhere, nearest first.
    pub elsewhere: Vec<Seen>,
}

/// One candidate.
#[derive(Clone, PartialEq, Debug)]
pub struct Seen {
    /// Its bytes; `None` for a row of a register.
    pub span: Option<Span>,
    /// Its words.
    pub words: String,
    /// Whether it matches.
    pub truth: Truth,
    /// The test that it fails or leaves open, with what it found there.
    pub failed: Option<String>,
}
