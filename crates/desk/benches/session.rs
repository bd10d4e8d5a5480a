//! How long a writer waits for the findings after a key is pressed: `cargo bench -p copydesk-desk --bench session`.
//!
//! Each key puts a letter in or takes it out, at a random place; the draft is checked after each with the full pack.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "a measurement"
)]

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use copydesk_desk::{Config, Desk, Pack, Session};

/// What is aimed at, for 99 of 100 keys.
const GOALS: [(&str, Duration); 2] = [
    ("a draft of 500 words", Duration::from_millis(1)),
    ("a live page of 100 kB", Duration::from_millis(10)),
];

/// The drafts of the test suite, one after the other.
fn copy() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/drafts");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    paths.sort();
    let mut text = String::new();
    for path in paths {
        let draft = fs::read_to_string(path).unwrap();
        // Without the front matter.
        let body = draft.splitn(3, "---\n").nth(2).unwrap_or(&draft);
        text.push_str(body.trim_start());
        text.push('\n');
    }
    text
}

fn measure(desk: &Desk, name: &str, goal: Duration, text: &str, keys: usize) {
    let mut session = Session::open(desk, "draft.md", text, None);
    let mut times = Vec::with_capacity(keys);
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    for _ in 0..keys / 2 {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let at = usize::try_from(state % text.len() as u64).unwrap();
        let at = session.text().floor_char_boundary(at);
        for (range, typed) in [(at..at, "e"), (at..at + 1, "")] {
            let start = Instant::now();
            session.edit(range, typed).unwrap();
            times.push(start.elapsed());
        }
    }
    times.sort_unstable();
    let of = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)];
    println!(
        "{name:24} {:4} words {:7} bytes  p50 {:7.3} ms  p99 {:7.3} ms  (goal {} ms: {})",
        text.split_whitespace().count(),
        text.len(),
        of(50).as_secs_f64() * 1e3,
        of(99).as_secs_f64() * 1e3,
        goal.as_millis(),
        if of(99) <= goal { "met" } else { "not met" },
    );
}

fn main() {
    let (desk, _) = Desk::open(&Pack::standard(), &Config::default())
        .unwrap_or_else(|(error, _)| panic!("{error}"));
    let copy = copy();
    let mut short = String::new();
    for paragraph in copy.split("\n\n") {
        if short.split_whitespace().count() >= 500 {
            break;
        }
        short.push_str(paragraph);
        short.push_str("\n\n");
    }
    let mut page = String::new();
    while page.len() < 100_000 {
        page.push_str(&copy);
    }
    measure(&desk, GOALS[0].0, GOALS[0].1, &short, 2_000);
    measure(&desk, GOALS[1].0, GOALS[1].1, &page, 200);
}
