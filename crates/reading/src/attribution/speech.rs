//! Quotations that stand beside an attribution: the next sentence of the same speaker, the next paragraph.

use std::sync::Arc;

use copydesk_draft::Span;

use super::{Act, Found, Polarity, Reach, Stance};
use crate::cx::Cx;
use crate::lists::List;
use crate::quotes::{Quote, QuoteKind};
use crate::token::TokenKind;

/// Gives each quotation that no cue covers to the speaker who holds the floor.
pub(super) fn assign(cx: &Cx<'_>, quotes: &[Quote], found: &mut Vec<Found>) {
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
    let mut signed: Vec<Found> = Vec::new();
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
        // "But “we will go on.”": a word that joins, and the quotation to the end of the sentence.
        let joined = !own_sentence
            && cx.sentence(sentence).is_some_and(|one| {
                let open = cx.token_at(quote.span.start);
                let first = one.first as usize;
                open > first
                    && open <= first + 2
                    && cx.is(first, List::Conjunction)
                    && (open == first + 1 || cx.word(first + 1) == ",")
                    && quote.span.end + 1 >= one.span.end
                    && quote.words > 4
            });
        let own_sentence = own_sentence || joined;
        let whole =
            quote.kind == QuoteKind::Full || quote.continues || quote.closing.is_none() || joined;
        if !(own_sentence && whole) {
            continue;
        }
        let span = cx
            .blocks
            .get(block as usize)
            .map_or(quote.span, |block| block.span);
        if crosshead(cx, quote, span) || stage_direction(cx, quote) {
            continue;
        }
        if let Some((first, colon, content)) = labelled(cx, quote) {
            signed.push(Found {
                source: Some((first, colon)),
                cue: (colon, colon + 1),
                word: colon,
                lemma: Arc::from(":"),
                content: vec![content],
                act: Act::Telling,
                stance: Stance::Said,
                polarity: Polarity::Affirmed,
                reach: Reach::Clause,
                addressee: None,
            });
            floor = None;
            continue;
        }
        if let Some((dash, first, last)) = signature(cx, quote, span) {
            signed.push(Found {
                source: Some((first, last)),
                cue: (dash, dash + 1),
                word: dash,
                lemma: Arc::from("—"),
                content: vec![quote.span],
                act: Act::Telling,
                stance: Stance::Said,
                polarity: Polarity::Affirmed,
                reach: Reach::Clause,
                addressee: None,
            });
            continue;
        }
        // A cue in the same paragraph: the last before it, else the first behind it.
        let next = speakers.partition_point(|&(at, _)| at < quote.span.start);
        let before = next
            .checked_sub(1)
            .and_then(|i| speakers.get(i))
            .filter(|&&(at, _)| at >= span.start)
            .map(|near| {
                // "“…,” she said, speaking of the vote. “…”": it goes on with what she said.
                let of = |i: usize| found.get(i).map(|one| (one.reach, one.source));
                let Some((Reach::Topic, source)) = of(near.1) else {
                    return near;
                };
                speakers
                    .get(next.saturating_sub(4)..next)
                    .unwrap_or(&[])
                    .iter()
                    .rev()
                    .find(|&&(at, i)| {
                        of(i) == Some((Reach::Clause, source))
                            && cx.sentence_at(at) == cx.sentence_at(near.0)
                    })
                    .unwrap_or(near)
            });
        // "The firm has ordered a third" behind a quotation speaks of a thing, not of the words before it.
        let after = speakers.get(next).filter(|&&(at, i)| {
            at < span.end
                && found
                    .get(i)
                    .is_some_and(|one| one.reach == Reach::Clause && one.act != Act::Asking)
        });
        // "He said:" and the quotation in a paragraph of its own.
        let announced = || {
            let before = block
                .checked_sub(1)
                .and_then(|i| cx.blocks.get(i as usize))?;
            if !cx.str(before.span).trim_end().ends_with(':') || quote.span.start > span.start {
                return None;
            }
            speakers
                .get(..next)?
                .last()
                .filter(|&&(at, _)| before.span.holds(at))
        };
        let speaker = before
            .or(after)
            .or_else(announced)
            .map(|&(_, i)| i)
            .or_else(|| {
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
    // "She condemned the raid. “It was a crime.”": her words, beside what she speaks about.
    let mut apart: Vec<(usize, usize)> = Vec::new();
    for (i, span) in added {
        let Some(one) = found.get_mut(i) else {
            continue;
        };
        if one.reach == Reach::Clause {
            one.content.push(span);
            continue;
        }
        let known = apart.iter().rev().take(8).find(|(of, _)| *of == i);
        if let Some(words) = known.and_then(|&(_, at)| signed.get_mut(at)) {
            words.content.push(span);
            continue;
        }
        apart.push((i, signed.len()));
        signed.push(Found {
            content: vec![span],
            act: Act::Telling,
            polarity: Polarity::Affirmed,
            reach: Reach::Clause,
            ..one.clone()
        });
    }
    found.append(&mut signed);
    for one in found {
        one.content.sort_unstable();
        one.content.dedup();
    }
}

/// "“We lost everything.” — Ana Ruiz": the dash and the name that sign a quotation, up to the end of its paragraph.
fn signature(cx: &Cx<'_>, quote: &Quote, block: Span) -> Option<(usize, usize, usize)> {
    quote.closing?;
    let dash = cx.token_at(quote.span.end.saturating_sub(1)) + 1;
    if cx.kind(dash) != Some(TokenKind::Dash) || quote.span.start > block.start {
        return None;
    }
    let first = dash + 1;
    let mut last = first;
    while last < first + 9
        && cx.token(last).is_some_and(|token| {
            token.span.end <= block.end
                && (token.capital
                    || token.kind == TokenKind::Possessive
                    || cx.is(last, crate::lists::List::Particle))
                || token.span.end <= block.end
                    && token.kind == TokenKind::Punct
                    && cx.word(last) == "."
                    && cx
                        .token(last + 1)
                        .is_some_and(|next| next.span.end <= block.end)
        })
    {
        last += 1;
    }
    let rest = cx.token(last).filter(|token| token.span.start < block.end);
    let ends = rest.is_none()
        || cx.word(last) == ","
        || cx.word(last) == "."
            && cx
                .token(last + 1)
                .is_none_or(|next| next.span.start >= block.end);
    (last > first && ends).then_some((dash, first, last))
}

/// "'Nobody Is Safe'" alone in a paragraph: a heading in quotation marks, which nobody speaks here.
fn crosshead(cx: &Cx<'_>, quote: &Quote, block: Span) -> bool {
    if quote.words > 8 || !cx.str(quote.span).starts_with(['\'', '‘']) {
        return false;
    }
    if cx.str(block).trim() != cx.str(quote.span) {
        return false;
    }
    let first = cx.token_at(quote.inner.start);
    let last = cx.token_at(quote.inner.end);
    let mut small = 0;
    let mut capital = 0;
    for token in cx.tokens.get(first..last).unwrap_or(&[]) {
        if token.kind == TokenKind::Word {
            capital += usize::from(token.capital);
            small += usize::from(!token.capital);
        }
    }
    capital >= 2 && capital > small
}

/// "(Laughter.)" alone in quotation marks.
fn stage_direction(cx: &Cx<'_>, quote: &Quote) -> bool {
    let inner = cx.str(quote.inner).trim_end_matches('.');
    inner.starts_with('(') && inner.ends_with(')')
}

/// "“RUIZ: We lost the vote.”": a transcript within quotation marks names who speaks. First token of the label, its
/// colon, what is said.
fn labelled(cx: &Cx<'_>, quote: &Quote) -> Option<(usize, usize, Span)> {
    let first = cx.token_at(quote.inner.start);
    let colon = (first + 1..first + 5).find(|&i| cx.word(i) == ":")?;
    let name =
        cx.tokens.get(first..colon)?.iter().all(|token| {
            token.capitals || token.kind == TokenKind::Punct && cx.str(token.span) == "."
        });
    let starts = cx.token(first)?.span.len() > 2;
    let next = cx.token(colon + 1)?.span.start;
    (name && starts && next < quote.inner.end)
        .then(|| (first, colon, Span::new(next, quote.inner.end)))
}
