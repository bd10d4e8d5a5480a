//! `copydesk new rule` and `copydesk init`: files to begin with. Nothing that exists is written over.

use std::fmt::Write as _;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::Path;

use copydesk_desk::house;

use crate::args::{Init, New, NewWhat};
use crate::{Exit, console};

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
    let files = [
        (house::FILE, CONFIG),
        ("house-rules/profiles/house.toml", PROFILE),
    ];
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
    console::print(&out)?;
    Ok(Exit::Clean)
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
