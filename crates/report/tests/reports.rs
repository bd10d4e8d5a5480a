//! The outputs on made-up findings over made-up drafts: the drawing, not the rules, is under test.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test"
)]

use copydesk_desk::stet::{State, Stet};
use copydesk_desk::{FileReport, Level, Locator, Report, Status, Undecided};
use copydesk_draft::{DateOrigin, Day, Draft, Span};
use copydesk_engine::{Edit, Finding, FindingFix, Related};
use copydesk_formats::{Options, read};
use copydesk_report::{Style, concise, json, terminal};

/// Sentences by full stops: enough for these drafts.
fn sentences(draft: &Draft) -> Vec<Span> {
    let mut found = Vec::new();
    for block in draft.blocks() {
        let text = block.span.text(draft.text());
        let mut start = 0;
        for (at, stop) in text.match_indices(". ") {
            found.push(Span::of(
                block.span.start as usize + start,
                block.span.start as usize + at + 1,
            ));
            start = at + stop.len();
        }
        found.push(Span::new(block.span.start + start as u32, block.span.end));
    }
    found
}

/// The `nth` place of `words` in the reading text, from 1.
fn span(draft: &Draft, words: &str, nth: usize) -> Span {
    let (at, _) = draft.text().match_indices(words).nth(nth - 1).expect(words);
    Span::of(at, at + words.len())
}

fn finding(rule: &str, severity: Level, span: Span, message: &str) -> Finding {
    Finding {
        rule: rule.into(),
        severity,
        severity_reason: None,
        message: message.into(),
        help: None,
        because: None,
        span,
        related: Vec::new(),
        fix: None,
        fingerprint: "0123456789abcdef".into(),
    }
}

fn related(span: Span, message: &str) -> Related {
    Related {
        span,
        message: message.into(),
    }
}

fn draft(name: &str, text: &str) -> Draft {
    read(name, text.as_bytes(), &Options::default()).expect(name)
}

fn file(draft: &Draft, findings: Vec<Finding>) -> FileReport {
    let locator = Locator::new(draft, sentences(draft));
    FileReport {
        path: draft.source().name().to_owned(),
        status: Status::Checked,
        date: draft.meta.date,
        encoding: draft.source().encoding(),
        words: 0,
        undecided: Vec::new(),
        findings: findings
            .into_iter()
            .map(|finding| locator.finding(finding))
            .collect(),
        hidden: 0,
        capped: Vec::new(),
        copy: Some(copydesk_desk::Copy {
            text: draft.text().to_owned(),
            blocks: draft.blocks().to_vec(),
        }),
        stets: Vec::new(),
        standing: Vec::new(),
    }
}

const FERRY: &str = "---
title: Ferry sinks off Lamu, 12 dead
date: 2025-03-11
---

LAMU, Kenya, March 11 (Pwani Wire) — A wooden ferry with about 60 people on board went down in a squall off the island of Lamu on Monday evening, drowning at least nine passengers, among them four schoolgirls on their way home from a choir contest in Mombasa.

The owner, who had \u{201c}no licence for the the channel\", was not on board, the county commissioner, Asha Bakari, said. Divers found the hull at 18 metres. It had lain on its side since dusk, she said, and “nobody could have opened the doors”.
";

