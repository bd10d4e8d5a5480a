//! Headlines that name another thing of the same kind, or another place, than the lede: "Tanker aground" over "A container
//! ship", "Quake shakes Oaxaca" over "the coast of Guerrero".

use super::opposed::{Found, content};
use super::{Ground, stem};
use super::{Kind, shared};
use crate::names::Registered;
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// "Quake shakes Oaxaca" over "rattled the coast of Guerrero": another province of the same country.
pub(super) fn region(
    ground: &Ground<'_, '_>,
    head: &Sentence,
    lede: &Sentence,
    body: &[&Sentence],
) -> Found {
    let cx = ground.cx;
    let register = cx.registers.get("places")?;
    let entity = |place: &Registered| register.entities.get(place.entity as usize);
    let province = |place: &&Registered| {
        entity(place)
            .and_then(|entity| entity.text("kind"))
            .is_some_and(|kind| matches!(kind, "state" | "province" | "region" | "island"))
    };
    let places = &ground.names.places;
    let mut own = places.iter().filter(|place| head.span.contains(place.span));
    let (claimed, None) = (own.next()?, own.next()) else {
        return None;
    };
    let common = body
        .iter()
        .take(3)
        .map(|one| shared(ground, head, one))
        .max();
    if !province(&claimed) || common < Some(1) {
        return None;
    }
    let known = entity(claimed)?;
    // It, or a place in it, is told of below.
    let name = cx.folded(claimed.last.checked_sub(1)?);
    let below = (head.last as usize..cx.tokens.len()).any(|i| cx.folded(i) == name)
        || places.iter().any(|place| {
            place.span.start >= head.span.end
                && (place.entity == claimed.entity
                    || entity(place).and_then(|entity| entity.text("part-of"))
                        == Some(known.id.as_str()))
        });
    let rival = places
        .iter()
        .filter(|place| lede.span.contains(place.span))
        .find(|place| {
            let back = |n: usize| place.first.checked_sub(n).map_or("", |i| cx.folded(i));
            let located = matches!(
                back(1),
                "in" | "of"
                    | "off"
                    | "across"
                    | "near"
                    | "hit"
                    | "struck"
                    | "shook"
                    | "rattled"
                    | "rocked"
            ) || matches!(
                back(1),
                "northern" | "southern" | "eastern" | "western" | "central"
            );
            province(place)
                && located
                && place.entity != claimed.entity
                && entity(place).is_some_and(|other| {
                    other.text("country") == known.text("country")
                        && other.text("kind") == known.text("kind")
                        && other.text("country").is_some_and(|code| !code.is_empty())
                })
        })?;
    (!below).then_some((Kind::Place, claimed.span, rival.span))
}

/// "Ambassador to Chile recalled" over "its ambassador to Peru": the same noun and preposition before another country.
pub(super) fn framed(ground: &Ground<'_, '_>, head: &Sentence, lede: &Sentence) -> Found {
    let cx = ground.cx;
    let places = &ground.names.places;
    let frame = |place: &Registered| {
        let prep = place.first.checked_sub(1)?;
        let noun = prep.checked_sub(1)?;
        let linked = matches!(
            cx.folded(prep),
            "to" | "in" | "of" | "with" | "from" | "off" | "near"
        );
        let same = cx.token(noun)?.sentence == cx.token(prep)?.sentence;
        (linked && same && content(ground, noun) && cx.folded(noun).chars().count() > 3)
            .then(|| (stem(cx.folded(noun)), cx.folded(prep)))
    };
    let mut own = places.iter().filter(|place| head.span.contains(place.span));
    let (claimed, None) = (own.next()?, own.next()) else {
        return None;
    };
    let known = frame(claimed)?;
    let rival = places.iter().find(|place| {
        lede.span.contains(place.span)
            && place.entity != claimed.entity
            && frame(place) == Some(known)
    })?;
    let register = cx.registers.get("places")?;
    let code = |place: &Registered| {
        register
            .entities
            .get(place.entity as usize)
            .and_then(|entity| entity.text("country"))
    };
    // Neither it nor a place of its country stands below; the two are no city and its country.
    let below = places
        .iter()
        .any(|place| place.span.start >= head.span.end && code(place) == code(claimed));
    let name = cx.folded(claimed.last.checked_sub(1)?);
    let begins: String = name.chars().take(5).collect();
    let people = (head.last as usize..cx.tokens.len()).any(|i| cx.folded(i).starts_with(&begins));
    (!below && !people).then_some((Kind::Place, claimed.span, rival.span))
}

