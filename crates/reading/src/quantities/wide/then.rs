//! Which of two values is the one of before: by a word that sets them against each other, or by their times.

use crate::lists::List;
use crate::numbers::lexeme::{Look, Time};
use crate::quantities::apart::{self, Pair};
use crate::quantities::change::{Amount, Direction, Kind, verb};
use crate::token::TokenKind;

/// Both can be ends of one change: the unit may be said once.
fn alike(a: &Amount, b: &Amount) -> bool {
    let ratio = a.number.max(b.number) / a.number.min(b.number);
    ratio < 40.0 && (a.kind == b.kind || a.kind == Kind::Plain || b.kind == Kind::Plain)
}

/// True for a word that tells a time at token `i`.
pub(super) fn when(look: &Look<'_, '_>, i: usize) -> bool {
    !matches!(look.time(i), Time::None)
        || crate::relations::year(look.text(i)).is_some()
        || matches!(
            look.word(i),
            "last"
                | "this"
                | "same"
                | "previous"
                | "preceding"
                | "following"
                | "corresponding"
                | "season"
                | "term"
                | "beginning"
                | "start"
                | "end"
                | "close"
                | "peak"
                | "before"
                | "ago"
                | "earlier"
                | "previously"
                | "now"
                | "today"
                | "once"
                | "then"
        )
}

/// Words that make the second value a mark to be measured by, not a value of before.
fn is_yardstick(word: &str) -> bool {
    matches!(
        word,
        "target"
            | "targets"
            | "forecast"
            | "forecasts"
            | "expected"
            | "expectations"
            | "estimate"
            | "estimates"
            | "average"
            | "national"
            | "global"
            | "men"
            | "women"
            | "boys"
            | "girls"
            | "planned"
            | "budgeted"
            | "limit"
            | "rival"
            | "rivals"
            | "capacity"
    )
}

/// Where the words begin that put a value into the past against one told before it: "against", "compared with", "instead of",
/// "where it was"; none if none does.
fn lead(look: &Look<'_, '_>, one: &Amount, floor: usize) -> Option<usize> {
    let mut k = one.first;
    while k > floor && one.first - k < 9 {
        k -= 1;
        let gap = one.first - k;
        let next = look.word(k + 1);
        let found = match look.word(k) {
            "against" | "versus" | "vs" => true,
            "compared" | "comparison" => matches!(next, "with" | "to"),
            "instead" => next == "of",
            "rather" => next == "than",
            "from" => gap <= 3,
            "than" => gap <= 4 && matches!(next, "the" | "last" | "its" | "their"),
            "having" => gap <= 6,
            "as" => {
                gap <= 3
                    && matches!(next, "the" | "last" | "its")
                    && matches!(look.before(k, 1), "again" | "many" | "much" | "high")
            }
            "where" => (k + 1..one.first + 5).any(|i| {
                matches!(
                    look.word(i),
                    "was" | "were" | "had" | "once" | "previously" | "used" | "did" | "cost"
                )
            }),
            "previous" | "earlier" | "former" | "usual" | "original" => {
                gap <= 2 && matches!(look.before(k, 1), "the" | "its" | "their" | "a")
            }
            "on" | "over" => {
                gap <= 3
                    && matches!(next, "the" | "last" | "its")
                    && (verb(look.before(k, 1)).is_some()
                        || matches!(look.before(k, 1), "%" | "percent" | "cent"))
            }
            _ => false,
        };
        if found {
            return (k + 1..one.first)
                .all(|i| !is_yardstick(look.word(i)) || next == "the" && gap <= 2)
                .then_some(k);
        }
        if matches!(look.text(k), ";" | ":" | "." | "(" | ")") || gap > 3 && look.text(k) == "," {
            return None;
        }
    }
    None
}

/// Behind the value of before stands nothing, its noun, or when it was: "against 700 euros in Bonn" is of another place.
fn of_time_alone(look: &Look<'_, '_>, one: &Amount) -> bool {
    let mut i = one.last;
    let mut nouns = 0;
    while look.kind(i) == Some(TokenKind::Word)
        && !look.cx.is(i, List::Preposition)
        && !look.cx.is(i, List::Determiner)
        && !look.cx.is(i, List::Auxiliary)
        && !look.cx.is(i, List::Conjunction)
        && !when(look, i)
        && nouns < 3
    {
        if look.capital(i) || is_yardstick(look.word(i)) {
            return false;
        }
        i += 1;
        nouns += 1;
    }
    match look.word(i) {
        "in" | "at" | "on" | "during" | "for" | "over" | "by" | "of" => {
            let the = matches!(look.word(i + 1), "the" | "a" | "an" | "its");
            when(look, i + 1 + usize::from(the))
                || (look.word(i) == "in" || look.word(i) == "on")
                    && matches!(look.word(i + 1), "the")
                    && (i + 2..i + 5).any(|k| when(look, k))
                || look.word(i) == "of" && !look.capital(i + 1) && nouns > 0
        }
        "among" | "across" | "under" | "elsewhere" | "with" | "or" => false,
        _ => true,
    }
}

