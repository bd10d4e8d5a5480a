//! Where the alternatives of a pattern may begin: around the rarest thing that they need, in sentences that have all of it.

use std::rc::Rc;

use copydesk_draft::layer::{LayerId, Table};

use super::{Matcher, Tables};
use crate::pattern::bounds;
use crate::pattern::compile::{Alternative, Need, Part};

/// How many starts a step is worth whose distance from the start of a match has no bound.
const FAR: usize = 12;

impl Matcher<'_> {
    /// The tokens at which some alternatives may begin in some sentences (`None`: in all), and which, in order.
    pub(super) fn starts(
        &mut self,
        alternatives: &[Alternative],
        within: Option<&[u64]>,
        tables: &dyn Tables,
    ) -> Vec<(u32, u32)> {
        let mut starts = std::mem::take(&mut self.memo.starts);
        starts.clear();
        for (number, alternative) in alternatives.iter().enumerate() {
            self.starts_of(alternative, number as u32, within, tables, &mut starts);
        }
        starts.sort_unstable();
        starts.dedup();
        starts
    }

    fn starts_of(
        &mut self,
        alternative: &Alternative,
        number: u32,
        within: Option<&[u64]>,
        tables: &dyn Tables,
        starts: &mut Vec<(u32, u32)>,
    ) {
        let needs = &alternative.needs;
        if !self.has_words(needs, tables) {
            return;
        }
        // Patterns within it are matched only if all it needs may stand in one sentence.
        let mut sentences = std::mem::take(&mut self.memo.sentences);
        match within {
            Some(within) => {
                sentences.clear();
                sentences.extend_from_slice(within);
            }
            None => self.all_sentences(&mut sentences),
        }
        if (needs.len() < 2 || self.may_hold(needs, &mut sentences, tables))
            && let Some(rarest) = self.rarest(needs, &sentences, tables)
        {
            match rarest {
                None => {
                    let every = (0..).zip(&self.reading.tokens);
                    let wanted = every.filter(|(_, token)| has(&sentences, token.sentence));
                    starts.extend(wanted.map(|(start, _)| (start, number)));
                }
                Some(need) if self.have_patterns(needs, &mut sentences, tables) => {
                    self.starts_around(alternative, need, number, &sentences, tables, starts);
                }
                Some(_) => {}
            }
        }
        self.memo.sentences = sentences;
    }

    /// False if a word set or layer that is needed has nothing in the draft.
    fn has_words(&self, needs: &[Need], tables: &dyn Tables) -> bool {
        needs.iter().all(|need| match need.part {
            Part::Set(set) => self.memo.occurrences.count(set) > 0,
            Part::Layer(layer) => tables.table(layer).is_some_and(|table| !table.is_empty()),
            _ => true,
        })
    }

    /// Notes every sentence.
    fn all_sentences(&self, sentences: &mut Vec<u64>) {
        sentences.clear();
        sentences.resize(self.reading.sentences.len().div_ceil(64), u64::MAX);
    }

    /// Leaves of some sentences those that may have everything that is needed; false if there is none. No pattern is
    /// matched for it: it is enough that its words are there.
    fn may_hold(&mut self, needs: &[Need], sentences: &mut [u64], tables: &dyn Tables) -> bool {
        for need in needs {
            match need.part {
                Part::Set(set) => {
                    self.memo
                        .occurrences
                        .keep(self.patterns, self.reading, set, sentences);
                }
                Part::Layer(layer) => keep(sentences, &self.sentences_of(layer, tables)),
                Part::Pattern(pattern) if !self.patterns.anywhere(pattern) => {
                    keep(sentences, &self.may_match(pattern, tables));
                }
                _ => continue,
            }
            if sentences.iter().all(|&part| part == 0) {
                return false;
            }
        }
        true
    }

    /// The sentences with a thing of a layer.
    fn sentences_of(&mut self, layer: LayerId, tables: &dyn Tables) -> Rc<[u64]> {
        if let Some(known) = self.memo.with_thing.get(&layer) {
            return Rc::clone(known);
        }
        let mut own = vec![0; self.reading.sentences.len().div_ceil(64)];
        for row in tables.table(layer).map_or(&[][..], Table::rows) {
            note(&mut own, row.sentence);
        }
        let own: Rc<[u64]> = own.into();
        self.memo.with_thing.insert(layer, Rc::clone(&own));
        own
    }

    /// The sentences in which a pattern may match, by what its alternatives need.
    fn may_match(&mut self, pattern: usize, tables: &dyn Tables) -> Rc<[u64]> {
        if let Some(known) = self.memo.may_match.get(&pattern) {
            return Rc::clone(known);
        }
        let patterns = self.patterns;
        let mut own = vec![0; self.reading.sentences.len().div_ceil(64)];
        let mut sentences = Vec::new();
        for alternative in patterns.alternatives.get(pattern).into_iter().flatten() {
            if !self.has_words(&alternative.needs, tables) {
                continue;
            }
            self.all_sentences(&mut sentences);
            if self.may_hold(&alternative.needs, &mut sentences, tables) {
                for (part, more) in own.iter_mut().zip(&sentences) {
                    *part |= more;
                }
            }
        }
        let own: Rc<[u64]> = own.into();
        self.memo.may_match.insert(pattern, Rc::clone(&own));
        own
    }

    /// Leaves of some sentences those with a match of each pattern that is needed; false if there is none.
    fn have_patterns(
        &mut self,
        needs: &[Need],
        sentences: &mut [u64],
        tables: &dyn Tables,
    ) -> bool {
        if needs.len() < 2 {
            return true;
        }
        for need in needs {
            if let Part::Pattern(pattern) = need.part
                && !self.patterns.anywhere(pattern)
            {
                let mut own = vec![0; sentences.len()];
                for piece in self.inner(pattern, Some(sentences), tables).iter() {
                    if let Some(token) = self.reading.tokens.get(piece.from as usize) {
                        note(&mut own, token.sentence);
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
        alternative: &Alternative,
        need: Need,
        number: u32,
        sentences: &[u64],
        tables: &dyn Tables,
        starts: &mut Vec<(u32, u32)>,
    ) {
        let (patterns, reading) = (self.patterns, self.reading);
        let first = match alternative.steps.first().map(|step| step.part) {
            Some(Part::Set(set)) => patterns.set(set),
            _ => None,
        };
        let there = |at: usize| {
            let token = reading.tokens.get(at);
            token.is_some_and(|token| has(sentences, token.sentence))
        };
        let mut around = |at: usize| {
            if !there(at) {
                return;
            }
            if need.most == Some(0) {
                starts.push((at as u32, number));
                return;
            }
            let begin = bounds(reading, at).map_or(at, |(first, _)| first);
            let from = need
                .most
                .map_or(begin, |most| at.saturating_sub(most).max(begin));
            if let Some(to) = at.checked_sub(need.least) {
                for start in from..=to {
                    if first.is_none_or(|set| set.may_begin(reading, start)) {
                        starts.push((start as u32, number));
                    }
                }
            }
        };
        match need.part {
            Part::Set(set) => {
                self.memo
                    .occurrences
                    .places(patterns, reading, set, there, &mut around);
            }
            Part::Layer(layer) => {
                for piece in self.things(layer, tables).iter() {
                    around(piece.from as usize);
                }
            }
            Part::Pattern(pattern) => {
                for piece in self.inner(pattern, Some(sentences), tables).iter() {
                    around(piece.from as usize);
                }
            }
            Part::Optional(_) | Part::Gap(_) | Part::Shape(_) => {}
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
        needs: &[Need],
        sentences: &[u64],
        tables: &dyn Tables,
    ) -> Option<Option<Need>> {
        let mut best: Option<(usize, Need)> = None;
        let mut consider = |need: Need, count: usize| {
            let wide = need
                .most
                .map_or(FAR, |most| most.saturating_sub(need.least) + 1);
            let cost = count * wide;
            if best.is_none_or(|(known, _)| cost < known) {
                best = Some((cost, need));
            }
            (count > 0).then_some(())
        };
        for &need in needs {
            match need.part {
                Part::Set(set) => consider(need, self.memo.occurrences.count(set))?,
                Part::Layer(layer) => consider(need, tables.table(layer).map_or(0, Table::len))?,
                _ => {}
            }
        }
        // Last: their matches are looked for only if all words are there.
        for &need in needs {
            if let Part::Pattern(pattern) = need.part
                && !self.patterns.anywhere(pattern)
            {
                let count = self.inner(pattern, Some(sentences), tables).len();
                consider(need, count)?;
            }
        }
        Some(best.map(|(_, need)| need))
    }
}

/// True if a sentence is among some.
fn has(sentences: &[u64], sentence: u32) -> bool {
    let part = sentences.get(sentence as usize / 64);
    part.is_some_and(|part| part >> (sentence % 64) & 1 == 1)
}

/// Notes a sentence.
fn note(sentences: &mut [u64], sentence: u32) {
    if let Some(part) = sentences.get_mut(sentence as usize / 64) {
        *part |= 1 << (sentence % 64);
    }
}

/// Leaves of some sentences those that others have.
fn keep(sentences: &mut [u64], others: &[u64]) {
    for (part, other) in sentences.iter_mut().zip(others) {
        *part &= other;
    }
}
