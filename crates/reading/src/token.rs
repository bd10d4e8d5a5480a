//! Tokens: words, numbers, marks.

use copydesk_draft::Span;
use copydesk_facts::WordId;

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TokenKind {
    /// A word; may hold inner apostrophes, full stops ("U.S.", "e.tv") and digits ("M23").
    Word,
    /// A number in figures with its inner marks: `1,237`, `3.5`, `10:35`, `1st`, `1990s`.
    Number,
    /// A hyphen between two words or numbers, without blanks.
    Hyphen,
    /// A dash of any kind that is not such a hyphen.
    Dash,
    /// A possessive `'s`.
    Possessive,
    /// A quotation mark or apostrophe that stands alone.
    Mark,
    /// A web address, account name or hashtag.
    Address,
    /// Any other punctuation or symbol, one character each (an ellipsis of three full stops is one).
    Punct,
}

/// One token. Hyphenated compounds are several tokens: `rebel`, `-`, `held`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Token {
    /// Bytes in the reading text.
    pub span: Span,
    /// The folded word.
    pub word: WordId,
    /// What it is.
    pub kind: TokenKind,
    /// A blank stands before it.
    pub spaced: bool,
    /// Begins with a capital letter.
    pub capital: bool,
    /// Two letters or more, all capitals.
    pub capitals: bool,
    /// Index of its sentence.
    pub sentence: u32,
}

/// A stretch of text cut out by [`tokenize`], before words get their ids.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RawToken {
    /// Bytes in the text.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// A blank stands before it.
    pub spaced: bool,
}

/// True for marks that open or close a quotation.
pub fn is_quote_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '“'
            | '”'
            | '„'
            | '‟'
            | '«'
            | '»'
            | '\''
            | '‘'
            | '’'
            | '‚'
            | '‹'
            | '›'
            | '`'
            | '＂'
    )
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | 'ʾ' | 'ʿ' | 'ʻ' | '‘' | '`')
}

/// A dash, a quotation mark, a bullet or an ellipsis: marks of text that are no ASCII, told without asking what letters
/// there are.
fn is_text_mark(c: char) -> bool {
    ('\u{2010}'..='\u{2027}').contains(&c)
}

/// A character that continues a word.
fn is_word(c: char) -> bool {
    if is_text_mark(c) {
        return false;
    }
    c.is_alphabetic()
        || ('\u{300}'..='\u{36f}').contains(&c)
        || matches!(
            c,
            'ʿ' | 'ʾ' | 'ʻ' | 'ʼ' | '\u{ad}' | '\u{200d}' | '\u{200c}'
        )
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑')
}

fn is_dash(c: char) -> bool {
    matches!(c, '–' | '—' | '―' | '−' | '‒')
}

/// Letters of a currency that stand glued before figures: RM500, Rs1,000, EUR20.
fn is_currency_prefix(text: &str) -> bool {
    matches!(
        text,
        "RM" | "Rs"
            | "KSh"
            | "Ksh"
            | "TSh"
            | "USh"
            | "Sh"
            | "Tk"
            | "Rp"
            | "Dh"
            | "Dhs"
            | "NIS"
            | "DM"
            | "USD"
            | "EUR"
            | "GBP"
            | "JPY"
            | "CNY"
            | "INR"
            | "NGN"
            | "KES"
            | "FCFA"
            | "dlrs"
    )
}

/// Cuts a text into tokens and calls `push` for each, in order. Offsets start at `base`. Linear in the text.
pub fn tokenize(text: &str, base: u32, mut push: impl FnMut(RawToken)) {
    let bytes = text.as_bytes();
    let mut cursor = Cursor { text, at: 0 };
    let mut spaced = true;
    while let Some(&first) = bytes.get(cursor.at) {
        let start = cursor.at;
        let kind = match first {
            b' ' => {
                cursor.at += 1;
                spaced = true;
                continue;
            }
            b',' => {
                cursor.at += 1;
                TokenKind::Punct
            }
            _ => {
                if let Some(end) = short_word(bytes, start).or_else(|| plain_word(bytes, start)) {
                    cursor.at = end;
                    TokenKind::Word
                } else {
                    let Some(c) = cursor.peek() else { break };
                    if c.is_whitespace() {
                        cursor.bump(c);
                        spaced = true;
                        continue;
                    }
                    cursor.token(c)
                }
            }
        };
        push(RawToken {
            span: Span::of(base as usize + start, base as usize + cursor.at),
            kind,
            spaced,
        });
        spaced = false;
        // Most tokens have one blank behind them.
        if bytes.get(cursor.at) == Some(&b' ') {
            cursor.at += 1;
            spaced = true;
        }
    }
}

