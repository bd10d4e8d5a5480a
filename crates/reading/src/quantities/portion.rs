//! Parts of a whole and multiples of a value told beside both figures: "20 of the 80 buses, half the fleet", "a third of
//! the 900 pupils, or 450", "30 ships, twice as many as the 20 of 2010"; and a change told in the unit of its values:
//! "fell by 12,000 to 36,000 from 44,000".

use super::change::{Amount, Change, Direction, Kind, Stated, Told, stated, verb};
use crate::numbers::Hedge;
use crate::numbers::lexeme::Look;
use crate::relations::mark;
use crate::token::TokenKind;

/// Finds the parts and multiples of one sentence.
pub(super) fn find(look: &Look<'_, '_>, amounts: &[Amount], out: &mut Vec<Change>) {
    for three in amounts.windows(3) {
        let [a, b, c] = three else { continue };
        let found = share_behind(look, (a, b, c))
            .or_else(|| share_before(look, (a, b, c)))
            .or_else(|| share_opens(look, (a, b, c)));
        if let Some((whole, part, stated)) = found {
            let span = look.cx.span(a.first, c.last);
            push(out, change(span, (&whole, &part), true, stated));
        }
    }
    multiples(look, amounts, out);
}

/// Adds a change unless one that states something overlaps it.
fn push(out: &mut Vec<Change>, change: Change) {
    let known = out.iter().any(|other| {
        other.stated.is_some()
            && other.span.start < change.span.end
            && change.span.start < other.span.end
    });
    if !known {
        out.push(change);
    }
}

fn change(
    span: copydesk_draft::Span,
    (from, to): (&Amount, &Amount),
    share: bool,
    stated: Stated,
) -> Change {
    Change {
        span,
        from: from.number,
        to: to.number,
        steps: (from.half_step, to.half_step),
        percent: false,
        share,
        stated: Some(stated),
        amount: None,
    }
}

/// True if the amount may be how large a part is.
fn is_share(amount: &Amount) -> bool {
    amount.kind == Kind::Percent || amount.fraction && amount.number < 1.0
}

/// True if the two count the same, for certain.
fn alike(a: &Amount, b: &Amount) -> bool {
    let sure = |one: &Amount| !matches!(one.hedge, Hedge::Range | Hedge::Vague) && !one.fraction;
    let united = |kind| matches!(kind, Kind::Money(_) | Kind::Quantity(_));
    let kind = a.kind == b.kind || a.kind == Kind::Plain && united(b.kind);
    kind && (b.kind == Kind::Plain || united(b.kind)) && sure(a) && sure(b) && b.number > 0.0
}

/// True if only words and possessives stand between two tokens.
fn plain(look: &Look<'_, '_>, first: usize, last: usize) -> bool {
    first <= last
        && (first..last).all(|i| {
            matches!(
                look.kind(i),
                Some(TokenKind::Word | TokenKind::Possessive | TokenKind::Hyphen)
            ) && !matches!(look.word(i), "and" | "but" | "while" | "or")
        })
}

/// "20 of the 80 buses were running, half the fleet"; "Of 400 seats, 100 went to women, or a third"; "60 members, 15 of
/// them women (30%)": the whole, the part and the share.
fn share_behind(
    look: &Look<'_, '_>,
    (a, b, share): (&Amount, &Amount, &Amount),
) -> Option<(Amount, Amount, Stated)> {
    if !is_share(share) || !alike(a, b) {
        return None;
    }
    let open = a.first - look.first;
    let opens = open <= 3 && look.word(look.first) == "of" && b.first - a.last <= 8;
    let inner = b.first > a.last
        && b.first - a.last <= 6
        && plain(look, a.last, b.first)
        && (a.last..b.first).any(|i| look.word(i) == "of")
        && matches!(
            look.before(b.first, 1),
            "of" | "the" | "its" | "their" | "all" | "those" | "our" | "his" | "her"
        ) | (look.kind(b.first.saturating_sub(1)) == Some(TokenKind::Possessive));
    // "60 members, 15 of them women"
    let told = look.word(b.last) == "of"
        && matches!(look.word(b.last + 1), "them" | "whom" | "which")
        && b.first - a.last <= 6
        && look.before(b.first, 1) == ",";
    let (whole, part) = if opens || told {
        (a, b)
    } else if inner {
        (b, a)
    } else {
        return None;
    };
    let gap = b.last..share.first;
    if gap.len() > 12 || part.number > whole.number {
        return None;
    }
    let at = gap
        .clone()
        .rfind(|&i| look.text(i) == "," || look.text(i) == "(")?;
    let middle = (b.last..at).all(|i| {
        !matches!(look.text(i), "," | ";" | ":" | "(")
            && !matches!(
                look.word(i),
                "and" | "but" | "while" | "compared" | "against" | "up" | "down"
            )
    });
    let closes = mark(look, share.last) || share.last >= look.end;
    let joined = match (look.text(at), share.first - at) {
        // ", or half", ", or half of them"
        (",", 2) if look.word(at + 1) == "or" => true,
        ("(", 1) => look.text(share.last) == ")",
        (",", 1) => closes || of_all(look, share.last),
        _ => false,
    };
    // "(30%" of something else is told by more words; "in" and "than" before it compare.
    if !middle || !joined {
        return None;
    }
    let stated = stated(look, share, None, share.first, share.last)?;
    Some((*whole, *part, stated))
}

