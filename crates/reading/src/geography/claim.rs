//! What the text says of how two places lie: "A, 40 km north of B", "A, near B", "A, B province".

use copydesk_draft::Span;
use copydesk_draft::layer::Dimension;

use super::Relation;
use super::point::{Point, between};
use super::spot::Spot;
use crate::cx::Cx;
use crate::lists::List;
use crate::names::Register;
use crate::quantities::Quantities;
use crate::token::TokenKind;

/// A stated distance; lengths in kilometres.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Distance {
    pub(crate) span: Span,
    pub(crate) first: Span,
    pub(crate) second: Span,
    pub(crate) words: Span,
    pub(crate) stated: f64,
    pub(crate) lowest: f64,
    pub(crate) highest: f64,
    pub(crate) straight: f64,
    pub(crate) by_road: bool,
}

/// A stated relation without a distance.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Related {
    pub(crate) span: Span,
    pub(crate) kind: Relation,
    pub(crate) first: Span,
    pub(crate) second: Span,
    pub(crate) kilometres: Option<f64>,
    pub(crate) turn: Option<f64>,
    pub(crate) elsewhere: Option<bool>,
    pub(crate) lies_in: Option<String>,
    /// How far in the direction said the place lies in its country: 0 at the other end, 100 at that end.
    pub(crate) depth: Option<f64>,
}

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
fn ending(spots: &[Spot], i: usize) -> Option<&Spot> {
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
fn before<'s>(cx: &Cx<'_>, spots: &'s [Spot], floor: usize, i: usize) -> Option<&'s Spot> {
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
        } else {
            return None;
        }
        steps += 1;
    }
    None
}

/// The place that begins at token `i` or a few words behind it ("of the capital, Bamako").
fn at<'s>(cx: &Cx<'_>, spots: &'s [Spot], i: usize) -> Option<&'s Spot> {
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
            || cx.kind(k) == Some(TokenKind::Possessive);
        if !small {
            return None;
        }
        k += 1;
    }
    None
}

/// The pair of points of two mentions whose distance is nearest to what is stated.
fn best(a: &Spot, b: &Spot, stated: f64) -> Option<(f64, Point, Point)> {
    let mut found: Option<(f64, Point, Point)> = None;
    for one in a.meanings.iter().filter_map(|meaning| meaning.point) {
        for other in b.meanings.iter().filter_map(|meaning| meaning.point) {
            let straight = one.kilometres(other);
            let off = |straight: f64| (stated / straight.max(0.1)).ln().abs();
            if found.is_none_or(|(old, ..)| off(straight) < off(old)) {
                found = Some((straight, one, other));
            }
        }
    }
    found
}

/// Behind a quantity: a conversion in brackets is passed over.
fn over_brackets(cx: &Cx<'_>, i: usize) -> usize {
    if cx.word(i) == "("
        && let Some(close) = (i + 1..i + 9).find(|&k| cx.word(k) == ")")
    {
        return close + 1;
    }
    i
}

/// All stated distances.
pub(crate) fn distances(cx: &Cx<'_>, quantities: &Quantities, spots: &[Spot]) -> Vec<Distance> {
    let mut out = Vec::new();
    if spots.len() < 2 {
        return out;
    }
    for quantity in &quantities.quantities {
        if quantity.amount.dimension != Dimension::Length {
            continue;
        }
        let kilometres = |number: f64| quantity.amount.si(number) / 1000.0;
        let stated = kilometres(quantity.amount.number);
        if !(5.0..20_000.0).contains(&stated) {
            continue;
        }
        let (first, last) = (quantity.tokens.0 as usize, quantity.tokens.1 as usize);
        let Some(token) = cx.token(first) else {
            continue;
        };
        let range = cx.sentence_tokens(token.sentence);
        let Some((a, b)) = pair(cx, spots, range.clone(), first, last) else {
            continue;
        };
        if a.first == b.first || cx.str(a.span) == cx.str(b.span) {
            continue;
        }
        let Some((straight, ..)) = best(a, b, stated) else {
            continue;
        };
        if straight < 8.0 {
            continue;
        }
        let near = first.saturating_sub(8).max(range.start)..(last + 10).min(range.end);
        let by_road = near.clone().any(|k| cx.is(k, List::WayWord));
        let start = first.min(a.first).min(b.first);
        let end = last.max(a.last).max(b.last);
        out.push(Distance {
            span: cx.span(start, end),
            first: a.span,
            second: b.span,
            words: quantity.core,
            stated,
            lowest: kilometres(quantity.amount.lowest),
            highest: kilometres(quantity.amount.highest),
            straight,
            by_road,
        });
    }
    out
}

