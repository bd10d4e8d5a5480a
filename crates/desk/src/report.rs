//! What a check found, with every place resolved: ready for any output, without the drafts.

use std::sync::Arc;

use copydesk_draft::{Block, DateOrigin, Day, Encoding, Position, Span};
use copydesk_lang::program::Level;

use crate::stet::Stet;

/// The outcome of checking a set of drafts.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// One entry a file, sorted by path.
    pub files: Vec<FileReport>,
    /// Identity of the rules, facts, profile and settings: 32 hexadecimal digits.
    pub ruleset: String,
    /// Name of the profile.
    pub profile: String,
    /// The oldest day on which a register was last checked.
    pub registers_checked_on: Option<Day>,
    /// Files met in folders that are no drafts, by ending and number.
    pub skipped: Vec<(String, usize)>,
    /// Things said once for the whole run.
    pub notes: Vec<String>,
    /// The rules that ran, in order of their names.
    pub rules: Vec<RuleInfo>,
    /// Findings that are counted and not shown: errors, warnings, advice.
    pub withheld: [usize; 3],
}

/// A rule that ran, for outputs that describe the rules beside the findings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RuleInfo {
    /// Its name.
    pub name: String,
    /// What it asks for, as a sentence.
    pub title: String,
    /// Its severity under the profile.
    pub severity: Level,
    /// The norm behind it.
    pub because: Option<String>,
}

/// What was found in one file.
#[derive(Clone, Debug)]
pub struct FileReport {
    /// Relative path with forward slashes, or the name given for standard input.
    pub path: String,
    /// Whether it was checked.
    pub status: Status,
    /// The date that was used and where it came from; `None` if unknown.
    pub date: Option<(Day, DateOrigin)>,
    /// How the file is encoded.
    pub encoding: Encoding,
    /// Number of words of the reading text.
    pub words: usize,
    /// Rules that could not be decided.
    pub undecided: Vec<Undecided>,
    /// Findings in order of position, then rule.
    pub findings: Vec<Finding>,
    /// Findings below the least severity that is shown.
    pub hidden: usize,
    /// Rules that found more than is reported: name, found, reported.
    pub capped: Vec<(String, usize, usize)>,
    /// The copy as it was read, where the desk was told to keep it.
    pub copy: Option<Copy>,
    /// The stet marks of the draft.
    pub stets: Vec<Stet>,
    /// Findings that stand by a stet mark, with its index in `stets`; they are not among `findings`.
    pub standing: Vec<(Finding, usize)>,
}

/// The copy of a draft.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Copy {
    /// The reading text; spans of places are bytes of it.
    pub text: String,
    /// Its blocks, in order.
    pub blocks: Vec<Block>,
}

/// Whether a file was checked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Status {
    /// Read and checked.
    Checked,
    /// Not linted, and why.
    NotLinted(String),
}

impl FileReport {
    /// A file that was not linted.
    pub fn not_linted(path: impl Into<String>, reason: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            status: Status::NotLinted(reason.into()),
            date: None,
            encoding: Encoding::default(),
            words: 0,
            undecided: Vec::new(),
            findings: Vec::new(),
            hidden: 0,
            capped: Vec::new(),
            copy: None,
            stets: Vec::new(),
            standing: Vec::new(),
        }
    }

    /// The reason, if the file was not linted.
    pub fn not_linted_reason(&self) -> Option<&str> {
        match &self.status {
            Status::NotLinted(reason) => Some(reason),
            Status::Checked => None,
        }
    }
}

/// A rule that could not be decided on a draft.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Undecided {
    /// Name of the rule.
    pub rule: String,
    /// The reason.
    pub why: String,
}

