//! The sentences that patterns are looked for in at a time: all of a draft, or a stretch of a long one.

use std::ops::Range;

use copydesk_draft::layer::Table;
use copydesk_reading::Reading;

/// Sentences that follow each other. Sets of them have a bit for each, the first of the window's being the first.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Window {
    first: u32,
    count: u32,
    /// Their tokens.
    pub(super) tokens: Range<usize>,
    /// It is the whole draft.
    whole: bool,
}

impl Window {
    /// The whole draft.
    pub(crate) fn whole(reading: &Reading<'_>) -> Self {
        Self {
            first: 0,
            count: reading.sentences.len() as u32,
            tokens: 0..reading.tokens.len(),
            whole: true,
        }
    }

    /// The draft in stretches of so many sentences.
    pub(crate) fn stretches(reading: &Reading<'_>, sentences: u32) -> impl Iterator<Item = Self> {
        let all = reading.sentences.len() as u32;
        let token = move |sentence: u32| {
            let sentence = reading.sentences.get(sentence as usize);
            sentence.map_or(reading.tokens.len(), |sentence| sentence.first as usize)
        };
        (0..all)
            .step_by(sentences.max(1) as usize)
            .map(move |first| {
                let last = first.saturating_add(sentences).min(all);
                Self {
                    first,
                    count: last - first,
                    tokens: token(first)..token(last),
                    whole: false,
                }
            })
    }

    /// True if it is the whole draft.
    pub(super) fn is_whole(&self) -> bool {
        self.whole
    }

    /// Numbers that a bit for each sentence takes.
    pub(super) fn parts(&self) -> usize {
        self.count.div_ceil(64) as usize
    }

    /// The number and the bit of a sentence.
    #[inline]
    pub(super) fn bit(&self, sentence: u32) -> (usize, u64) {
        let at = sentence.wrapping_sub(self.first);
        ((at / 64) as usize, 1 << (at % 64))
    }

    /// True if a sentence is among some.
    #[inline]
    pub(super) fn has(&self, sentences: &[u64], sentence: u32) -> bool {
        let (part, bit) = self.bit(sentence);
        sentences.get(part).is_some_and(|part| part & bit != 0)
    }

    /// Notes a sentence.
    #[inline]
    pub(super) fn note(&self, sentences: &mut [u64], sentence: u32) {
        let (part, bit) = self.bit(sentence);
        if let Some(part) = sentences.get_mut(part) {
            *part |= bit;
        }
    }

    /// The things of a table that begin in it, by row.
    pub(super) fn rows(&self, table: &Table) -> Range<u32> {
        match self.count.checked_sub(1) {
            Some(last) if !self.whole => table.in_sentences(self.first, self.first + last),
            _ => 0..table.len() as u32,
        }
    }
}
