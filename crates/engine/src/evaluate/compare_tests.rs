//! How values compare, case by case.

use std::sync::Arc;

use copydesk_draft::layer::{Dimension, DurationUnit, Money, Period, Quantity, Value};
use copydesk_draft::{Day, DayRange};
use copydesk_lang::program::Order;

use super::{Compare, fits};
use crate::truth::{Truth, WhyKind};

fn range(text: &str) -> Value {
    let parts: Vec<u16> = text.split('-').map(|part| part.parse().unwrap()).collect();
    Value::Date(match parts.as_slice() {
        [year] => DayRange::year(i32::from(*year)).unwrap(),
        [year, month] => DayRange::month(i32::from(*year), *month as u8).unwrap(),
        [year, month, day] => {
            DayRange::day(Day::new(i32::from(*year), *month as u8, *day as u8).unwrap())
        }
        _ => unreachable!(),
    })
}

fn name(truth: &Truth) -> &'static str {
    match truth {
        Truth::True => "true",
        Truth::False => "false",
        Truth::Unknown(why) if why.kind == WhyKind::Vague => "vague",
        Truth::Unknown(_) => "unknown",
    }
}

#[test]
fn dates_are_true_only_for_all_days() {
    let cases = [
        ("2024-11-30", Order::LessThan, "2024-12-01", "true"),
        ("2024-12-01", Order::LessThan, "2024-12-01", "false"),
        ("2024-12-01", Order::AtMost, "2024-12-01", "true"),
        ("2024-11", Order::LessThan, "2024-12-01", "true"),
        ("2024-12", Order::LessThan, "2024-12-15", "vague"),
        ("2024-12", Order::LessThan, "2024-12-01", "false"),
        ("2024-12", Order::AtMost, "2024-12-01", "vague"),
        ("2025", Order::MoreThan, "2024-12-31", "true"),
        ("2024", Order::MoreThan, "2024-12-31", "false"),
        ("2024", Order::AtLeast, "2024-01-01", "true"),
        ("2023", Order::AtLeast, "2024-01-01", "false"),
        ("2024", Order::AtLeast, "2024-06-01", "vague"),
    ];
    for (a, order, b, wanted) in cases {
        let truth = Compare::order(&range(a), order, &range(b), None);
        assert_eq!(name(&truth), wanted, "{a} {order:?} {b}");
    }
}

#[test]
fn more_than_two_years_before_goes_by_the_calendar() {
    let before = |a: &str, b: &str, n: f64, unit| {
        let truth = Compare::order(&range(a), Order::LessThan, &range(b), Some((n, unit)));
        name(&truth)
    };
    let years = DurationUnit::Year;
    assert_eq!(before("2022-11-29", "2024-11-30", 2.0, years), "true");
    assert_eq!(before("2022-11-30", "2024-11-30", 2.0, years), "false");
    assert_eq!(before("2023-02-28", "2024-02-29", 1.0, years), "false");
    assert_eq!(before("2022", "2024-11-30", 2.0, years), "vague");
    assert_eq!(before("2021", "2024-11-30", 2.0, years), "true");
    assert_eq!(
        before("2024-11-19", "2024-11-30", 10.0, DurationUnit::Day),
        "true"
    );
    assert_eq!(
        before("2024-11-20", "2024-11-30", 10.0, DurationUnit::Day),
        "false"
    );
    let after = Compare::order(
        &range("2025-01-31"),
        Order::MoreThan,
        &range("2024-12-31"),
        Some((1.0, DurationUnit::Month)),
    );
    assert_eq!(name(&after), "false");
}

fn quantity(number: f64, half: f64, factor: f64) -> Quantity {
    Quantity {
        number,
        lowest: number,
        highest: number,
        half_step: half,
        unit: Arc::from("unit"),
        dimension: Dimension::Length,
        factor,
        offset: 0.0,
    }
}

const KM: f64 = 1_000.0;
const MILE: f64 = 1_609.344;

