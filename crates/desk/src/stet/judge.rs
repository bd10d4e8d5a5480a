//! Marks against findings: what stands, and what is wrong with marks.

use std::collections::{BTreeMap, BTreeSet};

use copydesk_draft::{Day, Span};
use copydesk_engine::{Chosen, Finding, Options, Outcome, fingerprint};
use copydesk_lang::nearest;
use copydesk_lang::program::{Level, Program};

use super::mark::FORM;
use super::{
    EXPIRED, Mark, RULES, State, Stet, Target, UNKNOWN_RULE, UNREADABLE, UNUSED, WITHOUT_REASON,
};
use crate::report;

/// What marks are judged by.
pub(crate) struct Judging<'a> {
    pub(crate) program: &'a Program,
    pub(crate) options: &'a Options,
    /// Rules that exist and are broken.
    pub(crate) left_out: &'a [String],
    /// The day of the check; without one nothing expires.
    pub(crate) today: Option<Day>,
    /// True if a rule runs.
    pub(crate) runs: &'a dyn Fn(&str) -> bool,
}

/// What became of findings and marks.
#[derive(Default)]
pub(crate) struct Judged {
    pub(crate) marks: Vec<Stet>,
    /// Findings that stand, with the index of their mark.
    pub(crate) standing: Vec<(Finding, usize)>,
    /// What is wrong with marks.
    pub(crate) faults: Vec<report::Finding>,
}

/// Takes the findings that stand out of an outcome.
pub(crate) fn judge(marks: &[Mark], outcome: &mut Outcome, judging: &Judging<'_>) -> Judged {
    let mut judged = Judged::default();
    if marks.is_empty() {
        return judged;
    }
    let mut states = Vec::with_capacity(marks.len());
    let mut valid: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, mark) in marks.iter().enumerate() {
        let rule = judging.program.rule(&mark.said.rule);
        let state = state(mark, rule.is_some(), judging);
        if let (Some(rule), State::Unused | State::NotJudged) = (rule, state) {
            valid.entry(&rule.name).or_default().push(index);
        }
        states.push(state);
    }
    let mut kept = Vec::with_capacity(outcome.findings.len());
    // In order, as the marks of a draft are.
    let own: Vec<Span> = marks.iter().filter_map(|mark| mark.own).collect();
    for finding in std::mem::take(&mut outcome.findings) {
        let next = own.partition_point(|span| span.end < finding.span.end);
        if own
            .get(next)
            .is_some_and(|span| span.contains(finding.span))
        {
            continue;
        }
        let of_rule = valid.get(finding.rule.as_str());
        let mark = of_rule.into_iter().flatten().copied().find(|&index| {
            marks
                .get(index)
                .is_some_and(|mark| covers(&mark.target, &finding))
        });
        let Some(index) = mark else {
            kept.push(finding);
            continue;
        };
        if let Some(state) = states.get_mut(index) {
            *state = State::Stands(match state {
                State::Stands(number) => *number + 1,
                _ => 1,
            });
        }
        judged.standing.push((finding, index));
    }
    outcome.findings = kept;
    // A rule that could not say all it had to say does not make a mark useless.
    let open: BTreeSet<&str> = outcome
        .undecided
        .iter()
        .map(|open| open.rule.as_str())
        .chain(outcome.capped.iter().map(|capped| capped.rule.as_str()))
        .collect();
    let mut ordinals: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (mark, state) in marks.iter().zip(states) {
        let name = judging
            .program
            .rule(&mark.said.rule)
            .map_or(mark.said.rule.as_str(), |rule| rule.name.as_str());
        let state = if state == State::Unused && open.contains(name) {
            State::NotJudged
        } else {
            state
        };
        if let Some((check, message, help)) = fault(mark, state, judging)
            && let Some(severity) = severity(check, judging.options)
        {
            let ordinal = ordinals.entry((check, &mark.said.rule)).or_default();
            *ordinal += 1;
            judged.faults.push(report::Finding {
                rule: check.to_owned(),
                severity,
                severity_reason: None,
                message,
                help: Some(help),
                because: None,
                place: mark.place.clone(),
                related: Vec::new(),
                fix: None,
                fingerprint: fingerprint(&["text", check, &mark.said.rule, &ordinal.to_string()]),
            });
        }
        judged.marks.push(Stet {
            rule: mark.said.rule.clone(),
            reason: mark.said.reason.clone(),
            by: mark.said.by.clone(),
            until: mark.said.until,
            whole_file: mark.said.whole_file,
            file: mark.file.clone(),
            line: mark.line,
            state,
        });
    }
    judged
}

