use copydesk_draft::Span;
use copydesk_draft::layer::{LayerId, Table, Thing};
use copydesk_facts::WordId;
use copydesk_lang::program::{Shape, Where};
use copydesk_reading::Reading;
use copydesk_reading::token::{Token, TokenKind};
use rustc_hash::FxHashMap;

use super::compile::{Alternative, Anchor, CompiledStep, Part, Patterns};

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
    /// The alternative that matched.
    pub(crate) alternative: usize,
    /// What its steps captured, by capture of the alternative.
    pub(crate) captures: Vec<Option<Captured>>,
}

/// A position reached after some steps.
#[derive(Clone, Copy, Debug)]
struct Node {
    at: usize,
    parent: usize,
    thing: Option<Thing>,
}

const START: usize = usize::MAX;

/// Where the anchor words of all patterns stand in one draft.
#[derive(Debug, Default)]
pub(crate) struct Occurrences {
    words: FxHashMap<WordId, Vec<u32>>,
    /// By pattern: true if one of its anchor words occurs.
    touched: Vec<bool>,
}

impl Occurrences {
    pub(crate) fn new(patterns: &Patterns, reading: &Reading<'_>) -> Self {
        let mut found = Self {
            words: FxHashMap::default(),
            touched: vec![false; patterns.alternatives.len()],
        };
        for (i, token) in reading.tokens.iter().enumerate() {
            let anchored = patterns.anchored(token.word);
            if anchored.is_empty() {
                continue;
            }
            let places = found.words.entry(token.word).or_default();
            if places.is_empty() {
                for &pattern in anchored {
                    if let Some(slot) = found.touched.get_mut(pattern as usize) {
                        *slot = true;
                    }
                }
            }
            places.push(i as u32);
        }
        found
    }

    /// True if a pattern can match in this draft.
    pub(crate) fn possible(&self, patterns: &Patterns, pattern: usize) -> bool {
        patterns.anywhere(pattern) || self.touched.get(pattern).copied().unwrap_or(false)
    }
}

/// Patterns at work on one draft.
pub(crate) struct Matcher<'a> {
    patterns: &'a Patterns,
    reading: &'a Reading<'a>,
    /// Tables of the layers made so far.
    tables: &'a dyn Fn(LayerId) -> Option<&'a Table>,
    /// Where the anchor words of the patterns stand.
    occurrences: &'a Occurrences,
    /// The nodes of the current match.
    nodes: Vec<Node>,
    /// Ends of things of a layer by first token, made when first asked for.
    things: FxHashMap<LayerId, FxHashMap<usize, Vec<(usize, u32)>>>,
}

impl<'a> Matcher<'a> {
    pub(crate) fn new(
        patterns: &'a Patterns,
        reading: &'a Reading<'a>,
        occurrences: &'a Occurrences,
        tables: &'a dyn Fn(LayerId) -> Option<&'a Table>,
    ) -> Self {
        Self {
            patterns,
            reading,
            tables,
            occurrences,
            nodes: Vec::new(),
            things: FxHashMap::default(),
        }
    }

    /// All matches of a pattern, leftmost-longest, not overlapping.
    pub(crate) fn all(&mut self, pattern: usize) -> Vec<PatternMatch> {
        let patterns = self.patterns;
        let Some(alternatives) = patterns.alternatives.get(pattern) else {
            return Vec::new();
        };
        let mut starts: Vec<(usize, usize)> = Vec::new();
        for (i, alternative) in alternatives.iter().enumerate() {
            self.starts(alternative, |start| starts.push((start, i)));
        }
        starts.sort_unstable();
        starts.dedup();
        let mut found: Vec<PatternMatch> = Vec::new();
        let mut free = 0;
        let mut starts = starts.into_iter().peekable();
        while let Some((start, first)) = starts.next() {
            let mut best = None;
            let mut consider = |matcher: &mut Self, number: usize| {
                let Some(alternative) = alternatives.get(number) else {
                    return;
                };
                if start < free {
                    return;
                }
                if let Some(hit) = matcher.longest(alternative, number, start)
                    && best
                        .as_ref()
                        .is_none_or(|known: &PatternMatch| hit.tokens.1 > known.tokens.1)
                {
                    best = Some(hit);
                }
            };
            consider(self, first);
            while let Some(&(same, number)) = starts.peek() {
                if same != start {
                    break;
                }
                starts.next();
                consider(self, number);
            }
            if let Some(hit) = best {
                free = hit.tokens.1;
                found.push(hit);
            }
        }
        found
    }

