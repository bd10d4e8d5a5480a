//! What stays the same: places in every encoding of line ends, findings however the same text is written, whoever else
//! works beside.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    clippy::indexing_slicing,
    reason = "a test"
)]

use std::fs;
use std::sync::LazyLock;

use copydesk_desk::walk::DraftPath;
use copydesk_desk::{Config, Desk, FileReport, Level, Options, Pack};
use proptest::prelude::*;

/// Sentences that rules have something to say about, and some that they have not.
const SENTENCES: [&str; 30] = [
    "A blast at a market in Bani Koura killed at least 14 people and wounded 30.",
    "The ministry said on Monday that 12 people had died.",
    "“We heard a bang,” said Aino Salmi, a teacher.",
    "The minister, José Peña, slammed the the ruling.",
    "He said that it was “a disgrace.",
    "Sources said that the army had lost the town.",
    "Some 3,000 people, 45% of the 6,000 who live there, fled.",
    "The vote was held on Tuesday, March 11, 2025.",
    "The United Nations Relief Office (UNRO) sent lorries.",
    "UNRO said that they had arrived on Friday.",
    "The dam holds 40 million cubic metres (1.4 billion cubic feet).",
    "A spokesman claimed that nobody was hurt.",
    "Nobody knows who shut the gate.",
    "The price rose by 20 percent, from $40 to $48.",
    "It is the largest bridge in the world.",
    "Zoë Müller, 34, and Zoe Müller’s brother were held.",
    "Rain fell on the harbour & on the hills.",
    "More than 1,200 troops, backed by drones, took the village.",
    "Police arrested him for the murder of three women.",
    "Tomorrow the court will hear the case.",
    "Many people said so – and left.",
    "The talks, which began in 2019, ended in 2017.",
    "It happened on Monday, 12 March 2025, at 25:00.",
    "The town?s mayor, Ms. Adeyemi, called it a massacre.",
    "She was born in 1980 and is 12.",
    "Rebels said they killed 50 soldiers; the army said two died.",
    "*Dagblad Øst* wrote that [the plan](https://example.org/plan) was dead.",
    "The mill lies 40 km (10 miles) from Malmö.",
    "Experts say that it cures cancer.",
    "TK check this: XXX people were there.",
];

/// A paragraph that no rule has anything to say about.
const NEUTRAL: &str = "The library has a garden.";

static DESK: LazyLock<Desk> = LazyLock::new(|| {
    let config = Config {
        profile: "strict".to_owned(),
        min_severity: Some(Level::Advice),
        ..Config::default()
    };
    Desk::open(&Pack::standard(), &config)
        .unwrap_or_else(|(error, _)| panic!("{error}"))
        .0
});

fn body() -> impl Strategy<Value = Vec<String>> {
    let paragraph = prop::collection::vec(0..SENTENCES.len(), 1..4).prop_map(|picked| {
        picked
            .iter()
            .map(|&i| SENTENCES[i])
            .collect::<Vec<_>>()
            .join(" ")
    });
    prop::collection::vec(paragraph, 1..6)
}

/// A draft without an inferred headline: two neutral paragraphs lead.
fn draft(paragraphs: &[String]) -> String {
    format!(
        "---\ntitle: Rain on the harbour\ndate: 2025-03-12\n---\n\n{NEUTRAL}\n\n{NEUTRAL}\n\n{}\n",
        paragraphs.join("\n\n")
    )
}

fn check(name: &str, text: &str) -> FileReport {
    DESK.check_bytes(name, text.as_bytes(), &Options::default(), None)
}

