//! The group of a claim, and whether the whole of it or a part is meant.

use std::ops::Range;

use super::Manner;
use super::words::ends_clause;
use crate::cx::Cx;
use crate::lists::List;
use crate::names::{NameForm, Names};
use crate::order::begun_in;
use crate::token::TokenKind;

/// The group that is listed: (index, first token, one past the last); for one of an earlier sentence the places are the
/// sentence's start.
#[allow(
    clippy::too_many_arguments,
    reason = "what a clause is made of; all of it decides"
)]
pub(super) fn group(
    cx: &Cx<'_>,
    names: &Names,
    range: Range<usize>,
    verb: usize,
    after: usize,
    label: Option<(usize, usize)>,
    manner: Manner,
    active: bool,
) -> Option<(usize, usize, usize)> {
    let end_of_label = label.map_or(after, |(_, end)| end.max(after));
    let from = names
        .groups
        .partition_point(|group| group.first < range.start);
    let here: Vec<(usize, usize, usize)> =
        begun_in(&names.groups, range.clone(), |group| group.first)
            .iter()
            .zip(from..)
            .map(|(group, i)| (i, group.first, group.last))
            .filter(|&(_, _, last)| !tied_to(cx, last))
            .collect();
    let between = here.iter().find(|&&(_, first, _)| {
        first >= after && first <= after + 10 && label.is_none_or(|(from, _)| first < from)
    });
    let before = here
        .iter()
        .rfind(|&&(_, first, last)| first < verb && !inserted(cx, range.start, verb, (first, last)))
        .map(|nearest| kin(cx, &here, nearest).unwrap_or(nearest));
    let behind = here
        .iter()
        .find(|&&(_, first, _)| first >= end_of_label && first <= end_of_label + 4);
    // "On the UN list for its ties to X, Y …", "Listed by the US, Y …": the first name behind the comma.
    let fronted = (verb <= range.start + 6 && before.is_none())
        .then(|| {
            let comma = (end_of_label..range.end).find(|&k| cx.word(k) == ",");
            let comma = comma?;
            here.iter().find(|&&(_, first, _)| first > comma)
        })
        .flatten();
    let direct = between.filter(|_| active || label.is_none());
    // What stands for the group: "it", "the group", "the Venezuelan gang".
    let object = |from: usize, to: usize| {
        (from..to).take(6).any(|k| {
            matches!(cx.folded(k), "it" | "them")
                || (cx.is(k, List::GroupNoun) && label.is_none_or(|(label, _)| k < label))
        })
    };
    let stands_for = active
        && direct.is_none()
        && object(
            after,
            label.map_or(after + 5, |(from, _)| from).min(range.end),
        );
    let chosen = match manner {
        Manner::Compound => behind
            .filter(|&&(_, first, _)| !(end_of_label..first).any(|k| cx.word(k) == ","))
            .or(before)
            .or(behind),
        Manner::List => fronted.or(before).or(behind),
        Manner::Verb => direct
            .or(if active || before.is_some() {
                None
            } else {
                fronted
            })
            .or(before)
            .or(behind)
            .or(between),
    };
    if let Some(&found) = chosen
        && !(stands_for && before.is_none() && manner == Manner::Verb)
    {
        return Some(found);
    }
    // Named in one of the three sentences before.
    let sentence = cx.token(verb)?.sentence;
    let anaphor = stands_for
        || range.clone().take(16).any(|k| {
            matches!(
                cx.folded(k),
                "it" | "they" | "which" | "them" | "its" | "their"
            ) || cx.is(k, List::GroupNoun)
        });
    if !anaphor {
        return None;
    }
    names
        .groups
        .iter()
        .enumerate()
        .rfind(|(_, group)| {
            group.first < range.start
                && cx
                    .token(group.first)
                    .is_some_and(|token| token.sentence + 3 >= sentence)
        })
        .map(|(i, _)| (i, range.start, range.start))
}

/// "al-Qaeda-linked": the name before token `last` tells of a tie, and is not what is listed.
fn tied_to(cx: &Cx<'_>, last: usize) -> bool {
    cx.kind(last) == Some(TokenKind::Hyphen)
        && matches!(
            cx.folded(last + 1),
            "linked"
                | "affiliated"
                | "inspired"
                | "aligned"
                | "allied"
                | "backed"
                | "led"
                | "style"
        )
}