/// The two places whose distance the quantity at tokens `first..last` is.
fn pair<'s>(
    cx: &Cx<'_>,
    spots: &'s [Spot],
    range: std::ops::Range<usize>,
    first: usize,
    last: usize,
) -> Option<(&'s Spot, &'s Spot)> {
    let mut i = over_brackets(cx, last);
    // "the 300 km journey from A to B", "a 300-km drive from A to B"
    i += usize::from(cx.kind(i) == Some(TokenKind::Hyphen));
    if matches!(
        cx.folded(i),
        "journey"
            | "drive"
            | "trip"
            | "walk"
            | "flight"
            | "railway"
            | "line"
            | "route"
            | "march"
            | "crossing"
            | "pipeline"
            | "trek"
            | "ride"
            | "stretch"
            | "highway"
            | "voyage"
            | "road"
            | "motorway"
    ) {
        i += 1;
    } else if cx.folded(i) == "by"
        && matches!(
            cx.folded(i + 1),
            "road" | "rail" | "air" | "sea" | "train" | "car"
        )
    {
        i += 2;
    }
    // "60 km separate A from B", "the 60 km between A and B"
    for k in i..(i + 5).min(range.end) {
        if matches!(
            cx.folded(k),
            "separate"
                | "separates"
                | "separated"
                | "between"
                | "links"
                | "link"
                | "linking"
                | "connects"
                | "connecting"
                | "joins"
                | "joining"
                | "divide"
                | "divides"
        ) {
            let a = at(cx, spots, k + 1)?;
            let link = (a.last..a.last + 2)
                .find(|&k| matches!(cx.folded(k), "from" | "and" | "with" | "to"))?;
            return Some((a, at(cx, spots, link + 1)?));
        }
    }
    // "the 90 miles from A to B", "From A they drove the 90 miles to B"
    if cx.folded(i) == "from"
        && let Some(a) = at(cx, spots, i + 1)
        && cx.folded(a.last) == "to"
        && let Some(b) = at(cx, spots, a.last + 1)
    {
        return Some((a, b));
    }
    if cx.folded(i) == "to"
        && let Some(b) = starting(spots, i + 1)
    {
        let next = spots.partition_point(|spot| spot.last <= first);
        let a = next
            .checked_sub(1)
            .and_then(|k| spots.get(k))
            .filter(|a| a.first > range.start.saturating_sub(1) && a.first >= range.start)?;
        let from = a
            .first
            .checked_sub(1)
            .is_some_and(|k| cx.folded(k) == "from");
        return from.then_some((a, b));
    }
    if let Some(found) = apart_from(cx, spots, &range, first, last) {
        return Some(found);
    }
    // "A and B are 60 km apart", "from A to B is 60 km", "the distance between A and B is 60 km"
    let apart = (i..(i + 2).min(range.end)).any(|k| cx.folded(k) == "apart");
    let b = before(cx, spots, range.start, first);
    if let Some(b) = b
        && let Some(link) = b.first.checked_sub(1)
        && let Some(a) = ending(spots, link)
        && (apart
            && cx.folded(link) == "and"
            && !(a.first > range.start && matches!(cx.folded(a.first - 1), "from" | "of"))
            || a.first > range.start
                && match cx.folded(link) {
                    "to" => cx.folded(a.first - 1) == "from",
                    "and" => cx.folded(a.first - 1) == "between",
                    _ => false,
                })
    {
        return Some((a, b));
    }
    // "A, 60 km (37 miles) north of B"
    if cx.folded(i) == "to" && cx.folded(i + 1) == "the" {
        i += 2;
    }
    if cx.folded(i) == "due" {
        i += 1;
    }
    if let Some((_, next)) = direction(cx, i) {
        i = next;
    }
    if cx.folded(i) == "away" {
        i += 1;
    }
    // "left A for B, 440 km to the north-west", "the train from A to B, 440 km away"
    if !matches!(cx.folded(i), "of" | "from" | "outside" | "off")
        && i > over_brackets(cx, last)
        && let Some(b) = b
        && let Some(link) = b.first.checked_sub(1)
        && matches!(cx.folded(link), "for" | "to")
        && let Some(a) = ending(spots, link).filter(|a| a.first > range.start)
        && matches!(
            cx.folded(a.first - 1),
            "left" | "from" | "leave" | "leaves" | "leaving"
        )
    {
        return Some((a, b));
    }
    // "the railway between A and the port of B, 120 km away"
    if cx.folded(i.saturating_sub(1)) == "away"
        && let Some(b) = b
    {
        let mut k = b.first;
        while k > range.start
            && matches!(
                cx.folded(k - 1),
                "the"
                    | "port"
                    | "city"
                    | "town"
                    | "of"
                    | "capital"
                    | "resort"
                    | "coastal"
                    | "island"
            )
        {
            k -= 1;
        }
        if let Some(link) = k.checked_sub(1)
            && matches!(cx.folded(link), "and" | "to")
            && let Some(a) = ending(spots, link).filter(|a| a.first > range.start)
            && matches!(cx.folded(a.first - 1), "between" | "from")
        {
            return Some((a, b));
        }
    }
    if !matches!(cx.folded(i), "of" | "from" | "outside" | "off") {
        return None;
    }
    let other = at(cx, spots, i + 1).filter(|spot| spot.last <= range.end)?;
    if let Some(a) = subject(cx, spots, &range, first) {
        return Some((a, other));
    }
    if let Some(a) = b {
        return Some((a, other));
    }
    // "About 40 km north of B, in A"
    if first > range.start + 3 {
        return None;
    }
    let mut k = other.last;
    let mut linked = false;
    while k < (other.last + 6).min(range.end) {
        if let Some(spot) = starting(spots, k) {
            return linked.then_some((spot, other));
        }
        match cx.folded(k) {
            "in" | "at" | "lies" | "is" | "stands" | "sits" => linked = true,
            "the" | "town" | "city" | "village" | "of" => {}
            _ if cx.word(k) == "," => {}
            _ => return None,
        }
        k += 1;
    }
    None
}