/// What can be said of a mark before the findings are looked at.
fn state(mark: &Mark, known: bool, judging: &Judging<'_>) -> State {
    let said = &mark.said;
    let broken = judging.left_out.contains(&said.rule);
    if said.fault.is_some() || said.reason.is_empty() || !(known || broken) {
        State::Faulty
    } else if judging.today > said.until && said.until.is_some() {
        State::Expired
    } else if broken || !(judging.runs)(&said.rule) {
        State::NotJudged
    } else {
        State::Unused
    }
}

fn covers(target: &Target, finding: &Finding) -> bool {
    match target {
        Target::File => true,
        Target::Text(span) => span.holds(finding.span.start),
        Target::Fingerprint(fingerprint) => *fingerprint == finding.fingerprint,
    }
}

/// The check that a mark fails, the message and the help.
fn fault(
    mark: &Mark,
    state: State,
    judging: &Judging<'_>,
) -> Option<(&'static str, String, String)> {
    let said = &mark.said;
    let rule = &said.rule;
    // What stands beside the draft is reported in the draft: the message says where it is.
    let which = match mark.target {
        _ if mark.own.is_none() => format!("The stet mark at {}:{}", mark.file, mark.line),
        _ => "This stet mark".to_owned(),
    };
    if let Some(fault) = &said.fault {
        return Some((
            UNREADABLE,
            format!("{which} has no effect: {fault}."),
            format!("A mark reads {FORM}."),
        ));
    }
    if judging.program.rule(rule).is_none() && !judging.left_out.contains(rule) {
        let names = judging.program.rules.iter().map(|rule| rule.name.as_str());
        let help = match nearest(rule, names) {
            Some(near) => format!("Did you mean `{near}`?"),
            None => "`copydesk rules` lists the rules; take the mark out if its rule is gone."
                .to_owned(),
        };
        return Some((
            UNKNOWN_RULE,
            format!("{which} has no effect: no rule is called `{rule}`."),
            help,
        ));
    }
    if said.reason.is_empty() {
        return Some((
            WITHOUT_REASON,
            format!("{which} has no effect: it gives no reason."),
            "Say after the rule and a colon what was confirmed, with whom or how.".to_owned(),
        ));
    }
    match (state, said.until) {
        (State::Expired, Some(until)) => Some((
            EXPIRED,
            format!("{which} for `{rule}` held until {}.", until.long()),
            format!(
                "It read “{}”: decide anew, with a new day, or take it out.",
                said.reason
            ),
        )),
        (State::Unused, _) => Some((
            UNUSED,
            match mark.target {
                Target::File => format!("{which} is of no use: `{rule}` finds nothing in this draft."),
                Target::Text(_) => {
                    format!("{which} is of no use: `{rule}` finds nothing in its paragraph.")
                }
                Target::Fingerprint(_) => {
                    format!("{which} is of no use: `{rule}` finds nothing of its fingerprint.")
                }
            },
            "Take the mark out; if the paragraph moved away from it, put it before the paragraph again."
                .to_owned(),
        )),
        _ => None,
    }
}

/// The severity of a check of marks; `None` if it is off.
pub(crate) fn severity(check: &str, options: &Options) -> Option<Level> {
    if options
        .only
        .as_ref()
        .is_some_and(|only| !only.contains(check))
    {
        return None;
    }
    match options.severities.get(check) {
        Some(Chosen::Off) => None,
        Some(Chosen::Level(level)) => Some(*level),
        None => RULES
            .iter()
            .find(|(name, ..)| *name == check)
            .map(|&(_, _, level)| level),
    }
}
