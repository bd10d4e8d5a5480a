use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::OnceLock;

use copydesk_draft::layer::{LayerId, Value};
use copydesk_facts::{Entries, ListEntry, Registers, Vocabulary, fold, fold_into};
use copydesk_lang::program::{Level, Program, Rule, Sequence, Step, StepKind};
use copydesk_reading::Reading;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::assemble::{self, Fault};
use crate::evaluate::{Env, Evaluator, Verdict};
use crate::facts::{self, Fact, Facts};
use crate::finding::{Finding, Undecided};
use crate::layers::Made;
use crate::options::Plan;
use crate::pattern::{Patterns, Search, Shelf, UnknownWord, matched_lists, plain_marks, spellings};
use crate::plan::Index;
use crate::truth::Why;
use crate::view::View;

/// Findings of one rule on one draft that are reported; more are counted.
pub const CAP: usize = 200;

/// Steps that one rule, or the pattern of one layer, may take on any draft: things looked at, places tried. The standard
/// pack takes a small part of them; a rule that would take more is stopped, and that is said.
pub const STEPS: u64 = 4_000_000;
/// So many more for each token of the draft.
pub const STEPS_PER_TOKEN: u64 = 400;

/// Why an engine cannot start.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum EngineError {
    /// The rules use a word that the reader was not given; hand it [`Engine::literals`].
    UnknownWord(String),
    /// A fact table's register is not there.
    MissingRegister {
        /// The table.
        table: String,
        /// The register it is read from.
        register: String,
    },
    /// A compiled pack was made by another program.
    NotPacked,
}

impl fmt::Display for EngineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownWord(word) => write!(
                f,
                "the reader does not know the word `{word}` of the rules; make it with the literals of the program"
            ),
            Self::NotPacked => f.write_str("the compiled rules are not of this program"),
            Self::MissingRegister { table, register } => {
                write!(
                    f,
                    "the fact table `{table}` needs the register `{register}`"
                )
            }
        }
    }
}

impl std::error::Error for EngineError {}

/// What a house says about a rule.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Chosen {
    /// It does not run.
    Off,
    /// It runs with this severity; the rule's own conditions on severity no longer count.
    Level(Level),
}

/// How drafts are checked.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Options {
    /// Values of settings that differ from their defaults: index into [`Program::settings`] and value.
    pub settings: Vec<(usize, Value)>,
    /// Severities by rule.
    pub severities: BTreeMap<String, Chosen>,
    /// Only these rules report; `None`: all.
    pub only: Option<BTreeSet<String>>,
    /// Steps that one rule or layer may take on a draft; `None`: [`STEPS`] and [`STEPS_PER_TOKEN`].
    pub steps: Option<u64>,
}

impl Options {
    /// The value that is set for a setting (index into [`Program::settings`]); `None` where the default stands.
    pub fn setting(&self, index: usize) -> Option<&Value> {
        let mut set = self.settings.iter().rev();
        set.find(|(own, _)| *own == index).map(|(_, value)| value)
    }

    /// What the house says about a rule.
    pub(crate) fn chosen(&self, rule: &str) -> Option<&Chosen> {
        self.severities.get(rule)
    }

    pub(crate) fn wants(&self, rule: &Rule) -> bool {
        !matches!(self.chosen(&rule.name), Some(Chosen::Off))
            && self
                .only
                .as_ref()
                .is_none_or(|only| only.contains(&rule.name))
    }
}

/// More findings of a rule than are reported.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Capped {
    /// Name of the rule.
    pub rule: String,
    /// How many it found.
    pub found: usize,
    /// How many are reported.
    pub shown: usize,
}

/// What a check gives.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Outcome {
    /// The findings in order of position, then rule.
    pub findings: Vec<Finding>,
    /// The rules that could not be decided, one line each, in order of their names.
    pub undecided: Vec<Undecided>,
    /// The rules of which not every finding is reported.
    pub capped: Vec<Capped>,
    /// Layers of the desk that are not there, because looking for them took too many steps: whatever reads them is not
    /// decided.
    pub stopped: Vec<String>,
}

