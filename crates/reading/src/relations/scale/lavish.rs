//! Sums too great for what they are spent on or for who spends them: "48 trillion euros on 12 new trams", "Estonia will
//! spend 48 trillion euros", "Malta's budget is 7 trillion euros", "$40 trillion for the museum", "The farmer was fined 80
//! billion euros".

use super::Ground;
use super::thousands::{Row, people_of, row};
use crate::lists::List;
use crate::numbers::Role;
use crate::numbers::lexeme::Look;
use crate::quantities::Sum;
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// Finds them for one sum in a currency of which a thousand million is much.
pub(super) fn find(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    sentence: &Sentence,
    sum: &Sum,
    rows: &mut Vec<Row>,
) {
    if rows.iter().any(|row| row.0 == sum.span) {
        return;
    }
    let found = things(ground, look, sentence, sum)
        .or_else(|| country(ground, look, sentence, sum))
        .or_else(|| budget(ground, look, sum))
        .or_else(|| work(ground, look, sum))
        .or_else(|| payer(ground, look, sum));
    rows.extend(found);
}

/// "48 trillion euros on 12 new trams", "The 12 trams will cost the city 48 trillion euros": what each of them comes to.
fn things(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    sentence: &Sentence,
    sum: &Sum,
) -> Option<Row> {
    let cx = ground.cx;
    let (first, last) = (sum.tokens.0 as usize, sum.tokens.1 as usize);
    let count = ground.numbers_in(sentence.span).iter().find(|number| {
        let (a, b) = (number.tokens.0 as usize, number.tokens.1 as usize);
        let named = number.role == Role::Cardinal
            && number.number >= 1.0
            && !number.compound
            && (b..b + 4)
                .take_while(|&i| look.kind(i) == Some(TokenKind::Word) || look.hyphen(i))
                .any(|i| cx.phrase(i, List::DearThing).is_some() || cx.is(i, List::CheapThing));
        let behind = a >= last
            && a - last <= 4
            && (last..a).any(|i| matches!(look.word(i), "on" | "for" | "buy" | "build"));
        let ahead = b <= first
            && first - b <= 12
            && (b..first).any(|i| {
                matches!(
                    look.word(i),
                    "for" | "at" | "of" | "worth" | "cost" | "costs" | "costing" | "is" | "are"
                )
            })
            && !(b..first).any(|i| matches!(look.text(i), ";" | ":" | "and" | "which" | "that"));
        named && (behind || ahead)
    })?;
    Some(row(
        sum.span,
        sum.amount.amount / count.number,
        "dear thing",
        None,
        count.span,
        sum.span,
    ))
}

/// "The United States government, which spends some $6.8 billion a year": all that a country spends, too little for each
/// of its people.
pub(super) fn treasury(ground: &Ground<'_, '_>, look: &Look<'_, '_>, sum: &Sum) -> Option<Row> {
    let (first, last) = (sum.tokens.0 as usize, sum.tokens.1 as usize);
    let yearly = matches!(
        (look.word(last), look.word(last + 1)),
        ("a" | "per" | "each" | "last" | "this", "year") | ("in", "all" | "total")
    );
    // "in the last fiscal year", "in the year to June", "in 2024"
    let behind = look.word(last) == "in"
        && (super::year(look.text(last + 1)).is_some() && super::mark(look, last + 2)
            || look.word(last + 1) == "the"
                && (last + 2..last + 5)
                    .find(|&i| look.word(i) == "year")
                    .is_some_and(|i| super::mark(look, i + 1)));
    // "a year on roads" is a part of it.
    let whole = super::mark(look, last + 2)
        || look.word(last + 2).is_empty()
        || matches!(look.word(last + 2), "next" | "and" | "but");
    let verb = (1..=4)
        .filter_map(|back| first.checked_sub(back))
        .find(|&i| i > look.first && spends(look.word(i)))?;
    let state = (look.first..verb).rev().take(8).find(|&i| {
        matches!(look.word(i), "government" | "treasury" | "state") && !look.capital(i)
            || look.word(i) == "government"
    })?;
    let between = (state + 1..verb).all(|i| {
        matches!(
            look.word(i),
            "," | "which" | "that" | "will" | "now" | "already" | "has" | "currently"
        )
    });
    let place = ground.names.places.iter().find(|place| {
        place.first >= look.first
            && place.last <= state
            && (place.last..state).all(|i| {
                look.kind(i) == Some(TokenKind::Possessive)
                    || matches!(look.word(i), "federal" | "central" | "national" | "whole")
            })
    })?;
    let people = people_of(ground, place.last)?;
    ((yearly && whole || behind) && between && people > 2e6).then(|| {
        row(
            sum.span,
            sum.amount.amount / people,
            "per head",
            None,
            place.span,
            sum.span,
        )
    })
}

fn spends(word: &str) -> bool {
    matches!(
        word,
        "spend"
            | "spends"
            | "spent"
            | "spending"
            | "invest"
            | "invests"
            | "invested"
            | "allocate"
            | "allocated"
            | "earmarked"
            | "borrow"
            | "borrowed"
            | "pay"
            | "paid"
            | "pledged"
            | "aside"
            | "budgeted"
            | "owes"
            | "raise"
            | "raised"
    )
}

