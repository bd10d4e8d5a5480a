//! A count, what each of it costs or gets, and what all come to, a power of ten off: "40,000 widows will each get 500 euros, at
//! a cost of 20 billion", "12,000 people paid an average of $60, and the gate came to $720 million", "Each of the 250 households
//! will receive £1,200, or £300 million in all". And more people than the world has.

use super::thousands::{Row, row, unit_price};
use super::{Ground, mark};
use crate::numbers::lexeme::Look;
use crate::numbers::{Number, Role};
use crate::quantities::Sum;
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// How near to a power of ten the two have to lie: other figures are of other things.
const EXACT: f64 = 0.06;

/// The people of the world, in the year 2025 (United Nations, World Population Prospects 2024: 8.23 billion).
const WORLD: f64 = 8.2e9;

/// Finds the products of one sentence.
pub(super) fn find(ground: &Ground<'_, '_>, sentence: &Sentence, own: &[Sum], rows: &mut Vec<Row>) {
    if own.len() < 2 {
        return;
    }
    let look = ground.look(sentence);
    let rates: Vec<&Sum> = own.iter().filter(|sum| of_each(&look, sum)).collect();
    let [rate] = rates.as_slice() else { return };
    let others = own
        .iter()
        .filter(|sum| sum.span != rate.span && !of_each(&look, sum));
    let totals: Vec<&Sum> = others.clone().filter(|sum| of_all(&look, sum)).collect();
    // A thousand times off to the hundredth, it is what all come to whatever the words.
    let others: Vec<&Sum> = others.collect();
    let (total, exact) = match (totals.as_slice(), others.as_slice()) {
        ([total], _) => (*total, false),
        ([], [total]) => (*total, true),
        _ => return,
    };
    if rate.amount.currency != total.amount.currency
        || rate.amount.amount <= 0.0
        || ground.cx.masked(total.span)
        || rows
            .iter()
            .any(|row| row.0.contains(total.span) || row.0.contains(rate.span))
    {
        return;
    }
    // A span of time beside it multiplies once more: "$60 a month".
    let often = (look.first..look.end).any(|i| {
        matches!(
            look.word(i),
            "monthly" | "weekly" | "daily" | "annually" | "yearly" | "%" | "percent"
        ) || matches!(look.word(i), "a" | "per" | "every" | "each")
            && matches!(
                look.word(i + 1),
                "month" | "week" | "day" | "hour" | "year" | "night"
            )
    });
    let mut counts = ground
        .numbers_in(sentence.span)
        .iter()
        .filter(|number| counted(&look, number, own));
    let (Some(count), None) = (counts.next(), counts.next()) else {
        return;
    };
    let product = rate.amount.amount * count.number;
    let power = (total.amount.amount / product).log10();
    let off = power.round();
    if !often
        && off.abs() >= 1.0
        && off.abs() <= 6.0
        && (power - off).abs() < if exact { 0.005 } else { EXACT }
        && (!exact || [3.0, 6.0].iter().any(|one| (off.abs() - one).abs() < 0.5))
    {
        rows.push(row(
            total.span,
            total.amount.amount,
            "times",
            Some(product),
            count.span,
            total.span,
        ));
    }
}

/// "A levy of 2% on revenue, which came to $900 million, would bring in $18 billion": a share of a sum, a thousand or a million
/// times off.
pub(super) fn shares_of(
    ground: &Ground<'_, '_>,
    sentence: &Sentence,
    own: &[Sum],
    rows: &mut Vec<Row>,
) {
    let [a, b] = own else { return };
    let [percent] = ground.quantities.percentages_in(sentence.span) else {
        return;
    };
    if percent.points
        || percent.number <= 0.0
        || percent.number >= 100.0
        || a.amount.currency != b.amount.currency
        || a.amount.amount <= 0.0
        || ground.cx.masked(a.span.to(b.span))
        || rows
            .iter()
            .any(|row| row.0.contains(a.span) || row.0.contains(b.span))
    {
        return;
    }
    let look = ground.look(sentence);
    // "rose 12% to $9 million"
    let (first, last) = (percent.tokens.0 as usize, percent.tokens.1 as usize);
    let moved = |i: usize| {
        ground.cx.is(i, crate::lists::List::ChangeWord)
            && !matches!(look.word(i), "levy" | "tax" | "duty")
    };
    let change = (look.first.max(first.saturating_sub(3))..first).any(moved)
        || (last..last + 3).any(moved)
        || matches!(look.word(last), "more" | "less" | "higher" | "lower");
    let power = |part: &Sum, whole: &Sum| {
        let off = (part.amount.amount / (whole.amount.amount * percent.number / 100.0)).log10();
        // "about 2% of its gross domestic product of 2.7 trillion" is rounded, and tells of what it is a part.
        let rounded = look.word(last) == "of"
            && part.tokens.1 <= percent.tokens.0
            && whole.tokens.0 >= percent.tokens.1;
        let near = (off - off.round()).abs() < if rounded { EXACT } else { 0.005 };
        (near && [3.0, 6.0].iter().any(|one| (off.abs() - one).abs() < 0.5)).then_some(())
    };
    let pair = [(b, a), (a, b)]
        .into_iter()
        .find(|(part, whole)| power(part, whole).is_some());
    if let Some((part, whole)) = pair.filter(|_| !change) {
        rows.push(row(
            part.span,
            part.amount.amount,
            "times",
            Some(whole.amount.amount * percent.number / 100.0),
            whole.span,
            part.span,
        ));
    }
}

