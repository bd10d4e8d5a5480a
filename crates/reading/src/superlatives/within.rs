//! Rankings among places and groups, told as news of their own: "its towers are the tallest in South America", "the mine is
//! Africa's deepest", "no city in Europe has more trams". Only behind a verb of being or having: "Kenya's largest bank said"
//! names the bank and claims nothing.

use copydesk_draft::Span;

use super::Frame;
use super::frame::clause_end;
use super::never::comparative;
use crate::cx::Cx;
use crate::lists::List;
use crate::token::TokenKind;

/// Whole regions that are ranked by; other places are known by their capital.
fn wide(word: &str) -> bool {
    matches!(
        word,
        "world"
            | "country"
            | "region"
            | "continent"
            | "city"
            | "state"
            | "province"
            | "county"
            | "nation"
            | "kingdom"
            | "republic"
            | "hemisphere"
            | "bloc"
            | "union"
            | "league"
            | "industry"
            | "town"
            | "island"
    )
}

/// A verb of being or having ends right before token `at`.
fn stated(cx: &Cx<'_>, at: usize) -> bool {
    let mut k = at;
    for _ in 0..4 {
        let Some(before) = k.checked_sub(1) else {
            return false;
        };
        match cx.folded(before) {
            "now" | "still" | "also" | "already" | "by" | "far" | "officially" | "the" => {
                k = before;
            }
            "is" | "are" | "was" | "were" | "remains" | "remain" | "became" | "becomes" | "has"
            | "have" | "had" | "makes" | "making" | "be" | "been" => return true,
            // "The council has built the biggest heat network in Wales": the thing is new, its rank is news.
            "built" | "opened" | "launched" | "unveiled" | "inaugurated" | "completed"
            | "discovered" | "unearthed" | "boasts" | "houses" | "create" | "creates"
            | "created" | "creating" | "form" | "forms" | "formed" | "forming" | "build"
            | "builds" => return true,
            // "is home to the tallest tower in Europe"
            "to" if before > 0 && cx.folded(before - 1) == "home" => return true,
            _ => return false,
        }
    }
    false
}

/// The world's first of its kind: "the first ferry in the world", "the world's first".
pub(super) fn first_in_world(
    cx: &Cx<'_>,
    first: usize,
    i: usize,
    end: usize,
) -> Option<(usize, usize, Frame)> {
    let (at, last, frame) = in_place(cx, first, i, end)?;
    (first..last)
        .any(|k| cx.folded(k) == "world")
        .then_some((at, last, frame))
}

/// A comma and "the" stand right before token `at`.
fn apposed(cx: &Cx<'_>, at: usize) -> bool {
    let the = if cx.folded(at) == "the" {
        at
    } else {
        at.wrapping_sub(1)
    };
    cx.folded(the) == "the"
        && the
            .checked_sub(1)
            .is_some_and(|comma| cx.word(comma) == ",")
}

/// The frame of place of the superlative at token `i` whose phrase begins at `first`.
pub(super) fn in_place(
    cx: &Cx<'_>,
    first: usize,
    i: usize,
    end: usize,
) -> Option<(usize, usize, Frame)> {
    let apposed = apposed(cx, first);
    if !apposed && !stated(cx, first) {
        return None;
    }
    // "The plant, the biggest in South America, opened on Monday": an aside that ranks, and nothing else in it.
    if apposed {
        let joint = i + 1;
        let last = (matches!(cx.folded(joint), "in" | "on"))
            .then(|| placed(cx, joint, end))
            .flatten()?;
        return (cx.word(last) == ",").then_some((joint, last, Frame::Place));
    }
    // "Africa's deepest", "the world's oldest".
    let owner = (first..i).find(|&k| cx.kind(k) == Some(TokenKind::Possessive));
    if let Some(mark) = owner {
        let place = mark.checked_sub(1)?;
        let named = cx.token(place).is_some_and(|token| token.capital) || wide(cx.folded(place));
        let last = clause_end(cx, i + 1, end, 3).max(i + 1);
        return named.then_some((i, last.min(end), Frame::Place));
    }
    let joints = (i + 1..(i + 11).min(end))
        .take_while(|&k| {
            matches!(
                cx.kind(k),
                Some(TokenKind::Word | TokenKind::Hyphen | TokenKind::Possessive)
            ) && !cx.is(k, List::Auxiliary)
        })
        .filter(|&k| matches!(cx.folded(k), "in" | "on" | "of" | "among" | "anywhere"));
    // "of its age in the southern hemisphere": the first of them may be of a group of its own.
    joints
        .take(2)
        .find_map(|joint| placed(cx, joint, end).map(|last| (joint, last, Frame::Place)))
}

