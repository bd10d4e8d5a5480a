//! Words, names, numbers and marks. Every token skips the blanks and comments before it, and notes what it wanted
//! where it failed: the wants at the furthest place make the message.

use std::cell::{Cell, RefCell};

use copydesk_draft::Span;
use nom::bytes::complete::{tag, take_while, take_while1};
use nom::character::complete::{char, digit1, not_line_ending, satisfy};
use nom::combinator::{not, opt, recognize, verify};
use nom::error::{ErrorKind, ParseError};
use nom::sequence::{pair, preceded, terminated};
use nom::{IResult, Parser as _};

use super::lines::{is_clause_word, is_item_word, is_name_byte, is_name_char};
use crate::diagnostic::Diagnostic;
use crate::program::Loc;
use crate::syntax::{At, Comment, Name};

/// What is read.
pub(super) type In<'f> = &'f str;

/// What a parser gives back.
pub(super) type Res<'f, T> = IResult<&'f str, T, Fault<'f>>;

/// Why a parser stopped. Without a problem of its own, the furthest wants tell.
#[derive(Debug)]
pub(super) struct Fault<'f> {
    /// What was not read.
    pub(super) rest: &'f str,
    /// A message of its own.
    pub(super) problem: Option<Box<Diagnostic>>,
}

impl<'f> ParseError<&'f str> for Fault<'f> {
    fn from_error_kind(rest: &'f str, _: ErrorKind) -> Self {
        Self {
            rest,
            problem: None,
        }
    }

    fn append(_: &'f str, _: ErrorKind, other: Self) -> Self {
        other
    }

    fn or(self, other: Self) -> Self {
        if other.rest.len() < self.rest.len() {
            other
        } else {
            self
        }
    }
}

/// Something that could have stood where parsing stopped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Want {
    /// This very word or mark.
    Word(&'static str),
    /// Something of this kind ("a name").
    Kind(&'static str),
}

/// Words that cannot be names.
pub(super) fn is_reserved(word: &str) -> bool {
    is_clause_word(word)
        || is_item_word(word)
        || matches!(
            word,
            "a" | "an"
                | "the"
                | "it"
                | "its"
                | "no"
                | "is"
                | "and"
                | "or"
                | "whose"
                | "of"
                | "known"
                | "inside"
                | "before"
                | "after"
                | "valid"
                | "at"
                | "more"
                | "less"
                | "exactly"
                | "within"
                | "otherwise"
                | "does"
                | "overlaps"
                | "agrees"
                | "than"
                | "every"
                | "once"
                | "including"
                | "outside"
                | "be"
                | "different"
                | "from"
                | "as"
                | "except"
        )
}

/// One file being parsed.
#[derive(Debug)]
pub(super) struct Parser<'f> {
    pub(super) file: u32,
    pub(super) text: &'f str,
    furthest: Cell<usize>,
    wants: RefCell<Vec<Want>>,
    comments: RefCell<Vec<Comment>>,
    comments_to: Cell<usize>,
    errors: RefCell<Vec<Diagnostic>>,
}

impl<'f> Parser<'f> {
    pub(super) fn new(file: u32, text: &'f str) -> Self {
        Self {
            file,
            text,
            furthest: Cell::new(0),
            wants: RefCell::default(),
            comments: RefCell::default(),
            comments_to: Cell::new(0),
            errors: RefCell::default(),
        }
    }

    /// Reports.
    pub(super) fn report(&self, diagnostic: Diagnostic) {
        self.errors.borrow_mut().push(diagnostic);
    }

    /// How many reports there are.
    pub(super) fn reports(&self) -> usize {
        self.errors.borrow().len()
    }

    /// All reports, in order of place.
    pub(super) fn into_reports(self) -> Vec<Diagnostic> {
        let mut errors = self.errors.into_inner();
        errors.sort_by_key(|error| error.loc().span);
        errors
    }