    /// The tokens at which an alternative may begin.
    fn starts(&self, alternative: &Alternative, mut push: impl FnMut(usize)) {
        let sentence_start = |at: usize| {
            self.reading
                .tokens
                .get(at)
                .and_then(|token| self.reading.sentences.get(token.sentence as usize))
                .map_or(at, |sentence| sentence.first as usize)
        };
        let mut around = |at: usize, least: usize, most: Option<usize>| {
            let first = sentence_start(at);
            let from = most.map_or(first, |most| at.saturating_sub(most).max(first));
            if let Some(to) = at.checked_sub(least) {
                for start in from..=to {
                    push(start);
                }
            }
        };
        match &alternative.anchor {
            Anchor::At { words, layers } => {
                for &(word, least, most) in words {
                    for &at in self.occurrences.words.get(&word).into_iter().flatten() {
                        around(at as usize, least, most);
                    }
                }
                for &(layer, least, most) in layers {
                    for row in (self.tables)(layer).map_or(&[][..], Table::rows) {
                        if let Some(at) = self.token_from(row.span.start) {
                            around(at, least, most);
                        }
                    }
                }
            }
            Anchor::Every => (0..self.reading.tokens.len()).for_each(push),
        }
    }

    /// The token that starts at a byte.
    fn token_from(&self, start: u32) -> Option<usize> {
        let tokens = &self.reading.tokens;
        let at = tokens.partition_point(|token| token.span.start < start);
        tokens
            .get(at)
            .filter(|token| token.span.start == start)
            .map(|_| at)
    }

    /// The longest match of an alternative at a token, unless an exception drops it.
    fn longest(
        &mut self,
        alternative: &Alternative,
        number: usize,
        start: usize,
    ) -> Option<PatternMatch> {
        let (first, end) = self.bounds(start)?;
        let base = self.nodes.len();
        let reached = self.run(&alternative.steps, start, end);
        let best = reached.filter(|&node| self.at(node) > start).fold(
            None,
            |best: Option<usize>, node| match best {
                Some(known) if self.at(known) >= self.at(node) => Some(known),
                _ => Some(node),
            },
        );
        let hit = best.map(|node| {
            let mut captures = vec![None; alternative.captures.len()];
            self.collect(node, start, &alternative.steps, &mut captures);
            PatternMatch {
                tokens: (start, self.at(node)),
                alternative: number,
                captures,
            }
        });
        self.nodes.truncate(base);
        let hit = hit?;
        let excepted = alternative
            .except
            .iter()
            .any(|(place, steps)| self.excepted(*place, steps, hit.tokens, (first, end)));
        (!excepted).then_some(hit)
    }

    /// First token of the sentence of a token, and one past its last.
    fn bounds(&self, at: usize) -> Option<(usize, usize)> {
        let token = self.reading.tokens.get(at)?;
        let sentence = self.reading.sentences.get(token.sentence as usize)?;
        Some((sentence.first as usize, sentence.last as usize))
    }

    fn at(&self, node: usize) -> usize {
        self.nodes.get(node).map_or(0, |node| node.at)
    }

