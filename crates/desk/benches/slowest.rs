//! Which drafts cost most for their length: `cargo bench -p copydesk-desk --bench slowest [-- FILE …]`.
//!
//! Reads the drafts of `tests/drafts`, or the files given (`.jsonl`: the `text` of each line), checks each with the full
//! pack, and prints what a token costs: the median, the nine tenths, the ten dearest, and what share of each is reading.
//! The best of `COPYDESK_ROUNDS` (5) counts: a shared machine only ever makes things slower.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "a measurement"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use copydesk_desk::{Config, Desk, Pack};
use copydesk_draft::Draft;

/// The texts of a file, with a name for each.
fn texts(path: &Path) -> Vec<(String, String)> {
    let text = fs::read_to_string(path).unwrap();
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if path.extension().is_none_or(|ending| ending != "jsonl") {
        return vec![(name.into_owned(), text)];
    }
    let lines = text.lines().enumerate().map(|(i, line)| {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = record.get("text").and_then(|text| text.as_str());
        (
            // An ending that is read as plain text.
            format!("{name}:{}.txt", i + 1),
            text.unwrap_or_default().to_owned(),
        )
    });
    lines.collect()
}

/// The least time of so many goes.
fn least<T>(goes: usize, mut work: impl FnMut() -> T) -> Duration {
    let mut least = Duration::MAX;
    for _ in 0..goes {
        let start = Instant::now();
        let result = work();
        least = least.min(start.elapsed());
        drop(result);
    }
    least
}

/// What one draft costs.
struct Cost {
    name: String,
    tokens: usize,
    findings: usize,
    /// Nanoseconds a token, of all and of the reading alone.
    each: f64,
    reading: f64,
}

fn main() {
    let named: Vec<PathBuf> = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with('-'))
        .map(PathBuf::from)
        .collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/drafts");
    let paths = if named.is_empty() {
        let entries = fs::read_dir(folder).unwrap();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        paths.retain(|path| {
            path.extension()
                .is_some_and(|ending| ending == "md" || ending == "txt")
        });
        paths.sort();
        paths
    } else {
        named
    };
    let rounds = std::env::var("COPYDESK_ROUNDS")
        .ok()
        .and_then(|rounds| rounds.parse().ok())
        .unwrap_or(5);
    let (desk, _) = Desk::open(&Pack::standard(), &Config::default())
        .unwrap_or_else(|(error, _)| panic!("{error}"));
    let (mut bytes, mut whole) = (0, Duration::ZERO);
    let mut costs: Vec<Cost> = Vec::new();
    for (name, text) in paths.iter().flat_map(|path| texts(path)) {
        let options = copydesk_formats::Options::default();
        let Ok(draft) = copydesk_formats::read(&name, text.as_bytes(), &options) else {
            continue;
        };
        let draft: Draft = draft;
        let tokens = desk.read(&draft, None).tokens.len();
        // What is too short tells of the start of a check alone.
        if tokens < 100 {
            continue;
        }
        let findings = desk.check(&draft, None).findings.len();
        let all = least(rounds, || desk.check(&draft, None));
        let reading = least(rounds, || desk.read(&draft, None));
        bytes += text.len();
        whole += all;
        let of = |time: Duration| time.as_nanos() as f64 / tokens as f64;
        costs.push(Cost {
            name,
            tokens,
            findings,
            each: of(all),
            reading: of(reading),
        });
    }
    costs.sort_by(|a, b| b.each.total_cmp(&a.each));
    let share = |tenths: usize| costs.get(costs.len() * (10 - tenths) / 10);
    println!(
        "{} drafts, {bytes} bytes, {:.2} MB/s",
        costs.len(),
        bytes as f64 / 1e6 / whole.as_secs_f64()
    );
    for (what, tenths) in [("median", 5), ("nine tenths", 9)] {
        if let Some(cost) = share(tenths) {
            println!("{what:24} {:8.0} ns a token", cost.each);
        }
    }
    println!("the dearest:");
    for cost in costs.iter().take(10) {
        println!(
            "{:24} {:8.0} ns a token, {:3.0} % of it reading; {} tokens, {} findings",
            cost.name,
            cost.each,
            100.0 * cost.reading / cost.each,
            cost.tokens,
            cost.findings
        );
    }
}
