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
    let text = match &args.register {
        None => overview(registers),
        Some(name) => {
            let register = registers
                .get(name)
                .ok_or_else(|| unknown(registers, name))?;
            let entity = match &args.about {
                None => None,
                Some(about) => Some(entity(registers, register, about)?),
            };
            rows(register, entity.as_deref(), args.on)
        }
    };
    console::print(&text)?;
    Ok(if broken { Exit::Trouble } else { Exit::Clean })
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
    match nearest(name, names.iter().copied()) {
        Some(near) => format!("no register is called `{name}`; did you mean `{near}`?"),
        None => format!(
            "no register is called `{name}`; there are {}",
            names.join(", ")
        ),
    }
}

/// The id of an entity, by any of its names; the name may stand in another register.
fn entity(registers: &Registers, register: &Register, about: &str) -> Result<String, String> {
    let named = |register: &Register| {
        register
            .entity(about)
            .or_else(|| register.by_name(about))
            .map(|entity| entity.id.clone())
    };
    named(register)
        .or_else(|| registers.iter().find_map(named))
        .ok_or_else(|| format!("no register has an entity called `{about}`"))
}

fn rows(register: &Register, about: Option<&str>, on: Option<Day>) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{}: {}", register.name, register.about);
    if let Some(day) = register.checked_on {
        let _ = writeln!(out, "checked {}", day.long());
    }
    out.push('\n');
    for entity in &register.entities {
        if about.is_none_or(|about| about == entity.id) {
            write_entity(&mut out, entity);
        }
    }
    let mut shown = 0;
    for row in &register.rows {
        let fits = about.is_none_or(|about| {
            row.columns
                .values()
                .any(|value| value.text() == Some(about))
        });
        if fits {
            shown += 1;
            write_row(&mut out, row, on);
        }
    }
    if shown > 0 || about.is_some() {
        let _ = writeln!(out, "{shown} facts");
    }
    out
}

fn write_entity(out: &mut String, entity: &Entity) {
    let _ = writeln!(out, "{}: {}", entity.id, entity.name);
    if !entity.aliases.is_empty() {
        let _ = writeln!(out, "  also {}", entity.aliases.join(", "));
    }
    if !entity.short_forms.is_empty() {
        let _ = writeln!(out, "  short {}", entity.short_forms.join(", "));
    }
    for (column, value) in &entity.columns {
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
    for (column, value) in &row.columns {
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
