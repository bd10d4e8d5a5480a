//! Overlays: a house's own rows laid over a shipped register.
//!
//! A register file with `overlay = true` in its header does not take the place of the register of that name; its
//! entities and parts are added (those with a known id take the place of the shipped ones), and each of its rows takes
//! the place of the shipped rows of equal identity whose time it touches. So a house ends a listing today by giving
//! the whole row with its `to`, its `source` and its `checked-on`.

use copydesk_draft::{Day, DayRange};

use crate::register::{FactError, FactRow, HouseForms, Names, Register};

/// The columns that make a row the row it is; `from` and `to` tell when it holds.
const IDENTITY: [&str; 5] = ["entity", "listed-as", "authority", "instrument", "scope"];

/// What is wrong with the rows of an overlay: each needs its source and the day it was looked at.
pub(crate) fn faults(overlay: &Register) -> Vec<FactError> {
    overlay
        .rows
        .iter()
        .filter_map(|row| {
            let missing = match (
                row.text("source").is_some(),
                row.columns.contains_key("checked-on"),
            ) {
                (true, true) => return None,
                (false, _) => "source",
                (true, false) => "checked-on",
            };
            Some(FactError {
                message: format!("a row that is laid over a shipped register has no `{missing}`"),
                help: format!(
                    "add `{missing} = …`: say where it is read and when that was looked at"
                ),
                span: row.span,
            })
        })
        .collect()
}

/// Lays one register over another of the same name.
pub(crate) fn lay(base: &mut Register, over: &Register) {
    let mut ids = base.ids.to_builder();
    for entity in &over.entities {
        let place = ids.intern(&entity.id).0 as usize;
        if place < base.entities.len() {
            base.entities.set(place, entity.clone());
        } else {
            base.entities.push(entity.clone());
        }
    }
    base.ids = ids.into();
    base.names = Names::default();
    base.house_forms = HouseForms::default();
    for (part, items) in &over.extras {
        base.extras
            .entry(part.clone())
            .or_default()
            .extend(items.clone());
    }
    for row in &over.rows {
        base.rows
            .retain(|known| !(same(known, row) && touch(known, row)));
    }
    base.rows.extend(over.rows.iter().cloned());
}

/// Both rows say the same of the same, perhaps of different times.
fn same(a: &FactRow, b: &FactRow) -> bool {
    IDENTITY
        .iter()
        .all(|column| a.columns.get(column) == b.columns.get(column))
}

/// Their times share a day.
fn touch(a: &FactRow, b: &FactRow) -> bool {
    let first = |row: &FactRow| row.validity.from.map(|range: DayRange| range.first);
    let last = |row: &FactRow| row.validity.to.map(|range: DayRange| range.last);
    let before = |end: Option<Day>, start: Option<Day>| matches!((end, start), (Some(end), Some(start)) if end <= start);
    !before(last(a), first(b)) && !before(last(b), first(a))
}

#[cfg(test)]
mod tests {
    use crate::Registers;

    const SHIPPED: &str = r#"
[register]
name = "designations"
about = "Who lists whom"
checked-on = 2026-02-28

[[row]]
entity = "hts"
authority = "us"
instrument = "fto"
from = 2018-05-31

[[row]]
entity = "hts"
authority = "uk"
instrument = "proscription"
from = 2017-05-26
"#;

    fn laid(over: &str) -> Result<Registers, String> {
        let mut registers = Registers::default();
        registers.load("a.toml", SHIPPED).unwrap();
        let mut own = Registers::default();
        own.load("house/a.toml", over)
            .map_err(|error| error.to_string())?;
        registers.extend(own);
        Ok(registers)
    }

    #[test]
    fn a_row_takes_the_place_of_the_shipped_one() {
        let registers = laid(
            "[register]\nname = \"designations\"\noverlay = true\n[[row]]\nentity = \"hts\"\nauthority = \"us\"\n\
             instrument = \"fto\"\nfrom = 2018-05-31\nto = 2025-07-08\nsource = \"90 FR 1\"\nchecked-on = 2026-03-01\n",
        )
        .unwrap();
        let register = registers.get("designations").unwrap();
        assert_eq!(register.about, "Who lists whom");
        assert_eq!(register.rows.len(), 2);
        let ended = register.rows.iter().filter(|row| row.validity.to.is_some());
        assert_eq!(ended.count(), 1);
    }

    #[test]
    fn another_time_stands_beside_it() {
        let registers = laid(
            "[register]\nname = \"designations\"\noverlay = true\n[[row]]\nentity = \"hts\"\nauthority = \"us\"\n\
             instrument = \"fto\"\nfrom = 2014-05-15\nto = 2018-05-31\nsource = \"x\"\nchecked-on = 2026-03-01\n",
        )
        .unwrap();
        assert_eq!(registers.get("designations").unwrap().rows.len(), 3);
    }

    #[test]
    fn a_source_is_demanded() {
        let error = laid("[register]\nname = \"designations\"\noverlay = true\n[[row]]\nentity = \"hts\"\nauthority = \"us\"\n")
            .unwrap_err();
        assert!(
            error.starts_with(
                "house/a.toml:4: a row that is laid over a shipped register has no `source`"
            ),
            "{error}"
        );
    }

    #[test]
    fn without_overlay_the_register_is_replaced() {
        let registers = laid("[register]\nname = \"designations\"\n").unwrap();
        assert!(registers.get("designations").unwrap().rows.is_empty());
    }
}
