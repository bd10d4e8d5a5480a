//! `copydesk docs`: the reference of a pack as Markdown pages, a page a rule.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use copydesk_desk::{Config, Desk, Level};
use copydesk_lang::program::Rule;

use crate::args::{Colour, Docs};
use crate::open::{self, Opened};
use crate::rules::{behind, examples, file, folder, marked, obligation};
use crate::{Exit, config, console};

/// Pages by their path below the folder, with forward slashes.
type Pages = BTreeMap<String, String>;

pub(crate) fn run(args: &Docs) -> Result<Exit, String> {
    let config = Config {
        even_off: true,
        examples: true,
        ..Config::default()
    };
    let Opened { desk, broken, .. } = open::desk(&args.choice, config, Colour::Auto)?;
    let pages = pages(&desk);
    let stale = stale(&pages, &args.dir);
    if args.check {
        let mut out = String::new();
        for page in &stale {
            let _ = writeln!(out, "{}", args.dir.join(page).display());
        }
        let _ = match stale.len() {
            0 => writeln!(out, "{} pages, all up to date", pages.len()),
            n => writeln!(
                out,
                "{n} pages are out of date: `copydesk docs {}` writes them",
                args.dir.display()
            ),
        };
        console::print(&out)?;
        return Ok(match (broken, stale.is_empty()) {
            (true, _) => Exit::Trouble,
            (false, true) => Exit::Clean,
            (false, false) => Exit::Findings,
        });
    }
    for page in &stale {
        let path = args.dir.join(page);
        let written = match pages.get(page) {
            Some(text) => path
                .parent()
                .map_or(Ok(()), fs::create_dir_all)
                .and_then(|()| fs::write(&path, text)),
            None => fs::remove_file(&path),
        };
        written.map_err(|error| format!("{}: {error}", path.display()))?;
    }
    console::print(&format!(
        "{} pages in {}, {} of them written now\n",
        pages.len(),
        args.dir.display(),
        stale.len()
    ))?;
    Ok(if broken { Exit::Trouble } else { Exit::Clean })
}

/// Pages that differ from what is on disk, and pages on disk of rules that are no more.
fn stale(pages: &Pages, dir: &Path) -> BTreeSet<String> {
    let mut stale: BTreeSet<String> = pages
        .iter()
        .filter(|(page, text)| fs::read_to_string(dir.join(page)).ok().as_ref() != Some(*text))
        .map(|(page, _)| page.clone())
        .collect();
    for entry in fs::read_dir(dir.join("rules"))
        .into_iter()
        .flatten()
        .flatten()
    {
        let name = format!("rules/{}", entry.file_name().to_string_lossy());
        if Path::new(&name)
            .extension()
            .is_some_and(|ending| ending == "md")
            && !pages.contains_key(&name)
        {
            stale.insert(name);
        }
    }
    stale
}

fn pages(desk: &Desk) -> Pages {
    let mut pages = Pages::new();
    for rule in &desk.program().rules {
        pages.insert(format!("rules/{}.md", rule.name), rule_page(desk, rule));
    }
    pages.insert("README.md".to_owned(), index(desk));
    pages.insert("layers.md".to_owned(), layers(desk));
    pages.insert("registers.md".to_owned(), registers(desk));
    pages
}

