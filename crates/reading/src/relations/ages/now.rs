//! Ages of now that stand apart from the name: "Grace Adeyemi, who is 29", "who turned 19 in March", "She was 84." behind a
//! death, "has died at the age of 84", "The 64-year-old president, Adama Sow".

use copydesk_draft::Span;

use super::births::{NAMELESS, lone, meant, surname};
use super::{Evidence, fresh_death, person_before, persons_from};
use super::{Ground, mark, year};
use crate::lists::List;
use crate::names::Person;
use crate::numbers::lexeme::Look;
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// "Grace Adeyemi, who is 29,", "Grace Adeyemi is 29.", "The dead man was 34."
pub(super) fn is_years(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    number: usize,
    first: usize,
    last: usize,
) -> Option<(usize, Option<String>)> {
    let closes = mark(look, last)
        || look.word(last).is_empty()
        || matches!(look.word(last), "years" | "and" | "now" | "today");
    let verb = first.checked_sub(1)?;
    if !closes || look.text(last) == "-" {
        return None;
    }
    let dead = (look.first..verb).any(|i| matches!(look.word(i), "dead" | "victim" | "deceased"));
    if look.word(verb) == "was" && dead && look.word(look.first) == "the" && verb <= look.first + 4
    {
        return lone(ground, number).map(|who| (who, None));
    }
    // "died on Friday. She was 78, and had given a lecture"
    let was = verb - usize::from(look.word(verb) == "aged" && verb > look.first);
    if look.word(was) == "was" && super::at_death(look, ground, first) {
        return meant(ground, number).map(|who| (who, None));
    }
    if look.word(verb) != "is" {
        return None;
    }
    let mut end = verb;
    if look.before(end, 1) == "who" {
        end -= 1;
        end -= usize::from(look.before(end, 1) == ",");
    }
    let at = ground.cx.span(end, end + 1).start;
    // "The boy, who is three, was found": the sentence names nobody.
    let nobody = lone(ground, number).filter(|who| {
        *who >= NAMELESS && end < verb && look.word(look.first) == "the" && end <= opening(look)
    });
    if let Some(who) = nobody {
        return Some((who, None));
    }
    person_before(ground, at)
        .filter(|person| person.last == end && !one_of_two(look, person.first))
        .map(|person| (person.identity, Some(surname(ground, person))))
}

/// "the younger Treloar", "the elder Bush": one of two of a name, and which one the name does not tell.
pub(super) fn one_of_two(look: &Look<'_, '_>, name: usize) -> bool {
    matches!(
        look.before(name, 1),
        "younger" | "elder" | "older" | "youngest" | "eldest" | "oldest"
    )
}

/// "His nephew, Alan Petrie, 23": a name told of before, and now of somebody of the same family.
pub(super) fn namesake(ground: &Ground<'_, '_>, look: &Look<'_, '_>, person: &Person) -> bool {
    let kin = (1..=4)
        .map_while(|back| person.first.checked_sub(back).filter(|&i| i >= look.first))
        .take_while(|&i| !matches!(look.text(i), ";" | ":" | "."))
        .any(|i| ground.cx.is(i, List::Kinship));
    kin && ground
        .names
        .persons
        .iter()
        .take_while(|before| before.first < person.first)
        .any(|before| before.identity == person.identity)
}

/// "Nadia Farouk celebrated her 40th birthday on Monday": told with a day of these weeks.
pub(super) fn birthday(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    first: usize,
    last: usize,
) -> Option<usize> {
    let past = matches!(
        look.before(first, 2),
        "celebrated" | "marked" | "spent" | "had" | "passed"
    );
    if !past
        || look.word(last) != "birthday"
        || !matches!(look.before(first, 1), "his" | "her" | "their")
    {
        return None;
    }
    let day = ground
        .dates_in(ground.cx.span(last, look.end.max(last + 1)))
        .first()
        .filter(|date| {
            let (a, b) = ground.tokens(date.span);
            a <= last + 3 && !(a..b).any(|i| year(ground.cx.word(i)).is_some())
        })
        .and_then(|date| date.day)?;
    let since = ground.cx.date?.days_since(day.first);
    let at = ground.cx.span(first - 2, first - 1).start;
    let person = person_before(ground, at).filter(|person| person.last == first - 2)?;
    (0..366).contains(&since).then_some(person.identity)
}

