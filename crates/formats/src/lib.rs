//! Draft formats: bytes in, a [`Draft`] with exact offsets out.
//!
//! - [`read`]: one file as a draft, or the reason why it is not linted.
//! - [`encode`]: changed text as its file has it.
//! - [`Format`]: the types that are read, and the table of file endings; [`sort_of_file`] tells drafts from other files.
//!
//! Only structure that is marked is reported (front matter, Markdown); what plain text leaves unmarked is inferred by
//! `reading`.

mod decode;
mod front;
mod markdown;
mod paragraph;
mod text;

use std::fmt;

use copydesk_draft::{Draft, DraftBuilder, Genre};

pub use decode::encode;

/// The largest draft that is read, in bytes: 64 MiB.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// How to read a draft.
#[derive(Clone, Debug)]
pub struct Options {
    /// Read as this format, whatever the name says.
    pub format: Option<Format>,
    /// Drafts larger than this are not linted, in bytes.
    pub max_bytes: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            format: None,
            max_bytes: MAX_BYTES,
        }
    }
}

/// A type of file that is read.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Format {
    /// Plain text: paragraphs by blank lines or line ends.
    Text,
    /// `CommonMark` with tables and strikethrough.
    Markdown,
}

/// What a file's ending says about it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FileSort {
    /// A draft that is read.
    Draft(Format),
    /// A document that may well be a draft, but of a type that is not read yet.
    UnreadDocument,
    /// Anything else: pictures, data, program text.
    Other,
}

/// File endings of drafts.
const ENDINGS: [(&str, Format); 5] = [
    ("txt", Format::Text),
    ("text", Format::Text),
    ("md", Format::Markdown),
    ("markdown", Format::Markdown),
    ("mdown", Format::Markdown),
];

/// File endings of documents that newsrooms write drafts in, but that are not read yet.
const DOCUMENTS: [&str; 16] = [
    "doc", "docx", "htm", "html", "mdx", "nitf", "odt", "org", "pages", "pdf", "rst", "rtf", "tex",
    "xhtml", "icml", "adoc",
];

/// What a file is by its ending; a name without one is [`FileSort::Other`].
pub fn sort_of_file(name: &str) -> FileSort {
    let Some(ending) = ending(name) else {
        return FileSort::Other;
    };
    if let Some(&(_, format)) = ENDINGS.iter().find(|(known, _)| *known == ending) {
        return FileSort::Draft(format);
    }
    if DOCUMENTS.contains(&ending.as_str()) {
        return FileSort::UnreadDocument;
    }
    FileSort::Other
}

/// The ending of a file name, without the dot and in small letters.
fn ending(name: &str) -> Option<String> {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let (stem, ending) = file.rsplit_once('.')?;
    (!stem.is_empty() && !ending.is_empty()).then(|| ending.to_ascii_lowercase())
}

/// Why a file was not linted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NotLinted {
    /// One sentence without a full stop, with the place and the remedy where there is one.
    pub reason: String,
}

impl NotLinted {
    /// With that reason.
    pub fn new(reason: impl Into<String>) -> Self {
        Self {
            reason: reason.into(),
        }
    }
}

impl fmt::Display for NotLinted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not linted: {}", self.reason)
    }
}

impl std::error::Error for NotLinted {}

/// Reads one draft. `name` is the path or name under which it is reported; its ending gives the format.
///
/// # Errors
/// The reason why the file cannot be linted: its type, size, encoding or a front matter that cannot be read.
pub fn read(name: &str, bytes: &[u8], options: &Options) -> Result<Draft, NotLinted> {
    let format = match options.format {
        Some(format) => format,
        None => format_of(name)?,
    };
    if bytes.len() as u64 > options.max_bytes {
        return Err(too_large(bytes.len() as u64, options.max_bytes));
    }
    let source = decode::decode(name, bytes)?;
    let mut builder = DraftBuilder::new(source);
    let front = front::read(&mut builder)?;
    builder.meta().body = front.body;
    match format {
        Format::Text => text::read(&mut builder, front.body),
        Format::Markdown => markdown::read(&mut builder, front.body, front.has_title),
    }
    let mut draft = builder.finish();
    let stated = draft
        .meta
        .keys
        .iter()
        .any(|(key, ..)| key.eq_ignore_ascii_case("genre"));
    if !stated && let Some(genre) = labelled(&draft) {
        draft.meta.genre = genre;
    }
    Ok(draft)
}

/// The genre a draft gives itself where it begins: "OPINION: …", "Analysis: …". Opinion may say so in the first three blocks,
/// the other genres in the first, which is the headline where there is one.
fn labelled(draft: &Draft) -> Option<Genre> {
    const LABELS: [(&str, Genre); 11] = [
        ("opinion", Genre::Opinion),
        ("analysis/opinion", Genre::Opinion),
        ("op-ed", Genre::Opinion),
        ("commentary", Genre::Opinion),
        ("editorial", Genre::Opinion),
        ("comment", Genre::Opinion),
        ("analysis", Genre::Analysis),
        ("news analysis", Genre::Analysis),
        ("obituary", Genre::Obituary),
        ("fact check", Genre::FactCheck),
        ("fact-check", Genre::FactCheck),
    ];
    draft
        .blocks()
        .iter()
        .take(3)
        .enumerate()
        .find_map(|(at, block)| {
            let text = block.span.text(draft.text());
            LABELS
                .iter()
                .filter(|(_, genre)| at == 0 || *genre == Genre::Opinion)
                .find(|(label, _)| {
                    text.get(..label.len())
                        .is_some_and(|head| head.eq_ignore_ascii_case(label))
                        && text.get(label.len()..).is_some_and(|rest| {
                            rest.starts_with(':') || rest.trim_start().starts_with('|')
                        })
                })
                .map(|&(_, genre)| genre)
        })
}

/// The reason for a file over the limit; both sizes in bytes.
pub fn too_large(bytes: u64, limit: u64) -> NotLinted {
    NotLinted::new(format!(
        "over {} ({}); is this one draft? --max-size sets the limit",
        size(limit),
        size(bytes)
    ))
}

/// A size as people read it: "64 MiB".
fn size(bytes: u64) -> String {
    const MIB: u64 = 1024 * 1024;
    if bytes >= MIB {
        format!("{} MiB", bytes.div_ceil(MIB))
    } else if bytes >= 1024 {
        format!("{} KiB", bytes.div_ceil(1024))
    } else {
        format!("{bytes} bytes")
    }
}

fn format_of(name: &str) -> Result<Format, NotLinted> {
    const READ: &str = "copydesk reads .txt and .md";
    match (sort_of_file(name), ending(name)) {
        (FileSort::Draft(format), _) => Ok(format),
        (_, Some(ending)) => Err(NotLinted::new(format!(
            "format .{ending} is not read yet; {READ}"
        ))),
        (_, None) => Err(NotLinted::new(format!(
            "the name has no ending that tells its format; {READ}"
        ))),
    }
}

#[cfg(test)]
mod tests;
