//! What a caption says beside what the body says of the same: a name with a letter changed, another office of the same
//! person, another age, day, year, number or place.

use copydesk_draft::layer::{Cell, EnumSchema, LayerSchema, Table, Type, Value};
use copydesk_draft::{BlockKind, Span};

use super::{Ground, stem, year};
use crate::lists::{Bits, List};
use crate::names::{Person, distance};
use crate::numbers::{Hedge, Role};
use crate::schema::{enumeration, id};
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// What differs; the values of `caption-kind` in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Name,
    Office,
    Age,
    Day,
    Year,
    Number,
    Place,
}

/// What the caption says, what the body says, what differs.
type Found = (Span, Span, Kind);

/// The table of `caption-claim`.
pub(super) fn table(ground: &Ground<'_, '_>) -> Table {
    let mut table = ground.cx.blank(id::CAPTION_CLAIM);
    let cx = ground.cx;
    let caption = |sentence: &Sentence| {
        cx.blocks.get(sentence.block as usize).is_some_and(|block| {
            block.kind == BlockKind::Caption || block.reads_as == Some(BlockKind::Caption)
        })
    };
    // A gallery of many pictures in one block is not one caption.
    let captions: Vec<&Sentence> = cx
        .sentences
        .iter()
        .filter(|one| caption(one))
        .filter(|one| {
            cx.blocks
                .get(one.block as usize)
                .is_some_and(|block| block.last_sentence - block.first_sentence <= 3)
        })
        .collect();
    if captions.is_empty() {
        return table;
    }
    let body: Vec<&Sentence> = cx
        .sentences
        .iter()
        .filter(|one| ground.in_body(one) && !caption(one))
        .collect();
    let mut found: Vec<Found> = Vec::new();
    for one in captions {
        let body = around(&body, one);
        people(ground, one, body, &mut found);
        // "FILE", "in 2019", "two days after": the caption tells that it is of another time.
        if !of_another_time(ground, one) {
            days(ground, one, body, &mut found);
            places(ground, one, body, &mut found);
        }
        years(ground, one, body, &mut found);
        counts(ground, one, body, &mut found);
        crowds(ground, one, body, &mut found);
        months(ground, one, body, &mut found);
    }
    found.sort_by_key(|one| (one.0, one.2 as u16));
    found.dedup_by_key(|one| one.0);
    for (own, other, kind) in found {
        table.push(
            cx.row(own),
            [
                Cell::Filled(Value::Enum(kind as u16)),
                Cell::Filled(other.into()),
            ],
        );
    }
    table
}

/// Sentences of the body on either side of a caption with which it is compared: no article has more, and a file of many
/// must not cost their square.
const NEAR: usize = 400;

/// The sentences of the body near a caption.
fn around<'b, 's>(body: &'b [&'s Sentence], caption: &Sentence) -> &'b [&'s Sentence] {
    let at = body.partition_point(|one| one.first < caption.first);
    let from = at.saturating_sub(NEAR);
    body.get(from..body.len().min(at + NEAR)).unwrap_or(&[])
}

/// The persons named in a sentence.
fn persons<'g>(ground: &Ground<'g, '_>, sentence: &Sentence) -> impl Iterator<Item = &'g Person> {
    let span = sentence.span;
    let persons: &'g [Person] = &ground.names.persons;
    let first = persons.partition_point(|person| person.span.start < span.start);
    persons
        .get(first..)
        .unwrap_or(&[])
        .iter()
        .take_while(move |person| person.span.start < span.end)
        .filter(move |person| span.contains(person.span))
}

