//! Where the rare words of all sets stand in one draft.

use std::ops::{Deref, DerefMut, Range};
use std::sync::{Arc, Mutex};

use copydesk_draft::layer::LayerId;
use copydesk_facts::WordId;
use copydesk_reading::Reading;

use super::compile::{Patterns, SetId};
use super::{Search, Window};
use crate::bits::Bits;

/// A different word of the draft that sets look for.
#[derive(Clone, Copy, Debug)]
struct Slot {
    word: u32,
    /// One past the last of its places among those of all words.
    end: u32,
    count: u32,
}

/// A word of a set that stands in the draft.
#[derive(Clone, Copy, Debug)]
struct Group {
    /// The entries of the word that belong to the set.
    number: u32,
    slot: u32,
    /// The next one of the set, plus one.
    next: u32,
}

/// What is known of a set that was asked for.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    /// How many phrases it may have in the draft; 0: it was not asked for.
    count: u32,
    /// Where the sentences with its phrases are noted, plus one.
    sentences: u32,
}

/// Where the rare words of all sets stand in one draft. Used again for the next draft: what is cleared is only what
/// was written.
#[derive(Debug, Default)]
pub(crate) struct Occurrences {
    /// By word id: its slot, plus one.
    slot_of: Vec<u32>,
    slots: Vec<Slot>,
    /// The tokens of each slot's word in order, one word behind the other.
    places: Vec<u32>,
    /// The tokens of all slots' words in order, each with its slot.
    hits: Vec<(u32, u32)>,
    /// By set, its first group, plus one: 0 for a set without phrases in the draft.
    heads: Vec<u32>,
    groups: Vec<Group>,
    /// The sets with a group.
    touched: Vec<SetId>,
    /// By set: most are never asked for.
    known: Vec<Known>,
    /// What of the draft it is about.
    window: Window,
    /// By slot, `parts` numbers: the sentences in which its word stands. Left out of drafts with very many sentences.
    rows: Vec<u64>,
    /// A bit a sentence for each set of which they were asked.
    sentences: Vec<u64>,
    /// The alternatives of patterns whose rarest words are there, and those that need no words.
    alive: Bits,
}

/// The most numbers that a row of sentences takes: a thousand sentences.
pub(super) const MOST_PARTS: usize = 16;

impl Occurrences {
    /// Looks through the tokens of a window for the words of all sets, or only of those that are searched for.
    pub(crate) fn fill(
        &mut self,
        patterns: &Patterns,
        search: Option<&Search>,
        reading: &Reading<'_>,
        window: &Window,
    ) {
        let entries = &patterns.entries;
        self.clear();
        self.window = window.clone();
        self.slot_of.resize(entries.words(), 0);
        self.heads.resize(patterns.sets.len(), 0);
        self.known.resize(patterns.sets.len(), Known::default());
        match search {
            // Most words are none of them, and are told so before anything else is looked at.
            Some(search) => self.note(reading, |word| search.has(word)),
            None => self.note(reading, |word| !entries.groups(word).is_empty()),
        }
        for (slot, known) in (0..).zip(&self.slots) {
            entries.sets(entries.groups(WordId(known.word)), |number, set| {
                if let Some(head) = self.heads.get_mut(set.0 as usize) {
                    if *head == 0 {
                        self.touched.push(set);
                    }
                    self.groups.push(Group {
                        number: number as u32,
                        slot,
                        next: *head,
                    });
                    *head = self.groups.len() as u32;
                }
            });
        }
        let wake = &patterns.wake;
        self.alive.copy_from(&wake.unkeyed);
        for &set in &self.touched {
            self.alive.extend(wake.keyed(set));
        }
    }

    /// Takes out of a range of alternatives the next one whose rarest words are there, or that needs no words.
    pub(super) fn next_alive(&self, numbers: &mut Range<u32>) -> Option<u32> {
        self.alive.next(numbers)
    }

    /// Notes where the words of sets stand.
    fn note(&mut self, reading: &Reading<'_>, is_wanted: impl Fn(WordId) -> bool) {
        let tokens = reading.tokens.get(self.window.tokens.clone());
        let tokens = tokens.unwrap_or(&[]);
        let parts = self.window.parts();
        let parts = if parts > MOST_PARTS { 0 } else { parts };
        self.hits.clear();
        for (at, token) in (self.window.tokens.start as u32..).zip(tokens) {
            let Some(slot_of) = self.slot_of.get_mut(token.word.0 as usize) else {
                continue;
            };
            let known = slot_of.checked_sub(1);
            if let Some(slot) = known.and_then(|at| self.slots.get_mut(at as usize)) {
                slot.count += 1;
            } else if is_wanted(token.word) {
                self.slots.push(Slot {
                    word: token.word.0,
                    end: 0,
                    count: 1,
                });
                *slot_of = self.slots.len() as u32;
                self.rows.resize(self.rows.len() + parts, 0);
            } else {
                continue;
            }
            let slot = *slot_of - 1;
            self.hits.push((slot, at));
            if parts > 0 {
                let row = slot as usize * parts;
                let (part, bit) = self.window.bit(token.sentence);
                if let Some(part) = self.rows.get_mut(row + part) {
                    *part |= bit;
                }
            }
        }
        // The places of a word lie together: in a long draft they are read in order.
        let mut end = 0;
        for slot in &mut self.slots {
            slot.end = end;
            end += slot.count;
        }
        self.places.resize(end as usize, 0);
        for &(slot, at) in &self.hits {
            if let Some(slot) = self.slots.get_mut(slot as usize) {
                if let Some(place) = self.places.get_mut(slot.end as usize) {
                    *place = at;
                }
                slot.end += 1;
            }
        }
    }

