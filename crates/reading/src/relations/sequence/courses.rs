//! Courses of events, as the register `courses` lists them: a wreck and those picked up, an alarm and the helpers who come, a
//! departure and a crash, a sentence and the appeal against it. Two steps of one course in one sentence or two that stand
//! beside each other, each with its day, year or time of day.

mod answered;
mod bonds;
mod phrases;

use copydesk_draft::{DayRange, Span};
use copydesk_facts::Entity;

use super::{Ground, mark};
use super::{Pair, Tie};
use crate::dates::{Date, Granularity, TimeOfDay};
use crate::lists::List;
use crate::numbers::lexeme::Look;
use crate::sentence::Sentence;
use crate::token::TokenKind;
pub(in crate::relations) use phrases::Phrases;
use phrases::Step;

/// Two days that name no year may lie so far apart; beyond they may be of two years.
const FAR: i32 = 60;

/// Minutes by which two clocks without a day may differ.
const HOURS: i32 = 300;

/// Words of what is to come, of another time round or another thing.
fn is_otherwise(word: &str) -> bool {
    matches!(
        word,
        "will"
            | "would"
            | "if"
            | "due"
            | "scheduled"
            | "planned"
            | "another"
            | "second"
            | "third"
            | "again"
            | "other"
            | "previous"
            | "previously"
            | "separate"
            | "earlier"
            | "next"
            | "season"
            | "anniversary"
            | "each"
            | "every"
            | "usually"
            | "reopened"
            | "retrial"
            | "similar"
            | "successor"
            | "predecessor"
            | "re"
            | "should"
            | "could"
            | "may"
            | "plans"
            | "unless"
            | "also"
            | "initially"
            | "originally"
            // "He stole a car on 9 March, after his release"
            | "release"
    )
}

/// Words that may tell of another thing, unless the course runs once.
fn is_other_thing(word: &str) -> bool {
    matches!(
        word,
        "former" | "formerly" | "local" | "new" | "both" | "others" | "twice"
    )
}

/// Words of another time round, where a course may be run twice.
fn is_repeated(word: &str) -> bool {
    matches!(word, "first" | "returned" | "back" | "rejoined")
}

/// When a step happened.
#[derive(Clone, Copy)]
enum When {
    Day(DayRange, Granularity),
    /// Minutes after midnight, and the day if it is told.
    Clock(i32, Option<DayRange>),
}

/// One step of a course.
struct Beat {
    rank: usize,
    at: usize,
    end: usize,
    span: Span,
    when: When,
}

/// One sentence that is read.
struct Side<'g, 'a> {
    ground: &'g Ground<'g, 'a>,
    look: Look<'g, 'a>,
    dates: &'g [Date],
    times: Vec<&'g TimeOfDay>,
    steps: Vec<Step>,
}

/// Finds them.
pub(super) fn find(ground: &Ground<'_, '_>, out: &mut Vec<Pair>) {
    let Some(register) = ground.cx.registers.get("courses") else {
        return;
    };
    let phrases = ground.ready.courses.get_or_init(|| Phrases::of(register));
    let mut before: Option<(&Sentence, Side<'_, '_>)> = None;
    for sentence in ground.cx.sentences {
        let times = &ground.dates.times;
        let first = times.partition_point(|time| time.span.start < sentence.span.start);
        let mut side = Side {
            ground,
            look: ground.look(sentence),
            dates: ground.dates_in(sentence.span),
            times: times
                .get(first..)
                .unwrap_or(&[])
                .iter()
                .take_while(|time| time.span.start < sentence.span.end)
                .collect(),
            steps: Vec::new(),
        };
        let told = side.dates.len() + side.times.len();
        if !ground.in_body(sentence) || super::stands(&side.look, is_otherwise) {
            before = None;
            continue;
        }
        if told == 0 {
            // One sentence without a day may stand between the two.
            let short = before.as_ref().is_some_and(|(other, _)| {
                other.last == sentence.first && other.block == sentence.block
            });
            if !short {
                before = None;
            }
            continue;
        }
        side.steps = phrases.told(ground, &side.look);
        let earlier = before
            .as_ref()
            .filter(|(other, _)| other.block == sentence.block || other.block + 1 == sentence.block)
            .map(|(other, side)| (other.block == sentence.block, side));
        if told >= 2 || earlier.is_some() {
            let mut courses: Vec<usize> = side.steps.iter().map(|step| step.course).collect();
            courses.sort_unstable();
            courses.dedup();
            for number in courses {
                if let Some(entity) = register.entities.get(number) {
                    course((number, entity), earlier, &side, out);
                }
            }
        }
        side.answered(out);
        before = Some((sentence, side));
    }
}

