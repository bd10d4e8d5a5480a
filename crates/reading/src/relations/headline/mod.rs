//! What headline and lede say beside what the body says: figures here, other claims in [`claims`].

pub(super) mod again;
mod claims;
mod deeds;
mod doer;
mod elsewhere;
pub(super) mod kinds;
pub(super) mod measures;
mod opener;
pub(super) mod opposed;
mod outcome;
pub(super) mod persons;
pub(super) mod plainly;
mod portion;
mod reversals;
mod sides;
pub(super) mod spared;
pub(super) mod terms;
pub(super) mod toplines;
pub(super) mod turns;
use super::{Openings, mark};
use copydesk_draft::layer::{Cell, EnumSchema, LayerSchema, Table, Type, Value};
use copydesk_draft::{BlockKind, Span};

use super::{Ground, stem};
use crate::closed;
use crate::dates::Granularity;
use crate::lists::List;
use crate::numbers::lexeme::{Look, Num};
use crate::numbers::{Hedge, Number, Role};
use crate::schema::{enumeration, id};
use crate::sentence::Sentence;
use crate::token::TokenKind;
pub(crate) use reversals::Reversals;

/// A figure of any kind, counted in plain numbers.
#[derive(Clone, Copy)]
struct Figure {
    span: Span,
    first: usize,
    sentence: u32,
    last: usize,
    role: Role,
    number: f64,
    lowest: f64,
    highest: f64,
    step: f64,
    hedge: Hedge,
}

fn value(number: &Number) -> Figure {
    Figure {
        span: number.span,
        first: number.tokens.0 as usize,
        sentence: 0,
        last: number.tokens.1 as usize,
        role: number.role,
        number: number.number,
        lowest: number.lowest,
        highest: number.highest,
        // "10%" is no "12%".
        step: if number.role == Role::Percentage {
            number.half_step.min(0.5)
        } else {
            number.half_step
        },
        hedge: number.hedge,
    }
}

/// The table of `top-claim`.
pub(super) fn table(ground: &Ground<'_, '_>) -> Table {
    let mut rows: Vec<Claim> = Vec::new();
    claims::find(ground, &mut rows);
    toplines::find(ground, &mut rows);
    turns::find(ground, &mut rows);
    measures::find(ground, &mut rows);
    figures(ground, &mut rows);
    terms::find(ground, &mut rows);
    plainly::find(ground, &mut rows);
    opposed::find(ground, &mut rows);
    days(ground, &mut rows);
    rows.sort_by_key(|row| row.span);
    // "Every school", "Every school … will be shut": told once.
    rows.dedup_by(|later, first| {
        later.span.start == first.span.start
            && later.span != first.span
            && later.kind == Kind::Deed
            && first.rival.is_some()
    });
    let mut table = ground.cx.blank(id::TOP_CLAIM);
    for row in rows {
        let rival = row.rival.map(|(span, _)| span);
        table.push(
            ground.cx.row(row.span),
            [
                Cell::Filled(Value::Enum(row.kind as u16)),
                row.range.map(|range| range.0).into(),
                row.range.map(|range| range.1).into(),
                Cell::Filled((row.same as f64).into()),
                Cell::Filled(row.derived.into()),
                rival.into(),
                row.rival
                    .and_then(|(_, range)| range)
                    .map(|range| range.0)
                    .into(),
                row.rival
                    .and_then(|(_, range)| range)
                    .map(|range| range.1)
                    .into(),
                rival.map(|span| in_lede(ground, span)).into(),
            ],
        );
    }
    table
}

/// One claim of headline or lede.
pub(super) struct Claim {
    /// Its bytes.
    pub(super) span: Span,
    /// What it claims.
    pub(super) kind: Kind,
    /// The least and the largest number its words allow, for figures.
    pub(super) range: Option<(f64, f64)>,
    /// How often the body says the same.
    pub(super) same: usize,
    /// Figures of the body lead to it by one step.
    pub(super) derived: bool,
    /// What the body says of the same thing that differs, and the numbers its words allow.
    pub(super) rival: Option<(Span, Option<(f64, f64)>)>,
}

