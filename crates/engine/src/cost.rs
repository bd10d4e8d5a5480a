//! What a rule costs: how often it wakes, and how much it asks then.

use copydesk_lang::program::{Atom, Clause, Cond, Distinct, Pick, Rule, SubjectKind};

use crate::engine::Engine;
use crate::pattern::Wakes;

/// What a rule costs. A rule whose layer is empty in a draft costs nothing there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cost {
    /// The layer it is about; `None` for the article.
    pub layer: Option<String>,
    /// How its layer comes about, if the desk made it: from so many words, or by a look at every word.
    pub made: Option<Wakes>,
    /// Look-ups for each thing of the layer: of other things and of rows. Each takes time in the logarithm of their
    /// number.
    pub look_ups: usize,
}

impl Engine {
    /// What a rule of this engine costs.
    pub fn cost(&self, rule: &Rule) -> Cost {
        let id = match rule.subject.kind {
            SubjectKind::Article => None,
            kind => kind.layer(),
        };
        let program = self.program();
        let made = id
            .and_then(|id| program.layers.iter().find(|layer| layer.id == id))
            .map(|layer| self.wakes(layer.pattern));
        Cost {
            layer: id
                .and_then(|id| program.schema.get(id))
                .map(|layer| layer.name.to_string()),
            made,
            look_ups: look_ups(rule),
        }
    }
}

fn look_ups(rule: &Rule) -> usize {
    let clauses: usize = rule
        .clauses
        .iter()
        .map(|clause| match clause {
            Clause::Where(cond) | Clause::Unless(cond) => of_cond(cond),
            Clause::Let(item) => match item.pick {
                Pick::Thing { .. } | Pick::Row(_) => 1,
            },
        })
        .sum();
    let requires: usize = rule.requires.iter().map(|one| of_cond(&one.cond)).sum();
    let severities: usize = rule
        .severity_cases
        .iter()
        .map(|(_, cond)| of_cond(cond))
        .sum();
    clauses + requires + severities
}

fn of_cond(cond: &Cond) -> usize {
    cond.atoms
        .iter()
        .filter(|atom| match atom {
            Atom::Count { .. } | Atom::Row { .. } => true,
            Atom::Different { of, .. } => matches!(of, Distinct::Among(_)),
            Atom::Test { .. } => false,
        })
        .count()
}
