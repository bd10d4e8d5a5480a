//! Marks beside a draft: `draft.stet.toml` for `draft.txt`, by fingerprint or for the whole draft.
//!
//! ```toml
//! [[stet]]
//! draft = "draft.txt"                  # left out: every draft of that name
//! rule = "casualty-attribution"
//! fingerprint = "8e2a29a0965d1c69"
//! words = "leaving at least 15 dead"   # for people
//! reason = "confirmed with the ministry by phone"
//! by = "AB"
//! until = 2025-03-01
//!
//! [[stet]]
//! rule = "relative-time-undated"
//! whole-file = true                    # every finding of the rule, in place of a fingerprint
//! reason = "a live page"
//! ```

use std::fmt::Write as _;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use copydesk_draft::{Day, Draft, Span};
use serde::Deserialize;
use toml::Spanned;

use super::mark::Said;
use super::{Mark, Target};
use crate::report::Place;
use crate::wording;

/// Marks of the file beside a draft.
#[derive(Clone, Debug, Default)]
pub struct Side {
    /// The file, as it is shown.
    file: String,
    entries: Vec<(u32, Entry)>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    #[serde(default)]
    stet: Vec<Spanned<Entry>>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Entry {
    draft: Option<String>,
    rule: String,
    fingerprint: Option<String>,
    #[serde(default)]
    whole_file: bool,
    #[allow(dead_code, reason = "for people who read the file")]
    words: Option<String>,
    #[serde(default)]
    reason: String,
    by: Option<String>,
    until: Option<toml::Value>,
}

/// The file beside a draft.
pub fn beside(draft: &Path) -> PathBuf {
    draft.with_extension("stet.toml")
}

impl Side {
    /// Reads the file beside a draft; none is no error. `shown` is the draft as it is reported.
    ///
    /// # Errors
    /// The file is there and cannot be read or understood: file, line, what is wrong.
    pub fn read(draft: &Path, shown: &str) -> Result<Self, String> {
        let file = beside(draft);
        let text = match fs::read_to_string(&file) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Self::default()),
            // Where the draft's folder is none there is nothing beside it.
            Err(error) if error.kind() == ErrorKind::NotADirectory => return Ok(Self::default()),
            Err(error) => {
                return Err(format!(
                    "its stet marks in {} cannot be read: {error}",
                    beside(Path::new(shown)).display()
                ));
            }
        };
        Self::parse(&text, draft, shown)
    }

    /// Reads the text of the file beside a draft.
    ///
    /// # Errors
    /// It cannot be understood: file, line, what is wrong.
    pub fn parse(text: &str, draft: &Path, shown: &str) -> Result<Self, String> {
        let shown = beside(Path::new(shown))
            .to_string_lossy()
            .replace('\\', "/");
        let name = draft.file_name().map(|name| name.to_string_lossy());
        let line = |at: usize| {
            text.get(..at)
                .map_or(1, |before| before.matches('\n').count() + 1)
        };
        let raw: Raw = toml::from_str(text).map_err(|error| {
            format!(
                "its stet marks in {shown}:{} cannot be understood: {}",
                error.span().map_or(1, |span| line(span.start)),
                wording::toml_error(&error, text)
            )
        })?;
        let unclear = |entry: &&Spanned<Entry>| {
            entry.get_ref().fingerprint.is_some() == entry.get_ref().whole_file
        };
        if let Some(entry) = raw.stet.iter().find(unclear) {
            return Err(format!(
                "its stet marks in {shown}:{} cannot be understood: a mark has either `fingerprint = \"…\"` or `whole-file = true`",
                line(entry.span().start)
            ));
        }
        let entries = raw
            .stet
            .into_iter()
            .filter(|entry| {
                let of = entry.get_ref().draft.as_deref();
                of.is_none_or(|of| name.as_deref() == Some(of))
            })
            .map(|entry| (line(entry.span().start) as u32, entry.into_inner()))
            .collect();
        Ok(Self {
            file: shown,
            entries,
        })
    }

    /// The marks; their faults are reported at the head of the draft.
    pub(crate) fn marks(&self, draft: &Draft) -> Vec<Mark> {
        let head = draft.source().position(0);
        self.entries
            .iter()
            .map(|(line, entry)| {
                let (until, fault) = match &entry.until {
                    None => (None, None),
                    Some(value) => match day(value) {
                        Some(day) => (Some(day), None),
                        None => (
                            None,
                            Some(format!(
                                "`until = {value}` is no day; write it as `until = 2025-03-01`"
                            )),
                        ),
                    },
                };
                Mark {
                    said: Said {
                        rule: entry.rule.clone(),
                        reason: entry.reason.trim().to_owned(),
                        by: entry.by.clone(),
                        until,
                        whole_file: entry.whole_file,
                        fault,
                    },
                    target: match &entry.fingerprint {
                        Some(fingerprint) => Target::Fingerprint(fingerprint.clone()),
                        None => Target::File,
                    },
                    file: self.file.clone(),
                    line: *line,
                    own: None,
                    place: Place {
                        start: head,
                        end: head,
                        excerpt: String::new(),
                        span: Span::new(0, 0),
                        sentence: "".into(),
                        sentence_start: 0,
                    },
                }
            })
            .collect()
    }
}

fn day(value: &toml::Value) -> Option<Day> {
    match value {
        toml::Value::String(text) => Day::parse_iso(text),
        toml::Value::Datetime(date) => Day::parse_iso(&date.to_string()),
        _ => None,
    }
}

/// An entry as it is written to the file: for one finding, by its fingerprint and its words, or for the whole draft.
pub(super) fn entry(draft: &str, said: &Said, finding: Option<(&str, &str)>) -> String {
    let text = |value: &str| toml::Value::String(value.to_owned()).to_string();
    let mut out = String::from("[[stet]]\n");
    let _ = writeln!(out, "draft = {}", text(draft));
    let _ = writeln!(out, "rule = {}", text(&said.rule));
    match finding {
        Some((fingerprint, words)) => {
            let _ = writeln!(out, "fingerprint = {}", text(fingerprint));
            let _ = writeln!(out, "words = {}", text(words));
        }
        None => out.push_str("whole-file = true\n"),
    }
    let _ = writeln!(out, "reason = {}", text(&said.reason));
    if let Some(by) = &said.by {
        let _ = writeln!(out, "by = {}", text(by));
    }
    if let Some(until) = said.until {
        let _ = writeln!(out, "until = {until}");
    }
    out
}