/// "celebrated his 19th birthday", "held a dinner for his fiftieth birthday in February": birthdays gone by, of whom the sentence
/// is about.
pub(super) fn birthdays(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    sentence: &Sentence,
) -> Vec<(Span, (f64, f64), Evidence)> {
    let cx = ground.cx;
    let mut out = Vec::new();
    for number in ground
        .numbers_in(sentence.span)
        .iter()
        .filter(|n| n.ordinal)
    {
        let (first, last) = (number.core_first as usize, number.core_last as usize);
        if look.word(last) != "birthday" || !matches!(look.before(first, 1), "his" | "her") {
            continue;
        }
        // "marked, celebrated, turned"; one that is to come is no evidence.
        let past = (1..=5).any(|back| {
            first.checked_sub(back).is_some_and(|i| {
                i >= look.first
                    && matches!(
                        look.word(i),
                        "marked"
                            | "celebrated"
                            | "had"
                            | "passed"
                            | "spent"
                            | "after"
                            | "reached"
                            | "kept"
                    )
            })
        }) && !(look.first..look.end).any(|i| {
            matches!(
                look.word(i),
                "will"
                    | "would"
                    | "before"
                    | "until"
                    | "ahead"
                    | "next"
                    | "upcoming"
                    | "was"
                    | "ago"
            ) && look.word(i) != "was"
        });
        // "held a dinner for his fiftieth birthday in February": in the year that has gone by since, it is the age.
        let party = matches!(look.before(first, 2), "for" | "on" | "to")
            && (2..=8).any(|back| {
                matches!(
                    look.before(first, back),
                    "party" | "threw" | "dinner" | "celebration" | "feast" | "ball"
                )
            })
            && !matches!(look.before(first, 3), "until" | "before");
        let this_year = cx.date.zip(
            ground
                .dates_in(sentence.span)
                .iter()
                .find(|date| {
                    let (a, b) = ground.tokens(date.span);
                    (last + 1..=last + 2).contains(&a)
                        && date.length.is_none()
                        && !(a..b).any(|i| year(cx.word(i)).is_some())
                })
                .and_then(|date| date.day),
        );
        let fresh =
            this_year.filter(|(today, day)| (0..340).contains(&today.days_since(day.first)));
        if let Some(fresh) = fresh.map(|_| number.number).filter(|_| past || party) {
            let span = cx.span(first, last + 1);
            out.push((span, (fresh, fresh), Evidence::Birthday));
        } else if past {
            out.push((
                cx.span(first, last + 1),
                (number.number, f64::INFINITY),
                Evidence::Birthday,
            ));
        }
    }
    out
}

