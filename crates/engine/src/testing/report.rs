//! How examples and silence suites went: what was wanted, what was found, and what decided.

use copydesk_draft::Span;
use copydesk_lang::program::Loc;

/// The part of a passage.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Place {
    Headline,
    Text,
}

/// A stretch of a passage.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Placed {
    /// In the headline or in the text.
    pub place: Place,
    /// Bytes of the headline or of the text.
    pub span: Span,
    /// The words.
    pub words: String,
}

/// What decided about one thing in an example.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decided {
    /// The thing.
    pub about: Placed,
    /// The clause that decided, if one did.
    pub clause: Option<Loc>,
    /// In words: "skipped: `where …` does not hold".
    pub words: String,
}

/// Why an example fails.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Failure {
    /// Other words are found than those that are marked.
    Spans {
        /// Marked.
        wanted: Vec<Placed>,
        /// Found.
        found: Vec<Placed>,
    },
    /// No finding says what `says` wants.
    Says {
        /// Wanted.
        wanted: String,
        /// The messages found.
        found: Vec<String>,
    },
    /// The fix gives another text than `fixed` wants.
    Fixed {
        /// Wanted.
        wanted: String,
        /// The text after the fix.
        found: String,
    },
    /// The corrected text still breaks the rule.
    NotClean {
        /// The text after the fix.
        text: String,
        /// What is still found.
        found: Vec<Placed>,
    },
    /// Applying the fix a second time changes the text again.
    NotIdempotent {
        /// After the first time.
        once: String,
        /// After the second time.
        twice: String,
    },
    /// The profile the example names does not exist.
    NoProfile(String),
}

/// How one example went.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExampleReport {
    /// Index into the rule's examples.
    pub index: usize,
    /// Where it stands.
    pub loc: Loc,
    /// `bad` or `good`.
    pub bad: bool,
    /// `today`: recorded, does not fail.
    pub today: bool,
    /// What went wrong; empty if nothing did.
    pub failures: Vec<Failure>,
    /// What decided about each thing the rule could be about; filled where something went wrong.
    pub decided: Vec<Decided>,
    /// The rule could not be decided here: its silence shows nothing.
    pub undecided: Option<String>,
}

impl ExampleReport {
    /// True if it counts as a failure.
    pub fn failed(&self) -> bool {
        !self.failures.is_empty() && !self.today
    }
}

/// A clause that no example and no passage of the silence suite exercises: without it each ends as before, and is as decided.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unexercised {
    /// The clause or test.
    pub loc: Loc,
    /// Its words.
    pub words: String,
}

/// How a passage of the silence suite went.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SilenceReport {
    /// The heading.
    pub title: String,
    /// Its line.
    pub line: u32,
    /// What was found; empty is right.
    pub found: Vec<Placed>,
    /// The messages of what was found.
    pub messages: Vec<String>,
    /// What decided, where something was found.
    pub decided: Vec<Decided>,
    /// The profile it names does not exist.
    pub no_profile: Option<String>,
}

impl SilenceReport {
    /// True if the rule spoke, or the passage could not be run.
    pub fn failed(&self) -> bool {
        !self.found.is_empty() || self.no_profile.is_some()
    }
}

/// The examples of one rule.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RuleReport {
    /// Name of the rule.
    pub rule: String,
    /// Its examples in order.
    pub examples: Vec<ExampleReport>,
    /// Clauses without use in the examples.
    pub unexercised: Vec<Unexercised>,
    /// How many clauses and tests were dropped in turn.
    pub clauses: usize,
    /// Its silence suite, if it has one.
    pub silence: Vec<SilenceReport>,
}

impl RuleReport {
    /// True if an example or a passage fails.
    pub fn failed(&self) -> bool {
        self.examples.iter().any(ExampleReport::failed)
            || self.silence.iter().any(SilenceReport::failed)
    }
}
