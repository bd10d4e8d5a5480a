//! Whose people a number counts: a country, a town, a village of no name.

use super::Place;
use super::places::{called, city, country, named, settlement, settlement_word, sole_country};
use super::seats::{clause_of, district, seated};
use crate::lists::List;
use crate::numbers::Number;
use crate::numbers::lexeme::Look;
use crate::relations::{Ground, mark};
use crate::token::TokenKind;

/// The place whose people the number counts.
pub(super) fn place(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    number: &Number,
) -> Option<Place> {
    let (first, last) = (number.tokens.0 as usize, number.tokens.1 as usize);
    if let Some(people) = nationals(ground, look, number) {
        return Some(people.part());
    }
    // Those who may vote or hold a passport are fewer than all who live there.
    if look.word(last) == "citizens" {
        return citizens(ground, look, first, last + 1);
    }
    let people = dwellers(look, last);
    let end = last + usize::from(people);
    // A part of the people: "1.4 million people in need", "11 million people displaced".
    let part = people
        && (matches!(
            look.word(end),
            "in" | "who"
                | "living"
                | "under"
                | "aged"
                | "over"
                | "without"
                | "facing"
                | "of"
                | "from"
                | "at"
                | "on"
                | "to"
                | "with"
                | "below"
                | "whose"
                | "that"
                | "a"
                | "per"
                | "there"
                | "across"
                | "into"
                | "as"
                | "by"
                | "or"
                | "now"
                | "still"
                | "out"
        ) || look.word(end).ends_with("ed")
            || look.word(end).ends_with("ing"));
    // "at the 2017 census": when they were counted.
    let part = part
        && !(matches!(look.word(end), "at" | "in" | "by")
            && (end + 1..end + 5).any(|i| look.word(i) == "census"));
    if people && let Some(place) = district(ground, look, first, end) {
        return Some(place);
    }
    let word = |back: usize| look.before(first, back);
    if let Some(at) = population(look, first) {
        // "With a population of 12 million, the town has one doctor"
        let opens = at <= look.first + 2 && look.word(look.first) == "with";
        // "With a population of 83 million, Germany is"
        if opens && look.text(end) == "," && look.capital(end + 1) {
            return (end + 2..end + 5).find_map(|k| named(ground, look, k));
        }
        if opens && look.text(end) == "," && matches!(look.word(end + 1), "the" | "this") {
            return (end + 2..end + 4).find_map(|i| settlement(ground, look, i));
        }
        return inhabited(ground, look, at, number.number);
    }
    // "The population of Malta, 500 million, has grown"
    if !people
        && word(1) == ","
        && mark(look, last)
        && (2..=6).any(|back| word(back) == "of" && word(back + 1) == "population")
    {
        return country(ground, look, first.checked_sub(1)?);
    }
    // "Galway, a city of some 86,000 on the coast": nothing else is counted.
    let settled = matches!(
        word(2),
        "city" | "town" | "village" | "port" | "capital" | "country" | "nation" | "province"
    );
    let goes_on = matches!(
        look.word(last),
        "on" | "in"
            | "near"
            | "where"
            | "that"
            | "which"
            | "at"
            | "about"
            | "outside"
            | "along"
            | "beside"
            | "north"
            | "south"
            | "east"
            | "west"
            | "just"
    );
    let bare = word(1) == "of" && (mark(look, last) || settled && goes_on);
    if !people && !bare {
        return None;
    }
    // "With some 1.5 billion people, Africa has the youngest population"
    if people
        && look.word(look.first) == "with"
        && first <= look.first + 2
        && look.text(end) == ","
        && let Some(place) = ground
            .names
            .places
            .iter()
            .find(|place| (end + 1..=end + 2).contains(&place.first))
        && let Some(place) = named(ground, look, place.last)
    {
        return Some(place);
    }
    // "In a country of 67 billion people, France has", "Home to 1.4 million people, India votes"
    if people
        && look.text(end) == ","
        && first <= look.first + 5
        && first > look.first
        && (look.first..first).all(|i| {
            matches!(
                look.word(i),
                "in" | "as" | "a" | "the" | "country" | "nation" | "home" | "to" | "of" | "now"
            )
        })
        && matches!(
            (word(2), word(1)),
            ("country" | "nation", "of") | ("home", "to")
        )
        && let Some(place) = ground
            .names
            .places
            .iter()
            .find(|place| place.first == end + 1)
        && (ground.cx.is(place.last, List::Auxiliary)
            || ground.cx.is(place.last, List::FiniteForm)
            || ground.cx.is(place.last, List::Modal)
            || matches!(look.word(place.last), "has" | "had"))
    {
        return named(ground, look, place.last);
    }
    // "a village of 40 million residents", "a country of about 390 million people": a noun before "of".
    if word(1) == "of" || word(1) == "with" && people {
        let noun = first.checked_sub(2)?;
        if word(1) == "of" && settlement_word(ground, look, noun) {
            // "Iceland, a country of N people": the name it stands beside.
            let mut k = noun;
            while k > look.first
                && (look.kind(k - 1) == Some(TokenKind::Word) && look.word(k - 1) != ",")
                && noun - k < 4
            {
                k -= 1;
            }
            if look.before(k, 1) == ","
                && let Some(place) = named(ground, look, k - 1)
                && place.kind == look.word(noun).replace("nation", "country")
            {
                return Some(place);
            }
            if look.before(k, 1) == ","
                && let Some(place) = city(ground, look, k - 1, number.number)
            {
                return Some(place);
            }
            if matches!(look.word(noun), "country" | "nation")
                && let Some(place) = sole_country(ground, look, noun)
            {
                return Some(place);
            }
            return settlement(ground, look, noun);
        }
        if word(1) == "with" && !part {
            let k = first.checked_sub(1 + usize::from(word(2) == ","))?;
            let told = named(ground, look, k)
                .or_else(|| called(ground, look, k))
                .or_else(|| apposed(ground, look, k));
            return told.or_else(|| {
                // "Kisumu, a city on Lake Victoria with about 400,000 inhabitants"
                let noun = (look.first.max(k.saturating_sub(7))..k)
                    .rev()
                    .take_while(|&i| !mark(look, i) && !matches!(look.word(i), "and" | "that"))
                    .find(|&i| settlement_word(ground, look, i))?;
                let open = (1..=3).find(|&back| look.before(noun, back) == ",");
                let own = open
                    .and_then(|back| noun.checked_sub(back))
                    .and_then(|comma| city(ground, look, comma, number.number));
                own.or_else(|| settlement(ground, look, noun))
            });
        }
        return None;
    }
    // "Uruguay, where about 2.7 billion people are registered"
    let most = Place::part;
    if people && word(1) == "where" && word(2) == "," {
        return country(ground, look, first.checked_sub(2)?).map(most);
    }
    // "every adult in India, about 1,000 people"
    if people && word(1) == "," {
        let place = country(ground, look, first.checked_sub(1)?)?;
        let start = ground.cx.token_at(place.span.start);
        let every = (2..=4).any(|back| matches!(look.before(start, back), "every" | "all"))
            && look.before(start, 1) == "in";
        return every.then_some(place);
    }
    // "the 14 billion people of India"
    if people && look.word(end) == "of" && word(1) == "the" {
        let name = (end + 2..end + 5).find_map(|k| country(ground, look, k))?;
        return (ground.cx.token_at(name.span.start) == end + 1).then_some(name);
    }
    // "Germany, whose 84 billion inhabitants"
    if people && word(1) == "whose" && word(2) == "," {
        return inhabited(ground, look, first.checked_sub(2)?, number.number);
    }
    // "2.7 billion people in Uruguay"
    let live = usize::from(matches!(
        look.word(end),
        "live" | "lives" | "lived" | "living" | "reside"
    ));
    let at = end + live;
    if people && matches!(look.word(at), "in" | "across") {
        // "Some 473 million people live in the city"
        if matches!(look.word(at + 1), "the" | "this")
            && settlement_word(ground, look, at + 2)
            && !matches!(look.word(at + 3), "of" | "and" | "or")
        {
            return settlement(ground, look, at + 2);
        }
        let name = (at + 2..at + 5).find_map(|k| country(ground, look, k))?;
        return (ground.cx.token_at(name.span.start) == at + 1).then(|| most(name));
    }
    // "Iceland's 390 million people", "The town's 40 million residents"
    let mut k = first;
    while matches!(
        look.before(k, 1),
        "some" | "estimated" | "nearly" | "about" | "around" | "roughly" | "almost" | "over" | "an"
    ) {
        k -= 1;
    }
    if look.kind(k.checked_sub(1)?) == Some(TokenKind::Possessive) {
        let whole = named(ground, look, k - 1).filter(|_| !part);
        return whole.or_else(|| settlement(ground, look, k.checked_sub(2)?));
    }
    if part {
        return None;
    }
    // "The town, with its 25 million inhabitants, has no hospital"
    if matches!(word(1), "its" | "their") && word(2) == "with" && word(3) == "," {
        let k = first.checked_sub(3)?;
        return named(ground, look, k)
            .or_else(|| called(ground, look, k))
            .or_else(|| seated(ground, look, k).town())
            .or_else(|| settlement(ground, look, k.checked_sub(1)?));
    }
    // "India, home to 1.4 billion people", "India is home to", "India has 1.4 billion people"
    if word(1) == "to" && word(2) == "home" {
        // "Nigeria, the continent's largest nation and home to N people"
        if word(3) == "and"
            && let Some(comma) = (look.first..first - 3)
                .rev()
                .take(10)
                .find(|&i| look.text(i) == ",")
            && let Some(place) = named(ground, look, comma)
        {
            return Some(place);
        }
        return inhabited(ground, look, first.checked_sub(2)?, number.number);
    }
    let had = k.checked_sub(1)?;
    if !matches!(look.word(had), "has" | "had" | "counts" | "counted") {
        return None;
    }
    // "… Saint-Louis, a city north of Dakar. It has about 250,000 people": the town of the sentence before.
    if look.before(had, 1) == "it" && had == look.first + 1 {
        return told_before(ground, look);
    }
    // "The city, the capital of the region, had some 473 million inhabitants"
    if look.word(look.first) == "the"
        && look.text(look.first + 2) == ","
        && had > look.first + 3
        && look.text(had - 1) == ","
        && !(look.first + 3..had).any(|i| matches!(look.text(i), ";" | ":"))
        && settlement_word(ground, look, look.first + 1)
    {
        return settlement(ground, look, look.first + 1);
    }
    let k = verbs(look, had);
    named(ground, look, k)
        .or_else(|| called(ground, look, k))
        .or_else(|| clause_of(ground, look, k, look.before(had, 1) == "which"))
        .or_else(|| {
            let dwell = matches!(look.word(last), "inhabitants" | "residents" | "souls");
            dwell
                .then(|| city(ground, look, k, number.number))
                .flatten()
        })
        .or_else(|| settlement(ground, look, k.checked_sub(1)?))
}

