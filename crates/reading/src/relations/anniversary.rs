//! Anniversaries beside the year they count from: "the 20th anniversary of the 2003 invasion", "founded in 1835, opens
//! its bicentenary exhibition", "held every year since 2006, opens its 20th edition".

use copydesk_draft::Span;
use copydesk_draft::layer::{Cell, EnumSchema, LayerSchema, Table, Type, Value};

use super::{Ground, year};
use crate::dates::{Date, Granularity};
use crate::lists::{Bits, List};
use crate::numbers::lexeme::{Look, Time};
use crate::schema::{enumeration, id};

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
            let turned = matches!(look.before(first, 1), "turns" | "turned" | "turning")
                && !one.ordinal
                && one.number >= 10.0
                && (super::mark(&look, last)
                    || matches!(look.word(last), "this" | "on" | "in" | "next" | "years"));
            let behind = look.text(last + 2) == ";" || look.text(last + 1) == ";";
            if turned
                && ((look.first..first).any(|k| cx.phrase(k, List::FoundVerb).is_some())
                    || behind && (last..look.end).any(|k| cx.is(k, List::FoundVerb)))
            {
                found.push((cx.span(first, last), one.number, Count::Years, first, last));
                continue;
            }
            let count = match look.word(noun) {
                "anniversary" if one.ordinal || yearly => Count::Years,
                "birthday" if one.ordinal => Count::Years,
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
            if kind == "birthday"
                && !(look.first..look.end)
                    .any(|k| cx.phrase(k, List::FoundVerb).is_some() || look.word(k) == "since")
            {
                continue;
            }
            found.push((cx.span(first, noun + 1), one.number, count, first, noun + 1));
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
                && matches!(look.word(i + 2), "day" | "week" | "month")
                // "It is 42 years this week since"
                || look.word(i) == "this"
                    && look.word(i + 1) == "week"
                    && look.word(i + 2) == "since"
                || super::years_ago::to_a_day_since(ground, &look, i)
        });
        let durations = &ground.dates.durations;
        let from = durations.partition_point(|length| length.span.start < sentence.span.start);
        for length in durations
            .get(from..)
            .unwrap_or(&[])
            .iter()
            .take_while(|length| marked && length.span.start < sentence.span.end)
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
                )
            });
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
                push(
                    &mut rows,
                    cx.span(first, last),
                    (period.number * scale).round(),
                    (from, to),
                    Count::Years,
                    beside,
                );
            }
        }
        for (span, years, (beside, from)) in
            super::years_ago::to_the_day(ground, &look, ground.dates_in(sentence.span))
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
                    .then(|| super::jubilees::told_apart(ground, number, (first, end), years))
                    .flatten()
            });
            let Some((beside, from)) = from else { continue };
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
            if ahead && (years - f64::from(to + 1 - from)).abs() < 0.1 {
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

/// The year that is counted from: behind "of" ("of the 2003 invasion", "of his death in 1945"), else behind a verb of
/// founding in the sentence or the one before ("founded in 1835", "held every year since 2006").
/// How a reign or an office for life begins.
fn enthroned(word: &str) -> bool {
    matches!(
        word,
        "crowned" | "enthroned" | "consecrated" | "ordained" | "anointed" | "installed"
    )
}

fn base(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    dates: &[Date],
    sentence: usize,
    first: usize,
    end: usize,
    count: Count,
) -> Option<(Span, i32)> {
    let cx = ground.cx;
    let at = |date: &Date| ground.cx.token_at(date.span.start);
    // "the 40th anniversary this week of the strike"
    let mut end = end;
    if matches!(look.word(end), "this" | "next" | "last" | "on")
        && look.word(end + 2) == "of"
        && !matches!(look.time(end + 1), Time::None)
    {
        end += 2;
    }
    // "The independence of the country in 1960 was marked on Tuesday, its 50th anniversary."
    if count == Count::Years
        && look.before(first, 1) == "its"
        && (look.before(first, 2) == ","
            || look.before(first, 2) == "on" && look.before(first, 3) == ",")
        && look.word(end) != "of"
    {
        let mut years = dates
            .iter()
            .filter(|date| printed(ground, date) && at(date) < first);
        if let (Some(date), None) = (years.next(), years.next())
            && (at(date)..first).any(|i| {
                matches!(
                    look.word(i),
                    "marked" | "celebrated" | "commemorated" | "observed" | "remembered"
                )
            })
        {
            return fixed(date).map(|year| (date.span, year));
        }
    }
    // "The bombing of the port in August 1945 was remembered on Tuesday, and the mayor used the 80th anniversary to …"
    if count == Count::Years && look.before(first, 1) == "the" && look.word(end) != "of" {
        let mut years = dates.iter().filter(|date| printed(ground, date));
        if let (Some(date), None) = (years.next(), years.next())
            && let (_, behind) = ground.tokens(date.span)
            && behind < first
            && matches!(look.word(behind), "was" | "were")
            && matches!(
                look.word(behind + 1),
                "marked" | "commemorated" | "observed" | "remembered" | "mourned"
            )
        {
            return fixed(date).map(|year| (date.span, year));
        }
    }
    if count == Count::Years && matches!(look.word(end), "of" | "since") {
        let near = dates.iter().find(|date| {
            let k = at(date);
            k > end
                && k <= end + 14
                && printed(ground, date)
                && ((1..=3).any(|n| k.checked_sub(n).is_some_and(|i| cx.is(i, List::FoundVerb)))
                    || !(end..k.saturating_sub(2)).any(|i| look.text(i) == ",")
                    || told_aside(ground, look, end, k))
                && !(end..k).any(|i| {
                    look.text(i) == ";" || look.word(i) == "which" && look.word(i + 1) == "will"
                })
        });
        // "On the first anniversary of his death in May 2012" may be the day it was marked.
        let marked = |date: &Date| {
            let k = at(date);
            look.before(k, 1) == "in"
                && date.granularity == Granularity::Month
                && look.before(first, 2) == "on"
        };
        if near.is_some_and(marked) {
            return None;
        }
        if let Some(date) = near {
            return fixed(date).map(|year| (date.span, year));
        }
        // "of its founding": the year stands elsewhere; of anything else it is not told.
        let own = matches!(look.word(end + 1), "its" | "his" | "her" | "their")
            && matches!(
                look.word(end + 2),
                "founding"
                    | "foundation"
                    | "opening"
                    | "birth"
                    | "creation"
                    | "launch"
                    | "establishment"
                    | "wedding"
            );
        let event = look.word(end + 1) == "the" && event_noun(ground, end + 2);
        if !own && !event {
            return super::jubilees::life_of(ground, look, sentence, end);
        }
    }
    if count == Count::Years
        && let Some(found) = event_of(ground, look, sentence, first, end)
    {
        return Some(found);
    }
    // "Born in 1914, the poet … his centenary"
    if count == Count::Years && matches!(look.before(first, 1), "his" | "her") {
        let born = dates.iter().find(|date| {
            let k = at(date);
            k < first
                && printed(ground, date)
                && (1..=5).any(|n| look.before(k, n) == "born")
                && !(k..first).any(|i| {
                    look.text(i) == ";" || matches!(look.word(i), "wife" | "mother" | "father")
                })
        });
        let wedding = (first..end).any(|i| look.word(i) == "wedding");
        if let Some(date) = born.filter(|_| !wedding && jubilee(look, first).is_some()) {
            return fixed(date).map(|year| (date.span, year));
        }
    }
    let verbs = |date: &&Date| {
        let k = at(date);
        let back = |n: usize| k.checked_sub(n).filter(|&i| i >= look.first);
        match count {
            Count::Years => {
                (1..=4).any(|n| {
                    back(n).is_some_and(|i| {
                        cx.is(i, List::FoundVerb)
                            || cx.phrase(i, List::FoundVerb).is_some()
                            || jubilee(look, first).is_some() && enthroned(look.word(i))
                    })
                })
                // "Founded by 12 dairy farmers in 1950"
                || (5..=9).any(|n| {
                    back(n).is_some_and(|i| {
                        cx.is(i, List::FoundVerb)
                            && look.word(i + 1) == "by"
                            && look.before(k, 1) == "in"
                            && !(i..k).any(|j| super::mark(look, j))
                    })
                })
                || jubilee(look, first).is_some()
                    && look.before(k, 1) == "since"
                    && (2..=6).any(|n| matches!(look.before(k, n), "been" | "reigned" | "ruled"))
            }
            Count::Times if yearly_held(look) && look.before(k, 1) == "in" => {
                (2..=4).any(|n| {
                    look.before(k, n) == "held"
                        || matches!(look.before(k, n), "staged" | "run" | "played") && n < 4
                }) && look.before(k, 3) == "first"
            }
            Count::Times => {
                look.before(k, 1) == "since"
                    && (2..=5).any(|n| {
                        matches!(look.before(k, n), "year" | "annually" | "yearly" | "every")
                    })
            }
        }
    };
    // "their golden wedding in the farmhouse, built in 1902": no wedding is counted from a house.
    let wedding = (first..=end).any(|i| look.word(i) == "wedding");
    let here = dates
        .iter()
        .filter(|date| !wedding && printed(ground, date))
        .find(verbs);
    if let Some(date) = here {
        return fixed(date).map(|year| (date.span, year));
    }
    if let Some(found) =
        super::jubilees::life_of(ground, look, sentence, end).filter(|_| count == Count::Years)
    {
        return Some(found);
    }
    // The sentence behind: "The theatre is marking its centenary. It was built in 1934."
    if count == Count::Years
        && matches!(look.before(first, 1), "its" | "their")
        && let Some(next) = cx.sentences.get(sentence + 1)
        && Some(next.block) == cx.sentences.get(sentence).map(|s| s.block)
        && matches!(cx.folded(cx.token_at(next.span.start)), "it" | "they")
        && let [date] = ground.dates_in(next.span)
        && printed(ground, date)
        && at(date) <= cx.token_at(next.span.start) + 7
        && (1..=6).any(|n| {
            at(date)
                .checked_sub(n)
                .is_some_and(|i| cx.phrase(i, List::FoundVerb).is_some())
        })
    {
        return fixed(date).map(|year| (date.span, year));
    }
    if count == Count::Years
        && let Some(found) = super::jubilees::of_the_house(ground, look, sentence, first)
    {
        return Some(found);
    }
    // The sentence before: "The society was founded in 1835. Its bicentenary exhibition opens on Saturday."
    if count == Count::Years
        && first <= look.first + 4
        && matches!(
            look.word(look.first),
            "its" | "the" | "their" | "it" | "they"
        )
    {
        let before = cx.sentences.get(sentence.checked_sub(1)?)?;
        if Some(before.block) != cx.sentences.get(sentence).map(|s| s.block)
            || look.word(look.first) == "the"
        {
            return None;
        }
        let date = ground.dates_in(before.span).iter().find(|date| {
            let k = at(date);
            printed(ground, date)
                && (1..=4).any(|n| {
                    k.checked_sub(n).is_some_and(|i| {
                        cx.phrase(i, List::FoundVerb).is_some()
                            || cx.phrase(i, List::EndStage).is_some()
                            || cx.phrase(i, List::BeginStage).is_some()
                            || cx.phrase(i, List::DeathStage).is_some()
                    })
                })
        })?;
        return fixed(date).map(|year| (date.span, year));
    }
    None
}

/// "of the fire, which killed nine in 2011", "of the accord, signed in Oslo in 2009".
fn told_aside(ground: &Ground<'_, '_>, look: &Look<'_, '_>, end: usize, date: usize) -> bool {
    let cx = ground.cx;
    let Some(comma) = (end..date).find(|&i| look.text(i) == ",") else {
        return false;
    };
    let next = comma + 1;
    let verb = next + usize::from(look.word(next) == "which");
    let made = verb > next
        && matches!(look.word(verb), "was" | "were")
        // "of the deal, which was signed in 1998"; "which was marked in 2023" is told of the day itself.
        && (cx.is(verb + 1, List::FoundVerb)
            || (cx.is(verb + 1, List::PastForm) || look.word(verb + 1).ends_with("ed"))
                && !matches!(
                    look.word(verb + 1),
                    "marked"
                        | "celebrated"
                        | "observed"
                        | "commemorated"
                        | "held"
                        | "attended"
                        | "remembered"
                        | "planned"
                        | "cancelled"
                        | "postponed"
                ));
    let verb = verb + usize::from(made);
    let which = verb > next;
    let past = cx.is(verb, List::PastForm)
        || which
        || look.word(verb).ends_with("ed")
        || look.word(verb) == "born";
    comma <= end + 8
        && look.word(end) == "of"
        && past
        && !cx.is(verb, List::Auxiliary)
        && !(next..date).any(|i| super::mark(look, i))
        && date <= next + 8
}

/// A noun for what happens: "disaster", "tsunami", "attack".
fn event_noun(ground: &Ground<'_, '_>, i: usize) -> bool {
    let cx = ground.cx;
    (cx.is(i, List::EventHead) || cx.is(i, List::HarmEvent))
        && !matches!(
            cx.folded(i),
            "day" | "week" | "month" | "year" | "festival" | "race"
        )
}

/// "the tsunami of 26 December 2004 … the disaster's twentieth anniversary", "… the anniversary of the disaster": the one
/// event with a printed year in the sentence or the one before.
fn event_of(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    sentence: usize,
    first: usize,
    end: usize,
) -> Option<(Span, i32)> {
    let cx = ground.cx;
    let of = look.word(end) == "of"
        && look.word(end + 1) == "the"
        && event_noun(ground, end + 2)
        && (super::mark(look, end + 3) || look.word(end + 3).is_empty());
    let possessed = first >= 2
        && cx.kind(first - 1) == Some(crate::token::TokenKind::Possessive)
        && event_noun(ground, first - 2);
    // "Survivors of the 1995 sinking will meet for the 20th anniversary."
    let bare = look.before(first, 1) == "the"
        && (super::mark(look, end) || look.word(end).is_empty() || end >= look.end);
    if !of && !possessed && !bare {
        return None;
    }
    let own = cx.sentences.get(sentence)?;
    let before = sentence
        .checked_sub(1)
        .and_then(|k| cx.sentences.get(k))
        .filter(|before| before.block == own.block);
    let mut found: Vec<(Span, i32)> = Vec::new();
    for one in [Some(own), before].into_iter().flatten() {
        for date in ground.dates_in(one.span) {
            if date.span.start >= cx.span(first, end).start || !printed(ground, date) {
                continue;
            }
            let (a, b) = ground.tokens(date.span);
            let told = matches!(cx.folded(a.saturating_sub(1)), "of" | "in" | "on")
                && (2..=5).any(|back| a.checked_sub(back).is_some_and(|i| event_noun(ground, i)))
                || (b..b + 3).any(|i| event_noun(ground, i));
            if told {
                found.push((date.span, fixed(date)?));
            }
        }
    }
    match found.as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}

/// Another printed year of the sentence in which the anniversary fell: "The 2019 film, shown for the tenth anniversary of
/// the 2009 disaster".
fn kept(
    ground: &Ground<'_, '_>,
    sentence: &crate::sentence::Sentence,
    beside: Span,
    from: i32,
    years: f64,
    count: Count,
) -> Option<i32> {
    let due = f64::from(from) + years - if count == Count::Times { 1.0 } else { 0.0 };
    ground
        .dates_in(sentence.span)
        .iter()
        .filter(|date| date.span != beside && printed(ground, date))
        .filter_map(fixed)
        .find(|year| (f64::from(*year) - due).abs() < 0.1)
}

/// The year in which it is marked: another printed year of the sentence, "next year", "last year", else the draft's.
fn target(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    dates: &[Date],
    beside: Span,
) -> Option<i32> {
    let own = dates.iter().find(|date| {
        date.span != beside
            && printed(ground, date)
            && {
                let k = ground.cx.token_at(date.span.start);
                matches!(
                    look.before(k, 1),
                    "in" | "on" | "of" | "," | "for" | "until"
                ) || k == look.first
            }
            && {
                // Not in a clause about somebody: "King, who was killed in 1968".
                let k = ground.cx.token_at(date.span.start);
                let at = ground.cx.token_at(beside.start);
                let (a, b) = (k.min(at), k.max(at));
                !(a..b).any(|i| {
                    matches!(
                        look.word(i),
                        "who" | "whose" | "which" | "that" | "when" | "where"
                    )
                })
            }
    });
    if let Some(date) = own {
        return fixed(date);
    }
    let today = ground.cx.date?.year();
    let shift = (look.first..look.end).find_map(|i| match (look.word(i), look.word(i + 1)) {
        ("next", "year") => Some(1),
        ("last", "year") => Some(-1),
        _ => None,
    });
    if let Some(shift) = shift {
        return Some(today + shift);
    }
    // A month or day of another year: "in January".
    let day = dates
        .iter()
        .filter(|date| date.span != beside && !printed(ground, date))
        .find_map(fixed);
    Some(day.unwrap_or(today))
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
