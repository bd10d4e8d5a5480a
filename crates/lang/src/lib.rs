//! The `.desk` rule language.
//!
//! - [`program`]: checked rules, as the engine evaluates them.

pub mod program;
