//! The layers `source`, `attribution` and `statement`, and their tables.

use copydesk_draft::layer::{Cell, EnumSchema, LayerId, LayerSchema, Table, Thing, Type, Value};

use super::Attributions;
use crate::cx::Cx;
use crate::schema::{enumeration, id};

fn thing(layer: LayerId, row: usize) -> Value {
    Value::Thing(Thing {
        layer,
        row: row as u32,
    })
}

/// The tables of `source`, `attribution` and `statement`.
pub(crate) fn tables(
    cx: &Cx<'_>,
    attributions: &Attributions,
    set: &mut impl FnMut(LayerId, Table),
) {
    let mut table = cx.blank(id::SOURCE);
    for source in &attributions.sources {
        table.push(
            cx.row(source.span),
            [
                Cell::Filled(Value::Enum(source.kind as u16)),
                source.description.into(),
                source.head.into(),
                source.count.into(),
                source.affiliation.into(),
                source.antecedent.map(|row| thing(id::SOURCE, row)).into(),
                source.outlet.map(|row| thing(id::OUTLET, row)).into(),
            ],
        );
    }
    set(id::SOURCE, table);
    let mut table = cx.blank(id::ATTRIBUTION);
    for (i, attribution) in attributions.attributions.iter().enumerate() {
        table.push(
            cx.row(attribution.span),
            [
                attribution.source.map(|row| thing(id::SOURCE, row)).into(),
                attributions
                    .speaker(i)
                    .map(|row| thing(id::SOURCE, row))
                    .into(),
                Cell::Filled(attribution.cue.into()),
                Cell::Filled(Value::Text(attribution.lemma.clone())),
                Cell::Filled(attribution.cue_word.into()),
                attribution.content.first().copied().into(),
                Cell::Filled(attribution.carried_over.into()),
                Cell::Filled(Value::Enum(attribution.stance as u16)),
                Cell::Filled(Value::Enum(attribution.polarity as u16)),
                Cell::Filled(Value::Enum(attribution.reach as u16)),
                attribution.addressee.into(),
                Cell::Filled(attribution.nested.into()),
                Cell::Filled(Value::Enum(attribution.act as u16)),
                Cell::Filled(attribution.clause.into()),
            ],
        );
    }
    set(id::ATTRIBUTION, table);
    let mut table = cx.blank(id::JUDGEMENT);
    for judgement in &attributions.judgements {
        table.push(
            cx.row(judgement.span),
            [
                judgement.source.map(|row| thing(id::SOURCE, row)).into(),
                Cell::Filled(judgement.cue.into()),
                Cell::Filled(Value::Text(judgement.lemma.clone())),
                Cell::Filled(judgement.cue_word.into()),
                judgement.content.first().copied().into(),
                Cell::Filled(Value::Enum(judgement.stance as u16)),
                Cell::Filled(Value::Enum(judgement.polarity as u16)),
                Cell::Filled(judgement.nested.into()),
            ],
        );
    }
    set(id::JUDGEMENT, table);
    let mut table = cx.blank(id::STATEMENT);
    for &(span, index) in &attributions.contents {
        let Some(attribution) = attributions.attributions.get(index) else {
            continue;
        };
        table.push(
            cx.row(span),
            [
                Cell::Filled(thing(id::ATTRIBUTION, index)),
                Cell::Filled(Value::Enum(attribution.stance as u16)),
                Cell::Filled(Value::Enum(attribution.polarity as u16)),
                Cell::Filled(Value::Enum(attribution.reach as u16)),
            ],
        );
    }
    set(id::STATEMENT, table);
    let mut table = cx.blank(id::HEARSAY);
    for hearsay in &attributions.hearsay {
        let span = hearsay
            .of
            .map_or(hearsay.cue, |of| of.to(hearsay.cue))
            .to(hearsay.told);
        table.push(
            cx.row(span),
            [
                Cell::Filled(hearsay.cue.into()),
                Cell::Filled(Value::Text(hearsay.lemma.clone())),
                Cell::Filled(hearsay.cue_word.into()),
                hearsay.of.into(),
                Cell::Filled(hearsay.told.into()),
                Cell::Filled(Value::Enum(hearsay.stance as u16)),
                Cell::Filled(hearsay.nested.into()),
                Cell::Filled(Value::Enum(hearsay.act as u16)),
            ],
        );
    }
    set(id::HEARSAY, table);
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
        "named (a person by name), official (an office or spokesman without a name), institution, outlet (a medium, \
         also “local media”), party (an army or armed group), anonymous (“sources”, “an official”, “residents”), \
         pronoun, other",
    )
    .field(
        "description",
        Type::Text,
        "what the text says about an unnamed source beside its noun: “rebel”, “with knowledge of the talks”",
    )
    .field(
        "head",
        Type::Text,
        "its noun: “officials”, “spokesman”; the name where there is no noun",
    )
    .field(
        "count",
        Type::Number,
        "how many: “two officials” 2, “an aide” 1; absent for a plural without a number",
    )
    .field(
        "affiliation",
        Type::Text,
        "the words that tell nationality, service, institution, side or access: “Kenyan”, “at the ministry”, “with \
         direct knowledge of the talks”",
    )
    .field(
        "antecedent",
        Type::Thing("source".into()),
        "the earlier source that a pronoun or short form (“the ministry”, a surname) stands for",
    )
    .field(
        "outlet",
        Type::Thing("outlet".into()),
        "the outlet of the register that it is",
    )
}

