//! Attribution as a relation: who says what, by which cue, and how far it reaches.

use copydesk_draft::Span;
use copydesk_draft::layer::{EnumSchema, LayerId, LayerSchema, Table, Type};

use crate::cx::Cx;
use crate::names::Names;
use crate::quotes::Quote;
use crate::schema::{enumeration, id};

/// Who says it.
#[derive(Clone, PartialEq, Debug)]
pub struct Source {
    /// Bytes of the source as printed.
    pub span: Span,
}

/// One attribution.
#[derive(Clone, PartialEq, Debug)]
pub struct Attribution {
    /// Index into [`Attributions::sources`]; `None` if nobody is named ("it is said").
    pub source: Option<usize>,
    /// Bytes of the cue ("said", "according to").
    pub cue: Span,
    /// The clauses it covers, in bytes.
    pub content: Vec<Span>,
}

/// All attributions of a draft.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Attributions {
    /// The sources in order.
    pub sources: Vec<Source>,
    /// The attributions in order.
    pub attributions: Vec<Attribution>,
}

impl Attributions {
    /// The attribution of the stance *said* that governs a span, if any (index into `attributions`).
    pub fn governing_said(&self, span: Span) -> Option<usize> {
        self.governing(span)
    }

    /// The attribution that governs a span, if any (index into `attributions`).
    pub fn governing(&self, span: Span) -> Option<usize> {
        self.attributions.iter().position(|attribution| {
            attribution
                .content
                .iter()
                .any(|content| content.contains(span))
        })
    }
}

/// Finds attributions.
pub(crate) fn find(_cx: &Cx<'_>, _quotes: &[Quote], _names: &Names) -> Attributions {
    Attributions::default()
}

/// The tables of `source` and `attribution`.
pub(crate) fn tables(
    _cx: &Cx<'_>,
    _attributions: &Attributions,
    set: &mut impl FnMut(LayerId, Table),
) {
    set(id::SOURCE, Table::new(source_schema().fields.len()));
    set(
        id::ATTRIBUTION,
        Table::new(attribution_schema().fields.len()),
    );
}

/// `source`
pub fn source_schema() -> LayerSchema {
    LayerSchema::new(
        "source",
        "who says something",
        "the noun phrase of the source",
    )
    .field(
        "kind",
        Type::Enum("source-kind".into()),
        "what kind of source",
    )
    .field(
        "description",
        Type::Text,
        "what the text says about who it is",
    )
    .field("count", Type::Number, "how many, if given")
    .field("party", Type::Text, "the side in a conflict, if it is one")
}
/// `attribution`
pub fn attribution_schema() -> LayerSchema {
    LayerSchema::new("attribution", "who says what", "the source and the cue")
        .field("source", Type::Thing("source".into()), "who says it")
        .field("cue", Type::Text, "the word or phrase that attributes")
        .field("covers", Type::Text, "the clause it covers")
        .field(
            "carried-over",
            Type::Flag,
            "the source stands in an earlier sentence",
        )
        .field("stance", Type::Enum("stance".into()), "said or thought")
}

pub(crate) fn enums() -> Vec<EnumSchema> {
    vec![
        enumeration(
            "source-kind",
            &[
                "named",
                "official",
                "institution",
                "outlet",
                "anonymous",
                "pronoun",
            ],
        ),
        enumeration("stance", &["said", "thought"]),
    ]
}
