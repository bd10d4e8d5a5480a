//! What all come to, beside a count and a price that the sentence before tells: "240 crowns a share for the 160 million
//! shares. The bid values the firm at 38.4 million crowns"; "Each of the 1,200 families will get $500. The scheme will cost
//! $600 million".

use super::Ground;
use super::thousands::{Row, row, unit_price};
use crate::numbers::Role;
use crate::numbers::lexeme::Look;
use crate::quantities::Sum;
use crate::sentence::Sentence;

/// Finds one in the sentence `next` that goes back to the sentence before.
pub(super) fn find(
    ground: &Ground<'_, '_>,
    sentence: &Sentence,
    (own, after): (&[Sum], &[Sum]),
    next: &Sentence,
    rows: &mut Vec<Row>,
) {
    let ([price], [total]) = (own, after) else {
        return;
    };
    if sentence.block != next.block || price.amount.currency != total.amount.currency {
        return;
    }
    let look = ground.look(sentence);
    let then = ground.look(next);
    let mut counts = ground
        .numbers_in(sentence.span)
        .iter()
        .filter(|one| one.role == Role::Cardinal && one.number >= 10.0 && !one.year_like);
    let (Some(count), None) = (counts.next(), counts.next()) else {
        return;
    };
    let each = unit_price(&look, price)
        || (look.first..look.end).any(|i| matches!(look.word(i), "each" | "apiece" | "every"));
    let again = |look: &Look<'_, '_>| {
        (look.first..look.end).any(|i| {
            matches!(
                look.word(i),
                "month"
                    | "months"
                    | "monthly"
                    | "week"
                    | "weekly"
                    | "weeks"
                    | "daily"
                    | "day"
                    | "days"
                    | "year"
                    | "years"
                    | "annually"
                    | "annual"
                    | "up"
                    | "least"
                    | "%"
                    | "also"
                    | "other"
            )
        })
    };
    let first = total.tokens.0 as usize;
    let refers = matches!(
        then.word(then.first),
        "the" | "this" | "that" | "it" | "together" | "altogether" | "in" | "they"
    );
    let all = (then.first..first).any(|i| {
        matches!(
            then.word(i),
            "values"
                | "valued"
                | "cost"
                | "costs"
                | "makes"
                | "make"
                | "comes"
                | "come"
                | "total"
                | "bill"
                | "altogether"
                | "together"
                | "all"
                | "amounts"
                | "worth"
                | "adds"
        )
    });
    // "The $20 billion contract"
    let named = matches!(
        then.word(total.tokens.1 as usize),
        "contract"
            | "order"
            | "deal"
            | "purchase"
            | "bill"
            | "fleet"
            | "scheme"
            | "programme"
            | "program"
            | "payout"
            | "project"
    ) && matches!(then.before(first, 1), "the" | "this" | "that");
    let all = all || named;
    if each && refers && all && !again(&look) && !again(&then) && counted(ground, next) == 0 {
        rows.push(row(
            total.span,
            total.amount.amount,
            "product",
            Some(price.amount.amount * count.number),
            count.span,
            total.span,
        ));
    }
}

/// How many things a sentence counts.
fn counted(ground: &Ground<'_, '_>, sentence: &Sentence) -> usize {
    ground
        .numbers_in(sentence.span)
        .iter()
        .filter(|one| one.role == Role::Cardinal && one.number >= 2.0 && !one.year_like)
        .count()
}
