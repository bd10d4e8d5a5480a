//! Quotations: their marks, extent, kind and speaker.

use copydesk_draft::Span;

use crate::sentence::Sentence;
use crate::structure::TextBlock;
use crate::token::{Token, TokenKind};

mod table;
mod unclosed;

pub use table::quote_schema;
pub(crate) use table::{enums, table};

/// What kind of mark opens or closes a quotation; the values of `mark-kind` in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "the names say it")]
pub enum MarkKind {
    CurlyDouble,
    StraightDouble,
    CurlySingle,
    StraightSingle,
    Guillemet,
}

/// The values of `quote-kind` in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "documented in the schema")]
pub enum QuoteKind {
    Full,
    Partial,
    SingleWord,
}

/// Quotations that may be open at a time, and marks in a row that are looked at. Text that goes deeper is no language;
/// what it opens beyond is not read, so that cost stays in proportion to the text.
const DEEPEST: usize = 16;

/// A stretch in quotation marks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Quote {
    /// Bytes from the opening to the closing mark, both included; an unclosed one ends with its paragraph.
    pub span: Span,
    /// Bytes of the words inside.
    pub inner: Span,
    /// The opening mark.
    pub opening: MarkKind,
    /// The closing mark; `None` if there is none.
    pub closing: Option<MarkKind>,
    /// What it is.
    pub kind: QuoteKind,
    /// The next paragraph opens with a mark again: the quotation goes on, no closing mark is due.
    pub continued: bool,
    /// It goes on from the paragraph before.
    pub continues: bool,
    /// Words and figures inside.
    pub words: u32,
    /// Nesting depth; 0 for a quotation that is in no other.
    pub depth: u8,
    /// False for stretches that hide nothing from rules.
    pub masks: bool,
}

/// Finds the quotations, in order of their start. `others` are the tokens that are not plain words, marks among them.
pub(crate) fn find(
    text: &str,
    tokens: &[Token],
    others: &[u32],
    sentences: &[Sentence],
    blocks: &[TextBlock],
) -> Vec<Quote> {
    let mut quotes: Vec<Quote> = Vec::new();
    // A quotation left open at the end of the block before.
    let mut open_before: Option<usize> = None;
    let mut others = others.iter().map(|&i| i as usize).peekable();
    let mut places = Vec::new();
    for block in blocks {
        let first = sentences
            .get(block.first_sentence as usize)
            .map_or(0, |s| s.first as usize);
        let last = (block.last_sentence as usize)
            .checked_sub(1)
            .and_then(|i| sentences.get(i))
            .map_or(first, |s| s.last as usize);
        if block.first_sentence == block.last_sentence {
            continue;
        }
        places.clear();
        while let Some(i) = others.next_if(|&i| i < last) {
            if i >= first
                && tokens
                    .get(i)
                    .is_some_and(|token| token.kind == TokenKind::Mark)
            {
                places.push(i);
            }
        }
        if places.is_empty() && open_before.is_none() {
            continue;
        }
        let start = quotes.len();
        let mut marks = Marks {
            text,
            tokens,
            first,
            last,
            places: &places,
            backticks: false,
        };
        marks.backticks = marks
            .all()
            .any(|i| marks.doubled(i) && marks.mark(i) == Some('`'));
        // A picture's line between two paragraphs of one quotation: it ends in no stop and holds no mark.
        let line = || {
            !block.span.text(text).trim_end().ends_with(STOPS)
                && marks
                    .all()
                    .all(|i| marks.mark(i).is_none_or(|mark| matches!(mark, '\'' | '’')))
        };
        if open_before.is_some() && line() {
            continue;
        }
        let opens_with = marks.opener(first);
        let continues = open_before.filter(|&before| {
            opens_with.is_some_and(|mark| {
                quotes
                    .get(before)
                    .is_some_and(|quote| quote.opening.is_double() == mark.is_double())
            })
        });
        if let Some(before) = open_before.take()
            && let Some(quote) = quotes.get_mut(before)
        {
            quote.continued = continues.is_some();
        }
        let unclosed = marks.pair(block.span.end, &mut quotes);
        if continues.is_some()
            && let Some(quote) = quotes.get_mut(start)
        {
            quote.continues = true;
        }
        open_before = unclosed;
    }
    quotes.sort_by_key(|quote| (quote.span.start, std::cmp::Reverse(quote.span.end)));
    quotes
}

