use std::borrow::Cow;

use super::{FieldId, Value};
use crate::Span;
use crate::ascending::count_before;

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

/// How many values of an enumeration are common cells.
const ENUMS: u16 = 29;

macro_rules! common_cells {
    ($($value:literal)*) => {
        [
            Cell::Absent,
            Cell::Filled(Value::Flag(false)),
            Cell::Filled(Value::Flag(true)),
            $(Cell::Filled(Value::Enum($value)),)*
        ]
    };
}

/// Cells that stand in nearly every row. A table keeps their numbers and not the cells: a number takes 4 bytes, a cell
/// several times as many.
static COMMON: [Cell; ENUMS as usize + 3] = common_cells!(
    0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28
);

/// The number of a common cell.
#[inline]
fn common(cell: &Cell) -> Option<u32> {
    match *cell {
        Cell::Absent => Some(0),
        Cell::Filled(Value::Flag(flag)) => Some(1 + u32::from(flag)),
        Cell::Filled(Value::Enum(value)) if value < ENUMS => Some(3 + u32::from(value)),
        Cell::Filled(_) | Cell::Unclear(_) => None,
    }
}

/// All things of one layer, in order of start, then end.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Table {
    rows: Vec<Row>,
    /// Row-major: `width` numbers of cells a row; those of [`COMMON`], and behind them those of `own`.
    cells: Vec<u32>,
    own: Vec<Cell>,
    width: usize,
}

impl Table {
    /// An empty table with `width` columns.
    pub fn new(width: usize) -> Self {
        Self {
            rows: Vec::new(),
            cells: Vec::new(),
            own: Vec::new(),
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
        let end = self.cells.len() + self.width;
        self.cells.reserve(self.width);
        for cell in cells.into_iter().take(self.width) {
            let number = common(&cell).unwrap_or_else(|| {
                self.own.push(cell);
                (COMMON.len() + self.own.len() - 1) as u32
            });
            self.cells.push(number);
        }
        self.cells.resize(end, 0);
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
        let number = *self.cells.get(row as usize * self.width + column)? as usize;
        match number.checked_sub(COMMON.len()) {
            None => COMMON.get(number),
            Some(own) => self.own.get(own),
        }
    }

    /// The rows whose sentence number lies in `first..=last`, as a range of row numbers.
    pub fn in_sentences(&self, first: u32, last: u32) -> std::ops::Range<u32> {
        let start = self.rows.partition_point(|row| row.sentence < first);
        let rest = self.rows.get(start..).unwrap_or(&[]);
        let count = count_before(rest, |row| row.sentence <= last);
        start as u32..(start + count) as u32
    }
}
