use clap::Args;
use copydesk_draft::Day;

use super::{Choice, TextOrJson, day};

/// Record a decision to let a finding stand, or list the decisions
#[derive(Args, Debug)]
#[command(
    override_usage = "copydesk stet <FILE:LINE> <RULE> --reason <REASON> [OPTIONS]\n       copydesk stet --list [PATHS]...",
    after_help = "\
Examples:
  copydesk stet draft.md:12 casualty-attribution --reason 'confirmed with the ministry by phone' --by AB
  copydesk stet draft.md:12 casualty-attribution --reason 'embargoed figure' --until 2025-03-01
  copydesk stet draft.md:3 relative-time-undated --whole-file --reason 'a live page'
  copydesk stet --list drafts/                   every mark, and what became of it

In Markdown the mark is a comment before the paragraph:
  <!-- stet RULE: reason, AB, until 2025-03-01 -->
Of draft.txt it stands in draft.stet.toml, by the finding's fingerprint or for the whole draft.

Exit codes:
  0  written, or listed
  2  bad arguments, nothing found there, or a draft that was not linted; nothing is written"
)]
pub(crate) struct Stet {
    /// A place as findings have it, and a rule; with --list drafts and folders
    #[arg(value_name = "FILE:LINE RULE", required_unless_present = "list")]
    pub(crate) what: Vec<String>,

    /// List the marks
    #[arg(long, conflicts_with_all = ["reason", "by", "until", "whole_file"])]
    pub(crate) list: bool,

    /// Why the finding stands: what was confirmed, with whom or how
    #[arg(long, value_name = "REASON", required_unless_present = "list")]
    pub(crate) reason: Option<String>,

    /// Who decides, by initials
    #[arg(long, value_name = "INITIALS")]
    pub(crate) by: Option<String>,

    /// The last day on which it holds
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) until: Option<Day>,

    /// Let all findings of the rule in the draft stand
    #[arg(long)]
    pub(crate) whole_file: bool,

    /// How to list them
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(crate) format: TextOrJson,

    /// Take this day for the draft's date
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) as_of: Option<Day>,

    /// The day by which marks expire [default: today, in UTC]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) today: Option<Day>,

    #[command(flatten)]
    pub(crate) choice: Choice,
}
