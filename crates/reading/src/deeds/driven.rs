//! Ground won by driving others out of it, or by a flag raised over it.

use super::Deed;
use super::clause::{Actor, Clauses};
use super::territory::{deed, ground};

/// "Troops raised their flag over the town hall".
pub(super) fn flag(clauses: &Clauses<'_, '_>, i: usize) -> Option<(Deed, usize)> {
    let cx = clauses.cx;
    if !matches!(cx.folded(i), "raised" | "hoisted" | "planted") {
        return None;
    }
    let flag = (i + 1..(i + 5).min(clauses.last))
        .find(|&k| matches!(cx.folded(k), "flag" | "flags" | "colours" | "banner"))?;
    if !matches!(
        cx.folded(flag + 1),
        "over" | "above" | "on" | "in" | "at" | "atop"
    ) {
        return None;
    }
    let verb = clauses.told(i)?;
    let (place, end) = ground(clauses, flag + 2, clauses.last)?;
    let actor = clauses.actor(verb).filter(|actor| !actor.country)?;
    Some(deed(
        clauses,
        verb,
        Some(actor),
        i,
        end,
        Some(place),
        flag + 2,
    ))
}

/// "Troops have driven the militia out of Wisil."
pub(super) fn expelled(clauses: &Clauses<'_, '_>, i: usize) -> Option<(Deed, usize)> {
    let cx = clauses.cx;
    let verb = matches!(
        cx.folded(i),
        "drove"
            | "driven"
            | "pushed"
            | "forced"
            | "expelled"
            | "ousted"
            | "dislodged"
            | "cleared"
            | "flushed"
            | "chased"
            | "routed"
            | "ejected"
    );
    if !verb {
        return None;
    }
    let told = clauses.told(i)?;
    let out = (i + if told.passive { 1 } else { 2 }..(i + 9).min(clauses.last))
        .take_while(|&k| !matches!(cx.word(k), "," | ";" | "."))
        .find(|&k| cx.folded(k) == "from" || cx.folded(k) == "out" && cx.folded(k + 1) == "of")?;
    let ground_at = if cx.folded(out) == "out" {
        out + 2
    } else {
        out + 1
    };
    let (place, end) = ground(clauses, ground_at, clauses.last)?;
    let actor = if told.passive {
        clauses.by(end)
    } else {
        Some(clauses.actor(told)?)
    };
    // "drove the defenders out": whom a side drives out may go by a general word.
    let driven = || {
        let armed = actor.is_some_and(|actor| !actor.country);
        (i + 1..out)
            .find(|&k| {
                armed
                    && matches!(
                        cx.folded(k),
                        "defenders"
                            | "enemy"
                            | "invaders"
                            | "occupiers"
                            | "attackers"
                            | "opponents"
                            | "rivals"
                            | "them"
                    )
            })
            .map(|k| (k, k + 1))
    };
    // "Government troops were driven out of Banda": the side driven out is the subject.
    let subject = || {
        told.passive
            .then(|| clauses.actor(told))
            .flatten()
            .filter(|side| !side.country && !side.pronoun)
            .map(|side| (cx.token_at(side.span.start), told.group))
    };
    let side = clauses
        .force_in(i + 1..out)
        .or_else(driven)
        .or_else(subject)?;
    let mut found = deed(clauses, told, actor, i, end, Some(place), i + 1);
    if found.0.actor.is_none() {
        found.0.actor = Some(Actor {
            span: cx.span(side.0, side.1),
            country: false,
            pronoun: false,
            definite: false,
            relative: false,
        });
    }
    Some(found)
}
