//! Ages and births told of one person in different places: "Born on 4 May 1990, midfielder Luis Prado … At 31, he is",
//! "Molski, who was born in 1952 … dead, at 88", "who turned 19 in March … Wiset, born in 1998".

use copydesk_draft::{Day, DayRange, Span};

use super::super::chronicle::carried;
use super::now::{
    birthday, died_aged, died_at, is_years, named_and_old, namesake, now_years, old_and_named,
    turned, turning,
};
use super::then::{ages_then, lifespans};
use super::{
    Evidence, Row, current, fresh_death, person, person_before, persons_from, told_before,
};
use super::{Ground, mark, year};
use crate::lists::List;
use crate::names::Person;
use crate::numbers::lexeme::Look;
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// One telling of a person's age or birth.
struct Told {
    who: usize,
    span: Span,
    range: (f64, f64),
    surname: Option<String>,
    /// Told right behind the name: "Ana Ruiz, 42,".
    plain: bool,
}

/// A person without a name stands for the sentence: identities of such begin here.
pub(super) const NAMELESS: usize = 1 << 32;

/// Pairs what is told of the same person.
pub(super) fn find(ground: &Ground<'_, '_>, rows: &mut Vec<Row>) {
    let mut births = births(ground);
    let lifespans = lifespans(ground);
    if let Some(today) = ground.cx.date {
        for one in &lifespans {
            let (span, day) = one.born;
            births.push(Told {
                who: one.who,
                span,
                range: age_on(today, day),
                surname: None,
                plain: false,
            });
        }
    }
    let then = ages_then(ground, &lifespans);
    let ages = ages(ground);
    told_twice(&ages, rows);
    for birth in &births {
        for age in ages.iter().filter(|age| age.who == birth.who) {
            let two = age
                .surname
                .as_ref()
                .zip(birth.surname.as_ref())
                .is_some_and(|(a, b)| a != b);
            if !two {
                rows.push((age.span, age.range, birth.span, birth.range, Evidence::Born));
            }
        }
        for age in then.iter().filter(|age| age.who == birth.who) {
            let known = ages
                .iter()
                .any(|one| one.span.start < age.span.end && age.span.start < one.span.end);
            if !known {
                rows.push((age.span, age.range, birth.span, birth.range, Evidence::Born));
            }
        }
    }
    for age in &then {
        for now in ages.iter().filter(|one| one.who == age.who) {
            let same = now.span.start < age.span.end && age.span.start < now.span.end;
            if !same {
                rows.push((now.span, now.range, age.span, age.range, Evidence::Age));
            }
        }
    }
}

/// Two ages of now of one person, of which one stands apart from the name: "turned 60 in March", "a 71-year-old farmer".
fn told_twice(ages: &[Told], rows: &mut Vec<Row>) {
    for (n, a) in ages.iter().enumerate() {
        for b in ages.iter().skip(n + 1).filter(|b| b.who == a.who) {
            let two = a
                .surname
                .as_ref()
                .zip(b.surname.as_ref())
                .is_some_and(|(a, b)| a != b);
            let apart = a.span.end <= b.span.start || b.span.end <= a.span.start;
            // A name is not told its age twice by one reader: those pairs are found elsewhere.
            if !two && apart && !(a.plain && b.plain) {
                let (first, second) = if a.span < b.span { (a, b) } else { (b, a) };
                rows.push((
                    first.span,
                    first.range,
                    second.span,
                    second.range,
                    Evidence::Age,
                ));
            }
        }
    }
}

/// The ages on a day of who was born within a stretch of days.
fn age_on(today: Day, born: DayRange) -> (f64, f64) {
    let years = |days: i32| (f64::from(days) / 365.242_5 + 0.003).floor();
    (
        years(today.days_since(born.last)),
        years(today.days_since(born.first)),
    )
}

/// The persons whose birth the body dates, with the bytes of the date.
pub(in crate::relations) fn days(ground: &Ground<'_, '_>) -> Vec<(usize, Span)> {
    births(ground)
        .into_iter()
        .filter(|birth| birth.who < NAMELESS)
        .map(|birth| (birth.who, birth.span))
        .collect()
}

pub(super) fn surname(ground: &Ground<'_, '_>, person: &Person) -> String {
    ground.cx.str(person.surname).to_lowercase()
}

