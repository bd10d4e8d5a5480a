//! A person of a caption beside those of the body: another office, another age, a letter changed in the name.

use copydesk_draft::Span;

use super::{Beside, Found, Kind};
use crate::lists::List;
use crate::names::{Person, distance};
use crate::relations::Ground;
use crate::relations::headline::persons::is_nickname;
use crate::sentence::Sentence;

/// A person named in full, with the folded form of both names.
struct Named<'g> {
    person: &'g Person,
    given: String,
    surname: String,
}

/// The persons of a draft that are named in full, in order.
pub(super) struct Names<'g>(Vec<Named<'g>>);

impl<'g> Names<'g> {
    pub(super) fn read(ground: &Ground<'g, '_>) -> Self {
        let fold = |span: Span| copydesk_facts::fold_name(ground.cx.str(span));
        let persons: &'g [Person] = &ground.names.persons;
        Self(
            persons
                .iter()
                .filter_map(|person| {
                    Some(Named {
                        person,
                        given: fold(person.given?),
                        surname: fold(person.surname),
                    })
                })
                .collect(),
        )
    }

    /// Those named in a sentence.
    fn of<'s>(&'s self, sentence: &Sentence) -> impl Iterator<Item = &'s Named<'g>> {
        let span = sentence.span;
        let first = self
            .0
            .partition_point(|one| one.person.span.start < span.start);
        self.0
            .get(first..)
            .unwrap_or(&[])
            .iter()
            .take_while(move |one| one.person.span.start < span.end)
            .filter(move |one| span.contains(one.person.span))
    }
}

/// Another office, another age, or a letter changed in a name.
pub(super) fn people(beside: &Beside<'_, '_, '_>, out: &mut Vec<Found>) {
    let (ground, caption, body) = (beside.ground, beside.caption, beside.body);
    let cx = ground.cx;
    let mut others: Option<Vec<&Named<'_>>> = None;
    for named in beside.names.of(caption) {
        let others = others
            .get_or_insert_with(|| body.iter().flat_map(|one| beside.names.of(one)).collect());
        let (own, first, last) = (named.person, &named.given, &named.surname);
        let shares = |name: &str| {
            name.split(' ')
                .any(|word| word.len() > 2 && first.split(' ').any(|own| own == word))
        };
        let same = others
            .iter()
            .find(|other| other.surname == *last && shares(&other.given));
        if let Some(other) = same.map(|other| other.person) {
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
        let known = || others.iter().any(|other| other.given == *first);
        let officer = |other: &Person| {
            let words = |span: Span| cx.str(span).to_lowercase();
            matches!((office(ground, own), office(ground, other)), (Some(a), Some(b)) if words(a) == words(b))
        };
        // "Jim" is James and "Steve" is Steven: a name cut short is the same name.
        let renamed = |name: &str| {
            name.chars().count() >= 4
                && first.chars().count() >= 4
                && !name.starts_with(first.as_str())
                && !first.starts_with(name)
                && distance(name, first, 2).is_some_and(|steps| steps > 0)
        };
        // "Peder Hansson" here, "Peter Hansen" there: a letter or two in both.
        let both = |name: &str, surname: &str| {
            let alike = |a: &str, b: &str, least: usize| {
                a != b
                    && a.chars().count().min(b.chars().count()) >= least
                    && a.chars().next() == b.chars().next()
                    && distance(a, b, 2).is_some()
            };
            alike(name, first, 3) && alike(surname, last, 5)
        };
        let slip = others.iter().find(|other| {
            let (name, surname) = (&other.given, &other.surname);
            if both(name, surname) {
                return true;
            }
            if surname != last {
                return name == first && near(surname, last);
            }
            // Another person of that name stands in neither of the two.
            renamed(name) && !known() && officer(other.person) || near(name, first)
        });
        // "Aoife Brennan" here, "Niamh Brennan" there, of the same doings: the given name stands nowhere in the body.
        let another = || {
            let mut namesakes = others.iter().filter(|other| other.surname == *last);
            let other = namesakes.next()?;
            let cut = |a: &str, b: &str| a.starts_with(b) || b.starts_with(a);
            let lone = namesakes.all(|one| one.given == other.given);
            let word = first.split(' ').next().unwrap_or(first);
            let any = |is: &dyn Fn(usize) -> bool| {
                body.iter()
                    .any(|one| (one.first as usize..one.last as usize).any(is))
            };
            let told = any(&|i| cx.folded(i) == word);
            // Both stand in the picture, or one is the other's wife; "Jim" is James.
            let given = other.given.split(' ').next().unwrap_or("");
            let beside = (caption.first as usize..caption.last as usize)
                .any(|i| cx.folded(i) == given || cx.is(i, List::Kinship));
            let nick = is_nickname(word) || is_nickname(given);
            let letter = nick || other.given.chars().next() == first.chars().next();
            let here = cx.sentence(cx.sentence_at(other.person.span.start))?;
            let shared = crate::relations::headline::shared(ground, caption, here);
            (lone
                && !beside
                && !letter
                && !told
                && !cut(&other.given, first)
                && word.chars().count() > 2
                && other.given.chars().count() > 2
                && (shared >= 5 || shared >= 4 && !any(&|i| cx.is(i, List::Kinship))))
            .then_some(other)
        };
        if let Some(other) = slip.or_else(another) {
            out.push((own.span, other.person.span, Kind::Name));
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
