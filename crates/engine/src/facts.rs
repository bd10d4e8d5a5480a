//! Fact tables: the rows of registers with typed cells, indexed by key.

use std::sync::Arc;

use copydesk_draft::Day;
use copydesk_draft::layer::{Schema, Type, Value};
use copydesk_facts::{
    Column, FactRow, FactValue, Register, Registers, Validity, ValidityState, fold,
};
use copydesk_lang::program::{ColumnSource, FactColumn, FactTable, Role};
use rustc_hash::FxHashMap;

use crate::truth::{Truth, Why};

/// One cell of a fact.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum FactCell {
    /// The register says nothing.
    Absent,
    /// One value.
    One(Value),
    /// Several; a test holds if it holds for one of them.
    Many(Vec<Value>),
}

/// One fact.
#[derive(Clone, Debug)]
pub(crate) struct Fact {
    cells: Vec<FactCell>,
    validity: Validity,
    /// The day its source was last looked at.
    pub(crate) checked_on: Option<Day>,
}

impl Fact {
    /// The cell of a column.
    pub(crate) fn cell(&self, column: u16) -> &FactCell {
        self.cells
            .get(usize::from(column))
            .unwrap_or(&FactCell::Absent)
    }

    /// From when until when it holds.
    pub(crate) fn validity(&self) -> Validity {
        self.validity
    }

    /// Whether the fact holds on all days from `first` to `last`.
    pub(crate) fn valid(&self, first: Day, last: Day) -> Truth {
        let state = |day| match self.validity.on(day) {
            ValidityState::Valid => Truth::True,
            ValidityState::NotYet | ValidityState::Ended => Truth::False,
            ValidityState::Unknown(why) => Truth::Unknown(Why::unclear(why)),
        };
        let (a, b) = (state(first), state(last));
        // A fact holds for one stretch of days: between two days on which it does not hold, it may.
        let same_side = self.validity.on(first) == self.validity.on(last);
        match (&a, &b) {
            (Truth::True, Truth::True) => Truth::True,
            (Truth::False, Truth::False) if same_side => Truth::False,
            (Truth::Unknown(_), _) => a,
            (_, Truth::Unknown(_)) => b,
            _ => Truth::Unknown(Why::vague("the date is not exact enough")),
        }
    }
}

/// A compiled fact table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts {
    pub(crate) rows: Vec<Fact>,
    /// The key column, if the table has one.
    pub(crate) key: Option<u16>,
    /// The authority column, if the table has one.
    pub(crate) authority: Option<u16>,
    /// Its register holds a few of many.
    pub(crate) partial: bool,
    /// Rows by folded key.
    by_key: FxHashMap<String, Vec<u32>>,
}

impl Facts {
    /// Compiles a table; `None` if its register is not there.
    pub(crate) fn new(table: &FactTable, registers: &Registers, schema: &Schema) -> Option<Self> {
        let register = registers.get(&table.register)?;
        let role = |role: Role| {
            table
                .columns
                .iter()
                .position(|column| column.role == role)
                .map(|i| i as u16)
        };
        let mut facts = Self {
            rows: Vec::new(),
            key: role(Role::Key),
            authority: role(Role::Authority),
            partial: register.partial,
            by_key: FxHashMap::default(),
        };
        let mut add =
            |columns: &Column, named: (&str, &str), validity: Validity, checked_on: Option<Day>| {
                let cells = table
                    .columns
                    .iter()
                    .map(|column| cell(column, columns, named, register, registers, schema))
                    .collect();
                let validity = dated(table, columns, validity);
                facts.rows.push(Fact {
                    cells,
                    validity,
                    checked_on,
                });
            };
        for FactRow {
            columns,
            validity,
            checked_on,
            ..
        } in &register.rows
        {
            add(columns, ("", ""), *validity, *checked_on);
        }
        if register.rows.is_empty() {
            for entity in &register.entities {
                add(
                    &entity.columns,
                    (&entity.id, &entity.name),
                    Validity::default(),
                    register.checked_on,
                );
            }
        }
        if let Some(key) = facts.key {
            for (i, row) in facts.rows.iter().enumerate() {
                let mut enter = |value: &Value| {
                    if let Value::Text(text) = value {
                        facts.by_key.entry(fold(text)).or_default().push(i as u32);
                    }
                };
                match row.cell(key) {
                    FactCell::Absent => {}
                    FactCell::One(value) => enter(value),
                    FactCell::Many(values) => values.iter().for_each(enter),
                }
            }
        }
        Some(facts)
    }

