//! A layer is a table: the contract between the readers, the language and the engine.
//!
//! Built-in and desk-made layers alike have rows (things in the text: a span and the sentence it starts in) and one
//! typed column a field. A cell is [`Cell::Filled`], [`Cell::Absent`] (looked for, not there) or [`Cell::Unclear`]
//! (cannot tell, with a reason). The engine knows layers by their index in the [`Schema`] and never by name.

mod schema;
mod table;
mod value;

pub use schema::{EnumSchema, FieldId, FieldSchema, LayerId, LayerSchema, Schema, Type};
pub use table::{Cell, Row, Table};
pub use value::{Dimension, DurationUnit, Money, Period, Quantity, Thing, Value};
