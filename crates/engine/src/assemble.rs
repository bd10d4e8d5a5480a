//! From faults to findings: rules that yield, pairs, keys, severity, messages, fingerprints, the cap.

use std::collections::BTreeMap;
use std::rc::Rc;

use copydesk_draft::Span;
use copydesk_draft::layer::{Cell, LayerId, Thing, Type, Value};
use copydesk_facts::fold;
use copydesk_lang::program::{
    Atom, Candidates, Clause, Fix, Level, Pick, Quantifier, RowQuery, Rule, ShowWhat,
};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::engine::{Chosen, Options};
use crate::evaluate::{Candidate, Compare, Env, Evaluator, LetValue};
use crate::finding::{Edit, Finding, FindingFix, Related};
use crate::fingerprint::fingerprint;
use crate::plan::Question;
use crate::truth::Truth;

/// A row is stale if the draft is dated more than so many days after its source was last looked at.
const STALE_AFTER: i32 = 180;

/// A thing that breaks a rule.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    /// The thing, the `let`s.
    pub(crate) env: Env,
    /// The obligation that is broken.
    pub(crate) require: Option<usize>,
    /// The first and the last sentence.
    pub(crate) sentences: (u32, u32),
}

/// Drops the faults about whose sentences a rule speaks that theirs yields to. `yields`: for each rule, the rules it
/// yields to.
pub(crate) fn yielding(yields: &[Vec<usize>], faults: &mut BTreeMap<usize, Vec<Fault>>) {
    let found: Vec<usize> = faults.keys().copied().collect();
    let mut done: FxHashSet<usize> = FxHashSet::default();
    for at in found {
        settle(at, yields, faults, &mut done, 0);
    }
}

fn settle(
    at: usize,
    yields: &[Vec<usize>],
    faults: &mut BTreeMap<usize, Vec<Fault>>,
    done: &mut FxHashSet<usize>,
    depth: usize,
) {
    let Some(others) = yields.get(at).filter(|others| !others.is_empty()) else {
        return;
    };
    // Put in first: a circle of rules ends where it began.
    if depth > 64 || !done.insert(at) {
        return;
    }
    let mut spoken: FxHashSet<u32> = FxHashSet::default();
    for &other in others {
        settle(other, yields, faults, done, depth + 1);
        for fault in faults.get(&other).map_or(&[][..], Vec::as_slice) {
            spoken.extend(fault.sentences.0..=fault.sentences.1);
        }
    }
    if let (Some(own), false) = (faults.get_mut(&at), spoken.is_empty()) {
        own.retain(|fault| {
            !(fault.sentences.0..=fault.sentences.1).any(|sentence| spoken.contains(&sentence))
        });
    }
}

/// Findings of one rule, and how many there were before the cap.
pub(crate) fn findings<'v>(
    evaluator: &Evaluator<'v>,
    rule: &'v Rule,
    mut faults: Vec<Fault>,
    options: &Options,
    cap: usize,
) -> (Vec<Finding>, usize) {
    let chosen = options.chosen(&rule.name);
    if matches!(chosen, Some(Chosen::Off)) {
        return (Vec::new(), 0);
    }
    pairs_once(evaluator, rule, &mut faults);
    let mut groups: Vec<(Fault, Vec<Fault>, Option<String>)> = Vec::new();
    let mut by_key: FxHashMap<String, usize> = FxHashMap::default();
    for fault in faults {
        let key = if rule.subject.every_time {
            None
        } else if rule.subject.once {
            Some(String::new())
        } else {
            fault.env.it.and_then(|it| key_of(evaluator, it))
        };
        match key {
            Some(key) => {
                let next = groups.len();
                let known = *by_key.entry(key.clone()).or_insert(next);
                if let Some((_, others, _)) = groups.get_mut(known) {
                    others.push(fault);
                } else {
                    groups.push((fault, Vec::new(), Some(key)));
                }
            }
            None => groups.push((fault, Vec::new(), None)),
        }
    }
    let total = groups.len();
    let mut ordinals: FxHashMap<String, usize> = FxHashMap::default();
    let findings = groups
        .into_iter()
        .take(cap)
        .map(|(fault, others, key)| {
            let evidence = fold(
                &fault
                    .env
                    .span
                    .text(evaluator.view.text())
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" "),
            );
            let print = if let Some(key) = &key {
                fingerprint(&["key", &rule.name, key])
            } else {
                let ordinal = ordinals.entry(evidence.clone()).or_insert(0);
                *ordinal += 1;
                fingerprint(&["text", &rule.name, &evidence, &ordinal.to_string()])
            };
            finding(evaluator, rule, &fault, &others, print, chosen)
        })
        .collect();
    (findings, total)
}

