//! A few days of the year with names.

use copydesk_draft::{Day, DayRange};

use super::Granularity;
use super::find::{Det, Finder, Found};
use super::resolve::{self, Side};

/// How the day of a holiday is told.
#[derive(Clone, Copy)]
enum Rule {
    /// Month and day.
    Fixed(u8, u8),
    /// Days from Easter Sunday.
    Easter(i32),
    /// The nth weekday (Monday 0) of a month.
    Nth(u8, u8, u8),
    /// Differs from place to place or year to year.
    Open,
}

/// The holidays by their folded words.
const HOLIDAYS: &[(&[&str], Rule)] = &[
    (&["christmas", "day"], Rule::Fixed(12, 25)),
    (&["christmas", "eve"], Rule::Fixed(12, 24)),
    (&["christmas"], Rule::Fixed(12, 25)),
    (&["boxing", "day"], Rule::Fixed(12, 26)),
    (&["new", "year", "'s", "day"], Rule::Fixed(1, 1)),
    (&["new", "year", "'s", "eve"], Rule::Fixed(12, 31)),
    (&["halloween"], Rule::Fixed(10, 31)),
    (&["valentine", "'s", "day"], Rule::Fixed(2, 14)),
    (&["veterans", "day"], Rule::Fixed(11, 11)),
    (&["ash", "wednesday"], Rule::Easter(-46)),
    (&["palm", "sunday"], Rule::Easter(-7)),
    (&["good", "friday"], Rule::Easter(-2)),
    (&["easter", "sunday"], Rule::Easter(0)),
    (&["easter", "monday"], Rule::Easter(1)),
    (&["easter"], Rule::Easter(0)),
    (&["thanksgiving", "day"], Rule::Nth(11, 3, 4)),
    (&["thanksgiving"], Rule::Nth(11, 3, 4)),
    (&["labor", "day"], Rule::Nth(9, 0, 1)),
    (&["memorial", "day"], Rule::Open),
    (&["election", "day"], Rule::Open),
    (&["inauguration", "day"], Rule::Open),
    (&["independence", "day"], Rule::Open),
    (&["ramadan"], Rule::Open),
    (&["eid", "al", "-", "fitr"], Rule::Open),
    (&["eid", "al", "-", "adha"], Rule::Open),
    (&["eid"], Rule::Open),
    (&["nowruz"], Rule::Open),
    (&["diwali"], Rule::Open),
    (&["passover"], Rule::Open),
    (&["hanukkah"], Rule::Open),
];

fn day_in(year: i32, rule: Rule) -> Option<Day> {
    match rule {
        Rule::Fixed(month, day) => Day::new(year, month, day),
        Rule::Easter(by) => resolve::easter(year).map(|easter| easter.plus_days(by)),
        Rule::Nth(month, weekday, n) => {
            let first = Day::new(year, month, 1)?;
            Some(resolve::weekday(first, weekday, Side::Future).plus_days(7 * (i32::from(n) - 1)))
        }
        Rule::Open => None,
    }
}

impl Finder<'_, '_, '_> {
    pub(crate) fn holiday(&mut self, i: usize) -> Option<usize> {
        let look = self.look;
        if !look.capital(i) {
            return None;
        }
        let (words, rule) = HOLIDAYS.iter().find(|(words, _)| look.words(i, words))?;
        let name = i + words.len();
        let lead = self.lead(i, false);
        let mut last = name;
        let mut printed = None;
        if look.is_figure(last) && look.text(last).len() == 4 {
            printed = look.text(last).parse::<i32>().ok();
            last += usize::from(printed.is_some());
        }
        let side = match lead.det {
            Det::Last | Det::Past => Side::Past,
            Det::Next | Det::Coming => Side::Future,
            _ => self.side(i),
        };
        let day = match (printed, self.date) {
            (Some(year), _) => day_in(year, *rule),
            (None, Some(date)) => match lead.det {
                Det::Last => (date.year() - 1..=date.year())
                    .rev()
                    .filter_map(|year| day_in(year, *rule))
                    .find(|day| *day < date),
                Det::Next => (date.year()..=date.year() + 1)
                    .filter_map(|year| day_in(year, *rule))
                    .find(|day| *day > date),
                _ => (date.year() - 1..=date.year() + 1)
                    .filter_map(|year| day_in(year, *rule))
                    .min_by_key(|day| {
                        let away = day.days_since(date);
                        // What lies on the side the sentence speaks of wins a near tie.
                        let wrong = (away > 0) == (side == Side::Past) && away != 0;
                        away.abs() + if wrong { 180 } else { 0 }
                    }),
            },
            _ => None,
        };
        let mut found = Found::new(lead.start, last, Granularity::Day)
            .on(day.map(DayRange::day))
            .named(i, last);
        found.relative = printed.is_none();
        if matches!(rule, Rule::Open) {
            found = found.because("the day differs from place to place or year to year");
            found.relative = false;
        }
        self.push(found);
        Some(last)
    }
}
