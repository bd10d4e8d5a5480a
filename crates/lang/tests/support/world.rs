//! A small world to check rules against: some layers, some registers.
#![allow(
    dead_code,
    unreachable_pub,
    reason = "each test file uses a part of it"
)]

use copydesk_draft::layer::{EnumSchema, LayerSchema, Schema, Type};
use copydesk_facts::Registers;
use copydesk_lang::program::SourceFile;
use copydesk_lang::{Checked, check};

fn enumeration(name: &'static str, values: &[&'static str]) -> EnumSchema {
    EnumSchema {
        name: name.into(),
        values: values.iter().map(|&value| value.into()).collect(),
    }
}

fn layer(name: &'static str) -> LayerSchema {
    LayerSchema::new(name, "", "")
}

/// Layers as the readers have them, with the fields the tests speak of.
pub fn schema() -> Schema {
    let mut schema = Schema::default();
    for name in [
        "headline",
        "dek",
        "lede",
        "caption",
        "paragraph",
        "sentence",
    ] {
        schema.add(layer(name));
    }
    schema.add(
        layer("quote")
            .field("kind", Type::Enum("quote-kind".into()), "")
            .field("words", Type::Text, "")
            .masking(),
    );
    schema.add(layer("number").field("number", Type::Number, "").field(
        "approximate",
        Type::Flag,
        "",
    ));
    schema.add(layer("date").field("day", Type::Date, "").field(
        "weekday",
        Type::Weekday,
        "the weekday as printed",
    ));
    schema.add(layer("quantity").field("amount", Type::Quantity, ""));
    schema.add(
        layer("conversion")
            .field("first", Type::Quantity, "")
            .field("second", Type::Quantity, ""),
    );
    schema.add(
        layer("person")
            .field("identity", Type::Text, "")
            .keyed()
            .field("full-spelling", Type::Text, "")
            .field("title", Type::Text, ""),
    );
    schema.add(
        layer("armed-group")
            .field("identity", Type::Text, "")
            .keyed()
            .field("name", Type::Text, ""),
    );
    schema.add(
        layer("acronym")
            .field("short-form", Type::Text, "")
            .keyed()
            .field("expansion", Type::Text, ""),
    );
    schema.add(
        layer("source")
            .field("kind", Type::Enum("source-kind".into()), "")
            .field("description", Type::Text, "")
            .field("count", Type::Number, ""),
    );
    schema.add(
        layer("attribution")
            .field("source", Type::Thing("source".into()), "")
            .field("cue", Type::Text, "")
            .field("carried-over", Type::Flag, ""),
    );
    schema.add(
        layer("casualty-figure")
            .field("number", Type::Number, "")
            .field("lowest", Type::Number, "")
            .field("highest", Type::Number, "")
            .field("outcome", Type::Enum("outcome".into()), "")
            .field("event", Type::Text, "")
            .keyed()
            .field("day", Type::Date, "")
            .field("attribution", Type::Thing("attribution".into()), "")
            .field("parts", Type::Things("number".into()), ""),
    );
    schema.add(
        layer("designation-claim")
            .field("group", Type::Thing("armed-group".into()), "")
            .field("label", Type::Text, "")
            .field("by", Type::Text, ""),
    );
    let mut duration =
        layer("duration")
            .field("length", Type::Duration, "")
            .field("year", Type::Number, "");
    if let Some(field) = duration.fields.last_mut() {
        field.filled = false;
    }
    schema.add(duration);
    schema.enums.push(enumeration(
        "quote-kind",
        &["sentence", "partial", "single-word"],
    ));
    schema.enums.push(enumeration(
        "source-kind",
        &["named", "official", "anonymous", "outlet", "pronoun"],
    ));
    schema.enums.push(enumeration(
        "outcome",
        &["dead", "wounded", "missing", "captured"],
    ));
    schema
}

const DESIGNATIONS: &str = r#"
[register]
name = "designations"
about = "Who lists whom"
checked-on = 2026-02-28
verified-through = 2026-02-28

[[instrument]]
id = "fto"
phrase = "US foreign-terrorist-organisation listing"

[[row]]
entity = "hts"
authority = "us"
instrument = "fto"
kind = "terrorist"
from = 2018-05-31
to = 2025-07-08

[[row]]
entity = "hts"
authority = "us"
kind = "sanctions"
from = 2018-05-31
"#;

const AUTHORITIES: &str = r#"
[register]
name = "authorities"
about = "Designators"
checked-on = 2026-02-28
verified-through = 2026-02-28

[[entity]]
id = "us"
name = "the United States"
"#;

const UNITS: &str = r#"
[register]
name = "units"
about = "Units"
checked-on = 2026-02-28
verified-through = 2026-02-28

[[entity]]
id = "kilometre"
name = "kilometre"
short-forms = ["km"]
dimension = "length"
factor = 1000.0

[[entity]]
id = "celsius"
name = "degree Celsius"
aliases = ["celsius"]
dimension = "temperature"
factor = 1.0
offset = 273.15
"#;

/// Registers with a few rows.
pub fn registers() -> Registers {
    let mut registers = Registers::default();
    for (file, text) in [
        ("designations.toml", DESIGNATIONS),
        ("authorities.toml", AUTHORITIES),
        ("units.toml", UNITS),
    ] {
        assert_eq!(registers.load(file, text), Ok(()));
    }
    registers
}

/// What files are checked against.
pub struct World {
    schema: Schema,
    registers: Registers,
}

impl World {
    /// The small world.
    pub fn new() -> Self {
        Self {
            schema: schema(),
            registers: registers(),
        }
    }

    /// Checks files.
    pub fn check(&self, files: Vec<SourceFile>) -> Checked {
        let world = copydesk_lang::World {
            schema: &self.schema,
            registers: &self.registers,
            lists: &[],
            profiles: &["wire", "strict"],
        };
        check(files, &world)
    }
}

/// Files by name and text.
pub fn files(files: &[(&str, &str)]) -> Vec<SourceFile> {
    files
        .iter()
        .map(|(name, text)| SourceFile {
            name: (*name).to_owned(),
            text: (*text).to_owned().into(),
        })
        .collect()
}

/// Checks one file.
pub fn check_text(text: &str) -> Checked {
    World::new().check(files(&[("rules.desk", text)]))
}

/// The messages of a check, one a line.
pub fn messages(checked: &Checked) -> Vec<String> {
    checked
        .diagnostics
        .iter()
        .map(|diagnostic| {
            format!(
                "{:?} {}: {}",
                diagnostic.gravity,
                diagnostic.code.name(),
                diagnostic.message
            )
        })
        .collect()
}
