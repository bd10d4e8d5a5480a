//! Expressions: what has a value.

use super::lines::OPTION_WORDS;
use super::token::{In, Parser, Res, Want, is_reserved};
use crate::syntax::{BaseNode, ExprNode, ExprNodeKind, Name};

/// Words after `the` that begin an expression.
const AFTER_THE: &[&str] = &[
    "draft's",
    "house's",
    "weekday of",
    "years since",
    "count of",
    "text of",
];

impl<'f> Parser<'f> {
    /// An expression.
    pub(super) fn expr(&self, input: In<'f>) -> Res<'f, ExprNode> {
        let input = self.blank(input);
        self.as_kind(input, Want::Kind("a value"), |input| {
            let (rest, kind) = self.expr_kind(input)?;
            Ok((
                rest,
                ExprNode {
                    kind,
                    at: self.at(input, rest),
                },
            ))
        })
    }

    fn expr_kind(&self, input: In<'f>) -> Res<'f, ExprNodeKind> {
        if input.starts_with(['"', '“']) {
            let (rest, text) = self.quoted(input)?;
            return Ok((rest, ExprNodeKind::Text(text)));
        }
        if input.starts_with(|c: char| c.is_ascii_digit() || c == '-') {
            return self.literal(input);
        }
        match self.peek(input) {
            "it" => {
                let (rest, _) = self.word(input, "it")?;
                Ok((rest, ExprNodeKind::Path(BaseNode::It, Vec::new())))
            }
            "its" => {
                let (rest, _) = self.word(input, "its")?;
                let (rest, fields) = self.path(rest)?;
                Ok((rest, ExprNodeKind::Path(BaseNode::It, fields)))
            }
            "the" => {
                let (rest, _) = self.word(input, "the")?;
                self.the(rest)
            }
            // `yes` and `no`, the values of a flag.
            "no" => {
                let (rest, name) = self.field(input)?;
                Ok((rest, ExprNodeKind::Path(BaseNode::Name(name), Vec::new())))
            }
            word if is_reserved(word) => self.fail(input, Want::Kind("a value")),
            _ => {
                let (rest, name) = self.name(input, "a value")?;
                let (rest, fields) = self.more_path(rest)?;
                Ok((rest, ExprNodeKind::Path(BaseNode::Name(name), fields)))
            }
        }
    }

    /// What follows `the`.
    fn the(&self, input: In<'f>) -> Res<'f, ExprNodeKind> {
        let owner = |word: &'static str| {
            let (rest, found) = self.if_word(input, word);
            let (rest, sign) = Self::possessive(rest);
            (found && sign).then_some(rest)
        };
        match self.peek(input) {
            "draft" => {
                if let Some(rest) = owner("draft") {
                    let (rest, field) = self.field(rest)?;
                    return Ok((rest, ExprNodeKind::Draft(field)));
                }
            }
            "house" => {
                if let Some(rest) = owner("house") {
                    let (rest, setting) = self.name(rest, "a setting")?;
                    return Ok((rest, ExprNodeKind::House(setting)));
                }
            }
            "weekday" => {
                let (rest, ()) = self.words(input, &["weekday", "of"])?;
                let (rest, expr) = self.expr(rest)?;
                return Ok((rest, ExprNodeKind::WeekdayOf(Box::new(expr))));
            }
            "years" => {
                let (rest, ()) = self.words(input, &["years", "since"])?;
                let (rest, expr) = self.expr(rest)?;
                return Ok((rest, ExprNodeKind::YearsSince(Box::new(expr))));
            }
            "count" => {
                let (rest, ()) = self.words(input, &["count", "of"])?;
                let (rest, expr) = self.expr(rest)?;
                return Ok((rest, ExprNodeKind::CountOf(Box::new(expr))));
            }
            "text" => {
                let (rest, ()) = self.words(input, &["text", "of"])?;
                let (rest, expr) = self.expr(rest)?;
                return Ok((rest, ExprNodeKind::TextOf(Box::new(expr))));
            }
            _ => {}
        }
        for word in AFTER_THE {
            self.want(input, Want::Word(word));
        }
        self.fail(input, Want::Word("draft's"))
    }

    /// A field, and the fields it leads to: `event's place`.
    pub(super) fn path(&self, input: In<'f>) -> Res<'f, Vec<Name>> {
        let (rest, first) = self.field(input)?;
        let (rest, mut more) = self.more_path(rest)?;
        more.insert(0, first);
        Ok((rest, more))
    }

    fn more_path(&self, input: In<'f>) -> Res<'f, Vec<Name>> {
        let mut fields = Vec::new();
        let mut rest = input;
        while let (after, true) = Self::possessive(rest) {
            let (after, field) = self.field(after)?;
            fields.push(field);
            rest = after;
        }
        Ok((rest, fields))
    }

    /// A number, a number with a unit, or a date.
    fn literal(&self, input: In<'f>) -> Res<'f, ExprNodeKind> {
        if let Ok((rest, date)) = self.date(input) {
            return Ok((rest, ExprNodeKind::Date(date.text)));
        }
        let (rest, number) = self
            .number(input)
            .or_else(|_| self.fail(input, Want::Kind("a value")))?;
        // A unit begins with a letter and is not a word of the language.
        let gap = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let unit = rest.get(gap..).map_or("", |rest| {
            if rest.starts_with(char::is_whitespace) {
                ""
            } else {
                self.peek(rest)
            }
        });
        let is_unit = unit.starts_with(|c: char| c.is_ascii_alphabetic())
            && !is_reserved(unit)
            && !OPTION_WORDS.contains(&unit);
        if gap > 0 && is_unit {
            let (rest, word) = self.any_word(rest)?;
            let start = self.offset(word);
            let at = crate::syntax::At(copydesk_draft::Span::of(start, start + word.len()));
            let unit = Name {
                text: word.to_owned(),
                at,
            };
            return Ok((rest, ExprNodeKind::Measure(number.to_owned(), unit)));
        }
        Ok((rest, ExprNodeKind::Number(number.to_owned())))
    }
}
