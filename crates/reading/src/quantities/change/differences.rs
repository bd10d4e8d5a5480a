//! A change in percent that is what two rates before it lie apart: "55% …, compared with 61% in 2020, and the drop of 6%";
//! "Last autumn 31% ran late. This autumn 27% did, a 4% improvement".

use super::stated::stated;
use super::{Amount, Change, Direction, Kind, verb};
use crate::numbers::Hedge;
use crate::numbers::lexeme::Look;

/// How far behind the rates the change may be told, in tokens.
const REACH: usize = 22;

/// Finds them in a sentence.
pub(in crate::quantities) fn differences(
    look: &Look<'_, '_>,
    amounts: &[Amount],
    out: &mut Vec<Change>,
) {
    for three in amounts.windows(3) {
        let [a, b, change] = three else { continue };
        let near = change.first.saturating_sub(b.last) <= REACH
            && !(a.last..change.first).any(|i| matches!(look.text(i), ";" | ":"));
        // What stands beside them was told by nearer words.
        let told = out.iter().any(|one| {
            let span = look.cx.span(change.first, change.last);
            one.span.overlaps(span)
        });
        if near
            && !told
            && let Some(found) = apart(look, a, b, change)
        {
            out.push(found);
        }
    }
}

/// The change, if it is what lies between the two rates and no more than that.
pub(in crate::quantities) fn apart(
    look: &Look<'_, '_>,
    a: &Amount,
    b: &Amount,
    change: &Amount,
) -> Option<Change> {
    let rate = |one: &&Amount| {
        one.kind == Kind::Percent
            && !one.fraction
            && !matches!(one.hedge, Hedge::Range | Hedge::Vague)
    };
    let off = ((a.number - b.number).abs() - change.number).abs();
    if ![a, b, change].iter().all(rate) || off > 0.06 || change.number < 0.3 {
        return None;
    }
    let (direction, first, end) = told(look, change)?;
    // "and the 3% increase in fares": of another thing.
    if look.word(end) == "in" {
        return None;
    }
    let stated = stated(look, change, Some(direction), first, change.last)?;
    let (low, high) = if a.number < b.number { (a, b) } else { (b, a) };
    // An improvement may be a rate that falls.
    let (from, to) = match direction {
        Direction::Up if look.word(change.last) != "improvement" => (low, high),
        _ => (high, low),
    };
    Some(Change {
        span: look.cx.span(a.first.min(change.first), end),
        from: from.number,
        to: to.number,
        steps: (from.half_step, to.half_step),
        percent: true,
        share: false,
        stated: Some(stated),
        amount: None,
    })
}

/// "the drop of 6%", "a 4% improvement": the direction, where it begins and where it ends.
fn told(look: &Look<'_, '_>, change: &Amount) -> Option<(Direction, usize, usize)> {
    let article = |i: usize| {
        i.checked_sub(1).is_some_and(|k| {
            matches!(
                look.word(k),
                "a" | "an" | "the" | "this" | "that" | "its" | "their"
            )
        })
    };
    if look.before(change.first, 1) == "of" {
        let noun = change.first.checked_sub(2)?;
        return verb(look.word(noun))
            .filter(|_| article(noun))
            .map(|direction| (direction, noun, change.last));
    }
    // "now stands at 71 percent, up 9 percent"
    let way = look.before(change.first, 1);
    if matches!(way, "up" | "down") && look.before(change.first, 2) == "," {
        return verb(way).map(|direction| (direction, change.first - 1, change.last));
    }
    verb(look.word(change.last))
        .filter(|_| article(change.first))
        .map(|direction| (direction, change.first, change.last + 1))
}