/// The one person a sentence names, or the sentence itself if it names nobody.
pub(super) fn lone(ground: &Ground<'_, '_>, number: usize) -> Option<usize> {
    let sentence = ground.cx.sentences.get(number)?;
    let mut persons = persons_from(ground, sentence.span.start)
        .iter()
        .take_while(|person| person.span.start < sentence.span.end);
    let first = match persons.next() {
        None => return Some(NAMELESS + number),
        Some(person) => person.identity,
    };
    persons
        .all(|other| other.identity == first)
        .then_some(first)
}

/// Whom "he" or "she" at the head of the sentence means.
pub(super) fn meant(ground: &Ground<'_, '_>, number: usize) -> Option<usize> {
    let before = number.checked_sub(1)?;
    let (a, b) = (
        ground.cx.sentences.get(before)?,
        ground.cx.sentences.get(number)?,
    );
    if a.block == b.block {
        return lone(ground, before);
    }
    // "She was born in 1938", paragraphs behind the name.
    carried(ground, number, b.first as usize)
}

/// The person whose name begins within `reach` tokens of token `i`, in the same clause.
fn named_at<'g>(
    ground: &'g Ground<'_, '_>,
    look: &Look<'_, '_>,
    i: usize,
    reach: usize,
) -> Option<&'g Person> {
    let at = ground.cx.span(i, i + 1).start;
    persons_from(ground, at).first().filter(|person| {
        person.first <= i + reach
            && person.last <= look.end
            && ground.cx.kind(person.last) != Some(TokenKind::Possessive)
            && !(i..person.first).any(|k| {
                mark(look, k)
                    || ground.cx.kind(k) == Some(TokenKind::Possessive)
                    || matches!(look.word(k), "his" | "her" | "its" | "their" | "of")
            })
    })
}

fn births(ground: &Ground<'_, '_>) -> Vec<Told> {
    let cx = ground.cx;
    let mut out = Vec::new();
    let Some(today) = cx.date else { return out };
    for (number, sentence) in cx.sentences.iter().enumerate() {
        let dates = ground.dates_in(sentence.span);
        if dates.is_empty() || !ground.in_body(sentence) {
            continue;
        }
        let look = ground.look(sentence);
        let Some(born) = (look.first..look.end).find(|&i| {
            look.word(i) == "born" || look.word(i) == "birth" && look.before(i, 1) == "whose"
        }) else {
            continue;
        };
        let told = dates.iter().find(|date| {
            let (a, b) = ground.tokens(date.span);
            a > born
                && a <= born + 14
                && (a..b).any(|i| year(cx.word(i)).is_some())
                && !(born..a).any(|i| {
                    matches!(look.text(i), ";" | ":")
                        || matches!(
                            look.word(i),
                            "and" | "who" | "after" | "before" | "but" | "since"
                        )
                })
        });
        // "in the spring of 1962": some day of that year.
        let within = |date: &crate::dates::Date| {
            let (a, b) = ground.tokens(date.span);
            (a..b)
                .find_map(|i| year(cx.word(i)))
                .and_then(copydesk_draft::DayRange::year)
        };
        let told = told.and_then(|date| date.day.or_else(|| within(date)).map(|day| (date, day)));
        let Some((date, day)) = told else {
            continue;
        };
        let (_, end) = ground.tokens(date.span);
        let Some((who, surname)) = holder(ground, &look, number, born, end) else {
            continue;
        };
        let range = age_on(today, day);
        if range.1 >= 0.0 {
            out.push(Told {
                who,
                span: date.span,
                range,
                surname,
                plain: false,
            });
        }
    }
    out
}

