//! The lines of a file, and how they group into items and clauses. Every clause begins with a keyword at the start of
//! a line, so an error in one never reaches the next.

use copydesk_draft::Span;

use crate::syntax::{At, Comment};

/// Words that begin a definition.
pub(super) const ITEM_WORDS: &[&str] = &["setting", "words", "pattern", "layer", "facts", "rule"];

/// Words that begin a clause of a rule; `in` and `not in` only before `genres`.
pub(super) const CLAUSE_WORDS: &[&str] = &[
    "title", "severity", "replaces", "formerly", "in", "not", "yields", "for", "where", "let",
    "unless", "require", "say", "help", "show", "fix", "because", "bad", "good", "today",
];

/// True for a word that begins a definition.
pub(super) fn is_item_word(word: &str) -> bool {
    matches!(
        word,
        "setting" | "words" | "pattern" | "layer" | "facts" | "rule"
    )
}

/// True for a word of [`CLAUSE_WORDS`].
pub(super) fn is_clause_word(word: &str) -> bool {
    matches!(
        word,
        "title"
            | "severity"
            | "replaces"
            | "formerly"
            | "in"
            | "not"
            | "yields"
            | "for"
            | "where"
            | "let"
            | "unless"
            | "require"
            | "say"
            | "help"
            | "show"
            | "fix"
            | "because"
            | "bad"
            | "good"
            | "today"
    )
}

/// Words that begin what belongs to an example.
pub(super) const OPTION_WORDS: &[&str] = &[
    "dated", "headline", "genre", "profile", "with", "says", "fixed",
];

/// Words that go on with the line before wherever they stand.
const GOING_ON: &[&str] = &["or", "and", "otherwise", "except", "key", "whose", "valid"];

/// What a line is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum LineKind {
    /// Nothing on it.
    Blank,
    /// A comment alone.
    Comment,
    /// Begins with an item keyword.
    Item,
    /// Begins with a clause keyword.
    Clause,
    /// Unindented, with a word that begins nothing.
    Stray,
    /// Goes on with the line before.
    More,
}

/// One line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Its first byte that is not blank.
    pub(super) start: usize,
    /// One past its last byte that is not blank.
    pub(super) end: usize,
    /// True if it is indented.
    pub(super) indented: bool,
    /// What it is.
    pub(super) kind: LineKind,
}

/// Is this a character of a name?
pub(super) fn is_name_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

/// Is this a byte of a name?
pub(super) fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'
}

fn first_word(text: &str) -> (&str, &str) {
    let end = text.bytes().take_while(|&byte| is_name_byte(byte)).count();
    text.split_at_checked(end).unwrap_or((text, ""))
}

fn second_word(rest: &str) -> &str {
    first_word(rest.trim_start()).0
}

fn kind_of(line: &str, indented: bool) -> LineKind {
    if line.is_empty() {
        return LineKind::Blank;
    }
    if line.starts_with('#') {
        return LineKind::Comment;
    }
    let (word, rest) = first_word(line);
    let goes_on = ['"', '“', '~', '<', '[', '.', '…'];
    if word.is_empty() && !indented && !line.starts_with(goes_on) {
        return LineKind::Stray;
    }
    if word.is_empty() || rest.trim_start().starts_with(':') {
        return LineKind::More;
    }
    if is_item_word(word) {
        return LineKind::Item;
    }
    let clause = match word {
        "in" => second_word(rest).starts_with("genre"),
        "not" => {
            let (second, rest) = first_word(rest.trim_start());
            second == "in" && second_word(rest).starts_with("genre")
        }
        _ => is_clause_word(word),
    };
    if clause {
        LineKind::Clause
    } else if indented || GOING_ON.contains(&word) {
        LineKind::More
    } else {
        LineKind::Stray
    }
}

/// True if a `"""` block is open at the end of the line, read from outside a block.
fn opens_block(line: &str) -> bool {
    if !line.as_bytes().windows(3).any(|three| three == b"\"\"\"") {
        return false;
    }
    let mut rest = line;
    while let Some(at) = rest.find(['"', '“', '#']) {
        let before_blank = rest
            .get(..at)
            .is_some_and(|before| before.is_empty() || before.ends_with([' ', '\t']));
        let tail = rest.get(at..).unwrap_or("");
        if tail.starts_with('#') {
            if before_blank {
                return false;
            }
            rest = tail.get(1..).unwrap_or("");
        } else if let Some(inside) = tail.strip_prefix("\"\"\"") {
            match block_end(inside) {
                Some(end) => rest = inside.get(end + 3..).unwrap_or(""),
                None => return true,
            }
        } else {
            rest = match text_end(tail) {
                Some(end) => tail.get(end..).unwrap_or(""),
                None => return false,
            };
        }
    }
    false
}

/// Where the `"""` that closes a block stands, escapes skipped.
pub(super) fn block_end(inside: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + inside.get(from..)?.find("\"\"\"")?;
        if !is_escaped(inside, at) {
            return Some(at);
        }
        from = at + 1;
    }
}

fn is_escaped(text: &str, at: usize) -> bool {
    text.get(..at).is_some_and(|before| {
        before
            .bytes()
            .rev()
            .take_while(|&byte| byte == b'\\')
            .count()
            % 2
            == 1
    })
}

