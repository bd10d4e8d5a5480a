//! Quoted texts, messages with holes, and texts with marks.

use copydesk_draft::Span;

use super::lines::{block_end, text_end};
use super::token::{In, Parser, Res, Want};
use crate::messages;
use crate::syntax::{At, Marked, MessageNode, MessagePartNode, Text};

/// A quoted text as it stands in the file.
pub(super) struct Raw<'f> {
    /// What stands between the marks; for a block with indentation.
    inner: &'f str,
    block: bool,
    closed: bool,
    at: At,
}

impl<'f> Parser<'f> {
    /// A quoted text: `"…"`, `“…”` or a `"""` block. One that is not closed ends with its line.
    pub(super) fn raw_text(&self, input: In<'f>) -> Res<'f, Raw<'f>> {
        let rest = self.blank(input);
        if let Some(inside) = rest.strip_prefix("\"\"\"") {
            let end = block_end(inside);
            let (inner, after) = if let Some(end) = end {
                (inside.get(..end), inside.get(end + 3..))
            } else {
                let start = self.offset(rest);
                self.report(messages::unclosed_block(
                    self.loc(Span::of(start, start + 3)),
                ));
                (Some(inside), inside.get(inside.len()..))
            };
            let after = after.unwrap_or("");
            return Ok((
                after,
                Raw {
                    inner: inner.unwrap_or(""),
                    block: true,
                    closed: end.is_some(),
                    at: self.at(rest, after),
                },
            ));
        }
        if !rest.starts_with(['"', '“']) {
            return self.fail(rest, Want::Kind("a quoted text"));
        }
        let open = rest.chars().next().map_or(1, char::len_utf8);
        let (inner, after) = if let Some(end) = text_end(rest) {
            let close = if open == 1 { 1 } else { '”'.len_utf8() };
            (rest.get(open..end - close), rest.get(end..))
        } else {
            let end = rest.find('\n').unwrap_or(rest.len());
            let start = self.offset(rest);
            self.report(messages::unclosed_text(
                self.loc(Span::of(start, start + open)),
            ));
            (rest.get(open..end).map(str::trim_end), rest.get(end..))
        };
        let after = after.unwrap_or("");
        Ok((
            after,
            Raw {
                inner: inner.unwrap_or(""),
                block: false,
                closed: true,
                at: self.at(rest, after),
            },
        ))
    }

