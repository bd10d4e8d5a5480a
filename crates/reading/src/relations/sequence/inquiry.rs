//! Police who ask about a deed before it was done, told far apart: "died on Friday, 10 February 2023 … was questioned over
//! the fire on Wednesday, 8 February", "denies murdering Ana Ruiz on 11 November … was arrested at the airport on 10 November".

use copydesk_draft::{DayRange, Span};

use super::Ground;
use super::{Pair, Tie};
use crate::dates::{Date, Granularity};
use crate::lists::List;
use crate::sentence::Sentence;

/// A day with its bytes; whether it is one of the calendar or a weekday.
#[derive(Clone, Copy)]
struct Day {
    span: Span,
    range: DayRange,
    calendar: bool,
}

/// The days that a sentence names.
fn days(ground: &Ground<'_, '_>, sentence: &Sentence) -> Vec<Day> {
    let exact = |date: &&Date| date.granularity == Granularity::Day && date.length.is_none();
    ground
        .dates_in(sentence.span)
        .iter()
        .filter(exact)
        .filter_map(|date| {
            let calendar = ground.calendar_day(date);
            let range = calendar.or_else(|| date.name.and(date.day))?;
            Some(Day {
                span: date.span,
                range,
                calendar: calendar.is_some(),
            })
        })
        .collect()
}

/// What police do to one whom they suspect.
fn is_act(word: &str) -> bool {
    matches!(
        word,
        "questioned"
            | "arrested"
            | "detained"
            | "charged"
            | "custody"
            | "interviewed"
            | "held"
            | "stopped"
            | "searched"
            | "handcuffed"
            | "remanded"
    )
}

/// Who had a ship, a train or a house in his charge when it was lost.
fn is_keeper(word: &str) -> bool {
    matches!(
        word,
        "captain"
            | "master"
            | "skipper"
            | "helmsman"
            | "driver"
            | "pilot"
            | "crew"
            | "survivors"
            | "conductor"
            | "signalman"
            | "caretaker"
            | "foreman"
    )
}

/// How a ship, a train or a house is lost.
fn is_wreck(word: &str) -> bool {
    matches!(
        word,
        "sank" | "capsized" | "crashed" | "derailed" | "collapsed" | "overturned" | "collided"
    )
}

/// A deed or a disaster as a noun: what somebody is questioned about or held for.
pub(super) fn is_deed(word: &str) -> bool {
    matches!(
        word,
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
            | "siege"
            | "abduction"
            | "kidnapping"
            | "heist"
    )
}

/// Where a case is heard, or who took a picture of it: the day is the court's.
fn is_court(word: &str) -> bool {
    matches!(
        word,
        "courtroom"
            | "courthouse"
            | "appearance"
            | "appearing"
            | "sketch"
            | "arraignment"
            | "photo"
            | "verdict"
            | "sentenced"
    )
}

/// Told of another time or another case, or of what is still to come, it fixes no day.
fn is_other(word: &str) -> bool {
    matches!(
        word,
        "earlier"
            | "previous"
            | "previously"
            | "another"
            | "will"
            | "second"
            | "separate"
            | "similar"
            | "released"
            | "unrelated"
            | "former"
            | "again"
            | "before"
            | "years"
            | "months"
            | "would"
            | "due"
            | "until"
            | "other"
            | "anniversary"
    )
}

