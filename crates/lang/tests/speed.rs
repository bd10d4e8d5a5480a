//! Cost per rule and per error, in time of work. Limits hold in optimised builds; debug builds only print.
//!
//! `cargo test -p copydesk-lang --test speed --profile fast -- --nocapture`

#![allow(
    clippy::print_stderr,
    reason = "the measured figures are what these tests are for"
)]

mod support;

use std::fmt::Write as _;
use std::sync::OnceLock;
use std::time::Instant;

use copydesk_lang::parse;

const SOUND: &str = include_str!("data/sound.desk");

/// Seconds this thread has worked, where the system tells; else seconds of the clock. Other work on the machine does not
/// count.
fn seconds() -> f64 {
    static START: OnceLock<Instant> = OnceLock::new();
    let worked = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let worked = worked.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    worked.map_or_else(
        || START.get_or_init(Instant::now).elapsed().as_secs_f64(),
        |nanos| nanos / 1e9,
    )
}

/// `count` rules of the usual length, each with its own words, pattern and layer one time in ten.
fn pack(count: usize) -> String {
    let mut out = String::from(
        "setting window: number = 1\nwords said: ~\"say\", ~\"tell\"\nfacts designations from \"designations\"\n  \
         group: armed-group = entity key\n  kind: text\n\n",
    );
    for i in 0..count {
        if i % 10 == 0 {
            let _ = write!(
                out,
                "words word-{i}: \"word{i}\", \"other{i} phrase\", ~\"third{i}\"\n\
                 pattern pattern-{i}: <word-{i}> [\"group\", \"militia\"] <armed-group as group>\n\
                 layer label-{i} from pattern-{i}\n  group: armed-group = group\n\n\
                 rule rule-{i}\n  title    \"Say whose word this is\"\n  severity warning\n  for each label-{i}\n  \
                 require  a designation-claim in the same or the next window sentences whose group is its group\n    \
                 otherwise say \"Say who calls {{its group}} so.\"\n  \
                 require  a row of designations whose group is its group and whose kind is terrorist valid on the draft's date\n    \
                 otherwise say \"No authority lists {{its group}} on {{the draft's date}}.\"\n"
            );
        } else {
            let _ = write!(
                out,
                "rule rule-{i}\n  title    \"The headline's toll stands in the body\"\n  severity error\n  \
                 for each casualty-figure in the headline\n  unless   its day is more than {i} years before the draft's date\n  \
                 let B be the casualty-figure in the body with the largest number whose event is its event\n  \
                 where    B is known\n  require  its number is at most B's number\n  \
                 require  no attribution in the same or a neighbouring sentence whose cue is in said\n  \
                 say      \"The headline says {{it}}; the body never goes above {{B}}.\"\n  \
                 show     B as \"the largest figure in the body\"\n"
            );
        }
        out.push_str(
            "  because  \"House rules, 3\"\n  bad      \"Shelling [[kills 21]] in market.\"\n    \
             headline \"Shelling kills 21 in market, ministry says\"\n  bad      \"Four [[people died]] when the bridge fell.\"\n    \
             dated 2024-11-30\n  good     \"At least a dozen people died, the ministry said.\"\n  \
             good     \"Twelve dead in market, ministry says\"\n\n",
        );
    }
    out
}

#[test]
fn ten_thousand_rules() {
    let count = if cfg!(debug_assertions) { 500 } else { 10_000 };
    let text = pack(count);
    let checked = support::check_text(&text);
    assert_eq!(support::messages(&checked), [""; 0]);
    assert_eq!(checked.program.rules.len(), count);
    // The best of some runs: other work on the machine only ever adds.
    let mut best = f64::INFINITY;
    let mut best_parse = f64::INFINITY;
    for _ in 0..9 {
        let start = seconds();
        let parsed = parse(0, &text);
        best_parse = best_parse.min(seconds() - start);
        assert!(parsed.errors.is_empty());
        let world = support::World::new();
        let files = support::files(&[("rules.desk", &text)]);
        let start = seconds();
        let checked = world.check(files);
        best = best.min(seconds() - start);
        assert_eq!(checked.program.rules.len(), count);
    }
    let micros = |seconds: f64| seconds * 1e6 / count as f64;
    let (all, reading) = (micros(best), micros(best_parse));
    eprintln!(
        "{count} rules, {} bytes: {all:.1} µs a rule, {reading:.1} of them parsing",
        text.len()
    );
    if !cfg!(debug_assertions) {
        assert!(all <= 25.0, "{all:.1} µs a rule");
    }
}

#[test]
fn eight_thousand_errors() {
    let broken = SOUND
        .replace("require ", "reqire ")
        .replace("casualty-figure", "casualty-figur")
        .replace("whose", "whos")
        .replace("second", "secnd");
    let once = support::check_text(&broken).diagnostics.len();
    let text = broken.repeat(8_000 / once + 1);
    let start = seconds();
    let checked = support::check_text(&text);
    let taken = seconds() - start;
    eprintln!(
        "{} errors, {} bytes: {taken:.3} s",
        checked.diagnostics.len(),
        text.len()
    );
    assert!(
        checked.diagnostics.len() >= 8_000,
        "{}",
        checked.diagnostics.len()
    );
    if !cfg!(debug_assertions) {
        assert!(taken < 1.0, "{taken} s");
    }
}

#[test]
fn a_file_of_nothing_but_errors() {
    // The worst a clause can be: long, and wrong at every line.
    for line in [
        "\"",
        "{",
        "[[",
        "require its ",
        "\n  let B be the ",
        "bad \"\"\"\n",
        "(",
        "rule x\n  say \"{its {its\"\n",
    ] {
        let text = line.repeat(100_000 / line.len());
        let start = seconds();
        let parsed = parse(0, &text);
        let taken = seconds() - start;
        eprintln!("{line:?}: {} errors in {taken:.3} s", parsed.errors.len());
        assert!(taken < 20.0, "{line:?}: {taken} s");
    }
}

#[test]
fn many_names_and_many_unknown_ones() {
    let mut text = pack(2_000);
    for i in 0..4_000 {
        let _ = write!(
            text,
            "rule stray-{i}\n  title \"T\"\n  severity error\n  for each lable-{i}\n  where it is in wrod-{i}\n  say \"S\"\n"
        );
    }
    let start = seconds();
    let checked = support::check_text(&text);
    let taken = seconds() - start;
    let count = checked.diagnostics.len();
    eprintln!("{count} unknown names among 4,600: {taken:.3} s");
    assert!(count >= 8_000, "{count}");
    if !cfg!(debug_assertions) {
        assert!(taken < 1.0, "{taken} s");
    }
}
