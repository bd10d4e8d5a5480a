//! Ways that are no straight ones, and houses for the towns they stand in: "1,050 km by way of C", "from their home in B".

use super::spot::Spot;
use super::words::starting;
use crate::cx::Cx;
use crate::token::TokenKind;

/// "from their present home in B", "from the club's ground in B": the mention where a house stands. A village "in B" is no such
/// thing, for B may be a county.
pub(super) fn housed<'s>(cx: &Cx<'_>, spots: &'s [Spot], i: usize) -> Option<&'s Spot> {
    let noun = (i..i + 6)
        .take_while(|&k| {
            matches!(
                cx.kind(k),
                Some(TokenKind::Word | TokenKind::Hyphen | TokenKind::Possessive)
            )
        })
        .find(|&k| matches!(cx.folded(k + 1), "in" | "at"))?;
    let owned = matches!(
        cx.folded(i),
        "the" | "its" | "their" | "his" | "her" | "our"
    );
    let house = matches!(
        cx.folded(noun),
        "home"
            | "house"
            | "flat"
            | "office"
            | "offices"
            | "headquarters"
            | "factory"
            | "plant"
            | "works"
            | "workshop"
            | "stadium"
            | "ground"
            | "school"
            | "university"
            | "college"
            | "hospital"
            | "clinic"
            | "prison"
            | "jail"
            | "court"
            | "zoo"
            | "enclosure"
            | "museum"
            | "church"
            | "cathedral"
            | "hotel"
            | "studio"
            | "barracks"
            | "depot"
    );
    (owned && house).then(|| starting(spots, noun + 2))?
}

/// "the 300 km journey", "an 80 km train ride", "the 220km non-stop run": how many tokens the noun of a way takes.
pub(super) fn noun(cx: &Cx<'_>, i: usize) -> Option<usize> {
    let mut end = i;
    if cx.folded(end) == "non" && cx.kind(end + 1) == Some(TokenKind::Hyphen) {
        end += 3;
    } else if matches!(
        cx.folded(end),
        "train"
            | "rail"
            | "railway"
            | "bus"
            | "coach"
            | "car"
            | "lorry"
            | "taxi"
            | "boat"
            | "ferry"
            | "sea"
            | "road"
            | "nonstop"
            | "daily"
            | "overnight"
            | "direct"
    ) {
        end += 1;
    }
    let way = |k: usize| {
        matches!(
            cx.folded(k),
            "journey"
                | "drive"
                | "trip"
                | "walk"
                | "flight"
                | "railway"
                | "line"
                | "route"
                | "march"
                | "crossing"
                | "pipeline"
                | "trek"
                | "ride"
                | "stretch"
                | "highway"
                | "voyage"
                | "road"
                | "motorway"
                | "run"
                | "haul"
                | "hop"
                | "dash"
                | "commute"
                | "passage"
                | "sail"
                | "hike"
        )
    };
    if way(end) {
        Some(end + 1 - i)
    } else {
        way(i).then_some(1)
    }
}

/// "cover 1,050 km between A and B, keeping to the coast by way of C": a way that is told as no straight one, and the length of
/// a race, which may go where it will; not "the 900 miles between A and B", which are those of the two places.
pub(super) fn roundabout(
    cx: &Cx<'_>,
    range: &std::ops::Range<usize>,
    (first, last): (usize, usize),
) -> bool {
    let told = (last..range.end).any(|k| match cx.folded(k) {
        "via" | "zigzagging" | "meandering" | "winding" | "hugging" | "skirting" => true,
        "way" => cx.folded(k + 1) == "of",
        "coast" | "coastline" | "shore" | "river" | "border" | "canal" => {
            matches!(
                cx.folded(k.saturating_sub(1)),
                "the" | "whole" | "entire" | "old"
            ) && (2..=4).any(|back| {
                matches!(
                    cx.folded(k.saturating_sub(back)),
                    "along" | "following" | "follow" | "follows" | "keeping" | "keeps" | "round"
                )
            })
        }
        "taking" => cx.folded(k + 1) == "in",
        "calling" | "stopping" => matches!(cx.folded(k + 1), "at" | "in"),
        _ => false,
    });
    let raced = range.clone().any(|k| {
        matches!(
            cx.folded(k),
            "race"
                | "races"
                | "rally"
                | "regatta"
                | "relay"
                | "ultramarathon"
                | "marathon"
                | "charity"
                | "sponsored"
                | "runners"
                | "runner"
                | "detour"
                | "roundabout"
                | "circuitous"
                | "stages"
        )
    });
    let theirs =
        first > range.start && cx.folded(first - 1) == "the" && cx.folded(last) == "between";
    told || raced && !theirs
}
