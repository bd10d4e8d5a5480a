//! What most tests ask, answered where it lies: one value of a table against a literal or another value of a table.
//! The answers are those of [`Evaluator::test`].

use copydesk_draft::layer::{Cell, FieldId, Thing, Value};
use copydesk_lang::program::{Base, Expr, ExprKind, Test};

use super::{Candidate, Compare, Env, Evaluator, LetValue};
use crate::truth::Truth;

impl<'v> Evaluator<'v> {
    /// The truth of a test; `None` where it is not of this simple kind.
    pub(super) fn quick(&self, expr: &'v Expr, test: &'v Test, env: &Env) -> Option<Truth> {
        let ExprKind::Path { base, fields } = &expr.kind else {
            return None;
        };
        let thing = base_thing(*base, env)?;
        if fields.is_empty() {
            return self.quick_value(&Value::Thing(thing), test, env);
        }
        match self.end_of(thing, fields)? {
            Cell::Filled(value) => self.quick_value(value, test, env),
            Cell::Absent => match test {
                Test::Known { negated } => Some((*negated).into()),
                Test::Inside { .. } | Test::InWords { .. } => Some(Truth::ABSENT),
                Test::Equals { to, .. } | Test::Compare { to, .. } => {
                    self.right(to, env).map(|_| Truth::ABSENT)
                }
                Test::Agrees { .. } | Test::Overlaps { .. } => None,
            },
            Cell::Unclear(_) => None,
        }
    }

    fn quick_value(&self, value: &Value, test: &'v Test, env: &Env) -> Option<Truth> {
        let compare = Compare::new(self.view);
        let (truth, negated) = match test {
            Test::Known { negated } => (Truth::True, negated),
            Test::Inside { layer, negated } => (self.inside(value, *layer), negated),
            Test::InWords { words, negated } => (compare.in_words(value, *words), negated),
            Test::Equals { to, negated } => (compare.equals(value, self.right(to, env)?), negated),
            Test::Compare {
                order,
                to,
                by_more_than,
                negated,
            } => {
                let to = self.right(to, env)?;
                (Compare::order(value, *order, to, *by_more_than), negated)
            }
            Test::Agrees { .. } | Test::Overlaps { .. } => return None,
        };
        Some(truth.negate(*negated))
    }

    /// The cell at the end of some fields.
    fn end_of(&self, mut thing: Thing, fields: &[FieldId]) -> Option<&Cell> {
        let (last, before) = fields.split_last()?;
        for &field in before {
            match self.view.cell(thing, field) {
                Cell::Filled(Value::Thing(next)) => thing = *next,
                _ => return None,
            }
        }
        Some(self.view.cell(thing, *last))
    }

    /// A literal or a filled cell.
    fn right<'e>(&'e self, expr: &'e Expr, env: &Env) -> Option<&'e Value> {
        match &expr.kind {
            ExprKind::Literal(value) => Some(value),
            ExprKind::Path { base, fields } => {
                self.end_of(base_thing(*base, env)?, fields)?.value()
            }
            _ => None,
        }
    }
}

/// The thing that a path begins at.
fn base_thing(base: Base, env: &Env) -> Option<Thing> {
    match base {
        Base::It => env.it,
        Base::Candidate => match env.candidate.get() {
            Candidate::Thing(thing) => Some(thing),
            Candidate::None | Candidate::Row(..) => None,
        },
        Base::Let(slot) => match env.lets.get(slot)? {
            LetValue::Thing(thing) => Some(*thing),
            LetValue::Row(..) | LetValue::Unknown(_) => None,
        },
    }
}