    /// The tokens of a slot's word, in order.
    fn places_of(&self, slot: u32) -> &[u32] {
        let slot = self.slots.get(slot as usize);
        let places = slot.and_then(|slot| {
            let (end, count) = (slot.end as usize, slot.count as usize);
            self.places.get(end.checked_sub(count)?..end)
        });
        places.unwrap_or(&[])
    }

    fn clear(&mut self) {
        for slot in self.slots.drain(..) {
            if let Some(slot_of) = self.slot_of.get_mut(slot.word as usize) {
                *slot_of = 0;
            }
        }
        for set in self.touched.drain(..) {
            if let Some(head) = self.heads.get_mut(set.0 as usize) {
                *head = 0;
            }
            if let Some(known) = self.known.get_mut(set.0 as usize) {
                *known = Known::default();
            }
        }
        self.groups.clear();
        self.rows.clear();
        self.sentences.clear();
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
                woken.extend(layers.iter().copied());
            }
        }
        woken.extend(always.iter().copied());
        woken
    }

    /// False if a set surely has no phrase in the draft.
    pub(super) fn has(&self, set: SetId) -> bool {
        self.heads.get(set.0 as usize).is_some_and(|&head| head > 0)
    }

    /// How many phrases of a set there may be, at most.
    #[inline]
    pub(super) fn count(&mut self, patterns: &Patterns, set: SetId) -> usize {
        match self.known.get(set.0 as usize) {
            Some(known) if known.count > 0 => known.count as usize,
            _ if self.has(set) => self.counted(patterns, set),
            _ => 0,
        }
    }

    fn counted(&mut self, patterns: &Patterns, set: SetId) -> usize {
        let count = self.groups_of(set).map(|group| {
            let slot = self.slots.get(group.slot as usize);
            let phrases = patterns.entries.phrases(group.number as usize).len() as u32;
            slot.map_or(0, |slot| slot.count) * phrases
        });
        let count = count.sum();
        if let Some(known) = self.known.get_mut(set.0 as usize) {
            known.count = count;
        }
        count as usize
    }

    /// Leaves of some sentences (a bit each) those with a phrase of a set: with its rarest word, at least.
    pub(super) fn keep(
        &mut self,
        patterns: &Patterns,
        reading: &Reading<'_>,
        set: SetId,
        sentences: &mut [u64],
    ) {
        if !self.has(set) {
            sentences.fill(0);
            return;
        }
        let known = self.known.get(set.0 as usize);
        let at = if let Some(at) = known.and_then(|known| known.sentences.checked_sub(1)) {
            at as usize
        } else {
            self.note_sentences(patterns, reading, set, sentences.len())
        };
        for (part, noted) in sentences
            .iter_mut()
            .zip(self.sentences.get(at..).unwrap_or(&[]))
        {
            *part &= noted;
        }
    }

    /// Notes the sentences with phrases of a set, and says where.
    fn note_sentences(
        &mut self,
        patterns: &Patterns,
        reading: &Reading<'_>,
        set: SetId,
        parts: usize,
    ) -> usize {
        let mut noted = std::mem::take(&mut self.sentences);
        let at = noted.len();
        noted.resize(at + parts, 0);
        if let Some(known) = self.known.get_mut(set.0 as usize) {
            known.sentences = at as u32 + 1;
        }
        let own = noted.get_mut(at..).unwrap_or(&mut []);
        if self.rows.is_empty() {
            let note = |token: usize| {
                if let Some(token) = reading.tokens.get(token) {
                    self.window.note(own, token.sentence);
                }
            };
            self.places(patterns, reading, set, |_| true, note);
        } else {
            for group in self.groups_of(set) {
                let row = group.slot as usize * parts;
                let row = self.rows.get(row..row + parts).unwrap_or(&[]);
                for (part, more) in own.iter_mut().zip(row) {
                    *part |= more;
                }
            }
        }
        self.sentences = noted;
        at
    }

    /// The words of a set that stand in the draft.
    fn groups_of(&self, set: SetId) -> impl Iterator<Item = &Group> {
        let mut next = self.heads.get(set.0 as usize).copied().unwrap_or(0);
        std::iter::from_fn(move || {
            let group = self.groups.get(next.checked_sub(1)? as usize)?;
            next = group.next;
            Some(group)
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
        let Some(phrases) = patterns.set(set) else {
            return;
        };
        for group in self.groups_of(set) {
            let places = self.places_of(group.slot);
            for (number, offset, lone) in patterns.entries.phrases(group.number as usize) {
                // A word alone stands wherever it is; nothing else is known of most sets.
                let phrase = if lone {
                    None
                } else {
                    phrases.phrase(number as usize)
                };
                let stands =
                    |start: usize| phrase.is_none_or(|phrase| phrase.stands(reading, start));
                for token in places {
                    if let Some(start) = token.checked_sub(offset)
                        && wanted(start as usize)
                        && stands(start as usize)
                    {
                        found(start as usize);
                    }
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