/// The two values that such a word sets against each other.
pub(super) fn joined(look: &Look<'_, '_>, values: &[Amount]) -> Option<Pair> {
    let mut found = values.iter().enumerate().filter_map(|(n, from)| {
        let floor = n
            .checked_sub(1)
            .and_then(|k| values.get(k))
            .map_or(look.first, |one| one.last);
        let at = lead(look, from, floor)?;
        let (mut from, mut to) = if let Some(to) = n.checked_sub(1).and_then(|k| values.get(k)) {
            (*from, *to)
        } else {
            // "from 300 litres in 2017 to 200 now", "Where 60 buses once stopped there are now 45"
            let to = values.get(n + 1)?;
            let back = look.before(to.first, 1);
            let now = back == "to" || matches!(look.word(at), "where" | "from" | "having");
            now.then_some((*from, *to))?
        };
        let gap = from.last.min(to.last)..from.first.max(to.first);
        let broken = gap.len() > 18
            || gap
                .clone()
                .any(|i| look.text(i) == ";" || matches!(look.word(i), "or" | "while" | "but"));
        let noun = apart::one_noun((look, &from), (look, &to));
        let fit = alike(&from, &to) && !broken && noun && of_time_alone(look, &from);
        if from.kind == Kind::Plain {
            from.kind = to.kind;
        } else {
            to.kind = from.kind;
        }
        Some(fit.then_some(Pair { from, to }))
    });
    let one = found.next()?;
    found.next().is_none().then_some(one)?
}

/// The two values of a sentence that its times tell apart: "stood at $46 on 2 January and at $23 on Wednesday".
pub(super) fn timed(
    look: &Look<'_, '_>,
    values: &[Amount],
    direction: Option<Direction>,
) -> Option<Pair> {
    let [a, b] = values else { return None };
    let whole = look.before(a.first, 1) == "of" && a.first <= look.first + 2;
    let between = a.last..b.first;
    let parted = between.clone().any(|i| {
        matches!(look.word(i), "or" | "plus" | "including" | "between") || look.text(i) == ";"
    });
    if whole || parted || between.len() > 24 || !alike(a, b) {
        return None;
    }
    if !apart::one_noun((look, a), (look, b)) || !of_time_alone(look, b) {
        return None;
    }
    let split = between
        .clone()
        .rev()
        .find(|&i| {
            look.word(i) == "and" || look.text(i) == "," || matches!(look.word(i), "which" | "that")
        })
        .unwrap_or(b.first);
    let (x, y) = apart::marks(look, a, b);
    let near = |first: usize, last: usize| (first..last).any(|i| strong_when(look, i));
    let told = near(look.first, split) && near(split, look.end);
    ordered((*a, x), (*b, y), told, direction)
}

/// One value in each of two sentences.
pub(super) fn timed_over(
    (look, a): (&Look<'_, '_>, Amount),
    (then, b): (&Look<'_, '_>, Amount),
    direction: Option<Direction>,
) -> Option<Pair> {
    if !alike(&a, &b) || !of_time_alone(then, &b) {
        return None;
    }
    let (x, y) = (apart::tense(look, &a), apart::tense(then, &b));
    let near = |look: &Look<'_, '_>| (look.first..look.end).any(|i| strong_when(look, i));
    ordered((a, x), (b, y), near(look) && near(then), direction)
}

/// A word that puts what is told into one time.
fn strong_when(look: &Look<'_, '_>, i: usize) -> bool {
    matches!(
        look.time(i),
        Time::Month(..) | Time::Weekday(..) | Time::Today(_) | Time::Season(_)
    ) || crate::relations::year(look.text(i)).is_some()
        || matches!(
            look.word(i),
            "last"
                | "ago"
                | "earlier"
                | "now"
                | "today"
                | "previously"
                | "once"
                | "later"
                | "currently"
                | "used"
                | "then"
                | "opened"
                | "closed"
                | "close"
                | "will"
                | "this"
        )
        || look.word(i) == "before" && look.before(i, 2) == "the"
}

/// The earlier of the two by how strongly each is put into the past; where both have a time of their own, and the words
/// leave it open, by the way the change goes.
fn ordered(
    (a, x): (Amount, i32),
    (b, y): (Amount, i32),
    told: bool,
    direction: Option<Direction>,
) -> Option<Pair> {
    let before = |x: i32, y: i32| x >= y + 2 && x >= 1;
    match (before(x, y), before(y, x)) {
        (true, _) => Some(Pair { from: a, to: b }),
        (_, true) => Some(Pair { from: b, to: a }),
        _ if told => {
            let up = direction? == Direction::Up;
            Some(if (a.number < b.number) == up {
                Pair { from: a, to: b }
            } else {
                Pair { from: b, to: a }
            })
        }
        _ => None,
    }
}