    /// A quoted text.
    pub(super) fn quoted(&self, input: In<'f>) -> Res<'f, Text> {
        let (rest, raw) = self.raw_text(input)?;
        let dedented = dedent(&raw);
        let value = self.unescape(&dedented, raw.at);
        Ok((
            rest,
            Text {
                value,
                block: raw.block,
                at: raw.at,
            },
        ))
    }

    /// A text with `{holes}`.
    pub(super) fn message(&self, input: In<'f>) -> Res<'f, MessageNode> {
        let (rest, raw) = self.raw_text(input)?;
        let mut parts = Vec::new();
        let mut words = String::new();
        let mut inner = raw.inner;
        if raw.block && raw.closed {
            self.report(messages::block_as_message(self.loc(raw.at.0)));
        }
        while let Some(at) = inner.find(['{', '}', '\\']) {
            let (before, found) = inner.split_at_checked(at).unwrap_or((inner, ""));
            words.push_str(before);
            if found.starts_with('\\') {
                let len = found.chars().take(2).map(char::len_utf8).sum();
                let (escape, after) = found.split_at_checked(len).unwrap_or((found, ""));
                words.push_str(&self.unescape(escape, raw.at));
                inner = after;
                continue;
            }
            let start = self.offset(found);
            let Some(hole) = found.strip_prefix('{') else {
                self.report(messages::stray_brace(self.loc(Span::of(start, start + 1))));
                inner = found.get(1..).unwrap_or("");
                continue;
            };
            let end = hole.find(['}', '{']);
            let Some(end) =
                end.filter(|&end| hole.get(end..).is_some_and(|rest| rest.starts_with('}')))
            else {
                self.report(messages::open_brace(self.loc(Span::of(start, start + 1))));
                inner = hole;
                continue;
            };
            let (code, after) = hole.split_at_checked(end).unwrap_or((hole, ""));
            inner = after.get(1..).unwrap_or("");
            if let Some(expr) = self.hole(code, Span::of(start, start + code.len() + 2)) {
                if !words.is_empty() {
                    parts.push(MessagePartNode::Words(std::mem::take(&mut words)));
                }
                parts.push(MessagePartNode::Hole(expr));
            }
        }
        words.push_str(inner);
        if !words.is_empty() || parts.is_empty() {
            parts.push(MessagePartNode::Words(words));
        }
        Ok((rest, MessageNode { parts, at: raw.at }))
    }

    fn hole(&self, code: In<'f>, braces: Span) -> Option<crate::syntax::ExprNode> {
        if code.trim().is_empty() {
            self.report(messages::empty_hole(self.loc(braces)));
            return None;
        }
        let (furthest, wants) = self.suspend();
        let read = self.expr(code);
        let result = match read {
            Ok((rest, expr)) if self.blank(rest).is_empty() => Some(expr),
            Ok((rest, _)) => {
                let at = self.offset(self.blank(rest));
                let end = self.offset(code) + code.len();
                self.report(messages::hole(self.loc(Span::of(at, end)), rest.trim()));
                None
            }
            Err(nom::Err::Failure(fault)) if fault.problem.is_some() => {
                if let Some(problem) = fault.problem {
                    self.report(*problem);
                }
                None
            }
            Err(_) => {
                self.report(messages::hole(self.loc(braces), code.trim()));
                None
            }
        };
        self.resume(furthest, wants);
        result
    }

    /// A text with `[[marks]]`.
    pub(super) fn marked(&self, input: In<'f>) -> Res<'f, Marked> {
        let (rest, raw) = self.raw_text(input)?;
        let text = dedent(&raw);
        let mut value = String::with_capacity(text.len());
        let mut marks = Vec::new();
        let mut open: Option<usize> = None;
        let mut left = text.as_ref();
        while let Some(at) = left.find(['[', ']', '\\']) {
            let (before, found) = left.split_at_checked(at).unwrap_or((left, ""));
            value.push_str(before);
            if found.starts_with("[[") {
                if open.is_some() {
                    self.report(messages::mark_within_mark(self.loc(raw.at.0)));
                }
                open = Some(value.len());
                left = found.get(2..).unwrap_or("");
            } else if found.starts_with("]]") {
                match open.take() {
                    Some(start) if start < value.len() => marks.push(Span::of(start, value.len())),
                    Some(_) => self.report(messages::empty_mark(self.loc(raw.at.0))),
                    None => self.report(messages::unopened_mark(self.loc(raw.at.0))),
                }
                left = found.get(2..).unwrap_or("");
            } else if found.starts_with('\\') {
                let len = found.chars().take(2).map(char::len_utf8).sum();
                let (escape, after) = found.split_at_checked(len).unwrap_or((found, ""));
                value.push_str(&self.unescape(escape, raw.at));
                left = after;
            } else {
                let (one, after) = found.split_at_checked(1).unwrap_or((found, ""));
                value.push_str(one);
                left = after;
            }
        }
        value.push_str(left);
        if open.is_some() {
            self.report(messages::unclosed_mark(self.loc(raw.at.0)));
        }
        Ok((
            rest,
            Marked {
                value,
                marks,
                block: raw.block,
                at: raw.at,
            },
        ))
    }

    fn unescape(&self, text: &str, at: At) -> String {
        if !text.contains('\\') {
            return text.to_owned();
        }
        let mut out = String::with_capacity(text.len());
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            if c != '\\' {
                out.push(c);
                continue;
            }
            match chars.next() {
                Some(c @ ('"' | '\\' | '{' | '}' | '[' | ']')) => out.push(c),
                Some(c) => {
                    self.report(messages::unknown_escape(self.loc(at.0), c));
                    out.push(c);
                }
                None => out.push('\\'),
            }
        }
        out
    }
}

/// The words of a text; of a block without the indentation its lines share, and without blank lines around.
fn dedent<'f>(raw: &Raw<'f>) -> std::borrow::Cow<'f, str> {
    if !raw.block {
        return raw.inner.into();
    }
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let shared = raw
        .inner
        .lines()
        .skip(1)
        .filter(|line| !line.trim().is_empty())
        .map(indent)
        .min()
        .unwrap_or(0);
    let mut lines: Vec<&str> = Vec::new();
    for (i, line) in raw.inner.lines().enumerate() {
        let line = if i == 0 {
            line.trim_start()
        } else {
            line.get(shared..).unwrap_or("")
        };
        lines.push(line.trim_end());
    }
    let first = lines
        .iter()
        .position(|line| !line.is_empty())
        .unwrap_or(lines.len());
    let last = lines
        .iter()
        .rposition(|line| !line.is_empty())
        .map_or(first, |last| last + 1);
    lines.get(first..last).unwrap_or_default().join("\n").into()
}
