//! Numbers that are vague or parts: dozens, several hundred, half a million, a quarter of, a third.

use super::lexeme::{Look, Num, Time};
use super::phrase::{Core, Kind, ends_phrase, half_step};

/// The range that a plural of `unit` allows: dozens 24 to 199, scores 40 to 399, hundreds 200 to 1,999,
/// thousands 2,000 to 99,999, tens of thousands 20,000 to 199,999, hundreds of thousands 200,000 to 1,999,999,
/// millions 2 to 100 million and so on.
fn plural_range(unit: f64, of: bool) -> (f64, f64) {
    let highest = match unit {
        12.0 => 199.0,
        20.0 => 399.0,
        _ if of || unit <= 100.0 => unit * 20.0 - 1.0,
        _ => unit * 100.0 - 1.0,
    };
    (unit * 2.0, highest)
}

pub(super) fn plural(look: &Look<'_, '_>, i: usize) -> Option<Core> {
    let base = match look.num(i) {
        Num::Plural(unit) => f64::from(unit),
        Num::PluralScale(power) => 10f64.powi(power),
        _ => return None,
    };
    let word = look.word(i);
    let mut last = i + 1;
    let mut unit = base;
    if look.word(last) == "of" {
        let factor = match look.num(last + 1) {
            Num::Plural(unit @ 1000) => f64::from(unit),
            Num::PluralScale(power) | Num::Scale(power) => 10f64.powi(power),
            _ => 1.0,
        };
        if factor > 1.0 && base <= 1000.0 {
            unit *= factor;
            last += 2;
        }
    }
    match word {
        "tens" if unit == base => return None,
        "scores" => {
            let counts = matches!(
                look.word(last),
                "of" | "more"
                    | "were"
                    | "have"
                    | "are"
                    | "dead"
                    | "killed"
                    | "wounded"
                    | "injured"
                    | "others"
                    | "of others"
            ) && !matches!(
                look.before(i, 1),
                "the"
                    | "his"
                    | "her"
                    | "their"
                    | "its"
                    | "test"
                    | "high"
                    | "low"
                    | "credit"
                    | "exam"
            );
            if !counts {
                return None;
            }
        }
        _ => {}
    }
    let (lowest, highest) = plural_range(unit, unit != base);
    let core = Core::exact(i, last, unit * 2.0, 0.0).of(Kind::Vague);
    Some(core.between(lowest, highest))
}

pub(super) fn half(look: &Look<'_, '_>, i: usize) -> Option<Core> {
    let joined = look.hyphen(i + 1);
    let mut at = i + 1 + usize::from(joined);
    if matches!(look.word(at), "a" | "an") {
        at += 1;
        at += usize::from(look.hyphen(at));
    }
    let factor = match look.num(at) {
        Num::Scale(power) => 10f64.powi(power),
        Num::Dozen => 12.0,
        Num::Hundred => 100.0,
        _ => 1.0,
    };
    if factor > 1.0 {
        let value = 0.5 * factor;
        let mut core = Core::exact(i, at + 1, value, half_step(value)).with_article(look);
        core.scale = factor;
        return Some(core);
    }
    let side = matches!(
        look.before(i, 1),
        "first"
            | "second"
            | "other"
            | "latter"
            | "opening"
            | "closing"
            | "top"
            | "bottom"
            | "upper"
            | "lower"
            | "northern"
            | "southern"
            | "eastern"
            | "western"
            | "better"
            | "final"
            | "my"
            | "first-"
            | "front"
            | "back"
            | "left"
            | "right"
            | "-"
    );
    if side || joined || matches!(look.word(i + 1), "time" | "mast" | "way" | "past") {
        return None;
    }
    let core = Core::exact(i, i + 1, 0.5, 0.0).of(Kind::Fraction);
    Some(core.with_article(look))
}

pub(super) fn quarter(look: &Look<'_, '_>, i: usize) -> Option<Core> {
    let of = look.word(i + 1) == "of"
        && !matches!(look.time(i + 2), Time::Month(..))
        && !look.is_figure(i + 2);
    (matches!(look.before(i, 1), "a")
        && (of
            || matches!(look.word(i + 1), "." | ",")
            || compares(look.word(i + 1))
            || matches!(look.before(i, 2), "by" | "than")
                && matches!(
                    look.word(i + 1),
                    ";" | ":"
                        | ")"
                        | "in"
                        | "from"
                        | "since"
                        | "to"
                        | "last"
                        | "this"
                        | "over"
                        | "between"
                )))
    .then(|| {
        Core::exact(i, i + 1, 0.25, 0.0)
            .of(Kind::Fraction)
            .with_article(look)
    })
}

