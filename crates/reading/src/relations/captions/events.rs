//! The weekday of an event in a caption, and in the body: "after Friday's fire" under a story of a fire on Sunday.

use copydesk_draft::{Span, Weekday};

use super::{Beside, Found, Kind};
use crate::lists::List;
use crate::relations::chronicle::topics_at;
use crate::relations::{Ground, stem};
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// The weekdays of a sentence that a date tells by name, with their bytes.
fn weekdays(ground: &Ground<'_, '_>, sentence: &Sentence) -> Vec<(Weekday, Span)> {
    ground
        .dates_in(sentence.span)
        .iter()
        .filter_map(|date| date.weekday.map(|(day, _)| (day, date.span)))
        .collect()
}

/// The noun of an event at token `i`.
fn event(ground: &Ground<'_, '_>, i: usize) -> bool {
    let cx = ground.cx;
    cx.kind(i) == Some(TokenKind::Word)
        && (topics_at(ground, i) != 0 || cx.is(i, List::EventHead) || cx.is(i, List::HarmEvent))
}

pub(super) fn find(beside: &Beside<'_, '_, '_>, out: &mut Vec<Found>) {
    let (ground, caption, body) = (beside.ground, beside.caption, beside.body);
    let cx = ground.cx;
    for (day, span) in weekdays(ground, caption) {
        let (first, end) = ground.tokens(span);
        // "Friday's market fire", "the fire on Friday"
        let noun = if cx.kind(end) == Some(TokenKind::Possessive) {
            (end + 1..end + 4)
                .take_while(|&i| cx.kind(i) == Some(TokenKind::Word))
                .find(|&i| event(ground, i))
        } else {
            first
                .checked_sub(2)
                .filter(|&i| cx.folded(i + 1) == "on" && event(ground, i))
        };
        let Some(noun) = noun else { continue };
        let other_time = first
            .checked_sub(1)
            .is_some_and(|i| matches!(cx.folded(i), "last" | "next" | "previous"));
        // Told of that day anywhere, it may be another event.
        let known = body
            .iter()
            .any(|one| weekdays(ground, one).iter().any(|(other, _)| *other == day));
        if other_time || known {
            continue;
        }
        let (topics, word) = (topics_at(ground, noun), stem(cx.folded(noun)));
        let told = |one: &Sentence| {
            (one.first as usize..one.last as usize).any(|i| {
                topics != 0 && topics_at(ground, i) & topics != 0 || stem(cx.folded(i)) == word
            })
        };
        // The day on which the picture was taken is the event's own.
        let taken = ground
            .dates_in(caption.span)
            .iter()
            .filter_map(|date| date.printed_day)
            .any(|shown| shown.first.weekday() == day);
        // The body's first word of it tells the day, close by.
        let Some(first) = body.iter().find(|one| told(one)).filter(|_| !taken) else {
            continue;
        };
        let days = weekdays(ground, first);
        if let [(_, said)] = days.as_slice() {
            let (at, _) = ground.tokens(*said);
            let near = (at.saturating_sub(10).max(first.first as usize)..at).any(|i| {
                topics != 0 && topics_at(ground, i) & topics != 0 || stem(cx.folded(i)) == word
            });
            if near {
                out.push((span, *said, Kind::Day));
            }
        }
    }
}

/// What there is to see of an event only once it has happened.
const AFTERMATH: &[&str] = &[
    "survivors",
    "survivor",
    "rescued",
    "rescuers",
    "wreckage",
    "wreck",
    "victims",
    "mourners",
    "aftermath",
    "ruins",
    "rubble",
    "debris",
    "charred",
    "collapsed",
    "derailed",
    "sunken",
    "flooded",
];

/// "Survivors are led ashore on Monday" under a story of a ship that sank on Tuesday.
pub(super) fn before_it(beside: &Beside<'_, '_, '_>, out: &mut Vec<Found>) {
    let (ground, caption) = (beside.ground, beside.caption);
    let cx = ground.cx;
    let seen =
        (caption.first as usize..caption.last as usize).any(|i| AFTERMATH.contains(&cx.folded(i)));
    let days = ground.dates_in(caption.span);
    let ([shown], true) = (days, seen) else {
        return;
    };
    let (Some(day), Some(_)) = (shown.day, shown.weekday) else {
        return;
    };
    let opening = beside.body.get(..4).unwrap_or(beside.body);
    let told = beside.happenings();
    let mut all = told.iter().filter(|one| {
        one.topics != 0
            && !one.weak
            && opening
                .iter()
                .any(|sentence| sentence.span.contains(one.date))
    });
    let Some(first) = all.next() else { return };
    let later = |range: copydesk_draft::DayRange| {
        let ahead = range.first.days_since(day.last);
        (1..=4).contains(&ahead)
    };
    if later(first.day) && all.all(|one| later(one.day)) {
        out.push((shown.span, first.date, Kind::Day));
    }
}
