//! A few sentences of a layer that is not made: what stands in them is told without a look at the rest of the draft.

use copydesk_draft::layer::{LayerId, Row};

use super::Made;
use crate::pattern::{Matcher, Peek, Tables};

/// So often a layer is looked at in a few sentences; then it is made.
const MOST: u8 = 4;

/// What is known of a layer in some sentences.
#[derive(Clone, Debug, Default)]
pub(super) struct Glance {
    /// A bit for each sentence that was looked through.
    done: Vec<u64>,
    /// How often it was looked at.
    looks: u8,
    /// Its things in those sentences, in order.
    rows: Vec<Row>,
}

impl Made<'_> {
    /// Asks something of the things of a layer in some sentences (first and last of each run of them), and perhaps of
    /// others; `None` where it is better to make the layer.
    pub(crate) fn glance<T>(
        &self,
        layer: LayerId,
        sentences: impl IntoIterator<Item = (u32, u32)>,
        ask: impl FnOnce(&[Row]) -> T,
    ) -> Option<T> {
        let (Peek::Unmade(pattern), Some(number)) = (self.peek(layer), self.number(layer)) else {
            return None;
        };
        let all = self.reading.sentences.len() as u32;
        let mut missing = vec![0; self.reading.sentences.len().div_ceil(64)];
        let mut count = 0;
        for (first, last) in sentences {
            for sentence in first..all.min(last.saturating_add(1)) {
                count += 1;
                if let Some(part) = missing.get_mut(sentence as usize / 64) {
                    *part |= 1 << (sentence % 64);
                }
                if count * 3 > all {
                    return None;
                }
            }
        }
        let mut known = self
            .glances
            .borrow_mut()
            .remove(&number)
            .unwrap_or_default();
        for (part, done) in missing.iter_mut().zip(&known.done) {
            *part &= !done;
        }
        if missing.iter().any(|&part| part != 0) {
            if known.looks >= MOST {
                return None;
            }
            known.looks += 1;
            let mut takes = self.engine.patterns.takes(number);
            for other in takes.clone() {
                self.desk_table(other as usize);
            }
            let stopped = |other: u32| self.stopped.borrow().has(other);
            if takes.any(stopped) {
                return None;
            }
            let memo = self.memo.as_ref()?;
            let own = memo.take()?;
            let mut matcher = Matcher::new(&self.engine.patterns, self.reading, own, self.steps);
            let hits = matcher.all(pattern, Some(&missing), self);
            let spent = matcher.is_spent();
            memo.replace(Some(matcher.into_memo()));
            if spent {
                return None;
            }
            let rows = hits.iter().filter_map(|hit| self.row_of(hit));
            known.rows.extend(rows);
            known.rows.sort_unstable_by_key(|row| row.span.start);
            known.done.resize(missing.len(), 0);
            for (done, part) in known.done.iter_mut().zip(&missing) {
                *done |= part;
            }
        }
        let answer = ask(&known.rows);
        self.glances.borrow_mut().insert(number, known);
        Some(answer)
    }
}
