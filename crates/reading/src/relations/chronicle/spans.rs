//! Lengths of time whose other end is told elsewhere in the article: "nearly five years after the fire", "25 years after the
//! mine closed", "The blockade, which lasted ten weeks", "after eight years in prison", "The 10-year-old register".

use copydesk_draft::layer::{DurationUnit, Period};
use copydesk_draft::{DayRange, Span};

use super::{Happening, Teller, carried, happenings, topics_at};
use crate::lists::List;
use crate::relations::ages::{person_before, persons_from};
use crate::relations::elapsed::{Found, Tie};
use crate::relations::{Ground, stem};
use crate::token::TokenKind;

/// Finds them; what is found already stays.
pub(in crate::relations) fn lengths(ground: &Ground<'_, '_>, out: &mut Vec<Found>) {
    let cx = ground.cx;
    let mut told: Option<Vec<Happening<'_>>> = None;
    for length in &ground.dates.durations {
        let Some(period) = length.period else {
            continue;
        };
        if period.unit.days() < 1.0
            || length.anchored
            || cx.masked(length.span)
            || out.iter().any(|one| one.length == length.span)
        {
            continue;
        }
        let number = cx.sentence_at(length.span.start) as usize;
        let Some(sentence) = cx.sentences.get(number).filter(|one| ground.in_body(one)) else {
            continue;
        };
        let teller = Teller {
            ground,
            sentence,
            number,
            look: ground.look(sentence),
        };
        let (start, end) = ground.tokens(length.span);
        let look = &teller.look;
        let after = look.word(end) == "after";
        let lasted = look.before(start, 1) == "lasted"
            || look.before(start, 2) == "lasted" && look.before(start, 1) == "for";
        // "In his 12 years in power"
        let tenure = matches!(look.before(start, 1), "his" | "her")
            && matches!(look.before(start, 2), "in" | "during" | "over" | "after")
            && matches!(look.word(end), "in" | "as" | "at");
        let wed = look.before(start, 1) == "after"
            && look.word(end) == "of"
            && look.word(end + 1) == "marriage";
        let held = look.before(start, 1) == "after"
            && matches!(look.word(end), "in" | "behind")
            && matches!(
                look.word(end + 1),
                "prison" | "jail" | "custody" | "detention" | "bars" | "captivity"
            );
        // "having served eight years"
        let held = held
            || matches!(look.before(start, 1), "served" | "serving")
                && matches!(look.before(start, 2), "having" | "after")
                && (teller.mark(end) || look.word(end).is_empty() || look.word(end) == "of");
        let left = teller.post_left(length.span, (start, end));
        if let Some(((span, from), to)) = left {
            if period.unit.days() > 300.0 && from.last < to.first {
                out.push(Found {
                    length: length.span,
                    period,
                    ends: span,
                    from,
                    to,
                    tie: Tie::For,
                });
            }
            continue;
        }
        if !after && !lasted && !held && !tenure && !wed
            || teller.any(|word| matches!(word, "another" | "second" | "would" | "will" | "if"))
        {
            continue;
        }
        let told = told.get_or_insert_with(|| happenings(ground));
        let ends = if after {
            event_day(&teller, told, end + 1).zip(teller.now(told, length.span, start))
        } else if lasted {
            teller.begin_and_end(told, start)
        } else if tenure {
            teller.tenure(told, length.span)
        } else if wed {
            let mut weddings = told.iter().filter(|one| one.stage == Some((5, 0)));
            let mut own = told.iter().filter(|one| one.sentence == number);
            match (weddings.next(), weddings.next(), own.next(), own.next()) {
                (Some(wedding), None, Some(parted), None) if wedding.sentence != number => {
                    Some(((wedding.date, wedding.day), parted.day))
                }
                _ => None,
            }
        } else {
            teller.term(told, start)
        };
        let Some(((span, from), to)) = ends else {
            continue;
        };
        // "arrested on 19 August, six days after the body was found" on 13 August of the year before: of that year.
        let to = if after {
            same_year(ground, sentence, &period, from, to)
        } else {
            to
        };
        let exact = |day: DayRange| {
            f64::from(day.last.days_since(day.first)) <= period.unit.days().max(0.5) * 1.01
        };
        if from.last < to.first && exact(from) && exact(to) {
            out.push(Found {
                length: length.span,
                period,
                ends: span,
                from,
                to,
                tie: if lasted { Tie::For } else { Tie::After },
            });
        }
    }
    old(ground, &mut told, out);
    hyphened(ground, &mut told, out);
}

