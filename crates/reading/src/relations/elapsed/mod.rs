//! Lengths of time beside the days they lie between: "nearly a decade after the flood of 2019", "two decades ago, in
//! 1995", "came to the throne in 1999 and has reigned for 36 years", "began on 3 October and ended on 24 October, after
//! 40 days".

pub(super) mod bounds;
pub(super) mod intervals;
pub(super) mod lapses;
pub(super) mod stints;
use super::{stem, year};
use copydesk_draft::layer::{
    Cell, DurationUnit, EnumSchema, LayerSchema, Period, Table, Type, Value,
};
use copydesk_draft::{DayRange, Span};

use super::{Ground, between, gap, mark};

use crate::dates::{Date, Granularity, Length};
use crate::lists::List;
use crate::numbers::lexeme::Look;
use crate::schema::{enumeration, id};
use crate::sentence::Sentence;

mod clock;
mod ends;
mod headed;
mod kindred;
mod last_time;
mod lengths;
mod onward;
mod paired;
mod shifted;
mod sole;
mod stretch;
mod trailing;
mod wide;

/// A word that hedges the length behind it: "almost a year", "for more than six years".
fn is_hedge(word: &str) -> bool {
    matches!(
        word,
        "almost"
            | "nearly"
            | "about"
            | "around"
            | "over"
            | "than"
            | "more"
            | "less"
            | "just"
            | "only"
            | "barely"
            | "some"
            | "well"
            | "exactly"
            | "roughly"
    )
}

/// What ties the length to its days; the values of `elapsed-tie` in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Tie {
    /// "five years after the flood of 2019"
    After,
    /// "since", "in the six years since 2011"
    Since,
    /// "30 years ago, in 1995"
    Ago,
    /// "founded in 1875, is 120 years old"
    Old,
    /// "has reigned for 36 years"
    For,
    /// "six years later, in 2018"
    Later,
    /// "from 1914 to 1918, four years"
    Span,
    /// "left at 10:40 and vanished at 11:05, 25 minutes into its flight"
    Clock,
}

struct Finder<'g, 'a> {
    ground: &'g Ground<'g, 'a>,
    sentence: &'g Sentence,
    look: Look<'g, 'a>,
    dates: &'g [Date],
}

fn period_of_years(period: &Period) -> bool {
    period.unit.days() > 300.0
}

/// One length with its two ends.
pub(super) struct Found {
    pub(super) length: Span,
    pub(super) period: Period,
    pub(super) ends: Span,
    pub(super) from: DayRange,
    pub(super) to: DayRange,
    pub(super) tie: Tie,
}

/// The table of `elapsed-time`.
pub(super) fn table(ground: &Ground<'_, '_>) -> Table {
    let mut table = ground.cx.blank(id::ELAPSED_TIME);
    let mut found: Vec<Found> = Vec::new();
    let mut clocked = Vec::new();
    for (number, sentence) in ground.cx.sentences.iter().enumerate() {
        let finder = Finder {
            ground,
            sentence,
            look: ground.look(sentence),
            dates: ground.dates_in(sentence.span),
        };
        finder.lengths(&mut found);
        finder.shifted(&mut found);
        finder.old(&mut found);
        finder.running_year(&mut found);
        finder.running_thing(&mut found);
        finder.participles(&mut found);
        finder.opened_by_participle(&mut found);
        finder.participle_later(&mut found);
        finder.longer_than_there(&mut found);
        finder.headed(&mut found);
        let before = number
            .checked_sub(1)
            .and_then(|k| ground.cx.sentences.get(k))
            .filter(|other| other.block == sentence.block);
        finder.clock(before, &mut clocked);
    }
    intervals::find(ground, &mut found);
    lapses::find(ground, &mut found);
    super::chronicle::lengths(ground, &mut found);
    bounds::find(ground, &mut found);
    stints::find(ground, &mut found);
    wide::find(ground, &mut found);
    sole::find(ground, &mut found);
    paired::find(ground, &mut found);
    ends::find(ground, &mut found);
    kindred::find(ground, &mut found);
    found.sort_by_key(|one| one.length);
    let mut clocked = clocked.iter().peekable();
    for one in &found {
        while let Some(timed) = clocked.next_if(|timed| timed.length <= one.length) {
            push_clocked(ground, timed, &mut table);
        }
        push(ground, one, &mut table);
    }
    for timed in clocked {
        push_clocked(ground, timed, &mut table);
    }
    table
}

