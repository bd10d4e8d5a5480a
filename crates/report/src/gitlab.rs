//! GitLab: a Code Quality report.

use copydesk_desk::{Level, Report};
use serde_json::{Value, json};

use crate::json::escape;

/// The findings as GitLab's Code Quality format. A draft that was not linted is a blocker.
pub fn gitlab(report: &Report) -> String {
    let mut issues: Vec<Value> = Vec::new();
    for file in &report.files {
        if let Some(reason) = file.not_linted_reason() {
            issues.push(json!({
                "description": format!("not linted: {reason}"),
                "check_name": "not-linted",
                "fingerprint": format!("not-linted {}", file.path),
                "severity": "blocker",
                "location": { "path": file.path, "lines": { "begin": 1 } },
            }));
        }
        for finding in &file.findings {
            issues.push(json!({
                "description": match &finding.help {
                    Some(help) => format!("{} {help}", finding.message),
                    None => finding.message.clone(),
                },
                "check_name": finding.rule,
                // The same words may stand in two drafts.
                "fingerprint": format!("{} {}", finding.fingerprint, file.path),
                "severity": match finding.severity {
                    Level::Error => "major",
                    Level::Warning => "minor",
                    Level::Advice => "info",
                },
                "location": {
                    "path": file.path,
                    "lines": { "begin": finding.place.start.line, "end": finding.place.end.line },
                },
            }));
        }
    }
    format!("{}\n", escape(&Value::Array(issues).to_string()))
}
