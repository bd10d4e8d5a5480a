//! A sum of money told again in another currency, beside what the registers and the text itself say of the rate:
//! "40 million euros ($43 million)", "500 million yen, or about $3.4 million", "($1 = 1,500 naira)".

use copydesk_draft::Span;
use copydesk_draft::layer::{Cell, LayerSchema, Table, Type};

use copydesk_facts::Entity;

use super::{Quantities, Sum};
use crate::cx::Cx;
use crate::schema::id;
use crate::token::TokenKind;

/// The register of currencies.
const REGISTER: &str = "currencies";
/// A currency worth so many times less than the one of its name is another one.
const FAR: f64 = 4.0;
/// The rates of the register hold from this year on.
const RATES_FROM: i32 = 2015;

/// A draft from this year on is held against the rates since the year before it, where the register has them.
const LATE_FROM: i32 = 2025;

/// The table of `money-conversion`.
pub(super) fn table(cx: &Cx<'_>, quantities: &Quantities) -> Table {
    let mut table = cx.blank(id::MONEY_CONVERSION);
    let sums = &quantities.sums;
    if sums.len() < 2 {
        return table;
    }
    let mut told = Told::default();
    let printed: Vec<Printed> = sums
        .windows(2)
        .filter_map(|pair| {
            let [a, b] = pair else { return None };
            printed(cx, a, b)
        })
        .chain(sums.iter().filter_map(|sum| to_the(cx, sum)))
        .collect();
    for pair in sums.windows(2) {
        let [a, b] = pair else { continue };
        if a.amount.currency == b.amount.currency
            || a.amount.amount <= 0.0
            || b.amount.amount <= 0.0
            || printed.iter().any(|rate| rate.first == a.span)
        {
            continue;
        }
        let Some(last) = told_again(cx, a, b) else {
            continue;
        };
        let rate = b.amount.amount / a.amount.amount;
        let lowest = b.lowest / a.highest.max(a.amount.amount);
        let highest = b.highest.max(b.amount.amount) / a.lowest.max(f64::MIN_POSITIVE);
        let text = printed
            .iter()
            .find_map(|one| one.between(&a.amount.currency, &b.amount.currency));
        let band = band(cx, &mut told, a, b, rate).filter(|band| !another(cx, a, b, rate, *band));
        let off = |low: f64, high: f64| -> f64 {
            if lowest > high {
                (lowest / high - 1.0) * 100.0
            } else if highest < low {
                (low / highest - 1.0) * 100.0
            } else {
                0.0
            }
        };
        let number = |value: Option<f64>| {
            value.map_or(Cell::Absent, |value: f64| Cell::Filled(value.into()))
        };
        table.push(
            cx.row(cx.span(a.tokens.0 as usize, last)),
            [
                Cell::Filled(a.core.into()),
                Cell::Filled(b.core.into()),
                Cell::Filled(rate.into()),
                number(text.map(|(rate, _)| rate)),
                number(text.map(|(rate, _)| off(rate, rate))),
                text.map_or(Cell::Absent, |(_, words)| Cell::Filled(words.into())),
                number(band.map(|band| band.0)),
                number(band.map(|band| band.1)),
                number(band.map(|band| off(band.0, band.1))),
            ],
        );
    }
    table
}

/// A rate that the text prints: so many of `to` for one of `from`.
struct Printed {
    first: Span,
    words: Span,
    from: std::sync::Arc<str>,
    to: std::sync::Arc<str>,
    rate: f64,
}

impl Printed {
    /// How many of `b` for one of `a`, with the words that say so.
    fn between(&self, a: &str, b: &str) -> Option<(f64, Span)> {
        if &*self.from == a && &*self.to == b {
            Some((self.rate, self.words))
        } else if &*self.from == b && &*self.to == a {
            Some((1.0 / self.rate, self.words))
        } else {
            None
        }
    }
}

