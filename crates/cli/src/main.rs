//! `copydesk`: flags in, reports out. The only crate that reads the environment and the terminal.

mod archive;
mod args;
mod changed;
mod check;
mod config;
mod console;
mod facts;
mod facts_check;
mod fmt;
mod generate;
mod git;
mod layers;
mod new;
mod open;
mod output;
mod progress;
mod reference;
mod rules;
mod stet;
mod test;
mod watch;
mod why;

use std::process::ExitCode;

use clap::Parser as _;

use crate::args::{Cli, Command};

/// A check asks for thousands of small pieces of memory a draft and drops them again: with the allocator of the system that is an
/// eighth of its time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How a run ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Exit {
    /// 0
    Clean,
    /// 1
    Findings,
    /// 2
    Trouble,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Clean => Self::SUCCESS,
            Exit::Findings => Self::from(1),
            Exit::Trouble => Self::from(2),
        }
    }
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let outcome = match &cli.command {
        Command::Check(args) => check::run(args),
        Command::Test(args) => test::run(args),
        Command::Layers(args) => layers::run(args),
        Command::Rules(args) => rules::list(args),
        Command::Explain(args) => rules::explain(args),
        Command::Fmt(args) => fmt::run(args),
        Command::Facts(args) => facts::run(args),
        Command::Why(args) => why::why(args),
        Command::WhyNot(args) => why::why_not(args),
        Command::Config(args) => config::run(args),
        Command::Docs(args) => reference::run(args),
        Command::Stet(args) => stet::run(args),
        Command::Try(args) => archive::try_rules(args),
        Command::Compare(args) => archive::compare(args),
        Command::Generate(args) => generate::run(args),
        Command::New(args) => new::new(args),
        Command::Init(args) => new::init(args),
    };
    match outcome {
        Ok(exit) => exit.into(),
        Err(message) => {
            console::complain(&format!("copydesk: {message}\n"));
            Exit::Trouble.into()
        }
    }
}
