//! The designators of a claim: who lists.

use std::ops::Range;

use super::Manner;
use super::words::{ends_clause, time_before};
use crate::cx::Cx;
use crate::lists::List;
use crate::names::Names;
use crate::token::TokenKind;

/// A designator of a claim.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct By {
    pub(super) first: usize,
    pub(super) last: usize,
    /// Place in the register of authorities.
    pub(super) entity: u32,
    /// "but not by the EU"
    pub(super) negated: bool,
}

/// Where a claim stands.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) verb: usize,
    pub(super) after: usize,
    pub(super) label: Option<(usize, usize)>,
    pub(super) manner: Manner,
}

/// The authorities named in the sentence: (first, last, place in the register).
pub(super) fn authorities(cx: &Cx<'_>, names: &Names, range: Range<usize>) -> Vec<By> {
    let _ = cx;
    let from = names.hits.partition_point(|hit| hit.first < range.start);
    names
        .hits
        .iter()
        .skip(from)
        .take_while(|hit| hit.first < range.end)
        .filter_map(|hit| {
            Some(By {
                first: hit.first,
                last: hit.last,
                entity: hit.authority()?,
                negated: false,
            })
        })
        .collect()
}

/// The designators, and whether they are the subject of the verb.
pub(super) fn designators(
    cx: &Cx<'_>,
    authorities: &[By],
    range: Range<usize>,
    place: Place,
) -> (Vec<By>, bool) {
    let Place {
        verb,
        after,
        label,
        manner,
    } = place;
    let end_of_label = label.map_or(after, |(_, end)| end.max(after));
    match manner {
        Manner::Compound => {
            let found = authorities
                .iter()
                .copied()
                .filter(|by| by.last + 1 == verb || by.last == verb)
                .collect();
            return (found, false);
        }
        Manner::List => {
            // "on the US, British and EU lists", "on its list", "the list of … kept by the US"
            let floor = verb.saturating_sub(9).max(range.start);
            let on = (floor..verb).rev().find(|&k| {
                matches!(
                    cx.folded(k),
                    "on" | "onto" | "off" | "from" | "under" | "to"
                )
            });
            let near: Vec<By> = authorities
                .iter()
                .copied()
                .filter(|by| {
                    by.last <= verb && by.last + 8 > verb && on.is_none_or(|on| by.first > on)
                })
                // "on the US but not the UN list"
                .map(|by| By {
                    negated: cx.folded(by.first.wrapping_sub(1)) == "not"
                        || cx.folded(by.first.wrapping_sub(1)) == "the"
                            && cx.folded(by.first.wrapping_sub(2)) == "not",
                    ..by
                })
                .collect();
            if !near.is_empty() {
                return (near, false);
            }
            let behind: Vec<By> = authorities
                .iter()
                .copied()
                .filter(|by| by.first >= end_of_label && by.first <= end_of_label + 5)
                .collect();
            // "The United States has X on its list of …": its subject keeps the list.
            let its = on.filter(|&on| matches!(cx.folded(on + 1), "its" | "their"));
            if behind.is_empty()
                && let Some(on) = its
            {
                let keeper = authorities
                    .iter()
                    .copied()
                    .find(|by| by.last <= on && by.last + 14 > on && by.first <= range.start + 2);
                // "Hamas, which the Security Council has on its list": the subject of the clause keeps it.
                let clause = || {
                    authorities.iter().copied().find(|by| {
                        let the = usize::from(cx.folded(by.first.saturating_sub(1)) == "the");
                        let lead = cx.folded(by.first.saturating_sub(1 + the));
                        by.last <= on
                            && by.last + 6 > on
                            && by.first > range.start + 1 + the
                            && matches!(lead, "which" | "that" | "whom")
                            && !(by.last..on).any(|k| ends_clause(cx, k))
                    })
                };
                return (keeper.or_else(clause).into_iter().collect(), false);
            }
            // "on the terrorism lists of Turkey, the European Union and the United Nations": the whole row.
            let Some(at) = behind.first().and_then(|by| by.first.checked_sub(1)) else {
                return (behind, false);
            };
            let row = chain_after(cx, authorities, at);
            return (
                if row.len() > behind.len() {
                    row
                } else {
                    behind
                },
                false,
            );
        }
        Manner::Verb => {}
    }
    // "lists it as a terrorist organisation, a label approved by parliament": a "by" that names nobody is not the listing's.
    if let Some(by) = (after..range.end.min(end_of_label + 6)).find(|&k| cx.folded(k) == "by") {
        let listers = chain_after(cx, authorities, by);
        let apart = (end_of_label..by).any(|k| cx.word(k) == ",");
        if !listers.is_empty() || !apart {
            return (listers, false);
        }
    }
    let subject = chain_before(cx, authorities, range.start, verb);
    if !subject.is_empty() {
        return (subject, true);
    }
    // "a crime in Russia, where it has been banned as a terrorist group"
    let place = (range.start..verb)
        .rev()
        .take(6)
        .find(|&k| cx.folded(k) == "where")
        .and_then(|k| {
            authorities.iter().copied().find(|by| {
                let lead = cx.folded(by.first.saturating_sub(1));
                (by.last == k || by.last + 1 == k && cx.word(by.last) == ",")
                    && (by.first == range.start || matches!(lead, "in" | "to" | "from" | "the"))
            })
        });
    if let Some(place) = place {
        return (vec![place], false);
    }
    // "Under British law the brigades are a banned terrorist group", "Under Canada's Criminal Code …"
    let opening: Vec<By> = authorities
        .iter()
        .copied()
        .filter(|by| {
            by.first <= range.start + 2
                && cx.folded(range.start) == "under"
                && (by.last..by.last + 5)
                    .take_while(|&k| !ends_clause(cx, k))
                    .any(|k| {
                        matches!(
                            cx.folded(k),
                            "law"
                                | "laws"
                                | "legislation"
                                | "rules"
                                | "regulations"
                                | "code"
                                | "act"
                        )
                    })
        })
        .collect();
    if !opening.is_empty() {
        return (opening, false);
    }
    // "In Canada, X is banned as a terrorist group"
    if let Some(place) = opening_place(cx, authorities, range.start, verb) {
        return (vec![place], false);
    }
    // "proscribed in Britain as a terrorist group", "a listed terrorist organisation in Australia", "under US law"
    let found = authorities
        .iter()
        .copied()
        .filter(|by| {
            // "under the criminal code of Canada"
            let near = |from: usize| {
                by.first >= from
                    && (by.first <= from + 4
                        || by.first <= from + 8
                            && cx.folded(from) == "under"
                            && (from..by.first).any(|k| cx.folded(k) == "of"))
            };
            let link = |from: usize| {
                (from..by.first).any(|k| matches!(cx.folded(k), "in" | "under"))
                    && !(from..by.first).any(|k| ends_clause(cx, k))
            };
            (near(after) && link(after)) || (near(end_of_label) && link(end_of_label))
        })
        .collect::<Vec<_>>();
    match found.first() {
        Some(first) => {
            let at = first.first.saturating_sub(1);
            let mut chain = chain_after(cx, authorities, at);
            if chain.is_empty() {
                chain = found;
            }
            (chain, false)
        }
        None => (found, false),
    }
}

