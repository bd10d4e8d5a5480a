//! Numbers beside what they can be measured by: the people of a country or town ("Iceland, a country of about 390,000
//! people"), what each gets beside what all get, a loss beside sales, the sums of small bodies.

use copydesk_draft::Span;
use copydesk_draft::layer::{Cell, LayerSchema, Table, Type};

use super::Ground;
use crate::lists::List;
use crate::names::Registered;
use crate::numbers::lexeme::Look;
use crate::numbers::{Number, Role};
use crate::quantities::Sum;
use crate::schema::id;
use crate::sentence::Sentence;
use crate::token::TokenKind;

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
        let other_time = || {
            (look.first..look.end).any(|i| {
                super::year(look.text(i)).is_some_and(|year| year < 1990)
                    || matches!(look.word(i), "ago" | "once" | "century" | "then")
            })
        };
        for number in ground.numbers_in(sentence.span) {
            if number.role != Role::Cardinal || number.number < 100.0 || number.compound {
                continue;
            }
            let Some(place) = place(ground, &look, number) else {
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
                    Cell::Filled(other_time().into()),
                    Cell::Filled(place.span.into()),
                    Cell::Filled(number.span.into()),
                ],
            ));
        }
    }
    for sentence in ground.cx.sentences {
        sums(ground, sentence, &mut rows);
        super::scale::find(ground, sentence, own_sums(ground, sentence.span), &mut rows);
        within(ground, sentence, &mut rows);
    }
    super::scale::slips(ground, &mut rows);
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
                .any(|i| matches!(look.word(i), "or" | "equal" | "equivalent" | "meaning"));
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

/// A word for those who live somewhere.
fn dwellers(look: &Look<'_, '_>, i: usize) -> bool {
    matches!(
        look.word(i),
        "people"
            | "inhabitants"
            | "residents"
            | "souls"
            | "islanders"
            | "villagers"
            | "townspeople"
    )
}

