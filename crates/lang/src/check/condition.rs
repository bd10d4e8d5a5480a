//! Conditions, tests, candidates, scopes and `let`s.

use copydesk_draft::Genre;
use copydesk_draft::layer::{FieldId, LayerId, Type, Value};

use super::expr::Owner;
use super::names::Def;
use super::rule::{KnownLet, RuleCheck};
use super::types;
use crate::messages;
use crate::program::{
    Amount, Atom, Candidates, Choice, Cond, Distinct, DraftField, Expr, ExprKind, FieldTest, Join,
    Let, LetType, Loc, Order, Part, Pick, Quantifier, RowQuery, Scope, SubjectKind, Test, Unit,
};
use crate::suggest::nearest;
use crate::syntax::{
    AmountNode, AtomKind, AtomNode, BaseNode, CandidatesNode, ChoiceNode, CondNode, ExprNode,
    ExprNodeKind, FieldTestNode, JoinNode, LetNode, LetPick, Name, OrderNode, PartNode,
    QuantifierNode, RowNode, ScopeNode, TestKind, TestNode,
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
type Column = Option<(usize, FieldId)>;

impl RuleCheck<'_, '_> {
    /// A condition. All atoms are read, whatever is wrong with one.
    pub(super) fn cond(&mut self, node: &CondNode, side: Side) -> Option<Cond> {
        let mut atoms = Vec::new();
        self.atom_before = None;
        for atom in &node.atoms {
            atoms.push(self.atom(atom));
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
                let left = left?;
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
            && let Some(known) = self.lets.iter_mut().find(|known| known.name == name.text)
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
                let Some(slot) = self.lets.iter().position(|known| known.name == name.text) else {
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

    fn candidates(&mut self, node: &CandidatesNode, including_it: bool) -> Option<Candidates> {
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

    fn row(&mut self, node: &RowNode) -> Option<RowQuery> {
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
        let walked = self.walk(owner, &node.path, false)?;
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

    /// A test of a value. `node` is the value as written.
    fn test(
        &mut self,
        left: &Expr,
        node: &ExprNode,
        test: &TestNode,
        candidate: Option<Owner>,
        column: Column,
    ) -> Option<Test> {
        let negated = test.negated;
        match &test.kind {
            TestKind::Known => Some(Test::Known { negated }),
            TestKind::Inside(noun) => {
                let layer = self.layer(noun)?;
                if !matches!(left.ty, Type::Thing(_)) {
                    self.report(messages::only_things_inside(
                        left.loc,
                        &types::called(&left.ty),
                    ));
                    return None;
                }
                Some(Test::Inside { negated, layer })
            }
            TestKind::InWords(name) => {
                let words = self.word_list(name)?;
                if !matches!(left.ty, Type::Thing(_) | Type::Text) {
                    self.report(messages::only_words_in_list(
                        left.loc,
                        &types::called(&left.ty),
                    ));
                    return None;
                }
                Some(Test::InWords { negated, words })
            }
            TestKind::Equals(to) => {
                self.same_sides(node, to, test);
                let right = self.expr(to, Some(&left.ty), candidate)?;
                self.agree(left, &right)?;
                self.known_value(left, &right, column);
                Some(Test::Equals { negated, to: right })
            }
            TestKind::Compare(order, to) => {
                self.ordered(left)?;
                self.same_sides(node, to, test);
                let right = self.expr(to, Some(&left.ty), candidate)?;
                self.agree(left, &right)?;
                let order = match order {
                    OrderNode::AtMost => Order::AtMost,
                    OrderNode::AtLeast => Order::AtLeast,
                    OrderNode::MoreThan => Order::MoreThan,
                    OrderNode::LessThan => Order::LessThan,
                };
                Some(Test::Compare {
                    order,
                    negated,
                    to: right,
                    by_more_than: None,
                })
            }
            TestKind::Apart { by, before, to } => {
                let by = match by {
                    None => Some(None),
                    Some(by) => self.period(by).map(Some),
                };
                let word = if *before { "before" } else { "after" };
                self.needs(left, &Type::Date, word)?;
                self.same_sides(node, to, test);
                let right = self.expr(to, Some(&Type::Date), candidate)?;
                self.needs(&right, &Type::Date, word)?;
                let order = if *before {
                    Order::LessThan
                } else {
                    Order::MoreThan
                };
                Some(Test::Compare {
                    order,
                    negated,
                    to: right,
                    by_more_than: by?,
                })
            }
            TestKind::Agrees(with, within) => {
                let measured = matches!(
                    left.ty,
                    Type::Number
                        | Type::Quantity
                        | Type::Money
                        | Type::Duration
                        | Type::Date
                        | Type::Text
                );
                if !measured {
                    let fields: Vec<String> =
                        [Type::Number, Type::Quantity, Type::Money, Type::Duration]
                            .iter()
                            .flat_map(|ty| self.fields_of_type(&left.ty, ty))
                            .collect();
                    self.report(messages::cannot_agree(
                        left.loc,
                        &types::called(&left.ty),
                        &fields,
                    ));
                    return None;
                }
                self.same_sides(node, with, test);
                let within = match within {
                    None => Some(None),
                    Some(name) => self.tolerance(name).map(Some),
                };
                let right = self.expr(with, Some(&left.ty), candidate)?;
                self.agree(left, &right)?;
                Some(Test::Agrees {
                    negated,
                    with: right,
                    within: within?,
                })
            }
            TestKind::Overlaps(with) => {
                let ranged = matches!(
                    left.ty,
                    Type::Date | Type::Quantity | Type::Duration | Type::Thing(_)
                );
                if !ranged {
                    self.report(messages::cannot_overlap(left.loc, &types::called(&left.ty)));
                    return None;
                }
                self.same_sides(node, with, test);
                let right = self.expr(with, Some(&left.ty), candidate)?;
                let spans = matches!((&left.ty, &right.ty), (Type::Thing(_), Type::Thing(_)));
                if !spans {
                    self.agree(left, &right)?;
                }
                Some(Test::Overlaps {
                    negated,
                    with: right,
                })
            }
        }
    }

    /// `more than 2 years before`: the length of time.
    fn period(&mut self, node: &ExprNode) -> Option<(f64, copydesk_draft::layer::DurationUnit)> {
        let expr = self.expr(node, Some(&Type::Duration), None)?;
        match expr.kind {
            ExprKind::Literal(Value::Duration(period)) => Some((period.number, period.unit)),
            _ => {
                self.report(messages::needs_period(expr.loc));
                None
            }
        }
    }

    fn tolerance(&mut self, name: &Name) -> Option<usize> {
        let setting = self.setting(name)?;
        let known = self.checker.program.settings.get(setting)?;
        if known.ty == Type::Number {
            return Some(setting);
        }
        let (loc, ty) = (self.loc(name.at), types::called(&known.ty));
        self.report(messages::needs_type(loc, "within", "a number", &ty, &[]));
        None
    }

    fn word_list(&mut self, name: &Name) -> Option<usize> {
        match self
            .checker
            .names
            .look_up(&name.text)
            .map(|named| named.def)
        {
            Some(Def::Words(Some(words))) => Some(words),
            Some(Def::Words(None)) => {
                self.depend_on(&name.text);
                None
            }
            _ => {
                let loc = self.loc(name.at);
                self.unknown(loc, &name.text, "word list", |def| {
                    matches!(def, Def::Words(_))
                });
                None
            }
        }
    }

    fn ordered(&mut self, left: &Expr) -> Option<()> {
        if left.ty.is_ordered() {
            return Some(());
        }
        let fields: Vec<String> = [
            Type::Number,
            Type::Quantity,
            Type::Money,
            Type::Date,
            Type::Duration,
        ]
        .iter()
        .flat_map(|ty| self.fields_of_type(&left.ty, ty))
        .collect();
        self.report(messages::no_order(
            left.loc,
            &types::called(&left.ty),
            &fields,
        ));
        None
    }

    /// Both sides must be of one kind.
    fn agree(&mut self, left: &Expr, right: &Expr) -> Option<()> {
        if types::comparable(&left.ty, &right.ty) {
            if let (ExprKind::Literal(Value::Quantity(a)), Some(b)) =
                (&right.kind, self.quantity_of(left))
                && a.dimension != b.dimension
            {
                let (a, b) = (a.unit.to_string(), b.unit.to_string());
                self.report(messages::other_dimension(right.loc, left.loc, &b, &a));
                return None;
            }
            return Some(());
        }
        let (of_left, of_right) = (types::called(&left.ty), types::called(&right.ty));
        let (l, r) = (
            self.words_at(left.loc).to_owned(),
            self.words_at(right.loc).to_owned(),
        );
        let fields = match (&left.ty, &right.ty) {
            (Type::Thing(_), _) => {
                let fields = self.fields_of_type(&left.ty, &right.ty);
                fields
                    .into_iter()
                    .map(|field| possessive(&l, &field))
                    .collect()
            }
            (_, Type::Thing(_)) => {
                let fields = self.fields_of_type(&right.ty, &left.ty);
                fields
                    .into_iter()
                    .map(|field| possessive(&r, &field))
                    .collect()
            }
            (Type::Weekday, Type::Date) => vec![format!("the weekday of {r}")],
            (Type::Date, Type::Weekday) => vec![format!("the weekday of {l}")],
            (Type::Things(_), _) => vec![format!("the count of {l}")],
            (_, Type::Things(_)) => vec![format!("the count of {r}")],
            _ => Vec::new(),
        };
        self.report(messages::wrong_kinds(
            left.loc,
            right.loc,
            (&l, &of_left),
            (&r, &of_right),
            &fields,
        ));
        None
    }

    fn quantity_of(&self, expr: &Expr) -> Option<std::sync::Arc<copydesk_draft::layer::Quantity>> {
        match &expr.kind {
            ExprKind::Literal(Value::Quantity(quantity)) => Some(quantity.clone()),
            ExprKind::Setting(setting) => match &self.checker.program.settings.get(*setting)?.value
            {
                Value::Quantity(quantity) => Some(quantity.clone()),
                _ => None,
            },
            _ => None,
        }
    }

    /// A plain word compared with a column, or with the genre, must be one of its values.
    fn known_value(&mut self, left: &Expr, right: &Expr, column: Column) {
        let ExprKind::Literal(Value::Text(text)) = &right.kind else {
            return;
        };
        if matches!(left.kind, ExprKind::Draft(DraftField::Genre)) && Genre::parse(text).is_none() {
            let name = Name {
                text: text.to_string(),
                at: crate::syntax::At(right.loc.span),
            };
            return self.unknown_genre(&name);
        }
        let row_column = match &left.kind {
            ExprKind::Path {
                base: crate::program::Base::Let(slot),
                fields,
            } => {
                match (
                    self.lets.get(*slot).and_then(|known| known.ty),
                    fields.as_slice(),
                ) {
                    (Some(LetType::Row(table)), [column]) => Some((table, *column)),
                    _ => None,
                }
            }
            _ => None,
        };
        let Some((table, id)) = column.or(row_column) else {
            return;
        };
        let Some(known) = self.column_values(table, id) else {
            return;
        };
        if known
            .iter()
            .any(|value| copydesk_facts::fold(value) == copydesk_facts::fold(text))
        {
            return;
        }
        let Some(fact_table) = self.checker.program.tables.get(table) else {
            return;
        };
        let column = fact_table
            .columns
            .get(usize::from(id.0))
            .map(|column| column.name.clone())
            .unwrap_or_default();
        let name = fact_table.name.clone();
        let near = nearest(text, known.iter().map(String::as_str));
        self.warn(messages::no_such_row(
            right.loc, &name, &column, text, near, &known,
        ));
    }

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
            name: node.name.text.clone(),
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

    fn candidate_scope(&mut self, node: &ScopeNode, layer: Option<LayerId>) -> Option<Scope> {
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

/// `its group` from `it` and `group`; `B's group` from `B` and `group`.
fn possessive(of: &str, field: &str) -> String {
    if of == "it" {
        format!("its {field}")
    } else {
        format!("{of}'s {field}")
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
