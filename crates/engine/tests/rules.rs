//! Rules over drafts, end to end.

mod common;

use common::{Desk, draft, fixed, lines};

const EXAMPLES: &str = r#"
  bad  "[[x]]"
  good "y"
"#;

fn rule(name: &str, body: &str) -> String {
    format!("rule {name}\n  title \"Title of {name}\"\n  severity error\n{body}\n{EXAMPLES}\n")
}

#[test]
fn a_word_layer_is_found_and_masked() {
    let desk = Desk::new(&format!(
        "words leftover: \"read more\", \"click here\"\npattern web: <leftover> \":\"\nlayer debris from web\n{}",
        rule(
            "web-debris",
            "  for each debris\n  say \"Left over: {it}.\"\n  fix safe delete its line"
        )
    ));
    let text =
        "The dam broke on Monday.\n\nRead more: Floods in the delta.\n\n> Read more: novels.";
    let source = draft(None, text);
    let outcome = desk.check(&source, None);
    assert_eq!(
        lines(&outcome, &source),
        ["web-debris: Read more:: Left over: Read more:."]
    );
    assert_eq!(
        fixed(&outcome, &source),
        "The dam broke on Monday.\n\nRead more: novels."
    );
}

#[test]
fn absence_is_closed_world_in_its_scope() {
    let desk = Desk::new(&format!(
        "pattern strike-word: ~\"strike\"\nlayer strike from strike-word\nwords deny-word: ~\"deny\"\npattern denial-word: <deny-word as how>\nlayer denial from denial-word\n  how: text = how\n{}{}",
        rule(
            "same",
            "  for each strike\n  require a denial in the same sentence\n  say \"No denial of {it}.\""
        ),
        rule(
            "near",
            "  for each strike\n  require a denial in the same or a neighbouring sentence\n  say \"No denial near {it}.\"\n  show the nearest denial as \"a denial\""
        )
    ));
    let text = "Jets struck the port. The army denied it.\n\nRain fell. Crowds gathered. Drones strike often.";
    assert_eq!(
        desk.lines(text),
        [
            "same: struck: No denial of struck.",
            "near: strike: No denial near strike.",
            "same: strike: No denial of strike."
        ]
    );
}
