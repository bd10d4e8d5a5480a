//! Police who ask about a deed before it was done, told far apart: "died on Friday, 10 February 2023 … was questioned over
//! the fire on Wednesday, 8 February".

use copydesk_draft::{DayRange, Span};

use super::Ground;
use super::{Pair, Tie};
use crate::dates::Granularity;
use crate::lists::List;
use crate::sentence::Sentence;

/// A day of the calendar with its bytes.
type Day = (Span, DayRange);

/// The days of the calendar that a sentence names.
fn days(ground: &Ground<'_, '_>, sentence: &Sentence) -> Vec<Day> {
    ground
        .dates_in(sentence.span)
        .iter()
        .filter(|date| date.granularity == Granularity::Day)
        .filter_map(|date| ground.calendar_day(date).map(|day| (date.span, day)))
        .collect()
}

/// Finds them.
pub(super) fn find(ground: &Ground<'_, '_>, out: &mut Vec<Pair>) {
    let cx = ground.cx;
    let mut acts: Vec<(Day, u32)> = Vec::new();
    let mut deeds: Vec<Day> = Vec::new();
    for (number, sentence) in (0u32..).zip(cx.sentences.iter()) {
        if !ground.in_body(sentence) {
            continue;
        }
        let own = days(ground, sentence);
        let [day] = own.as_slice() else { continue };
        let tokens = || cx.sentence_tokens(number);
        let asked = tokens().any(|i| {
            matches!(
                cx.folded(i),
                "questioned"
                    | "arrested"
                    | "detained"
                    | "charged"
                    | "custody"
                    | "interviewed"
                    | "held"
            )
        });
        let about = tokens().any(|i| {
            matches!(cx.folded(i), "over" | "about" | "for" | "with")
                && cx.folded(i + 1) == "the"
                && matches!(
                    cx.folded(i + 2),
                    "fire"
                        | "blaze"
                        | "stabbing"
                        | "shooting"
                        | "killing"
                        | "murder"
                        | "attack"
                        | "explosion"
                        | "crash"
                        | "robbery"
                        | "arson"
                        | "death"
                        | "deaths"
                        | "bombing"
                        | "blast"
                        | "burning"
                )
        });
        let fatal = tokens().any(|i| {
            cx.is(i, List::DieVerb)
                || cx.is(i, List::KillVerb)
                || matches!(
                    cx.folded(i),
                    "murdering" | "killing" | "stabbed" | "shot" | "stabbing"
                )
        });
        // Told of another time, or of what is still to come, it fixes no day.
        let other = tokens().any(|i| {
            matches!(
                cx.folded(i),
                "earlier"
                    | "previous"
                    | "another"
                    | "will"
                    | "second"
                    | "separate"
                    | "similar"
                    | "released"
            )
        });
        if other {
            continue;
        }
        if asked && about {
            acts.push((*day, number));
        } else if fatal && !asked {
            deeds.push(*day);
        }
    }
    let Some(first) = deeds.first() else { return };
    // One deed, one day.
    if deeds.iter().any(|deed| deed.1 != first.1) {
        return;
    }
    for (act, _) in acts {
        let before = first.1.first.days_since(act.1.last);
        let known = out
            .iter()
            .any(|pair| pair.first == act.0 || pair.second == act.0);
        if (1..=60).contains(&before) && !known {
            out.push(Pair::of_days(*first, act, Tie::Over));
        }
    }
}
