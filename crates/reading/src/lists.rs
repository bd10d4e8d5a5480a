//! Word lists in the form the recognisers use: one bit a word and list, and an index of phrases.

mod bits;
mod named;

use std::ops::Range;
use std::sync::Arc;

use copydesk_facts::{
    Items, Lexicon, ListEntry, Numbers, Row, Rows, Strings, VocabularyBuilder, WordId, fold_into,
};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::closed;
use crate::token::tokenize;

pub(crate) use bits::Bits;
pub use named::{LISTS, List};

/// Lists whose entries are told in a layer, as dictionary forms.
const TOLD: &[List] = &[
    List::ReportingVerb,
    List::SpeakingVerb,
    List::TellingVerb,
    List::VowingVerb,
    List::JudgingVerb,
    List::ShowingVerb,
    List::ThinkingVerb,
    List::IntendingVerb,
    List::HoldingVerb,
    List::SilentVerb,
];

/// The lists of `TOLD`.
const ARE_TOLD: Bits = Bits::of(TOLD);

/// An entry of several words, or one whose capitals matter.
#[derive(Clone, Debug)]
struct Phrase {
    /// Where its words stand in [`Lists::words`].
    words: Range<u32>,
    /// Its place in [`Lists::spelled`], if capitals matter: one spelling a word.
    exact: Option<u32>,
    entry: u32,
}

impl Row<4> for Phrase {
    fn to_row(&self) -> [u32; 4] {
        let exact = self.exact.map_or(0, |at| at + 1);
        [self.words.start, self.words.end, exact, self.entry]
    }

    fn of_row([start, end, exact, entry]: [u32; 4]) -> Self {
        Self {
            words: start..end,
            exact: exact.checked_sub(1),
            entry,
        }
    }
}

/// What is kept for words of lists, in order of both.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
struct OfWords {
    /// See [`OfWords::key`].
    keys: Numbers,
    /// Numbers that are kept for them.
    at: Numbers,
}

impl OfWords {
    /// A word and a list as a number. Vocabularies have fewer than 2^24 words.
    fn key(word: WordId, list: u8) -> u32 {
        word.0 << 8 | u32::from(list)
    }

    /// The place of a word and a list.
    fn find(&self, word: WordId, list: List) -> Option<usize> {
        let key = Self::key(word, list as u8);
        let all = 0..self.keys.len();
        let at = self.keys.partition_point(all, |known| known < key);
        (self.keys.get(at) == Some(key)).then_some(at)
    }
}

impl FromIterator<(u32, u32)> for OfWords {
    fn from_iter<I: IntoIterator<Item = (u32, u32)>>(all: I) -> Self {
        let (keys, at): (Vec<u32>, Vec<u32>) = all.into_iter().unzip();
        Self {
            keys: keys.into(),
            at: at.into(),
        }
    }
}

/// The lists of a word.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Class {
    /// In which it stands alone.
    pub(crate) alone: Bits,
    /// In which an entry begins with it.
    pub(crate) starts: Bits,
    /// In which an entry of several words, or one whose capitals matter, begins with it.
    pub(crate) phrases: Bits,
}

/// The compiled lists. In a compiled pack they are read in place.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Lists {
    /// By word: its class, two in a number. Tens of thousands of words have some two thousand classes.
    of_word: Numbers,
    /// The first is that of words in no list.
    classes: Items<Class>,
    /// Ordered by first word and list, the longest first, so that the first hit is the longest.
    phrases: Rows<Phrase, 4>,
    /// The words that phrases of a list begin with, in order, with the place of the first phrase of each.
    heads: OfWords,
    /// The words of all phrases.
    words: Numbers,
    /// The words of phrases whose capitals matter, as written; empty where a word has none.
    spelled: Strings,
    /// The place of single words in lists whose entries are told, in order of words and lists.
    entries: OfWords,
    /// The entries as written, for lists whose entries are told, one list behind the other in the order of [`TOLD`].
    texts: Strings,
    /// Where the entries of each of those lists begin.
    told: Vec<u32>,
}

/// Lists while they are compiled.
#[derive(Default)]
struct Compiler {
    lists: Lists,
    /// By word.
    of_word: Vec<Class>,
    /// With the word and the list that each is looked up by.
    phrases: Vec<((WordId, u8), Phrase)>,
    words: Vec<u32>,
    entries: FxHashMap<(u8, WordId), u32>,
    texts: Vec<(u8, u32, String)>,
    /// A buffer.
    folded: String,
}

/// A list that the readers need and the lexicon lacks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MissingList(pub String);

