//! What the age of somebody leaves no room for: "Peter Hale, 30, has been a magistrate for 25 years", "David Lane, 28, joined the
//! company in 1989".

use super::super::{Evidence, Row};
use super::super::{Ground, year};
use super::{Fact, Told, one_person};
use crate::numbers::lexeme::Look;

/// "Peter Hale, 30, has been a magistrate for 25 years": years of work that the age leaves no room for.
pub(super) fn service(ground: &Ground<'_, '_>, facts: &[Fact], rows: &mut Vec<Row>) {
    let cx = ground.cx;
    for age in facts.iter().filter(|fact| fact.told == Told::Now) {
        let Some(sentence) = cx.sentences.get(age.sentence) else {
            continue;
        };
        let look = ground.look(sentence);
        too_young(ground, &look, age, rows);
        for one in ground.numbers_in(sentence.span) {
            let (first, last) = (one.core_first as usize, one.core_last as usize);
            let lead = matches!(look.before(first, 1), "for" | "after")
                || look.before(first, 1) == "than"
                    && look.before(first, 2) == "more"
                    && look.before(first, 3) == "for";
            let work = (look.first..first).any(|i| {
                look.word(i) == "has"
                    && matches!(
                        look.word(i + 1),
                        "been"
                            | "worked"
                            | "taught"
                            | "served"
                            | "driven"
                            | "practised"
                            | "fished"
                            | "farmed"
                            | "sat"
                            | "flown"
                            | "run"
                    )
                    && first - i <= 12
            });
            let born = age.years - 10.0;
            if lead
                && work
                && look.word(last) == "years"
                && !one.ordinal
                && one.number > born
                && one.number < 90.0
                && one_person(ground, age.sentence, age.sentence)
            {
                rows.push((
                    age.span,
                    (age.years, age.years),
                    cx.span(first, last + 1),
                    (one.number + 10.0, 120.0),
                    Evidence::Age,
                ));
            }
        }
    }
}

/// "David Lane, 28, joined the company in 1989": what nobody does before he is ten, or before he is born.
fn too_young(ground: &Ground<'_, '_>, look: &Look<'_, '_>, age: &Fact, rows: &mut Vec<Row>) {
    let cx = ground.cx;
    let Some(today) = cx.date else { return };
    let (_, end) = ground.tokens(age.span);
    let Some(comma) = (end..end + 3).find(|&i| look.text(i) == ",") else {
        return;
    };
    let did = matches!(
        look.word(comma + 1),
        "joined"
            | "retired"
            | "married"
            | "graduated"
            | "founded"
            | "became"
            | "enlisted"
            | "emigrated"
            | "qualified"
            | "opened"
            | "bought"
            | "resigned"
            | "divorced"
    );
    if !age.named || !did {
        return;
    }
    let date = ground
        .dates_in(cx.span(look.first, look.end))
        .iter()
        .find(|date| {
            let (first, last) = ground.tokens(date.span);
            first > comma
                && first <= comma + 9
                && look.before(first, 1) == "in"
                && (first..last).any(|i| year(cx.word(i)).is_some())
                && !(comma + 1..first).any(|i| mark_or_clause(look, i))
        });
    let Some(date) = date else { return };
    let (first, last) = ground.tokens(date.span);
    let Some(told) = (first..last).find_map(|i| year(cx.word(i))) else {
        return;
    };
    let then = age.years - f64::from(today.year() - told);
    if then < 8.0 && told < today.year() {
        rows.push((
            age.span,
            (age.years, age.years),
            date.span,
            (f64::from(today.year() - told) + 10.0, 120.0),
            Evidence::Age,
        ));
    }
}

/// A mark, or a word that opens another clause.
fn mark_or_clause(look: &Look<'_, '_>, i: usize) -> bool {
    super::super::mark(look, i)
        || matches!(
            look.word(i),
            "who" | "which" | "that" | "when" | "founded" | "established" | "and" | "built"
        )
}
