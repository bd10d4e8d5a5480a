//! In which quarter of its country the text says a place lies: "Zinder, in western Niger", "the northern port of Bari".

use super::Relation;
use super::related::Related;
use super::spot::Spot;
use super::words::{direction, starting};
use crate::cx::Cx;
use crate::token::TokenKind;

/// Countries whose quarters are spoken of by custom, not by the map.
const BY_CUSTOM: [&str; 4] = ["US", "RU", "CA", "CN"];

/// All such statements.
pub(super) fn find(cx: &Cx<'_>, spots: &[Spot]) -> Vec<Related> {
    let mut out = Vec::new();
    for town in spots {
        let coast = coast_of(cx, spots, town);
        let Some((said, first, last)) = coast.or_else(|| said_of(cx, spots, town)) else {
            continue;
        };
        let mut best: Option<f64> = None;
        let countries: Vec<&str> = spots
            .iter()
            .skip(spots.partition_point(|spot| spot.first < town.last))
            .take_while(|spot| spot.last <= last)
            .filter(|spot| is_country(cx, spot))
            .flat_map(|spot| spot.meanings.iter().map(|one| one.country.as_str()))
            .collect();
        for meaning in &town.meanings {
            // Perth of Australia, not of Scotland.
            if !countries.is_empty() && !countries.contains(&meaning.country.as_str()) {
                continue;
            }
            let Some(point) = meaning.point else { continue };
            if meaning.country.is_empty() || BY_CUSTOM.contains(&meaning.country.as_str()) {
                continue;
            }
            let Some(depth) = depth(
                cx,
                &meaning.country,
                (point.latitude, point.longitude),
                said,
            ) else {
                continue;
            };
            best = Some(best.map_or(depth, |old: f64| old.max(depth)));
        }
        // Coasts wind: a third of the way counts as the whole.
        let winds = if coast.is_some() { 3.0 } else { 1.0 };
        if let Some(depth) = best.map(|depth| (depth * winds).min(1.0)) {
            out.push(Related {
                span: cx.span(first, last),
                kind: Relation::Quarter,
                first: town.span,
                second: cx.span(first.min(town.first), last),
                kilometres: None,
                turn: None,
                elsewhere: None,
                lies_in: None,
                depth: Some(depth * 100.0),
            });
        }
    }
    out
}

/// Behind the mention, over ", which lies" and the like, to where its place is told.
fn over_verb(cx: &Cx<'_>, town: &Spot) -> usize {
    let mut i = town.last;
    i += usize::from(cx.word(i) == ",");
    i += usize::from(cx.folded(i) == "which");
    while i < town.last + 5
        && matches!(
            cx.folded(i),
            "is" | "lies" | "sits" | "stands" | "lying" | "located" | "situated"
        )
    {
        i += 1;
    }
    // "Hamburg, a city in southern Germany"
    if matches!(cx.folded(i), "a" | "an" | "the") {
        let noun = (i + 1..i + 5).find(|&k| {
            matches!(
                cx.folded(k),
                "city" | "town" | "village" | "port" | "resort" | "suburb" | "hub"
            )
        });
        if let Some(noun) = noun.filter(|&k| {
            cx.folded(k + 1) == "in"
                && !(i + 1..k).any(|n| cx.token(n).is_some_and(|token| token.capital))
        }) {
            return noun + 1;
        }
    }
    i
}