/// The place whose people the number counts.
fn place(ground: &Ground<'_, '_>, look: &Look<'_, '_>, number: &Number) -> Option<Place> {
    let (first, last) = (number.tokens.0 as usize, number.tokens.1 as usize);
    let people = dwellers(look, last);
    let end = last + usize::from(people);
    // A part of the people: "1.4 million people in need", "11 million people displaced".
    let part = people
        && (matches!(
            look.word(end),
            "in" | "who"
                | "living"
                | "under"
                | "aged"
                | "over"
                | "without"
                | "facing"
                | "of"
                | "from"
                | "at"
                | "on"
                | "to"
                | "with"
                | "below"
                | "whose"
                | "that"
                | "a"
                | "per"
                | "there"
                | "across"
                | "into"
                | "as"
                | "by"
                | "or"
                | "now"
                | "still"
                | "out"
        ) || look.word(end).ends_with("ed")
            || look.word(end).ends_with("ing"));
    let word = |back: usize| look.before(first, back);
    if let Some(at) = population(look, first) {
        // "With a population of 12 million, the town has one doctor"
        let opens = at <= look.first + 2 && look.word(look.first) == "with";
        if opens && look.text(end) == "," && matches!(look.word(end + 1), "the" | "this") {
            return (end + 2..end + 4).find_map(|i| settlement(ground, look, i));
        }
        return inhabited(ground, look, at, number.number);
    }
    // "The population of Malta, 500 million, has grown"
    if !people
        && word(1) == ","
        && super::mark(look, last)
        && (2..=6).any(|back| word(back) == "of" && word(back + 1) == "population")
    {
        return country(ground, look, first.checked_sub(1)?);
    }
    if !people && !(word(1) == "of" && super::mark(look, last)) {
        return None;
    }
    // "a village of 40 million residents", "a country of about 390 million people": a noun before "of".
    if word(1) == "of" || word(1) == "with" && people {
        let noun = first.checked_sub(2)?;
        if word(1) == "of" && settlement_word(ground, look, noun) {
            // "Iceland, a country of N people": the name it stands beside.
            let mut k = noun;
            while k > look.first
                && (look.kind(k - 1) == Some(TokenKind::Word) && look.word(k - 1) != ",")
                && noun - k < 4
            {
                k -= 1;
            }
            if look.before(k, 1) == ","
                && let Some(place) = named(ground, look, k - 1)
                && place.kind == look.word(noun).replace("nation", "country")
            {
                return Some(place);
            }
            if look.before(k, 1) == ","
                && let Some(place) = city(ground, look, k - 1, number.number)
            {
                return Some(place);
            }
            if matches!(look.word(noun), "country" | "nation")
                && let Some(place) = sole_country(ground, look, noun)
            {
                return Some(place);
            }
            return settlement(ground, look, noun);
        }
        if word(1) == "with" && !part {
            let k = first.checked_sub(1 + usize::from(word(2) == ","))?;
            let told = named(ground, look, k).or_else(|| called(ground, look, k));
            return told.or_else(|| {
                // "Kisumu, a city on Lake Victoria with about 400,000 inhabitants"
                let noun = (look.first.max(k.saturating_sub(7))..k)
                    .rev()
                    .take_while(|&i| {
                        !super::mark(look, i) && !matches!(look.word(i), "and" | "that")
                    })
                    .find(|&i| settlement_word(ground, look, i))?;
                let open = (1..=3).find(|&back| look.before(noun, back) == ",");
                let own = open
                    .and_then(|back| noun.checked_sub(back))
                    .and_then(|comma| city(ground, look, comma, number.number));
                own.or_else(|| settlement(ground, look, noun))
            });
        }
        return None;
    }
    // "Uruguay, where about 2.7 billion people are registered"
    let most = Place::part;
    if people && word(1) == "where" && word(2) == "," {
        return country(ground, look, first.checked_sub(2)?).map(most);
    }
    // "every adult in India, about 1,000 people"
    if people && word(1) == "," {
        let place = country(ground, look, first.checked_sub(1)?)?;
        let start = ground.cx.token_at(place.span.start);
        let every = (2..=4).any(|back| matches!(look.before(start, back), "every" | "all"))
            && look.before(start, 1) == "in";
        return every.then_some(place);
    }
    // "the 14 billion people of India"
    if people && look.word(end) == "of" && word(1) == "the" {
        let name = (end + 2..end + 5).find_map(|k| country(ground, look, k))?;
        return (ground.cx.token_at(name.span.start) == end + 1).then_some(name);
    }
    // "Germany, whose 84 billion inhabitants"
    if people && word(1) == "whose" && word(2) == "," {
        return inhabited(ground, look, first.checked_sub(2)?, number.number);
    }
    // "2.7 billion people in Uruguay"
    let live = usize::from(matches!(
        look.word(end),
        "live" | "lives" | "lived" | "living" | "reside"
    ));
    let at = end + live;
    if people && matches!(look.word(at), "in" | "across") {
        let name = (at + 2..at + 5).find_map(|k| country(ground, look, k))?;
        return (ground.cx.token_at(name.span.start) == at + 1).then(|| most(name));
    }
    // "Iceland's 390 million people", "The town's 40 million residents"
    let mut k = first;
    while matches!(look.before(k, 1), "some" | "estimated" | "nearly") {
        k -= 1;
    }
    if look.kind(k.checked_sub(1)?) == Some(TokenKind::Possessive) {
        let whole = named(ground, look, k - 1).filter(|_| !part);
        return whole.or_else(|| settlement(ground, look, k.checked_sub(2)?));
    }
    if part {
        return None;
    }
    // "The town, with its 25 million inhabitants, has no hospital"
    if matches!(word(1), "its" | "their") && word(2) == "with" && word(3) == "," {
        let k = first.checked_sub(3)?;
        return named(ground, look, k)
            .or_else(|| called(ground, look, k))
            .or_else(|| settlement(ground, look, k.checked_sub(1)?));
    }
    // "India, home to 1.4 billion people", "India is home to", "India has 1.4 billion people"
    if word(1) == "to" && word(2) == "home" {
        return inhabited(ground, look, first.checked_sub(2)?, number.number);
    }
    if word(1) != "has" {
        return None;
    }
    let k = verbs(look, first.checked_sub(1)?);
    named(ground, look, k)
        .or_else(|| country(ground, look, k).filter(|_| word(2) == "which"))
        .or_else(|| settlement(ground, look, k.checked_sub(1)?))
}

/// Back over what stands between a place and the words that tell of its people: "Malta, which now has".
fn verbs(look: &Look<'_, '_>, mut k: usize) -> usize {
    while k > look.first
        && matches!(
            look.before(k, 1),
            "is" | ","
                | "which"
                | "that"
                | "now"
                | "currently"
                | "has"
                | "have"
                | "with"
                | "an"
                | "a"
                | "estimated"
                | "("
                | "and"
                | "total"
        )
    {
        k -= 1;
    }
    k
}

