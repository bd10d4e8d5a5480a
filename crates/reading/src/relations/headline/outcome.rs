//! How it came out: "rejected the bill" over "The bill passed by 81 votes to 52", "None of the passengers was hurt" over
//! "Paramedics treated eight passengers for cuts", "Minister resigns" over "offered to step down, but the prime minister
//! refused", "opens second runway" over "Work on a second runway will begin", "Prime minister resigns" over "the finance minister
//! resigned".

use super::Kind;
use super::opposed::{Found, base, content};
use super::{Ground, stem};
use crate::numbers::lexeme::Look;
use crate::sentence::Sentence;

/// Sentences below the top in which the other outcome is looked for.
const BELOW: usize = 4;

/// What a vote does to a motion.
fn vote(look: &Look<'_, '_>, i: usize) -> Option<bool> {
    match (look.word(i), look.word(i + 1)) {
        ("passed" | "carried" | "adopted" | "approved" | "ratified", _) => Some(true),
        ("rejected" | "defeated", _) | ("voted", "down") | ("threw" | "thrown", "out") => {
            Some(false)
        }
        _ => None,
    }
}

/// A parliament or council decides one way at the top; below, the same motion goes the other way.
pub(super) fn voted(ground: &Ground<'_, '_>, top: &Sentence, body: &[&Sentence]) -> Found {
    let cx = ground.cx;
    let look = ground.look(top);
    let (at, decided) = (look.first..look.end).find_map(|i| Some((i, vote(&look, i)?)))?;
    let told = |look: &Look<'_, '_>, i: usize| {
        matches!(
            look.word(i),
            "bill" | "motion" | "budget" | "treaty" | "plan" | "amendment" | "law" | "proposal"
        )
    };
    let noun = (at + 1..look.end.min(at + 6)).find(|&i| told(&look, i))?;
    let plain = |look: &Look<'_, '_>| {
        !(look.first..look.end).any(|i| {
            matches!(
                look.word(i),
                "not"
                    | "amendment"
                    | "amendments"
                    | "reading"
                    | "house"
                    | "earlier"
                    | "last"
                    | "before"
                    | "previous"
                    | "first"
                    | "had"
                    | "committee"
                    | "if"
                    | "veto"
                    | "would"
                    | "another"
                    | "second"
            ) || crate::relations::year(look.text(i)).is_some()
        })
    };
    if !plain(&look) {
        return None;
    }
    below(top, body).find_map(|sentence| {
        let told = ground.look(sentence);
        let own = (told.first..told.first + 2).find(|&i| told.word(i) == look.word(noun))?;
        let verb = (own + 1..own + 4).find(|&i| vote(&told, i) == Some(!decided))?;
        plain(&told).then(|| (Kind::Turned, cx.span(at, noun + 1), cx.span(own, verb + 1)))
    })
}

/// Nobody is hurt at the top, and some are treated for wounds below.
pub(super) fn none_hurt(ground: &Ground<'_, '_>, top: &Sentence, body: &[&Sentence]) -> Found {
    let cx = ground.cx;
    let look = ground.look(top);
    let (from, at) = (look.first..look.end).find_map(|i| {
        let none = match look.word(i) {
            "none" => look.word(i + 1) == "of",
            "nobody" => true,
            "no" => matches!(look.word(i + 1), "one" | "passengers" | "passenger"),
            _ => false,
        };
        let hurt = (i + 1..look.end.min(i + 10)).find(|&k| {
            matches!(look.word(k), "hurt" | "injured")
                && !matches!(
                    look.before(k, 1),
                    "seriously" | "badly" | "gravely" | "critically"
                )
        })?;
        let severe = matches!(look.word(hurt + 1), "seriously" | "badly")
            || (i..hurt).any(|k| matches!(look.word(k), "seriously" | "badly" | "else"));
        (none && !severe).then_some((i, hurt))
    })?;
    below(top, body).find_map(|sentence| {
        let told = ground.look(sentence);
        let treated = (told.first..told.end).find(|&i| told.word(i) == "treated")?;
        let count = ground.numbers_in(sentence.span).iter().find(|number| {
            (told.first..told.end).contains(&(number.tokens.0 as usize))
                && (number.tokens.0 as usize).abs_diff(treated) <= 6
                && number.number >= 1.0
        })?;
        let wounds = (treated + 1..told.end.min(treated + 8)).find(|&i| {
            matches!(
                told.word(i),
                "cuts" | "bruises" | "burns" | "fractures" | "injuries" | "wounds" | "concussion"
            )
        })?;
        let crew = (told.first..told.end)
            .any(|i| matches!(told.word(i), "firefighters" | "crew" | "last" | "earlier"));
        let first = (count.tokens.0 as usize).min(treated);
        (!crew).then(|| {
            (
                Kind::Denied,
                cx.span(from, at + 1),
                cx.span(first, wounds + 1),
            )
        })
    })
}

