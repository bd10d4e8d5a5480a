use copydesk_draft::layer::{Cell, Thing, Value};
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
            Value::Number(_)
            | Value::Quantity(_)
            | Value::Money(_)
            | Value::Date(_)
            | Value::Duration(_)
            | Value::Things(_) => None,
        }
    }

    /// The key of a cell.
    pub(crate) fn cell(&mut self, view: &View<'_>, cell: &Cell) -> Key {
        match cell {
            Cell::Absent => Key::Absent,
            Cell::Unclear(_) => Key::Open,
            Cell::Filled(value) => self.of(view, value).map_or(Key::Open, Key::Is),
        }
    }
}
