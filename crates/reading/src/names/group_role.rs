//! What an armed group does in the sentence that names it.
#![allow(
    clippy::nonminimal_bool,
    reason = "the conditions read as the grammar they state"
)]

use super::groups::Group;
use crate::cx::Cx;
use crate::lists::List;
use crate::token::TokenKind;

/// What a group does where it is named; the values of `group-role` in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GroupRole {
    /// It acts: subject of a deed, "an attack by X", "X-led", "X's offensive".
    Agent,
    /// Party to a truce, talks or a war that are only mentioned.
    Party,
    /// One of several names in a list.
    Listed,
    /// Anything else.
    Other,
}

/// Where the group stands: behind what word, and what it does.
pub(super) fn role(cx: &Cx<'_>, groups: &[Group], i: usize) -> GroupRole {
    let Some(group) = groups.get(i) else {
        return GroupRole::Other;
    };
    let Some(token) = cx.token(group.first) else {
        return GroupRole::Other;
    };
    let sentence = cx.sentence_tokens(token.sentence);
    let (link, at) = left(cx, sentence.start, group.first);
    if matches!(link, "between" | "with") && (sentence.clone()).any(|j| cx.is(j, List::TruceWord)) {
        return GroupRole::Party;
    }
    if listed(cx, groups, i) {
        return GroupRole::Listed;
    }
    let after = group.last;
    // "X-led", "X's offensive".
    if cx.kind(after) == Some(TokenKind::Hyphen)
        && matches!(
            cx.folded(after + 1),
            "led" | "run" | "controlled" | "organised" | "organized" | "claimed"
        )
    {
        return GroupRole::Agent;
    }
    if link == "by" {
        // "led by X", "an attack by X", not "by X's account".
        let before = at
            .and_then(|at| at.checked_sub(1))
            .map_or("", |j| cx.folded(j));
        let verb = before.ends_with("ed")
            || at
                .and_then(|at| at.checked_sub(1))
                .is_some_and(|j| cx.is(j, List::GroupAction))
            || matches!(
                before,
                "held"
                    | "run"
                    | "led"
                    | "taken"
                    | "shot"
                    | "hit"
                    | "offensive"
                    | "assault"
                    | "campaign"
                    | "advance"
                    | "incursion"
                    | "killing"
                    | "killings"
                    | "massacre"
                    | "bombing"
                    | "bombings"
                    | "shelling"
                    | "ambush"
                    | "statement"
            );
        let listing = matches!(
            before,
            "designated"
                | "listed"
                | "sanctioned"
                | "banned"
                | "proscribed"
                | "inspired"
                | "followed"
        );
        // "were attacked with drones on Monday by X"
        let passive = || {
            let by = at.unwrap_or(group.first);
            let from = by.saturating_sub(9).max(sentence.start);
            (from..by)
                .rev()
                .take_while(|&j| !matches!(cx.word(j), "," | ";" | ":"))
                .any(|j| {
                    cx.is(j, List::GroupAction)
                        && cx.folded(j).ends_with(['d', 'n', 't', 'g'])
                        && (j.saturating_sub(3).max(sentence.start)..j).any(|k| {
                            matches!(
                                cx.folded(k),
                                "was" | "were" | "been" | "being" | "is" | "are" | "be"
                            )
                        })
                })
        };
        if !listing && (verb || passive()) {
            return GroupRole::Agent;
        }
        return GroupRole::Other;
    }
    let possessive = matches!(cx.kind(after), Some(TokenKind::Possessive));
    let subject = matches!(
        link,
        "" | "and"
            | "or"
            | "but"
            | "that"
            | "as"
            | "when"
            | "after"
            | "while"
            | "because"
            | "before"
            | "where"
            | "which"
    ) || cx.is(at.unwrap_or(0), List::NameVerb);
    if subject && !possessive && acts(cx, sentence.end, after) {
        return GroupRole::Agent;
    }
    if possessive && cx.is(after + 1, List::GroupAction) && !matches!(link, "against" | "on") {
        return GroupRole::Agent;
    }
    // "X's fighters let the women go"
    if possessive
        && subject
        && cx.is(after + 1, List::GroupPeople)
        && (acts(cx, sentence.end, after + 2) || finite(cx, after + 2))
    {
        return GroupRole::Agent;
    }
    // "X fighters stopped two buses"
    if subject && !possessive && cx.is(after, List::GroupPeople) && finite(cx, after + 1) {
        return GroupRole::Agent;
    }
    // "Behind it is X, which has held the marshes"
    if cx.word(after) == ","
        && matches!(cx.folded(after + 1), "which" | "who" | "whose")
        && !matches!(link, "against" | "with" | "between")
        && acts(cx, sentence.end, after + 2)
    {
        return GroupRole::Agent;
    }
    GroupRole::Other
}

