//! `let`s and scopes.

use copydesk_draft::layer::{FieldId, LayerId};

use super::expr::Owner;
use super::names::Def;
use super::rule::{KnownLet, RuleCheck};
use super::types;
use crate::messages;
use crate::program::{Amount, Choice, Let, LetType, Loc, Part, Pick, Scope, SubjectKind, Unit};
use crate::syntax::{
    AmountNode, CandidatesNode, ChoiceNode, LetNode, LetPick, Name, PartNode, ScopeNode,
};

impl RuleCheck<'_, '_> {
    /// `let NAME be …`.
    pub(super) fn let_clause(&mut self, node: &LetNode, loc: Loc) -> Option<Let> {
        let name_loc = self.loc(node.name.at);
        if let Some(first) = self.lets.iter().find(|known| known.name == node.name.text) {
            let first = first.loc;
            self.report(messages::duplicate_name(
                name_loc,
                &node.name.text,
                "name",
                "name",
                Some(first),
            ));
            return None;
        }
        let (ty, pick) = match &node.pick {
            LetPick::Row(row) => {
                let table =
                    self.checker
                        .names
                        .get(&row.table.text)
                        .and_then(|named| match named.def {
                            Def::Table(Some(table)) => Some(LetType::Row(table)),
                            _ => None,
                        });
                (table, self.row(row).map(Pick::Row))
            }
            LetPick::Thing(choice, candidates) => self.pick(choice, candidates),
        };
        let slot = self.lets.len();
        // With an error in its clause the name has no type: what speaks of it stays silent.
        let known = pick.as_ref().and(ty);
        self.lets.push(KnownLet {
            name: messages::capitalised(&node.name.text),
            misnamed: node.name.text.starts_with(|c: char| c.is_ascii_lowercase()),
            loc: name_loc,
            ty: known,
            used: false,
            guarded: false,
        });
        Some(Let {
            slot,
            pick: pick?,
            loc,
        })
    }

    fn pick(
        &mut self,
        choice: &ChoiceNode,
        node: &CandidatesNode,
    ) -> (Option<LetType>, Option<Pick>) {
        let including_it = !matches!(
            choice,
            ChoiceNode::Nearest | ChoiceNode::Previous | ChoiceNode::Next
        );
        let Some(candidates) = self.candidates(node, including_it) else {
            return (None, None);
        };
        let relative = !including_it;
        if relative && self.it == Some(SubjectKind::Article) {
            let loc = self.loc(node.at);
            self.report(messages::scope_needs_it(loc));
            return (None, None);
        }
        let layer = candidates.layer;
        let mut extreme = |field: &Name| -> Option<FieldId> {
            let walked = self.walk(Owner::Layer(layer), std::slice::from_ref(field), false)?;
            if !walked.ty.is_ordered() {
                let loc = self.loc(field.at);
                self.report(messages::no_order(loc, &types::called(&walked.ty), &[]));
                return None;
            }
            walked.fields.first().copied()
        };
        let choice = match choice {
            ChoiceNode::Only | ChoiceNode::First => Some(Choice::First),
            ChoiceNode::Last => Some(Choice::Last),
            ChoiceNode::Nearest => Some(Choice::Nearest),
            ChoiceNode::Previous => Some(Choice::Previous),
            ChoiceNode::Next => Some(Choice::Next),
            ChoiceNode::Largest(field) => extreme(field).map(Choice::Largest),
            ChoiceNode::Smallest(field) => extreme(field).map(Choice::Smallest),
        };
        let Some(choice) = choice else {
            return (None, None);
        };
        (
            Some(LetType::Thing(layer)),
            Some(Pick::Thing { choice, candidates }),
        )
    }

    /// A scope of `for each`: a part of the draft, or inside another layer.
    pub(super) fn subject_scope(&mut self, node: &ScopeNode, kind: SubjectKind) -> Option<Scope> {
        let at = scope_at(node);
        let loc = self.loc(at);
        match node {
            ScopeNode::Part(part, _) => {
                if kind == SubjectKind::Article {
                    self.report(messages::nothing_for_article(loc, "a scope"));
                    return None;
                }
                let part = part_of(*part);
                self.place_conflict(loc, kind.layer(), part);
                Some(Scope::Part(part))
            }
            ScopeNode::Inside(noun, _) => self.layer(noun).map(Scope::InsideLayer),
            _ => {
                self.report(messages::scope_from_it(loc));
                None
            }
        }
    }

    pub(super) fn candidate_scope(
        &mut self,
        node: &ScopeNode,
        layer: Option<LayerId>,
    ) -> Option<Scope> {
        let loc = self.loc(scope_at(node));
        let relative = !matches!(node, ScopeNode::Part(..) | ScopeNode::Inside(..));
        if relative && self.it == Some(SubjectKind::Article) {
            self.report(messages::scope_needs_it(loc));
            return None;
        }
        Some(match node {
            ScopeNode::Part(part, _) => {
                let part = part_of(*part);
                self.place_conflict(loc, layer, part);
                Scope::Part(part)
            }
            ScopeNode::Around {
                paragraphs,
                before,
                after,
                ..
            } => Scope::Around {
                unit: if *paragraphs {
                    Unit::Paragraph
                } else {
                    Unit::Sentence
                },
                before: self.amount(before)?,
                after: self.amount(after)?,
            },
            ScopeNode::Before(_) => Scope::BeforeIt,
            ScopeNode::After(_) => Scope::AfterIt,
            ScopeNode::Within(words, _) => Scope::WithinWords(*words),
            ScopeNode::Inside(noun, _) => Scope::InsideLayer(self.layer(noun)?),
            ScopeNode::InsideIt(_) => Scope::InsideIt,
        })
    }

    fn amount(&mut self, node: &AmountNode) -> Option<Amount> {
        match node {
            AmountNode::Fixed(number) => Some(Amount::Fixed(*number)),
            AmountNode::Setting(name) => self.tolerance(name).map(Amount::Setting),
        }
    }
}

fn scope_at(node: &ScopeNode) -> crate::syntax::At {
    match node {
        ScopeNode::Part(_, at)
        | ScopeNode::Around { at, .. }
        | ScopeNode::Before(at)
        | ScopeNode::After(at)
        | ScopeNode::Within(_, at)
        | ScopeNode::Inside(_, at)
        | ScopeNode::InsideIt(at) => *at,
    }
}

fn part_of(node: PartNode) -> Part {
    match node {
        PartNode::Headline => Part::Headline,
        PartNode::Dek => Part::Dek,
        PartNode::Lede => Part::Lede,
        PartNode::Body => Part::Body,
        PartNode::Article => Part::Article,
        PartNode::Caption => Part::Caption,
        PartNode::HeadlineOrLede => Part::HeadlineOrLede,
    }
}
