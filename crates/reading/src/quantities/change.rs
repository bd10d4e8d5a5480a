//! Changes: "rose from 10% to 11%, a 1% rise", "fell 50% to 200 from 300", "doubled, to 40 million from 20 million".

use copydesk_draft::Span;
use copydesk_draft::layer::{Cell, Table, Value};

use super::{Measured, Percentage, Quantities, Sum};
use crate::cx::Cx;
use crate::numbers::lexeme::{Look, Num, Time};
use crate::numbers::{Hedge, Number, Role};
use crate::schema::id;
use crate::token::TokenKind;

/// Which way a change is said to go; the values of `direction` in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Direction {
    Up,
    Down,
}

/// A change from one value to another.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Change {
    /// Bytes from the first of the values and the stated change to the last.
    pub span: Span,
    /// The value before.
    pub from: f64,
    /// The value after.
    pub to: f64,
    /// Half the printed step of both.
    pub steps: (f64, f64),
    /// Both are percentages.
    pub percent: bool,
    /// The second value is a part of the first, and `stated` is how large a part.
    pub share: bool,
    /// The change as the text states it, in percent or points; positive.
    pub stated: Option<Stated>,
    /// The change as the text states it in the unit of the values: "fell by 12,000".
    pub amount: Option<Told>,
}

/// What lies between two values in the words of the text, in their unit.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Told {
    /// As printed.
    pub number: f64,
    /// The least and the largest difference that the printed digits of all three allow.
    pub lowest: f64,
    /// See `lowest`.
    pub highest: f64,
}

/// A change in the words of the text.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Stated {
    /// Bytes of the words ("a 1% rise", "doubled").
    pub span: Span,
    /// In percent, or in points.
    pub number: f64,
    /// The least and the largest number the words allow.
    pub lowest: f64,
    /// See `lowest`.
    pub highest: f64,
    /// Percentage points.
    pub points: bool,
    /// Up or down, if said.
    pub direction: Option<Direction>,
}

impl Change {
    /// The change in percent of the value before; negative if it fell.
    pub fn relative(&self) -> Option<f64> {
        let base = if self.share { 0.0 } else { self.from };
        (self.from != 0.0).then(|| (self.to - base) / self.from * 100.0)
    }

    /// The least and the largest change in percent that the printed figures allow, without sign.
    pub fn relative_range(&self) -> Option<(f64, f64)> {
        let (a, b) = (self.from - self.steps.0, self.from + self.steps.0);
        let (c, d) = (self.to - self.steps.1, self.to + self.steps.1);
        if a <= 0.0 || c < 0.0 {
            return None;
        }
        let whole = if self.share { 0.0 } else { 1.0 };
        let ends = [c / b, d / a].map(|ratio| (ratio - whole) * 100.0);
        let [low, high] = ends;
        Some(if low >= 0.0 {
            (low, high)
        } else if high <= 0.0 {
            (-high, -low)
        } else {
            (0.0, high.max(-low))
        })
    }
}

/// What one value of the sentence is.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Kind {
    Plain,
    Percent,
    Points,
    Money(u64),
    Quantity(u64),
}

/// One value of the sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Amount {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) kind: Kind,
    pub(super) number: f64,
    pub(super) lowest: f64,
    pub(super) highest: f64,
    pub(super) half_step: f64,
    pub(super) hedge: Hedge,
    pub(super) fraction: bool,
}