/// Who is born, by the words at token `born`; the date ends before token `end`.
fn holder(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    number: usize,
    born: usize,
    end: usize,
) -> Option<(usize, Option<String>)> {
    let cx = ground.cx;
    // "Born in 1990, midfielder Luis Prado"; "Born in May 1941 in Enugu, he"
    if born == look.first {
        let mut comma = (end..end + 5).find(|&i| look.text(i) == ",")?;
        if comma > end && !matches!(look.word(end), "in" | "near" | "at") {
            return None;
        }
        // "Born in March 2020, in the first week of lockdown, he"
        if matches!(
            look.word(comma + 1),
            "in" | "on" | "at" | "during" | "near" | "the"
        ) && !cx.is(comma + 2, List::Auxiliary)
            && let Some(next) = (comma + 3..comma + 11)
                .find(|&i| look.text(i) == ",")
                .filter(|&next| {
                    matches!(look.word(next + 1), "he" | "she" | "the")
                        || named_at(ground, look, next + 1, 6).is_some()
                })
        {
            comma = next;
        }
        let end = comma;
        return match named_at(ground, look, end + 1, 6) {
            Some(person) => Some((person.identity, Some(surname(ground, person)))),
            None if matches!(look.word(end + 1), "he" | "she") => {
                meant(ground, number).map(|who| (who, None))
            }
            None if look.word(end + 1) == "the" => lone(ground, number).map(|who| (who, None)),
            None => None,
        };
    }
    // "Hruska, whose birth in Brno in 1951"
    if look.word(born) == "birth" {
        let comma = born.checked_sub(2).filter(|&i| look.text(i) == ",")?;
        let at = cx.span(comma, comma + 1).start;
        return person_before(ground, at)
            .filter(|person| person.last == comma)
            .map(|person| (person.identity, Some(surname(ground, person))));
    }
    let verb = if matches!(look.before(born, 1), "was" | "is") {
        born - 1
    } else {
        born
    };
    // "He was born in 1952."
    if verb == look.first + 1 && matches!(look.word(look.first), "he" | "she") {
        return meant(ground, number).map(|who| (who, None));
    }
    // "A wine grower's daughter, she was born in 1949": an apposition of who is meant.
    let apposition = matches!(look.before(verb, 1), "he" | "she")
        && look.before(verb, 2) == ","
        && matches!(look.word(look.first), "a" | "an" | "the" | "one")
        && !(look.first..verb - 2).any(|i| look.text(i) == "," || cx.is(i, List::Auxiliary))
        && persons_from(ground, cx.span(look.first, verb).start)
            .first()
            .is_none_or(|person| person.first >= verb);
    if apposition {
        return meant(ground, number).map(|who| (who, None));
    }
    let at = cx.span(verb, verb + 1).start;
    // "The prime minister, 45, who was born in 1960": nobody is named.
    let nobody = lone(ground, number).filter(|who| *who >= NAMELESS);
    if let Some(who) = nobody {
        let opens = matches!(look.word(look.first), "the" | "her" | "his")
            && matches!(look.before(verb, 1), "who" | ",")
            && verb <= look.first + 14;
        return opens.then_some((who, None));
    }
    let person = person_before(ground, at).filter(|person| person.first >= look.first)?;
    let close = person.last == verb && verb != born;
    let set_off = matches!(look.before(verb, 1), "who" | "," | "(")
        && matches!(look.text(person.last), "," | "(")
        && verb - person.last <= 10
        && !(person.last..verb).any(|i| {
            cx.is(i, List::Kinship)
                || cx.kind(i) == Some(TokenKind::Possessive)
                || matches!(
                    look.word(i),
                    "his" | "her" | "their" | "whose" | "and" | "of" | "with" | "for"
                )
                || cx.is(i, List::ReportingVerb)
        });
    let who_was = look.word(person.last) == "who" && person.last + 1 == verb;
    // "in Ganja, where he was born in 1989": of the one person the sentence names.
    let where_he = matches!(look.before(verb, 1), "he" | "she")
        && (matches!(look.before(verb, 2), "where" | "," | "when")
            || verb >= 2 && look.text(verb - 2) == ";")
        && lone(ground, number) == Some(person.identity);
    (close || set_off || who_was || where_he)
        .then(|| (person.identity, Some(surname(ground, person))))
}