/// All rules by desk, then the settings.
fn index(desk: &Desk) -> String {
    let program = desk.program();
    let mut out = format!(
        "# Rules\n\n{} rules, by desk. The severity is that of the profile `{}`; `copydesk explain RULE` shows a rule in the terminal.\n\
         The things that rules speak about are in [layers](layers.md), the dated facts behind them in [registers](registers.md).\n",
        program.rules.len(),
        desk.profile().name
    );
    let mut last = "";
    for rule in &program.rules {
        let own = folder(desk, rule);
        if own != last {
            let _ = write!(
                out,
                "\n## {}\n\n| rule | severity | asks |\n|---|---|---|\n",
                title(own)
            );
            last = own;
        }
        let severity = severity(desk, rule);
        let _ = writeln!(
            out,
            "| [`{0}`](rules/{0}.md) | {severity} | {1} |",
            rule.name,
            cell(&rule.title)
        );
    }
    out.push_str("\n## Settings\n\nHouse choices; a profile or `copydesk.toml` sets another value.\n\n| setting | default | in |\n|---|---|---|\n");
    for setting in &program.settings {
        let value = config::plain(&setting.value, &setting.ty, &program.schema);
        let from = program
            .files
            .get(setting.loc.file as usize)
            .map_or("", |file| file.name.as_str());
        let _ = writeln!(out, "| `{}` | {} | {from} |", setting.name, cell(&value));
    }
    out
}

fn title(folder: &str) -> String {
    let mut chars = folder.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

fn severity(desk: &Desk, rule: &Rule) -> String {
    let level = desk.severity(rule).map_or("off", Level::name);
    if rule.severity_cases.is_empty() {
        level.to_owned()
    } else {
        format!("{level}*")
    }
}

/// A text inside a table cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn rule_page(desk: &Desk, rule: &Rule) -> String {
    let mut out = format!(
        "# {}\n\n{}.\n\n",
        rule.name,
        rule.title.trim_end_matches('.')
    );
    let _ = writeln!(out, "- Severity: {}", severity(desk, rule));
    if let Some(because) = &rule.because {
        let _ = writeln!(out, "- Norm: {because}");
    }
    if !rule.formerly.is_empty() {
        let _ = writeln!(out, "- Formerly: {}", rule.formerly.join(", "));
    }
    let _ = writeln!(out, "- File: `{}`", file(desk, rule));
    let _ = writeln!(out, "\n## The rule\n\n```\n{}\n```", obligation(desk, rule));
    let behind = behind(desk, rule);
    if !behind.is_empty() {
        let _ = writeln!(out, "\n## Behind it\n");
        for line in behind {
            let _ = writeln!(out, "- {line}");
        }
    }
    for (bad, heading) in [(true, "It speaks here"), (false, "It stays silent here")] {
        let examples = examples(rule, bad);
        if examples.is_empty() {
            continue;
        }
        let _ = writeln!(out, "\n## {heading}");
        for example in examples {
            out.push('\n');
            if let Some(headline) = &example.headline {
                let _ = writeln!(
                    out,
                    "> **{}**\n>",
                    marked(headline, &example.headline_marks)
                );
            }
            for line in marked(&example.text, &example.marks).lines() {
                let _ = writeln!(out, "{}", format!("> {line}").trim_end());
            }
            if let Some(day) = example.dated {
                let _ = writeln!(out, ">\n> *dated {}*", day.long());
            }
        }
    }
    out
}

fn layers(desk: &Desk) -> String {
    let schema = &desk.program().schema;
    let readers = |layer: &str, field: Option<&str>| desk.rules_that_read(layer, field);
    format!(
        "# Layers\n\nWhat rules can speak about: `copydesk layers DRAFT` shows what stands in a draft.\n\n```\n{}```\n",
        copydesk_report::schema_text(schema, &[], &readers)
    )
}

fn registers(desk: &Desk) -> String {
    let mut out = String::from(
        "# Registers\n\nDated, sourced facts; `copydesk facts NAME` shows them, `copydesk facts NAME --as-of DATE` what held that day.\n\n\
         | register | holds | entities | rows | checked on |\n|---|---|---|---|---|\n",
    );
    for register in desk.registers().iter() {
        let checked = register
            .checked_on
            .map_or_else(String::new, |day| day.to_string());
        let _ = writeln!(
            out,
            "| `{}` | {} | {} | {} | {checked} |",
            register.name,
            cell(&register.about),
            register.entities.len(),
            register.rows.len(),
        );
    }
    out
}
