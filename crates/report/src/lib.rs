//! Outputs of a [`copydesk_desk::Report`].
//!
//! - [`terminal()`]: the report an editor reads, through miette.
//! - [`concise()`]: one line a finding.
//! - [`json()`]: one object for other tools; its schema is [`JSON_SCHEMA`].
//!
//! Everything that comes from a draft passes [`visible()`]: control characters and marks that turn the direction of
//! text around are shown, never obeyed.

mod concise;
mod escape;
mod json;
mod terminal;

pub use concise::concise;
pub use escape::visible;
pub use json::{JSON_SCHEMA, json};
pub use terminal::{FindingDiagnostic, SentenceHandler, Style, terminal};
