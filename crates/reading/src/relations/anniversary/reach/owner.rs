//! Whose an anniversary is.

use super::super::happened::{any_event, verbs_of};
use crate::lists::List;
use crate::numbers::lexeme::Look;
use crate::relations::{Ground, mark, stem};
use crate::token::TokenKind;

/// Whose anniversary it is.
pub(super) enum Owner {
    /// "its", "their", "his", "her".
    Own,
    /// "the co-operative's golden jubilee": the stem of its last word.
    Named(String),
    /// "the anniversary of the sinking", "of his death": what happened, by how it is said of a person or thing.
    Event(&'static [&'static str]),
    /// "the anniversary of the tragedy": whatever happened.
    Any,
    /// "the 25th anniversary will be marked".
    Bare,
    /// "The school turns 150": no person.
    Thing,
    /// "the centenary of St Brendan's College": a house, told of behind as "the school".
    House,
    /// "of the disaster at the mill": the stem of the place.
    At(String),
    /// "Ten years on, relatives laid flowers": what happened on this day.
    Day,
    /// "of St Monica's, the school that took its first pupils in 1995": what an apposition at this token tells.
    Told(usize),
}

/// Whose it is.
pub(super) fn owner(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    first: usize,
    end: usize,
) -> Option<Owner> {
    let cx = ground.cx;
    let mut of = end;
    // "the 35th anniversary on Tuesday of the landslide"
    if matches!(look.word(end), "this" | "next" | "last" | "on") && look.word(end + 2) == "of" {
        of += 2;
    }
    if look.word(of) == "on" && mark(look, of + 1) {
        return Some(Owner::Day);
    }
    if matches!(look.word(of), "of" | "since") {
        let from = of + 1;
        let until = (from..look.end.min(from + 7))
            .find(|&i| {
                mark(look, i)
                    || i > from
                        && (cx.is(i, List::Auxiliary)
                            || cx.is(i, List::Modal)
                            || cx.is(i, List::Preposition)
                                && look.word(i) != "of"
                                && cx.kind(i - 1) != Some(TokenKind::Hyphen)
                            || matches!(
                                look.word(i),
                                "next"
                                    | "this"
                                    | "last"
                                    | "and"
                                    | "to"
                                    | "which"
                                    | "who"
                                    | "that"
                                    | "falls"
                                    | "fell"
                                    | "when"
                            ))
            })
            .unwrap_or(look.end.min(from + 7));
        // The head: the word before "of", "in", a mark; "Jane Austen's birth".
        let noun = (from..until)
            .find(|&i| look.word(i + 1) == "of")
            .unwrap_or(until.checked_sub(1)?);
        let word = match (look.word(noun.saturating_sub(2)), look.word(noun)) {
            ("break", "up") => "split",
            (_, word) => word,
        };
        // "celebrates 150 years of service"
        if matches!(
            word,
            "service"
                | "publication"
                | "broadcasting"
                | "business"
                | "trading"
                | "existence"
                | "operation"
                | "operations"
                | "work"
                | "life"
                | "history"
                | "music"
                | "teaching"
                | "flying"
                | "production"
        ) && look.word(of) == "of"
        {
            return Some(Owner::Own);
        }
        // "the centenary of St Brendan's College": the house of that name.
        if look.word(of) == "of" && named(look, from, until) {
            return Some(Owner::House);
        }
        // "of the disaster at the mill": what qualifies it must be told of the year as well.
        if matches!(
            look.word(until),
            "at" | "in" | "near" | "aboard" | "outside"
        ) && !cx.is(until + 1, List::Month)
            && crate::relations::year(look.text(until + 1)).is_none()
            && look.word(until + 1) != "power"
        {
            let named = until + 1 + usize::from(cx.is(until + 1, List::Determiner));
            let told = verbs_of(word).is_some() || any_event(word);
            return told.then(|| Owner::At(stem(look.word(named)).to_string()));
        }
        return verbs_of(word)
            .map(Owner::Event)
            .or_else(|| any_event(word).then_some(Owner::Any))
            .or_else(|| {
                (look.word(of) == "of" && look.text(until) == ",").then_some(Owner::Told(until + 1))
            });
    }
    // "celebrates 40 years in business"
    if look.word(end) == "in"
        && matches!(
            look.word(end + 1),
            "business"
                | "print"
                | "operation"
                | "office"
                | "existence"
                | "trade"
                | "town"
                | "service"
        )
    {
        return Some(Owner::Own);
    }
    // "his 125th birth anniversary", "her tenth death anniversary"
    for (noun, deeds) in [
        ("birth", &["born"][..]),
        ("death", &["died", "killed", "assassinated"]),
    ] {
        if (first..end).any(|i| look.word(i) == noun) {
            return Some(Owner::Event(deeds));
        }
    }
    // "signed in June 2010, turned 20 on Tuesday"
    let old = end.checked_sub(1).is_some_and(|i| look.word(i) == "old");
    if old || matches!(look.before(first, 1), "turns" | "turned" | "turning") {
        return Some(Owner::Thing);
    }
    // "its coming golden jubilee"
    let lead = (1..=2).find(|&back| {
        matches!(look.before(first, back), "its" | "their" | "his" | "her")
            || first
                .checked_sub(back)
                .is_some_and(|i| cx.kind(i) == Some(TokenKind::Possessive))
            || look.before(first, back) == "the"
    })?;
    let lead = first.checked_sub(lead)?;
    if lead < look.first {
        return None;
    }
    if cx.kind(lead) == Some(TokenKind::Possessive) {
        let noun = lead.checked_sub(1).filter(|&i| i >= look.first)?;
        return Some(
            verbs_of(look.word(noun))
                .map(Owner::Event)
                .or_else(|| any_event(look.word(noun)).then_some(Owner::Any))
                .unwrap_or_else(|| Owner::Named(stem(look.word(noun)).to_string())),
        );
    }
    // A person's centenary counts from the birth, a ruler's jubilee from the accession.
    if matches!(look.word(lead), "his" | "her") && super::super::jubilee(look, first).is_some() {
        return Some(Owner::Event(if look.word(first).ends_with("enary") {
            &["born"]
        } else {
            &[
                "crowned",
                "enthroned",
                "throne",
                "ordained",
                "consecrated",
                "acceded",
                "ruled",
                "reigned",
                "installed",
            ]
        }));
    }
    if look.word(lead) != "the" {
        return Some(Owner::Own);
    }
    let closed = mark(look, end)
        || end >= look.end
        || matches!(
            look.word(end),
            "was" | "is" | "will" | "with" | "on" | "by" | "in" | "this" | "next" | "and" | "to"
        );
    closed.then_some(Owner::Bare)
}

