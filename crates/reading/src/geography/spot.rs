//! Places of a draft with their points.

use copydesk_draft::Span;
use copydesk_facts::fold_name;
use rustc_hash::FxHashMap;

use super::point::Point;
use crate::cx::Cx;
use crate::lists::List;
use crate::names::{Names, Register};
use crate::token::TokenKind;

/// A place that a name may mean.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Meaning {
    pub(crate) point: Option<Point>,
    pub(crate) country: String,
    /// Place in the register of places, if it is one of them.
    pub(crate) entity: Option<u32>,
    /// Thousands of people, of a town of the long list.
    pub(crate) people: Option<u32>,
}

/// A mention of a place.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Spot {
    pub(crate) span: Span,
    pub(crate) first: usize,
    pub(crate) last: usize,
    pub(crate) meanings: Vec<Meaning>,
}

/// A town of so many thousand people may be meant by the name of a better known place.
const NAMESAKE: u32 = 25;

/// All mentions, in order.
pub(crate) fn find(cx: &Cx<'_>, names: &Names) -> Vec<Spot> {
    let register = cx.registers.get(Register::Places.name());
    let mut spots: Vec<Spot> = Vec::new();
    // By place of the register: its first mention.
    let mut known: FxHashMap<u32, usize> = FxHashMap::default();
    for place in &names.places {
        let again = known.get(&place.entity).and_then(|&at| spots.get(at));
        if let Some(meanings) = again.map(|spot| spot.meanings.clone()) {
            spots.push(Spot {
                span: place.span,
                first: place.first,
                last: place.last,
                meanings,
            });
            continue;
        }
        let entity = register.and_then(|register| register.entities.get(place.entity as usize));
        let Some(entity) = entity else { continue };
        let exact = entity.text("point") != Some("centre")
            && !matches!(
                entity.text("kind"),
                Some(
                    "country"
                        | "sea"
                        | "region"
                        | "province"
                        | "state"
                        | "river"
                        | "strait"
                        | "island"
                )
            );
        let own = Meaning {
            point: exact
                .then(|| {
                    Some(Point {
                        latitude: entity.number("lat")?,
                        longitude: entity.number("lon")?,
                    })
                })
                .flatten(),
            country: entity.text("country").unwrap_or("").to_owned(),
            entity: Some(place.entity),
            people: None,
        };
        let mut meanings = vec![own];
        // An island is often spoken of as its town.
        if exact || entity.text("kind") == Some("island") {
            let key = fold_name(&entity.name);
            // Naples, Florida, is not what a story of Rome means by Naples.
            let namesakes = towns(cx, &key).into_iter();
            meanings.extend(
                namesakes.filter(|one| one.people.is_some_and(|people| people >= NAMESAKE)),
            );
        }
        known.insert(place.entity, spots.len());
        spots.push(Spot {
            span: place.span,
            first: place.first,
            last: place.last,
            meanings,
        });
    }
    for spot in &mut spots {
        widen(cx, spot);
    }
    // "YELLOWKNIFE, Northwest Territories —"
    if let Some(place) = names.dateline
        && !spots
            .iter()
            .any(|spot| spot.span.start <= place.start && place.start < spot.span.end)
    {
        let meanings = towns(cx, &fold_name(cx.str(place)));
        let (first, last) = (cx.token_at(place.start), cx.token_at(place.end));
        if !meanings.is_empty() && first < last {
            spots.push(Spot {
                span: place,
                first,
                last,
                meanings,
            });
            spots.sort_by_key(|spot| spot.span);
        }
    }
    // Towns of the long list, where nothing else is known of the name.
    let mut taken: Vec<(usize, usize)> = names
        .persons
        .iter()
        .map(|person| (person.first, person.last))
        .chain(names.groups.iter().map(|group| (group.first, group.last)))
        .chain(
            names
                .organisations
                .iter()
                .map(|body| (body.first, body.last)),
        )
        .chain(names.hits.iter().map(|hit| (hit.first, hit.last)))
        .collect();
    taken.sort_unstable();
    let known: Vec<(usize, usize)> = spots.iter().map(|spot| (spot.first, spot.last)).collect();
    let free = |i: usize| !crate::names::inside(&taken, i);
    let mut i = 0;
    while i < cx.tokens.len() {
        let start = i;
        i += 1;
        let capital = |j: usize| {
            cx.token(j).is_some_and(|token| {
                token.kind == TokenKind::Word && token.capital && !token.capitals
            }) && free(j)
        };
        // "the city of Cork", "Cork is 120 km from": a word or a name of another kind elsewhere.
        let named = start >= 2
            && cx.folded(start - 1) == "of"
            && matches!(cx.folded(start - 2), "city" | "town" | "village");
        let told = cx.token(start).is_some_and(|token| token.capital)
            && (named || has_its_distance(cx, start))
            && !crate::names::inside(&known, start);
        if !capital(start) && !told {
            continue;
        }
        let mut last = start + 1;
        while last < start + 5
            && (capital(last)
                || (cx.kind(last) == Some(TokenKind::Hyphen) && capital(last + 1))
                || (matches!(
                    cx.folded(last),
                    "al" | "el" | "de" | "la" | "sur" | "i" | "e"
                ) && (capital(last + 1)
                    || cx.kind(last + 1) == Some(TokenKind::Hyphen) && capital(last + 2))))
            && cx
                .token(last)
                .zip(cx.token(start))
                .is_some_and(|(a, b)| a.sentence == b.sentence)
        {
            last += 1;
        }
        // "Yen Bai" is a town, "Reading" alone may be none.
        if last == start + 1 && cx.is(start, List::CommonWord) && !told {
            continue;
        }
        let span = cx.span(start, last);
        let meanings = towns(cx, &fold_name(cx.str(span)));
        if !meanings.is_empty() {
            spots.push(Spot {
                span,
                first: start,
                last,
                meanings,
            });
        }
        i = last;
    }
    spots.sort_by_key(|spot| spot.span);
    spots
}

