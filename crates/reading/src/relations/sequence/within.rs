//! Orders told within one sentence: a sentence before its deed, a prison term before its charge, a closing before its opening.

use super::ordered::Side;
use super::{Pair, Tie};
use crate::dates::{Date, Granularity};
use crate::lists::List;
use crate::token::TokenKind;

/// "sentenced in May 2023 to nine years for a robbery that took place in August 2023".
pub(super) fn deed_within(side: &Side<'_, '_>, out: &mut Vec<Pair>) {
    let (cx, look) = (side.ground.cx, &side.look);
    if side.any(|word| {
        matches!(
            word,
            "would"
                | "plot"
                | "plotting"
                | "planning"
                | "planned"
                | "conspiring"
                | "conspiracy"
                | "threatening"
                | "if"
                | "again"
                | "due"
        )
    }) {
        return;
    }
    let Some(act) = (look.first..look.end).find(|&i| cx.phrase(i, List::ActVerb).is_some()) else {
        return;
    };
    let fixed = |date: &&Date| {
        let (first, end) = side.ground.tokens(date.span);
        matches!(
            date.granularity,
            Granularity::Day | Granularity::Month | Granularity::Year
        ) && date.length.is_none()
            && (date.weekday.is_some()
                || (first..end).any(|k| cx.kind(k) == Some(TokenKind::Number)))
    };
    let dates = side.ground.dates_in(side.sentence.span);
    let at = |date: &Date| cx.token_at(date.span.start);
    // The act's own day stands at the verb, the deed's behind "for", "over", "with".
    let own = dates.iter().filter(fixed).find(|date| {
        let first = at(date);
        first > act && first <= act + 4 && matches!(look.before(first, 1), "on" | "in")
    });
    let Some(own) = own else { return };
    let (_, end) = side.ground.tokens(own.span);
    let link = (end..look.end.min(end + 8)).find(|&i| {
        matches!(look.word(i), "for" | "over" | "with" | "of")
            || look.word(i) == "in" && look.word(i + 1) == "connection"
    });
    // "resigned in 2016 and was appointed head of the board in 2019": another act.
    let link = link.filter(|&link| {
        !(end..link).any(|k| look.word(k) == "and" && cx.is(k + 1, List::Auxiliary))
    });
    let Some(link) = link else { return };
    // "A man arrested on Tuesday over a fire was released on Thursday": the sentence's own verb tells of that day.
    let reduced = !(look.first..act).any(|k| cx.is(k, List::Auxiliary));
    let own_verb = |first: usize| {
        reduced
            && (link..first).any(|k| {
                cx.is(k, List::Auxiliary)
                    && !(link..k)
                        .any(|c| matches!(look.word(c), "which" | "that" | "who" | "where"))
            })
    };
    let deed = dates.iter().filter(fixed).find(|date| {
        let first = at(date);
        if own_verb(first) {
            return false;
        }
        // "over the robbery of 5 March"
        let of_day = look.before(first, 1) == "of"
            && first
                .checked_sub(2)
                .is_some_and(|k| cx.is(k, List::HarmEvent) || cx.is(k, List::CrimeNoun));
        first > link + 1
            && first <= link + 16
            && (matches!(look.before(first, 1), "on" | "in") || of_day)
            && !(link..first).any(|k| look.word(k) == "will")
            && !(link..first).any(|k| {
                // "with the murder, which took place on Wednesday"
                let deed = look.text(k) == ","
                    && look.word(k + 1) == "which"
                    && matches!(look.word(k + 2), "took" | "happened" | "occurred");
                matches!(look.text(k), ";" | ":" | ",") && !deed
                    || matches!(
                        look.word(k),
                        "and"
                            | "but"
                            | "until"
                            | "since"
                            | "before"
                            | "after"
                            | "then"
                            | "years"
                            | "to"
                    )
            })
    });
    if let Some(deed) = deed
        && let (Some(day), Some(cause)) = (own.day, deed.day)
    {
        out.push(Pair::of_days(
            (deed.span, cause),
            (own.span, day),
            Tie::Over,
        ));
    }
}