/// The folded key of a thing.
fn key_of(evaluator: &Evaluator<'_>, thing: Thing) -> Option<String> {
    match evaluator.view.key(thing)? {
        Cell::Filled(Value::Enum(index)) => Some(index.to_string()),
        Cell::Filled(value) => Compare::new(evaluator.view)
            .folded(value)
            .or_else(|| evaluator.say_value(value, &Type::Text)),
        Cell::Absent | Cell::Unclear(_) => None,
    }
}

/// Two things that break a rule because of each other are reported once, at the later place.
fn pairs_once<'v>(evaluator: &Evaluator<'v>, rule: &'v Rule, faults: &mut Vec<Fault>) {
    let Some(layer) = rule.subject.kind.layer() else {
        return;
    };
    if faults.len() < 2 {
        return;
    }
    let known: FxHashMap<Thing, usize> = faults
        .iter()
        .enumerate()
        .filter_map(|(i, fault)| Some((fault.env.it?, i)))
        .collect();
    let mut opposed = Opposed {
        evaluator,
        layer,
        known: &known,
        asked: FxHashMap::default(),
    };
    let against: Vec<Vec<Rc<Faults>>> = faults
        .iter()
        .map(|fault| {
            let require = fault.require.and_then(|i| rule.requires.get(i));
            require.map_or_else(Vec::new, |require| {
                opposed.of(&require.cond.atoms, &fault.env)
            })
        })
        .collect();
    let mut keep = vec![true; faults.len()];
    for (i, (others, slot)) in against.iter().zip(&mut keep).enumerate() {
        // The last answers first: of many that oppose each other it opposes all before it.
        let answered = others.iter().any(|others| {
            let later = others.order.iter().rev().take_while(|&&j| j > i);
            later
                .filter_map(|&j| against.get(j))
                .any(|back| back.iter().any(|back| back.set.contains(&i)))
        });
        *slot = !answered;
    }
    let mut keep = keep.into_iter();
    faults.retain(|_| keep.next().unwrap_or(true));
}

/// Some faults of a rule, by their numbers.
#[derive(Debug, Default)]
struct Faults {
    order: Vec<usize>,
    set: FxHashSet<usize>,
}

/// The faults that a fault's obligation says there must not be. Obligations that ask the same are asked once.
struct Opposed<'e, 'v> {
    evaluator: &'e Evaluator<'v>,
    layer: LayerId,
    known: &'e FxHashMap<Thing, usize>,
    asked: FxHashMap<Question, Rc<Faults>>,
}

