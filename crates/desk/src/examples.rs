//! The examples inside rules, and their silence suites, run: what `copydesk test` does. The engine judges; here are
//! the files, the profiles and what belongs to whom.

use copydesk_engine::Options;
use copydesk_engine::testing::{Bench, Passage, PassageError, RuleReport, build, passages};
use copydesk_lang::program::{Loc, Rule};

use crate::desk::Desk;
use crate::pack::{Pack, PackFile, PackKind};
use crate::profile;
use crate::setup::{self, Config};

/// What came of running examples.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tested {
    /// How each rule did, in order of file and place.
    pub rules: Vec<RuleReport>,
    /// What is wrong in silence suites: the file and the fault.
    pub suites: Vec<(String, PassageError)>,
}

impl Tested {
    /// True if an example or a passage fails, or a suite cannot be read.
    pub fn failed(&self) -> bool {
        !self.suites.is_empty() || self.rules.iter().any(RuleReport::failed)
    }
}

/// Runs the examples of all rules that pass `filter` by file and name, with the silence suites beside them.
pub fn run(desk: &Desk, pack: &Pack, filter: &dyn Fn(&str, &str) -> bool) -> Tested {
    let mut tested = Tested::default();
    let options_of = |name: &str| options(desk, pack, name);
    let base = desk.options();
    let bench = Bench::new(desk.engine(), desk.reader(), &build, &options_of, base);
    let suites: Vec<&PackFile> = pack
        .of(PackKind::Silence)
        .filter(|file| filter(&file.name, rule_of(file)))
        .collect();
    for suite in &suites {
        if desk.program().rule(rule_of(suite)).is_none() {
            tested.suites.push((
                suite.name.clone(),
                PassageError {
                    line: 1,
                    message: format!("no rule is called `{}`", rule_of(suite)),
                    help: "a silence suite has the name of its rule".to_owned(),
                },
            ));
        }
    }
    for rule in &desk.program().rules {
        if !filter(place(desk, rule.loc).0, &rule.name) {
            continue;
        }
        let mut silence: Vec<Passage> = Vec::new();
        for suite in suites.iter().filter(|suite| rule_of(suite) == rule.name) {
            match passages(&suite.text, desk.program()) {
                Ok(found) => silence.extend(found),
                Err(errors) => tested
                    .suites
                    .extend(errors.into_iter().map(|error| (suite.name.clone(), error))),
            }
        }
        tested.rules.push(bench.rule(rule, &silence));
    }
    tested
}

/// The file of a place in the rules, and its line from 1.
pub fn place(desk: &Desk, loc: Loc) -> (&str, usize) {
    let Some(file) = desk.program().files.get(loc.file as usize) else {
        return ("", 1);
    };
    let before = file.text.get(..loc.span.start as usize).unwrap_or("");
    (&file.name, before.matches('\n').count() + 1)
}

/// The file of the silence suite of a rule, if the pack has one.
pub fn suite<'a>(pack: &'a Pack, rule: &Rule) -> Option<&'a PackFile> {
    pack.of(PackKind::Silence)
        .find(|file| rule_of(file) == rule.name)
}

/// The rule a silence suite is for: `sourcing/bare-sources.silence.md` is for `bare-sources`.
fn rule_of(file: &PackFile) -> &str {
    let name = file.name.rsplit('/').next().unwrap_or(&file.name);
    name.strip_suffix(".silence.md").unwrap_or(name)
}

/// What a profile tells the engine, for examples that name one.
fn options(desk: &Desk, pack: &Pack, name: &str) -> Option<Options> {
    let profile = profile::load(pack, name).ok()?;
    let config = Config {
        even_off: true,
        ..Config::default()
    };
    setup::options(desk.program(), &profile, &config, &[]).ok()
}
