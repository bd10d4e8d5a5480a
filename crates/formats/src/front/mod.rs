//! Front matter: `---` YAML or `+++` TOML at the head of a draft, its fields as blocks with pieces back to their bytes.

mod align;
mod fields;
mod toml;
mod yaml;

use copydesk_draft::{DraftBuilder, Span};

use crate::NotLinted;

/// What the front matter leaves for the body's reader.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Front {
    /// First byte of the body in the source.
    pub(crate) body: u32,
    /// The front matter gives a headline.
    pub(crate) has_title: bool,
}

/// A value of the front matter: its words, and the pieces that map them to the source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Scalar {
    /// The words, decoded.
    pub(crate) text: String,
    /// The words in stretches, each with its bytes in the source.
    pub(crate) pieces: Vec<(String, Span)>,
    /// The value in the source, with its quotation marks.
    pub(crate) span: Span,
}

/// One key with its values. A list gives several; a key of a nested table is written `outer.inner`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Entry {
    pub(crate) key: String,
    /// The key in the source.
    pub(crate) key_span: Span,
    pub(crate) values: Vec<Scalar>,
}

/// What is wrong in a front matter, and where (byte of the source).
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Fault {
    pub(crate) at: u32,
    pub(crate) message: String,
}

/// Reads the front matter, if there is one, into the builder.
pub(crate) fn read(builder: &mut DraftBuilder) -> Result<Front, NotLinted> {
    let none = Front {
        body: 0,
        has_title: false,
    };
    if opening(builder.source().text()).is_none() {
        return Ok(none);
    }
    let source = builder.source().clone();
    let text = source.text();
    let located = |fault: Fault| {
        let line = source.position(fault.at).line;
        NotLinted::new(format!("front matter, line {line}: {}", fault.message))
    };
    let Some((fence, inside)) = opening(text) else {
        return Ok(none);
    };
    let Some((inside, body)) = closing(text, inside, fence) else {
        return if fence == "+++" || looks_like_keys(text.get(inside as usize..).unwrap_or("")) {
            Err(located(Fault {
                at: 0,
                message: format!(
                    "`{fence}` is never closed; put a line `{fence}` after the last key"
                ),
            }))
        } else {
            Ok(none)
        };
    };
    let entries = if fence == "+++" {
        toml::entries(text, inside)
    } else if looks_like_keys(inside.text(text)) {
        yaml::entries(text, inside)
    } else if inside.text(text).trim().is_empty() {
        Ok(Vec::new())
    } else {
        // A passage between two rules, not a front matter.
        return Ok(none);
    };
    let entries = entries.map_err(located)?;
    let has_title = fields::take(builder, &entries).map_err(located)?;
    Ok(Front { body, has_title })
}

/// The fence in the first line, and where the next line begins.
fn opening(text: &str) -> Option<(&'static str, u32)> {
    let line = text.split_inclusive('\n').next()?;
    let fence = match line.trim_end() {
        "---" => "---",
        "+++" => "+++",
        _ => return None,
    };
    line.ends_with('\n').then_some((fence, line.len() as u32))
}

/// The lines before the closing fence, and where the line after it begins.
fn closing(text: &str, inside: u32, fence: &str) -> Option<(Span, u32)> {
    let mut at = inside;
    for line in text.get(inside as usize..)?.split_inclusive('\n') {
        let next = at + line.len() as u32;
        let words = line.trim_end();
        if words == fence || (fence == "---" && words == "...") {
            return Some((Span::new(inside, at), next));
        }
        at = next;
    }
    None
}

/// True if the first line that is not a comment begins with a key and a colon.
fn looks_like_keys(text: &str) -> bool {
    text.lines()
        .map(str::trim_end)
        .find(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .and_then(|line| line.split_once(':'))
        .is_some_and(|(key, rest)| {
            let key = key.trim_matches(['"', '\'']);
            !key.is_empty()
                && (rest.is_empty() || rest.starts_with([' ', '\t']))
                && key
                    .chars()
                    .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
        })
}
