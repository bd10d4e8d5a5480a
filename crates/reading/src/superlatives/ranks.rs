//! Rankings by number and record: "the second-largest of 30", "the first to", "a record number of".

use copydesk_draft::Span;

use super::Frame;
use super::frame::clause_end;
use crate::cx::Cx;
use crate::lists::List;
use crate::token::TokenKind;

/// "the best performing currency in the emerging markets this year": ranked by a measure within a stretch of time.
pub(super) fn measured_rank(cx: &Cx<'_>, i: usize, end: usize) -> Option<(usize, usize, Frame)> {
    let hyphen = usize::from(cx.kind(i + 1) == Some(TokenKind::Hyphen));
    if !matches!(
        cx.folded(i + 1 + hyphen),
        "performing"
            | "performer"
            | "selling"
            | "seller"
            | "growing"
            | "earning"
            | "paid"
            | "hit"
            | "visited"
            | "watched"
            | "attended"
            | "rising"
            | "falling"
            | "shrinking"
    ) {
        return None;
    }
    let stop = clause_end(cx, i + 2 + hyphen, end, 12);
    (i + 2 + hyphen..stop).find_map(|k| {
        let stretch = matches!(cx.folded(k), "this" | "last")
            && matches!(
                cx.folded(k + 1),
                "year" | "month" | "quarter" | "decade" | "season"
            );
        stretch.then_some((k, k + 2, Frame::Span))
    })
}

/// "the first woman to lead the party": a rank of all time.
pub(super) fn first_to(cx: &Cx<'_>, i: usize, end: usize) -> Option<(usize, usize, Frame)> {
    let to = (i + 1..(i + 6).min(end)).find(|&k| {
        cx.folded(k) == "to" || cx.is(k, List::Auxiliary) || matches!(cx.word(k), "," | "." | ";")
    })?;
    let idle = matches!(
        cx.folded(to.saturating_sub(1)),
        "step"
            | "steps"
            | "thing"
            | "things"
            | "chance"
            | "attempt"
            | "time"
            | "priority"
            | "move"
            | "task"
            | "opportunity"
            | "deadline"
            | "person"
            | "visit"
            | "trip"
            | "flight"
            | "email"
            | "letter"
            | "call"
            | "visitor"
            | "reaction"
            | "response"
            | "job"
            | "order"
            | "guide"
            | "introduction"
    );
    let verb = cx.folded(to) == "to"
        && cx.kind(to + 1) == Some(TokenKind::Word)
        && !cx.is(to + 1, List::Determiner)
        && !cx.is(to + 1, List::Pronoun)
        && !cx.is(to + 1, List::Preposition)
        && cx.token(to + 1).is_some_and(|token| !token.capital)
        && !matches!(
            cx.folded(to + 1),
            "admit"
                | "say"
                | "speak"
                | "arrive"
                | "leave"
                | "respond"
                | "go"
                | "come"
                | "know"
                | "tell"
                | "see"
                | "hear"
                | "acknowledge"
                | "concede"
                | "agree"
                | "call"
                | "ask"
                | "raise"
                | "react"
                | "report"
                | "notice"
                | "get"
        );
    if idle || !verb {
        return None;
    }
    let last = clause_end(cx, to + 1, end, 6);
    (last > to + 1).then_some((to, last, Frame::Ever))
}

/// "a record number", "a record 12 million", "record-breaking", "an all-time high".
pub(super) fn record(cx: &Cx<'_>, i: usize, end: usize) -> Option<(usize, usize, Span, Frame)> {
    let span = cx.token(i)?.span;
    let before = i.checked_sub(1).map_or("", |k| cx.folded(k));
    let next = cx.folded(i + 1);
    let counted = matches!(
        next,
        "number"
            | "numbers"
            | "high"
            | "highs"
            | "low"
            | "lows"
            | "level"
            | "levels"
            | "amount"
            | "total"
            | "temperature"
            | "temperatures"
            | "heat"
            | "rainfall"
            | "profit"
            | "profits"
            | "loss"
            | "losses"
            | "turnout"
            | "sum"
            | "fine"
            | "price"
            | "prices"
            | "share"
            | "rate"
            | "sales"
            | "deficit"
            | "surplus"
            | "crop"
            | "harvest"
            | "drought"
            | "flooding"
            | "snowfall"
            | "rise"
            | "fall"
            | "year"
            | "attendance"
            | "crowd"
            | "crowds"
            | "quantity"
            | "quantities"
            | "volume"
            | "volumes"
            | "output"
            | "production"
            | "exports"
            | "imports"
            | "revenue"
            | "revenues"
            | "income"
            | "earnings"
            | "haul"
            | "catch"
            | "demand"
            | "spending"
            | "budget"
            | "payout"
            | "dividend"
            | "inflation"
            | "debt"
            | "intake"
    );
    let figure = cx.folded(i) == "record"
        && cx.kind(i + 1) == Some(TokenKind::Number)
        && matches!(before, "a" | "the");
    let adjective = matches!(
        before,
        "a" | "an"
            | "the"
            | "of"
            | "with"
            | "for"
            | "at"
            | "to"
            | "in"
            | "by"
            | ","
            | "and"
            | "its"
            | "their"
    ) || cx.is(i.wrapping_sub(1), List::Preposition);
    // "Sales fell by 40%, a record."
    let alone = before == "a"
        && i.checked_sub(2).is_some_and(|k| cx.word(k) == ",")
        && matches!(cx.word(i + 1), "." | "," | ";");
    if alone {
        return Some((i - 1, i + 1, span, Frame::Record));
    }
    if !(counted && adjective || figure) {
        return None;
    }
    let first = if matches!(before, "a" | "an" | "the" | "its" | "their") {
        i - 1
    } else {
        i
    };
    let mut last = i + 2;
    if cx.folded(last) == "of" {
        last += 1;
        while last < end
            && last < i + 6
            && cx.kind(last) == Some(TokenKind::Word)
            && !cx.is(last, List::Preposition)
            && !cx.is(last, List::Auxiliary)
            && !cx.is(last, List::Conjunction)
        {
            last += 1;
        }
    }
    Some((first, last.min(end), span, Frame::Record))
}