fn push_clocked(ground: &Ground<'_, '_>, one: &clock::Clocked, table: &mut Table) {
    let apart = gap(one.stated, (one.real, one.real));
    table.push(
        ground.cx.row(one.length),
        [
            Cell::Filled(one.number.into()),
            Cell::Filled(one.real.into()),
            Cell::Filled(one.real.into()),
            Cell::Filled(one.real.into()),
            Cell::Filled(apart.into()),
            Cell::Filled((apart / one.real * 100.0).into()),
            Cell::Filled("minutes".into()),
            Cell::Absent,
            Cell::Absent,
            Cell::Filled(Value::Enum(Tie::Clock as u16)),
            Cell::Filled(one.ends.into()),
        ],
    );
}

fn push(ground: &Ground<'_, '_>, one: &Found, table: &mut Table) {
    // Decades and centuries are counted in years.
    let (scale, unit) = match one.period.unit {
        DurationUnit::Decade => (10.0, DurationUnit::Year),
        DurationUnit::Century => (100.0, DurationUnit::Year),
        unit => (1.0, unit),
    };
    // "More than three decades" begins with the third, not with the fourth; "nearly a decade" is nearer to it than to seven
    // years, and the days beside it leave room of their own.
    let number = one.period.number;
    let nearly = one.period.highest <= number && one.period.lowest > number * 0.7;
    let lowest = one.period.lowest.min(number);
    let stated = (
        if nearly {
            lowest.max(number * 0.85)
        } else {
            lowest
        } * scale,
        one.period.highest * scale,
    );
    // "just over two years", "a little more than six weeks": no much longer.
    let stated = if one.period.highest.is_infinite() && barely(ground, one.length) {
        (stated.0, number * scale * 1.25 + 1.0)
    } else {
        stated
    };
    let days = between(one.from, one.to);
    let real = (days.0 / unit.days(), days.1 / unit.days());
    let apart = gap(stated, real);
    // "Almost a year" leaves no room for half a year more.
    let apart = if nearly && falls_short(ground, one.length) && real.0 > stated.1 {
        apart * 2.0
    } else {
        apart
    };
    // "About 19 months", no "1 years".
    let (apart, real, unit, scale) = match unit {
        DurationUnit::Year if apart > 0.75 && real.1 < 2.5 => {
            let months = (real.0 * 12.0, real.1 * 12.0);
            (apart * 12.0, months, DurationUnit::Month, scale * 12.0)
        }
        _ => (apart, real, unit, scale),
    };
    let middle = f64::midpoint(real.0, real.1);
    table.push(
        ground.cx.row(one.length),
        [
            Cell::Filled((one.period.number * scale).into()),
            Cell::Filled(real.0.into()),
            Cell::Filled(real.1.into()),
            Cell::Filled((real.1 + 0.001).floor().into()),
            Cell::Filled(apart.into()),
            (middle > 0.0).then(|| apart / middle * 100.0).into(),
            Cell::Filled(
                match unit {
                    DurationUnit::Second => "seconds",
                    DurationUnit::Minute => "minutes",
                    DurationUnit::Hour => "hours",
                    DurationUnit::Day => "days",
                    DurationUnit::Week => "weeks",
                    DurationUnit::Month => "months",
                    _ => "years",
                }
                .into(),
            ),
            Cell::Filled(one.from.into()),
            Cell::Filled(one.to.into()),
            Cell::Filled(Value::Enum(one.tie as u16)),
            Cell::Filled(one.ends.into()),
        ],
    );
}

