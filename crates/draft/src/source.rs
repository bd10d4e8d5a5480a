use crate::Span;

/// A place in the source file, as editors and other tools count it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in Unicode code points, from 1.
    pub column: u32,
    /// Column in bytes of UTF-8, from 1.
    pub byte_column: u32,
    /// Byte offset into the file on disk (a byte-order mark counts).
    pub byte: u32,
    /// Code points from the start of the decoded file (a byte-order mark does not count; CRLF is two).
    pub char: u32,
}

/// The file as it lies on disk: its name, its decoded text and an index of its lines.
#[derive(Clone, Debug)]
pub struct Source {
    name: String,
    text: String,
    bom: u32,
    /// Start of each line: (byte, code point).
    lines: Vec<(u32, u32)>,
    /// Places on the way, one in about [`STRIDE`] bytes: (byte, code point). A position on a long line is found from
    /// the one before it.
    marks: Vec<(u32, u32)>,
}

/// Bytes between two marks.
const STRIDE: u32 = 1024;

impl Source {
    /// Takes decoded text; `bom` is the length in bytes of the byte-order mark that stood before it (0 or 3).
    pub fn new(name: impl Into<String>, text: String, bom: u32) -> Self {
        let mut lines = vec![(0, 0)];
        let mut marks = vec![(0, 0)];
        let (mut chars, mut byte) = (0u32, 0u32);
        for c in text.chars() {
            if byte >= marks.len() as u32 * STRIDE {
                marks.push((byte, chars));
            }
            byte += c.len_utf8() as u32;
            chars += 1;
            if c == '\n' {
                lines.push((byte, chars));
            }
        }
        Self {
            name: name.into(),
            text,
            bom,
            lines,
            marks,
        }
    }

    /// Decodes UTF-8 bytes, taking off a byte-order mark.
    ///
    /// # Errors
    /// The offset of the first byte that is not UTF-8.
    pub fn from_utf8(name: impl Into<String>, bytes: &[u8]) -> Result<Self, usize> {
        let (body, bom) = match bytes.strip_prefix(b"\xef\xbb\xbf") {
            Some(rest) => (rest, 3),
            None => (bytes, 0),
        };
        match std::str::from_utf8(body) {
            Ok(text) => Ok(Self::new(name, text.to_owned(), bom)),
            Err(error) => Err(error.valid_up_to() + bom as usize),
        }
    }

    /// The path or name under which findings are reported.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The decoded text, without a byte-order mark. Source spans are byte ranges into it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Length in bytes of the byte-order mark on disk (0 or 3).
    pub fn bom(&self) -> u32 {
        self.bom
    }

    /// Number of lines (at least 1).
    pub fn line_count(&self) -> usize {
        self.lines.len()
    }

    /// Line, column, byte and code point of a byte offset into [`Source::text`].
    pub fn position(&self, byte: u32) -> Position {
        let at = self.lines.partition_point(|&(start, _)| start <= byte);
        let (start, chars) = at
            .checked_sub(1)
            .and_then(|i| self.lines.get(i))
            .copied()
            .unwrap_or((0, 0));
        let mark = self.marks.partition_point(|&(mark, _)| mark <= byte);
        let (mark, counted) = mark
            .checked_sub(1)
            .and_then(|i| self.marks.get(i))
            .copied()
            .filter(|&(mark, _)| mark > start)
            .unwrap_or((start, chars));
        let char = counted
            + self
                .text
                .get(mark as usize..byte as usize)
                .map_or(0, |text| text.chars().count() as u32);
        Position {
            line: at.max(1) as u32,
            column: char - chars + 1,
            byte_column: byte - start + 1,
            byte: byte + self.bom,
            char,
        }
    }

    /// The byte range of line `line` (from 1), without its line end.
    pub fn line(&self, line: u32) -> Option<Span> {
        let index = (line as usize).checked_sub(1)?;
        let start = self.lines.get(index)?.0;
        let end = self
            .lines
            .get(index + 1)
            .map_or(self.text.len() as u32, |next| next.0);
        let text = Span::new(start, end).text(&self.text);
        Some(Span::new(
            start,
            start + text.trim_end_matches(['\n', '\r']).len() as u32,
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_and_disk_bytes() {
        let source = Source::from_utf8("a.txt", "\u{feff}é“x”\r\nzwei\n".as_bytes()).unwrap();
        let at = source.text().find("zwei").unwrap() as u32;
        let position = source.position(at);
        assert_eq!((position.line, position.column), (2, 1));
        assert_eq!(position.byte, at + 3);
        assert_eq!(position.char, 6);
        assert_eq!(source.position(2).column, 2);
        assert_eq!(source.line(1).unwrap().text(source.text()), "é“x”");
        assert_eq!(Source::from_utf8("b", b"ab\xff").unwrap_err(), 2);
    }

    #[test]
    fn positions_on_long_lines() {
        let text = format!("{}\n{}", "é“x".repeat(900), "日a".repeat(2_000));
        let source = Source::new("a.txt", text.clone(), 0);
        for (number, (byte, _)) in text.char_indices().enumerate() {
            let position = source.position(byte as u32);
            assert_eq!(position.char as usize, number);
            let line = usize::from(number > 2_700);
            assert_eq!(position.line as usize, line + 1);
            assert_eq!(position.column as usize, number - line * 2_701 + 1);
        }
    }
}
