//! A place that was left for another, and how far that one lies: "who fled A are camped near B, a city 310 km to the south".

use super::distance::two_before;
use super::spot::Spot;
use crate::cx::Cx;
use crate::token::TokenKind;

/// "Families who left A on foot walked for nine days to reach B, 480 km to the south", "people who fled A are camped near B, a
/// lakeside city 310 km to the south": the two places of the sentence, of which the first was left for the other.
pub(super) fn left_behind<'s>(
    cx: &Cx<'_>,
    spots: &'s [Spot],
    start: usize,
    first: usize,
) -> Option<(&'s Spot, &'s Spot)> {
    let (a, b) = two_before(spots, start, first)?;
    let word = |i: Option<usize>| i.filter(|&i| i >= start).map_or("", |i| cx.folded(i));
    let left = (1..=2).any(|back| {
        matches!(
            word(a.first.checked_sub(back)),
            "left"
                | "leave"
                | "leaves"
                | "leaving"
                | "fled"
                | "flee"
                | "fleeing"
                | "escaped"
                | "escaping"
                | "quit"
                | "abandoned"
                | "departed"
                | "departing"
        )
    }) || word(a.first.checked_sub(1)) == "from"
        && (2..=5).any(|back| {
            matches!(
                word(a.first.checked_sub(back)),
                "fled"
                    | "walked"
                    | "travelled"
                    | "traveled"
                    | "driven"
                    | "drove"
                    | "flown"
                    | "flew"
                    | "marched"
                    | "evacuated"
                    | "moved"
                    | "brought"
                    | "taken"
                    | "ferried"
                    | "bused"
                    | "bussed"
                    | "cycled"
                    | "sailed"
                    | "came"
                    | "set"
                    | "displaced"
                    | "people"
                    | "families"
                    | "convoy"
                    | "refugees"
            )
        });
    let come = b.first > a.last
        && matches!(
            word(b.first.checked_sub(1)),
            "reach"
                | "reached"
                | "reaching"
                | "to"
                | "for"
                | "near"
                | "in"
                | "at"
                | "towards"
                | "into"
                | "outside"
                | "around"
        );
    // Right behind the name, or behind "a lakeside city".
    let aside = cx.word(b.last) == ","
        && first <= b.last + 6
        && (b.last + 1..first)
            .all(|i| matches!(cx.kind(i), Some(TokenKind::Word | TokenKind::Hyphen)))
        && (first == b.last + 1
            || matches!(
                cx.folded(b.last + 1),
                "a" | "an" | "the" | "some" | "about" | "nearly" | "almost" | "more" | "roughly"
            ));
    let parted = (a.last..b.first).any(|i| {
        matches!(cx.word(i), ";" | ":") || matches!(cx.folded(i), "while" | "but" | "whereas")
    });
    (left && come && aside && !parted).then_some((a, b))
}
