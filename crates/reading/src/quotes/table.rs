//! The layer `quote`: its table, its fields, and the values they take.

use copydesk_draft::Span;
use copydesk_draft::layer::{Cell, EnumSchema, LayerSchema, Table, Thing, Type, Value};

use super::{MarkKind, Quote};
use crate::attribution::Attributions;
use crate::cx::Cx;
use crate::schema::{enumeration, id};

/// So many paragraphs behind a quotation that is never closed a stray closing mark may be its own.
const ANSWERED_WITHIN: u32 = 3;

/// The table of `quote`.
pub(crate) fn table(
    cx: &Cx<'_>,
    quotes: &[Quote],
    strays: &[(Span, MarkKind)],
    attributions: &Attributions,
) -> Table {
    let mut table = cx.blank(id::QUOTE);
    let block = |span: Span| {
        cx.sentence(cx.sentence_at(span.start))
            .map_or(0, |sentence| sentence.block)
    };
    // The blocks in which a quotation is never closed.
    let left_open: Vec<u32> = quotes
        .iter()
        .filter(|quote| quote.closing.is_none() && !quote.continued)
        .map(|quote| block(quote.span))
        .collect();
    let after_open = |span: Span| {
        let own = block(span);
        let from = left_open.partition_point(|&open| open + ANSWERED_WITHIN < own);
        left_open.get(from).is_some_and(|&open| open <= own)
    };
    let mut strays = strays.iter().peekable();
    for quote in quotes {
        while let Some(&(span, kind)) = strays.next_if(|(span, _)| span.start < quote.span.start) {
            push_stray(cx, &mut table, span, kind, after_open(span));
        }
        let mut row = cx.row(quote.span);
        row.masked = quote.depth > 0;
        let attribution = attributions.governing_said(quote.inner);
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
                Cell::Filled(f64::from(quote.depth).into()),
                Cell::Filled(f64::from(quote.words).into()),
                attribution
                    .map(|row| {
                        Value::Thing(Thing {
                            layer: id::ATTRIBUTION,
                            row: row as u32,
                        })
                    })
                    .into(),
                attribution
                    .and_then(|row| attributions.speaker(row))
                    .map(|row| {
                        Value::Thing(Thing {
                            layer: id::SOURCE,
                            row: row as u32,
                        })
                    })
                    .into(),
                quote
                    .closing
                    .map(|_| Span::new(quote.inner.end, quote.span.end))
                    .into(),
                Cell::Filled(answer(cx.str(quote.span)).into()),
                stop(cx, quote).map(Value::Enum).into(),
                Cell::Absent,
            ],
        );
    }
    for &(span, kind) in strays {
        push_stray(cx, &mut table, span, kind, after_open(span));
    }
    table
}

/// Whether a comma or full stop stands inside the closing mark (0) or right behind it (1).
fn stop(cx: &Cx<'_>, quote: &Quote) -> Option<u16> {
    quote.closing?;
    if cx.str(quote.inner).ends_with([',', '.']) && !cx.str(quote.inner).ends_with("..") {
        return Some(0);
    }
    let rest = cx.text.get(quote.span.end as usize..)?;
    rest.starts_with([',', '.']).then_some(1)
}

/// A closing mark without its opening one: a thing of which only the closing mark is known.
fn push_stray(cx: &Cx<'_>, table: &mut Table, span: Span, kind: MarkKind, after_open: bool) {
    let mut row = cx.row(span);
    row.masked = false;
    let mut cells = std::array::from_fn::<Cell, 15, _>(|_| Cell::Absent);
    let [_, _, closing, .., after] = &mut cells;
    *closing = Cell::Filled(Value::Enum(kind as u16));
    *after = Cell::Filled(after_open.into());
    table.push(row, cells);
}

/// The mark that answers the one with which a text opens.
fn answer(text: &str) -> &'static str {
    match text.chars().next() {
        Some('“' | '”' | '‟') => "”",
        Some('„') => "“",
        Some('‘' | '‚') => "’",
        Some('«') => "»",
        Some('‹') => "›",
        Some('\'') => "'",
        _ => "\"",
    }
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
        "the opening mark; of a closing mark that nothing opens, none",
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
        "depth",
        Type::Number,
        "0 for a quotation that stands in no other, 1 for one within a quotation",
    )
    .field(
        "word-count",
        Type::Number,
        "how many words and figures it holds",
    )
    .field(
        "attribution",
        Type::Thing("attribution".into()),
        "the attribution that says whose words they are, in this paragraph or carried over from one before",
    )
    .field(
        "speaker",
        Type::Thing("source".into()),
        "whose words they are: the source, or what its pronoun or short form stands for",
    )
    .field("closer", Type::Text, "the closing mark as printed")
    .field("answer", Type::Text, "the sign that answers the opening mark")
    .field(
        "stop",
        Type::Enum("stop-place".into()),
        "whether a comma or full stop at its end stands inside the marks or right behind them",
    )
    .field(
        "after-open",
        Type::Flag,
        "of a closing mark that nothing opens: a quotation that is never closed stands in its paragraph or the three before",
    )
    .masking()
}

pub(crate) fn enums() -> Vec<EnumSchema> {
    vec![
        enumeration("quote-kind", &["full", "partial", "single-word"]),
        enumeration("stop-place", &["enclosed", "behind"]),
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