/// "of the total", "of the whole fleet", "the total".
fn of_all(look: &Look<'_, '_>, at: usize) -> bool {
    let i = at + usize::from(look.word(at) == "of");
    let i = i + usize::from(matches!(look.word(i), "the" | "its" | "their"));
    i > at
        && matches!(
            look.word(i),
            "total"
                | "whole"
                | "lot"
                | "number"
                | "fleet"
                | "entire"
                | "length"
                | "area"
                | "strength"
                | "herd"
                | "staff"
                | "workforce"
                | "membership"
                | "crew"
                | "capacity"
        )
}

/// "Half of the 80 villages, 30 in all,"; "some 25% of the 2,000 workers, or 800 people,": the whole, the part and the share.
fn share_before(
    look: &Look<'_, '_>,
    (share, whole, part): (&Amount, &Amount, &Amount),
) -> Option<(Amount, Amount, Stated)> {
    if !is_share(share) || !alike(part, whole) || part.number > whole.number {
        return None;
    }
    let near = whole.first > share.last
        && whole.first - share.last <= 6
        && plain(look, share.last, whole.first)
        && matches!(look.word(share.last), "of" | "the")
        && matches!(
            look.before(whole.first, 1),
            "of" | "the" | "its" | "their" | "all" | "those" | "our" | "his" | "her"
        ) | (look.kind(whole.first.saturating_sub(1)) == Some(TokenKind::Possessive));
    let noun = (whole.last..part.first).find(|&i| mark(look, i))?;
    if !near || noun - whole.last > 6 || !plain(look, whole.last, noun) {
        return None;
    }
    let or = look.word(noun + 1) == "or";
    let begins = part.first == noun + 1 + usize::from(or);
    // Behind it no more than its noun: "800 people,", "30 in all,", "55 of them,".
    let end = (part.last..part.last + 4).find(|&i| mark(look, i))?;
    let words: Vec<&str> = (part.last..end).map(|i| look.word(i)).collect();
    let closed = match words.as_slice() {
        [] | ["of", "them"] | ["in", "all" | "total"] | ["altogether"] => true,
        // "600 people,", "600 workers," of "the 2,000 workers"
        [noun] if !or => {
            matches!(*noun, "people" | "persons" | "men" | "staff") && {
                let own = look.word(whole.last);
                own == *noun || !matches!(own, "people" | "men" | "women" | "children")
            } || look.word(whole.last) == *noun
        }
        [_] | [_, "in"] => or && matches!(look.kind(part.last), Some(TokenKind::Word)),
        [_, _] => or && plain(look, part.last, end),
        _ => false,
    };
    let opener = look.text(noun) == "," || look.text(noun) == "(" || or;
    // "Half of the 80 people there, 30, said": an age behind a name is none of these.
    if !begins || !closed || !opener || look.capital(noun.saturating_sub(1)) {
        return None;
    }
    let stated = stated(look, share, None, share.first, share.last)?;
    Some((*whole, *part, stated))
}

