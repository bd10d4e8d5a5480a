//! Anniversaries beside the year they count from: "the 20th anniversary of the 2003 invasion", "founded in 1835, opens
//! its bicentenary exhibition", "held every year since 2006, opens its 20th edition".

pub(super) mod jubilees;
pub(super) mod years_ago;
use super::{mark, stem};
mod base;
mod happened;
mod reach;
mod target;

use copydesk_draft::Span;
use copydesk_draft::layer::{Cell, EnumSchema, LayerSchema, Table, Type, Value};

use super::{Ground, year};
use crate::dates::{Date, Granularity};
use crate::lists::{Bits, List};
use crate::numbers::lexeme::{Look, Time};
use crate::schema::{enumeration, id};
use base::base;
use target::{kept, target};

/// How the number counts; the values of `anniversary-count` in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Count {
    /// Years gone by: "20th anniversary", "bicentenary".
    Years,
    /// Times held, the first included: "20th edition".
    Times,
}

/// The years that a word for a jubilee stands for; closed-class English.
fn jubilee(look: &Look<'_, '_>, i: usize) -> Option<(f64, usize)> {
    let one = |years: f64| Some((years, i + 1));
    match look.word(i) {
        "centenary" | "centennial" => one(100.0),
        "bicentenary" | "bicentennial" => one(200.0),
        "tercentenary" | "tricentennial" => one(300.0),
        "quatercentenary" | "quadricentennial" => one(400.0),
        "quincentenary" | "quincentennial" => one(500.0),
        "sesquicentennial" | "sesquicentenary" => one(150.0),
        "silver" if look.word(i + 1) == "jubilee" => Some((25.0, i + 2)),
        "golden" if look.word(i + 1) == "jubilee" => Some((50.0, i + 2)),
        "diamond" if look.word(i + 1) == "jubilee" => Some((60.0, i + 2)),
        "platinum" if look.word(i + 1) == "jubilee" => Some((70.0, i + 2)),
        // Wedding anniversaries by their names.
        "silver" if look.word(i + 1) == "wedding" => Some((25.0, i + 2)),
        "pearl" if look.word(i + 1) == "wedding" => Some((30.0, i + 2)),
        "ruby" if look.word(i + 1) == "wedding" => Some((40.0, i + 2)),
        "coral" if look.word(i + 1) == "wedding" => Some((35.0, i + 2)),
        "golden" if look.word(i + 1) == "wedding" => Some((50.0, i + 2)),
        "emerald" if look.word(i + 1) == "wedding" => Some((55.0, i + 2)),
        "diamond" if look.word(i + 1) == "wedding" => Some((60.0, i + 2)),
        "sapphire" if matches!(look.word(i + 1), "wedding" | "jubilee") => Some((65.0, i + 2)),
        "platinum" if look.word(i + 1) == "wedding" => Some((70.0, i + 2)),
        _ => None,
    }
}

