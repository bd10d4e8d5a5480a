//! What a caption says beside what the body says of the same: a name with a letter changed, another office of the same
//! person, another age, day, year, number or place.

use std::cell::OnceCell;

use copydesk_draft::layer::{Cell, EnumSchema, LayerSchema, Table, Type, Value};
use copydesk_draft::{BlockKind, Span};

mod events;
mod people;
mod spots;
mod topics;

use people::{Names, people};
use topics::Topics;

use super::chronicle::{Happening, happenings};
use super::{Ground, stem, year};
use crate::lists::List;
use crate::numbers::{Hedge, Role};
use crate::schema::{enumeration, id};
use crate::sentence::Sentence;

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

/// A caption and the part of the body with which it is compared.
struct Beside<'g, 'd, 's> {
    ground: &'g Ground<'g, 'd>,
    /// Made for the first caption that needs them.
    topics: &'s OnceCell<Topics>,
    names: &'s Names<'g>,
    /// What happened on a day, read for the first caption that asks.
    happenings: &'s OnceCell<Vec<Happening<'g>>>,
    caption: &'s Sentence,
    body: &'s [&'s Sentence],
    alike: OnceCell<Option<&'s Sentence>>,
}

impl<'g, 's> Beside<'g, '_, 's> {
    fn happenings(&self) -> &'s [Happening<'g>] {
        self.happenings.get_or_init(|| happenings(self.ground))
    }

    fn topics(&self) -> &'s Topics {
        self.topics.get_or_init(|| Topics::read(self.ground))
    }

    /// The body's sentence that shares most words with the caption, at least two.
    fn alike(&self) -> Option<&'s Sentence> {
        *self
            .alike
            .get_or_init(|| self.topics().alike(self.caption, self.body))
    }
}

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
    let (topics, names) = (OnceCell::new(), Names::read(ground));
    let happenings = OnceCell::new();
    for caption in captions {
        let beside = Beside {
            ground,
            topics: &topics,
            names: &names,
            happenings: &happenings,
            caption,
            body: around(&body, caption),
            alike: OnceCell::new(),
        };
        people(&beside, &mut found);
        // "FILE", "in 2019", "two days after": the caption tells that it is of another time.
        if !of_another_time(ground, caption) {
            days(&beside, &mut found);
        }
        if !of_the_past(ground, caption) {
            places(&beside, &mut found);
            spots::find(&beside, &mut found);
            spots::days_of_event(&beside, &mut found);
        }
        spots::days_after(&beside, &mut found);
        events::find(&beside, &mut found);
        events::before_it(&beside, &mut found);
        years(&beside, &mut found);
        counts(&beside, &mut found);
        crowds(&beside, &mut found);
        tolls(&beside, &mut found);
        months(&beside, &mut found);
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

/// True if the caption says that it shows another time than the story's.
fn of_another_time(ground: &Ground<'_, '_>, caption: &Sentence) -> bool {
    of_the_past(ground, caption)
        || has_word(ground, caption, |word| {
            matches!(
                word,
                "after"
                    | "before"
                    | "since"
                    | "later"
                    | "ahead"
                    | "following"
                    | "seen"
                    | "until"
                    | "eve"
                    | "rehearse"
                    | "rehearses"
                    | "next"
            )
        })
}

/// True if the caption says that the picture was taken long before: "FILE", "in 2019".
fn of_the_past(ground: &Ground<'_, '_>, caption: &Sentence) -> bool {
    let cx = ground.cx;
    ground.dates_in(caption.span).iter().any(|date| {
        !date.relative
            && date
                .day
                .zip(cx.date)
                .is_some_and(|(day, today)| today.days_since(day.last).abs() > 21)
    }) || has_word(ground, caption, |word| {
        matches!(
            word,
            "file"
                | "archive"
                | "earlier"
                | "previous"
                | "undated"
                | "last"
                | "similar"
                | "another"
        )
    })
}

fn has_word(ground: &Ground<'_, '_>, caption: &Sentence, is: impl Fn(&str) -> bool) -> bool {
    let cx = ground.cx;
    cx.sentence_tokens(cx.sentence_at(caption.span.start))
        .any(|i| is(cx.folded(i)))
}

/// "police said on Friday": the day of the word, not of what it tells.
fn spoken(ground: &Ground<'_, '_>, date: Span) -> bool {
    let (first, _) = ground.tokens(date);
    (1..=3).any(|back| {
        first
            .checked_sub(back)
            .is_some_and(|i| ground.cx.is(i, List::ReportingVerb))
    })
}

fn days(beside: &Beside<'_, '_, '_>, out: &mut Vec<Found>) {
    let (ground, caption, body) = (beside.ground, beside.caption, beside.body);
    let weekday = |sentence: &Sentence| -> Vec<(copydesk_draft::Weekday, Span)> {
        ground
            .dates_in(sentence.span)
            .iter()
            .filter(|date| {
                let (_, last) = ground.tokens(date.span);
                // A full date tells when the picture was taken.
                date.printed_day.is_none()
                    && !spoken(ground, date.span)
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
    let words = beside.topics().of(caption).count();
    let shared = |one: &Sentence| beside.topics().shared(caption, one);
    let close = beside.alike().map_or(0, shared);
    if body.iter().any(|one| {
        weekday(one).iter().any(|(other, _)| other == day)
            && (close < 3 || shared(one) > 1 || close * 4 < words * 3)
    }) {
        return;
    }
    if let Some(other) = beside.alike()
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
fn years(beside: &Beside<'_, '_, '_>, out: &mut Vec<Found>) {
    let (ground, caption, body) = (beside.ground, beside.caption, beside.body);
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
    let own = told(caption);
    if own.is_empty() {
        return;
    }
    let all: Vec<(String, i32, Span)> = body.iter().flat_map(|one| told(one)).collect();
    for (verb, number, span) in own {
        if all.iter().any(|one| one.1 == number) {
            continue;
        }
        let topics = beside.topics();
        let other = body.iter().find_map(|one| {
            let same = told(one).into_iter().find(|(word, ..)| *word == verb)?;
            let verb = Topics::named(stem(&verb));
            topics
                .of(caption)
                .any(|topic| topic != verb && topics.has(one, topic))
                .then_some(same)
        });
        if let Some((_, _, said)) = other {
            out.push((span, said, Kind::Year));
        }
    }
}

/// "opens the market in January" here, "opened the market in February" there.
fn months(beside: &Beside<'_, '_, '_>, out: &mut Vec<Found>) {
    let (ground, caption, body) = (beside.ground, beside.caption, beside.body);
    let cx = ground.cx;
    let month = |sentence: &Sentence| -> Vec<(usize, Span)> {
        (sentence.first as usize..sentence.last as usize)
            .filter(|&i| cx.is(i, List::Month) && cx.token(i).is_some_and(|token| token.capital))
            .map(|i| (i, cx.span(i, i + 1)))
            .collect()
    };
    let own = month(caption);
    let ([(i, span)], Some(other)) = (own.as_slice(), beside.alike()) else {
        return;
    };
    let said = month(other);
    let [(k, told)] = said.as_slice() else {
        return;
    };
    let before = |i: usize| i.checked_sub(1).map_or("", |k| cx.folded(k));
    let known = || {
        body.iter()
            .flat_map(|one| month(one))
            .any(|(k, _)| cx.folded(k) == cx.folded(*i))
    };
    if before(*i) == "in"
        && before(*k) == "in"
        && beside.topics().shared(caption, other) >= 4
        && !known()
    {
        out.push((*span, *told, Kind::Day));
    }
}

/// "a crowd of 3,000" here, "30,000 people" there: nearly the same words, and no part of the crowd.
fn crowds(beside: &Beside<'_, '_, '_>, out: &mut Vec<Found>) {
    let (ground, caption) = (beside.ground, beside.caption);
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
    let ([(lowest, highest, span)], Some(other), false) = (own.as_slice(), beside.alike(), part)
    else {
        return;
    };
    let said = people(other);
    let known = || {
        ground.numbers.iter().any(|one| {
            !caption.span.contains(one.span) && one.lowest <= *highest && *lowest <= one.highest
        })
    };
    if let [(low, high, told)] = said.as_slice()
        && (*low > highest * 1.5 || *lowest > high * 1.5)
        && !known()
    {
        out.push((*span, *told, Kind::Number));
    }
}

/// "a fire that killed six people" here, "A fire killed four people" there: no other toll of that kind is told.
fn tolls(beside: &Beside<'_, '_, '_>, out: &mut Vec<Found>) {
    let (ground, caption) = (beside.ground, beside.caption);
    if of_another_time(ground, caption) || beside.alike().is_none() {
        return;
    }
    let figures = &ground.casualties.figures;
    for own in figures
        .iter()
        .filter(|one| caption.span.contains(one.span) && !one.part && !one.running)
    {
        let mut others = figures.iter().filter(|one| {
            one.outcome == own.outcome
                && ground.cx.in_body(one.span)
                && !caption.span.contains(one.span)
        });
        let Some(first) = others.next() else { continue };
        let meets = |one: &crate::casualties::Figure| {
            one.lowest <= own.highest && own.lowest <= one.highest
        };
        let said = ground
            .numbers
            .iter()
            .any(|one| !caption.span.contains(one.span) && (one.number - own.number).abs() < 0.1);
        if !meets(first) && !others.any(meets) && !said && own.number >= 2.0 && !first.part {
            out.push((own.span, first.span, Kind::Number));
        }
    }
}

/// "the seven firefighters" here, "four firefighters" there: a whole, told as one.
fn counts(beside: &Beside<'_, '_, '_>, out: &mut Vec<Found>) {
    let (ground, caption, body) = (beside.ground, beside.caption, beside.body);
    let cx = ground.cx;
    let noun = |last: usize| {
        (last..last + 2)
            .find(|&i| {
                cx.folded(i).len() > 3 && cx.folded(i).ends_with('s')
                    || matches!(cx.folded(i), "men" | "women" | "people" | "children")
            })
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
        let agrees = || {
            ground.numbers.iter().any(|other| {
                other.span != number.span
                    && other.lowest <= number.number
                    && number.number <= other.highest
            })
        };
        if let [(_, _, other)] = said.as_slice()
            && !agrees()
        {
            out.push((cx.span(first, end), *other, Kind::Number));
        }
    }
}

/// "off Rhodes" here, "off Corfu" there, of one thing on one day.
fn places(beside: &Beside<'_, '_, '_>, out: &mut Vec<Found>) {
    let (ground, caption) = (beside.ground, beside.caption);
    let cx = ground.cx;
    let told = |sentence: &Sentence| -> Vec<(String, u32, Span)> {
        let places = &ground.names.places;
        let first = places.partition_point(|place| place.span.start < sentence.span.start);
        places
            .get(first..)
            .unwrap_or(&[])
            .iter()
            .take_while(|place| place.span.start < sentence.span.end)
            .filter(|place| sentence.span.contains(place.span))
            .filter_map(|place| {
                let before = place.first.checked_sub(1)?;
                let entered = matches!(
                    cx.folded(before),
                    "off" | "in" | "near" | "at" | "outside" | "on"
                );
                entered.then(|| {
                    (
                        cx.folded(before).to_owned(),
                        place.entity,
                        cx.span(before, place.last),
                    )
                })
            })
            .collect()
    };
    let weekday = |sentence: &Sentence| {
        ground
            .dates_in(sentence.span)
            .iter()
            .find_map(|date| date.weekday.map(|(day, _)| day))
    };
    if weekday(caption).is_none() {
        return;
    }
    // The sentence most like it, or one of the first two of the story that tells of the same things on that day.
    let opening = beside
        .body
        .iter()
        .take(2)
        .copied()
        .filter(|one| beside.topics().shared(caption, one) > 0);
    let others: Vec<&Sentence> = beside
        .alike()
        .into_iter()
        .chain(opening)
        .filter(|one| weekday(one) == weekday(caption))
        .collect();
    for (word, entity, span) in told(caption) {
        let known = || {
            ground
                .names
                .places
                .iter()
                .any(|place| place.entity == entity && !caption.span.contains(place.span))
        };
        let rival = others
            .iter()
            .flat_map(|one| told(one))
            .find(|(own, id, _)| *own == word && *id != entity);
        if let Some((_, _, said)) = rival
            && !known()
        {
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
