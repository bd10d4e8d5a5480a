//! Which event a figure belongs to, where and when it happened.

use copydesk_draft::{DayRange, Span};

use super::{Figure, Outcome, Telling};
use crate::cx::Cx;
use crate::dates::Dates;
use crate::lists::List;
use crate::token::TokenKind;

/// What is known about an event of the draft.
struct Event {
    day: Option<DayRange>,
    place: Option<Span>,
    running: bool,
    by_whom: Option<Span>,
}

/// How many events of the start and of the end of a draft a figure is compared with.
const LOOKED_AT: (usize, usize) = (8, 24);

/// Tolls of longer ago than this many days are history.
const HISTORY: i32 = 731;

/// Fills day, place, period, event and the links between figures.
pub(super) fn link(cx: &Cx<'_>, figures: &mut [Figure], dates: &Dates) {
    let mut events: Vec<Event> = Vec::new();
    let mut last: Option<(u32, u32)> = None;
    for at in 0..figures.len() {
        let (before, rest) = figures.split_at_mut(at);
        let Some(figure) = rest.first_mut() else {
            return;
        };
        let sentence = cx.sentence_at(figure.span.start);
        let range = cx.sentence_tokens(sentence);
        figure.day = day(cx, dates, sentence, figure.span);
        figure.place = place(cx, range.clone());
        figure.period = period(cx, range.clone());
        figure.running = figure.period.is_some();
        if let (Some(day), Some(today)) = (figure.day, cx.date)
            && today.days_since(day.last) > HISTORY
            && !figure.running
        {
            figure.telling = Telling::History;
        }
        let block = cx.sentence(sentence).map_or(0, |s| s.block);
        let pointed = figure.definite.then(|| earlier(before, figure)).flatten();
        let known = pointed
            .and_then(|row| before.get(row as usize))
            .map(|earlier| earlier.event as usize)
            .or_else(|| same_event(cx, &events, before, figure, range, last, block));
        figure.refers_to = pointed;
        figure.whole = figure.part.then(|| whole(cx, before, figure)).flatten();
        let number = known.unwrap_or_else(|| {
            events.push(Event {
                day: None,
                place: None,
                running: figure.running,
                by_whom: None,
            });
            events.len() - 1
        });
        if let Some(event) = events.get_mut(number) {
            event.day = event.day.or(figure.day);
            event.place = event.place.or(figure.place);
            event.by_whom = event.by_whom.or(figure.by_whom);
        }
        figure.event = number as u32;
        last = Some((block, number as u32));
    }
}

/// The event of the draft that a figure belongs to, if one fits: that of the same paragraph first, then the others
/// in order.
fn same_event(
    cx: &Cx<'_>,
    events: &[Event],
    before: &[Figure],
    figure: &Figure,
    range: std::ops::Range<usize>,
    last: Option<(u32, u32)>,
    block: u32,
) -> Option<usize> {
    let other = range.clone().take(8).any(|i| {
        matches!(
            cx.folded(i),
            "another"
                | "separately"
                | "elsewhere"
                | "earlier"
                | "previous"
                | "previously"
                | "similar"
                | "meanwhile"
                | "other"
                | "second"
        )
    });
    let fits = |number: usize| -> bool {
        let Some(event) = events.get(number) else {
            return false;
        };
        if event.running != figure.running {
            return false;
        }
        let days = match (event.day, figure.day) {
            (Some(a), Some(b)) => a.first <= b.last && b.first <= a.last,
            _ => true,
        };
        let places = match (event.place, figure.place) {
            (Some(a), Some(b)) => same_place(cx, a, b),
            _ => true,
        };
        let agents = match (event.by_whom, figure.by_whom) {
            (Some(a), Some(b)) => share_word(cx, a, b),
            _ => true,
        };
        let near = last == Some((block, number as u32));
        days && places && (agents || near) && (!other || near) && scale(before, number, figure)
    };
    let beside = last
        .filter(|&(paragraph, _)| paragraph == block)
        .map(|(_, number)| number as usize);
    let (first, recent) = LOOKED_AT;
    let tail = events.len().saturating_sub(recent).max(first);
    beside
        .into_iter()
        .chain(0..events.len().min(first))
        .chain(tail..events.len())
        .find(|&number| fits(number))
}

