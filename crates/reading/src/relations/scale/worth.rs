//! A sum and its worth in brackets that lie thousands of times apart: "a budget of 4.3 million shillings ($33 billion)".

use super::Ground;
use super::thousands::{Row, row};

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
