//! The place itself whose people are counted: a country or town by its name, a village of no name.

use super::Place;
use super::whose::dwellers;
use crate::lists::List;
use crate::names::Registered;
use crate::numbers::lexeme::Look;
use crate::relations::Ground;
use crate::token::TokenKind;
use rustc_hash::FxHashSet;

/// "the village of Aarne": the noun before the name that ends right before token `k`.
pub(super) fn called(ground: &Ground<'_, '_>, look: &Look<'_, '_>, k: usize) -> Option<Place> {
    let first = (look.first..k)
        .rev()
        .take_while(|&i| look.capital(i))
        .last()?;
    (look.before(first, 1) == "of" && k - first <= 3)
        .then(|| settlement(ground, look, first.checked_sub(2)?))
        .flatten()
}

/// The country whose name ends right before token `k`, as a whole: not "northern Mali", "people in Mali".
pub(super) fn named(ground: &Ground<'_, '_>, look: &Look<'_, '_>, k: usize) -> Option<Place> {
    let place = country(ground, look, k)?;
    let start = ground.cx.token_at(place.span.start);
    (!matches!(
        look.before(start, 1),
        "in" | "near" | "beside" | "outside" | "off" | "bordering"
    ))
    .then_some(place)
}

/// The country whose name ends right before token `k`, also behind "in".
pub(super) fn country(ground: &Ground<'_, '_>, look: &Look<'_, '_>, k: usize) -> Option<Place> {
    let register = ground.cx.registers.get("places")?;
    let places: &[Registered] = &ground.names.places;
    let next = places.partition_point(|place| place.last <= k);
    let place = next.checked_sub(1).and_then(|i| places.get(i))?;
    if place.last != k || place.first < look.first {
        return None;
    }
    let entity = register.entities.get(place.entity as usize)?;
    let kind = entity.text("kind")?;
    let known = entity.number("population");
    // "Northern Ireland's", "eastern Congo's": a part.
    let cut = [
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "of",
        "rural",
    ]
    .contains(&look.before(place.first, 1));
    let owned = look.before(place.first, 1) == "the" && look.before(place.first, 2) == "of";
    // "a third of Kenya's 55 million people": all of them are counted.
    let cut = cut
        && !(look.before(place.first, 1) == "of"
            && (look.kind(k) == Some(TokenKind::Possessive)
                || matches!(
                    look.before(place.first, 2),
                    "minister"
                        | "president"
                        | "government"
                        | "king"
                        | "queen"
                        | "parliament"
                        | "leader"
                        | "premier"
                        | "chancellor"
                        | "monarch"
                        | "sultan"
                        | "emir"
                        | "army"
                        | "ambassador"
                )
                || look.before(place.first, 2) == "population"
                || look.before(place.first, 2) == "people"
                || place
                    .first
                    .checked_sub(2)
                    .is_some_and(|at| dwellers(look, at))));
    (matches!(kind, "country" | "continent") && known.is_some() && !cut && !owned).then(|| Place {
        span: place.span,
        known,
        kind: kind.to_owned(),
    })
}

/// The one country whose name or people's name stands before token `end`, where "a nation of" goes back to it.
pub(super) fn sole_country(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    end: usize,
) -> Option<Place> {
    let places: &[Registered] = &ground.names.places;
    let first = places.partition_point(|place| place.first < look.first);
    let last = places.partition_point(|place| place.first < look.end);
    let own = places.get(first..last)?;
    let register = ground.cx.registers.get("places")?;
    // So rare that the register is looked through.
    let peoples = (look.first..look.end)
        .filter(|&i| look.capital(i) && look.kind(i) == Some(TokenKind::Word))
        .filter(|&i| !own.iter().any(|place| place.first <= i && i < place.last))
        .find_map(|i| {
            let entity = register.entities.iter().position(|entity| {
                entity
                    .list("demonym")
                    .iter()
                    .any(|name| name == look.text(i))
            })?;
            Some((i, entity as u32))
        });
    // Of two countries neither is meant for sure.
    let entity = own
        .first()
        .map(|one| one.entity)
        .or(peoples.map(|people| people.1))?;
    if own.iter().any(|place| place.entity != entity)
        || peoples.is_some_and(|people| people.1 != entity)
    {
        return None;
    }
    if let Some(one) = own.first() {
        return (one.last <= end).then(|| country(ground, look, one.last))?;
    }
    // "The Nigerian government, which leads a nation of some 230 million people"
    let (at, _) = peoples.filter(|people| people.0 < end)?;
    let country = register.entities.get(entity as usize)?;
    let known = country.number("population")?;
    (country.text("kind") == Some("country")).then(|| Place {
        span: ground.cx.span(at, at + 1),
        known: Some(known),
        kind: "country".to_owned(),
    })
}

