//! Changes: "rose from 10% to 11%, a 1% rise", "fell 50% to 200 from 300", "doubled, to 40 million from 20 million".

use copydesk_draft::Span;
use copydesk_draft::layer::{Cell, Table, Value};

use compared::{beside, compared, parts, rates};
pub(in crate::quantities) use stated::{multiple, multiple_at, stated};
use stated::{stated_before, stated_behind, stated_first};

use super::{Measured, Percentage, Quantities, Sum};
use crate::cx::Cx;
use crate::numbers::lexeme::{Look, Num, Time};
use crate::numbers::{Hedge, Number, Role};
use crate::schema::id;
use crate::token::TokenKind;

mod compared;
pub(super) mod differences;
mod stated;

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
pub(in crate::quantities) enum Kind {
    Plain,
    Percent,
    Points,
    Money(u64),
    Quantity(u64),
}

/// One value of the sentence.
#[derive(Clone, Copy, Debug)]
pub(in crate::quantities) struct Amount {
    pub(in crate::quantities) first: usize,
    pub(in crate::quantities) last: usize,
    pub(in crate::quantities) kind: Kind,
    pub(in crate::quantities) number: f64,
    pub(in crate::quantities) lowest: f64,
    pub(in crate::quantities) highest: f64,
    pub(in crate::quantities) half_step: f64,
    pub(in crate::quantities) hedge: Hedge,
    pub(in crate::quantities) fraction: bool,
}

