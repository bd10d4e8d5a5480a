//! The scan: which words may begin or anchor an expression of time, and the state that resolves it.

use copydesk_draft::layer::{DurationUnit, Period};
use copydesk_draft::{Day, DayRange, Weekday};

use super::resolve::{self, Side};
use super::{Calendar, Date, Dates, Granularity, PartOfDay};
use crate::cx::Cx;
use crate::lists::List;
use crate::numbers::Number;
use crate::numbers::lexeme::{Look, Num, Part, Time};
use crate::token::TokenKind;

/// Finds dates, times, durations, recurrences and ages.
pub(crate) fn find(cx: &Cx<'_>, numbers: &[Number]) -> Dates {
    let mut out = Dates::default();
    let mut last = None;
    for (index, sentence) in cx.sentences.iter().enumerate() {
        let mut finder = Finder {
            look: Look::new(cx, sentence),
            sentence: index as u32,
            numbers,
            date: cx.date,
            floor: sentence.first as usize,
            last,
            calendar: None,
            out: &mut out,
        };
        finder.run();
        last = finder.last;
    }
    out.dates.sort_by_key(|date| date.span);
    out.times.sort_by_key(|time| time.span);
    out.durations.sort_by_key(|length| length.span);
    out.recurrences.sort_by_key(|recurrence| recurrence.span);
    out.ages.sort_by_key(|age| age.span);
    out
}

/// The last date that was told.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mention {
    pub(crate) range: DayRange,
    pub(crate) granularity: Granularity,
    pub(crate) sentence: u32,
}

/// Why a date has no day.
pub(crate) const NO_DATE: &str = "the draft has no date";

/// One sentence being scanned.
pub(crate) struct Finder<'c, 'a, 'n> {
    pub(crate) look: Look<'c, 'a>,
    pub(crate) sentence: u32,
    pub(crate) numbers: &'n [Number],
    /// The draft's date.
    pub(crate) date: Option<Day>,
    /// Nothing before this token belongs to a new expression.
    pub(crate) floor: usize,
    pub(crate) last: Option<Mention>,
    calendar: Option<Calendar>,
    pub(crate) out: &'n mut Dates,
}

/// A date that was read, in tokens.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) first: usize,
    pub(crate) last: usize,
    pub(crate) day: Option<DayRange>,
    pub(crate) printed: Option<DayRange>,
    pub(crate) weekday: Option<(Weekday, usize)>,
    pub(crate) granularity: Granularity,
    pub(crate) part: Option<PartOfDay>,
    pub(crate) name: Option<(usize, usize)>,
    pub(crate) relative: bool,
    /// Written instead of what the days give.
    pub(crate) value: Option<String>,
    pub(crate) why: &'static str,
    /// "two days" of "two days ago".
    pub(crate) length: Option<Period>,
    pub(crate) length_words: Option<(usize, usize)>,
}

impl Found {
    pub(crate) fn new(first: usize, last: usize, granularity: Granularity) -> Self {
        Self {
            first,
            last,
            day: None,
            printed: None,
            weekday: None,
            granularity,
            part: None,
            name: None,
            relative: false,
            value: None,
            why: NO_DATE,
            length: None,
            length_words: None,
        }
    }

    pub(crate) fn on(mut self, day: Option<DayRange>) -> Self {
        self.day = day;
        self
    }

    pub(crate) fn named(mut self, first: usize, last: usize) -> Self {
        self.name = Some((first, last));
        self
    }

    pub(crate) fn relative(mut self) -> Self {
        self.relative = true;
        self
    }

    pub(crate) fn value(mut self, value: impl Into<String>) -> Self {
        self.value = Some(value.into());
        self
    }

    pub(crate) fn because(mut self, why: &'static str) -> Self {
        self.why = why;
        self
    }
}

/// What stands before the word that anchors an expression.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lead {
    /// First token of the expression.
    pub(crate) start: usize,
    pub(crate) det: Det,
    /// "the" is the first word.
    pub(crate) the: bool,
    /// "early", "late", "mid-", "the end of".
    pub(crate) portion: bool,
}

