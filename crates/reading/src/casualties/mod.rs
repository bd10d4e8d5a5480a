//! Casualty figures and breakdowns of figures.
//!
//! A casualty figure is told by its anchor, an outcome word ("killed", "dead", "deaths", "toll", "missing"), and the
//! number that belongs to it: the object of the verb, its subject, or the number before or after the noun.

mod anchor;
mod backward;
mod bills;
mod breakdown;
mod carried;
mod enumerated;
mod event;
mod figure;
mod granted;
mod guard;
mod listed;
mod members;
mod nouns;
mod objects;
mod onward;
mod outcomes;
mod parts;
mod phrase;
mod remainder;
mod seats;
mod shut_out;
mod split;
mod subjects;
mod sums;
mod tallied;
#[cfg(test)]
mod tests;
mod told_apart;

use copydesk_draft::layer::{Cell, EnumSchema, LayerId, LayerSchema, Table, Thing, Type, Value};
use copydesk_draft::{DayRange, Span};

use crate::attribution::Attributions;
use crate::cx::Cx;
use crate::dates::Dates;
use crate::lists::List;
use crate::names::Names;
use crate::numbers::{Hedge, Number};
use crate::quantities::Quantities;
use crate::schema::{enumeration, id};
use crate::token::TokenKind;

pub(crate) use event::day;

pub use breakdown::{Breakdown, BreakdownKind};

/// What happened to the people counted; the values of `outcome` in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Outcome {
    Killed,
    Wounded,
    Missing,
    Captured,
    Abducted,
    Displaced,
    Casualties,
}

/// How the figure is told; the values of `telling` in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Telling {
    /// As news: the verb of a main clause.
    Asserted,
    /// As known before: in a relative clause, after "after" or "since", or as a noun ("the killing of four").
    Background,
    /// As history: it happened more than two years before the day of the draft.
    History,
}

/// One casualty figure.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Figure {
    /// Bytes: from the hedge or number to the outcome word or the noun counted, whichever is later; the verb
    /// included when it precedes the number.
    pub span: Span,
    /// Bytes of the number with its hedge, or of "a man".
    pub count: Span,
    /// The number as printed; 1 for "a man".
    pub number: f64,
    /// The least number the words allow.
    pub lowest: f64,
    /// The largest number the words allow.
    pub highest: f64,
    /// How the number is hedged.
    pub hedge: Hedge,
    /// What happened to them.
    pub outcome: Outcome,
    /// Who was hurt, if the words say so.
    pub whom: Option<Span>,
    /// Who did it, if the words say so.
    pub by_whom: Option<Span>,
    /// Where, as printed.
    pub place: Option<Span>,
    /// When, if it can be told.
    pub day: Option<DayRange>,
    /// "the 15 dead": points back to a figure given before.
    pub definite: bool,
    /// A part of a larger figure ("including two children").
    pub part: bool,
    /// A toll over a stretch of time ("since Wednesday", "this year").
    pub running: bool,
    /// As news, or as known before.
    pub telling: Telling,
    /// Number of its event in the draft.
    pub event: u32,
    /// The words that bound a running toll: "since January", "this year".
    pub period: Option<Span>,
    /// The figure given before that a definite one points back to: index into [`Casualties::figures`].
    pub refers_to: Option<u32>,
    /// The figure that this one is a part of: index into [`Casualties::figures`].
    pub whole: Option<u32>,
}

/// All casualty figures and breakdowns of a draft.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Casualties {
    /// Figures in order.
    pub figures: Vec<Figure>,
    /// Breakdowns in order.
    pub breakdowns: Vec<Breakdown>,
}

/// Finds casualty figures and breakdowns.
pub(crate) fn find(
    cx: &Cx<'_>,
    numbers: &[Number],
    dates: &Dates,
    names: &Names,
    quantities: &Quantities,
) -> Casualties {
    let mut figures = figure::find(cx, numbers);
    let mut places: Vec<Span> = names
        .places
        .iter()
        .map(|place| place.span)
        .chain(names.other_places.iter().map(|place| place.span))
        .collect();
    places.sort_unstable();
    event::link(cx, &mut figures, dates, &places);
    let mut breakdowns = breakdown::find(cx, numbers);
    tallied::find(cx, numbers, quantities, &mut breakdowns);
    Casualties {
        figures,
        breakdowns,
    }
}