/// A name in capitals all through, of a house: "St Brendan's College".
pub(super) fn named(look: &Look<'_, '_>, from: usize, until: usize) -> bool {
    let from = from + usize::from(look.word(from) == "the");
    let end = (from..until)
        .find(|&i| {
            !(look.capital(i)
                || look.kind(i) != Some(TokenKind::Word)
                || matches!(look.word(i), "of" | "and" | "the" | "for"))
        })
        .unwrap_or(until);
    end > from && look.capital(end - 1) && (from..end).any(|i| house(look.word(i)))
}

/// Nouns for what is founded and has jubilees.
pub(super) fn house(word: &str) -> bool {
    matches!(
        word,
        "school"
            | "college"
            | "academy"
            | "university"
            | "institute"
            | "club"
            | "society"
            | "company"
            | "firm"
            | "brewery"
            | "brewer"
            | "hospital"
            | "clinic"
            | "hospice"
            | "museum"
            | "gallery"
            | "library"
            | "theatre"
            | "theater"
            | "cinema"
            | "hall"
            | "orchestra"
            | "choir"
            | "band"
            | "church"
            | "cathedral"
            | "mosque"
            | "temple"
            | "chapel"
            | "abbey"
            | "bank"
            | "newspaper"
            | "paper"
            | "magazine"
            | "weekly"
            | "daily"
            | "festival"
            | "bridge"
            | "tunnel"
            | "railway"
            | "line"
            | "station"
            | "airport"
            | "port"
            | "harbour"
            | "harbor"
            | "park"
            | "zoo"
            | "garden"
            | "gardens"
            | "stadium"
            | "ground"
            | "hotel"
            | "inn"
            | "pub"
            | "restaurant"
            | "bakery"
            | "shop"
            | "store"
            | "market"
            | "factory"
            | "mill"
            | "mine"
            | "dam"
            | "lighthouse"
            | "lifeboat"
            | "charity"
            | "union"
            | "party"
            | "federation"
            | "association"
            | "foundation"
            | "trust"
            | "league"
            | "observatory"
            | "laboratory"
            | "orphanage"
            | "monastery"
            | "convent"
            | "seminary"
            | "co-operative"
            | "cooperative"
            | "dairy"
            | "vineyard"
            | "winery"
            | "distillery"
            | "publisher"
            | "broadcaster"
            | "airline"
            | "shipyard"
            | "yard"
            | "garage"
            | "workshop"
            | "pool"
            | "baths"
            | "swimming"
            | "tower"
            | "building"
            | "house"
            | "home"
            | "centre"
            | "center"
            | "town"
            | "city"
            | "village"
            | "settlement"
    )
}
