//! Numbers of people beside all places that a story names, wherever they stand: more people than the largest country it
//! speaks of has ("The island state, home to some 540 million people", "82 million people had packed into the stadium in
//! Accra"), or fewer than its one country has ("The archipelago has a population of about 115,000").
//!
//! Nothing is said of which place is meant: all that the sentence, those before it in the paragraph and the headline name are
//! candidates, and it speaks only if no candidate has room for so many.

use copydesk_draft::{BlockKind, Span};
use copydesk_facts::{Register, fold_name};
use rustc_hash::FxHashMap;

use super::whose::{dwellers, population};
use super::{Ground, Place, mark, settlement_word};
use crate::lists::List;
use crate::numbers::lexeme::Look;
use crate::numbers::{Hedge, Number};
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// Below this a number is never more than a country has.
const LEAST: f64 = 1e6;

/// So many times the people of a country are no matter of the year or of how they are counted.
const MOST: f64 = 2.0;

/// What is told of people: how many live somewhere, or how many of some kind were there.
#[derive(Clone, Copy, PartialEq)]
enum Told {
    /// All who live there.
    All,
    /// Some of them.
    Some,
}

/// How many people countries have, by their code and by the names of their people.
#[derive(Clone, Debug, Default)]
pub(in crate::relations) struct Lands {
    of_code: FxHashMap<String, f64>,
    /// Parts of the world too; of some of these nobody says how many live there.
    of_folk: FxHashMap<String, Option<f64>>,
}

impl Lands {
    pub(in crate::relations) fn of(register: &Register) -> Self {
        let mut lands = Self::default();
        for entity in &register.entities {
            let kind = entity.text("kind");
            if !matches!(kind, Some("country" | "continent")) {
                continue;
            }
            let people = entity.number("population");
            if let (Some("country"), Some(code), Some(people)) =
                (kind, entity.text("country"), people)
            {
                lands.of_code.entry(code.to_owned()).or_insert(people);
            }
            for name in entity.list("demonym") {
                lands.of_folk.entry(name.clone()).or_insert(people);
            }
        }
        lands
    }
}

/// The place whose people the number is measured by, where it fits none.
pub(super) fn place(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    sentence: &Sentence,
    number: &Number,
) -> Option<Place> {
    if number.hedge == Hedge::Vague
        || number.highest < number.number
        || ground.cx.masked(number.span)
    {
        return None;
    }
    let told = told(ground, look, number)?;
    if number.number < LEAST {
        return (told == Told::All)
            .then(|| too_few(ground, look, sentence, number))
            .flatten();
    }
    if elsewhere(look, told == Told::All) {
        return None;
    }
    let here = candidates(ground, sentence)?;
    let most = here.iter().max_by(|a, b| a.1.total_cmp(&b.1))?;
    (number.lowest > most.1 * MOST).then(|| Place {
        span: most.0,
        known: Some(most.1),
        kind: "part".to_owned(),
    })
}

