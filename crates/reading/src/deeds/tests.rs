use copydesk_draft::layer::{Cell, Value};

use crate::schema::id;
use crate::testing::{STANDARD, draft};

fn actions(text: &str) -> Vec<String> {
    found(text, id::MILITARY_ACTION)
}

fn claims(text: &str) -> Vec<String> {
    found(text, id::TERRITORIAL_CLAIM)
}

fn found(text: &str, layer: copydesk_draft::layer::LayerId) -> Vec<String> {
    let draft = draft(text, None);
    let reading = STANDARD.read(&draft, None);
    let table = reading.table(layer).unwrap();
    table
        .rows()
        .iter()
        .enumerate()
        .map(|(i, row)| {
            let background = matches!(
                reading.cell(layer, i as u32, copydesk_draft::layer::FieldId(5)),
                Some(Cell::Filled(Value::Enum(1)))
            );
            format!(
                "{}{}",
                row.span.text(draft.text()),
                if background { " (background)" } else { "" }
            )
        })
        .collect()
}

#[test]
fn actions_active_and_passive() {
    assert_eq!(
        actions("Army drones hit the depot at Masisi. The port was attacked by rebels."),
        [
            "Army drones hit the depot at Masisi",
            "was attacked by rebels"
        ]
    );
}

#[test]
fn deeds_as_nouns() {
    assert_eq!(
        actions("An attack by rebels on the bridge at Bunia shut the road to the lake."),
        ["An attack by rebels"]
    );
    assert_eq!(
        actions("The shelling of the port of Odesa by Russian forces went on until dawn."),
        ["The shelling of the port of Odesa by Russian forces"]
    );
    assert!(actions("A strike by dockers against the port shut the yard.").is_empty());
    assert!(
        actions("The road is shut.\n\nThe attack by rebels on the bridge followed a week of rain.")
            .is_empty()
    );
}

#[test]
fn what_did_not_happen_is_no_action() {
    assert!(
        actions("The army did not shell the town. Rebels threatened to attack the port.")
            .is_empty()
    );
    assert!(
        actions("The army struck a deal with the union. Arsenal attacked from the first whistle.")
            .is_empty()
    );
}

#[test]
fn background() {
    assert_eq!(
        actions("People left after rebels attacked the port."),
        ["rebels attacked the port (background)"]
    );
}

#[test]
fn claims_to_ground() {
    assert_eq!(
        claims("M23 rebels captured the town of Nyabibwe on Monday."),
        ["M23 rebels captured the town of Nyabibwe"]
    );
    assert_eq!(
        claims("By night Kavumu was in rebel hands. Officers seized 300 kg of ivory."),
        ["was in rebel hands"]
    );
}

#[test]
fn ground_held_lost_and_changed() {
    assert_eq!(
        claims(
            "The army has the railway station back in its hands. Rebels rule nine of the towns."
        ),
        [
            "The army has the railway station back in its hands",
            "Rebels rule nine of the towns"
        ]
    );
    assert_eq!(
        claims(
            "Government troops were driven out of Lere by rebels. The town was cleared of rebels."
        ),
        ["were driven out of Lere", "town was cleared of rebels"]
    );
    assert!(claims("The yard has the order in its hands. The town fell silent. The fate of the bill is in government hands.").is_empty());
}

#[test]
fn salvoes_and_bare_nouns() {
    assert_eq!(
        actions(
            "Heavy shelling by the rebels kept lorries out. For a third day Thai artillery pounded hills."
        ),
        [
            "Heavy shelling by the rebels",
            "Thai artillery pounded hills"
        ]
    );
    assert!(actions("A wave of protest reached the port. Rain pounded the hills.").is_empty());
}
