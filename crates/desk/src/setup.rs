//! What a profile and the choices of a run tell the engine: severities, the rules that report, settings.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use copydesk_draft::Day;
use copydesk_draft::layer::{DurationUnit, Period, Schema, Type, Value};
use copydesk_engine::{Chosen, Options};
use copydesk_lang::nearest;
use copydesk_lang::program::{Level, Program};

use crate::choices::{Choices, Override};
use crate::profile::Profile;
use crate::stet;

/// Choices for one run.
#[derive(Clone, PartialEq, Debug)]
pub struct Config {
    /// Name of the profile.
    pub profile: String,
    /// Only these rules; empty for all.
    pub select: Vec<String>,
    /// Not these rules.
    pub ignore: Vec<String>,
    /// The least severity that is shown; `None` for the profile's.
    pub min_severity: Option<Level>,
    /// Rules that the profile has off run too: for tests and listings.
    pub even_off: bool,
    /// What the house lays over the profile.
    pub choices: Choices,
    /// What it lays over it for some paths; later ones count more.
    pub overrides: Vec<Override>,
    /// The day of the check, by which stet marks expire; without one none does.
    pub today: Option<Day>,
    /// Reports carry the copy of each draft, for outputs that show it.
    pub keep_copy: bool,
    /// Steps that one rule, or the pattern of one layer, may take on a draft; `None` for the engine's own limit.
    pub steps: Option<u64>,
    /// Drafts larger than this are not linted, in bytes; at most [`MOST_BYTES`].
    pub max_bytes: u64,
    /// The rules come with their examples, for tests and listings. Without it a compiled pack need not be read anew.
    pub examples: bool,
}

/// The highest limit that can be set for the size of a draft, in bytes: 1 GiB. Offsets have 32 bits.
pub const MOST_BYTES: u64 = 1 << 30;

impl Default for Config {
    fn default() -> Self {
        Self {
            profile: "wire".to_owned(),
            select: Vec::new(),
            ignore: Vec::new(),
            min_severity: None,
            even_off: false,
            choices: Choices::default(),
            overrides: Vec::new(),
            today: None,
            keep_copy: false,
            steps: None,
            max_bytes: copydesk_formats::MAX_BYTES,
            examples: false,
        }
    }
}

/// A choice that cannot be followed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConfigError(pub String);

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ConfigError {}

/// What the engine is told: severities, the rules that report, settings. `left_out` names rules that exist but are
/// broken: choosing them is no mistake.
pub(crate) fn options(
    program: &Program,
    profile: &Profile,
    config: &Config,
    left_out: &[String],
) -> Result<Options, ConfigError> {
    let mut options = Options {
        settings: settings(program, profile)?,
        steps: config.steps,
        ..Options::default()
    };
    let chosen = |names: &[String], flag: &str| -> Result<BTreeSet<String>, ConfigError> {
        let mut rules = BTreeSet::new();
        for name in names {
            rules.extend(resolve(program, name, left_out, &format!("{flag}: "))?);
        }
        Ok(rules)
    };
    let selected = chosen(&config.select, "--select")?;
    let ignored = chosen(&config.ignore, "--ignore")?;
    for (name, level) in &profile.rules {
        let Some(rule) = resolve(
            program,
            name,
            left_out,
            &format!("{}: ", from(profile, "rules", name)),
        )?
        else {
            continue;
        };
        match level {
            Some(level) => options.severities.insert(rule, Chosen::Level(*level)),
            // A rule that is asked for by name runs, also where the profile has it off.
            None if config.even_off || selected.contains(&rule) => None,
            None => options.severities.insert(rule, Chosen::Off),
        };
    }
    if !selected.is_empty() || !config.select.is_empty() || !ignored.is_empty() {
        let wanted = program
            .rules
            .iter()
            .map(|rule| rule.name.as_str())
            .chain(stet::RULES.iter().map(|&(check, ..)| check))
            .filter(|name| config.select.is_empty() || selected.contains(*name))
            .filter(|name| !ignored.contains(*name))
            .map(str::to_owned)
            .collect();
        options.only = Some(wanted);
    }
    Ok(options)
}

/// The rules that stand for others (`replaces`), each with the other's name.
#[derive(Debug)]
pub(crate) struct Replacing(Vec<(String, String)>);