/// "Perth, on Australia's east coast", "on the eastern coast of Australia", "in Australia's far east".
fn coast_of(cx: &Cx<'_>, spots: &[Spot], town: &Spot) -> Option<(f64, usize, usize)> {
    let mut i = over_verb(cx, town);
    if !matches!(cx.folded(i), "on" | "off" | "along") {
        return None;
    }
    i += 1;
    let side = |i: usize| adjective(cx, i).or_else(|| direction(cx, i));
    let coast = |i: usize| {
        matches!(
            cx.folded(i),
            "coast" | "coastline" | "shore" | "seaboard" | "border" | "frontier"
        )
    };
    if let Some(country) = starting(spots, i).filter(|spot| is_country(cx, spot)) {
        if cx.kind(country.last) != Some(TokenKind::Possessive) || !same_country(town, country) {
            return None;
        }
        let (said, next) = side(country.last + 1)?;
        return coast(next).then_some((said, town.first, next + 1));
    }
    if cx.folded(i) != "the" {
        return None;
    }
    let (said, next) = side(i + 1)?;
    if !coast(next) || cx.folded(next + 1) != "of" {
        return None;
    }
    let country = starting(spots, next + 2).filter(|spot| is_country(cx, spot))?;
    same_country(town, country).then_some((said, town.first, country.last))
}

/// The direction said of the place, in degrees, and the tokens from it or from the place to the end of the two.
fn said_of(cx: &Cx<'_>, spots: &[Spot], town: &Spot) -> Option<(f64, usize, usize)> {
    // "A, in western B", "A in the south-west of B"
    let mut i = over_verb(cx, town);
    if cx.folded(i) == "in" {
        i += 1;
        // "in Niger's far west"
        if let Some(country) = starting(spots, i).filter(|spot| is_country(cx, spot))
            && cx.kind(country.last) == Some(TokenKind::Possessive)
            && same_country(town, country)
        {
            let at = country.last + 1 + usize::from(cx.folded(country.last + 1) == "far");
            return direction(cx, at)
                .filter(|&(_, next)| {
                    cx.kind(next) != Some(TokenKind::Word) || cx.folded(next) == "and"
                })
                .map(|(said, next)| (said, town.first, next));
        }
        i += usize::from(cx.folded(i) == "the");
        i += usize::from(matches!(cx.folded(i), "far" | "deep"));
        if let Some((said, next)) = adjective(cx, i)
            && let Some(country) = starting(spots, next).filter(|spot| is_country(cx, spot))
            && same_country(town, country)
        {
            return Some((said, town.first, country.last));
        }
        if let Some((said, next)) = direction(cx, i)
            && cx.folded(next) == "of"
        {
            let at = next + 1 + usize::from(cx.folded(next + 1) == "the");
            let country = starting(spots, at).filter(|spot| is_country(cx, spot))?;
            if same_country(town, country) {
                return Some((said, town.first, country.last));
            }
        }
        return None;
    }
    // "Basra, the northern Iraqi city"
    if cx.word(town.last) == ","
        && matches!(cx.folded(town.last + 1), "the" | "a" | "an")
        && let Some((said, next)) = adjective(cx, town.last + 2)
    {
        let noun = (next..next + 3).find(|&i| {
            matches!(
                cx.folded(i),
                "city" | "town" | "port" | "village" | "resort" | "capital"
            )
        })?;
        let own = (next..noun).any(|i| cx.names.is_demonym(cx, i));
        let people = (next..noun).all(|i| {
            cx.names.is_demonym(cx, i)
                || matches!(
                    cx.folded(i),
                    "port" | "border" | "mining" | "industrial" | "coastal"
                )
        });
        return (own && people).then_some((said, town.first, noun + 1));
    }
    // "the northern Italian port of Bari"
    let of = town
        .first
        .checked_sub(1)
        .filter(|&i| cx.folded(i) == "of")?;
    let noun = of.checked_sub(1).filter(|&i| {
        matches!(
            cx.folded(i),
            "city" | "town" | "port" | "village" | "resort" | "suburb" | "capital"
        )
    })?;
    for back in 1..=4 {
        let at = noun.checked_sub(back)?;
        if cx.kind(at) == Some(TokenKind::Punct) {
            return None;
        }
        if let Some((said, next)) = adjective(cx, at) {
            let people = (next..noun).all(|i| {
                cx.names.is_demonym(cx, i)
                    || matches!(
                        cx.folded(i),
                        "port" | "border" | "mining" | "industrial" | "coastal"
                    )
            });
            // "a northern suburb of Bari" is of the town, not of the country; "Peru's northern city of Piura" is of it.
            let owner = at.checked_sub(1).filter(|&i| {
                cx.kind(i) == Some(TokenKind::Possessive)
                    && super::words::ending(spots, i)
                        .is_some_and(|spot| is_country(cx, spot) && same_country(town, spot))
            });
            // "The southern city of Mosul": a country's, where no other place bears the name.
            let plain = next == noun
                && matches!(cx.folded(noun), "city" | "port" | "town")
                && at.checked_sub(1).is_some_and(|i| cx.folded(i) == "the")
                && town.meanings.first().is_some_and(|first| {
                    town.meanings.iter().all(|one| one.country == first.country)
                });
            let own = owner.is_some() || plain || (next..noun).any(|i| cx.names.is_demonym(cx, i));
            let first = owner
                .and_then(|i| super::words::ending(spots, i))
                .map_or(at, |spot| spot.first);
            return (people && own).then_some((said, first, town.last));
        }
    }
    None
}