/// "In Canada, X is a banned terrorist group": the place at the head of a plain main clause in the passive.
fn opening_place(cx: &Cx<'_>, authorities: &[By], start: usize, verb: usize) -> Option<By> {
    // "In the United States, the Islamic State Khorasan Province has long been"
    const FAR: usize = 14;
    if cx.folded(start) != "in" {
        return None;
    }
    let place = authorities
        .iter()
        .find(|by| by.first > start && by.first <= start + 2)?;
    let clause = place.last + usize::from(cx.word(place.last) == ",");
    let plain = verb <= place.last + FAR && !(clause..verb).any(|k| ends_clause(cx, k));
    let passive = (verb.saturating_sub(3).max(clause)..verb)
        .any(|k| matches!(cx.folded(k), "is" | "are" | "been" | "remains" | "remain"));
    (plain && passive).then_some(*place)
}

/// The authorities behind "by" or "of": a list, each not far behind the last, with no verb between.
pub(super) fn chain_after(cx: &Cx<'_>, authorities: &[By], by: usize) -> Vec<By> {
    let mut at = by + 1;
    let mut found = Vec::new();
    for authority in authorities.iter().filter(|authority| authority.first > by) {
        let gap = at..authority.first;
        let near = authority.first <= at + 6
            && !gap.clone().any(|k| {
                cx.is(k, List::Auxiliary)
                    || cx.word(k) == ";"
                    || matches!(
                        cx.folded(k),
                        "which"
                            | "that"
                            | "who"
                            | "while"
                            | "against"
                            | "ally"
                            | "allies"
                            | "partner"
                            | "neighbour"
                            | "neighbor"
                            | "rival"
                            | "member"
                            | "friend"
                            | "backer"
                            | "patron"
                    )
            })
            && (found.is_empty()
                || gap.clone().any(|k| {
                    cx.word(k) == "," || matches!(cx.folded(k), "and" | "or" | "but" | "well")
                }));
        if !near {
            break;
        }
        found.push(By {
            negated: gap.clone().any(|k| cx.folded(k) == "not"),
            ..*authority
        });
        at = authority.last;
    }
    found
}