/// The word that governs a name from the left, over its article, adjectives and nouns ("the militant group X"): the
/// word and its token. A name joined by "and" to another is governed by what governs the other.
fn left<'a>(cx: &Cx<'a>, floor: usize, first: usize) -> (&'a str, Option<usize>) {
    let mut i = first;
    let mut joined = false;
    let mut steps = 0;
    // "On Monday X attacked", "by dawn the X had left": a time before the name leaves it the subject.
    let time = first
        .checked_sub(1)
        .map(|k| {
            if cx.folded(k) == "the" {
                k.saturating_sub(1)
            } else {
                k
            }
        })
        .filter(|&k| k > floor && k < first);
    if let Some(time) = time
        && (cx.is(time, List::Weekday)
            || cx.is(time, List::Month)
            || matches!(
                cx.folded(time),
                "dawn"
                    | "dusk"
                    | "noon"
                    | "midnight"
                    | "night"
                    | "week"
                    | "month"
                    | "morning"
                    | "evening"
            ))
    {
        return ("", None);
    }
    while i > floor && steps < 12 {
        i -= 1;
        steps += 1;
        let word = cx.folded(i);
        match cx.kind(i) {
            Some(TokenKind::Word) => {}
            Some(TokenKind::Hyphen | TokenKind::Possessive) => continue,
            Some(TokenKind::Punct) if word == "," && joined => continue,
            _ => return ("", None),
        }
        if matches!(word, "and" | "or") {
            joined = true;
            continue;
        }
        if cx.is(i, List::Preposition) || cx.is(i, List::Subordinator) {
            return (word, Some(i));
        }
        if cx.is(i, List::Auxiliary) || cx.is(i, List::NameVerb) || cx.is(i, List::Pronoun) {
            return (word, Some(i));
        }
        // Beyond a joined name only "between" matters.
        if joined && steps > 8 {
            break;
        }
    }
    if i == floor {
        ("", None)
    } else {
        ("", Some(i))
    }
}

/// True if a verb of action follows the name as its own: over "fighters", brackets, an apposition, adverbs, a day.
fn acts(cx: &Cx<'_>, limit: usize, after: usize) -> bool {
    let mut i = after;
    let mut steps = 0;
    while i < limit && steps < 40 {
        steps += 1;
        let word = cx.folded(i);
        match cx.kind(i) {
            Some(TokenKind::Punct | TokenKind::Dash) => {
                let close = match cx.word(i) {
                    "(" => ")",
                    "," | "–" | "—" => cx.word(i),
                    _ => return false,
                };
                // An apposition or bracket, to its other mark.
                let end = (i + 1..limit.min(i + 24)).find(|&j| cx.word(j) == close);
                let Some(end) = end else { return false };
                i = end + 1;
            }
            Some(TokenKind::Word) => {
                if matches!(word, "on" | "late" | "early") && i + 1 < limit {
                    if cx.is(i + 1, List::Weekday) {
                        i += 2;
                        continue;
                    }
                    return false;
                }
                if word == "and" {
                    // "and its allied factions"
                    i += 1;
                    let end = (i..limit.min(i + 6))
                        .find(|&j| cx.is(j, List::GroupAction) || cx.is(j, List::Auxiliary));
                    let Some(end) = end else { return false };
                    i = end;
                    continue;
                }
                if cx.is(i, List::GroupAction) {
                    return true;
                }
                let passes = cx.is(i, List::Auxiliary)
                    || cx.is(i, List::Weekday)
                    || word.ends_with("ly")
                    || (i < after + 3
                        && word.ends_with('s')
                        && !cx.is(i, List::Preposition)
                        && !cx.is(i, List::Pronoun))
                    || (i < after + 3
                        && matches!(
                            word,
                            "gunmen"
                                | "group"
                                | "militia"
                                | "leadership"
                                | "leader"
                                | "police"
                                | "movement"
                        ))
                    || matches!(
                        word,
                        "also"
                            | "now"
                            | "already"
                            | "later"
                            | "then"
                            | "since"
                            | "long"
                            | "again"
                            | "still"
                            | "not"
                            | "itself"
                    );
                if !passes {
                    return false;
                }
                i += 1;
            }
            _ => return false,
        }
    }
    false
}

