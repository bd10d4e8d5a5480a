//! Which of the desk's own layers a draft can have things of, by the words and things it has.

use copydesk_draft::layer::LayerId;
use copydesk_lang::program::Program;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::compile::{Need, Part, Patterns, SetId};
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
pub(crate) struct Wake {
    /// Of the desk's layers, the pattern each is made from.
    desk: FxHashMap<LayerId, usize>,
    /// Set and layer, in order.
    by_set: Vec<u32>,
    /// By set, where its layers begin; one more at the end.
    begins: Vec<u32>,
    pub(super) by_layer: Vec<(LayerId, Vec<u32>)>,
    pub(super) always: Vec<u32>,
    /// The alternatives whose rarest words are those of a set, by set, and where those of each begin.
    keyed: Vec<u32>,
    keyed_begins: Vec<u32>,
    /// The alternatives that need no words.
    pub(super) unkeyed: Bits,
}

impl Wake {
    pub(super) fn new(patterns: &Patterns, program: &Program) -> Self {
        let mut wake = Self::default();
        for layer in &program.layers {
            wake.desk.insert(layer.id, layer.pattern);
        }
        let mut known: FxHashMap<usize, Vec<Source>> = FxHashMap::default();
        let mut pairs: Vec<(Source, u32)> = Vec::new();
        for (number, layer) in program.layers.iter().enumerate() {
            let sources = wake.look(patterns, layer.pattern, &mut known, 0);
            pairs.extend(sources.into_iter().map(|source| (source, number as u32)));
        }
        pairs.sort_unstable();
        pairs.dedup();
        for (source, layer) in pairs {
            match source {
                Source::Set(set) => {
                    while wake.begins.len() <= set.0 as usize {
                        wake.begins.push(wake.by_set.len() as u32);
                    }
                    wake.by_set.push(layer);
                }
                Source::Layer(id) => match wake.by_layer.last_mut() {
                    Some((last, layers)) if *last == id => layers.push(layer),
                    _ => wake.by_layer.push((id, vec![layer])),
                },
                Source::Everywhere => wake.always.push(layer),
            }
        }
        wake.begins.push(wake.by_set.len() as u32);
        wake.key(patterns);
        wake
    }

    /// Lists the alternatives under the sets that they need.
    fn key(&mut self, patterns: &Patterns) {
        let mut keyed: Vec<(SetId, u32)> = Vec::new();
        for number in 0..patterns.alternatives.len() as u32 {
            match patterns.alternatives.needs(number).first() {
                Some(Need {
                    part: Part::Set(set),
                    ..
                }) => keyed.push((*set, number)),
                _ => self.unkeyed.add(number),
            }
        }
        keyed.sort_unstable();
        for (set, number) in keyed {
            while self.keyed_begins.len() <= set.0 as usize {
                self.keyed_begins.push(self.keyed.len() as u32);
            }
            self.keyed.push(number);
        }
        self.keyed_begins.push(self.keyed.len() as u32);
    }

    /// The alternatives whose rarest words are those of a set.
    pub(super) fn keyed(&self, set: SetId) -> &[u32] {
        of_set(&self.keyed, &self.keyed_begins, set)
    }

    /// The pattern that a layer of the desk is made from.
    pub(super) fn pattern_of(&self, layer: LayerId) -> Option<usize> {
        self.desk.get(&layer).copied()
    }

    /// The layers that a phrase of a set wakes.
    pub(super) fn of_set(&self, set: SetId) -> &[u32] {
        of_set(&self.by_set, &self.begins, set)
    }

    /// What may wake a pattern.
    pub(super) fn sources(&self, patterns: &Patterns, pattern: usize) -> Vec<Source> {
        self.look(patterns, pattern, &mut FxHashMap::default(), 0)
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
            match alternative.needs().first().map(|need| need.part) {
                Some(Part::Set(set)) => sources.push(Source::Set(set)),
                Some(Part::Pattern(inner)) => {
                    sources.extend(self.look(patterns, inner as usize, known, depth + 1));
                }
                Some(Part::Layer(layer)) => match self.desk.get(&layer) {
                    Some(&inner) => sources.extend(self.look(patterns, inner, known, depth + 1)),
                    None => sources.push(Source::Layer(layer)),
                },
                _ => sources.push(Source::Everywhere),
            }
        }
        sources.sort_unstable();
        sources.dedup();
        known.insert(pattern, sources.clone());
        sources
    }
}

/// Of numbers by set those of one set.
fn of_set<'n>(numbers: &'n [u32], begins: &[u32], set: SetId) -> &'n [u32] {
    let at = set.0 as usize;
    match (begins.get(at), begins.get(at + 1)) {
        (Some(&from), Some(&to)) => numbers.get(from as usize..to as usize).unwrap_or(&[]),
        _ => &[],
    }
}
