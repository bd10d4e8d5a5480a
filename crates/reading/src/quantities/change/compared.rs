//! A value now, one before and the change between them, set side by side: "15% above last year's 1,200", "down 40%, at
//! 35,000 against 50,000", "120 of 800 wells, or 15%".

use super::stated::stated;
use super::{Amount, Change, Direction, Kind, verb};
use crate::numbers::Hedge;
use crate::numbers::lexeme::Look;

/// "At 1,320 the count is 15% above last year's 1,200"; "was 61 per cent, up three per cent on the 58 per cent of 2019".
pub(in crate::quantities) fn compared(
    look: &Look<'_, '_>,
    amounts: &[Amount],
    out: &mut Vec<Change>,
) {
    for three in amounts.windows(3) {
        let [to, change, from] = three else { continue };
        if to.kind != from.kind
            || !(matches!(change.kind, Kind::Percent | Kind::Points)
                || change.fraction && change.number < 1.0)
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
        // "50% higher than in 2020, when the average was £1,000"
        let when = look.word(change.last + 1) == "than"
            && look.word(change.last + 2) == "in"
            && from.first >= change.last
            && from.first - change.last <= 13
            && (change.last + 3..change.last + 6)
                .find(|&i| look.text(i) == ",")
                .is_some_and(|i| look.word(i + 1) == "when")
            && matches!(
                look.before(from.first, 1),
                "was" | "were" | "cost" | "averaged" | "stood" | "at"
            );
        let near = from.first >= change.last
            && (from.first - change.last <= 6 || when)
            && change.first - to.last <= if noun { 18 } else { 10 };
        if !near
            || (to.last..change.first).any(|i| {
                matches!(look.text(i), ";" | ":")
                    || matches!(look.word(i), "and" | "but" | "while" | "with")
                    || change.fraction
                        && (look.cx.is(i, crate::lists::List::ReportingVerb)
                            || matches!(look.word(i), "for" | "that" | "who"))
            })
            || !when
                && (change.last + 1..from.first).any(|i| {
                    matches!(look.text(i), "," | ";" | ":")
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
        let trailing = !change.fraction
            && matches!(link, "up" | "down")
            && matches!(look.word(change.last + 1), "on" | "from" | "against");
        let (direction, joined) = match (before, link) {
            ("up", "on" | "from" | "compared" | "against" | "over") => (Some(Direction::Up), true),
            ("down", "on" | "from" | "compared" | "against") => (Some(Direction::Down), true),
            // "9% down on the 70% of 2019"
            (_, "up" | "down") if trailing => (verb(link), true),
            _ if noun => (verb(link), true),
            _ if of_noun => (verb(look.before(change.first, 2)), true),
            (
                _,
                "above" | "higher" | "more" | "larger" | "bigger" | "greater" | "dearer"
                | "heavier" | "taller" | "longer",
            ) => (Some(Direction::Up), true),
            (
                _,
                "below" | "lower" | "less" | "fewer" | "smaller" | "cheaper" | "shorter"
                | "lighter",
            ) => (Some(Direction::Down), true),
            _ => (None, false),
        };
        // A fraction is told with "than" alone: "a third more than the 140".
        let than = !change.fraction && matches!(link, "above" | "below" | "on" | "from")
            || !change.fraction && matches!(link, "compared" | "against" | "over")
            || noun
            || of_noun
            || trailing
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
pub(in crate::quantities) fn beside(
    look: &Look<'_, '_>,
    amounts: &[Amount],
    out: &mut Vec<Change>,
) {
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

/// "have risen by 4 per cent in a year, with 19 per cent now shut compared with 15 per cent before": three percentages, the
/// change first.
pub(in crate::quantities) fn rates(look: &Look<'_, '_>, amounts: &[Amount], out: &mut Vec<Change>) {
    for three in amounts.windows(3) {
        let [change, to, from] = three else { continue };
        let rate = |one: &Amount| {
            one.kind == Kind::Percent
                && !one.fraction
                && !matches!(one.hedge, Hedge::Range | Hedge::Vague)
        };
        let by = usize::from(look.before(change.first, 1) == "by");
        let Some(at) = change.first.checked_sub(1 + by) else {
            continue;
        };
        let Some(direction) = verb(look.word(at)) else {
            continue;
        };
        let near = change.last..to.first;
        let lead = near.len() <= 7
            && look.before(to.first, 1) == "with"
            && matches!(look.before(to.first, 2), "," | "–" | "—")
            && near
                .clone()
                .filter(|&i| crate::relations::mark(look, i))
                .count()
                == 1;
        let mut between = to.last..from.first;
        let against = between.len() <= 8
            && (matches!(look.before(from.first, 1), "against" | "versus")
                || matches!(look.before(from.first, 1), "with" | "to")
                    && look.before(from.first, 2) == "compared")
            && !between.any(|i| {
                matches!(look.text(i), ";" | ":")
                    || matches!(look.word(i), "and" | "or" | "of" | "among") && look.capital(i + 1)
            });
        let moves = match direction {
            Direction::Up => to.number > from.number,
            Direction::Down => to.number < from.number,
        };
        if ![change, to, from].into_iter().all(rate) || !lead || !against || !moves {
            continue;
        }
        let Some(stated) = stated(look, change, Some(direction), at, change.last) else {
            continue;
        };
        out.push(Change {
            span: look.cx.span(at, from.last),
            from: from.number,
            to: to.number,
            steps: (from.half_step, to.half_step),
            percent: true,
            share: false,
            stated: Some(stated),
            amount: None,
        });
    }
}

/// "Of 800 wells tested 120 were foul, or 15% of them"; "120 of 800 wells, or 15%".
pub(in crate::quantities) fn parts(look: &Look<'_, '_>, amounts: &[Amount], out: &mut Vec<Change>) {
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
        // ", which is 40%", ", a failure rate of 40%", ", 40% of them"
        let rate = look.before(share.first, 1) == "of"
            && matches!(look.before(share.first, 2), "rate" | "share" | "proportion");
        let comma = (1..=6).find(|&back| look.before(share.first, back) == ",");
        let lead = match comma {
            Some(1) if look.word(share.last) == "of" => {
                matches!(look.word(share.last + 1), "them" | "those" | "all").then_some(1)
            }
            Some(3)
                if look.before(share.first, 2) == "which"
                    && matches!(look.before(share.first, 1), "is" | "was" | "makes") =>
            {
                Some(3)
            }
            Some(back) if rate => Some(back),
            _ => None,
        };
        let or = or || lead.is_some();
        let near = share.first - b.last <= 8 + lead.unwrap_or(0)
            && !(b.last..share.first.saturating_sub(lead.unwrap_or(2))).any(|i| {
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
