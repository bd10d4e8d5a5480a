//! Tests of rules: their examples, what each clause is good for, and passages on which they must stay silent.
//!
//! - [`Bench`]: a desk on which rules are tested; [`Bench::rule`] gives a [`RuleReport`].
//! - [`Passage`]: a small draft; [`passages`] reads the silence suite of a rule.

mod example;
mod mutate;
mod passage;
mod report;

pub use example::Bench;
pub(crate) use example::source;
pub use passage::{Built, Passage, PassageError, build, passages};
pub use report::{
    Decided, ExampleReport, Failure, Place, Placed, RuleReport, SilenceReport, Unexercised,
};