fn people(ground: &Ground<'_, '_>, caption: &Sentence, body: &[&Sentence], out: &mut Vec<Found>) {
    let cx = ground.cx;
    let text = |span: Span| copydesk_facts::fold_name(cx.str(span));
    for own in persons(ground, caption) {
        let Some(given) = own.given else { continue };
        let others: Vec<&Person> = body
            .iter()
            .flat_map(|one| persons(ground, one))
            .filter(|other| other.given.is_some())
            .collect();
        let (first, last) = (text(given), text(own.surname));
        let shares = |name: &str| {
            name.split(' ')
                .any(|word| word.len() > 2 && first.split(' ').any(|own| own == word))
        };
        let same = |other: &&&Person| {
            text(other.surname) == last && other.given.is_some_and(|given| shares(&text(given)))
        };
        if let Some(other) = others.iter().find(same) {
            if let (Some(a), Some(b)) = (office(ground, own), office(ground, other))
                && offices_differ(ground, caption, a, b)
            {
                out.push((a.to(own.span), b.to(other.span), Kind::Office));
            }
            if let (Some(a), Some(b)) = (own.age, other.age)
                && (a - b).abs() > 0.5
                && let Some(span) = age(ground, own)
            {
                out.push((span, age(ground, other).unwrap_or(other.span), Kind::Age));
            }
            continue;
        }
        let near = |a: &str, b: &str| {
            let length = a.chars().count().min(b.chars().count());
            a != b && length >= 4 && distance(a, b, if length >= 6 { 2 } else { 1 }).is_some()
        };
        // "Judge Peter Lindqvist" here, "Judge Petra Lindqvist" there: one office, and no other of that name.
        let named = |name: &str| {
            others
                .iter()
                .any(|other| other.given.is_some_and(|given| text(given) == name))
        };
        let officer = |other: &Person| {
            let words = |span: Span| cx.str(span).to_lowercase();
            matches!((office(ground, own), office(ground, other)), (Some(a), Some(b)) if words(a) == words(b))
        };
        let slip = others.iter().find(|other| {
            let Some(name) = other.given else {
                return false;
            };
            let (name, surname) = (text(name), text(other.surname));
            // "Jim" is James and "Steve" is Steven: a name cut short is the same name.
            let other_name = name.chars().count() >= 4
                && first.chars().count() >= 4
                && !name.starts_with(&first)
                && !first.starts_with(&name)
                && distance(&name, &first, 2).is_some_and(|steps| steps > 0);
            if surname == last && other_name && !named(&first) && officer(other) {
                return true;
            }
            // Another person of that name stands in neither of the two.
            surname == last && near(&name, &first) || name == first && near(&surname, &last)
        });
        if let Some(other) = slip {
            out.push((own.span, other.span, Kind::Name));
        }
    }
}

/// "Finance Minister" here, "Farm Minister" there: the last words are the same, those before are not, and neither is past.
fn offices_differ(ground: &Ground<'_, '_>, caption: &Sentence, a: Span, b: Span) -> bool {
    let cx = ground.cx;
    let words = |span: Span| -> Vec<String> {
        let (first, last) = ground.tokens(span);
        (first..last).map(|i| cx.folded(i).to_owned()).collect()
    };
    let (one, other) = (words(a), words(b));
    let past = |words: &[String]| {
        words.iter().any(|word| {
            matches!(
                word.as_str(),
                "former" | "then" | "ex" | "acting" | "deputy"
            )
        })
    };
    let dated = ground
        .dates_in(caption.span)
        .iter()
        .any(|date| !date.relative);
    !dated
        && !past(&one)
        && !past(&other)
        && one.len() > 1
        && other.len() > 1
        && one.last() == other.last()
        && !one.iter().all(|word| other.contains(word))
        && !other.iter().all(|word| one.contains(word))
}

/// The words in capitals right before a name.
fn office(ground: &Ground<'_, '_>, person: &Person) -> Option<Span> {
    let cx = ground.cx;
    let sentence = cx.token(person.first)?.sentence;
    let first = (person.first.saturating_sub(4)..person.first)
        .rev()
        .take_while(|&i| {
            cx.token(i).is_some_and(|token| {
                token.capital
                    && token.sentence == sentence
                    && token.kind == crate::token::TokenKind::Word
            })
        })
        .last()?;
    Some(cx.span(first, person.first))
}

/// The age that stands right behind a name.
fn age(ground: &Ground<'_, '_>, person: &Person) -> Option<Span> {
    ground
        .dates
        .ages
        .iter()
        .find(|age| age.span.start >= person.span.end && age.span.start - person.span.end <= 3)
        .map(|age| age.span)
}

