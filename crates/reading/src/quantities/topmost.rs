//! The change a headline states, beside the values of the lede: "Bus fares tripled", "Library visits up by half".

use copydesk_draft::{BlockKind, Span};

use super::across::{own, percentages, values};
use super::change::{Amount, Change, Kind, Stated, multiple, verb};
use super::{Percentage, Quantities, apart};
use crate::cx::Cx;
use crate::lists::List;
use crate::numbers::lexeme::Look;
use crate::numbers::{Hedge, Number};
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// The headline's change belongs to the one change of the lede that states none.
pub(super) fn find(cx: &Cx<'_>, numbers: &[Number], out: &mut Quantities) {
    let Some(head) = cx.sentences.iter().find(|sentence| {
        cx.blocks
            .get(sentence.block as usize)
            .is_some_and(|block| block.kind == BlockKind::Headline)
    }) else {
        return;
    };
    let look = Look::new(cx, head);
    let own = percentages(out, head);
    let stated = match own.as_slice() {
        [] => (look.first..look.end).find_map(|i| multiple(&look, i + 1)),
        [p] => {
            let at = p.tokens.0 as usize;
            let by = usize::from(look.before(at, 1) == "by");
            at.checked_sub(1 + by)
                .filter(|&k| k >= look.first)
                .and_then(|k| verb(look.word(k)))
                .map(|direction| Stated {
                    span: p.span,
                    number: p.number,
                    lowest: p.lowest - p.half_step.min(0.5),
                    highest: p.highest + p.half_step.min(0.5),
                    points: p.points,
                    direction: Some(direction),
                })
        }
        _ => None,
    };
    let part = || {
        let told = apart::told(&look, &values(numbers, out, head))?;
        shared(cx, head, told.first).map(|lede| (told.stated, lede))
    };
    let Some(stated) = stated else {
        if own.is_empty()
            && let Some((stated, lede)) = part()
        {
            belongs(cx, numbers, out, stated, lede);
        }
        return;
    };
    let lede = |span: Span| {
        cx.sentence(cx.sentence_at(span.start))
            .and_then(|sentence| cx.blocks.get(sentence.block as usize))
            .is_some_and(|block| block.lede)
    };
    let open: Vec<usize> = out
        .changes
        .iter()
        .enumerate()
        .filter(|(_, change)| lede(change.span))
        .map(|(i, _)| i)
        .collect();
    if open.is_empty()
        && let Some(change) = beside_headline(cx, out, &look, &stated)
    {
        out.changes.push(change);
        out.changes.sort_by_key(|change| change.span);
        return;
    }
    if open.is_empty()
        && let [p] = own.as_slice()
        && let Some(change) = measured(cx, numbers, out, head, &stated, p.tokens.0 as usize)
    {
        out.changes.push(change);
        out.changes.sort_by_key(|change| change.span);
        return;
    }
    if let [only] = open.as_slice()
        && let Some(change) = out.changes.get_mut(*only)
        && change.stated.is_none()
    {
        change.stated = Some(stated);
    }
}

/// "Inflation jumps 3%" over "was 8% in December, against 5% in November": two rates of the lede whose difference is what
/// the headline states. Anything else the headline may measure is left alone.
fn beside_headline(
    cx: &Cx<'_>,
    out: &Quantities,
    head: &Look<'_, '_>,
    stated: &Stated,
) -> Option<Change> {
    let lede = cx.sentences.iter().find(|sentence| {
        cx.blocks
            .get(sentence.block as usize)
            .is_some_and(|block| block.lede)
    })?;
    let [to, from] = <[&Percentage; 2]>::try_from(percentages(out, lede)).ok()?;
    let look = Look::new(cx, lede);
    let (last, first) = (to.tokens.1 as usize, from.tokens.0 as usize);
    let against = (last..first).any(|i| {
        matches!(look.word(i), "against" | "compared")
            || matches!(look.word(i), "up" | "down") && look.word(i + 1) == "from"
    });
    let vague = |one: &Percentage| matches!(one.hedge, Hedge::Range | Hedge::Vague);
    let difference = (to.number - from.number).abs();
    // Both are about the same: a word in common, or inflation and the prices that make it.
    let common = (head.first..head.end).any(|h| {
        let word = head.word(h);
        let told = |other: &str| (look.first..look.end).any(|i| look.word(i) == other);
        word == "inflation" && told("prices")
            || word.len() >= 4
                && verb(word).is_none()
                && !head.cx.is(h, List::Preposition)
                && told(word)
    });
    // The headline stands before the lede: the finding is about its words.
    (against
        && common
        && first - last <= 12
        && !to.points
        && !from.points
        && !stated.points
        && !vague(to)
        && !vague(from)
        && (difference - stated.number).abs() < 0.05
        && apart::fits(stated, from.number, to.number))
    .then(|| Change {
        span: stated.span,
        from: from.number,
        to: to.number,
        steps: (from.half_step.min(0.5), to.half_step.min(0.5)),
        percent: true,
        share: false,
        stated: Some(*stated),
        amount: None,
    })
}