/// What is claimed; the values of `top-kind` in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// A count, sum, quantity or percentage of the headline.
    Figure,
    /// A count of the lede that the body tells again.
    Count,
    /// "all of", "every", "entire".
    Whole,
    /// A country.
    Place,
    /// A deed said to be done.
    Deed,
    /// A plan or act that the lede says is not.
    Denied,
    /// A lead, in points or votes.
    Lead,
    /// A share in words: "most", "half of".
    Share,
    /// A deed the other way round: up for down, winner for loser.
    Turned,
    /// A month or a day of the calendar.
    Day,
}

/// The figures of the headline.
fn figures(ground: &Ground<'_, '_>, rows: &mut Vec<Claim>) {
    let cx = ground.cx;
    let heads: Vec<&crate::sentence::Sentence> = cx
        .sentences
        .iter()
        .filter(|s| ground.in_headline(s))
        .collect();
    if heads.is_empty() {
        return;
    }
    let body: Vec<Figure> = ground
        .numbers
        .iter()
        .filter(|number| {
            cx.sentence(cx.sentence_at(number.span.start))
                .is_some_and(|sentence| !ground.in_headline(sentence))
        })
        .filter(|number| {
            matches!(
                number.role,
                Role::Cardinal
                    | Role::Money
                    | Role::Quantity
                    | Role::Percentage
                    | Role::Fraction
                    | Role::Vague
            )
        })
        .map(|number| Figure {
            sentence: cx.sentence_at(number.span.start),
            ..value(number)
        })
        .collect();
    // "Six passengers and their driver": one more than the figure.
    let opening: Vec<&crate::sentence::Sentence> = cx
        .sentences
        .iter()
        .filter(|sentence| ground.in_body(sentence))
        .take(8)
        .collect();
    let one_more = toplines::one_more(ground, &opening);
    for sentence in heads {
        let look = ground.look(sentence);
        for number in ground.numbers_in(sentence.span) {
            let figure = value(number);
            let counts = matches!(
                figure.role,
                Role::Cardinal | Role::Money | Role::Quantity | Role::Percentage
            );
            if !counts || figure.number < 2.0 || number.year_like || number.compound {
                continue;
            }
            // "Three in four buses": two halves of a share.
            let share = matches!(look.before(figure.first, 1), "in" | "of")
                && figure.first.checked_sub(2).is_some_and(|i| {
                    i >= look.first && (look.is_figure(i) || look.num(i) != Num::None)
                })
                || matches!(look.word(figure.last), "in" | "out")
                    && (figure.last + 1..figure.last + 3)
                        .any(|i| look.is_figure(i) || !matches!(look.num(i), Num::None));
            // Tolls, leads and what is said with a noun of its own are compared elsewhere.
            let elsewhere = rows.iter().any(|row| row.span.contains(number.core))
                || ground.casualties.figures.iter().any(|one| {
                    one.span.contains(number.core)
                        && ground.casualties.figures.iter().any(|other| {
                            other.outcome == one.outcome && in_lede(ground, other.span)
                        })
                });
            if share || elsewhere {
                continue;
            }
            let fits = |other: &Figure| {
                // "More than half" reaches no thousands, "over 50" no 240, "fewer than 900" no 100.
                let far = if other.number < 13.0 { 10.0 } else { 2.5 };
                let other = &Figure {
                    highest: other.highest.min(other.number.max(1.0) * far),
                    lowest: other.lowest.max(other.number / far),
                    ..*other
                };
                let step = figure.step.max(other.step.min(other.number * 0.02));
                other.lowest - step <= figure.highest
                    && figure.lowest - step <= other.highest
                    && !matches!(other.hedge, Hedge::Vague)
                    || other.hedge == Hedge::Vague
                        && other.lowest <= figure.highest
                        && figure.lowest <= other.highest
            };
            let same = body.iter().filter(|other| fits(other)).count();
            let noun = noun(ground, figure.last).or_else(|| noun(ground, figure.last + 1));
            let persons = ground
                .casualties
                .figures
                .iter()
                .any(|f| f.count.start < figure.span.end && figure.span.start < f.count.end)
                || (figure.last..figure.last + 2).any(|i| cx.is(i, List::PersonNoun))
                || cx.is(figure.last, List::KillVerb)
                || (figure.last..=figure.last).any(|i| {
                    matches!(
                        look.word(i),
                        "held"
                            | "arrested"
                            | "charged"
                            | "hurt"
                            | "killed"
                            | "dead"
                            | "injured"
                            | "missing"
                            | "jailed"
                            | "rescued"
                    )
                });
            // What the body counts of the same: the same noun, or persons in the lede.
            let rival = body.iter().find(|other| {
                other.role == figure.role
                    && (other.number >= 2.0 || other.role != Role::Cardinal)
                    && !fits(other)
                    && (noun.as_deref().is_some_and(|noun| {
                        (other.last..other.last + 3).any(|i| stem(cx.folded(i)) == noun)
                    }) || persons
                        && figure.role == Role::Cardinal
                        && in_lede(ground, other.span)
                        && (other.last..other.last + 3).any(|i| cx.is(i, List::PersonNoun)))
            });
            let rival = rival.or_else(|| lone_count(ground, &look, &figure, &body, same));
            let rival = rival.or_else(|| deeds::one_deed(ground, &look, &figure, &body, same));
            // "to rise 14%" over "will rise by 4%": the one percentage of headline and lede, told of the same.
            let rival = rival.or_else(|| lone_percentage(ground, sentence, &figure, &body));
            // The one sum of money of the lede.
            let rival = rival.or_else(|| {
                let mut own = body
                    .iter()
                    .filter(|other| other.role == figure.role && in_lede(ground, other.span));
                let only = own
                    .next()
                    .filter(|_| own.next().is_none() && figure.role == Role::Money && same == 0)?;
                (!fits(only)).then_some(only)
            });
            // Where the lede counts the very same, what other things add up to says nothing.
            let counted = |other: &Figure| {
                let own = self::noun(ground, other.last);
                own.is_none() || own == noun
            };
            let told = rival
                .filter(|rival| noun.is_some() && counted(rival) && in_lede(ground, rival.span));
            let derived = match told {
                Some(_) => {
                    let of_it: Vec<Figure> = body.iter().copied().filter(counted).collect();
                    derived(&figure, &of_it, one_more)
                }
                None => derived(&figure, &body, one_more),
            };
            let derived = derived || rival.is_some_and(|rival| one_by_one(ground, rival, &figure));
            rows.push(Claim {
                span: figure.span,
                kind: Kind::Figure,
                range: Some((figure.lowest, figure.highest)),
                same,
                derived,
                rival: rival.map(|rival| (rival.span, Some((rival.lowest, rival.highest)))),
            });
        }
    }
}

