//! Running examples.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use copydesk_draft::Span;
use copydesk_lang::program::{Example, Loc, Rule};
use copydesk_reading::{Reader, Reading};

use super::mutate::{Mutant, mutants};
use super::passage::{Built, Passage, build};
use super::report::{
    Decided, ExampleReport, Failure, Place, Placed, RuleReport, SilenceReport, Unexercised,
};
use crate::assemble::{self, Fault};
use crate::engine::{Engine, Options, faults_of};
use crate::evaluate::{Evaluator, Stage, Verdict};
use crate::finding::{Edit, Finding};
use crate::fix::apply;
use crate::truth::Why;
use crate::view::View;

/// A desk on which rules are tested.
#[derive(Clone, Copy)]
pub struct Bench<'a> {
    engine: &'a Engine,
    reader: &'a Reader,
    build: &'a dyn Fn(&Passage) -> Built,
    profile: &'a dyn Fn(&str) -> Option<Options>,
    base: &'a Options,
}

impl fmt::Debug for Bench<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bench").finish_non_exhaustive()
    }
}

/// One passage read, with everything needed to run rules on it.
struct Scene<'s> {
    view: View<'s>,
    built: &'s Built,
    passage: &'s Passage,
    options: &'s Options,
    /// The faults of the rules to which the rule yields.
    others: Vec<(&'s Rule, Vec<Fault>)>,
}

impl<'a> Bench<'a> {
    /// A desk; `build` makes a draft of a passage ([`build`] for plain paragraphs), `profile` gives the options of a
    /// profile, `base` those of examples that name none.
    pub fn new(
        engine: &'a Engine,
        reader: &'a Reader,
        build: &'a dyn Fn(&Passage) -> Built,
        profile: &'a dyn Fn(&str) -> Option<Options>,
        base: &'a Options,
    ) -> Self {
        Self {
            engine,
            reader,
            build,
            profile,
            base,
        }
    }

    /// A desk without profiles, with plain paragraphs.
    pub fn plain(engine: &'a Engine, reader: &'a Reader, base: &'a Options) -> Self {
        Self::new(engine, reader, &build, &|_| None, base)
    }

    fn options(&self, passage: &Passage) -> Result<Options, String> {
        let mut options = match &passage.profile {
            None => self.base.clone(),
            Some(name) => (self.profile)(name).ok_or_else(|| name.clone())?,
        };
        options.settings.extend(passage.with.iter().cloned());
        Ok(options)
    }

