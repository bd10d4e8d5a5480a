//! Ground told as held, lost or changed without a verb of taking: "has the station back in its hands", "Banda has changed
//! hands", "the hill fell on Monday", "the rebels' flag flies over the town hall", "its takeover of the oilfield".

use super::Deed;
use super::clause::{Actor, Clauses, Verb};
use super::territory::{deed, ground, ground_before};
use crate::lists::List;
use crate::token::TokenKind;

/// The claim whose noun or verb stands at token `i`, and one past it.
pub(super) fn claim(clauses: &Clauses<'_, '_>, i: usize) -> Option<(Deed, usize)> {
    in_own_hands(clauses, i)
        .or_else(|| changed_hands(clauses, i))
        .or_else(|| fell_alone(clauses, i))
        .or_else(|| flag_flies(clauses, i))
        .or_else(|| takeover(clauses, i))
        .or_else(|| cleared_of(clauses, i))
}

/// A side found by its words, and nothing else known of it.
pub(super) fn plain(clauses: &Clauses<'_, '_>, first: usize, end: usize) -> Actor {
    Actor {
        span: clauses.cx.span(first, end),
        country: false,
        pronoun: false,
        definite: false,
        relative: false,
    }
}

fn active(group: usize) -> Verb {
    Verb {
        group,
        passive: false,
        participle: false,
    }
}

/// "The army has the station back in its hands", "Rebels now have the bank under their control".
fn in_own_hands(clauses: &Clauses<'_, '_>, i: usize) -> Option<(Deed, usize)> {
    let cx = clauses.cx;
    let own = matches!(cx.folded(i), "in" | "under")
        && matches!(cx.folded(i + 1), "its" | "their")
        && matches!(
            cx.folded(i + 2),
            "hands" | "control" | "grip" | "grasp" | "possession" | "full"
        );
    if !own {
        return None;
    }
    let furthest = i.saturating_sub(14).max(clauses.first);
    let have = (furthest..i)
        .rev()
        .find(|&k| matches!(cx.folded(k), "has" | "have" | "had" | "got"))?;
    // "had not", "would have": nothing is told as held.
    if matches!(cx.folded(have + 1), "not" | "been" | "no")
        || have > clauses.first
            && matches!(
                cx.folded(have - 1),
                "would" | "could" | "will" | "may" | "might" | "should" | "to"
            )
    {
        return None;
    }
    let mut stop = i;
    while stop > have + 1 && matches!(cx.folded(stop - 1), "back" | "again" | "now" | "firmly") {
        stop -= 1;
    }
    // Possessives within: "has Sinja's bridge and police station".
    let named = |k: usize| {
        cx.is(k, List::GroundNoun)
            || cx
                .token(k)
                .is_some_and(|token| token.capital && k > have + 1)
    };
    let (place, _) = ground(clauses, have + 1, stop).or_else(|| {
        (have + 1..stop)
            .any(named)
            .then(|| (cx.span(have + 1, stop), stop))
    })?;
    let mut group = have;
    while group > clauses.first
        && matches!(cx.folded(group - 1), "now" | "again" | "still" | "also")
    {
        group -= 1;
    }
    let verb = active(group);
    let actor = clauses.actor(verb)?;
    Some(deed(
        clauses,
        verb,
        Some(actor),
        have,
        i + 3,
        Some(place),
        have + 1,
    ))
}

/// "Banda has changed hands for the third time": among armed sides alone; houses and shares do as well.
fn changed_hands(clauses: &Clauses<'_, '_>, i: usize) -> Option<(Deed, usize)> {
    let cx = clauses.cx;
    if cx.folded(i) != "changed" || cx.folded(i + 1) != "hands" || !fought_over(clauses) {
        return None;
    }
    let mut verb = clauses.told(i)?;
    let place = ground_before(clauses, verb.group)?;
    verb.passive = true;
    Some(deed(clauses, verb, None, i, i + 2, Some(place), i + 2))
}

/// An armed side stands in this sentence or the one before.
fn fought_over(clauses: &Clauses<'_, '_>) -> bool {
    let before = clauses
        .sentence
        .checked_sub(1)
        .map(|number| clauses.cx.sentence_tokens(number));
    let from = before.map_or(clauses.first, |range| range.start);
    clauses.force_in(from..clauses.last).is_some()
}

