//! Sums and numbers that lie a thousand times off by what stands beside them: "160 million shares at 240 crowns each, for 38.4
//! million", "40 laptops for €30 billion", "$900 billion on a footbridge", "France's public debt is 3 million euros", "the hall,
//! with room for 5 billion".

use copydesk_draft::Span;
use copydesk_draft::layer::Cell;

use super::Ground;
use crate::lists::List;
use crate::names::Registered;
use crate::numbers::Role;
use crate::numbers::lexeme::{Look, Time};
use crate::quantities::Sum;
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// One row of `scale-claim`.
pub(super) type Row = (Span, [Cell; 8]);

/// Currencies of which one unit buys a loaf or less than one: a thousand million of any of them is a great sum.
const DEAR: &[&str] = &[
    "usd", "eur", "gbp", "chf", "cad", "aud", "nzd", "sgd", "kwd", "bhd", "jod", "omr",
];

/// A number of `kind` beside what it is measured by.
pub(super) fn row(
    span: Span,
    number: f64,
    kind: &str,
    known: Option<f64>,
    place: Span,
    words: Span,
) -> Row {
    (
        span,
        [
            Cell::Filled(number.into()),
            Cell::Filled(number.into()),
            Cell::Filled(kind.into()),
            known.into(),
            known
                .map(|known| (number / known).max(known / number))
                .into(),
            Cell::Filled(false.into()),
            Cell::Filled(place.into()),
            Cell::Filled(words.into()),
        ],
    )
}

fn dear(sum: &Sum) -> bool {
    DEAR.iter()
        .any(|code| sum.amount.currency.eq_ignore_ascii_case(code))
}

/// Finds them in one sentence.
pub(super) fn find(ground: &Ground<'_, '_>, sentence: &Sentence, own: &[Sum], rows: &mut Vec<Row>) {
    let look = ground.look(sentence);
    super::room::venue(ground, &look, sentence, rows);
    if own.is_empty() {
        return;
    }
    super::budgets::budgets(ground, &look, sentence, own, rows);
    super::budgets::shared_out(ground, &look, sentence, own, rows);
    priced(ground, &look, sentence, own, rows);
    for sum in own.iter().filter(|sum| dear(sum)) {
        if sum.amount.amount >= 1e6 {
            pieces(ground, &look, sentence, sum, rows);
            works(ground, &look, sum, rows);
            prices(ground, &look, sum, rows);
        }
        if sum.amount.amount >= 1e9 {
            super::lavish::find(ground, &look, sentence, sum, rows);
        }
        economy(ground, &look, sum, rows);
        rows.extend(super::lavish::treasury(ground, &look, sum));
    }
}

/// "at 240 crowns each": what each costs.
pub(super) fn unit_price(look: &Look<'_, '_>, sum: &Sum) -> bool {
    let last = sum.tokens.1 as usize;
    match look.word(last) {
        "each" | "apiece" => true,
        "a" | "an" | "per" => {
            look.kind(last + 1) == Some(TokenKind::Word)
                && matches!(look.time(last + 1), Time::None)
                && !look.capital(last + 1)
        }
        _ => false,
    }
}

/// A word before a sum that makes it what all come to.
fn all_told(look: &Look<'_, '_>, first: usize) -> bool {
    let word = |back: usize| look.before(first, back);
    matches!(
        (word(2), word(1)),
        ("bringing" | "brought" | "bring" | "took" | "taking", "in")
            | (
                "total" | "price" | "cost" | "value" | "worth" | "takings" | "revenue" | "proceeds",
                "of"
            )
    ) || matches!(
        word(1),
        "raising" | "worth" | "totalling" | "totaling" | "raised" | "making" | "total" | "fetching"
    ) || word(1) == "for" && word(2) == ","
        || word(1) == "at"
            && (2..=6).any(|back| matches!(word(back), "values" | "valued" | "valuing" | "value"))
}

/// "160 million shares at 240 crowns each, for 38.4 million": count, price and what all come to.
fn priced(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    sentence: &Sentence,
    own: &[Sum],
    rows: &mut Vec<Row>,
) {
    let mut counts = ground.numbers_in(sentence.span).iter().filter(|number| {
        number.role == Role::Cardinal && number.number >= 10.0 && !number.year_like
    });
    let (Some(count), None) = (counts.next(), counts.next()) else {
        return;
    };
    let total = own
        .iter()
        .find(|sum| all_told(look, sum.tokens.0 as usize) && !unit_price(look, sum));
    let Some(total) = total else { return };
    let again = (look.first..look.end).any(|i| {
        matches!(
            look.word(i),
            "month" | "months" | "monthly" | "week" | "weekly" | "daily" | "day" | "annually" | "%"
        )
    });
    let shares = look.word(count.tokens.1 as usize) == "shares";
    let price = match own {
        [_, _] => own.iter().find(|sum| {
            sum.tokens.0 != total.tokens.0
                && (unit_price(look, sum)
                    || (look.first..look.end).any(|i| matches!(look.word(i), "each" | "apiece")))
        }),
        [_] if shares => earlier_price(ground, sentence),
        _ => None,
    };
    let Some(price) = price.filter(|price| {
        !again
            && price.amount.currency == total.amount.currency
            && price.amount.amount < total.amount.amount
    }) else {
        return;
    };
    rows.push(row(
        total.span,
        total.amount.amount,
        "product",
        Some(price.amount.amount * count.number),
        count.span,
        total.span,
    ));
}

