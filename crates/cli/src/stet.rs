//! `copydesk stet`: decisions to let findings stand, written and listed.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use copydesk_desk::stet::write::{self, Decision};
use copydesk_desk::stet::{State, Stet as Mark};
use copydesk_desk::walk::DraftPath;
use copydesk_desk::{Config, FileReport, Level, files, read_file, walk};
use copydesk_report::visible;
use serde_json::json;

use crate::args::{Colour, Stet, TextOrJson};
use crate::console::count;
use crate::open::{self, Opened};
use crate::{Exit, console, why};

pub(crate) fn run(args: &Stet) -> Result<Exit, String> {
    let today = args.today.unwrap_or_else(console::today);
    let config = Config {
        // What is hidden can be marked too.
        min_severity: Some(Level::Advice),
        today: Some(today),
        ..Config::default()
    };
    let opened = open::desk(&args.choice, config, Colour::Auto)?;
    if args.list {
        list(&opened, args)
    } else {
        mark(&opened, args, today)
    }
}

fn mark(opened: &Opened, args: &Stet, today: copydesk_draft::Day) -> Result<Exit, String> {
    let [place, rule] = args.what.as_slice() else {
        return Err(
            "give a place and a rule: copydesk stet draft.md:12 RULE --reason …".to_owned(),
        );
    };
    let (file, line, _) = why::place(place)
        .ok_or_else(|| format!("{place}: write the place as {place}:12, as findings have it"))?;
    let rule = why::known(&opened.desk, rule)?;
    if let Some(until) = args.until.filter(|until| *until < today) {
        return Err(format!("--until {until}: that day has passed"));
    }
    if let Some(by) = &args.by
        && !((2..=4).contains(&by.len()) && by.chars().all(|c| c.is_ascii_uppercase()))
    {
        return Err(format!(
            "--by {by}: initials are two to four capital letters, such as AB"
        ));
    }
    let path = DraftPath::new(Path::new(file));
    let bytes = read_file(&path.path, opened.desk.draft_options().max_bytes)
        .map_err(|reason| format!("{}: {reason}", path.shown))?;
    let decision = Decision {
        line,
        rule: &rule,
        reason: args.reason.as_deref().unwrap_or(""),
        by: args.by.as_deref(),
        until: args.until,
        whole_file: args.whole_file,
        as_of: args.as_of,
    };
    let marked = write::mark(&opened.desk, &path, &bytes, &decision)?;
    files::write(&marked.file, &marked.bytes)
        .map_err(|error| format!("{}: not written: {error}", marked.file.display()))?;
    let stand = if marked.standing == 1 {
        "stands"
    } else {
        "stand"
    };
    console::print(&format!(
        "{}:{}: {} of {rule} {stand}{}\n",
        DraftPath::new(&marked.file).shown,
        marked.line,
        count(marked.standing, "finding"),
        if marked.whole_file {
            " in the whole draft"
        } else {
            ""
        }
    ))?;
    Ok(if opened.broken {
        Exit::Trouble
    } else {
        Exit::Clean
    })
}

fn list(opened: &Opened, args: &Stet) -> Result<Exit, String> {
    let mut paths: Vec<PathBuf> = args.what.iter().map(PathBuf::from).collect();
    if paths.is_empty() {
        paths.push(PathBuf::from("."));
    }
    let found = walk::find(&paths, &opened.house.exclude)?;
    let files = opened.desk.check_files(&found.drafts, args.as_of);
    let unread: Vec<(String, String)> = files
        .iter()
        .filter_map(|file| Some((file.path.clone(), file.not_linted_reason()?.to_owned())))
        .chain(found.unread)
        .collect();
    let mut text = match args.format {
        TextOrJson::Text => as_text(&files),
        TextOrJson::Json => as_json(&files),
    };
    if args.format == TextOrJson::Text {
        for (path, reason) in &unread {
            let _ = writeln!(text, "{}: not linted: {}", visible(path), visible(reason));
        }
    }
    console::print(&text)?;
    Ok(if opened.broken || !unread.is_empty() {
        Exit::Trouble
    } else {
        Exit::Clean
    })
}

fn as_text(files: &[FileReport]) -> String {
    let mut out = String::new();
    let (mut standing, mut expired, mut other) = (0, 0, 0);
    for mark in files.iter().flat_map(|file| &file.stets) {
        match mark.state {
            State::Stands(_) => standing += 1,
            State::Expired => expired += 1,
            _ => other += 1,
        }
        let state = match mark.state {
            State::Stands(number) => format!("{} {}", state(mark), count(number, "finding")),
            _ => state(mark).to_owned(),
        };
        let _ = writeln!(
            out,
            "{}:{}: {}{}: {state}: {}",
            visible(&mark.file),
            mark.line,
            visible(&mark.rule),
            if mark.whole_file {
                " (whole draft)"
            } else {
                ""
            },
            if mark.reason.is_empty() {
                "no reason given".into()
            } else {
                visible(&mark.words()).into_owned()
            },
        );
    }
    let total = standing + expired + other;
    let _ = writeln!(
        out,
        "{}: {standing} in use, {expired} expired, {other} without effect",
        count(total, "stet mark")
    );
    out
}

fn state(mark: &Mark) -> &'static str {
    match mark.state {
        State::Stands(_) => "lets stand",
        other => other.name(),
    }
}

fn as_json(files: &[FileReport]) -> String {
    let marks: Vec<serde_json::Value> = files
        .iter()
        .flat_map(|file| file.stets.iter().map(move |mark| (file, mark)))
        .map(|(file, mark)| {
            json!({
                "path": file.path,
                "file": mark.file,
                "line": mark.line,
                "rule": mark.rule,
                "reason": mark.reason,
                "by": mark.by,
                "until": mark.until.map(|day| day.to_string()),
                "whole-file": mark.whole_file,
                "state": mark.state.name(),
                "findings": match mark.state { State::Stands(number) => number, _ => 0 },
            })
        })
        .collect();
    format!("{}\n", json!({ "stets": marks }))
}