/// "Three jailed", "force 2,000 from homes": a count of persons without their noun beside the only count of the lede.
fn lone_count<'b>(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    figure: &Figure,
    body: &'b [Figure],
    same: usize,
) -> Option<&'b Figure> {
    let cx = ground.cx;
    let after = figure.last;
    let bare = matches!(
        look.word(after),
        "jailed"
            | "held"
            | "arrested"
            | "charged"
            | "sacked"
            | "rescued"
            | "evacuated"
            | "fined"
            | "convicted"
            | "sentenced"
            | "freed"
            | "released"
            | "detained"
            | "saved"
            | "stranded"
            | "trapped"
            | "homeless"
            | "flee"
            | "fled"
            | "protest"
            | "march"
    ) || look.word(after) == "from" && look.word(after + 1).starts_with("home")
        // "Festival draws 90,000"
        || matches!(
            look.before(figure.first, 1),
            "draws" | "attracts" | "gathers" | "draw" | "attract"
        ) && (after >= look.end || cx.is(after, List::Preposition));
    if figure.role != Role::Cardinal || !bare || same > 0 {
        return None;
    }
    let mut own = body
        .iter()
        .filter(|other| other.role == Role::Cardinal && in_lede(ground, other.span));
    let only = own.next().filter(|_| own.next().is_none())?;
    // Persons: a plural noun, and no measure.
    let noun = (only.last..only.last + 3).find(|&i| {
        cx.kind(i) == Some(TokenKind::Word)
            && (cx.folded(i).ends_with('s') || i < only.last + 2 && cx.is(i, List::PersonNoun))
    })?;
    let persons = cx.is(noun, List::PersonNoun)
        || ["ers", "ors", "ists", "ants", "men"]
            .iter()
            .any(|ending| cx.folded(noun).ends_with(ending));
    let apart = (only.lowest > figure.highest + figure.step.min(figure.number * 0.02)
        || only.highest < figure.lowest - figure.step.min(figure.number * 0.02))
        && !one_by_one(ground, only, figure);
    (persons && apart && only.number >= 2.0).then_some(only)
}

