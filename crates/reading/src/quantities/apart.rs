//! Changes whose values are told apart by their time: "having employed 8,000 people in 2015, the yard now has 2,000, a drop
//! of 60 per cent"; and the change stated in a noun or in the sentence beside its values.

mod nouns;
mod time;

pub(super) use nouns::{counts, one_noun, same_named};
pub(super) use time::{marks, tense};

use nouns::{same_noun, unlike};
use time::last_year;

use super::change::{Amount, Change, Direction, Kind, Stated, multiple_at, stated, verb};
use crate::cx::Cx;
use crate::lists::List;
use crate::numbers::Hedge;
use crate::numbers::lexeme::{Look, Time};
use crate::token::TokenKind;

/// A change stated in a sentence, with its tokens: first, one past the last.
#[derive(Clone, Copy, Debug)]
pub(super) struct Told {
    pub(super) stated: Stated,
    pub(super) first: usize,
    pub(super) last: usize,
    /// Its place among the amounts; none for "doubled".
    pub(super) amount: Option<usize>,
}

impl Told {
    /// The tokens between the statement and the words `first..last`; none where they overlap.
    pub(super) fn gap(&self, first: usize, last: usize) -> Option<std::ops::Range<usize>> {
        if self.last <= first {
            Some(self.last..first)
        } else {
            (self.first >= last).then_some(last..self.first)
        }
    }
}

/// A value before and a value after.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    pub(super) from: Amount,
    pub(super) to: Amount,
}

/// Finds the change of one sentence that its own words state, if nothing nearer has read it.
pub(super) fn find(look: &Look<'_, '_>, amounts: &[Amount], out: &mut Vec<Change>) {
    if amounts.len() < 2 || out.iter().any(|change| change.stated.is_some()) {
        return;
    }
    if let [open] = out.as_mut_slice() {
        // "A tripling of the herd, from 50 animals to 110, was announced".
        if let Some(told) = told(look, amounts)
            && fits(&told.stated, open.from, open.to)
            && tight(look, &told, open)
        {
            open.span = open.span.to(told.stated.span);
            open.stated = Some(told.stated);
        }
        return;
    }
    if !out.is_empty() {
        return;
    }
    let Some(told) = told(look, amounts) else {
        return;
    };
    let Some(pair) = pair(look, amounts, told.amount) else {
        return;
    };
    if fits(&told.stated, pair.from.number, pair.to.number) && !barred(look, &told, &pair) {
        out.push(change(look.cx, &told.stated, &pair));
    }
}

/// The change that a pair and a statement make.
pub(super) fn change(cx: &Cx<'_>, stated: &Stated, pair: &Pair) -> Change {
    let (from, to) = (&pair.from, &pair.to);
    let whole = cx.span(from.first.min(to.first), from.last.max(to.last));
    Change {
        span: whole.to(stated.span),
        from: from.number,
        to: to.number,
        steps: (from.half_step, to.half_step),
        percent: from.kind == Kind::Percent,
        share: false,
        stated: Some(*stated),
        amount: None,
    }
}

/// True if the values move the way the words say: otherwise something else was counted.
pub(super) fn fits(stated: &Stated, from: f64, to: f64) -> bool {
    match stated.direction {
        Some(Direction::Up) => to > from,
        Some(Direction::Down) => to < from,
        None => false,
    }
}

/// The one change that the sentence states; none if it states several.
pub(super) fn told(look: &Look<'_, '_>, amounts: &[Amount]) -> Option<Told> {
    let mut found = amounts.iter().enumerate().filter_map(|(n, amount)| {
        let (direction, first, last) = worded(look, amount)?;
        Some(Told {
            stated: stated(look, amount, Some(direction), first, last)?,
            first,
            last,
            amount: Some(n),
        })
    });
    let one = found.next();
    if found.next().is_some() {
        return None;
    }
    let mut times = (look.first..look.end).filter(|&i| multiplied(look, i));
    let multiple = times.next();
    match (one, multiple, times.next()) {
        (Some(one), None, _) => Some(one),
        (None, Some(at), None) => Some(Told {
            stated: multiple_at(look, at),
            first: at,
            last: at + 1,
            amount: None,
        }),
        _ => None,
    }
}

