//! `copydesk test`

mod told;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;

use copydesk_desk::{Config, Desk, Faults, examples};
use copydesk_lang::Gravity;
use serde_json::{Value, json};

use crate::args::{Test, TextOrJson};
use crate::console::count;
use crate::{Exit, console, open, why};
use told::{Counts, Fault, Place, Rule, Told};

pub(crate) fn run(args: &Test) -> Result<Exit, String> {
    let mut pack = open::base(args.pack.as_deref())?;
    let standard: Vec<String> = pack.files().iter().map(|file| file.name.clone()).collect();
    if let Some(dir) = &args.dir {
        pack.add_folder(dir).map_err(|error| error.to_string())?;
    }
    let config = Config {
        even_off: true,
        examples: true,
        ..Config::default()
    };
    let (desk, mut faults) = match Desk::open(&pack, &config) {
        Ok(opened) => opened,
        Err((error, faults)) => {
            console::complain(&open::describe(&faults, args.color, Gravity::Error));
            return Err(error.to_string());
        }
    };
    let only: BTreeSet<String> = match named(args, &desk, &faults) {
        Ok(only) => only,
        Err(error) => {
            // What is broken may be what keeps the rule from being known.
            console::complain(&open::describe(&faults, args.color, Gravity::Error));
            return Err(error);
        }
    };
    let wanted = |file: &str, rule: &str| {
        let own = args.dir.is_none() || !standard.iter().any(|known| known == file);
        // A rule that is asked for by name is tested wherever it stands.
        if only.is_empty() {
            own
        } else {
            only.contains(rule)
        }
    };
    // Those who write rules want to hear of everything that is theirs, not of errors alone.
    let names: Vec<String> = faults.files.iter().map(|file| file.name.clone()).collect();
    faults.rules.retain(|fault| {
        fault.gravity == Gravity::Error
            || names
                .get(fault.loc().file as usize)
                .is_none_or(|file| only.is_empty() && wanted(file, ""))
    });
    console::complain(&open::describe(&faults, args.color, Gravity::Advice));
    let tested = examples::run(&desk, &pack, &wanted);
    if tested.rules.is_empty() && !faults.is_broken() {
        let dir = args
            .dir
            .clone()
            .unwrap_or_else(|| PathBuf::from("the standard pack"));
        return Err(format!("no rules to test in {}", dir.display()));
    }
    let exit = if faults.is_broken() {
        Exit::Trouble
    } else if tested.failed() {
        Exit::Findings
    } else {
        Exit::Clean
    };
    let told = Told::of(&desk, &pack, &tested);
    match args.format {
        TextOrJson::Json => console::print(&as_json(&told))?,
        // Where nothing runs, what is broken has been said.
        TextOrJson::Text if tested.rules.is_empty() && !tested.failed() => {}
        TextOrJson::Text => console::print(&as_text(&told, args.coverage))?,
    }
    Ok(exit)
}

/// The rules of `--rule`; one that is left out for its faults may be asked for too, and has them shown.
fn named(args: &Test, desk: &Desk, faults: &Faults) -> Result<BTreeSet<String>, String> {
    args.rule
        .iter()
        .map(|name| {
            if faults.left_out.contains(name) {
                return Ok(name.clone());
            }
            why::known(desk, name).map_err(|error| format!("--rule: {error}"))
        })
        .collect()
}

fn as_text(told: &Told, coverage: bool) -> String {
    let mut out = String::new();
    for suite in &told.suites {
        let _ = writeln!(
            out,
            "{}:{}: {}\n  help      {}\n",
            suite.file, suite.line, suite.message, suite.help
        );
    }
    for rule in &told.rules {
        for fault in &rule.faults {
            write_fault(&mut out, rule, fault);
        }
        for Place { file, line, words } in &rule.open {
            let _ = writeln!(
                out,
                "{file}:{line}: {}: the silence of this example shows nothing: {words}\n",
                rule.name
            );
        }
        for Place { file, line, words } in &rule.unexercised {
            let _ = writeln!(
                out,
                "{file}:{line}: {}: no example exercises this clause\n  {words}\n",
                rule.name
            );
        }
    }
    if coverage {
        write_coverage(&mut out, &told.rules);
    }
    let Counts {
        examples,
        passed,
        failed,
        outdated,
        unexercised,
    } = told.counts();
    let _ = write!(
        out,
        "{}, {}: {passed} passed, {failed} failed",
        count(told.rules.len(), "rule"),
        count(examples, "example"),
    );
    if outdated > 0 {
        let _ = write!(out, ", {} no longer so", count(outdated, "`today` record"));
    }
    if unexercised > 0 {
        let _ = write!(
            out,
            "; {} that no example exercises",
            count(unexercised, "clause")
        );
    }
    out.push('\n');
    out
}

