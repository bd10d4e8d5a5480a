//! The parser: a rule file becomes a tree and all its errors; it never fails.
//!
//! Lines group into items and clauses first ([`lines`]); each is then read on its own with nom over `&str`, so that an
//! error ends with its clause. What was wanted at the furthest place makes the message ([`token`]).

mod condition;
mod define;
mod expr;
mod lines;
mod rule;
mod text;
mod token;

use copydesk_draft::Span;

use self::lines::{Chunk, ITEM_WORDS, Line, LineKind};
pub(crate) use self::token::Want;
use self::token::{In, Parser, Res};
use crate::diagnostic::Diagnostic;
use crate::messages;
use crate::syntax::{At, BadItem, Item, ItemKind, Tree};

/// A file as a tree, with all that is wrong in its syntax.
#[derive(Clone, PartialEq, Debug)]
pub struct Parsed {
    /// The tree; items that could not be read are [`ItemKind::Bad`].
    pub tree: Tree,
    /// What is wrong, in order of place.
    pub errors: Vec<Diagnostic>,
}

/// Parses a rule file. `file` is its index among the files of the run.
///
/// ```
/// let parsed = copydesk_lang::parse(0, "words said: ~\"say\", ~\"tell\"\n");
/// assert_eq!(parsed.tree.items.len(), 1);
/// assert!(parsed.errors.is_empty());
/// ```
pub fn parse(file: u32, text: &str) -> Parsed {
    let parser = Parser::new(file, text);
    let lines = lines::lines(text);
    let begins = |kind| matches!(kind, LineKind::Item | LineKind::Stray);
    let (chunks, tail) = lines::chunks(text, &lines, 0..lines.len(), true, begins);
    let items = chunks
        .into_iter()
        .map(|chunk| parser.item(&lines, chunk))
        .collect();
    Parsed {
        tree: Tree { items, tail },
        errors: parser.into_reports(),
    }
}

impl<'f> Parser<'f> {
    fn item(&self, lines: &[Line], chunk: Chunk) -> Item {
        let before = self.reports();
        let input = self.slice(chunk.span);
        self.take_comments();
        let keyword = self.peek(input);
        let read = match keyword {
            "setting" => self.clause(chunk.span, |input| self.setting(input)),
            "words" => self.clause(chunk.span, |input| self.words_item(input)),
            "pattern" => self.clause(chunk.span, |input| self.pattern(input)),
            "layer" if self.is_choice(lines, &chunk) => {
                return self.choice(lines, chunk);
            }
            "layer" => self.clause(chunk.span, |input| self.layer(input)),
            "facts" => self.clause(chunk.span, |input| self.facts(input)),
            "rule" => {
                return self.rule(lines, chunk);
            }
            _ => {
                self.stray(input);
                None
            }
        };
        let kind = read.unwrap_or_else(|| self.bad_item(keyword, input));
        let (note, within) = self.note_and_comments(chunk.span);
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

    fn bad_item(&self, keyword: &str, input: In<'f>) -> ItemKind {
        let name = self
            .any_word(input)
            .and_then(|(rest, _)| self.name(rest, "a name"))
            .map(|(_, name)| name)
            .ok();
        let keyword = if ITEM_WORDS.contains(&keyword) {
            keyword.to_owned()
        } else {
            String::new()
        };
        ItemKind::Bad(BadItem { keyword, name })
    }

    /// Words at the top of a file, or unindented, that begin nothing.
    fn stray(&self, input: In<'f>) {
        let word = self.peek(input);
        let start = self.offset(self.blank(input));
        let len = if word.is_empty() {
            self.blank(input).chars().next().map_or(0, char::len_utf8)
        } else {
            word.len()
        };
        let loc = self.loc(Span::of(start, start + len));
        let found = if word.is_empty() {
            self.slice(loc.span)
        } else {
            word
        };
        self.report(messages::unknown_item(loc, found, ITEM_WORDS));
    }

    /// Reads a clause to its end; reports what is wrong. `None` if nothing could be made of it.
    fn clause<T>(&self, span: Span, parse: impl FnOnce(In<'f>) -> Res<'f, T>) -> Option<T> {
        self.fresh();
        let before = self.reports();
        let input = self.slice(span);
        match parse(input) {
            Ok((rest, value)) => {
                let left = self.blank(rest);
                // What is left may be the end of a text that was not closed where it was meant to be.
                if !left.is_empty() && self.reports() == before {
                    self.left_over(left, span);
                }
                Some(value)
            }
            Err(nom::Err::Failure(fault) | nom::Err::Error(fault)) if fault.problem.is_some() => {
                if let Some(problem) = fault.problem {
                    self.report(*problem);
                }
                None
            }
            Err(_) => {
                // A text that was not closed may have swallowed what is missed now: one message is enough.
                if self.reports() == before {
                    self.expected(span);
                }
                None
            }
        }
    }

    /// The clause was read, but words are left.
    fn left_over(&self, left: In<'f>, span: Span) {
        let at = self.offset(left);
        let line_start = self
            .text
            .get(..at)
            .is_some_and(|before| before.trim_end_matches([' ', '\t']).ends_with('\n'));
        let word = self.peek(left);
        if line_start && word.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (furthest, wants) = self.wanted();
            let wants = if furthest == at { wants } else { Vec::new() };
            let loc = self.loc(Span::of(at, at + word.len()));
            self.report(messages::unknown_clause(
                loc,
                word,
                rule::line_words(),
                &wants,
            ));
        } else {
            self.want_end(left);
            self.expected(span);
        }
    }

    /// Something else was wanted at the furthest place.
    fn expected(&self, span: Span) {
        let (at, wants) = self.wanted();
        let rest = self.text.get(at..span.end as usize).unwrap_or("");
        let found = match rest.chars().next() {
            None => "",
            Some('"' | '“') => lines::text_end(rest)
                .and_then(|end| rest.get(..end))
                .unwrap_or(rest),
            Some(c) if lines::is_name_char(c) => self.peek(rest),
            Some(c) => rest.get(..c.len_utf8()).unwrap_or(""),
        };
        let at = if found.is_empty() {
            span.end as usize
        } else {
            at
        };
        let loc = self.loc(Span::of(at, at + found.len()));
        self.report(messages::expected(loc, found, &wants));
    }
}
