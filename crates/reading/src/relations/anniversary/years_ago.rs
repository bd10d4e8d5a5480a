//! Years told to the day: "It will be 30 years on Sunday since", "Forty years ago this month, in June 1983".

use copydesk_draft::Span;

use super::Ground;
use super::{fixed, printed};
use crate::dates::{Date, Granularity};
use crate::lists::List;
use crate::numbers::lexeme::Look;
use crate::sentence::Sentence;

/// "It will be 30 years on Sunday since", "It was ten years ago today since": at the "since" of token `i`.
pub(super) fn to_a_day_since(ground: &Ground<'_, '_>, look: &Look<'_, '_>, i: usize) -> bool {
    let cx = ground.cx;
    look.word(i) == "since"
        && look.word(look.first) == "it"
        && matches!(look.word(look.first + 1), "is" | "was" | "will")
        && i <= look.first + 10
        && (cx.is(i - 1, List::Weekday)
            || matches!(look.before(i, 1), "today" | "tomorrow" | "yesterday")
            || matches!(look.before(i, 1), "week" | "month")
                && matches!(look.before(i, 2), "this" | "next" | "last"))
}

/// A sentence of these days: "Rwanda on Sunday begins a week of mourning, 30 years after the genocide of 1994", "It is twelve
/// years since the bridge collapsed in 2013". Somebody's words about another time are none.
pub(super) fn beside_now(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    sentence: &Sentence,
) -> bool {
    let cx = ground.cx;
    let Some(today) = cx.date else { return false };
    let told = (look.first..look.end).any(|i| {
        cx.is(i, List::ReportingVerb)
            || matches!(
                look.word(i),
                "who" | "whose" | "which" | "that" | "when" | "where" | "until" | "would" | "had"
            )
            || matches!(look.text(i), "“" | "\"" | ";")
    });
    if told {
        return false;
    }
    let since = look.word(look.first) == "it"
        && matches!(look.word(look.first + 1), "is" | "has")
        && (look.first + 2..look.first + 7).any(|i| look.word(i) == "since");
    since
        || ground.dates_in(sentence.span).iter().any(|date| {
            date.granularity == Granularity::Day
                && date.length.is_none()
                && !printed(ground, date)
                && date
                    .day
                    .is_some_and(|day| day.first.days_since(today).abs() <= 10)
        })
}

/// The years stand at the head of the sentence, behind a comma or behind "it is": what they count to is the sentence's own time.
pub(super) fn set_off(look: &Look<'_, '_>, (first, last): (usize, usize)) -> bool {
    let opens = first == look.first
        || look.before(first, 1) == ","
        || first == look.first + 2 && look.word(look.first) == "it";
    opens && matches!(look.word(last), "after" | "since")
}

/// "Forty years ago this month, in June 1983", "Ten years ago on Wednesday, on 18 June 2014": years to the day, with the
/// date they count from.
pub(super) fn to_the_day(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    dates: &[Date],
) -> Vec<(Span, f64, (Span, i32))> {
    let told = dates.windows(3).filter_map(|three| {
        let [ago, day, from] = three else { return None };
        let period = ago.length?;
        let scale = period.unit.days() / copydesk_draft::layer::DurationUnit::Year.days();
        let (_, end) = ground.tokens(ago.span);
        let (start, close) = ground.tokens(day.span);
        let (first, _) = ground.tokens(from.span);
        let exact = scale > 0.99 && (period.highest - period.lowest).abs() < 0.1;
        let joined = start == end || start == end + 1 && look.word(end) == "on";
        let beside = look.text(close) == ","
            && first == close + 2
            && matches!(look.word(close + 1), "in" | "on");
        let past = look.before(end, 1) == "ago" && day.relative;
        (exact && past && joined && beside && printed(ground, from))
            .then(|| {
                Some((
                    ago.length_words?,
                    (period.number * scale).round(),
                    (from.span, fixed(from)?),
                ))
            })
            .flatten()
    });
    told.chain(behind_the_day(ground, look, dates))
        .chain(to_the_very_day(ground, look, dates))
        .collect()
}

/// "Thirty-five years ago to the day, on 4 June 1989", "in September 2004 began 20 years ago this week": years told to a day
/// or a week, and the one date with a year of the sentence.
fn to_the_very_day(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    dates: &[Date],
) -> Option<(Span, f64, (Span, i32))> {
    let ago = dates.iter().find(|date| {
        let (_, end) = ground.tokens(date.span);
        let this = matches!(look.word(end), "this" | "today" | "tomorrow" | "yesterday")
            && (look.word(end) != "this"
                || matches!(look.word(end + 1), "week" | "month" | "weekend"));
        let day = look.words(end, &["to", "the"])
            && matches!(
                look.word(end + 2),
                "day" | "week" | "month" | "hour" | "minute"
            );
        date.length.is_some() && look.before(end, 1) == "ago" && (this || day)
    })?;
    let period = ago.length?;
    let scale = period.unit.days() / copydesk_draft::layer::DurationUnit::Year.days();
    let mut named = dates.iter().filter(|date| printed(ground, date));
    let (from, None) = (named.next()?, named.next()) else {
        return None;
    };
    let (first, close) = ground.tokens(from.span);
    let (start, end) = ground.tokens(ago.span);
    // Nothing else is dated: what stands between the two is one clause, or the date is set off behind the years.
    let (a, b) = if first >= end {
        (end, first)
    } else {
        (close, start)
    };
    let parted = (a..b).any(|i| {
        matches!(look.text(i), ";" | ":")
            || matches!(
                look.word(i),
                "and"
                    | "but"
                    | "who"
                    | "which"
                    | "that"
                    | "since"
                    | "before"
                    | "after"
                    | "while"
                    | "until"
            )
    });
    let near = b - a <= 8;
    let exact = scale > 0.99 && (period.highest - period.lowest).abs() < 0.1;
    (exact && near && !parted).then_some(())?;
    Some((
        ago.length_words?,
        (period.number * scale).round(),
        (from.span, fixed(from)?),
    ))
}

/// "The dam burst in June 2010, exactly 20 years ago this week": the day first.
fn behind_the_day(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    dates: &[Date],
) -> Vec<(Span, f64, (Span, i32))> {
    let told = dates.windows(3).filter_map(|three| {
        let [from, ago, day] = three else { return None };
        let period = ago.length?;
        let scale = period.unit.days() / copydesk_draft::layer::DurationUnit::Year.days();
        let (_, close) = ground.tokens(from.span);
        let (first, end) = ground.tokens(ago.span);
        let (start, _) = ground.tokens(day.span);
        let exact = scale > 0.99 && (period.highest - period.lowest).abs() < 0.1;
        let joined = start == end || start == end + 1 && look.word(end) == "on";
        let beside = look.text(close) == ","
            && (first == close + 1
                || first == close + 2 && matches!(look.word(close + 1), "exactly" | "just"));
        let past = look.before(end, 1) == "ago" && day.relative;
        if !(exact && past && joined && beside && printed(ground, from)) {
            return None;
        }
        Some((
            ago.length_words?,
            (period.number * scale).round(),
            (from.span, fixed(from)?),
        ))
    });
    told.collect()
}
