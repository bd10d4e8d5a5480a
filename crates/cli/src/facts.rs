//! `copydesk facts`

use std::fmt::Write as _;

use copydesk_desk::Config;
use copydesk_draft::{Day, DayRange};
use copydesk_facts::{Entity, FactRow, FactValue, Register, Registers, ValidityState};
use copydesk_lang::nearest;

use crate::args::{Colour, Facts};
use crate::open::{self, Opened};
use crate::{Exit, console};

pub(crate) fn run(args: &Facts) -> Result<Exit, String> {
    let Opened { desk, broken, .. } = open::desk(&args.choice, Config::default(), Colour::Auto)?;
    let registers = desk.registers();
    if args.check {
        let (text, faults) = crate::facts_check::report(registers, args.as_of);
        console::print(&text)?;
        return Ok(match (broken, faults) {
            (true, _) => Exit::Trouble,
            (_, 0) => Exit::Clean,
            _ => Exit::Findings,
        });
    }
    if args.as_of.is_some() && args.name.is_none() {
        return Err("--as-of needs a NAME, or --check".to_owned());
    }
    let text = match &args.name {
        None => overview(registers),
        Some(name) => match registers.get(name) {
            Some(register) => {
                let mut out = String::new();
                write_register(&mut out, register, None, args.as_of);
                out
            }
            None => about(registers, name, args.as_of)?,
        },
    };
    console::print(&text)?;
    Ok(if broken { Exit::Trouble } else { Exit::Clean })
}

/// Everything that any register says about an entity.
fn about(registers: &Registers, name: &str, on: Option<Day>) -> Result<String, String> {
    let named = |register: &Register| {
        let entity = register.entity(name).or_else(|| register.by_name(name));
        entity.map(|entity| entity.id.clone())
    };
    let mut ids: Vec<String> = registers.iter().filter_map(named).collect();
    ids.sort();
    ids.dedup();
    if ids.is_empty() {
        return Err(unknown(registers, name));
    }
    let mut out = String::new();
    for register in registers.iter() {
        for id in &ids {
            write_register(&mut out, register, Some(id), on);
        }
    }
    Ok(out)
}

fn overview(registers: &Registers) -> String {
    let mut out = String::new();
    let wide = registers
        .iter()
        .map(|register| register.name.len())
        .max()
        .unwrap_or(0);
    for register in registers.iter() {
        let _ = writeln!(
            out,
            "{:wide$}  {:5} names  {:5} facts  checked {}  {}",
            register.name,
            register.entities.len(),
            register.rows.len(),
            register
                .checked_on
                .map_or_else(|| "never     ".to_owned(), |day| day.to_string()),
            register.about
        );
    }
    out
}

fn unknown(registers: &Registers, name: &str) -> String {
    let names: Vec<&str> = registers
        .iter()
        .map(|register| register.name.as_str())
        .collect();
    let entities = registers.iter().flat_map(|register| {
        register
            .entities
            .iter()
            .flat_map(|entity| [entity.id.as_str(), entity.name.as_str()])
    });
    match nearest(name, names.iter().copied()).or_else(|| nearest(name, entities)) {
        Some(near) => {
            format!("nothing in the registers is called `{name}`; did you mean `{near}`?")
        }
        None => format!(
            "nothing in the registers is called `{name}`; the registers are {}",
            names.join(", ")
        ),
    }
}

/// What a register says, of all or about one entity; nothing where it says nothing about it.
fn write_register(out: &mut String, register: &Register, about: Option<&str>, on: Option<Day>) {
    let entities: Vec<&Entity> = register
        .entities
        .iter()
        .filter(|entity| about.is_none_or(|about| about == entity.id))
        .collect();
    let rows: Vec<&FactRow> = register
        .rows
        .iter()
        .filter(|row| {
            about.is_none_or(|about| {
                row.columns
                    .iter()
                    .map(|(_, value)| value)
                    .any(|value| value.text() == Some(about))
            })
        })
        .collect();
    if entities.is_empty() && rows.is_empty() {
        return;
    }
    let _ = writeln!(out, "{}: {}", register.name, register.about);
    if let Some(day) = register.checked_on {
        let _ = writeln!(out, "checked {}", day.long());
    }
    out.push('\n');
    for entity in entities {
        write_entity(out, entity);
    }
    for row in rows {
        write_row(out, row, on);
    }
}

fn write_entity(out: &mut String, entity: &Entity) {
    let _ = writeln!(out, "{}: {}", entity.id, entity.name);
    if !entity.aliases.is_empty() {
        let _ = writeln!(out, "  also {}", entity.aliases.join(", "));
    }
    if !entity.short_forms.is_empty() {
        let _ = writeln!(out, "  short {}", entity.short_forms.join(", "));
    }
    for (column, value) in entity.columns.iter() {
        let _ = writeln!(out, "  {column}: {}", shown(value));
    }
    out.push('\n');
}

fn write_row(out: &mut String, row: &FactRow, on: Option<Day>) {
    if let Some(day) = on {
        let state = match row.validity.on(day) {
            ValidityState::Valid => "holds".to_owned(),
            ValidityState::NotYet => "not yet".to_owned(),
            ValidityState::Ended => "ended".to_owned(),
            ValidityState::Unknown(why) => format!("cannot be told: {why}"),
        };
        let _ = writeln!(out, "on {day}: {state}");
    }
    for (column, value) in row.columns.iter() {
        let _ = writeln!(out, "  {column}: {}", shown(value));
    }
    out.push('\n');
}

fn shown(value: &FactValue) -> String {
    match value {
        FactValue::Text(text) => text.clone(),
        FactValue::Number(number) => number.to_string(),
        FactValue::Date(range) => days(*range),
        FactValue::Flag(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        FactValue::List(list) => list.join(", "),
    }
}

/// As the register has it: a day, a month or a year.
fn days(range: DayRange) -> String {
    let (first, last) = (range.first, range.last);
    if range.is_exact() {
        first.to_string()
    } else if (first.year(), first.month()) == (last.year(), last.month()) {
        format!("{:04}-{:02}", first.year(), first.month())
    } else {
        format!("{:04}", first.year())
    }
}
