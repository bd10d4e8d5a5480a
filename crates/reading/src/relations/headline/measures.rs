//! What a headline measures and the lede measures otherwise: a weekday, an age, a length of time, so many of so many.

use copydesk_draft::Span;

use super::Ground;
use super::{Claim, Kind, Top, shared};
use crate::dates::{Date, Granularity, Length};
use crate::lists::List;
use crate::numbers::{Number, Role};
use crate::order::starting_in;
use crate::sentence::Sentence;

/// Sentences of the body in which a measure is looked for before it is held to differ.
const OPENING: usize = 12;

/// Shares nearer than this are one share, rounded.
const ROUNDED: f64 = 0.07;

/// Finds them.
pub(super) fn find(ground: &Ground<'_, '_>, rows: &mut Vec<Claim>) {
    let cx = ground.cx;
    for Top {
        head,
        lede,
        below: body,
    } in super::tops(ground, OPENING)
    {
        if (head.first as usize..head.last as usize).any(|i| cx.word(i) == "?") {
            continue;
        }
        // A headline of another thing shares no two words with the lede.
        let common = shared(ground, head, lede);
        if common < 2 {
            continue;
        }
        weekday(ground, head, lede, rows);
        age(ground, head, lede, rows);
        length(ground, head, lede, rows);
        part(ground, head, lede, &body, common, rows);
    }
}

fn row(span: Span, kind: Kind, rival: Span) -> Claim {
    Claim {
        span,
        kind,
        range: None,
        same: 0,
        derived: false,
        rival: Some((rival, None)),
    }
}

/// The one item of an iterator that has no other.
fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let first = items.next()?;
    items.next().is_none().then_some(first)
}

/// "to resume on Thursday" over "will resume on Friday, the port said on Wednesday".
fn weekday(ground: &Ground<'_, '_>, head: &Sentence, lede: &Sentence, rows: &mut Vec<Claim>) {
    let cx = ground.cx;
    let own = ground.dates_in(head.span).iter();
    let Some(claimed) = only(own.filter(|date| date.granularity == Granularity::Day)) else {
        return;
    };
    let Some((day, _)) = claimed.weekday else {
        return;
    };
    // Any day of the body that is, or may be, the same.
    let may_be = |date: &Date| match (date.weekday, date.day, claimed.day) {
        (Some((other, _)), ..) => other == day,
        (None, Some(a), Some(b)) => a.first <= b.last && b.first <= a.last,
        _ => true,
    };
    let behind = ground.dates.dates.iter();
    let told = behind
        .filter(|date| cx.in_body(date.span) && date.span.start >= head.span.end)
        .any(may_be);
    // "Monday to Wednesday", "two days later", "the night before", "at the weekend" lead to other days.
    let led = (lede.first as usize..lede.last as usize).any(|i| {
        matches!(
            cx.folded(i),
            "to" | "until" | "till" | "through" | "and" | "or" | "-" | "–"
        ) && cx.is(i + 1, List::Weekday)
            || matches!(
                cx.folded(i),
                "overnight"
                    | "later"
                    | "earlier"
                    | "eve"
                    | "weekend"
                    | "midnight"
                    | "night"
                    | "early"
                    | "dawn"
                    | "hours"
            )
    });
    if told || led {
        return;
    }
    // The day on which somebody spoke is not the day spoken of.
    let spoken = |date: &Date| {
        let (first, _) = ground.tokens(date.span);
        (1..=3).any(|back| {
            first
                .checked_sub(back)
                .is_some_and(|i| cx.is(i, List::ReportingVerb))
        })
    };
    let days = ground.dates_in(lede.span).iter();
    let rival = only(days.filter(|date| {
        date.weekday.is_some() && date.granularity == Granularity::Day && !spoken(date)
    }));
    if let Some(rival) = rival {
        rows.push(row(claimed.span, Kind::Day, rival.span));
    }
}

