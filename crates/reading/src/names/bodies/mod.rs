//! Names close to a known body's name: "International Committee for the Red Cross", "World Food Project".
//!
//! A name is a row of words that carry it ("international committee red cross") and the small words between them
//! ("of the"). One is close to another if the small words alone differ, or if one carrying word does and the two words
//! are of a kind: both say what sort of body it is, or both are forms of one word.

mod known;

use copydesk_draft::Span;
use copydesk_draft::layer::{Cell, EnumSchema, LayerSchema, Table, Type, Value};

pub(crate) use known::Bodies;
use known::{Ends, LONGEST, Parts, article, one_way, small};

use super::{NameForm, Names, distance};
use crate::cx::Cx;
use crate::lists::List;
use crate::schema::{enumeration, id};
use crate::token::{Token, TokenKind};

/// What differs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Slip {
    /// A small word: "for" where the name has "of".
    Link,
    /// A word: "Project" where the name has "Programme".
    Word,
    /// A slip that the register lists.
    Listed,
}

/// A name close to a body's.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NearBody {
    pub(crate) span: Span,
    pub(crate) name: String,
    pub(crate) slip: Slip,
}

/// A word of the draft that carries a name or links such words.
struct Piece<'a> {
    token: usize,
    word: &'a str,
    link: String,
}

/// The table of `near-organisation`.
pub(super) fn table(cx: &Cx<'_>, names: &Names) -> Table {
    let mut table = cx.blank(id::NEAR_ORGANISATION);
    let mut found = find(cx);
    for body in &names.organisations {
        let Some(meaning) = body
            .meaning
            .filter(|meaning| meaning.form == NameForm::Misspelling)
        else {
            continue;
        };
        let entity = cx
            .registers
            .get(meaning.register.name())
            .and_then(|register| register.entities.get(meaning.entity as usize));
        if let Some(entity) = entity {
            found.retain(|near| {
                near.span.end <= body.span.start || body.span.end <= near.span.start
            });
            found.push(NearBody {
                span: body.span,
                name: entity.name.clone(),
                slip: Slip::Listed,
            });
        }
    }
    found.sort_by_key(|near| near.span);
    for near in found {
        table.push(
            cx.row(near.span),
            [
                Cell::Filled(near.span.into()),
                Cell::Filled(Value::Text(near.name.as_str().into())),
                Cell::Filled(Value::Enum(near.slip as u16)),
            ],
        );
    }
    table
}

/// `near-organisation`
pub fn near_organisation_schema() -> LayerSchema {
    LayerSchema::new(
        "near-organisation",
        "a name in capitals that no register has, one word from the name of one body; or a name that a register lists as a slip",
        "the name",
    )
    .field("spelling", Type::Text, "the name as printed")
    .keyed()
    .field("name", Type::Text, "the body's name")
    .field(
        "slip",
        Type::Enum("name-slip".into()),
        "what differs: a small word (“for”, “of”), a word, or the slip is listed",
    )
}

pub(super) fn enums() -> EnumSchema {
    enumeration("name-slip", &["link", "word", "listed"])
}

/// Finds them.
fn find(cx: &Cx<'_>) -> Vec<NearBody> {
    let bodies = &cx.names.bodies;
    let mut out: Vec<NearBody> = Vec::new();
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    let mut at = 0;
    while at < cx.tokens.len() {
        // Most words in capitals stand alone.
        let goes_on = |i: usize| {
            cx.token(i)
                .is_some_and(|token| token.capital || token.kind == TokenKind::Hyphen)
                || small(cx.folded(i))
        };
        let begins = |token: &Token| token.capital && token.kind == TokenKind::Word;
        if !cx.token(at).is_some_and(begins) || !goes_on(at + 1) {
            at += 1;
            continue;
        }
        row(cx, at, &mut pieces);
        let Some(end) = pieces.last().map(|piece| piece.token + 1) else {
            at += 1;
            continue;
        };
        at = end.max(at + 1);
        if pieces.len() >= 2 {
            windows(cx, bodies, &pieces, &mut out);
        }
    }
    out
}

