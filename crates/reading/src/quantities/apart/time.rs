//! Which of two values is told as of before: by tense, by years, by "last year".

use crate::lists::List;
use crate::numbers::lexeme::{Look, Time};
use crate::quantities::change::Amount;
use crate::token::TokenKind;

/// True if token `i` ends a clause.
pub(super) fn boundary(look: &Look<'_, '_>, i: usize) -> bool {
    matches!(look.text(i), "," | ";" | ":" | "(" | ")")
        || look.kind(i) == Some(TokenKind::Dash)
        || matches!(look.word(i), "and" | "but" | "while" | "whereas")
}

/// How strongly the words around each value put it into the past: the more, the earlier.
pub(in crate::quantities) fn marks(look: &Look<'_, '_>, a: &Amount, b: &Amount) -> (i32, i32) {
    let between = a.last..b.first;
    // "84 million on ferries and buses in 2022 and 105 million in 2023": the "and" right before the second value parts the two.
    let last_and = b
        .first
        .checked_sub(1)
        .filter(|&i| i >= a.last && look.word(i) == "and");
    let split = last_and
        .or_else(|| between.clone().find(|&i| boundary(look, i)))
        .or_else(|| {
            between.clone().find(|&i| {
                look.cx.is(i, List::Auxiliary)
                    || matches!(
                        look.word(i),
                        "now"
                            | "from"
                            | "against"
                            | "compared"
                            | "than"
                            | "versus"
                            | "instead"
                            | "rather"
                    )
            })
        })
        .unwrap_or(b.first);
    let mut left = (look.first..a.first)
        .rev()
        .find(|&i| boundary(look, i))
        .map_or(look.first, |i| i + 1);
    // "In 2019, the town had 400 shops".
    if left > look.first
        && left - look.first <= 6
        && look.text(left - 1) == ","
        && (look.cx.is(look.first, List::Preposition)
            || (look.first..left).any(|i| look.word(i) == "ago"))
    {
        left = look.first;
    }
    let right = (b.last..look.end)
        .find(|&i| boundary(look, i))
        .unwrap_or(look.end);
    let years = |first: usize, last: usize| {
        (first..last)
            .filter(|&i| i < a.first || i >= a.last)
            .filter(|&i| i < b.first || i >= b.last)
            .find_map(|i| crate::relations::year(look.text(i)))
    };
    let mut x = mark(look, left, split, a);
    let mut y = mark(look, split, right, b);
    // "In 2015 40% passed; last year 45% did".
    let lately = |first: usize, last: usize| {
        (first..last).any(|i| look.word(i) == "last" && last_time(look, i))
    };
    // "in 2022 and 105 million the year after that", "in the following season"
    let afterwards = |first: usize, last: usize| (first..last).any(|i| following(look, i));
    match (years(left, split), years(split, right)) {
        (Some(_), None) if afterwards(split, right) => (x, y) = (x + 2, y - 1),
        (Some(_), None) if lately(split, right) => (x, y) = (x + 2, y - 2),
        (None, Some(_)) if lately(left, split) => (x, y) = (x - 2, y + 2),
        (Some(then), Some(later)) if then < later => (x, y) = (x + 2, y - 1),
        (Some(later), Some(then)) if then < later => (x, y) = (x - 1, y + 2),
        (Some(_), None) => x += 1,
        (None, Some(_)) => y += 1,
        _ => {
            // "7% in January, was 9% in February": months of one year.
            let month = |first: usize, last: usize| {
                (first..last).find_map(|i| match look.time(i) {
                    Time::Month(month, _) => Some(i32::from(month)),
                    _ => None,
                })
            };
            match (month(left, split), month(split, right)) {
                (Some(a), Some(b)) if (1..=6).contains(&(b - a)) => (x, y) = (x + 2, y - 1),
                (Some(a), Some(b)) if (1..=6).contains(&(a - b)) => (x, y) = (x - 1, y + 2),
                _ => {}
            }
            // "closed at 48 zlotys on Monday, ended Tuesday at 36"
            let weekday = |first: usize, last: usize| {
                (first..last).find_map(|i| match look.time(i) {
                    Time::Weekday(day, _) => Some(i32::from(day)),
                    _ => None,
                })
            };
            match (weekday(left, split), weekday(split, right)) {
                (Some(a), Some(b)) if (1..=4).contains(&(b - a)) => (x, y) = (x + 2, y - 1),
                (Some(a), Some(b)) if (1..=4).contains(&(a - b)) => (x, y) = (x - 1, y + 2),
                _ => {}
            }
        }
    }
    (x, y)
}

