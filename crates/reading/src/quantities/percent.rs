//! Percentages and percentage points.

use super::Percentage;
use crate::numbers::lexeme::Look;
use crate::numbers::{Number, Role};
use crate::token::TokenKind;

/// The percentage that begins with the number.
pub(super) fn read(look: &Look<'_, '_>, number: &Number) -> Option<Percentage> {
    if matches!(number.role, Role::Ordinal | Role::Score) {
        return None;
    }
    let mut at = number.core_last as usize;
    at += usize::from(look.hyphen(at));
    // "half a per cent", "a quarter of a percentage point"
    if number.role == Role::Fraction {
        at += usize::from(look.word(at) == "of");
        at += usize::from(matches!(look.word(at), "a" | "one"));
    }
    let (mut last, points, scale) = match look.word(at) {
        "%" | "percent" | "pct" => (at + 1, false, 1.0),
        "per" if look.word(at + 1) == "cent" => (at + 2, false, 1.0),
        "percentage" => {
            let point = at + 1 + usize::from(look.hyphen(at + 1));
            if !matches!(look.word(point), "point" | "points") {
                return None;
            }
            (point + 1, true, 1.0)
        }
        "basis" if matches!(look.word(at + 1), "point" | "points") => (at + 2, true, 0.01),
        _ => return None,
    };
    // "5%-point", "5 percent points"
    let gap = usize::from(look.hyphen(last));
    let points = points || {
        let pointed = matches!(look.word(last + gap), "point" | "points");
        if pointed {
            last += gap + 1;
        }
        pointed
    };
    let mut first = number.tokens.0 as usize;
    let core = number.core_first as usize;
    let minus = first == core
        && core.checked_sub(1).is_some_and(|k| {
            k >= look.first
                && (look.word(k) == "minus"
                    || look.kind(k) == Some(TokenKind::Dash) && look.glued(core) && !look.glued(k))
        });
    let sign = if minus { -1.0 } else { 1.0 };
    let core = if minus { core - 1 } else { core };
    first = first.min(core);
    let (low, high) = (number.lowest * scale * sign, number.highest * scale * sign);
    Some(Percentage {
        span: look.cx.span(first, last),
        core: look.cx.span(core, last),
        tokens: (first as u32, last as u32),
        number: number.number * scale * sign,
        lowest: low.min(high),
        highest: low.max(high),
        half_step: number.half_step * scale,
        points,
        hedge: number.hedge,
    })
}
