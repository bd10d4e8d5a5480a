//! How a change is stated: "fell 50%", ", up 20%", "a 1% rise", "more than doubled".

use super::{Amount, Direction, Kind, Stated, verb};
use crate::numbers::lexeme::{Look, Num, Time};
use crate::token::TokenKind;

pub(in crate::quantities) fn stated(
    look: &Look<'_, '_>,
    amount: &Amount,
    direction: Option<Direction>,
    first: usize,
    last: usize,
) -> Option<Stated> {
    let (scale, points) = match amount.kind {
        Kind::Percent => (1.0, false),
        Kind::Points => (1.0, true),
        Kind::Plain if amount.fraction => (100.0, false),
        _ => return None,
    };
    // Half a printed step either way: "a third" is 33.3, "25%" 24.5 to 25.5.
    let slack = if amount.fraction {
        2.0
    } else {
        amount.half_step
    };
    Some(Stated {
        span: look.cx.span(first, last),
        number: amount.number * scale,
        lowest: (amount.lowest * scale - slack).max(0.0),
        highest: amount.highest * scale + slack,
        points,
        direction,
    })
}

/// "fell 50% to 200 from 300", "fell by 4%, to 9% from 13%": the value before the pair.
pub(in crate::quantities) fn stated_before(
    look: &Look<'_, '_>,
    amounts: &[Amount],
    i: usize,
    phrase: usize,
) -> Option<Stated> {
    let amount = amounts.get(i.checked_sub(1)?)?;
    if phrase < amount.last {
        return None;
    }
    let by = usize::from(matches!(look.before(amount.first, 1), "by" | "of"));
    let mut at = amount.first.checked_sub(1 + by)?;
    let share = amount.kind == Kind::Percent;
    if verb(look.word(at)).is_none() && (look.before(amount.first, 1) == "by" || share) {
        // "raised its key rate by 1 percent", "raised its rate 1 percent": the thing raised stands between.
        at = (look.first.max(at.saturating_sub(6))..at)
            .rev()
            .take_while(|&k| {
                look.kind(k) == Some(TokenKind::Word)
                    || matches!(
                        look.kind(k),
                        Some(TokenKind::Possessive | TokenKind::Hyphen)
                    )
            })
            .take_while(|&k| !matches!(look.word(k), "and" | "but" | "that" | "which" | "after"))
            .find(|&k| verb(look.word(k)).is_some())?;
    }
    let direction = verb(look.word(at))?;
    // "A cut of 40 percent takes the budget to …": the change is a noun, and a verb leads to the pair.
    let noun = look.before(amount.first, 1) == "of";
    let leads = noun
        && phrase - amount.last <= 9
        && (amount.last..phrase).any(|i| {
            matches!(
                look.word(i),
                "takes"
                    | "take"
                    | "took"
                    | "taking"
                    | "brings"
                    | "brought"
                    | "bring"
                    | "bringing"
                    | "put"
                    | "puts"
                    | "leaves"
            )
        });
    // "gained 5%, rising to 30% from 25%"
    let onward = look
        .word(phrase.saturating_sub(1))
        .ends_with("ing")
        .then(|| verb(look.word(phrase - 1)))
        .flatten();
    let whiled = !noun
        && (phrase - amount.last <= 8 && timely(look, amount.last, phrase)
            || phrase == amount.last + 2
                && look.text(amount.last) == ","
                && onward.is_some_and(|way| way == direction));
    // "a rise of 1%, from 3% to 4%", "raised its key rate 0.5%, from 4% to 4.5%"
    let apposed = (noun || share && look.before(phrase + 1, 1) == "from")
        && phrase == amount.last + 1
        && look.text(amount.last) == ",";
    if !leads && !whiled && !apposed {
        return None;
    }
    stated(look, amount, Some(direction), at, amount.last)
}

/// Nothing but when it was: "in May", "last year", ", over three years,".
pub(in crate::quantities) fn timely(look: &Look<'_, '_>, first: usize, last: usize) -> bool {
    (first..last).all(|i| {
        matches!(
            look.word(i),
            "," | "in"
                | "over"
                | "during"
                | "since"
                | "last"
                | "this"
                | "the"
                | "a"
                | "an"
                | "past"
                | "on"
                | "of"
                | "year"
                | "season"
                | "term"
                | "between"
                | "and"
                | "spring"
                | "summer"
                | "autumn"
                | "winter"
                | "harvest"
        ) || !matches!(look.time(i), Time::None)
            || look.is_figure(i)
            || !matches!(look.num(i), Num::None)
    })
}

/// "Down 5% in a year: that is how approval has moved, from 47% to 42%": the change opens the sentence.
pub(in crate::quantities) fn stated_first(
    look: &Look<'_, '_>,
    amounts: &[Amount],
    i: usize,
) -> Option<Stated> {
    let amount = amounts.first().filter(|_| i == 1)?;
    let by = usize::from(look.before(amount.first, 1) == "by");
    let at = amount.first.checked_sub(1 + by)?;
    // "By adding two percent to the tax, which goes from 18% to 20%"
    let way = match look.word(at) {
        "adding" | "putting" => Some(Direction::Up),
        "taking" | "shaving" | "lopping" => Some(Direction::Down),
        _ => None,
    };
    if way.is_some()
        && at <= look.first + 1
        && matches!(look.word(amount.last), "to" | "on" | "off" | "from")
    {
        return stated(look, amount, way, at, amount.last);
    }
    let opens = at == look.first && matches!(look.word(at), "up" | "down");
    opens.then(|| stated(look, amount, verb(look.word(at)), at, amount.last))?
}