/// "El Obeid, the capital of North Kordofan, lies some 360 km": the place that opens the sentence, behind whose aside its
/// verb leads to the distance at token `first`.
fn subject<'s>(
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
fn apart_from<'s>(
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

/// All relations without a stated distance.
pub(crate) fn relations(cx: &Cx<'_>, quantities: &Quantities, spots: &[Spot]) -> Vec<Related> {
    let mut out = Vec::new();
    let measured: rustc_hash::FxHashSet<u32> = quantities
        .quantities
        .iter()
        .map(|quantity| quantity.tokens.0)
        .collect();
    for a in spots {
        let Some(token) = cx.token(a.first) else {
            continue;
        };
        let range = cx.sentence_tokens(token.sentence);
        let mut i = a.last;
        let comma = cx.word(i) == ",";
        i += usize::from(comma);
        if i >= range.end || measured.contains(&(i as u32)) {
            continue;
        }
        let placed = a.meanings.iter().any(|meaning| meaning.point.is_some());
        if comma || cx.is(i, List::Auxiliary) || matches!(cx.folded(i), "lies" | "sits" | "stands")
        {
            i = appositive(cx, i, range.end);
        }
        let just = usize::from(matches!(cx.folded(i), "just" | "lying" | "located"));
        if placed
            && !cx.folded(a.first.wrapping_sub(1)).eq("of")
            && let Some(border) = super::border::find(cx, spots, a, i)
        {
            out.push(border);
            continue;
        }
        // "60 miles south of Boston, near New Bedford": something else lies near.
        let seen_from = comma && a.first > 0 && cx.folded(a.first - 1) == "of";
        if placed
            && !seen_from
            && let Some(next) = near_word(cx, i)
        {
            if let Some(b) = at(cx, spots, next)
                && let Some((straight, ..)) = best(a, b, 10.0)
            {
                out.push(Related {
                    span: cx.span(a.first, b.last),
                    kind: Relation::Near,
                    first: a.span,
                    second: b.span,
                    kilometres: Some(straight),
                    turn: None,
                    elsewhere: None,
                    lies_in: None,
                    depth: None,
                });
            }
            continue;
        }
        if placed
            && let Some((said, next)) = direction(cx, i + just)
            && cx.folded(next) == "of"
            && let Some(b) = at(cx, spots, next + 1)
        {
            out.extend(directed(cx, a, b, said));
            continue;
        }
        let led = led_in(cx, a.last, range.end);
        if let Some(within) = within(cx, spots, a, led.unwrap_or(i), comma) {
            out.push(within);
        }
    }
    measured_off(cx, quantities, spots, &mut out);
    // "South of Lisbon lies Porto"
    for sentence in 0..cx.sentences.len() as u32 {
        let range = cx.sentence_tokens(sentence);
        let Some((said, next)) = direction(cx, range.start) else {
            continue;
        };
        if cx.folded(next) == "of"
            && let Some(b) = starting(spots, next + 1)
            && matches!(cx.folded(b.last), "lies" | "is" | "lay" | "stands" | "sits")
            && let Some(a) = starting(spots, b.last + 1)
        {
            out.extend(directed(cx, a, b, said));
        }
    }
    out.extend(super::quarter::find(cx, spots));
    out.sort_by_key(|related| related.span);
    out
}