/// "Two men and a woman" are three: those counted, and one by one those named with them.
fn one_by_one(ground: &Ground<'_, '_>, told: &Figure, figure: &Figure) -> bool {
    let cx = ground.cx;
    let singles = (told.last..told.last + 6)
        .take_while(|&i| cx.word(i) != "." && !cx.is(i, List::Auxiliary))
        .filter(|&i| cx.folded(i) == "and" && matches!(cx.folded(i + 1), "a" | "an" | "another"))
        .count() as f64;
    singles > 0.0 && (told.number + singles - figure.number).abs() < 0.1
}

/// "Dam to open in June" over "The dam will open in July": the one month or dated day of each, told of the same.
fn days(ground: &Ground<'_, '_>, rows: &mut Vec<Claim>) {
    let cx = ground.cx;
    let named = |date: &&crate::dates::Date| {
        let figures = matches!(date.granularity, Granularity::Day | Granularity::Year) == {
            let (a, b) = ground.tokens(date.span);
            (a..b).any(|i| cx.kind(i) == Some(TokenKind::Number))
        };
        matches!(
            date.granularity,
            Granularity::Day | Granularity::Month | Granularity::Year
        ) && figures
            && date.name.is_some()
            && date.length.is_none()
            && date.weekday.is_none()
    };
    for head in cx.sentences.iter().filter(|s| ground.in_headline(s)) {
        let mut own = ground.dates_in(head.span).iter().filter(named);
        let (Some(claimed), None) = (own.next(), own.next()) else {
            continue;
        };
        let Some(day) = claimed.day else { continue };
        let body = ground
            .dates
            .dates
            .iter()
            .filter(|date| cx.in_body(date.span) && date.span.start > head.span.end);
        let mut lede = body
            .clone()
            .filter(named)
            .filter(|date| in_lede(ground, date.span));
        let (Some(other), None) = (lede.next(), lede.next()) else {
            continue;
        };
        let told = body
            .filter_map(|date| date.day)
            // "the first three months of the year" names no month.
            .filter(|known| known.last.days_since(known.first) <= 31 || *known == day)
            .any(|known| known.first <= day.last && day.first <= known.last);
        let same_kind = other.granularity == claimed.granularity;
        let Some(sentence) = cx.sentence(cx.sentence_at(other.span.start)) else {
            continue;
        };
        if !told && same_kind && shared(ground, head, sentence) >= 2 {
            rows.push(Claim {
                span: claimed.span,
                kind: Kind::Day,
                range: None,
                same: 0,
                derived: false,
                rival: Some((other.span, None)),
            });
        }
    }
}

