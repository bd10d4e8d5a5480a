//! How two values compare.

use copydesk_draft::layer::{Cell, DurationUnit, LayerId, Money, Period, Quantity, Thing, Value};
use copydesk_draft::{Day, DayRange, Span};
use copydesk_facts::fold;
use copydesk_lang::program::Order;

use crate::truth::{Truth, Why};
use crate::view::View;

const NOT_EXACT: &str = "the day is not known exactly";
const WIDE: &str = "the range is too wide to tell";

/// Compares values of one draft.
#[derive(Debug)]
pub(crate) struct Compare<'v> {
    view: &'v View<'v>,
}

/// Equal but for the last bits.
fn close(a: f64, b: f64) -> bool {
    a.total_cmp(&b).is_eq() || (a - b).abs() <= 1e-9 * a.abs().max(b.abs())
}

fn same_range(a: DayRange, b: DayRange) -> Truth {
    if a.is_exact() && a == b {
        Truth::True
    } else if a.last < b.first || b.last < a.first {
        Truth::False
    } else {
        Truth::Unknown(Why::vague(NOT_EXACT))
    }
}

/// Order of two ranges: true or false only if so for every pair out of them. `less` orders points, `ends` gives
/// (least, most) of each side.
fn ranged<T: Copy>(order: Order, a: (T, T), b: (T, T), less: impl Fn(T, T) -> bool) -> Truth {
    let (all, none) = match order {
        Order::LessThan => (less(a.1, b.0), !less(a.0, b.1)),
        Order::MoreThan => (less(b.1, a.0), !less(b.0, a.1)),
        Order::AtMost => (!less(b.0, a.1), less(b.1, a.0)),
        Order::AtLeast => (!less(a.0, b.1), less(a.1, b.0)),
    };
    if all {
        Truth::True
    } else if none {
        Truth::False
    } else {
        Truth::Unknown(Why::vague(WIDE))
    }
}

/// Less by more than rounding.
fn below(a: f64, b: f64) -> bool {
    a < b && !close(a, b)
}

/// A day moved by a length of time: by the calendar where the unit is one of it.
fn shift(day: Day, length: f64, unit: DurationUnit, sign: f64) -> Day {
    let months = match unit {
        DurationUnit::Month => Some(length),
        DurationUnit::Year => Some(length * 12.0),
        DurationUnit::Decade => Some(length * 120.0),
        DurationUnit::Century => Some(length * 1_200.0),
        _ => None,
    };
    match months {
        Some(months) if months.fract() == 0.0 && months.abs() < 200_000.0 => {
            day.plus_months((sign * months) as i32)
        }
        _ => day.plus_days((sign * length * unit.days()).round() as i32),
    }
}

impl<'v> Compare<'v> {
    pub(crate) fn new(view: &'v View<'v>) -> Self {
        Self { view }
    }

