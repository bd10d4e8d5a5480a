//! `copydesk compare`: findings gained and lost by a change of rules.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use copydesk_desk::{Config, FileReport, Finding, Level};
use copydesk_draft::Span;
use serde_json::{Value, json};

use super::sample::{Hit, Sample};
use super::{Size, read};
use crate::args::{Choice, Colour, Compare, TextOrJson};
use crate::open::{self, Opened};
use crate::{Exit, console};

#[derive(Default)]
struct Row {
    old: usize,
    new: usize,
    gained: usize,
    lost: usize,
    /// On the same words, with another severity.
    changed: usize,
    gains: Sample,
    losses: Sample,
}

pub(crate) fn compare(args: &Compare) -> Result<Exit, String> {
    let (added, folders) = if args.packs.is_empty() {
        (true, &args.rules)
    } else {
        (false, &args.packs)
    };
    let [old, new] = folders.as_slice() else {
        return Err("give two folders, the old one first".to_owned());
    };
    let old = desk(args, old, added)?;
    let new = desk(args, new, added)?;
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    let mut size = Size::default();
    let sampling = &args.sampling;
    let whole = args.archive.is_file();
    read::each(
        &args.archive,
        &[],
        |article| (article.check(&old.desk), article.check(&new.desk)),
        |(before, after)| {
            size.take(after.words, after.not_linted_reason());
            let then = places(&before);
            let now = places(&after);
            for (&(rule, _), &finding) in &then {
                let row = rows.entry(rule.to_owned()).or_default();
                row.old += 1;
                match now.get(&(rule, finding.place.span)) {
                    None => {
                        row.lost += 1;
                        row.losses.add(
                            Hit::of(&before, finding, sampling.seed, whole),
                            sampling.sample,
                        );
                    }
                    Some(other) => row.changed += usize::from(other.severity != finding.severity),
                }
            }
            for (&(rule, _), &finding) in &now {
                let row = rows.entry(rule.to_owned()).or_default();
                row.new += 1;
                if !then.contains_key(&(rule, finding.place.span)) {
                    row.gained += 1;
                    row.gains.add(
                        Hit::of(&after, finding, sampling.seed, whole),
                        sampling.sample,
                    );
                }
            }
        },
    )?;
    console::print(&match sampling.format {
        TextOrJson::Text => as_text(&size, rows),
        TextOrJson::Json => as_json(&size, rows),
    })?;
    Ok(if old.broken || new.broken {
        Exit::Trouble
    } else {
        Exit::Clean
    })
}

fn desk(args: &Compare, folder: &Path, added: bool) -> Result<Opened, String> {
    let choice = Choice {
        profile: args.profile.clone(),
        rules: if added {
            vec![folder.to_owned()]
        } else {
            Vec::new()
        },
        pack: (!added).then(|| folder.to_owned()),
        config: None,
        no_config: true,
    };
    let config = Config {
        select: args.select.clone(),
        min_severity: Some(Level::Advice),
        ..Config::default()
    };
    open::desk(&choice, config, Colour::Auto)
        .map_err(|error| format!("{}: {error}", folder.display()))
}

/// The findings by rule and words; two of a rule on the same words count once.
fn places(file: &FileReport) -> BTreeMap<(&str, Span), &Finding> {
    file.findings
        .iter()
        .map(|finding| ((finding.rule.as_str(), finding.place.span), finding))
        .collect()
}

fn as_text(size: &Size, rows: BTreeMap<String, Row>) -> String {
    let mut out = size.text();
    let wide = rows.keys().map(String::len).max().unwrap_or(0).max(4);
    let _ = writeln!(
        out,
        "\n{:wide$}       old       new    gained      lost  severity",
        "rule"
    );
    for (rule, row) in &rows {
        let _ = writeln!(
            out,
            "{rule:wide$}  {:8}  {:8}  {:8}  {:8}  {:8}",
            row.old, row.new, row.gained, row.lost, row.changed
        );
    }
    let differ = rows
        .values()
        .any(|row| row.gained + row.lost + row.changed > 0);
    if !differ {
        out.push_str("\nno finding differs\n");
    }
    for (rule, row) in rows {
        for (what, number, sample) in [
            ("gained", row.gained, row.gains),
            ("lost", row.lost, row.losses),
        ] {
            let hits = sample.hits();
            if !hits.is_empty() {
                let _ = writeln!(out, "\n{rule}, {what}, {} of {number}:\n", hits.len());
                out.extend(hits.iter().map(Hit::text));
            }
        }
    }
    out
}

fn as_json(size: &Size, rows: BTreeMap<String, Row>) -> String {
    let list = |sample: Sample| sample.hits().iter().map(Hit::json).collect::<Vec<_>>();
    let rules: Vec<Value> = rows
        .into_iter()
        .map(|(rule, row)| {
            json!({
                "rule": rule,
                "old": row.old,
                "new": row.new,
                "gained": row.gained,
                "lost": row.lost,
                "severity-changed": row.changed,
                "gains": list(row.gains),
                "losses": list(row.losses),
            })
        })
        .collect();
    format!(
        "{}\n",
        json!({ "schema": 1, "archive": size.json(), "rules": rules })
    )
}
