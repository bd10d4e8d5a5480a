//! A new mark, put where it belongs: nothing else in the draft changes what it says, and that is tried out before
//! anything is written.

use std::collections::BTreeMap;
use std::path::PathBuf;

use copydesk_draft::{BlockKind, Day, Draft};
use copydesk_formats::{self as formats, FileSort, Format};

use super::mark::{self, Said};
use super::side::{self, Side};
use crate::desk::Desk;
use crate::report::{FileReport, Finding};
use crate::walk::DraftPath;

/// The decision to be recorded.
#[derive(Clone, Debug)]
pub struct Decision<'a> {
    /// The line of the finding, from 1.
    pub line: u32,
    /// The rule, by its present name.
    pub rule: &'a str,
    /// Why the finding stands.
    pub reason: &'a str,
    /// Who decides, by initials.
    pub by: Option<&'a str>,
    /// The last day on which it holds.
    pub until: Option<Day>,
    /// For the whole draft.
    pub whole_file: bool,
    /// The draft's date, whatever it says itself.
    pub as_of: Option<Day>,
}

/// A mark ready to be written.
#[derive(Clone, Debug)]
pub struct Marked {
    /// The file to be written: the draft, or the one beside it.
    pub file: PathBuf,
    /// The whole of it.
    pub bytes: Vec<u8>,
    /// The line of the mark.
    pub line: u32,
    /// So many findings stand by it.
    pub standing: usize,
    /// It is for the whole draft: asked for, or there is no place beside a headline in the front matter.
    pub whole_file: bool,
}

/// Puts a mark for the findings of a rule on a line of a draft. Nothing is written here.
///
/// # Errors
/// The draft cannot be linted, the rule finds nothing there, the reason is none, or the mark has no place.
pub fn mark(
    desk: &Desk,
    path: &DraftPath,
    bytes: &[u8],
    decision: &Decision<'_>,
) -> Result<Marked, String> {
    let said = said(decision)?;
    let side = Side::read(&path.path, &path.shown)?;
    let draft = formats::read(&path.shown, bytes, desk.draft_options())
        .map_err(|error| format!("{}: {error}", path.shown))?;
    let before = desk.check_with(&draft, decision.as_of, &side);
    if let Some(reason) = before.not_linted_reason() {
        return Err(format!("{}: not linted: {reason}", path.shown));
    }
    let found = found(&before, decision, &path.shown)?;
    match formats::sort_of_file(&path.shown) {
        FileSort::Draft(Format::Text) => beside(path, &said, &before, &found),
        _ => within(desk, path, &draft, &before, &side, decision, &said, &found),
    }
}

/// The words of the mark, as they will be read.
fn said(decision: &Decision<'_>) -> Result<Said, String> {
    let reason = decision
        .reason
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    if reason.contains("-->") || reason.chars().any(char::is_control) {
        return Err("--reason: a reason is plain words; `-->` would end the mark".to_owned());
    }
    let words = mark::words(&reason, decision.by, decision.until);
    let word = if decision.whole_file {
        "stet-file"
    } else {
        "stet"
    };
    let said = mark::parse(&format!("{word} {}: {words}", decision.rule)).unwrap_or_default();
    match said.fault {
        Some(fault) => Err(format!("--reason: {fault}")),
        None if !said.reason.chars().any(char::is_alphanumeric) => Err(
            "--reason: say what was confirmed, with whom or how; a mark without a reason has no effect".to_owned(),
        ),
        None => Ok(said),
    }
}

/// The findings of the rule on the line.
fn found<'r>(
    report: &'r FileReport,
    decision: &Decision<'_>,
    shown: &str,
) -> Result<Vec<&'r Finding>, String> {
    let on_line = |finding: &&Finding| {
        finding.place.start.line <= decision.line && decision.line <= finding.place.end.line
    };
    let of_rule: Vec<&Finding> = report
        .findings
        .iter()
        .filter(|finding| finding.rule == decision.rule)
        .collect();
    let found: Vec<&Finding> = of_rule.iter().copied().filter(on_line).collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let place = format!("{shown}:{}", decision.line);
    let standing = report
        .standing
        .iter()
        .find(|(finding, _)| finding.rule == decision.rule && on_line(&finding))
        .and_then(|(_, mark)| report.stets.get(*mark));
    if let Some(mark) = standing {
        return Err(format!(
            "{place}: the finding of `{}` stands already, by the mark at {}:{}",
            decision.rule, mark.file, mark.line
        ));
    }
    let mut lines: Vec<String> = of_rule
        .iter()
        .map(|finding| finding.place.start.line.to_string())
        .collect();
    lines.dedup();
    Err(if lines.is_empty() {
        format!(
            "{place}: `{}` finds nothing in this draft; there is nothing to let stand",
            decision.rule
        )
    } else {
        format!(
            "{place}: `{}` finds nothing on this line, but on line {}",
            decision.rule,
            lines.join(", ")
        )
    })
}

