//! The drafts that ship with the project: the report an editor reads, as a snapshot a draft.
//!
//! After a change of rules: `INSTA_UPDATE=always cargo test -p copydesk-tests --test drafts`, and read the difference
//! as an editor would.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::case_sensitive_file_extension_comparisons,
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
