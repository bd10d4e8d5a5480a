//! A length of time and the two days it lies between, wherever they stand in the sentence or in the one before: "built in
//! 1970, stood for 30 years before it was pulled down in 2015", "who married in 1999 and divorced in 2009, were together for
//! fifteen years", "was begun in 1955 and finished twenty years later in 1965", "on 29 October, almost three months earlier".
//!
//! It comes last: what another reader has taken up stays with it. All pairs of days that the length may be told between are
//! tried, the day of the draft among them, and it speaks only if none fits.

use copydesk_draft::layer::Period;
use copydesk_draft::{DayRange, Span};

use super::{Finder, Found, Ground, Tie, between, gap, mark};
use crate::dates::{Date, Granularity};
use crate::lists::List;
use crate::token::TokenKind;

/// Words by which a length may be of something else than the two days beside it.
const OTHER: &[&str] = &[
    "another",
    "further",
    "additional",
    "every",
    "each",
    "if",
    "would",
    "will",
    "could",
    "may",
    "might",
    "should",
    "next",
    "previous",
    "previously",
    "already",
    "other",
    "both",
    "average",
    "elsewhere",
    "ago",
    "sentence",
    "sentenced",
    "term",
    "aged",
    "age",
    "combined",
    "planned",
    "due",
    "expected",
    "until",
    "unless",
    "where",
    "then",
    "first",
    "second",
    "earlier",
    "altogether",
    "except",
    "break",
    "interrupted",
    "initially",
    "least",
    "since",
];

/// Verbs by which a thing lasts, right before its length or before "for".
const LASTING: &[&str] = &[
    "stood",
    "lasted",
    "ran",
    "took",
    "stayed",
    "remained",
    "reigned",
    "ruled",
    "survived",
    "endured",
    "continued",
    "operated",
    "spanned",
    "together",
    "married",
    "existed",
    "raged",
    "burned",
    "governed",
    "office",
    "power",
    "service",
    "prison",
    "jail",
    "custody",
    "captivity",
    "exile",
];

/// What a pair of days tells by itself: how long it was.
const WHOLES: &[&str] = &["span", "total", "period", "stretch", "run"];

/// Finds them; what is found already stays.
pub(super) fn find(ground: &Ground<'_, '_>, out: &mut Vec<Found>) {
    let known: Vec<Span> = out.iter().map(|one| one.length).collect();
    let known = |span: Span| known.iter().any(|one| one.overlaps(span));
    for one in &ground.dates.durations {
        let Some(period) = one.period else { continue };
        if one.anchored || period.unit.days() < 1.0 || known(one.span) {
            continue;
        }
        if let Some((number, finder)) = Finder::at(ground, one.span) {
            finder.lasted(number, (one.span, period), out);
        }
    }
    for date in &ground.dates.dates {
        let (Some(period), Some(words)) = (date.length, date.length_words) else {
            continue;
        };
        if period.unit.days() < 1.0 || known(words) {
            continue;
        }
        if let Some((number, finder)) = Finder::at(ground, date.span) {
            finder.moved(number, date, (words, period), out);
        }
    }
}

/// True if what lies between the two days is what the words allow.
fn fits(period: &Period, from: DayRange, to: DayRange) -> bool {
    let scale = period.unit.days();
    let stated = (
        period.lowest.min(period.number) * scale,
        period.highest * scale,
    );
    let room = if scale > 300.0 {
        0.75 * 365.25
    } else {
        0.5 * scale.max(2.0)
    };
    let apart = gap(stated, between(from, to));
    apart <= room || apart <= between(from, to).1 * 0.1
}

impl Finder<'_, '_> {
    /// True if a word of the sentence lets the length be of something else.
    fn of_other(&self) -> bool {
        let look = &self.look;
        (look.first..look.end).any(|i| {
            OTHER.contains(&look.word(i)) && !(look.word(i) == "may" && look.capital(i))
                || self.ground.cx.is(i, List::Kinship)
                    && matches!(look.before(i, 1), "his" | "her" | "their" | "whose")
        })
    }

