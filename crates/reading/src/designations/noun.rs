//! Claims without a verb of their own: "the UN's designation of X as a terrorist group", "X, a terrorist organisation under
//! UK law".

use std::ops::Range;

use super::claim::Claim;
use super::designators::{By, authorities, chain_after};
use super::scope::scope;
use super::words::{ends_clause, label_after, time_before};
use super::{Manner, Tense, list, subject};
use crate::cx::Cx;
use crate::lists::List;
use crate::names::Names;
use crate::token::TokenKind;

/// The claim whose noun or label stands at token `i`.
pub(super) fn at(cx: &Cx<'_>, names: &Names, range: Range<usize>, i: usize) -> Option<Claim> {
    let deed = matches!(
        cx.folded(i),
        "designation"
            | "listing"
            | "proscription"
            | "blacklisting"
            | "classification"
            | "ban"
            | "banning"
            | "labelling"
            | "labeling"
            | "outlawing"
    );
    if deed {
        return deed_at(cx, names, range, i);
    }
    if let Some(found) = list::at(cx, names, range.clone(), i) {
        return Some(found);
    }
    let article = i
        .checked_sub(1)
        .filter(|&k| k >= range.start && matches!(cx.folded(k), "a" | "an"))?;
    let len = cx.phrase(i, List::DesignationLabel)?;
    label_at(cx, names, range, (article, i, i + len))
}