/// What two values are compared by: "a quarter fewer".
fn compares(word: &str) -> bool {
    matches!(
        word,
        "more"
            | "less"
            | "fewer"
            | "higher"
            | "lower"
            | "cheaper"
            | "dearer"
            | "larger"
            | "smaller"
            | "bigger"
    )
}

/// A noun that says which way a value goes: "a drop of a third".
fn changes(word: &str) -> bool {
    matches!(
        word,
        "rise"
            | "increase"
            | "gain"
            | "jump"
            | "surge"
            | "growth"
            | "hike"
            | "fall"
            | "drop"
            | "decline"
            | "decrease"
            | "cut"
            | "loss"
            | "reduction"
            | "slump"
            | "dip"
            | "discount"
    )
}

pub(super) fn ordinal(look: &Look<'_, '_>, i: usize, n: u8) -> Option<Core> {
    if look.word(i) == "second"
        && (matches!(look.before(i, 1), "per" | "split" | "one" | "every")
            || i.checked_sub(1).is_some_and(|k| look.is_figure(k)))
    {
        return None;
    }
    // "a third of", "by a third", and "fell a third"; "taking a fifth in the race" is a place.
    let part = look.word(i + 1) == "of"
        || matches!(
            look.before(i, 2),
            "by" | "than"
                | "about"
                | "nearly"
                | "almost"
                | "over"
                | "under"
                | "only"
                | "up"
                | "down"
                | "fell"
                | "rose"
                | "cut"
                | "least"
                | "some"
                | "around"
                | "just"
                | "roughly"
                | "dropped"
                | "to"
                | "lost"
                | "shed"
                | "rise"
                | "fall"
        );
    // "a drop of a third", "80 beds, or a third", "a fifth fewer"
    let part = part
        || look.before(i, 2) == "or"
        || look.before(i, 2) == "of" && changes(look.before(i, 3))
        || compares(look.word(i + 1));
    let ends = ends_phrase(look, i + 1)
        || compares(look.word(i + 1))
        || matches!(
            look.word(i + 1),
            "took"
                | "voted"
                | "said"
                | "turned"
                | "went"
                | "came"
                | "passed"
                | "failed"
                | "died"
                | "last"
                | "this"
        );
    if n >= 3 && look.before(i, 1) == "a" && part && ends {
        let core = Core::exact(i, i + 1, 1.0 / f64::from(n), 0.0).of(Kind::Fraction);
        return Some(core.with_article(look));
    }
    let value = if look.word(i) == "hundredth" {
        100.0
    } else {
        f64::from(n)
    };
    Some(Core::exact(i, i + 1, value, 0.5).of(Kind::Ordinal))
}

/// Several 3 to 9, a few 3 to 9, a couple 2 (1.5 to 2.5 of a scale word), a handful 3 to 9; "several hundred" 300, 200 to 999.
pub(super) fn vague(look: &Look<'_, '_>, i: usize) -> Option<Core> {
    let article = matches!(look.before(i, 1), "a" | "an");
    let (value, lowest, highest) = match look.num(i) {
        Num::Couple => (2.0, 2.0, 2.0),
        Num::Handful => (5.0, 3.0, 9.0),
        _ => (3.0, 3.0, 9.0),
    };
    let mut at = i + 1;
    if look.num(i) == Num::Couple && look.word(at) == "of" {
        at += 1;
    }
    let factor = match look.num(at) {
        Num::Hundred => 100.0,
        Num::Scale(power) => 10f64.powi(power),
        Num::Dozen => 12.0,
        Num::Plural(unit @ (10 | 12 | 100 | 1000)) if look.num(i) == Num::Several => {
            f64::from(unit)
        }
        _ => 1.0,
    };
    if factor > 1.0 {
        let mut last = at + 1;
        let mut factor = factor;
        if look.word(last) == "of"
            && let Num::Scale(power) | Num::PluralScale(power) = look.num(last + 1)
        {
            factor *= 10f64.powi(power);
            last += 2;
        }
        let mut core = Core::exact(i, last, value * factor, 0.0)
            .of(Kind::Vague)
            .with_article(look);
        core.scale = factor;
        return Some(match look.num(i) {
            Num::Couple => core.between(1.5 * factor, 2.5 * factor),
            _ => core.between(2.0 * factor, 10.0 * factor - 1.0),
        });
    }
    let next = look.word(i + 1);
    let stands = match look.num(i) {
        Num::Several => true,
        Num::Few => {
            article
                || matches!(
                    look.before(i, 1),
                    "past" | "last" | "next" | "first" | "coming" | "final"
                )
        }
        Num::Couple => article && matches!(next, "of" | "more" | "dozen"),
        _ => article && next == "of",
    };
    stands.then(|| {
        Core::exact(i, i + 1, value, 0.0)
            .of(Kind::VagueWord)
            .with_article(look)
            .between(lowest, highest)
    })
}
