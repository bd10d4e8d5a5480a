//! Conditions, tests, candidates, scopes and `let`s.

use std::mem::take;

use copydesk_draft::layer::{FieldId, Type};

use super::expr::Owner;
use super::names::Def;
use super::rule::RuleCheck;
use super::types;
use crate::messages;
use crate::program::{
    Atom, Candidates, Cond, Distinct, Expr, ExprKind, FieldTest, Join, LetType, Loc, Quantifier,
    RowQuery, SubjectKind,
};
use crate::syntax::{
    AtomKind, AtomNode, BaseNode, CandidatesNode, CondNode, ExprNode, ExprNodeKind, FieldTestNode,
    JoinNode, Name, QuantifierNode, RowNode, TestKind, TestNode,
};

/// The clause a condition stands in: what it means that it can never or always hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Side {
    Where,
    Unless,
    Require,
    Severity,
}

/// The column a bare value is compared with.
pub(super) type Column = Option<(usize, FieldId)>;

impl RuleCheck<'_, '_> {
    /// A condition. All atoms are read, whatever is wrong with one.
    pub(super) fn cond(&mut self, node: &CondNode, side: Side) -> Option<Cond> {
        let mut atoms = Vec::new();
        self.atom_before = None;
        let mut spoken_of = vec![0; self.lets.len()];
        for atom in &node.atoms {
            let before: Vec<bool> = self
                .lets
                .iter_mut()
                .map(|one| take(&mut one.used))
                .collect();
            atoms.push(self.atom(atom));
            for ((one, before), count) in self.lets.iter_mut().zip(before).zip(&mut spoken_of) {
                *count += usize::from(one.used);
                one.used |= before;
            }
        }
        if node.join == JoinNode::Or {
            // Where a name has nothing, the parts that do not speak of it decide.
            for (one, count) in self.lets.iter_mut().zip(spoken_of) {
                one.guarded |= (1..node.atoms.len()).contains(&count);
            }
        }
        self.atom_before = None;
        self.constant_atoms(node, side);
        let atoms: Option<Vec<Atom>> = atoms.into_iter().collect();
        let join = match node.join {
            JoinNode::And => Join::And,
            JoinNode::Or => Join::Or,
        };
        Some(Cond {
            join,
            atoms: atoms?,
            loc: self.loc(node.at),
        })
    }

    fn atom(&mut self, node: &AtomNode) -> Option<Atom> {
        let loc = self.loc(node.at);
        match &node.kind {
            AtomKind::Count(quantifier, candidates) => {
                let quantifier = self.quantifier(*quantifier, loc);
                let including_it = !matches!(quantifier, Quantifier::A | Quantifier::No);
                let candidates = self.candidates(candidates, including_it)?;
                Some(Atom::Count {
                    quantifier,
                    candidates,
                })
            }
            AtomKind::DifferentAmong(quantifier, candidates) => {
                let quantifier = self.quantifier(*quantifier, loc);
                let candidates = self.candidates(candidates, true)?;
                Some(Atom::Different {
                    quantifier,
                    of: Distinct::Among(candidates),
                    loc,
                })
            }
            AtomKind::DifferentOf(quantifier, expr) => {
                let quantifier = self.quantifier(*quantifier, loc);
                let expr = self.list_expr(expr)?;
                Some(Atom::Different {
                    quantifier,
                    of: Distinct::Of(expr),
                    loc,
                })
            }
            AtomKind::Row(quantifier, row) => {
                let quantifier = self.quantifier(*quantifier, loc);
                Some(Atom::Row {
                    quantifier,
                    query: self.row(row)?,
                })
            }
            AtomKind::Test(expr, test) => {
                self.guards(expr, test);
                self.row_may_stand_alone = matches!(test.kind, TestKind::Known);
                let left = self.expr(expr, None, None);
                self.row_may_stand_alone = false;
                let Some(left) = left else {
                    self.names_in_test(test, None);
                    return None;
                };
                let test = self.test(&left, expr, test, None, None)?;
                Some(Atom::Test {
                    expr: left,
                    test,
                    loc,
                })
            }
        }
    }

    /// `B is known` says that the writer knows it may not be.
    fn guards(&mut self, expr: &ExprNode, test: &TestNode) {
        if let (TestKind::Known, ExprNodeKind::Path(BaseNode::Name(name), _)) =
            (&test.kind, &expr.kind)
            && let Some(known) = self.lets.iter_mut().find(|known| known.is(&name.text))
        {
            known.guarded = true;
        }
    }

    /// What `different of` counts: a path to a list, or through one.
    fn list_expr(&mut self, node: &ExprNode) -> Option<Expr> {
        let loc = self.loc(node.at);
        let (base, owner, fields) = match &node.kind {
            ExprNodeKind::Path(BaseNode::It, fields) if !fields.is_empty() => {
                let Some(layer) = self.it.and_then(SubjectKind::layer) else {
                    if self.it == Some(SubjectKind::Article) {
                        self.report(messages::article_has_no_fields(loc));
                    }
                    return None;
                };
                (crate::program::Base::It, Owner::Layer(layer), fields)
            }
            ExprNodeKind::Path(BaseNode::Name(name), fields) if !fields.is_empty() => {
                let Some(slot) = self.lets.iter().position(|known| known.is(&name.text)) else {
                    return self.expr(node, None, None);
                };
                let known = self.lets.get_mut(slot)?;
                known.used = true;
                let LetType::Thing(layer) = known.ty? else {
                    return self.expr(node, None, None);
                };
                (crate::program::Base::Let(slot), Owner::Layer(layer), fields)
            }
            _ => {
                let expr = self.expr(node, None, None)?;
                self.report(messages::not_a_list(loc, &types::called(&expr.ty)));
                return None;
            }
        };
        let walked = self.walk(owner, fields, true)?;
        let lists = self.goes_through_list(owner, &walked.fields);
        if !lists {
            self.report(messages::not_a_list(loc, &types::called(&walked.ty)));
            return None;
        }
        Some(Expr {
            kind: ExprKind::Path {
                base,
                fields: walked.fields,
            },
            ty: walked.ty,
            loc,
        })
    }

