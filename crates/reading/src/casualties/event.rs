//! Which event a figure belongs to, where and when it happened.

#![allow(clippy::float_cmp, reason = "printed whole numbers are exact")]

use copydesk_draft::{DayRange, Span};
use copydesk_facts::WordId;

use super::{Figure, Outcome, Telling};
use crate::cx::Cx;
use crate::dates::Dates;
use crate::lists::List;
use crate::token::TokenKind;

/// What is known about an event of the draft.
#[derive(Default)]
struct Event {
    day: Option<DayRange>,
    place: Option<Span>,
    running: bool,
    /// Its first figure is told as history.
    history: bool,
    by_whom: Option<Span>,
    /// What the draft calls it: "attack", "quake".
    nouns: Vec<WordId>,
    /// Some figure of it stands in the headline or the first paragraphs.
    opens: bool,
    /// Numbers and outcomes that were given for it.
    counts: Vec<(f64, Outcome)>,
}

/// How many events of the start and of the end of a draft a figure is compared with.
const LOOKED_AT: (usize, usize) = (4, 12);

/// How many blocks of the body open a draft.
const OPENING: u32 = 3;

/// How far from a figure its day and place are looked for in a very long sentence, in bytes.
const FAR: u32 = 1500;

/// How many tokens from a figure the words that bound its toll may stand.
const PERIOD_REACH: usize = 40;

/// Tolls of longer ago than this many days are history.
const HISTORY: i32 = 731;

/// What stands around one figure.
struct Setting {
    sentence: u32,
    block: u32,
    /// Headline, standfirst or one of the first paragraphs.
    opens: bool,
    /// "another", "elsewhere" and the like: not the event told before.
    other: bool,
    /// The sentence begins with a word that points back: "It killed", "They were".
    back: bool,
    /// The noun for the event, and whether it points back ("the attack", "Saturday's attack").
    noun: Option<(WordId, bool)>,
    /// "the death toll": of the event the draft is about.
    toll: bool,
}

/// Fills day, place, period, event and the links between figures.
pub(super) fn link(cx: &Cx<'_>, figures: &mut [Figure], dates: &Dates, places: &[Span]) {
    let mut events: Vec<Event> = Vec::new();
    let mut last: Option<(u32, usize)> = None;
    let opening = opening(cx);
    for at in 0..figures.len() {
        let next = figures.get(at + 1).map(|next| next.span);
        let (before, rest) = figures.split_at_mut(at);
        let Some(figure) = rest.first_mut() else {
            return;
        };
        let sentence = cx.sentence_at(figure.span.start);
        let range = cx.sentence_tokens(sentence);
        let previous = before.last().map(|previous| previous.span);
        let before_place = before.last().and_then(|previous| previous.place);
        figure.day = day(cx, dates, sentence, figure.span);
        figure.place = place(
            cx,
            places,
            sentence,
            figure.span,
            previous,
            before_place,
            next,
        );
        figure.period = period(cx, range.clone(), figure.span, dates);
        figure.running = figure.period.is_some();
        if let (Some(day), Some(today)) = (figure.day, cx.date)
            && today.days_since(day.last) > HISTORY
            && !figure.running
        {
            figure.telling = Telling::History;
        }
        let setting = setting(cx, figure, sentence, opening);
        let pointed = figure.definite.then(|| earlier(before, figure)).flatten();
        figure.refers_to = pointed;
        figure.whole = figure.part.then(|| whole(cx, before, figure)).flatten();
        let known = pointed
            .or(figure.whole)
            .and_then(|row| before.get(row as usize))
            .map(|earlier| earlier.event as usize)
            .or_else(|| same_event(cx, &events, before, figure, &setting, last));
        let number = known.unwrap_or_else(|| {
            events.push(Event {
                running: figure.running,
                history: figure.telling == Telling::History,
                ..Event::default()
            });
            events.len() - 1
        });
        if let Some(event) = events.get_mut(number) {
            event.day = event.day.or(figure.day);
            event.place = event.place.or(figure.place);
            event.by_whom = event.by_whom.or(figure.by_whom);
            event.opens |= setting.opens;
            if let Some((noun, _)) = setting.noun
                && event.nouns.len() < 6
                && !event.nouns.contains(&noun)
            {
                event.nouns.push(noun);
            }
            if !figure.part && event.counts.len() < 16 {
                event.counts.push((figure.number, figure.outcome));
            }
        }
        figure.event = number as u32;
        last = Some((setting.block, number));
    }
}

/// The last block that opens the draft.
fn opening(cx: &Cx<'_>) -> u32 {
    let lede = cx
        .blocks
        .iter()
        .position(|block| block.lede)
        .unwrap_or_default() as u32;
    lede + OPENING - 1
}

