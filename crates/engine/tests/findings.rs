//! From faults to findings: keys, pairs, yielding, severity, staleness, fixes, the cap, fingerprints.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::{Desk, draft, fixed, lines};
use copydesk_draft::Span;
use copydesk_draft::layer::{Cell, LayerId, Row, Table, Value};
use copydesk_engine::{Chosen, Options, Outcome};
use copydesk_lang::program::Level;
use copydesk_reading::Reading;

const WORDS: &str = r#"
words sea-word: "sea", "ocean"
pattern sea-pattern: <sea-word as name>
layer water from sea-pattern
  name: text = name
  key name
words storm-word: "storm", "gale"
pattern storm-pattern: <storm-word as name>
layer weather from storm-pattern
  name: text = name
"#;

fn desk(rules: &str) -> Desk {
    Desk::new(&format!("{WORDS}\n{rules}"))
}

fn rule(name: &str, head: &str, body: &str) -> String {
    format!(
        "rule {name}\n  title \"Title\"\n  severity {head}\n{body}\n  bad \"[[x]]\"\n  good \"y\"\n\n"
    )
}

#[test]
fn a_keyed_thing_gives_one_finding() {
    let desk = desk(
        &(rule("keyed", "error", "  for each water\n  say \"{it}.\"")
            + &rule(
                "each",
                "error",
                "  for each water every time\n  say \"{it}.\"",
            )
            + &rule("single", "error", "  for each water once\n  say \"{it}.\"")
            + &rule(
                "first",
                "error",
                "  for the first mention of each water\n  say \"{it}.\"",
            )
            + &rule(
                "last",
                "error",
                "  for the last mention of each water\n  say \"{it}.\"",
            )),
    );
    let draft = draft(None, "The sea rose. The ocean and the Sea fell. A sea.");
    let outcome = desk.check(&draft, None);
    let at = |name: &str| -> Vec<u32> {
        outcome
            .findings
            .iter()
            .filter(|found| found.rule == name)
            .map(|found| found.span.start)
            .collect()
    };
    assert_eq!(at("keyed"), [4, 18]);
    assert_eq!(at("each"), [4, 18, 32, 44]);
    assert_eq!(at("single"), [4]);
    assert_eq!(at("first"), [4, 18]);
    assert_eq!(at("last"), [18, 44]);
    let once = &outcome
        .findings
        .iter()
        .find(|found| found.rule == "keyed")
        .unwrap();
    let related: Vec<u32> = once.related.iter().map(|other| other.span.start).collect();
    assert_eq!(related, [32, 44]);
    // Sorted by place, then by rule.
    let names: Vec<&str> = outcome
        .findings
        .iter()
        .map(|found| found.rule.as_str())
        .collect();
    assert_eq!(
        names,
        [
            "each", "first", "keyed", "single", "each", "first", "keyed", "last", "each", "each",
            "last"
        ]
    );
}

#[test]
fn fingerprints_survive_edits_elsewhere() {
    let desk = desk(
        &(rule("keyed", "error", "  for each water\n  say \"{it}.\"")
            + &rule("plain", "error", "  for each weather\n  say \"{it}.\"")),
    );
    let prints = |text: &str| -> Vec<(String, String)> {
        let draft = draft(None, text);
        desk.check(&draft, None)
            .findings
            .into_iter()
            .map(|found| (found.rule, found.fingerprint))
            .collect()
    };
    let before = prints("A sea. A storm. Another storm. A gale.");
    let after = prints("Long before, a sea and a Sea. A storm came in. Another storm. A gale.");
    assert_eq!(before, after);
    assert_eq!(before.len(), 4);
    let mut all: Vec<&String> = before.iter().map(|(_, print)| print).collect();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 4, "each has its own");
}

#[test]
fn a_rule_yields_where_another_speaks() {
    let rules = rule("loud", "error", "  for each water\n  say \"{it}.\"")
        + &rule(
            "soft",
            "error\n  yields to loud",
            "  for each weather\n  say \"{it}.\"",
        );
    let desk = desk(&rules);
    let text = "A storm at sea. A gale on land. A gale at sea.";
    let draft = draft(None, text);
    let outcome = desk.check(&draft, None);
    let places = |outcome: &Outcome| -> Vec<(String, u32)> {
        outcome
            .findings
            .iter()
            .filter(|found| found.rule == "soft")
            .map(|found| (found.rule.clone(), found.span.start))
            .collect()
    };
    // `loud` reports the sea once, but speaks about both sentences.
    assert_eq!(places(&outcome), [("soft".into(), 18)]);
    // Selected alone it yields as well; with the other one off it does not.
    let only = Options {
        only: Some(std::iter::once("soft".to_owned()).collect()),
        ..Options::default()
    };
    let outcome = desk.check_with(&draft, None, &only);
    assert_eq!(places(&outcome).len(), 1);
    assert_eq!(outcome.findings.len(), 1);
    let off = Options {
        severities: std::iter::once(("loud".to_owned(), Chosen::Off)).collect(),
        ..Options::default()
    };
    assert_eq!(desk.check_with(&draft, None, &off).findings.len(), 3);
}

