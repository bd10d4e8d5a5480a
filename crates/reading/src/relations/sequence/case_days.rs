//! An act and the deed it answers in one sentence, each with a day of its own: "on Monday 10 November arrested two men over a
//! robbery at a bank on Wednesday 12 November"; and the steps of a case that one sentence or two tell with their doers:
//! "found the nurse guilty on 20 October. Judge Rios sentenced her on 13 October".

use copydesk_draft::DayRange;

use super::{Ground, mark, stands};
use super::{Pair, Tie};
use crate::dates::{Date, Granularity};
use crate::lists::List;
use crate::numbers::lexeme::Look;
use crate::sentence::Sentence;

/// Words of what is planned, of another case, or of a verdict without the accused.
fn is_otherwise(word: &str) -> bool {
    matches!(
        word,
        "will"
            | "would"
            | "plot"
            | "plots"
            | "plotting"
            | "planning"
            | "planned"
            | "upcoming"
            | "scheduled"
            | "ahead"
            | "could"
            | "may"
            | "another"
            | "again"
            | "absentia"
            | "appeal"
            | "retrial"
            | "if"
            | "due"
            | "new"
            | "second"
            | "third"
            | "previous"
            | "similar"
            | "anniversary"
            | "earlier"
            | "other"
            | "separate"
    )
}

/// Finds them.
pub(super) fn find(ground: &Ground<'_, '_>, out: &mut Vec<Pair>) {
    for (number, sentence) in ground.cx.sentences.iter().enumerate() {
        if !ground.in_body(sentence) || ground.dates_in(sentence.span).is_empty() {
            continue;
        }
        over(ground, sentence, out);
        let before = number
            .checked_sub(1)
            .and_then(|k| ground.cx.sentences.get(k))
            .filter(|other| other.block == sentence.block);
        steps(ground, before, sentence, out);
        if let Some(before) = before {
            buried(ground, before, sentence, out);
        }
    }
}

/// "was pulled from the ruins on 5 September. The earthquake had struck on 7 September": out of what fell later.
fn buried(ground: &Ground<'_, '_>, before: &Sentence, sentence: &Sentence, out: &mut Vec<Pair>) {
    let ([rescue], [event]) = (ground.dates_in(before.span), ground.dates_in(sentence.span)) else {
        return;
    };
    let (Some(saved), Some(fell)) = (day(rescue), day(event)) else {
        return;
    };
    let (told, look) = (ground.look(before), ground.look(sentence));
    let freed = (told.first..told.end).any(|i| {
        matches!(
            told.word(i),
            "pulled" | "rescued" | "dug" | "freed" | "recovered" | "lifted" | "found"
        )
    }) && (told.first..told.end)
        .any(|i| matches!(told.word(i), "rubble" | "ruins" | "wreckage" | "debris"));
    let struck = look.word(look.first) == "the"
        && (look.first + 1..look.first + 4).any(|i| {
            matches!(
                look.word(i),
                "earthquake"
                    | "quake"
                    | "tremor"
                    | "explosion"
                    | "blast"
                    | "landslide"
                    | "avalanche"
                    | "building"
                    | "block"
                    | "bridge"
                    | "collapse"
                    | "tornado"
                    | "cyclone"
            )
        })
        && (look.first..look.end).any(|i| {
            matches!(
                look.word(i),
                "struck" | "hit" | "collapsed" | "fell" | "destroyed" | "toppled" | "happened"
            )
        });
    let again = |i: &str| matches!(i, "aftershock" | "aftershocks") || is_otherwise(i);
    if freed && struck && !stands(&told, again) && !stands(&look, again) {
        out.push(Pair::of_days(
            (event.span, fell),
            (rescue.span, saved),
            Tie::Stages,
        ));
    }
}

/// A day, or the month and year that is all that is told.
fn time(date: &Date) -> Option<DayRange> {
    day(date).or_else(|| {
        (date.granularity == Granularity::Month && date.length.is_none())
            .then_some(date.day)
            .flatten()
    })
}

