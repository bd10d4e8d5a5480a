//! The reference pages and the schema of the configuration that are in the repository are those of its rules.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::path::Path;
use std::process::Command;

fn copydesk(args: &[&str]) -> (bool, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .args(args)
        .arg("--isolated")
        .env_remove("COPYDESK_PACK")
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."))
        .output()
        .unwrap();
    (
        output.status.success(),
        String::from_utf8_lossy(&output.stdout).into_owned(),
    )
}

#[test]
fn the_reference_pages_are_up_to_date() {
    let (fresh, said) = copydesk(&["docs", "docs/reference", "--check"]);
    assert!(
        fresh,
        "{said}\nwrite them with: cargo run -- docs docs/reference"
    );
}

#[test]
fn the_schema_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/copydesk.schema.json");
    let (shown, schema) = copydesk(&["config", "--schema"]);
    assert!(shown);
    // Not assert_eq!: two schemas on the screen would bury the remedy.
    assert!(
        std::fs::read_to_string(path).unwrap() == schema,
        "docs/copydesk.schema.json is behind the rules;\n\
         write it with: cargo run -- config --schema > docs/copydesk.schema.json"
    );
}
