//! Which layers are wanted of a draft: recognisers whose layers nobody reads need not run.

use copydesk_draft::layer::LayerId;

use crate::schema::id;

/// Built-in layers that are wanted. The blocks of a draft, its sentences and what hides words from rules are always read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Needs(u128);

impl Needs {
    /// Every layer.
    pub const ALL: Self = Self(u128::MAX);

    /// Wants one more; a layer that the desk makes of a pattern is none of these.
    pub fn add(&mut self, layer: LayerId) {
        if layer.0 <= id::POLL_LEAD.0 {
            self.0 |= 1_u128.checked_shl(u32::from(layer.0)).unwrap_or(0);
        }
    }

    /// True if a layer is wanted.
    pub fn has(self, layer: LayerId) -> bool {
        self.0
            .checked_shr(u32::from(layer.0))
            .is_some_and(|rest| rest & 1 == 1)
    }

    /// True if one of the layers from `first` to `last`, in order of the schema, is wanted.
    fn within(self, first: LayerId, last: LayerId) -> bool {
        (first.0..=last.0).any(|layer| self.has(LayerId(layer)))
    }

    /// True if something else than the structure of a draft is wanted.
    pub(crate) fn beyond_structure(self) -> bool {
        self.within(id::QUOTE, id::POLL_LEAD)
    }

    /// The steps of reading that lead to these layers.
    pub(crate) fn steps(self) -> Steps {
        let relations = self.within(id::SHARE_LIST, id::GAINSAID);
        let casualties = relations || self.within(id::CASUALTY_FIGURE, id::BREAKDOWN);
        let geography = self.within(id::DISTANCE_CLAIM, id::NEAR_PLACE);
        let designations = self.has(id::DESIGNATION_CLAIM);
        let deeds = self.within(id::MILITARY_ACTION, id::BATTLE_CLAIM);
        let superlatives = self.has(id::SUPERLATIVE);
        let polls = self.has(id::POLL_LEAD);
        let wronged = self.has(id::WRONGED_PERSON);
        let quotes = self.has(id::QUOTE);
        let attributions =
            casualties || deeds || superlatives || quotes || self.within(id::SOURCE, id::HEARSAY);
        let names = attributions
            || geography
            || designations
            || wronged
            || self.within(id::PERSON, id::NAME_VARIANT);
        let figures = casualties
            || geography
            || designations
            || deeds
            || polls
            || self.within(id::NUMBER, id::CHANGE);
        Steps {
            figures,
            names,
            attributions,
            quotes,
            strays: quotes || self.within(id::NESTED_QUOTE, id::REPEATED_QUOTE),
            casualties,
            relations,
            geography,
            designations,
            deeds,
            superlatives,
            polls,
            wronged,
        }
    }
}

/// Steps of reading; each is true if its own layers are wanted, or those of a step that needs what it finds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Steps {
    pub(crate) figures: bool,
    pub(crate) names: bool,
    pub(crate) attributions: bool,
    pub(crate) quotes: bool,
    pub(crate) strays: bool,
    pub(crate) casualties: bool,
    pub(crate) relations: bool,
    pub(crate) geography: bool,
    pub(crate) designations: bool,
    pub(crate) deeds: bool,
    pub(crate) superlatives: bool,
    pub(crate) polls: bool,
    pub(crate) wronged: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema;
    use crate::testing::{STANDARD, draft};

    #[test]
    fn a_layer_alone_is_as_with_all_others() {
        let text = include_str!("../../../tests/drafts/04-nauvo-ferry.txt");
        let more = include_str!("../../../tests/drafts/11-nyala-drones.md");
        let draft = draft(&format!("{text}\n\n{more}"), None);
        let all = STANDARD.read(&draft, None);
        for number in 0..schema().layers.len() {
            let layer = LayerId(number as u16);
            let mut needs = Needs::default();
            needs.add(layer);
            assert!(needs.has(layer), "layer {number}");
            let one = STANDARD.read_for(&draft, None, needs);
            assert_eq!(one.table(layer), all.table(layer), "layer {number}");
        }
    }

    #[test]
    fn what_nobody_wants_is_not_read() {
        let draft = draft("Ana Ruiz said on Monday that 12 people were killed.", None);
        let none = STANDARD.read_for(&draft, None, Needs::default());
        let full = |layer: LayerId| {
            let table = none.tables().get(usize::from(layer.0));
            table.is_some_and(|table| !table.is_empty())
        };
        assert!(!full(id::SENTENCE) && !full(id::NUMBER) && !full(id::PERSON));
        assert_eq!(none.sentences.len(), 1);
    }
}
