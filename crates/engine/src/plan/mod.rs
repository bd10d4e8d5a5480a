//! What makes the reference evaluator fast: where to look for candidates, and what has been answered before.
//!
//! The plan never decides a truth value by itself. It gives the evaluator fewer candidates (never one too few that could
//! be true or open) or an answer it has given to the same question. A property test holds it to the reference.
//!
//! - [`keys`]: fields as numbers, equal where the texts are.
//! - [`postings`]: rows by the values of some fields.
//! - [`Index`]: both for one draft, made when first asked for, with the answers so far.

mod keys;
mod postings;

use std::cell::RefCell;
use std::rc::Rc;

use copydesk_draft::Span;
use copydesk_draft::layer::{FieldId, LayerId, Table, Type};
use copydesk_lang::program::{
    Base, Candidates, Expr, ExprKind, FieldTest, Part, RowQuery, Scope, Test,
};
use rustc_hash::FxHashMap;

use crate::evaluate::{Env, Evaluator, LetValue, Rows, Tally};
use crate::view::View;
use keys::Keys;
pub(crate) use postings::{Found, Postings};

/// Which tests after `whose` can be answered by postings, and whether the whole question depends on nothing else.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Shape {
    /// Indexes of the tests, with their paths.
    equal: Vec<(usize, Path)>,
    /// The answer is the same wherever the right sides of `equal` are.
    repeats: bool,
    /// It is the same but for `it`, which is left out.
    but_for_it: bool,
}

/// Fields from a candidate on, each of the thing before it.
type Path = Vec<FieldId>;

/// Some paths from a layer.
type Paths = (LayerId, Vec<Path>);

/// A question: the address of its node, and what stands on the right sides.
pub(crate) type Question = (usize, Vec<u32>);

/// Everything looked up so far on one draft.
#[derive(Debug)]
pub(crate) struct Index<'v> {
    view: &'v View<'v>,
    keys: RefCell<Keys>,
    postings: RefCell<FxHashMap<Paths, Rc<Postings>>>,
    ends: RefCell<FxHashMap<LayerId, Rc<Vec<u32>>>>,
    shapes: RefCell<FxHashMap<usize, Rc<Shape>>>,
    tallies: RefCell<FxHashMap<Question, Tally>>,
    picks: RefCell<FxHashMap<Question, LetValue>>,
    rows: RefCell<FxHashMap<Question, Rc<Rows>>>,
}

/// The address of a node of the rules: its name while the draft is checked.
fn address<T>(node: &T) -> usize {
    std::ptr::from_ref(node).addr()
}

impl<'v> Index<'v> {
    pub(crate) fn new(view: &'v View<'v>) -> Self {
        Self {
            view,
            keys: RefCell::default(),
            postings: RefCell::default(),
            ends: RefCell::default(),
            shapes: RefCell::default(),
            tallies: RefCell::default(),
            picks: RefCell::default(),
            rows: RefCell::default(),
        }
    }

    /// For each row of a layer, how far it and the rows before it reach, in bytes.
    pub(crate) fn ends(&self, layer: LayerId) -> Rc<Vec<u32>> {
        if let Some(known) = self.ends.borrow().get(&layer) {
            return Rc::clone(known);
        }
        let mut furthest = 0;
        let rows = self.view.table(layer).map_or(&[][..], Table::rows);
        let made: Rc<Vec<u32>> = Rc::new(
            rows.iter()
                .map(|row| {
                    furthest = furthest.max(row.span.end);
                    furthest
                })
                .collect(),
        );
        self.ends.borrow_mut().insert(layer, Rc::clone(&made));
        made
    }

    /// A thing of a layer that holds a span, other than row `but`: the last that starts before its end.
    pub(crate) fn holder(&self, span: Span, layer: LayerId, but: Option<u32>) -> Option<u32> {
        let rows = self.view.table(layer)?.rows();
        let until = rows.partition_point(|row| row.span.start <= span.start);
        let ends = self.ends(layer);
        for at in (0..until).rev() {
            if ends.get(at).is_none_or(|&end| end < span.end) {
                return None;
            }
            if but != Some(at as u32) && rows.get(at).is_some_and(|row| row.span.contains(span)) {
                return Some(at as u32);
            }
        }
        None
    }

