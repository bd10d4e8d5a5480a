//! What is set off from the text: brackets, comments and tags, labels, words in capitals, filler.

mod called;

use copydesk_draft::layer::{Cell, EnumSchema, LayerSchema, Table, Type, Value};
use copydesk_draft::{BlockKind, InlineKind, Span};

use crate::cx::Cx;
use crate::lists::{Bits, List};
use crate::schema::{enumeration, id};
use crate::structure::TextBlock;
use crate::token::{Token, TokenKind};

/// How a stretch is set off; the values of `aside-kind` in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Round,
    Square,
    Curly,
    Angle,
    Comment,
    Tag,
    Slashes,
    Marker,
    Label,
    Capitals,
    Queries,
    Filler,
    Emphasis,
    Called,
}

const BRACKETS: [(&str, &str, Kind); 4] = [
    ("(", ")", Kind::Round),
    ("[", "]", Kind::Square),
    ("{", "}", Kind::Curly),
    ("<", ">", Kind::Angle),
];

/// Words that may stand before the colon of a label.
const LABEL: usize = 5;

struct Aside {
    kind: Kind,
    span: Span,
    words: Value,
}

/// The table of `aside`.
pub(crate) fn table(cx: &Cx<'_>) -> Table {
    let mut found: Vec<Aside> = Vec::new();
    for block in cx.blocks {
        match block.kind {
            BlockKind::Markup if !html(cx.str(block.span)) => {
                found.push(markup(cx.str(block.span), block.span));
            }
            BlockKind::Markup => {}
            BlockKind::Code => {}
            _ => Scan::new(cx, block).all(&mut found),
        }
    }
    for inline in cx.draft.inlines() {
        if let InlineKind::Markup { text } = &inline.kind
            && !html(text)
        {
            found.push(markup(text, inline.span));
        }
    }
    // "***do not publish yet***": in Markdown twice emphasised.
    let mut stressed: Vec<Span> = cx
        .draft
        .inlines()
        .iter()
        .filter(|inline| matches!(inline.kind, InlineKind::Emphasis))
        .map(|inline| inline.span)
        .collect();
    stressed.sort_unstable();
    for (outer, inner) in stressed.iter().zip(stressed.iter().skip(1)) {
        if outer == inner {
            found.push(Aside {
                kind: Kind::Emphasis,
                span: *outer,
                words: (*outer).into(),
            });
        }
    }
    found.sort_by_key(|aside| (aside.span.start, std::cmp::Reverse(aside.span.end)));
    let mut table = cx.blank(id::ASIDE);
    // The end of the brackets that reach farthest so far.
    let mut brackets = 0;
    // The block that was looked at last, and its words.
    let (mut at_block, mut words_of_block) = (None, None);
    for Aside { kind, span, words } in found {
        let at = cx.blocks.partition_point(|block| block.span.end < span.end);
        let block = cx.blocks.get(at).filter(|block| block.span.contains(span));
        if at_block != Some((at, block.is_some())) {
            words_of_block = block.and_then(|block| lettered(cx, block.span));
            at_block = Some((at, block.is_some()));
        }
        let opens = block.is_some() && words_of_block.is_none_or(|words| span.start <= words.start);
        let alone = opens && words_of_block.is_none_or(|words| words.end <= span.end);
        let text = match &words {
            Value::Words(span) => cx.str(*span),
            Value::Text(text) => text,
            _ => "",
        };
        let capitals =
            text.chars().any(char::is_alphabetic) && !text.chars().any(char::is_lowercase);
        let length = text
            .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
            .filter(|word| !word.is_empty())
            .count();
        let asks = text.trim_end_matches(['"', '”', '\'', '’']).contains('?');
        let bracketed = span.end <= brackets;
        if matches!(
            kind,
            Kind::Round | Kind::Square | Kind::Curly | Kind::Angle | Kind::Comment
        ) {
            brackets = brackets.max(span.end);
        }
        let mut row = cx.row(span);
        row.masked &= !matches!(kind, Kind::Comment | Kind::Tag | Kind::Called);
        table.push(
            row,
            [
                Cell::Filled(Value::Enum(kind as u16)),
                Cell::Filled(words.clone()),
                Cell::Filled((length as f64).into()),
                Cell::Filled(capitals.into()),
                Cell::Filled(asks.into()),
                Cell::Filled(opens.into()),
                Cell::Filled(alone.into()),
                Cell::Filled(bracketed.into()),
            ],
        );
    }
    table
}