/// "doubled", "a tripling of", "will halve": no adjective ("a double room").
fn multiplied(look: &Look<'_, '_>, i: usize) -> bool {
    match look.word(i) {
        "doubled" | "doubling" | "doubles" | "tripled" | "tripling" | "triples" | "trebled"
        | "trebling" | "trebles" | "quadrupled" | "quadrupling" | "quadruples" | "halved"
        | "halving" | "halves" | "twofold" | "threefold" | "fourfold" | "fivefold" | "tenfold" => {
            !look.hyphen(i + 1) && !matches!(look.before(i, 1), "the" | "both" | "two")
                || matches!(
                    look.word(i),
                    "doubling" | "tripling" | "trebling" | "halving"
                )
        }
        // "has been cut in half"
        "half" if look.before(i, 1) == "in" => matches!(
            look.before(i, 2),
            "cut" | "slashed" | "reduced" | "chopped" | "sliced"
        ),
        // "half as much again as the 1,100 of last year"
        "half" if look.word(i + 3) == "again" => {
            look.word(i + 1) == "as" && matches!(look.word(i + 2), "much" | "many")
        }
        // ", twice as much", ", half as many"
        "twice" | "half" => {
            look.before(i, 1) == ","
                && look.word(i + 1) == "as"
                && matches!(look.word(i + 2), "much" | "many" | "high")
                && crate::relations::mark(look, i + 3)
        }
        "double" | "triple" | "treble" | "quadruple" | "halve" => matches!(
            look.before(i, 1),
            "to" | "will" | "would" | "could" | "may" | "might"
        ),
        _ => false,
    }
}

/// Direction, first and last token of the words that make an amount a change: "fell by 5%", "a drop of 5%", "the 5% decline".
fn worded(look: &Look<'_, '_>, amount: &Amount) -> Option<(Direction, usize, usize)> {
    let share = matches!(amount.kind, Kind::Percent | Kind::Points)
        || amount.fraction && amount.number < 1.0;
    // "a cut of a quarter of a point": no share of the value.
    let of_point = amount.fraction
        && (look.hyphen(amount.last)
            || (amount.last..amount.last + 4)
                .any(|i| matches!(look.word(i), "point" | "points" | "percentage")));
    if !share || amount.number <= 0.0 || of_point {
        return None;
    }
    let (first, last) = (amount.first, amount.last);
    let article = |word: &str| {
        matches!(
            word,
            "a" | "an" | "the" | "this" | "that" | "its" | "their" | "such" | "another"
        )
    };
    // ", 4% higher", ", a quarter fewer": what it is compared with stands before.
    let compared = match look.word(last) {
        "more" | "higher" | "dearer" | "larger" | "bigger" | "costlier" => Some(Direction::Up),
        "less" | "fewer" | "lower" | "cheaper" | "smaller" | "down" => Some(Direction::Down),
        _ => None,
    };
    // "closed 12% lower at 84.60 pence"
    let closed = matches!(
        look.before(first, 1),
        "closed"
            | "ended"
            | "finished"
            | "opened"
            | "traded"
            | "stood"
            | "is"
            | "are"
            | "was"
            | "were"
    ) && matches!(look.word(last), "higher" | "lower" | "down" | "up");
    if closed {
        let direction = if matches!(look.word(last), "higher" | "up") {
            Direction::Up
        } else {
            Direction::Down
        };
        return Some((direction, first, last + 1));
    }
    // "1,500, which is 50 percent more"
    let which = matches!(look.before(first, 1), "is" | "was" | "are")
        && matches!(look.before(first, 2), "which" | "that");
    if let Some(direction) = compared
        && (which || matches!(look.before(first, 1), "," | "("))
        && (crate::relations::mark(look, last + 1) || last + 1 >= look.end)
    {
        return Some((direction, first, last + 1));
    }
    if article(look.before(first, 1)) || look.before(first, 1) == "," {
        // "the 5% decline", "a 20% overall rise"
        for k in [last, last + 1] {
            if let Some(direction) = noun(look.word(k)) {
                return Some((direction, first, k + 1));
            }
            if look.kind(k) != Some(TokenKind::Word) || look.cx.is(k, List::Preposition) {
                break;
            }
        }
    }
    // "an increase of just 8%"
    let hedged = matches!(
        look.before(first, 1),
        "just" | "only" | "merely" | "fully" | "barely" | "exactly" | "precisely"
    );
    let lead = first - usize::from(hedged);
    match look.before(lead, 1) {
        "of" => {
            let at = lead.checked_sub(2)?;
            let direction = noun(look.word(at))?;
            let opened =
                (1..=3).any(|back| article(look.before(at, back))) || look.before(at, 1) == ",";
            opened.then_some((direction, at, last))
        }
        "by" => {
            let back = lead.checked_sub(2)?;
            let at = (look.first.max(back.saturating_sub(6))..=back)
                .rev()
                .take_while(|&k| {
                    matches!(
                        look.kind(k),
                        Some(TokenKind::Word | TokenKind::Possessive | TokenKind::Hyphen)
                    ) && !matches!(look.word(k), "and" | "but" | "that" | "which" | "after")
                })
                .find(|&k| verb(look.word(k)).is_some())?;
            Some((verb(look.word(at))?, at, last))
        }
        word => {
            // "rose sharply 5%" is rare; "some", "about" belong to the amount already.
            let at = lead.checked_sub(1)?;
            Some((verb(word)?, at, last))
        }
    }
}

