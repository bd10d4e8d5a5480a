//! Markdown: `CommonMark` with tables, strikethrough and footnotes, read through pulldown-cmark's offsets.
//!
//! Text events that equal their source are verbatim; entities, soft line breaks and cell borders are pieces that
//! stand for their bytes. HTML blocks and comments are kept as [`BlockKind::Markup`].

use copydesk_draft::{BlockKind, DraftBuilder, InlineKind, NO_ALTERNATIVE, Span};
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::paragraph::Paragraph;

/// Reads the body of a Markdown draft from byte `body` of the source. Without a title in the front matter the first
/// heading of level 1 is the headline.
pub(crate) fn read(builder: &mut DraftBuilder, body: u32, has_title: bool) {
    let text = builder.source().text().to_owned();
    let markdown = text.get(body as usize..).unwrap_or("");
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    let mut reader = Reader {
        text: &text,
        has_title,
        paragraph: Paragraph::default(),
        images: Vec::new(),
        alt: None,
        shape: Shape::default(),
        markup: None,
        code: None,
        quotes: 0,
        lists: 0,
        links: Vec::new(),
        cell_end: None,
    };
    for (event, range) in Parser::new_ext(markdown, options).into_offset_iter() {
        let source = Span::of(range.start + body as usize, range.end + body as usize);
        reader.event(builder, event, source);
    }
    reader.flush(builder);
}

/// The tags of HTML that may stand within a sentence.
const TEXT_TAGS: [&str; 47] = [
    "a", "abbr", "acronym", "audio", "b", "bdi", "bdo", "big", "button", "center", "cite", "code",
    "data", "del", "dfn", "div", "em", "font", "i", "iframe", "input", "ins", "kbd", "label",
    "mark", "p", "picture", "q", "ruby", "s", "samp", "small", "source", "span", "strike",
    "strong", "sub", "sup", "svg", "time", "tt", "u", "var", "video", "wbr", "rt", "rp",
];

/// What a paragraph is made of so far: tells a picture's own paragraph from one that mentions it.
#[derive(Clone, Copy, Debug, Default)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "four independent observations"
)]
struct Shape {
    /// An image that is not within words.
    image: bool,
    /// Words outside images and emphasis.
    plain: bool,
    /// Words in emphasis.
    stressed: bool,
    /// Depth of emphasis.
    emphasis: u32,
    /// The last words ended in a blank, with nothing but images since.
    blank: bool,
}

struct Reader<'a> {
    text: &'a str,
    has_title: bool,
    paragraph: Paragraph,
    /// Alternative texts of the images of the open paragraph.
    images: Vec<(Paragraph, String)>,
    /// The alternative text being read.
    alt: Option<(Paragraph, String)>,
    shape: Shape,
    /// An HTML block being gathered.
    markup: Option<Span>,
    /// A code block being gathered.
    code: Option<Paragraph>,
    quotes: u8,
    lists: u8,
    links: Vec<String>,
    /// End of the last cell of the open table row.
    cell_end: Option<u32>,
}

