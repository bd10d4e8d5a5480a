use std::borrow::Cow;

use copydesk_draft::layer::{Cell, FieldId, Thing, Value};
use copydesk_draft::{Day, DayRange};
use copydesk_lang::program::{Base, DraftField, Expr, ExprKind};

use super::{Candidate, Env, Evaluator, LetValue};
use crate::facts::FactCell;
use crate::truth::{Truth, Why};

/// What an expression gives.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Got<'v> {
    /// One value.
    Value(Cow<'v, Value>),
    /// Several values of a fact; a test holds if it holds for one.
    Many(&'v [Value]),
    /// A row of a fact table as a whole.
    Row,
    /// Nothing, and why.
    Unknown(Why),
}

impl<'v> Got<'v> {
    pub(crate) const ABSENT: Self = Self::Unknown(Why::ABSENT);

    fn of(value: impl Into<Value>) -> Self {
        Self::Value(Cow::Owned(value.into()))
    }

    fn cell(cell: &'v Cell) -> Self {
        match cell {
            Cell::Filled(value) => Self::Value(Cow::Borrowed(value)),
            Cell::Absent => Self::ABSENT,
            Cell::Unclear(why) => Self::Unknown(Why::unclear(why.clone())),
        }
    }

    fn fact(cell: &'v FactCell) -> Self {
        match cell {
            FactCell::Absent => Self::ABSENT,
            FactCell::One(value) => Self::Value(Cow::Borrowed(value)),
            FactCell::Many(values) => Self::Many(values),
        }
    }

    /// The single value.
    pub(crate) fn value(&self) -> Option<&Value> {
        match self {
            Self::Value(value) => Some(value),
            Self::Many([value]) => Some(value),
            Self::Many(_) | Self::Row | Self::Unknown(_) => None,
        }
    }

    /// All values.
    pub(crate) fn values(&self) -> &[Value] {
        match self {
            Self::Value(value) => std::slice::from_ref(value.as_ref()),
            Self::Many(values) => values,
            Self::Row | Self::Unknown(_) => &[],
        }
    }

    /// True if it is absent: looked for, not there.
    pub(crate) fn is_absent(&self) -> bool {
        matches!(self, Self::Unknown(why) if *why == Why::ABSENT)
    }

    /// `is known`.
    pub(crate) fn known(&self) -> Truth {
        match self {
            Self::Value(_) | Self::Many(_) | Self::Row => Truth::True,
            Self::Unknown(why) if *why == Why::ABSENT => Truth::False,
            Self::Unknown(why) => Truth::Unknown(why.clone()),
        }
    }

    /// A test of the value alone; of several, one must pass.
    pub(crate) fn one(&self, test: &dyn Fn(&Value) -> Truth) -> Truth {
        match self {
            Self::Unknown(why) => Truth::Unknown(why.clone()),
            Self::Value(value) => test(value),
            _ => self
                .values()
                .iter()
                .fold(Truth::False, |truth, value| truth.or(test(value))),
        }
    }

    /// A test of two values; of several, one pair must pass.
    pub(crate) fn each(&self, other: &Got<'_>, test: &dyn Fn(&Value, &Value) -> Truth) -> Truth {
        match (self, other) {
            (Self::Unknown(a), Got::Unknown(b)) => Truth::Unknown(a.clone().or(b.clone())),
            (Self::Unknown(why), _) | (_, Got::Unknown(why)) => Truth::Unknown(why.clone()),
            (Self::Value(a), Got::Value(b)) => test(a, b),
            _ => self.one(&|a| {
                other
                    .values()
                    .iter()
                    .fold(Truth::False, |truth, b| truth.or(test(a, b)))
            }),
        }
    }
}

const NO_DATE: &str = "the draft has no date";

impl<'v> Evaluator<'v> {
    /// The value of an expression.
    pub(crate) fn expr(&self, expr: &'v Expr, env: &Env) -> Got<'v> {
        match &expr.kind {
            ExprKind::Path { base, fields } => self.path(*base, fields, env),
            ExprKind::Draft(DraftField::Date) => match self.view.reading.date {
                Some(day) => Got::of(day),
                None => Got::Unknown(Why::unclear(NO_DATE)),
            },
            ExprKind::Draft(DraftField::Genre) => {
                Got::of(self.view.reading.draft.meta.genre.name())
            }
            ExprKind::Setting(index) => match self.view.setting(*index) {
                Some(value) => Got::Value(Cow::Borrowed(value)),
                None => Got::ABSENT,
            },
            ExprKind::WeekdayOf(inner) => self.dated(inner, env, |range| {
                if range.is_exact() {
                    Got::of(range.first.weekday())
                } else {
                    Got::Unknown(Why::vague("the day is not known exactly"))
                }
            }),
            ExprKind::YearsSince(inner) => {
                let today = self.view.reading.date;
                self.dated(inner, env, |range| match today {
                    None => Got::Unknown(Why::unclear(NO_DATE)),
                    Some(today) => {
                        let (most, least) = (years(range.first, today), years(range.last, today));
                        if most == least {
                            Got::of(f64::from(most))
                        } else {
                            Got::Unknown(Why::vague("the day is not known exactly"))
                        }
                    }
                })
            }
            ExprKind::CountOf(inner) => match self.expr(inner, env) {
                Got::Unknown(why) => Got::Unknown(why),
                got => match got.value() {
                    Some(Value::Things(things)) => Got::of(things.len() as f64),
                    _ => Got::of(got.values().len() as f64),
                },
            },
            ExprKind::TextOf(inner) => match self.expr(inner, env) {
                Got::Unknown(why) => Got::Unknown(why),
                got => match got.value() {
                    Some(Value::Thing(thing)) => Got::of(self.view.span(*thing)),
                    Some(value @ (Value::Text(_) | Value::Words(_))) => {
                        Got::Value(Cow::Owned(value.clone()))
                    }
                    _ => Got::ABSENT,
                },
            },
            ExprKind::Literal(value) => Got::Value(Cow::Borrowed(value)),
        }
    }

    fn dated(&self, inner: &'v Expr, env: &Env, then: impl Fn(DayRange) -> Got<'v>) -> Got<'v> {
        match self.expr(inner, env) {
            Got::Unknown(why) => Got::Unknown(why),
            got => match got.value() {
                Some(Value::Date(range)) => then(*range),
                _ => Got::ABSENT,
            },
        }
    }

    /// Follows a path from its base.
    pub(crate) fn path(&self, base: Base, fields: &[FieldId], env: &Env) -> Got<'v> {
        let thing = match base {
            Base::It => env.it,
            Base::Candidate => match env.candidate.get() {
                Candidate::None => None,
                Candidate::Thing(thing) => Some(thing),
                Candidate::Row(table, row) => return self.column(table, row, fields),
            },
            Base::Let(slot) => match env.lets.get(slot) {
                None => None,
                Some(LetValue::Thing(thing)) => Some(*thing),
                Some(LetValue::Row(table, row)) => return self.column(*table, *row, fields),
                Some(LetValue::Unknown(why)) => return Got::Unknown(why.clone()),
            },
        };
        match thing {
            Some(thing) => self.fields(thing, fields),
            None => Got::ABSENT,
        }
    }

    /// Follows fields from a thing.
    pub(crate) fn fields(&self, mut thing: Thing, fields: &[FieldId]) -> Got<'v> {
        let mut fields = fields.iter().peekable();
        while let Some(&field) = fields.next() {
            let cell = self.view.cell(thing, field);
            if fields.peek().is_none() {
                return Got::cell(cell);
            }
            match cell {
                Cell::Filled(Value::Thing(next)) => thing = *next,
                Cell::Filled(_) | Cell::Absent => return Got::ABSENT,
                Cell::Unclear(why) => return Got::Unknown(Why::unclear(why.clone())),
            }
        }
        Got::of(thing)
    }

    /// A column of a fact.
    pub(crate) fn column(&self, table: usize, row: u32, fields: &[FieldId]) -> Got<'v> {
        let Some(field) = fields.first() else {
            return Got::Row;
        };
        self.view
            .engine
            .fact(table, row)
            .map_or(Got::ABSENT, |fact| Got::fact(fact.cell(field.0)))
    }
}

/// Whole years from one day to another; negative if it lies ahead.
fn years(from: Day, to: Day) -> i32 {
    let whole = to.year() - from.year();
    whole - i32::from((to.month(), to.day()) < (from.month(), from.day()))
}
