//! The words that drafts are searched for, where only some layers are wanted.

use copydesk_draft::layer::LayerId;
use copydesk_facts::WordId;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Alternative;
use super::compile::{Part, Patterns, SetId};

/// What some layers are looked for by: all others are passed over in silence.
#[derive(Clone, Debug, Default)]
pub(crate) struct Search {
    /// A bit for each word that their sets are looked for by.
    words: Vec<u64>,
    /// As in [`super::wake::Wake`].
    pub(super) by_layer: Vec<(LayerId, Vec<u32>)>,
    pub(super) always: Vec<u32>,
}

impl Search {
    /// The words of some layers, given by number with their patterns; `None` if they are most of all words.
    pub(crate) fn new(patterns: &Patterns, layers: &FxHashMap<u32, usize>) -> Option<Self> {
        let sets = sets_of(patterns, layers.values().copied());
        if sets.len() * 2 > patterns.sets.len() {
            return None;
        }
        let entries = &patterns.entries;
        let mut search = Self {
            words: vec![0; entries.words().div_ceil(64)],
            ..Self::default()
        };
        for word in 0..entries.words() as u32 {
            let mut is_wanted = false;
            entries.sets(entries.groups(WordId(word)), |_, set| {
                is_wanted |= sets.contains(&set);
            });
            if is_wanted && let Some(part) = search.words.get_mut(word as usize / 64) {
                *part |= 1 << (word % 64);
            }
        }
        let wanted = |woken: &[u32]| -> Vec<u32> {
            let wanted = woken.iter().filter(|layer| layers.contains_key(layer));
            wanted.copied().collect()
        };
        let wake = &patterns.wake;
        search.always = wanted(&wake.always);
        search.by_layer = wake
            .by_layer
            .iter()
            .map(|(layer, woken)| (*layer, wanted(woken)))
            .filter(|(_, woken)| !woken.is_empty())
            .collect();
        Some(search)
    }

    /// True if one of the sets is looked for by a word.
    #[inline]
    pub(super) fn has(&self, word: WordId) -> bool {
        let part = self.words.get(word.0 as usize / 64);
        part.is_some_and(|part| part >> (word.0 % 64) & 1 == 1)
    }
}

/// The sets that some patterns are looked for by, those of patterns within them among them.
fn sets_of(patterns: &Patterns, of: impl Iterator<Item = usize>) -> FxHashSet<SetId> {
    let mut sets = FxHashSet::default();
    let mut seen = vec![false; patterns.alternatives.patterns()];
    let mut open: Vec<usize> = of.collect();
    while let Some(pattern) = open.pop() {
        match seen.get_mut(pattern) {
            Some(seen) if !*seen => *seen = true,
            _ => continue,
        }
        let alternatives = patterns.alternatives.each(pattern);
        for part in alternatives.flat_map(Alternative::parts) {
            match part {
                Part::Set(set) | Part::Optional(set) => {
                    sets.insert(set);
                }
                Part::Pattern(inner) => open.push(inner as usize),
                Part::Layer(layer) => open.extend(patterns.wake.pattern_of(layer)),
                Part::Gap(_) | Part::Shape(_) => {}
            }
        }
    }
    sets
}