/// "Brewer's profit up 13%" over "Net profit was 533 million, compared with 410 million the year before": the lede's value and the
/// one it is set against are of what the headline measures.
fn measured(
    cx: &Cx<'_>,
    numbers: &[Number],
    out: &Quantities,
    head: &Sentence,
    stated: &Stated,
    at: usize,
) -> Option<Change> {
    if stated.points {
        return None;
    }
    // The noun before the verb, or before what belongs to it: "profit up", "visitors to zoo fall by".
    let noun = (head.first as usize..at)
        .take_while(|&i| {
            verb(cx.folded(i)).is_none() && !cx.is(i, List::Preposition) && cx.folded(i) != "by"
        })
        .filter(|&i| cx.kind(i) == Some(TokenKind::Word))
        .last()
        .map(|i| cx.folded(i).trim_end_matches('s'))
        .filter(|noun| noun.len() > 3)?;
    let lede = cx.sentences.iter().find(|sentence| {
        cx.blocks
            .get(sentence.block as usize)
            .is_some_and(|block| block.lede)
    })?;
    let look = Look::new(cx, lede);
    let amounts = values(numbers, out, lede);
    let subject =
        (look.first..look.first + 5).find(|&i| look.word(i).trim_end_matches('s') == noun)?;
    let to = amounts.iter().find(|one| apart::counts(&look, one))?;
    let copula = look.before(to.first, 1);
    let told = matches!(
        copula,
        "was"
            | "were"
            | "reached"
            | "totalled"
            | "totaled"
            | "hit"
            | "is"
            | "are"
            | "numbered"
            | "averaged"
    ) || matches!(copula, "at" | "to")
        && matches!(
            look.before(to.first, 2),
            "stood" | "came" | "were" | "was" | "amounted"
        )
        || copula == "worth" && matches!(look.before(to.first, 2), "was" | "were");
    // Nothing but what the subject is, or whose.
    let plain = !(subject..to.first).any(|i| {
        matches!(look.text(i), "," | ";" | ":")
            || matches!(look.word(i), "and" | "but" | "that" | "which" | "per")
            || verb(look.word(i)).is_some()
    });
    let from = amounts.iter().find(|one| {
        let back = |n: usize| look.before(one.first, n);
        one.first > to.last
            && one.first - to.last <= 12
            && (matches!(back(1), "with" | "to") && back(2) == "compared"
                || matches!(back(1), "against" | "versus")
                || back(1) == "from" && matches!(back(2), "up" | "down"))
    })?;
    let vague = |one: &Amount| !matches!(one.hedge, Hedge::Exact | Hedge::About);
    let alike = (from.kind == to.kind || from.kind == Kind::Plain) && from.kind != Kind::Percent;
    let ratio = to.number.max(from.number) / to.number.min(from.number);
    let fine = told
        && plain
        && alike
        && ratio < 6.0
        && !vague(to)
        && !vague(from)
        && apart::fits(stated, from.number, to.number);
    fine.then(|| Change {
        span: cx.span(to.first, from.last),
        from: from.number,
        to: to.number,
        steps: (from.half_step, to.half_step),
        percent: false,
        share: false,
        stated: Some(*stated),
        amount: None,
    })
}

/// The lede, if a noun of the headline before token `at` stands in it too.
fn shared<'a>(cx: &Cx<'a>, head: &Sentence, at: usize) -> Option<&'a Sentence> {
    let lede = cx.sentences.iter().find(|one| {
        cx.blocks
            .get(one.block as usize)
            .is_some_and(|block| block.lede)
    })?;
    let bare = |word: &'a str| word.trim_end_matches('s');
    let noun = |i: usize| {
        cx.kind(i) == Some(TokenKind::Word)
            && cx.folded(i).chars().count() > 3
            && !cx.is(i, List::Preposition)
            && verb(cx.folded(i)).is_none()
    };
    (head.first as usize..at)
        .filter(|&i| noun(i))
        .any(|i| {
            (lede.first as usize..lede.last as usize)
                .any(|k| bare(cx.folded(k)) == bare(cx.folded(i)))
        })
        .then_some(lede)
}

/// Gives the headline's change to the one pair of the lede: one that was read, or "had 412,000 visits, up from 350,000".
fn belongs(cx: &Cx<'_>, numbers: &[Number], out: &mut Quantities, stated: Stated, lede: &Sentence) {
    match own(out, lede) {
        [only] if only.stated.is_none() && apart::fits(&stated, only.from, only.to) => {
            let at = only.span;
            for change in &mut out.changes {
                if change.span == at && change.stated.is_none() {
                    change.stated = Some(stated);
                }
            }
        }
        [] => {
            let look = Look::new(cx, lede);
            let amounts = values(numbers, out, lede);
            let mut pairs = amounts.iter().enumerate().filter_map(|(n, from)| {
                let from_word = look.before(from.first, 1) == "from";
                let way = verb(look.before(from.first, 2)).filter(|_| {
                    matches!(look.before(from.first, 2), "up" | "down")
                        && look.before(from.first, 3) == ","
                });
                if !from_word || way.is_none() || way != stated.direction {
                    return None;
                }
                let to = value_before(&look, amounts.get(..n)?, from)?;
                Some((to, *from))
            });
            let (Some((to, from)), None) = (pairs.next(), pairs.next()) else {
                return;
            };
            if !apart::fits(&stated, from.number, to.number) {
                return;
            }
            let change = Change {
                span: cx.span(to.first, from.last),
                from: from.number,
                to: to.number,
                steps: (from.half_step, to.half_step),
                percent: false,
                share: false,
                stated: Some(stated),
                amount: None,
            };
            out.changes.push(change);
            out.changes.sort_by_key(|change| change.span);
        }
        _ => {}
    }
}

/// The value that is compared: of the size of the one before, with the same unit.
fn value_before(look: &Look<'_, '_>, before: &[Amount], from: &Amount) -> Option<Amount> {
    let alike = |one: &&Amount| {
        let ratio = one.number.max(from.number) / one.number.min(from.number);
        apart::counts(look, one)
            && matches!(one.hedge, Hedge::Exact | Hedge::About)
            && (one.kind == from.kind || one.kind == Kind::Plain || from.kind == Kind::Plain)
            && one.kind != Kind::Percent
            && ratio < 6.0
    };
    let mut found = before.iter().filter(alike);
    let one = found.next()?;
    found.next().is_none().then_some(*one)
}
