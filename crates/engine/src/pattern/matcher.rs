mod reach;
mod starts;

pub(crate) use starts::May;

use std::rc::Rc;

use copydesk_draft::Span;
use copydesk_draft::layer::{LayerId, Table, Thing};
use copydesk_lang::program::Where;
use copydesk_reading::Reading;
use rustc_hash::FxHashMap;

use reach::Reach;

use super::compile::{CompiledStep, Part, Patterns};
use super::pieces::{Piece, pieces_at, pieces_in, pieces_of};
use super::{Alternative, Lent, Window, bounds, has_shape, is_word};

/// What a step captured.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Captured {
    /// Its words.
    pub(crate) span: Span,
    /// The thing, if the step is a layer.
    pub(crate) thing: Option<Thing>,
}

/// One match of a pattern.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct PatternMatch {
    /// First token and one past the last.
    pub(crate) tokens: (usize, usize),
    /// The number of the alternative that matched.
    pub(crate) alternative: u32,
    /// What its steps captured, by capture of the alternative.
    pub(crate) captures: Vec<Option<Captured>>,
}

/// A position reached after some steps.
#[derive(Clone, Copy, Debug)]
struct Node {
    at: u32,
    parent: u32,
    /// The row of the thing, where the step is a layer.
    row: u32,
}

const START: u32 = u32::MAX;
const NO_ROW: u32 = u32::MAX;

/// The tables of all layers made so far.
pub(crate) trait Tables {
    /// The table of a layer.
    fn table(&self, layer: LayerId) -> Option<&Table>;

    /// The same, if it is made.
    fn peek(&self, layer: LayerId) -> Peek<'_>;
}

/// A table, if it is made.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Peek<'t> {
    /// It is; `None` stands for an empty one.
    Made(Option<&'t Table>),
    /// It is not; the pattern it is made from.
    Unmade(usize),
}

/// Patterns at work on one draft.
#[derive(Debug)]
pub(crate) struct Matcher<'a> {
    patterns: &'a Patterns,
    reading: &'a Reading<'a>,
    /// Steps that are left to the layer being made.
    left: u64,
    memo: Box<Memo>,
}

/// What the steps of other patterns can take of a pattern.
#[derive(Debug, Default)]
struct Inner {
    /// A bit for each sentence that was looked through.
    sentences: Vec<u64>,
    /// In order.
    pieces: Rc<[Piece]>,
}

/// What is known of a draft so far, and buffers.
#[derive(Debug, Default)]
pub(crate) struct Memo {
    occurrences: Lent,
    /// What of the draft it is about; sets of sentences are those of the window.
    window: Window,
    /// The nodes of the current match.
    nodes: Vec<Node>,
    /// Where alternatives may begin.
    starts: Vec<(u32, u32)>,
    /// By layer, its things in order; made when first asked for.
    things: Vec<Option<Rc<[Piece]>>>,
    /// By pattern, what the steps of other patterns can take of it; made when first asked for.
    inner: FxHashMap<u32, Inner>,
    /// The same of patterns that may match anywhere, by pattern and token.
    inner_at: FxHashMap<(u32, usize), Rc<[Piece]>>,
    /// A bit for each sentence in which an alternative may match.
    sentences: Vec<u64>,
    /// By layer, a bit for each sentence with a thing of it.
    with_thing: FxHashMap<LayerId, Rc<[u64]>>,
    /// By pattern, the place in `may` of where it may match, plus one; known when first asked for.
    may_of: Vec<u32>,
    may: Vec<Rc<May>>,
    /// What is known of a pattern that may match nowhere.
    nowhere: Option<Rc<May>>,
    /// No pieces: most patterns that are tried at a token have none there.
    none: Option<Rc<[Piece]>>,
}

impl Memo {
    /// Nothing but where the rare words stand.
    pub(crate) fn new(occurrences: Lent, window: Window) -> Self {
        Self {
            occurrences,
            window,
            ..Self::default()
        }
    }
}

impl Memo {
    /// Where the rare words stood, to be filled again.
    pub(crate) fn into_occurrences(self) -> Lent {
        self.occurrences
    }
}

impl<'a> Matcher<'a> {
    /// Patterns on a draft of which something is known; a layer may take so many steps.
    pub(crate) fn new(
        patterns: &'a Patterns,
        reading: &'a Reading<'a>,
        memo: Box<Memo>,
        steps: u64,
    ) -> Self {
        Self {
            patterns,
            reading,
            left: steps,
            memo,
        }
    }

    /// What is known of the draft now.
    pub(crate) fn into_memo(self) -> Box<Memo> {
        self.memo
    }

