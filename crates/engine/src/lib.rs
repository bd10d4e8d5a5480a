//! The rules engine: evaluates checked rules over a reading and emits findings.
//!
//! - [`Finding`]: what a rule reports.

mod finding;

pub use finding::{Edit, Finding, FindingFix, Related, Undecided};
