//! Shares of one whole, wherever they stand in a sentence: all percentages that it tells are gathered, with the bare figures of a
//! list that says "per cent" once, and what the words say of them decides whether nobody and nothing can be in two: a vote
//! ("gave the Liberals 37 per cent, the Conservatives 35, the New Democrats 18 and other parties 19"), what people are ("58 percent
//! are Catholic, 27 percent Muslim, …"), what makes up a whole ("drivers accounted for 48%, passengers for 17% …"), what a
//! thing is of ("65% cotton, 30% polyester and 15% elastane"), where it goes ("81% going to projects, 14% to fundraising …"), and
//! what is left ("The remaining 35% … alongside the 40% … and the 35% …").
//!
//! Shares of another time are left out ("down from 51%"). It speaks only of shares that come to more than the whole.

use std::ops::Range;

use copydesk_draft::layer::Cell;

use super::exclusive::{exclusive, is_left};
use super::words::{base, counted_so_far};
use super::{Ground, Row, Share, mark, stem};
use crate::lists::List;
use crate::numbers::lexeme::Look;
use crate::numbers::{Hedge, Number, Role};
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// What comes to more is told of more than one whole.
const MOST: f64 = 160.0;
/// More shares than these are a table.
const PARTS: usize = 12;

/// Finds them.
pub(super) fn find(ground: &Ground<'_, '_>, rows: &mut Vec<Row>) {
    if ground.quantities.percentages.is_empty() {
        return;
    }
    for sentence in ground.cx.sentences {
        if !ground.in_body(sentence) || ground.quantities.percentages_in(sentence.span).is_empty() {
            continue;
        }
        let look = ground.look(sentence);
        let parts = gather(ground, &look, sentence);
        if parts.is_empty() || parts.len() > PARTS || vetoed(&look) {
            continue;
        }
        if parts.len() >= 2 && over(&parts) && exclusive(ground, &look, &parts) {
            put(ground, &parts, rows);
            continue;
        }
        left_of(ground, sentence, &look, &parts, rows);
    }
}

/// The shares come to more than one whole, and not to so much that they must be of two.
fn over(parts: &[Share]) -> bool {
    let low: f64 = parts.iter().map(|part| part.lowest).sum();
    let sum: f64 = parts.iter().map(|part| part.number).sum();
    low > 101.0 && sum <= MOST
}

/// The shares of a sentence, without those of another time.
fn gather(ground: &Ground<'_, '_>, look: &Look<'_, '_>, sentence: &Sentence) -> Vec<Share> {
    let mut all: Vec<Share> = ground
        .quantities
        .percentages_in(sentence.span)
        .iter()
        .filter(|p| !p.points && p.number > 0.0 && p.number <= 100.0)
        .filter(|p| !counted_so_far(look, p.tokens.1 as usize))
        .filter(|p| !beside(look, p.tokens.0 as usize))
        .map(|p| Share {
            first: p.tokens.0 as usize,
            last: p.tokens.1 as usize,
            number: p.number,
            lowest: p.lowest - p.half_step.min(0.5),
            highest: p.highest + p.half_step.min(0.5),
            fraction: false,
            span: p.span,
        })
        .collect();
    let Some(opens) = all.first().map(|share| share.first) else {
        return all;
    };
    let single = all.len() == 1;
    // "the Conservatives 35, the New Democrats 18": a bare figure behind a name and before the end of the item.
    let bare = |number: &&Number| {
        let (first, last) = (number.tokens.0 as usize, number.tokens.1 as usize);
        matches!(number.role, Role::Cardinal | Role::Label)
            && number.hedge == Hedge::Exact
            && (1.0..100.0).contains(&number.number)
            && first > opens
            && !number.compound
            && (mark(look, last) || look.word(last) == "and" || look.word(last).is_empty())
            && look.kind(first - 1) == Some(TokenKind::Word)
            && (look.capital(first - 1)
                || matches!(
                    look.before(first, 1),
                    "parties" | "party" | "others" | "candidates" | "independents" | "rest"
                ))
            && !ground.cx.is(first - 1, List::Month)
            && !all
                .iter()
                .any(|share| share.first <= first && first < share.last)
    };
    let figures: Vec<Share> = ground
        .numbers_in(sentence.span)
        .iter()
        .filter(bare)
        .map(|number| Share {
            first: number.tokens.0 as usize,
            last: number.tokens.1 as usize,
            number: number.number,
            lowest: number.number - 0.5,
            highest: number.number + 0.5,
            fraction: false,
            span: number.span,
        })
        .collect();
    all.extend(figures);
    all.sort_by_key(|share| share.first);
    // "60 per cent goes on pay, a fifth on buildings and the remaining 25 per cent on books"
    if let Some(last) = all.last().copied().filter(|last| is_left(look, last)) {
        let from = if single { look.first } else { opens };
        all.extend(fractions(ground, look, from..last.first));
        all.sort_by_key(|share| share.first);
    }
    all
}