    /// Steps that are left.
    pub(crate) fn left(&self) -> u64 {
        self.left
    }

    /// True if no step is left: what was found is not all there is.
    pub(crate) fn is_spent(&self) -> bool {
        self.left == 0
    }

    /// All matches of a pattern in some sentences (`None`: in all), leftmost-longest, not overlapping.
    pub(crate) fn all(
        &mut self,
        pattern: usize,
        within: Option<&[u64]>,
        tables: &dyn Tables,
    ) -> Vec<PatternMatch> {
        let patterns = self.patterns;
        let starts = self.starts(pattern, within, tables);
        let mut found: Vec<PatternMatch> = Vec::new();
        let mut free = 0;
        for same in starts.chunk_by(|a, b| a.0 == b.0) {
            let mut best: Option<PatternMatch> = None;
            for &(start, number) in same {
                let start = start as usize;
                let Some(alternative) = patterns
                    .alternatives
                    .get(number)
                    .filter(|_| start >= free && self.left > 0)
                else {
                    continue;
                };
                let beaten = |end: usize| best.as_ref().is_some_and(|known| end <= known.tokens.1);
                if let Some((end, captures)) = self.longest(alternative, start, true, tables)
                    && !beaten(end)
                {
                    best = Some(PatternMatch {
                        tokens: (start, end),
                        alternative: number,
                        captures,
                    });
                }
            }
            if let Some(hit) = best {
                free = hit.tokens.1;
                found.push(hit);
            }
        }
        self.memo.starts = starts;
        found
    }

    /// What a step that is a pattern can take in some sentences (`None`: in all), and perhaps more: the longest match of
    /// each alternative at each token.
    fn inner(
        &mut self,
        pattern: u32,
        sentences: Option<&[u64]>,
        tables: &dyn Tables,
    ) -> Rc<[Piece]> {
        let mut missing = match sentences {
            Some(sentences) => sentences.to_vec(),
            None => vec![u64::MAX; self.memo.window.parts()],
        };
        let known = self.memo.inner.get(&pattern);
        if let Some(known) = known {
            for (part, done) in missing.iter_mut().zip(&known.sentences) {
                *part &= !done;
            }
            if missing.iter().all(|&part| part == 0) {
                return Rc::clone(&known.pieces);
            }
        }
        let mut pieces = known.map_or_else(Vec::new, |known| known.pieces.to_vec());
        let before = pieces.len();
        let patterns = self.patterns;
        let starts = self.starts(pattern as usize, Some(&missing), tables);
        for &(from, number) in &starts {
            if self.left > 0
                && let Some(alternative) = patterns.alternatives.get(number)
                && let Some((to, _)) = self.longest(alternative, from as usize, false, tables)
            {
                pieces.push(Piece {
                    from,
                    to: to as u32,
                    row: NO_ROW,
                });
            }
        }
        self.memo.starts = starts;
        if before > 0 {
            pieces.sort_by_key(|piece| piece.from);
        }
        let pieces: Rc<[Piece]> = pieces.into();
        // What is not all there is must not be taken for it by the next layer.
        if self.left > 0 {
            let known = self.memo.inner.entry(pattern).or_default();
            known.pieces = Rc::clone(&pieces);
            known.sentences.resize(missing.len(), 0);
            for (done, part) in known.sentences.iter_mut().zip(&missing) {
                *done |= part;
            }
        }
        pieces
    }

    /// What a step that is a pattern can take in the sentence of a token, and elsewhere.
    fn inner_near(&mut self, pattern: u32, at: usize, tables: &dyn Tables) -> Rc<[Piece]> {
        if let Some(known) = self.memo.inner.get(&pattern)
            && let Some(token) = self.reading.tokens.get(at)
            && self.memo.window.has(&known.sentences, token.sentence)
        {
            return Rc::clone(&known.pieces);
        }
        self.inner(pattern, None, tables)
    }

    /// What a step that is a pattern can take at a token.
    fn inner_at(&mut self, pattern: u32, at: usize, tables: &dyn Tables) -> Rc<[Piece]> {
        if !self.patterns.anywhere(pattern) {
            return self.inner_near(pattern, at, tables);
        }
        if let Some(known) = self.memo.inner_at.get(&(pattern, at)) {
            return Rc::clone(known);
        }
        let patterns = self.patterns;
        let mut pieces = Vec::new();
        let mut numbers = patterns.alternatives.of(pattern as usize);
        while let Some(number) = self.memo.occurrences.next_alive(&mut numbers) {
            if let Some(alternative) = patterns.alternatives.get(number)
                && let Some((to, _)) = self.longest(alternative, at, false, tables)
            {
                pieces.push(Piece {
                    from: at as u32,
                    to: to as u32,
                    row: NO_ROW,
                });
            }
        }
        let pieces: Rc<[Piece]> = if pieces.is_empty() {
            Rc::clone(self.memo.none.get_or_insert_default())
        } else {
            pieces.into()
        };
        if self.left > 0 {
            self.memo.inner_at.insert((pattern, at), Rc::clone(&pieces));
        }
        pieces
    }

