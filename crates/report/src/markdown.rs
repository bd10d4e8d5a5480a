//! Markdown: for pull requests, job summaries and mail.

use std::fmt::Write as _;

use copydesk_desk::Report;

use crate::visible;
use crate::words::{found, uri};

/// The report as Markdown: a line of totals, then a list for each draft with findings.
pub fn markdown(report: &Report) -> String {
    let summary = report.summary();
    let found = found(&summary);
    let drafts = summary.files - summary.not_linted;
    let mut out = format!(
        "## copydesk: {}\n\n{drafts} {} checked",
        if found.is_empty() {
            "nothing found".to_owned()
        } else {
            found.join(", ")
        },
        if drafts == 1 { "draft" } else { "drafts" },
    );
    if summary.not_linted > 0 {
        let _ = write!(out, ", **{} not linted**", summary.not_linted);
    }
    if summary.stet > 0 {
        let _ = write!(out, ", {} by a stet mark", stand(summary.stet));
    }
    out.push_str(".\n");
    for file in &report.files {
        if file.findings.is_empty()
            && file.undecided.is_empty()
            && file.not_linted_reason().is_none()
        {
            continue;
        }
        let _ = writeln!(out, "\n### [{}]({})\n", text(&file.path), uri(&file.path));
        if let Some(reason) = file.not_linted_reason() {
            let _ = writeln!(out, "- **not linted**: {}", text(reason));
        }
        for finding in &file.findings {
            let start = finding.place.start;
            let _ = write!(
                out,
                "- **{}** {}:{} {}",
                finding.severity.name(),
                start.line,
                start.column,
                text(&finding.message),
            );
            if !finding.place.excerpt.is_empty() {
                let _ = write!(out, " “{}”", text(&shortened(&finding.place.excerpt)));
            }
            let _ = writeln!(out, " (`{}`)", finding.rule);
            for line in [&finding.help, &finding.because].into_iter().flatten() {
                let _ = writeln!(out, "  <br>{}", text(line));
            }
        }
        for open in &file.undecided {
            let _ = writeln!(out, "- not decided: `{}`: {}", open.rule, text(&open.why));
        }
    }
    out
}

fn stand(number: usize) -> String {
    match number {
        1 => "1 finding stands".to_owned(),
        _ => format!("{number} findings stand"),
    }
}

fn shortened(excerpt: &str) -> String {
    const LONGEST: usize = 120;
    if excerpt.chars().count() <= LONGEST {
        return excerpt.to_owned();
    }
    let head: String = excerpt.chars().take(LONGEST).collect();
    format!("{head}…")
}

/// Text from a draft: nothing in it is markup.
fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in visible(text).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' => {
                out.push('\\');
                out.push(c);
            }
            '@' => out.push_str("@\u{200b}"), // nobody is notified
            _ => out.push(c),
        }
    }
    out
}