/// Words in capitals from token `from` on, with small words between them.
fn row<'a>(cx: &Cx<'a>, from: usize, pieces: &mut Vec<Piece<'a>>) {
    pieces.clear();
    let carries = |i: usize| {
        cx.token(i).is_some_and(|token| {
            token.kind == TokenKind::Word && token.capital && !small(cx.folded(i))
        })
    };
    if !carries(from) {
        return;
    }
    let sentence = cx.token(from).map(|token| token.sentence);
    let mut i = from;
    let mut link = String::new();
    let mut links = 0;
    while cx.token(i).map(|token| token.sentence) == sentence && pieces.len() < 24 {
        if carries(i) {
            pieces.push(Piece {
                token: i,
                word: one_way(cx.folded(i)),
                link: std::mem::take(&mut link),
            });
            links = 0;
        } else if cx.kind(i) == Some(TokenKind::Hyphen) && carries(i + 1) {
            // "Asia-Pacific" is two words of the name.
        } else if cx.word(i) == "," && carries(i - 1) && carries(i + 1) {
            // "Educational, Scientific and Cultural": a list within the name.
        } else if cx.word(i) == "&" && carries(i + 1) {
            // "Hygiene & Tropical Medicine"
            link.push_str("and");
        } else if small(cx.folded(i)) && links < 3 {
            if !article(cx.folded(i)) {
                link.push_str(cx.folded(i));
            }
            links += 1;
        } else {
            break;
        }
        i += 1;
    }
}

/// Looks at every window of the row: first for names as they are, then for close ones apart from those.
fn windows(cx: &Cx<'_>, bodies: &Bodies, pieces: &[Piece<'_>], out: &mut Vec<NearBody>) {
    let ends: Vec<Ends<'_>> = pieces
        .iter()
        .map(|piece| bodies.ending(piece.word))
        .collect();
    if ends
        .iter()
        .all(|(from, to)| from.is_empty() && to.is_empty())
    {
        return;
    }
    let (mut taken, mut like): (Vec<(usize, usize)>, Vec<u32>) = (Vec::new(), Vec::new());
    for exact in [true, false] {
        for start in 0..pieces.len() {
            for end in ((start + 2)..=pieces.len().min(start + LONGEST)).rev() {
                // A name within a longer one ("Red Cross") does not keep the longer one from being looked at.
                let covered = taken.iter().any(|&(a, b)| {
                    start < b
                        && a < end
                        && !(start <= a && b <= end && !exact && (start, end) != (a, b))
                });
                if covered {
                    continue;
                }
                let Some(window) = pieces.get(start..end) else {
                    continue;
                };
                // "Korean Central News Agency", "House Homeland Security Committee" are other bodies.
                if !exact && (joined(pieces, start) || joined(pieces, end)) {
                    continue;
                }
                let (from, to) = match (ends.get(start), ends.get(end - 1)) {
                    (Some((from, _)), Some((_, to))) => (*from, *to),
                    _ => continue,
                };
                Bodies::of_length((from, to), window.len(), &mut like);
                if like.is_empty() {
                    continue;
                }
                let words: Vec<&str> = window.iter().map(|piece| piece.word).collect();
                let found = close(cx, bodies, window, &words, &like, exact);
                let Some(found) = found else { continue };
                taken.push((start, end));
                if let Some((name, slip)) = found
                    && let (Some(first), Some(last)) = (window.first(), window.last())
                {
                    out.push(NearBody {
                        span: cx.span(first.token, last.token + 1),
                        name,
                        slip,
                    });
                }
            }
        }
    }
    longer(cx, bodies, pieces, &ends, out);
    turned(bodies, cx, pieces, &ends, out);
    out.sort_by_key(|near| near.span);
    out.dedup_by_key(|near| near.span);
}