    /// One past the last token of the longest match of an alternative at a token, and what it captured, unless an
    /// exception drops it.
    fn longest(
        &mut self,
        alternative: Alternative<'_>,
        start: usize,
        capture: bool,
        tables: &dyn Tables,
    ) -> Option<(usize, Vec<Option<Captured>>)> {
        let (first, end) = bounds(self.reading, start)?;
        let base = self.memo.nodes.len();
        let reached = self.run(alternative.steps(), start, end, tables);
        let mut best: Option<(usize, u32)> = None;
        for (number, node) in self.memo.nodes.iter().enumerate().skip(reached.start) {
            if node.at as usize > start && best.is_none_or(|(_, at)| node.at > at) {
                best = Some((number, node.at));
            }
        }
        let excepted = best.is_none_or(|(_, at)| {
            let hit = (start, at as usize);
            let mut except = alternative.except().iter();
            except.any(|&(place, part)| self.excepted(place, part, hit, (first, end), tables))
        });
        let hit = best.filter(|_| !excepted).map(|(node, at)| {
            let mut captures = Vec::new();
            if capture && !alternative.captures().is_empty() {
                captures.resize(alternative.captures().len(), None);
                self.collect(node, start, alternative.steps(), &mut captures);
            }
            (at as usize, captures)
        });
        self.memo.nodes.truncate(base);
        hit
    }

    /// Follows the parents back and notes what was captured.
    fn collect(
        &self,
        node: usize,
        start: usize,
        steps: &[CompiledStep],
        captures: &mut [Option<Captured>],
    ) {
        let mut node = node as u32;
        for step in steps.iter().rev() {
            let Some(&Node { at, parent, row }) = self.memo.nodes.get(node as usize) else {
                return;
            };
            let from = match self.memo.nodes.get(parent as usize) {
                Some(before) => before.at as usize,
                None => start,
            };
            let to = at as usize;
            if let Some(slot) = step
                .capture
                .and_then(|capture| captures.get_mut(usize::from(capture)))
                && to > from
                && slot.is_none()
            {
                let thing = match step.part {
                    Part::Layer(layer) if row != NO_ROW => Some(Thing { layer, row }),
                    _ => None,
                };
                *slot = Some(Captured {
                    span: self.span(from, to),
                    thing,
                });
            }
            node = parent;
        }
    }

    /// The bytes of tokens `first..last`.
    pub(crate) fn span(&self, first: usize, last: usize) -> Span {
        let tokens = &self.reading.tokens;
        match (
            tokens.get(first),
            last.checked_sub(1).and_then(|i| tokens.get(i)),
        ) {
            (Some(a), Some(b)) => a.span.to(b.span),
            _ => Span::default(),
        }
    }

    /// True if an exception drops the match of tokens `from..to` in the sentence `first..end`.
    fn excepted(
        &mut self,
        place: Where,
        part: Part,
        (from, to): (usize, usize),
        (first, end): (usize, usize),
        tables: &dyn Tables,
    ) -> bool {
        let (patterns, reading) = (self.patterns, self.reading);
        // Which starts and which ends drop it.
        let starts = match place {
            Where::After => to..to + 1,
            Where::Before => first..from,
            Where::Inside => from..to,
            Where::Around => first..from + 1,
        };
        let pass = |start: usize, at: usize| match place {
            Where::After => at > to,
            Where::Before => at == from,
            Where::Inside => at <= to && at > start,
            Where::Around => at >= to,
        };
        let within = |pieces: &[Piece]| {
            pieces_in(pieces, starts.start, starts.end)
                .iter()
                .any(|piece| {
                    let at = piece.to as usize;
                    at <= end && pass(piece.from as usize, at)
                })
        };
        match part {
            Part::Set(id) | Part::Optional(id) => {
                let Some(set) = patterns.set(id) else {
                    return false;
                };
                if !self.memo.occurrences.has(id) {
                    return false;
                }
                // Phrases that begin farther away do not reach.
                let near = match place {
                    Where::After | Where::Inside => starts.start,
                    Where::Before => starts.start.max(from.saturating_sub(set.longest())),
                    Where::Around => starts.start.max(to.saturating_sub(set.longest())),
                };
                (near..starts.end)
                    .any(|start| set.any_at(reading, start, end, |len| pass(start, start + len)))
            }
            Part::Layer(layer) => within(&self.things(layer, tables)),
            Part::Pattern(pattern) if self.patterns.anywhere(pattern) => starts
                .clone()
                .any(|start| within(&self.inner_at(pattern, start, tables))),
            Part::Pattern(pattern) => within(&self.inner_near(pattern, from, tables)),
            Part::Shape(shape) => {
                // It is one token: next to the match, or in it.
                let near = match place {
                    Where::After | Where::Inside => starts,
                    Where::Before => starts.start.max(from.saturating_sub(1))..starts.end,
                    Where::Around => starts.start.max(from)..starts.end,
                };
                let mut near = near.into_iter();
                near.any(|at| at < end && pass(at, at + 1) && has_shape(reading, shape, at))
            }
            Part::Gap(_) => false,
        }
    }