/// Finds the changes in a sentence; `start` are the places of its first quantity, sum and percentage.
pub(super) fn find(
    look: &Look<'_, '_>,
    numbers: &[Number],
    start: (usize, usize, usize),
    out: &mut Quantities,
) {
    if numbers.len() < 2 {
        return;
    }
    let has = |word: &str| (look.first..look.end).any(|i| look.word(i) == word);
    let amounts = amounts(
        numbers,
        out.percentages.get(start.2..).unwrap_or(&[]),
        out.sums.get(start.1..).unwrap_or(&[]),
        out.quantities.get(start.0..).unwrap_or(&[]),
    );
    let mut changes = Vec::new();
    compared(look, &amounts, &mut changes);
    beside(look, &amounts, &mut changes);
    parts(look, &amounts, &mut changes);
    super::portion::find(look, &amounts, &mut changes);
    // A pair of values needs "from" and "to".
    let pairs = if has("from") && has("to") {
        amounts.as_slice()
    } else {
        &[]
    };
    for (i, pair) in pairs.windows(2).enumerate() {
        let [a, b] = pair else {
            continue;
        };
        let before = look.before(a.first, 1);
        let forward = before == "from" && joins(look, a, b, "to");
        let backward = before == "to" && joins(look, a, b, "from");
        if !forward && !backward {
            continue;
        }
        let (mut first, mut second) = (*a, *b);
        scaled_alike(look, &mut first, &mut second);
        let (mut from, mut to) = if forward {
            (first, second)
        } else {
            (second, first)
        };
        // "from 4,000 to 5,000 dollars": the unit is said once.
        if from.kind == Kind::Plain {
            from.kind = to.kind;
        } else if to.kind == Kind::Plain {
            to.kind = from.kind;
        }
        if from.kind != to.kind || from.kind == Kind::Points || from.fraction || to.fraction {
            continue;
        }
        if [&from, &to]
            .iter()
            .any(|amount| amount.hedge == Hedge::Range || amount.hedge == Hedge::Vague)
        {
            continue;
        }
        let phrase = (a.first - 1, b.last);
        let stated = stated_before(look, &amounts, i, phrase.0)
            .or_else(|| stated_behind(look, amounts.get(i + 2), phrase.1))
            .or_else(|| multiple(look, phrase.0))
            .or_else(|| stated_first(look, &amounts, i));
        let amount = if stated.is_none() {
            super::portion::amount(look, &amounts, i, (&from, &to))
        } else {
            None
        };
        let whole = match amount {
            Some((first, last, _)) => look.cx.span(phrase.0.min(first), phrase.1.max(last)),
            None => look.cx.span(phrase.0, phrase.1),
        };
        let amount = amount.map(|(_, _, told)| told);
        let span = stated.map_or(whole, |stated| {
            Span::new(
                whole.start.min(stated.span.start),
                whole.end.max(stated.span.end),
            )
        });
        changes.push(Change {
            span,
            from: from.number,
            to: to.number,
            steps: (from.half_step, to.half_step),
            percent: from.kind == Kind::Percent,
            share: false,
            stated,
            amount,
        });
    }
    super::apart::find(look, &amounts, &mut changes);
    changes.sort_by_key(|change| change.span);
    out.changes.extend(changes);
}

/// The values of one sentence among those that were read.
pub(super) fn amounts(
    numbers: &[Number],
    percentages: &[Percentage],
    sums: &[Sum],
    quantities: &[Measured],
) -> Vec<Amount> {
    let mut amounts: Vec<Amount> = Vec::new();
    let key = |text: &str| {
        text.bytes().fold(7u64, |key, byte| {
            key.wrapping_mul(31).wrapping_add(u64::from(byte))
        })
    };
    for p in percentages {
        amounts.push(Amount {
            first: p.tokens.0 as usize,
            last: p.tokens.1 as usize,
            kind: if p.points {
                Kind::Points
            } else {
                Kind::Percent
            },
            number: p.number,
            lowest: p.lowest,
            highest: p.highest,
            half_step: p.half_step.min(0.5),
            hedge: p.hedge,
            fraction: false,
        });
    }
    for sum in sums {
        amounts.push(Amount {
            first: sum.tokens.0 as usize,
            last: sum.tokens.1 as usize,
            kind: Kind::Money(key(&sum.amount.currency)),
            number: sum.amount.amount,
            lowest: sum.lowest,
            highest: sum.highest,
            half_step: sum.half_step,
            hedge: sum.hedge,
            fraction: false,
        });
    }
    for q in quantities {
        amounts.push(Amount {
            first: q.tokens.0 as usize,
            last: q.tokens.1 as usize,
            kind: Kind::Quantity(key(&q.amount.unit)),
            number: q.amount.number,
            lowest: q.amount.lowest,
            highest: q.amount.highest,
            half_step: q.amount.half_step,
            hedge: q.hedge,
            fraction: false,
        });
    }
    let taken: Vec<(usize, usize)> = {
        amounts.sort_by_key(|amount| amount.first);
        amounts
            .iter()
            .map(|amount| (amount.first, amount.last))
            .collect()
    };
    for number in numbers {
        let core = number.core_first as usize;
        let next = taken.partition_point(|&(first, _)| first <= core);
        if next
            .checked_sub(1)
            .and_then(|k| taken.get(k))
            .is_some_and(|&(_, last)| core < last)
        {
            continue;
        }
        if matches!(number.role, Role::Cardinal | Role::Fraction) {
            amounts.push(Amount {
                first: number.tokens.0 as usize,
                last: number.tokens.1 as usize,
                kind: Kind::Plain,
                number: number.number,
                lowest: number.lowest,
                highest: number.highest,
                half_step: number.half_step,
                hedge: number.hedge,
                fraction: number.role == Role::Fraction,
            });
        }
    }
    amounts.sort_by_key(|amount| amount.first);
    amounts
}

