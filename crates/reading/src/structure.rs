//! Structure: blocks with what can be inferred in plain text, and the structural layers.

mod infer;

use std::ops::Range;
use std::sync::Arc;

use copydesk_draft::layer::{Cell, LayerId, LayerSchema, Table, Type};
use copydesk_draft::{Block, BlockKind, Day, Draft, InlineKind, NO_ALTERNATIVE, Span};

pub(crate) use infer::infer;

use crate::cx::Cx;
use crate::needs::Needs;
use crate::schema::id;
use crate::sentence::Sentence;
use crate::token::{Token, TokenKind, is_quote_mark};

/// A block of the reading text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TextBlock {
    /// What it is: marked in the source, or inferred.
    pub kind: BlockKind,
    /// True if the kind was inferred from plain text.
    pub inferred: bool,
    /// Bytes in the reading text.
    pub span: Span,
    /// First sentence.
    pub first_sentence: u32,
    /// One past the last sentence.
    pub last_sentence: u32,
    /// True for the first paragraph of the body.
    pub lede: bool,
    /// What a paragraph of the body reads as, though it stands in running text: a caption or a credit.
    pub reads_as: Option<BlockKind>,
    /// It is in another language than English.
    pub foreign: bool,
    /// A sign-off: "Reporting by …; editing by …".
    pub sign_off: bool,
}

/// The blocks as the format gave them.
pub(crate) fn blocks(draft: &Draft) -> Vec<TextBlock> {
    draft
        .blocks()
        .iter()
        .map(|&Block { kind, span, .. }| TextBlock {
            kind,
            inferred: false,
            span,
            first_sentence: 0,
            last_sentence: 0,
            lede: false,
            reads_as: None,
            foreign: false,
            sign_off: false,
        })
        .collect()
}

/// A dateline at the start of the body ("BEIRUT, Oct 16 (Reuters) —") or in a field of its own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Dateline {
    /// Bytes of the dateline, without the dash.
    pub span: Span,
    /// Bytes of the place name.
    pub place: Span,
    /// Bytes of the agency in brackets.
    pub agency: Option<Span>,
    /// The day, only if the dateline gives the year too.
    pub day: Option<Day>,
}

/// The sentences, of which that with the dateline begins behind its dash.
pub(crate) fn behind_dateline(
    dateline: &Dateline,
    tokens: &[Token],
    sentences: &[Sentence],
) -> Vec<Sentence> {
    let mut own = sentences.to_vec();
    let mut first = tokens.partition_point(|token| token.span.start < dateline.span.end);
    while tokens.get(first).is_some_and(|token| {
        matches!(
            token.kind,
            TokenKind::Dash | TokenKind::Hyphen | TokenKind::Punct | TokenKind::Mark
        )
    }) {
        first += 1;
    }
    let holder = own
        .iter_mut()
        .find(|one| one.span.start <= dateline.span.start && dateline.span.start < one.span.end);
    if let (Some(sentence), Some(token)) = (holder, tokens.get(first))
        && (first as u32) < sentence.last
    {
        sentence.first = first as u32;
        sentence.span = Span::new(token.span.start, sentence.span.end);
    }
    own
}

/// Finds the dateline: capitals that open the lede, then region, day and agency, up to a dash; or a name in small
/// letters, if a day or an agency follows it ("Kherson, Ukraine, March 12 (Reuters) –").
pub(crate) fn find_dateline(
    text: &str,
    tokens: &[Token],
    sentences: &[Sentence],
    blocks: &[TextBlock],
) -> Option<Dateline> {
    let lede = blocks.iter().find(|block| block.lede)?;
    let first = sentences.get(lede.first_sentence as usize)?.first as usize;
    let word = |i: usize| tokens.get(i).map_or("", |token| token.span.text(text));
    let opens = tokens.get(first)?;
    // "EL OBEID", "LA PAZ": two letters open a dateline only before a word in capitals.
    let short = opens.span.len() < 3
        && !(opens.capitals && tokens.get(first + 1).is_some_and(|next| next.capitals));
    if !opens.capital || short || opens.span.end > lede.span.end {
        return None;
    }
    let dash = (first + 1..first + 18).find(|&i| {
        tokens
            .get(i)
            .is_some_and(|token| token.kind == TokenKind::Dash)
    })?;
    let fits = (first..dash).all(|i| {
        tokens.get(i).is_some_and(|token| {
            token.capital
                || matches!(
                    token.kind,
                    TokenKind::Number | TokenKind::Hyphen | TokenKind::Possessive
                )
                || matches!(
                    word(i),
                    "," | "." | "(" | ")" | "/" | "de" | "la" | "al" | "of"
                )
        })
    });
    if !fits {
        return None;
    }
    let place_end = (first..dash)
        .take_while(|&i| !matches!(word(i), "," | "("))
        .last()?
        + 1;
    let span = |from: usize, to: usize| {
        let start = tokens.get(from).map_or(0, |token| token.span.start);
        let end = to
            .checked_sub(1)
            .and_then(|i| tokens.get(i))
            .map_or(start, |token| token.span.end);
        Span::new(start, end.max(start))
    };
    let open = (first..dash).find(|&i| word(i) == "(");
    let close = (first..dash).rfind(|&i| word(i) == ")");
    if !opens.capitals {
        let month = (first + 1..dash).find(|&i| month_at(word(i)).is_some());
        let dated = month.is_some_and(|at| {
            [at.wrapping_sub(1), at + 1, at + 2].into_iter().any(|i| {
                i > first
                    && tokens
                        .get(i)
                        .is_some_and(|token| token.kind == TokenKind::Number)
            })
        });
        let signed = close.is_some_and(|close| close + 1 == dash);
        let note = matches!(
            word(first),
            "Updated"
                | "Published"
                | "Posted"
                | "By"
                | "Last"
                | "Monday"
                | "Tuesday"
                | "Wednesday"
                | "Thursday"
                | "Friday"
                | "Saturday"
                | "Sunday"
        ) || month_at(word(first)).is_some();
        if note || !(dated || signed) {
            return None;
        }
    }
    let agency = match (open, close) {
        (Some(open), Some(close)) if close > open + 1 => Some(span(open + 1, close)),
        _ => None,
    };
    Some(Dateline {
        span: span(first, dash),
        place: span(first, place_end),
        agency,
        day: full_day((first..dash).map(word)),
    })
}

