//! Where the rare words of all sets stand in one draft.

use std::cell::{Cell, RefCell};
use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex};

use copydesk_draft::layer::LayerId;
use copydesk_facts::WordId;
use copydesk_reading::Reading;

use super::Search;
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

/// What is known of a set.
#[derive(Clone, Debug, Default)]
struct Known {
    /// Its first link, plus one.
    first: u32,
    /// How many phrases it may have in the draft.
    count: u32,
    /// Where the sentences with its phrases are noted, plus one.
    sentences: Cell<u32>,
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
    known: Vec<Known>,
    links: Vec<Link>,
    /// Numbers that a bit for each sentence takes.
    parts: usize,
    /// By slot, `parts` numbers: the sentences in which its word stands. Left out of drafts with very many sentences.
    rows: Vec<u64>,
    /// A bit a sentence for each set that was asked for.
    sentences: RefCell<Vec<u64>>,
    /// The sets with a link.
    touched: Vec<SetId>,
}

/// The most numbers that a row of sentences takes: a thousand sentences.
pub(super) const MOST_PARTS: usize = 16;

impl Occurrences {
    /// Looks through the tokens of a draft for the words of all sets, or only of those that are searched for.
    pub(crate) fn fill(
        &mut self,
        patterns: &Patterns,
        search: Option<&Search>,
        reading: &Reading<'_>,
    ) {
        match search {
            // Most words are none of them, and are told so before anything else is looked at.
            Some(search) => self.note(
                patterns,
                reading,
                |word| search.has(word),
                |word| search.entries(word),
            ),
            None => self.note(patterns, reading, |_| true, |word| patterns.entries(word)),
        }
    }

