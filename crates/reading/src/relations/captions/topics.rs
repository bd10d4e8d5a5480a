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
pub(super) struct Topics {
    each: Vec<u64>,
    /// The tokens at which a topic stands, in order.
    places: FxHashMap<u64, Vec<u32>>,
}

/// No topic.
const NONE: u64 = 0;

impl Topics {
    pub(super) fn read(ground: &Ground<'_, '_>) -> Self {
        let tokens = 0..ground.cx.tokens.len();
        let each: Vec<u64> = tokens
            .map(|i| topic(ground, i).map_or(NONE, Self::named))
            .collect();
        let mut places: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        for (at, &topic) in (0..).zip(&each).filter(|(_, topic)| **topic != NONE) {
            places.entry(topic).or_default().push(at);
        }
        Self { each, places }
    }

    /// The topic of a stem.
    pub(super) fn named(stem: &str) -> u64 {
        FxBuildHasher.hash_one(stem).max(1)
    }

    /// The topics of a sentence in order, each as often as it stands there.
    pub(super) fn of(&self, sentence: &Sentence) -> impl Iterator<Item = u64> {
        self.each
            .get(sentence.first as usize..sentence.last as usize)
            .unwrap_or(&[])
            .iter()
            .copied()
            .filter(|&topic| topic != NONE)
    }

    pub(super) fn has(&self, sentence: &Sentence, topic: u64) -> bool {
        self.of(sentence).any(|own| own == topic)
    }

    /// The sentence of `body` that shares most topics with a caption, at least two; of equals the first. Each topic counts as
    /// often as the caption has it.
    pub(super) fn alike<'s>(
        &self,
        caption: &Sentence,
        body: &[&'s Sentence],
    ) -> Option<&'s Sentence> {
        let (first, last) = (body.first()?.first, body.last()?.last);
        // By the sentences in which the caption's topics stand: the rest of the body is not looked at.
        let mut shared: FxHashMap<u32, usize> = FxHashMap::default();
        let mut own: Vec<u64> = self.of(caption).collect();
        own.sort_unstable();
        for same in own.chunk_by(|a, b| a == b) {
            let (Some(topic), times) = (same.first(), same.len()) else {
                continue;
            };
            let all = self.places.get(topic).map_or(&[][..], Vec::as_slice);
            let from = all.partition_point(|&at| at < first);
            let mut before = None;
            for &at in all
                .get(from..)
                .unwrap_or(&[])
                .iter()
                .take_while(|&&at| at < last)
            {
                let next = body.partition_point(|one| one.first <= at);
                let Some(one) = next.checked_sub(1).and_then(|k| body.get(k)) else {
                    continue;
                };
                if at < one.last && before != Some(one.first) {
                    before = Some(one.first);
                    *shared.entry(one.first).or_insert(0) += times;
                }
            }
        }
        let (best, _) = shared
            .into_iter()
            .filter(|(_, shared)| *shared >= 2)
            .max_by_key(|(first, shared)| (*shared, std::cmp::Reverse(*first)))?;
        let at = body.partition_point(|one| one.first < best);
        body.get(at).copied()
    }

    /// How many topics of `one` stand in `other` as well.
    pub(super) fn shared(&self, one: &Sentence, other: &Sentence) -> usize {
        self.of(one).filter(|&topic| self.has(other, topic)).count()
    }
}
