//! The list of towns: names with their points, for distances and for telling a rare name from a slip.

use copydesk_facts::{FactValue, Numbers, Registers, Text};
use serde::{Deserialize, Serialize};

/// A town of the list.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Town<'a> {
    /// The folded name.
    pub(crate) key: &'a str,
    /// The name as it is spelled.
    pub(crate) name: &'a str,
    /// Two letters.
    pub(crate) country: &'a str,
    /// Degrees north and east.
    pub(crate) point: (f64, f64),
    /// In thousands.
    pub(crate) people: u32,
}

/// The towns, one a line (`key|name|country|latitude|longitude|thousands`), in order of their keys.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(crate) struct Gazetteer {
    text: Text,
    /// Where each line begins.
    starts: Numbers,
}

impl Gazetteer {
    /// From the column `rows` of the register `towns`.
    pub(crate) fn new(registers: &Registers) -> Self {
        let rows = registers
            .get("towns")
            .and_then(|register| register.entities.first())
            .and_then(|entity| match entity.columns.get("rows") {
                Some(FactValue::Text(rows)) => Some(rows.as_str()),
                _ => None,
            })
            .unwrap_or("");
        let mut starts = Vec::new();
        let mut at = 0;
        for line in rows.split_inclusive('\n') {
            if line.len() > 1 {
                starts.push(at);
            }
            at += line.len() as u32;
        }
        Self {
            text: rows.to_owned().into(),
            starts: starts.into(),
        }
    }

    fn town(&self, i: usize) -> Option<Town<'_>> {
        let start = self.starts.get(i)? as usize;
        let line = self.text.get(start..)?.lines().next()?;
        let mut parts = line.split('|');
        let key = parts.next()?;
        let name = parts.next()?;
        Some(Town {
            key,
            name: if name.is_empty() { key } else { name },
            country: parts.next()?,
            point: (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?),
            people: parts.next()?.parse().unwrap_or(0),
        })
    }

    /// All towns of a folded name, found by bisection.
    pub(crate) fn named<'a>(&'a self, key: &'a str) -> impl Iterator<Item = Town<'a>> + 'a {
        let text = self.text.as_bytes();
        let first = self.starts.partition_point(|start| {
            let line = text.get(start as usize..);
            line.is_some_and(|line| is_before(line, key.as_bytes()))
        });
        (first..self.starts.len())
            .map_while(|i| self.town(i))
            .take_while(move |town| town.key == key)
    }

    /// All towns of at least so many thousand people.
    pub(crate) fn large(&self, thousands: u32) -> impl Iterator<Item = Town<'_>> {
        (0..self.starts.len())
            .filter_map(|i| self.town(i))
            .filter(move |town| town.people >= thousands)
    }
}
/// True if the key that a line begins with, up to its first bar, comes before another.
fn is_before(line: &[u8], key: &[u8]) -> bool {
    for (i, wanted) in key.iter().enumerate() {
        match line.get(i) {
            None | Some(b'|') => return true,
            Some(byte) if byte != wanted => return byte < wanted,
            Some(_) => {}
        }
    }
    false
}
