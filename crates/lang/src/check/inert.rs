//! Clauses that can never hold, always hold or contradict each other: a rule must not be silently inert.

use std::collections::hash_map::Entry;

use copydesk_draft::layer::LayerId;
use rustc_hash::FxHashMap;

use super::condition::Side;
use super::rule::RuleCheck;
use super::{Checker, Placed};
use crate::messages;
use crate::program::{Loc, Part};
use crate::syntax::{
    At, AtomKind, BaseNode, ClauseKind, CondNode, ExprNode, ExprNodeKind, ItemKind, JoinNode,
    OrderNode, RuleItem, TestKind, TestNode,
};

/// Whether a test has a fixed outcome.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Never,
    Always,
}

impl Outcome {
    fn not(self, negated: bool) -> Self {
        match (self, negated) {
            (Self::Never, true) | (Self::Always, false) => Self::Always,
            (Self::Always, true) | (Self::Never, false) => Self::Never,
        }
    }
}

impl RuleCheck<'_, '_> {
    /// Atoms whose outcome does not depend on the draft.
    pub(super) fn constant_atoms(&mut self, node: &CondNode, side: Side) {
        for atom in &node.atoms {
            let AtomKind::Test(expr, test) = &atom.kind else {
                continue;
            };
            let Some((outcome, why)) = self.outcome(expr, test) else {
                continue;
            };
            let loc = self.loc(atom.at);
            let words = self.words_at(loc).to_owned();
            let whole = node.atoms.len() == 1
                || (node.join == JoinNode::And && outcome == Outcome::Never)
                || (node.join == JoinNode::Or && outcome == Outcome::Always);
            let effect = match (whole, side, outcome) {
                (false, ..) => "this part of the condition says nothing",
                (true, Side::Where, Outcome::Never)
                | (true, Side::Unless | Side::Require, Outcome::Always) => "the rule never fires",
                (true, Side::Unless, Outcome::Never) => "this clause never applies",
                (true, Side::Require, Outcome::Never) => {
                    "every one is a finding: leave `require` out if that is meant"
                }
                (true, Side::Severity, Outcome::Never) => "this severity is never used",
                (true, Side::Where, Outcome::Always) => "this clause leaves nothing out",
                (true, Side::Severity, Outcome::Always) => "this severity is always used",
            };
            self.warn(messages::constant(
                loc,
                &words,
                &why,
                outcome == Outcome::Always,
                effect,
            ));
        }
    }

    fn outcome(&self, expr: &ExprNode, test: &TestNode) -> Option<(Outcome, String)> {
        let is_it =
            matches!(&expr.kind, ExprNodeKind::Path(BaseNode::It, fields) if fields.is_empty());
        let (outcome, why) = match &test.kind {
            TestKind::Known if is_it => (
                Outcome::Always,
                "what the rule is about is there".to_owned(),
            ),
            TestKind::Inside(noun) if is_it && !self.including_quotes => {
                let schema = &self.checker.program.schema;
                let masks = schema
                    .find(&noun.text)
                    .and_then(|layer| schema.get(layer))
                    .is_some_and(|layer| layer.masks);
                if !masks {
                    return None;
                }
                let why = format!(
                    "without `including quotes` the rule is about things outside every `{}`",
                    noun.text
                );
                (Outcome::Never, why)
            }
            TestKind::Compare(order, to) => {
                let ExprNodeKind::Number(number) = &to.kind else {
                    return None;
                };
                if !matches!(expr.kind, ExprNodeKind::Path(..) | ExprNodeKind::CountOf(_)) {
                    return None;
                }
                let number: f64 = number.parse().ok()?;
                let outcome = match order {
                    OrderNode::LessThan if number <= 0.0 => Outcome::Never,
                    OrderNode::AtMost if number < 0.0 => Outcome::Never,
                    OrderNode::AtLeast if number <= 0.0 => Outcome::Always,
                    OrderNode::MoreThan if number < 0.0 => Outcome::Always,
                    _ => return None,
                };
                (outcome, "numbers are never below 0".to_owned())
            }
            _ => return None,
        };
        Some((outcome.not(test.negated), why))
    }

    /// `X is X`.
    pub(super) fn same_sides(&mut self, left: &ExprNode, right: &ExprNode, test: &TestNode) {
        if left != right {
            return;
        }
        let always = !matches!(
            test.kind,
            TestKind::Compare(OrderNode::MoreThan | OrderNode::LessThan, _)
                | TestKind::Apart { .. }
        );
        let loc = self.loc(At(left.at.0.to(test.at.0)));
        let words = self.words_at(loc).to_owned();
        let why = "both sides are the same".to_owned();
        self.warn(messages::constant(
            loc,
            &words,
            &why,
            always != test.negated,
            "the test says nothing",
        ));
    }

