//! Names of two words that no register knows, one word a letter off: "Meridian Haulage … drivers at Meridien Haulage".

use copydesk_facts::WordId;
use rustc_hash::FxHashMap;

use super::Names;
use super::variant::{Variant, VariantKind};
use crate::cx::Cx;
use crate::lists::List;
use crate::token::TokenKind;

/// The fewest letters of the word that differs.
const LETTERS: usize = 6;
/// A story names few bodies; the longest lists are cut.
const MOST: usize = 200;

/// Two words in capitals, and how often they stand so.
struct Pair {
    first: usize,
    count: usize,
    /// The pair before it, with one more to its number, that has the same first word, and the same second.
    before: [usize; 2],
}

/// Finds the pairs whose one word is a letter off one told before.
pub(super) fn find(cx: &Cx<'_>, names: &Names, out: &mut Vec<Variant>) {
    let mut pairs: Vec<Pair> = Vec::new();
    let mut known: FxHashMap<(WordId, WordId), usize> = FxHashMap::default();
    // The last pair with a word at a place of its own, with one more to its number.
    let mut by_word: FxHashMap<(WordId, usize), usize> = FxHashMap::default();
    let word = |i: usize| cx.token(i).map_or(WordId(0), |token| token.word);
    for i in 0..cx.tokens.len().saturating_sub(1) {
        if pairs.len() > MOST || !pair_at(cx, i) {
            continue;
        }
        let (a, b) = (word(i), word(i + 1));
        let at = pairs.len();
        let before = *known.entry((a, b)).or_insert(at);
        if let Some(pair) = pairs.get_mut(before) {
            pair.count += 1;
            continue;
        }
        let before = [(a, 0), (b, 1)].map(|key| by_word.insert(key, at + 1).unwrap_or(0));
        pairs.push(Pair {
            first: i,
            count: 1,
            before,
        });
    }
    for own in &pairs {
        if own.count > 2 {
            continue;
        }
        // The first of those that share the first word; else of those that share the second.
        let chain = |side: usize| {
            let next = |pair: &Pair| pairs.get(pair.before.get(side)?.checked_sub(1)?);
            let off = 1 - side;
            std::iter::successors(next(own), move |pair| next(pair))
                .filter(|other| slip(cx, other.first + off, own.first + off))
                .last()
        };
        let (a, b) = (cx.folded(own.first), cx.folded(own.first + 1));
        let may = |word: &str| word.len() >= LETTERS;
        let earlier = Some(0).filter(|_| may(b)).and_then(chain);
        let earlier = earlier.or_else(|| Some(1).filter(|_| may(a)).and_then(chain));
        let Some(other) = earlier else { continue };
        let span = cx.span(own.first, own.first + 2);
        let apart = cx.sentence_at(span.start)
            != cx.sentence_at(cx.span(other.first, other.first + 1).start);
        let taken = out
            .iter()
            .any(|one| one.span.start < span.end && span.start < one.span.end);
        if apart
            && !taken
            && !person_or_place(names, own.first)
            && !person_or_place(names, other.first)
        {
            let earlier = cx.span(other.first, other.first + 2);
            out.push(Variant {
                span,
                whose: earlier,
                earlier,
                kind: VariantKind::Letters,
            });
        }
    }
}

/// True if two words in capitals stand at token `i`, in the body, and no word of the language opens them.
fn pair_at(cx: &Cx<'_>, i: usize) -> bool {
    let name = |i: usize| {
        cx.token(i)
            .is_some_and(|token| token.kind == TokenKind::Word && token.capital && !token.capitals)
            && cx.word(i).len() >= 3
    };
    let opens = || {
        cx.token(i)
            .and_then(|token| cx.sentence(token.sentence))
            .is_some_and(|sentence| sentence.first as usize == i)
    };
    name(i)
        && name(i + 1)
        && cx.token(i + 1).is_some_and(|token| token.spaced)
        && !(cx.is(i, List::CommonWord) && opens())
        && !cx.is(i, List::Month)
        && !cx.is(i, List::Weekday)
        && cx.token(i).is_some_and(|token| cx.in_body(token.span))
}

/// True if two words are one but for a letter, and neither is a form or a plain word of the language.
fn slip(cx: &Cx<'_>, i: usize, k: usize) -> bool {
    let (a, b) = (cx.folded(i), cx.folded(k));
    let ends = |long: &str, short: &str| {
        long.strip_prefix(short)
            .is_some_and(|rest| matches!(rest, "s" | "n" | "d" | "r" | "e" | "i" | "y"))
    };
    if a.len().abs_diff(b.len()) > 4 || a.as_bytes().first() != b.as_bytes().first() {
        return false;
    }
    // "adviser", "advisor"; "terrorist", "terrorism": other forms, other words.
    let forms = [("er", "or"), ("ist", "ism"), ("our", "or")]
        .iter()
        .any(|(x, y)| {
            let stem = |word: &str, end: &str| word.strip_suffix(end).map(str::to_owned);
            stem(a, x).is_some() && stem(a, x) == stem(b, y)
                || stem(a, y).is_some() && stem(a, y) == stem(b, x)
        });
    a != b
        && !forms
        && a.chars().count().min(b.chars().count()) >= LETTERS
        && a.chars().next() == b.chars().next()
        && !ends(a, b)
        && !ends(b, a)
        && !(cx.is(i, List::CommonWord) && cx.is(k, List::CommonWord))
        && !cx.names.is_demonym(cx, i)
        && !cx.names.is_demonym(cx, k)
        && a.replace("iz", "is") != b.replace("iz", "is")
        && super::spelling::distance(a, b, 1).is_some()
}

/// True if the two words from token `i` stand within a person or a place that was read.
fn person_or_place(names: &Names, i: usize) -> bool {
    let touches = |first: usize, last: usize| first < i + 2 && i < last;
    names.persons.iter().any(|one| touches(one.first, one.last))
        || names.places.iter().any(|one| touches(one.first, one.last))
}
