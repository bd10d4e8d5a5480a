//! The command line.

mod archive;
mod generate;
mod stet;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use copydesk_desk::Level;
use copydesk_draft::Day;

pub(crate) use archive::{Compare, Try};
pub(crate) use generate::{Generate, What};
pub(crate) use stet::Stet;

const EXIT_CODES: &str = "\
Exit codes:
  0  clean
  1  findings at error level (with --error-on-warning: at warning level too)
  2  bad arguments, broken rules, or a draft that was not linted; 2 wins over 1";

/// A newsroom's copy desk as a program: finds what is unsourced, undated, contradictory, mislabelled or left over in
/// a draft, and says why.
#[derive(Parser, Debug)]
#[command(name = "copydesk", version, propagate_version = true, arg_required_else_help = true, after_help = EXIT_CODES)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand, Debug)]
#[allow(clippy::large_enum_variant, reason = "there is one of it in a run")]
pub(crate) enum Command {
    Check(Check),
    Test(Test),
    Layers(Layers),
    Rules(Rules),
    Explain(Explain),
    Fmt(Fmt),
    Facts(Facts),
    Why(Why),
    WhyNot(WhyNot),
    Config(ShowConfig),
    Docs(Docs),
    Stet(Stet),
    Try(Try),
    Compare(Compare),
    Generate(Generate),
    New(New),
    Init(Init),
}

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

/// What rules to work with.
#[derive(Args, Debug)]
pub(crate) struct Choice {
    /// The house's choices: a profile of the standard pack or of a --rules folder [default: wire]
    #[arg(long, value_name = "NAME")]
    pub(crate) profile: Option<String>,

    /// A folder with more rules (*.desk, facts/*.toml, profiles/*.toml)
    #[arg(long, value_name = "DIR")]
    pub(crate) rules: Vec<PathBuf>,

    /// Work with the rules of this folder in place of the standard pack: for work on the pack itself
    #[arg(
        long,
        value_name = "DIR",
        env = "COPYDESK_PACK",
        hide_env_values = true
    )]
    pub(crate) pack: Option<PathBuf>,

    /// Take this configuration, not the nearest copydesk.toml in this folder or above it
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub(crate) config: Option<PathBuf>,

    /// Do not look for a copydesk.toml
    #[arg(long, visible_alias = "isolated")]
    pub(crate) no_config: bool,
}

/// Run the examples inside the rules
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  copydesk test               the standard pack
  copydesk test house-rules/  the standard pack with a folder of your own; only its rules are tested
  copydesk test --rule casualty-attribution --coverage
  copydesk test house-rules/ --format json

Exit codes:
  0  every example does what it says
  1  an example fails
  2  bad arguments or broken rules")]
pub(crate) struct Test {
    /// A folder of rules to add, or one .desk file
    #[arg(value_name = "DIR")]
    pub(crate) dir: Option<PathBuf>,

    /// Only these rules
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(crate) rule: Vec<String>,

    /// Say of each rule how many of its clauses the examples exercise
    #[arg(long)]
    pub(crate) coverage: bool,

    /// How to show what comes of them
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(crate) format: TextOrJson,

    /// Work with the rules of this folder in place of the standard pack: for work on the pack itself
    #[arg(
        long,
        value_name = "DIR",
        env = "COPYDESK_PACK",
        hide_env_values = true
    )]
    pub(crate) pack: Option<PathBuf>,

    /// When to use colours
    #[arg(long, value_enum, default_value_t = Colour::Auto)]
    pub(crate) color: Colour,
}

/// Show what is read in a draft: every layer with its things and their fields
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  copydesk layers draft.md                     what was read, for people
  copydesk layers draft.md --format json       the same for programs
  copydesk layers draft.md --layer date        one layer
  copydesk layers --schema                     the layers that rules can speak about

Exit codes:
  0  shown
  2  bad arguments or an unread draft")]
pub(crate) struct Layers {
    /// The draft; `-` is standard input
    #[arg(value_name = "FILE", required_unless_present_any = ["schema", "jsonl"])]
    pub(crate) file: Option<PathBuf>,

