//! What was read in a draft, layer by layer: for people and for programs.

use std::fmt::Write as _;

use copydesk_draft::layer::{
    Cell, EnumSchema, FieldSchema, LayerSchema, Schema, Table, Thing, Type, Value,
};
use copydesk_draft::{DayRange, Draft};
use serde_json::{Map, Value as Json, json};

use crate::visible;

/// The layers of one draft.
#[derive(Clone, Copy, Debug)]
pub struct LayersOf<'a> {
    /// The draft.
    pub draft: &'a Draft,
    /// The schema the tables follow.
    pub schema: &'a Schema,
    /// One table a layer, in order of the schema.
    pub tables: &'a [Table],
    /// Only these layers; empty for all.
    pub only: &'a [String],
}

impl<'a> LayersOf<'a> {
    fn layers(&self) -> impl Iterator<Item = (&'a LayerSchema, &'a Table)> {
        let only = self.only;
        self.schema
            .layers
            .iter()
            .zip(self.tables)
            .filter(move |(layer, _)| {
                only.is_empty() || only.iter().any(|name| *name == layer.name)
            })
    }

    /// The words of a thing.
    fn words(&self, thing: Thing) -> &'a str {
        let table = self.tables.get(usize::from(thing.layer.0));
        table
            .and_then(|table| table.row(thing.row))
            .map_or("", |row| row.span.text(self.draft.text()))
    }

    /// Every layer that has things, one line a thing: place, words, fields.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for (layer, table) in self.layers() {
            if table.is_empty() {
                continue;
            }
            let _ = writeln!(out, "{} ({})", layer.name, table.len());
            for (number, row) in (0u32..).zip(table.rows()) {
                let start = self.draft.position(row.span.start);
                let words = shorten(&visible(row.span.text(self.draft.text())));
                let masked = if row.masked { "  [in quotes]" } else { "" };
                let _ = writeln!(out, "  {}:{}  {words}{masked}", start.line, start.column);
                for (column, field) in (0u16..).zip(&layer.fields) {
                    let shown = match table.cell(number, copydesk_draft::layer::FieldId(column)) {
                        Some(Cell::Filled(value)) => self.shown(value, field),
                        Some(Cell::Unclear(why)) => format!("? ({why})"),
                        Some(Cell::Absent) | None => continue,
                    };
                    let _ = writeln!(out, "      {} = {}", field.name, visible(&shown));
                }
            }
            out.push('\n');
        }
        if out.is_empty() {
            out.push_str("nothing was read\n");
        }
        out
    }

    /// One object: `{path, layers: [{name, things: [{start, end, text, sentence, masked, fields}]}]}`. A field is a
    /// value, `null` where it is absent, `{"unclear": why}` where it cannot be told.
    pub fn json(&self) -> String {
        let layers: Vec<Json> = self
            .layers()
            .map(|(layer, table)| {
                let things: Vec<Json> = (0u32..)
                    .zip(table.rows())
                    .map(|(number, row)| {
                        let (start, end) = self.draft.positions(row.span);
                        let mut fields = Map::new();
                        for (column, field) in (0u16..).zip(&layer.fields) {
                            let cell = table.cell(number, copydesk_draft::layer::FieldId(column));
                            let value = match cell {
                                Some(Cell::Filled(value)) => self.value(value, field),
                                Some(Cell::Unclear(why)) => json!({ "unclear": why }),
                                Some(Cell::Absent) | None => Json::Null,
                            };
                            fields.insert(field.name.to_string(), value);
                        }
                        json!({
                            "start": position(start),
                            "end": position(end),
                            "text": row.span.text(self.draft.text()),
                            "sentence": row.sentence,
                            "masked": row.masked,
                            "fields": fields,
                        })
                    })
                    .collect();
                json!({ "name": layer.name, "things": things })
            })
            .collect();
        let root = json!({ "path": self.draft.source().name(), "layers": layers });
        format!("{}\n", crate::json::escape(&root.to_string()))
    }

    /// A value as a reader takes it.
    fn shown(&self, value: &Value, field: &FieldSchema) -> String {
        match value {
            Value::Thing(thing) => format!("“{}”", shorten(self.words(*thing))),
            Value::Things(things) => {
                let words: Vec<String> = things
                    .iter()
                    .map(|&thing| format!("“{}”", shorten(self.words(thing))))
                    .collect();
                words.join(", ")
            }
            Value::Words(span) => shorten(span.text(self.draft.text())),
            Value::Enum(index) => enum_name(self.schema, field, *index),
            other => plain(other),
        }
    }

    fn value(&self, value: &Value, field: &FieldSchema) -> Json {
        let thing = |thing: &Thing| {
            let layer = self.schema.get(thing.layer).map_or("", |layer| &layer.name);
            json!({ "layer": layer, "row": thing.row, "text": self.words(*thing) })
        };
        match value {
            Value::Number(number) => json!(number),
            Value::Flag(flag) => json!(flag),
            Value::Thing(one) => thing(one),
            Value::Things(some) => Json::Array(some.iter().map(thing).collect()),
            Value::Words(span) => json!(span.text(self.draft.text())),
            Value::Enum(index) => json!(enum_name(self.schema, field, *index)),
            Value::Date(range) => {
                json!({ "first": range.first.to_string(), "last": range.last.to_string() })
            }
            Value::Quantity(quantity) => json!({
                "number": quantity.number,
                "lowest": quantity.lowest,
                "highest": quantity.highest,
                "unit": &*quantity.unit,
            }),
            Value::Money(money) => json!({ "amount": money.amount, "currency": &*money.currency }),
            Value::Duration(period) => json!({
                "number": period.number,
                "lowest": period.lowest,
                "highest": period.highest,
                "unit": format!("{:?}", period.unit).to_lowercase(),
            }),
            Value::Weekday(day) => json!(day.name()),
            Value::Text(text) => json!(&**text),
        }
    }
}

