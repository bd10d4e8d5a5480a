//! What a few sentences that tell of one person say of his or her age: now, in a year gone by, at birth, at death, at a birthday
//! to come. "who is 44, joined in 1998 at the age of 25", "(1938-2024) … was 71 when he died", "when he turns 40 in October.
//! Born in 1992", "Now 71, … was 22 when the strike began in 1984".

mod classes;
mod frames;
mod young;

use copydesk_draft::{Day, DayRange, Span};

use super::{Evidence, Row, persons_from};
use super::{Ground, year};
use crate::lists::List;
use crate::numbers::lexeme::Look;
use crate::numbers::{Hedge, Role};
use crate::sentence::Sentence;
use classes::{decade_of_life, lifespan_before, lone_year_before, of_one_class, official, present};
use frames::{coming, now, then};

/// Days of a year.
const YEAR: f64 = 365.242_5;

/// What is told of an age.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    Now,
    Then,
    Born,
    /// The birthday that comes this year or next.
    Coming,
}

/// One telling: when the person was born by it, in days from the day the draft is read against.
#[derive(Clone, Copy)]
struct Fact {
    span: Span,
    told: Told,
    years: f64,
    born: (f64, f64),
    sentence: usize,
    /// Told right behind the name: "Ana Ruiz, 42,".
    named: bool,
}

/// Finds them; what is known by now is not told again.
pub(super) fn find(ground: &Ground<'_, '_>, rows: &mut Vec<Row>) {
    let cx = ground.cx;
    let mut facts: Vec<Fact> = Vec::new();
    for (number, sentence) in cx.sentences.iter().enumerate() {
        let look = ground.look(sentence);
        let classed = || (look.first..look.end).any(|i| decade_of_life(&look, i).is_some());
        // "The store was built in 1912 and was 104 years old when it burned": no person's age.
        let thing = (look.first..look.end).any(|i| {
            matches!(
                look.word(i),
                "built" | "erected" | "constructed" | "planted" | "launched"
            ) && look.word(i + 1) == "in"
                && super::year(look.text(i + 2)).is_some()
        });
        if thing {
            continue;
        }
        if ground.in_body(sentence) && (!ground.numbers_in(sentence.span).is_empty() || classed()) {
            told(ground, number, sentence, &mut facts);
        }
    }
    young::service(ground, &facts, rows);
    for (n, a) in facts.iter().enumerate() {
        for b in facts.iter().skip(n + 1) {
            if b.sentence > a.sentence + 2 {
                break;
            }
            // What was found to fit says nothing of the other tellings.
            let known = rows.iter().any(|row| {
                super::gap(row.1, row.3) > 0.0
                    && [row.0, row.2]
                        .iter()
                        .any(|one| one.overlaps(a.span) || one.overlaps(b.span))
            });
            if known
                || !apart(a, b)
                || !of_one_class(ground, a, b)
                || !one_person(ground, a.sentence, b.sentence)
            {
                continue;
            }
            let (age, other) = if a.told == Told::Born { (b, a) } else { (a, b) };
            let evidence = if other.told == Told::Born {
                Evidence::Born
            } else {
                Evidence::Age
            };
            // As ages on the day of the draft.
            let aged = |fact: &Fact| ((-fact.born.1 / YEAR).floor(), (-fact.born.0 / YEAR).floor());
            let (x, y) = (aged(age), aged(other));
            if super::gap(x, y) > 0.0 {
                rows.push((age.span, x, other.span, y, evidence));
            }
        }
    }
}

/// The births that two tellings allow do not meet, by more than who counts back may be wrong.
fn apart(a: &Fact, b: &Fact) -> bool {
    let slack = match (a.told, b.told) {
        (Told::Born, Told::Born) => return false,
        // A birthday may lie between two days of work on one draft.
        (Told::Now, Told::Now) => {
            // Two of one family may bear the name.
            if (a.years - b.years).abs() < 1.5 || a.named && b.named {
                return false;
            }
            0.0
        }
        (Told::Then, _) | (_, Told::Then) => 0.6 * YEAR,
        _ => 20.0,
    };
    a.born.0 - b.born.1 > slack || b.born.0 - a.born.1 > slack
}

