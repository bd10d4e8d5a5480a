//! Corrections: what a rule's fix does to the text.

use copydesk_draft::layer::{Thing, Value};
use copydesk_draft::{BlockKind, Draft, Span, Weekday};
use copydesk_lang::program::{Base, Expr, ExprKind, Fix, FixEdit, FixText};
use copydesk_reading::token::{TokenKind, is_quote_mark};

use crate::evaluate::{Compare, Env, Evaluator};
use crate::finding::{Edit, FindingFix};

impl<'v> Evaluator<'v> {
    /// The correction of a finding; `None` if the words to change or the words to put there are not known, or it would
    /// change the inside of a quotation.
    pub(crate) fn fix(&self, fix: &'v Fix, env: &Env) -> Option<FindingFix> {
        let edit = match &fix.edit {
            FixEdit::Replace { what, with } => {
                let span = self.words_of(what, env)?;
                let text = self.replacement(with, env)?;
                Edit {
                    span,
                    text: self.adapted(span, text),
                }
            }
            FixEdit::Delete { what } => Edit {
                span: self.with_blank(self.words_of(what, env)?),
                text: String::new(),
            },
            FixEdit::DeleteLine => Edit {
                span: self.line(env.span)?,
                text: String::new(),
            },
            FixEdit::Insert { after, text } => {
                let at = self.words_of(after, env)?.end;
                let mut text = self.replacement(text, env)?;
                if text.starts_with(|c: char| c.is_alphanumeric() || c == '(') {
                    text.insert(0, ' ');
                }
                Edit {
                    span: Span::new(at, at),
                    text,
                }
            }
        };
        let same = edit.span.text(self.view.text()) == edit.text;
        (!same && self.may_edit(edit.span, env)).then(|| FindingFix {
            safe: fix.safe,
            edits: vec![edit],
        })
    }

    fn replacement(&self, text: &'v FixText, env: &Env) -> Option<String> {
        match text {
            FixText::Expr(expr) => self.say_expr(expr, env),
            FixText::Message(message) => self.say(message, env),
        }
    }

    /// The bytes of the words that an expression stands for.
    fn words_of(&self, expr: &'v Expr, env: &Env) -> Option<Span> {
        let got = self.expr(expr, env);
        let value = got.value()?;
        if let Some(span) = Compare::new(self.view).place(value) {
            return (!span.is_empty()).then_some(span);
        }
        let ExprKind::Path { base, fields } = &expr.kind else {
            return None;
        };
        // A value without words of its own: look for the one place within its thing that says it.
        let (_, before) = fields.split_last()?;
        let owner = self.path(*base, before, env);
        let owner = match owner.value() {
            Some(Value::Thing(thing)) => *thing,
            _ if *base == Base::It => env.it?,
            _ => return None,
        };
        let outer = self.view.span(owner);
        match value {
            Value::Weekday(day) => self.only_token(outer, |word| is_weekday(word, *day)),
            _ => self.only_thing(owner, outer, value),
        }
    }

    /// The only word within a span that passes.
    fn only_token(&self, outer: Span, pass: impl Fn(&str) -> bool) -> Option<Span> {
        let reading = self.view.reading;
        let from = reading
            .tokens
            .partition_point(|token| token.span.start < outer.start);
        let mut found = reading
            .tokens
            .iter()
            .skip(from)
            .take_while(|token| token.span.end <= outer.end)
            .filter(|token| token.kind == TokenKind::Word)
            .filter(|token| pass(token.span.text(self.view.text())))
            .map(|token| token.span);
        let only = found.next()?;
        found.next().is_none().then_some(only)
    }

    /// The only place within a thing where another thing has the same value.
    fn only_thing(&self, owner: Thing, outer: Span, value: &Value) -> Option<Span> {
        let mut found: Option<Span> = None;
        let layers = self.view.engine.program.schema.layers.len();
        for layer in 0..layers {
            let layer = copydesk_draft::layer::LayerId(layer as u16);
            let Some(table) = self.view.table(layer) else {
                continue;
            };
            let from = table
                .rows()
                .partition_point(|row| row.span.start < outer.start);
            let rows = table.rows().iter().enumerate().skip(from);
            for (number, row) in rows.take_while(|(_, row)| row.span.start < outer.end) {
                let thing = Thing {
                    layer,
                    row: number as u32,
                };
                if thing == owner || !outer.contains(row.span) || row.span == outer {
                    continue;
                }
                let says = (0..table.width()).any(|field| {
                    let field = copydesk_draft::layer::FieldId(field as u16);
                    table.cell(thing.row, field).and_then(|cell| cell.value()) == Some(value)
                });
                if says {
                    match found {
                        Some(known) if known != row.span => return None,
                        _ => found = Some(row.span),
                    }
                }
            }
        }
        found
    }

    /// New words in the case of the old ones: capitals for capitals, a capital at the start of a sentence.
    fn adapted(&self, span: Span, text: String) -> String {
        let old = span.text(self.view.text());
        let letters = || old.chars().filter(|c| c.is_alphabetic());
        let shout = letters().count() > 1 && letters().all(char::is_uppercase);
        if shout && text.chars().all(|c| !c.is_uppercase()) {
            return text.to_uppercase();
        }
        let opens = self
            .view
            .reading
            .sentences
            .get(self.view.sentence_at(span.start) as usize)
            .is_some_and(|sentence| {
                let before = Span::new(sentence.span.start, span.start);
                !before
                    .text(self.view.text())
                    .contains(|c: char| c.is_alphanumeric())
            });
        if opens && old.starts_with(char::is_uppercase) {
            let mut chars = text.chars();
            return match chars.next() {
                Some(first) => first.to_uppercase().chain(chars).collect(),
                None => text,
            };
        }
        text
    }

