//! Conditions, tests, candidates and scopes.

use super::token::{In, Parser, Res, Want};
use crate::messages;
use crate::syntax::{
    AmountNode, AtomKind, AtomNode, CandidatesNode, CondNode, FieldTestNode, JoinNode, Name,
    OrderNode, PartNode, QuantifierNode, RowNode, ScopeNode, TestKind, TestNode,
};

const PARTS: [(&str, PartNode); 6] = [
    ("headline", PartNode::Headline),
    ("dek", PartNode::Dek),
    ("lede", PartNode::Lede),
    ("body", PartNode::Body),
    ("article", PartNode::Article),
    ("caption", PartNode::Caption),
];

impl<'f> Parser<'f> {
    /// Atoms joined by `and` or by `or`. Mixing the two is reported; the first join is kept.
    pub(super) fn cond(&self, input: In<'f>) -> Res<'f, CondNode> {
        let (mut rest, first) = self.atom(input)?;
        let mut atoms = vec![first];
        let mut join: Option<(JoinNode, In<'f>)> = None;
        let mut mixed = false;
        loop {
            let here = self.blank(rest);
            let (after, next) = match self.one_of(rest, &["and", "or"]) {
                Ok((after, 0)) => (after, JoinNode::And),
                Ok((after, _)) => (after, JoinNode::Or),
                Err(_) => break,
            };
            match join {
                None => join = Some((next, here)),
                Some((known, first)) if known != next && !mixed => {
                    mixed = true;
                    let word = |input: In<'f>| {
                        let start = self.offset(input);
                        self.loc(copydesk_draft::Span::of(
                            start,
                            start + self.peek(input).len(),
                        ))
                    };
                    self.report(messages::mixed_join(word(here), word(first)));
                }
                Some(_) => {}
            }
            if self.peek(after) == "whose" {
                return Self::refuse(after, messages::or_whose(self.loc(self.at(here, after).0)));
            }
            if let Some(name) = self.field_of_candidate(&atoms, after) {
                let loc = self.loc(name.at.0);
                return Self::refuse(after, messages::and_whose(loc, &name.text));
            }
            let (after, atom) = self.atom(after)?;
            atoms.push(atom);
            rest = after;
        }
        let join = join.map_or(JoinNode::And, |(join, _)| join);
        Ok((
            rest,
            CondNode {
                join,
                atoms,
                at: self.at(input, rest),
            },
        ))
    }

    /// After `whose …`, `and` followed by a bare field: `and whose` is meant.
    fn field_of_candidate(&self, atoms: &[AtomNode], input: In<'f>) -> Option<Name> {
        let tests = match &atoms.last()?.kind {
            AtomKind::Count(_, candidates) | AtomKind::DifferentAmong(_, candidates) => {
                &candidates.whose
            }
            AtomKind::Row(_, row) if row.valid_on.is_none() => &row.whose,
            AtomKind::Row(..) | AtomKind::DifferentOf(..) | AtomKind::Test(..) => return None,
        };
        if tests.is_empty()
            || !self
                .peek(input)
                .starts_with(|c: char| c.is_ascii_lowercase())
        {
            return None;
        }
        self.name(input, "a field").ok().map(|(_, name)| name)
    }

    fn atom(&self, input: In<'f>) -> Res<'f, AtomNode> {
        self.as_kind(input, Want::Kind("a condition"), |input| {
            let (rest, kind) = match self.peek(input) {
                "a" | "an" | "no" | "at" | "exactly" => self.counted(input)?,
                _ => {
                    let (rest, expr) = self.expr(input)?;
                    let (rest, test) = self.test(rest)?;
                    (rest, AtomKind::Test(expr, test))
                }
            };
            Ok((
                rest,
                AtomNode {
                    kind,
                    at: self.at(input, rest),
                },
            ))
        })
    }

    fn quantifier(&self, input: In<'f>) -> Res<'f, QuantifierNode> {
        match self.peek(input) {
            "a" | "an" => {
                let (rest, ()) = self.article(input, "a")?;
                Ok((rest, QuantifierNode::A))
            }
            "no" => {
                let (rest, _) = self.word(input, "no")?;
                Ok((rest, QuantifierNode::No))
            }
            "exactly" => {
                let (rest, _) = self.word(input, "exactly")?;
                let (rest, number) = self.int(rest)?;
                Ok((rest, QuantifierNode::Exactly(number)))
            }
            _ => {
                let (rest, _) = self.word(input, "at")?;
                let (rest, which) = self.one_of(rest, &["least", "most"])?;
                let (rest, number) = self.int(rest)?;
                let quantifier = if which == 0 {
                    QuantifierNode::AtLeast(number)
                } else {
                    QuantifierNode::AtMost(number)
                };
                Ok((rest, quantifier))
            }
        }
    }

    fn counted(&self, input: In<'f>) -> Res<'f, AtomKind> {
        let (rest, quantifier) = self.quantifier(input)?;
        if let (rest, true) = self.if_word(rest, "different") {
            if let (rest, true) = self.if_word(rest, "of") {
                let (rest, expr) = self.expr(rest)?;
                return Ok((rest, AtomKind::DifferentOf(quantifier, expr)));
            }
            let (rest, candidates) = self.candidates(rest)?;
            return Ok((rest, AtomKind::DifferentAmong(quantifier, candidates)));
        }
        if matches!(self.peek(rest), "row" | "rows") && self.peek_second(rest) == "of" {
            let (rest, row) = self.row(rest)?;
            return Ok((rest, AtomKind::Row(quantifier, row)));
        }
        let (rest, candidates) = self.candidates(rest)?;
        Ok((rest, AtomKind::Count(quantifier, candidates)))
    }

    /// `row of TABLE whose … valid on …`.
    pub(super) fn row(&self, input: In<'f>) -> Res<'f, RowNode> {
        let (rest, _) = match self.peek(input) {
            "rows" => self.word(input, "rows")?,
            _ => self.word(input, "row")?,
        };
        let (rest, _) = self.word(rest, "of")?;
        let (rest, table) = self.name(rest, "a fact table")?;
        let (mut rest, whose) = self.whose(rest)?;
        let mut valid_on = None;
        if let (after, true) = self.if_word(rest, "valid") {
            let (after, _) = self.word(after, "on")?;
            let (after, expr) = self.expr(after)?;
            valid_on = Some(expr);
            rest = after;
        }
        Ok((
            rest,
            RowNode {
                table,
                whose,
                valid_on,
                at: self.at(input, rest),
            },
        ))
    }

    fn candidates(&self, input: In<'f>) -> Res<'f, CandidatesNode> {
        let (rest, noun) = self.name(input, "a layer")?;
        let (rest, scope) = self.scope(rest)?;
        let (rest, outside_quotes) = self.outside_quotes(rest)?;
        let (rest, whose) = self.whose(rest)?;
        Ok((
            rest,
            CandidatesNode {
                noun,
                scope,
                outside_quotes,
                whose,
                at: self.at(input, rest),
            },
        ))
    }

    /// `outside quotes`, if it stands here.
    pub(super) fn outside_quotes(&self, input: In<'f>) -> Res<'f, bool> {
        if let (rest, true) = self.if_word(input, "outside") {
            let (rest, _) = self.word(rest, "quotes")?;
            return Ok((rest, true));
        }
        Ok((input, false))
    }

    /// `whose field test and whose field test …`, if it stands here.
    pub(super) fn whose(&self, input: In<'f>) -> Res<'f, Vec<FieldTestNode>> {
        let mut tests = Vec::new();
        let (mut rest, mut more) = self.if_word(input, "whose");
        while more {
            let start = rest;
            let (after, path) = self.path(rest)?;
            let (after, test) = self.test(after)?;
            tests.push(FieldTestNode {
                path,
                test,
                at: self.at(start, after),
            });
            rest = after;
            more = false;
            if self.peek(rest) == "and" && self.peek_second(rest) == "whose" {
                let (after, ()) = self.words(rest, &["and", "whose"])?;
                rest = after;
                more = true;
            } else {
                self.want(rest, Want::Word("and whose"));
            }
        }
        Ok((rest, tests))
    }

    fn test(&self, input: In<'f>) -> Res<'f, TestNode> {
        let (rest, negated, kind) = match self.peek(input) {
            "agrees" => {
                let (rest, ()) = self.words(input, &["agrees", "with"])?;
                let (rest, kind) = self.agrees(rest)?;
                (rest, false, kind)
            }
            "overlaps" => {
                let (rest, _) = self.word(input, "overlaps")?;
                let (rest, with) = self.expr(rest)?;
                (rest, false, TestKind::Overlaps(with))
            }
            "does" => {
                let (rest, ()) = self.words(input, &["does", "not"])?;
                let (rest, which) = self.one_of(rest, &["agree", "overlap"])?;
                if which == 0 {
                    let (rest, _) = self.word(rest, "with")?;
                    let (rest, kind) = self.agrees(rest)?;
                    (rest, true, kind)
                } else {
                    let (rest, with) = self.expr(rest)?;
                    (rest, true, TestKind::Overlaps(with))
                }
            }
            _ => {
                let (rest, _) = self.word(input, "is").inspect_err(|_| {
                    for word in ["agrees with", "overlaps", "does not agree with"] {
                        self.want(input, Want::Word(word));
                    }
                })?;
                let (rest, negated) = self.if_word(rest, "not");
                let (rest, kind) = self.is(rest)?;
                (rest, negated, kind)
            }
        };
        Ok((
            rest,
            TestNode {
                negated,
                kind,
                at: self.at(input, rest),
            },
        ))
    }

    fn agrees(&self, input: In<'f>) -> Res<'f, TestKind> {
        let (mut rest, with) = self.expr(input)?;
        let mut within = None;
        if let (after, true) = self.if_word(rest, "within") {
            let (after, name) = self.name(after, "a setting")?;
            within = Some(name);
            rest = after;
        }
        Ok((rest, TestKind::Agrees(with, within)))
    }

    /// What follows `is` or `is not`.
    fn is(&self, input: In<'f>) -> Res<'f, TestKind> {
        match self.peek(input) {
            "known" => {
                let (rest, _) = self.word(input, "known")?;
                Ok((rest, TestKind::Known))
            }
            "inside" => {
                let (rest, _) = self.word(input, "inside")?;
                let (rest, ()) = self.article(rest, "a")?;
                let (rest, noun) = self.name(rest, "a layer")?;
                Ok((rest, TestKind::Inside(noun)))
            }
            "in" => {
                let (rest, _) = self.word(input, "in")?;
                let (rest, name) = self.name(rest, "a word list")?;
                Ok((rest, TestKind::InWords(name)))
            }
            "before" | "after" => self.apart(input, None),
            "at" => {
                let (rest, _) = self.word(input, "at")?;
                let (rest, which) = self.one_of(rest, &["most", "least"])?;
                let (rest, to) = self.expr(rest)?;
                let order = if which == 0 {
                    OrderNode::AtMost
                } else {
                    OrderNode::AtLeast
                };
                Ok((rest, TestKind::Compare(order, to)))
            }
            "more" => {
                let (rest, ()) = self.words(input, &["more", "than"])?;
                let (rest, to) = self.expr(rest)?;
                if matches!(self.peek(rest), "before" | "after") {
                    return self.apart(rest, Some(to));
                }
                Ok((rest, TestKind::Compare(OrderNode::MoreThan, to)))
            }
            "less" => {
                let (rest, ()) = self.words(input, &["less", "than"])?;
                let (rest, to) = self.expr(rest)?;
                Ok((rest, TestKind::Compare(OrderNode::LessThan, to)))
            }
            _ => {
                for word in [
                    "known",
                    "inside a",
                    "in",
                    "at most",
                    "at least",
                    "more than",
                    "less than",
                    "before",
                    "after",
                ] {
                    self.want(input, Want::Word(word));
                }
                // `is greater than`: no value stands before `than`.
                if self.peek_second(input) == "than" {
                    return self.fail(input, Want::Word("more than"));
                }
                let (rest, to) = self.expr(input)?;
                Ok((rest, TestKind::Equals(to)))
            }
        }
    }

    fn apart(&self, input: In<'f>, by: Option<crate::syntax::ExprNode>) -> Res<'f, TestKind> {
        let (rest, which) = self.one_of(input, &["before", "after"])?;
        let (rest, to) = self.expr(rest)?;
        Ok((
            rest,
            TestKind::Apart {
                by,
                before: which == 0,
                to,
            },
        ))
    }

    /// A scope, if one stands here.
    pub(super) fn scope(&self, input: In<'f>) -> Res<'f, Option<ScopeNode>> {
        let start = input;
        match self.peek(input) {
            "in" => {
                let (rest, _) = self.word(input, "in")?;
                let (rest, ()) = self.article(rest, "the")?;
                if let (rest, true) = self.if_word(rest, "same") {
                    return self.around(start, rest);
                }
                for (word, part) in PARTS {
                    let (mut rest, found) = self.if_word(rest, word);
                    if !found {
                        continue;
                    }
                    let mut part = part;
                    if part == PartNode::Headline
                        && self.peek(rest) == "or"
                        && self.peek_second(rest) == "lede"
                    {
                        rest = self.words(rest, &["or", "lede"])?.0;
                        part = PartNode::HeadlineOrLede;
                    }
                    return Ok((rest, Some(ScopeNode::Part(part, self.at(start, rest)))));
                }
                self.fail(rest, Want::Word("headline or lede"))
            }
            word @ ("before" | "after") => {
                let before = word == "before";
                let (rest, _) = self.any_word(input)?;
                let (rest, _) = self.word(rest, "it")?;
                let at = self.at(start, rest);
                Ok((
                    rest,
                    Some(if before {
                        ScopeNode::Before(at)
                    } else {
                        ScopeNode::After(at)
                    }),
                ))
            }
            "within" => {
                let (rest, _) = self.word(input, "within")?;
                let (rest, number) = self.int(rest)?;
                let (rest, _) = match self.peek(rest) {
                    "word" => self.word(rest, "word")?,
                    _ => self.word(rest, "words")?,
                };
                Ok((rest, Some(ScopeNode::Within(number, self.at(start, rest)))))
            }
            "inside" => {
                let (rest, _) = self.word(input, "inside")?;
                if let (rest, true) = self.if_word(rest, "it") {
                    return Ok((rest, Some(ScopeNode::InsideIt(self.at(start, rest)))));
                }
                let (rest, ()) = self.article(rest, "a")?;
                let (rest, noun) = self.name(rest, "a layer")?;
                Ok((rest, Some(ScopeNode::Inside(noun, self.at(start, rest)))))
            }
            _ => {
                for word in ["in the", "before it", "after it", "within", "inside"] {
                    self.want(input, Want::Word(word));
                }
                Ok((input, None))
            }
        }
    }

    /// What follows `in the same`.
    fn around(&self, start: In<'f>, input: In<'f>) -> Res<'f, Option<ScopeNode>> {
        let none = AmountNode::Fixed(0);
        let (rest, before, after, many) = if let (rest, true) = self.if_word(input, "or") {
            let (rest, ()) = self.article(rest, "the")?;
            let (rest, which) = self.one_of(rest, &["neighbouring", "next", "previous"])?;
            if which == 0 {
                (rest, AmountNode::Fixed(1), AmountNode::Fixed(1), false)
            } else {
                let (rest, (amount, many)) = self.amount(rest)?;
                if which == 1 {
                    (rest, none, amount, many)
                } else {
                    (rest, amount, none, many)
                }
            }
        } else {
            (input, none.clone(), none, false)
        };
        let units: [&'static str; 2] = if many {
            ["sentences", "paragraphs"]
        } else {
            ["sentence", "paragraph"]
        };
        let (rest, unit) = self.one_of(rest, &units)?;
        let at = self.at(start, rest);
        Ok((
            rest,
            Some(ScopeNode::Around {
                paragraphs: unit == 1,
                before,
                after,
                at,
            }),
        ))
    }

    /// Nothing (one), a number or a setting; true if more than one may be meant.
    fn amount(&self, input: In<'f>) -> Res<'f, (AmountNode, bool)> {
        match self.peek(input) {
            "sentence" | "paragraph" => Ok((input, (AmountNode::Fixed(1), false))),
            word if word.starts_with(|c: char| c.is_ascii_digit()) => {
                let (rest, number) = self.int(input)?;
                Ok((rest, (AmountNode::Fixed(number), true)))
            }
            _ => {
                self.want(input, Want::Word("sentence"));
                self.want(input, Want::Word("paragraph"));
                let (rest, name) = self.name(input, "a number or a setting")?;
                Ok((rest, (AmountNode::Setting(name), true)))
            }
        }
    }
}
