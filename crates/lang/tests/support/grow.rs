//! Grows a syntax tree from bytes: any bytes give a tree that a rule file can say.

#![allow(
    unreachable_pub,
    clippy::wildcard_imports,
    clippy::indexing_slicing,
    reason = "a test needs the whole tree"
)]

mod items;

use copydesk_draft::Span;
use copydesk_lang::syntax::*;

/// Reads choices from bytes; when they are used up every choice is the first.
pub struct Grow<'a> {
    bytes: std::slice::Iter<'a, u8>,
    depth: usize,
    /// A hole of a message holds no quoted text.
    in_hole: bool,
}

const NAMES: &[&str] = &[
    "quote",
    "x",
    "casualty-figure",
    "a-b-c",
    "n1",
    "terror-word",
    "official",
    "unit",
    "hour-glass",
];
const FIELDS: &[&str] = &[
    "number", "by", "first", "key", "whose", "its", "is", "from", "valid", "rule", "and-so",
];
const LETS: &[&str] = &["B", "Largest", "A1"];
const LETTERS: &[&str] = &[
    "a", "b ", "word", " ", "\"", "\\", "{", "}", "[", "]", "“", "”", "’", "#", "é", "\t", "rule ",
    "\"\"\"", "[[", "]]", "{it}", "\\\"", "Ж", ".",
];

fn at() -> At {
    At::default()
}