/// Behind "Tanga,": over "on the coast", "a port of 300,000 people", "lies" up to a direction; where nothing of the kind
/// leads to one, where it began.
fn appositive(cx: &Cx<'_>, i: usize, end: usize) -> usize {
    let mut k = i;
    while k < end && k < i + 9 {
        if direction(cx, k).is_some_and(|(_, next)| cx.folded(next) == "of")
            || k > i && (near_word(cx, k).is_some() || super::border::words(cx, k).is_some())
        {
            return k;
        }
        let passes = matches!(
            cx.folded(k),
            "on" | "the"
                | "a"
                | "an"
                | "which"
                | "is"
                | "lies"
                | "sits"
                | "stands"
                | "just"
                | "coast"
                | "coastal"
                | "coastline"
                | "shore"
                | "river"
                | "border"
                | "road"
                | "railway"
                | "highway"
                | "motorway"
                | "plain"
                | "edge"
                | "town"
                | "city"
                | "port"
                | "village"
                | "suburb"
                | "area"
                | "region"
                | "small"
                | "large"
                | "industrial"
                | "mining"
                | "market"
                | "to"
        );
        if !passes {
            return i;
        }
        k += 1;
    }
    i
}

/// Behind "Kharkiv", over ", which lies" or ", a city", to the "in" that leads to where it lies.
fn led_in(cx: &Cx<'_>, i: usize, end: usize) -> Option<usize> {
    let mut k = i;
    let mut tells = matches!((cx.folded(i + 1), cx.folded(i + 2)), ("which", "is"));
    let stop = end.min(i + 9);
    while k < stop && cx.folded(k) != "in" {
        tells |= matches!(
            cx.folded(k),
            "lies"
                | "sits"
                | "stands"
                | "lying"
                | "located"
                | "situated"
                | "city"
                | "town"
                | "village"
                | "port"
        );
        let passes = matches!(
            cx.folded(k),
            "which"
                | "is"
                | "lies"
                | "sits"
                | "stands"
                | "lying"
                | "located"
                | "situated"
                | "a"
                | "an"
                | "the"
                | "city"
                | "town"
                | "village"
                | "port"
                | "small"
                | "large"
                | "industrial"
                | "mining"
                | "market"
                | "historic"
                | "second"
                | "third"
                | "largest"
                | "main"
                | "coastal"
                | "quiet"
                | "biggest"
        ) || k == i && cx.word(k) == ",";
        if !passes {
            return None;
        }
        k += 1;
    }
    (k < stop && tells).then_some(k)
}

