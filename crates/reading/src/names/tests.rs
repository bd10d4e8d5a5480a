use copydesk_draft::layer::{Cell, FieldId, LayerId, Value};

use crate::schema::id;
use crate::testing::{STANDARD, draft};

/// Words and the named columns of each thing of a layer; what is absent is left out.
fn things(text: &str, layer: LayerId, columns: &[&str]) -> Vec<String> {
    let draft = draft(text, Some("2024-12-01"));
    let reading = STANDARD.read(&draft, None);
    let schema = crate::schema();
    let fields: Vec<(FieldId, &str)> = columns
        .iter()
        .map(|&column| (schema.get(layer).unwrap().find(column).unwrap(), column))
        .collect();
    let table = reading.table(layer).unwrap();
    (0..table.len() as u32)
        .map(|row| {
            let excerpt = table.row(row).unwrap().span.text(draft.text()).to_owned();
            fields.iter().fold(excerpt, |out, &(field, column)| {
                match table.cell(row, field).unwrap() {
                    Cell::Filled(Value::Number(number)) => format!("{out}|{column} {number}"),
                    Cell::Filled(Value::Enum(value)) => format!("{out}|{column} #{value}"),
                    Cell::Filled(Value::Flag(true)) => format!("{out}|{column}"),
                    Cell::Filled(Value::Text(text)) => format!("{out}|{column} {text}"),
                    Cell::Filled(Value::Words(span)) => {
                        format!("{out}|{column} {}", span.text(draft.text()))
                    }
                    _ => out,
                }
            })
        })
        .collect()
}

#[test]
fn roles_and_ages_beside_names() {
    let columns = [
        "role-words",
        "role-position",
        "affiliation",
        "age",
        "full-name",
    ];
    for (text, want) in [
        (
            "Interior Ministry spokesman Anders Holm said the road was closed.",
            vec![
                "Anders Holm|role-words Interior Ministry spokesman|role-position #0|affiliation Interior Ministry|full-name",
            ],
        ),
        (
            "Maria Keller, head of the Coast Guard, said two boats had sunk.",
            vec![
                "Maria Keller|role-words head of the Coast Guard|role-position #1|affiliation Coast Guard|full-name",
            ],
        ),
        (
            "The group's spokesman, Daniel Okoye, said talks had failed.",
            vec!["Daniel Okoye|role-words The group's spokesman|role-position #0|full-name"],
        ),
        (
            "Anna Fischer, 34, a nurse, said she saw the fire.",
            vec!["Anna Fischer|role-words a nurse|role-position #1|age 34|full-name"],
        ),
        (
            "Peter Novak, a 51-year-old farmer, said he lost his herd.",
            vec!["Peter Novak|role-words a 51-year-old farmer|role-position #1|age 51|full-name"],
        ),
    ] {
        assert_eq!(things(text, id::PERSON, &columns), want, "{text}");
    }
}

#[test]
fn what_was_said_before() {
    let columns = ["first-mention", "named-in-full-before", "described-before"];
    assert_eq!(
        things(
            "Mayor Jana Horak said the bridge was safe. Horak said repairs would go on.",
            id::PERSON,
            &columns
        ),
        vec![
            "Jana Horak|first-mention",
            "Horak|named-in-full-before|described-before"
        ]
    );
}

#[test]
fn places_have_points() {
    let found = things(
        "The blast hit Tripoli.",
        id::PLACE,
        &["country", "shared-name"],
    );
    assert_eq!(found, vec!["Tripoli|country LY|shared-name"]);
}

#[test]
fn titles_end_with_their_paragraph() {
    let columns = ["role-words"];
    assert_eq!(
        things(
            "Crowds shouted at the visiting president\n\nOlmert had left by then, the guards said.",
            id::PERSON,
            &columns
        ),
        Vec::<String>::new()
    );
    assert_eq!(
        things(
            "Crowds shouted at the visiting president Olmert, the guards said.",
            id::PERSON,
            &columns
        ),
        vec!["Olmert|role-words president"]
    );
}

#[test]
fn a_man_and_an_outlet_of_one_name() {
    let found = |text: &str| things(text, id::OUTLET, &[]);
    assert!(found("Michael Bloomberg lost. Bloomberg said on Monday he would go on.").is_empty());
    assert_eq!(
        found("The mine will close, Bloomberg reported on Monday."),
        ["Bloomberg"]
    );
}

/// No style of titles writes its verbs small.
#[test]
fn a_short_sentence_with_a_name_is_no_heading() {
    let found = |text: &str| things(text, id::PERSON, &[]);
    assert_eq!(
        found(
            "The Foreign Secretary, Henri Castel, said:\n\nThis report is wrong and we told them so."
        ),
        ["Henri Castel"]
    );
}

