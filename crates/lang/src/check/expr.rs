//! Expressions: every path resolved to fields, every value given its type.

use std::sync::Arc;

use copydesk_draft::layer::{
    Dimension, DurationUnit, FieldId, LayerId, Money, Period, Quantity, Schema, Type, Value,
};
use copydesk_draft::{Day, DayRange, Weekday};
use copydesk_facts::Registers;

use super::names::Def;
use super::rule::RuleCheck;
use super::types;
use crate::diagnostic::Diagnostic;
use crate::messages;
use crate::program::{Base, DraftField, Expr, ExprKind, LetType, Loc, SubjectKind};
use crate::suggest::nearest;
use crate::syntax::{BaseNode, ExprNode, ExprNodeKind, Name};

/// Makes a diagnostic once its place is known.
pub(super) type MakeDiagnostic = Box<dyn FnOnce(Loc) -> Diagnostic>;

/// A value written out.
pub(super) enum Literal {
    Value(Value, Type),
    /// It looks like one but is none.
    Wrong(MakeDiagnostic),
    /// Not a literal.
    None,
}

impl Literal {
    /// Reads a literal; a bare name is read as a value of the expected type.
    pub(super) fn read(
        node: &ExprNode,
        expected: Option<&Type>,
        schema: &Schema,
        registers: &Registers,
    ) -> Self {
        match &node.kind {
            // A year, where a date is wanted.
            ExprNodeKind::Number(text) if expected == Some(&Type::Date) && text.len() == 4 => {
                match text.parse().ok().and_then(DayRange::year) {
                    Some(range) => Self::Value(Value::Date(range), Type::Date),
                    None => Self::None,
                }
            }
            ExprNodeKind::Number(text) => match text.parse::<f64>() {
                Ok(number) => Self::Value(Value::Number(number), Type::Number),
                Err(_) => Self::None,
            },
            ExprNodeKind::Date(text) => {
                let month = || {
                    let (year, month) = text.split_once('-')?;
                    let month: u8 = month
                        .parse()
                        .ok()
                        .filter(|month| (1..=12).contains(month))?;
                    DayRange::month(year.parse().ok()?, month)
                };
                if let Some(range) = Day::parse_iso(text).map(DayRange::day).or_else(month) {
                    Self::Value(Value::Date(range), Type::Date)
                } else {
                    let text = text.clone();
                    Self::Wrong(Box::new(move |loc| messages::no_such_day(loc, &text)))
                }
            }
            ExprNodeKind::Text(text) => {
                Self::Value(Value::Text(Arc::from(text.value.as_str())), Type::Text)
            }
            ExprNodeKind::Measure(number, unit) => measure(number, unit, registers),
            ExprNodeKind::Path(BaseNode::Name(name), fields) if fields.is_empty() => {
                Self::word(&name.text, expected, schema)
            }
            _ => Self::None,
        }
    }

    fn word(word: &str, expected: Option<&Type>, schema: &Schema) -> Self {
        match expected {
            Some(Type::Enum(name)) => {
                let values = schema
                    .find_enum(name)
                    .map(|known| known.values.as_slice())
                    .unwrap_or_default();
                if let Some(at) = values.iter().position(|value| value == word) {
                    Self::Value(Value::Enum(at as u16), Type::Enum(name.clone()))
                } else {
                    let known: Vec<String> = values.iter().map(ToString::to_string).collect();
                    let (name, word) = (name.to_string(), word.to_owned());
                    Self::Wrong(Box::new(move |loc| {
                        messages::unknown_value(loc, &name, &word, &known)
                    }))
                }
            }
            Some(Type::Flag) => match word {
                "yes" => Self::Value(Value::Flag(true), Type::Flag),
                "no" => Self::Value(Value::Flag(false), Type::Flag),
                _ => Self::None,
            },
            Some(Type::Weekday) => Weekday::ALL
                .into_iter()
                .find(|day| day.name() == word)
                .map_or(Self::None, |day| {
                    Self::Value(Value::Weekday(day), Type::Weekday)
                }),
            Some(Type::Text) => Self::Value(Value::Text(Arc::from(word)), Type::Text),
            _ => Self::None,
        }
    }
}