impl Reader<'_> {
    fn event(&mut self, builder: &mut DraftBuilder, event: Event<'_>, source: Span) {
        match event {
            Event::Start(tag) => self.start(builder, tag, source),
            Event::End(tag) => self.end(builder, tag, source),
            Event::Text(words) => self.words(&words, source),
            Event::Code(words) => self.inline_code(&words, source),
            Event::SoftBreak => self.words(" ", source),
            Event::HardBreak => self.words("\n", source),
            Event::Html(_) => {
                self.markup = Some(self.markup.map_or(source, |open| open.to(source)));
            }
            Event::InlineHtml(tag) => self.tag(&tag, source),
            Event::FootnoteReference(_)
            | Event::Rule
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, builder: &mut DraftBuilder, tag: Tag<'_>, source: Span) {
        match tag {
            Tag::BlockQuote(_) => {
                self.flush(builder);
                self.quotes = self.quotes.saturating_add(1);
            }
            Tag::List(_) => {
                self.flush(builder);
                self.lists = self.lists.saturating_add(1);
            }
            Tag::Item | Tag::Paragraph | Tag::Heading { .. } | Tag::TableHead | Tag::TableRow => {
                self.flush(builder);
                self.cell_end = None;
            }
            Tag::TableCell => {
                if let Some(end) = self.cell_end {
                    self.paragraph
                        .stands(" | ", Span::new(end, source.start.max(end)));
                }
            }
            Tag::CodeBlock(kind) => {
                self.flush(builder);
                // The language of a fenced block is not text.
                let (CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) = kind;
                self.code = Some(Paragraph::default());
            }
            Tag::HtmlBlock => {
                self.flush(builder);
                self.markup = None;
            }
            Tag::Emphasis | Tag::Strong => {
                self.target().open();
                self.shape.emphasis += 1;
            }
            Tag::Link { dest_url, .. } => {
                self.links.push(dest_url.to_string());
                self.target().open();
            }
            Tag::Image { dest_url, .. } => {
                let mut alt = Paragraph::default();
                alt.open();
                self.alt = Some((alt, dest_url.to_string()));
            }
            _ => {}
        }
    }

    fn end(&mut self, builder: &mut DraftBuilder, tag: TagEnd, source: Span) {
        match tag {
            TagEnd::BlockQuote(_) => {
                self.flush(builder);
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::List(_) => {
                self.flush(builder);
                self.lists = self.lists.saturating_sub(1);
            }
            TagEnd::Item | TagEnd::Paragraph => self.flush(builder),
            TagEnd::Heading(level) => self.heading(builder, level),
            TagEnd::TableHead | TagEnd::TableRow => self.flush_as(builder, BlockKind::TableRow, 0),
            TagEnd::TableCell => self.cell_end = Some(source.end),
            TagEnd::CodeBlock => {
                if let Some(mut code) = self.code.take() {
                    code.flush(builder, BlockKind::Code, 0);
                }
            }
            TagEnd::HtmlBlock => {
                if let Some(markup) = self.markup.take() {
                    let mut block = Paragraph::default();
                    block.verbatim(markup);
                    block.flush(builder, BlockKind::Markup, 0);
                }
            }
            TagEnd::Emphasis | TagEnd::Strong => {
                self.target().close(InlineKind::Emphasis);
                self.shape.emphasis = self.shape.emphasis.saturating_sub(1);
            }
            TagEnd::Link => {
                let target = self.links.pop().unwrap_or_default();
                self.target().close(InlineKind::Link { target });
            }
            TagEnd::Image => {
                if let Some((mut alt, target)) = self.alt.take() {
                    if alt.is_blank(self.text) {
                        alt = Paragraph::default();
                        alt.open();
                        alt.stands(NO_ALTERNATIVE, source);
                    }
                    alt.close(InlineKind::Image {
                        target: target.clone(),
                    });
                    self.images.push((alt, target));
                    self.shape.image = true;
                }
            }
            _ => {}
        }
    }

    /// Where words go now: the alternative text of an image, or the paragraph.
    fn target(&mut self) -> &mut Paragraph {
        match (&mut self.alt, &mut self.code) {
            (Some((alt, _)), _) => alt,
            (None, Some(code)) => code,
            (None, None) => &mut self.paragraph,
        }
    }

    fn words(&mut self, mut words: &str, mut source: Span) {
        if self.alt.is_none() && self.code.is_none() {
            // The blank after an image, where one stands before it.
            if let (true, true, Some(rest)) =
                (self.shape.blank, self.shape.image, words.strip_prefix(' '))
            {
                words = rest;
                source.start += u32::from(source.len() > 1);
            }
            self.shape.blank = words.ends_with(' ');
        }
        if self.alt.is_none() && !words.trim().is_empty() {
            if self.shape.emphasis > 0 {
                self.shape.stressed = true;
            } else {
                self.shape.plain = true;
            }
        }
        if source.text(self.text) == words {
            self.target().verbatim(source);
        } else if source.text(self.text).replace("\r\n", "\n") == words {
            self.lines(source);
        } else {
            self.target().stands(words, source);
        }
    }

    /// A tag within a sentence. Tags of text are read past; a comment, or a tag that HTML does not know, is kept as a mark.
    fn tag(&mut self, tag: &str, source: Span) {
        let name: String = tag
            .trim_start_matches(['<', '/'])
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .flat_map(char::to_lowercase)
            .collect();
        if name == "br" {
            self.words("\n", source);
        } else if !TEXT_TAGS.contains(&name.as_str()) {
            let target = self.target();
            target.open();
            target.stands(" ", source);
            target.close(InlineKind::Markup {
                text: tag.to_owned(),
            });
        }
    }

    /// Appends source bytes with CRLF line ends line by line, so that only the line ends are not verbatim.
    fn lines(&mut self, source: Span) {
        let text = source.text(self.text).to_owned();
        let mut at = source.start;
        for line in text.split_inclusive("\r\n") {
            let words = line.strip_suffix("\r\n").unwrap_or(line).len() as u32;
            self.target().verbatim(Span::new(at, at + words));
            if (words as usize) < line.len() {
                self.target()
                    .stands("\n", Span::new(at + words, at + words + 2));
            }
            at += line.len() as u32;
        }
    }

    /// Code within a sentence: the words between the backticks.
    fn inline_code(&mut self, words: &str, source: Span) {
        let raw = source.text(self.text);
        let fence = raw.len() - raw.trim_start_matches('`').len();
        let inner = raw
            .get(fence..raw.len().saturating_sub(fence))
            .unwrap_or("");
        let blank = usize::from(inner != words && inner.starts_with(' '));
        let start = source.start + (fence + blank) as u32;
        let verbatim = Span::new(start, start + words.len() as u32);
        self.shape.plain |= self.alt.is_none();
        self.shape.blank = false;
        let same = verbatim.text(self.text) == words;
        let target = self.target();
        target.open();
        if same {
            target.verbatim(verbatim);
        } else {
            target.stands(words.replace('\n', " "), source);
        }
        target.close(InlineKind::Code);
    }

    fn heading(&mut self, builder: &mut DraftBuilder, level: HeadingLevel) {
        if level == HeadingLevel::H1
            && !self.has_title
            && self.quotes == 0
            && !self.paragraph.is_empty()
        {
            self.has_title = true;
            self.flush_as(builder, BlockKind::Headline, 1);
        } else if self.quotes > 0 {
            self.flush(builder);
        } else {
            self.flush_as(builder, BlockKind::Subhead, level as u8);
        }
    }

    /// Writes the open paragraph as what its surroundings make of it.
    fn flush(&mut self, builder: &mut DraftBuilder) {
        let (kind, level) = if self.quotes > 0 {
            (BlockKind::BlockQuote, self.quotes)
        } else if self.lists > 0 {
            (BlockKind::ListItem, self.lists)
        } else if self.shape.image && self.shape.stressed && !self.shape.plain {
            // A picture with nothing but emphasised words under it.
            (BlockKind::Caption, 0)
        } else {
            (BlockKind::Paragraph, 0)
        };
        self.flush_as(builder, kind, level);
    }

    /// Writes the open paragraph, then the alternative texts of its images as captions.
    fn flush_as(&mut self, builder: &mut DraftBuilder, kind: BlockKind, level: u8) {
        self.paragraph.flush(builder, kind, level);
        for (mut alt, _) in std::mem::take(&mut self.images) {
            alt.flush(builder, BlockKind::Caption, 0);
        }
        self.shape = Shape::default();
        self.cell_end = None;
    }
}
