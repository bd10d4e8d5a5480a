//! Lengths of what began and ended on two days of the same sentence or of the one before: "The trial opened on 6 January and
//! the jury was sent out on 27 June. It took less than a day to end three months of hearings", "led the union from June 1994
//! until he retired in October 2019 … his 15 years in office", "just a fortnight before polling on 10 May".

use copydesk_draft::{DayRange, Span};

use super::intervals::moment;
use super::{Found, Tie, exact, same_year};
use super::{Ground, mark};
use crate::dates::{Date, Granularity};
use crate::lists::List;
use crate::numbers::lexeme::Look;
use crate::sentence::Sentence;

/// Finds those that are not told in another way already.
pub(super) fn find(ground: &Ground<'_, '_>, out: &mut Vec<Found>) {
    let known: Vec<Span> = out.iter().map(|one| one.length).collect();
    for length in &ground.dates.durations {
        let Some(period) = length.period else {
            continue;
        };
        if length.anchored || period.unit.days() < 1.0 || known.contains(&length.span) {
            continue;
        }
        let number = ground.cx.sentence_at(length.span.start) as usize;
        let Some(sentence) = ground.cx.sentences.get(number) else {
            continue;
        };
        if !ground.in_body(sentence) || ground.cx.masked(length.span) {
            continue;
        }
        let look = ground.look(sentence);
        let (start, end) = ground.tokens(length.span);
        let beside = |k: Option<usize>| {
            k.and_then(|k| ground.cx.sentences.get(k))
                .filter(|other| other.block == sentence.block)
        };
        // The day of the beginning may stand two or three sentences before, with no other day between.
        let before = (1..=3)
            .filter_map(|back| beside(number.checked_sub(back)))
            .find(|other| !ground.dates_in(other.span).is_empty())
            .or_else(|| beside(number.checked_sub(1)));
        let behind = beside(Some(number + 1));
        let ends = if whole(ground, &look, start, end) {
            began_and_ended(ground, sentence, length.span)
                .or_else(|| began_and_ended(ground, before?, length.span))
        } else {
            ahead_of(ground, &look, sentence, (start, end))
                .or_else(|| after_that(ground, &look, before, (start, end)))
        };
        let ends = ends.or_else(|| {
            let strength = stretch(ground, &look, start, end)?;
            let own = std::slice::from_ref(&sentence);
            two_days(ground, own, length.span, strength).or_else(|| {
                [before, behind]
                    .into_iter()
                    .flatten()
                    .find_map(|other| two_days(ground, &[sentence, other], length.span, strength))
            })
        });
        let Some((span, from, to)) = ends else {
            continue;
        };
        if exact(&period, from) && exact(&period, to) && from.last < to.first {
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

/// The length stands for the whole of what lasted: "his 15 years in office", "to end three months of hearings", "after 40
/// days at sea", "the ten-day voyage".
fn whole(ground: &Ground<'_, '_>, look: &Look<'_, '_>, start: usize, end: usize) -> bool {
    let cx = ground.cx;
    let state = matches!(look.word(end), "in" | "at" | "on" | "under" | "of" | "as")
        && (end + 1..end + 4).any(|i| {
            cx.phrase(i, List::StateNoun).is_some()
                || cx.is(i, List::StintNoun)
                || look.word(end) == "of" && look.word(i).ends_with("ings")
        });
    // A truce is within what began and ended.
    let compound = (start..end).any(|i| look.hyphen(i))
        && cx.is(end, List::StintNoun)
        && !matches!(look.word(end), "truce" | "ceasefire" | "suspension");
    let own = matches!(
        look.before(start, 1),
        "his" | "her" | "its" | "their" | "the" | "that"
    );
    let closing = matches!(
        look.before(start, 1),
        "end" | "ended" | "ending" | "ends" | "after" | "following" | "capping" | "through"
    );
    let other = (look.first..start).any(|i| {
        matches!(
            look.word(i),
            "first"
                | "last"
                | "next"
                | "another"
                | "every"
                | "previous"
                | "earlier"
                | "within"
                | "other"
        )
    });
    !other && (own && (state || compound) || closing && (state || compound))
}

/// The length is told as spent: "having served eight years", "had spent eight months in custody", "ending a fast of nine
/// weeks", "closed after nine months of evidence", "had been husband and wife for 48 years".
fn stretch(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    start: usize,
    end: usize,
) -> Option<Strength> {
    let cx = ground.cx;
    let back = |n: usize| look.before(start, n);
    let closes = mark(look, end)
        || look.word(end).is_empty()
        || matches!(
            look.word(end),
            "in" | "at" | "on" | "of" | "under" | "as" | "behind" | "without" | "and" | "aboard"
        );
    let open = (look.first..look.end).any(|i| {
        matches!(
            look.word(i),
            "will" | "would" | "could" | "may" | "next" | "another" | "every" | "each" | "usually"
        )
    });
    if open || !closes {
        return None;
    }
    let spent = matches!(
        back(1),
        "spent" | "served" | "spending" | "serving" | "logged"
    );
    let ending = back(1) == "of"
        && (3..=5).any(|n| {
            matches!(
                back(n),
                "ending" | "ended" | "end" | "after" | "broke" | "broken"
            )
        })
        && matches!(
            back(3),
            "a" | "an" | "his" | "her" | "its" | "their" | "the"
        );
    let after = back(1) == "after"
        && (matches!(
            look.word(end),
            "in" | "of" | "at" | "under" | "aboard" | "behind"
        ) || mark(look, end));
    let been = back(1) == "for"
        && (2..=8).any(|n| matches!(back(n), "been" | "held" | "lasted" | "stood" | "lain"))
        && (2..=9).any(|n| matches!(back(n), "had" | "was" | "were"));
    let lasted = start
        .checked_sub(1 + usize::from(back(1) == "for"))
        .is_some_and(|k| cx.is(k, List::LastVerb) && look.word(k).ends_with("ed"));
    if spent || ending {
        Some(Strength::Closed)
    } else {
        (after || been || lasted).then_some(Strength::Open)
    }
}

/// Whether the words of a length say by themselves that what it measures is over.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Strength {
    Closed,
    Open,
}

/// The two days of one or two sentences, if these tell no more: of a beginning and an end.
fn two_days(
    ground: &Ground<'_, '_>,
    sentences: &[&Sentence],
    length: Span,
    strength: Strength,
) -> Option<(Span, DayRange, DayRange)> {
    let mut days: Vec<(&Sentence, &Date, DayRange)> = Vec::new();
    for &sentence in sentences {
        for date in ground.dates_in(sentence.span) {
            let apart = date.span.end <= length.start || date.span.start >= length.end;
            if !apart || date.length.is_some() {
                continue;
            }
            // "last month"
            let month = (date.granularity == Granularity::Month && date.relative)
                .then_some(date.day)
                .flatten();
            let day = moment(date).or(month)?;
            // "on Saturday, 3 May": one day.
            if days.last().is_none_or(|last| last.2 != day) {
                days.push((sentence, date, day));
            }
        }
    }
    days.sort_by_key(|one| one.2.first);
    let [(sentence, a, from), (other, b, to)] = days.as_slice() else {
        return None;
    };
    let (look, then) = (ground.look(sentence), ground.look(other));
    let ((a0, a1), (b0, b1)) = (ground.tokens(a.span), ground.tokens(b.span));
    let near = |look: &Look<'_, '_>, first: usize, last: usize| {
        (look.first.max(first.saturating_sub(10))..first).chain(last..look.end.min(last + 6))
    };
    let begins = near(&look, a0, a1)
        .any(|i| ground.cx.phrase(i, List::BeginVerb).is_some() || opens(&look, i));
    let ends = strength == Strength::Closed
        || near(&then, b0, b1)
            .any(|i| ground.cx.phrase(i, List::EndStage).is_some() || closes(&then, i));
    // "since 2019": it goes on.
    let runs_on = look.before(a0, 1) == "since" || then.before(b0, 1) == "since";
    let span = if a.span.start < b.span.start {
        a.span.to(b.span)
    } else {
        b.span.to(a.span)
    };
    (begins && ends && !runs_on).then_some((span, *from, *to))
}

/// A verb by which something begins that goes on for a while.
fn opens(look: &Look<'_, '_>, i: usize) -> bool {
    match look.word(i) {
        "picked" => look.word(i + 1) == "up",
        "went" => matches!(look.word(i + 1), "to" | "missing" | "into" | "on"),
        "stopped" => matches!(look.word(i + 1), "eating" | "taking" | "working"),
        "wandered" | "married" | "held" | "interned" | "boarded" | "sailed" | "evacuated"
        | "suspended" | "closed" | "shut" | "cut" | "grounded" | "besieged" | "evicted"
        | "snatched" | "trapped" | "stranded" => true,
        _ => false,
    }
}

/// "almost a decade after the fire", "Fifteen years after that decision": the one day on which it was told to have been.
fn after_that(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    before: Option<&Sentence>,
    (start, end): (usize, usize),
) -> Option<(Span, DayRange, DayRange)> {
    let cx = ground.cx;
    let (article, noun) = (look.word(end + 1), end + 2);
    let event = cx.is(noun, List::HarmEvent) || cx.is(noun, List::EventHead);
    let points = look.word(end) == "after"
        && (matches!(article, "that" | "this") && look.word(noun).len() > 3
            || article == "the" && event)
        && (mark(look, noun + 1) || look.word(noun + 1).is_empty());
    if !points {
        return None;
    }
    let sentence = cx.sentence(cx.sentence_at(cx.span(start, end).start))?;
    let own: Vec<&Date> = ground
        .dates_in(sentence.span)
        .iter()
        .filter(|date| date.length.is_none())
        .collect();
    let calendar = |date: &Date| ground.calendar_day(date);
    let told: Vec<(&Date, DayRange)> = before
        .into_iter()
        .flat_map(|before| ground.dates_in(before.span))
        .chain(own.iter().copied())
        .filter_map(|date| Some((date, calendar(date)?)))
        .collect();
    // "The library, which burned down in 2019, reopened on Tuesday": one day long past, and one of now at most.
    let [(date, from)] = told.as_slice() else {
        return None;
    };
    let now = own.iter().filter(|one| one.span != date.span);
    let now: Vec<DayRange> = now.filter_map(|date| moment(date)).collect();
    let today = ground.today()?;
    let to = match now.as_slice() {
        [] if (look.first..look.end)
            .any(|i| matches!(look.word(i), "has" | "have" | "is" | "are")) =>
        {
            today
        }
        [one] => *one,
        _ => return None,
    };
    let close = today.last.days_since(to.first).abs() < 60;
    close.then_some((date.span, *from, to))
}

/// The two days of a sentence, one of a beginning, the other of an end.
fn began_and_ended(
    ground: &Ground<'_, '_>,
    sentence: &Sentence,
    length: Span,
) -> Option<(Span, DayRange, DayRange)> {
    let look = ground.look(sentence);
    let dates = ground.dates_in(sentence.span);
    let dated: Vec<&Date> = dates
        .iter()
        .filter(|date| !date.span.contains(length) && !length.contains(date.span))
        .collect();
    // "this week" beside two days of the calendar tells of now.
    let named: Vec<&Date> = dated
        .iter()
        .copied()
        .filter(|date| date.name.is_some())
        .collect();
    let (([a, b], _) | (_, [a, b])) = (dated.as_slice(), named.as_slice()) else {
        return None;
    };
    let (from, to) = (moment(a)?, moment(b)?);
    let from = same_year(ground, a, from, b, to);
    let ((a0, a1), (b0, b1)) = (ground.tokens(a.span), ground.tokens(b.span));
    // "from June 1994 until he retired in October 2019"
    let ranged = matches!(look.before(a0, 1), "from" | "since" | "between")
        && (a1..b0).any(|i| matches!(look.word(i), "until" | "till" | "to" | "and" | "when"))
        && b0 <= a1 + 9;
    let begins = (look.first.max(a0.saturating_sub(10))..a0)
        .chain(a1..b0.min(a1 + 8))
        .any(|i| ground.cx.phrase(i, List::BeginVerb).is_some());
    let joined = (a1..b0).any(|i| {
        matches!(
            look.word(i),
            "and" | "until" | "till" | "when" | "but" | "before"
        ) || mark(&look, i)
    });
    let ends = (a1..b0)
        .chain(b1..(b1 + 6).min(look.end))
        .any(|i| ground.cx.phrase(i, List::EndStage).is_some() || closes(&look, i));
    (ranged || begins && ends && joined).then(|| (a.span.to(b.span), from, to))
}

/// A verb by which what was begun is over.
fn closes(look: &Look<'_, '_>, i: usize) -> bool {
    matches!(
        look.word(i),
        "retired"
            | "resigned"
            | "freed"
            | "released"
            | "closed"
            | "reopened"
            | "lifted"
            | "acquitted"
            | "convicted"
            | "cleared"
            | "returned"
            | "rescued"
            | "landed"
            | "docked"
            | "arrived"
            | "left"
            | "sacked"
            | "ousted"
            | "fell"
            | "died"
            | "sank"
            | "settled"
            | "divorced"
            | "surrendered"
            | "withdrew"
            | "finished"
            | "over"
            | "sent"
            | "verdict"
            | "stood"
            | "stepped"
            | "handed"
            | "lost"
            | "dismissed"
            | "until"
            | "expired"
            | "scrapped"
            | "recovered"
            | "again"
            | "ended"
            | "walked"
    )
}

/// "Papers were pulped on 28 March, just a fortnight before polling on 10 May": the day of the clause and the day ahead.
fn ahead_of(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    sentence: &Sentence,
    (start, end): (usize, usize),
) -> Option<(Span, DayRange, DayRange)> {
    let after = match look.word(end) {
        "before" | "ahead" => false,
        "after" => true,
        _ => return None,
    };
    let dates = ground.dates_in(sentence.span);
    let (told, behind): (Vec<&Date>, Vec<&Date>) = dates
        .iter()
        .partition(|date| ground.tokens(date.span).0 < start);
    let ([told], [behind]) = (told.as_slice(), behind.as_slice()) else {
        return None;
    };
    let ((a0, a1), (b0, _)) = (ground.tokens(told.span), ground.tokens(behind.span));
    // One clause: no verb, pronoun or mark between the length and the day it is counted from.
    let event = b0 <= end + 8
        && !(end + 1..b0).any(|i| {
            mark(look, i)
                || matches!(
                    look.word(i),
                    "and" | "he" | "she" | "they" | "it" | "which" | "who" | "that"
                )
        });
    let near = a1 + 6 >= start
        && (a1..start).all(|i| {
            look.text(i) == ","
                || matches!(
                    look.word(i),
                    "just"
                        | "only"
                        | "some"
                        | "less"
                        | "more"
                        | "than"
                        | "about"
                        | "nearly"
                        | "almost"
                        | "barely"
                )
        });
    // "on 28 March", "in May": a day of the deed, not of a thing.
    let adverbial = matches!(look.before(a0, 1), "on" | "in" | "of" | ",") || a0 == look.first;
    if !(event && near && adverbial) {
        return None;
    }
    let (one, other) = (moment(told)?, moment(behind)?);
    let (from, to) = if after { (other, one) } else { (one, other) };
    Some((told.span.to(behind.span), from, to))
}
