//! Words and phrases by word id.

use copydesk_facts::{ListEntry, Vocabulary, WordId, fold};
use copydesk_reading::Reading;
use copydesk_reading::token::tokenize;
use rustc_hash::FxHashMap;

/// A literal with a word that the reader was not told of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct UnknownWord(pub(crate) String);

/// One spelling.
#[derive(Clone, Debug)]
pub(crate) struct Phrase {
    pub(crate) words: Box<[WordId]>,
    /// The words as written, where a capital makes case matter.
    exact: Option<Box<[Box<str>]>>,
}

/// A set of words and phrases.
#[derive(Clone, Debug, Default)]
pub(crate) struct Phrases {
    /// By first word, longest first.
    by_first: FxHashMap<WordId, Vec<Phrase>>,
    /// Tokens of the shortest and the longest.
    pub(crate) shortest: usize,
    /// See `shortest`.
    pub(crate) longest: usize,
}

/// Every spelling of some entries, as the reader must know them.
pub(crate) fn spellings<'e>(
    entries: impl IntoIterator<Item = &'e ListEntry>,
) -> impl Iterator<Item = String> {
    entries.into_iter().flat_map(ListEntry::spellings)
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

/// The same letters, capitals included.
pub(crate) fn same_spelling(a: &str, b: &str) -> bool {
    a.chars().map(plain).eq(b.chars().map(plain))
}

impl Phrases {
    /// Compiles entries against the reader's vocabulary.
    pub(crate) fn new(entries: &[ListEntry], vocabulary: &Vocabulary) -> Result<Self, UnknownWord> {
        let mut phrases = Self {
            shortest: usize::MAX,
            ..Self::default()
        };
        for spelling in spellings(entries) {
            let mut words = Vec::new();
            let mut written: Vec<Box<str>> = Vec::new();
            let mut unknown = None;
            tokenize(&spelling, 0, |token| {
                let word = token.span.text(&spelling);
                match vocabulary.get(&fold(word)) {
                    Some(id) => words.push(id),
                    None => unknown = Some(word.to_owned()),
                }
                written.push(word.into());
            });
            if let Some(word) = unknown {
                return Err(UnknownWord(word));
            }
            let Some(&first) = words.first() else {
                continue;
            };
            phrases.shortest = phrases.shortest.min(words.len());
            phrases.longest = phrases.longest.max(words.len());
            let exact = spelling
                .chars()
                .any(char::is_uppercase)
                .then(|| written.into_boxed_slice());
            let list = phrases.by_first.entry(first).or_default();
            list.push(Phrase {
                words: words.into(),
                exact,
            });
        }
        #[allow(clippy::iter_over_hash_type, reason = "each is sorted by itself")]
        for list in phrases.by_first.values_mut() {
            list.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        }
        phrases.shortest = phrases.shortest.min(phrases.longest);
        Ok(phrases)
    }

    /// The number of different first words.
    pub(crate) fn heads(&self) -> usize {
        self.by_first.len()
    }

    /// The first words, in order of their ids.
    pub(crate) fn first_words(&self) -> Vec<WordId> {
        #[allow(clippy::iter_over_hash_type, reason = "sorted below")]
        let mut words: Vec<WordId> = self.by_first.keys().copied().collect();
        words.sort_unstable();
        words
    }

    /// The single phrase, if there is only one.
    pub(crate) fn only(&self) -> Option<&Phrase> {
        #[allow(clippy::iter_over_hash_type, reason = "there is only one")]
        match self.by_first.values().next() {
            Some(list) if self.by_first.len() == 1 && list.len() == 1 => list.first(),
            _ => None,
        }
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
        let Some(list) = self.by_first.get(&first.word) else {
            return;
        };
        let text = reading.draft.text();
        for phrase in list {
            let len = phrase.words.len();
            if at + len > end {
                continue;
            }
            let Some(tokens) = reading.tokens.get(at..at + len) else {
                continue;
            };
            let same = tokens
                .iter()
                .zip(&phrase.words)
                .all(|(token, word)| token.word == *word);
            let spelled = || {
                phrase.exact.as_ref().is_none_or(|exact| {
                    tokens
                        .iter()
                        .zip(exact)
                        // Only the words written with a capital ask for it: "share on WhatsApp".
                        .all(|(token, word)| {
                            !word.chars().any(char::is_uppercase)
                                || same_spelling(token.span.text(text), word)
                        })
                })
            };
            if same && spelled() {
                found(len);
            }
        }
    }
}