    /// A stretch of the file.
    pub(super) fn slice(&self, span: Span) -> In<'f> {
        self.text.get(span.range()).unwrap_or("")
    }

    /// Byte of the file at which `input`, a part of it, begins.
    pub(super) fn offset(&self, input: In<'f>) -> usize {
        (input.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize)
    }

    /// The place from the first word of `start` to the end of what was read before `rest`.
    pub(super) fn at(&self, start: In<'f>, rest: In<'f>) -> At {
        let (from, to) = (self.offset(self.blank(start)), self.offset(rest));
        At(Span::of(from.min(to), to))
    }

    /// A place in this file.
    pub(super) fn loc(&self, span: Span) -> Loc {
        Loc {
            file: self.file,
            span,
        }
    }

    /// Forgets what was wanted before; a new clause begins.
    pub(super) fn fresh(&self) {
        self.furthest.set(0);
        self.wants.borrow_mut().clear();
    }

    /// Where parsing got furthest, and what could have stood there.
    pub(super) fn wanted(&self) -> (usize, Vec<Want>) {
        (self.furthest.get(), self.wants.borrow().clone())
    }

    /// Comments read since the last call.
    pub(super) fn take_comments(&self) -> Vec<Comment> {
        std::mem::take(&mut self.comments.borrow_mut())
    }

    /// Notes that `want` could have stood at `input`.
    pub(super) fn want(&self, input: In<'f>, want: Want) {
        self.want_at(self.offset(self.blank(input)), want);
    }

    /// Notes that `want` could have stood at this byte.
    fn want_at(&self, at: usize, want: Want) {
        let furthest = self.furthest.get();
        if at < furthest {
            return;
        }
        let mut wants = self.wants.borrow_mut();
        if at > furthest {
            self.furthest.set(at);
            wants.clear();
        }
        if !wants.contains(&want) {
            wants.push(want);
        }
    }

    /// Notes that nothing more could have stood at `input`, unless something was wanted further on.
    pub(super) fn want_end(&self, input: In<'f>) {
        if self.offset(input) > self.furthest.get() {
            self.want(input, Want::Kind("the end of the clause"));
        }
    }

    /// Fails at `input`, wanting something.
    pub(super) fn fail<T>(&self, input: In<'f>, want: Want) -> Res<'f, T> {
        self.want(input, want);
        Err(nom::Err::Error(Fault {
            rest: input,
            problem: None,
        }))
    }

    /// Fails for good with a message of its own.
    pub(super) fn refuse<T>(rest: In<'f>, problem: Diagnostic) -> Res<'f, T> {
        Err(nom::Err::Failure(Fault {
            rest,
            problem: Some(Box::new(problem)),
        }))
    }

    /// Runs `parse` so that, where it fails at its very first word, only `want` is noted.
    pub(super) fn as_kind<T>(
        &self,
        input: In<'f>,
        want: Want,
        parse: impl FnOnce(In<'f>) -> Res<'f, T>,
    ) -> Res<'f, T> {
        let start = self.offset(self.blank(input));
        // Wants only grow while the furthest place stays the same.
        let known = if start == self.furthest.get() {
            self.wants.borrow().len()
        } else {
            0
        };
        let result = parse(input);
        if result.is_err() && self.furthest.get() == start {
            self.wants.borrow_mut().truncate(known);
            self.want(input, want);
        }
        result
    }

    /// Skips blanks and comments; comments are kept.
    pub(super) fn blank(&self, mut input: In<'f>) -> In<'f> {
        loop {
            let blanks = input
                .bytes()
                .take_while(|byte| matches!(byte, b' ' | b'\n' | b'\t' | b'\r'))
                .count();
            let rest = input.get(blanks..).unwrap_or("");
            match rest.as_bytes().first() {
                Some(b'#') => {}
                // No-break blanks and their like come in by pasting.
                Some(0x80..) if rest.starts_with(char::is_whitespace) => {
                    input = rest.trim_start();
                    continue;
                }
                _ => return rest,
            }
            let comment: IResult<&str, &str, Fault<'_>> =
                recognize(preceded(char('#'), not_line_ending)).parse(rest);
            let Ok((after, words)) = comment else {
                return rest;
            };
            let start = self.offset(rest);
            if start >= self.comments_to.get() {
                self.comments_to.set(start + words.len());
                self.comments.borrow_mut().push(Comment {
                    text: words.trim_end().to_owned(),
                    blank_before: false,
                    at: At(Span::of(start, start + words.trim_end().len())),
                });
            }
            input = after;
        }
    }

    /// The next run of name characters, whatever it is; nothing is noted.
    pub(super) fn peek(&self, input: In<'f>) -> &'f str {
        let rest = self.blank(input);
        let end = rest.bytes().take_while(|&byte| is_name_byte(byte)).count();
        rest.get(..end).unwrap_or("")
    }

    /// The word after the next one.
    pub(super) fn peek_second(&self, input: In<'f>) -> &'f str {
        let rest = self.blank(input);
        let first = self.peek(rest);
        self.peek(rest.get(first.len()..).unwrap_or(""))
    }

    /// This word.
    pub(super) fn word(&self, input: In<'f>, word: &'static str) -> Res<'f, At> {
        let rest = self.blank(input);
        let read: Res<'f, &str> = terminated(tag(word), not(satisfy(is_name_char))).parse(rest);
        let start = self.offset(rest);
        read.map(|(after, _)| (after, At(Span::of(start, start + word.len()))))
            .inspect_err(|_| self.want_at(start, Want::Word(word)))
    }

    /// These words, one after the other.
    pub(super) fn words(&self, input: In<'f>, words: &[&'static str]) -> Res<'f, ()> {
        let mut rest = input;
        for word in words {
            rest = self.word(rest, word)?.0;
        }
        Ok((rest, ()))
    }

    /// The word if it stands here; otherwise nothing is read.
    pub(super) fn if_word(&self, input: In<'f>, word: &'static str) -> (In<'f>, bool) {
        match self.word(input, word) {
            Ok((rest, _)) => (rest, true),
            Err(_) => (input, false),
        }
    }

    /// One of these words; the index of the one that stands here.
    pub(super) fn one_of(&self, input: In<'f>, words: &[&'static str]) -> Res<'f, usize> {
        for (i, word) in words.iter().enumerate() {
            if let (rest, true) = self.if_word(input, word) {
                return Ok((rest, i));
            }
        }
        Err(nom::Err::Error(Fault {
            rest: input,
            problem: None,
        }))
    }

    /// `a`, `an` or `the`; one word to the reader.
    pub(super) fn article(&self, input: In<'f>, canonical: &'static str) -> Res<'f, ()> {
        match self.peek(input) {
            "a" | "an" | "the" => {
                let (rest, _) = self.any_word(input)?;
                Ok((rest, ()))
            }
            _ => self.fail(input, Want::Word(canonical)),
        }
    }

    /// This mark.
    pub(super) fn mark(&self, input: In<'f>, mark: &'static str) -> Res<'f, ()> {
        let rest = self.blank(input);
        let read: Res<'f, &str> = tag(mark).parse(rest);
        match read {
            Ok((after, _)) => Ok((after, ())),
            Err(_) => self.fail(rest, Want::Word(mark)),
        }
    }

    /// The mark if it stands here.
    pub(super) fn if_mark(&self, input: In<'f>, mark: &'static str) -> (In<'f>, bool) {
        match self.mark(input, mark) {
            Ok((rest, ())) => (rest, true),
            Err(_) => (input, false),
        }
    }

    /// Any run of name characters that begins with a letter.
    pub(super) fn any_word(&self, input: In<'f>) -> Res<'f, &'f str> {
        let rest = self.blank(input);
        verify(take_while1(is_name_char), |word: &str| {
            word.starts_with(|c: char| c.is_ascii_alphabetic())
        })
        .parse(rest)
    }

    /// A name; reserved words are not.
    pub(super) fn name(&self, input: In<'f>, what: &'static str) -> Res<'f, Name> {
        match self.any_word(input) {
            Ok((rest, word)) if !is_reserved(word) => Ok((rest, self.named(word))),
            _ => self.fail(input, Want::Kind(what)),
        }
    }

    /// A name of a field, which may be any word.
    pub(super) fn field(&self, input: In<'f>) -> Res<'f, Name> {
        match self.any_word(input) {
            Ok((rest, word)) => Ok((rest, self.named(word))),
            Err(_) => self.fail(input, Want::Kind("a field")),
        }
    }

    fn named(&self, word: &'f str) -> Name {
        let start = self.offset(word);
        Name {
            text: word.to_owned(),
            at: At(Span::of(start, start + word.len())),
        }
    }

    /// `'s` or `’s`, the sign of a path.
    pub(super) fn possessive(input: In<'f>) -> (In<'f>, bool) {
        let sign = input.strip_prefix('\'').or_else(|| input.strip_prefix('’'));
        match sign.and_then(|rest| rest.strip_prefix('s')) {
            Some(rest) if !rest.starts_with(is_name_char) => (rest, true),
            _ => (input, false),
        }
    }

    /// A whole number.
    pub(super) fn int(&self, input: In<'f>) -> Res<'f, u32> {
        let rest = self.blank(input);
        let digits: Res<'f, &str> = digit1.parse(rest);
        match digits {
            Ok((after, digits)) if !after.starts_with(is_name_char) => match digits.parse() {
                Ok(number) => Ok((after, number)),
                Err(_) => self.fail(rest, Want::Kind("a whole number below 4,000,000,000")),
            },
            _ => self.fail(rest, Want::Kind("a whole number")),
        }
    }

    /// A number as written: `12`, `1.5`, `-3`.
    pub(super) fn number(&self, input: In<'f>) -> Res<'f, &'f str> {
        let rest = self.blank(input);
        recognize((opt(char('-')), digit1, opt(pair(char('.'), digit1)))).parse(rest)
    }

    /// A date as written: `2024-11-30`, `2024-11`.
    pub(super) fn date(&self, input: In<'f>) -> Res<'f, Name> {
        let rest = self.blank(input);
        let read: Res<'f, &str> = verify(
            take_while(|c: char| c.is_ascii_digit() || c == '-'),
            |text: &str| {
                matches!(text.len(), 7 | 10) && text.as_bytes().get(4).copied() == Some(b'-')
            },
        )
        .parse(rest);
        match read {
            Ok((after, text)) => Ok((after, self.named(text))),
            Err(_) => self.fail(rest, Want::Kind("a date such as 2024-11-30")),
        }
    }
}

impl Parser<'_> {
    /// Puts aside what was wanted so far, to read something within a token.
    pub(super) fn suspend(&self) -> (usize, Vec<Want>) {
        let before = (
            self.furthest.get(),
            std::mem::take(&mut *self.wants.borrow_mut()),
        );
        self.fresh();
        before
    }

    /// Takes up again what was wanted before.
    pub(super) fn resume(&self, furthest: usize, wants: Vec<Want>) {
        self.furthest.set(furthest);
        *self.wants.borrow_mut() = wants;
    }
}

impl Parser<'_> {
    /// Comments read from byte `from` on; they stay.
    pub(super) fn comments_since(&self, from: usize) -> Vec<Comment> {
        self.comments
            .borrow()
            .iter()
            .filter(|comment| comment.at.0.start as usize >= from)
            .cloned()
            .collect()
    }

    /// Takes one comment away.
    pub(super) fn drop_comment(&self, at: At) {
        self.comments
            .borrow_mut()
            .retain(|comment| comment.at.0 != at.0);
    }
}

/// True if a text is a name as it stands.
pub(super) fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(is_name_char)
        && !is_reserved(text)
}
