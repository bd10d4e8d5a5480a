//! Text as a terminal lays it out: clusters of characters with their widths, and lines of them.

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

use crate::escape::{is_treacherous, shown};

/// What a reader sees as one character.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Cluster {
    /// As it is printed.
    pub(super) text: String,
    /// Columns it takes.
    pub(super) width: usize,
    /// First byte in the text it was made from.
    pub(super) start: u32,
    /// One past its last byte.
    pub(super) end: u32,
    /// A line may end after it.
    breaks: bool,
}

impl Cluster {
    fn is_blank(&self) -> bool {
        self.text == " "
    }
}

/// The clusters of a text. Treacherous characters are shown; line ends and tabs are blanks.
pub(super) fn clusters(text: &str) -> Vec<Cluster> {
    let mut clusters = Vec::with_capacity(text.len());
    let mut push = |at: usize, len: usize, printed: String| {
        let width = printed.width();
        let breaks =
            matches!(printed.as_str(), " " | "-" | "–" | "—" | "/") || is_wide(&printed, width);
        clusters.push(Cluster {
            text: printed,
            width,
            start: at as u32,
            end: (at + len) as u32,
            breaks,
        });
    };
    for (at, cluster) in text.grapheme_indices(true) {
        if cluster.chars().any(is_treacherous) {
            let mut here = at;
            for c in cluster.chars() {
                let printed = if is_treacherous(c) {
                    shown(c).into_owned()
                } else {
                    c.to_string()
                };
                // CRLF is one blank.
                if !(c == '\n' && cluster == "\r\n") {
                    push(here, c.len_utf8(), printed);
                }
                here += c.len_utf8();
            }
        } else {
            push(at, cluster.len(), cluster.to_owned());
        }
    }
    clusters
}

/// Chinese and Japanese are written without blanks: a line may end after any of their signs.
fn is_wide(printed: &str, width: usize) -> bool {
    width == 2 && printed.chars().next().is_some_and(char::is_alphabetic)
}

/// Lines of at most `width` columns, as ranges of cluster numbers; the blank at a line's end is left out. A word
/// longer than a line is broken.
pub(super) fn lines(clusters: &[Cluster], width: usize) -> Vec<std::ops::Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    while start < clusters.len() {
        let mut used = 0;
        let mut end = start;
        let mut last_break = None;
        for (i, cluster) in clusters.iter().enumerate().skip(start) {
            if used + cluster.width > width && !cluster.is_blank() && i > start {
                break;
            }
            used += cluster.width;
            end = i + 1;
            if cluster.breaks {
                last_break = Some(end);
            }
        }
        let next = if end == clusters.len() {
            end
        } else {
            last_break.unwrap_or(end)
        };
        let mut trimmed = next;
        while trimmed > start + 1 && clusters.get(trimmed - 1).is_some_and(Cluster::is_blank) {
            trimmed -= 1;
        }
        lines.push(start..trimmed);
        start = next;
    }
    lines
}

/// A plain text in lines of at most `width` columns.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let clusters = clusters(text);
    lines(&clusters, width.max(8))
        .into_iter()
        .map(|range| {
            clusters
                .get(range)
                .unwrap_or(&[])
                .iter()
                .map(|cluster| cluster.text.as_str())
                .collect()
        })
        .collect()
}

/// Columns a text takes when printed.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn combining_marks_and_wide_signs() {
        let found = clusters("e\u{301}日👨‍👩‍👧");
        assert_eq!(
            found
                .iter()
                .map(|cluster| cluster.width)
                .collect::<Vec<_>>(),
            [1, 2, 2]
        );
        let found = clusters("a\r\nb\u{202e}");
        assert_eq!(
            found
                .iter()
                .map(|cluster| cluster.text.as_str())
                .collect::<Vec<_>>(),
            ["a", " ", "b", "<U+202E>"]
        );
        assert_eq!(found[3].width, 8);
    }

    #[test]
    fn lines_end_at_blanks() {
        assert_eq!(wrap("one two three", 8), ["one two", "three"]);
        assert_eq!(wrap("abcdefghijkl", 8), ["abcdefgh", "ijkl"]);
        assert_eq!(wrap("日本語日本語", 8), ["日本語日", "本語"]);
        assert_eq!(
            wrap("well-known fact", 9),
            ["well-", "known", "fact"].map(String::from).to_vec()
        );
    }
}
