//! The year in which an anniversary is marked.

use copydesk_draft::Span;

use super::{Count, Ground, fixed, printed};
use crate::dates::Date;
use crate::lists::List;
use crate::numbers::lexeme::Look;

/// Another printed year of the sentence in which the anniversary fell: "The 2019 film, shown for the tenth anniversary of
/// the 2009 disaster".
pub(super) fn kept(
    ground: &Ground<'_, '_>,
    sentence: &crate::sentence::Sentence,
    beside: Span,
    from: i32,
    years: f64,
    count: Count,
) -> Option<i32> {
    let due = f64::from(from) + years - if count == Count::Times { 1.0 } else { 0.0 };
    ground
        .dates_in(sentence.span)
        .iter()
        .filter(|date| date.span != beside && printed(ground, date))
        .filter_map(fixed)
        .find(|year| (f64::from(*year) - due).abs() < 0.1)
}

/// The year in which it is marked: another printed year of the sentence, "next year", "last year", else the draft's.
pub(super) fn target(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    dates: &[Date],
    beside: Span,
) -> Option<i32> {
    let own = dates.iter().find(|date| {
        date.span != beside
            && printed(ground, date)
            && {
                let k = ground.cx.token_at(date.span.start);
                // "postponed until 2021"; "has a lease until 2033" tells of no celebration.
                let put_off = || {
                    (look.first..k).any(|i| {
                        matches!(
                            look.word(i),
                            "postponed" | "put" | "delayed" | "deferred" | "moved" | "pushed"
                        )
                    })
                };
                matches!(look.before(k, 1), "in" | "on" | "of" | "," | "for")
                    || look.before(k, 1) == "until" && put_off()
                    || k == look.first
            }
            && {
                // "the inquiry, ordered in 2023": of another act.
                let k = ground.cx.token_at(date.span.start);
                !k.checked_sub(2).is_some_and(|verb| {
                    matches!(look.before(k, 1), "in" | "on")
                        && (ground.cx.is(verb, List::ParticipleForm)
                            || ground.cx.folded(verb).ends_with("ed"))
                        && matches!(look.before(k, 3), "," | "(")
                })
            }
            && {
                // "At a memorial unveiled in 2005 survivors laid stones": when another thing was made.
                let k = ground.cx.token_at(date.span.start);
                let made = k.checked_sub(2).is_some_and(|verb| {
                    matches!(
                        look.word(verb),
                        "unveiled"
                            | "built"
                            | "erected"
                            | "opened"
                            | "dedicated"
                            | "founded"
                            | "installed"
                            | "raised"
                            | "completed"
                            | "put"
                            | "planted"
                            | "restored"
                            | "consecrated"
                    ) && !ground.cx.is(verb.saturating_sub(1), List::Auxiliary)
                });
                !(made && look.before(k, 1) == "in")
            }
            && {
                // Not in a clause about somebody: "King, who was killed in 1968".
                let k = ground.cx.token_at(date.span.start);
                let at = ground.cx.token_at(beside.start);
                let (a, b) = (k.min(at), k.max(at));
                !(a..b).any(|i| {
                    matches!(
                        look.word(i),
                        "who" | "whose" | "which" | "that" | "when" | "where"
                    )
                })
            }
    });
    if let Some(date) = own {
        return fixed(date);
    }
    let today = ground.cx.date?.year();
    // "by its centenary in five years' time"
    let ahead = ground
        .numbers_in(ground.cx.span(look.first, look.end))
        .iter()
        .find(|one| {
            let (first, last) = (one.tokens.0 as usize, one.tokens.1 as usize);
            look.before(first, 1) == "in"
                && matches!(look.word(last), "years" | "year")
                && (last + 1..last + 3).any(|i| look.word(i) == "time")
        });
    if let Some(ahead) = ahead {
        return Some(today + ahead.number.round() as i32);
    }
    let shift = (look.first..look.end).find_map(|i| match (look.word(i), look.word(i + 1)) {
        ("next", "year") => Some(1),
        ("last", "year") => Some(-1),
        // "last month's anniversary", told in January
        ("last", "month" | "week") if today_is_new(ground) => Some(-1),
        _ => None,
    });
    if let Some(shift) = shift {
        return Some(today + shift);
    }
    // A month or day of another year: "in January".
    let day = dates
        .iter()
        .filter(|date| date.span != beside && !printed(ground, date))
        .find_map(fixed);
    Some(day.unwrap_or(today))
}

/// The draft is of January: what was last month was last year.
pub(super) fn today_is_new(ground: &Ground<'_, '_>) -> bool {
    ground.cx.date.is_some_and(|day| day.month() == 1)
}
