//! Papers of a kind beside all of them, the votes of two sides beside all who voted, and those who came beside those who stayed
//! away: "Of the 412,000 ballots cast, 398,000 were valid and 24,000 spoiled", "won with 61,200 votes to 48,900. In all, 104,000
//! people voted", "Turnout reached 71 percent, although 39 percent of those entitled to vote stayed at home".

use copydesk_draft::Span;
use copydesk_draft::layer::Cell;

use super::words::{cast, stayed_away};
use super::{Row, Share, percentages};
use crate::numbers::lexeme::Look;
use crate::numbers::{Number, Role};
use crate::relations::{Ground, mark, year};
use crate::sentence::Sentence;

/// Adds what the sentence of number `i` tells, with the next where that has the count of all.
pub(super) fn find(ground: &Ground<'_, '_>, i: usize, sentence: &Sentence, table: &mut Vec<Row>) {
    let look = ground.look(sentence);
    if !ground.in_body(sentence) {
        return;
    }
    let numbers: Vec<&Number> = ground
        .numbers_in(sentence.span)
        .iter()
        .filter(|one| one.role == Role::Cardinal && one.number >= 50.0 && !one.year_like)
        .collect();
    kinds(&look, &numbers, table);
    sides(ground, i, &look, &numbers, table);
    both_ways(ground, &look, sentence.span, table);
}

/// Least and largest of a count.
fn range(one: &Number) -> (f64, f64) {
    let step = one.half_step.min(one.number * 0.02);
    (one.lowest - step, one.highest + step)
}

fn push_sum(parts: [&Number; 2], whole: &Number, table: &mut Vec<Row>) {
    let [a, b] = parts;
    let least = range(a).0 + range(b).0;
    let most = range(whole).1;
    if least <= most * 1.0005 || least > most * 3.0 || !most.is_finite() {
        return;
    }
    let span = [a.span, b.span].iter().fold(whole.span, |all, part| {
        Span::new(all.start.min(part.start), all.end.max(part.end))
    });
    table.push((
        span,
        [
            Cell::Absent,
            Cell::Filled((a.number + b.number).into()),
            Cell::Filled(whole.number.into()),
            Cell::Absent,
            Cell::Absent,
            Cell::Absent,
            Cell::Filled(a.span.to(b.span).into()),
            Cell::Filled(whole.span.into()),
            Cell::Filled(true.into()),
            Cell::Absent,
        ],
    ));
}

/// "Of the 412,000 ballots cast, 398,000 were valid and 24,000 spoiled."
fn kinds(look: &Look<'_, '_>, numbers: &[&Number], table: &mut Vec<Row>) {
    let behind = |one: &Number, words: &[&str]| {
        let last = one.tokens.1 as usize;
        (last..last + 5)
            .take_while(|&i| !mark(look, i) && !look.is_figure(i) && look.word(i) != "and")
            .any(|i| words.contains(&look.word(i)))
    };
    let all = |one: &&&Number| {
        behind(
            one,
            &["cast", "counted", "papers", "ballots", "votes", "slips"],
        ) && !behind(one, &["valid", "spoiled", "spoilt", "invalid", "blank"])
    };
    let valid = numbers.iter().find(|one| behind(one, &["valid", "good"]));
    let lost = numbers.iter().find(|one| {
        behind(
            one,
            &["spoiled", "spoilt", "invalid", "void", "rejected", "blank"],
        )
    });
    if let (Some(whole), Some(valid), Some(lost)) = (numbers.iter().find(all), valid, lost)
        && whole.span != valid.span
        && whole.span != lost.span
        && valid.span != lost.span
    {
        push_sum([valid, lost], whole, table);
    }
}

