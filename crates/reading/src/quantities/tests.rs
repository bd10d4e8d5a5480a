use std::fmt::Write as _;

use copydesk_draft::layer::{Cell, LayerId, Value};

use crate::schema::{id, schema};
use crate::testing::{draft, reader};

const UNITS: &str = include_str!("../../../../rules/facts/units.toml");
const CURRENCIES: &str = include_str!("../../../../rules/facts/currencies.toml");

fn number(value: f64) -> String {
    let rounded = (value * 1e4).round() / 1e4;
    format!("{rounded}")
}

fn show(cell: Option<&Cell>) -> Option<String> {
    Some(match cell?.value()? {
        Value::Number(value) => number(*value),
        Value::Quantity(quantity) => format!("{} {}", number(quantity.number), quantity.unit),
        Value::Money(money) => format!("{} {}", number(money.amount), money.currency),
        Value::Flag(flag) => flag.to_string(),
        Value::Enum(place) => place.to_string(),
        _ => return None,
    })
}

/// The things of a layer with the named fields: "words|first|second".
fn found(layer: LayerId, fields: &[&str], text: &str) -> Vec<String> {
    let reader = reader(&[("units.toml", UNITS), ("currencies.toml", CURRENCIES)]);
    let draft = draft(text, Some("2024-11-30"));
    let reading = reader.read(&draft, None);
    let schema = schema();
    let table = reading.table(layer).unwrap();
    table
        .rows()
        .iter()
        .enumerate()
        .map(|(i, row)| {
            let mut line = row.span.text(draft.text()).to_owned();
            for name in fields {
                let field = schema.get(layer).unwrap().find(name).unwrap();
                let _ = write!(
                    line,
                    "|{}",
                    show(table.cell(i as u32, field)).unwrap_or_default()
                );
            }
            line
        })
        .collect()
}