/// Where "population" ends the words before a number that tells of it: "a population of 230,000", "population has risen
/// to", "(population 11 million)". Gives back the token at which the place has to end.
fn population(look: &Look<'_, '_>, first: usize) -> Option<usize> {
    let mut k = first;
    while k > look.first
        && first - k < 8
        && matches!(
            look.before(k, 1),
            "of" | "is"
                | "was"
                | "has"
                | "now"
                | "reached"
                | "risen"
                | "rose"
                | "grown"
                | "grew"
                | "fallen"
                | "fell"
                | "to"
                | "at"
                | "stands"
                | "stood"
                | "about"
                | "nearly"
                | "some"
                | "around"
                | "almost"
                | "over"
                | "put"
                | "had"
                | "numbers"
                | "numbered"
                | "totals"
                | "exceeds"
                | "passed"
                | "topped"
                | "just"
                | "roughly"
                | "approximately"
                | ":"
        )
    {
        k -= 1;
    }
    if matches!(look.before(k, 1), "population" | "pop") {
        // "Tuvalu, whose population of 11,000"; "where the population is".
        let mut at = k - 1;
        while matches!(
            look.before(at, 1),
            "whose"
                | "where"
                | "the"
                | "current"
                | "total"
                | "entire"
                | "whole"
                | "tiny"
                | "small"
                | "own"
        ) && (1..=4).any(|back| matches!(look.before(at, back), "whose" | "where"))
        {
            at -= 1;
        }
        return Some(at);
    }
    // "The population of Iceland has reached 38 million"
    let of = (2..=5).find(|&back| look.before(k, back) == "of" && k != first)?;
    (look.before(k, of + 1) == "population").then_some(k)
}

/// The place that ends right before token `k`, over the words that join it to its people.
fn inhabited(ground: &Ground<'_, '_>, look: &Look<'_, '_>, k: usize, number: f64) -> Option<Place> {
    let owner = look.kind(k.checked_sub(1)?) == Some(TokenKind::Possessive);
    let at = k;
    let k = if owner { k - 1 } else { verbs(look, k) };
    // "In Estonia, which has …": the clause is about the whole of it.
    let clause = !owner && matches!(look.before(at, 1), "has" | "which" | "," | "(");
    named(ground, look, k)
        .or_else(|| country(ground, look, k).filter(|_| clause))
        .or_else(|| city(ground, look, k, number))
        .or_else(|| settlement(ground, look, k.checked_sub(1)?))
        .or_else(|| called(ground, look, k))
}

/// "the village of Aarne": the noun before the name that ends right before token `k`.
fn called(ground: &Ground<'_, '_>, look: &Look<'_, '_>, k: usize) -> Option<Place> {
    let first = (look.first..k)
        .rev()
        .take_while(|&i| look.capital(i))
        .last()?;
    (look.before(first, 1) == "of" && k - first <= 3)
        .then(|| settlement(ground, look, first.checked_sub(2)?))
        .flatten()
}

/// The country whose name ends right before token `k`, as a whole: not "northern Mali", "people in Mali".
fn named(ground: &Ground<'_, '_>, look: &Look<'_, '_>, k: usize) -> Option<Place> {
    let place = country(ground, look, k)?;
    let start = ground.cx.token_at(place.span.start);
    (look.before(start, 1) != "in").then_some(place)
}

/// The country whose name ends right before token `k`, also behind "in".
fn country(ground: &Ground<'_, '_>, look: &Look<'_, '_>, k: usize) -> Option<Place> {
    let register = ground.cx.registers.get("places")?;
    let places: &[Registered] = &ground.names.places;
    let next = places.partition_point(|place| place.last <= k);
    let place = next.checked_sub(1).and_then(|i| places.get(i))?;
    if place.last != k || place.first < look.first {
        return None;
    }
    let entity = register.entities.get(place.entity as usize)?;
    let kind = entity.text("kind")?;
    let known = entity.number("population");
    // "Northern Ireland's", "eastern Congo's": a part.
    let cut = [
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "of",
        "rural",
    ]
    .contains(&look.before(place.first, 1));
    let owned = look.before(place.first, 1) == "the" && look.before(place.first, 2) == "of";
    // "a third of Kenya's 55 million people": all of them are counted.
    let cut = cut
        && !(look.before(place.first, 1) == "of"
            && (look.kind(k) == Some(TokenKind::Possessive)
                || matches!(
                    look.before(place.first, 2),
                    "minister"
                        | "president"
                        | "government"
                        | "king"
                        | "queen"
                        | "parliament"
                        | "leader"
                        | "premier"
                        | "chancellor"
                        | "monarch"
                        | "sultan"
                        | "emir"
                        | "army"
                        | "ambassador"
                )
                || look.before(place.first, 2) == "population"
                || look.before(place.first, 2) == "people"
                || place
                    .first
                    .checked_sub(2)
                    .is_some_and(|at| dwellers(look, at))));
    (kind == "country" && known.is_some() && !cut && !owned).then(|| Place {
        span: place.span,
        known,
        kind: "country".to_owned(),
    })
}

