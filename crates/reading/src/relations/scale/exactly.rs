//! Numbers exactly a thousand or a million times off by what the text itself says, whatever the words between: three numbers of
//! which one is the product of the others ("three loans of $200 million each, bringing the borrowing to $600 billion"), a country
//! with a thousandth of its people ("With 1.4 million inhabitants, China"), the figure of a headline told again with another
//! scale ("2.1 billion flee" over "Some 2.1 million people have left").

use copydesk_draft::BlockKind;
use copydesk_draft::layer::Cell;

use super::thousands::{Row, row};
use super::{Ground, peopled, year};
use crate::numbers::lexeme::Look;
use crate::numbers::{Number, Role};
use crate::quantities::Sum;
use crate::sentence::Sentence;

/// How near to the power of ten: other figures are of other things.
const EXACT: f64 = 0.006;

/// How far the people of a country as printed may lie from the register, once a thousand times off.
const OF_A_YEAR: f64 = 0.09;

pub(super) fn find(ground: &Ground<'_, '_>, rows: &mut Vec<Row>) {
    for sentence in ground.cx.sentences {
        let told = |rows: &[Row], number: &Number| {
            let same = rows.iter().any(|row| row.0.contains(number.span));
            same || ground.cx.masked(number.span)
        };
        let judged = ["each", "all", "times", "product", "slip", "echo"]
            .map(|kind| Cell::Filled(kind.into()));
        let counted = rows.iter().any(|row| {
            sentence.span.contains(row.0) && row.1.get(2).is_some_and(|kind| judged.contains(kind))
        });
        if let Some((number, product, by)) = multiplied(ground, sentence)
            && !counted
            && !ground.cx.masked(number.span)
        {
            let sums = &ground.quantities.sums;
            let sum = sums.iter().find(|sum| sum.span.contains(number.span));
            let span = sum.map_or(number.span, |sum| sum.span);
            rows.push(row(
                span,
                number.number,
                "times",
                Some(product),
                by.span,
                span,
            ));
        }
        let mut all = |sum: &Sum, real: f64, parts: copydesk_draft::Span| {
            if !rows.iter().any(|row| row.0.contains(sum.span)) && !ground.cx.masked(sum.span) {
                let amount = sum.amount.amount;
                rows.push(row(sum.span, amount, "all", Some(real), parts, sum.span));
            }
        };
        if let Some((sum, real, parts)) = added(ground, sentence) {
            all(sum, real, parts);
        }
        if let Some((whole, each, count)) = shared_before(ground, sentence) {
            all(
                whole,
                each.amount.amount * count.number,
                count.span.to(each.span),
            );
        }
        for number in ground.numbers_in(sentence.span) {
            if let Some(world) = world_of(ground, sentence, number)
                && !told(rows, number)
            {
                rows.push(row(
                    number.span,
                    number.number,
                    "world",
                    Some(8.2e9),
                    world,
                    number.span,
                ));
            }
            if let Some((place, known)) = thousandth(ground, sentence, number)
                && !told(rows, number)
            {
                rows.push(row(
                    number.span,
                    number.number,
                    "country",
                    Some(known),
                    place,
                    number.span,
                ));
            }
        }
    }
    headline(ground, rows);
}

/// A number that is counted or paid, from two up.
fn plain(number: &Number) -> bool {
    matches!(number.role, Role::Cardinal | Role::Money)
        && number.number >= 2.0
        && !number.year_like
        && !number.compound
}

/// "each", "apiece", "£150,000 a home" of "300 homes".
fn apiece(look: &Look<'_, '_>) -> bool {
    (look.first..look.end).any(|i| match look.word(i) {
        "each" | "apiece" | "every" => true,
        "a" | "per" => {
            let noun = look.word(i + 1);
            !noun.is_empty()
                && (look.is_figure(i.saturating_sub(1))
                    || matches!(
                        look.before(i, 1),
                        "pounds" | "dollars" | "euros" | "million"
                    ))
                && (look.first..i).any(|k| look.word(k).strip_suffix('s') == Some(noun))
        }
        _ => false,
    })
}

