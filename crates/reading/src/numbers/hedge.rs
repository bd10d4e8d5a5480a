//! Hedges before and after a number, and the range they allow.

use super::Hedge;
use super::lexeme::{Look, Num, Time};
use super::phrase::Core;

/// The hedge that ends right before token `start`: its first token, what it says.
pub(crate) fn before(
    look: &Look<'_, '_>,
    start: usize,
    floor: usize,
    core: &Core,
) -> Option<(usize, Hedge)> {
    let figures = core.plain.is_some();
    words_before(look, start, floor, figures, counts(look, core))
}

/// The hedge that ends right before a unit or clock at token `start`: "nearly a decade", "around 7:15".
pub(crate) fn before_unit(
    look: &Look<'_, '_>,
    start: usize,
    floor: usize,
) -> Option<(usize, Hedge)> {
    // "lower than a year ago" compares; "over a week" mostly means throughout.
    let word = look.before(start, 1);
    let back = look.before(start, 2);
    let compares = word == "than" && matches!(back, "higher" | "greater" | "lower");
    let throughout = matches!(word, "over" | "under" | "above" | "below")
        && !matches!(
            back,
            "just" | "well" | "for" | "after" | "last" | "took" | "lasted" | "in" | "is" | "was"
        );
    if compares || throughout {
        return None;
    }
    words_before(look, start, floor, true, true)
}

fn words_before(
    look: &Look<'_, '_>,
    start: usize,
    floor: usize,
    figures: bool,
    counts: bool,
) -> Option<(usize, Hedge)> {
    let word = |back: usize| {
        start
            .checked_sub(back)
            .filter(|&i| i >= floor)
            .map_or("", |i| look.word(i))
    };
    let (back, hedge) = match word(1) {
        "than" => match (word(2), word(3)) {
            ("more" | "greater", "no" | "not") => (3, Hedge::AtMost),
            ("fewer" | "less" | "lower", "no" | "not") => (3, Hedge::AtLeast),
            ("more" | "greater" | "higher", _) => (2, Hedge::MoreThan),
            ("fewer" | "less" | "lower", _) => (2, Hedge::LessThan),
            _ => return None,
        },
        "least" => match (word(2), word(3)) {
            ("at", _) => (2, Hedge::AtLeast),
            ("very" | "the", "at") => (3, Hedge::AtLeast),
            _ => return None,
        },
        "less" if word(2) == "or" && word(3) == "more" => (3, Hedge::About),
        "most" => match (word(2), word(3)) {
            ("at", _) => (2, Hedge::AtMost),
            ("the", "at") => (3, Hedge::AtMost),
            _ => return None,
        },
        "of" => match (word(2), word(3), word(4)) {
            ("minimum", "a", _) => (3, Hedge::AtLeast),
            ("minimum", ..) => (2, Hedge::AtLeast),
            ("maximum", "a", _) => (3, Hedge::AtMost),
            ("maximum", ..) => (2, Hedge::AtMost),
            ("excess", "in", _) => (3, Hedge::MoreThan),
            ("upwards" | "upward" | "north", ..) => (2, Hedge::MoreThan),
            ("south", ..) if figures => (2, Hedge::LessThan),
            ("region" | "order" | "neighbourhood" | "neighborhood", "the", "in" | "on") => {
                (4, Hedge::About)
            }
            ("short", "just" | "little", _) => (3, Hedge::Nearly),
            _ => return None,
        },
        "to" => match word(2) {
            "up" => (2, Hedge::AtMost),
            "close" | "closer" => (2, Hedge::Nearly),
            _ => return None,
        },
        "on" if matches!(word(2), "close") => (2, Hedge::Nearly),
        "as" => match (word(2), word(3)) {
            ("many" | "much" | "high" | "long", "as") => (3, Hedge::AtMost),
            ("few" | "little", "as") => (3, Hedge::AtLeast),
            _ => return None,
        },
        "nearly" | "almost" | "approaching" => (1, Hedge::Nearly),
        "exactly" | "precisely" => (1, Hedge::Exact),
        "about" if matches!(word(2), "at") => (2, Hedge::About),
        "about" | "around" => {
            let other = matches!(
                word(2),
                "talk"
                    | "talked"
                    | "talking"
                    | "think"
                    | "know"
                    | "complained"
                    | "complain"
                    | "tell"
                    | "asked"
                    | "ask"
                    | "worried"
                    | "concerned"
                    | "concerns"
                    | "questions"
                    | "learn"
                    | "how"
                    | "what"
                    | "gathered"
                    | "wrapped"
            );
            // "told the inquiry about 317 complaints": what they were told of.
            let told = (3..=6).any(|back| {
                matches!(
                    word(back),
                    "told" | "asked" | "warned" | "informed" | "questioned" | "quizzed" | "heard"
                ) && !(2..back).any(|k| {
                    matches!(
                        word(k),
                        "," | "that" | "and" | "of" | "had" | "was" | "were"
                    )
                })
            });
            if other || told {
                return None;
            }
            (1, Hedge::About)
        }
        "roughly" | "approximately" | "approx" | "some" | "circa" | "perhaps" | "maybe" | "~"
        | "probably" => (1, Hedge::About),
        "." if word(2) == "approx" || (word(2) == "c" && look.glued(start.saturating_sub(1))) => {
            (2, Hedge::About)
        }
        "estimated" => match word(2) {
            "an" => (2, Hedge::About),
            _ => (1, Hedge::About),
        },
        "over" | "above" | "exceeding" | "beyond" if counts => {
            let well = matches!(word(2), "just" | "well" | "slightly");
            (1 + usize::from(well), Hedge::MoreThan)
        }
        "under" | "below" if counts => match word(2) {
            "just" => (2, Hedge::Nearly),
            "well" => (2, Hedge::LessThan),
            _ => (1, Hedge::LessThan),
        },
        _ => return None,
    };
    Some((start - back, hedge))
}

