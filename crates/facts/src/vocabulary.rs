use serde::{Deserialize, Serialize};

use crate::{Numbers, Text};

/// Number of a folded word. Ids below [`Vocabulary::len`] are known words; a reading gives draft-local ids from
/// there on to all other words.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct WordId(pub u32);

/// Collects words before the first draft is read.
#[derive(Clone, Debug, Default)]
pub struct VocabularyBuilder {
    words: Vocabulary,
}

impl VocabularyBuilder {
    /// The id of a folded word; a new one is added.
    pub fn intern(&mut self, folded: &str) -> WordId {
        let words = &mut self.words;
        // Some slots stay free: a free one ends each search.
        if words.ends.len() * 3 >= words.room() * 2 {
            words.grow();
        }
        let key = WordKey::of(folded);
        let (slot, found) = words.slot(key, folded);
        if let Some(id) = found {
            return id;
        }
        let id = WordId(words.ends.len() as u32);
        words.text.push_str(folded);
        words.ends.push(words.text.len() as u32);
        Vocabulary::put(&mut words.slots, slot, id, key);
        id
    }

    /// Freezes the vocabulary.
    pub fn freeze(self) -> Vocabulary {
        self.words
    }
}

impl From<Vocabulary> for VocabularyBuilder {
    fn from(words: Vocabulary) -> Self {
        Self { words }
    }
}

/// A folded word as a number: what it is told from others by. Two short words with the same key are the same word; long
/// words with the same key may differ.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct WordKey {
    key: u64,
    short: bool,
}

impl WordKey {
    /// The most bytes of a short word.
    pub const SHORT: usize = 8;

    /// The key of a folded word.
    #[inline]
    pub fn of(folded: &str) -> Self {
        let bytes = folded.as_bytes();
        // A zero at the end would not be told from what fills the number up.
        if bytes.len() > Self::SHORT || bytes.last() == Some(&0) {
            return Self {
                key: hash(bytes),
                short: false,
            };
        }
        Self::short(filled(bytes))
    }

    /// The key of a folded word of at most eight bytes, none of them zero: its bytes, the first one lowest, filled up with
    /// zeros.
    #[inline]
    pub fn short(bytes: u64) -> Self {
        Self {
            key: bytes,
            short: true,
        }
    }

    /// Where the search for it begins.
    #[inline]
    fn slot(self) -> usize {
        (self.key.wrapping_mul(FACTOR) >> 32) as usize
    }
}

/// Every word of rules, lists and registers, interned once and frozen before the first draft.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Vocabulary {
    /// The words one behind the other, in order of their ids.
    text: Text,
    /// Where each word ends in `text`.
    ends: Numbers,
    /// Hash table with open addressing, the number of its slots a power of two. A slot is three numbers: twice the id plus
    /// two, and one more for a short word, or 0 if it is free; then the word's key. With the key beside the id most
    /// questions are answered where they fall, and the text of the words is left alone.
    slots: Numbers,
}

/// Numbers of a slot.
const SLOT: usize = 3;

impl Vocabulary {
    /// The id of a folded word, if it is known.
    pub fn get(&self, folded: &str) -> Option<WordId> {
        self.slot(WordKey::of(folded), folded).1
    }

    /// The id of a folded word, if it is known, by its key.
    #[inline]
    pub fn get_by_key(&self, key: WordKey, folded: &str) -> Option<WordId> {
        self.slot(key, folded).1
    }

    /// How many slots there are.
    fn room(&self) -> usize {
        self.slots.len() / SLOT
    }

    /// The slot of a word, and its id if it stands there.
    #[inline]
    fn slot(&self, key: WordKey, folded: &str) -> (usize, Option<WordId>) {
        let last = self.room().wrapping_sub(1);
        let (low, high) = (key.key as u32, (key.key >> 32) as u32);
        let mut at = key.slot() & last;
        loop {
            let Some([id, a, b]) = self.slots.three(at * SLOT) else {
                return (at, None);
            };
            let Some(known) = (id / 2).checked_sub(1).map(WordId) else {
                return (at, None);
            };
            if (a, b) == (low, high)
                && (id % 2 == 1) == key.short
                && (key.short || self.word(known) == Some(folded))
            {
                return (at, Some(known));
            }
            at = (at + 1) & last;
        }
    }

