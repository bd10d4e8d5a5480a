use copydesk_draft::layer::{LayerId, Row, Schema, Table};
use copydesk_draft::{BlockKind, Day, Draft, Span};
use copydesk_facts::{Registers, Vocabulary, WordId};

use crate::lists::{Bits, Class, List, Lists};
use crate::names::NameIndex;
use crate::numbers::ValueIndex;
use crate::sentence::Sentence;
use crate::structure::TextBlock;
use crate::token::{Token, TokenKind};

/// What is looked up once for each token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known<'a> {
    /// The word as printed.
    pub(crate) printed: &'a str,
    /// The folded word.
    pub(crate) folded: &'a str,
    /// The word as names have it, without apostrophes and full stops; `None`: no name has it.
    pub(crate) name_word: Option<WordId>,
    /// Its lists; `None`: it is in none.
    pub(crate) class: Option<&'a Class>,
}

impl Known<'_> {
    /// The lists that have an entry beginning with the token.
    pub(crate) fn starts(&self) -> Bits {
        self.class.map_or(Bits::default(), |class| class.starts)
    }
}

/// What every recogniser is given: the draft, its tokens, sentences and blocks, the word lists and registers.
#[derive(Clone, Copy, Debug)]
pub struct Cx<'a> {
    /// The draft.
    pub draft: &'a Draft,
    /// Its reading text.
    pub text: &'a str,
    /// The tokens in order.
    pub tokens: &'a [Token],
    /// The sentences in order.
    pub sentences: &'a [Sentence],
    /// The blocks in order, with what was inferred.
    pub blocks: &'a [TextBlock],
    /// Stretches hidden from rules as subjects (quotations, code, block quotes, addresses), in order, disjoint.
    pub masks: &'a [Span],
    /// The word lists.
    pub lists: &'a Lists,
    /// The registers.
    pub registers: &'a Registers,
    /// The names of the registers, ready for look-up.
    pub names: &'a NameIndex,
    /// The words that build numbers and dates, and the units of measurement, ready for look-up.
    pub values: &'a ValueIndex,
    /// The frozen vocabulary.
    pub vocabulary: &'a Vocabulary,
    /// Words of the draft that the vocabulary does not know, by id minus the vocabulary's length.
    pub local_words: &'a [Box<str>],
    /// By token: what is looked up once.
    pub(crate) known: &'a [Known<'a>],
    /// By sentence: the lists that have an entry beginning with one of its words.
    pub(crate) signs: &'a [Bits],
    /// The layers.
    pub(crate) schema: &'a Schema,
    /// The draft's date, if known (front matter, `--as-of` or dateline).
    pub date: Option<Day>,
}

impl<'a> Cx<'a> {
    /// An empty table for the things of a layer.
    pub(crate) fn blank(&self, layer: LayerId) -> Table {
        Table::new(self.schema.get(layer).map_or(0, |layer| layer.fields.len()))
    }

