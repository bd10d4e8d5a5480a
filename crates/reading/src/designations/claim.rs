//! One claim: its verb or list, its group, its designators, its label.

use std::ops::Range;

use super::{Manner, Tense};
use crate::cx::Cx;
use crate::lists::List;
use crate::names::{NameForm, Names};
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

/// A claim; places are tokens.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Claim {
    pub(super) first: usize,
    pub(super) last: usize,
    /// The verb or the list.
    pub(super) verb: usize,
    /// Where the search goes on.
    pub(super) next: usize,
    /// The sentence.
    pub(super) range: Range<usize>,
    /// Index into the mentions of groups.
    pub(super) group: usize,
    /// One past the group's last token if it stands in this sentence, else the sentence's start.
    pub(super) group_last: usize,
    pub(super) label: Option<(usize, usize)>,
    pub(super) by: Vec<By>,
    pub(super) instrument: Option<&'static str>,
    pub(super) tense: Tense,
    pub(super) manner: Manner,
    pub(super) negated: bool,
    pub(super) wing: bool,
    pub(super) part: bool,
    pub(super) others: bool,
    /// "a designated terrorist group in Britain": a noun phrase beside the group, not a clause.
    pub(super) apposed: bool,
}

/// True if a clause ends at token `i`.
pub(super) fn ends_clause(cx: &Cx<'_>, i: usize) -> bool {
    match cx.kind(i) {
        None | Some(TokenKind::Dash | TokenKind::Mark) => true,
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

/// The claim whose verb or list stands at token `i`.
pub(super) fn at(cx: &Cx<'_>, names: &Names, range: Range<usize>, i: usize) -> Option<Claim> {
    let label_here = cx.phrase(i, List::DesignationLabel);
    let noun = is_list_noun(cx, range.start, i);
    let listed = label_here.filter(|_| on_a_list(cx, range.start, i));
    // "sanctions list" is a list, not the verb "sanctions".
    let verb = cx
        .phrase(i, List::DesignatingVerb)
        .filter(|&len| !noun && !is_other_noun(cx, i) && listed.is_none_or(|list| list <= len));
    let len = verb.or(listed)?;
    let after = i + len;
    let outright = verb.is_some() && cx.phrase(i, List::OutrightVerb).is_some();
    let label = if verb.is_none() {
        Some((i, after))
    } else {
        label_after(cx, range.clone(), after)
    };
    if label.is_none() && !outright {
        return None;
    }
    let end_of_label = label.map_or(after, |(_, end)| end);
    let hyphen = |j: usize| cx.kind(j) == Some(TokenKind::Hyphen);
    let manner = if verb.is_none() {
        Manner::List
    } else if i > range.start && hyphen(i - 1) {
        Manner::Compound
    } else {
        Manner::Verb
    };
    let authorities = authorities(cx, names, range.clone());
    let (mut by, mut active) = designators(
        cx,
        &authorities,
        range.clone(),
        Place {
            verb: i,
            after,
            label,
            manner,
        },
    );
    // "Ethiopia's government met the TPLF, which it designates": the subject of the sentence lists.
    let subject = i.checked_sub(1).map(|k| {
        if matches!(cx.folded(k), "still" | "also" | "now") {
            k.saturating_sub(1)
        } else {
            k
        }
    });
    if by.is_empty()
        && manner == Manner::Verb
        && subject.is_some_and(|k| {
            matches!(cx.folded(k), "it" | "they") && cx.folded(k.saturating_sub(1)) == "which"
        })
        && let Some(first) = authorities
            .first()
            .filter(|one| one.first <= range.start + 3 && one.last < i)
    {
        by.push(*first);
        active = true;
    }
    let (group, group_first, group_last) =
        group(cx, names, range.clone(), i, after, label, manner, active)?;
    let in_sentence = group_last > range.start;
    if by.is_empty() && !outright && !said_listed(cx, i) {
        return None;
    }
    // Without a label the group is the verb's own: close, with no clause between.
    if label.is_none() && in_sentence && group_first >= after && group_first > after + 8 {
        return None;
    }
    let first = by.iter().map(|by| by.first).chain([i]).min().unwrap_or(i);
    let last = by
        .iter()
        .map(|by| by.last)
        .chain([end_of_label, after])
        .max()
        .unwrap_or(end_of_label);
    let (wing, part, whole) =
        if active && !in_sentence || active && group_first < i && label.is_none() {
            // "designated the whole group": its own object tells.
            let end = (after..range.end.min(after + 8))
                .find(|&k| ends_clause(cx, k))
                .unwrap_or(after);
            let object = after..end.max(end_of_label);
            if object.clone().any(|k| cx.is(k, List::GroupNoun)) || !in_sentence {
                (
                    wing_in(cx, object.clone()),
                    part_in(cx, object.clone()),
                    whole_in(cx, object),
                )
            } else {
                scope(
                    cx,
                    names,
                    &range,
                    (first, last),
                    group,
                    (group_first, group_last),
                )
            }
        } else {
            scope(
                cx,
                names,
                &range,
                (first, last),
                group,
                (group_first, group_last),
            )
        };
    let window = label.map_or(i..last, |(from, to)| from.min(i)..to.max(last));
    let instrument = if window
        .clone()
        .any(|k| cx.phrase(k, List::ForeignList).is_some())
    {
        Some("fto")
    } else if window
        .clone()
        .any(|k| cx.phrase(k, List::GlobalList).is_some())
        || (i.saturating_sub(2).max(range.start)..i)
            .any(|k| cx.phrase(k, List::GlobalList).is_some())
    {
        Some("sdgt")
    } else {
        None
    };
    let floor = if manner == Manner::List {
        // "has never been put on a United Nations list"
        let far = i.saturating_sub(10).max(range.start);
        (far..i)
            .rev()
            .find(|&k| ends_clause(cx, k))
            .map_or(far, |k| k + 1)
    } else {
        first.min(i).saturating_sub(3).max(range.start)
    };
    let negated = unreal(cx, &range, first, i, manner)
        || (floor..i).any(|k| {
            matches!(
                cx.folded(k),
                "not"
                    | "never"
                    | "no"
                    | "isn't"
                    | "hasn't"
                    | "haven't"
                    | "wasn't"
                    | "doesn't"
                    | "don't"
                    | "didn't"
                    | "aren't"
                    | "neither"
                    | "nor"
            )
        })
        || cx.phrase(i, List::DelistingVerb).is_some()
        || (manner == Manner::List
            && (i.saturating_sub(7).max(range.start)..i)
                .any(|k| matches!(cx.folded(k), "from" | "off")));
    let apposed = manner == Manner::Verb
        && by.is_empty().max(!active)
        && i.checked_sub(1)
            .is_some_and(|before| matches!(cx.folded(before), "a" | "an" | "the" | "another"));
    Some(Claim {
        first,
        last,
        verb: i,
        next: last.max(after),
        group,
        group_last,
        label,
        others: by.iter().any(|by| by.first > i)
            && (end_of_label..range.end)
                .take(24)
                .any(|k| matches!(cx.folded(k), "others" | "other")),
        tense: tense(cx, &range, (first, i), last, active, manner),
        by,
        instrument,
        manner,
        negated,
        wing: wing && !whole,
        part: (part || wing) && !whole,
        apposed,
        range,
    })
}

/// What nobody has done yet: "wants the UN to list", "could designate", "if Canada proscribed".
fn unreal(cx: &Cx<'_>, range: &Range<usize>, first: usize, verb: usize, manner: Manner) -> bool {
    if manner != Manner::Verb {
        return false;
    }
    let modal = (first.min(verb)..verb).any(|k| {
        matches!(
            cx.folded(k),
            "could" | "may" | "might" | "should" | "would" | "must" | "will" | "can" | "cannot"
        )
    });
    let open = (first.min(verb).saturating_sub(2).max(range.start)..verb)
        .any(|k| matches!(cx.folded(k), "if" | "unless" | "whether"));
    let infinitive = verb.checked_sub(1).is_some_and(|to| {
        to > range.start
            && cx.folded(to) == "to"
            && !matches!(
                cx.folded(to - 1),
                "decided"
                    | "moved"
                    | "voted"
                    | "agreed"
                    | "chose"
                    | "continued"
                    | "continues"
                    | "went"
                    | "country"
                    | "state"
                    | "government"
                    | "first"
                    | "last"
            )
    });
    modal || open || infinitive
}

/// The noun "list", not the verb.
fn is_list_noun(cx: &Cx<'_>, floor: usize, i: usize) -> bool {
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
fn is_other_noun(cx: &Cx<'_>, i: usize) -> bool {
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
fn on_a_list(cx: &Cx<'_>, floor: usize, i: usize) -> bool {
    let member = (i.saturating_sub(9).max(floor)..i).any(|k| {
        matches!(
            cx.folded(k),
            "on" | "from" | "under" | "to" | "onto" | "off"
        )
    });
    let list = (i..i + 4).any(|k| matches!(cx.folded(k), "list" | "blacklist"))
        || (i.saturating_sub(5).max(floor)..i)
            .any(|k| matches!(cx.folded(k), "list" | "blacklist") && cx.folded(k + 1) == "of");
    member && list
}

/// The label of a verb: the first one behind it in its clause.
fn label_after(cx: &Cx<'_>, range: Range<usize>, after: usize) -> Option<(usize, usize)> {
    let limit = (after + 14).min(range.end);
    let mut k = after;
    while k < limit {
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

/// The authorities named in the sentence: (first, last, place in the register).
fn authorities(cx: &Cx<'_>, names: &Names, range: Range<usize>) -> Vec<By> {
    let _ = cx;
    names
        .hits
        .iter()
        .filter(|hit| range.contains(&hit.first))
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

/// Where a claim stands.
#[derive(Clone, Copy)]
struct Place {
    verb: usize,
    after: usize,
    label: Option<(usize, usize)>,
    manner: Manner,
}

/// The designators, and whether they are the subject of the verb.
fn designators(
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
    let end_of_label = label.map_or(after, |(_, end)| end);
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
                .collect();
            if !near.is_empty() {
                return (near, false);
            }
            let behind = authorities
                .iter()
                .copied()
                .filter(|by| by.first >= end_of_label && by.first <= end_of_label + 5)
                .collect();
            return (behind, false);
        }
        Manner::Verb => {}
    }
    if let Some(by) = (after..range.end.min(end_of_label + 6)).find(|&k| cx.folded(k) == "by") {
        return (chain_after(cx, authorities, by), false);
    }
    let subject = chain_before(cx, authorities, range.start, verb);
    if !subject.is_empty() {
        return (subject, true);
    }
    // "proscribed in Britain as a terrorist group", "a listed terrorist organisation in Australia", "under US law"
    let found = authorities
        .iter()
        .copied()
        .filter(|by| {
            let near = |from: usize| by.first >= from && by.first <= from + 4;
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

/// The authorities behind "by": a list, each not far behind the last, with no verb between.
fn chain_after(cx: &Cx<'_>, authorities: &[By], by: usize) -> Vec<By> {
    let mut at = by + 1;
    let mut found = Vec::new();
    for authority in authorities.iter().filter(|authority| authority.first > by) {
        let gap = at..authority.first;
        let near = authority.first <= at + 6
            && !gap.clone().any(|k| {
                cx.is(k, List::Auxiliary)
                    || cx.word(k) == ";"
                    || matches!(cx.folded(k), "which" | "that" | "who" | "while" | "against")
            })
            && (found.is_empty()
                || gap
                    .clone()
                    .any(|k| cx.word(k) == "," || matches!(cx.folded(k), "and" | "or" | "but")));
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

/// The authorities right before the verb, its subject: over auxiliaries, adverbs, "which", "government", an insertion.
fn chain_before(cx: &Cx<'_>, authorities: &[By], floor: usize, verb: usize) -> Vec<By> {
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
            // "Canada, which lists": the comma alone; "New Zealand, which had …, designated": to the other comma.
            if authorities.iter().any(|by| by.last == before) {
                at = before;
                continue;
            }
            let from = before.saturating_sub(14).max(floor);
            let other = (from..before).rev().find(|&k| cx.word(k) == ",");
            if let Some(other) = other
                && authorities.iter().any(|by| by.last == other)
            {
                at = other;
                continue;
            }
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
                .any(|k| cx.word(k) == "," || matches!(cx.folded(k), "and" | "or" | "nor"))
            && gap.clone().all(|k| {
                cx.word(k) == ","
                    || matches!(
                        cx.folded(k),
                        "and" | "or" | "nor" | "the" | "both" | "as" | "well"
                    )
            });
        if !joined {
            break;
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

/// "is (still) a listed terrorist group": somebody lists it, though nobody is named.
fn said_listed(cx: &Cx<'_>, verb: usize) -> bool {
    let before = verb.checked_sub(1).map_or("", |i| cx.folded(i));
    matches!(before, "a" | "an" | "been" | "is" | "are" | "being" | "the")
        && matches!(
            cx.folded(verb),
            "listed" | "banned" | "outlawed" | "sanctioned" | "recognised" | "recognized"
        )
}

/// The group that is listed: (index, first token, one past the last); for one of an earlier sentence the places are the
/// sentence's start.
#[allow(
    clippy::too_many_arguments,
    reason = "what a clause is made of; all of it decides"
)]
fn group(
    cx: &Cx<'_>,
    names: &Names,
    range: Range<usize>,
    verb: usize,
    after: usize,
    label: Option<(usize, usize)>,
    manner: Manner,
    active: bool,
) -> Option<(usize, usize, usize)> {
    let end_of_label = label.map_or(after, |(_, end)| end);
    let here: Vec<(usize, usize, usize)> = names
        .groups
        .iter()
        .enumerate()
        .filter(|(_, group)| range.contains(&group.first))
        .map(|(i, group)| (i, group.first, group.last))
        .collect();
    let between = here.iter().find(|&&(_, first, _)| {
        first >= after && first <= after + 10 && label.is_none_or(|(from, _)| first < from)
    });
    let before = here.iter().rfind(|&&(_, first, _)| first < verb);
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

/// (a wing is meant, a part is meant, the whole is said)
fn scope(
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
    } else {
        // "Only the group's military wing is banned in Britain": the subject stands in for the group.
        for _ in 0..8 {
            if start > range.start && !ends_clause(cx, start - 1) {
                start -= 1;
            }
        }
    }
    let part = part_in(cx, start..end)
        || names
            .groups
            .get(group)
            .is_some_and(|group| group.form == NameForm::Wing);
    (wing_in(cx, start..end), part, whole_in(cx, claim.0..end))
}

fn part_in(cx: &Cx<'_>, mut range: Range<usize>) -> bool {
    range.any(|k| cx.phrase(k, List::GroupPart).is_some())
}

fn wing_in(cx: &Cx<'_>, mut range: Range<usize>) -> bool {
    range.any(|k| cx.phrase(k, List::WingWord).is_some())
}

fn whole_in(cx: &Cx<'_>, mut range: Range<usize>) -> bool {
    range.any(|k| {
        matches!(cx.folded(k), "whole" | "entire" | "entirety")
            || (cx.folded(k) == "all" && cx.folded(k + 1) == "of")
    })
}

/// Past where the clause is in the past or says until when; an act where the verb tells of the day it was done.
fn tense(
    cx: &Cx<'_>,
    range: &Range<usize>,
    (first, verb): (usize, usize),
    last: usize,
    active: bool,
    manner: Manner,
) -> Tense {
    let until = (last..range.end.min(last + 6))
        .take_while(|&k| !ends_clause(cx, k) || cx.word(k) == ",")
        .any(|k| cx.folded(k) == "until");
    let from = verb.saturating_sub(5).max(range.start);
    let near = |words: &[&str]| (from..verb).any(|k| words.contains(&cx.folded(k)));
    if until
        || near(&["then", "formerly", "previously", "once", "had", "longer"])
        || near(&["used"]) && near(&["to"])
    {
        return Tense::Past;
    }
    if near(&["would", "could", "should", "may", "might"]) {
        return Tense::Act;
    }
    match manner {
        // "ETA was a US-designated organisation"
        Manner::Compound => {
            let article = first
                .checked_sub(1)
                .filter(|&k| matches!(cx.folded(k), "a" | "an" | "the"))
                .unwrap_or(first);
            let was = article
                .checked_sub(1)
                .is_some_and(|k| matches!(cx.folded(k), "was" | "were"));
            if was { Tense::Past } else { Tense::Present }
        }
        Manner::List => {
            let wide = verb.saturating_sub(9).max(range.start);
            let was = (wide..verb).any(|k| matches!(cx.folded(k), "was" | "were"));
            if was { Tense::Past } else { Tense::Present }
        }
        Manner::Verb => {
            if near(&["was", "were"]) {
                return Tense::Act;
            }
            if near(&["is", "are", "has", "have", "been", "being"]) {
                return Tense::Present;
            }
            let word = cx.folded(verb);
            let past = word.ends_with("ed")
                || matches!(word, "put" | "took" | "struck" | "outlawed" | "called");
            if active && past {
                Tense::Act
            } else {
                Tense::Present
            }
        }
    }
}