fn write_fault(out: &mut String, rule: &Rule, fault: &Fault) {
    let what = if fault.today {
        "no longer so"
    } else {
        "failed"
    };
    let _ = writeln!(out, "{}:{}: {what}: {}", fault.file, fault.line, rule.name);
    for (wanted, happened) in &fault.pairs {
        let _ = writeln!(out, "  wanted    {wanted}");
        let _ = writeln!(out, "  happened  {happened}");
    }
    for message in &fault.messages {
        let _ = writeln!(out, "            {message}");
    }
    if let Some(why) = &fault.undecided {
        let _ = writeln!(out, "  undecided {why}");
    }
    for (about, words) in &fault.decided {
        let _ = writeln!(out, "  decided   “{about}”: {words}");
    }
    out.push('\n');
}

/// How much of each rule its examples exercise.
fn write_coverage(out: &mut String, rules: &[Rule]) {
    let wide = rules.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let wide = wide.max(4);
    let _ = writeln!(out, "{:wide$}  clauses   bad  good  silence", "rule");
    for rule in rules {
        let _ = writeln!(
            out,
            "{:wide$}  {:>7}  {:4}  {:4}  {:7}",
            rule.name,
            format!("{}/{}", rule.clauses - rule.unexercised.len(), rule.clauses),
            rule.bad,
            rule.good,
            rule.silence
        );
    }
    out.push('\n');
}

fn as_json(told: &Told) -> String {
    let place =
        |place: &Place| json!({ "file": place.file, "line": place.line, "words": place.words });
    let fault = |fault: &Fault| {
        let pairs: Vec<Value> = fault
            .pairs
            .iter()
            .map(|(wanted, happened)| json!({ "wanted": wanted, "happened": happened }))
            .collect();
        let decided: Vec<Value> = fault
            .decided
            .iter()
            .map(|(about, words)| json!({ "about": about, "words": words }))
            .collect();
        json!({
            "file": fault.file,
            "line": fault.line,
            "today": fault.today,
            "differences": pairs,
            "messages": fault.messages,
            "undecided": fault.undecided,
            "decided": decided,
        })
    };
    let rules: Vec<Value> = told
        .rules
        .iter()
        .map(|rule| {
            json!({
                "rule": rule.name,
                "file": rule.file,
                "line": rule.line,
                "examples": { "bad": rule.bad, "good": rule.good, "silence": rule.silence },
                "clauses": rule.clauses,
                "exercised": rule.clauses - rule.unexercised.len(),
                "failures": rule.faults.iter().map(fault).collect::<Vec<_>>(),
                "unexercised": rule.unexercised.iter().map(place).collect::<Vec<_>>(),
                "undecided": rule.open.iter().map(place).collect::<Vec<_>>(),
            })
        })
        .collect();
    let suites: Vec<Value> = told
        .suites
        .iter()
        .map(|suite| {
            json!({
                "file": suite.file,
                "line": suite.line,
                "message": suite.message,
                "help": suite.help,
            })
        })
        .collect();
    let counts = told.counts();
    format!(
        "{}\n",
        json!({
            "schema": 1,
            "rules": rules,
            "suites": suites,
            "summary": {
                "rules": told.rules.len(),
                "examples": counts.examples,
                "passed": counts.passed,
                "failed": counts.failed,
                "outdated": counts.outdated,
                "unexercised": counts.unexercised,
            },
        })
    )
}