impl Replacing {
    /// Those of a program. A rule that is asked for by its own name runs, and so do all for tests and listings.
    pub(crate) fn new(program: &Program, config: &Config) -> Self {
        let selected: BTreeSet<&str> = config
            .select
            .iter()
            .filter_map(|name| Some(program.rule(name)?.name.as_str()))
            .collect();
        let rules = program.rules.iter().filter(|_| !config.even_off);
        let pairs = rules.filter_map(|rule| Some((rule.name.clone(), rule.replaces.clone()?)));
        Self(
            pairs
                .filter(|(_, other)| !selected.contains(other.as_str()))
                .collect(),
        )
    }

    /// Turns off the others of those that run.
    pub(crate) fn apply(&self, options: &mut Options) {
        let runs = |rule: &String| {
            options.severities.get(rule) != Some(&Chosen::Off)
                && options.only.as_ref().is_none_or(|only| only.contains(rule))
        };
        let running = self.0.iter().filter(|(rule, _)| runs(rule));
        let replaced: Vec<String> = running.map(|(_, other)| other.clone()).collect();
        let off = replaced.into_iter().map(|other| (other, Chosen::Off));
        options.severities.extend(off);
    }
}

/// The file that sets a rule's severity or a setting.
fn from<'p>(profile: &'p Profile, part: &str, name: &str) -> &'p str {
    profile
        .origins
        .get(&format!("{part}.{name}"))
        .unwrap_or(&profile.file)
}

/// Adds a house's words to the lists of the pack.
pub(crate) fn add_words(program: &mut Program, choices: &Choices) -> Result<(), ConfigError> {
    for (name, words) in &choices.words {
        let names: Vec<String> = program.words.iter().map(|list| list.name.clone()).collect();
        let Some(list) = program.words.iter_mut().find(|list| list.name == *name) else {
            let help = match nearest(name, names.iter().map(String::as_str)) {
                Some(near) => format!("; did you mean `{near}`?"),
                None => String::new(),
            };
            return Err(ConfigError(format!(
                "{}: words: no word list is called `{name}`{help}",
                choices.file
            )));
        };
        for word in words {
            let (text, all_forms) = match word.strip_prefix('~') {
                Some(text) => (text, true),
                None => (word.as_str(), false),
            };
            list.entries.push(text, all_forms);
        }
    }
    Ok(())
}

/// The present name of a rule; `None` if the rule exists but is broken.
fn resolve(
    program: &Program,
    name: &str,
    left_out: &[String],
    wherefrom: &str,
) -> Result<Option<String>, ConfigError> {
    if let Some(rule) = program.rule(name) {
        return Ok(Some(rule.name.clone()));
    }
    if left_out.iter().any(|known| known == name) {
        return Ok(None);
    }
    // Profiles and flags treat the checks of stet marks as rules.
    let checks = stet::RULES.iter().map(|&(check, ..)| check);
    if checks.clone().any(|check| check == name) {
        return Ok(Some(name.to_owned()));
    }
    let names = program.rules.iter().map(|rule| rule.name.as_str());
    let names = names.chain(checks);
    let help = match nearest(name, names) {
        Some(near) => format!("; did you mean `{near}`?"),
        None => "; `copydesk rules` lists them".to_owned(),
    };
    Err(ConfigError(format!(
        "{wherefrom}no rule is called `{name}`{help}"
    )))
}

/// The settings that a profile sets, by their number in the program.
fn settings(program: &Program, profile: &Profile) -> Result<Vec<(usize, Value)>, ConfigError> {
    let mut settings = Vec::new();
    for (name, value) in &profile.settings {
        let wrong = |message: String| {
            ConfigError(format!(
                "{}: setting `{name}`: {message}",
                from(profile, "settings", name)
            ))
        };
        let known = program
            .setting(name)
            .and_then(|index| Some((index, program.settings.get(index)?)));
        let Some((index, setting)) = known else {
            let names = program.settings.iter().map(|setting| setting.name.as_str());
            return Err(wrong(match nearest(name, names) {
                Some(near) => format!("there is none of that name; did you mean `{near}`?"),
                None => "there is none of that name".to_owned(),
            }));
        };
        settings.push((
            index,
            typed(value, &setting.ty, &program.schema).map_err(wrong)?,
        ));
    }
    Ok(settings)
}