/// "Woman, 81," over "a 91-year-old woman".
fn age(ground: &Ground<'_, '_>, head: &Sentence, lede: &Sentence, rows: &mut Vec<Claim>) {
    let cx = ground.cx;
    let ages = &ground.dates.ages;
    let within = |sentence: Span| ages.iter().filter(move |age| sentence.contains(age.span));
    let (Some(claimed), Some(other)) = (only(within(head.span)), only(within(lede.span))) else {
        return;
    };
    let same = |lowest: f64, highest: f64| lowest <= claimed.highest && claimed.lowest <= highest;
    let told = ages
        .iter()
        .filter(|age| !head.span.contains(age.span))
        .any(|age| same(age.lowest, age.highest))
        || ground
            .numbers
            .iter()
            .filter(|number| cx.in_body(number.span))
            .any(|number| same(number.number, number.number));
    // Told of the same person: "Pilot, 34" and "a 43-year-old pilot" share the noun.
    let beside = |span: Span| {
        let (first, last) = ground.tokens(span);
        (first.saturating_sub(4)..last + 3)
            .filter(|i| !(first..last).contains(i) && cx.folded(*i).chars().count() > 2)
            .filter(|&i| !cx.is(i, List::Determiner) && !cx.is(i, List::Preposition))
            .map(|i| super::stem(cx.folded(i)).to_owned())
            .collect::<Vec<_>>()
    };
    let own = beside(claimed.core);
    let same_person = beside(other.core).iter().any(|word| own.contains(word));
    if !told && same_person {
        rows.push(row(claimed.span, Kind::Figure, other.span));
    }
}

/// "to strike for a week" over "will strike for three days".
fn length(ground: &Ground<'_, '_>, head: &Sentence, lede: &Sentence, rows: &mut Vec<Claim>) {
    let cx = ground.cx;
    let lengths = &ground.dates.durations;
    // Ages and what lies so long ago are told elsewhere.
    let plain = |length: &&Length| {
        length.period.is_some_and(|period| period.number > 0.0)
            && !length.anchored
            && !ground
                .dates
                .ages
                .iter()
                .any(|age| age.span.start < length.span.end && length.span.start < age.span.end)
    };
    let within = |sentence: Span| {
        starting_in(lengths, sentence, |length| length.span)
            .iter()
            .filter(move |length| sentence.contains(length.span))
            .filter(plain)
    };
    let range = |length: &Length| {
        length.period.map(|period| {
            let unit = period.unit.days();
            let highest = period.highest.min(period.number * 2.0);
            (period.lowest * unit * 0.88, highest * unit * 1.12)
        })
    };
    let (Some(claimed), Some(other)) = (only(within(head.span)), only(within(lede.span))) else {
        return;
    };
    let Some(own) = range(claimed) else { return };
    let meets = |length: &Length| range(length).is_none_or(|(a, b)| a <= own.1 && own.0 <= b);
    let told = lengths
        .iter()
        .filter(|length| cx.in_body(length.span) && !head.span.contains(length.span))
        .any(meets);
    // "from Monday to Wednesday", "1999 to 2004" is a length too.
    let between = ground.dates_in(lede.span).windows(2).any(|pair| {
        let [a, b] = pair else { return false };
        let (_, last) = ground.tokens(a.span);
        let first = cx.token_at(b.span.start);
        first.saturating_sub(last) <= 2
            && (last..first).any(|i| {
                matches!(
                    cx.word(i),
                    "to" | "until" | "till" | "through" | "and" | "-" | "–"
                )
            })
    });
    // Both are told of the same: "for", "late", "-year" with the same preposition before or the same word behind.
    let frame = |length: &Length| {
        let (first, last) = ground.tokens(length.span);
        (
            first.checked_sub(1).map_or("", |i| cx.folded(i)).to_owned(),
            cx.folded(last).to_owned(),
        )
    };
    let ((before, behind), (front, rear)) = (frame(claimed), frame(other));
    let link = |word: &str| matches!(word, "for" | "after" | "in" | "within" | "to" | "of" | "by");
    let framed = link(&before) && before == front
        || behind == rear && behind.chars().all(char::is_alphabetic) && !behind.is_empty()
        // "reopens after nine years" over "reopened, seven years after it closed"
        || before == "after" && rear == "after";
    if framed && !told && !between {
        rows.push(row(claimed.span, Kind::Figure, other.span));
    }
}

/// So many of so many, as a share of one: from, to, and the words.
struct Part {
    range: (f64, f64),
    span: Span,
}

