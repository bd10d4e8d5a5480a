//! The matcher equals the plain one: random patterns over random sentences.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test that cannot go on fails"
)]

mod common;

use std::fmt::Write as _;

use common::{Desk, draft, lines};
use copydesk_engine::Options;

/// A small generator of pseudo-random numbers (xorshift).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn pick<'t>(&mut self, list: &[&'t str]) -> &'t str {
        list[self.below(list.len())]
    }
}

const WORDS: [&str; 10] = [
    "the", "of", "harbour", "boats", "said", "council", "and", "a", "river", "Ferry",
];

const PHRASES: [&str; 12] = [
    "the",
    "of",
    "harbour",
    "boats",
    "said",
    "council",
    "Ferry",
    "the harbour",
    "and a river",
    "of the",
    "council said",
    "boats and boats",
];

fn phrases(random: &mut Random, most: usize) -> String {
    let count = 1 + random.below(most);
    let list: Vec<String> = (0..count)
        .map(|_| format!("\"{}\"", random.pick(&PHRASES)))
        .collect();
    list.join(", ")
}

/// One step; `made` patterns and layers can be used.
fn step(random: &mut Random, made: usize, end: bool) -> String {
    match random.below(if end { 9 } else { 12 }) {
        0..=2 => format!("\"{}\"", random.pick(&PHRASES)),
        3 | 4 => format!("<list-{}>", (b'a' + random.below(4) as u8) as char),
        5 => random
            .pick(&[
                "<capitalised>",
                "<small-letters>",
                "<any-word>",
                "<first-word>",
                "<last-word>",
            ])
            .to_owned(),
        6 | 7 if made > 0 => format!("<p-{}>", letters(random.below(made))),
        8 if made > 0 => format!("<thing-{}>", letters(random.below(made))),
        9 | 10 => format!("...{}", 1 + random.below(4)),
        _ if !end => format!("[{}]", phrases(random, 3)),
        _ => format!("\"{}\"", random.pick(&WORDS)),
    }
}

fn letters(number: usize) -> String {
    format!(
        "{}{}",
        (b'a' + (number / 26) as u8) as char,
        (b'a' + (number % 26) as u8) as char
    )
}

fn pack(random: &mut Random, count: usize) -> String {
    let mut out = String::new();
    for list in ["a", "b", "c", "d"] {
        let _ = writeln!(out, "words list-{list}: {}", phrases(random, 6));
    }
    for number in 0..count {
        let name = letters(number);
        let _ = write!(out, "pattern p-{name}:");
        for alternative in 0..=random.below(3) {
            if alternative > 0 {
                out.push_str("\n  or");
            }
            let length = 1 + random.below(4);
            for at in 0..length {
                let _ = write!(
                    out,
                    " {}",
                    step(random, number, at == 0 || at + 1 == length)
                );
            }
            if random.one_in(3) {
                let place = random.pick(&["before", "after", "inside", "containing"]);
                let _ = write!(out, " except {place} {}", step(random, number, true));
            }
        }
        let _ = write!(
            out,
            "\nlayer thing-{name} from p-{name}\nrule r-{name}\n  title \"T\"\n  severity error\n  for each thing-{name} including quotes every time\n  say \"It.\"\n  bad \"[[x]]\"\n  good \"y\"\n\n"
        );
    }
    out
}

fn text(random: &mut Random, sentences: usize) -> String {
    let mut out = String::new();
    for sentence in 0..sentences {
        if sentence > 0 {
            out.push_str(if random.one_in(4) { "\n\n" } else { " " });
        }
        for word in 0..2 + random.below(14) {
            if word == 0 {
                out.push_str("Boats");
            } else {
                if random.one_in(8) {
                    out.push(',');
                }
                out.push(' ');
                out.push_str(random.pick(&WORDS));
            }
        }
        out.push('.');
    }
    out
}

#[test]
fn the_matcher_equals_the_plain_one() {
    let seeds: u64 = std::env::var("PATTERN_SEEDS").map_or(3, |seeds| seeds.parse().unwrap());
    let (mut rules, mut findings) = (0, 0);
    for seed in 1..=seeds {
        let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let source = pack(&mut random, 60);
        let desk = Desk::lenient(&source, &[]);
        rules += desk.engine.program().rules.len();
        for _ in 0..40 {
            let text = text(&mut random, 8);
            let draft = draft(None, &text);
            let reading = desk.reader.read(&draft, None);
            let found = desk.engine.check(&reading, &Options::default());
            let plain = desk
                .engine
                .check_by_reference(&reading, &Options::default());
            findings += plain.findings.len();
            assert_eq!(
                lines(&found, &draft),
                lines(&plain, &draft),
                "seed {seed}\n{source}\n{text}"
            );
            assert_eq!(found, plain, "seed {seed}\n{source}\n{text}");
        }
    }
    println!("{rules} rules, {findings} findings");
    assert!(
        rules as u64 > 40 * seeds,
        "too few rules are right: {rules}"
    );
    assert!(findings > 5_000, "too little is found: {findings}");
}

/// A long draft is looked through stretch by stretch.
#[test]
fn stretches_of_a_long_draft_have_what_the_whole_has() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let desk = Desk::lenient(&pack(&mut random, 40), &[]);
    let text = text(&mut random, 2_100);
    let draft = draft(None, &text);
    let reading = desk.reader.read(&draft, None);
    assert!(reading.sentences.len() > 2_048);
    let found = desk.engine.check(&reading, &Options::default());
    let plain = desk
        .engine
        .check_by_reference(&reading, &Options::default());
    assert_eq!(lines(&found, &draft), lines(&plain, &draft));
    assert_eq!(found, plain);
    assert!(found.findings.len() > 1_000 && found.capped.len() > 5);
}
