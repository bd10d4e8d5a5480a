//! Rules that ask too much of a draft are stopped, and it is said; the others go on.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

use std::time::{Duration, Instant};

use copydesk_desk::{Config, Desk, FileReport, Options, Pack};

/// A rule that costs little, one that looks at all sentences for each of them, and one over a pattern of gaps.
const RULES: &str = r#"
words gate-word: "gate"
pattern gate-name: <gate-word>
layer gate-mention from gate-name

rule gate-named
  title    "No gates"
  severity error
  for each gate-mention
  say      "A gate."
  bad      "The [[gate]]."
  good     "The door."

rule sentence-twin
  title    "No longest sentence"
  severity error
  for each sentence
  where    no sentence in the article whose length is more than its length
  say      "The longest."
  bad      "[[The door.]]"
  good     "A door"

words made-word: "the", "a", "of", "was", "shut"
pattern wide-gap: <made-word> ...8 <made-word> ...8 <made-word> ...8 <made-word> ...8 "nowhere"
layer wide-stretch from wide-gap

rule wide-stretch-named
  title    "No stretches"
  severity error
  for each wide-stretch
  say      "A stretch."
  bad      "[[The a of was nowhere]]."
  good     "The door."
"#;

fn desk(steps: Option<u64>) -> Desk {
    let mut pack = Pack::standard();
    pack.add("made.desk", RULES);
    let config = Config {
        select: ["gate-named", "sentence-twin", "wide-stretch-named"]
            .map(str::to_owned)
            .to_vec(),
        steps,
        ..Config::default()
    };
    let (desk, faults) = Desk::open(&pack, &config).unwrap_or_else(|(error, _)| panic!("{error}"));
    assert_eq!(faults.left_out, Vec::<String>::new(), "{:#?}", faults.rules);
    desk
}

fn check(desk: &Desk, text: &str) -> FileReport {
    desk.check_bytes("a.txt", text.as_bytes(), &Options::default(), None)
}

#[test]
fn what_asks_too_much_is_stopped_and_said() {
    let text = "The gate of the wall was shut, nowhere. A door was shut. ".repeat(12);
    let whole = check(&desk(None), &text);
    assert_eq!(whole.undecided, []);
    let starved = check(&desk(Some(60)), &text);
    let open: Vec<(&str, &str)> = starved
        .undecided
        .iter()
        .map(|open| (open.rule.as_str(), open.why.as_str()))
        .collect();
    assert_eq!(
        open,
        [
            (
                "sentence-twin",
                "stopped after 60 steps on this draft: the rule looks at too many things for each of its subjects"
            ),
            (
                "wide-stretch-named",
                "looking for `wide-stretch` in this draft was stopped: its pattern takes too many steps"
            ),
        ]
    );
    // What costs little is found as before, and nothing is half found.
    let gates = |report: &FileReport| {
        let found = report.findings.iter();
        found.filter(|finding| finding.rule == "gate-named").count()
    };
    assert_eq!(gates(&starved), 12);
    assert_eq!(gates(&whole), 12);
    assert_eq!(starved.findings.len(), 12);
}

/// The engine's own limit holds a hostile rule to seconds.
#[test]
fn a_hostile_pack_ends_soon() {
    let text =
        "The gate of a wall was shut. ".repeat(if cfg!(debug_assertions) { 300 } else { 4_000 });
    let desk = desk(None);
    let start = Instant::now();
    let report = check(&desk, &text);
    assert!(report.words > 0);
    assert!(
        start.elapsed() < Duration::from_mins(1),
        "{:?}",
        start.elapsed()
    );
}