/// A number of people or things, and no part of a sum.
fn counted(look: &Look<'_, '_>, number: &Number, own: &[Sum]) -> bool {
    let last = number.tokens.1 as usize;
    number.role == Role::Cardinal
        && number.number >= 5.0
        && !number.year_like
        && !number.compound
        && !own.iter().any(|sum| sum.span.contains(number.span))
        && !mark(look, last)
        && !matches!(
            look.word(last),
            "%" | "percent" | "per" | "a" | "years" | "days" | "months" | "weeks" | "hours"
        )
}

/// What each gets or pays: "500 euros each", "will each get 500 euros", "an average of $60", "Each of the 250 … £1,200".
fn of_each(look: &Look<'_, '_>, sum: &Sum) -> bool {
    let first = sum.tokens.0 as usize;
    let near = |words: &[&str], reach: usize| {
        (1..=reach).any(|back| {
            words.contains(&look.before(first, back))
                && !(1..back).any(|k| matches!(look.before(first, k), "," | ";" | ":"))
        })
    };
    let last = sum.tokens.1 as usize;
    // "3,000 rupees to each of 30,000 families"
    let behind =
        matches!(look.word(last), "to" | "for") && matches!(look.word(last + 1), "each" | "every");
    unit_price(look, sum)
        || behind
        || near(&["each", "every", "apiece", "average"], 4)
        || look.word(look.first) == "each"
            && matches!(look.word(look.first + 1), "of")
            && !(look.first..first).any(|i| matches!(look.text(i), "," | ";"))
}

/// What all come to: "at a cost to the treasury of 20 billion", "came to $720 million", "or £300 million in all".
fn of_all(look: &Look<'_, '_>, sum: &Sum) -> bool {
    let (first, last) = (sum.tokens.0 as usize, sum.tokens.1 as usize);
    let back = |n: usize| look.before(first, n);
    let cost = back(1) == "of"
        && (2..=6).any(|n| {
            matches!(
                back(n),
                "cost" | "bill" | "total" | "price" | "outlay" | "sum" | "value" | "takings"
            )
        });
    let came = matches!(back(1), "to" | "at")
        && matches!(
            back(2),
            "came"
                | "comes"
                | "come"
                | "amounted"
                | "amounts"
                | "adds"
                | "up"
                | "amounting"
                | "coming"
        );
    // "brought in 3 million pounds"
    let earned = back(1) == "in"
        && matches!(
            back(2),
            "brought" | "brings" | "bringing" | "took" | "taking"
        );
    let verb = earned
        || matches!(
            back(1),
            "totalling"
                | "totaling"
                | "totalled"
                | "totaled"
                | "costing"
                | "raising"
                | "raised"
                | "cost"
                | "costs"
                | "total"
        );
    let in_all = matches!(
        (look.word(last), look.word(last + 1)),
        ("in", "all" | "total")
    ) || look.word(last) == "altogether";
    cost || came || verb || in_all
}

/// "a population of 36 billion", "more than 12 billion people"; "the number of people on Earth passed 8 million".
pub(super) fn world(ground: &Ground<'_, '_>, sentence: &Sentence, rows: &mut Vec<Row>) {
    let look = ground.look(sentence);
    for number in ground.numbers_in(sentence.span) {
        if number.role != Role::Cardinal || number.number < 1e5 || number.compound {
            continue;
        }
        let (first, last) = (number.tokens.0 as usize, number.tokens.1 as usize);
        let people = matches!(
            look.word(last),
            "people" | "inhabitants" | "residents" | "citizens" | "humans" | "voters"
        );
        let population = super::told_population(&look, first);
        let all = of_the_world(&look, first, last);
        // Of all people of the world a tenth more or less may be a matter of the year.
        let off = (number.number / WORLD).max(WORLD / number.number);
        let slip = all && off > 4.0 || (people || population) && number.number > WORLD * 1.3;
        let told = rows.iter().any(|row| row.0.contains(number.span));
        if !told && let Some(venue) = crowd(&look, first, last, number.number) {
            rows.push(row(
                number.span,
                number.number,
                "venue",
                None,
                ground.cx.span(venue, venue + 1),
                number.span,
            ));
            continue;
        }
        if slip && !told && !ground.cx.masked(number.span) {
            rows.push(row(
                number.span,
                number.number,
                "world",
                Some(WORLD),
                number.span,
                number.span,
            ));
        }
    }
}