/// "from 40 to 30 million": the scale word is said once.
fn scaled_alike(look: &Look<'_, '_>, a: &mut Amount, b: &mut Amount) {
    if a.kind != Kind::Plain && a.kind != b.kind && !matches!(a.kind, Kind::Money(_)) {
        return;
    }
    let Some(core) = (b.first..b.last).find(|&i| matches!(look.num(i), Num::Scale(_))) else {
        return;
    };
    let Num::Scale(power) = look.num(core) else {
        return;
    };
    let own = (a.first..a.last).any(|i| matches!(look.num(i), Num::Scale(_) | Num::Short(_)));
    if own || a.number >= 1000.0 || power < 6 {
        return;
    }
    let factor = 10f64.powi(power);
    a.number *= factor;
    a.lowest *= factor;
    a.highest *= factor;
    a.half_step *= factor;
}

/// True if `word` stands right before the second value and at most six plain tokens behind the first.
fn joins(look: &Look<'_, '_>, a: &Amount, b: &Amount, word: &str) -> bool {
    look.before(b.first, 1) == word
        && b.first > a.last
        && b.first - a.last <= 7
        && !(a.last..b.first - 1).any(|i| {
            matches!(
                look.kind(i),
                Some(TokenKind::Punct | TokenKind::Mark | TokenKind::Dash)
            ) && !(word == "from" && i + 2 == b.first && look.text(i) == ",")
                || matches!(look.word(i), "and" | "but" | "while" | "from" | "to")
        })
}

pub(super) fn verb(word: &str) -> Option<Direction> {
    match word {
        "rose" | "rise" | "rises" | "risen" | "rising" | "up" | "grew" | "grow" | "grows"
        | "grown" | "growing" | "increased" | "increase" | "increases" | "increasing"
        | "climbed" | "climb" | "climbs" | "jumped" | "jump" | "jumps" | "gained" | "gain"
        | "gains" | "soared" | "soar" | "surged" | "surge" | "raised" | "raise" | "raises"
        | "raising" | "higher" | "added" | "widened" | "advance" | "advanced" | "swelled"
        | "swollen" | "expanded" | "quickened" | "accelerated" | "leapt" | "leaped" | "soaring"
        | "climbing" | "strengthened" | "boosted" | "hiked" | "growth" | "hike" | "leap"
        | "crept" | "gaining" | "jumping" | "lifted" | "lifts" | "lift" | "lifting"
        | "rebounded" | "rallied" | "spiked" | "ballooned" | "improved" | "recovered" | "upped" => {
            Some(Direction::Up)
        }
        "fell" | "fall" | "falls" | "fallen" | "falling" | "down" | "dropped" | "drop"
        | "drops" | "dropping" | "declined" | "decline" | "declines" | "decreased" | "decrease"
        | "decreases" | "slid" | "slide" | "slipped" | "slip" | "shrank" | "shrink" | "shrunk"
        | "cut" | "cuts" | "cutting" | "reduced" | "reduction" | "reduce" | "lost" | "loss"
        | "lower" | "narrowed" | "plunged" | "plunge" | "tumbled" | "eased" | "sank" | "slowed"
        | "slows" | "slowing" | "cooled" | "dipped" | "dips" | "dip" | "contracted" | "shed"
        | "sheds" | "slumped" | "slump" | "lowered" | "lowers" | "trimmed" | "slashed"
        | "collapsed" | "crashed" | "weakened" | "dwindled" | "sunk" | "slipping" | "reducing"
        | "reduces" | "receded" | "softened" | "moderated" | "declining" | "plummeted"
        | "retreated" | "diminished" | "lessened" | "pared" | "curbed" | "waned" => {
            Some(Direction::Down)
        }
        _ => None,
    }
}

