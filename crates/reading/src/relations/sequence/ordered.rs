//! Orders told across two sentences: a charge before its deed, a verdict before its trial, helpers before the alarm.

use copydesk_draft::DayRange;

use super::{Ground, stem};
use super::{Pair, Tie, within};
use crate::dates::{Date, Granularity};
use crate::lists::{Bits, List};
use crate::numbers::lexeme::Look;
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// The steps of a case in their order.
const STEPS: [List; 5] = [
    List::ArrestStep,
    List::ChargeStep,
    List::TrialStep,
    List::VerdictStep,
    List::SentenceStep,
];

/// One of two sentences that stand beside each other.
pub(super) struct Side<'g, 'a> {
    pub(super) ground: &'g Ground<'g, 'a>,
    pub(super) sentence: &'g Sentence,
    pub(super) look: Look<'g, 'a>,
}

/// Finds them.
pub(super) fn find(ground: &Ground<'_, '_>, out: &mut Vec<Pair>) {
    for sentence in ground.cx.sentences {
        if ground.in_body(sentence) && ground.dates_in(sentence.span).len() >= 2 {
            let side = Side {
                ground,
                sentence,
                look: ground.look(sentence),
            };
            within::after(&side, out);
            within::deed_within(&side, out);
            within::steps_within(&side, out);
        }
    }
    for pair in ground.cx.sentences.windows(2) {
        let [a, b] = pair else { continue };
        if a.block != b.block || !ground.in_body(a) {
            continue;
        }
        let dated = |one: &Sentence| !ground.dates_in(one.span).is_empty();
        let timed = |one: &Sentence| {
            let times = &ground.dates.times;
            let first = times.partition_point(|time| time.span.start < one.span.start);
            let times = times.get(first..).unwrap_or(&[]).iter();
            times
                .take_while(|time| time.span.start < one.span.end)
                .any(|time| one.span.contains(time.span))
        };
        let (days, times) = (dated(a) && dated(b), timed(a) && timed(b));
        if !days && !times {
            continue;
        }
        let side = |sentence| Side {
            ground,
            sentence,
            look: ground.look(sentence),
        };
        let (a, b) = (side(a), side(b));
        if days {
            burial(&a, &b, out);
            speech(&a, &b, out);
            deed_behind_act(&a, &b, out);
            act_behind_deed(&a, &b, out);
            steps(&a, &b, out);
        }
        if times {
            take_off(&a, &b, out);
            alarm(&a, &b, out);
        }
    }
}

impl<'g> Side<'g, '_> {
    pub(super) fn any(&self, is: impl Fn(&str) -> bool) -> bool {
        (self.look.first..self.look.end).any(|i| is(self.look.word(i)))
    }

    /// The first day of the calendar that begins within `reach` tokens behind token `i`, with no other clause between.
    pub(super) fn day_behind(&self, i: usize, reach: usize) -> Option<(&'g Date, DayRange)> {
        let cx = self.ground.cx;
        self.ground
            .dates_in(self.sentence.span)
            .iter()
            .find(|date| {
                let first = cx.token_at(date.span.start);
                first > i
                    && first <= i + reach
                    && !(i..first).any(|k| {
                        matches!(self.look.text(k), ";" | ":")
                            || matches!(
                                self.look.word(k),
                                "before" | "after" | "until" | "since" | "who" | "which" | "by"
                            )
                    })
            })
            .filter(|date| date.granularity == Granularity::Day)
            .and_then(|date| self.ground.calendar_day(date).map(|day| (date, day)))
    }

    /// "The trial, which had opened on 9 September": the day of the clause right behind the noun.
    pub(super) fn clause_behind(&self, i: usize) -> Option<(&'g Date, DayRange)> {
        let opened = (i + 1..i + 6)
            .find(|&k| matches!(self.look.word(k), "opened" | "begun" | "began" | "started"))?;
        let which = (i + 1..opened).any(|k| matches!(self.look.word(k), "which" | "that"));
        which.then(|| self.day_behind(opened, 4))?
    }

    /// A step of a case with its day.
    pub(super) fn step(&self) -> Option<(usize, &'g Date, DayRange)> {
        let cx = self.ground.cx;
        (self.look.first..self.look.end).find_map(|i| {
            const ANY: Bits = Bits::of(&STEPS);
            let rank = STEPS
                .iter()
                .filter(|_| cx.may_begin(i, ANY))
                .position(|list| cx.phrase(i, *list).is_some())?;
            // "The trial opened on", "Guilty verdicts were handed down on"
            let (date, day) = self.day_behind(i, 12).or_else(|| self.clause_behind(i))?;
            Some((rank, date, day))
        })
    }
}