/// The last price of one share told before the sentence.
fn earlier_price<'g>(ground: &Ground<'g, '_>, sentence: &Sentence) -> Option<&'g Sum> {
    let sums: &'g [Sum] = &ground.quantities.sums;
    let last = sums.partition_point(|sum| sum.span.start < sentence.span.start);
    let cx = ground.cx;
    let mut told = sums
        .get(last.saturating_sub(12)..last)?
        .iter()
        .filter(|sum| {
            let at = sum.tokens.1 as usize;
            matches!(cx.folded(at), "a" | "per" | "for")
                && (cx.folded(at + 1) == "share"
                    || cx.folded(at + 1) == "each" && cx.folded(at + 2) == "share")
        });
    // Two prices are two bids.
    let one = told.next()?;
    told.all(|other| (other.amount.amount - one.amount.amount).abs() < 0.01)
        .then_some(one)
}

/// "bought 40 laptops for €30 billion": what one of them cost.
fn pieces(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    sentence: &Sentence,
    sum: &Sum,
    rows: &mut Vec<Row>,
) {
    let cx = ground.cx;
    let first = sum.tokens.0 as usize;
    let link = matches!(
        look.before(first, 1),
        "for" | "of" | "at" | "cost" | "costing" | "costs"
    );
    if !link {
        return;
    }
    let count = ground.numbers_in(sentence.span).iter().find(|number| {
        let last = number.tokens.1 as usize;
        number.role == Role::Cardinal
            && number.number >= 1.0
            && last < first
            && first - last <= 12
            && (last..last + 3).any(|i| cx.is(i, List::CheapThing))
            && !(last..first).any(|i| matches!(look.word(i), "and" | ";" | "which" | "that"))
    });
    if let Some(count) = count {
        rows.push(row(
            sum.span,
            sum.amount.amount / count.number,
            "piece",
            None,
            count.span,
            sum.span,
        ));
    }
}

/// "$900 billion on a new footbridge", "2 billion euros for a new roof".
fn works(ground: &Ground<'_, '_>, look: &Look<'_, '_>, sum: &Sum, rows: &mut Vec<Row>) {
    let cx = ground.cx;
    let last = sum.tokens.1 as usize;
    let work = |noun: usize| {
        let span = cx.span(noun, noun + 1);
        let amount = sum.amount.amount;
        row(sum.span, amount, "small work", None, span, sum.span)
    };
    // "a new bus shelter outside the library, at a cost to the council of £14 billion"
    let first = sum.tokens.0 as usize;
    let costs = (1..=7).any(|back| {
        matches!(
            look.before(first, back),
            "cost" | "costs" | "costing" | "price"
        )
    }) && matches!(
        look.before(first, 1),
        "of" | "cost" | "costs" | "costing" | "some" | "about" | "to"
    );
    let told = (look.first..first).find(|&i| {
        cx.is(i, List::SmallWork)
            && (1..=3).any(|back| matches!(look.before(i, back), "a" | "one"))
            && !cx.is(i + 1, List::SettlementNoun)
            && (super::mark(look, i + 1)
                || cx.is(i + 1, List::Preposition)
                || cx.is(i + 1, List::Auxiliary))
    });
    let apart = |from: usize| {
        (from..first).any(|i| matches!(look.text(i), ";" | ":") || look.word(i) == "and")
    };
    if let Some(noun) = told.filter(|&noun| costs && first - noun <= 16 && !apart(noun)) {
        rows.push(work(noun));
        return;
    }
    // What was spent stands right before, or what it was spent on.
    let link = match (look.word(last), look.word(last + 1)) {
        ("on" | "for", _) => last + 1,
        ("to", "build" | "repair" | "mend" | "paint" | "buy" | "replace" | "restore") => last + 2,
        _ => return,
    };
    if !matches!(
        look.word(link),
        "a" | "an" | "the" | "its" | "one" | "their" | "his"
    ) {
        return;
    }
    let noun = (link + 1..link + 5)
        .take_while(|&i| look.kind(i) == Some(TokenKind::Word) && !cx.is(i, List::Preposition))
        .find(|&i| cx.is(i, List::SmallWork) && !cx.is(i + 1, List::SettlementNoun));
    // "a bench maker", "a roof company"
    let whole = noun.filter(|&i| {
        super::mark(look, i + 1)
            || cx.is(i + 1, List::Preposition)
            || cx.is(i + 1, List::Auxiliary)
            || cx.is(i + 1, List::Conjunction)
            // "for the winger Joost Bakema"
            || look.capital(i + 1)
    });
    if let Some(noun) = whole {
        rows.push(work(noun));
    }
}