/// From the first letter or figure of a stretch to the last.
fn lettered(cx: &Cx<'_>, span: Span) -> Option<Span> {
    let text = cx.str(span);
    let first = text.find(char::is_alphanumeric)?;
    let last = text.rfind(char::is_alphanumeric)?;
    Some(Span::new(
        span.start + first as u32,
        span.start + text.ceil_char_boundary(last + 1) as u32,
    ))
}

/// Brackets within brackets that are read; text that goes deeper is no language.
const DEEPEST: usize = 16;

/// The elements of HTML, and those that may be added to it (with a hyphen), are no asides.
fn html(text: &str) -> bool {
    const ELEMENTS: [&str; 62] = [
        "a",
        "article",
        "aside",
        "b",
        "blockquote",
        "body",
        "br",
        "button",
        "center",
        "cite",
        "code",
        "details",
        "div",
        "dl",
        "dd",
        "dt",
        "em",
        "embed",
        "fieldset",
        "figcaption",
        "figure",
        "font",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "i",
        "iframe",
        "img",
        "input",
        "li",
        "link",
        "main",
        "meta",
        "nav",
        "object",
        "ol",
        "p",
        "param",
        "picture",
        "pre",
        "script",
        "section",
        "select",
        "source",
        "span",
        "style",
        "summary",
        "svg",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    ];
    const MORE: [&str; 9] = [
        "tbody", "thead", "tfoot", "video", "audio", "label", "noscript", "template", "u",
    ];
    let name: String = text
        .trim_start_matches(['<', '/'])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
        .flat_map(char::to_lowercase)
        .collect();
    name.is_empty() && !text.starts_with("<!--")
        || name.contains('-')
        || ELEMENTS.contains(&name.as_str())
        || MORE.contains(&name.as_str())
}

fn markup(text: &str, span: Span) -> Aside {
    let kind = if text.starts_with("<!--") {
        Kind::Comment
    } else {
        Kind::Tag
    };
    let words = text
        .trim_start_matches("<!--")
        .trim_end_matches("-->")
        .trim_matches(['<', '>', '/', ' ', '\n', '\r']);
    Aside {
        kind,
        span,
        words: words.into(),
    }
}

/// One block being looked through.
struct Scan<'a> {
    cx: &'a Cx<'a>,
    block: &'a TextBlock,
    first: usize,
    last: usize,
}

impl<'a> Scan<'a> {
    fn new(cx: &'a Cx<'a>, block: &'a TextBlock) -> Self {
        let first = cx
            .tokens
            .partition_point(|token| token.span.end <= block.span.start);
        let last = cx
            .tokens
            .partition_point(|token| token.span.start < block.span.end);
        Self {
            cx,
            block,
            first,
            last: last.max(first),
        }
    }

    fn token(&self, i: usize) -> Option<&Token> {
        self.cx.tokens.get(i).filter(|_| i < self.last)
    }

    fn word(&self, i: usize) -> &str {
        if i < self.last { self.cx.word(i) } else { "" }
    }

    fn push(&self, found: &mut Vec<Aside>, kind: Kind, from: usize, to: usize) {
        let span = self.cx.span(from, to);
        found.push(Aside {
            kind,
            span,
            words: span.into(),
        });
    }