#[track_caller]
fn check(layer: LayerId, fields: &[&str], cases: &[(&str, &[&str])]) {
    let mut wrong = String::new();
    for (text, expected) in cases {
        let found = found(layer, fields, text);
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
fn units() {
    check(
        id::QUANTITY,
        &["amount"],
        &[
            ("The road is 14 km long.", &["14 km|14 kilometre"]),
            (
                "It burned 3.5 million hectares and 18,000 acres.",
                &[
                    "3.5 million hectares|3500000 hectare",
                    "18,000 acres|18000 acre",
                ],
            ),
            (
                "A 20-square-mile camp of 5,000-litre tanks.",
                &["20-square-mile|20 square-mile", "5,000-litre|5000 litre"],
            ),
            (
                "The lake covers 1,500 sq km or 580 sq. miles.",
                &[
                    "1,500 sq km|1500 square-kilometre",
                    "580 sq. miles|580 square-mile",
                ],
            ),
            (
                "He is 5ft 11in and weighs 11 stone 4 pounds.",
                &["5ft 11in|5.9167 foot", "11 stone 4 pounds|11.2857 stone"],
            ),
            (
                "She is 5'6\" and it is minus 5C, then -12 degrees Celsius.",
                &[
                    "5'6\"|5.5 foot",
                    "minus 5C|-5 celsius",
                    "-12 degrees Celsius|-12 celsius",
                ],
            ),
            (
                "Winds of up to 130 km/h and about 60 miles per hour.",
                &[
                    "up to 130 km/h|130 kilometre-per-hour",
                    "about 60 miles per hour|60 mile-per-hour",
                ],
            ),
            (
                "Half a mile away, several miles off, almost 10 miles on.",
                &[
                    "Half a mile|0.5 mile",
                    "several miles|3 mile",
                    "almost 10 miles|10 mile",
                ],
            ),
            (
                "The site has 3m users; the wall is 3m high; the 100m final.",
                &["3m|3 metre", "100m|100 metre"],
            ),
            ("Profit rose to 3m. In 2016 in Rome 5 in all.", &[]),
            ("A second man with two hands in bars.", &[]),
            ("He met 3 Davis men and Miles Davis, 25.", &[]),
            (
                "Thousands of tonnes of rice, 2,000 metres down.",
                &["Thousands of tonnes|2000 tonne", "2,000 metres|2000 metre"],
            ),
        ],
    );
}

#[test]
fn money() {
    check(
        id::MONEY,
        &["amount"],
        &[
            (
                "It cost $3m, US$5, A$2.1m and £34m.",
                &[
                    "$3m|3000000 USD",
                    "US$5|5 USD",
                    "A$2.1m|2100000 AUD",
                    "£34m|34000000 GBP",
                ],
            ),
            (
                "They paid 3.5 million dollars and 200 shillings.",
                &["3.5 million dollars|3500000 USD", "200 shillings|200 KES"],
            ),
            (
                "A fine of RM50,000, Rs 500, Rs. 700 and EUR 20 million.",
                &[
                    "RM50,000|50000 MYR",
                    "Rs 500|500 INR",
                    "Rs. 700|700 INR",
                    "EUR 20 million|20000000 EUR",
                ],
            ),
            (
                "More than $3 million and hundreds of millions of dollars.",
                &[
                    "More than $3 million|3000000 USD",
                    "hundreds of millions of dollars|200000000 USD",
                ],
            ),
            (
                "Bread is 50 cents, milk 80p; a 100-dollar bill.",
                &["50 cents|0.5 USD", "80p|0.8 GBP", "100-dollar|100 USD"],
            ),
            (
                "It costs 2 million pounds; he weighs 200 pounds and paid 20 pounds.",
                &["2 million pounds|2000000 GBP", "20 pounds|20 GBP"],
            ),
            (
                "They owe 300 Syrian pounds and 12 Zimbabwean dollars.",
                &[
                    "300 Syrian pounds|300 SYP",
                    "12 Zimbabwean dollars|12 Zimbabwean dollars",
                ],
            ),
            (
                "Spending of $10-15 million or €4 to €5.",
                &["$10-15 million|10000000 USD", "€4|4 EUR", "€5|5 EUR"],
            ),
        ],
    );
}

#[test]
fn percentages() {
    check(
        id::PERCENTAGE,
        &["number", "points"],
        &[
            (
                "Prices rose 5.1%, wages 45 percent, rents by 3 per cent.",
                &[
                    "5.1%|5.1|false",
                    "45 percent|45|false",
                    "3 per cent|3|false",
                ],
            ),
            (
                "Turnout fell 2 percentage points, the rate 50 basis points.",
                &["2 percentage points|2|true", "50 basis points|0.5|true"],
            ),
            (
                "About 10 to 15 percent, nearly 60%, a 20-percent cut.",
                &[
                    "About 10 to 15 percent|10|false",
                    "nearly 60%|60|false",
                    "20-percent|20|false",
                ],
            ),
            (
                "It shrank -0.3% from 4% to 5%.",
                &["-0.3%|-0.3|false", "4%|4|false", "5%|5|false"],
            ),
        ],
    );
}

#[test]
fn conversions() {
    check(
        id::CONVERSION,
        &["first", "second", "first-highest", "second-highest"],
        &[
            (
                "It ran 10 km (6 miles) to the sea.",
                &["10 km (6 miles)|10 kilometre|6 mile||"],
            ),
            (
                "Waves of up to 9 metres (30 feet) broke.",
                &["up to 9 metres (30 feet)|9 metre|30 foot||"],
            ),
            (
                "Between 20 and 30 centimetres (8 to 12 inches) fell.",
                &[
                    "Between 20 and 30 centimetres (8 to 12 inches)|20 centimetre|8 inch|30 centimetre|12 inch",
                ],
            ),
            (
                "The 100-metre (330-foot) mast fell.",
                &["100-metre (330-foot)|100 metre|330 foot||"],
            ),
            (
                "He did 60 mph/100 kph.",
                &["60 mph/100 kph|60 mile-per-hour|100 kilometre-per-hour||"],
            ),
            (
                "A haul of 2.4 tonnes, or 5,290 pounds, was burned.",
                &["2.4 tonnes, or 5,290 pounds|2.4 tonne|5290 pound||"],
            ),
            (
                "The fire took 18,000 acres, about 7,300 hectares, of bush.",
                &["18,000 acres, about 7,300 hectares|18000 acre|7300 hectare||"],
            ),
            (
                "At 900 feet - that is 274 metres - it lies.",
                &["900 feet - that is 274 metres|900 foot|274 metre||"],
            ),
            (
                "It reached 51 degrees Celsius (124 Fahrenheit), then 100 degrees (38 Celsius).",
                &[
                    "51 degrees Celsius (124 Fahrenheit)|51 celsius|124 fahrenheit||",
                    "100 degrees (38 Celsius)|100 fahrenheit|38 celsius||",
                ],
            ),
            (
                "It was 38C (100F) at noon.",
                &["38C (100F)|38 celsius|100 fahrenheit||"],
            ),
            (
                "It is 4,810 metres (15,781 feet) high and 5ft 11in (1.80m) wide.",
                &[
                    "4,810 metres (15,781 feet)|4810 metre|15781 foot||",
                    "5ft 11in (1.80m)|5.9167 foot|1.8 metre||",
                ],
            ),
            (
                "Two calves of 40 kg (88 lb) were born (2 miles off).",
                &["40 kg (88 lb)|40 kilogram|88 pound||"],
            ),
            ("The tank is 10 km long, 6 miles from the sea.", &[]),
            (
                "It holds 5,000 litres (1,320 US gallons).",
                &["5,000 litres (1,320 US gallons)|5000 litre|1320 us-gallon||"],
            ),
        ],
    );
    // A difference has no offset: 10 degrees of Celsius are 18 of Fahrenheit.
    let reader = reader(&[("units.toml", UNITS)]);
    let draft = draft(
        "The temperature fell by 10 degrees Celsius (18 Fahrenheit).",
        None,
    );
    let reading = reader.read(&draft, None);
    let cell = reading.cell(id::CONVERSION, 0, copydesk_draft::layer::FieldId(1));
    let Some(Cell::Filled(Value::Quantity(second))) = cell else {
        panic!("{cell:?}");
    };
    assert!((second.si(18.0) - 10.0).abs() < 1e-9);
}

#[test]
fn changes() {
    let fields = [
        "from",
        "to",
        "percent",
        "difference",
        "relative",
        "stated",
        "stated-points",
    ];
    check(
        id::CHANGE,
        &fields,
        &[
            (
                "The jobless rate rose from 10% to 11% in May, a 1% rise.",
                &["from 10% to 11% in May, a 1% rise|10|11|true|1|10|1|false"],
            ),
            (
                "The number of nurses fell 50% to 200 from 300.",
                &["fell 50% to 200 from 300|300|200|false|100|33.3333|50|false"],
            ),
            (
                "Rents rose from 4,000 to 5,000 dollars a month, up 20% in a year.",
                &["from 4,000 to 5,000 dollars a month, up 20%|4000|5000|false|1000|25|20|false"],
            ),
            (
                "Their share fell by 4 points, to 9% from 13%.",
                &["to 9% from 13%|13|9|true|4|30.7692||"],
            ),
            (
                "Their share fell by 4 percentage points, to 9% from 13%.",
                &["fell by 4 percentage points, to 9% from 13%|13|9|true|4|30.7692|4|true"],
            ),
            (
                "Profit more than doubled, to 40 million kronor from 25 million.",
                &[
                    "more than doubled, to 40 million kronor from 25 million|25000000|40000000|false|15000000|60|100|false",
                ],
            ),
            (
                "The rate went to 7.5% from 7%, an increase of 0.5%.",
                &["to 7.5% from 7%, an increase of 0.5%|7|7.5|true|0.5|7.1429|0.5|false"],
            ),
            (
                "Growth slowed to 1.8 percent from 2.1 percent, and shares fell 0.3 percent.",
                &["to 1.8 percent from 2.1 percent|2.1|1.8|true|0.3|14.2857||"],
            ),
            (
                "It fell by a third, to 200 from 300.",
                &["fell by a third, to 200 from 300|300|200|false|100|33.3333|33.3333|false"],
            ),
            (
                "He walked from 10 houses to 11 shops.",
                &["from 10 houses to 11|10|11|false|1|10||"],
            ),
        ],
    );
}