/// "just over", "a little more than", "slightly over" stands before the length or opens it.
fn barely(ground: &Ground<'_, '_>, length: Span) -> bool {
    let (start, _) = ground.tokens(length);
    (start.saturating_sub(1)..start + 2).any(|i| {
        matches!(
            ground.cx.folded(i),
            "just" | "little" | "slightly" | "barely" | "bit" | "shade"
        ) && (i + 1..i + 3).any(|k| matches!(ground.cx.folded(k), "over" | "more" | "above"))
    })
}

/// "almost a year", "less than a year": no more than the number.
fn falls_short(ground: &Ground<'_, '_>, length: Span) -> bool {
    let (start, end) = ground.tokens(length);
    (start.saturating_sub(2)..end).any(|i| {
        matches!(
            ground.cx.folded(i),
            "almost" | "nearly" | "less" | "under" | "barely"
        )
    })
}

#[allow(clippy::unused_self, reason = "called like the steps beside them")]
impl Finder<'_, '_> {
    /// The only length of time of the sentence.
    fn only_length(&self) -> Option<&Length> {
        let mut lengths = self
            .ground
            .dates
            .durations_in(self.sentence.span)
            .iter()
            .filter(|length| self.sentence.span.contains(length.span));
        lengths.next().filter(|_| lengths.next().is_none())
    }

    /// The day a date means, if it is one of the calendar: a year, a month or a day.
    fn fixed(&self, date: &Date) -> Option<DayRange> {
        let exact = matches!(
            date.granularity,
            Granularity::Day | Granularity::Month | Granularity::Year
        );
        (exact && date.name.is_some()).then_some(date.day).flatten()
    }

    /// The same, or a day told by its weekday or from the draft's own.
    fn moment(&self, date: &Date) -> Option<DayRange> {
        self.fixed(date).or_else(|| {
            (date.granularity == Granularity::Day && date.length.is_none())
                .then_some(date.day)
                .flatten()
        })
    }

    /// The fixed dates of the sentence before byte `at`, nearest last.
    fn earlier(&self, at: u32) -> Vec<(&Date, DayRange)> {
        self.dates
            .iter()
            .filter(|date| date.span.end <= at)
            .filter_map(|date| self.fixed(date).map(|day| (date, day)))
            .collect()
    }

    /// The first fixed date that begins within `reach` tokens of token `i`, before a mark that ends the clause.
    fn ahead(&self, i: usize, reach: usize) -> Option<(&Date, DayRange)> {
        let stop = (i..i + reach)
            .find(|&k| {
                mark(&self.look, k) && self.look.text(k) != "." || self.look.word(k).is_empty()
            })
            .unwrap_or(i + reach);
        self.dates
            .iter()
            .find(|date| {
                let first = self.ground.cx.token_at(date.span.start);
                first >= i && first < stop
            })
            .and_then(|date| self.fixed(date).map(|day| (date, day)))
    }

    /// "since the club last won the cup, in 2021": the day behind the next comma.
    fn set_off(&self, i: usize) -> Option<(&Date, DayRange)> {
        let comma = (i..i + 14).find(|&k| mark(&self.look, k))?;
        let at = comma + 2;
        let near = self.look.text(comma) == "," && matches!(self.look.word(comma + 1), "in" | "on");
        self.dates
            .iter()
            .find(|date| near && self.ground.cx.token_at(date.span.start) == at)
            .and_then(|date| self.fixed(date).map(|day| (date, day)))
    }

