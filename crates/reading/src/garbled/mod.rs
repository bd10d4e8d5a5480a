//! Characters that were written in one encoding and read in another, and what else a conversion leaves in a text.

mod decode;
mod disguise;
mod escapes;

use copydesk_draft::layer::{Cell, EnumSchema, LayerSchema, Table, Type, Value};
use copydesk_draft::{BlockKind, Span};

use crate::cx::Cx;
use crate::schema::{enumeration, id};

/// What happened to the characters; the values of `garble-kind` in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "documented in the schema")]
pub(crate) enum Garble {
    Misread,
    Replacement,
    Lost,
    Escape,
    Control,
    Blanks,
    Twin,
    Unseen,
}

/// A find at the head of a text: its length in bytes, what happened, and what the characters stood for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Found {
    pub(crate) len: usize,
    pub(crate) kind: Garble,
    pub(crate) meant: Option<String>,
}

/// The table of `garbled-text`.
pub(crate) fn table(cx: &Cx<'_>) -> Table {
    let mut table = cx.blank(id::GARBLED_TEXT);
    for block in cx.blocks {
        if matches!(block.kind, BlockKind::Code | BlockKind::Markup) {
            continue;
        }
        scan(cx.str(block.span), |at, found| {
            let start = block.span.start + at as u32;
            let span = Span::new(start, start + found.len as u32);
            // An address may hold anything.
            let address = cx.tokens.get(cx.token_at(start)).is_some_and(|token| {
                token.kind == crate::token::TokenKind::Address && token.span.start < start
            });
            if !address {
                table.push(
                    cx.row(span),
                    [
                        Cell::Filled(Value::Enum(found.kind as u16)),
                        found.meant.map(|text| Value::Text(text.into())).into(),
                    ],
                );
            }
        });
    }
    table
}

/// Calls `push` with the place in bytes of each find, in order.
fn scan(text: &str, mut push: impl FnMut(usize, Found)) {
    let mut at = 0;
    let mut before = None;
    let suspect = |byte: &u8| !byte.is_ascii() || matches!(byte, b'&' | b'\\' | b'=' | b'?');
    loop {
        // Most of a text is plain letters.
        let bytes = text.as_bytes().get(at..).unwrap_or(&[]);
        let plain = bytes.iter().position(suspect).unwrap_or(bytes.len());
        if let Some(last) = plain.checked_sub(1).and_then(|last| bytes.get(last)) {
            before = Some(char::from(*last));
            at += plain;
        }
        let rest = text.get(at..).unwrap_or("");
        let Some(first) = rest.chars().next() else {
            break;
        };
        let found = decode::at(before, rest)
            .filter(|_| !spoken_of(text.get(..at).unwrap_or(""), rest))
            .or_else(|| escapes::at(rest))
            .or_else(|| lost(before, rest))
            .or_else(|| blanks(rest))
            .or_else(|| disguise::at(before, rest));
        if let Some(found) = found.filter(|found| found.len > 0) {
            let len = found.len;
            before = rest.get(..len).and_then(|text| text.chars().next_back());
            push(at, found);
            at += len;
        } else {
            before = Some(first);
            at += first.len_utf8();
        }
    }
}

/// "the letter Â", "an Â or an Ê": a letter by itself that is spoken of.
fn spoken_of(before: &str, rest: &str) -> bool {
    let mut chars = rest.chars();
    let lone = matches!(chars.next(), Some('Â' | 'Ã'))
        && chars
            .next()
            .is_none_or(|next| matches!(next, ' ' | ',' | '.' | ';' | ')' | '’' | '”' | '"'));
    let mut words = before
        .strip_suffix(' ')
        .unwrap_or("")
        .rsplit([' ', '\n', '“', '‘', '"', '(']);
    let named = words.next().is_some_and(|word| {
        matches!(
            word,
            "letter"
                | "letters"
                | "character"
                | "characters"
                | "vowel"
                | "vowels"
                | "an"
                | "An"
                | "accented"
        )
    });
    lone && named
}

/// A replacement character, or a question mark where an apostrophe or letter stood ("the town?s", "didn?t").
fn lost(before: Option<char>, rest: &str) -> Option<Found> {
    let first = rest.chars().next()?;
    if first == '\u{fffd}' {
        let len = rest.len() - rest.trim_start_matches('\u{fffd}').len();
        return Some(Found {
            len,
            kind: Garble::Replacement,
            meant: None,
        });
    }
    if first != '?' || !before.is_some_and(char::is_lowercase) {
        return None;
    }
    let tail: String = rest
        .chars()
        .skip(1)
        .take_while(|c| c.is_alphanumeric() || matches!(c, '=' | '&' | '/' | '_'))
        .collect();
    matches!(tail.as_str(), "s" | "t" | "re" | "ve" | "ll" | "d" | "m").then(|| Found {
        len: 1,
        kind: Garble::Lost,
        meant: Some("’".to_owned()),
    })
}