/// A number with its unit: a duration, a quantity, or a sum of money.
fn measure(number: &str, unit: &Name, registers: &Registers) -> Literal {
    let Ok(number) = number.parse::<f64>() else {
        return Literal::None;
    };
    if let Some(unit) = duration_unit(&unit.text) {
        let period = Period {
            number,
            lowest: number,
            highest: number,
            unit,
        };
        return Literal::Value(Value::Duration(period), Type::Duration);
    }
    if unit.text.len() == 3 && unit.text.chars().all(|c| c.is_ascii_uppercase()) {
        let money = Money {
            amount: number,
            currency: Arc::from(unit.text.as_str()),
        };
        return Literal::Value(Value::Money(money), Type::Money);
    }
    let register = registers.get("units");
    let Some(entity) = register.and_then(|register| register.by_name(&unit.text)) else {
        let name = unit.text.clone();
        return Literal::Wrong(Box::new(move |loc| messages::unknown_unit(loc, &name)));
    };
    let quantity = Quantity {
        number,
        lowest: number,
        highest: number,
        half_step: 0.0,
        unit: Arc::from(entity.id.as_str()),
        dimension: entity
            .text("dimension")
            .and_then(Dimension::parse)
            .unwrap_or(Dimension::Other),
        factor: entity.number("factor").unwrap_or(1.0),
        offset: entity.number("offset").unwrap_or(0.0),
    };
    Literal::Value(Value::Quantity(Arc::new(quantity)), Type::Quantity)
}

/// A unit of time, singular or plural.
pub(super) fn duration_unit(name: &str) -> Option<DurationUnit> {
    Some(match name.strip_suffix('s').unwrap_or(name) {
        "second" => DurationUnit::Second,
        "minute" => DurationUnit::Minute,
        "hour" => DurationUnit::Hour,
        "day" => DurationUnit::Day,
        "week" => DurationUnit::Week,
        "month" => DurationUnit::Month,
        "year" => DurationUnit::Year,
        "decade" => DurationUnit::Decade,
        "century" | "centurie" => DurationUnit::Century,
        _ => return None,
    })
}

/// What a path leads through.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Owner {
    /// A thing of a layer.
    Layer(LayerId),
    /// A row of a fact table.
    Table(usize),
}

/// A field found by a path, and how to speak of it.
pub(super) struct Walked {
    pub(super) fields: Vec<FieldId>,
    pub(super) ty: Type,
}

impl RuleCheck<'_, '_> {
    /// An expression. `expected` gives a bare name its meaning; `candidate` owns bare fields after `whose`.
    /// `None`: reported, or depends on something unknown.
    pub(super) fn expr(
        &mut self,
        node: &ExprNode,
        expected: Option<&Type>,
        candidate: Option<Owner>,
    ) -> Option<Expr> {
        let loc = self.loc(node.at);
        let (kind, ty) = match &node.kind {
            ExprNodeKind::Path(BaseNode::It, fields) => self.it(node, fields)?,
            ExprNodeKind::Path(BaseNode::Name(name), fields) => {
                return self.bare(node, name, fields, expected, candidate);
            }
            ExprNodeKind::Draft(field) => match field.text.as_str() {
                "date" => (ExprKind::Draft(DraftField::Date), Type::Date),
                "genre" => (ExprKind::Draft(DraftField::Genre), Type::Text),
                other => {
                    let near = nearest(other, ["date", "genre"]);
                    let loc = self.loc(field.at);
                    self.report(messages::unknown_draft_field(loc, other, near));
                    return None;
                }
            },
            ExprNodeKind::House(name) => {
                let setting = self.setting(name)?;
                let ty = self.checker.program.settings.get(setting)?.ty.clone();
                (ExprKind::Setting(setting), ty)
            }
            ExprNodeKind::WeekdayOf(inner) => {
                let inner = self.expr(inner, None, candidate)?;
                self.needs(&inner, &Type::Date, "the weekday of")?;
                (ExprKind::WeekdayOf(Box::new(inner)), Type::Weekday)
            }
            ExprNodeKind::YearsSince(inner) => {
                let inner = self.expr(inner, None, candidate)?;
                self.needs(&inner, &Type::Date, "the years since")?;
                (ExprKind::YearsSince(Box::new(inner)), Type::Number)
            }
            ExprNodeKind::CountOf(inner) => {
                let inner = self.expr(inner, None, candidate)?;
                if !matches!(inner.ty, Type::Things(_)) {
                    self.report(messages::not_a_list(inner.loc, &types::called(&inner.ty)));
                    return None;
                }
                (ExprKind::CountOf(Box::new(inner)), Type::Number)
            }
            ExprNodeKind::TextOf(inner) => {
                let inner = self.expr(inner, None, candidate)?;
                if !matches!(inner.ty, Type::Thing(_) | Type::Text) {
                    self.report(messages::no_words(inner.loc, &types::called(&inner.ty)));
                    return None;
                }
                (ExprKind::TextOf(Box::new(inner)), Type::Text)
            }
            ExprNodeKind::Number(_)
            | ExprNodeKind::Measure(..)
            | ExprNodeKind::Date(_)
            | ExprNodeKind::Text(_) => {
                let checker = &self.checker;
                match Literal::read(
                    node,
                    expected,
                    &checker.program.schema,
                    checker.world.registers,
                ) {
                    Literal::Value(value, ty) => (ExprKind::Literal(value), ty),
                    Literal::Wrong(make) => {
                        self.report(make(loc));
                        return None;
                    }
                    Literal::None => return None,
                }
            }
        };
        Some(Expr { kind, ty, loc })
    }

