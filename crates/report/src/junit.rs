//! JUnit XML: for build servers that show tests. A draft is a suite, a finding a failed case.

use std::fmt::Write as _;

use copydesk_desk::{FileReport, Level, Report};

use crate::visible;
use crate::words::whole;

/// The report as JUnit XML. Errors fail, warnings and advice are passed cases with their text; a draft that was not
/// linted is an error.
pub fn junit(report: &Report) -> String {
    let summary = report.summary();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let cases: usize = report
        .files
        .iter()
        .map(|file| file.findings.len().max(1))
        .sum();
    let _ = writeln!(
        out,
        "<testsuites name=\"copydesk\" tests=\"{cases}\" failures=\"{}\" errors=\"{}\">",
        summary.errors, summary.not_linted
    );
    for file in &report.files {
        suite(&mut out, file);
    }
    out.push_str("</testsuites>\n");
    out
}

fn suite(out: &mut String, file: &FileReport) {
    let path = text(&file.path);
    let failures = file
        .findings
        .iter()
        .filter(|finding| finding.severity == Level::Error)
        .count();
    let unread = file.not_linted_reason();
    let _ = writeln!(
        out,
        "  <testsuite name=\"{path}\" tests=\"{}\" failures=\"{failures}\" errors=\"{}\">",
        file.findings.len().max(1),
        usize::from(unread.is_some())
    );
    if let Some(reason) = unread {
        let _ = writeln!(
            out,
            "    <testcase classname=\"{path}\" name=\"not linted\"><error message=\"{}\"/></testcase>",
            text(reason)
        );
    } else if file.findings.is_empty() {
        let _ = writeln!(
            out,
            "    <testcase classname=\"{path}\" name=\"nothing found\"/>"
        );
    }
    for finding in &file.findings {
        let start = finding.place.start;
        let name = format!("{} {}:{}", finding.rule, start.line, start.column);
        let body = format!(
            "{}:{}:{}\n{}\n“{}”",
            visible(&file.path),
            start.line,
            start.column,
            whole(finding),
            finding.place.excerpt
        );
        let body: Vec<String> = body.lines().map(text).collect();
        let body = body.join("\n");
        let _ = write!(
            out,
            "    <testcase classname=\"{path}\" name=\"{}\">",
            text(&name)
        );
        let _ = if finding.severity == Level::Error {
            write!(
                out,
                "<failure type=\"{}\" message=\"{}\">{body}</failure>",
                text(&finding.rule),
                text(&finding.message)
            )
        } else {
            write!(
                out,
                "<system-out>{}: {body}</system-out>",
                finding.severity.name()
            )
        };
        out.push_str("</testcase>\n");
    }
    out.push_str("  </testsuite>\n");
}

/// Text for XML 1.0, which has no control characters at all.
fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in visible(text).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
    out
}