/// "$1 = 1,500 naira", "one euro buys 1.08 dollars", "1 euro was worth 4.3 zlotys".
fn printed(cx: &Cx<'_>, a: &Sum, b: &Sum) -> Option<Printed> {
    let (gap, next) = (a.tokens.1 as usize, b.tokens.0 as usize);
    let says = (gap..next).any(|i| {
        matches!(
            cx.folded(i),
            "=" | "buys" | "bought" | "equals" | "equalled" | "worth" | "fetched" | "fetches"
        ) || cx.word(i) == "="
    });
    let one = (a.amount.amount - 1.0).abs() < 1e-9;
    (says && one && next > gap && next - gap <= 5 && a.amount.currency != b.amount.currency).then(
        || Printed {
            first: a.span,
            words: a.span.to(b.span),
            from: a.amount.currency.clone(),
            to: b.amount.currency.clone(),
            rate: b.amount.amount,
        },
    )
}

/// "at 1,500 naira to the dollar", "7.2 yuan a dollar", "150 yen per dollar".
fn to_the(cx: &Cx<'_>, sum: &Sum) -> Option<Printed> {
    let at = sum.tokens.1 as usize;
    let i = match cx.folded(at) {
        "to" | "for" if matches!(cx.folded(at + 1), "the" | "one" | "each" | "a") => at + 2,
        "per" | "a" => at + 1,
        _ => return None,
    };
    let i = i + usize::from(matches!(cx.folded(i), "us" | "american" | "british"));
    let from = match cx.folded(i) {
        "dollar" => "USD",
        "euro" => "EUR",
        "pound" => "GBP",
        _ => return None,
    };
    (sum.amount.amount > 0.0 && &*sum.amount.currency != from).then(|| Printed {
        first: sum.span,
        words: sum.span.to(cx.span(at, i + 1)),
        from: from.into(),
        to: sum.amount.currency.clone(),
        rate: sum.amount.amount,
    })
}

/// The bare name of a sum that several countries share: "pounds", "pesos".
fn shared<'c>(cx: &Cx<'c>, sum: &Sum) -> Option<&'c str> {
    let last = (sum.tokens.1 as usize).saturating_sub(1);
    let bare = last
        .checked_sub(1)
        .and_then(|i| cx.token(i))
        .is_none_or(|token| !token.capital || token.kind != TokenKind::Word);
    let entity = cx.registers.get(REGISTER)?.entity(&sum.amount.currency)?;
    let own = cx.folded(last);
    let known = entity.list("shared").iter().any(|name| name == own);
    (bare && known).then_some(own)
}

/// The currencies that a sum may be of: that of its name, or of a bare name those of the countries that the draft tells of.
fn meant(cx: &Cx<'_>, told: &mut Told, sum: &Sum) -> Vec<String> {
    let code = sum.amount.currency.to_string();
    let Some((name, register)) = shared(cx, sum).zip(cx.registers.get(REGISTER)) else {
        return vec![code];
    };
    let singular = name.strip_suffix('s').unwrap_or(name);
    let all: Vec<&Entity> = register
        .entities
        .iter()
        .filter(|entity| {
            entity.id == code
                || entity
                    .aliases
                    .iter()
                    .chain([&entity.name])
                    .any(|alias| alias.to_lowercase().ends_with(&format!(" {singular}")))
        })
        .collect();
    let mut own: Vec<String> = all
        .iter()
        .filter(|entity| told.of(cx, entity.id.get(..2).unwrap_or("")))
        .map(|entity| entity.id.clone())
        .collect();
    // Dollars and pounds are those of their great countries in any story.
    if own.is_empty() || matches!(singular, "dollar" | "pound") && !own.contains(&code) {
        own.push(code);
    }
    own
}

/// The countries that were asked for: two letters, and whether the draft tells of one.
#[derive(Default)]
struct Told(Vec<(String, bool)>);

impl Told {
    /// True if the draft tells of a country.
    fn of(&mut self, cx: &Cx<'_>, code: &str) -> bool {
        if let Some((_, known)) = self.0.iter().find(|(country, _)| country == code) {
            return *known;
        }
        let tells = tells_of(cx, code);
        self.0.push((code.to_owned(), tells));
        tells
    }
}

