//! Lists that stand as the subject: "Canada's list of terrorist groups has included X since 2002".

use std::ops::Range;

use super::claim::Claim;
use super::designators::{By, authorities};
use super::noun::told;
use super::scope::scope;
use super::words::{denies, ends_clause};
use super::{Tense, subject};
use crate::cx::Cx;
use crate::lists::List;
use crate::names::Names;

/// The claim whose list is named by the label at token `i`.
pub(super) fn at(cx: &Cx<'_>, names: &Names, range: Range<usize>, i: usize) -> Option<Claim> {
    let past = i + cx.phrase(i, List::DesignationLabel)?;
    let lists = (i..past).any(|k| {
        matches!(
            cx.folded(k),
            "list" | "lists" | "blacklist" | "blacklists" | "register"
        )
    });
    if !lists {
        return None;
    }
    let verb = holding(cx, past, range.end)?;
    // "may include", "to include"
    let open = (past..verb)
        .any(|k| cx.is(k, List::Modal) || cx.folded(k) == "to" || cx.folded(k) == "had");
    if open {
        return None;
    }
    let next = names.groups.partition_point(|group| group.first <= verb);
    let named = names
        .groups
        .get(next)
        .filter(|group| group.first < range.end && group.first <= verb + 8)
        .filter(|group| {
            !(verb + 1..group.first).any(|k| ends_clause(cx, k) || cx.is(k, List::Auxiliary))
        });
    let (from, place) = if let Some(group) = named {
        (next, (group.first, group.last))
    } else {
        // "includes it", "includes the group"
        let stands_in = (verb + 2..verb + 5).any(|k| subject::stands_in(cx, k));
        let (group, _) = subject::earlier(cx, names, range.start).filter(|_| stands_in)?;
        (group, (range.start, range.start))
    };
    let all = authorities(cx, names, range.clone());
    let mut by: Vec<By> = all
        .iter()
        .filter(|by| by.last <= i && by.last + 4 > i && by.first >= range.start)
        .copied()
        .collect();
    if by.is_empty() {
        // "The terrorist list of Canada", "the list of terrorist groups kept by Canada"
        by = all
            .iter()
            .filter(|by| by.first > past && by.last <= verb)
            .filter(|by| (past..by.first).any(|k| matches!(cx.folded(k), "of" | "by" | "in")))
            .copied()
            .collect();
    }
    // A clause between the keeper and the list.
    by.retain(|by| !(by.last..i).any(|k| cx.is(k, List::Auxiliary) || cx.word(k) == ","));
    if by.is_empty() {
        return None;
    }
    let first = by.iter().map(|by| by.first).chain([i]).min()?;
    let last = verb + 1;
    let (wing, part, whole) = scope(cx, names, &range, (i, last), from, place);
    let since = (past..verb).any(|k| cx.is(k, List::Auxiliary));
    Some(Claim {
        next: last,
        // "No UN list includes X"
        negated: (first.saturating_sub(2).max(range.start)..i)
            .chain(past..verb)
            .any(|k| denies(cx, k)),
        wing: wing && !whole,
        part: (part || wing) && !whole,
        tense: if !since && cx.folded(verb).ends_with("ed") {
            Tense::Act
        } else {
            Tense::Present
        },
        apposed: false,
        ..told(cx, (first, last), (from, place.1), (i, past), by, range)
    })
}

/// The verb that says what a list holds, behind "of Canada" and "since 2002".
fn holding(cx: &Cx<'_>, past: usize, end: usize) -> Option<usize> {
    // "kept by the Department of the Treasury has since 2003"
    const FAR: usize = 12;
    for k in past..end.min(past + FAR) {
        if matches!(
            cx.folded(k),
            "include"
                | "includes"
                | "included"
                | "contain"
                | "contains"
                | "contained"
                | "name"
                | "names"
                | "named"
                | "cover"
                | "covers"
                | "covered"
                | "feature"
                | "features"
                | "featured"
                | "carries"
                | "counts"
        ) {
            // "holds 40 names, among them X"
            if cx.word(k + 1) != "," {
                return Some(k);
            }
        }
        // ", among them X"
        if cx.word(k) == ","
            && cx.folded(k + 1) == "among"
            && matches!(cx.folded(k + 2), "them" | "which")
        {
            return Some(k + 2);
        }
        if ends_clause(cx, k) {
            return None;
        }
    }
    None
}
