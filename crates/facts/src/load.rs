//! Reads a register from TOML.

use std::collections::BTreeMap;

use copydesk_draft::{Day, DayRange, Span};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::register::{Entity, FactError, FactRow, FactValue, HouseForms, Ids, Names, Register};
use crate::{Columns, Items, Validity, VocabularyBuilder, WordId, overlay};

/// Reads one register file.
///
/// # Errors
/// All that is wrong in it.
pub(crate) fn read(text: &str) -> Result<Register, Vec<FactError>> {
    Loader::default().run(text)
}

#[derive(Default)]
struct Loader {
    errors: Vec<FactError>,
}

/// A text column, or nothing.
fn text_column(columns: &Columns, column: &str) -> String {
    columns
        .get(column)
        .and_then(FactValue::text)
        .unwrap_or("")
        .to_owned()
}

fn span_of<T>(value: &Spanned<T>) -> Span {
    Span::of(value.span().start, value.span().end)
}

impl Loader {
    fn error(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.errors.push(FactError {
            message: message.into(),
            help: help.into(),
            span,
        });
    }

    fn run(mut self, text: &str) -> Result<Register, Vec<FactError>> {
        let root = match DeTable::parse(text) {
            Ok(root) => root,
            Err(error) => {
                let span = error
                    .span()
                    .map_or(Span::default(), |s| Span::of(s.start, s.end));
                let message = error.message().to_owned();
                self.error(span, message, "mend the TOML here");
                return Err(self.errors);
            }
        };
        let mut register = Register {
            name: String::new(),
            about: String::new(),
            checked_on: None,
            verified_through: None,
            entities: Items::default(),
            rows: Vec::new(),
            extras: BTreeMap::new(),
            overlay: false,
            partial: false,
            ids: Ids::default(),
            names: Names::default(),
            house_forms: HouseForms::default(),
        };
        // The header first, whatever its place in the file: rows take their default dates from it.
        let header = root
            .get_ref()
            .iter()
            .find(|(key, _)| key.get_ref().as_ref() == "register");
        if let Some((_, value)) = header {
            if let DeValue::Table(table) = value.get_ref() {
                let columns = self.columns(table);
                register.name = text_column(&columns, "name");
                register.about = text_column(&columns, "about");
                let is = |column: &str| columns.get(column) == Some(&FactValue::Flag(true));
                register.overlay = is("overlay");
                register.partial = is("partial");
                let day = |column: &str| {
                    columns
                        .get(column)
                        .and_then(FactValue::date)
                        .map(|range| range.last)
                };
                register.checked_on = day("checked-on");
                register.verified_through = day("verified-through");
                if register.name.is_empty() {
                    self.error(
                        span_of(value),
                        "the register has no name",
                        "add `name = \"…\"` under [register]",
                    );
                }
            }
        } else {
            self.error(
                Span::new(0, 0),
                "the file has no [register] header",
                "begin with [register], name, about, checked-on and verified-through",
            );
        }
        for (key, value) in root.get_ref() {
            let key_name = key.get_ref().as_ref();
            match (key_name, value.get_ref()) {
                ("register", _) => {}
                ("entity", DeValue::Array(items)) => self.entities(&mut register, items.iter()),
                ("row", DeValue::Array(items)) => self.rows(&mut register, items.iter()),
                (_, DeValue::Array(items)) => self.extras(&mut register, key_name, items.iter()),
                _ => self.error(
                    span_of(key),
                    format!("a register has no part `{key_name}`"),
                    "it has [register], [[entity]] and [[row]]",
                ),
            }
        }
        if register.overlay {
            self.errors.extend(overlay::faults(&register));
        }
        if self.errors.is_empty() {
            Ok(register)
        } else {
            self.errors.sort_by_key(|error| error.span);
            Err(self.errors)
        }
    }

    fn columns(&mut self, table: &DeTable<'_>) -> Columns {
        let mut columns = Columns::new();
        for (key, value) in table {
            if let Some(fact) = self.value(value) {
                columns.insert(key.get_ref().to_string(), fact);
            }
        }
        columns
    }