/// "New Philadelphia" is no Philadelphia; "East London" is a town, and may be a part of London.
fn widen(cx: &Cx<'_>, spot: &mut Spot) {
    let Some(start) = spot.first.checked_sub(1) else {
        return;
    };
    let one = |i: usize| cx.token(i).map(|token| token.sentence);
    let capital = cx
        .token(start)
        .is_some_and(|token| token.kind == TokenKind::Word && token.capital && !token.capitals);
    if !capital || one(start) != one(spot.first) || cx.is(start, List::Preposition) {
        return;
    }
    let span = cx.span(start, spot.last);
    let more = towns(cx, &fold_name(cx.str(span)));
    if !more.is_empty() {
        let part = matches!(
            cx.folded(start),
            "east" | "west" | "north" | "south" | "upper" | "lower"
        );
        let own = std::mem::replace(&mut spot.meanings, more);
        spot.meanings.extend(own.into_iter().filter(|_| part));
        spot.span = span;
        spot.first = start;
    }
}

/// "Cork is only 120 km from", "in Nice, 20 miles from": what stands at a distance is a place, be it a word elsewhere.
fn has_its_distance(cx: &Cx<'_>, i: usize) -> bool {
    if !matches!(cx.word(i + 1), ",")
        && !matches!(cx.folded(i + 1), "is" | "lies" | "was" | "sits" | "stands")
    {
        return false;
    }
    let Some(number) = (i + 2..i + 7).find(|&k| cx.kind(k) == Some(TokenKind::Number)) else {
        return false;
    };
    (number + 1..number + 4).any(|k| {
        matches!(
            cx.folded(k),
            "km" | "kilometres" | "kilometers" | "miles" | "mile" | "kms"
        )
    })
}

fn towns(cx: &Cx<'_>, key: &str) -> Vec<Meaning> {
    cx.names
        .gazetteer
        .named(key)
        .map(|town| Meaning {
            point: Some(Point {
                latitude: town.point.0,
                longitude: town.point.1,
            }),
            country: town.country.to_owned(),
            entity: None,
            people: Some(town.people),
        })
        .collect()
}
