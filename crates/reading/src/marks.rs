//! Apostrophes and dashes, as they are printed.

use std::sync::Arc;

use copydesk_draft::layer::{Cell, EnumSchema, LayerSchema, Table, Type, Value};
use copydesk_draft::{InlineKind, Span};

use crate::cx::Cx;
use crate::lists::List;
use crate::quotes::{MarkKind, Quote};
use crate::schema::{enumeration, id};
use crate::token::{Token, TokenKind};

/// The table of `apostrophe`.
pub(crate) fn apostrophes(cx: &Cx<'_>, quotes: &[Quote]) -> Table {
    // Single marks that open or close a quotation are no apostrophes.
    let mut taken: Vec<u32> = Vec::new();
    for quote in quotes {
        if matches!(
            quote.opening,
            MarkKind::CurlySingle | MarkKind::StraightSingle
        ) {
            taken.push(quote.span.start);
        }
        if let Some(MarkKind::CurlySingle | MarkKind::StraightSingle) = quote.closing {
            taken.push(quote.inner.end);
        }
    }
    taken.sort_unstable();
    let mut found: Vec<(Span, u16, Span)> = Vec::new();
    let mut push = |at: u32, c: char, word: Span| {
        let kind = match c {
            '\'' => STRAIGHT,
            '’' => CURLY,
            _ => return,
        };
        found.push((Span::new(at, at + c.len_utf8() as u32), kind, word));
    };
    let code = code(cx);
    for (i, token) in cx.tokens.iter().enumerate() {
        if code.iter().any(|span| span.contains(token.span)) {
            continue;
        }
        let before = i.checked_sub(1).and_then(|j| cx.tokens.get(j));
        match token.kind {
            TokenKind::Word => {
                let word = cx.word(i);
                let marked = word.bytes().any(|byte| byte == b'\'' || !byte.is_ascii());
                if marked {
                    let mut before = ' ';
                    for (at, c) in word.char_indices() {
                        // "57'S" is a minute of arc.
                        if !before.is_ascii_digit() {
                            push(token.span.start + at as u32, c, token.span);
                        }
                        before = c;
                    }
                }
            }
            TokenKind::Possessive => {
                let word = before.map_or(token.span, |before| before.span.to(token.span));
                // "57'S" is a minute of arc.
                let south = cx.str(token.span).ends_with('S')
                    && before.is_some_and(|before| before.kind == TokenKind::Number);
                if let Some(c) = cx.str(token.span).chars().next().filter(|_| !south) {
                    push(token.span.start, c, word);
                }
            }
            // The plural possessive: "farmers'". Behind figures it is a mark of feet.
            TokenKind::Mark if !token.spaced && taken.binary_search(&token.span.start).is_err() => {
                let word = before.filter(|before| {
                    before.kind == TokenKind::Word
                        && cx.str(before.span).ends_with(['s', 'S', 'x', 'z'])
                });
                if let (Some(word), Some(c)) = (word, cx.str(token.span).chars().next()) {
                    push(token.span.start, c, word.span.to(token.span));
                }
            }
            // 'n', ’90s: letters or figures are left out before it.
            TokenKind::Mark if taken.binary_search(&token.span.start).is_err() => {
                let next = cx.tokens.get(i + 1).filter(|next| !next.spaced);
                let short = next.filter(|next| {
                    next.kind == TokenKind::Number
                        || matches!(
                            cx.str(next.span),
                            "n" | "em" | "tis" | "Tis" | "til" | "cause"
                        )
                });
                if let (Some(next), Some(c)) = (short, cx.str(token.span).chars().next()) {
                    push(token.span.start, c, token.span.to(next.span));
                }
            }
            _ => {}
        }
    }
    let curly = found.iter().filter(|one| one.1 == CURLY).count();
    let (usual, mark) = if curly * 3 >= found.len() {
        (CURLY, "’")
    } else {
        (STRAIGHT, "'")
    };
    let mark: Arc<str> = Arc::from(mark);
    let mut table = cx.blank(id::APOSTROPHE);
    for (span, kind, word) in found {
        table.push(
            cx.row(span),
            [
                Cell::Filled(Value::Enum(kind)),
                Cell::Filled(word.into()),
                Cell::Filled(Value::Flag(kind != usual)),
                Cell::Filled(Value::Text(Arc::clone(&mark))),
            ],
        );
    }
    table
}

/// The kinds of apostrophes.
const STRAIGHT: u16 = 0;
const CURLY: u16 = 1;

