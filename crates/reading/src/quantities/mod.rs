//! Quantities with units, money, percentages, bracketed conversions, and changes from one value to another.

mod across;
mod apart;
mod change;
mod convert;
mod echoed;
mod exchange;
pub(crate) mod index;
mod money;
mod over;
mod percent;
mod portion;
mod schema;
mod subject;
#[cfg(test)]
mod tests;
mod topmost;
mod units;
mod wide;

use std::sync::Arc;

use copydesk_draft::Span;
use copydesk_draft::layer::{Cell, LayerId, Money, Quantity, Table, Value};

use crate::cx::Cx;
use crate::numbers::lexeme::Look;
use crate::numbers::{Hedge, Number, Role, settle};
use crate::order::starting_in;
use crate::schema::id;

pub use change::{Change, Direction};
pub use convert::Conversion;
pub use exchange::money_conversion_schema;
pub(crate) use schema::enums;
pub use schema::{
    change_schema, conversion_schema, money_schema, percentage_schema, quantity_schema,
};

/// A number with a unit of measurement.
#[derive(Clone, PartialEq, Debug)]
pub struct Measured {
    /// Bytes from the hedge to the unit.
    pub span: Span,
    /// Bytes of number and unit alone.
    pub core: Span,
    /// Tokens of `span`: first, one past the last.
    pub tokens: (u32, u32),
    /// How much.
    pub amount: Quantity,
    /// The dimension as the units register calls it.
    pub measure: Arc<str>,
    /// How the number is hedged.
    pub hedge: Hedge,
    /// All factors the unit's name may stand for; empty if there is one.
    pub(crate) factors: Vec<f64>,
    pub(crate) convertible: bool,
}

/// A sum of money.
#[derive(Clone, PartialEq, Debug)]
pub struct Sum {
    /// Bytes from the hedge to the currency.
    pub span: Span,
    /// Bytes of number and currency alone.
    pub core: Span,
    /// Tokens of `span`.
    pub tokens: (u32, u32),
    /// How much.
    pub amount: Money,
    /// The least and the largest amount the words allow.
    pub lowest: f64,
    /// See `lowest`.
    pub highest: f64,
    /// Half the unit of the last significant printed digit.
    pub half_step: f64,
    /// How it is hedged.
    pub hedge: Hedge,
}

/// A percentage or a number of percentage points.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Percentage {
    /// Bytes from the hedge to the sign or word.
    pub span: Span,
    /// Bytes of number and sign alone.
    pub core: Span,
    /// Tokens of `span`.
    pub tokens: (u32, u32),
    /// The number; negative behind a minus.
    pub number: f64,
    /// The least and the largest number the words allow.
    pub lowest: f64,
    /// See `lowest`.
    pub highest: f64,
    /// Half the unit of the last printed digit.
    pub half_step: f64,
    /// Percentage points, not percent.
    pub points: bool,
    /// How it is hedged.
    pub hedge: Hedge,
}

/// All quantities, sums, percentages, conversions and changes of a draft, each in order.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Quantities {
    /// Measured quantities.
    pub quantities: Vec<Measured>,
    /// Sums of money.
    pub sums: Vec<Sum>,
    /// Percentages.
    pub percentages: Vec<Percentage>,
    /// Quantities with their conversions.
    pub conversions: Vec<Conversion>,
    /// Changes from one value to another.
    pub changes: Vec<Change>,
}

impl Quantities {
    /// The percentages that begin within the bytes.
    pub(crate) fn percentages_in(&self, span: Span) -> &[Percentage] {
        starting_in(&self.percentages, span, |one| one.span)
    }

    /// Tells the numbers that are part of quantities, sums and percentages what they are for.
    pub(crate) fn settle(&self, numbers: &mut [Number]) {
        settle(numbers, self.quantities.iter().map(|q| q.span), |_| {
            Role::Quantity
        });
        settle(numbers, self.sums.iter().map(|sum| sum.span), |_| {
            Role::Money
        });
        settle(numbers, self.percentages.iter().map(|p| p.span), |_| {
            Role::Percentage
        });
    }
}