fn ferry() -> FileReport {
    let draft = draft("drafts/ferry.md", FERRY);
    let mut toll = finding(
        "casualty-attribution",
        Level::Error,
        span(&draft, "drowning at least nine passengers", 1),
        "No source for this toll.",
    );
    toll.help = Some("Say who counted, in this sentence: “…, the regional governor said”.".into());
    toll.because = Some(
        "House guide, chapter 3: every figure of dead or hurt has a source in its sentence".into(),
    );
    toll.related = vec![related(
        span(&draft, "the county commissioner, Asha Bakari, said", 1),
        "this source governs another statement",
    )];
    let mut headline = finding(
        "headline-lede-body-mismatch",
        Level::Error,
        span(&draft, "12 dead", 1),
        "The headline says 12 dead; the body never goes above at least nine passengers.",
    );
    headline.related = vec![related(
        span(&draft, "drowning at least nine passengers", 1),
        "the largest figure in the body",
    )];
    let mut doubled = finding(
        "doubled-word",
        Level::Error,
        span(&draft, "the the", 1),
        "“the the”.",
    );
    doubled.fix = Some(FindingFix {
        safe: true,
        edits: vec![Edit {
            span: span(&draft, "the the", 1),
            text: "the".into(),
        }],
    });
    let mut marks = finding(
        "quote-marks-mismatched",
        Level::Warning,
        span(&draft, "“no licence for the the channel\"", 1),
        "The quotation opens with “ and closes with \".",
    );
    marks.severity_reason = Some("the profile sets it so".into());
    marks.related = vec![
        related(span(&draft, "“", 1), "opens here"),
        related(span(&draft, "\"", 1), "closes here"),
    ];
    let mut next = finding(
        "bare-sources",
        Level::Advice,
        span(&draft, "she said", 1),
        "A source two sentences on.",
    );
    next.related = vec![related(
        span(&draft, "Divers found the hull", 1),
        "the statement before",
    )];
    let mut report = file(&draft, vec![headline, toll, marks, doubled, next]);
    report.undecided = vec![Undecided {
        rule: "designation-outdated".into(),
        why: "the draft has no date".into(),
    }];
    report.hidden = 2;
    // One finding stands by a mark.
    let mut standing = finding(
        "superlative-attribution",
        Level::Warning,
        span(&draft, "since dusk", 1),
        "No measure.",
    );
    standing.fingerprint = "fedcba9876543210".into();
    let locator = Locator::new(&draft, sentences(&draft));
    report.standing = vec![(locator.finding(standing), 0)];
    report.stets = vec![Stet {
        rule: "superlative-attribution".into(),
        reason: "told by the <harbour> master \u{202e}".into(),
        by: Some("AB".into()),
        until: Day::new(2025, 6, 30),
        whole_file: false,
        file: "drafts/ferry.md".into(),
        line: 7,
        state: State::Stands(1),
    }];
    report
}

fn awkward() -> FileReport {
    let draft = draft(
        "drafts/東京.txt",
        "東京で地震があり、少なくとも十二人が死亡したと消防庁が火曜日に発表した。被害は北部の三つの県に広がり、鉄道も止まっている。\n\nZoe\u{308} O\u{301}Briain\u{202e} said \u{1b}[31mthe flag 🇫🇷 of the 👩‍🚒 was red.\n",
    );
    let cjk = finding(
        "casualty-attribution",
        Level::Error,
        span(&draft, "少なくとも十二人が死亡", 1),
        "Wide signs.",
    );
    let mut bidi = finding(
        "web-debris",
        Level::Warning,
        span(&draft, "O\u{301}Briain\u{202e}", 1),
        "A direction mark \u{202e} in a name.",
    );
    bidi.related = vec![related(span(&draft, "👩‍🚒", 1), "one cluster")];
    file(&draft, vec![cjk, bidi])
}

fn report() -> Report {
    Report {
        files: vec![
            ferry(),
            FileReport::not_linted(
                "drafts/notes.docx",
                "format .docx is not read yet; copydesk reads .txt and .md",
            ),
            awkward(),
        ],
        ruleset: "0123456789abcdef0123456789abcdef".into(),
        profile: "wire".into(),
        registers_checked_on: Day::new(2026, 2, 28),
        skipped: vec![("json".into(), 2)],
        notes: Vec::new(),
        rules: Vec::new(),
        withheld: [0; 3],
    }
}

#[test]
fn terminal_report() {
    insta::assert_snapshot!(terminal(&report(), Style::default()));
}

#[test]
fn terminal_report_narrow_ascii() {
    let style = Style {
        width: 60,
        unicode: false,
        colour: false,
    };
    let mut report = report();
    report.files.truncate(1);
    insta::assert_snapshot!(terminal(&report, style));
}

#[test]
fn colours_change_nothing_but_colours() {
    let plain = terminal(&report(), Style::default());
    let coloured = terminal(
        &report(),
        Style {
            colour: true,
            ..Style::default()
        },
    );
    let mut stripped = String::new();
    let mut rest = coloured.as_str();
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        stripped.push_str(before);
        rest = after.split_once('m').expect("an SGR sequence").1;
    }
    stripped.push_str(rest);
    assert_eq!(stripped, plain);
    assert!(coloured.contains("\u{1b}[1;31m"));
    assert!(!plain.contains(['\u{1b}', '\u{202e}']));
}

