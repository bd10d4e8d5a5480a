//! What two values count: whether one noun or name stands behind both.

use crate::lists::List;
use crate::numbers::lexeme::{Look, Time};
use crate::quantities::change::{Amount, Kind};
use crate::token::TokenKind;

/// True if the amount may be a value: no points, no part, no year, no "one".
pub(in crate::quantities) fn counts(look: &Look<'_, '_>, amount: &Amount) -> bool {
    let year =
        amount.kind == Kind::Plain && crate::relations::year(look.text(amount.first)).is_some();
    amount.kind != Kind::Points
        && !amount.fraction
        && !year
        && !look.hyphen(amount.last)
        && look.word(amount.last) != "times"
        && (amount.kind != Kind::Plain || amount.number >= 2.0)
}

/// Both count the same by the noun behind them, as far as both have one.
pub(super) fn same_noun(look: &Look<'_, '_>, a: &Amount, b: &Amount) -> bool {
    one_noun((look, a), (look, b))
}

/// Two values, of one sentence or of two, count the same by the noun behind them, as far as both have one.
pub(in crate::quantities) fn one_noun(
    a: (&Look<'_, '_>, &Amount),
    b: (&Look<'_, '_>, &Amount),
) -> bool {
    if a.1.kind != Kind::Plain {
        return true;
    }
    match (counted(a.0, a.1), counted(b.0, b.1)) {
        (Some(x), Some(y)) => x.trim_end_matches('s') == y.trim_end_matches('s'),
        _ => true,
    }
}

/// "3,200 bales" and "2,400 tonnes": one counts by its noun, the other measures.
pub(super) fn unlike(a: (&Look<'_, '_>, &Amount), b: (&Look<'_, '_>, &Amount)) -> bool {
    match (a.1.kind, b.1.kind) {
        (Kind::Plain, Kind::Plain) => !one_noun(a, b),
        (Kind::Plain, _) => counted(a.0, a.1).is_some(),
        (_, Kind::Plain) => counted(b.0, b.1).is_some(),
        _ => false,
    }
}

/// Both have a noun behind them, the same.
pub(in crate::quantities) fn same_named(
    a: (&Look<'_, '_>, &Amount),
    b: (&Look<'_, '_>, &Amount),
) -> bool {
    matches!(
        (counted(a.0, a.1), counted(b.0, b.1)),
        (Some(x), Some(y)) if x.trim_end_matches('s') == y.trim_end_matches('s')
    )
}

/// The noun behind a value.
pub(super) fn counted<'a>(look: &Look<'_, 'a>, one: &Amount) -> Option<&'a str> {
    let i = one.last;
    (look.kind(i) == Some(TokenKind::Word)
        && !look.capital(i)
        && !look.cx.is(i, List::Preposition)
        && !look.cx.is(i, List::Auxiliary)
        && !look.cx.is(i, List::Conjunction)
        && !look.cx.is(i, List::Determiner)
        && matches!(look.time(i), Time::None)
        && !matches!(look.word(i), "it" | "when" | "then" | "there" | "so"))
    .then(|| look.word(i))
}
