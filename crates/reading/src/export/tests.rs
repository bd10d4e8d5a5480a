use super::*;
use crate::testing::{STANDARD, draft};

/// Every exported span is the span of a row or the words of a cell: the export finds nothing of its own.
#[test]
fn exports_only_what_the_tables_hold() {
    let draft = draft(
        "The Lake Chad Rights Monitor said at least 17 fishermen were killed on Friday. It said 40 were wounded.\n\
         “We had 30 minutes,” Ana Ruiz, 43, told the Kivu Herald. The ministry denied the report, which cost $3 million.\n\
         According to two officials in Goma, the army lost 12 per cent of its men and hopes for 5,000 more every month.\n",
        Some("2024-11-30"),
    );
    let reading = STANDARD.read(&draft, None);
    let export = export(&reading);
    assert!(export.spans.len() > 20, "{:?}", export.spans);
    assert!(export.relations.len() >= 4);
    for one in &export.spans {
        let held = reading.tables().iter().any(|table| {
            (0..table.len() as u32).any(|row| {
                table.row(row).is_some_and(|found| found.span == one.span)
                    || (0..table.width() as u16).any(|column| {
                        table
                            .cell(row, copydesk_draft::layer::FieldId(column))
                            .and_then(Cell::value)
                            == Some(&Value::Words(one.span))
                    })
            })
        });
        assert!(held, "{one:?}: {}", one.span.text(draft.text()));
    }
    let rows = [id::ATTRIBUTION, id::JUDGEMENT, id::HEARSAY]
        .iter()
        .map(|&layer| reading.table(layer).unwrap().len())
        .sum::<usize>();
    assert!(export.relations.len() <= rows);
    assert!(
        export
            .relations
            .iter()
            .all(|one| one.cue.len() == 1 && one.source.len() <= 1 && !one.content.is_empty())
    );
}

/// A range is two figures in the corpora, one thing in the layers.
#[test]
fn both_ends_of_a_range() {
    let draft = draft(
        "Guests get 5-15 per cent off. Fares rose by between 3 and 7 percent. Some 40 to 60 goats drowned, and over 9 percent of the hens.\n",
        Some("2024-11-30"),
    );
    let reading = STANDARD.read(&draft, None);
    let found: Vec<&str> = export(&reading)
        .spans
        .iter()
        .filter(|one| matches!(one.kind, "entity.percent" | "entity.cardinal"))
        .map(|one| one.span.text(draft.text()))
        .collect();
    assert_eq!(
        found,
        [
            "5",
            "15 per cent",
            "3",
            "7 percent",
            "40",
            "60",
            "9 percent"
        ]
    );
}