/// Rule, message, line, column and words of each finding.
fn said(report: &FileReport) -> Vec<(String, String, u32, u32, String)> {
    report
        .findings
        .iter()
        .map(|finding| {
            let place = &finding.place;
            (
                finding.rule.clone(),
                finding.message.clone(),
                place.start.line,
                place.start.column,
                place.excerpt.clone(),
            )
        })
        .collect()
}

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: std::env::var("PROPTEST_CASES")
            .ok()
            .and_then(|cases| cases.parse().ok())
            .unwrap_or(12),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    /// Places lie on characters; in plain text the words are those of the file.
    #[test]
    fn places_are_those_of_the_file(paragraphs in body(), text in any::<bool>(), crlf in any::<bool>()) {
        let name = if text { "a.txt" } else { "a.md" };
        let mut copy = draft(&paragraphs);
        if crlf {
            copy = copy.replace('\n', "\r\n");
        }
        let report = check(name, &copy);
        prop_assert_eq!(report.not_linted_reason(), None);
        for finding in &report.findings {
            for place in std::iter::once(&finding.place).chain(finding.related.iter().map(|near| &near.place)) {
                let (start, end) = (place.start.byte as usize, place.end.byte as usize);
                let under = copy.get(start..end);
                prop_assert!(under.is_some(), "{} cuts a character", finding.rule);
                let under = under.unwrap_or_default();
                prop_assert_eq!(copy[..start].chars().count(), place.start.char as usize);
                prop_assert_eq!(copy[..start].matches('\n').count() + 1, place.start.line as usize);
                prop_assert_eq!(place.within().text(&place.sentence), place.excerpt.get(..place.within().len() as usize).unwrap_or(""));
                if !under.contains(['*', '[', ']', '\n', '&']) {
                    prop_assert_eq!(under, place.excerpt.as_str());
                }
            }
        }
    }

    /// LF and CRLF, and a second run.
    #[test]
    fn line_ends_change_nothing(paragraphs in body(), text in any::<bool>()) {
        let name = if text { "a.txt" } else { "a.md" };
        let copy = draft(&paragraphs);
        let first = said(&check(name, &copy));
        prop_assert_eq!(&first, &said(&check(name, &copy)));
        prop_assert_eq!(&first, &said(&check(name, &copy.replace('\n', "\r\n"))));
    }

    /// Letters with their marks in one character or in two.
    #[test]
    fn composed_and_decomposed_letters_are_the_same(paragraphs in body()) {
        let copy = draft(&paragraphs);
        let apart: String = copy
            .chars()
            .flat_map(|c| match c {
                'é' => vec!['e', '\u{301}'],
                'ñ' => vec!['n', '\u{303}'],
                'ö' => vec!['o', '\u{308}'],
                'ü' => vec!['u', '\u{308}'],
                'ë' => vec!['e', '\u{308}'],
                c => vec![c],
            })
            .collect();
        let told = |report: &FileReport| -> Vec<(String, u32)> {
            said(report).into_iter().map(|(rule, _, line, ..)| (rule, line)).collect()
        };
        prop_assert_eq!(told(&check("a.md", &copy)), told(&check("a.md", &apart)));
    }

    /// A neutral paragraph before the rest moves what is found, and changes nothing.
    #[test]
    fn a_neutral_paragraph_moves_findings(paragraphs in body()) {
        let copy = draft(&paragraphs);
        let moved = copy.replacen(NEUTRAL, &format!("{NEUTRAL}\n\n{NEUTRAL}"), 1);
        let mut first = said(&check("a.md", &copy));
        for (_, _, line, ..) in &mut first {
            *line += if *line > 4 { 2 } else { 0 };
        }
        prop_assert_eq!(first, said(&check("a.md", &moved)));
    }
}

/// The same for one worker and for eight, on every run.
#[test]
fn workers_change_nothing() {
    let folder = std::env::temp_dir().join(format!("copydesk-properties-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let drafts: Vec<DraftPath> = (0..24)
        .map(|number| {
            let path = folder.join(format!("{number:02}.md"));
            let paragraphs: Vec<String> = (0..3)
                .map(|i| SENTENCES[(number * 7 + i * 11) % SENTENCES.len()].to_owned())
                .collect();
            fs::write(&path, draft(&paragraphs)).unwrap();
            DraftPath::new(&path)
        })
        .collect();
    let run = |workers: usize| {
        rayon::ThreadPoolBuilder::new()
            .num_threads(workers)
            .build()
            .unwrap()
            .install(|| format!("{:?}", DESK.check_files(&drafts, None)))
    };
    let first = run(1);
    assert!(first.len() > 2_000);
    for workers in [1, 8, 8, 8] {
        assert!(run(workers) == first, "{workers} workers");
    }
    fs::remove_dir_all(&folder).unwrap();
}
