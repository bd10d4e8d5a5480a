//! The five seed drafts: findings at their places, silence where a standards editor is silent. The drafts are not part of
//! the repository; where they are absent the test says so and is skipped. `seeds.jsonl` holds positions only.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use copydesk_desk::{Config, Desk, FileReport, Format, Level, Options, Pack};
use copydesk_draft::Day;
use serde_json::Value;

fn seeds() -> Option<BTreeMap<String, PathBuf>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/seeds");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        println!("skipped: the seed drafts are not beside the project");
        return None;
    };
    Some(
        entries
            .map(|entry| entry.unwrap().path())
            .map(|path| {
                (
                    path.file_name()
                        .unwrap()
                        .to_string_lossy()
                        .chars()
                        .take(3)
                        .collect::<String>(),
                    path,
                )
            })
            .collect(),
    )
}

fn check(profile: &str) -> Option<BTreeMap<String, FileReport>> {
    let config = Config {
        profile: profile.to_owned(),
        min_severity: Some(Level::Advice),
        ..Config::default()
    };
    let (desk, _) = Desk::open(&Pack::standard(), &config)
        .map_err(|(error, _)| error)
        .unwrap();
    let as_of = Day::parse_iso("2024-12-01");
    Some(
        seeds()?
            .into_iter()
            .map(|(name, path)| {
                let bytes = std::fs::read(&path).unwrap();
                let file = desk.check_bytes(
                    &name,
                    &bytes,
                    &Options {
                        format: Some(Format::Text),
                        ..Options::default()
                    },
                    as_of,
                );
                (name, file)
            })
            .collect(),
    )
}

/// Findings of the row's rule that overlap its place, at or above `least`.
fn hits(files: &BTreeMap<String, FileReport>, row: &Value, least: Level) -> usize {
    let number = |key: &str| row[key].as_u64().unwrap() as u32;
    files[row["seed"].as_str().unwrap()]
        .findings
        .iter()
        .filter(|finding| finding.rule == row["rule"] && finding.severity >= least)
        .filter(|finding| {
            let (start, end) = (finding.place.start, finding.place.end);
            start.line == number("line")
                && start.column <= number("to")
                && end.column > number("from")
        })
        .count()
}

fn rows(expect: &str) -> Vec<Value> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds.jsonl");
    std::fs::read_to_string(file)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .filter(|row| row["expect"] == expect)
        .collect()
}

/// The rules of the pack; a row whose rule does not exist yet is left out.
fn rules() -> Vec<String> {
    let (desk, _) = Desk::open(&Pack::standard(), &Config::default())
        .map_err(|(error, _)| error)
        .unwrap();
    desk.rules().into_iter().map(|rule| rule.name).collect()
}

#[test]
fn every_error_is_found() {
    let Some(files) = check("strict") else { return };
    let rows = rows("flag");
    let rules = rules();
    let missed: Vec<&Value> = rows
        .iter()
        .filter(|row| rules.iter().any(|rule| row["rule"] == rule.as_str()))
        .filter(|row| hits(&files, row, Level::Error) == 0)
        .collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn traps_stay_silent() {
    let Some(files) = check("wire") else { return };
    let broken: Vec<Value> = rows("pass")
        .into_iter()
        .filter(|row| hits(&files, row, Level::Warning) > 0)
        .collect();
    assert!(broken.is_empty(), "{broken:#?}");
    for name in ["001", "002"] {
        let errors = files[name]
            .findings
            .iter()
            .filter(|finding| finding.severity == Level::Error)
            .count();
        assert!(errors <= 1, "{name}: {errors} errors");
    }
}