    /// The rows of a key (not yet folded), in order.
    pub(crate) fn of_key(&self, key: &str) -> &[u32] {
        self.by_key.get(&fold(key)).map_or(&[], Vec::as_slice)
    }

    /// Row `row`.
    pub(crate) fn row(&self, row: u32) -> Option<&Fact> {
        self.rows.get(row as usize)
    }
}

/// Takes the days from the columns the table names, where those are not the register's own `from` and `to`.
fn dated(table: &FactTable, columns: &Column, mut validity: Validity) -> Validity {
    for column in &table.columns {
        let ColumnSource::Column(source) = &column.source else {
            continue;
        };
        let date = || columns.get(source).and_then(FactValue::date);
        match column.role {
            Role::ValidFrom if source != "from" => validity.from = date(),
            Role::ValidUntil if source != "to" => validity.to = date(),
            _ => {}
        }
    }
    validity
}

fn cell(
    column: &FactColumn,
    columns: &Column,
    (id, name): (&str, &str),
    register: &Register,
    registers: &Registers,
    schema: &Schema,
) -> FactCell {
    let own = |source: &str| -> Option<FactValue> {
        columns.get(source).cloned().or_else(|| match source {
            "id" if !id.is_empty() => Some(FactValue::Text(id.to_owned())),
            "name" if !name.is_empty() => Some(FactValue::Text(name.to_owned())),
            _ => None,
        })
    };
    let found = match &column.source {
        ColumnSource::Column(source) => own(source),
        ColumnSource::Part { column: via, of } => own(via).and_then(|id| {
            register
                .extras
                .get(via)?
                .get(id.text()?)?
                .get(of.as_str())
                .cloned()
        }),
        ColumnSource::Register {
            column: via,
            register,
            of,
        } => own(via).and_then(|id| {
            let entity = registers.get(register)?.entity(id.text()?)?;
            match of.as_str() {
                "id" => Some(FactValue::Text(entity.id.clone())),
                "name" => Some(FactValue::Text(entity.name.clone())),
                of => entity.columns.get(of).cloned(),
            }
        }),
    };
    let Some(found) = found else {
        return FactCell::Absent;
    };
    match &found {
        FactValue::List(list) => FactCell::Many(
            list.iter()
                .filter_map(|text| typed(&FactValue::Text(text.clone()), &column.ty, schema))
                .collect(),
        ),
        one => typed(one, &column.ty, schema).map_or(FactCell::Absent, FactCell::One),
    }
}

/// The value as the column's type, `None` if it cannot be read so.
fn typed(value: &FactValue, ty: &Type, schema: &Schema) -> Option<Value> {
    match ty {
        Type::Date => value.date().map(Value::Date),
        Type::Number => value
            .number()
            .or_else(|| value.text()?.parse().ok())
            .map(Value::Number),
        Type::Flag => match value {
            FactValue::Flag(flag) => Some(Value::Flag(*flag)),
            _ => None,
        },
        Type::Enum(name) => {
            let text = value.text()?;
            let known = schema.find_enum(name)?;
            let at = known.values.iter().position(|known| known == text)?;
            Some(Value::Enum(at as u16))
        }
        _ => match value {
            FactValue::Text(text) => Some(Value::Text(Arc::from(text.as_str()))),
            FactValue::Number(number) => Some(Value::Text(Arc::from(number.to_string().as_str()))),
            FactValue::Flag(flag) => Some(Value::Flag(*flag)),
            FactValue::Date(range) => Some(Value::Date(*range)),
            FactValue::List(_) => None,
        },
    }
}
