//! Distances told with more between the two places: "had come from A, 40 km away, and was stopped in B", "must travel 300 km to
//! the ministry in B", "A, a city of a million people 40 km from B", "travelled 40 km to B from A".

use std::ops::Range;

use super::loose::placed;
use super::spot::Spot;
use super::words::{at, starting};
use crate::cx::Cx;
use crate::lists::List;
use crate::token::TokenKind;

/// The two places whose distance the quantity at tokens `first..last` is; `after` is the token behind its direction.
pub(super) fn pair<'s>(
    cx: &Cx<'_>,
    spots: &'s [Spot],
    range: &Range<usize>,
    (first, last): (usize, usize),
    after: usize,
) -> Option<(&'s Spot, &'s Spot)> {
    came(cx, spots, range, first, after)
        .or_else(|| travel(cx, spots, range, first, last))
        .or_else(|| apposed(cx, spots, range, first, after))
        .or_else(|| to_from(cx, spots, last))
}

/// A verb for going, in all its forms.
fn goes(word: &str) -> bool {
    matches!(
        word,
        "come"
            | "came"
            | "comes"
            | "coming"
            | "arrived"
            | "arrive"
            | "arrives"
            | "travel"
            | "travelled"
            | "traveled"
            | "travels"
            | "travelling"
            | "traveling"
            | "drive"
            | "drove"
            | "driven"
            | "drives"
            | "walk"
            | "walked"
            | "walks"
            | "fly"
            | "flew"
            | "flown"
            | "go"
            | "went"
            | "gone"
            | "ride"
            | "rode"
            | "brought"
            | "taken"
            | "carried"
            | "trek"
            | "trekked"
            | "cycled"
            | "cycle"
            | "journey"
            | "journeyed"
            | "sent"
            | "trucked"
            | "ferried"
            | "bused"
            | "bussed"
            | "marched"
    )
}

/// "had come from A, 40 km away, and was stopped in B".
fn came<'s>(
    cx: &Cx<'_>,
    spots: &'s [Spot],
    range: &Range<usize>,
    first: usize,
    after: usize,
) -> Option<(&'s Spot, &'s Spot)> {
    let mut own = placed(spots, range.clone());
    let (a, b) = (own.next()?, own.next()?);
    let from = a.first.checked_sub(1).filter(|&i| cx.folded(i) == "from")?;
    let gone = (from.saturating_sub(3).max(range.start)..from).any(|i| goes(cx.folded(i)));
    let beside = cx.word(a.last) == "," && first > a.last && first <= a.last + 4;
    let closed = matches!(cx.word(after), "," | ".") && cx.folded(after - 1) == "away";
    let there = b
        .first
        .checked_sub(1)
        .is_some_and(|i| matches!(cx.folded(i), "in" | "at" | "to" | "into"));
    (own.next().is_none() && gone && beside && closed && there && b.first > after).then_some((a, b))
}

/// "Families in A must travel 300 km to the ministry in B".
fn travel<'s>(
    cx: &Cx<'_>,
    spots: &'s [Spot],
    range: &Range<usize>,
    first: usize,
    last: usize,
) -> Option<(&'s Spot, &'s Spot)> {
    let gone = (first.saturating_sub(4).max(range.start)..first).any(|i| goes(cx.folded(i)));
    if !gone || cx.folded(last) != "to" {
        return None;
    }
    let b = at(cx, spots, last + 1).or_else(|| {
        let link = (last + 2..last + 6)
            .take_while(|&i| cx.kind(i) == Some(TokenKind::Word))
            .find(|&i| matches!(cx.folded(i), "in" | "at"))?;
        matches!(cx.folded(last + 1), "a" | "an" | "the")
            .then(|| at(cx, spots, link + 1))
            .flatten()
    })?;
    let mut own = placed(spots, range.start..first);
    let a = own.next()?;
    let from = a
        .first
        .checked_sub(1)
        .is_some_and(|i| matches!(cx.folded(i), "in" | "of" | "from" | "at"));
    (own.next().is_none() && from && a.last <= first).then_some((a, b))
}

/// "A, a city of a million people 40 km from B", "A, on the coast 40 km from B".
fn apposed<'s>(
    cx: &Cx<'_>,
    spots: &'s [Spot],
    range: &Range<usize>,
    first: usize,
    after: usize,
) -> Option<(&'s Spot, &'s Spot)> {
    if !matches!(cx.folded(after), "of" | "from" | "outside") {
        return None;
    }
    let capital =
        usize::from(cx.folded(after + 1) == "the") + usize::from(cx.folded(after + 2) == "capital");
    let b = at(cx, spots, after + 1)
        .or_else(|| (capital == 2).then(|| starting(spots, after + 3))?)?;
    let mut own = placed(spots, range.start..first);
    let a = own.next()?;
    if own.next().is_some() || cx.word(a.last) != "," || first > a.last + 14 {
        return None;
    }
    let aside = a.last + 1..first;
    let town = aside.clone().take(5).any(|i| {
        matches!(
            cx.folded(i),
            "city"
                | "town"
                | "port"
                | "village"
                | "resort"
                | "capital"
                | "suburb"
                | "settlement"
                | "hamlet"
        )
    }) && matches!(cx.folded(aside.start), "a" | "an" | "the");
    let shore = matches!(cx.folded(aside.start), "on" | "in")
        && aside.clone().take(6).any(|i| {
            matches!(
                cx.folded(i),
                "coast"
                    | "river"
                    | "lake"
                    | "border"
                    | "plain"
                    | "plateau"
                    | "valley"
                    | "hills"
                    | "mountains"
                    | "desert"
                    | "highway"
                    | "railway"
                    | "shore"
                    | "bank"
            )
        });
    // "In A, a village 40 km from B was hit": the village is another one.
    let set = a
        .first
        .checked_sub(1)
        .is_some_and(|i| i == range.start && matches!(cx.folded(i), "in" | "near" | "at"));
    let plain = !aside.clone().any(|i| {
        cx.word(i) == ","
            || cx.is(i, List::Auxiliary)
            || cx.is(i, List::PastForm)
            || matches!(cx.folded(i), "who" | "where" | "which" | "that" | "and")
    });
    ((town || shore) && plain && !set).then_some((a, b))
}

/// "travelled 40 km to B from A".
fn to_from<'s>(cx: &Cx<'_>, spots: &'s [Spot], last: usize) -> Option<(&'s Spot, &'s Spot)> {
    let b = (cx.folded(last) == "to").then(|| starting(spots, last + 1))??;
    let a = (cx.folded(b.last) == "from").then(|| starting(spots, b.last + 1))??;
    Some((a, b))
}