/// Names in a row, behind a people, behind an office for a place, behind an age, with the surname in capitals.
#[test]
fn persons_in_company() {
    for (text, want) in [
        (
            "Other captives included Norwegian Ola Skard; Belgian Toon Vandenhove; Swiss Patrick Kern; Dutch nurse Nadine Piatek; and Kenyan Steve Riungu.",
            vec![
                "Ola Skard",
                "Toon Vandenhove",
                "Patrick Kern",
                "Nadine Piatek",
                "Steve Riungu",
            ],
        ),
        ("The Frenchman Mark Lidon was held.", vec!["Mark Lidon"]),
        (
            "The minister for the Middle East Tobias Lundgren spoke in Amman.",
            vec!["Tobias Lundgren"],
        ),
        (
            "President Emmanuel LUNDGREN met Olaf SCHOLZ in Oslo. LUNDGREN was late.",
            vec!["Emmanuel LUNDGREN", "Olaf SCHOLZ", "LUNDGREN"],
        ),
        ("For 14-year-old Amjad it is safe there.", vec!["Amjad"]),
        (
            "The French Open and the British Airways strike began in Middle East Oil country.",
            vec![],
        ),
        ("Chelsea AFC won, and James BBC lost.", vec![]),
    ] {
        let draft = crate::testing::draft(text, Some("2024-11-30"));
        let reading = crate::testing::STANDARD.read(&draft, None);
        let table = reading.table(crate::schema::id::PERSON).unwrap();
        let found: Vec<&str> = (0..table.len() as u32)
            .map(|row| table.row(row).unwrap().span.text(draft.text()))
            .collect();
        assert_eq!(found, want, "{text}");
    }
}

/// Names of the world in plain sentences: every pair of a name and a frame is read, but for a few at the edge.
#[test]
fn names_of_the_world() {
    const NAMES: [&str; 36] = [
        "Karim Okoro",
        "Priya Nair",
        "Astrid Lindqvist",
        "Tomasz Nowak",
        "Leila Haddad",
        "Ruth Aaltonen",
        "Mehmet Yilmaz",
        "Li Wei",
        "Park Ji-won",
        "Moon Jae-in",
        "Nguyen Van Hai",
        "Hiroshi Tanaka",
        "Tavita Faleolo",
        "Kwame Mensah",
        "Fatou Diop",
        "Tendai Moyo",
        "Wanjiru Kamau",
        "Joao Pereira",
        "Ximena Quispe",
        "Jean-Pierre Dubois",
        "Oksana Shevchenko",
        "Nino Beridze",
        "Aram Hakobyan",
        "Dilnoza Karimova",
        "Reza Ahmadi",
        "Nimal Perera",
        "Tashi Dorji",
        "Maung Zaw",
        "Somchai Boonmee",
        "Siti Rahmah",
        "Liam O'Brien",
        "Omar al-Masri",
        "Ludwig van der Berg",
        "Carmen de la Cruz",
        "Thandi Nkosi",
        "Halima Ali",
    ];
    const FRAMES: [&str; 12] = [
        "A and B run the mill in Sucre.",
        "They are A, B and C.",
        "A beat B 6-4 6-2.",
        "Among them were A and B.",
        "A’s driver woke B.",
        "Police arrested A on Monday.",
        "The mill belongs to A.",
        "A was born in Lima.",
        "In May A left the firm.",
        "A, 41, and B, 38, won the prize.",
        "With A gone, B took over.",
        "According to A, the case is closed.",
    ];
    let mut missed = Vec::new();
    for (at, name) in NAMES.iter().enumerate() {
        for (number, frame) in FRAMES.iter().enumerate() {
            let other = NAMES[(at * 7 + number + 1) % NAMES.len()];
            let third = NAMES[(at * 5 + number * 3 + 2) % NAMES.len()];
            let words: Vec<String> = frame
                .split_inclusive(' ')
                .map(|word| match word.trim_end_matches([' ', ',', '.']) {
                    "A" | "A’s" => word.replacen('A', name, 1),
                    "B" => word.replacen('B', other, 1),
                    "C" => word.replacen('C', third, 1),
                    _ => word.to_owned(),
                })
                .collect();
            let text = format!("The market is open. {} It rained.", words.concat());
            if !things(&text, id::PERSON, &[])
                .iter()
                .any(|found| found == name)
            {
                missed.push(text);
            }
        }
    }
    assert!(missed.len() <= 2, "{} missed: {missed:#?}", missed.len());
}

#[test]
fn a_title_is_not_a_sentence_of_names() {
    assert!(things("Moon Over Ana Park", id::PERSON, &[]).is_empty());
    assert_eq!(
        things(
            "They are Ana Ruiz, Luca Bianchi and Petra Novak.",
            id::PERSON,
            &[]
        )
        .len(),
        3
    );
}