/// "Homs, about 140 km (87 miles) south of Damascus": the direction beside a distance, of the places that lie that far apart.
fn measured_off(cx: &Cx<'_>, quantities: &Quantities, spots: &[Spot], out: &mut Vec<Related>) {
    for quantity in &quantities.quantities {
        if quantity.amount.dimension != Dimension::Length || spots.len() < 2 {
            continue;
        }
        let (first, last) = (quantity.tokens.0 as usize, quantity.tokens.1 as usize);
        let Some(token) = cx.token(first) else {
            continue;
        };
        let mut i = over_brackets(cx, last);
        if cx.folded(i) == "to" && cx.folded(i + 1) == "the" {
            i += 2;
        }
        i += usize::from(cx.folded(i) == "due");
        let Some((said, next)) = direction(cx, i).filter(|&(_, next)| cx.folded(next) == "of")
        else {
            continue;
        };
        let range = cx.sentence_tokens(token.sentence);
        let Some((a, b)) = pair(cx, spots, range, first, last).filter(|(_, b)| b.first > next)
        else {
            continue;
        };
        let stated = quantity.amount.si(quantity.amount.number) / 1000.0;
        let Some((straight, one, other)) = best(a, b, stated) else {
            continue;
        };
        // Others of these names may be meant.
        if straight < stated * 0.5 || straight > stated * 1.5 {
            continue;
        }
        out.push(Related {
            span: cx.span(a.first.min(first), b.last),
            kind: Relation::Direction,
            first: a.span,
            second: b.span,
            kilometres: Some(straight),
            turn: Some(between(other.bearing(one), said)),
            elsewhere: None,
            lies_in: None,
            depth: None,
        });
    }
}

/// A direction said of two places, by the pair of points that fits it best.
fn directed(cx: &Cx<'_>, a: &Spot, b: &Spot, said: f64) -> Option<Related> {
    let mut found: Option<(f64, f64)> = None;
    for one in a.meanings.iter().filter_map(|meaning| meaning.point) {
        for other in b.meanings.iter().filter_map(|meaning| meaning.point) {
            let turn = between(other.bearing(one), said);
            if found.is_none_or(|(old, _)| turn < old) {
                found = Some((turn, one.kilometres(other)));
            }
        }
    }
    let (turn, straight) = found?;
    Some(Related {
        span: cx.span(a.first.min(b.first), a.last.max(b.last)),
        kind: Relation::Direction,
        first: a.span,
        second: b.span,
        kilometres: Some(straight),
        turn: Some(turn),
        elsewhere: None,
        lies_in: None,
        depth: None,
    })
}

/// "near", "not far from", "close to", "just outside": one past the words.
pub(super) fn near_word(cx: &Cx<'_>, i: usize) -> Option<usize> {
    let words: &[&str] = match cx.folded(i) {
        "near" => &["near"],
        "close" => &["close", "to"],
        "outside" => &["outside"],
        "not" => &["not", "far", "from"],
        "just" => &["just", "outside"],
        "on" => &["on", "the", "outskirts", "of"],
        _ => return None,
    };
    words
        .iter()
        .enumerate()
        .all(|(k, word)| cx.folded(i + k) == *word)
        .then_some(i + words.len())
}

