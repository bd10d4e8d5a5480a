//! The report for screen readers: nothing is drawn, every place is said in words.

use std::fmt::Write as _;

use copydesk_desk::{FileReport, Finding, Level, Place, Report};

use crate::visible;
use crate::words::count;

/// Every finding in sentences, files that were not linted, undecided rules, and the totals.
pub fn narrated(report: &Report) -> String {
    let mut out = String::new();
    for file in &report.files {
        if let Some(reason) = file.not_linted_reason() {
            let _ = writeln!(
                out,
                "{} was not linted: {}.\n",
                visible(&file.path),
                visible(reason)
            );
        }
        for finding in &file.findings {
            tell(&mut out, file, finding);
        }
        for open in &file.undecided {
            let _ = writeln!(
                out,
                "{}: the rule {} could not be decided: {}.\n",
                visible(&file.path),
                open.rule,
                visible(&open.why)
            );
        }
    }
    let summary = report.summary();
    let _ = writeln!(
        out,
        "{} file{}, {}, {}, {}, {} rule{} not decided.",
        summary.files,
        plural(summary.files),
        count(summary.errors, Level::Error),
        count(summary.warnings, Level::Warning),
        count(summary.advice, Level::Advice),
        summary.undecided,
        plural(summary.undecided)
    );
    if summary.stet > 0 {
        let _ = writeln!(out, "Standing by a stet mark: {}.", summary.stet);
    }
    out
}

/// What a noun ends in behind a number: it is read out.
fn plural(number: usize) -> &'static str {
    if number == 1 { "" } else { "s" }
}

fn tell(out: &mut String, file: &FileReport, finding: &Finding) {
    let _ = writeln!(
        out,
        "{}, {}: {}, {}.",
        visible(&file.path),
        place(&finding.place),
        finding.severity.name(),
        finding.rule
    );
    let _ = writeln!(out, "{}", visible(&finding.message));
    let _ = writeln!(out, "The words: {}", visible(&finding.place.excerpt));
    if finding.place.excerpt.len() < finding.place.sentence.len() {
        let _ = writeln!(out, "The sentence: {}", visible(&finding.place.sentence));
    }
    for related in &finding.related {
        let _ = writeln!(
            out,
            "See {}: {}: {}",
            place(&related.place),
            visible(&related.message),
            visible(&related.place.excerpt)
        );
    }
    for (lead, text) in [
        ("Help", &finding.help),
        ("Severity", &finding.severity_reason),
        ("Because", &finding.because),
    ] {
        if let Some(text) = text {
            let _ = writeln!(out, "{lead}: {}", visible(text));
        }
    }
    out.push('\n');
}

fn place(place: &Place) -> String {
    format!("line {}, column {}", place.start.line, place.start.column)
}