    fn value(&mut self, value: &Spanned<DeValue<'_>>) -> Option<FactValue> {
        let fact = match value.get_ref() {
            DeValue::String(text) => FactValue::Text(text.to_string()),
            DeValue::Integer(number) => FactValue::Number(
                i64::from_str_radix(&number.as_str().replace('_', ""), number.radix()).ok()? as f64,
            ),
            DeValue::Float(number) => {
                FactValue::Number(number.as_str().replace('_', "").parse().ok()?)
            }
            DeValue::Boolean(flag) => FactValue::Flag(*flag),
            DeValue::Datetime(datetime) => {
                if let Some(day) = datetime
                    .date
                    .and_then(|date| Day::new(i32::from(date.year), date.month, date.day))
                {
                    FactValue::Date(DayRange::day(day))
                } else {
                    self.error(
                        span_of(value),
                        "a time without a date",
                        "write a date such as 2025-07-08",
                    );
                    return None;
                }
            }
            DeValue::Array(items) => {
                let mut list = Vec::new();
                for item in items {
                    match self.value(item) {
                        Some(FactValue::Text(text)) => list.push(text),
                        Some(FactValue::Number(number)) => list.push(number.to_string()),
                        _ => {}
                    }
                }
                FactValue::List(list)
            }
            DeValue::Table(table) => {
                // `{ short = "OSDH", language = "fr" }`: kept as "short=OSDH;language=fr".
                let parts: Vec<String> = self
                    .columns(table)
                    .iter()
                    .filter_map(|(key, value)| value.text().map(|text| format!("{key}={text}")))
                    .collect();
                FactValue::Text(parts.join(";"))
            }
        };
        Some(fact)
    }

    fn entities<'a>(
        &mut self,
        register: &mut Register,
        items: impl Iterator<Item = &'a Spanned<DeValue<'a>>>,
    ) {
        let mut ids = VocabularyBuilder::default();
        for item in items {
            let span = span_of(item);
            let DeValue::Table(table) = item.get_ref() else {
                continue;
            };
            let mut columns = self.columns(table);
            let mut text = |column: &str| match columns.remove(column) {
                Some(FactValue::Text(text)) => text,
                _ => String::new(),
            };
            let (id, name) = (text("id"), text("name"));
            let mut list = |column: &str| match columns.remove(column) {
                Some(FactValue::List(list)) => list,
                Some(FactValue::Text(text)) => vec![text],
                _ => Vec::new(),
            };
            let (aliases, short_forms) = (list("aliases"), list("short-forms"));
            if id.is_empty() || name.is_empty() {
                self.error(
                    span,
                    "an entity needs `id` and `name`",
                    "add both under [[entity]]",
                );
                continue;
            }
            if ids.intern(&id) != WordId(register.entities.len() as u32) {
                self.error(
                    span,
                    format!("the id `{id}` is used twice"),
                    "give each entity its own id",
                );
            }
            register.entities.push(Entity {
                id,
                name,
                aliases,
                short_forms,
                columns,
                span,
            });
        }
        register.ids = ids.into();
    }

    fn rows<'a>(
        &mut self,
        register: &mut Register,
        items: impl Iterator<Item = &'a Spanned<DeValue<'a>>>,
    ) {
        for item in items {
            let span = span_of(item);
            let DeValue::Table(table) = item.get_ref() else {
                continue;
            };
            let columns = self.columns(table);
            for column in [
                "from",
                "to",
                "announced",
                "expires",
                "state-from",
                "checked-on",
            ] {
                if columns
                    .get(column)
                    .is_some_and(|value| value.date().is_none())
                {
                    self.error(
                        span,
                        format!("`{column}` is not a date"),
                        "write 2025-07-08, or \"2025-07\" for a month, or \"2025\" for a year",
                    );
                }
            }
            let date = |column: &str| columns.get(column).and_then(FactValue::date);
            let suspended = columns.get("state").and_then(FactValue::text) == Some("suspended");
            let validity = Validity {
                from: date("from"),
                to: date("to"),
                suspended_from: suspended
                    .then(|| date("state-from").or(date("from")))
                    .flatten(),
                expires: date("expires"),
                verified_through: register.verified_through,
            };
            if let (Some(from), Some(to)) = (validity.from, validity.to)
                && to.last < from.first
            {
                self.error(
                    span,
                    "the fact ends before it begins",
                    "check `from` and `to`",
                );
            }
            register.rows.push(FactRow {
                validity,
                checked_on: date("checked-on")
                    .map(|range| range.last)
                    .or(register.checked_on),
                columns,
                span,
            });
        }
    }

    fn extras<'a>(
        &mut self,
        register: &mut Register,
        part: &str,
        items: impl Iterator<Item = &'a Spanned<DeValue<'a>>>,
    ) {
        for item in items {
            let span = span_of(item);
            let DeValue::Table(table) = item.get_ref() else {
                continue;
            };
            let columns = self.columns(table);
            match columns.get("id").and_then(FactValue::text) {
                Some(id) => {
                    register
                        .extras
                        .entry(part.to_owned())
                        .or_default()
                        .insert(id.to_owned(), columns);
                }
                None => self.error(span, format!("a [[{part}]] needs `id`"), "add `id = \"…\"`"),
            }
        }
    }
}