fn setting(cx: &Cx<'_>, figure: &Figure, sentence: u32, opening: u32) -> Setting {
    let range = cx.sentence_tokens(sentence);
    let block = cx.sentence(sentence).map_or(0, |s| s.block);
    let other = range.clone().take(8).any(|i| {
        matches!(
            cx.folded(i),
            "another"
                | "separately"
                | "separate"
                | "elsewhere"
                | "earlier"
                | "previous"
                | "previously"
                | "similar"
                | "meanwhile"
                | "second"
        ) || cx.folded(i) == "other" && cx.is(i + 1, List::HarmEvent)
    });
    let first = (range.clone())
        .find(|&i| cx.kind(i) == Some(TokenKind::Word))
        .unwrap_or(range.start);
    let back = matches!(
        cx.folded(first),
        "it" | "they" | "that" | "this" | "those" | "these" | "he" | "she" | "both" | "among"
    );
    // The nearest noun for an event, before the figure or behind it.
    let at = cx.token_at(figure.span.start);
    let end = cx.token_at(figure.span.end.saturating_sub(1)) + 1;
    let floor = at.saturating_sub(16).max(range.start);
    let noun = (floor..at)
        .rev()
        .chain(end..range.end.min(end + 10))
        .find(|&i| cx.is(i, List::HarmEvent))
        .and_then(|i| {
            let points = (i.saturating_sub(3).max(range.start)..i)
                .rev()
                .take_while(|&k| {
                    matches!(cx.kind(k), Some(TokenKind::Word | TokenKind::Possessive))
                })
                .any(|k| {
                    matches!(cx.folded(k), "the" | "that" | "this")
                        || cx.kind(k) == Some(TokenKind::Possessive)
                });
            Some((cx.token(i)?.word, points))
        });
    Setting {
        sentence,
        block,
        opens: block <= opening,
        other,
        back,
        noun,
        toll: cx.phrase(at, List::TollNoun).is_some(),
    }
}