/// `attribution`
pub fn attribution_schema() -> LayerSchema {
    LayerSchema::new("attribution", "who says what", "the source and the cue")
        .field("source", Type::Thing("source".into()), "who says it, as printed here")
        .field(
            "speaker",
            Type::Thing("source".into()),
            "who says it: the source, or what its pronoun or short form stands for",
        )
        .field("cue", Type::Text, "the words that attribute: “had confirmed”, “according to”")
        .field(
            "cue-lemma",
            Type::Text,
            "the dictionary form of the cue: “confirm”, “according to”",
        )
        .field(
            "cue-word",
            Type::Text,
            "its verb or noun alone: “confirmed”, “claim”; the first word of a phrase",
        )
        .field("covers", Type::Text, "the first clause it covers")
        .field(
            "carried-over",
            Type::Flag,
            "the source is a pronoun: it stands in an earlier sentence",
        )
        .field("stance", Type::Enum("stance".into()), "said or thought")
        .field(
            "polarity",
            Type::Enum("polarity".into()),
            "affirmed; denied (“denied”, “did not say that”); no-comment (“declined to comment”, “did not respond”)",
        )
        .field(
            "reach",
            Type::Enum("reach".into()),
            "clause (it says that something is so) or topic (it says nothing of the kind: “declined to comment”)",
        )
        .field(
            "addressee",
            Type::Text,
            "whom it was told to: “Reuters”, “reporters in Lagos”, “a news conference”",
        )
        .field(
            "nested",
            Type::Flag,
            "it stands within what another attribution covers: “the ministry said the army had confirmed …”",
        )
        .field(
            "act",
            Type::Enum("speech-act".into()),
            "what is done with the words: telling (“said”, “reported”), arguing (“claimed”, “predicted”, “blamed”), asking \
             (“urged”, “promised”), judging (“condemned”), thinking (“hoped”), silence (“declined to comment”)",
        )
        .field(
            "clause",
            Type::Text,
            "the clause that attributes, with the word that joins it, whom it was told to, and when: “but the mayor told the \
             court on Friday”",
        )
}

/// `judgement`
pub fn judgement_schema() -> LayerSchema {
    LayerSchema::new(
        "judgement",
        "who speaks about a thing without saying that something is so: “condemned the attack”, “supports the bill”",
        "the source and the cue",
    )
    .field("source", Type::Thing("source".into()), "who judges, as printed here")
    .field("cue", Type::Text, "the words that judge: “has condemned”")
    .field("cue-lemma", Type::Text, "the dictionary form of the cue: “condemn”")
    .field("cue-word", Type::Text, "its verb or noun alone")
    .field("covers", Type::Text, "what it is about")
    .field("stance", Type::Enum("stance".into()), "said, or thought (“favours”)")
    .field("polarity", Type::Enum("polarity".into()), "affirmed or denied")
    .field("nested", Type::Flag, "it stands within what an attribution covers")
}

/// `statement`
pub fn statement_schema() -> LayerSchema {
    LayerSchema::new("statement", "what an attribution covers", "the clause")
        .field(
            "attribution",
            Type::Thing("attribution".into()),
            "who says it",
        )
        .field("stance", Type::Enum("stance".into()), "said or thought")
        .field(
            "polarity",
            Type::Enum("polarity".into()),
            "affirmed, denied or no-comment",
        )
        .field(
            "reach",
            Type::Enum("reach".into()),
            "a clause, or a topic alone",
        )
}

/// `hearsay`
pub fn hearsay_schema() -> LayerSchema {
    LayerSchema::new(
        "hearsay",
        "what is told without a source: “is believed to”, “it was reported that”, “the claim that”, “seemed”",
        "all of it, with the cue",
    )
    .field("cue", Type::Text, "the words that tell: “is believed”, “reports”")
    .field("cue-lemma", Type::Text, "the dictionary form of the cue: “believe”")
    .field("cue-word", Type::Text, "its verb or noun alone")
    .field(
        "of",
        Type::Text,
        "whom or what it is told of, where that stands apart: “the rebels” in “the rebels are believed to hold 40”",
    )
    .field("covers", Type::Text, "what is told of them, or the whole clause")
    .field("stance", Type::Enum("stance".into()), "said or thought")
    .field("nested", Type::Flag, "it stands within what an attribution covers")
    .field(
        "act",
        Type::Enum("speech-act".into()),
        "what is done with the words: telling, arguing (“claim”) or thinking",
    )
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
                "party",
                "anonymous",
                "pronoun",
                "other",
            ],
        ),
        enumeration("stance", &["said", "thought"]),
        enumeration("polarity", &["affirmed", "denied", "no-comment"]),
        enumeration("reach", &["clause", "topic"]),
        enumeration(
            "speech-act",
            &[
                "telling", "arguing", "asking", "judging", "thinking", "silence",
            ],
        ),
    ]
}
