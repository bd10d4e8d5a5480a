//! The only day that is told, and a length of time said to have gone by since: "The dam was finished in 2012. A quarter of a
//! century later", "Ten years after the flood of 2019", "who opened it in 2016, is closing it after two decades".
//!
//! Whatever came behind that day came by the day of the draft. A length that is longer than all the time between them is
//! wrong, whatever the tense says of when it ended; one that is shorter says nothing.

use copydesk_draft::layer::Period;
use copydesk_draft::{DayRange, Span};

use super::{Finder, Found, Ground, Tie, mark};
use crate::dates::Date;
use crate::lists::List;

/// Words by which something is given up or comes to its end.
const GIVES_UP: &[&str] = &[
    "closing",
    "closes",
    "closed",
    "close",
    "shutting",
    "shuts",
    "shut",
    "leaving",
    "leaves",
    "left",
    "leave",
    "retiring",
    "retires",
    "retired",
    "retire",
    "quitting",
    "quits",
    "quit",
    "ending",
    "ends",
    "ended",
    "end",
    "selling",
    "sells",
    "sold",
    "sell",
    "stepping",
    "steps",
    "stepped",
    "folding",
    "folds",
    "folded",
    "resigning",
    "resigns",
    "resigned",
    "resign",
    "scrapping",
    "scrapped",
    "scraps",
    "disbanding",
    "disbands",
    "disbanded",
    "handing",
    "hands",
    "handed",
    "moving",
    "moves",
    "moved",
];

/// What runs on between the same two parties, and is as old as its beginning.
const DISPUTES: &[&str] = &[
    "dispute",
    "battle",
    "feud",
    "fight",
    "war",
    "conflict",
    "row",
    "wait",
    "case",
    "lawsuit",
    "saga",
    "absence",
    "closure",
    "strike",
    "siege",
    "blockade",
    "occupation",
    "ban",
    "boycott",
    "drought",
    "stalemate",
    "standoff",
    "deadlock",
    "quarrel",
    "search",
    "exile",
    "struggle",
];

/// Words of what is to come, may come or is only thought of.
const AHEAD: &[&str] = &[
    "will",
    "would",
    "could",
    "may",
    "might",
    "shall",
    "should",
    "until",
    "till",
    "due",
    "planned",
    "expected",
    "expects",
    "plans",
    "hopes",
    "if",
    "by",
    "next",
    "every",
    "each",
    "usually",
    "must",
    "to",
    "when",
    "unless",
    "within",
    "predicted",
    "scheduled",
];

/// Finds them; what is found already stays.
pub(super) fn find(ground: &Ground<'_, '_>, out: &mut Vec<Found>) {
    let known: Vec<Span> = out.iter().map(|one| one.length).collect();
    let spans = ground
        .dates
        .durations
        .iter()
        .filter(|one| !one.anchored)
        .filter_map(|one| Some((one.span, one.span, one.period?)));
    let shifts = ground
        .dates
        .dates
        .iter()
        .filter_map(|one| Some((one.length_words?, one.span, one.length?)));
    for (words, whole, period) in spans.chain(shifts) {
        if period.unit.days() < 6.9 || known.iter().any(|one| one.overlaps(words)) {
            continue;
        }
        if let Some((number, finder)) = Finder::at(ground, words) {
            finder.sole(number, whole, (words, period), out);
        }
    }
}

