//! The desk as a library: what the command, a language server, Python or a CMS embeds.
//!
//! - [`Report`]: what a check found, with every place resolved; [`Locator`] resolves them.

mod locate;
mod report;

pub use copydesk_lang::program::Level;
pub use locate::Locator;
pub use report::{
    Edit, FileReport, Finding, Fix, Place, Related, Report, Status, Summary, Undecided,
};
