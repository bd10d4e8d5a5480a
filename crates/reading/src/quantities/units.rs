//! Numbers with units: "3.5 million hectares", "5ft 11in", "minus 5C", "20-square-mile".

use copydesk_draft::layer::Quantity;

use super::Measured;
use super::index::{Measure, MeasureIndex, Named, Unit};
use crate::numbers::lexeme::{Look, Num};
use crate::numbers::phrase::ends_phrase;
use crate::numbers::{Hedge, Number, Role};
use crate::token::TokenKind;

/// The quantity whose number this is; `numbers` are those of the sentence.
pub(super) fn read(look: &Look<'_, '_>, number: &Number, numbers: &[Number]) -> Option<Measured> {
    if matches!(
        number.role,
        Role::Ordinal | Role::Date | Role::Time | Role::Age | Role::Duration
    ) {
        return None;
    }
    let index = &look.cx.values.measures;
    let core = number.core_first as usize;
    let mut at = number.core_last as usize;
    let hyphen = look.hyphen(at);
    at += usize::from(hyphen);
    let counted_of = matches!(number.role, Role::Vague) || number.hedge == Hedge::Vague;
    match look.word(at) {
        "of" if counted_of && !hyphen => at += 1,
        "of" if number.role == Role::Fraction && matches!(look.word(at + 1), "a" | "an") => at += 2,
        "a" | "an" if number.role == Role::Fraction && !hyphen => at += 1,
        _ => {}
    }
    if at == number.core_last as usize {
        at = at.max(number.tokens.1 as usize);
    }
    if number.role == Role::Year && matches!(look.before(core, 1), "in" | "since" | "until") {
        return None;
    }
    // 5'11"
    if look.is_figure(core)
        && let Some(last) = feet_and_inches(look, core, at)
    {
        return feet(look, number, last);
    }
    let (named, unit) = unit_at(look, index, number, at, hyphen)?;
    let mut last = named.last;
    // "6 ft."
    let dot = usize::from(
        named.short && look.text(last) == "." && look.glued(last) && last + 1 < look.end,
    );
    let mut first = number.tokens.0 as usize;
    let mut amount = Quantity {
        number: number.number,
        lowest: number.lowest,
        highest: number.highest,
        half_step: half_step(number),
        unit: unit.id.clone(),
        dimension: unit.dimension,
        factor: unit.factor,
        offset: unit.offset,
    };
    let mut core_first = core;
    if unit.offset != 0.0 {
        // minus 5C, -5C, −5C
        let minus = core.checked_sub(1).filter(|&k| {
            k >= look.first
                && (look.word(k) == "minus"
                    || look.kind(k) == Some(TokenKind::Dash) && look.glued(core) && !look.glued(k))
        });
        if let Some(k) = minus.filter(|_| first == core) {
            amount.number = -amount.number;
            (amount.lowest, amount.highest) = (-amount.highest, -amount.lowest);
            core_first = k;
            first = k;
        } else if look.words(last, &["below", "zero"]) {
            amount.number = -amount.number;
            (amount.lowest, amount.highest) = (-amount.highest, -amount.lowest);
            last += 2;
        }
        if is_difference(look, first, last) {
            amount.offset = 0.0;
        }
    }
    last = compound(look, index, numbers, unit, last, dot, &mut amount).unwrap_or(last);
    Some(Measured {
        span: look.cx.span(first, last),
        core: look.cx.span(core_first, last),
        tokens: (first as u32, last as u32),
        amount,
        measure: unit.measure.clone(),
        hedge: number.hedge,
        factors: unit.factors.clone(),
        convertible: unit.convertible,
    })
}

/// Half the step of the printed number: half a unit of its last digit, or, where a whole number ends in noughts, up
/// to a twentieth of it (500 has 25, 6,500 has 50, 10 has 0.5): a nought at the end may be rounding or may not.
fn half_step(number: &Number) -> f64 {
    let exact = if number.half_step > 0.0 && number.half_step < 0.5 {
        number.half_step
    } else {
        0.5
    };
    number
        .half_step
        .min((number.number.abs() / 20.0).max(exact))
}

