//! Escapes left in a text: character references, `\u2019`, quoted-printable bytes.

use super::{Found, Garble};

/// Named character references that conversions leave behind.
const NAMES: [(&str, &str); 20] = [
    ("amp", "&"),
    ("nbsp", " "),
    ("quot", "\""),
    ("apos", "'"),
    ("lt", "<"),
    ("gt", ">"),
    ("rsquo", "’"),
    ("lsquo", "‘"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("hellip", "…"),
    ("pound", "£"),
    ("euro", "€"),
    ("eacute", "é"),
    ("egrave", "è"),
    ("aacute", "á"),
    ("uuml", "ü"),
    ("ouml", "ö"),
];

/// An escape at the head of the text.
pub(super) fn at(rest: &str) -> Option<Found> {
    let (len, meant) = match rest.chars().next()? {
        '&' => reference(rest)?,
        '\\' => unicode(rest)?,
        '=' => printable(rest)?,
        _ => return None,
    };
    Some(Found {
        len,
        kind: Garble::Escape,
        meant: Some(meant),
    })
}

/// `&rsquo;`, `&#8217;`, `&#x2019;`
fn reference(rest: &str) -> Option<(usize, String)> {
    let end = rest.bytes().take(10).position(|byte| byte == b';')?;
    let name = rest.get(1..end)?;
    let meant = match name.strip_prefix('#') {
        Some(hex) if hex.starts_with(['x', 'X']) => {
            char::from_u32(u32::from_str_radix(hex.get(1..)?, 16).ok()?)?.to_string()
        }
        Some(number) => char::from_u32(number.parse().ok()?)?.to_string(),
        None => {
            let (_, meant) = NAMES.iter().find(|(known, _)| *known == name)?;
            (*meant).to_owned()
        }
    };
    Some((end + 1, meant))
}

/// `\u2019`
fn unicode(rest: &str) -> Option<(usize, String)> {
    let digits = rest.strip_prefix("\\u")?.get(..4)?;
    let code = u32::from_str_radix(digits, 16).ok()?;
    Some((6, char::from_u32(code)?.to_string()))
}

/// `=E2=80=99`
fn printable(rest: &str) -> Option<(usize, String)> {
    let mut bytes = Vec::new();
    while let Some(hex) = rest
        .get(bytes.len() * 3..)
        .and_then(|tail| tail.strip_prefix('='))
        .and_then(|tail| tail.get(..2))
    {
        match u8::from_str_radix(hex, 16) {
            Ok(byte) if byte >= 0x80 && bytes.len() < 12 => bytes.push(byte),
            _ => break,
        }
    }
    let len = bytes.len() * 3;
    let meant = String::from_utf8(bytes).ok()?;
    (len > 0).then_some((len, meant))
}
