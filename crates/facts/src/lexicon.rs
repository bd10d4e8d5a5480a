use std::collections::BTreeMap;

use crate::forms;

/// One entry of a word list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ListEntry {
    /// The word or phrase as written in the list.
    pub text: String,
    /// True if it stands for all forms of its (first) word, written `~"say"` in a list.
    pub all_forms: bool,
}

impl ListEntry {
    /// Every spelling the entry stands for, as written (not folded). With `all_forms` the first word is inflected,
    /// the rest of a phrase stays: `~"point out"` gives "points out", "pointed out", "pointing out".
    pub fn spellings(&self) -> Vec<String> {
        if !self.all_forms {
            return vec![self.text.clone()];
        }
        let (first, rest) = self
            .text
            .split_once(' ')
            .map_or((self.text.as_str(), None), |(first, rest)| {
                (first, Some(rest))
            });
        forms(first)
            .into_iter()
            .map(|form| match rest {
                Some(rest) => format!("{form} {rest}"),
                None => form,
            })
            .collect()
    }
}

/// A named list of words and phrases. An entry with a capital letter matches only with those capitals.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct WordList {
    /// Entries in the order of the list.
    pub entries: Vec<ListEntry>,
}

/// All word lists by name. Filled by the language from `rules/words/*.desk`; readers name the lists they need and
/// refuse to start without one.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Lexicon {
    lists: BTreeMap<String, WordList>,
}

impl Lexicon {
    /// Adds entries to the list `name`, making it if there is none.
    pub fn add(&mut self, name: &str, entries: impl IntoIterator<Item = ListEntry>) {
        self.lists
            .entry(name.to_owned())
            .or_default()
            .entries
            .extend(entries);
    }

    /// The list of that name.
    pub fn get(&self, name: &str) -> Option<&WordList> {
        self.lists.get(name)
    }

    /// All lists in order of their names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &WordList)> {
        self.lists.iter().map(|(name, list)| (name.as_str(), list))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_inflect_their_first_word() {
        let entry = ListEntry {
            text: "point out".into(),
            all_forms: true,
        };
        let spellings = entry.spellings();
        assert!(spellings.contains(&"pointed out".to_owned()));
        assert!(spellings.contains(&"points out".to_owned()));
    }
}
