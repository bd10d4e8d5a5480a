//! The hurt or the missing told again with another number: "48 people missing … the 84 missing".

use copydesk_draft::Span;

use super::{Ground, stem};
use crate::casualties::{Figure, Outcome, Telling};
use crate::numbers::{Hedge, Role};

/// A count and what its words allow.
type Counted = (Span, (f64, f64));

/// The counts given first, and those that point back and differ.
pub(super) fn find(ground: &Ground<'_, '_>) -> Vec<(Counted, Counted)> {
    let figures = &ground.casualties.figures;
    let mut found = Vec::new();
    for (k, again) in figures.iter().enumerate() {
        if !again.definite
            || !told(ground, again)
            || again.hedge != Hedge::Exact
            || cut(ground, again)
        {
            continue;
        }
        let n = again.number;
        // The same number was given before, of whatever.
        let known = ground
            .numbers
            .iter()
            .take_while(|number| number.span.end <= again.span.start)
            .filter(|number| matches!(number.role, Role::Cardinal))
            .any(|number| number.lowest <= n && n <= number.highest && number.number > 1.0);
        let before: Vec<&Figure> = figures
            .iter()
            .take(k)
            .filter(|figure| {
                figure.outcome == again.outcome
                    && !figure.definite
                    && figure.event == again.event
                    && figure.span.end <= again.span.start
                    && told(ground, figure)
            })
            .collect();
        let sum: f64 = before.iter().map(|figure| figure.number).sum();
        let Some(first) = before.last().filter(|_| !known) else {
            continue;
        };
        if (sum - n).abs() < 0.5 || !alike(ground, first, again) {
            continue;
        }
        if first.highest < n || first.lowest > n {
            found.push((
                (first.span, (first.lowest, first.highest)),
                (again.span, (n, n)),
            ));
        }
    }
    found
}

/// A count of all the hurt or missing of one event, told as news.
fn told(ground: &Ground<'_, '_>, figure: &Figure) -> bool {
    matches!(figure.outcome, Outcome::Wounded | Outcome::Missing)
        && !figure.part
        && !figure.running
        && figure.number >= 2.0
        && figure.telling == Telling::Asserted
        && !ground.cx.masked(figure.span)
}

/// What follows takes a part of them: "the 27 injured in the second carriage", "the nine missing who".
fn cut(ground: &Ground<'_, '_>, figure: &Figure) -> bool {
    let (_, last) = ground.tokens(figure.span);
    matches!(
        ground.cx.folded(last),
        "in" | "at" | "from" | "on" | "who" | "aboard" | "inside" | "near" | "and" | "or" | "still"
    )
}

/// The second counts people at large, or the same people as the first.
fn alike(ground: &Ground<'_, '_>, first: &Figure, again: &Figure) -> bool {
    let head = |span: Option<Span>| {
        span.map(|span| {
            let words = ground.cx.str(span);
            let word = words.rsplit(' ').next().unwrap_or(words).to_lowercase();
            stem(&word).to_owned()
        })
    };
    match (head(first.whom), head(again.whom)) {
        (_, None) => true,
        (one, Some(other)) => one.is_some_and(|one| one == other),
    }
}
