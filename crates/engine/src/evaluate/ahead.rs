//! Which of the desk's layers the rules will surely ask for in a long draft.

use copydesk_draft::layer::{LayerId, Table};
use copydesk_lang::program::{
    Atom, Candidates, Clause, Cond, Distinct, Part, Pick, Rule, Scope, Test,
};

use super::Evaluator;

impl Evaluator<'_> {
    /// Makes ready what rules will ask for, if the draft is long: first what they are about, then what is asked of many
    /// things.
    pub(crate) fn prepare<'r>(&self, rules: impl Iterator<Item = &'r Rule> + Clone) {
        let made = &self.view.made;
        let Some(many) = made.stretches().filter(|_| self.index.is_some()) else {
            return;
        };
        let rules = rules.filter(|rule| self.runs(rule) && !is_of_a_part(rule));
        made.ahead(rules.clone().filter_map(|rule| rule.subject.kind.layer()));
        let mut layers = Vec::new();
        for rule in rules {
            let table = rule.subject.kind.layer().map(|it| self.view.table(it));
            let things = table.map_or(1, |table| table.map_or(0, Table::len));
            if things >= many as usize {
                asked(rule, &mut layers);
            }
        }
        made.ahead(layers);
    }

    /// False where the genres of a rule leave the draft out.
    pub(crate) fn runs(&self, rule: &Rule) -> bool {
        let genre = self.view.reading.draft.meta.genre;
        let genres = rule.genres.as_ref();
        genres.is_none_or(|genres| genres.contains(&genre))
    }
}

/// True if a rule is about a small part of a draft.
fn is_of_a_part(rule: &Rule) -> bool {
    match &rule.subject.scope {
        Some(Scope::Part(part)) => !matches!(part, Part::Article | Part::Body),
        _ => false,
    }
}

/// The layers that the conditions of a rule name.
fn asked(rule: &Rule, layers: &mut Vec<LayerId>) {
    for clause in &rule.clauses {
        match clause {
            Clause::Where(cond) | Clause::Unless(cond) => of_cond(cond, layers),
            Clause::Let(own) => match &own.pick {
                Pick::Thing { candidates, .. } => of_candidates(candidates, layers),
                Pick::Row(_) => {}
            },
        }
    }
    for require in &rule.requires {
        of_cond(&require.cond, layers);
    }
}

fn of_cond(cond: &Cond, layers: &mut Vec<LayerId>) {
    for atom in &cond.atoms {
        match atom {
            Atom::Count { candidates, .. }
            | Atom::Different {
                of: Distinct::Among(candidates),
                ..
            } => of_candidates(candidates, layers),
            Atom::Test { test, .. } => of_test(test, layers),
            Atom::Different { .. } | Atom::Row { .. } => {}
        }
    }
}

fn of_candidates(candidates: &Candidates, layers: &mut Vec<LayerId>) {
    layers.push(candidates.layer);
    if let Some(Scope::InsideLayer(layer)) = candidates.scope {
        layers.push(layer);
    }
    for test in &candidates.whose {
        of_test(&test.test, layers);
    }
}

fn of_test(test: &Test, layers: &mut Vec<LayerId>) {
    if let Test::Inside { layer, .. } = test {
        layers.push(*layer);
    }
}
