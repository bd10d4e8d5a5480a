//! `copydesk facts --check`: what of the registers cannot be relied on.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use copydesk_draft::Day;
use copydesk_facts::{FactRow, Register, Registers};

/// After so many days a check is old.
const STALE_AFTER: i32 = 180;

/// What is wrong, a line each, and how many lines those are.
pub(crate) fn report(registers: &Registers, on: Option<Day>) -> (String, usize) {
    let mut faults: Vec<String> = Vec::new();
    let (mut names, mut facts) = (0, 0);
    for register in registers.iter() {
        names += register.entities.len();
        facts += register.rows.len();
        whole(register, on, &mut faults);
        rows(registers, register, &mut faults);
        entities(register, &mut faults);
    }
    let mut out = String::new();
    for fault in &faults {
        let _ = writeln!(out, "{fault}");
    }
    let _ = writeln!(
        out,
        "{} registers, {names} names, {facts} facts; {} to mend",
        registers.iter().count(),
        faults.len()
    );
    (out, faults.len())
}

/// When the register was checked, and what it covers.
fn whole(register: &Register, on: Option<Day>, faults: &mut Vec<String>) {
    let name = &register.name;
    match (register.checked_on, on) {
        (None, _) => faults.push(format!(
            "{name}: no `checked-on`: nobody says when it was looked at"
        )),
        (Some(day), Some(on)) if on.days_since(day) > STALE_AFTER => faults.push(format!(
            "{name}: last checked {}, {} days before {}",
            day.long(),
            on.days_since(day),
            on.long()
        )),
        _ => {}
    }
    if register.about.is_empty() {
        faults.push(format!("{name}: no `about`: nobody says what it holds"));
    }
    if let (Some(checked), Some(through)) = (register.checked_on, register.verified_through)
        && through.days_since(checked) > 0
    {
        faults.push(format!(
            "{name}: verified through {}, later than it was checked, {}",
            through.long(),
            checked.long()
        ));
    }
}

/// What a row is called in a message: its entity, who says so, and by what list.
fn called(register: &Register, row: &FactRow) -> String {
    let parts: Vec<&str> = ["entity", "authority", "instrument", "listed-as"]
        .into_iter()
        .filter_map(|column| row.text(column))
        .collect();
    format!("{}: {}", register.name, parts.join(", "))
}

fn rows(registers: &Registers, register: &Register, faults: &mut Vec<String>) {
    let known = |id: &str| registers.iter().any(|other| other.entity(id).is_some());
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for row in &register.rows {
        let called = called(register, row);
        if row.text("source").is_none_or(str::is_empty) && !row.columns.contains_key("sources") {
            faults.push(format!("{called}: no `source`"));
        }
        if row.checked_on.is_none() && register.checked_on.is_none() {
            faults.push(format!(
                "{called}: no `checked-on`, here or for the register"
            ));
        }
        for column in ["entity", "authority"] {
            if let Some(id) = row.text(column).filter(|id| !known(id)) {
                faults.push(format!(
                    "{called}: the {column} `{id}` stands in no register"
                ));
            }
        }
        if let Some(id) = row.text("instrument")
            && !register
                .extras
                .get("instrument")
                .is_some_and(|instruments| instruments.contains_key(id))
        {
            faults.push(format!("{called}: the instrument `{id}` is not described"));
        }
        let validity = &row.validity;
        if let (Some(from), Some(to)) = (validity.from, validity.to)
            && to.last < from.first
        {
            faults.push(format!(
                "{called}: ends {} before it begins {}",
                to.first.long(),
                from.first.long()
            ));
        }
        if let (Some(from), Some(through)) = (validity.from, register.verified_through)
            && from.first > through
        {
            faults.push(format!(
                "{called}: begins {}, after the day the register covers, {}",
                from.first.long(),
                through.long()
            ));
        }
        *seen.entry(format!("{:?}", row.columns)).or_default() += 1;
    }
    for row in &register.rows {
        let key = format!("{:?}", row.columns);
        if seen.remove(&key).is_some_and(|times| times > 1) {
            faults.push(format!("{}: stands twice", called(register, row)));
        }
    }
}

fn entities(register: &Register, faults: &mut Vec<String>) {
    for entity in &register.entities {
        if entity.name.is_empty() {
            faults.push(format!("{}: `{}` has no name", register.name, entity.id));
        }
        for alias in &entity.aliases {
            if *alias == entity.name {
                faults.push(format!(
                    "{}: `{}` has its name {alias} among its aliases",
                    register.name, entity.id
                ));
            }
        }
    }
}