/// "who turned 19 in March", "will turn 42 in May".
#[allow(clippy::type_complexity, reason = "who, and the range")]
pub(super) fn turned(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    number: usize,
    first: usize,
    last: usize,
    years: f64,
) -> Option<((usize, Option<String>), (f64, f64))> {
    let verb = first.checked_sub(1)?;
    let past = look.word(verb) == "turned";
    let to_come = matches!(look.word(verb), "turns" | "turn")
        || look.word(verb) == "be" && look.before(verb, 1) == "will";
    let today = ground.cx.date?;
    if !past && !to_come {
        return None;
    }
    let day = ground
        .dates
        .dates
        .iter()
        .skip(
            ground
                .dates
                .dates
                .partition_point(|date| date.span.start < ground.cx.span(first, last).end),
        )
        .take(1)
        .find(|date| {
            let (a, b) = ground.tokens(date.span);
            a <= last + 2 && b <= look.end && !(a..b).any(|i| year(ground.cx.word(i)).is_some())
        })
        .and_then(|date| date.day)?;
    // Within the year before, or the year to come.
    let since = today.days_since(day.first);
    let range = if past && (0..366).contains(&since) {
        (years, years)
    } else if to_come && (-366..1).contains(&since) {
        (years - 1.0, years)
    } else {
        return None;
    };
    let head = (1..=4)
        .map_while(|back| verb.checked_sub(back))
        .find(|&i| {
            !matches!(look.word(i), "will" | "who" | "has" | "just" | "be") && look.text(i) != ","
        })?;
    // "She turned 64 in May."
    if head == look.first && matches!(look.word(head), "he" | "she") {
        return meant(ground, number).map(|who| ((who, None), range));
    }
    let at = ground.cx.span(head, head + 1).end;
    // "The pianist, who will be 70 in December, was born …": the sentence names nobody.
    let nobody = lone(ground, number)
        .filter(|who| *who >= NAMELESS && look.word(look.first) == "the" && head <= opening(look));
    if let Some(who) = nobody {
        return Some(((who, None), range));
    }
    let person = person_before(ground, at).filter(|person| person.last == head + 1)?;
    Some(((person.identity, Some(surname(ground, person))), range))
}

/// How far the noun reaches that opens a sentence: "The pianist", "The 61-year-old pianist".
fn opening(look: &Look<'_, '_>) -> usize {
    let aged = look.hyphen(look.first + 2) && look.word(look.first + 5) == "old";
    look.first + if aged { 7 } else { 4 }
}

/// "signed a contract on Tuesday, a month after turning 40": less than a year ago, of the one person named.
pub(super) fn turning(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    number: usize,
    first: usize,
) -> Option<(usize, Option<String>)> {
    let short = matches!(
        look.before(first, 3),
        "day"
            | "days"
            | "week"
            | "weeks"
            | "month"
            | "months"
            | "shortly"
            | "soon"
            | "just"
            | "fortnight"
    );
    let fresh = look.before(first, 1) == "turning" && look.before(first, 2) == "after" && short;
    let old = ground
        .dates_in(ground.cx.span(look.first, look.end))
        .iter()
        .any(|date| {
            let (a, b) = ground.tokens(date.span);
            (a..b).any(|i| year(ground.cx.word(i)).is_some())
        });
    (fresh && !old)
        .then(|| lone(ground, number))
        .flatten()
        .filter(|who| *who < NAMELESS)
        .map(|who| (who, None))
}

/// "Rustam Aliyarov, now 66, learned"; "She died on Monday. She was 84."
pub(super) fn now_years(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    number: usize,
    first: usize,
    last: usize,
) -> Option<(usize, Option<String>)> {
    let cx = ground.cx;
    if !mark(look, last) && !look.word(last).is_empty() {
        return None;
    }
    if look.before(first, 1) == "now" && matches!(look.before(first, 2), "," | "(") {
        let at = cx.span(first - 2, first - 1).start;
        return person_before(ground, at)
            .filter(|person| person.last == first - 2)
            .map(|person| (person.identity, Some(surname(ground, person))));
    }
    // "Ana Duarte was born in 1990. Now 55, she runs a shop."
    if first == look.first + 1
        && look.word(look.first) == "now"
        && matches!(look.word(last + 1), "he" | "she")
    {
        return meant(ground, number).map(|who| (who, None));
    }
    // "She was 84." behind a death of these days.
    let short = look.before(first, 1) == "was"
        && matches!(look.before(first, 2), "he" | "she")
        && first == look.first + 2
        && last + 1 >= look.end;
    if !short {
        return None;
    }
    let mut died = false;
    for back in 1..=4 {
        let before = number.checked_sub(back)?;
        let sentence = cx.sentences.get(before)?;
        if !ground.in_body(sentence) {
            return None;
        }
        let told = ground.look(sentence);
        let deadly = (told.first..told.end).any(|i| {
            cx.is(i, List::DeathStage) || matches!(told.word(i), "died" | "dead" | "dies")
        });
        let old = ground.dates_in(sentence.span).iter().any(|date| {
            let (a, b) = ground.tokens(date.span);
            (a..b).any(|i| year(cx.word(i)).is_some())
        });
        died |= deadly && !old;
        if deadly && old {
            return None;
        }
        match lone(ground, before) {
            Some(who) if who < NAMELESS => return died.then_some((who, None)),
            None => return None,
            _ => {}
        }
    }
    None
}