/// A noun that says which way.
fn noun(word: &str) -> Option<Direction> {
    match word {
        "spike" | "boost" | "rebound" | "rise" | "increase" | "gain" | "growth" | "jump"
        | "surge" | "climb" | "leap" | "hike" | "advance" | "uplift" | "improvement"
        | "upswing" | "upturn" | "expansion" => Some(Direction::Up),
        "saving" | "tumble" | "depreciation" | "devaluation" | "markdown" | "fall" | "drop"
        | "decline" | "decrease" | "cut" | "loss" | "reduction" | "slump" | "slide" | "dip"
        | "plunge" | "contraction" | "slowdown" | "discount" | "shrinkage" | "downturn"
        | "collapse" => Some(Direction::Down),
        _ => None,
    }
}

/// The two values of the sentence that its words put before and after.
pub(super) fn pair(look: &Look<'_, '_>, amounts: &[Amount], told: Option<usize>) -> Option<Pair> {
    let mut values: Vec<Amount> = amounts
        .iter()
        .enumerate()
        .filter(|&(n, amount)| Some(n) != told && counts(look, amount))
        .map(|(_, amount)| *amount)
        .collect();
    if values.len() > 2 {
        // Beside counts of something else the two with a unit.
        values.retain(|value| value.kind != Kind::Plain);
    }
    let [mut a, mut b] = <[Amount; 2]>::try_from(values).ok()?;
    // The unit is said once.
    let ratio = a.number.max(b.number) / a.number.min(b.number);
    if a.kind != b.kind && ratio > 100.0 {
        return None;
    }
    if a.kind == Kind::Plain {
        a.kind = b.kind;
    } else if b.kind == Kind::Plain {
        b.kind = a.kind;
    }
    let vague = |one: &Amount| matches!(one.hedge, Hedge::Range | Hedge::Vague);
    if a.kind != b.kind || vague(&a) || vague(&b) || !same_noun(look, &a, &b) {
        return None;
    }
    // "against 700 euros in Bonn": another place is no other time.
    let placed = |one: &Amount| {
        matches!(look.word(one.last), "in" | "at")
            && look.capital(one.last + 1)
            && matches!(look.time(one.last + 1), Time::None)
            && crate::relations::year(look.text(one.last + 1)).is_none()
    };
    // "Of the 15 analysts polled before the decision, 14 had forecast": a part of a whole.
    let whole = (1..=3)
        .any(|back| look.before(a.first, back) == "of" && a.first - back == look.first)
        || look.before(b.first, 1) == "of" && look.before(b.first, 2) != "instead";
    if whole {
        return None;
    }
    // "$2,340 a cure, or $390 a dose": the one is the other.
    let same = (a.last..b.first).any(|i| look.word(i) == "or");
    if placed(&a) != placed(&b) || same {
        return None;
    }
    let (x, y) = marks(look, &a, &b);
    // The past must be said of one, and more plainly than of the other.
    let before = |x: i32, y: i32| {
        x >= y + 2 && x >= 1 || x >= 2 && x > y || y <= -4 && (-3..=-1).contains(&x)
    };
    match (before(x, y), before(y, x)) {
        (true, false) => Some(Pair { from: a, to: b }),
        (false, true) => Some(Pair { from: b, to: a }),
        _ => None,
    }
}

