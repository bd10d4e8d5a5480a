//! One mistake gives one message, at the right place. Each message is a snapshot: read it as an editor would.

mod support;

use copydesk_lang::{Gravity, format};
use miette::{GraphicalReportHandler, GraphicalTheme};

const SOUND: &str = include_str!("data/sound.desk");

/// A name, what stands in the sound file, and what an editor wrote instead.
const MISTAKES: &[(&str, &str, &str)] = &[
    // The twelve.
    (
        "unknown-layer",
        "for each casualty-figure\n  unless",
        "for each casualty-figur\n  unless",
    ),
    (
        "unknown-field",
        "agrees with its second",
        "agrees with its secnd",
    ),
    (
        "unknown-clause",
        "  say      \"No source",
        "  sey      \"No source",
    ),
    (
        "american-spelling",
        "a neighbouring sentence",
        "a neighboring sentence",
    ),
    (
        "wrong-kinds",
        "require  its number is at most B's number",
        "require  its number is B's outcome",
    ),
    (
        "no-order",
        "require  its weekday is the weekday",
        "require  its weekday is less than the weekday",
    ),
    (
        "mixed-join",
        "where    B is known",
        "where    B is known and its day is known or its day is not known",
    ),
    (
        "unknown-table",
        "a row of designations",
        "a row of designation",
    ),
    (
        "unclosed-text",
        "say      \"No source for this toll.\"",
        "say      \"No source for this toll.",
    ),
    (
        "hole",
        "The headline says {it};",
        "The headline says {its nummber};",
    ),
    (
        "no-example",
        "  bad      \"The road is [[10 km (9 miles)]] long.\"\n  bad      \"It fell to [[minus 40C (10F)]].\"\n",
        "",
    ),
    (
        "duplicate-name",
        "rule conversion-wrong",
        "rule weekday-date",
    ),
    // And the others.
    (
        "clause-typo",
        "  require  its attribution is known",
        "  requires its attribution is known",
    ),
    ("item-typo", "rule conversion-wrong", "rul conversion-wrong"),
    (
        "bare-field",
        "require  its attribution is known",
        "require  attribution is known",
    ),
    (
        "and-without-whose",
        "and whose kind is terrorist",
        "and kind is terrorist",
    ),
    (
        "unknown-value",
        "unless   its day is more than 2 years before the draft's date",
        "unless   its outcome is woundet",
    ),
    (
        "no-such-row",
        "whose kind is terrorist",
        "whose kind is terorist",
    ),
    (
        "never-true",
        "where    B is known",
        "where    B is known and its number is less than 0",
    ),
    (
        "vacuous-mask",
        "unless   its day is more than 2 years before the draft's date",
        "unless   it is inside a quote",
    ),
    ("may-be-absent", "  where    B is known\n", ""),
    (
        "never-filled",
        "where    B is known",
        "where    B is known and no duration in the article whose year is 1999",
    ),
    (
        "unused",
        "setting unit-tolerance",
        "words stray: \"stray\"\nsetting unit-tolerance",
    ),
    (
        "circle",
        "<armed-group as group>\n",
        "<terror-label as group>\n",
    ),
    (
        "choice-as-candidate",
        "require  a designation-claim in the same",
        "require  a told-now in the same",
    ),
    (
        "choice-of-nothing",
        "layer told-now from designation-claim",
        "layer told-now from designation-clam",
    ),
    (
        "clause-in-choice",
        "  where    its label is not \"terrorist\"\n",
        "  where    its label is not \"terrorist\"\n  severity error\n",
    ),
    (
        "field-in-choice",
        "where    its label is not",
        "where    its lable is not",
    ),
    (
        "gap",
        "\"militia\"] <armed-group",
        "\"militia\"] ...20 <armed-group",
    ),
    (
        "two-orders",
        "whose event is its event\n",
        "whose lowest is at least its lowest and whose highest is at most its highest\n",
    ),
    (
        "case-trap",
        "\"terrorist\", \"terrorists\"",
        "\"France\", \"us\"",
    ),
    (
        "look-alike",
        "\"terrorist\", \"terrorists\"",
        "\"tеrrorist\", \"terrorists\"",
    ),
    (
        "unknown-column",
        "  kind: text\n",
        "  kynd: text\n  kind: text\n",
    ),
    (
        "unknown-register",
        "from \"designations\"",
        "from \"designation\"",
    ),
    (
        "capture",
        "group: armed-group = group",
        "group: armed-group = grup",
    ),
    (
        "capture-type",
        "group: armed-group = group",
        "group: person = group",
    ),
    (
        "clause-order",
        "  require  its first agrees with its second within unit-tolerance\n  say      \"{its first} is not {its second}.\"\n",
        "  say      \"{its first} is not {its second}.\"\n  require  its first agrees with its second within unit-tolerance\n",
    ),
    (
        "clause-twice",
        "  severity warning\n",
        "  severity warning\n  severity error\n",
    ),
    (
        "marks",
        "The flood left [[nine people dead]].",
        "The flood left [[nine people dead.",
    ),
    (
        "no-marks",
        "The flood left [[nine people dead]].",
        "The flood left nine people dead.",
    ),
    (
        "marks-in-good",
        "good     \"It began on 27 November 2024.\"",
        "good     \"It began on [[27 November 2024]].\"",
    ),
    (
        "scope-word",
        "in the same or the next lede-window",
        "in the sam or the next lede-window",
    ),
    (
        "scope-of-subject",
        "for each conversion",
        "for each conversion in the same sentence",
    ),
    (
        "no-place",
        "where    B is known",
        "where    B is known and no caption in the headline",
    ),
    (
        "dimension",
        "within unit-tolerance",
        "within unit-tolerance\n  require  300 km is more than 5 celsius",
    ),
    (
        "bad-date",
        "  good     \"It began on 27 November",
        "    dated 2024-13-01\n  good     \"It began on 27 November",
    ),
    (
        "type-of-weekday",
        "is the weekday of its day\n",
        "is its day\n",
    ),
    (
        "thing-as-number",
        "require  its number is at most B's number",
        "require  its number is at most B",
    ),
    ("let-name", "let B be", "let b be"),
    (
        "name-spelling",
        "setting lede-window",
        "setting lede_window",
    ),
    (
        "setting-value",
        "unit-tolerance: number = 5",
        "unit-tolerance: number = five",
    ),
    ("article-field", "for each conversion", "for the article"),
    (
        "open-brace",
        "{its first} is not {its second}",
        "{its first} is not {its second",
    ),
    (
        "unclosed-block",
        "say      \"No source for this toll.\"",
        "say      \"\"\"\n    No source.",
    ),
    (
        "duplicate-rule",
        "rule conversion-wrong",
        "rule second-weekday\n  title    \"Again\"\n  severity error\n  for each date\n  require  its weekday is the weekday of its day\n  say      \"X\"\n  bad      \"[[x]]\"\n  bad      \"[[y]]\"\n  good     \"z\"\n  good     \"w\"\n\nrule conversion-wrong",
    ),
    (
        "same-condition",
        "where    B is known",
        "where    B is known\n  unless   B is known",
    ),
    (
        "ends-early",
        "require  its attribution is known",
        "require  its attribution is",
    ),
    ("for-typo", "for each date\n", "for eech date\n"),
    (
        "synonym",
        "its number is at most B's number",
        "its number is greater than B's number",
    ),
    (
        "clause-synonym",
        "  require  its attribution is known",
        "  must its attribution be known",
    ),
    (
        "number-word",
        "where    B is known",
        "where    B is known and at least two dates in the article",
    ),
    (
        "or-whose",
        "whose group is its group and whose kind is terrorist",
        "whose group is its group or whose kind is terrorist",
    ),
    (
        "quoted-value",
        "unless   its day is more than 2 years before the draft's date",
        "unless   its outcome is \"wounded\"",
    ),
    (
        "itself",
        "  for each date\n",
        "  yields to weekday-date\n  for each date\n",
    ),
    (
        "draft-field",
        "valid on the draft's date",
        "valid on the draft's day",
    ),
    (
        "row-alone",
        "  where    B is known\n",
        "  let R be the row of designations whose kind is terrorist\n  where    B is known and R is B\n",
    ),
    (
        "leads-nowhere",
        "require  its number is at most B's number",
        "require  its number's unit is at most B's number",
    ),
    (
        "list-leads-nowhere",
        "require  its number is at most B's number",
        "require  its parts's number is at most B's number",
    ),
    (
        "not-a-list",
        "require  its number is at most B's number",
        "require  the count of its number is at most B's number",
    ),
    (
        "not-a-period",
        "more than 2 years before",
        "more than its number before",
    ),
    (
        "entry-twice",
        "\"terrorist\", \"terrorists\"",
        "\"terrorist\", \"terrorist\"",
    ),
    (
        "empty-entry",
        "\"terrorist\", \"terrorists\"",
        "\"terrorist\", \" \"",
    ),
    (
        "gap-at-edge",
        "<armed-group as group>\n",
        "<armed-group as group> ...2\n",
    ),
    ("role-twice", "  kind: text\n", "  kind: text key\n"),
    (
        "unknown-part",
        "  kind: text\n",
        "  phrase: text = instrument's phrse\n  kind: text\n",
    ),
    (
        "every-time",
        "for each conversion",
        "for each conversion every time",
    ),
    (
        "no-key",
        "for each conversion",
        "for the first mention of each conversion",
    ),
    (
        "masked-subject",
        "for each conversion",
        "for each conversion inside a quote",
    ),
    (
        "at-least-none",
        "where    B is known",
        "where    B is known and at least 0 dates in the article",
    ),
    (
        "two-values",
        "where    B is known",
        "where    B is known and its outcome is dead and its outcome is wounded",
    ),
    (
        "agrees-with-thing",
        "its first agrees with its second",
        "it agrees with it",
    ),
    ("nothing-to-show", "show     B as", "show     B's number as"),
    (
        "not-in-text",
        "replace its weekday with",
        "replace the draft's date with",
    ),
    (
        "unknown-unit",
        "where    B is known",
        "where    B is known and its number is more than 5 furlongs",
    ),
    (
        "setting-of-other-kind",
        "unit-tolerance: number = 5",
        "unit-tolerance: number = \"5\"",
    ),
    (
        "unknown-type",
        "unit-tolerance: number = 5",
        "unit-tolerance: numbr = 5",
    ),
    (
        "few-examples",
        "  bad      \"It fell to [[minus 40C (10F)]].\"\n",
        "",
    ),
    (
        "fixed-without-fix",
        "  fix offer replace its weekday with the weekday of its day\n",
        "",
    ),
    (
        "good-says",
        "  good     \"It began on 27 November 2024.\"\n",
        "  good     \"It began on 27 November 2024.\"\n    says \"x\"\n",
    ),
    (
        "two-choices",
        "let B be the casualty-figure in",
        "let B be the first casualty-figure in",
    ),
    (
        "message-block",
        "say      \"No source for this toll.\"",
        "say      \"\"\"\n    No source.\n    \"\"\"",
    ),
    ("stray-brace", "{its second}.", "its second}."),
    ("empty-hole", "{its second}.", "{}."),
    ("escape", "No source for", "No \\nource for"),
    (
        "unopened-mark",
        "[[nine people dead]]",
        "nine people dead]]",
    ),
    (
        "missing-clauses",
        "  title    \"Weekday and date agree\"\n  severity error\n",
        "",
    ),
    (
        "missing-say",
        "  say      \"{its first} is not {its second}.\"\n",
        "",
    ),
    (
        "unknown-genre",
        "  for each conversion\n",
        "  in genres sports\n  for each conversion\n",
    ),
    (
        "unknown-profile",
        "  bad      \"It fell to [[minus 40C (10F)]].\"\n",
        "  bad      \"It fell to [[minus 40C (10F)]].\"\n    profile wyre\n",
    ),
    (
        "unknown-rule",
        "  for each conversion\n",
        "  yields to weekday-dat\n  for each conversion\n",
    ),
    (
        "wrong-noun",
        "for each conversion\n",
        "for each terror-word\n",
    ),
    (
        "same-sides",
        "its first agrees with its second",
        "its first agrees with its first",
    ),
    (
        "tolerance-of-other-kind",
        "setting unit-tolerance: number = 5",
        "setting unit-tolerance: text = \"5\"",
    ),
    (
        "the-as-quantifier",
        "require  a designation-claim in",
        "require  the designation-claim in",
    ),
    (
        "comparison-of-things",
        "require  its number is at most B's number",
        "require  it is at most B",
    ),
    (
        "flag",
        "where    B is known",
        "where    B is known and no attribution in the article whose carried-over is maybe",
    ),
    ("unknown-let", "at most B's number", "at most C's number"),
    ("extreme-of-text", "largest number", "largest event"),
    (
        "stray-line",
        "rule conversion-wrong",
        "??\nrule conversion-wrong",
    ),
    (
        "whose-in-subject",
        "for each date\n",
        "for each date whose day is known\n",
    ),
];

