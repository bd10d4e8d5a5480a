use std::rc::Rc;

use copydesk_draft::layer::{FieldId, LayerId, Thing};
use rustc_hash::FxHashMap;

use super::keys::{Key, Keys};
use crate::view::View;

/// The rows of a layer by the values at the end of some paths.
#[derive(Debug, Default)]
pub(crate) struct Postings {
    by: FxHashMap<Vec<u32>, Vec<u32>>,
    /// Rows with a value that may match anything.
    open: Vec<u32>,
}

impl Postings {
    pub(crate) fn new(
        view: &View<'_>,
        keys: &mut Keys,
        layer: LayerId,
        paths: &[Vec<FieldId>],
    ) -> Self {
        let mut postings = Self::default();
        let count = view
            .table(layer)
            .map_or(0, copydesk_draft::layer::Table::len);
        let mut values = Vec::with_capacity(paths.len());
        for row in 0..count as u32 {
            let thing = Thing { layer, row };
            values.clear();
            let (mut open, mut absent) = (false, false);
            for path in paths {
                match keys.at(view, thing, path) {
                    Key::Absent => absent = true,
                    Key::Open => open = true,
                    Key::Is(key) => values.push(key),
                }
            }
            if absent {
                continue;
            }
            if open {
                postings.open.push(row);
            } else if let Some(rows) = postings.by.get_mut(&values) {
                rows.push(row);
            } else {
                postings.by.insert(values.clone(), vec![row]);
            }
        }
        postings
    }
}

/// The rows that postings give for some keys.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    postings: Rc<Postings>,
    keys: Vec<u32>,
}

impl Found {
    pub(crate) fn new(postings: Rc<Postings>, keys: &[u32]) -> Self {
        Self {
            postings,
            keys: keys.to_vec(),
        }
    }

    /// Calls `each` for the rows within `range`, in order or backwards, until it returns false; false if it did.
    pub(crate) fn rows(
        &self,
        range: &std::ops::Range<u32>,
        backwards: bool,
        each: &mut dyn FnMut(u32) -> bool,
    ) -> bool {
        let within = |rows: &'_ [u32]| -> (usize, usize) {
            (
                rows.partition_point(|row| *row < range.start),
                rows.partition_point(|row| *row < range.end),
            )
        };
        let same = self
            .postings
            .by
            .get(&self.keys)
            .map_or(&[][..], Vec::as_slice);
        let open = self.postings.open.as_slice();
        let ((mut a, mut a_end), (mut b, mut b_end)) = (within(same), within(open));
        loop {
            let (x, y) = if backwards {
                (
                    (a < a_end).then(|| same.get(a_end - 1)).flatten(),
                    (b < b_end).then(|| open.get(b_end - 1)).flatten(),
                )
            } else {
                (
                    (a < a_end).then(|| same.get(a)).flatten(),
                    (b < b_end).then(|| open.get(b)).flatten(),
                )
            };
            let first = match (x, y) {
                (None, None) => return true,
                (Some(_), None) => true,
                (None, Some(_)) => false,
                (Some(x), Some(y)) => (x < y) != backwards,
            };
            let Some(&row) = (if first { x } else { y }) else {
                return true;
            };
            match (first, backwards) {
                (true, false) => a += 1,
                (true, true) => a_end -= 1,
                (false, false) => b += 1,
                (false, true) => b_end -= 1,
            }
            if !each(row) {
                return false;
            }
        }
    }
}