/// "Nusra Youth, a splinter of the Front that is listed": of two groups the one that the apposition tells of.
fn kin<'h>(
    cx: &Cx<'_>,
    here: &'h [(usize, usize, usize)],
    of: &(usize, usize, usize),
) -> Option<&'h (usize, usize, usize)> {
    let own = here.iter().rfind(|&&(_, _, last)| last < of.1)?;
    let beside = matches!(cx.word(own.2), "," | "(" | "–" | "—")
        && matches!(cx.folded(own.2 + 1), "a" | "an" | "the" | "another" | "one");
    let noun = (own.2 + 2..of.1).take(6).find(|&k| {
        matches!(
            cx.folded(k),
            "splinter"
                | "splinters"
                | "faction"
                | "offshoot"
                | "branch"
                | "affiliate"
                | "ally"
                | "successor"
                | "rival"
                | "remnant"
                | "breakaway"
                | "descendant"
                | "heir"
                | "chapter"
                | "province"
                | "front"
                | "enemy"
                | "partner"
                | "component"
                | "backbone"
                | "core"
        )
    })?;
    let joined = (noun + 1..of.1).any(|k| matches!(cx.folded(k), "of" | "from" | "to" | "with"))
        && !(noun..of.1).any(|k| ends_clause(cx, k));
    (beside && joined).then_some(own)
}

/// "The Second Front, made up of men who left the X peace process, has been on the list": a group that is only spoken of
/// in what is set off behind the subject.
fn inserted(cx: &Cx<'_>, floor: usize, verb: usize, (first, last): (usize, usize)) -> bool {
    let close = (last..verb.min(last + 6)).find(|&k| cx.word(k) == ",");
    let Some(close) = close.filter(|&k| cx.is(k + 1, List::Auxiliary)) else {
        return false;
    };
    let open = (floor + 1..first).rev().find(|&k| cx.word(k) == ",");
    let Some(open) = open.filter(|_| close > last) else {
        return false;
    };
    let head = cx.token(open - 1).is_some_and(|token| token.capital);
    head && first >= open + 4
        && (open + 1..first).any(|k| {
            matches!(
                cx.folded(k),
                "who" | "which" | "that" | "of" | "from" | "by" | "with"
            )
        })
}

/// (a wing is meant, a part is meant, the whole is said)
pub(super) fn scope(
    cx: &Cx<'_>,
    names: &Names,
    range: &Range<usize>,
    claim: (usize, usize),
    group: usize,
    at: (usize, usize),
) -> (bool, bool, bool) {
    let (group_first, group_last) = at;
    let here = group_last > range.start;
    let mut start = claim.0;
    let mut end = claim.1;
    if here {
        start = start.min(group_first);
        end = end.max(group_last);
        // "the military wing of Hezbollah", "Hezbollah's military wing"
        for _ in 0..6 {
            if start > range.start && !ends_clause(cx, start - 1) {
                start -= 1;
            }
        }
        for _ in 0..4 {
            if end < range.end && group_last == end && !ends_clause(cx, end) {
                end += 1;
            }
        }
        if end == group_last {
            end = (end + 3).min(range.end);
        }
        // "includes X's military wing"
        if cx.kind(group_last) == Some(TokenKind::Possessive) {
            let past = (group_last..range.end.min(group_last + 4))
                .find(|&k| ends_clause(cx, k))
                .unwrap_or(range.end.min(group_last + 4));
            end = end.max(past);
        }
    } else {
        // "Only the group's military wing is banned in Britain": the subject stands in for the group.
        for _ in 0..8 {
            if start > range.start && !ends_clause(cx, start - 1) {
                start -= 1;
            }
        }
    }
    // "Only the armed wing of Hamas, the Qassam Brigades, is banned": the wing set off behind its own noun.
    if here
        && names
            .groups
            .get(group)
            .is_some_and(|group| group.form == NameForm::Wing)
        && group_first <= start + 1
        && start > range.start + 1
        && cx.word(start - 1) == ","
        && cx.word(group_last) == ","
    {
        let mut from = start - 1;
        for _ in 0..8 {
            if from > range.start && !ends_clause(cx, from - 1) {
                from -= 1;
            }
        }
        // "Hamas and its armed wing, the Qassam Brigades, are banned": both of them.
        if !(from.saturating_sub(1)..start).any(|k| cx.folded(k) == "and") {
            start = from;
        }
    }
    let form = names.groups.get(group).map(|group| group.form);
    let part = form == Some(NameForm::Wing)
        || part_in(cx, start..end)
            // "Members of X, which is listed": X is listed, not they.
            && !(here && told_of_whole(cx, group_last) && !beyond_people(cx, start..group_first));
    let beside = |k: usize| here && named_beside(cx, group_last, k);
    let whole = whole_in(cx, claim.0..end)
        || here && whole_in(cx, group_last..claim.1.max(group_last))
        // "X and its military wing are listed"
        || form != Some(NameForm::Wing)
            && (start..end).any(|k| cx.phrase(k, List::WingWord).is_some() && beside(k));
    // "only the Qassam Brigades"
    let only = form == Some(NameForm::Wing)
        && (start.saturating_sub(3).max(range.start)..group_first)
            .any(|k| matches!(cx.folded(k), "only" | "just" | "solely" | "alone"));
    (wing_in(cx, start..end) || only, part, whole)
}