/// Words that place a unit of time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Det {
    None,
    Last,
    Past,
    Next,
    Coming,
    This,
    That,
    Previous,
    Following,
    Every,
    Recent,
    Latest,
}

/// The part of the day of a word.
pub(crate) fn part_of_day(part: Part) -> PartOfDay {
    match part {
        Part::Morning => PartOfDay::Morning,
        Part::Midday => PartOfDay::Midday,
        Part::Afternoon => PartOfDay::Afternoon,
        Part::Evening => PartOfDay::Evening,
        Part::Night => PartOfDay::Night,
    }
}

impl Finder<'_, '_, '_> {
    fn run(&mut self) {
        let look = self.look;
        let mut i = look.first;
        while i < look.end {
            let lexeme = look.lexeme(i);
            let figure = look.is_figure(i);
            if lexeme.time == Time::None && lexeme.num == Num::None && !figure {
                i += 1;
                continue;
            }
            let number = (figure || lexeme.num != Num::None)
                .then(|| self.number_at(i))
                .flatten();
            let next = number
                .and_then(|number| self.at_number(i, &number))
                .or_else(|| if figure { self.figures(i) } else { None })
                .or_else(|| self.at_word(i, lexeme.time));
            if let Some(next) = next {
                self.floor = next;
                i = next.max(i + 1);
            } else {
                i = number.map_or(i + 1, |number| {
                    // A number without a use here may still stand before a unit read later.
                    (number.core_first as usize + 1).max(i + 1)
                });
            }
        }
    }

    /// The number whose core begins at token `i`.
    pub(crate) fn number_at(&self, i: usize) -> Option<Number> {
        let at = self
            .numbers
            .partition_point(|number| (number.core_first as usize) < i);
        self.numbers
            .get(at)
            .filter(|number| number.core_first as usize == i)
            .copied()
    }

    fn at_number(&mut self, i: usize, number: &Number) -> Option<usize> {
        self.clock_number(i, number)
            .or_else(|| self.age(i, number))
            .or_else(|| self.day_first(i, number))
            .or_else(|| self.ordinal_period(i, number))
            .or_else(|| self.length(i, number))
            .or_else(|| self.year(i, number))
            .or_else(|| self.numeric(i, number))
    }

    fn at_word(&mut self, i: usize, time: Time) -> Option<usize> {
        match time {
            Time::Month(..) => self.month_first(i),
            Time::Weekday(..) => self.weekday(i),
            Time::Weekdays(day) => self.weekdays(i, day),
            Time::Unit(unit, by) => self.unit(i, unit, by),
            Time::Units(unit, _) => self.units(i, unit),
            Time::Season(season) => self.season(i, season),
            Time::Quarter => self.quarter_word(i),
            Time::Weekend => self.weekend(i),
            Time::Part(part) => self.part(i, part),
            Time::Noon(hour) => self.noon(i, hour),
            Time::Today(by) => self.today(i, by),
            Time::Vague(vague) => self.vague(i, vague),
            Time::Every(unit) => self.every(i, unit),
            Time::Opener => self.opener(i),
            Time::Holiday => self.holiday(i),
            Time::Decade(decade) => self.spoken_decade(i, decade),
            Time::Quarters | Time::Weekends | Time::Clock(_) | Time::Shift | Time::None => None,
        }
    }

    /// What stands before token `i`; `the` is taken in if wanted.
    pub(crate) fn lead(&self, i: usize, the: bool) -> Lead {
        let look = self.look;
        let mut lead = Lead {
            start: i,
            det: Det::None,
            the: false,
            portion: false,
        };
        let before = |start: usize, back: usize| {
            start
                .checked_sub(back)
                .filter(|&k| k >= self.floor)
                .map_or("", |k| look.word(k))
        };
        lead.det = match before(lead.start, 1) {
            "last" => Det::Last,
            "past" => Det::Past,
            "next" => Det::Next,
            "coming" | "upcoming" => Det::Coming,
            "this" | "current" => Det::This,
            "that" | "same" => Det::That,
            "previous" | "preceding" | "prior" => Det::Previous,
            "following" | "ensuing" | "subsequent" => Det::Following,
            "every" | "each" => Det::Every,
            "recent" => Det::Recent,
            "latest" => Det::Latest,
            _ => Det::None,
        };
        if lead.det != Det::None {
            lead.start -= 1;
            // "this coming Sunday", "this past spring"
            if matches!(lead.det, Det::Coming | Det::Past | Det::Next | Det::Last)
                && before(lead.start, 1) == "this"
            {
                lead.start -= 1;
            }
        }
        match before(lead.start, 1) {
            "-" if matches!(before(lead.start, 2), "mid" | "early" | "late") => {
                lead.start -= 2;
                lead.portion = true;
            }
            "early" | "late" | "mid" | "earlier" | "later" => {
                lead.start -= 1;
                lead.portion = true;
            }
            "that" if before(lead.start + 1, 1) == "same" => lead.start -= 1,
            _ => {}
        }
        let hyphen = lead.portion && before(i, 1) == "-";
        if (the || lead.portion && !matches!(before(lead.start + 1, 1), "earlier" | "later"))
            && !hyphen
            && before(lead.start, 1) == "the"
        {
            lead.start -= 1;
            lead.the = true;
        }
        if before(lead.start, 1) == "of"
            && matches!(
                before(lead.start, 2),
                "end" | "start" | "beginning" | "middle" | "close" | "rest" | "remainder"
            )
        {
            let has_the = before(lead.start, 3) == "the";
            lead.start -= 2 + usize::from(has_the);
            lead.portion = true;
        }
        lead
    }

    /// Whether the clause around token `i`, else the sentence, speaks of what was or of what will be.
    pub(crate) fn side(&self, i: usize) -> Side {
        let look = self.look;
        let breaks = |k: usize| matches!(look.text(k), "," | ";" | ":" | "–" | "—");
        // "Wednesday's ruling" has been, unless its verb says otherwise.
        if look.kind(i + 1) == Some(TokenKind::Possessive) {
            return (i + 2..(i + 8).min(look.end))
                .take_while(|&k| !breaks(k))
                .find_map(|k| verb_side(&look, k, k + 9))
                .unwrap_or(Side::Past);
        }
        let left = |stop: bool| {
            (1..=14)
                .map_while(|back| i.checked_sub(back).filter(|&k| k >= look.first))
                .take_while(|&k| !stop || !breaks(k))
                .find_map(|k| verb_side(&look, k, i))
        };
        let right = |stop: bool| {
            (i + 1..(i + 12).min(look.end))
                .take_while(|&k| !stop || !breaks(k))
                .find_map(|k| verb_side(&look, k, i))
        };
        left(true)
            .or_else(|| right(true))
            .or_else(|| left(false))
            .or_else(|| right(false))
            .unwrap_or(Side::Past)
    }

    /// The calendar that the sentence names.
    fn calendar(&mut self) -> Calendar {
        let look = self.look;
        *self.calendar.get_or_insert_with(|| {
            let other = (look.first..look.end).any(|i| match look.word(i) {
                "julian" | "islamic" | "hijri" | "lunar" | "persian" | "ethiopian" | "hebrew"
                | "jewish" | "coptic" | "buddhist" | "orthodox" => look.word(i + 1) == "calendar",
                "old" | "new" => {
                    matches!(look.word(i + 1), "style" | "calendar")
                        || look.word(i + 2) == "calendar"
                }
                _ => false,
            });
            if other {
                Calendar::Other
            } else {
                Calendar::Gregorian
            }
        })
    }

    /// Takes in a date and makes it the last one told.
    pub(crate) fn push(&mut self, found: Found) {
        let look = self.look;
        let calendar = self.calendar();
        let mut day = found.day;
        let mut why = found.why;
        if calendar == Calendar::Other && found.granularity == Granularity::Day {
            day = None;
            why = "the date is given in another calendar";
        }
        let value = found.value.unwrap_or_else(|| {
            found.day.map_or_else(
                || unknown(found.granularity).to_owned(),
                |day| resolve::value(day, found.granularity, found.part),
            )
        });
        if let Some(range) = day {
            self.last = Some(Mention {
                range,
                granularity: found.granularity,
                sentence: self.sentence,
            });
        }
        self.out.dates.push(Date {
            span: look.cx.span(found.first, found.last),
            weekday: found
                .weekday
                .map(|(weekday, token)| (weekday, look.cx.span(token, token + 1))),
            day,
            printed_day: found.printed,
            relative: found.relative,
            granularity: found.granularity,
            part: found.part,
            name: found.name.map(|(first, last)| look.cx.span(first, last)),
            value,
            calendar,
            why,
            in_time: false,
            length: found.length,
            length_words: found
                .length_words
                .map(|(first, last)| look.cx.span(first, last)),
        });
    }

    /// True if token `i` is a word with a capital that is no expression of time: part of a name.
    pub(crate) fn name_at(&self, i: usize) -> bool {
        let look = self.look;
        look.capital(i)
            && look.kind(i) == Some(TokenKind::Word)
            && look.time(i) == Time::None
            && look.num(i) == Num::None
            && !look.cx.is(i, List::Opener)
            && !look.cx.is(i, List::Preposition)
    }

    /// The whole unit around the draft's date, moved by so many units.
    pub(crate) fn around(&self, unit: DurationUnit, by: i32) -> (Option<DayRange>, Granularity) {
        let sample = self.date.or_else(|| Day::new(2000, 1, 1));
        let Some(day) = sample else {
            return (None, Granularity::Day);
        };
        let moved = resolve::shift(DayRange::day(day), unit, by).first;
        let (range, granularity) = resolve::whole(moved, unit);
        (self.date.map(|_| range), granularity)
    }
}

