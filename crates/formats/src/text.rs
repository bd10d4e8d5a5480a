//! Plain text: which lines make a paragraph.
//!
//! Blank lines part paragraphs. Within a run of lines without a blank one, each line is a paragraph of its own
//! (agency copy), unless the run is hard-wrapped: no line longer than [`WIDEST`] characters, most of them broken in
//! the middle of a sentence. Then a line goes on in the next one where the next word would not have fitted.

use copydesk_draft::{BlockKind, DraftBuilder, Span};
use memchr::{memchr, memchr2};

use crate::paragraph::Paragraph;

/// The widest column at which text is wrapped by hand or by a mail program, in characters.
const WIDEST: usize = 100;
/// The narrowest; shorter lines are verse, lists or addresses.
const NARROWEST: usize = 40;

/// One line, without its line end and its trailing blanks.
#[derive(Clone, Copy, Debug)]
struct Line<'a> {
    text: &'a str,
    /// Its bytes in the source, blanks at both ends left out.
    span: Span,
    /// Blanks before its first word, in characters.
    indent: usize,
    /// Characters, indentation counted.
    width: usize,
}

/// Reads the body of a plain-text draft from byte `body` of the source.
pub(crate) fn read(builder: &mut DraftBuilder, body: u32) {
    let text = builder.source().text().to_owned();
    let lines = lines(&text, body);
    let runs: Vec<&[Line<'_>]> = lines
        .split(|line| line.text.is_empty())
        .filter(|run| !run.is_empty())
        .collect();
    let width = runs
        .iter()
        .filter(|run| is_wrapped(run))
        .flat_map(|run| run.iter().map(|line| line.width))
        .max();
    let listed = lines
        .iter()
        .filter(|line| dash_item(line.text).is_some())
        .count()
        >= 2;
    for run in runs {
        let wrapped = width.filter(|_| is_wrapped(run));
        let widest = run.iter().map(|line| line.width).max().unwrap_or(0);
        let mut paragraph = Paragraph::default();
        let mut kind = BlockKind::Paragraph;
        let mut before: Option<Line<'_>> = None;
        for &line in run {
            let marker =
                bullet(line.text).or_else(|| listed.then(|| dash_item(line.text)).flatten());
            let goes_on = marker.is_none()
                && before.is_some_and(|before| {
                    wrapped.is_some_and(|width| continues(before, line, width, widest))
                });
            if let (true, Some(before)) = (goes_on, before) {
                paragraph.stands(" ", Span::new(before.span.end, line.span.start));
                paragraph.verbatim(line.span);
            } else {
                paragraph.flush(builder, kind, u8::from(kind == BlockKind::ListItem));
                kind = if marker.is_some() {
                    BlockKind::ListItem
                } else {
                    BlockKind::Paragraph
                };
                let skip = marker.unwrap_or(0) as u32;
                paragraph.verbatim(Span::new(line.span.start + skip, line.span.end));
            }
            before = Some(line);
        }
        paragraph.flush(builder, kind, u8::from(kind == BlockKind::ListItem));
    }
}

/// All lines from byte `body` on. Line ends are LF, CRLF and a lone CR.
fn lines(text: &str, body: u32) -> Vec<Line<'_>> {
    let mut start = body;
    let mut rest = text.get(body as usize..).unwrap_or("");
    let mut lines = Vec::with_capacity(rest.len() / 64 + 1);
    let carriage_returns = memchr(b'\r', rest.as_bytes()).is_some();
    let next = || {
        let end = if carriage_returns {
            memchr2(b'\n', b'\r', rest.as_bytes())
        } else {
            memchr(b'\n', rest.as_bytes())
        };
        let (line, behind) = rest.split_at_checked(end.map_or(rest.len(), |end| end + 1))?;
        rest = behind;
        (!line.is_empty()).then_some(line)
    };
    for line in std::iter::from_fn(next) {
        let from_first = line.trim_start();
        let trimmed = from_first.trim_end();
        let lead = line.len() - from_first.len();
        let from = start + lead as u32;
        let crlf_tail = line == "\n"
            && text
                .get(..start as usize)
                .is_some_and(|before| before.ends_with('\r'));
        if !(crlf_tail && start > body) {
            lines.push(Line {
                text: trimmed,
                span: Span::new(from, from + trimmed.len() as u32),
                indent: line.chars().take_while(|c| *c == ' ' || *c == '\t').count(),
                // Blanks before the first word and all up to its last.
                width: line
                    .get(
                        ..if trimmed.is_empty() {
                            0
                        } else {
                            lead + trimmed.len()
                        },
                    )
                    .map_or(0, characters),
            });
        }
        start += line.len() as u32;
    }
    lines
}

fn characters(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        text.chars().count()
    }
}

/// True for a run of lines that were broken by a fixed column, not by their writer.
fn is_wrapped(run: &[Line<'_>]) -> bool {
    if run.len() < 2 {
        return false;
    }
    // A line without a blank is an address that could not be broken.
    let spaced = |line: &&Line<'_>| memchr(b' ', line.text.as_bytes()).is_some();
    let spaced = run.iter().filter(spaced);
    let widest = spaced.map(|line| line.width).max().unwrap_or(0);
    if !(NARROWEST..=WIDEST).contains(&widest) {
        return false;
    }
    let mut joints = 0;
    let mut within = 0;
    for pair in run.windows(2) {
        if let [line, next] = pair {
            joints += 1;
            within += usize::from(!ends_sentence(line.text) && overflows(*line, *next, widest));
        }
    }
    within * 2 >= joints
}

/// True if the paragraph goes on from one line of wrapped text to the next.
fn continues(line: Line<'_>, next: Line<'_>, width: usize, widest: usize) -> bool {
    // Lines wrapped by hand are ragged: one nearly as wide as its run, with an unfinished sentence, goes on.
    let nearly = line.width * 5 >= widest * 4;
    next.indent <= line.indent.max(1)
        && (overflows(line, next, width)
            || (!ends_sentence(line.text) && (lower(next.text) || nearly)))
}

/// True if the first word of `next` would not have fitted on `line`.
fn overflows(line: Line<'_>, next: Line<'_>, width: usize) -> bool {
    let word = next
        .text
        .split_whitespace()
        .next()
        .map_or(0, |word| word.chars().count());
    line.width + 1 + word > width
}

fn lower(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_lowercase)
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '\'', '”', '’', ')', ']'])
        .ends_with(['.', '!', '?', ':', '…'])
}

/// Length in bytes of a bullet and the blanks after it.
fn bullet(text: &str) -> Option<usize> {
    marker(text, &['•', '‣', '▪', '◦', '·'])
}

/// Length in bytes of a dash or an asterisk that may open a list item.
fn dash_item(text: &str) -> Option<usize> {
    marker(text, &['-', '*'])
}

fn marker(text: &str, signs: &[char]) -> Option<usize> {
    let rest = text.strip_prefix(signs)?;
    let words = rest.trim_start();
    (words.len() < rest.len() && !words.is_empty()).then(|| text.len() - words.len())
}