    fn all(&self, found: &mut Vec<Aside>) {
        self.brackets(found);
        self.labels(found);
        let mut i = self.first;
        while i < self.last {
            let sign = self.word(i).as_bytes().first();
            // Most words are neither: a sign, x or zero, capitals, an entry of the list.
            let to = if sign.is_some_and(|sign| {
                matches!(
                    sign,
                    b'<' | b'>'
                        | b'='
                        | b'|'
                        | b'/'
                        | b'%'
                        | b'?'
                        | b'_'
                        | b'*'
                        | b'#'
                        | b'@'
                        | b'~'
                )
            }) {
                self.marker(i)
                    .map(|to| (Kind::Marker, to))
                    .or_else(|| self.fenced(i).map(|to| (self.fence(i), to)))
                    .or_else(|| self.slashes(i).map(|to| (Kind::Slashes, to)))
                    .or_else(|| self.queries(i).map(|to| (Kind::Queries, to)))
                    .or_else(|| self.called(i).map(|to| (Kind::Called, to)))
            } else {
                None
            };
            let filler = || {
                let may = sign.is_some_and(|sign| matches!(sign, b'x' | b'X' | b'0'..=b'2'))
                    || self.cx.may_begin(i, Bits::of(&[List::FillerWord]));
                may.then(|| self.filler(i)).flatten()
            };
            let to = to
                .or_else(|| filler().map(|to| (Kind::Filler, to)))
                .or_else(|| self.capitals(i).map(|to| (Kind::Capitals, to)));
            match to {
                Some((kind, to)) if to > i => {
                    self.push(found, kind, i, to);
                    i = to;
                }
                _ => i += 1,
            }
        }
    }

    fn brackets(&self, found: &mut Vec<Aside>) {
        let mut open: Vec<(Kind, usize)> = Vec::new();
        for i in self.first..self.last {
            if self
                .token(i)
                .is_none_or(|token| token.kind != TokenKind::Punct)
            {
                continue;
            }
            let word = self.word(i);
            for (opening, closing, kind) in BRACKETS {
                if word == opening {
                    if open.len() < DEEPEST {
                        open.push((kind, i));
                    }
                } else if word == closing
                    && let Some(at) = open.iter().rposition(|&(known, _)| known == kind)
                {
                    if let Some(&(_, from)) = open.get(at)
                        && from + 1 < i
                    {
                        let span = self.cx.span(from, i + 1);
                        let text = self.cx.str(span);
                        found.push(if text.starts_with("<!--") {
                            markup(text, span)
                        } else {
                            Aside {
                                kind,
                                span,
                                words: self.cx.span(from + 1, i).into(),
                            }
                        });
                    }
                    open.truncate(at);
                }
            }
        }
    }

    /// What begins with up to five words and a colon, or with somebody who is asked ("Subs please trim"): the block, or a
    /// later sentence of it, with the words before.
    fn labels(&self, found: &mut Vec<Aside>) {
        self.label(self.first, self.block.span, found);
        let mut next = self.token(self.first).map_or(0, |token| token.sentence) + 1;
        while let Some(sentence) = self.cx.sentence(next) {
            if sentence.first as usize >= self.last {
                break;
            }
            self.label(sentence.first as usize, sentence.span, found);
            next += 1;
        }
    }

    fn label(&self, first: usize, span: Span, found: &mut Vec<Aside>) {
        let mut words = 0;
        for i in first..self.last.min(first + 2 * LABEL + 2) {
            let Some(token) = self.token(i) else { return };
            let asked = words > 0
                && words <= 2
                && (matches!(self.cx.folded(i), "please" | "pls")
                    || matches!(self.cx.folded(i), "can" | "could")
                        && self.cx.folded(i + 1) == "you");
            // "NB subs - legal have not cleared this", "News desk – the council rang"
            let called = words > 0
                && token.kind == TokenKind::Dash
                && token.spaced
                && i.checked_sub(1).is_some_and(|k| {
                    matches!(
                        self.cx.folded(k),
                        "subs" | "desk" | "eds" | "newsdesk" | "copydesk" | "backbench"
                    )
                });
            match token.kind {
                _ if asked || called || self.word(i) == ":" => {
                    if (1..=LABEL).contains(&words) {
                        let from = (first..i)
                            .find(|&k| self.token(k).is_some_and(|t| t.kind != TokenKind::Punct))
                            .unwrap_or(first);
                        found.push(Aside {
                            kind: Kind::Label,
                            span,
                            words: self.cx.span(from, i).into(),
                        });
                    }
                    return;
                }
                TokenKind::Word | TokenKind::Number => words += 1,
                TokenKind::Possessive | TokenKind::Hyphen => {}
                TokenKind::Punct if matches!(self.word(i), "*" | "/" | "," | ".") => {}
                _ => return,
            }
            if words > LABEL {
                return;
            }
        }
    }