/// One past the place behind the preposition at token `joint`.
fn placed(cx: &Cx<'_>, joint: usize, end: usize) -> Option<usize> {
    let place = (joint + 1..(joint + 4).min(end)).find(|&k| {
        cx.token(k).is_some_and(|token| {
            token.capital && !cx.is(k, List::Month) && !cx.is(k, List::Weekday)
        }) || wide(cx.folded(k))
    })?;
    // "the tallest of the three", "the best in his class": a group of its own.
    let plain = (joint + 1..place).all(|k| {
        cx.is(k, List::Determiner)
            || matches!(
                cx.folded(k),
                "all"
                    | "western"
                    | "eastern"
                    | "northern"
                    | "southern"
                    | "central"
                    | "whole"
                    | "entire"
            )
    });
    plain.then(|| clause_end(cx, place, end, 3).max(place + 1).min(end))
}

/// "No city in Europe has more trams": first token, one past the last, the word, the frame.
pub(super) fn none_has_more(
    cx: &Cx<'_>,
    i: usize,
    end: usize,
) -> Option<(usize, usize, Span, Frame)> {
    let span = cx.token(i)?.span;
    let verb = (i + 2..(i + 8).min(end)).find(|&k| {
        matches!(
            cx.folded(k),
            "has"
                | "have"
                | "had"
                | "uses"
                | "spends"
                | "produces"
                | "eats"
                | "drinks"
                | "is"
                | "was"
        )
    })?;
    let among = (i + 2..verb).any(|k| matches!(cx.folded(k), "in" | "on" | "of" | "other"));
    let more = verb + 1;
    if !among
        || !(comparative(cx.folded(more)) || cx.folded(more) == "as" || cx.folded(more) == "so")
    {
        return None;
    }
    let last = clause_end(cx, more + 1, end, 4).max(more + 1);
    Some((i, last, span, Frame::Place))
}

/// "Nothing like it has been seen since the war".
pub(super) fn nothing_like(
    cx: &Cx<'_>,
    i: usize,
    end: usize,
) -> Option<(usize, usize, Span, Frame)> {
    let span = cx.token(i)?.span;
    let like = matches!(cx.folded(i + 1), "like" | "comparable" | "on" | "of");
    let verb = (i + 2..(i + 9).min(end))
        .find(|&k| matches!(cx.folded(k), "has" | "have" | "had") && cx.folded(k + 1) == "been")?;
    let last = clause_end(cx, verb + 2, end, 8);
    let framed = (verb + 2..last).any(|k| {
        matches!(
            cx.folded(k),
            "since" | "years" | "decades" | "century" | "before" | "generation"
        )
    });
    (like && framed).then_some((i, last, span, Frame::Since))
}

/// "the first time a sitting governor has been charged".
pub(super) fn first_time(cx: &Cx<'_>, i: usize, end: usize) -> Option<(usize, usize, Frame)> {
    if cx.folded(i + 1) != "time" {
        return None;
    }
    let from = if cx.folded(i + 2) == "that" {
        i + 3
    } else {
        i + 2
    };
    let subject =
        cx.is(from, List::Determiner) || cx.token(from).is_some_and(|token| token.capital);
    let verb = (from + 1..(from + 8).min(end))
        .find(|&k| matches!(cx.folded(k), "has" | "have" | "had"))?;
    // "the first time she has spoken": of one person, no rank.
    (subject && cx.kind(verb + 1) == Some(TokenKind::Word))
        .then(|| (verb, (verb + 3).min(end), Frame::Ever))
}

/// "the only man to have rowed both oceans".
pub(super) fn only_to_have(cx: &Cx<'_>, i: usize, end: usize) -> Option<(usize, usize, Frame)> {
    let to =
        (i + 2..(i + 6).min(end)).find(|&k| cx.folded(k) == "to" && cx.folded(k + 1) == "have")?;
    let last = clause_end(cx, to + 2, end, 5);
    (last > to + 2).then_some((to, last, Frame::Ever))
}

/// "The river has not been so low for a century": token `i` is "not".
pub(super) fn not_so(cx: &Cx<'_>, i: usize, end: usize) -> Option<(usize, usize, Span, Frame)> {
    let before = i.checked_sub(1)?;
    if !matches!(cx.folded(before), "has" | "have" | "had")
        || cx.folded(i + 1) != "been"
        || !matches!(cx.folded(i + 2), "so" | "this" | "as" | "that")
    {
        return None;
    }
    let last = clause_end(cx, i + 3, end, 8);
    let since = (i + 4..last).any(|k| {
        matches!(
            cx.folded(k),
            "since" | "years" | "decades" | "century" | "decade" | "generation"
        )
    });
    since.then_some((before, last, cx.token(i)?.span, Frame::Since))
}
