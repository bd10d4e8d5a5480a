use crate::{Day, Position, Source, Span};
use serde::{Deserialize, Serialize};

/// What a block of a draft is. `formats` sets what is marked in the source; `reading` infers the rest in plain text.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum BlockKind {
    /// The headline (front matter `title`, or a first Markdown heading of level 1).
    Headline,
    /// The standfirst under the headline.
    Dek,
    /// Who wrote it.
    Byline,
    /// A dateline given as a field of its own; one that opens the lede is found by `reading`.
    Dateline,
    /// A paragraph of body text.
    Paragraph,
    /// A heading within the body (crosshead).
    Subhead,
    /// The words under a picture.
    Caption,
    /// Who took the picture or owns it.
    Credit,
    /// One item of a list.
    ListItem,
    /// A block quotation.
    BlockQuote,
    /// Code; never read as prose.
    Code,
    /// A row of a table.
    TableRow,
    /// An HTML comment or other markup that is not prose; kept so that nothing is lost.
    Markup,
}

impl BlockKind {
    /// True for what a reader meets as running text of the article: paragraphs, subheads, list items, block quotes.
    pub fn is_body(self) -> bool {
        matches!(
            self,
            Self::Paragraph | Self::Subhead | Self::ListItem | Self::BlockQuote
        )
    }
}

/// One block, in reading order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its bytes in [`Draft::text`], without surrounding blanks.
    pub span: Span,
    /// Heading level (1 to 6) or list depth; 0 where it means nothing.
    pub level: u8,
}

/// What a marked stretch within a block is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum InlineKind {
    /// A link; the span covers its visible text.
    Link {
        /// Where it leads.
        target: String,
    },
    /// An image; the span covers its alternative text ([`NO_ALTERNATIVE`] if there is none).
    Image {
        /// The image's address.
        target: String,
    },
    /// Code within a sentence; never read as prose.
    Code,
    /// Emphasis or strong emphasis (titles of works, words as words).
    Emphasis,
    /// A comment or an unknown tag within a sentence: no part of the text; the span covers the blank that stands for it.
    Markup {
        /// The comment or tag as it stands in the source.
        text: String,
    },
}

/// What stands in the reading text for an image without alternative text, so that it has a place.
pub const NO_ALTERNATIVE: &str = "\u{fffc}";

/// A marked stretch of text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Inline {
    /// What it is.
    pub kind: InlineKind,
    /// Its bytes in [`Draft::text`].
    pub span: Span,
}

/// Where the draft's date came from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DateOrigin {
    /// Given from outside (`--as-of`); overrides everything.
    AsOf,
    /// The front matter's `date`.
    FrontMatter,
    /// A full date in the dateline.
    Dateline,
}

/// The kind of piece, from the front matter's `genre`. Rules may be limited to some.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Genre {
    #[default]
    News,
    Analysis,
    Opinion,
    Feature,
    Interview,
    Live,
    Obituary,
    Review,
    Sport,
    Satire,
    FactCheck,
}

impl Genre {
    /// All genres with the names used in front matter and rules.
    pub const ALL: [(&'static str, Self); 11] = [
        ("news", Self::News),
        ("analysis", Self::Analysis),
        ("opinion", Self::Opinion),
        ("feature", Self::Feature),
        ("interview", Self::Interview),
        ("live", Self::Live),
        ("obituary", Self::Obituary),
        ("review", Self::Review),
        ("sport", Self::Sport),
        ("satire", Self::Satire),
        ("fact-check", Self::FactCheck),
    ];

    /// The genre of that name, any case.
    pub fn parse(name: &str) -> Option<Self> {
        let name = name.trim();
        Self::ALL
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|&(_, genre)| genre)
    }

    /// The name used in front matter and rules.
    pub fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|&&(_, genre)| genre == self)
            .map_or("news", |&(name, _)| name)
    }
}

/// What the front matter says about the draft.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Meta {
    /// The draft's date and where it came from; `None` if unknown.
    pub date: Option<(Day, DateOrigin)>,
    /// The language tag (`en-GB`), if given.
    pub lang: Option<String>,
    /// The genre; if not given, that of the label with which the draft begins ("Opinion:"), else news.
    pub genre: Genre,
    /// First byte of the body in the *source*: after the front matter.
    pub body: u32,
    /// Every front-matter key with its value as text, in order, with its bytes in the *source*.
    pub keys: Vec<(String, String, Span)>,
}