fn day(date: &Date) -> Option<DayRange> {
    (date.granularity == Granularity::Day && date.length.is_none())
        .then_some(date.day)
        .flatten()
}

/// The two days of a sentence, and the token at which the second is told; a length of time that the day behind its comma only
/// repeats is none of its own: "a day later, on Wednesday".
fn two_days<'g>(
    ground: &Ground<'g, '_>,
    sentence: &Sentence,
) -> Option<(&'g Date, &'g Date, usize)> {
    let start = |date: &Date| ground.tokens(date.span).0;
    match ground.dates_in(sentence.span) {
        [a, b] => Some((a, b, start(b))),
        [a, later, b] => {
            let look = ground.look(sentence);
            let (first, end) = ground.tokens(later.span);
            let on = usize::from(look.word(end + 1) == "on");
            (is_later(&look, later, end)
                && look.text(end) == ","
                && end + 1 + on == start(b)
                && day(b) == later.day)
                .then_some((a, b, first))
        }
        _ => None,
    }
}

/// "a day later", "two nights later".
fn is_later(look: &Look<'_, '_>, date: &Date, end: usize) -> bool {
    date.length.is_some() && date.granularity == Granularity::Day && look.before(end, 1) == "later"
}

/// "on Monday arrested two men over a robbery at a bank in the town on Wednesday".
fn over(ground: &Ground<'_, '_>, sentence: &Sentence, out: &mut Vec<Pair>) {
    let cx = ground.cx;
    let look = ground.look(sentence);
    let Some((a, b, at)) = two_days(ground, sentence) else {
        return;
    };
    if stands(&look, is_otherwise) {
        return;
    }
    let (first, end) = ground.tokens(a.span);
    let Some(act) = (look.first..at).find(|&i| cx.phrase(i, List::ActVerb).is_some()) else {
        return;
    };
    // "On Monday police arrested", "on Monday arrested", "were arrested on Monday".
    let own = first < act && (first <= look.first + 1 || act - end <= 3)
        || first > act && first - act <= 9 && matches!(look.before(first, 1), "on" | "in");
    if !own {
        return;
    }
    let link = (act.max(end)..at).find(|&i| {
        matches!(look.word(i), "over" | "for" | "after" | "following")
            || look.word(i) == "connection" && look.word(i + 1) == "with"
            || look.word(i) == "with" && look.before(i, 1) != "connection" && i <= act.max(end) + 1
    });
    let Some(link) = link else { return };
    let deed = (link + 1..link + 7)
        .take_while(|&i| i < at && !mark(&look, i))
        .find(|&i| cx.is(i, List::HarmEvent) || cx.is(i, List::CrimeNoun));
    let Some(deed) = deed else { return };
    let (begins, last) = ground.tokens(b.span);
    // "the robbery of a shop a day later": no preposition, and no verb between to which the time belongs.
    let counted = is_later(&look, b, last);
    let later = at < begins || counted;
    let told = if later {
        !(deed + 1..at).any(|i| {
            cx.is(i, List::PastForm)
                || look.word(i).ends_with("ed")
                || look.word(i).ends_with("ing")
                || matches!(look.word(i), "and" | "but" | "or" | "to" | "then")
        })
    } else {
        matches!(look.before(at, 1), "on" | "in")
    };
    let straight = at - deed <= 12
        && told
        && !(deed..at).any(|i| {
            mark(&look, i)
                || matches!(
                    look.word(i),
                    "who" | "since" | "before" | "until" | "by" | "from" | "when" | "said"
                )
        });
    let then = if counted { b.day } else { time(b) };
    if straight && let (Some(act), Some(deed)) = (time(a), then) {
        // "Monday's" in a week of its own may be the one before.
        let named = a.name.is_some() && b.name.is_some();
        // Of months the year must be told.
        let dated = |from: usize, to: usize| {
            (from..to).any(|i| super::year(look.text(i)).is_some() || look.word(i) == "year")
        };
        let named = later
            || named
                && ([a, b].iter().all(|one| one.granularity == Granularity::Day)
                    || dated(first, end) && dated(at, last));
        let near = deed.first.days_since(act.last) <= 160;
        if named && near {
            out.push(Pair::of_days((b.span, deed), (a.span, act), Tie::Over));
        }
    }
}

