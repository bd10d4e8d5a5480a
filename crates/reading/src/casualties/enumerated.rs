//! A few people counted, then named one by one behind a dash or a colon: "Three people are in custody – two brothers, their
//! father and a scrap dealer"; and nationalities that make up a crew: "Thirteen Filipinos, six Indians and five Ukrainians make
//! up the crew of 21".

use std::ops::Range;

use copydesk_draft::Span;

use super::breakdown::{Breakdown, BreakdownKind, breakdown};
use crate::cx::Cx;
use crate::lists::List;
use crate::numbers::{Hedge, Number, Role};
use crate::token::TokenKind;

/// The most words of one of the people in the list.
const WORDS: usize = 5;
/// More than so many are not named one by one.
const FEW: f64 = 12.0;

/// Finds the first of them in one sentence.
pub(super) fn find(cx: &Cx<'_>, own: &[Number], range: &Range<usize>, out: &mut Vec<Breakdown>) {
    let known = out.last().filter(|last| {
        cx.token_at(last.span.start) >= range.start && last.kind != BreakdownKind::Some
    });
    if let Some(last) = known {
        // "three pupils, a teacher and two drivers": what was read has the numbers, and not those who are one each.
        if last.kind == BreakdownKind::Apart
            && let Some(found) = one_by_one(cx, own, range)
            && found.span.start == last.span.start
            && found.parts > last.parts
        {
            out.pop();
            out.push(found);
        }
        return;
    }
    if let Some(found) = one_by_one(cx, own, range).or_else(|| make_up(cx, own, range)) {
        out.push(found);
    }
}

/// What separates the count from the list.
fn opens(cx: &Cx<'_>, i: usize) -> bool {
    matches!(cx.word(i), ":" | "–" | "—") || cx.kind(i) == Some(TokenKind::Dash)
}

/// A word for people whom a count counts.
fn people(word: &str) -> bool {
    matches!(
        word,
        "people"
            | "men"
            | "women"
            | "suspects"
            | "persons"
            | "teenagers"
            | "passengers"
            | "victims"
            | "others"
            | "relatives"
            | "residents"
            | "adults"
            | "survivors"
            | "members"
    )
}

/// "Three people … – two brothers, their father and a scrap dealer".
fn one_by_one(cx: &Cx<'_>, own: &[Number], range: &Range<usize>) -> Option<Breakdown> {
    let whole = own.iter().find(|number| {
        let last = number.tokens.1 as usize;
        (2.0..=FEW).contains(&number.number)
            && number.hedge == Hedge::Exact
            && (people(cx.folded(last))
                || people(cx.folded(last + 1))
                || cx.is(last, List::PersonNoun)
                || cx.folded(last).ends_with('s') && cx.is(last + 1, List::Auxiliary))
    })?;
    let dash = (whole.tokens.1 as usize..range.end).find(|&i| opens(cx, i))?;
    let (end, sum, items) = listing(cx, own, dash + 1, range.end)?;
    let listed = items >= 2 && (sum - whole.number).abs() > 0.5;
    // Of a sum far off the list is of something else.
    (listed && (sum - whole.number).abs() <= 2.0)
        .then(|| told(whole, cx.span(whole.tokens.0 as usize, end), sum, items))
}

/// "The dead are the driver, five women and two children": those named one by one, against the count of the sentences before.
pub(super) fn named(
    cx: &Cx<'_>,
    numbers: &[Number],
    own: &[Number],
    range: &Range<usize>,
) -> Option<Breakdown> {
    let i = range.start;
    let noun = matches!(
        (cx.folded(i), cx.folded(i + 1)),
        (
            "the",
            "dead" | "victims" | "deceased" | "fatalities" | "accused" | "suspects" | "winners"
        ) | ("those", "killed" | "arrested" | "detained")
    );
    if !noun || !matches!(cx.folded(i + 2), "are" | "were") {
        return None;
    }
    let (end, sum, items) = listing(cx, own, i + 3, range.end)?;
    let place = cx.sentence_at(cx.span(i, i + 1).start);
    let block = cx.sentence(place)?.block;
    let mut before = numbers.iter().filter(|number| {
        let at = cx.sentence_at(number.span.start);
        at < place
            && at + 2 >= place
            && cx.sentence(at).is_some_and(|one| one.block == block)
            && number.role == Role::Cardinal
            && cx.is(number.tokens.1 as usize, List::PersonNoun)
    });
    let whole = before.next().filter(|whole| whole.hedge == Hedge::Exact)?;
    let over = sum - whole.number;
    (before.next().is_none() && items >= 3 && over > 0.5 && over <= 2.0)
        .then(|| told(whole, cx.span(whole.tokens.0 as usize, end), sum, items))
}

