//! Casualty figures.

use copydesk_draft::layer::Schema;

use super::{Count, Exported, Layer};
use crate::reading::Reading;
use crate::schema::id;

pub(super) fn counts(
    reading: &Reading<'_>,
    schema: &Schema,
    out: &mut Vec<Exported>,
) -> Vec<Count> {
    let figures = Layer::new(reading, schema, id::CASUALTY_FIGURE);
    let mut counts = Vec::new();
    for (row, span) in figures.rows() {
        let kinds: &[&'static str] = match figures.name(row, "outcome") {
            "killed" => &["killed"],
            "wounded" => &["wounded"],
            "missing" => &["missing"],
            "captured" => &["captured"],
            "abducted" => &["abducted"],
            "displaced" => &["displaced"],
            // "killed or wounded": the corpora count such people under both.
            _ => &["killed", "wounded"],
        };
        if matches!(kinds.first(), Some(&("killed" | "wounded"))) {
            out.push(Exported {
                kind: "casualty.victim",
                span: figures.words(row, "whom").unwrap_or(span),
                value: None,
            });
        }
        if let (Some(count), Some(low), Some(high)) = (
            figures.number(row, "number"),
            figures.number(row, "lowest"),
            figures.number(row, "highest"),
        ) {
            counts.extend(kinds.iter().map(|&kind| Count {
                count,
                low,
                high,
                kind,
            }));
        }
    }
    counts
}