impl Lists {
    /// Compiles the lists that the readers need; every word is interned.
    ///
    /// # Errors
    /// The name of the first list that is missing.
    pub fn new(lexicon: &Lexicon, vocabulary: &mut VocabularyBuilder) -> Result<Self, MissingList> {
        let mut lists = Compiler::default();
        for &(name, list) in LISTS {
            if let Some(words) = closed::words(list) {
                for (i, word) in words.iter().enumerate() {
                    let entry = ListEntry {
                        text: *word,
                        all_forms: false,
                    };
                    lists.add(list, i as u32, &entry, vocabulary);
                }
                continue;
            }
            let Some(words) = lexicon.get(name) else {
                return Err(MissingList(name.to_owned()));
            };
            for (i, entry) in words.entries.iter().enumerate() {
                lists.add(list, i as u32, &entry, vocabulary);
            }
        }
        Ok(lists.done())
    }

    /// The phrases of a list that begin with a word.
    fn beginning(&self, word: WordId, list: List) -> impl Iterator<Item = Phrase> {
        let places = self.heads.find(word, list).and_then(|at| {
            let to = self.heads.at.get(at + 1).map(|next| next as usize);
            Some(self.heads.at.get(at)? as usize..to.unwrap_or(self.phrases.len()))
        });
        self.phrases.range(places.unwrap_or_default())
    }

    /// The lists of a word; `None` for a word that no list has.
    #[inline]
    pub(crate) fn class(&self, word: WordId) -> Option<&Class> {
        self.classes.get(self.class_number(word)? as usize)
    }

    /// The number of a word's class; 0 for a word that no list has.
    #[inline]
    fn class_number(&self, word: WordId) -> Option<u32> {
        let two = self.of_word.get(word.0 as usize / 2)?;
        Some(two >> (16 * (word.0 % 2)) & 0xffff)
    }

    /// True if the single word is in one of the lists of `lists`.
    #[inline]
    pub(crate) fn in_one_of(&self, word: WordId, lists: Bits) -> bool {
        // Half of all words are in no list.
        let class = self.class_number(word).filter(|&class| class > 0);
        class
            .and_then(|class| self.classes.get(class as usize))
            .is_some_and(|class| class.alone.any(lists))
    }

    /// The entry at a place of a list as written there; only for lists whose entries are told.
    pub fn text(&self, list: List, place: u32) -> Option<Arc<str>> {
        let at = TOLD.iter().position(|told| *told == list)?;
        let begin = self.told.get(at)?;
        let end = self.told.get(at + 1)?;
        let text = begin + place;
        self.texts
            .get(text as usize)
            .filter(|_| text < *end)
            .map(Arc::from)
    }

    /// True if the single word is in one of the lists, or begins a phrase of one.
    pub fn any(&self, word: WordId, lists: &[List]) -> bool {
        self.class(word)
            .is_some_and(|class| lists.iter().any(|&list| class.starts.has(list)))
    }

    /// The lists in which the word stands alone, and those in which an entry begins with it.
    pub(crate) fn bits(&self, word: WordId) -> (Bits, Bits) {
        let class = self.class(word).copied().unwrap_or_default();
        (class.alone, class.starts)
    }

    /// True if the single word (any capitals) is in the list.
    pub fn has(&self, word: WordId, list: List) -> bool {
        self.class(word).is_some_and(|class| class.alone.has(list))
    }

    /// The longest entry of the list that begins at the first of `words`: its length in tokens and its place in
    /// the list. `exact(i, spelling)` tells whether token `i` is spelled so, for entries with capitals.
    pub fn longest(
        &self,
        list: List,
        words: impl Fn(usize) -> Option<WordId>,
        exact: impl Fn(usize, &str) -> bool,
    ) -> Option<(usize, u32)> {
        let first = words(0)?;
        let class = self.class(first)?;
        if class.phrases.has(list) {
            for phrase in self.beginning(first, list) {
                let (from, to) = (phrase.words.start as usize, phrase.words.end as usize);
                let own = self.words.range(from..to).map(WordId);
                if !own.enumerate().all(|(i, word)| words(i) == Some(word)) {
                    continue;
                }
                let spelled = phrase.exact.is_none_or(|at| {
                    (0..to - from).all(|i| {
                        self.spelled
                            .get(at as usize + i)
                            .is_none_or(|word| word.is_empty() || exact(i, word))
                    })
                });
                if spelled {
                    return Some((to - from, phrase.entry));
                }
            }
        }
        class.alone.has(list).then(|| (1, self.place(list, first)))
    }

    /// The place of a single word in a list whose entries are told; 0 in any other.
    #[inline]
    fn place(&self, list: List, word: WordId) -> u32 {
        if !ARE_TOLD.has(list) {
            return 0;
        }
        let at = self.entries.find(word, list);
        at.and_then(|at| self.entries.at.get(at)).unwrap_or(0)
    }
}

