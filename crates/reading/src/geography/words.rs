//! Words between a place and what is said of where it lies: directions, what may stand in between, the places they tie.

use super::point::{Point, between};
use super::spot::Spot;
use crate::cx::Cx;
use crate::token::TokenKind;

/// A direction at token `i`: degrees and one past its last token.
pub(super) fn direction(cx: &Cx<'_>, i: usize) -> Option<(f64, usize)> {
    let single = |word: &str| {
        Some(match word {
            "north" => 0.0,
            "northeast" => 45.0,
            "east" => 90.0,
            "southeast" => 135.0,
            "south" => 180.0,
            "southwest" => 225.0,
            "west" => 270.0,
            "northwest" => 315.0,
            _ => return None,
        })
    };
    let first = single(cx.folded(i))?;
    let joined = usize::from(cx.kind(i + 1) == Some(TokenKind::Hyphen));
    if let Some(second) = single(cx.folded(i + 1 + joined)) {
        let turn = between(first, second);
        if turn > 0.0 && turn <= 90.0 {
            // North-west: halfway between the two.
            let middle = if (first - second).abs() > 180.0 {
                (f64::midpoint(first, second) + 180.0).rem_euclid(360.0)
            } else {
                f64::midpoint(first, second)
            };
            return Some((middle, i + 2 + joined));
        }
    }
    Some((first, i + 1))
}

/// The mention that begins at token `i`.
pub(super) fn starting(spots: &[Spot], i: usize) -> Option<&Spot> {
    let at = spots.partition_point(|spot| spot.first < i);
    spots.get(at).filter(|spot| spot.first == i)
}

/// The mention that ends before token `i`.
pub(super) fn ending(spots: &[Spot], i: usize) -> Option<&Spot> {
    let at = spots.partition_point(|spot| spot.last < i);
    spots.get(at).filter(|spot| spot.last == i)
}

/// True if token `i` is part of a mention.
fn covering(spots: &[Spot], i: usize) -> bool {
    let at = spots.partition_point(|spot| spot.last <= i);
    spots.get(at).is_some_and(|spot| spot.first <= i)
}

/// Words that may stand between a place and the distance or direction that is said of it.
fn passes(cx: &Cx<'_>, spots: &[Spot], i: usize) -> bool {
    matches!(cx.word(i), "," | "(" | "–" | "—")
        || cx.kind(i) == Some(TokenKind::Dash)
        || matches!(
            cx.folded(i),
            "is" | "was"
                | "it"
                | "lie"
                | "are"
                | "covers"
                | "distance"
                | "journey"
                | "trip"
                | "spans"
                | "lies"
                | "lay"
                | "sits"
                | "stands"
                | "located"
                | "situated"
                | "which"
                | "that"
                | "a"
                | "an"
                | "the"
                | "town"
                | "city"
                | "village"
                | "port"
                | "capital"
                | "some"
                | "about"
                | "around"
                | "roughly"
                | "mere"
                | "nearly"
                | "almost"
                | "just"
                | "only"
                | "barely"
                | "over"
                | "more"
                | "than"
                | "less"
                | "in"
                | "province"
                | "region"
                | "district"
                | "state"
                | "county"
                | "small"
                | "northern"
                | "southern"
                | "eastern"
                | "western"
                | "central"
                | "of"
                | "lying"
                | "country"
                | "nation"
                | "main"
                | "key"
                | "strategic"
                | "coastal"
                | "border"
                | "industrial"
                | "historic"
                | "ancient"
                | "second"
                | "third"
                | "fourth"
                | "fifth"
                | "largest"
                | "biggest"
        )
        || matches!(cx.kind(i), Some(TokenKind::Possessive | TokenKind::Hyphen))
        || covering(spots, i)
}

/// The place right before token `i`, over words that pass; the nearest one with a point.
pub(super) fn before<'s>(
    cx: &Cx<'_>,
    spots: &'s [Spot],
    floor: usize,
    i: usize,
) -> Option<&'s Spot> {
    let mut at = i;
    let mut steps = 0;
    while at > floor && steps < 14 {
        if let Some(spot) = ending(spots, at) {
            if spot.meanings.iter().any(|meaning| meaning.point.is_some()) {
                return Some(spot);
            }
            at = spot.first;
        } else if passes(cx, spots, at - 1) {
            at -= 1;
        } else if let Some(comma) = apposition(cx, floor, at) {
            at = comma;
        } else {
            return None;
        }
        steps += 1;
    }
    None
}

