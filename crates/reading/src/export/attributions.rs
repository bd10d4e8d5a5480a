//! Sources, cues, statements and the relation between them.

use copydesk_draft::Span;
use copydesk_draft::layer::{LayerId, Schema};

use super::{Exported, Layer, Relation};
use crate::reading::Reading;
use crate::schema::id;

pub(super) const SOURCE: &str = "attribution.source";
pub(super) const CUE: &str = "attribution.cue";
pub(super) const CONTENT: &str = "attribution.content";

/// The layers that hold attributions.
const LAYERS: [LayerId; 2] = [id::ATTRIBUTION, id::JUDGEMENT];

pub(super) fn spans(reading: &Reading<'_>, schema: &Schema, out: &mut Vec<Exported>) {
    let mut add = |kind, span| {
        out.push(Exported {
            kind,
            span,
            value: None,
        });
    };
    for one in all(reading, schema) {
        // The corpora annotate the outermost attribution alone.
        if !one.nested {
            add(CUE, one.cue);
            if let Some(clause) = one.clause {
                add("attribution.clause", clause);
            }
            if let Some(source) = one.source {
                add(SOURCE, source);
            }
            for &content in &one.content {
                add(CONTENT, content);
                add("attribution.content.edu", content);
            }
        }
        // TimeML's class REPORTING tells that something is so; claims, requests and promises are actions there.
        if one.telling {
            add("event.reporting", one.word);
        }
    }
}

/// One row of a layer of attributions.
struct Row {
    span: Span,
    /// The clause that attributes a clause; none where somebody speaks about a thing.
    clause: Option<Span>,
    source: Option<Span>,
    cue: Span,
    word: Span,
    content: Vec<Span>,
    stance: &'static str,
    nested: bool,
    /// It tells that something is so.
    telling: bool,
}

fn all(reading: &Reading<'_>, schema: &Schema) -> Vec<Row> {
    let sources = Layer::new(reading, schema, id::SOURCE);
    let statements = Layer::new(reading, schema, id::STATEMENT);
    let mut contents: Vec<(u32, Span)> = statements
        .rows()
        .filter_map(|(row, span)| Some((statements.thing(row, "attribution")?, span)))
        .collect();
    contents.sort_unstable();
    let mut out = Vec::new();
    for layer in LAYERS {
        let rows = Layer::new(reading, schema, layer);
        for (row, span) in rows.rows() {
            let Some(cue) = rows.words(row, "cue") else {
                continue;
            };
            let mut content: Vec<Span> = if layer == id::ATTRIBUTION {
                let from = contents.partition_point(|&(of, _)| of < row);
                contents
                    .get(from..)
                    .unwrap_or(&[])
                    .iter()
                    .take_while(|&&(of, _)| of == row)
                    .map(|&(_, span)| span)
                    .collect()
            } else {
                Vec::new()
            };
            if content.is_empty() {
                content.extend(rows.words(row, "covers"));
            }
            out.push(Row {
                span,
                clause: rows
                    .words(row, "clause")
                    .filter(|_| layer == id::ATTRIBUTION),
                source: rows
                    .thing(row, "source")
                    .and_then(|source| sources.span(source)),
                cue,
                word: rows.words(row, "cue-word").unwrap_or(cue),
                content,
                stance: if rows.name(row, "stance") == "said" {
                    "said"
                } else {
                    "thought"
                },
                nested: rows.flag(row, "nested"),
                telling: layer == id::ATTRIBUTION && rows.name(row, "act") == "telling",
            });
        }
    }
    let rows = Layer::new(reading, schema, id::HEARSAY);
    for (row, span) in rows.rows() {
        let (Some(cue), Some(told)) = (rows.words(row, "cue"), rows.words(row, "covers")) else {
            continue;
        };
        let said = rows.name(row, "stance") == "said";
        out.push(Row {
            span,
            clause: None,
            source: None,
            cue,
            word: rows.words(row, "cue-word").unwrap_or(cue),
            content: rows.words(row, "of").into_iter().chain([told]).collect(),
            stance: if said { "said" } else { "thought" },
            nested: rows.flag(row, "nested"),
            telling: rows.name(row, "act") == "telling",
        });
    }
    out.sort_by_key(|one| (one.span, one.cue));
    out
}

/// The relations over spans that are in order.
pub(super) fn relations(
    reading: &Reading<'_>,
    schema: &Schema,
    spans: &[Exported],
) -> Vec<Relation> {
    let quotes: Vec<Span> = Layer::new(reading, schema, id::QUOTE)
        .rows()
        .map(|(_, span)| span)
        .collect();
    let place = |kind: &'static str, span: Span| {
        spans
            .binary_search_by(|known| (known.span, known.kind).cmp(&(span, kind)))
            .ok()
    };
    all(reading, schema)
        .into_iter()
        .filter(|one| !one.nested)
        .map(|one| Relation {
            source: one
                .source
                .and_then(|source| place(SOURCE, source))
                .into_iter()
                .collect(),
            cue: place(CUE, one.cue).into_iter().collect(),
            content: one
                .content
                .iter()
                .filter_map(|&span| place(CONTENT, span))
                .collect(),
            kind: kind(&one.content, &quotes),
            stance: one.stance,
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