/// "A, B province", "A in northern B", "A, Country".
fn within(cx: &Cx<'_>, spots: &[Spot], a: &Spot, from: usize, comma: bool) -> Option<Related> {
    let mut i = from;
    let mut linked = comma;
    // "As he reports from Seoul, the United States has": a clause begins. "Raffles Reserved Anchorage": part of a name.
    if comma && cx.folded(from) == "the"
        || cx.kind(a.first.wrapping_sub(1)) == Some(TokenKind::Word)
            && a.first >= 2
            && cx.token(a.first - 1).is_some_and(|before| before.capital)
            && cx.token(a.first - 2).map(|before| before.sentence)
                == cx.token(a.first).map(|own| own.sentence)
    {
        return None;
    }
    while i < from + 4
        && matches!(
            cx.folded(i),
            "in" | "the" | "northern" | "southern" | "eastern" | "western" | "central"
        )
    {
        linked |= cx.folded(i) == "in";
        i += 1;
    }
    // "in Argentina's Mendoza province"
    if let Some(country) = starting(spots, i)
        && cx.kind(country.last) == Some(TokenKind::Possessive)
        && starting(spots, country.last + 1).is_some()
    {
        i = country.last + 1;
    }
    let b = starting(spots, i).filter(|_| linked)?;
    let register = cx.registers.get(Register::Places.name())?;
    let outer = register
        .entities
        .get(b.meanings.first()?.entity? as usize)?;
    let own = register
        .entities
        .get(a.meanings.first()?.entity? as usize)?;
    let kind = outer.text("kind")?;
    let own_kind = own.text("kind")?;
    if !matches!(own_kind, "city" | "town" | "capital") {
        return None;
    }
    let country = outer.text("country")?;
    // "which lies in Argentina's debt": no place.
    if cx.kind(b.last) == Some(TokenKind::Possessive) {
        return None;
    }
    // A list of places, not one in another: "Lagos, Ghana and Togo".
    let behind = cx.folded(b.last);
    if matches!(behind, "and" | "or")
        || (cx.word(b.last) == "," && starting(spots, b.last + 1).is_some())
    {
        return None;
    }
    // "In New York, Syria's envoy": another sentence part begins.
    if comma
        && i == from
        && !matches!(cx.word(b.last), "," | "." | ";" | ")" | "" | "?" | "!")
        && outer.text("kind") == Some("country")
    {
        return None;
    }
    // Towns of one name in one country.
    let own_name = copydesk_facts::fold_name(&own.name);
    let homonyms = cx
        .names
        .gazetteer
        .named(&own_name)
        .filter(|town| Some(town.country) == own.text("country"))
        .count();
    if homonyms > 1 || !own.list("shared-with").is_empty() {
        return None;
    }
    let before = a.first.checked_sub(1).map_or("", |k| cx.folded(k));
    if before == "and" || before == "from" && !comma {
        return None;
    }
    // "in Lviv region": named for its town, where the register has the region of the other town by its own name.
    let named_for_town = matches!(kind, "city" | "capital" | "town")
        && matches!(
            cx.folded(b.last),
            "region" | "oblast" | "province" | "governorate" | "prefecture"
        );
    let region_of = |entity: &copydesk_facts::Entity| {
        let part = entity.text("part-of")?;
        register
            .entities
            .iter()
            .find(|region| region.id == part)
            .filter(|region| {
                matches!(region.text("kind"), Some("province" | "state" | "region"))
                    && ["region", "oblast", "province"]
                        .iter()
                        .any(|word| region.name.to_lowercase().ends_with(word))
            })
    };
    let elsewhere = match kind {
        _ if named_for_town => {
            let region = region_of(own)?;
            let begins = copydesk_facts::fold_name(&region.name)
                .starts_with(&copydesk_facts::fold_name(&outer.name));
            own.text("country") == Some(country)
                && !begins
                && region_of(outer).is_none_or(|other| other.id != region.id)
        }
        "region" if outer.name.to_lowercase().ends_with("region") => {
            let region = region_of(own)?;
            own.text("country") == Some(country) && region.id != outer.id
        }
        "country" => !a.meanings.iter().any(|meaning| meaning.country == country),
        "province" | "state" => {
            let part = own.text("part-of")?;
            own.text("country") == Some(country)
                && part != outer.id
                && register
                    .by_name(part)
                    .or_else(|| register.entities.iter().find(|entity| entity.id == part))
                    .is_some_and(|region| {
                        region.text("part-of") != Some(outer.id.as_str())
                            && matches!(region.text("kind"), Some("province" | "state"))
                    })
        }
        _ => return None,
    };
    let lies_in = own
        .text("part-of")
        .and_then(|part| register.entities.iter().find(|entity| entity.id == part))
        .map(|entity| entity.name.clone())
        .or_else(|| own.text("country").map(str::to_owned));
    // "Atlanta, Georgia": the state, not the country.
    if lies_in.as_deref() == Some(outer.name.as_str()) {
        return None;
    }
    Some(Related {
        span: cx.span(a.first, b.last),
        kind: Relation::Within,
        first: a.span,
        second: b.span,
        kilometres: None,
        turn: None,
        elsewhere: Some(elsewhere),
        lies_in,
        depth: None,
    })
}
