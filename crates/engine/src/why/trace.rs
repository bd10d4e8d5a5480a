//! Making a trace: the clauses are judged by the reference evaluator, and each search is done again aloud.

use copydesk_draft::Span;
use copydesk_draft::layer::{LayerId, Thing, Type};
use copydesk_lang::program::{
    Atom, Candidates, Clause as RuleClause, Cond, Distinct, Expr, FieldTest, Loc, Pick, RowQuery,
    Rule, Test,
};
use copydesk_reading::Reading;

use super::{Answer, Clause, Ending, Looked, Part, Seen, Side, Step, Trace, place};
use crate::engine::{Chosen, Engine, Options};
use crate::evaluate::{Candidate, Coverage, Env, Evaluator, Got, LetValue, Verdict};
use crate::finding::Finding;
use crate::truth::{Truth, Why, WhyKind};
use crate::view::View;

/// How many near misses are named.
const NEAR: usize = 3;

impl Engine {
    /// What a rule makes of the things that touch `at` (bytes of the reading text), or of every thing. `None` if no rule
    /// has that name.
    pub fn why(
        &self,
        reading: &Reading<'_>,
        options: &Options,
        rule: &str,
        at: Option<Span>,
    ) -> Option<Answer> {
        let rule = self.program.rule(rule)?;
        let view = View::new(self, reading, &options.settings);
        let mut own = options.clone();
        own.only = Some(std::iter::once(rule.name.clone()).collect());
        let findings = self.check(reading, &own).findings;
        let tracer = Tracer {
            evaluator: Evaluator::new(&view),
            rule,
            options,
            findings,
        };
        Some(tracer.answer(at))
    }
}

struct Tracer<'v> {
    evaluator: Evaluator<'v>,
    rule: &'v Rule,
    options: &'v Options,
    findings: Vec<Finding>,
}

fn touches(span: Span, at: Span) -> bool {
    span.overlaps(at) || span.contains(at) || at.contains(span)
}

impl<'v> Tracer<'v> {
    fn view(&self) -> &'v View<'v> {
        self.evaluator.view
    }

    fn source(&self, loc: Loc) -> String {
        crate::testing::source(self.view().engine, loc)
    }

    fn answer(&self, at: Option<Span>) -> Answer {
        let layer = self.rule.subject.kind.layer();
        let about = layer.map_or("the article", |layer| self.layer_name(layer));
        let mut answer = Answer {
            rule: self.rule.name.clone(),
            about: about.to_owned(),
            traces: Vec::new(),
            nearest: None,
        };
        let subjects = self.evaluator.subjects(self.rule);
        let Some(layer) = layer else {
            answer.traces = subjects
                .into_iter()
                .map(|(it, span)| self.trace(it, span, true))
                .collect();
            return answer;
        };
        let rows = self
            .view()
            .table(layer)
            .map_or(&[][..], |table| table.rows());
        for (number, row) in rows.iter().enumerate() {
            if at.is_some_and(|at| !touches(row.span, at)) {
                continue;
            }
            let thing = Thing {
                layer,
                row: number as u32,
            };
            let subject = subjects.iter().any(|(it, _)| *it == Some(thing));
            answer
                .traces
                .push(self.trace(Some(thing), row.span, subject));
        }
        if let (true, Some(at)) = (answer.traces.is_empty(), at) {
            answer.nearest = rows
                .iter()
                .min_by_key(|row| (self.view().distance(row.span, at), row.span.start))
                .map(|row| Seen {
                    span: Some(row.span),
                    words: self.words(row.span),
                    truth: Truth::False,
                    failed: None,
                });
        }
        answer
    }

