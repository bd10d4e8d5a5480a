//! The desk as a library: what the command, a language server, Python or a CMS embeds.
//!
//! - [`Pack`]: rule files, registers and profiles; [`profile`]: a house's choices.
//! - [`walk`]: from paths to drafts.
//! - [`Report`]: what a check found, with every place resolved; [`Locator`] resolves them.

mod language;
mod locate;
mod pack;
pub mod profile;
mod report;
pub mod walk;

pub use copydesk_lang::program::Level;
pub use locate::Locator;
pub use pack::{Pack, PackError, PackFile, PackKind};
pub use report::{
    Edit, FileReport, Finding, Fix, Place, Related, Report, Status, Summary, Undecided,
};
