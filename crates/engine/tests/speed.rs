//! What checking costs. Ignored by default: run it with an optimised build,
//! `cargo test --profile fast -p copydesk-engine --test speed -- --ignored --nocapture`.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "a measurement"
)]

mod common;

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use common::{Desk, draft};
use copydesk_draft::Draft;
use copydesk_engine::Options;

fn drafts() -> Option<Vec<Draft>> {
    let path = common::rules_dir().join("../../shared/corpora/news/allsides-conflict.jsonl");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: {} is not there", path.display());
        return None;
    };
    let drafts = text
        .lines()
        .take(500)
        .map(|line| {
            let value: serde_json::Value = serde_json::from_str(line).unwrap();
            draft(value["title"].as_str(), value["text"].as_str().unwrap())
        })
        .collect();
    Some(drafts)
}

fn share(name: &str, time: Duration, words: usize) {
    println!(
        "{name:24} {:8.1} ms {:8.1} ns a word",
        time.as_secs_f64() * 1e3,
        time.as_secs_f64() * 1e9 / words as f64
    );
}

#[test]
#[ignore = "a measurement"]
fn the_pack_on_real_news() {
    let start = Instant::now();
    let desk = Desk::pack();
    println!("pack ready in {:?}", start.elapsed());
    let Some(drafts) = drafts() else { return };
    let words: usize = drafts
        .iter()
        .map(|draft| draft.text().split_whitespace().count())
        .sum();
    println!(
        "{} drafts, {words} words, {} rules",
        drafts.len(),
        desk.engine.program().rules.len()
    );
    let options = Options::default();
    let (mut read, mut layers, mut check, mut reference) = (
        Duration::ZERO,
        Duration::ZERO,
        Duration::ZERO,
        Duration::ZERO,
    );
    let (mut found, mut same) = (0, true);
    for draft in &drafts {
        let start = Instant::now();
        let reading = desk.reader.read(draft, None);
        read += start.elapsed();
        let start = Instant::now();
        let tables = desk.engine.desk_layers(&reading);
        layers += start.elapsed();
        drop(tables);
        let start = Instant::now();
        let outcome = desk.engine.check(&reading, &options);
        check += start.elapsed();
        found += outcome.findings.len();
        let start = Instant::now();
        let slow = desk.engine.check_by_reference(&reading, &options);
        reference += start.elapsed();
        same &= slow == outcome;
    }
    share("reading", read, words);
    share("desk layers", layers, words);
    share("check (layers included)", check, words);
    share("by reference", reference, words);
    println!("{found} findings");
    assert!(same, "plan and reference differ");
}

#[test]
#[ignore = "a measurement"]
fn cost_is_linear_in_the_draft() {
    let desk = Desk::pack();
    let Some(drafts) = drafts() else { return };
    let mut text = String::new();
    let mut before: Option<f64> = None;
    for size in [25, 50, 100, 200, 400] {
        text.clear();
        for draft in drafts.iter().take(size) {
            text.push_str(draft.text());
            text.push_str("\n\n");
        }
        let one = draft(None, &text);
        let (mut read, mut check) = (Duration::MAX, Duration::MAX);
        let mut found = 0;
        // The best of three: other work on the machine only adds.
        for _ in 0..3 {
            let start = Instant::now();
            let reading = desk.reader.read(&one, None);
            read = read.min(start.elapsed());
            let start = Instant::now();
            found = desk
                .engine
                .check(&reading, &Options::default())
                .findings
                .len();
            check = check.min(start.elapsed());
        }
        let words = text.split_whitespace().count();
        share(&format!("{words} words, reading"), read, words);
        share(&format!("{words} words, check"), check, words);
        println!("{found} findings");
        let each = check.as_secs_f64() / words as f64;
        if let Some(before) = before {
            assert!(
                each < 2.0 * before,
                "cost a word grows from {before} to {each}"
            );
        }
        before = Some(each);
    }
}

#[test]
#[ignore = "a measurement"]
fn rules_whose_words_do_not_occur_cost_little() {
    let Some(drafts) = drafts() else { return };
    let mut before = None;
    for count in [0, 1_000, 10_000] {
        let mut rules = String::new();
        for i in 0..count {
            let word: String = format!("{i:05}")
                .bytes()
                .map(|digit| char::from(digit - b'0' + b'q'))
                .collect();
            let _ = write!(
                rules,
                "words w{i}: \"x{word}\", \"y{word} z{word}\"\npattern p{i}: <w{i}>\nlayer l{i} from p{i}\nrule r{i}\n  title \"T\"\n  severity error\n  for each l{i}\n  say \"It.\"\n  bad \"[[x]]\"\n  good \"y\"\n\n"
            );
        }
        let start = Instant::now();
        let desk = Desk::lenient(&rules, &[]);
        let ready = start.elapsed();
        let start = Instant::now();
        for draft in drafts.iter().take(100) {
            let reading = desk.reader.read(draft, None);
            let _ = desk.engine.check(&reading, &Options::default());
        }
        let time = start.elapsed();
        println!(
            "{} rules: ready in {ready:?}, 100 drafts in {time:?}",
            desk.engine.program().rules.len()
        );
        before.get_or_insert(time);
    }
}