/// Things of one kind of which one is not another; words for the same thing stand together.
const KINDS: &[&[&[&str]]] = &[
    &[
        &["tanker", "tankers"],
        &["ferry", "ferries"],
        &["trawler", "trawlers"],
        &["yacht", "yachts"],
        &["submarine", "submarines"],
        &["bus", "buses", "coach", "coaches", "minibus"],
        &["lorry", "lorries", "truck", "trucks"],
        &["tram", "trams"],
        &["train", "trains"],
        &[
            "plane",
            "jet",
            "airliner",
            "aircraft",
            "planes",
            "airplane",
            "aeroplane",
        ],
        &["helicopter", "helicopters", "chopper"],
        &["balloon"],
        &["glider"],
        &["motorcycle", "motorbike", "motorcyclist"],
        &["bicycle", "bike", "cyclist"],
        &["freighter", "container", "bulker"],
    ],
    &[
        &["dog", "dogs"],
        &["cat", "cats"],
        &["wolf", "wolves"],
        &["bear", "bears"],
        &["lion", "lions"],
        &["tiger", "tigers"],
        &["leopard", "leopards"],
        &["elephant", "elephants"],
        &["shark", "sharks"],
        &["crocodile", "crocodiles"],
        &["snake", "snakes", "python", "cobra"],
        &["horse", "horses"],
        &["cow", "cows", "cattle"],
        &["sheep"],
        &["goat", "goats"],
        &["pig", "pigs"],
        &["whale", "whales"],
        &["dolphin", "dolphins"],
        &["monkey", "monkeys"],
        &["fox", "foxes"],
        &["deer"],
    ],
    &[
        &["cholera"],
        &["measles"],
        &["malaria"],
        &["dengue"],
        &["polio"],
        &["mpox"],
        &["ebola"],
        &["flu", "influenza"],
        &["typhoid"],
        &["plague"],
        &["rabies"],
        &["meningitis"],
        &["tuberculosis"],
        &["leprosy"],
        &["scurvy"],
    ],
    &[
        &["wheat"],
        &["rice"],
        &["maize", "corn"],
        &["coffee"],
        &["cocoa"],
        &["tea"],
        &["sugar"],
        &["cotton"],
        &["olive", "olives"],
        &["potato", "potatoes"],
    ],
    &[
        &["gold"],
        &["silver"],
        &["copper"],
        &["zinc"],
        &["nickel"],
        &["lithium"],
        &["tin"],
        &["coal"],
        &["diamond", "diamonds"],
        &["uranium"],
    ],
    &[
        &["hospital", "hospitals", "clinic"],
        &["prison", "jail"],
        &["museum", "museums", "gallery"],
        &["library", "libraries"],
        &["mosque", "mosques"],
        &["church", "churches", "cathedral"],
        &["synagogue"],
        &["theatre", "theater"],
        &["hotel", "hotels"],
        &["bakery"],
        &["brewery"],
        &["sawmill"],
        &["refinery"],
    ],
    &[
        &["heat", "heatwave"],
        &["cold", "frost"],
        &["avalanche"],
        &["earthquake", "quake", "tremor"],
        &["tornado", "twister"],
        &["drought"],
    ],
];

/// What befalls a vehicle, behind its name.
fn crashed(word: &str) -> bool {
    matches!(
        word,
        "crash"
            | "crashes"
            | "collision"
            | "accident"
            | "plunge"
            | "plunges"
            | "overturns"
            | "derails"
            | "derailment"
            | "capsizes"
            | "sinks"
            | "sinking"
            | "blast"
            | "fire"
            | "disaster"
            | "hijacked"
            | "hijacking"
    )
}

/// "Tanker aground" over "A container ship ran aground": one thing of a kind in each, and not the same.
pub(super) fn another_kind(
    ground: &Ground<'_, '_>,
    head: &Sentence,
    lede: &Sentence,
    body: &[&Sentence],
) -> Found {
    let cx = ground.cx;
    if shared(ground, head, lede) < 2 {
        return None;
    }
    let of = |kind: &[&[&str]], i: usize| {
        let word = cx.folded(i);
        let plain = cx.kind(i) == Some(TokenKind::Word)
            && cx.kind(i + 1) != Some(TokenKind::Hyphen)
            && !(cx.token(i).is_some_and(|token| token.capital)
                && cx.token(i + 1).is_some_and(|token| token.capital));
        kind.iter().position(|same| plain && same.contains(&word))
    };
    KINDS.iter().find_map(|kind| {
        let within = |sentence: &Sentence| {
            (sentence.first as usize..sentence.last as usize)
                .filter_map(|i| of(kind, i).map(|which| (i, which)))
                .collect::<Vec<_>>()
        };
        let own = within(head);
        let [(at, which)] = own.as_slice() else {
            return None;
        };
        let told = within(lede);
        // "Bus crash" over "A train hit a lorry": none of them is the headline's.
        let ((rival, other), rest) = told.split_first()?;
        let alone = rest.is_empty()
            || rest.iter().all(|(_, third)| third != which) && crashed(cx.folded(*at + 1));
        if !alone {
            return None;
        }
        // What it begins with in both: no other place, and no patient brought to a hospital.
        let fronted = *at <= head.first as usize + 2 && *rival <= lede.first as usize + 6;
        let again = body.iter().any(|sentence| {
            (sentence.first as usize..sentence.last as usize).any(|i| {
                kind.get(*which)
                    .is_some_and(|same| same.iter().any(|one| cx.folded(i).starts_with(one)))
            })
        });
        (which != other && fronted && !again).then(|| {
            (
                Kind::Turned,
                cx.span(*at, at + 1),
                cx.span(*rival, rival + 1),
            )
        })
    })
}
