//! Bytes to text: UTF-8 only, with a reason that helps for everything else.

use copydesk_draft::Source;

use crate::NotLinted;

/// How far a NUL byte is looked for to tell a binary file.
const SNIFF: usize = 8 * 1024;

/// Decodes UTF-8, with or without a byte-order mark.
pub(crate) fn decode(name: &str, bytes: &[u8]) -> Result<Source, NotLinted> {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(NotLinted::new("UTF-16 text; save it as UTF-8"));
    }
    if let Some(kind) = known_binary(bytes) {
        return Err(NotLinted::new(format!("binary file ({kind})")));
    }
    if let Some(at) = bytes.iter().take(SNIFF).position(|&byte| byte == 0) {
        return Err(NotLinted::new(format!("binary file (a NUL at byte {at})")));
    }
    Source::from_utf8(name, bytes).map_err(|at| {
        let line = bytes.iter().take(at).filter(|&&byte| byte == b'\n').count() + 1;
        let guess = match bytes.get(at) {
            // Quotation marks and dashes of Windows-1252.
            Some(0x85 | 0x91..=0x97) => " (it looks like Windows-1252)",
            _ => "",
        };
        NotLinted::new(format!(
            "not UTF-8 at byte {at}, line {line}{guess}; save it as UTF-8"
        ))
    })
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