/// "Malta, the smallest state of the union with about 550,000 people": the country set off before the noun that tells what it
/// is; `k` is the token behind that phrase.
fn apposed(ground: &Ground<'_, '_>, look: &Look<'_, '_>, k: usize) -> Option<Place> {
    // With a comma the people may be those of the name that stands before it.
    if look.before(k, 1) == "," || look.word(k) == "," {
        return None;
    }
    let noun = (look.first.max(k.saturating_sub(8))..k)
        .rev()
        .take_while(|&i| {
            !mark(look, i) && !matches!(look.word(i), "and" | "that" | "with" | "where" | "who")
        })
        .find(|&i| {
            matches!(
                look.word(i),
                "state"
                    | "country"
                    | "nation"
                    | "member"
                    | "kingdom"
                    | "republic"
                    | "countries"
                    | "states"
                    | "nations"
                    | "members"
                    | "democracy"
                    | "monarchy"
            ) && !look.capital(i)
        })?;
    // "a member of a bloc with 450 million people"
    let other = (noun + 1..k).any(|i| {
        matches!(
            look.word(i),
            "a" | "an" | "bloc" | "club" | "group" | "alliance" | "union" | "world"
        ) && !look.capital(i)
    });
    if other {
        return None;
    }
    let comma = (look.first.max(noun.saturating_sub(6))..noun)
        .rev()
        .find(|&i| mark(look, i))
        .filter(|&i| look.word(i) == ",")?;
    // "the smallest state", "a landlocked country", "one of the poorest countries", "Africa's most populous nation"
    let opens = matches!(look.word(comma + 1), "the" | "a" | "an" | "one")
        || (comma + 2..comma + 5).any(|i| i < noun && look.kind(i) == Some(TokenKind::Possessive));
    let plural = look.word(noun).ends_with('s');
    (opens && (!plural || look.word(comma + 1) == "one"))
        .then(|| named(ground, look, comma))
        .flatten()
}