    fn goes_through_list(&self, owner: Owner, fields: &[FieldId]) -> bool {
        let Owner::Layer(mut layer) = owner else {
            return false;
        };
        let schema = &self.checker.program.schema;
        for field in fields {
            match schema.field(layer, *field).map(|field| &field.ty) {
                Some(Type::Things(_)) => return true,
                Some(Type::Thing(next)) => match schema.find(next) {
                    Some(next) => layer = next,
                    None => return false,
                },
                _ => return false,
            }
        }
        false
    }

    fn quantifier(&mut self, node: QuantifierNode, loc: Loc) -> Quantifier {
        match node {
            QuantifierNode::A => Quantifier::A,
            QuantifierNode::No => Quantifier::No,
            QuantifierNode::AtLeast(number) => {
                if number == 0 {
                    self.warn(messages::at_least_none(loc));
                }
                Quantifier::AtLeast(number)
            }
            QuantifierNode::AtMost(number) => Quantifier::AtMost(number),
            QuantifierNode::Exactly(number) => Quantifier::Exactly(number),
        }
    }

    pub(super) fn candidates(
        &mut self,
        node: &CandidatesNode,
        including_it: bool,
    ) -> Option<Candidates> {
        let layer = self.layer(&node.noun);
        let scope = match &node.scope {
            None => Some(None),
            Some(scope) => self.candidate_scope(scope, layer).map(Some),
        };
        let layer = layer?;
        self.atom_before = Some(Owner::Layer(layer));
        let whose = self.whose(&node.whose, Owner::Layer(layer));
        Some(Candidates {
            layer,
            scope: scope?,
            outside_quotes: node.outside_quotes,
            whose: whose?,
            including_it,
            loc: self.loc(node.at),
        })
    }

    pub(super) fn row(&mut self, node: &RowNode) -> Option<RowQuery> {
        let table = self.table(&node.table);
        let valid_on = match &node.valid_on {
            None => Some(None),
            Some(expr) => self.valid_on(expr).map(Some),
        };
        let table = table?;
        self.atom_before = Some(Owner::Table(table));
        let whose = self.whose(&node.whose, Owner::Table(table));
        Some(RowQuery {
            table,
            whose: whose?,
            valid_on: valid_on?,
            loc: self.loc(node.at),
        })
    }

    fn valid_on(&mut self, node: &ExprNode) -> Option<Expr> {
        let expr = self.expr(node, Some(&Type::Date), None)?;
        self.needs(&expr, &Type::Date, "valid on")?;
        Some(expr)
    }

    fn table(&mut self, name: &Name) -> Option<usize> {
        match self
            .checker
            .names
            .look_up(&name.text)
            .map(|named| named.def)
        {
            Some(Def::Table(Some(table))) => Some(table),
            Some(Def::Table(None)) => {
                self.depend_on(&name.text);
                None
            }
            _ => {
                let loc = self.loc(name.at);
                self.unknown(loc, &name.text, "fact table", |def| {
                    matches!(def, Def::Table(_))
                });
                None
            }
        }
    }

    fn whose(&mut self, nodes: &[FieldTestNode], owner: Owner) -> Option<Vec<FieldTest>> {
        let mut tests = Vec::new();
        let mut orders: Vec<&TestNode> = Vec::new();
        for node in nodes {
            if matches!(
                node.test.kind,
                TestKind::Compare(..) | TestKind::Apart { .. }
            ) {
                orders.push(&node.test);
            }
            tests.push(self.field_test(node, owner));
        }
        if let [first, second, ..] = orders.as_slice() {
            let (first, second) = (self.loc(first.at), self.loc(second.at));
            self.report(messages::two_orders(second, first));
            return None;
        }
        tests.into_iter().collect()
    }

    fn field_test(&mut self, node: &FieldTestNode, owner: Owner) -> Option<FieldTest> {
        let loc = self.loc(node.at);
        let Some(walked) = self.walk(owner, &node.path, false) else {
            self.names_in_test(&node.test, Some(owner));
            return None;
        };
        let column = match (owner, walked.fields.as_slice()) {
            (Owner::Table(table), [column]) => Some((table, *column)),
            _ => None,
        };
        let at = node.path.iter().fold(loc.span, |span, name| {
            copydesk_draft::Span::new(span.start, name.at.0.end)
        });
        let left = Expr {
            kind: ExprKind::Path {
                base: crate::program::Base::Candidate,
                fields: walked.fields.clone(),
            },
            ty: walked.ty,
            loc: Loc { span: at, ..loc },
        };
        // As it would stand on the other side of a test, so that `whose a is a` is seen.
        let base = node.path.first()?.clone();
        let same = ExprNode {
            kind: ExprNodeKind::Path(
                BaseNode::Name(base),
                node.path.iter().skip(1).cloned().collect(),
            ),
            at: node.at,
        };
        let test = self.test(&left, &same, &node.test, Some(owner), column)?;
        Some(FieldTest {
            path: walked.fields,
            test,
            loc,
        })
    }
}
