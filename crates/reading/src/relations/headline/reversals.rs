//! The register `reversals` by the words that its phrases begin with: a headline asks for few of its entries.

use copydesk_facts::{Entity, Numbers, Registers};
use serde::{Deserialize, Serialize};

use super::super::Openings;
use crate::cx::Cx;
use crate::sentence::Sentence;

/// The columns whose phrases are looked for in a headline.
const COLUMNS: [&str; 5] = ["one", "other", "over", "under", "done"];

/// Its entries by the bits of [`Openings`].
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(crate) struct Reversals {
    /// By bit, where its entries begin; one more at the end.
    begins: Numbers,
    /// The entries with a phrase that begins so, in order.
    entries: Numbers,
}

impl Reversals {
    pub(crate) fn new(registers: &Registers) -> Self {
        let mut by = vec![Vec::new(); Openings::BITS];
        let register = registers.get("reversals");
        let entities = register.into_iter().flat_map(|one| &one.entities);
        for (number, entity) in (0u32..).zip(entities) {
            let phrases = COLUMNS.iter().flat_map(|column| entity.list(column));
            for bit in phrases.map(|phrase| Openings::bit(phrase)) {
                if let Some(own) = by.get_mut(bit)
                    && own.last() != Some(&number)
                {
                    own.push(number);
                }
            }
        }
        let mut reversals = Self::default();
        for entries in by {
            reversals.begins.push(reversals.entries.len() as u32);
            reversals.entries.extend(entries);
        }
        reversals.begins.push(reversals.entries.len() as u32);
        reversals
    }

    /// The entries that may be told in a sentence, in the order of the register.
    pub(in crate::relations) fn told<'a>(
        &self,
        cx: &Cx<'a>,
        sentence: &Sentence,
    ) -> impl Iterator<Item = &'a Entity> {
        let register = cx.registers.get("reversals");
        let mut told: Vec<u32> = (sentence.first as usize..sentence.last as usize)
            .filter_map(|i| self.begins.two(Openings::bit(cx.folded(i))))
            .flat_map(|[from, to]| self.entries.range(from as usize..to as usize))
            .collect();
        told.sort_unstable();
        told.dedup();
        told.into_iter()
            .filter_map(move |number| register?.entities.get(number as usize))
    }
}
