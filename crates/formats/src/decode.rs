//! Bytes to text and back: UTF-8, UTF-16 with a byte-order mark, Windows-1252 where nothing speaks against it; a reason
//! that helps for everything else.

use copydesk_draft::{Encoding, Source};
use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};
use memchr::memchr;

use crate::NotLinted;

/// How far a NUL byte is looked for to tell a binary file.
const SNIFF: usize = 8 * 1024;
/// Of so many bytes of English at most one is a letter with an accent.
const BYTES_PER_LETTER: usize = 8;
/// Letters in a row that are no ASCII: more of them is a word in another alphabet.
const OTHERS_IN_A_ROW: usize = 3;

/// Decodes a draft; a byte-order mark is taken off.
pub(crate) fn decode(name: &str, bytes: &[u8]) -> Result<Source, NotLinted> {
    if bytes.starts_with(b"\xff\xfe\0\0") || bytes.starts_with(b"\0\0\xfe\xff") {
        return Err(NotLinted::new("UTF-32 text; save it as UTF-8"));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return utf16(name, rest, Encoding::Utf16Le);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return utf16(name, rest, Encoding::Utf16Be);
    }
    if let Some(kind) = known_binary(bytes) {
        return Err(NotLinted::new(format!("binary file ({kind})")));
    }
    let head = bytes.get(..SNIFF).unwrap_or(bytes);
    if let Some(at) = memchr(0, head) {
        return Err(NotLinted::new(format!("binary file (a NUL at byte {at})")));
    }
    Source::from_utf8(name, bytes).or_else(|at| {
        let Err(doubt) = looks_like_windows_1252(bytes) else {
            let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
            return Ok(Source::decoded(
                name,
                text.into_owned(),
                Encoding::Windows1252,
                0,
            ));
        };
        let line = bytes.iter().take(at).filter(|&&byte| byte == b'\n').count() + 1;
        Err(NotLinted::new(format!(
            "not UTF-8 at byte {at}, line {line}, nor Windows-1252 ({doubt}); save it as UTF-8"
        )))
    })
}

/// A draft's text as its file has it: the same encoding, the same byte-order mark. The first character that the
/// encoding does not have is the error.
///
/// ```
/// use copydesk_formats::{encode, read};
///
/// let draft = read("a.txt", b"He said \x93no\x94.", &Default::default()).unwrap();
/// let source = draft.source();
/// assert_eq!(source.text(), "He said “no”.");
/// assert_eq!(encode(source, "“Oui”").unwrap(), b"\x93Oui\x94");
/// assert_eq!(encode(source, "“да”"), Err('д'));
/// ```
///
/// # Errors
/// The character that cannot be written.
pub fn encode(source: &Source, text: &str) -> Result<Vec<u8>, char> {
    match source.encoding() {
        Encoding::Utf8 => {
            let bom: &[u8] = if source.bom() > 0 {
                b"\xef\xbb\xbf"
            } else {
                b""
            };
            Ok([bom, text.as_bytes()].concat())
        }
        Encoding::Utf16Le => {
            let units = text.encode_utf16().flat_map(u16::to_le_bytes);
            Ok(b"\xff\xfe".iter().copied().chain(units).collect())
        }
        Encoding::Utf16Be => {
            let units = text.encode_utf16().flat_map(u16::to_be_bytes);
            Ok(b"\xfe\xff".iter().copied().chain(units).collect())
        }
        Encoding::Windows1252 => match foreign_to_windows_1252(text) {
            Some(c) => Err(c),
            None => Ok(WINDOWS_1252.encode(text).0.into_owned()),
        },
    }
}

/// The first character that Windows-1252 does not have.
fn foreign_to_windows_1252(text: &str) -> Option<char> {
    let mut buffer = [0; 4];
    text.chars()
        .filter(|c| !c.is_ascii())
        .find(|c| WINDOWS_1252.encode(c.encode_utf8(&mut buffer)).2)
}

fn utf16(name: &str, bytes: &[u8], encoding: Encoding) -> Result<Source, NotLinted> {
    let decoder = if encoding == Encoding::Utf16Le {
        UTF_16LE
    } else {
        UTF_16BE
    };
    let Some(text) = decoder.decode_without_bom_handling_and_without_replacement(bytes) else {
        let at = 2 + broken_utf16(bytes, encoding);
        return Err(NotLinted::new(format!(
            "UTF-16 text that is broken at byte {at}; save it as UTF-8"
        )));
    };
    if let Some(at) = text.find('\0') {
        let before = text.get(..at).unwrap_or("").encode_utf16().count();
        return Err(NotLinted::new(format!(
            "binary file (a NUL at byte {})",
            2 + 2 * before
        )));
    }
    Ok(Source::decoded(name, text.into_owned(), encoding, 2))
}

/// Where the first half of a pair without the other lies, or the odd byte at the end.
fn broken_utf16(bytes: &[u8], encoding: Encoding) -> usize {
    let (pairs, _) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|&pair| match encoding {
        Encoding::Utf16Be => u16::from_be_bytes(pair),
        _ => u16::from_le_bytes(pair),
    });
    let mut at = 0;
    for unit in char::decode_utf16(units) {
        match unit {
            Ok(c) => at += 2 * c.len_utf16(),
            Err(_) => break,
        }
    }
    at
}

