//! Every cell of the truth table of the language guide, seen from outside: what a rule finds, leaves, or cannot decide.
//! `cargo test -p copydesk-engine --test truth_table -- --nocapture` prints the table.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::items_after_statements,
    reason = "a test that prints the table of the guide"
)]

mod common;

use std::fmt::Write as _;

use common::{Desk, draft};
use copydesk_draft::Span;
use copydesk_draft::layer::{Cell, LayerId, Row, Table, Value};
use copydesk_engine::Options;

/// What a rule does with its one thing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Does {
    Finds,
    Nothing,
    Undecided,
}

/// What a condition is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Is {
    True,
    False,
    /// Unknown for want of something.
    Absent,
    /// Unknown since something is unclear.
    Unclear,
}

impl Is {
    fn name(self) -> &'static str {
        match self {
            Self::True => "true",
            Self::False => "false",
            Self::Absent => "unknown",
            Self::Unclear => "unknown (undecided)",
        }
    }
}

fn layer(desk: &Desk, name: &str) -> LayerId {
    desk.engine.program().schema.find(name).unwrap()
}

/// A table of a layer with some fields set, one thing a row, each three bytes from the last.
fn table(desk: &Desk, name: &str, rows: &[Vec<(&str, Cell)>]) -> Table {
    let schema = desk.engine.program().schema.get(layer(desk, name)).unwrap();
    let mut table = Table::new(schema.fields.len());
    for (i, fields) in rows.iter().enumerate() {
        let mut cells = vec![Cell::Absent; schema.fields.len()];
        for (field, cell) in fields {
            cells[usize::from(schema.find(field).unwrap().0)] = cell.clone();
        }
        let at = i as u32 * 3;
        table.push(
            Row {
                span: Span::new(at, at + 2),
                sentence: 0,
                masked: false,
            },
            cells,
        );
    }
    table
}

/// What each rule of a desk does where the tables of some layers are these.
fn does(desk: &Desk, tables: &[(&str, Table)], date: Option<&str>) -> Vec<Does> {
    let draft = draft(None, "a b c d e f g h i j k l m n o p q r s t u v w");
    let date = date.map(|date| copydesk_draft::Day::parse_iso(date).unwrap());
    let mut reading = desk.reader.read(&draft, date);
    for (name, table) in tables {
        reading.set_table(layer(desk, name), table.clone());
    }
    let outcome = desk.engine.check(&reading, &Options::default());
    desk.engine
        .program()
        .rules
        .iter()
        .map(|rule| {
            let found = outcome.findings.iter().any(|found| found.rule == rule.name);
            let open = outcome.undecided.iter().any(|open| open.rule == rule.name);
            match (found, open) {
                (true, false) => Does::Finds,
                (false, true) => Does::Undecided,
                (false, false) => Does::Nothing,
                (true, true) => panic!("{} both finds and is undecided", rule.name),
            }
        })
        .collect()
}

/// Three rules about one condition: as `where`, as `unless`, as `require`.
fn three(number: usize, lets: &str, condition: &str) -> String {
    let mut text = String::new();
    for clause in ["where", "unless", "require"] {
        let _ = write!(
            text,
            "rule r{number}-{clause}\n  title \"T\"\n  severity error\n  for each casualty-figure \n{lets}  {clause} {condition}\n  say \"It.\"\n  bad \"[[x]]\"\n  good \"y\"\n\n"
        );
    }
    text
}

/// What the three rules show of their condition.
fn seen(does: &[Does]) -> Is {
    use Does::{Finds, Nothing, Undecided};
    match does {
        [Finds, Nothing, Nothing] => Is::True,
        [Nothing, Finds, Finds] => Is::False,
        [Nothing, Finds, Nothing] => Is::Absent,
        [Undecided, Finds, Undecided] => Is::Unclear,
        other => panic!("no truth value does this: {other:?}"),
    }
}

fn number(value: f64) -> Cell {
    Cell::Filled(Value::Number(value))
}

fn unclear() -> Cell {
    Cell::unclear("it cannot be told")
}

