//! What stands between a subject and its verb, wherever it stands: asides between commas and words of time are passed
//! over, so that "Banda, the largest town of the north, fell" and "troops entered and within hours had taken the square"
//! are read as the plain sentences are.

use super::clause::{Actor, Clauses, Verb};
use super::territory::{deed, ground, ground_before};
use super::{Deed, held};
use crate::casualties::Telling;
use crate::lists::List;
use crate::token::TokenKind;

impl Clauses<'_, '_> {
    /// Where the subject before token `end` ends, once an aside that a comma closes there is passed over: "Banda, the
    /// largest town of the north, |fell". `None` where no aside stands.
    pub(super) fn before_aside(&self, end: usize) -> Option<usize> {
        /// How many tokens an aside may fill.
        const LONGEST: usize = 16;
        let cx = self.cx;
        let close = end.checked_sub(1).filter(|&k| k > self.first)?;
        if cx.word(close) != "," {
            return None;
        }
        let open = (close.saturating_sub(LONGEST).max(self.first + 1)..close)
            .rev()
            .find(|&k| cx.word(k) == ",")?;
        // "On Friday, rebels, …": what a comma closes behind a fronted phrase is the sentence itself.
        let inside = open + 1..close;
        let aside = cx.is(inside.start, List::Determiner)
            || cx.is(inside.start, List::NumberWord)
            || cx.is(inside.start, List::Preposition)
            || cx.is(inside.start, List::Compass)
            || cx.kind(inside.start) == Some(TokenKind::Number)
            || matches!(
                cx.folded(inside.start),
                "which"
                    | "who"
                    | "where"
                    | "whose"
                    | "home"
                    | "long"
                    | "once"
                    | "now"
                    | "still"
                    | "then"
                    | "already"
            )
            || cx.folded(inside.start).ends_with("ed")
            || cx.kind(inside.start + 1) == Some(TokenKind::Possessive)
            || cx
                .token(inside.start)
                .is_some_and(|token| token.kind == TokenKind::Word && !token.capital)
                && (inside.start..inside.end).any(|k| cx.folded(k) == "of");
        (aside && !inside.is_empty()).then_some(open)
    }

    /// Where the words before token `end` end, once words of time are passed over: "and |within hours had taken".
    pub(super) fn before_time(&self, end: usize) -> usize {
        let cx = self.cx;
        let mut at = end;
        let mut time = false;
        while at > self.first + 1 {
            let word = cx.folded(at - 1);
            let noun = cx.is(at - 1, List::Weekday)
                || matches!(
                    word,
                    "hours"
                        | "hour"
                        | "minutes"
                        | "days"
                        | "day"
                        | "night"
                        | "nightfall"
                        | "dawn"
                        | "dusk"
                        | "noon"
                        | "midday"
                        | "midnight"
                        | "evening"
                        | "morning"
                        | "afternoon"
                        | "sunset"
                        | "sunrise"
                        | "daybreak"
                        | "dark"
                        | "week"
                        | "weekend"
                        | "lunchtime"
                        | "overnight"
                        | "soon"
                        | "quickly"
                        | "there"
                        | "turn"
                        | "end"
                );
            let beside = cx.kind(at - 1) == Some(TokenKind::Number)
                || cx.is(at - 1, List::NumberWord)
                || matches!(
                    word,
                    "within"
                        | "by"
                        | "in"
                        | "on"
                        | "at"
                        | "before"
                        | "after"
                        | "the"
                        | "a"
                        | "an"
                        | "that"
                        | "same"
                        | "next"
                        | "late"
                        | "early"
                        | "few"
                        | "of"
                        | "from"
                        | "less"
                        | "than"
                        | "during"
                        | "over"
                        | "some"
                        | "several"
                );
            if !(noun || beside && time) {
                break;
            }
            time |= noun;
            at -= 1;
        }
        if time { at } else { end }
    }
}

/// "The palace has been wrested from the paramilitaries": whom the ground was taken from, where nobody is said to take it.
pub(super) fn taken_from(clauses: &Clauses<'_, '_>, after: usize) -> Option<Actor> {
    let cx = clauses.cx;
    if cx.folded(after) != "from" {
        return None;
    }
    let (first, end) = clauses.force_in(after + 1..(after + 6).min(clauses.last))?;
    let direct = !(after + 1..first)
        .any(|k| cx.is(k, List::Preposition) || cx.kind(k) == Some(TokenKind::Punct))
        && cx.kind(end) != Some(TokenKind::Possessive);
    direct.then(|| held::plain(clauses, after + 1, end))
}

/// "Uvira, which rebels captured on Wednesday": the ground stands before the relative clause.
pub(super) fn antecedent(
    clauses: &Clauses<'_, '_>,
    verb: Verb,
    i: usize,
    after: usize,
) -> Option<(Deed, usize)> {
    let cx = clauses.cx;
    let actor = clauses.actor(verb).filter(|actor| !actor.country)?;
    let which = cx.token_at(actor.span.start).checked_sub(1)?;
    if which <= clauses.first || !matches!(cx.folded(which), "which" | "that") {
        return None;
    }
    let end = if cx.word(which - 1) == "," {
        which - 1
    } else {
        which
    };
    let (place, _) = (end.saturating_sub(6).max(clauses.first)..end).find_map(|from| {
        let opens = from == clauses.first
            || cx.is(from - 1, List::Preposition)
            || cx.is(from, List::Determiner);
        opens
            .then(|| ground(clauses, from, end))
            .flatten()
            .filter(|&(_, last)| last == end)
    })?;
    let mut found = deed(clauses, verb, Some(actor), i, after, Some(place), after);
    found.0.span = place.to(found.0.span);
    found.0.telling = Telling::Background;
    Some(found)
}

/// "The town fell to the rebels."
pub(super) fn fell(clauses: &Clauses<'_, '_>, i: usize) -> Option<(Deed, usize)> {
    let cx = clauses.cx;
    let falls = matches!(cx.folded(i), "fell" | "fallen");
    let passes = matches!(
        cx.folded(i),
        "passed"
            | "slipped"
            | "reverted"
            | "lost"
            | "ceded"
            | "surrendered"
            | "abandoned"
            | "yielded"
            | "relinquished"
    );
    // "Three hamlets have gone over to the insurgents"
    let over = matches!(cx.folded(i), "gone" | "went" | "passed" | "come")
        && cx.folded(i + 1) == "over"
        && cx.folded(i + 2) == "to";
    let to = !over && matches!(cx.folded(i + 1), "to" | "into");
    if !(over || to && (falls || passes)) {
        return None;
    }
    let from = if over { i + 3 } else { i + 2 };
    let mut verb = clauses.told(i)?;
    if passes
        && !verb.passive
        && matches!(
            cx.folded(i),
            "lost" | "ceded" | "surrendered" | "abandoned" | "yielded"
        )
    {
        return None;
    }
    let stop = (from..(i + 9).min(clauses.last))
        .find(|&k| matches!(cx.word(k), "," | "." | ";" | ":"))
        .unwrap_or((i + 9).min(clauses.last));
    let (first, end) = clauses.force_in(from..stop)?;
    if (from..first).any(|k| cx.is(k, List::Preposition) && cx.folded(k) != "of") {
        return None;
    }
    let place = ground_before(clauses, verb.group)?;
    verb.passive = true;
    let actor = Actor {
        span: cx.span(from, end),
        country: false,
        pronoun: false,
        definite: false,
        relative: false,
    };
    Some(deed(clauses, verb, Some(actor), i, end, Some(place), from))
}