/// Checked rules, ready to be used on any number of drafts.
#[derive(Clone, Debug)]
pub struct Engine {
    pub(crate) program: Program,
    pub(crate) registers: Registers,
    pub(crate) patterns: Patterns,
    pub(crate) shelf: Shelf,
    /// The entries of the word lists, for `is in`.
    lists: Vec<OnceLock<Box<WordSet>>>,
    /// The fact tables, each made when a rule first asks.
    facts: Vec<OnceLock<Option<Facts>>>,
    /// By layer id: which of the desk's own layers it is.
    pub(crate) desk: Vec<Option<usize>>,
    /// For each rule, the rules it yields to.
    yields: Vec<Vec<usize>>,
}

/// The entries of a word list as whole texts.
#[derive(Clone, Debug, Default)]
pub(crate) struct WordSet {
    folded: FxHashSet<String>,
    /// Entries with capitals, their marks made plain.
    exact: FxHashSet<String>,
    /// A bit for the first and last letter of each, several to a bit: most other texts are told from them at a glance.
    ends: [u64; 4],
}

/// The bit of a text's first and last byte in any capitals: which part, and which bit.
fn ends(text: &str) -> Option<(usize, u32)> {
    let bytes = text.as_bytes();
    let (first, last) = (bytes.first()?, bytes.last()?);
    let hash = first
        .to_ascii_lowercase()
        .wrapping_mul(31)
        .wrapping_add(last.to_ascii_lowercase());
    Some((usize::from(hash / 64), u32::from(hash % 64)))
}

impl WordSet {
    fn new(entries: &Entries) -> Self {
        let mut set = Self::default();
        for spelling in spellings(entries.iter()) {
            let cased = spelling.chars().any(char::is_uppercase);
            let entry = if cased {
                plain_marks(&spelling)
            } else {
                fold(&spelling)
            };
            if let Some((part, bit)) = ends(&entry)
                && let Some(part) = set.ends.get_mut(part)
            {
                *part |= 1 << bit;
            }
            if cased {
                set.exact.insert(entry);
            } else {
                set.folded.insert(entry);
            }
        }
        set
    }

    /// False if no entry begins and ends as the text does; true of texts whose first or last letter may be folded.
    fn may_have(&self, text: &str) -> bool {
        let plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
        let bytes = text.as_bytes();
        if !plain(bytes.first()) || !plain(bytes.last()) {
            return true;
        }
        ends(text).is_none_or(|(part, bit)| {
            let part = self.ends.get(part);
            part.is_some_and(|part| part >> bit & 1 == 1)
        })
    }

    /// True if the text is an entry. `folded` is the place in which it is folded.
    pub(crate) fn has(&self, text: &str, folded: &mut String) -> bool {
        if !self.may_have(text) {
            return false;
        }
        let line = single_blanks(text);
        fold_into(&line, folded);
        self.folded.contains(folded.as_str())
            || (!self.exact.is_empty()
                && line.chars().any(char::is_uppercase)
                && self.exact.contains(&plain_marks(&line)))
    }
}

/// The words of a text with one blank between them.
fn single_blanks(text: &str) -> Cow<'_, str> {
    let mut blank = true;
    let single = text.chars().all(|c| {
        let before = std::mem::replace(&mut blank, c.is_whitespace());
        !blank || (c == ' ' && !before)
    });
    if single && (!blank || text.is_empty()) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

impl Engine {
    /// Every word and phrase of the rules, for [`copydesk_reading::Reader::new`].
    pub fn literals(program: &Program) -> Vec<String> {
        Self::literals_since(program, 0, &[])
    }

    /// Every word and phrase of the patterns from a number on, and of some lists (by number).
    pub fn literals_since(program: &Program, pattern: usize, lists: &[usize]) -> Vec<String> {
        let patterns = program.patterns.since(pattern);
        let mut literals: Vec<String> = Vec::new();
        let mut used = matched_lists(program, patterns.clone());
        for &list in lists {
            if let Some(used) = used.get_mut(list) {
                *used = true;
            }
        }
        for list in program
            .words
            .iter()
            .zip(used)
            .filter_map(|(list, used)| used.then_some(list))
        {
            literals.extend(spellings(list.entries.iter()));
        }
        let mut steps = |steps: &[Step]| {
            for step in steps {
                match &step.kind {
                    StepKind::Literal(entry) => literals.extend(entry.spellings()),
                    StepKind::Optional(entries) => {
                        literals.extend(entries.iter().flat_map(ListEntry::spellings));
                    }
                    StepKind::Words(_)
                    | StepKind::Layer(_)
                    | StepKind::Pattern(_)
                    | StepKind::Gap(_)
                    | StepKind::Shape(_) => {}
                }
            }
        };
        for pattern in patterns {
            for Sequence {
                steps: own, except, ..
            } in &pattern.alternatives
            {
                steps(own);
                for (_, list) in except {
                    steps(list);
                }
            }
        }
        literals
    }