/// "A crowd of 98 million at the Melbourne Cricket Ground", "The final at the stadium was watched from the stands by 98
/// million spectators": more than any ground holds; the noun of the place.
fn crowd(look: &Look<'_, '_>, first: usize, last: usize, number: f64) -> Option<usize> {
    if number < 1e6 {
        return None;
    }
    let crowd = look.before(first, 1) == "of"
        && matches!(
            look.before(first, 2),
            "crowd" | "audience" | "attendance" | "turnout"
        );
    let seated = matches!(
        look.word(last),
        "spectators" | "fans" | "supporters" | "ticket-holders" | "concertgoers" | "worshippers"
    );
    // Those at the screens are counted by the million.
    let afar = (look.first..look.end.min(last + 3)).any(|i| {
        matches!(
            look.word(i),
            "television"
                | "tv"
                | "online"
                | "worldwide"
                | "world"
                | "stream"
                | "streamed"
                | "viewers"
                | "home"
                | "since"
                | "season"
                | "year"
                | "years"
                | "followers"
        )
    });
    let venue = |i: usize| {
        matches!(
            look.word(i),
            "ground"
                | "stadium"
                | "arena"
                | "oval"
                | "hall"
                | "theatre"
                | "racecourse"
                | "dome"
                | "stands"
                | "terraces"
                | "velodrome"
                | "circuit"
                | "racetrack"
        )
    };
    if crowd {
        return (last..look.end.min(last + 12)).find(|&i| venue(i));
    }
    (seated && !afar)
        .then(|| {
            (look.first.max(first.saturating_sub(14))..look.end.min(last + 10)).find(|&i| venue(i))
        })
        .flatten()
}

/// "The number of people on Earth passed N", "the world's population of N", "N people on the planet".
fn of_the_world(look: &Look<'_, '_>, first: usize, last: usize) -> bool {
    let verb = (look.first.max(first.saturating_sub(5))..first).any(|i| {
        matches!(
            look.word(i),
            "passed"
                | "reached"
                | "hit"
                | "is"
                | "was"
                | "of"
                | "at"
                | "stands"
                | "topped"
                | "exceeded"
        )
    });
    let from = look.first.max(first.saturating_sub(12));
    let whole = (from..first).any(|i| {
        let world = matches!(look.word(i), "world" | "planet" | "earth" | "globe");
        let people_on = world
            && (from..i).any(|k| matches!(look.word(k), "people" | "humans"))
            && (from..i).any(|k| look.word(k) == "number");
        let population = (world || look.word(i) == "global")
            && (i + 1..i + 3).any(|k| look.word(k) == "population");
        people_on || population
    });
    // "the world's 8.2 billion people", "the planet's population, 8 billion"
    let owned = first.checked_sub(1).is_some_and(|owner| {
        look.kind(owner) == Some(TokenKind::Possessive)
            && matches!(look.before(owner, 1), "world" | "planet" | "earth")
            && matches!(look.word(last), "people" | "inhabitants" | "humans")
            && !matches!(
                look.word(last + 1),
                "who" | "without" | "living" | "in" | "with" | "under" | "aged" | "of"
            )
    });
    // "all 8 million people on Earth", "the planet home to more than eight million people"
    let on_earth = look.word(last) == "people"
        && (look.before(first, 1) == "all"
            && look.word(last + 1) == "on"
            && matches!(look.word(last + 2), "earth" | "the")
            && (look.word(last + 2) == "earth"
                || matches!(look.word(last + 3), "planet" | "earth"))
            || (from..first).any(|i| {
                matches!(look.word(i), "planet" | "world")
                    && (i + 1..i + 4).any(|k| look.word(k) == "home")
                    && look.word(last + 1) != "with"
            }));
    if owned || on_earth {
        return true;
    }
    let bare = mark(look, last) || look.word(last).is_empty() || look.is_figure(last) || {
        matches!(
            look.word(last),
            "people" | "in" | "last" | "on" | "this" | "and" | "for"
        )
    };
    let change = (from..first)
        .any(|i| matches!(look.word(i), "by" | "more" | "another" | "rural" | "urban"));
    whole && verb && bare && !change
}