/// "Turkey, a member of the League, lists": the authority before what is set off and ends with another at the comma `close`.
fn set_off(cx: &Cx<'_>, authorities: &[By], floor: usize, close: usize) -> Option<By> {
    let other = authorities.iter().find(|by| by.last == close)?;
    let open = (close.saturating_sub(14).max(floor)..other.first)
        .rev()
        .find(|&k| cx.word(k) == ",")?;
    let lead = matches!(
        cx.folded(open + 1),
        "a" | "an" | "the" | "its" | "one" | "like" | "unlike" | "once"
    );
    let joined =
        (open + 2..other.first).any(|k| matches!(cx.folded(k), "of" | "to" | "with" | "in"));
    (lead && joined)
        .then(|| authorities.iter().find(|by| by.last == open).copied())
        .flatten()
}

/// "and others", "and many other countries": where they begin before token `at`.
fn and_others(cx: &Cx<'_>, floor: usize, at: usize) -> Option<usize> {
    let noun = at.checked_sub(1)?;
    let others = if cx.folded(noun) == "others" {
        noun
    } else if matches!(
        cx.folded(noun),
        "countries" | "states" | "governments" | "nations" | "powers" | "allies"
    ) {
        (noun.saturating_sub(3)..noun).find(|&k| cx.folded(k) == "other")?
    } else {
        return None;
    };
    (others.saturating_sub(2).max(floor + 1)..others).find(|&k| cx.folded(k) == "and")
}

