//! `copydesk rules` and `copydesk explain`

use std::fmt::Write as _;

use copydesk_desk::{Config, Desk, Level};
use copydesk_lang::nearest;
use copydesk_lang::program::{Example, Rule};
use serde_json::json;

use crate::args::{Colour, Explain, Rules, TextOrJson};
use crate::open::{self, Opened};
use crate::{Exit, console};

pub(crate) fn list(args: &Rules) -> Result<Exit, String> {
    let Opened { desk, broken, .. } = open::desk(&args.choice, Config::default(), Colour::Auto)?;
    let text = match args.format {
        TextOrJson::Text => list_text(&desk),
        TextOrJson::Json => list_json(&desk),
    };
    console::print(&text)?;
    Ok(if broken { Exit::Trouble } else { Exit::Clean })
}

/// The rules that run, in order of their files, with their severities.
fn running(desk: &Desk) -> impl Iterator<Item = (&Rule, Level)> {
    desk.program()
        .rules
        .iter()
        .filter_map(|rule| Some((rule, desk.severity(rule)?)))
}

/// The desk a rule belongs to: the folder of its file.
pub(crate) fn folder<'a>(desk: &'a Desk, rule: &Rule) -> &'a str {
    file(desk, rule)
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder)
}

pub(crate) fn file<'a>(desk: &'a Desk, rule: &Rule) -> &'a str {
    desk.program()
        .files
        .get(rule.loc.file as usize)
        .map_or("", |file| file.name.as_str())
}

fn list_text(desk: &Desk) -> String {
    let rules: Vec<(&Rule, Level)> = running(desk).collect();
    let wide = rules
        .iter()
        .map(|(rule, _)| rule.name.len())
        .max()
        .unwrap_or(0);
    let mut out = String::new();
    let mut last = None;
    for &(rule, severity) in &rules {
        let folder = folder(desk, rule);
        if last != Some(folder) {
            if last.is_some() {
                out.push('\n');
            }
            let _ = writeln!(out, "{folder}");
            last = Some(folder);
        }
        let _ = writeln!(
            out,
            "  {:wide$}  {:7}  {}",
            rule.name,
            severity.name(),
            rule.title
        );
    }
    let _ = writeln!(
        out,
        "\n{} rules in the profile {}; `copydesk explain RULE` tells about one",
        rules.len(),
        desk.profile().name
    );
    out
}

fn list_json(desk: &Desk) -> String {
    let rules: Vec<serde_json::Value> = running(desk)
        .map(|(rule, severity)| {
            json!({
                "rule": rule.name,
                "desk": folder(desk, rule),
                "severity": severity.name(),
                "title": rule.title,
                "because": rule.because,
            })
        })
        .collect();
    format!(
        "{}\n",
        json!({ "profile": desk.profile().name, "rules": rules })
    )
}

pub(crate) fn explain(args: &Explain) -> Result<Exit, String> {
    let Opened { desk, broken, .. } = open::desk(&args.choice, Config::default(), args.color)?;
    let program = desk.program();
    let Some(rule) = program.rule(&args.rule) else {
        let names = program.rules.iter().map(|rule| rule.name.as_str());
        let help = match nearest(&args.rule, names) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`copydesk rules` lists them".to_owned(),
        };
        return Err(format!("no rule is called `{}`; {help}", args.rule));
    };
    console::print(&about(&desk, rule))?;
    Ok(if broken { Exit::Trouble } else { Exit::Clean })
}

fn about(desk: &Desk, rule: &Rule) -> String {
    let mut out = String::new();
    let severity = desk.severity(rule).map_or("off", Level::name);
    let _ = writeln!(out, "{} ({severity})", rule.name);
    let _ = writeln!(out, "{}\n", rule.title);
    if let Some(because) = &rule.because {
        let _ = writeln!(out, "Because: {because}\n");
    }
    let _ = writeln!(out, "The rule ({}):\n", file(desk, rule));
    for line in obligation(desk, rule).lines() {
        let _ = writeln!(out, "    {line}");
    }
    for (bad, heading) in [(true, "It speaks here:"), (false, "It stays silent here:")] {
        let examples: Vec<&Example> = rule
            .examples
            .iter()
            .filter(|example| example.bad == bad && !example.today)
            .collect();
        if examples.is_empty() {
            continue;
        }
        let _ = writeln!(out, "\n{heading}");
        for example in examples {
            let _ = writeln!(out, "\n{}", shown(example));
        }
    }
    out
}

/// The clauses of a rule as its file has them, without the examples.
pub(crate) fn obligation<'a>(desk: &'a Desk, rule: &Rule) -> &'a str {
    let Some(file) = desk.program().files.get(rule.loc.file as usize) else {
        return "";
    };
    let end = rule
        .examples
        .iter()
        .map(|example| example.loc.span.start)
        .min()
        .unwrap_or(rule.loc.span.end);
    file.text
        .get(rule.loc.span.start as usize..end as usize)
        .unwrap_or("")
        .trim_end()
}

/// An example with its marks, its headline and its date.
fn shown(example: &Example) -> String {
    let mut out = String::new();
    if let Some(headline) = &example.headline {
        let _ = writeln!(out, "    # {}", marked(headline, &example.headline_marks));
    }
    for line in marked(&example.text, &example.marks).lines() {
        let _ = writeln!(out, "    {line}");
    }
    if let Some(day) = example.dated {
        let _ = writeln!(out, "    (on {})", day.long());
    }
    out.trim_end().to_owned()
}

/// The text with `[[` and `]]` around its marks.
pub(crate) fn marked(text: &str, marks: &[copydesk_draft::Span]) -> String {
    let mut out = String::new();
    let mut at = 0;
    for mark in marks {
        out.push_str(text.get(at..mark.start as usize).unwrap_or(""));
        out.push_str("[[");
        out.push_str(mark.text(text));
        out.push_str("]]");
        at = mark.end as usize;
    }
    out.push_str(text.get(at..).unwrap_or(""));
    out
}