/// Finds quantities, money, percentages, conversions and changes.
pub(crate) fn find(cx: &Cx<'_>, numbers: &[Number]) -> Quantities {
    let mut out = Quantities::default();
    let mut first = 0;
    let mut pounds = None;
    for sentence in cx.sentences {
        let look = Look::new(cx, sentence);
        let last = first
            + numbers
                .get(first..)
                .unwrap_or(&[])
                .partition_point(|number| (number.core_first as usize) < look.end);
        let own = numbers.get(first..last).unwrap_or(&[]);
        first = last;
        if own.is_empty() {
            continue;
        }
        let start = (out.quantities.len(), out.sums.len(), out.percentages.len());
        let mut floor = look.first;
        for number in own {
            if (number.core_first as usize) < floor {
                continue;
            }
            if let Some(percentage) = percent::read(&look, number) {
                floor = percentage.tokens.1 as usize;
                out.percentages.push(percentage);
            } else if let Some(sum) = money::read(&look, number, &mut pounds) {
                floor = sum.tokens.1 as usize;
                out.sums.push(sum);
            } else if let Some(measured) = units::read(&look, number, own) {
                floor = measured.tokens.1 as usize;
                out.quantities.push(measured);
            }
        }
        convert::find(&look, start.0, &mut out);
        change::find(&look, own, start, &mut out);
    }
    across::find(cx, numbers, &mut out);
    out
}

/// The tables of `quantity`, `money`, `percentage`, `conversion`, `change`.
pub(crate) fn tables(cx: &Cx<'_>, quantities: &Quantities, set: &mut impl FnMut(LayerId, Table)) {
    let mut table = cx.blank(id::QUANTITY);
    for measured in &quantities.quantities {
        table.push(
            cx.row(measured.span),
            [
                quantity(&measured.amount),
                Cell::Filled((&*measured.measure).into()),
                Cell::Filled(Value::Enum(measured.hedge as u16)),
                Cell::Filled(measured.core.into()),
            ],
        );
    }
    set(id::QUANTITY, table);
    let mut table = cx.blank(id::MONEY);
    for sum in &quantities.sums {
        table.push(
            cx.row(sum.span),
            [
                Cell::Filled(Value::Money(sum.amount.clone())),
                Cell::Filled(sum.lowest.into()),
                Cell::Filled(sum.highest.into()),
                Cell::Filled((&*sum.amount.currency).into()),
                Cell::Filled(Value::Enum(sum.hedge as u16)),
                Cell::Filled(sum.core.into()),
            ],
        );
    }
    set(id::MONEY, table);
    let mut table = cx.blank(id::PERCENTAGE);
    for percentage in &quantities.percentages {
        table.push(
            cx.row(percentage.span),
            [
                Cell::Filled(percentage.number.into()),
                Cell::Filled(percentage.points.into()),
                Cell::Filled(percentage.lowest.into()),
                Cell::Filled(percentage.highest.into()),
                Cell::Filled(Value::Enum(percentage.hedge as u16)),
                Cell::Filled(percentage.core.into()),
            ],
        );
    }
    set(id::PERCENTAGE, table);
    let mut table = cx.blank(id::CONVERSION);
    for conversion in &quantities.conversions {
        table.push(
            cx.row(conversion.span),
            [
                quantity(&conversion.first),
                quantity(&conversion.second),
                conversion
                    .first_highest
                    .as_ref()
                    .map_or(Cell::Absent, quantity),
                conversion
                    .second_highest
                    .as_ref()
                    .map_or(Cell::Absent, quantity),
                Cell::Filled(conversion.first_words.into()),
                Cell::Filled(conversion.second_words.into()),
            ],
        );
    }
    set(id::CONVERSION, table);
    set(id::MONEY_CONVERSION, exchange::table(cx, quantities));
    set(id::CHANGE, change::table(cx, &quantities.changes));
}

fn quantity(quantity: &Quantity) -> Cell {
    Cell::Filled(Value::Quantity(Arc::new(quantity.clone())))
}
