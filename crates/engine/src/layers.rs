//! Desk-made layers: patterns become tables like those of the readers.

use copydesk_draft::layer::{Cell, LayerId, Row, Table, Type, Value};
use copydesk_lang::program::Program;
use copydesk_reading::Reading;

use crate::pattern::{Captured, Matcher, Occurrences, PatternMatch, Patterns};

/// The tables of the desk's own layers, in order of [`Program::layers`].
pub(crate) fn make(program: &Program, patterns: &Patterns, reading: &Reading<'_>) -> Vec<Table> {
    let occurrences = Occurrences::new(patterns, reading);
    let mut made: Vec<(LayerId, Table)> = Vec::new();
    for layer in &program.layers {
        let width = program
            .schema
            .get(layer.id)
            .map_or(0, |schema| schema.fields.len());
        let table = if occurrences.possible(patterns, layer.pattern) {
            let tables = |id: LayerId| {
                made.iter()
                    .find(|(known, _)| *known == id)
                    .map(|(_, table)| table)
                    .or_else(|| reading.table(id))
            };
            let mut matcher = Matcher::new(patterns, reading, &occurrences, &tables);
            let types: Vec<&Type> = program
                .schema
                .get(layer.id)
                .map(|schema| schema.fields.iter().map(|field| &field.ty).collect())
                .unwrap_or_default();
            let mut table = Table::new(types.len());
            for hit in matcher.all(layer.pattern) {
                let (first, last) = hit.tokens;
                let span = matcher.span(first, last);
                let sentence = reading.tokens.get(first).map_or(0, |token| token.sentence);
                let row = Row {
                    span,
                    sentence,
                    masked: masked(reading, span.start),
                };
                let cells = layer.captures.iter().zip(&types).map(|(capture, ty)| {
                    captured(patterns, layer.pattern, &hit, capture)
                        .and_then(|captured| cell(captured, ty))
                        .map_or(Cell::Absent, Cell::Filled)
                });
                table.push(row, cells.collect::<Vec<_>>());
            }
            table
        } else {
            Table::new(width)
        };
        made.push((layer.id, table));
    }
    made.into_iter().map(|(_, table)| table).collect()
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
