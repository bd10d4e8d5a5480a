//! Names where a place stands that no register has, close in letters to one place.

use copydesk_draft::Span;
use copydesk_facts::fold_name;

use super::places::Known;
use crate::cx::Cx;
use crate::lists::{Bits, List};
use crate::names::{LONGEST, NameForm, Names, Register, distance, skeleton};
use crate::order::begun_in;
use crate::token::{Token, TokenKind};

/// A name close to a place's.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Near {
    pub(crate) span: Span,
    pub(crate) name: String,
    pub(crate) letters: usize,
    pub(crate) listed: bool,
}

/// "Manilla, a town of 2,500 in New South Wales": whoever says what a place is means that one. `last`: one past its name.
fn introduced(cx: &Cx<'_>, last: usize) -> bool {
    cx.word(last) == ","
        && matches!(cx.folded(last + 1), "a" | "an")
        && (last + 2..last + 5).any(|i| {
            matches!(
                cx.folded(i),
                "town"
                    | "village"
                    | "hamlet"
                    | "suburb"
                    | "settlement"
                    | "township"
                    | "neighbourhood"
            )
        })
}

/// Finds them.
pub(crate) fn find(cx: &Cx<'_>, names: &Names) -> Vec<Near> {
    let register = cx.registers.get(Register::Places.name());
    let mut out = Vec::new();
    for place in &names.places {
        let entity = register.and_then(|register| register.entities.get(place.entity as usize));
        // "Columbia" is a slip for Colombia, and a town.
        let town = || {
            let key = fold_name(cx.str(place.span));
            cx.names.gazetteer.spells(&key)
        };
        // "Bogota, Columbia": behind a place of that country the town of the name is not meant.
        let behind = |entity: &copydesk_facts::Entity| {
            place.first >= 2
                && cx.word(place.first - 1) == ","
                && begun_in(
                    &names.places,
                    place.first.saturating_sub(LONGEST)..place.first,
                    |other| other.first,
                )
                .iter()
                .any(|other| {
                    other.last + 1 == place.first
                        && register
                            .and_then(|register| register.entities.get(other.entity as usize))
                            .is_some_and(|town| town.text("country") == entity.text("country"))
                })
        };
        // "southern Columbia", in a story of Bogota: no town has such a south.
        let country_of_story = |entity: &copydesk_facts::Entity| {
            place.first.checked_sub(1).is_some_and(|i| {
                matches!(
                    cx.folded(i),
                    "southern" | "northern" | "eastern" | "western" | "central" | "rural"
                )
            }) && names.places.iter().any(|other| {
                other.form != NameForm::Misspelling
                    && register
                        .and_then(|register| register.entities.get(other.entity as usize))
                        .is_some_and(|other| other.text("country") == entity.text("country"))
            })
        };
        // "Pittsburg, Pennsylvania": where it lies stands behind it. "Edinburg, the Scottish capital": so does what it is.
        let placed = |entity: &copydesk_facts::Entity| {
            let Some(part) = entity.text("part-of") else {
                return false;
            };
            if cx.word(place.last) != "," {
                return false;
            }
            let region = begun_in(&names.places, place.last + 1..place.last + 2, |other| {
                other.first
            })
            .iter()
            .any(|other| {
                register
                    .and_then(|register| register.entities.get(other.entity as usize))
                    .is_some_and(|other| other.id == part)
            });
            let capital = cx.folded(place.last + 1) == "the"
                && cx.folded(place.last + 3) == "capital"
                && cx.names.is_demonym(cx, place.last + 2);
            region || capital
        };
        // "Sidney Powell" is a person.
        let person = cx
            .token(place.last)
            .is_some_and(|next| next.capital && next.kind == TokenKind::Word)
            // "Ms Napels", "the Khartum family"
            || cx.folded(place.last) == "family"
            || place.first.checked_sub(1).is_some_and(|i| {
                matches!(cx.folded(i), "mr" | "mrs" | "ms" | "miss" | "dr")
                    || cx.word(i) == "." && i > 0 && matches!(cx.folded(i - 1), "mr" | "mrs" | "ms" | "dr")
            });
        let slip = entity
            .filter(|entity| {
                place.form == NameForm::Misspelling
                    && (!town() || behind(entity) || placed(entity) || country_of_story(entity))
            })
            .filter(|_| !person);
        if let Some(entity) = slip {
            let letters = distance(&fold_name(cx.str(place.span)), &fold_name(&entity.name), 3);
            out.push(Near {
                span: place.span,
                name: entity.name.clone(),
                letters: letters.unwrap_or(3),
                listed: true,
            });
        }
    }
    let mut taken: Vec<(usize, usize)> = names
        .persons
        .iter()
        .map(|person| (person.first, person.last))
        .chain(names.groups.iter().map(|group| (group.first, group.last)))
        .chain(
            names
                .outlets
                .iter()
                .map(|outlet| (outlet.first, outlet.last)),
        )
        .chain(
            // "the University of Tasmaina": the place at its end is read for itself.
            names.organisations.iter().map(|body| {
                let of = body.last.checked_sub(2).is_some_and(|i| {
                    cx.folded(i) == "of" && i > body.first && names_place(cx.folded(i - 1))
                });
                (body.first, body.last - usize::from(of))
            }),
        )
        .chain(
            names
                .acronyms
                .iter()
                .map(|acronym| (acronym.first, acronym.last)),
        )
        .chain(names.hits.iter().map(|hit| (hit.first, hit.last)))
        .collect();
    taken.sort_unstable();
    // The sentence names the country of a town.
    let told = |at: usize, country: &str| {
        let sentence = cx.token(at).map(|token| token.sentence);
        names.places.iter().any(|place| {
            cx.token(place.first).map(|token| token.sentence) == sentence
                && register
                    .and_then(|register| register.entities.get(place.entity as usize))
                    .is_some_and(|entity| entity.text("country") == Some(country))
        })
    };
    let mut i = 0;
    while i < cx.tokens.len() {
        let start = i;
        i += 1;
        let Some((last, evidence, stands)) = candidate(cx, &taken, start) else {
            continue;
        };
        i = last;
        let span = cx.span(start, last);
        let key = fold_name(cx.str(span));
        let length = key.chars().count();
        // Without a sign of a place only a long name tells.
        let articled = start
            .checked_sub(1)
            .is_some_and(|i| matches!(cx.folded(i), "the" | "a" | "an" | "his" | "her"));
        if length < 5
            || articled && last == start + 1
            || (!evidence && length < 6)
            || last == start + 1 && cx.is(start, List::Surname)
            || cx.names.gazetteer.spells(&key)
            || introduced(cx, last)
        {
            continue;
        }
        let most = if length >= 10 || (evidence && length >= 8) {
            2
        } else {
            1
        };
        let mut found: Vec<(usize, Known<'_>)> = cx
            .names
            .near
            .like(&key, most)
            .filter_map(|place| {
                let letters = distance(&key, place.key, most)
                    // "Dakha": a letter of a capital's has gone farther.
                    .or_else(|| (place.capital && same_letters(&key, place.key)).then_some(1))
                    .filter(|&letters| letters > 0)?;
                // "Wuerzburg": an umlaut written out.
                if key.len() > place.key.len()
                    && ["ae", "oe", "ue"].iter().any(|written| {
                        let one = written.get(..1).unwrap_or_default();
                        key.replacen(written, one, 1) == place.key
                    })
                {
                    return None;
                }
                // Of a smaller town few have heard: only its country in the sentence says that it is meant.
                if place.small
                    && !(letters == 1
                        && evidence
                        && stands
                        && length >= 7
                        && told(start, place.country))
                {
                    return None;
                }
                // "Nebraskan" is of Nebraska, "Omdurmann" a slip; among short names only letters that changed places are
                // one, among the shortest only of a country's or a capital's.
                let of_it = key.strip_prefix(place.key).is_some_and(|rest| {
                    place.key.chars().next_back() != rest.chars().next()
                        && matches!(
                            rest,
                            "n" | "ns"
                                | "an"
                                | "ans"
                                | "i"
                                | "is"
                                | "s"
                                | "er"
                                | "ers"
                                | "ite"
                                | "ites"
                                | "ese"
                                | "ic"
                                | "a"
                                | "e"
                                | "o"
                        )
                }) || adjective_of(&key, place.key);
                // Without a sign of a place a short name is a slip only if letters of a capital's changed places.
                if !evidence
                    && length < 9
                    && !(place.capital && letters == 1 && same_letters(&key, place.key))
                {
                    return None;
                }
                // Of eight letters two must be the same in another order.
                if letters == 2 && length < 9 && !same_letters(&key, place.key) {
                    return None;
                }
                // "Khartum", "Zimbawe"; not "Tiranë", "Monaca", which end in another vowel, nor what is near an alias.
                let ends_alike = key.chars().next_back() == place.key.chars().next_back();
                let known = place.capital || place.great && lengths_differ(&key, place.key);
                let plain = known
                    && letters == 1
                    && evidence
                    && stands
                    && length >= 7
                    && ends_alike
                    && fold_name(place.name) == place.key;
                // "Abu Jamal": a surname opens it, and two letters differ.
                if letters == 2 && cx.is(start, List::Surname) {
                    return None;
                }
                let short = !plain
                    && length < 8
                    && (!same_letters(&key, place.key) || length < 6 && !place.capital);
                (!of_it && !short).then_some((letters, place))
            })
            .collect();
        found.sort_by_key(|(letters, place)| (*letters, place.order));
        let best = found.first().copied();
        let several = best.is_some_and(|(letters, own)| {
            found.iter().any(|(other, place)| {
                *other == letters && fold_name(place.name) != fold_name(own.name)
            })
        });
        // Another transliteration is no slip.
        let best = best.filter(|(_, place)| {
            let transliterated = cx
                .vocabulary
                .get(&place.country.to_lowercase())
                .is_some_and(|word| cx.lists.has(word, List::TransliteratedCountry));
            // Letters that changed places are a slip in any script.
            !transliterated
                || place.capital
                || skeleton(place.key) != skeleton(&key)
                || same_letters(&key, place.key) && length >= 6
                // "Omdurmann"
                || place.great && key.strip_prefix(place.key).is_some()
        });
        // A noun behind it makes an adjective of most names; of a long one a letter off, it is the slip all the same.
        let best = best.filter(|(letters, place)| {
            stands
                || place.capital && *letters == 1 && length >= 8 && evidence
                || *letters == 1 && length >= 9 && (!key.contains(' ') || place.key.contains(' '))
        });
        if let Some((letters, place)) = best.filter(|_| !several) {
            out.push(Near {
                span,
                name: place.name.to_owned(),
                letters,
                listed: false,
            });
        }
    }
    out.sort_by_key(|near| near.span);
    out
}

/// True if one has a letter more: "Aukland" has dropped one.
fn lengths_differ(a: &str, b: &str) -> bool {
    a.chars().count() != b.chars().count()
}

/// "Puerto Rican", "Tennessean", "Antarctic": made from a place by changing its end.
fn adjective_of(key: &str, place: &str) -> bool {
    let stem = |word: &str| word.trim_end_matches(['a', 'e', 'o', 'i']).to_owned();
    ["an", "ian", "ese", "ic"].iter().any(|ending| {
        key.strip_suffix(ending)
            .is_some_and(|root| stem(root) == stem(place))
    }) || (key.ends_with("ic") && place.strip_prefix(key) == Some("a"))
}

/// True if two words have the same letters in another order.
fn same_letters(a: &str, b: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    sorted(a) == sorted(b)
}

/// What is named after a place: "the University of".
fn names_place(word: &str) -> bool {
    matches!(
        word,
        "university" | "bank" | "port" | "bishop" | "archbishop" | "college"
    )
}

/// "between Oslo and Reyjkavik", "the cities of Oslo and Reyjkavik": a place stands between the preposition and the "and".
fn joined(cx: &Cx<'_>, start: usize) -> bool {
    let Some(and) = start.checked_sub(1) else {
        return false;
    };
    (and.saturating_sub(4)..and).any(|k| {
        let several = k > 0
            && cx.folded(k) == "of"
            && matches!(
                cx.folded(k - 1),
                "cities" | "towns" | "villages" | "ports" | "provinces" | "districts" | "regions"
            );
        (several || matches!(cx.folded(k), "between" | "in" | "from" | "near"))
            && k + 1 < and
            && (k + 1..and).all(|j| {
                cx.token(j)
                    .is_some_and(|token| token.capital && token.kind == TokenKind::Word)
            })
    })
}

/// A run of capitals at token `start` that nothing explains: one past its end, and whether a place stands there.
fn candidate(cx: &Cx<'_>, taken: &[(usize, usize)], start: usize) -> Option<(usize, bool, bool)> {
    let capital = |j: usize| {
        cx.token(j)
            .is_some_and(|token| token.kind == TokenKind::Word && token.capital && !token.capitals)
            && !crate::names::inside(taken, j)
    };
    // Told at a glance of most words in capitals.
    let plain = Bits::of(&[List::CommonWord, List::Weekday, List::Month]);
    let other = |token: &Token| !token.capital || cx.lists.bits(token.word).0.any(plain);
    if cx.token(start).is_none_or(other) || !capital(start) {
        return None;
    }
    let sentence = cx.token(start)?.sentence;
    let mut last = start + 1;
    while last < start + 6
        && cx
            .token(last)
            .is_some_and(|token| token.sentence == sentence)
        && (capital(last)
            || (cx.kind(last) == Some(TokenKind::Hyphen) && capital(last + 1))
            || (matches!(cx.folded(last), "al" | "el")
                && (capital(last + 1) || cx.kind(last + 1) == Some(TokenKind::Hyphen))))
    {
        last += 1;
    }
    let single = last == start + 1;
    let person = |j: usize| cx.is(j, List::GivenName) || cx.is(j, List::Surname);
    if (start..last).any(|j| {
        // "Guatamala City"
        (cx.is(j, List::CommonWord) && !(j > start && cx.folded(j) == "city"))
            || cx.names.is_demonym(cx, j)
            || cx.phrase(j, List::OrganisationHead).is_some()
            || cx.is(j, List::Weekday)
            || cx.is(j, List::Month)
    }) || (single && person(start))
        || cx.word(start).contains(['\'', '’'])
    {
        return None;
    }
    let before = start.checked_sub(1).map_or("", |j| cx.folded(j));
    let preposition = matches!(
        before,
        "in" | "near"
            | "from"
            | "to"
            | "at"
            | "outside"
            | "around"
            | "into"
            | "towards"
            | "toward"
            | "through"
            | "across"
            | "northern"
            | "southern"
            | "eastern"
            | "western"
            | "central"
            | "inside"
            | "between"
            | "via"
            | "hit"
            | "hits"
            | "visited"
            | "visits"
            | "visiting"
            | "left"
            | "leaves"
            | "leaving"
            | "reached"
            | "reaches"
            | "reaching"
    ) || (before == "and" && joined(cx, start))
        || (before == "of"
            && start.checked_sub(2).is_some_and(|j| {
                cx.is(j, List::Compass)
                    || matches!(
                        cx.folded(j),
                        "city"
                            | "way"
                            | "town"
                            | "village"
                            | "port"
                            | "province"
                            | "outskirts"
                            | "suburb"
                            | "capital"
                            | "district"
                            | "region"
                            | "island"
                            | "centre"
                            | "center"
                    )
                    || names_place(cx.folded(j))
            }));
    let behind = matches!(
        cx.folded(last),
        "province"
            | "city"
            | "town"
            | "airport"
            | "region"
            | "district"
            | "county"
            | "bridge"
            | "port"
            | "market"
            | "hospital"
            | "university"
            | "station"
            | "harbour"
            | "island"
            | "harbor"
    );
    // "a Reyjkavik-based bank"
    let based = cx.kind(last) == Some(TokenKind::Hyphen)
        && matches!(
            cx.folded(last + 1),
            "based" | "born" | "bound" | "raised" | "trained"
        );
    let behind = behind || based;
    // "told" people stand behind "to" and "from" too: a verb of speech behind it makes a person of it.
    let speaks = cx.is(last, List::NameVerb);
    let possessive = cx.kind(last) == Some(TokenKind::Possessive);
    // "in Latino participation": a noun behind it makes an adjective of it.
    let stands = !matches!(cx.kind(last), Some(TokenKind::Word))
        || cx.token(last).is_some_and(|next| next.sentence != sentence)
        || behind
        || cx.is(last, List::Preposition)
        || cx.is(last, List::Auxiliary)
        || cx.is(last, List::Conjunction)
        || cx.is(last, List::Subordinator)
        || cx.is(last, List::Pronoun)
        || cx.is(last, List::Weekday)
        || matches!(
            cx.folded(last),
            "the" | "a" | "this" | "last" | "next" | "goes" | "went"
        )
        || cx.folded(last).ends_with("ed");
    if speaks {
        return None;
    }
    Some((last, (preposition || behind) && !possessive, stands))
}
