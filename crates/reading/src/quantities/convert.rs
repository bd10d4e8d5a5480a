//! A quantity and its conversion: "10 km (6 miles)", "60 mph/100 kph", "2.4 tonnes, or 5,290 pounds".

use copydesk_draft::Span;
use copydesk_draft::layer::Quantity;

use super::{Measured, Quantities};
use crate::numbers::Hedge;
use crate::numbers::lexeme::Look;
use crate::token::TokenKind;

/// A quantity with its conversion.
#[derive(Clone, PartialEq, Debug)]
pub struct Conversion {
    /// Bytes from the first quantity to the closing bracket, or to the second quantity.
    pub span: Span,
    /// The quantity; of a range the lower end.
    pub first: Quantity,
    /// Its conversion; of a range the lower end.
    pub second: Quantity,
    /// The upper end of the quantity, if both are ranges.
    pub first_highest: Option<Quantity>,
    /// The upper end of its conversion.
    pub second_highest: Option<Quantity>,
    /// Bytes of the quantity.
    pub first_words: Span,
    /// Bytes of the conversion.
    pub second_words: Span,
}

/// Finds the conversions among the quantities of a sentence, from `start` on.
pub(super) fn find(look: &Look<'_, '_>, start: usize, out: &mut Quantities) {
    let own = out.quantities.get(start..).unwrap_or(&[]).to_vec();
    let mut i = 0;
    while i < own.len() {
        let until = side(look, &own, i);
        let Some(b) = own.get(until) else {
            return;
        };
        let after = side(look, &own, until);
        // "150 kph - 120 mph - tore roofs off": between two dashes.
        let (from, to) = (end(&own, until - 1), b.tokens.0 as usize);
        let dashed = look.kind(from) == Some(TokenKind::Dash)
            && to == from + 1
            && look.kind(end(&own, after - 1)) == Some(TokenKind::Dash);
        let joint = if dashed {
            Some(Close::Dash)
        } else {
            joint(look, from, to)
        };
        let conversion =
            joint.and_then(|close| pair(look, &own, (i, until), (until, after), close));
        if let Some(conversion) = conversion {
            out.conversions.push(conversion);
            i = after;
            continue;
        }
        i += 1;
    }
}

fn end(own: &[Measured], i: usize) -> usize {
    own.get(i).map_or(0, |measured| measured.tokens.1 as usize)
}

/// One past a side of a conversion: quantity `i`, and the next one if "to" or a dash joins the two as a range.
fn side(look: &Look<'_, '_>, own: &[Measured], i: usize) -> usize {
    if let (Some(a), Some(b)) = (own.get(i), own.get(i + 1)) {
        let gap = a.tokens.1 as usize;
        let joined = b.tokens.0 as usize == gap + 1
            && (matches!(look.word(gap), "to" | "and" | "or")
                || look.hyphen(gap)
                || look.kind(gap) == Some(TokenKind::Dash));
        if joined && a.amount.unit == b.amount.unit && a.amount.number < b.amount.number {
            return i + 2;
        }
    }
    i + 1
}

/// How the second quantity must close, if the words between the two make it a conversion.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Close {
    Bracket,
    Dash,
    Open,
}

/// Reads the tokens between the end of the first quantity and the start of the second.
fn joint(look: &Look<'_, '_>, first_end: usize, second: usize) -> Option<Close> {
    let mut at = first_end;
    // "10 km away (6 miles)", "4,810 metres high (15,781 feet)"
    if matches!(
        look.word(at),
        "high" | "long" | "wide" | "deep" | "tall" | "away" | "across" | "thick" | "square"
    ) || look.hyphen(at)
        && matches!(
            look.word(at + 1),
            "high" | "long" | "wide" | "deep" | "tall"
        )
    {
        at += 1 + usize::from(look.hyphen(at));
    }
    // "3,000 metres above sea level - some 9,800 feet -"
    if matches!(look.word(at), "above" | "below")
        && look.word(at + 1) == "sea"
        && look.word(at + 2) == "level"
    {
        at += 3;
    }
    // "75 mm of rain (3 inches)": what is measured.
    if look.word(at) == "of"
        && let Some(bracket) = (at + 2..at + 5)
            // "15 inches of rain, about 38 centimetres"
            .find(|&i| matches!(look.text(i), "(" | "[" | "," | "or"))
        && (at + 1..bracket).all(|i| look.kind(i) == Some(TokenKind::Word))
    {
        at = bracket;
    }
    let opening = look.text(at);
    let close = match opening {
        "(" | "[" => Close::Bracket,
        "/" | "," | "or" => Close::Open,
        _ if look.kind(at) == Some(TokenKind::Dash) => Close::Dash,
        _ => return None,
    };
    let mut words = 0;
    let mut says = opening == "or";
    for i in at + 1..second {
        match look.word(i) {
            "or" | "about" | "around" | "roughly" | "approximately" | "nearly" | "almost"
            | "some" | "that" | "is" | "i.e" | "ie" | "equivalent" | "to" | "equal" | "over"
            | "just" | "more" | "than" | "a" | "little" | "equals" | "=" | "which" | "meaning"
            | "makes" => {
                says |= matches!(
                    look.word(i),
                    "or" | "about"
                        | "roughly"
                        | "approximately"
                        | "equivalent"
                        | "that"
                        | "equal"
                        | "equals"
                        | "="
                        | "ie"
                        | "i.e"
                        | "meaning"
                        | "which"
                );
                words += 1;
            }
            _ => return None,
        }
    }
    if words > 4 || second < at {
        return None;
    }
    match (opening, close) {
        // "10 km, 6 miles" is a list; "18,000 acres, about 7,300 hectares," may be a conversion.
        (",", _) if !says && !hedged(look, at + 1, second) => None,
        ("/", _) if second != at + 1 => None,
        (_, Close::Dash) if words == 0 && !hedged(look, at + 1, second) => None,
        _ => Some(close),
    }
}

