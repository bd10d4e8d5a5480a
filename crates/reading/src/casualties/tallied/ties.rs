//! What ties a list of parts to a whole in a sentence before: it goes back to it, or the whole is there to be shared out.

use super::Tally;
use super::items::{Item, Unit};
use crate::casualties::parts::KINDS;
use crate::lists::List;
use crate::sentence::Sentence;

impl Tally<'_, '_> {
    /// A sum that is there to be shared out, and no profit beside which other sums are spent.
    pub(super) fn to_share_out(&self, other: &Sentence) -> bool {
        (other.first as usize..other.last as usize).any(|i| {
            matches!(
                self.cx.folded(i),
                "has"
                    | "budget"
                    | "fund"
                    | "grant"
                    | "loan"
                    | "pledged"
                    | "promised"
                    | "raised"
                    | "collected"
                    | "spent"
                    | "aid"
                    | "gave"
                    | "given"
                    | "received"
                    | "cost"
                    | "costs"
                    | "spend"
                    | "donated"
                    | "package"
            )
        })
    }

    /// The list goes back to what was counted: "Twenty were men", "Nineteen of the dead were men", "Of these, 610 were".
    pub(super) fn opened(&self, sentence: &Sentence, first: &Item<'_>) -> bool {
        let cx = self.cx;
        let start = sentence.first as usize;
        let back = |i: usize| {
            cx.folded(i) == "of"
                && (matches!(
                    cx.folded(i + 1),
                    "these" | "those" | "them" | "this" | "that" | "it"
                ) || cx.folded(i + 1) == "the"
                    && matches!(cx.folded(i + 2), "dead" | "victims" | "bodies" | "total"))
        };
        if back(first.last) || first.first <= start + 4 && back(start) {
            return true;
        }
        // "Among the dead were", "The dead include", "They were"
        let dead = |i: usize| {
            matches!(cx.folded(i), "the" | "those")
                && matches!(
                    cx.folded(i + 1),
                    "dead" | "victims" | "killed" | "arrested" | "detained"
                )
        };
        let told = match cx.folded(start) {
            "among" if cx.folded(start + 1) == "them" => start + 2,
            "among" if dead(start + 1) => start + 3,
            "the" | "those" if dead(start) => start + 2,
            "they" => start + 1,
            _ => start,
        };
        if told > start
            && first.first == told + 1
            && matches!(
                cx.folded(told),
                "were" | "are" | "include" | "included" | "comprise" | "comprised"
            )
        {
            return true;
        }
        let at_start =
            first.first <= start + 1 || first.first == start + 2 && cx.word(start + 1) == ",";
        at_start
            && (cx.is(first.last, List::Auxiliary)
                || first.unit != Unit::Count && self.verb(first.last..first.last + 1))
    }

    /// Passengers and crew of those "on board".
    pub(super) fn aboard(&self, family: usize, other: &Sentence) -> bool {
        let crew = KINDS
            .get(family)
            .is_some_and(|words| words.contains(&"crew"));
        crew && (other.first as usize..other.last as usize)
            .any(|i| matches!(self.cx.folded(i), "aboard" | "board"))
    }
}