pub(super) fn stated(
    look: &Look<'_, '_>,
    amount: &Amount,
    direction: Option<Direction>,
    first: usize,
    last: usize,
) -> Option<Stated> {
    let (scale, points) = match amount.kind {
        Kind::Percent => (1.0, false),
        Kind::Points => (1.0, true),
        Kind::Plain if amount.fraction => (100.0, false),
        _ => return None,
    };
    // Half a printed step either way: "a third" is 33.3, "25%" 24.5 to 25.5.
    let slack = if amount.fraction {
        2.0
    } else {
        amount.half_step
    };
    Some(Stated {
        span: look.cx.span(first, last),
        number: amount.number * scale,
        lowest: (amount.lowest * scale - slack).max(0.0),
        highest: amount.highest * scale + slack,
        points,
        direction,
    })
}

/// "fell 50% to 200 from 300", "fell by 4%, to 9% from 13%": the value before the pair.
fn stated_before(
    look: &Look<'_, '_>,
    amounts: &[Amount],
    i: usize,
    phrase: usize,
) -> Option<Stated> {
    let amount = amounts.get(i.checked_sub(1)?)?;
    if phrase < amount.last {
        return None;
    }
    let by = usize::from(matches!(look.before(amount.first, 1), "by" | "of"));
    let mut at = amount.first.checked_sub(1 + by)?;
    if verb(look.word(at)).is_none() && look.before(amount.first, 1) == "by" {
        // "raised its key rate by 1 percent": the thing raised stands between.
        at = (look.first.max(at.saturating_sub(6))..at)
            .rev()
            .take_while(|&k| {
                look.kind(k) == Some(TokenKind::Word)
                    || matches!(
                        look.kind(k),
                        Some(TokenKind::Possessive | TokenKind::Hyphen)
                    )
            })
            .take_while(|&k| !matches!(look.word(k), "and" | "but" | "that" | "which" | "after"))
            .find(|&k| verb(look.word(k)).is_some())?;
    }
    let direction = verb(look.word(at))?;
    // "A cut of 40 percent takes the budget to …": the change is a noun, and a verb leads to the pair.
    let noun = look.before(amount.first, 1) == "of";
    let leads = noun
        && phrase - amount.last <= 9
        && (amount.last..phrase).any(|i| {
            matches!(
                look.word(i),
                "takes"
                    | "take"
                    | "took"
                    | "taking"
                    | "brings"
                    | "brought"
                    | "bring"
                    | "bringing"
                    | "put"
                    | "puts"
                    | "leaves"
            )
        });
    // "gained 5%, rising to 30% from 25%"
    let onward = look
        .word(phrase.saturating_sub(1))
        .ends_with("ing")
        .then(|| verb(look.word(phrase - 1)))
        .flatten();
    let whiled = !noun
        && (phrase - amount.last <= 8 && timely(look, amount.last, phrase)
            || phrase == amount.last + 2
                && look.text(amount.last) == ","
                && onward.is_some_and(|way| way == direction));
    if !leads && !whiled {
        return None;
    }
    stated(look, amount, Some(direction), at, amount.last)
}

/// Nothing but when it was: "in May", "last year", ", over three years,".
fn timely(look: &Look<'_, '_>, first: usize, last: usize) -> bool {
    (first..last).all(|i| {
        matches!(
            look.word(i),
            "," | "in"
                | "over"
                | "during"
                | "since"
                | "last"
                | "this"
                | "the"
                | "a"
                | "an"
                | "past"
                | "on"
                | "of"
                | "year"
                | "season"
                | "term"
                | "between"
                | "and"
                | "spring"
                | "summer"
                | "autumn"
                | "winter"
                | "harvest"
        ) || !matches!(look.time(i), Time::None)
            || look.is_figure(i)
            || !matches!(look.num(i), Num::None)
    })
}

/// "Down 5% in a year: that is how approval has moved, from 47% to 42%": the change opens the sentence.
fn stated_first(look: &Look<'_, '_>, amounts: &[Amount], i: usize) -> Option<Stated> {
    let amount = amounts.first().filter(|_| i == 1)?;
    let by = usize::from(look.before(amount.first, 1) == "by");
    let at = amount.first.checked_sub(1 + by)?;
    let opens = at == look.first && matches!(look.word(at), "up" | "down");
    opens.then(|| stated(look, amount, verb(look.word(at)), at, amount.last))?
}

