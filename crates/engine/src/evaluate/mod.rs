//! The reference evaluator: nested loops, three truth values. It *is* the semantics of rules.
//!
//! | condition | filled | absent | unclear |
//! |---|---|---|---|
//! | `X is known` | true | false | unknown |
//! | any other test on X, `is not` too | its value | unknown | unknown |
//!
//! - `and`, `or`, `not` are Kleene's.
//! - A candidate's own absent field does not match; its unclear field leaves the candidate open. What stands on the other
//!   side of a test (`its …`, a `let`, the draft) makes the candidate open in both cases.
//! - Counting: the true candidates, and up to as many more as are open; a quantifier is true or false where every
//!   number in that interval says so.
//! - `let`: the first true candidate in the order of choice; an open one before it leaves the `let` unknown. Nothing
//!   found: absent.
//! - `where` not true: skip. `unless` true: excused. `require` false: a finding. All else is silence, and *undecided*
//!   where something unclear (not merely absent or vague) stood in the way.
mod ahead;
mod candidates;
mod compare;
mod judge;
mod quick;
mod rows;
mod spare;
mod value;

pub(crate) use candidates::Tally;
pub(crate) use compare::Compare;
pub(crate) use judge::{Stage, Verdict};
pub(crate) use rows::{Coverage, Rows};
pub(crate) use value::Got;

use std::cell::Cell;

use copydesk_draft::Span;
use copydesk_draft::layer::{LayerId, Thing, Value};
use copydesk_lang::program::{Atom, Cond, Distinct, Join, Quantifier, Test};

use crate::plan::Index;
use crate::truth::{Truth, Why};
use crate::view::View;

/// What a `let` holds.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum LetValue {
    /// A thing.
    Thing(Thing),
    /// A row of a fact table.
    Row(usize, u32),
    /// Nothing, and why.
    Unknown(Why),
}

/// The candidate after `whose`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Candidate {
    None,
    Thing(Thing),
    Row(usize, u32),
}

/// What names stand for while a rule is judged.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Env {
    /// The thing the rule is about; `None` for the article.
    pub(crate) it: Option<Thing>,
    /// Its bytes; for the article the first sentence of the lede.
    pub(crate) span: Span,
    /// The `let`s so far.
    pub(crate) lets: Vec<LetValue>,
    pub(crate) candidate: Cell<Candidate>,
}

impl Env {
    pub(crate) fn new(it: Option<Thing>, span: Span) -> Self {
        Self {
            it,
            span,
            lets: Vec::new(),
            candidate: Cell::new(Candidate::None),
        }
    }

    /// The same for another thing, with the room of the `let`s.
    pub(crate) fn anew(mut self, it: Option<Thing>, span: Span) -> Self {
        self.lets.clear();
        Self {
            lets: self.lets,
            ..Self::new(it, span)
        }
    }

    /// Puts a value into the slot of a `let`.
    pub(crate) fn set(&mut self, slot: usize, value: LetValue) {
        while self.lets.len() <= slot {
            self.lets.push(LetValue::Unknown(Why::ABSENT));
        }
        if let Some(place) = self.lets.get_mut(slot) {
            *place = value;
        }
    }

    /// Asks something with a candidate.
    pub(crate) fn with<T>(&self, candidate: Candidate, ask: impl FnOnce(&Self) -> T) -> T {
        let before = self.candidate.replace(candidate);
        let answer = ask(self);
        self.candidate.set(before);
        answer
    }
}

/// Evaluates conditions over one draft.
#[derive(Debug)]
pub(crate) struct Evaluator<'v> {
    pub(crate) view: &'v View<'v>,
    /// Where to look; without it everything is looked at.
    pub(crate) index: Option<&'v Index<'v>>,
    /// Steps that are left to the rule being judged.
    left: Cell<u64>,
}

impl<'v> Evaluator<'v> {
    /// The reference.
    pub(crate) fn new(view: &'v View<'v>) -> Self {
        Self {
            view,
            index: None,
            left: Cell::new(u64::MAX),
        }
    }

    /// The same with an index.
    pub(crate) fn with_index(view: &'v View<'v>, index: &'v Index<'v>) -> Self {
        Self {
            view,
            index: Some(index),
            left: Cell::new(u64::MAX),
        }
    }

    /// Gives the next rule its steps.
    pub(crate) fn begin(&self, steps: u64) {
        self.left.set(steps);
    }

    /// Takes a step; false if none is left.
    pub(crate) fn spend(&self) -> bool {
        let left = self.left.get();
        self.left.set(left.saturating_sub(1));
        left > 0
    }

    /// True if no step is left.
    pub(crate) fn is_spent(&self) -> bool {
        self.left.get() == 0
    }

    /// A condition: all atoms by Kleene.
    pub(crate) fn cond(&self, cond: &'v Cond, env: &Env) -> Truth {
        let and = cond.join == Join::And;
        // Why it is open so far.
        let mut open: Option<Why> = None;
        for atom in &cond.atoms {
            match self.atom(atom, env) {
                Truth::False if and => return Truth::False,
                Truth::True if !and => return Truth::True,
                Truth::True | Truth::False => {}
                Truth::Unknown(why) => {
                    open = Some(match open.take() {
                        Some(known) => known.or(why),
                        None => why,
                    });
                }
            }
        }
        open.map_or(and.into(), Truth::Unknown)
    }