/// The toll of a war is not that of a raid: figures of one outcome and event are of one scale.
fn scale(before: &[Figure], event: usize, figure: &Figure) -> bool {
    let start = before.len().saturating_sub(64);
    before
        .get(start..)
        .unwrap_or(&[])
        .iter()
        .filter(|other| {
            other.event as usize == event
                && other.outcome == figure.outcome
                && !other.part
                && !figure.part
                && other.number > 1.0
                && figure.number > 1.0
        })
        .all(|other| {
            let (low, high) = if other.number < figure.number {
                (other.highest, figure.lowest)
            } else {
                (figure.highest, other.lowest)
            };
            high < 1000.0 || high < low * 20.0
        })
}

/// The figure before that "the 15 dead" points back to: the last of the same outcome and number, else none.
fn earlier(before: &[Figure], figure: &Figure) -> Option<u32> {
    let start = before.len().saturating_sub(64);
    before
        .iter()
        .enumerate()
        .skip(start)
        .rev()
        .find(|(_, other)| {
            let outcome = other.outcome == figure.outcome
                || matches!(figure.outcome, Outcome::Casualties)
                || matches!(other.outcome, Outcome::Casualties);
            outcome
                && !other.part
                && other.number >= 1.0
                && other.lowest <= figure.highest
                && figure.lowest <= other.highest
        })
        .map(|(row, _)| row as u32)
}

/// The figure of the same sentence, or of the one before, that this part belongs to.
fn whole(cx: &Cx<'_>, before: &[Figure], figure: &Figure) -> Option<u32> {
    let sentence = cx.sentence_at(figure.span.start);
    let start = before.len().saturating_sub(16);
    before
        .iter()
        .enumerate()
        .skip(start)
        .rev()
        .take_while(|(_, other)| cx.sentence_at(other.span.start) + 1 >= sentence)
        .find(|(_, other)| {
            !other.part && other.outcome == figure.outcome && other.highest >= figure.lowest
        })
        .map(|(row, _)| row as u32)
}

/// The words that bound a running toll: "since January", "so far this year", "in the past 24 hours", "this month",
/// "over 15 months".
fn period(cx: &Cx<'_>, range: std::ops::Range<usize>) -> Option<Span> {
    let end = range.end;
    for i in range.clone() {
        let word = cx.folded(i);
        let next = cx.folded(i + 1);
        let found = match word {
            "since" => !ranked(cx, range.start, i) && !matches!(next, "then" | "been"),
            "so" => next == "far",
            "this" => matches!(next, "year" | "month" | "week"),
            "over" | "in" | "during" | "within" => {
                matches!(next, "the" | "that")
                    && matches!(cx.folded(i + 2), "past" | "last" | "previous")
                    || matches!(next, "recent" | "past")
                        && matches!(
                            cx.folded(i + 2),
                            "days" | "weeks" | "months" | "years" | "decades"
                        )
            }
            "annually" | "yearly" => true,
            "every" | "each" | "per" => matches!(next, "year" | "month" | "week" | "day"),
            _ => false,
        };
        if !found {
            continue;
        }
        let mut last = i + 1;
        while last < end
            && last < i + 8
            && !matches!(
                cx.kind(last),
                Some(TokenKind::Punct | TokenKind::Mark | TokenKind::Dash)
            )
            && !cx.is(last, List::Auxiliary)
            && !matches!(
                cx.folded(last),
                "and" | "but" | "as" | "when" | "said" | "according"
            )
        {
            last += 1;
        }
        return Some(cx.span(i, last.max(i + 1)));
    }
    None
}

