//! Left-overs: repeated words.

use copydesk_draft::layer::{Cell, LayerSchema, Table, Type};

use crate::cx::Cx;
use crate::schema::id;
use crate::token::TokenKind;

/// The table of `repeated-word`: the same word twice in a row.
pub(crate) fn repeated_words(cx: &Cx<'_>) -> Table {
    let mut table = cx.blank(id::REPEATED_WORD);
    for (i, pair) in cx.tokens.windows(2).enumerate() {
        let [first, second] = pair else { continue };
        if first.word == second.word
            && first.sentence == second.sentence
            && first.kind == TokenKind::Word
            && second.kind == TokenKind::Word
            && second.spaced
        {
            table.push(
                cx.row(cx.span(i, i + 2)),
                [
                    Cell::Filled(first.span.into()),
                    Cell::Filled(second.span.into()),
                ],
            );
        }
    }
    table
}

/// `repeated-word`
pub fn repeated_word_schema() -> LayerSchema {
    LayerSchema::new(
        "repeated-word",
        "the same word twice in a row",
        "both words",
    )
    .field("word", Type::Text, "the word")
    .field("second", Type::Text, "its second occurrence")
}
