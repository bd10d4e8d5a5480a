//! What rules cost by their number: 10, 100, 1,000 and 10,000 phrase rules over the same text, ten of which find
//! something. What they find is held against a plain scan before a time counts.
//!
//! `cargo bench -p copydesk-engine --bench rules`; with `--profile fast` it is built faster and runs a little slower.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "a measurement"
)]

#[path = "../tests/common/mod.rs"]
mod common;

use std::collections::HashSet;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

use common::{Desk, draft};
use copydesk_engine::Options;

/// Rules that find something.
const AWAKE: usize = 10;
/// Words of the text.
const WORDS: usize = 60_000;
/// Words a draft.
const DRAFT: usize = 600;

/// A word of its own for a number, of small letters.
fn word(kind: char, mut number: usize) -> String {
    let mut out = String::from(kind);
    for _ in 0..4 {
        out.push((b'a' + (number % 20) as u8) as char);
        number /= 20;
    }
    out.push_str("ing");
    out
}

/// Three phrases of a rule: two words, and two words in a row. Of the first ten rules they stand in the text.
fn phrases(rule: usize) -> [String; 3] {
    let kind = if rule < AWAKE { 't' } else { 'z' };
    let own = |i: usize| word(kind, 40 + rule * 4 + i);
    [own(0), own(1), format!("{} {}", own(2), own(3))]
}

/// Words by a law like that of any text: the word of rank n stands about half as often as that of rank n/2.
fn text() -> Vec<String> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    (0..WORDS)
        .map(|_| {
            let share = (next() % 1_000_000) as f64 / 1_000_000.0;
            // Of 0 to 3,999: a common word often, a rare one seldom.
            #[allow(clippy::cast_sign_loss, reason = "a power of at least 1, less 1")]
            let rank = (4_000_f64.powf(share) - 1.0) as usize;
            word('t', rank)
        })
        .collect()
}

/// What a rule finds in a draft, by a plain scan: leftmost, longest, not overlapping.
fn plain(words: &[String], phrases: &[String; 3]) -> usize {
    let (mut at, mut found) = (0, 0);
    while at < words.len() {
        let stands = |phrase: &String| {
            let own: Vec<&str> = phrase.split(' ').collect();
            let there = words.get(at..at + own.len());
            there
                .is_some_and(|there| there.iter().map(String::as_str).eq(own.iter().copied()))
                .then_some(own.len())
        };
        let longest = phrases.iter().filter_map(stands).max();
        found += usize::from(longest.is_some());
        at += longest.unwrap_or(1);
    }
    found
}

fn main() {
    let words = text();
    let drafts: Vec<_> = words
        .chunks(DRAFT)
        .map(|words| draft(None, &format!("{}.", words.join(" "))))
        .collect();
    let bytes: usize = drafts.iter().map(|draft| draft.text().len()).sum();
    println!("{} drafts, {bytes} bytes, {WORDS} words", drafts.len());
    let mut first: Option<Duration> = None;
    for count in [10, 100, 1_000, 10_000] {
        let mut rules = String::new();
        for rule in 0..count {
            let [a, b, c] = phrases(rule);
            let _ = write!(
                rules,
                "words w{rule}: \"{a}\", \"{b}\", \"{c}\"\npattern p{rule}: <w{rule}>\nlayer l{rule} from p{rule}\nrule r{rule}\n  title \"T\"\n  severity error\n  for each l{rule} every time\n  say \"It.\"\n  bad \"[[{a}]]\"\n  good \"y\"\n\n"
            );
        }
        let start = Instant::now();
        let desk = Desk::new(&rules);
        let ready = start.elapsed();
        let readings: Vec<_> = drafts
            .iter()
            .map(|draft| desk.reader.read(draft, None))
            .collect();
        let plan = desk.engine.plan(Options::default());
        let mut best = Duration::MAX;
        let mut found = 0;
        // The best of five: other work on the machine only adds.
        for _ in 0..5 {
            let start = Instant::now();
            found = readings
                .iter()
                .map(|reading| desk.engine.check_planned(reading, &plan).findings.len())
                .sum();
            best = best.min(start.elapsed());
        }
        let expected: usize = words
            .chunks(DRAFT)
            .map(|words| {
                let there: HashSet<&str> = words.iter().map(String::as_str).collect();
                let begins = |phrase: &String| phrase.split(' ').all(|word| there.contains(word));
                (0..count)
                    .map(phrases)
                    .filter(|phrases| phrases.iter().any(begins))
                    .map(|phrases| plain(words, &phrases))
                    .sum::<usize>()
            })
            .sum();
        assert_eq!(found, expected, "{count} rules");
        let base = *first.get_or_insert(best);
        println!(
            "{count:6} rules: {found} found, {:8.2} ms, {:6.1} ns a word, {:5.2} times 10 rules; ready in {ready:.1?}",
            best.as_secs_f64() * 1e3,
            best.as_secs_f64() * 1e9 / WORDS as f64,
            best.as_secs_f64() / base.as_secs_f64(),
        );
    }
}