    fn layer_name(&self, layer: LayerId) -> &'v str {
        self.view()
            .schema(layer)
            .map_or("", |layer| layer.name.as_ref())
    }

    fn words(&self, span: Span) -> String {
        crate::say::tidy(span.text(self.view().text()))
    }

    fn trace(&self, it: Option<Thing>, span: Span, subject: bool) -> Trace {
        let mut trace = Trace {
            span,
            words: self.words(span),
            ending: Ending::Content,
            steps: Vec::new(),
            finding: None,
        };
        if matches!(self.options.chosen(&self.rule.name), Some(Chosen::Off)) {
            trace.ending = Ending::Off;
            return trace;
        }
        let genre = self.view().reading.draft.meta.genre;
        if let Some(genres) = &self.rule.genres
            && !genres.contains(&genre)
        {
            trace.ending = Ending::Genre(genre.name().to_owned());
            return trace;
        }
        if !subject {
            trace.ending = Ending::NotAbout(self.not_about(it));
            return trace;
        }
        let (verdict, env) = self.evaluator.judge(self.rule, it, span);
        trace.steps = self.steps(&verdict, it, span);
        trace.ending = match verdict {
            Verdict::Skipped(_) => Ending::Skipped,
            Verdict::Excused(_) if self.satisfied(&mut trace.steps, it, span) => Ending::Content,
            Verdict::Excused(_) => Ending::Excused,
            Verdict::Content => Ending::Content,
            Verdict::Undecided(_, why) => Ending::Undecided(why.text.into_owned()),
            Verdict::Fault(_) => self.reported(&env, &mut trace.finding),
        };
        trace
    }

    /// Why a thing of the layer is not one the rule is about.
    fn not_about(&self, it: Option<Thing>) -> String {
        let subject = &self.rule.subject;
        let masked = it
            .and_then(|it| self.view().row(it))
            .is_some_and(|row| row.masked);
        if masked && !subject.including_quotes {
            return "it stands inside quotation marks, code or an address".to_owned();
        }
        let placed = it.is_some_and(|it| {
            self.evaluator
                .in_scope(it.layer, subject.scope.as_ref())
                .contains(&it)
        });
        if !placed {
            let words = place::words(subject.scope.as_ref(), self.view());
            return format!(
                "it does not stand {}",
                words.trim_start_matches("anywhere ")
            );
        }
        "it is not the first or last mention, or it has no key".to_owned()
    }

    /// Where a fault is reported.
    fn reported(&self, env: &Env, finding: &mut Option<Box<Finding>>) -> Ending {
        if let Some(found) = self.findings.iter().find(|found| found.span == env.span) {
            *finding = Some(Box::new(found.clone()));
            return Ending::Fault;
        }
        let sentences = self.view().sentences(env.span);
        for name in &self.rule.yields_to {
            let Some(other) = self.view().engine.program.rule(name) else {
                continue;
            };
            let (faults, _) = crate::engine::faults_of(&self.evaluator, other);
            let same = |fault: &crate::assemble::Fault| {
                fault.sentences.0 <= sentences.1 && sentences.0 <= fault.sentences.1
            };
            if faults.iter().any(same) {
                return Ending::LeftTo(name.clone());
            }
        }
        let joined = self
            .findings
            .iter()
            .find(|found| found.related.iter().any(|other| other.span == env.span))
            .or(self.findings.first());
        match joined {
            Some(found) => {
                *finding = Some(Box::new(found.clone()));
                Ending::ReportedAt(found.span)
            }
            None => Ending::Fault,
        }
    }

    /// The clauses up to the one that decided.
    fn steps(&self, verdict: &Verdict, it: Option<Thing>, span: Span) -> Vec<Step> {
        let mut env = Env::new(it, span);
        let mut steps = Vec::new();
        for (i, clause) in self.rule.clauses.iter().enumerate() {
            match clause {
                RuleClause::Where(cond) => steps.push(self.cond(Clause::Where, cond, &env)),
                RuleClause::Unless(cond) => steps.push(self.cond(Clause::Unless, cond, &env)),
                RuleClause::Let(name) => {
                    let value = self.evaluator.let_value(&name.pick, &env);
                    let called = self.rule.lets.get(name.slot).map_or("", |known| &known.0);
                    steps.push(self.named(called, &name.pick, name.loc, &value, &env));
                    env.set(name.slot, value);
                }
            }
            if matches!(verdict, Verdict::Skipped(at) | Verdict::Excused(at) if *at == i) {
                return steps;
            }
        }
        for (i, require) in self.rule.requires.iter().enumerate() {
            steps.push(self.cond(Clause::Require, &require.cond, &env));
            if *verdict == Verdict::Fault(Some(i)) {
                break;
            }
        }
        steps
    }

    /// Whether what excuses a thing is not needed: everything required is there. Then the steps say so.
    fn satisfied(&self, steps: &mut Vec<Step>, it: Option<Thing>, span: Span) -> bool {
        let requires: Vec<Step> = self
            .steps(&Verdict::Content, it, span)
            .into_iter()
            .filter(|step| step.clause == Clause::Require)
            .collect();
        let holds = !requires.is_empty() && requires.iter().all(|step| step.truth == Truth::True);
        if holds {
            steps.extend(requires);
        }
        holds
    }

    fn cond(&self, clause: Clause, cond: &'v Cond, env: &Env) -> Step {
        Step {
            clause,
            words: self.source(cond.loc),
            loc: cond.loc,
            truth: self.evaluator.cond(cond, env),
            parts: cond.atoms.iter().map(|atom| self.atom(atom, env)).collect(),
        }
    }

    /// A `let`, with what it holds.
    fn named(&self, name: &str, pick: &'v Pick, loc: Loc, value: &LetValue, env: &Env) -> Step {
        let truth = match value {
            LetValue::Thing(_) | LetValue::Row(..) => Truth::True,
            LetValue::Unknown(why) if why.kind == WhyKind::Absent => Truth::False,
            LetValue::Unknown(why) => Truth::Unknown(why.clone()),
        };
        let (part_loc, looked) = match pick {
            Pick::Thing { candidates, .. } => (candidates.loc, self.searched(candidates, env)),
            Pick::Row(query) => (query.loc, self.register(query, env)),
        };
        let holds = match value {
            LetValue::Thing(thing) => {
                let span = self.view().span(*thing);
                Some((self.words(span), Some(span)))
            }
            LetValue::Row(table, row) => Some((self.row_words(*table, *row), None)),
            LetValue::Unknown(_) => None,
        };
        Step {
            clause: Clause::Let(name.to_owned()),
            words: self.source(loc),
            loc,
            truth: truth.clone(),
            parts: vec![Part {
                words: self.source(part_loc),
                loc: part_loc,
                truth,
                sides: holds
                    .into_iter()
                    .map(|(value, span)| Side {
                        expression: name.to_owned(),
                        value,
                        span,
                    })
                    .collect(),
                looked: Some(looked),
            }],
        }
    }

    fn atom(&self, atom: &'v Atom, env: &Env) -> Part {
        let truth = self.evaluator.atom(atom, env);
        let (loc, sides, looked) = match atom {
            Atom::Count { candidates, .. } => (
                candidates.loc,
                Vec::new(),
                Some(self.searched(candidates, env)),
            ),
            Atom::Different { of, loc, .. } => match of {
                Distinct::Among(candidates) => {
                    (*loc, Vec::new(), Some(self.searched(candidates, env)))
                }
                Distinct::Of(expr) => {
                    let tally = self.evaluator.distinct_of(expr, env);
                    let side = Side {
                        expression: self.source(expr.loc),
                        value: format!("{} different", tally.sure),
                        span: None,
                    };
                    (*loc, vec![side], None)
                }
            },
            Atom::Row { query, .. } => (query.loc, Vec::new(), Some(self.register(query, env))),
            Atom::Test { expr, test, loc } => {
                let mut sides = vec![self.side(expr, env)];
                sides.extend(other_side(test).map(|other| self.side(other, env)));
                (*loc, sides, None)
            }
        };
        Part {
            words: self.source(loc),
            loc,
            truth,
            sides,
            looked,
        }
    }

    fn side(&self, expr: &'v Expr, env: &Env) -> Side {
        let got = self.evaluator.expr(expr, env);
        let span = got
            .value()
            .and_then(|value| crate::evaluate::Compare::new(self.view()).place(value));
        Side {
            expression: self.source(expr.loc),
            value: self.shown(&got, &expr.ty),
            span,
        }
    }

    fn shown(&self, got: &Got<'v>, ty: &Type) -> String {
        match got {
            Got::Row => "a row of the register".to_owned(),
            Got::Unknown(why) => unknown(why),
            _ => {
                let words: Vec<String> = got
                    .values()
                    .iter()
                    .filter_map(|value| self.evaluator.say_value(value, ty))
                    .collect();
                if words.is_empty() {
                    "nothing".to_owned()
                } else {
                    crate::say::listed(words)
                }
            }
        }
    }

    /// What a search among things of a layer looked at.
    fn searched(&self, candidates: &'v Candidates, env: &Env) -> Looked {
        let evaluator = &self.evaluator;
        let place = evaluator.place(candidates.scope.as_ref(), env.span);
        let searched = place.map_or(Vec::new(), |place| self.stretches(place.region));
        let mut inside = Vec::new();
        evaluator.candidates(candidates, env, false, |thing| {
            inside.push(thing);
            true
        });
        let seen = inside
            .iter()
            .map(|&thing| self.candidate(candidates, thing, env))
            .collect();
        // The same things anywhere in the draft.
        let table = self.view().table(candidates.layer);
        let mut elsewhere: Vec<Seen> = (0..table.map_or(0, copydesk_draft::layer::Table::len)
            as u32)
            .map(|row| Thing {
                layer: candidates.layer,
                row,
            })
            .filter(|thing| !inside.contains(thing))
            .filter(|thing| candidates.including_it || env.it != Some(*thing))
            .map(|thing| self.candidate(candidates, thing, env))
            .filter(|seen| seen.truth == Truth::True)
            .collect();
        elsewhere.sort_by_key(|seen| {
            let span = seen.span.unwrap_or_default();
            (self.view().distance(span, env.span), span.start)
        });
        elsewhere.truncate(NEAR);
        Looked {
            what: self.layer_name(candidates.layer).to_owned(),
            place: place::words(candidates.scope.as_ref(), self.view()),
            searched,
            seen,
            elsewhere,
        }
    }

    fn stretches(&self, region: crate::sections::Region<'_>) -> Vec<Span> {
        let sentences = &self.view().reading.sentences;
        let last = sentences.len().saturating_sub(1) as u32;
        region
            .intervals()
            .filter_map(|(from, to)| {
                let first = sentences.get(from as usize)?;
                let end = sentences.get(to.min(last) as usize)?;
                Some(first.span.to(end.span))
            })
            .collect()
    }

    fn candidate(&self, candidates: &'v Candidates, thing: Thing, env: &Env) -> Seen {
        let span = self.view().span(thing);
        let candidate = Candidate::Thing(thing);
        Seen {
            span: Some(span),
            words: self.words(span),
            truth: self.evaluator.whose(&candidates.whose, env, candidate),
            failed: self.failed(&candidates.whose, candidate, env),
        }
    }

    /// The first test after `whose` that is not true, and what it found.
    fn failed(&self, tests: &'v [FieldTest], candidate: Candidate, env: &Env) -> Option<String> {
        env.with(candidate, |env| {
            let test = tests
                .iter()
                .find(|test| self.evaluator.field_test(test, env) != Truth::True)?;
            let base = copydesk_lang::program::Base::Candidate;
            let got = self.evaluator.path(base, &test.path, env);
            let ty = self.type_of(candidate, test);
            Some(format!(
                "{}: it is {}",
                self.source(test.loc),
                self.shown(&got, &ty.unwrap_or(Type::Text))
            ))
        })
    }

    /// The type at the end of a path from a candidate.
    fn type_of(&self, candidate: Candidate, test: &FieldTest) -> Option<Type> {
        let program = &self.view().engine.program;
        match candidate {
            Candidate::None => None,
            Candidate::Row(table, _) => {
                let column = test.path.first()?;
                let column = program
                    .tables
                    .get(table)?
                    .columns
                    .get(usize::from(column.0))?;
                Some(column.ty.clone())
            }
            Candidate::Thing(thing) => {
                let mut layer = thing.layer;
                let mut ty = None;
                for &field in &test.path {
                    let found = &program.schema.field(layer, field)?.ty;
                    if let Type::Thing(name) = found {
                        layer = program.schema.find(name)?;
                    }
                    ty = Some(found.clone());
                }
                ty
            }
        }
    }

    /// What a search in a register looked at.
    fn register(&self, query: &'v RowQuery, env: &Env) -> Looked {
        let rows = self.evaluator.rows(query, env);
        let engine = self.view().engine;
        let register = engine
            .program
            .tables
            .get(query.table)
            .map_or("", |table| table.register.as_str());
        let seen = rows
            .about
            .iter()
            .map(|&row| {
                let candidate = Candidate::Row(query.table, row);
                let truth = if rows.sure.contains(&row) {
                    Truth::True
                } else if let Some((_, why)) = rows.open.iter().find(|(open, _)| *open == row) {
                    Truth::Unknown(why.clone())
                } else {
                    Truth::False
                };
                let tests = self.failed(&query.whose, candidate, env);
                let failed = match (&truth, tests) {
                    (Truth::True, _) => None,
                    (_, Some(test)) => Some(test),
                    (Truth::Unknown(why), None) => Some(unknown(why)),
                    (Truth::False, None) => Some(self.dates(query.table, row)),
                };
                Seen {
                    span: None,
                    words: self.row_words(query.table, row),
                    truth,
                    failed,
                }
            })
            .collect();
        let place = match &rows.coverage {
            Coverage::Covered => format!("in the register `{register}`"),
            Coverage::Open(why) => format!("in the register `{register}`: {}", unknown(why)),
        };
        let what = engine
            .program
            .tables
            .get(query.table)
            .map_or(String::new(), |table| format!("row of {}", table.name));
        Looked {
            what,
            place,
            searched: Vec::new(),
            seen,
            elsewhere: Vec::new(),
        }
    }

    /// The columns of a row in words.
    fn row_words(&self, table: usize, row: u32) -> String {
        let program = &self.view().engine.program;
        let Some(columns) = program.tables.get(table).map(|table| &table.columns) else {
            return String::new();
        };
        let words: Vec<String> = columns
            .iter()
            .enumerate()
            .filter_map(|(i, column)| {
                let field = copydesk_draft::layer::FieldId(i as u16);
                let got = self.evaluator.column(table, row, &[field]);
                let value = match &got {
                    Got::Unknown(_) => return None,
                    got => self.shown(got, &column.ty),
                };
                Some(format!("{} {value}", column.name))
            })
            .collect();
        words.join(", ")
    }

    /// From when until when a row holds, in words.
    fn dates(&self, table: usize, row: u32) -> String {
        let engine = self.view().engine;
        let validity = engine.fact(table, row).map(crate::facts::Fact::validity);
        let Some(validity) = validity else {
            return String::new();
        };
        let from = validity
            .from
            .map(|range| format!("from {}", crate::say::days(range)));
        let to = validity
            .to
            .map(|range| format!("until {}", crate::say::days(range)));
        let words: Vec<String> = from.into_iter().chain(to).collect();
        format!("it held {}", words.join(" "))
    }
}

/// The expression on the other side of a test.
fn other_side(test: &Test) -> Option<&Expr> {
    match test {
        Test::Equals { to, .. } | Test::Compare { to, .. } => Some(to),
        Test::Agrees { with, .. } | Test::Overlaps { with, .. } => Some(with),
        Test::Known { .. } | Test::Inside { .. } | Test::InWords { .. } => None,
    }
}

fn unknown(why: &Why) -> String {
    match why.kind {
        WhyKind::Absent => "nothing".to_owned(),
        WhyKind::Vague => format!("too vague: {}", why.text),
        WhyKind::Unclear => format!("unclear: {}", why.text),
    }
}
