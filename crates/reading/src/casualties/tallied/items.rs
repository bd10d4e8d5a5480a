//! The numbers of a sentence with their units, in SI or in the currency: what may be a part or a whole.

use super::{GAP, Tally};
use crate::lists::List;
use crate::numbers::{Hedge, Role};
use crate::order::begun_in;
use crate::quantities::{Measured, Sum};
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// What an item is counted in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Unit<'a> {
    Count,
    Measure(&'a str),
    Money(&'a str),
}

/// One number with its unit, in SI or in the currency.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item<'a> {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) unit: Unit<'a>,
    pub(super) number: f64,
    pub(super) lowest: f64,
    pub(super) highest: f64,
    pub(super) printed: f64,
    pub(super) span: copydesk_draft::Span,
    /// Nothing behind it says what it counts: "and 31 in the second".
    pub(super) bare: bool,
    /// "the 150-seat house": a whole and never a part.
    pub(super) seats: bool,
}

impl<'u> Item<'u> {
    /// "21 tonnes in the first half and 31 in the second": the unit is said once.
    pub(super) fn in_unit_of(self, other: &Item<'u>) -> Self {
        let scale = other.number / other.printed;
        let slack = self.printed * 0.02;
        Self {
            unit: other.unit,
            number: self.printed * scale,
            lowest: (self.lowest - slack) * scale,
            highest: (self.highest + slack) * scale,
            ..self
        }
    }
}

fn begun<'o, T>(all: &'o [T], sentence: &Sentence, first: impl Fn(&T) -> u32) -> &'o [T] {
    let from = all.partition_point(|one| first(one) < sentence.first);
    let until = all.partition_point(|one| first(one) < sentence.last);
    all.get(from..until).unwrap_or(&[])
}

impl Tally<'_, '_> {
    /// The numbers of a sentence that may be a part or a whole.
    pub(super) fn items(&self, sentence: &Sentence) -> Vec<Item<'_>> {
        let tokens = sentence.first as usize..sentence.last as usize;
        let own = begun_in(self.numbers, tokens, |number| number.tokens.0 as usize);
        if own.is_empty() {
            return Vec::new();
        }
        let measured: &[Measured] = begun(&self.quantities.quantities, sentence, |q| q.tokens.0);
        let sums: &[Sum] = begun(&self.quantities.sums, sentence, |sum| sum.tokens.0);
        let mut items: Vec<Item<'_>> = Vec::new();
        for number in own {
            if matches!(number.hedge, Hedge::Vague | Hedge::Range) {
                continue;
            }
            match number.role {
                Role::Cardinal | Role::Label if !number.ordinal && !number.year_like => {
                    let last = number.tokens.1 as usize;
                    let seats = number.compound
                        && matches!(self.cx.folded(last + 1), "seat" | "member" | "strong");
                    if number.compound && !seats || number.role == Role::Label && items.is_empty() {
                        continue;
                    }
                    items.push(Item {
                        first: number.tokens.0 as usize,
                        last,
                        unit: Unit::Count,
                        number: number.number,
                        lowest: number.lowest,
                        highest: number.highest,
                        printed: number.number,
                        span: number.span,
                        bare: self.bare(last),
                        seats,
                    });
                }
                Role::Quantity => {
                    let core = number.core_first;
                    let held = measured
                        .iter()
                        .find(|q| q.tokens.0 <= core && core < q.tokens.1);
                    if let Some(q) = held.filter(|q| q.factors.is_empty()) {
                        let si = |value: f64| q.amount.si(value);
                        let slack = number.half_step.min(number.number * 0.05);
                        items.push(Item {
                            first: q.tokens.0 as usize,
                            last: q.tokens.1 as usize,
                            unit: Unit::Measure(&q.measure),
                            number: si(q.amount.number),
                            lowest: si(number.lowest - slack),
                            highest: si(number.highest + slack),
                            printed: q.amount.number,
                            span: q.span,
                            bare: false,
                            seats: false,
                        });
                    }
                }
                Role::Money => {
                    let core = number.core_first;
                    let held = sums
                        .iter()
                        .find(|sum| sum.tokens.0 <= core && core < sum.tokens.1);
                    if let Some(sum) = held {
                        let slack = sum.half_step.min(sum.amount.amount * 0.05);
                        items.push(Item {
                            first: sum.tokens.0 as usize,
                            last: sum.tokens.1 as usize,
                            unit: Unit::Money(&sum.amount.currency),
                            number: sum.amount.amount,
                            lowest: sum.lowest - slack,
                            highest: sum.highest + slack,
                            printed: sum.amount.amount,
                            span: sum.span,
                            bare: false,
                            seats: false,
                        });
                    }
                }
                _ => {}
            }
        }
        for k in 1..items.len() {
            let (Some(before), Some(one)) = (items.get(k - 1).copied(), items.get(k).copied())
            else {
                continue;
            };
            let close = one.first >= before.last && one.first - before.last <= GAP;
            if one.bare
                && close
                && before.unit != Unit::Count
                && !one.seats
                && let Some(slot) = items.get_mut(k)
            {
                *slot = one.in_unit_of(&before);
            }
        }
        items
    }

    /// Nothing that is counted stands behind a number that ends before token `i`.
    fn bare(&self, i: usize) -> bool {
        let cx = self.cx;
        cx.kind(i) != Some(TokenKind::Word) && cx.kind(i) != Some(TokenKind::Hyphen)
            || cx.is(i, List::Preposition)
            || cx.is(i, List::Auxiliary)
            || matches!(cx.folded(i), "and" | "went" | "came" | "of")
    }
}