/// "At 1,320 the count is 15% above last year's 1,200"; "was 61 per cent, up three per cent on the 58 per cent of 2019".
fn compared(look: &Look<'_, '_>, amounts: &[Amount], out: &mut Vec<Change>) {
    for three in amounts.windows(3) {
        let [to, change, from] = three else { continue };
        if to.kind != from.kind
            || !matches!(change.kind, Kind::Percent | Kind::Points)
            || to.fraction
            || from.fraction
        {
            continue;
        }
        if [to, from]
            .iter()
            .any(|one| matches!(one.hedge, Hedge::Range | Hedge::Vague))
        {
            continue;
        }
        // From the change to the value before: one comparing word, and whose it was.
        // ", a 3 percent fall from the 45 percent it found in May"
        let noun = matches!(look.before(change.first, 1), "a" | "an")
            && verb(look.word(change.last)).is_some()
            && matches!(look.word(change.last + 1), "from" | "on" | "against");
        // ", a fall of 5 percent from 60 percent"
        let of_noun = look.before(change.first, 1) == "of"
            && verb(look.before(change.first, 2)).is_some()
            && matches!(look.before(change.first, 3), "a" | "an")
            && matches!(look.word(change.last), "from" | "on" | "against");
        let near = from.first >= change.last
            && from.first - change.last <= 6
            && change.first - to.last <= if noun { 18 } else { 10 };
        if !near
            || (to.last..change.first).any(|i| {
                matches!(look.text(i), ";" | ":")
                    || matches!(look.word(i), "and" | "but" | "while" | "with")
            })
            || (change.last + 1..from.first).any(|i| {
                matches!(look.text(i), "," | ";")
                    || matches!(look.word(i), "and" | "to" | "but" | "in" | "or" | "by")
            })
        {
            continue;
        }
        let before = look.before(change.first, 1);
        let before = if before == "by" {
            look.before(change.first, 2)
        } else {
            before
        };
        let link = look.word(change.last);
        let (direction, joined) = match (before, link) {
            ("up", "on" | "from" | "compared" | "against" | "over") => (Some(Direction::Up), true),
            ("down", "on" | "from" | "compared" | "against") => (Some(Direction::Down), true),
            _ if noun => (verb(link), true),
            _ if of_noun => (verb(look.before(change.first, 2)), true),
            (_, "above" | "higher" | "more") => (Some(Direction::Up), true),
            (_, "below" | "lower" | "less" | "fewer") => (Some(Direction::Down), true),
            _ => (None, false),
        };
        let than = !matches!(link, "higher" | "lower" | "more" | "less" | "fewer")
            || look.word(change.last + 1) == "than";
        if !joined || !than {
            continue;
        }
        let first = if matches!(before, "up" | "down") {
            change.first - 1
        } else {
            change.first
        };
        let Some(stated) = stated(look, change, direction, first, change.last) else {
            continue;
        };
        out.push(Change {
            span: look.cx.span(to.first, from.last),
            from: from.number,
            to: to.number,
            steps: (from.half_step, to.half_step),
            percent: from.kind == Kind::Percent,
            share: false,
            stated: Some(stated),
            amount: None,
        });
    }
}

