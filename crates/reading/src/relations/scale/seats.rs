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