/// Finds the changes in a sentence; `start` are the places of its first quantity, sum and percentage.
pub(in crate::quantities) fn find(
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
    rates(look, &amounts, &mut changes);
    parts(look, &amounts, &mut changes);
    super::portion::find(look, &amounts, &mut changes);
    // A pair of values needs "from" and "to". A value in brackets is another told in other money.
    // "slipped to $41.8 million, compared with $38 million a year earlier"
    let against = has("against") || has("compared") && has("with");
    let paired = has("to") && (has("from") || against);
    let unbracketed: Vec<Amount> = amounts
        .iter()
        .filter(|amount| paired && !bracketed(look, amount))
        .copied()
        .collect();
    let (all, amounts) = (amounts, unbracketed);
    let pairs = amounts.as_slice();
    for (i, pair) in pairs.windows(2).enumerate() {
        let [a, b] = pair else {
            continue;
        };
        let before = look.before(a.first, 1);
        let forward = before == "from" && joins(look, a, b, "to");
        let backward = before == "to"
            && (joins(look, a, b, "from")
                || joins(look, a, b, "against")
                || joins(look, a, b, "with") && look.before(b.first, 2) == "compared");
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
            .or_else(|| stated_behind(look, amounts.get(i + 2..).unwrap_or(&[]), phrase.1))
            .or_else(|| multiple(look, phrase.0))
            .or_else(|| stated_first(look, &amounts, i))
            .or_else(|| stated_main(look, amounts.get(i + 2..).unwrap_or(&[]), phrase));
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
    super::apart::find(look, &all, &mut changes);
    differences::differences(look, &all, &mut changes);
    changes.retain(|change| !of_another_time(look, change));
    changes.sort_by_key(|change| change.span);
    out.changes.extend(changes);
}

/// The values of one sentence among those that were read.
pub(in crate::quantities) fn amounts(
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

/// "Beef rose 10% in September to 550 pesos, having stood at 400 two years before": the change is told over a time of its own,
/// the value before is of another.
pub(in crate::quantities) fn of_another_time(look: &Look<'_, '_>, change: &Change) -> bool {
    let Some(stated) = change.stated else {
        return false;
    };
    let (from, until) = (
        look.cx.token_at(change.span.start),
        (look.cx.token_at(change.span.end.saturating_sub(1)) + 7).min(look.end),
    );
    let behind = look.cx.token_at(stated.span.end.saturating_sub(1)) + 1;
    let own = match (
        look.word(behind),
        look.word(behind + 1),
        look.word(behind + 2),
    ) {
        ("in", month, _) if matches!(look.time(behind + 1), Time::Month(..)) => !month.is_empty(),
        ("in" | "on", "a" | "the", "month" | "week" | "day" | "quarter") => true,
        ("this" | "last", "month" | "week" | "quarter", _) => true,
        _ => false,
    };
    own && (from..until).any(|i| {
        matches!(look.word(i), "years" | "decade" | "decades")
            && matches!(look.word(i + 1), "ago" | "before" | "earlier")
    })
}

/// "From 250 two years ago to 300 today, the number of divers is up 50 per cent": the pair opens the sentence.
/// "Sales rose 14%, helped by shops that took the chain to 325 outlets from 310": the values are of what a relative clause tells.
pub(in crate::quantities) fn of_a_clause(cx: &Cx<'_>, change: &Change) -> bool {
    let Some(stated) = change.stated else {
        return false;
    };
    let from = cx.token_at(stated.span.end);
    let to = cx.token_at(change.span.end);
    let led = |i: usize| {
        matches!(
            cx.folded(i),
            "took" | "takes" | "brought" | "brings" | "lifted" | "raised" | "pushed" | "cut"
        )
    };
    (from..to).any(|i| {
        matches!(cx.folded(i), "that" | "which")
            && led(i + 1)
            && (from..i).any(|k| {
                matches!(
                    cx.folded(k),
                    "helped" | "thanks" | "boosted" | "after" | "as" | "driven" | "because" | "by"
                )
            })
    })
}

fn stated_main(look: &Look<'_, '_>, rest: &[Amount], phrase: (usize, usize)) -> Option<Stated> {
    let amount = rest.first()?;
    if phrase.0 != look.first || !(amount.kind == Kind::Percent || amount.fraction) {
        return None;
    }
    let clear = amount.first > phrase.1
        && amount.first - phrase.1 <= 22
        && !(phrase.1..amount.first).any(|i| {
            matches!(look.text(i), ";" | ":") || matches!(look.word(i), "and" | "but" | "while")
        });
    let by = usize::from(look.before(amount.first, 1) == "by");
    let at = amount.first.checked_sub(1 + by)?;
    let direction = verb(look.word(at)).filter(|_| clear)?;
    stated::stated(look, amount, Some(direction), at, amount.last)
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

/// "84 million zlotys ($20 million)": the value stands in brackets behind another.
fn bracketed(look: &Look<'_, '_>, amount: &Amount) -> bool {
    let opens = (look.first..amount.first)
        .rev()
        .take(4)
        .find(|&i| matches!(look.text(i), "(" | ")"));
    opens.is_some_and(|i| look.text(i) == "(")
        && (amount.last..look.end).take(4).any(|i| look.text(i) == ")")
}

/// True if `word` stands right before the second value and a few plain tokens behind the first; brackets do not count, nor
/// does the time of "in the nine months to September".
fn joins(look: &Look<'_, '_>, a: &Amount, b: &Amount, word: &str) -> bool {
    if look.before(b.first, 1) != word || b.first <= a.last {
        return false;
    }
    let (mut i, mut steps) = (a.last, 0);
    while i + 1 < b.first {
        if look.text(i) == "(" {
            let Some(close) = (i..b.first).find(|&k| look.text(k) == ")") else {
                return false;
            };
            i = close + 1;
            continue;
        }
        let period = look.word(i) == "to"
            && matches!(
                look.before(i, 1),
                "months" | "quarter" | "year" | "weeks" | "half" | "period" | "season"
            );
        if period {
            steps -= 5;
        }
        let stop = matches!(
            look.kind(i),
            Some(TokenKind::Punct | TokenKind::Mark | TokenKind::Dash)
        ) && !(word == "from" && i + 2 == b.first && look.text(i) == ",")
            || matches!(look.word(i), "and" | "but" | "while" | "from")
            || look.word(i) == "to" && !period;
        if stop {
            return false;
        }
        i += 1;
        steps += 1;
    }
    steps <= 6
}

pub(in crate::quantities) fn verb(word: &str) -> Option<Direction> {
    match word {
        "rose" | "rise" | "rises" | "risen" | "rising" | "up" | "grew" | "grow" | "grows"
        | "grown" | "growing" | "increased" | "increase" | "increases" | "increasing"
        | "climbed" | "climb" | "climbs" | "jumped" | "jump" | "jumps" | "gained" | "gain"
        | "gains" | "soared" | "soar" | "surged" | "surge" | "raised" | "raise" | "raises"
        | "raising" | "higher" | "added" | "widened" | "advance" | "advanced" | "swelled"
        | "swollen" | "expanded" | "quickened" | "accelerated" | "leapt" | "leaped" | "soaring"
        | "climbing" | "strengthened" | "boosted" | "hiked" | "growth" | "hike" | "leap"
        | "crept" | "gaining" | "jumping" | "lifted" | "lifts" | "lift" | "lifting"
        | "rebounded" | "rallied" | "spiked" | "surges" | "surging" | "soars" | "leaps"
        | "spikes" | "rallies" | "rebounds" | "swells" | "expands" | "widens" | "hikes"
        | "boosts" | "skyrocketed" | "rocketed" | "rockets" | "mushroomed" | "appreciated"
        | "accelerates" | "balloons" | "expansion" | "uplift" | "improvement" | "upturn"
        | "rebound" | "ballooned" | "improved" | "recovered" | "upped" => Some(Direction::Up),
        "fell" | "fall" | "falls" | "fallen" | "falling" | "down" | "dropped" | "drop"
        | "drops" | "dropping" | "declined" | "decline" | "declines" | "decreased" | "decrease"
        | "decreases" | "slid" | "slide" | "slipped" | "slip" | "shrank" | "shrink" | "shrunk"
        | "cut" | "cuts" | "cutting" | "reduced" | "reduction" | "reduce" | "lost" | "loss"
        | "lower" | "narrowed" | "plunged" | "plunge" | "tumbled" | "eased" | "sank" | "slowed"
        | "slows" | "slowing" | "cooled" | "dipped" | "dips" | "dip" | "contracted" | "shed"
        | "sheds" | "slumped" | "slump" | "lowered" | "lowers" | "trimmed" | "slashed"
        | "collapsed" | "crashed" | "weakened" | "dwindled" | "sunk" | "slipping" | "reducing"
        | "reduces" | "receded" | "softened" | "moderated" | "declining" | "plummeted"
        | "retreated" | "sinks" | "sinking" | "plunges" | "plunging" | "tumbles" | "tumble"
        | "tumbling" | "slumps" | "slides" | "sliding" | "eases" | "easing" | "shrinks"
        | "shrinking" | "contracts" | "plummets" | "plummeting" | "trims" | "slashes" | "lose"
        | "loses" | "losing" | "depreciated" | "devalued" | "narrows" | "collapse"
        | "contraction" | "shrinkage" | "downturn" | "depreciation" | "devaluation"
        | "diminished" | "lessened" | "pared" | "curbed" | "waned" | "saving" | "discount"
        | "markdown" => Some(Direction::Down),
        _ => None,
    }
}

/// The table of `change`.
pub(in crate::quantities) fn table(cx: &Cx<'_>, changes: &[Change]) -> Table {
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