    fn shape(&self, candidates: &Candidates) -> Rc<Shape> {
        let at = address(candidates);
        if let Some(known) = self.shapes.borrow().get(&at) {
            return Rc::clone(known);
        }
        let mut shape = Shape::default();
        for (i, test) in candidates.whose.iter().enumerate() {
            if self.is_indexable(candidates.layer, test) {
                shape.equal.push((i, test.path.clone()));
            }
        }
        let settled = candidates.whose.iter().enumerate().all(|(i, test)| {
            shape.equal.iter().any(|(known, _)| *known == i) || settled(&test.test)
        });
        let scope = candidates.scope.as_ref();
        shape.repeats = settled
            && candidates.including_it
            && matches!(scope, None | Some(Scope::Part(_) | Scope::InsideLayer(_)));
        shape.but_for_it = settled && matches!(scope, None | Some(Scope::Part(Part::Article)));
        let shape = Rc::new(shape);
        self.shapes.borrow_mut().insert(at, Rc::clone(&shape));
        shape
    }

    /// True for a test that postings can answer: `is`, of a path that ends in text, a name, a flag, a weekday, a number or
    /// a thing, against something that does not depend on the candidate.
    fn is_indexable(&self, layer: LayerId, test: &FieldTest) -> bool {
        let Test::Equals { negated: false, to } = &test.test else {
            return false;
        };
        let schema = &self.view.engine.program.schema;
        let (mut layer, mut fields) = (Some(layer), test.path.iter().peekable());
        while let Some(&field) = fields.next() {
            let Some(field) = layer.and_then(|layer| schema.field(layer, field)) else {
                return false;
            };
            layer = match (&field.ty, fields.peek().is_some()) {
                (Type::Thing(next), _) => schema.find(next),
                (Type::Text | Type::Enum(_) | Type::Flag | Type::Weekday | Type::Number, false) => {
                    None
                }
                _ => return false,
            };
        }
        !test.path.is_empty() && !of_candidate(to)
    }

    /// The candidates that can be true or open, by the tests that postings answer; `None` if there are no such tests or
    /// a right side is not known.
    pub(crate) fn found(
        &self,
        eval: &Evaluator<'v>,
        candidates: &'v Candidates,
        env: &Env,
    ) -> Option<Found> {
        let shape = self.shape(candidates);
        let keys = self.right(eval, candidates, &shape, env)?;
        if keys.is_empty() {
            return None;
        }
        let paths: Vec<Path> = shape.equal.iter().map(|(_, path)| path.clone()).collect();
        Some(Found::new(self.postings(candidates.layer, paths), &keys))
    }

    /// What stands on the right sides of the tests that postings answer.
    fn right(
        &self,
        eval: &Evaluator<'v>,
        candidates: &'v Candidates,
        shape: &Shape,
        env: &Env,
    ) -> Option<Vec<u32>> {
        shape
            .equal
            .iter()
            .map(|(i, _)| match &candidates.whose.get(*i)?.test {
                Test::Equals { to, .. } => self.key(eval, to, env),
                _ => None,
            })
            .collect()
    }

    /// The key of a single known value.
    fn key(&self, eval: &Evaluator<'v>, expr: &'v Expr, env: &Env) -> Option<u32> {
        let got = eval.expr(expr, env);
        let value = got.value()?;
        self.keys.borrow_mut().of(self.view, value)
    }

    fn postings(&self, layer: LayerId, paths: Vec<Path>) -> Rc<Postings> {
        let at = (layer, paths);
        if let Some(known) = self.postings.borrow().get(&at) {
            return Rc::clone(known);
        }
        let made = Rc::new(Postings::new(
            self.view,
            &mut self.keys.borrow_mut(),
            layer,
            &at.1,
        ));
        self.postings.borrow_mut().insert(at, Rc::clone(&made));
        made
    }

    /// The question that candidates ask, if its answer does not depend on the place of `it`.
    fn question(
        &self,
        eval: &Evaluator<'v>,
        candidates: &'v Candidates,
        env: &Env,
    ) -> Option<Question> {
        self.asked(eval, candidates, env, |shape| shape.repeats)
    }

    /// The question that candidates of the whole article ask, if the answer is the same for every `it` but for itself.
    pub(crate) fn question_but_for_it(
        &self,
        eval: &Evaluator<'v>,
        candidates: &'v Candidates,
        env: &Env,
    ) -> Option<Question> {
        self.asked(eval, candidates, env, |shape| shape.but_for_it)
    }

