//! The draft: one article to be checked, and what every later step agrees on.
//!
//! - [`Span`]: a byte range; [`Day`] and [`Weekday`]: civil days.
//! - [`Source`]: the file as it lies on disk, decoded, with a line index.
//! - [`Draft`]: the text that is read, its blocks and marked inlines, and the piece table that maps it back to the source.
//! - [`ascending`]: searches in sorted lists.
//! - [`layer`]: the contract of all annotations: a layer is a table with filled, absent or unclear cells.

pub mod ascending;
mod day;
mod draft;
pub mod layer;
pub mod shared;
mod source;
mod span;

pub use day::{Day, DayRange, Weekday};
pub use draft::{
    Block, BlockKind, DateOrigin, Draft, DraftBuilder, Genre, Inline, InlineKind, Meta,
    NO_ALTERNATIVE, Piece,
};
pub use source::{Encoding, Position, Source};
pub use span::Span;
