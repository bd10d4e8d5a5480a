//! The rules engine: evaluates checked rules over a reading and emits findings.
//!
//! - [`Engine`]: checked rules made ready; [`Engine::check`] gives an [`Outcome`].
//! - [`Finding`]: what a rule reports; [`fingerprint()`]: its identity.
//! - [`Truth`]: true, false, unknown with a [`Why`].
//! - `pattern`, `layers`: word patterns and the desk's own layers.
//! - `facts`: registers as tables with typed cells.
//! - `view`, `sections`: one draft as rules see it, and the scopes.
//! - `evaluate`: the evaluator; without an index it is the reference, the semantics of rules.
//! - `plan`: the index that makes it fast.
//! - [`testing`]: examples of rules, and what each clause is good for.
//! - [`why`]: every clause, what was looked for and what was found, for findings and for silence.
//! - [`Cost`]: how often a rule wakes and how much it asks then.
//! - `assemble`, `say`, `fix`: from faults to findings.

mod assemble;
mod bits;
mod cost;
mod engine;
mod evaluate;
mod facts;
mod finding;
mod fingerprint;
mod fix;
mod layers;
mod options;
mod pattern;
mod plan;
mod say;
mod sections;
pub mod testing;
mod truth;
mod view;
pub mod why;

pub use cost::Cost;
pub use engine::{
    CAP, Capped, Chosen, Engine, EngineError, Options, Outcome, STEPS, STEPS_PER_TOKEN,
};
pub use finding::{Edit, Finding, FindingFix, Related, Undecided};
pub use fingerprint::fingerprint;
pub use fix::apply;
pub use options::Plan;
pub use pattern::Wakes;
pub use truth::{Truth, Why, WhyKind};
