//! Word patterns over word ids.
//!
//! A pattern is compiled once ([`compile`]): each alternative gets an *anchor*, the step whose words occur least. On a
//! draft ([`matcher`]) one pass over the tokens finds the anchors; only around those are the steps tried, as sets of
//! positions and so without backtracking.

mod compile;
mod matcher;
mod phrases;

pub use compile::Wakes;
pub(crate) use compile::{Patterns, matched_lists};
pub(crate) use matcher::{Captured, Matcher, Occurrences, PatternMatch, is_word};
pub(crate) use phrases::{UnknownWord, same_spelling, spellings};