/// "Estonia, whose 1.3 million citizens", "Estonia's 1.3 million citizens", "the 1.3 million citizens of Estonia".
/// `next`: the token behind them.
fn citizens(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    first: usize,
    next: usize,
) -> Option<Place> {
    let owner = first.checked_sub(1)?;
    let place = if look.kind(owner) == Some(TokenKind::Possessive) {
        named(ground, look, owner)
    } else if look.word(owner) == "whose" && look.before(owner, 1) == "," {
        named(ground, look, owner - 1)
    } else {
        None
    };
    // "its 2 million citizens abroad" are some of them.
    let all = matches!(
        look.word(next),
        "make" | "makes" | "are" | "have" | "will" | "vote" | "live" | "speak" | "can"
    );
    if all { place } else { place.map(Place::part) }
}

/// The one town, village or the like of the sentence before, where it is set off behind a name: "Saint-Louis, a city".
fn told_before(ground: &Ground<'_, '_>, look: &Look<'_, '_>) -> Option<Place> {
    let cx = ground.cx;
    let number = cx.token(look.first)?.sentence;
    let (own, before) = (cx.sentence(number)?, cx.sentence(number.checked_sub(1)?)?);
    if own.block != before.block {
        return None;
    }
    let then = ground.look(before);
    let mut nouns = (then.first..then.end).filter(|&i| {
        settlement_word(ground, &then, i)
            && (1..=3).any(|back| matches!(then.before(i, back), "," | "is" | "was"))
            && (1..=3).any(|back| matches!(then.before(i, back), "a" | "the"))
    });
    let noun = nouns.next()?;
    if nouns.next().is_some() {
        return None;
    }
    settlement(ground, &then, noun)
}