    /// Reads a passage and hands it on.
    fn scene<T>(
        &self,
        rule: &Rule,
        passage: &Passage,
        options: &Options,
        then: impl FnOnce(&Scene<'_>) -> T,
    ) -> T {
        let built = (self.build)(passage);
        let reading: Reading<'_> = self.reader.read(&built.draft, passage.dated);
        let view = View::new(self.engine, &reading, &options.settings);
        let names = self.engine.yielded_to(rule);
        let others = self
            .engine
            .program
            .rules
            .iter()
            .filter(|other| names.contains(&other.name))
            .map(|other| (other, faults_of(&Evaluator::new(&view), other).0))
            .collect();
        then(&Scene {
            view,
            built: &built,
            passage,
            options,
            others,
        })
    }

    /// Runs the examples of a rule and its silence suite.
    pub fn rule(&self, rule: &Rule, silence: &[Passage]) -> RuleReport {
        let mutants = mutants(rule);
        let mut used = vec![false; mutants.len()];
        let mut examples = Vec::new();
        for (index, example) in rule.examples.iter().enumerate() {
            examples.push(self.example(rule, index, example, &mutants, &mut used));
        }
        let silence = silence
            .iter()
            .map(|passage| self.silence(rule, passage, &mutants, &mut used))
            .collect();
        let unexercised = mutants
            .iter()
            .zip(&used)
            .filter(|(_, used)| !**used)
            .map(|(mutant, _)| Unexercised {
                loc: mutant.loc,
                words: self.source(mutant.loc),
            })
            .collect();
        RuleReport {
            rule: rule.name.clone(),
            examples,
            unexercised,
            clauses: mutants.len(),
            silence,
        }
    }

    /// The words of a clause.
    fn source(&self, loc: Loc) -> String {
        source(self.engine, loc)
    }

    fn example(
        &self,
        rule: &Rule,
        index: usize,
        example: &Example,
        mutants: &[Mutant],
        used: &mut [bool],
    ) -> ExampleReport {
        let mut report = ExampleReport {
            index,
            loc: example.loc,
            bad: example.bad,
            today: example.today,
            failures: Vec::new(),
            decided: Vec::new(),
            undecided: None,
        };
        let passage = Passage::of(example);
        let options = match self.options(&passage) {
            Ok(options) => options,
            Err(name) => {
                report.failures.push(Failure::NoProfile(name));
                return report;
            }
        };
        self.scene(rule, &passage, &options, |scene| {
            let (findings, open) = scene.run(rule);
            let decided = open.is_none();
            let wanted = wanted(example);
            let mut found: Vec<Placed> = findings
                .iter()
                .map(|finding| scene.placed(finding.span))
                .collect();
            found.sort();
            found.dedup();
            if found != wanted {
                report.failures.push(Failure::Spans {
                    wanted,
                    found: found.clone(),
                });
            }
            if let Some(says) = &example.says
                && !findings.iter().any(|finding| finding.message == *says)
            {
                report.failures.push(Failure::Says {
                    wanted: says.clone(),
                    found: findings.iter().map(|found| found.message.clone()).collect(),
                });
            }
            report.undecided = open.map(|why| why.text.into_owned());
            if !report.failures.is_empty() {
                report.decided = scene.decisions(rule);
            }
            self.fixes(rule, example, scene, &findings, &mut report);
            if !example.today {
                // What is marked, what `says` wants, and the other places that are pointed at.
                let outcome = |findings: &[Finding]| -> BTreeSet<(Placed, String, Vec<Span>)> {
                    findings
                        .iter()
                        .map(|finding| {
                            let says = example.says.is_some();
                            let message = says.then(|| finding.message.clone());
                            let related = finding.related.iter().map(|related| related.span);
                            (
                                scene.placed(finding.span),
                                message.unwrap_or_default(),
                                related.collect(),
                            )
                        })
                        .collect()
                };
                let before = outcome(&findings);
                exercise(scene, mutants, used, &|findings, open| {
                    outcome(findings) != before || open.is_none() != decided
                });
            }
        });
        report
    }

    /// The fix: gives what is wanted, leaves a clean text, changes nothing the second time.
    fn fixes(
        &self,
        rule: &Rule,
        example: &Example,
        scene: &Scene<'_>,
        findings: &[Finding],
        report: &mut ExampleReport,
    ) {
        let left = findings.iter().filter(|found| found.fix.is_none()).count();
        if left == findings.len() {
            if let (Some(wanted), false) = (&example.fixed, findings.is_empty()) {
                report.failures.push(Failure::Fixed {
                    wanted: wanted.clone(),
                    found: scene.passage.text.clone(),
                });
            }
            return;
        }
        let once = scene.fixed(findings);
        if let Some(wanted) = &example.fixed
            && !same_text(wanted, &once.text)
        {
            report.failures.push(Failure::Fixed {
                wanted: wanted.clone(),
                found: once.text.clone(),
            });
        }
        self.scene(rule, &once, scene.options, |again| {
            let (findings, _) = again.run(rule);
            if findings.len() > left {
                report.failures.push(Failure::NotClean {
                    text: once.text.clone(),
                    found: findings
                        .iter()
                        .map(|finding| again.placed(finding.span))
                        .collect(),
                });
                return;
            }
            let twice = again.fixed(&findings);
            if !same_text(&once.text, &twice.text) {
                report.failures.push(Failure::NotIdempotent {
                    once: once.text.clone(),
                    twice: twice.text,
                });
            }
        });
    }

    fn silence(
        &self,
        rule: &Rule,
        passage: &Passage,
        mutants: &[Mutant],
        used: &mut [bool],
    ) -> SilenceReport {
        let mut report = SilenceReport {
            title: passage.title.clone(),
            line: passage.line,
            found: Vec::new(),
            messages: Vec::new(),
            decided: Vec::new(),
            no_profile: None,
        };
        match self.options(passage) {
            Err(name) => report.no_profile = Some(name),
            Ok(options) => self.scene(rule, passage, &options, |scene| {
                let (findings, open) = scene.run(rule);
                let decided = open.is_none();
                for finding in &findings {
                    report.found.push(scene.placed(finding.span));
                    report.messages.push(finding.message.clone());
                }
                if !findings.is_empty() {
                    report.decided = scene.decisions(rule);
                    return;
                }
                exercise(scene, mutants, used, &|findings, open| {
                    !findings.is_empty() || open.is_none() != decided
                });
            }),
        }
        report
    }
}

/// Marks the clauses without which a passage ends otherwise, as `otherwise` tells of findings and of what was undecided.
fn exercise(
    scene: &Scene<'_>,
    mutants: &[Mutant],
    used: &mut [bool],
    otherwise: &dyn Fn(&[Finding], Option<&Why>) -> bool,
) {
    for (mutant, used) in mutants.iter().zip(used.iter_mut()) {
        *used = *used
            || mutant.rules.iter().any(|rule| {
                let (findings, open) = scene.run(rule);
                otherwise(&findings, open.as_ref())
            });
    }
}

/// The words of a place in the rule files, on one line.
pub(crate) fn source(engine: &Engine, loc: Loc) -> String {
    engine
        .program
        .files
        .get(loc.file as usize)
        .map_or("", |file| loc.span.text(&file.text))
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// The marks of an example.
fn wanted(example: &Example) -> Vec<Placed> {
    let placed = |place, text: &str, marks: &[Span]| -> Vec<Placed> {
        marks
            .iter()
            .map(|&span| Placed {
                place,
                span,
                words: span.text(text).to_owned(),
            })
            .collect()
    };
    let headline = example.headline.as_deref().unwrap_or("");
    let mut wanted = placed(Place::Headline, headline, &example.headline_marks);
    wanted.extend(placed(Place::Text, &example.text, &example.marks));
    wanted.sort();
    wanted
}

/// The same but for blank lines at the ends.
fn same_text(a: &str, b: &str) -> bool {
    a.trim() == b.trim()
}

impl Scene<'_> {
    /// What a rule finds here, and why it could not be decided.
    fn run(&self, rule: &Rule) -> (Vec<Finding>, Option<Why>) {
        let evaluator = Evaluator::new(&self.view);
        let (faults, open) = faults_of(&evaluator, rule);
        let faults = if self.others.is_empty() {
            faults
        } else {
            // The rules it yields to, in order, and it last.
            let names: Vec<&str> = self
                .others
                .iter()
                .map(|(rule, _)| rule.name.as_str())
                .collect();
            let to = |rule: &Rule| -> Vec<usize> {
                rule.yields_to
                    .iter()
                    .filter_map(|other| names.iter().position(|name| name == other))
                    .collect()
            };
            let mut yields: Vec<Vec<usize>> =
                self.others.iter().map(|(rule, _)| to(rule)).collect();
            yields.push(to(rule));
            let others = self.others.iter().map(|(_, faults)| faults.clone());
            let mut all: BTreeMap<usize, Vec<Fault>> = others.chain([faults]).enumerate().collect();
            assemble::yielding(&yields, &mut all);
            all.remove(&self.others.len()).unwrap_or_default()
        };
        let (mut findings, _) =
            assemble::findings(&evaluator, rule, faults, self.options, usize::MAX);
        findings.sort_by_key(|finding| finding.span);
        (findings, open)
    }

    /// A span of the draft as a stretch of the passage.
    fn placed(&self, span: Span) -> Placed {
        let draft = &self.built.draft;
        let source = draft.to_source(span);
        let words = source.text(draft.source().text()).to_owned();
        let headline = self.passage.headline.as_deref().unwrap_or("").len() as u32;
        let within = |at: u32, len: u32| source.start >= at && source.end <= at + len;
        let text = self.passage.text.len() as u32;
        let (place, at) = if headline > 0
            && within(self.built.headline_at, headline)
            && !within(self.built.text_at, text)
        {
            (Place::Headline, self.built.headline_at)
        } else {
            (Place::Text, self.built.text_at)
        };
        Placed {
            place,
            span: Span::new(
                source.start.saturating_sub(at),
                source.end.saturating_sub(at),
            ),
            words,
        }
    }

    /// The passage after all fixes.
    fn fixed(&self, findings: &[Finding]) -> Passage {
        let edits: Vec<&Edit> = findings
            .iter()
            .filter_map(|found| found.fix.as_ref())
            .flat_map(|fix| &fix.edits)
            .collect();
        let draft = &self.built.draft;
        let in_headline = |edit: &Edit| self.placed(edit.span).place == Place::Headline;
        let source = draft.source().text();
        // Each part alone, so that the other keeps its place.
        let part = |wanted: bool, at: u32, old: &str| {
            let chosen: Vec<&Edit> = edits
                .iter()
                .copied()
                .filter(|edit| in_headline(edit) == wanted)
                .collect();
            let new = apply(draft, chosen);
            let end = at as usize + old.len();
            let tail = source.len().saturating_sub(end);
            new.get(at as usize..new.len().saturating_sub(tail))
                .unwrap_or("")
                .to_owned()
        };
        let mut passage = self.passage.clone();
        passage.text = part(false, self.built.text_at, &self.passage.text);
        if let Some(headline) = &self.passage.headline {
            passage.headline = Some(part(true, self.built.headline_at, headline));
        }
        passage
    }

    /// What decided about each thing the rule could be about.
    fn decisions(&self, rule: &Rule) -> Vec<Decided> {
        let evaluator = Evaluator::new(&self.view);
        let engine = self.view.engine;
        let mut decided: Vec<Decided> = Vec::new();
        for (it, span) in evaluator.subjects(rule) {
            let (verdict, _) = evaluator.judge(rule, it, span);
            let (clause, words) = explained(engine, rule, &verdict);
            decided.push(Decided {
                about: self.placed(span),
                clause,
                words,
            });
        }
        if let Some(layer) = rule.subject.kind.layer() {
            let judged: BTreeSet<Span> = evaluator
                .subjects(rule)
                .iter()
                .map(|(_, span)| *span)
                .collect();
            let rows = self.view.table(layer).map_or(&[][..], |table| table.rows());
            for row in rows.iter().filter(|row| !judged.contains(&row.span)) {
                let words = if row.masked && !rule.subject.including_quotes {
                    "not looked at: it stands inside quotation marks, code or an address"
                } else {
                    "not looked at: it stands elsewhere, or is not the mention the rule is about"
                };
                decided.push(Decided {
                    about: self.placed(row.span),
                    clause: Some(rule.subject.loc),
                    words: words.to_owned(),
                });
            }
            if rows.is_empty() {
                let name = self
                    .view
                    .schema(layer)
                    .map_or("", |layer| layer.name.as_ref());
                decided.push(Decided {
                    about: self.placed(Span::default()),
                    clause: Some(rule.subject.loc),
                    words: format!("no {name} is recognised here"),
                });
            }
        }
        decided
    }
}

/// A verdict in words, with the clause that decided.
pub(crate) fn explained(engine: &Engine, rule: &Rule, verdict: &Verdict) -> (Option<Loc>, String) {
    use copydesk_lang::program::Clause;
    let clause = |i: usize| {
        rule.clauses.get(i).map(|clause| match clause {
            Clause::Where(cond) | Clause::Unless(cond) => cond.loc,
            Clause::Let(name) => name.loc,
        })
    };
    let require = |i: usize| rule.requires.get(i).map(|require| require.cond.loc);
    let words = |loc: Option<Loc>| loc.map_or(String::new(), |loc| source(engine, loc));
    match verdict {
        Verdict::Skipped(i) => {
            let loc = clause(*i);
            (loc, format!("skipped: “{}” does not hold", words(loc)))
        }
        Verdict::Excused(i) => {
            let loc = clause(*i);
            (loc, format!("excused: “{}” holds", words(loc)))
        }
        Verdict::Content => (
            None,
            "content: nothing that is required is missing".to_owned(),
        ),
        Verdict::Fault(None) => (
            Some(rule.subject.loc),
            "a fault: nothing excuses it".to_owned(),
        ),
        Verdict::Fault(Some(i)) => {
            let loc = require(*i);
            (loc, format!("a fault: “{}” does not hold", words(loc)))
        }
        Verdict::Undecided(stage, why) => {
            let loc = match stage {
                Stage::Clause(i) => clause(*i),
                Stage::Require(i) => require(*i),
            };
            (
                loc,
                format!("undecided: “{}” cannot be told: {}", words(loc), why.text),
            )
        }
    }
}