fn position(at: copydesk_draft::Position) -> Json {
    json!({ "line": at.line, "column": at.column, "byte": at.byte, "char": at.char })
}

fn enum_name(schema: &Schema, field: &FieldSchema, index: u16) -> String {
    let Type::Enum(name) = &field.ty else {
        return index.to_string();
    };
    schema
        .find_enum(name)
        .and_then(|known| known.values.get(usize::from(index)))
        .map_or_else(|| index.to_string(), ToString::to_string)
}

/// A value that needs no draft, as people read it; nothing for values that point into one.
pub fn plain(value: &Value) -> String {
    match value {
        Value::Number(number) => number.to_string(),
        Value::Quantity(quantity) => format!(
            "{} {}",
            between(quantity.number, quantity.lowest, quantity.highest),
            quantity.unit
        ),
        Value::Money(money) => format!("{} {}", money.amount, money.currency),
        Value::Date(range) => days(*range),
        Value::Duration(period) => format!(
            "{} {}",
            between(period.number, period.lowest, period.highest),
            format!("{:?}", period.unit).to_lowercase()
        ),
        Value::Weekday(day) => day.name().to_owned(),
        Value::Text(text) => text.to_string(),
        Value::Flag(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        Value::Enum(index) => index.to_string(),
        Value::Thing(_) | Value::Things(_) | Value::Words(_) => String::new(),
    }
}

/// The printed number, with the range it allows where that is more.
fn between(number: f64, lowest: f64, highest: f64) -> String {
    if (lowest - number).abs() < f64::EPSILON && (highest - number).abs() < f64::EPSILON {
        number.to_string()
    } else {
        format!("{number} ({lowest} to {highest})")
    }
}

fn days(range: DayRange) -> String {
    if range.is_exact() {
        range.first.to_string()
    } else {
        format!("{} to {}", range.first, range.last)
    }
}

/// At most so many characters of a thing are shown in text.
const LONGEST: usize = 100;

fn shorten(text: &str) -> String {
    let one_line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if one_line.chars().count() <= LONGEST {
        return one_line;
    }
    let head: String = one_line.chars().take(LONGEST).collect();
    format!("{head}…")
}

/// The layers with their fields and types. `readers` gives, for a layer and a field, the rules that read it.
pub fn schema_text(
    schema: &Schema,
    only: &[String],
    readers: &dyn Fn(&str, Option<&str>) -> Vec<String>,
) -> String {
    let mut out = String::new();
    for layer in wanted(schema, only) {
        let _ = writeln!(out, "{}: {}", layer.name, layer.doc);
        let _ = writeln!(out, "  extent: {}", layer.extent);
        let key = layer
            .key
            .and_then(|key| layer.get(key))
            .map(|field| &field.name);
        if let Some(key) = key {
            let _ = writeln!(out, "  key: {key}");
        }
        for field in &layer.fields {
            let unfilled = if field.filled { "" } else { " (never filled)" };
            let _ = writeln!(
                out,
                "  {}: {}{unfilled}: {}",
                field.name,
                type_name(&field.ty, &schema.enums),
                field.doc
            );
            let rules = readers(&layer.name, Some(&field.name));
            if !rules.is_empty() {
                let _ = writeln!(out, "      read by {}", rules.join(", "));
            }
        }
        let rules = readers(&layer.name, None);
        if !rules.is_empty() {
            let _ = writeln!(out, "  read by {}", rules.join(", "));
        }
        out.push('\n');
    }
    out
}

/// The same as one JSON object.
pub fn schema_json(
    schema: &Schema,
    only: &[String],
    readers: &dyn Fn(&str, Option<&str>) -> Vec<String>,
) -> String {
    let layers: Vec<Json> = wanted(schema, only)
        .map(|layer| {
            let fields: Vec<Json> = layer
                .fields
                .iter()
                .map(|field| {
                    json!({
                        "name": field.name,
                        "type": type_name(&field.ty, &[]),
                        "about": field.doc,
                        "filled": field.filled,
                        "rules": readers(&layer.name, Some(&field.name)),
                    })
                })
                .collect();
            json!({
                "name": layer.name,
                "about": layer.doc,
                "extent": layer.extent,
                "key": layer.key.and_then(|key| layer.get(key)).map(|field| &field.name),
                "fields": fields,
                "rules": readers(&layer.name, None),
            })
        })
        .collect();
    let enums: Map<String, Json> = schema
        .enums
        .iter()
        .map(|known| (known.name.to_string(), json!(known.values)))
        .collect();
    format!("{}\n", json!({ "layers": layers, "enumerations": enums }))
}

fn wanted<'a>(schema: &'a Schema, only: &'a [String]) -> impl Iterator<Item = &'a LayerSchema> {
    schema
        .layers
        .iter()
        .filter(move |layer| only.is_empty() || only.iter().any(|name| *name == layer.name))
}

/// A type as rules write it; an enumeration with its values where they are given.
fn type_name(ty: &Type, enums: &[EnumSchema]) -> String {
    match ty {
        Type::Number => "number".to_owned(),
        Type::Quantity => "quantity".to_owned(),
        Type::Money => "money".to_owned(),
        Type::Date => "date".to_owned(),
        Type::Duration => "duration".to_owned(),
        Type::Weekday => "weekday".to_owned(),
        Type::Text => "text".to_owned(),
        Type::Flag => "yes or no".to_owned(),
        Type::Thing(layer) => layer.to_string(),
        Type::Things(layer) => format!("list of {layer}"),
        Type::Enum(name) => match enums.iter().find(|known| known.name == *name) {
            Some(known) => format!("{name} ({})", known.values.join(", ")),
            None => name.to_string(),
        },
    }
}