    /// Of the days the clause may be told from, the one that fits the length best.
    fn best(
        &self,
        period: &Period,
        from: DayRange,
        ends: impl Iterator<Item = DayRange>,
    ) -> Option<DayRange> {
        let scale = period.unit.days();
        let stated = (period.lowest * scale, period.highest * scale);
        ends.filter(|to| to.first >= from.first)
            .map(|to| (gap(stated, between(from, to)), to))
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, to)| to)
    }

    /// True if the clause speaks of now: a present or perfect verb outside the words told.
    fn present(&self, told: (usize, usize)) -> bool {
        (self.look.first..self.look.end)
            .filter(|i| *i < told.0 || *i >= told.1)
            .any(|i| {
                matches!(
                    self.look.word(i),
                    "is" | "are"
                        | "has"
                        | "have"
                        | "remains"
                        | "remain"
                        | "still"
                        | "now"
                        | "will"
                        | "today"
                        | "carries"
                        | "stands"
                        | "draws"
                        | "attracts"
                        | "runs"
                        | "serves"
                )
            })
    }

    fn push(
        &self,
        out: &mut Vec<Found>,
        tie: Tie,
        length: (Span, Period),
        from: (Span, DayRange),
        to: Option<DayRange>,
    ) {
        let from_exact = exact(&length.1, from.1);
        if let Some(to) = to.filter(|to| from_exact && exact(&length.1, *to)) {
            out.push(Found {
                length: length.0,
                period: length.1,
                ends: from.0,
                from: from.1,
                to,
                tie,
            });
        }
    }

    /// A length that runs from a day to the draft's.
    fn since(&self, out: &mut Vec<Found>, told: (Span, Period), date: &Date, from: DayRange) {
        self.push(
            out,
            Tie::Since,
            told,
            (date.span, from),
            self.ground.today(),
        );
    }

    /// A verb of beginning stands right before the date: "founded in 1875", "came to the throne in 1999".
    fn begins(&self, date: &Date) -> bool {
        let first = self.ground.cx.token_at(date.span.start);

        (1..=10)
            .take_while(|&back| self.look.before(first, back) != ",")
            .any(|back| {
                first.checked_sub(back).is_some_and(|k| {
                    k >= self.look.first && self.ground.cx.phrase(k, List::BeginVerb).is_some()
                })
            })
    }

    /// See [`same_year`].
    fn same_year(&self, one: &Date, from: DayRange, other: &Date, to: DayRange) -> DayRange {
        same_year(self.ground, one, from, other, to)
    }
}

/// Two days without a year belong to one run of time: the first is not read as of a later year than the second.
fn same_year(
    ground: &Ground<'_, '_>,
    one: &Date,
    from: DayRange,
    other: &Date,
    to: DayRange,
) -> DayRange {
    let bare = |date: &Date| {
        let (a, b) = ground.tokens(date.span);
        !(a..b).any(|i| year(ground.cx.word(i)).is_some())
    };
    if from.first > to.first && bare(one) && bare(other) {
        DayRange {
            first: from.first.plus_months(-12),
            last: from.last.plus_months(-12),
        }
    } else {
        from
    }
}

/// True if the date is exact enough for the unit: no count of days from a month, none of months from a year.
fn exact(period: &Period, day: DayRange) -> bool {
    f64::from(day.last.days_since(day.first)) <= period.unit.days().max(0.5) * 1.01
}

/// `elapsed-time`
pub fn elapsed_time_schema() -> LayerSchema {
    LayerSchema::new(
        "elapsed-time",
        "a length of time told beside the days it lies between",
        "the length with its hedge",
    )
    .field("stated", Type::Number, "the length as printed, in `unit`")
    .field("lowest", Type::Number, "the least that lies between the two days, in `unit`")
    .field("highest", Type::Number, "the most that lies between the two days, in `unit`")
    .field("full", Type::Number, "the most that lies between the two days, in full units")
    .field("gap", Type::Number, "how far the length with its hedge lies from what is between the days, in `unit`; 0 if it fits")
    .field("gap-percent", Type::Number, "the same in percent of what is between the days")
    .field("unit", Type::Text, "days, weeks, months or years")
    .field("from", Type::Date, "the earlier day; none where two times of one day are told")
    .field("to", Type::Date, "the later day, often the draft's own")
    .field("tie", Type::Enum("elapsed-tie".into()), "what ties the length to the days")
    .field("beside", Type::Text, "the date it is told beside")
}

pub(super) fn enums() -> Vec<EnumSchema> {
    vec![enumeration(
        "elapsed-tie",
        &[
            "after", "since", "ago", "old", "for", "later", "span", "clock",
        ],
    )]
}
