//! The passages written from the catalogue, before the rules: what each rule catches and where it stays silent.
//!
//! The table is a snapshot, so that a change of a rule shows what it gains and loses; the totals have floors.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::format_collect,
    clippy::cast_precision_loss,
    reason = "a test"
)]

use std::fmt::Write as _;
use std::path::Path;

use copydesk_desk::{Config, Desk, Level, Options, Pack};
use serde_json::Value;

/// Least share of passages that must be right, over all rules that have both.
const FLAGS: f64 = 0.80;
const SILENT: f64 = 0.98;

fn desk() -> Desk {
    let config = Config {
        profile: "strict".to_owned(),
        min_severity: Some(Level::Advice),
        ..Config::default()
    };
    let (desk, faults) = Desk::open(&Pack::standard(), &config)
        .map_err(|(error, _)| error)
        .unwrap();
    assert!(!faults.is_broken(), "{:?}", faults.left_out);
    desk
}

/// The passage as a small Markdown draft.
fn draft(passage: &Value) -> String {
    let mut head = String::new();
    if let Some(headline) = passage["headline"].as_str() {
        writeln!(head, "title: {}", serde_json::to_string(headline).unwrap()).unwrap();
    }
    if let Some(date) = passage["date"].as_str() {
        writeln!(head, "date: {date}").unwrap();
    }
    let text = passage["text"].as_str().unwrap();
    if head.is_empty() {
        format!("{text}\n")
    } else {
        format!("---\n{head}---\n\n{text}\n")
    }
}

#[test]
fn passages() {
    let desk = desk();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("passages");
    let mut table = String::new();
    let (mut flags, mut caught, mut passes, mut silent) = (0, 0, 0, 0);
    let mut rules: Vec<String> = desk.rules().into_iter().map(|rule| rule.name).collect();
    rules.sort();
    for rule in rules {
        let Ok(lines) = std::fs::read_to_string(folder.join(format!("{rule}.jsonl"))) else {
            continue;
        };
        let (mut own_flags, mut own_caught, mut own_passes, mut own_silent) = (0, 0, 0, 0);
        let mut wrong = Vec::new();
        for line in lines.lines() {
            let passage: Value = serde_json::from_str(line).unwrap();
            let right = holds(&desk, &passage, &rule);
            if passage["expect"] == "flag" {
                own_flags += 1;
                own_caught += usize::from(right);
            } else {
                own_passes += 1;
                own_silent += usize::from(right);
            }
            if !right {
                wrong.push(
                    passage["id"]
                        .as_str()
                        .unwrap()
                        .rsplit('/')
                        .next()
                        .unwrap()
                        .to_owned(),
                );
            }
        }
        writeln!(
            table,
            "{rule:32} flags {own_caught}/{own_flags}  silent {own_silent}/{own_passes}  {}",
            wrong.join(" ")
        )
        .unwrap();
        flags += own_flags;
        caught += own_caught;
        passes += own_passes;
        silent += own_silent;
    }
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    assert!(flags > 100, "passages are missing");
    assert!(
        share(caught, flags) >= FLAGS,
        "{caught} of {flags} flags caught\n{table}"
    );
    assert!(
        share(silent, passes) >= SILENT,
        "silent on {silent} of {passes}\n{table}"
    );
    writeln!(
        table,
        "{:32} flags {caught}/{flags}  silent {silent}/{passes}",
        "all"
    )
    .unwrap();
    let table: String = table
        .lines()
        .map(|line| format!("{}\n", line.trim_end()))
        .collect();
    insta::with_settings!({ omit_expression => true, snapshot_path => "../passages", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("scores", table);
    });
}