fn render(text: &str) -> (usize, String) {
    let checked = support::check_text(text);
    let handler =
        GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor()).with_width(100);
    let mut out = String::new();
    for diagnostic in &checked.diagnostics {
        let reported = diagnostic.with_files(&checked.program.files);
        assert!(handler.render_report(&mut out, &reported).is_ok());
    }
    for left in &checked.left_out {
        out.push_str("left out: ");
        out.push_str(left.what);
        out.push(' ');
        out.push_str(&left.name);
        if let Some(because_of) = &left.because_of {
            out.push_str(" (needs ");
            out.push_str(because_of);
            out.push(')');
        }
        out.push('\n');
    }
    (checked.diagnostics.len(), out)
}

#[test]
fn the_sound_file_is_sound() {
    assert_eq!(support::messages(&support::check_text(SOUND)), [""; 0]);
    assert_eq!(format(SOUND).as_deref(), Ok(SOUND));
}

#[test]
fn one_mistake_one_message() {
    let mut wrong = Vec::new();
    for (name, right, mistake) in MISTAKES {
        assert!(
            SOUND.contains(right),
            "{name}: the sound file has no {right:?}"
        );
        let (count, shown) = render(&SOUND.replacen(right, mistake, 1));
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(*name, shown);
        });
        if count != 1 {
            wrong.push((*name, count));
        }
    }
    assert_eq!(wrong, []);
}