/// "the deadliest attack since 2011": the word ranks, it does not bound.
fn ranked(cx: &Cx<'_>, start: usize, since: usize) -> bool {
    let floor = since.saturating_sub(10).max(start);
    (floor..since)
        .rev()
        .take_while(|&i| cx.word(i) != ",")
        .any(|i| {
            let word = cx.folded(i);
            cx.is(i, List::SuperlativeWord)
                || matches!(word, "first" | "worst" | "most" | "highest")
                || word.len() > 6 && word.ends_with("est")
        })
}

/// The day of the figure: the nearest date of its sentence; for a sentence that goes on with a pronoun or a definite
/// noun ("It killed …"), the date of the sentence before, if it is a year or older day.
pub(crate) fn day(cx: &Cx<'_>, dates: &Dates, sentence: u32, span: Span) -> Option<DayRange> {
    let of = |number: u32, at: Option<Span>| {
        let bounds = cx.sentence(number)?.span;
        dates
            .dates
            .iter()
            .filter(|date| bounds.contains(date.span))
            .filter(|date| date.day.is_some())
            .filter(|date| {
                // "since 2011" begins a stretch, it is not the day.
                let first = cx.token_at(date.span.start);
                first == 0
                    || !matches!(
                        cx.folded(first - 1),
                        "since" | "until" | "from" | "by" | "before" | "after"
                    )
            })
            .min_by_key(|date| at.map_or(0, |at| date.span.start.abs_diff(at.start)))
            .and_then(|date| date.day)
    };
    if let Some(day) = of(sentence, Some(span)) {
        return Some(day);
    }
    let first = cx.sentence(sentence)?.first as usize;
    let anaphor = matches!(
        cx.folded(first),
        "it" | "they" | "that" | "this" | "those" | "these" | "he" | "she" | "both"
    );
    let same_block = sentence > 0
        && cx.sentence(sentence - 1).map(|s| s.block) == cx.sentence(sentence).map(|s| s.block);
    (anaphor && same_block)
        .then(|| of(sentence - 1, None))
        .flatten()
}

/// The first place of the sentence: a capitalised run after "in", "at", "near", "outside", "on".
fn place(cx: &Cx<'_>, range: std::ops::Range<usize>) -> Option<Span> {
    for i in range.clone() {
        if !matches!(
            cx.folded(i),
            "in" | "at" | "near" | "outside" | "around" | "hit" | "struck"
        ) {
            continue;
        }
        let mut k = i + 1;
        while k < range.end
            && (cx.is(k, List::Determiner)
                || matches!(
                    cx.folded(k),
                    "northern"
                        | "southern"
                        | "eastern"
                        | "western"
                        | "central"
                        | "city"
                        | "town"
                        | "village"
                        | "of"
                        | "province"
                        | "region"
                ))
        {
            k += 1;
        }
        let start = k;
        while k < range.end
            && cx.token(k).is_some_and(|token| {
                (token.kind == TokenKind::Word
                    && token.capital
                    && !cx.is(k, List::Weekday)
                    && !cx.is(k, List::Month))
                    || (token.kind == TokenKind::Hyphen && k > start)
            })
        {
            k += 1;
        }
        if k > start && k - start <= 4 {
            return Some(cx.span(start, k));
        }
    }
    None
}

fn same_place(cx: &Cx<'_>, a: Span, b: Span) -> bool {
    share_word(cx, a, b)
}

/// Two spans share a capitalised word or a longer one.
fn share_word(cx: &Cx<'_>, a: Span, b: Span) -> bool {
    let words = |span: Span| {
        let first = cx.token_at(span.start);
        let last = cx.token_at(span.end.saturating_sub(1)) + 1;
        first..last
    };
    words(a).any(|i| {
        cx.token(i).is_some_and(|token| {
            token.span.len() > 3
                && !cx.is(i, List::Preposition)
                && words(b).any(|k| cx.token(k).is_some_and(|other| other.word == token.word))
        })
    })
}
