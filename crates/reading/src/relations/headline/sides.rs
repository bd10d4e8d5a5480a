//! Headlines that name another side: who took what, who beat whom, in which town.

use copydesk_draft::Span;
use copydesk_facts::Entity;

use super::turns::{content, listed};
use super::{Claim, Kind};
use super::{Ground, Openings, stem};
use crate::geography::{Spot, spots};
use crate::lists::List;
use crate::numbers::lexeme::Look;
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// Two places nearer than this may be one scene, in kilometres.
const ONE_SCENE: f64 = 90.0;

/// "seized the city of Aleppo" above, "took over most of Aleppo" below.
pub(super) fn taken(ground: &Ground<'_, '_>, lede: &Sentence, rows: &mut Vec<Claim>) {
    let cx = ground.cx;
    let part = |i: usize| {
        matches!(
            cx.folded(i),
            "most" | "much" | "part" | "parts" | "half" | "some" | "outskirts"
        ) && cx.folded(i + 1) == "of"
    };
    for place in &ground.names.places {
        let Some(sentence) = cx.sentence(cx.sentence_at(place.span.start)) else {
            continue;
        };
        if !(ground.in_headline(sentence) || sentence.first == lede.first) || cx.masked(place.span)
        {
            continue;
        }
        // Back over "the city of" to the verb.
        let mut k = place.first;
        while k > sentence.first as usize
            && place.first - k < 4
            && matches!(
                cx.folded(k - 1),
                "the" | "city" | "town" | "of" | "village" | "port" | "capital" | "regional"
            )
        {
            k -= 1;
        }
        let verb = (1..=2).find_map(|back| {
            let i = k.checked_sub(back)?;
            let len = cx.phrase(i, List::TakingVerb)?;
            (i + len == k && i >= sentence.first as usize).then_some(i)
        });
        let Some(verb) = verb else { continue };
        let name = cx.folded(place.last - 1);
        let behind = || sentence.last as usize..cx.tokens.len();
        let whole = behind().any(|i| {
            matches!(cx.folded(i), "all" | "whole" | "entire" | "full")
                && (i..i + 5).any(|k| cx.folded(k) == name)
        });
        let rival = behind().find_map(|i| {
            let at = (i + 2..i + 6).find(|&k| cx.folded(k) == name)?;
            (part(i)
                && (i + 2..at).all(|k| {
                    cx.is(k, List::Determiner) || matches!(cx.folded(k), "city" | "town" | "of")
                }))
            .then(|| cx.span(i, at + 1))
        });
        if let Some(rival) = rival.filter(|rival| !whole && !cx.masked(*rival)) {
            rows.push(Claim {
                span: cx.span(verb, place.last),
                kind: Kind::Deed,
                range: None,
                same: 0,
                derived: false,
                rival: Some((rival, None)),
            });
            return;
        }
    }
}