/// "Estonia will spend 48 trillion euros": what it comes to for each of its people.
fn country(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    sentence: &Sentence,
    sum: &Sum,
) -> Option<Row> {
    let first = sum.tokens.0 as usize;
    let verb = (1..=4)
        .filter_map(|back| first.checked_sub(back))
        .find(|&i| i > look.first && spends(look.word(i)))?;
    let mut places = ground.names.places.iter().filter(|place| {
        place.first >= look.first && place.last <= verb && place.first < sentence.last as usize
    });
    let (Some(place), None) = (places.next(), places.next()) else {
        return None;
    };
    // The country opens the sentence, or its own government does.
    let opens = place.first <= look.first + 1
        || place.first <= look.first + 4 && (look.first..place.first).any(|i| look.word(i) == "of");
    let between = verb.checked_sub(place.last)?;
    if !opens || between > 6 || (place.last..verb).any(|i| super::mark(look, i)) {
        return None;
    }
    let people = people_of(ground, place.last)?;
    (people > 1e4).then(|| {
        row(
            sum.span,
            sum.amount.amount / people,
            "spent per head",
            None,
            place.span,
            sum.span,
        )
    })
}

/// "Malta's budget for next year is 7 trillion euros".
fn budget(ground: &Ground<'_, '_>, look: &Look<'_, '_>, sum: &Sum) -> Option<Row> {
    let first = sum.tokens.0 as usize;
    let noun = (look.first.max(first.saturating_sub(9))..first)
        .rev()
        .find(|&i| {
            matches!(
                look.word(i),
                "budget"
                    | "economy"
                    | "debt"
                    | "gdp"
                    | "deficit"
                    | "spending"
                    | "exports"
                    | "imports"
            )
        })?;
    let told = !(noun..first).any(|i| super::mark(look, i) || look.word(i) == "and");
    let owner = (1..=4)
        .filter_map(|back| noun.checked_sub(back))
        .find(|&i| look.kind(i) == Some(TokenKind::Possessive))?;
    let place = ground.names.places.iter().find(|p| p.last == owner)?;
    let people = people_of(ground, owner)?;
    (told && people > 1e4).then(|| {
        row(
            sum.span,
            sum.amount.amount / people,
            "spent per head",
            None,
            place.span,
            sum.span,
        )
    })
}

/// "build a bridge at a cost of $48 trillion", "The museum raised 40 trillion dollars", "2 trillion euros for a school".
fn work(ground: &Ground<'_, '_>, look: &Look<'_, '_>, sum: &Sum) -> Option<Row> {
    let cx = ground.cx;
    let (first, last) = (sum.tokens.0 as usize, sum.tokens.1 as usize);
    let article = |i: usize| {
        (1..=4).any(|back| {
            matches!(
                look.before(i, back),
                "a" | "an" | "the" | "its" | "one" | "new"
            )
        })
    };
    // Nothing but words of its clause between.
    let near = |from: usize, to: usize| {
        to >= from
            && to - from <= 12
            && !(from..to).any(|i| {
                matches!(
                    look.text(i),
                    ";" | ":" | "," | "and" | "which" | "that" | "as" | "in"
                )
            })
    };
    let link = |from: usize, to: usize| {
        (from..to).any(|i| {
            matches!(
                look.word(i),
                "for"
                    | "cost"
                    | "costs"
                    | "costing"
                    | "raised"
                    | "worth"
                    | "spent"
                    | "received"
                    | "given"
                    | "on"
                    | "build"
                    | "repair"
                    | "restore"
                    | "got"
                    | "needs"
            )
        })
    };
    let noun = (look.first..look.end).find(|&i| {
        let Some(len) = cx.phrase(i, List::LargeWork) else {
            return false;
        };
        let named = i > look.first
            && article(i)
            && look.kind(i + len) != Some(TokenKind::Hyphen)
            && !cx.is(i + len, List::EventHead);
        named
            && (i < first && near(i + len, first) && link(i + len, first)
                || i >= last && near(last, i) && link(last, i))
    })?;
    Some(row(
        sum.span,
        sum.amount.amount,
        "large work",
        None,
        cx.span(noun, noun + 1),
        sum.span,
    ))
}

/// "The farmer was fined 80 billion euros", "The thieves took jewels worth 6 trillion dollars".
fn payer(ground: &Ground<'_, '_>, look: &Look<'_, '_>, sum: &Sum) -> Option<Row> {
    let cx = ground.cx;
    let first = sum.tokens.0 as usize;
    let verb = (1..=5)
        .filter_map(|back| first.checked_sub(back))
        .find(|&i| {
            matches!(
                look.word(i),
                "fined"
                    | "paid"
                    | "stole"
                    | "took"
                    | "won"
                    | "earned"
                    | "earn"
                    | "earns"
                    | "owes"
                    | "pays"
                    | "pay"
                    | "lost"
                    | "made"
                    | "spent"
                    | "donated"
            )
        })?;
    let who = (look.first..verb).rev().take(6).find(|&i| {
        cx.phrase(i, List::PrivatePayer).is_some()
            && matches!(
                look.before(i, 1),
                "the" | "a" | "an" | "one" | "two" | "three"
            )
            || cx.phrase(i, List::PrivatePayer).is_some()
                && look.before(i, 2) == "a"
                && !look.capital(i)
    })?;
    let clear = !(who + 1..verb).any(|i| {
        super::mark(look, i) || look.word(i) == "of" || look.kind(i) == Some(TokenKind::Possessive)
    });
    clear.then(|| {
        row(
            sum.span,
            sum.amount.amount,
            "private payer",
            None,
            cx.span(who, who + 1),
            sum.span,
        )
    })
}
