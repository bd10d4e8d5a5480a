//! Stated distances: "Tula, 180 km south of Moscow", "the two cities are 120 km apart".

mod pairs;

use copydesk_draft::Span;
use copydesk_draft::layer::Dimension;

use self::pairs::{apart_from, from_there, subject};
use super::spot::Spot;
use super::words::{at, before, best, direction, ending, over_brackets, starting};
use crate::cx::Cx;
use crate::lists::List;
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

/// So many times off, another town of the name is meant.
const OTHER_TOWN: f64 = 5.0;

/// A town of so many thousand people is the one that is meant by its name.
const KNOWN_TOWN: u32 = 100;

/// No roundabout way is longer than so many straight ones.
const ROUNDABOUT: f64 = 8.0;

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
        let direct = pair(cx, spots, range.clone(), first, last);
        let told = direct.or_else(|| {
            let after = behind(cx, last);
            super::loose::pair(cx, spots, &range, (first, last), after, stated)
        });
        let Some((a, b)) = told else {
            continue;
        };
        if a.first == b.first || cx.str(a.span) == cx.str(b.span) {
            continue;
        }
        let Some((straight, ..)) = best(a, b, stated) else {
            continue;
        };
        if stated > straight
            && stated < ROUNDABOUT * straight
            && super::way::roundabout(cx, &range, (first, last))
        {
            continue;
        }
        if straight < 8.0 {
            continue;
        }
        // A small town of the long list shares its name with others that no list has.
        let listed = |spot: &Spot| {
            spot.meanings.iter().all(|one| one.entity.is_none())
                && spot
                    .meanings
                    .iter()
                    .any(|one| one.people.is_none_or(|people| people < KNOWN_TOWN))
        };
        let far_off = straight / stated > OTHER_TOWN || stated / straight > OTHER_TOWN;
        if far_off && (listed(a) || listed(b)) {
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

/// Behind "to the", "due", a direction and "away", as many of them as stand at token `i`.
fn towards(cx: &Cx<'_>, mut i: usize) -> usize {
    if cx.folded(i) == "to" && cx.folded(i + 1) == "the" {
        i += 2;
    }
    if cx.folded(i) == "due" {
        i += 1;
    }
    if let Some((_, next)) = direction(cx, i) {
        i = next;
    } else if matches!(cx.folded(i), "up" | "down" | "along") && cx.folded(i + 1) == "the" {
        // "25 miles up the coast from Sydney"
        i += 3;
    } else if matches!(
        cx.folded(i),
        "upriver" | "downriver" | "upstream" | "downstream" | "inland"
    ) {
        i += 1;
    }
    i + usize::from(cx.folded(i) == "away")
}

/// Behind what tells in which direction the quantity goes that ends before token `last`.
fn behind(cx: &Cx<'_>, last: usize) -> usize {
    let mut i = over_brackets(cx, last);
    // "only a 150km drive away"
    i += usize::from(cx.kind(i) == Some(TokenKind::Hyphen));
    i += usize::from(super::loose::is_way(cx, i));
    towards(cx, i)
}

/// Back from token `i` over what tells when: "from A at dawn for B".
fn when(cx: &Cx<'_>, i: usize) -> usize {
    let time = |k: usize| {
        cx.is(k, List::Weekday)
            || matches!(
                cx.folded(k),
                "at" | "on"
                    | "dawn"
                    | "dusk"
                    | "noon"
                    | "midnight"
                    | "night"
                    | "first"
                    | "light"
                    | "early"
                    | "late"
                    | "that"
                    | "the"
                    | "day"
                    | "morning"
                    | "evening"
                    | "afternoon"
                    | "before"
                    | "after"
                    | "yesterday"
                    | "daybreak"
                    | "sunrise"
            )
    };
    let mut k = i;
    while i - k < 5 && k > 0 && time(k - 1) {
        k -= 1;
    }
    k
}

/// "a burns unit in B": the mention that a thing at token `i` stands in.
fn inside<'s>(cx: &Cx<'_>, spots: &'s [Spot], i: usize) -> Option<&'s Spot> {
    matches!(
        cx.folded(i),
        "a" | "an" | "the" | "another" | "its" | "their" | "his" | "her" | "one"
    )
    .then_some(())?;
    let link = (i + 1..i + 6)
        .take_while(|&k| matches!(cx.kind(k), Some(TokenKind::Word | TokenKind::Hyphen)))
        .find(|&k| matches!(cx.folded(k), "in" | "at"))?;
    at(cx, spots, link + 1)
}

/// The two places whose distance the quantity at tokens `first..last` is.
pub(super) fn pair<'s>(
    cx: &Cx<'_>,
    spots: &'s [Spot],
    range: std::ops::Range<usize>,
    first: usize,
    last: usize,
) -> Option<(&'s Spot, &'s Spot)> {
    let mut i = over_brackets(cx, last);
    // "Two hundred miles or so from A"
    if cx.folded(i) == "or" && cx.folded(i + 1) == "so" {
        i += 2;
    }
    // "the 300 km journey from A to B", "a 300-km drive from A to B"
    i += usize::from(cx.kind(i) == Some(TokenKind::Hyphen));
    // "a 60 km stretch of the highway between A and B" is a part of it.
    if matches!(cx.folded(i), "stretch" | "section" | "length" | "part") && cx.folded(i + 1) == "of"
    {
        return None;
    }
    // "closed 60 km of the road between A and B": no more than a part of it need be told.
    if cx.folded(i) == "of"
        && (matches!(
            cx.folded(i + 1),
            "the" | "a" | "its" | "their" | "this" | "that"
        ) || (i + 1..i + 3).any(|k| cx.folded(k) == "between"))
    {
        return None;
    }
    // "204 km of cobbles and lanes between A and B" may wind.
    let winding = cx.folded(i) == "of"
        && matches!(
            cx.folded(i + 1),
            "cobbles" | "lanes" | "roads" | "trails" | "paths" | "hills"
        );
    if let Some(tokens) = super::way::noun(cx, i) {
        i += tokens;
    } else if cx.folded(i) == "by"
        && matches!(
            cx.folded(i + 1),
            "road" | "rail" | "air" | "sea" | "train" | "car"
        )
    {
        i += 2;
    }
    // "from A … reached B, having covered the 640 km between the two cities"
    if cx.folded(i) == "between"
        && cx.folded(i + 1) == "the"
        && cx.folded(i + 2) == "two"
        && matches!(
            cx.folded(i + 3),
            "cities" | "towns" | "ports" | "capitals" | "villages" | "places" | "airports"
        )
    {
        return two_before(spots, range.start, first);
    }
    // "60 km separate A from B", "the 60 km between A and B"
    for k in i..(i + 5).min(range.end) {
        if !winding
            && matches!(
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
            )
        {
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
        && let Some(b) = at(cx, spots, a.last + 1).or_else(|| inside(cx, spots, a.last + 1))
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
    i = towards(cx, i);
    // "left A for B, 440 km to the north-west", "the train from A to B, 440 km away"
    if !matches!(cx.folded(i), "of" | "from" | "outside" | "off")
        && i > over_brackets(cx, last)
        && let Some(b) = b
        && let Some(link) = b.first.checked_sub(1)
        && matches!(cx.folded(link), "for" | "to")
        && let Some(a) = ending(spots, when(cx, link)).filter(|a| a.first > range.start)
        && matches!(
            cx.folded(a.first - 1),
            "left" | "from" | "leave" | "leaves" | "leaving"
        )
    {
        return Some((a, b));
    }
    // "driven from A to a burns unit in B, 210 km to the west": what stands in B is where they went.
    if !matches!(cx.folded(i), "of" | "from" | "outside" | "off")
        && i > over_brackets(cx, last)
        && let Some(b) = b
        && b.first
            .checked_sub(1)
            .is_some_and(|k| matches!(cx.folded(k), "in" | "at"))
        && first <= b.last + 3
        && let Some(link) = (range.start..b.first - 1)
            .rev()
            .take(7)
            .take_while(|&k| {
                matches!(
                    cx.kind(k),
                    Some(TokenKind::Word | TokenKind::Hyphen | TokenKind::Possessive)
                ) && !matches!(cx.folded(k), "and" | "in" | "from" | "that" | "who")
            })
            .find(|&k| matches!(cx.folded(k), "to" | "for" | "into"))
        && matches!(
            cx.folded(link + 1),
            "a" | "an" | "the" | "another" | "its" | "their" | "his" | "her" | "one"
        )
        && let Some(a) = ending(spots, link).filter(|a| a.first > range.start)
        && (matches!(
            cx.folded(a.first - 1),
            "left" | "from" | "leave" | "leaves" | "leaving" | "fled"
        )
            // "from a prison in A to one in B"
            || matches!(cx.folded(a.first - 1), "in" | "at" | "near")
                && (2..=5).any(|back| {
                    a.first
                        .checked_sub(back)
                        .is_some_and(|k| k > range.start && cx.folded(k) == "from")
                }))
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
        if i > over_brackets(cx, last)
            && let Some(found) = super::left::left_behind(cx, spots, range.start, first)
        {
            return Some(found);
        }
        let after = over_brackets(cx, last);
        return from_there(cx, spots, &range, (after, i), b).or_else(|| {
            (i > after).then(|| super::dateline::from_dateline(cx, spots, &range, first))?
        });
    }
    let city = || super::told_of::the_city(cx, spots, &range, i + 1, b?);
    let other = at(cx, spots, i + 1)
        .or_else(city)
        .or_else(|| (cx.folded(i) == "from").then(|| super::way::housed(cx, spots, i + 1))?)
        .filter(|spot| spot.last <= range.end)?;
    if let Some(a) = subject(cx, spots, &range, first)
        .or_else(|| super::told_of::place(cx, spots, &range, first))
    {
        return Some((a, other));
    }
    if let Some(a) = b {
        return Some((a, other));
    }
    // "About 40 km north of B, in A"
    // "At a distance of 40 km from B, A"
    let lead = if cx.folded(range.start) == "at" && cx.folded(range.start + 2) == "distance" {
        3
    } else {
        0
    };
    if first > range.start + 3 + lead {
        return None;
    }
    let mut k = other.last;
    let mut linked = false;
    // "Some 420 miles south-west of Dublin, the city of Cork": the noun that stands with its name.
    if cx.word(k) == "," && cx.folded(k + 1) == "the" {
        let noun = (k + 2..(k + 5).min(range.end)).rfind(|&i| {
            matches!(
                cx.folded(i),
                "city"
                    | "town"
                    | "village"
                    | "port"
                    | "capital"
                    | "resort"
                    | "hamlet"
                    | "settlement"
            )
        });
        linked = noun.is_some_and(|i| {
            let name = i + 1 + usize::from(cx.folded(i + 1) == "of");
            starting(spots, name).is_some()
                && (k + 2..i).all(|word| starting(spots, word).is_none())
        });
        if linked && let Some(i) = noun {
            k = i;
        }
    }
    // "Barely 30 km from Madrid, Seville was dark": a bare name and what is told of it.
    if cx.word(k) == ","
        && let Some(spot) = starting(spots, k + 1)
        && matches!(
            cx.folded(spot.last),
            "is" | "was" | "lies" | "remains" | "stands" | "became"
        )
    {
        return Some((spot, other));
    }
    while k < (other.last + 9).min(range.end) {
        if let Some(spot) = starting(spots, k) {
            return linked.then_some((spot, other));
        }
        match cx.folded(k) {
            "port" | "capital" | "resort" | "hamlet" | "settlement" if linked => {}
            "in" | "at" | "lies" | "is" | "stands" | "sits" => linked = true,
            "the" | "town" | "city" | "village" | "of" => {}
            _ if cx.word(k) == "," => {}
            _ => return None,
        }
        k += 1;
    }
    None
}

/// The two places, and no third, that a sentence names before a token.
pub(super) fn two_before(spots: &[Spot], start: usize, end: usize) -> Option<(&Spot, &Spot)> {
    let at = spots.partition_point(|spot| spot.first < start);
    let mut own = spots
        .get(at..)
        .unwrap_or(&[])
        .iter()
        .take_while(|spot| spot.last <= end)
        .filter(|spot| spot.meanings.iter().any(|one| one.point.is_some()));
    let pair = own.next().zip(own.next());
    pair.filter(|_| own.next().is_none())
}