/// "Minister resigns" over "offered to step down …, but the prime minister refused".
pub(super) fn offered(ground: &Ground<'_, '_>, head: &Sentence, lede: &Sentence) -> Found {
    let cx = ground.cx;
    let (title, told) = (ground.look(head), ground.look(lede));
    let at = (title.first + 1..title.end).find(|&i| {
        matches!(title.word(i), "resigns" | "quits")
            || title.word(i) == "steps" && title.word(i + 1) == "down"
    })?;
    let offer = (told.first..told.end).find(|&i| {
        matches!(told.word(i), "offered" | "tried" | "asked")
            && told.word(i + 1) == "to"
            && (matches!(told.word(i + 2), "resign" | "quit" | "go")
                || told.word(i + 2) == "step" && told.word(i + 3) == "down")
    })?;
    let kept = (offer + 4..told.end).find(|&i| {
        matches!(told.word(i), "refused" | "rejected" | "declined")
            || told.word(i) == "stay" && told.before(i, 1) == "to"
    })?;
    Some((Kind::Turned, cx.span(at, at + 1), cx.span(offer, kept + 1)))
}

/// "Chennai airport opens second runway" over "Work on a second runway at Chennai will begin in January".
pub(super) fn begun(ground: &Ground<'_, '_>, head: &Sentence, lede: &Sentence) -> Found {
    let cx = ground.cx;
    let (title, told) = (ground.look(head), ground.look(lede));
    let at =
        (title.first + 1..title.end).find(|&i| matches!(title.word(i), "opens" | "completes"))?;
    let noun = (at + 1..title.end.min(at + 5)).rfind(|&i| content(ground, i))?;
    let first = told.first;
    let work = matches!(told.word(first), "work" | "construction" | "building")
        && matches!(told.word(first + 1), "on" | "of");
    let own = (first + 2..told.end.min(first + 8))
        .find(|&i| stem(told.word(i)) == stem(title.word(noun)))?;
    let verb = (own + 1..told.end.min(own + 8)).find(|&i| {
        matches!(told.word(i), "begin" | "start")
            && matches!(
                told.before(i, 1),
                "will" | "to" | "may" | "should" | "could"
            )
    })?;
    work.then(|| {
        (
            Kind::Turned,
            cx.span(at, noun + 1),
            cx.span(first, verb + 1),
        )
    })
}

/// "Prime minister resigns" over "the finance minister of the island, resigned".
pub(super) fn premier(ground: &Ground<'_, '_>, head: &Sentence, lede: &Sentence) -> Found {
    let cx = ground.cx;
    let (title, told) = (ground.look(head), ground.look(lede));
    let at = title.first;
    let verb = base(title.word(at + 2));
    let prime = title.word(at) == "prime" && title.word(at + 1) == "minister";
    let none = !(told.first..told.end).any(|i| matches!(told.word(i), "prime" | "premier"));
    let office = (told.first + 1..told.end).find(|&i| {
        told.word(i) == "minister"
            && content(ground, i - 1)
            && !matches!(told.before(i, 1), "former" | "first" | "chief" | "acting")
    })?;
    let done = (office + 1..told.end).any(|i| base(told.word(i)) == verb);
    (prime && none && done && verb.len() > 3).then(|| {
        (
            Kind::Turned,
            cx.span(at, at + 2),
            cx.span(office - 1, office + 1),
        )
    })
}

fn below<'s>(
    top: &'s Sentence,
    body: &'s [&'s Sentence],
) -> impl Iterator<Item = &'s Sentence> + 's {
    body.iter()
        .copied()
        .filter(move |sentence| sentence.first > top.first)
        .take(BELOW)
}