/// Back over what stands between a place and the words that tell of its people: "Malta, which now has".
fn verbs(look: &Look<'_, '_>, mut k: usize) -> usize {
    while k > look.first
        && matches!(
            look.before(k, 1),
            "is" | ","
                | "which"
                | "that"
                | "now"
                | "currently"
                | "has"
                | "have"
                | "with"
                | "an"
                | "a"
                | "estimated"
                | "("
                | "and"
                | "total"
        )
    {
        k -= 1;
    }
    k
}

/// Where "population" ends the words before a number that tells of it: "a population of 230,000", "population has risen
/// to", "(population 11 million)". Gives back the token at which the place has to end.
pub(super) fn population(look: &Look<'_, '_>, first: usize) -> Option<usize> {
    // "Malta (pop. 550,000)": the mark of the short form.
    let first = if look.before(first, 1) == "." && look.before(first, 2) == "pop" {
        first - 1
    } else {
        first
    };
    let mut k = first;
    while k > look.first
        && first - k < 8
        && matches!(
            look.before(k, 1),
            "of" | "is"
                | "was"
                | "has"
                | "now"
                | "reached"
                | "risen"
                | "rose"
                | "grown"
                | "grew"
                | "fallen"
                | "fell"
                | "to"
                | "at"
                | "stands"
                | "stood"
                | "about"
                | "nearly"
                | "some"
                | "around"
                | "almost"
                | "over"
                | "put"
                | "estimated"
                | "reckoned"
                | "had"
                | "numbers"
                | "numbered"
                | "totals"
                | "exceeds"
                | "passed"
                | "topped"
                | "just"
                | "roughly"
                | "approximately"
                | "expected"
                | "projected"
                | "forecast"
                | "predicted"
                | "likely"
                | "set"
                | "will"
                | "be"
                | "reach"
                | "exceed"
                | "hit"
                | "top"
                | "pass"
                | ":"
        )
    {
        k -= 1;
    }
    if matches!(look.before(k, 1), "population" | "pop") {
        // "Tuvalu, whose population of 11,000"; "where the population is".
        let mut at = k - 1;
        while matches!(
            look.before(at, 1),
            "whose"
                | "where"
                | "the"
                | "current"
                | "total"
                | "entire"
                | "whole"
                | "tiny"
                | "small"
                | "own"
        ) && (1..=4).any(|back| matches!(look.before(at, back), "whose" | "where"))
        {
            at -= 1;
        }
        return Some(at);
    }
    // "The population of Iceland has reached 38 million"
    let of = (2..=5).find(|&back| look.before(k, back) == "of" && k != first)?;
    (look.before(k, of + 1) == "population").then_some(k)
}

