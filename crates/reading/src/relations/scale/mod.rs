//! Numbers beside what they can be measured by: the people of a country or town ("Iceland, a country of about 390,000
//! people"), what each gets beside what all get, a loss beside sales, the sums of small bodies.

pub(super) mod budgets;
mod exactly;
pub(super) mod lavish;
mod peopled;
pub(super) mod products;
pub(super) mod room;
mod split;
pub(super) mod thousands;
pub(super) mod totals;
pub(super) mod worth;
use super::{mark, stem, year};
use copydesk_draft::Span;
use copydesk_draft::layer::{Cell, LayerSchema, Table, Type};

mod places;
mod seats;
mod slips;
mod told;
mod whose;

pub(super) use peopled::Lands;
use places::settlement_word;
use whose::{dwellers, place, population};

use super::Ground;
use crate::lists::List;
use crate::numbers::lexeme::Look;
use crate::numbers::{Number, Role};
use crate::quantities::Sum;
use crate::schema::id;
use crate::sentence::Sentence;

/// Whose people are counted.
struct Place {
    /// Bytes of the name or noun.
    span: Span,
    /// The inhabitants in the register, for a country.
    known: Option<f64>,
    /// The kind: "country", "village" …
    kind: String,
}

impl Place {
    /// No more than all its people can be counted.
    fn part(self) -> Self {
        Self {
            kind: "part".to_owned(),
            ..self
        }
    }
}

/// The table of `scale-claim`.
pub(super) fn table(ground: &Ground<'_, '_>) -> Table {
    let mut rows: Vec<(Span, [Cell; 8])> = Vec::new();
    for sentence in ground.cx.sentences {
        let look = ground.look(sentence);
        // The past had other numbers.
        let other_time = |end: usize| {
            (look.first..end).any(|i| {
                // "fewer births than at any time since 1949" is told of now.
                super::year(look.text(i)).is_some_and(|year| year < 1990)
                    && look.before(i, 1) != "since"
                    || matches!(look.word(i), "ago" | "once" | "then")
                    // "by the middle of the century", "this century"
                    || look.word(i) == "century"
                        && !matches!(
                            look.before(i, 1),
                            "the" | "this" | "next" | "coming" | "mid" | "-"
                        )
            })
        };
        for number in ground.numbers_in(sentence.span) {
            if number.role != Role::Cardinal || number.number < 100.0 || number.compound {
                continue;
            }
            let found = told::place(ground, &look, number).or_else(|| place(ground, &look, number));
            // A place that is measured by its kind alone, or none: all that are named are asked.
            let measured = |place: &Place| place.known.is_some() && place.kind != "nation";
            let asked = if found.as_ref().is_some_and(measured) {
                None
            } else {
                peopled::place(ground, &look, sentence, number).map(|place| Place {
                    span: found.as_ref().map_or(place.span, |found| found.span),
                    ..place
                })
            };
            // The past had fewer.
            let now = asked.is_some()
                || found.as_ref().is_some_and(|place| {
                    place.kind == "part"
                        && place.known.is_some_and(|known| number.number > known * 4.0)
                });
            let found = asked.or(found);
            let Some(place) = found else {
                continue;
            };
            let ratio = place
                .known
                .map(|known| (number.number / known).max(known / number.number));
            let span = if place.span.start < number.span.start
                && number.span.start - place.span.end < 60
            {
                place.span.to(number.span)
            } else {
                number.span
            };
            rows.push((
                span,
                [
                    Cell::Filled(number.number.into()),
                    Cell::Filled(number.lowest.into()),
                    Cell::Filled(place.kind.as_str().into()),
                    place.known.into(),
                    ratio.into(),
                    Cell::Filled(
                        (!now
                            && !in_brackets(&look, number)
                            && other_time(told_before(&look, number)))
                        .into(),
                    ),
                    Cell::Filled(place.span.into()),
                    Cell::Filled(number.span.into()),
                ],
            ));
        }
    }
    for sentence in ground.cx.sentences {
        sums(ground, sentence, &mut rows);
        thousands::find(ground, sentence, own_sums(ground, sentence.span), &mut rows);
        products::find(ground, sentence, own_sums(ground, sentence.span), &mut rows);
        products::shares_of(ground, sentence, own_sums(ground, sentence.span), &mut rows);
        products::world(ground, sentence, &mut rows);
        within(ground, sentence, &mut rows);
    }
    for pair in ground.cx.sentences.windows(2) {
        let [sentence, next] = pair else { continue };
        let sums = (own_sums(ground, sentence.span), own_sums(ground, next.span));
        totals::find(ground, sentence, sums, next, &mut rows);
    }
    split::find(ground, &mut rows);
    slips::find(ground, &mut rows);
    slips::apart(ground, &mut rows);
    slips::headline(ground, &mut rows);
    worth::find(ground, &mut rows);
    slips::taken_up(ground, &mut rows);
    exactly::find(ground, &mut rows);
    rows.sort_by_key(|row| row.0);
    let mut table = ground.cx.blank(id::SCALE_CLAIM);
    for (span, cells) in rows {
        table.push(ground.cx.row(span), cells);
    }
    table
}

