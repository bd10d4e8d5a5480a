//! Fact tables: their columns stand in a register.

use std::rc::Rc;

use copydesk_draft::layer::{FieldId, Type};
use copydesk_facts::{FactValue, Register, fold};

use super::names::Def;
use super::{Checker, ColumnValues, Placed, types};
use crate::messages;
use crate::program::{ColumnSource, FactColumn, FactTable, Role};
use crate::suggest::nearest;
use crate::syntax::{ColumnNode, FactsItem, Name, RoleNode};

impl Checker<'_> {
    pub(super) fn facts(&mut self, placed: Placed<'_>, item: &FactsItem) {
        let loc = placed.loc(placed.item.at);
        let registers = self.world.registers;
        let name = item.from.value.trim_end_matches(".toml");
        let Some(register) = registers.get(name) else {
            let known: Vec<String> = registers
                .iter()
                .map(|register| register.name.clone())
                .collect();
            let near = nearest(name, known.iter().map(String::as_str));
            self.report(messages::unknown_register(
                placed.loc(item.from.at),
                name,
                near,
                &known,
            ));
            return self.leave_out("fact table", &item.name.text, loc, None);
        };
        let mut columns: Vec<FactColumn> = Vec::new();
        let mut failed = false;
        for node in &item.columns {
            let role = match node.role {
                RoleNode::Plain => Role::Plain,
                RoleNode::Key => Role::Key,
                RoleNode::Authority => Role::Authority,
                RoleNode::ValidFrom => Role::ValidFrom,
                RoleNode::ValidUntil => Role::ValidUntil,
            };
            if columns.iter().any(|known| known.name == node.name.text) {
                self.report(messages::field_twice(
                    placed.loc(node.name.at),
                    &node.name.text,
                ));
                failed = true;
                continue;
            }
            if role != Role::Plain && columns.iter().any(|known| known.role == role) {
                self.report(messages::role_twice(
                    placed.loc(node.name.at),
                    &node.name.text,
                ));
                failed = true;
                continue;
            }
            let Some(ty) = self.column_type(placed, &node.ty) else {
                failed = true;
                continue;
            };
            let Some(source) = self.column_source(placed, node, register) else {
                failed = true;
                continue;
            };
            columns.push(FactColumn {
                name: node.name.text.clone(),
                source,
                ty,
                role,
            });
        }
        if failed {
            return self.leave_out("fact table", &item.name.text, loc, None);
        }
        let index = self.program.tables.len();
        let register = register.name.clone();
        self.program.tables.push(FactTable {
            name: item.name.text.clone(),
            register,
            columns,
            loc,
        });
        self.names.resolve(&item.name.text, Def::Table(Some(index)));
    }

    fn column_type(&mut self, placed: Placed<'_>, ty: &Name) -> Option<Type> {
        if let Some(plain @ (Type::Text | Type::Date | Type::Number | Type::Flag)) =
            types::plain(&ty.text)
        {
            return Some(plain);
        }
        if self.program.schema.find_enum(&ty.text).is_some() {
            return Some(Type::Enum(ty.text.clone().into()));
        }
        self.thing_type(placed, ty, "`text`, `date`, `number`, `flag` or a layer")
    }

    fn column_source(
        &mut self,
        placed: Placed<'_>,
        node: &ColumnNode,
        register: &Register,
    ) -> Option<ColumnSource> {
        let column = node
            .source
            .as_ref()
            .map_or(&node.name, |source| &source.column);
        let known = columns_of(register);
        if !known.contains(&column.text.as_str()) {
            let near = nearest(&column.text, known.iter().copied());
            self.report(messages::unknown_column(
                placed.loc(column.at),
                &register.name,
                &column.text,
                near,
                &known,
            ));
            return None;
        }
        let Some((source, of)) = node
            .source
            .as_ref()
            .and_then(|source| Some((source, source.of.as_ref()?)))
        else {
            return Some(ColumnSource::Column(column.text.clone()));
        };
        let Some(other) = &source.register else {
            let part = register.extras.get(&column.text);
            let known: Vec<&str> = part
                .into_iter()
                .flat_map(|part| part.values())
                .flat_map(copydesk_facts::Columns::names)
                .collect();
            if !known.contains(&of.text.as_str()) {
                let near = nearest(&of.text, known.iter().copied());
                self.report(messages::unknown_part(
                    placed.loc(of.at),
                    &register.name,
                    &column.text,
                    &of.text,
                    near,
                ));
                return None;
            }
            return Some(ColumnSource::Part {
                column: column.text.clone(),
                of: of.text.clone(),
            });
        };
        let Some(target) = self.world.registers.get(&other.value) else {
            let known: Vec<String> = self
                .world
                .registers
                .iter()
                .map(|register| register.name.clone())
                .collect();
            let near = nearest(&other.value, known.iter().map(String::as_str));
            self.report(messages::unknown_register(
                placed.loc(other.at),
                &other.value,
                near,
                &known,
            ));
            return None;
        };
        let known = entity_columns(target);
        if !known.contains(&of.text.as_str()) {
            let near = nearest(&of.text, known.iter().copied());
            self.report(messages::unknown_column(
                placed.loc(of.at),
                &target.name,
                &of.text,
                near,
                &known,
            ));
            return None;
        }
        Some(ColumnSource::Register {
            column: column.text.clone(),
            register: other.value.clone(),
            of: of.text.clone(),
        })
    }

    /// The values that a column of a fact table has in its register, in order; empty if that cannot be told. Folded,
    /// with the value as it stands.
    pub(super) fn column_values(&mut self, table: usize, column: FieldId) -> ColumnValues {
        if let Some(known) = self.column_values.get(&(table, column)) {
            return Rc::clone(known);
        }
        let values: ColumnValues = self.read_column(table, column).unwrap_or_default().into();
        self.column_values
            .insert((table, column), Rc::clone(&values));
        values
    }

    fn read_column(&self, table: usize, column: FieldId) -> Option<Vec<(String, String)>> {
        let table = self.program.tables.get(table)?;
        let column = table.columns.get(usize::from(column.0))?;
        let ColumnSource::Column(source) = &column.source else {
            return None;
        };
        let register = self.world.registers.get(&table.register)?;
        let rows = register.rows.iter().map(|row| &row.columns);
        let entities = register.entities.iter().map(|entity| &entity.columns);
        let columns: Vec<_> = if register.rows.is_empty() {
            entities.collect()
        } else {
            rows.collect()
        };
        let mut values: Vec<(String, String)> = columns
            .into_iter()
            .filter_map(|columns| columns.get(source))
            .flat_map(FactValue::list)
            .map(|value| (fold(value), value.clone()))
            .collect();
        values.sort_unstable();
        values.dedup_by(|a, b| a.0 == b.0);
        Some(values)
    }
}

/// The columns of a register's rows; of its entities if it has no rows.
fn columns_of(register: &Register) -> Vec<&str> {
    if register.rows.is_empty() {
        return entity_columns(register);
    }
    let mut known: Vec<&str> = register
        .rows
        .iter()
        .flat_map(|row| row.columns.names())
        .collect();
    known.sort_unstable();
    known.dedup();
    known
}

fn entity_columns(register: &Register) -> Vec<&str> {
    let columns = register
        .entities
        .iter()
        .flat_map(|entity| entity.columns.names());
    let mut known: Vec<&str> = ["id", "name", "aliases", "short-forms"]
        .into_iter()
        .chain(columns)
        .collect();
    known.sort_unstable();
    known.dedup();
    known
}