/// True if the draft has the name of a country, of its people or of a town of it. `code`: its two letters.
fn tells_of(cx: &Cx<'_>, code: &str) -> bool {
    let Some(places) = cx.registers.get("places") else {
        return false;
    };
    let country = places
        .entities
        .iter()
        .find(|place| place.text("kind") == Some("country") && place.text("country") == Some(code));
    let Some(country) = country else { return false };
    let capital = country.text("capital").unwrap_or("");
    let words: Vec<String> = country
        .list("demonym")
        .iter()
        .map(String::as_str)
        .chain([country.name.as_str(), capital])
        .chain(
            places
                .entities
                .iter()
                .filter(|place| {
                    place.text("kind") != Some("country") && place.text("country") == Some(code)
                })
                .map(|place| place.name.as_str()),
        )
        .map(str::to_lowercase)
        .filter(|word| !word.is_empty() && !word.contains(' '))
        .collect();
    (0..cx.tokens.len()).any(|i| {
        cx.token(i).is_some_and(|token| token.capital)
            && words.iter().any(|word| word == cx.folded(i))
    })
}

/// True if a bare name that several countries share ("pounds", "pesos") is worth far less here than the register's own:
/// another country's is meant.
fn another(cx: &Cx<'_>, a: &Sum, b: &Sum, rate: f64, band: (f64, f64)) -> bool {
    let of_another = |sum: &Sum| shared(cx, sum).is_some_and(|name| !few(cx, name));
    of_another(a) && rate * FAR < band.0 || of_another(b) && rate > band.1 * FAR
}

/// All currencies of a bare name are worth about the same: "kroner" are Danish or Norwegian.
fn few(cx: &Cx<'_>, name: &str) -> bool {
    let Some(register) = cx.registers.get(REGISTER) else {
        return false;
    };
    let singular = name.strip_suffix('s').unwrap_or(name);
    let bounds = register
        .entities
        .iter()
        .filter(|entity| {
            entity
                .aliases
                .iter()
                .chain([&entity.name])
                .any(|alias| alias.to_lowercase().ends_with(&format!(" {singular}")))
        })
        .filter_map(|entity| Some((entity.number("usd-lowest")?, entity.number("usd-highest")?)));
    let (low, high) = bounds.fold((f64::INFINITY, 0.0f64), |(low, high), (a, b)| {
        (low.min(a), high.max(b))
    });
    high < low * FAR
}

/// The least and the largest rate of the two currencies by the register, for drafts of the time it speaks of; of several that
/// may be meant those that the rate fits best.
fn band(cx: &Cx<'_>, told: &mut Told, a: &Sum, b: &Sum, rate: f64) -> Option<(f64, f64)> {
    let year = copydesk_draft::DayRange::year(RATES_FROM)?;
    if cx.date.is_some_and(|day| day < year.first) {
        return None;
    }
    let register = cx.registers.get(REGISTER)?;
    let late = of_late(cx, a);
    let dollars = |code: &str| -> Option<(f64, f64)> {
        if code == "USD" {
            return Some((1.0, 1.0));
        }
        let entity = register.entity(code)?;
        late.then(|| {
            Some((
                entity.number("late-lowest")?,
                entity.number("late-highest")?,
            ))
        })
        .flatten()
        .or_else(|| Some((entity.number("usd-lowest")?, entity.number("usd-highest")?)))
    };
    let (ones, others) = (meant(cx, told, a), meant(cx, told, b));
    let mut best: Option<(f64, (f64, f64))> = None;
    for one in &ones {
        for other in &others {
            let (one, other) = (dollars(one)?, dollars(other)?);
            let band = (one.0 / other.1, one.1 / other.0);
            let off = (band.0 / rate).max(rate / band.1).max(1.0);
            if best.is_none_or(|(least, _)| off < least) {
                best = Some((off, band));
            }
        }
    }
    best.map(|(_, band)| band)
}

/// True if a sum is one of the last years: the draft is, and no earlier year stands in the sentence.
fn of_late(cx: &Cx<'_>, sum: &Sum) -> bool {
    let recent = copydesk_draft::DayRange::year(LATE_FROM)
        .zip(cx.date)
        .is_some_and(|(year, day)| day >= year.first);
    let at = sum.tokens.0 as usize;
    let Some(sentence) = cx.token(at).map(|token| token.sentence) else {
        return false;
    };
    let same = |i: &usize| cx.token(*i).is_some_and(|token| token.sentence == sentence);
    let past = |i: usize| {
        let word = cx.folded(i);
        word.len() == 4 && matches!(word.parse::<i32>(), Ok(1000..LATE_FROM))
            || matches!(word, "ago" | "then" | "earlier" | "once")
    };
    recent
        && !(0..at)
            .rev()
            .take_while(same)
            .chain((at..cx.tokens.len()).take_while(same))
            .any(past)
}

