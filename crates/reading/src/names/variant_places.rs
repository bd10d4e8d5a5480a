//! Places that no register knows, spelled in two ways: "the village of Tarnaweh … rescuers reached Tarnawah".

use rustc_hash::FxHashMap;

use super::variant::{Variant, VariantKind};
use super::variant_index::VariantIndex;
use crate::cx::Cx;
use crate::lists::List;
use crate::token::TokenKind;

/// The fewest letters of a name that is compared.
const LETTERS: usize = 6;
/// A story names few places; the longest lists are cut.
const MOST: usize = 60;

/// Finds the places whose name is a letter off one told before.
pub(super) fn find(cx: &Cx<'_>, index: &VariantIndex<'_, '_>, out: &mut Vec<Variant>) {
    let mut seen: Vec<usize> = Vec::new();
    let mut known: FxHashMap<&str, usize> = FxHashMap::default();
    for i in 1..cx.tokens.len() {
        if known.len() > MOST {
            break;
        }
        if !unknown_place(cx, index, i) {
            continue;
        }
        let own = cx.folded(i);
        if let Some(count) = known.get_mut(own) {
            *count += 1;
            continue;
        }
        let earlier = seen.iter().copied().find(|&other| {
            let name = cx.folded(other);
            name.chars().next() == own.chars().next()
                && name.chars().count().abs_diff(own.chars().count()) <= 1
                && super::spelling::distance(name, own, 1).is_some()
                && name.strip_suffix('s') != Some(own)
                && own.strip_suffix('s') != Some(name)
                && cx.sentence_at(cx.span(other, other + 1).start)
                    != cx.sentence_at(cx.span(i, i + 1).start)
        });
        known.insert(own, 1);
        seen.push(i);
        if let Some(other) = earlier {
            out.push(Variant {
                span: cx.span(i, i + 1),
                whose: cx.span(other, other + 1),
                earlier: cx.span(other, other + 1),
                kind: VariantKind::Letters,
            });
        }
    }
}

/// True if token `i` is a word in capitals where a place stands, and neither a register nor a name holds it.
fn unknown_place(cx: &Cx<'_>, index: &VariantIndex<'_, '_>, i: usize) -> bool {
    let word = cx.folded(i);
    let name = |i: usize| {
        cx.token(i)
            .is_some_and(|token| token.kind == TokenKind::Word && token.capital && !token.capitals)
    };
    if !name(i) || word.len() < LETTERS || name(i + 1) {
        return false;
    }
    let before = cx.folded(i - 1);
    let led = matches!(
        before,
        "in" | "near"
            | "at"
            | "from"
            | "to"
            | "outside"
            | "around"
            | "into"
            | "towards"
            | "reached"
            | "entered"
            | "left"
    ) || before == "of"
        && i >= 2
        && matches!(
            cx.folded(i - 2),
            "village"
                | "town"
                | "city"
                | "district"
                | "port"
                | "valley"
                | "island"
                | "hamlet"
                | "suburb"
                | "province"
        );
    led && cx
        .token(i + 1)
        .is_none_or(|next| next.kind != TokenKind::Hyphen)
        && word.chars().count() >= LETTERS
        && !cx.is(i, List::CommonWord)
        && !cx.is(i, List::GivenName)
        && !cx.is(i, List::Surname)
        && !cx.is(i, List::Month)
        && !cx.is(i, List::Weekday)
        && !cx.names.is_demonym(cx, i)
        && cx.token(i).is_some_and(|token| cx.in_body(token.span))
        && !cx.names.gazetteer.spells(word)
        && !index.held(i)
}