/// A conjunction between the change and its values: another thing is counted there.
fn barred(look: &Look<'_, '_>, told: &Told, pair: &Pair) -> bool {
    let first = pair.from.first.min(pair.to.first);
    let last = pair.from.last.max(pair.to.last);
    let Some(gap) = told.gap(first, last) else {
        return false;
    };
    // "which had 200 workers and has 300 now, said orders had doubled"
    let other = told.first >= last
        && gap.clone().any(|i| {
            look.cx.is(i, List::ReportingVerb)
                && look.kind(i + 1) == Some(TokenKind::Word)
                && !look.cx.is(i + 1, List::Determiner)
                && !look.cx.is(i + 1, List::Pronoun)
                && !look.cx.is(i + 1, List::Preposition)
                && i + 1 < told.first
        });
    gap.len() > 26
        || other
        || gap.clone().any(|i| {
            matches!(
                look.word(i),
                "while"
                    | "but"
                    | "although"
                    | "though"
                    | "whereas"
                    | "as"
                    | "despite"
                    | "when"
                    | "because"
                    | "even"
                    | "with"
                    | "if"
            ) || look.text(i) == ";"
                || look.word(i) == "and"
                    && !matches!(look.word(i + 1), "is" | "are" | "was" | "were" | "now")
                    && !goes_on(look, told, i)
        })
}

/// "27%, against 22% in 2019, and their 5% increase cost …": what goes on tells the change by a noun that points back.
fn goes_on(look: &Look<'_, '_>, told: &Told, and: usize) -> bool {
    matches!(look.word(and + 1), "their" | "its" | "that" | "this")
        && and + 2 == told.first
        && told
            .last
            .checked_sub(1)
            .is_some_and(|i| noun(look.word(i)).is_some())
        && !matches!(look.word(told.last), "in" | "of" | "to")
}

/// The pair stands in apposition to the stated noun, or the noun to the pair: nothing finite between.
fn tight(look: &Look<'_, '_>, told: &Told, open: &Change) -> bool {
    let (first, last) = (
        look.cx.token_at(open.span.start),
        look.cx.token_at(open.span.end),
    );
    let Some(gap) = told.gap(first, last) else {
        return false;
    };
    // "A 30% increase took the fare from 10 pesos to 13".
    let moved = noun(look.word(told.last - 1)).is_some()
        && matches!(
            look.word(gap.start),
            "took"
                | "takes"
                | "brought"
                | "brings"
                | "lifted"
                | "lifts"
                | "put"
                | "puts"
                | "pushed"
                | "sent"
                | "left"
                | "leaves"
                | "would"
                | "will"
                | "raised"
                | "reduced"
        );
    // "From 1,000 in May to 1,200 in June: admissions grew by 20%".
    let opened = open.span.start < told.stated.span.start
        && gap.len() <= 7
        && gap.clone().filter(|&i| look.text(i) == ":").count() == 1
        && !gap.clone().any(|i| matches!(look.text(i), ";" | ","));
    if opened {
        return true;
    }
    // "Burglaries were down by a third on the year, the chief told councillors: from 1,200 to 1,080."
    let announced = told.last <= first
        && first.checked_sub(1).is_some_and(|i| look.text(i) == ":")
        && gap.len() <= 24
        && !gap.clone().any(|i| matches!(look.text(i), ";" | "." | "?"));
    if announced {
        return true;
    }
    let subject = told.last <= first
        && told.first <= look.first + 1
        && noun(look.word(told.last - 1)).is_some();
    if subject && super::subject::leads(look, &gap) {
        return true;
    }
    // "A 1% increase in sales tax, which would take it from 8% to 9%"
    let takes_it = gap.clone().rfind(|&i| {
        let verb = i + 1 + usize::from(look.cx.is(i + 1, List::Modal));
        look.word(i) == "which"
            && matches!(
                look.word(verb),
                "take"
                    | "takes"
                    | "took"
                    | "lift"
                    | "lifts"
                    | "lifted"
                    | "bring"
                    | "brings"
                    | "brought"
                    | "raise"
                    | "raises"
                    | "raised"
                    | "put"
                    | "puts"
                    | "push"
                    | "pushes"
                    | "pushed"
                    | "cut"
                    | "cuts"
                    | "lower"
                    | "lowers"
                    | "lowered"
                    | "reduce"
                    | "reduces"
            )
            && look.word(verb + 1) == "it"
            && verb + 2 >= gap.end
    });
    let gap = gap.start + usize::from(moved)..takes_it.unwrap_or(gap.end);
    gap.len() <= 12
        && !gap.clone().any(|i| {
            look.cx.is(i, List::Auxiliary)
                || look.cx.is(i, List::Conjunction)
                || look.cx.is(i, List::FiniteForm)
                || look.cx.is(i, List::ReportingVerb)
                || verb(look.word(i)).is_some()
                // "value-added tax" moves nothing.
                || look.word(i).ends_with("ed")
                    && look.kind(i.wrapping_sub(1)) != Some(TokenKind::Hyphen)
                || matches!(look.text(i), ";" | ":")
                || matches!(
                    look.word(i),
                    "that"
                        | "which"
                        | "who"
                        | "after"
                        | "with"
                        | "as"
                        | "while"
                        | "whereas"
                        | "and"
                        | "but"
                        | "although"
                        | "though"
                )
        })
}

