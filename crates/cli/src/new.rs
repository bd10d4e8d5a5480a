//! `copydesk new rule` and `copydesk init`: files to begin with. Nothing that exists is written over.

use std::fmt::Write as _;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::Path;

use copydesk_desk::baseline::Baseline;
use copydesk_desk::{Config, Desk, house, walk};

use crate::args::{Init, New, NewWhat};
use crate::{Exit, console, open};

/// A rule that works as it stands, to be changed line by line.
const RULE: &str = r#"# One obligation, as a sentence. Change every line, then: copydesk test DIR

words NAME-word: "so-called"

pattern NAME-pattern: <NAME-word>

layer NAME-mention from NAME-pattern

rule NAME
  title    "What the rule asks for"
  severity warning
  for each NAME-mention
  say      "“{it}”: one sentence on what is missing."
  help     "One line on what would satisfy."
  because  "The norm behind it"
  bad      "The [[so-called]] experts met on Tuesday."
  bad      "It was a [[so-called]] truce."
  good     "The experts met on Tuesday."
  good     "It was a truce."
"#;

const CONFIG: &str = r#"# copydesk reads this file from the folder it runs in, or the nearest one above. Flags come first.

# The house's choices: `wire`, `strict`, or a profile of a folder under `rules`.
profile = "house"

# Folders with rules (*.desk), registers (facts/*.toml) and profiles (profiles/*.toml) of your own.
rules = ["house-rules"]

# What is left out of folders, as in .gitignore.
exclude = []

# Findings that were there before: `copydesk check --write-baseline FILE` writes one.
# baseline = "copydesk-baseline.json"

# Show findings of this severity and above: advice, warning or error.
# min-severity = "advice"

# Fail for warnings too.
# error-on-warning = true

# Fail where a rule could not be decided, for instance for want of the draft's date.
# strict-unknown = true
"#;

const PROFILE: &str = r#"# The house's choices. `copydesk rules` lists the rules, `copydesk explain RULE` tells about one.

[profile]
name = "house"
about = "Our house"
extends = "wire"

# error, warning, advice or off
[rules]
# superlative-attribution = "advice"

[settings]
# lede-window = 2
"#;

/// The name of the baseline that `init` writes.
const BASELINE: &str = "copydesk-baseline.json";

pub(crate) fn new(args: &New) -> Result<Exit, String> {
    let NewWhat::Rule { name, dir } = &args.what;
    let letters = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    };
    if !name.split('-').all(letters) || name.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(format!(
            "`{name}` is no name for a rule: small letters, words joined by hyphens, such as `toll-undated`"
        ));
    }
    let path = dir.join(format!("{name}.desk"));
    create(
        &path,
        &RULE.replace("NAME", name).replace(
            "copydesk test DIR",
            &format!("copydesk test {}", dir.display()),
        ),
    )?;
    console::print(&format!(
        "wrote {}; now: copydesk test {}\n",
        path.display(),
        dir.display()
    ))?;
    Ok(Exit::Clean)
}

pub(crate) fn init(args: &Init) -> Result<Exit, String> {
    let config = if args.baseline {
        CONFIG.replace("# baseline = ", "baseline = ")
    } else {
        CONFIG.to_owned()
    };
    let files = [
        (house::FILE, config.as_str()),
        ("house-rules/profiles/house.toml", PROFILE),
    ];
    let known = args.dir.join(BASELINE);
    if args.baseline && known.exists() {
        return Err(format!(
            "{} is there already; nothing was written",
            known.display()
        ));
    }
    for (name, _) in &files {
        if args.dir.join(name).exists() {
            return Err(format!(
                "{} is there already; nothing was written",
                args.dir.join(name).display()
            ));
        }
    }
    let mut out = String::new();
    for (name, text) in files {
        let path = args.dir.join(name);
        create(&path, text)?;
        let _ = writeln!(out, "wrote {}", path.display());
    }
    let mut exit = Exit::Clean;
    if args.baseline {
        // The profile just written is `wire`; rules of the house's own come later.
        let (baseline, unread) = known_today(args)?;
        create(&known, &baseline.text())?;
        let findings = console::count(baseline.findings.len(), "finding");
        let _ = writeln!(out, "wrote {} with {findings}", known.display());
        for (path, reason) in unread {
            let _ = writeln!(out, "not linted: {path}: {reason}");
            exit = Exit::Trouble;
        }
    }
    console::print(&out)?;
    Ok(exit)
}

/// What is found below a folder today, and the drafts that were not linted.
fn known_today(args: &Init) -> Result<(Baseline, Vec<(String, String)>), String> {
    let (desk, _) = Desk::open(&open::base(args.pack.as_deref())?, &Config::default())
        .map_err(|(error, _)| error.to_string())?;
    let found = walk::find(std::slice::from_ref(&args.dir), &[])?;
    let files = desk.check_files(&found.drafts, None);
    let unread = files
        .iter()
        .filter_map(|file| Some((file.path.clone(), file.not_linted_reason()?.to_owned())))
        .chain(found.unread)
        .collect();
    Ok((Baseline::of(&desk.report(files)), unread))
}

/// Writes a new file, with its folders.
fn create(path: &Path, text: &str) -> Result<(), String> {
    let wrong = |error: std::io::Error| format!("{}: {error}", path.display());
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(wrong)?;
    }
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)
        .map_err(|error| match error.kind() {
            std::io::ErrorKind::AlreadyExists => {
                format!("{} is there already; nothing was written", path.display())
            }
            _ => wrong(error),
        })?;
    file.write_all(text.as_bytes()).map_err(wrong)
}