/// "Lions beat Bulls" over "The Bulls beat the Lions".
pub(super) fn swapped(
    ground: &Ground<'_, '_>,
    entity: &Entity,
    (head, cut, openings): (&Sentence, usize, Openings),
    lede: &Sentence,
    rows: &mut Vec<Claim>,
) {
    let cx = ground.cx;
    let (over, under) = (entity.list("over"), entity.list("under"));
    if over.is_empty() || !openings.any(over) && !openings.any(under) {
        return;
    }
    let look = ground.look(head);
    let order = |look: &Look<'_, '_>, i: usize| -> Option<(usize, bool)> {
        listed(ground, over, i, false)
            .map(|end| (end, true))
            .or_else(|| listed(ground, under, i, false).map(|end| (end, false)))
            // "came from behind to beat", "was behind the attack"
            .filter(|_| {
                let apart = look.word(i) == "behind"
                    && matches!(
                        look.before(i, 1),
                        "from" | "left" | "was" | "were" | "is" | "are" | "be"
                    );
                i > look.first && !apart
            })
    };
    let Some((at, end, over)) =
        (look.first..cut).find_map(|i| order(&look, i).map(|(end, over)| (i, end, over)))
    else {
        return;
    };
    let name = |k: usize| {
        look.kind(k) == Some(TokenKind::Word) && look.capital(k) && !cx.is(k, List::Weekday)
    };
    // "Minister accuses auditor": two bare nouns do as well as two names.
    let noun = |k: usize| name(k) || content(ground, k);
    let Some(before) = (look.first..at)
        .rev()
        .take(3)
        .take_while(|&k| !super::mark(&look, k))
        .find(|&k| name(k))
        .or_else(|| at.checked_sub(1).filter(|&k| k >= look.first && noun(k)))
    else {
        return;
    };
    let Some(first_behind) = (end..look.end)
        .take(3)
        .find(|&k| name(k))
        .or_else(|| (end..look.end).take(2).find(|&k| noun(k)))
    else {
        return;
    };
    let mut behind = first_behind;
    while name(behind + 1) && behind + 1 < look.end {
        behind += 1;
    }
    let (a, b) = (cx.folded(before), cx.folded(behind));
    if a == b || a.len() < 3 || b.len() < 3 {
        return;
    }
    let told = ground.look(lede);
    let mut rival = None;
    for i in told.first..told.end {
        let Some((end, told_over)) = order(&told, i) else {
            continue;
        };
        let in_front = |word: &str| (told.first..i).rev().take(14).any(|k| cx.folded(k) == word);
        let after = |word: &str| (end..told.end).take(9).any(|k| cx.folded(k) == word);
        // The nearer names stand on the same sides: told alike.
        let straight = in_front(a) && after(b);
        let crossed = in_front(b) && after(a);
        if straight && crossed {
            return;
        }
        if straight && over == told_over || crossed && over != told_over {
            return;
        }
        if (straight || crossed) && rival.is_none() {
            rival = Some(cx.span(i, end));
        }
    }
    if let Some(rival) = rival {
        rows.push(Claim {
            span: cx.span(before, behind + 1),
            kind: Kind::Turned,
            range: None,
            same: 0,
            derived: false,
            rival: Some((rival, None)),
        });
    }
}