    /// Six or more of the same sign in a row, with the word behind them on the line.
    fn marker(&self, i: usize) -> Option<usize> {
        let sign = self.word(i);
        if !matches!(sign, "<" | ">" | "=" | "|") || self.token(i).is_some_and(|t| !t.spaced) {
            return None;
        }
        let end = (i + 1..self.last)
            .find(|&k| self.word(k) != sign)
            .unwrap_or(self.last);
        if end - i < 6 {
            return None;
        }
        let word = self
            .token(end)
            .is_some_and(|token| token.kind == TokenKind::Word);
        Some(if word { end + 1 } else { end })
    }

    /// Stars set off titles too; what stands between arrows or tildes is nothing but a note.
    fn fence(&self, i: usize) -> Kind {
        if matches!(self.word(i), ">" | "<" | "~") {
            Kind::Marker
        } else {
            Kind::Emphasis
        }
    }

    /// "***lawyer has not seen this, do not publish***": words between three of one sign or more on both sides.
    fn fenced(&self, i: usize) -> Option<usize> {
        let sign = self.word(i);
        let amid = i > self.first && self.word(i - 1) == sign;
        if amid || !matches!(sign, "*" | "#" | ">" | "<" | "=" | "|" | "~") {
            return None;
        }
        let run = |from: usize, sign: &str| {
            (from..self.last)
                .find(|&k| self.word(k) != sign)
                .unwrap_or(self.last)
                - from
        };
        // Longer rows are ornaments.
        let opens = run(i, sign);
        let closing = match sign {
            ">" => "<",
            "<" => ">",
            other => other,
        };
        if !(3..=5).contains(&opens) {
            return None;
        }
        let close = (i + opens + 2..self.last.min(i + opens + 40))
            .find(|&k| self.word(k) == closing && run(k, closing) >= 3)?;
        // No line of signs between two parts of the text: the words are few, and begin within the signs.
        let word = |k: usize| self.token(k).is_some_and(|t| t.kind == TokenKind::Word);
        let words = (i + opens..close).any(word);
        // What stands in capitals is an aside of its own.
        let small = (i + opens..close)
            .any(|k| word(k) && self.word(k).bytes().any(|b| b.is_ascii_lowercase()));
        (words && (small || matches!(sign, "*" | "#"))).then(|| close + run(close, closing))
    }

    /// From two slashes that stand free to the end of the block.
    fn slashes(&self, i: usize) -> Option<usize> {
        let free = self.token(i)?.spaced || i == self.first;
        let (sign, next) = (self.word(i), self.word(i + 1));
        let glued = !self.token(i + 1)?.spaced;
        // "/* … */" and "%% … %%"
        if free && glued && ((sign == "/" && next == "*") || (sign == "%" && next == "%")) {
            let end = (i + 2..self.last)
                .find(|&k| self.word(k) == next && matches!(self.word(k + 1), "/" | "%"));
            return Some(end.map_or(self.last, |end| end + 2));
        }
        let pair = self.word(i) == "/" && self.word(i + 1) == "/";
        // "// ask Jan", and a whole line between two pairs: "//Tom, cut here//"
        let line = i == self.first
            && self.last >= i + 5
            && self.word(self.last - 1) == "/"
            && self.word(self.last - 2) == "/";
        let blank = self.token(i + 2)?.spaced || line;
        (free && pair && blank && !self.token(i + 1)?.spaced).then_some(self.last)
    }

    /// Two or more question marks or low lines that stand free, with no word before them.
    fn queries(&self, i: usize) -> Option<usize> {
        let sign = self.word(i);
        let free = self.token(i)?.spaced
            || i == self.first
            || matches!(self.word(i - 1), "(" | "[" | "$" | "£" | "€")
            || self
                .token(i - 1)
                .is_some_and(|before| before.kind == TokenKind::Number);
        if !free || !matches!(sign, "?" | "_") {
            return None;
        }
        let end = (i..self.last)
            .find(|&k| self.word(k) != sign)
            .unwrap_or(self.last);
        (end >= i + 2).then_some(end)
    }

