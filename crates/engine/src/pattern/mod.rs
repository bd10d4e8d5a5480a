//! Word patterns over word ids.
//!
//! A pattern is compiled once ([`compile`]): for each of its [`alternatives`] it is noted what no match can be without. On a draft
//! one pass over the tokens finds the rare words of all phrases ([`occurrences`]); what they wake ([`wake`]) is looked
//! at around the rarest thing an alternative needs ([`matcher`]), as sets of positions ([`pieces`]) and so without
//! backtracking.
//! [`plain`] does the same at every token: the reference.

mod alternatives;
mod compile;
mod entries;
mod matcher;
mod occurrences;
mod phrases;
mod pieces;
mod plain;
mod rates;
mod search;
mod wake;
mod window;

pub(crate) use alternatives::Alternative;
pub use compile::Wakes;
pub(crate) use compile::{Patterns, matched_lists};
pub(crate) use matcher::{Captured, Matcher, Memo, PatternMatch, Peek, Tables};
pub(crate) use occurrences::{Lent, Shelf};
pub(crate) use phrases::{UnknownWord, plain_marks, spellings};
pub(crate) use plain::Plain;
pub(crate) use search::Search;
pub(crate) use window::Window;

use copydesk_lang::program::Shape;
use copydesk_reading::Reading;
use copydesk_reading::token::{Token, TokenKind};

/// A token that counts as a word.
pub(crate) fn is_word(token: &Token) -> bool {
    matches!(
        token.kind,
        TokenKind::Word | TokenKind::Number | TokenKind::Address
    )
}

/// First token of the sentence of a token, and one past its last.
fn bounds(reading: &Reading<'_>, at: usize) -> Option<(usize, usize)> {
    let token = reading.tokens.get(at)?;
    let sentence = reading.sentences.get(token.sentence as usize)?;
    Some((sentence.first as usize, sentence.last as usize))
}

/// True if a token has a shape.
fn has_shape(reading: &Reading<'_>, shape: Shape, at: usize) -> bool {
    let Some(token) = reading.tokens.get(at) else {
        return false;
    };
    let word = token.kind == TokenKind::Word;
    match shape {
        Shape::Capitalised => word && token.capital,
        Shape::AllCapitals => word && token.capitals,
        Shape::LowerCase => {
            word && token
                .span
                .text(reading.draft.text())
                .chars()
                .next()
                .is_some_and(char::is_lowercase)
        }
        Shape::Figures => token.kind == TokenKind::Number,
        Shape::AnyWord => is_word(token),
        Shape::SentenceStart | Shape::SentenceEnd => {
            let Some((first, end)) = bounds(reading, at) else {
                return false;
            };
            let rest = if shape == Shape::SentenceStart {
                first..at
            } else {
                at + 1..end
            };
            let others = reading.tokens.get(rest).unwrap_or(&[]);
            is_word(token) && !others.iter().any(is_word)
        }
    }
}
