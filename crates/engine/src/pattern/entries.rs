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
    /// The groups, one behind the other. Each begins with four times its set and how many entries follow, a number each: none
    /// where the word alone is all there is, as in most groups; [`MANY`] stands for the number that comes first then.
    groups: Numbers,
}

/// More entries than a group says with its set.
const MANY: u32 = 3;
/// The lowest bit of the phrase in the number of an entry; below it stand its offset and, lowest, whether it is lone.
const PHRASE: u32 = 9;
/// The most tokens before the word by which a phrase is looked for.
pub(super) const MOST_BEFORE: usize = (1 << (PHRASE - 1)) - 1;

impl Entries {
    /// The entries in any order.
    pub(super) fn new(mut all: Vec<Entry>) -> Self {
        // Often they are in order up to a few that were added at the end.
        all.sort();
        let (mut of_word, mut groups): (Vec<u32>, Vec<u32>) = (Vec::new(), Vec::new());
        for group in all.chunk_by(|a, b| (a.word, a.set) == (b.word, b.set)) {
            let Some(first) = group.first() else {
                continue;
            };
            while of_word.len() <= first.word.0 as usize {
                of_word.push(groups.len() as u32);
            }
            let entries = if group.len() == 1 && first.lone {
                &[]
            } else {
                group
            };
            let count = entries.len() as u32;
            groups.push(first.set.0 * 4 + count.min(MANY));
            if count >= MANY {
                groups.push(count);
            }
            groups.extend(
                entries.iter().map(|entry| {
                    (entry.phrase << PHRASE) + entry.offset * 2 + u32::from(entry.lone)
                }),
            );
        }
        of_word.push(groups.len() as u32);
        Self {
            of_word: of_word.into(),
            groups: groups.into(),
        }
    }

    /// These and those of other sets, in any order. The groups of words that get none stay as they lie.
    pub(super) fn with(&self, more: Vec<Entry>) -> Self {
        if self.groups.is_empty() {
            return Self::new(more);
        }
        let more = Self::new(more);
        let (mut of_word, mut groups): (Vec<u32>, Vec<u32>) = (Vec::new(), Vec::new());
        for word in (0..self.words().max(more.words()) as u32).map(WordId) {
            of_word.push(groups.len() as u32);
            let own = self.groups(word);
            let added = more.groups(word);
            if added.is_empty() {
                groups.extend(self.groups.range(own));
                continue;
            }
            // Group after group in the order of their sets.
            let mut parts: Vec<(SetId, &Self, Range<usize>)> = Vec::new();
            for (entries, of_word) in [(self, own), (&more, added)] {
                entries.sets(of_word, |group, set| {
                    let head = entries.groups.get(group).unwrap_or(0);
                    parts.push((set, entries, group..entries.entries(group, head).end));
                });
            }
            parts.sort_by_key(|(set, ..)| *set);
            for (_, entries, group) in parts {
                groups.extend(entries.groups.range(group));
            }
        }
        of_word.push(groups.len() as u32);
        Self {
            of_word: of_word.into(),
            groups: groups.into(),
        }
    }

    /// One more than the largest id of a word with entries.
    pub(super) fn words(&self) -> usize {
        self.of_word.len().saturating_sub(1)
    }

    /// The groups of a word.
    #[inline]
    pub(super) fn groups(&self, word: WordId) -> Range<usize> {
        match self.of_word.two(word.0 as usize) {
            Some([from, to]) => from as usize..to as usize,
            None => 0..0,
        }
    }

    /// Calls `each` for each group and its set.
    #[inline]
    pub(super) fn sets(&self, groups: Range<usize>, mut each: impl FnMut(usize, SetId)) {
        let mut at = groups.start;
        while at < groups.end
            && let Some(head) = self.groups.get(at)
        {
            each(at, SetId(head / 4));
            at = self.entries(at, head).end;
        }
    }

    /// Where the entries of a group stand.
    #[inline]
    fn entries(&self, group: usize, head: u32) -> Range<usize> {
        let (first, count) = match head % 4 {
            MANY => (group + 2, self.groups.get(group + 1).unwrap_or(0)),
            count => (group + 1, count),
        };
        first..first + count as usize
    }

    /// The phrases of a group: of each its number, how many tokens stand before the word, and whether it is the word alone
    /// (then the number says nothing).
    pub(super) fn phrases(&self, group: usize) -> impl ExactSizeIterator<Item = (u32, u32, bool)> {
        let entries = self
            .groups
            .get(group)
            .map_or(0..0, |head| self.entries(group, head));
        // The word alone is no entry, but a phrase.
        let places = entries.start..entries.end.max(entries.start + 1);
        places.map(move |at| {
            let entry = if entries.is_empty() {
                1
            } else {
                self.groups.get(at).unwrap_or(1)
            };
            let place = entry % (1 << PHRASE);
            (entry >> PHRASE, place / 2, place % 2 == 1)
        })
    }
}