/// The month (1 to 12) that a word in a dateline names, in full or cut short: "March", "Mar", "Sept".
fn month_at(word: &str) -> Option<u8> {
    // The class begins with the twelve in full.
    let months = crate::closed::words(crate::lists::List::Month)?.get(..12)?;
    let word = word.to_ascii_lowercase();
    let place = months.iter().position(|month| {
        word.len() >= 3 && month.starts_with(word.as_str()) && (word.len() <= 4 || *month == word)
    })?;
    u8::try_from(place + 1).ok()
}

/// The day, if month, day and year all stand among the words.
fn full_day<'t>(words: impl Iterator<Item = &'t str>) -> Option<Day> {
    let (mut month, mut day, mut year) = (None, None, None);
    for word in words {
        if let Ok(number) = word.parse::<i32>() {
            if (1..=31).contains(&number) && word.len() <= 2 {
                day = u8::try_from(number).ok();
            } else if (1900..=2100).contains(&number) {
                year = Some(number);
            }
        } else if let Some(number) = month_at(word) {
            month = Some(number);
        }
    }
    Day::new(year?, month?, day?)
}

/// The structural tables that are wanted.
pub(crate) fn tables(
    cx: &Cx<'_>,
    needs: Needs,
    dateline: Option<&Dateline>,
    set: &mut impl FnMut(LayerId, Table),
) {
    let kinds = [
        (id::HEADLINE, BlockKind::Headline),
        (id::DEK, BlockKind::Dek),
        (id::BYLINE, BlockKind::Byline),
        (id::SUBHEAD, BlockKind::Subhead),
        (id::CAPTION, BlockKind::Caption),
        (id::CREDIT, BlockKind::Credit),
    ];
    for (layer, kind) in kinds.into_iter().filter(|&(layer, _)| needs.has(layer)) {
        let mut table = Table::new(1);
        for block in cx
            .blocks
            .iter()
            .filter(|block| block.kind == kind || block.reads_as == Some(kind))
            .filter(|block| cx.str(block.span) != NO_ALTERNATIVE)
        {
            let inferred = block.inferred || block.kind != kind;
            table.push(cx.row(block.span), [Cell::Filled(inferred.into())]);
        }
        set(layer, table);
    }
    if needs.has(id::SIGN_OFF) {
        let mut sign_offs = Table::new(0);
        for block in cx.blocks.iter().filter(|block| block.sign_off) {
            sign_offs.push(cx.row(block.span), []);
        }
        set(id::SIGN_OFF, sign_offs);
    }
    if needs.has(id::LEDE) {
        let mut lede = Table::new(0);
        for block in cx.blocks.iter().filter(|block| block.lede) {
            lede.push(cx.row(block.span), []);
        }
        set(id::LEDE, lede);
    }
    if needs.has(id::PARAGRAPH) {
        set(id::PARAGRAPH, paragraphs(cx));
    }
    if needs.has(id::SENTENCE) {
        set(id::SENTENCE, sentences(cx));
    }
    if needs.has(id::DATELINE) {
        let mut datelines = Table::new(3);
        if let Some(dateline) = dateline {
            datelines.push(
                cx.row(dateline.span),
                [
                    Cell::Filled(dateline.place.into()),
                    dateline.agency.into(),
                    dateline.day.into(),
                ],
            );
        }
        set(id::DATELINE, datelines);
    }
    if needs.has(id::LINK) || needs.has(id::IMAGE) {
        let (links, images) = links_and_images(cx);
        set(id::LINK, links);
        set(id::IMAGE, images);
    }
}

