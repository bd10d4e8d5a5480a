//! Choices: `layer NAME from LAYER where …`. A rule `for each NAME` is about those things of the layer that pass; it has
//! the conditions and names of the choice before its own, each at its place in the choice.

use copydesk_draft::layer::LayerId;

use super::condition::Side;
use super::names::Def;
use super::rule::RuleCheck;
use super::{Checker, Placed};
use crate::messages;
use crate::program::{ChosenLayer, Clause, Loc, Rule};
use crate::syntax::{ChoiceItem, ClauseKind, ClauseNode, Name};

/// A choice whose layer is known.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    /// The layer of its things.
    layer: LayerId,
    /// Where it is defined; those it is made from come first.
    places: Vec<Loc>,
    /// Its conditions, each with its file; those of a choice it is made from come first.
    clauses: Vec<(u32, ClauseNode)>,
}

impl Checker<'_> {
    pub(super) fn choice(&mut self, placed: Placed<'_>, item: &ChoiceItem) {
        let loc = placed.loc(placed.item.at);
        let found = self
            .names
            .look_up(&item.from.text)
            .map(|named| (named.def, named.broken));
        let mut choice = match found {
            Some((Def::Layer(Some(layer)), false)) => Choice {
                layer,
                places: Vec::new(),
                clauses: Vec::new(),
            },
            Some((Def::Choice(Some(of)), false)) => match self.choices.get(of) {
                Some(choice) => choice.clone(),
                None => return,
            },
            Some((Def::Layer(_) | Def::Choice(_), _)) => {
                let because_of = Some(item.from.text.clone());
                return self.leave_out("layer", &item.name.text, loc, because_of);
            }
            _ => {
                let from = placed.loc(item.from.at);
                self.unknown(from, &item.from.text, "layer", |def| {
                    matches!(def, Def::Layer(_) | Def::Choice(_))
                });
                return self.leave_out("layer", &item.name.text, loc, None);
            }
        };
        for clause in &item.clauses {
            match clause.kind {
                ClauseKind::Where(_) | ClauseKind::Unless(_) | ClauseKind::Let(_) => {
                    choice.clauses.push((placed.file, clause.clone()));
                }
                _ => {
                    let word = clause.kind.keyword();
                    self.report(messages::clause_in_choice(placed.loc(clause.at), word));
                    return self.leave_out("layer", &item.name.text, loc, None);
                }
            }
        }
        choice.places.push(loc);
        self.program.choices.push(ChosenLayer {
            name: item.name.text.clone(),
            loc,
        });
        let index = self.choices.len();
        self.choices.push(choice);
        self.names
            .resolve(&item.name.text, Def::Choice(Some(index)));
    }
}

impl RuleCheck<'_, '_> {
    /// The layer a rule is about: the one of this name, or the one from which that is chosen.
    pub(super) fn subject_layer(&mut self, noun: &Name) -> Option<LayerId> {
        let names = &self.checker.names;
        let found = names
            .look_up(&noun.text)
            .map(|named| (named.def, named.broken));
        match found {
            Some((Def::Choice(Some(index)), false)) => {
                self.chosen = Some((index, noun.text.clone()));
                self.checker.choices.get(index).map(|choice| choice.layer)
            }
            Some((Def::Choice(_), _)) => {
                self.depend_on(&noun.text);
                None
            }
            _ => self.layer(noun),
        }
    }

    /// Where the choice that the rule is about is defined.
    pub(super) fn choice_places(&self) -> Vec<Loc> {
        let chosen = self.chosen.as_ref();
        chosen
            .and_then(|(index, _)| self.checker.choices.get(*index))
            .map_or_else(Vec::new, |choice| choice.places.clone())
    }

    /// The conditions of the choice that the rule is about.
    pub(super) fn choice_clauses(&mut self, rule: &mut Rule) {
        let Some((index, name)) = self.chosen.take() else {
            return;
        };
        let Some(choice) = self.checker.choices.get(index).cloned() else {
            return;
        };
        let own = self.file;
        let failed = self.has_failed();
        for (file, clause) in choice.clauses {
            self.file = file;
            let clause = match &clause.kind {
                ClauseKind::Where(cond) => self.cond(cond, Side::Where).map(Clause::Where),
                ClauseKind::Unless(cond) => self.cond(cond, Side::Unless).map(Clause::Unless),
                ClauseKind::Let(node) => {
                    let loc = self.loc(clause.at);
                    self.let_clause(node, loc).map(Clause::Let)
                }
                _ => None,
            };
            rule.clauses.extend(clause);
        }
        self.file = own;
        if self.has_failed() && !failed {
            // Other rules that are about it are left out because of it, without its errors once more.
            self.checker.names.spoil(&name);
        }
    }
}
