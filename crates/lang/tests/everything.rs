//! Every construct parses, checks and keeps its form.

mod support;

use copydesk_lang::{Gravity, canonical, format, parse, print};

const EVERYTHING: &str = include_str!("data/everything.desk");

#[test]
fn everything_parses() {
    let parsed = parse(0, EVERYTHING);
    assert_eq!(parsed.errors, []);
}

#[test]
fn everything_checks() {
    let checked = support::check_text(EVERYTHING);
    let loud: Vec<_> = checked
        .diagnostics
        .iter()
        .filter(|one| one.gravity > Gravity::Advice)
        .collect();
    assert!(loud.is_empty(), "{:#?}", support::messages(&checked));
    assert_eq!(checked.program.rules.len(), 6);
}

#[test]
fn everything_keeps_its_form() {
    let once = format(EVERYTHING).unwrap_or_default();
    for (line, (is, was)) in once.lines().zip(EVERYTHING.lines()).enumerate() {
        assert_eq!(is, was, "line {}", line + 1);
    }
    assert_eq!(once, EVERYTHING);
    let tree = parse(0, EVERYTHING).tree;
    assert_eq!(parse(0, &print(&tree)).tree, canonical(&tree));
}

/// How other editors write it.
#[test]
fn other_hands() {
    let tree = parse(0, EVERYTHING).tree;
    for text in [
        EVERYTHING.replace('\n', "\r\n"),
        format!("\u{feff}{EVERYTHING}"),
        EVERYTHING.replace("  ", "\t"),
        EVERYTHING.replace("'s ", "’s "),
        EVERYTHING.replace(" an ", " a "),
        EVERYTHING.replace(" a ", " an "),
        EVERYTHING.replace("...", "…"),
    ] {
        // Within texts and blocks the change stays; the rest reads the same.
        let parsed = parse(0, &text);
        assert_eq!(parsed.errors, []);
        assert_eq!(parsed.tree.items.len(), tree.items.len());
    }
    assert_eq!(parse(0, &EVERYTHING.replace('\n', "\r\n")).tree, tree);
    assert_eq!(parse(0, &format!("\u{feff}{EVERYTHING}")).tree, tree);
    let curly = "words x: “don’t”, “a \\\"b\\\"”\n";
    assert_eq!(
        format(curly).as_deref(),
        Ok("words x: \"don’t\", \"a \\\"b\\\"\"\n")
    );
}