/// True if the caption says that it shows another time than the story's.
fn of_another_time(ground: &Ground<'_, '_>, caption: &Sentence) -> bool {
    let cx = ground.cx;
    ground.dates_in(caption.span).iter().any(|date| {
        !date.relative
            && date
                .day
                .zip(cx.date)
                .is_some_and(|(day, today)| today.days_since(day.last).abs() > 21)
    }) || cx
        .sentence_tokens(cx.sentence_at(caption.span.start))
        .any(|i| {
            matches!(
                cx.folded(i),
                "file"
                    | "archive"
                    | "after"
                    | "before"
                    | "since"
                    | "earlier"
                    | "later"
                    | "ahead"
                    | "following"
                    | "previous"
                    | "seen"
                    | "undated"
                    | "until"
                    | "eve"
                    | "rehearse"
                    | "rehearses"
                    | "next"
                    | "last"
            )
        })
}

/// Lists of words that a sentence is not about.
const SMALL: Bits = Bits::of(&[
    List::Weekday,
    List::Month,
    List::Preposition,
    List::Auxiliary,
    List::Pronoun,
    List::Determiner,
    List::ReportingVerb,
]);

/// What a sentence is about at token `i`, cut to the stem: no small words, no weekdays.
fn topic<'a>(ground: &Ground<'_, 'a>, i: usize) -> Option<&'a str> {
    let cx = ground.cx;
    let class = cx.known.get(i).and_then(|known| known.class);
    let word = cx.folded(i);
    let told = cx.kind(i) == Some(TokenKind::Word)
        && !class.is_some_and(|class| class.alone.any(SMALL))
        && word.chars().count() >= 3
        && word.chars().all(char::is_alphabetic)
        && !matches!(
            word,
            "photo"
                | "picture"
                | "people"
                | "said"
                | "night"
                | "morning"
                | "afternoon"
                | "evening"
                | "during"
                | "image"
                | "caption"
                | "credit"
                | "monday"
        );
    told.then(|| stem(word))
}

/// What a sentence is about.
fn topics<'a>(ground: &Ground<'_, 'a>, sentence: &Sentence) -> Vec<&'a str> {
    let tokens = sentence.first as usize..sentence.last as usize;
    tokens.filter_map(|i| topic(ground, i)).collect()
}

/// The body's sentence that shares most words with the caption, at least two.
fn alike<'s>(
    ground: &Ground<'_, '_>,
    caption: &Sentence,
    body: &[&'s Sentence],
) -> Option<&'s Sentence> {
    let tokens = |one: &Sentence| one.first as usize..one.last as usize;
    let own = topics(ground, caption);
    let initial = |word: &str| word.bytes().next().map_or(0, |byte| 1u64 << (byte % 64));
    let initials = own.iter().fold(0, |bits, word| bits | initial(word));
    let shared = |one: &Sentence| {
        let mut found = vec![false; own.len()];
        for i in tokens(one).filter(|&i| initial(ground.cx.folded(i)) & initials != 0) {
            let Some(word) = topic(ground, i) else {
                continue;
            };
            for (known, found) in own.iter().zip(&mut found) {
                *found |= *known == word;
            }
        }
        found.into_iter().filter(|found| *found).count()
    };
    body.iter()
        .map(|one| (shared(one), *one))
        .filter(|(shared, _)| *shared >= 2)
        .max_by_key(|(shared, one)| (*shared, std::cmp::Reverse(one.first)))
        .map(|(_, one)| one)
}

fn days(ground: &Ground<'_, '_>, caption: &Sentence, body: &[&Sentence], out: &mut Vec<Found>) {
    let weekday = |sentence: &Sentence| -> Vec<(copydesk_draft::Weekday, Span)> {
        ground
            .dates_in(sentence.span)
            .iter()
            .filter(|date| {
                let (_, last) = ground.tokens(date.span);
                // A full date tells when the picture was taken.
                date.printed_day.is_none()
                    && ground.cx.kind(last) != Some(crate::token::TokenKind::Possessive)
            })
            .filter_map(|date| date.weekday.map(|(day, _)| (day, date.span)))
            .collect()
    };
    let own = weekday(caption);
    let [(day, span)] = own.as_slice() else {
        return;
    };
    // Told of that day as well: of the same thing, unless another sentence has nearly all words of the caption.
    let words = topics(ground, caption);
    let shared = |one: &Sentence| {
        let other = topics(ground, one);
        words.iter().filter(|word| other.contains(word)).count()
    };
    let close = alike(ground, caption, body).map_or(0, &shared);
    if body.iter().any(|one| {
        weekday(one).iter().any(|(other, _)| other == day)
            && (close < 3 || shared(one) > 1 || close * 4 < words.len() * 3)
    }) {
        return;
    }
    if let Some(other) = alike(ground, caption, body)
        && let [(_, said)] = weekday(other).as_slice()
        // People wait and mourn on the day after.
        && !ground
            .dates_in(caption.span)
            .iter()
            .zip(ground.dates_in(other.span))
            .any(|(shown, told)| matches!((shown.day, told.day), (Some(a), Some(b)) if a.first > b.last))
    {
        out.push((*span, *said, Kind::Day));
    }
}

