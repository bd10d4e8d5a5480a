//! Claims without a verb of their own: "the UN's designation of X as a terrorist group", "X, a terrorist organisation under
//! UK law".

use std::ops::Range;

use super::claim::Claim;
use super::designators::{By, authorities};
use super::words::{ends_clause, label_after};
use super::{Manner, Tense};
use crate::cx::Cx;
use crate::lists::List;
use crate::names::Names;
use crate::token::TokenKind;

/// The claim whose noun or label stands at token `i`.
pub(super) fn at(cx: &Cx<'_>, names: &Names, range: Range<usize>, i: usize) -> Option<Claim> {
    let deed = matches!(
        cx.folded(i),
        "designation" | "listing" | "proscription" | "blacklisting" | "classification"
    ) && cx.folded(i + 1) == "of";
    if deed {
        return deed_at(cx, names, range, i);
    }
    let article = i
        .checked_sub(1)
        .filter(|&k| k >= range.start && matches!(cx.folded(k), "a" | "an"))?;
    let len = cx.phrase(i, List::DesignationLabel)?;
    label_at(cx, names, range, (article, i, i + len))
}

/// "the UN's designation of X as a terrorist group", "the designation of X as a terrorist group by the UN"
fn deed_at(cx: &Cx<'_>, names: &Names, range: Range<usize>, i: usize) -> Option<Claim> {
    let after = i + 2;
    let (group, place) = names
        .groups
        .iter()
        .enumerate()
        .find(|(_, group)| range.contains(&group.first) && group.first >= after)?;
    if place.first > after + 2 {
        return None;
    }
    let label = label_after(cx, range.clone(), place.last)?;
    if label.0 > place.last + 4 {
        return None;
    }
    let all = authorities(cx, names, range.clone());
    let own = |by: &&By| {
        by.last == i || by.last + 1 == i && cx.kind(by.last) == Some(TokenKind::Possessive)
    };
    let mut by: Vec<By> = all.iter().filter(own).copied().collect();
    if by.is_empty() && cx.folded(label.1) == "by" {
        by = all
            .iter()
            .filter(|by| by.first > label.1 && by.first <= label.1 + 2)
            .copied()
            .collect();
    }
    let first = by.iter().map(|by| by.first).chain([i]).min()?;
    let last = by.iter().map(|by| by.last).chain([label.1]).max()?;
    // Only asked for, thought of, or taken back.
    let open = (first.saturating_sub(5).max(range.start)..first).any(|k| {
        matches!(
            cx.folded(k),
            "for"
                | "urged"
                | "against"
                | "possible"
                | "proposed"
                | "before"
                | "without"
                | "no"
                | "sought"
                | "seek"
                | "demand"
                | "demanded"
                | "consider"
                | "considering"
                | "opposes"
                | "oppose"
                | "push"
        )
    });
    let undone = (last..range.end).take(8).any(|k| {
        matches!(
            cx.folded(k),
            "would" | "could" | "might" | "may" | "should" | "will" | "failed" | "false" | "if"
        ) || ended(cx.folded(k))
    }) || (range.start..first).any(|k| ended(cx.folded(k)));
    (!by.is_empty()).then_some(Claim {
        first,
        last,
        verb: i,
        next: last,
        group,
        group_last: place.last,
        label: Some(label),
        by,
        instrument: instrument(cx, label),
        tense: Tense::Act,
        manner: Manner::Verb,
        negated: open || undone,
        wing: false,
        part: false,
        others: false,
        apposed: false,
        plain: false,
        for_terror: false,
        range,
    })
}

/// True of a word that tells the end of a listing.
fn ended(word: &str) -> bool {
    matches!(
        word,
        "revoked"
            | "revoke"
            | "revoking"
            | "lifted"
            | "lift"
            | "ended"
            | "end"
            | "rescinded"
            | "dropped"
            | "expired"
            | "overturned"
            | "annulled"
            | "removed"
            | "reversed"
            | "quashed"
            | "scrapped"
    )
}

/// "X, a terrorist organisation under UK law", "X is a terrorist group in the eyes of Russia": `(article, label, past)`.
fn label_at(
    cx: &Cx<'_>,
    names: &Names,
    range: Range<usize>,
    (article, from, past): (usize, usize, usize),
) -> Option<Claim> {
    let mut before = article.checked_sub(1).filter(|&k| k >= range.start)?;
    // ", still a terrorist organisation"
    if before > range.start && matches!(cx.folded(before), "still" | "also" | "now") {
        before -= 1;
    }
    let apposed = cx.word(before) == "," || cx.kind(before) == Some(TokenKind::Dash);
    let stated = matches!(cx.folded(before), "is" | "are" | "remains" | "remain");
    if !apposed && !stated {
        return None;
    }
    let until = names.groups.partition_point(|group| group.first < before);
    let here = names.groups.get(..until).unwrap_or(&[]);
    let near = here.iter().enumerate().rev();
    let mut near = near.take_while(|(_, group)| group.first >= range.start);
    let (group, place) = near.find(|(_, group)| {
        // "the Armed Forces of Aria (AFA), a terrorist organisation"
        let bracketed = group.last + 1 == before && cx.word(group.last) == ")";
        group.last == before || bracketed
    })?;
    let link = match (cx.folded(past), cx.folded(past + 1)) {
        ("under", _) => past + 1,
        ("according", "to") => past + 2,
        ("in", "the") if matches!(cx.folded(past + 2), "eyes" | "view") => past + 4,
        ("for", _) if apposed => past + 1,
        // "Hamas, a terrorist organisation in Russia,"
        ("in", _) if apposed => past + 1,
        _ => return None,
    };
    let all = authorities(cx, names, range.clone());
    let by = *all
        .iter()
        .find(|by| by.first >= link && by.first <= link + 1)?;
    // "under UK law", not "under British rule".
    if cx.folded(past) == "under"
        && !(by.last..by.last + 3).any(|k| {
            matches!(
                cx.folded(k),
                "law" | "laws" | "rules" | "legislation" | "statute" | "act"
            )
        })
    {
        return None;
    }
    let closed = ends_clause(cx, by.last) || cx.folded(by.last) == "and" || by.last >= range.end;
    if cx.folded(past) == "in" && cx.folded(past + 1) != "the" && !(by.first == link && closed) {
        return None;
    }
    if (before.max(place.last)..from).any(|k| ends_clause(cx, k) && k != before) {
        return None;
    }
    Some(Claim {
        first: from,
        last: by.last,
        verb: from,
        next: by.last.max(past),
        group,
        group_last: place.last,
        label: Some((from, past)),
        by: vec![by],
        instrument: instrument(cx, (from, past)),
        tense: Tense::Present,
        manner: Manner::Verb,
        negated: false,
        wing: false,
        part: false,
        others: false,
        apposed: true,
        plain: false,
        for_terror: false,
        range,
    })
}

/// The list that the words of the label name.
fn instrument(cx: &Cx<'_>, label: (usize, usize)) -> Option<&'static str> {
    let has = |list: List| (label.0..label.1).any(|k| cx.phrase(k, list).is_some());
    if has(List::ForeignList) {
        Some("fto")
    } else if has(List::GlobalList) {
        Some("sdgt")
    } else {
        None
    }
}
