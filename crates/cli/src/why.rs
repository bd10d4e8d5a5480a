//! `copydesk why` and `copydesk why-not`

use std::fmt::Write as _;
use std::path::Path;

use copydesk_desk::stet::side::Side;
use copydesk_desk::{Config, Desk, FileReport, Level, Options, read_file};
use copydesk_draft::{Day, Draft, Span};
use copydesk_engine::why::{Answer, Ending};
use copydesk_formats::MAX_BYTES;
use copydesk_lang::nearest;

use crate::args::{Colour, Why, WhyNot};
use crate::open::{self, Opened};
use crate::{Exit, console};

pub(crate) fn why(args: &Why) -> Result<Exit, String> {
    let (file, line, column) = place(&args.place)
        .ok_or_else(|| format!("{0}: write the place as {0}:12 or {0}:12:30", args.place))?;
    let Opened { desk, broken, .. } = open::desk(&args.choice, config(args.today), Colour::Auto)?;
    let draft = draft(file)?;
    let marked = marked(&desk, &draft, Path::new(file), args.as_of)?;
    let at = span(&draft, line, column)?;
    let reading = desk.read(&draft, args.as_of);
    let options = desk.options_for(draft.source().name());
    let mut out = String::new();
    if let Some(rule) = &args.rule {
        let rule = known(&desk, rule)?;
        if let Some(answer) = desk.engine().why(&reading, &options, &rule, at) {
            write(&mut out, &draft, &marked, &answer);
        }
    } else {
        let mut answers: Vec<Answer> = desk
            .rules()
            .iter()
            .filter_map(|rule| desk.engine().why(&reading, &options, &rule.name, at))
            .filter(|answer| !answer.traces.is_empty())
            .collect();
        // What speaks first.
        answers.sort_by_key(|answer| {
            !answer
                .traces
                .iter()
                .any(|trace| trace.ending == Ending::Fault)
        });
        for answer in &answers {
            write(&mut out, &draft, &marked, answer);
        }
        if answers.is_empty() {
            out.push_str("no rule is about anything here\n");
        }
    }
    console::print(&out)?;
    Ok(if broken { Exit::Trouble } else { Exit::Clean })
}

pub(crate) fn why_not(args: &WhyNot) -> Result<Exit, String> {
    let Opened { desk, broken, .. } = open::desk(&args.choice, config(args.today), Colour::Auto)?;
    let rule = known(&desk, &args.rule)?;
    let draft = draft(&args.file.to_string_lossy())?;
    let marked = marked(&desk, &draft, &args.file, args.as_of)?;
    let reading = desk.read(&draft, args.as_of);
    let options = desk.options_for(draft.source().name());
    let mut out = String::new();
    if let Some(answer) = desk.engine().why(&reading, &options, &rule, None) {
        write(&mut out, &draft, &marked, &answer);
    }
    console::print(&out)?;
    Ok(if broken { Exit::Trouble } else { Exit::Clean })
}

/// Every severity is asked about.
fn config(today: Option<Day>) -> Config {
    Config {
        min_severity: Some(Level::Advice),
        today: Some(today.unwrap_or_else(console::today)),
        ..Config::default()
    }
}

/// The draft as a check reports it, with its stet marks and those beside it.
fn marked(
    desk: &Desk,
    draft: &Draft,
    file: &Path,
    as_of: Option<Day>,
) -> Result<FileReport, String> {
    let name = draft.source().name();
    let side = Side::read(file, name).map_err(|reason| format!("{name}: not read: {reason}"))?;
    Ok(desk.check_with(draft, as_of, &side))
}

/// The stet mark by which a finding stands.
fn marks(out: &mut String, marked: &FileReport, rule: &str, span: Span) {
    let standing = marked.standing.iter().find(|(finding, _)| {
        finding.rule == rule && (finding.place.span == span || finding.place.span.overlaps(span))
    });
    if let Some(mark) = standing.and_then(|(_, mark)| marked.stets.get(*mark)) {
        let words = mark.words();
        let (mark, line) = (copydesk_report::visible(&mark.file), mark.line);
        let _ = writeln!(
            out,
            "  stands by the stet mark at {mark}:{line}: {}",
            copydesk_report::visible(&words)
        );
    }
}

/// An answer, each thing with its place in the file.
fn write(out: &mut String, draft: &Draft, marked: &FileReport, answer: &Answer) {
    let name = draft.source().name();
    if answer.traces.is_empty() {
        let _ = writeln!(out, "{answer}");
        return;
    }
    for trace in &answer.traces {
        let start = draft.position(trace.span.start);
        let _ = writeln!(
            out,
            "{name}:{}:{}  {} is about: {}",
            start.line, start.column, answer.rule, answer.about
        );
        for line in trace.to_string().lines() {
            let _ = writeln!(out, "  {}", copydesk_report::visible(line));
        }
        if trace.ending == Ending::Fault {
            marks(out, marked, &answer.rule, trace.span);
        }
        out.push('\n');
    }
}

/// The present name of a rule.
pub(crate) fn known(desk: &Desk, name: &str) -> Result<String, String> {
    if let Some(rule) = desk.program().rule(name) {
        return Ok(rule.name.clone());
    }
    let names = desk.program().rules.iter().map(|rule| rule.name.as_str());
    Err(match nearest(name, names) {
        Some(near) => format!("no rule is called `{name}`; did you mean `{near}`?"),
        None => format!("no rule is called `{name}`; `copydesk rules` lists them"),
    })
}

fn draft(file: &str) -> Result<Draft, String> {
    let name = file.replace('\\', "/");
    read_file(Path::new(file), MAX_BYTES)
        .and_then(|bytes| {
            copydesk_formats::read(&name, &bytes, &Options::default()).map_err(|error| error.reason)
        })
        .map_err(|reason| format!("{name}: not read: {reason}"))
}

/// `FILE:LINE` or `FILE:LINE:COLUMN`; the file's name may have colons.
pub(crate) fn place(text: &str) -> Option<(&str, u32, Option<u32>)> {
    let (rest, last) = text.rsplit_once(':')?;
    let last: u32 = last.parse().ok().filter(|number| *number > 0)?;
    if let Some((file, line)) = rest.rsplit_once(':')
        && let Ok(line) = line.parse::<u32>()
        && line > 0
    {
        return Some((file, line, Some(last)));
    }
    Some((rest, last, None))
}

/// The reading text that came from a line, or from the character at a column; `None` if nothing of it is read.
fn span(draft: &Draft, line: u32, column: Option<u32>) -> Result<Option<Span>, String> {
    let source = draft.source();
    let name = source.name();
    let Some(wanted) = source.line(line) else {
        let lines = source.text().lines().count();
        return Err(format!("{name} has {lines} lines"));
    };
    let wanted = match column {
        None => wanted,
        Some(column) => {
            let text = wanted.text(source.text());
            let Some((at, found)) = text.char_indices().nth(column as usize - 1) else {
                return Err(format!(
                    "line {line} of {name} has {} columns",
                    text.chars().count()
                ));
            };
            let start = wanted.start + at as u32;
            Span::new(start, start + found.len_utf8() as u32)
        }
    };
    draft
        .to_text(wanted)
        .map(Some)
        .ok_or_else(|| format!("nothing of {name}:{line} is read as text"))
}
