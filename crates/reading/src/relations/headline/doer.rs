//! Headlines that name another country than the lede: who did it ("Kenya sends troops" over "Uganda has sent 300 troops"), or
//! whose it is ("Flood cuts off Peruvian town" over "cut off the Bolivian town of Sorata").

use super::opposed::{Found, alike, base, content};
use super::{Ground, Kind, shared, stem};
use crate::lists::List;
use crate::sentence::Sentence;

/// What two do together, or each to the other in turn.
const MUTUAL: &[&str] = &[
    "meet", "agree", "join", "trade", "swap", "exchang", "host", "talk", "fight", "clash", "sign",
    "beat", "play", "face", "draw", "lead", "win", "lose", "accus", "blam", "warn", "urg", "call",
    "ask", "tell",
];

/// A country that a sentence names, or its people.
pub(super) struct Land {
    pub(super) first: usize,
    pub(super) last: usize,
    /// Its two letters.
    pub(super) code: String,
    /// "Kenya", no "Kenyan".
    pub(super) named: bool,
}

/// The countries of a sentence, in order; of towns and provinces their countries only if `towns`.
pub(super) fn lands(ground: &Ground<'_, '_>, sentence: &Sentence, towns: bool) -> Vec<Land> {
    let cx = ground.cx;
    let Some(register) = cx.registers.get("places") else {
        return Vec::new();
    };
    let range = sentence.first as usize..sentence.last as usize;
    let named = crate::order::begun_in(&ground.names.places, range.clone(), |place| place.first);
    let mut found: Vec<Land> = named
        .iter()
        .filter_map(|place| {
            let entity = register.entities.get(place.entity as usize)?;
            let code = entity.text("country").filter(|code| !code.is_empty())?;
            let land = entity.text("kind") == Some("country");
            (land || towns).then(|| Land {
                first: place.first,
                last: place.last,
                code: code.to_owned(),
                named: land,
            })
        })
        .collect();
    for i in range {
        if cx.token(i).is_none_or(|token| !token.capital) {
            continue;
        }
        if let Some(code) = cx.names.folk.country(cx.str(cx.span(i, i + 1))) {
            found.push(Land {
                first: i,
                last: i + 1,
                code: code.to_owned(),
                named: false,
            });
        }
    }
    found.sort_by_key(|land| land.first);
    found
}

/// True if the sentences speak of a country, its people or a place in it.
pub(super) fn told_of(ground: &Ground<'_, '_>, code: &str, body: &[&Sentence]) -> bool {
    body.iter().any(|one| {
        lands(ground, one, true)
            .iter()
            .any(|land| land.code == code)
    })
}

/// Headline and lede name two countries for one part of one deed.
pub(super) fn find(
    ground: &Ground<'_, '_>,
    head: &Sentence,
    lede: &Sentence,
    body: &[&Sentence],
) -> Found {
    let own = lands(ground, head, false);
    if own.is_empty() || shared(ground, head, lede) < 2 {
        return None;
    }
    let told = lands(ground, lede, false);
    doer(ground, (head, &own), (lede, &told), body).or_else(|| whose(ground, &own, &told, body))
}

/// "Kenya sends troops to Haiti" over "Uganda has sent 300 troops to Haiti".
fn doer(
    ground: &Ground<'_, '_>,
    (head, own): (&Sentence, &[Land]),
    (lede, told): (&Sentence, &[Land]),
    body: &[&Sentence],
) -> Found {
    let cx = ground.cx;
    let claimed = own.first()?;
    let at = claimed.last;
    let word = cx.folded(at);
    let verb = base(word);
    let does = content(ground, at)
        && word.ends_with('s')
        && !cx.token(at)?.capital
        && !MUTUAL.contains(&verb)
        && at + 1 < head.last as usize;
    if !claimed.named || claimed.first != head.first as usize || !does {
        return None;
    }
    let start = lede.first as usize;
    let rival = told.iter().find(|land| {
        land.named && (land.first == start || land.first == start + 1 && cx.folded(start) == "the")
    })?;
    if rival.code == claimed.code {
        return None;
    }
    let same = |i: usize| base(cx.folded(i)) == verb || alike(base(cx.folded(i)), verb);
    let deed = (rival.last..rival.last + 4)
        .take_while(|&i| {
            same(i)
                || cx.is(i, List::Auxiliary)
                || cx.is(i, List::Modal)
                || cx.folded(i).ends_with("ly")
        })
        .find(|&i| same(i))?;
    // Told once: "India expels envoys" may stand over "Pakistan expelled … after India expelled".
    let again = body
        .iter()
        .take(3)
        .any(|one| (one.first as usize..one.last as usize).any(|i| i != deed && same(i)));
    // The two have changed sides, or the headline's is nowhere.
    let behind = |of: &[Land], code: &str, from: usize| {
        of.iter().any(|land| land.code == code && land.first > from)
    };
    let crossed = behind(told, &claimed.code, deed) && behind(own, &rival.code, at);
    let absent = !told_of(ground, &claimed.code, body);
    (!again && (crossed || absent)).then(|| {
        (
            Kind::Place,
            cx.span(claimed.first, at + 1),
            cx.span(rival.first, deed + 1),
        )
    })
}

/// "Flood cuts off Peruvian town" over "cut off the Bolivian town of Sorata": the same noun, of another country.
fn whose(ground: &Ground<'_, '_>, own: &[Land], told: &[Land], body: &[&Sentence]) -> Found {
    let cx = ground.cx;
    let noun = |land: &Land| {
        let plain = content(ground, land.last) && !cx.token(land.last)?.capital;
        (plain && !land.named).then(|| stem(cx.folded(land.last)))
    };
    let [claimed] = own else { return None };
    let thing = noun(claimed)?;
    let [rival] = told else { return None };
    (rival.code != claimed.code
        && noun(rival) == Some(thing)
        && !told_of(ground, &claimed.code, body))
    .then(|| {
        (
            Kind::Place,
            cx.span(claimed.first, claimed.last + 1),
            cx.span(rival.first, rival.last + 1),
        )
    })
}
