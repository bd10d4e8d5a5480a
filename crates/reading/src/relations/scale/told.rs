//! The people of a country that the sentence before names, or that the words "live in" lead to: "Deaths outnumbered births in
//! Japan. The country now has about 124 million people", "Some 84 million people live in Germany."

use super::Place;
use super::places::country;
use super::whose::dwellers;
use crate::names::Registered;
use crate::numbers::Number;
use crate::numbers::lexeme::Look;
use crate::relations::{Ground, mark};

/// The country whose people the number counts.
pub(super) fn place(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    number: &Number,
) -> Option<Place> {
    let (first, last) = (number.tokens.0 as usize, number.tokens.1 as usize);
    if !dwellers(look, last) {
        return None;
    }
    let end = last + 1;
    // "Some 84 million people live in Germany."
    if first <= look.first + 1 && look.word(end) == "live" && look.word(end + 1) == "in" {
        let name = (end + 3..end + 6).find_map(|k| Some((k, country(ground, look, k)?)))?;
        let whole = mark(look, name.0) || look.word(name.0) == "now";
        return whole.then_some(name.1);
    }
    // "A law has passed in New Zealand. The country's 5.2 million inhabitants …"
    let owner = first.checked_sub(1)?;
    if ground.cx.kind(owner) == Some(crate::token::TokenKind::Possessive)
        && matches!(look.before(owner, 1), "country" | "nation")
        && look.before(owner, 2) == "the"
        && owner <= look.first + 3
    {
        return named_before(ground, look);
    }
    // "The country now has about 124 million people."
    let mut k = first;
    while matches!(
        look.before(k, 1),
        "has" | "had" | "now" | "about" | "of" | "population" | "a" | "only" | "some" | "still"
    ) && first - k < 5
    {
        k -= 1;
    }
    let told = look.before(k, 1) == "country"
        && matches!(look.before(k, 2), "the" | "this")
        && (k..first).any(|i| look.word(i) == "has")
        && k <= look.first + 3;
    let closes = mark(look, end) || look.word(end).is_empty();
    (told && closes)
        .then(|| named_before(ground, look))
        .flatten()
}

/// The one country that the sentence before names.
fn named_before(ground: &Ground<'_, '_>, look: &Look<'_, '_>) -> Option<Place> {
    let cx = ground.cx;
    let number = cx.token(look.first)?.sentence;
    let (own, before) = (cx.sentence(number)?, cx.sentence(number.checked_sub(1)?)?);
    if own.block != before.block {
        return None;
    }
    let then = ground.look(before);
    let places: &[Registered] = &ground.names.places;
    let from = places.partition_point(|place| place.first < then.first);
    let until = places.partition_point(|place| place.first < then.end);
    let all = places.get(from..until)?;
    let first = all.first()?;
    if all.iter().any(|place| place.entity != first.entity) {
        return None;
    }
    country(ground, &then, first.last)
}