/// "The funeral was held on 3 June. She died on 7 June."
fn burial(a: &Side<'_, '_>, b: &Side<'_, '_>, out: &mut Vec<Pair>) {
    let cx = a.ground.cx;
    let at = |side: &Side<'_, '_>, list| {
        (side.look.first..side.look.end).find(|&i| cx.phrase(i, list).is_some())
    };
    let pronoun = matches!(b.look.word(b.look.first), "he" | "she");
    if !pronoun
        || a.any(|word| matches!(word, "will" | "would" | "another"))
        || b.any(|word| matches!(word, "had" | "will" | "would"))
    {
        return;
    }
    if let (Some(buried), Some(died)) = (at(a, List::BurialStage), at(b, List::DeathStage))
        && let (Some((second, late)), Some((first, early))) =
            (a.day_behind(buried, 8), b.day_behind(died, 8))
    {
        out.push(Pair::of_days(
            (first.span, early),
            (second.span, late),
            Tie::Stages,
        ));
    }
}

/// "He died on 3 May 2019. In June 2019 he told a newspaper …"
fn speech(a: &Side<'_, '_>, b: &Side<'_, '_>, out: &mut Vec<Pair>) {
    let (cx, look) = (a.ground.cx, &a.look);
    let Some(died) = (look.first + 1..look.end.min(look.first + 8)).find(|&i| {
        cx.phrase(i, List::DeathStage).is_some()
            && (matches!(look.word(i - 1), "he" | "she") || look.capital(i - 1))
    }) else {
        return;
    };
    let kin = (look.first..look.end).any(|i| cx.is(i, List::Kinship));
    if kin || b.any(|word| matches!(word, "posthumously" | "medium" | "character" | "ghost")) {
        return;
    }
    let said = (b.look.first..b.look.end.min(b.look.first + 8)).find(|&i| {
        matches!(b.look.word(i), "he" | "she")
            && (matches!(b.look.word(i + 1), "told" | "said" | "wrote")
                || cx.phrase(i + 1, List::ReportingVerb).is_some())
    });
    let early = b.ground.dates_in(b.sentence.span).iter().find_map(|date| {
        let near = cx.token_at(date.span.start) <= b.look.first + 2;
        b.ground
            .calendar_day(date)
            .filter(|_| near)
            .map(|day| (date.span, day))
    });
    if let (Some(_), Some((death, late)), Some(spoken)) = (said, a.day_behind(died, 6), early) {
        out.push(Pair::of_days(spoken, (death.span, late), Tie::Death));
    }
}

/// "The plane landed at 6 p.m. It had taken off at 7 p.m. the same day."
fn take_off(a: &Side<'_, '_>, b: &Side<'_, '_>, out: &mut Vec<Pair>) {
    let cx = a.ground.cx;
    let has = |side: &Side<'_, '_>, list| {
        (side.look.first..side.look.end).any(|i| cx.phrase(i, list).is_some())
    };
    let time = |side: &Side<'_, '_>| {
        a.ground
            .dates
            .times
            .iter()
            .find(|time| side.sentence.span.contains(time.span))
            .map(|time| (time.span, time.minute, time.zone.is_some()))
    };
    let dates = a.ground.dates_in(b.sentence.span);
    let same_day = dates.is_empty()
        || dates
            .iter()
            .all(|date| date.span.text(cx.text).to_lowercase().contains("same "));
    let evening =
        !b.any(|word| matches!(word, "same")) && b.any(|word| matches!(word, "night" | "evening"));
    if !same_day
        || !b.any(|word| matches!(word, "had"))
        || a.any(|word| matches!(word, "local"))
        || b.any(|word| matches!(word, "local"))
        || evening
    {
        return;
    }
    if let (true, true, Some(landed), Some(left)) = (
        has(a, List::ArriveStage),
        has(b, List::DepartStage),
        time(a),
        time(b),
    ) && !landed.2
        && !left.2
        && (landed.1 < 720) == (left.1 < 720)
    {
        out.push(Pair {
            first: left.0,
            second: landed.0,
            lead: (f64::from(landed.1) - f64::from(left.1)) / 1440.0,
            tie: Tie::Time,
        });
    }
}

/// "was charged on 3 June with burning down the chapel. It burned to the ground on 11 June."
fn deed_behind_act(a: &Side<'_, '_>, b: &Side<'_, '_>, out: &mut Vec<Pair>) {
    let (cx, look) = (a.ground.cx, &a.look);
    if a.any(|word| {
        matches!(
            word,
            "plot"
                | "plotting"
                | "planning"
                | "conspiring"
                | "conspiracy"
                | "threatening"
                | "again"
        )
    }) || b.any(|word| {
        matches!(
            word,
            "had" | "would" | "will" | "another" | "second" | "again" | "if" | "trial" | "hearing"
        )
    }) {
        return;
    }
    let Some(act) = (look.first..look.end).find(|&i| cx.phrase(i, List::ActVerb).is_some()) else {
        return;
    };
    let Some((own, own_day)) = a.day_behind(act, 6) else {
        return;
    };
    let Some(link) = (act + 1..look.end.min(act + 12))
        .find(|&i| matches!(look.word(i), "with" | "over" | "for"))
    else {
        return;
    };
    // "with burning down the mill", "with setting fire to the chapel": its verb or its noun.
    let deeds: Vec<&str> = (link + 1..look.end.min(link + 5))
        .take_while(|&i| !super::mark(look, i))
        .filter(|&i| {
            look.kind(i) == Some(TokenKind::Word)
                && (look.word(i).len() > 4
                    || cx.is(i, List::HarmEvent)
                    || cx.is(i, List::CrimeNoun))
                && !cx.is(i, List::Determiner)
                && !cx.is(i, List::Preposition)
        })
        .map(|i| stem(look.word(i)))
        .collect();
    let told = (b.look.first..b.look.end.min(b.look.first + 8))
        .find(|&i| b.look.word(i).len() > 3 && deeds.contains(&stem(b.look.word(i))));
    if let Some(told) = told
        && let Some((date, day)) = b.day_behind(told, 10)
    {
        out.push(Pair::of_days(
            (date.span, day),
            (own.span, own_day),
            Tie::Over,
        ));
    }
}

