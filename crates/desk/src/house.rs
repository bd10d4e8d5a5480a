//! `copydesk.toml`: what a house sets once for all its runs. The command's flags come first.
//!
//! ```toml
//! profile = "our-house"
//! rules = ["desk/rules"]          # folders, relative to this file
//! exclude = ["archive/"]
//! min-severity = "advice"
//! error-on-warning = true
//! strict-unknown = false
//! ```

use std::fs;
use std::path::{Path, PathBuf};

use copydesk_lang::program::Level;
use serde::Deserialize;
use toml::Spanned;

use crate::setup::ConfigError;

/// The name of the file.
pub const FILE: &str = "copydesk.toml";

/// What `copydesk.toml` says.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct House {
    /// The file; `None` if there is none.
    pub file: Option<PathBuf>,
    /// Name of the profile.
    pub profile: Option<String>,
    /// Folders with more rules.
    pub rules: Vec<PathBuf>,
    /// Patterns of what is left out of folders.
    pub exclude: Vec<String>,
    /// The least severity that is shown.
    pub min_severity: Option<Level>,
    /// Warnings fail the check.
    pub error_on_warning: bool,
    /// Rules that could not be decided fail the check.
    pub strict_unknown: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Raw {
    profile: Option<String>,
    #[serde(default)]
    rules: Vec<PathBuf>,
    #[serde(default)]
    exclude: Vec<String>,
    min_severity: Option<Spanned<String>>,
    #[serde(default)]
    error_on_warning: bool,
    strict_unknown: Option<bool>,
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
        let raw: Raw = toml::from_str(&text)
            .map_err(|error| wrong(error.span().map(|span| span.start), error.message()))?;
        let min_severity = match raw.min_severity {
            None => None,
            Some(level) => Some(Level::parse(level.get_ref()).ok_or_else(|| {
                let message = format!(
                    "`{}` is no severity; write advice, warning or error",
                    level.get_ref()
                );
                wrong(Some(level.span().start), &message)
            })?),
        };
        let folder = file.parent().unwrap_or(Path::new(""));
        Ok(Self {
            file: Some(file.to_owned()),
            profile: raw.profile,
            rules: raw.rules.iter().map(|rules| folder.join(rules)).collect(),
            exclude: raw.exclude,
            min_severity,
            error_on_warning: raw.error_on_warning,
            strict_unknown: raw.strict_unknown,
        })
    }
}
