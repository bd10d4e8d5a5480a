//! A length of time that the words say has gone by, and the days around it wherever they stand: "closes a gap of 17 years …
//! the first since 1998", "Some 30 years ago, when the coins arrived in January 2002", "Four years and 40,000 pages later",
//! "took 20 years to build, from 2008 to 2015", "has had no line for a decade. It was cut in April 2023".
//!
//! All days that the length can be told between are gathered; it is held against the two that fit it best.

use copydesk_draft::layer::Period;
use copydesk_draft::{DayRange, Span};

mod spent;

use super::{Finder, Found, Ground, Tie, mark};
use crate::dates::{Date, Granularity};
use crate::lists::List;
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// What one waits through, or what is missing for as long.
const WAITS: &[&str] = &[
    "wait",
    "gap",
    "drought",
    "absence",
    "hiatus",
    "silence",
    "exile",
    "famine",
    "lull",
    "interval",
    "interlude",
    "break",
    "barren",
    "dry",
    "losing",
    "winning",
    "unbeaten",
    "freeze",
    "moratorium",
    "boycott",
    "embargo",
    "stalemate",
    "feud",
    "estrangement",
    "pause",
    "spell",
    "run",
    "streak",
    "layoff",
    "lay",
    "sojourn",
    "separation",
    "void",
    "hoodoo",
    "jinx",
    "curse",
    "quest",
    "campaign",
    "fight",
    "battle",
    "struggle",
];

/// States that run on, into which one is so long.
const STATES: &[&str] = &[
    "war",
    "conflict",
    "strike",
    "siege",
    "blockade",
    "occupation",
    "drought",
    "ban",
    "closure",
    "inquiry",
    "investigation",
    "pandemic",
    "crisis",
    "uprising",
    "revolt",
    "insurgency",
    "campaign",
    "project",
    "trial",
    "standoff",
    "stand",
    "dispute",
    "lockout",
    "boycott",
    "embargo",
    "shutdown",
    "works",
    "reconstruction",
    "rebuilding",
    "search",
    "exile",
    "recession",
    "slump",
    "invasion",
    "rebellion",
    "fighting",
    "emergency",
    "curfew",
    "experiment",
    "scheme",
    "reform",
    "merger",
];

/// Finds them; what is found already stays.
pub(super) fn find(ground: &Ground<'_, '_>, out: &mut Vec<Found>) {
    let known: Vec<Span> = out.iter().map(|one| one.length).collect();
    let known = |span: Span| known.iter().any(|one| one.overlaps(span));
    for length in &ground.dates.durations {
        let Some(period) = length.period else {
            continue;
        };
        if length.anchored || period.unit.days() < 1.0 || known(length.span) {
            continue;
        }
        let Some((number, finder)) = Finder::at(ground, length.span) else {
            continue;
        };
        finder.wide(number, (length.span, period), out);
    }
    for date in &ground.dates.dates {
        let (Some(period), Some(words)) = (date.length, date.length_words) else {
            continue;
        };
        if period.unit.days() < 7.0 || known(words) {
            continue;
        }
        if let Some((number, finder)) = Finder::at(ground, date.span) {
            finder.ago_when(number, date, (words, period), out);
        }
    }
}

impl<'g, 'a> Finder<'g, 'a> {
    /// The reader of the sentence of the body that holds a length.
    pub(super) fn at(ground: &'g Ground<'g, 'a>, span: Span) -> Option<(usize, Self)> {
        let number = ground.cx.sentence_at(span.start) as usize;
        let sentence = ground.cx.sentences.get(number)?;
        (ground.in_body(sentence) && !ground.cx.masked(span)).then(|| {
            let finder = Self {
                ground,
                sentence,
                look: ground.look(sentence),
                dates: ground.dates_in(sentence.span),
            };
            (number, finder)
        })
    }

    /// The last sentence before, of up to three, that names a day.
    pub(super) fn dated_before(&self, number: usize) -> Option<Self> {
        (1..=3)
            .filter_map(|back| self.beside(number.checked_sub(back)))
            .find(|one| !one.dates.is_empty())
    }

    /// The reader of a sentence beside this one, in its paragraph or the next.
    pub(super) fn beside(&self, number: Option<usize>) -> Option<Self> {
        let ground = self.ground;
        let sentence: &Sentence = ground.cx.sentences.get(number?)?;
        let near = sentence.block.abs_diff(self.sentence.block) <= 1 && ground.in_body(sentence);
        near.then(|| Self {
            ground,
            sentence,
            look: ground.look(sentence),
            dates: ground.dates_in(sentence.span),
        })
    }