    /// A layer that is a part of the draft cannot stand in another part.
    pub(super) fn place_conflict(&mut self, loc: Loc, layer: Option<LayerId>, scope: Part) {
        let Some(layer) = layer else { return };
        let name = self.layer_name(layer);
        let home = match name.as_str() {
            "headline" => Part::Headline,
            "dek" => Part::Dek,
            "lede" => Part::Lede,
            "caption" => Part::Caption,
            _ => return,
        };
        let fits = match scope {
            Part::Article => true,
            Part::HeadlineOrLede => matches!(home, Part::Headline | Part::Lede),
            Part::Body => home == Part::Lede,
            Part::Headline | Part::Dek | Part::Lede | Part::Caption => home == scope,
        };
        if !fits {
            let scope = self.words_at(loc).to_owned();
            self.warn(messages::no_place(loc, &name, &scope));
        }
    }

    /// Clauses that rule each other out.
    pub(super) fn contradictions(&mut self, item: &RuleItem) {
        let mut clauses: Vec<(Side, &CondNode, At)> = Vec::new();
        for clause in &item.clauses {
            let (side, cond) = match &clause.kind {
                ClauseKind::Where(cond) => (Side::Where, cond),
                ClauseKind::Unless(cond) => (Side::Unless, cond),
                ClauseKind::Require { cond, .. } => (Side::Require, cond),
                _ => continue,
            };
            let twin = clauses.iter().find(|(_, known, _)| *known == cond);
            if let Some(&(first, _, at)) = twin {
                let effect = match (first, side) {
                    (Side::Where, Side::Unless) | (Side::Unless, Side::Where) => {
                        "the rule never fires"
                    }
                    (Side::Where, Side::Require) => {
                        "what passes `where` satisfies `require`: the rule never fires"
                    }
                    (Side::Unless, Side::Require) => {
                        "where the `require` fails the `unless` excuses nothing: leave it out"
                    }
                    _ => "it says nothing new",
                };
                let (here, there) = (self.loc(clause.at), self.loc(at));
                self.warn(messages::same_condition(here, there, effect));
            }
            clauses.push((side, cond, clause.at));
        }
        self.two_values(&clauses);
    }

    /// `where its kind is a` and `where its kind is b`.
    fn two_values(&mut self, clauses: &[(Side, &CondNode, At)]) {
        let mut known: Vec<(&ExprNode, &ExprNode)> = Vec::new();
        for (side, cond, _) in clauses {
            if *side != Side::Where || (cond.join == JoinNode::Or && cond.atoms.len() > 1) {
                continue;
            }
            for atom in &cond.atoms {
                let AtomKind::Test(expr, test) = &atom.kind else {
                    continue;
                };
                let TestKind::Equals(to) = &test.kind else {
                    continue;
                };
                let is_value = |node: &ExprNode| match &node.kind {
                    ExprNodeKind::Path(BaseNode::Name(name), fields) => {
                        fields.is_empty() && !self.lets.iter().any(|known| known.is(&name.text))
                    }
                    ExprNodeKind::Number(_) | ExprNodeKind::Date(_) | ExprNodeKind::Text(_) => true,
                    _ => false,
                };
                if test.negated || !is_value(to) {
                    continue;
                }
                if let Some((_, first)) = known
                    .iter()
                    .find(|(left, value)| *left == expr && *value != to)
                {
                    let (here, there) = (self.loc(to.at), self.loc(first.at));
                    let words = self.words_at(self.loc(expr.at)).to_owned();
                    self.warn(messages::two_values(here, there, &words));
                } else {
                    known.push((expr, to));
                }
            }
        }
    }
}

impl Checker<'_> {
    /// Rules that ask for the same about the same things.
    pub(super) fn duplicate_rules(&mut self, items: &[Placed<'_>]) {
        let mut seen: FxHashMap<u64, (Loc, &RuleItem)> = FxHashMap::default();
        for placed in items {
            let ItemKind::Rule(rule) = &placed.item.kind else {
                continue;
            };
            if placed.item.broken {
                continue;
            }
            let loc = placed.loc(rule.name.at);
            match seen.entry(rule.obligation_number()) {
                Entry::Occupied(known) => {
                    let (first, other) = known.get();
                    if rule.obligation().eq(other.obligation()) {
                        let (name, other) = (&rule.name.text, &other.name.text);
                        let diagnostic = messages::duplicate_rule(loc, name, *first, other);
                        self.report(diagnostic);
                    }
                }
                Entry::Vacant(place) => {
                    place.insert((loc, rule));
                }
            }
        }
    }
}
