use std::borrow::Cow;

use super::{FieldId, Value};
use crate::Span;

/// One cell: what is known about one field of one thing.
#[derive(Clone, PartialEq, Debug)]
pub enum Cell {
    /// Known.
    Filled(Value),
    /// Looked for, not there.
    Absent,
    /// Cannot tell, and why ("the draft has no date").
    Unclear(Cow<'static, str>),
}

impl Cell {
    /// [`Cell::Unclear`] with a fixed reason.
    pub const fn unclear(why: &'static str) -> Self {
        Self::Unclear(Cow::Borrowed(why))
    }

    /// The value, if filled.
    pub fn value(&self) -> Option<&Value> {
        match self {
            Self::Filled(value) => Some(value),
            Self::Absent | Self::Unclear(_) => None,
        }
    }
}

impl From<Value> for Cell {
    fn from(value: Value) -> Self {
        Self::Filled(value)
    }
}

impl<V: Into<Value>> From<Option<V>> for Cell {
    fn from(value: Option<V>) -> Self {
        value.map_or(Self::Absent, |value| Self::Filled(value.into()))
    }
}

/// Where a thing stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Row {
    /// Its bytes in the reading text.
    pub span: Span,
    /// Index of the sentence in which it starts (into the sentence layer).
    pub sentence: u32,
    /// True if it stands inside quotation marks, code, a block quote or a URL: hidden from rules as a subject
    /// unless they say `including quotes`.
    pub masked: bool,
}

/// All things of one layer, in order of start, then end.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Table {
    rows: Vec<Row>,
    /// Row-major: `width` cells a row.
    cells: Vec<Cell>,
    width: usize,
}

impl Table {
    /// An empty table with `width` columns.
    pub fn new(width: usize) -> Self {
        Self {
            rows: Vec::new(),
            cells: Vec::new(),
            width,
        }
    }

    /// Appends a thing; missing cells become absent, cells too many are dropped.
    ///
    /// Things must be pushed in order of their spans, since other layers refer to them by row number.
    pub fn push(&mut self, row: Row, cells: impl IntoIterator<Item = Cell>) {
        debug_assert!(
            self.rows
                .last()
                .is_none_or(|last| last.span.start <= row.span.start),
            "things out of order: {:?} after {:?}",
            row.span,
            self.rows.last()
        );
        self.rows.push(row);
        let mut cells = cells.into_iter();
        for _ in 0..self.width {
            self.cells.push(cells.next().unwrap_or(Cell::Absent));
        }
    }

    /// Number of things.
    #[inline]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// True if there is none.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Number of columns.
    pub fn width(&self) -> usize {
        self.width
    }

    /// All rows in order.
    #[inline]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Row `row`.
    #[inline]
    pub fn row(&self, row: u32) -> Option<&Row> {
        self.rows.get(row as usize)
    }

    /// The cell of a field, or `None` if there is no such row or column.
    #[inline]
    pub fn cell(&self, row: u32, field: FieldId) -> Option<&Cell> {
        let column = usize::from(field.0);
        if column >= self.width {
            return None;
        }
        self.cells.get(row as usize * self.width + column)
    }

    /// The rows whose sentence number lies in `first..=last`, as a range of row numbers.
    pub fn in_sentences(&self, first: u32, last: u32) -> std::ops::Range<u32> {
        let start = self.rows.partition_point(|row| row.sentence < first) as u32;
        let end = self.rows.partition_point(|row| row.sentence <= last) as u32;
        start..end.max(start)
    }
}
