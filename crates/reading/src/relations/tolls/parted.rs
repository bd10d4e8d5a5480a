//! What is left of a toll, or was added to it, before it is told again.

use copydesk_draft::Span;

use crate::casualties::Figure;
use crate::numbers::Number;
use crate::relations::Ground;

/// "Eleven people were killed, two bombers among them. The nine victims …": what is left of them; "On Tuesday three more
/// came": what was added.
pub(super) fn set_apart(ground: &Ground<'_, '_>, numbers: &[&Number], n: f64) -> bool {
    let cx = ground.cx;
    numbers.iter().enumerate().any(|(k, a)| {
        numbers.iter().skip(k + 1).any(|b| {
            let (first, last) = (cx.sentence_at(a.span.start), cx.sentence_at(b.span.start));
            let own = ground.tokens(b.span);
            let parted = first == last
                && (a.number - b.number - n).abs() < 0.5
                && cx.sentence_tokens(last).any(|i| {
                    matches!(
                        cx.folded(i),
                        "among" | "including" | "them" | "whom" | "counting"
                    )
                });
            let added = (a.number + b.number - n).abs() < 0.5
                && ((own.1..own.1 + 2).any(|i| matches!(cx.folded(i), "more" | "others"))
                    || own
                        .0
                        .checked_sub(1)
                        .is_some_and(|i| cx.folded(i) == "another"));
            parted || added
        })
    })
}

/// "Two of the victims died in hospital": a part of those counted before.
pub(super) fn is_part(ground: &Ground<'_, '_>, figure: &Figure) -> bool {
    let cx = ground.cx;
    let (first, last) = ground.tokens(figure.span);
    (first..last)
        .any(|i| cx.folded(i) == "of" && matches!(cx.folded(i + 1), "the" | "those" | "them"))
}

/// "Twelve people were killed. Two of the victims died in hospital, and the ten who died at the scene": the part told and the
/// rest make up the toll.
pub(super) fn other_part(ground: &Ground<'_, '_>, again: Span, n: f64) -> bool {
    let before = || {
        ground
            .casualties
            .figures
            .iter()
            .filter(|figure| figure.span.end <= again.start)
    };
    before()
        .filter(|part| is_part(ground, part))
        .any(|part| before().any(|whole| (whole.number - part.number - n).abs() < 0.5))
}

/// "killed seven people and the driver": one more of them than the figure.
pub(super) fn and_one(ground: &Ground<'_, '_>, again: Span, n: f64) -> bool {
    let cx = ground.cx;
    ground
        .casualties
        .figures
        .iter()
        .filter(|figure| figure.span.end <= again.start && (figure.number + 1.0 - n).abs() < 0.5)
        .any(|figure| {
            let (_, last) = ground.tokens(figure.span);
            (last..last + 3).any(|i| {
                cx.folded(i) == "and"
                    && matches!(
                        cx.folded(i + 1),
                        "the" | "a" | "an" | "his" | "her" | "their" | "one"
                    )
            })
        })
}
