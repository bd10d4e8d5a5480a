//! A toll, and those it counts listed by kind in a later sentence by the same source: "killed 17 people, police said. Nine men,
//! six women and four children had been shot dead, the police said".

use super::Ground;
use super::one_source::{is_update, voice};
use super::{PairRow, lede, nouns};
use crate::casualties::{Figure, Outcome, Telling};
use crate::numbers::Hedge;
use crate::order::starting_in;
use crate::sentence::Sentence;

/// How many sentences behind the toll the list may stand.
const REACH: u32 = 3;

/// Finds the lists whose sum is more than the toll: one that is less may leave some out.
pub(super) fn find(ground: &Ground<'_, '_>, rows: &mut Vec<PairRow>) {
    let cx = ground.cx;
    let figures = &ground.casualties.figures;
    let whole = |figure: &&Figure| {
        figure.outcome == Outcome::Killed
            && figure.telling == Telling::Asserted
            && figure.hedge == Hedge::Exact
            && !(figure.part || figure.definite || figure.running)
    };
    for sentence in cx.sentences.iter().filter(|one| ground.in_body(one)) {
        let listed: Vec<&Figure> = starting_in(figures, sentence.span, |figure| figure.span)
            .iter()
            .filter(|figure| sentence.span.contains(figure.span))
            .collect();
        if listed.len() < 3
            || !listed
                .iter()
                .all(|figure| whole(figure) && kind(ground, figure))
        {
            continue;
        }
        let (Some(first), Some(last)) = (listed.first(), listed.last()) else {
            continue;
        };
        // One verb for all of them.
        if listed.iter().any(|figure| figure.span.end != last.span.end)
            || ground.tokens(first.span).0 != sentence.first as usize
            || updated(ground, sentence, first)
        {
            continue;
        }
        // The one toll before it.
        let place = cx.sentence_at(first.span.start);
        let mut before = figures
            .iter()
            .filter(|figure| figure.span.end <= sentence.span.start && cx.in_body(figure.span))
            .filter(|figure| figure.outcome == Outcome::Killed);
        let (Some(toll), None) = (before.next(), before.next()) else {
            continue;
        };
        let sum: f64 = listed.iter().map(|figure| figure.number).sum();
        let people = nouns(ground, toll)
            .iter()
            .all(|noun| matches!(noun.as_str(), "peopl" | "people" | "person" | "villager"));
        let near = cx.sentence_at(toll.span.start) + REACH >= place;
        let own = cx.sentence(cx.sentence_at(toll.span.start));
        if !whole(&toll)
            || !people
            || !near
            || toll.event != first.event
            || own.is_none_or(|own| updated(ground, own, toll))
            || sum < toll.number + 0.5
        {
            continue;
        }
        if let (Some(one), Some(other)) = (voice(ground, toll), voice(ground, first))
            && one.same(&other)
        {
            rows.push((
                [toll.span, first.span],
                [(toll.lowest, toll.highest), (sum, sum)],
                [false, true, true, lede(ground, toll.span)],
            ));
        }
    }
}

/// True if the sentence tells that its count is a later one or one of others.
fn updated(ground: &Ground<'_, '_>, sentence: &Sentence, figure: &Figure) -> bool {
    let own = ground.tokens(figure.span);
    (sentence.first as usize..sentence.last as usize).any(|i| is_update(ground.cx, i, own))
}

/// People told by sex or age: nobody is two of them.
fn kind(ground: &Ground<'_, '_>, figure: &Figure) -> bool {
    figure.whom.is_some_and(|whom| {
        let (first, last) = ground.tokens(whom);
        (first..last).any(|i| {
            matches!(
                ground.cx.folded(i),
                "men"
                    | "man"
                    | "women"
                    | "woman"
                    | "children"
                    | "child"
                    | "boys"
                    | "boy"
                    | "girls"
                    | "girl"
                    | "babies"
                    | "baby"
                    | "toddlers"
                    | "toddler"
                    | "infants"
                    | "infant"
                    | "teenagers"
                    | "teenager"
            )
        })
    })
}
