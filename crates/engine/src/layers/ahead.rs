//! The layers of a long draft that are surely asked for, made stretch by stretch: the words of a stretch are looked at for
//! all of them while they are at hand.

use copydesk_draft::layer::{LayerId, Table};

use super::Made;
use crate::bits::Bits;
use crate::pattern::{Matcher, Memo, Peek, Tables, Window};

/// Sentences of a stretch.
const STRETCH: u32 = 512;
/// A draft of so many stretches is long.
const LONG: u32 = 4;

/// What is made so far, as the patterns of the next layer see it.
struct SoFar<'m, 'a> {
    made: &'m Made<'a>,
    /// By layer of the program.
    own: &'m [Option<Box<Table>>],
}

impl SoFar<'_, '_> {
    fn own(&self, layer: LayerId) -> Option<&Table> {
        self.own.get(self.made.number(layer)?)?.as_deref()
    }
}

impl Tables for SoFar<'_, '_> {
    fn table(&self, layer: LayerId) -> Option<&Table> {
        self.own(layer).or_else(|| self.made.table(layer))
    }

    fn peek(&self, layer: LayerId) -> Peek<'_> {
        match self.own(layer) {
            Some(table) => Peek::Made(Some(table)),
            None => self.made.peek(layer),
        }
    }
}

impl Made<'_> {
    /// The stretches of a long draft; `None` for others.
    pub(crate) fn stretches(&self) -> Option<u32> {
        let count = self.reading.sentences.len() as u32 / STRETCH;
        (count >= LONG && self.memo.is_some()).then_some(count)
    }

    /// Makes some layers of a long draft, and those that they are made of. One that takes too many steps is left out.
    pub(crate) fn ahead(&self, layers: impl IntoIterator<Item = LayerId>) {
        let (engine, reading) = (self.engine, self.reading);
        let (mut order, mut seen) = (Vec::new(), Bits::default());
        for layer in layers {
            if let Some(number) = self.number(layer) {
                self.with_parts(number, &mut seen, &mut order);
            }
        }
        if order.is_empty() {
            return;
        }
        let all = engine.program.layers.len();
        let mut own: Vec<Option<Box<Table>>> = vec![None; all];
        let mut left: Vec<u64> = vec![self.steps; all];
        let mut out = Bits::default();
        let mut occurrences = engine.shelf.lend();
        for window in Window::stretches(reading, STRETCH) {
            occurrences.fill(&engine.patterns, self.search, reading, &window);
            let mut memo = Box::new(Memo::new(occurrences, window));
            for &number in &order {
                let mut takes = engine.patterns.takes(number);
                let (Some(layer), Some(steps)) =
                    (engine.program.layers.get(number), left.get_mut(number))
                else {
                    continue;
                };
                if out.has(number as u32) || takes.any(|other| out.has(other)) {
                    out.add(number as u32);
                    continue;
                }
                let mut matcher = Matcher::new(&engine.patterns, reading, memo, *steps);
                let so_far = SoFar {
                    made: self,
                    own: &own,
                };
                let hits = matcher.all(layer.pattern, None, &so_far);
                *steps = matcher.left();
                memo = matcher.into_memo();
                if *steps == 0 {
                    out.add(number as u32);
                } else if let Some(slot) = own.get_mut(number) {
                    self.add_rows(slot, layer, &hits);
                }
            }
            occurrences = memo.into_occurrences();
        }
        for number in order {
            if !out.has(number as u32)
                && let Some(slot) = own.get_mut(number)
            {
                self.tables.make(number, || slot.take());
            }
        }
    }

    /// Notes a layer that is not made behind those it is made of.
    fn with_parts(&self, number: usize, seen: &mut Bits, order: &mut Vec<usize>) {
        let is_open = self.woken.has(number as u32) && self.tables.made(number).is_none();
        if !is_open || seen.has(number as u32) {
            return;
        }
        seen.add(number as u32);
        for other in self.engine.patterns.takes(number) {
            self.with_parts(other as usize, seen, order);
        }
        order.push(number);
    }
}