    /// Compiles checked rules. The vocabulary is that of the reader whose readings will be checked.
    ///
    /// # Errors
    /// A word the reader was not given, or a register that is not there.
    pub fn new(
        program: Program,
        registers: &Registers,
        vocabulary: &Vocabulary,
    ) -> Result<Self, EngineError> {
        let patterns = Patterns::new(&program, vocabulary)
            .map_err(|UnknownWord(word)| EngineError::UnknownWord(word))?;
        Self::with(program, patterns, registers)
    }

    /// What a compiled pack keeps beside the program: its patterns as they are matched.
    pub fn pack(&self) -> Vec<u8> {
        // Writing to memory does not fail.
        postcard::to_allocvec(&self.patterns).unwrap_or_default()
    }

    /// An engine from what [`Engine::pack`] wrote and the program of that engine, to which patterns and rules may have
    /// been added, and words to some of its lists (`changed`, by number).
    ///
    /// # Errors
    /// As for [`Engine::new`]; [`EngineError::NotPacked`] if it is something else.
    pub fn unpack(
        packed: &'static [u8],
        program: Program,
        changed: &[usize],
        registers: &Registers,
        vocabulary: &Vocabulary,
    ) -> Result<Self, EngineError> {
        let mut patterns: Patterns =
            postcard::from_bytes(packed).map_err(|_| EngineError::NotPacked)?;
        if patterns.alternatives.patterns() < program.patterns.len() || !changed.is_empty() {
            patterns = patterns
                .with(&program, changed, vocabulary)
                .map_err(|UnknownWord(word)| EngineError::UnknownWord(word))?;
        }
        Self::with(program, patterns, registers)
    }

    fn with(
        program: Program,
        patterns: Patterns,
        registers: &Registers,
    ) -> Result<Self, EngineError> {
        let missing = program
            .tables
            .iter()
            .find(|table| !registers.has(&table.register));
        if let Some(table) = missing {
            return Err(EngineError::MissingRegister {
                table: table.name.clone(),
                register: table.register.clone(),
            });
        }
        let facts = program.tables.iter().map(|_| OnceLock::new()).collect();
        let lists = program.words.iter().map(|_| OnceLock::new()).collect();
        let mut desk = vec![None; program.schema.layers.len()];
        for (i, layer) in program.layers.iter().enumerate() {
            if let Some(slot) = desk.get_mut(usize::from(layer.id.0)) {
                *slot = Some(i);
            }
        }
        let names: FxHashMap<&str, usize> = program
            .rules
            .iter()
            .enumerate()
            .map(|(i, rule)| (rule.name.as_str(), i))
            .collect();
        let yields = program
            .rules
            .iter()
            .map(|rule| {
                rule.yields_to
                    .iter()
                    .filter_map(|other| names.get(other.as_str()).copied())
                    .collect()
            })
            .collect();
        Ok(Self {
            desk,
            yields,
            program,
            registers: registers.clone(),
            patterns,
            shelf: Shelf::default(),
            lists,
            facts,
        })
    }

    /// A fact table.
    pub(crate) fn facts(&self, table: usize) -> Option<&Facts> {
        let make = || Facts::new(self.made_from(table)?);
        self.facts.get(table)?.get_or_init(make).as_ref()
    }

