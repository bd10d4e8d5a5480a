//! Towns that lie in a country: whose people a clause behind both tells of.

use super::Place;
use super::places::{called, country, settlement, settlement_word};
use crate::numbers::lexeme::Look;
use crate::relations::Ground;

/// Where a clause that tells of people belongs, behind a country and the word that leads to it.
pub(super) enum Seat {
    /// To the country, or to nothing that is known.
    Open,
    /// To what lies there, if it has a kind to measure by.
    Town(Option<Place>),
}

impl Seat {
    pub(super) fn town(self) -> Option<Place> {
        match self {
            Self::Open => None,
            Self::Town(place) => place,
        }
    }
}

/// The place of a clause that follows "in" and a country: the country, or what lies in it.
pub(super) fn clause_of(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    k: usize,
    clause: bool,
) -> Option<Place> {
    match seated(ground, look, k) {
        Seat::Town(town) => town,
        Seat::Open => country(ground, look, k).filter(|_| clause),
    }
}

/// "The town of Vianden in Luxembourg, which has 2,000 residents": the clause is of what lies in the country whose name ends
/// before token `k`.
pub(super) fn seated(ground: &Ground<'_, '_>, look: &Look<'_, '_>, k: usize) -> Seat {
    let Some(country) = country(ground, look, k) else {
        return Seat::Open;
    };
    let start = ground.cx.token_at(country.span.start);
    let Some(mut at) = start.checked_sub(1).filter(|&i| i > look.first) else {
        return Seat::Open;
    };
    // "in southern Austria" is cut off before.
    let within = matches!(
        look.word(at),
        "in" | "of" | "across" | "near" | "beside" | "outside" | "off" | "bordering"
    );
    if !within {
        return Seat::Open;
    }
    if look.before(at, 1) == "," {
        at -= 1;
    }
    let Some(head) = at.checked_sub(1).filter(|&i| i >= look.first) else {
        return Seat::Open;
    };
    if settlement_word(ground, look, head) {
        return Seat::Town(settlement(ground, look, head));
    }
    if look.capital(head) {
        return Seat::Town(called(ground, look, at));
    }
    Seat::Open
}

/// The district in which people are counted: "the 160,000 residents of Sadar district", "In Sadar district, where the census
/// counted 160,000 people". The number starts at token `first`, what is told of it ends before token `end`.
pub(super) fn district(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    first: usize,
    end: usize,
) -> Option<Place> {
    if matches!(look.word(end), "of" | "in")
        && let Some(noun) = noun_behind(ground, look, end + 1)
    {
        return settlement(ground, look, noun);
    }
    let opens = matches!(look.word(look.first), "in" | "across" | "throughout");
    let noun = noun_behind(ground, look, look.first + 1).filter(|_| opens)?;
    let clause = look.text(noun + 1) == "," && look.word(noun + 2) == "where";
    let within = first > noun && (noun + 3..first).all(|i| look.text(i) != ",");
    (clause && within)
        .then(|| settlement(ground, look, noun))
        .flatten()
}

/// The noun for a place behind the name that starts at token `name`.
fn noun_behind(ground: &Ground<'_, '_>, look: &Look<'_, '_>, name: usize) -> Option<usize> {
    let behind = (name..name + 3).take_while(|&i| look.capital(i)).last()? + 1;
    let sub = look.word(behind) == "sub" && look.text(behind + 1) == "-";
    let noun = behind + if sub { 2 } else { 0 };
    settlement_word(ground, look, noun).then_some(noun)
}
