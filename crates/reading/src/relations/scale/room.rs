//! More people, beds or rooms than one such thing holds: "the stadium, with room for 5 billion spectators", "a bus carrying
//! 45,000 passengers".

use super::Ground;
use super::thousands::{Row, row};
use crate::numbers::lexeme::Look;
use crate::numbers::{Number, Role};
use crate::sentence::Sentence;

/// "the stadium, with room for 5 billion spectators".
pub(super) fn venue(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    sentence: &Sentence,
    rows: &mut Vec<Row>,
) {
    for number in ground.numbers_in(sentence.span) {
        if number.role != Role::Cardinal || number.number < 5e3 {
            continue;
        }
        let first = number.tokens.0 as usize;
        holder(ground, look, number, rows);
        if number.number < 1e6 {
            continue;
        }
        journeys(ground, look, number, rows);
        let room = matches!(
            (look.before(first, 2), look.before(first, 1)),
            ("room" | "seats" | "seating", "for") | ("capacity", "of")
        ) || matches!(
            look.before(first, 1),
            "seats" | "seating" | "accommodates" | "holds" | "hold" | "held"
        );
        let noun = (look.first..first).rev().find(|&i| {
            matches!(
                look.word(i),
                "stadium"
                    | "hall"
                    | "theatre"
                    | "theater"
                    | "arena"
                    | "church"
                    | "mosque"
                    | "school"
                    | "hospital"
                    | "hotel"
                    | "cinema"
                    | "shelter"
                    | "ferry"
                    | "ship"
                    | "prison"
                    | "camp"
                    | "auditorium"
            )
        });
        if let Some(noun) = noun.filter(|_| room && people_behind(look, number)) {
            rows.push(row(
                number.span,
                number.number,
                "venue",
                None,
                ground.cx.span(noun, noun + 1),
                number.span,
            ));
        }
    }
}

/// More journeys than any one town's trams or ferries carry in a year; those of the largest carry four thousand million.
const MOST_JOURNEYS: f64 = 6e9;

/// "Passengers made 54 billion journeys on the city's two tram lines".
fn journeys(ground: &Ground<'_, '_>, look: &Look<'_, '_>, number: &Number, rows: &mut Vec<Row>) {
    let last = number.tokens.1 as usize;
    let counted = (last..last + 2).any(|i| {
        matches!(
            look.word(i),
            "journeys" | "trips" | "rides" | "passengers" | "boardings" | "commuters" | "riders"
        )
    });
    let wide = (look.first..look.end).any(|i| {
        matches!(
            look.word(i),
            "world"
                | "worldwide"
                | "global"
                | "nationwide"
                | "national"
                | "country"
                | "countries"
                | "cities"
                | "china"
                | "india"
                | "europe"
                | "since"
                | "ever"
                | "total"
        )
    });
    let line = (look.first..look.end).find(|&i| {
        matches!(
            look.word(i),
            "tram"
                | "trams"
                | "tramway"
                | "streetcar"
                | "streetcars"
                | "metro"
                | "underground"
                | "subway"
                | "tube"
                | "monorail"
                | "funicular"
                | "ferry"
                | "ferries"
                | "trolleybuses"
        )
    });
    if let Some(line) = line
        && counted
        && !wide
        && number.lowest >= MOST_JOURNEYS
    {
        rows.push(row(
            number.span,
            number.number,
            "journeys",
            None,
            ground.cx.span(line, line + 1),
            number.span,
        ));
    }
}