/// One stretch of the reading text and the bytes of the source it came from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Piece {
    /// Bytes in [`Draft::text`].
    pub text: Span,
    /// Bytes in [`Source::text`]. If both have the same length the piece is verbatim.
    pub source: Span,
}

/// One article, ready to be read.
///
/// `text` holds all blocks that are read (headline first, if marked), separated by a blank line; `pieces` maps
/// every byte of it back to the source file.
#[derive(Clone, Debug)]
pub struct Draft {
    source: Source,
    text: String,
    pieces: Vec<Piece>,
    blocks: Vec<Block>,
    inlines: Vec<Inline>,
    /// What the front matter says.
    pub meta: Meta,
}

impl Draft {
    /// The file the draft came from.
    #[inline]
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The text that is read. All spans of layers are byte ranges into it.
    #[inline]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The blocks in order of [`Draft::text`].
    #[inline]
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Links, images, code and emphasis in order of position.
    #[inline]
    pub fn inlines(&self) -> &[Inline] {
        &self.inlines
    }

    /// The pieces in order; they do not overlap.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The draft's date, if known.
    pub fn date(&self) -> Option<Day> {
        self.meta.date.map(|(day, _)| day)
    }

    /// The bytes of the source under a span of the reading text. A span that touches a piece that is not
    /// verbatim (an entity, an escape, a soft line break) takes in the whole of that piece.
    pub fn to_source(&self, span: Span) -> Span {
        let start = self.source_start(span.start);
        let end = if span.is_empty() {
            start
        } else {
            self.source_end(span.end)
        };
        Span::new(start, end.max(start))
    }

    fn source_start(&self, at: u32) -> u32 {
        let next = self.pieces.partition_point(|piece| piece.text.end <= at);
        match self.pieces.get(next) {
            Some(piece) if piece.text.start <= at => {
                if piece.text.len() == piece.source.len() {
                    piece.source.start + (at - piece.text.start)
                } else {
                    piece.source.start
                }
            }
            Some(piece) => piece.source.start,
            None => self.pieces.last().map_or(0, |piece| piece.source.end),
        }
    }

    fn source_end(&self, at: u32) -> u32 {
        let next = self.pieces.partition_point(|piece| piece.text.end < at);
        match self.pieces.get(next) {
            Some(piece) if piece.text.start < at => {
                if piece.text.len() == piece.source.len() {
                    piece.source.start + (at - piece.text.start)
                } else {
                    piece.source.end
                }
            }
            _ => next
                .checked_sub(1)
                .and_then(|i| self.pieces.get(i))
                .map_or(0, |piece| piece.source.end),
        }
    }

    /// The reading text that came from some bytes of the source: the smallest span that holds all of it. `None` if
    /// nothing of them is read.
    pub fn to_text(&self, source: Span) -> Option<Span> {
        self.pieces
            .iter()
            .filter(|piece| piece.source.overlaps(source))
            .map(|piece| {
                if piece.text.len() == piece.source.len() {
                    let from = source.start.max(piece.source.start) - piece.source.start;
                    let to = source.end.min(piece.source.end) - piece.source.start;
                    Span::new(piece.text.start + from, piece.text.start + to)
                } else {
                    piece.text
                }
            })
            .reduce(Span::to)
    }

    /// Line, column, byte and code point in the source of a byte of the reading text.
    pub fn position(&self, at: u32) -> Position {
        self.source.position(self.source_start(at))
    }

    /// Start and end positions in the source of a span of the reading text.
    pub fn positions(&self, span: Span) -> (Position, Position) {
        let span = self.to_source(span);
        (
            self.source.position(span.start),
            self.source.position(span.end),
        )
    }
}

/// Puts a draft together block by block.
#[derive(Clone, Debug)]
pub struct DraftBuilder {
    draft: Draft,
    open: Option<(BlockKind, u8, u32)>,
}

impl DraftBuilder {
    /// Starts a draft over a source file.
    pub fn new(source: Source) -> Self {
        Self {
            draft: Draft {
                source,
                text: String::new(),
                pieces: Vec::new(),
                blocks: Vec::new(),
                inlines: Vec::new(),
                meta: Meta::default(),
            },
            open: None,
        }
    }

    /// The source being read.
    pub fn source(&self) -> &Source {
        &self.draft.source
    }

