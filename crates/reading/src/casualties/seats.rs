//! Seats of a house, told by who has them, wherever the house stands: "the coalition had 54 seats in the 120-seat assembly, the
//! Democrats 41 and the farmers' party 29".

use std::ops::Range;

use super::breakdown::{Breakdown, BreakdownKind, breakdown};
use super::{end, start};
use crate::cx::Cx;
use crate::lists::List;
use crate::numbers::{Number, Role};
use crate::order::begun_in;
use crate::token::TokenKind;

/// Who has seats takes them by one of these.
fn takes(word: &str) -> bool {
    matches!(
        word,
        "won"
            | "wins"
            | "win"
            | "has"
            | "have"
            | "had"
            | "took"
            | "takes"
            | "take"
            | "holds"
            | "hold"
            | "held"
            | "got"
            | "gets"
            | "secured"
            | "claimed"
            | "with"
            | "on"
            | "to"
    )
}

/// Words of another time, of what is lacking or of what is no count of seats.
fn otherwise(word: &str) -> bool {
    matches!(
        word,
        "from"
            | "up"
            | "down"
            | "last"
            | "previous"
            | "previously"
            | "before"
            | "earlier"
            | "ago"
            | "majority"
            | "need"
            | "needs"
            | "needed"
            | "short"
            | "outgoing"
            | "votes"
            | "vote"
            | "voted"
            | "candidates"
            | "contested"
            | "chambers"
            | "or"
            | "between"
            | "than"
            | "lost"
            | "gained"
            | "committees"
            | "could"
            | "would"
            | "projected"
            | "upper"
            | "both"
    )
}

/// Finds one in the sentence of these tokens.
pub(super) fn find(
    cx: &Cx<'_>,
    numbers: &[Number],
    range: &Range<usize>,
    out: &mut Vec<Breakdown>,
) {
    let own = begun_in(numbers, range.clone(), start);
    let house = |one: &&Number| {
        let noun = end(one) + usize::from(cx.folded(end(one)) == "-");
        (one.compound || noun > end(one))
            && matches!(cx.folded(noun), "seat" | "member")
            && matches!(
                cx.folded(noun + 1),
                "assembly"
                    | "parliament"
                    | "council"
                    | "house"
                    | "chamber"
                    | "senate"
                    | "congress"
                    | "legislature"
                    | "board"
                    | "diet"
                    | "national"
                    | "regional"
                    | "provincial"
                    | "city"
                    | "town"
                    | "state"
            )
    };
    let Some(whole) = own.iter().find(house) else {
        return;
    };
    let known = out
        .iter()
        .any(|one| cx.token_at(one.span.start) >= range.start && one.kind != BreakdownKind::Some);
    if known || range.clone().any(|i| otherwise(cx.folded(i))) {
        return;
    }
    let parts: Vec<Number> = own
        .iter()
        .filter(|one| one.span != whole.span)
        .copied()
        .collect();
    let seated = |part: &Number| {
        let before = start(part).checked_sub(1);
        let word = before.map_or("", |i| cx.folded(i));
        let party = before.is_some_and(|i| {
            cx.token(i).is_some_and(|token| token.capital) && !cx.is(i, List::Month)
                || matches!(
                    word,
                    "party"
                        | "coalition"
                        | "bloc"
                        | "alliance"
                        | "opposition"
                        | "independents"
                        | "others"
                        | "left"
                        | "right"
                        | "greens"
                        | "parties"
                )
        });
        let closed = matches!(cx.word(end(part)), "," | "." | ";" | ")" | "")
            || matches!(cx.folded(end(part)), "seats" | "and" | "in" | "of" | "for");
        let independents = matches!(cx.folded(end(part)), "independents" | "independent");
        matches!(part.role, Role::Cardinal | Role::Label)
            && !part.year_like
            && !part.ordinal
            && cx.kind(end(part)) != Some(TokenKind::Hyphen)
            && part.number < whole.number
            && ((takes(word) || party) && closed || independents)
    };
    let sum: f64 = parts.iter().map(|part| part.lowest).sum();
    let over = sum > whole.highest && sum < whole.number * 1.6;
    if (2..=8).contains(&parts.len()) && parts.iter().all(seated) && over {
        out.push(breakdown(BreakdownKind::Apart, whole, &parts));
    }
}
