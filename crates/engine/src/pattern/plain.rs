//! Patterns looked for at every token, nothing left out and nothing remembered: the reference for [`super::Matcher`].

use copydesk_draft::Span;
use copydesk_draft::layer::{LayerId, Table, Thing};
use copydesk_lang::program::Where;
use copydesk_reading::Reading;

use super::Alternative;
use super::compile::{Part, Patterns};
use super::matcher::Tables;
use super::{Captured, PatternMatch, bounds, has_shape, is_word};

/// What stands behind some steps: one past the last token, and what was captured so far.
#[derive(Clone, Debug)]
struct Reached {
    at: usize,
    captures: Vec<Option<Captured>>,
}

/// Patterns at work on one draft.
pub(crate) struct Plain<'a> {
    pub(crate) patterns: &'a Patterns,
    pub(crate) reading: &'a Reading<'a>,
    pub(crate) tables: &'a dyn Tables,
}

impl Plain<'_> {
    /// All matches of a pattern, leftmost-longest, not overlapping.
    pub(crate) fn all(&self, pattern: usize) -> Vec<PatternMatch> {
        let mut found: Vec<PatternMatch> = Vec::new();
        let mut start = 0;
        while start < self.reading.tokens.len() {
            let best = self
                .matches(pattern, start)
                .into_iter()
                .reduce(|best, next| {
                    if next.tokens.1 > best.tokens.1 {
                        next
                    } else {
                        best
                    }
                });
            start = best.as_ref().map_or(start + 1, |hit| hit.tokens.1);
            found.extend(best);
        }
        found
    }

    /// The longest match of each alternative of a pattern at a token.
    fn matches(&self, pattern: usize, start: usize) -> Vec<PatternMatch> {
        let alternatives = &self.patterns.alternatives;
        let mut found = Vec::new();
        for number in alternatives.of(pattern) {
            let Some(alternative) = alternatives.get(number) else {
                continue;
            };
            if let Some(reached) = self.longest(alternative, start) {
                found.push(PatternMatch {
                    tokens: (start, reached.at),
                    alternative: number,
                    captures: reached.captures,
                });
            }
        }
        found
    }

    fn longest(&self, alternative: Alternative<'_>, start: usize) -> Option<Reached> {
        let (first, end) = bounds(self.reading, start)?;
        let mut frontier = vec![Reached {
            at: start,
            captures: vec![None; alternative.captures().len()],
        }];
        for step in alternative.steps() {
            let mut next: Vec<Reached> = Vec::new();
            for reached in &frontier {
                for (at, thing) in self.step(step.part, reached.at, end) {
                    // The first way to a place counts.
                    if next.iter().any(|known| known.at == at) {
                        continue;
                    }
                    let mut captures = reached.captures.clone();
                    if let Some(slot) = step
                        .capture
                        .and_then(|capture| captures.get_mut(usize::from(capture)))
                        && at > reached.at
                    {
                        *slot = Some(Captured {
                            span: self.span(reached.at, at),
                            thing,
                        });
                    }
                    next.push(Reached { at, captures });
                }
            }
            frontier = next;
        }
        let best = frontier
            .into_iter()
            .filter(|reached| reached.at > start)
            .reduce(|best, next| if next.at > best.at { next } else { best })?;
        let sentence = (first, end);
        let excepted = alternative
            .except()
            .iter()
            .any(|&(place, part)| self.excepted(place, part, (start, best.at), sentence));
        (!excepted).then_some(best)
    }

    fn span(&self, first: usize, last: usize) -> Span {
        let tokens = &self.reading.tokens;
        match (tokens.get(first), tokens.get(last - 1)) {
            (Some(a), Some(b)) => a.span.to(b.span),
            _ => Span::default(),
        }
    }

    fn excepted(
        &self,
        place: Where,
        part: Part,
        (from, to): (usize, usize),
        (first, end): (usize, usize),
    ) -> bool {
        (first..end).any(|start| {
            self.step(part, start, end)
                .into_iter()
                .any(|(at, _)| match place {
                    Where::After => start == to && at > to,
                    Where::Before => start < from && at == from,
                    Where::Inside => start >= from && at <= to && at > start,
                    Where::Around => start <= from && at >= to,
                })
        })
    }

    /// What one step reaches from a token, in the order in which the ways are tried.
    fn step(&self, part: Part, at: usize, end: usize) -> Vec<(usize, Option<Thing>)> {
        let mut reached: Vec<(usize, Option<Thing>)> = Vec::new();
        match part {
            Part::Set(set) | Part::Optional(set) => {
                if let Some(set) = self.patterns.set(set) {
                    set.at(self.reading, at, end, |len| reached.push((at + len, None)));
                }
                if matches!(part, Part::Optional(_)) {
                    reached.push((at, None));
                }
            }
            Part::Layer(layer) => self.things(layer, at, end, &mut reached),
            Part::Pattern(pattern) => {
                let matches = self.matches(pattern as usize, at).into_iter();
                // A step never leaves the sentence.
                let inside = matches.filter(|hit| hit.tokens.1 <= end);
                reached.extend(inside.map(|hit| (hit.tokens.1, None)));
            }
            Part::Gap(words) => {
                let (mut to, mut left) = (at, words);
                reached.push((to, None));
                while to < end {
                    if self.reading.tokens.get(to).is_some_and(is_word) {
                        if left == 0 {
                            break;
                        }
                        left -= 1;
                    }
                    to += 1;
                    reached.push((to, None));
                }
            }
            Part::Shape(shape) => {
                if at < end && has_shape(self.reading, shape, at) {
                    reached.push((at + 1, None));
                }
            }
        }
        reached
    }

    fn things(
        &self,
        layer: LayerId,
        at: usize,
        end: usize,
        reached: &mut Vec<(usize, Option<Thing>)>,
    ) {
        let tokens = &self.reading.tokens;
        let Some(first) = tokens.get(at) else { return };
        let rows = self.tables.table(layer).map_or(&[][..], Table::rows);
        for (row, own) in rows.iter().enumerate() {
            if own.span.start == first.span.start {
                let to = tokens
                    .iter()
                    .take_while(|token| token.span.start < own.span.end)
                    .count();
                if to <= end {
                    let thing = Thing {
                        layer,
                        row: row as u32,
                    };
                    reached.push((to, Some(thing)));
                }
            }
        }
    }
}
