use std::path::PathBuf;

use clap::Args;

use super::{Choice, TextOrJson};

/// Say what rules would find in an archive: counts, and a sample to read
#[derive(Args, Debug)]
#[command(
    override_usage = "copydesk try [OPTIONS] <RULE>... <ARCHIVE>",
    after_help = "\
Examples:
  copydesk try casualty-attribution archive/
  copydesk try so-called-name articles.jsonl --rules house-rules --sample 30 --seed 2

An archive is a folder of drafts, or a JSON Lines file: one article a line, an object with `text`
(or `body`), and `title` and `date` (2025-03-11) where they are known.

Exit codes:
  0  counted, whatever is found
  2  bad arguments, broken rules, or an archive that cannot be read to its end"
)]
pub(crate) struct Try {
    /// The rules, then the archive
    #[arg(value_name = "RULE", required = true, num_args = 1..)]
    pub(crate) what: Vec<String>,

    #[command(flatten)]
    pub(crate) sampling: Sampling,

    #[command(flatten)]
    pub(crate) choice: Choice,
}

/// Say what a change of rules gains and loses over an archive, rule by rule
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  copydesk compare --rules house-rules.old house-rules archive/
  copydesk compare --packs ../copydesk-1.0/rules rules articles.jsonl --select casualty-attribution

A copydesk.toml plays no part: what is compared is named in full.

Exit codes:
  0  compared, whatever differs
  2  bad arguments, broken rules, or an archive that cannot be read to its end")]
pub(crate) struct Compare {
    /// A folder of drafts, or a JSON Lines file of articles
    #[arg(value_name = "ARCHIVE")]
    pub(crate) archive: PathBuf,

    /// Two folders of rules, each added to the standard pack
    #[arg(long, value_names = ["OLD", "NEW"], num_args = 2, required_unless_present = "packs", conflicts_with = "packs")]
    pub(crate) rules: Vec<PathBuf>,

    /// Two folders, each in place of the standard pack
    #[arg(long, value_names = ["OLD", "NEW"], num_args = 2)]
    pub(crate) packs: Vec<PathBuf>,

    /// The profile both work with [default: wire]
    #[arg(long, value_name = "NAME")]
    pub(crate) profile: Option<String>,

    /// Only these rules
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(crate) select: Vec<String>,

    #[command(flatten)]
    pub(crate) sampling: Sampling,
}

/// What is shown of what is found.
#[derive(Args, Debug)]
pub(crate) struct Sampling {
    /// Show so many findings of each rule
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(crate) sample: usize,

    /// Another sample for another number; the same for the same
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) seed: u64,

    /// How to show it
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(crate) format: TextOrJson,
}
