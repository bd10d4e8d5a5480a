//! Of which group a label is said that no verb of listing leads: "X is a terrorist group in the eyes of …".

use std::ops::Range;

use super::words::ends_clause;
use crate::cx::Cx;
use crate::lists::List;
use crate::names::{Group, Names};
use crate::order::begun_in;
use crate::token::TokenKind;

/// The group that ends before token `before` (a comma, a bracket or "is"): (index, first token, one past the last); for one
/// of an earlier sentence the places are the sentence's start.
pub(super) fn of(
    cx: &Cx<'_>,
    names: &Names,
    range: &Range<usize>,
    before: usize,
    stated: bool,
) -> Option<(usize, usize, usize)> {
    let from = names
        .groups
        .partition_point(|group| group.first < range.start);
    let here: Vec<(usize, usize, usize)> =
        begun_in(&names.groups, range.start..before, |group| group.first)
            .iter()
            .zip(from..)
            .map(|(group, i)| (i, group.first, group.last))
            .collect();
    let beside = here.iter().rfind(|&&(_, _, last)| {
        // "the Armed Forces of Aria (AFA), a terrorist organisation"
        let bracketed = last + 1 == before && cx.word(last) == ")";
        // "X's military wing is"
        let wing = (last + 1..last + 3)
            .find_map(|k| Some(k + cx.phrase(k, List::WingWord)?))
            .is_some_and(|end| end == before)
            && (cx.kind(last) == Some(TokenKind::Possessive) || matches!(cx.word(last), "'" | "’"));
        // "X, which is"
        let which = stated
            && cx.word(last) == ","
            && matches!(cx.folded(last + 1), "which" | "who")
            && (last + 2..before).all(|k| cx.is(k, List::Auxiliary));
        // "X has been"
        let has = stated && (last..before).all(|k| cx.is(k, List::Auxiliary));
        last == before || bracketed || wing || which || has
    });
    if let Some(&found) = beside {
        return Some(found);
    }
    if !stated {
        return None;
    }
    // "For Russia, the group is", "In the eyes of Russia it is"
    if here.is_empty()
        && before > range.start + 4
        && stands_in(cx, before)
        && let Some((index, _)) = earlier(cx, names, range.start)
    {
        return Some((index, range.start, range.start));
    }
    // "X was crushed in 2009 and remains", "The group remains": the subject of the sentence.
    let clause = (range.start..before)
        .rev()
        .take(2)
        .any(|k| cx.folded(k) == "and")
        || before <= range.start + 4;
    if !clause {
        return None;
    }
    if let Some(&first) = here.first() {
        let sole = here
            .iter()
            .all(|&(i, _, _)| entity(names, i) == entity(names, first.0));
        let leads = first.1 <= range.start + 1;
        return (sole && leads).then_some(first);
    }
    // "It", "The group", "The Tigers" of the Tamil Tigers.
    let (index, last) = earlier(cx, names, range.start)?;
    let lead = cx.folded(range.start);
    let stands_for = matches!(lead, "it" | "they")
        || lead == "the"
            && (cx.is(range.start + 1, List::GroupNoun)
                || last.last > last.first + 1
                    && cx.folded(range.start + 1) == cx.folded(last.last.saturating_sub(1))
                    && !ends_clause(cx, range.start + 1));
    stands_for.then_some((index, range.start, range.start))
}

/// "it", "the group", "the Lebanese movement", ending right before token `end`: what stands for a group told before.
pub(super) fn stands_in(cx: &Cx<'_>, end: usize) -> bool {
    let Some(last) = end.checked_sub(1) else {
        return false;
    };
    matches!(cx.folded(last), "it" | "they" | "them")
        || cx.is(last, List::GroupNoun)
            && (last.saturating_sub(2)..last).any(|k| cx.folded(k) == "the")
}

/// The group of the three sentences before token `start`, if they tell of one alone.
pub(super) fn earlier<'n>(
    cx: &Cx<'_>,
    names: &'n Names,
    start: usize,
) -> Option<(usize, &'n Group)> {
    let sentence = cx.token(start)?.sentence;
    let near = |first: usize| {
        cx.token(first)
            .is_some_and(|token| token.sentence + 3 >= sentence)
    };
    let until = names.groups.partition_point(|group| group.first < start);
    let all = names.groups.get(..until)?;
    let (index, last) = all
        .iter()
        .enumerate()
        .next_back()
        .filter(|(_, group)| near(group.first))?;
    // Of two groups it is not said which is meant.
    let sole = all
        .iter()
        .rev()
        .take_while(|group| near(group.first))
        .all(|group| group.entity == last.entity);
    sole.then_some((index, last))
}

fn entity(names: &Names, i: usize) -> Option<u32> {
    names.groups.get(i).map(|group| group.entity)
}
