//! What a headline measures in years, goals or many beside the lede: "jails banker for 12 years" over "ten years in
//! prison", "Chile beat Peru 3-1" over "2-1", "Thousands march" over "about 300 people".

use copydesk_draft::Span;

use super::Ground;
use super::{Claim, Kind, in_lede, shared};
use crate::lists::List;
use crate::numbers::{Number, Role};
use crate::sentence::Sentence;

/// Finds them.
pub(super) fn find(ground: &Ground<'_, '_>, rows: &mut Vec<Claim>) {
    let cx = ground.cx;
    let heads: Vec<&Sentence> = cx
        .sentences
        .iter()
        .filter(|s| ground.in_headline(s))
        .collect();
    for head in heads {
        // A question or a quotation claims nothing.
        if (head.first as usize..head.last as usize).any(|i| cx.word(i) == "?") {
            continue;
        }
        lengths(ground, head, rows);
        scores(ground, head, rows);
        many(ground, head, rows);
    }
}

/// "for 12 years" over "ten years in prison": the one length of each, told of the same.
fn lengths(ground: &Ground<'_, '_>, head: &Sentence, rows: &mut Vec<Claim>) {
    let cx = ground.cx;
    let all = &ground.dates.durations;
    let years = |length: &crate::dates::Length| {
        length.period.map(|period| {
            (
                period.unit.days(),
                period.lowest,
                period.highest,
                period.number,
            )
        })
    };
    let mut own = all.iter().filter(|one| head.span.contains(one.span));
    let (Some(claimed), None) = (own.next(), own.next()) else {
        return;
    };
    let mut lede = all
        .iter()
        .filter(|one| !head.span.contains(one.span) && in_lede(ground, one.span));
    let (Some(told), None) = (lede.next(), lede.next()) else {
        return;
    };
    let (Some(a), Some(b)) = (years(claimed), years(told)) else {
        return;
    };
    let apart = a.2 * a.0 < b.1 * b.0 * 0.999 || b.2 * b.0 < a.1 * a.0 * 0.999;
    let Some(sentence) = cx.sentence(cx.sentence_at(told.span.start)) else {
        return;
    };
    // Elsewhere in the draft it is told as the headline has it, or the number stands for another thing.
    let again = all.iter().any(|one| {
        !head.span.contains(one.span)
            && years(one)
                .is_some_and(|c| c.1 * c.0 <= a.2 * a.0 * 1.001 && a.1 * a.0 <= c.2 * c.0 * 1.001)
    }) || ground
        .numbers
        .iter()
        .any(|number| number.span.start > head.span.end && (number.number - a.3).abs() < 0.1);
    // A term of jail or of a ban, or the same measure in the same unit.
    let term = |s: &Sentence| {
        (s.first as usize..s.last as usize).any(|i| {
            matches!(
                cx.folded(i),
                "jail"
                    | "jails"
                    | "jailed"
                    | "prison"
                    | "sentence"
                    | "sentences"
                    | "sentenced"
                    | "ban"
                    | "banned"
                    | "bans"
                    | "behind"
                    | "suspended"
                    | "imprisoned"
            )
        })
    };
    let alike = (a.0 - b.0).abs() < 0.1 && term(head) && term(sentence);
    if apart && alike && !again && shared(ground, head, sentence) >= 1 {
        rows.push(Claim {
            span: claimed.span,
            kind: Kind::Deed,
            range: None,
            same: 0,
            derived: false,
            rival: Some((told.span, None)),
        });
    }
}

/// The scores among numbers: two of them beside each other, "3-1".
fn scored(numbers: &[Number]) -> Vec<(Span, (f64, f64))> {
    numbers
        .windows(2)
        .filter_map(|pair| {
            let [a, b] = pair else { return None };
            let both = a.role == Role::Score
                && b.role == Role::Score
                && b.tokens.0 <= a.tokens.1 + 1
                && b.tokens.0 >= a.tokens.1;
            both.then_some((a.span.to(b.span), (a.number, b.number)))
        })
        .collect()
}

/// "beat Peru 3-1" over "beat Peru 2-1": the one score of each, and a team in both.
fn scores(ground: &Ground<'_, '_>, head: &Sentence, rows: &mut Vec<Claim>) {
    let cx = ground.cx;
    let own = scored(ground.numbers_in(head.span));
    let [(claimed, a)] = own.as_slice() else {
        return;
    };
    let body: Vec<_> = scored(ground.numbers)
        .into_iter()
        .filter(|(span, _)| span.start > head.span.end)
        .collect();
    let lede: Vec<_> = body
        .iter()
        .filter(|(span, _)| in_lede(ground, *span))
        .collect();
    let [(told, _)] = lede.as_slice() else { return };
    let again = body.iter().any(|(_, b)| *a == *b || (a.1, a.0) == *b);
    let Some(sentence) = cx.sentence(cx.sentence_at(told.start)) else {
        return;
    };
    if !again && shared(ground, head, sentence) >= 2 {
        rows.push(Claim {
            span: *claimed,
            kind: Kind::Deed,
            range: None,
            same: 0,
            derived: false,
            rival: Some((*told, None)),
        });
    }
}

/// "Thousands march" over "About 300 people marched": many of a kind, and the one count of the lede far below or above.
fn many(ground: &Ground<'_, '_>, head: &Sentence, rows: &mut Vec<Claim>) {
    let cx = ground.cx;
    let Some((claimed, range)) = ground.numbers_in(head.span).iter().find_map(|number| {
        let i = number.core_first as usize;
        let range = match cx.folded(i) {
            "dozens" => (24.0, 200.0),
            "hundreds" => (150.0, 2000.0),
            "thousands" => (1000.0, 100_000.0),
            "millions" => (1_000_000.0, 1e9),
            _ => return None,
        };
        let plain = number.core_last as usize == i + 1;
        plain.then_some((number, range))
    }) else {
        return;
    };
    let next = claimed.tokens.1 as usize;
    let verb = matches!(
        cx.folded(next),
        "march"
            | "protest"
            | "rally"
            | "flee"
            | "evacuated"
            | "homeless"
            | "stranded"
            | "attend"
            | "gather"
            | "demonstrate"
            | "displaced"
            | "mourn"
            | "join"
            | "queue"
            | "arrested"
            | "rescued"
    );
    if !verb {
        return;
    }
    let body = || {
        ground.numbers.iter().filter(|number| {
            number.span.start > head.span.end
                && matches!(number.role, Role::Cardinal | Role::Vague)
                && !number.year_like
        })
    };
    // Told as many anywhere, or by a number that may be it.
    let again = body().any(|number| {
        number.highest.min(number.number * 2.5) >= range.0 && number.lowest <= range.1
            || number.hedge == crate::numbers::Hedge::Vague
    });
    let mut lede = body().filter(|number| in_lede(ground, number.span) && number.number >= 2.0);
    let (Some(told), None) = (lede.next(), lede.next()) else {
        return;
    };
    let (first, last) = (told.tokens.0 as usize, told.tokens.1 as usize);
    let persons = (last..last + 3).any(|i| cx.is(i, List::PersonNoun))
        || (last..last + 3)
            .any(|i| matches!(cx.folded(i), "marched" | "protested" | "rallied" | "fled"));
    let aged = cx.folded(first.saturating_sub(1)) == ",";
    if persons && !aged && !again && told.role == Role::Cardinal {
        rows.push(Claim {
            span: claimed.span,
            kind: Kind::Figure,
            range: Some(range),
            same: 0,
            derived: false,
            rival: Some((
                told.span,
                Some((told.lowest, told.highest.min(told.number * 2.0))),
            )),
        });
    }
}