    /// The days of the sentence that stand beside the length; none if one of them is not told by the calendar.
    fn days_beside(&self, length: Span) -> Option<Vec<(&Date, DayRange)>> {
        self.dates
            .iter()
            .filter(|date| !date.span.overlaps(length))
            .map(|date| self.fixed(date).map(|day| (date, day)))
            .collect()
    }

    /// "stood for 30 years before it was pulled down in 2015", "were together for fifteen years", "a span of nine years".
    fn lasted(&self, number: usize, told: (Span, Period), out: &mut Vec<Found>) {
        let look = &self.look;
        let (start, end) = self.ground.tokens(told.0);
        if self.only_length().is_none()
            || (start..end).any(|i| look.hyphen(i))
            || look.hyphen(end)
            || matches!(look.word(end), "later" | "earlier" | "old" | "ago")
        {
            return;
        }
        let Some(days) = self.days_beside(told.0) else {
            return;
        };
        let mut link = start - usize::from(start > look.first);
        if look.word(link) == "for" && link > look.first {
            link -= 1;
        }
        let lasting = LASTING.contains(&look.word(link)) && link < start;
        let apposed = look.before(start, 1) == "or" && look.before(start, 2) == ",";
        let sum = look.before(start, 1) == "of" && WHOLES.contains(&look.before(start, 2));
        let closed = mark(look, end) || look.word(end).is_empty();
        match days.as_slice() {
            [(a, from), (b, to)] if !self.of_other() => {
                let (a1, b0) = (self.ground.tokens(a.span).1, self.first(b));
                let (b1, a0) = (self.ground.tokens(b.span).1, self.first(a));
                // Both are told by verbs of one subject, or as the ends of a stretch.
                let ranged = matches!(look.before(a0, 1), "from" | "between")
                    && b0 <= a1 + 4
                    && matches!(look.before(b0, 1), "to" | "and");
                let led = |at: usize| matches!(look.before(at, 1), "in" | "on");
                let joined = (a1..b0).any(|i| look.word(i) == "and")
                    && !(a1..b0).any(|i| {
                        mark(look, i) || matches!(look.word(i), "who" | "which" | "that" | "when")
                    });
                let within = start > a1
                    && end < b0
                    && lasting
                    && led(a0)
                    && matches!(look.word(end), "before" | "and")
                    && start <= a1 + 6;
                let behind = start > b1
                    && start <= b1 + 8
                    && (lasting && closed || apposed && closed || sum && closed)
                    && (ranged || joined && led(a0) && led(b0))
                    && !(b1..start).any(|i| look.word(i) == "had");
                // "After twelve years of building that started in 2008, the tunnel opened in 2014."
                let ahead = look.before(start, 1) == "after"
                    && start <= look.first + 3
                    && look.word(end) == "of"
                    && a0 > end
                    && a0 <= end + 7
                    && matches!(
                        look.before(a0, 2),
                        "started" | "began" | "begun" | "opened" | "starting" | "beginning"
                    )
                    && led(a0)
                    && led(b0)
                    && look.text(a1) == ",";
                // "From her debut in 2001 to her retirement in 2011, she sang for 18 years."
                let spanned = matches!(look.word(look.first), "from" | "between")
                    && (a1..b0).any(|i| matches!(look.word(i), "to" | "and"))
                    && !(a1..b0).any(|i| mark(look, i))
                    && led(a0)
                    && led(b0)
                    && look.text(b1) == ","
                    && look.before(start, 1) == "for"
                    && closed
                    && start > b1
                    && start <= b1 + 8;
                // "The lighthouse, lit in 1901 and switched off in 1951, guided ships for 80 years": no more than that.
                let aside = start > b1
                    && start <= b1 + 9
                    && joined
                    && led(a0)
                    && led(b0)
                    && (look.first..a0).any(|i| look.text(i) == ",")
                    && look.text(b1) == ","
                    && look.before(start, 1) == "for"
                    && closed
                    && told.1.lowest.min(told.1.number) * told.1.unit.days()
                        > between(*from, *to).1 * 1.1;
                // "met in 2012 and married in 2014, five years after they met", "…, four years on"
                let after = start > b1
                    && start <= b1 + 3
                    && joined
                    && led(a0)
                    && led(b0)
                    && (look.word(end) == "on"
                        && (mark(look, end + 1) || look.word(end + 1).is_empty())
                        || look.word(end) == "after"
                            && matches!(look.word(end + 1), "he" | "she" | "it" | "they")
                            && (mark(look, end + 3) || look.word(end + 3).is_empty())
                            && (look.first..a0).any(|i| look.word(i) == look.word(end + 2)));
                // "It took 15 years to build the canal: work began in 1880 and ended in 1889."
                let took = look.before(start, 1) == "took"
                    && start <= look.first + 4
                    && look.word(end) == "to"
                    && a0 > end
                    && a0 <= end + 10
                    && matches!(look.before(a0, 2), "began" | "started" | "begun")
                    && joined
                    && led(b0)
                    && (a1..b0).any(|i| {
                        matches!(look.word(i), "ended" | "finished" | "completed" | "done")
                    });
                let behind = behind || spanned || aside || after || took;
                if (within && self.ends_here(end, b0) || behind || ahead)
                    && from.last < to.first
                    && self.none_fits(&told.1, &[*from, *to])
                {
                    self.push(out, Tie::Span, told, (a.span.to(b.span), *from), Some(*to));
                }
            }
            // "has stood empty since 2021, or for more than a decade"
            [(a, from)] if !self.of_planned() => {
                let (a0, a1) = (self.first(a), self.ground.tokens(a.span).1);
                let or = look.text(a1) == ","
                    && look.word(a1 + 1) == "or"
                    && (a1 + 2 == start || look.word(a1 + 2) == "for" && a1 + 3 == start)
                    && look.before(a0, 1) == "since"
                    && closed;
                let now = self
                    .ground
                    .today()
                    .filter(|today| or && from.last < today.first && !fits(&told.1, *from, *today));
                if now.is_some() {
                    self.push(out, Tie::Since, told, (a.span, *from), now);
                }
            }
            // "It began on 3 May and ended on 9 May. Two months of talks had brought nothing."
            [] if self.dates.iter().all(|date| date.span.overlaps(told.0)) => {
                let opened = start <= look.first + 1
                    && look.word(end) == "of"
                    && look.kind(end + 1) == Some(TokenKind::Word)
                    && !look.capital(end + 1)
                    && !self.ground.cx.is(end + 1, List::Determiner);
                let it = matches!(
                    look.word(look.first),
                    "it" | "he" | "she" | "they" | "the" | "this"
                ) && lasting
                    && (closed || look.word(end) == "and");
                if (opened || it) && !self.of_other() {
                    self.told_above(number, told, opened, out);
                }
            }
            _ => {}
        }
    }

