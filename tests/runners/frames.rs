//! Sentence frames: ways of saying a thing, each filled with many words, tried on the rule they are about.
//!
//! A frame file is described in `tests/scripts/frames.py`, which tries one while a rule is being written and shows what
//! goes wrong. Here all of them have floors: a change may lose a few fillings, not a construction.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::format_collect,
    clippy::cast_precision_loss,
    reason = "a test"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use copydesk_desk::{Config, Desk, Level, Options, Pack};
use toml::{Table, Value};

/// Least share of fillings of all frames that must be right.
const FLAGS: f64 = 0.96;
const SILENT: f64 = 0.99;
/// The same, of one rule.
const OF_ONE: f64 = 0.75;

fn desk() -> Desk {
    let config = Config {
        profile: "strict".to_owned(),
        min_severity: Some(Level::Advice),
        ..Config::default()
    };
    Desk::open(&Pack::standard(), &config)
        .map_err(|(error, _)| error)
        .unwrap()
        .0
}

/// What the slots of a frame are called, in order, each once.
fn slots(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for part in text.split('{').skip(1) {
        // "{slot.1}" is the first half of a filler; "{check with {name}" is no slot but a note.
        let word = part.split('}').next().unwrap();
        let name = word.split('.').next().unwrap();
        let plain = part.contains('}') && name.chars().all(|c| c.is_alphanumeric() || c == '_');
        if plain && !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// A letter that opens a sentence, as a capital: fillers are written small.
fn with_capitals(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut opens = true;
    let mut stop = false;
    let mut breaks = 0;
    for c in text.chars() {
        breaks = if c == '\n' {
            breaks + 1
        } else if c == '[' {
            breaks
        } else {
            0
        };
        if opens && c.is_ascii_lowercase() {
            out.push(c.to_ascii_uppercase());
        } else {
            out.push(c);
        }
        if c != '[' {
            opens = stop && c.is_whitespace() || breaks >= 2 || opens && c.is_whitespace();
            stop = matches!(c, '.' | '?' | '!');
        }
    }
    out
}

/// The fillings of a frame: as many as its longest list, the n-th slot beginning with its n-th filler.
fn fillings(text: &str, lists: Option<&Table>) -> Vec<String> {
    let names = slots(text);
    let list = |name: &str| -> Vec<&str> {
        lists.unwrap()[name]
            .as_array()
            .unwrap()
            .iter()
            .map(|filler| filler.as_str().unwrap())
            .collect()
    };
    let longest = names.iter().map(|name| list(name).len()).max().unwrap_or(1);
    (0..longest)
        .map(|n| {
            let mut out = text.to_owned();
            for (k, name) in names.iter().enumerate() {
                let list = list(name);
                let filler = list[(n + k) % list.len()];
                out = out.replace(&format!("{{{name}}}"), filler);
                for (half, part) in filler.split(" ~ ").enumerate() {
                    out = out.replace(&format!("{{{name}.{}}}", half + 1), part);
                }
            }
            out
        })
        .collect()
}

/// True if the rule speaks where `[[ ]]` stands, or nowhere if nothing is marked.
fn holds(desk: &Desk, rule: &str, date: &str, headline: &str, body: &str, flag: bool) -> bool {
    let mut text = String::from("---\n");
    let plain = |words: &str| words.replace("[[", "").replace("]]", "");
    if !headline.is_empty() {
        writeln!(
            text,
            "title: {}",
            serde_json::to_string(&plain(headline)).unwrap()
        )
        .unwrap();
    }
    if !date.is_empty() {
        writeln!(text, "date: {date}").unwrap();
    }
    writeln!(text, "---\n\n{}", plain(body)).unwrap();
    let file = desk.check_bytes("frame.md", text.as_bytes(), &Options::default(), None);
    let mut found = file.findings.iter().filter(|finding| finding.rule == rule);
    if !flag {
        return found.next().is_none();
    }
    let places: Vec<(usize, usize)> = [headline, body]
        .iter()
        .flat_map(|part| part.split("[[").skip(1))
        .filter_map(|part| part.split("]]").next())
        .flat_map(|span| {
            text.match_indices(span)
                .map(|(at, span)| (at, at + span.len()))
                .collect::<Vec<_>>()
        })
        .collect();
    found.any(|finding| {
        let (start, end) = (
            finding.place.start.byte as usize,
            finding.place.end.byte as usize,
        );
        places.iter().any(|&(from, to)| start < to && from < end)
    })
}

/// Fillings of a rule: flags, flags caught, passes, passes silent; and the first of each frame that went wrong.
#[derive(Default)]
struct Score {
    flags: usize,
    caught: usize,
    passes: usize,
    silent: usize,
    wrong: Vec<String>,
}

fn score(desk: &Desk, path: &Path) -> (String, Score) {
    let table: Table = std::fs::read_to_string(path).unwrap().parse().unwrap();
    let text = |table: &Table, key: &str| table.get(key).and_then(Value::as_str).map(str::to_owned);
    let rule = text(&table, "rule").unwrap();
    let lists = table.get("slots").and_then(Value::as_table);
    let mut score = Score::default();
    for (number, frame) in table["frame"].as_array().unwrap().iter().enumerate() {
        let frame = frame.as_table().unwrap();
        let flag = frame["expect"].as_str() == Some("flag");
        let date = text(frame, "date").or_else(|| text(&table, "date"));
        let date = date.as_deref().unwrap_or("2025-03-12");
        let whole =
            text(frame, "headline").unwrap_or_default() + "\0" + frame["text"].as_str().unwrap();
        let capitals = frame
            .get("capitals")
            .and_then(Value::as_bool)
            .unwrap_or(true);
        let mut shown = false;
        for filling in fillings(&whole, lists) {
            let (headline, body) = filling.split_once('\0').unwrap();
            let body = if capitals {
                with_capitals(body)
            } else {
                body.to_owned()
            };
            let right = holds(desk, &rule, date, headline, &body, flag);
            if flag {
                score.flags += 1;
                score.caught += usize::from(right);
            } else {
                score.passes += 1;
                score.silent += usize::from(right);
            }
            if !right && !shown {
                shown = true;
                score.wrong.push(format!("{rule} #{}: {body}", number + 1));
            }
        }
    }
    (rule, score)
}

#[test]
fn frames() {
    let desk = desk();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("frames");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
        .collect();
    files.sort();
    assert!(files.len() > 60, "frames are missing");
    let half = files.len() / 2;
    // Two threads: the machines that test have two cores.
    let mut scores: Vec<(String, Score)> = std::thread::scope(|scope| {
        let other = scope.spawn(|| {
            files[half..]
                .iter()
                .map(|file| score(&desk, file))
                .collect::<Vec<_>>()
        });
        let mut own: Vec<_> = files[..half]
            .iter()
            .map(|file| score(&desk, file))
            .collect();
        own.extend(other.join().unwrap());
        own
    });
    scores.sort_by(|a, b| a.0.cmp(&b.0));
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    let mut all = Score::default();
    for (rule, own) in scores {
        assert!(
            share(own.caught, own.flags) >= OF_ONE && share(own.silent, own.passes) >= OF_ONE,
            "{rule}: {} of {} flags, {} of {} silent\n{}",
            own.caught,
            own.flags,
            own.silent,
            own.passes,
            own.wrong.join("\n")
        );
        all.flags += own.flags;
        all.caught += own.caught;
        all.passes += own.passes;
        all.silent += own.silent;
        all.wrong.extend(own.wrong);
    }
    assert!(
        share(all.caught, all.flags) >= FLAGS && share(all.silent, all.passes) >= SILENT,
        "{} of {} flags, {} of {} silent\n{}",
        all.caught,
        all.flags,
        all.silent,
        all.passes,
        all.wrong.join("\n")
    );
}
