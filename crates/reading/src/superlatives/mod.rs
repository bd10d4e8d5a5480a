//! Ranking claims: "the biggest since 2020", "for the first time in years", "a record number".
//!
//! A superlative is a claim only in a frame of time or rank ("since", "in years", "ever", "on record", "of the war");
//! "the largest city" or "the first of three" is none.

mod frame;
mod never;
mod ranks;
mod within;

use copydesk_draft::Span;
use copydesk_draft::layer::{Cell, EnumSchema, LayerSchema, Table, Thing, Type, Value};

use crate::attribution::Attributions;
use crate::cx::Cx;
use crate::lists::{Bits, List};
use crate::schema::{enumeration, id};
use crate::token::TokenKind;
use frame::{clause_end, frame, is_superlative, of_all_known};
use never::{never_before, never_more, none_worse, than_any};
use ranks::{first_to, measured_rank, record};
use within::{
    first_in_world, first_time, in_place, none_has_more, not_so, nothing_like, only_to_have,
};

/// The values of `superlative-frame` in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Frame {
    /// "since 2016", "since the war began"
    Since,
    /// "in years", "in half a century", "for decades"
    Span,
    /// "ever", "in history", "on record", "in living memory"
    Ever,
    /// "of the war", "this year"
    Period,
    /// "a record number"
    Record,
    /// "the tallest in South America", where a verb states it
    Place,
}

/// The table of `superlative`.
pub(crate) fn table(cx: &Cx<'_>, attributions: &Attributions) -> Table {
    let mut table = cx.blank(id::SUPERLATIVE);
    for sentence in cx.sentences {
        let range = sentence.first as usize..sentence.last as usize;
        let mut i = range.start;
        while i < range.end {
            let Some((first, last, word, frame)) = claim(cx, i, range.end) else {
                i += 1;
                continue;
            };
            let span = cx.span(first, last);
            let attribution = attributions.governing_said(span).map(|row| {
                Value::Thing(Thing {
                    layer: id::ATTRIBUTION,
                    row: row as u32,
                })
            });
            table.push(
                cx.row(span),
                [
                    Cell::Filled(word.into()),
                    Cell::Filled(Value::Enum(frame as u16)),
                    attribution.into(),
                ],
            );
            i = last;
        }
    }
    table
}

