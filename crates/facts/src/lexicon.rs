use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Lines, forms};

/// One entry of a word list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ListEntry<T = String> {
    /// The word or phrase as written in the list.
    pub text: T,
    /// True if it stands for all forms of its (first) word, written `~"say"` in a list.
    pub all_forms: bool,
}

impl ListEntry {
    /// The entry without a text of its own.
    pub fn borrowed(&self) -> ListEntry<&str> {
        ListEntry {
            text: &self.text,
            all_forms: self.all_forms,
        }
    }
}

impl<T: AsRef<str>> ListEntry<T> {
    /// Every spelling the entry stands for, as written (not folded). With `all_forms` the first word is inflected,
    /// the rest of a phrase stays: `~"point out"` gives "points out", "pointed out", "pointing out".
    pub fn spellings(&self) -> Vec<String> {
        let text = self.text.as_ref();
        if !self.all_forms {
            return vec![text.to_owned()];
        }
        let (first, rest) = text
            .split_once(' ')
            .map_or((text, None), |(first, rest)| (first, Some(rest)));
        forms(first)
            .into_iter()
            .map(|form| match rest {
                Some(rest) => format!("{form} {rest}"),
                None => form,
            })
            .collect()
    }
}

/// The entries of a word list in order: one text, an entry a line, `~` before those that stand for all forms. A list
/// of ten thousand names is one piece of memory, and in a compiled pack none at all.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Entries {
    lines: Lines,
}

impl Entries {
    /// Entries of a compiled pack: what [`Entries::as_bytes`] gave.
    pub fn packed(bytes: &'static [u8]) -> Self {
        Self {
            lines: Lines::packed(bytes),
        }
    }

    /// As a compiled pack keeps them.
    pub fn as_bytes(&self) -> &[u8] {
        self.lines.as_bytes()
    }

    /// The entries in order.
    pub fn iter(&self) -> impl Iterator<Item = ListEntry<&str>> + Clone {
        self.lines.lines().map(|line| {
            let (all_forms, line) = match line.strip_prefix('~') {
                Some(line) => (true, line),
                None => (false, line),
            };
            ListEntry {
                // The sign before the word keeps a `~` of its own apart from the sign.
                text: line.strip_prefix('\u{1}').unwrap_or(line),
                all_forms,
            }
        })
    }

    /// Adds an entry.
    pub fn push(&mut self, text: &str, all_forms: bool) {
        if all_forms {
            self.lines.push_str("~");
        }
        if text.starts_with(['~', '\u{1}']) {
            self.lines.push_str("\u{1}");
        }
        // An entry is a line: an end of line within it is a blank as any other.
        for (i, part) in text.split('\n').enumerate() {
            if i > 0 {
                self.lines.push_str(" ");
            }
            self.lines.push_str(part);
        }
        self.lines.push_str("\n");
    }

    /// True if there is none.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }
}

impl std::fmt::Debug for Entries {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl<T: AsRef<str>> Extend<ListEntry<T>> for Entries {
    fn extend<I: IntoIterator<Item = ListEntry<T>>>(&mut self, entries: I) {
        for entry in entries {
            self.push(entry.text.as_ref(), entry.all_forms);
        }
    }
}

impl<T: AsRef<str>> FromIterator<ListEntry<T>> for Entries {
    fn from_iter<I: IntoIterator<Item = ListEntry<T>>>(entries: I) -> Self {
        let mut list = Self::default();
        list.extend(entries);
        list
    }
}

/// A named list of words and phrases. An entry with a capital letter matches only with those capitals.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct WordList {
    /// Entries in the order of the list.
    pub entries: Entries,
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

    /// Sets the list `name`.
    pub fn set(&mut self, name: &str, entries: Entries) {
        self.lists.insert(name.to_owned(), WordList { entries });
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
            text: "point out",
            all_forms: true,
        };
        let spellings = entry.spellings();
        assert!(spellings.contains(&"pointed out".to_owned()));
        assert!(spellings.contains(&"points out".to_owned()));
    }

    #[test]
    fn entries_come_out_as_they_went_in() {
        let words = [
            ("say", true),
            ("~", false),
            ("~a", true),
            ("\u{1}", false),
            ("", false),
        ];
        let mut entries = Entries::default();
        for (text, all_forms) in words {
            entries.push(text, all_forms);
        }
        let out: Vec<(&str, bool)> = entries
            .iter()
            .map(|entry| (entry.text, entry.all_forms))
            .collect();
        assert_eq!(out, words);
    }
}