/// True if the hedge of the second quantity stands right behind the comma: its first token is the second's.
fn hedged(look: &Look<'_, '_>, at: usize, second: usize) -> bool {
    at == second
        && matches!(
            look.word(second),
            "about" | "roughly" | "approximately" | "around" | "nearly" | "almost" | "some"
        )
}

fn pair(
    look: &Look<'_, '_>,
    own: &[Measured],
    a: (usize, usize),
    b: (usize, usize),
    close: Close,
) -> Option<Conversion> {
    let (first, second) = (own.get(a.0)?, own.get(b.0)?);
    let (mut x, mut y) = (first.amount.clone(), second.amount.clone());
    let mut measures = (first.measure.clone(), second.measure.clone());
    // "100 degrees (38 Celsius)": the bare degrees are of the other scale.
    bare_degrees(look, &mut x, &mut measures.0, &y);
    let copy = x.clone();
    bare_degrees(look, &mut y, &mut measures.1, &copy);
    if measures.0 != measures.1 || x.unit == y.unit || !first.convertible || !second.convertible {
        return None;
    }
    if x.dimension == copydesk_draft::layer::Dimension::Temperature && x.offset == 0.0 {
        y.offset = 0.0;
    }
    if y.dimension == copydesk_draft::layer::Dimension::Temperature && y.offset == 0.0 {
        x.offset = 0.0;
    }
    // Of several readings of a unit the one that fits best.
    choose(&mut x, &first.factors, &y);
    choose(&mut y, &second.factors, &x);
    let mut last = end(own, b.1 - 1);
    match close {
        Close::Bracket => {
            if look.hyphen(last)
                || matches!(
                    look.word(last),
                    "high" | "long" | "wide" | "deep" | "tall" | "away"
                )
            {
                last += 1 + usize::from(look.hyphen(last));
            }
            match look.text(last) {
                ")" | "]" => last += 1,
                "," | ";" | "/" => {}
                _ => return None,
            }
        }
        Close::Dash | Close::Open => {}
    }
    let high = |side: (usize, usize), low: &Quantity| {
        let measured = own.get(side.1 - 1)?;
        let number = if side.1 - side.0 == 2 {
            measured.amount.number
        } else if measured.hedge == Hedge::Range {
            measured.amount.highest
        } else {
            return None;
        };
        Some(Quantity {
            number,
            lowest: number,
            highest: number,
            half_step: measured.amount.half_step,
            ..low.clone()
        })
    };
    let (first_highest, second_highest) = (high(a, &x), high(b, &y));
    // "waves of up to 9 metres (30 feet)": what is converted is the number.
    for (quantity, measured) in [(&mut x, first), (&mut y, second)] {
        let bound = matches!(
            measured.hedge,
            Hedge::LessThan | Hedge::AtMost | Hedge::MoreThan | Hedge::AtLeast
        );
        if bound {
            quantity.lowest = quantity.number;
            quantity.highest = quantity.number;
        }
    }
    let ranges = first_highest.is_some() && second_highest.is_some();
    if ranges {
        for end in [&mut x, &mut y] {
            end.lowest = end.number;
            end.highest = end.number;
        }
    }
    let words = |side: (usize, usize)| {
        let start = own
            .get(side.0)
            .map_or(0, |measured| measured.tokens.0 as usize);
        look.cx.span(start, end(own, side.1 - 1))
    };
    let start = first.tokens.0 as usize;
    Some(Conversion {
        span: look.cx.span(start, last),
        first: x,
        second: y,
        first_highest: first_highest.filter(|_| ranges),
        second_highest: second_highest.filter(|_| ranges),
        first_words: words(a),
        second_words: words(b),
    })
}

/// Bare degrees beside Celsius are Fahrenheit, and the other way round.
fn bare_degrees(
    look: &Look<'_, '_>,
    bare: &mut Quantity,
    measure: &mut std::sync::Arc<str>,
    other: &Quantity,
) {
    if &*bare.unit != "degree" {
        return;
    }
    let id = match &*other.unit {
        "celsius" => "fahrenheit",
        "fahrenheit" => "celsius",
        _ => return,
    };
    let units = &look.cx.values.measures.units;
    if let Some(unit) = units.iter().find(|unit| &*unit.id == id) {
        bare.unit = unit.id.clone();
        bare.dimension = unit.dimension;
        bare.factor = unit.factor;
        bare.offset = if other.offset == 0.0 {
            0.0
        } else {
            unit.offset
        };
        *measure = unit.measure.clone();
    }
}

/// Of the factors a unit's name may stand for, the one that brings the two nearest.
fn choose(quantity: &mut Quantity, factors: &[f64], other: &Quantity) {
    let target = other.si(other.number);
    let best = factors.iter().copied().min_by(|a, b| {
        let away = |factor: f64| (quantity.number * factor - target).abs();
        away(*a).total_cmp(&away(*b))
    });
    if let Some(factor) = best {
        quantity.factor = factor;
    }
}