    /// Read `{doc_id, text, date?}` lines on standard input and write what was read in each under the names of
    /// annotated corpora, a JSON object a line
    #[arg(long, conflicts_with_all = ["file", "schema", "format", "layer"])]
    pub(crate) jsonl: bool,

    /// How to show it
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(crate) format: TextOrJson,

    /// Show the layers with their fields and types, not a draft
    #[arg(long)]
    pub(crate) schema: bool,

    /// Only these layers
    #[arg(long, value_name = "LAYER", value_delimiter = ',')]
    pub(crate) layer: Vec<String>,

    /// Take this day for the draft's date
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) as_of: Option<Day>,

    /// The name standard input is shown under; its ending tells the format
    #[arg(long, value_name = "NAME")]
    pub(crate) stdin_filename: Option<String>,

    #[command(flatten)]
    pub(crate) choice: Choice,
}

/// List the rules with their severities
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  copydesk rules
  copydesk rules --profile strict --format json
  copydesk rules --cost                    what each rule costs")]
pub(crate) struct Rules {
    #[command(flatten)]
    pub(crate) choice: Choice,

    /// Show what wakes each rule and how many look-ups it makes for each thing
    #[arg(long)]
    pub(crate) cost: bool,

    /// How to show them
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(crate) format: TextOrJson,
}

/// Explain a rule: what it asks for, why, and on which examples it speaks or stays silent
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  copydesk explain casualty-attribution")]
pub(crate) struct Explain {
    /// The rule's name
    #[arg(value_name = "RULE")]
    pub(crate) rule: String,

    #[command(flatten)]
    pub(crate) choice: Choice,

    /// When to use colours
    #[arg(long, value_enum, default_value_t = Colour::Auto)]
    pub(crate) color: Colour,
}

/// Bring rule files into their canonical form
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  copydesk fmt house-rules/          every .desk file below it
  copydesk fmt --check house-rules/  change nothing, say what would change
  copydesk fmt - < rule.desk         standard input to standard output

Exit codes:
  0  all in canonical form now
  1  with --check: something would change
  2  a file cannot be read as rules; it is left alone")]
pub(crate) struct Fmt {
    /// .desk files and folders; `-` is standard input
    #[arg(value_name = "PATHS", required = true)]
    pub(crate) paths: Vec<PathBuf>,

    /// Change nothing; say what would change and exit 1
    #[arg(long)]
    pub(crate) check: bool,

    /// When to use colours
    #[arg(long, value_enum, default_value_t = Colour::Auto)]
    pub(crate) color: Colour,
}

/// Show the registers: what is known, from when until when, by whom and on what source
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  copydesk facts                          the registers
  copydesk facts designations             every row of one
  copydesk facts HTS                      everything about one entity, by any of its names
  copydesk facts HTS --as-of 2025-08-01   and whether it held that day
  copydesk facts --check                  what in the registers has no source, no day, or contradicts itself

Exit codes:
  0  answered; with --check: nothing to mend
  1  with --check: something to mend
  2  bad arguments, or a broken pack")]
pub(crate) struct Facts {
    /// A register, or an entity by its id, a name or a short form
    #[arg(value_name = "NAME")]
    pub(crate) name: Option<String>,

    /// Say what held on this day; with --check, which registers were checked too long before it
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) as_of: Option<Day>,

    /// Check the registers: sources, days, names that lead nowhere
    #[arg(long, conflicts_with = "name")]
    pub(crate) check: bool,

    #[command(flatten)]
    pub(crate) choice: Choice,
}

/// Say why rules speak at a place of a draft, or are silent there: every clause, what was looked for, what was found
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  copydesk why draft.md:12                         every rule that is about something on line 12
  copydesk why draft.md:12:30 casualty-attribution one rule at one place

Exit codes:
  0  answered
  2  bad arguments, or a draft that was not linted")]
pub(crate) struct Why {
    /// The place, as findings have it
    #[arg(value_name = "FILE:LINE[:COLUMN]")]
    pub(crate) place: String,

    /// One rule
    #[arg(value_name = "RULE")]
    pub(crate) rule: Option<String>,

    /// Take this day for the draft's date
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) as_of: Option<Day>,

    /// The day by which stet marks expire [default: today, in UTC]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) today: Option<Day>,

    #[command(flatten)]
    pub(crate) choice: Choice,
}

