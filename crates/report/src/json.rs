//! JSON: one object, its names fixed by `schema/findings.schema.json`.

use std::fmt::Write as _;

use copydesk_desk::stet::Stet;
use copydesk_desk::{Edit, FileReport, Finding, Fix, Place, Related, Report};
use copydesk_draft::{Encoding, Position};
use serde::Serialize;

use crate::escape::is_treacherous;

/// The JSON Schema of [`json`]'s output.
pub const JSON_SCHEMA: &str = include_str!("../schema/findings.schema.json");

#[derive(Serialize)]
struct Root<'a> {
    schema: u32,
    tool: Tool<'a>,
    files: Vec<File<'a>>,
    findings: Vec<Found<'a>>,
    summary: Totals,
}

#[derive(Serialize)]
struct Tool<'a> {
    name: &'a str,
    version: &'a str,
    ruleset: &'a str,
}

#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    status: &'a str,
    reason: Option<&'a str>,
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<&'a str>,
    undecided: Vec<Open<'a>>,
    stets: Vec<Stetted<'a>>,
}

/// A stet mark with the findings that stand by it.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Stetted<'a> {
    rule: &'a str,
    file: &'a str,
    line: u32,
    state: &'a str,
    reason: &'a str,
    by: Option<&'a str>,
    until: Option<String>,
    whole_file: bool,
    findings: Vec<Found<'a>>,
}

#[derive(Serialize)]
struct Open<'a> {
    rule: &'a str,
    why: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Found<'a> {
    path: &'a str,
    rule: &'a str,
    severity: &'a str,
    severity_reason: Option<&'a str>,
    message: &'a str,
    help: Option<&'a str>,
    because: Option<&'a str>,
    start: Point,
    end: Point,
    excerpt: &'a str,
    related: Vec<Near<'a>>,
    fix: Option<Correction<'a>>,
    fingerprint: &'a str,
}

#[derive(Serialize)]
struct Near<'a> {
    message: &'a str,
    start: Point,
    end: Point,
}

#[derive(Serialize)]
struct Correction<'a> {
    kind: &'a str,
    edits: Vec<Change<'a>>,
}

#[derive(Serialize)]
struct Change<'a> {
    start: Point,
    end: Point,
    text: &'a str,
}

#[derive(Serialize)]
struct Point {
    line: u32,
    column: u32,
    byte: u32,
    char: u32,
}

#[derive(Serialize)]
struct Totals {
    files: usize,
    errors: usize,
    warnings: usize,
    advice: usize,
    undecided: usize,
    stet: usize,
}

/// The report as one JSON object on one line, with a line end. `version` is the tool's.
pub fn json(report: &Report, version: &str) -> String {
    let summary = report.summary();
    let root = Root {
        schema: 1,
        tool: Tool {
            name: "copydesk",
            version,
            ruleset: &report.ruleset,
        },
        files: report.files.iter().map(file).collect(),
        findings: report
            .findings()
            .map(|(file, finding)| found(file, finding))
            .collect(),
        summary: Totals {
            files: summary.files,
            errors: summary.errors,
            warnings: summary.warnings,
            advice: summary.advice,
            undecided: summary.undecided,
            stet: summary.stet,
        },
    };
    // Plain structs of strings and numbers: serialising them cannot fail.
    let mut out = escape(&serde_json::to_string(&root).unwrap_or_default());
    out.push('\n');
    out
}

/// Escapes what a terminal would obey. Such characters stand within strings only, where `\u` means the same.
pub(crate) fn escape(json: &str) -> String {
    if !json.chars().any(is_treacherous) {
        return json.to_owned();
    }
    let mut out = String::with_capacity(json.len() + 64);
    for c in json.chars() {
        if is_treacherous(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    out
}

fn file(file: &FileReport) -> File<'_> {
    let reason = file.not_linted_reason();
    File {
        path: &file.path,
        status: if reason.is_some() {
            "not-linted"
        } else {
            "checked"
        },
        reason,
        date: file.date.map(|(day, _)| day.to_string()),
        encoding: (file.encoding != Encoding::Utf8).then(|| file.encoding.name()),
        undecided: file
            .undecided
            .iter()
            .map(|undecided| Open {
                rule: &undecided.rule,
                why: &undecided.why,
            })
            .collect(),
        stets: (0..)
            .zip(&file.stets)
            .map(|(index, mark)| stetted(file, mark, index))
            .collect(),
    }
}

fn stetted<'a>(file: &'a FileReport, mark: &'a Stet, index: usize) -> Stetted<'a> {
    Stetted {
        rule: &mark.rule,
        file: &mark.file,
        line: mark.line,
        state: mark.state.name(),
        reason: &mark.reason,
        by: mark.by.as_deref(),
        until: mark.until.map(|day| day.to_string()),
        whole_file: mark.whole_file,
        findings: file
            .standing
            .iter()
            .filter(|(_, own)| *own == index)
            .map(|(finding, _)| found(file, finding))
            .collect(),
    }
}

fn found<'a>(file: &'a FileReport, finding: &'a Finding) -> Found<'a> {
    let Place {
        start,
        end,
        ref excerpt,
        ..
    } = finding.place;
    Found {
        path: &file.path,
        rule: &finding.rule,
        severity: finding.severity.name(),
        severity_reason: finding.severity_reason.as_deref(),
        message: &finding.message,
        help: finding.help.as_deref(),
        because: finding.because.as_deref(),
        start: point(start),
        end: point(end),
        excerpt,
        related: finding.related.iter().map(near).collect(),
        fix: finding.fix.as_ref().map(correction),
        fingerprint: &finding.fingerprint,
    }
}

fn near(related: &Related) -> Near<'_> {
    Near {
        message: &related.message,
        start: point(related.place.start),
        end: point(related.place.end),
    }
}

fn correction(fix: &Fix) -> Correction<'_> {
    Correction {
        kind: if fix.safe { "safe" } else { "offer" },
        edits: fix.edits.iter().map(change).collect(),
    }
}

fn change(edit: &Edit) -> Change<'_> {
    Change {
        start: point(edit.start),
        end: point(edit.end),
        text: &edit.text,
    }
}

fn point(position: Position) -> Point {
    Point {
        line: position.line,
        column: position.column,
        byte: position.byte,
        char: position.char,
    }
}
