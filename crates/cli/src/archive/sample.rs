//! A sample that depends on the seed alone, not on the order in which findings come.

use copydesk_desk::{FileReport, Finding, Level};
use copydesk_report::visible;
use serde_json::{Value, json};

/// A finding as it is shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Hit {
    order: u64,
    pub(super) path: String,
    pub(super) line: u32,
    pub(super) column: u32,
    /// Line and column mean nothing to a reader: the article is a line of an archive.
    whole: bool,
    pub(super) severity: Level,
    pub(super) message: String,
    before: String,
    words: String,
    after: String,
}

impl Hit {
    pub(super) fn of(file: &FileReport, finding: &Finding, seed: u64, whole: bool) -> Self {
        let place = &finding.place;
        let within = place.within();
        let part = |from: u32, to: u32| {
            let text = place.sentence.get(from as usize..to as usize).unwrap_or("");
            visible(text).into_owned()
        };
        Self {
            order: order(
                seed,
                &[&file.path, &finding.rule, &place.start.char.to_string()],
            ),
            path: file.path.clone(),
            line: place.start.line,
            column: place.start.column,
            whole,
            severity: finding.severity,
            message: visible(&finding.message).into_owned(),
            before: part(0, within.start),
            words: part(within.start, within.end),
            after: part(within.end, place.sentence.len() as u32),
        }
    }

    /// Two lines: the place and what is said, the sentence with the words marked.
    pub(super) fn text(&self) -> String {
        let place = if self.whole {
            String::new()
        } else {
            format!(":{}:{}", self.line, self.column)
        };
        format!(
            "  {}{place}: {}: {}\n      {}[[{}]]{}\n",
            visible(&self.path),
            self.severity.name(),
            self.message,
            self.before,
            self.words,
            self.after
        )
    }

    pub(super) fn json(&self) -> Value {
        json!({
            "path": self.path,
            "line": (!self.whole).then_some(self.line),
            "column": (!self.whole).then_some(self.column),
            "severity": self.severity.name(),
            "message": self.message,
            "words": self.words,
            "sentence": format!("{}{}{}", self.before, self.words, self.after),
        })
    }
}

/// The hits that come first in the order of the seed.
#[derive(Default)]
pub(super) struct Sample {
    hits: Vec<Hit>,
}

impl Sample {
    pub(super) fn add(&mut self, hit: Hit, most: usize) {
        let at = self.hits.partition_point(|known| known.order <= hit.order);
        if at < most {
            self.hits.insert(at, hit);
            self.hits.truncate(most);
        }
    }

    /// In order of place.
    pub(super) fn hits(mut self) -> Vec<Hit> {
        self.hits
            .sort_by(|a, b| (&a.path, a.line, a.column).cmp(&(&b.path, b.line, b.column)));
        self.hits
    }
}

/// A number that looks like chance: FNV-1a over the parts, stirred.
fn order(seed: u64, parts: &[&str]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325 ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    for part in parts {
        for &byte in part.as_bytes().iter().chain(&[0x1f]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}
