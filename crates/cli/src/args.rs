//! The command line.

mod archive;
mod check;
mod generate;
mod stet;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use copydesk_desk::Level;
use copydesk_draft::Day;

pub(crate) use archive::{Compare, Try};
pub(crate) use check::Check;
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

fn day(text: &str) -> Result<Day, String> {
    Day::parse_iso(text).ok_or_else(|| "not a date; write it as 2025-03-11".to_owned())
}
