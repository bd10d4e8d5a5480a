//! Quotations inside quotations, and quotations that say again what an earlier one said.

use copydesk_draft::layer::{Cell, LayerSchema, Table, Thing, Type, Value};
use copydesk_draft::{BlockKind, Span};
use copydesk_facts::WordId;
use rustc_hash::FxHashMap;

use crate::cx::Cx;
use crate::quotes::{MarkKind, Quote};
use crate::schema::id;
use crate::token::TokenKind;

/// The table of `nested-quote`.
pub(crate) fn nested(cx: &Cx<'_>, quotes: &[Quote], strays: &[(Span, MarkKind)]) -> Table {
    let mut table = cx.blank(id::NESTED_QUOTE);
    let mut open: Vec<usize> = Vec::new();
    for (i, quote) in quotes.iter().enumerate() {
        while open
            .last()
            .and_then(|&at| quotes.get(at))
            .is_some_and(|outer| outer.span.end <= quote.span.start)
        {
            open.pop();
        }
        if let Some((at, outer)) = open.last().and_then(|&at| Some((at, quotes.get(at)?)))
            && quote.depth > 0
            // Two single marks that stand for a double one are no quotation in a quotation.
            && outer.inner.start < quote.span.start
        {
            table.push(
                cx.row(quote.span),
                [
                    Cell::Filled(Value::Enum(quote.opening as u16)),
                    quote.closing.map(|mark| Value::Enum(mark as u16)).into(),
                    Cell::Filled(Value::Enum(outer.opening as u16)),
                    outer.closing.map(|mark| Value::Enum(mark as u16)).into(),
                    Cell::Filled(thing(at, quotes, strays)),
                    Cell::Filled(quote.inner.into()),
                    Cell::Filled((words(cx, quote).len() as f64).into()),
                ],
            );
        }
        open.push(i);
    }
    table
}

/// The row of quotation `number` in the table of `quote`, where stray marks have rows too.
fn thing(number: usize, quotes: &[Quote], strays: &[(Span, MarkKind)]) -> Value {
    let start = quotes.get(number).map_or(0, |quote| quote.span.start);
    let before = strays.partition_point(|(span, _)| span.start < start);
    Value::Thing(Thing {
        layer: id::QUOTE,
        row: (number + before) as u32,
    })
}

/// Token indices and ids of the words inside a quotation.
fn words(cx: &Cx<'_>, quote: &Quote) -> Vec<(usize, WordId)> {
    let first = cx.token_at(quote.inner.start);
    cx.tokens
        .iter()
        .enumerate()
        .skip(first)
        .take_while(|(_, token)| token.span.end <= quote.inner.end)
        .filter(|(_, token)| {
            matches!(
                token.kind,
                TokenKind::Word | TokenKind::Number | TokenKind::Possessive
            )
        })
        .map(|(i, token)| (i, token.word))
        .collect()
}

/// Words that must be the same in a row.
const RUN: usize = 5;

/// The table of `repeated-quote`: quotations of the body and runs of words of at least [`RUN`] that an earlier
/// quotation of the body holds.
pub(crate) fn repeated(cx: &Cx<'_>, quotes: &[Quote], strays: &[(Span, MarkKind)]) -> Table {
    let mut table = cx.blank(id::REPEATED_QUOTE);
    let mut known: FxHashMap<[WordId; RUN], (usize, usize)> = FxHashMap::default();
    let mut texts: Vec<Vec<(usize, WordId)>> = Vec::new();
    for (number, quote) in quotes.iter().enumerate() {
        let body = cx
            .sentence(cx.sentence_at(quote.span.start))
            .and_then(|sentence| cx.blocks.get(sentence.block as usize))
            .is_some_and(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem));
        let own = if body && quote.depth == 0 {
            words(cx, quote)
        } else {
            Vec::new()
        };
        let key = |at: usize| -> Option<[WordId; RUN]> {
            let mut key = [WordId(0); RUN];
            for (slot, &(_, word)) in key.iter_mut().zip(own.get(at..at + RUN)?) {
                *slot = word;
            }
            Some(key)
        };
        // The longest run in common; each run is counted once, from its first word.
        let mut best: Option<(usize, usize, usize)> = None;
        let mut at = 0;
        while at + RUN <= own.len() {
            let Some(&(earlier, from)) = key(at).and_then(|key| known.get(&key)) else {
                at += 1;
                continue;
            };
            let other = texts.get(earlier).map_or(&[][..], Vec::as_slice);
            let same = own
                .iter()
                .skip(at)
                .zip(other.iter().skip(from))
                .take_while(|((_, a), (_, b))| a == b)
                .count();
            if best.is_none_or(|(_, _, longest)| same > longest) {
                best = Some((earlier, at, same));
            }
            at += same.max(1);
        }
        if let Some((earlier, start, same)) = best
            && let (Some(&(first, _)), Some(&(last, _))) =
                (own.get(start), own.get(start + same - 1))
        {
            let other = texts.get(earlier).map_or(0, Vec::len);
            let mut row = cx.row(quote.span);
            row.masked = false;
            table.push(
                row,
                [
                    Cell::Filled(thing(earlier, quotes, strays)),
                    Cell::Filled((same as f64).into()),
                    Cell::Filled((own.len() as f64).into()),
                    Cell::Filled((other as f64).into()),
                    Cell::Filled((100.0 * same as f64 / own.len().min(other).max(1) as f64).into()),
                    Cell::Filled(cx.span(first, last + 1).into()),
                ],
            );
        }
        for start in 0..own.len().saturating_sub(RUN - 1) {
            if let Some(key) = key(start) {
                known.entry(key).or_insert((number, start));
            }
        }
        texts.push(own);
    }
    table
}

