//! Where and when a caption sets the thing of the story: "a hotel in Rimini" beside "a hotel in Ancona", "on Sunday, the
//! day after the earthquake" beside "The earthquake struck on Monday".

use super::super::chronicle::{happenings, one_event, topics_at};
use super::super::{Ground, stem};
use super::{Beside, Found, Kind, spoken};
use crate::lists::List;
use crate::names::LONGEST;
use crate::order::begun_in;
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// A thing and its place: the stem of the noun, the name, its bytes with the preposition.
type Spot = (String, String, copydesk_draft::Span);

/// "in the Romanian port of Constanta": the token of the name behind the kind of place, or the token behind the preposition.
fn behind_kind(beside: &Beside<'_, '_, '_>, i: usize) -> usize {
    let cx = beside.ground.cx;
    if cx.folded(i + 1) != "the" {
        return i + 1;
    }
    (i + 2..i + 7)
        .take_while(|&k| cx.kind(k) == Some(TokenKind::Word))
        .find(|&k| {
            cx.folded(k + 1) == "of"
                && matches!(
                    cx.folded(k),
                    "port"
                        | "city"
                        | "town"
                        | "village"
                        | "resort"
                        | "suburb"
                        | "district"
                        | "capital"
                )
        })
        .map_or(i + 1, |k| k + 2)
}

/// "the ferry off Rhodes": a noun in small letters, a preposition and a capital name.
fn spots(beside: &Beside<'_, '_, '_>, sentence: &Sentence) -> Vec<Spot> {
    let cx = beside.ground.cx;
    let (from, to) = (sentence.first as usize, sentence.last as usize);
    let name = |i: usize| {
        cx.kind(i) == Some(TokenKind::Word)
            && cx.word(i).starts_with(char::is_uppercase)
            && !cx.is(i, List::Weekday)
            && !cx.is(i, List::Month)
    };
    (from + 1..to.saturating_sub(1))
        .filter(|&i| {
            matches!(cx.folded(i), "in" | "at" | "off" | "near" | "outside")
                && name(behind_kind(beside, i))
        })
        .filter_map(|i| {
            // "A train derailed in Turin": the noun before the verb.
            let verb = usize::from(
                i > from + 2
                    && (cx.folded(i - 1).ends_with("ed") || cx.is(i - 1, List::PastForm))
                    && !cx.is(i - 2, List::Auxiliary),
            );
            // "won the final 2-0 in Rabat": over a score.
            let score = usize::from(i > from + 4 && cx.kind(i - 1) == Some(TokenKind::Number))
                * (1..=5)
                    .take_while(|&back| {
                        matches!(
                            cx.kind(i - back),
                            Some(TokenKind::Number | TokenKind::Hyphen | TokenKind::Dash)
                        )
                    })
                    .count();
            let i_noun = i - verb.max(score);
            let noun = cx.folded(i_noun - 1);
            let plain = cx.kind(i_noun - 1) == Some(TokenKind::Word)
                && noun.len() > 2
                && !cx.word(i_noun - 1).starts_with(char::is_uppercase)
                && !cx.is(i_noun - 1, List::PersonNoun)
                && !cx.is(i_noun - 1, List::PastForm)
                && !noun.ends_with("ed")
                && !noun.ends_with("ing")
                && (!noun.ends_with('s') || noun.ends_with("us"));
            // "a hotel in Rimini": one thing of its kind.
            let one = (2..=7)
                .filter_map(|back| i_noun.checked_sub(back).filter(|&k| k >= from))
                .take_while(|&k| {
                    !cx.is(k, List::Preposition)
                        && !matches!(cx.folded(k), "," | "and" | "who" | "that")
                })
                .any(|k| matches!(cx.folded(k), "a" | "an" | "the"));
            let start = behind_kind(beside, i);
            let end = (start..to).take_while(|&k| name(k)).last()? + 1;
            let persons = &beside.ground.names.persons;
            let near = begun_in(persons, from.saturating_sub(LONGEST)..start + 1, |person| {
                person.first
            });
            let person = near.iter().any(|person| start < person.last);
            (plain && one && !person && cx.kind(end) != Some(TokenKind::Possessive)).then(|| {
                (
                    stem(noun).to_owned(),
                    cx.str(cx.span(start, end)).to_owned(),
                    cx.span(i, end),
                )
            })
        })
        .collect()
}

/// "a hotel in Rimini" beside "a hotel in Ancona".
pub(super) fn find(beside: &Beside<'_, '_, '_>, out: &mut Vec<Found>) {
    let cx = beside.ground.cx;
    let own = spots(beside, beside.caption);
    if own.is_empty() {
        return;
    }
    let opening = || beside.body.iter().take(3);
    for (noun, name, span) in own {
        let rivals: Vec<Spot> = opening()
            .flat_map(|one| spots(beside, one))
            .filter(|(other, ..)| *other == noun)
            .collect();
        let [(_, other, said)] = rivals.as_slice() else {
            continue;
        };
        // The caption's place stands nowhere in the text, nor the text's in the caption.
        let known = beside
            .body
            .iter()
            .any(|one| cx.str(one.span).contains(name.as_str()))
            || cx.str(beside.caption.span).contains(other.as_str());
        if name != *other && !known {
            out.push((span, *said, Kind::Place));
        }
    }
}

