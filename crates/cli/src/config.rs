//! `copydesk config`: what is in force, and where each value comes from.

use std::fmt::Write as _;

use copydesk_desk::{Config, Desk};
use copydesk_draft::layer::{Schema, Type, Value};

use serde_json::{Value as Json, json};

use crate::args::{Choice, Colour, ShowConfig};
use crate::open::{self, Opened};
use crate::{Exit, console};

pub(crate) fn run(args: &ShowConfig) -> Result<Exit, String> {
    let config = Config {
        even_off: args.schema,
        ..Config::default()
    };
    let opened = open::desk(&args.choice, config, Colour::Auto)?;
    let text = if args.schema {
        schema(&opened.desk)
    } else {
        shown(&opened, &args.choice)
    };
    console::print(&text)?;
    Ok(if opened.broken {
        Exit::Trouble
    } else {
        Exit::Clean
    })
}

fn shown(opened: &Opened, choice: &Choice) -> String {
    let Opened { desk, house, .. } = opened;
    let profile = desk.profile();
    let file = house.file.as_ref().map(|file| file.display().to_string());
    let mut out = String::new();
    let mut line = |what: &str, value: &str, from: &str| {
        let _ = writeln!(out, "{what:34} {value:12} {from}");
    };
    line(
        "configuration",
        "",
        file.as_deref()
            .unwrap_or("none: no copydesk.toml here or above"),
    );
    let from = match (&choice.profile, &house.profile, &file) {
        (Some(_), ..) => "--profile",
        (None, Some(_), Some(file)) => file,
        _ => "default",
    };
    line("profile", &profile.name, from);
    for folder in &house.rules {
        line(
            "rules",
            "",
            &format!("{} ({})", folder.display(), file.as_deref().unwrap_or("")),
        );
    }
    for folder in &choice.rules {
        line("rules", "", &format!("{} (--rules)", folder.display()));
    }
    for pattern in &house.exclude {
        line("exclude", pattern, file.as_deref().unwrap_or(""));
    }
    if let (Some(baseline), Some(file)) = (&house.baseline, &file) {
        line("baseline", &baseline.display().to_string(), file);
    }
    let origin = |key: &str| {
        profile
            .origins
            .get(key)
            .map_or("default", String::as_str)
            .to_owned()
    };
    match (house.min_severity, &file) {
        (Some(level), Some(file)) => line("min-severity", level.name(), file),
        _ => line(
            "min-severity",
            profile.min_severity.name(),
            &origin("min-severity"),
        ),
    }
    match (house.strict_unknown, &file) {
        (Some(strict), Some(file)) => line("strict-unknown", yes_no(strict), file),
        _ => line(
            "strict-unknown",
            yes_no(profile.strict_unknown),
            &origin("strict-unknown"),
        ),
    }
    if let (true, Some(file)) = (house.error_on_warning, &file) {
        line("error-on-warning", "yes", file);
    }
    for (list, words) in &house.choices.words {
        let from = &house.choices.file;
        line(
            &format!("words {list}"),
            &format!("+ {}", words.join(", ")),
            from,
        );
    }
    for own in &house.overrides {
        let from = &own.choices.file;
        let files = own.files.join(", ");
        for (rule, level) in &own.choices.rules {
            let level = level.map_or("off", |level| level.name());
            line(&format!("rule {rule} in {files}"), level, from);
        }
        for (name, value) in &own.choices.settings {
            line(
                &format!("setting {name} in {files}"),
                &value.to_string(),
                from,
            );
        }
    }
    let program = desk.program();
    for (index, setting) in program.settings.iter().enumerate() {
        let set = desk.options().setting(index);
        let value = set.unwrap_or(&setting.value);
        let from = match set {
            Some(_) => origin(&format!("settings.{}", setting.name)),
            None => rule_file(opened, setting.loc.file),
        };
        line(
            &format!("setting {}", setting.name),
            &plain(value, &setting.ty, &program.schema),
            &from,
        );
    }
    for rule in &program.rules {
        let level = desk.severity(rule).map_or("off", |level| level.name());
        let from = match profile.origins.get(&format!("rules.{}", rule.name)) {
            Some(file) => file.clone(),
            None => rule_file(opened, rule.loc.file),
        };
        line(&format!("rule {}", rule.name), level, &from);
    }
    out
}

fn rule_file(opened: &Opened, file: u32) -> String {
    let file = opened.desk.program().files.get(file as usize);
    file.map_or_else(String::new, |file| file.name.clone())
}

fn yes_no(flag: bool) -> &'static str {
    if flag { "yes" } else { "no" }
}

/// A setting's value.
pub(crate) fn plain(value: &Value, ty: &Type, schema: &Schema) -> String {
    match (value, ty) {
        (Value::Enum(index), Type::Enum(name)) => schema
            .find_enum(name)
            .and_then(|known| known.values.get(usize::from(*index)))
            .map_or_else(|| index.to_string(), ToString::to_string),
        _ => copydesk_report::plain(value),
    }
}

/// The JSON schema of `copydesk.toml`.
fn schema(desk: &Desk) -> String {
    let program = desk.program();
    let rules: Json = program
        .rules
        .iter()
        .map(|rule| {
            let own =
                json!({ "enum": ["error", "warning", "advice", "off"], "description": rule.title });
            (rule.name.clone(), own)
        })
        .collect::<serde_json::Map<_, _>>()
        .into();
    let settings: Json = program
        .settings
        .iter()
        .map(|setting| {
            let kind = match &setting.ty {
                Type::Number => json!({ "type": "number" }),
                Type::Flag => json!({ "type": "boolean" }),
                Type::Enum(name) => {
                    let values = program.schema.find_enum(name).map(|known| &known.values);
                    json!({ "enum": values.into_iter().flatten().map(AsRef::as_ref).collect::<Vec<&str>>() })
                }
                Type::Date => json!({ "type": "string", "format": "date" }),
                _ => json!({ "type": "string" }),
            };
            let default = plain(&setting.value, &setting.ty, &program.schema);
            let own = json!({ "allOf": [kind], "description": format!("default: {default}") });
            (setting.name.clone(), own)
        })
        .collect::<serde_json::Map<_, _>>()
        .into();
    let texts = json!({ "type": "array", "items": { "type": "string" } });
    let words: Json = program
        .words
        .iter()
        .map(|list| (list.name.clone(), texts.clone()))
        .collect::<serde_json::Map<_, _>>()
        .into();
    let table = |properties: &Json| json!({ "type": "object", "properties": properties, "additionalProperties": false });
    let schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "copydesk.toml",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "required-version": { "type": "string", "description": "this program or a later one of the same series" },
            "profile": { "type": "string", "description": "the house's choices" },
            "rules": { "type": "array", "items": { "type": "string" }, "description": "folders with more rules, relative to this file" },
            "exclude": { "type": "array", "items": { "type": "string" }, "description": "what is left out of folders, as in .gitignore" },
            "baseline": { "type": "string", "description": "findings that were there before, relative to this file" },
            "min-severity": { "enum": ["error", "warning", "advice"] },
            "error-on-warning": { "type": "boolean" },
            "strict-unknown": { "type": "boolean" },
            "severity": table(&rules),
            "settings": table(&settings),
            "words": table(&words),
            "override": {
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["files"],
                    "properties": {
                        "files": texts,
                        "severity": { "$ref": "#/properties/severity" },
                        "settings": { "$ref": "#/properties/settings" },
                    },
                },
            },
        },
    });
    format!("{schema:#}\n")
}
