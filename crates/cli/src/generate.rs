//! `copydesk generate`: completions and man pages, from the one definition of the command line.

use std::fs;
use std::path::Path;

use clap::CommandFactory as _;

use crate::Exit;
use crate::args::{Cli, Generate, What};
use crate::console::{self, count};

pub(crate) fn run(args: &Generate) -> Result<Exit, String> {
    match &args.what {
        What::Completions { shell } => {
            let mut out = Vec::new();
            clap_complete::generate(*shell, &mut Cli::command(), "copydesk", &mut out);
            console::print(&String::from_utf8_lossy(&out))?;
        }
        What::Man { dir } => {
            fs::create_dir_all(dir).map_err(|error| format!("{}: {error}", dir.display()))?;
            let mut root = Cli::command();
            // Gives every command its whole name.
            root.build();
            let written = pages(&root, "copydesk", dir)?;
            console::print(&format!(
                "wrote {} to {}\n",
                count(written, "page"),
                dir.display()
            ))?;
        }
    }
    Ok(Exit::Clean)
}

/// The page of a command and those below it; their number.
fn pages(command: &clap::Command, name: &str, dir: &Path) -> Result<usize, String> {
    let path = dir.join(format!("{name}.1"));
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone())
        .render(&mut page)
        .and_then(|()| fs::write(&path, &page))
        .map_err(|error| format!("{}: {error}", path.display()))?;
    let mut written = 1;
    for below in command
        .get_subcommands()
        .filter(|below| below.get_name() != "help")
    {
        written += pages(below, &format!("{name}-{}", below.get_name()), dir)?;
    }
    Ok(written)
}
