//! The dead of a headline beside the toll of the text.

use super::{PairRow, lede, nouns};
use crate::casualties::{Figure, Outcome, Telling};
use crate::numbers::Hedge;
use crate::relations::Ground;

/// The dead of the headline beside a toll of the body that counts no noun: "kills 52" over "put the dead at 57".
pub(super) fn find(ground: &Ground<'_, '_>, rows: &mut Vec<PairRow>) {
    let cx = ground.cx;
    let head = |figure: &&Figure| {
        cx.sentence(cx.sentence_at(figure.span.start))
            .is_some_and(|one| ground.in_headline(one))
    };
    let dead: Vec<&Figure> = ground
        .casualties
        .figures
        .iter()
        .filter(|figure| {
            figure.outcome == Outcome::Killed
                && !figure.part
                && !figure.running
                && figure.number >= 2.0
                && figure.hedge != Hedge::Vague
        })
        .collect();
    let Some(top) = dead.iter().copied().find(|figure| head(figure)) else {
        return;
    };
    let body: Vec<&&Figure> = dead.iter().filter(|figure| !head(figure)).collect();
    let same = ground.numbers.iter().any(|number| {
        number.span.start > top.span.end
            && number.lowest <= top.highest
            && top.lowest <= number.highest
    });
    // "Fire kills 21" over a lede of "At least 25 dockers died": nobody else is counted. Fewer in the lede may
    // be told of a part of them.
    let folk = |only: &Figure| {
        lede(ground, only.span)
            && top.whom.is_none()
            && only.telling != Telling::History
            && top.highest < only.lowest
    };
    // "At least 9 die in wall collapse" over "Six people died when a wall fell": all of them.
    let people = |only: &Figure| {
        lede(ground, only.span)
            && top.whom.is_none()
            && only.telling != Telling::History
            && only.highest < top.lowest
            && matches!(nouns(ground, only).as_slice(), [noun] if matches!(noun.as_str(), "peopl" | "people"))
    };
    // "Seventeen soldiers killed" over "At least 14 soldiers were killed", and no 17 in the text.
    let told = ground
        .numbers
        .iter()
        .any(|number| number.span.start > top.span.end && (number.number - top.number).abs() < 0.5);
    let counted = |figure: &Figure| matches!(figure.hedge, Hedge::Exact | Hedge::AtLeast);
    let other = body.iter().find(|one| {
        !told
            && lede(ground, one.span)
            && one.telling != Telling::History
            && counted(top)
            && counted(one)
            && one.number < top.number
            && top.whom.is_some()
            && !one.definite
            && matches!((nouns(ground, top).as_slice(), nouns(ground, one).as_slice()), ([a], [b]) if a == b)
    });
    if let Some(one) = other {
        rows.push((
            [top.span, one.span],
            [(top.number, top.number), (one.number, one.number)],
            [false, true, false, false],
        ));
        return;
    }
    if let ([only], false) = (body.as_slice(), same)
        && (only.whom.is_none() || folk(only) || people(only))
        && !only.definite
        && (only.highest < top.lowest || top.highest < only.lowest)
    {
        rows.push((
            [top.span, only.span],
            [(top.lowest, top.highest), (only.lowest, only.highest)],
            [false, true, false, false],
        ));
    }
}