/// Passages by people who had seen none of the rules, in files of many rules: name of the file, flags caught and silences kept
/// at the least.
const UNSEEN: [(&str, f64, f64); 55] = [
    ("unseen-core", 0.90, 0.98),
    ("unseen-core-2", 0.86, 0.96),
    ("unseen-core-3", 0.86, 0.94),
    ("unseen-second", 0.86, 0.97),
    ("unseen-second-2", 0.80, 0.96),
    ("unseen-second-3", 0.84, 0.97),
    ("unseen6-a", 0.86, 0.97),
    ("unseen6-b", 0.88, 0.97),
    ("unseen7-a", 0.86, 0.98),
    ("unseen7-b", 0.82, 0.98),
    ("unseen8-a", 0.85, 0.98),
    ("unseen8-b", 0.77, 0.96),
    ("unseen8-c", 0.86, 0.94),
    ("unseen8-d", 0.85, 0.97),
    ("unseen9-a", 0.87, 0.98),
    ("unseen9-b", 0.78, 0.97),
    ("unseen10-a", 0.93, 0.97),
    ("unseen10-b", 0.91, 0.97),
    ("unseen11-a", 0.84, 0.97),
    ("unseen11-b", 0.86, 0.95),
    ("unseen12-a", 0.93, 0.98),
    ("unseen12-b", 0.89, 0.97),
    ("unseen12-c", 0.92, 0.98),
    ("unseen12-e", 0.82, 0.93),
    ("unseen12-g", 0.89, 0.97),
    ("unseen13-h", 0.90, 0.97),
    ("unseen13-i", 0.86, 0.97),
    ("unseen14-a", 0.91, 0.98),
    ("unseen14-b", 0.93, 0.98),
    ("unseen15", 0.91, 0.98),
    ("unseen16", 0.87, 0.98),
    ("unseen17", 0.95, 0.98),
    ("unseen18", 0.91, 0.98),
    ("unseen19", 0.94, 0.98),
    ("unseen20", 0.84, 0.98),
    ("unseen21", 0.86, 0.98),
    ("unseen22", 0.58, 0.93),
    ("unseen23", 0.71, 0.96),
    ("unseen24", 0.93, 0.98),
    ("unseen25", 0.81, 0.97),
    ("unseen26", 0.93, 0.98),
    ("unseen27", 0.91, 0.98),
    ("unseen28", 0.90, 0.98),
    ("unseen29", 0.85, 0.97),
    ("unseen30", 0.81, 0.95),
    ("unseen31", 0.89, 0.97),
    ("unseen32", 0.90, 0.97),
    ("unseen33", 0.76, 0.95),
    ("unseen34", 0.89, 0.97),
    ("unseen35", 0.90, 0.97),
    ("unseen36", 0.85, 0.97),
    ("unseen37", 0.90, 0.96),
    ("unseen38", 0.92, 0.97),
    ("unseen39", 0.86, 0.98),
    ("unseen40", 0.59, 0.97),
];

#[test]
fn unseen_passages() {
    let desk = desk();
    for (name, least_caught, least_silent) in UNSEEN {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("passages/{name}.jsonl"));
        let lines = std::fs::read_to_string(file).unwrap();
        let (mut flags, mut caught, mut passes, mut silent) = (0, 0, 0, 0);
        let mut wrong = Vec::new();
        for line in lines.lines() {
            let passage: Value = serde_json::from_str(line).unwrap();
            let right = holds(&desk, &passage, passage["rule"].as_str().unwrap());
            if passage["expect"] == "flag" {
                flags += 1;
                caught += usize::from(right);
            } else {
                passes += 1;
                silent += usize::from(right);
            }
            if !right {
                wrong.push(passage["id"].as_str().unwrap().to_owned());
            }
        }
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        assert!(flags > 50 && passes > 40, "{name}: passages are missing");
        assert!(
            share(caught, flags) >= least_caught && share(silent, passes) >= least_silent,
            "{name}: {caught} of {flags} flags, {silent} of {passes} silent: {}",
            wrong.join(" ")
        );
    }
}

/// True if the rule marks one of the passage's spans, or nothing in a passage that is to stay quiet.
fn holds(desk: &Desk, passage: &Value, rule: &str) -> bool {
    let text = draft(passage);
    let file = desk.check_bytes("passage.md", text.as_bytes(), &Options::default(), None);
    assert_eq!(file.not_linted_reason(), None, "{}", passage["id"]);
    let mut found = file
        .findings
        .iter()
        .filter(|finding| finding.rule == rule)
        .map(|finding| {
            (
                finding.place.start.byte as usize,
                finding.place.end.byte as usize,
            )
        });
    if passage["expect"] != "flag" {
        return found.next().is_none();
    }
    let found: Vec<(usize, usize)> = found.collect();
    passage["spans"].as_array().unwrap().iter().any(|span| {
        text.match_indices(span.as_str().unwrap())
            .any(|(at, words)| {
                found
                    .iter()
                    .any(|&(from, to)| from < at + words.len() && to > at)
            })
    })
}