/// How many words of the headline, longer than two letters, stand in the sentence too.
pub(super) fn shared(
    ground: &Ground<'_, '_>,
    head: &crate::sentence::Sentence,
    sentence: &crate::sentence::Sentence,
) -> usize {
    let cx = ground.cx;
    (head.first as usize..head.last as usize)
        .filter(|&i| cx.kind(i) == Some(TokenKind::Word) && cx.word(i).len() > 2)
        .filter(|&i| {
            if cx.is(i, List::Preposition) || cx.is(i, List::Determiner) {
                return false;
            }
            let own = stem(cx.folded(i));
            // A stem begins as its word does.
            let first = own.as_bytes().first();
            (sentence.first as usize..sentence.last as usize).any(|k| {
                let other = cx.folded(k);
                other.as_bytes().first() == first && cx.word(k).len() > 2 && stem(other) == own
            })
        })
        .count()
}

/// The only percentage of the lede, where the headline has only one too and both share words that carry meaning.
fn lone_percentage<'b>(
    ground: &Ground<'_, '_>,
    head: &crate::sentence::Sentence,
    figure: &Figure,
    body: &'b [Figure],
) -> Option<&'b Figure> {
    let cx = ground.cx;
    if figure.role != Role::Percentage {
        return None;
    }
    let alone = ground
        .numbers_in(head.span)
        .iter()
        .filter(|number| number.role == Role::Percentage)
        .count()
        == 1;
    let mut lede = body
        .iter()
        .filter(|other| other.role == Role::Percentage && in_lede(ground, other.span));
    let only = lede.next().filter(|_| alone && lede.next().is_none())?;
    let sentence = cx.sentence(cx.sentence_at(only.span.start))?;
    let shared = (head.first as usize..head.last as usize)
        .filter(|&i| cx.kind(i) == Some(TokenKind::Word) && cx.word(i).len() > 3)
        .filter(|&i| {
            (sentence.first as usize..sentence.last as usize)
                .any(|k| cx.word(k).len() > 3 && stem(cx.folded(k)) == stem(cx.folded(i)))
        })
        .count();
    // "to rise by 12%", "would raise its fares by 2%": the change itself is common to both.
    let changed =
        |first: usize| (first.saturating_sub(5)..first).any(|i| cx.is(i, List::ChangeWord));
    let shared = shared + usize::from(changed(figure.first) && changed(only.first));
    // A headline rounds: "5%" for 4.6%, not for 4%.
    let step = figure.step.max(only.step) - 1e-9;
    let fits = only.lowest - step <= figure.highest && figure.lowest - step <= only.highest;
    let meaning = (head.first as usize..head.last as usize)
        .filter(|&i| cx.kind(i) == Some(TokenKind::Word) && cx.word(i).len() > 3)
        .count();
    (shared >= 2 && 3 * shared >= meaning && !fits).then_some(only)
}

pub(super) fn in_lede(ground: &Ground<'_, '_>, span: Span) -> bool {
    let cx = ground.cx;
    cx.sentence(cx.sentence_at(span.start))
        .and_then(|sentence| cx.blocks.get(sentence.block as usize))
        .is_some_and(|block| block.lede)
}

/// True if figures that stand near each other lead to it by one step: a sum, a difference, a share of a count.
fn derived(figure: &Figure, body: &[Figure], one_more: bool) -> bool {
    let counts: Vec<&Figure> = body
        .iter()
        .filter(|other| {
            other.role == figure.role || matches!(other.role, Role::Cardinal | Role::Fraction)
        })
        .take(24)
        .collect();
    let near = |value: f64| {
        (value - figure.number).abs() <= figure.step.min(figure.number * 0.05).max(0.5)
    };
    counts.iter().enumerate().any(|(i, a)| {
        counts
            .iter()
            .skip(i + 1)
            .take_while(|b| b.sentence - a.sentence <= 2)
            .any(|b| {
                near(a.number + b.number)
                    || near((a.number - b.number).abs())
                    || (a.number < 1.0 || b.number < 1.0) && near(a.number * b.number)
            })
            || near(a.number + 1.0) && a.number > 2.0 && one_more
    }) || counts.windows(3).any(|three| {
        three.iter().map(|value| value.sentence).max().unwrap_or(0)
            - three.iter().map(|value| value.sentence).min().unwrap_or(0)
            <= 2
            && near(three.iter().map(|value| value.number).sum())
    })
}

