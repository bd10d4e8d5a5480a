//! Ages of another day than the draft's, carried on to it: "died in 2021 aged 70", "was 19 when he won … in 2018", "At 16,
//! in 1989, …", "(1931-2019) … died at 79".

use copydesk_draft::{DayRange, Span};

use super::super::chronicle::carried;
use super::{Evidence, person_before, persons_from};
use super::{Ground, year};
use crate::lists::List;
use crate::numbers::Number;
use crate::numbers::lexeme::Look;
use crate::sentence::Sentence;

/// A person, the bytes of an age then, and the ages on the draft's day that it allows.
pub(super) struct Then {
    pub(super) who: usize,
    pub(super) span: Span,
    pub(super) range: (f64, f64),
}

/// A birth and a death in brackets behind a name: "Wanda Frei (1931-2019)".
pub(super) struct Lifespan {
    pub(super) who: usize,
    pub(super) born: (Span, DayRange),
    died: DayRange,
}

/// Years behind names in brackets.
pub(super) fn lifespans(ground: &Ground<'_, '_>) -> Vec<Lifespan> {
    let cx = ground.cx;
    let mut out = Vec::new();
    for person in &ground.names.persons {
        let at = person.last;
        if cx.word(at) != "(" || !matches!(cx.word(at + 2), "-" | "–" | "—") {
            continue;
        }
        if let (Some(from), Some(to)) = (year(cx.word(at + 1)), year(cx.word(at + 3)))
            && cx.word(at + 4) == ")"
            && let (Some(born), Some(died)) = (DayRange::year(from), DayRange::year(to))
        {
            out.push(Lifespan {
                who: person.identity,
                born: (cx.span(at + 1, at + 2), born),
                died,
            });
        }
    }
    out
}

/// The ages then of the body.
pub(super) fn ages_then(ground: &Ground<'_, '_>, lifespans: &[Lifespan]) -> Vec<Then> {
    let cx = ground.cx;
    let mut out = Vec::new();
    let Some(today) = cx.date else { return out };
    for (number, sentence) in cx.sentences.iter().enumerate() {
        if !ground.in_body(sentence) {
            continue;
        }
        let numbers = ground.numbers_in(sentence.span);
        if numbers.is_empty() {
            continue;
        }
        let look = ground.look(sentence);
        let mut told = numbers.iter().filter(|one| then(&look, one));
        let (Some(one), None) = (told.next(), told.next()) else {
            continue;
        };
        let Some(who) = subject(ground, &look, sentence, number, one.core_first as usize) else {
            continue;
        };
        let Some(day) = day_of(ground, &look, sentence, one)
            .or_else(|| dies(&look, lifespans, who).filter(|_| undated(ground, sentence)))
        else {
            continue;
        };
        let years = |days: i32| f64::from(days) / 365.242_5;
        // A year is allowed either way: who counts back seldom knows the birthday.
        let range = (
            (years(today.days_since(day.last)) + one.number - 1.0).floor(),
            (years(today.days_since(day.first)) + one.number + 2.0).floor(),
        );
        if day.last <= today {
            out.push(Then {
                who,
                span: cx.span(one.core_first as usize, one.core_last as usize),
                range,
            });
        }
    }
    out
}

/// "The 34-year-old, who joined the navy at 18 in the spring of 1999, …": the ages on the draft's day that it allows.
pub(super) fn at_that_age(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    sentence: &Sentence,
) -> Option<(Span, (f64, f64), Evidence)> {
    let cx = ground.cx;
    let today = cx.date?;
    // The sentence is about the one of that age.
    let who = (look.first + 4..look.first + 9).find(|&i| look.word(i) == "who")?;
    let aged = look.word(look.first) == "the"
        && look.hyphen(look.first + 2)
        && look.text(who - 1) == ","
        && (look.first..who).any(|i| look.word(i) == "old");
    let mut told = ground.numbers_in(sentence.span).iter().filter(|one| {
        let (first, last) = (one.core_first as usize, one.core_last as usize);
        first > who
            && !one.ordinal
            && (8.0..60.0).contains(&one.number)
            && one.number.fract() == 0.0
            && look.before(first, 1) == "at"
            && matches!(look.word(last), "in" | ",")
    });
    let (Some(one), None, true) = (told.next(), told.next(), aged) else {
        return None;
    };
    let (first, last) = (one.core_first as usize, one.core_last as usize);
    let clause = !(who + 1..first).any(|i| {
        super::mark(look, i)
            || cx.is(i, List::Kinship)
            || matches!(look.word(i), "whose" | "that" | "when" | "with")
    });
    let date = ground.dates_in(sentence.span).iter().find(|date| {
        let (a, b) = ground.tokens(date.span);
        a > last && a <= last + 4 && (a..b).any(|i| year(cx.word(i)).is_some())
    })?;
    let (a, b) = ground.tokens(date.span);
    let day = date.day.or_else(|| {
        (a..b)
            .find_map(|i| year(cx.word(i)))
            .and_then(DayRange::year)
    })?;
    let years = |days: i32| f64::from(days) / 365.242_5;
    let range = (
        (years(today.days_since(day.last)) + one.number - 1.0).floor(),
        (years(today.days_since(day.first)) + one.number + 2.0).floor(),
    );
    (clause && day.last <= today).then(|| (cx.span(first, last), range, Evidence::Age))
}