impl<'v> Opposed<'_, 'v> {
    fn of(&mut self, atoms: &'v [Atom], env: &Env) -> Vec<Rc<Faults>> {
        let mut found = Vec::new();
        for atom in atoms {
            if let Atom::Count {
                quantifier: Quantifier::No,
                candidates,
            } = atom
                && candidates.layer == self.layer
            {
                found.push(self.matching(candidates, env));
            }
        }
        found
    }

    fn matching(&mut self, candidates: &'v Candidates, env: &Env) -> Rc<Faults> {
        let evaluator = self.evaluator;
        let question = evaluator
            .index
            .and_then(|index| index.question_but_for_it(evaluator, candidates, env));
        if let Some(known) = question.as_ref().and_then(|asked| self.asked.get(asked)) {
            return Rc::clone(known);
        }
        let mut things = matching(evaluator, candidates, env);
        // Left out here, but not where another fault asks the same. That it opposes itself makes no difference.
        if question.is_some() {
            things.extend(env.it.filter(|&it| {
                let row = evaluator
                    .view
                    .table(it.layer)
                    .and_then(|table| table.row(it.row));
                let masked = row.is_some_and(|row| row.masked);
                !(candidates.outside_quotes && masked)
                    && evaluator.whose(&candidates.whose, env, Candidate::Thing(it)) == Truth::True
            }));
        }
        let mut order: Vec<usize> = things
            .iter()
            .filter_map(|thing| self.known.get(thing).copied())
            .collect();
        order.sort_unstable();
        order.dedup();
        let set = order.iter().copied().collect();
        let faults = Rc::new(Faults { order, set });
        if let Some(question) = question {
            self.asked.insert(question, Rc::clone(&faults));
        }
        faults
    }
}

/// The candidates that surely match.
pub(crate) fn matching<'v>(
    evaluator: &Evaluator<'v>,
    candidates: &'v Candidates,
    env: &Env,
) -> Vec<Thing> {
    let mut found = Vec::new();
    evaluator.candidates(candidates, env, false, |thing| {
        if evaluator.whose(&candidates.whose, env, Candidate::Thing(thing)) == Truth::True {
            found.push(thing);
        }
        true
    });
    found
}

fn finding<'v>(
    evaluator: &Evaluator<'v>,
    rule: &'v Rule,
    fault: &Fault,
    others: &[Fault],
    fingerprint: String,
    chosen: Option<&Chosen>,
) -> Finding {
    let env = &fault.env;
    let broken = fault.require.and_then(|i| rule.requires.get(i));
    let message = broken
        .and_then(|require| require.otherwise.as_ref())
        .and_then(|message| evaluator.say(message, env))
        .or_else(|| {
            rule.say
                .as_ref()
                .and_then(|message| evaluator.say(message, env))
        })
        .unwrap_or_else(|| format!("{}.", rule.title.trim_end_matches('.')));
    let mut related = Vec::new();
    for show in &rule.shows {
        let Some(label) = evaluator.say(&show.label, env) else {
            continue;
        };
        for span in shown(evaluator, &show.what, env) {
            related.push(Related {
                span,
                message: label.clone(),
            });
        }
    }
    related.extend(others.iter().map(|other| Related {
        span: other.env.span,
        message: "here too".to_owned(),
    }));
    let (severity, severity_reason) = severity(evaluator, rule, fault, chosen);
    Finding {
        rule: rule.name.clone(),
        severity,
        severity_reason,
        message,
        help: rule
            .help
            .as_ref()
            .and_then(|message| evaluator.say(message, env)),
        because: rule.because.clone(),
        span: env.span,
        related,
        fix: rule
            .fix
            .as_ref()
            .and_then(|fix| fix_all(evaluator, fix, fault, others)),
        fingerprint,
    }
}

/// The places a `show` shows.
fn shown<'v>(evaluator: &Evaluator<'v>, what: &'v ShowWhat, env: &Env) -> Vec<Span> {
    match what {
        ShowWhat::Expr(expr) => evaluator
            .expr(expr, env)
            .values()
            .iter()
            .flat_map(|value| match value {
                copydesk_draft::layer::Value::Things(things) => things
                    .iter()
                    .map(|&thing| evaluator.view.span(thing))
                    .collect(),
                value => Compare::new(evaluator.view)
                    .place(value)
                    .into_iter()
                    .collect::<Vec<_>>(),
            })
            .filter(|&span| span != env.span && !span.is_empty())
            .collect(),
        ShowWhat::Nearest(layer) => {
            let rows = evaluator
                .view
                .table(*layer)
                .map_or(&[][..], |table| table.rows());
            rows.iter()
                .enumerate()
                .filter(|&(row, _)| {
                    env.it
                        != Some(Thing {
                            layer: *layer,
                            row: row as u32,
                        })
                })
                .map(|(_, row)| row.span)
                .min_by_key(|&span| (evaluator.view.distance(span, env.span), span.start))
                .into_iter()
                .collect()
        }
    }
}

