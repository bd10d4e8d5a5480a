//! A count of the headline and one of the lede, told of by the same verb: "Police arrest two over bank robbery" over "had
//! arrested four men".

use super::{Figure, Ground, in_lede, stem};
use crate::lists::List;
use crate::numbers::Role;
use crate::numbers::lexeme::Look;
use crate::token::TokenKind;

/// Verbs that say nothing of what is done to those counted.
const EMPTY: &[&str] = &[
    "said", "says", "have", "has", "had", "were", "was", "are", "after", "made", "makes", "takes",
    "took", "with", "over", "gets", "least", "than", "about", "more", "some", "into", "from",
];

/// The stem of the verb that stands right before a count, or behind it and its noun.
fn verb<'g>(ground: &Ground<'g, '_>, figure: &Figure, bare: bool) -> Option<&'g str> {
    let cx = ground.cx;
    let good = |i: usize| {
        let word = cx.folded(i);
        (cx.kind(i) == Some(TokenKind::Word)
            && word.len() > 3
            && !EMPTY.contains(&word)
            && !cx.is(i, List::Preposition)
            && !cx.is(i, List::Determiner)
            && !cx.is(i, List::ReportingVerb))
        .then(|| stem(word))
    };
    let before = figure.first.checked_sub(1)?;
    if let Some(verb) = good(before) {
        return Some(verb);
    }
    // "two arrested", "four men were arrested"
    let behind = if bare { figure.last } else { figure.last + 1 };
    let past = |i: usize| cx.is(i, List::ParticipleForm) || cx.folded(i).ends_with("ed");
    if bare && past(behind) {
        return good(behind);
    }
    (behind..behind + 3)
        .find(|&i| cx.is(i, List::Auxiliary))
        .and_then(|i| (i + 1..i + 3).find(|&k| past(k) && cx.folded(k) != "been"))
        .and_then(good)
}

/// The only count of the lede, if the same verb tells of it as of the bare count of the headline and the two differ.
pub(super) fn one_deed<'b>(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    figure: &Figure,
    body: &'b [Figure],
    same: usize,
) -> Option<&'b Figure> {
    let cx = ground.cx;
    let after = figure.last;
    // A noun of its own is compared elsewhere.
    let bare = after >= look.end
        || cx.is(after, List::Preposition)
        || cx.is(after, List::ParticipleForm)
        || look.word(after).ends_with("ed");
    if figure.role != Role::Cardinal || !bare || same > 0 || figure.number > 200.0 {
        return None;
    }
    let alone = ground
        .numbers_in(cx.span(look.first, look.end))
        .iter()
        .filter(|number| number.role == Role::Cardinal)
        .count()
        == 1;
    let mut own = body
        .iter()
        .filter(|other| other.role == Role::Cardinal && in_lede(ground, other.span));
    let only = own.next().filter(|_| alone && own.next().is_none())?;
    let persons = (only.last..only.last + 3).any(|i| cx.is(i, List::PersonNoun));
    let more = matches!(
        cx.folded(only.first.wrapping_sub(1)),
        "another" | "other" | "further" | "of" | "all"
    ) || (only.last..only.last + 2)
        .any(|i| matches!(cx.folded(i), "others" | "more" | "other"));
    let apart = (only.lowest > figure.highest || only.highest < figure.lowest)
        && !super::one_by_one(ground, only, figure);
    let deed = verb(ground, figure, true)?;
    (persons && !more && apart && only.number >= 2.0 && verb(ground, only, false) == Some(deed))
        .then_some(only)
}