/// Where a word of fewer than eight ASCII letters ends that begins at a byte and has a blank or a comma behind it: most
/// words are such, and are told by one look. [`Cursor::word`] says the same of them.
#[inline]
fn short_word(bytes: &[u8], start: usize) -> Option<usize> {
    let eight = u64::from_le_bytes(*bytes.get(start..)?.first_chunk()?);
    let letters = letters(eight);
    // Eight letters leave nothing, and no letter is no word.
    let next = (eight >> (8 * letters as u32 % 64)) as u8;
    (matches!(next, b' ' | b',') && letters > 0).then_some(start + letters)
}

/// Where a word that begins at a byte ends, if it is of nothing but ASCII letters and what stands behind it surely does
/// not go on with it. Most words are such; [`Cursor::word`] says the same of them.
#[inline]
fn plain_word(bytes: &[u8], start: usize) -> Option<usize> {
    let first = bytes.get(start)?.to_ascii_lowercase();
    if !first.is_ascii_lowercase() {
        return None;
    }
    // "http://", "www.".
    if matches!(first, b'h' | b'w')
        && let Some(b't' | b'w' | b'T' | b'W') = bytes.get(start + 1)
    {
        return None;
    }
    let mut end = start;
    while let Some(&eight) = bytes.get(end..)?.first_chunk() {
        let letters = letters(u64::from_le_bytes(eight));
        end += letters;
        if letters < 8 {
            break;
        }
    }
    // The last bytes of the text.
    while bytes.get(end).is_some_and(u8::is_ascii_alphabetic) {
        end += 1;
    }
    let ends = match bytes.get(end) {
        None => true,
        Some(b'.') => {
            end > start + 1
                && bytes
                    .get(end + 1)
                    .is_none_or(|next| next.is_ascii() && !next.is_ascii_lowercase())
        }
        Some(b'\'' | b'0'..=b'9') => false,
        Some(next) => next.is_ascii(),
    };
    ends.then_some(end)
}

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x80 * ONES;

/// The bytes that are ASCII letters in small type, given bytes below 128: the high bit of each.
pub(crate) const fn small_letters(bytes: u64) -> u64 {
    let from_a = bytes + (0x80 - b'a' as u64) * ONES;
    let past_z = bytes + (0x7f - b'z' as u64) * ONES;
    from_a & !past_z & HIGH
}

/// How many of eight bytes, the lowest first, are ASCII letters before another comes.
const fn letters(bytes: u64) -> usize {
    let letters = small_letters((bytes | (0x20 * ONES)) & !HIGH) & !bytes;
    (!letters & HIGH).trailing_zeros() as usize / 8
}

/// The same for capitals.
pub(crate) const fn capital_letters(bytes: u64) -> u64 {
    small_letters(bytes ^ (0x20 * ONES))
}

/// Eight bytes of ASCII with small letters for capitals.
pub(crate) const fn lower(bytes: u64) -> u64 {
    bytes ^ (capital_letters(bytes) >> 2)
}

struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl Cursor<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.after(0)
    }

    /// The character `skip` bytes on. Most are ASCII and need no decoding.
    fn after(&self, skip: usize) -> Option<char> {
        let at = self.at + skip;
        match self.text.as_bytes().get(at) {
            Some(&byte) if byte.is_ascii() => Some(char::from(byte)),
            Some(_) => self.text.get(at..).and_then(|rest| rest.chars().next()),
            None => None,
        }
    }

    fn before(&self) -> Option<char> {
        match self.text.as_bytes().get(self.at.checked_sub(1)?) {
            Some(&byte) if byte.is_ascii() => Some(char::from(byte)),
            _ => self
                .text
                .get(..self.at)
                .and_then(|text| text.chars().next_back()),
        }
    }

    fn bump(&mut self, c: char) {
        self.at += c.len_utf8();
    }

    fn token(&mut self, c: char) -> TokenKind {
        // Most marks are these.
        if matches!(c, ',' | ';' | ':' | '(' | ')' | '[' | ']' | '!' | '?') {
            self.bump(c);
            return TokenKind::Punct;
        }
        if c.is_ascii_digit() {
            return self.number();
        }
        if is_word(c) {
            return self.word();
        }
        if !is_text_mark(c) && c.is_numeric() {
            self.bump(c);
            return TokenKind::Number;
        }
        if matches!(c, '@' | '#')
            && self
                .after(c.len_utf8())
                .is_some_and(|n| is_word(n) || n.is_ascii_digit() || n == '_')
        {
            self.bump(c);
            while let Some(n) = self.peek() {
                if is_word(n) || n.is_ascii_digit() || n == '_' {
                    self.bump(n);
                } else {
                    break;
                }
            }
            return TokenKind::Address;
        }
        if is_apostrophe(c) {
            // A possessive 's directly after a word.
            // At the start of a text it is the entry of a word list: `"'s"`.
            let glued = self.at == 0
                || self
                    .before()
                    .is_some_and(|b| is_word(b) || b.is_ascii_digit() || b == '.' || b == ')');
            let next = self.after(c.len_utf8());
            if glued
                && matches!(next, Some('s' | 'S'))
                && self
                    .after(c.len_utf8() + 1)
                    .is_none_or(|n| !is_word(n) && !n.is_ascii_digit())
            {
                self.bump(c);
                self.bump('s');
                return TokenKind::Possessive;
            }
        }
        if is_quote_mark(c) {
            self.bump(c);
            return TokenKind::Mark;
        }
        if is_hyphen(c) {
            let before = self.before().is_some_and(|b| !b.is_whitespace());
            let next = self.after(c.len_utf8());
            self.bump(c);
            if next == Some(c) {
                while self.peek() == Some(c) {
                    self.bump(c);
                }
                return TokenKind::Dash;
            }
            let joins = before && next.is_some_and(|n| is_word(n) || n.is_ascii_digit());
            return if joins {
                TokenKind::Hyphen
            } else {
                TokenKind::Dash
            };
        }
        if is_dash(c) {
            self.bump(c);
            return TokenKind::Dash;
        }
        self.bump(c);
        if c == '.' {
            while self.peek() == Some('.') {
                self.bump('.');
            }
        }
        TokenKind::Punct
    }

    fn number(&mut self) -> TokenKind {
        while let Some(c) = self.peek() {
            let inner =
                matches!(c, ',' | '.' | ':') && self.after(1).is_some_and(|n| n.is_ascii_digit());
            if c.is_ascii_digit() || inner {
                self.bump(c);
            } else {
                break;
            }
        }
        let suffixes: &[&str] = if self.peek().is_some_and(char::is_alphabetic) {
            &["st", "nd", "rd", "th", "s", "ST", "ND", "RD", "TH"]
        } else {
            &[]
        };
        for suffix in suffixes {
            if self.rest().starts_with(*suffix)
                && self
                    .after(suffix.len())
                    .is_none_or(|n| !is_word(n) && !n.is_ascii_digit())
            {
                self.at += suffix.len();
                break;
            }
        }
        TokenKind::Number
    }

    fn word(&mut self) -> TokenKind {
        let start = self.at;
        let may_be_address = matches!(self.peek(), Some('h' | 'H' | 'w' | 'W'));
        if may_be_address
            && ["http://", "https://", "www."].iter().any(|head| {
                self.rest()
                    .get(..head.len())
                    .is_some_and(|text| text.eq_ignore_ascii_case(head))
            })
        {
            while let Some(c) = self.peek() {
                if c.is_whitespace() || matches!(c, '<' | '>' | '"' | '”' | ')' | ']' | '|') {
                    break;
                }
                self.bump(c);
            }
            while self.at > start
                && self
                    .before()
                    .is_some_and(|b| matches!(b, '.' | ',' | ';' | ':' | '!' | '?'))
            {
                self.at -= 1;
            }
            return TokenKind::Address;
        }
        let mut letters = 0usize;
        loop {
            // Most words are nothing but such letters.
            let rest = self.text.as_bytes().get(self.at..).unwrap_or(&[]);
            let plain = rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
            self.at += plain;
            letters += plain;
            let Some(c) = self.peek() else { break };
            if c.is_ascii_digit()
                && self
                    .text
                    .get(start..self.at)
                    .is_some_and(is_currency_prefix)
            {
                break;
            }
            if is_word(c) || c.is_ascii_digit() {
                self.bump(c);
                letters += 1;
            } else if is_apostrophe(c) && !matches!(c, '`') {
                // Inside a word (Shi'ite, don't, d'Or), but not a possessive 's and not a closing mark.
                let next = self.after(c.len_utf8());
                let next_is_word = next.is_some_and(is_word);
                let possessive = matches!(next, Some('s' | 'S'))
                    && self
                        .after(c.len_utf8() + 1)
                        .is_none_or(|n| !is_word(n) && !n.is_ascii_digit());
                if next_is_word && !possessive {
                    self.bump(c);
                    letters = 2;
                } else {
                    break;
                }
            } else if c == '.' {
                let next = self.after(1);
                let before_upper = self.before().is_some_and(char::is_uppercase);
                match next {
                    // U.S., a.m., J.R.R.: single letters each followed by a full stop.
                    Some(n) if letters == 1 && is_word(n) => {
                        let second = self.after(1 + n.len_utf8());
                        let short = second.is_none_or(|s| !is_word(s));
                        if short || (!before_upper && n.is_lowercase()) {
                            self.bump('.');
                            letters = 0;
                        } else {
                            break;
                        }
                    }
                    // The last full stop of such an abbreviation.
                    _ if letters == 1
                        && self
                            .text
                            .get(start..self.at)
                            .is_some_and(|text| text.contains('.')) =>
                    {
                        self.bump('.');
                        break;
                    }
                    // Domain names: example.com.
                    Some(n)
                        if letters > 1
                            && n.is_lowercase()
                            && self.after(1 + n.len_utf8()).is_some_and(is_word) =>
                    {
                        self.bump('.');
                        letters = 2;
                    }
                    _ => break,
                }
            } else {
                break;
            }
        }
        TokenKind::Word
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_words_end_where_words_end() {
        let mut plain = 0;
        let odd = [
            "a.b", "ab.c", "U.S.", "we’ll", "don't", "http", "was", "no5", "x`y", "end.",
        ];
        for text in crate::testing::texts()
            .into_iter()
            .chain(odd.map(str::to_owned))
        {
            tokenize(&text, 0, |token| {
                let start = token.span.start as usize;
                let ends = [short_word, plain_word].map(|word| word(text.as_bytes(), start));
                for end in ends.into_iter().flatten() {
                    let mut cursor = Cursor {
                        text: &text,
                        at: start,
                    };
                    assert_eq!(cursor.word(), TokenKind::Word);
                    assert_eq!(end, cursor.at, "{start} in {text}");
                    plain += 1;
                }
            });
        }
        assert!(plain > 10_000, "{plain}");
    }

    #[test]
    fn marks_of_text_are_no_letters() {
        for c in (0..0x3000)
            .filter_map(char::from_u32)
            .filter(|&c| is_text_mark(c))
        {
            assert!(!c.is_alphanumeric() && !c.is_whitespace(), "{c:?}");
        }
    }

    #[test]
    fn eight_letters_at_once() {
        let number = |word: &str| {
            let mut bytes = [0; 8];
            for (to, from) in bytes.iter_mut().zip(word.bytes()) {
                *to = from;
            }
            u64::from_le_bytes(bytes)
        };
        for byte in 0..128u8 {
            let c = char::from(byte);
            let word: String = format!("Az{c}Zb{c}");
            let small = word.to_ascii_lowercase();
            assert_eq!(lower(number(&word)), number(&small), "{byte}");
            let plain = word.bytes().take_while(u8::is_ascii_alphabetic).count();
            assert_eq!(letters(number(&word)), plain, "{byte}");
        }
        assert_eq!(letters(number("abcdefgh")), 8);
        assert_eq!(letters(number("abcdéf")), 4);
        assert_eq!(letters(number("{a")), 0);
    }

    fn cut(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        tokenize(text, 0, |token| out.push(token.span.text(text)));
        out
    }

    #[test]
    fn words_and_marks() {
        assert_eq!(
            cut("The rebel-held town’s mayor didn't say."),
            [
                "The", "rebel", "-", "held", "town", "’s", "mayor", "didn't", "say", "."
            ]
        );
        assert_eq!(cut("“No,” he said"), ["“", "No", ",", "”", "he", "said"]);
        assert_eq!(cut("the troops' way"), ["the", "troops", "'", "way"]);
        // An entry of a word list is cut as the words of a draft are.
        assert_eq!(cut("'s"), ["'s"]);
        assert_eq!(cut("’s plan"), ["’s", "plan"]);
        assert_eq!(
            cut("Hay’at Tahrir al-Sham"),
            ["Hay’at", "Tahrir", "al", "-", "Sham"]
        );
    }

    #[test]
    fn abbreviations_numbers_addresses() {
        assert_eq!(
            cut("to the U.S. at 3 a.m."),
            ["to", "the", "U.S.", "at", "3", "a.m."]
        );
        assert_eq!(
            cut("J. R. Roe died."),
            ["J", ".", "R", ".", "Roe", "died", "."]
        );
        assert_eq!(
            cut("$3.5bn, 1,237 at 10:35"),
            ["$", "3.5", "bn", ",", "1,237", "at", "10:35"]
        );
        assert_eq!(
            cut("10km M23 1990s 21st"),
            ["10", "km", "M23", "1990s", "21st"]
        );
        assert_eq!(
            cut("RM50,000 Rs1.5 EUR20 RMS2"),
            ["RM", "50,000", "Rs", "1.5", "EUR", "20", "RMS2"]
        );
        assert_eq!(
            cut("see https://a.example/x?y. Or @desk"),
            ["see", "https://a.example/x?y", ".", "Or", "@desk"]
        );
        assert_eq!(cut("Left.Then went"), ["Left", ".", "Then", "went"]);
        assert_eq!(cut("e.tv said"), ["e.tv", "said"]);
        assert_eq!(cut("a - b -- c – d"), ["a", "-", "b", "--", "c", "–", "d"]);
    }
}