fn paragraphs(cx: &Cx<'_>) -> Table {
    let mut paragraphs = cx.blank(id::PARAGRAPH);
    let is_paragraph = |block: &&TextBlock| {
        matches!(
            block.kind,
            BlockKind::Paragraph | BlockKind::ListItem | BlockKind::BlockQuote
        )
    };
    for block in cx.blocks.iter().filter(is_paragraph) {
        let words = (block.first_sentence..block.last_sentence)
            .map(|i| count_words(cx, cx.sentence_tokens(i)))
            .sum::<usize>();
        let ended = cx
            .str(block.span)
            .trim_end_matches(|c: char| is_quote_mark(c) || matches!(c, ')' | ']'))
            .ends_with(['.', '!', '?', '…']);
        paragraphs.push(
            cx.row(block.span),
            [
                Cell::Filled((words as f64).into()),
                Cell::Filled(f64::from(block.last_sentence - block.first_sentence).into()),
                Cell::Filled(ended.into()),
            ],
        );
    }
    paragraphs
}

fn sentences(cx: &Cx<'_>) -> Table {
    let mut sentences = cx.blank(id::SENTENCE);
    for (number, sentence) in cx.sentences.iter().enumerate() {
        let range = cx.sentence_tokens(number as u32);
        let words = || {
            cx.tokens
                .get(range.clone())
                .unwrap_or(&[])
                .iter()
                .filter(|token| is_word(token))
        };
        let block = cx.blocks.get(sentence.block as usize);
        let ended = cx
            .str(sentence.span)
            .trim_end_matches(|c: char| is_quote_mark(c) || matches!(c, ')' | ']'))
            .chars()
            .next_back();
        sentences.push(
            cx.row(sentence.span),
            [
                Cell::Filled(sentence.soft.into()),
                Cell::Filled((words().count() as f64).into()),
                words().next().map(|token| token.span).into(),
                words().next_back().map(|token| token.span).into(),
                Cell::Filled(matches!(ended, Some('.' | '!' | '?' | '…')).into()),
                Cell::Filled(matches!(ended, Some('?')).into()),
                Cell::Filled(
                    block
                        .is_some_and(|b| b.first_sentence == number as u32)
                        .into(),
                ),
                Cell::Filled(
                    block
                        .is_some_and(|b| b.last_sentence == number as u32 + 1)
                        .into(),
                ),
            ],
        );
    }
    sentences
}

fn links_and_images(cx: &Cx<'_>) -> (Table, Table) {
    let mut links = Table::new(1);
    let mut found: Vec<(Span, Cell, Cell)> = Vec::new();
    for inline in cx.draft.inlines() {
        match &inline.kind {
            InlineKind::Link { target } => {
                links.push(cx.row(inline.span), [Cell::Filled(target.as_str().into())]);
            }
            InlineKind::Image { target } => {
                let words = cx.str(inline.span);
                let alt = (!words.is_empty() && words != NO_ALTERNATIVE).then_some(inline.span);
                let target = Cell::Filled(target.as_str().into());
                found.push((inline.span, target, alt.into()));
            }
            InlineKind::Markup { text } => {
                for (_, target, alt) in image_tags(text) {
                    found.push((inline.span, target.into(), alt.into()));
                }
            }
            InlineKind::Code | InlineKind::Emphasis => {}
        }
    }
    for block in cx
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Markup)
    {
        for (place, target, alt) in image_tags(cx.str(block.span)) {
            let start = block.span.start + place.start as u32;
            let span = Span::new(start, block.span.start + place.end as u32);
            found.push((span, target.into(), alt.into()));
        }
    }
    found.sort_by_key(|(span, ..)| *span);
    let mut images = Table::new(2);
    for (span, target, alt) in found {
        images.push(cx.row(span), [target, alt]);
    }
    (links, images)
}

/// An image tag: place in bytes, address, alternative text.
type ImageTag = (Range<usize>, Option<Arc<str>>, Option<Arc<str>>);

/// The image tags of a stretch of HTML.
fn image_tags(html: &str) -> Vec<ImageTag> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = html
        .get(at..)
        .and_then(|rest| rest.find("<img"))
        .map(|from| at + from)
    {
        let end = html
            .get(start..)
            .and_then(|rest| rest.find('>'))
            .map_or(html.len(), |to| start + to + 1);
        let tag = html.get(start..end).unwrap_or("");
        // An ornament says nothing: WCAG asks for no words, and the tag says so.
        let ornament =
            attribute(tag, "role").is_some_and(|role| matches!(&*role, "presentation" | "none"));
        if !ornament {
            found.push((start..end, attribute(tag, "src"), attribute(tag, "alt")));
        }
        at = end;
    }
    found
}

