//! What dates a claim.

use copydesk_draft::{DayRange, Span};

use super::Manner;
use super::claim::Claim;
use super::words::ends_clause;
use crate::cx::Cx;
use crate::dates::Dates;
use crate::lists::List;
use crate::order::starting_in;

/// The words that date a claim, and the day they mean.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct When {
    pub(super) span: Span,
    pub(super) day: Option<DayRange>,
}

/// The first date or length of time in the clause of the claim, before it at the head of the sentence, or in a next
/// sentence that speaks of the listing.
pub(super) fn find(cx: &Cx<'_>, dates: &Dates, claim: &Claim) -> Option<When> {
    let range = claim.range.clone();
    // To the right: the rest of the clause; behind "US-designated group" only what hangs on it.
    let loose = claim.manner == Manner::Compound || claim.apposed;
    // "Designated by Britain, Hamas has run …": what the main clause dates is no date of the listing.
    let fronted =
        claim.group_last > claim.last && (claim.last..claim.group_last).any(|k| cx.word(k) == ",");
    let core = if claim.group_last <= claim.last + 5 && !fronted {
        claim.last.max(claim.group_last)
    } else {
        claim.last
    };
    let mut end = core;
    if loose {
        if matches!(
            cx.folded(end),
            "since" | "for" | "until" | "in" | "as" | "from"
        ) {
            end = (end + 8).min(range.end);
        }
    } else {
        while end < range.end && !ends_clause(cx, end) {
            end += 1;
        }
        // "…, since 2018"
        if cx.word(end) == ","
            && (matches!(
                cx.folded(end + 1),
                "since" | "in" | "on" | "from" | "for" | "most" | "first" | "a"
            ) || starts(dates, cx, end + 1))
        {
            end += 1;
            while end < range.end && !ends_clause(cx, end) {
                end += 1;
            }
        }
    }
    // To the left: back to the clause's start, never over the group.
    let mut start = claim.first;
    while start > range.start && !ends_clause(cx, start - 1) && start != claim.group_last {
        start -= 1;
    }
    if let Some(when) =
        within(cx, dates, claim.verb, end).or_else(|| within(cx, dates, start, claim.verb))
    {
        return Some(when);
    }
    // "is, since 2018, listed"
    let close = start.saturating_sub(1);
    if !loose
        && cx.word(close) == ","
        && close > range.start
        && let Some(open) = (close.saturating_sub(8).max(range.start)..close)
            .rev()
            .find(|&k| cx.word(k) == ",")
        && matches!(cx.folded(open + 1), "since" | "in" | "from" | "for")
        && let Some(when) = within(cx, dates, open + 1, close)
    {
        return Some(when);
    }
    // "In 2018, Washington put …"
    if !loose && cx.word(start.saturating_sub(1)) == "," && start.saturating_sub(1) > range.start {
        let comma = start - 1;
        let head = range.start;
        // "On Monday Hamas, listed as …, shelled": the day of what the group did.
        if comma - head <= 8
            && claim.group_last != comma
            && (matches!(
                cx.folded(head),
                "in" | "on" | "since" | "after" | "for" | "last" | "late" | "early"
            ) || starts(dates, cx, head))
            && let Some(when) = within(cx, dates, head, comma)
        {
            return Some(when);
        }
    }
    // "It did so in November 2002." "The listing dates from 1997."
    let sentence = cx.token(claim.first)?.sentence;
    let next = cx.sentence_tokens(sentence + 1);
    // In the paragraph of the claim, or pointing back to it.
    let near = cx.sentence(sentence)?.block == cx.sentence(sentence + 1)?.block
        || matches!(cx.folded(next.start), "it" | "that");
    let speaks = near
        && next.clone().take(12).any(|i| {
            cx.phrase(i, List::ListingNoun).is_some()
                || cx.phrase(i, List::OutrightVerb).is_some()
                || (cx.folded(i) == "so"
                    && i.checked_sub(1)
                        .is_some_and(|before| matches!(cx.folded(before), "did" | "done" | "do")))
        });
    speaks
        .then(|| within(cx, dates, next.start, next.end))
        .flatten()
}

/// True if a date or a length of time begins at token `i`.
fn starts(dates: &Dates, cx: &Cx<'_>, i: usize) -> bool {
    cx.token(i).is_some_and(|token| {
        !starting_in(&dates.dates, token.span, |date| date.span).is_empty()
            || !starting_in(&dates.durations, token.span, |length| length.span).is_empty()
    })
}

/// The first date, else the first length of time, between two tokens.
fn within(cx: &Cx<'_>, dates: &Dates, start: usize, end: usize) -> Option<When> {
    let from = cx.token(start)?.span.start;
    let to = cx.token(end.checked_sub(1)?)?.span.end;
    let between = Span::new(from, to);
    starting_in(&dates.dates, between, |date| date.span)
        .iter()
        .find(|date| between.contains(date.span))
        .map(|date| When {
            span: date.span,
            day: date.day,
        })
        .or_else(|| {
            starting_in(&dates.durations, between, |length| length.span)
                .iter()
                .find(|length| between.contains(length.span))
                .map(|length| When {
                    span: length.span,
                    day: None,
                })
        })
}
