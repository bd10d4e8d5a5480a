//! Characters that a terminal would obey are shown instead.

use std::borrow::Cow;
use std::fmt::Write as _;

/// True for a character that must not reach a terminal: it moves the cursor, turns text around, or hides.
pub(crate) fn is_treacherous(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}' // of no width
            | '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' // direction
            | '\u{2028}' | '\u{2029}' // line ends
            | '\u{fff9}'..='\u{fffb}' // annotations
            | '\u{e0000}'..='\u{e007f}') // tags
}

/// The character as it is shown: `<U+202E>`; line ends and tabs as a blank.
pub(crate) fn shown(c: char) -> Cow<'static, str> {
    match c {
        '\n' | '\t' | '\r' => Cow::Borrowed(" "),
        _ => Cow::Owned(format!("<U+{:04X}>", c as u32)),
    }
}

/// The text with every control character and direction mark shown as `<U+202E>`, and line ends as blanks.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_treacherous) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_treacherous(c) {
            let _ = out.write_str(&shown(c));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn treacherous_characters_are_shown() {
        assert_eq!(visible("a\u{202e}b\u{1b}[31m\n"), "a<U+202E>b<U+001B>[31m ");
        assert!(matches!(visible("Zürich – 日本"), Cow::Borrowed(_)));
    }
}
