//! A bill and who pays it, a fund and where it goes: "The pier will cost $12 million. The state paid $7 million and the city
//! $8 million", "The fund has 40 million euros. Of this, 25 million comes from Spain and 20 million from Portugal", "Of the 9
//! million crowns, 6 million will go to roads and 5 million to schools".

use std::ops::Range;

use super::breakdown::{Breakdown, BreakdownKind, breakdown};
use super::{end, start};
use crate::cx::Cx;
use crate::numbers::{Hedge, Number, Role};
use crate::order::begun_in;
use crate::sentence::Sentence;

/// Finds one in the sentence, or in it and the next.
pub(super) fn find(cx: &Cx<'_>, numbers: &[Number], sentence: &Sentence, out: &mut Vec<Breakdown>) {
    let range = sentence.first as usize..sentence.last as usize;
    let own = begun_in(numbers, range.clone(), start);
    let mut sums = own.iter().filter(|number| number.role == Role::Money);
    let Some(whole) = sums.next() else { return };
    let known = out
        .iter()
        .any(|one| one.span.end > sentence.span.start && one.parts >= 2);
    if known || whole.number < 1000.0 || whole.hedge == Hedge::Vague {
        return;
    }
    // "Of the 9 million crowns, 6 million will go to roads …"
    let opened = cx.folded(range.start) == "of" && start(whole) <= range.start + 3;
    if opened {
        let parts: Vec<Number> = own
            .iter()
            .filter(|n| start(n) > end(whole))
            .copied()
            .collect();
        let comma = (end(whole)..end(whole) + 4).find(|&i| cx.word(i) == ",");
        if let Some(comma) = comma {
            tell(
                cx,
                whole,
                &parts,
                comma + 1..range.end,
                BreakdownKind::Apart,
                out,
            );
        }
        return;
    }
    let next = cx
        .sentence(cx.sentence_at(sentence.span.start) + 1)
        .filter(|next| next.block == sentence.block);
    let (Some(next), None) = (next, sums.next()) else {
        return;
    };
    let clause = next.first as usize..next.last as usize;
    let mut parts = begun_in(numbers, clause.clone(), start).to_vec();
    // "That will be split in two: 2.6 million for the road and 1.9 million for the drains"
    let dealt = matches!(cx.folded(clause.start), "that" | "it" | "this" | "the")
        .then(|| {
            (clause.start + 1..clause.start + 8).find(|&i| {
                matches!(cx.folded(i), "split" | "divided" | "shared")
                    && i < clause.end
                    && (cx.folded(i - 1) == "be"
                        || matches!(cx.folded(i - 1), "is" | "was" | "being" | "been"))
            })
        })
        .flatten()
        .filter(|&i| {
            // "The money", and nothing else that the article may open.
            cx.folded(clause.start) != "the"
                || i > clause.start + 1
                    && matches!(
                        cx.folded(clause.start + 1),
                        "money" | "sum" | "cash" | "grant" | "fund" | "total" | "amount" | "award"
                    )
        });
    if let Some(at) = dealt {
        parts.retain(|part| start(part) > at && (part.role == Role::Money || part.number > 12.0));
    }
    let to_share = range.clone().any(|i| {
        matches!(
            cx.folded(i),
            "cost"
                | "costs"
                | "bill"
                | "price"
                | "budget"
                | "fund"
                | "grant"
                | "has"
                | "raised"
                | "raise"
                | "donated"
                | "loan"
                | "spend"
                | "spent"
                | "prize"
                | "legacy"
        )
    });
    let back = cx.folded(clause.start) == "of"
        && matches!(cx.folded(clause.start + 1), "this" | "that" | "it" | "the");
    // Who pays, or whence it comes.
    let paid = clause.clone().any(|i| {
        matches!(
            cx.folded(i),
            "paid"
                | "pays"
                | "pay"
                | "come"
                | "comes"
                | "came"
                | "contributed"
                | "contributes"
                | "provided"
                | "provides"
                | "gave"
                | "gives"
                | "give"
                | "covered"
                | "covers"
                | "put"
                | "footed"
        )
    });
    let exact = clause.clone().any(|i| {
        matches!(
            (cx.folded(i), cx.folded(i + 1), cx.folded(i + 2)),
            (
                "covers" | "covered" | "pays" | "meets",
                "the",
                "bill" | "whole" | "cost" | "lot"
            )
        )
    });
    let kind = if exact {
        BreakdownKind::All
    } else {
        BreakdownKind::Apart
    };
    // "The €80 million fund will be split three ways. Walls get €35 million …": dealt out before the parts are told.
    let split_before = (end(whole)..range.end).any(|i| {
        matches!(cx.folded(i), "split" | "divided" | "shared")
            && matches!(cx.folded(i - 1), "be" | "is" | "was" | "being" | "been")
    });
    let given = split_before
        && clause.clone().any(|i| {
            matches!(
                cx.folded(i),
                "get"
                    | "gets"
                    | "got"
                    | "take"
                    | "takes"
                    | "took"
                    | "receive"
                    | "receives"
                    | "received"
                    | "go"
                    | "goes"
                    | "went"
                    | "has"
                    | "have"
            )
        });
    if to_share && paid || back || dealt.is_some() || given {
        tell(cx, whole, &parts, clause, kind, out);
    }
}

fn tell(
    cx: &Cx<'_>,
    whole: &Number,
    parts: &[Number],
    mut clause: Range<usize>,
    kind: BreakdownKind,
    out: &mut Vec<Breakdown>,
) {
    let money = |part: &Number| {
        part.role == Role::Money || part.role == Role::Cardinal && part.number >= 1000.0
    };
    let listed = parts.windows(2).all(|pair| {
        let [a, b] = pair else { return false };
        start(b) > end(a)
            && start(b) - end(a) <= 9
            && (end(a)..start(b)).any(|i| matches!(cx.folded(i), "," | "and" | ";"))
    });
    let mixed = clause.any(|i| {
        matches!(
            cx.folded(i),
            "more"
                | "another"
                | "further"
                | "additional"
                | "also"
                | "than"
                | "each"
                | "per"
                | "year"
                | "years"
                | "month"
                | "earlier"
                | "last"
                | "both"
                | "up"
                | "down"
                | "or"
                | "if"
                | "originally"
                | "rose"
                | "risen"
                | "fell"
                | "cut"
                | "increase"
        )
    });
    let sum: f64 = parts.iter().map(|part| part.number).sum();
    let near = sum > whole.number * 0.6 && sum < whole.number * 1.6;
    let fine = parts.len() >= 2
        && parts
            .iter()
            .all(|part| money(part) && part.number < whole.number)
        && parts
            .iter()
            .all(|part| part.highest.is_finite() && cx.masked(part.span) == cx.masked(whole.span))
        && listed
        && !mixed
        && near;
    if fine {
        out.push(breakdown(kind, whole, parts));
    }
}