/// "won with 61,200 votes to 48,900 for the mayor. In all, 104,000 people voted."
fn sides(
    ground: &Ground<'_, '_>,
    i: usize,
    look: &Look<'_, '_>,
    numbers: &[&Number],
    table: &mut Vec<Row>,
) {
    let pair = numbers.windows(2).find_map(|pair| {
        let [a, b] = pair else { return None };
        let (last, first) = (a.tokens.1 as usize, b.tokens.0 as usize);
        let votes = usize::from(matches!(look.word(last), "votes" | "ballots"));
        let named = votes == 1 || matches!(look.word(b.tokens.1 as usize), "votes" | "ballots");
        let set_against = first == last + votes + 1
            && matches!(look.word(first - 1), "to" | "against" | "–" | "-");
        (named && set_against).then_some([*a, *b])
    });
    let Some([a, b]) = pair else { return };
    let all_of = |look: &Look<'_, '_>, one: &Number| {
        let last = one.tokens.1 as usize;
        let noun = matches!(
            look.word(last),
            "people" | "voters" | "electors" | "members" | "ballots" | "votes" | "papers"
        );
        noun && (last + 1..last + 4)
            .take_while(|&k| !mark(look, k))
            .any(|k| cast(look, k) && !matches!(look.word(k), "votes" | "ballots"))
            && !(look.first..look.end).any(|k| {
                matches!(
                    look.word(k),
                    "first" | "last" | "abroad" | "post" | "early" | "advance" | "more" | "fewer"
                ) || year(look.text(k)).is_some()
            })
    };
    let cx = ground.cx;
    let number = |one: &&Number| one.role == Role::Cardinal && one.number >= 50.0;
    let own = numbers
        .iter()
        .copied()
        .find(|one| one.span != a.span && one.span != b.span && all_of(look, one));
    let beside = || {
        let next = cx.sentences.get(i + 1)?;
        let then = ground.look(next);
        let found = ground
            .numbers_in(next.span)
            .iter()
            .filter(number)
            .find(|one| all_of(&then, one))?;
        (next.block == cx.sentences.get(i)?.block).then_some(found)
    };
    if let Some(whole) = own.or_else(beside) {
        push_sum([a, b], whole, table);
    }
}

/// "Turnout reached 71 percent, although 39 percent of those entitled to vote stayed at home."
fn both_ways(ground: &Ground<'_, '_>, look: &Look<'_, '_>, span: Span, table: &mut Vec<Row>) {
    let shares = percentages(ground, span);
    let [a, b] = shares.as_slice() else { return };
    let away = |share: &Share| {
        let (_, last) = ground.tokens(share.span);
        (last..last + 9)
            .take_while(|&k| k < look.end && !mark(look, k) && look.word(k) != "and")
            .any(|k| stayed_away(look, k))
    };
    let came = |share: &Share| {
        let (first, last) = ground.tokens(share.span);
        (1..=4).any(|back| look.before(first, back) == "turnout")
            || look.word(last) == "turnout"
            || (last..last + 7)
                .take_while(|&k| k < look.end && !mark(look, k) && look.word(k) != "and")
                .any(|k| cast(look, k) && !stayed_away(look, k))
    };
    let (came, away) = if came(a) && away(b) {
        (a, b)
    } else if away(a) && came(b) {
        (b, a)
    } else {
        return;
    };
    let other = (look.first..look.end).any(|k| {
        matches!(
            look.word(k),
            "last"
                | "previous"
                | "among"
                | "women"
                | "men"
                | "compared"
                | "than"
                | "ago"
                | "young"
                | "blank"
                | "spoiled"
                | "spoilt"
        ) || year(look.text(k)).is_some()
    });
    let least = came.range.0 + away.range.0;
    let most = came.range.1 + away.range.1;
    let apart = if least > 100.0 {
        least - 100.0
    } else {
        (100.0 - most).max(0.0)
    };
    if other {
        return;
    }
    let whole = Span::new(
        came.span.start.min(away.span.start),
        came.span.end.max(away.span.end),
    );
    table.push((
        whole,
        [
            Cell::Filled(came.number.into()),
            Cell::Absent,
            Cell::Absent,
            Cell::Absent,
            Cell::Filled(apart.into()),
            Cell::Filled(came.span.into()),
            Cell::Absent,
            Cell::Absent,
            Cell::Filled(false.into()),
            Cell::Filled(away.number.into()),
        ],
    ));
}
