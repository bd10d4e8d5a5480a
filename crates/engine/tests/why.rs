//! Traces: each kind of line flips when the draft is changed.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::{Desk, draft};
use copydesk_draft::Span;
use copydesk_engine::why::{Answer, Ending};
use copydesk_engine::{Options, Truth};

const RULES: &str = r#"
words strike-verb: ~"strike"
pattern strike-pattern: <strike-verb>
layer strike from strike-pattern
words denial-verb: ~"deny", ~"reject"
pattern denial-pattern: <denial-verb as how>
layer denial from denial-pattern
  how: text = how
words rumour-word: "rumour"
pattern rumour-pattern: <rumour-word>
layer rumour from rumour-pattern

rule denied
  title "A strike needs a denial"
  severity error
  genres-line
  for each strike
  where no rumour in the same sentence
  let D be the nearest denial in the article
  unless D's how is "rejected"
  require a denial in the same sentence whose how is "denied"
  say "No denial of {it}."
  bad "[[x]]"
  good "y"
"#;

fn why(text: &str) -> Answer {
    let desk = Desk::new(&RULES.replace("  genres-line\n", ""));
    let draft = draft(None, text);
    let reading = desk.reader.read(&draft, None);
    let options = Options::default();
    desk.engine.why(&reading, &options, "denied", None).unwrap()
}

fn ending(text: &str) -> Ending {
    why(text).traces.first().unwrap().ending.clone()
}

#[test]
fn endings_flip_with_the_draft() {
    assert_eq!(ending("Jets struck the port."), Ending::Fault);
    assert_eq!(
        ending("Jets struck the port, which the army denied."),
        Ending::Content
    );
    assert_eq!(ending("Rumour says jets struck the port."), Ending::Skipped);
    assert_eq!(
        ending("Jets struck the port. The army rejected that."),
        Ending::Excused
    );
    // What excuses it is not needed where nothing is missing.
    assert_eq!(
        ending("Jets struck the port, which the army denied. The army rejected that."),
        Ending::Content
    );
    assert!(matches!(
        ending("> Jets struck the port."),
        Ending::NotAbout(why) if why.contains("quotation marks")
    ));
    let none = why("Rain fell.");
    assert!(none.traces.is_empty());
    assert!(none.to_string().contains("there is none here"));
}

#[test]
fn a_search_tells_where_it_looked_and_what_stands_elsewhere() {
    let text = "Jets struck the port. The army denied it.";
    let answer = why(text);
    let step = answer.traces[0].steps.last().unwrap();
    assert_eq!(step.truth, Truth::False);
    let looked = step.parts[0].looked.as_ref().unwrap();
    assert_eq!(looked.what, "denial");
    assert_eq!(looked.place, "in the same sentence");
    assert_eq!(looked.searched, [Span::new(0, 21)]);
    assert!(looked.seen.is_empty());
    assert_eq!(looked.elsewhere[0].words, "denied");
    // In the same sentence, with another verb: seen, and why it does not match.
    let answer = why("Jets struck the port, and the army denies it.");
    let step = answer.traces[0].steps.last().unwrap();
    let looked = step.parts[0].looked.as_ref().unwrap();
    assert_eq!(looked.seen[0].words, "denies");
    assert_eq!(looked.seen[0].truth, Truth::False);
    assert_eq!(
        looked.seen[0].failed.as_deref(),
        Some("how is \"denied\": it is denies")
    );
    assert!(looked.elsewhere.is_empty());
    assert_eq!(
        answer.to_string(),
        "denied is about: strike\n\
         “struck”: a finding\n\
         \x20 where no rumour in the same sentence: holds\n\
         \x20     looked for a rumour in the same sentence\n\
         \x20       there is none\n\
         \x20 let D be the nearest denial in the article: found\n\
         \x20     D is denies\n\
         \x20     looked for a denial in the article\n\
         \x20       “denies” matches\n\
         \x20 unless D's how is \"rejected\": does not hold\n\
         \x20     D's how is denies\n\
         \x20 require a denial in the same sentence whose how is \"denied\": does not hold\n\
         \x20     looked for a denial in the same sentence\n\
         \x20       “denies” does not match: how is \"denied\": it is denies\n\
         \x20 says: No denial of struck.\n"
    );
}

#[test]
fn a_place_without_a_thing_names_the_nearest() {
    let desk = Desk::new(&RULES.replace("  genres-line\n", ""));
    let draft = draft(None, "Rain fell. Jets struck the port.");
    let reading = desk.reader.read(&draft, None);
    let at = Some(Span::new(0, 4));
    let answer = desk
        .engine
        .why(&reading, &Options::default(), "denied", at)
        .unwrap();
    assert!(answer.traces.is_empty());
    assert_eq!(answer.nearest.unwrap().words, "struck");
    assert!(
        desk.engine
            .why(&reading, &Options::default(), "no-rule", at)
            .is_none()
    );
}

#[test]
fn a_rule_that_does_not_run_says_so() {
    let desk = Desk::new(&RULES.replace("genres-line", "in genres opinion"));
    let draft = draft(None, "Jets struck the port.");
    let reading = desk.reader.read(&draft, None);
    let answer = desk
        .engine
        .why(&reading, &Options::default(), "denied", None)
        .unwrap();
    assert_eq!(answer.traces[0].ending, Ending::Genre("news".into()));
}
