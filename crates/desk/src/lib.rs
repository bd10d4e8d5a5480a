//! The desk as a library: what the command, a language server, Python or a CMS embeds.
//!
//! - [`Desk`]: readers, rules and registers made ready once, then drafts checked; [`check()`]: one draft in one call.
//! - [`examples`]: the examples inside rules, run.
//! - [`house`]: what `copydesk.toml` sets.
//! - [`baseline`]: findings that were there before.
//! - [`Pack`]: rule files, registers and profiles; [`profile`]: a house's choices.
//! - [`Session`]: a draft that is being written, checked after every edit.
//! - [`since`]: only what an earlier version of a draft does not have.
//! - [`stet`]: recorded decisions to let a finding stand.
//! - [`walk`]: from paths to drafts.
//! - [`Report`]: what a check found, with every place resolved; [`Locator`] resolves them.

pub mod baseline;
mod choices;
mod compiled;
mod desk;
pub mod examples;
pub mod files;
mod fixing;
pub mod house;
mod language;
mod locate;
mod needs;
mod pack;
pub mod profile;
mod report;
mod session;
mod setup;
pub mod since;
pub mod stet;
mod uses;
pub mod walk;
mod wording;

pub use choices::{Choices, Override};
pub use compiled::compile;
pub use copydesk_formats::{Format, Options};
pub use copydesk_lang::program::Level;
pub use copydesk_reading::export;
pub use desk::{Desk, Faults, check, read_file};
pub use fixing::Fixed;
pub use locate::Locator;
pub use pack::{Pack, PackError, PackFile, PackKind};
pub use report::{
    Copy, Edit, FileReport, Finding, Fix, Place, Related, Report, RuleInfo, Status, Summary,
    Undecided,
};
pub use session::{EditError, Session};
pub use setup::{Config, ConfigError, MOST_BYTES};
pub use uses::Behind;
