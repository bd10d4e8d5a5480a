//! Marks in Markdown: comments in the source.

use copydesk_draft::{BlockKind, Draft, Span};
use memchr::memchr;

use super::{Mark, Target, mark};
use crate::report::Place;

/// Where the next comment begins. One sign is found many bytes at a time, and few drafts have it.
fn comment(text: &str, mut at: usize) -> Option<usize> {
    loop {
        at += memchr(b'<', text.as_bytes().get(at..)?)?;
        if text.get(at..)?.starts_with("<!--") {
            return Some(at);
        }
        at += 1;
    }
}

/// The marks of a Markdown draft, in order.
pub(crate) fn marks(draft: &Draft) -> Vec<Mark> {
    let text = draft.source().text();
    let mut at = draft.meta.body as usize;
    let mut found = Vec::new();
    let mut map = None;
    while let Some(start) = comment(text, at) {
        let Some(length) = text.get(start + 4..).and_then(|rest| rest.find("-->")) else {
            break;
        };
        at = start + 4 + length + 3;
        let inner = text.get(start + 4..start + 4 + length).unwrap_or("");
        let Some(said) = mark::parse(inner) else {
            continue;
        };
        let source = Span::of(start, at);
        let map = map.get_or_insert_with(|| Map::of(draft));
        let Some(home) = map.home(source) else {
            continue;
        };
        let target = if said.whole_file {
            Target::File
        } else {
            Target::Text(map.target(draft, source, home))
        };
        let (from, to) = (
            draft.source().position(source.start),
            draft.source().position(source.end),
        );
        let excerpt = source.text(text);
        let near = || {
            let next = map.next(source);
            next.map_or(draft.text().len() as u32, |copy| copy.text.start)
        };
        let read_at = map
            .within_markup(source)
            .map_or_else(near, |span| span.start);
        found.push(Mark {
            said,
            target,
            file: draft.source().name().to_owned(),
            line: from.line,
            own: map.within_markup(source).or_else(|| map.blank(source)),
            place: Place {
                start: from,
                end: to,
                excerpt: excerpt.to_owned(),
                span: Span::new(read_at, read_at + excerpt.len() as u32),
                sentence: excerpt.into(),
                sentence_start: read_at,
            },
        });
    }
    found
}

/// Where a comment stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Home {
    /// A block of its own.
    Block,
    /// Within a paragraph.
    Inline,
}

/// A block that is read.
#[derive(Clone, Copy, Debug)]
struct Copy {
    source: Span,
    text: Span,
    /// End in the reading text of the table or list that goes on here.
    run_end: u32,
}

/// The blocks of the body by their places in the source, for binary search.
struct Map {
    /// HTML blocks: in the source, in the reading text.
    markup: Vec<(Span, Span)>,
    copy: Vec<Copy>,
    /// Comments within sentences: in the source, and the blank in the reading text.
    inline: Vec<(Span, Span)>,
    /// What is read, in the source.
    pieces: Vec<Span>,
}

impl Map {
    fn of(draft: &Draft) -> Self {
        let mut map = Self {
            markup: Vec::new(),
            copy: Vec::new(),
            pieces: Vec::new(),
            inline: Vec::new(),
        };
        for piece in draft.pieces() {
            // A blank stands for a comment within a sentence.
            let comment = piece.source.text(draft.source().text()).starts_with("<!--");
            if comment && piece.text.len() == 1 {
                map.inline.push((piece.source, piece.text));
            } else {
                map.pieces.push(piece.source);
            }
        }
        map.pieces.sort();
        map.inline.sort();
        let mut next: Option<(BlockKind, u32)> = None;
        for block in draft.blocks().iter().rev() {
            let source = draft.to_source(block.span);
            if source.start < draft.meta.body {
                continue;
            }
            if block.kind == BlockKind::Markup {
                map.markup.push((source, block.span));
                next = None;
                continue;
            }
            let whole = matches!(block.kind, BlockKind::TableRow | BlockKind::ListItem);
            let run_end = match next {
                Some((kind, end)) if whole && kind == block.kind => end,
                _ => block.span.end,
            };
            next = Some((block.kind, run_end));
            map.copy.push(Copy {
                source,
                text: block.span,
                run_end,
            });
        }
        map.markup.sort();
        map.copy.sort_by_key(|copy| copy.source);
        map
    }

    /// Where a comment stands; `None` if it is shown: code, or escaped.
    fn home(&self, source: Span) -> Option<Home> {
        if self.within_markup(source).is_some() {
            Some(Home::Block)
        } else if covered(&self.pieces, source) {
            None
        } else {
            Some(Home::Inline)
        }
    }

    /// A comment in the reading text, where it is a block or part of one.
    fn within_markup(&self, source: Span) -> Option<Span> {
        let after = self
            .markup
            .partition_point(|(own, _)| own.start < source.end);
        let (own, text) = self.markup.get(after.checked_sub(1)?)?;
        own.overlaps(source).then(|| {
            let start = text.start + source.start.saturating_sub(own.start);
            Span::new(start, start + source.len())
        })
    }

    /// The blank that stands for a comment within a sentence.
    fn blank(&self, source: Span) -> Option<Span> {
        let at = self
            .inline
            .partition_point(|(own, _)| own.start < source.start);
        let (own, text) = self.inline.get(at)?;
        own.overlaps(source).then_some(*text)
    }

    /// The first block after a comment.
    fn next(&self, source: Span) -> Option<&Copy> {
        let next = self
            .copy
            .partition_point(|copy| copy.source.start < source.end);
        self.copy.get(next)
    }

    /// The words a mark is for: those of the next block; of a table or a list the whole; within a paragraph the
    /// paragraph.
    fn target(&self, draft: &Draft, source: Span, home: Home) -> Span {
        if home == Home::Inline {
            let after = self
                .copy
                .partition_point(|copy| copy.source.start <= source.start);
            if let Some(around) = after.checked_sub(1).and_then(|at| self.copy.get(at)) {
                return around.text;
            }
        }
        let end = draft.text().len() as u32;
        self.next(source).map_or(Span::new(end, end), |copy| {
            Span::new(copy.text.start, copy.run_end)
        })
    }
}

/// True if one of the spans, which are in order, shares a byte with another.
fn covered(spans: &[Span], other: Span) -> bool {
    let after = spans.partition_point(|span| span.start < other.end);
    after
        .checked_sub(1)
        .and_then(|at| spans.get(at))
        .is_some_and(|span| span.overlaps(other))
}
