//! A whole, and behind a comma the list of its parts, which comes to more: "15 members, nine from the ruling party, five from the
//! opposition and three independents", "46 kilos of heroin, 21 kilos from a flat, 18 from a lock-up and nine from a car"; and the
//! list in the sentence behind: "35 members. Nineteen belong to the Liberals, 12 to Labour and nine to neither".

use std::ops::Range;

use super::breakdown::{Breakdown, BreakdownKind, breakdown};
use crate::cx::Cx;
use crate::lists::List;
use crate::numbers::{Hedge, Number, Role};
use crate::token::TokenKind;

/// How many tokens one part of the list may take.
const LONG: usize = 9;
/// How far behind the whole the list may begin.
const REACH: usize = 16;
/// More over than so many times the whole, the list is of something else.
const OVER: f64 = 1.5;

/// Finds the first of them in one sentence; `before`: the numbers of the sentence before it in the paragraph.
pub(super) fn find(
    cx: &Cx<'_>,
    own: &[Number],
    before: &[Number],
    range: &Range<usize>,
    out: &mut Vec<Breakdown>,
) {
    let told = out.last().is_some_and(|last| {
        cx.token_at(last.span.start) >= range.start && last.kind != BreakdownKind::Some
    });
    if told {
        return;
    }
    let count = |number: &&Number| matches!(number.role, Role::Cardinal | Role::Quantity);
    let own: Vec<Number> = own.iter().filter(count).copied().collect();
    let before: Vec<Number> = before.iter().filter(count).copied().collect();
    let here = || {
        let (whole, parts) = own.split_first()?;
        let first = parts.first()?.tokens.0 as usize;
        let last = whole.tokens.1 as usize;
        let apposed =
            cx.word(first.checked_sub(1)?) == "," && first - last <= REACH && first > last + 1;
        (apposed && counted(cx, whole))
            .then(|| list(cx, whole, parts, range, false))
            .flatten()
    };
    let found = here().or_else(|| {
        let [whole] = before.as_slice() else {
            return None;
        };
        let first = own.first()?.tokens;
        let opens = first.0 as usize == range.start
            && matches!(
                cx.folded(first.1 as usize),
                "belong" | "went" | "came" | "go" | "come"
            );
        (counted(cx, whole) && opens)
            .then(|| list(cx, whole, &own, range, true))
            .flatten()
    });
    out.extend(found);
}

fn counted(cx: &Cx<'_>, number: &Number) -> bool {
    let last = number.tokens.1 as usize;
    matches!(number.role, Role::Cardinal | Role::Quantity)
        && number.hedge == Hedge::Exact
        && number.number >= 3.0
        && !number.year_like
        && !number.compound
        && cx.kind(last) == Some(TokenKind::Word)
        && (cx.folded(last).ends_with('s') || cx.is(last, List::PersonNoun))
        && !cx.is(last, List::Auxiliary)
}

/// What stands behind the number of a part: the word that tells where it belongs, or none for a noun.
#[derive(PartialEq, Eq, Clone, Copy)]
enum Tie<'a> {
    Word(&'a str),
    Noun,
}

fn list(
    cx: &Cx<'_>,
    whole: &Number,
    parts: &[Number],
    range: &Range<usize>,
    behind: bool,
) -> Option<Breakdown> {
    let noun = cx.folded(whole.tokens.1 as usize);
    let mut ties = Vec::new();
    let mut closed = None;
    for (n, part) in parts.iter().enumerate() {
        let (first, last) = (part.tokens.0 as usize, part.tokens.1 as usize);
        let next = parts
            .get(n + 1)
            .map_or(range.end, |next| next.tokens.0 as usize);
        let fine = part.role == whole.role || part.role == Role::Cardinal;
        if !fine
            || part.hedge != Hedge::Exact
            || part.number >= whole.number
            || part.compound
            || part.year_like
        {
            return None;
        }
        // "nine from a car", "18 kilos from", "12 of them in", "12 to Labour", "belong to"
        let mut at = last;
        at += usize::from(cx.folded(at) == noun);
        at += 2 * usize::from(cx.folded(at) == "of" && cx.folded(at + 1) == "them");
        at += usize::from(
            behind && matches!(cx.folded(at), "belong" | "went" | "came" | "go" | "come"),
        );
        let tie = match cx.folded(at) {
            word @ ("from" | "in" | "at" | "to") => Tie::Word(word),
            _ if !behind
                && at == last
                && cx.kind(at) == Some(TokenKind::Word)
                && cx.folded(at).ends_with('s')
                && cx.folded(at).len() > 3
                && !cx.is(at, List::Auxiliary) =>
            {
                Tie::Noun
            }
            _ => return None,
        };
        ties.push(tie);
        // To the next part: a comma or "and" right before it.
        let joined = cx.word(next.checked_sub(1)?) == "," || cx.folded(next - 1) == "and";
        let end = (at + 1..next).find(|&i| {
            matches!(cx.word(i), "," | ";" | "." | ")" | "–" | "—") || cx.folded(i) == "and"
        });
        let end = end.unwrap_or(next);
        let plain = end - at <= LONG
            && !(at..end).any(|i| {
                cx.is(i, List::Auxiliary)
                    || matches!(
                        cx.folded(i),
                        "who"
                            | "which"
                            | "that"
                            | "with"
                            | "aged"
                            | "or"
                            | "more"
                            | "than"
                            | "also"
                    )
            });
        if !plain {
            return None;
        }
        let closing = cx.folded(first.checked_sub(1)?) == "and";
        if closing {
            closed = Some(n);
            break;
        }
        // Nothing but the comma, or "and", between this part and the next.
        let gap = (end..next).len();
        if n + 1 == parts.len() || !joined || gap > 2 {
            return None;
        }
    }
    let parts = parts.get(..=closed?)?;
    let placed = ties.iter().filter(|tie| matches!(tie, Tie::Word(_)));
    let mut words = placed.clone();
    let one = words
        .next()
        .is_none_or(|first| words.all(|other| other == first));
    // Of three parts or more, or of two by place: "four Sudanese and three Norwegians" are read elsewhere.
    let enough = parts.len() >= 3 || placed.count() == 2;
    let sum: f64 = parts.iter().map(|part| part.number).sum();
    (one && enough && sum > whole.number + 0.5 && sum <= whole.number * OVER)
        .then(|| breakdown(BreakdownKind::Apart, whole, parts))
}