    /// The span with one of the blanks beside it.
    fn with_blank(&self, span: Span) -> Span {
        let text = self.view.text();
        let blank = |c: Option<char>| c.is_some_and(|c| c == ' ' || c == '\u{a0}');
        let before = text.get(..span.start as usize).unwrap_or("");
        let after = text.get(span.end as usize..).unwrap_or("");
        let next = after.chars().next();
        let last = before.chars().next_back();
        if blank(last) && next.is_none_or(|c| !c.is_alphanumeric() || blank(Some(c))) {
            return Span::new(
                span.start - last.map_or(0, |c| c.len_utf8() as u32),
                span.end,
            );
        }
        if blank(next) {
            return Span::new(
                span.start,
                span.end + next.map_or(0, |c| c.len_utf8() as u32),
            );
        }
        if blank(last) {
            return Span::new(
                span.start - last.map_or(0, |c| c.len_utf8() as u32),
                span.end,
            );
        }
        span
    }

    /// The block in which a span stands, up to the next block (or from the end of the one before, if it is the last).
    fn line(&self, span: Span) -> Option<Span> {
        let blocks = &self.view.reading.blocks;
        // They are in order; one that holds the span starts no later.
        let from = blocks.partition_point(|block| block.span.start <= span.start);
        let at = (0..from).rev().take(8).find(|&at| {
            blocks
                .get(at)
                .is_some_and(|block| block.span.contains(span))
        })?;
        let block = blocks.get(at)?;
        // A paragraph of several sentences is more than a line: it may hold what belongs to the story.
        if block.last_sentence - block.first_sentence > 2 {
            return None;
        }
        if let Some(next) = blocks.get(at + 1) {
            return Some(Span::new(block.span.start, next.span.start));
        }
        let from = at
            .checked_sub(1)
            .and_then(|before| blocks.get(before))
            .map_or(block.span.start, |before| before.span.end);
        Some(Span::new(from, block.span.end))
    }

    /// A fix never changes the inside of a quotation, unless the quotation itself is the matter and only its marks change.
    fn may_edit(&self, edit: Span, env: &Env) -> bool {
        let reading = self.view.reading;
        let inside = |mask: &Span| {
            if edit.is_empty() {
                mask.start < edit.start && edit.start < mask.end
            } else {
                mask.overlaps(edit) && !edit.contains(*mask)
            }
        };
        // They are in order and disjoint.
        let first = reading.masks.partition_point(|mask| mask.end < edit.start);
        let near = reading.masks.get(first..).unwrap_or(&[]).iter();
        let near = near.take_while(|mask| mask.start <= edit.end);
        if !near.clone().any(inside) {
            return true;
        }
        let of_marks = env
            .it
            .and_then(|it| self.view.schema(it.layer))
            .is_some_and(|layer| layer.masks);
        let marks = edit.text(self.view.text()).chars().all(is_quote_mark);
        // The mark at the end of a quotation is not its inside.
        let closing = near.clone().any(|mask| mask.end == edit.end);
        if marks && !edit.is_empty() && (of_marks || closing) {
            return true;
        }
        // A line that is code or markup as a whole may go as a whole.
        let first = reading
            .blocks
            .partition_point(|block| block.span.start < edit.start);
        let blocks = reading.blocks.get(first..).unwrap_or(&[]).iter();
        blocks
            .take_while(|block| block.span.start < edit.end)
            .any(|block| {
                matches!(block.kind, BlockKind::Code | BlockKind::Markup)
                    && edit.contains(block.span)
            })
    }
}

/// A weekday in full or as its first letters ("Tues").
fn is_weekday(word: &str, day: Weekday) -> bool {
    let name = day.name();
    let plain = word.trim_end_matches('.');
    plain.len() >= 3
        && name
            .get(..plain.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(plain))
}

/// Applies edits to the file a draft came from. Edits that overlap an earlier one are left out. A block that is deleted
/// whole goes with the blank line after it (or before it, if it is the last).
pub fn apply<'e>(draft: &Draft, edits: impl IntoIterator<Item = &'e Edit>) -> String {
    let source = draft.source().text();
    let mut changes: Vec<(Span, &str)> = edits
        .into_iter()
        .map(|edit| {
            let mut span = draft.to_source(edit.span);
            let whole = edit.text.is_empty()
                && draft
                    .blocks()
                    .iter()
                    .any(|block| !block.span.is_empty() && edit.span.contains(block.span));
            if whole {
                span = with_lines(source, span);
            }
            (span, edit.text.as_str())
        })
        .collect();
    changes.sort_by_key(|&(span, _)| span);
    let (mut out, mut at) = (String::with_capacity(source.len()), 0);
    for (span, text) in changes {
        if span.start < at {
            continue;
        }
        out.push_str(Span::new(at, span.start).text(source));
        out.push_str(text);
        at = span.end;
    }
    out.push_str(source.get(at as usize..).unwrap_or(""));
    out
}

/// A span with the line ends after it, or those before it at the end of the file.
fn with_lines(source: &str, span: Span) -> Span {
    let after = source.get(span.end as usize..).unwrap_or("");
    let ends = after.len() - after.trim_start_matches(['\r', '\n']).len();
    if ends < after.len() {
        return Span::new(span.start, span.end + ends as u32);
    }
    let before = source.get(..span.start as usize).unwrap_or("");
    let kept = before.trim_end_matches(['\r', '\n']).len() as u32;
    Span::new(kept, span.end)
}
