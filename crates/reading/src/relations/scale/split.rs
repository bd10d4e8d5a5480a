//! A sum that is divided, and what each is told to get of it, more than all of it would allow: "The grant of 12 million euros
//! will be shared among 400 families. Each will receive 30 million".

use super::thousands::{Row, row};
use super::{Ground, stem};
use crate::lists::List;
use crate::numbers::Role;
use crate::numbers::lexeme::Look;
use crate::quantities::Sum;
use crate::sentence::Sentence;

/// So many times what each would get is no matter of rounding, costs or a larger part of some.
const FAR: f64 = 5.0;

/// Finds what each gets in the sentence that tells of the division, or in the one behind it.
pub(super) fn find(ground: &Ground<'_, '_>, rows: &mut Vec<Row>) {
    for (n, sentence) in ground.cx.sentences.iter().enumerate() {
        let own = super::own_sums(ground, sentence.span);
        let Some(whole) = own.first() else { continue };
        let look = ground.look(sentence);
        let Some((count, link, at)) = divided(ground, &look, sentence) else {
            continue;
        };
        // "shared among 400 families, 30,000 euros each": what each gets is not what is shared.
        if whole.tokens.1 as usize > link {
            continue;
        }
        let sharer = stem(look.word(at));
        let told_of_each =
            |look: &Look<'_, '_>, part: &Sum| told_of_each(ground, look, part, sharer);
        let part = match own {
            [_, part] => told_of_each(&look, part).then_some(part),
            [_] => ground
                .cx
                .sentences
                .get(n + 1)
                .filter(|next| next.block == sentence.block)
                .and_then(|next| {
                    let [part] = super::own_sums(ground, next.span) else {
                        return None;
                    };
                    told_of_each(&ground.look(next), part).then_some(part)
                }),
            _ => None,
        };
        let Some(part) = part else { continue };
        let share = whole.amount.amount / count;
        if part.amount.currency == whole.amount.currency
            && share > 0.0
            && part.amount.amount > share * FAR
            && !ground.cx.masked(part.span)
            && !rows.iter().any(|row| row.0.contains(part.span))
        {
            rows.push(row(
                part.span,
                part.amount.amount,
                "each",
                Some(share),
                ground.cx.span(whole.tokens.0 as usize, at),
                part.span,
            ));
        }
    }
}

/// "shared equally among 400 families": among how many, the token of "among", and the token behind their number.
fn divided(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    sentence: &Sentence,
) -> Option<(f64, usize, usize)> {
    let verb = (look.first..look.end).find(|&i| {
        matches!(
            look.word(i),
            "shared"
                | "share"
                | "split"
                | "divided"
                | "divide"
                | "distributed"
                | "distribute"
                | "spread"
        )
    })?;
    let link = (verb + 1..look.end.min(verb + 5)).find(|&i| {
        matches!(
            look.word(i),
            "among" | "amongst" | "between" | "by" | "across"
        )
    })?;
    let count = ground.numbers_in(sentence.span).iter().find(|number| {
        let first = number.tokens.0 as usize;
        number.role == Role::Cardinal
            && number.number >= 2.0
            && !number.compound
            && !number.year_like
            && first > link
            && first - link <= 4
            && (link + 1..first).all(|i| !super::mark(look, i))
    })?;
    Some((count.number, link, count.tokens.1 as usize))
}

/// "each of whom will receive 30 million euros", "giving each of them $300 million": each of those who share, and of nothing
/// else ("Each school will get 3 million").
fn told_of_each(ground: &Ground<'_, '_>, look: &Look<'_, '_>, part: &Sum, sharer: &str) -> bool {
    let first = part.tokens.0 as usize;
    let last = part.tokens.1 as usize;
    let ahead = (look.first.max(first.saturating_sub(9))..first)
        .rev()
        .take_while(|&i| !super::mark(look, i))
        .any(|i| {
            let next = look.word(i + 1);
            matches!(look.word(i), "each" | "every")
                && (i + 1 == first
                    || stem(next) == sharer
                    || matches!(
                        next,
                        "of" | "will"
                            | "would"
                            | "should"
                            | "can"
                            | "is"
                            | "to"
                            | "one"
                            | "about"
                            | "some"
                            | "get"
                            | "gets"
                            | "getting"
                            | "got"
                            | "receive"
                            | "receives"
                            | "received"
                            | "receiving"
                    ))
        });
    ahead
        || matches!(look.word(last), "each" | "apiece")
            && !matches!(
                look.word(last + 1),
                "year" | "month" | "week" | "day" | "season" | "time"
            )
        || matches!(look.word(last), "a" | "per") && ground.cx.is(last + 1, List::PrivateHead)
}
