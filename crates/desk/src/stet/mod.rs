//! Stet marks: recorded decisions to let a finding stand.
//!
//! In Markdown a comment before the paragraph, or within it:
//!
//! ```text
//! <!-- stet casualty-attribution: confirmed with the ministry by phone, AB, until 2025-03-01 -->
//! <!-- stet-file relative-time-undated: a live page, RK -->
//! ```
//!
//! Beside plain text a file `draft.stet.toml`, by fingerprint ([`side`]). A mark without a reason has no effect; such
//! marks, those that expired, are of no use or name no rule are findings themselves ([`RULES`]).

mod judge;
mod mark;
mod markdown;
pub mod side;
pub mod write;

use copydesk_draft::{Day, Span};
use copydesk_lang::program::Level;

use crate::report::{Place, RuleInfo};

pub(crate) use judge::{Judged, Judging, judge, severity};
pub(crate) use markdown::marks;

/// A mark whose rule found nothing there.
pub const UNUSED: &str = "stet-unused";
/// A mark whose day has passed.
pub const EXPIRED: &str = "stet-expired";
/// A mark that gives no reason.
pub const WITHOUT_REASON: &str = "stet-without-reason";
/// A mark for a rule that does not exist.
pub const UNKNOWN_RULE: &str = "stet-unknown-rule";
/// A mark that cannot be understood.
pub const UNREADABLE: &str = "stet-unreadable";

/// What is checked about the marks themselves: name, what it asks for, severity. Profiles, `--select` and `--ignore`
/// treat them as rules.
pub const RULES: [(&str, &str, Level); 5] = [
    (
        UNUSED,
        "A stet mark has a finding to let stand",
        Level::Warning,
    ),
    (
        EXPIRED,
        "A stet mark has not passed its day",
        Level::Warning,
    ),
    (WITHOUT_REASON, "A stet mark gives its reason", Level::Error),
    (UNKNOWN_RULE, "A stet mark names a rule", Level::Error),
    (UNREADABLE, "A stet mark can be understood", Level::Error),
];

/// The checks of the marks as rules that ran.
pub(crate) fn rules() -> impl Iterator<Item = RuleInfo> {
    RULES.iter().map(|&(name, title, severity)| RuleInfo {
        name: name.to_owned(),
        title: title.to_owned(),
        severity,
        because: None,
    })
}

/// A mark as it is reported.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stet {
    /// The rule it names.
    pub rule: String,
    /// Why the finding stands; empty if no reason is given.
    pub reason: String,
    /// Who decided, by initials.
    pub by: Option<String>,
    /// The last day on which it holds.
    pub until: Option<Day>,
    /// It is for the whole draft.
    pub whole_file: bool,
    /// The file it stands in: the draft, or the file beside it.
    pub file: String,
    /// Its line there.
    pub line: u32,
    /// What became of it.
    pub state: State,
}

impl Stet {
    /// Reason, initials and day, as a mark has them.
    pub fn words(&self) -> String {
        mark::words(&self.reason, self.by.as_deref(), self.until)
    }
}

/// What became of a mark.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// It lets so many findings stand.
    Stands(usize),
    /// The rule found nothing that it is for.
    Unused,
    /// Its day has passed: the findings are reported again.
    Expired,
    /// Its rule did not run, or could not be decided.
    NotJudged,
    /// It has no effect: no reason, no such rule, or not to be understood.
    Faulty,
}

impl State {
    /// In one or two words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stands(_) => "stands",
            Self::Unused => "unused",
            Self::Expired => "expired",
            Self::NotJudged => "not judged",
            Self::Faulty => "no effect",
        }
    }
}

/// A mark as found, before it is judged.
#[derive(Clone, Debug)]
pub(crate) struct Mark {
    pub(crate) said: mark::Said,
    pub(crate) target: Target,
    pub(crate) file: String,
    pub(crate) line: u32,
    /// Its own bytes of the reading text, which are no copy: nothing is found there.
    pub(crate) own: Option<Span>,
    /// Where faults of the mark are reported.
    pub(crate) place: Place,
}

/// What a mark is for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Target {
    /// The whole draft.
    File,
    /// Findings that begin within these bytes of the reading text.
    Text(Span),
    /// The finding of this identity.
    Fingerprint(String),
}
