//! SARIF 2.1.0: for code scanning services and editors.

use copydesk_desk::stet::Stet;
use copydesk_desk::{FileReport, Finding, Fix, Level, Place, Report, RuleInfo};
use serde_json::{Value, json};

use crate::json::escape;
use crate::words::uri;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// GitHub's code scanning takes no more results of a run.
const MOST: usize = 25_000;

/// The report as a SARIF log with one run. Columns and offsets are in code points. Drafts that were not linted and
/// undecided rules are notifications of the run.
pub fn sarif(report: &Report, version: &str) -> String {
    let mut results: Vec<Value> = report
        .files
        .iter()
        .flat_map(|file| {
            let open = file
                .findings
                .iter()
                .map(|finding| result(report, &file.path, finding));
            let standing = file.standing.iter().map(|(finding, mark)| {
                let mut result = result(report, &file.path, finding);
                if let (Some(object), Some(mark)) = (result.as_object_mut(), file.stets.get(*mark))
                {
                    object.insert("suppressions".to_owned(), json!([suppression(file, mark)]));
                }
                result
            });
            open.chain(standing)
        })
        .collect();
    let mut notes: Vec<Value> = report.files.iter().flat_map(notifications).collect();
    notes.extend(keep_most(&mut results, MOST));
    let successful = report
        .files
        .iter()
        .all(|file| file.not_linted_reason().is_none());
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "copydesk",
                "version": version,
                "semanticVersion": version,
                "rules": report.rules.iter().map(rule).collect::<Vec<_>>(),
                "properties": { "ruleset": report.ruleset, "profile": report.profile },
            } },
            "columnKind": "unicodeCodePoints",
            "invocations": [{ "executionSuccessful": successful, "toolExecutionNotifications": notes }],
            "results": results,
        }],
    });
    let mut out = escape(&log.to_string());
    out.push('\n');
    out
}

/// Leaves out what is over the limit, the least severe first, and says how much.
fn keep_most(results: &mut Vec<Value>, most: usize) -> Option<Value> {
    let more = results.len().checked_sub(most).filter(|more| *more > 0)?;
    results.sort_by_key(|result| match result.get("level").and_then(Value::as_str) {
        Some("error") => 0,
        Some("warning") => 1,
        _ => 2,
    });
    results.truncate(most);
    Some(json!({
        "level": "warning",
        "message": { "text": format!(
            "{more} results are left out, the least severe: code scanning takes {most} of a run; `--format json` has all"
        ) },
    }))
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Advice => "note",
    }
}

fn rule(rule: &RuleInfo) -> Value {
    let help = match &rule.because {
        Some(because) => format!("{}\n\n{because}", rule.title),
        None => rule.title.clone(),
    };
    json!({
        "id": rule.name,
        "shortDescription": { "text": rule.title },
        "fullDescription": { "text": rule.title },
        "help": { "text": help },
        "defaultConfiguration": { "level": level(rule.severity) },
    })
}

fn result(report: &Report, path: &str, finding: &Finding) -> Value {
    let mut text = finding.message.clone();
    if let Some(help) = &finding.help {
        text.push(' ');
        text.push_str(help);
    }
    let related: Vec<Value> = (0..)
        .zip(&finding.related)
        .map(|(id, related): (usize, _)| {
            let mut location = location(path, &related.place);
            if let Some(object) = location.as_object_mut() {
                object.insert("id".to_owned(), json!(id));
                object.insert("message".to_owned(), json!({ "text": related.message }));
            }
            location
        })
        .collect();
    let mut result = json!({
        "ruleId": finding.rule,
        "level": level(finding.severity),
        "message": { "text": text },
        "locations": [location(path, &finding.place)],
        "partialFingerprints": { "copydesk/v1": finding.fingerprint },
    });
    if let Some(object) = result.as_object_mut() {
        if let Some(index) = report
            .rules
            .iter()
            .position(|rule| rule.name == finding.rule)
        {
            object.insert("ruleIndex".to_owned(), json!(index));
        }
        if !related.is_empty() {
            object.insert("relatedLocations".to_owned(), Value::Array(related));
        }
        if let Some(fix) = &finding.fix {
            object.insert("fixes".to_owned(), json!([correction(path, fix)]));
        }
    }
    result
}

/// A stet mark: the finding is kept as suppressed, with the decision.
fn suppression(file: &FileReport, mark: &Stet) -> Value {
    json!({
        "kind": if mark.file == file.path { "inSource" } else { "external" },
        "status": "accepted",
        "justification": mark.words(),
        "location": { "physicalLocation": {
            "artifactLocation": { "uri": uri(&mark.file), "uriBaseId": "%SRCROOT%" },
            "region": { "startLine": mark.line },
        } },
    })
}

fn location(path: &str, place: &Place) -> Value {
    json!({ "physicalLocation": {
        "artifactLocation": { "uri": uri(path), "uriBaseId": "%SRCROOT%" },
        "region": {
            "startLine": place.start.line,
            "startColumn": place.start.column,
            "endLine": place.end.line,
            "endColumn": place.end.column,
            "charOffset": place.start.char,
            "charLength": place.end.char.saturating_sub(place.start.char),
            "snippet": { "text": place.excerpt },
        },
    } })
}

fn correction(path: &str, fix: &Fix) -> Value {
    let replacements: Vec<Value> = fix
        .edits
        .iter()
        .map(|edit| {
            json!({
                "deletedRegion": {
                    "startLine": edit.start.line,
                    "startColumn": edit.start.column,
                    "endLine": edit.end.line,
                    "endColumn": edit.end.column,
                },
                "insertedContent": { "text": edit.text },
            })
        })
        .collect();
    json!({
        "description": { "text": if fix.safe { "safe" } else { "offered" } },
        "artifactChanges": [{
            "artifactLocation": { "uri": uri(path), "uriBaseId": "%SRCROOT%" },
            "replacements": replacements,
        }],
    })
}

fn notifications(file: &FileReport) -> Vec<Value> {
    let at = json!([{ "physicalLocation": { "artifactLocation": { "uri": uri(&file.path), "uriBaseId": "%SRCROOT%" } } }]);
    let mut notes = Vec::new();
    if let Some(reason) = file.not_linted_reason() {
        notes.push(json!({
            "level": "error",
            "message": { "text": format!("not linted: {reason}") },
            "locations": at,
        }));
    }
    for open in &file.undecided {
        notes.push(json!({
            "level": "warning",
            "message": { "text": format!("{} could not be decided: {}", open.rule, open.why) },
            "locations": at,
        }));
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_severe_are_left_out_and_counted() {
        let one = |level: &str, id: usize| json!({ "level": level, "id": id });
        let mut results = vec![
            one("note", 1),
            one("error", 2),
            one("warning", 3),
            one("error", 4),
        ];
        assert_eq!(keep_most(&mut results.clone(), 4), None);
        let note = keep_most(&mut results, 3).unwrap();
        assert!(note.to_string().contains("1 results are left out"));
        assert_eq!(
            results,
            [one("error", 2), one("error", 4), one("warning", 3)]
        );
    }
}