/// The sentences from one to the other name one person, or none and go on with a pronoun, and no kin.
fn one_person(ground: &Ground<'_, '_>, first: usize, last: usize) -> bool {
    let cx = ground.cx;
    let mut who: Option<usize> = None;
    for number in first..=last {
        let Some(sentence) = cx.sentences.get(number) else {
            return false;
        };
        let look = ground.look(sentence);
        for person in persons_from(ground, sentence.span.start)
            .iter()
            .take_while(|person| person.span.start < sentence.span.end)
        {
            if official(&look, person.first) {
                continue;
            }
            if who.is_some_and(|who| who != person.identity) {
                return false;
            }
            who = Some(person.identity);
        }
        let others = (look.first..look.end).any(|i| {
            if told_by_kin(ground, &look, i) || many_kin(&look, i) {
                return false;
            }
            // "the women's team" is a team.
            if matches!(look.word(i), "women" | "men" | "boys" | "girls")
                && cx.kind(i + 1) == Some(crate::token::TokenKind::Possessive)
                && matches!(look.word(i + 2), "team" | "side" | "squad" | "national")
            {
                return false;
            }
            cx.is(i, List::Kinship)
                && !cx.is(i + 1, List::ReportingVerb)
                // "described by his family as a quiet 39-year-old"
                && !matches!(look.word(i), "family" | "families" | "relatives")
                || matches!(
                    look.word(i),
                    "they"
                        | "their"
                        | "them"
                        | "couple"
                        | "brothers"
                        | "sisters"
                        | "olds"
                        | "both"
                        | "mate"
                        | "colleague"
                        | "teammate"
                        | "victims"
                        | "predecessor"
                        | "successor"
                        | "rival"
                        | "opponent"
                        | "partner"
                        | "mother"
                        | "boyfriend"
                        | "girlfriend"
                        | "friend"
                        | "another"
                        | "respectively"
                        | "men"
                        | "women"
                        | "boys"
                        | "girls"
                        | "minimum"
                        | "character"
                        | "novel"
                        | "film"
                        | "if"
                )
                || look.word(i) == "plays" && look.before(i, 1) == "who"
                // "whose date of birth is", "whose biography gives her date of birth as"
                || look.word(i) == "whose"
                    && !(i + 1..i + 12).any(|k| {
                        look.word(k) == "birth" && look.before(k, 2) == "date"
                    })
                || matches!(look.before(i, 1), "his" | "her" | "a" | "an")
                    && i > look.first + 2
                    && cx.is(i, List::PersonNoun)
                    // "a man in his twenties", told of once.
                    && decade_of_life(&look, i + 1).is_none()
                    && !matches!(look.word(i), "family" | "families" | "relatives")
                    && look.before(i, 2) != "as"
                    && look.before(i, 2) != ","
                    && !matches!(look.before(i, 2), "became" | "is" | "was" | "being")
        });
        if others {
            return false;
        }
        let before = number
            .checked_sub(1)
            .and_then(|k| cx.sentences.get(k))
            .map(|one| ground.look(one));
        // "Karl Boom opened a bakery. Boom is 70."
        let again = before.is_some_and(|before| {
            look.capital(look.first)
                && look.word(look.first).len() > 2
                && (before.first..before.end)
                    .any(|i| before.capital(i) && before.word(i) == look.word(look.first))
        });
        if number == last && number > first && !again && !goes_on(ground, &look, who) {
            return false;
        }
    }
    true
}

/// "His mother said he was born in 1977": told by kin of the other sex, and of him.
fn told_by_kin(ground: &Ground<'_, '_>, look: &Look<'_, '_>, i: usize) -> bool {
    let whose = look.before(i, 1);
    let pronoun = match (whose, look.word(i)) {
        ("his", "mother" | "wife" | "sister" | "daughter" | "girlfriend" | "aunt" | "widow") => {
            "he"
        }
        ("her", "father" | "husband" | "brother" | "son" | "boyfriend" | "uncle") => "she",
        _ => return false,
    };
    i == look.first + 1
        && ground.cx.is(i + 1, List::ReportingVerb)
        && (look.word(i + 2) == pronoun || look.word(i + 3) == pronoun)
}

