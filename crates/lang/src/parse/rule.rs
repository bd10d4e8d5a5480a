//! Rules and their clauses.

use copydesk_draft::Span;

use super::lines::{CLAUSE_WORDS, Chunk, Line, LineKind, OPTION_WORDS, chunks};
use super::token::{In, Parser, Res, Want, is_name};
use crate::messages;
use crate::syntax::{
    At, CandidatesNode, ChoiceItem, ChoiceNode, ClauseKind, ClauseNode, Comment, CondNode,
    ExampleNode, ExampleOption, FixKind, FixNode, FixTextNode, Item, ItemKind, LetNode, LetPick,
    Name, RuleItem, ShowNode, ShowWhatNode, SubjectKindNode, SubjectNode,
};

impl<'f> Parser<'f> {
    /// A rule: its head line, then its clauses, each read on its own.
    pub(super) fn rule(&self, lines: &[Line], chunk: Chunk) -> Item {
        self.head_and_clauses("rule", lines, chunk, |input| {
            let (rest, _) = self.word(input, "rule")?;
            let (rest, name) = self.new_name(rest)?;
            Ok((rest, move |clauses| {
                ItemKind::Rule(RuleItem { name, clauses })
            }))
        })
    }

    /// What has clauses: `head` reads its first lines and tells what the clauses make of it.
    fn head_and_clauses<M: FnOnce(Vec<ClauseNode>) -> ItemKind>(
        &self,
        keyword: &str,
        lines: &[Line],
        chunk: Chunk,
        read: impl FnOnce(In<'f>) -> Res<'f, M>,
    ) -> Item {
        let before = self.reports();
        let (clauses, _) = chunks(self.text, lines, chunk.lines.clone(), false, |kind| {
            kind == LineKind::Clause
        });
        let mut clauses = clauses.into_iter();
        let head = clauses.next().map_or(chunk.span, |head| head.span);
        let make = self.clause(head, read);
        let (note, within) = self.note_and_comments(head);
        let clauses: Vec<ClauseNode> = clauses.map(|clause| self.one_clause(clause)).collect();
        let kind = match make {
            Some(make) => make(clauses),
            None => self.bad_item(keyword, self.slice(head)),
        };
        let mut comments = chunk.comments;
        comments.extend(within);
        Item {
            comments,
            blank_before: chunk.blank_before,
            note,
            kind,
            tail: chunk.tail,
            broken: self.reports() > before,
            at: At(chunk.span),
        }
    }

    /// Whether a layer has conditions: it is chosen from another layer, and is no pattern's.
    pub(super) fn is_choice(&self, lines: &[Line], chunk: &Chunk) -> bool {
        let lines = lines.get(chunk.lines.clone()).unwrap_or_default();
        lines.iter().any(|line| {
            line.kind == LineKind::Clause
                && matches!(
                    self.peek(self.slice(Span::of(line.start, line.end))),
                    "where" | "unless"
                )
        })
    }

    /// `layer NAME from LAYER`, then its conditions, each read on its own.
    pub(super) fn choice(&self, lines: &[Line], chunk: Chunk) -> Item {
        self.head_and_clauses("layer", lines, chunk, |input| {
            let (rest, _) = self.word(input, "layer")?;
            let (rest, name) = self.new_name(rest)?;
            let (rest, _) = self.word(rest, "from")?;
            let (rest, from) = self.name(rest, "a layer")?;
            Ok((rest, move |clauses| {
                ItemKind::Choice(ChoiceItem {
                    name,
                    from,
                    clauses,
                })
            }))
        })
    }

    fn one_clause(&self, chunk: Chunk) -> ClauseNode {
        let input = self.slice(chunk.span);
        let keyword = self.peek(input);
        self.take_comments();
        let read = self.clause(chunk.span, |input| self.clause_kind(keyword, input));
        let kind = read.unwrap_or_else(|| self.bad_clause(keyword, input));
        let (note, mut within) = self.note_and_comments(chunk.span);
        let mut comments = chunk.comments;
        comments.append(&mut within);
        ClauseNode {
            comments,
            note,
            kind,
            at: At(chunk.span),
        }
    }

    /// A clause that could not be read: what can be saved of it, so that others may speak of it.
    fn bad_clause(&self, keyword: &str, input: In<'f>) -> ClauseKind {
        let name = (keyword == "let")
            .then(|| {
                let (rest, _) = self.word(input, "let").ok()?;
                Some(self.name(rest, "a name").ok()?.1)
            })
            .flatten();
        ClauseKind::Bad {
            keyword: keyword.to_owned(),
            name,
        }
    }

    fn clause_kind(&self, keyword: &str, input: In<'f>) -> Res<'f, ClauseKind> {
        match keyword {
            "title" => {
                let (rest, _) = self.word(input, "title")?;
                let (rest, text) = self.quoted(rest)?;
                Ok((rest, ClauseKind::Title(text)))
            }
            "severity" => self.severity(input),
            "replaces" => {
                let (rest, _) = self.word(input, "replaces")?;
                let (rest, name) = self.name(rest, "a rule")?;
                Ok((rest, ClauseKind::Replaces(name)))
            }
            "formerly" => {
                let (rest, _) = self.word(input, "formerly")?;
                let (rest, names) = self.names(rest, "a name")?;
                Ok((rest, ClauseKind::Formerly(names)))
            }
            "in" | "not" => {
                let (rest, not) = self.if_word(input, "not");
                let (rest, ()) = self.words(rest, &["in", "genres"])?;
                let (rest, names) = self.names(rest, "a genre")?;
                Ok((rest, ClauseKind::Genres { not, names }))
            }
            "yields" => {
                let (rest, ()) = self.words(input, &["yields", "to"])?;
                let (rest, names) = self.names(rest, "a rule")?;
                Ok((rest, ClauseKind::Yields(names)))
            }
            "for" => self.subject(input),
            "where" => {
                let (rest, _) = self.word(input, "where")?;
                let (rest, cond) = self.cond(rest)?;
                Ok((rest, ClauseKind::Where(cond)))
            }
            "unless" => {
                let (rest, _) = self.word(input, "unless")?;
                let (rest, cond) = self.cond(rest)?;
                Ok((rest, ClauseKind::Unless(cond)))
            }
            "let" => self.let_clause(input),
            "require" => {
                let (rest, _) = self.word(input, "require")?;
                let (mut rest, cond) = self.cond(rest)?;
                let mut otherwise = None;
                if let (after, true) = self.if_word(rest, "otherwise") {
                    let (after, _) = self.word(after, "say")?;
                    let (after, message) = self.message(after)?;
                    otherwise = Some(message);
                    rest = after;
                }
                Ok((rest, ClauseKind::Require { cond, otherwise }))
            }
            "say" => {
                let (rest, _) = self.word(input, "say")?;
                let (rest, message) = self.message(rest)?;
                Ok((rest, ClauseKind::Say(message)))
            }
            "help" => {
                let (rest, _) = self.word(input, "help")?;
                let (rest, message) = self.message(rest)?;
                Ok((rest, ClauseKind::Help(message)))
            }
            "show" => self.show(input),
            "fix" => self.fix(input),
            "because" => {
                let (rest, _) = self.word(input, "because")?;
                let (rest, text) = self.quoted(rest)?;
                Ok((rest, ClauseKind::Because(text)))
            }
            "bad" | "good" | "today" => self.example(input),
            _ => self.fail(input, Want::Kind("a clause")),
        }
    }

    fn names(&self, input: In<'f>, what: &'static str) -> Res<'f, Vec<Name>> {
        let (mut rest, first) = self.name_or_quoted(input, what)?;
        let mut names = vec![first];
        while let (after, true) = self.if_mark(rest, ",") {
            let (after, name) = self.name_or_quoted(after, what)?;
            names.push(name);
            rest = after;
        }
        Ok((rest, names))
    }

    /// A name; quotation marks around it do no harm.
    fn name_or_quoted(&self, input: In<'f>, what: &'static str) -> Res<'f, Name> {
        if self.blank(input).starts_with(['"', '“']) {
            let (rest, text) = self.quoted(input)?;
            // Printed without the marks it must still be one.
            if !is_name(&text.value) {
                return self.fail(input, Want::Kind(what));
            }
            return Ok((
                rest,
                Name {
                    text: text.value,
                    at: text.at,
                },
            ));
        }
        self.name(input, what)
    }