    /// What ends is the thing itself: "before it was pulled down in 2015", "and was pulled down in 2015".
    fn ends_here(&self, from: usize, to: usize) -> bool {
        !(from..to).any(|i| mark(&self.look, i)) && to <= from + 10
    }

    /// Both days stand in the sentence before, of a beginning and of an end.
    fn told_above(&self, number: usize, told: (Span, Period), opened: bool, out: &mut Vec<Found>) {
        let Some(before) = self.dated_before(number) else {
            return;
        };
        let Some(days) = before.days_beside(told.0) else {
            return;
        };
        let [(a, from), (b, to)] = days.as_slice() else {
            return;
        };
        let look = &before.look;
        let (a1, b0) = (self.ground.tokens(a.span).1, self.first(b));
        let cx = self.ground.cx;
        let begins = (look.first..self.first(a)).any(|i| {
            cx.phrase(i, List::BeginVerb).is_some() || cx.phrase(i, List::BeginStage).is_some()
        });
        let ends = (a1..b0).any(|i| {
            cx.phrase(i, List::EndStage).is_some()
                || matches!(
                    look.word(i),
                    "ended"
                        | "finished"
                        | "closed"
                        | "collapsed"
                        | "failed"
                        | "over"
                        | "adjourned"
                        | "last"
                        | "final"
                )
        });
        let plain = (a1..b0).any(|i| look.word(i) == "and") && !before.of_other();
        let one = !opened || a.granularity == b.granularity;
        if begins
            && ends
            && plain
            && one
            && from.last < to.first
            && self.none_fits(&told.1, &[*from, *to])
        {
            self.push(out, Tie::Span, told, (a.span.to(b.span), *from), Some(*to));
        }
    }