/// "with four daughters and 31 grandchildren": many, of whom nobody is "the 97-year-old".
fn many_kin(look: &Look<'_, '_>, i: usize) -> bool {
    matches!(
        look.word(i),
        "daughters" | "sons" | "children" | "grandchildren" | "grandsons" | "granddaughters"
    ) && i > look.first + 4
}

/// "He was 71", "Now 71, he keeps", "At 31, Oyelaran is", "The driver, now 67", "Born in 1992, he".
fn goes_on(ground: &Ground<'_, '_>, look: &Look<'_, '_>, who: Option<usize>) -> bool {
    let first = look.word(look.first);
    let head = look.first..look.end.min(look.first + 12);
    let pronoun = head
        .clone()
        .any(|i| matches!(look.word(i), "he" | "she" | "his" | "her" | "him"));
    let opener = matches!(first, "he" | "she" | "his" | "her")
        || pronoun
            && matches!(
                first,
                "now" | "today" | "at" | "born" | "aged" | "in" | "when" | "asked"
            )
        // "At 36, the defender is"
        || first == "at"
            && look.is_figure(look.first + 1)
            && look.text(look.first + 2) == ","
            && look.word(look.first + 3) == "the"
            && look.word(look.first + 5) == "is";
    let named = persons_from(ground, ground.cx.span(look.first, look.first + 1).start)
        .first()
        .is_some_and(|person| person.first <= look.first + 8 && Some(person.identity) == who);
    let definite = first == "the"
        && head
            .clone()
            .any(|i| matches!(look.word(i), "old" | "now" | "who" | "aged"))
        && !persons_from(ground, ground.cx.span(look.first, look.first + 1).start)
            .first()
            .is_some_and(|person| person.first < look.end && Some(person.identity) != who);
    // "The climber, 46, from Ennis, had", "The teenager had arrived"
    let alone = first == "the"
        && (persons_from(ground, ground.cx.span(look.first, look.first + 1).start)
            .first()
            .is_none_or(|person| person.first >= look.end || Some(person.identity) == who))
        && (decade_of_life(look, look.first + 1).is_some()
            || look.text(look.first + 2) == ","
                && look.text(look.first + 4) == ","
                && look.is_figure(look.first + 3));
    // "Judge Marlow told the 68-year-old"
    let told = head.clone().any(|i| {
        matches!(
            look.word(i),
            "told" | "sentenced" | "jailed" | "ordered" | "warned" | "fined"
        ) && look.word(i + 1) == "the"
            && look.hyphen(i + 3)
            && look.word(i + 6) == "old"
    });
    // "Police said the 43-year-old had not been drinking"
    let old = (look.first + 1..look.first + 5)
        .any(|i| look.word(i) == "the" && look.hyphen(i + 2) && look.word(i + 5) == "old");
    opener || named || definite || alone || told || old && first != "a"
}

