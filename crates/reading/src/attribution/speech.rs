//! Quotations that stand beside an attribution: the next sentence of the same speaker, the next paragraph.

use copydesk_draft::Span;

use super::{Found, Polarity, Stance};
use crate::cx::Cx;
use crate::quotes::{Quote, QuoteKind};

/// Gives each quotation that no cue covers to the speaker who holds the floor.
pub(super) fn assign(cx: &Cx<'_>, quotes: &[Quote], found: &mut [Found]) {
    let mut covered: Vec<(Span, usize)> = found
        .iter()
        .enumerate()
        .filter(|(_, one)| {
            one.stance == Stance::Said
                && one.polarity != Polarity::NoComment
                && one.source.is_some()
        })
        .flat_map(|(i, one)| one.content.iter().map(move |&span| (span, i)))
        .collect();
    covered.sort_unstable();
    let longest = covered
        .iter()
        .map(|(span, _)| span.len())
        .max()
        .unwrap_or(0);
    let owner = |at: u32| {
        let near = covered.partition_point(|(span, _)| span.start <= at);
        covered
            .get(..near)
            .unwrap_or(&[])
            .iter()
            .rev()
            .take(64)
            .take_while(|(span, _)| span.start + longest >= at)
            .find(|(span, _)| span.end > at)
            .map(|&(_, i)| i)
    };
    // Attributions that speak, in order: (place of the cue, index).
    let mut speakers: Vec<(u32, usize)> = found
        .iter()
        .enumerate()
        .filter(|(_, one)| {
            one.stance == Stance::Said
                && one.polarity != Polarity::NoComment
                && one.source.is_some()
        })
        .map(|(i, one)| (cx.span(one.cue.0, one.cue.1).start, i))
        .collect();
    speakers.sort_unstable();
    // The speaker of the quotation before, and its block.
    let mut floor: Option<(usize, u32)> = None;
    let mut added: Vec<(usize, Span)> = Vec::new();
    for quote in quotes {
        if quote.depth > 0 {
            continue;
        }
        let sentence = cx.sentence_at(quote.span.start);
        let block = cx.sentence(sentence).map_or(0, |sentence| sentence.block);
        if let Some(i) = owner(quote.inner.start) {
            floor = Some((i, block));
            continue;
        }
        let own_sentence = cx
            .sentence(sentence)
            .is_some_and(|one| one.span.start >= quote.span.start);
        let whole = quote.kind == QuoteKind::Full || quote.continues || quote.closing.is_none();
        if !(own_sentence && whole) {
            continue;
        }
        let span = cx
            .blocks
            .get(block as usize)
            .map_or(quote.span, |block| block.span);
        // A cue in the same paragraph: the last before it, else the first behind it.
        let next = speakers.partition_point(|&(at, _)| at < quote.span.start);
        let before = next
            .checked_sub(1)
            .and_then(|i| speakers.get(i))
            .filter(|&&(at, _)| at >= span.start);
        let after = speakers.get(next).filter(|&&(at, _)| at < span.end);
        let speaker = before.or(after).map(|&(_, i)| i).or_else(|| {
            // The paragraph is the quotation alone: the speaker of the one before goes on.
            floor
                .filter(|&(_, last)| quote.continues || block <= last + 1)
                .map(|(i, _)| i)
        });
        if let Some(i) = speaker {
            added.push((i, quote.span));
            floor = Some((i, block));
        }
    }
    for (i, span) in added {
        if let Some(one) = found.get_mut(i) {
            one.content.push(span);
        }
    }
    for one in found {
        one.content.sort_unstable();
        one.content.dedup();
    }
}
