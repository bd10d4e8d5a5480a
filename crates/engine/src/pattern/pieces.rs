//! Stretches of tokens that a step can take: things of a layer, matches of a pattern.

use std::rc::Rc;

use copydesk_draft::ascending::count_before;
use copydesk_draft::layer::Table;
use copydesk_reading::Reading;

use super::Window;

/// A thing of a layer, or a match of a pattern: first token, one past the last, and the row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) row: u32,
}

/// The pieces that begin at a token.
pub(super) fn pieces_at(pieces: &[Piece], at: usize) -> impl Iterator<Item = &Piece> {
    let from = pieces.partition_point(|piece| (piece.from as usize) < at);
    pieces
        .get(from..)
        .unwrap_or(&[])
        .iter()
        .take_while(move |piece| piece.from as usize == at)
}

/// The pieces that begin at one of some tokens.
pub(super) fn pieces_in(pieces: &[Piece], from: usize, to: usize) -> &[Piece] {
    let first = pieces.partition_point(|piece| (piece.from as usize) < from);
    let rest = pieces.get(first..).unwrap_or(&[]);
    let count = count_before(rest, |piece| (piece.from as usize) < to);
    rest.get(..count).unwrap_or(&[])
}

/// The things of a table that begin in a window, in order.
pub(super) fn pieces_of(
    reading: &Reading<'_>,
    window: &Window,
    table: Option<&Table>,
) -> Rc<[Piece]> {
    let tokens = &reading.tokens;
    let numbers = table.map_or(0..0, |table| window.rows(table));
    let rows = table.map_or(&[][..], Table::rows);
    let rows = rows.get(numbers.start as usize..numbers.end as usize);
    let rows = rows.unwrap_or(&[]);
    let mut from = window.tokens.start;
    let mut pieces = Vec::with_capacity(rows.len());
    for (number, row) in numbers.zip(rows) {
        let rest = tokens.get(from..).unwrap_or(&[]);
        from += count_before(rest, |token| token.span.start < row.span.start);
        let rest = tokens.get(from..).unwrap_or(&[]);
        if rest
            .first()
            .is_none_or(|token| token.span.start != row.span.start)
        {
            continue;
        }
        let to = from + count_before(rest, |token| token.span.start < row.span.end);
        pieces.push(Piece {
            from: from as u32,
            to: to as u32,
            row: number,
        });
    }
    pieces.into()
}