    /// One atom.
    pub(crate) fn atom(&self, atom: &'v Atom, env: &Env) -> Truth {
        match atom {
            Atom::Count {
                quantifier,
                candidates,
            } => self.tally(candidates, env, *quantifier).truth(*quantifier),
            Atom::Different { quantifier, of, .. } => match of {
                Distinct::Of(expr) => self.distinct_of(expr, env).truth(*quantifier),
                Distinct::Among(candidates) => {
                    self.distinct_among(candidates, env).truth(*quantifier)
                }
            },
            Atom::Row { quantifier, query } => self.rows(query, env).truth(*quantifier),
            Atom::Test { expr, test, .. } => self.quick(expr, test, env).unwrap_or_else(|| {
                let left = self.expr(expr, env);
                self.test(&left, test, env)
            }),
        }
    }

    /// `is inside a LAYER`.
    fn inside(&self, value: &Value, layer: LayerId) -> Truth {
        let Some(span) = Compare::new(self.view).place(value) else {
            return Truth::ABSENT;
        };
        let itself = match value {
            Value::Thing(thing) if thing.layer == layer => Some(thing.row),
            _ => None,
        };
        self.holds(span, layer, itself).into()
    }

    /// True if a thing of a layer holds a span, other than row `but`.
    pub(crate) fn holds(&self, span: Span, layer: LayerId, but: Option<u32>) -> bool {
        if self.index.is_some() && but.is_none() && self.may_be_at(layer, span) {
            let sentence = self.view.sentence_at(span.start);
            let near = [(sentence.saturating_sub(1), sentence)];
            let told = self.view.made.glance(layer, near, |rows| {
                rows.iter().any(|row| row.span.contains(span))
            });
            if let Some(told) = told {
                return told;
            }
        }
        self.holder(span, layer, but).is_some()
    }

    /// A thing of a layer that holds a span, other than row `but`.
    pub(crate) fn holder(&self, span: Span, layer: LayerId, but: Option<u32>) -> Option<u32> {
        match self.index {
            Some(_) if !self.may_be_at(layer, span) => None,
            Some(index) => index.holder(span, layer, but),
            None => Compare::new(self.view).holder(span, layer, but),
        }
    }

    /// A test of a value.
    pub(crate) fn test(&self, left: &Got<'v>, test: &'v Test, env: &Env) -> Truth {
        let negated = match test {
            Test::Equals { negated, .. }
            | Test::Known { negated }
            | Test::Inside { negated, .. }
            | Test::InWords { negated, .. }
            | Test::Compare { negated, .. }
            | Test::Agrees { negated, .. }
            | Test::Overlaps { negated, .. } => *negated,
        };
        let compare = Compare::new(self.view);
        let pair = |to: &'v copydesk_lang::program::Expr,
                    by: &dyn Fn(
            &copydesk_draft::layer::Value,
            &copydesk_draft::layer::Value,
        ) -> Truth| {
            let right = self.expr(to, env);
            left.each(&right, by)
        };
        let truth = match test {
            Test::Known { .. } => left.known(),
            Test::Inside { layer, .. } => left.one(&|value| self.inside(value, *layer)),
            Test::InWords { words, .. } => left.one(&|value| compare.in_words(value, *words)),
            Test::Equals { to, .. } => pair(to, &|a, b| compare.equals(a, b)),
            Test::Compare {
                order,
                to,
                by_more_than,
                ..
            } => pair(to, &|a, b| Compare::order(a, *order, b, *by_more_than)),
            Test::Agrees { with, within, .. } => {
                let tolerance = within
                    .and_then(|setting| self.view.setting(setting))
                    .and_then(|value| match value {
                        copydesk_draft::layer::Value::Number(percent) => Some(*percent),
                        _ => None,
                    })
                    .unwrap_or(0.0);
                pair(with, &|a, b| compare.agrees(a, b, tolerance))
            }
            Test::Overlaps { with, .. } => pair(with, &|a, b| compare.overlaps(a, b)),
        };
        truth.negate(negated)
    }
}

/// The truth of a quantifier over between `least` and `most` things (`None`: no bound); `why` says why it is open.
pub(crate) fn quantified(
    quantifier: Quantifier,
    least: u32,
    most: Option<u32>,
    why: Option<&Why>,
) -> Truth {
    let unknown = || Truth::Unknown(why.cloned().unwrap_or(Why::ABSENT));
    let below = |n: u32| most.is_some_and(|most| most < n);
    match quantifier {
        Quantifier::A if least >= 1 => Truth::True,
        Quantifier::A if below(1) => Truth::False,
        Quantifier::No if least >= 1 => Truth::False,
        Quantifier::No if below(1) => Truth::True,
        Quantifier::AtLeast(n) if least >= n => Truth::True,
        Quantifier::AtLeast(n) if below(n) => Truth::False,
        Quantifier::AtMost(n) if least > n => Truth::False,
        Quantifier::AtMost(n) if most.is_some_and(|most| most <= n) => Truth::True,
        Quantifier::Exactly(n) if least > n || below(n) => Truth::False,
        Quantifier::Exactly(n) if least == n && most == Some(n) => Truth::True,
        _ => unknown(),
    }
}
