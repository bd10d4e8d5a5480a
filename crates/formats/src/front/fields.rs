//! The fields that copydesk knows: which become blocks of the draft, and which say something about it.

use copydesk_draft::{BlockKind, DateOrigin, Day, DraftBuilder, Genre};

use super::{Entry, Fault, Scalar};

/// Keys whose values are read as part of the draft, in reading order.
const BLOCKS: [(&str, BlockKind); 18] = [
    ("title", BlockKind::Headline),
    ("headline", BlockKind::Headline),
    ("dek", BlockKind::Dek),
    ("standfirst", BlockKind::Dek),
    ("subtitle", BlockKind::Dek),
    ("subheading", BlockKind::Dek),
    ("description", BlockKind::Dek),
    ("summary", BlockKind::Dek),
    ("byline", BlockKind::Byline),
    ("author", BlockKind::Byline),
    ("authors", BlockKind::Byline),
    ("author.name", BlockKind::Byline),
    ("authors.name", BlockKind::Byline),
    ("dateline", BlockKind::Dateline),
    ("caption", BlockKind::Caption),
    ("image.caption", BlockKind::Caption),
    ("credit", BlockKind::Credit),
    ("image.credit", BlockKind::Credit),
];

/// Keys that say something about the draft.
const ABOUT: [&str; 4] = ["date", "lang", "language", "genre"];

/// Puts the entries into the draft: blocks, date, language, genre, and all keys as they are. True if there is a
/// headline.
pub(super) fn take(builder: &mut DraftBuilder, entries: &[Entry]) -> Result<bool, Fault> {
    for entry in entries {
        let text = entry
            .values
            .iter()
            .map(|value| value.text.trim())
            .collect::<Vec<_>>()
            .join(", ");
        let span = match (entry.values.first(), entry.values.last()) {
            (Some(first), Some(last)) => first.span.to(last.span),
            _ => entry.key_span,
        };
        about(builder, entry, &text)?;
        builder.meta().keys.push((entry.key.clone(), text, span));
    }
    let mut has_title = false;
    let mut seen = Vec::new();
    for (key, kind) in BLOCKS {
        let Some(entry) = entries
            .iter()
            .find(|entry| entry.key.eq_ignore_ascii_case(key))
        else {
            continue;
        };
        // `title` and `headline`, `dek` and `description`: the first that is given is the one that is printed.
        if seen.contains(&kind) && !matches!(kind, BlockKind::Caption | BlockKind::Credit) {
            continue;
        }
        let filled = entry
            .values
            .iter()
            .any(|value| !value.text.trim().is_empty());
        if filled {
            seen.push(kind);
            has_title |= kind == BlockKind::Headline;
            block(builder, kind, &entry.values);
        }
    }
    Ok(has_title)
}

/// A headline of two lines is one block; two authors are two.
fn block(builder: &mut DraftBuilder, kind: BlockKind, values: &[Scalar]) {
    for value in values {
        builder.open(kind, u8::from(kind == BlockKind::Headline));
        for (text, span) in &value.pieces {
            builder.piece(&text.replace(['\n', '\t'], " "), *span);
        }
        builder.close();
    }
}

fn about(builder: &mut DraftBuilder, entry: &Entry, text: &str) -> Result<(), Fault> {
    let Some(key) = ABOUT.iter().find(|key| entry.key.eq_ignore_ascii_case(key)) else {
        return Ok(());
    };
    if text.is_empty() {
        return Ok(());
    }
    let at = entry
        .values
        .first()
        .map_or(entry.key_span.start, |value| value.span.start);
    match *key {
        "date" => {
            let day = day(text).ok_or_else(|| Fault {
                at,
                message: format!(
                    "`{}: {text}` is not a date; write it as 2025-03-11",
                    entry.key
                ),
            })?;
            builder.meta().date = Some((day, DateOrigin::FrontMatter));
        }
        "genre" => {
            builder.meta().genre = Genre::parse(text).ok_or_else(|| Fault {
                at,
                message: format!(
                    "`{}: {text}` is no genre that copydesk knows; it knows {}",
                    entry.key,
                    Genre::ALL.map(|(name, _)| name).join(", ")
                ),
            })?;
        }
        _ => builder.meta().lang = Some(text.to_owned()),
    }
    Ok(())
}

/// The day of `2025-03-11`, `2025-03-11T09:30:00+01:00` or `2025-03-11 09:30`; the local day, as it is written.
fn day(text: &str) -> Option<Day> {
    let date = text.get(..10)?;
    let rest = text.get(10..)?;
    let time = match rest.strip_prefix(['T', 't', ' ']) {
        Some(time) => time.trim_start(),
        None if rest.is_empty() => return Day::parse_iso(date),
        None => return None,
    };
    let clock = |text: &str| {
        let hour = text.get(..2).and_then(|hour| hour.parse::<u8>().ok());
        let minute = text.get(3..5).and_then(|minute| minute.parse::<u8>().ok());
        text.get(2..3) == Some(":")
            && hour.is_some_and(|hour| hour < 24)
            && minute.is_some_and(|minute| minute < 60)
    };
    let tail_is_time = time.get(5..).is_some_and(|tail| {
        tail.chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | '+' | '-' | 'Z' | 'z' | ' '))
    });
    (clock(time) && tail_is_time)
        .then(|| Day::parse_iso(date))
        .flatten()
}
