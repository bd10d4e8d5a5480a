//! Stretches of tokens that a step can take: things of a layer, matches of a pattern.

use std::rc::Rc;

use copydesk_draft::ascending::count_before;
use copydesk_draft::layer::Table;
use copydesk_reading::Reading;

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

/// The things of a table in order.
pub(super) fn pieces_of(reading: &Reading<'_>, table: Option<&Table>) -> Rc<[Piece]> {
    let tokens = &reading.tokens;
    let rows = table.map_or(&[][..], Table::rows);
    let mut from = 0;
    let mut pieces = Vec::with_capacity(rows.len());
    for (number, row) in rows.iter().enumerate() {
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
            row: number as u32,
        });
    }
    pieces.into()
}