/// What the words around the number say of it.
fn told(ground: &Ground<'_, '_>, look: &Look<'_, '_>, number: &Number) -> Option<Told> {
    let (mut first, last) = (number.tokens.0 as usize, number.tokens.1 as usize);
    while matches!(
        look.before(first, 1),
        "just"
            | "only"
            | "some"
            | "barely"
            | "fewer"
            | "than"
            | "more"
            | "estimated"
            | "an"
            | "now"
            | "mere"
            | "a"
            | "about"
            | "around"
            | "nearly"
            | "over"
            | "under"
            | "perhaps"
            | "currently"
    ) && first > look.first
    {
        first -= 1;
    }
    let people = dwellers(look, last) || look.word(last) == "citizens";
    let end = last + usize::from(people);
    if population(look, first).is_some() || populous(look, first) {
        return Some(Told::All);
    }
    let word = |back: usize| look.before(first, back);
    // "Teachers in Slovenia, some 32 million of them", "Residents, of whom there are 2.6 billion,"
    let of_them = look.word(last) == "of" && look.word(last + 1) == "them"
        || matches!(word(1), "are" | "were")
            && word(2) == "there"
            && matches!(word(3), "whom" | "them")
            && mark(look, last);
    let folk = |i: usize| dwellers(look, i) || present(look.word(i));
    if of_them && word(1) != "all" && (look.first..first).any(folk) {
        return Some(Told::Some);
    }
    // "The republic, with 1.3 billion inhabitants, votes online"
    if word(1) == "with"
        && people
        && mark(look, last + 1)
        && (word(2) == "," || noun_before(ground, look, first))
    {
        return Some(Told::All);
    }
    let closes = people || mark(look, last) || look.word(last).is_empty();
    // "an island of some 280 million", "a Pacific nation of just 11 million"
    let noun = first.checked_sub(2).filter(|&i| i >= look.first);
    if word(1) == "of" && closes && noun.is_some_and(|i| place_noun(ground, look, i)) {
        return Some(Told::All);
    }
    if word(1) == "to" && word(2) == "home" && people {
        return Some(Told::All);
    }
    let owner = first.checked_sub(1).filter(|&i| i >= look.first);
    let owned = owner.is_some_and(|i| look.kind(i) == Some(TokenKind::Possessive))
        || matches!(word(1), "its" | "whose");
    if owned && people {
        // "one in ten of Rwanda's 14,000 people"
        let some = matches!(
            look.word(end),
            "in" | "who"
                | "living"
                | "under"
                | "aged"
                | "over"
                | "without"
                | "facing"
                | "from"
                | "with"
                | "at"
                | "on"
        ) || look.word(end).ends_with("ed")
            || look.word(end).ends_with("ing");
        return Some(if some { Told::Some } else { Told::All });
    }
    // "Some 57 million people live on the island"
    if people && matches!(look.word(end), "live" | "lives" | "reside" | "inhabit") {
        let within = (end + 1..end + 5).any(|i| place_noun(ground, look, i) || look.capital(i))
            || matches!(look.word(end + 1), "there" | "here");
        return within.then_some(Told::All);
    }
    // "has 12 million residents", "counts 27 million souls"
    let held = matches!(
        word(1),
        "has" | "had" | "counts" | "numbers" | "serves" | "houses" | "supplies"
    );
    if held && people && look.word(last) != "people" {
        return Some(Told::Some);
    }
    // "82 million people had packed into the stadium", "9 million miners have walked out": those who do something there; whom a
    // body helps or serves may live anywhere.
    let counted = (last..last + 3)
        .take_while(|&i| look.kind(i) == Some(TokenKind::Word) && !look.capital(i))
        .find(|&i| {
            dwellers(look, i) || ground.cx.is(i, List::PersonNoun) || present(look.word(i))
        })?;
    let does = |i: usize| ground.cx.is(i, List::Auxiliary) || ground.cx.is(i, List::PastForm);
    let subject = first == look.first
        || does(counted + 1)
        || mark(look, first - 1)
        || ground.cx.is(first - 1, List::ReportingVerb)
        || matches!(
            word(1),
            "that"
                | "by"
                | "when"
                | "where"
                | "as"
                | "while"
                | "of"
                | "and"
                | "but"
                | "because"
                | "counted"
                | "saw"
                | "the"
                | "after"
                | "left"
                | "displaced"
                | "drove"
                | "forced"
        );
    if !subject {
        return None;
    }
    (!flows(look.word(counted))).then_some(Told::Some)
}

/// "population, put at 410 million by the latest census,": the word stands before the number, and neither a share nor a change is
/// told between.
pub(super) fn populous(look: &Look<'_, '_>, first: usize) -> bool {
    let noun = (look.first.max(first.saturating_sub(9))..first)
        .rev()
        .find(|&i| look.word(i) == "population");
    noun.is_some_and(|noun| {
        matches!(
            look.before(first, 1),
            "at" | "to"
                | "of"
                | "is"
                | "reached"
                | "passed"
                | "now"
                | "was"
                | "has"
                | "near"
                | "some"
        ) && (noun + 1..first).all(|i| {
            !look.is_figure(i)
                && !matches!(look.text(i), ";" | ":")
                && !matches!(
                    look.word(i),
                    "by" | "whom" | "which" | "aged" | "who" | "and" | "from" | "with" | "but"
                )
        })
    })
}

/// "a kingdom with": a noun for a place stands before the word before token `first`.
fn noun_before(ground: &Ground<'_, '_>, look: &Look<'_, '_>, first: usize) -> bool {
    first
        .checked_sub(2)
        .is_some_and(|i| i >= look.first && place_noun(ground, look, i))
}