/// The first token of a number.
fn start(number: &Number) -> usize {
    number.tokens.0 as usize
}

/// One past the last token of a number.
fn end(number: &Number) -> usize {
    number.tokens.1 as usize
}

/// A number in figures or in words stands at token `i`.
fn number_word(cx: &Cx<'_>, i: usize) -> bool {
    cx.kind(i) == Some(TokenKind::Number) || cx.is(i, List::NumberWord)
}

/// The tables of `casualty-figure` and `breakdown`.
pub(crate) fn tables(
    cx: &Cx<'_>,
    casualties: &Casualties,
    attributions: &Attributions,
    set: &mut impl FnMut(LayerId, Table),
) {
    let mut table = cx.blank(id::CASUALTY_FIGURE);
    let itself = |row: u32| {
        Value::Thing(Thing {
            layer: id::CASUALTY_FIGURE,
            row,
        })
    };
    for figure in &casualties.figures {
        // "put the toll at 27": the figure begins in the cue and ends in what it says.
        let end = Span::new(figure.span.end.saturating_sub(1), figure.span.end);
        // What covers it, the nearest first: where one takes it for granted, another may tell it ("the group claimed the
        // attack that killed nine, the governor said").
        let over = attributions.over_said(figure.span);
        let takes = |row: &usize| {
            attributions
                .attributions
                .get(*row)
                .is_some_and(|said| granted::granted(cx, &casualties.figures, figure, said))
        };
        let nearest = over.first().copied();
        let attribution = nearest.filter(|row| !takes(row)).or_else(|| {
            over.iter()
                .skip(1)
                .find(|&row| {
                    let closes = attributions
                        .attributions
                        .get(*row)
                        .is_some_and(|one| one.cue.start >= figure.span.end);
                    closes && !takes(row)
                })
                .copied()
        });
        let granted = nearest.filter(|_| attribution.is_none());
        let attribution = attribution.or_else(|| {
            if granted.is_some() {
                return None;
            }
            attributions
                .governing_said(end)
                .filter(|&row| {
                    attributions
                        .attributions
                        .get(row)
                        .is_some_and(|attribution| {
                            ["put", "raise", "revise"]
                                .iter()
                                .any(|verb| attribution.lemma.starts_with(verb))
                                && attribution.cue.overlaps(figure.span)
                        })
                })
                .or_else(|| carried::carried(cx, &casualties.figures, figure, attributions))
        });
        let said = |row: Option<usize>| {
            row.map(|row| {
                Value::Thing(Thing {
                    layer: id::ATTRIBUTION,
                    row: row as u32,
                })
            })
        };
        let day = match figure.day {
            Some(day) => Cell::Filled(day.into()),
            None if cx.date.is_none() => Cell::Absent,
            None => Cell::Absent,
        };
        table.push(
            cx.row(figure.span),
            [
                Cell::Filled(figure.number.into()),
                Cell::Filled(figure.lowest.into()),
                Cell::Filled(figure.highest.into()),
                Cell::Filled(Value::Enum(figure.hedge as u16)),
                Cell::Filled(Value::Enum(figure.outcome as u16)),
                figure.whom.into(),
                figure.by_whom.into(),
                figure.place.into(),
                day,
                Cell::Filled(Value::from(format!("event-{}", figure.event + 1).as_str())),
                Cell::from(said(attribution)),
                Cell::Filled(figure.definite.into()),
                Cell::Filled(figure.part.into()),
                Cell::Filled(figure.running.into()),
                Cell::Filled(figure.count.into()),
                Cell::Filled(Value::Enum(figure.telling as u16)),
                figure.period.into(),
                figure.refers_to.map(itself).into(),
                figure.whole.map(itself).into(),
                Cell::from(said(granted)),
            ],
        );
    }
    set(id::CASUALTY_FIGURE, table);
    let mut table = cx.blank(id::BREAKDOWN);
    for breakdown in &casualties.breakdowns {
        table.push(
            cx.row(breakdown.span),
            [
                Cell::Filled(Value::Enum(breakdown.kind as u16)),
                Cell::Filled(breakdown.whole.into()),
                Cell::Filled(breakdown.whole_lowest.into()),
                Cell::Filled(breakdown.whole_highest.into()),
                Cell::Filled(breakdown.largest.into()),
                Cell::Filled(breakdown.sum_lowest.into()),
                Cell::Filled(breakdown.sum_highest.into()),
                Cell::Filled(breakdown.sum.into()),
                Cell::Filled(f64::from(breakdown.parts).into()),
            ],
        );
    }
    set(id::BREAKDOWN, table);
}