fn ages(ground: &Ground<'_, '_>) -> Vec<Told> {
    let cx = ground.cx;
    let mut out = Vec::new();
    for age in &ground.dates.ages {
        let Some(sentence) = cx.sentence(cx.sentence_at(age.span.start)) else {
            continue;
        };
        let look = ground.look(sentence);
        if !ground.in_body(sentence) || !current(&look, ground, age) {
            continue;
        }
        let loosely = |who| Told {
            who,
            span: age.span,
            range: (age.lowest, age.highest),
            surname: None,
            plain: false,
        };
        // "Omar Haddad was born in 1980. The 30-year-old is a teacher."
        let (start, end) = ground.tokens(age.span);
        if start == look.first + 1
            && look.word(look.first) == "the"
            && look.before(end, 1) == "old"
            && (cx.is(end, List::Auxiliary)
                || cx.is(end, List::ReportingVerb)
                || mark(&look, end)
                // "The 35-year-old midfielder had been"
                || calling(&look, ground, end)
                    && (cx.is(end + 1, List::Auxiliary)
                        || cx.is(end + 1, List::ReportingVerb)
                        || cx.is(end + 1, List::PastForm)
                        || look.word(end + 1).ends_with("ed")))
            && !told_before(ground, age)
            && let Some(who) = meant(ground, cx.sentence_at(age.span.start) as usize)
        {
            out.push(loosely(who));
        }
        // "The 61-year-old conductor, who turned 70 last month": the sentence names nobody.
        if start == look.first + 1
            && look.word(look.first) == "the"
            && look.before(end, 1) == "old"
            && calling(&look, ground, end)
            && look.text(end + 1) == ","
            && look.word(end + 2) == "who"
            && let Some(who) =
                lone(ground, cx.sentence_at(age.span.start) as usize).filter(|who| *who >= NAMELESS)
        {
            out.push(loosely(who));
        }
        if person_before(ground, age.span.start)
            .is_some_and(|person| namesake(ground, &look, person))
        {
            continue;
        }
        if let Some(who) = person(ground, age) {
            out.push(Told {
                who,
                span: age.span,
                range: (age.lowest, age.highest),
                surname: person_before(ground, age.span.start)
                    .map(|person| surname(ground, person)),
                plain: true,
            });
        } else if let Some(who) = died_aged(ground, &look, age.span)
            .or_else(|| old_and_named(ground, &look, age.span))
            .or_else(|| named_and_old(ground, &look, age.span))
        {
            out.push(loosely(who));
        }
    }
    for (number, sentence) in cx.sentences.iter().enumerate() {
        if !ground.in_body(sentence) {
            continue;
        }
        let look = ground.look(sentence);
        conductor(ground, &look, sentence, number, &mut out);
        for one in ground.numbers_in(sentence.span) {
            let (first, last) = (one.core_first as usize, one.core_last as usize);
            let years = one.number;
            if one.ordinal
                && let Some(who) = birthday(ground, &look, first, last)
            {
                out.push(Told {
                    who,
                    span: cx.span(first, last + 1),
                    range: (years, years),
                    surname: None,
                    plain: false,
                });
            }
            if one.ordinal || years.fract() != 0.0 || !(2.0..115.0).contains(&years) {
                continue;
            }
            let told = at_age(ground, &look, sentence, number, first, last)
                .map(|who| (who, (years, years)))
                .or_else(|| {
                    is_years(ground, &look, number, first, last).map(|who| (who, (years, years)))
                })
                .or_else(|| {
                    died_at(ground, &look, first, last).map(|who| ((who, None), (years, years)))
                })
                .or_else(|| turned(ground, &look, number, first, last, years))
                .or_else(|| turning(ground, &look, number, first).map(|who| (who, (years, years))))
                .or_else(|| {
                    now_years(ground, &look, number, first, last).map(|who| (who, (years, years)))
                });
            if let Some(((who, surname), range)) = told {
                out.push(Told {
                    who,
                    span: cx.span(first, last),
                    range,
                    surname,
                    plain: false,
                });
            }
        }
    }
    out
}

/// A calling that tells of the person named before, not of a victim or a passer-by.
pub(super) fn calling(look: &Look<'_, '_>, ground: &Ground<'_, '_>, i: usize) -> bool {
    let word = look.word(i);
    let ending = ["er", "or", "ist", "ian", "ess"]
        .iter()
        .any(|ending| word.ends_with(ending));
    ending && !ground.cx.is(i, List::PersonNoun)
        || matches!(
            word,
            "judge"
                | "lawyer"
                | "teacher"
                | "doctor"
                | "minister"
                | "striker"
                | "author"
                | "pilot"
                | "scientist"
                | "professor"
                | "politician"
                | "player"
                | "goalkeeper"
                | "coach"
        )
}

/// "Oskar Wendt was born in 1970. The conductor, 45, moved": a definite noun with an age at the head.
fn conductor(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    sentence: &Sentence,
    number: usize,
    out: &mut Vec<Told>,
) {
    if !matches!(look.word(look.first), "the" | "her" | "his") {
        return;
    }
    let age = ground.numbers_in(sentence.span).iter().find(|one| {
        let (first, last) = (one.core_first as usize, one.core_last as usize);
        (look.first + 3..=look.first + 6).contains(&first)
            && (look.before(first, 1) == ","
                || look.before(first, 1) == "now" && look.before(first, 2) == ",")
            && look.text(last) == ","
            && !one.ordinal
            && one.number.fract() == 0.0
            && (1.0..115.0).contains(&one.number)
            && !(look.first + 1..first - 2)
                .any(|i| look.capital(i) || mark(look, i) && look.text(i) != "-")
    });
    let Some(age) = age else { return };
    let own = look.word(look.first) == "the";
    let died = (look.first..look.end).any(|i| matches!(look.word(i), "died" | "then" | "when"));
    let who = [
        meant(ground, number).filter(|_| own),
        lone(ground, number).filter(|who| *who >= NAMELESS),
    ];
    for who in who.into_iter().flatten().filter(|_| !died) {
        out.push(Told {
            who,
            span: ground
                .cx
                .span(age.core_first as usize, age.core_last as usize),
            range: (age.number, age.number),
            surname: None,
            plain: false,
        });
    }
}