    /// Runs steps from a token; the nodes reached by the last step.
    fn run(
        &mut self,
        steps: &[CompiledStep],
        start: usize,
        end: usize,
        tables: &dyn Tables,
    ) -> std::ops::Range<usize> {
        let here = self.memo.nodes.len();
        let mut frontier = here..here;
        for (i, step) in steps.iter().enumerate() {
            let begin = self.memo.nodes.len();
            let next = steps.get(i + 1..).unwrap_or(&[]);
            if i == 0 {
                self.step(step.part, next, (start, end), (begin, START), tables);
            } else {
                for node in frontier {
                    let at = self.memo.nodes.get(node).map_or(0, |node| node.at as usize);
                    self.step(step.part, next, (at, end), (begin, node as u32), tables);
                }
            }
            frontier = begin..self.memo.nodes.len();
            // A place is looked for among those of the step before it is entered.
            let entered = frontier.len() as u64;
            self.left = self
                .left
                .saturating_sub(1 + entered + entered * entered / 16);
            if frontier.is_empty() || self.left == 0 {
                break;
            }
        }
        frontier
    }

    /// Adds the nodes that one step reaches from a token `at` of a sentence that ends at `end`; `begin` is the first
    /// node of the step, `next` are the steps behind it.
    fn step(
        &mut self,
        part: Part,
        next: &[CompiledStep],
        (at, end): (usize, usize),
        (begin, parent): (usize, u32),
        tables: &dyn Tables,
    ) {
        let (patterns, reading) = (self.patterns, self.reading);
        let pieces = match part {
            Part::Layer(layer) => Some(self.things(layer, tables)),
            Part::Pattern(pattern) => Some(self.inner_at(pattern, at, tables)),
            Part::Set(_) | Part::Optional(_) | Part::Gap(_) | Part::Shape(_) => None,
        };
        let mut reach = Reach {
            nodes: &mut self.memo.nodes,
            begin,
            parent,
            next,
            patterns,
            reading,
        };
        match part {
            Part::Set(set) | Part::Optional(set) => {
                if let Some(set) = patterns.set(set) {
                    set.at(reading, at, end, |len| reach.enter(at + len, NO_ROW));
                }
                if matches!(part, Part::Optional(_)) {
                    reach.enter(at, NO_ROW);
                }
            }
            Part::Layer(_) | Part::Pattern(_) => {
                for piece in pieces_at(pieces.as_deref().unwrap_or(&[]), at) {
                    // A step never leaves the sentence.
                    if piece.to as usize <= end {
                        reach.enter(piece.to as usize, piece.row);
                    }
                }
            }
            Part::Gap(words) => {
                let (mut to, mut left) = (at, words);
                reach.enter(to, NO_ROW);
                while to < end {
                    if reading.tokens.get(to).is_some_and(is_word) {
                        if left == 0 {
                            break;
                        }
                        left -= 1;
                    }
                    to += 1;
                    reach.enter(to, NO_ROW);
                }
            }
            Part::Shape(shape) => {
                if at < end && has_shape(reading, shape, at) {
                    reach.enter(at + 1, NO_ROW);
                }
            }
        }
    }

    /// The things of a layer that begin at a token.
    fn things(&mut self, layer: LayerId, tables: &dyn Tables) -> Rc<[Piece]> {
        let at = usize::from(layer.0);
        if let Some(Some(known)) = self.memo.things.get(at) {
            return Rc::clone(known);
        }
        let things = pieces_of(self.reading, &self.memo.window, tables.table(layer));
        if self.memo.things.len() <= at {
            self.memo.things.resize(at + 1, None);
        }
        if let Some(slot) = self.memo.things.get_mut(at) {
            *slot = Some(Rc::clone(&things));
        }
        things
    }
}
