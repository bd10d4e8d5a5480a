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
        // At most half of the slots are taken, so that a free one ends each search.
        if words.ends.len() * 2 >= words.slots.len() {
            words.grow();
        }
        let (slot, found) = words.slot(folded);
        if let Some(id) = found {
            return id;
        }
        let id = WordId(words.ends.len() as u32);
        words.text.push_str(folded);
        words.ends.push(words.text.len() as u32);
        words.slots.set(slot, id.0 + 1);
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

/// Every word of rules, lists and registers, interned once and frozen before the first draft.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Vocabulary {
    /// The words one behind the other, in order of their ids.
    text: Text,
    /// Where each word ends in `text`.
    ends: Numbers,
    /// Hash table with open addressing: ids plus one, 0 for a free slot; its length is a power of two.
    slots: Numbers,
}

impl Vocabulary {
    /// The id of a folded word, if it is known.
    pub fn get(&self, folded: &str) -> Option<WordId> {
        if self.slots.is_empty() {
            return None;
        }
        self.slot(folded).1
    }

    /// The slot of a word, and its id if it stands there.
    fn slot(&self, folded: &str) -> (usize, Option<WordId>) {
        let last = self.slots.len().wrapping_sub(1);
        let mut at = hash(folded) as usize & last;
        loop {
            let Some(id) = self.slots.get(at).unwrap_or(0).checked_sub(1).map(WordId) else {
                return (at, None);
            };
            if self.word(id) == Some(folded) {
                return (at, Some(id));
            }
            at = (at + 1) & last;
        }
    }

    fn grow(&mut self) {
        let len = (self.slots.len() * 2).max(1024);
        self.slots = vec![0; len].into();
        for id in 0..self.ends.len() as u32 {
            let Some(word) = self.word(WordId(id)) else {
                continue;
            };
            let mut at = hash(word) as usize & (len - 1);
            while self.slots.get(at).is_some_and(|slot| slot != 0) {
                at = (at + 1) & (len - 1);
            }
            self.slots.set(at, id + 1);
        }
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

/// The hash of a word: the same on every machine, since compiled packs hold tables made with it.
fn hash(word: &str) -> u32 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut hash = word.len() as u64;
    let (chunks, rest) = word.as_bytes().as_chunks::<8>();
    for &chunk in chunks {
        hash = (hash ^ u64::from_le_bytes(chunk)).wrapping_mul(FACTOR);
        hash ^= hash >> 29;
    }
    let mut last = [0; 8];
    for (to, from) in last.iter_mut().zip(rest) {
        *to = *from;
    }
    hash = (hash ^ u64::from_le_bytes(last)).wrapping_mul(FACTOR);
    ((hash ^ (hash >> 32)) >> 8) as u32
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
