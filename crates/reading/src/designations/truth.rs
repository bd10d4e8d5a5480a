//! What a claim says of the world: that a listing stands, stood, was made, or is only asked for, thought of or denied.

use std::ops::Range;

use super::words::ends_clause;
use super::{Manner, Tense};
use crate::cx::Cx;
use crate::lists::List;

/// "X's inclusion on the list would end the talks", "… was refused": the noun of putting on a list, of which it is not said
/// that it came about.
pub(super) fn only_asked(cx: &Cx<'_>, range: &Range<usize>, list: usize, last: usize) -> bool {
    (list.saturating_sub(8).max(range.start)..list).any(|k| {
        matches!(
            cx.folded(k),
            "inclusion" | "addition" | "placement" | "entry"
        )
    }) && (last..range.end.min(last + 6)).any(|k| {
        cx.is(k, List::Modal)
            || matches!(
                cx.folded(k),
                "refused" | "rejected" | "blocked" | "opposed" | "failed" | "sought" | "vetoed"
            )
    })
}

/// "regards it as a party to the talks, not as a terrorist group"
pub(super) fn not_as(cx: &Cx<'_>, verb: usize, label: usize) -> bool {
    (label.saturating_sub(3).max(verb)..label)
        .any(|k| cx.folded(k) == "as" && cx.folded(k.wrapping_sub(1)) == "not")
}

/// "Claims that the UN has listed it are false"
pub(super) fn said_to_be_false(cx: &Cx<'_>, range: &Range<usize>, first: usize) -> bool {
    // "A false post says that", "He wrongly wrote that", "It is untrue that"
    let told = (range.start..first).any(|k| {
        matches!(
            cx.folded(k),
            "false"
                | "falsely"
                | "untrue"
                | "wrong"
                | "wrongly"
                | "incorrectly"
                | "mistakenly"
                | "fake"
                | "bogus"
                | "myth"
                | "hoax"
                | "baseless"
                | "unfounded"
        )
    });
    if told {
        return true;
    }
    let claimed = (range.start..first).any(|k| {
        matches!(
            cx.folded(k),
            "claim" | "claims" | "post" | "posts" | "rumour" | "rumours" | "rumor" | "rumors"
        ) && cx.folded(k + 1) == "that"
    });
    claimed
        && range.clone().any(|k| {
            matches!(
                cx.folded(k),
                "false" | "falsely" | "untrue" | "wrong" | "unfounded" | "baseless" | "misleading"
            )
        })
}

/// What nobody has done yet: "wants the UN to list", "could designate", "if Canada proscribed".
pub(super) fn unreal(
    cx: &Cx<'_>,
    range: &Range<usize>,
    first: usize,
    verb: usize,
    manner: Manner,
) -> bool {
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
    // "called for it to be put on the list"
    let to_be = verb >= range.start + 2
        && matches!(cx.folded(verb.wrapping_sub(1)), "be")
        && cx.folded(verb.wrapping_sub(2)) == "to";
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
                    | "first"
                    | "last"
            )
            // "the first country to list", but "asked the government to list"
            && !(matches!(cx.folded(to - 1), "country" | "state" | "government" | "nation")
                && (to.saturating_sub(6).max(range.start)..to).any(|k| {
                    matches!(
                        cx.folded(k),
                        "first" | "second" | "third" | "fourth" | "only" | "last" | "latest"
                    )
                }))
    });
    // "to have Russia list it", "would make Russia list it"
    let base = !cx.folded(verb).ends_with('s') && !cx.folded(verb).ends_with("ed");
    let before = first
        .checked_sub(1)
        .filter(|&k| cx.folded(k) == "the")
        .unwrap_or(first);
    let caused = base
        && first < verb
        && before > range.start
        && matches!(
            cx.folded(before - 1),
            "have" | "make" | "makes" | "made" | "making" | "having" | "let"
        );
    modal || open || infinitive || to_be || caused
}

/// Past where the clause is in the past or says until when; an act where the verb tells of the day it was done.
pub(super) fn tense(
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
            // "a former US-designated organisation"
            let over = first
                .checked_sub(1)
                .is_some_and(|k| matches!(cx.folded(k), "former" | "onetime" | "erstwhile"));
            if was || over {
                Tense::Past
            } else {
                Tense::Present
            }
        }
        Manner::List => {
            let wide = verb.saturating_sub(9).max(range.start);
            // "The shop was raided because X is on the list": of its own clause.
            let wide = (wide..verb)
                .rev()
                .find(|&k| {
                    matches!(
                        cx.folded(k),
                        "because"
                            | "when"
                            | "while"
                            | "although"
                            | "though"
                            | "which"
                            | "who"
                            | "that"
                    )
                })
                .unwrap_or(wide);
            let was = (wide..verb).any(|k| matches!(cx.folded(k), "was" | "were" | "spent"));
            // "… on the US list, before it was taken off in 2012"
            let off = (last..range.end.min(last + 5)).any(|k| {
                matches!(cx.folded(k), "before" | "until")
                    && (k + 1..range.end.min(k + 6))
                        .any(|verb| cx.phrase(verb, List::DelistingVerb).is_some())
            });
            if off {
                return Tense::Past;
            }
            // "was added to the UN list": the act.
            let put = (wide..verb).any(|k| {
                matches!(
                    cx.folded(k),
                    "added" | "put" | "placed" | "included" | "entered"
                )
            });
            match (was, put) {
                (true, true) => Tense::Act,
                (true, false) => Tense::Past,
                (false, _) => Tense::Present,
            }
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