/// The table of `anniversary`.
pub(super) fn table(ground: &Ground<'_, '_>) -> Table {
    let cx = ground.cx;
    let mut rows: Rows = Vec::new();
    for (number, sentence) in cx.sentences.iter().enumerate() {
        if !cx.may_have(number, Bits::of(&[List::AnniversarySign])) {
            continue;
        }
        let look = ground.look(sentence);
        // A month of the draft's own year is told by dates; the year counted from is a fixed one of the past.
        let mut found: Vec<(Span, f64, Count, usize, usize)> = Vec::new();
        for i in look.first..look.end {
            if let Some((years, end)) = jubilee(&look, i) {
                found.push((cx.span(i, end), years, Count::Years, i, end));
            }
        }
        for one in ground.numbers_in(sentence.span) {
            let (first, last) = (one.core_first as usize, one.core_last as usize);
            let mut noun = last + usize::from(look.hyphen(last));
            // "20-year anniversary", "20 year anniversary"
            let yearly = matches!(
                look.time(noun),
                Time::Unit(copydesk_draft::layer::DurationUnit::Year, 1)
            );
            noun += usize::from(yearly);
            let skip = usize::from(matches!(
                look.word(noun),
                "annual" | "wedding" | "birth" | "death"
            ));
            noun += skip;
            // "The bank, which opened in 1874, turns 100 this year"
            // "The school turns 150 on Friday. It opened its doors in May 1895."
            let told_behind = || {
                cx.sentences.get(number + 1).is_some_and(|next| {
                    let opens = next.first as usize;
                    matches!(cx.folded(opens), "it" | "they")
                        || cx.folded(opens) == "the" && cx.folded(opens + 1) == "first"
                })
            };
            let turned = matches!(look.before(first, 1), "turns" | "turned" | "turning")
                && !one.ordinal
                && one.number >= 10.0
                && (super::mark(&look, last)
                    || matches!(look.word(last), "this" | "on" | "in" | "next" | "years"));
            let behind = look.text(last + 2) == ";" || look.text(last + 1) == ";";
            if turned
                && (told_behind()
                    || (look.first..first).any(|k| {
                        cx.phrase(k, List::FoundVerb).is_some()
                            || cx.phrase(k, List::BeginDeed).is_some()
                    })
                    || behind && (last..look.end).any(|k| cx.is(k, List::FoundVerb)))
            {
                found.push((cx.span(first, last), one.number, Count::Years, first, last));
                continue;
            }
            let count = match look.word(noun) {
                "anniversary" if one.ordinal || yearly => Count::Years,
                "birthday" if one.ordinal => Count::Years,
                // "the 100th year since the mill was built"
                "since" if one.ordinal && yearly => Count::Years,
                "edition" | "staging" | "running" | "outing" if one.ordinal => Count::Times,
                // "marks its 40th year": of what is held every year.
                "year" | "season"
                    if one.ordinal
                        && matches!(look.before(first, 1), "its" | "their")
                        && yearly_held(&look) =>
                {
                    Count::Times
                }
                _ => continue,
            };
            let kind = look.word(noun);
            // Persons' birthdays are a matter of ages; only those of things founded are read.
            if kind == "birthday" && matches!(look.before(first, 1), "his" | "her" | "my" | "whose")
            {
                continue;
            }
            if kind == "birthday"
                && look.before(first, 1) != "its"
                && !(look.first..look.end)
                    .any(|k| cx.phrase(k, List::FoundVerb).is_some() || look.word(k) == "since")
            {
                continue;
            }
            let end = noun + usize::from(kind != "since");
            found.push((cx.span(first, end), one.number, count, first, end));
        }
        // "Eighty-five years to the day after the war ended in 1945"; "Thirty years have passed since …, the anniversary".
        let marked = (look.first..look.end).any(|i| {
            matches!(
                look.word(i),
                "anniversary"
                    | "marks"
                    | "marked"
                    | "marking"
                    | "mark"
                    | "commemorate"
                    | "commemorates"
                    | "commemorated"
                    | "commemorating"
                    | "celebrates"
                    | "celebrate"
                    | "celebrated"
                    | "celebrating"
                    | "gathered"
                    | "gather"
                    | "mourned"
                    | "mourn"
                    | "remembered"
                    | "remember"
                    | "remembers"
                    | "vigil"
                    | "wreath"
                    | "wreaths"
                    | "tribute"
            ) || look.word(i) == "to"
                && look.word(i + 1) == "the"
                && matches!(look.word(i + 2), "day" | "week" | "month" | "minute" | "hour")
                // "It is 42 years this week since"
                || look.word(i) == "this"
                    && look.word(i + 1) == "week"
                    && look.word(i + 2) == "since"
                || years_ago::to_a_day_since(ground, &look, i)
        });
        let beside_now = years_ago::beside_now(ground, &look, sentence);
        // Without a word for the day that is marked, a year more or less may be a matter of the month.
        let loosely = beside_now
            && !marked
            && !ground.in_headline(sentence)
            && !opens_on(&look)
            && !old_now(&look)
            && !this_day(ground, ground.dates_in(sentence.span));
        let durations = &ground.dates.durations;
        let from = durations.partition_point(|length| length.span.start < sentence.span.start);
        for length in durations
            .get(from..)
            .unwrap_or(&[])
            .iter()
            .take_while(|length| {
                (marked
                    || beside_now
                    || ground.in_headline(sentence)
                    || opens_on(&look)
                    || old_now(&look)
                    || this_day(ground, ground.dates_in(sentence.span)))
                    && length.span.start < sentence.span.end
            })
        {
            let (first, last) = ground.tokens(length.span);
            let Some(period) = length.period else {
                continue;
            };
            let scale = period.unit.days() / copydesk_draft::layer::DurationUnit::Year.days();
            let link = (last..last + 5).find(|&i| {
                matches!(look.word(i), "after" | "since")
                    || look.word(i) == "from" && look.word(i.saturating_sub(1)) == "on"
            });
            let celebrated = (1..=2).any(|back| {
                matches!(
                    look.before(first, back),
                    "celebrates" | "celebrate" | "celebrated" | "celebrating" | "turns" | "turned"
                ) || back == 2
                    && look.before(first, 1) == "of"
                    && matches!(look.before(first, 2), "celebration" | "celebrations")
                    // "commemorated 60 years of freedom"
                    || matches!(
                        look.before(first, back),
                        "commemorates" | "commemorated" | "marks" | "marked" | "marking"
                    ) && look.word(last) == "of"
                        && matches!(
                            look.word(last + 1),
                            "freedom" | "independence" | "statehood" | "nationhood" | "democracy"
                        )
            });
            // "will celebrate 60 years of independence": the year stands elsewhere.
            let exact = scale > 0.99 && (period.highest - period.lowest).abs() < 0.1;
            let counted = (period.number * scale).round();
            if loosely && !(exact && years_ago::set_off(&look, (first, last))) {
                continue;
            }
            if celebrated
                && exact
                && link.is_none()
                && (look.word(last) == "of"
                    || look.word(last) == "in"
                        && matches!(
                            look.word(last + 1),
                            "business"
                                | "print"
                                | "operation"
                                | "office"
                                | "existence"
                                | "trade"
                                | "service"
                        ))
            {
                found.push((cx.span(first, last), counted, Count::Years, first, last));
                continue;
            }
            // "The brewery is 200 years old this month. Monks founded it in May 1875."
            if exact
                && counted >= 20.0
                && look.word(last) == "old"
                && matches!(look.before(first, 1), "is" | "be" | "was")
            {
                found.push((cx.span(first, last), counted, Count::Years, first, last + 1));
                continue;
            }
            // "Ten years on, relatives laid flowers there."
            // "was remembered on Sunday, twenty years on."
            if exact
                && (first == look.first || look.before(first, 1) == ",")
                && look.word(last) == "on"
                && super::mark(&look, last + 1)
            {
                found.push((cx.span(first, last), counted, Count::Years, first, last));
                continue;
            }
            if link.is_none() && celebrated && scale > 0.99 {
                let founded = ground.dates_in(sentence.span).iter().find(|date| {
                    let k = cx.token_at(date.span.start);
                    printed(ground, date)
                        && (1..=4).any(|n| {
                            k.checked_sub(n)
                                .is_some_and(|i| i >= look.first && cx.is(i, List::FoundVerb))
                        })
                });
                if let Some((beside, from)) =
                    founded.and_then(|date| fixed(date).map(|year| (date.span, year)))
                    && let Some(to) = target(ground, &look, ground.dates_in(sentence.span), beside)
                {
                    let years = (period.number * scale).round();
                    push(
                        &mut rows,
                        cx.span(first, last),
                        years,
                        (from, to),
                        Count::Years,
                        beside,
                    );
                }
                continue;
            }
            let Some(link) =
                link.filter(|_| scale > 0.99 && (period.highest - period.lowest).abs() < 0.1)
            else {
                continue;
            };
            // "One year after the quake of 10 August 2021, survivors still live in tents."
            let near = ground.dates_in(sentence.span).iter().find(|date| {
                let k = cx.token_at(date.span.start);
                k > link
                    && k <= link + 16
                    && printed(ground, date)
                    // "since the canal was opened, in November 1869"
                    && !(link..k).any(|i| {
                        super::mark(&look, i)
                            && !(look.text(i) == "," && i + 2 == k && look.word(i + 1) == "in")
                    })
            });
            if let Some((beside, from)) =
                near.and_then(|date| fixed(date).map(|year| (date.span, year)))
                && let Some(to) = target(ground, &look, ground.dates_in(sentence.span), beside)
            {
                // "ten years after the plan of 2013 was approved": the year of something else.
                let (_, close) = ground.tokens(beside);
                let closed = close >= look.end || super::mark(&look, close);
                if !loosely || closed && (counted - f64::from(to - from)).abs() > 1.5 {
                    push(
                        &mut rows,
                        cx.span(first, last),
                        counted,
                        (from, to),
                        Count::Years,
                        beside,
                    );
                }
            } else if near.is_none() && link == last && !loosely {
                found.push((cx.span(first, last), counted, Count::Years, first, link));
            }
        }
        for (span, years, (beside, from)) in
            years_ago::to_the_day(ground, &look, ground.dates_in(sentence.span))
        {
            if let Some(to) = target(ground, &look, ground.dates_in(sentence.span), beside) {
                push(&mut rows, span, years, (from, to), Count::Years, beside);
            }
        }
        for (span, years, count, first, end) in found {
            let from = base(
                ground,
                &look,
                ground.dates_in(sentence.span),
                number,
                first,
                end,
                count,
            );
            let from = from.or_else(|| super::chronicle::counted_from(ground, number, first, end));
            let from = from.or_else(|| {
                (count == Count::Years)
                    .then(|| jubilees::told_apart(ground, number, (first, end), years))
                    .flatten()
            });
            let from = from.or_else(|| {
                (count == Count::Years)
                    .then(|| reach::only_year(ground, number, &look, (first, end), years))
                    .flatten()
            });
            let Some((beside, from)) = from else { continue };
            if reach::moved(ground, beside) {
                continue;
            }
            let to = target(ground, &look, ground.dates_in(sentence.span), beside);
            let Some(to) = to else { continue };
            let to = kept(ground, sentence, beside, from, years, count).unwrap_or(to);
            // "five weeks before the fifth anniversary": it may lie in the year to come.
            let ahead = (1..=3).any(|back| {
                matches!(
                    look.before(first, back),
                    "before" | "until" | "till" | "ahead"
                )
            });
            let coming =
                ahead || looked_forward(ground, &look, ground.dates_in(sentence.span), beside);
            if coming && (years - f64::from(to + 1 - from)).abs() < 0.1 {
                continue;
            }
            push(&mut rows, span, years, (from, to), count, beside);
        }
    }
    rows.sort_by_key(|row| row.0);
    let mut table = cx.blank(id::ANNIVERSARY);
    for (span, cells) in rows {
        table.push(ground.cx.row(span), cells);
    }
    table
}

