//! `copydesk test`

use std::fmt::Write as _;
use std::path::PathBuf;

use copydesk_desk::examples::{self, Tested};
use copydesk_desk::{Config, Desk, Pack};
use copydesk_engine::testing::{Decided, ExampleReport, Failure, Placed, RuleReport};
use copydesk_lang::Gravity;

use crate::args::Test;
use crate::console::count;
use crate::{Exit, console, open};

pub(crate) fn run(args: &Test) -> Result<Exit, String> {
    let mut pack = open::base(args.pack.as_deref())?;
    let standard: Vec<String> = pack.files().iter().map(|file| file.name.clone()).collect();
    if let Some(dir) = &args.dir {
        pack.add_folder(dir).map_err(|error| error.to_string())?;
    }
    let config = Config {
        even_off: true,
        ..Config::default()
    };
    let (desk, mut faults) = match Desk::open(&pack, &config) {
        Ok(opened) => opened,
        Err((error, faults)) => {
            console::complain(&open::describe(&faults, args.color, Gravity::Error));
            return Err(error.to_string());
        }
    };
    let wanted = |file: &str| args.dir.is_none() || !standard.iter().any(|known| known == file);
    // Those who write rules want to hear of everything that is theirs, not of errors alone.
    let names: Vec<String> = faults.files.iter().map(|file| file.name.clone()).collect();
    faults.rules.retain(|fault| {
        fault.gravity == Gravity::Error
            || names
                .get(fault.loc().file as usize)
                .is_none_or(|file| wanted(file))
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
    // Where nothing runs, what is broken has been said.
    if !tested.rules.is_empty() || tested.failed() {
        console::print(&shown(&desk, &pack, &tested))?;
    }
    Ok(exit)
}

#[derive(Default)]
struct Counts {
    examples: usize,
    failed: usize,
    outdated: usize,
    unexercised: usize,
}

fn shown(desk: &Desk, pack: &Pack, tested: &Tested) -> String {
    let mut out = String::new();
    let mut counts = Counts::default();
    for (file, error) in &tested.suites {
        counts.failed += 1;
        let _ = writeln!(
            out,
            "{file}:{}: {}\n  help      {}\n",
            error.line, error.message, error.help
        );
    }
    for report in &tested.rules {
        write_rule(&mut out, desk, pack, report, &mut counts);
    }
    let _ = write!(
        out,
        "{}, {}: {} passed, {} failed",
        count(tested.rules.len(), "rule"),
        count(counts.examples, "example"),
        counts.examples + tested.suites.len() - counts.failed - counts.outdated,
        counts.failed,
    );
    if counts.outdated > 0 {
        let _ = write!(
            out,
            ", {} no longer so",
            count(counts.outdated, "`today` record")
        );
    }
    if counts.unexercised > 0 {
        let _ = write!(
            out,
            "; {} that no example exercises",
            count(counts.unexercised, "clause")
        );
    }
    out.push('\n');
    out
}

fn write_rule(
    out: &mut String,
    desk: &Desk,
    pack: &Pack,
    report: &RuleReport,
    counts: &mut Counts,
) {
    let Some(rule) = desk.program().rule(&report.rule) else {
        return;
    };
    for example in &report.examples {
        counts.examples += 1;
        if !example.failures.is_empty() {
            counts.failed += usize::from(!example.today);
            counts.outdated += usize::from(example.today);
            write_example(out, desk, &report.rule, example);
        } else if let (true, Some(why)) = (!example.bad, &example.undecided) {
            let (file, line) = examples::place(desk, example.loc);
            let _ = writeln!(
                out,
                "{file}:{line}: {}: the silence of this example shows nothing: {why}\n",
                report.rule
            );
        }
    }
    let file = examples::suite(pack, rule).map_or("", |file| file.name.as_str());
    for passage in &report.silence {
        counts.examples += 1;
        if !passage.failed() {
            continue;
        }
        counts.failed += 1;
        let _ = writeln!(out, "{file}:{}: failed: {}", passage.line, report.rule);
        if let Some(profile) = &passage.no_profile {
            let _ = writeln!(out, "  no profile is called `{profile}`\n");
            continue;
        }
        let _ = writeln!(out, "  wanted    nothing: {}", passage.title);
        let _ = writeln!(out, "  happened  {}", words(&passage.found));
        for message in &passage.messages {
            let _ = writeln!(out, "            {message}");
        }
        write_decided(out, &passage.decided);
    }
    for clause in &report.unexercised {
        counts.unexercised += 1;
        let (file, line) = examples::place(desk, clause.loc);
        let _ = writeln!(
            out,
            "{file}:{line}: {}: no example exercises this clause\n  {}\n",
            report.rule,
            one_line(&clause.words)
        );
    }
}

fn write_example(out: &mut String, desk: &Desk, rule: &str, example: &ExampleReport) {
    let (file, line) = examples::place(desk, example.loc);
    let what = if example.today {
        "no longer so"
    } else {
        "failed"
    };
    let _ = writeln!(out, "{file}:{line}: {what}: {rule}");
    for failure in &example.failures {
        let (wanted, happened) = match failure {
            Failure::Spans { wanted, found } => (words(wanted), words(found)),
            Failure::Says { wanted, found } => (format!("the message “{wanted}”"), quoted(found)),
            Failure::Fixed { wanted, found } => {
                (format!("fixed: “{wanted}”"), format!("“{found}”"))
            }
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
                "there is none of that name".to_owned(),
            ),
        };
        let _ = writeln!(out, "  wanted    {wanted}");
        let _ = writeln!(out, "  happened  {happened}");
    }
    if let Some(why) = &example.undecided {
        let _ = writeln!(out, "  undecided {why}");
    }
    write_decided(out, &example.decided);
}

/// What decided about each thing the rule could have spoken about.
fn write_decided(out: &mut String, decided: &[Decided]) {
    for one in decided {
        let _ = writeln!(
            out,
            "  decided   “{}”: {}",
            one.about.words,
            one_line(&one.words)
        );
    }
    out.push('\n');
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