/// Over, under, above: a hedge before a figure, a large number or a unit, a preposition before "two villages".
fn counts(look: &Look<'_, '_>, core: &Core) -> bool {
    core.plain.is_some()
        || core.value >= 10.0
        || core.article
        || !matches!(look.time(core.last), Time::None)
        || !matches!(look.num(core.last), Num::None)
        || matches!(look.word(core.last), "percent" | "per" | "%")
}

/// The hedge that stands right behind a number: one past its last token, what it says.
pub(crate) fn after(look: &Look<'_, '_>, last: usize) -> Option<(usize, Hedge)> {
    let (next, second) = (look.word(last), look.word(last + 1));
    match (next, second) {
        ("or", "fewer" | "less" | "under") => Some((last + 2, Hedge::AtMost)),
        ("or", "so" | "thereabouts") | ("-", "odd") => Some((last + 2, Hedge::About)),
        ("or", "more" | "above") | ("and", "counting") | ("-", "plus") => {
            Some((last + 2, Hedge::AtLeast))
        }
        ("+", _) if look.glued(last) => Some((last + 1, Hedge::AtLeast)),
        ("plus", "") => Some((last + 1, Hedge::AtLeast)),
        _ => None,
    }
}

/// The least and the largest number that the hedge allows.
///
/// "about 55" is 49.5 to 60.5: a tenth either way, or half the last printed digit that is not a nought if that is
/// more, but no more than a quarter ("about 500" is 450 to 550, "about 1,000" 750 to 1,250). "Nearly" has the same
/// slack, downwards only. "More than 12" of whole things is 13 and more, "up to 10" 0 to 10.
pub(crate) fn range(hedge: Hedge, core: &Core) -> (f64, f64) {
    let n = core.value;
    let whole = n.fract() == 0.0 && core.plain.is_none_or(|plain| plain.decimals == 0);
    let step = if whole { 1.0 } else { 0.0 };
    let slack = (n * 0.1).max(core.half_step.min(n * 0.25));
    match hedge {
        Hedge::Exact | Hedge::Range | Hedge::Vague => (core.lowest, core.highest),
        Hedge::About => ((core.lowest - slack).max(0.0), core.highest + slack),
        Hedge::AtLeast => (core.lowest, f64::INFINITY),
        Hedge::MoreThan => (core.lowest + step, f64::INFINITY),
        Hedge::AtMost => (0.0, core.highest),
        Hedge::LessThan => (0.0, core.highest - step),
        Hedge::Nearly => ((core.lowest - slack).max(0.0), core.highest),
    }
}
