//! Tests of values: both sides must be of one kind.

use copydesk_draft::Genre;
use copydesk_draft::layer::{Dimension, Type, Value};

use super::expr::Owner;
use super::names::Def;
use super::rule::RuleCheck;
use super::types;
use crate::messages;
use crate::program::{DraftField, Expr, ExprKind, LetType, Order, Test};
use crate::suggest::nearest;
use crate::syntax::{BaseNode, ExprNode, ExprNodeKind, Name, OrderNode, TestKind, TestNode};

use super::condition::Column;

impl RuleCheck<'_, '_> {
    /// A test of a value. `node` is the value as written.
    pub(super) fn test(
        &mut self,
        left: &Expr,
        node: &ExprNode,
        test: &TestNode,
        candidate: Option<Owner>,
        column: Column,
    ) -> Option<Test> {
        let negated = test.negated;
        match &test.kind {
            TestKind::Known => Some(Test::Known { negated }),
            TestKind::Inside(noun) => {
                let layer = self.layer(noun)?;
                if !matches!(left.ty, Type::Thing(_) | Type::Text) {
                    self.report(messages::only_things_inside(
                        left.loc,
                        &types::called(&left.ty),
                    ));
                    return None;
                }
                Some(Test::Inside { negated, layer })
            }
            TestKind::InWords(name) => {
                let words = self.word_list(name)?;
                if !matches!(left.ty, Type::Thing(_) | Type::Text) {
                    self.report(messages::only_words_in_list(
                        left.loc,
                        &types::called(&left.ty),
                    ));
                    return None;
                }
                Some(Test::InWords { negated, words })
            }
            TestKind::Equals(to) => {
                self.same_sides(node, to, test);
                let right = self.expr(to, Some(&left.ty), candidate)?;
                self.agree(left, &right)?;
                self.known_value(left, &right, column);
                Some(Test::Equals { negated, to: right })
            }
            TestKind::Compare(order, to) => {
                self.ordered(left)?;
                self.same_sides(node, to, test);
                let right = self.expr(to, Some(&left.ty), candidate)?;
                self.agree(left, &right)?;
                let order = match order {
                    OrderNode::AtMost => Order::AtMost,
                    OrderNode::AtLeast => Order::AtLeast,
                    OrderNode::MoreThan => Order::MoreThan,
                    OrderNode::LessThan => Order::LessThan,
                };
                Some(Test::Compare {
                    order,
                    negated,
                    to: right,
                    by_more_than: None,
                })
            }
            TestKind::Apart { by, before, to } => {
                let by = match by {
                    None => Some(None),
                    Some(by) => self.period(by).map(Some),
                };
                let word = if *before { "before" } else { "after" };
                self.needs(left, &Type::Date, word)?;
                self.same_sides(node, to, test);
                let right = self.expr(to, Some(&Type::Date), candidate)?;
                self.needs(&right, &Type::Date, word)?;
                let order = if *before {
                    Order::LessThan
                } else {
                    Order::MoreThan
                };
                Some(Test::Compare {
                    order,
                    negated,
                    to: right,
                    by_more_than: by?,
                })
            }
            TestKind::Agrees(with, within) => {
                let measured = matches!(
                    left.ty,
                    Type::Number
                        | Type::Quantity
                        | Type::Money
                        | Type::Duration
                        | Type::Date
                        | Type::Text
                );
                if !measured {
                    let fields: Vec<String> =
                        [Type::Number, Type::Quantity, Type::Money, Type::Duration]
                            .iter()
                            .flat_map(|ty| self.fields_of_type(&left.ty, ty))
                            .collect();
                    self.report(messages::cannot_agree(
                        left.loc,
                        &types::called(&left.ty),
                        &fields,
                    ));
                    return None;
                }
                self.same_sides(node, with, test);
                let within = match within {
                    None => Some(None),
                    Some(name) => self.tolerance(name).map(Some),
                };
                let right = self.expr(with, Some(&left.ty), candidate)?;
                self.agree(left, &right)?;
                Some(Test::Agrees {
                    negated,
                    with: right,
                    within: within?,
                })
            }
            TestKind::Overlaps(with) => {
                let ranged = matches!(
                    left.ty,
                    Type::Date | Type::Quantity | Type::Duration | Type::Thing(_)
                );
                if !ranged {
                    self.report(messages::cannot_overlap(left.loc, &types::called(&left.ty)));
                    return None;
                }
                self.same_sides(node, with, test);
                let right = self.expr(with, Some(&left.ty), candidate)?;
                let spans = matches!((&left.ty, &right.ty), (Type::Thing(_), Type::Thing(_)));
                if !spans {
                    self.agree(left, &right)?;
                }
                Some(Test::Overlaps {
                    negated,
                    with: right,
                })
            }
        }
    }

