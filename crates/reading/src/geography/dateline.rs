//! Distances told from the place of the dateline.

use super::spot::Spot;
use super::words::ending;
use crate::cx::Cx;
use crate::token::TokenKind;

/// "YELLOWKNIFE — … were flown to Edmonton, 450 km to the south": seen from the place of the dateline, where the sentence names
/// only the place that they go to and the one before it none.
pub(super) fn from_dateline<'s>(
    cx: &Cx<'_>,
    spots: &'s [Spot],
    range: &std::ops::Range<usize>,
    first: usize,
) -> Option<(&'s Spot, &'s Spot)> {
    let comma = first.checked_sub(1)?;
    let hedged = (0..3).find_map(|back| {
        let i = comma.checked_sub(back)?;
        (cx.word(i) == ",").then_some(i)
    })?;
    let b = ending(spots, hedged)?;
    let gone = b.first.checked_sub(1).filter(|&i| cx.folded(i) == "to")?;
    let moved = (gone.saturating_sub(4).max(range.start)..gone).any(|i| {
        matches!(
            cx.folded(i),
            "flown"
                | "taken"
                | "driven"
                | "moved"
                | "airlifted"
                | "transferred"
                | "brought"
                | "sent"
                | "evacuated"
        )
    });
    let alone = |from: usize, to: usize| {
        let at = spots.partition_point(|spot| spot.first < from);
        spots
            .get(at..)
            .unwrap_or(&[])
            .iter()
            .take_while(|spot| spot.last <= to)
            .all(|spot| spot.first == b.first)
    };
    let a = spots.first()?;
    let mut behind = a.last..(a.last + 8).min(range.start);
    let dateline =
        cx.token(a.first)?.capitals && behind.any(|i| cx.kind(i) == Some(TokenKind::Dash));
    let number = cx.token(range.start)?.sentence;
    let before = cx.sentence(number.checked_sub(1)?)?;
    let same = cx.sentence(number)?.block == before.block;
    let quiet = !same || alone(before.first as usize, before.last as usize);
    (moved && dateline && quiet && alone(range.start, hedged)).then_some((a, b))
}