    /// What the rows of a fact table are made from.
    fn made_from(&self, table: usize) -> Option<facts::Made<'_>> {
        Some(facts::Made {
            table: self.program.tables.get(table)?,
            registers: &self.registers,
            schema: &self.program.schema,
        })
    }

    /// A row of a fact table.
    pub(crate) fn fact(&self, table: usize, row: u32) -> Option<&Fact> {
        self.facts(table)?.row(row, self.made_from(table)?)
    }

    /// The rows of a fact table that have a key (not yet folded), in order.
    pub(crate) fn facts_of(&self, table: usize, key: &str) -> Vec<u32> {
        let facts = self.facts(table).zip(self.made_from(table));
        facts.map_or_else(Vec::new, |(facts, made)| facts.of_key(key, made))
    }

    /// Where the matches of a pattern are looked for.
    pub(crate) fn wakes(&self, pattern: usize) -> crate::pattern::Wakes {
        self.patterns.wakes(pattern)
    }

    /// A word list as whole texts, made when first asked for.
    pub(crate) fn word_set(&self, list: usize) -> Option<&WordSet> {
        let words = self.program.words.get(list)?;
        Some(
            self.lists
                .get(list)?
                .get_or_init(|| Box::new(WordSet::new(&words.entries))),
        )
    }

    /// The layers that one of the desk's own layers is made of, in order: those that its pattern speaks of, straight or
    /// by way of other patterns. `None` for layers that readers make.
    pub fn made_of(&self, layer: LayerId) -> Option<Vec<LayerId>> {
        let number = self.desk.get(usize::from(layer.0)).copied().flatten()?;
        Some(self.patterns.made_of(number).collect())
    }

    /// The checked rules.
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// The registers.
    pub fn registers(&self) -> &Registers {
        &self.registers
    }

    /// The tables of the desk's own layers on a draft, in order of [`Program::layers`].
    pub fn desk_layers(&self, reading: &Reading<'_>) -> Vec<copydesk_draft::layer::Table> {
        Made::new(self, reading, None, default_steps(reading)).into_tables()
    }

    /// Makes options ready for any number of drafts.
    pub fn plan(&self, options: Options) -> Plan {
        Plan::new(self, options)
    }

    /// Tells a plan which layers its rules and their patterns speak of, so that drafts are searched for no others.
    pub fn limit(&self, plan: &mut Plan, layers: &BTreeSet<LayerId>) {
        let layers: FxHashMap<u32, usize> = (0..)
            .zip(&self.program.layers)
            .filter(|(_, layer)| layers.contains(&layer.id))
            .map(|(number, layer)| (number, layer.pattern))
            .collect();
        // Most layers have most words: nothing is to be gained, and no pattern need be looked at for it.
        plan.search = if layers.len() * 4 > self.program.layers.len() * 3 {
            None
        } else {
            Search::new(&self.patterns, &layers)
        };
    }

    /// The rules that a plan judges, those among them that only silence others, in no order.
    pub fn judged<'e>(&'e self, plan: &Plan) -> impl Iterator<Item = &'e Rule> {
        plan.rules().filter_map(|rule| self.program.rules.get(rule))
    }

    /// Checks one draft. The draft's date is that of the reading.
    pub fn check(&self, reading: &Reading<'_>, options: &Options) -> Outcome {
        self.check_planned(reading, &self.plan(options.clone()))
    }

    /// The same with options made ready by [`Engine::plan`].
    pub fn check_planned(&self, reading: &Reading<'_>, plan: &Plan) -> Outcome {
        let steps = steps(reading, &plan.options);
        let search = plan.search.as_ref();
        let view = View::within(self, reading, &plan.options.settings, search, steps);
        let index = Index::new(&view);
        self.outcome(&Evaluator::with_index(&view, &index), plan)
    }

    /// The same without an index: the reference, for tests.
    pub fn check_by_reference(&self, reading: &Reading<'_>, options: &Options) -> Outcome {
        let view = View::plain(self, reading, &options.settings);
        self.outcome(&Evaluator::new(&view), &self.plan(options.clone()))
    }

    fn outcome<'v>(&'v self, evaluator: &Evaluator<'v>, plan: &Plan) -> Outcome {
        let options = &plan.options;
        let rules = &self.program.rules;
        let most = steps(evaluator.view.reading, options);
        let mut faults: BTreeMap<usize, Vec<Fault>> = BTreeMap::new();
        let mut undecided: BTreeSet<Undecided> = BTreeSet::new();
        let awake: Vec<usize> = plan.awake(&evaluator.view.made).collect();
        let awake = awake
            .iter()
            .filter_map(|&number| Some((number, rules.get(number)?)));
        evaluator.prepare(awake.clone().map(|(_, rule)| rule));
        for (number, rule) in awake {
            evaluator.begin(most);
            let (mut found, mut open) = faults_of(evaluator, rule);
            if evaluator.is_spent() {
                found.clear();
                open = Some(Why::unclear(format!(
                    "stopped after {most} steps on this draft: the rule looks at too many things for each of its subjects"
                )));
            }
            if let Some(why) = open
                && options.wants(rule)
            {
                undecided.insert(Undecided {
                    rule: rule.name.clone(),
                    why: why.text.into_owned(),
                });
            }
            if !found.is_empty() {
                faults.insert(number, found);
            }
        }
        assemble::yielding(&self.yields, &mut faults);
        let mut outcome = Outcome::default();
        for (number, faults) in faults {
            let Some(rule) = rules.get(number).filter(|rule| options.wants(rule)) else {
                continue;
            };
            if faults.is_empty() {
                continue;
            }
            let (findings, found) = assemble::findings(evaluator, rule, faults, options, CAP);
            if found > findings.len() {
                outcome.capped.push(Capped {
                    rule: rule.name.clone(),
                    found,
                    shown: findings.len(),
                });
            }
            outcome.findings.extend(findings);
        }
        outcome
            .findings
            .sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
        outcome.undecided = undecided.into_iter().collect();
        outcome.stopped = evaluator.view.made.stopped();
        outcome
    }

    /// The rules by name that a rule yields to, directly or not.
    pub(crate) fn yielded_to(&self, rule: &Rule) -> BTreeSet<String> {
        let mut found: BTreeSet<String> = BTreeSet::new();
        let mut open: Vec<&str> = rule.yields_to.iter().map(String::as_str).collect();
        while let Some(name) = open.pop() {
            if found.insert(name.to_owned())
                && let Some(other) = self.program.rules.iter().find(|known| known.name == name)
            {
                open.extend(other.yields_to.iter().map(String::as_str));
            }
        }
        found
    }

    /// The rules that must be judged: those wanted, and those to which they yield.
    pub(crate) fn needed(&self, options: &Options) -> Vec<bool> {
        let rules = &self.program.rules;
        let mut needed: Vec<bool> = rules.iter().map(|rule| options.wants(rule)).collect();
        if options.only.is_some() {
            let mut open: Vec<usize> = (0..rules.len())
                .filter(|&i| needed.get(i).copied().unwrap_or(false))
                .collect();
            while let Some(i) = open.pop() {
                for &other in self.yields.get(i).map_or(&[][..], Vec::as_slice) {
                    let runs = rules.get(other).is_some_and(|rule| {
                        !matches!(options.chosen(&rule.name), Some(Chosen::Off))
                    });
                    if let Some(slot) = needed.get_mut(other)
                        && runs
                        && !*slot
                    {
                        *slot = true;
                        open.push(other);
                    }
                }
            }
        }
        needed
    }
}

