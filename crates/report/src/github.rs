//! GitHub Actions: workflow commands that become annotations on the changed files.

use std::cmp::Reverse;
use std::fmt::Write as _;

use copydesk_desk::{FileReport, Finding, Level, Report};

use crate::visible;
use crate::words::{count, whole};

/// GitHub shows so many annotations of one kind for a step, and drops the rest without a word.
const A_KIND: usize = 10;

/// Annotations, the most severe first. GitHub shows ten of a kind; those beyond are not printed but counted in a
/// last line, so that nobody takes the list for the whole.
pub fn github(report: &Report) -> String {
    let mut all: Vec<(&FileReport, &Finding)> = report.findings().collect();
    all.sort_by_key(|(_, finding)| Reverse(finding.severity));
    let mut out = String::new();
    let mut shown = [0; 3];
    for file in &report.files {
        if let Some(reason) = file.not_linted_reason() {
            let slot = slot(&mut shown, Level::Error);
            *slot += 1;
            if *slot <= A_KIND {
                let _ = writeln!(
                    out,
                    "::error file={},title=not linted::{}",
                    property(&file.path),
                    data(reason)
                );
            }
        }
    }
    for (file, finding) in all {
        let slot = slot(&mut shown, finding.severity);
        *slot += 1;
        if *slot > A_KIND {
            continue;
        }
        let (start, end) = (finding.place.start, finding.place.end);
        let mut place = format!(
            "file={},line={},endLine={}",
            property(&file.path),
            start.line,
            end.line
        );
        // Columns are only allowed where the annotation lies on one line.
        if start.line == end.line {
            let _ = write!(place, ",col={},endColumn={}", start.column, end.column);
        }
        let _ = writeln!(
            out,
            "::{} {place},title={}::{}",
            kind(finding.severity),
            property(&finding.rule),
            data(&whole(finding))
        );
    }
    let left: Vec<String> = [Level::Error, Level::Warning, Level::Advice]
        .into_iter()
        .map(|level| (level, slot(&mut shown, level).saturating_sub(A_KIND)))
        .filter(|(_, more)| *more > 0)
        .map(|(level, more)| count(more, level))
        .collect();
    if !left.is_empty() {
        let _ = writeln!(
            out,
            "{} more: GitHub shows {A_KIND} annotations of a kind; the job summary and `--format json` have all",
            left.join(", ")
        );
    }
    out
}

fn slot(shown: &mut [usize; 3], level: Level) -> &mut usize {
    let [errors, warnings, advice] = shown;
    match level {
        Level::Error => errors,
        Level::Warning => warnings,
        Level::Advice => advice,
    }
}

fn kind(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Advice => "notice",
    }
}

fn data(text: &str) -> String {
    let lines: Vec<String> = text
        .lines()
        .map(|line| visible(line).replace('%', "%25"))
        .collect();
    lines.join("%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