/// Every underline lies under its words, whatever the width.
#[test]
fn underlines_stay_under_their_words() {
    for width in 40..140 {
        let style = Style {
            width,
            ..Style::default()
        };
        let mut report = report();
        for file in &mut report.files {
            for finding in &mut file.findings {
                finding.related.clear();
            }
        }
        let text = terminal(&report, style);
        let mut lines = text.lines().peekable();
        let mut underlined = String::new();
        while let Some(line) = lines.next() {
            assert!(
                line.starts_with("drafts/") || unicode_width::UnicodeWidthStr::width(line) <= width,
                "{width}: {line}"
            );
            if let Some(under) = lines.peek().filter(|next| next.contains('━')) {
                let columns: Vec<usize> = under
                    .chars()
                    .enumerate()
                    .filter(|(_, c)| *c == '━')
                    .map(|(i, _)| i)
                    .collect();
                let mut column = 0;
                for cluster in unicode_segmentation::UnicodeSegmentation::graphemes(line, true) {
                    if columns.contains(&column) {
                        underlined.push_str(cluster);
                    }
                    column += unicode_width::UnicodeWidthStr::width(cluster);
                }
                underlined.push('\n');
            }
        }
        let joined = underlined.replace('\n', " ");
        for words in ["drowning at least nine passengers", "the the", "12 dead"] {
            assert!(joined.contains(words), "{width}: {joined}");
        }
        assert!(
            underlined
                .replace('\n', "")
                .contains("少なくとも十二人が死亡"),
            "{width}: {underlined}"
        );
    }
}

#[test]
fn one_line_a_finding() {
    insta::assert_snapshot!(concise(&report()));
}

#[test]
fn nothing_found() {
    let mut clean = report();
    clean.files.truncate(1);
    clean.skipped.clear();
    for file in &mut clean.files {
        file.findings.clear();
        file.undecided.clear();
        file.hidden = 0;
        file.date = Some((Day::new(2025, 3, 11).unwrap(), DateOrigin::AsOf));
    }
    insta::assert_snapshot!(terminal(&clean, Style::default()));
}

#[test]
fn json_object() {
    let text = json(&report(), "0.0.0");
    assert!(
        !text.contains(['\u{202e}', '\u{1b}']),
        "treacherous characters are escaped"
    );
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    insta::assert_snapshot!(serde_json::to_string_pretty(&value).unwrap());
}

#[test]
fn json_follows_its_schema() {
    let schema: serde_json::Value = serde_json::from_str(copydesk_report::JSON_SCHEMA).unwrap();
    assert!(jsonschema::meta::is_valid(&schema));
    let validator = jsonschema::validator_for(&schema).unwrap();
    let text = json(&report(), "0.0.0");
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(&value)
        .map(|error| error.to_string())
        .collect();
    assert_eq!(errors, [""; 0]);
    // The schema is closed: a changed name is noticed.
    for (from, to) in [
        ("\"severity-reason\"", "\"severity_reason\""),
        ("\"char\"", "\"chars\""),
        ("\"error\"", "\"fatal\""),
    ] {
        let changed: serde_json::Value = serde_json::from_str(&text.replace(from, to)).unwrap();
        assert!(!validator.is_valid(&changed), "{to}");
    }
}

#[test]
fn sarif_follows_the_official_schema() {
    // One pattern of the official schema is no valid regular expression.
    let schema =
        include_str!("data/sarif-2.1.0.schema.json").replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}$");
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut report = report();
    report.rules = vec![copydesk_desk::RuleInfo {
        name: "doubled-word".into(),
        title: "No word twice".into(),
        severity: Level::Error,
        because: Some("House guide".into()),
    }];
    let text = copydesk_report::sarif(&report, "0.0.0");
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(&value)
        .map(|error| error.to_string())
        .collect();
    assert_eq!(errors, [""; 0]);
    assert_eq!(
        value.pointer("/runs/0/results/3/ruleIndex"),
        Some(&serde_json::json!(0))
    );
    let path = "/runs/0/results/6/locations/0/physicalLocation/artifactLocation/uri";
    assert_eq!(
        value.pointer(path),
        Some(&serde_json::json!("drafts/%E6%9D%B1%E4%BA%AC.txt"))
    );
    let suppressed: Vec<&serde_json::Value> = value
        .pointer("/runs/0/results")
        .and_then(serde_json::Value::as_array)
        .unwrap()
        .iter()
        .filter(|result| result.get("suppressions").is_some())
        .collect();
    assert_eq!(suppressed.len(), 1);
    assert_eq!(
        suppressed[0].pointer("/suppressions/0/kind").unwrap(),
        "inSource"
    );
    let broken = text.replace("\"ruleId\"", "\"ruleID\"");
    assert!(!validator.is_valid(&serde_json::from_str(&broken).unwrap()));
}

