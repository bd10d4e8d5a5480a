//! Sentences: our own splitter over tokens.

use copydesk_draft::Span;

use crate::lists::{List, Lists};
use crate::token::{Token, TokenKind};

/// One sentence; never crosses a block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sentence {
    /// Bytes in the reading text.
    pub span: Span,
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub last: u32,
    /// Index of its block in [`crate::Reading::blocks`].
    pub block: u32,
    /// A full stop stands before it, yet it begins with a small letter: a soft break, left for rules to judge.
    pub soft: bool,
}

/// Splits the tokens of one block into sentences: calls `push(first, last, soft)` with token ranges.
pub(crate) fn split(
    text: &str,
    tokens: &[Token],
    lists: &Lists,
    mut push: impl FnMut(usize, usize, bool),
) {
    let mut first = 0;
    let mut soft = false;
    let mut i = 0;
    while i < tokens.len() {
        let end = match boundary(text, tokens, lists, i) {
            Some(end) if end < tokens.len() => end,
            _ => {
                i += 1;
                continue;
            }
        };
        push(first, end, soft);
        soft = tokens.get(end).is_some_and(|next| {
            next.kind == TokenKind::Word
                && begins_small(text, next)
                && !site(text, tokens, end)
                && !lists.has(next.word, List::Particle)
        });
        first = end;
        i = end;
    }
    if first < tokens.len() {
        push(first, tokens.len(), soft);
    }
}

fn begins_small(text: &str, token: &Token) -> bool {
    let word = token.span.text(text);
    word.chars().next().is_some_and(char::is_lowercase)
        && !word
            .chars()
            .any(|c| c.is_uppercase() || c == '.' || c.is_ascii_digit())
}

/// A site or file name that begins at token `i`: "lifeboat-rota.example".
fn site(text: &str, tokens: &[Token], i: usize) -> bool {
    tokens
        .iter()
        .skip(i + 1)
        .take_while(|token| !token.spaced)
        .any(|token| token.kind == TokenKind::Word && token.span.text(text).contains('.'))
}

