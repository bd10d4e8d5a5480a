//! A length of time whose own words say that it lies between two days of its sentence, or of it and the sentence beside it:
//! "President from 1981 until his overthrow in 2003, he was in power for nearly three decades", "Three months passed between
//! the arrest, on 12 January, and her release on 30 August", "The ceasefire signed on 2 October lasted ten days. Shelling began
//! again on 23 October", "Since 2012 she has run it. In those eight years".
//!
//! It speaks only if the length lies between no two of the days told, the draft's own among them.

use copydesk_draft::layer::Period;
use copydesk_draft::{DayRange, Span};

use super::{Finder, Found, Ground, Tie, between, gap, is_hedge, mark, period_of_years};
use crate::dates::Date;
use crate::lists::List;

/// States that somebody or something is in from a beginning to an end, right before "for".
const STATES: &[&str] = &[
    "power",
    "office",
    "prison",
    "jail",
    "custody",
    "captivity",
    "exile",
    "charge",
    "orbit",
    "service",
    "captive",
    "hostage",
    "throne",
    "existence",
];

/// How time is said to have gone by between two days.
const PASSED: &[&str] = &[
    "passed",
    "elapsed",
    "lay",
    "separated",
    "separate",
    "went",
    "lie",
];

/// Words by which the length is of somebody or something else, or of what is not told.
const OTHER: &[&str] = &[
    "another",
    "further",
    "every",
    "each",
    "if",
    "would",
    "will",
    "could",
    "might",
    "next",
    "previous",
    "previously",
    "already",
    "other",
    "both",
    "average",
    "sentence",
    "sentenced",
    "term",
    "aged",
    "planned",
    "due",
    "earlier",
    "altogether",
    "except",
    "again",
    "twice",
    "father",
    "mother",
    "brother",
    "husband",
    "wife",
    "predecessor",
    "successor",
];

/// Words by which what had stopped is back, or what held is over.
const OVER: &[&str] = &[
    "again",
    "resumed",
    "restarted",
    "broke",
    "collapsed",
    "ended",
    "violated",
    "unravelled",
    "unraveled",
    "crumbled",
];

/// Finds them; what is found already stays.
pub(super) fn find(ground: &Ground<'_, '_>, out: &mut Vec<Found>) {
    let known: Vec<Span> = out.iter().map(|one| one.length).collect();
    for one in &ground.dates.durations {
        let Some(period) = one.period else { continue };
        let taken = known.iter().any(|other| other.overlaps(one.span));
        if one.anchored || period.unit.days() < 1.0 || taken {
            continue;
        }
        if let Some((number, finder)) = Finder::at(ground, one.span) {
            finder.two_ends(number, (one.span, period), out);
        }
    }
}

/// Far from what lies between the two days: by more than a seventh of it.
fn far(period: &Period, from: DayRange, to: DayRange) -> bool {
    let scale = period.unit.days();
    let (lowest, number) = (period.lowest.min(period.number), period.number);
    // "Nearly three decades" is nearer to them than to two.
    let nearly = period.highest <= number && lowest > number * 0.7;
    let lowest = if nearly {
        lowest.max(number * 0.85)
    } else {
        lowest
    };
    let (least, most) = between(from, to);
    let middle = f64::midpoint(least, most);
    let apart = gap((lowest * scale, period.highest * scale), (middle, middle));
    apart > (middle * 0.15).max(1.0)
}

impl Finder<'_, '_> {
    fn two_ends(&self, number: usize, told: (Span, Period), out: &mut Vec<Found>) {
        let look = &self.look;
        let (start, end) = self.ground.tokens(told.0);
        let other = (look.first..look.end).any(|i| OTHER.contains(&look.word(i)))
            || (start..end).any(|i| look.hyphen(i))
            || look.hyphen(end)
            || self.only_length().is_none();
        if other {
            return;
        }
        self.in_those(number, (start, end), told, out);
        let days: Option<Vec<(&Date, DayRange)>> = self
            .dates
            .iter()
            .filter(|date| !date.span.overlaps(told.0) && date.length.is_none())
            .map(|date| self.fixed(date).map(|day| (date, day)))
            .collect();
        let Some(days) = days else { return };
        match days.as_slice() {
            [(a, from), (b, to)] => {
                let (from, to) = (self.same_year(a, *from, b, *to), *to);
                if from.last < to.first
                    && self.lies_between((start, end), (a, from), (b, to), &told.1)
                    && self.no_other(&told.1, from, to)
                {
                    self.push(out, Tie::Span, told, (a.span.to(b.span), from), Some(to));
                }
            }
            [(a, from)] => self.broken_off(number, (start, end), told, (a, *from), out),
            _ => {}
        }
    }

    /// Neither the two days nor one of them and the draft's lie as far apart as is said.
    fn no_other(&self, period: &Period, from: DayRange, to: DayRange) -> bool {
        let now = self.ground.today();
        far(period, from, to)
            && now.is_none_or(|now| {
                ![from, to]
                    .iter()
                    .any(|day| day.last < now.first && !far(period, *day, now))
            })
    }

