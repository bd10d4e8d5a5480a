//! Desk-made layers: patterns become tables like those of the readers.

use copydesk_draft::layer::{Cell, LayerId, Row, Table, Type, Value};
use copydesk_lang::program::DeskLayer;
use copydesk_reading::Reading;

use crate::engine::Engine;
use crate::pattern::{Captured, Matcher, Occurrences, PatternMatch, Patterns, Plain, Tables};

/// The tables of one draft: those of the readers and those the desk made so far.
#[derive(Debug)]
pub(crate) struct Made<'a> {
    engine: &'a Engine,
    reading: &'a Reading<'a>,
    /// By layer of the program: its table, plus one; 0 stands for an empty one.
    at: Vec<u32>,
    tables: Vec<Table>,
    /// Layers that took too many steps, by number.
    pub(crate) stopped: Vec<usize>,
    /// Of which layers of the program they are.
    numbers: Vec<usize>,
}

impl Tables for Made<'_> {
    fn table(&self, layer: LayerId) -> Option<&Table> {
        let desk = self
            .engine
            .desk
            .get(usize::from(layer.0))
            .copied()
            .flatten();
        match desk {
            None => self.reading.table(layer),
            Some(number) => {
                let at = self.at.get(number)?.checked_sub(1)?;
                self.tables.get(at as usize)
            }
        }
    }
}

impl<'a> Made<'a> {
    fn none(engine: &'a Engine, reading: &'a Reading<'a>) -> Self {
        Self {
            engine,
            reading,
            at: vec![0; engine.program.layers.len()],
            tables: Vec::new(),
            stopped: Vec::new(),
            numbers: Vec::new(),
        }
    }

    /// Makes the layers that the draft has things of.
    pub(crate) fn new(engine: &'a Engine, reading: &'a Reading<'a>, steps: u64) -> Self {
        let mut made = Self::none(engine, reading);
        engine
            .shelf
            .with(|occurrences| made.fill(occurrences, steps));
        made
    }

    fn fill(&mut self, occurrences: &mut Occurrences, steps: u64) {
        let (engine, reading) = (self.engine, self.reading);
        let patterns = &engine.patterns;
        occurrences.fill(patterns, reading);
        let mut matcher = Matcher::new(patterns, reading, occurrences);
        for number in occurrences.woken(patterns, &|layer| {
            reading.table(layer).is_some_and(|table| !table.is_empty())
        }) {
            if let Some(layer) = engine.program.layers.get(number) {
                matcher.begin(steps);
                let hits = matcher.all(layer.pattern, self);
                // Half a layer would be taken for the whole; so would one that is made of such.
                let of_others = !self.stopped.is_empty() && patterns.takes_others(layer.pattern);
                if matcher.is_spent() || of_others {
                    self.stopped.push(number);
                } else {
                    self.enter(number, layer, &hits);
                }
            }
        }
    }

    /// The same, looked for at every word: the reference.
    pub(crate) fn plain(engine: &'a Engine, reading: &'a Reading<'a>) -> Self {
        let mut made = Self::none(engine, reading);
        for (number, layer) in engine.program.layers.iter().enumerate() {
            let plain = Plain {
                patterns: &engine.patterns,
                reading,
                tables: &made,
            };
            let hits = plain.all(layer.pattern);
            made.enter(number, layer, &hits);
        }
        made
    }

    /// Puts the matches of a layer's pattern into a table.
    fn enter(&mut self, number: usize, layer: &DeskLayer, hits: &[PatternMatch]) {
        let (engine, reading) = (self.engine, self.reading);
        let Some(schema) = engine
            .program
            .schema
            .get(layer.id)
            .filter(|_| !hits.is_empty())
        else {
            return;
        };
        let mut table = Table::new(schema.fields.len());
        for hit in hits {
            let (first, last) = hit.tokens;
            let (Some(from), Some(to)) = (
                reading.tokens.get(first),
                last.checked_sub(1).and_then(|i| reading.tokens.get(i)),
            ) else {
                continue;
            };
            let row = Row {
                span: from.span.to(to.span),
                sentence: from.sentence,
                masked: masked(reading, from.span.start),
            };
            let cells = layer
                .captures
                .iter()
                .zip(&schema.fields)
                .map(|(capture, field)| {
                    captured(&engine.patterns, layer.pattern, hit, capture)
                        .and_then(|captured| cell(captured, &field.ty))
                        .map_or(Cell::Absent, Cell::Filled)
                });
            table.push(row, cells);
        }
        self.tables.push(table);
        self.numbers.push(number);
        if let Some(slot) = self.at.get_mut(number) {
            *slot = self.tables.len() as u32;
        }
    }

    /// The layers with things in the draft, in no order.
    pub(crate) fn filled(&self) -> impl Iterator<Item = LayerId> + '_ {
        let read = self.reading.tables().iter().enumerate();
        let read = read
            .filter(|(_, table)| !table.is_empty())
            .map(|(layer, _)| LayerId(layer as u16));
        let layers = &self.engine.program.layers;
        let made = self.numbers.iter();
        read.chain(made.filter_map(|&number| layers.get(number).map(|layer| layer.id)))
    }

    /// The tables in order of the program's layers.
    pub(crate) fn into_tables(self) -> Vec<Table> {
        let layers = self.engine.program.layers.iter();
        layers
            .map(|layer| {
                self.table(layer.id).cloned().unwrap_or_else(|| {
                    let schema = self.engine.program.schema.get(layer.id);
                    Table::new(schema.map_or(0, |schema| schema.fields.len()))
                })
            })
            .collect()
    }
}

/// True if byte `at` lies in a mask.
pub(crate) fn masked(reading: &Reading<'_>, at: u32) -> bool {
    let next = reading.masks.partition_point(|mask| mask.start <= at);
    next.checked_sub(1)
        .and_then(|i| reading.masks.get(i))
        .is_some_and(|mask| mask.holds(at))
}

/// What a match captured under a name.
fn captured(
    patterns: &Patterns,
    pattern: usize,
    hit: &PatternMatch,
    name: &str,
) -> Option<Captured> {
    let alternative = patterns.alternatives.get(pattern)?.get(hit.alternative)?;
    let at = alternative
        .captures
        .iter()
        .position(|known| known == name)?;
    hit.captures.get(at).copied().flatten()
}

fn cell(captured: Captured, ty: &Type) -> Option<Value> {
    match ty {
        Type::Thing(_) => captured.thing.map(Value::Thing),
        Type::Things(_) => captured.thing.map(|thing| Value::Things(vec![thing])),
        _ => Some(Value::Words(captured.span)),
    }
}