/// Say what a rule makes of everything in a draft that it is about, and why it is silent where it is
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  copydesk why-not casualty-attribution draft.md

Exit codes:
  0  answered
  2  bad arguments, or a draft that was not linted")]
pub(crate) struct WhyNot {
    /// The rule
    #[arg(value_name = "RULE")]
    pub(crate) rule: String,

    /// The draft
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,

    /// Take this day for the draft's date
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) as_of: Option<Day>,

    /// The day by which stet marks expire [default: today, in UTC]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) today: Option<Day>,

    #[command(flatten)]
    pub(crate) choice: Choice,
}

/// Write the reference of the rules as Markdown: a page a rule, an index, the layers, the registers
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  copydesk docs rulebook/                 the standard pack
  copydesk docs rulebook/ --rules house/  with a house's own rules
  copydesk docs rulebook/ --check         say which pages are out of date

Exit codes:
  0  written, or all up to date
  1  with --check: a page is out of date
  2  bad arguments or broken rules")]
pub(crate) struct Docs {
    /// The folder of the pages
    #[arg(value_name = "DIR")]
    pub(crate) dir: PathBuf,

    /// Write nothing; say which pages are out of date
    #[arg(long)]
    pub(crate) check: bool,

    #[command(flatten)]
    pub(crate) choice: Choice,
}

/// Show what is in force, and where each value comes from
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  copydesk config
  copydesk config --profile strict
  copydesk config --schema > copydesk.schema.json   for editors that complete TOML

Exit codes:
  0  shown
  2  bad arguments or broken rules")]
pub(crate) struct ShowConfig {
    /// Show the JSON schema of copydesk.toml, with the rules, settings and word lists of this pack
    #[arg(long)]
    pub(crate) schema: bool,

    #[command(flatten)]
    pub(crate) choice: Choice,
}

/// Write a new rule to begin with
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  copydesk new rule toll-undated --in house-rules")]
pub(crate) struct New {
    #[command(subcommand)]
    pub(crate) what: NewWhat,
}

#[derive(Subcommand, Debug)]
pub(crate) enum NewWhat {
    /// A rule with examples, which works as it stands and is to be changed line by line
    Rule {
        /// Its name: small letters, words joined by hyphens
        name: String,

        /// The folder it is written to
        #[arg(long = "in", value_name = "DIR", default_value = "house-rules")]
        dir: PathBuf,
    },
}

/// Write a copydesk.toml and a profile to begin with
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  copydesk init
  copydesk init --baseline   what stands in the folder's drafts today is not reported; what is new is

Exit codes:
  0  written
  2  a file is there already, or a draft was not linted")]
pub(crate) struct Init {
    /// The folder they are written to
    #[arg(value_name = "DIR", default_value = ".")]
    pub(crate) dir: PathBuf,

    /// Check the drafts below the folder and write a baseline of what is found
    #[arg(long)]
    pub(crate) baseline: bool,

    /// Work with the rules of this folder in place of the standard pack: for work on the pack itself
    #[arg(
        long,
        value_name = "DIR",
        env = "COPYDESK_PACK",
        hide_env_values = true
    )]
    pub(crate) pack: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Format {
    /// The report for reading
    Full,
    /// One line a finding
    Concise,
    /// One object for other programs
    Json,
    /// One object a line
    JsonLines,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations for GitHub Actions; writes the job summary too
    Github,
    /// A Code Quality report for GitLab
    Gitlab,
    /// JUnit XML
    Junit,
    /// For pull requests and mail
    Markdown,
    /// For screen readers: nothing is drawn
    Narrated,
    /// For Reviewdog, with suggestions
    Rdjson,
    /// One page: the copy with the findings in its margin
    Html,
    /// Findings counted by rule
    Statistics,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum TextOrJson {
    Text,
    Json,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Colour {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Severity {
    Advice,
    Warning,
    Error,
}

impl From<Severity> for Level {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Advice => Self::Advice,
            Severity::Warning => Self::Warning,
            Severity::Error => Self::Error,
        }
    }
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

fn day(text: &str) -> Result<Day, String> {
    Day::parse_iso(text).ok_or_else(|| "not a date; write it as 2025-03-11".to_owned())
}