/// `casualty-figure`
pub fn casualty_figure_schema() -> LayerSchema {
    LayerSchema::new(
        "casualty-figure",
        "a figure of dead, wounded, missing, captured, abducted or displaced people",
        "from the hedge or number to the outcome word or the noun counted, whichever is later; the verb included when it precedes the number",
    )
    .field("number", Type::Number, "the number as printed; 1 for \"a man\"")
    .field("lowest", Type::Number, "the least number the words allow")
    .field("highest", Type::Number, "the largest number the words allow")
    .field("hedge", Type::Enum("hedge".into()), "how the number is hedged")
    .field("outcome", Type::Enum("outcome".into()), "what happened to them")
    .field("whom", Type::Text, "who was hurt, as printed")
    .field("by-whom", Type::Text, "who did it, as printed")
    .field("place", Type::Text, "where, as printed")
    .field("day", Type::Date, "when, if the words say so")
    .field("event", Type::Text, "which event of the draft").keyed()
    .field("attribution", Type::Thing("attribution".into()), "who says so")
    .field("definite", Type::Flag, "points back to a figure given before (\"the 15 dead\")")
    .field("part", Type::Flag, "part of a larger figure (\"including two children\")")
    .field("running", Type::Flag, "a toll over a stretch of time (\"since Wednesday\")")
    .field("count", Type::Text, "the number with its hedge, as printed")
    .field("telling", Type::Enum("telling".into()), "as news, as known before (a relative clause, \"after\", a noun), or as history (more than two years before the draft's day)")
    .field("period", Type::Text, "the words that bound a running toll (\"since January\")")
    .field("refers-to", Type::Thing("casualty-figure".into()), "the figure given before that this one points back to (\"the 15 dead\")")
    .field("whole", Type::Thing("casualty-figure".into()), "the figure that this one is a part of")
    .field("taken-for-granted", Type::Thing("attribution".into()), "what is said that takes this figure for granted and does not say it (\"vowed to find those behind the blast that killed nine\")")
}

/// `breakdown`
pub fn breakdown_schema() -> LayerSchema {
    LayerSchema::new(
        "breakdown",
        "a whole with its parts",
        "from the whole to the last part",
    )
    .field(
        "kind",
        Type::Enum("breakdown-kind".into()),
        "whether the parts are some of the whole, all of it, or apart: none counted twice",
    )
    .field("whole", Type::Number, "the whole as printed")
    .field(
        "whole-lowest",
        Type::Number,
        "the least whole the words allow",
    )
    .field(
        "whole-highest",
        Type::Number,
        "the largest whole the words allow",
    )
    .field(
        "part",
        Type::Number,
        "the largest part: the least it can be",
    )
    .field("sum-lowest", Type::Number, "the least sum of the parts")
    .field("sum-highest", Type::Number, "the largest sum of the parts")
    .field("sum", Type::Number, "the sum of the parts as printed")
    .field("parts", Type::Number, "how many parts")
}

pub(crate) fn enums() -> Vec<EnumSchema> {
    vec![
        enumeration(
            "outcome",
            &[
                "killed",
                "wounded",
                "missing",
                "captured",
                "abducted",
                "displaced",
                "casualties",
            ],
        ),
        enumeration("breakdown-kind", &["some", "all", "apart"]),
        enumeration("telling", &["asserted", "background", "history"]),
    ]
}