/// ", which": what follows tells of the group itself.
fn told_of_whole(cx: &Cx<'_>, group_last: usize) -> bool {
    cx.word(group_last) == "," && cx.folded(group_last + 1) == "which"
}

/// A part is named that is more than some of its people.
fn beyond_people(cx: &Cx<'_>, mut range: Range<usize>) -> bool {
    range.any(|k| {
        cx.phrase(k, List::GroupPart).is_some()
            && !matches!(cx.folded(k), "leader" | "leaders" | "member" | "members")
    })
}

/// "X and its military wing", "X, including its political wing", "X, with its wings": the wing at `k` comes beside the whole.
fn named_beside(cx: &Cx<'_>, group_last: usize, k: usize) -> bool {
    let lead = group_last + usize::from(cx.word(group_last) == ",");
    k > lead
        && k <= lead + 6
        && match cx.folded(lead) {
            "and" => matches!(cx.folded(lead + 1), "its" | "their"),
            "including" => true,
            // "with its political and its military wing"
            "with" => (lead..k).any(|k| cx.folded(k) == "and"),
            _ => false,
        }
}

pub(super) fn part_in(cx: &Cx<'_>, mut range: Range<usize>) -> bool {
    range.any(|k| cx.phrase(k, List::GroupPart).is_some())
}

pub(super) fn wing_in(cx: &Cx<'_>, mut range: Range<usize>) -> bool {
    range.any(|k| cx.phrase(k, List::WingWord).is_some())
}

/// The whole of the group is said: "the whole of it", "in full", "both wings", "not only its military wing".
pub(super) fn whole_in(cx: &Cx<'_>, mut range: Range<usize>) -> bool {
    range.any(|k| match cx.folded(k) {
        // "…, not the whole of it"
        "whole" | "entire" | "entirety" => !spared(cx, k),
        // "all of X"; "political wing and all"
        "all" => {
            cx.folded(k + 1) == "of" && !spared(cx, k)
                || cx.folded(k.wrapping_sub(1)) == "and" && cx.folded(k.wrapping_sub(2)) == "wing"
        }
        "full" => cx.folded(k.wrapping_sub(1)) == "in" && !spared(cx, k.saturating_sub(1)),
        "both" => (k + 1..k + 5)
            .take_while(|&k| !ends_clause(cx, k) || cx.folded(k) == "and")
            .any(|k| matches!(cx.folded(k), "wings" | "arms" | "branches")),
        "not" => {
            matches!(cx.folded(k + 1), "only" | "just" | "merely")
                && (k + 2..k + 6).any(|k| cx.phrase(k, List::WingWord).is_some())
        }
        _ => false,
    })
}

/// "not the whole", "rather than all of"
fn spared(cx: &Cx<'_>, i: usize) -> bool {
    (i.saturating_sub(3)..i).any(|k| {
        matches!(cx.folded(k), "not" | "never" | "than" | "without") || cx.folded(k) == "instead"
    })
}
