//! How long reading takes: nanoseconds a token by step, and megabytes a second.
//!
//! `cargo bench -p copydesk-reading` reads the drafts of `tests/drafts`; `cargo bench -p copydesk-reading -- FILE …` reads
//! other texts, or the `text` of each line of `.jsonl` files. `COPYDESK_ROUNDS` sets how often (10). The best round
//! counts: a shared machine only ever makes things slower.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a program for measuring"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use copydesk_draft::Draft;
use copydesk_facts::Registers;
use copydesk_lang::World;
use copydesk_lang::program::SourceFile;
use copydesk_reading::{LISTS, Reader, schema};

/// The files of a folder with an ending, in order.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_string_lossy().ends_with(ending))
        .collect();
    paths.sort();
    paths
}

/// The reader over the word lists and registers of the standard pack.
fn reader(root: &Path) -> Reader {
    let mut registers = Registers::default();
    for path in files(&root.join("rules/facts"), ".toml") {
        let text = std::fs::read_to_string(&path).unwrap();
        registers.load(&path.to_string_lossy(), &text).unwrap();
    }
    let words = files(&root.join("rules/words"), ".desk")
        .into_iter()
        .map(|path| SourceFile {
            text: std::fs::read_to_string(&path).unwrap().into(),
            name: path.to_string_lossy().into_owned(),
        })
        .collect();
    let schema = schema();
    let lists: Vec<&str> = LISTS.iter().map(|(name, _)| *name).collect();
    let world = World {
        schema: &schema,
        registers: &registers,
        lists: &lists,
        profiles: &[],
    };
    let program = copydesk_lang::check(words, &world).program;
    Reader::new(&program.lexicon(), &registers, []).unwrap()
}

/// The drafts to read: those named, else those of the repository.
fn drafts(root: &Path) -> Vec<Draft> {
    let named: Vec<PathBuf> = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with('-'))
        .map(PathBuf::from)
        .collect();
    let paths = if named.is_empty() {
        files(&root.join("tests/drafts"), ".md")
    } else {
        named
    };
    let mut texts: Vec<(String, String)> = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        if path.extension().is_some_and(|ending| ending == "jsonl") {
            for line in text.lines() {
                let record: serde_json::Value = serde_json::from_str(line).unwrap();
                let text = record.get("text").and_then(|text| text.as_str());
                texts.push(("line.txt".to_owned(), text.unwrap_or("").to_owned()));
            }
        } else {
            texts.push((path.to_string_lossy().into_owned(), text));
        }
    }
    texts
        .iter()
        .filter_map(|(name, text)| {
            copydesk_formats::read(name, text.as_bytes(), &copydesk_formats::Options::default())
                .ok()
        })
        .collect()
}

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let (reader, drafts) = (reader(&root), drafts(&root));
    let rounds = std::env::var("COPYDESK_ROUNDS")
        .ok()
        .and_then(|rounds| rounds.parse().ok())
        .unwrap_or(10);
    let bytes: usize = drafts.iter().map(|draft| draft.text().len()).sum();
    let mut tokens = 0;
    let mut best: BTreeMap<&str, Duration> = BTreeMap::new();
    let mut order: Vec<&str> = Vec::new();
    let mut whole = Duration::MAX;
    for _ in 0..rounds {
        let mut spent: BTreeMap<&str, Duration> = BTreeMap::new();
        tokens = 0;
        let begin = Instant::now();
        for draft in &drafts {
            let mut last = Instant::now();
            let reading =
                reader.read_watched(draft, None, copydesk_reading::Needs::ALL, &mut |step| {
                    let now = Instant::now();
                    if !spent.contains_key(step) {
                        spent.insert(step, Duration::ZERO);
                        if !order.contains(&step) {
                            order.push(step);
                        }
                    }
                    if let Some(sum) = spent.get_mut(step) {
                        *sum += now - last;
                    }
                    last = now;
                });
            tokens += reading.tokens.len();
        }
        whole = whole.min(begin.elapsed());
        for (step, sum) in spent {
            let least = best.entry(step).or_insert(sum);
            *least = sum.min(*least);
        }
    }
    let each = |time: Duration| time.as_nanos() as f64 / tokens.max(1) as f64;
    println!("{} drafts, {bytes} bytes, {tokens} tokens", drafts.len());
    for step in order {
        println!(
            "{step:24} {:8.1} ns a token",
            each(best.get(step).copied().unwrap_or_default())
        );
    }
    println!("{:24} {:8.1} ns a token", "all", each(whole));
    println!(
        "{:24} {:8.2} MB/s",
        "",
        bytes as f64 / 1e6 / whole.as_secs_f64()
    );
}