#[test]
fn conversions_agree_at_the_printed_precision() {
    let agree = |a: &Quantity, b: &Quantity, percent| fits(a, b, percent) || fits(b, a, percent);
    // 10 km is 6.21 miles.
    let ten = quantity(10.0, 0.5, KM);
    assert!(agree(&ten, &quantity(6.2, 0.05, MILE), 0.0));
    assert!(agree(&ten, &quantity(6.0, 0.5, MILE), 0.0));
    assert!(!agree(&ten, &quantity(7.0, 0.5, MILE), 0.0));
    assert!(!agree(&ten, &quantity(6.6, 0.05, MILE), 0.0));
    assert!(agree(&ten, &quantity(6.6, 0.05, MILE), 6.0));
    assert!(!agree(&ten, &quantity(16.0, 0.5, MILE), 3.0));
    // The rounder number may be the conversion: 6.4 miles is 10.3 km, printed as 10.
    assert!(agree(&ten, &quantity(6.4, 0.05, MILE), 0.0));
    assert!(agree(&quantity(6.2, 0.05, MILE), &ten, 0.0));
    // "about 10 km (6.5 miles)": 9 to 11 km.
    let about = Quantity {
        lowest: 9.0,
        highest: 11.0,
        ..ten.clone()
    };
    assert!(agree(&about, &quantity(6.5, 0.05, MILE), 0.0));
    assert!(!agree(&about, &quantity(8.0, 0.5, MILE), 0.0));
    // "more than 10 km" does not make any number right.
    let more = Quantity {
        highest: f64::INFINITY,
        ..ten
    };
    assert!(agree(&more, &quantity(6.2, 0.05, MILE), 0.0));
    assert!(!agree(&more, &quantity(60.0, 5.0, MILE), 0.0));
    // A height of 1.85 m is 6.07 feet.
    assert!(agree(
        &quantity(1.85, 0.005, 1.0),
        &quantity(6.1, 0.05, 0.304_8),
        0.0
    ));
}

#[test]
fn temperatures_have_an_offset() {
    let celsius = Quantity {
        offset: 273.15,
        dimension: Dimension::Temperature,
        ..quantity(40.0, 0.5, 1.0)
    };
    let fahrenheit = |number| Quantity {
        offset: 255.372_222_222_222_2,
        dimension: Dimension::Temperature,
        ..quantity(number, 0.5, 5.0 / 9.0)
    };
    assert!(fits(&celsius, &fahrenheit(104.0), 0.0));
    assert!(!fits(&celsius, &fahrenheit(106.0), 0.0));
}

#[test]
fn quantities_and_durations_are_ordered_by_what_their_words_allow() {
    let value = |q: Quantity| Value::Quantity(Arc::new(q));
    let about = Quantity {
        lowest: 9.0,
        highest: 11.0,
        ..quantity(10.0, 0.5, KM)
    };
    let order = |a: Value, order, b: Value| name(&Compare::order(&a, order, &b, None));
    assert_eq!(
        order(
            value(about.clone()),
            Order::AtMost,
            value(quantity(12.0, 0.5, KM))
        ),
        "true"
    );
    assert_eq!(
        order(
            value(about.clone()),
            Order::MoreThan,
            value(quantity(6.0, 0.5, MILE))
        ),
        "vague"
    );
    assert_eq!(
        order(
            value(about),
            Order::MoreThan,
            value(quantity(5.0, 0.5, MILE))
        ),
        "true"
    );
    let length = |number, unit| {
        Value::Duration(Period {
            number,
            lowest: number,
            highest: number,
            unit,
        })
    };
    assert_eq!(
        order(
            length(12.0, DurationUnit::Month),
            Order::AtLeast,
            length(1.0, DurationUnit::Year)
        ),
        "true"
    );
    let money = |amount, currency: &str| {
        Value::Money(Money {
            amount,
            currency: Arc::from(currency),
        })
    };
    assert_eq!(
        order(money(5.0, "EUR"), Order::LessThan, money(6.0, "USD")),
        "vague"
    );
    assert_eq!(
        order(money(5.0, "EUR"), Order::LessThan, money(6.0, "EUR")),
        "true"
    );
}
