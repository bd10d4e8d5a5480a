//! `copydesk test`

use std::fmt::Write as _;
use std::path::PathBuf;

use copydesk_desk::examples::{self, Failure, Tested};
use copydesk_desk::{Config, Desk, Pack};
use copydesk_lang::Gravity;

use crate::args::Test;
use crate::{Exit, console, open};

pub(crate) fn run(args: &Test) -> Result<Exit, String> {
    let mut pack = Pack::standard();
    let standard: Vec<String> = pack.files().iter().map(|file| file.name.clone()).collect();
    if let Some(dir) = &args.dir {
        pack.add_folder(dir).map_err(|error| error.to_string())?;
    }
    let config = Config {
        even_off: true,
        ..Config::default()
    };
    let (desk, faults) = match Desk::open(&pack, &config) {
        Ok(opened) => opened,
        Err((error, faults)) => {
            console::complain(&open::describe(&faults, args.color, Gravity::Error));
            return Err(error.to_string());
        }
    };
    // Those who write rules want to hear of everything, not of errors alone.
    console::complain(&open::describe(&faults, args.color, Gravity::Advice));
    let tested = examples::run(&desk, &pack, &|file| {
        args.dir.is_none() || !standard.iter().any(|known| known == file)
    })
    .map_err(|error| error.to_string())?;
    let exit = if faults.is_broken() {
        Exit::Trouble
    } else if tested.failures.is_empty() {
        Exit::Clean
    } else {
        Exit::Findings
    };
    if tested.rules == 0 && !faults.is_broken() {
        let dir = args
            .dir
            .clone()
            .unwrap_or_else(|| PathBuf::from("the standard pack"));
        return Err(format!("no rules to test in {}", dir.display()));
    }
    console::print(&shown(&tested))?;
    Ok(exit)
}

fn shown(tested: &Tested) -> String {
    let mut out = String::new();
    for failure in &tested.failures {
        write_failure(&mut out, "failed", failure);
    }
    for failure in &tested.outdated {
        write_failure(&mut out, "no longer so", failure);
    }
    let _ = writeln!(
        out,
        "{}, {}: {} passed, {} failed{}",
        count(tested.rules, "rule"),
        count(
            tested.passed + tested.failures.len() + tested.outdated.len(),
            "example"
        ),
        tested.passed,
        tested.failures.len(),
        match tested.outdated.len() {
            0 => String::new(),
            some => format!(", {some} `today` records no longer hold"),
        }
    );
    out
}

fn write_failure(out: &mut String, what: &str, failure: &Failure) {
    let _ = writeln!(
        out,
        "{}:{}: {what}: {}",
        failure.file, failure.line, failure.rule
    );
    let _ = writeln!(
        out,
        "  example   {}",
        failure.example.replace('\n', "\n            ")
    );
    let _ = writeln!(out, "  wanted    {}", failure.wanted);
    let _ = writeln!(out, "  happened  {}\n", failure.happened);
}

fn count(number: usize, word: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {word}{plural}")
}