/// The comma that opens "…, a hill resort": an article and small words up to token `end`, the last of which may be told
/// further ("a sprawling city of three million people").
fn apposition(cx: &Cx<'_>, floor: usize, end: usize) -> Option<usize> {
    let start = end.saturating_sub(10).max(floor + 1);
    let article = (start..end)
        .rev()
        .take_while(|&i| {
            matches!(cx.kind(i), Some(TokenKind::Number | TokenKind::Hyphen))
                || cx.kind(i) == Some(TokenKind::Word)
                    && !cx.token(i).is_some_and(|token| token.capital)
                    && !matches!(
                        cx.folded(i),
                        "in" | "at"
                            | "from"
                            | "to"
                            | "by"
                            | "on"
                            | "where"
                            | "who"
                            | "whose"
                            | "when"
                            | "after"
                            | "before"
                            | "for"
                            | "said"
                    )
        })
        .find(|&i| matches!(cx.folded(i), "a" | "an"))?;
    let noun = (article + 1..end).any(|i| {
        matches!(
            cx.folded(i),
            "city"
                | "town"
                | "village"
                | "resort"
                | "port"
                | "suburb"
                | "settlement"
                | "community"
                | "hamlet"
                | "capital"
                | "outpost"
                | "oasis"
        )
    });
    let comma = article.checked_sub(1)?;
    (noun && matches!(cx.word(comma), "," | "—" | "–" | "(")).then_some(comma)
}

/// The place that begins at token `i` or a few words behind it ("of the capital, Bamako").
pub(super) fn at<'s>(cx: &Cx<'_>, spots: &'s [Spot], i: usize) -> Option<&'s Spot> {
    let mut k = i;
    while k < i + 5 {
        if let Some(spot) = starting(spots, k) {
            return Some(spot);
        }
        let small = matches!(
            cx.folded(k),
            "the"
                | "city"
                | "town"
                | "of"
                | "capital"
                | "its"
                | "regional"
                | "central"
                | "port"
                | "downtown"
                | "provincial"
                | "country"
                | "national"
        ) || cx.word(k) == ","
            // "from the Peruvian capital, Lima"
            || cx.folded(k + 1) == "capital" && cx.names.is_demonym(cx, k)
            || cx.kind(k) == Some(TokenKind::Possessive);
        if !small {
            return None;
        }
        k += 1;
    }
    None
}

/// The pair of points of two mentions whose distance is nearest to what is stated.
pub(super) fn best(a: &Spot, b: &Spot, stated: f64) -> Option<(f64, Point, Point)> {
    let mut found: Option<(f64, Point, Point)> = None;
    let mut near: Option<(f64, Point, Point)> = None;
    // Two places of one country that everyone knows: no namesakes in two others are meant.
    let well_known = a.meanings.iter().any(|one| {
        one.entity.is_some()
            && b.meanings
                .iter()
                .any(|other| other.entity.is_some() && other.country == one.country)
    });
    for from in &a.meanings {
        for to in &b.meanings {
            let (Some(one), Some(other)) = (from.point, to.point) else {
                continue;
            };
            if well_known && from.country != to.country {
                continue;
            }
            let straight = one.kilometres(other);
            let off = |straight: f64| (stated / straight.max(0.1)).ln().abs();
            if found.is_none_or(|(old, ..)| off(straight) < off(old)) {
                found = Some((straight, one, other));
            }
            if near.is_none_or(|(old, ..)| straight < old) {
                near = Some((straight, one, other));
            }
        }
    }
    // Of namesakes none of which is as far off as the text says, those nearest each other are meant.
    let fits =
        |&(straight, ..): &(f64, Point, Point)| (0.5..=2.0).contains(&(stated / straight.max(0.1)));
    found.filter(fits).or(near)
}

/// Behind a quantity: a conversion in brackets is passed over.
pub(super) fn over_brackets(cx: &Cx<'_>, i: usize) -> usize {
    if cx.word(i) == "("
        && let Some(close) = (i + 1..i + 9).find(|&k| cx.word(k) == ")")
    {
        return close + 1;
    }
    i
}