#[test]
fn every_gravity_is_said() {
    let gravity = |name: &str| {
        let (_, right, mistake) = MISTAKES
            .iter()
            .find(|(known, ..)| *known == name)
            .unwrap_or(&MISTAKES[0]);
        support::check_text(&SOUND.replacen(right, mistake, 1)).diagnostics[0].gravity
    };
    assert_eq!(gravity("unknown-layer"), Gravity::Error);
    assert_eq!(gravity("never-true"), Gravity::Warning);
    assert_eq!(gravity("may-be-absent"), Gravity::Advice);
}

/// A name that may be absent is no trap where another part of an `or` decides without it.
#[test]
fn absent_names_beside_or() {
    let advice = |require: &str| {
        let text = SOUND.replacen("  where    B is known\n", "", 1).replacen(
            "require  its number is at most B's number",
            require,
            1,
        );
        let checked = support::check_text(&text);
        let codes: Vec<&str> = checked
            .diagnostics
            .iter()
            .map(|one| one.code.name())
            .collect();
        codes.contains(&"may-be-absent")
    };
    assert!(!advice(
        "require  its number is at most B's number or its number is less than 3"
    ));
    assert!(advice(
        "require  its number is at most B's number or its number is less than B's number"
    ));
}

/// All mistakes of all files in one run; what is right goes on running.
#[test]
fn five_mistakes_five_messages() {
    let names = [
        "unknown-layer",
        "unknown-field",
        "american-spelling",
        "no-order",
        "hole",
    ];
    let mut text = SOUND.to_owned();
    for (name, right, mistake) in MISTAKES {
        if names.contains(name) {
            text = text.replacen(right, mistake, 1);
        }
    }
    let more = "words stray: \"a\"\n\nrule weekday-date\n  title \"T\"\n";
    let checked =
        support::World::new().check(support::files(&[("a.desk", &text), ("b.desk", more)]));
    let codes: Vec<(u32, &str)> = checked
        .diagnostics
        .iter()
        .map(|one| (one.loc().file, one.code.name()))
        .collect();
    let expected = [
        (0, "unknown-name"),
        (0, "spelling"),
        (0, "unknown-field"),
        (0, "no-order"),
        (0, "unknown-field"),
        (1, "unused"),
        (1, "duplicate-name"),
    ];
    assert_eq!(codes, expected);
    assert_eq!(checked.left_out.len(), 6);
    assert_eq!(checked.program.rules.len(), 1);
    let checked =
        support::World::new().check(support::files(&[("a.desk", SOUND), ("b.desk", more)]));
    assert_eq!(checked.program.rules.len(), 6);
    assert_eq!(checked.left_out.len(), 1);
}