/// The list that begins at token `i`: one past its last token, how many it is, and of how many items.
fn listing(cx: &Cx<'_>, own: &[Number], i: usize, last: usize) -> Option<(usize, f64, u32)> {
    let (mut i, mut sum, mut items) = (i, 0.0, 0u32);
    let mut closing = false;
    loop {
        let (end, count) = item(cx, own, i, last)?;
        sum += count;
        items += 1;
        if closing {
            // The list is over: a mark, and no further "and".
            let over = end >= last
                || opens(cx, end)
                || matches!(cx.word(end), "," | "." | ";" | ")" | "(");
            return over.then_some((end, sum, items));
        }
        closing = cx.folded(end) == "and" || cx.word(end) == "," && cx.folded(end + 1) == "and";
        if !closing && cx.word(end) != "," {
            return None;
        }
        i = end + 1 + usize::from(cx.word(end) == "," && closing);
    }
}

/// One of the list, from token `i`: one past its last token, and how many it is. "two brothers": 2; "their father": 1.
fn item(cx: &Cx<'_>, own: &[Number], i: usize, end: usize) -> Option<(usize, f64)> {
    let number = own.iter().find(|number| number.tokens.0 as usize == i);
    let (mut k, count) = match number {
        Some(number) if number.hedge == Hedge::Exact && number.number <= FEW => {
            (number.tokens.1 as usize, number.number)
        }
        None if matches!(
            cx.folded(i),
            "a" | "an" | "his" | "her" | "their" | "another" | "the"
        ) =>
        {
            (i + 1, 1.0)
        }
        _ => return None,
    };
    let first = k;
    while k < end
        && k < first + WORDS
        && cx.kind(k) == Some(TokenKind::Word)
        && cx.folded(k) != "and"
    {
        let small = !cx.token(k).is_some_and(|token| token.capital);
        if !small || cx.is(k, List::Auxiliary) || cx.is(k, List::Preposition) {
            return None;
        }
        k += 1;
    }
    // One of them is told in the singular, several in the plural.
    let noun = cx.folded(k.checked_sub(1)?);
    let plural = noun.ends_with('s') || matches!(noun, "men" | "women" | "children" | "people");
    (k > first && (plural == (count > 1.5)) && noun != "couple").then_some((k, count))
}

/// "Thirteen Filipinos, six Indians and five Ukrainians make up the crew of 21".
fn make_up(cx: &Cx<'_>, own: &[Number], range: &Range<usize>) -> Option<Breakdown> {
    let verb = (range.start..range.end).find(|&i| {
        matches!(cx.folded(i), "make" | "made" | "makes") && cx.folded(i + 1) == "up"
            || matches!(cx.folded(i), "form" | "formed")
    })?;
    let whole = own.iter().find(|number| {
        let first = number.tokens.0 as usize;
        first > verb
            && first <= verb + 7
            && number.hedge == Hedge::Exact
            && first.checked_sub(1).is_some_and(|i| {
                cx.folded(i) == "of" && i > 0 && group(cx.folded(i - 1))
                    // "made up the 16 dead"
                    || cx.folded(i) == "the" && i == verb + 2
            })
    })?;
    let parts: Vec<Number> = own
        .iter()
        .take_while(|number| (number.tokens.0 as usize) < verb)
        .copied()
        .collect();
    let begins = parts
        .first()
        .is_some_and(|part| part.tokens.0 as usize <= range.start + 1);
    let joined = parts.windows(2).all(|pair| {
        let [a, b] = pair else { return false };
        let (from, to) = (a.tokens.1 as usize, b.tokens.0 as usize);
        to - from <= 4
            && (from..to).any(|i| cx.word(i) == "," || cx.folded(i) == "and")
            && !(from..to).any(|i| cx.is(i, List::Auxiliary) || cx.is(i, List::Preposition))
    });
    let exact = parts.iter().all(|part| part.hedge == Hedge::Exact);
    let sum: f64 = parts.iter().map(|part| part.number).sum();
    (parts.len() >= 2
        && begins
        && joined
        && exact
        && (sum - whole.number).abs() > 0.5
        && (0.6..1.6).contains(&(sum / whole.number)))
    .then(|| breakdown(BreakdownKind::All, whole, &parts))
}

/// A noun for a group with a fixed number.
fn group(word: &str) -> bool {
    matches!(
        word,
        "crew"
            | "team"
            | "squad"
            | "party"
            | "group"
            | "panel"
            | "jury"
            | "board"
            | "committee"
            | "class"
            | "cast"
            | "staff"
            | "council"
            | "delegation"
            | "orchestra"
            | "total"
    )
}

fn told(whole: &Number, span: Span, sum: f64, parts: u32) -> Breakdown {
    Breakdown {
        span,
        kind: BreakdownKind::All,
        whole: whole.number,
        whole_lowest: whole.lowest,
        whole_highest: whole.highest,
        largest: 1.0,
        sum,
        sum_lowest: sum,
        sum_highest: sum,
        parts,
    }
}
