//! `copydesk fmt`

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use copydesk_desk::{Faults, files};
use copydesk_formats::MAX_BYTES;
use copydesk_lang::program::SourceFile;

use crate::args::Fmt;
use crate::check::{is_stdin, read_stdin};
use crate::{Exit, console, open};

pub(crate) fn run(args: &Fmt) -> Result<Exit, String> {
    if args.paths.iter().any(|path| is_stdin(path)) {
        return stdin(args);
    }
    let mut paths = Vec::new();
    for path in &args.paths {
        collect(path, &mut paths)?;
    }
    paths.sort();
    paths.dedup();
    if paths.is_empty() {
        return Err("no .desk files there".to_owned());
    }
    let (mut changed, mut wrong, mut said) = (0, false, String::new());
    for path in &paths {
        let name = path.to_string_lossy().replace('\\', "/");
        let text = fs::read_to_string(path).map_err(|error| format!("{name}: {error}"))?;
        let Some(new) = formatted(&name, &text, args) else {
            wrong = true;
            continue;
        };
        if new == text {
            continue;
        }
        changed += 1;
        let done = if args.check {
            "would change"
        } else {
            "changed"
        };
        let _ = writeln!(said, "{done} {name}");
        if !args.check {
            files::replace(path, new.as_bytes()).map_err(|error| format!("{name}: {error}"))?;
        }
    }
    console::print(&said)?;
    Ok(match (wrong, args.check && changed > 0) {
        (true, _) => Exit::Trouble,
        (false, true) => Exit::Findings,
        (false, false) => Exit::Clean,
    })
}

fn stdin(args: &Fmt) -> Result<Exit, String> {
    let text = String::from_utf8(read_stdin(MAX_BYTES)?)
        .map_err(|error| format!("standard input: {error}"))?;
    let Some(new) = formatted("<stdin>", &text, args) else {
        return Ok(Exit::Trouble);
    };
    if args.check {
        return Ok(if new == text {
            Exit::Clean
        } else {
            Exit::Findings
        });
    }
    console::print(&new)?;
    Ok(Exit::Clean)
}

/// The file in canonical form; what is wrong in it goes to standard error.
fn formatted(name: &str, text: &str, args: &Fmt) -> Option<String> {
    match copydesk_lang::format(text) {
        Ok(new) => Some(new),
        Err(errors) => {
            let faults = Faults {
                files: vec![SourceFile {
                    name: name.to_owned(),
                    text: text.to_owned().into(),
                }],
                rules: errors,
                ..Faults::default()
            };
            console::complain(&open::describe(
                &faults,
                args.color,
                copydesk_lang::Gravity::Error,
            ));
            None
        }
    }
}

/// The .desk files under a path.
fn collect(path: &Path, paths: &mut Vec<PathBuf>) -> Result<(), String> {
    if !path.is_dir() {
        if !path.exists() {
            return Err(format!("{}: no such file or folder", path.display()));
        }
        paths.push(path.to_owned());
        return Ok(());
    }
    let entries = fs::read_dir(path).map_err(|error| format!("{}: {error}", path.display()))?;
    for entry in entries {
        let entry = entry
            .map_err(|error| format!("{}: {error}", path.display()))?
            .path();
        let hidden = entry
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if entry.is_dir() && !hidden && !entry.is_symlink() {
            collect(&entry, paths)?;
        } else if entry.extension().is_some_and(|ending| ending == "desk") {
            paths.push(entry);
        }
    }
    Ok(())
}
