use copydesk_draft::layer::{Cell, FieldId, LayerId, Value};

use crate::schema::id;
use crate::testing::{STANDARD, draft};

/// Excerpt and the named number columns, rounded, for each thing of a layer.
fn things(text: &str, layer: LayerId, columns: &[&str]) -> Vec<String> {
    let draft = draft(text, Some("2024-12-01"));
    let reading = STANDARD.read(&draft, None);
    let schema = crate::schema();
    let fields: Vec<FieldId> = columns
        .iter()
        .map(|column| schema.get(layer).unwrap().find(column).unwrap())
        .collect();
    let table = reading.table(layer).unwrap();
    (0..table.len() as u32)
        .map(|row| {
            let excerpt = table.row(row).unwrap().span.text(draft.text()).to_owned();
            fields.iter().fold(excerpt, |out, &field| {
                let cell = match table.cell(row, field).unwrap() {
                    Cell::Filled(Value::Number(number)) => format!("{number:.1}"),
                    Cell::Filled(Value::Flag(flag)) => flag.to_string(),
                    other => format!("{other:?}"),
                };
                format!("{out}|{cell}")
            })
        })
        .collect()
}

#[test]
fn lengths_of_time() {
    for (text, want) in [
        (
            "Five years after the flood of 2019, the school has a roof again.",
            vec!["0.0"],
        ),
        (
            "The bell was found in 1995, nearly 30 years ago.",
            vec!["0.0"],
        ),
        // A past tense without a day is told from no known day.
        (
            "Seven weeks after the vote of 3 March 2015, he resigned.",
            vec![],
        ),
        // Months do not count days.
        (
            "The raid came four days after the November 2015 attacks.",
            vec![],
        ),
    ] {
        let found: Vec<String> = things(text, id::ELAPSED_TIME, &["gap"])
            .into_iter()
            .map(|row| row.split_once('|').unwrap().1.to_owned())
            .collect();
        assert_eq!(found, want, "{text}");
    }
}

#[test]
fn shares() {
    for (text, want) in [
        (
            "Asked to choose one, 52% of voters named prices, 31% jobs and 17% crime.",
            vec!["3.0|100.0|false"],
        ),
        (
            "Half is exported, a third is eaten at home and the remaining third is seed.",
            vec!["3.0|116.7|true"],
        ),
        ("It was 57% urban, including 32% in the capital.", vec![]),
    ] {
        let found: Vec<String> = things(text, id::SHARE_LIST, &["parts", "sum", "rest"])
            .into_iter()
            .map(|row| row.split_once('|').unwrap().1.to_owned())
            .collect();
        assert_eq!(found, want, "{text}");
    }
}

#[test]
fn order_of_happenings() {
    for (text, back) in [
        (
            "She was buried on 2 December 2023, three days before she drowned, on 5 December 2023.",
            "3.0",
        ),
        (
            "The ferry sank on 9 February 2024. It had left the port on 11 February 2024.",
            "2.0",
        ),
        (
            "Born in 1988, the pianist won her first prize in 1990.",
            "0.0",
        ),
    ] {
        let found = things(text, id::EVENT_ORDER, &["back"]);
        assert!(
            found.iter().any(|row| row.ends_with(&format!("|{back}"))),
            "{text}: {found:?}"
        );
    }
    for text in [
        "Divers brought up the skipper's body on 3 July. The trawler went down in a gale on 6 July.",
        "In March the airline lodged an appeal against a fine that the regulator imposed in May.",
        "The composer died on 14 May. In an interview on 20 May she said the opera was finished.",
        "Sentenced on 4 November to nine years, Omar Roy was found guilty by a jury on 8 November.",
    ] {
        assert_eq!(things(text, id::EVENT_ORDER, &[]).len(), 1, "{text}");
    }
    let planned = "Police arrested two men on Monday over a plot to attack Tuesday's parade.";
    assert!(things(planned, id::EVENT_ORDER, &[]).is_empty());
}

#[test]
fn turnouts() {
    for (text, want) in [
        (
            "Turnout was put at 45 percent: 2.7 million people voted out of an electorate of 4.5 million.",
            "|45.0|60.0",
        ),
        (
            "With 360,000 people voting out of 600,000 on the roll, participation reached 72%.",
            "|72.0|60.0",
        ),
        (
            "Three voters in four took part, the clerk said: 900,000 votes from 1.8 million names.",
            "|75.0|50.0",
        ),
        (
            "The roll held 900,000 names. By dawn 720,000 papers had been counted, a turnout of 61 percent.",
            "|61.0|80.0",
        ),
    ] {
        let found = things(text, id::TURNOUT, &["percent", "expected"]);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert!(
            found.iter().all(|row| row.ends_with(want)),
            "{text}: {found:?}"
        );
    }
}

#[test]
fn anniversaries() {
    for (text, want) in [
        (
            "Crowds marked the 20th anniversary of the 2003 invasion.",
            vec!["20th anniversary|21.0"],
        ),
        (
            "The society, founded in 1824, opens its bicentenary exhibition.",
            vec!["bicentenary|200.0"],
        ),
        (
            "The fair, held every year since 2006, opens its 19th edition.",
            vec!["19th edition|19.0"],
        ),
    ] {
        assert_eq!(things(text, id::ANNIVERSARY, &["expected"]), want, "{text}");
    }
}

#[test]
fn tolls_told_again() {
    let text =
        "The slide killed 15 people, the army said.\nThe 12 dead will be buried on Wednesday.";
    assert_eq!(
        things(text, id::TOLL_PAIR, &["earlier-lowest", "victims"]),
        ["The 12 dead|15.0|true"]
    );
    let same =
        "The slide killed more than a dozen people, the army said.\nThe 15 dead will be buried.";
    assert!(things(same, id::TOLL_PAIR, &[]).is_empty());
}