/// A day without a printed year moved to the year of the other end, where the length fits it better there.
fn same_year(
    ground: &Ground<'_, '_>,
    sentence: &crate::sentence::Sentence,
    period: &Period,
    from: DayRange,
    to: DayRange,
) -> DayRange {
    let cx = ground.cx;
    let printed = ground.dates_in(sentence.span).iter().any(|date| {
        let (a, b) = ground.tokens(date.span);
        date.day == Some(to) && (a..b).any(|i| crate::relations::year(cx.word(i)).is_some())
    });
    let years = to.first.year() - from.first.year();
    if printed || years <= 0 || ground.today() == Some(to) {
        return to;
    }
    let moved = DayRange {
        first: to.first.plus_months(-12 * years),
        last: to.last.plus_months(-12 * years),
    };
    let off = |day: DayRange| {
        (f64::from(day.first.days_since(from.first)) - period.number * period.unit.days()).abs()
    };
    if moved.first > from.last && off(moved) < off(to) {
        moved
    } else {
        to
    }
}

/// "The three-week siege" of an article that tells its beginning and its end.
fn hyphened<'g>(
    ground: &'g Ground<'g, '_>,
    told: &mut Option<Vec<Happening<'g>>>,
    out: &mut Vec<Found>,
) {
    let cx = ground.cx;
    for one in ground.numbers {
        let (first, last) = (one.core_first as usize, one.core_last as usize);
        let unit = match cx.folded(last + 1) {
            "day" => DurationUnit::Day,
            "week" => DurationUnit::Week,
            "month" => DurationUnit::Month,
            _ => continue,
        };
        let noun = last + 2;
        let definite = first > 0 && cx.folded(first - 1) == "the";
        if cx.kind(last) != Some(TokenKind::Hyphen)
            || !definite && !(first > 0 && matches!(cx.folded(first - 1), "a" | "an"))
            || cx.kind(noun) != Some(TokenKind::Word)
            || !cx.in_body(one.span)
            || cx.masked(one.span)
        {
            continue;
        }
        let thing = stem(cx.folded(noun));
        let told = told.get_or_insert_with(|| happenings(ground));
        let whole = || {
            begin_and_end(told, thing)
                .or_else(|| super::leaving::journey(told, ground, cx.folded(noun)))
        };
        let ends = definite
            .then(whole)
            .flatten()
            .or_else(|| told_next(ground, told, noun));
        let Some((from, to)) = ends else {
            continue;
        };
        if from.day.last < to.day.first {
            out.push(Found {
                length: cx.span(first, last + 2),
                period: Period {
                    number: one.number,
                    lowest: one.lowest,
                    highest: one.highest,
                    unit,
                },
                ends: from.date,
                from: from.day,
                to: to.day,
                tie: Tie::For,
            });
        }
    }
}

/// Names of one thing, each for the others.
const SAME_THING: &[&[&str]] = &[
    &["strike", "stoppage", "walkout", "action", "dispute"],
    &["siege", "blockade", "standoff", "stand-off"],
    &["truce", "ceasefire", "pause", "lull"],
    &["trial", "hearing", "case"],
    &["search", "hunt", "operation"],
    &["fire", "blaze"],
    &["outage", "blackout", "shutdown", "closure"],
    &["visit", "trip", "tour", "journey"],
    &["conference", "summit", "talks", "meeting"],
    &["occupation", "sit-in", "protest"],
];

/// "after a ten-day strike. The stoppage began on 1 September and was called off on 27 September": both ends in the next
/// sentence of the paragraph, whose subject is the thing.
fn told_next<'h, 'a>(
    ground: &Ground<'_, '_>,
    told: &'h [Happening<'a>],
    noun: usize,
) -> Option<(&'h Happening<'a>, &'h Happening<'a>)> {
    let cx = ground.cx;
    let number = cx.token(noun)?.sentence as usize;
    let (own, next) = (cx.sentences.get(number)?, cx.sentences.get(number + 1)?);
    let first = next.first as usize;
    let thing = cx.folded(noun);
    let same = match cx.folded(first) {
        "it" => true,
        "the" | "this" | "that" => {
            let other = cx.folded(first + 1);
            other == thing
                || SAME_THING
                    .iter()
                    .any(|names| names.contains(&thing) && names.contains(&other))
        }
        _ => false,
    };
    let mut pair = told.iter().filter(|one| one.sentence == number + 1);
    let (begin, end) = (pair.next()?, pair.next()?);
    let stage = |one: &Happening<'_>, end: bool| {
        one.stage
            .is_some_and(|(chain, rank)| matches!(chain, 2 | 10) && (rank == 1) == end)
    };
    (same
        && own.block == next.block
        && pair.next().is_none()
        && stage(begin, false)
        && stage(end, true))
    .then_some((begin, end))
}

