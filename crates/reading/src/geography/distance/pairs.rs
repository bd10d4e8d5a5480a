//! Pairs of places of which one is told apart from the distance: in the sentence before, behind an aside, or both around "apart".

use super::super::spot::Spot;
use super::super::words::starting;
use crate::cx::Cx;
use crate::token::TokenKind;

/// "The army holds A. The capital, B, is 360 km away", "B lies 360 km to the north-east": seen from the one place of the
/// sentence before.
pub(super) fn from_there<'s>(
    cx: &Cx<'_>,
    spots: &'s [Spot],
    range: &std::ops::Range<usize>,
    (behind, after): (usize, usize),
    b: Option<&'s Spot>,
) -> Option<(&'s Spot, &'s Spot)> {
    // "Bukavu, their next goal, is 600 km away": the place that opens the sentence.
    let b = b.or_else(|| starting(spots, range.start))?;
    // "away", "to the north-east", and no more.
    let closes = after > behind
        && (cx.kind(after) != Some(TokenKind::Word)
            || matches!(
                cx.folded(after),
                "across" | "over" | "through" | "along" | "beyond" | "and"
            ));
    let verb = (b.last.max(behind.saturating_sub(6))..behind).any(|i| {
        matches!(
            cx.folded(i),
            "is" | "lies" | "sits" | "stands" | "was" | "lay"
        )
    });
    if !closes || !verb {
        return None;
    }
    let placed = |range: std::ops::Range<usize>| {
        let at = spots.partition_point(|spot| spot.first < range.start);
        let mut own = spots
            .get(at..)
            .unwrap_or(&[])
            .iter()
            .take_while(move |spot| spot.last <= range.end)
            .filter(|spot| spot.meanings.iter().any(|one| one.point.is_some()));
        own.next().filter(|_| own.next().is_none())
    };
    let number = cx.token(range.start)?.sentence;
    let (own, before) = (cx.sentence(number)?, cx.sentence(number.checked_sub(1)?)?);
    if own.block != before.block || placed(range.clone())?.first != b.first {
        return None;
    }
    Some((placed(before.first as usize..before.last as usize)?, b))
}

/// "El Obeid, the capital of North Kordofan, lies some 360 km": the place that opens the sentence, behind whose aside its
/// verb leads to the distance at token `first`.
pub(super) fn subject<'s>(
    cx: &Cx<'_>,
    spots: &'s [Spot],
    range: &std::ops::Range<usize>,
    first: usize,
) -> Option<&'s Spot> {
    let verb = (1..=4)
        .filter_map(|back| first.checked_sub(back))
        .find(|&i| {
            i > range.start
                && matches!(
                    cx.folded(i),
                    "lies" | "is" | "stands" | "sits" | "lay" | "was"
                )
                && cx.word(i - 1) == ","
        })?;
    let opening = (range.start..range.start + 5).find_map(|i| starting(spots, i))?;
    let placed = opening
        .meanings
        .iter()
        .any(|meaning| meaning.point.is_some());
    let plain = (range.start..opening.first).all(|i| {
        matches!(
            cx.folded(i),
            "the" | "town" | "city" | "port" | "village" | "of" | "capital"
        )
    });
    let noun = usize::from(matches!(
        cx.folded(opening.last),
        "town" | "city" | "port" | "village"
    ));
    let comma = opening.last + noun;
    let aside = cx.word(comma) == "," && comma + 1 < verb - 1;
    // One aside: no further comma of the clause between.
    let one = !(comma + 1..verb - 1).any(|i| matches!(cx.word(i), ";" | ":"));
    (placed && plain && aside && one).then_some(opening)
}

/// "Separated by 900 km of road, A and B", "A and B, separated by 900 km", "only 60 km apart, A and B", and of the two
/// places of the sentence before: "The cities are 120 km apart".
pub(super) fn apart_from<'s>(
    cx: &Cx<'_>,
    spots: &'s [Spot],
    range: &std::ops::Range<usize>,
    first: usize,
    last: usize,
) -> Option<(&'s Spot, &'s Spot)> {
    let separated = (1..=5).any(|back| {
        first.checked_sub(back).is_some_and(|i| {
            i >= range.start && matches!(cx.folded(i), "separated" | "divided" | "parted" | "split")
        })
    }) && (1..=4).any(|back| {
        first
            .checked_sub(back)
            .is_some_and(|i| cx.folded(i) == "by")
    });
    let apart = cx.folded(last) == "apart" || cx.folded(last + 1) == "apart";
    if !separated && !apart {
        return None;
    }
    let own = |from: usize, to: usize| {
        let at = spots.partition_point(|spot| spot.first < from);
        spots
            .get(at..)
            .unwrap_or(&[])
            .iter()
            .take_while(move |spot| spot.last <= to)
    };
    let joined = |a: &Spot, b: &Spot| {
        a.last + 1 == b.first
            && cx.folded(a.last) == "and"
            && !(a.first > range.start && matches!(cx.folded(a.first - 1), "from" | "of"))
    };
    // The pair right behind the comma that closes the phrase.
    let opens = first <= range.start + 6;
    let comma = (last..range.end.min(last + 7)).find(|&k| cx.word(k) == ",");
    if let Some(comma) = comma.filter(|_| opens) {
        let mut pair = own(comma + 1, range.end);
        if let (Some(a), Some(b)) = (pair.next(), pair.next())
            && a.first <= comma + 5
            && joined(a, b)
        {
            return Some((a, b));
        }
    }
    // The pair before: "A and B, separated by", "A and B lie".
    let before: Vec<&Spot> = own(range.start, first).collect();
    if let [.., a, b] = before.as_slice()
        && joined(a, b)
        && first - b.last <= 9
    {
        return Some((a, b));
    }
    // "The cities are 120 km apart", "They lie …": the two places told in the sentence before.
    let subject = (range.start..first).rfind(|&k| {
        matches!(
            cx.folded(k),
            "cities"
                | "towns"
                | "capitals"
                | "places"
                | "venues"
                | "villages"
                | "ports"
                | "they"
                | "two"
        )
    });
    if before.is_empty()
        && subject.is_some_and(|k| {
            first - k <= 9
                && (cx.folded(k) == "they"
                    || (1..=2).any(|back| {
                        k.checked_sub(back)
                            .is_some_and(|i| matches!(cx.folded(i), "the" | "two" | "both"))
                    }))
        })
    {
        let sentence = cx.token(first)?.sentence;
        let told = cx.sentence_tokens(sentence.checked_sub(1)?);
        let mut places = own(told.start, told.end);
        let (a, b) = (places.next()?, places.next()?);
        let point = |spot: &Spot| spot.meanings.iter().any(|meaning| meaning.point.is_some());
        return (places.next().is_none() && point(a) && point(b)).then_some((a, b));
    }
    None
}