    /// Puts a word into a free slot.
    fn put(slots: &mut Numbers, at: usize, id: WordId, key: WordKey) {
        let id = id.0 * 2 + 2 + u32::from(key.short);
        slots.set(at * SLOT, id);
        slots.set(at * SLOT + 1, key.key as u32);
        slots.set(at * SLOT + 2, (key.key >> 32) as u32);
    }

    fn grow(&mut self) {
        let room = (self.room() * 2).max(1024);
        let mut slots = Numbers::from(vec![0; room * SLOT]);
        for id in 0..self.ends.len() as u32 {
            let Some(word) = self.word(WordId(id)) else {
                continue;
            };
            let key = WordKey::of(word);
            let mut at = key.slot() & (room - 1);
            while slots.get(at * SLOT).is_some_and(|slot| slot != 0) {
                at = (at + 1) & (room - 1);
            }
            Self::put(&mut slots, at, WordId(id), key);
        }
        self.slots = slots;
    }

    /// The folded word of an id, if it is a known word.
    #[inline]
    pub fn word(&self, id: WordId) -> Option<&str> {
        let at = id.0 as usize;
        let end = self.ends.get(at)? as usize;
        let start = match at.checked_sub(1) {
            Some(before) => self.ends.get(before)? as usize,
            None => 0,
        };
        self.text.get(start..end)
    }

    /// Number of known words; draft-local ids start here.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// True if no word is known.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
}

const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// At most eight bytes as a number, the first one lowest.
#[inline]
fn filled(bytes: &[u8]) -> u64 {
    let mut last = [0; 8];
    for (to, from) in last.iter_mut().zip(bytes) {
        *to = *from;
    }
    u64::from_le_bytes(last)
}

/// The hash of a word: the same on every machine, since compiled packs hold tables made with it.
fn hash(word: &[u8]) -> u64 {
    let mut hash = word.len() as u64;
    let (chunks, rest) = word.as_chunks::<8>();
    for &chunk in chunks {
        hash = (hash ^ u64::from_le_bytes(chunk)).wrapping_mul(FACTOR);
        hash ^= hash >> 29;
    }
    hash = (hash ^ filled(rest)).wrapping_mul(FACTOR);
    hash ^ (hash >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_one_id() {
        let mut builder = VocabularyBuilder::default();
        let words: Vec<String> = (0..5_000).map(|i| format!("word-{i}")).collect();
        for (i, word) in words.iter().enumerate() {
            assert_eq!(builder.intern(word), WordId(i as u32));
        }
        assert_eq!(builder.intern("word-77"), WordId(77));
        let vocabulary = builder.freeze();
        assert_eq!(vocabulary.len(), 5_000);
        for (i, word) in words.iter().enumerate() {
            assert_eq!(vocabulary.get(word), Some(WordId(i as u32)));
            assert_eq!(vocabulary.word(WordId(i as u32)), Some(word.as_str()));
        }
        assert_eq!(vocabulary.get("word"), None);
        assert_eq!(Vocabulary::default().get("word"), None);
    }

    #[test]
    fn packed_and_unpacked_it_is_the_same() {
        let mut builder = VocabularyBuilder::default();
        for word in ["a", "", "many", "words"] {
            builder.intern(word);
        }
        let vocabulary = builder.freeze();
        let packed = postcard::to_allocvec(&vocabulary).unwrap();
        let unpacked: Vocabulary = postcard::from_bytes(packed.leak()).unwrap();
        assert_eq!(unpacked, vocabulary);
        assert_eq!(unpacked.get("many"), Some(WordId(2)));
    }
}