    /// Token `i`.
    #[inline]
    pub fn token(&self, i: usize) -> Option<&'a Token> {
        self.tokens.get(i)
    }

    /// The kind of token `i`.
    #[inline]
    pub fn kind(&self, i: usize) -> Option<TokenKind> {
        self.tokens.get(i).map(|token| token.kind)
    }

    /// The words of token `i` as printed; empty past the end.
    #[inline]
    pub fn word(&self, i: usize) -> &'a str {
        self.known.get(i).map_or("", |known| known.printed)
    }

    /// The folded word of token `i`; empty past the end.
    #[inline]
    pub fn folded(&self, i: usize) -> &'a str {
        self.known.get(i).map_or("", |known| known.folded)
    }

    /// True if an entry of one of some lists may begin at token `i`.
    #[inline]
    pub(crate) fn may_begin(&self, i: usize, lists: Bits) -> bool {
        #[cfg(test)]
        if gates::are_open() {
            return true;
        }
        self.known
            .get(i)
            .and_then(|known| known.class)
            .is_some_and(|class| class.starts.any(lists))
    }

    /// True if an entry of one of some lists may begin in sentence `number`.
    #[inline]
    pub(crate) fn may_have(&self, number: usize, lists: Bits) -> bool {
        #[cfg(test)]
        if gates::are_open() {
            return true;
        }
        self.signs.get(number).is_some_and(|signs| signs.any(lists))
    }

    /// The folded word of an id.
    pub fn folded_id(&self, word: WordId) -> &'a str {
        self.vocabulary.word(word).unwrap_or_else(|| {
            (word.0 as usize)
                .checked_sub(self.vocabulary.len())
                .and_then(|i| self.local_words.get(i))
                .map_or("", AsRef::as_ref)
        })
    }

    /// True if token `i` as a single word, any capitals, is in the list.
    #[inline]
    pub fn is(&self, i: usize, list: List) -> bool {
        self.known
            .get(i)
            .and_then(|known| known.class)
            .is_some_and(|class| class.alone.has(list))
    }

    /// The longest entry of the list that begins at token `i`, within its sentence: (tokens, place in the list).
    #[inline]
    pub fn entry(&self, i: usize, list: List) -> Option<(usize, u32)> {
        // Most words begin no entry of the list.
        let class = self.known.get(i)?.class?;
        if class.starts.has(list) {
            self.longest(i, list)
        } else {
            None
        }
    }

    fn longest(&self, i: usize, list: List) -> Option<(usize, u32)> {
        let sentence = self.tokens.get(i)?.sentence;
        let at = |k: usize| {
            self.tokens
                .get(i + k)
                .filter(|token| token.sentence == sentence)
        };
        self.lists.longest(
            list,
            |k| at(k).map(|token| token.word),
            |k, spelling| at(k).is_some_and(|token| token.span.text(self.text) == spelling),
        )
    }

    /// The number of tokens of the longest entry of the list that begins at token `i`.
    #[inline]
    pub fn phrase(&self, i: usize, list: List) -> Option<usize> {
        let class = self.known.get(i)?.class?;
        if !class.starts.has(list) {
            None
        } else if class.phrases.has(list) {
            self.longest(i, list).map(|(len, _)| len)
        } else {
            // The word stands in the list by itself alone.
            Some(1)
        }
    }

    /// Sentence `i`.
    pub fn sentence(&self, i: u32) -> Option<&'a Sentence> {
        self.sentences.get(i as usize)
    }

    /// The token range of sentence `i`.
    pub fn sentence_tokens(&self, i: u32) -> std::ops::Range<usize> {
        self.sentence(i).map_or(0..0, |sentence| {
            sentence.first as usize..sentence.last as usize
        })
    }

    /// The sentence that holds byte `at`, or the last one before it.
    pub fn sentence_at(&self, at: u32) -> u32 {
        let next = self
            .sentences
            .partition_point(|sentence| sentence.span.start <= at);
        next.saturating_sub(1) as u32
    }

    /// The first token that ends after byte `at`.
    pub fn token_at(&self, at: u32) -> usize {
        self.tokens.partition_point(|token| token.span.end <= at)
    }

    /// True if the bytes stand in a paragraph of the body: not in a headline, caption or byline.
    pub fn in_body(&self, span: Span) -> bool {
        self.sentence(self.sentence_at(span.start))
            .and_then(|sentence| self.blocks.get(sentence.block as usize))
            .is_some_and(|block| block.kind == BlockKind::Paragraph)
    }

    /// The bytes of tokens `first..last` (at least one token).
    pub fn span(&self, first: usize, last: usize) -> Span {
        match (
            self.tokens.get(first),
            last.checked_sub(1).and_then(|i| self.tokens.get(i)),
        ) {
            (Some(a), Some(b)) => a.span.to(b.span),
            _ => Span::default(),
        }
    }

    /// The words of a span as printed.
    pub fn str(&self, span: Span) -> &'a str {
        span.text(self.text)
    }

    /// True if the span starts inside a mask.
    pub fn masked(&self, span: Span) -> bool {
        let next = self.masks.partition_point(|mask| mask.start <= span.start);
        next.checked_sub(1)
            .and_then(|i| self.masks.get(i))
            .is_some_and(|mask| mask.holds(span.start))
    }

    /// The row of a thing at `span`: its sentence and whether it is masked are looked up.
    pub fn row(&self, span: Span) -> Row {
        Row {
            span,
            sentence: self.sentence_at(span.start),
            masked: self.masked(span),
        }
    }
}

/// What [`Cx::may_begin`] and [`Cx::may_have`] turn away must be nothing: a recogniser that learns a word and not its sign
/// would miss it without a sound.
#[cfg(test)]
mod gates {
    use std::cell::Cell;

    use crate::testing::{STANDARD, draft, texts};

    thread_local! {
        static OPEN: Cell<bool> = const { Cell::new(false) };
    }

    pub(super) fn are_open() -> bool {
        OPEN.get()
    }

    #[test]
    fn nothing_is_turned_away() {
        // One in three: without optimisation a text takes milliseconds.
        let texts: Vec<String> = texts().into_iter().step_by(3).collect();
        assert!(texts.len() > 1_000, "{} texts", texts.len());
        for text in texts {
            let draft = draft(&text, Some("2025-03-11"));
            let gated = STANDARD.read(&draft, None);
            OPEN.set(true);
            let open = STANDARD.read(&draft, None);
            OPEN.set(false);
            for (number, (a, b)) in gated.tables().iter().zip(open.tables()).enumerate() {
                let name = &crate::schema().layers[number].name;
                assert_eq!(a, b, "{name} in: {text}");
            }
        }
    }
}