/// The value of an attribute of a tag, if it is there and not blank.
fn attribute(tag: &str, name: &str) -> Option<Arc<str>> {
    let mut rest = tag;
    while let Some(at) = rest.find(name) {
        let before = rest.get(..at).and_then(|text| text.chars().next_back());
        rest = rest.get(at + name.len()..)?;
        let value = rest.trim_start().strip_prefix('=').map(str::trim_start);
        if let (Some(value), true) = (value, before.is_some_and(char::is_whitespace)) {
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
            let value = match quote {
                Some(quote) => value.get(1..)?.split(quote).next()?,
                None => value.split([' ', '>', '\n']).next()?,
            };
            return (!value.trim().is_empty()).then(|| value.into());
        }
    }
    None
}

fn is_word(token: &Token) -> bool {
    matches!(
        token.kind,
        TokenKind::Word | TokenKind::Number | TokenKind::Address
    )
}

fn count_words(cx: &Cx<'_>, range: std::ops::Range<usize>) -> usize {
    let tokens = cx.tokens.get(range).unwrap_or(&[]);
    tokens.iter().filter(|token| is_word(token)).count()
}

fn block_schema(name: &'static str, doc: &'static str) -> LayerSchema {
    LayerSchema::new(name, doc, "the whole block").field(
        "inferred",
        Type::Flag,
        "true if told from plain text, not marked in the source",
    )
}

/// `headline`
pub fn headline_schema() -> LayerSchema {
    block_schema("headline", "the headline")
}
/// `dek`
pub fn dek_schema() -> LayerSchema {
    block_schema("dek", "the standfirst under the headline")
}
/// `byline`
pub fn byline_schema() -> LayerSchema {
    block_schema("byline", "who wrote it")
}
/// `subhead`
pub fn subhead_schema() -> LayerSchema {
    block_schema("subhead", "a crosshead in the body")
}
/// `caption`
pub fn caption_schema() -> LayerSchema {
    block_schema("caption", "the words under a picture")
}
/// `credit`
pub fn credit_schema() -> LayerSchema {
    block_schema("credit", "who took or owns a picture")
}
/// `dateline`
pub fn dateline_schema() -> LayerSchema {
    LayerSchema::new(
        "dateline",
        "place, agency and day that open a story",
        "up to the dash, without it",
    )
    .field("place", Type::Text, "the place")
    .field("agency", Type::Text, "the agency in brackets")
    .field("day", Type::Date, "the day, where the year is given too")
}
/// `sign-off`
pub fn sign_off_schema() -> LayerSchema {
    LayerSchema::new(
        "sign-off",
        "who reported, wrote and edited, at the end of a story",
        "the whole block",
    )
}
/// `lede`
pub fn lede_schema() -> LayerSchema {
    LayerSchema::new(
        "lede",
        "the first paragraph of the body",
        "the whole paragraph",
    )
}
/// `paragraph`
pub fn paragraph_schema() -> LayerSchema {
    LayerSchema::new(
        "paragraph",
        "a paragraph, list item or block quote of the body",
        "the whole block",
    )
    .field("length", Type::Number, "how many words it holds")
    .field("sentences", Type::Number, "how many sentences it holds")
    .field(
        "stopped",
        Type::Flag,
        "it ends with a full stop or the like",
    )
}
/// `sentence`
pub fn sentence_schema() -> LayerSchema {
    LayerSchema::new("sentence", "a sentence", "from its first mark to its last")
        .field(
            "soft",
            Type::Flag,
            "true if a full stop stands before it, in its paragraph or at the end of the one before, yet it begins with a small letter",
        )
        .field("length", Type::Number, "how many words it holds")
        .field("opener", Type::Text, "its first word")
        .field("closer", Type::Text, "its last word")
        .field(
            "stopped",
            Type::Flag,
            "it ends with a full stop or the like",
        )
        .field("asked", Type::Flag, "it ends with a question mark")
        .field("first", Type::Flag, "it is the first of its paragraph")
        .field("last", Type::Flag, "it is the last of its paragraph")
}
/// `link`
pub fn link_schema() -> LayerSchema {
    LayerSchema::new("link", "a link", "its visible text").field(
        "target",
        Type::Text,
        "where it leads",
    )
}
/// `image`
pub fn image_schema() -> LayerSchema {
    LayerSchema::new("image", "an image", "its alternative text")
        .field("target", Type::Text, "its address")
        .field(
            "alternative-text",
            Type::Text,
            "the alternative text, if any",
        )
}
