//! The phrases of all sets by the words they are looked for by.

use std::ops::Range;

use copydesk_facts::{Numbers, WordId};
use serde::{Deserialize, Serialize};

use super::compile::SetId;

/// A phrase of a set, looked for by its rarest word.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Entry {
    pub(crate) word: WordId,
    pub(crate) set: SetId,
    /// Index into the phrases of the set.
    pub(crate) phrase: u32,
    /// Tokens before the rarest word.
    pub(crate) offset: u32,
    /// The phrase is that word alone.
    pub(crate) lone: bool,
}

/// The entries of all sets, word after word, and set after set for each word. They are numbers, so that those of a compiled
/// pack are used as they lie there.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(crate) struct Entries {
    /// By word id, where its groups begin; one more at the end. The entries of a word that belong to one set are a group.
    of_word: Numbers,
    /// By group, its set.
    sets: Numbers,
    /// By group, where its entries begin; one more at the end.
    of_group: Numbers,
    /// By entry, its phrase.
    phrases: Numbers,
    /// By entry, twice its offset, and one more if it is lone.
    places: Numbers,
}

impl Entries {
    /// The entries in any order.
    pub(super) fn new(mut all: Vec<Entry>) -> Self {
        // Often they are in order up to a few that were added at the end.
        all.sort();
        let (mut of_word, mut sets, mut of_group) = (Vec::new(), Vec::new(), Vec::new());
        let mut begin = 0;
        for group in all.chunk_by(|a, b| (a.word, a.set) == (b.word, b.set)) {
            if let Some(first) = group.first() {
                while of_word.len() <= first.word.0 as usize {
                    of_word.push(sets.len() as u32);
                }
                sets.push(first.set.0);
            }
            of_group.push(begin);
            begin += group.len() as u32;
        }
        of_word.push(sets.len() as u32);
        of_group.push(begin);
        let places = |entry: &Entry| entry.offset * 2 + u32::from(entry.lone);
        Self {
            of_word: of_word.into(),
            sets: sets.into(),
            of_group: of_group.into(),
            phrases: all
                .iter()
                .map(|entry| entry.phrase)
                .collect::<Vec<_>>()
                .into(),
            places: all.iter().map(places).collect::<Vec<_>>().into(),
        }
    }

    /// These and some more, in any order.
    pub(super) fn with(&self, more: Vec<Entry>) -> Self {
        let mut all = Vec::new();
        for word in (0..self.words() as u32).map(WordId) {
            let groups = self.groups(word);
            let mut group = groups.start;
            self.sets(groups, |set| {
                let phrases = self.phrases(group);
                all.extend(phrases.map(|(phrase, offset, lone)| Entry {
                    word,
                    set,
                    phrase,
                    offset,
                    lone,
                }));
                group += 1;
            });
        }
        all.extend(more);
        Self::new(all)
    }

    /// One more than the largest id of a word with entries.
    pub(super) fn words(&self) -> usize {
        self.of_word.len().saturating_sub(1)
    }

    /// The groups of a word.
    #[inline]
    pub(super) fn groups(&self, word: WordId) -> Range<usize> {
        let at = word.0 as usize;
        match (self.of_word.get(at), self.of_word.get(at + 1)) {
            (Some(from), Some(to)) => from as usize..to as usize,
            _ => 0..0,
        }
    }

    /// Calls `each` for the set of each group.
    #[inline]
    pub(super) fn sets(&self, groups: Range<usize>, mut each: impl FnMut(SetId)) {
        self.sets.each(groups, |set| each(SetId(set)));
    }

    /// The phrases of a group: of each its number, how many tokens stand before the word, and whether it is the word alone.
    pub(super) fn phrases(&self, group: usize) -> impl ExactSizeIterator<Item = (u32, u32, bool)> {
        let ends = self.of_group.get(group).zip(self.of_group.get(group + 1));
        let (from, to) = ends.unwrap_or((0, 0));
        (from as usize..to as usize).map(|at| {
            let place = self.places.get(at).unwrap_or(0);
            let phrase = self.phrases.get(at).unwrap_or(u32::MAX);
            (phrase, place / 2, place % 2 == 1)
        })
    }
}
