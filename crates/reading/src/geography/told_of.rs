//! Which place a distance is told of where its name stands farther off: behind an aside, behind a main clause, or one
//! sentence before ("the city").

use std::ops::Range;

use super::Spot;
use super::words::{ending, starting};
use crate::cx::Cx;

/// "flown to Beledweyne, the regional capital, about 190 km north of", "El Obeid lies on the road to Darfur, barely 140 km
/// from", "The city, about 120 km from": the place that the distance at token `first` is told of.
pub(super) fn place<'s>(
    cx: &Cx<'_>,
    spots: &'s [Spot],
    range: &Range<usize>,
    first: usize,
) -> Option<&'s Spot> {
    let mut comma = first.checked_sub(1)?;
    while comma > range.start
        && matches!(
            cx.folded(comma),
            "about"
                | "some"
                | "around"
                | "roughly"
                | "just"
                | "barely"
                | "only"
                | "nearly"
                | "almost"
                | "over"
                | "than"
                | "more"
                | "less"
                | "a"
                | "mere"
                | "least"
                | "at"
        )
    {
        comma -= 1;
    }
    if comma <= range.start || cx.word(comma) != "," {
        return None;
    }
    behind_aside(cx, spots, range, comma)
        .or_else(|| behind_clause(cx, spots, range, comma))
        .or_else(|| sentence_before(cx, spots, range, comma))
}

/// "Winnipeg, which lies 240 km to the east of the city": the other place of the sentence, before `own`.
pub(super) fn the_city<'s>(
    cx: &Cx<'_>,
    spots: &'s [Spot],
    range: &Range<usize>,
    at: usize,
    own: &Spot,
) -> Option<&'s Spot> {
    if cx.folded(at) != "the" || !settlement(cx.folded(at + 1)) || cx.folded(at + 2) == "of" {
        return None;
    }
    lone(spots, range.start..own.first)
}

fn behind_aside<'s>(
    cx: &Cx<'_>,
    spots: &'s [Spot],
    range: &Range<usize>,
    comma: usize,
) -> Option<&'s Spot> {
    let open = (range.start..comma)
        .rev()
        .take(9)
        .find(|&i| cx.word(i) == ",")?;
    let aside = open + 1..comma;
    let told = matches!(cx.folded(open + 1), "the" | "a" | "an" | "its" | "capital")
        && aside.clone().any(|i| settlement(cx.folded(i)))
        && !aside
            .clone()
            .any(|i| starting(spots, i).is_some_and(|spot| spot.last == comma));
    told.then(|| ending(spots, open))
        .flatten()
        .filter(|spot| placed(spot))
}

fn behind_clause<'s>(
    cx: &Cx<'_>,
    spots: &'s [Spot],
    range: &Range<usize>,
    comma: usize,
) -> Option<&'s Spot> {
    let verb = (range.start..comma).rev().take(9).find(|&i| {
        matches!(cx.folded(i), "lies" | "stands" | "sits" | "lay")
            && matches!(
                cx.folded(i + 1),
                "on" | "in" | "at" | "near" | "along" | "beside" | "by" | "astride"
            )
    })?;
    let opening = (range.start..range.start + 4).find_map(|i| starting(spots, i))?;
    // Its own aside may stand between the name and the verb.
    let own = opening.last == verb
        || cx.word(opening.last) == "," && cx.word(verb.saturating_sub(1)) == ",";
    (own && placed(opening)).then_some(opening)
}

fn sentence_before<'s>(
    cx: &Cx<'_>,
    spots: &'s [Spot],
    range: &Range<usize>,
    comma: usize,
) -> Option<&'s Spot> {
    if cx.folded(range.start) != "the"
        || !settlement(cx.folded(range.start + 1))
        || comma != range.start + 2
    {
        return None;
    }
    let number = cx.token(range.start)?.sentence;
    let before = cx.sentence(number.checked_sub(1)?)?;
    lone(spots, before.first as usize..before.last as usize)
}

/// The one place that stands in a stretch of tokens.
fn lone(spots: &[Spot], range: Range<usize>) -> Option<&Spot> {
    let at = spots.partition_point(|spot| spot.first < range.start);
    let mut own = spots
        .get(at..)
        .unwrap_or(&[])
        .iter()
        .take_while(|spot| spot.last <= range.end)
        .filter(|spot| placed(spot));
    own.next().filter(|_| own.next().is_none())
}

fn placed(spot: &Spot) -> bool {
    spot.meanings.iter().any(|meaning| meaning.point.is_some())
}

fn settlement(word: &str) -> bool {
    matches!(
        word,
        "city" | "town" | "village" | "port" | "capital" | "seat" | "resort" | "settlement"
    )
}