    /// True if neither the two days nor one of them and the draft's own lie as far apart as is said.
    fn none_fits(&self, period: &Period, days: &[DayRange; 2]) -> bool {
        let [from, to] = *days;
        let today = self.ground.today();
        !fits(period, from, to)
            && today.is_none_or(|today| {
                ![from, to]
                    .iter()
                    .any(|day| day.last < today.first && fits(period, *day, today))
            })
    }

    /// "finished twenty years later in 1965", "on 29 October, almost three months earlier": counted from the other day.
    fn moved(&self, number: usize, date: &Date, told: (Span, Period), out: &mut Vec<Found>) {
        let look = &self.look;
        let (start, end) = self.ground.tokens(date.span);
        let later = match look.before(end, 1) {
            "later" => true,
            "earlier" | "before" => false,
            _ => return,
        };
        // The day of the clause itself: "later in 1965", "in 1965, ten years later".
        let near = |one: &&Date| {
            let (first, last) = self.ground.tokens(one.span);
            let behind = first >= end
                && first <= end + 2
                && (end..first).all(|i| matches!(look.word(i), "in" | "on" | "," | "of"));
            let ahead = last <= start && start <= last + 1 && matches!(look.text(last), "," | "(");
            one.span != date.span && one.length.is_none() && (behind || ahead)
        };
        let Some((own, day)) = self
            .dates
            .iter()
            .filter(near)
            .find_map(|one| self.fixed(one).map(|day| (one, day)))
        else {
            return;
        };
        // All other days, here and in the three sentences before.
        let mut others: Vec<(&Date, DayRange, bool)> = Vec::new();
        for back in (0..=3).rev() {
            let Some(sentence) = number
                .checked_sub(back)
                .and_then(|k| self.ground.cx.sentences.get(k))
            else {
                continue;
            };
            for one in self.ground.dates_in(sentence.span) {
                if one.span == own.span || one.span.overlaps(date.span) {
                    continue;
                }
                // A day that cannot be told may be the one.
                let Some(other) = self.moment(one) else {
                    return;
                };
                let close = back == 0 && one.span.end <= own.span.start.min(date.span.start)
                    || back == 1 && sentence.block == self.sentence.block;
                let exact = one.granularity == own.granularity
                    || told.1.unit.days() > 300.0 && one.granularity != Granularity::Season;
                others.push((one, other, close && exact));
            }
        }
        // Two days without a year are of one run of time.
        let order = |one: &Date, other: DayRange| {
            if later {
                (self.same_year(one, other, own, day), day)
            } else {
                (self.same_year(own, day, one, other), other)
            }
        };
        let fit = others.iter().any(|(one, other, _)| {
            let (from, to) = order(one, *other);
            fits(&told.1, from, to)
        });
        let mut close = others.iter().filter(|(_, _, close)| *close);
        let (Some((one, other, _)), None) = (close.next(), close.next()) else {
            return;
        };
        let (from, to) = order(one, *other);
        if !fit && from.last < to.first && !self.of_planned() {
            self.push(out, Tie::Later, told, (one.span, from), Some(to));
        }
    }

    /// Of what is to come or comes again.
    fn of_planned(&self) -> bool {
        let look = &self.look;
        (look.first..look.end).any(|i| {
            matches!(
                look.word(i),
                "will" | "would" | "could" | "if" | "every" | "each" | "another" | "due"
            )
        })
    }
}
