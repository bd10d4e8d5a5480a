//! `copydesk try` and `copydesk compare`: rules over an archive, before a desk relies on them.

mod compare;
mod read;
mod sample;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use copydesk_desk::{Config, Level};
use serde_json::{Value, json};

use crate::args::{Colour, TextOrJson, Try};
use crate::open::{self, Opened};
use crate::{Exit, console, why};
use sample::{Hit, Sample};

pub(crate) use compare::compare;

/// What an archive holds.
#[derive(Default)]
struct Size {
    articles: usize,
    words: usize,
    /// Articles that were not linted, by reason.
    unread: BTreeMap<String, usize>,
}

impl Size {
    fn take(&mut self, words: usize, unread: Option<&str>) {
        self.articles += 1;
        self.words += words;
        if let Some(reason) = unread {
            *self.unread.entry(reason.to_owned()).or_default() += 1;
        }
    }

    fn text(&self) -> String {
        let mut out = format!(
            "{} of {}\n",
            console::count(self.articles, "article"),
            console::count(self.words, "word")
        );
        for (reason, number) in &self.unread {
            let _ = writeln!(
                out,
                "{} not linted: {}",
                console::count(*number, "article"),
                copydesk_report::visible(reason)
            );
        }
        out
    }

    fn json(&self) -> Value {
        json!({ "articles": self.articles, "words": self.words, "not-linted": self.unread })
    }
}

#[derive(Default)]
struct Row {
    findings: usize,
    articles: usize,
    sample: Sample,
}

pub(crate) fn try_rules(args: &Try) -> Result<Exit, String> {
    let (archive, rules) = match args.what.split_last() {
        Some((archive, rules)) if !rules.is_empty() => (Path::new(archive), rules),
        _ => {
            return Err(
                "give the rules and then the archive: copydesk try casualty-attribution archive/"
                    .to_owned(),
            );
        }
    };
    let config = Config {
        select: rules.to_vec(),
        min_severity: Some(Level::Advice),
        ..Config::default()
    };
    let Opened {
        desk,
        house,
        broken,
        ..
    } = open::desk(&args.choice, config, Colour::Auto)
        .map_err(|error| error.replace("--select: ", ""))?;
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    for rule in rules {
        rows.entry(why::known(&desk, rule)?).or_default();
    }
    let mut size = Size::default();
    let sampling = &args.sampling;
    let whole = archive.is_file();
    read::each(
        archive,
        &house.exclude,
        |article| article.check(&desk),
        |file| {
            size.take(file.words, file.not_linted_reason());
            let mut last = "";
            let mut findings: Vec<_> = file.findings.iter().collect();
            findings.sort_by_key(|finding| &finding.rule);
            for finding in findings {
                let row = rows.entry(finding.rule.clone()).or_default();
                row.findings += 1;
                row.articles += usize::from(last != finding.rule);
                last = &finding.rule;
                row.sample.add(
                    Hit::of(&file, finding, sampling.seed, whole),
                    sampling.sample,
                );
            }
        },
    )?;
    console::print(&match sampling.format {
        TextOrJson::Text => as_text(&size, rows),
        TextOrJson::Json => as_json(&size, rows),
    })?;
    Ok(if broken { Exit::Trouble } else { Exit::Clean })
}

fn rate(findings: usize, words: usize) -> f64 {
    1000.0 * findings as f64 / words.max(1) as f64
}

fn as_text(size: &Size, rows: BTreeMap<String, Row>) -> String {
    let mut out = size.text();
    let wide = rows.keys().map(String::len).max().unwrap_or(0).max(4);
    let _ = writeln!(
        out,
        "\n{:wide$}  findings  articles  in 1,000 words",
        "rule"
    );
    for (rule, row) in &rows {
        let _ = writeln!(
            out,
            "{rule:wide$}  {:8}  {:8}  {:14.3}",
            row.findings,
            row.articles,
            rate(row.findings, size.words)
        );
    }
    for (rule, row) in rows {
        let found = row.findings;
        let hits = row.sample.hits();
        if !hits.is_empty() {
            let _ = writeln!(out, "\n{rule}, {} of {found}:\n", hits.len());
            out.extend(hits.iter().map(Hit::text));
        }
    }
    out
}

fn as_json(size: &Size, rows: BTreeMap<String, Row>) -> String {
    let words = size.words;
    let rules: Vec<Value> = rows
        .into_iter()
        .map(|(rule, row)| {
            json!({
                "rule": rule,
                "findings": row.findings,
                "articles": row.articles,
                "in-1000-words": rate(row.findings, words),
                "sample": row.sample.hits().iter().map(Hit::json).collect::<Vec<_>>(),
            })
        })
        .collect();
    format!(
        "{}\n",
        json!({ "schema": 1, "archive": size.json(), "rules": rules })
    )
}
