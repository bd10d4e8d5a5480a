//! Settings, word lists, patterns, layers and fact tables.

use std::borrow::Cow;

use copydesk_draft::layer::{EnumSchema, FieldSchema, LayerSchema, Type, Value};
use copydesk_facts::{ListEntry, Register};

use super::expr::Literal;
use super::names::Def;
use super::{Checker, Placed, types};
use crate::messages;
use crate::program::{
    ColumnSource, DeskLayer, FactColumn, FactTable, Loc, Pattern, Role, Sequence, Setting, Step,
    StepKind, Where, Words,
};
use crate::suggest::nearest;
use crate::syntax::{
    AroundNode, ColumnNode, EntryNode, FactsItem, ItemKind, LayerItem, Name, PatternItem, RoleNode,
    SettingItem, StepKindNode, StepNode, WordsItem,
};

/// The longest gap in a pattern, in words.
const LONGEST_GAP: u32 = 8;

impl Checker<'_> {
    /// All definitions but rules. Broken ones are left out.
    pub(super) fn define(&mut self, items: &[Placed<'_>]) {
        for &placed in items {
            match &placed.item.kind {
                ItemKind::Setting(setting) if !placed.item.broken => self.setting(placed, setting),
                ItemKind::Words(words) if !placed.item.broken => self.words(placed, words),
                _ => {}
            }
        }
        for placed in self.made_in_order(items) {
            if placed.item.broken {
                continue;
            }
            match &placed.item.kind {
                ItemKind::Pattern(pattern) => self.pattern(placed, pattern),
                ItemKind::Layer(layer) => self.layer(placed, layer),
                _ => {}
            }
        }
        for &placed in items {
            if let ItemKind::Facts(facts) = &placed.item.kind
                && !placed.item.broken
            {
                self.facts(placed, facts);
            }
        }
    }

    fn setting(&mut self, placed: Placed<'_>, item: &SettingItem) {
        let loc = placed.loc(placed.item.at);
        let ty = match item.ty.as_slice() {
            [one] => match types::plain(&one.text) {
                Some(ty) => Some(ty),
                None if self.program.schema.find_enum(&one.text).is_some() => {
                    Some(Type::Enum(one.text.clone().into()))
                }
                None => {
                    let near = nearest(&one.text, types::PLAIN.iter().copied());
                    self.report(messages::unknown_type(
                        placed.loc(one.at),
                        &one.text,
                        near,
                        types::PLAIN,
                    ));
                    None
                }
            },
            choices => {
                let values = choices
                    .iter()
                    .map(|choice| Cow::Owned(choice.text.clone()))
                    .collect();
                self.program.schema.enums.push(EnumSchema {
                    name: item.name.text.clone().into(),
                    values,
                });
                Some(Type::Enum(item.name.text.clone().into()))
            }
        };
        let value = ty.and_then(|ty| {
            let value = self.literal(placed.file, &item.value, &ty)?;
            Some((ty, value))
        });
        let Some((ty, value)) = value else {
            return self.leave_out("setting", &item.name.text, loc, None);
        };
        let index = self.program.settings.len();
        self.program.settings.push(Setting {
            name: item.name.text.clone(),
            ty,
            value,
            loc,
        });
        self.names
            .resolve(&item.name.text, Def::Setting(Some(index)));
    }

    /// A value that stands alone: of a setting, or given to one by an example.
    pub(super) fn literal(
        &mut self,
        file: u32,
        node: &crate::syntax::ExprNode,
        ty: &Type,
    ) -> Option<Value> {
        let loc = Loc {
            file,
            span: node.at.0,
        };
        match Literal::read(node, Some(ty), &self.program.schema, self.world.registers) {
            Literal::Value(value, found) if types::comparable(&found, ty) => Some(value),
            Literal::Value(_, found) => {
                self.report(messages::setting_value(
                    loc,
                    &types::called(&found),
                    &types::called(ty),
                ));
                None
            }
            Literal::Wrong(make) => {
                self.report(make(loc));
                None
            }
            Literal::None => {
                self.report(messages::no_literal(loc, &types::called(ty)));
                None
            }
        }
    }

    fn words(&mut self, placed: Placed<'_>, item: &WordsItem) {
        let mut entries: Vec<ListEntry> = Vec::new();
        for node in &item.entries {
            if let Some(entry) = self.entry(placed, node) {
                if entries.contains(&entry) {
                    self.report(messages::entry_twice(placed.loc(node.text.at), &entry.text));
                } else {
                    entries.push(entry);
                }
            }
        }
        self.case_traps(placed, item.entries.iter());
        let index = self.program.words.len();
        let loc = placed.loc(placed.item.at);
        self.program.words.push(Words {
            name: item.name.text.clone(),
            entries,
            loc,
        });
        self.names.resolve(&item.name.text, Def::Words(Some(index)));
    }

    /// A word or phrase, with apostrophes straight and blanks single.
    pub(super) fn entry(&mut self, placed: Placed<'_>, node: &EntryNode) -> Option<ListEntry> {
        let loc = placed.loc(node.text.at);
        let plain: String = node
            .text
            .value
            .chars()
            .map(|c| match c {
                '’' | '‘' | 'ʼ' | '´' => '\'',
                c if c.is_whitespace() => ' ',
                c => c,
            })
            .collect();
        let text = plain
            .split(' ')
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        if text.is_empty() {
            self.report(messages::empty_entry(loc));
            return None;
        }
        if let Some((word, letter, alphabet)) = look_alike(&text) {
            self.report(messages::look_alike(loc, word, letter, alphabet));
        }
        Some(ListEntry {
            text,
            all_forms: node.all_forms,
        })
    }

    /// Lower-case words that are also ordinary English, among names that have capitals: `"us"` matches the pronoun.
    fn case_traps<'n>(
        &mut self,
        placed: Placed<'_>,
        entries: impl Iterator<Item = &'n EntryNode> + Clone,
    ) {
        const TRAPS: &[&str] = &[
            "us", "it", "who", "is", "as", "am", "may", "march", "will", "mark", "in", "or", "un",
            "pa",
        ];
        let has_capital = |text: &str| text.chars().any(char::is_uppercase);
        if !entries.clone().any(|entry| has_capital(&entry.text.value)) {
            return;
        }
        for entry in entries {
            let text = entry.text.value.as_str();
            if TRAPS.contains(&text) {
                self.report(messages::case_trap(placed.loc(entry.text.at), text));
            }
        }
    }

    fn pattern(&mut self, placed: Placed<'_>, item: &PatternItem) {
        let mut alternatives = Vec::new();
        let mut failed = None;
        for node in &item.alternatives {
            let steps: Vec<_> = node
                .steps
                .iter()
                .map(|step| self.step(placed, step))
                .collect();
            let except: Vec<_> = node
                .except
                .iter()
                .map(|(around, steps)| {
                    let side = match around {
                        AroundNode::Before => Where::After,
                        AroundNode::After => Where::Before,
                        AroundNode::Inside => Where::Around,
                        AroundNode::Containing => Where::Inside,
                    };
                    (
                        side,
                        steps
                            .iter()
                            .map(|step| self.step(placed, step))
                            .collect::<Vec<_>>(),
                    )
                })
                .collect();
            let mut all = steps
                .iter()
                .chain(except.iter().flat_map(|(_, steps)| steps));
            if let Some(problem) = all.find_map(|step| step.as_ref().err()) {
                failed = Some(problem.clone());
                continue;
            }
            let good = |steps: Vec<Result<Step, Option<String>>>| {
                steps.into_iter().flatten().collect::<Vec<Step>>()
            };
            let steps = good(steps);
            if let Some(loc) = self.edge_gap(&steps) {
                self.report(messages::gap_at_edge(loc));
                failed = Some(None);
                continue;
            }
            alternatives.push(Sequence {
                steps,
                except: except
                    .into_iter()
                    .map(|(side, steps)| (side, good(steps)))
                    .collect(),
                loc: placed.loc(node.at),
            });
        }
        let loc = placed.loc(placed.item.at);
        if let Some(because_of) = failed {
            return self.leave_out("pattern", &item.name.text, loc, because_of);
        }
        let index = self.program.patterns.len();
        self.program.patterns.push(Pattern {
            name: item.name.text.clone(),
            alternatives,
            loc,
        });
        self.names
            .resolve(&item.name.text, Def::Pattern(Some(index)));
    }

    /// A gap that begins or ends a pattern, or a pattern that matches nothing certain.
    fn edge_gap(&self, steps: &[Step]) -> Option<Loc> {
        let is_gap = |step: &&Step| matches!(step.kind, StepKind::Gap(_));
        if let Some(gap) = steps
            .first()
            .filter(is_gap)
            .or_else(|| steps.last().filter(is_gap))
        {
            return Some(gap.loc);
        }
        let certain = |step: &Step| !matches!(step.kind, StepKind::Gap(_) | StepKind::Optional(_));
        if steps.iter().any(certain) {
            None
        } else {
            steps.first().map(|step| step.loc)
        }
    }

    /// One step; `Err` with the name of a broken definition it needs, or `None` if the error was reported.
    fn step(&mut self, placed: Placed<'_>, node: &StepNode) -> Result<Step, Option<String>> {
        let loc = placed.loc(node.at);
        let mut capture = None;
        let kind = match &node.kind {
            StepKindNode::Literal(entry) => {
                StepKind::Literal(self.entry(placed, entry).ok_or(None)?)
            }
            StepKindNode::Optional(nodes) => {
                self.case_traps(placed, nodes.iter());
                let entries: Option<Vec<_>> = nodes
                    .iter()
                    .map(|entry| self.entry(placed, entry))
                    .collect();
                StepKind::Optional(entries.ok_or(None)?)
            }
            StepKindNode::Gap(words) => {
                if *words == 0 || *words > LONGEST_GAP {
                    self.report(messages::long_gap(loc, *words, LONGEST_GAP));
                    return Err(None);
                }
                StepKind::Gap(*words as u8)
            }
            StepKindNode::Named {
                name,
                capture: as_name,
            } => {
                capture = as_name.as_ref().map(|name| name.text.clone());
                self.named_step(placed, name)?
            }
        };
        Ok(Step { kind, capture, loc })
    }

    fn named_step(&mut self, placed: Placed<'_>, name: &Name) -> Result<StepKind, Option<String>> {
        let found = self
            .names
            .look_up(&name.text)
            .map(|named| (named.def, named.broken));
        match found {
            Some((_, true)) => Err(Some(name.text.clone())),
            Some((Def::Words(Some(words)), _)) => Ok(StepKind::Words(words)),
            Some((Def::Layer(Some(layer)), _)) => Ok(StepKind::Layer(layer)),
            Some((Def::Pattern(Some(pattern)), _)) => Ok(StepKind::Pattern(pattern)),
            Some((Def::Shape(shape), _)) => Ok(StepKind::Shape(shape)),
            Some((Def::Words(None) | Def::Layer(None) | Def::Pattern(None), _)) => {
                Err(Some(name.text.clone()))
            }
            Some((Def::Setting(_) | Def::Table(_) | Def::Rule, _)) | None => {
                let pass = |def| {
                    matches!(
                        def,
                        Def::Words(_) | Def::Layer(_) | Def::Pattern(_) | Def::Shape(_)
                    )
                };
                self.unknown(
                    placed.loc(name.at),
                    &name.text,
                    "word list, layer, pattern or shape",
                    pass,
                );
                Err(None)
            }
        }
    }

    fn layer(&mut self, placed: Placed<'_>, item: &LayerItem) {
        let loc = placed.loc(placed.item.at);
        let found = self
            .names
            .look_up(&item.from.text)
            .map(|named| (named.def, named.broken));
        let pattern = match found {
            Some((Def::Pattern(Some(pattern)), false)) => pattern,
            Some((Def::Pattern(_), _)) => {
                let because_of = Some(item.from.text.clone());
                return self.leave_out("layer", &item.name.text, loc, because_of);
            }
            _ => {
                self.unknown(
                    placed.loc(item.from.at),
                    &item.from.text,
                    "pattern",
                    |def| matches!(def, Def::Pattern(_)),
                );
                return self.leave_out("layer", &item.name.text, loc, None);
            }
        };
        let mut schema = LayerSchema {
            name: item.name.text.clone().into(),
            doc: format!("what the pattern `{}` finds", item.from.text).into(),
            extent: "all words of the pattern".into(),
            fields: Vec::new(),
            key: None,
            masks: false,
        };
        let mut captures = Vec::new();
        let mut failed = false;
        for field in &item.fields {
            if schema.find(&field.name.text).is_some() {
                self.report(messages::field_twice(
                    placed.loc(field.name.at),
                    &field.name.text,
                ));
                failed = true;
                continue;
            }
            let ty = self.capture_type(placed, pattern, &field.capture);
            let declared = self.layer_field_type(placed, &field.ty);
            let (Some(found), Some(declared)) = (ty, declared) else {
                failed = true;
                continue;
            };
            if found != declared && declared != Type::Text {
                let capture = placed.loc(field.capture.at);
                let (found, declared) = (types::called(&found), types::called(&declared));
                self.report(messages::capture_type(
                    placed.loc(field.ty.at),
                    &declared,
                    capture,
                    &found,
                ));
                failed = true;
                continue;
            }
            schema.fields.push(FieldSchema {
                name: field.name.text.clone().into(),
                ty: declared,
                doc: format!("what the pattern captures as `{}`", field.capture.text).into(),
                filled: true,
            });
            captures.push(field.capture.text.clone());
        }
        if let Some(key) = &item.key {
            match schema.find(&key.text) {
                Some(field) => schema.key = Some(field),
                None if failed => {}
                None => {
                    let fields: Vec<String> = schema
                        .fields
                        .iter()
                        .map(|field| field.name.to_string())
                        .collect();
                    let layer = item.name.text.as_str();
                    self.report(messages::unknown_field(
                        placed.loc(key.at),
                        layer,
                        &key.text,
                        &fields,
                    ));
                    failed = true;
                }
            }
        }
        if failed {
            return self.leave_out("layer", &item.name.text, loc, None);
        }
        let id = self.program.schema.add(schema);
        self.program.layers.push(DeskLayer {
            id,
            pattern,
            captures,
            loc,
        });
        self.names.resolve(&item.name.text, Def::Layer(Some(id)));
    }

    /// The type of a field of a desk-made layer: `text` or a layer.
    fn layer_field_type(&mut self, placed: Placed<'_>, ty: &Name) -> Option<Type> {
        if ty.text == "text" {
            return Some(Type::Text);
        }
        self.thing_type(placed, ty, "`text` or a layer")
    }

    fn thing_type(&mut self, placed: Placed<'_>, ty: &Name, noun: &str) -> Option<Type> {
        match self
            .names
            .look_up(&ty.text)
            .map(|named| (named.def, named.broken))
        {
            Some((Def::Layer(Some(_)), _)) => Some(Type::Thing(ty.text.clone().into())),
            Some((Def::Layer(None), true)) => None,
            _ => {
                self.unknown(placed.loc(ty.at), &ty.text, noun, |def| {
                    matches!(def, Def::Layer(_))
                });
                None
            }
        }
    }

    /// What a capture of a pattern holds: a thing where it is a layer everywhere, else words.
    fn capture_type(&mut self, placed: Placed<'_>, pattern: usize, capture: &Name) -> Option<Type> {
        let mut found: Option<Type> = None;
        let mut known: Vec<String> = Vec::new();
        if let Some(pattern) = self.program.patterns.get(pattern) {
            for step in pattern
                .alternatives
                .iter()
                .flat_map(|sequence| &sequence.steps)
            {
                let Some(name) = &step.capture else { continue };
                if !known.contains(name) {
                    known.push(name.clone());
                }
                if *name != capture.text {
                    continue;
                }
                let ty = match step.kind {
                    StepKind::Layer(layer) => self
                        .program
                        .schema
                        .get(layer)
                        .map_or(Type::Text, |layer| Type::Thing(layer.name.clone())),
                    _ => Type::Text,
                };
                found = Some(match found {
                    Some(known) if known != ty => Type::Text,
                    _ => ty,
                });
            }
        }
        if found.is_none() {
            let near = nearest(&capture.text, known.iter().map(String::as_str));
            self.report(messages::unknown_capture(
                placed.loc(capture.at),
                &capture.text,
                near,
                &known,
            ));
        }
        found
    }

    fn facts(&mut self, placed: Placed<'_>, item: &FactsItem) {
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
                .flat_map(|columns| columns.keys().map(String::as_str))
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
}

