use std::path::PathBuf;

use clap::Args;
use copydesk_draft::Day;

use super::{Choice, Colour, Format, Severity, day};

const CHECK_EXAMPLES: &str = "\
Examples:
  copydesk check draft.md                       one draft
  copydesk check drafts/ --profile strict       a folder, honouring .gitignore
  copydesk check --as-of 2025-03-11 draft.txt   facts as of that day
  copydesk check - --stdin-filename draft.md < draft.md
  copydesk check drafts/ --format json > findings.json
  copydesk check archive/ --write-baseline known.json
  copydesk check archive/ --baseline known.json
  copydesk check drafts/ --since main           what this branch brought
  copydesk check --staged                       before a commit
  copydesk check drafts/ --diff                 what --fix would change
  copydesk check drafts/ --format github -o sarif=findings.sarif

Exit codes:
  0  clean
  1  findings at error level (with --error-on-warning: at warning level too; with --strict-unknown: a rule
     that could not be decided)
  2  bad arguments, broken rules, or a draft that was not linted; 2 wins over 1";

/// Check drafts (.txt, .md) and say what is found
#[derive(Args, Debug)]
#[command(after_help = CHECK_EXAMPLES)]
#[allow(clippy::struct_excessive_bools, reason = "flags")]
pub(crate) struct Check {
    /// Drafts and folders; `-` is standard input
    #[arg(value_name = "PATHS", default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,

    /// How to show what is found
    #[arg(long, value_enum, default_value_t = Format::Full)]
    pub(crate) format: Format,

    /// Write to a file, not to standard output; with FORMAT= another format beside it; may be given several times
    #[arg(short, long, value_name = "[FORMAT=]FILE")]
    pub(crate) output: Vec<String>,

    #[command(flatten)]
    pub(crate) choice: Choice,

    /// Show findings of this severity and above [default: the profile's, which is warning]
    #[arg(long, value_name = "SEVERITY", value_enum)]
    pub(crate) min_severity: Option<Severity>,

    /// Take this day for the date of every draft, whatever the drafts say
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) as_of: Option<Day>,

    /// The day by which stet marks expire [default: today, in UTC]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) today: Option<Day>,

    /// Only these rules
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(crate) select: Vec<String>,

    /// Not these rules
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(crate) ignore: Vec<String>,

    /// Do not report the findings of this baseline [default: that of copydesk.toml]
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,

    /// Report the findings of the baseline of copydesk.toml too
    #[arg(long, conflicts_with = "baseline")]
    pub(crate) no_baseline: bool,

    /// Take what is gone out of the baseline
    #[arg(long)]
    pub(crate) prune: bool,

    /// Write all findings to a baseline
    #[arg(long, value_name = "FILE", conflicts_with = "baseline")]
    pub(crate) write_baseline: Option<PathBuf>,

    /// Only what is new since a git revision: changed sentences, changed evidence, and what edits elsewhere brought about
    #[arg(long, value_name = "REF", conflicts_with_all = ["staged", "fix", "fix_offers", "diff", "write_baseline", "prune"])]
    pub(crate) since: Option<String>,

    /// Only what is new in what is staged for the next commit
    #[arg(long, conflicts_with_all = ["fix", "fix_offers", "diff", "write_baseline", "prune"])]
    pub(crate) staged: bool,

    /// Apply the safe fixes to the files; of standard input, write the fixed draft to standard output
    #[arg(long)]
    pub(crate) fix: bool,

    /// Apply the fixes that these rules offer too
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(crate) fix_offers: Vec<String>,

    /// Show what --fix would change, and change nothing
    #[arg(long)]
    pub(crate) diff: bool,

    /// Leave out files and folders that match, as in .gitignore
    #[arg(long, value_name = "PATTERN")]
    pub(crate) exclude: Vec<String>,

    /// Refuse drafts that are larger: in bytes, or as 500K, 200M, 1G (at most) [default: 64M]
    #[arg(long, value_name = "SIZE", value_parser = size)]
    pub(crate) max_size: Option<u64>,

    /// The name standard input is reported under; its ending tells the format
    #[arg(long, value_name = "NAME")]
    pub(crate) stdin_filename: Option<String>,

    /// Exit 1 for warnings too
    #[arg(long)]
    pub(crate) error_on_warning: bool,

    /// Exit 1 where a rule could not be decided (on in the profile `strict`)
    #[arg(long)]
    pub(crate) strict_unknown: bool,

    /// Exit 0 whatever is found; bad arguments and unread drafts still exit 2
    #[arg(long)]
    pub(crate) exit_zero: bool,

    /// Check so many drafts at a time [default: one a processor]
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<usize>,

    /// Count the findings by rule: the same as --format statistics
    #[arg(long, conflicts_with = "format")]
    pub(crate) statistics: bool,

    /// Show no more findings than this, the most severe; all are counted and decide the exit code
    #[arg(long, value_name = "N")]
    pub(crate) max_findings: Option<usize>,

    /// Only findings and drafts that were not linted: no totals, no progress
    #[arg(short, long)]
    pub(crate) quiet: bool,

    /// Check again whenever a draft, a rule or the configuration changes, until interrupted
    #[arg(long, conflicts_with_all = ["fix", "fix_offers", "diff", "write_baseline", "prune", "output"])]
    pub(crate) watch: bool,

    /// When to use colours
    #[arg(long, value_enum, default_value_t = Colour::Auto)]
    pub(crate) color: Colour,
}

/// A size in bytes.
fn size(text: &str) -> Result<u64, String> {
    let (number, unit) = match text.char_indices().next_back() {
        Some((at, 'K' | 'k')) => (text.get(..at), 1 << 10),
        Some((at, 'M' | 'm')) => (text.get(..at), 1 << 20),
        Some((at, 'G' | 'g')) => (text.get(..at), 1 << 30),
        _ => (Some(text), 1),
    };
    let size = number
        .and_then(|number| number.parse::<u64>().ok())
        .and_then(|number| number.checked_mul(unit))
        .filter(|size| *size > 0)
        .ok_or_else(|| "write a number of bytes, or 500K, 200M, 1G".to_owned())?;
    if size > copydesk_desk::MOST_BYTES {
        return Err("a draft of more than 1G cannot be read".to_owned());
    }
    Ok(size)
}