/// Marks that close a quotation which nothing opens, in order.
pub(crate) fn strays(cx: &Cx<'_>, quotes: &[Quote]) -> Vec<(Span, MarkKind)> {
    let mut taken: Vec<u32> = Vec::new();
    for quote in quotes {
        taken.push(quote.span.start);
        taken.push(quote.inner.end);
    }
    taken.sort_unstable();
    let mut found = Vec::new();
    for (i, token) in cx.tokens.iter().enumerate() {
        if token.kind != TokenKind::Mark || token.spaced {
            continue;
        }
        let kind = match cx.str(token.span) {
            "”" => MarkKind::CurlyDouble,
            "\"" | "＂" => MarkKind::StraightDouble,
            "»" | "›" => MarkKind::Guillemet,
            _ => continue,
        };
        let before = i
            .checked_sub(1)
            .and_then(|j| cx.tokens.get(j))
            .filter(|before| before.sentence == token.sentence);
        // Behind figures it is a mark of inches or seconds; two single marks may stand for a double one.
        let words = before.is_some_and(|before| {
            before.kind != TokenKind::Number && !cx.str(before.span).ends_with(['\'', '’', '′'])
        });
        let glued = cx
            .tokens
            .get(i + 1)
            .is_some_and(|next| !next.spaced && next.kind == TokenKind::Word);
        if words && !glued && taken.binary_search(&token.span.start).is_err() {
            found.push((token.span, kind));
        }
    }
    found
}

/// `nested-quote`
pub fn nested_quote_schema() -> LayerSchema {
    LayerSchema::new(
        "nested-quote",
        "a quotation within another",
        "from its opening to its closing mark, both included",
    )
    .field(
        "opening-mark",
        Type::Enum("mark-kind".into()),
        "its opening mark",
    )
    .field(
        "closing-mark",
        Type::Enum("mark-kind".into()),
        "its closing mark, if there is one",
    )
    .field(
        "outer-opening-mark",
        Type::Enum("mark-kind".into()),
        "the opening mark of the quotation it stands in",
    )
    .field(
        "outer-closing-mark",
        Type::Enum("mark-kind".into()),
        "the closing mark of the quotation it stands in, if there is one",
    )
    .field(
        "outer",
        Type::Thing("quote".into()),
        "the quotation it stands in",
    )
    .field("words", Type::Text, "the words inside its marks")
    .field("length", Type::Number, "how many words it holds")
}

/// `repeated-quote`
pub fn repeated_quote_schema() -> LayerSchema {
    LayerSchema::new(
        "repeated-quote",
        "a quotation of the body that holds five or more words in a row of an earlier quotation of the body",
        "from its opening to its closing mark, both included",
    )
    .field("earlier", Type::Thing("quote".into()), "the earlier quotation")
    .field("shared", Type::Number, "how many words in a row both hold, at the longest")
    .field("length", Type::Number, "how many words it holds")
    .field("earlier-length", Type::Number, "how many words the earlier one holds")
    .field("share", Type::Number, "the words in a row that both hold, in percent of the shorter one")
    .field("shared-words", Type::Text, "the words in a row that both hold")
}
