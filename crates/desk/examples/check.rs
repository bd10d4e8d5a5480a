//! Checks one draft with the standard pack and prints what an editor would ask: `cargo run --example check`.

#![allow(clippy::print_stdout, reason = "a program that prints")]

use copydesk_desk::{Config, Pack, check};
use copydesk_draft::Day;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let text = "Shelling killed four people in Tamba. Rain fell on Tuesday, police said.\n";
    let draft = copydesk_formats::read(
        "draft.md",
        text.as_bytes(),
        &copydesk_formats::Options::default(),
    )
    .map_err(|error| error.to_string())?;
    let config = Config {
        profile: "strict".to_owned(),
        ..Config::default()
    };
    let as_of = Day::parse_iso("2025-03-04");
    let report = check(&draft, &Pack::standard(), &config, as_of)?;
    for finding in report.files.iter().flat_map(|file| &file.findings) {
        println!("{}: {}", finding.rule, finding.message);
    }
    Ok(())
}
