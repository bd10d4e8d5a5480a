//! Words to somebody called by a handle in the middle of the text: "@kemi do we have her first name".

use super::Scan;
use crate::token::TokenKind;

/// So many tokens such a call has at most.
const LONGEST: usize = 20;

impl Scan<'_> {
    /// From the handle to the mark that ends the clause; none where no three words follow.
    pub(super) fn called(&self, i: usize) -> Option<usize> {
        let handle = self.token(i)?;
        if handle.kind != TokenKind::Address || !self.word(i).starts_with('@') {
            return None;
        }
        let ends = |k: &usize| matches!(self.word(*k), "," | ";" | "." | "?" | "!" | ")");
        let end = (i + 1..self.last.min(i + LONGEST))
            .find(ends)
            .or_else(|| (self.last <= i + LONGEST).then_some(self.last))?;
        let words = (i + 1..end)
            .filter(|&k| {
                self.token(k)
                    .is_some_and(|token| token.kind == TokenKind::Word)
            })
            .count();
        (words >= 3).then(|| end + usize::from(self.word(end) == "?"))
    }
}
