//! Lengths of time beside the days they lie between: "nearly a decade after the flood of 2019", "two decades ago, in
//! 1995", "came to the throne in 1999 and has reigned for 36 years", "began on 3 October and ended on 24 October, after
//! 40 days".

use copydesk_draft::layer::{
    Cell, DurationUnit, EnumSchema, LayerSchema, Period, Table, Type, Value,
};
use copydesk_draft::{DayRange, Span};

use super::{Ground, between, gap, mark};
use crate::dates::{Date, Granularity};
use crate::lists::List;
use crate::numbers::lexeme::Look;
use crate::schema::{enumeration, id};
use crate::sentence::Sentence;

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
    for sentence in ground.cx.sentences {
        let finder = Finder {
            ground,
            sentence,
            look: ground.look(sentence),
            dates: ground.dates_in(sentence.span),
        };
        finder.lengths(&mut found);
        finder.shifted(&mut found);
        finder.old(&mut found);
    }
    super::intervals::find(ground, &mut found);
    super::lapses::find(ground, &mut found);
    found.sort_by_key(|one| one.length);
    for one in &found {
        push(ground, one, &mut table);
    }
    table
}

fn push(ground: &Ground<'_, '_>, one: &Found, table: &mut Table) {
    // Decades and centuries are counted in years.
    let (scale, unit) = match one.period.unit {
        DurationUnit::Decade => (10.0, DurationUnit::Year),
        DurationUnit::Century => (100.0, DurationUnit::Year),
        unit => (1.0, unit),
    };
    // "More than three decades" begins with the third, not with the fourth.
    let stated = (
        one.period.lowest.min(one.period.number) * scale,
        one.period.highest * scale,
    );
    let days = between(one.from, one.to);
    let real = (days.0 / unit.days(), days.1 / unit.days());
    let apart = gap(stated, real);
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

#[allow(clippy::unused_self, reason = "called like the steps beside them")]
impl Finder<'_, '_> {
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

    /// True if the date is exact enough for the unit: no count of days from a month, none of months from a year.
    fn exact(period: &Period, day: DayRange) -> bool {
        f64::from(day.last.days_since(day.first)) <= period.unit.days().max(0.5) * 1.01
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
        let exact = Self::exact(&length.1, from.1);
        if let Some(to) = to.filter(|to| exact && Self::exact(&length.1, *to)) {
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

    fn lengths(&self, out: &mut Vec<Found>) {
        let durations = &self.ground.dates.durations;
        let first =
            durations.partition_point(|length| length.span.start < self.sentence.span.start);
        for length in durations
            .get(first..)
            .unwrap_or(&[])
            .iter()
            .take_while(|length| length.span.start < self.sentence.span.end)
        {
            let Some(period) = length.period else {
                continue;
            };
            if length.anchored || period.unit.days() < 1.0 {
                continue;
            }
            let (start, mut end) = self.ground.tokens(length.span);
            let told = (length.span, period);
            // "Half a century has passed since 1985"
            let mut passed = end;
            while matches!(
                self.look.word(passed),
                "has" | "have" | "had" | "now" | "passed" | "elapsed" | "gone" | "by"
            ) {
                passed += 1;
            }
            if passed > end && self.look.word(passed) == "since" {
                end = passed;
            }
            let behind = if self.look.text(end) == "," {
                ","
            } else {
                self.look.word(end)
            };
            match behind {
                "after" => self.after(out, told, end + 1),
                // "in 2005, ten years before the flood of 2019"
                "before" if period.unit.days() > 27.0 => {
                    let from = self
                        .earlier(length.span.start)
                        .into_iter()
                        .rfind(|(date, _)| {
                            let (_, last) = self.ground.tokens(date.span);
                            start - last.min(start) <= 2
                        });
                    if let (Some((date, from)), Some((_, to))) = (from, self.ahead(end + 1, 8)) {
                        self.push(out, Tie::After, told, (date.span, from), Some(to));
                    }
                }
                // "The bridge opened in 1931. Nearly 70 years on, it carries …"
                "on" if self.look.text(end + 1) == "," && start <= self.look.first + 2 => {
                    if let Some((date, from)) = self.opened_before()
                        && self.present((start, end))
                    {
                        self.push(out, Tie::Since, told, (date, from), self.ground.today());
                    }
                }
                // "for eight years, since 2022"
                "," if self.look.word(end + 1) == "since" => {
                    if let Some((date, from)) = self.ahead(end + 2, 2)
                        && self.look.before(start, 1) == "for"
                    {
                        self.push(
                            out,
                            Tie::Since,
                            told,
                            (date.span, from),
                            self.ground.today().filter(|_| self.present((start, end))),
                        );
                    }
                }
                "since" => {
                    let ahead = self.ahead(end + 1, 8).or_else(|| self.set_off(end + 1));
                    if let Some((date, from)) = ahead {
                        let to = self.best(&period, from, self.ends(length.span.start));
                        self.push(out, Tie::Since, told, (date.span, from), to);
                    }
                }
                _ => self.stretch(out, told, start, end),
            }
        }
    }

    /// The days a clause may be told from: the draft's own, and those of the sentence before the length.
    fn ends(&self, at: u32) -> impl Iterator<Item = DayRange> {
        self.ground
            .today()
            .into_iter()
            .chain(self.earlier(at).into_iter().map(|(_, day)| day))
    }

    /// "five years after the flood of 2019", "five decades after she left school in 1975", "after her birth".
    fn after(&self, out: &mut Vec<Found>, told: (Span, Period), i: usize) {
        let look = &self.look;
        let own = matches!(look.word(i), "her" | "his" | "its" | "their")
            && matches!(look.word(i + 1), "birth" | "founding" | "foundation");
        if own {
            // "Born in March 1950, …"
            let born = self.earlier(told.0.start).into_iter().find(|(date, _)| {
                let first = self.ground.cx.token_at(date.span.start);
                (1..=4).any(|back| {
                    first
                        .checked_sub(back)
                        .is_some_and(|k| self.ground.cx.is(k, List::BeginVerb))
                })
            });
            if let Some((date, from)) = born {
                let to = self.best(
                    &told.1,
                    from,
                    self.earlier(told.0.start)
                        .into_iter()
                        .filter(|(other, _)| other.span != date.span)
                        .map(|(_, day)| day)
                        .chain(self.ground.today()),
                );
                self.push(out, Tie::After, told, (date.span, from), to);
            }
            return;
        }
        let Some((date, from)) = self.ahead(i, 14) else {
            return;
        };
        let (start, _) = self.ground.tokens(told.0);
        let (_, last) = self.ground.tokens(date.span);
        // "for the first time in 54 years after …" counts back from now; "the September 11 attacks" are of their year.
        if look.before(start, 1) == "in" && matches!(look.before(start, 2), "time" | "first")
            || matches!(
                look.word(last),
                "attacks" | "attack" | "terror" | "terrorist"
            ) && !(last - 1..last).any(|k| super::year(look.text(k)).is_some())
        {
            return;
        }
        // "five years after he left, in 2010 …" names the later end behind a comma; not read here.
        // A past tense without a day of its own is told from no known day; the main clause behind it may have one.
        let now = self.present((start, last));
        let main = (start <= look.first + 3)
            .then(|| {
                self.dates
                    .iter()
                    .find(|other| other.span.start >= date.span.end)
            })
            .flatten()
            .filter(|other| {
                let first = self.ground.cx.token_at(other.span.start);
                let comma = (last..first).find(|&k| look.text(k) == ",");
                other.length.is_none()
                    && comma.is_some()
                    && !(last..first).any(|k| {
                        matches!(look.text(k), ";" | ":")
                            || matches!(
                                look.word(k),
                                "who" | "which" | "that" | "when" | "where" | "after" | "since"
                            )
                    })
            })
            .and_then(|other| self.moment(other));
        let to = self.best(
            &told.1,
            from,
            self.ground
                .today()
                .filter(|_| now)
                .into_iter()
                .chain(main)
                .chain(
                    self.dates
                        .iter()
                        .filter(|other| other.span.end <= told.0.start)
                        .filter_map(|other| self.moment(other)),
                ),
        );
        self.push(out, Tie::After, told, (date.span, from), to);
    }

    /// "for 36 years", "after five years in prison", "ending three weeks in captivity", "lasted 40 days".
    fn stretch(&self, out: &mut Vec<Found>, told: (Span, Period), start: usize, end: usize) {
        let look = &self.look;
        let earlier = self.earlier(told.0.start);
        // "for barely three weeks"
        let start = start
            - usize::from(matches!(
                look.before(start, 1),
                "barely"
                    | "just"
                    | "only"
                    | "merely"
                    | "scarcely"
                    | "hardly"
                    | "some"
                    | "fully"
                    | "exactly"
            ));
        let before = look.before(start, 1);
        let state = matches!(
            look.word(end),
            "in" | "of" | "at" | "on" | "under" | "as" | "without"
        ) && self.ground.cx.phrase(end + 1, List::StateNoun).is_some()
            || look.word(end) == "behind" && look.word(end + 1) == "bars";
        // "from 1914 to 1918"
        let range = earlier.windows(2).find_map(|pair| {
            let [(a, first), (b, last)] = pair else {
                return None;
            };
            let (a0, a1) = self.ground.tokens(a.span);
            let (b0, _) = self.ground.tokens(b.span);
            (matches!(look.before(a0, 1), "from" | "between")
                && b0 == a1 + 1
                && matches!(look.word(a1), "to" | "until" | "till" | "and" | "through"))
            .then_some((a.span.to(b.span), *first, *last))
        });
        let lasts = start
            .checked_sub(1 + usize::from(before == "for"))
            .is_some_and(|k| self.ground.cx.is(k, List::LastVerb));
        let beside = range.as_ref().is_some_and(|(span, _, _)| {
            let (_, last) = self.ground.tokens(*span);
            start - last.min(start) <= 4 && !(last..start).any(|i| look.word(i) == "and")
        });
        if let Some((span, from, to)) = range
            && beside
            && (lasts
                || state
                || before == "for" && mark(look, end)
                || look.word(end) == "altogether"
                || before == "of"
                    && look.before(start, 3) == "a"
                    && mark(look, start.wrapping_sub(4))
                || look.word(end) == "in" && matches!(look.word(end + 1), "all" | "total"))
        {
            self.push(out, Tie::Span, told, (span, from), Some(to));
            return;
        }
        // "Building the tunnel took 12 years: work began in 2017 and ended in 2023"
        if lasts && earlier.is_empty() && matches!(look.text(end), ":" | ";" | "–" | "—") {
            let later: Vec<(&Date, DayRange)> = self
                .dates
                .iter()
                .filter(|date| date.span.start >= told.0.end)
                .filter_map(|date| self.fixed(date).map(|day| (date, day)))
                .collect();
            if let [(date, from), (_, to)] = later.as_slice()
                && self.begins(date)
                && to.first > from.last
            {
                self.push(out, Tie::Span, told, (date.span, *from), Some(*to));
            }
            return;
        }
        // "left on 1 May and reached Perth on 30 May, a voyage of 12 days"
        if before == "of"
            && self.stint(start - 1)
            && look.before(start, 3) == "a"
            && look.before(start, 4) == ","
            && let [(date, from), (other, to)] = earlier.as_slice()
            && let from = self.same_year(date, *from, other, *to)
            && to.first > from.last
        {
            self.push(out, Tie::Span, told, (date.span, from), Some(*to));
            return;
        }
        // "who has reigned since 1999, marks 36 years on the throne"
        let marks = matches!(
            before,
            "marks" | "marking" | "celebrates" | "celebrating" | "completes" | "completing"
        );
        // "in office since 2012, leaves after 20 years"
        let leaves = before == "after"
            && (mark(look, end) || look.word(end).is_empty())
            && period_of_years(&told.1);
        if (marks || leaves)
            && let [(date, from)] = earlier.as_slice()
            && look.before(self.ground.cx.token_at(date.span.start), 1) == "since"
        {
            self.push(
                out,
                Tie::Since,
                told,
                (date.span, *from),
                self.ground.today(),
            );
            return;
        }
        // "The 40-year reign began in 1996 and ended in 2016"
        if earlier.is_empty()
            && (start..end).any(|i| look.hyphen(i))
            && (self.ground.cx.is(end, List::StintNoun) || self.ground.cx.is(end, List::StateNoun))
        {
            let later: Vec<(&Date, DayRange)> = self
                .dates
                .iter()
                .filter(|date| date.span.start >= told.0.end)
                .filter_map(|date| self.fixed(date).map(|day| (date, day)))
                .collect();
            if let [(date, from), (other, to)] = later.as_slice() {
                let (_, a) = self.ground.tokens(date.span);
                let (b, _) = self.ground.tokens(other.span);
                let ends = (a..b).any(|i| self.ground.cx.phrase(i, List::EndStage).is_some());
                let from = self.same_year(date, *from, other, *to);
                if self.begins(date) && ends && to.first > from.last {
                    self.push(out, Tie::Span, told, (date.span, from), Some(*to));
                    return;
                }
            }
        }
        // "which opened in 1985, closed last month after 60 years"
        if before == "after"
            && (mark(look, end) || look.word(end).is_empty())
            && let [(date, from)] = earlier.as_slice()
            && self.begins(date)
            && let Some(now) = self
                .dates
                .iter()
                .find(|other| other.span.start >= date.span.end && other.span.end <= told.0.start)
                .filter(|other| other.relative && other.length.is_none() && other.name.is_none())
                .and_then(|other| other.day)
        {
            self.push(out, Tie::Span, told, (date.span, *from), Some(now));
            return;
        }
        // "The siege, which began on 1 February and was lifted on 20 February, lasted 40 days"
        if lasts
            && let ([(date, from), (_, to)], true) = (
                earlier.as_slice(),
                mark(look, end) || matches!(look.word(end), "to" | "before"),
            )
            && self.begins(date)
            && to.first > from.last
        {
            self.push(out, Tie::Span, told, (date.span, *from), Some(*to));
            return;
        }
        // "Launched on 1 February and lost on 11 November, the satellite worked for three weeks"
        let held = before == "for" && self.told_of_own(start) && (mark(look, end) || state)
            || matches!(before, "spent" | "served")
                && state
                && !matches!(
                    look.word(end + 1),
                    "hospital" | "quarantine" | "coma" | "a" | "limbo" | "service" | "hiding"
                );
        if held
            && let [(date, from), (other, to)] = earlier.as_slice()
            && (self.begins(date)
                || look.before(self.ground.cx.token_at(date.span.start), 1) == "since")
            && self.head_clause(date, other, start)
            && let from = self.same_year(date, *from, other, *to)
            && to.first > from.last
        {
            self.push(out, Tie::Span, told, (date.span, from), Some(*to));
            return;
        }
        if self.trailing(out, told, start, end, lasts) || self.so_far(out, told, start, end) {
            return;
        }
        // "ending a marriage of five years"
        let stint = before == "of" && self.stint(start - 1);
        let stint_ends = stint
            && (3..=5).any(|back| {
                matches!(
                    look.before(start, back),
                    "after" | "ending" | "ended" | "ends"
                )
            });
        let state = state || stint_ends;
        if (stint_ends || matches!(before, "after" | "ending" | "ended"))
            && (state || mark(look, end))
        {
            // Two dated happenings of the sentence, the first a beginning.
            if let ([(date, from), ..], Some((_, to))) = (earlier.as_slice(), earlier.last())
                && earlier.len() >= 2
                && (state || self.begins(date))
                && to.first > from.last
            {
                self.push(out, Tie::Span, told, (date.span, *from), Some(*to));
            }
            return;
        }
        // "has reigned for 36 years": up to the draft's day.
        let perfect = (before == "for" || lasts)
            && (2..=6).any(|back| matches!(look.before(start, back), "has" | "have"))
            && (1..=4).any(|back| {
                start.checked_sub(back).is_some_and(|k| {
                    self.ground.cx.is(k, List::HoldVerb) || self.ground.cx.is(k, List::LastVerb)
                })
            });
        // "Founded in 1971, the works has blown bottles for six decades"
        let opened = before == "for"
            && earlier.first().is_some_and(|(date, _)| {
                self.ground.cx.token_at(date.span.start) <= look.first + 6 && self.begins(date)
            })
            && earlier.len() == 1
            && self.ground.cx.phrase(look.first, List::BeginVerb).is_some()
            && (mark(look, end) || look.word(end).is_empty())
            && (2..=12).any(|back| matches!(look.before(start, back), "has" | "have"))
            // "has been closed for two years" tells of another state.
            && !(2..=12).any(|back| look.before(start, back) == "been");
        // "has spent 20 years in prison"
        let spent = matches!(before, "spent" | "served")
            && state
            && (2..=5).any(|back| matches!(look.before(start, back), "has" | "have"));
        if (perfect || opened || spent)
            && let Some((date, from)) = earlier.last()
            && self.begins(date)
        {
            self.push(out, Tie::For, told, (date.span, *from), self.ground.today());
        }
    }

    /// The verb before "for" tells what its subject did itself: "worked for", "was held for", not "was jailed for".
    fn told_of_own(&self, start: usize) -> bool {
        let verb = start.wrapping_sub(2);
        let passive = matches!(
            self.look.before(verb, 1),
            "was" | "were" | "been" | "be" | "is" | "are"
        );
        let past = self.ground.cx.is(verb, List::PastForm) || self.look.word(verb).ends_with("ed");
        past && !self.ground.cx.is(verb, List::Auxiliary)
            && (!passive || self.look.word(verb) == "held")
            && !matches!(
                self.look.word(verb),
                "asked"
                    | "called"
                    | "waited"
                    | "planned"
                    | "paid"
                    | "stopped"
                    | "paused"
                    | "sentenced"
                    | "banned"
            )
    }

    /// Two dated participles of one subject open the sentence, or stand set off behind it: "Launched on … and lost on …,
    /// the satellite", "The satellite, launched on … and lost on …,".
    fn head_clause(&self, one: &Date, other: &Date, start: usize) -> bool {
        let look = &self.look;
        let (_, end) = self.ground.tokens(one.span);
        let (at, last) = self.ground.tokens(other.span);
        let joined = (end..at).any(|k| look.word(k) == "and")
            && at - end <= 8
            && !(end..at).any(|k| mark(look, k));
        joined && look.text(last) == "," && start > last && start - last <= 12
    }

    /// A word for a stretch of time stands before token `i`: "a reign", "a marriage".
    fn stint(&self, i: usize) -> bool {
        i.checked_sub(1).is_some_and(|k| {
            k >= self.look.first
                && (self.ground.cx.is(k, List::StateNoun) || self.ground.cx.is(k, List::StintNoun))
        })
    }

    /// "lasted five months, from January to April 2024"; "a reign of thirty years, from 1975 to 1993"; "eight years
    /// (1990-1996)".
    fn trailing(
        &self,
        out: &mut Vec<Found>,
        told: (Span, Period),
        start: usize,
        end: usize,
        lasts: bool,
    ) -> bool {
        let look = &self.look;
        // "14 years in jail, from 1999 to 2007"
        let state =
            look.word(end) == "in" && self.ground.cx.phrase(end + 1, List::StateNoun).is_some();
        // "spent a quarter of a century in Paris, from 1990 to 2004"
        let stayed = look.before(start, 1) == "spent"
            && matches!(look.word(end), "in" | "at" | "on" | "with");
        if let Some(comma) = (end + 1..end + 5)
            .find(|&k| look.text(k) == ",")
            .filter(|_| stayed)
        {
            return self.pair_from(out, told, comma + 1);
        }
        // "a two-year term from 2015 to 2021"
        let compound = (start..end).any(|i| look.hyphen(i))
            && self.ground.cx.is(end, List::StintNoun)
            && matches!(look.word(end + 1), "from" | "between");
        let end = if state {
            end + 2
        } else {
            end + usize::from(compound)
        };
        let mut at = end;
        while look.kind(at).is_some() && mark(look, at) && at < end + 2 {
            at += 1;
        }
        let bracket = (end..at).any(|k| look.text(k) == "(");
        let from = matches!(look.word(at), "from" | "between");
        let stint = look.before(start, 1) == "of" && self.stint(start - 1);
        if !(from && (lasts || stint || state || compound || look.before(start, 1) == "for")
            || bracket)
        {
            return false;
        }
        let pair = self.dates.windows(2).find_map(|pair| {
            let [a, b] = pair else { return None };
            let (a0, a1) = self.ground.tokens(a.span);
            let (b0, _) = self.ground.tokens(b.span);
            let joined = b0 == a1 + 1
                && (matches!(look.word(a1), "to" | "until" | "till" | "and" | "through")
                    || matches!(look.text(a1), "-" | "–" | "—"));
            (a0 == at + usize::from(from) && joined)
                .then(|| Some((a.span.to(b.span), self.fixed(a)?, self.fixed(b)?)))
                .flatten()
        });
        let Some((span, mut from, to)) = pair else {
            return false;
        };
        // "from January to April 2024": the year stands once.
        for _ in 0..10 {
            if from.first <= to.first {
                break;
            }
            from = DayRange {
                first: from.first.plus_months(-12),
                last: from.last.plus_months(-12),
            };
        }
        self.push(out, Tie::Span, told, (span, from), Some(to));
        true
    }

    /// "from 1990 to 2004" at token `at`.
    fn pair_from(&self, out: &mut Vec<Found>, told: (Span, Period), at: usize) -> bool {
        let look = &self.look;
        if !matches!(look.word(at), "from" | "between") {
            return false;
        }
        for pair in self.dates.windows(2) {
            let [a, b] = pair else { continue };
            let (a0, a1) = self.ground.tokens(a.span);
            let (b0, _) = self.ground.tokens(b.span);
            if a0 == at + 1
                && b0 == a1 + 1
                && matches!(look.word(a1), "to" | "until" | "till" | "and" | "through")
                && let (Some(from), Some(to)) = (self.fixed(a), self.fixed(b))
                && from.last < to.first
            {
                self.push(out, Tie::Span, told, (a.span.to(b.span), from), Some(to));
                return true;
            }
        }
        false
    }

    /// "has ruled since 2001, 19 years in all"; "the first since 1996, 19 years ago".
    fn so_far(&self, out: &mut Vec<Found>, told: (Span, Period), start: usize, end: usize) -> bool {
        let look = &self.look;
        let closes = mark(look, end)
            || matches!(
                (look.word(end), look.word(end + 1)),
                ("in", "all" | "total") | ("so", "far") | ("now" | "ago" | "altogether", _)
            );
        let since = self.earlier(told.0.start).into_iter().find(|(date, _)| {
            let (a, b) = self.ground.tokens(date.span);
            look.before(a, 1) == "since" && b < start && start - b <= 2 && mark(look, b)
        });
        match since {
            Some((date, from)) if closes => {
                self.push(
                    out,
                    Tie::Since,
                    told,
                    (date.span, from),
                    self.ground.today(),
                );
                true
            }
            _ => false,
        }
    }

    /// A verb of beginning stands right before the date: "founded in 1875", "came to the throne in 1999".
    fn begins(&self, date: &Date) -> bool {
        let first = self.ground.cx.token_at(date.span.start);

        (1..=7)
            .take_while(|&back| self.look.before(first, back) != ",")
            .any(|back| {
                first.checked_sub(back).is_some_and(|k| {
                    k >= self.look.first && self.ground.cx.phrase(k, List::BeginVerb).is_some()
                })
            })
    }

    /// Two days without a year belong to one run of time: the first is not read as of a later year than the second.
    fn same_year(&self, one: &Date, from: DayRange, other: &Date, to: DayRange) -> DayRange {
        let bare = |date: &Date| {
            let (a, b) = self.ground.tokens(date.span);
            !(a..b).any(|i| super::year(self.look.text(i)).is_some())
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

    /// The one date of the sentence before, if something begins or ends on it.
    fn opened_before(&self) -> Option<(Span, DayRange)> {
        let cx = self.ground.cx;
        let before = (cx.sentence_at(self.sentence.span.start) as usize)
            .checked_sub(1)
            .and_then(|k| cx.sentences.get(k))
            .filter(|before| before.block == self.sentence.block)?;
        let [date] = self.ground.dates_in(before.span) else {
            return None;
        };
        let look = self.ground.look(before);
        let told = (look.first..look.end).any(|i| {
            cx.phrase(i, List::BeginVerb).is_some() || cx.phrase(i, List::EndStage).is_some()
        });
        self.fixed(date)
            .filter(|_| told)
            .map(|day| (date.span, day))
    }

    /// The last fixed date of the sentence before, where this one goes on about the same thing: "It opened again …".
    fn told_before(&self) -> Option<(&Date, DayRange)> {
        let cx = self.ground.cx;
        let refers = matches!(
            self.look.word(self.look.first),
            "it" | "he" | "she" | "they" | "the"
        );
        let before = (cx.sentence_at(self.sentence.span.start) as usize)
            .checked_sub(1)
            .and_then(|k| cx.sentences.get(k))
            .filter(|before| refers && before.block == self.sentence.block)?;
        self.ground
            .dates_in(before.span)
            .iter()
            .rev()
            .find_map(|date| self.fixed(date).map(|day| (date, day)))
    }

    /// "two decades ago, in 1995"; "in 1995, 30 years ago"; "six years later, in 2018".
    fn shifted(&self, out: &mut Vec<Found>) {
        for (n, date) in self.dates.iter().enumerate() {
            let (Some(period), Some(words)) = (date.length, date.length_words) else {
                continue;
            };
            if period.unit.days() < 7.0 {
                continue;
            }
            let (start, end) = self.ground.tokens(date.span);
            let told = (words, period);
            let last = self.look.before(end, 1);
            // The other date stands beside it, with a mark and at most a preposition between.
            let behind = self.dates.get(n + 1).filter(|other| {
                let first = self.ground.cx.token_at(other.span.start);
                first <= end + 2
                    && matches!(self.look.text(end), "," | "(" | "–" | "—" | "-")
                    && (first == end + 1 || matches!(self.look.word(end + 1), "in" | "on"))
            });
            let ahead = n
                .checked_sub(1)
                .and_then(|k| self.dates.get(k))
                .filter(|other| {
                    let (_, other_end) = self.ground.tokens(other.span);
                    start <= other_end + 2
                        && matches!(self.look.text(other_end), "," | "(" | "–" | "—" | "-")
                });
            match last {
                "ago" => {
                    let beside = [behind, ahead]
                        .into_iter()
                        .flatten()
                        .find_map(|other| self.fixed(other).map(|from| (other.span, from)));
                    if let Some(from) = beside.or_else(|| self.pointed_back(start)) {
                        self.push(out, Tie::Ago, told, from, self.ground.today());
                    }
                }
                "later" | "after" | "afterwards" => {
                    let to = behind
                        .or(ahead.filter(|_| self.look.before(start, 1) == ","))
                        .and_then(|other| self.fixed(other).map(|day| (other, day)));
                    if let Some((other, to)) = to {
                        let from = self
                            .earlier(date.span.start)
                            .into_iter()
                            .rfind(|(one, _)| one.span != other.span)
                            .or_else(|| self.told_before())
                            .map(|(one, from)| (one, self.same_year(one, from, other, to)));
                        if let Some((one, from)) = from
                            && from.last < to.first
                        {
                            self.push(
                                out,
                                Tie::Later,
                                told,
                                (one.span.to(other.span), from),
                                Some(to),
                            );
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// "In April 2015 an earthquake killed … That disaster, eight years ago, …": the one day of the sentences before that
    /// the words point back to.
    fn pointed_back(&self, start: usize) -> Option<(Span, DayRange)> {
        let look = &self.look;
        let first = look.first;
        let back = |n: usize| look.before(start, n);
        // "That disaster, eight years ago", "the war 12 years ago", "It happened eight years ago"
        let noun_at = if back(1) == "," { 2 } else { 1 };
        let pointed = matches!(back(noun_at + 1), "that" | "this")
            || back(noun_at + 1) == "the"
                && start.checked_sub(noun_at).is_some_and(|k| {
                    self.ground.cx.is(k, List::EventHead)
                        && !matches!(look.word(k), "day" | "week" | "month" | "year")
                        || self.ground.cx.is(k, List::HarmEvent)
                });
        let verb = matches!(
            back(1),
            "was" | "happened" | "ended" | "began" | "started" | "occurred" | "opened" | "came"
        ) && matches!(back(2), "that" | "it" | "this")
            && start == first + 2;
        if !pointed && !verb {
            return None;
        }
        let place = self.ground.cx.sentence_at(self.sentence.span.start);
        for back in 1..=2 {
            let before = self.ground.cx.sentence(place.checked_sub(back)?)?;
            if before.block != self.sentence.block {
                return None;
            }
            let mut days = self
                .ground
                .dates_in(before.span)
                .iter()
                .filter_map(|date| self.fixed(date).map(|day| (date.span, day)));
            if let Some(day) = days.next() {
                return days.next().is_none().then_some(day);
            }
        }
        None
    }

    /// "founded in 1875, is 120 years old"; "the 120-year-old brewery, founded in 1875".
    fn old(&self, out: &mut Vec<Found>) {
        let ages = &self.ground.dates.ages;
        let first = ages.partition_point(|age| age.span.start < self.sentence.span.start);
        for age in ages
            .get(first..)
            .unwrap_or(&[])
            .iter()
            .take_while(|age| age.span.start < self.sentence.span.end)
        {
            // Only with "years old" or "-year-old"; an age behind a name is a matter of persons.
            if !age.span.text(self.ground.cx.text).contains("old") {
                continue;
            }
            let built = self.dates.iter().find_map(|date| {
                let first = self.ground.cx.token_at(date.span.start);
                let (age_first, age_last) = self.ground.tokens(age.span);
                let near = first < age_first && age_first - first <= 9
                    || first >= age_last && first - age_last <= 9;
                let made = near
                    && (1..=2).any(|back| {
                        first.checked_sub(back).is_some_and(|k| {
                            k >= self.look.first && self.ground.cx.is(k, List::FoundVerb)
                        })
                    });
                self.fixed(date)
                    .filter(|_| made)
                    .map(|day| (date.span, day))
            });
            if let (Some(from), Some(to)) = (built, self.ground.today()) {
                let period = Period {
                    number: age.years,
                    lowest: age.lowest,
                    highest: age.highest,
                    unit: DurationUnit::Year,
                };
                self.push(out, Tie::Old, (age.span, period), from, Some(to));
            }
        }
    }
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
    .field("from", Type::Date, "the earlier day")
    .field("to", Type::Date, "the later day, often the draft's own")
    .field("tie", Type::Enum("elapsed-tie".into()), "what ties the length to the days")
    .field("beside", Type::Text, "the date it is told beside")
}

pub(super) fn enums() -> Vec<EnumSchema> {
    vec![enumeration(
        "elapsed-tie",
        &["after", "since", "ago", "old", "for", "later", "span"],
    )]
}