/// "The port is home to 4,100 people, and its school has 310,000 pupils": people or homes of a place beside all its people.
fn within(ground: &Ground<'_, '_>, sentence: &Sentence, rows: &mut Vec<(Span, [Cell; 8])>) {
    let own = ground.numbers_in(sentence.span);
    if own.len() < 2 {
        return;
    }
    let look = ground.look(sentence);
    let count = |number: &&Number| number.role == Role::Cardinal && !number.compound;
    let whole = own.iter().filter(count).find(|number| {
        let (first, last) = (number.tokens.0 as usize, number.tokens.1 as usize);
        number.number >= 50.0
            && (dwellers(&look, last)
                && (look.before(first, 1) == "to" && look.before(first, 2) == "home"
                    || look.before(first, 1) == "of"
                        && first
                            .checked_sub(2)
                            .is_some_and(|noun| settlement_word(ground, &look, noun)))
                || population(&look, first).is_some())
    });
    let Some(whole) = whole else { return };
    for part in own.iter().filter(count) {
        let (first, last) = (part.tokens.0 as usize, part.tokens.1 as usize);
        let inside = first > whole.tokens.1 as usize
            && matches!(
                look.word(last),
                "pupils"
                    | "schoolchildren"
                    | "voters"
                    | "households"
                    | "homes"
                    | "houses"
                    | "families"
                    | "residents"
                    | "inhabitants"
                    | "villagers"
                    | "townspeople"
                    | "pensioners"
            );
        // Those of the region, of the country, of every year are others.
        let others = (look.first..look.end).any(|i| {
            matches!(
                look.word(i),
                "region"
                    | "country"
                    | "district"
                    | "province"
                    | "county"
                    | "nearby"
                    | "around"
                    | "across"
                    | "nationwide"
                    | "national"
                    | "state"
                    | "year"
                    | "neighbouring"
                    | "neighboring"
                    | "other"
                    | "elsewhere"
                    | "from"
                    | "surrounding"
            )
        });
        if inside && !others && part.lowest > whole.highest.min(whole.number * 1.5) {
            rows.push((
                part.span,
                [
                    Cell::Filled(part.number.into()),
                    Cell::Filled(part.lowest.into()),
                    Cell::Filled("of its people".into()),
                    Cell::Filled(whole.number.into()),
                    Cell::Filled((part.number / whole.number).into()),
                    Cell::Filled(false.into()),
                    Cell::Filled(whole.span.into()),
                    Cell::Filled(part.span.into()),
                ],
            ));
        }
    }
}

/// "Vigo, a city of 2.9 million people, … founded 42 years ago": the aside tells of now, whatever comes behind it. One past the
/// words that can set the number in another time.
fn told_before(look: &Look<'_, '_>, number: &Number) -> usize {
    let first = number.tokens.0 as usize;
    let apposed = matches!(look.before(first, 1), "of" | "with")
        && (2..=5).any(|back| {
            matches!(look.before(first, back), "a" | "an") && look.before(first, back + 1) == ","
        });
    if apposed { first } else { look.end }
}

/// "Galway (population 86,000) last had trams in 1918": told of now, whatever the sentence tells.
fn in_brackets(look: &Look<'_, '_>, number: &Number) -> bool {
    let first = number.tokens.0 as usize;
    let first = first - usize::from(look.before(first, 1) == "." && look.before(first, 2) == "pop");
    matches!(look.before(first, 1), "population" | "pop" | "pop.")
        && matches!(look.before(first, 2), "(" | "[")
}

