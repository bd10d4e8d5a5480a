//! Headlines that name another place than the lede, which then stands nowhere below: who does it ("Lyon to ban diesel cars"
//! over "Marseille will ban diesel cars"), whose or where a thing is ("Cork guesthouse" over "a guesthouse in Killarney").

use super::doer::{Land, lands, told_of};
use super::opposed::{Found, content};
use super::{Ground, Kind, shared, stem};
use crate::cx::Cx;
use crate::geography::{Spot, spots};
use crate::lists::List;
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// A suburb, or a town of the district that bears a city's name, lies nearer than this, in kilometres.
const ONE_DISTRICT: f64 = 40.0;

/// What two sentences must share beside the names to tell of one thing, in words.
const ONE_STORY: usize = 2;

/// Finds the first of them.
pub(super) fn find(
    ground: &Ground<'_, '_>,
    head: &Sentence,
    lede: &Sentence,
    body: &[&Sentence],
) -> Found {
    let title = crate::numbers::is_title(&ground.look(head));
    if title || shared(ground, head, lede) < ONE_STORY {
        return None;
    }
    town(ground, head, lede)
        .or_else(|| country(ground, head, lede, body))
        .or_else(|| within(ground, head, lede, body))
        .or_else(|| people(ground, head, lede, body))
}

/// How a place is tied to what a sentence tells of.
#[derive(PartialEq)]
enum Tie<'a> {
    /// It opens the sentence: "Lyon to ban …".
    Opens,
    /// By a noun: "Cork guesthouse", "Hamburg's central station", "teachers in Porto".
    Noun(&'a str),
}

/// The ties of the place at tokens `first..last` of a sentence.
fn ties<'a>(
    ground: &'a Ground<'_, '_>,
    sentence: &Sentence,
    (first, last): (usize, usize),
) -> Vec<Tie<'a>> {
    let cx = ground.cx;
    let start = sentence.first as usize;
    let mut found = Vec::new();
    let small = |i: usize| cx.token(i).is_some_and(|token| !token.capital);
    if (first == start || first == start + 1 && cx.folded(start) == "the")
        && cx.kind(last) == Some(TokenKind::Word)
        && small(last)
        && (!cx.is(last, List::Preposition) || cx.folded(last) == "to")
        && !cx.is(last, List::Conjunction)
    {
        found.push(Tie::Opens);
    }
    // "Hamburg's central station", "Cork guesthouse"
    let possessive = usize::from(cx.kind(last) == Some(TokenKind::Possessive));
    for i in last + possessive..last + possessive + 3 {
        if cx.kind(i) != Some(TokenKind::Word) || !small(i) || cx.is(i, List::Preposition) {
            break;
        }
        if content(ground, i) && cx.folded(i).len() > 3 {
            found.push(Tie::Noun(stem(cx.folded(i))));
        }
    }
    // "teachers in Porto", "a guesthouse in the town of Killarney"
    let mut k = first;
    while k > start
        && matches!(
            cx.folded(k - 1),
            "the"
                | "of"
                | "city"
                | "town"
                | "port"
                | "village"
                | "central"
                | "northern"
                | "southern"
                | "eastern"
                | "western"
        )
    {
        k -= 1;
    }
    let noun = k.checked_sub(2).filter(|&noun| {
        noun >= start
            && (matches!(cx.folded(k - 1), "in" | "at" | "off" | "near" | "outside")
                || k < first && cx.folded(k) == "of")
            && content(ground, noun)
            && (small(noun) || noun == start)
    });
    // "Anna Ruiz, a farmer in Seville, …": where one lives who is told of.
    let lives = |noun: usize| {
        cx.word(last) == ","
            && cx.is(noun, List::PersonNoun)
            && noun
                .checked_sub(1)
                .is_some_and(|i| matches!(cx.folded(i), "a" | "an" | "the"))
    };
    if let Some(noun) = noun.filter(|&noun| cx.folded(noun).len() > 3 && !lives(noun)) {
        found.push(Tie::Noun(stem(cx.folded(noun))));
    }
    found
}

/// "Lyon to ban diesel cars", "Bomb found at Munich station": another town, tied to the same.
fn town(ground: &Ground<'_, '_>, head: &Sentence, lede: &Sentence) -> Found {
    let cx = ground.cx;
    let all = spots(cx, ground.names);
    let mut own = all.iter().filter(|spot| head.span.contains(spot.span));
    let (Some(claimed), None) = (own.next(), own.next()) else {
        return None;
    };
    let told_twice = (head.last as usize..cx.tokens.len())
        .any(|i| cx.folded(i) == cx.folded(claimed.last.saturating_sub(1)));
    if !is_town(claimed) || told_twice || part_of_name(cx, claimed) {
        return None;
    }
    // What lies in or beside the town, or the lede's place and its country, tells of one place.
    let beside = all.iter().any(|spot| {
        spot.span.start >= head.span.end && apart(claimed, spot).is_some_and(|far| far < 15.0)
    });
    if beside {
        return None;
    }
    let claims = ties(ground, head, (claimed.first, claimed.last));
    let rival = all.iter().find(|spot| {
        lede.span.contains(spot.span)
            && is_town(spot)
            && !part_of_name(cx, spot)
            && apart(claimed, spot).is_some_and(|far| far > ONE_DISTRICT)
            && ties(ground, lede, (spot.first, spot.last))
                .iter()
                .any(|tie| claims.contains(tie))
    })?;
    // Another country than the headline's may be told of with it.
    let abroad = rival.meanings.iter().all(|theirs| {
        claimed
            .meanings
            .iter()
            .all(|ours| ours.country != theirs.country)
    });
    let at_home = all.iter().any(|spot| {
        spot.span.start >= head.span.end
            && spot.meanings.iter().any(|theirs| {
                claimed
                    .meanings
                    .iter()
                    .any(|ours| ours.country == theirs.country)
            })
    });
    (!(abroad && at_home)).then_some((Kind::Place, claimed.span, rival.span))
}

