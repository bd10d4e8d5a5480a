//! The toll of the same event told again as known: "The crash, which killed 34 passengers", "the fire, in which 21 people
//! died", "The blast killed 12 people" behind a report that counted others.

use copydesk_draft::Span;

use super::one_source::voice;
use super::{Ground, stem};
use crate::casualties::{Figure, Outcome, Telling};
use crate::lists::List;
use crate::numbers::{Hedge, Role};

/// The earlier count and the one told again, each with what its words allow.
pub(super) type Retold = ((Span, (f64, f64)), (Span, (f64, f64)));

/// Words that tell of news about the count, or of another count than the whole.
const MOVED: &[&str] = &[
    "rose",
    "risen",
    "rise",
    "raised",
    "raising",
    "updated",
    "revised",
    "now",
    "earlier",
    "initially",
    "previously",
    "previous",
    "up",
    "climbed",
    "increased",
    "another",
    "also",
    "more",
    "other",
    "others",
    "separate",
    "separately",
    "elsewhere",
    "including",
    "among",
    "additional",
    "meanwhile",
    "total",
    "overall",
    "since",
    "year",
    "years",
    "month",
    "months",
    "weeks",
    "similar",
    "last",
    "second",
    "third",
    "then",
    "least",
    "first",
    "again",
    "toll",
];

/// Finds them.
pub(super) fn find(ground: &Ground<'_, '_>) -> Vec<Retold> {
    let cx = ground.cx;
    let dead: Vec<&Figure> = ground
        .casualties
        .figures
        .iter()
        .filter(|figure| {
            figure.outcome == Outcome::Killed
                && !figure.part
                && !figure.running
                && figure.number >= 2.0
                && figure.telling != Telling::History
                && figure.hedge != Hedge::Vague
                && cx
                    .sentence(cx.sentence_at(figure.span.start))
                    .is_some_and(|one| ground.in_body(one))
        })
        .collect();
    let mut found = Vec::new();
    for (k, b) in dead.iter().enumerate().skip(1) {
        if b.definite || !known_event(ground, b) {
            continue;
        }
        let Some(a) = dead
            .get(..k)
            .unwrap_or(&[])
            .iter()
            .rfind(|a| a.event == b.event && a.telling == Telling::Asserted && !a.definite)
        else {
            continue;
        };
        let apart = a.highest < b.lowest || b.highest < a.lowest;
        let same = ground.numbers.iter().any(|number| {
            number.span.end <= b.span.start
                && number.role == Role::Cardinal
                && number.lowest <= b.highest
                && b.lowest <= number.highest
                && number.number > 1.0
                && number.hedge != Hedge::AtMost
        });
        let sentences = (cx.sentence_at(a.span.start), cx.sentence_at(b.span.start));
        let moved = [sentences.0, sentences.1].iter().any(|&sentence| {
            let own = ground.tokens(if sentence == sentences.0 {
                a.count
            } else {
                b.count
            });
            cx.sentence_tokens(sentence)
                .filter(|&i| i < own.0 || i >= own.1)
                .take_while(|&i| sentence == sentences.0 || i < own.1 + 2)
                .any(|i| MOVED.contains(&cx.folded(i)))
        });
        if !apart || same || sentences.0 == sentences.1 || moved || !alike(ground, a, b) {
            continue;
        }
        if days_apart(ground, a, b, sentences.1) {
            continue;
        }
        // Told by the same source, or by nobody.
        let (first, second) = (voice(ground, a), voice(ground, b));
        let same = match (&first, &second) {
            (_, None) => true,
            (Some(first), Some(second)) => first.same(second),
            (None, Some(_)) => false,
        };
        if same {
            found.push((
                (a.span, (a.lowest, a.highest)),
                (b.span, (b.lowest, b.highest)),
            ));
        }
    }
    found
}

/// True if the figure is told of "the crash", "the fire": an event with the article and nothing that tells it from others.
fn known_event(ground: &Ground<'_, '_>, figure: &Figure) -> bool {
    let cx = ground.cx;
    let (first, _) = ground.tokens(figure.span);
    let range = cx.sentence_tokens(cx.sentence_at(figure.span.start));
    let at = |i: usize| cx.folded(i);
    // "which killed 34", "in which 21 people died", "that killed 34", "killed 12 people" with the event as its subject.
    let Some(mut k) = first.checked_sub(1).filter(|&k| k >= range.start) else {
        return false;
    };
    // "which left 19 dead"
    if matches!(at(k), "left" | "leaves" | "claimed") && k > range.start {
        k -= 1;
    }
    if matches!(at(k), "which" | "that") {
        k = k.saturating_sub(1);
        k -= usize::from(matches!(at(k), "in" | "by") && k > range.start);
    }
    k -= usize::from(at(k) == "," && k > range.start);
    let noun = k;
    let event = cx.is(noun, List::EventHead) || cx.is(noun, List::HarmEvent);
    let article = (1..=2).any(|back| {
        noun.checked_sub(back)
            .is_some_and(|i| i >= range.start && at(i) == "the")
    });
    let plain = at(noun.saturating_sub(1)) == "the"
        || noun
            .checked_sub(1)
            .is_some_and(|i| !cx.word(i).starts_with(char::is_uppercase));
    event && article && plain
}

/// The same kind of victims: no noun, people at large, or the same noun.
fn alike(ground: &Ground<'_, '_>, a: &Figure, b: &Figure) -> bool {
    let noun = |figure: &Figure| {
        figure
            .whom
            .map(|span| ground.tokens(span).1)
            .and_then(|last| last.checked_sub(1))
            .map(|i| stem(ground.cx.folded(i)).to_owned())
            .filter(|noun| {
                !matches!(
                    noun.as_str(),
                    "peopl" | "people" | "person" | "other" | "victim"
                )
            })
    };
    match (noun(a), noun(b)) {
        (Some(x), Some(y)) => x == y,
        (None, Some(_)) => false,
        _ => true,
    }
}

/// True if the second sentence names a day that the first figure does not lie in.
fn days_apart(ground: &Ground<'_, '_>, a: &Figure, b: &Figure, sentence: u32) -> bool {
    if let (Some(x), Some(y)) = (a.day, b.day) {
        return x.last < y.first || y.last < x.first;
    }
    ground.cx.sentence(sentence).is_some_and(|own| {
        ground
            .dates_in(own.span)
            .iter()
            .any(|date| date.span.start < b.span.end)
    })
}