    /// Mutable access to the front-matter values.
    pub fn meta(&mut self) -> &mut Meta {
        &mut self.draft.meta
    }

    /// Length of the reading text so far, in bytes: where the next piece will start.
    pub fn here(&self) -> u32 {
        self.draft.text.len() as u32
    }

    /// Opens a block; an open one is closed first.
    pub fn open(&mut self, kind: BlockKind, level: u8) {
        self.close();
        if !self.draft.text.is_empty() {
            self.draft.text.push_str("\n\n");
        }
        self.open = Some((kind, level, self.here()));
    }

    /// Appends the bytes `source` of the source file verbatim.
    pub fn verbatim(&mut self, source: Span) {
        let start = self.here();
        self.draft
            .text
            .push_str(source.text(self.draft.source.text()));
        self.came_from(start, source);
    }

    /// Appends `text`, which stands for the bytes `source` of the source file (an entity, an escape).
    pub fn piece(&mut self, text: &str, source: Span) {
        let start = self.here();
        self.draft.text.push_str(text);
        self.came_from(start, source);
    }

    /// Notes which bytes of the source the text from byte `start` on stands for.
    fn came_from(&mut self, start: u32, source: Span) {
        let piece = Piece {
            text: Span::new(start, self.here()),
            source,
        };
        if piece.text.is_empty() {
            return;
        }
        let verbatim = |piece: &Piece| piece.text.len() == piece.source.len();
        match self.draft.pieces.last_mut() {
            Some(last)
                if verbatim(last)
                    && verbatim(&piece)
                    && last.text.end == piece.text.start
                    && last.source.end == piece.source.start =>
            {
                last.text.end = piece.text.end;
                last.source.end = piece.source.end;
            }
            _ => self.draft.pieces.push(piece),
        }
    }

    /// Marks the text from byte `start` of the reading text up to here.
    pub fn inline(&mut self, kind: InlineKind, start: u32) {
        let span = Span::new(start, self.here());
        self.draft.inlines.push(Inline { kind, span });
    }

    /// Closes the open block, leaving out blanks at its edges; a block without text is dropped unless it
    /// holds an inline mark (an image without alternative text).
    pub fn close(&mut self) {
        let Some((kind, level, start)) = self.open.take() else {
            return;
        };
        let text = self.draft.text.get(start as usize..).unwrap_or("");
        let lead = (text.len() - text.trim_start().len()) as u32;
        let body = text.trim().len() as u32;
        let marked = self
            .draft
            .inlines
            .last()
            .is_some_and(|inline| inline.span.start >= start);
        if body > 0 || marked {
            let span = if body > 0 {
                Span::new(start + lead, start + lead + body)
            } else {
                Span::new(start, start)
            };
            self.draft.blocks.push(Block { kind, span, level });
        }
    }

    /// The finished draft.
    pub fn finish(mut self) -> Draft {
        self.close();
        self.draft.inlines.sort_by_key(|inline| inline.span);
        self.draft
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_map_back() {
        let source = Source::new("a.md", "---\ntitle: X\n---\nA &amp; B went.".into(), 0);
        let mut builder = DraftBuilder::new(source);
        builder.open(BlockKind::Headline, 1);
        builder.verbatim(Span::new(11, 12));
        builder.open(BlockKind::Paragraph, 0);
        builder.verbatim(Span::new(17, 19));
        builder.piece("&", Span::new(19, 24));
        builder.verbatim(Span::new(24, 32));
        let draft = builder.finish();
        assert_eq!(draft.text(), "X\n\nA & B went.");
        assert_eq!(draft.blocks().len(), 2);
        let b = draft.text().find("B went").unwrap() as u32;
        let span = draft.to_source(Span::new(b, b + 6));
        assert_eq!(span.text(draft.source().text()), "B went");
        let amp = draft.text().find('&').unwrap() as u32;
        let span = draft.to_source(Span::new(amp, amp + 1));
        assert_eq!(span.text(draft.source().text()), "&amp;");
        assert_eq!(draft.to_text(span), Some(Span::new(amp, amp + 1)));
        assert_eq!(draft.to_text(Span::new(25, 26)), Some(Span::new(b, b + 1)));
        assert_eq!(draft.to_text(Span::new(0, 3)), None);
        assert_eq!(draft.position(b).line, 4);
        let all = draft.to_source(Span::new(0, draft.text().len() as u32));
        assert_eq!(all, Span::new(11, 32));
    }
}
