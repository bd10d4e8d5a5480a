//! Sums of money: signs, codes and names, before and behind the number.

use std::sync::Arc;

use copydesk_draft::layer::Money;

use super::Sum;
use super::index::{Measure, MeasureIndex, Named};
use crate::numbers::lexeme::{Look, Num};
use crate::numbers::{Number, Role};
use crate::token::TokenKind;

/// The sum whose number this is. `pounds` remembers whether the draft speaks of pounds as money.
pub(super) fn read(look: &Look<'_, '_>, number: &Number, pounds: &mut Option<bool>) -> Option<Sum> {
    if number.role == Role::Ordinal {
        return None;
    }
    let index = &look.cx.values.measures;
    let core = number.core_first as usize;
    let last = number.core_last as usize;
    if let Some((first, named)) = before(look, index, core) {
        let (currency, parts) = currency(index, named.measure)?;
        // "$5 million US", "A$5": the sign comes first, a name behind it is left out.
        return Some(sum(look, number, (first, last), &currency, parts));
    }
    let mut at = last;
    at += usize::from(look.hyphen(at));
    if look.word(at) == "of"
        && (number.role == Role::Vague || number.hedge == crate::numbers::Hedge::Vague)
    {
        at += 1;
    }
    if at == last {
        at = at.max(number.tokens.1 as usize);
    }
    if matches!(look.word(at), "more" | "additional" | "extra") {
        at += 1;
    }
    let small_coin = |_: &MeasureIndex, named: Named| match named.measure {
        Measure::Currency(_) => {
            !named.short
                || look.glued(at)
                || !named.ambiguous && look.capitals(at)
                || look.word(at) == "dlrs"
        }
        Measure::Minor(_) => !named.short || look.glued(at) && look.is_figure(core),
        Measure::Unit(_) => false,
    };
    if let Some(named) = index.at(look, at, small_coin) {
        if named.ambiguous && !is_money(look, number, at, named.last, pounds) {
            return None;
        }
        let (currency, parts) = currency(index, named.measure)?;
        return Some(sum(look, number, (core, named.last), &currency, parts));
    }
    // "240 crowns": four countries have them, and the draft need not say which.
    if look.word(at) == "crowns" && number.number >= 50.0 {
        return Some(sum(look, number, (core, at + 1), &"crowns".into(), 1.0));
    }
    // "500 Zimbabwean dollars": a country that the register lacks.
    if look.capital(at)
        && look.kind(at) == Some(TokenKind::Word)
        && let Some(named) = index.at(look, at + 1, |_, named| {
            matches!(named.measure, Measure::Currency(_)) && !named.short
        })
    {
        let printed = look.cx.str(look.cx.span(at, named.last));
        return Some(sum(look, number, (core, named.last), &printed.into(), 1.0));
    }
    None
}

/// The sign or code that ends right before token `core`, and its first token.
fn before(look: &Look<'_, '_>, index: &MeasureIndex, core: usize) -> Option<(usize, Named)> {
    let mut end = core;
    if look.text(end.wrapping_sub(1)) == "."
        && look.glued(end - 1)
        && look.cx.word(end.wrapping_sub(2)).starts_with('R')
    {
        end -= 1;
    }
    for length in [2, 1] {
        let Some(first) = end.checked_sub(length).filter(|&i| i >= look.first) else {
            continue;
        };
        let sign = index.at(look, first, |_, named| {
            named.last == end && named.short && matches!(named.measure, Measure::Currency(_))
        });
        let Some(named) = sign else {
            continue;
        };
        let letters = look.text(end - 1).chars().all(char::is_alphanumeric);
        if letters && named.ambiguous && !look.glued(core) {
            continue;
        }
        // Letters may stand apart ("USD 5 million"), signs may not; "US" and "$" belong together.
        if (letters || look.glued(core))
            && (length == 1 || look.glued(first + 1))
            && look.is_figure(core)
        {
            return Some((first, named));
        }
    }
    None
}

fn currency(index: &MeasureIndex, measure: Measure) -> Option<(Arc<str>, f64)> {
    match measure {
        Measure::Currency(i) => index
            .currencies
            .get(usize::from(i))
            .map(|currency| (currency.id.clone(), 1.0)),
        Measure::Minor(i) => index
            .currencies
            .get(usize::from(i))
            .map(|currency| (currency.id.clone(), currency.parts)),
        Measure::Unit(_) => None,
    }
}

fn sum(
    look: &Look<'_, '_>,
    number: &Number,
    core: (usize, usize),
    currency: &Arc<str>,
    parts: f64,
) -> Sum {
    let first = (number.tokens.0 as usize).min(core.0);
    let last = (number.tokens.1 as usize).max(core.1);
    Sum {
        span: look.cx.span(first, last),
        core: look.cx.span(core.0, core.1),
        tokens: (first as u32, last as u32),
        amount: Money {
            amount: number.number / parts,
            currency: currency.clone(),
        },
        lowest: number.lowest / parts,
        highest: number.highest / parts,
        half_step: number.half_step / parts,
        hedge: number.hedge,
    }
}

/// Pounds: money or weight? Told by the words around them, then by whether the draft prints the sign.
fn is_money(
    look: &Look<'_, '_>,
    number: &Number,
    at: usize,
    last: usize,
    pounds: &mut Option<bool>,
) -> bool {
    if number.number >= 1e6 || look.word(at) != "pounds" && look.word(at) != "pound" {
        return number.number >= 1e6;
    }
    if matches!(
        look.word(last),
        "of" | "per" | "heavier" | "lighter" | "overweight"
    ) || look.hyphen(last)
    {
        let stuff = look.word(last + 1);
        return look.word(last) == "of"
            && matches!(
                stuff,
                "aid"
                    | "debt"
                    | "public"
                    | "taxpayers"
                    | "taxpayer"
                    | "funding"
                    | "investment"
                    | "savings"
            );
    }
    let core = number.tokens.0 as usize;
    for back in 1..=6 {
        match look.before(core, back) {
            "weigh" | "weighed" | "weighs" | "weighing" | "lost" | "gained" | "lose" | "gain"
            | "weight" | "haul" | "catch" | "kilograms" | "kg" | "tonnes" | "tons" | "bomb"
            | "ounces" => return false,
            "cost" | "costs" | "costing" | "paid" | "pay" | "pays" | "worth" | "spent"
            | "spend" | "fine" | "fined" | "earn" | "earns" | "earned" | "price" | "priced"
            | "raised" | "donated" | "owed" | "sold" | "salary" | "wage" | "budget" | "rebate"
            | "fee" | "grant" | "bonus" | "rent" | "loan" | "debt" | "tax" | "discount"
            | "refund" | "fare" | "prize" | "reward" | "subsidy" | "allowance" | "payment"
            | "pension" => return true,
            _ => {}
        }
    }
    if look.text(last) == "(" {
        return look.num(last + 1) == Num::None
            && look
                .text(last + 1)
                .chars()
                .any(crate::numbers::phrase::is_currency_sign);
    }
    *pounds.get_or_insert_with(|| look.cx.text.contains('£') || look.cx.text.contains(" pence"))
}
