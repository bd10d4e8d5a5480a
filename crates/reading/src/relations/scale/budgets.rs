//! Sums of one thing a thousand times apart: "a budget of $4.1 billion … The $4.1 million budget", "$6 million, shared
//! among 3,000 families, comes to $2 million a family".

use super::Ground;
use super::thousands::{Row, row, unit_price};
use crate::numbers::Role;
use crate::numbers::lexeme::Look;
use crate::quantities::Sum;
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// "a budget of $4.1 billion … The $4.1 million budget": the same figures for the same thing, a thousand times apart.
pub(super) fn budgets(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    sentence: &Sentence,
    own: &[Sum],
    rows: &mut Vec<Row>,
) {
    let sums: &[Sum] = &ground.quantities.sums;
    let from = sums.partition_point(|sum| sum.span.start < sentence.span.start);
    for sum in own {
        let (first, last) = (sum.tokens.0 as usize, sum.tokens.1 as usize);
        // "the bridge's $2.4 million cost": whose it is stands before.
        let owner = first
            .checked_sub(2)
            .filter(|_| look.kind(first - 1) == Some(TokenKind::Possessive));
        if !matches!(look.before(first, 1), "the" | "this" | "that") && owner.is_none()
            || look.kind(last) != Some(TokenKind::Word)
            || sum.amount.amount < 1e6
        {
            continue;
        }
        let noun = super::stem(look.word(last));
        let other = sums
            .get(from.saturating_sub(6)..from)
            .unwrap_or(&[])
            .iter()
            .find(|other| {
                let ratio = other.amount.amount / sum.amount.amount;
                let thousand = (ratio - 1000.0).abs() < 0.01 || (ratio * 1000.0 - 1.0).abs() < 1e-5;
                let told = other.tokens.0 as usize;
                // "A$2.4 billion on a second bridge … Work on the A$2.4 million bridge"
                let near = ground
                    .cx
                    .sentence_tokens(ground.cx.sentence_at(other.span.start));
                let lead = sum.amount.amount / 10f64.powf(sum.amount.amount.log10().floor());
                let thing = noun.len() > 3
                    && (lead - 1.0).abs() > 0.01
                    && near
                        .clone()
                        .any(|i| super::stem(ground.cx.folded(i)) == noun);
                let owned = owner.is_some_and(|owner| {
                    let noun = super::stem(look.word(owner));
                    (lead - 1.0).abs() > 0.01
                        && noun.len() > 3
                        && (told..told + 8).any(|i| super::stem(ground.cx.folded(i)) == noun)
                });
                thousand
                    && other.amount.currency == sum.amount.currency
                    && (thing && owner.is_none()
                        || owned
                        || (1..=3).any(|back| {
                            told.checked_sub(back)
                                .is_some_and(|i| super::stem(ground.cx.folded(i)) == noun)
                        }))
            });
        if let Some(other) = other {
            rows.push(row(
                sum.span,
                sum.amount.amount,
                "echo",
                Some(other.amount.amount),
                other.span,
                sum.span,
            ));
        }
    }
}

/// "$6 million, shared among 3,000 families, comes to $2 million a family": what all get, how many they are, and what each
/// gets, a thousand times off.
pub(super) fn shared_out(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    sentence: &Sentence,
    own: &[Sum],
    rows: &mut Vec<Row>,
) {
    let [a, b] = own else { return };
    let mut counts = ground.numbers_in(sentence.span).iter().filter(|number| {
        number.role == Role::Cardinal && number.number >= 10.0 && !number.year_like
    });
    let (Some(count), None) = (counts.next(), counts.next()) else {
        return;
    };
    let (total, each) = if unit_price(look, b) {
        (a, b)
    } else if unit_price(look, a) {
        (b, a)
    } else {
        return;
    };
    // "or £200 a home", "comes to $2 million a family": what all get is told as what each gets.
    let (from, to) = (total.tokens.1 as usize, each.tokens.0 as usize);
    let told = (from..to).any(|i| {
        matches!(
            look.word(i),
            "or" | "comes"
                | "works"
                | "equals"
                | "equal"
                | "equivalent"
                | "meaning"
                | "making"
                | "averaging"
                | "average"
                | "amounts"
                | "giving"
                | "means"
        )
    });
    if total.amount.currency != each.amount.currency
        || each.amount.amount <= 0.0
        || total.amount.amount <= each.amount.amount
        || !told
        || rows.iter().any(|row| row.0 == total.span)
    {
        return;
    }
    let off = each.amount.amount * count.number / total.amount.amount;
    let thousand = |ratio: f64| (500.0..2000.0).contains(&ratio);
    if thousand(off) || thousand(1.0 / off) {
        rows.push(row(
            each.span,
            each.amount.amount,
            "each",
            Some(total.amount.amount / count.number),
            total.span,
            each.span,
        ));
    }
}