#[test]
fn severity_has_reasons() {
    let rules = rule(
        "storm-watch",
        "error, warning where it is inside a headline",
        "  for each weather\n  say \"{it}.\"",
    );
    let desk = desk(&rules);
    let draft = draft(Some("Storm ahead"), "A gale.");
    let found = desk.check(&draft, None).findings;
    assert_eq!(found[0].severity, Level::Warning);
    assert_eq!(
        found[0].severity_reason.as_deref(),
        Some("it is inside a headline")
    );
    assert_eq!(found[1].severity, Level::Error);
    assert_eq!(found[1].severity_reason, None);
    let options = Options {
        severities: std::iter::once(("storm-watch".to_owned(), Chosen::Level(Level::Advice)))
            .collect(),
        ..Options::default()
    };
    let found = desk.check_with(&draft, None, &options).findings;
    assert!(found.iter().all(|found| found.severity == Level::Advice));
    assert_eq!(
        found[0].severity_reason.as_deref(),
        Some("the house sets it so")
    );
}

#[test]
fn the_cap_is_said() {
    let desk = desk(&rule(
        "storm-watch",
        "error",
        "  for each weather\n  say \"{it}.\"",
    ));
    let draft = draft(None, &"A storm. ".repeat(250));
    let outcome = desk.check(&draft, None);
    assert_eq!(outcome.findings.len(), 200);
    assert_eq!(outcome.capped[0].found, 250);
    assert_eq!(outcome.capped[0].shown, 200);
}

fn layer(desk: &Desk, name: &str) -> LayerId {
    desk.engine.program().schema.find(name).unwrap()
}

/// Puts one thing of a layer over some words.
fn place(
    desk: &Desk,
    reading: &mut Reading<'_>,
    name: &str,
    words: &str,
    fields: &[(&str, Value)],
) {
    let text = reading.draft.text().to_owned();
    let start = text.find(words).unwrap() as u32;
    let schema = desk.engine.program().schema.get(layer(desk, name)).unwrap();
    let mut cells = vec![Cell::Absent; schema.fields.len()];
    for (field, value) in fields {
        *cells
            .get_mut(usize::from(schema.find(field).unwrap().0))
            .unwrap() = Cell::Filled(value.clone());
    }
    let mut table = Table::new(schema.fields.len());
    let row = Row {
        span: Span::new(start, start + words.len() as u32),
        sentence: 0,
        masked: false,
    };
    table.push(row, cells);
    reading.set_table(layer(desk, name), table);
}

#[test]
fn old_rows_lower_a_finding() {
    let register = r#"
[register]
name = "listings"
about = "Who lists whom"
checked-on = 2024-01-01
verified-through = 2026-01-01

[[row]]
group = "some-front"
kind = "banned"
from = 2012-01-01
to = 2020-05-01
"#;
    let rules = "facts listings from \"listings\"\n  group: armed-group key\n  kind: text\n  until: date = to valid until\n\n".to_owned()
        + &rule(
            "unlisted",
            "error",
            "  for each armed-group\n  let R be the row of listings whose group is it\n  require a row of listings whose group is it and whose kind is \"banned\" valid on the draft's date\n    otherwise say \"{it} was banned until {R's until}, not on {the draft's date}.\"\n  say \"{it}.\"",
        );
    let desk = Desk::with(&rules, &[("listings.toml", register)]);
    let draft = draft(None, "The banned Some Front met.");
    let check = |date: &str| {
        let day = copydesk_draft::Day::parse_iso(date);
        let mut reading = desk.reader.read(&draft, day);
        place(
            &desk,
            &mut reading,
            "armed-group",
            "Some Front",
            &[("identity", "some-front".into())],
        );
        desk.engine.check(&reading, &Options::default())
    };
    let fresh = check("2024-06-01");
    assert_eq!(
        fresh.findings[0].message,
        "Some Front was banned until 1 May 2020, not on 1 June 2024."
    );
    assert_eq!(fresh.findings[0].severity, Level::Error);
    assert_eq!(check("2024-06-29").findings[0].severity, Level::Error);
    let old = check("2024-06-30");
    assert_eq!(old.findings[0].severity, Level::Advice);
    assert_eq!(
        old.findings[0].severity_reason.as_deref(),
        Some(
            "the register `listings` was last checked on 1 January 2024, more than 180 days before the draft's date"
        )
    );
    assert!(check("2019-06-01").findings.is_empty());
}