/// "last year", "last season".
pub(super) fn last_time(look: &Look<'_, '_>, i: usize) -> bool {
    !matches!(look.time(i + 1), Time::None | Time::Weekday(..))
        || matches!(
            look.word(i + 1),
            "season" | "term" | "time" | "week" | "decade" | "century"
        )
}

/// "the year after", "the following year", "a year later", "the next season": a time behind one that was told.
fn following(look: &Look<'_, '_>, i: usize) -> bool {
    let period = |i: usize| {
        matches!(
            look.word(i),
            "year" | "season" | "month" | "week" | "quarter" | "decade" | "summer" | "winter"
        )
    };
    // "the year after the war" is told of something else.
    let ends = |i: usize| {
        matches!(look.text(i), "" | "." | "," | ";" | ")")
            || matches!(look.word(i), "that" | "and" | "to" | "but")
    };
    match look.word(i) {
        "after" => {
            period(i.saturating_sub(1)) && matches!(look.before(i, 2), "the" | "a") && ends(i + 1)
        }
        "later" => period(i.saturating_sub(1)) && matches!(look.before(i, 2), "a" | "one"),
        "following" => period(i + 1) && matches!(look.before(i, 1), "the"),
        _ => false,
    }
}

/// The marks of one value between two tokens.
pub(super) fn mark(look: &Look<'_, '_>, first: usize, last: usize, value: &Amount) -> i32 {
    let mut strong = 0;
    let mut weak = 0;
    let mut now = 0;
    let mut present = 0;
    for i in first..last {
        match look.word(i) {
            "ago" | "earlier" | "previously" | "formerly" | "originally" | "once" | "having"
            | "against" | "versus" | "compared" | "before" | "previous" | "until" => strong = 2,
            "used" if look.word(i + 1) == "to" => strong = 2,
            // "1,050 pesos instead of the usual 1,500"
            "instead" if look.word(i + 1) == "of" => strong = 2,
            "rather" if look.word(i + 1) == "than" => strong = 2,
            "from" if i + 1 == value.first => strong = 2,
            "last" if last_time(look, i) => strong = 2,
            "will" | "would" | "next" => now = 4,
            "peak" | "heyday" => strong = 2,
            "was" | "were" | "had" | "cost" | "stood" | "employed" | "charged" | "paid"
            | "numbered" | "averaged" | "drew" | "took" | "sold" => weak = 1,
            "now" | "today" | "currently" | "nowadays" => now = now.max(2),
            "this"
                if !matches!(look.time(i + 1), Time::None)
                    || matches!(look.word(i + 1), "season" | "term" | "harvest") =>
            {
                now = now.max(2);
            }
            "is" | "are" | "has" | "have" | "stands" | "costs" | "employs" | "charges" | "pays" => {
                present = 1;
            }
            "to" | "reaching" | "hitting" if i + 1 == value.first => now = now.max(2),
            word if word.len() > 4 && word.ends_with("ed") => weak = 1,
            _ => {}
        }
    }
    strong + weak - now - present
}

/// "In 2021 it took in 320 ships. It took in 400 last year": the year of the first is the earlier one.
pub(super) fn last_year(then: &Look<'_, '_>, now: &Look<'_, '_>) -> bool {
    let said = (now.first..now.end).any(|i| {
        matches!(now.word(i), "last" | "this")
            && now.word(i + 1) == "year"
            && !matches!(now.before(i, 1), "than" | "from" | "against" | "on" | "in")
    });
    let own = (now.first..now.end).any(|i| crate::relations::year(now.text(i)).is_some());
    let mut years = (then.first..then.end).filter_map(|i| crate::relations::year(then.text(i)));
    let (Some(year), None, Some(today)) = (years.next(), years.next(), now.cx.date) else {
        return false;
    };
    said && !own && year < today.year() - 1
}

/// How strongly the clause of a value puts it into the past: the more, the earlier; below zero it is of now.
pub(in crate::quantities) fn tense(look: &Look<'_, '_>, value: &Amount) -> i32 {
    let mut left = (look.first..value.first)
        .rev()
        .find(|&i| boundary(look, i))
        .map_or(look.first, |i| i + 1);
    // "In 1990, it had 6,000"
    if left > look.first && left - look.first <= 5 && look.text(left - 1) == "," {
        left = look.first;
    }
    let right = (value.last..look.end)
        .find(|&i| boundary(look, i))
        .unwrap_or(look.end);
    let year = (left..right).any(|i| crate::relations::year(look.text(i)).is_some());
    mark(look, left, right, value) + i32::from(year)
}