/// "Sent to prison in 2016, the banker was first charged in 2019"; "Convicted in March, she went on trial in June".
pub(super) fn steps_within(side: &Side<'_, '_>, out: &mut Vec<Pair>) {
    let (cx, look) = (side.ground.cx, &side.look);
    if side.any(|word| {
        matches!(
            word,
            "will"
                | "would"
                | "again"
                | "another"
                | "second"
                | "new"
                | "appeal"
                | "retrial"
                | "separate"
                | "other"
                | "had"
                | "if"
                | "further"
                | "more"
                | "fresh"
                | "different"
                | "unrelated"
                | "civil"
                | "due"
                | "later"
                | "also"
                | "retried"
                | "still"
        )
    }) {
        return;
    }
    // The participle at the head, or set off behind its subject.
    let head = (look.first..look.end).find(|&i| {
        cx.phrase(i, List::CaseParticiple).is_some()
            && (i == look.first
                || look.before(i, 1) == ","
                || look.before(i, 1) == "was" && look.before(i, 2) == "who")
    });
    let Some(head) = head else { return };
    let dates = side.ground.dates_in(side.sentence.span);
    let at = |date: &Date| cx.token_at(date.span.start);
    let mut behind = dates.iter().filter(|date| at(date) > head);
    let Some(ended) = behind
        .next()
        .filter(|date| at(date) <= head + 5 && matches!(look.before(at(date), 1), "in" | "on"))
    else {
        return;
    };
    let (_, end) = side.ground.tokens(ended.span);
    let Some(begun) = behind.next().filter(|date| {
        date.granularity == ended.granularity && matches!(look.before(at(date), 1), "in" | "on")
    }) else {
        return;
    };
    let to = at(begun);
    // "Convicted in June 2023 of the theft of a ring, Barlow …"
    let closed = (end..end + 10).find(|&k| super::mark(look, k));
    if closed.is_none_or(|k| look.text(k) != ",")
        || to > end + 24
        || (end + 1..to).any(|k| matches!(look.text(k), ";" | ":"))
    {
        return;
    }
    let step = (end..to).find(|&i| {
        let first =
            (1..=2).any(|back| look.before(i, back) == "first") || look.word(i + 1) == "first";
        let charged = first
            && matches!(
                look.word(i),
                "charged" | "arrested" | "indicted" | "detained" | "accused"
            );
        let tried = look.word(i) == "trial" && look.before(i, 1) != "mis"
            || look.word(i) == "tried" && matches!(look.before(i, 1), "was" | "were");
        charged || tried
    });
    if let (Some(_), Some(late), Some(early)) = (
        step,
        side.ground.calendar_day(ended),
        side.ground.calendar_day(begun),
    ) {
        out.push(Pair::of_days(
            (begun.span, early),
            (ended.span, late),
            Tie::Stages,
        ));
    }
}

/// "closed on 1 April, two weeks after it opened on 20 April".
pub(super) fn after(side: &Side<'_, '_>, out: &mut Vec<Pair>) {
    let cx = side.ground.cx;
    if side.any(|word| {
        matches!(
            word,
            "will"
                | "would"
                | "due"
                | "scheduled"
                | "planned"
                | "had"
                | "if"
                | "another"
                | "second"
        )
    }) {
        return;
    }
    for pair in side.ground.dates_in(side.sentence.span).windows(2) {
        let [a, b] = pair else { continue };
        let plain = |date: &Date| {
            let (first, end) = side.ground.tokens(date.span);
            date.granularity == a.granularity
                && matches!(
                    date.granularity,
                    Granularity::Day | Granularity::Month | Granularity::Year
                )
                && date.length.is_none()
                && (first..end).any(|k| cx.kind(k) == Some(TokenKind::Number))
        };
        let (_, end) = side.ground.tokens(a.span);
        let first = cx.token_at(b.span.start);
        let Some(link) = (end..first).find(|&k| matches!(side.look.word(k), "after" | "before"))
        else {
            continue;
        };
        // Of months and years only what stands side by side: "in 2014 after his arrest in 2017".
        let (reach, far) = if a.granularity == Granularity::Day {
            (8, 14)
        } else {
            (1, 8)
        };
        let near = link - end <= reach
            && !(end..link).any(|k| side.look.text(k) == ";")
            && first - link <= far
            && matches!(side.look.before(first, 1), "on" | "," | "in")
            && !(link..first).any(|k| {
                matches!(side.look.text(k), "," | ";")
                    || k > link
                        && matches!(
                            side.look.word(k),
                            "that"
                                | "which"
                                | "who"
                                | "since"
                                | "until"
                                | "before"
                                | "after"
                                | "and"
                        )
            });
        if let (true, true, true, Some(x), Some(y)) = (near, plain(a), plain(b), a.day, b.day) {
            let after = side.look.word(link) == "after";
            let (early, late) = if after { (b, a) } else { (a, b) };
            let lead = if after {
                x.last.days_since(y.first)
            } else {
                y.last.days_since(x.first)
            };
            out.push(Pair {
                first: early.span,
                second: late.span,
                lead: f64::from(lead),
                tie: Tie::Stages,
            });
        }
    }
}
