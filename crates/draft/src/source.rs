use memchr::memchr;

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
    /// Byte offset into the file on disk, in its own encoding (a byte-order mark counts).
    pub byte: u32,
    /// Code points from the start of the decoded file (a byte-order mark does not count; CRLF is two).
    pub char: u32,
}

/// How a file's characters are written as bytes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Encoding {
    /// UTF-8, with or without a byte-order mark.
    #[default]
    Utf8,
    /// UTF-16, the low byte first; always with a byte-order mark.
    Utf16Le,
    /// UTF-16, the high byte first; always with a byte-order mark.
    Utf16Be,
    /// Windows-1252, one byte a character; it has no byte-order mark.
    Windows1252,
}

impl Encoding {
    /// The name by which the web knows it, in small letters.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Windows1252 => "windows-1252",
        }
    }

    /// As people write it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le | Self::Utf16Be => "UTF-16",
            Self::Windows1252 => "Windows-1252",
        }
    }
}

/// The file as it lies on disk: its name, its decoded text and an index of its lines.
#[derive(Clone, Debug)]
pub struct Source {
    name: String,
    text: String,
    encoding: Encoding,
    bom: u32,
    /// Start of each line: (byte, code point).
    lines: Vec<(u32, u32)>,
    /// Places on the way, one in about [`STRIDE`] bytes. A position on a long line is found from the one before it.
    marks: Vec<Mark>,
}

/// A place that was counted.
#[derive(Clone, Copy, Default, Debug)]
struct Mark {
    byte: u32,
    /// Code points before it.
    chars: u32,
    /// Of these, those that UTF-16 writes as two units.
    wide: u32,
}

impl Mark {
    /// Goes on behind some text.
    fn pass(&mut self, text: &str) {
        self.byte += text.len() as u32;
        if text.is_ascii() {
            self.chars += text.len() as u32;
        } else {
            self.chars += text.chars().count() as u32;
            // Few texts have one: many bytes are looked at at a time.
            if text.bytes().fold(0, u8::max) >= 0xf0 {
                self.wide += text.bytes().filter(|&byte| byte >= 0xf0).count() as u32;
            }
        }
    }
}

/// Bytes between two marks.
const STRIDE: u32 = 1024;

impl Source {
    /// Takes decoded text; `bom` is the length in bytes of the byte-order mark that stood before it (0 or 3).
    pub fn new(name: impl Into<String>, text: String, bom: u32) -> Self {
        Self::decoded(name, text, Encoding::Utf8, bom)
    }

    /// Takes text that was decoded from some encoding; `bom` is the length in bytes of the byte-order mark that stood
    /// before it on disk.
    pub fn decoded(name: impl Into<String>, text: String, encoding: Encoding, bom: u32) -> Self {
        let mut lines = vec![(0, 0)];
        let mut marks = vec![Mark::default()];
        let mut at = Mark::default();
        let mut rest = text.as_str();
        while !rest.is_empty() {
            let feed = memchr(b'\n', rest.as_bytes());
            let end = feed.map_or(rest.len(), |feed| feed + 1);
            let (mut line, behind) = rest.split_at_checked(end).unwrap_or((rest, ""));
            rest = behind;
            // A place is noted in few lines: the others are counted as a whole.
            loop {
                let next = (marks.len() * STRIDE as usize).saturating_sub(at.byte as usize);
                if next >= line.len() {
                    break;
                }
                // The first character there or behind.
                let cut = line.ceil_char_boundary(next);
                let Some((before, behind)) = line.split_at_checked(cut) else {
                    break;
                };
                at.pass(before);
                line = behind;
                if line.is_empty() {
                    break;
                }
                marks.push(at);
            }
            at.pass(line);
            if feed.is_some() {
                lines.push((at.byte, at.chars));
            }
        }
        Self {
            name: name.into(),
            text,
            encoding,
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

    /// How the file on disk is encoded.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// Length in bytes of the byte-order mark on disk (0, 2 or 3).
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
        let after = self.marks.partition_point(|mark| mark.byte <= byte);
        let mark = after
            .checked_sub(1)
            .and_then(|i| self.marks.get(i))
            .copied()
            .unwrap_or_default();
        let (from, counted) = if mark.byte > start {
            (mark.byte, mark.chars)
        } else {
            (start, chars)
        };
        let between = |from: u32| self.text.get(from as usize..byte as usize).unwrap_or("");
        let char = counted + between(from).chars().count() as u32;
        let on_disk = match self.encoding {
            Encoding::Utf8 => byte,
            Encoding::Windows1252 => char,
            Encoding::Utf16Le | Encoding::Utf16Be => {
                let wide = between(mark.byte).chars().filter(|&c| c > '\u{ffff}');
                2 * (char + mark.wide + wide.count() as u32)
            }
        };
        Position {
            line: at.max(1) as u32,
            column: char - chars + 1,
            byte_column: byte - start + 1,
            byte: on_disk + self.bom,
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
    fn bytes_are_those_of_the_encoding_on_disk() {
        let text = "a“😀é\n".repeat(700);
        for (encoding, bom) in [
            (Encoding::Utf16Le, 2),
            (Encoding::Utf16Be, 2),
            (Encoding::Windows1252, 0),
        ] {
            let source = Source::decoded("a.txt", text.clone(), encoding, bom);
            let mut on_disk = bom;
            for (number, (byte, c)) in text.char_indices().enumerate() {
                let position = source.position(byte as u32);
                assert_eq!(position.byte, on_disk, "{encoding:?} {number}");
                assert_eq!(position.char as usize, number);
                on_disk += match encoding {
                    Encoding::Windows1252 => 1,
                    _ => 2 * c.len_utf16() as u32,
                };
            }
            assert_eq!(source.position(text.len() as u32).byte, on_disk);
        }
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