/// "northern", "south-western" at token `i`: degrees and one past it.
fn adjective(cx: &Cx<'_>, i: usize) -> Option<(f64, usize)> {
    let one = |word: &str| {
        Some(match word {
            "northern" => 0.0,
            "northeastern" => 45.0,
            "eastern" => 90.0,
            "southeastern" => 135.0,
            "southern" => 180.0,
            "southwestern" => 225.0,
            "western" => 270.0,
            "northwestern" => 315.0,
            _ => return None,
        })
    };
    if let Some(said) = one(cx.folded(i)) {
        return Some((said, i + 1));
    }
    let second = if cx.kind(i + 1) == Some(TokenKind::Hyphen) {
        i + 2
    } else {
        return None;
    };
    let joined = match (cx.folded(i), cx.folded(second)) {
        ("north", "eastern") => 45.0,
        ("south", "eastern") => 135.0,
        ("south", "western") => 225.0,
        ("north", "western") => 315.0,
        _ => return None,
    };
    Some((joined, second + 1))
}

fn is_country(cx: &Cx<'_>, spot: &Spot) -> bool {
    let register = cx.registers.get(crate::names::Register::Places.name());
    spot.meanings.iter().any(|meaning| {
        meaning
            .entity
            .and_then(|entity| register?.entities.get(entity as usize))
            .is_some_and(|entity| entity.text("kind") == Some("country"))
    })
}

fn same_country(town: &Spot, country: &Spot) -> bool {
    country.meanings.iter().any(|one| {
        town.meanings
            .iter()
            .any(|other| one.country == other.country && other.point.is_some())
    })
}

/// How far in the direction a point lies among the towns of a country, 0 to 1; of two axes the one that fits less.
fn depth(cx: &Cx<'_>, country: &str, point: (f64, f64), said: f64) -> Option<f64> {
    let extent = cx.names.gazetteer.extent(country)?;
    let share = |(low, high): (f64, f64), own: f64| -> Option<f64> {
        // A narrow country has no two sides worth telling.
        (high - low > 1.5).then(|| ((own - low) / (high - low)).clamp(0.0, 1.0))
    };
    let north = share(extent.north, point.0);
    let east = share(extent.east, point.1);
    let along = |axis: Option<f64>, part: f64| -> Option<f64> {
        if part.abs() < 0.3 {
            None
        } else if part > 0.0 {
            axis
        } else {
            axis.map(|axis| 1.0 - axis)
        }
    };
    let (sin, cos) = said.to_radians().sin_cos();
    let (north, east) = (along(north, cos), along(east, sin));
    // "northwestern": seldom as far out on both axes as on one.
    let slack = if north.is_some() && east.is_some() {
        1.3
    } else {
        1.0
    };
    [north, east]
        .into_iter()
        .flatten()
        .reduce(f64::min)
        .map(|depth| (depth * slack).min(1.0))
}
