//! The rules of the design parse, check and are in canonical form.

mod support;

use copydesk_lang::{Gravity, format, parse};

const DESIGN: &str = include_str!("data/design.desk");

#[test]
fn the_design_parses() {
    let parsed = parse(0, DESIGN);
    assert_eq!(parsed.errors, []);
    assert_eq!(parsed.tree.items.len(), 13);
}

#[test]
fn the_design_checks() {
    let checked = support::check_text(DESIGN);
    let loud: Vec<&str> = checked
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.gravity > Gravity::Advice)
        .map(|diagnostic| diagnostic.message.as_str())
        .collect();
    // In the design, the setting is used by rules that it does not print.
    assert_eq!(loud, ["nothing uses the setting `lede-window`"]);
    assert_eq!(checked.left_out, []);
    assert_eq!(checked.program.rules.len(), 5);
}

#[test]
fn the_design_is_canonical() {
    assert_eq!(format(DESIGN).unwrap(), DESIGN);
}