    fn wide(&self, number: usize, told: (Span, Period), out: &mut Vec<Found>) {
        let look = &self.look;
        let (start, end) = self.ground.tokens(told.0);
        // Of what comes again, is planned or compared; far from the length it is of something else.
        let near = start.saturating_sub(10).max(look.first)..look.end.min(end + 10);
        let repeated = near.into_iter().any(|i| {
            !self.ground.cx.masked(self.ground.cx.span(i, i + 1))
                && matches!(
                    look.word(i),
                    "each"
                        | "every"
                        | "usually"
                        | "average"
                        | "if"
                        | "would"
                        | "will"
                        | "next"
                        | "nearer"
                )
        });
        if repeated {
            return;
        }
        self.since_wide(told, (start, end), out);
        self.after_wide(told, end, out);
        self.into(number, told, (start, end), out);
        self.took(told, (start, end), out);
        self.without(number, told, (start, end), out);
        self.kept(number, told, (start, end), out);
    }

    /// The day or season a date means.
    fn day(&self, date: &Date) -> Option<DayRange> {
        self.fixed(date).or_else(|| {
            // "the autumn of 1981": within the year.
            let (first, last) = self.ground.tokens(date.span);
            let year = (first..last).find_map(|i| super::year(self.look.text(i)))?;
            (date.granularity == Granularity::Season).then(|| DayRange::year(year))?
        })
    }

    /// A date with figures: no weekday alone.
    pub(super) fn dated(&self, date: &Date) -> bool {
        let (first, last) = self.ground.tokens(date.span);
        self.fixed(date).is_some() && (first..last).any(|i| self.look.is_figure(i))
    }

    pub(super) fn first(&self, date: &Date) -> usize {
        self.ground.cx.token_at(date.span.start)
    }

    /// True if nothing between the two tokens parts one clause from another.
    pub(super) fn clear(&self, from: usize, to: usize) -> bool {
        !(from..to).any(|k| {
            mark(&self.look, k)
                || matches!(
                    self.look.word(k),
                    "and"
                        | "but"
                        | "who"
                        | "which"
                        | "that"
                        | "before"
                        | "until"
                        | "while"
                        | "than"
                )
        })
    }

    /// The one date of the sentence that stands behind "since", with no other clause between.
    fn day_since(&self) -> Option<(usize, &Date, DayRange)> {
        let look = &self.look;
        let at = (look.first..look.end).find(|&i| look.word(i) == "since")?;
        let mut told = self.dates.iter().filter(|date| self.dated(date));
        let (date, None) = (told.next()?, told.next()) else {
            return None;
        };
        let first = self.first(date);
        let near = first > at && first <= at + 14 && self.clear(at + 1, first);
        let day = self.fixed(date).filter(|_| near)?;
        Some((at, date, day))
    }

    /// "leaked for more than a decade, ever since the ground reopened in 2019"; "Not since 2009 … ending the 30-year wait"; "its
    /// first since 1998, closes a gap of 17 years".
    fn since_wide(&self, told: (Span, Period), (start, end): (usize, usize), out: &mut Vec<Found>) {
        let look = &self.look;
        let Some((at, date, from)) = self.day_since() else {
            return;
        };
        if self.only_length().is_none() {
            return;
        }
        // "no", "not", "the first" since: nothing of the kind lies between.
        let none = (look.first..at).any(|i| {
            at - i <= 12
                && matches!(
                    look.word(i),
                    "first" | "not" | "no" | "none" | "never" | "nobody" | "nothing" | "last"
                )
        }) || look.word(look.first) == "not";
        let wait = self.waited((start, end));
        // "for more than a decade, ever since": the state has run from that day.
        let joint = end + usize::from(look.text(end) == ",");
        let run = look.before(start, 1) == "for"
            && (joint == at || look.word(joint) == "ever" && joint + 1 == at)
            && (look.first..start).any(|i| matches!(look.word(i), "has" | "have"));
        // "the first win in 30 years, since …"
        let first_in = none && look.before(start, 1) == "in" && joint == at;
        if none && wait || run || first_in {
            let ends = self.ground.today().into_iter();
            let to = self.best(&told.1, from, ends);
            self.push(out, Tie::Since, told, (date.span, from), to);
        }
    }

    /// "a gap of 17 years", "the 30-year wait", "an absence of three decades".
    fn waited(&self, (start, end): (usize, usize)) -> bool {
        let look = &self.look;
        let is = |i: usize| WAITS.contains(&look.word(i));
        look.before(start, 1) == "of" && start.checked_sub(2).is_some_and(is)
            || (start..end).any(|i| look.hyphen(i)) && (is(end) || is(end + 1))
    }

