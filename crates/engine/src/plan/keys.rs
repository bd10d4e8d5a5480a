use copydesk_draft::layer::{Cell, FieldId, Thing, Value};
use rustc_hash::FxHashMap;

use crate::evaluate::Compare;
use crate::view::View;

/// Fields as numbers: two values of the same type have the same number exactly if `is` is true of them, and `is` is
/// true or false of any two values that have one.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    texts: FxHashMap<String, u32>,
    others: FxHashMap<Other, u32>,
    next: u32,
}

/// Values that are not texts.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Other {
    Enum(u16),
    Flag(bool),
    Weekday(i32),
    /// A thing that is equal to itself alone.
    Thing(Thing),
    /// A whole number, far below those that are equal but for their last bits.
    Whole(i64),
}

/// What is in a cell, for the postings.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Key {
    /// Matches nothing.
    Absent,
    /// May match anything.
    Open,
    /// Matches this.
    Is(u32),
}

impl Keys {
    fn text(&mut self, text: String) -> u32 {
        let next = self.next;
        let key = *self.texts.entry(text).or_insert(next);
        self.next += u32::from(key == next);
        key
    }

    fn other(&mut self, other: Other) -> u32 {
        let next = self.next;
        let key = *self.others.entry(other).or_insert(next);
        self.next += u32::from(key == next);
        key
    }

    /// The key of a value; `None` if it has none.
    pub(crate) fn of(&mut self, view: &View<'_>, value: &Value) -> Option<u32> {
        match value {
            Value::Text(_) | Value::Words(_) => {
                let folded = Compare::new(view).folded(value)?;
                Some(self.text(folded))
            }
            Value::Enum(index) => Some(self.other(Other::Enum(*index))),
            Value::Flag(flag) => Some(self.other(Other::Flag(*flag))),
            Value::Weekday(day) => Some(self.other(Other::Weekday(day.index()))),
            Value::Thing(thing) => match view.key(*thing) {
                None | Some(Cell::Absent) => Some(self.other(Other::Thing(*thing))),
                Some(Cell::Filled(key @ (Value::Text(_) | Value::Words(_)))) => {
                    let folded = Compare::new(view).folded(key)?;
                    Some(self.text(folded))
                }
                Some(Cell::Unclear(_) | Cell::Filled(_)) => None,
            },
            // Others are equal to what is close to them.
            Value::Number(n) => {
                (n.fract() == 0.0 && n.abs() < 1e8).then(|| self.other(Other::Whole(*n as i64)))
            }
            Value::Quantity(_)
            | Value::Money(_)
            | Value::Date(_)
            | Value::Duration(_)
            | Value::Things(_) => None,
        }
    }

    /// The key of what stands at the end of a path from a thing.
    pub(crate) fn at(&mut self, view: &View<'_>, mut thing: Thing, path: &[FieldId]) -> Key {
        let Some((&last, through)) = path.split_last() else {
            return Key::Open;
        };
        for &field in through {
            match view.cell(thing, field) {
                Cell::Filled(Value::Thing(next)) => thing = *next,
                Cell::Filled(_) | Cell::Absent => return Key::Absent,
                Cell::Unclear(_) => return Key::Open,
            }
        }
        self.cell(view, view.cell(thing, last))
    }

    /// The key of a cell.
    fn cell(&mut self, view: &View<'_>, cell: &Cell) -> Key {
        match cell {
            Cell::Absent => Key::Absent,
            Cell::Unclear(_) => Key::Open,
            Cell::Filled(value) => self.of(view, value).map_or(Key::Open, Key::Is),
        }
    }
}
