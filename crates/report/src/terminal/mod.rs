//! The report an editor reads.
//!
//! Every finding is a miette diagnostic ([`FindingDiagnostic`]) whose source code is the sentences around its places,
//! drawn by our own miette handler ([`SentenceHandler`]): a news paragraph is one long line, and the stock handlers
//! print lines whole and count columns in bytes.

mod cells;
mod diagnostic;
mod footer;
mod handler;
mod paint;
mod snippet;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use copydesk_desk::Report;

pub use diagnostic::FindingDiagnostic;
pub use handler::SentenceHandler;

/// How the report is drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Style {
    /// Columns of the terminal; at least 40 are used.
    pub width: usize,
    /// Colours and bold type.
    pub colour: bool,
    /// Box-drawing characters; else ASCII.
    pub unicode: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            width: 100,
            colour: false,
            unicode: true,
        }
    }
}

/// The whole report: findings, files that were not linted, and the footer.
pub fn terminal(report: &Report, style: Style) -> String {
    let mut out = terminal_findings(report, style);
    footer::write(&mut out, report, style);
    out
}

/// The report without its footer: findings, and files that were not linted.
pub fn terminal_findings(report: &Report, style: Style) -> String {
    let handler = SentenceHandler::new(style);
    let mut out = String::new();
    let mut explained: BTreeSet<&str> = BTreeSet::new();
    for file in &report.files {
        if let Some(reason) = file.not_linted_reason() {
            handler.not_linted(&mut out, &file.path, reason);
        }
        for finding in &file.findings {
            // The norm is given once, not at each finding of its rule.
            let diagnostic = if explained.insert(finding.rule.as_str()) {
                FindingDiagnostic::new(&file.path, finding)
            } else {
                FindingDiagnostic::without_norm(&file.path, finding)
            };
            let _ = writeln!(out, "{}", Drawn(&handler, &diagnostic));
        }
    }
    out
}

/// Shows a diagnostic through a handler, as miette does for its own reports.
struct Drawn<'a>(&'a SentenceHandler, &'a FindingDiagnostic);

impl std::fmt::Display for Drawn<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        miette::ReportHandler::debug(self.0, self.1, f)
    }
}