    fn asked(
        &self,
        eval: &Evaluator<'v>,
        candidates: &'v Candidates,
        env: &Env,
        same: impl Fn(&Shape) -> bool,
    ) -> Option<Question> {
        let shape = self.shape(candidates);
        if !same(&shape) {
            return None;
        }
        let keys = self.right(eval, candidates, &shape, env)?;
        Some((address(candidates), keys))
    }

    /// A tally, counted once for each question.
    pub(crate) fn tally(
        &self,
        eval: &Evaluator<'v>,
        candidates: &'v Candidates,
        env: &Env,
        count: impl FnOnce() -> Tally,
    ) -> Tally {
        let Some(question) = self.question(eval, candidates, env) else {
            return count();
        };
        if let Some(known) = self.tallies.borrow().get(&question) {
            return known.clone();
        }
        let tally = count();
        // What was stopped half-way is no answer for the next rule.
        if !eval.is_spent() {
            self.tallies.borrow_mut().insert(question, tally.clone());
        }
        tally
    }

    /// What a `let` holds, picked once for each question. Only for choices that do not depend on the place of `it`.
    pub(crate) fn pick(
        &self,
        eval: &Evaluator<'v>,
        candidates: &'v Candidates,
        env: &Env,
        pick: impl FnOnce() -> LetValue,
    ) -> LetValue {
        let Some(question) = self.question(eval, candidates, env) else {
            return pick();
        };
        if let Some(known) = self.picks.borrow().get(&question) {
            return known.clone();
        }
        let value = pick();
        if !eval.is_spent() {
            self.picks.borrow_mut().insert(question, value.clone());
        }
        value
    }

    /// The rows of a fact table, looked up once for each question.
    pub(crate) fn rows(
        &self,
        eval: &Evaluator<'v>,
        query: &'v RowQuery,
        env: &Env,
        look: impl FnOnce() -> Rows,
    ) -> Rc<Rows> {
        let fixed = query.valid_on.as_ref().is_none_or(constant);
        let mut keys = Vec::new();
        let asked = fixed
            && query.whose.iter().all(|test| match &test.test {
                Test::Equals { to, .. } if !constant(to) => {
                    let key = (!of_candidate(to))
                        .then(|| self.key(eval, to, env))
                        .flatten();
                    keys.extend(key);
                    key.is_some()
                }
                test => settled(test),
            });
        if !asked {
            return Rc::new(look());
        }
        let question = (address(query), keys);
        if let Some(known) = self.rows.borrow().get(&question) {
            return Rc::clone(known);
        }
        let rows = Rc::new(look());
        self.rows.borrow_mut().insert(question, Rc::clone(&rows));
        rows
    }
}

/// True if the value of an expression depends on neither `it` nor a `let` nor the candidate.
fn constant(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Path { .. } => false,
        ExprKind::Draft(_) | ExprKind::Setting(_) | ExprKind::Literal(_) => true,
        ExprKind::WeekdayOf(inner)
        | ExprKind::YearsSince(inner)
        | ExprKind::CountOf(inner)
        | ExprKind::TextOf(inner) => constant(inner),
    }
}

/// True if the value of an expression depends on the candidate.
fn of_candidate(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Path { base, .. } => *base == Base::Candidate,
        ExprKind::Draft(_) | ExprKind::Setting(_) | ExprKind::Literal(_) => false,
        ExprKind::WeekdayOf(inner)
        | ExprKind::YearsSince(inner)
        | ExprKind::CountOf(inner)
        | ExprKind::TextOf(inner) => of_candidate(inner),
    }
}

/// True if a test depends on nothing but the candidate.
fn settled(test: &Test) -> bool {
    let own = |expr: &Expr| constant(expr) || only_candidate(expr);
    match test {
        Test::Known { .. } | Test::Inside { .. } | Test::InWords { .. } => true,
        Test::Equals { to, .. } | Test::Compare { to, .. } => own(to),
        Test::Agrees { with, .. } | Test::Overlaps { with, .. } => own(with),
    }
}

/// True if an expression is made of the candidate alone.
fn only_candidate(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Path { base, .. } => *base == Base::Candidate,
        ExprKind::Draft(_) | ExprKind::Setting(_) | ExprKind::Literal(_) => false,
        ExprKind::WeekdayOf(inner)
        | ExprKind::YearsSince(inner)
        | ExprKind::CountOf(inner)
        | ExprKind::TextOf(inner) => only_candidate(inner),
    }
}
