//! A thing that stands still over some days, and works within them: "was shut for the whole of Wednesday … was running
//! normally by noon on Wednesday", "has stood idle since Sunday … On Tuesday the smelter turned out 450 tonnes".

use copydesk_draft::layer::{Cell, LayerSchema, Table, Type};
use copydesk_draft::{DayRange, Span};

use super::Teller;
use crate::dates::{Date, Granularity};
use crate::lists::{Bits, List};
use crate::relations::{Ground, stem};
use crate::schema::id;
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// What stands still, over which days.
struct Still<'a> {
    thing: &'a str,
    words: Span,
    days: DayRange,
    sentence: usize,
    /// The first day is that on which it came to a stand.
    since: bool,
}

/// Words that let both be true.
const BOTH: &[&str] = &[
    "reopened",
    "resumed",
    "restarted",
    "restart",
    "reopen",
    "partly",
    "partially",
    "lane",
    "test",
    "trial",
    "emergency",
    "except",
    "only",
    "until",
    "again",
    "would",
    "will",
    "could",
    "if",
    "most",
    "part",
    "some",
    "normally",
    "another",
    "second",
    "first",
    "aid",
    "military",
    "repair",
    "repairs",
    "replacement",
    "not",
    "never",
    "no",
    "had",
];

/// The table of `standstill`.
pub(in crate::relations) fn table(ground: &Ground<'_, '_>) -> Table {
    let cx = ground.cx;
    let mut table = cx.blank(id::STANDSTILL);
    let mut stills: Vec<Still<'_>> = Vec::new();
    for (number, sentence) in cx.sentences.iter().enumerate() {
        let lists = Bits::of(&[List::StillState]);
        if ground.in_body(sentence)
            && cx.may_have(number, lists)
            && let Some(still) = still(ground, number, sentence)
        {
            stills.push(still);
        }
    }
    let mut rows: Vec<(Span, Span)> = Vec::new();
    for one in &stills {
        for (number, sentence) in cx.sentences.iter().enumerate() {
            if number == one.sentence
                || !ground.in_body(sentence)
                || !cx.may_have(number, Bits::of(&[List::WorkingVerb]))
            {
                continue;
            }
            if let Some(span) = works(ground, number, sentence, one) {
                rows.push((span, one.words));
            }
        }
    }
    rows.sort();
    rows.dedup_by_key(|row| row.0);
    for (span, still) in rows {
        table.push(cx.row(span), [Cell::Filled(still.into())]);
    }
    table
}

/// A day of the calendar or a weekday of these days.
fn day(date: &Date) -> Option<DayRange> {
    (date.granularity == Granularity::Day && date.length.is_none())
        .then_some(date.day)
        .flatten()
}