/// ", up 20%", ", a 1% rise", ", an increase of 0.5%": the value behind the pair, past the years it lies between.
pub(in crate::quantities) fn stated_behind(
    look: &Look<'_, '_>,
    behind: &[Amount],
    phrase: usize,
) -> Option<Stated> {
    let amount = behind.iter().find(|amount| {
        amount.first >= phrase
            && (amount.kind != Kind::Plain || amount.fraction || !timely(look, phrase, amount.last))
    })?;
    if amount.first < phrase || amount.first - phrase > 14 {
        return None;
    }
    // The last comma before the value, with nothing but what belongs to the pair before it.
    let comma = (phrase..amount.first)
        .rev()
        .find(|&i| look.text(i) == "," || look.kind(i) == Some(TokenKind::Dash))?;
    if (phrase..comma).any(|i| matches!(look.text(i), "," | ";" | "and" | "but" | "while"))
        && !timely(look, phrase, comma)
    {
        return None;
    }
    let first = comma + 1;
    let words: Vec<&str> = (first..amount.first).map(|i| look.word(i)).collect();
    match words.as_slice() {
        ["up" | "down"] | ["up" | "down", "by"] => {
            stated(look, amount, verb(words.first()?), first, amount.last)
        }
        // "cut from 900 to 600, or by a third"
        ["or", "by"] => stated(look, amount, None, first, amount.last),
        // "dropped from 11,000 to 9,900, or 19%": the share alone.
        ["or"] | ["or", "about" | "nearly" | "some" | "almost"] | ["that", "is"]
            if amount.kind == Kind::Percent =>
        {
            stated(look, amount, None, first, amount.last)
        }
        ["a" | "an"] => {
            let direction = verb(look.word(amount.last))?;
            stated(look, amount, Some(direction), first, amount.last + 1)
        }
        ["a" | "an", noun, "of"] => {
            let direction = verb(noun)?;
            stated(look, amount, Some(direction), first, amount.last)
        }
        _ => None,
    }
}

/// "doubled to", "more than tripled, to", "halved from".
pub(in crate::quantities) fn multiple(look: &Look<'_, '_>, phrase: usize) -> Option<Stated> {
    // "trebled in the run-up to Christmas, going from 14,000"
    let goes = matches!(
        look.word(phrase.saturating_sub(1)),
        "going"
            | "rising"
            | "climbing"
            | "jumping"
            | "soaring"
            | "falling"
            | "dropping"
            | "sinking"
    ) && look.before(phrase, 2) == ",";
    let at = (1..=if goes { 14 } else { 7 })
        .filter_map(|back| phrase.checked_sub(back))
        .filter(|&i| {
            i >= look.first
                && (goes
                    || i + 3 >= phrase
                    || timely(look, i + 1, phrase)
                    || matches!(look.word(i + 1), "since" | "after" | "over" | "in"))
        })
        .find(|&i| {
            matches!(
                look.word(i),
                "doubled"
                    | "doubles"
                    | "double"
                    | "tripled"
                    | "triples"
                    | "triple"
                    | "trebled"
                    | "treble"
                    | "quadrupled"
                    | "quadruple"
                    | "halved"
                    | "halves"
                    | "halve"
                    | "twofold"
                    | "threefold"
                    | "fourfold"
                    | "fivefold"
                    | "tenfold"
            )
        })?;
    let commas = (at + 1..phrase).filter(|&i| look.text(i) == ",").count();
    if (at + 1..phrase).any(|i| {
        !matches!(look.word(i), "," | "in" | "since") && look.kind(i) == Some(TokenKind::Punct)
            || goes && (look.is_figure(i) || matches!(look.word(i), "and" | "but"))
    }) || goes && commas > 1
    {
        return None;
    }
    Some(multiple_at(look, at))
}

/// What the word at token `at` ("doubled", "a tripling") states.
pub(in crate::quantities) fn multiple_at(look: &Look<'_, '_>, at: usize) -> Stated {
    let (number, direction) = match look.word(at) {
        word if word.starts_with("doubl") || word == "twice" => (100.0, Direction::Up),
        word if word.starts_with("quadr") || word == "fourfold" => (300.0, Direction::Up),
        "twofold" => (100.0, Direction::Up),
        "fivefold" => (400.0, Direction::Up),
        "tenfold" => (900.0, Direction::Up),
        "half" if look.word(at + 3) == "again" => (50.0, Direction::Up),
        "half" => (50.0, Direction::Down),
        word if word.starts_with("halv") => (50.0, Direction::Down),
        _ => (200.0, Direction::Up),
    };
    let slack = 5.0;
    let (first, lowest, highest) = match (look.before(at, 1), look.before(at, 2)) {
        ("than", "more") => (at - 2, number, f64::INFINITY),
        ("nearly" | "almost" | "about" | "roughly" | "near" | "virtually" | "practically", _) => {
            (at - 1, number * 0.85, number + slack)
        }
        _ => (at, number - slack, number + slack),
    };
    Stated {
        span: look.cx.span(first, at + 1),
        number,
        lowest,
        highest,
        points: false,
        direction: Some(direction),
    }
}
