//! A change of a percentage of which the draft gives one end beside it and the other elsewhere: "was up 7% on the election
//! of 2019, when it took 34%" where 41% is printed, "He was at 28% in August. His rise to 33% is a 5% increase".

use super::across::{own, percentages, values};
use super::change::{Change, Direction};
use super::{Percentage, Quantities, apart};
use crate::cx::Cx;
use crate::numbers::Number;
use crate::numbers::lexeme::Look;
use crate::sentence::Sentence;

/// Finds them; `out.changes` stays in order.
pub(super) fn find(cx: &Cx<'_>, numbers: &[Number], out: &mut Quantities) {
    if out.percentages.len() < 3 {
        return;
    }
    let mut found = Vec::new();
    let mut before: Option<&Sentence> = None;
    for sentence in cx.sentences {
        let earlier = before.filter(|other| other.block == sentence.block);
        before = Some(sentence);
        let here = percentages(out, sentence);
        if here.is_empty() || here.len() > 2 || !own(out, sentence).is_empty() {
            continue;
        }
        let look = Look::new(cx, sentence);
        let Some(told) = apart::told(&look, &values(numbers, out, sentence)) else {
            continue;
        };
        let Some(direction) = told.stated.direction.filter(|_| !told.stated.points) else {
            continue;
        };
        let change = told.stated.number;
        let other = here
            .iter()
            .find(|one| !(told.first..told.last).contains(&(one.tokens.0 as usize)));
        let previous = earlier
            .map(|other| percentages(out, other))
            .filter(|all| all.len() == 1);
        let ends = match (other, previous.as_deref()) {
            // "His rise to 33% is a 5% increase" behind "was at 28%".
            (Some(now), Some([then]))
                if look.before(now.tokens.0 as usize, 1) == "to"
                    && apart_by(direction, then, now, change) =>
            {
                Some((**then, **now))
            }
            // "up 7% on 2019, when it took 34%", and 41% elsewhere.
            (Some(then), _) if was(&look, then) => {
                elsewhere(out, sentence, then, direction, change).map(|now| (**then, now))
            }
            // "stood at 29% in June. He has since gained 5%", and 34% elsewhere.
            (None, Some([then])) if goes_back(&look) => {
                elsewhere(out, sentence, then, direction, change).map(|now| (**then, now))
            }
            _ => None,
        };
        let Some((from, to)) = ends else { continue };
        found.push(Change {
            span: told.stated.span,
            from: from.number,
            to: to.number,
            steps: (from.half_step.min(0.5), to.half_step.min(0.5)),
            percent: true,
            share: false,
            stated: Some(told.stated),
            amount: None,
        });
    }
    out.changes.extend(found);
    out.changes.sort_by_key(|change| change.span);
}

/// What the later value is if the change is told in points.
fn due(direction: Direction, then: f64, change: f64) -> f64 {
    match direction {
        Direction::Up => then + change,
        Direction::Down => then - change,
    }
}

/// True if the two lie as far apart as the change would be in points.
fn apart_by(direction: Direction, then: &Percentage, now: &Percentage, change: f64) -> bool {
    !then.points && !now.points && (due(direction, then.number, change) - now.number).abs() < 0.051
}

/// "when it took 34%", "from 24.5%": the value of before.
fn was(look: &Look<'_, '_>, then: &Percentage) -> bool {
    let first = then.tokens.0 as usize;
    !then.points
        && (1..=5).any(|back| {
            matches!(
                look.before(first, back),
                "when" | "from" | "against" | "took" | "was" | "stood" | "had" | "won" | "recorded"
            )
        })
}

/// "He has since gained 5%": the sentence takes up who was told of before.
fn goes_back(look: &Look<'_, '_>) -> bool {
    matches!(
        look.word(look.first),
        "he" | "she" | "it" | "they" | "his" | "her" | "its" | "their" | "since" | "that"
    )
}

/// Another percentage of the draft that is the value then with the change in points, and none that is it with the change
/// in percent.
fn elsewhere(
    out: &Quantities,
    sentence: &Sentence,
    then: &Percentage,
    direction: Direction,
    change: f64,
) -> Option<Percentage> {
    let others = || {
        out.percentages
            .iter()
            .filter(|one| !one.points && !sentence.span.contains(one.span))
    };
    let sign = if direction == Direction::Up {
        1.0
    } else {
        -1.0
    };
    let relative = then.number * (1.0 + sign * change / 100.0);
    let meant = others().any(|one| (one.number - relative).abs() < one.half_step.min(0.5) + 0.01);
    others()
        .find(|one| (one.number - due(direction, then.number, change)).abs() < 0.051)
        .filter(|_| !meant && change > 0.0)
        .copied()
}
