//! The drafts that ship with the project: the report an editor reads, as a snapshot a draft.
//!
//! After a change of rules: `INSTA_UPDATE=always cargo test -p copydesk-tests --test drafts`, and read the difference
//! as an editor would.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::case_sensitive_file_extension_comparisons,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "a test"
)]

use std::path::Path;

use copydesk_desk::{Config, Desk, Level, Options, Pack};
use copydesk_report::{Style, terminal};

#[test]
fn reports_of_the_drafts() {
    let config = Config {
        min_severity: Some(Level::Advice),
        ..Config::default()
    };
    let (desk, faults) = Desk::open(&Pack::standard(), &config)
        .map_err(|(error, _)| error)
        .unwrap();
    assert!(!faults.is_broken(), "{:?}", faults.left_out);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("drafts");
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".md") || name.ends_with(".txt"))
        .collect();
    names.sort();
    assert!(names.len() >= 6);
    for name in names {
        let bytes = std::fs::read(folder.join(&name)).unwrap();
        let file = desk.check_bytes(
            &format!("tests/drafts/{name}"),
            &bytes,
            &Options::default(),
            None,
        );
        let report = terminal(&desk.report(vec![file]), Style::default());
        insta::with_settings!({ omit_expression => true, snapshot_path => "../drafts/reports", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(name.as_str(), report);
        });
    }
}

/// What editors planted in drafts, and what the pack makes of it.
#[derive(Default)]
struct Tally {
    planted: usize,
    found: usize,
    errors: usize,
    false_errors: usize,
    errors_on_clean: usize,
}

/// The bytes of the `nth` place of some words.
fn place(text: &str, row: &serde_json::Value) -> Option<(u32, u32)> {
    let words = row["span"].as_str().unwrap();
    let nth = row["nth"].as_u64().unwrap_or(1).max(1) as usize;
    let (at, _) = text.match_indices(words).nth(nth - 1)?;
    Some((at as u32, (at + words.len()) as u32))
}

/// Reads a folder of drafts, each with what an editor finds in it (`must`) and what is arguable (`may`).
fn tally(folder: &Path) -> Tally {
    let config = Config {
        min_severity: Some(Level::Advice),
        ..Config::default()
    };
    let (desk, _) = Desk::open(&Pack::standard(), &config)
        .map_err(|(error, _)| error)
        .unwrap();
    let mut tally = Tally::default();
    let files = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    for gold in files.filter(|path| path.to_string_lossy().ends_with(".gold.json")) {
        let file = gold.to_string_lossy().replace(".gold.json", ".md");
        let Ok(text) = std::fs::read_to_string(&file) else {
            continue;
        };
        let gold: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(&gold).unwrap()).unwrap();
        let report = desk.check_bytes(&file, text.as_bytes(), &Options::default(), None);
        let rows = |name: &str| gold[name].as_array().cloned().unwrap_or_default();
        let meets = |finding: &copydesk_desk::Finding, place: Option<(u32, u32)>| {
            place.is_some_and(|(start, end)| {
                finding.place.start.byte < end && finding.place.end.byte > start
            })
        };
        for row in rows("must") {
            let at = place(&text, &row);
            assert!(at.is_some(), "{file}: {}", row["span"]);
            tally.planted += 1;
            tally.found += usize::from(report.findings.iter().any(|finding| {
                finding.rule == row["rule"].as_str().unwrap() && meets(finding, at)
            }));
        }
        let known: Vec<_> = rows("must").into_iter().chain(rows("may")).collect();
        let errors = report
            .findings
            .iter()
            .filter(|finding| finding.severity == Level::Error);
        for error in errors {
            tally.errors += 1;
            let right = known.iter().any(|row| meets(error, place(&text, row)));
            tally.false_errors += usize::from(!right);
            tally.errors_on_clean += usize::from(gold["clean"] == true);
        }
    }
    tally
}

/// Planted faults are found, errors are right, clean drafts stay clean. The unseen drafts were written by people who had seen
/// none of the rules: what is found in them is what to expect of a draft from elsewhere.
#[test]
fn planted_faults() {
    let drafts = Path::new(env!("CARGO_MANIFEST_DIR")).join("drafts");
    for (folder, least) in [(drafts.clone(), 88), (drafts.join("unseen"), 82)] {
        let tally = tally(&folder);
        let recall = 100 * tally.found / tally.planted.max(1);
        println!(
            "{}: found {} of {} planted ({recall} %), {} of {} errors false",
            folder.display(),
            tally.found,
            tally.planted,
            tally.false_errors,
            tally.errors
        );
        assert!(tally.planted > 50);
        assert!(recall >= least, "{recall} % of the planted faults");
        assert!(
            20 * tally.false_errors <= tally.errors,
            "{} false",
            tally.false_errors
        );
        assert_eq!(tally.errors_on_clean, 0);
    }
}
