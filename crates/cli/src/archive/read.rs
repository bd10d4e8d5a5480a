//! Archives: folders of drafts, or articles as JSON Lines.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;

use copydesk_desk::walk::{self, DraftPath};
use copydesk_desk::{Desk, FileReport, Format, Options};
use copydesk_draft::Day;
use copydesk_formats::MAX_BYTES;
use rayon::prelude::*;
use serde_json::{Map, Value};

use crate::progress::Progress;

/// Articles read at a time; so many are in memory.
const CHUNK: usize = 512;

/// One article.
pub(super) enum Article {
    File(DraftPath),
    Line { name: String, draft: String },
}

impl Article {
    /// What a desk finds in it.
    pub(super) fn check(&self, desk: &Desk) -> FileReport {
        match self {
            Self::File(path) => desk.check_file(path, None),
            Self::Line { name, draft } => {
                let options = Options {
                    format: Some(Format::Text),
                    ..Options::default()
                };
                desk.check_bytes(name, draft.as_bytes(), &options, None)
            }
        }
    }
}

/// Hands every article to `check`, on all processors, and what comes of it to `take`, in order.
pub(super) fn each<T: Send>(
    archive: &Path,
    exclude: &[String],
    check: impl Fn(&Article) -> T + Sync,
    mut take: impl FnMut(T),
) -> Result<(), String> {
    let progress = Progress::new("read", "article", None, false);
    let mut work = |articles: &[Article]| {
        let done: Vec<T> = articles.par_iter().map(&check).collect();
        progress.step(articles.len());
        done.into_iter().for_each(&mut take);
    };
    let meta = std::fs::metadata(archive)
        .map_err(|error| format!("{}: cannot be read: {error}", archive.display()))?;
    let lines = archive.extension().is_some_and(|ending| {
        ["jsonl", "ndjson"]
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known))
    });
    if meta.is_file() && lines {
        return by_line(archive, &mut work);
    }
    if meta.is_file() && archive.extension().is_some_and(|ending| ending == "json") {
        return Err(format!(
            "{}: an archive in one file is JSON Lines, one article a line, and its name ends in .jsonl",
            archive.display()
        ));
    }
    let found = walk::find(&[archive.to_owned()], exclude)?;
    if let Some((path, why)) = found.unread.first() {
        return Err(format!("{path}: {why}"));
    }
    for drafts in found.drafts.chunks(CHUNK) {
        let articles: Vec<Article> = drafts.iter().cloned().map(Article::File).collect();
        work(&articles);
    }
    Ok(())
}

fn by_line(archive: &Path, work: &mut dyn FnMut(&[Article])) -> Result<(), String> {
    let shown = DraftPath::new(archive).shown;
    let file = File::open(archive).map_err(|error| format!("{shown}: cannot be read: {error}"))?;
    let mut reader = BufReader::new(file);
    let mut articles = Vec::with_capacity(CHUNK);
    let mut bytes = Vec::new();
    for number in 1.. {
        bytes.clear();
        let wrong = |why: &str| format!("{shown}:{number}: {why}");
        let read = (&mut reader)
            .take(MAX_BYTES + 1)
            .read_until(b'\n', &mut bytes)
            .map_err(|error| wrong(&format!("cannot be read: {error}")))?;
        if read == 0 {
            break;
        }
        if bytes.len() as u64 > MAX_BYTES {
            return Err(wrong(
                "a line over 64 MiB; one article is to stand on each line",
            ));
        }
        let line = std::str::from_utf8(&bytes).map_err(|_| wrong("not UTF-8"))?;
        if line.trim().is_empty() {
            continue;
        }
        let value: Value = serde_json::from_str(line).map_err(|error| {
            wrong(&format!(
                "not JSON: {error}; one article is to stand on each line"
            ))
        })?;
        let draft = draft(&value)
            .ok_or_else(|| wrong("no article: an object with its words under `text` or `body`"))?;
        articles.push(Article::Line {
            name: format!("{shown}:{number}"),
            draft,
        });
        if articles.len() == CHUNK {
            work(&articles);
            articles.clear();
        }
    }
    work(&articles);
    Ok(())
}

/// An article as a draft of plain text.
fn draft(article: &Value) -> Option<String> {
    let fields = article.as_object()?;
    let text = field(fields, &["text", "body", "content"])?.trim();
    let title = field(fields, &["title", "headline"]).map_or("", str::trim);
    let day = field(fields, &["date", "published"])
        .and_then(|date| date.get(..10))
        .and_then(Day::parse_iso);
    // Archives often give the headline twice.
    let text = match text.strip_prefix(title) {
        Some(rest) if rest.starts_with('\n') => rest.trim_start(),
        _ => text,
    };
    let mut draft = String::from("---\n");
    if !title.is_empty() {
        // A JSON string is a YAML string too.
        let _ = writeln!(draft, "title: {}", Value::String(title.to_owned()));
    }
    if let Some(day) = day {
        let _ = writeln!(draft, "date: {day}");
    }
    draft.push_str("---\n\n");
    draft.push_str(text);
    draft.push('\n');
    Some(draft)
}

fn field<'a>(fields: &'a Map<String, Value>, names: &[&str]) -> Option<&'a str> {
    names.iter().find_map(|name| fields.get(*name)?.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_a_draft() {
        let article = serde_json::json!({
            "title": "Gate: \"shut\"", "date": "2025-03-11T10:00:00Z",
            "text": "Gate: \"shut\"\n\nThe gate was shut.",
        });
        assert_eq!(
            draft(&article).unwrap(),
            "---\ntitle: \"Gate: \\\"shut\\\"\"\ndate: 2025-03-11\n---\n\nThe gate was shut.\n"
        );
        let bare = draft(&serde_json::json!({ "body": "Rain." })).unwrap();
        assert!(copydesk_formats::read("a.txt", bare.as_bytes(), &Options::default()).is_ok());
        assert_eq!(draft(&serde_json::json!({ "title": "Rain" })), None);
        assert_eq!(draft(&serde_json::json!(["Rain"])), None);
    }
}
