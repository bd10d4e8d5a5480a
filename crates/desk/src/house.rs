//! `copydesk.toml`: what a house sets once for all its runs. The command's flags come first.
//!
//! ```toml
//! profile = "our-house"
//! rules = ["desk/rules"]          # folders, relative to this file
//! exclude = ["archive/"]
//! baseline = "known.json"         # findings that were there before
//! min-severity = "advice"
//! error-on-warning = true
//! strict-unknown = false
//! required-version = "0.1"        # this program or a later one of the same series
//!
//! [severity]                      # of single rules; "off" too
//! doubled-word = "off"
//!
//! [settings]
//! lede-window = 2
//!
//! [words]                         # added to word lists of the pack
//! capital-state = ["UAE"]
//!
//! [[override]]                    # for some drafts only; patterns as in .gitignore
//! files = ["opinion/"]
//! severity = { superlative-attribution = "off" }
//! ```

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use copydesk_lang::program::Level;
use serde::Deserialize;
use toml::Spanned;

use crate::choices::{Choices, Override};
use crate::setup::ConfigError;
use crate::wording;

/// The name of the file.
pub const FILE: &str = "copydesk.toml";

/// What `copydesk.toml` says.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct House {
    /// The file; `None` if there is none.
    pub file: Option<PathBuf>,
    /// Name of the profile.
    pub profile: Option<String>,
    /// Folders with more rules.
    pub rules: Vec<PathBuf>,
    /// Patterns of what is left out of folders.
    pub exclude: Vec<String>,
    /// The baseline.
    pub baseline: Option<PathBuf>,
    /// The least severity that is shown.
    pub min_severity: Option<Level>,
    /// Warnings fail the check.
    pub error_on_warning: bool,
    /// Rules that could not be decided fail the check.
    pub strict_unknown: Option<bool>,
    /// Severities, settings and words laid over the profile.
    pub choices: Choices,
    /// The same for some paths only.
    pub overrides: Vec<Override>,
}

type Severities = BTreeMap<String, Spanned<String>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawOverride {
    files: Spanned<Vec<String>>,
    #[serde(default)]
    severity: Severities,
    #[serde(default)]
    settings: BTreeMap<String, toml::Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Raw {
    profile: Option<String>,
    #[serde(default)]
    rules: Vec<PathBuf>,
    #[serde(default)]
    exclude: Vec<String>,
    baseline: Option<PathBuf>,
    min_severity: Option<Spanned<String>>,
    #[serde(default)]
    error_on_warning: bool,
    strict_unknown: Option<bool>,
    required_version: Option<Spanned<String>>,
    #[serde(default)]
    severity: Severities,
    #[serde(default)]
    settings: BTreeMap<String, toml::Value>,
    #[serde(default)]
    words: BTreeMap<String, Vec<String>>,
    #[serde(default, rename = "override")]
    overrides: Vec<RawOverride>,
}

impl House {
    /// The nearest `copydesk.toml` in a folder or above it; the default where there is none.
    ///
    /// # Errors
    /// The file cannot be read, or says what cannot be understood.
    pub fn find(folder: &Path) -> Result<Self, ConfigError> {
        let nearest = folder
            .ancestors()
            .map(|folder| folder.join(FILE))
            .find(|file| file.is_file());
        match nearest {
            Some(file) => Self::read(&file),
            None => Ok(Self::default()),
        }
    }

    /// Reads one file.
    ///
    /// # Errors
    /// The file cannot be read, or says what cannot be understood.
    pub fn read(file: &Path) -> Result<Self, ConfigError> {
        let text = fs::read_to_string(file)
            .map_err(|error| ConfigError(format!("{}: {error}", file.display())))?;
        let wrong = |at: Option<usize>, message: &str| {
            let line = at
                .and_then(|at| text.get(..at))
                .map_or(1, |before| before.matches('\n').count() + 1);
            ConfigError(format!("{}:{line}: {}", file.display(), message.trim_end()))
        };
        let raw: Raw = toml::from_str(&text).map_err(|error| {
            let at = error.span().map(|span| span.start);
            wrong(at, &wording::toml_error(&error, &text))
        })?;
        let level = |level: &Spanned<String>| {
            Level::parse(level.get_ref()).ok_or_else(|| {
                let message = format!(
                    "`{}` is no severity; write advice, warning or error",
                    level.get_ref()
                );
                wrong(Some(level.span().start), &message)
            })
        };
        let severities = |raw: &Severities| {
            raw.iter()
                .map(|(rule, own)| match own.get_ref().as_str() {
                    "off" => Ok((rule.clone(), None)),
                    _ => Ok((rule.clone(), Some(level(own)?))),
                })
                .collect::<Result<BTreeMap<_, _>, ConfigError>>()
        };
        if let Some(wanted) = &raw.required_version {
            version(wanted.get_ref(), env!("CARGO_PKG_VERSION"))
                .map_err(|message| wrong(Some(wanted.span().start), &message))?;
        }
        let min_severity = raw.min_severity.as_ref().map(level).transpose()?;
        let folder = file.parent().unwrap_or(Path::new(""));
        let shown = file.display().to_string();
        let choices = Choices {
            rules: severities(&raw.severity)?,
            settings: raw.settings,
            words: raw.words,
            file: shown.clone(),
        };
        let overrides = raw
            .overrides
            .into_iter()
            .map(|own| {
                let choices = Choices {
                    rules: severities(&own.severity)?,
                    settings: own.settings,
                    words: BTreeMap::new(),
                    file: shown.clone(),
                };
                let at = own.files.span().start;
                Override::new(folder, own.files.into_inner(), choices)
                    .map_err(|message| wrong(Some(at), &message))
            })
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            file: Some(file.to_owned()),
            choices,
            overrides,
            profile: raw.profile,
            rules: raw.rules.iter().map(|rules| folder.join(rules)).collect(),
            exclude: raw.exclude,
            baseline: raw.baseline.map(|file| folder.join(file)),
            min_severity,
            error_on_warning: raw.error_on_warning,
            strict_unknown: raw.strict_unknown,
        })
    }
}