/// The unit at token `at`, if the words around it let it be one.
fn unit_at<'i>(
    look: &Look<'_, '_>,
    index: &'i MeasureIndex,
    number: &Number,
    at: usize,
    hyphen: bool,
) -> Option<(Named, &'i Unit)> {
    let named = index.at(look, at, |index, named| {
        let Measure::Unit(i) = named.measure else {
            return false;
        };
        let Some(unit) = index.units.get(usize::from(i)) else {
            return false;
        };
        if named.short {
            return !named.ambiguous || short_fits(look, number, at, named.last, unit);
        }
        if named.ambiguous && !alias_fits(look, number, at, named.last, hyphen) {
            return false;
        }
        // Miles, a name; "degree" alone is read for temperatures only.
        let name = look.capital(at)
            && !look.capitals(at)
            && !matches!(
                look.word(at),
                "celsius" | "fahrenheit" | "centigrade" | "richter"
            );
        !name || crate::numbers::is_title(look)
    })?;
    let Measure::Unit(i) = named.measure else {
        return None;
    };
    let unit = index.units.get(usize::from(i))?;
    if &*unit.id == "degree" && !(number.figures && number.number >= 20.0 || named.short) {
        return None;
    }
    Some((named, unit))
}

/// Words that say which way a length runs, and what is measured in metres.
fn extent_word(word: &str) -> bool {
    matches!(
        word,
        "tall"
            | "high"
            | "long"
            | "wide"
            | "deep"
            | "away"
            | "above"
            | "below"
            | "across"
            | "thick"
            | "from"
            | "off"
            | "("
            | "/"
            | "race"
            | "final"
            | "sprint"
            | "hurdles"
            | "relay"
            | "freestyle"
            | "butterfly"
            | "backstroke"
            | "breaststroke"
            | "medley"
            | "champion"
            | "title"
            | "world"
            | "dash"
            | "semi-final"
            | "heats"
            | "run"
            | "walk"
            | "apart"
    )
}

/// True if an abbreviation that has other meanings is the unit here.
fn short_fits(look: &Look<'_, '_>, number: &Number, at: usize, last: usize, unit: &Unit) -> bool {
    let glued = look.glued(at) && look.is_figure(at - 1);
    let closes = look.text(last) == ")";
    match (look.text(at), &*unit.id) {
        ("in", _) => {
            number.figures && (closes || extent_word(look.word(last)) && look.word(last) != "from")
        }
        ("m", "metre") => {
            number.figures
                && (closes
                    || extent_word(look.word(last))
                    || look.hyphen(last)
                    || matches!(look.before(number.tokens.0 as usize, 1), "the" | "of")
                        && glued
                        && ends_phrase(look, last)
                        && number.number <= 10_000.0
                        && look.before(number.tokens.0 as usize, 2) != "worth")
        }
        ("C" | "F", _) => {
            number.figures && (glued || closes || degrees(look, number.tokens.0 as usize, last))
        }
        ("K" | "AU", _) => number.figures && closes,
        ("g" | "t" | "l" | "L", _) => glued || closes,
        ("W", _) => glued,
        ("ha" | "mb" | "kt" | "Mt" | "nm" | "fps" | "NM", _) => number.figures,
        ("st", _) => number.figures && glued && (closes || look.is_figure(last)),
        _ => false,
    }
}

/// "38 C (100 F)", "minus 31 C", "reached 38 C in the shade": degrees behind a space.
fn degrees(look: &Look<'_, '_>, first: usize, last: usize) -> bool {
    let bracket = look.text(last) == "("
        && look.is_figure(last + 1 + usize::from(look.word(last + 1) == "minus"));
    let measured = matches!(
        look.before(first, 1),
        "minus"
            | "reached"
            | "hit"
            | "to"
            | "of"
            | "above"
            | "below"
            | "at"
            | "about"
            | "around"
            | "exceeded"
    ) && (crate::relations::mark(look, last)
        || matches!(
            look.word(last),
            "in" | "on" | "by" | "during" | "overnight" | "and"
        ));
    bracket || measured
}

/// True if a name that is an ordinary word too is the unit here.
fn alias_fits(look: &Look<'_, '_>, number: &Number, at: usize, last: usize, hyphen: bool) -> bool {
    match look.word(at) {
        "feet" | "foot" => {
            let body = matches!(
                look.before(number.tokens.0 as usize, 1),
                "his" | "her" | "their" | "its" | "on" | "both" | "my"
            );
            !body || number.figures
        }
        "knot" => hyphen,
        "stone" => {
            number.figures
                && (look.is_figure(last)
                    || extent_word(look.word(last))
                    || matches!(
                        look.word(last),
                        "in" | "and" | "," | "." | "heavier" | "lighter"
                    ))
                || look.text(last) == "("
        }
        "barrel" => hyphen || (number.number - 1.0).abs() < f64::EPSILON,
        "pound" | "pounds" | "knots" | "barrels" | "carat" | "carats" | "grains"
        | "atmospheres" => true,
        "bar" | "bars" => look.word(last) == "of" && look.word(last + 1) == "pressure",
        _ => false,
    }
}