/// An age of then: "aged 70", "at the age of 70", "was 19 when", "when she was 16", "At 16,".
fn then(look: &Look<'_, '_>, one: &Number) -> bool {
    let (first, last) = (one.core_first as usize, one.core_last as usize);
    if one.ordinal || one.number.fract() != 0.0 || !(4.0..115.0).contains(&one.number) {
        return false;
    }
    let closes = super::mark(look, last) || look.word(last).is_empty();
    match look.before(first, 1) {
        "aged" => true,
        "turned" => closes || matches!(look.word(last), "in" | "on"),
        // "was a girl of 12 when the siege ended"
        "of" if look.word(last) == "when" => {
            look.before(first, 4) == "was"
                && matches!(
                    look.before(first, 2),
                    "girl"
                        | "boy"
                        | "child"
                        | "lad"
                        | "lass"
                        | "youth"
                        | "man"
                        | "woman"
                        | "teenager"
                )
        }
        "of" => look.before(first, 2) == "age" && look.before(first, 4) == "at",
        "was" => {
            matches!(look.before(first, 2), "he" | "she")
                && look.before(first, 3) == "when"
                && (closes || look.word(last) == "years")
                || look.word(last) == "when"
        }
        "at" => first == look.first + 1 && look.text(last) == ",",
        _ => false,
    }
}

/// The one year of the sentence, near the age.
fn day_of(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    sentence: &Sentence,
    one: &Number,
) -> Option<DayRange> {
    // "now" is no day.
    let mut dates = ground
        .dates_in(sentence.span)
        .iter()
        .filter(|date| date.day.is_some());
    let (date, None) = (dates.next()?, dates.next()) else {
        return None;
    };
    let (a, b) = ground.tokens(date.span);
    let printed = (a..b).any(|i| year(ground.cx.word(i)).is_some());
    let (first, last) = (one.core_first as usize, one.core_last as usize);
    let (from, to) = if a > last { (last, a) } else { (b, first) };
    let plain = to >= from
        && to - from <= 16
        && !(from..to).any(|i| {
            matches!(look.text(i), ";" | ":")
                || matches!(
                    look.word(i),
                    "and"
                        | "but"
                        | "who"
                        | "which"
                        | "until"
                        | "since"
                        | "before"
                        | "after"
                        | "that"
                )
        });
    // A day of birth is none on which an age is told.
    let born = (1..=8).any(|back| look.before(a, back) == "born");
    let at = matches!(look.before(a, 1), "in" | "on" | ",") && !born;
    (printed && plain && at && date.length.is_none())
        .then_some(date.day)
        .flatten()
}

fn undated(ground: &Ground<'_, '_>, sentence: &Sentence) -> bool {
    ground.dates_in(sentence.span).is_empty()
}

/// "Frei died in Bern at the age of 79": the year of the death stands behind the name.
fn dies(look: &Look<'_, '_>, lifespans: &[Lifespan], who: usize) -> Option<DayRange> {
    let died = (look.first..look.end).any(|i| look.word(i) == "died");
    let mut own = lifespans.iter().filter(|one| one.who == who && died);
    own.next().map(|one| one.died)
}

/// Whose age: the one person that the sentence names, or "he" or "she" of the person named last.
fn subject(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    sentence: &Sentence,
    number: usize,
    at: usize,
) -> Option<usize> {
    let cx = ground.cx;
    let kin = (look.first..look.end).any(|i| {
        cx.is(i, List::Kinship)
            || cx.is(i, List::PersonNoun)
                && look.before(i, 1) != "the"
                // "was sworn in as a police officer": the person's own office.
                && !(2..=4).any(|back| look.before(i, back) == "as")
                // "was elected shop steward"
                && !(1..=3).any(|back| {
                    matches!(
                        look.before(i, back),
                        "elected" | "appointed" | "made" | "named" | "chosen" | "became"
                    )
                })
    });
    if kin {
        return None;
    }
    let mut persons = persons_from(ground, sentence.span.start)
        .iter()
        .take_while(|person| person.span.start < sentence.span.end);
    if let Some(first) = persons.next() {
        return persons
            .all(|other| other.identity == first.identity)
            .then_some(first.identity);
    }
    let pronoun = (look.first..look.end)
        .find(|&i| matches!(look.word(i), "he" | "she"))
        .filter(|&i| i <= at + 8)?;
    carried(ground, number, pronoun).filter(|who| {
        person_before(ground, sentence.span.start).is_some_and(|person| person.identity == *who)
    })
}
