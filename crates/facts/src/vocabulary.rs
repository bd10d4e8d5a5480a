use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::{Numbers, Strings};

/// Number of a folded word. Ids below [`Vocabulary::len`] are known words; a reading gives draft-local ids from
/// there on to all other words.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct WordId(pub u32);

/// Collects words before the first draft is read.
#[derive(Clone, Debug, Default)]
pub struct VocabularyBuilder {
    /// All words; only those that it began with can be looked up in it.
    words: Vocabulary,
    /// The others.
    added: FxHashMap<Box<str>, WordId>,
}

impl VocabularyBuilder {
    /// The id of a folded word; a new one is added.
    pub fn intern(&mut self, folded: &str) -> WordId {
        let known = self.words.get(folded);
        if let Some(id) = known.or_else(|| self.added.get(folded).copied()) {
            return id;
        }
        let words = &mut self.words;
        let id = WordId(words.len() as u32);
        words.words.push(folded);
        self.added.insert(folded.into(), id);
        id
    }

    /// Freezes the vocabulary.
    pub fn freeze(mut self) -> Vocabulary {
        if !self.added.is_empty() {
            self.words.index();
        }
        self.words
    }
}

impl From<Vocabulary> for VocabularyBuilder {
    fn from(words: Vocabulary) -> Self {
        Self {
            words,
            added: FxHashMap::default(),
        }
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

    /// Its bucket of so many, a power of two, and its bit in the filter of that bucket.
    #[inline]
    fn bucket(self, buckets: usize) -> (usize, u32) {
        let hash = self.key.wrapping_mul(FACTOR);
        let bucket = (hash >> 32) as usize & buckets.wrapping_sub(1);
        (bucket, 1 << (FILTER + (hash >> 61) as u32))
    }
}

/// Every word of rules, lists and registers, interned once and frozen before the first draft.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Vocabulary {
    /// In order of their ids.
    words: Strings,
    /// By bucket of a hash table, where its keys begin; one more at the end. The highest eight bits are a filter, a bit for
    /// some of all keys: most words that are not known are told by them, and nothing else is looked at.
    buckets: Numbers,
    /// The keys of the words, bucket after bucket: twice the id, and one more for a short word; then the two halves of its
    /// [`WordKey`]. With the key beside the id most questions are answered where they fall, and the text of the words is
    /// left alone.
    keys: Numbers,
}

/// Numbers of a key.
const KEY: usize = 3;
/// The lowest bit of the filter of a bucket.
const FILTER: u32 = 24;
/// Where the keys of a bucket begin: what stands below its filter.
const BEGIN: u32 = (1 << FILTER) - 1;

impl Vocabulary {
    /// The id of a folded word, if it is known.
    pub fn get(&self, folded: &str) -> Option<WordId> {
        self.get_by_key(WordKey::of(folded), folded)
    }

    /// The id of a folded word, if it is known, by its key.
    #[inline]
    pub fn get_by_key(&self, key: WordKey, folded: &str) -> Option<WordId> {
        let (bucket, bit) = key.bucket(self.buckets.len().wrapping_sub(1));
        let [from, to] = self.buckets.two(bucket)?;
        if from & bit == 0 {
            return None;
        }
        let (low, high) = (key.key as u32, (key.key >> 32) as u32);
        for at in from & BEGIN..to & BEGIN {
            let [id, a, b] = self.keys.three(at as usize * KEY)?;
            let known = WordId(id / 2);
            if (a, b) == (low, high)
                && (id % 2 == 1) == key.short
                && (key.short || self.word(known) == Some(folded))
            {
                return Some(known);
            }
        }
        None
    }

    /// Makes the table by which words are looked up.
    fn index(&mut self) {
        // Two words a bucket at most, on average.
        let buckets = (self.len() / 2).next_power_of_two();
        let mut begins = vec![0u32; buckets + 1];
        let keys: Vec<WordKey> = (0..self.len() as u32)
            .map(|id| WordKey::of(self.word(WordId(id)).unwrap_or_default()))
            .collect();
        for key in &keys {
            let (bucket, bit) = key.bucket(buckets);
            if let Some(begin) = begins.get_mut(bucket) {
                *begin = (*begin | bit) + 1;
            }
        }
        let mut end = 0;
        for begin in &mut begins {
            end += *begin & BEGIN;
            // The end of the bucket; its keys are put in from there backwards, until it is its begin.
            *begin = *begin & !BEGIN | end;
        }
        let mut table = vec![0; keys.len() * KEY];
        for (id, key) in keys.iter().enumerate().rev() {
            let (bucket, _) = key.bucket(buckets);
            let Some(begin) = begins.get_mut(bucket) else {
                continue;
            };
            *begin -= 1;
            let at = (*begin & BEGIN) as usize * KEY;
            let numbers = [
                id as u32 * 2 + u32::from(key.short),
                key.key as u32,
                (key.key >> 32) as u32,
            ];
            for (slot, number) in table.iter_mut().skip(at).zip(numbers) {
                *slot = number;
            }
        }
        self.buckets = begins.into();
        self.keys = table.into();
    }

    /// The folded word of an id, if it is a known word.
    #[inline]
    pub fn word(&self, id: WordId) -> Option<&str> {
        self.words.get(id.0 as usize)
    }

    /// Number of known words; draft-local ids start here.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// True if no word is known.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
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