/// A verb in the past stands at token `i`.
fn finite(cx: &Cx<'_>, i: usize) -> bool {
    let word = cx.folded(i);
    (word.len() > 4 && word.ends_with("ed") && cx.kind(i) == Some(TokenKind::Word))
        || matches!(
            word,
            "let"
                | "set"
                | "shot"
                | "held"
                | "cut"
                | "took"
                | "blew"
                | "broke"
                | "drove"
                | "fled"
                | "came"
                | "went"
                | "kept"
        )
}

/// One of three or more names with commas and "and" between them.
fn listed(cx: &Cx<'_>, groups: &[Group], i: usize) -> bool {
    let Some(group) = groups.get(i) else {
        return false;
    };
    let joined = |a: usize, b: usize| {
        b > a
            && b - a <= 5
            && (a..b).all(|j| {
                cx.word(j) == ","
                    || matches!(
                        cx.folded(j),
                        "and" | "or" | "the" | "as" | "well" | "group" | "groups"
                    )
            })
            && (a..b).any(|j| cx.word(j) == "," || matches!(cx.folded(j), "and" | "or"))
    };
    let before = i
        .checked_sub(1)
        .and_then(|j| groups.get(j))
        .is_some_and(|other| joined(other.last, group.first));
    let before2 = i
        .checked_sub(2)
        .and_then(|j| Some((groups.get(j)?, groups.get(j + 1)?)))
        .is_some_and(|(a, b)| joined(a.last, b.first));
    let after = groups
        .get(i + 1)
        .is_some_and(|other| joined(group.last, other.first));
    let after2 = groups
        .get(i + 1)
        .zip(groups.get(i + 2))
        .is_some_and(|(a, b)| joined(a.last, b.first));
    (before && after) || (before && before2) || (after && after2)
}

/// True if the group is named to say something of another: joined by a hyphen ("X-linked", "pro-X"), as an attribute of
/// a noun that is none of its people ("an X affiliate", "the X threat"), or as what a campaign of others is about ("the
/// fight against X", "the rise of X").
pub(super) fn in_passing(cx: &Cx<'_>, first: usize, last: usize) -> bool {
    let before = |n: usize| first.checked_sub(n).map_or("", |k| cx.folded(k));
    let hyphen = |k: Option<usize>| k.and_then(|k| cx.kind(k)) == Some(TokenKind::Hyphen);
    if hyphen(Some(last)) {
        return true;
    }
    if hyphen(first.checked_sub(1)) && matches!(before(2), "pro" | "anti" | "ex" | "counter") {
        return true;
    }
    if ATTRIBUTE_OF.contains(&cx.folded(last)) {
        return true;
    }
    // Over the article and what kind of group it is: "the rise of the militant group X".
    let mut at = first;
    while let Some(k) = at.checked_sub(1)
        && matches!(
            cx.folded(k),
            "the"
                | "group"
                | "militant"
                | "islamist"
                | "jihadist"
                | "extremist"
                | "terror"
                | "terrorist"
        )
    {
        at = k;
    }
    let link = at.checked_sub(1).map_or("", |k| cx.folded(k));
    let noun = at.checked_sub(2).map_or("", |k| cx.folded(k));
    match link {
        "against" => CAMPAIGN.contains(&noun),
        "of" => matches!(
            noun,
            "rise" | "spread" | "growth" | "emergence" | "defeat" | "threat"
        ),
        "from" | "by" => matches!(
            noun,
            "threat" | "threats" | "danger" | "posed" | "inspired" | "influenced"
        ),
        "to" => matches!(
            noun,
            "allegiance" | "ties" | "links" | "linked" | "tied" | "sympathetic" | "loyal"
        ),
        "with" => matches!(noun, "affiliated" | "aligned" | "allied" | "ties" | "links"),
        _ => false,
    }
}

/// Nouns that a group's name goes before to say what sort of thing they are.
const ATTRIBUTE_OF: &[&str] = &[
    "affiliate",
    "affiliates",
    "offshoot",
    "offshoots",
    "branch",
    "branches",
    "sympathiser",
    "sympathisers",
    "sympathizer",
    "sympathizers",
    "supporter",
    "supporters",
    "threat",
    "video",
    "videos",
    "propaganda",
    "stronghold",
    "strongholds",
    "flag",
    "flags",
    "ideology",
    "suspect",
    "suspects",
    "franchise",
    "franchises",
    "prisoners",
    "prisoner",
    "recruit",
    "recruits",
    "crisis",
    "challenge",
    "targets",
    "target",
];

/// What others wage against a group.
const CAMPAIGN: &[&str] = &[
    "fight",
    "war",
    "campaign",
    "coalition",
    "struggle",
    "battle",
    "airstrikes",
    "strikes",
];