/// "Nearly three quarters of the members, 120 of 300, voted": the share, then the part and the whole.
fn share_opens(
    look: &Look<'_, '_>,
    (share, part, whole): (&Amount, &Amount, &Amount),
) -> Option<(Amount, Amount, Stated)> {
    if !is_share(share) || !alike(part, whole) || part.number > whole.number {
        return None;
    }
    let comma = (share.last..part.first).find(|&i| mark(look, i))?;
    let opens = look.word(share.last) == "of"
        && comma - share.last <= 7
        && plain(look, share.last, comma)
        && matches!(look.text(comma), "," | "(" | "–" | "—")
        && part.first == comma + 1 + usize::from(look.word(comma + 1) == "or");
    let of = look.word(part.last) == "of"
        && whole.first <= part.last + 3
        && (part.last + 1..whole.first)
            .all(|i| matches!(look.word(i), "the" | "its" | "their" | "all" | "a"));
    let closes = mark(look, whole.last) || mark(look, whole.last + 1);
    if !opens || !of || !closes {
        return None;
    }
    let stated = stated(look, share, None, share.first, share.last)?;
    Some((*whole, *part, stated))
}

/// A word or number that multiplies: its first token, one past the last, the factor with its least and largest.
fn factor(look: &Look<'_, '_>, amounts: &[Amount], i: usize) -> Option<(usize, usize, [f64; 3])> {
    let whole = |n: f64| Some((i, i + 1, [n, n - 0.05, n + 0.05]));
    match look.word(i) {
        "twice" | "double" => return whole(2.0),
        "triple" | "treble" | "thrice" => return whole(3.0),
        "quadruple" => return whole(4.0),
        _ => {}
    }
    let own = amounts.iter().find(|amount| amount.first == i)?;
    if own.kind == Kind::Plain && !own.fraction && look.word(own.last) == "times" {
        let slack = own.half_step.min(0.5);
        let hedge = matches!(own.hedge, Hedge::Vague | Hedge::Range);
        return (!hedge && own.number > 1.0).then_some((
            i,
            own.last + 1,
            [own.number, own.lowest - slack, own.highest + slack],
        ));
    }
    (own.fraction && own.number < 1.0).then_some((
        i,
        own.last,
        [own.number, own.lowest - 0.02, own.highest + 0.02],
    ))
}

/// "30 ships, twice as many as the 20 of 2010"; "100 cars a day, half of the 150 it made before the war".
fn multiples(look: &Look<'_, '_>, amounts: &[Amount], out: &mut Vec<Change>) {
    for i in look.first + 1..look.end {
        let Some((first, end, mut factors)) = factor(look, amounts, i) else {
            continue;
        };
        // The hedge of a word that is no number.
        let word = !amounts.iter().any(|amount| amount.first == first);
        let mut start = first;
        if word {
            match (look.before(first, 1), look.before(first, 2)) {
                ("than", "more") => {
                    factors[2] = f64::INFINITY;
                    start = first - 2;
                }
                ("nearly" | "almost" | "close", _) => {
                    factors[1] = factors[0] * 0.8;
                    start = first - 1;
                }
                ("about" | "roughly" | "around" | "some" | "over" | "least", _) => continue,
                _ => {}
            }
        }
        let mut from = amounts.iter().filter(|amount| amount.first >= end);
        let (Some(from), Some(to)) = (
            from.next(),
            amounts.iter().rfind(|amount| amount.last <= start),
        ) else {
            continue;
        };
        let joined = from.first - end <= 7
            && from.first > end
            && (end..from.first).all(|k| {
                matches!(
                    look.word(k),
                    "as" | "many"
                        | "much"
                        | "the"
                        | "of"
                        | "its"
                        | "their"
                        | "last"
                        | "previous"
                        | "year"
                        | "season"
                        | "month"
                        | "week"
                        | "high"
                        | "large"
                        | "big"
                        | "long"
                        | "number"
                        | "usual"
                        | "average"
                        | "normal"
                ) || look.kind(k) == Some(TokenKind::Possessive)
            })
            && matches!(
                look.word(end),
                "as" | "the" | "of" | "its" | "their" | "last"
            );
        // ", twice as many": right behind the value and what it counts.
        let gap = to.last..start;
        // "At $600, the fare is twice the $400"
        let at = to.first == look.first + 1
            && look.word(look.first) == "at"
            && look.text(to.last) == ","
            && matches!(look.before(start, 1), "is" | "was" | "are" | "were")
            && gap.len() <= 9
            && gap.clone().filter(|&k| mark(look, k)).count() == 1;
        let apposed = at
            || gap.len() <= 9
                && gap.clone().next_back().is_some_and(|k| {
                    look.text(k) == ","
                        || look.kind(k) == Some(TokenKind::Dash)
                        || look.text(k) == "("
                })
                && gap.clone().filter(|&k| mark(look, k)).count() == 1
                && !gap.clone().any(|k| {
                    matches!(
                        look.word(k),
                        "and" | "but" | "while" | "with" | "for" | "against"
                    ) || look.cx.is(k, crate::lists::List::ReportingVerb)
                });
        let (mut from, to) = (*from, *to);
        if from.kind == Kind::Plain {
            from.kind = to.kind;
        }
        let unlike = from.kind != to.kind
            || matches!(to.kind, Kind::Percent | Kind::Points)
            || to.fraction
            || from.fraction
            || [&from, &to]
                .iter()
                .any(|one| matches!(one.hedge, Hedge::Range | Hedge::Vague));
        if !joined || !apposed || unlike || from.number <= 0.0 {
            continue;
        }
        let percent = |factor: f64| (factor - 1.0) * 100.0;
        let [least, most] = [percent(factors[1]), percent(factors[2])];
        let up = factors[0] > 1.0;
        let stated = Stated {
            span: look.cx.span(start, end),
            number: percent(factors[0]).abs(),
            lowest: if up { least } else { -most },
            highest: if up { most } else { -least },
            points: false,
            direction: Some(if up { Direction::Up } else { Direction::Down }),
        };
        // "half of the 150": more than the value it is a part of moves the other way, and is caught by the figures too.
        let span = look.cx.span(to.first, from.last);
        push(out, change(span, (&from, &to), false, stated));
    }
}

