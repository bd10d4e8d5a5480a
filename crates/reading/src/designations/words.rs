//! What the words at a place of a claim are: its list, its label, the end of its clause.

use std::ops::Range;

use crate::cx::Cx;
use crate::lists::List;
use crate::token::TokenKind;

/// True if a clause ends at token `i`.
pub(super) fn ends_clause(cx: &Cx<'_>, i: usize) -> bool {
    match cx.kind(i) {
        None | Some(TokenKind::Dash) => true,
        // "the United Nations' list": the mark of a plural's possessive closes nothing.
        Some(TokenKind::Mark) => {
            !(matches!(cx.word(i), "'" | "’")
                && i.checked_sub(1).is_some_and(|k| {
                    cx.kind(k) == Some(TokenKind::Word) && cx.folded(k).ends_with('s')
                })
                && cx.kind(i + 1) == Some(TokenKind::Word))
        }
        Some(TokenKind::Punct) => {
            matches!(cx.word(i), "," | ";" | ":" | "(" | ")" | "?" | "!" | "…")
        }
        Some(TokenKind::Word) => matches!(
            cx.folded(i),
            "which"
                | "who"
                | "whom"
                | "whose"
                | "that"
                | "when"
                | "while"
                | "but"
                | "although"
                | "though"
                | "because"
                | "and"
        ),
        _ => false,
    }
}

/// The noun "list", not the verb.
pub(super) fn is_list_noun(cx: &Cx<'_>, floor: usize, i: usize) -> bool {
    if !matches!(cx.folded(i), "list" | "blacklist" | "lists" | "blacklists") {
        return false;
    }
    let before = i.checked_sub(1);
    cx.folded(i + 1) == "of"
        || before.is_some_and(|j| {
            cx.kind(j) == Some(TokenKind::Possessive)
                || matches!(
                    cx.folded(j),
                    "its" | "their" | "his" | "a" | "the" | "our" | "same" | "own"
                )
                || cx.phrase(j, List::DesignationLabel).is_some()
        })
        || (i.saturating_sub(5).max(floor)..i)
            .any(|j| matches!(cx.folded(j), "on" | "onto" | "off" | "from" | "under"))
}

/// "of the same name,", "the listing was revoked": a noun that looks like a designating verb.
pub(super) fn is_other_noun(cx: &Cx<'_>, i: usize) -> bool {
    let next = cx.folded(i + 1);
    match cx.folded(i) {
        "listing" | "ban" | "bans" | "label" | "labels" | "naming" | "ruling" => {
            cx.is(i + 1, List::Auxiliary) || matches!(next, "of" | "," | "on")
        }
        "name" | "names" | "place" | "places" | "call" | "calls" | "view" | "views" | "brand"
        | "drop" | "strike" | "strikes" | "list" | "lists" => {
            cx.kind(i + 1) == Some(TokenKind::Punct) || matches!(next, "of" | "on" | "for")
        }
        _ => false,
    }
}

/// The label at token `i` is that of a list: "on the US list of terrorist groups", "the EU terrorist list".
pub(super) fn on_a_list(cx: &Cx<'_>, floor: usize, i: usize) -> bool {
    let member = (i.saturating_sub(9).max(floor)..i).any(|k| {
        matches!(
            cx.folded(k),
            "on" | "from" | "under" | "to" | "onto" | "off"
        )
    });
    let list = (i..i + 4)
        .any(|k| matches!(cx.folded(k), "list" | "blacklist" | "lists" | "blacklists"))
        || (i.saturating_sub(5).max(floor)..i).any(|k| {
            matches!(cx.folded(k), "list" | "blacklist" | "lists" | "blacklists")
                && cx.folded(k + 1) == "of"
        });
    member && list
}

/// The label of a verb: the first one behind it in its clause.
pub(super) fn label_after(
    cx: &Cx<'_>,
    range: Range<usize>,
    after: usize,
) -> Option<(usize, usize)> {
    // "designated the People's Protection Units, the main Kurdish militia in the area, as a terrorist group": past an apposition.
    let limit = (after + 26).min(range.end);
    let mut k = after;
    while k < limit {
        let far = k >= after + 14;
        let led = matches!(cx.folded(k.wrapping_sub(1)), "a" | "an")
            && cx.folded(k.wrapping_sub(2)) == "as"
            && cx.word(k.wrapping_sub(3)) == ",";
        if far && !led {
            if cx.folded(k) == "and" {
                return None;
            }
            k += 1;
            continue;
        }
        if matches!(cx.folded(k), ";" | "." | "while" | "but" | "which" | "who") {
            return None;
        }
        if let Some(len) = cx.phrase(k, List::DesignationLabel) {
            return Some((k, k + len));
        }
        k += 1;
    }
    None
}

/// "is (still) a listed terrorist group": somebody lists it, though nobody is named.
pub(super) fn said_listed(cx: &Cx<'_>, verb: usize) -> bool {
    let before = verb.checked_sub(1).map_or("", |i| cx.folded(i));
    matches!(before, "a" | "an" | "been" | "is" | "are" | "being" | "the")
        && matches!(
            cx.folded(verb),
            "listed" | "banned" | "outlawed" | "sanctioned" | "recognised" | "recognized"
        )
}