/// The authorities right before the verb, its subject: over auxiliaries, adverbs, "which", "government", an insertion.
fn chain_before(cx: &Cx<'_>, authorities: &[By], floor: usize, verb: usize) -> Vec<By> {
    // "the only part of the Lebanese movement that is banned in Britain": what is listed stands before a passive.
    let passive = !cx.folded(verb).ends_with("ing")
        && verb.checked_sub(1).is_some_and(|k| {
            k >= floor
                && matches!(
                    cx.folded(k),
                    "is" | "are" | "was" | "were" | "been" | "being" | "be"
                )
        });
    if passive {
        return Vec::new();
    }
    let mut at = verb;
    let mut inserted = false;
    let mut steps = 0;
    let subject = loop {
        if steps > 24 || at <= floor {
            return Vec::new();
        }
        steps += 1;
        let before = at - 1;
        if let Some(found) = authorities.iter().rev().find(|by| by.last == at) {
            break *found;
        }
        let word = cx.folded(before);
        let passes = cx.is(before, List::Auxiliary)
            || word.ends_with("ly")
            || cx.kind(before) == Some(TokenKind::Possessive)
            || matches!(
                word,
                "also"
                    | "still"
                    | "now"
                    | "first"
                    | "long"
                    | "already"
                    | "not"
                    | "never"
                    | "has"
                    | "since"
                    | "both"
                    | "all"
                    | "either"
                    | "too"
                    | "then"
                    | "which"
                    | "who"
                    | "that"
                    | "to"
                    | "decided"
                    | "moved"
                    | "voted"
                    | "continued"
                    | "continues"
            )
            || cx.is(before, List::OrganisationHead)
            || cx.token(before).is_some_and(|token| {
                token.kind == TokenKind::Word && token.capital && cx.is(before, List::RoleNoun)
            })
            || matches!(
                cx.folded(before),
                "government" | "officials" | "authorities" | "parliament" | "lawmakers" | "general"
            );
        if passes {
            at = before;
            continue;
        }
        if cx.word(before) == "," && !inserted {
            inserted = true;
            // "Turkey, an ally of the United States, lists it": the ally is set off.
            if let Some(own) = set_off(cx, authorities, floor, before) {
                break own;
            }
            // "Canada, which lists": the comma alone; "New Zealand, which had …, designated": to the other comma.
            if authorities.iter().any(|by| by.last == before) {
                at = before;
                continue;
            }
            let from = before.saturating_sub(14).max(floor);
            let other = (from..before).rev().find(|&k| cx.word(k) == ",");
            if let Some(other) = other
                && (authorities.iter().any(|by| by.last == other)
                    // "has, since 2003, listed"
                    || other > floor && cx.is(other - 1, List::Auxiliary))
            {
                at = other;
                continue;
            }
        }
        // "Canada and others list it", "Canada and other states list it"
        if let Some(start) = and_others(cx, floor, at) {
            at = start;
            continue;
        }
        // "has since 2003 listed", "which for two decades has listed"
        if let Some(start) = time_before(cx, floor, at) {
            at = start;
            continue;
        }
        // "on Tuesday"
        if cx.is(before, List::Weekday) && before > floor && cx.folded(before - 1) == "on" {
            at = before - 1;
            continue;
        }
        return Vec::new();
    };
    let mut chain = vec![subject];
    let mut head = subject.first;
    for other in authorities.iter().rev() {
        if other.last > head {
            continue;
        }
        let gap = other.last..head;
        let joined = gap.len() <= 4
            && gap
                .clone()
                .any(|k| cx.word(k) == "," || matches!(cx.folded(k), "and" | "or" | "nor" | "but"))
            && gap.clone().all(|k| {
                cx.word(k) == ","
                    || matches!(
                        cx.folded(k),
                        "and"
                            | "or"
                            | "nor"
                            | "but"
                            | "not"
                            | "the"
                            | "both"
                            | "as"
                            | "well"
                            | "like"
                            | "along"
                            | "alongside"
                            | "together"
                            | "with"
                    )
            });
        if !joined {
            break;
        }
        // "the US but not the UN lists it"
        if gap.clone().any(|k| cx.folded(k) == "not")
            && let Some(last) = chain.last_mut()
        {
            last.negated = true;
        }
        head = other.first;
        chain.push(*other);
    }
    // "Unlike the UN, the United States lists it"
    chain.retain(|by| {
        let article = by
            .first
            .checked_sub(1)
            .filter(|&k| cx.folded(k) == "the")
            .unwrap_or(by.first);
        !article
            .checked_sub(1)
            .is_some_and(|k| k >= floor && cx.folded(k) == "unlike")
    });
    chain.reverse();
    chain
}