/// Code within sentences: its signs are not the desk's.
fn code(cx: &Cx<'_>) -> Vec<Span> {
    cx.draft
        .inlines()
        .iter()
        .filter(|inline| inline.kind == InlineKind::Code)
        .map(|inline| inline.span)
        .collect()
}

/// The table of `dash`.
pub(crate) fn dashes(cx: &Cx<'_>) -> Table {
    let mut table = cx.blank(id::DASH);
    let code = code(cx);
    for (i, token) in cx.tokens.iter().enumerate() {
        if token.kind != TokenKind::Dash || code.iter().any(|span| span.contains(token.span)) {
            continue;
        }
        let here = |other: Option<&Token>| {
            other
                .copied()
                .filter(|other| other.sentence == token.sentence)
        };
        let before = here(i.checked_sub(1).and_then(|j| cx.tokens.get(j)));
        let after = here(cx.tokens.get(i + 1));
        let kind = match cx.str(token.span) {
            "-" | "‐" | "‑" => 0u16,
            "–" => 1,
            "—" | "―" => 2,
            "−" => 3,
            _ => 4,
        };
        let figure = |other: Option<Token>| other.is_some_and(|t| t.kind == TokenKind::Number);
        table.push(
            cx.row(token.span),
            [
                Cell::Filled(Value::Enum(kind)),
                Cell::Filled(token.spaced.into()),
                Cell::Filled(after.is_some_and(|after| after.spaced).into()),
                before.map(|before| Value::Words(before.span)).into(),
                after.map(|after| Value::Words(after.span)).into(),
                Cell::Filled((figure(before) && figure(after)).into()),
                Cell::Filled(opening(cx, i).into()),
            ],
        );
    }
    table
}

/// True if only a place, a region, a day and an agency stand between the start of the block and token `i`.
fn opening(cx: &Cx<'_>, i: usize) -> bool {
    let Some(block) = cx
        .tokens
        .get(i)
        .and_then(|token| cx.sentence(token.sentence))
        .and_then(|sentence| cx.blocks.get(sentence.block as usize))
    else {
        return false;
    };
    let first = cx.token_at(block.span.start);
    if i <= first || i - first > 16 {
        return false;
    }
    let (mut marked, mut fits) = (false, true);
    for (k, token) in cx.tokens.get(first..i).unwrap_or(&[]).iter().enumerate() {
        let word = cx.str(token.span);
        marked |=
            (k == 0 && token.capitals) || word == "(" || cx.lists.has(token.word, List::Month);
        fits &= token.capital
            || matches!(
                token.kind,
                TokenKind::Number | TokenKind::Hyphen | TokenKind::Possessive | TokenKind::Address
            )
            || matches!(word, "," | "." | "(" | ")" | "/" | ":")
            || cx.lists.has(token.word, List::Particle)
            || matches!(word, "of" | "the" | "and");
    }
    marked && fits
}

/// `apostrophe`
pub fn apostrophe_schema() -> LayerSchema {
    LayerSchema::new("apostrophe", "an apostrophe", "the mark alone")
        .field(
            "kind",
            Type::Enum("apostrophe-kind".into()),
            "straight or curly",
        )
        .keyed()
        .field("word", Type::Text, "the word it stands in")
        .field(
            "odd",
            Type::Flag,
            "the draft has more of the other kind; where straight ones are at most twice as many as curly ones, those are the odd ones",
        )
        .field("usual", Type::Text, "the kind that the draft has more of, as a mark")
}

/// `dash`
pub fn dash_schema() -> LayerSchema {
    LayerSchema::new(
        "dash",
        "a dash, or a hyphen that joins no two words",
        "the sign alone",
    )
    .field("kind", Type::Enum("dash-kind".into()), "which sign")
    .keyed()
    .field("spaced-before", Type::Flag, "a blank stands before it")
    .field("spaced-after", Type::Flag, "a blank stands behind it")
    .field(
        "before",
        Type::Text,
        "the word or sign before it in its sentence",
    )
    .field(
        "after",
        Type::Text,
        "the word or sign behind it in its sentence",
    )
    .field(
        "between-figures",
        Type::Flag,
        "figures stand on both sides: a score, a range",
    )
    .field(
        "opening",
        Type::Flag,
        "only a place, a day, an agency stand before it in its paragraph, as in a dateline",
    )
}

pub(crate) fn enums() -> Vec<EnumSchema> {
    vec![
        enumeration("apostrophe-kind", &["straight", "curly"]),
        enumeration(
            "dash-kind",
            &["hyphen", "en", "em", "minus", "double-hyphen"],
        ),
    ]
}
