//! Drafts that nobody would write: none stops the desk, every place is where its words are, and none costs more than in
//! proportion to its size. The bench of the same name measures large ones.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::indexing_slicing,
    reason = "a test"
)]

#[path = "common/hostile.rs"]
mod hostile;

use std::fs;
use std::time::Instant;

use copydesk_desk::{Config, Desk, FileReport, Level, Options, Pack};
use hostile::KINDS;

/// Bytes of the smaller and the larger draft.
const SIZES: [usize; 2] = [2_000, 16_000];
/// Times eight the size may take so many times as long: other work on the machine adds some, a square takes 64.
const MOST: f64 = 26.0;
/// Less is not measured, in seconds.
const LEAST: f64 = 0.03;

fn desk() -> Desk {
    let config = Config {
        profile: "strict".to_owned(),
        min_severity: Some(Level::Advice),
        ..Config::default()
    };
    Desk::open(&Pack::standard(), &config)
        .unwrap_or_else(|(error, _)| panic!("{error}"))
        .0
}

/// Seconds of processor time that this thread has used, where the system tells.
fn used() -> Option<f64> {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: f64 = told.split_whitespace().next()?.parse().ok()?;
    Some(nanoseconds / 1e9)
}

fn timed(desk: &Desk, name: &str, text: &str) -> (f64, FileReport) {
    let (start, before) = (Instant::now(), used());
    let report = desk.check_bytes(name, text.as_bytes(), &Options::default(), None);
    let time = match (before, used()) {
        (Some(before), Some(after)) => after - before,
        _ => start.elapsed().as_secs_f64(),
    };
    (time, report)
}

/// Every place lies on characters and within the text; its numbers agree.
fn places(text: &str, report: &FileReport) {
    for finding in &report.findings {
        for place in std::iter::once(&finding.place).chain(finding.related.iter().map(|r| &r.place))
        {
            let (start, end) = (place.start.byte as usize, place.end.byte as usize);
            let under = text.get(start..end).unwrap_or_else(|| {
                panic!("{}: {start}..{end} cuts a character", finding.rule);
            });
            assert_eq!(text[..start].chars().count(), place.start.char as usize);
            assert_eq!(
                under.chars().count() as u32,
                place.end.char - place.start.char
            );
            assert!(place.within().text(&place.sentence).is_char_boundary(0));
        }
    }
}

#[test]
fn cost_is_in_proportion_to_size() {
    let desk = desk();
    let mut wrong = Vec::new();
    for (kind, make) in KINDS {
        for name in ["draft.md", "draft.txt"] {
            let [small, large] = SIZES.map(make);
            let (first, report) = timed(&desk, name, &small);
            places(&small, &report);
            // The best of two: other work only adds.
            let (mut second, report) = timed(&desk, name, &large);
            places(&large, &report);
            let grown = large.len() as f64 / small.len() as f64;
            let slow = |second: f64| {
                second > LEAST && second > first.max(LEAST / 8.0) * MOST * grown / 8.0
            };
            if slow(second) {
                second = second.min(timed(&desk, name, &large).0);
            }
            if slow(second) {
                wrong.push(format!(
                    "{kind}, {name}: {first:.3} s for {} bytes, {second:.3} s for {}",
                    small.len(),
                    large.len()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn letters_in_disguise_are_reported_and_not_trusted() {
    let desk = desk();
    let found = |text: &str| -> Vec<(String, String)> {
        desk.check_bytes("a.md", text.as_bytes(), &Options::default(), None)
            .findings
            .into_iter()
            .filter(|finding| finding.rule == "mojibake")
            .map(|finding| (finding.place.excerpt, finding.message))
            .collect()
    };
    assert_eq!(found("The ministry named Viktor Pavlenko."), []);
    let told = found("The ministry named Viktor Рavlenko, and Asha Ba\u{200b}kari.");
    assert_eq!(told.len(), 2, "{told:?}");
    assert_eq!(told[0].0, "Р");
    assert!(
        told.iter()
            .all(|(_, message)| message.contains("not what it seems"))
    );
    // A group that only looks like one that is known has none of its facts.
    let groups = |text: &str| {
        let draft = copydesk_formats::read("a.md", text.as_bytes(), &Options::default()).unwrap();
        let layer = desk.program().schema.find("armed-group").unwrap();
        desk.read(&draft, None).table(layer).unwrap().len()
    };
    assert_eq!(groups("The army fought Hamas."), 1);
    assert_eq!(groups("The army fought Hаmаs."), 0);
}
