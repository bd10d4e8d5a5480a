//! Sources, cues, statements and the relation between them.

use copydesk_draft::Span;
use copydesk_draft::layer::Schema;

use super::{Exported, Layer, Relation};
use crate::reading::Reading;
use crate::schema::id;

pub(super) const SOURCE: &str = "attribution.source";
pub(super) const CUE: &str = "attribution.cue";
pub(super) const CONTENT: &str = "attribution.content";

pub(super) fn spans(reading: &Reading<'_>, schema: &Schema, out: &mut Vec<Exported>) {
    let mut add = |kind, span| {
        out.push(Exported {
            kind,
            span,
            value: None,
        });
    };
    let sources = Layer::new(reading, schema, id::SOURCE);
    let attributions = Layer::new(reading, schema, id::ATTRIBUTION);
    for (row, span) in attributions.rows() {
        // The corpora annotate the outermost attribution alone.
        if !attributions.flag(row, "nested") {
            if let Some(source) = attributions
                .thing(row, "source")
                .and_then(|source| sources.span(source))
            {
                add(SOURCE, source);
            }
            if let Some(cue) = attributions.words(row, "cue") {
                add(CUE, cue);
            }
            add("attribution.clause", span);
        }
        if let Some(word) = attributions.words(row, "cue-word")
            && attributions.name(row, "stance") == "said"
        {
            add("event.reporting", word);
        }
    }
    let statements = Layer::new(reading, schema, id::STATEMENT);
    for (row, span) in statements.rows() {
        if statements
            .thing(row, "attribution")
            .is_some_and(|row| attributions.flag(row, "nested"))
        {
            continue;
        }
        add(CONTENT, span);
        add("attribution.content.edu", span);
    }
}

/// The relations over spans that are in order.
pub(super) fn relations(
    reading: &Reading<'_>,
    schema: &Schema,
    spans: &[Exported],
) -> Vec<Relation> {
    let attributions = Layer::new(reading, schema, id::ATTRIBUTION);
    let sources = Layer::new(reading, schema, id::SOURCE);
    let statements = Layer::new(reading, schema, id::STATEMENT);
    let quotes: Vec<Span> = Layer::new(reading, schema, id::QUOTE)
        .rows()
        .map(|(_, span)| span)
        .collect();
    let place = |kind: &'static str, span: Span| {
        spans
            .binary_search_by(|known| (known.span, known.kind).cmp(&(span, kind)))
            .ok()
    };
    let mut contents: Vec<(u32, Span)> = statements
        .rows()
        .filter_map(|(row, span)| Some((statements.thing(row, "attribution")?, span)))
        .collect();
    contents.sort_unstable();
    attributions
        .rows()
        .filter(|&(row, _)| !attributions.flag(row, "nested"))
        .map(|(row, _)| {
            let source = attributions
                .thing(row, "source")
                .and_then(|source| place(SOURCE, sources.span(source)?));
            let cue = attributions
                .words(row, "cue")
                .and_then(|cue| place(CUE, cue));
            let from = contents.partition_point(|&(of, _)| of < row);
            let own: Vec<Span> = contents
                .get(from..)
                .unwrap_or(&[])
                .iter()
                .take_while(|&&(of, _)| of == row)
                .map(|&(_, span)| span)
                .collect();
            Relation {
                source: source.into_iter().collect(),
                cue: cue.into_iter().collect(),
                content: own
                    .iter()
                    .filter_map(|&span| place(CONTENT, span))
                    .collect(),
                kind: kind(&own, &quotes),
                stance: if attributions.name(row, "stance") == "said" {
                    "said"
                } else {
                    "thought"
                },
            }
        })
        .collect()
}

/// All of it in quotation marks, some, or nothing.
fn kind(content: &[Span], quotes: &[Span]) -> &'static str {
    let (mut inside, mut touched) = (0, 0);
    for span in content {
        let near = quotes.partition_point(|quote| quote.start < span.end);
        let near = quotes.get(near.saturating_sub(8)..near).unwrap_or(&[]);
        inside += usize::from(
            near.iter()
                .any(|quote| quote.start <= span.start && span.end <= quote.end),
        );
        touched += usize::from(near.iter().any(|quote| quote.overlaps(*span)));
    }
    match (inside, touched) {
        (_, 0) => "indirect",
        (all, _) if all == content.len() => "direct",
        _ => "mixed",
    }
}
