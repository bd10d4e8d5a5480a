//! A sum of money with its parts: "60 million euros: 25 million from Spain, 20 million from Portugal …".

use std::ops::Range;

use super::breakdown::{Breakdown, BreakdownKind, breakdown};
use crate::cx::Cx;
use crate::numbers::{Number, Role};

/// "60 million euros: 25 million from Spain, 20 million from Portugal and 15 million from the regions."
pub(super) fn find(cx: &Cx<'_>, numbers: &[Number], range: Range<usize>, out: &mut Vec<Breakdown>) {
    // A whole and two parts.
    if numbers.len() < 3 {
        return;
    }
    // "$10m, of which $7m was for food and $5m for tents"
    let colon = range
        .clone()
        .find(|&i| cx.word(i) == ":" || cx.folded(i) == "of" && cx.folded(i + 1) == "which");
    let Some(colon) = colon else {
        return;
    };
    let which = cx.word(colon) != ":";
    let before: Vec<&Number> = numbers
        .iter()
        .filter(|n| n.role == Role::Money && (n.tokens.1 as usize) <= colon)
        .collect();
    let parts: Vec<Number> = numbers
        .iter()
        .filter(|n| n.tokens.0 as usize > colon)
        .copied()
        .collect();
    let [whole] = before.as_slice() else { return };
    let behind = whole.tokens.1 as usize;
    // "€90 million for ports in the islands, split three ways: …"
    let shared = (behind..colon).any(|i| {
        matches!(
            cx.folded(i),
            "split" | "divided" | "shared" | "broken" | "breaks" | "apportioned" | "allocated"
        )
    });
    let near = colon - behind <= if shared { 24 } else { 8 };
    let sums = parts.iter().all(|part| {
        part.role == Role::Money || part.role == Role::Cardinal && part.number >= 1000.0
    });
    let begins = parts
        .first()
        .is_some_and(|part| part.tokens.0 as usize <= colon + 3);
    let listed = parts.windows(2).all(|pair| {
        matches!(pair, [a, b] if (b.tokens.0 as usize) - (a.tokens.1 as usize) <= 9
            && !(a.tokens.1 as usize..b.tokens.0 as usize).any(|i| matches!(cx.folded(i), "." | ";" | "up" | "down" | "than" | "more")))
    });
    if near && sums && begins && listed && parts.len() >= 2 {
        let kind = if which {
            BreakdownKind::Apart
        } else {
            BreakdownKind::All
        };
        out.push(breakdown(kind, whole, &parts));
    }
}
