//! Which event a figure belongs to, where and when it happened.

use copydesk_draft::{DayRange, Span};

use super::Figure;
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

/// Fills day, place, running and event of each figure.
pub(super) fn link(cx: &Cx<'_>, figures: &mut [Figure], dates: &Dates) {
    let mut events: Vec<Event> = Vec::new();
    let mut last_in_paragraph: Option<(u32, u32)> = None;
    for figure in figures.iter_mut() {
        let sentence = cx.sentence_at(figure.span.start);
        let range = cx.sentence_tokens(sentence);
        figure.day = day(cx, dates, sentence, figure.span);
        figure.place = place(cx, range.clone());
        figure.running = range.clone().any(|i| {
            cx.folded(i) == "since"
                || matches!(cx.folded(i), "so") && cx.folded(i + 1) == "far"
                || matches!(cx.folded(i), "this")
                    && matches!(cx.folded(i + 1), "year" | "month" | "week")
                || matches!(cx.folded(i), "over" | "in")
                    && matches!(cx.folded(i + 1), "the")
                    && matches!(cx.folded(i + 2), "past" | "last")
                || matches!(cx.folded(i), "annually" | "yearly")
        });
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
        let block = cx.sentence(sentence).map_or(0, |s| s.block);
        let known = events.iter().enumerate().position(|(number, event)| {
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
            let near = last_in_paragraph == Some((block, number as u32));
            days && places && (agents || near) && (!other || near)
        });
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
        last_in_paragraph = Some((block, number as u32));
    }
}

/// The day of the figure: the nearest date of its sentence; for a sentence that goes on with a pronoun or a definite
/// noun ("It killed …"), the date of the sentence before, if it is a year or older day.
fn day(cx: &Cx<'_>, dates: &Dates, sentence: u32, span: Span) -> Option<DayRange> {
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