/// A register of a few of many has nothing to say about the others; one that means to be whole says that it has a gap.
#[test]
fn a_partial_register_keeps_quiet_about_others() {
    let undecided = |header: &str| {
        let register = format!(
            "[register]\nname = \"terms\"\nabout = \"Who was what\"\n{header}\n[[row]]\ngroup = \"other-front\"\nkind = \"banned\"\n"
        );
        let rules = "facts terms from \"terms\"\n  group: armed-group key\n  kind: text\n\n"
            .to_owned()
            + &rule(
                "banned",
                "error",
                "  for each armed-group\n  let R be the row of terms whose group is it\n  where R is known\n  say \"{it}.\"",
            );
        let desk = Desk::with(&rules, &[("terms.toml", &register)]);
        let draft = draft(None, "The Some Front met.");
        let mut reading = desk.reader.read(&draft, None);
        place(
            &desk,
            &mut reading,
            "armed-group",
            "Some Front",
            &[("identity", "some-front".into())],
        );
        let outcome = desk.engine.check(&reading, &Options::default());
        assert!(outcome.findings.is_empty());
        let why = outcome.undecided.first().map(|open| open.why.clone());
        why.unwrap_or_default()
    };
    assert_eq!(undecided("partial = true"), "");
    assert_eq!(
        undecided(""),
        "the register `terms` has no row about Some Front"
    );
}

#[test]
fn fixes_keep_case_blanks_and_quotations() {
    let rules = rule(
        "sea",
        "error",
        "  for each water every time\n  say \"{it}.\"\n  fix offer replace it with \"lake\"",
    ) + &rule(
        "storm-watch",
        "error",
        "  for each weather including quotes\n  say \"{it}.\"\n  fix safe delete it",
    );
    let desk = desk(&rules);
    let draft = draft(
        Some("SEA RISES"),
        "Sea levels rose. The sea fell in the storm. A gale rose, “a storm”.",
    );
    let outcome = desk.check(&draft, None);
    assert_eq!(outcome.findings.len(), 6);
    let in_quotes = outcome
        .findings
        .iter()
        .find(|found| found.fix.is_none())
        .unwrap();
    assert_eq!(in_quotes.span.start, 73);
    assert_eq!(
        fixed(&outcome, &draft),
        "LAKE RISES\n\nLake levels rose. The lake fell in the. A rose, “a storm”."
    );
}

#[test]
fn a_message_with_an_empty_hole_gives_way_to_the_title() {
    let desk = desk(&rule(
        "no-other",
        "error",
        "  for each weather\n  let W be the first water in the article\n  say \"{it} and {W}.\"",
    ));
    let one = draft(None, "A storm.");
    assert_eq!(
        lines(&desk.check(&one, None), &one),
        ["no-other: storm: Title."]
    );
    let two = draft(None, "A storm at sea.");
    assert_eq!(
        lines(&desk.check(&two, None), &two),
        ["no-other: storm: storm and sea."]
    );
}

#[test]
fn a_pair_is_reported_once_at_the_later_place() {
    let desk = desk(&rule(
        "two-storms",
        "error",
        "  for each weather\n  require no weather in the article whose name is not its name\n  say \"{it}.\"",
    ));
    let draft = draft(None, "A storm came. A gale followed.");
    assert_eq!(
        lines(&desk.check(&draft, None), &draft),
        ["two-storms: gale: gale."]
    );
}

#[test]
fn neighbours_do_not_leave_the_body() {
    let rules = rule(
        "near",
        "error",
        "  for each weather\n  require a water in the same or a neighbouring sentence\n  say \"{it}.\"",
    ) + &rule(
        "near-paragraph",
        "error",
        "  for each weather\n  require a water in the same or the next paragraph\n  say \"{it}.\"",
    ) + &rule(
        "close",
        "error",
        "  for each weather\n  require a water within 3 words\n  say \"{it}.\"",
    );
    let desk = desk(&rules);
    let of = |text: &str| -> Vec<String> {
        let draft = draft(Some("The sea"), text);
        desk.check(&draft, None)
            .findings
            .into_iter()
            .map(|found| found.rule)
            .collect()
    };
    // The headline is no neighbour of the lede.
    assert_eq!(of("A storm. Rain."), ["close", "near", "near-paragraph"]);
    // A caption between two paragraphs does not part them; it is no neighbour itself.
    assert_eq!(
        of("A storm.\n\nPhoto: The port.\n\nThe sea rose."),
        ["close"]
    );
    assert_eq!(
        of("A storm.\n\nPhoto: The sea.\n\nRain fell."),
        ["close", "near", "near-paragraph"]
    );
    assert_eq!(of("A storm rose far at sea."), ["close"]);
    assert_eq!(of("A storm rose at sea."), Vec::<String>::new());
    assert_eq!(of("A storm. Rain fell again. The sea."), ["close", "near"]);
}
