use std::fmt::Write as _;

use copydesk_draft::layer::{Cell, Value};

use super::{Hedge, Role};
use crate::schema::id;
use crate::testing::{draft, reader};

const HEDGES: [Hedge; 9] = [
    Hedge::Exact,
    Hedge::About,
    Hedge::AtLeast,
    Hedge::MoreThan,
    Hedge::AtMost,
    Hedge::LessThan,
    Hedge::Nearly,
    Hedge::Range,
    Hedge::Vague,
];

const ROLES: [Role; 14] = [
    Role::Cardinal,
    Role::Ordinal,
    Role::Fraction,
    Role::Vague,
    Role::Score,
    Role::Label,
    Role::Year,
    Role::Date,
    Role::Time,
    Role::Duration,
    Role::Age,
    Role::Quantity,
    Role::Money,
    Role::Percentage,
];

/// The numbers of a sentence: words, number, range if it is another, hedge if any, role if it does not count.
fn numbers(text: &str) -> Vec<String> {
    let reader = reader(&[]);
    let draft = draft(text, Some("2024-11-30"));
    let reading = reader.read(&draft, None);
    let table = reading.table(id::NUMBER).unwrap();
    let mut out = Vec::new();
    for (i, row) in table.rows().iter().enumerate() {
        let number = |field: u16| match table.cell(i as u32, copydesk_draft::layer::FieldId(field))
        {
            Some(Cell::Filled(Value::Number(number))) => *number,
            other => panic!("{other:?}"),
        };
        let place = |field: u16| match table.cell(i as u32, copydesk_draft::layer::FieldId(field)) {
            Some(Cell::Filled(Value::Enum(place))) => usize::from(*place),
            other => panic!("{other:?}"),
        };
        let (value, lowest, highest) = (number(0), number(1), number(2));
        let mut line = format!("{}={value}", row.span.text(draft.text()));
        if (lowest, highest) != (value, value) {
            let _ = write!(line, " [{lowest},{highest}]");
        }
        let (hedge, role) = (HEDGES[place(3)], ROLES[place(6)]);
        if hedge != Hedge::Exact {
            let _ = write!(line, " {hedge:?}");
        }
        if role != Role::Cardinal {
            let _ = write!(line, " {role:?}");
        }
        out.push(line);
    }
    out
}

