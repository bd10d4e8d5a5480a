//! Profiles: a house's choices, in `profiles/*.toml`.
//!
//! ```toml
//! [profile]
//! name = "our-house"
//! about = "One line"
//! extends = "wire"
//! strict-unknown = true       # a rule that could not be decided fails the check
//! min-severity = "advice"     # show advice too
//!
//! [rules]
//! acronym-undefined = "error"
//! doubled-word = "off"
//!
//! [settings]
//! lede-window = 2
//! ```

use std::collections::BTreeMap;
use std::fmt;

use copydesk_lang::program::Level;
use serde::Deserialize;
use toml::Spanned;

use crate::pack::{Pack, PackKind};
use crate::wording;

/// A profile with everything it extends.
#[derive(Clone, PartialEq, Debug)]
pub struct Profile {
    /// Its name.
    pub name: String,
    /// One line.
    pub about: String,
    /// A rule that could not be decided fails the check.
    pub strict_unknown: bool,
    /// The least severity that is shown.
    pub min_severity: Level,
    /// Severity by rule; `None` is off.
    pub rules: BTreeMap<String, Option<Level>>,
    /// Setting values by name, as TOML.
    pub settings: BTreeMap<String, toml::Value>,
    /// The file, for messages.
    pub file: String,
    /// The file each value comes from: `min-severity`, `rules.NAME`, `settings.NAME`. What is not here is a default.
    pub origins: BTreeMap<String, String>,
}

/// What is wrong with a profile.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProfileError {
    /// The file, or empty if no file has the name.
    pub file: String,
    /// Line in the file, from 1.
    pub line: Option<usize>,
    /// What is wrong, and how to mend it.
    pub message: String,
}

impl fmt::Display for ProfileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.file.is_empty(), self.line) {
            (true, _) => f.write_str(&self.message),
            (false, Some(line)) => write!(f, "{}:{line}: {}", self.file, self.message),
            (false, None) => write!(f, "{}: {}", self.file, self.message),
        }
    }
}

