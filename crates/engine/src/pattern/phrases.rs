//! Words and phrases by word id.

use std::ops::Range;

use copydesk_facts::{ListEntry, Vocabulary, WordId, fold};
use copydesk_reading::Reading;
use copydesk_reading::token::tokenize;
use serde::{Deserialize, Serialize};

/// A literal with a word that the reader was not told of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct UnknownWord(pub(crate) String);

/// The words of a phrase as written; a word without a capital is left empty.
type Written = Box<[Box<str>]>;

/// One spelling.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Phrase<'s> {
    pub(crate) words: &'s [WordId],
    /// The words as written, where a capital makes case matter; a word without a capital is left empty.
    exact: Option<&'s [Box<str>]>,
}

/// A set of words and phrases.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(from = "Packed", into = "Packed")]
pub(crate) struct Phrases {
    /// A bit for each first word, several to a bit: most other words are told from them at a glance.
    mask: [u64; 4],
    packed: Packed,
}

/// A set as a compiled pack keeps it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Packed {
    /// The different first words, in order of their ids.
    heads: Box<[WordId]>,
    /// For each of them, where its phrases begin; one more at the end. Empty, as what follows, in a set of single words of
    /// which no capital matters: its heads are all there is to know.
    begins: Box<[u32]>,
    /// The words of all phrases, one phrase behind the other: by first word, longest first.
    words: Box<[WordId]>,
    /// Where each phrase ends in `words`.
    ends: Box<[u32]>,
    /// The phrases of which a capital makes case matter, in order, with their words as written.
    exact: Box<[(u32, Written)]>,
    /// Tokens of the shortest and the longest.
    lengths: (u32, u32),
}

impl From<Packed> for Phrases {
    fn from(packed: Packed) -> Self {
        let mut mask = [0; 4];
        for (part, bit) in packed.heads.iter().copied().map(bit) {
            if let Some(part) = mask.get_mut(part) {
                *part |= bit;
            }
        }
        Self { mask, packed }
    }
}

impl From<Phrases> for Packed {
    fn from(phrases: Phrases) -> Self {
        phrases.packed
    }
}

/// The bit of a word in a mask: which part, and which bit.
fn bit(word: WordId) -> (usize, u64) {
    let hash = word.0.wrapping_mul(0x9e37_79b1) >> 24;
    ((hash / 64) as usize, 1 << (hash % 64))
}

/// Every spelling of some entries, as the reader must know them.
pub(crate) fn spellings<'e>(
    entries: impl IntoIterator<Item = ListEntry<&'e str>>,
) -> impl Iterator<Item = String> {
    entries.into_iter().flat_map(|entry| entry.spellings())
}

/// An apostrophe is an apostrophe, whatever its shape.
fn plain(c: char) -> char {
    match c {
        '’' | '‘' | 'ʼ' | '´' | '＇' => '\'',
        '‐' | '‑' => '-',
        '\u{a0}' | '\u{2009}' | '\u{202f}' => ' ',
        c => c,
    }
}

/// A text with its marks made plain, capitals kept.
pub(crate) fn plain_marks(text: &str) -> String {
    text.chars().map(plain).collect()
}

/// The same letters, capitals included.
fn same_spelling(a: &str, b: &str) -> bool {
    a.chars().map(plain).eq(b.chars().map(plain))
}

impl Phrase<'_> {
    /// True if it is a single word of which no capital matters: it stands wherever its word does.
    pub(crate) fn is_lone(self) -> bool {
        self.words.len() == 1 && self.exact.is_none()
    }

    /// True if the phrase stands at a token; the sentence may end before it does.
    pub(crate) fn stands(self, reading: &Reading<'_>, at: usize) -> bool {
        let Some(tokens) = reading.tokens.get(at..at + self.words.len()) else {
            return false;
        };
        let same = tokens
            .iter()
            .zip(self.words)
            .all(|(token, word)| token.word == *word);
        same && self.exact.is_none_or(|exact| {
            let text = reading.draft.text();
            // Only the words written with a capital ask for it: "share on WhatsApp".
            tokens
                .iter()
                .zip(exact)
                .all(|(token, word)| word.is_empty() || same_spelling(token.span.text(text), word))
        })
    }
}