impl<'a> Grow<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes: bytes.iter(),
            depth: 0,
            in_hole: false,
        }
    }

    fn pick(&mut self, choices: usize) -> usize {
        self.bytes
            .next()
            .map_or(0, |&byte| usize::from(byte) % choices)
    }

    fn chance(&mut self) -> bool {
        self.pick(3) == 1
    }

    fn of<'s>(&mut self, choices: &[&'s str]) -> &'s str {
        choices[self.pick(choices.len())]
    }

    fn many<T>(
        &mut self,
        least: usize,
        most: usize,
        mut one: impl FnMut(&mut Self) -> T,
    ) -> Vec<T> {
        let count = least + self.pick(most - least + 1);
        (0..count).map(|_| one(self)).collect()
    }

    fn maybe<T>(&mut self, one: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.chance() { Some(one(self)) } else { None }
    }

    fn name(&mut self) -> Name {
        Name {
            text: self.of(NAMES).into(),
            at: at(),
        }
    }

    fn field(&mut self) -> Name {
        Name {
            text: self.of(FIELDS).into(),
            at: at(),
        }
    }

    fn let_name(&mut self) -> Name {
        Name {
            text: self.of(LETS).into(),
            at: at(),
        }
    }

    fn words(&mut self) -> String {
        self.many(0, 6, |grow| grow.of(LETTERS)).concat()
    }

    fn line(&mut self) -> Text {
        Text {
            value: self.words(),
            block: false,
            at: at(),
        }
    }

    /// Lines as a block holds them: no blanks at their ends, at least one without indentation.
    fn lines(&mut self) -> String {
        let mut lines = self.many(0, 4, |grow| {
            let indent = if grow.chance() { "  " } else { "" };
            format!("{indent}{}", grow.words().trim())
                .trim_end()
                .to_owned()
        });
        while lines.last().is_some_and(String::is_empty) {
            lines.pop();
        }
        let first = lines.iter().position(|line| !line.is_empty()).unwrap_or(0);
        let mut lines = lines.split_off(first);
        if let Some(first) = lines.first_mut() {
            *first = first.trim_start().to_owned();
        }
        lines.join("\n")
    }

    fn text(&mut self) -> Text {
        if self.chance() {
            Text {
                value: self.lines(),
                block: true,
                at: at(),
            }
        } else {
            self.line()
        }
    }

    fn comment(&mut self) -> Comment {
        let text = format!("# {}", self.words()).trim_end().to_owned();
        Comment {
            text,
            blank_before: self.chance(),
            at: at(),
        }
    }

    fn note(&mut self) -> Option<Comment> {
        self.maybe(|grow| Comment {
            blank_before: false,
            ..grow.comment()
        })
    }

    fn comments(&mut self) -> Vec<Comment> {
        if self.chance() {
            self.many(0, 2, Self::comment)
        } else {
            Vec::new()
        }
    }

    fn message(&mut self) -> MessageNode {
        let mut parts = Vec::new();
        let words = self.words();
        if !words.is_empty() {
            parts.push(MessagePartNode::Words(words));
        }
        for _ in 0..self.pick(3) {
            self.in_hole = true;
            parts.push(MessagePartNode::Hole(self.expr()));
            self.in_hole = false;
            let words = self.words();
            if !words.is_empty() {
                parts.push(MessagePartNode::Words(words));
            }
        }
        if parts.is_empty() {
            parts.push(MessagePartNode::Words(String::new()));
        }
        MessageNode { parts, at: at() }
    }

    fn marked(&mut self) -> Marked {
        let block = self.chance();
        let value = if block { self.lines() } else { self.words() };
        let mut edges: Vec<usize> = self.many(0, 4, |grow| {
            let edges: Vec<usize> = value
                .char_indices()
                .map(|(at, _)| at)
                .chain([value.len()])
                .collect();
            edges[grow.pick(edges.len())]
        });
        edges.sort_unstable();
        edges.dedup();
        let marks = edges
            .chunks_exact(2)
            .map(|pair| Span::of(pair[0], pair[1]))
            .collect();
        Marked {
            value,
            marks,
            block,
            at: at(),
        }
    }

    fn path(&mut self) -> Vec<Name> {
        self.many(1, 3, Self::field)
    }

    fn expr(&mut self) -> ExprNode {
        self.depth += 1;
        let choice = if self.depth > 3 {
            self.pick(6)
        } else {
            self.pick(13)
        };
        let kind = match choice {
            0 => ExprNodeKind::Path(BaseNode::It, Vec::new()),
            1 => ExprNodeKind::Path(BaseNode::It, self.path()),
            2 => ExprNodeKind::Path(
                BaseNode::Name(self.let_name()),
                self.maybe(Self::path).unwrap_or_default(),
            ),
            3 => ExprNodeKind::Draft(self.field()),
            4 => ExprNodeKind::House(self.name()),
            5 => ExprNodeKind::Number(self.of(&["0", "12", "1.5", "-3", "2024"]).into()),
            6 => ExprNodeKind::Measure(
                self.of(&["2", "1.5"]).into(),
                Name {
                    text: self.of(&["years", "km", "USD"]).into(),
                    at: at(),
                },
            ),
            7 => ExprNodeKind::Date(self.of(&["2024-11-30", "2024-11"]).into()),
            8 if !self.in_hole => ExprNodeKind::Text(self.line()),
            8 => ExprNodeKind::Number("7".into()),
            9 => ExprNodeKind::WeekdayOf(Box::new(self.expr())),
            10 => ExprNodeKind::YearsSince(Box::new(self.expr())),
            11 => ExprNodeKind::CountOf(Box::new(self.expr())),
            _ => ExprNodeKind::TextOf(Box::new(self.expr())),
        };
        self.depth -= 1;
        ExprNode { kind, at: at() }
    }

    /// What may stand on the right of a test: bare names too.
    fn right(&mut self) -> ExprNode {
        if self.chance() {
            let fields = self.maybe(Self::path).unwrap_or_default();
            return ExprNode {
                kind: ExprNodeKind::Path(BaseNode::Name(self.name()), fields),
                at: at(),
            };
        }
        self.expr()
    }

    fn test(&mut self) -> TestNode {
        let kind = match self.pick(8) {
            0 => TestKind::Known,
            1 => TestKind::Equals(self.right()),
            2 => TestKind::Inside(self.name()),
            3 => TestKind::InWords(self.name()),
            4 => {
                let orders = [
                    OrderNode::AtMost,
                    OrderNode::AtLeast,
                    OrderNode::MoreThan,
                    OrderNode::LessThan,
                ];
                let order = orders[self.pick(4)];
                TestKind::Compare(order, self.right())
            }
            5 => TestKind::Apart {
                by: self.maybe(Self::expr),
                before: self.chance(),
                to: self.right(),
            },
            6 => TestKind::Agrees(self.right(), self.maybe(Self::name)),
            _ => TestKind::Overlaps(self.right()),
        };
        TestNode {
            negated: self.chance(),
            kind,
            at: at(),
        }
    }

    fn whose(&mut self) -> Vec<FieldTestNode> {
        if !self.chance() {
            return Vec::new();
        }
        self.many(1, 3, |grow| FieldTestNode {
            path: grow.path(),
            test: grow.test(),
            at: at(),
        })
    }

    fn amount(&mut self) -> AmountNode {
        match self.pick(3) {
            0 => AmountNode::Fixed(1),
            1 => AmountNode::Fixed(3),
            _ => AmountNode::Setting(self.name()),
        }
    }

    fn scope(&mut self) -> ScopeNode {
        let none = AmountNode::Fixed(0);
        match self.pick(9) {
            0 => {
                let parts = [
                    PartNode::Headline,
                    PartNode::Dek,
                    PartNode::Lede,
                    PartNode::Body,
                    PartNode::Article,
                    PartNode::Caption,
                    PartNode::HeadlineOrLede,
                ];
                ScopeNode::Part(parts[self.pick(7)], at())
            }
            choice @ 1..=4 => {
                let (before, after) = match choice {
                    1 => (none.clone(), none),
                    2 => (AmountNode::Fixed(1), AmountNode::Fixed(1)),
                    3 => (none, self.amount()),
                    _ => (self.amount(), none),
                };
                ScopeNode::Around {
                    paragraphs: self.chance(),
                    before,
                    after,
                    at: at(),
                }
            }
            5 => ScopeNode::Before(at()),
            6 => ScopeNode::After(at()),
            7 => ScopeNode::Within(self.pick(9) as u32 + 1, at()),
            _ if self.chance() => ScopeNode::InsideIt(at()),
            _ => ScopeNode::Inside(self.name(), at()),
        }
    }

    fn candidates(&mut self) -> CandidatesNode {
        CandidatesNode {
            noun: self.name(),
            scope: self.maybe(Self::scope),
            outside_quotes: self.chance(),
            whose: self.whose(),
            at: at(),
        }
    }

    fn row(&mut self) -> RowNode {
        RowNode {
            table: self.name(),
            whose: self.whose(),
            valid_on: self.maybe(Self::expr),
            at: at(),
        }
    }

    fn quantifier(&mut self) -> QuantifierNode {
        match self.pick(5) {
            0 => QuantifierNode::A,
            1 => QuantifierNode::No,
            2 => QuantifierNode::AtLeast(self.pick(4) as u32),
            3 => QuantifierNode::AtMost(self.pick(4) as u32),
            _ => QuantifierNode::Exactly(self.pick(4) as u32),
        }
    }

    fn cond(&mut self) -> CondNode {
        let atoms = self.many(1, 3, |grow| {
            let kind = match grow.pick(5) {
                0 => AtomKind::Test(grow.expr(), grow.test()),
                1 => AtomKind::Count(grow.quantifier(), grow.candidates()),
                2 => AtomKind::DifferentAmong(grow.quantifier(), grow.candidates()),
                3 => AtomKind::DifferentOf(grow.quantifier(), grow.expr()),
                _ => AtomKind::Row(grow.quantifier(), grow.row()),
            };
            AtomNode { kind, at: at() }
        });
        let join = if atoms.len() > 1 && self.chance() {
            JoinNode::Or
        } else {
            JoinNode::And
        };
        CondNode {
            join,
            atoms,
            at: at(),
        }
    }
}