/// "the UN's designation of X as a terrorist group", "the designation of X by the UN as a terrorist group", "X's designation
/// as a terrorist group by the UN"
fn deed_at(cx: &Cx<'_>, names: &Names, range: Range<usize>, i: usize) -> Option<Claim> {
    // "the listing since 2006 of X"
    let of = (i + 1..range.end.min(i + 9))
        .find(|&k| cx.folded(k) == "of" || cx.folded(k) == "on" && matches!(cx.folded(i), "ban"))
        .filter(|&of| of == i + 1 || time_before(cx, i + 1, of) == Some(i + 1));
    let mut here = names
        .groups
        .iter()
        .enumerate()
        .filter(|(_, group)| range.contains(&group.first));
    let owned = |last: usize| {
        last + 1 == i
            && (cx.kind(last) == Some(TokenKind::Possessive) || matches!(cx.word(last), "'" | "’"))
    };
    let found = match of {
        Some(of) => here.find(|(_, group)| {
            group.first > of
                && group.first <= of + 6
                && !(of..group.first).any(|k| ends_clause(cx, k))
        }),
        None => here.find(|(_, group)| owned(group.last)),
    };
    // "the designation of the group", "its designation"
    let (group, place, from) = if let Some((group, place)) = found {
        (group, (place.first, place.last), place.last.max(i + 1))
    } else {
        let from = match of {
            Some(of) => (of + 2..of + 5).find(|&k| subject::stands_in(cx, k))?,
            None if cx.folded(i.wrapping_sub(1)) == "its" => i + 1,
            None => return None,
        };
        let (group, _) = subject::earlier(cx, names, range.start)?;
        (group, (range.start, range.start), from)
    };
    let label = label_after(cx, range.clone(), from)?;
    // "of X by the UN as a terrorist group"
    let led =
        label.0 <= from + 4 || label.0 <= from + 9 && (from..label.0).any(|k| cx.folded(k) == "as");
    if !led {
        return None;
    }
    let all = authorities(cx, names, range.clone());
    let own = |by: &&By| {
        by.last == i
            || by.last + 1 == i
                && (cx.kind(by.last) == Some(TokenKind::Possessive)
                    || matches!(cx.word(by.last), "'" | "’"))
    };
    let mut by: Vec<By> = all.iter().filter(own).copied().collect();
    // "London, whose ban on X as a terrorist group"
    let whose = i
        .checked_sub(1)
        .filter(|&k| by.is_empty() && k > range.start && cx.folded(k) == "whose");
    if let Some(whose) = whose {
        let end = whose - usize::from(cx.word(whose - 1) == ",");
        by.extend(all.iter().filter(|by| by.last == end).copied());
    }
    if by.is_empty()
        && let Some(at) = (from..=label.1).find(|&k| cx.folded(k) == "by")
    {
        by = chain_after(cx, &all, at);
        by.retain(|by| by.first > label.1 || by.last <= label.0);
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
    let (wing, part, whole) = scope(cx, names, &range, (first, last), group, place);
    (!by.is_empty()).then_some(Claim {
        verb: i,
        negated: open || undone,
        wing: wing && !whole,
        part: part && !whole,
        tense: Tense::Act,
        apposed: false,
        ..told(cx, (first, last), (group, place.1), label, by, range)
    })
}

/// A claim told by a noun, with what most of them share: said to hold now, beside its group.
pub(super) fn told(
    cx: &Cx<'_>,
    (first, last): (usize, usize),
    (group, group_last): (usize, usize),
    label: (usize, usize),
    by: Vec<By>,
    range: Range<usize>,
) -> Claim {
    Claim {
        first,
        last,
        verb: label.0,
        next: last,
        group,
        group_last,
        label: Some(label),
        by,
        instrument: instrument(cx, label),
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
    }
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

/// "X, a terrorist organisation under UK law", "X is a terrorist group in the eyes of Russia", "For Russia, X is a terrorist
/// group": `(article, label, past)`.
fn label_at(
    cx: &Cx<'_>,
    names: &Names,
    range: Range<usize>,
    (article, from, past): (usize, usize, usize),
) -> Option<Claim> {
    let all = authorities(cx, names, range.clone());
    if all.is_empty() {
        return None;
    }
    let mut before = article.checked_sub(1).filter(|&k| k >= range.start)?;
    // ", still a terrorist organisation"
    if before > range.start && matches!(cx.folded(before), "still" | "also" | "now" | "itself") {
        before -= 1;
    }
    // "is, in the eyes of Russia, a terrorist organisation"
    let mut by = Vec::new();
    if cx.word(before) == ","
        && let Some(open) = (before.saturating_sub(9).max(range.start)..before)
            .rev()
            .find(|&k| cx.word(k) == ",")
        && open > range.start
        && is_copula(cx, open - 1)
        && let Some(lead) = lead(cx, open + 1, true)
    {
        by = behind(cx, &all, open + 1, lead);
        by.retain(|by| by.last <= before);
        before = open - 1;
    }
    let apposed = matches!(cx.word(before), "," | "(") || cx.kind(before) == Some(TokenKind::Dash);
    let stated = is_copula(cx, before);
    if !apposed && !stated || apposed && !by.is_empty() {
        return None;
    }
    let (group, group_first, group_last) = subject::of(cx, names, &range, before, stated)?;
    let here = group_last > range.start;
    if by.is_empty()
        && let Some(lead) = lead(cx, past, apposed)
    {
        by = behind(cx, &all, past, lead);
        let sole = by.first().copied();
        // "a terrorist organisation in Russia,", not "in Russian hands".
        if cx.folded(past) == "in"
            && cx.folded(past + 1) != "the"
            && sole.is_none_or(|by| {
                let closed =
                    ends_clause(cx, by.last) || cx.folded(by.last) == "and" || by.last >= range.end;
                !(by.first == lead && (closed || cx.word(by.last) == "."))
            })
        {
            return None;
        }
    }
    if by.is_empty() && stated {
        let subject = if here {
            group_first
        } else {
            before.saturating_sub(1)
        };
        by = fronted(cx, &all, range.start, subject);
    }
    if by.is_empty()
        || here
            && (before.max(group_last)..from)
                .any(|k| ends_clause(cx, k) && k > before && k + 12 < from)
    {
        return None;
    }
    let last = by.iter().map(|by| by.last).chain([past]).max()?;
    let first = by.iter().map(|by| by.first).chain([from]).min()?;
    let (wing, part, whole) = scope(
        cx,
        names,
        &range,
        (first, last),
        group,
        (group_first, group_last),
    );
    Some(Claim {
        verb: from,
        next: last.max(past),
        wing: wing && !whole,
        part: (part || wing) && !whole,
        tense: if matches!(cx.folded(before), "was" | "were") {
            Tense::Past
        } else {
            Tense::Present
        },
        ..told(
            cx,
            (first, last),
            (group, group_last),
            (from, past),
            by,
            range,
        )
    })
}

fn is_copula(cx: &Cx<'_>, i: usize) -> bool {
    matches!(
        cx.folded(i),
        "is" | "are" | "remains" | "remain" | "been" | "was" | "were"
    )
}

/// Where the authorities stand behind words that say in whose eyes: "in the eyes of", "under the law of", "according to".
fn lead(cx: &Cx<'_>, at: usize, apposed: bool) -> Option<usize> {
    match (cx.folded(at), cx.folded(at + 1)) {
        ("under" | "by", _) => Some(at + 1),
        ("according", "to") => Some(at + 2),
        ("in", "the") if matches!(cx.folded(at + 2), "eyes" | "view" | "opinion" | "books") => {
            Some(at + 4)
        }
        ("for" | "in" | "to", _) if apposed => Some(at + 1),
        _ => None,
    }
}

/// The authorities that begin at the words behind `lead`, over "the official lists of both": all of a row.
fn behind(cx: &Cx<'_>, all: &[By], at: usize, lead: usize) -> Vec<By> {
    let chain = chain_after(cx, all, lead.saturating_sub(1));
    let Some(first) = chain.first() else {
        return Vec::new();
    };
    let is_law = |k: usize| {
        matches!(
            cx.folded(k),
            "law" | "laws" | "rules" | "legislation" | "statute" | "act" | "code"
        )
    };
    let filler = (lead..first.first).all(|k| {
        is_law(k)
            || matches!(
                cx.folded(k),
                "the"
                    | "both"
                    | "of"
                    | "a"
                    | "its"
                    | "official"
                    | "national"
                    | "list"
                    | "lists"
                    | "listing"
                    | "listings"
                    | "register"
                    | "registers"
                    | "terrorism"
                    | "terrorist"
                    | "terror"
                    | "anti"
                    | "-"
                    | "courts"
                    | "government"
                    | "governments"
            )
    });
    // "under UK law", not "under British rule".
    let lawful = !matches!(cx.folded(at), "under" | "by")
        || (lead..first.first).any(is_law)
        || (first.last..first.last + 3).any(is_law);
    // "according to the Russian soldiers"
    let told = cx.folded(at) == "according"
        && first.first == lead
        && cx.kind(first.last) == Some(TokenKind::Word)
        && !ends_clause(cx, first.last)
        && !is_law(first.last)
        && !matches!(
            cx.folded(first.last),
            "list" | "lists" | "government" | "terrorist"
        );
    if filler && lawful && !told {
        chain
    } else {
        Vec::new()
    }
}

/// "For Russia, X is …", "In the eyes of Russia only the armed wing of X is …", "Russia, for which X is …".
fn fronted(cx: &Cx<'_>, all: &[By], start: usize, group_first: usize) -> Vec<By> {
    // "only the armed wing of X"
    const SUBJECT: usize = 7;
    let close = |by: &[By]| {
        by.last().is_some_and(|last| {
            last.last <= group_first
                && group_first <= last.last + SUBJECT
                && (last.last..group_first)
                    .filter(|&k| ends_clause(cx, k) || cx.is(k, List::Auxiliary))
                    .all(|k| cx.word(k) == ",")
        })
    };
    if let Some(lead) =
        lead(cx, start, true).filter(|_| cx.folded(start) != "in" || cx.folded(start + 1) == "the")
    {
        let by = behind(cx, all, start, lead);
        if close(&by) {
            return by;
        }
    }
    // ", for which X is a terrorist organisation"
    let which = (group_first.saturating_sub(SUBJECT).max(start)..group_first)
        .rev()
        .find(|&k| matches!(cx.folded(k), "which" | "whom"));
    let Some(which) = which
        .filter(|&k| cx.folded(k.wrapping_sub(1)) == "for" && cx.word(k.wrapping_sub(2)) == ",")
    else {
        return Vec::new();
    };
    let by: Vec<By> = all
        .iter()
        .filter(|by| by.last + 2 == which)
        .copied()
        .collect();
    by
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