/// Those who come to one place or deed.
fn present(word: &str) -> bool {
    matches!(
        word,
        "supporters"
            | "fans"
            | "spectators"
            | "protesters"
            | "protestors"
            | "demonstrators"
            | "marchers"
            | "mourners"
            | "worshippers"
            | "residents"
            | "inhabitants"
            | "voters"
            | "electors"
            | "taxpayers"
            | "pensioners"
            | "households"
            | "families"
            | "pupils"
            | "students"
            | "teachers"
            | "nurses"
            | "doctors"
            | "farmers"
            | "workers"
            | "employees"
            | "commuters"
            | "motorists"
            | "strikers"
            | "schoolchildren"
            | "children"
            | "adults"
            | "women"
            | "men"
            | "runners"
            | "evacuees"
    )
}

/// Those who come from elsewhere or are counted many times.
fn flows(word: &str) -> bool {
    matches!(
        word,
        "passengers"
            | "passenger"
            | "visitors"
            | "tourists"
            | "travellers"
            | "travelers"
            | "viewers"
            | "users"
            | "customers"
            | "followers"
            | "subscribers"
            | "members"
            | "migrants"
            | "refugees"
            | "pilgrims"
            | "patients"
            | "guests"
    )
}

/// A noun for a place that people live in, of any size but no part of the world.
fn place_noun(ground: &Ground<'_, '_>, look: &Look<'_, '_>, i: usize) -> bool {
    if look.capital(i) || look.word(i) == "continent" {
        return false;
    }
    settlement_word(ground, look, i)
        || matches!(
            look.word(i),
            "archipelago"
                | "state"
                | "kingdom"
                | "republic"
                | "territory"
                | "sultanate"
                | "emirate"
                | "principality"
                | "capital"
                | "peninsula"
                | "enclave"
                | "atoll"
                | "metropolis"
                | "federation"
        )
}

/// The sentence is about more than the places that it names, or about another time. Those who live there are told of now,
/// whatever has gone on "since Christmas".
fn elsewhere(look: &Look<'_, '_>, all: bool) -> bool {
    (look.first..look.end).any(|i| {
        if all
            && matches!(
                look.word(i),
                "since" | "users" | "viewers" | "watched" | "both"
            )
        {
            return false;
        }
        // "the EU", "the UN": of more than one country.
        look.capitals(i)
            && look.text(i).len() > 1
            && !matches!(look.text(i), "US" | "UK" | "UAE" | "DRC")
            || matches!(
                look.word(i),
                "world"
                    | "worldwide"
                    | "global"
                    | "globally"
                    | "globe"
                    | "planet"
                    | "earth"
                    | "international"
                    | "internationally"
                    | "countries"
                    | "nations"
                    | "states"
                    | "continent"
                    | "continents"
                    | "region"
                    | "regions"
                    | "bloc"
                    | "union"
                    | "alliance"
                    | "market"
                    | "markets"
                    | "empire"
                    | "diaspora"
                    | "abroad"
                    | "humanity"
                    | "humans"
                    | "users"
                    | "viewers"
                    | "television"
                    | "watched"
                    | "century"
                    | "centuries"
                    | "since"
                    | "times"
                    | "combined"
                    | "together"
                    | "elsewhere"
                    | "both"
                    | "catholic"
                    | "pope"
                    | "vatican"
                    | "muslim"
            )
    })
}

/// The places that the sentence, the sentences before it in its paragraph and the headline name, each with the people of the
/// country it lies in. `None` if one of them cannot be measured.
pub(super) fn candidates(ground: &Ground<'_, '_>, sentence: &Sentence) -> Option<Vec<(Span, f64)>> {
    let cx = ground.cx;
    let at = cx.sentence_at(sentence.span.start) as usize;
    let mut found = Vec::new();
    let headline = cx.sentences.iter().take_while(|other| {
        let block = cx.blocks.get(other.block as usize);
        block.is_some_and(|block| block.kind == BlockKind::Headline)
    });
    let own = cx.sentences.get(..=at).unwrap_or(&[]).iter().rev();
    let own = own.take_while(|other| other.block == sentence.block);
    for other in headline.chain(own) {
        gather(ground, other, &mut found)?;
    }
    Some(found)
}

