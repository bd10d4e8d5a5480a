//! The reading: what the recognisers find in a draft, as layers of typed things.
//!
//! - [`Reader`]: the recognisers with their word lists and registers; [`Reader::read`] makes a [`Reading`].
//! - [`Needs`]: which layers are wanted of a draft.
//! - [`schema`]: the layers with their fields, types, extents and keys.
//! - [`token`], [`sentence`], [`structure`]: tokens, sentences, headline, lede, captions.
//! - [`quotes`]: quotations and their marks.
//! - [`numbers`], [`dates`], [`quantities`]: values.
//! - [`names`]: persons, armed groups, organisations, outlets, places, acronyms.
//! - [`attribution`]: who says what, and how far it reaches.
//! - [`casualties`], [`designations`], [`superlatives`]: claims.
//! - [`relations`]: how figures and days of a draft stand to each other.
//! - `wronged`: to whom a sexual offence was done.
//! - [`debris`]: what is left over in copy.
//! - [`export`]: the layers under the names of annotated corpora.

pub mod addresses;
pub mod asides;
pub mod attribution;
pub mod casualties;
mod closed;
mod cx;
pub mod dates;
pub mod debris;
pub mod deeds;
pub mod designations;
pub mod export;
mod foreign;
pub mod garbled;
mod geography;
mod lists;
pub mod marks;
pub mod names;
mod needs;
pub mod nesting;
pub mod numbers;
mod order;
pub mod polls;
pub mod quantities;
pub mod quotes;
mod reading;
pub mod relations;
pub mod schema;
pub mod sentence;
pub mod structure;
pub mod superlatives;
#[cfg(test)]
mod testing;
pub mod token;
mod words;
mod wronged;

pub use cx::Cx;
pub use lists::{LISTS, List, Lists, MissingList};
pub use needs::Needs;
pub use reading::{Reader, ReaderError, Reading};
pub use schema::{id, schema};