/// "built in 1809" here, "built in 1890" there.
fn years(ground: &Ground<'_, '_>, caption: &Sentence, body: &[&Sentence], out: &mut Vec<Found>) {
    let cx = ground.cx;
    let told = |sentence: &Sentence| -> Vec<(String, i32, Span)> {
        (sentence.first as usize..sentence.last as usize)
            .filter_map(|i| {
                let number = year(cx.word(i))?;
                let verb = i.checked_sub(2)?;
                (matches!(cx.folded(i - 1), "in" | "since") && cx.folded(verb).len() > 3)
                    .then(|| (cx.folded(verb).to_owned(), number, cx.span(verb, i + 1)))
            })
            .collect()
    };
    let all: Vec<(String, i32, Span)> = body.iter().flat_map(|one| told(one)).collect();
    for (verb, number, span) in told(caption) {
        if all.iter().any(|one| one.1 == number) {
            continue;
        }
        let own = topics(ground, caption);
        let other = body.iter().find_map(|one| {
            let same = told(one).into_iter().find(|(word, ..)| *word == verb)?;
            let words = topics(ground, one);
            own.iter()
                .filter(|word| words.contains(word) && **word != stem(&verb))
                .count()
                .gt(&0)
                .then_some(same)
        });
        if let Some((_, _, said)) = other {
            out.push((span, said, Kind::Year));
        }
    }
}

/// "opens the market in January" here, "opened the market in February" there.
fn months(ground: &Ground<'_, '_>, caption: &Sentence, body: &[&Sentence], out: &mut Vec<Found>) {
    let cx = ground.cx;
    let month = |sentence: &Sentence| -> Vec<(usize, Span)> {
        (sentence.first as usize..sentence.last as usize)
            .filter(|&i| cx.is(i, List::Month) && cx.token(i).is_some_and(|token| token.capital))
            .map(|i| (i, cx.span(i, i + 1)))
            .collect()
    };
    let own = month(caption);
    let ([(i, span)], Some(other)) = (own.as_slice(), alike(ground, caption, body)) else {
        return;
    };
    let said = month(other);
    let [(k, told)] = said.as_slice() else {
        return;
    };
    let words = topics(ground, other);
    let shared = topics(ground, caption)
        .iter()
        .filter(|word| words.contains(word))
        .count();
    let before = |i: usize| i.checked_sub(1).map_or("", |k| cx.folded(k));
    let known = body
        .iter()
        .flat_map(|one| month(one))
        .any(|(k, _)| cx.folded(k) == cx.folded(*i));
    if shared >= 4 && !known && before(*i) == "in" && before(*k) == "in" {
        out.push((*span, *told, Kind::Day));
    }
}

/// "a crowd of 3,000" here, "30,000 people" there: nearly the same words, and no part of the crowd.
fn crowds(ground: &Ground<'_, '_>, caption: &Sentence, body: &[&Sentence], out: &mut Vec<Found>) {
    let cx = ground.cx;
    let people = |sentence: &Sentence| -> Vec<(f64, f64, Span)> {
        ground
            .numbers_in(sentence.span)
            .iter()
            .filter(|number| number.role == Role::Cardinal && number.number >= 10.0)
            .filter(|number| {
                let (first, last) = (number.tokens.0 as usize, number.tokens.1 as usize);
                cx.is(last, List::PersonNoun)
                    || first >= 2 && cx.folded(first - 1) == "of" && cx.folded(first - 2) == "crowd"
            })
            .map(|number| (number.lowest, number.highest, number.span))
            .collect()
    };
    let part = (caption.first as usize..caption.last as usize).any(|i| {
        matches!(
            cx.folded(i),
            "part" | "some" | "among" | "group" | "section" | "who" | "only"
        )
    });
    let own = people(caption);
    let ([(lowest, highest, span)], Some(other), false) =
        (own.as_slice(), alike(ground, caption, body), part)
    else {
        return;
    };
    let said = people(other);
    let known = ground.numbers.iter().any(|one| {
        !caption.span.contains(one.span) && one.lowest <= *highest && *lowest <= one.highest
    });
    if let ([(low, high, told)], false) = (said.as_slice(), known)
        && (*low > highest * 1.5 || *lowest > high * 1.5)
    {
        out.push((*span, *told, Kind::Number));
    }
}