/// "The school has 1.2 million pupils", "a bus carrying 45,000 passengers", "a hospital with 40 million beds": more than
/// one such thing can hold.
pub(super) fn holder(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    number: &Number,
    rows: &mut Vec<Row>,
) {
    let (first, last) = (number.tokens.0 as usize, number.tokens.1 as usize);
    let link = matches!(
        look.before(first, 1),
        "has" | "had" | "with" | "carrying" | "carried" | "holding" | "of"
    );
    let counted = look.word(last);
    // "the ferry between the two ports, which can carry up to 1.2 million people"
    let holds = matches!(
        look.before(first, 1),
        "carry"
            | "carries"
            | "hold"
            | "holds"
            | "seat"
            | "seats"
            | "take"
            | "takes"
            | "accommodate"
            | "accommodates"
            | "fit"
            | "fits"
            | "sleep"
            | "sleeps"
    );
    let held = || {
        (look.first.max(first.saturating_sub(14))..first)
            .rev()
            .find(|&i| {
                matches!(
                    look.word(i),
                    "bus"
                        | "coach"
                        | "minibus"
                        | "tram"
                        | "plane"
                        | "jet"
                        | "airliner"
                        | "aircraft"
                        | "helicopter"
                        | "boat"
                        | "lifeboat"
                        | "lorry"
                        | "truck"
                        | "van"
                        | "train"
                        | "ferry"
                        | "ship"
                        | "liner"
                        | "lift"
                        | "elevator"
                        | "carriage"
                        | "dinghy"
                        | "trawler"
                        | "airship"
                        | "balloon"
                        | "canoe"
                        | "catamaran"
                        | "hovercraft"
                        | "hydrofoil"
                        | "raft"
                        | "trailer"
                        | "car"
                        | "taxi"
                        | "cabin"
                        | "gondola"
                        | "school"
                        | "hotel"
                        | "hospital"
                )
            })
    };
    let found = if holds {
        held()
    } else {
        first.checked_sub(2).filter(|_| link)
    };
    let Some(mut noun) = found else {
        return;
    };
    // "The school, which has 2 million pupils", "The hotel, with 3 million rooms"
    if look.word(noun) == "which" && noun > look.first {
        noun -= 1;
    }
    if look.text(noun) == "," && noun > look.first {
        noun -= 1;
    }
    // "The village school near Gisborne, which has": the place behind the noun.
    if look.capital(noun)
        && noun > look.first + 2
        && matches!(
            look.before(noun, 1),
            "near" | "in" | "outside" | "at" | "of"
        )
    {
        noun -= 2;
    }
    let most = match (look.word(noun), counted) {
        ("school" | "kindergarten" | "nursery" | "academy", "pupils" | "students" | "children") => {
            1e5
        }
        ("hospital" | "clinic" | "ward", "beds" | "patients" | "doctors" | "nurses") => 1e5,
        ("hotel" | "hostel", "rooms" | "beds") => 1e5,
        (
            "bus" | "coach" | "minibus" | "tram" | "plane" | "jet" | "airliner" | "aircraft"
            | "helicopter" | "boat" | "lorry" | "truck" | "lifeboat" | "van" | "lift" | "elevator"
            | "carriage" | "dinghy" | "trawler" | "balloon" | "canoe" | "raft" | "trailer" | "car"
            | "taxi" | "cabin" | "gondola",
            "passengers" | "people" | "migrants" | "pupils" | "tourists",
        ) => 5e3,
        (
            "train" | "ferry" | "ship" | "liner",
            "passengers" | "people" | "tourists" | "migrants",
        ) => 3e4,
        // A ferry line carries many in a year.
        (
            _,
            "passengers" | "people" | "tourists" | "migrants" | "pupils" | "guests" | "patients"
            | "children",
        ) if holds => {
            let often = (look.first..look.end).any(|i| {
                matches!(
                    look.word(i),
                    "year"
                        | "years"
                        | "month"
                        | "day"
                        | "week"
                        | "annually"
                        | "daily"
                        | "hour"
                        | "season"
                        | "summer"
                )
            });
            if often {
                return;
            }
            1e5
        }
        _ => return,
    };
    let one =
        (1..=3).any(|back| matches!(look.before(noun, back), "a" | "an" | "the" | "one" | "each"));
    // "up to 1.2 million"
    let least = if holds { number.number } else { number.lowest };
    if least >= most && one {
        rows.push(row(
            number.span,
            number.number,
            "venue",
            None,
            ground.cx.span(noun, noun + 1),
            number.span,
        ));
    }
}

/// What the number counts sits or stays somewhere.
pub(super) fn people_behind(look: &Look<'_, '_>, number: &Number) -> bool {
    let last = number.tokens.1 as usize;
    super::mark(look, last)
        || matches!(
            look.word(last),
            "people"
                | "and"
                | "spectators"
                | "fans"
                | "guests"
                | "passengers"
                | "pupils"
                | "worshippers"
                | "patients"
                | "prisoners"
                | "inmates"
                | "visitors"
                | "refugees"
        )
}
