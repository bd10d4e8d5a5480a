//! What is told beside a deed and is not the deed's: the day on which an interview was broadcast, a plan beside a clause of
//! the past.

use copydesk_draft::Span;

use super::Ground;
use super::stages::Finder;
use crate::lists::List;
use crate::token::TokenKind;

/// "said in an interview broadcast on Sunday 18 May": the day on which it was heard, not the one on which it was said.
pub(super) fn made_public(ground: &Ground<'_, '_>, day: Span) -> bool {
    let cx = ground.cx;
    let first = cx.token_at(day.start);
    (1..=5)
        .filter_map(|back| first.checked_sub(back))
        .take_while(|&i| cx.kind(i) == Some(TokenKind::Word))
        .any(|i| match cx.folded(i) {
            "broadcast" | "aired" | "published" | "printed" | "screened" | "streamed"
            | "televised" | "transmitted" => true,
            // "In a letter read out on 9 October": written before.
            "read" => matches!(cx.folded(i + 1), "out" | "aloud"),
            // Not "was released on 18 May", which may be said of a prisoner.
            "shown" | "released" | "posted" => {
                !i.checked_sub(1).is_some_and(|k| cx.is(k, List::Auxiliary))
            }
            _ => false,
        })
}

impl Finder<'_, '_> {
    /// "Engineers will test the bridge, which was opened in 1974": the clause that holds all the days of the sentence, so that
    /// what the sentence plans is not said of them.
    pub(super) fn aside(&self) -> Option<std::ops::Range<usize>> {
        let look = &self.look;
        let (first, last) = (self.dates.first()?, self.dates.last()?);
        let (from, (_, to)) = (self.first(first), self.ground.tokens(last.span));
        let comma = (look.first..from).rfind(|&i| look.text(i) == ",")?;
        let opens = matches!(look.word(comma + 1), "which" | "who")
            || self.stage(comma + 1).is_some() && look.word(comma + 1).ends_with("ed");
        let end = (from..look.end)
            .find(|&i| look.text(i) == ",")
            .unwrap_or(look.end);
        (opens && to <= end).then_some(comma..end)
    }
}
