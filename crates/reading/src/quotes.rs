//! Quotations: their marks, extent, kind and speaker.

use copydesk_draft::Span;
use copydesk_draft::layer::{Cell, EnumSchema, LayerSchema, Table, Type, Value};

use crate::attribution::Attributions;
use crate::cx::Cx;
use crate::schema::enumeration;
use crate::sentence::Sentence;
use crate::structure::TextBlock;
use crate::token::Token;

/// What kind of mark opens or closes a quotation; the values of `mark-kind` in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "the names say it")]
pub enum MarkKind {
    CurlyDouble,
    StraightDouble,
    CurlySingle,
    StraightSingle,
    Guillemet,
}

/// The values of `quote-kind` in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "documented in the schema")]
pub enum QuoteKind {
    Full,
    Partial,
    SingleWord,
}

/// A stretch in quotation marks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Quote {
    /// Bytes from the opening to the closing mark, both included; an unclosed one ends with its paragraph.
    pub span: Span,
    /// Bytes of the words inside.
    pub inner: Span,
    /// The opening mark.
    pub opening: MarkKind,
    /// The closing mark; `None` if there is none.
    pub closing: Option<MarkKind>,
    /// What it is.
    pub kind: QuoteKind,
    /// The next paragraph opens with a mark again: the quotation goes on, no closing mark is due.
    pub continued: bool,
    /// It goes on from the paragraph before.
    pub continues: bool,
    /// Nesting depth; 0 for a quotation that is in no other.
    pub depth: u8,
    /// False for stretches that hide nothing from rules.
    pub masks: bool,
}

/// Finds the quotations, in order of their start.
pub(crate) fn find(
    _text: &str,
    _tokens: &[Token],
    _sentences: &[Sentence],
    _blocks: &[TextBlock],
) -> Vec<Quote> {
    Vec::new()
}

/// The table of `quote`.
pub(crate) fn table(cx: &Cx<'_>, quotes: &[Quote], _attributions: &Attributions) -> Table {
    let mut table = Table::new(quote_schema().fields.len());
    for quote in quotes {
        let mut row = cx.row(quote.span);
        row.masked = quote.depth > 0;
        table.push(
            row,
            [
                Cell::Filled(Value::Enum(quote.kind as u16)),
                Cell::Filled(Value::Enum(quote.opening as u16)),
                quote.closing.map(|mark| Value::Enum(mark as u16)).into(),
                Cell::Filled(quote.continued.into()),
                Cell::Filled(quote.continues.into()),
                Cell::Filled(quote.inner.into()),
                Cell::Filled(
                    f64::from(
                        cx.token_at(quote.inner.end) as u32 - cx.token_at(quote.inner.start) as u32,
                    )
                    .into(),
                ),
                Cell::Absent,
            ],
        );
    }
    table
}

/// `quote`
pub fn quote_schema() -> LayerSchema {
    LayerSchema::new(
        "quote",
        "a stretch in quotation marks",
        "from the opening to the closing mark, both included",
    )
    .field(
        "kind",
        Type::Enum("quote-kind".into()),
        "a full sentence, part of one, or a single word",
    )
    .field(
        "opening-mark",
        Type::Enum("mark-kind".into()),
        "the opening mark",
    )
    .field(
        "closing-mark",
        Type::Enum("mark-kind".into()),
        "the closing mark, if there is one",
    )
    .field(
        "continued",
        Type::Flag,
        "it goes on in the next paragraph, so no closing mark is due",
    )
    .field(
        "continues",
        Type::Flag,
        "it goes on from the paragraph before",
    )
    .field("words", Type::Text, "the words inside the marks")
    .field("length", Type::Number, "how many tokens it holds")
    .field(
        "attribution",
        Type::Thing("attribution".into()),
        "the attribution that says whose words they are",
    )
}

pub(crate) fn enums() -> Vec<EnumSchema> {
    vec![
        enumeration("quote-kind", &["full", "partial", "single-word"]),
        enumeration(
            "mark-kind",
            &[
                "curly-double",
                "straight-double",
                "curly-single",
                "straight-single",
                "guillemet",
            ],
        ),
    ]
}
