//! Which of the desk's own layers a draft can have things of, by the words and things it has.

use copydesk_draft::layer::LayerId;
use copydesk_facts::{Groups, Numbers};
use copydesk_lang::program::Program;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::alternatives::{Need, Needed};
use super::compile::{Patterns, SetId};
use crate::bits::Bits;

/// Something of which one must be there for a pattern to match.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) enum Source {
    /// A phrase of a set.
    Set(SetId),
    /// A thing of a layer that readers make.
    Layer(LayerId),
    /// Any word.
    Everywhere,
}

/// The layers to look at, by source. Layers are indexes into [`Program::layers`].
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(crate) struct Wake {
    /// By id of a layer, one more than the pattern it is made from; 0 for those that readers make.
    desk: Numbers,
    /// By set.
    by_set: Groups,
    pub(super) by_layer: Vec<(LayerId, Vec<u32>)>,
    pub(super) always: Vec<u32>,
    /// By set, the alternatives whose rarest words are those of the set.
    keyed: Groups,
    /// The alternatives that need no words.
    pub(super) unkeyed: Bits,
}

impl Wake {
    pub(super) fn new(patterns: &Patterns, program: &Program) -> Self {
        let mut wake = Self::default();
        let last = program.layers.iter().map(|layer| layer.id.0).max();
        let mut desk = vec![0; last.map_or(0, |last| usize::from(last) + 1)];
        for layer in &program.layers {
            if let Some(slot) = desk.get_mut(usize::from(layer.id.0)) {
                *slot = layer.pattern as u32 + 1;
            }
        }
        wake.desk = desk.into();
        let mut known: FxHashMap<usize, Vec<Source>> = FxHashMap::default();
        let mut pairs: Vec<(Source, u32)> = Vec::new();
        for (number, layer) in program.layers.iter().enumerate() {
            let sources = wake.look(patterns, layer.pattern, &mut known, 0);
            pairs.extend(sources.into_iter().map(|source| (source, number as u32)));
        }
        pairs.sort_unstable();
        pairs.dedup();
        let mut by_set: Vec<(u32, u32)> = Vec::new();
        for (source, layer) in pairs {
            match source {
                Source::Set(set) => by_set.push((set.0, layer)),
                Source::Layer(id) => match wake.by_layer.last_mut() {
                    Some((last, layers)) if *last == id => layers.push(layer),
                    _ => wake.by_layer.push((id, vec![layer])),
                },
                Source::Everywhere => wake.always.push(layer),
            }
        }
        wake.by_set = by_set.into_iter().collect();
        wake.key(patterns);
        wake
    }

    /// Lists the alternatives under the sets that they need.
    fn key(&mut self, patterns: &Patterns) {
        let mut keyed: Vec<(u32, u32)> = Vec::new();
        for number in 0..patterns.alternatives.len() as u32 {
            match patterns.alternatives.needs(number).first() {
                Some(Need {
                    thing: Needed::Set(set),
                    ..
                }) => keyed.push((set.0, number)),
                _ => self.unkeyed.add(number),
            }
        }
        keyed.sort_unstable();
        self.keyed = keyed.into_iter().collect();
    }

    /// The alternatives whose rarest words are those of a set.
    pub(super) fn keyed(&self, set: SetId) -> impl Iterator<Item = u32> {
        self.keyed.get(set.0 as usize)
    }

    /// The pattern that a layer of the desk is made from.
    pub(super) fn pattern_of(&self, layer: LayerId) -> Option<usize> {
        let pattern = self.desk.get(usize::from(layer.0))?.checked_sub(1)?;
        Some(pattern as usize)
    }

    /// The layers that a phrase of a set wakes.
    pub(super) fn of_set(&self, set: SetId) -> impl Iterator<Item = u32> {
        self.by_set.get(set.0 as usize)
    }

    /// What may wake a pattern.
    pub(super) fn sources(&self, patterns: &Patterns, pattern: usize) -> Vec<Source> {
        self.look(patterns, pattern, &mut FxHashMap::default(), 0)
    }

    /// The patterns that any word may wake.
    pub(super) fn anywhere(&self, patterns: &Patterns) -> Vec<u32> {
        let mut known = FxHashMap::default();
        let mut woken = |&pattern: &u32| {
            let sources = self.look(patterns, pattern as usize, &mut known, 0);
            sources.contains(&Source::Everywhere)
        };
        let all = 0..patterns.alternatives.patterns() as u32;
        all.filter(|pattern| woken(pattern)).collect()
    }

    fn look(
        &self,
        patterns: &Patterns,
        pattern: usize,
        known: &mut FxHashMap<usize, Vec<Source>>,
        depth: usize,
    ) -> Vec<Source> {
        if let Some(known) = known.get(&pattern) {
            return known.clone();
        }
        // Deeper than patterns can be: they are not made from each other in a circle.
        if depth > 64 {
            return vec![Source::Everywhere];
        }
        let mut sources = Vec::new();
        for alternative in patterns.alternatives.each(pattern) {
            match alternative.needs().first().map(|need| need.thing) {
                Some(Needed::Set(set)) => sources.push(Source::Set(set)),
                Some(Needed::Pattern(inner)) => {
                    sources.extend(self.look(patterns, inner as usize, known, depth + 1));
                }
                Some(Needed::Layer(layer)) => match self.pattern_of(layer) {
                    Some(inner) => sources.extend(self.look(patterns, inner, known, depth + 1)),
                    None => sources.push(Source::Layer(layer)),
                },
                None => sources.push(Source::Everywhere),
            }
        }
        sources.sort_unstable();
        sources.dedup();
        known.insert(pattern, sources.clone());
        sources
    }
}
