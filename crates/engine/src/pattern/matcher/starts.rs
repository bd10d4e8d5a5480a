//! Where the alternatives of a pattern may begin: around the rarest thing that they need, in sentences that have all of it.

use std::rc::Rc;

use copydesk_draft::layer::{LayerId, Table};

use super::{Matcher, Peek, Tables};
use crate::pattern::Alternative;
use crate::pattern::alternatives::{Need, Needed, Needs};
use crate::pattern::compile::Part;
use crate::pattern::occurrences::MOST_PARTS;
use crate::pattern::pieces::pieces_in;
use crate::pattern::{bounds, has_shape};

/// How many starts a step is worth whose distance from the start of a match has no bound.
const FAR: usize = 12;

impl Matcher<'_> {
    /// The tokens at which the alternatives of a pattern may begin in some sentences (`None`: in all), and which, in order.
    pub(super) fn starts(
        &mut self,
        pattern: usize,
        within: Option<&[u64]>,
        tables: &dyn Tables,
    ) -> Vec<(u32, u32)> {
        let mut starts = std::mem::take(&mut self.memo.starts);
        starts.clear();
        let patterns = self.patterns;
        let may = self.may(pattern, tables);
        for (at, &number) in may.numbers.iter().enumerate() {
            let needs = patterns.alternatives.needs(number);
            let mut sentences = std::mem::take(&mut self.memo.sentences);
            sentences.clear();
            if let Some(own) = may.of(at) {
                sentences.extend_from_slice(own);
            } else {
                sentences.resize(may.any.len(), u64::MAX);
                self.may_hold(needs, &mut sentences, tables);
            }
            if let Some(within) = within {
                keep(&mut sentences, within);
            }
            if sentences.iter().any(|&part| part != 0)
                && let Some(alternative) = patterns.alternatives.get(number)
            {
                self.starts_of(alternative, number, &mut sentences, tables, &mut starts);
            }
            self.memo.sentences = sentences;
        }
        starts.sort_unstable();
        starts.dedup();
        starts
    }

    /// Looks in the sentences that may have everything an alternative needs.
    fn starts_of(
        &mut self,
        alternative: Alternative<'_>,
        number: u32,
        sentences: &mut [u64],
        tables: &dyn Tables,
        starts: &mut Vec<(u32, u32)>,
    ) {
        let needs = alternative.needs();
        match self.rarest(needs, sentences, tables) {
            None => {}
            Some(None) => {
                let window = &self.memo.window;
                let tokens = self.reading.tokens.get(window.tokens.clone());
                let every = (window.tokens.start as u32..).zip(tokens.unwrap_or(&[]));
                let wanted = every.filter(|(_, token)| window.has(sentences, token.sentence));
                starts.extend(wanted.map(|(start, _)| (start, number)));
            }
            Some(Some(need)) if self.have_patterns(needs, sentences, tables) => {
                self.starts_around(alternative, need, number, sentences, tables, starts);
            }
            Some(Some(_)) => {}
        }
    }

    /// False if a word set or layer that is needed has nothing in the draft.
    fn has_words(&self, needs: Needs<'_>, tables: &dyn Tables) -> bool {
        needs.iter().all(|need| match need.thing {
            Needed::Set(set) => self.memo.occurrences.has(set),
            Needed::Layer(layer) => match tables.peek(layer) {
                Peek::Made(table) => table.is_some_and(|table| !table.is_empty()),
                Peek::Unmade(_) => true,
            },
            Needed::Pattern(_) => true,
        })
    }

    /// Leaves of some sentences those that may have everything that is needed; false if there is none. No pattern is
    /// matched for it: it is enough that its words are there.
    fn may_hold(&mut self, needs: Needs<'_>, sentences: &mut [u64], tables: &dyn Tables) -> bool {
        for need in needs.iter() {
            match need.thing {
                Needed::Set(set) => {
                    self.memo
                        .occurrences
                        .keep(self.patterns, self.reading, set, sentences);
                }
                Needed::Layer(layer) => {
                    // A layer that only might be asked for is not made for it.
                    match tables.peek(layer) {
                        Peek::Made(table) => keep(sentences, &self.sentences_of(layer, table)),
                        Peek::Unmade(pattern) => keep(sentences, &self.may(pattern, tables).any),
                    }
                }
                Needed::Pattern(pattern) if !self.patterns.anywhere(pattern) => {
                    keep(sentences, &self.may(pattern as usize, tables).any);
                }
                Needed::Pattern(_) => continue,
            }
            if sentences.iter().all(|&part| part == 0) {
                return false;
            }
        }
        true
    }

    /// The sentences with a thing of a layer.
    fn sentences_of(&mut self, layer: LayerId, table: Option<&Table>) -> Rc<[u64]> {
        if let Some(known) = self.memo.with_thing.get(&layer) {
            return Rc::clone(known);
        }
        let window = &self.memo.window;
        let mut own = vec![0; window.parts()];
        if let Some(table) = table {
            let rows = window.rows(table);
            let rows = table.rows().get(rows.start as usize..rows.end as usize);
            for row in rows.unwrap_or(&[]) {
                window.note(&mut own, row.sentence);
            }
        }
        let own: Rc<[u64]> = own.into();
        self.memo.with_thing.insert(layer, Rc::clone(&own));
        own
    }

    /// The sentences in which a pattern may match, by what its alternatives need. No pattern is matched and no layer made
    /// for it: it is enough that their words are there.
    pub(crate) fn may(&mut self, pattern: usize, tables: &dyn Tables) -> Rc<May> {
        let known = self.memo.may_of.get(pattern).copied().unwrap_or(0);
        let known = known.checked_sub(1);
        if let Some(known) = known.and_then(|at| self.memo.may.get(at as usize)) {
            return Rc::clone(known);
        }
        let parts = self.memo.window.parts();
        let mut may = May::default();
        let patterns = self.patterns;
        let mut numbers = patterns.alternatives.of(pattern);
        while let Some(number) = self.memo.occurrences.next_alive(&mut numbers) {
            let needs = patterns.alternatives.needs(number);
            if !self.has_words(needs, tables) {
                continue;
            }
            let from = may.sentences.len();
            may.sentences.resize(from + parts, u64::MAX);
            let own = may.sentences.get_mut(from..).unwrap_or(&mut []);
            let holds = self.may_hold(needs, own, tables);
            if holds {
                may.any.resize(parts, 0);
                for (part, more) in may.any.iter_mut().zip(&*own) {
                    *part |= more;
                }
                may.numbers.push(number);
            }
            if !holds || parts > MOST_PARTS {
                may.sentences.truncate(from);
            }
        }
        // Most patterns may match nowhere.
        let may = if may.numbers.is_empty() {
            let nowhere = self.memo.nowhere.get_or_insert_with(|| {
                Rc::new(May {
                    any: vec![0; parts],
                    ..May::default()
                })
            });
            Rc::clone(nowhere)
        } else {
            Rc::new(may)
        };
        if self.memo.may_of.len() <= pattern {
            let patterns = self.patterns.alternatives.patterns();
            self.memo.may_of.resize(patterns.max(pattern + 1), 0);
        }
        self.memo.may.push(Rc::clone(&may));
        if let Some(slot) = self.memo.may_of.get_mut(pattern) {
            *slot = self.memo.may.len() as u32;
        }
        may
    }

    /// Leaves of some sentences those with a match of each pattern that is needed; false if there is none.
    fn have_patterns(
        &mut self,
        needs: Needs<'_>,
        sentences: &mut [u64],
        tables: &dyn Tables,
    ) -> bool {
        if needs.len() < 2 {
            return true;
        }
        for need in needs.iter() {
            if let Needed::Pattern(pattern) = need.thing
                && !self.patterns.anywhere(pattern)
            {
                let mut own = vec![0; sentences.len()];
                for piece in self.inner(pattern, Some(sentences), tables).iter() {
                    if let Some(token) = self.reading.tokens.get(piece.from as usize) {
                        self.memo.window.note(&mut own, token.sentence);
                    }
                }
                keep(sentences, &own);
            }
        }
        sentences.iter().any(|&part| part != 0)
    }

    /// The tokens from which an alternative may reach one of the places of what it needs, in some sentences.
    fn starts_around(
        &mut self,
        alternative: Alternative<'_>,
        need: Need,
        number: u32,
        sentences: &[u64],
        tables: &dyn Tables,
        starts: &mut Vec<(u32, u32)>,
    ) {
        let (patterns, reading) = (self.patterns, self.reading);
        let first = alternative.steps().first().map(|step| step.part);
        let most = need.most.map(usize::from);
        // The things with which it may begin.
        let things = match first {
            Some(Part::Layer(layer)) if most != Some(0) => Some(self.things(layer, tables)),
            _ => None,
        };
        let may_begin = |at: usize| match first {
            Some(Part::Set(set)) => {
                let set = patterns.set(set);
                set.is_none_or(|set| set.may_begin(reading, at))
            }
            Some(Part::Shape(shape)) => has_shape(reading, shape, at),
            _ => true,
        };
        let window = self.memo.window.clone();
        let there = |at: usize| {
            let token = reading.tokens.get(at);
            token.is_some_and(|token| window.has(sentences, token.sentence))
        };
        let mut around = |at: usize| {
            if !there(at) {
                return;
            }
            if most == Some(0) {
                starts.push((at as u32, number));
                return;
            }
            let begin = bounds(reading, at).map_or(at, |(first, _)| first);
            let from = most.map_or(begin, |most| at.saturating_sub(most).max(begin));
            if let Some(to) = at.checked_sub(usize::from(need.least)) {
                if let Some(things) = &things {
                    let near = pieces_in(things, from, to + 1);
                    starts.extend(near.iter().map(|thing| (thing.from, number)));
                } else {
                    for start in from..=to {
                        if may_begin(start) {
                            starts.push((start as u32, number));
                        }
                    }
                }
            }
        };
        match need.thing {
            Needed::Set(set) => {
                self.memo
                    .occurrences
                    .places(patterns, reading, set, there, &mut around);
            }
            Needed::Layer(layer) => {
                for piece in self.things(layer, tables).iter() {
                    around(piece.from as usize);
                }
            }
            Needed::Pattern(pattern) => {
                for piece in self.inner(pattern, Some(sentences), tables).iter() {
                    around(piece.from as usize);
                }
            }
        }
    }

    /// The step of those needed that is rarest in the draft, patterns looked for in some sentences: `None` if one does not occur at all, `Some(None)` if none
    /// is needed.
    #[allow(
        clippy::option_option,
        reason = "no step there, and no step needed, are two answers"
    )]
    fn rarest(
        &mut self,
        needs: Needs<'_>,
        sentences: &[u64],
        tables: &dyn Tables,
    ) -> Option<Option<Need>> {
        let mut best: Option<(usize, Need)> = None;
        let mut consider = |need: Need, count: usize| {
            let far = |most: u16| usize::from(most.saturating_sub(need.least)) + 1;
            let wide = need.most.map_or(FAR, far);
            let cost = count * wide;
            if best.is_none_or(|(known, _)| cost < known) {
                best = Some((cost, need));
            }
            (count > 0).then_some(())
        };
        for need in needs.iter() {
            match need.thing {
                Needed::Set(set) => {
                    let count = self.memo.occurrences.count(self.patterns, set);
                    consider(need, count)?;
                }
                Needed::Layer(layer) => {
                    // In a stretch of a draft they are looked up once.
                    let count = if self.memo.window.is_whole() {
                        tables.table(layer).map_or(0, Table::len)
                    } else {
                        self.things(layer, tables).len()
                    };
                    consider(need, count)?;
                }
                Needed::Pattern(_) => {}
            }
        }
        // Last: their matches are looked for only if all words are there.
        for need in needs.iter() {
            if let Needed::Pattern(pattern) = need.thing
                && !self.patterns.anywhere(pattern)
            {
                let count = self.inner(pattern, Some(sentences), tables).len();
                consider(need, count)?;
            }
        }
        Some(best.map(|(_, need)| need))
    }
}

/// Where a pattern may match: a bit a sentence.
#[derive(Debug, Default)]
pub(crate) struct May {
    /// The sentences in which one of its alternatives may.
    pub(crate) any: Vec<u64>,
    /// The alternatives that may.
    numbers: Vec<u32>,
    /// The sentences of each of them, one behind the other. Left out of drafts with very many sentences.
    sentences: Vec<u64>,
}

impl May {
    /// The sentences of one of the alternatives that may match, by its place among them.
    fn of(&self, at: usize) -> Option<&[u64]> {
        let parts = self.any.len();
        self.sentences.get(at * parts..(at + 1) * parts)
    }
}

/// Leaves of some sentences those that others have.
fn keep(sentences: &mut [u64], others: &[u64]) {
    for (part, other) in sentences.iter_mut().zip(others) {
        *part &= other;
    }
}