/// One finding, with its places.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Name of the rule.
    pub rule: String,
    /// Severity after profile, conditions and staleness.
    pub severity: Level,
    /// Why the severity differs from the rule's own.
    pub severity_reason: Option<String>,
    /// One sentence.
    pub message: String,
    /// What would satisfy.
    pub help: Option<String>,
    /// The norm.
    pub because: Option<String>,
    /// The words that are the matter.
    pub place: Place,
    /// Other places that belong to it.
    pub related: Vec<Related>,
    /// A correction.
    pub fix: Option<Fix>,
    /// Identity that survives edits elsewhere.
    pub fingerprint: String,
}

/// A stretch of a draft: where it lies in the file, and the sentence around it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    /// Its first character in the file.
    pub start: Position,
    /// One past its last character in the file.
    pub end: Position,
    /// Its words as they are read.
    pub excerpt: String,
    /// Its bytes in the reading text.
    pub span: Span,
    /// The sentence, or sentences, around it, as read.
    pub sentence: Arc<str>,
    /// First byte of `sentence` in the reading text.
    pub sentence_start: u32,
}

impl Place {
    /// The place within [`Place::sentence`], in bytes; clipped to it.
    pub fn within(&self) -> Span {
        let limit = self.sentence.len() as u32;
        let from = |at: u32| at.saturating_sub(self.sentence_start).min(limit);
        Span::new(from(self.span.start), from(self.span.end))
    }
}

/// A related place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Related {
    /// What it is.
    pub message: String,
    /// Where it is.
    pub place: Place,
}

/// A correction.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fix {
    /// True: may be applied unasked. False: only offered.
    pub safe: bool,
    /// The edits in order, not overlapping.
    pub edits: Vec<Edit>,
}

/// One replacement.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edit {
    /// First character replaced, in the file.
    pub start: Position,
    /// One past the last character replaced.
    pub end: Position,
    /// The words replaced, as read.
    pub old: String,
    /// The new words.
    pub text: String,
}

/// Totals of a report.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Summary {
    /// Files, checked or not.
    pub files: usize,
    /// Files that were not linted.
    pub not_linted: usize,
    /// Findings at error level.
    pub errors: usize,
    /// Findings at warning level.
    pub warnings: usize,
    /// Findings at advice level.
    pub advice: usize,
    /// Undecided rules, counted once a draft.
    pub undecided: usize,
    /// Findings not shown for their severity.
    pub hidden: usize,
    /// Findings that stand by a stet mark.
    pub stet: usize,
}

impl Report {
    /// All findings with the file they stand in, in order of path, position and rule.
    pub fn findings(&self) -> impl Iterator<Item = (&FileReport, &Finding)> {
        self.files
            .iter()
            .flat_map(|file| file.findings.iter().map(move |finding| (file, finding)))
    }

    /// Keeps so many findings, the most severe; the others are counted and not shown. Gives their number.
    pub fn limit(&mut self, most: usize) -> usize {
        let mut left = most;
        let mut withheld = [0; 3];
        for (level, count) in [Level::Error, Level::Warning, Level::Advice]
            .into_iter()
            .zip(&mut withheld)
        {
            for file in &mut self.files {
                file.findings.retain(|finding| {
                    if finding.severity != level {
                        return true;
                    }
                    let keep = left > 0;
                    left -= usize::from(keep);
                    *count += usize::from(!keep);
                    keep
                });
            }
        }
        for (total, more) in self.withheld.iter_mut().zip(withheld) {
            *total += more;
        }
        withheld.iter().sum()
    }

    /// The totals.
    pub fn summary(&self) -> Summary {
        let [errors, warnings, advice] = self.withheld;
        let mut summary = Summary {
            errors,
            warnings,
            advice,
            ..Summary::default()
        };
        for file in &self.files {
            summary.files += 1;
            summary.not_linted += usize::from(file.not_linted_reason().is_some());
            summary.undecided += file.undecided.len();
            summary.hidden += file.hidden;
            summary.stet += file.standing.len();
            for finding in &file.findings {
                match finding.severity {
                    Level::Error => summary.errors += 1,
                    Level::Warning => summary.warnings += 1,
                    Level::Advice => summary.advice += 1,
                }
            }
        }
        summary
    }
}
