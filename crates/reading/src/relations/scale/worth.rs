//! A sum and its worth in brackets that lie thousands of times apart: "a budget of 4.3 million shillings ($33 billion)".

use super::thousands::{Row, row};
use super::{Ground, own_sums};
use crate::quantities::Sum;
use crate::sentence::Sentence;

/// Money that is counted on everywhere: a unit of hardly any other buys more than one of it.
const COMMON: &[&str] = &["usd", "eur", "gbp"];

/// Of these a unit is worth more than a dollar.
const HIGH: &[&str] = &[
    "kwd", "bhd", "omr", "jod", "kyd", "gip", "fkp", "shp", "gbp", "eur", "usd", "chf", "xau",
    "btc",
];

/// No unit of any other is worth so many.
const MOST: f64 = 3.0;

/// Finds them.
pub(super) fn find(ground: &Ground<'_, '_>, rows: &mut Vec<Row>) {
    let cx = ground.cx;
    for pair in ground.quantities.sums.windows(2) {
        let [a, b] = pair else { continue };
        let (end, start) = (a.tokens.1 as usize, b.tokens.0 as usize);
        // "(about $33 billion)"
        let beside = matches!(cx.word(end), "(" | "[")
            && start - end <= 3
            && matches!(cx.word(b.tokens.1 as usize), ")" | "]" | ";" | ",")
            && (end + 1..start).all(|i| {
                matches!(
                    cx.folded(i),
                    "about"
                        | "around"
                        | "some"
                        | "roughly"
                        | "nearly"
                        | "approximately"
                        | "or"
                        | "over"
                        | "almost"
                        | "~"
                )
            });
        let is = |list: &[&str], code: &str| list.iter().any(|one| code.eq_ignore_ascii_case(one));
        let (x, y) = (&a.amount, &b.amount);
        let (local, common) = if is(COMMON, &y.currency) && !is(HIGH, &x.currency) {
            (x.amount, y.amount)
        } else if is(COMMON, &x.currency) && !is(HIGH, &y.currency) {
            (y.amount, x.amount)
        } else {
            continue;
        };
        if beside && local > 0.0 && common / local > MOST && !cx.masked(a.span) {
            rows.push(row(
                a.span.to(b.span),
                common / local,
                "worth",
                None,
                a.span,
                b.span,
            ));
        }
    }
}

/// "€750 million for the hospital. Of that, €90 billion is for beds", "$90 million for the port; $60 billion of it is for
/// cranes": a sum that is told as a part, larger than every sum before it; with the largest of these.
pub(super) fn parts_of_it<'g>(
    ground: &Ground<'g, '_>,
    sentence: &Sentence,
    own: &'g [Sum],
) -> Vec<(&'g Sum, &'g Sum)> {
    let look = ground.look(sentence);
    let at = ground.cx.sentence_at(sentence.span.start);
    let before = at
        .checked_sub(1)
        .and_then(|n| ground.cx.sentence(n))
        .filter(|before| before.block == sentence.block);
    own.iter()
        .enumerate()
        .filter_map(|(n, part)| {
            let (first, last) = (part.tokens.0 as usize, part.tokens.1 as usize);
            let pronoun = |i: usize| matches!(look.word(i), "that" | "this" | "it" | "which");
            let ends = |i: usize| {
                super::mark(&look, i)
                    || matches!(
                        look.word(i),
                        "is" | "was"
                            | "will"
                            | "would"
                            | "has"
                            | "had"
                            | "goes"
                            | "went"
                            | "to"
                            | "from"
                            | "in"
                    )
            };
            let behind = look.word(last) == "of" && pronoun(last + 1) && ends(last + 2);
            let fronted = look.word(look.first) == "of"
                && pronoun(look.first + 1)
                && first <= look.first + 4
                && n == 0;
            if !behind && !fronted {
                return None;
            }
            let earlier = own.iter().take(n);
            let earlier = earlier.chain(
                before
                    .into_iter()
                    .flat_map(|before| own_sums(ground, before.span)),
            );
            let mut whole: Option<&Sum> = None;
            for sum in earlier {
                if sum.amount.currency != part.amount.currency
                    || sum.amount.amount >= part.amount.amount
                {
                    return None;
                }
                if whole.is_none_or(|known| known.amount.amount < sum.amount.amount) {
                    whole = Some(sum);
                }
            }
            Some((part, whole?))
        })
        .collect()
}