/// Two steps of one course in this sentence, or in this and the one before.
fn course(
    (number, entity): (usize, &Entity),
    before: Option<(bool, &Side<'_, '_>)>,
    side: &Side<'_, '_>,
    out: &mut Vec<Pair>,
) {
    let strict = entity.text("strict") == Some("yes");
    // Compared by times of day too, or by these alone.
    let by = entity.text("clock").unwrap_or("no");
    let clock = (by != "no", by == "alone");
    let repeated = |side: &Side<'_, '_>| {
        !strict && super::stands(&side.look, |word| is_repeated(word) || is_other_thing(word))
    };
    if repeated(side) {
        return;
    }
    let own = side.beats(number, clock);
    // Elections come again with the years.
    let by_day = entity.text("days") == Some("yes");
    let day = |one: &Beat| !matches!(one.when, When::Day(_, fine) if fine != Granularity::Day);
    let told = |a: &Beat, b: &Beat| a.rank != b.rank && (!by_day || day(a) && day(b));
    if let [a, b] = own.as_slice()
        && told(a, b)
    {
        if side.joined(a, b, strict) {
            push(side, a, b, out);
        }
        return;
    }
    // What is told a paragraph before may be of another thing, unless the course runs once or the sentence points back: "The
    // ship had left".
    let Some(b) = own.first() else { return };
    let back = side.points_back(b);
    let Some((_, before)) =
        before.filter(|&(near, before)| (near || strict || back) && !repeated(before))
    else {
        return;
    };
    if let [a] = before.beats(number, clock).as_slice()
        && told(a, b)
        && side.takes_up(before, a, b, strict)
        && side.same_person(before, b, entity.text("own").unwrap_or("no"))
    {
        push(side, a, b, out);
    }
}

/// The pair of two steps, if their days or clocks can be compared.
fn push(side: &Side<'_, '_>, a: &Beat, b: &Beat, out: &mut Vec<Pair>) {
    let (first, second) = if a.rank < b.rank { (a, b) } else { (b, a) };
    let known = out.iter().any(|pair| {
        [pair.first, pair.second].contains(&first.span)
            && [pair.first, pair.second].contains(&second.span)
    });
    if known || first.span == second.span {
        return;
    }
    match (first.when, second.when) {
        (When::Day(x, fine), When::Day(y, other)) => {
            let apart = x.first.days_since(y.last);
            let near = match fine {
                // "founded in 2019", "in March 2016": each with its year.
                _ if fine != other => side.printed(first, second) == 2,
                Granularity::Day => apart <= FAR || side.printed(first, second) == 2,
                Granularity::Month => side.printed(first, second) != 1,
                _ => true,
            };
            if near {
                out.push(Pair::of_days(
                    (first.span, x),
                    (second.span, y),
                    Tie::Stages,
                ));
            }
        }
        (When::Clock(x, on), When::Clock(y, other)) => {
            let one_day = match (on, other) {
                (Some(a), Some(b)) => a == b,
                _ => (x < 720) == (y < 720),
            };
            // Where both days are told and the same, no night lies between.
            let told = on.is_some() && other.is_some();
            if one_day && (told || x - y <= HOURS) {
                out.push(Pair {
                    first: first.span,
                    second: second.span,
                    lead: f64::from(y - x) / 1440.0,
                    tie: Tie::Time,
                });
            }
        }
        _ => {}
    }
}