/// The severity, and why it is not the rule's own.
fn severity<'v>(
    evaluator: &Evaluator<'v>,
    rule: &'v Rule,
    fault: &Fault,
    chosen: Option<&Chosen>,
) -> (Level, Option<String>) {
    let case = rule
        .severity_cases
        .iter()
        .find(|(_, cond)| evaluator.cond(cond, &fault.env) == Truth::True);
    let (level, reason) = match (chosen, case) {
        (Some(Chosen::Level(level)), _) if *level != rule.severity => {
            (*level, Some("the house sets it so".to_owned()))
        }
        (Some(_), _) | (None, None) => (rule.severity, None),
        (None, Some((level, cond))) => {
            let files = &evaluator.view.engine.program.files;
            let words = files
                .get(cond.loc.file as usize)
                .map_or("", |file| cond.loc.span.text(&file.text));
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            let reason = (!words.is_empty()).then_some(words);
            (*level, reason)
        }
    };
    match stale(evaluator, rule, fault) {
        Some(reason) if level > Level::Advice => (Level::Advice, Some(reason)),
        _ => (level, reason),
    }
}

/// Says that a row on which the finding rests was checked too long before the draft's date.
fn stale<'v>(evaluator: &Evaluator<'v>, rule: &'v Rule, fault: &Fault) -> Option<String> {
    let today = evaluator.view.reading.date?;
    let mut oldest: Option<(copydesk_draft::Day, usize)> = None;
    let mut note = |table: usize, row: u32| {
        let fact = evaluator.view.engine.fact(table, row);
        if let Some(checked) = fact.and_then(|fact| fact.checked_on)
            && today.days_since(checked) > STALE_AFTER
            && oldest.is_none_or(|(known, _)| checked < known)
        {
            oldest = Some((checked, table));
        }
    };
    let mut query = |query: &'v RowQuery| {
        let rows = evaluator.rows(query, &fault.env);
        let used = if rows.sure.is_empty() {
            &rows.about
        } else {
            &rows.sure
        };
        for &row in used {
            note(query.table, row);
        }
    };
    let mut atoms = |atoms: &'v [Atom]| {
        for atom in atoms {
            if let Atom::Row { query: asked, .. } = atom {
                query(asked);
            }
        }
    };
    for clause in &rule.clauses {
        if let Clause::Where(cond) = clause {
            atoms(&cond.atoms);
        }
    }
    if let Some(require) = fault.require.and_then(|i| rule.requires.get(i)) {
        atoms(&require.cond.atoms);
    }
    for clause in &rule.clauses {
        if let Clause::Let(name) = clause
            && let Pick::Row(_) = name.pick
            && let Some(LetValue::Row(table, row)) = fault.env.lets.get(name.slot)
        {
            note(*table, *row);
        }
    }
    let (day, table) = oldest?;
    let name = evaluator
        .view
        .engine
        .program
        .tables
        .get(table)
        .map_or("", |table| table.register.as_str());
    Some(format!(
        "the register `{name}` was last checked on {}, more than {STALE_AFTER} days before the draft's date",
        day.long()
    ))
}

/// The correction of a fault and of the other mentions that are reported with it, in order.
fn fix_all<'v>(
    evaluator: &Evaluator<'v>,
    fix: &'v Fix,
    fault: &Fault,
    others: &[Fault],
) -> Option<FindingFix> {
    let mut all: Option<FindingFix> = None;
    for fault in std::iter::once(fault).chain(others) {
        let Some(next) = evaluator.fix(fix, &fault.env) else {
            continue;
        };
        match &mut all {
            None => all = Some(next),
            Some(known) => {
                let free = |edit: &Edit| {
                    known
                        .edits
                        .last()
                        .is_none_or(|last| last.span.end <= edit.span.start)
                };
                if next.edits.iter().all(free) {
                    known.edits.extend(next.edits);
                }
            }
        }
    }
    all
}