/// The one beginning and the one end of a thing.
fn begin_and_end<'h, 'a>(
    told: &'h [Happening<'a>],
    thing: &str,
) -> Option<(&'h Happening<'a>, &'h Happening<'a>)> {
    let at = |end: bool| {
        let mut found = told.iter().filter(|one| {
            one.things.contains(&thing)
                && one
                    .stage
                    .is_some_and(|(chain, rank)| matches!(chain, 2 | 10) && (rank == 1) == end)
        });
        let first = found.next()?;
        found.all(|other| other.day == first.day).then_some(first)
    };
    Some((at(false)?, at(true)?))
}

/// The day of the one event that the words at token `i` mean: "the fire", "the mine closed".
pub(in crate::relations) fn event_day(
    teller: &Teller<'_, '_>,
    told: &[Happening<'_>],
    i: usize,
) -> Option<(Span, DayRange)> {
    let (cx, look) = (teller.ground.cx, &teller.look);
    if look.word(i) != "the" {
        return None;
    }
    let noun = (i + 1..i + 4)
        .take_while(|&k| {
            look.kind(k) == Some(TokenKind::Word) && !cx.is(k, List::Preposition) && !teller.verb(k)
        })
        .last()?;
    let closed = teller.mark(noun + 1)
        || look.word(noun + 1).is_empty()
        || matches!(look.word(noun + 1), "and" | "that");
    let mut found = if closed {
        let topics = topics_at(teller.ground, noun);
        let all: Vec<&Happening<'_>> = told
            .iter()
            .filter(|one| one.topics & topics != 0 && one.sentence != teller.number)
            .collect();
        all
    } else if teller.verb(noun + 1) {
        let stage = (noun + 1..noun + 3).find_map(|k| teller.stage(k))?;
        let thing = stem(look.word(noun));
        told.iter()
            .filter(|one| {
                // "began work", "the work began"
                let work = thing == "work" && one.stage == Some((2, 0));
                (one.stage == Some(stage) || work)
                    && one.things.contains(&thing)
                    && one.sentence != teller.number
            })
            .collect()
    } else {
        return None;
    }
    .into_iter();
    let first = found.next()?;
    // One event, one day.
    found
        .all(|other| other.day == first.day)
        .then_some((first.date, first.day))
}

impl Teller<'_, '_> {
    /// The day a sentence tells of: that of its own date; without one the draft's, if it speaks in the present.
    fn now(&self, told: &[Happening<'_>], length: Span, start: usize) -> Option<DayRange> {
        let mut own = told.iter().filter(|one| one.sentence == self.number);
        if let Some(one) = own.next() {
            return own.next().is_none().then_some(one.day);
        }
        let look = &self.look;
        let dates = self.ground.dates_in(self.sentence.span);
        let other = dates.iter().any(|date| !length.contains(date.span));
        let present = (look.first..look.end)
            .any(|i| matches!(look.word(i), "is" | "are" | "has" | "have") && i != start);
        let past =
            (look.first..look.end).any(|i| matches!(look.word(i), "was" | "were" | "had" | "said"));
        (!other && present && !past).then(|| self.ground.today())?
    }

    /// "The blockade, which lasted ten weeks": both its ends are told.
    fn begin_and_end(
        &self,
        told: &[Happening<'_>],
        start: usize,
    ) -> Option<((Span, DayRange), DayRange)> {
        let verb = (start.saturating_sub(2)..start).find(|&k| self.look.word(k) == "lasted")?;
        let noun = self.subject(self.head(verb)).noun?;
        // "A strike in 2019 lasted": another one.
        let definite = (1..=3).any(|back| matches!(self.look.before(noun, back), "the" | "that"));
        if !definite || !self.ground.dates_in(self.sentence.span).is_empty() {
            return None;
        }
        let (from, to) = begin_and_end(told, stem(self.look.word(noun)))?;
        Some(((from.date, from.day), to.day))
    }

    /// "In his 12 years in power, Sow" of an article that says "Sow has been president since 2019"; "During his seven years
    /// as treasurer, Molefe" of one that says "was appointed treasurer in March 2021 and dismissed in April 2023".
    fn tenure(&self, told: &[Happening<'_>], length: Span) -> Option<((Span, DayRange), DayRange)> {
        let (ground, cx) = (self.ground, self.ground.cx);
        // Whose: the one person of the sentence.
        let mut own = persons_from(ground, self.sentence.span.start)
            .iter()
            .take_while(|person| person.span.start < self.sentence.span.end);
        let who = match own.next() {
            Some(first) if own.all(|other| other.identity == first.identity) => first.identity,
            Some(_) => return None,
            None => carried(ground, self.number, self.look.first)?,
        };
        // "in power", "as treasurer": of the office that the other sentence names.
        let (_, end) = self.ground.tokens(length);
        let office = match (self.look.word(end), self.look.word(end + 1)) {
            ("in", "power" | "office") => None,
            ("as", word) if word.len() > 3 => Some(word),
            _ => return None,
        };
        let named_office = |number: usize| {
            office.is_none_or(|office| {
                cx.sentences.get(number).is_some_and(|one| {
                    (one.first as usize..one.last as usize).any(|k| cx.folded(k) == office)
                })
            })
        };
        let since = cx.sentences.iter().enumerate().find_map(|(number, one)| {
            let look = ground.look(one);
            let date = ground.dates_in(one.span).iter().find(|date| {
                let (first, _) = ground.tokens(date.span);
                look.before(first, 1) == "since"
                    && date.length.is_none()
                    && (look.first..first).any(|k| {
                        look.word(k) == "been" && matches!(look.before(k, 1), "has" | "have")
                            || look.word(k) == "has"
                                && matches!(
                                    look.word(k + 1),
                                    "led" | "ruled" | "run" | "headed" | "governed"
                                )
                    })
            })?;
            let verb = (look.first..look.end).find(|&k| look.word(k) == "has")?;
            let named = person_before(ground, cx.span(verb, verb + 1).start)
                .is_some_and(|person| person.last == verb && person.identity == who);
            (named && number != self.number && ground.in_body(one) && named_office(number))
                .then(|| date.day.map(|day| (date.span, day)))?
        });
        if let Some(since) = since {
            return Some((since, ground.today()?));
        }
        let at = |words: &[&str]| {
            let mut found = told.iter().filter(|one| {
                one.who == Some(who) && one.passive && words.contains(&cx.folded(one.verb))
                    || one.who == Some(who) && words.contains(&cx.folded(one.verb))
            });
            let first = found.next()?;
            found.next().is_none().then_some(first)
        };
        let from = at(&["appointed", "elected", "hired"])?;
        if !named_office(from.sentence) {
            return None;
        }
        let to = at(&["dismissed", "sacked", "fired", "resigned", "retired"])?;
        Some(((from.date, from.day), to.day))
    }

    /// "Rahmani was released on Tuesday after eight years in prison": and his arrest is told.
    fn term(&self, told: &[Happening<'_>], start: usize) -> Option<((Span, DayRange), DayRange)> {
        let own = told
            .iter()
            .find(|one| one.sentence == self.number && one.verb < start)?;
        let who = own.who?;
        let mut arrests = told.iter().filter(|one| {
            one.sentence != self.number && one.step == Some(0) && one.who.or(one.whom) == Some(who)
        });
        let first = arrests.next()?;
        arrests
            .next()
            .is_none()
            .then_some(((first.date, first.day), own.day))
    }
}

/// "The 10-year-old register" of an article that tells when it was set up.
fn old<'g>(
    ground: &'g Ground<'g, '_>,
    told: &mut Option<Vec<Happening<'g>>>,
    out: &mut Vec<Found>,
) {
    let cx = ground.cx;
    for one in ground.numbers {
        let last = one.core_last as usize;
        let old = cx.kind(last) == Some(TokenKind::Hyphen)
            && cx.folded(last + 1) == "year"
            && cx.folded(last + 3) == "old";
        let noun = last + 4;
        if !old
            || one.number < 2.0
            || cx.kind(noun) != Some(TokenKind::Word)
            || cx.is(noun, List::PersonNoun)
            || cx.kind(noun + 1) == Some(TokenKind::Word)
                && !cx.is(noun + 1, List::Preposition)
                && !cx.is(noun + 1, List::Auxiliary)
                && !cx.is(noun + 1, List::Conjunction)
                && !cx.is(noun + 1, List::FiniteForm)
                && !cx.is(noun + 1, List::PastForm)
                && !cx.folded(noun + 1).ends_with('s')
                && !cx.folded(noun + 1).ends_with("ed")
            || !cx.in_body(one.span)
            || cx.masked(one.span)
        {
            continue;
        }
        let Some(today) = ground.today() else { return };
        let thing = stem(cx.folded(noun));
        let told = told.get_or_insert_with(|| happenings(ground));
        let mut made = told
            .iter()
            .filter(|one| matches!(one.stage, Some((3, 0 | 1))) && one.things.contains(&thing));
        let (Some(first), None) = (made.next(), made.next()) else {
            continue;
        };
        let length = cx.span(one.core_first as usize, last + 4);
        let near = out
            .iter()
            .any(|found| found.length.start < length.end && length.start < found.length.end);
        if near || thing.len() < 3 || first.day.last >= today.first {
            continue;
        }
        out.push(Found {
            length,
            period: Period {
                number: one.number,
                lowest: one.lowest,
                highest: one.highest + 0.99,
                unit: DurationUnit::Year,
            },
            ends: first.date,
            from: first.day,
            to: today,
            tie: Tie::Old,
        });
    }
}