/// The program is of the version asked for or a later one of the same series: for 0.x the second figure is the series.
fn version(wanted: &str, own: &str) -> Result<(), String> {
    let parse = |text: &str| -> Option<Vec<u32>> {
        let parts: Option<Vec<u32>> = text.split('.').map(|part| part.parse().ok()).collect();
        parts.filter(|parts| (1..=3).contains(&parts.len()))
    };
    let Some(parts) = parse(wanted) else {
        return Err(format!(
            "`{wanted}` is no version; write \"{own}\" or \"0.1\""
        ));
    };
    let have = parse(own).unwrap_or_default();
    let series = if have.first() == Some(&0) { 2 } else { 1 };
    let at = |version: &[u32], i: usize| version.get(i).copied().unwrap_or(0);
    let same_series = (0..series.min(parts.len())).all(|i| at(&parts, i) == at(&have, i));
    let late_enough = (0..3)
        .map(|i| at(&have, i))
        .ge((0..3).map(|i| at(&parts, i)));
    if same_series && late_enough {
        Ok(())
    } else {
        Err(format!(
            "this configuration is for copydesk {wanted}; this is {own}: install {wanted}, or change required-version"
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<House, String> {
        let folder = std::env::temp_dir().join(format!(
            "copydesk-house-{:x}",
            text.len() * 31 + text.bytes().map(usize::from).sum::<usize>()
        ));
        fs::create_dir_all(&folder).unwrap();
        let file = folder.join(FILE);
        fs::write(&file, text).unwrap();
        let house = House::read(&file)
            .map_err(|error| error.to_string().replace(&file.display().to_string(), FILE));
        fs::remove_dir_all(&folder).unwrap();
        house
    }

    #[test]
    fn choices_and_overrides() {
        let house = read(
            "required-version = \"0.1\"\n[severity]\na = \"off\"\nb = \"error\"\n[settings]\nwindow = 2\n\
             [words]\nlist = [\"x\"]\n[[override]]\nfiles = [\"opinion/\"]\nseverity = { b = \"advice\" }\n",
        )
        .unwrap();
        assert_eq!(house.choices.rules["a"], None);
        assert_eq!(house.choices.rules["b"], Some(Level::Error));
        assert_eq!(house.choices.words["list"], ["x"]);
        assert_eq!(house.overrides[0].choices.rules["b"], Some(Level::Advice));
    }

    #[test]
    fn mistakes_name_their_line() {
        let error = |text: &str| read(text).unwrap_err();
        assert_eq!(
            error("[severity]\na = \"loud\"\n"),
            "copydesk.toml:2: `loud` is no severity; write advice, warning or error"
        );
        assert!(
            error("required-version = \"9.1\"\n")
                .starts_with("copydesk.toml:1: this configuration is for copydesk 9.1; this is ")
        );
        assert!(error("required-version = \"new\"\n").contains("is no version"));
        assert!(
            error("profil = \"wire\"\n")
                .starts_with("copydesk.toml:1: unknown key `profil`; did you mean `profile`?")
        );
        assert!(
            error("[[override]]\nfiles = [\"{a\"]\n")
                .starts_with("copydesk.toml:2: `{a` is no pattern of paths")
        );
    }

    #[test]
    fn versions_of_one_series() {
        assert!(version("0.1", "0.1.4").is_ok());
        assert!(version("0.1.5", "0.1.4").is_err());
        assert!(version("0.2", "0.1.4").is_err());
        assert!(version("1.2", "1.4.0").is_ok());
        assert!(version("2", "1.4.0").is_err());
    }
}
