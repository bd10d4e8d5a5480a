//! Which rule reads which layer and field.

use std::collections::BTreeSet;

use copydesk_draft::layer::{FieldId, LayerId, Schema, Type};
use copydesk_lang::program::{
    Amount, Atom, Base, Candidates, Clause, Cond, Distinct, Expr, ExprKind, FieldTest, FixEdit,
    FixText, LetType, Message, MessagePart, Pick, Program, RowQuery, Rule, Scope, ShowWhat, Test,
};

/// A layer, or a field of it.
pub(crate) type Use = (LayerId, Option<FieldId>);

/// Everything a rule reads.
pub(crate) fn of(program: &Program, rule: &Rule) -> BTreeSet<Use> {
    walk(program, rule).uses
}

/// What a rule speaks of beside layers.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Behind {
    /// Settings: indexes into [`Program::settings`].
    pub settings: BTreeSet<usize>,
    /// Fact tables: indexes into [`Program::tables`].
    pub tables: BTreeSet<usize>,
    /// Word lists in which values are looked up: indexes into [`Program::words`].
    pub lists: BTreeSet<usize>,
}

/// The settings and fact tables that a rule speaks of.
pub(crate) fn behind(program: &Program, rule: &Rule) -> Behind {
    walk(program, rule).behind
}

fn walk<'a>(program: &'a Program, rule: &'a Rule) -> Walk<'a> {
    let mut walk = Walk {
        schema: &program.schema,
        rule,
        uses: BTreeSet::new(),
        behind: Behind::default(),
    };
    walk.rule();
    walk
}

struct Walk<'a> {
    schema: &'a Schema,
    rule: &'a Rule,
    uses: BTreeSet<Use>,
    behind: Behind,
}

impl Walk<'_> {
    fn layer(&mut self, layer: LayerId) {
        self.uses.insert((layer, None));
    }

    fn rule(&mut self) {
        let rule = self.rule;
        if let Some(layer) = rule.subject.kind.layer() {
            self.layer(layer);
        }
        self.scope(rule.subject.scope.as_ref());
        for clause in &rule.clauses {
            match clause {
                Clause::Where(cond) | Clause::Unless(cond) => self.cond(cond),
                Clause::Let(item) => match &item.pick {
                    Pick::Thing { candidates, .. } => self.candidates(candidates),
                    Pick::Row(query) => self.query(query),
                },
            }
        }
        for (_, cond) in &rule.severity_cases {
            self.cond(cond);
        }
        for require in &rule.requires {
            self.cond(&require.cond);
            self.message(require.otherwise.as_ref());
        }
        self.message(rule.say.as_ref());
        self.message(rule.help.as_ref());
        for show in &rule.shows {
            match &show.what {
                ShowWhat::Expr(expr) => self.expr(expr, None),
                ShowWhat::Nearest(layer) => self.layer(*layer),
            }
            self.message(Some(&show.label));
        }
        if let Some(fix) = &rule.fix {
            match &fix.edit {
                FixEdit::Replace { what, with } => {
                    self.expr(what, None);
                    self.fix_text(with);
                }
                FixEdit::Delete { what } => self.expr(what, None),
                FixEdit::DeleteLine => {}
                FixEdit::Insert { after, text } => {
                    self.expr(after, None);
                    self.fix_text(text);
                }
            }
        }
    }

    fn fix_text(&mut self, text: &FixText) {
        match text {
            FixText::Expr(expr) => self.expr(expr, None),
            FixText::Message(message) => self.message(Some(message)),
        }
    }

    fn message(&mut self, message: Option<&Message>) {
        for part in message.into_iter().flat_map(|message| &message.parts) {
            match part {
                MessagePart::Hole(expr) => self.expr(expr, None),
                MessagePart::Words(_) => {}
            }
        }
    }

    fn cond(&mut self, cond: &Cond) {
        for atom in &cond.atoms {
            match atom {
                Atom::Count { candidates, .. } => self.candidates(candidates),
                Atom::Different { of, .. } => self.distinct(of),
                Atom::Row { query, .. } => self.query(query),
                Atom::Test { expr, test, .. } => {
                    self.expr(expr, None);
                    self.test(test, None);
                }
            }
        }
    }

    fn distinct(&mut self, of: &Distinct) {
        match of {
            Distinct::Of(expr) => self.expr(expr, None),
            Distinct::Among(candidates) => self.candidates(candidates),
        }
    }

    fn candidates(&mut self, candidates: &Candidates) {
        self.layer(candidates.layer);
        self.scope(candidates.scope.as_ref());
        for test in &candidates.whose {
            self.field_test(test, Some(candidates.layer));
        }
    }

    fn query(&mut self, query: &RowQuery) {
        self.behind.tables.insert(query.table);
        for test in &query.whose {
            // The left side is a column of a register.
            self.test(&test.test, None);
        }
        if let Some(day) = &query.valid_on {
            self.expr(day, None);
        }
    }

    fn field_test(&mut self, test: &FieldTest, candidate: Option<LayerId>) {
        if let Some(layer) = candidate {
            self.path(layer, &test.path);
        }
        self.test(&test.test, candidate);
    }

    fn test(&mut self, test: &Test, candidate: Option<LayerId>) {
        match test {
            Test::Known { .. } => {}
            Test::InWords { words, .. } => {
                self.behind.lists.insert(*words);
            }
            Test::Inside { layer, .. } => self.layer(*layer),
            Test::Equals { to, .. } | Test::Compare { to, .. } => self.expr(to, candidate),
            Test::Agrees { with, within, .. } => {
                self.behind.settings.extend(*within);
                self.expr(with, candidate);
            }
            Test::Overlaps { with, .. } => self.expr(with, candidate),
        }
    }

    fn scope(&mut self, scope: Option<&Scope>) {
        match scope {
            Some(Scope::InsideLayer(layer)) => self.layer(*layer),
            Some(Scope::Around { before, after, .. }) => {
                for amount in [before, after] {
                    if let Amount::Setting(setting) = amount {
                        self.behind.settings.insert(*setting);
                    }
                }
            }
            _ => {}
        }
    }

    fn expr(&mut self, expr: &Expr, candidate: Option<LayerId>) {
        match &expr.kind {
            ExprKind::Path { base, fields } => {
                let layer = match base {
                    Base::It => self.rule.subject.kind.layer(),
                    Base::Candidate => candidate,
                    Base::Let(slot) => match self.rule.lets.get(*slot) {
                        Some((_, LetType::Thing(layer))) => Some(*layer),
                        _ => None,
                    },
                };
                if let Some(layer) = layer {
                    self.path(layer, fields);
                }
            }
            ExprKind::WeekdayOf(inner)
            | ExprKind::YearsSince(inner)
            | ExprKind::CountOf(inner)
            | ExprKind::TextOf(inner) => self.expr(inner, candidate),
            ExprKind::Setting(setting) => {
                self.behind.settings.insert(*setting);
            }
            ExprKind::Draft(_) | ExprKind::Literal(_) => {}
        }
    }

    /// Every field on the way of a path.
    fn path(&mut self, mut layer: LayerId, fields: &[FieldId]) {
        for &field in fields {
            self.uses.insert((layer, Some(field)));
            match self.schema.field(layer, field).map(|field| &field.ty) {
                Some(Type::Thing(next) | Type::Things(next)) => match self.schema.find(next) {
                    Some(next) => layer = next,
                    None => return,
                },
                _ => return,
            }
        }
    }
}