/// The event of the draft that a figure belongs to, where something says so: the same paragraph, place, number or
/// noun, or the opening of the draft.
fn same_event(
    cx: &Cx<'_>,
    events: &[Event],
    before: &[Figure],
    figure: &Figure,
    setting: &Setting,
    last: Option<(u32, usize)>,
) -> Option<usize> {
    let fits = |number: usize| -> bool {
        let Some(event) = events.get(number) else {
            return false;
        };
        if event.running != figure.running || event.history != (figure.telling == Telling::History)
        {
            return false;
        }
        let days = match (event.day, figure.day) {
            (Some(a), Some(b)) => a.first <= b.last && b.first <= a.last,
            _ => true,
        };
        let (shared, places) = match (event.place, figure.place) {
            (Some(a), Some(b)) => {
                let same = same_place(cx, a, b);
                (same, same)
            }
            _ => (false, true),
        };
        let agents = match (event.by_whom, figure.by_whom) {
            (Some(a), Some(b)) => share_word(cx, a, b),
            _ => true,
        };
        let beside = last.is_some_and(|(block, known)| {
            known == number
                && (block == setting.block || setting.back && block + 1 >= setting.block)
        });
        let exact =
            event.day.is_some_and(copydesk_draft::DayRange::is_exact) && event.day == figure.day;
        let same_count = figure.number > 1.0
            && event
                .counts
                .iter()
                .any(|&(count, outcome)| count == figure.number && outcome == figure.outcome);
        let noun = setting
            .noun
            .is_some_and(|(noun, points)| (points || exact) && event.nouns.contains(&noun));
        let same_sentence = beside
            && before
                .last()
                .is_some_and(|previous| cx.sentence_at(previous.span.start) == setting.sentence);
        let told = beside && (!setting.other || same_sentence)
            || shared && !setting.other
            || same_count
            || noun && !setting.other
            || setting.opens && event.opens && !setting.other
            || setting.toll && event.opens
            || exact && shared;
        told && days
            && places
            && (agents || beside || shared || same_count)
            && scale(before, number, figure)
    };
    let beside = last.map(|(_, number)| number);
    let (first, recent) = LOOKED_AT;
    let tail = events
        .len()
        .saturating_sub(recent)
        .max(first.min(events.len()));
    beside
        .into_iter()
        .chain((tail..events.len()).rev())
        .chain(0..events.len().min(first))
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

/// The words that bound a running toll: "since January", "so far this year", "in the past 24 hours", "this month".
/// They stand behind the figure without a day of its own between, or open the sentence.
fn period(cx: &Cx<'_>, range: std::ops::Range<usize>, figure: Span, dates: &Dates) -> Option<Span> {
    let at = cx.token_at(figure.start);
    let end = range.end.min(at + PERIOD_REACH);
    let near = at.saturating_sub(PERIOD_REACH).max(range.start);
    for i in near..end {
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
            _ => false,
        };
        let Some(from) = cx.token(i).map(|token| token.span.start).filter(|_| found) else {
            continue;
        };
        if from >= figure.end {
            let from_date = dates
                .dates
                .partition_point(|date| date.span.start < figure.end);
            let own_day = dates.dates.get(from_date..).is_some_and(|rest| {
                rest.iter()
                    .take_while(|date| date.span.end <= from)
                    .any(|date| date.day.is_some())
            });
            if own_day {
                continue;
            }
        } else if i > range.start + 3 && from < figure.start {
            // Behind another figure or verb: it bounds that.
            let opens =
                (range.start..i).all(|k| !cx.is(k, List::Auxiliary) && !cx.is(k, List::NameVerb));
            if !opens {
                continue;
            }
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
        // In a very long sentence only what stands near the figure.
        let start = at.map_or(bounds.start, |at| {
            bounds.start.max(at.start.saturating_sub(FAR))
        });
        let end = bounds.end.min(start.saturating_add(3 * FAR));
        let first = dates.dates.partition_point(|date| date.span.start < start);
        dates
            .dates
            .get(first..)
            .unwrap_or(&[])
            .iter()
            .take_while(|date| date.span.end <= end)
            .filter(|date| date.day.is_some())
            .filter(|date| {
                // "since 2011" begins a stretch, it is not the day; "said on Monday" is the day of the words.
                let first = cx.token_at(date.span.start);
                let told = (first.saturating_sub(3)..first)
                    .rev()
                    .take_while(|&i| cx.kind(i) == Some(TokenKind::Word))
                    .any(|i| cx.is(i, List::NameVerb) && cx.phrase(i, List::DieVerb).is_none());
                // "since 1992, when a blast killed 263": the clause is of that year.
                let clause = at.is_some_and(|at| {
                    let last = cx.token_at(date.span.end.saturating_sub(1)) + 1;
                    cx.word(last) == ","
                        && cx.folded(last + 1) == "when"
                        && last < cx.token_at(at.start)
                });
                !told
                    && (clause
                        || first == 0
                        || !matches!(
                            cx.folded(first - 1),
                            "since" | "until" | "from" | "by" | "before" | "after"
                        ))
            })
            // The nearest; for a sentence that goes on with "It killed …" the oldest, the day of what is told.
            .min_by_key(|date| match at {
                Some(at) => i64::from(date.span.start.abs_diff(at.start)),
                None => date
                    .day
                    .map_or(i64::MAX, |day| i64::from(day.first.epoch())),
            })
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

/// The place of a figure: the nearest behind it, before the next figure; else the nearest before it, behind the figure
/// before; else the first of the sentence.
fn place(
    cx: &Cx<'_>,
    places: &[Span],
    sentence: u32,
    figure: Span,
    previous: Option<Span>,
    before_place: Option<Span>,
    next: Option<Span>,
) -> Option<Span> {
    let bounds = cx.sentence(sentence)?.span;
    let from = places.partition_point(|place| place.start < bounds.start);
    let own = places.get(from..)?;
    let (low, high) = (
        figure.start.saturating_sub(FAR),
        figure.end.saturating_add(FAR).min(bounds.end),
    );
    let own = own
        .get(..own.partition_point(|place| place.end <= high))
        .unwrap_or(&[]);
    let own = own
        .get(own.partition_point(|place| place.start < low)..)
        .unwrap_or(&[]);
    // A place in the genitive or as an agent acts: "Israel says", "Syria's army".
    let stands = |place: &&Span| {
        let mut first = cx.token_at(place.start);
        let last = cx.token_at(place.end.saturating_sub(1)) + 1;
        if first > 0 && cx.folded(first - 1) == "the" {
            first -= 1;
        }
        first.checked_sub(1).is_some_and(|before| {
            matches!(
                cx.folded(before),
                "in" | "at"
                    | "near"
                    | "outside"
                    | "around"
                    | "of"
                    | "across"
                    | "inside"
                    | "hit"
                    | "struck"
                    | "from"
                    | "to"
                    | "on"
                    | "northern"
                    | "southern"
                    | "eastern"
                    | "western"
                    | "central"
                    | "rocked"
                    | "capital"
                    | "city"
                    | "town"
                    | "village"
                    | "downtown"
                    | "s"
            ) || cx.kind(before) == Some(TokenKind::Possessive)
        }) && !cx.is(last, List::NameVerb)
            && cx.kind(last) != Some(TokenKind::Hyphen)
    };
    let limit = next.map_or(u32::MAX, |next| next.start);
    let floor = previous.map_or(0, |previous| previous.end);
    let behind = own
        .iter()
        .filter(stands)
        .find(|place| place.start >= figure.end && place.end <= limit);
    let before = own
        .iter()
        .rev()
        .filter(stands)
        .find(|place| place.end <= figure.start && place.start >= floor);
    let inside = own.iter().find(|place| figure.contains(**place));
    // The figure before shares its place: "killed one soldier and 11 others".
    let shared =
        before_place.filter(|_| previous.is_some_and(|previous| bounds.contains(previous)));
    behind
        .or(before)
        .or(inside)
        .copied()
        .or(shared)
        .or_else(|| own.iter().find(stands).copied())
        .or_else(|| {
            let range = cx.sentence_tokens(sentence);
            let at = cx.token_at(figure.start);
            named(
                cx,
                range.start.max(at.saturating_sub(60))..range.end.min(at + 60),
            )
        })
}

/// A capitalised run after "in", "at", "near", "outside": a place that no register has.
fn named(cx: &Cx<'_>, range: std::ops::Range<usize>) -> Option<Span> {
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
