//! One line a finding: for grep, editors' error lists and quick looks.

use std::fmt::Write as _;

use copydesk_desk::Report;

use crate::visible;

/// `path:line:column: severity rule: message`, one line a finding; files not linted and undecided rules after the
/// findings of their file.
pub fn concise(report: &Report) -> String {
    let mut out = String::new();
    for file in &report.files {
        let path = visible(&file.path);
        if let Some(reason) = file.not_linted_reason() {
            let _ = writeln!(out, "{path}: not linted: {}", visible(reason));
        }
        for finding in &file.findings {
            let start = finding.place.start;
            let _ = writeln!(
                out,
                "{path}:{}:{}: {} {}: {}",
                start.line,
                start.column,
                finding.severity.name(),
                finding.rule,
                visible(&finding.message),
            );
        }
        for undecided in &file.undecided {
            let _ = writeln!(
                out,
                "{path}: undecided {}: {}",
                undecided.rule,
                visible(&undecided.why)
            );
        }
    }
    out
}
