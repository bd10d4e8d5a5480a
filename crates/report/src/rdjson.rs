//! rdjson: the format of Reviewdog, with suggestions.

use copydesk_desk::{Edit, Finding, Level, Report};
use copydesk_draft::Position;
use serde_json::{Value, json};

use crate::json::escape;
use crate::words::whole;

/// The report as a `DiagnosticResult`. Columns are in bytes of UTF-8, as that format wants them.
pub fn rdjson(report: &Report) -> String {
    let mut diagnostics: Vec<Value> = Vec::new();
    for file in &report.files {
        if let Some(reason) = file.not_linted_reason() {
            diagnostics.push(json!({
                "message": format!("not linted: {reason}"),
                "location": { "path": file.path },
                "severity": "ERROR",
                "code": { "value": "not-linted" },
            }));
        }
        for finding in &file.findings {
            diagnostics.push(diagnostic(&file.path, finding));
        }
    }
    let result = json!({
        "source": { "name": "copydesk" },
        "severity": "WARNING",
        "diagnostics": diagnostics,
    });
    format!("{}\n", escape(&result.to_string()))
}

fn diagnostic(path: &str, finding: &Finding) -> Value {
    let mut diagnostic = json!({
        "message": whole(finding),
        "location": { "path": path, "range": range(finding.place.start, finding.place.end) },
        "severity": match finding.severity {
            Level::Error => "ERROR",
            Level::Warning => "WARNING",
            Level::Advice => "INFO",
        },
        "code": { "value": finding.rule },
    });
    if let (Some(object), Some(fix)) = (diagnostic.as_object_mut(), &finding.fix) {
        let suggestions: Vec<Value> = fix.edits.iter().map(suggestion).collect();
        object.insert("suggestions".to_owned(), Value::Array(suggestions));
    }
    diagnostic
}

fn suggestion(edit: &Edit) -> Value {
    json!({ "range": range(edit.start, edit.end), "text": edit.text })
}

fn range(start: Position, end: Position) -> Value {
    let point =
        |position: Position| json!({ "line": position.line, "column": position.byte_column });
    json!({ "start": point(start), "end": point(end) })
}
