//! Times that need a day to count from: "yesterday", "on Friday", "the last 48 hours".

use copydesk_draft::Span;
use copydesk_draft::layer::{Cell, LayerSchema, Table, Type};

use super::Ground;
use crate::dates::Granularity;
use crate::schema::id;
use crate::token::TokenKind;

/// The table of `relative-time`.
pub(super) fn table(ground: &Ground<'_, '_>) -> Table {
    let cx = ground.cx;
    let mut rows: Vec<(Span, bool, bool)> = Vec::new();
    let mut fixed = cx.date.is_some();
    for date in &ground.dates.dates {
        let exact = matches!(date.granularity, Granularity::Day | Granularity::Month);
        if !date.relative && exact && date.name.is_some() && date.day.is_some() {
            fixed = true;
        }
        let (_, last) = ground.tokens(date.span);
        // "Today's farmers", "the Sunday Times": no day is meant.
        // "Last month's fall" is of one month.
        let words = cx.str(date.span).to_lowercase();
        let one = (words.starts_with("last ") || words.starts_with("next "))
            && matches!(date.granularity, Granularity::Month | Granularity::Week);
        let era = cx.kind(last) == Some(TokenKind::Possessive)
            && !one
            && date.weekday.is_none()
            && date.name.is_none()
            && (date.granularity != Granularity::Day
                || ["today", "tomorrow", "this"]
                    .iter()
                    .any(|word| words.starts_with(word)));
        // "Today's vote is off": of one day.
        let era = era
            && !(date.granularity == Granularity::Day
                && matches!(
                    cx.folded(last + 1),
                    "vote"
                        | "ballot"
                        | "poll"
                        | "match"
                        | "meeting"
                        | "hearing"
                        | "session"
                        | "sitting"
                        | "march"
                        | "rally"
                        | "strike"
                        | "talks"
                        | "launch"
                        | "debate"
                        | "ceremony"
                        | "funeral"
                        | "verdict"
                        | "ruling"
                        | "announcement"
                        | "attack"
                        | "walkout"
                        | "briefing"
                ));
        // "yesterday's enemies shared bread"
        let era = era
            || cx.kind(last) == Some(TokenKind::Possessive)
                && matches!(
                    cx.folded(last + 1),
                    "enemies"
                        | "men"
                        | "man"
                        | "heroes"
                        | "news"
                        | "friends"
                        | "foes"
                        | "allies"
                        | "losers"
                        | "winners"
                        | "stars"
                        | "rebels"
                        | "world"
                );
        // "more than a decade ago" needs no day, "the same day" has one.
        let loose = date.length.is_some_and(|length| length.unit.days() > 40.0)
            || cx.str(date.span).contains("same");
        if date.relative && date.granularity != Granularity::Vague && !era && !loose {
            rows.push((date.span, date.weekday.is_some(), false));
        }
    }
    rows.extend(
        ground
            .dates
            .durations
            .iter()
            .filter(|length| {
                length.anchored
                    && length
                        .period
                        .is_some_and(|period| period.unit.days() < 40.0)
            })
            .map(|length| (length.span, false, true)),
    );
    nights(ground, &mut rows);
    rows.sort_by_key(|row| row.0);
    let mut table = cx.blank(id::RELATIVE_TIME);
    for (n, (span, weekday, stretch)) in rows.into_iter().enumerate() {
        table.push(
            cx.row(span),
            [
                Cell::Filled(fixed.into()),
                Cell::Filled(weekday.into()),
                Cell::Filled(stretch.into()),
                Cell::Filled((n == 0).into()),
            ],
        );
    }
    table
}

/// "in the past three nights", "the night before last": told by nights, not by days.
fn nights(ground: &Ground<'_, '_>, rows: &mut Vec<(Span, bool, bool)>) {
    let cx = ground.cx;
    for i in 1..cx.tokens.len() {
        let word = cx.folded(i);
        if !matches!(word, "night" | "evening" | "morning" | "past" | "last") {
            continue;
        }
        let behind = cx.folded(i + 1);
        let last = if matches!(word, "night" | "evening" | "morning")
            && behind == "before"
            && cx.folded(i + 2) == "last"
            && cx.folded(i - 1) == "the"
        {
            Some((i - 1, i + 3))
        } else if matches!(word, "past" | "last")
            && cx.folded(i - 1) == "the"
            && (i + 2..i + 4).any(|k| {
                matches!(
                    cx.folded(k),
                    "nights" | "evenings" | "mornings" | "weekends"
                )
            })
            && ground
                .numbers
                .iter()
                .any(|one| one.tokens.0 as usize == i + 1)
        {
            let end = (i + 2..i + 4).find(|&k| {
                matches!(
                    cx.folded(k),
                    "nights" | "evenings" | "mornings" | "weekends"
                )
            });
            end.map(|k| (i - 1, k + 1))
        } else {
            None
        };
        if let Some((first, last)) = last {
            let span = cx.span(first, last);
            let known = rows
                .iter()
                .any(|row| row.0.start < span.end && span.start < row.0.end);
            if !known {
                rows.push((span, false, true));
            }
        }
    }
}

/// `relative-time`
pub fn relative_time_schema() -> LayerSchema {
    LayerSchema::new(
        "relative-time",
        "a time that needs a day to count from: a date or a stretch of time",
        "the date or the length",
    )
    .field(
        "fixed",
        Type::Flag,
        "the draft has a date, or names a day or month of a year",
    )
    .field("weekday", Type::Flag, "it is told by a day of the week")
    .field(
        "stretch",
        Type::Flag,
        "a stretch of time: \"the last 48 hours\"",
    )
    .field("first", Type::Flag, "the first of the draft")
}