/// A verdict or a sentence of the court with its day: its place, the verb, the date.
fn step<'g>(
    ground: &'g Ground<'g, '_>,
    sentence: &Sentence,
    from: usize,
    to: usize,
) -> Option<(u8, usize, &'g Date, DayRange)> {
    let cx = ground.cx;
    let look = ground.look(sentence);
    let verb = (from..to).find_map(|i| {
        let guilty = look.word(i) == "found"
            && (i + 1..i + 8)
                .take_while(|&k| k < to && !mark(&look, k))
                .any(|k| look.word(k) == "guilty");
        let told = |list: List| cx.phrase(i, list).is_some();
        if guilty || told(List::VerdictStep) || told(List::VerdictGiven) {
            return Some((0, i));
        }
        (told(List::SentenceStep) || told(List::SentenceGiven)).then_some((1, i))
    })?;
    let date = ground.dates_in(sentence.span).iter().find(|date| {
        let (first, end) = ground.tokens(date.span);
        first >= from
            && end <= to
            && matches!(look.before(first, 1), "on" | "until")
            && (first > verb.1 && first - verb.1 <= 14 || end == verb.1)
            && !(verb.1..first).any(|i| {
                matches!(
                    look.word(i),
                    "who" | "which" | "after" | "before" | "since" | "committed" | "killing"
                )
            })
    })?;
    Some((verb.0, verb.1, date, day(date)?))
}

/// Both in one sentence with a semicolon, or in two; the second takes up the person of the first.
fn steps(
    ground: &Ground<'_, '_>,
    before: Option<&Sentence>,
    sentence: &Sentence,
    out: &mut Vec<Pair>,
) {
    let look = ground.look(sentence);
    if stands(&look, is_otherwise) || stands(&look, |word| matches!(word, "later")) {
        return;
    }
    let halves = (look.first..look.end).find(|&i| look.text(i) == ";");
    let pair = match (halves, before) {
        (Some(cut), _) => step(ground, sentence, look.first, cut)
            .zip(step(ground, sentence, cut, look.end))
            .map(|(a, b)| (a, b, look.first)),
        (None, Some(before)) => {
            let other = ground.look(before);
            if stands(&other, is_otherwise) {
                return;
            }
            step(ground, before, other.first, other.end)
                .zip(step(ground, sentence, look.first, look.end))
                .map(|(a, b)| (a, b, other.first))
        }
        (None, None) => None,
    };
    let Some(((x, _, first, day), (y, verb, second, then), from)) = pair else {
        return;
    };
    if x == y {
        return;
    }
    // "sentenced her", "It sentenced the driver" of whom the first tells, "the jury did not reach its verdict".
    let end = look.end;
    let cx = ground.cx;
    let whom = (verb..verb + 4).any(|i| matches!(look.word(i), "him" | "her" | "them"))
        || (look.first..verb).any(|i| matches!(look.word(i), "he" | "she" | "they"))
        || (verb..verb + 4).any(|i| matches!(look.word(i), "its" | "verdict"))
        || (verb + 1..end.min(verb + 6)).any(|i| {
            look.word(i).len() > 3
                && cx.is(i, List::PersonNoun)
                && (from..look.first).any(|k| cx.folded(k) == look.word(i))
        });
    if !whom {
        return;
    }
    let (earlier, later) = if x < y {
        ((first.span, day), (second.span, then))
    } else {
        ((second.span, then), (first.span, day))
    };
    out.push(Pair::of_days(earlier, later, Tie::Stages));
}