/// One past 5'11" at token `at`, right behind the feet.
fn feet_and_inches(look: &Look<'_, '_>, core: usize, at: usize) -> Option<usize> {
    let foot = |i: usize| matches!(look.text(i), "'" | "’" | "′") && look.glued(i);
    let inch = |i: usize| matches!(look.text(i), "\"" | "”" | "″") && look.glued(i);
    (at == core + 1 && foot(at) && look.is_figure(at + 1) && look.glued(at + 1) && inch(at + 2))
        .then_some(at + 3)
}

fn feet(look: &Look<'_, '_>, number: &Number, last: usize) -> Option<Measured> {
    let index = &look.cx.values.measures;
    let unit = index.units.iter().find(|unit| &*unit.id == "foot")?;
    let inches: f64 = look.text(last - 2).parse().ok()?;
    let value = number.number + inches / 12.0;
    let core = number.core_first as usize;
    Some(Measured {
        span: look.cx.span(core, last),
        core: look.cx.span(core, last),
        tokens: (core as u32, last as u32),
        amount: Quantity {
            number: value,
            lowest: value,
            highest: value,
            half_step: 0.5 / 12.0,
            unit: unit.id.clone(),
            dimension: unit.dimension,
            factor: unit.factor,
            offset: 0.0,
        },
        measure: unit.measure.clone(),
        hedge: Hedge::Exact,
        factors: Vec::new(),
        convertible: true,
    })
}

/// A smaller unit behind the first: "5ft 11in", "11 stone 4 pounds".
fn compound(
    look: &Look<'_, '_>,
    index: &MeasureIndex,
    numbers: &[Number],
    unit: &Unit,
    last: usize,
    dot: usize,
    amount: &mut Quantity,
) -> Option<usize> {
    if unit.offset != 0.0 || amount.number.fract() != 0.0 {
        return None;
    }
    let mut at = last + dot;
    at += usize::from(matches!(look.word(at), "," | "and"));
    let next = numbers
        .iter()
        .find(|number| number.core_first as usize == at)?;
    if next.hedge != Hedge::Exact || next.tokens.0 != next.core_first {
        return None;
    }
    let behind = next.core_last as usize;
    let named = index.at(look, behind, |index, named| match named.measure {
        Measure::Unit(i) => index.units.get(usize::from(i)).is_some_and(|small| {
            small.measure == unit.measure
                && small.factor < unit.factor
                && next.number * small.factor < unit.factor * 1.001
                && (!named.ambiguous
                    || small.dimension == copydesk_draft::layer::Dimension::Length
                    || look.word(behind) == "pounds"
                    || look.word(behind) == "pound")
        }),
        _ => false,
    })?;
    let Measure::Unit(i) = named.measure else {
        return None;
    };
    let small = index.units.get(usize::from(i))?;
    let share = next.number * small.factor / unit.factor;
    amount.number += share;
    amount.lowest += share;
    amount.highest += share;
    amount.half_step = next.half_step.min(0.5) * small.factor / unit.factor;
    Some(named.last)
}

/// True if the degrees are a difference, not a reading: "fell by 10 degrees", "two degrees warmer".
fn is_difference(look: &Look<'_, '_>, first: usize, last: usize) -> bool {
    let before = look.before(first, 1);
    let word = look.before(first, 2);
    (before == "by" && !matches!(word, "below"))
        || before == "of"
            && matches!(
                word,
                "rise"
                    | "fall"
                    | "drop"
                    | "increase"
                    | "decrease"
                    | "warming"
                    | "cooling"
                    | "difference"
                    | "jump"
                    | "swing"
            )
        || matches!(
            look.word(last),
            "warmer"
                | "hotter"
                | "cooler"
                | "colder"
                | "higher"
                | "lower"
                | "more"
                | "less"
                | "rise"
                | "drop"
                | "increase"
                | "warming"
        )
        || matches!(look.word(last), "above" | "below")
            && matches!(
                look.word(last + 1),
                "average" | "normal" | "the" | "pre" | "preindustrial" | "usual"
            )
        || matches!(look.word(last), "of")
            && matches!(look.word(last + 1), "warming" | "cooling" | "heating")
        || matches!(
            before,
            "rose" | "fell" | "dropped" | "risen" | "fallen" | "warmed" | "cooled"
        ) && look.num(last) == Num::None
}