/// "Ferry sinks off Mombasa" over a lede that has it sink off Pemba.
pub(super) fn town(
    ground: &Ground<'_, '_>,
    head: &Sentence,
    lede: &Sentence,
    rows: &mut Vec<Claim>,
) {
    let cx = ground.cx;
    let all = spots(cx, ground.names);
    let placed = |spot: &&Spot| spot.meanings.iter().any(|meaning| meaning.point.is_some());
    let preposition = |i: usize| {
        let back = |n: usize| i.checked_sub(n).map_or("", |k| cx.folded(k));
        matches!(back(1), "in" | "off" | "near" | "at" | "outside")
    };
    let shaken = |i: usize| {
        i.checked_sub(1).is_some_and(|k| {
            matches!(
                cx.folded(k),
                "hits"
                    | "hit"
                    | "shakes"
                    | "shook"
                    | "rocks"
                    | "rocked"
                    | "strikes"
                    | "struck"
                    | "rattles"
                    | "rattled"
                    | "jolts"
                    | "jolted"
                    | "batters"
                    | "battered"
                    | "lashes"
                    | "lashed"
                    | "floods"
                    | "flooded"
                    | "leaves"
                    | "reaches"
                    | "reached"
            )
        })
    };
    // "Fire destroys Lisbon theatre", "Jakarta mayor to step down", but no name that goes on: "Madrid Open".
    let title = crate::numbers::is_title(&ground.look(head));
    let front = |spot: &Spot| {
        let next = cx.token(spot.last);
        !title
            && next.is_some_and(|token| token.kind == TokenKind::Word && !token.capital)
            && !cx.is(spot.last, List::Preposition)
            && !cx.is(spot.last, List::Conjunction)
            && super::shared(ground, head, lede) >= 2
            && (lede.first as usize..lede.last as usize)
                .any(|i| stem(cx.folded(i)) == stem(cx.folded(spot.last)) && cx.folded(i).len() > 2)
    };
    let Some(claimed) = all.iter().filter(placed).find(|spot| {
        head.span.contains(spot.span)
            && (preposition(spot.first) || shaken(spot.first) || front(spot))
    }) else {
        return;
    };
    // "Strike closes Lisbon airport" over "Porto airport was closed"
    let same_thing = |spot: &Spot| {
        front(claimed)
            && cx.token(spot.last).is_some_and(|token| !token.capital)
            && stem(cx.folded(spot.last)) == stem(cx.folded(claimed.last))
    };
    // Its name, or one of its country, stands nowhere in the body.
    let own = cx.folded(claimed.last - 1);
    let named = (head.last as usize..cx.tokens.len()).any(|i| cx.folded(i) == own);
    let countries: Vec<&str> = claimed
        .meanings
        .iter()
        .map(|meaning| meaning.country.as_str())
        .collect();
    let at_home = all.iter().any(|spot| {
        !head.span.contains(spot.span)
            && spot
                .meanings
                .iter()
                .any(|meaning| countries.contains(&meaning.country.as_str()))
            && !spot.meanings.iter().any(|meaning| meaning.point.is_some())
    });
    if named
        || claimed
            .meanings
            .iter()
            .any(|meaning| meaning.country.is_empty())
    {
        return;
    }
    let around: Vec<&Spot> = all
        .iter()
        .filter(placed)
        .filter(|spot| spot.span.start >= head.span.end)
        .collect();
    let near = around.iter().any(|spot| {
        spot.meanings.iter().filter_map(|m| m.point).any(|point| {
            claimed
                .meanings
                .iter()
                .filter_map(|m| m.point)
                .any(|own| own.kilometres(point) < ONE_SCENE)
        })
    });
    // Where somebody is who speaks or is told of, and what bears a place's name, is not where it happened: "a Marist in
    // Cotabato said", "a judge in Cali", "at Medina hospital".
    let scene = |spot: &&Spot| {
        let named_after = matches!(
            cx.folded(spot.last),
            "hospital"
                | "airport"
                | "university"
                | "prison"
                | "clinic"
                | "court"
                | "cathedral"
                | "stadium"
        );
        let person = spot.first.checked_sub(2).is_some_and(|k| {
            cx.is(k, List::PersonNoun)
                || matches!(cx.folded(k.wrapping_sub(1)), "a" | "an")
                    && cx.word(spot.last) == ","
                    // "on a tram in Porto, …" is where it happened.
                    && !cx.is(k.wrapping_sub(2), List::Preposition)
        });
        // "Jakarta mayor" over "The mayor of Surabaya said"
        let office = spot
            .first
            .checked_sub(2)
            .is_some_and(|k| cx.folded(k + 1) == "of" && cx.folded(k) == cx.folded(claimed.last));
        office || !named_after && !person && !cx.is(spot.last, List::ReportingVerb)
    };
    // Where the lede has it: a town with a preposition, or a country or province that is not the town's.
    let rival = all
        .iter()
        .filter(|spot| lede.span.contains(spot.span))
        .filter(|spot| {
            same_thing(spot)
                || preposition(spot.first)
                || shaken(spot.first)
                || matches!(
                    spot.first.checked_sub(1).map_or("", |k| cx.folded(k)),
                    "of" | "above" | "around"
                )
        })
        .filter(|spot| same_thing(spot) || scene(spot))
        .find(|spot| {
            placed(spot)
                || spot
                    .meanings
                    .iter()
                    .all(|meaning| !countries.contains(&meaning.country.as_str()))
        });
    // "in the province of Azuay": the town may lie in it.
    let province = (lede.first as usize..lede.last as usize).any(|i| {
        matches!(
            cx.folded(i),
            "province"
                | "region"
                | "state"
                | "district"
                | "department"
                | "county"
                | "prefecture"
                | "governorate"
                | "canton"
                | "oblast"
        )
    });
    let fits = |rival: &&Spot| !near && (same_thing(rival) || !at_home && !province);
    if let Some(rival) = rival.filter(fits) {
        rows.push(Claim {
            span: Span::new(cx.span(claimed.first, claimed.last).start, claimed.span.end),
            kind: Kind::Place,
            range: None,
            same: 0,
            derived: false,
            rival: Some((rival.span, None)),
        });
    }
}