/// "is 200 years old"
fn old_now(look: &Look<'_, '_>) -> bool {
    (look.first + 3..look.end).any(|i| look.word(i) == "old" && look.word(i - 1) == "years")
}

/// A day of another year that is, but for its year, a day of this week: years counted from it are told to the day.
fn this_day(ground: &Ground<'_, '_>, dates: &[Date]) -> bool {
    let Some(today) = ground.cx.date else {
        return false;
    };
    dates.iter().any(|date| {
        date.granularity == Granularity::Day
            && printed(ground, date)
            && date.day.is_some_and(|day| {
                copydesk_draft::Day::new(today.year(), day.first.month(), day.first.day())
                    .is_some_and(|day| day.days_since(today).abs() <= 4)
                    && day.first.year() < today.year()
            })
    })
}

/// "Ten years on, …": at the start of a sentence.
fn opens_on(look: &Look<'_, '_>) -> bool {
    (look.first + 1..look.first + 4)
        .any(|i| look.word(i) == "on" && matches!(look.word(i - 1), "years" | "decade" | "century"))
}

/// "is being painted in time for its 150th anniversary", with no day told: it may lie in the year to come.
fn looked_forward(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    dates: &[Date],
    beside: Span,
) -> bool {
    let day = dates
        .iter()
        .any(|date| date.span != beside && !printed(ground, date) && date.day.is_some());
    !day && (look.first..look.end).any(|i| {
        let word = look.word(i);
        matches!(
            word,
            "ahead"
                | "before"
                | "approaching"
                | "approaches"
                | "approach"
                | "upcoming"
                | "coming"
                | "forthcoming"
                | "ready"
                | "soon"
                | "nears"
                | "nearing"
                | "until"
        ) || word.starts_with("prepar")
            || word.starts_with("plan")
            || word == "time" && look.word(i + 1) == "for"
            || word == "run" && look.word(i + 2) == "up"
    })
}