/// "was shut for the whole of Wednesday", "has been idle since Sunday", "No trains have run since Friday".
fn still<'g>(ground: &Ground<'g, '_>, number: usize, sentence: &'g Sentence) -> Option<Still<'g>> {
    let cx = ground.cx;
    let teller = Teller {
        ground,
        sentence,
        number,
        look: ground.look(sentence),
    };
    let look = &teller.look;
    let told = |k: usize| cx.is(k, List::ReportingVerb);
    if teller.any(|word| {
        matches!(
            word,
            "if" | "would"
                | "will"
                | "until"
                | "except"
                | "partly"
                | "partially"
                | "most"
                | "parts"
                | "normally"
        )
    }) || (look.first..look.end).any(told)
    {
        return None;
    }
    let state = (look.first..look.end).find(|&i| cx.phrase(i, List::StillState).is_some())?;
    let end = state + cx.phrase(state, List::StillState)?;
    // "has stood idle", "stayed shut"
    let mut group = state;
    while group > look.first
        && matches!(
            look.word(group - 1),
            "stood" | "lain" | "sat" | "been" | "remained" | "stayed" | "kept"
        )
    {
        group -= 1;
    }
    let head = teller.head(group);
    if head == state || cx.masked(cx.span(state, end)) {
        return None;
    }
    // What: "the smelter", "The M4 freeway", "The N2".
    let subject = teller.subject(head);
    let code = (look.first..head).find(|&k| {
        let word = look.text(k);
        look.capital(k)
            && word.len() <= 4
            && word.bytes().any(|byte| byte.is_ascii_digit())
            && word.bytes().any(|byte| byte.is_ascii_uppercase())
    });
    let definite = (look.first..look.first + 2).any(|k| look.word(k) == "the");
    let thing = match (code, subject.noun) {
        (Some(k), _) => look.word(k),
        (None, Some(k)) if definite && look.word(k).len() > 2 => stem(look.word(k)),
        _ => return None,
    };
    let mut dates = ground
        .dates_in(sentence.span)
        .iter()
        .filter(|date| cx.token_at(date.span.start) >= end);
    let date = dates.next()?;
    let at = cx.token_at(date.span.start);
    let (_, last) = ground.tokens(date.span);
    let days = day(date)?;
    let words = cx.span(head, last);
    if look.before(at, 1) == "since" && at <= end + 3 {
        let now = (head..state).any(|k| matches!(look.word(k), "has" | "have"));
        let today = ground.today().filter(|_| now)?;
        return (days.last < today.first).then_some(Still {
            thing,
            words,
            days: DayRange {
                first: days.first,
                last: today.last,
            },
            sentence: number,
            since: true,
        });
    }
    let whole =
        (end..at).any(|k| matches!(look.word(k), "whole" | "all" | "throughout" | "entire"));
    let past = (head..state).any(|k| matches!(look.word(k), "was" | "were"))
        || matches!(look.word(head), "stayed" | "remained");
    (whole && past && at <= end + 9).then_some(Still {
        thing,
        words,
        days,
        sentence: number,
        since: false,
    })
}

/// The thing at work on one of the days.
fn works(
    ground: &Ground<'_, '_>,
    number: usize,
    sentence: &Sentence,
    one: &Still<'_>,
) -> Option<Span> {
    let cx = ground.cx;
    let teller = Teller {
        ground,
        sentence,
        number,
        look: ground.look(sentence),
    };
    let look = &teller.look;
    let verb = (look.first..look.end).find(|&i| cx.phrase(i, List::WorkingVerb).is_some())?;
    let end = verb + cx.phrase(verb, List::WorkingVerb)?;
    // What works as usual works: "running normally".
    let normal =
        look.word(end) == "normally" || look.word(end) == "as" && look.word(end + 1) == "usual";
    let date = ground.dates_in(sentence.span).iter().find(|date| {
        day(date).is_some_and(|own| {
            let after = if one.since {
                own.first > one.days.first
            } else {
                own.first >= one.days.first
            };
            after && own.last <= one.days.last
        })
    })?;
    let (first, last) = ground.tokens(date.span);
    let other = (look.first..end.max(last)).any(|k| {
        BOTH.contains(&look.word(k)) && !(normal && look.word(k) == "normally")
            || cx.is(k, List::ReportingVerb)
    });
    if other || cx.masked(cx.span(verb, end)) {
        return None;
    }
    // The day is that of the verb: at the head of the sentence, or close behind.
    let near = first <= look.first + 1 || first >= end && first <= end + 12;
    let since = matches!(look.before(first, 1), "since" | "before" | "until" | "from");
    // The thing: the subject, or where it works: "along the M4", "landed at the airport".
    let same = |k: usize| look.word(k) == one.thing || stem(look.word(k)) == one.thing;
    let subject = teller.subject(teller.head(verb)).noun.is_some_and(same);
    let where_to = (end..look.end.min(end + 8)).any(|k| {
        matches!(
            look.word(k),
            "along" | "on" | "at" | "over" | "across" | "through" | "from"
        ) && look.word(k + 1) == "the"
            && (same(k + 2) && (k + 3 >= look.end || !same(k + 3)))
            && look.kind(k + 3) != Some(TokenKind::Hyphen)
    });
    (near && !since && (subject || where_to)).then(|| {
        let from = verb.min(first);
        cx.span(from, end.max(last))
    })
}

/// `standstill`
pub fn standstill_schema() -> LayerSchema {
    LayerSchema::new(
        "standstill",
        "a thing at work on a day of which the draft says elsewhere that it stood still or was shut all through",
        "from the verb or the day to the other",
    )
    .field(
        "still",
        Type::Text,
        "the words that tell that it stood still",
    )
}
