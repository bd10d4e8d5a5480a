//! The figures of the headline beside those of the body.

use copydesk_draft::Span;
use copydesk_draft::layer::{Cell, LayerSchema, Table, Type, Value};

use super::{Ground, stem};
use crate::lists::List;
use crate::numbers::{Hedge, Number, Role};
use crate::token::TokenKind;

/// A figure of any kind, counted in plain numbers.
#[derive(Clone, Copy)]
struct Figure {
    span: Span,
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
        last: number.tokens.1 as usize,
        role: number.role,
        number: number.number,
        lowest: number.lowest,
        highest: number.highest,
        step: number.half_step,
        hedge: number.hedge,
    }
}

/// The table of `headline-figure`.
pub(super) fn table(ground: &Ground<'_, '_>) -> Table {
    let mut table = Table::new(headline_figure_schema().fields.len());
    let cx = ground.cx;
    let heads: Vec<&crate::sentence::Sentence> = cx
        .sentences
        .iter()
        .filter(|s| ground.in_headline(s))
        .collect();
    if heads.is_empty() {
        return table;
    }
    let body: Vec<Figure> = ground
        .numbers
        .iter()
        .filter(|number| {
            cx.sentence(cx.sentence_at(number.span.start))
                .is_some_and(|sentence| !ground.in_headline(sentence))
        })
        .map(value)
        .collect();
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
            let fits = |other: &Figure| {
                let step = figure.step.max(other.step.min(other.number * 0.02));
                other.lowest - step <= figure.highest
                    && figure.lowest - step <= other.highest
                    && !matches!(other.hedge, Hedge::Vague)
                    || other.hedge == Hedge::Vague
                        && other.lowest <= figure.highest
                        && figure.lowest <= other.highest
            };
            let same = body.iter().filter(|other| fits(other)).count();
            let derived = derived(&figure, &body);
            let noun = noun(ground, figure.last).or_else(|| noun(ground, figure.last + 1));
            let persons = ground
                .casualties
                .figures
                .iter()
                .any(|f| f.count.start < figure.span.end && figure.span.start < f.count.end)
                || (figure.last..figure.last + 2).any(|i| cx.is(i, List::PersonNoun))
                || cx.is(figure.last, List::KillVerb)
                || (figure.last..figure.last + 1).any(|i| {
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
            table.push(
                cx.row(figure.span),
                [
                    Cell::Filled(Value::Enum(figure.role as u16)),
                    Cell::Filled(figure.number.into()),
                    Cell::Filled(figure.lowest.into()),
                    Cell::Filled(figure.highest.into()),
                    Cell::Filled((same as f64).into()),
                    Cell::Filled(derived.into()),
                    Cell::Filled(persons.into()),
                    noun.as_deref().map(Value::from).into(),
                    rival.map(|rival| rival.span).into(),
                    rival.map(|rival| rival.lowest).into(),
                    rival.map(|rival| rival.highest).into(),
                    rival.map(|rival| in_lede(ground, rival.span)).into(),
                ],
            );
        }
    }
    table
}

fn in_lede(ground: &Ground<'_, '_>, span: Span) -> bool {
    let cx = ground.cx;
    cx.sentence(cx.sentence_at(span.start))
        .and_then(|sentence| cx.blocks.get(sentence.block as usize))
        .is_some_and(|block| block.lede)
}

/// True if figures of the body lead to it by one step: a sum, a difference, or how many are listed.
fn derived(figure: &Figure, body: &[Figure]) -> bool {
    let counts: Vec<&Figure> = body
        .iter()
        .filter(|other| other.role == figure.role || other.role == Role::Cardinal)
        .take(24)
        .collect();
    let near = |value: f64| (value - figure.number).abs() <= figure.step.max(0.5);
    counts.iter().enumerate().any(|(i, a)| {
        counts.iter().skip(i + 1).any(|b| {
            near(a.number + b.number)
                || near((a.number - b.number).abs())
                || a.number < 1.0 && near(a.number * b.number)
        }) || near(a.number + 1.0)
    }) || counts
        .windows(3)
        .any(|three| near(three.iter().map(|value| value.number).sum()))
}

/// The stem of the noun at token `i`: a plain word in small letters that is no verb form or function word.
fn noun(ground: &Ground<'_, '_>, i: usize) -> Option<String> {
    let cx = ground.cx;
    let word = cx.folded(i);
    let plain = cx.kind(i) == Some(TokenKind::Word)
        && word.len() > 3
        && word.ends_with('s')
        && !word.ends_with("ss")
        && !cx.is(i, List::Preposition)
        && !cx.is(i, List::Auxiliary)
        && !cx.is(i, List::ReportingVerb);
    plain.then(|| stem(word).to_owned())
}

/// `headline-figure`
pub fn headline_figure_schema() -> LayerSchema {
    LayerSchema::new(
        "headline-figure",
        "a count, sum, quantity or percentage in the headline, beside the figures of the body",
        "the figure with its hedge",
    )
    .field(
        "role",
        Type::Enum("number-role".into()),
        "what the figure is",
    )
    .field("number", Type::Number, "the number as printed")
    .field("lowest", Type::Number, "the least number its words allow")
    .field(
        "highest",
        Type::Number,
        "the largest number its words allow",
    )
    .field(
        "same",
        Type::Number,
        "how many figures of the body allow the same number, rounded as the headline rounds",
    )
    .field(
        "derived",
        Type::Flag,
        "figures of the body lead to it by a sum or a difference",
    )
    .field("persons", Type::Flag, "it counts persons")
    .field("noun", Type::Text, "the stem of the noun counted")
    .field(
        "rival",
        Type::Text,
        "a figure of the body that counts the same and differs",
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