/// The four states of a field that is compared with 4.
fn states() -> [(&'static str, Cell); 4] {
    [
        ("filled, right", number(4.0)),
        ("filled, wrong", number(9.0)),
        ("absent", Cell::Absent),
        ("unclear", unclear()),
    ]
}

#[test]
fn tests_of_one_field() {
    use Is::{Absent, False, True, Unclear};
    let table_of_the_guide: [(&str, [Is; 4]); 9] = [
        ("its number is known", [True, True, False, Unclear]),
        ("its number is not known", [False, False, True, Unclear]),
        ("its number is 4", [True, False, Absent, Unclear]),
        ("its number is not 4", [False, True, Absent, Unclear]),
        ("its number is at most 4", [True, False, Absent, Unclear]),
        (
            "its number is not at most 4",
            [False, True, Absent, Unclear],
        ),
        ("its number is less than 5", [True, False, Absent, Unclear]),
        ("its number agrees with 4", [True, False, Absent, Unclear]),
        (
            "its number is at least its lowest",
            [True, True, Absent, Unclear],
        ),
    ];
    let rules: Vec<String> = table_of_the_guide
        .iter()
        .enumerate()
        .map(|(i, (condition, _))| three(i, "", condition))
        .collect();
    let desk = Desk::new(&rules.concat());
    println!(
        "| condition | {} |",
        states().map(|(name, _)| name).join(" | ")
    );
    println!("|---|---|---|---|---|");
    for (i, (condition, wanted)) in table_of_the_guide.iter().enumerate() {
        let mut line = format!("| `{condition}` |");
        for ((_, cell), wanted) in states().into_iter().zip(wanted) {
            let figures = table(
                &desk,
                "casualty-figure",
                &[vec![("number", cell.clone()), ("lowest", cell)]],
            );
            let all = does(&desk, &[("casualty-figure", figures)], None);
            let found = seen(&all[i * 3..i * 3 + 3]);
            assert_eq!(found, *wanted, "{condition}");
            let _ = write!(line, " {} |", found.name());
        }
        println!("{line}");
    }
}

/// Kleene, by the strength of the reason: unclear before absent.
fn and(a: Is, b: Is) -> Is {
    match (a, b) {
        (Is::False, _) | (_, Is::False) => Is::False,
        (Is::Unclear, _) | (_, Is::Unclear) => Is::Unclear,
        (Is::Absent, _) | (_, Is::Absent) => Is::Absent,
        (Is::True, Is::True) => Is::True,
    }
}

fn not(a: Is) -> Is {
    match a {
        Is::True => Is::False,
        Is::False => Is::True,
        other => other,
    }
}

#[test]
fn and_or_are_kleenes() {
    let both = three(0, "", "its number is 4 and its lowest is 4");
    let either = three(1, "", "its number is 4 or its lowest is 4");
    let desk = Desk::new(&(both + &either));
    let truth = [Is::True, Is::False, Is::Absent, Is::Unclear];
    for ((_, a), left) in states().into_iter().zip(truth) {
        for ((_, b), right) in states().into_iter().zip(truth) {
            let figures = table(
                &desk,
                "casualty-figure",
                &[vec![("number", a.clone()), ("lowest", b)]],
            );
            let all = does(&desk, &[("casualty-figure", figures)], None);
            println!(
                "{} , {}: and {}, or {}",
                left.name(),
                right.name(),
                seen(&all[..3]).name(),
                seen(&all[3..]).name()
            );
            assert_eq!(seen(&all[..3]), and(left, right), "{left:?} and {right:?}");
            let or = not(and(not(left), not(right)));
            assert_eq!(seen(&all[3..]), or, "{left:?} or {right:?}");
        }
    }
}

/// The truth of a count, from every way the open candidates could turn out.
fn counted(cells: &[usize], pass: impl Fn(usize) -> bool) -> Is {
    // States by index: 0 matches, 1 does not, 2 is absent and so does not match, 3 is unclear.
    let sure = cells.iter().filter(|&&state| state == 0).count();
    let open = cells.iter().filter(|&&state| state == 3).count();
    let ways: Vec<bool> = (sure..=sure + open).map(pass).collect();
    match (ways.iter().all(|&way| way), ways.iter().any(|&way| way)) {
        (true, _) => Is::True,
        (false, false) => Is::False,
        (false, true) => Is::Unclear,
    }
}

type Pass = fn(usize) -> bool;

#[test]
fn quantifiers_over_open_candidates() {
    let quantifiers: [(&str, Pass); 7] = [
        ("a percentage", |n| n >= 1),
        ("no percentage", |n| n == 0),
        ("at least 1 percentage", |n| n >= 1),
        ("at least 2 percentages", |n| n >= 2),
        ("at most 1 percentage", |n| n <= 1),
        ("exactly 1 percentage", |n| n == 1),
        ("exactly 0 percentages", |n| n == 0),
    ];
    let rules: Vec<String> = quantifiers
        .iter()
        .enumerate()
        .map(|(i, (words, _))| {
            three(
                i,
                "",
                &format!("{words} in the same sentence whose number is 4"),
            )
        })
        .collect();
    let desk = Desk::new(&rules.concat());
    let states = states().map(|(_, cell)| cell);
    let figures = table(&desk, "casualty-figure", &[vec![]]);
    let mut combinations: Vec<Vec<usize>> = vec![vec![]];
    for a in 0..4 {
        combinations.push(vec![a]);
        for b in a..4 {
            combinations.push(vec![a, b]);
            for c in b..4 {
                combinations.push(vec![a, b, c]);
            }
        }
    }
    for cells in &combinations {
        let rows: Vec<_> = cells
            .iter()
            .map(|&state| vec![("number", states[state].clone())])
            .collect();
        let candidates = table(&desk, "percentage", &rows);
        let all = does(
            &desk,
            &[
                ("casualty-figure", figures.clone()),
                ("percentage", candidates),
            ],
            None,
        );
        for (i, (words, pass)) in quantifiers.iter().enumerate() {
            assert_eq!(
                seen(&all[i * 3..i * 3 + 3]),
                counted(cells, pass),
                "{words}: {cells:?}"
            );
        }
    }
}

#[test]
fn the_other_side_of_a_test_is_never_no_match() {
    // `its lowest` stands on the other side: where it is absent or unclear, nothing can be said of the candidate.
    let some = three(
        0,
        "",
        "a percentage in the same sentence whose number is its lowest",
    );
    let none = three(
        1,
        "",
        "no percentage in the same sentence whose number is its lowest",
    );
    let desk = Desk::new(&(some + &none));
    for (cell, wanted) in [
        (number(4.0), Is::True),
        (number(9.0), Is::False),
        (Cell::Absent, Is::Absent),
        (unclear(), Is::Unclear),
    ] {
        let figures = table(&desk, "casualty-figure", &[vec![("lowest", cell)]]);
        let candidates = table(&desk, "percentage", &[vec![("number", number(4.0))]]);
        let all = does(
            &desk,
            &[("casualty-figure", figures), ("percentage", candidates)],
            None,
        );
        assert_eq!(seen(&all[..3]), wanted);
        assert_eq!(seen(&all[3..]), not(wanted));
    }
}

#[test]
fn a_let_that_finds_nothing_is_absent() {
    let first = "  let B be the percentage in the article whose number is 4\n";
    let largest = "  let B be the percentage in the article with the largest number\n";
    let desk = Desk::new(
        &[
            three(0, first, "B is known"),
            three(1, first, "B's number is 4"),
            three(2, largest, "B is known"),
            three(3, largest, "B's number is at least 4"),
        ]
        .concat(),
    );
    use Is::{Absent, False, True, Unclear};
    let four = || vec![("number", number(4.0))];
    let nine = || vec![("number", number(9.0))];
    let none = || vec![("number", Cell::Absent)];
    let open = || vec![("number", unclear())];
    let cases = [
        (vec![], [False, Absent, False, Absent]),
        (vec![four()], [True, True, True, True]),
        (vec![nine(), four()], [True, True, True, True]),
        (vec![none()], [False, Absent, False, Absent]),
        (vec![none(), four()], [True, True, True, True]),
        // An open candidate before the first true one: it may be that one.
        (vec![open(), four()], [Unclear; 4]),
        // An open candidate after it cannot be the first, but it can be the largest.
        (vec![four(), open()], [True, True, Unclear, Unclear]),
    ];
    let figures = table(&desk, "casualty-figure", &[vec![]]);
    for (rows, wanted) in cases {
        let candidates = table(&desk, "percentage", &rows);
        let all = does(
            &desk,
            &[
                ("casualty-figure", figures.clone()),
                ("percentage", candidates),
            ],
            None,
        );
        for (i, wanted) in wanted.into_iter().enumerate() {
            assert_eq!(seen(&all[i * 3..i * 3 + 3]), wanted, "{i}: {rows:?}");
        }
    }
}

const REGISTER: &str = r#"
[register]
name = "listings"
about = "Who lists whom"
checked-on = 2024-06-01
verified-through = 2024-06-30

[[row]]
group = "hayat-tahrir-al-sham"
by = "north"
kind = "banned"
from = "2012"
to = 2020-05-01

[[row]]
group = "hayat-tahrir-al-sham"
by = "south"
kind = "banned"
from = 2012-01-01

[[row]]
group = "hayat-tahrir-al-sham"
by = "east"
kind = "not-banned"
"#;

const TABLE: &str = r#"
facts listings from "listings"
  group: armed-group key
  by: text authority
  kind: text
"#;

#[test]
fn rows_are_false_only_where_the_register_speaks() {
    let rule = |number: usize, condition: &str| {
        three(number, "", condition).replace("casualty-figure", "armed-group")
    };
    let whose = "row of listings whose group is it and whose by is";
    let desk = Desk::with(
        &[
            TABLE.to_owned(),
            rule(0, &format!("a {whose} \"north\" and whose kind is \"banned\" valid on the draft's date")),
            rule(1, &format!("a {whose} \"south\" and whose kind is \"banned\" valid on the draft's date")),
            rule(2, &format!("a {whose} \"east\" and whose kind is \"banned\"")),
            rule(3, &format!("a {whose} \"west\" and whose kind is \"banned\"")),
            rule(4, "a row of listings whose group is it and whose kind is \"banned\" valid on the draft's date"),
            rule(5, "no row of listings whose group is it and whose kind is \"banned\" valid on the draft's date"),
        ]
        .concat(),
        &[("listings.toml", REGISTER)],
    );
    use Is::{False, True, Unclear};
    let known = || Cell::Filled(Value::from("hayat-tahrir-al-sham"));
    let other = || Cell::Filled(Value::from("another-group"));
    let cases = [
        // Both lists in force; nothing is said of the west.
        (
            known(),
            Some("2016-01-01"),
            [True, True, False, Unclear, True, False],
        ),
        // The north's ended, the south's stands.
        (
            known(),
            Some("2024-06-01"),
            [False, True, False, Unclear, True, False],
        ),
        // Some day of 2012 it began: which, is not known.
        (
            known(),
            Some("2012-07-01"),
            [Unclear, True, False, Unclear, True, False],
        ),
        // Before both.
        (
            known(),
            Some("2011-07-01"),
            [False, False, False, Unclear, False, True],
        ),
        // After the last day the register vouches for.
        (
            known(),
            Some("2024-09-01"),
            [False, Unclear, False, Unclear, Unclear, Unclear],
        ),
        // A draft without a date.
        (
            known(),
            None,
            [Unclear, Unclear, False, Unclear, Unclear, Unclear],
        ),
        // A group of which the register says nothing.
        (other(), Some("2016-01-01"), [Unclear; 6]),
        // It cannot be told which group it is.
        (unclear(), Some("2016-01-01"), [Unclear; 6]),
        (Cell::Absent, Some("2016-01-01"), [Is::Absent; 6]),
    ];
    for (key, date, wanted) in cases {
        let groups = table(&desk, "armed-group", &[vec![("identity", key.clone())]]);
        let all = does(&desk, &[("armed-group", groups)], date);
        for (i, wanted) in wanted.into_iter().enumerate() {
            assert_eq!(
                seen(&all[i * 3..i * 3 + 3]),
                wanted,
                "rule {i}, {key:?}, {date:?}"
            );
        }
    }
}