/// The one of three numbers that is a thousand or a million times what the others make, what they make, and the count.
fn multiplied<'g>(
    ground: &Ground<'g, '_>,
    sentence: &Sentence,
) -> Option<(&'g Number, f64, &'g Number)> {
    let own: Vec<&Number> = ground
        .numbers_in(sentence.span)
        .iter()
        .filter(|number| plain(number))
        .collect();
    let [a, b, c] = own.as_slice() else {
        return None;
    };
    apiece(&ground.look(sentence)).then_some(())?;
    [(a, b, c), (b, a, c), (c, a, b)]
        .into_iter()
        .find_map(|(whole, one, other)| {
            let product = one.number * other.number;
            let off = (whole.number / product).log10();
            // Sums are made of sums, and counts of counts.
            let money = |number: &Number| u8::from(number.role == Role::Money);
            let alike = money(whole) == money(one) + money(other);
            let exact = (off.abs() - 3.0).abs() < EXACT || (off.abs() - 6.0).abs() < EXACT;
            (alike && exact).then_some((*whole, product, *one))
        })
}

/// "4.1 billion in Europe and 2.3 billion in Asia, taking the total to 6.4 million": two sums and what they make, a thousand
/// times off; with the bytes of the two.
fn added<'g>(
    ground: &Ground<'g, '_>,
    sentence: &Sentence,
) -> Option<(&'g Sum, f64, copydesk_draft::Span)> {
    let sums: &'g [Sum] = &ground.quantities.sums;
    let from = sums.partition_point(|sum| sum.span.start < sentence.span.start);
    let to = sums.partition_point(|sum| sum.span.start < sentence.span.end);
    let [a, b, c] = sums.get(from..to)? else {
        return None;
    };
    let look = ground.look(sentence);
    let told = (look.first..look.end).any(|i| {
        matches!(
            look.word(i),
            "total" | "altogether" | "together" | "combined" | "overall" | "all" | "bringing"
        )
    });
    [(c, a, b), (a, b, c)]
        .into_iter()
        .find_map(|(whole, one, other)| {
            let sum = one.amount.amount + other.amount.amount;
            let ratio = (whole.amount.amount / sum).max(sum / whole.amount.amount);
            let alike = whole.amount.currency == one.amount.currency
                && one.amount.currency == other.amount.currency;
            (told && alike && telling(sum) && (ratio / 1000.0 - 1.0).abs() < 0.001)
                .then(|| (whole, sum, one.span.to(other.span)))
        })
}

/// "left 3 billion francs to the village. Shared among its 400 households, that comes to 7,500 francs each": the sum of the
/// sentence before, what each gets, and how many they are; exactly a thousand or a million times off.
fn shared_before<'g>(
    ground: &Ground<'g, '_>,
    sentence: &Sentence,
) -> Option<(&'g Sum, &'g Sum, &'g Number)> {
    let look = ground.look(sentence);
    let shared = (look.first..look.end).any(|i| {
        matches!(
            look.word(i),
            "shared" | "split" | "divided" | "distributed" | "equally"
        )
    });
    if !shared {
        return None;
    }
    let sums: &'g [Sum] = &ground.quantities.sums;
    let of = |one: &Sentence| {
        let from = sums.partition_point(|sum| sum.span.start < one.span.start);
        let to = sums.partition_point(|sum| sum.span.start < one.span.end);
        sums.get(from..to).unwrap_or(&[])
    };
    let at = ground.cx.sentence_at(sentence.span.start);
    let before = at.checked_sub(1).and_then(|n| ground.cx.sentence(n))?;
    let ([each], [whole]) = (of(sentence), of(before)) else {
        return None;
    };
    let mut counts = ground
        .numbers_in(sentence.span)
        .iter()
        .filter(|one| one.role == Role::Cardinal && one.number >= 10.0 && !one.year_like);
    let (Some(count), None) = (counts.next(), counts.next()) else {
        return None;
    };
    let off = (whole.amount.amount / each.amount.amount / count.number).log10();
    let exact = (off.abs() - 3.0).abs() < EXACT || (off.abs() - 6.0).abs() < EXACT;
    let alike = whole.amount.currency == each.amount.currency && before.block == sentence.block;
    (exact && alike && apiece(&look)).then_some((whole, each, count))
}