/// Windows-1252 cannot be told from its bytes with certainty: English text that has few of the upper half, and these
/// where they make sense. The doubt is the error.
fn looks_like_windows_1252(bytes: &[u8]) -> Result<(), &'static str> {
    let letters = bytes.iter().filter(|&&byte| byte >= 0xc0).count();
    if has_utf8_sequence(bytes) {
        return Err("other characters in it are UTF-8: the file is damaged");
    }
    let mut before = b' ';
    let mut row = 0;
    for &byte in bytes {
        match byte {
            0x81 | 0x8d | 0x8f | 0x90 | 0x9d => return Err("it has bytes that stand for nothing"),
            0..0x09 | 0x0e..0x20 | 0x7f => return Err("it has control characters"),
            _ => {}
        }
        // Mac Roman has its quotation marks and dashes where these capitals are.
        if (0xc0..=0xde).contains(&byte) && before.is_ascii_lowercase() {
            return Err("it has capitals within words, as text of a Mac would");
        }
        row = if byte >= 0xc0 { row + 1 } else { 0 };
        if row > OTHERS_IN_A_ROW {
            return Err("it has words in another alphabet");
        }
        before = byte;
    }
    if letters > 2 && letters * BYTES_PER_LETTER > bytes.len() {
        return Err("too little of it is English");
    }
    Ok(())
}

/// True if the bytes have a character of more than one byte as UTF-8 writes it.
fn has_utf8_sequence(bytes: &[u8]) -> bool {
    bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii())
}

/// Files that are often given a wrong ending, by their first bytes.
fn known_binary(bytes: &[u8]) -> Option<&'static str> {
    const KNOWN: [(&[u8], &str); 6] = [
        (b"PK\x03\x04", "a ZIP archive, as .docx and .odt are"),
        (b"%PDF-", "PDF"),
        (b"\x89PNG", "a PNG picture"),
        (b"\xff\xd8\xff", "a JPEG picture"),
        (b"\xd0\xcf\x11\xe0", "an old Word document"),
        (b"\x1f\x8b", "gzip"),
    ];
    KNOWN
        .iter()
        .find(|(magic, _)| bytes.starts_with(magic))
        .map(|&(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(text: &str) -> [Vec<u8>; 2] {
        let le = text.encode_utf16().flat_map(u16::to_le_bytes);
        let be = text.encode_utf16().flat_map(u16::to_be_bytes);
        [
            b"\xff\xfe".iter().copied().chain(le).collect(),
            b"\xfe\xff".iter().copied().chain(be).collect(),
        ]
    }

    #[test]
    fn utf16_in_both_orders() {
        let text = "“Só”, dijo 😀.\r\nÑandú.\n";
        for bytes in both(text) {
            let source = decode("a.txt", &bytes).unwrap();
            assert_eq!((source.text(), source.bom()), (text, 2));
            assert_eq!(encode(&source, text).unwrap(), bytes);
            let at = text.find("Ñandú").unwrap();
            let on_disk = source.position(at as u32).byte as usize;
            assert_eq!(
                on_disk,
                2 + 2 * text.get(..at).unwrap().encode_utf16().count()
            );
        }
    }

    #[test]
    fn broken_utf16_is_told_by_its_byte() {
        let [le, be] = both("ab😀");
        let reason = |bytes: &[u8]| decode("a.txt", bytes).unwrap_err().reason;
        for bytes in [&le, &be] {
            assert!(reason(&bytes[..bytes.len() - 2]).contains("at byte 6;"));
            assert!(reason(&bytes[..5]).contains("at byte 4;"));
        }
        assert_eq!(reason(&both("ab\0")[0]), "binary file (a NUL at byte 6)");
        assert!(reason(b"\xff\xfe\0\0a\0\0\0").starts_with("UTF-32"));
    }

    #[test]
    fn windows_1252() {
        let bytes = b"\x93We don\x92t know,\x94 Andr\xe9 Nu\xf1ez said \x96 \x8050m lost.";
        let source = decode("a.txt", bytes).unwrap();
        assert_eq!(source.encoding(), Encoding::Windows1252);
        assert_eq!(
            source.text(),
            "“We don’t know,” André Nuñez said – €50m lost."
        );
        assert_eq!(encode(&source, source.text()).unwrap(), bytes);
        let euro = source.text().find('€').unwrap();
        let on_disk = source.position(euro as u32).byte as usize;
        assert_eq!(bytes[on_disk], 0x80);
        assert_eq!(encode(&source, "a ≥ b"), Err('≥'));
    }

    #[test]
    fn what_is_not_windows_1252() {
        let doubt = |bytes: &[u8]| decode("a.txt", bytes).unwrap_err().reason;
        assert!(doubt("It’s cut ’".as_bytes().split_last().unwrap().1).contains("damaged"));
        assert!(doubt(b"It doesn\xd5t say who shut the gate.").contains("Mac"));
        assert!(
            doubt(b"The word \xec\xee\xf1\xea\xe2\xe0 stood there, in a long sentence.")
                .contains("alphabet")
        );
        assert!(doubt(b"a \x81 b and so on").contains("stand for nothing"));
        assert!(doubt(b"caf\xe9\x07 and so on").contains("control"));
        assert!(doubt(b"\xe9a\xe9b\xe9c").contains("English"));
    }
}
