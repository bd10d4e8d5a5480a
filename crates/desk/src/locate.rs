//! From spans of the reading text to places in the file.

use std::sync::Arc;

use copydesk_draft::{Draft, Span};
use copydesk_engine as engine;

use crate::report::{Edit, Finding, Fix, Place, Related};

/// A window of sentences longer than this is cut around the span, in bytes.
const LONGEST: u32 = 1_200;
/// Bytes kept on each side of a span in a window that is cut.
const AROUND: u32 = 400;

/// Finds places of one draft.
#[derive(Debug)]
pub struct Locator<'a> {
    draft: &'a Draft,
    /// The sentences in order, in bytes of the reading text.
    sentences: Vec<Span>,
}

impl<'a> Locator<'a> {
    /// For a draft with its sentences, which must be in order.
    pub fn new(draft: &'a Draft, sentences: impl IntoIterator<Item = Span>) -> Self {
        Self {
            draft,
            sentences: sentences.into_iter().collect(),
        }
    }

    /// The place of a span of the reading text.
    pub fn place(&self, span: Span) -> Place {
        let (start, end) = self.draft.positions(span);
        let text = self.draft.text();
        let window = self.window(span);
        Place {
            start,
            end,
            excerpt: span.text(text).to_owned(),
            span,
            sentence: Arc::from(window.text(text)),
            sentence_start: window.start,
        }
    }

    /// The finding with its places.
    pub fn finding(&self, finding: engine::Finding) -> Finding {
        Finding {
            rule: finding.rule,
            severity: finding.severity,
            severity_reason: finding.severity_reason,
            message: finding.message,
            help: finding.help,
            because: finding.because,
            place: self.place(finding.span),
            related: finding
                .related
                .into_iter()
                .map(|related| Related {
                    message: related.message,
                    place: self.place(related.span),
                })
                .collect(),
            fix: finding.fix.map(|fix| Fix {
                safe: fix.safe,
                edits: fix.edits.into_iter().map(|edit| self.edit(edit)).collect(),
            }),
            fingerprint: finding.fingerprint,
        }
    }

    fn edit(&self, edit: engine::Edit) -> Edit {
        let (start, end) = self.draft.positions(edit.span);
        Edit {
            start,
            end,
            old: edit.span.text(self.draft.text()).to_owned(),
            text: edit.text,
        }
    }

    /// The sentences that a span touches, within its block; the block itself where there is no sentence (code).
    fn window(&self, span: Span) -> Span {
        let first = self
            .sentences
            .partition_point(|sentence| sentence.end <= span.start);
        let touched = |sentence: &&Span| sentence.start < span.end.max(span.start + 1);
        let mut window = match self.sentences.get(first) {
            Some(sentence) if touched(&sentence) => *sentence,
            _ => self.block(span),
        };
        for sentence in self.sentences.iter().skip(first + 1).take_while(touched) {
            window = window.to(*sentence);
        }
        window = window.to(span);
        if window.len() > LONGEST {
            self.cut(window, span)
        } else {
            window
        }
    }

    fn block(&self, span: Span) -> Span {
        let blocks = self.draft.blocks();
        let next = blocks.partition_point(|block| block.span.end < span.start);
        blocks
            .get(next)
            .filter(|block| block.span.start <= span.start)
            .map_or(span, |block| block.span)
    }

    /// A window cut to some whole words around the head of the span.
    fn cut(&self, window: Span, span: Span) -> Span {
        let text = self.draft.text();
        let head = span.end.min(span.start + LONGEST);
        let from =
            text.floor_char_boundary(window.start.max(span.start.saturating_sub(AROUND)) as usize);
        let to = text.ceil_char_boundary(window.end.min(head + AROUND) as usize);
        let before = Span::of(from, span.start as usize).text(text);
        let after = Span::of(text.ceil_char_boundary(head as usize), to).text(text);
        let start = match before.find(char::is_whitespace) {
            Some(blank) if from > window.start as usize => from + blank + 1,
            _ => from,
        };
        let end = match after.rfind(char::is_whitespace) {
            Some(blank) if to < window.end as usize => to - after.len() + blank,
            _ => to,
        };
        Span::of(start, end)
    }
}

#[cfg(test)]
mod tests {
    use copydesk_formats::{Options, read};

    use super::*;

    fn sentences(draft: &Draft) -> Vec<Span> {
        let mut found = Vec::new();
        let mut start = 0;
        for (at, _) in draft.text().match_indices(". ") {
            found.push(Span::of(start, at + 1));
            start = at + 2;
        }
        found.push(Span::of(start, draft.text().len()));
        found
    }

    #[test]
    fn a_place_has_its_sentence() {
        let text = "Rain fell. The “bridge” went\ndown. Then more.";
        let draft = read("a.md", text.as_bytes(), &Options::default()).unwrap();
        let locator = Locator::new(&draft, sentences(&draft));
        let at = draft.text().find("went down").unwrap();
        let place = locator.place(Span::of(at, at + 9));
        assert_eq!(&*place.sentence, "The “bridge” went down.");
        assert_eq!(place.excerpt, "went down");
        assert_eq!((place.start.line, place.start.column), (1, 25));
        assert_eq!((place.end.line, place.end.column), (2, 5));
        assert_eq!(place.within().text(&place.sentence), "went down");
        let both = locator.place(Span::of(0, at));
        assert_eq!(&*both.sentence, "Rain fell. The “bridge” went down.");
    }

    #[test]
    fn endless_sentences_are_cut_around_the_span() {
        for filler in ["wörd ", "ö"] {
            let text = format!("{}HERE {}", filler.repeat(4_000), filler.repeat(4_000));
            let draft = read("a.md", text.as_bytes(), &Options::default()).unwrap();
            let locator = Locator::new(&draft, sentences(&draft));
            let at = draft.text().find("HERE").unwrap();
            let place = locator.place(Span::of(at, at + 4));
            assert_eq!(place.within().text(&place.sentence), "HERE");
            assert!(
                (400..=820).contains(&place.sentence.len()),
                "{}",
                place.sentence.len()
            );
        }
    }
}