/// "A loaf of bread costs 5 million euros", "a teacher earns $4 million a month".
fn prices(ground: &Ground<'_, '_>, look: &Look<'_, '_>, sum: &Sum, rows: &mut Vec<Row>) {
    let cx = ground.cx;
    let (first, last) = (sum.tokens.0 as usize, sum.tokens.1 as usize);
    let Some(verb) = (1..=2)
        .filter_map(|back| first.checked_sub(back))
        .find(|&i| {
            matches!(
                look.word(i),
                "costs" | "cost" | "earns" | "earn" | "paid" | "makes"
            )
        })
    else {
        return;
    };
    let clause = (look.first..verb)
        .rev()
        .take_while(|&i| !super::mark(look, i))
        .last()
        .unwrap_or(verb);
    let earns = !matches!(look.word(verb), "costs" | "cost");
    let one = |i: usize| matches!(look.before(i, 1), "a" | "an" | "one" | "each" | "every");
    let apiece = matches!(look.word(last), "each" | "apiece")
        || look.word(last) == "a" && matches!(look.word(last + 1), "head" | "piece" | "person");
    let subject = (clause..verb).find(|&i| {
        if apiece && !earns && cx.is(i, List::CheapThing) {
            return true;
        }
        if earns {
            cx.is(i, List::PrivateHead)
                && (one(i) || one(i.saturating_sub(1)))
                && (look.word(i + 1) == "earns"
                    || cx.is(i + 1, List::Preposition)
                    || look.word(i + 1) == "is")
        } else {
            cx.is(i, List::CheapThing) && (one(i) || one(i.saturating_sub(1)))
        }
    });
    let often = matches!(look.word(last), "a" | "per" | "an" | "each")
        && matches!(
            look.word(last + 1),
            "month" | "week" | "day" | "hour" | "year"
        );
    if let Some(subject) = subject.filter(|_| !earns || often) {
        rows.push(row(
            sum.span,
            sum.amount.amount,
            "small price",
            None,
            cx.span(subject, subject + 1),
            sum.span,
        ));
    }
}

/// "France's public debt is 3 million euros": what a whole country makes, owes or spends, by head.
fn economy(ground: &Ground<'_, '_>, look: &Look<'_, '_>, sum: &Sum, rows: &mut Vec<Row>) {
    let first = sum.tokens.0 as usize;
    let Some(noun) = (look.first.max(first.saturating_sub(9))..first)
        .rev()
        .find(|&i| {
            matches!(look.word(i), "economy" | "debt" | "gdp")
                || look.word(i) == "product" && look.before(i, 1) == "domestic"
        })
    else {
        return;
    };
    // Nothing between but what says how much it is.
    let told = (noun + 1..first).all(|i| {
        matches!(
            look.word(i),
            "is" | "was"
                | "of"
                | "worth"
                | "at"
                | "stands"
                | "stood"
                | "reached"
                | "totals"
                | "totalled"
                | "totaled"
                | "now"
                | ","
                | "has"
                | "risen"
                | "to"
                | "grew"
                | "put"
                | "a"
                | "year"
                | "last"
                | "some"
                | "about"
                | "around"
                | "nearly"
                | "almost"
                | "roughly"
                | "over"
                | "just"
                | "under"
                | "estimated"
                | "valued"
        ) || look.is_figure(i) && super::year(look.text(i)).is_some()
            || look.word(i) == "in"
    });
    let mut at = noun;
    while matches!(
        look.before(at, 1),
        "public"
            | "national"
            | "government"
            | "foreign"
            | "external"
            | "state"
            | "gross"
            | "domestic"
            | "whole"
            | "entire"
            | "total"
    ) {
        at -= 1;
    }
    // "Ghana's economy"; "Ghana, whose economy"; "the economy of Ghana".
    let owner = at.checked_sub(1).and_then(|i| match look.word(i) {
        _ if look.kind(i) == Some(TokenKind::Possessive) => Some(i),
        "whose" if look.before(i, 1) == "," => Some(i - 1),
        _ => None,
    });
    let Some(owner) = owner else {
        return;
    };
    let (Some(people), Some(place)) = (
        people_of(ground, owner),
        ground.names.places.iter().find(|p| p.last == owner),
    ) else {
        return;
    };
    if told && people > 2e6 {
        let each = sum.amount.amount / people;
        let each = if each >= 10.0 { each.round() } else { each };
        rows.push(row(
            sum.span,
            each,
            if each > 1e5 {
                "spent per head"
            } else if look.word(noun) != "debt" {
                "output"
            } else {
                "per head"
            },
            None,
            place.span,
            sum.span,
        ));
    }
}

/// The inhabitants of the country whose name ends before token `k`.
pub(super) fn people_of(ground: &Ground<'_, '_>, k: usize) -> Option<f64> {
    let places: &[Registered] = &ground.names.places;
    let next = places.partition_point(|place| place.last <= k);
    let place = next.checked_sub(1).and_then(|i| places.get(i))?;
    let entity = ground
        .cx
        .registers
        .get("places")?
        .entities
        .get(place.entity as usize)?;
    (place.last == k && entity.text("kind") == Some("country"))
        .then(|| entity.number("population"))?
}