impl Finder<'_, '_> {
    fn sole(&self, number: usize, whole: Span, told: (Span, Period), out: &mut Vec<Found>) {
        let (look, cx) = (&self.look, self.ground.cx);
        let (start, end) = self.ground.tokens(whole);
        let (_, bare) = self.ground.tokens(told.0);
        // "Four years later", "Four months on": a length that a word carries on is a date in itself.
        let on = matches!(look.word(bare), "later" | "on") || look.before(end, 1) == "later";
        let quiet = |from: usize, to: usize, but: &[&str]| {
            !(from..to).any(|i| {
                let word = look.word(i);
                AHEAD.contains(&word) && !but.contains(&word)
            })
        };
        let mut own = self.dates.iter().filter(|one| !one.span.overlaps(whole));
        let from = if on && start <= look.first + 2 {
            let alone = !own.any(|one| self.dated(one));
            (alone && quiet(bare, look.end, &["to", "by", "when"]))
                .then(|| self.lone_past(number.checked_sub(1)))
                .flatten()
        } else if look.word(bare) == "after" && look.before(start, 1) != "in" {
            (quiet(look.first, start, &["to", "by"])
                && quiet(bare, look.end, &["to", "by", "when"]))
            .then(|| self.event_behind(bare))
            .flatten()
        } else if (start..bare).any(|i| look.hyphen(i)) {
            let thing = matches!(
                look.before(start, 1),
                "the" | "their" | "its" | "this" | "that"
            ) && start <= look.first + 2
                && (bare..bare + 3)
                    .take_while(|&i| !mark(look, i) && !cx.is(i, List::Preposition))
                    .any(|i| DISPUTES.contains(&look.word(i)));
            thing
                .then(|| self.since_told(number.checked_sub(1)))
                .flatten()
        } else {
            self.given_up(start, bare)
                .or_else(|| self.made_and_has(start, bare))
        };
        let today = self.ground.today();
        if let (Some((at, from)), Some(today)) = (self.last_time(number, start, end), today)
            && longer(&told.1, from, today)
        {
            self.push(out, Tie::Since, told, (at, from), Some(today));
            return;
        }
        if let Some((at, from)) = self.away(start, bare) {
            self.push(out, Tie::Since, told, (at, from), today);
            return;
        }
        let (Some((at, from)), Some(today)) = (from, today) else {
            return;
        };
        if longer(&told.1, from, today) {
            self.push(out, Tie::Since, told, (at, from), Some(today));
        }
    }

    /// The one day of a sentence in the past that tells no other.
    fn lone_past(&self, number: Option<usize>) -> Option<(Span, DayRange)> {
        let before = self.beside(number)?;
        let [date] = before.dates else { return None };
        let look = &before.look;
        let day = before.fixed(date)?;
        let first = before.first(date);
        let past = (look.first..look.end).any(|i| {
            self.ground.cx.is(i, List::PastForm)
                || look.word(i).ends_with("ed")
                || matches!(look.word(i), "was" | "were")
        });
        let planned = (look.first..look.end).any(|i| {
            matches!(
                look.word(i),
                "will" | "would" | "until" | "due" | "since" | "later" | "had" | "film" | "novel"
            )
        });
        let led = matches!(look.before(first, 1), "in" | "on") || first == look.first + 1;
        (past && !planned && led).then_some((date.span, day))
    }

    /// "have been in court since 2010": the one day of a sentence, since which something goes on.
    fn since_told(&self, number: Option<usize>) -> Option<(Span, DayRange)> {
        let before = self.beside(number)?;
        let [date] = before.dates else { return None };
        let look = &before.look;
        let first = before.first(date);
        let perfect = (look.first..first).any(|i| matches!(look.word(i), "has" | "have"));
        let day = before.fixed(date)?;
        (perfect && look.before(first, 1) == "since").then_some((date.span, day))
    }

    /// The one day of the calendar in the sentence.
    pub(super) fn lone(&self) -> Option<(&Date, DayRange)> {
        let mut days = self
            .dates
            .iter()
            .filter(|date| self.dated(date))
            .filter_map(|date| self.fixed(date).map(|day| (date, day)));
        let day = days.next()?;
        days.next().is_none().then_some(day)
    }

    /// "after the flood of 2019": the only day of the sentence, in the words that "after" governs.
    fn event_behind(&self, link: usize) -> Option<(Span, DayRange)> {
        let (date, day) = self.lone()?;
        let first = self.first(date);
        let near = first > link && first <= link + 12 && self.clear(link + 1, first);
        near.then_some((date.span, day))
    }

