//! Lengths of time beside two days told in other sentences: "The gap of twelve years", "It took the firm four years to
//! answer. The letter was sent in March 2015 and the reply came in January 2025."

use copydesk_draft::{DayRange, Span};

use super::{Found, Tie, exact};
use super::{Ground, mark};
use crate::dates::{Date, Granularity};
use crate::lists::List;
use crate::numbers::lexeme::Look;
use crate::sentence::Sentence;

/// Finds them.
pub(super) fn find(ground: &Ground<'_, '_>, out: &mut Vec<Found>) {
    for length in &ground.dates.durations {
        let Some(period) = length.period else {
            continue;
        };
        if length.anchored || period.unit.days() < 1.0 {
            continue;
        }
        let number = ground.cx.sentence_at(length.span.start) as usize;
        let Some(sentence) = ground.cx.sentences.get(number) else {
            continue;
        };
        if !ground.in_body(sentence) {
            continue;
        }
        let look = ground.look(sentence);
        let (start, end) = ground.tokens(length.span);
        let ends = if gap_told(ground, &look, start, end) {
            two_days(ground, sentence, number)
        } else if taken(&look, start, end) {
            sent_and_come(ground, sentence, number)
        } else {
            None
        };
        let Some((span, from, to)) = ends else {
            continue;
        };
        if exact(&period, from) && exact(&period, to) && from.last < to.first {
            out.retain(|other| other.length != length.span);
            out.push(Found {
                length: length.span,
                period,
                ends: span,
                from,
                to,
                tie: Tie::Span,
            });
        }
    }
}

/// "The gap of twelve years", "the twelve-year wait": what lies between the two days just told.
fn gap_told(ground: &Ground<'_, '_>, look: &Look<'_, '_>, start: usize, end: usize) -> bool {
    let cx = ground.cx;
    let definite = |noun: usize| {
        (1..=3).any(|back| matches!(look.before(noun, back), "the" | "that" | "this"))
    };
    let of = look.before(start, 1) == "of"
        && start.checked_sub(2).is_some_and(|noun| {
            noun >= look.first
                && cx.is(noun, List::GapNoun)
                && (definite(noun) || mark(look, noun.wrapping_sub(2)))
        });
    let compound = cx.is(end, List::GapNoun)
        && matches!(look.before(start, 1), "the" | "that" | "this")
        && (start..end).any(|i| look.hyphen(i));
    of || compound
}

/// "It took the company four years to answer."
fn taken(look: &Look<'_, '_>, start: usize, end: usize) -> bool {
    let took = (look.first..start).rfind(|&i| look.word(i) == "took");
    let subject = matches!(
        (look.word(look.first), look.word(look.first + 1)),
        ("it" | "that" | "this" | "all", _)
            | (
                "the",
                "answer" | "reply" | "wait" | "work" | "process" | "procedure"
            )
    );
    subject
        && took.is_some_and(|took| took <= look.first + 4 && start - took <= 6)
        && (look.word(end) == "to" || mark(look, end))
        // Another work than the one the days tell of.
        && !matches!(
            look.word(end + 1),
            "raise" | "find" | "persuade" | "decide" | "plan" | "agree" | "win" | "pay" | "choose"
        )
}

/// A day of the calendar, or one told by its weekday.
pub(super) fn moment(date: &Date) -> Option<DayRange> {
    let exact = matches!(
        date.granularity,
        Granularity::Day | Granularity::Month | Granularity::Year
    );
    (exact
        && date.length.is_none()
        && (date.name.is_some() || date.granularity == Granularity::Day))
        .then_some(date.day)
        .flatten()
}

/// The two days of the sentence and of the two before it, if there are no more.
fn two_days(
    ground: &Ground<'_, '_>,
    sentence: &Sentence,
    number: usize,
) -> Option<(Span, DayRange, DayRange)> {
    let mut days: Vec<(Span, DayRange)> = Vec::new();
    for k in number.saturating_sub(2)..=number {
        let one = ground.cx.sentences.get(k)?;
        if one.block != sentence.block {
            continue;
        }
        for date in ground.dates_in(one.span) {
            // A date that cannot be told is one more all the same.
            days.push((date.span, moment(date)?));
        }
    }
    let [(a, from), (b, to)] = days.as_slice() else {
        return None;
    };
    Some((a.to(*b), *from, *to))
}

/// The sentence behind, or before, of which one clause sets a thing going and the other sees it come.
fn sent_and_come(
    ground: &Ground<'_, '_>,
    sentence: &Sentence,
    number: usize,
) -> Option<(Span, DayRange, DayRange)> {
    let cx = ground.cx;
    if !ground.dates_in(sentence.span).is_empty() {
        return None;
    }
    let beside = [Some(number + 1), number.checked_sub(1)];
    beside.into_iter().flatten().find_map(|k| {
        let other = cx
            .sentences
            .get(k)
            .filter(|other| other.block == sentence.block)?;
        let [a, b] = ground.dates_in(other.span) else {
            return None;
        };
        let look = ground.look(other);
        let (at, end) = ground.tokens(a.span);
        let (next, last) = ground.tokens(b.span);
        let told =
            |from: usize, to: usize, list: List| (from..to).any(|i| cx.phrase(i, list).is_some());
        let going = told(look.first, at, List::SetGoing);
        let come = told(end, next, List::ComeThrough)
            || told(last, look.end.min(last + 5), List::ComeThrough);
        (going && come).then(|| Some((a.span.to(b.span), moment(a)?, moment(b)?)))?
    })
}