/// "down 40%, at 35,000 against 50,000"; "costs 1,200 kuna where it was 1,000, which is a third more".
fn beside(look: &Look<'_, '_>, amounts: &[Amount], out: &mut Vec<Change>) {
    for three in amounts.windows(3) {
        let [a, b, c] = three else { continue };
        let share = |one: &Amount| one.kind == Kind::Percent || one.fraction && one.number < 1.0;
        // What joins the value now to the value before.
        let against = |to: &Amount, from: &Amount| {
            let words = to.last..from.first;
            words.len() <= 6
                && !words.clone().any(|i| {
                    matches!(look.text(i), ";" | ":") || matches!(look.word(i), "and" | "or" | "to")
                })
                && words.clone().any(|i| {
                    matches!(
                        look.word(i),
                        "against" | "where" | "compared" | "versus" | "instead"
                    )
                })
        };
        let found = if share(a) && !share(b) && !share(c) {
            let by = usize::from(look.before(a.first, 1) == "by");
            let at = a.first.checked_sub(1 + by);
            let joined = b.first - a.last <= 4
                && matches!(look.before(b.first, 1), "at" | "to" | "with")
                && against(b, c);
            at.filter(|_| joined)
                .and_then(|at| Some((at, verb(look.word(at))?)))
                .and_then(|(at, direction)| stated(look, a, Some(direction), at, a.last))
                .map(|stated| (*b, *c, stated))
        } else if share(c) && !share(a) && !share(b) && c.first - b.last <= 6 {
            let more = match look.word(c.last) {
                "more" | "higher" | "dearer" => Some(Direction::Up),
                "less" | "lower" | "fewer" | "cheaper" => Some(Direction::Down),
                _ => None,
            };
            let of = look.before(c.first, 1) == "of";
            let direction = more
                .filter(|_| look.word(c.last + 1) != "than")
                .or_else(|| verb(look.before(c.first, if of { 2 } else { 1 })));
            direction
                .filter(|_| against(a, b))
                .and_then(|direction| {
                    let end = c.last + usize::from(more.is_some());
                    stated(look, c, Some(direction), c.first, end)
                })
                .map(|stated| (*a, *b, stated))
        } else {
            None
        };
        let Some((to, mut from, stated)) = found else {
            continue;
        };
        // The unit is said once.
        if from.kind == Kind::Plain {
            from.kind = to.kind;
        }
        let vague = |one: &Amount| matches!(one.hedge, Hedge::Range | Hedge::Vague);
        if to.kind != from.kind || to.fraction || from.fraction || vague(&to) || vague(&from) {
            continue;
        }
        out.push(Change {
            span: look.cx.span(a.first, c.last),
            from: from.number,
            to: to.number,
            steps: (from.half_step, to.half_step),
            percent: false,
            share: false,
            stated: Some(stated),
            amount: None,
        });
    }
}

/// "Of 800 wells tested 120 were foul, or 15% of them"; "120 of 800 wells, or 15%".
fn parts(look: &Look<'_, '_>, amounts: &[Amount], out: &mut Vec<Change>) {
    for three in amounts.windows(3) {
        let [a, b, share] = three else { continue };
        if share.kind != Kind::Percent
            || a.kind != b.kind
            || !matches!(a.kind, Kind::Plain | Kind::Money(_))
            || a.fraction
            || b.fraction
        {
            continue;
        }
        if [a, b]
            .iter()
            .any(|one| matches!(one.hedge, Hedge::Range | Hedge::Vague))
        {
            continue;
        }
        let or = look.before(share.first, 1) == "or"
            && matches!(look.before(share.first, 2), "," | "(")
            || look.before(share.first, 1) == "(" && look.text(share.last) == ")";
        let near = share.first - b.last <= 8
            && !(b.last..share.first.saturating_sub(2)).any(|i| {
                matches!(look.text(i), "," | ";" | ":") || matches!(look.word(i), "and" | "but")
            });
        let before = look.before(a.first, 1);
        let of = before == "of"
            || matches!(before, "the" | "all" | "its" | "some") && look.before(a.first, 2) == "of";
        let opens = of
            && a.first - look.first <= 4
            && b.first - a.last <= 8
            && !(a.last..b.first).any(|i| look.text(i) == ";" || look.word(i) == "and");
        let inner = (look.before(b.first, 1) == "of"
            || matches!(look.before(b.first, 1), "the" | "its") && look.before(b.first, 2) == "of")
            && b.first - a.last <= 5
            && !of;
        let (whole, part) = match (opens, inner) {
            (true, _) => (a, b),
            (_, true) => (b, a),
            _ => continue,
        };
        if !or || !near || part.number > whole.number {
            continue;
        }
        if let Some(stated) = stated(look, share, None, share.first, share.last) {
            out.push(Change {
                span: look.cx.span(a.first, share.last),
                from: whole.number,
                to: part.number,
                steps: (whole.half_step, part.half_step),
                percent: false,
                share: true,
                stated: Some(stated),
                amount: None,
            });
        }
    }
}

