//! Reading characters back into the bytes they came from.

use super::{Found, Garble};

/// The characters of Windows-1252 for the bytes 0x80 to 0x9f; a blank where it has none.
const HIGH: [char; 32] = [
    '€', ' ', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', ' ', 'Ž', ' ', ' ', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', ' ', 'ž', 'Ÿ',
];

/// UTF-8 read as Mac Roman or as Windows-1251: what is seen and what was meant.
const OTHERS: [(&str, &str); 33] = [
    ("‚Äô", "’"),
    ("‚Äò", "‘"),
    ("‚Äú", "“"),
    ("‚Äù", "”"),
    ("‚Äì", "–"),
    ("‚Äî", "—"),
    ("‚Ä¶", "…"),
    ("‚Ä¢", "•"),
    ("¬£", "£"),
    ("√©", "é"),
    ("√®", "è"),
    ("√™", "ê"),
    ("√°", "á"),
    ("√†", "à"),
    ("√¢", "â"),
    ("√£", "ã"),
    ("√§", "ä"),
    ("√≥", "ó"),
    ("√¥", "ô"),
    ("√∂", "ö"),
    ("√∏", "ø"),
    ("√±", "ñ"),
    ("√≠", "í"),
    ("√Æ", "î"),
    ("√∫", "ú"),
    ("√º", "ü"),
    ("√ß", "ç"),
    ("вЂ™", "’"),
    ("вЂњ", "“"),
    ("вЂќ", "”"),
    ("вЂ“", "–"),
    ("вЂ”", "—"),
    ("вЂ¦", "…"),
];

/// The byte that a character stands for in Windows-1252.
fn byte(c: char) -> Option<u8> {
    match c {
        '\u{80}'..='\u{ff}' => u8::try_from(u32::from(c)).ok(),
        ' ' => None,
        _ => HIGH
            .iter()
            .position(|&known| known == c)
            .and_then(|at| u8::try_from(0x80 + at).ok()),
    }
}

/// One character read back: the bytes it takes in the text, and what was meant.
#[derive(Clone, Copy, Debug)]
struct Unit {
    len: usize,
    lead: u8,
    meant: char,
}

/// The character whose UTF-8 bytes stand one by one at the head of the text.
fn unit(rest: &str) -> Option<Unit> {
    let mut chars = rest.chars();
    let first = chars.next()?;
    let lead = byte(first)?;
    let wanted = match lead {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    let mut bytes = [lead, 0, 0, 0];
    let mut len = first.len_utf8();
    for slot in bytes.get_mut(1..wanted)? {
        let c = chars.next()?;
        let next = byte(c).filter(|byte| (0x80..0xc0).contains(byte))?;
        *slot = next;
        len += c.len_utf8();
    }
    let meant = std::str::from_utf8(bytes.get(..wanted)?)
        .ok()?
        .chars()
        .next()?;
    (!meant.is_control()).then_some(Unit { len, lead, meant })
}

/// A run of characters that were read in the wrong encoding, at the head of the text.
pub(super) fn at(before: Option<char>, rest: &str) -> Option<Found> {
    let first = rest.chars().next()?;
    if matches!(first, '\u{80}'..='\u{9f}') {
        let at = u32::from(first) as usize - 0x80;
        let meant = HIGH.get(at).filter(|&&c| c != ' ');
        return Some(Found {
            len: first.len_utf8(),
            kind: Garble::Control,
            meant: meant.map(ToString::to_string),
        });
    }
    if let Some((seen, meant)) = OTHERS.iter().find(|(seen, _)| rest.starts_with(seen)) {
        // A root sign stands before a letter it spoils, not before a formula.
        let word = before.is_some_and(char::is_alphabetic)
            || rest
                .get(seen.len()..)
                .and_then(|tail| tail.chars().next())
                .is_some_and(char::is_alphabetic);
        return (word || !seen.starts_with('√')).then(|| misread(seen.len(), (*meant).to_owned()));
    }
    byte(first).filter(|&byte| byte >= 0xc2)?;
    let mut meant = String::new();
    let (mut len, mut units, mut sure) = (0, 0, false);
    while let Some(tail) = rest.get(len..) {
        if let Some(unit) = unit(tail) {
            let here = if len == 0 { before } else { None };
            match unit.lead {
                0xc2 | 0xe2 | 0xef | 0xf0..=0xf4 => sure = true,
                0xc3..=0xc5 | 0xc8 => {
                    sure |= plausible(here, tail, unit);
                }
                // Letters of another alphabet come in words.
                _ => sure |= units > 0,
            }
            meant.push(unit.meant);
            len += unit.len;
            units += 1;
            continue;
        }
        if let Some(quote) = ["â€\u{9d}", "â€"]
            .iter()
            .find(|seen| tail.starts_with(**seen))
        {
            meant.push('”');
            len += quote.len();
            sure = true;
            continue;
        }
        // A byte that has no character in Windows-1252 is lost between the letters of a word.
        let lone = tail.chars().next().filter(|c| matches!(c, 'Ð' | 'Ñ'));
        let followed = lone
            .and_then(|c| tail.get(c.len_utf8()..))
            .is_some_and(|next| unit(next).is_some());
        match lone {
            Some(c) if units > 0 && followed => len += c.len_utf8(),
            _ => break,
        }
    }
    if units == 0 && len == 0 {
        return stray(before, rest);
    }
    if !sure {
        return None;
    }
    // Garbled twice over.
    if let Some(again) = at(None, &meant).filter(|again| again.len == meant.len()) {
        meant = again.meant?;
    }
    Some(misread(len, meant))
}

/// A letter of Central or Western Europe that could have been meant. A capital before a closing mark is no lead byte:
/// “NÃO” and “PÄIVÄ” end in capitals.
fn plausible(before: Option<char>, tail: &str, unit: Unit) -> bool {
    let mut chars = tail.chars();
    let mark = chars.nth(1);
    let punctuation = mark.is_some_and(|c| {
        matches!(
            c,
            '’' | '”' | '“' | '‘' | '»' | '«' | '…' | '–' | '—' | '\u{a0}'
        )
    });
    let next = chars.next();
    unit.meant.is_alphabetic()
        && (!punctuation
            || next.is_some_and(char::is_lowercase)
            || before.is_some_and(char::is_lowercase))
}

/// A lone Â where a no-break space stood, and Ã with its blank where à stood.
fn stray(before: Option<char>, rest: &str) -> Option<Found> {
    let mut chars = rest.chars();
    let first = chars.next()?;
    let next = chars.next();
    let blank = next.is_none_or(|c| c == ' ');
    match first {
        'Â' if blank && !before.is_some_and(char::is_uppercase) => {
            Some(misread(first.len_utf8(), String::new()))
        }
        'Ã' if blank && before.is_some_and(char::is_lowercase) => {
            // The blank that was part of the letter goes, the one behind it stays.
            let two = chars.next() == Some(' ');
            Some(misread(first.len_utf8() + usize::from(two), "à".to_owned()))
        }
        _ => None,
    }
}

fn misread(len: usize, meant: String) -> Found {
    Found {
        len,
        kind: Garble::Misread,
        meant: Some(meant),
    }
}