/// A value in each of two sentences, the first put into the past and the second into the present, and the change in one
/// of them: "It sold 300,000 copies in 2005. It now sells 100,000, a drop of two-thirds."
pub(super) fn over_two(
    first: (&Look<'_, '_>, &[Amount]),
    second: (&Look<'_, '_>, &[Amount]),
) -> Option<Change> {
    let (then, now) = (first.0, second.0);
    if first.1.is_empty() || second.1.is_empty() || first.1.len() + second.1.len() > 4 {
        return None;
    }
    let (told, early) = match (told(then, first.1), told(now, second.1)) {
        (Some(told), None) => (told, true),
        (None, Some(told)) => (told, false),
        _ => return None,
    };
    let sole = |(look, amounts): (&Look<'_, '_>, &[Amount]), skip: Option<usize>| {
        let mut values = amounts
            .iter()
            .enumerate()
            .filter(|&(n, amount)| Some(n) != skip && counts(look, amount))
            .map(|(_, amount)| *amount);
        values.next().filter(|_| values.next().is_none())
    };
    let mut from = sole(first, told.amount.filter(|_| early))?;
    let mut to = sole(second, told.amount.filter(|_| !early))?;
    if unlike((then, &from), (now, &to)) {
        return None;
    }
    if from.kind == Kind::Plain {
        from.kind = to.kind;
    } else if to.kind == Kind::Plain {
        to.kind = from.kind;
    }
    let vague = |one: &Amount| matches!(one.hedge, Hedge::Range | Hedge::Vague);
    // The change stands in the clause beside its value, not in one about something else.
    let pair = Pair { from, to };
    let (look, own) = if early { (then, &from) } else { (now, &to) };
    let barred = barred(
        look,
        &told,
        &Pair {
            from: *own,
            to: *own,
        },
    );
    let fits = fits(&told.stated, from.number, to.number);
    // "In the spring 13% stood empty. By autumn the share was 16%, up 3%."
    let by_then = now.word(now.first) == "by"
        && matches!(then.word(then.first), "in" | "at" | "on" | "last" | "a")
        && !early;
    let told_so =
        by_then || tense(then, &from) >= 1 && (tense(now, &to) <= -1 || last_year(then, now));
    if from.kind != to.kind || vague(&from) || vague(&to) || barred || !fits || !told_so {
        return None;
    }
    Some(change(look.cx, &told.stated, &pair))
}

/// "The increase of 20 percent drew whistles", "That 5% decline": a statement that opens its sentence and goes back.
pub(super) fn refers_back(look: &Look<'_, '_>, told: &Told) -> bool {
    matches!(look.word(look.first), "the" | "that" | "this" | "such")
        && told.first <= look.first + 3
        && (noun(look.word(told.first)).is_some()
            || told
                .last
                .checked_sub(1)
                .is_some_and(|i| noun(look.word(i)).is_some())
            || look.word(told.first).ends_with("ing"))
}