    /// Follows the parents back and notes what was captured.
    fn collect(
        &self,
        mut node: usize,
        start: usize,
        steps: &[CompiledStep],
        captures: &mut [Option<Captured>],
    ) {
        for step in steps.iter().rev() {
            let Some(&Node { at, parent, thing }) = self.nodes.get(node) else {
                return;
            };
            let from = if parent == START {
                start
            } else {
                self.at(parent)
            };
            if let Some(slot) = step.capture.and_then(|capture| captures.get_mut(capture))
                && at > from
                && slot.is_none()
            {
                *slot = Some(Captured {
                    span: self.span(from, at),
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

    fn excepted(
        &mut self,
        place: Where,
        steps: &[CompiledStep],
        (from, to): (usize, usize),
        (first, end): (usize, usize),
    ) -> bool {
        let mut ends = |start: usize, pass: &dyn Fn(usize) -> bool| {
            let base = self.nodes.len();
            let mut reached = self.run(steps, start, end);
            let hit = reached.any(|node| pass(self.at(node)));
            self.nodes.truncate(base);
            hit
        };
        match place {
            Where::After => ends(to, &|at| at > to),
            Where::Before => (first..from).any(|start| ends(start, &|at| at == from)),
            Where::Inside => (from..to).any(|start| ends(start, &|at| at <= to && at > start)),
            Where::Around => (first..=from).any(|start| ends(start, &|at| at >= to)),
        }
    }

    /// Runs steps from a token; the nodes reached by the last step.
    fn run(&mut self, steps: &[CompiledStep], start: usize, end: usize) -> std::ops::Range<usize> {
        let mut frontier = START..START;
        for (i, step) in steps.iter().enumerate() {
            let begin = self.nodes.len();
            if i == 0 {
                self.step(&step.part, start, START, begin, end);
            } else {
                for node in frontier.clone() {
                    let at = self.at(node);
                    self.step(&step.part, at, node, begin, end);
                }
            }
            frontier = begin..self.nodes.len();
            if frontier.is_empty() {
                break;
            }
        }
        if steps.is_empty() {
            let here = self.nodes.len();
            frontier = here..here;
        }
        frontier
    }

    /// Adds the nodes that one step reaches from a token; a position is entered once (`begin`: first node of the step).
    fn step(&mut self, part: &Part, at: usize, parent: usize, begin: usize, end: usize) {
        let mut reached: Vec<(usize, Option<Thing>)> = Vec::new();
        let patterns = self.patterns;
        match part {
            Part::Phrases(set) => {
                set.at(self.reading, at, end, |len| reached.push((at + len, None)));
            }
            Part::Words(list) => {
                if let Some(set) = patterns.words.get(*list) {
                    set.at(self.reading, at, end, |len| reached.push((at + len, None)));
                }
            }
            Part::Optional(set) => {
                set.at(self.reading, at, end, |len| reached.push((at + len, None)));
                reached.push((at, None));
            }
            Part::Layer(layer) => self.things(*layer, at, |to, thing| {
                if to <= end {
                    reached.push((to, Some(thing)));
                }
            }),
            Part::Pattern(pattern) => {
                if let Some(alternatives) = patterns.alternatives.get(*pattern) {
                    for (i, alternative) in alternatives.iter().enumerate() {
                        if let Some(hit) = self.longest(alternative, i, at) {
                            reached.push((hit.tokens.1, None));
                        }
                    }
                }
            }
            Part::Gap(words) => {
                let (mut to, mut left) = (at, *words);
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
                if at < end && self.has_shape(*shape, at) {
                    reached.push((at + 1, None));
                }
            }
        }
        for (to, thing) in reached {
            let known = self
                .nodes
                .get(begin..)
                .is_some_and(|nodes| nodes.iter().any(|node| node.at == to));
            if !known {
                self.nodes.push(Node {
                    at: to,
                    parent,
                    thing,
                });
            }
        }
    }

    /// The things of a layer that begin at a token: one past their last token, and which.
    fn things(&mut self, layer: LayerId, at: usize, mut found: impl FnMut(usize, Thing)) {
        let (reading, tables) = (self.reading, self.tables);
        let index = self.things.entry(layer).or_insert_with(|| {
            let mut index: FxHashMap<usize, Vec<(usize, u32)>> = FxHashMap::default();
            let rows = tables(layer).map_or(&[][..], Table::rows);
            let mut from = 0;
            for (number, row) in rows.iter().enumerate() {
                let tokens = &reading.tokens;
                from += tokens
                    .get(from..)
                    .unwrap_or(&[])
                    .partition_point(|token| token.span.start < row.span.start);
                if tokens
                    .get(from)
                    .is_none_or(|token| token.span.start != row.span.start)
                {
                    continue;
                }
                let to = tokens.partition_point(|token| token.span.start < row.span.end);
                index.entry(from).or_default().push((to, number as u32));
            }
            index
        });
        for &(to, row) in index.get(&at).into_iter().flatten() {
            found(to, Thing { layer, row });
        }
    }

    fn has_shape(&self, shape: Shape, at: usize) -> bool {
        let Some(token) = self.reading.tokens.get(at) else {
            return false;
        };
        let word = token.kind == TokenKind::Word;
        match shape {
            Shape::Capitalised => word && token.capital,
            Shape::AllCapitals => word && token.capitals,
            Shape::LowerCase => {
                word && token
                    .span
                    .text(self.reading.draft.text())
                    .chars()
                    .next()
                    .is_some_and(char::is_lowercase)
            }
            Shape::Figures => token.kind == TokenKind::Number,
            Shape::AnyWord => is_word(token),
            Shape::SentenceStart | Shape::SentenceEnd => {
                let Some((first, end)) = self.bounds(at) else {
                    return false;
                };
                let rest = if shape == Shape::SentenceStart {
                    first..at
                } else {
                    at + 1..end
                };
                let others = self.reading.tokens.get(rest).unwrap_or(&[]);
                is_word(token) && !others.iter().any(is_word)
            }
        }
    }
}

/// A token that counts as a word.
pub(crate) fn is_word(token: &Token) -> bool {
    matches!(
        token.kind,
        TokenKind::Word | TokenKind::Number | TokenKind::Address
    )
}
