//! What a house chooses beside its profile: severities, settings, words, and all of it again for some paths only.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use copydesk_lang::program::Level;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::profile::Profile;

/// Choices laid over a profile.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Choices {
    /// Severity by rule; `None` is off.
    pub rules: BTreeMap<String, Option<Level>>,
    /// Setting values by name, as TOML.
    pub settings: BTreeMap<String, toml::Value>,
    /// Words to add to word lists, by the list's name; `~word` stands for all forms of the word.
    pub words: BTreeMap<String, Vec<String>>,
    /// Where they are written, for messages.
    pub file: String,
}

impl Choices {
    /// Lays severities and settings over a profile.
    pub(crate) fn lay_over(&self, profile: &mut Profile) {
        for (rule, level) in &self.rules {
            let key = format!("rules.{rule}");
            profile.origins.insert(key, self.file.clone());
            profile.rules.insert(rule.clone(), *level);
        }
        for (name, value) in &self.settings {
            let key = format!("settings.{name}");
            profile.origins.insert(key, self.file.clone());
            profile.settings.insert(name.clone(), value.clone());
        }
    }
}

/// Choices for the drafts of some paths.
#[derive(Clone, Debug)]
pub struct Override {
    /// The patterns, as in .gitignore, relative to the folder of the configuration.
    pub files: Vec<String>,
    /// What holds there. It adds no words: word lists are one for all drafts.
    pub choices: Choices,
    root: PathBuf,
    matcher: Gitignore,
}

impl PartialEq for Override {
    fn eq(&self, other: &Self) -> bool {
        self.files == other.files && self.choices == other.choices && self.root == other.root
    }
}

impl Override {
    /// Choices for the paths below `root` that match one of the patterns.
    ///
    /// # Errors
    /// A pattern that cannot be read, with the reason.
    pub fn new(root: &Path, files: Vec<String>, choices: Choices) -> Result<Self, String> {
        let root = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
        let mut builder = GitignoreBuilder::new(&root);
        for pattern in &files {
            builder
                .add_line(None, pattern)
                .map_err(|error| format!("`{pattern}` is no pattern of paths: {error}"))?;
        }
        let matcher = builder
            .build()
            .map_err(|error| format!("the patterns of paths: {error}"))?;
        Ok(Self {
            files,
            choices,
            root,
            matcher,
        })
    }

    /// True if the draft at this path is meant.
    pub fn applies(&self, path: &Path) -> bool {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        path.starts_with(&self.root)
            && self
                .matcher
                .matched_path_or_any_parents(&path, false)
                .is_ignore()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_those_of_gitignore() {
        let files = vec![
            "opinion/".to_owned(),
            "*.live.md".to_owned(),
            "!opinion/news.md".to_owned(),
        ];
        let over = Override::new(Path::new("/desk"), files, Choices::default()).unwrap();
        assert!(over.applies(Path::new("/desk/opinion/a.md")));
        assert!(over.applies(Path::new("/desk/world/b.live.md")));
        assert!(!over.applies(Path::new("/desk/world/b.md")));
        assert!(!over.applies(Path::new("/elsewhere/opinion/a.md")));
        assert!(Override::new(Path::new("/desk"), vec!["{a".into()], Choices::default()).is_err());
    }
}