impl Compiler {
    fn mark(&mut self, word: WordId, mark: impl FnOnce(&mut Class)) {
        let at = word.0 as usize;
        if self.of_word.len() <= at {
            self.of_word.resize(at + 1, Class::default());
        }
        if let Some(class) = self.of_word.get_mut(at) {
            mark(class);
        }
    }

    fn add(
        &mut self,
        list: List,
        entry: u32,
        item: &ListEntry<&str>,
        vocabulary: &mut VocabularyBuilder,
    ) {
        if TOLD.contains(&list) {
            self.texts.push((list as u8, entry, item.text.to_owned()));
        }
        if item.all_forms {
            for spelling in item.spellings() {
                self.add_spelling(list, entry, &spelling, vocabulary);
            }
        } else {
            self.add_spelling(list, entry, item.text, vocabulary);
        }
    }

    fn add_spelling(
        &mut self,
        list: List,
        entry: u32,
        spelling: &str,
        vocabulary: &mut VocabularyBuilder,
    ) {
        let from = self.words.len();
        let mut folded = std::mem::take(&mut self.folded);
        tokenize(spelling, 0, |token| {
            fold_into(token.span.text(spelling), &mut folded);
            self.words.push(vocabulary.intern(&folded).0);
        });
        self.folded = folded;
        let Some(first) = self.words.get(from).copied().map(WordId) else {
            return;
        };
        self.mark(first, |class| class.starts.set(list));
        let capitals = spelling.chars().any(char::is_uppercase);
        if self.words.len() == from + 1 && !capitals {
            self.words.truncate(from);
            self.mark(first, |class| class.alone.set(list));
            if TOLD.contains(&list) {
                let places = &mut self.entries;
                places.entry((list as u8, first)).or_insert(entry);
            }
            return;
        }
        self.mark(first, |class| class.phrases.set(list));
        let exact = capitals.then_some(self.lists.spelled.len() as u32);
        if capitals {
            tokenize(spelling, 0, |token| {
                let word = token.span.text(spelling);
                let matters = word.chars().any(char::is_uppercase);
                self.lists.spelled.push(if matters { word } else { "" });
            });
        }
        let phrase = Phrase {
            words: from as u32..self.words.len() as u32,
            exact,
            entry,
        };
        self.phrases.push(((first, list as u8), phrase));
    }

    /// Brings the phrases into their order and the words into their classes.
    fn done(mut self) -> Lists {
        let mut lists = self.lists;
        self.phrases
            .sort_by_key(|(head, phrase)| (*head, std::cmp::Reverse(phrase.words.len())));
        let mut heads: Vec<(u32, u32)> = Vec::new();
        for (at, ((word, list), _)) in (0u32..).zip(&self.phrases) {
            let key = OfWords::key(*word, *list);
            if heads.last().is_none_or(|&(last, _)| last != key) {
                heads.push((key, at));
            }
        }
        lists.heads = heads.into_iter().collect();
        lists.phrases = self.phrases.into_iter().map(|(_, phrase)| phrase).collect();
        lists.words = self.words.into();
        let entries = self.entries.into_iter();
        let mut entries: Vec<(u32, u32)> = entries
            .map(|((list, word), at)| (OfWords::key(word, list), at))
            .collect();
        entries.sort_unstable();
        lists.entries = entries.into_iter().collect();
        for told in TOLD {
            lists.told.push(lists.texts.len() as u32);
            let own = self.texts.iter().filter(|(list, ..)| *list == *told as u8);
            let begin = lists.texts.len() as u32;
            for (_, place, text) in own {
                // The places of a list follow each other.
                debug_assert_eq!(begin + place, lists.texts.len() as u32);
                lists.texts.push(text);
            }
        }
        lists.told.push(lists.texts.len() as u32);
        let mut known: FxHashMap<Class, u16> = FxHashMap::default();
        let mut of_word = vec![0u32; self.of_word.len().div_ceil(2)];
        // That of no word is put first, so that it has the number 0.
        let classes = std::iter::once(Class::default()).chain(self.of_word);
        for (at, class) in classes.enumerate() {
            let fresh = known.len() as u16;
            let number = *known.entry(class).or_insert_with(|| {
                lists.classes.push(class);
                fresh
            });
            let at = at.checked_sub(1);
            if let Some((at, slot)) = at.and_then(|at| Some((at, of_word.get_mut(at / 2)?))) {
                *slot |= u32::from(number) << (16 * (at % 2));
            }
        }
        lists.of_word = of_word.into();
        lists
    }
}