impl std::error::Error for ProfileError {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    profile: Head,
    #[serde(default)]
    rules: BTreeMap<String, Spanned<String>>,
    #[serde(default)]
    settings: BTreeMap<String, toml::Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Head {
    name: String,
    #[serde(default)]
    about: String,
    extends: Option<String>,
    strict_unknown: Option<bool>,
    min_severity: Option<Spanned<String>>,
}

/// The names of all profiles of a pack, with their files. Files that cannot be read are left out here; asking for
/// them by name gives their error.
pub fn names(pack: &Pack) -> Vec<String> {
    let mut names: Vec<String> = pack
        .of(PackKind::Profile)
        .filter_map(|file| parse(&file.name, &file.text).ok())
        .map(|raw| raw.profile.name)
        .collect();
    names.sort();
    names.dedup();
    names
}

/// The profile of that name, with what it extends.
///
/// # Errors
/// No profile has the name, a file is wrong, or profiles extend one another in a circle.
pub fn load(pack: &Pack, name: &str) -> Result<Profile, ProfileError> {
    resolve(pack, name, &mut Vec::new())
}

fn resolve(pack: &Pack, name: &str, open: &mut Vec<String>) -> Result<Profile, ProfileError> {
    let mut found = None;
    for file in pack.of(PackKind::Profile) {
        // Its name stands in the text of a profile, unless it is written with escapes.
        let stem = file_stem(&file.name);
        if stem != name && !file.text.contains(name) && !file.text.contains('\\') {
            continue;
        }
        // The last one wins: a house's own `wire` takes the place of the standard one.
        match parse(&file.name, &file.text) {
            Ok(raw) if raw.profile.name == name => found = Some((file, raw)),
            Err(error) if stem == name => return Err(error),
            _ => {}
        }
    }
    let Some((file, raw)) = found else {
        let known = names(pack);
        return Err(ProfileError {
            file: String::new(),
            line: None,
            message: format!(
                "no profile is called `{name}`; there are {}",
                known.join(", ")
            ),
        });
    };
    if open.iter().any(|known| known == name) {
        return Err(ProfileError {
            file: file.name.clone(),
            line: None,
            message: format!(
                "profiles extend one another in a circle: {} → {name}",
                open.join(" → ")
            ),
        });
    }
    open.push(name.to_owned());
    let mut profile = match &raw.profile.extends {
        Some(base) => resolve(pack, base, open)?,
        None => Profile {
            name: String::new(),
            about: String::new(),
            strict_unknown: false,
            min_severity: Level::Warning,
            rules: BTreeMap::new(),
            settings: BTreeMap::new(),
            file: String::new(),
            origins: BTreeMap::new(),
        },
    };
    let wrong = |at: usize, message: String| ProfileError {
        file: file.name.clone(),
        line: Some(line_of(&file.text, at)),
        message,
    };
    profile.name = raw.profile.name;
    profile.about = raw.profile.about;
    profile.file.clone_from(&file.name);
    let mut origin = |key: String| profile.origins.insert(key, file.name.clone());
    if let Some(strict) = raw.profile.strict_unknown {
        profile.strict_unknown = strict;
        origin("strict-unknown".to_owned());
    }
    if let Some(level) = raw.profile.min_severity {
        origin("min-severity".to_owned());
        profile.min_severity = Level::parse(level.get_ref()).ok_or_else(|| {
            wrong(
                level.span().start,
                format!(
                    "`{}` is no severity; write advice, warning or error",
                    level.get_ref()
                ),
            )
        })?;
    }
    for (rule, level) in raw.rules {
        let parsed = match level.get_ref().as_str() {
            "off" => None,
            other => Some(Level::parse(other).ok_or_else(|| {
                wrong(
                    level.span().start,
                    format!("`{other}` is no severity; write advice, warning, error or off"),
                )
            })?),
        };
        origin(format!("rules.{rule}"));
        profile.rules.insert(rule, parsed);
    }
    for (name, value) in raw.settings {
        origin(format!("settings.{name}"));
        profile.settings.insert(name, value);
    }
    Ok(profile)
}

fn parse(file: &str, text: &str) -> Result<Raw, ProfileError> {
    toml::from_str(text).map_err(|error| ProfileError {
        file: file.to_owned(),
        line: error.span().map(|span| line_of(text, span.start)),
        message: wording::toml_error(&error, text),
    })
}

fn file_stem(name: &str) -> &str {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.strip_suffix(".toml").unwrap_or(file)
}

fn line_of(text: &str, at: usize) -> usize {
    text.get(..at)
        .map_or(1, |before| before.matches('\n').count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pack(profiles: &[(&str, &str)]) -> Pack {
        let mut pack = Pack::default();
        for (name, text) in profiles {
            assert!(pack.add(format!("profiles/{name}.toml"), (*text).to_owned()));
        }
        pack
    }

    #[test]
    fn a_profile_extends_another() {
        let pack = pack(&[
            (
                "a",
                "[profile]\nname = \"a\"\n[rules]\nx = \"off\"\ny = \"error\"\n[settings]\nwindow = 1\n",
            ),
            (
                "b",
                "[profile]\nname = \"b\"\nextends = \"a\"\nstrict-unknown = true\nmin-severity = \"advice\"\n[rules]\nx = \"warning\"\n",
            ),
        ]);
        let profile = load(&pack, "b").unwrap();
        assert_eq!(profile.rules["x"], Some(Level::Warning));
        assert_eq!(profile.rules["y"], Some(Level::Error));
        assert_eq!(profile.settings["window"].as_integer(), Some(1));
        assert!(profile.strict_unknown);
        assert_eq!(profile.min_severity, Level::Advice);
        assert_eq!(names(&pack), ["a", "b"]);
    }

    #[test]
    fn errors_name_file_line_and_remedy() {
        let pack = pack(&[
            ("a", "[profile]\nname = \"a\"\n\n[rules]\nx = \"loud\"\n"),
            ("b", "[profile]\nname = \"b\"\nextends = \"c\"\n"),
            ("c", "[profile]\nname = \"c\"\nextends = \"b\"\n"),
            ("d", "[profile]\nnmae = \"d\"\n"),
        ]);
        let error = |name| load(&pack, name).unwrap_err().to_string();
        assert_eq!(
            error("a"),
            "profiles/a.toml:5: `loud` is no severity; write advice, warning, error or off"
        );
        assert!(error("b").contains("circle: b → c → b"));
        assert!(
            error("d").starts_with("profiles/d.toml:2: unknown key `nmae`; did you mean `name`?")
        );
        assert_eq!(error("e"), "no profile is called `e`; there are a, b, c");
    }

    #[test]
    fn the_standard_profiles_load() {
        let pack = Pack::standard();
        assert!(!load(&pack, "wire").unwrap().strict_unknown);
        assert!(load(&pack, "strict").unwrap().strict_unknown);
        for name in ["bbc", "uk-print", "us-print"] {
            assert!(!load(&pack, name).unwrap().rules.is_empty(), "{name}");
        }
    }
}