/// The place that ends right before token `k`, over the words that join it to its people.
fn inhabited(ground: &Ground<'_, '_>, look: &Look<'_, '_>, k: usize, number: f64) -> Option<Place> {
    let owner = look.kind(k.checked_sub(1)?) == Some(TokenKind::Possessive);
    let at = k;
    let k = if owner { k - 1 } else { verbs(look, k) };
    // "In Estonia, which has …": the clause is about the whole of it.
    let clause = !owner && matches!(look.before(at, 1), "has" | "which" | "," | "(");
    named(ground, look, k)
        .or_else(|| clause_of(ground, look, k, clause))
        .or_else(|| city(ground, look, k, number))
        .or_else(|| settlement(ground, look, k.checked_sub(1)?))
        .or_else(|| called(ground, look, k))
}

/// "900 million Brazilians", "60 million Belgian workers": no more than all the people of a country.
fn nationals(ground: &Ground<'_, '_>, look: &Look<'_, '_>, number: &Number) -> Option<Place> {
    let cx = ground.cx;
    let at = number.tokens.1 as usize;
    if number.number < 1e6 || !look.capital(at) || look.kind(at) != Some(TokenKind::Word) {
        return None;
    }
    // Those of the whole world, or of many years, may be more than the country has.
    let elsewhere = (look.first..look.end).any(|i| {
        matches!(
            look.word(i),
            "worldwide"
                | "diaspora"
                | "descent"
                | "abroad"
                | "world"
                | "origin"
                | "ancestry"
                | "since"
        )
    });
    if elsewhere {
        return None;
    }
    let register = cx.registers.get("places")?;
    let text = look.text(at);
    let entity = register.entities.iter().find(|entity| {
        entity.text("kind") == Some("country")
            && entity
                .list("demonym")
                .iter()
                .any(|name| name == text || text.strip_suffix('s') == Some(name))
    })?;
    // "60 million Swiss francs", "10 million Norwegian salmon" are no people.
    let folk = text.ends_with('s') && (at + 1 >= look.end || !look.capital(at + 1))
        || (at + 1..at + 3).any(|i| cx.is(i, List::PersonNoun) || dwellers(look, i));
    let known = entity.number("population")?;
    folk.then(|| Place {
        span: cx.span(at, at + 1),
        known: Some(known),
        kind: "country".to_owned(),
    })
}

/// A word for those who live somewhere.
pub(super) fn dwellers(look: &Look<'_, '_>, i: usize) -> bool {
    matches!(
        look.word(i),
        "people"
            | "inhabitants"
            | "residents"
            | "souls"
            | "islanders"
            | "villagers"
            | "townspeople"
    )
}
