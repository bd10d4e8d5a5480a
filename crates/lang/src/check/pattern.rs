//! Patterns, and layers made from them.

use copydesk_draft::layer::{FieldSchema, LayerSchema, Type};

use super::names::Def;
use super::{Checker, Placed, types};
use crate::messages;
use crate::program::{DeskLayer, Loc, Pattern, Sequence, Step, StepKind, Where};
use crate::suggest::nearest;
use crate::syntax::{AroundNode, LayerItem, Name, PatternItem, StepKindNode, StepNode};

/// The longest gap in a pattern, in words.
const LONGEST_GAP: u32 = 8;

impl Checker<'_> {
    pub(super) fn pattern(&mut self, placed: Placed<'_>, item: &PatternItem) {
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
            if let Some(loc) = Self::edge_gap(&steps) {
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
    fn edge_gap(steps: &[Step]) -> Option<Loc> {
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
            Some((Def::Choice(_), _)) => {
                self.report(messages::choice_is_a_subject(
                    placed.loc(name.at),
                    &name.text,
                ));
                Err(None)
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

    pub(super) fn layer(&mut self, placed: Placed<'_>, item: &LayerItem) {
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

    pub(super) fn thing_type(&mut self, placed: Placed<'_>, ty: &Name, noun: &str) -> Option<Type> {
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
}
