use copydesk_draft::Span;
use copydesk_draft::layer::{Cell, LayerId, Thing};
use copydesk_lang::program::{Clause, Part, Pick, Rule, Scope, SubjectKind};
use rustc_hash::FxHashSet;

use super::candidates::rows_in;
use super::{Compare, Env, Evaluator, LetValue};
use crate::layers::State;
use crate::truth::{Truth, Why, WhyKind};

/// A step of a rule: a clause or an obligation, by its index.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Stage {
    Clause(usize),
    Require(usize),
}

/// What a rule says about one thing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Verdict {
    /// A `where` does not hold.
    Skipped(usize),
    /// An `unless` holds.
    Excused(usize),
    /// Every obligation holds, or cannot be tested for something absent.
    Content,
    /// An obligation is broken; `None`: the rule has none, the thing itself is the fault.
    Fault(Option<usize>),
    /// Something unclear stood in the way.
    Undecided(Stage, Why),
}

impl<'v> Evaluator<'v> {
    /// The things a rule is about, in order; `None` stands for the article.
    pub(crate) fn subjects(&self, rule: &Rule) -> Vec<(Option<Thing>, Span)> {
        let subject = &rule.subject;
        let Some(layer) = subject.kind.layer() else {
            return self
                .article()
                .map(|span| (None, span))
                .into_iter()
                .collect();
        };
        if let SubjectKind::Each(_) = subject.kind {
            return self.each_in_scope(layer, subject.scope.as_ref(), subject.including_quotes);
        }
        let mut things = self.in_scope(layer, subject.scope.as_ref());
        if !subject.including_quotes {
            things.retain(|&thing| self.view.row(thing).is_some_and(|row| !row.masked));
        }
        match subject.kind {
            SubjectKind::Article | SubjectKind::Each(_) => {}
            SubjectKind::FirstMention(_) => self.one_each(&mut things),
            SubjectKind::LastMention(_) => {
                things.reverse();
                self.one_each(&mut things);
                things.reverse();
            }
        }
        things
            .into_iter()
            .map(|thing| (Some(thing), self.view.span(thing)))
            .collect()
    }

    /// The things of a layer in the scope of a subject that stands for each of them, with their bytes.
    fn each_in_scope(
        &self,
        layer: LayerId,
        scope: Option<&Scope>,
        including_quotes: bool,
    ) -> Vec<(Option<Thing>, Span)> {
        let (Some(place), Some(table)) =
            (self.place(scope, Span::default()), self.view.table(layer))
        else {
            return Vec::new();
        };
        let mut subjects = Vec::new();
        for row in rows_in(table, place.region) {
            let thing = Thing { layer, row };
            if let Some(stands) = table.row(row)
                && (including_quotes || !stands.masked)
                && self.stands(thing, stands.span, place.bytes)
            {
                if subjects.is_empty() {
                    subjects.reserve(table.len() - row as usize);
                }
                subjects.push((Some(thing), stands.span));
            }
        }
        subjects
    }

    /// The things of a layer in the scope of a subject.
    pub(crate) fn in_scope(&self, layer: LayerId, scope: Option<&Scope>) -> Vec<Thing> {
        let Some(place) = self.place(scope, Span::default()) else {
            return Vec::new();
        };
        let Some(table) = self.view.table(layer) else {
            return Vec::new();
        };
        rows_in(table, place.region)
            .map(|row| Thing { layer, row })
            .filter(|&thing| self.stands(thing, self.view.span(thing), place.bytes))
            .collect()
    }

    /// Keeps the first of each key; things without a key are left out.
    fn one_each(&self, things: &mut Vec<Thing>) {
        let mut seen = FxHashSet::default();
        things.retain(|&thing| match self.view.key(thing) {
            Some(Cell::Filled(key)) => match Compare::new(self.view).folded(key) {
                Some(folded) => seen.insert(folded),
                None => true,
            },
            _ => false,
        });
    }

    /// The place of a finding about the whole article: the first sentence of the lede, else of what there is.
    pub(crate) fn article(&self) -> Option<Span> {
        let sections = &self.view.sections;
        [Part::Lede, Part::Body, Part::Article]
            .into_iter()
            .find_map(|part| sections.part(part).first())
            .and_then(|&(first, _)| self.view.reading.sentences.get(first as usize))
            .map(|sentence| sentence.span)
    }

    /// Judges one thing.
    pub(crate) fn judge(&self, rule: &'v Rule, it: Option<Thing>, span: Span) -> (Verdict, Env) {
        self.judge_in(rule, Env::new(it, span))
    }

    /// Judges the thing of an environment that has no `let` yet.
    pub(crate) fn judge_in(&self, rule: &'v Rule, mut env: Env) -> (Verdict, Env) {
        let mut pending: Option<(Stage, Why)> = None;
        let unclear = |why: &Why| why.kind == WhyKind::Unclear;
        for (i, clause) in rule.clauses.iter().enumerate() {
            match clause {
                Clause::Let(name) => {
                    let value = self.let_value(&name.pick, &env);
                    env.set(name.slot, value);
                }
                Clause::Where(cond) => match self.cond(cond, &env) {
                    Truth::True => {}
                    Truth::Unknown(why) if unclear(&why) => {
                        pending.get_or_insert((Stage::Clause(i), why));
                    }
                    Truth::False | Truth::Unknown(_) => return (Verdict::Skipped(i), env),
                },
                Clause::Unless(cond) => {
                    if self.cond(cond, &env) == Truth::True {
                        return (Verdict::Excused(i), env);
                    }
                }
            }
        }
        let mut broken = rule.requires.is_empty().then_some(None);
        let mut open: Option<(Stage, Why)> = None;
        for (i, require) in rule.requires.iter().enumerate() {
            match self.cond(&require.cond, &env) {
                Truth::True => {}
                Truth::False => {
                    broken = Some(Some(i));
                    break;
                }
                Truth::Unknown(why) => {
                    if unclear(&why) {
                        open.get_or_insert((Stage::Require(i), why));
                    }
                }
            }
        }
        let verdict = match (broken, pending, open) {
            (Some(fault), None, _) => Verdict::Fault(fault),
            (Some(_), Some((stage, why)), _) | (None, Some((stage, why)), Some(_)) => {
                Verdict::Undecided(stage, why)
            }
            (None, None, Some((stage, why))) => Verdict::Undecided(stage, why),
            (None, _, None) => Verdict::Content,
        };
        (verdict, env)
    }

    /// What a `let` holds.
    pub(crate) fn let_value(&self, pick: &'v Pick, env: &Env) -> LetValue {
        match pick {
            Pick::Thing { choice, candidates } => self.pick(*choice, candidates, env),
            Pick::Row(query) => self.pick_row(query, env),
        }
    }

    /// True if the rule can find nothing here: its subject's layer is empty, or has nothing in the part of the draft that
    /// the rule is about.
    pub(crate) fn idle(&self, rule: &Rule) -> bool {
        let Some(layer) = rule.subject.kind.layer() else {
            return false;
        };
        let made = &self.view.made;
        if let (State::Open, Some(Scope::Part(part)), Some(_)) =
            (made.state(layer), &rule.subject.scope, self.index)
        {
            let sentences = self.view.sections.part(*part).iter().copied();
            if !made.may_be(layer, sentences) {
                return true;
            }
        }
        let table = self.view.table(layer);
        table.is_none_or(copydesk_draft::layer::Table::is_empty)
    }
}
