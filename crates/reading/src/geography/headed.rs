//! Two places at the head of a sentence: "To the north of Valencia, in the port of Alicante, dockers unloaded".

use super::related::{Related, directed};
use super::spot::Spot;
use super::words::{direction, starting};
use crate::cx::Cx;

/// Finds them.
pub(super) fn find(cx: &Cx<'_>, spots: &[Spot], out: &mut Vec<Related>) {
    for b in spots {
        let Some(sentence) = cx.token(b.first).map(|token| token.sentence) else {
            continue;
        };
        let first = cx.sentence_tokens(sentence).start;
        let at = first
            + if cx.folded(first) == "to" && cx.folded(first + 1) == "the" {
                2
            } else {
                0
            };
        let said = direction(cx, at)
            .filter(|&(_, next)| cx.folded(next) == "of" && next + 1 == b.first)
            .map(|(said, _)| said);
        let Some(said) = said.filter(|_| cx.word(b.last) == ",") else {
            continue;
        };
        let mut i = b.last + 1;
        if !matches!(cx.folded(i), "in" | "at") {
            continue;
        }
        i += 1;
        // "the port of", "the old town of"
        if cx.folded(i) == "the"
            && let Some(of) = (i + 2..i + 5).find(|&k| cx.folded(k) == "of")
        {
            i = of + 1;
        }
        if let Some(a) = starting(spots, i) {
            out.extend(directed(cx, a, b, said));
        }
    }
}
