//! A paragraph being gathered: its stretches of text with their places in the source, before its kind is known.

use copydesk_draft::{BlockKind, DraftBuilder, InlineKind, Span};

/// One stretch of a paragraph.
#[derive(Debug)]
enum Part {
    /// Source bytes as they stand.
    Verbatim(Span),
    /// Text that stands for source bytes.
    Stands(String, Span),
    /// A marked stretch begins.
    Open,
    /// The stretch that began last ends.
    Close(InlineKind),
}

/// A paragraph being gathered.
#[derive(Debug, Default)]
pub(crate) struct Paragraph {
    parts: Vec<Part>,
}

impl Paragraph {
    /// Appends source bytes as they stand.
    pub(crate) fn verbatim(&mut self, source: Span) {
        if !source.is_empty() {
            self.parts.push(Part::Verbatim(source));
        }
    }

    /// Appends text that stands for source bytes.
    pub(crate) fn stands(&mut self, text: impl Into<String>, source: Span) {
        self.parts.push(Part::Stands(text.into(), source));
    }

    /// Begins a marked stretch.
    pub(crate) fn open(&mut self) {
        self.parts.push(Part::Open);
    }

    /// Ends the marked stretch that began last.
    pub(crate) fn close(&mut self, kind: InlineKind) {
        self.parts.push(Part::Close(kind));
    }

    /// True if nothing was gathered.
    pub(crate) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// True if it holds nothing but blanks of the source.
    pub(crate) fn is_blank(&self, source: &str) -> bool {
        self.parts.iter().all(|part| match part {
            Part::Verbatim(span) => span.text(source).trim().is_empty(),
            Part::Stands(text, _) => text.trim().is_empty(),
            Part::Open | Part::Close(_) => true,
        })
    }

    /// Writes the paragraph as a block of that kind and level, and starts anew.
    pub(crate) fn flush(&mut self, builder: &mut DraftBuilder, kind: BlockKind, level: u8) {
        let parts = std::mem::take(&mut self.parts);
        if parts.is_empty() {
            return;
        }
        builder.open(kind, level);
        let mut open = Vec::new();
        for part in parts {
            match part {
                Part::Verbatim(source) => builder.verbatim(source),
                Part::Stands(text, source) => builder.piece(&text, source),
                Part::Open => open.push(builder.here()),
                Part::Close(kind) => {
                    if let Some(start) = open.pop() {
                        builder.inline(kind, start);
                    }
                }
            }
        }
        builder.close();
    }
}