    fn it(&mut self, node: &ExprNode, fields: &[Name]) -> Option<(ExprKind, Type)> {
        let layer = match self.it {
            Some(SubjectKind::Article) => {
                self.report(messages::article_has_no_fields(self.loc(node.at)));
                // Said once; what follows from it is not said.
                self.it = None;
                return None;
            }
            Some(kind) => kind.layer()?,
            None => return None,
        };
        let walked = self.walk(Owner::Layer(layer), fields, false)?;
        Some((
            ExprKind::Path {
                base: Base::It,
                fields: walked.fields,
            },
            walked.ty,
        ))
    }

    /// A bare name: a `let`, a field of the candidate, or a value of the expected type.
    fn bare(
        &mut self,
        node: &ExprNode,
        name: &Name,
        fields: &[Name],
        expected: Option<&Type>,
        candidate: Option<Owner>,
    ) -> Option<Expr> {
        let loc = self.loc(node.at);
        if let Some(slot) = self.lets.iter().position(|known| known.is(&name.text)) {
            let known = self.lets.get_mut(slot)?;
            known.used = true;
            let owner = match known.ty? {
                LetType::Thing(layer) => Owner::Layer(layer),
                LetType::Row(table) => Owner::Table(table),
            };
            if fields.is_empty() && matches!(owner, Owner::Table(_)) && !self.row_may_stand_alone {
                let columns = self.field_names(owner);
                self.report(messages::row_alone(loc, &name.text, &columns));
                return None;
            }
            let walked = self.walk(owner, fields, false)?;
            return Some(Expr {
                kind: ExprKind::Path {
                    base: Base::Let(slot),
                    fields: walked.fields,
                },
                ty: walked.ty,
                loc,
            });
        }
        let literal = |check: &Self| {
            if fields.is_empty() {
                let checker = &check.checker;
                Literal::read(
                    node,
                    expected,
                    &checker.program.schema,
                    checker.world.registers,
                )
            } else {
                Literal::None
            }
        };
        // A value of an enumeration comes before a field of the same name; a field before a plain text.
        let closed = matches!(expected, Some(Type::Enum(_) | Type::Flag | Type::Weekday));
        if closed && let Literal::Value(value, ty) = literal(self) {
            return Some(Expr {
                kind: ExprKind::Literal(value),
                ty,
                loc,
            });
        }
        if let Some(owner) = candidate
            && self.has_field(owner, &name.text)
        {
            let path: Vec<Name> = std::iter::once(name).chain(fields).cloned().collect();
            let walked = self.walk(owner, &path, false)?;
            return Some(Expr {
                kind: ExprKind::Path {
                    base: Base::Candidate,
                    fields: walked.fields,
                },
                ty: walked.ty,
                loc,
            });
        }
        match literal(self) {
            Literal::Value(value, ty) => {
                return Some(Expr {
                    kind: ExprKind::Literal(value),
                    ty,
                    loc,
                });
            }
            Literal::Wrong(make) => {
                self.report(make(loc));
                return None;
            }
            Literal::None => {}
        }
        if let (None, Some(before)) = (candidate, self.atom_before)
            && self.has_field(before, &name.text)
        {
            let loc = self.loc(name.at);
            self.report(messages::and_whose(loc, &name.text));
            return None;
        }
        let mut known: Vec<String> = self.lets.iter().map(|known| known.name.clone()).collect();
        if let Some(owner) = candidate {
            known.extend(self.field_names(owner));
        }
        if expected == Some(&Type::Weekday) {
            known.extend(Weekday::ALL.iter().map(|day| day.name().to_owned()));
        }
        let its = self
            .it
            .and_then(SubjectKind::layer)
            .is_some_and(|layer| self.field_names(Owner::Layer(layer)).contains(&name.text));
        let loc = self.loc(name.at);
        self.report(messages::unknown_bare(
            loc,
            &name.text,
            expected.map(types::called).as_deref(),
            its,
            &known,
        ));
        None
    }

    /// The names of the fields or columns of an owner.
    pub(super) fn field_names(&self, owner: Owner) -> Vec<String> {
        let program = &self.checker.program;
        match owner {
            Owner::Layer(layer) => program
                .schema
                .get(layer)
                .map(|layer| {
                    layer
                        .fields
                        .iter()
                        .map(|field| field.name.to_string())
                        .collect()
                })
                .unwrap_or_default(),
            Owner::Table(table) => program
                .tables
                .get(table)
                .map(|table| {
                    table
                        .columns
                        .iter()
                        .map(|column| column.name.clone())
                        .collect()
                })
                .unwrap_or_default(),
        }
    }