/// "The hill overlooking the camp fell on Monday night": no side takes it, and only a fight makes ground fall.
fn fell_alone(clauses: &Clauses<'_, '_>, i: usize) -> Option<(Deed, usize)> {
    let cx = clauses.cx;
    if !matches!(cx.folded(i), "fell" | "fallen") || !fought_over(clauses) {
        return None;
    }
    let next = i + 1;
    let ends = next >= clauses.last
        || matches!(cx.kind(next), Some(TokenKind::Punct))
        || cx.is(next, List::Weekday)
        || matches!(
            cx.folded(next),
            "overnight"
                | "yesterday"
                | "today"
                | "early"
                | "late"
                | "last"
                | "first"
                | "next"
                | "within"
                | "without"
        )
        || matches!(
            cx.folded(next),
            "on" | "at" | "in" | "after" | "before" | "during"
        ) && !cx.is(next + 1, List::Preposition)
            && (cx.is(next + 1, List::Weekday)
                || cx.is(next + 1, List::Month)
                || cx.kind(next + 1) == Some(TokenKind::Number)
                || matches!(
                    cx.folded(next + 1),
                    "dawn"
                        | "night"
                        | "noon"
                        | "the"
                        | "a"
                        | "two"
                        | "three"
                        | "days"
                        | "weeks"
                        | "heavy"
                ));
    if !ends {
        return None;
    }
    let mut verb = clauses.told(i)?;
    // The subject opens the sentence; "of Banda" and "overlooking the camp" may stand behind its noun.
    let mut from = clauses.clause_start(verb.group.checked_sub(1)?);
    while from < verb.group && (cx.is(from, List::Conjunction) || cx.word(from) == ",") {
        from += 1;
    }
    let (place, end) = ground(clauses, from, verb.group)?;
    let tail = cx.folded(end);
    let whole = end == verb.group
        || matches!(
            tail,
            "overlooking"
                | "on"
                | "near"
                | "outside"
                | "above"
                | "at"
                | "in"
                | "guarding"
                | "of"
                | "north"
                | "south"
                | "east"
                | "west"
        );
    if !whole || cx.is(from, List::Preposition) {
        return None;
    }
    verb.passive = true;
    Some(deed(clauses, verb, None, i, next, Some(place), next))
}

/// "The rebels' flag now flies over the town hall", "separatists, whose flag flies over the fort".
fn flag_flies(clauses: &Clauses<'_, '_>, i: usize) -> Option<(Deed, usize)> {
    let cx = clauses.cx;
    if !matches!(
        cx.folded(i),
        "flies" | "flew" | "fly" | "flying" | "waves" | "flutters"
    ) || !matches!(cx.folded(i + 1), "over" | "above" | "from" | "atop" | "on")
    {
        return None;
    }
    let flag = (i.saturating_sub(4).max(clauses.first)..i)
        .rev()
        .find(|&k| matches!(cx.folded(k), "flag" | "flags" | "banner" | "colours"))?;
    let from = flag.saturating_sub(8).max(clauses.first);
    let (first, last) = clauses.force_in(from..flag)?;
    let whose = (last..flag).any(|k| {
        cx.folded(k) == "whose"
            || matches!(cx.kind(k), Some(TokenKind::Possessive))
            || cx.word(k) == "'"
    }) || last == flag;
    if !whose {
        return None;
    }
    let (place, end) = ground(clauses, i + 2, clauses.last)?;
    let mut found = deed(clauses, active(flag), None, i, end, Some(place), i + 2);
    found.0.actor = Some(plain(clauses, first, last));
    found.0.telling = crate::casualties::Telling::Asserted;
    Some(found)
}

/// "The army completed its takeover of the oilfield", "the rebels' takeover of Goma".
fn takeover(clauses: &Clauses<'_, '_>, i: usize) -> Option<(Deed, usize)> {
    let cx = clauses.cx;
    if !matches!(
        cx.folded(i),
        "takeover"
            | "capture"
            | "seizure"
            | "conquest"
            | "recapture"
            | "encirclement"
            | "occupation"
    ) || cx.folded(i + 1) != "of"
        || !matches!(cx.folded(i.checked_sub(1)?), "its" | "their" | "the")
    {
        return None;
    }
    let done = (i.saturating_sub(4).max(clauses.first)..i).find(|&k| {
        matches!(
            cx.folded(k),
            "completed" | "finished" | "celebrated" | "sealed"
        )
    })?;
    let (place, end) = ground(clauses, i + 2, clauses.last)?;
    let verb = clauses.told(done)?;
    let actor = clauses.actor(verb).filter(|actor| !actor.country)?;
    Some(deed(
        clauses,
        verb,
        Some(actor),
        done,
        end,
        Some(place),
        i + 2,
    ))
}

/// "The town was cleared of rebels", "Troops have cleared Banda of militiamen".
fn cleared_of(clauses: &Clauses<'_, '_>, i: usize) -> Option<(Deed, usize)> {
    let cx = clauses.cx;
    if !matches!(
        cx.folded(i),
        "cleared" | "purged" | "rid" | "emptied" | "swept" | "cleansed"
    ) {
        return None;
    }
    let of = (i + 1..(i + 9).min(clauses.last))
        .take_while(|&k| !matches!(cx.word(k), "," | ";" | "."))
        .filter(|&k| cx.folded(k) == "of")
        .find(|&k| {
            clauses
                .force_in(k + 1..(k + 5).min(clauses.last))
                .is_some_and(|(first, _)| {
                    !(k + 1..first).any(|n| cx.is(n, List::Preposition) || cx.word(n) == ",")
                })
        })?;
    let (first, end) = clauses.force_in(of + 1..(of + 5).min(clauses.last))?;
    let verb = clauses.told(i)?;
    if verb.passive {
        let place = ground_before(clauses, verb.group);
        let counted = || {
            (clauses.first..verb.group)
                .any(|k| cx.is(k, List::GroundNoun))
                .then(|| cx.span(clauses.first, verb.group))
        };
        let place = place.or_else(counted)?;
        let by = clauses.by(end);
        let mut found = deed(clauses, verb, by, i, end, Some(place), of + 1);
        if found.0.actor.is_none() {
            found.0.actor = Some(plain(clauses, first, end));
        }
        return Some(found);
    }
    let (place, _) = ground(clauses, i + 1, of)?;
    let actor = clauses.actor(verb)?;
    Some(deed(
        clauses,
        verb,
        Some(actor),
        i,
        end,
        Some(place),
        of + 1,
    ))
}
