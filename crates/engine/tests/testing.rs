//! Examples of rules, fixes, clauses without use, silence suites.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::Desk;
use copydesk_engine::Options;
use copydesk_engine::testing::{Bench, Failure, RuleReport, passages};

const WORDS: &str = r#"
words leftover: "read more", "click here"
pattern web: <leftover> ":"
layer debris from web
words denial: ~"deny"
pattern denied: <denial>
layer denial-word from denied
"#;

fn report(rule: &str, silence: &str) -> RuleReport {
    let desk = Desk::new(&format!("{WORDS}\n{rule}"));
    let options = Options::default();
    let bench = Bench::plain(&desk.engine, &desk.reader, &options);
    let rule = desk.engine.program().rules.first().unwrap();
    let silence = passages(silence, desk.engine.program()).unwrap();
    bench.rule(rule, &silence)
}

const HEAD: &str = r#"
rule web-debris
  title "Nothing left over from a web page"
  severity error
  for each debris
"#;

#[test]
fn good_examples_pass_and_every_clause_is_used() {
    let report = report(
        &format!(
            r#"{HEAD}
  unless  a denial-word in the same sentence
  say     "Left over: {{it}}."
  fix safe delete its line
  bad     "The dam broke.

[[Read more:]] Floods in the delta."
    says  "Left over: Read more:."
    fixed "The dam broke."
  bad     "[[Click here:]] photographs."
  good    "The dam broke."
  good    "Click here: the mayor denied it."
"#
        )
        .replace(
            "\"The dam broke.\n\n[[Read",
            "\"\"\"The dam broke.\n\n[[Read",
        )
        .replace("delta.\"\n", "delta.\"\"\"\n"),
        "## asked to\n\nThe mayor asked them to read more.\n",
    );
    for example in &report.examples {
        assert_eq!(example.failures, [], "{example:#?}");
    }
    assert_eq!(report.unexercised, []);
    assert_eq!(report.clauses, 1);
    assert!(!report.failed());
}

#[test]
fn a_failing_example_says_which_clause_decided() {
    let report = report(
        &format!(
            r#"{HEAD}
  unless  a denial-word in the same sentence
  say     "Left over: {{it}}."
  bad     "[[Click here: they denied it]]."
  bad     "[[Click here:]] it is."
    says  "Something else."
  good    "Read more: it."
  good    "Nothing."
"#
        ),
        "## a leftover\n\nRead more: Storms.\n",
    );
    let failures: Vec<usize> = report
        .examples
        .iter()
        .map(|example| example.failures.len())
        .collect();
    assert_eq!(failures, [1, 1, 1, 0]);
    let first = &report.examples[0];
    assert!(
        matches!(&first.failures[0], Failure::Spans { wanted, found }
        if found.is_empty() && wanted[0].words == "Click here: they denied it")
    );
    assert_eq!(first.decided.len(), 1);
    assert_eq!(
        first.decided[0].words,
        "excused: “a denial-word in the same sentence” holds"
    );
    assert!(
        matches!(&report.examples[1].failures[0], Failure::Says { found, .. }
        if found == &["Left over: Click here:."])
    );
    assert_eq!(
        report.examples[2].decided[0].words,
        "a fault: nothing excuses it"
    );
    assert!(report.silence[0].failed());
    assert_eq!(report.silence[0].messages, ["Left over: Read more:."]);
}

#[test]
fn a_clause_that_no_example_needs_is_named() {
    let report = report(
        &format!(
            r#"{HEAD}
  unless  a denial-word in the same sentence
  say     "Left over: {{it}}."
  bad     "[[Click here:]] it is."
  bad     "[[Read more:]] it is."
  good    "They denied it."
  good    "Nothing."
"#
        ),
        "",
    );
    assert!(!report.failed());
    let words: Vec<&str> = report
        .unexercised
        .iter()
        .map(|clause| clause.words.as_str())
        .collect();
    assert_eq!(words, ["a denial-word in the same sentence"]);
}

#[test]
fn a_passage_of_the_silence_suite_exercises_the_clause_that_keeps_it_silent() {
    let rule = format!(
        r#"{HEAD}
  unless  a denial-word in the same sentence
  say     "Left over: {{it}}."
  bad     "[[Click here:]] it is."
  bad     "[[Read more:]] it is."
  good    "They denied it."
  good    "Nothing."
"#
    );
    let silent = report(&rule, "## denied\n\nRead more: the mayor denied it.\n");
    assert_eq!(silent.unexercised, []);
    // A passage in which the rule speaks shows nothing about a clause.
    let loud = report(
        &rule,
        "## no\n\nRead more: storms.\n\nRead more: he denied it.\n",
    );
    assert!(loud.failed());
    assert_eq!(loud.unexercised.len(), 1);
}

#[test]
fn a_fix_must_leave_a_clean_text() {
    let report = report(
        &format!(
            r#"{HEAD}
  say     "Left over: {{it}}."
  fix offer replace it with "click here:"
  bad     "[[Read more:]] it is."
    fixed "Something else."
  bad     "[[Read more:]] it was."
  good    "They denied it."
  good    "Nothing."
"#
        ),
        "",
    );
    assert!(matches!(
        report.examples[0].failures.as_slice(),
        [Failure::Fixed { found, .. }, Failure::NotClean { .. }] if found == "Click here: it is."
    ));
    assert!(matches!(
        report.examples[1].failures.as_slice(),
        [Failure::NotClean { .. }]
    ));
}