/// "The bombing happened on 9 March. Two men had been charged with it on 7 March."
fn act_behind_deed(a: &Side<'_, '_>, b: &Side<'_, '_>, out: &mut Vec<Pair>) {
    let (cx, look) = (a.ground.cx, &a.look);
    let other = |word: &str| {
        matches!(
            word,
            "plot"
                | "plotting"
                | "planning"
                | "again"
                | "another"
                | "second"
                | "earlier"
                | "would"
                | "will"
                | "if"
                | "previous"
                | "similar"
                | "also"
        )
    };
    if a.any(other) || b.any(other) {
        return;
    }
    // The deed and its day open the story.
    let Some(deed) = (look.first..look.end.min(look.first + 8))
        .find(|&i| cx.is(i, List::HarmEvent) || cx.is(i, List::CrimeNoun))
    else {
        return;
    };
    let Some((told, day)) = a.day_behind(deed, 8) else {
        return;
    };
    let Some(act) = (b.look.first..b.look.end).find(|&i| cx.phrase(i, List::ActVerb).is_some())
    else {
        return;
    };
    let Some(link) =
        (act + 1..act + 6).find(|&i| matches!(b.look.word(i), "with" | "over" | "for" | "about"))
    else {
        return;
    };
    let same = b.look.word(link + 1) == "it"
        || matches!(b.look.word(link + 1), "the" | "that")
            && stem(b.look.word(link + 2)) == stem(look.word(deed));
    let own = b
        .day_behind(link, 6)
        .or_else(|| b.day_behind(act, 4))
        .filter(|_| same);
    if let Some((date, own)) = own {
        out.push(Pair::of_days((told.span, day), (date.span, own), Tie::Over));
    }
}

/// "The trial opened on 9 October. Guilty verdicts were handed down on 2 October."
fn steps(a: &Side<'_, '_>, b: &Side<'_, '_>, out: &mut Vec<Pair>) {
    let other = |word: &str| {
        matches!(
            word,
            "another"
                | "second"
                | "again"
                | "new"
                | "appeal"
                | "retrial"
                | "separate"
                | "other"
                | "had"
                | "would"
                | "will"
                | "earlier"
                | "absentia"
        )
    };
    // "The trial, which had opened on 9 September": the aside goes back, and says when.
    let aside = (b.look.first..b.look.end)
        .any(|i| b.look.word(i) == "which" && b.look.word(i + 1) == "had");
    if a.any(other) || b.any(|word| other(word) && !(aside && word == "had")) {
        return;
    }
    let (Some((x, first, first_day)), Some((y, second, second_day))) = (a.step(), b.step()) else {
        return;
    };
    if x == y {
        return;
    }
    let (earlier, later) = if x < y {
        ((first, first_day), (second, second_day))
    } else {
        ((second, second_day), (first, first_day))
    };
    out.push(Pair::of_days(
        (earlier.0.span, earlier.1),
        (later.0.span, later.1),
        Tie::Stages,
    ));
}

/// "Firefighters reached the barn at 3.10am. The alarm was raised at 4.05am."
fn alarm(a: &Side<'_, '_>, b: &Side<'_, '_>, out: &mut Vec<Pair>) {
    let cx = a.ground.cx;
    let dated = !b.ground.dates_in(b.sentence.span).is_empty();
    if dated
        || b.any(|word| {
            matches!(
                word,
                "had" | "second" | "another" | "again" | "also" | "would" | "will"
            )
        })
    {
        return;
    }
    let has = |side: &Side<'_, '_>, list| {
        (side.look.first..side.look.end).any(|i| cx.phrase(i, list).is_some())
    };
    let time = |side: &Side<'_, '_>| {
        a.ground
            .dates
            .times
            .iter()
            .find(|time| side.sentence.span.contains(time.span))
            .map(|time| (time.span, time.minute, time.zone.is_some()))
    };
    let raised = has(b, List::BeginStage) || has(b, List::AlarmStage);
    if let (true, true, Some(come), Some(called)) =
        (has(a, List::ComeVerb), raised, time(a), time(b))
        && come.2 == called.2
        && (come.1 < 720) == (called.1 < 720)
    {
        out.push(Pair {
            first: called.0,
            second: come.0,
            lead: (f64::from(come.1) - f64::from(called.1)) / 1440.0,
            tie: Tie::Time,
        });
    }
}
