//! `copydesk rules` and `copydesk explain`

use std::fmt::Write as _;

use copydesk_desk::{Config, Desk, Level};
use copydesk_draft::Span;
use copydesk_engine::{Cost, Wakes};
use copydesk_lang::nearest;
use copydesk_lang::program::{Example, Loc, Rule};
use serde_json::json;

use crate::args::{Colour, Explain, Rules, TextOrJson};
use crate::open::{self, Opened};
use crate::{Exit, console};

pub(crate) fn list(args: &Rules) -> Result<Exit, String> {
    let Opened { desk, broken, .. } = open::desk(&args.choice, Config::default(), Colour::Auto)?;
    let text = match args.format {
        TextOrJson::Text if args.cost => cost_text(&desk),
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
        "\n{} in the profile {}; `copydesk explain RULE` tells about one",
        console::count(rules.len(), "rule"),
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
                "cost": cost_json(&desk.engine().cost(rule)),
            })
        })
        .collect();
    format!(
        "{}\n",
        json!({ "profile": desk.profile().name, "rules": rules })
    )
}

/// What each rule costs, the most look-ups first.
fn cost_text(desk: &Desk) -> String {
    let mut rules: Vec<(&Rule, Cost)> = running(desk)
        .map(|(rule, _)| (rule, desk.engine().cost(rule)))
        .collect();
    rules.sort_by_key(|(rule, cost)| (std::cmp::Reverse(cost.look_ups), rule.name.as_str()));
    let wide = rules
        .iter()
        .map(|(rule, _)| rule.name.len())
        .max()
        .unwrap_or(0);
    let mut out = String::new();
    for (rule, cost) in &rules {
        let layer = cost.layer.as_deref().unwrap_or("the article");
        let woken = match cost.made {
            None => format!("each {layer}"),
            Some(Wakes::AtWords(1)) => format!("each {layer}, made at 1 word"),
            Some(Wakes::AtWords(words)) => format!("each {layer}, made at {words} words"),
            Some(Wakes::AtThings) => format!("each {layer}, made at things of other layers"),
            Some(Wakes::Everywhere) => format!("each {layer}, looked for at every word"),
        };
        let _ = writeln!(
            out,
            "{:wide$}  {:10} for {woken}",
            rule.name,
            console::count(cost.look_ups, "look-up")
        );
    }
    out.push_str(
        "\nA rule costs nothing in a draft without its words or things; a look-up takes time in the logarithm of what a draft holds.\n",
    );
    out
}

fn cost_json(cost: &Cost) -> serde_json::Value {
    let made = match cost.made {
        None => json!(null),
        Some(Wakes::AtWords(words)) => json!({ "words": words }),
        Some(Wakes::AtThings) => json!("things"),
        Some(Wakes::Everywhere) => json!("every word"),
    };
    json!({ "layer": cost.layer, "made-at": made, "look-ups": cost.look_ups })
}

pub(crate) fn explain(args: &Explain) -> Result<Exit, String> {
    let config = Config {
        examples: true,
        ..Config::default()
    };
    let Opened { desk, broken, .. } = open::desk(&args.choice, config, args.color)?;
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
    let behind = behind(desk, rule);
    if !behind.is_empty() {
        let _ = writeln!(out, "\nBehind it:\n");
        for line in behind {
            let _ = writeln!(out, "    {line}");
        }
    }
    for (bad, heading) in [(true, "It speaks here:"), (false, "It stays silent here:")] {
        let examples = examples(rule, bad);
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

/// The examples of what a rule says today, on which it speaks or on which it stays silent.
pub(crate) fn examples(rule: &Rule, bad: bool) -> Vec<&Example> {
    let all = rule.examples.iter();
    all.filter(|example| example.bad == bad && !example.today)
        .collect()
}

/// The settings and registers that a rule speaks of, one line each.
pub(crate) fn behind(desk: &Desk, rule: &Rule) -> Vec<String> {
    let program = desk.program();
    let used = desk.used_by(rule);
    let mut lines = Vec::new();
    for index in used.settings {
        let Some(setting) = program.settings.get(index) else {
            continue;
        };
        let set = desk.options().setting(index);
        let value = set.unwrap_or(&setting.value);
        let value = crate::config::plain(value, &setting.ty, &program.schema);
        lines.push(format!("setting {}: {value}", setting.name));
    }
    for index in used.tables {
        let Some(table) = program.tables.get(index) else {
            continue;
        };
        if let Some(register) = desk.registers().get(&table.register) {
            let checked = register
                .checked_on
                .map_or_else(String::new, |day| format!(", last checked {}", day.long()));
            lines.push(format!(
                "register {}: {}{checked}",
                register.name, register.about
            ));
        }
    }
    lines
}

/// The clauses of a rule as its file has them, without the examples; before them the layers chosen for it.
pub(crate) fn obligation(desk: &Desk, rule: &Rule) -> String {
    let words = |loc: Loc| {
        let file = desk.program().files.get(loc.file as usize);
        file.map_or("", |file| loc.span.text(&file.text)).trim_end()
    };
    let end = rule
        .examples
        .iter()
        .map(|example| example.loc.span.start)
        .min()
        .unwrap_or(rule.loc.span.end);
    let own = Loc {
        file: rule.loc.file,
        span: Span {
            start: rule.loc.span.start,
            end,
        },
    };
    let mut parts: Vec<&str> = rule.subject.chosen.iter().map(|&loc| words(loc)).collect();
    parts.push(words(own));
    parts.join("\n\n")
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