/// The value of a date that cannot be told.
fn unknown(granularity: Granularity) -> &'static str {
    match granularity {
        Granularity::Day => "XXXX-XX-XX",
        Granularity::Weekend => "XXXX-WXX-WE",
        Granularity::Week => "XXXX-WXX",
        Granularity::Month => "XXXX-XX",
        Granularity::Season | Granularity::Year | Granularity::Vague => "XXXX",
        Granularity::Quarter => "XXXX-QX",
        Granularity::Decade => "XXX",
        Granularity::Century => "XX",
    }
}

/// Which time the verb at token `i` speaks of, seen from token `at`; `None` if it is no sign of either.
fn verb_side(look: &Look<'_, '_>, i: usize, at: usize) -> Option<Side> {
    let word = look.word(i);
    match word {
        "will" | "shall" | "won't" | "would" | "could" | "should" | "may" | "might" | "must"
        | "scheduled" | "expected" | "due" | "plans" | "plan" | "planning" | "expects"
        | "expect" | "slated" | "hopes" => {
            (word != "may" || !look.capital(i)).then_some(Side::Future)
        }
        // "to meet", near enough to what it may date.
        "to" if at.abs_diff(i) <= 5
            && look.kind(i + 1) == Some(TokenKind::Word)
            && !look.cx.is(i + 1, List::Determiner)
            && !look.cx.is(i + 1, List::Pronoun)
            && !look.capital(i + 1)
            && look.num(i + 1) == Num::None
            && look.time(i + 1) == Time::None =>
        {
            Some(Side::Future)
        }
        "said" | "told" | "was" | "were" | "had" | "did" | "came" | "went" | "took" | "made"
        | "began" | "held" | "met" | "fell" | "rose" | "won" | "lost" | "found" | "left"
        | "gave" | "got" | "saw" | "hit" | "shot" | "broke" | "struck" | "since" | "been"
        | "has" | "have" | "ago" => Some(Side::Past),
        _ if word.len() > 4 && word.ends_with("ed") && !look.capital(i) => Some(Side::Past),
        _ => None,
    }
}