#[track_caller]
fn check(cases: &[(&str, &[&str])]) {
    let mut wrong = String::new();
    for (text, expected) in cases {
        let found = numbers(text);
        if found != *expected {
            let _ = write!(
                wrong,
                "{text}\n  found    {found:?}\n  expected {expected:?}\n"
            );
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn figures_and_words() {
    check(&[
        ("The ferry carried 1,237 people.", &["1,237=1237"]),
        ("They counted 12,34,567 votes.", &["12,34,567=1234567"]),
        ("Twenty-one miners came up.", &["Twenty-one=21"]),
        (
            "It took a hundred and five men to pull it.",
            &["a hundred and five=105"],
        ),
        (
            "About two and a half million live there.",
            &["About two and a half million=2500000 [2250000,2750000] About"],
        ),
        (
            "Half a million fled, and half-a-dozen stayed.",
            &["Half a million=500000", "half-a-dozen=6"],
        ),
        (
            "A million and a half bags were sold.",
            &["A million and a half=1500000"],
        ),
        (
            "A dozen boats sank, two dozen more were hit.",
            &["A dozen=12", "two dozen=24"],
        ),
        (
            "Some 3.5 million voted; 4 lakh did not, 2.5 crore could not.",
            &[
                "Some 3.5 million=3500000 [3150000,3850000] About",
                "4 lakh=400000",
                "2.5 crore=25000000",
            ],
        ),
        (
            "The site has 3m users and 1.2bn views.",
            &["3m=3000000", "1.2bn=1200000000"],
        ),
        (
            "Two hundred and three thousand tents came.",
            &["Two hundred and three thousand=203000"],
        ),
        (
            "A budget of 3 lakh crore was passed.",
            &["3 lakh crore=3000000000000"],
        ),
        (
            "They had five hundred guns and 2 1/2 tons of rice.",
            &["five hundred=500", "2 1/2=2.5"],
        ),
        (
            "In nineteen ninety-six it closed.",
            &["nineteen ninety-six=1996 Year"],
        ),
        ("FORTY-TWO were held.", &["FORTY-TWO=42"]),
    ]);
}

#[test]
fn vague_numbers_have_ranges() {
    check(&[
        ("Dozens were hurt.", &["Dozens=24 [24,199] Vague"]),
        ("Scores of people fled.", &["Scores=40 [40,399] Vague"]),
        (
            "Hundreds of thousands marched.",
            &["Hundreds of thousands=200000 [200000,1999999] Vague"],
        ),
        (
            "Tens of thousands marched.",
            &["Tens of thousands=20000 [20000,199999] Vague"],
        ),
        (
            "Several hundred came.",
            &["Several hundred=300 [200,999] Vague"],
        ),
        ("A few dozen came.", &["A few dozen=36 [24,119] Vague"]),
        (
            "Several men and a couple of women came.",
            &["Several=3 [3,9] Vague Vague", "a couple=2 Vague Vague"],
        ),
        (
            "A couple of hundred sheep died.",
            &["A couple of hundred=200 [150,250] Vague"],
        ),
        ("He scores often and the test scores rose.", &[]),
        ("The couple were found in few words.", &[]),
    ]);
}

#[test]
fn hedges_make_ranges() {
    check(&[
        (
            "At least 15 people died.",
            &["At least 15=15 [15,inf] AtLeast"],
        ),
        (
            "More than a dozen people died.",
            &["More than a dozen=12 [13,inf] MoreThan"],
        ),
        (
            "No fewer than 40 houses burned.",
            &["No fewer than 40=40 [40,inf] AtLeast"],
        ),
        (
            "Not more than 40 came.",
            &["Not more than 40=40 [0,40] AtMost"],
        ),
        ("Fewer than 40 came.", &["Fewer than 40=40 [0,39] LessThan"]),
        (
            "As many as 300 may be buried.",
            &["As many as 300=300 [0,300] AtMost"],
        ),
        (
            "Nearly 1,000 fled.",
            &["Nearly 1,000=1000 [750,1000] Nearly"],
        ),
        (
            "An estimated 500 fled.",
            &["An estimated 500=500 [450,550] About"],
        ),
        (
            "Upwards of 80 fled.",
            &["Upwards of 80=80 [81,inf] MoreThan"],
        ),
        ("Up to 10 were held.", &["Up to 10=10 [0,10] AtMost"]),
        (
            "Over 80 people and 50 or more sheep drowned.",
            &[
                "Over 80=80 [81,inf] MoreThan",
                "50 or more=50 [50,inf] AtLeast",
            ],
        ),
        (
            "There were 20 or so, and 30-odd dogs.",
            &["20 or so=20 [15,25] About", "30-odd=30 [25,35] About"],
        ),
        ("It fell over two walls.", &["two=2"]),
        (
            "It cost more than $3 million.",
            &["more than $3 million=3000000 [3000001,inf] MoreThan"],
        ),
        ("They talked about five men.", &["five=5"]),
        (
            "In excess of 90 came, in the region of 40 left.",
            &[
                "In excess of 90=90 [91,inf] MoreThan",
                "in the region of 40=40 [35,45] About",
            ],
        ),
        ("Just under 50 came.", &["Just under 50=50 [45,50] Nearly"]),
        (
            "Almost a third of voters and about half the farmers stayed away.",
            &[
                "Almost a third=0.3333333333333333 [0.3,0.3333333333333333] Nearly Fraction",
                "about half=0.5 [0.45,0.55] About Fraction",
            ],
        ),
    ]);
}

#[test]
fn ranges() {
    check(&[
        ("From 10 to 15 the count rose.", &["10=10", "15=15"]),
        (
            "Between 20 and 30 people were there.",
            &["Between 20 and 30=20 [20,30] Range"],
        ),
        (
            "It employs 10 to 15 people.",
            &["10 to 15=10 [10,15] Range"],
        ),
        (
            "It employs 10-15 people and 300–400 horses.",
            &["10-15=10 [10,15] Range", "300–400=300 [300,400] Range"],
        ),
        (
            "Two or three shots were heard.",
            &["Two or three=2 [2,3] Range"],
        ),
        (
            "It lost 10 to 15 million.",
            &["10 to 15 million=10000000 [10000000,15000000] Range"],
        ),
        (
            "Estimates ranging from 300 to 500 were given.",
            &["300 to 500=300 [300,500] Range"],
        ),
        ("Two and three were counted.", &["Two=2", "three=3"]),
    ]);
}

#[test]
fn roles() {
    check(&[
        (
            "Two-thirds of the 20 men, three quarters of the women and 1/3 of the cows.",
            &[
                "Two-thirds=0.6666666666666666 Fraction",
                "20=20",
                "three quarters=0.75 Fraction",
                "1/3=0.3333333333333333 Fraction",
            ],
        ),
        (
            "One in five is ill, nine out of 10 are poor.",
            &["One in five=0.2 Fraction", "nine out of 10=0.9 Fraction"],
        ),
        (
            "The third attack in a week was the 21st this year and the twenty-first ever.",
            &[
                "third=3 Ordinal",
                "21st=21 Ordinal",
                "twenty-first=21 Ordinal",
            ],
        ),
        ("A third suspect fled.", &["third=3 Ordinal"]),
        ("No one saw this one; the one who did was a bad one.", &[]),
        (
            "One of them and one woman died, one was hurt.",
            &["One=1", "one=1", "one=1"],
        ),
        ("They fought one another. One must try.", &[]),
        (
            "Resolution 2254 and Article 5 were cited.",
            &["2254=2254 Label", "5=5 Label"],
        ),
        (
            "A Boeing 737 and two MiG-29 jets landed on runway 2.",
            &["737=737 Label", "two=2", "29=29 Label", "2=2 Label"],
        ),
        (
            "Covid-19 and 5G came up at the G20.",
            &["19=19 Label", "5=5 Label"],
        ),
        ("He lives at No. 5 with No. 7.", &["5=5 Label", "7=7 Label"]),
        (
            "They won 3-2 after a 5-4 vote.",
            &["3=3 Score", "2=2 Score", "5=5 Score", "4=4 Score"],
        ),
        (
            "Call 555-1234-99 around 24/7.",
            &["555-1234-99=555 Label", "24/7=24 Label"],
        ),
        (
            "In 2016 the 2015 election was told again (1998).",
            &["2016=2016 Year", "2015=2015 Year", "1998=1998 Year"],
        ),
        (
            "The 1990s and the ’98 flood are past.",
            &["1990s=1990 Year", "98=98 Year"],
        ),
        (
            "It killed 2000 people and 1500 sheep.",
            &["2000=2000", "1500=1500"],
        ),
        (
            "In about 1648 a wall fell.",
            &["about 1648=1648 About Year"],
        ),
        (
            "World War Two was over when the Group of Seven first had Channel Four turned on.",
            &[
                "Two=2 Label",
                "Seven=7 Label",
                "first=1 Ordinal",
                "Four=4 Label",
            ],
        ),
        ("In Homs 12 people died.", &["12=12"]),
        ("Six Dead In Market Blast, Says Mayor", &["Six=6"]),
        (
            "The second half of his speech lasted half the night.",
            &["second=2 Ordinal", "half=0.5 Fraction"],
        ),
    ]);
}
