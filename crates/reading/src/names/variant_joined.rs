//! Surnames of several parts, one letter off: "Pieter van den Bergh … Van den Berg was 81", "Fatima Al-Rashid … Ms Al-Rasheed".

use copydesk_facts::fold_name;

use super::Names;
use super::variant::{Variant, VariantKind, accents_alone};
use crate::cx::Cx;
use crate::lists::List;
use crate::token::TokenKind;

/// A story names few people; the longest lists are cut.
const MOST: usize = 60;
/// The fewest letters of the part that differs.
const LETTERS: usize = 4;

/// Words that stand before a surname as a part of it.
fn particle(word: &str) -> bool {
    matches!(
        word,
        "van"
            | "von"
            | "den"
            | "der"
            | "de"
            | "del"
            | "della"
            | "di"
            | "da"
            | "dos"
            | "du"
            | "le"
            | "la"
            | "al"
            | "el"
            | "ben"
            | "bin"
            | "ibn"
            | "abu"
            | "mac"
            | "ter"
            | "ten"
    )
}

/// The surname that ends with the word at token `i`: its first token, the particles, and the last part.
fn surname(cx: &Cx<'_>, i: usize) -> Option<(usize, String, String)> {
    let capital = cx
        .token(i)
        .is_some_and(|token| token.kind == TokenKind::Word && token.capital && !token.capitals);
    if !capital {
        return None;
    }
    // One token of two parts: "Al-Rashid".
    if let Some((lead, tail)) = cx.word(i).split_once('-') {
        let lead = lead.to_lowercase();
        return (particle(&lead) && !tail.contains('-')).then(|| (i, lead, fold_name(tail)));
    }
    let mut first = i;
    let mut lead = String::new();
    while first > 0 {
        let before = first - 1;
        let step = if cx.kind(before) == Some(TokenKind::Hyphen) && before > 0 {
            before - 1
        } else {
            before
        };
        if !particle(cx.folded(step)) {
            break;
        }
        lead.insert_str(0, cx.folded(step));
        first = step;
    }
    (first < i).then(|| (first, lead, fold_name(cx.word(i))))
}

/// Finds them.
pub(super) fn find(cx: &Cx<'_>, names: &Names, out: &mut Vec<Variant>) {
    // The surnames of several parts told in full, and where each ends.
    let mut full: Vec<(String, String, usize, usize)> = Vec::new();
    for person in names.persons.iter().filter(|person| person.given.is_some()) {
        let Some((first, lead, tail)) = person.last.checked_sub(1).and_then(|i| surname(cx, i))
        else {
            continue;
        };
        if full.len() < MOST && !full.iter().any(|one| one.0 == lead && one.1 == tail) {
            full.push((lead, tail, first, person.last));
        }
    }
    if full.is_empty() {
        return;
    }
    let mut seen: Vec<String> = Vec::new();
    for i in 0..cx.tokens.len() {
        let Some((first, lead, tail)) = surname(cx, i) else {
            continue;
        };
        if tail.chars().count() < LETTERS
            || seen.contains(&tail)
            || full.iter().any(|one| one.1 == tail)
        {
            continue;
        }
        let span = cx.span(first, i + 1);
        let ends = |long: &str, short: &str| {
            long.strip_suffix(short).is_some()
                || long
                    .strip_prefix(short)
                    .is_some_and(|rest| matches!(rest, "s" | "i" | "y" | "a" | "n" | "e"))
        };
        let near = full.iter().find(|(theirs, other, _, last)| {
            let most = if other.len().min(tail.len()) >= 6 {
                2
            } else {
                1
            };
            *last <= first
                && *theirs == lead
                && other.chars().count() >= LETTERS
                && other.chars().next() == tail.chars().next()
                && !ends(other, &tail)
                && !ends(&tail, other)
                && super::spelling::distance(other, &tail, most).is_some()
        });
        let Some((_, _, from, last)) = near else {
            continue;
        };
        // A name before or behind it: somebody else's in full, or a place's.
        let name = |k: usize| {
            cx.token(k)
                .is_some_and(|token| token.kind == TokenKind::Word && token.capital)
        };
        let title = |k: usize| matches!(cx.folded(k), "mr" | "mrs" | "ms" | "miss" | "dr");
        let opens = cx
            .token(first)
            .and_then(|token| cx.sentence(token.sentence))
            .is_some_and(|sentence| sentence.first as usize == first);
        let led = first > 0 && name(first - 1) && !opens && !title(first - 1);
        let acts = cx.is(i + 1, List::Auxiliary)
            || cx.is(i + 1, List::Modal)
            || cx.is(i + 1, List::PastForm)
            || cx.is(i + 1, List::ReportingVerb)
            || cx.word(i + 1).len() > 4 && cx.word(i + 1).ends_with("ed")
            || cx.kind(i + 1) == Some(TokenKind::Possessive);
        let taken = out
            .iter()
            .any(|one| one.span.start < span.end && span.start < one.span.end);
        // In a place or a body of that name the word before says so.
        let placed = first > 0
            && matches!(
                cx.folded(first - 1),
                "in" | "at" | "near" | "from" | "of" | "the" | "to"
            );
        let own = first > 0 && title(first - 1) || acts;
        if led || name(i + 1) || placed || !own || taken || !cx.in_body(span) {
            continue;
        }
        let earlier = cx.span(*from, *last);
        out.push(Variant {
            span,
            whose: earlier,
            earlier,
            kind: VariantKind::Letters,
        });
        seen.push(tail);
    }
}

/// True if a part of the surname before the last has an accent in one and none in the other.
pub(super) fn inner_accents(a: &str, b: &str) -> bool {
    let parts = |name: &str| {
        name.split_whitespace()
            .rev()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let (x, y) = (parts(a), parts(b));
    x.len().min(y.len()) >= 2
        && x.first() == y.first()
        && x.get(1) != y.get(1)
        && x.get(1).is_some_and(|word| word.len() >= 5)
        && x.get(1).map(|word| fold_name(word.as_str()))
            == y.get(1).map(|word| fold_name(word.as_str()))
        && accents_alone(a, b)
}