/// "World Food Program Organization": a name, whole, with one more word for what sort of body it is.
fn longer(
    cx: &Cx<'_>,
    bodies: &Bodies,
    pieces: &[Piece<'_>],
    ends: &[Ends<'_>],
    out: &mut Vec<NearBody>,
) {
    let Some(at) = pieces.len().checked_sub(1) else {
        return;
    };
    let Some(head) = pieces.get(at) else { return };
    if !joined(pieces, at)
        || !matches!(
            head.word,
            "organization"
                | "agency"
                | "institute"
                | "association"
                | "society"
                | "committee"
                | "federation"
                | "commission"
        )
    {
        return;
    }
    let mut like = Vec::new();
    for start in 0..at.saturating_sub(2) {
        let (Some(window), Some((from, _)), Some((_, to))) =
            (pieces.get(start..at), ends.get(start), ends.get(at - 1))
        else {
            continue;
        };
        Bodies::of_length((from, to), window.len(), &mut like);
        let found = like
            .iter()
            .filter_map(|&number| bodies.names.get(number as usize))
            .find(|(_, parts)| {
                parts.slips
                    && parts.own
                    && window
                        .iter()
                        .map(|piece| piece.word)
                        .eq(parts.words.iter().map(String::as_str))
                    && parts
                        .words
                        .last()
                        .is_some_and(|last| is_head(cx, last) && *last != head.word)
                    && window
                        .iter()
                        .zip(&parts.links)
                        .skip(1)
                        .all(|(piece, link)| piece.link == *link)
            });
        if let (Some((name, _)), Some(first)) = (found, window.first()) {
            out.push(NearBody {
                span: cx.span(first.token, head.token + 1),
                name: name.to_string(),
                slip: Slip::Word,
            });
            return;
        }
    }
}

/// "Stockholm Institute for International Peace Research": all the words of one name in another order.
fn turned(
    bodies: &Bodies,
    cx: &Cx<'_>,
    pieces: &[Piece<'_>],
    ends: &[Ends<'_>],
    out: &mut Vec<NearBody>,
) {
    let count = pieces.len();
    if !(3..=LONGEST).contains(&count) {
        return;
    }
    let mut words: Vec<&str> = pieces.iter().map(|piece| piece.word).collect();
    let printed = words.clone();
    words.sort_unstable();
    let whole = ends
        .iter()
        .flat_map(|(from, _)| from.iter())
        .filter(|(_, own)| usize::from(*own) == count)
        .filter_map(|&(number, _)| bodies.names.get(number as usize));
    let mut best: Option<&str> = None;
    for (name, parts) in whole {
        if !parts.slips || !parts.own {
            continue;
        }
        if parts
            .words
            .iter()
            .map(String::as_str)
            .eq(printed.iter().copied())
        {
            return;
        }
        let mut own: Vec<&str> = parts.words.iter().map(String::as_str).collect();
        own.sort_unstable();
        // Three words in another order may be a body of their own, unless nothing joins them but one head moved.
        if own == words && (count >= 4 || pieces.iter().any(|piece| !piece.link.is_empty())) {
            if best.is_some_and(|best| best != &**name) {
                return;
            }
            best = Some(name);
        }
    }
    if let (Some(name), Some(first), Some(last)) = (best, pieces.first(), pieces.last()) {
        out.push(NearBody {
            span: cx.span(first.token, last.token + 1),
            name: name.to_owned(),
            slip: Slip::Word,
        });
    }
}

#[allow(
    clippy::option_option,
    reason = "a name, close to one, neither: three answers"
)]
/// `Some(None)` if the window is a name as it is, `Some(Some(..))` if it is close to one alone.
fn close(
    cx: &Cx<'_>,
    bodies: &Bodies,
    window: &[Piece<'_>],
    words: &[&str],
    like: &[u32],
    exact: bool,
) -> Option<Option<(String, Slip)>> {
    let names = like
        .iter()
        .filter_map(|&number| bodies.names.get(number as usize));
    let same_links = |parts: &Parts| {
        window
            .iter()
            .zip(&parts.links)
            .skip(1)
            .all(|(piece, link)| piece.link == *link)
    };
    if exact {
        return names
            .clone()
            .find(|(_, parts)| parts.words == words && same_links(parts))
            .map(|(name, parts)| parts.listed.then(|| (name.to_string(), Slip::Listed)));
    }
    let mut best: Option<(String, Slip)> = None;
    for (name, parts) in names.filter(|(_, parts)| parts.slips) {
        let apart: Vec<usize> = words
            .iter()
            .zip(&parts.words)
            .enumerate()
            .filter(|(_, (a, b))| a != b)
            .map(|(i, _)| i)
            .collect();
        let slip = match apart.as_slice() {
            // "and" joins two names as well; a name of two words has too little of its own.
            [] if words.len() >= 3 && !differs_by_and(window, parts) => Slip::Link,
            &[i] => {
                let (Some(piece), Some(a), Some(b)) =
                    (window.get(i), words.get(i), parts.words.get(i))
                else {
                    continue;
                };
                let at_an_end = i + 1 == words.len()
                    || i == 0 && parts.links.get(1).is_some_and(|link| !link.is_empty());
                let heads = parts.own
                    && at_an_end
                    && (cx.is(piece.token, List::OrganisationHead) && is_head(cx, b)
                        || plural_head(a) && plural_head(b));
                // "United Nations Educational, Social and Cultural Organization": so many words are nobody else's.
                let long = parts.own && words.len() >= 6 && i + 1 < words.len();
                let plural =
                    is_head(cx, b) && a.strip_suffix('s') == Some(b.as_str()) && !parts.own;
                let forms = !plural
                    && (common(a, b) >= 5 && a.len().abs_diff(b.len()) <= 5
                        || a.len() >= 6 && distance(a, b, 2).is_some());
                let through = matches!(b.as_str(), "without" | "sans")
                    && matches!(*a, "beyond" | "across" | "sans" | "with" | "no");
                // "International Crime Court", "Committee of the Red Crescent"
                let shorter = a.len().min(b.len());
                let kin = common(a, b) >= 4
                    && (shorter >= 5 || common(a, b) == shorter)
                    && a.len().abs_diff(b.len()) <= 4
                    && !plural
                    || matches!(
                        (*a, b.as_str()),
                        ("cross", "crescent") | ("crescent", "cross")
                    ) && words.len() >= 4;
                let whole = words.len() >= 3 && same_but(window, parts, i);
                // Of two words, a letter of a long one: "Amnesty Internationale".
                let letter = words.len() == 2
                    && parts.own
                    && a.len() >= 8
                    && b.len() >= 8
                    && a.strip_suffix('s') != Some(b.as_str())
                    && b.strip_suffix('s') != Some(*a)
                    && !cx.is(piece.token, List::CommonWord)
                    && window.iter().all(|piece| piece.link.is_empty())
                    && distance(a, b, 1).is_some();
                if !(whole && (heads || long || forms || through || kin && parts.own) || letter) {
                    continue;
                }
                Slip::Word
            }
            _ => continue,
        };
        match &best {
            Some((old, _)) if **old != **name => return None,
            _ => best = Some((name.to_string(), slip)),
        }
    }
    best.map(Some)
}

/// True if no word stands between the pieces on both sides of `at`: they are one run of capitals.
fn joined(pieces: &[Piece<'_>], at: usize) -> bool {
    match (
        at.checked_sub(1).and_then(|i| pieces.get(i)),
        pieces.get(at),
    ) {
        (Some(before), Some(next)) => before.token + 1 == next.token,
        _ => false,
    }
}

/// The small words agree, but for those around word `i`.
fn same_but(window: &[Piece<'_>], parts: &Parts, i: usize) -> bool {
    window
        .iter()
        .zip(&parts.links)
        .enumerate()
        .skip(1)
        .all(|(k, (piece, link))| piece.link == *link || k == i && i > 0)
}

fn differs_by_and(window: &[Piece<'_>], parts: &Parts) -> bool {
    window
        .iter()
        .zip(&parts.links)
        .skip(1)
        .any(|(piece, link)| piece.link != *link && (piece.link == "and" || link == "and"))
}

/// What a federation is made of: "Red Crescent Societies".
fn plural_head(word: &str) -> bool {
    matches!(
        word,
        "societies"
            | "associations"
            | "federations"
            | "unions"
            | "organizations"
            | "councils"
            | "committees"
            | "agencies"
            | "leagues"
            | "groups"
            | "clubs"
    )
}

fn is_head(cx: &Cx<'_>, word: &str) -> bool {
    let listed = |word: &str| {
        cx.vocabulary
            .get(word)
            .is_some_and(|id| cx.lists.has(id, List::OrganisationHead))
    };
    listed(word)
        || match word {
            "organization" => listed("organisation"),
            "program" => listed("programme"),
            "center" => listed("centre"),
            // "Organization of the Petroleum Exporting Countries"
            "countries" | "nations" | "states" => true,
            _ => false,
        }
}

/// Letters that two words begin with alike.
fn common(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count()
}