/// One past the last token of the second sum, if the words between the two make it the first one told again.
fn told_again(cx: &Cx<'_>, a: &Sum, b: &Sum) -> Option<usize> {
    let (mut at, second) = (a.tokens.1 as usize, b.tokens.0 as usize);
    let sentence = cx.token(at)?.sentence;
    if second <= at || second - at > 7 || cx.token(second)?.sentence != sentence {
        return None;
    }
    // "10 million rupees in all (…)", "100,000 rupees a month (…)", "90 pounds each (…)"
    let mut steps = 0;
    while steps < 3
        && matches!(
            cx.folded(at),
            "in" | "all"
                | "a"
                | "an"
                | "each"
                | "per"
                | "month"
                | "year"
                | "day"
                | "week"
                | "person"
                | "head"
                | "ticket"
                | "tonne"
                | "litre"
                | "kilo"
                | "total"
                | "apiece"
                | "more"
                | "note"
                | "notes"
                | "bond"
                | "loan"
                | "fine"
                | "deal"
                | "annually"
                | "hour"
                | "bill"
                | "share"
        )
    {
        at += 1;
        steps += 1;
    }
    let open = cx.word(at);
    let bracket = matches!(open, "(" | "[");
    let comma = open == "," || cx.kind(at) == Some(TokenKind::Dash) || cx.folded(at) == "or";
    if !bracket && !comma && open != "/" {
        return None;
    }
    // "2 billion Swiss francs - $9 billion - in a day"
    let dashed = cx.kind(at) == Some(TokenKind::Dash)
        && second == at + 1
        && cx.kind(b.tokens.1 as usize) == Some(TokenKind::Dash);
    let mut says = dashed || bracket || open == "/" || cx.folded(at) == "or";
    for i in at + 1..second {
        match cx.folded(i) {
            "or" | "about" | "roughly" | "approximately" | "equivalent" | "that" | "some"
            | "around" | "nearly" | "almost" | "worth" => says = true,
            "is" | "to" | "i.e" | "ie" | "just" | "over" | "under" | "more" | "than" | "less"
            | "a" | "little" | "at" | "the" | "time" | "then" | "now" | "of" => {}
            _ => return None,
        }
    }
    // The hedge belongs to the second sum: ", about five dollars".
    says |= b.hedge != crate::numbers::Hedge::Exact;
    if !says {
        return None;
    }
    let last = b.tokens.1 as usize;
    if !bracket {
        return Some(last);
    }
    // "(tax paid: 3m francs)" has other words before it, "($5 million more than in 2019)" behind it.
    match cx.word(last) {
        ")" | "]" => Some(last + 1),
        "," | ";" | "/" => Some(last),
        _ => matches!(cx.folded(last), "a" | "at" | "each" | "per").then_some(last),
    }
}

/// `money-conversion`
pub fn money_conversion_schema() -> LayerSchema {
    LayerSchema::new(
        "money-conversion",
        "a sum of money told again in another currency",
        "from the first sum to the second, with the closing bracket",
    )
    .field("first", Type::Text, "the first sum as printed")
    .field("second", Type::Text, "the second sum as printed")
    .field(
        "rate",
        Type::Number,
        "how many of the second currency one of the first comes to, as printed",
    )
    .field(
        "text-rate",
        Type::Number,
        "the same by a rate that the draft prints",
    )
    .field(
        "text-off",
        Type::Number,
        "how far the two sums lie from that rate, in percent; 0 if their words allow it",
    )
    .field("text-words", Type::Text, "the words that print the rate")
    .field(
        "band-lowest",
        Type::Number,
        "the least rate of the two since 2015, by the register of currencies",
    )
    .field(
        "band-highest",
        Type::Number,
        "the largest rate of the two since 2015, by the register",
    )
    .field(
        "band-off",
        Type::Number,
        "how far the two sums lie outside of that, in percent; 0 if within",
    )
}