/// "Aud Kvale, who won two titles, has died at the age of 84": the one person that the sentence names before the age.
pub(super) fn died_aged(ground: &Ground<'_, '_>, look: &Look<'_, '_>, age: Span) -> Option<usize> {
    let cx = ground.cx;
    let (first, _) = ground.tokens(age);
    let died = (1..=14).any(|back| matches!(look.before(first, back), "died" | "dies"));
    let now = look.before(first, 2) == "dies" && look.before(first, 1) == "at";
    if !died || !now && !fresh_death(look, ground) {
        return None;
    }
    let mut persons = persons_from(ground, cx.span(look.first, look.first + 1).start)
        .iter()
        .take_while(|person| person.span.start < age.start);
    let who = persons.next()?.identity;
    let kin = (look.first..first).any(|i| {
        cx.kind(i) == Some(TokenKind::Possessive)
            || cx.is(i, List::Kinship) && !matches!(look.before(i, 1), "a" | "the")
    });
    (!kin && persons.all(|other| other.identity == who)).then_some(who)
}

/// "Ragnar Holm, who wrote 30 books, dies at 78": the one person that the sentence names before the age.
pub(super) fn died_at(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    first: usize,
    last: usize,
) -> Option<usize> {
    let dies = look.before(first, 1) == "at"
        && matches!(look.before(first, 2), "dies" | "died")
        && (mark(look, last) || look.word(last).is_empty());
    if !dies {
        return None;
    }
    died_aged(ground, look, ground.cx.span(first, last))
}

/// "The 64-year-old president, Adama Sow,": the name behind the noun that the age describes.
pub(super) fn old_and_named(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    age: Span,
) -> Option<usize> {
    let (_, end) = ground.tokens(age);
    if look.before(end, 1) != "old" || !look.hyphen(end.checked_sub(2)?) {
        return None;
    }
    let person = persons_from(ground, age.end).first()?;
    let noun = person.first.checked_sub(1)?;
    let comma = usize::from(look.text(noun) == ",");
    let plain = person.first <= end + 4 + comma
        && person.last <= look.end
        && person.first > end + comma
        && (end..person.first - comma).all(|i| {
            look.kind(i) == Some(TokenKind::Word)
                && !look.capital(i)
                && !ground.cx.is(i, List::Preposition)
                && !ground.cx.is(i, List::Auxiliary)
                && !ground.cx.is(i, List::ReportingVerb)
                && !matches!(look.word(i), "and" | "who" | "that" | "as")
        });
    let apart = comma == 0 || matches!(look.text(person.last), "," | ".");
    (plain && apart && ground.cx.kind(person.last) != Some(TokenKind::Possessive))
        .then_some(person.identity)
}

/// "Ivan Petrak, a 54-year-old teacher,": the name before the noun that the age describes.
pub(super) fn named_and_old(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    age: Span,
) -> Option<usize> {
    let (first, end) = ground.tokens(age);
    let comma = first.checked_sub(2)?;
    if look.before(end, 1) != "old"
        || !matches!(look.before(first, 1), "a" | "an" | "the")
        || look.text(comma) != ","
    {
        return None;
    }
    let at = ground.cx.span(comma, comma + 1).start;
    let person = person_before(ground, at).filter(|person| person.last == comma)?;
    // A list: "Ana Ruiz, a 54-year-old man and …".
    let listed = (end..end + 4).any(|i| look.word(i) == "and");
    (!listed).then_some(person.identity)
}
