//! House packs written in `.desk` and TOML alone: every example of every rule holds, beside the standard pack.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::expect_used,
    reason = "a test"
)]

use std::path::Path;

use copydesk_desk::{Config, Desk, Options, Pack, examples};

fn desk(pack: &Pack, profile: &str, even_off: bool) -> Desk {
    let config = Config {
        profile: profile.to_owned(),
        even_off,
        ..Config::default()
    };
    let (desk, faults) = Desk::open(pack, &config)
        .map_err(|(error, _)| error)
        .unwrap();
    assert!(!faults.is_broken(), "{:?}", faults.left_out);
    desk
}

#[test]
fn every_house_pack_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("packs");
    let mut packs = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let mut pack = Pack::standard();
        let standard = pack.files().len();
        pack.add_folder(&path).unwrap();
        let own: Vec<String> = pack
            .files()
            .iter()
            .skip(standard)
            .map(|file| file.name.clone())
            .collect();
        let desk = desk(&pack, "wire", true);
        let tested = examples::run(&desk, &pack, &|file, _| {
            own.iter().any(|known| known == file)
        });
        assert!(
            tested.rules.len() >= 10,
            "{}: {} rules",
            path.display(),
            tested.rules.len()
        );
        assert!(!tested.failed(), "{}", path.display());
        for rule in &tested.rules {
            assert!(
                rule.unexercised.is_empty(),
                "{}: {:?}",
                rule.rule,
                rule.unexercised
            );
        }
        packs += 1;
    }
    assert!(packs >= 1);
}

/// Every example of the standard pack holds, and each clause of each rule is there for a reason: some example or some
/// passage of a silence suite ends otherwise without it.
#[test]
fn the_standard_pack_holds_and_every_clause_is_exercised() {
    let pack = Pack::standard();
    let desk = desk(&pack, "wire", true);
    let tested = examples::run(&desk, &pack, &|_, _| true);
    assert!(tested.rules.len() >= 100, "{} rules", tested.rules.len());
    let mut wrong = Vec::new();
    for rule in &tested.rules {
        if rule.failed() {
            wrong.push(format!("{}: an example does not hold", rule.rule));
        }
        for clause in &rule.unexercised {
            let (file, line) = examples::place(&desk, clause.loc);
            wrong.push(format!(
                "{file}:{line} {}: no example exercises “{}”",
                rule.rule, clause.words
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(!tested.failed());
}

#[test]
fn the_football_desk_reads_a_match_report() {
    let mut pack = Pack::standard();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("packs/football");
    pack.add_folder(&folder).unwrap();
    let desk = desk(&pack, "football", false);
    let report = "---\ntitle: Dockers sink Rovers\ndate: 2026-09-12\ngenre: sport\n---\n\n\
        A crowd of 44,000 at Harbour Park saw Port Wessen won 0-2 against Millbrook Rovers.\n\n\
        Adeyemi scored in the 128th minute, and over the moon he was.\n";
    let file = desk.check_bytes("match.md", report.as_bytes(), &Options::default(), None);
    // What the standard pack says of it is not this test's business.
    let own = desk.program().rules.iter().filter(|rule| {
        let file = desk.program().files.get(rule.loc.file as usize);
        file.is_some_and(|file| file.name.contains("packs/football"))
    });
    let own: Vec<&str> = own.map(|rule| rule.name.as_str()).collect();
    let found: Vec<&str> = file
        .findings
        .iter()
        .filter(|finding| own.contains(&finding.rule.as_str()))
        .map(|finding| finding.rule.as_str())
        .collect();
    assert_eq!(found, ["crowd-over-capacity", "score-turned-round"]);
}

/// The checks of a fact desk are read aloud and changed by editors: none is longer than twelve lines before its examples.
#[test]
fn checks_of_a_fact_desk_are_short() {
    const CHECKS: &[&str] = &[
        "casualty-attribution",
        "designation-outdated",
        "headline-lede-body-mismatch",
        "subset-exceeds-total",
        "acronym-undefined",
        "name-variant-in-article",
        "anonymous-source-vague",
        "unit-conversion-wrong",
        "weekday-date-mismatch",
    ];
    let desk = desk(&Pack::standard(), "wire", true);
    let program = desk.program();
    for name in CHECKS {
        let rule = program.rule(name).unwrap();
        let text = &program.files.get(rule.loc.file as usize).unwrap().text;
        let from = rule.loc.span.start as usize;
        let to = rule.examples.iter().map(|one| one.loc.span.start).min();
        let lines = text.get(from..to.unwrap() as usize).unwrap().trim_end();
        let lines = lines.lines().count();
        let most = match *name {
            // A listing can fail to stand in six ways, each with words of its own.
            "designation-outdated" => 19,
            // A toll weighs less in five cases, and each is said.
            "casualty-attribution" => 13,
            // A conversion is wrong in three ways, each with words of its own.
            "unit-conversion-wrong" => 13,
            _ => 12,
        };
        assert!(lines <= most, "{name}: {lines} lines");
    }
}
