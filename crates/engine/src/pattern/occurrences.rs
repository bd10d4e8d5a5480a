//! Where the rare words of all sets stand in one draft.

use std::sync::Mutex;

use copydesk_draft::layer::LayerId;
use copydesk_reading::Reading;

use super::compile::{Entry, Patterns, SetId};
use crate::bits::Bits;

/// A different word of the draft that sets look for.
#[derive(Clone, Copy, Debug)]
struct Slot {
    word: u32,
    /// Its first token, plus one.
    first: u32,
    count: u32,
}

/// A phrase of a set whose rarest word stands in the draft.
#[derive(Clone, Copy, Debug)]
struct Link {
    entry: Entry,
    slot: u32,
    /// The next one of the set, plus one.
    next: u32,
}

/// Where the rare words of all sets stand in one draft. Used again for the next draft: what is cleared is only what
/// was written.
#[derive(Debug, Default)]
pub(crate) struct Occurrences {
    /// By word id: its slot, plus one.
    slot_of: Vec<u32>,
    slots: Vec<Slot>,
    /// By token: the next one with the same word, plus one.
    next: Vec<u32>,
    /// By set: its first link, plus one, and how many phrases it may have in the draft.
    links_of: Vec<(u32, u32)>,
    links: Vec<Link>,
    /// The sets with a link.
    touched: Vec<SetId>,
}

impl Occurrences {
    /// Looks through the tokens of a draft.
    pub(crate) fn fill(&mut self, patterns: &Patterns, reading: &Reading<'_>) {
        self.clear();
        self.slot_of.resize(patterns.words(), 0);
        self.links_of.resize(patterns.sets.len(), (0, 0));
        self.next.resize(reading.tokens.len(), 0);
        // Backwards, so that the places of each word come in order.
        for (i, (token, next)) in reading.tokens.iter().zip(&mut self.next).enumerate().rev() {
            let Some(slot_of) = self.slot_of.get_mut(token.word.0 as usize) else {
                continue;
            };
            if let Some(slot) = slot_of
                .checked_sub(1)
                .and_then(|at| self.slots.get_mut(at as usize))
            {
                *next = slot.first;
                slot.first = i as u32 + 1;
                slot.count += 1;
            } else if !patterns.entries(token.word).is_empty() {
                *next = 0;
                self.slots.push(Slot {
                    word: token.word.0,
                    first: i as u32 + 1,
                    count: 1,
                });
                *slot_of = self.slots.len() as u32;
            }
        }
        for (number, slot) in self.slots.iter().enumerate() {
            for &entry in patterns.entries(copydesk_facts::WordId(slot.word)) {
                let Some((first, count)) = self.links_of.get_mut(entry.set.0 as usize) else {
                    continue;
                };
                if *first == 0 {
                    self.touched.push(entry.set);
                }
                self.links.push(Link {
                    entry,
                    slot: number as u32,
                    next: *first,
                });
                *first = self.links.len() as u32;
                *count += slot.count;
            }
        }
    }

    fn clear(&mut self) {
        for slot in self.slots.drain(..) {
            if let Some(slot_of) = self.slot_of.get_mut(slot.word as usize) {
                *slot_of = 0;
            }
        }
        for set in self.touched.drain(..) {
            if let Some(links) = self.links_of.get_mut(set.0 as usize) {
                *links = (0, 0);
            }
        }
        self.links.clear();
    }

    /// The layers of the program that may have things in the draft, in order. `has`: whether readers found things of a
    /// layer.
    pub(crate) fn woken(
        &self,
        patterns: &Patterns,
        has: &dyn Fn(LayerId) -> bool,
    ) -> impl Iterator<Item = usize> + use<> {
        let wake = &patterns.wake;
        let mut woken = Bits::default();
        for &set in &self.touched {
            woken.extend(wake.of_set(set));
        }
        for (layer, layers) in &wake.by_layer {
            if has(*layer) {
                woken.extend(layers);
            }
        }
        woken.extend(&wake.always);
        woken.into_iter()
    }

    /// How many phrases of a set there may be, at most.
    pub(super) fn count(&self, set: SetId) -> usize {
        self.links_of
            .get(set.0 as usize)
            .map_or(0, |&(_, count)| count as usize)
    }

    /// Calls `found` for the first token of each phrase of a set, in no order; of two phrases that begin together, twice.
    pub(super) fn places(
        &self,
        patterns: &Patterns,
        reading: &Reading<'_>,
        set: SetId,
        mut found: impl FnMut(usize),
    ) {
        let Some(phrases) = patterns.set(set).map(super::Phrases::phrases) else {
            return;
        };
        let mut at = self.links_of.get(set.0 as usize).map_or(0, |&(at, _)| at);
        while let Some(link) = at.checked_sub(1).and_then(|i| self.links.get(i as usize)) {
            at = link.next;
            let Some(phrase) = phrases.get(link.entry.phrase as usize) else {
                continue;
            };
            let mut place = self
                .slots
                .get(link.slot as usize)
                .map_or(0, |slot| slot.first);
            while let Some(token) = place.checked_sub(1) {
                place = self.next.get(token as usize).copied().unwrap_or(0);
                if let Some(start) = token.checked_sub(link.entry.offset)
                    && phrase.stands(reading, start as usize)
                {
                    found(start as usize);
                }
            }
        }
    }
}

/// Occurrences that are not in use.
#[derive(Debug, Default)]
pub(crate) struct Shelf(Mutex<Vec<Occurrences>>);

impl Clone for Shelf {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Shelf {
    /// Lends one.
    pub(crate) fn with<T>(&self, work: impl FnOnce(&mut Occurrences) -> T) -> T {
        let taken = self.0.lock().ok().and_then(|mut shelf| shelf.pop());
        let mut taken = taken.unwrap_or_default();
        let result = work(&mut taken);
        if let Ok(mut shelf) = self.0.lock() {
            shelf.push(taken);
        }
        result
    }
}