fn without_style(page: &str) -> String {
    let (head, rest) = page.split_once("<style>").unwrap();
    let (_, tail) = rest.split_once("</style>").unwrap();
    format!("{head}{tail}")
}

/// Nothing in a draft is markup, and every number in the copy leads to its note and back.
#[test]
fn the_page_holds_together() {
    let page = copydesk_report::html(&report());
    assert!(page.contains("told by the &lt;harbour&gt; master"));
    for (open, close) in [
        ("<p", "</p>"),
        ("<li", "</li>"),
        ("<mark", "</mark>"),
        ("<section", "</section>"),
        ("<a ", "</a>"),
    ] {
        assert_eq!(
            page.matches(open).count(),
            page.matches(close).count(),
            "{open}"
        );
    }
    let findings: usize = report().files.iter().map(|file| file.findings.len()).sum();
    for number in 1..=findings {
        for id in [format!("id=\"n{number}\""), format!("id=\"r{number}\"")] {
            assert_eq!(page.matches(&id).count(), 1, "{id}");
        }
        assert!(page.contains(&format!("href=\"#n{number}\"")));
    }
    // Without the copy the findings are there all the same.
    let mut bare = report();
    for file in &mut bare.files {
        file.copy = None;
    }
    let page = copydesk_report::html(&bare);
    assert_eq!(page.matches("<li class=\"note ").count(), findings);
}

#[test]
fn a_limit_keeps_the_most_severe() {
    let mut report = report();
    let before = report.summary();
    let left = report.limit(3);
    assert_eq!(report.findings().count(), 3);
    assert!(
        report
            .findings()
            .all(|(_, finding)| finding.severity == Level::Error)
    );
    assert_eq!(report.summary(), before);
    assert_eq!(left + 3, before.errors + before.warnings + before.advice);
}

#[test]
fn outputs_for_pipelines() {
    insta::assert_snapshot!("github", copydesk_report::github(&report()));
    insta::assert_snapshot!("markdown", copydesk_report::markdown(&report()));
    insta::assert_snapshot!("junit", copydesk_report::junit(&report()));
    insta::assert_snapshot!("narrated", copydesk_report::narrated(&report()));
    insta::assert_snapshot!(
        "json-lines",
        copydesk_report::json_lines(&report(), "0.0.0")
    );
    insta::assert_snapshot!("gitlab", copydesk_report::gitlab(&report()));
    insta::assert_snapshot!("rdjson", copydesk_report::rdjson(&report()));
    insta::assert_snapshot!("html", without_style(&copydesk_report::html(&report())));
    for text in [
        copydesk_report::github(&report()),
        copydesk_report::junit(&report()),
        copydesk_report::narrated(&report()),
        copydesk_report::sarif(&report(), "0"),
        copydesk_report::json_lines(&report(), "0"),
        copydesk_report::rdjson(&report()),
        copydesk_report::html(&report()),
    ] {
        assert!(!text.contains(['\u{202e}', '\u{1b}']), "{text}");
    }
}

#[test]
fn github_says_what_it_leaves_out() {
    let mut many = report();
    let twelve = many.files[0].findings[1].clone();
    many.files[0].findings = vec![twelve; 12];
    many.files.truncate(1);
    let text = copydesk_report::github(&many);
    assert_eq!(
        text.lines()
            .filter(|line| line.starts_with("::error "))
            .count(),
        10
    );
    assert!(text.ends_with("2 errors more: GitHub shows 10 annotations of a kind; the job summary and `--format json` have all\n"));
}