/// The fractions of a range of tokens that stand before what they are told of: "a fifth on buildings", "a quarter to schools".
fn fractions(ground: &Ground<'_, '_>, look: &Look<'_, '_>, range: Range<usize>) -> Vec<Share> {
    let goes = |i: usize| {
        ground.cx.is(i, List::Auxiliary)
            || matches!(
                look.word(i),
                "on" | "to" | "into" | "for" | "from" | "by" | "goes" | "go" | "went"
            )
    };
    range
        .filter_map(|i| {
            let word = look.word(i);
            let part = match word {
                "half" => 50.0,
                "third" => 100.0 / 3.0,
                "quarter" => 25.0,
                "fifth" => 20.0,
                "sixth" => 100.0 / 6.0,
                "eighth" => 12.5,
                "tenth" => 10.0,
                _ => return None,
            };
            let one = matches!(look.before(i, 1), "a" | "one" | "another") || word == "half";
            let begins = matches!(
                look.before(i, if word == "half" { 1 } else { 2 }),
                "," | "and" | ";" | "with"
            );
            // "Half of the budget goes on pay, a quarter on buildings and the remaining 30 per cent on books"
            let heads = i <= look.first + 1 && look.word(i + 1) == "of";
            (one && (begins && goes(i + 1) || heads)).then(|| Share {
                first: i,
                last: i + 1,
                number: part,
                lowest: part,
                highest: part,
                fraction: true,
                span: ground.cx.span(i, i + 1),
            })
        })
        .collect()
}

/// "down from 51%", "compared with 40%", "against 38% in May": of another time or of something else.
fn beside(look: &Look<'_, '_>, first: usize) -> bool {
    (1..=4).any(|back| {
        matches!(
            look.before(first, back),
            "from" | "than" | "compared" | "versus" | "against" | "previous" | "earlier" | "to"
        ) && !(1..back).any(|k| matches!(look.before(first, k), "," | ";" | "and" | "of"))
    })
}

/// Words that say that somebody may be in two shares, or that they are of more than one whole, time or thing.
fn vetoed(look: &Look<'_, '_>) -> bool {
    (look.first..look.end).any(|i| {
        matches!(
            look.word(i),
            "both"
                | "also"
                | "each"
                | "respectively"
                | "multiple"
                | "several"
                | "overlap"
                | "overlapping"
                | "per"
                | "average"
                | "inflation"
                | "growth"
                | "rate"
                | "rates"
                | "interest"
                | "turnout"
                | "approval"
                | "approve"
                | "approved"
                | "trust"
                | "confidence"
                | "likely"
                | "chance"
                | "probability"
                | "humidity"
                | "capacity"
                | "highest"
                | "lowest"
                | "confident"
                | "favourable"
                | "favorable"
                | "complete"
                | "completed"
                | "compared"
                | "whom"
                | "including"
                | "discount"
                | "tariff"
                | "tariffs"
                | "duty"
                | "duties"
                | "tax"
                | "levy"
                | "margin"
                | "points"
                | "quarter"
                | "aged"
                | "ago"
                | "whereas"
                | "although"
                | "though"
                | "vaccinated"
                | "higher"
                | "lower"
                | "more"
                | "less"
                | "fewer"
                | "up"
                | "down"
        ) && !made_up(look, i)
            // "a quarter on buildings"
            && !(look.word(i) == "quarter"
                && look.before(i, 1) == "a"
                && matches!(look.word(i + 1), "on" | "to" | "into" | "for" | "from" | "by"))
            // "in favour of the levy": what is voted on.
            && !(matches!(look.word(i), "levy" | "tax" | "tariff" | "tariffs" | "duty")
                && (look.first..look.end)
                    .any(|k| matches!(look.word(k), "favour" | "favor" | "against" | "opposed")))
            && !(look.word(i) == "per" && look.word(i + 1) == "cent")
            && !(matches!(look.word(i), "up" | "down") && look.word(i + 1) == "from")
    })
}