/// The weekday of the one event of the article that the noun at token `i` means.
fn event(
    ground: &Ground<'_, '_>,
    i: usize,
) -> Option<(copydesk_draft::Weekday, copydesk_draft::Span)> {
    let topics = topics_at(ground, i);
    if topics == 0 {
        return None;
    }
    one_event(&happenings(ground), topics).map(|one| (one.day.first.weekday(), one.date))
}

/// "on Sunday, the day after the earthquake" beside "The earthquake struck on Monday".
pub(super) fn days_after(beside: &Beside<'_, '_, '_>, out: &mut Vec<Found>) {
    let ground = beside.ground;
    let cx = ground.cx;
    let (from, to) = (beside.caption.first as usize, beside.caption.last as usize);
    let Some(link) = (from..to).find(|&i| {
        matches!(cx.folded(i), "after" | "before")
            && cx.folded(i + 1) == "the"
            && i > from + 1
            && matches!(cx.folded(i - 1), "day" | "days")
    }) else {
        return;
    };
    let count = match cx.folded(link - 2) {
        "the" | "a" | "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        _ => return,
    };
    let sign = if cx.folded(link) == "after" { -1 } else { 1 };
    let days = |sentence: &Sentence| -> Vec<(copydesk_draft::Weekday, copydesk_draft::Span)> {
        ground
            .dates_in(sentence.span)
            .iter()
            .filter(|date| !spoken(ground, date.span))
            .filter_map(|date| date.weekday.map(|(day, _)| (day, date.span)))
            .collect()
    };
    let own = days(beside.caption);
    let noun = stem(cx.folded(link + 2));
    let ([(shown, span)], true) = (own.as_slice(), noun.len() > 3) else {
        return;
    };
    // The one weekday of the first sentence that tells of it.
    let told = beside.body.iter().take(8).find_map(|one| {
        let has = (one.first as usize..one.last as usize).any(|i| stem(cx.folded(i)) == noun);
        let all = days(one);
        match all.as_slice() {
            [only] if has => Some(*only),
            _ => None,
        }
    });
    let Some((happened, said)) = told.or_else(|| event(ground, link + 2)) else {
        return;
    };
    let due = (*shown as i32 + sign * count).rem_euclid(7);
    if due != happened as i32 {
        out.push((*span, said, Kind::Day));
    }
}

/// "Friday's fire", "the ferry that sank on Tuesday", beside the one other day on which the body tells that.
pub(super) fn days_of_event(beside: &Beside<'_, '_, '_>, out: &mut Vec<Found>) {
    let ground = beside.ground;
    let cx = ground.cx;
    let weekdays = |sentence: &Sentence| -> Vec<(copydesk_draft::Weekday, copydesk_draft::Span)> {
        ground
            .dates_in(sentence.span)
            .iter()
            .filter(|date| !spoken(ground, date.span))
            .filter_map(|date| date.weekday.map(|(day, _)| (day, date.span)))
            .collect()
    };
    for (day, span) in weekdays(beside.caption) {
        let (first, last) = ground.tokens(span);
        let Some(deed) = deed_of_day(beside, first, last) else {
            continue;
        };
        // The body never speaks of that day.
        if beside
            .body
            .iter()
            .any(|one| weekdays(one).iter().any(|(other, _)| *other == day))
        {
            continue;
        }
        let told = beside.body.iter().take(5).find_map(|one| {
            let has = (one.first as usize..one.last as usize).any(|i| stem(cx.folded(i)) == deed);
            match weekdays(one).as_slice() {
                [only] if has && beside.topics().shared(beside.caption, one) >= 2 => Some(*only),
                _ => None,
            }
        });
        if let Some((_, said)) = told {
            out.push((span, said, Kind::Day));
        }
    }
}

/// The stem of what a day of a caption is the day of: "fire" of "Friday's fire", "sank" of "that sank on Tuesday".
fn deed_of_day(beside: &Beside<'_, '_, '_>, first: usize, last: usize) -> Option<String> {
    let cx = beside.ground.cx;
    let noun = if cx.kind(last) == Some(TokenKind::Possessive) {
        Some(last + 1)
    } else if cx.kind(last.checked_sub(1)?) == Some(TokenKind::Possessive) {
        Some(last)
    } else {
        None
    };
    if let Some(noun) = noun {
        return (cx.folded(noun).len() > 3).then(|| stem(cx.folded(noun)).to_owned());
    }
    // "sank on Tuesday", "fell on Monday", behind a word that opens the clause.
    let on = first.checked_sub(1).filter(|&i| cx.folded(i) == "on")?;
    let verb = on.checked_sub(1)?;
    let past = cx.is(verb, List::PastForm) || cx.folded(verb).ends_with("ed");
    let opened = (beside.caption.first as usize..verb).any(|i| {
        matches!(
            cx.folded(i),
            "after" | "before" | "that" | "which" | "when" | "where"
        )
    });
    (past && opened).then(|| stem(cx.folded(verb)).to_owned())
}