/// True if "population" leads to the number that begins at token `first`.
pub(super) fn told_population(look: &Look<'_, '_>, first: usize) -> bool {
    population(look, first).is_some()
}

/// The sums of money of a sentence.
fn own_sums<'g>(ground: &Ground<'g, '_>, span: Span) -> &'g [Sum] {
    let sums: &'g [Sum] = &ground.quantities.sums;
    let first = sums.partition_point(|sum| sum.span.start < span.start);
    let last = sums.partition_point(|sum| sum.span.start < span.end);
    sums.get(first..last).unwrap_or(&[])
}

/// "each of its 5 million pensioners 100 euros at a cost of 500 million"; "lost 12 million. Its sales were 80 million";
/// "the parish council will spend 35,000 pounds".
fn sums(ground: &Ground<'_, '_>, sentence: &Sentence, rows: &mut Vec<(Span, [Cell; 8])>) {
    let cx = ground.cx;
    let look = ground.look(sentence);
    let own = own_sums(ground, sentence.span);
    if own.is_empty() {
        return;
    }
    let mut push = |span: Span, number: f64, kind: &str, known: Option<f64>, place: Span| {
        rows.push((
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
                Cell::Filled(span.into()),
            ],
        ));
    };
    // Each and all.
    let each =
        (look.first..look.end).any(|i| matches!(look.word(i), "each" | "every" | "apiece" | "per"));
    let heads: Vec<&Number> = ground
        .numbers_in(sentence.span)
        .iter()
        .filter(|n| n.role == Role::Cardinal && n.number >= 10.0)
        .collect();
    if let ([count], [a, b], true) = (heads.as_slice(), own, each)
        && a.amount.currency == b.amount.currency
    {
        let (share, total) = if a.amount.amount < b.amount.amount {
            (a, b)
        } else {
            (b, a)
        };
        let cost = cost_word(&look, total.tokens.0 as usize);
        // "$12 billion, or $400 for each": the one is the other.
        let equal = total.tokens.1 < share.tokens.0
            && (total.tokens.1 as usize..share.tokens.0 as usize).len() <= 4
            && (total.tokens.1 as usize..share.tokens.0 as usize)
                .any(|i| matches!(look.word(i), "or" | "equal" | "equivalent" | "meaning"))
            // "£4 million on tablets for its 50,000 pupils, or £80 for every child"
            || total.tokens.1 < share.tokens.0
                && look.before(share.tokens.0 as usize, 1) == "or"
                && look.before(share.tokens.0 as usize, 2) == ",";
        let cost = cost || equal;
        // "$500 a month for a year" comes again.
        let again = (look.first..look.end).any(|i| {
            matches!(
                look.word(i),
                "month"
                    | "months"
                    | "monthly"
                    | "week"
                    | "weeks"
                    | "weekly"
                    | "year"
                    | "years"
                    | "annually"
                    | "day"
                    | "days"
                    | "daily"
            )
        });
        if cost && !again {
            push(
                total.span,
                total.amount.amount,
                "all",
                Some(share.amount.amount * count.number),
                count.span.to(share.span),
            );
        }
    }
    // "each family $200 million"
    for sum in own {
        let (first, last) = (sum.tokens.0 as usize, sum.tokens.1 as usize);
        let head = |i: usize| cx.is(i, List::PrivateHead);
        let shared = matches!(look.before(first, 2), "each" | "every") && head(first - 1)
            || matches!(look.word(last), "each" | "per" | "a") && head(last + 1)
            || matches!(look.word(last), "to" | "for" | "of")
                && matches!(look.word(last + 1), "each" | "every")
                && head(last + 2);
        if shared {
            push(
                sum.span,
                sum.amount.amount,
                "share",
                None,
                cx.span(first, last),
            );
        }
    }
    // "240 million kroner, of which 60 billion will go on dredging"
    for sum in own {
        let last = sum.tokens.1 as usize;
        let part = ground.numbers_in(sentence.span).iter().find(|number| {
            let first = number.tokens.0 as usize;
            first > last
                && look.before(first, 1) == "which"
                && look.before(first, 2) == "of"
                && matches!(number.role, Role::Cardinal | Role::Money)
        });
        if let Some(part) = part {
            push(
                part.span,
                part.number,
                "of which",
                Some(sum.amount.amount),
                sum.span,
            );
            break;
        }
    }
    for (part, whole) in worth::parts_of_it(ground, sentence, own) {
        push(
            part.span,
            part.amount.amount,
            "of which",
            Some(whole.amount.amount),
            whole.span,
        );
    }
    // A loss beside sales of this sentence or the next.
    for (n, sum) in own.iter().enumerate() {
        let first = sum.tokens.0 as usize;
        let lost = matches!(look.before(first, 1), "lost" | "losing")
            || look.before(first, 1) == "of" && matches!(look.before(first, 2), "loss" | "losses");
        if !lost {
            continue;
        }
        let next = cx
            .sentences
            .get(cx.sentence_at(sentence.span.start) as usize + 1)
            .filter(|next| next.block == sentence.block);
        let sales = own
            .iter()
            .skip(n + 1)
            .map(|sum| (look, sum))
            .chain(next.into_iter().flat_map(|next| {
                own_sums(ground, next.span)
                    .iter()
                    .map(|sum| (ground.look(next), sum))
            }))
            .find(|(look, other)| {
                let first = other.tokens.0 as usize;
                other.amount.currency == sum.amount.currency
                    && (1..=6).any(|back| {
                        matches!(
                            look.before(first, back),
                            "sales" | "revenue" | "revenues" | "turnover"
                        )
                    })
            });
        if let Some((_, other)) = sales {
            push(
                sum.span,
                sum.amount.amount,
                "loss",
                Some(other.amount.amount),
                other.span,
            );
        }
    }
    // A small body that spends.
    for sum in own {
        let body =
            (look.first..look.end).find_map(|i| cx.phrase(i, List::SmallBody).map(|len| (i, len)));
        // "The bakery chain" is no bakery.
        if let Some((i, len)) = body
            && !matches!(
                look.word(i + len),
                "chain"
                    | "chains"
                    | "group"
                    | "giant"
                    | "company"
                    | "firm"
                    | "maker"
                    | "empire"
                    | "industry"
                    | "sector"
                    | "business"
                    | "brand"
                    | "products"
                    | "goods"
            )
            && sum.amount.amount >= 1e6
        {
            push(
                sum.span,
                sum.amount.amount,
                "small body",
                None,
                cx.span(i, i + len),
            );
        }
    }
}

