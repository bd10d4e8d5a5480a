use std::path::PathBuf;

use clap::{Args, Subcommand};
use clap_complete::Shell;

/// Write shell completions or man pages
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  copydesk generate completions bash > ~/.local/share/bash-completion/completions/copydesk
  copydesk generate completions zsh > ~/.zfunc/_copydesk
  copydesk generate man ~/.local/share/man/man1")]
pub(crate) struct Generate {
    #[command(subcommand)]
    pub(crate) what: What,
}

#[derive(Subcommand, Debug)]
pub(crate) enum What {
    /// Completions for a shell, on standard output
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Man pages, one for each command
    Man {
        /// The folder they are written to
        #[arg(value_name = "DIR")]
        dir: PathBuf,
    },
}