/// If a sentence ends at token `i`, the index of the first token of the next one.
fn boundary(text: &str, tokens: &[Token], lists: &Lists, i: usize) -> Option<usize> {
    let token = tokens.get(i)?;
    let word = token.span.text(text);
    let (stop, abbreviation) = match token.kind {
        TokenKind::Punct => match word.chars().next()? {
            '.' if word.len() == 1 => ('.', false),
            '.' | '…' => ('…', false),
            '!' => ('!', false),
            '?' => ('?', false),
            '。' | '؟' | '۔' | '।' => ('.', false),
            _ => return None,
        },
        // U.S., a.m.: the full stop is part of the word.
        TokenKind::Word if word.ends_with('.') => ('.', true),
        _ => return None,
    };
    // Closing marks belong to the sentence.
    let mut end = i + 1;
    let mut closed = false;
    while let Some(next) = tokens.get(end) {
        let mark = next.span.text(text).chars().next()?;
        let closes = !next.spaced
            && (matches!(mark, ')' | ']' | '”' | '’' | '"' | '\'' | '»' | '!' | '?')
                || (mark == '.' && next.kind == TokenKind::Punct));
        if !closes {
            break;
        }
        closed |= matches!(mark, '”' | '’' | '"' | '\'' | '»');
        end += 1;
    }
    let next = tokens.get(end)?;
    if !next.spaced && end == i + 1 {
        // No blank: only a full stop before a capital is a boundary ("left.The").
        let joined = stop == '.'
            && !abbreviation
            && next.capital
            && next.kind == TokenKind::Word
            && i > 0
            && tokens
                .get(i - 1)
                .is_some_and(|before| !before.capital || before.span.len() > 2);
        return joined.then_some(end);
    }
    let opens = |mark: &Token| {
        mark.kind == TokenKind::Mark
            || matches!(
                mark.span.text(text).chars().next(),
                Some('(' | '[' | '¿' | '¡')
            )
    };
    // What the next sentence begins with, behind opening marks.
    let mut head = end;
    while tokens.get(head).is_some_and(opens) && head < end + 3 {
        head += 1;
    }
    let start = tokens.get(head)?;
    let capital = start.capital
        || !start
            .span
            .text(text)
            .chars()
            .next()
            .is_some_and(char::is_lowercase);
    let figure = start.kind == TokenKind::Number;
    if stop == '.' && end == i + 1 {
        if let Some(before) = i
            .checked_sub(1)
            .and_then(|j| tokens.get(j))
            .filter(|_| !abbreviation)
        {
            let before_word = before.span.text(text);
            let letters = before_word.chars().count();
            // J. R. R. Tolkien, George W. Bush.
            if before.kind == TokenKind::Word
                && letters == 1
                && before.capital
                && !token.spaced
                && before_word != "I"
            {
                return None;
            }
            if before.kind == TokenKind::Word
                && !token.spaced
                && lists.has(before.word, List::Abbreviation)
            {
                // "No. 5", but "the answer was no. He left."
                let small = before_word.chars().next().is_some_and(char::is_lowercase);
                let name = matches!(
                    before_word,
                    "No" | "Nos" | "no" | "nos" | "v" | "vs" | "pp" | "vol" | "fig" | "approx"
                );
                if (before.capital && !name)
                    || (name && (figure || !capital || before_word == "v" || before_word == "vs"))
                    || (small && !name && !capital)
                {
                    return None;
                }
            }
            if !token.spaced
                && before.capital
                && lists.has(before.word, List::Month)
                && letters <= 4
                && before_word != "May"
                && figure
            {
                return None;
            }
            // Company and name endings, states: only a word that opens sentences ends them.
            if !token.spaced
                && before.capital
                && matches!(
                    before_word,
                    "Inc"
                        | "Corp"
                        | "Co"
                        | "Ltd"
                        | "Jr"
                        | "Sr"
                        | "Bros"
                        | "Cos"
                        | "Calif"
                        | "Mass"
                        | "Mich"
                        | "Minn"
                        | "Pa"
                        | "Va"
                        | "Fla"
                        | "Ariz"
                        | "Colo"
                        | "Conn"
                        | "Ga"
                        | "Ill"
                        | "Ind"
                        | "Kan"
                        | "Ky"
                        | "La"
                        | "Md"
                        | "Mo"
                        | "Neb"
                        | "Nev"
                        | "Okla"
                        | "Ore"
                        | "Tenn"
                        | "Tex"
                        | "Vt"
                        | "Wash"
                        | "Wis"
                        | "Wyo"
                        | "Ala"
                        | "Ark"
                        | "Del"
                )
                && !(capital && lists.has(start.word, List::Opener))
            {
                return None;
            }
        }
        if abbreviation {
            let lower = word.to_lowercase();
            if !capital || figure {
                return None;
            }
            let clock = matches!(lower.as_str(), "a.m." | "p.m.");
            if clock
                && (lists.has(start.word, List::Weekday)
                    || lists.has(start.word, List::Month)
                    || start.capitals)
            {
                return None;
            }
            if !clock && !lists.has(start.word, List::Opener) && head == end {
                return None;
            }
        }
    }
    if !capital && !figure {
        // “Is it over?” he asked. — (R-Calif.) and — an ellipsis within a sentence, in one piece or spaced out.
        let trails = i > 0
            && tokens
                .get(i - 1)
                .is_some_and(|before| before.span.text(text) == ".");
        if closed || stop != '.' || head > end || end > i + 1 || trails {
            return None;
        }
        // A soft break: kept, and marked by the caller.
        let particle = lists.has(start.word, List::Particle);
        let word_like = start.kind == TokenKind::Word;
        return (word_like && (particle || !abbreviation)).then_some(end);
    }
    if stop == '…' && !capital {
        return None;
    }
    // “Go!” Anna Lund said: an exclamation inside a quotation is no boundary before the speaker, but that
    // cannot be told from a new sentence here; the quotation layer joins them.
    Some(end)
}