    fn has_field(&self, owner: Owner, name: &str) -> bool {
        let program = &self.checker.program;
        match owner {
            Owner::Layer(layer) => program
                .schema
                .get(layer)
                .is_some_and(|layer| layer.find(name).is_some()),
            Owner::Table(table) => program
                .tables
                .get(table)
                .is_some_and(|table| table.columns.iter().any(|column| column.name == name)),
        }
    }

    fn owner_name(&self, owner: Owner) -> String {
        let program = &self.checker.program;
        match owner {
            Owner::Layer(layer) => program
                .schema
                .get(layer)
                .map(|layer| layer.name.to_string()),
            Owner::Table(table) => program
                .tables
                .get(table)
                .map(|table| format!("row of {}", table.name)),
        }
        .unwrap_or_default()
    }

    /// Follows a path. `through_lists` lets it go on through a list of things.
    pub(super) fn walk(
        &mut self,
        owner: Owner,
        path: &[Name],
        through_lists: bool,
    ) -> Option<Walked> {
        let program = &self.checker.program;
        let mut fields = Vec::new();
        let mut owner = owner;
        let mut ty = match owner {
            Owner::Layer(layer) => Type::Thing(program.schema.get(layer)?.name.clone()),
            // Only `is known` may follow; the type never meets another.
            Owner::Table(_) => Type::Flag,
        };
        let mut steps = path.iter().peekable();
        while let Some(name) = steps.next() {
            let found = match owner {
                Owner::Layer(layer) => {
                    let layer = self.checker.program.schema.get(layer)?;
                    layer
                        .find(&name.text)
                        .and_then(|id| Some((id, layer.get(id)?.ty.clone(), layer.get(id)?.filled)))
                }
                Owner::Table(table) => {
                    let table = self.checker.program.tables.get(table)?;
                    let at = table
                        .columns
                        .iter()
                        .position(|column| column.name == name.text);
                    at.and_then(|at| {
                        Some((FieldId(at as u16), table.columns.get(at)?.ty.clone(), true))
                    })
                }
            };
            let Some((id, found, filled)) = found else {
                let known = self.field_names(owner);
                let of = self.owner_name(owner);
                let loc = self.loc(name.at);
                self.report(messages::unknown_field(loc, &of, &name.text, &known));
                return None;
            };
            if !filled {
                let of = self.owner_name(owner);
                let loc = self.loc(name.at);
                self.warn(messages::never_filled(loc, &name.text, &of));
            }
            fields.push(id);
            ty = found;
            let Some(next) = steps.peek() else { break };
            let next_owner = match &ty {
                Type::Thing(layer) if matches!(owner, Owner::Layer(_)) => {
                    self.checker.program.schema.find(layer)
                }
                Type::Things(layer) if through_lists => self.checker.program.schema.find(layer),
                _ => None,
            };
            let Some(layer) = next_owner else {
                let loc = self.loc(next.at);
                let list = matches!(ty, Type::Things(_));
                let row = matches!(owner, Owner::Table(_));
                self.report(messages::leads_nowhere(
                    loc,
                    &name.text,
                    &types::called(&ty),
                    list,
                    row,
                ));
                return None;
            };
            owner = Owner::Layer(layer);
        }
        Some(Walked { fields, ty })
    }

    /// A setting by name.
    pub(super) fn setting(&mut self, name: &Name) -> Option<usize> {
        match self
            .checker
            .names
            .look_up(&name.text)
            .map(|named| named.def)
        {
            Some(Def::Setting(Some(index))) => Some(index),
            Some(Def::Setting(None)) => {
                self.depend_on(&name.text);
                None
            }
            _ => {
                let loc = self.loc(name.at);
                self.unknown(loc, &name.text, "setting", |def| {
                    matches!(def, Def::Setting(_))
                });
                None
            }
        }
    }

    /// The expression must have a type; says so otherwise.
    pub(super) fn needs(&mut self, expr: &Expr, ty: &Type, what: &str) -> Option<()> {
        if expr.ty == *ty {
            return Some(());
        }
        let fields = self.fields_of_type(&expr.ty, ty);
        self.report(messages::needs_type(
            expr.loc,
            what,
            &types::called(ty),
            &types::called(&expr.ty),
            &fields,
        ));
        None
    }

    /// Fields of a thing that have a type: what was probably meant.
    pub(super) fn fields_of_type(&self, thing: &Type, ty: &Type) -> Vec<String> {
        let Type::Thing(layer) = thing else {
            return Vec::new();
        };
        let schema = &self.checker.program.schema;
        schema
            .find(layer)
            .and_then(|layer| schema.get(layer))
            .map(|layer| {
                layer
                    .fields
                    .iter()
                    .filter(|field| field.ty == *ty)
                    .map(|field| field.name.to_string())
                    .collect()
            })
            .unwrap_or_default()
    }
}