/// A place with a point and a country: a town, no country.
fn is_town(spot: &Spot) -> bool {
    spot.meanings.iter().any(|meaning| meaning.point.is_some())
        && spot
            .meanings
            .iter()
            .all(|meaning| !meaning.country.is_empty())
}

/// The least distance of what two names may mean, in kilometres.
fn apart(a: &Spot, b: &Spot) -> Option<f64> {
    let points = |spot: &Spot| {
        spot.meanings
            .iter()
            .filter_map(|meaning| meaning.point)
            .collect::<Vec<_>>()
    };
    let others = points(b);
    points(a)
        .into_iter()
        .flat_map(|own| others.iter().map(move |other| own.kilometres(*other)))
        .reduce(f64::min)
}

/// "Bristol Rovers", "Mr Lyon": the place's word within a longer name.
fn part_of_name(cx: &Cx<'_>, spot: &Spot) -> bool {
    let capital = |i: usize| {
        cx.kind(i) == Some(TokenKind::Word) && cx.token(i).is_some_and(|token| token.capital)
    };
    let same = |i: usize| {
        cx.token(i).map(|token| token.sentence) == cx.token(spot.first).map(|token| token.sentence)
    };
    capital(spot.last) && same(spot.last)
        || spot.first.checked_sub(1).is_some_and(|i| {
            capital(i) && same(i) && !cx.is(i, List::Preposition) && !cx.is(i, List::Determiner)
        })
        || cx.kind(spot.last) == Some(TokenKind::Hyphen)
}

/// "Kenya to ban plastic bags" over "Uganda will ban plastic bags".
fn country(ground: &Ground<'_, '_>, head: &Sentence, lede: &Sentence, body: &[&Sentence]) -> Found {
    let cx = ground.cx;
    let opens = |sentence: &Sentence, land: &Land| {
        land.named && ties(ground, sentence, (land.first, land.last)).contains(&Tie::Opens)
    };
    let own = lands(ground, head, true);
    let told = lands(ground, lede, true);
    let claimed = own.first().filter(|land| opens(head, land))?;
    let rival = told.first().filter(|land| opens(lede, land))?;
    let names = |of: &[Land], code: &str| of.iter().any(|land| land.code == code);
    (!names(&own, &rival.code)
        && !names(&told, &claimed.code)
        && !told_of(ground, &claimed.code, body))
    .then(|| {
        (
            Kind::Place,
            cx.span(claimed.first, claimed.last),
            cx.span(rival.first, rival.last),
        )
    })
}

/// "Landslide buries village in Nepal" over "a village in the Indian state of Sikkim".
fn within(ground: &Ground<'_, '_>, head: &Sentence, lede: &Sentence, body: &[&Sentence]) -> Found {
    let cx = ground.cx;
    let own = lands(ground, head, true);
    let [claimed] = own.as_slice() else {
        return None;
    };
    let local = |i: usize| matches!(cx.folded(i), "in" | "off" | "across");
    let placed = claimed.named && claimed.first.checked_sub(1).is_some_and(local);
    let told = lands(ground, lede, true);
    let rival = told.first().filter(|land| {
        let at = land.first;
        at.checked_sub(1).is_some_and(local)
            || at.checked_sub(2).is_some_and(local) && cx.folded(at - 1) == "the"
    })?;
    let alone = told.iter().all(|land| land.code == rival.code);
    (placed && alone && rival.code != claimed.code && !told_of(ground, &claimed.code, body)).then(
        || {
            (
                Kind::Place,
                cx.span(claimed.first, claimed.last),
                cx.span(rival.first, rival.last),
            )
        },
    )
}

/// "Dutch court frees captain" over "A court in Antwerp released the captain": a town of another country.
fn people(ground: &Ground<'_, '_>, head: &Sentence, lede: &Sentence, body: &[&Sentence]) -> Found {
    let cx = ground.cx;
    let own = lands(ground, head, true);
    let [claimed] = own.as_slice() else {
        return None;
    };
    let noun = claimed.last;
    let opens = claimed.first == head.first as usize
        && !claimed.named
        && cx.kind(noun) == Some(TokenKind::Word)
        && cx.token(noun).is_some_and(|token| !token.capital)
        && content(ground, noun);
    let told = lands(ground, lede, true);
    let rival = told.first().filter(|land| {
        let at = land.first;
        at >= 2 && cx.folded(at - 1) == "in" && stem(cx.folded(at - 2)) == stem(cx.folded(noun))
    })?;
    let other = told.iter().all(|land| land.code != claimed.code);
    (opens && other && !told_of(ground, &claimed.code, body)).then(|| {
        (
            Kind::Place,
            cx.span(claimed.first, claimed.last),
            cx.span(rival.first, rival.last),
        )
    })
}