/// The town of the long list whose name ends right before token `k`; of towns of one name the one whose people fit best.
pub(super) fn city(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    k: usize,
    number: f64,
) -> Option<Place> {
    let cx = ground.cx;
    // A country or region of that name is no town.
    let places: &[Registered] = &ground.names.places;
    let known = places.partition_point(|place| place.last <= k);
    let other = known
        .checked_sub(1)
        .and_then(|i| places.get(i))
        .filter(|place| place.last == k)
        .and_then(|place| {
            let register = cx.registers.get("places")?;
            register.entities.get(place.entity as usize)?.text("kind")
        });
    if other.is_some_and(|kind| !matches!(kind, "city" | "town" | "village" | "capital")) {
        return None;
    }
    (1..=4)
        .rev()
        .filter_map(|words| k.checked_sub(words).filter(|&first| first >= look.first))
        .filter(|&first| look.capital(first))
        .find_map(|first| {
            let span = cx.span(first, k);
            let known = cx
                .names
                .gazetteer
                .named(&copydesk_facts::fold_name(cx.str(span)))
                .map(|town| f64::from(town.people) * 1000.0)
                .filter(|people| *people > 0.0)
                .min_by(|a, b| {
                    let off = |people: f64| (number / people).max(people / number);
                    off(*a).total_cmp(&off(*b))
                })?;
            Some(Place {
                span,
                known: Some(known),
                kind: "city".to_owned(),
            })
        })
}

pub(super) fn settlement_word(ground: &Ground<'_, '_>, look: &Look<'_, '_>, i: usize) -> bool {
    ground.cx.is(i, List::SettlementNoun) && !look.capital(i)
}

/// The village, town or the like at token `i`.
pub(super) fn settlement(ground: &Ground<'_, '_>, look: &Look<'_, '_>, i: usize) -> Option<Place> {
    settlement_word(ground, look, i).then(|| Place {
        span: ground.cx.span(i, i + 1),
        known: matches!(
            look.word(i),
            "district"
                | "subdistrict"
                | "municipality"
                | "commune"
                | "canton"
                | "parish"
                | "ward"
                | "county"
        )
        .then(|| largest_country(ground))
        .flatten()
        .or_else(|| {
            matches!(look.word(i), "country" | "nation")
                .then(|| only_country(ground))
                .flatten()
        }),
        kind: look.word(i).to_owned(),
    })
}

/// The people of the one country in which all places of the draft lie.
fn only_country(ground: &Ground<'_, '_>) -> Option<f64> {
    let codes = codes(ground)?;
    (codes.len() == 1)
        .then(|| largest_country(ground))
        .flatten()
}

/// The countries in which the draft tells a place, by their letters, each once.
fn codes<'g>(ground: &Ground<'g, '_>) -> Option<Vec<&'g str>> {
    let register = ground.cx.registers.get("places")?;
    // A draft names a few places many times.
    let places = ground.names.places.iter().map(|place| place.entity);
    let places: FxHashSet<u32> = places.collect();
    let mut codes: Vec<&str> = places
        .into_iter()
        .filter_map(|place| register.entities.get(place as usize)?.text("country"))
        .collect();
    codes.sort_unstable();
    codes.dedup();
    Some(codes)
}

/// The people of the largest of the countries in which the draft tells a place.
fn largest_country(ground: &Ground<'_, '_>) -> Option<f64> {
    let register = ground.cx.registers.get("places")?;
    let codes = codes(ground)?;
    register
        .entities
        .iter()
        .filter(|entity| {
            entity.text("kind") == Some("country")
                && entity
                    .text("country")
                    .is_some_and(|code| codes.contains(&code))
        })
        .filter_map(|entity| entity.number("population"))
        .reduce(f64::max)
}
