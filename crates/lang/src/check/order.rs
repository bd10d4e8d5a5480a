//! The order in which patterns and layers are made: each after what it uses. A circle is an error.

use std::collections::BTreeMap;

use super::{Checker, Placed};
use crate::messages;
use crate::syntax::{ItemKind, Name, StepKindNode};

/// The names that a pattern or layer is made from.
fn uses(kind: &ItemKind) -> Vec<&Name> {
    match kind {
        ItemKind::Pattern(pattern) => pattern
            .alternatives
            .iter()
            .flat_map(|sequence| {
                let except = sequence.except.iter().flat_map(|(_, steps)| steps);
                sequence.steps.iter().chain(except)
            })
            .filter_map(|step| match &step.kind {
                StepKindNode::Named { name, .. } => Some(name),
                StepKindNode::Literal(_) | StepKindNode::Optional(_) | StepKindNode::Gap(_) => None,
            })
            .collect(),
        ItemKind::Layer(layer) => std::iter::once(&layer.from).collect(),
        ItemKind::Choice(choice) => std::iter::once(&choice.from).collect(),
        _ => Vec::new(),
    }
}

fn name_of(kind: &ItemKind) -> Option<&Name> {
    match kind {
        ItemKind::Pattern(pattern) => Some(&pattern.name),
        ItemKind::Layer(layer) => Some(&layer.name),
        ItemKind::Choice(choice) => Some(&choice.name),
        _ => None,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Open,
    Done,
}

struct Walk<'t> {
    by_name: BTreeMap<&'t str, Placed<'t>>,
    marks: BTreeMap<&'t str, Mark>,
    path: Vec<&'t str>,
    order: Vec<Placed<'t>>,
    circles: Vec<Vec<&'t str>>,
}

impl<'t> Walk<'t> {
    fn visit(&mut self, name: &'t str) {
        let Some(&placed) = self.by_name.get(name) else {
            return;
        };
        match self.marks.get(name) {
            Some(Mark::Done) => return,
            Some(Mark::Open) => {
                let from = self.path.iter().position(|&on| on == name).unwrap_or(0);
                self.circles
                    .push(self.path.get(from..).unwrap_or_default().to_vec());
                return;
            }
            None => {}
        }
        self.marks.insert(name, Mark::Open);
        self.path.push(name);
        // Deeper than any honest pack; a longer chain is cut and said to be a circle by its users.
        if self.path.len() < 500 {
            for used in uses(&placed.item.kind) {
                self.visit(&used.text);
            }
        }
        self.path.pop();
        self.marks.insert(name, Mark::Done);
        self.order.push(placed);
    }
}

impl Checker<'_> {
    /// Patterns and layers, each after what it uses; those in a circle are reported and left out.
    pub(super) fn made_in_order<'t>(&mut self, items: &[Placed<'t>]) -> Vec<Placed<'t>> {
        let mut walk = Walk {
            by_name: items
                .iter()
                .filter_map(|&placed| Some((name_of(&placed.item.kind)?.text.as_str(), placed)))
                .collect(),
            marks: BTreeMap::new(),
            path: Vec::new(),
            order: Vec::new(),
            circles: Vec::new(),
        };
        for placed in items {
            if let Some(name) = name_of(&placed.item.kind) {
                walk.visit(&name.text);
            }
        }
        for circle in &walk.circles {
            let mut labels = Vec::new();
            for name in circle {
                let Some(placed) = walk.by_name.get(name) else {
                    continue;
                };
                if let Some(defined) = name_of(&placed.item.kind) {
                    labels.push(placed.loc(defined.at));
                }
                let noun = if matches!(placed.item.kind, ItemKind::Pattern(_)) {
                    "pattern"
                } else {
                    "layer"
                };
                self.leave_out(noun, name, placed.loc(placed.item.at), None);
            }
            self.report(messages::circle(&labels, circle));
        }
        walk.order
    }
}