    /// A run of words made of nothing but x ("Xxxx xxx"), or of words of the desk's list of filler.
    fn filler(&self, i: usize) -> Option<usize> {
        let one_letter = |i: usize| {
            let word = self.word(i);
            let small = word.ends_with('x') && word.chars().all(|c| matches!(c, 'x' | 'X'));
            (small && word.len() > 2).then_some(i + 1)
        };
        let mut to = i;
        // "rose by xx%", "000 million cubic metres"
        let figures = match self.cx.word(i) {
            "xx" | "xxx" | "xxxx" => true,
            // "rose by X%", "$X million"
            "X" | "x" => {
                matches!(
                    self.cx.folded(i + 1),
                    "%" | "percent" | "million" | "billion" | "km"
                ) || self.cx.folded(i + 1) == "per" && self.cx.folded(i + 2) == "cent"
            }
            "00" | "000" => matches!(
                self.cx.folded(i + 1),
                "million" | "billion" | "thousand" | "people" | "euros" | "dollars" | "pounds"
            ),
            _ => false,
        };
        // "born in 19XX"
        let year = matches!(self.cx.word(i), "19" | "20")
            && matches!(self.word(i + 1), "XX" | "xx")
            && self.token(i + 1).is_some_and(|token| !token.spaced);
        if year {
            return Some(i + 2);
        }
        let alone = self.token(i).is_some_and(|token| token.spaced)
            || i > 0 && self.cx.word(i - 1).chars().all(|c| !c.is_alphanumeric());
        // "The xx, a London band".
        let named = i > 0 && self.cx.folded(i - 1) == "the";
        if figures && alone && !named && !matches!(self.cx.word(i + 1), "." | "-" | "/") {
            return Some(i + 1);
        }
        while let Some(next) = one_letter(to)
            .filter(|_| to < self.last)
            .or_else(|| Some(to + self.cx.phrase(to, List::FillerWord)?))
            .filter(|&next| next <= self.last)
        {
            to = next;
        }
        (to > i).then_some(to)
    }

    /// A run of words in capitals; a sum to be filled in counts as one, whatever its unit: `€TKm`, `$XXbn`.
    fn capitals(&self, i: usize) -> Option<usize> {
        let sum = |i: usize| {
            let unit = self
                .word(i)
                .strip_prefix("TK")
                .or_else(|| self.word(i).strip_prefix("XX"));
            unit.is_some_and(|unit| {
                matches!(
                    unit.trim_start_matches('X'),
                    "m" | "mn" | "bn" | "tn" | "k" | "pc"
                )
            })
        };
        let capitals = |i: usize| self.token(i).is_some_and(|token| token.capitals) || sum(i);
        if !capitals(i) {
            return None;
        }
        (i..self.last).find(|&k| !capitals(k)).or(Some(self.last))
    }
}

/// `aside`
pub fn aside_schema() -> LayerSchema {
    LayerSchema::new(
        "aside",
        "what is set off from the text around it: brackets, a comment or unknown tag, words behind two slashes, a run of signs, a paragraph with a label, words in capitals, question marks that stand free, filler, words behind \"@name\"",
        "with its brackets; of a label the whole paragraph",
    )
    .field("kind", Type::Enum("aside-kind".into()), "how it is set off")
    .field("words", Type::Text, "the words inside; of a label those before the colon")
    .field("length", Type::Number, "how many words those are")
    .field("capitals", Type::Flag, "none of its letters is small")
    .field("asks", Type::Flag, "it holds a question mark")
    .field("opens", Type::Flag, "no word stands before it in its paragraph")
    .field("alone", Type::Flag, "nothing else stands in its paragraph")
    .field("bracketed", Type::Flag, "it stands inside brackets")
}

pub(crate) fn enums() -> Vec<EnumSchema> {
    vec![enumeration(
        "aside-kind",
        &[
            "round", "square", "curly", "angle", "comment", "tag", "slashes", "marker", "label",
            "capitals", "queries", "filler", "emphasis", "called",
        ],
    )]
}
