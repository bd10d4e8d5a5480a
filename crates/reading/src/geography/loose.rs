//! Pairs of places whose distance is told less directly: "links A with B, 40 km away", "as far north as A and as far south
//! as B, 60 km apart", "left A for B, a journey of 400 km", "has 300 km to go to B". What is read here is sure only where no
//! other place of the draft lies as far away as is said.

use std::ops::Range;

use super::spot::Spot;
use super::words::{at, best, over_brackets, starting};
use crate::cx::Cx;
use crate::lists::List;
use crate::token::TokenKind;

/// A distance that may be meant from another place if that place lies so near to it.
const MEANT: Range<f64> = 0.6..1.7;

/// The two places whose distance in kilometres the quantity at tokens `first..last` is; `after` is the token behind its
/// direction or "away".
pub(super) fn pair<'s>(
    cx: &Cx<'_>,
    spots: &'s [Spot],
    range: &Range<usize>,
    (first, last): (usize, usize),
    after: usize,
    stated: f64,
) -> Option<(&'s Spot, &'s Spot)> {
    let (a, b) = way(cx, spots, range, first, last)
        .or_else(|| to_go(cx, spots, range, last))
        .or_else(|| definite(cx, spots, range, first, after))
        .or_else(|| off(cx, spots, range, (first, last), after))
        .or_else(|| super::set_off::pair(cx, spots, range, (first, last), after))?;
    let other = spots
        .iter()
        .filter(|one| one.first != a.first && one.first != b.first)
        .filter(|one| cx.str(one.span) != cx.str(a.span) && cx.str(one.span) != cx.str(b.span))
        .any(|one| best(one, b, stated).is_some_and(|(far, ..)| MEANT.contains(&(stated / far))));
    (!other).then_some((a, b))
}

/// The mentions with a point in a range of tokens.
pub(super) fn placed(spots: &[Spot], range: Range<usize>) -> impl Iterator<Item = &Spot> {
    let at = spots.partition_point(|spot| spot.first < range.start);
    spots
        .get(at..)
        .unwrap_or(&[])
        .iter()
        .take_while(move |spot| spot.last <= range.end)
        .filter(|spot| spot.meanings.iter().any(|one| one.point.is_some()))
}

/// The only two placed mentions of some tokens, in order.
fn only_two(spots: &[Spot], range: Range<usize>) -> Option<(&Spot, &Spot)> {
    let mut own = placed(spots, range);
    let pair = (own.next()?, own.next()?);
    own.next().is_none().then_some(pair)
}

/// The one placed mention of the sentence before, in the same paragraph.
fn told_before<'s>(cx: &Cx<'_>, spots: &'s [Spot], range: &Range<usize>) -> Option<&'s Spot> {
    let number = cx.token(range.start)?.sentence;
    let (own, before) = (cx.sentence(number)?, cx.sentence(number.checked_sub(1)?)?);
    if own.block != before.block {
        return None;
    }
    let mut told = placed(spots, before.first as usize..before.last as usize);
    told.next().filter(|_| told.next().is_none())
}

/// "left A for B, a journey of 400 km", "the drive from A to the border at B takes in 400 km", "the road from A to B, all 400
/// km of it".
fn way<'s>(
    cx: &Cx<'_>,
    spots: &'s [Spot],
    range: &Range<usize>,
    first: usize,
    last: usize,
) -> Option<(&'s Spot, &'s Spot)> {
    let noun = (first.saturating_sub(6).max(range.start)..first).rfind(|&i| is_way(cx, i))?;
    let of = (noun + 1..first).any(|i| {
        matches!(
            cx.folded(i),
            "of" | "some" | "about" | "is" | "was" | "covers" | "roughly" | "nearly" | "almost"
        )
    });
    let (a, b) = only_two(spots, range.start..first)?;
    let from = (a.first.saturating_sub(4).max(range.start)..a.first).any(|i| {
        matches!(
            cx.folded(i),
            "from"
                | "left"
                | "leave"
                | "leaves"
                | "leaving"
                | "quit"
                | "fled"
                | "between"
                | "links"
                | "linking"
                | "link"
                | "connects"
                | "connecting"
                | "joins"
        )
    });
    let to = (a.last..b.first).any(|i| matches!(cx.folded(i), "to" | "for" | "and" | "into"));
    // "a journey of 400 km through B": told of no end.
    let on = (last..(last + 3).min(range.end))
        .any(|i| matches!(cx.folded(i), "from" | "to" | "through"));
    (of && from && to && !on).then_some((a, b))
}

