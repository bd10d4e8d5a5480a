//! Lengths of time beside two days of the sentences around them: "cut on 3 March … on 19 March …, ending six weeks of
//! isolation", "hired in June 2015, dismissed in June 2023 … after two decades with the firm", "in March 2022, more than
//! three years before it sank", "nearly a century after the expedition" of a draft that knows "the expedition of 1897".

use copydesk_draft::{DayRange, Span};

use super::{Found, Tie};
use super::{Ground, mark, stem, year};
use crate::dates::{Date, Granularity};
use crate::lists::List;
use crate::numbers::lexeme::Look;
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// Finds them.
pub(super) fn find(ground: &Ground<'_, '_>, out: &mut Vec<Found>) {
    for length in &ground.dates.durations {
        let Some(period) = length.period else {
            continue;
        };
        if period.unit.days() < 1.0 || out.iter().any(|one| one.length == length.span) {
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
        let told = if of_state(&look, start, end) {
            two_days(ground, sentence, number, length.span)
        } else if look.word(end) == "before" {
            before_it(ground, &look, sentence, start, end)
        } else if matches!(look.word(end), "after" | "since") && period.unit.days() > 300.0 {
            known_event(ground, &look, length.span, end)
        } else {
            None
        };
        let Some((ends, from, to, open)) = told else {
            continue;
        };
        let exact = |day: DayRange| {
            f64::from(day.last.days_since(day.first)) <= period.unit.days().max(0.5) * 1.01
        };
        if from.last >= to.first || !exact(from) || !open && !exact(to) {
            continue;
        }
        // What came to pass lies no later than the draft: only a length too great is wrong.
        let most = f64::from(to.last.days_since(from.first)) / period.unit.days();
        if open && period.lowest <= most * 1.1 {
            continue;
        }
        out.push(Found {
            length: length.span,
            period,
            ends,
            from,
            to,
            tie: Tie::Span,
        });
    }
}

/// Both ends with their bytes; and whether the second is only the latest that it can be.
type Ends = (Span, DayRange, DayRange, bool);

/// "after two decades with the firm", "ending six weeks of isolation": the length of a state that is over.
fn of_state(look: &Look<'_, '_>, start: usize, end: usize) -> bool {
    let cx = look.cx;
    let opened = matches!(
        look.before(start, 1),
        "after" | "ending" | "ended" | "closing" | "following"
    );
    let state = match look.word(end) {
        "of" => {
            look.kind(end + 1) == Some(TokenKind::Word)
                && !look.capital(end + 1)
                && !cx.is(end + 1, List::Determiner)
        }
        "with" | "at" | "in" | "as" | "under" | "without" | "inside" | "behind" | "on"
        | "abroad" => true,
        _ => false,
    };
    opened && state
}

/// A day of the calendar with its bytes.
fn moment(date: &Date) -> Option<DayRange> {
    let exact = matches!(
        date.granularity,
        Granularity::Day | Granularity::Month | Granularity::Year
    );
    (exact && date.length.is_none() && date.name.is_some())
        .then_some(date.day)
        .flatten()
}

/// The two days of the sentence and of the one before it, both before the length, if there are no more.
fn two_days(
    ground: &Ground<'_, '_>,
    sentence: &Sentence,
    number: usize,
    length: Span,
) -> Option<Ends> {
    let cx = ground.cx;
    let mut days: Vec<(Span, DayRange, Granularity)> = Vec::new();
    for k in number.saturating_sub(1)..=number {
        let one = cx.sentences.get(k)?;
        if one.block != sentence.block {
            continue;
        }
        for date in ground.dates_in(one.span) {
            // Told by a clock or a weekday of the draft's own days it is another's.
            if date.span.start > length.end {
                return None;
            }
            let Some(day) = moment(date) else {
                // "that evening" is of the day just told.
                let known = days.iter().any(|(_, other, _)| {
                    date.day
                        .is_some_and(|own| own.first <= other.last && other.first <= own.last)
                });
                if known {
                    continue;
                }
                return None;
            };
            days.push((date.span, day, date.granularity));
        }
    }
    let [(a, from, x), (b, to, y)] = days.as_slice() else {
        return None;
    };
    (x == y && from.last < to.first).then(|| (a.to(*b), *from, *to, false))
}

/// "in March 2022, more than three years before it sank": the event is past, and told by the draft.
fn before_it(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    sentence: &Sentence,
    start: usize,
    end: usize,
) -> Option<Ends> {
    let cx = ground.cx;
    let planned = (end + 1..end + 8).any(|i| {
        matches!(
            look.word(i),
            "due"
                | "will"
                | "would"
                | "is"
                | "are"
                | "planned"
                | "expected"
                | "expects"
                | "expect"
                | "plans"
                | "plan"
                | "hopes"
                | "intends"
        )
    });
    let date = ground
        .dates_in(sentence.span)
        .iter()
        .rfind(|date| date.span.end <= cx.span(start, end).start)?;
    let (_, last) = ground.tokens(date.span);
    let beside = start - last <= 2 && look.text(last) == ",";
    let from = moment(date)?;
    let to = ground.today()?;
    (!planned && beside).then_some((date.span, from, to, true))
}

/// "Nearly a century after the British expedition": the draft gives one year for an event of that noun.
fn known_event(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    length: Span,
    link: usize,
) -> Option<Ends> {
    let cx = ground.cx;
    if look.word(link + 1) != "the" {
        return None;
    }
    let noun = (link + 2..link + 5)
        .take_while(|&i| look.kind(i) == Some(TokenKind::Word) && !cx.is(i, List::Preposition))
        .last()?;
    let event = cx.is(noun, List::EventHead)
        || cx.is(noun, List::HarmEvent)
        || matches!(
            look.word(noun),
            "expedition"
                | "treaty"
                | "revolution"
                | "coup"
                | "invasion"
                | "war"
                | "election"
                | "eruption"
                | "independence"
                | "massacre"
                | "famine"
                | "revolt"
                | "uprising"
                | "conquest"
                | "voyage"
        );
    // What tells it from others of its kind has to be the same, or not be there.
    let closed = mark(look, noun + 1);
    if !event || !closed {
        return None;
    }
    let wanted = stem(look.word(noun));
    let mut known: Vec<(Span, i32)> = Vec::new();
    for date in &ground.dates.dates {
        if length.contains(date.span) {
            continue;
        }
        let (first, _) = ground.tokens(date.span);
        let told = matches!(cx.folded(first.wrapping_sub(1)), "of" | "in")
            && (2..=3).any(|back| stem(cx.folded(first.wrapping_sub(back))) == wanted);
        let own = (first..first + 2).find_map(|i| year(cx.word(i)));
        // "the 1897 expedition"
        let ahead = own.is_some() && (first + 1..first + 3).any(|i| stem(cx.folded(i)) == wanted);
        if let Some(own) = own.filter(|_| told || ahead)
            && !known.iter().any(|(_, other)| *other == own)
        {
            known.push((date.span, own));
        }
    }
    let [(span, own)] = known.as_slice() else {
        return None;
    };
    // Told of now: no other year in the sentence.
    let other = (look.first..look.end).any(|i| year(look.text(i)).is_some());
    let past = (noun..noun + 7).any(|i| matches!(look.word(i), "was" | "were" | "had"));
    let today = ground.today()?;
    (!other && !past).then(|| Some((*span, DayRange::year(*own)?, today, false)))?
}
