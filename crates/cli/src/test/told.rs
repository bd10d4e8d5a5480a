//! What came of the examples, told once for every format.

use copydesk_desk::examples::{self, Tested};
use copydesk_desk::{Desk, Pack};
use copydesk_engine::testing::{Decided, ExampleReport, Failure, Placed, RuleReport};

/// What came of all examples.
#[derive(Default)]
pub(super) struct Told {
    pub(super) suites: Vec<Suite>,
    pub(super) rules: Vec<Rule>,
}

/// A silence suite that cannot be read.
pub(super) struct Suite {
    pub(super) file: String,
    pub(super) line: u32,
    pub(super) message: String,
    pub(super) help: String,
}

/// What came of the examples of a rule.
#[derive(Default)]
pub(super) struct Rule {
    pub(super) name: String,
    pub(super) file: String,
    pub(super) line: usize,
    pub(super) bad: usize,
    pub(super) good: usize,
    pub(super) silence: usize,
    pub(super) clauses: usize,
    pub(super) faults: Vec<Fault>,
    /// Clauses that no example exercises.
    pub(super) unexercised: Vec<Place>,
    /// Silent examples that show nothing, and why.
    pub(super) open: Vec<Place>,
}

/// A place in the rules, with words.
pub(super) struct Place {
    pub(super) file: String,
    pub(super) line: usize,
    pub(super) words: String,
}

/// An example that does not do what it says.
pub(super) struct Fault {
    pub(super) file: String,
    pub(super) line: usize,
    /// A record of how it is today, which does not fail.
    pub(super) today: bool,
    /// Wanted, and happened.
    pub(super) pairs: Vec<(String, String)>,
    pub(super) messages: Vec<String>,
    pub(super) undecided: Option<String>,
    /// The words the rule could be about, and what decided.
    pub(super) decided: Vec<(String, String)>,
}

/// Totals.
#[derive(Default)]
pub(super) struct Counts {
    pub(super) examples: usize,
    pub(super) passed: usize,
    pub(super) failed: usize,
    pub(super) outdated: usize,
    pub(super) unexercised: usize,
}

impl Told {
    pub(super) fn of(desk: &Desk, pack: &Pack, tested: &Tested) -> Self {
        Self {
            suites: tested
                .suites
                .iter()
                .map(|(file, error)| Suite {
                    file: file.clone(),
                    line: error.line,
                    message: error.message.clone(),
                    help: error.help.clone(),
                })
                .collect(),
            rules: tested
                .rules
                .iter()
                .filter_map(|report| rule(desk, pack, report))
                .collect(),
        }
    }

    pub(super) fn counts(&self) -> Counts {
        let mut counts = Counts {
            failed: self.suites.len(),
            ..Counts::default()
        };
        for rule in &self.rules {
            let outdated = rule.faults.iter().filter(|fault| fault.today).count();
            counts.examples += rule.bad + rule.good + rule.silence;
            counts.outdated += outdated;
            counts.failed += rule.faults.len() - outdated;
            counts.unexercised += rule.unexercised.len();
        }
        counts.passed =
            (counts.examples + self.suites.len()).saturating_sub(counts.failed + counts.outdated);
        counts
    }
}

fn rule(desk: &Desk, pack: &Pack, report: &RuleReport) -> Option<Rule> {
    let own = desk.program().rule(&report.rule)?;
    let (file, line) = examples::place(desk, own.loc);
    let bad = report.examples.iter().filter(|example| example.bad).count();
    let mut told = Rule {
        name: report.rule.clone(),
        file: file.to_owned(),
        line,
        bad,
        good: report.examples.len() - bad,
        silence: report.silence.len(),
        clauses: report.clauses,
        ..Rule::default()
    };
    for example in &report.examples {
        if !example.failures.is_empty() {
            told.faults.push(fault(desk, example));
        } else if let (false, Some(why)) = (example.bad, &example.undecided) {
            told.open.push(at(desk, example.loc, why));
        }
    }
    let suite = examples::suite(pack, own).map_or("", |file| file.name.as_str());
    for passage in report.silence.iter().filter(|passage| passage.failed()) {
        let pair = match &passage.no_profile {
            Some(profile) => (
                format!("the profile `{profile}`"),
                "no profile has that name".to_owned(),
            ),
            None => (format!("nothing: {}", passage.title), words(&passage.found)),
        };
        told.faults.push(Fault {
            file: suite.to_owned(),
            line: passage.line as usize,
            today: false,
            pairs: vec![pair],
            messages: passage.messages.clone(),
            undecided: None,
            decided: decided(&passage.decided),
        });
    }
    told.unexercised = report
        .unexercised
        .iter()
        .map(|clause| at(desk, clause.loc, &one_line(&clause.words)))
        .collect();
    Some(told)
}

fn at(desk: &Desk, loc: copydesk_lang::program::Loc, words: &str) -> Place {
    let (file, line) = examples::place(desk, loc);
    Place {
        file: file.to_owned(),
        line,
        words: words.to_owned(),
    }
}

fn fault(desk: &Desk, example: &ExampleReport) -> Fault {
    let (file, line) = examples::place(desk, example.loc);
    Fault {
        file: file.to_owned(),
        line,
        today: example.today,
        pairs: example.failures.iter().map(pair).collect(),
        messages: Vec::new(),
        undecided: example.undecided.clone(),
        decided: decided(&example.decided),
    }
}

/// Wanted, and happened.
fn pair(failure: &Failure) -> (String, String) {
    match failure {
        Failure::Spans { wanted, found } => (words(wanted), words(found)),
        Failure::Says { wanted, found } => (format!("the message “{wanted}”"), quoted(found)),
        Failure::Fixed { wanted, found } => (format!("fixed: “{wanted}”"), format!("“{found}”")),
        Failure::NotClean { text, found } => (
            format!("nothing found in the fixed text “{text}”"),
            words(found),
        ),
        Failure::NotIdempotent { once, twice } => (
            format!("the fix changes nothing more the second time: “{once}”"),
            format!("“{twice}”"),
        ),
        Failure::NoProfile(name) => (
            format!("the profile `{name}`"),
            "no profile has that name".to_owned(),
        ),
    }
}

fn decided(decided: &[Decided]) -> Vec<(String, String)> {
    decided
        .iter()
        .map(|one| (one.about.words.clone(), one_line(&one.words)))
        .collect()
}

fn words(placed: &[Placed]) -> String {
    if placed.is_empty() {
        return "nothing".to_owned();
    }
    let words: Vec<String> = placed
        .iter()
        .map(|one| format!("“{}”", one.words))
        .collect();
    words.join(", ")
}

fn quoted(messages: &[String]) -> String {
    if messages.is_empty() {
        return "nothing was said".to_owned();
    }
    let quoted: Vec<String> = messages
        .iter()
        .map(|message| format!("“{message}”"))
        .collect();
    quoted.join(", ")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