/// The file beside a plain-text draft, with one entry more for each finding.
fn beside(
    path: &DraftPath,
    said: &Said,
    before: &FileReport,
    found: &[&Finding],
) -> Result<Marked, String> {
    let file = side::beside(&path.path);
    let mut text = match std::fs::read_to_string(&file) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(format!("{}: {error}", file.display())),
    };
    let draft = path
        .path
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let mut line = 0;
    // One entry for the whole draft, or one for each finding.
    let each: Vec<Option<(&str, &str)>> = if said.whole_file {
        vec![None]
    } else {
        found
            .iter()
            .map(|finding| Some((&*finding.fingerprint, &*finding.place.excerpt)))
            .collect()
    };
    for finding in each {
        if !text.is_empty() {
            text.push_str(if text.ends_with('\n') { "\n" } else { "\n\n" });
        }
        if line == 0 {
            line = text.matches('\n').count() as u32 + 1;
        }
        text.push_str(&side::entry(&draft, said, finding));
    }
    Ok(Marked {
        file,
        bytes: text.into_bytes(),
        line,
        standing: if said.whole_file {
            before
                .findings
                .iter()
                .filter(|finding| finding.rule == said.rule)
                .count()
        } else {
            found.len()
        },
        whole_file: said.whole_file,
    })
}

/// The draft with a comment.
#[allow(
    clippy::too_many_arguments,
    reason = "one step of `mark`, which has them all"
)]
fn within(
    desk: &Desk,
    path: &DraftPath,
    draft: &Draft,
    before: &FileReport,
    side: &Side,
    decision: &Decision<'_>,
    said: &Said,
    found: &[&Finding],
) -> Result<Marked, String> {
    let Some(first) = found.first() else {
        return Err(format!("{}: nothing found", path.shown));
    };
    for (at, text) in places(draft, first, said) {
        let Some(bytes) = inserted(draft, at, &text) else {
            continue;
        };
        let after = desk.check_bytes_with(
            &path.shown,
            &bytes,
            desk.draft_options(),
            decision.as_of,
            side,
        );
        let only_stands = changes(before, &after).is_some_and(|gone| {
            gone.keys().all(|(rule, _)| *rule == decision.rule) && !gone.is_empty()
        });
        let stands = found.iter().all(|finding| {
            after
                .standing
                .iter()
                .any(|(own, _)| own.rule == finding.rule && own.fingerprint == finding.fingerprint)
        });
        if only_stands && stands {
            let line = draft.source().position(at).line;
            return Ok(Marked {
                file: path.path.clone(),
                bytes,
                line,
                standing: after.standing.len() - before.standing.len(),
                whole_file: text.contains("stet-file"),
            });
        }
    }
    Err(format!(
        "{}:{}: a mark has no place here without changing how the draft is read; write it by hand: {}",
        path.shown,
        decision.line,
        mark::comment(said)
    ))
}

/// Where a comment may go (bytes of the source) and how it is written there, the best place first.
fn places(draft: &Draft, finding: &Finding, said: &Said) -> Vec<(u32, String)> {
    let source = draft.source().text();
    let eol = if source.contains("\r\n") {
        "\r\n"
    } else {
        "\n"
    };
    let comment = mark::comment(said);
    let mut places = Vec::new();
    let mut of_file = said.whole_file;
    let block = draft
        .blocks()
        .iter()
        .find(|block| block.span.holds(finding.place.span.start));
    if let (Some(block), false) = (block, said.whole_file) {
        let own = draft.to_source(block.span);
        if own.start < draft.meta.body {
            of_file = true;
        } else {
            if !matches!(
                block.kind,
                BlockKind::ListItem | BlockKind::TableRow | BlockKind::BlockQuote
            ) {
                let line = source
                    .get(..own.start as usize)
                    .and_then(|before| before.rfind('\n'))
                    .map_or(0, |end| end + 1);
                places.push((line as u32, format!("{comment}{eol}")));
            }
            places.push((own.end, format!(" {comment}")));
        }
    }
    if !of_file {
        return places;
    }
    let whole = mark::comment(&Said {
        whole_file: true,
        ..said.clone()
    });
    places.push((draft.meta.body, format!("{whole}{eol}")));
    places.push((draft.meta.body, format!("{whole}{eol}{eol}")));
    places
}

/// The file with some words more; encoding and byte-order mark kept. None if the encoding does not have the words.
fn inserted(draft: &Draft, at: u32, words: &str) -> Option<Vec<u8>> {
    let source = draft.source();
    let (head, tail) = source.text().split_at_checked(at as usize)?;
    formats::encode(source, &[head, words, tail].concat()).ok()
}

/// What is no longer found, by rule and fingerprint; `None` if something else is found.
fn changes<'r>(
    before: &'r FileReport,
    after: &'r FileReport,
) -> Option<BTreeMap<(&'r str, &'r str), usize>> {
    let mut left: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for finding in &before.findings {
        *left
            .entry((&finding.rule, &finding.fingerprint))
            .or_default() += 1;
    }
    for finding in &after.findings {
        let known = left.get_mut(&(finding.rule.as_str(), finding.fingerprint.as_str()))?;
        *known = known.checked_sub(1)?;
    }
    left.retain(|_, number| *number > 0);
    Some(left)
}