impl Side<'_, '_> {
    /// "The ship had left", "It had been built": told of what was spoken of, and of a time before.
    fn points_back(&self, step: &Beat) -> bool {
        let look = &self.look;
        let known = matches!(
            look.word(look.first),
            "the" | "it" | "he" | "she" | "they" | "its" | "his" | "her"
        );
        known
            && step.at <= look.first + 6
            && (look.word(step.at) == "had"
                || (1..=2).any(|back| look.before(step.at, back) == "had"))
    }

    /// How many of the two days name their year.
    fn printed(&self, a: &Beat, b: &Beat) -> usize {
        let named = |beat: &&&Beat| {
            let (first, end) = self.ground.tokens(beat.span);
            (first..end).any(|i| super::year(self.ground.cx.word(i)).is_some())
        };
        [a, b].iter().filter(named).count()
    }

    /// The steps of the course that the sentence tells with their days or times.
    fn beats(&self, course: usize, clock: (bool, bool)) -> Vec<Beat> {
        let look = &self.look;
        let mut places: Vec<(usize, usize, usize)> = Vec::new();
        let mut next = look.first;
        let mut own = self
            .steps
            .iter()
            .filter(|step| step.course == course)
            .peekable();
        while let Some(step) = own.next() {
            // Of phrases that begin at one word the longest, of as long ones that of the later step.
            let mut best = step;
            while let Some(other) = own.next_if(|other| other.at == step.at) {
                if other.end >= best.end {
                    best = other;
                }
            }
            if best.at >= next {
                places.push((best.rank, best.at, best.end));
                next = best.end;
            }
        }
        let mut beats: Vec<Beat> = Vec::new();
        for (n, &(rank, at, end)) in places.iter().enumerate() {
            let until = places.get(n + 1).map_or(look.end, |&(_, next, _)| next);
            let since = n
                .checked_sub(1)
                .and_then(|k| places.get(k))
                .map_or(look.first, |&(_, _, end)| end);
            let taken: Vec<Span> = beats.iter().map(|beat| beat.span).collect();
            if let Some((span, when)) = self.when((since, at), (end, until), clock, &taken) {
                beats.push(Beat {
                    rank,
                    at,
                    end,
                    span,
                    when,
                });
            }
        }
        self.behind_aside(&places, &mut beats);
        beats
    }

    /// "wound up the firm, a haulage company founded in 2019, in March 2016": the day right behind the comma that closes what
    /// the second step tells is that of the first.
    fn behind_aside(&self, places: &[(usize, usize, usize)], beats: &mut Vec<Beat>) {
        let (look, ground) = (&self.look, self.ground);
        let ([(rank, at, end), (_, inner, _)], [beat], [x, y]) = (places, &**beats, self.dates)
        else {
            return;
        };
        let (first, _) = ground.tokens(y.span);
        let (_, last) = ground.tokens(x.span);
        let own = beat.at == *inner && beat.span == x.span;
        let opened = (*end..*inner).any(|k| look.text(k) == ",");
        if own
            && opened
            && y.length.is_none()
            && !ground.cx.masked(y.span)
            && look.text(last) == ","
            && first == last + 2
            && matches!(look.word(last + 1), "in" | "on")
            && let Some(day) = y.day
        {
            let step = Beat {
                rank: *rank,
                at: *at,
                end: *end,
                span: y.span,
                when: When::Day(day, y.granularity),
            };
            beats.insert(0, step);
        }
    }