    fn note<'e>(
        &mut self,
        patterns: &Patterns,
        reading: &Reading<'_>,
        may: impl Fn(WordId) -> bool,
        entries: impl Fn(WordId) -> &'e [Entry],
    ) {
        self.clear();
        self.slot_of.resize(patterns.words(), 0);
        self.known.resize(patterns.sets.len(), Known::default());
        self.next.resize(reading.tokens.len(), 0);
        self.parts = reading.sentences.len().div_ceil(64);
        let parts = if self.parts > MOST_PARTS {
            0
        } else {
            self.parts
        };
        // Backwards, so that the places of each word come in order.
        for (i, (token, next)) in reading.tokens.iter().zip(&mut self.next).enumerate().rev() {
            if !may(token.word) {
                continue;
            }
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
            } else if !entries(token.word).is_empty() {
                *next = 0;
                self.slots.push(Slot {
                    word: token.word.0,
                    first: i as u32 + 1,
                    count: 1,
                });
                *slot_of = self.slots.len() as u32;
                self.rows.resize(self.rows.len() + parts, 0);
            } else {
                continue;
            }
            let row = (*slot_of as usize - 1) * parts;
            if parts > 0
                && let Some(part) = self.rows.get_mut(row + token.sentence as usize / 64)
            {
                *part |= 1 << (token.sentence % 64);
            }
        }
        for (number, slot) in self.slots.iter().enumerate() {
            for &entry in entries(WordId(slot.word)) {
                let Some(known) = self.known.get_mut(entry.set.0 as usize) else {
                    continue;
                };
                if known.first == 0 {
                    self.touched.push(entry.set);
                }
                self.links.push(Link {
                    entry,
                    slot: number as u32,
                    next: known.first,
                });
                known.first = self.links.len() as u32;
                known.count += slot.count;
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
            if let Some(known) = self.known.get_mut(set.0 as usize) {
                *known = Known::default();
            }
        }
        self.links.clear();
        self.rows.clear();
        self.sentences.borrow_mut().clear();
    }

    /// The layers of the program that may have things in the draft. `has`: whether readers found things of a
    /// layer.
    pub(crate) fn woken(
        &self,
        patterns: &Patterns,
        search: Option<&Search>,
        has: &dyn Fn(LayerId) -> bool,
    ) -> Bits {
        let wake = &patterns.wake;
        let (by_layer, always) = match search {
            Some(search) => (&search.by_layer, &search.always),
            None => (&wake.by_layer, &wake.always),
        };
        let mut woken = Bits::default();
        for &set in &self.touched {
            woken.extend(wake.of_set(set));
        }
        for (layer, layers) in by_layer {
            if has(*layer) {
                woken.extend(layers);
            }
        }
        woken.extend(always);
        woken
    }

    /// How many phrases of a set there may be, at most.
    pub(super) fn count(&self, set: SetId) -> usize {
        self.known
            .get(set.0 as usize)
            .map_or(0, |known| known.count as usize)
    }

    /// Leaves of some sentences (a bit each) those with a phrase of a set: with its rarest word, at least.
    pub(super) fn keep(
        &self,
        patterns: &Patterns,
        reading: &Reading<'_>,
        set: SetId,
        sentences: &mut [u64],
    ) {
        let Some(known) = self.known.get(set.0 as usize) else {
            sentences.fill(0);
            return;
        };
        let at = if let Some(at) = known.sentences.get().checked_sub(1) {
            at as usize
        } else {
            let mut noted = self.sentences.borrow_mut();
            let at = noted.len();
            noted.resize(at + sentences.len(), 0);
            known.sentences.set(at as u32 + 1);
            let own = noted.get_mut(at..).unwrap_or(&mut []);
            if self.rows.is_empty() {
                self.places(
                    patterns,
                    reading,
                    set,
                    |_| true,
                    |token| {
                        if let Some(token) = reading.tokens.get(token)
                            && let Some(part) = own.get_mut(token.sentence as usize / 64)
                        {
                            *part |= 1 << (token.sentence % 64);
                        }
                    },
                );
            } else {
                for link in self.links_of(set) {
                    let row = link.slot as usize * self.parts;
                    let row = self.rows.get(row..row + self.parts).unwrap_or(&[]);
                    for (part, more) in own.iter_mut().zip(row) {
                        *part |= more;
                    }
                }
            }
            at
        };
        let noted = self.sentences.borrow();
        for (part, noted) in sentences.iter_mut().zip(noted.get(at..).unwrap_or(&[])) {
            *part &= noted;
        }
    }

    /// The phrases of a set whose rarest words stand in the draft.
    fn links_of(&self, set: SetId) -> impl Iterator<Item = &Link> {
        let mut at = self
            .known
            .get(set.0 as usize)
            .map_or(0, |known| known.first);
        std::iter::from_fn(move || {
            let link = self.links.get(at.checked_sub(1)? as usize)?;
            at = link.next;
            Some(link)
        })
    }

    /// Calls `found` for the first token of each phrase of a set in the sentences that are wanted, in no order; of two
    /// phrases that begin together, twice.
    pub(super) fn places(
        &self,
        patterns: &Patterns,
        reading: &Reading<'_>,
        set: SetId,
        wanted: impl Fn(usize) -> bool,
        mut found: impl FnMut(usize),
    ) {
        let Some(phrases) = patterns.set(set).map(super::Phrases::phrases) else {
            return;
        };
        for link in self.links_of(set) {
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
                    && wanted(start as usize)
                    && (link.entry.lone || phrase.stands(reading, start as usize))
                {
                    found(start as usize);
                }
            }
        }
    }
}

/// Occurrences that are not in use.
#[derive(Debug, Default)]
pub(crate) struct Shelf(Arc<Mutex<Vec<Occurrences>>>);

impl Clone for Shelf {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Shelf {
    /// Lends one until it is dropped.
    pub(crate) fn lend(&self) -> Lent {
        let free = self.0.lock().ok().and_then(|mut shelf| shelf.pop());
        Lent {
            occurrences: free.unwrap_or_default(),
            shelf: Some(Arc::clone(&self.0)),
        }
    }
}

/// Occurrences that go back to their shelf.
#[derive(Debug, Default)]
pub(crate) struct Lent {
    occurrences: Occurrences,
    /// `None`: they belong to no shelf.
    shelf: Option<Arc<Mutex<Vec<Occurrences>>>>,
}

impl Deref for Lent {
    type Target = Occurrences;

    fn deref(&self) -> &Occurrences {
        &self.occurrences
    }
}

impl DerefMut for Lent {
    fn deref_mut(&mut self) -> &mut Occurrences {
        &mut self.occurrences
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        if let Some(Ok(mut shelf)) = self.shelf.as_ref().map(|shelf| shelf.lock()) {
            shelf.push(std::mem::take(&mut self.occurrences));
        }
    }
}