/// A word before a sum that makes it what all get together.
fn cost_word(look: &Look<'_, '_>, first: usize) -> bool {
    (1..=4).any(|back| {
        matches!(
            look.before(first, back),
            "cost"
                | "costs"
                | "costing"
                | "total"
                | "totalling"
                | "totaling"
                | "bill"
                | "altogether"
        )
    })
}

/// `scale-claim`
pub fn scale_claim_schema() -> LayerSchema {
    LayerSchema::new(
        "scale-claim",
        "a number beside what it can be measured by: the people of a place, what all get beside what each gets, a loss beside sales, a sum of a small body",
        "from the place to the number, or the number alone where they stand apart",
    )
    .field("number", Type::Number, "the number as printed")
    .field("lowest", Type::Number, "the least number the words allow")
    .field("kind", Type::Text, "what it is: people of a country, part of them, of a city that the registers have, or of the noun as printed (village, town); all, share (of one person or family), of which (a part of a sum), of its people (of a place whose people the sentence counts), loss, small body, slip (two figures of one change about a thousand times apart), echo (a figure told again a thousand times off), product (count times price), piece (what one of the things bought comes to), small work, small price, per head (of what a country makes or owes), dear thing (what one of the ships, trains or schools comes to), spent per head (of what a country spends), large work, private payer, venue")
    .field("known", Type::Number, "what it is measured by: the people of the country by the register, count times what each gets, sales")
    .field(
        "ratio",
        Type::Number,
        "how many times the one is the other, the larger over the smaller",
    )
    .field(
        "other-time",
        Type::Flag,
        "the sentence speaks of another time",
    )
    .field("place", Type::Text, "the place as printed")
    .field("words", Type::Text, "the number as printed")
}