/// Finds them.
pub(super) fn find(ground: &Ground<'_, '_>, out: &mut Vec<Pair>) {
    let cx = ground.cx;
    let mut acts: Vec<(Day, bool)> = Vec::new();
    let mut deeds: Vec<Day> = Vec::new();
    // "The ferry sank on Tuesday night … Its master was brought ashore and taken in for questioning on Monday".
    let mut wreck = false;
    // One who stands accused: the acts of the police are about that deed.
    let mut accused = false;
    for (number, sentence) in (0u32..).zip(cx.sentences.iter()) {
        if !ground.in_body(sentence) {
            continue;
        }
        let word = |i: usize| cx.folded(i);
        let tokens = || cx.sentence_tokens(number);
        accused |= tokens().any(|i| {
            matches!(
                word(i),
                "denies" | "accused" | "charged" | "guilty" | "suspicion"
            ) || word(i) == "on" && word(i + 1) == "trial"
        });
        let own = days(ground, sentence);
        let range = tokens();
        let place = |day: &Day| ground.tokens(day.span);
        for (k, day) in own.iter().enumerate() {
            // What a sentence tells between two of its days belongs to the second, and what is left to the last.
            let from = k
                .checked_sub(1)
                .and_then(|k| own.get(k))
                .map_or(range.start, |day| place(day).1);
            let to = own.get(k + 1).map_or(range.end, |day| place(day).0);
            let stretch = Stretch {
                ground,
                from,
                to,
                day: *day,
                alone: own.len() == 1,
            };
            match stretch.told() {
                Some(Told::Act(about)) => {
                    let keeper = wreck && (from..to).any(|i| is_keeper(word(i)));
                    acts.push((*day, about || keeper));
                }
                Some(Told::Deed) => {
                    wreck |= (from..to).any(|i| is_wreck(word(i)));
                    deeds.push(*day);
                }
                None => {}
            }
        }
    }
    let Some(first) = deeds.first() else { return };
    // One deed, one day.
    if deeds.iter().any(|deed| deed.range != first.range) {
        return;
    }
    for (act, about) in acts {
        let before = first.range.first.days_since(act.range.last);
        let known = out
            .iter()
            .any(|pair| pair.first == act.span || pair.second == act.span);
        // A weekday beside a day of the calendar may be of another week.
        let alike = act.calendar == first.calendar || before <= 5;
        if (1..=60).contains(&before) && (about || accused) && alike && !known {
            out.push(Pair::of_days(
                (first.span, first.range),
                (act.span, act.range),
                Tie::Over,
            ));
        }
    }
}

/// What a stretch of a sentence tells of its day.
enum Told {
    /// An act of the police; whether it says over what.
    Act(bool),
    /// The deed.
    Deed,
}

/// The words about one day.
struct Stretch<'g, 'a> {
    ground: &'g Ground<'g, 'a>,
    from: usize,
    to: usize,
    day: Day,
    /// The only day of its sentence.
    alone: bool,
}

impl Stretch<'_, '_> {
    fn told(&self) -> Option<Told> {
        let cx = self.ground.cx;
        let word = |i: usize| cx.folded(i);
        let tokens = || self.from..self.to;
        if tokens().any(|i| is_other(word(i))) {
            return None;
        }
        let (first, end) = self.ground.tokens(self.day.span);
        // "a jury was told on Friday", "Maro said on Tuesday"
        let verb = first.saturating_sub(2);
        let spoken = matches!(
            word(verb),
            "said" | "told" | "heard" | "says" | "court" | "appeared" | "reporters" | "jury"
        ) || cx.is(verb, List::ReportingVerb);
        if spoken {
            return None;
        }
        let about = tokens().any(|i| {
            matches!(word(i), "over" | "about" | "for" | "with" | "of")
                && matches!(word(i + 1), "the" | "his" | "her")
                && is_deed(word(i + 2))
        });
        let act = tokens().find(|&i| {
            is_act(word(i)) || word(i) == "questioning" && word(i.saturating_sub(1)) == "for"
        });
        let near = act.is_some_and(|act| first.abs_diff(act) <= 6);
        // "was arrested on 12 September", "On Friday detectives detained", "detained Voss at a motel, …, on Friday, Jan 13"
        let acted = act.is_some_and(|act| {
            let ahead = act < first && first - act <= 26;
            let behind = end <= act && act - end <= 6;
            (ahead || behind)
                && !(act.min(first)..act.max(first)).any(|i| {
                    // "charged with the murder of Ana Ruiz on 5 October" tells the day of the murder.
                    let own = matches!(word(i.saturating_sub(1)), "his" | "her" | "their");
                    is_deed(word(i)) && !about && !own || word(i) == "who"
                })
        });
        if acted {
            let told = (about || self.day.calendar) && self.alone || near;
            return told.then_some(Told::Act(about));
        }
        let deed = tokens().find(|&i| {
            cx.is(i, List::DieVerb)
                || cx.is(i, List::KillVerb)
                || is_deed(word(i)) && word(i) != "death"
                || is_wrong(word(i))
                || is_wreck(word(i))
        })?;
        let close = deed < first && first - deed <= 14;
        let fits = self.day.calendar && act.is_none_or(|act| act < deed) && (self.alone || close)
            || act.is_none() && close;
        (fits && deed < first && !tokens().any(|i| is_court(word(i)))).then_some(Told::Deed)
    }
}

/// A deed as a verb.
fn is_wrong(word: &str) -> bool {
    matches!(
        word,
        "murdering"
            | "burned"
            | "killing"
            | "stabbed"
            | "shot"
            | "attacked"
            | "abducted"
            | "kidnapped"
    )
}
