//! Where a quotation ends whose closing mark was left out, and where one begins that none answers.

use super::Marks;
use crate::token::TokenKind;

/// How many words may name a speaker before the verb: “, the mayor of Split said”.
const LONGEST_NAME: usize = 5;

impl Marks<'_> {
    fn says(&self, i: usize) -> bool {
        ["said", "says", "told", "recalled", "added"]
            .iter()
            .any(|verb| self.word(i).eq_ignore_ascii_case(verb))
    }

    fn pronoun(&self, i: usize) -> bool {
        ["he", "she", "they"].contains(&self.word(i))
    }

    fn capital(&self, i: usize) -> bool {
        self.tokens
            .get(i)
            .is_some_and(|token| token.capital && token.kind == TokenKind::Word)
    }

    /// The comma of “, said Ana Ruiz”, “, Ana Ruiz said” or “, the mayor said” between two tokens.
    pub(super) fn speaker_tag(&self, from: usize, to: usize) -> Option<usize> {
        (from + 2..to.saturating_sub(2)).find(|&i| {
            if self.word(i) != "," {
                return false;
            }
            // “I was not patient,' she told an interviewer: a mark of another kind, which closes nothing.
            let single = |k: usize| matches!(self.mark(k), Some('\'' | '’' | '‘' | '`'));
            let within = || (from + 1..i).any(|k| single(k) && self.free_before(k));
            let i = i + usize::from(single(i + 1) && !within());
            if self.says(i + 1) {
                return self.capital(i + 2)
                    || self.pronoun(i + 2)
                    || ["the", "a", "one"].contains(&self.word(i + 2));
            }
            if self.pronoun(i + 1) {
                return self.says(i + 2);
            }
            let article = ["the", "a", "one"].contains(&self.word(i + 1));
            if !article && !self.capital(i + 1) {
                return false;
            }
            let word = |k: usize| {
                self.tokens
                    .get(k)
                    .is_some_and(|token| token.kind == TokenKind::Word)
            };
            (i + 2..(i + 2 + LONGEST_NAME).min(to))
                .take_while(|&k| self.says(k) || (word(k) && (article || self.capital(k))))
                .any(|k| self.says(k))
        })
    }

    /// A single mark at token `i` opens somebody's words: it stands first or behind a colon, and a sentence of three
    /// words or more begins behind it. Elsewhere it may be an apostrophe.
    pub(super) fn begins_speech(&self, i: usize) -> bool {
        let lead = i == self.first || (i > self.first && self.word(i - 1) == ":");
        let words = (i + 1..i + 4).all(|k| {
            k < self.last
                && self
                    .tokens
                    .get(k)
                    .is_some_and(|token| token.kind == TokenKind::Word)
        });
        // "Mayor says ‘nobody told me about drains": this mark only opens.
        let behind_verb = i > self.first
            && self.mark(i) == Some('‘')
            && [
                "said", "says", "warns", "warned", "claims", "claimed", "insists", "insisted",
                "admits", "admitted", "vows", "told",
            ]
            .iter()
            .any(|verb| self.word(i - 1).eq_ignore_ascii_case(verb));
        (lead && self.capital(i + 1) || behind_verb) && words
    }
}