    /// The day or the clock of the words `at..end`: behind them before the next step, or right before them.
    fn when(
        &self,
        (since, at): (usize, usize),
        (end, until): (usize, usize),
        clock: (bool, bool),
        taken: &[Span],
    ) -> Option<(Span, When)> {
        let look = &self.look;
        let open = |from: usize, to: usize| {
            !(from..to).any(|k| {
                matches!(look.text(k), ";" | ":" | "“" | "\"")
                    || matches!(
                        look.word(k),
                        "who"
                            | "which"
                            | "that"
                            | "when"
                            | "where"
                            | "before"
                            | "after"
                            | "until"
                            | "since"
                            | "while"
                            | "because"
                    )
                    // "resigned as chair of the board": an office, no clause.
                    || look.word(k) == "as"
                        && (k + 1..k + 6).any(|i| {
                            self.ground.cx.is(i, List::Auxiliary)
                                || self.ground.cx.is(i, List::PastForm)
                                || matches!(look.word(i), "he" | "she" | "they" | "it" | "well")
                        })
            })
        };
        let led = |first: usize| {
            !matches!(
                look.before(first, 1),
                "until" | "since" | "from" | "before" | "to" | "than" | "after" | "till"
            )
        };
        // "pulled her alive on Monday from the ruins": among the words of the step.
        let behind = |first: usize| {
            let among = first > at && first < end;
            among && led(first)
                || first >= end
                    && first < until
                    && first - end <= 12
                    && open(end, first)
                    && led(first)
        };
        // "On 12 February judges dismissed", "on 12 February dismissed"
        let ahead = |first: usize, last: usize| {
            first >= since
                && last <= at
                && at - last <= 5
                && open(last, at)
                && led(first)
                && !(last + 1..at).any(|k| mark(look, k))
        };
        if clock.0 {
            let free = |time: &&&TimeOfDay| time.zone.is_none() && !taken.contains(&time.span);
            let place = |time: &&&TimeOfDay| self.ground.tokens(time.span);
            let time = self
                .times
                .iter()
                .filter(free)
                .find(|time| behind(place(time).0))
                .or_else(|| {
                    self.times.iter().filter(free).find(|time| {
                        let (first, last) = place(time);
                        ahead(first, last)
                    })
                });
            if let Some(time) = time {
                return Some((time.span, When::Clock(i32::from(time.minute), time.day)));
            }
            if let Some(part) = self.part_of_day((end, until)) {
                return Some(part);
            }
        }
        if clock.1 {
            return None;
        }
        let free = |date: &&Date| {
            let (first, last) = self.ground.tokens(date.span);
            date.length.is_none()
                && !taken.contains(&date.span)
                && !self.ground.cx.masked(date.span)
                && self.ground.cx.kind(last) != Some(TokenKind::Possessive)
                && look.before(first, 1) != "by"
                // "in April 2018 and left in September the following year"
                && !(last..last + 3)
                    .any(|k| matches!(look.word(k), "following" | "next")
                        || look.word(k) == "same" && look.word(k + 1) != "week")
                && (season_year(date).is_some()
                    || matches!(
                        date.granularity,
                        Granularity::Day | Granularity::Month | Granularity::Year
                    ))
        };
        let place = |date: &Date| self.ground.tokens(date.span);
        let date = self
            .dates
            .iter()
            .filter(free)
            .find(|date| behind(place(date).0))
            .or_else(|| {
                self.dates.iter().filter(free).find(|date| {
                    let (first, last) = place(date);
                    ahead(first, last)
                })
            })?;
        let (day, granularity) = match date.day {
            Some(day) => (day, date.granularity),
            None => (season_year(date)?, Granularity::Year),
        };
        // "on Sunday" in a draft of a Sunday: today or a week ago.
        let (first, last) = place(date);
        let figures = (first..last).any(|i| self.ground.cx.kind(i) == Some(TokenKind::Number));
        let weak = !figures && self.ground.today().is_none_or(|today| today == day);
        (!weak).then_some((date.span, When::Day(day, granularity)))
    }

