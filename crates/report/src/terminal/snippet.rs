//! Sentences, soft-wrapped, with their labels under the words.

use copydesk_draft::Span;

use super::cells::{self, Cluster};
use super::paint::{Ink, Paint};

/// A label, in bytes of the text drawn.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Label {
    pub(super) span: Span,
    pub(super) message: Option<String>,
    /// The matter itself, not something related.
    pub(super) primary: bool,
}

/// Draws `text` with its labels behind `gutter` (`"  7 │ "` on the first line, its continuation on the others) in
/// at most `width` columns beside the gutter. `ink` is for the matter itself.
pub(super) fn draw(
    out: &mut String,
    paint: Paint,
    ink: Ink,
    gutter: &Gutter,
    text: &str,
    labels: &[Label],
    width: usize,
) {
    let clusters = cells::clusters(text);
    for (number, range) in cells::lines(&clusters, width).into_iter().enumerate() {
        let line = Line::new(&clusters, range, labels);
        gutter.put(out, paint, number == 0);
        line.words(out, paint, ink, labels);
        out.push('\n');
        line.notes(out, paint, ink, gutter, labels, width);
    }
}

/// What stands left of the text.
#[derive(Clone, Debug)]
pub(super) struct Gutter {
    /// The line number.
    pub(super) number: u32,
    /// Columns for line numbers.
    pub(super) digits: usize,
}

impl Gutter {
    /// Columns it takes with the bar and its blanks.
    pub(super) fn width(&self) -> usize {
        self.digits + 4
    }

    fn put(&self, out: &mut String, paint: Paint, first: bool) {
        let number = if first {
            self.number.to_string()
        } else {
            String::new()
        };
        let text = format!(
            " {number:>digits$} {} ",
            paint.signs.bar,
            digits = self.digits
        );
        paint.put(out, Ink::Faint, &text);
    }
}

/// One wrapped line: its clusters, and where each label lies on it.
struct Line<'a> {
    clusters: &'a [Cluster],
    /// Column of each cluster, and the column after the last.
    columns: Vec<usize>,
    /// For each label that touches the line: its number, its columns, and whether it ends here.
    marks: Vec<Mark>,
}

#[derive(Clone, Copy)]
struct Mark {
    label: usize,
    start: usize,
    end: usize,
    ends: bool,
}

impl<'a> Line<'a> {
    fn new(all: &'a [Cluster], range: std::ops::Range<usize>, labels: &[Label]) -> Self {
        let clusters = all.get(range.clone()).unwrap_or(&[]);
        let mut columns = Vec::with_capacity(clusters.len() + 1);
        let mut column = 0;
        for cluster in clusters {
            columns.push(column);
            column += cluster.width;
        }
        columns.push(column);
        let mut marks = Vec::new();
        for (number, label) in labels.iter().enumerate() {
            let touched = |cluster: &Cluster| covers(label, cluster);
            let Some(first) = clusters.iter().position(touched) else {
                continue;
            };
            let last = clusters.iter().rposition(touched).unwrap_or(first);
            let (start, end) = (
                columns.get(first).copied().unwrap_or(0),
                columns.get(last + 1).copied().unwrap_or(column),
            );
            // A label whose rest is only blanks at the line's end ends here too.
            let ends = !all.iter().skip(range.start + last + 1).any(touched);
            marks.push(Mark {
                label: number,
                start,
                end: end.max(start + 1),
                ends,
            });
        }
        Self {
            clusters,
            columns,
            marks,
        }
    }

    /// The words themselves, those of labels in their colours.
    fn words(&self, out: &mut String, paint: Paint, ink: Ink, labels: &[Label]) {
        let mut run = String::new();
        let mut run_ink = Ink::Plain;
        for cluster in self.clusters {
            let own = labels
                .iter()
                .filter(|label| covers(label, cluster))
                .map(|label| if label.primary { ink } else { Ink::Related })
                .reduce(|a, b| if a == ink { a } else { b })
                .unwrap_or(Ink::Plain);
            if own != run_ink {
                paint.put(out, run_ink, &run);
                run.clear();
                run_ink = own;
            }
            run.push_str(&cluster.text);
        }
        paint.put(out, run_ink, &run);
    }