/// The tellings of one sentence.
fn told(ground: &Ground<'_, '_>, number: usize, sentence: &Sentence, out: &mut Vec<Fact>) {
    let cx = ground.cx;
    let look = ground.look(sentence);
    let Some(today) = cx.date.or_else(|| Day::new(2000, 1, 1)) else {
        return;
    };
    let days = |day: Day| f64::from(day.days_since(today));
    let dates: Vec<(usize, usize, DayRange)> = ground
        .dates_in(sentence.span)
        .iter()
        .filter(|date| date.length.is_none())
        .filter_map(|date| {
            let (first, last) = ground.tokens(date.span);
            let year = (first..last).find_map(|i| year(cx.word(i)))?;
            Some((first, last, date.day.or_else(|| DayRange::year(year))?))
        })
        .collect();
    let mut fact = |span: Span, told: Told, years: f64, born: (f64, f64)| {
        let first = cx.token_at(span.start);
        let named = persons_from(ground, sentence.span.start)
            .iter()
            .take_while(|person| person.last <= first)
            .any(|person| person.last + 1 == first);
        out.push(Fact {
            span,
            told,
            years,
            born,
            sentence: number,
            named,
        });
    };
    // "Nwosu (1938-2024)"
    let mut death = None;
    for i in look.first..look.end {
        let (Some(from), Some(to)) = (year(look.text(i)), year(look.text(i + 2))) else {
            continue;
        };
        let bracket = look.text(i.wrapping_sub(1)) == "(" && look.text(i + 3) == ")";
        if bracket
            && matches!(look.text(i + 1), "-" | "–" | "—")
            && (5..115).contains(&(to - from))
            && let (Some(x), Some(y)) = (DayRange::year(from), DayRange::year(to))
        {
            fact(
                cx.span(i, i + 1),
                Told::Born,
                0.0,
                (days(x.first), days(x.last)),
            );
            death = Some(y);
        }
    }
    let born_at = |first: usize| {
        let near = (1..=10).find(|&back| match look.before(first, back) {
            "born" | "b" => back <= 7,
            // "whose date of birth is given on his registration form as 4 March 2001"
            "birth" => back <= 7 || look.before(first, 1) == "as",
            _ => false,
        });
        near.is_some_and(|back| {
            !(1..back).any(|k| {
                matches!(
                    look.before(first, k),
                    "and" | "who" | "but" | "joined" | "moved" | ";"
                ) || look.before(first, k) == ","
                    && k > 1
                    // "Asked for his date of birth, he gave it as 2 May 1979"
                    && !(look.before(first, back) == "birth" && look.before(first, 1) == "as")
            })
        })
    };
    for &(first, last, day) in &dates {
        let others = (1..=9).any(|back| {
            matches!(
                look.before(first, back),
                "those" | "people" | "players" | "children" | "anyone" | "voters"
            )
        });
        if born_at(first) && !others && death.is_none() {
            fact(
                cx.span(first, last),
                Told::Born,
                0.0,
                (days(day.first), days(day.last)),
            );
        }
    }
    // In a draft of no day nothing is of now.
    let dated = cx.date.is_some();
    for i in look.first..look.end {
        if let Some((end, (low, high))) = decade_of_life(&look, i).filter(|_| dated) {
            fact(
                cx.span(i, end),
                Told::Now,
                f64::midpoint(low, high),
                (-(high + 1.0) * YEAR, -low * YEAR),
            );
        }
    }
    // What the sentences before told of the death: "(1938-2024) … He was 71 when he died".
    let years_of_life = death.or_else(|| lifespan_before(ground, number));
    for one in ground.numbers_in(sentence.span) {
        let (first, last) = (one.core_first as usize, one.core_last as usize);
        // "Last month Tom Reilly celebrated his 60th birthday"
        let birthday = one.ordinal
            && look.word(last) == "birthday"
            && (2..=4).any(|back| matches!(look.before(first, back), "celebrated" | "marked"));
        let lately = look.word(last + 1) == "on"
            || look.words(look.first, &["last", "month"])
            || look.words(look.first, &["last", "week"])
            || matches!(
                look.word(last + 1),
                "last" | "this" | "in" | "yesterday" | "at" | "with"
            );
        if birthday && lately && dated && dates.iter().all(|(from, _, _)| born_at(*from)) {
            let n = one.number;
            fact(
                cx.span(first, last),
                Told::Now,
                n,
                (-(n + 1.0) * YEAR, -n * YEAR),
            );
            continue;
        }
        // "her 30th birthday next month"; "in 2009, a week after his 20th birthday"
        let own = matches!(look.before(first, 1), "his" | "her");
        if one.ordinal && own && look.word(last) == "birthday" && dated && one.number < 115.0 {
            let n = one.number;
            let next = look.word(last + 1) == "next"
                && matches!(look.word(last + 2), "month" | "week" | "year")
                || look.words(last + 1, &["later", "this"]);
            let beside: Vec<_> = dates
                .iter()
                .filter(|(from, to, day)| {
                    !born_at(*from) && day.last <= today && *to <= first && first - to <= 8
                })
                .collect();
            if next {
                fact(
                    cx.span(first, last),
                    Told::Now,
                    n,
                    (-n * YEAR - 31.0, -(n - 2.0) * YEAR),
                );
            } else if let [(_, to, day)] = beside.as_slice()
                && (*to..first).any(|i| {
                    matches!(
                        look.word(i),
                        "after" | "before" | "on" | "of" | "short" | "past"
                    )
                })
            {
                fact(
                    cx.span(first, last),
                    Told::Then,
                    n,
                    (
                        days(day.first) - (n + 1.0) * YEAR,
                        days(day.last) - (n - 1.0) * YEAR,
                    ),
                );
            }
            continue;
        }
        let fine = !one.ordinal
            && one.number.fract() == 0.0
            && (3.0..115.0).contains(&one.number)
            && (matches!(one.role, Role::Cardinal | Role::Age)
                || look.hyphen(last) && look.word(last + 3) == "old")
            && one.hedge == Hedge::Exact;
        if !fine || cx.masked(one.span) {
            continue;
        }
        let span = cx.span(first, last);
        let n = one.number;
        let at = |day: DayRange| {
            (
                days(day.first) - (n + 1.0) * YEAR,
                days(day.last) - n * YEAR,
            )
        };
        // "would have turned 41": who is missing has no age.
        if look.before(first, 1) == "turned" && look.before(first, 2) == "have" {
            continue;
        }
        let died =
            (look.first..look.end).any(|i| matches!(look.word(i), "died" | "death" | "dies"));
        if then(&look, one) {
            let near = dates
                .iter()
                .filter(|(from, _, _)| !born_at(*from))
                .filter(|&&(from, to, _)| {
                    let (a, b) = if from >= last {
                        (last, from)
                    } else {
                        (to, first)
                    };
                    b >= a
                        && b - a <= 14
                        && !(a..b).any(|i| {
                            matches!(look.text(i), ";" | "(" | ")")
                                || matches!(look.word(i), "until" | "since")
                        })
                })
                .collect::<Vec<_>>();
            if let [(_, _, day)] = near.as_slice() {
                if day.last <= today {
                    fact(span, Told::Then, n, at(*day));
                }
            } else if near.is_empty()
                && (look.before(first, 1) == "then" || look.words(last, &["at", "the", "time"]))
            {
                // "took his seat in 1974. He was then 26": the one year of the sentence before.
                if let Some(day) = lone_year_before(ground, number).filter(|day| day.last <= today)
                {
                    fact(span, Told::Then, n, at(day));
                }
            } else if near.is_empty() && dated && !died && present(&look, last) {
                // "says at the age of 71 that she has one more book in her"
                fact(span, Told::Now, n, (-(n + 1.0) * YEAR, -n * YEAR));
            } else if near.is_empty() && dated && look.before(first, 1) == "turned" {
                // "turned 44 in March": no longer ago than a year.
                fact(span, Told::Now, n, (-(n + 1.0) * YEAR, -n * YEAR));
            } else if near.is_empty()
                && died
                && let Some(day) = years_of_life
            {
                fact(span, Told::Then, n, at(day));
            }
            continue;
        }
        if !dated {
            continue;
        }
        if coming(&look, one) {
            // This year's birthday, or the next one.
            let born = (f64::from(today.year()) - n, f64::from(today.year() + 1) - n);
            let day = |year: f64| (year - f64::from(today.year())) * YEAR;
            fact(
                span,
                Told::Coming,
                n,
                (day(born.0 - 0.0) - YEAR, day(born.1) + YEAR),
            );
        } else if now(ground, &look, one)
            && (look.before(first, 1) == "was" || !(died && !super::fresh_death(&look, ground)))
        {
            fact(span, Told::Now, n, (-(n + 1.0) * YEAR, -n * YEAR));
        }
    }
}