/// "makes up", "made up of", "broken down".
pub(super) fn made_up(look: &Look<'_, '_>, i: usize) -> bool {
    matches!(look.word(i), "up" | "down")
        && matches!(
            look.before(i, 1),
            "make" | "makes" | "made" | "making" | "broken" | "breaks" | "break" | "broke"
        )
}

/// "It lost 30% of what it pumped to leaks and 12% to theft. It billed customers for the remaining 68%": what is left, beside the
/// shares of the sentence before; no pairing makes a whole.
fn left_of(
    ground: &Ground<'_, '_>,
    sentence: &Sentence,
    look: &Look<'_, '_>,
    parts: &[Share],
    rows: &mut Vec<Row>,
) {
    let [left] = parts else { return };
    let at = ground.cx.sentence_at(sentence.span.start);
    let before = at
        .checked_sub(1)
        .and_then(|n| ground.cx.sentence(n))
        .filter(|before| before.block == sentence.block);
    let Some(before) = before.filter(|_| is_left(look, left)) else {
        return;
    };
    let then = ground.look(before);
    let mut all = gather(ground, &then, before);
    let others = all.len();
    if !(1..=4).contains(&others)
        || vetoed(&then)
        || base(look, left).is_some_and(|base| {
            !matches!(base, "it" | "them")
                && !all
                    .iter()
                    .any(|part| self::base(&then, part).is_some_and(|one| stem(one) == stem(base)))
        })
    {
        return;
    }
    // A fraction tells a share too.
    let fractions = ground
        .numbers_in(before.span)
        .iter()
        .chain(ground.numbers_in(sentence.span))
        .any(|number| number.role == Role::Fraction || number.role == Role::Ordinal);
    let pairs = (1..1u32 << others).any(|set| {
        let sum: f64 = all
            .iter()
            .enumerate()
            .filter(|(n, _)| set & (1 << n) != 0)
            .map(|(_, part)| part.number)
            .sum();
        (sum + left.number - 100.0).abs() <= 1.5
    });
    all.push(*left);
    if !fractions && !pairs && over(&all) {
        put(ground, &all, rows);
    }
}

/// The row of the shares, in the place of those that hold some of them.
fn put(ground: &Ground<'_, '_>, parts: &[Share], rows: &mut Vec<Row>) {
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
        return;
    };
    let words = (last.last..last.last + 3)
        .take_while(|&i| ground.cx.kind(i) == Some(TokenKind::Word))
        .last();
    let span = first
        .span
        .to(words.map_or(last.span, |i| ground.cx.span(i, i + 1)));
    if ground.cx.masked(span) {
        return;
    }
    rows.retain(|row| row.0.end <= span.start || row.0.start >= span.end);
    let sum = |value: fn(&Share) -> f64| parts.iter().map(value).sum::<f64>();
    let no = || Cell::Filled(false.into());
    rows.push((
        span,
        [
            Cell::Filled((parts.len() as f64).into()),
            Cell::Filled(sum(|part| part.number).into()),
            Cell::Filled(sum(|part| part.lowest).into()),
            Cell::Filled(sum(|part| part.highest).into()),
            Cell::Filled(1.0.into()),
            no(),
            no(),
            no(),
            no(),
            no(),
            no(),
            no(),
            no(),
            no(),
            no(),
            Cell::Filled(true.into()),
        ],
    ));
}