/// "At 41, he is the oldest"; "Molski, dead at 88"; "Prado, at 41, is".
fn at_age(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    sentence: &Sentence,
    number: usize,
    first: usize,
    last: usize,
) -> Option<(usize, Option<String>)> {
    if look.before(first, 1) != "at" {
        return None;
    }
    let prep = first - 1;
    let is = |i: usize| matches!(look.word(i), "is" | "has" | "remains" | "will" | "becomes");
    // "At 41, he is"
    let bare = prep == look.first && matches!(look.word(last), "he" | "she");
    if bare || prep == look.first && look.text(last) == "," {
        let next = last + usize::from(!bare);
        if matches!(look.word(next), "he" | "she") {
            return is(next + 1)
                .then(|| meant(ground, number))
                .flatten()
                .map(|who| (who, None));
        }
        let person = named_at(ground, look, last + 1, 4)?;
        return is(person.last).then(|| (person.identity, Some(surname(ground, person))));
    }
    let at = ground.cx.span(prep, prep + 1).start;
    let extreme = (1..=3).any(|back| matches!(look.before(prep, back), "youngest" | "oldest"));
    // "Mendes, who was born in 2003, became at 30 the youngest member when she took her oath on Monday"
    let became = matches!(look.before(prep, 1), "became" | "becomes")
        && look.word(last) == "the"
        && matches!(look.word(last + 1), "oldest" | "youngest")
        && of_these_days(ground, look, sentence);
    let person = person_before(ground, at).filter(|person| {
        person.span.start >= sentence.span.start
            && prep - person.last
                <= if extreme || became || look.before(prep, 1) == "," {
                    12
                } else {
                    2
                }
    })?;
    let comma = look.text(person.last) == ",";
    if became && (comma || person.last + 1 == prep) {
        return Some((person.identity, Some(surname(ground, person))));
    }
    // "Kofi Mensah, the youngest member at 25, was born"
    if extreme && comma && look.text(last) == "," {
        return Some((person.identity, Some(surname(ground, person))));
    }
    // "Ana Duarte, born in 1950, is, at 62, the oldest"
    let aside = prep >= 2
        && look.before(prep, 1) == ","
        && is(prep - 2)
        && look.text(last) == ","
        && prep - person.last <= 12;
    let now = comma && look.text(last) == "," && is(last + 1)
        // "Bruni, at 32 the oldest rider in the race, …"
        || comma
            && prep == person.last + 1
            && look.word(last) == "the"
            && matches!(look.word(last + 1), "oldest" | "youngest" | "senior")
        || aside
        // "Odette Mbarga is, at 49, the oldest"
        || is(person.last) && prep == person.last + 2 && look.text(last) == ",";
    let dead = (look.first..look.end).any(|i| look.word(i) == "dead")
        || fresh_death(look, ground)
        || (look.first..look.end).any(|i| look.word(i) == "died" && look.before(i, 1) == "has");
    let dies = dead
        && (mark(look, last) || look.word(last).is_empty())
        && (comma || matches!(look.before(prep, 1), "dead" | "died" | "dies"));
    // "Rennie, who at 67 has spent half a century at sea"
    let relative = comma && prep == person.last + 2 && look.before(prep, 1) == "who" && is(last);
    (now || dies || relative).then(|| (person.identity, Some(surname(ground, person))))
}

/// A weekday tells when it was, and no year but that of a birth.
fn of_these_days(ground: &Ground<'_, '_>, look: &Look<'_, '_>, sentence: &Sentence) -> bool {
    let dates = ground.dates_in(sentence.span);
    dates
        .iter()
        .any(|date| date.weekday.is_some() && date.relative)
        && dates.iter().all(|date| {
            let (a, b) = ground.tokens(date.span);
            (1..=3).any(|back| look.before(a, back) == "born")
                || !(a..b).any(|i| year(ground.cx.word(i)).is_some())
        })
}