/// "about eight million people in the world": a thousandth of them.
fn world_of(
    ground: &Ground<'_, '_>,
    sentence: &Sentence,
    number: &Number,
) -> Option<copydesk_draft::Span> {
    let look = ground.look(sentence);
    let last = number.tokens.1 as usize;
    let few = number.role == Role::Cardinal && (7.5e6..9.5e6).contains(&number.number);
    let past = (look.first..look.end).any(|i| look.word(i) == "ago" || look.word(i) == "bc");
    let world = (last..last + 5).find(|&i| {
        matches!(look.word(i), "world" | "earth" | "planet" | "globe")
            && matches!(look.before(i, 1), "the" | "on" | "this")
    })?;
    let people = look.word(last) == "people"
        && world <= last + 3
        && (super::mark(&look, world + 1)
            || !ground
                .cx
                .token(world + 1)
                .is_some_and(|token| token.capital));
    (few && people && !past).then(|| ground.cx.span(world, world + 1))
}

/// A country of the sentence, or of those before it in the paragraph, that has a thousand times the people that the number gives
/// it, and where no place near has about as many.
fn thousandth(
    ground: &Ground<'_, '_>,
    sentence: &Sentence,
    number: &Number,
) -> Option<(copydesk_draft::Span, f64)> {
    if number.role != Role::Cardinal || number.compound || number.number < 2e4 {
        return None;
    }
    let look = ground.look(sentence);
    let (first, last) = (number.tokens.0 as usize, number.tokens.1 as usize);
    let all = look.word(last) == "inhabitants"
        || look.word(last) == "people"
            && matches!(
                (look.before(first, 2), look.before(first, 1)),
                ("country" | "nation", "of") | ("home", "to")
            )
        || peopled::populous(&look, first);
    let past = (look.first..look.end)
        .any(|i| year(look.text(i)).is_some_and(|year| year < 1990) || look.word(i) == "ago");
    if !all || past {
        return None;
    }
    let places = peopled::candidates(ground, sentence)?;
    let fits = |known: f64| (known / number.number).max(number.number / known) < 4.0;
    let off = |known: f64| (known / number.number / 1000.0 - 1.0).abs() < OF_A_YEAR;
    if places.iter().any(|place| fits(place.1)) {
        return None;
    }
    // The country named last before the number, or else the first behind it.
    let of = || places.iter().filter(|place| off(place.1)).copied();
    of().filter(|place| place.0.end <= number.span.start)
        .max_by_key(|place| place.0.end)
        .or_else(|| of().next())
}

/// True if the number has two digits that say something: "2.1", "450"; coincidences of one are common.
pub(super) fn telling(number: f64) -> bool {
    let lead = number / 10f64.powf(number.log10().floor());
    let digits = (lead * 10.0).round();
    (digits % 10.0).abs() > 0.1 && (digits - 15.0).abs() > 0.1 && (digits - 25.0).abs() > 0.1
}

/// The same count with another scale in the headline and in the lede; sums are compared in `slips`.
fn headline(ground: &Ground<'_, '_>, rows: &mut Vec<Row>) {
    let cx = ground.cx;
    let block = |sentence: &Sentence| cx.blocks.get(sentence.block as usize);
    let of = |wanted: fn(&crate::structure::TextBlock) -> bool| {
        cx.sentences
            .iter()
            .filter(move |sentence| block(sentence).is_some_and(wanted))
            .flat_map(|sentence| ground.numbers_in(sentence.span))
            .filter(|number| plain(number) && number.role == Role::Cardinal)
            .collect::<Vec<&Number>>()
    };
    let heads = of(|block| block.kind == BlockKind::Headline);
    let ledes = of(|block| block.lede);
    for head in heads {
        let ratio = |told: &Number| (told.number / head.number).max(head.number / told.number);
        if head.number < 1e4
            || !telling(head.number)
            || ledes.iter().any(|told| ratio(told) < 1.1)
            || rows.iter().any(|row| row.0.contains(head.span))
        {
            continue;
        }
        let again = ledes
            .iter()
            .find(|told| (ratio(told) / 1000.0 - 1.0).abs() < EXACT);
        if let Some(told) = again {
            rows.push(row(
                head.span,
                head.number,
                "echo",
                Some(told.number),
                told.span,
                head.span,
            ));
        }
    }
}