impl Phrases {
    /// Compiles spellings against the reader's vocabulary.
    pub(crate) fn new(
        spellings: impl IntoIterator<Item = impl AsRef<str>>,
        vocabulary: &Vocabulary,
    ) -> Result<Self, UnknownWord> {
        let mut phrases: Vec<(Vec<WordId>, Option<Written>)> = Vec::new();
        for spelling in spellings {
            let spelling = spelling.as_ref();
            let cased = |word: &str| word.chars().any(char::is_uppercase);
            let mut words = Vec::new();
            let mut written: Vec<Box<str>> = Vec::new();
            let mut unknown = None;
            tokenize(spelling, 0, |token| {
                let word = token.span.text(spelling);
                match vocabulary.get(&fold(word)) {
                    Some(id) => words.push(id),
                    None => unknown = Some(word.to_owned()),
                }
                written.push(if cased(word) { word } else { "" }.into());
            });
            if let Some(word) = unknown {
                return Err(UnknownWord(word));
            }
            if words.is_empty() {
                continue;
            }
            let exact = cased(spelling).then(|| written.into_boxed_slice());
            phrases.push((words, exact));
        }
        phrases.sort_by_key(|(words, _)| (words.first().copied(), std::cmp::Reverse(words.len())));
        phrases.dedup();
        let lengths = || phrases.iter().map(|(words, _)| words.len() as u32);
        let lengths = lengths().min().zip(lengths().max()).unwrap_or_default();
        if phrases
            .iter()
            .all(|(words, exact)| words.len() == 1 && exact.is_none())
        {
            let heads = phrases.into_iter().flat_map(|(words, _)| words);
            return Ok(Self::from(Packed {
                heads: heads.collect(),
                lengths,
                ..Packed::default()
            }));
        }
        let (mut heads, mut begins): (Vec<WordId>, Vec<u32>) = (Vec::new(), Vec::new());
        let (mut all, mut ends): (Vec<WordId>, Vec<u32>) = (Vec::new(), Vec::new());
        let mut exact = Vec::new();
        for (i, (words, written)) in phrases.into_iter().enumerate() {
            let head = words.first().copied();
            if heads.last().copied() != head {
                heads.extend(head);
                begins.push(i as u32);
            }
            all.extend(words);
            ends.push(all.len() as u32);
            exact.extend(written.map(|written| (i as u32, written)));
        }
        begins.push(ends.len() as u32);
        Ok(Self::from(Packed {
            heads: heads.into(),
            begins: begins.into(),
            words: all.into(),
            ends: ends.into(),
            exact: exact.into(),
            lengths,
        }))
    }

    /// Tokens of the shortest phrase.
    pub(crate) fn shortest(&self) -> usize {
        self.packed.lengths.0 as usize
    }

    /// Tokens of the longest phrase.
    pub(crate) fn longest(&self) -> usize {
        self.packed.lengths.1 as usize
    }

    /// How many phrases there are.
    pub(crate) fn len(&self) -> usize {
        if self.is_plain() {
            return self.packed.heads.len();
        }
        self.packed.ends.len()
    }

    /// A phrase by its number: they are in order of their first words, longest first.
    pub(crate) fn phrase(&self, number: usize) -> Option<Phrase<'_>> {
        let set = &self.packed;
        if self.is_plain() {
            let words = set.heads.get(number..=number)?;
            return Some(Phrase { words, exact: None });
        }
        let end = *set.ends.get(number)? as usize;
        let before = number
            .checked_sub(1)
            .and_then(|before| set.ends.get(before));
        let words = set.words.get(before.copied().unwrap_or(0) as usize..end)?;
        // Most sets have none.
        let exact = match &*set.exact {
            [] => None,
            exact => exact
                .binary_search_by_key(&(number as u32), |(phrase, _)| *phrase)
                .ok()
                .and_then(|at| exact.get(at))
                .map(|(_, written)| &**written),
        };
        Some(Phrase { words, exact })
    }

    /// All phrases in order.
    pub(crate) fn phrases(&self) -> impl Iterator<Item = Phrase<'_>> {
        (0..self.len()).filter_map(|number| self.phrase(number))
    }

    /// True if it has single words alone, of which no capital matters.
    fn is_plain(&self) -> bool {
        self.packed.ends.is_empty()
    }

    /// The numbers of the phrases that begin with a word.
    fn of(&self, word: WordId) -> Range<usize> {
        let (part, bit) = bit(word);
        if self.mask.get(part).is_none_or(|part| part & bit == 0) {
            return 0..0;
        }
        let set = &self.packed;
        let head = if set.heads.len() <= 8 {
            set.heads.iter().position(|&head| head == word)
        } else {
            set.heads.binary_search(&word).ok()
        };
        let range = head.and_then(|head| {
            if self.is_plain() {
                return Some(head..head + 1);
            }
            let from = *set.begins.get(head)? as usize;
            let to = *set.begins.get(head + 1)? as usize;
            Some(from..to)
        });
        range.unwrap_or(0..0)
    }

    /// The phrases that begin with a word, longest first.
    fn beginning(&self, word: WordId) -> impl Iterator<Item = Phrase<'_>> {
        self.of(word).filter_map(|number| self.phrase(number))
    }

    /// True if a phrase begins with the word of a token.
    pub(crate) fn may_begin(&self, reading: &Reading<'_>, at: usize) -> bool {
        reading
            .tokens
            .get(at)
            .is_some_and(|token| !self.of(token.word).is_empty())
    }

    /// Calls `found(len)` for each phrase that begins at token `at` and ends before token `end`, longest first.
    pub(crate) fn at(
        &self,
        reading: &Reading<'_>,
        at: usize,
        end: usize,
        mut found: impl FnMut(usize),
    ) {
        let Some(first) = reading.tokens.get(at) else {
            return;
        };
        if self.is_plain() {
            if at < end && !self.of(first.word).is_empty() {
                found(1);
            }
            return;
        }
        for phrase in self.beginning(first.word) {
            let len = phrase.words.len();
            if at + len <= end && phrase.stands(reading, at) {
                found(len);
            }
        }
    }

    /// True if a phrase begins at token `at`, ends before token `end` and its length passes.
    pub(crate) fn any_at(
        &self,
        reading: &Reading<'_>,
        at: usize,
        end: usize,
        pass: impl Fn(usize) -> bool,
    ) -> bool {
        let Some(first) = reading.tokens.get(at) else {
            return false;
        };
        if self.is_plain() {
            return at < end && pass(1) && !self.of(first.word).is_empty();
        }
        self.beginning(first.word).any(|phrase| {
            let len = phrase.words.len();
            at + len <= end && pass(len) && phrase.stands(reading, at)
        })
    }
}
