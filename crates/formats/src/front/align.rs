//! From a decoded value back to its bytes: walks the raw text and the decoded text side by side.
//!
//! What was decoded is the parser's business; here it is only found out which bytes each character stands for. If the
//! walk gets lost the whole value is one piece, which is coarse but never wrong.

use copydesk_draft::Span;

use super::Scalar;

/// How a value is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Style {
    /// Backslash escapes.
    Escaped,
    /// A doubled `'` stands for one.
    Doubled,
    /// As it stands; line ends may be folded.
    Plain,
}

/// The scalar `value`, written in the bytes `inner` (without quotation marks) of `text`; `span` is the whole of it.
pub(super) fn scalar(text: &str, value: &str, span: Span, inner: Span, style: Style) -> Scalar {
    let pieces = walk(inner.text(text), value, inner.start, style)
        .unwrap_or_else(|| vec![(value.to_owned(), span)]);
    Scalar {
        text: value.to_owned(),
        pieces,
        span,
    }
}

struct Walk<'a> {
    raw: &'a str,
    /// Bytes of `raw` read so far.
    at: usize,
    base: u32,
    pieces: Vec<(String, Span)>,
}

impl<'a> Walk<'a> {
    fn rest(&self) -> &'a str {
        self.raw.get(self.at..).unwrap_or("")
    }

    /// The next `len` bytes stand for `words`.
    fn piece(&mut self, words: &str, len: usize) {
        let start = self.base + self.at as u32;
        let span = Span::new(start, start + len as u32);
        self.at += len;
        match self.pieces.last_mut() {
            Some((text, last))
                if last.end == span.start
                    && text.len() == last.len() as usize
                    && words.len() == len =>
            {
                text.push_str(words);
                last.end = span.end;
            }
            _ => self.pieces.push((words.to_owned(), span)),
        }
    }
}

fn walk(raw: &str, value: &str, base: u32, style: Style) -> Option<Vec<(String, Span)>> {
    let mut walk = Walk {
        raw,
        at: 0,
        base,
        pieces: Vec::new(),
    };
    let mut value = value;
    while let Some(wanted) = value.chars().next() {
        let rest = walk.rest();
        let found = rest.chars().next()?;
        if style == Style::Escaped && found == '\\' {
            let len = escape_len(rest)?;
            if len.joins_lines {
                walk.at += len.bytes;
                continue;
            }
            walk.piece(wanted.encode_utf8(&mut [0; 4]), len.bytes);
            value = value.get(wanted.len_utf8()..)?;
        } else if style == Style::Doubled && wanted == '\'' && rest.starts_with("''") {
            walk.piece("'", 2);
            value = value.get(1..)?;
        } else if wanted.is_whitespace() && found.is_whitespace() {
            let words = blanks(value);
            let bytes = blanks(rest);
            walk.piece(words, bytes.len());
            value = value.get(words.len()..)?;
        } else if wanted == found {
            walk.piece(wanted.encode_utf8(&mut [0; 4]), wanted.len_utf8());
            value = value.get(wanted.len_utf8()..)?;
        } else if found.is_whitespace() {
            walk.at += found.len_utf8();
        } else {
            return None;
        }
    }
    Some(walk.pieces)
}

/// The blanks at the head of a text.
fn blanks(text: &str) -> &str {
    text.get(..text.len() - text.trim_start().len())
        .unwrap_or("")
}

struct Escape {
    bytes: usize,
    /// A backslash at a line end joins two lines and stands for nothing.
    joins_lines: bool,
}

fn escape_len(rest: &str) -> Option<Escape> {
    let sign = rest.chars().nth(1)?;
    let digits = match sign {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        '\n' | '\r' => {
            let after = rest.get(1..)?;
            return Some(Escape {
                bytes: 1 + blanks(after).len(),
                joins_lines: true,
            });
        }
        _ => 0,
    };
    Some(Escape {
        bytes: 1 + sign.len_utf8() + digits,
        joins_lines: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(raw: &str, value: &str, style: Style) -> Vec<(String, String)> {
        let span = Span::of(0, raw.len());
        let scalar = scalar(raw, value, span, span, style);
        assert_eq!(
            scalar
                .pieces
                .iter()
                .map(|(text, _)| text.as_str())
                .collect::<String>(),
            value
        );
        scalar
            .pieces
            .iter()
            .map(|(text, span)| (text.clone(), span.text(raw).to_owned()))
            .collect()
    }

    #[test]
    fn escapes_are_pieces() {
        let found = pieces(
            r#"Say \"no\" \u2014 now"#,
            "Say \"no\" — now",
            Style::Escaped,
        );
        assert!(found.contains(&("\"".into(), "\\\"".into())));
        assert!(found.contains(&("—".into(), "\\u2014".into())));
        assert!(found.contains(&(" now".into(), " now".into())));
    }

    #[test]
    fn doubled_quotes_and_folded_lines() {
        let found = pieces("Peru''s\n  hills", "Peru's hills", Style::Doubled);
        assert_eq!(
            found,
            [
                ("Peru".to_owned(), "Peru".to_owned()),
                ("'".into(), "''".into()),
                ("s".into(), "s".into()),
                (" ".into(), "\n  ".into()),
                ("hills".into(), "hills".into()),
            ]
        );
    }

    #[test]
    fn a_lost_walk_is_one_piece() {
        assert_eq!(
            pieces("abc", "xyz", Style::Plain),
            [("xyz".to_owned(), "abc".to_owned())]
        );
    }
}