/// The bytes of an anniversary, and its fields.
type Rows = Vec<(Span, [Cell; 7])>;

fn push(
    rows: &mut Rows,
    span: Span,
    years: f64,
    (from, to): (i32, i32),
    count: Count,
    beside: Span,
) {
    let expected = f64::from(to - from) + if count == Count::Times { 1.0 } else { 0.0 };
    rows.push((
        span,
        [
            Cell::Filled(years.into()),
            Cell::Filled(expected.into()),
            Cell::Filled((years - expected).abs().into()),
            Cell::Filled(from.to_string().as_str().into()),
            Cell::Filled(to.to_string().as_str().into()),
            Cell::Filled(Value::Enum(count as u16)),
            Cell::Filled(beside.into()),
        ],
    ));
}

/// "first held in 1975 and every year since".
fn yearly_held(look: &Look<'_, '_>) -> bool {
    // "every year but 2020" leaves some out.
    let left_out = (look.first..look.end).any(|i| {
        matches!(look.word(i), "but" | "except" | "save" | "bar")
            && super::year(look.text(i + 1)).is_some()
    });
    !left_out
        && (look.first..look.end).any(|i| {
            matches!(
                (look.word(i), look.word(i + 1)),
                (
                    "every" | "each",
                    "year" | "summer" | "spring" | "autumn" | "winter"
                )
            ) || matches!(look.word(i), "annually" | "yearly")
        })
}