/// The claim whose superlative word is token `i`: first token, one past the last, the word, the frame.
fn claim(cx: &Cx<'_>, i: usize, end: usize) -> Option<(usize, usize, Span, Frame)> {
    let token = cx.token(i)?;
    if token.kind != TokenKind::Word {
        return None;
    }
    let word = cx.folded(i);
    let may = word.ends_with("est")
        || matches!(
            word,
            "record"
                | "unprecedented"
                | "all"
                | "not"
                | "no"
                | "nothing"
                | "never"
                | "than"
                | "most"
                | "least"
                | "first"
                | "only"
                | "worst"
        )
        || cx.may_begin(i, Bits::of(&[List::SuperlativeWord]));
    if !may {
        return None;
    }
    // "a record number of", "record-high temperatures", "hit a record".
    if matches!(word, "record" | "unprecedented") {
        return record(cx, i, end);
    }
    // "an all-time high".
    if word == "all"
        && cx.folded(i + 2) == "time"
        && matches!(
            cx.folded(i + 3),
            "high" | "low" | "highs" | "lows" | "record" | "best" | "worst"
        )
    {
        return Some((i, (i + 4).min(end), token.span, Frame::Record));
    }
    // "Not since 1929 have so many banks failed."
    let opens = cx
        .token(i.wrapping_sub(1))
        .is_none_or(|before| before.sentence != token.sentence);
    if word == "not" && cx.folded(i + 1) == "since" && opens {
        let last = clause_end(cx, i + 2, end, 8);
        return (last > i + 2).then_some((i, last, token.span, Frame::Since));
    }
    if word == "no" && opens {
        return none_worse(cx, i, end).or_else(|| none_has_more(cx, i, end));
    }
    if word == "nothing" && opens {
        return nothing_like(cx, i, end);
    }
    if word == "not" {
        return not_so(cx, i, end);
    }
    if word == "never" && cx.folded(i + 1) == "before" {
        return never_before(cx, i, end);
    }
    if word == "never" {
        return never_more(cx, i, end);
    }
    if word == "than" {
        return than_any(cx, i, end);
    }
    // "most visited", "most-visited"
    let graded = i + 1 + usize::from(cx.kind(i + 1) == Some(TokenKind::Hyphen));
    let most = matches!(word, "most" | "least")
        && graded < end
        && cx.kind(graded) == Some(TokenKind::Word)
        && !cx.is(graded, List::Preposition)
        && !cx.is(graded, List::Determiner)
        && !cx.folded(graded).ends_with('s');
    let superlative = most
        || is_superlative(word)
        || matches!(word, "first" | "only")
        || cx.phrase(i, List::SuperlativeWord).is_some();
    if !superlative {
        return None;
    }
    // The determiner before it, with what stands between ("the second-largest", "Syria's biggest", "its first").
    let mut first = i;
    let mut determined = false;
    for back in 1..=3 {
        let Some(k) = i.checked_sub(back) else { break };
        let before = cx.folded(k);
        if matches!(before, "the" | "its" | "their" | "his" | "her" | "our") {
            first = k;
            determined = true;
            break;
        }
        if cx.kind(k) == Some(TokenKind::Possessive) {
            determined = true;
            first = k.saturating_sub(1);
            break;
        }
        if cx.kind(k) == Some(TokenKind::Hyphen)
            || matches!(before, "single" | "second" | "third" | "fourth" | "very")
        {
            continue;
        }
        if before == "at" || before == "of" || before == "a" {
            return None;
        }
        break;
    }
    let (at, last, frame) = frame(cx, i, end)
        .or_else(|| determined.then(|| of_all_known(cx, i, end)).flatten())
        .or_else(|| {
            (word == "first" && determined)
                .then(|| first_to(cx, i, end))
                .flatten()
        })
        .or_else(|| determined.then(|| measured_rank(cx, i, end)).flatten())
        .or_else(|| {
            (word == "first" && determined)
                .then(|| first_time(cx, i, end))
                .flatten()
        })
        .or_else(|| {
            (word == "only" && determined)
                .then(|| only_to_have(cx, i, end))
                .flatten()
        })
        .or_else(|| {
            (determined && !matches!(word, "first" | "only"))
                .then(|| in_place(cx, first, i, end))
                .flatten()
        })
        .or_else(|| {
            (determined && word == "first")
                .then(|| first_in_world(cx, first, i, end))
                .flatten()
        })?;
    // "only the third time in history": no rank.
    let alone = frame == Frame::Since || only_to_have(cx, i, end).is_some();
    if word == "only" && (!alone || cx.folded(i + 1) == "been") {
        return None;
    }
    if word == "first" {
        // "the first time", "the first strike since", "first-ever"; not "at first", "first half", "the first of three".
        let next = cx.folded(i + 1);
        if matches!(
            next,
            "half"
                | "quarter"
                | "lady"
                | "minister"
                | "aid"
                | "class"
                | "degree"
                | "round"
                | "person"
                | "stage"
                | "leg"
                | "of"
                | "two"
                | "three"
                | ","
                | "."
                | "name"
                | "place"
                | "floor"
                | "responders"
                | "term"
        ) || (!determined && next != "time" && next != "-" && next != "since")
        {
            return None;
        }
    }
    if !determined && word != "first" && frame == Frame::Period {
        return None;
    }
    // "the best in years to come" and clauses with a verb of their own between word and frame stay together
    // only if they are short.
    if at > i + 14 {
        return None;
    }
    if first == i && i > 0 && matches!(cx.folded(i - 1), "for") {
        first = i - 1;
    }
    Some((first, last, token.span, frame))
}

/// `superlative`
pub fn superlative_schema() -> LayerSchema {
    LayerSchema::new(
        "superlative",
        "a ranking claim in a frame of time or rank",
        "from the article or the superlative to the end of its frame",
    )
    .field("word", Type::Text, "the superlative")
    .field(
        "frame",
        Type::Enum("superlative-frame".into()),
        "what it is measured against",
    )
    .field(
        "attribution",
        Type::Thing("attribution".into()),
        "who says so",
    )
}

pub(crate) fn enums() -> Vec<EnumSchema> {
    vec![enumeration(
        "superlative-frame",
        &["since", "span", "ever", "period", "record", "place"],
    )]
}