    /// "went down shortly before dawn on Tuesday": a part of the day with its day, behind the words of a step.
    fn part_of_day(&self, (end, until): (usize, usize)) -> Option<(Span, When)> {
        let look = &self.look;
        let at = (end..until.min(end + 6)).find(|&i| {
            matches!(
                look.word(i),
                "dawn" | "daybreak" | "sunrise" | "dusk" | "sunset"
            )
        })?;
        let minute = match look.word(at) {
            "dusk" | "sunset" => 18 * 60,
            _ => 6 * 60,
        };
        let date = self.dates.iter().find(|date| {
            let (first, _) = self.ground.tokens(date.span);
            first > at && first <= at + 2 && date.granularity == Granularity::Day
        })?;
        Some((
            self.ground.cx.span(at, at + 1).to(date.span),
            When::Clock(minute, date.day),
        ))
    }

    /// Back over auxiliaries and adverbs to where the verb begins.
    fn head(&self, verb: usize) -> usize {
        let mut k = verb;
        while k > self.look.first
            && (self.ground.cx.is(k - 1, List::Auxiliary) || self.look.word(k - 1).ends_with("ly"))
        {
            k -= 1;
        }
        k
    }

    fn perfect(&self, beat: &Beat) -> bool {
        let had = |i: usize| matches!(self.look.word(i), "had" | "having");
        (beat.at.saturating_sub(4)..beat.end).any(had)
    }

    /// Another thing or person is told of between the two.
    fn parted(&self, from: usize, to: usize) -> bool {
        (from..to).any(|k| {
            matches!(self.look.text(k), ";" | "“" | "\"")
                || matches!(
                    self.look.word(k),
                    "while" | "whereas" | "but" | "although" | "though" | "until"
                )
        })
    }

    /// Two steps of one sentence are of one thing.
    fn joined(&self, a: &Beat, b: &Beat, strict: bool) -> bool {
        let look = &self.look;
        if strict && self.second_clause(a, b) {
            return true;
        }
        if self.parted(a.end, b.at) {
            return false;
        }
        let head = self.head(b.at);
        let before = look.before(head, 1);
        // "and resigned", ", entered into force", "a block of flats that collapsed"
        let goes_on = matches!(before, "and" | "then")
            || mark(look, head.saturating_sub(1)) && a.rank < b.rank
            || mark(look, head.saturating_sub(1)) && look.before(head, 1) == "and";
        let relative = matches!(
            before,
            "that" | "which" | "who" | "they" | "he" | "she" | "it"
        );
        // "Elected mayor on 17 November, Chantal Giroux was sworn in on 12 November", "After being flown home on …, he …": the
        // deed that opens the sentence is that of its subject.
        let opens = self.opens(a, b.at);
        // "the road, closed on 3 May, reopened", "wound up the firm, which was founded in 2019, in 2016".
        let aside = strict && self.aside(a, b);
        if opens || aside {
            return true;
        }
        if a.rank < b.rank {
            goes_on || strict && relative
        } else {
            // "dismissed an appeal against the jail terms they were given on"
            let after = (a.end..b.at).any(|k| matches!(look.word(k), "after" | "following"));
            self.perfect(b)
                || strict && (relative || goes_on || after)
                || (a.end..b.at).any(|k| look.word(k) == "against")
                || (b.end..b.end + 3).any(|k| matches!(look.word(k), "they" | "he" | "she"))
                    && (a.end..b.at).any(|k| look.word(k) == "the")
        }
    }
}

/// The year of "the autumn of 2022": spring and autumn lie in one year everywhere, when in it they do not.
fn season_year(date: &Date) -> Option<DayRange> {
    let (year, season) = date.value.split_once('-')?;
    let own = date.granularity == Granularity::Season && matches!(season, "FA" | "SP");
    own.then(|| DayRange::year(year.parse().ok()?)).flatten()
}
