//! Reads `{doc_id, text, date?}` lines on standard input and writes the layers of each under the names of annotated
//! corpora: `{doc_id, text, spans: [{id, type, start, end, attrs, text}]}`, offsets in Unicode characters.
//!
//! Run from the root of the repository: `cargo run --profile fast -p copydesk-reading --example layers_jsonl < in > out`
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command")]

use std::io::{BufRead as _, Write as _};

use copydesk_draft::Day;
use copydesk_facts::{Lexicon, Registers};
use copydesk_reading::{LISTS, Reader, export};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut registers = Registers::default();
    let mut files: Vec<_> = std::fs::read_dir("rules/facts")?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
        .collect();
    files.sort();
    for path in files {
        let text = std::fs::read_to_string(&path)?;
        registers.load(&path.display().to_string(), &text)?;
    }
    // Word lists of rules/words are not read here: lists that are missing stay empty.
    let mut lexicon = Lexicon::default();
    for (name, _) in LISTS {
        lexicon.add(name, []);
    }
    let reader = Reader::new(&lexicon, &registers, [])?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let (mut bytes, mut taken) = (0usize, std::time::Duration::ZERO);
    for line in std::io::stdin().lock().lines() {
        let record: Value = serde_json::from_str(&line?)?;
        let text = record.get("text").and_then(Value::as_str).unwrap_or("");
        let date = record
            .get("date")
            .and_then(Value::as_str)
            .and_then(|date| Day::parse_iso(date.get(..10).unwrap_or(date)));
        let doc = record.get("doc_id").cloned().unwrap_or(Value::Null);
        let Ok(draft) = copydesk_formats::read(
            "in.txt",
            text.as_bytes(),
            &copydesk_formats::Options::default(),
        ) else {
            eprintln!("not read: {doc}");
            continue;
        };
        let start = std::time::Instant::now();
        let reading = reader.read(&draft, date);
        taken += start.elapsed();
        bytes += text.len();
        let mut chars = Chars::new(text);
        let spans: Vec<Value> = export::spans(&reading)
            .iter()
            .enumerate()
            .map(|(i, thing)| {
                let span = draft.to_source(thing.span);
                let mut attrs = serde_json::Map::new();
                if let Some(value) = &thing.value {
                    attrs.insert("value".to_owned(), json!(value));
                }
                json!({
                    "id": format!("s{i}"), "type": thing.kind,
                    "start": chars.at(span.start as usize), "end": chars.at(span.end as usize),
                    "attrs": attrs, "text": span.text(text),
                })
            })
            .collect();
        let record = json!({"doc_id": doc, "text": text, "spans": spans, "relations": []});
        writeln!(out, "{record}")?;
    }
    eprintln!(
        "{bytes} bytes read in {:.3} s: {:.1} MB/s",
        taken.as_secs_f64(),
        bytes as f64 / 1e6 / taken.as_secs_f64().max(1e-9)
    );
    Ok(())
}

/// Byte offsets to character offsets.
struct Chars {
    /// The byte of every 64th character.
    starts: Vec<u32>,
}

impl Chars {
    fn new(text: &str) -> Self {
        let mut starts = vec![0; text.len() + 1];
        let mut count = 0;
        for (byte, c) in text.char_indices() {
            for slot in starts.iter_mut().skip(byte).take(c.len_utf8()) {
                *slot = count;
            }
            count += 1;
        }
        if let Some(last) = starts.last_mut() {
            *last = count;
        }
        Self { starts }
    }

    fn at(&mut self, byte: usize) -> u32 {
        self.starts.get(byte).copied().unwrap_or(0)
    }
}