/// Length of a quoted text with its marks, if it is closed on its line.
pub(super) fn text_end(text: &str) -> Option<usize> {
    let close = if text.starts_with('“') { '”' } else { '"' };
    let open = text.chars().next().map_or(0, char::len_utf8);
    let mut from = open;
    loop {
        let rest = text.get(from..)?;
        let ends = |byte: u8| byte == b'\n' || byte == b'"' || byte == 0xE2;
        let at = from + rest.bytes().position(ends)?;
        let found = text.get(at..)?;
        if found.starts_with('\n') {
            return None;
        }
        if found.starts_with(close) && !is_escaped(text, at) {
            return Some(at + close.len_utf8());
        }
        from = at + found.chars().next().map_or(1, char::len_utf8);
    }
}

/// The lines of a file; lines within a `"""` block are [`LineKind::More`].
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut out = Vec::new();
    let mut offset = 0;
    let mut in_block = false;
    for raw in text.split_inclusive('\n') {
        // Blanks of other kinds come in by pasting; some editors put a mark before the first line.
        let mut trimmed = raw.trim_ascii();
        if trimmed.starts_with(|c: char| c.is_whitespace() || c == '\u{feff}') {
            trimmed = trimmed.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        }
        let start = offset + (trimmed.as_ptr() as usize).saturating_sub(raw.as_ptr() as usize);
        let indented = start > offset && !trimmed.is_empty() && !raw.starts_with('\u{feff}');
        let line = Line {
            start: if trimmed.is_empty() { offset } else { start },
            end: if trimmed.is_empty() {
                offset
            } else {
                start + trimmed.len()
            },
            indented,
            kind: if in_block {
                LineKind::More
            } else {
                kind_of(trimmed, indented)
            },
        };
        if in_block {
            // A block that is never closed ends before the next unindented definition.
            if !indented && kind_of(trimmed, false) == LineKind::Item {
                in_block = false;
                out.push(Line {
                    kind: LineKind::Item,
                    ..line
                });
                in_block |= opens_block(trimmed);
                offset += raw.len();
                continue;
            }
            if let Some(end) = block_end(trimmed) {
                in_block = opens_block(trimmed.get(end + 3..).unwrap_or(""));
            }
        } else if line.kind != LineKind::Comment {
            in_block = opens_block(trimmed);
        }
        out.push(line);
        offset += raw.len();
    }
    out
}

/// Lines that belong together: an item, or a clause of a rule.
#[derive(Clone, Debug)]
pub(super) struct Chunk {
    /// Comment lines right before it.
    pub(super) comments: Vec<Comment>,
    /// True if a blank line stands right before it.
    pub(super) blank_before: bool,
    /// From its first to its last word.
    pub(super) span: Span,
    /// Its lines, as indexes.
    pub(super) lines: std::ops::Range<usize>,
    /// Indented comment lines after it (items only).
    pub(super) tail: Vec<Comment>,
}

fn comment(text: &str, line: Line, blank_before: bool) -> Comment {
    Comment {
        text: text.get(line.start..line.end).unwrap_or("").to_owned(),
        blank_before,
        at: At(Span::of(line.start, line.end)),
    }
}

/// Groups lines into chunks, each begun by a line that `begins` one (the first line with words begins one anyway).
/// Returns the chunks and the comments after the last.
pub(super) fn chunks(
    text: &str,
    lines: &[Line],
    range: std::ops::Range<usize>,
    keep_tail: bool,
    begins: impl Fn(LineKind) -> bool,
) -> (Vec<Chunk>, Vec<Comment>) {
    let mut out: Vec<Chunk> = Vec::new();
    let mut pending: Vec<(Comment, bool)> = Vec::new();
    let mut blank = false;
    for at in range {
        let Some(&line) = lines.get(at) else { break };
        match line.kind {
            LineKind::Blank => blank = true,
            LineKind::Comment => {
                pending.push((comment(text, line, blank), line.indented));
                blank = false;
            }
            kind if begins(kind) || out.is_empty() => {
                let mut comments = std::mem::take(&mut pending);
                if keep_tail && let Some(last) = out.last_mut() {
                    let indented = comments
                        .iter()
                        .take_while(|(_, indented)| *indented)
                        .count();
                    last.tail = comments
                        .drain(..indented)
                        .map(|(comment, _)| comment)
                        .collect();
                }
                out.push(Chunk {
                    comments: comments.into_iter().map(|(comment, _)| comment).collect(),
                    blank_before: blank,
                    span: Span::of(line.start, line.end),
                    lines: at..at + 1,
                    tail: Vec::new(),
                });
                blank = false;
            }
            _ => {
                // Comments between the lines of a chunk are read with its words.
                pending.clear();
                blank = false;
                if let Some(last) = out.last_mut() {
                    last.span.end = Span::of(line.start, line.end).end.max(last.span.end);
                    last.lines.end = at + 1;
                }
            }
        }
    }
    let mut rest = pending;
    if keep_tail && let Some(last) = out.last_mut() {
        let indented = rest.iter().take_while(|(_, indented)| *indented).count();
        last.tail = rest.drain(..indented).map(|(comment, _)| comment).collect();
    }
    (out, rest.into_iter().map(|(comment, _)| comment).collect())
}
