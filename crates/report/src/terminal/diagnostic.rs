//! A finding as a miette diagnostic.

use std::fmt;

use copydesk_desk::{Finding, Level, Place};
use copydesk_draft::{Position, Span};
use miette::{
    Diagnostic, LabeledSpan, MietteError, MietteSpanContents, Severity, SourceCode, SourceSpan,
    SpanContents,
};

use crate::visible;

/// A finding as a miette diagnostic. Its source code is what is kept of the draft: the sentences around its places.
/// `read_span` gives the sentences around a span with the line and *character* column of the span itself.
#[derive(Clone, Debug)]
pub struct FindingDiagnostic {
    path: String,
    rule: String,
    severity: Severity,
    message: String,
    help: String,
    labels: Vec<LabeledSpan>,
    sentences: Vec<Sentences>,
    /// Where the places begin in the file, by first byte in the reading text.
    places: Vec<(u32, Position)>,
}

/// Sentences that follow one another.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Sentences {
    /// Bytes in the reading text.
    span: Span,
    text: String,
}

impl FindingDiagnostic {
    /// The finding of a file.
    pub fn new(path: &str, finding: &Finding) -> Self {
        Self::make(path, finding, finding.because.as_deref())
    }

    /// The finding without the norm behind its rule, where that was given before.
    #[must_use]
    pub fn without_norm(path: &str, finding: &Finding) -> Self {
        Self::make(path, finding, None)
    }

    fn make(path: &str, finding: &Finding, because: Option<&str>) -> Self {
        let mut lines = Vec::new();
        if let Some(help) = &finding.help {
            lines.push(format!("help: {}", visible(help)));
        }
        if let Some(fix) = &finding.fix {
            let kind = if fix.safe { "fix" } else { "offer" };
            for edit in &fix.edits {
                let (old, new) = (visible(edit.old.trim()), visible(edit.text.trim()));
                lines.push(match (old.is_empty(), new.is_empty()) {
                    (_, true) => format!("{kind}: delete “{old}”"),
                    (true, false) => format!("{kind}: insert “{new}”"),
                    (false, false) => format!("{kind}: “{old}” → “{new}”"),
                });
            }
        }
        if let Some(reason) = &finding.severity_reason {
            lines.push(format!(
                "note: {} because {}",
                finding.severity.name(),
                visible(reason)
            ));
        }
        if let Some(because) = because {
            lines.push(format!("because: {}", visible(because)));
        }
        let mut labels = vec![LabeledSpan::new_primary_with_span(
            None,
            span(finding.place.span),
        )];
        for related in &finding.related {
            labels.push(LabeledSpan::new_with_span(
                Some(visible(&related.message).into_owned()),
                span(related.place.span),
            ));
        }
        let all: Vec<&Place> = std::iter::once(&finding.place)
            .chain(finding.related.iter().map(|related| &related.place))
            .collect();
        Self {
            path: visible(path).into_owned(),
            rule: finding.rule.clone(),
            severity: match finding.severity {
                Level::Error => Severity::Error,
                Level::Warning => Severity::Warning,
                Level::Advice => Severity::Advice,
            },
            message: visible(&finding.message).into_owned(),
            help: lines.join("\n"),
            labels,
            sentences: sentences(&all),
            places: all
                .iter()
                .map(|place| (place.span.start, place.start))
                .collect(),
        }
    }
}

fn span(span: Span) -> SourceSpan {
    (span.start as usize, span.len() as usize).into()
}

/// The sentences of all places in order, those that touch joined.
fn sentences(places: &[&Place]) -> Vec<Sentences> {
    let mut all: Vec<Sentences> = places
        .iter()
        .map(|place| Sentences {
            span: Span::new(
                place.sentence_start,
                place.sentence_start + place.sentence.len() as u32,
            ),
            text: place.sentence.to_string(),
        })
        .collect();
    all.sort_by_key(|sentence| (sentence.span.start, std::cmp::Reverse(sentence.span.end)));
    let mut joined: Vec<Sentences> = Vec::new();
    for next in all {
        match joined.last_mut() {
            // One blank between two sentences of a paragraph.
            Some(last) if next.span.start <= last.span.end + 1 => {
                if next.span.start > last.span.end {
                    last.text.push(' ');
                    last.span.end += 1;
                }
                let known = (last.span.end - next.span.start) as usize;
                last.text.push_str(next.text.get(known..).unwrap_or(""));
                last.span.end = last.span.end.max(next.span.end);
            }
            _ => joined.push(next),
        }
    }
    joined
}

impl fmt::Display for FindingDiagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for FindingDiagnostic {}

impl Diagnostic for FindingDiagnostic {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.rule))
    }

    fn severity(&self) -> Option<Severity> {
        Some(self.severity)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        (!self.help.is_empty()).then(|| Box::new(&self.help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}

impl SourceCode for FindingDiagnostic {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        _lines_before: usize,
        _lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let start = span.offset() as u32;
        let sentence = self
            .sentences
            .iter()
            .find(|sentence| sentence.span.start <= start && start <= sentence.span.end)
            .ok_or(MietteError::OutOfBounds)?;
        let position = self
            .places
            .iter()
            .find(|(at, _)| *at == start)
            .map(|(_, position)| *position);
        // miette counts lines and columns from 0.
        let (line, column) = position.map_or((0, 0), |position| {
            (position.line as usize - 1, position.column as usize - 1)
        });
        Ok(Box::new(MietteSpanContents::new_named(
            self.path.clone(),
            sentence.text.as_bytes(),
            (sentence.span.start as usize, sentence.text.len()).into(),
            line,
            column,
            1,
        )))
    }
}