/// Two or more no-break spaces in a row, with or without other blanks among them.
fn blanks(rest: &str) -> Option<Found> {
    if !rest.starts_with('\u{a0}') {
        return None;
    }
    let run = rest.get(..rest.len() - rest.trim_start_matches([' ', '\u{a0}']).len())?;
    (run.chars().filter(|&c| c == '\u{a0}').count() > 1).then(|| Found {
        len: run.len(),
        kind: Garble::Blanks,
        meant: Some(" ".to_owned()),
    })
}

/// `garbled-text`
pub fn garbled_text_schema() -> LayerSchema {
    LayerSchema::new(
        "garbled-text",
        "characters that a conversion spoilt: text read in the wrong encoding, replacement characters, runs of no-break spaces, escapes, letters and signs in disguise",
        "the spoilt characters alone",
    )
    .field(
        "kind",
        Type::Enum("garble-kind".into()),
        "read in the wrong encoding, a replacement character, a question mark for a lost mark, an escape left in, a control character, a run of no-break spaces, letters of another alphabet that look like ours within a word, signs that cannot be seen",
    )
    .field("meant", Type::Text, "the characters they stood for, where it can be told")
}

pub(crate) fn enums() -> Vec<EnumSchema> {
    vec![enumeration(
        "garble-kind",
        &[
            "misread",
            "replacement",
            "lost",
            "escape",
            "control",
            "blanks",
            "twin",
            "unseen",
        ],
    )]
}

#[cfg(test)]
#[allow(clippy::string_slice, reason = "a test")]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, Option<String>)> {
        let mut all = Vec::new();
        scan(text, |at, found| {
            all.push((text[at..at + found.len].to_owned(), found.meant));
        });
        all
    }

    fn one(text: &str) -> (String, Option<String>) {
        let all = found(text);
        assert_eq!(all.len(), 1, "{text}: {all:?}");
        all[0].clone()
    }

    #[test]
    fn wrong_encodings_are_read_back() {
        let meant = |text: &str, run: &str, meant: &str| {
            assert_eq!(
                one(text),
                (run.to_owned(), Some(meant.to_owned())),
                "{text}"
            );
        };
        meant("the cityâ€™s port", "â€™", "’");
        meant("SÃ£o", "Ã£", "ã");
        meant("costs Â£40", "Â£", "£");
        meant("GdaÅ„sk", "Å„", "ń");
        meant("in ÐœÐ¾ÑÐºÐ²Ð° on", "ÐœÐ¾ÑÐºÐ²Ð°", "Моква");
        meant("said,â€ she", "â€", "”");
        meant("the cityÃ¢â‚¬â„¢s", "Ã¢â‚¬â„¢", "’");
        meant("the city‚Äôs", "‚Äô", "’");
        meant("caf√© owners", "√©", "é");
        meant("мэрияs вЂ“ x", "вЂ“", "–");
        meant("It\u{92}s", "\u{92}", "’");
        meant("the town?s mill", "?", "’");
        meant("the town\\u2019s mill", "\\u2019", "’");
        meant("bread &amp; salt", "&amp;", "&");
        meant("it&#8217;s", "&#8217;", "’");
        meant("and\u{a0}\u{a0} then", "\u{a0}\u{a0} ", " ");
        meant("voilÃ  again", "Ã ", "à");
        assert_eq!(one("Malm\u{fffd} is").1, None);
    }

    #[test]
    fn letters_of_other_languages_are_no_garbage() {
        for text in [
            "the letter Â in the middle of words, an Ã at its end",
            "L'Âge d'Or, Âme de Lyon, São Tomé, Åland and Łódź",
            "“IRMÔ and “NÃO”, “PÄIVÄ” and «POR QUÊ»",
            "Москва, Αθήνα, Đặng Thùy Trâm, 45,000€",
            "“Il est tombé”… « déjà »… a naïve Île",
            "Was it so? Yes. What?the paper asked. R&D; AT&T; a&b",
            "see https://example.org/?s=1&amp=2 and a \\ b = c",
            "10\u{a0}km and 5 €\u{a0}a day",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