/// "fell by 12,000 to 36,000 from 44,000", "from 1,000 to 700, a drop of 200": first and last token, and what is told.
pub(super) fn amount(
    look: &Look<'_, '_>,
    amounts: &[Amount],
    i: usize,
    (from, to): (&Amount, &Amount),
) -> Option<(usize, usize, Told)> {
    let fits = |one: &Amount| {
        let unit = one.kind == from.kind || one.kind == Kind::Points && from.kind == Kind::Percent;
        unit && one.kind != Kind::Percent
            && !one.fraction
            && !matches!(one.hedge, Hedge::Range | Hedge::Vague)
    };
    let pair = (amounts.get(i)?, amounts.get(i + 1)?);
    let before = i
        .checked_sub(1)
        .and_then(|k| amounts.get(k))
        .filter(|one| fits(one))
        .and_then(|one| {
            let by = usize::from(look.before(one.first, 1) == "by");
            let at = one.first.checked_sub(1 + by).filter(|&k| k >= look.first)?;
            let way = verb(look.word(at))?;
            // "rose by 12 to 40", "fell by 200 barrels, from 1,000": nothing but the noun between.
            let gap = one.last..pair.0.first.saturating_sub(1);
            let near = gap.len() <= 3
                && gap.clone().all(|k| {
                    look.kind(k) == Some(TokenKind::Word) && !look.capital(k)
                        || look.text(k) == "," && k + 1 == gap.end
                })
                && !gap.clone().any(|k| {
                    matches!(
                        look.word(k),
                        "a" | "per" | "an" | "in" | "and" | "on" | "over" | "more"
                    )
                });
            near.then_some((at, pair.1.last, *one, way))
        });
    let behind = || {
        let one = amounts.get(i + 2).filter(|one| fits(one))?;
        let first = pair.1.last;
        let comma = (first..one.first).find(|&k| look.text(k) == ",")?;
        let words: Vec<&str> = (comma + 1..one.first).map(|k| look.word(k)).collect();
        let way = match words.as_slice() {
            ["up" | "down"] | ["up" | "down", "by"] => verb(words.first()?)?,
            ["a" | "an", noun, "of"] => verb(noun)?,
            _ => return None,
        };
        let closed = (one.last..one.last + 3).find(|&k| mark(look, k)).is_some();
        (comma - first <= 3 && plain(look, first, comma) && closed).then_some((
            pair.0.first - 1,
            one.last,
            *one,
            way,
        ))
    };
    let (first, last, one, way) = before.or_else(behind)?;
    let moved = if to.number > from.number {
        Direction::Up
    } else {
        Direction::Down
    };
    // Exact counts are meant to the last digit below a thousand; above, to the digit that is printed.
    let step = |one: &Amount| {
        let round = one.number >= 1000.0 || one.number.fract() != 0.0 || one.kind == Kind::Points;
        if round { one.half_step } else { 0.5 }
    };
    let slack = step(&one) + step(from) + step(to);
    (way == moved).then_some((
        first,
        last,
        Told {
            number: one.number,
            lowest: one.lowest - slack,
            highest: one.highest + slack,
        },
    ))
}
