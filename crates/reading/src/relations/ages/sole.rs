//! What a few sentences that tell of one person say of his or her age: now, in a year gone by, at birth, at death, at a birthday
//! to come. "who is 44, joined in 1998 at the age of 25", "(1938-2024) … was 71 when he died", "when he turns 40 in October.
//! Born in 1992", "Now 71, … was 22 when the strike began in 1984".

use copydesk_draft::{Day, DayRange, Span};

use super::{Evidence, Row, persons_from};
use super::{Ground, mark, year};
use crate::lists::List;
use crate::numbers::lexeme::{Look, Time};
use crate::numbers::{Hedge, Number, Role};
use crate::sentence::Sentence;

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
        if ground.in_body(sentence) && (!ground.numbers_in(sentence.span).is_empty() || classed()) {
            told(ground, number, sentence, &mut facts);
        }
    }
    service(ground, &facts, rows);
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
            if known || !apart(a, b) || !of_one_class(ground, a, b) || !one_person(ground, a.sentence, b.sentence) {
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

/// "Peter Hale, 30, has been a magistrate for 25 years": years of work that the age leaves no room for.
fn service(ground: &Ground<'_, '_>, facts: &[Fact], rows: &mut Vec<Row>) {
    let cx = ground.cx;
    for age in facts.iter().filter(|fact| fact.told == Told::Now) {
        let Some(sentence) = cx.sentences.get(age.sentence) else {
            continue;
        };
        let look = ground.look(sentence);
        for one in ground.numbers_in(sentence.span) {
            let (first, last) = (one.core_first as usize, one.core_last as usize);
            let lead = matches!(look.before(first, 1), "for" | "after")
                || look.before(first, 1) == "than"
                    && look.before(first, 2) == "more"
                    && look.before(first, 3) == "for";
            let work = (look.first..first).any(|i| {
                look.word(i) == "has"
                    && matches!(
                        look.word(i + 1),
                        "been"
                            | "worked"
                            | "taught"
                            | "served"
                            | "driven"
                            | "practised"
                            | "fished"
                            | "farmed"
                            | "sat"
                            | "flown"
                            | "run"
                    )
                    && first - i <= 12
            });
            let born = age.years - 10.0;
            if lead
                && work
                && look.word(last) == "years"
                && !one.ordinal
                && one.number > born
                && one.number < 90.0
                && one_person(ground, age.sentence, age.sentence)
            {
                rows.push((
                    age.span,
                    (age.years, age.years),
                    cx.span(first, last + 1),
                    (one.number + 10.0, 120.0),
                    Evidence::Age,
                ));
            }
        }
    }
}

/// Where one of the two is told by a class of ages ("octogenarian", "in her thirties"), that it is beyond doubt of the person of
/// the other: beside the name, behind "A 24-year-old backpacker", or taken up as the one who was saved.
fn of_one_class(ground: &Ground<'_, '_>, a: &Fact, b: &Fact) -> bool {
    let cx = ground.cx;
    let classed = |fact: &Fact| {
        let sentence = cx.sentences.get(fact.sentence)?;
        let look = ground.look(sentence);
        let at = cx.token_at(fact.span.start);
        decade_of_life(&look, at).map(|_| (look, at))
    };
    let look_of = |fact: &Fact| cx.sentences.get(fact.sentence).map(|one| ground.look(one));
    let (class, other) = match (classed(a), classed(b)) {
        (None, None) => return true,
        (Some(_), Some(_)) => return false,
        (Some(class), None) => (class, b),
        (None, Some(class)) => (class, a),
    };
    let (look, at) = class;
    let Some(beside) = look_of(other) else {
        return false;
    };
    // "Octogenarian Walter Beale"
    let name = persons_from(ground, cx.span(at, at + 1).start)
        .first()
        .is_some_and(|person| person.first <= at + 1 && person.last > at + 1);
    if name {
        return true;
    }
    let later = b.span != other.span;
    let first = cx.token_at(other.span.start);
    let decade = look.word(at) == "in";
    if decade {
        // "The climber, 46,", "She is 46"
        let opens = !later
            && (matches!(beside.word(beside.first), "he" | "she")
                || beside.word(beside.first) == "the"
                    && matches!(
                        beside.word(beside.first + 1),
                        "climber"
                            | "walker"
                            | "hiker"
                            | "swimmer"
                            | "angler"
                            | "fisherman"
                            | "skier"
                            | "surfer"
                            | "kayaker"
                            | "canoeist"
                            | "sailor"
                            | "diver"
                            | "runner"
                            | "victim"
                            | "patient"
                            | "deceased"
                            | "winner"
                            | "tourist"
                            | "backpacker"
                            | "paraglider"
                            | "mountaineer"
                            | "camper"
                    ));
        return opens && a.sentence != b.sentence;
    }
    // "A 24-year-old backpacker drowned … The teenager had arrived"
    later
        && a.sentence != b.sentence
        && matches!(beside.word(beside.first), "a" | "an")
        && first == beside.first + 1
        && beside.hyphen(first + 1)
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
            cx.is(i, List::Kinship)
                && !cx.is(i + 1, List::ReportingVerb)
                // "described by his family as a quiet 39-year-old"
                && !matches!(look.word(i), "family" | "families" | "relatives")
                || matches!(
                    look.word(i),
                    "they"
                        | "their"
                        | "them"
                        | "whose"
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
                || matches!(look.before(i, 1), "his" | "her" | "a" | "an")
                    && i > look.first + 2
                    && cx.is(i, List::PersonNoun)
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

/// "Judge Helen Marlow told": one who speaks by office, and whose age nobody tells.
fn official(look: &Look<'_, '_>, name: usize) -> bool {
    let title = |i: usize| {
        matches!(
            look.word(i),
            "judge"
                | "justice"
                | "recorder"
                | "magistrate"
                | "coroner"
                | "prosecutor"
                | "inspector"
                | "superintendent"
                | "sergeant"
                | "sgt"
                | "det"
                | "constable"
                | "detective"
        )
    };
    title(name) || name > look.first && title(name - 1)
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
                "now" | "today" | "at" | "born" | "aged" | "in" | "when"
            );
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
        matches!(look.word(i), "told" | "sentenced" | "jailed" | "ordered" | "warned" | "fined")
            && look.word(i + 1) == "the"
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
        let near = (1..=7).find(|&back| matches!(look.before(first, back), "born" | "birth" | "b"));
        near.is_some_and(|back| {
            !(1..back).any(|k| {
                matches!(
                    look.before(first, k),
                    "and" | "who" | "but" | "joined" | "moved" | ";"
                ) || look.before(first, k) == "," && k > 1
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
            || matches!(look.word(last + 1), "last" | "this" | "in" | "yesterday");
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

/// "Octogenarian Walter Beale", "the teenager", "in her thirties", "in his late 40s": one past the words, and the ages meant.
fn decade_of_life(look: &Look<'_, '_>, i: usize) -> Option<(usize, (f64, f64))> {
    let person = match look.word(i) {
        "teenager" | "teen" => Some((13.0, 19.0)),
        "sexagenarian" => Some((60.0, 69.0)),
        "septuagenarian" => Some((70.0, 79.0)),
        "octogenarian" => Some((80.0, 89.0)),
        "nonagenarian" => Some((90.0, 99.0)),
        "centenarian" => Some((100.0, 119.0)),
        "toddler" => Some((1.0, 4.0)),
        _ => None,
    };
    if let Some(range) = person {
        // Of whom it is said, not to whom or of what kind: "the teenager", "Octogenarian Walter Beale", "a teenager was".
        let own = i == look.first && look.capital(i + 1)
            || look.word(look.first) == "the" && i <= look.first + 2;
        let noun = !look.hyphen(i + 1)
            && look.kind(i + 1) != Some(crate::token::TokenKind::Possessive)
            && !(look.first..i).any(|k| matches!(look.word(k), "former" | "second" | "other"));
        return (own && noun).then_some((i + 1, range));
    }
    if look.word(i) != "in" || !matches!(look.word(i + 1), "his" | "her") {
        return None;
    }
    let (at, part) = match look.word(i + 2) {
        "early" => (i + 3, 1),
        "mid" => (i + 3 + usize::from(look.hyphen(i + 3)), 2),
        "late" => (i + 3, 3),
        _ => (i + 2, 0),
    };
    let low = match look.word(at) {
        "teens" => 13.0,
        "twenties" | "20s" => 20.0,
        "thirties" | "30s" => 30.0,
        "forties" | "40s" => 40.0,
        "fifties" | "50s" => 50.0,
        "sixties" | "60s" => 60.0,
        "seventies" | "70s" => 70.0,
        "eighties" | "80s" => 80.0,
        "nineties" | "90s" => 90.0,
        _ => return None,
    };
    // "was in her thirties when": of another time.
    let then = (look.first..look.end).any(|k| {
        matches!(
            look.word(k),
            "when" | "then" | "while" | "until" | "late" | "since" | "began" | "had"
        ) && !(i..at).contains(&k)
    });
    let range = match part {
        1 => (low, low + 4.0),
        2 => (low + 3.0, low + 7.0),
        3 => (low + 6.0, low + 9.0),
        _ if low < 20.0 => (13.0, 19.0),
        _ => (low, low + 9.0),
    };
    (!then).then_some((at + 1, range))
}

/// The one year that the sentence before tells.
fn lone_year_before(ground: &Ground<'_, '_>, number: usize) -> Option<DayRange> {
    let sentence = ground.cx.sentences.get(number.checked_sub(1)?)?;
    let mut days = ground.dates_in(sentence.span).iter().filter(|date| {
        let (first, last) = ground.tokens(date.span);
        let born = (1..=4).any(|back| {
            first
                .checked_sub(back)
                .is_some_and(|i| matches!(ground.cx.folded(i), "born" | "birth"))
        });
        !born && (first..last).any(|i| year(ground.cx.word(i)).is_some())
    });
    let (one, None) = (days.next()?, days.next()) else {
        return None;
    };
    one.day
}

/// The sentence tells of now: its verb is in the present, and none is of the past.
fn present(look: &Look<'_, '_>, at: usize) -> bool {
    (look.first..look.end).any(|i| {
        i != at
            && matches!(
                look.word(i),
                "says" | "is" | "has" | "remains" | "still" | "lives" | "plans" | "hopes" | "keeps" | "works"
            )
    }) && !(look.first..look.end).any(|i| {
        matches!(
            look.word(i),
            "was" | "were" | "had" | "when" | "then" | "became" | "began" | "who" | "since" | "after"
        )
    })
}

/// The year of death that a bracket in one of the two sentences before told.
fn lifespan_before(ground: &Ground<'_, '_>, number: usize) -> Option<DayRange> {
    (1..=2).find_map(|back| {
        let sentence = ground.cx.sentences.get(number.checked_sub(back)?)?;
        let look = ground.look(sentence);
        (look.first..look.end).find_map(|i| {
            let to = year(look.text(i + 2)).filter(|_| {
                year(look.text(i)).is_some()
                    && look.text(i.wrapping_sub(1)) == "("
                    && look.text(i + 3) == ")"
            })?;
            DayRange::year(to)
        })
    })
}

/// "at the age of 25", "aged 12 when", "at 25 in 1998", "was 22 when", "turned 65": an age of the day told beside it.
fn then(look: &Look<'_, '_>, one: &Number) -> bool {
    let (first, last) = (one.core_first as usize, one.core_last as usize);
    let closes = mark(look, last) || look.word(last).is_empty();
    let day = matches!(look.word(last), "in" | "on" | "when") || closes;
    match look.before(first, 1) {
        "of" => look.before(first, 2) == "age" && matches!(look.before(first, 3), "the" | "tender"),
        "age" => look.before(first, 2) == "at" && day,
        "aged" => {
            look.word(last) == "when"
                || look.before(first, 2) != "," && (matches!(look.word(last), "in") || closes)
                || look.before(first, 2) == "died"
        }
        "at" => {
            matches!(look.word(last), "in") && year(look.text(last + 1)).is_some()
                || look.word(last) == "when"
                // "which he joined in 1985 straight from school at 16"
                || closes
                    && (2..=6).any(|back| {
                        first
                            .checked_sub(back)
                            .is_some_and(|i| year(look.text(i)).is_some())
                            && !(2..back).any(|k| mark(look, first - k))
                            && ((back..=10).any(|k| matches!(look.before(first, k), "he" | "she"))
                                || look.before(first, 2) == "school")
                    })
                // "made her debut in 2012 at 17"
                || closes && first.checked_sub(2).is_some_and(|i| year(look.text(i)).is_some())
        }
        "was"
            if matches!(look.before(first, 2), "he" | "she") && look.before(first, 3) == "when" =>
        {
            closes
        }
        "turned" => day && look.word(last) != "when",
        // "He was then 26."
        "then" => matches!(look.before(first, 2), "was" | ",") && closes,
        "was" | "were" | "only" | "just" => {
            look.word(last) == "when"
                || look.words(last, &["years", "old", "when"])
                || look.words(last, &["at", "the", "time"])
        }
        _ => false,
    }
}

/// "when he turns 40 in October", "will be 40 next year", "will turn 40".
fn coming(look: &Look<'_, '_>, one: &Number) -> bool {
    let (first, last) = (one.core_first as usize, one.core_last as usize);
    let day = mark(look, last)
        || matches!(look.word(last), "in" | "on" | "next" | "this" | "later")
        || !matches!(look.time(last), Time::None);
    day && match look.before(first, 1) {
        "turns" => true,
        "turn" => look.before(first, 2) == "will",
        _ => false,
    }
}

/// "who is 44,", "Now 71, he", "At 31, Oyelaran is", "Gerard Duffy, 45,", "The 64-year-old".
fn now(ground: &Ground<'_, '_>, look: &Look<'_, '_>, one: &Number) -> bool {
    let (first, last) = (one.core_first as usize, one.core_last as usize);
    let closes = mark(look, last) && !look.hyphen(last)
        || look.word(last).is_empty()
        || matches!(look.word(last), "and" | "but");
    let old = look.hyphen(last) && look.word(last + 1) == "year" && look.word(last + 3) == "old";
    let before = look.before(first, 1);
    // "The 64-year-old president", "The 34-year-old, who"
    if old {
        let told =
            before == "the"
                && first <= look.first + 6
                && !ground.dates.ages.iter().any(|age| {
                    age.span.end <= one.span.start && (age.years - one.number).abs() < 0.5
                });
        // "Mokoena, a 26-year-old student", "Magsino, described by his family as a quiet 39-year-old"
        let beside = before == "a" && look.before(first, 2) == "," && look.capital(first.wrapping_sub(3));
        let described = !look.capital(last + 4)
            && (1..=3).any(|back| {
                look.before(first, back) == "a" && look.before(first, back + 1) == "as"
            })
            && (look.first..first).any(|i| {
                matches!(
                    look.word(i),
                    "described" | "identified" | "named" | "remembered" | "portrayed"
                )
            });
        return matches!(before, "the" | "a") && first == look.first + 1
            || first == look.first
            || beside && first <= look.first + 6
            || described
            || told;
    }
    let years = look.words(last, &["years", "old"]);
    let comma = look.text(first.wrapping_sub(1)) == "," && look.text(last) == ",";
    // "Police named the victim as Ana Reyes, 41."
    let closing = look.text(first.wrapping_sub(1)) == "," && look.text(last) == ".";
    let comma = comma || closing;
    // "Gerard Duffy, 45, had driven", "The goalkeeper, 28, signed"
    let named = comma
        && (persons_from(ground, ground.cx.span(look.first, look.first + 1).start)
            .iter()
            .take_while(|person| person.last <= first)
            .any(|person| person.last + 1 == first)
            || look.word(look.first) == "the"
                && first - look.first <= 5
                && first - look.first >= 3);
    let is = match before {
        "is" => closes || years || matches!(look.word(last), "now" | "today"),
        // "Ms Adeyemi, who was 42, leaves three children"
        "was" => {
            look.before(first, 2) == "who"
                && look.text(last) == ","
                && !(look.first..look.end).any(|i| {
                    year(look.text(i)).is_some()
                        || matches!(look.word(i), "when" | "then" | "ago" | "later" | "time")
                })
        }
        // "the accused, Lerato Mokoena, was only 20"
        "only" | "just" => {
            matches!(look.before(first, 2), "is" | "was")
                && closes
                && look.before(first, 3) == ","
                && !(look.first..look.end).any(|i| {
                    year(look.text(i)).is_some()
                        || matches!(look.word(i), "when" | "then" | "ago" | "later" | "time")
                })
        }
        "now" => (closes || years) && !matches!(look.before(first, 2), "until" | "by"),
        "aged" => {
            look.before(first, 2) == "now" || look.before(first, 2) == "," && look.text(last) == ","
        }
        // "Today, at 65, he says"
        "at" if look.before(first, 2) == "," && look.text(last) == "," => !(look.first..look.end)
            .any(|i| matches!(look.word(i), "was" | "were" | "had" | "when" | "then")),
        "at" => {
            first == look.first + 1
                && (last..last + 14).any(|i| {
                    matches!(look.word(i), "is" | "remains" | "has" | "still")
                        || look.words(i, &["no", "longer"])
                })
                && !(last..look.end).any(|i| matches!(look.word(i), "was" | "were" | "had"))
        }
        _ => false,
    };
    named || is
}
