//! The words of a draft: its tokens, each with the id of its folded word.

use copydesk_draft::Span;
use copydesk_facts::{Vocabulary, WordId, WordKey, fold_into};
use rustc_hash::FxHashMap;

use crate::sentence::ends_in_stop;
use crate::token::{RawToken, Token, TokenKind, capital_letters, lower, small_letters, tokenize};

/// The tokens of a draft as they are cut.
pub(crate) struct Words<'v> {
    vocabulary: &'v Vocabulary,
    again: Again,
    /// Ids of words that the vocabulary does not know.
    ids: FxHashMap<Box<str>, WordId>,
    folded: String,
    /// The tokens so far.
    pub(crate) tokens: Vec<Token>,
    /// By token, the number of one before it with the same letters, or its own; none where nobody asks for them.
    pub(crate) firsts: Option<Vec<u32>>,
    /// The tokens that are no words, and words with a full stop at their end: few, and what sentences, quotations and the
    /// like are told by.
    pub(crate) others: Vec<u32>,
    /// Words that the vocabulary does not know, by id minus the vocabulary's length.
    pub(crate) local: Vec<Box<str>>,
}

impl<'v> Words<'v> {
    /// No words yet of a draft of so many bytes.
    pub(crate) fn new(vocabulary: &'v Vocabulary, bytes: usize, firsts: bool) -> Self {
        Self {
            vocabulary,
            again: Again::default(),
            ids: FxHashMap::default(),
            folded: String::new(),
            tokens: Vec::with_capacity(bytes / 4 + 8),
            firsts: firsts.then(|| Vec::with_capacity(bytes / 5 + 8)),
            others: Vec::with_capacity(bytes / 20 + 8),
            local: Vec::new(),
        }
    }

    /// Cuts a stretch of the text into tokens.
    pub(crate) fn cut(&mut self, text: &str, span: Span) {
        tokenize(span.text(text), span.start, |raw| self.add(text, raw));
    }

    #[inline]
    fn add(&mut self, text: &str, raw: RawToken) {
        let printed = Printed::new(text, raw.span);
        // More than half of a draft's words stood in it before.
        let before = self.again.of(printed, raw.span, text, &self.tokens);
        if let Some(firsts) = &mut self.firsts {
            firsts.push(before.unwrap_or(self.tokens.len()) as u32);
        }
        let known = before.and_then(|at| self.tokens.get(at));
        let token = match known.filter(|known| known.kind == raw.kind) {
            Some(known) => Token {
                span: raw.span,
                spaced: raw.spaced,
                ..*known
            },
            None => self.new_token(raw, raw.span.text(text), printed),
        };
        if raw.kind != TokenKind::Word || ends_in_stop(text, &token) {
            self.others.push(self.tokens.len() as u32);
        }
        self.tokens.push(token);
    }

    fn new_token(&mut self, raw: RawToken, word: &str, printed: Printed) -> Token {
        let (capital, capitals) = printed.capitals(word);
        Token {
            span: raw.span,
            word: self.id(raw.kind, word, printed),
            kind: raw.kind,
            spaced: raw.spaced,
            capital,
            capitals: capitals && raw.kind == TokenKind::Word,
            sentence: 0,
        }
    }

    /// The id of a word; one that is not known yet gets one.
    fn id(&mut self, kind: TokenKind, word: &str, printed: Printed) -> WordId {
        let short = kind == TokenKind::Word && printed.is_ascii();
        if short {
            // Folding is nothing but lower case, and the bytes are the word.
            let key = WordKey::short(lower(printed.key));
            if let Some(id) = self.vocabulary.get_by_key(key, "") {
                return id;
            }
        }
        fold_into(word, &mut self.folded);
        if !short && let Some(id) = self.vocabulary.get(&self.folded) {
            return id;
        }
        let fresh = WordId((self.vocabulary.len() + self.local.len()) as u32);
        if let Some(&known) = self.ids.get(self.folded.as_str()) {
            return known;
        }
        self.ids.insert(self.folded.as_str().into(), fresh);
        self.local.push(self.folded.as_str().into());
        fresh
    }
}

/// A word as printed, as numbers.
#[derive(Clone, Copy)]
struct Printed {
    /// Of a word of at most eight bytes these, the first one lowest; of others what tells most of them apart.
    key: u64,
    len: u32,
}

impl Printed {
    #[inline]
    fn new(text: &str, span: Span) -> Self {
        let len = span.len();
        let head = eight(text, span.start);
        let key = match len {
            0 => 0,
            1..=8 => head & (u64::MAX >> (64 - 8 * len)),
            _ => head.rotate_left(len) ^ eight(text, span.end - 8),
        };
        Self { key, len }
    }

    /// Whether the first letter is a capital, and whether it is one of several and no letter is small.
    fn capitals(self, word: &str) -> (bool, bool) {
        if self.is_ascii() {
            let capitals = capital_letters(self.key);
            let first = capitals & 0x80 != 0;
            let all = capitals.count_ones() > 1 && small_letters(self.key) == 0;
            return (first, first && all);
        }
        let mut chars = word.chars();
        let first = chars.next().is_some_and(char::is_uppercase);
        let all = first && chars.any(char::is_uppercase) && !word.chars().any(char::is_lowercase);
        (first, all)
    }

    /// A short word of nothing but ASCII.
    fn is_ascii(self) -> bool {
        self.len <= 8 && self.key & 0x8080_8080_8080_8080 == 0
    }
}

/// Eight bytes of a text as a number, the first one lowest; zeros where the text ends before.
#[inline]
fn eight(text: &str, at: u32) -> u64 {
    let rest = text.as_bytes().get(at as usize..).unwrap_or(&[]);
    match rest.first_chunk() {
        Some(&eight) => u64::from_le_bytes(eight),
        None => rest
            .iter()
            .rev()
            .fold(0, |number, &byte| number << 8 | u64::from(byte)),
    }
}

/// Where words stood last, several words to a place: one that stood there before need not be folded and looked up again.
/// Each is the number of a token, plus one.
struct Again(Vec<u32>);

/// The places of [`Again`], as a power of two.
const PLACES: u32 = 11;

impl Default for Again {
    fn default() -> Self {
        Self(vec![0; 1 << PLACES])
    }
}

impl Again {
    /// The number of a token before this one with the same letters, if one is remembered; remembers this one, the next.
    #[inline]
    fn of(&mut self, printed: Printed, span: Span, text: &str, tokens: &[Token]) -> Option<usize> {
        let place = printed.key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - PLACES);
        let slot = self.0.get_mut(place as usize)?;
        // The last one: what is known of it was used a moment ago.
        let next = std::mem::replace(slot, tokens.len() as u32 + 1);
        let before = (next as usize).checked_sub(1)?;
        let known = tokens.get(before)?.span;
        let len = printed.len;
        let same = known.len() == len
            && if len <= 8 {
                // What stands behind the word does not count.
                let other = eight(text, known.start) ^ printed.key;
                other.wrapping_shl(64 - 8 * len) == 0
            } else {
                known.text(text) == span.text(text)
            };
        same.then_some(before)
    }
}