/// A TOML value as a setting of that type.
fn typed(value: &toml::Value, ty: &Type, schema: &Schema) -> Result<Value, String> {
    match (ty, value) {
        (Type::Number, toml::Value::Integer(number)) => Ok(Value::Number(*number as f64)),
        (Type::Number, toml::Value::Float(number)) => Ok(Value::Number(*number)),
        (Type::Flag, toml::Value::Boolean(flag)) => Ok(Value::Flag(*flag)),
        (Type::Text, toml::Value::String(text)) => Ok(Value::Text(Arc::from(text.as_str()))),
        (Type::Duration, toml::Value::String(text)) => duration(text)
            .ok_or_else(|| format!("`{text}` is no length of time; write \"2 years\"")),
        (Type::Date, toml::Value::Datetime(date)) => calendar_day(&date.to_string()),
        (Type::Date, toml::Value::String(text)) => calendar_day(text),
        (Type::Enum(name), toml::Value::String(text)) => {
            let values = schema
                .find_enum(name)
                .map_or(&[][..], |known| &known.values);
            match values.iter().position(|known| known == text) {
                Some(index) => Ok(Value::Enum(index as u16)),
                None => Err(format!("`{text}` is none of {}", values.join(", "))),
            }
        }
        (Type::Number, _) => Err(format!("expected a number, found {value}")),
        (Type::Flag, _) => Err(format!("expected true or false, found {value}")),
        (Type::Text | Type::Enum(_), _) => {
            Err(format!("expected a text in quotation marks, found {value}"))
        }
        (Type::Duration, _) => Err(format!(
            "expected a length of time such as \"2 years\", found {value}"
        )),
        (Type::Date, _) => Err(format!("expected a day such as 2015-01-01, found {value}")),
        _ => Err("a profile cannot set values of its type".to_owned()),
    }
}

fn calendar_day(text: &str) -> Result<Value, String> {
    Day::parse_iso(text)
        .map(Value::from)
        .ok_or_else(|| format!("`{text}` is no day; write 2015-01-01"))
}

fn duration(text: &str) -> Option<Value> {
    const UNITS: [(&str, DurationUnit); 9] = [
        ("second", DurationUnit::Second),
        ("minute", DurationUnit::Minute),
        ("hour", DurationUnit::Hour),
        ("day", DurationUnit::Day),
        ("week", DurationUnit::Week),
        ("month", DurationUnit::Month),
        ("year", DurationUnit::Year),
        ("decade", DurationUnit::Decade),
        ("century", DurationUnit::Century),
    ];
    let (number, unit) = text.trim().split_once(' ')?;
    let number: f64 = number.parse().ok()?;
    let unit = unit.trim();
    let unit = unit.strip_suffix('s').unwrap_or(unit);
    let &(_, unit) = UNITS.iter().find(|(name, _)| *name == unit)?;
    Some(Value::Duration(Period {
        number,
        lowest: number,
        highest: number,
        unit,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_typed() {
        let schema = Schema::default();
        let number = toml::Value::Integer(2);
        assert_eq!(
            typed(&number, &Type::Number, &schema),
            Ok(Value::Number(2.0))
        );
        assert!(
            typed(&number, &Type::Flag, &schema)
                .unwrap_err()
                .contains("true or false")
        );
        let dated: toml::Table =
            toml::from_str("bare = 2015-01-31\nquoted = '2015-01-31'").unwrap();
        for value in dated.values() {
            assert_eq!(
                typed(value, &Type::Date, &schema),
                Ok(Day::new(2015, 1, 31).unwrap().into())
            );
        }
        for no_day in ["2015-02-30", "2015", "2015-01-31T10:00:00Z"] {
            let value = toml::Value::String(no_day.into());
            assert!(
                typed(&value, &Type::Date, &schema)
                    .unwrap_err()
                    .contains("is no day")
            );
        }
        let years = typed(
            &toml::Value::String("2 years".into()),
            &Type::Duration,
            &schema,
        )
        .unwrap();
        assert!(matches!(
            years,
            Value::Duration(Period {
                unit: DurationUnit::Year,
                ..
            })
        ));
        assert!(
            typed(
                &toml::Value::String("soon".into()),
                &Type::Duration,
                &schema
            )
            .is_err()
        );
    }
}