impl MarkKind {
    fn is_double(self) -> bool {
        !matches!(self, Self::CurlySingle | Self::StraightSingle)
    }
}

/// What ends a paragraph of prose.
const STOPS: [char; 10] = ['.', '!', '?', '"', '\'', '”', '’', '»', ':', ')'];

/// The marks of one block.
struct Marks<'a> {
    text: &'a str,
    tokens: &'a [Token],
    first: usize,
    last: usize,
    /// Which of them are marks.
    places: &'a [usize],
    /// Two backticks open here, and two apostrophes close, as typesetters of formulas write.
    backticks: bool,
}

impl<'a> Marks<'a> {
    /// The tokens that are marks.
    fn all(&self) -> impl Iterator<Item = usize> + use<'a> {
        self.places.iter().copied()
    }

    fn mark(&self, i: usize) -> Option<char> {
        let token = self
            .tokens
            .get(i)
            .filter(|token| token.kind == TokenKind::Mark)?;
        let mark = token.span.text(self.text).chars().next()?;
        (!matches!(mark, '"' | '”') || !self.inches(i)).then_some(mark)
    }

    /// The mark at `i` counts inches behind feet: 6'1", 5’11”.
    fn inches(&self, i: usize) -> bool {
        let kind = |k: usize| {
            self.tokens
                .get(k)
                .filter(|token| !token.spaced)
                .map(|token| token.kind)
        };
        i >= 3
            && kind(i) == Some(TokenKind::Mark)
            && kind(i - 1) == Some(TokenKind::Number)
            && matches!(self.word(i), "\"" | "”")
            && matches!(self.word(i - 2), "'" | "’" | "′")
            && self
                .tokens
                .get(i - 3)
                .is_some_and(|token| token.kind == TokenKind::Number)
    }

    fn word(&self, i: usize) -> &str {
        self.tokens
            .get(i)
            .map_or("", |token| token.span.text(self.text))
    }

    /// A blank, the block's start, an opening bracket, a dash or another opening mark stands before token `i`.
    fn free_before(&self, i: usize) -> bool {
        let mut i = i;
        let furthest = i.saturating_sub(DEEPEST);
        loop {
            if i == self.first || self.tokens.get(i).is_some_and(|token| token.spaced) {
                return true;
            }
            if i <= furthest {
                return false;
            }
            i -= 1;
            match self.tokens.get(i).map(|token| token.kind) {
                Some(TokenKind::Mark) if i >= self.first => {}
                Some(TokenKind::Dash | TokenKind::Hyphen) => return true,
                _ => return matches!(self.word(i), "(" | "[" | "/" | "="),
            }
        }
    }

    /// Something stands right behind token `i`.
    fn tight_after(&self, i: usize) -> bool {
        i + 1 < self.last && self.tokens.get(i + 1).is_some_and(|token| !token.spaced)
    }

    /// Two single marks in a row stand for a double one: the mark at `i` and the next.
    fn doubled(&self, i: usize) -> bool {
        self.mark(i).is_some_and(|mark| self.doubles(i, mark))
    }

    /// The same of a mark that is known.
    fn doubles(&self, i: usize, mark: char) -> bool {
        matches!(mark, '\'' | '`' | '‘')
            && self.tokens.get(i + 1).is_some_and(|token| !token.spaced)
            && self.mark(i + 1) == Some(mark)
            && self.mark(i + 2) != Some('\'')
    }

    /// The kind of the opening mark at token `i`, if it is one.
    fn opener(&self, i: usize) -> Option<MarkKind> {
        let mark = self.mark(i)?;
        if self.doubles(i, mark) {
            let before = if self.backticks {
                mark == '`'
            } else {
                self.free_before(i) && self.tight_after(i + 1)
            };
            return before.then_some(MarkKind::StraightDouble);
        }
        let free = self.free_before(i) && self.tight_after(i);
        match mark {
            '“' | '„' | '‟' => Some(MarkKind::CurlyDouble),
            '”' if free => Some(MarkKind::CurlyDouble),
            '"' | '＂' if free && !self.ends_behind(i) => Some(MarkKind::StraightDouble),
            '«' | '‹' => Some(MarkKind::Guillemet),
            '‘' if free => Some(MarkKind::CurlySingle),
            '\'' if free && !self.elided(i + 1) => Some(MarkKind::StraightSingle),
            _ => None,
        }
    }

    /// A comma or a stop right behind token `i`: the mark closes, and the blank before it is one too many.
    fn ends_behind(&self, i: usize) -> bool {
        self.tight_after(i) && matches!(self.word(i + 1), "." | "," | ";" | ":" | "?" | "!" | ")")
    }

    /// 'em, 'tis, '90s: an apostrophe before a shortened word, or one that a program cut off its word: “Boeing 's”.
    fn elided(&self, i: usize) -> bool {
        let word = self.word(i);
        word.starts_with(|c: char| c.is_ascii_digit())
            || [
                "em", "tis", "twas", "cause", "til", "n", "round", "bout", "s", "re", "ve", "ll",
                "m",
            ]
            .iter()
            .any(|known| word.eq_ignore_ascii_case(known))
    }

    /// The kind of the closing mark at token `i`, if it can be one.
    fn closer(&self, i: usize) -> Option<MarkKind> {
        // Most tokens are no marks.
        let mark = self.mark(i)?;
        let glued = self.tokens.get(i).is_some_and(|token| !token.spaced) && i > self.first;
        if (glued || self.backticks) && mark != '`' && self.doubles(i, mark) {
            return Some(MarkKind::StraightDouble);
        }
        match mark {
            '”' => Some(MarkKind::CurlyDouble),
            '"' | '＂' => Some(MarkKind::StraightDouble),
            '»' | '›' => Some(MarkKind::Guillemet),
            // Two single marks stand for a double one.
            '’' if glued
                && self.mark(i + 1) == Some('’')
                && !self.tokens.get(i + 1).is_some_and(|token| token.spaced) =>
            {
                Some(MarkKind::CurlyDouble)
            }
            '’' if glued => Some(MarkKind::CurlySingle),
            '\'' if glued || self.trails_off(i) => Some(MarkKind::StraightSingle),
            _ => None,
        }
    }

    /// 'We have the law ... ' between blanks: the mark closes behind words that trail off.
    fn trails_off(&self, i: usize) -> bool {
        i > self.first && matches!(self.word(i - 1), "..." | "…" | ". . .") && !self.tight_after(i)
    }

    /// A full stop stands before token `i`, or before the single mark before it: ".' “The".
    fn stopped_before(&self, i: usize) -> bool {
        let stop = |k: Option<usize>| {
            k.is_some_and(|k| matches!(self.word(k), "." | "!" | "?" | "…" | "..."))
        };
        stop(i.checked_sub(1))
            || matches!(
                i.checked_sub(1).and_then(|k| self.mark(k)),
                Some('\'' | '’')
            ) && stop(i.checked_sub(2))
    }

    /// Pairs the marks of the block; the index of a double quotation left open, if any.
    fn pair(&self, end: u32, quotes: &mut Vec<Quote>) -> Option<usize> {
        // Single marks open only if a closing one follows: count those that remain.
        let mut singles_left = self
            .all()
            .filter(|&i| {
                matches!(
                    self.closer(i),
                    Some(MarkKind::CurlySingle | MarkKind::StraightSingle)
                )
            })
            .count();
        let mut open: Vec<(MarkKind, usize)> = Vec::new();
        let mut second = None;
        // A single mark that no other answers, where a speaker's words begin.
        let mut lone = None;
        for i in self.all() {
            let Some(mark) = self.mark(i) else { continue };
            // The second of two marks was read with the first.
            if second == Some(i) {
                continue;
            }
            if self.doubles(i, mark) {
                second = Some(i + 1);
            }
            let closer = self.closer(i);
            if matches!(closer, Some(kind) if !kind.is_double()) {
                singles_left = singles_left.saturating_sub(1);
            }
            let top_double = open.iter().rposition(|(kind, _)| kind.is_double());
            // Feet and inches: a straight mark right behind a figure, with nothing open.
            let inches = mark == '"'
                && top_double.is_none()
                && i > self.first
                && self.tokens.get(i).is_some_and(|token| !token.spaced)
                && self
                    .tokens
                    .get(i - 1)
                    .is_some_and(|token| token.kind == TokenKind::Number);
            if inches {
                continue;
            }
            // „So“: the mark that opens elsewhere closes a low one.
            let low = mark == '“'
                && i > self.first
                && self.tokens.get(i).is_some_and(|token| !token.spaced)
                && top_double
                    .and_then(|top| open.get(top))
                    .is_some_and(|&(_, from)| self.mark(from) == Some('„'));
            let closer = if low {
                Some(MarkKind::CurlyDouble)
            } else {
                closer
            };
            // A mark between two blanks with nothing open: the blank behind it is one too many. Between a full stop and
            // a capital ("left."They") the blank before it is missing.
            let here = self.tokens.get(i).copied();
            let next = self
                .tokens
                .get(i + 1)
                .copied()
                .filter(|_| i + 1 < self.last);
            let blank_behind = (i == self.first || here.is_some_and(|token| token.spaced))
                && next.is_some_and(|next| next.spaced);
            let glued = i > self.first
                && here.is_some_and(|token| !token.spaced)
                && matches!(self.word(i - 1), "." | "!" | "?" | "," | "\"" | "”")
                && next.is_some_and(|next| {
                    !next.spaced && next.capital && next.kind == TokenKind::Word
                });
            // `had"expected": the blank before the mark is missing.
            let within = i > self.first
                && here.is_some_and(|token| !token.spaced)
                && self
                    .tokens
                    .get(i - 1)
                    .is_some_and(|token| token.kind == TokenKind::Word)
                && next.is_some_and(|next| !next.spaced && next.kind == TokenKind::Word);
            let loose = mark == '"' && top_double.is_none() && (blank_behind || glued || within);
            let opener = self.opener(i).or(loose.then_some(MarkKind::StraightDouble));
            if let Some(kind) = opener.filter(|_| !low) {
                let close_instead = !kind.is_double() && singles_left == 0;
                // “One paragraph. “The next: paragraphs run together, each opening anew, none closing but the last.
                let again = kind.is_double()
                    && top_double
                        .and_then(|top| open.get(top))
                        .is_some_and(|(opening, _)| *opening == kind)
                    && i > self.first
                    && self.stopped_before(i);
                if again && let Some(&(opening, from)) = top_double.and_then(|top| open.get(top)) {
                    let depth = top_double.unwrap_or(0);
                    let mut quote = self.quote(opening, Some(opening), from, i, depth as u8, end);
                    quote.span.end = quote.inner.end;
                    quote.closing = None;
                    // “We have no water, said Ana Ruiz. “The pump broke”: who speaks stands between the two, so the
                    // first is over, and its closing mark left out.
                    let tag = self.speaker_tag(from, i);
                    quote.continued = tag.is_none();
                    if let Some(stop) = tag
                        .and_then(|tag| self.tokens.get(tag))
                        .map(|token| token.span.end)
                    {
                        quote.span.end = stop;
                        quote.inner.end = stop.max(quote.inner.start);
                    }
                    quotes.push(quote);
                    open.truncate(depth);
                }
                if close_instead {
                    if lone.is_none() && open.is_empty() && self.begins_speech(i) {
                        lone = Some((kind, i));
                    }
                } else if open.len() < DEEPEST {
                    open.push((kind, i));
                }
                continue;
            }
            let Some(kind) = closer else { continue };
            let partner = if kind.is_double() {
                top_double
            } else {
                open.iter().rposition(|(kind, _)| !kind.is_double())
            };
            let Some(partner) = partner else { continue };
            // A possessive plural within a single-quoted stretch is not its end if another closing mark follows.
            let depth = open.iter().take(partner).count();
            if let Some(&(opening, from)) = open.get(partner) {
                quotes.push(self.quote(opening, Some(kind), from, i, depth as u8, end));
            }
            open.truncate(partner);
        }
        let mut unclosed = None;
        for (depth, &(kind, from)) in open.iter().enumerate() {
            if kind.is_double() {
                unclosed = Some(quotes.len());
                // A mark left out before ", said Ana Ruiz": what the speaker is told to have said ends there.
                let tag = self.speaker_tag(from, self.last);
                let (to, stop) = tag
                    .and_then(|i| self.tokens.get(i).map(|token| (i + 1, token.span.end)))
                    .unwrap_or((self.last, end));
                quotes.push(self.quote(kind, None, from, to, depth as u8, stop));
            }
        }
        if let Some((kind, from)) = lone.filter(|_| open.is_empty()) {
            let tag = self.speaker_tag(from, self.last);
            let (to, stop) = tag
                .and_then(|i| self.tokens.get(i).map(|token| (i + 1, token.span.end)))
                .unwrap_or((self.last, end));
            if tag.is_none() {
                unclosed = Some(quotes.len());
            }
            quotes.push(self.quote(kind, None, from, to, 0, stop));
        }
        unclosed
    }

    fn quote(
        &self,
        opening: MarkKind,
        closing: Option<MarkKind>,
        from: usize,
        to: usize,
        depth: u8,
        end: u32,
    ) -> Quote {
        let start = self.tokens.get(from).map_or(0, |token| token.span.start);
        // A mark may be two tokens.
        let from = from + usize::from(self.doubled(from));
        let inner_start = self.tokens.get(from).map_or(0, |token| token.span.end);
        let (inner_end, stop) = match self.tokens.get(to).filter(|_| closing.is_some()) {
            Some(token) => {
                let last = to + usize::from(self.doubled(to));
                (
                    token.span.start,
                    self.tokens
                        .get(last)
                        .map_or(token.span.end, |token| token.span.end),
                )
            }
            None => (end, end),
        };
        let inner = Span::new(inner_start, inner_end.max(inner_start));
        let words = self
            .tokens
            .get(from + 1..to)
            .unwrap_or(&[])
            .iter()
            .filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
            .count();
        let capital = self.tokens.get(from + 1).is_some_and(|token| token.capital);
        // A quotation within ends it: “He called it ‘a lie.’”
        let stopped = inner
            .text(self.text)
            .trim_end()
            .trim_end_matches(['’', '\'', '”', '"'])
            .ends_with(['.', ',', '!', '?', '…']);
        let after_stop = to + 1 < self.last && matches!(self.word(to + 1), "," | ".");
        let kind = match words {
            0 | 1 => QuoteKind::SingleWord,
            _ if capital && (stopped || closing.is_none() || (after_stop && words > 4)) => {
                QuoteKind::Full
            }
            _ => QuoteKind::Partial,
        };
        Quote {
            span: Span::new(start, stop.max(start)),
            inner,
            opening,
            closing,
            kind,
            continued: false,
            continues: false,
            words: words as u32,
            depth,
            masks: true,
        }
    }
}