/// The columns of a register's rows; of its entities if it has no rows.
fn columns_of(register: &Register) -> Vec<&str> {
    if register.rows.is_empty() {
        return entity_columns(register);
    }
    let mut known: Vec<&str> = register
        .rows
        .iter()
        .flat_map(|row| row.columns.keys().map(String::as_str))
        .collect();
    known.sort_unstable();
    known.dedup();
    known
}

fn entity_columns(register: &Register) -> Vec<&str> {
    let columns = register
        .entities
        .iter()
        .flat_map(|entity| entity.columns.keys().map(String::as_str));
    let mut known: Vec<&str> = ["id", "name", "aliases", "short-forms"]
        .into_iter()
        .chain(columns)
        .collect();
    known.sort_unstable();
    known.dedup();
    known
}

/// A word that mixes Latin letters with letters of another alphabet that look like them.
fn look_alike(text: &str) -> Option<(&str, char, &'static str)> {
    const CYRILLIC: &str = "АВЕЅІЈКМНОРСТУХЬасеѕіјорухԛԝ";
    const GREEK: &str = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρυ";
    text.split(' ').find_map(|word| {
        if !word.chars().any(|c| c.is_ascii_alphabetic()) {
            return None;
        }
        let letter = word
            .chars()
            .find(|&c| CYRILLIC.contains(c) || GREEK.contains(c))?;
        Some((
            word,
            letter,
            if CYRILLIC.contains(letter) {
                "Cyrillic"
            } else {
                "Greek"
            },
        ))
    })
}