/// The stem of the noun at token `i`: a plain word in small letters that is no verb form or function word.
fn noun(ground: &Ground<'_, '_>, i: usize) -> Option<String> {
    let cx = ground.cx;
    let word = cx.folded(i);
    let plain = cx.kind(i) == Some(TokenKind::Word)
        && word.len() > 3
        && (word.ends_with('s') && !word.ends_with("ss") || closed::odd_plural(word))
        && !cx.is(i, List::Preposition)
        && !cx.is(i, List::Auxiliary)
        && !cx.is(i, List::ReportingVerb);
    plain.then(|| stem(word).to_owned())
}

/// `top-claim`
pub fn top_claim_schema() -> LayerSchema {
    LayerSchema::new(
        "top-claim",
        "what headline or lede claims, beside what the body says of the same",
        "the words of the claim",
    )
    .field("kind", Type::Enum("top-kind".into()), "what is claimed")
    .field(
        "lowest",
        Type::Number,
        "the least number its words allow, for figures",
    )
    .field(
        "highest",
        Type::Number,
        "the largest number its words allow, for figures",
    )
    .field(
        "same",
        Type::Number,
        "how often the body says the same; of figures, rounded as the headline rounds",
    )
    .field(
        "derived",
        Type::Flag,
        "figures of the body lead to it by a sum or a difference",
    )
    .field(
        "rival",
        Type::Text,
        "what the body says of the same thing that differs",
    )
    .field(
        "rival-lowest",
        Type::Number,
        "the least number that one allows",
    )
    .field(
        "rival-highest",
        Type::Number,
        "the largest number that one allows",
    )
    .field("rival-in-lede", Type::Flag, "it stands in the lede")
}

pub(super) fn enums() -> Vec<EnumSchema> {
    vec![enumeration(
        "top-kind",
        &[
            "figure", "count", "whole", "place", "deed", "denied", "lead", "share", "turned", "day",
        ],
    )]
}

/// A headline or a crosshead, with what stands below it.
pub(super) struct Top<'a> {
    pub(super) head: &'a Sentence,
    /// The first sentence below.
    pub(super) lede: &'a Sentence,
    /// The sentences below, the first of them too; of a crosshead up to the next one.
    pub(super) below: Vec<&'a Sentence>,
}

/// The headlines and crossheads, each with up to `most` sentences of what stands below.
pub(super) fn tops<'a>(ground: &Ground<'a, '_>, most: usize) -> Vec<Top<'a>> {
    let all = ground.cx.sentences;
    let mut found = Vec::new();
    for (i, head) in all.iter().enumerate() {
        let below: Vec<&Sentence> = match ground.kind(head) {
            Some(BlockKind::Headline) => opening(ground, most),
            Some(BlockKind::Subhead) => {
                let behind = all.get(i + 1..).unwrap_or(&[]).iter();
                behind
                    .take_while(|one| ground.kind(one) != Some(BlockKind::Subhead))
                    .filter(|one| ground.in_body(one))
                    .take(most)
                    .collect()
            }
            _ => continue,
        };
        if let Some(lede) = below.first().copied() {
            found.push(Top { head, lede, below });
        }
    }
    found
}

/// The first sentences of the body, the lede among them.
fn opening<'a>(ground: &Ground<'a, '_>, most: usize) -> Vec<&'a Sentence> {
    let body = ground.cx.sentences.iter();
    body.filter(|sentence| ground.in_body(sentence))
        .take(most)
        .collect()
}