/// The places of one sentence.
fn gather(
    ground: &Ground<'_, '_>,
    sentence: &Sentence,
    found: &mut Vec<(Span, f64)>,
) -> Option<()> {
    let cx = ground.cx;
    let register = cx.registers.get("places")?;
    let look = ground.look(sentence);
    let lands = ground.ready.lands(register);
    let people_of = |code: &str| lands.of_code.get(code).copied();
    let places = &ground.names.places;
    let from = places.partition_point(|place| place.first < look.first);
    let until = places.partition_point(|place| place.first < look.end);
    let own = places.get(from..until)?;
    for place in own {
        let entity = register.entities.get(place.entity as usize)?;
        // Seas have no people; of a part of the world without a number nobody knows how many it has.
        let known = match entity.text("kind") {
            Some("sea") => continue,
            Some("country" | "continent") => entity.number("population"),
            _ => entity
                .number("population")
                .into_iter()
                .chain(entity.text("country").and_then(people_of))
                .reduce(f64::max),
        };
        found.push((place.span, known?));
    }
    let mut i = look.first;
    while i < look.end {
        let inside = own.iter().find(|place| place.first <= i && i < place.last);
        if let Some(place) = inside {
            i = place.last;
            continue;
        }
        if !look.capital(i) || look.kind(i) != Some(TokenKind::Word) {
            i += 1;
            continue;
        }
        // "The Philippine senator", "Dominicans"
        let text = look.text(i);
        let single = text.strip_suffix('s').unwrap_or(text);
        let folk = lands
            .of_folk
            .get(text)
            .or_else(|| lands.of_folk.get(single));
        if let Some(people) = folk {
            found.push((cx.span(i, i + 1), (*people)?));
        }
        // "Police in Montevideo" are no town of that name.
        let opening = usize::from(i == look.first) + 1;
        let longest = (opening..=3).rev().filter(|words| {
            i + words <= look.end && (i..i + words).all(|k| look.kind(k) == Some(TokenKind::Word))
        });
        for words in longest {
            let span = cx.span(i, i + words);
            let key = fold_name(cx.str(span));
            // A small namesake in a large land is not meant.
            let towns = cx.names.gazetteer.named(&key);
            let towns = towns.filter(|town| town.people >= 25);
            found.extend(towns.filter_map(|town| {
                Some((
                    span,
                    people_of(town.country)?.max(f64::from(town.people) * 1000.0),
                ))
            }));
        }
        i += 1;
    }
    Some(())
}

/// "At least one in five workers in the Philippines has been laid off. The archipelago has a population of about 115,000": the
/// one country that the sentence and the one before it name, where its whole people are counted.
fn too_few(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    sentence: &Sentence,
    number: &Number,
) -> Option<Place> {
    let cx = ground.cx;
    let register = cx.registers.get("places")?;
    let first = number.tokens.0 as usize;
    let at = cx.sentence_at(sentence.span.start);
    let before = at
        .checked_sub(1)
        .and_then(|n| cx.sentence(n))
        .filter(|before| before.block == sentence.block);
    let mut own = Vec::new();
    gather(ground, sentence, &mut own)?;
    // "Rwanda's 14,000 people": the country itself.
    let owner = first
        .checked_sub(1)
        .filter(|&i| look.kind(i) == Some(TokenKind::Possessive));
    let (span, known) = if let Some(owner) = owner {
        let place = ground
            .names
            .places
            .iter()
            .find(|place| place.last == owner && place.first >= look.first)?;
        let entity = register.entities.get(place.entity as usize)?;
        let whole = entity.text("kind") == Some("country")
            && !cx.is(place.first.checked_sub(1)?, List::Compass)
            && !matches!(
                look.before(place.first, 1),
                "northern" | "southern" | "eastern" | "western" | "central" | "rural"
            );
        whole.then_some(())?;
        (place.span, entity.number("population")?)
    } else {
        // "The country", "The archipelago", "The island nation" of which the sentence before speaks.
        let noun = (look.first..look.first + 4).find(|&i| {
            matches!(
                look.word(i),
                "country" | "nation" | "archipelago" | "kingdom" | "republic" | "sultanate"
            ) && !look.capital(i)
        })?;
        let subject = matches!(look.word(look.first), "the" | "this" | "that")
            && own.is_empty()
            && noun < first
            && (look.first + 1..noun).all(|i| look.kind(i) == Some(TokenKind::Word));
        subject.then_some(())?;
        gather(ground, before?, &mut own)?;
        let [one, rest @ ..] = own.as_slice() else {
            return None;
        };
        let same = rest.iter().all(|other| (other.1 - one.1).abs() < 1.0);
        // "The archipelago" is no France.
        let isles = look.word(noun) != "archipelago" || one.1 > 2e6;
        (same && isles).then_some(*one)?
    };
    (number.number * 20.0 < known).then(|| Place {
        span,
        known: Some(known),
        kind: "country".to_owned(),
    })
}