    fn severity(&self, input: In<'f>) -> Res<'f, ClauseKind> {
        let (rest, _) = self.word(input, "severity")?;
        let level = |input| {
            let (rest, which) = self.one_of(input, &["error", "warning", "advice"])?;
            let text = ["error", "warning", "advice"]
                .get(which)
                .copied()
                .unwrap_or("error")
                .to_owned();
            Ok((
                rest,
                Name {
                    text,
                    at: self.at(input, rest),
                },
            ))
        };
        let (mut rest, default) = level(rest)?;
        let mut cases: Vec<(Name, CondNode)> = Vec::new();
        while let (after, true) = self.if_mark(rest, ",") {
            let (after, case) = level(after)?;
            let (after, _) = self.word(after, "where")?;
            let (after, cond) = self.cond(after)?;
            cases.push((case, cond));
            rest = after;
        }
        Ok((
            rest,
            ClauseKind::Severity {
                level: default,
                cases,
            },
        ))
    }

    fn subject(&self, input: In<'f>) -> Res<'f, ClauseKind> {
        let (rest, _) = self.word(input, "for")?;
        let (rest, which) = self.one_of(rest, &["each", "the"])?;
        let (rest, kind) = if which == 0 {
            let (rest, noun) = self.name(rest, "a layer")?;
            (rest, SubjectKindNode::Each(noun))
        } else {
            let (rest, which) = self.one_of(rest, &["article", "first", "last"])?;
            if which == 0 {
                (rest, SubjectKindNode::Article)
            } else {
                let (rest, ()) = self.words(rest, &["mention", "of", "each"])?;
                let (rest, noun) = self.name(rest, "a layer")?;
                let kind = if which == 1 {
                    SubjectKindNode::First(noun)
                } else {
                    SubjectKindNode::Last(noun)
                };
                (rest, kind)
            }
        };
        let (mut rest, scope) = self.scope(rest)?;
        let mut subject = SubjectNode {
            kind,
            scope,
            including_quotes: None,
            every_time: None,
            once: None,
        };
        if let (after, true) = self.if_word(rest, "including") {
            let (after, _) = self.word(after, "quotes")?;
            subject.including_quotes = Some(self.at(rest, after));
            rest = after;
        }
        if let (after, true) = self.if_word(rest, "every") {
            let (after, _) = self.word(after, "time")?;
            subject.every_time = Some(self.at(rest, after));
            rest = after;
        } else if let (after, true) = self.if_word(rest, "once") {
            subject.once = Some(self.at(rest, after));
            rest = after;
        }
        if self.peek(rest) == "whose" {
            return Self::refuse(
                rest,
                messages::whose_in_subject(self.loc(self.at(rest, self.skip_word(rest)).0)),
            );
        }
        Ok((rest, ClauseKind::Subject(subject)))
    }

    fn skip_word(&self, input: In<'f>) -> In<'f> {
        self.any_word(input).map_or(input, |(rest, _)| rest)
    }

    fn let_clause(&self, input: In<'f>) -> Res<'f, ClauseKind> {
        let (rest, _) = self.word(input, "let")?;
        let (rest, name) = self.name(rest, "a name")?;
        if !name.text.starts_with(|c: char| c.is_ascii_uppercase()) {
            self.report(messages::let_name(self.loc(name.at.0), &name.text));
        }
        let (rest, _) = self.word(rest, "be")?;
        let (rest, ()) = self.article(rest, "the")?;
        if self.peek(rest) == "row" && self.peek_second(rest) == "of" {
            let (rest, row) = self.row(rest)?;
            return Ok((
                rest,
                ClauseKind::Let(LetNode {
                    name,
                    pick: LetPick::Row(row),
                }),
            ));
        }
        let start = rest;
        let (rest, mut choice) =
            match self.one_of(rest, &["first", "last", "nearest", "previous", "next"]) {
                Ok((rest, which)) => {
                    let choices = [
                        ChoiceNode::First,
                        ChoiceNode::Last,
                        ChoiceNode::Nearest,
                        ChoiceNode::Previous,
                        ChoiceNode::Next,
                    ];
                    (
                        rest,
                        choices.into_iter().nth(which).unwrap_or(ChoiceNode::Only),
                    )
                }
                Err(_) => (rest, ChoiceNode::Only),
            };
        let (rest, noun) = self.name(rest, "a layer")?;
        let (rest, scope) = self.scope(rest)?;
        let (mut rest, outside_quotes) = self.outside_quotes(rest)?;
        if let (after, true) = self.if_word(rest, "with") {
            let (after, ()) = self.article(after, "the")?;
            let (after, which) = self.one_of(after, &["largest", "smallest"])?;
            let (after, field) = self.field(after)?;
            if choice != ChoiceNode::Only {
                self.report(messages::two_choices(self.loc(self.at(rest, after).0)));
            }
            choice = if which == 0 {
                ChoiceNode::Largest(field)
            } else {
                ChoiceNode::Smallest(field)
            };
            rest = after;
        }
        let (rest, whose) = self.whose(rest)?;
        let candidates = CandidatesNode {
            noun,
            scope,
            outside_quotes,
            whose,
            at: self.at(start, rest),
        };
        Ok((
            rest,
            ClauseKind::Let(LetNode {
                name,
                pick: LetPick::Thing(choice, candidates),
            }),
        ))
    }

    fn show(&self, input: In<'f>) -> Res<'f, ClauseKind> {
        let (rest, _) = self.word(input, "show")?;
        let (rest, what) = if self.peek(rest) == "the" && self.peek_second(rest) == "nearest" {
            let (rest, ()) = self.words(rest, &["the", "nearest"])?;
            let (rest, noun) = self.name(rest, "a layer")?;
            (rest, ShowWhatNode::Nearest(noun))
        } else {
            self.want(rest, Want::Word("the nearest"));
            let (rest, expr) = self.expr(rest)?;
            (rest, ShowWhatNode::Expr(expr))
        };
        let (rest, _) = self.word(rest, "as")?;
        let (rest, label) = self.message(rest)?;
        Ok((rest, ClauseKind::Show(ShowNode { what, label })))
    }

    fn fix(&self, input: In<'f>) -> Res<'f, ClauseKind> {
        let (rest, _) = self.word(input, "fix")?;
        let (rest, which) = self.one_of(rest, &["safe", "offer"])?;
        let safe = which == 0;
        let (rest, what) = self.one_of(rest, &["replace", "delete", "insert"])?;
        let (rest, kind) = match what {
            0 => {
                let (rest, target) = self.expr(rest)?;
                let (rest, _) = self.word(rest, "with")?;
                let (rest, text) = self.fix_text(rest)?;
                (rest, FixKind::Replace(target, text))
            }
            1 => {
                if self.peek(rest) == "its" && self.peek_second(rest) == "line" {
                    let (rest, ()) = self.words(rest, &["its", "line"])?;
                    (rest, FixKind::DeleteLine)
                } else {
                    let (rest, target) = self.expr(rest)?;
                    (rest, FixKind::Delete(target))
                }
            }
            _ => {
                let (rest, text) = self.fix_text(rest)?;
                let (rest, _) = self.word(rest, "after")?;
                let (rest, target) = self.expr(rest)?;
                (rest, FixKind::Insert(text, target))
            }
        };
        Ok((rest, ClauseKind::Fix(FixNode { safe, kind })))
    }

    fn fix_text(&self, input: In<'f>) -> Res<'f, FixTextNode> {
        if self.blank(input).starts_with(['"', '“']) {
            let (rest, message) = self.message(input)?;
            return Ok((rest, FixTextNode::Message(message)));
        }
        let (rest, expr) = self.expr(input)?;
        Ok((rest, FixTextNode::Expr(expr)))
    }

    fn example(&self, input: In<'f>) -> Res<'f, ClauseKind> {
        let (rest, today) = self.if_word(input, "today");
        let (rest, which) = self.one_of(rest, &["bad", "good"])?;
        let (mut rest, text) = self.marked(rest)?;
        let mut options = Vec::new();
        while let Ok((after, which)) = self.one_of(rest, OPTION_WORDS) {
            let (after, option) = match which {
                0 => {
                    let (after, date) = self.date(after)?;
                    (after, ExampleOption::Dated(date))
                }
                1 => {
                    let (after, text) = self.marked(after)?;
                    (after, ExampleOption::Headline(text))
                }
                2 => {
                    let (after, name) = self.name(after, "a genre")?;
                    (after, ExampleOption::Genre(name))
                }
                3 => {
                    let (after, name) = self.name(after, "a profile")?;
                    (after, ExampleOption::Profile(name))
                }
                4 => {
                    let (after, setting) = self.name(after, "a setting")?;
                    let (after, value) = self.expr(after)?;
                    (after, ExampleOption::With(setting, value))
                }
                5 => {
                    let (after, text) = self.quoted(after)?;
                    (after, ExampleOption::Says(text))
                }
                _ => {
                    let (after, text) = self.quoted(after)?;
                    (after, ExampleOption::Fixed(text))
                }
            };
            options.push(option);
            rest = after;
        }
        Ok((
            rest,
            ClauseKind::Example(ExampleNode {
                bad: which == 0,
                today,
                text,
                options,
            }),
        ))
    }

    /// The comments read in a stretch: the one at the end of its last line, and the others.
    pub(super) fn note_and_comments(
        &self,
        span: copydesk_draft::Span,
    ) -> (Option<Comment>, Vec<Comment>) {
        let mut comments = self.take_comments();
        if comments.is_empty() {
            return (None, comments);
        }
        let line_end = self.text.get(span.start as usize..).and_then(|rest| {
            let from = (span.end - span.start) as usize;
            rest.get(from..)?
                .find('\n')
                .map(|at| span.start as usize + from + at)
        });
        let line_end = line_end.unwrap_or(self.text.len());
        let last_line = self
            .text
            .get(..span.end as usize)
            .and_then(|before| before.rfind('\n'))
            .map_or(0, |at| at + 1);
        comments.retain(|comment| {
            comment.at.0.start >= span.start && (comment.at.0.start as usize) < line_end
        });
        let note = comments.pop_if(|comment| comment.at.0.start as usize >= last_line);
        (note, comments)
    }
}

/// Words that begin a clause or a definition, for suggestions.
pub(super) fn line_words() -> impl Iterator<Item = &'static str> {
    CLAUSE_WORDS
        .iter()
        .filter(|word| !matches!(**word, "in" | "not"))
        .copied()
}
