//! What each sentence is about, as numbers that can be compared at no cost.

use std::hash::BuildHasher as _;

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::lists::{Bits, List};
use crate::relations::{Ground, stem};
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// Lists of words that a sentence is not about.
const SMALL: Bits = Bits::of(&[
    List::Weekday,
    List::Month,
    List::Preposition,
    List::Auxiliary,
    List::Pronoun,
    List::Determiner,
    List::ReportingVerb,
]);

/// What a sentence is about at token `i`, cut to the stem: no small words, no weekdays.
fn topic<'a>(ground: &Ground<'_, 'a>, i: usize) -> Option<&'a str> {
    let cx = ground.cx;
    let class = cx.known.get(i).and_then(|known| known.class);
    let word = cx.folded(i);
    let told = cx.kind(i) == Some(TokenKind::Word)
        && !class.is_some_and(|class| class.alone.any(SMALL))
        && of_letters(word)
        && !matches!(
            word,
            "photo"
                | "picture"
                | "people"
                | "said"
                | "night"
                | "morning"
                | "afternoon"
                | "evening"
                | "during"
                | "image"
                | "caption"
                | "credit"
                | "monday"
        );
    told.then(|| stem(word))
}

/// True for a word of three letters or more and nothing else.
fn of_letters(word: &str) -> bool {
    if word.is_ascii() {
        word.len() >= 3 && word.bytes().all(|byte| byte.is_ascii_alphabetic())
    } else {
        word.chars().count() >= 3 && word.chars().all(char::is_alphabetic)
    }
}

/// The topics of a draft: a number for each token that has one, the same for the same stem.
pub(super) struct Topics(Vec<u64>);

/// No topic.
const NONE: u64 = 0;

impl Topics {
    pub(super) fn read(ground: &Ground<'_, '_>) -> Self {
        let tokens = 0..ground.cx.tokens.len();
        Self(
            tokens
                .map(|i| topic(ground, i).map_or(NONE, Self::named))
                .collect(),
        )
    }

    /// The topic of a stem.
    pub(super) fn named(stem: &str) -> u64 {
        FxBuildHasher.hash_one(stem).max(1)
    }

    /// The topics of a sentence in order, each as often as it stands there.
    pub(super) fn of(&self, sentence: &Sentence) -> impl Iterator<Item = u64> {
        self.0
            .get(sentence.first as usize..sentence.last as usize)
            .unwrap_or(&[])
            .iter()
            .copied()
            .filter(|&topic| topic != NONE)
    }

    pub(super) fn has(&self, sentence: &Sentence, topic: u64) -> bool {
        self.of(sentence).any(|own| own == topic)
    }

    /// The sentence of `body` that shares most topics with a caption, at least two; of equals the first.
    pub(super) fn alike<'s>(
        &self,
        caption: &Sentence,
        body: &[&'s Sentence],
    ) -> Option<&'s Sentence> {
        // How often the caption has each topic, and the sentence in which it was last counted.
        let mut own: FxHashMap<u64, (usize, usize)> = FxHashMap::default();
        for topic in self.of(caption) {
            own.entry(topic).or_insert((0, 0)).0 += 1;
        }
        let mut shared = |at: usize, one: &Sentence| {
            let mut sum = 0;
            for topic in self.of(one) {
                if let Some((times, counted)) = own.get_mut(&topic)
                    && *counted != at
                {
                    *counted = at;
                    sum += *times;
                }
            }
            sum
        };
        (1..)
            .zip(body)
            .map(|(at, one)| (shared(at, one), *one))
            .filter(|(shared, _)| *shared >= 2)
            .max_by_key(|(shared, one)| (*shared, std::cmp::Reverse(one.first)))
            .map(|(_, one)| one)
    }

    /// How many topics of `one` stand in `other` as well.
    pub(super) fn shared(&self, one: &Sentence, other: &Sentence) -> usize {
        self.of(one).filter(|&topic| self.has(other, topic)).count()
    }
}