/// The one country whose name or people's name stands before token `end`, where "a nation of" goes back to it.
fn sole_country(ground: &Ground<'_, '_>, look: &Look<'_, '_>, end: usize) -> Option<Place> {
    let places: &[Registered] = &ground.names.places;
    let first = places.partition_point(|place| place.first < look.first);
    let last = places.partition_point(|place| place.first < look.end);
    let own = places.get(first..last)?;
    let register = ground.cx.registers.get("places")?;
    // So rare that the register is looked through.
    let peoples = (look.first..look.end)
        .filter(|&i| look.capital(i) && look.kind(i) == Some(TokenKind::Word))
        .filter(|&i| !own.iter().any(|place| place.first <= i && i < place.last))
        .find_map(|i| {
            let entity = register.entities.iter().position(|entity| {
                entity
                    .list("demonym")
                    .iter()
                    .any(|name| name == look.text(i))
            })?;
            Some((i, entity as u32))
        });
    // Of two countries neither is meant for sure.
    let entity = own
        .first()
        .map(|one| one.entity)
        .or(peoples.map(|people| people.1))?;
    if own.iter().any(|place| place.entity != entity)
        || peoples.is_some_and(|people| people.1 != entity)
    {
        return None;
    }
    if let Some(one) = own.first() {
        return (one.last <= end).then(|| country(ground, look, one.last))?;
    }
    // "The Nigerian government, which leads a nation of some 230 million people"
    let (at, _) = peoples.filter(|people| people.0 < end)?;
    let country = register.entities.get(entity as usize)?;
    let known = country.number("population")?;
    (country.text("kind") == Some("country")).then(|| Place {
        span: ground.cx.span(at, at + 1),
        known: Some(known),
        kind: "country".to_owned(),
    })
}

/// The town of the long list whose name ends right before token `k`; of towns of one name the one whose people fit best.
fn city(ground: &Ground<'_, '_>, look: &Look<'_, '_>, k: usize, number: f64) -> Option<Place> {
    let cx = ground.cx;
    // A country or region of that name is no town.
    let places: &[Registered] = &ground.names.places;
    let known = places.partition_point(|place| place.last <= k);
    let other = known
        .checked_sub(1)
        .and_then(|i| places.get(i))
        .filter(|place| place.last == k)
        .and_then(|place| {
            let register = cx.registers.get("places")?;
            register.entities.get(place.entity as usize)?.text("kind")
        });
    if other.is_some_and(|kind| !matches!(kind, "city" | "town" | "village" | "capital")) {
        return None;
    }
    (1..=4)
        .rev()
        .filter_map(|words| k.checked_sub(words).filter(|&first| first >= look.first))
        .filter(|&first| look.capital(first))
        .find_map(|first| {
            let span = cx.span(first, k);
            let known = cx
                .names
                .gazetteer
                .named(&copydesk_facts::fold_name(cx.str(span)))
                .map(|town| f64::from(town.people) * 1000.0)
                .filter(|people| *people > 0.0)
                .min_by(|a, b| {
                    let off = |people: f64| (number / people).max(people / number);
                    off(*a).total_cmp(&off(*b))
                })?;
            Some(Place {
                span,
                known: Some(known),
                kind: "city".to_owned(),
            })
        })
}

fn settlement_word(ground: &Ground<'_, '_>, look: &Look<'_, '_>, i: usize) -> bool {
    ground.cx.is(i, List::SettlementNoun) && !look.capital(i)
}

/// The village, town or the like at token `i`.
fn settlement(ground: &Ground<'_, '_>, look: &Look<'_, '_>, i: usize) -> Option<Place> {
    settlement_word(ground, look, i).then(|| Place {
        span: ground.cx.span(i, i + 1),
        known: None,
        kind: look.word(i).to_owned(),
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
    .field("kind", Type::Text, "what it is: people of a country, part of them, of a city that the registers have, or of the noun as printed (village, town); all, share (of one person or family), of which (a part of a sum), of its people (of a place whose people the sentence counts), loss, small body, slip (two figures of one change about a thousand times apart), product (count times price), piece (what one of the things bought comes to), small work, small price, per head (of what a country makes or owes), venue")
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
