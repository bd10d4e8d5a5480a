//! Places that the register lacks: told by "the town of", a river or square, a preposition of place, the country behind.

use copydesk_draft::Span;
use copydesk_facts::fold_name;
use rustc_hash::FxHashSet;

use super::index::Register;
use super::organisations::lead;
use super::runs::Run;
use super::scan::Hit;
use crate::cx::Cx;
use crate::lists::List;
use crate::structure::Dateline;
use crate::token::TokenKind;

/// A place that the register lacks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OtherPlace {
    /// Its bytes.
    pub span: Span,
    /// Its folded name.
    pub identity: String,
    /// 1 for the first mention.
    pub mention: u32,
}

/// The words around a name that make it a place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// They leave no doubt: "the town of Ilesha", "Ceyhan, Turkey", "the Cherating River".
    Sure,
    /// A preposition of place.
    Likely,
    /// None; a sure sign elsewhere in the draft will do.
    No,
}

/// Finds them. `taken` are the tokens of other names, in order.
pub(super) fn find(
    cx: &Cx<'_>,
    hits: &[Hit],
    runs: &[Run],
    taken: &[(usize, usize)],
    dateline: Option<&Dateline>,
) -> Vec<OtherPlace> {
    let mut known: FxHashSet<String> = FxHashSet::default();
    let mut found: Vec<(usize, usize, String, Sign)> = Vec::new();
    let opens = dateline.map(|dateline| dateline.place);
    if let Some(place) = opens {
        known.insert(fold_name(cx.str(place)));
    }
    for run in runs {
        let start = lead(cx, run);
        let parts = run.parts.get(start..).unwrap_or(&[]);
        let (Some(a), Some(b)) = (parts.first(), parts.last()) else {
            continue;
        };
        if parts.len() > 4 || super::inside(taken, a.first) || super::inside(taken, b.last - 1) {
            continue;
        }
        let (first, last) = (a.first, b.last);
        let shouts = cx.token(first).is_some_and(|token| token.capitals)
            && opens.is_none_or(|place| !place.contains(cx.span(first, last)));
        if shouts && last == first + 1 {
            continue;
        }
        let sign = sign(cx, hits, first, last, parts.len());
        let key = fold_name(cx.str(cx.span(first, last)));
        if sign == Sign::Sure {
            known.insert(key.clone());
        }
        found.push((first, last, key, sign));
    }
    let mut counts: rustc_hash::FxHashMap<String, u32> = rustc_hash::FxHashMap::default();
    found
        .into_iter()
        .filter(|(_, _, key, sign)| *sign != Sign::No || known.contains(key))
        .map(|(first, last, identity, _)| {
            let mention = counts.entry(identity.clone()).or_default();
            *mention += 1;
            OtherPlace {
                span: cx.span(first, last),
                mention: *mention,
                identity,
            }
        })
        .collect()
}

/// A noun of a settlement or region, as in "the town of".
fn settlement(word: &str) -> bool {
    matches!(
        word,
        "town"
            | "city"
            | "village"
            | "province"
            | "district"
            | "region"
            | "port"
            | "suburb"
            | "island"
            | "state"
            | "county"
            | "capital"
            | "municipality"
            | "neighbourhood"
            | "neighborhood"
            | "governorate"
            | "prefecture"
            | "hamlet"
            | "settlement"
            | "enclave"
            | "oblast"
            | "borough"
            | "parish"
            | "outskirts"
            | "territory"
            | "peninsula"
            | "archipelago"
            | "valley"
            | "township"
            | "department"
            | "canton"
            | "resort"
    )
}

/// The last word of the name of a stretch of land or water, a road or a square.
fn ground(word: &str) -> bool {
    matches!(
        word,
        "river"
            | "lake"
            | "sea"
            | "ocean"
            | "bay"
            | "gulf"
            | "strait"
            | "straits"
            | "channel"
            | "canal"
            | "island"
            | "islands"
            | "peninsula"
            | "cape"
            | "coast"
            | "beach"
            | "mountain"
            | "mountains"
            | "mount"
            | "hill"
            | "hills"
            | "valley"
            | "desert"
            | "forest"
            | "delta"
            | "basin"
            | "glacier"
            | "volcano"
            | "province"
            | "district"
            | "county"
            | "region"
            | "governorate"
            | "oblast"
            | "prefecture"
            | "municipality"
            | "borough"
            | "street"
            | "avenue"
            | "road"
            | "highway"
            | "square"
            | "airport"
            | "airfield"
            | "airbase"
            | "base"
            | "crossing"
            | "border"
            | "heights"
            | "strip"
            | "reef"
            | "shoal"
            | "ridge"
            | "pass"
            | "canyon"
            | "dam"
            | "bridge"
            | "village"
            | "town"
            | "city"
            | "harbour"
            | "harbor"
            | "park"
    )
}

fn sign(cx: &Cx<'_>, hits: &[Hit], first: usize, last: usize, parts: usize) -> Sign {
    let head = last.saturating_sub(1);
    let before = first.checked_sub(1).map_or("", |i| cx.folded(i));
    let second = first.checked_sub(2).map_or("", |i| cx.folded(i));
    if before == "of" && settlement(second) {
        return Sign::Sure;
    }
    let tail = cx.folded(head);
    if parts > 1 {
        if ground(tail) {
            return Sign::Sure;
        }
        if matches!(
            cx.folded(first),
            "lake"
                | "mount"
                | "mt"
                | "fort"
                | "port"
                | "cape"
                | "camp"
                | "jabal"
                | "wadi"
                | "river"
                | "gulf"
        ) {
            return Sign::Sure;
        }
    }
    let other = [List::OrganisationHead, List::EventHead, List::PlaceHead]
        .into_iter()
        .any(|list| cx.is(head, list));
    if other {
        return Sign::No;
    }
    let person = cx.is(first, List::GivenName) || cx.names.is_demonym(cx, head);
    let common = cx.is(first, List::CommonWord) || cx.is(head, List::CommonWord);
    // "Ceyhan, Turkey"
    if cx.word(last) == "," && !person && !common && parts <= 3 {
        let at = last + 1;
        let next = hits.partition_point(|hit| hit.first < at);
        let country = hits
            .get(next)
            .is_some_and(|hit| hit.first == at && hit.of(Register::Places).is_some());
        let listed = before == "," || cx.folded(first.saturating_sub(1)) == "and";
        if country && !listed {
            return Sign::Sure;
        }
    }
    let place = matches!(
        before,
        "in" | "near"
            | "outside"
            | "throughout"
            | "northern"
            | "southern"
            | "eastern"
            | "western"
            | "downtown"
    );
    let month = cx.is(first, List::Month) || cx.is(first, List::Weekday);
    let follows = cx.kind(last) == Some(TokenKind::Possessive)
        || cx.is(last, List::OrganisationHead)
        || cx.is(last, List::EventHead)
        || cx.kind(last) == Some(TokenKind::Number)
        || cx.kind(last) == Some(TokenKind::Hyphen);
    if place && !person && !common && !month && !follows && parts <= 3 && cx.word(first).len() > 2 {
        Sign::Likely
    } else {
        Sign::No
    }
}