    /// Folded words of a text value, blanks single.
    pub(crate) fn folded(&self, value: &Value) -> Option<String> {
        let text = self.words(value)?;
        let folded = fold(text);
        if folded.contains(|c: char| c.is_whitespace() && c != ' ') || folded.contains("  ") {
            return Some(folded.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        Some(folded)
    }

    /// The words of a text value or thing as they stand.
    pub(crate) fn words<'t>(&self, value: &'t Value) -> Option<&'t str>
    where
        'v: 't,
    {
        match value {
            Value::Text(text) => Some(text),
            Value::Words(span) => Some(span.text(self.view.text())),
            Value::Thing(thing) => Some(self.view.span(*thing).text(self.view.text())),
            _ => None,
        }
    }

    /// `is`.
    pub(crate) fn equals(&self, a: &Value, b: &Value) -> Truth {
        match (a, b) {
            (Value::Number(a), Value::Number(b)) => close(*a, *b).into(),
            (Value::Quantity(a), Value::Quantity(b)) => {
                (a.dimension == b.dimension && close(a.si(a.number), b.si(b.number))).into()
            }
            (Value::Money(a), Value::Money(b)) => {
                (a.currency == b.currency && close(a.amount, b.amount)).into()
            }
            (Value::Date(a), Value::Date(b)) => same_range(*a, *b),
            (Value::Duration(a), Value::Duration(b)) => close(a.days(), b.days()).into(),
            (Value::Weekday(a), Value::Weekday(b)) => (a == b).into(),
            (Value::Flag(a), Value::Flag(b)) => (a == b).into(),
            (Value::Enum(a), Value::Enum(b)) => (a == b).into(),
            (Value::Thing(a), Value::Thing(b)) => self.same_thing(*a, *b),
            (Value::Thing(thing), text @ (Value::Text(_) | Value::Words(_)))
            | (text @ (Value::Text(_) | Value::Words(_)), Value::Thing(thing)) => {
                match self.view.key(*thing) {
                    Some(Cell::Filled(key)) => self.equals(key, text),
                    Some(Cell::Unclear(why)) => Truth::Unknown(Why::unclear(why.clone())),
                    Some(Cell::Absent) | None => Truth::ABSENT,
                }
            }
            (Value::Text(_) | Value::Words(_), Value::Text(_) | Value::Words(_)) => {
                match (self.words(a), self.words(b)) {
                    (Some(x), Some(y)) if x == y => Truth::True,
                    _ => (self.folded(a) == self.folded(b)).into(),
                }
            }
            (Value::Things(a), Value::Things(b)) => (a == b).into(),
            _ => Truth::False,
        }
    }

    /// Two mentions of the same thing: by key where the layer has one, else the same place.
    pub(crate) fn same_thing(&self, a: Thing, b: Thing) -> Truth {
        if a == b {
            return Truth::True;
        }
        if a.layer != b.layer {
            return Truth::False;
        }
        match (self.view.key(a), self.view.key(b)) {
            (Some(Cell::Filled(x)), Some(Cell::Filled(y))) => self.equals(x, y),
            (Some(Cell::Unclear(why)), Some(_)) | (Some(_), Some(Cell::Unclear(why))) => {
                Truth::Unknown(Why::unclear(why.clone()))
            }
            _ => Truth::False,
        }
    }

    /// `is at most`, `is before` and so on.
    pub(crate) fn order(
        a: &Value,
        order: Order,
        b: &Value,
        by: Option<(f64, DurationUnit)>,
    ) -> Truth {
        match (a, b) {
            (Value::Number(a), Value::Number(b)) => {
                ranged(order, (*a, *a), (*b, *b), |x: f64, y: f64| x < y)
            }
            (Value::Quantity(a), Value::Quantity(b)) => {
                if a.dimension != b.dimension {
                    return Truth::Unknown(Why::vague("the two measure different things"));
                }
                let ends = |q: &Quantity| {
                    let (x, y) = (q.si(q.lowest), q.si(q.highest));
                    (x.min(y), x.max(y))
                };
                ranged(order, ends(a), ends(b), below)
            }
            (Value::Money(a), Value::Money(b)) => {
                if a.currency != b.currency {
                    return Truth::Unknown(Why::vague("the sums are in different currencies"));
                }
                ranged(order, (a.amount, a.amount), (b.amount, b.amount), below)
            }
            (Value::Duration(a), Value::Duration(b)) => {
                let ends = |p: &Period| (p.lowest * p.unit.days(), p.highest * p.unit.days());
                ranged(order, ends(a), ends(b), below)
            }
            (Value::Date(a), Value::Date(b)) => {
                let moved = match (order, by) {
                    (_, None) => *b,
                    (Order::LessThan | Order::AtMost, Some((length, unit))) => DayRange {
                        first: shift(b.first, length, unit, -1.0),
                        last: shift(b.last, length, unit, -1.0),
                    },
                    (Order::MoreThan | Order::AtLeast, Some((length, unit))) => DayRange {
                        first: shift(b.first, length, unit, 1.0),
                        last: shift(b.last, length, unit, 1.0),
                    },
                };
                ranged(
                    order,
                    (a.first, a.last),
                    (moved.first, moved.last),
                    |x: Day, y: Day| x < y,
                )
            }
            _ => Truth::ABSENT,
        }
    }

    /// Which of two values is larger, for the largest and smallest of several; `None` if they have no order.
    pub(crate) fn larger(a: &Value, b: &Value) -> Option<std::cmp::Ordering> {
        match (a, b) {
            (Value::Number(a), Value::Number(b)) => a.partial_cmp(b),
            (Value::Quantity(a), Value::Quantity(b)) if a.dimension == b.dimension => {
                a.si(a.number).partial_cmp(&b.si(b.number))
            }
            (Value::Money(a), Value::Money(b)) if a.currency == b.currency => {
                a.amount.partial_cmp(&b.amount)
            }
            (Value::Duration(a), Value::Duration(b)) => a.days().partial_cmp(&b.days()),
            (Value::Date(a), Value::Date(b)) => {
                if a == b {
                    Some(std::cmp::Ordering::Equal)
                } else if a.last < b.first {
                    Some(std::cmp::Ordering::Less)
                } else if b.last < a.first {
                    Some(std::cmp::Ordering::Greater)
                } else {
                    None
                }
            }
            _ => None,
        }
    }

    /// `agrees with`, within `tolerance` percent.
    pub(crate) fn agrees(&self, a: &Value, b: &Value, tolerance: f64) -> Truth {
        let near = |a: f64, b: f64| {
            close(a, b) || (a - b).abs() <= a.abs().max(b.abs()) * tolerance / 100.0 * (1.0 + 1e-9)
        };
        match (a, b) {
            (Value::Number(a), Value::Number(b)) => near(*a, *b).into(),
            (Value::Quantity(a), Value::Quantity(b)) => (a.dimension == b.dimension
                && (fits(a, b, tolerance) || fits(b, a, tolerance)))
            .into(),
            (
                Value::Money(Money { amount, currency }),
                Value::Money(Money {
                    amount: other,
                    currency: same,
                }),
            ) => (currency == same && near(*amount, *other)).into(),
            (Value::Duration(a), Value::Duration(b)) => {
                (near(a.days(), b.days()) || periods_overlap(a, b)).into()
            }
            (Value::Date(a), Value::Date(b)) => (a.first <= b.last && b.first <= a.last).into(),
            _ => self.equals(a, b),
        }
    }

    /// `overlaps`: the two share something.
    pub(crate) fn overlaps(&self, a: &Value, b: &Value) -> Truth {
        match (a, b) {
            (Value::Date(a), Value::Date(b)) => (a.first <= b.last && b.first <= a.last).into(),
            (Value::Quantity(a), Value::Quantity(b)) => {
                let ends = |q: &Quantity| {
                    let (x, y) = (q.si(q.lowest), q.si(q.highest));
                    (x.min(y), x.max(y))
                };
                let (a_ends, b_ends) = (ends(a), ends(b));
                (a.dimension == b.dimension
                    && !below(a_ends.1, b_ends.0)
                    && !below(b_ends.1, a_ends.0))
                .into()
            }
            (Value::Duration(a), Value::Duration(b)) => periods_overlap(a, b).into(),
            _ => match (self.place(a), self.place(b)) {
                (Some(a), Some(b)) => a.overlaps(b).into(),
                _ => self.equals(a, b),
            },
        }
    }

    /// The bytes of a thing or of words.
    pub(crate) fn place(&self, value: &Value) -> Option<Span> {
        match value {
            Value::Thing(thing) => Some(self.view.span(*thing)),
            Value::Words(span) => Some(*span),
            _ => None,
        }
    }

    /// A thing of a layer that holds a span, other than row `but`.
    pub(crate) fn holder(&self, span: Span, layer: LayerId, but: Option<u32>) -> Option<u32> {
        let rows = self.view.table(layer)?.rows();
        let until = rows.partition_point(|row| row.span.start <= span.start);
        rows.get(..until)?
            .iter()
            .enumerate()
            .rev()
            .find(|&(i, row)| row.span.contains(span) && but != Some(i as u32))
            .map(|(i, _)| i as u32)
    }

    /// `is in WORDS`: the whole text is an entry of the list.
    pub(crate) fn in_words(&self, value: &Value, words: usize) -> Truth {
        match self.words(value) {
            Some(text) => self
                .view
                .engine
                .word_set(words)
                .is_some_and(|list| list.has(text, &mut self.view.folded.borrow_mut()))
                .into(),
            None => Truth::ABSENT,
        }
    }
}

/// The numbers a quantity allows: an open end ("more than") is left at the printed number.
fn allowed(q: &Quantity) -> (f64, f64) {
    let closed = |end: f64| if end.is_finite() { end } else { q.number };
    (
        closed(q.lowest).min(q.number),
        closed(q.highest).max(q.number),
    )
}

/// True if `a`, converted to the unit of `b`, gives the number printed there: at its printed precision, within the
/// tolerance, anywhere in the ranges that the words of both allow.
fn fits(a: &Quantity, b: &Quantity, tolerance: f64) -> bool {
    let (low, high) = allowed(a);
    let (x, y) = (b.from_si(a.si(low)), b.from_si(a.si(high)));
    let (from, to) = (x.min(y), x.max(y));
    let slack = b.half_step.abs() + b.number.abs() * tolerance / 100.0;
    let (low, high) = allowed(b);
    !below(to, low - slack) && !below(high + slack, from)
}

fn periods_overlap(a: &Period, b: &Period) -> bool {
    let ends = |p: &Period| (p.lowest * p.unit.days(), p.highest * p.unit.days());
    let (x, y) = (ends(a), ends(b));
    !below(x.1, y.0) && !below(y.1, x.0)
}

#[cfg(test)]
#[path = "compare_tests.rs"]
mod tests;
