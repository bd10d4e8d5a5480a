//! The copy of a draft, block by block, with its marks and the notes beside each block.

use std::fmt::Write as _;

use copydesk_desk::{FileReport, Finding, Level};
use copydesk_draft::{Block, BlockKind, Span};

use super::{note, text};

/// Writes the copy with its notes; `number` counts the findings of the page.
pub(super) fn write(out: &mut String, file: &FileReport, number: &mut usize) {
    let (words, blocks): (&str, &[Block]) = match &file.copy {
        Some(copy) => (&copy.text, &copy.blocks),
        None => ("", &[]),
    };
    let numbered: Vec<(usize, &Finding)> = file
        .findings
        .iter()
        .map(|finding| {
            *number += 1;
            (*number, finding)
        })
        .collect();
    // What lies in no block: marks beside the draft, and everything where the copy is not kept.
    let home = |finding: &Finding| {
        let at = finding.place.span.start;
        let next = blocks.partition_point(|block| block.span.end <= at);
        blocks
            .get(next)
            .filter(|block| block.span.start <= at)
            // The marks that a finding may be about are not always read.
            .filter(|_| !finding.place.excerpt.is_empty())
            .filter(|_| finding.place.span.text(words) == finding.place.excerpt)
            .map(|_| next)
    };
    let mut of_block: Vec<Vec<(usize, &Finding)>> = vec![Vec::new(); blocks.len()];
    let mut homeless = Vec::new();
    for &(number, finding) in &numbered {
        match home(finding).and_then(|index| of_block.get_mut(index)) {
            Some(own) => own.push((number, finding)),
            None => homeless.push((number, finding)),
        }
    }
    notes(out, &homeless, false);
    // A finding may go on in the blocks after its own.
    let mut open: Vec<(usize, &Finding)> = Vec::new();
    for (block, own) in blocks.iter().zip(&of_block) {
        open.retain(|(_, finding)| finding.place.span.end > block.span.start);
        open.extend(own.iter().copied());
        out.push_str("<div class=\"row\">\n");
        marked(out, words, block, &open);
        if own.is_empty() {
            out.push_str("<div></div>\n");
        } else {
            notes(out, own, true);
        }
        out.push_str("</div>\n");
    }
}

fn notes(out: &mut String, findings: &[(usize, &Finding)], back: bool) {
    if findings.is_empty() {
        return;
    }
    out.push_str("<aside aria-label=\"Findings\">\n<ol>\n");
    for (number, finding) in findings {
        note(out, finding, *number, back);
    }
    out.push_str("</ol>\n</aside>\n");
}

/// A block with its marks, each followed by the numbers of the findings that end there.
fn marked(out: &mut String, words: &str, block: &Block, findings: &[(usize, &Finding)]) {
    let (tag, class) = dress(block.kind);
    let _ = write!(out, "<{tag} class=\"copy {class}\">");
    let clipped = |finding: &Finding| {
        Span::new(
            finding.place.span.start.max(block.span.start),
            finding.place.span.end.min(block.span.end),
        )
    };
    let mut cuts: Vec<u32> = vec![block.span.start, block.span.end];
    for (_, finding) in findings {
        let span = clipped(finding);
        cuts.extend([span.start, span.end]);
    }
    cuts.sort_unstable();
    cuts.dedup();
    for pair in cuts.windows(2) {
        let &[start, end] = pair else { continue };
        let stretch = Span::new(start, end);
        let levels: Vec<Level> = [Level::Error, Level::Warning, Level::Advice]
            .into_iter()
            .filter(|level| {
                findings.iter().any(|(_, finding)| {
                    finding.severity == *level && clipped(finding).contains(stretch)
                })
            })
            .collect();
        let shown = stretch_text(stretch.text(words), tag == "pre");
        if levels.is_empty() {
            out.push_str(&shown);
        } else {
            let names: Vec<&str> = levels.iter().map(|level| level.name()).collect();
            let _ = write!(out, "<mark class=\"{}\">{shown}</mark>", names.join(" "));
        }
        for (number, finding) in findings {
            // Where it ends in this block, and begins in it.
            if clipped(finding).end == end && finding.place.span.start >= block.span.start {
                let level = finding.severity.name();
                let _ = write!(
                    out,
                    "<a class=\"ref {level}\" id=\"r{number}\" href=\"#n{number}\" aria-label=\"Finding {number}: {level}, {}\">{number}</a>",
                    text(&finding.rule)
                );
            }
        }
    }
    let _ = writeln!(out, "</{tag}>");
}

fn stretch_text(words: &str, lines: bool) -> String {
    if lines {
        let all: Vec<String> = words.split('\n').map(text).collect();
        all.join("\n")
    } else {
        text(words)
    }
}

fn dress(kind: BlockKind) -> (&'static str, &'static str) {
    match kind {
        BlockKind::Headline => ("h3", "headline"),
        BlockKind::Subhead => ("h4", "subhead"),
        BlockKind::Dek => ("p", "dek"),
        BlockKind::Byline => ("p", "byline"),
        BlockKind::Dateline => ("p", "dateline"),
        BlockKind::Paragraph => ("p", "paragraph"),
        BlockKind::Caption => ("p", "caption"),
        BlockKind::Credit => ("p", "credit"),
        BlockKind::ListItem => ("p", "listitem"),
        BlockKind::BlockQuote => ("blockquote", "blockquote"),
        BlockKind::Code | BlockKind::Markup => ("pre", "code"),
        BlockKind::TableRow => ("p", "tablerow"),
    }
}