    /// The words of the length say that it is the time from the one day to the other.
    fn lies_between(
        &self,
        (start, end): (usize, usize),
        (a, from): (&Date, DayRange),
        (b, to): (&Date, DayRange),
        period: &Period,
    ) -> bool {
        let look = &self.look;
        let ((a0, a1), (b0, b1)) = (self.ground.tokens(a.span), self.ground.tokens(b.span));
        // "Barely three months passed between the arrest …, on 12 January, and her release on 30 August"
        let passed = (end..end + 2).any(|i| PASSED.contains(&look.word(i)))
            && (end..end + 4).any(|i| matches!(look.word(i), "between" | "from"))
            && a0 > end
            && (a1..b0).any(|i| matches!(look.word(i), "and" | "to"));
        if passed {
            return true;
        }
        if start < b1 || look.before(self.lead(start), 1) != "for" {
            return false;
        }
        let lead = self.lead(start) - 1;
        let closed = mark(look, end) || matches!(look.word(end), "" | "and" | "before" | "until");
        let of_other = (b1..start).any(|i| {
            matches!(
                look.word(i),
                "who" | "which" | "that" | "whose" | "had" | "after"
            ) || look.text(i) == ";"
        });
        // "from 1981 until his overthrow in 2003", "who took office in 1981 and was overthrown in 2003"
        let ranged = matches!(look.before(a0, 1), "from" | "since")
            && (a1..a1 + 2).any(|i| matches!(look.word(i), "until" | "till" | "to"));
        let begun = ranged || self.begins(a);
        let state = (1..=2).any(|back| STATES.contains(&look.before(lead, back)))
            || matches!(
                look.before(lead, 1),
                "ruled" | "reigned" | "governed" | "lasted" | "existed"
            );
        if state && begun && !of_other && closed {
            return true;
        }
        // "opened in 1961 and shut its gates in 1994, having given work to the suburb for half a century": no thing does so for
        // longer than it is there.
        let ended = (a1..b0).any(|i| {
            self.ground.cx.phrase(i, List::EndStage).is_some()
                || matches!(
                    look.word(i),
                    "shut"
                        | "closed"
                        | "folded"
                        | "demolished"
                        | "scrapped"
                        | "dissolved"
                        | "disbanded"
                        | "decommissioned"
                        | "abolished"
                        | "sank"
                        | "razed"
                )
        });
        let stated = period.lowest.min(period.number) * period.unit.days();
        let having = (b1..start).any(|i| look.word(i) == "having") || look.text(b1) == ",";
        ended
            && having
            && closed
            && !of_other
            && self.begins(a)
            && stated > between(from, to).1 * 1.15
    }

    /// Back over the hedges of a length.
    fn lead(&self, start: usize) -> usize {
        let look = &self.look;
        let mut lead = start;
        while lead > look.first && is_hedge(look.before(lead, 1)) {
            lead -= 1;
        }
        lead
    }

    /// "The ceasefire signed on 2 October lasted just ten days. Shelling began again on 23 October."
    fn broken_off(
        &self,
        number: usize,
        (start, end): (usize, usize),
        told: (Span, Period),
        (a, from): (&Date, DayRange),
        out: &mut Vec<Found>,
    ) {
        let look = &self.look;
        let lead = self.lead(start);
        let lasted = matches!(look.before(lead, 1), "lasted" | "held")
            || look.before(lead, 1) == "for" && matches!(look.before(lead, 2), "lasted" | "held");
        let closed = mark(look, end) || look.word(end).is_empty();
        if !(lasted && closed && self.begins(a) && a.span.end <= told.0.start) {
            return;
        }
        let Some(next) = self.beside(Some(number + 1)) else {
            return;
        };
        let other = |i: usize| matches!(next.look.word(i), "second" | "new" | "another" | "also");
        let over = |i: usize| OVER.contains(&next.look.word(i));
        let sentence = next.look.first..next.look.end;
        if let [date] = next.dates
            && let Some(to) = next.fixed(date)
            && sentence.clone().any(over)
            && !sentence.clone().any(other)
            && let from = self.same_year(a, from, date, to)
            && from.last < to.first
            && to.first.days_since(from.last) < 400
            && self.no_other(&told.1, from, to)
        {
            self.push(out, Tie::Span, told, (a.span, from), Some(to));
        }
    }

    /// "Since 2012, when she took over, she has run the brewery. In those eight years".
    fn in_those(
        &self,
        number: usize,
        (start, end): (usize, usize),
        told: (Span, Period),
        out: &mut Vec<Found>,
    ) {
        let look = &self.look;
        let those = look.before(start, 1) == "those"
            && matches!(
                look.before(start, 2),
                "in" | "over" | "during" | "through" | "throughout"
            )
            && start <= look.first + 2;
        let has = (end..look.end).any(|i| matches!(look.word(i), "has" | "have"));
        if !(those && has && period_of_years(&told.1)) {
            return;
        }
        let Some(before) = self.beside(number.checked_sub(1)) else {
            return;
        };
        let ([date], Some(today)) = (before.dates, self.ground.today()) else {
            return;
        };
        let since = before.look.before(before.first(date), 1) == "since";
        let has = (before.look.first..before.look.end)
            .any(|i| matches!(before.look.word(i), "has" | "have"));
        if let Some(from) = before.fixed(date)
            && since
            && has
            && from.last < today.first
            && far(&told.1, from, today)
        {
            self.push(out, Tie::Since, told, (date.span, from), Some(today));
        }
    }
}