/// "six of the airport's eight", "four in ten", "a third of".
fn part_at(ground: &Ground<'_, '_>, number: &Number) -> Option<Part> {
    let cx = ground.cx;
    let last = number.tokens.1 as usize;
    if number.role == Role::Fraction {
        let told = cx.folded(last) == "of"
            || (number.tokens.0 as usize..last).any(|i| matches!(cx.folded(i), "in" | "out"));
        return (told && number.number < 1.0).then(|| Part {
            range: (number.lowest, number.highest.min(1.0)),
            span: cx.span(number.tokens.0 as usize, last),
        });
    }
    if number.role != Role::Cardinal || number.number < 1.0 {
        return None;
    }
    let (within, reach) = match cx.folded(last) {
        "in" => (last + 1, 1),
        "of" => (last + 1, 4),
        "out" if cx.folded(last + 1) == "of" => (last + 2, 4),
        _ => return None,
    };
    let sentence = cx.token(last)?.sentence;
    let all = ground.numbers_in(cx.span(last, last + reach + 4)).iter();
    let all = all
        .filter(|other| other.role == Role::Cardinal && !other.year_like)
        .find(|other| (within..=within + reach).contains(&(other.tokens.0 as usize)))?;
    let same = cx.token(all.tokens.0 as usize)?.sentence == sentence
        && !(within..all.tokens.0 as usize).any(|i| matches!(cx.word(i), "," | "." | ";" | "and"));
    (same && all.number >= number.number && all.number >= 3.0).then(|| Part {
        range: (
            number.lowest / all.number,
            number.highest.min(all.number) / all.number,
        ),
        span: cx.span(number.tokens.0 as usize, all.tokens.1 as usize),
    })
}

/// "Of the 16 branches, four are to close": the part behind its whole.
fn part_behind(ground: &Ground<'_, '_>, sentence: &Sentence, number: &Number) -> Option<Part> {
    let cx = ground.cx;
    let first = number.tokens.0 as usize;
    let comma = first.checked_sub(1).filter(|&i| cx.word(i) == ",")?;
    let all = ground
        .numbers_in(sentence.span)
        .iter()
        .find(|all| all.tokens.1 as usize <= comma)?;
    let opening = cx.folded(sentence.first as usize) == "of"
        && all.tokens.0 as usize <= sentence.first as usize + 5
        && !(sentence.first as usize..comma).any(|i| cx.word(i) == ",");
    let counts = number.role == Role::Cardinal && all.role == Role::Cardinal && !all.year_like;
    (opening && counts && all.number >= number.number && all.number >= 3.0).then(|| Part {
        range: (
            number.lowest / all.number,
            number.highest.min(all.number) / all.number,
        ),
        span: cx.span(all.tokens.0 as usize, number.tokens.1 as usize),
    })
}

/// "Half of village's homes lost" over "11 of the village's 90 homes".
fn part(
    ground: &Ground<'_, '_>,
    head: &Sentence,
    lede: &Sentence,
    body: &[&Sentence],
    common: usize,
    rows: &mut Vec<Claim>,
) {
    let parts = |sentence: &Sentence| -> Vec<Part> {
        let numbers = ground.numbers_in(sentence.span).iter();
        numbers
            .filter_map(|one| part_at(ground, one).or_else(|| part_behind(ground, sentence, one)))
            .collect()
    };
    let mut own = parts(head);
    let look = ground.look(head);
    if own.is_empty() {
        let words = (look.first..look.end)
            .find_map(|i| super::toplines::share(&look, i).map(|found| (i, found)));
        own.extend(words.map(|(i, (range, end))| Part {
            range: (range.0 / 100.0, range.1 / 100.0),
            span: ground.cx.span(i, end),
        }));
    }
    let Some(claimed) = only(own.iter()) else {
        return;
    };
    if rows.iter().any(|row| row.span.contains(claimed.span)) {
        return;
    }
    let near = |range: (f64, f64)| {
        range.0 - ROUNDED <= claimed.range.1 && claimed.range.0 - ROUNDED <= range.1
    };
    let Some(rival) = parts(lede).into_iter().find(|part| !near(part.range)) else {
        return;
    };
    // "Two of the eight stayed open" says that six did not: only where most words are the same is it the same thing.
    let rest = near((1.0 - rival.range.1, 1.0 - rival.range.0)) && common < 4;
    let told = body.iter().any(|sentence| {
        let counts: Vec<f64> = ground
            .numbers_in(sentence.span)
            .iter()
            .filter(|number| number.role == Role::Cardinal && number.number >= 1.0)
            .map(|number| number.number)
            .collect();
        parts(sentence).iter().any(|part| near(part.range))
            || ground
                .quantities
                .percentages_in(sentence.span)
                .iter()
                .any(|one| {
                    sentence.span.contains(one.span)
                        && !one.points
                        && near((one.lowest / 100.0, one.highest / 100.0))
                })
            || sentence.first != lede.first
                && counts.iter().any(|a| {
                    counts
                        .iter()
                        .any(|b| a < b && *b >= 3.0 && near((a / b, a / b)))
                })
    });
    if !told && !rest {
        rows.push(row(claimed.span, Kind::Share, rival.span));
    }
}
