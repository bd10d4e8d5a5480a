//! The `.desk` rule language.
//!
//! - [`parse()`]: a rule file becomes a [`syntax`] tree and all its errors; it never fails.
//! - [`check()`]: trees become a [`program`] against the layer schema and the registers, with all that is wrong in them.
//! - [`format()`], [`print()`]: the canonical form of a rule file.
//! - [`nearest`]: "did you mean …".
//! - [`Diagnostic`]: what parser and checker report; [`Diagnostic::with_files`] hands it to miette.

mod check;
mod diagnostic;
mod format;
mod messages;
mod parse;
pub mod program;
mod suggest;
pub mod syntax;

pub use check::{Checked, LeftOut, World, check, check_over};
pub use diagnostic::{Code, Diagnostic, Gravity, Label, Reported};
pub use format::{canonical, format, print};
pub use parse::{Parsed, parse};
pub use suggest::nearest;
