//! Our miette handler: draws a diagnostic whose source code is sentences.

use std::fmt;

use copydesk_draft::Span;
use miette::{Diagnostic, LabeledSpan, ReportHandler, Severity, SourceCode, SourceSpan};

use super::Style;
use super::cells;
use super::paint::{Ink, Paint};
use super::snippet::{self, Gutter, Label};
use crate::visible;

/// Draws diagnostics for readers of prose. It expects of a source code that `read_span(span, 0, 0)` gives the
/// sentences around the span, with the line and character column of the span itself.
#[derive(Clone, Copy, Debug)]
pub struct SentenceHandler {
    style: Style,
}

/// One stretch of sentences with the labels on it.
struct Window {
    start: usize,
    text: String,
    /// Line and column, from 1, of its first label.
    position: (usize, usize),
    labels: Vec<Label>,
}

impl SentenceHandler {
    /// Draws in that style.
    pub fn new(style: Style) -> Self {
        Self {
            style: Style {
                width: style.width.max(40),
                ..style
            },
        }
    }

    /// Draws a file that was not linted.
    pub(super) fn not_linted(&self, out: &mut String, path: &str, reason: &str) {
        let paint = Paint::new(self.style);
        paint.put(out, Ink::Strong, &visible(path));
        out.push_str("  ");
        paint.put(out, Ink::Error, "not linted");
        out.push_str("\n\n");
        self.paragraph(out, Ink::Plain, 2, &visible(reason));
        out.push('\n');
    }

    /// Draws a diagnostic.
    pub fn draw(&self, diagnostic: &dyn Diagnostic) -> String {
        let paint = Paint::new(self.style);
        let mut out = String::new();
        let (ink, level) = match diagnostic.severity().unwrap_or(Severity::Error) {
            Severity::Error => (Ink::Error, "error"),
            Severity::Warning => (Ink::Warning, "warning"),
            Severity::Advice => (Ink::Advice, "advice"),
        };
        let (path, windows) = diagnostic
            .source_code()
            .map_or((None, Vec::new()), |source| windows(source, diagnostic));
        if let (Some(path), Some(window)) = (&path, windows.first()) {
            let (line, column) = window.position;
            paint.put(&mut out, Ink::Faint, &format!("{path}:{line}:{column}"));
            out.push_str("  ");
        }
        paint.put(&mut out, ink, level);
        if let Some(code) = diagnostic.code() {
            out.push_str("  ");
            paint.put(&mut out, Ink::Faint, &code.to_string());
        }
        out.push_str("\n\n");
        self.paragraph(&mut out, Ink::Strong, 2, &diagnostic.to_string());
        out.push('\n');
        let digits = windows
            .iter()
            .map(|window| window.position.0.to_string().len())
            .max()
            .unwrap_or(1)
            .max(3);
        for (number, window) in windows.iter().enumerate() {
            let gutter = Gutter {
                number: window.position.0 as u32,
                digits,
            };
            if number > 0 {
                let (line, column) = window.position;
                let place = format!(" {:digits$} {} {line}:{column}\n", "", paint.signs.gap);
                paint.put(&mut out, Ink::Faint, &place);
            }
            let room = self.style.width.saturating_sub(gutter.width());
            snippet::draw(
                &mut out,
                paint,
                ink,
                &gutter,
                &window.text,
                &window.labels,
                room,
            );
        }
        if let Some(help) = diagnostic.help() {
            out.push('\n');
            for line in help.to_string().lines() {
                let (lead, words) = line.split_once(": ").unwrap_or(("help", line));
                self.remark(&mut out, lead, words);
            }
        }
        out
    }

    /// Indented, wrapped text.
    fn paragraph(&self, out: &mut String, ink: Ink, indent: usize, text: &str) {
        let paint = Paint::new(self.style);
        for line in cells::wrap(text, self.style.width - indent) {
            out.push_str(&" ".repeat(indent));
            paint.put(out, ink, &line);
            out.push('\n');
        }
    }

    /// `help     Say who counted …`, wrapped beside its lead.
    fn remark(&self, out: &mut String, lead: &str, words: &str) {
        const INDENT: usize = 11;
        let paint = Paint::new(self.style);
        for (number, line) in cells::wrap(words, self.style.width - INDENT)
            .into_iter()
            .enumerate()
        {
            let lead = if number == 0 { lead } else { "" };
            out.push_str("  ");
            paint.put(out, Ink::Lead, &format!("{lead:<9}"));
            let ink = if lead == "because" || lead == "note" {
                Ink::Faint
            } else {
                Ink::Plain
            };
            paint.put(out, ink, &line);
            out.push('\n');
        }
    }
}

/// The path, and the sentences to show: those of the primary label first, the others in order of the text.
fn windows(source: &dyn SourceCode, diagnostic: &dyn Diagnostic) -> (Option<String>, Vec<Window>) {
    let mut path = None;
    let mut windows: Vec<Window> = Vec::new();
    let mut labels: Vec<LabeledSpan> = diagnostic.labels().into_iter().flatten().collect();
    labels.sort_by_key(|label| (!label.primary(), label.offset()));
    for label in labels {
        let span: &SourceSpan = label.inner();
        let Ok(contents) = source.read_span(span, 0, 0) else {
            continue;
        };
        path = path.or_else(|| contents.name().map(str::to_owned));
        let start = contents.span().offset();
        let limit = contents.data().len();
        let within = |at: usize| at.saturating_sub(start).min(limit);
        let mark = Label {
            span: Span::of(within(label.offset()), within(label.offset() + label.len())),
            message: label.label().map(str::to_owned),
            primary: label.primary(),
        };
        match windows.iter_mut().find(|window| window.start == start) {
            Some(window) => window.labels.push(mark),
            None => windows.push(Window {
                start,
                text: String::from_utf8_lossy(contents.data()).into_owned(),
                position: (contents.line() + 1, contents.column() + 1),
                labels: vec![mark],
            }),
        }
    }
    (path, windows)
}

impl ReportHandler for SentenceHandler {
    fn debug(&self, diagnostic: &dyn Diagnostic, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.draw(diagnostic))
    }
}