    /// "25 years after Lucille Tremblay vanished from a bus stop in the autumn of 1981", "eight years after his first (2019)".
    fn after_wide(&self, told: (Span, Period), end: usize, out: &mut Vec<Found>) {
        let look = &self.look;
        let (start, _) = self.ground.tokens(told.0);
        // "for the first time in 54 years after …" counts back from now.
        let counted =
            look.before(start, 1) == "in" && matches!(look.before(start, 2), "time" | "first");
        if look.word(end) != "after" || counted {
            return;
        }
        let mut behind = self
            .dates
            .iter()
            .filter(|date| date.span.start >= told.0.end && date.length.is_none());
        let (Some(date), None) = (behind.next(), behind.next()) else {
            return;
        };
        let first = self.first(date);
        let bracket = look.text(first.wrapping_sub(1)) == "(";
        let Some(from) = self.day(date) else { return };
        if first > end + 22 || !self.clear(end + 1, first - usize::from(bracket)) {
            return;
        }
        // A verb of the past, or a noun that a bracket dates.
        let led = bracket || matches!(look.before(first, 1), "in" | "on" | "of");
        let ends: Vec<DayRange> = self
            .dates
            .iter()
            .filter(|other| other.span.end <= told.0.start)
            .filter_map(|other| self.moment(other))
            .collect();
        let now = self.present((end, look.end)) || ends.is_empty() && self.perfect();
        let today = self.ground.today().filter(|_| now);
        let to = self.best(&told.1, from, ends.into_iter().chain(today));
        if led {
            self.push(out, Tie::After, told, (date.span, from), to);
        }
    }

    /// The main verb is in the perfect: "has reopened".
    fn perfect(&self) -> bool {
        (self.look.first..self.look.end).any(|i| matches!(self.look.word(i), "has" | "have"))
    }

    /// "Five years into the war, …", "Four years and 40,000 pages later, …" behind the sentence that tells the one day.
    fn into(
        &self,
        number: usize,
        told: (Span, Period),
        (start, end): (usize, usize),
        out: &mut Vec<Found>,
    ) {
        let look = &self.look;
        if start > look.first + 2 {
            return;
        }
        let state = look.word(end) == "into"
            && matches!(
                look.word(end + 1),
                "the" | "its" | "their" | "this" | "that"
            )
            && (end + 2..end + 5)
                .take_while(|&i| !mark(look, i))
                .any(|i| STATES.contains(&look.word(i)));
        // "and 40,000 pages later", "and three appeals on,"
        let later = look.word(end) == "and"
            && (end + 2..end + 7)
                .take_while(|&i| !mark(look, i))
                .any(|i| look.word(i) == "later" && look.text(i + 1) == ",")
            && (look.is_figure(end + 1)
                || self.ground.cx.is(end + 1, List::Determiner)
                || look.capital(end + 1)
                || look.word(end + 1).len() > 2);
        if !state && !later {
            return;
        }
        let Some(before) = self.dated_before(number) else {
            return;
        };
        let [date] = before.dates else { return };
        let Some(from) = before.fixed(date) else {
            return;
        };
        let first = before.first(date);
        let past = (before.look.first..before.look.end).any(|i| {
            self.ground.cx.is(i, List::PastForm)
                || self.ground.cx.phrase(i, List::BeginVerb).is_some()
                || before.look.word(i).ends_with("ed")
        });
        let planned = (before.look.first..before.look.end).any(|i| {
            matches!(
                before.look.word(i),
                "will" | "would" | "until" | "by" | "due"
            )
        });
        if !past || planned || !matches!(before.look.before(first, 1), "in" | "on" | ",") {
            return;
        }
        let own: Vec<DayRange> = self
            .dates
            .iter()
            .filter_map(|date| self.moment(date))
            .collect();
        let now = self.present((start, end)) && own.len() == self.dates.len();
        let today = self
            .ground
            .today()
            .filter(|_| now || own.is_empty() && self.perfect());
        let to = self.best(&told.1, from, own.into_iter().chain(today));
        self.push(out, Tie::Since, told, (date.span, from), to);
    }

    /// "Some 30 years ago, when the coins arrived in January 2002": the one day of the clause that tells what was then.
    fn ago_when(&self, _number: usize, date: &Date, told: (Span, Period), out: &mut Vec<Found>) {
        let look = &self.look;
        let (_, end) = self.ground.tokens(date.span);
        if look.before(end, 1) != "ago" {
            return;
        }
        let at = end + usize::from(look.text(end) == ",");
        if !matches!(look.word(at), "when" | "as" | "during") {
            return;
        }
        let mut behind = self
            .dates
            .iter()
            .filter(|other| other.span.start >= date.span.end);
        let (Some(other), None) = (behind.next(), behind.next()) else {
            return;
        };
        let first = self.first(other);
        // "the notes and coins arrived"
        let joint = |i: usize| look.word(i) == "and" && !self.ground.cx.is(i + 1, List::PastForm);
        let owner = |i: usize| look.kind(i) == Some(TokenKind::Possessive);
        let clear = (at + 1..first).all(|i| joint(i) || owner(i) || self.clear(i, i + 1));
        // "the house he bought in 1999"
        let inner = (at + 3..first).any(|i| matches!(look.word(i), "he" | "she" | "they" | "it"));
        let near = first <= at + 14
            && !inner
            && clear
            && matches!(look.before(first, 1), "in" | "on" | "of");
        if let Some(from) = self.fixed(other).filter(|_| near) {
            self.push(out, Tie::Ago, told, (other.span, from), self.ground.today());
        }
    }
}
