//! JSON Lines: one object a file, then one a finding, last the summary; `type` tells them apart.

use copydesk_desk::Report;
use serde_json::{Value, json};

use crate::json::escape;

/// The report as JSON Lines. The objects have the fields of [`crate::json()`]'s, and `type`.
pub fn json_lines(report: &Report, version: &str) -> String {
    let root: Value = serde_json::from_str(&crate::json(report, version)).unwrap_or_default();
    let mut out = String::new();
    let mut line = |kind: &str, value: &Value| {
        let mut object = serde_json::Map::new();
        object.insert("type".to_owned(), json!(kind));
        if let Value::Object(fields) = value {
            object.extend(fields.clone());
        }
        out.push_str(&escape(&Value::Object(object).to_string()));
        out.push('\n');
    };
    line("tool", root.get("tool").unwrap_or(&Value::Null));
    for (kind, key) in [("file", "files"), ("finding", "findings")] {
        for value in root
            .get(key)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            line(kind, value);
        }
    }
    line("summary", root.get("summary").unwrap_or(&Value::Null));
    out
}