pub(super) fn fixed(date: &Date) -> Option<i32> {
    let exact = matches!(
        date.granularity,
        Granularity::Day | Granularity::Month | Granularity::Year
    );
    let range = date.day.filter(|_| exact && date.name.is_some())?;
    (range.first.year() == range.last.year()).then(|| range.first.year())
}

/// True if the date prints its year in four figures.
pub(super) fn printed(ground: &Ground<'_, '_>, date: &Date) -> bool {
    let (first, last) = ground.tokens(date.span);
    (first..last).any(|i| year(ground.cx.word(i)).is_some())
}

/// `anniversary`
pub fn anniversary_schema() -> LayerSchema {
    LayerSchema::new(
        "anniversary",
        "an anniversary, jubilee or yearly edition beside the year it counts from",
        "the number and the noun",
    )
    .field(
        "number",
        Type::Number,
        "which one, as printed; 200 for a bicentenary",
    )
    .field("expected", Type::Number, "which one it is by the two years")
    .field("off", Type::Number, "how far the two lie apart, in years")
    .field("from", Type::Text, "the year it counts from")
    .field("to", Type::Text, "the year in which it is marked")
    .field(
        "count",
        Type::Enum("anniversary-count".into()),
        "whether years gone by or times held are counted",
    )
    .field("beside", Type::Text, "the date it counts from, as printed")
}

pub(super) fn enums() -> Vec<EnumSchema> {
    vec![enumeration("anniversary-count", &["years", "times"])]
}
