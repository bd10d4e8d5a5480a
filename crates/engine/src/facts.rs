//! Fact tables: the rows of registers with typed cells, indexed by key.

use std::sync::{Arc, OnceLock};

use copydesk_draft::Day;
use copydesk_draft::layer::{Schema, Type, Value};
use copydesk_facts::{Columns, FactValue, Register, Registers, Validity, ValidityState, fold};
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

/// A compiled fact table. Rows are made when they are first asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts {
    rows: Vec<OnceLock<Option<Box<Fact>>>>,
    /// The key column, if the table has one.
    pub(crate) key: Option<u16>,
    /// The authority column, if the table has one.
    pub(crate) authority: Option<u16>,
    /// Its register holds a few of many.
    pub(crate) partial: bool,
    /// Rows by folded key; `None` where the key is the name of an entity, by which the register knows it.
    by_key: Option<FxHashMap<String, Vec<u32>>>,
}

/// What the rows of a fact table are made from.
#[derive(Clone, Copy)]
pub(crate) struct Made<'p> {
    pub(crate) table: &'p FactTable,
    pub(crate) registers: &'p Registers,
    pub(crate) schema: &'p Schema,
}

impl Made<'_> {
    fn register(&self) -> Option<&Register> {
        self.registers.get(&self.table.register)
    }

    /// Row `row`: of the register's rows, or, where it has none, of its entities.
    fn fact(&self, row: u32) -> Option<Fact> {
        let register = self.register()?;
        let at = row as usize;
        if register.rows.is_empty() {
            let entity = register.entities.get(at)?;
            let named = (entity.id.as_str(), entity.name.as_str());
            let always = Validity::default();
            return Some(self.row(&entity.columns, named, always, register.checked_on));
        }
        let fact = register.rows.get(at)?;
        Some(self.row(&fact.columns, ("", ""), fact.validity, fact.checked_on))
    }

    fn row(
        &self,
        columns: &Columns,
        named: (&str, &str),
        validity: Validity,
        checked_on: Option<Day>,
    ) -> Fact {
        let cells = self.table.columns.iter();
        Fact {
            cells: cells
                .map(|column| self.cell(column, columns, named))
                .collect(),
            validity: dated(self.table, columns, validity),
            checked_on,
        }
    }

    fn cell(&self, column: &FactColumn, columns: &Columns, named: (&str, &str)) -> FactCell {
        self.register().map_or(FactCell::Absent, |register| {
            cell(
                column,
                columns,
                named,
                register,
                self.registers,
                self.schema,
            )
        })
    }
}

impl Facts {
    /// Compiles a table; `None` if its register is not there.
    pub(crate) fn new(made: Made<'_>) -> Option<Self> {
        let register = made.register()?;
        let columns = &made.table.columns;
        let role = |role: Role| {
            columns
                .iter()
                .position(|column| column.role == role)
                .map(|i| i as u16)
        };
        let key = role(Role::Key);
        let of_entities = register.rows.is_empty();
        let count = if of_entities {
            register.entities.len()
        } else {
            register.rows.len()
        };
        let mut facts = Self {
            rows: (0..count).map(|_| OnceLock::new()).collect(),
            key,
            authority: role(Role::Authority),
            partial: register.partial,
            by_key: None,
        };
        let key = key.and_then(|key| columns.get(usize::from(key)));
        if !(of_entities && key.is_some_and(is_name)) {
            facts.by_key = Some(facts.sorted(made));
        }
        Some(facts)
    }

    /// All rows by folded key.
    fn sorted(&self, made: Made<'_>) -> FxHashMap<String, Vec<u32>> {
        let mut by_key: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        let Some(key) = self.key else {
            return by_key;
        };
        for row in 0..self.len() {
            let mut enter = |value: &Value| {
                if let Value::Text(text) = value {
                    by_key.entry(fold(text)).or_default().push(row);
                }
            };
            match self.row(row, made).map(|fact| fact.cell(key)) {
                None | Some(FactCell::Absent) => {}
                Some(FactCell::One(value)) => enter(value),
                Some(FactCell::Many(values)) => values.iter().for_each(enter),
            }
        }
        by_key
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> u32 {
        self.rows.len() as u32
    }

    /// The rows of a key (not yet folded), in order.
    pub(crate) fn of_key(&self, key: &str, made: Made<'_>) -> Vec<u32> {
        let key = fold(key);
        match &self.by_key {
            Some(by_key) => by_key.get(&key).cloned().unwrap_or_default(),
            None => made
                .register()
                .map_or_else(Vec::new, |register| register.named(&key).collect()),
        }
    }

    /// Row `row`.
    pub(crate) fn row(&self, row: u32, made: Made<'_>) -> Option<&Fact> {
        let slot = self.rows.get(row as usize)?;
        slot.get_or_init(|| made.fact(row).map(Box::new)).as_deref()
    }
}

/// True if a column holds the name of an entity, as text.
fn is_name(column: &FactColumn) -> bool {
    column.ty == Type::Text
        && matches!(&column.source, ColumnSource::Column(source) if source == "name")
}

/// Takes the days from the columns the table names, where those are not the register's own `from` and `to`.
fn dated(table: &FactTable, columns: &Columns, mut validity: Validity) -> Validity {
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
    columns: &Columns,
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