/// ", up 20%", ", a 1% rise", ", an increase of 0.5%": the value behind the pair.
fn stated_behind(look: &Look<'_, '_>, amount: Option<&Amount>, phrase: usize) -> Option<Stated> {
    let amount = amount?;
    if amount.first < phrase || amount.first - phrase > 10 {
        return None;
    }
    // The last comma before the value, with nothing but what belongs to the pair before it.
    let comma = (phrase..amount.first)
        .rev()
        .find(|&i| look.text(i) == "," || look.kind(i) == Some(TokenKind::Dash))?;
    if (phrase..comma).any(|i| matches!(look.text(i), "," | ";" | "and" | "but" | "while")) {
        return None;
    }
    let first = comma + 1;
    let words: Vec<&str> = (first..amount.first).map(|i| look.word(i)).collect();
    match words.as_slice() {
        ["up" | "down"] | ["up" | "down", "by"] => {
            stated(look, amount, verb(words.first()?), first, amount.last)
        }
        // "cut from 900 to 600, or by a third"
        ["or", "by"] => stated(look, amount, None, first, amount.last),
        ["a" | "an"] => {
            let direction = verb(look.word(amount.last))?;
            stated(look, amount, Some(direction), first, amount.last + 1)
        }
        ["a" | "an", noun, "of"] => {
            let direction = verb(noun)?;
            stated(look, amount, Some(direction), first, amount.last)
        }
        _ => None,
    }
}

/// "doubled to", "more than tripled, to", "halved from".
pub(super) fn multiple(look: &Look<'_, '_>, phrase: usize) -> Option<Stated> {
    let at = (1..=7)
        .filter_map(|back| phrase.checked_sub(back))
        .filter(|&i| {
            i >= look.first
                && (i + 3 >= phrase
                    || timely(look, i + 1, phrase)
                    || matches!(look.word(i + 1), "since" | "after" | "over" | "in"))
        })
        .find(|&i| {
            matches!(
                look.word(i),
                "doubled"
                    | "doubles"
                    | "double"
                    | "tripled"
                    | "triples"
                    | "triple"
                    | "trebled"
                    | "treble"
                    | "quadrupled"
                    | "quadruple"
                    | "halved"
                    | "halves"
                    | "halve"
            )
        })?;
    if (at + 1..phrase).any(|i| {
        !matches!(look.word(i), "," | "in" | "since") && look.kind(i) == Some(TokenKind::Punct)
    }) {
        return None;
    }
    Some(multiple_at(look, at))
}

/// What the word at token `at` ("doubled", "a tripling") states.
pub(super) fn multiple_at(look: &Look<'_, '_>, at: usize) -> Stated {
    let (number, direction) = match look.word(at) {
        word if word.starts_with("doubl") || word == "twice" => (100.0, Direction::Up),
        word if word.starts_with("quadr") => (300.0, Direction::Up),
        word if word.starts_with("halv") => (50.0, Direction::Down),
        _ => (200.0, Direction::Up),
    };
    let slack = 5.0;
    let (first, lowest, highest) = match (look.before(at, 1), look.before(at, 2)) {
        ("than", "more") => (at - 2, number, f64::INFINITY),
        ("nearly" | "almost" | "about" | "roughly" | "near" | "virtually" | "practically", _) => {
            (at - 1, number * 0.85, number + slack)
        }
        _ => (at, number - slack, number + slack),
    };
    Stated {
        span: look.cx.span(first, at + 1),
        number,
        lowest,
        highest,
        points: false,
        direction: Some(direction),
    }
}

/// The table of `change`.
pub(super) fn table(cx: &Cx<'_>, changes: &[Change]) -> Table {
    let mut table = cx.blank(id::CHANGE);
    for change in changes {
        let stated = change.stated.as_ref();
        let range = change.relative_range();
        table.push(
            cx.row(change.span),
            [
                Cell::Filled(change.from.into()),
                Cell::Filled(change.to.into()),
                Cell::Filled(change.percent.into()),
                Cell::Filled(change.share.into()),
                Cell::Filled((change.to - change.from).abs().into()),
                change.relative().map(f64::abs).into(),
                range.map(|(low, _)| low).into(),
                range.map(|(_, high)| high).into(),
                stated.map(|stated| stated.number).into(),
                stated.map(|stated| stated.lowest).into(),
                stated.map(|stated| stated.highest).into(),
                stated.map(|stated| stated.points).into(),
                stated
                    .and_then(|stated| stated.direction)
                    .map(|direction| Value::Enum(direction as u16))
                    .into(),
                if change.to > change.from {
                    Cell::Filled(Value::Enum(Direction::Up as u16))
                } else if change.to < change.from {
                    Cell::Filled(Value::Enum(Direction::Down as u16))
                } else {
                    Cell::Absent
                },
                stated.map(|stated| stated.span).into(),
                change.amount.map(|told| told.number).into(),
                change.amount.map(|told| told.lowest).into(),
                change.amount.map(|told| told.highest).into(),
            ],
        );
    }
    table
}
