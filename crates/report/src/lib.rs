//! Outputs of a [`copydesk_desk::Report`].
//!
//! - [`terminal()`]: the report an editor reads, through miette.
//! - [`concise()`]: one line a finding.
//! - [`json_lines()`], [`sarif()`], [`github()`], [`gitlab()`], [`junit()`], [`rdjson()`], [`markdown()`]: for pipelines and other tools.
//! - [`html()`]: one page, the copy with the findings in its margin.
//! - [`statistics()`]: findings counted by rule.
//! - [`narrated()`]: for screen readers.
//! - [`LayersOf`]: what was read in a draft.
//! - [`json()`]: one object for other tools; its schema is [`JSON_SCHEMA`].
//!
//! Everything that comes from a draft passes [`visible()`]: control characters and marks that turn the direction of
//! text around are shown, never obeyed.

mod concise;
mod escape;
mod github;
mod gitlab;
mod html;
mod json;
mod json_lines;
mod junit;
mod layers;
mod markdown;
mod narrated;
mod rdjson;
mod sarif;
mod statistics;
mod terminal;
mod words;

pub use concise::concise;
pub use escape::visible;
pub use github::github;
pub use gitlab::gitlab;
pub use html::html;
pub use json::{JSON_SCHEMA, json};
pub use json_lines::json_lines;
pub use junit::junit;
pub use layers::{LayersOf, plain, schema_json, schema_text};
pub use markdown::markdown;
pub use narrated::narrated;
pub use rdjson::rdjson;
pub use sarif::sarif;
pub use statistics::statistics;
pub use terminal::{FindingDiagnostic, SentenceHandler, Style, terminal, terminal_findings};