/// "the seven firefighters" here, "four firefighters" there: a whole, told as one.
fn counts(ground: &Ground<'_, '_>, caption: &Sentence, body: &[&Sentence], out: &mut Vec<Found>) {
    let cx = ground.cx;
    let noun = |last: usize| {
        (last..last + 2)
            .find(|&i| cx.folded(i).len() > 3 && cx.folded(i).ends_with('s'))
            .map(|i| (stem(cx.folded(i)).to_owned(), i + 1))
    };
    for number in ground.numbers_in(caption.span) {
        let (first, last) = (number.tokens.0 as usize, number.tokens.1 as usize);
        let whole = first
            .checked_sub(1)
            .is_some_and(|i| matches!(cx.folded(i), "the" | "all" | "those"));
        if !whole
            || number.role != Role::Cardinal
            || number.hedge != Hedge::Exact
            || number.compound
            || number.number < 2.0
        {
            continue;
        }
        let Some((what, end)) = noun(last) else {
            continue;
        };
        let said: Vec<(f64, f64, Span)> = body
            .iter()
            .flat_map(|one| ground.numbers_in(one.span))
            .filter(|other| other.role == Role::Cardinal && !other.compound)
            .filter_map(|other| {
                let (word, end) = noun(other.tokens.1 as usize)?;
                (word == what).then(|| {
                    (
                        other.lowest,
                        other.highest,
                        cx.span(other.tokens.0 as usize, end),
                    )
                })
            })
            .collect();
        let agrees = ground.numbers.iter().any(|other| {
            other.span != number.span
                && other.lowest <= number.number
                && number.number <= other.highest
        });
        if let ([(_, _, other)], false) = (said.as_slice(), agrees) {
            out.push((cx.span(first, end), *other, Kind::Number));
        }
    }
}

/// "off Rhodes" here, "off Corfu" there, of one thing on one day.
fn places(ground: &Ground<'_, '_>, caption: &Sentence, body: &[&Sentence], out: &mut Vec<Found>) {
    let cx = ground.cx;
    let told = |sentence: &Sentence| -> Vec<(String, u32, Span)> {
        ground
            .names
            .places
            .iter()
            .filter(|place| sentence.span.contains(place.span))
            .filter_map(|place| {
                let before = place.first.checked_sub(1)?;
                matches!(cx.folded(before), "off" | "in" | "near" | "at" | "outside").then(|| {
                    (
                        cx.folded(before).to_owned(),
                        place.entity,
                        cx.span(before, place.last),
                    )
                })
            })
            .collect()
    };
    let Some(other) = alike(ground, caption, body) else {
        return;
    };
    let weekday = |sentence: &Sentence| {
        ground
            .dates_in(sentence.span)
            .iter()
            .find_map(|date| date.weekday.map(|(day, _)| day))
    };
    if weekday(caption).is_none() || weekday(caption) != weekday(other) {
        return;
    }
    for (word, entity, span) in told(caption) {
        let known = ground
            .names
            .places
            .iter()
            .any(|place| place.entity == entity && !caption.span.contains(place.span));
        let rival = told(other)
            .into_iter()
            .find(|(own, id, _)| *own == word && *id != entity);
        if let (Some((_, _, said)), false) = (rival, known) {
            out.push((span, said, Kind::Place));
        }
    }
}

/// `caption-claim`
pub fn caption_claim_schema() -> LayerSchema {
    LayerSchema::new(
        "caption-claim",
        "what a caption says, where the body says something else of the same",
        "the words of the caption",
    )
    .field(
        "kind",
        Type::Enum("caption-kind".into()),
        "what differs: a name by a letter or two, an office, an age, a day, a year, a number, a place",
    )
    .field("body", Type::Text, "the words of the body")
}

pub(super) fn enums() -> Vec<EnumSchema> {
    vec![enumeration(
        "caption-kind",
        &["name", "office", "age", "day", "year", "number", "place"],
    )]
}