/// The steps that one rule or layer may take on a draft.
fn steps(reading: &Reading<'_>, options: &Options) -> u64 {
    options.steps.unwrap_or_else(|| default_steps(reading))
}

/// The steps that one rule or layer may take on a draft, where nothing else is said.
pub(crate) fn default_steps(reading: &Reading<'_>) -> u64 {
    STEPS + STEPS_PER_TOKEN * reading.tokens.len() as u64
}

/// The faults of one rule on one draft, and why it could not be decided, if so. None where its genres leave it out.
pub(crate) fn faults_of<'v>(
    evaluator: &Evaluator<'v>,
    rule: &'v Rule,
) -> (Vec<Fault>, Option<Why>) {
    let (mut found, mut open) = (Vec::new(), None);
    if !evaluator.runs(rule) || evaluator.idle(rule) {
        return (found, open);
    }
    let mut room: Option<Env> = None;
    for (it, span) in evaluator.subjects(rule) {
        if !evaluator.spend() {
            break;
        }
        let env = match room.take() {
            Some(room) => room.anew(it, span),
            None => Env::new(it, span),
        };
        let (verdict, env) = evaluator.judge_in(rule, env);
        match verdict {
            Verdict::Fault(require) => found.push(Fault {
                sentences: evaluator.view.sentences(env.span),
                env,
                require,
            }),
            Verdict::Undecided(_, why) => {
                open.get_or_insert(why);
                room = Some(env);
            }
            Verdict::Skipped(_) | Verdict::Excused(_) | Verdict::Content => room = Some(env),
        }
    }
    (found, open)
}