    /// The other side of a test whose own side is unknown: what is wrong with it is said in the same run. A bare
    /// name has no meaning then and is passed over.
    pub(super) fn names_in_test(&mut self, test: &TestNode, candidate: Option<Owner>) {
        let other = match &test.kind {
            TestKind::Known => return,
            TestKind::Inside(noun) => {
                self.layer(noun);
                return;
            }
            TestKind::InWords(name) => {
                self.word_list(name);
                return;
            }
            TestKind::Agrees(with, within) => {
                if let Some(name) = within {
                    self.tolerance(name);
                }
                with
            }
            TestKind::Equals(to)
            | TestKind::Compare(_, to)
            | TestKind::Apart { to, .. }
            | TestKind::Overlaps(to) => to,
        };
        let is_let = |name: &Name| name.text.starts_with(|c: char| c.is_ascii_uppercase());
        if !matches!(&other.kind, ExprNodeKind::Path(BaseNode::Name(name), _) if !is_let(name)) {
            self.expr(other, None, candidate);
        }
    }

    /// `more than 2 years before`: the length of time.
    fn period(&mut self, node: &ExprNode) -> Option<(f64, copydesk_draft::layer::DurationUnit)> {
        let expr = self.expr(node, Some(&Type::Duration), None)?;
        if let ExprKind::Literal(Value::Duration(period)) = expr.kind {
            Some((period.number, period.unit))
        } else {
            self.report(messages::needs_period(expr.loc));
            None
        }
    }

    pub(super) fn tolerance(&mut self, name: &Name) -> Option<usize> {
        let setting = self.setting(name)?;
        let known = self.checker.program.settings.get(setting)?;
        if known.ty == Type::Number {
            return Some(setting);
        }
        let (loc, ty) = (self.loc(name.at), types::called(&known.ty));
        self.report(messages::needs_type(loc, "within", "a number", &ty, &[]));
        None
    }

    fn word_list(&mut self, name: &Name) -> Option<usize> {
        match self
            .checker
            .names
            .look_up(&name.text)
            .map(|named| named.def)
        {
            Some(Def::Words(Some(words))) => Some(words),
            Some(Def::Words(None)) => {
                self.depend_on(&name.text);
                None
            }
            _ => {
                let loc = self.loc(name.at);
                self.unknown(loc, &name.text, "word list", |def| {
                    matches!(def, Def::Words(_))
                });
                None
            }
        }
    }

    fn ordered(&mut self, left: &Expr) -> Option<()> {
        if left.ty.is_ordered() {
            return Some(());
        }
        let fields: Vec<String> = [
            Type::Number,
            Type::Quantity,
            Type::Money,
            Type::Date,
            Type::Duration,
        ]
        .iter()
        .flat_map(|ty| self.fields_of_type(&left.ty, ty))
        .collect();
        self.report(messages::no_order(
            left.loc,
            &types::called(&left.ty),
            &fields,
        ));
        None
    }