    /// The underlines, with the notes beside or below them.
    fn notes(
        &self,
        out: &mut String,
        paint: Paint,
        ink: Ink,
        gutter: &Gutter,
        labels: &[Label],
        width: usize,
    ) {
        if self.marks.is_empty() {
            return;
        }
        let end = self.columns.last().copied().unwrap_or(0).max(1);
        let mut row: Vec<(char, Ink)> = vec![(' ', Ink::Plain); end + 1];
        let is_primary = |mark: &Mark| labels.get(mark.label).is_some_and(|label| label.primary);
        for primary in [false, true] {
            for mark in self.marks.iter().filter(|mark| is_primary(mark) == primary) {
                let (sign, ink) = if primary {
                    (paint.signs.primary, ink)
                } else {
                    (paint.signs.related, Ink::Related)
                };
                for cell in row.iter_mut().take(mark.end).skip(mark.start) {
                    *cell = (sign, ink);
                }
            }
        }
        let used = row
            .iter()
            .rposition(|(sign, _)| *sign != ' ')
            .map_or(0, |last| last + 1);
        row.truncate(used);
        // Notes, the one furthest right first.
        let mut notes: Vec<(Mark, &str, Ink)> = self
            .marks
            .iter()
            .filter(|mark| mark.ends)
            .filter_map(|mark| {
                let label = labels.get(mark.label)?;
                let ink = if label.primary { ink } else { Ink::Related };
                Some((*mark, label.message.as_deref()?, ink))
            })
            .collect();
        notes.sort_by_key(|(mark, ..)| (mark.start, mark.end));
        gutter.put(out, paint, false);
        put_cells(out, paint, &row);
        if let Some(&(mark, note, note_ink)) = notes.last()
            && mark.end == used
            && used + 1 + cells::width(note) <= width
        {
            out.push(' ');
            paint.put(out, note_ink, note);
            notes.pop();
        }
        out.push('\n');
        while let Some((mark, note, note_ink)) = notes.pop() {
            let pending: Vec<usize> = notes.iter().map(|(mark, ..)| mark.start).collect();
            note_below(
                out, paint, gutter, width, mark.start, note, note_ink, &pending,
            );
        }
    }
}

/// True if a label holds a byte of the cluster; a label without bytes stands at the cluster that begins there.
fn covers(label: &Label, cluster: &Cluster) -> bool {
    if label.span.is_empty() {
        cluster.start <= label.span.start && label.span.start < cluster.end
    } else {
        label.span.start < cluster.end && cluster.start < label.span.end
    }
}

/// A note on lines of its own under column `at`: to the right of it, or to the left where there is more room.
#[allow(clippy::too_many_arguments, reason = "one call, one drawing")]
fn note_below(
    out: &mut String,
    paint: Paint,
    gutter: &Gutter,
    width: usize,
    at: usize,
    note: &str,
    ink: Ink,
    pending: &[usize],
) {
    const ROOM: usize = 24;
    let right = cells::width(paint.signs.right);
    let left = cells::width(paint.signs.left);
    let to_left = width.saturating_sub(at + right) < ROOM.min(cells::width(note)) && at > ROOM;
    let room = if to_left {
        (at + 1).saturating_sub(left)
    } else {
        width.saturating_sub(at + right).max(ROOM)
    };
    for (number, words) in cells::wrap(note, room).into_iter().enumerate() {
        let lead = match (to_left, number) {
            (true, 0) => (at + 1).saturating_sub(left + cells::width(&words)),
            (true, _) => (at + 1).saturating_sub(left + room),
            (false, _) => at,
        };
        gutter.put(out, paint, false);
        let before: Vec<(char, Ink)> = (0..lead)
            .map(|column| {
                if pending.contains(&column) {
                    (paint.signs.down, Ink::Related)
                } else {
                    (' ', Ink::Plain)
                }
            })
            .collect();
        put_cells(out, paint, &before);
        let line = match (to_left, number) {
            (true, 0) => format!("{words}{}", paint.signs.left),
            (true, _) => words,
            (false, 0) => format!("{}{words}", paint.signs.right),
            (false, _) => format!("{:right$}{words}", ""),
        };
        paint.put(out, ink, &line);
        out.push('\n');
    }
}

fn put_cells(out: &mut String, paint: Paint, row: &[(char, Ink)]) {
    for run in row.chunk_by(|a, b| a.1 == b.1) {
        let text: String = run.iter().map(|(sign, _)| sign).collect();
        paint.put(out, run.first().map_or(Ink::Plain, |(_, ink)| *ink), &text);
    }
}
