//! Where the alternatives of a pattern may begin: around the rarest thing that they need, in sentences that have all of it.

use copydesk_draft::layer::Table;

use super::{Matcher, Tables};
use crate::pattern::bounds;
use crate::pattern::compile::{Alternative, Need, Part};

/// How many starts a step is worth whose distance from the start of a match has no bound.
const FAR: usize = 12;

impl Matcher<'_> {
    /// The tokens at which some alternatives may begin, and which, in order.
    pub(super) fn starts(
        &mut self,
        alternatives: &[Alternative],
        tables: &dyn Tables,
    ) -> Vec<(u32, u32)> {
        let mut starts = std::mem::take(&mut self.memo.starts);
        starts.clear();
        for (number, alternative) in alternatives.iter().enumerate() {
            self.starts_of(alternative, number as u32, tables, &mut starts);
        }
        starts.sort_unstable();
        starts.dedup();
        starts
    }

    fn starts_of(
        &mut self,
        alternative: &Alternative,
        number: u32,
        tables: &dyn Tables,
        starts: &mut Vec<(u32, u32)>,
    ) {
        let Some(rarest) = self.rarest(&alternative.needs, tables) else {
            return;
        };
        let reading = self.reading;
        let Some(need) = rarest else {
            let every = 0..reading.tokens.len() as u32;
            starts.extend(every.map(|start| (start, number)));
            return;
        };
        let mut sentences = std::mem::take(&mut self.memo.sentences);
        if self.common(&alternative.needs, &mut sentences, tables) {
            self.starts_around(alternative, need, number, &sentences, tables, starts);
        }
        self.memo.sentences = sentences;
    }

    /// Notes the sentences that have everything an alternative needs; false if there is none.
    fn common(&mut self, needs: &[Need], sentences: &mut Vec<u64>, tables: &dyn Tables) -> bool {
        sentences.clear();
        let reading = self.reading;
        sentences.resize(reading.sentences.len().div_ceil(64), u64::MAX);
        if needs.len() < 2 {
            return true;
        }
        for need in needs {
            let pieces = match need.part {
                Part::Set(set) => {
                    self.memo
                        .occurrences
                        .keep(self.patterns, reading, set, sentences);
                    if sentences.iter().all(|&part| part == 0) {
                        return false;
                    }
                    continue;
                }
                Part::Layer(layer) => self.things(layer, tables),
                Part::Pattern(pattern) if !self.patterns.anywhere(pattern) => {
                    self.inner(pattern, tables)
                }
                _ => continue,
            };
            let mut own = vec![0; sentences.len()];
            for piece in pieces.iter() {
                if let Some(token) = reading.tokens.get(piece.from as usize)
                    && let Some(part) = own.get_mut(token.sentence as usize / 64)
                {
                    *part |= 1 << (token.sentence % 64);
                }
            }
            for (part, own) in sentences.iter_mut().zip(own) {
                *part &= own;
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
        let mut around = |at: usize| {
            let there = reading.tokens.get(at).is_some_and(|token| {
                let part = sentences.get(token.sentence as usize / 64);
                part.is_some_and(|part| part & (1 << (token.sentence % 64)) != 0)
            });
            if !there {
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
            Part::Set(set) => self
                .memo
                .occurrences
                .places(patterns, reading, set, &mut around),
            Part::Layer(layer) => {
                for piece in self.things(layer, tables).iter() {
                    around(piece.from as usize);
                }
            }
            Part::Pattern(pattern) => {
                for piece in self.inner(pattern, tables).iter() {
                    around(piece.from as usize);
                }
            }
            Part::Optional(_) | Part::Gap(_) | Part::Shape(_) => {}
        }
    }

    /// The step of those needed that is rarest in the draft: `None` if one does not occur at all, `Some(None)` if none
    /// is needed.
    #[allow(
        clippy::option_option,
        reason = "no step there, and no step needed, are two answers"
    )]
    fn rarest(&mut self, needs: &[Need], tables: &dyn Tables) -> Option<Option<Need>> {
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
                let count = self.inner(pattern, tables).len();
                consider(need, count)?;
            }
        }
        Some(best.map(|(_, need)| need))
    }
}