/// A noun for the way between two places.
pub(super) fn is_way(cx: &Cx<'_>, i: usize) -> bool {
    matches!(
        cx.folded(i),
        "journey"
            | "drive"
            | "trip"
            | "distance"
            | "flight"
            | "walk"
            | "march"
            | "trek"
            | "ride"
            | "voyage"
            | "crossing"
            | "haul"
    )
}

/// "It left A at dawn and had 300 km to go to B", "300 km short of B".
fn to_go<'s>(
    cx: &Cx<'_>,
    spots: &'s [Spot],
    range: &Range<usize>,
    last: usize,
) -> Option<(&'s Spot, &'s Spot)> {
    let i = over_brackets(cx, last);
    let end = match (cx.folded(i), cx.folded(i + 1), cx.folded(i + 2)) {
        ("to", "go" | "drive" | "travel" | "cover" | "walk" | "sail", "to") => i + 3,
        ("left", "to", _) => i + 2,
        _ => return None,
    };
    let b = at(cx, spots, end)?;
    let a = {
        let mut own = placed(spots, range.start..last);
        match own.next() {
            Some(a) => own.next().is_none().then_some(a)?,
            None => told_before(cx, spots, range)?,
        }
    };
    let left = (a.first.saturating_sub(3)..a.first).any(|i| {
        matches!(
            cx.folded(i),
            "left" | "from" | "leaving" | "leave" | "leaves"
        )
    });
    left.then_some((a, b))
}

/// "Sellers in Baguio … The mountain city is 250 km from Manila": the place of the sentence before, taken up by its kind.
fn definite<'s>(
    cx: &Cx<'_>,
    spots: &'s [Spot],
    range: &Range<usize>,
    first: usize,
    after: usize,
) -> Option<(&'s Spot, &'s Spot)> {
    if !matches!(cx.folded(after), "of" | "from" | "outside" | "off")
        || cx.folded(range.start) != "the"
        || first > range.start + 9
        || placed(spots, range.start..first).next().is_some()
    {
        return None;
    }
    let noun = (range.start + 1..first).find(|&i| {
        matches!(
            cx.folded(i),
            "city" | "town" | "village" | "port" | "resort" | "capital" | "settlement" | "suburb"
        )
    })?;
    let verb = matches!(
        cx.folded(noun + 1),
        "is" | "lies" | "sits" | "stands" | "was"
    );
    let b = at(cx, spots, after + 1)?;
    let a = told_before(cx, spots, range)?;
    verb.then_some((a, b))
}

/// "A with B, 450 km away", "… B, 250 km to the south", "A and as far south as B, 60 km apart": the other place of the
/// sentence, else the one of the sentence before.
fn off<'s>(
    cx: &Cx<'_>,
    spots: &'s [Spot],
    range: &Range<usize>,
    (first, last): (usize, usize),
    after: usize,
) -> Option<(&'s Spot, &'s Spot)> {
    let behind = over_brackets(cx, last);
    let apart = cx.folded(behind) == "apart";
    let closes = apart
        || after > behind
            && !matches!(cx.kind(after), Some(TokenKind::Word | TokenKind::Number))
            && !matches!(cx.folded(after), "of" | "from");
    if !closes {
        return None;
    }
    // The comma behind the place, hedges between: "Pune, about 450 km away".
    let b = {
        let own = placed(spots, range.start..first).last()?;
        let plain = (own.last..first).all(|i| {
            matches!(cx.word(i), "," | "—" | "–" | "(")
                || cx.is(i, List::Auxiliary)
                || matches!(
                    cx.folded(i),
                    "some"
                        | "about"
                        | "around"
                        | "roughly"
                        | "nearly"
                        | "almost"
                        | "just"
                        | "only"
                        | "barely"
                        | "more"
                        | "than"
                        | "over"
                        | "less"
                        | "all"
                        | "of"
                        | "a"
                        | "good"
                        | "lies"
                )
        });
        plain.then_some(own)?
    };
    let mut own = placed(spots, range.start..b.first);
    let Some(a) = own.next() else {
        return told_before(cx, spots, range)
            .filter(|_| !apart)
            .map(|a| (a, b));
    };
    if own.next().is_some() || starting(spots, after).is_some() {
        return None;
    }
    // The two stand together: no other clause begins between them, and neither is somebody's or a body's.
    let joined = (a.last..b.first).all(|i| {
        (matches!(
            cx.kind(i),
            Some(TokenKind::Word | TokenKind::Number | TokenKind::Hyphen)
        ) || cx.word(i) == ":")
            && !matches!(
                cx.folded(i),
                "said"
                    | "says"
                    | "that"
                    | "which"
                    | "who"
                    | "where"
                    | "when"
                    | "while"
                    | "but"
                    | "because"
            )
    });
    (joined && cx.kind(a.last) != Some(TokenKind::Hyphen)).then_some((a, b))
}