    /// "who opened her bakery in 2016, is closing it after nearly two decades", "which opened in 2016, shuts after 20 years".
    fn given_up(&self, start: usize, end: usize) -> Option<(Span, DayRange)> {
        let (look, cx) = (&self.look, self.ground.cx);
        let closed = mark(look, end) || look.word(end).is_empty();
        if look.before(start, 1) != "after" || !closed {
            return None;
        }
        let (date, day) = self.lone()?;
        let (at, behind) = self.ground.tokens(date.span);
        if behind > start {
            return None;
        }
        let gives = (behind..start).find(|&i| GIVES_UP.contains(&look.word(i)))?;
        // What began on that day is what is given up: no other thing stands between the verb and its day, or a pronoun
        // takes it up.
        let begun = (1..=6).any(|back| {
            at.checked_sub(back)
                .is_some_and(|i| i >= look.first && cx.phrase(i, List::FoundVerb).is_some())
        });
        let itself = matches!(look.before(at, 1), "in" | "on")
            && at
                .checked_sub(2)
                .is_some_and(|i| cx.phrase(i, List::FoundVerb).is_some())
            && matches!(look.text(behind), "," | "and");
        let pronoun = matches!(look.word(gives + 1), "it" | "them")
            || matches!(look.word(gives + 2), "it" | "them");
        let plain = behind + 14 > start
            && !(behind..start).any(|i| matches!(look.word(i), "who" | "which" | "that" | "said"));
        (plain && (itself || begun && pronoun)).then_some((date.span, day))
    }

    /// "who left the band in 2005, returned on Saturday after ten years away": gone since the one day, and back now.
    fn away(&self, start: usize, end: usize) -> Option<(Span, DayRange)> {
        let look = &self.look;
        let gone = matches!(look.word(end), "away" | "abroad")
            || look.word(end) == "in" && look.word(end + 1) == "exile";
        if look.before(start, 1) != "after" || !gone {
            return None;
        }
        let (date, day) = self.lone()?;
        let (at, behind) = self.ground.tokens(date.span);
        let left = (1..=7).any(|back| {
            at >= look.first + back
                && matches!(
                    look.before(at, back),
                    "left" | "quit" | "emigrated" | "fled" | "departed" | "walked"
                )
        });
        let back = (behind..start).any(|i| {
            matches!(
                look.word(i),
                "returned" | "returns" | "back" | "return" | "came" | "returning"
            )
        });
        let plain = !(behind..start).any(|i| matches!(look.word(i), "will" | "would" | "could"));
        (left && back && plain && behind <= start).then_some((date.span, day))
    }

    /// "was founded in 1985 and has played for 50 years": nothing has done so for longer than it is there.
    fn made_and_has(&self, start: usize, end: usize) -> Option<(Span, DayRange)> {
        let (look, cx) = (&self.look, self.ground.cx);
        let closed = mark(look, end) || look.word(end).is_empty();
        if look.before(start, 1) != "for" || !closed {
            return None;
        }
        let (date, day) = self.lone()?;
        let (at, behind) = self.ground.tokens(date.span);
        let made = matches!(look.before(at, 1), "in" | "on")
            && at
                .checked_sub(2)
                .is_some_and(|i| cx.phrase(i, List::FoundVerb).is_some());
        let has = matches!(look.text(behind), "," | "and")
            && matches!(look.word(behind + 1), "has" | "have")
            && behind + 12 > start
            && !(behind + 1..start).any(|i| mark(look, i) || look.word(i) == "and");
        (made && has).then_some((date.span, day))
    }
}

/// True if the length is longer than all the time between the day and the draft's, and not of another age.
pub(super) fn longer(period: &Period, from: DayRange, today: DayRange) -> bool {
    let stated = period.lowest.min(period.number) * period.unit.days();
    let most = f64::from(today.last.days_since(from.first));
    most > 0.0 && stated > most * 1.05 + 20.0 && stated < most * 5.0
}