    /// Both sides must be of one kind.
    fn agree(&mut self, left: &Expr, right: &Expr) -> Option<()> {
        if types::comparable(&left.ty, &right.ty) {
            if let (ExprKind::Literal(Value::Quantity(a)), Some(b)) =
                (&right.kind, self.quantity_of(left))
                && a.dimension != b.dimension
            {
                let called = |dimension| {
                    let name = Dimension::ALL.iter().find(|(_, known)| *known == dimension);
                    name.map_or("quantity", |(name, _)| name)
                };
                let (a, b) = (called(a.dimension), called(b.dimension));
                self.report(messages::other_dimension(right.loc, left.loc, b, a));
                return None;
            }
            return Some(());
        }
        let (of_left, of_right) = (types::called(&left.ty), types::called(&right.ty));
        let (l, r) = (
            self.words_at(left.loc).to_owned(),
            self.words_at(right.loc).to_owned(),
        );
        let fields = match (&left.ty, &right.ty) {
            (Type::Thing(_), _) => {
                let fields = self.fields_of_type(&left.ty, &right.ty);
                fields
                    .into_iter()
                    .map(|field| possessive(&l, &field))
                    .collect()
            }
            (_, Type::Thing(_)) => {
                let fields = self.fields_of_type(&right.ty, &left.ty);
                fields
                    .into_iter()
                    .map(|field| possessive(&r, &field))
                    .collect()
            }
            // A value in quotation marks.
            (Type::Enum(name), Type::Text) => {
                let schema = &self.checker.program.schema;
                let values = schema.find_enum(name).map(|known| known.values.as_slice());
                let plain = r.trim_matches(['"', '“', '”']);
                let known = values
                    .unwrap_or_default()
                    .iter()
                    .find(|value| *value == plain);
                known.into_iter().map(ToString::to_string).collect()
            }
            (Type::Weekday, Type::Date) => vec![format!("the weekday of {r}")],
            (Type::Date, Type::Weekday) => vec![format!("the weekday of {l}")],
            (Type::Things(_), _) => vec![format!("the count of {l}")],
            (_, Type::Things(_)) => vec![format!("the count of {r}")],
            _ => Vec::new(),
        };
        self.report(messages::wrong_kinds(
            left.loc,
            right.loc,
            (&l, &of_left),
            (&r, &of_right),
            &fields,
        ));
        None
    }

    fn quantity_of(&self, expr: &Expr) -> Option<std::sync::Arc<copydesk_draft::layer::Quantity>> {
        match &expr.kind {
            ExprKind::Literal(Value::Quantity(quantity)) => Some(quantity.clone()),
            ExprKind::Setting(setting) => match &self.checker.program.settings.get(*setting)?.value
            {
                Value::Quantity(quantity) => Some(quantity.clone()),
                _ => None,
            },
            _ => None,
        }
    }

    /// A plain word compared with a column, or with the genre, must be one of its values.
    fn known_value(&mut self, left: &Expr, right: &Expr, column: Column) {
        let ExprKind::Literal(Value::Text(text)) = &right.kind else {
            return;
        };
        if matches!(left.kind, ExprKind::Draft(DraftField::Genre)) && Genre::parse(text).is_none() {
            let name = Name {
                text: text.to_string(),
                at: crate::syntax::At(right.loc.span),
            };
            return self.unknown_genre(&name);
        }
        let row_column = match &left.kind {
            ExprKind::Path {
                base: crate::program::Base::Let(slot),
                fields,
            } => {
                match (
                    self.lets.get(*slot).and_then(|known| known.ty),
                    fields.as_slice(),
                ) {
                    (Some(LetType::Row(table)), [column]) => Some((table, *column)),
                    _ => None,
                }
            }
            _ => None,
        };
        let Some((table, id)) = column.or(row_column) else {
            return;
        };
        let known = self.checker.column_values(table, id);
        let folded = copydesk_facts::fold(text);
        if known.is_empty()
            || known
                .binary_search_by(|(value, _)| value.as_str().cmp(&folded))
                .is_ok()
        {
            return;
        }
        let known: Vec<String> = known.iter().map(|(_, value)| value.clone()).collect();
        let Some(fact_table) = self.checker.program.tables.get(table) else {
            return;
        };
        let column = fact_table
            .columns
            .get(usize::from(id.0))
            .map(|column| column.name.clone())
            .unwrap_or_default();
        let name = fact_table.name.clone();
        let near = nearest(text, known.iter().map(String::as_str));
        self.warn(messages::no_such_row(
            right.loc, &name, &column, text, near, &known,
        ));
    }
}

/// `its group` from `it` and `group`; `B's group` from `B` and `group`.
fn possessive(of: &str, field: &str) -> String {
    if of == "it" {
        format!("its {field}")
    } else {
        format!("{of}'s {field}")
    }
}
