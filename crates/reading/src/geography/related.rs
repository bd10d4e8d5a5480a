//! Relations of two places: near, in a direction, within one another.

use copydesk_draft::Span;
use copydesk_draft::layer::Dimension;

use super::Relation;
use super::distance::pair;
use super::point::between;
use super::spot::Spot;
use super::words::{at, best, direction, over_brackets, starting};
use crate::cx::Cx;
use crate::lists::List;
use crate::names::Register;
use crate::quantities::Quantities;
use crate::token::TokenKind;

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
        // "40 miles west of Dublin, near Tullamore": something else lies near.
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
        {
            if let Some(b) = at(cx, spots, next + 1) {
                out.extend(directed(cx, a, b, said));
                continue;
            }
            if let Some(b) = own_capital(cx, a, next + 1) {
                out.extend(directed(cx, a, &b, said));
                continue;
            }
        }
        let led = led_in(cx, a.last, range.end);
        if let Some(within) = within(cx, spots, a, led.unwrap_or(i), comma) {
            out.push(within);
        }
    }
    measured_off(cx, quantities, spots, &mut out);
    // "the road from Lima north to Arequipa"
    for b in spots {
        let from = b
            .first
            .checked_sub(1)
            .is_some_and(|i| cx.folded(i) == "from");
        if from
            && let Some((said, next)) = direction(cx, b.last)
            && cx.folded(next) == "to"
            && let Some(a) = starting(spots, next + 1)
        {
            out.extend(directed(cx, a, b, said));
        }
    }
    super::headed::find(cx, spots, &mut out);
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
                | "lakeside"
                | "seaside"
                | "riverside"
                | "hilltop"
                | "hill"
                | "mountain"
                | "farming"
                | "fishing"
                | "oasis"
                | "resort"
                | "quiet"
                | "old"
                | "ancient"
                | "historic"
                | "remote"
                | "settlement"
                | "district"
                | "community"
                | "located"
                | "situated"
                | "lying"
        ) || of_settlement(cx, k);
        if !passes {
            return i;
        }
        k += 1;
    }
    i
}

/// "a beach town": a word in small letters that says what kind of town it is.
fn of_settlement(cx: &Cx<'_>, k: usize) -> bool {
    let plain = |i: usize| {
        cx.kind(i) == Some(TokenKind::Word)
            && cx.token(i).is_some_and(|token| !token.capital)
            && !cx.is(i, List::Preposition)
            && !cx.is(i, List::Auxiliary)
            && !cx.is(i, List::Conjunction)
    };
    let settlement = |i: usize| {
        matches!(
            cx.folded(i),
            "town" | "city" | "port" | "village" | "resort" | "suburb" | "settlement"
        )
    };
    plain(k) && (settlement(k + 1) || plain(k + 1) && settlement(k + 2))
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
        ) || k == i && cx.word(k) == ","
            || of_settlement(cx, k);
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
        // "Tucson, Arizona, about 100 miles north of Phoenix": the town before its state.
        let town = spots
            .iter()
            .find(|spot| spot.last + 1 == a.first && cx.word(spot.last) == ",");
        let pairs = [town, Some(a)];
        let Some((a, (straight, one, other))) = pairs
            .into_iter()
            .flatten()
            .find_map(|a| best(a, b, stated).map(|found| (a, found)))
        else {
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

/// Countries whose states have capitals of their own.
const OF_STATES: [&str; 6] = ["US", "CA", "AU", "IN", "BR", "MX"];

/// "a lakeside city to the east of the capital": the capital of the country in which the place lies.
fn own_capital(cx: &Cx<'_>, a: &Spot, i: usize) -> Option<Spot> {
    if cx.folded(i) != "the" || cx.folded(i + 1) != "capital" || cx.folded(i + 2) == "of" {
        return None;
    }
    let register = cx.registers.get(Register::Places.name())?;
    let mut codes = a
        .meanings
        .iter()
        .filter(|one| one.point.is_some())
        .map(|one| one.country.as_str());
    let code = codes.next()?;
    if codes.any(|other| other != code) || OF_STATES.contains(&code) {
        return None;
    }
    let entity = register.entities.iter().find(|entity| {
        entity.text("kind") == Some("capital") && entity.text("country") == Some(code)
    })?;
    Some(Spot {
        span: cx.span(i, i + 2),
        first: i,
        last: i + 2,
        meanings: vec![super::spot::Meaning {
            point: Some(super::point::Point {
                latitude: entity.number("lat")?,
                longitude: entity.number("lon")?,
            }),
            country: code.to_owned(),
            entity: None,
            people: None,
        }],
    })
}

/// England, Scotland, Wales, Northern Ireland, by their ids.
fn is_nation(id: &str) -> bool {
    matches!(id, "england" | "scotland" | "wales" | "northern-ireland")
}

/// A direction said of two places, by the pair of points that fits it best.
pub(super) fn directed(cx: &Cx<'_>, a: &Spot, b: &Spot, said: f64) -> Option<Related> {
    let mut found: Option<(f64, f64)> = None;
    let points = |spot: &Spot| -> Vec<super::point::Point> {
        spot.meanings
            .iter()
            .filter_map(|meaning| meaning.point)
            .collect()
    };
    let (from, to) = (points(a), points(b));
    // The Valencia of Spain beside Alicante, not that of Venezuela.
    let nearest = from
        .iter()
        .flat_map(|one| to.iter().map(|other| one.kilometres(*other)))
        .fold(f64::INFINITY, f64::min);
    for one in from {
        for &other in &to {
            if one.kilometres(other) > nearest.mul_add(3.0, 500.0) {
                continue;
            }
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
    // "in the Indian state of Kerala", "capital of the state of Kerala"
    let kind_at = (i..i + 3).find(|&k| {
        matches!(cx.folded(k), "state" | "province" | "region") && cx.folded(k + 1) == "of"
    });
    if let Some(k) = kind_at.filter(|_| linked) {
        let capital = cx.folded(i) == "capital" && cx.folded(i + 1) == "of";
        let plain = (i..k).all(|j| capital || cx.token(j).is_some_and(|t| t.capital));
        if plain {
            i = k + 2;
        }
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
        register.entity(part).filter(|region| {
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
        // "Glasgow, England": one of the nations of the United Kingdom for another.
        "country-part" | "country" | "region"
            if outer.text("country") == Some("GB") && is_nation(&outer.id) =>
        {
            own.text("part-of")
                .is_some_and(|part| is_nation(part) && part != outer.id)
        }
        "country" => !a.meanings.iter().any(|meaning| meaning.country == country),
        "province" | "state" => {
            let part = own.text("part-of")?;
            own.text("country") == Some(country)
                && part != outer.id
                && register
                    .by_name(part)
                    .or_else(|| register.entity(part))
                    .is_some_and(|region| {
                        region.text("part-of") != Some(outer.id.as_str())
                            && matches!(region.text("kind"), Some("province" | "state"))
                    })
        }
        _ => return None,
    };
    let lies_in = own
        .text("part-of")
        .and_then(|part| register.entity(part))
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
