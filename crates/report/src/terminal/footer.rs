//! The end of the report: what was counted, what could not be decided, which date and registers were used.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use copydesk_desk::{Report, Summary};
use copydesk_draft::{DateOrigin, Day};

use super::Style;
use super::cells;
use super::paint::{Ink, Paint};
use crate::{visible, words};

/// At most so many drafts are named in one line.
const NAMED: usize = 3;

pub(super) fn write(out: &mut String, report: &Report, style: Style) {
    let paint = Paint::new(style);
    let width = style.width.max(40);
    if !out.is_empty() {
        let rule: String = std::iter::repeat_n(paint.signs.rule, width).collect();
        paint.put(out, Ink::Faint, &rule);
        out.push('\n');
    }
    let summary = report.summary();
    let ink = match (summary.errors, summary.warnings) {
        (1.., _) => Ink::Error,
        (0, 1..) => Ink::Warning,
        (0, 0) => Ink::Lead,
    };
    for line in cells::wrap(&headline(&summary), width) {
        paint.put(out, ink, &line);
        out.push('\n');
    }
    let mut lines: Vec<(&str, String)> = Vec::new();
    if summary.hidden > 0 {
        lines.push((
            "hidden",
            format!(
                "{}; `--min-severity advice` shows all",
                count(summary.hidden, "finding")
            ),
        ));
    }
    if summary.stet > 0 {
        let stand = if summary.stet == 1 { "stands" } else { "stand" };
        lines.push((
            "stet",
            format!(
                "{} {stand} by a stet mark; `copydesk stet --list` shows them",
                count(summary.stet, "finding")
            ),
        ));
    }
    for file in &report.files {
        for (rule, found, shown) in &file.capped {
            lines.push((
                "too many",
                format!(
                    "{rule} found {found} in {}; {shown} are reported",
                    file.path
                ),
            ));
        }
    }
    for (text, paths) in undecided(report) {
        lines.push((
            "undecided",
            format!("{text} ({})", named(&paths, report.files.len())),
        ));
    }
    if let Some(text) = dates(report) {
        lines.push(("date", text));
    }
    if !report.skipped.is_empty() {
        let kinds: Vec<String> = report
            .skipped
            .iter()
            .map(|(ending, number)| format!("{number} {ending}"))
            .collect();
        lines.push((
            "skipped",
            format!("files that are no drafts: {}", kinds.join(", ")),
        ));
    }
    if let Some(day) = report.registers_checked_on {
        lines.push(("registers", format!("last checked {}", day.long())));
    }
    for note in &report.notes {
        lines.push(("note", note.clone()));
    }
    for (lead, words) in lines {
        for (number, line) in cells::wrap(&visible(&words), width - 11)
            .into_iter()
            .enumerate()
        {
            let lead = if number == 0 { lead } else { "" };
            paint.put(out, Ink::Faint, &format!("{lead:<11}"));
            out.push_str(&line);
            out.push('\n');
        }
    }
}

fn headline(summary: &Summary) -> String {
    let checked = summary.files - summary.not_linted;
    let mut text = if summary.files == 0 {
        "No drafts".to_owned()
    } else {
        format!("{} checked", count(checked, "draft"))
    };
    if summary.not_linted > 0 {
        let _ = write!(text, ", {} not linted", summary.not_linted);
    }
    let found = words::found(summary);
    match (checked, found.is_empty()) {
        (0, _) => {}
        (_, true) => text.push_str(": nothing found"),
        (_, false) => {
            text.push_str(": ");
            text.push_str(&found.join(", "));
        }
    }
    text
}

fn count(number: usize, word: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {word}{plural}")
}

/// Undecided rules with the same reason, and the drafts they could not be decided on.
fn undecided(report: &Report) -> Vec<(String, Vec<&str>)> {
    let mut by_draft: BTreeMap<&str, BTreeMap<&str, Vec<&str>>> = BTreeMap::new();
    for file in &report.files {
        for open in &file.undecided {
            by_draft
                .entry(&open.why)
                .or_default()
                .entry(&file.path)
                .or_default()
                .push(&open.rule);
        }
    }
    let mut lines = Vec::new();
    for (why, drafts) in by_draft {
        let mut by_rules: BTreeMap<Vec<&str>, Vec<&str>> = BTreeMap::new();
        for (path, rules) in drafts {
            by_rules.entry(rules).or_default().push(path);
        }
        for (mut rules, paths) in by_rules {
            rules.dedup();
            lines.push((format!("{}: {why}", rules.join(", ")), paths));
        }
    }
    lines
}

fn named(paths: &[&str], files: usize) -> String {
    if paths.len() == files && files > 1 {
        return format!("all {files} drafts");
    }
    let first: Vec<&str> = paths.iter().take(NAMED).copied().collect();
    let rest = paths.len().saturating_sub(NAMED);
    if rest > 0 {
        format!("{} and {rest} more", first.join(", "))
    } else {
        first.join(", ")
    }
}

fn origin(origin: DateOrigin) -> &'static str {
    match origin {
        DateOrigin::AsOf => "--as-of",
        DateOrigin::FrontMatter => "front matter",
        DateOrigin::Dateline => "dateline",
    }
}

/// The dates that were used.
fn dates(report: &Report) -> Option<String> {
    let used: Vec<(&str, Option<(Day, DateOrigin)>)> = report
        .files
        .iter()
        .filter(|file| file.not_linted_reason().is_none())
        .map(|file| (file.path.as_str(), file.date))
        .collect();
    let (_, first) = *used.first()?;
    if used.iter().all(|(_, date)| *date == first) {
        return Some(match first {
            Some((day, from)) => format!("{} ({})", day.long(), origin(from)),
            None => "unknown; give the draft a `date`, or use --as-of 2025-03-11".to_owned(),
        });
    }
    let mut parts = Vec::new();
    for from in [
        DateOrigin::AsOf,
        DateOrigin::FrontMatter,
        DateOrigin::Dateline,
    ] {
        let number = used
            .iter()
            .filter(|(_, date)| date.is_some_and(|(_, own)| own == from))
            .count();
        if number > 0 {
            parts.push(format!("{number} from the {}", origin(from)));
        }
    }
    let unknown: Vec<&str> = used
        .iter()
        .filter(|(_, date)| date.is_none())
        .map(|(path, _)| *path)
        .collect();
    if !unknown.is_empty() {
        parts.push(format!(
            "{} unknown ({})",
            unknown.len(),
            named(&unknown, usize::MAX)
        ));
    }
    Some(parts.join(", "))
}
