//! The list of towns: names with their points, for distances and for telling a rare name from a slip.

use std::collections::BTreeMap;

use copydesk_facts::{FactValue, Lines, Numbers, Registers, fold_name};
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

impl Town<'_> {
    /// False if the folded name is another transliteration of the name.
    pub(crate) fn is_own_name(&self) -> bool {
        self.key == self.name || self.key == fold_name(self.name)
    }
}

/// The towns, one a line (`key|name|country|latitude|longitude|thousands`), in order of their keys.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(crate) struct Gazetteer {
    /// The countries with large towns, in order of their letters.
    countries: Vec<Country>,
    /// Two bits for each key, found by its hash: nearly all names that no town has are told by them.
    filter: Numbers,
    /// How each of so many lines ([`STEP`]) begins, see [`begins`]: what lies between two of them is soon searched.
    steps: Numbers,
    /// Lines of large towns, by country.
    large: Numbers,
    /// Where each line begins.
    starts: Numbers,
    text: Lines,
}

/// See [`Gazetteer::steps`].
const STEP: usize = 32;
/// Numbers of the filter for each hundred towns: some twelve bits a town.
const FILTER: usize = 40;

/// The first four bytes of a key as a number; in the order of the keys, as far as four bytes tell it.
fn begins(key: &[u8]) -> u32 {
    let mut first = [0; 4];
    for (to, from) in first.iter_mut().zip(key) {
        *to = *from;
    }
    u32::from_be_bytes(first)
}

/// The places of the bits of a key in a filter of so many numbers.
fn bits(key: &str, numbers: usize) -> [usize; 2] {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in key.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash ^= hash >> 32;
    let place = |part: u64| ((part * numbers as u64 * 32) >> 32) as usize;
    [
        place(hash & 0xffff_ffff),
        place(hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32),
    ]
}

/// The large towns of a country.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
struct Country {
    letters: String,
    /// One past its last town in [`Gazetteer::large`]; its first is where the country before it ends.
    end: u32,
    extent: Option<Extent>,
}

/// How far the towns of a country reach, those farthest out left aside: least and largest degrees.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub(crate) struct Extent {
    /// Degrees north.
    pub(crate) north: (f64, f64),
    /// Degrees east.
    pub(crate) east: (f64, f64),
}

/// From so many thousand people another transliteration of a town's name may be a slip.
const KNOWN_BY_ONE: u32 = 250;
/// Towns of so many thousand people are large.
const LARGE: u32 = 10;
/// The fewest large towns that tell the shape of a country.
const FEWEST: usize = 12;

impl Extent {
    /// Of the points of towns; `None` if they are too few.
    fn of(points: &[(f64, f64)]) -> Option<Self> {
        if points.len() < FEWEST {
            return None;
        }
        let reach = |mut values: Vec<f64>| {
            values.sort_by(f64::total_cmp);
            // The farthest towns of an island or an exclave do not stretch the country.
            let cut = values.len() / 12;
            Some((*values.get(cut)?, *values.get(values.len() - 1 - cut)?))
        };
        Some(Self {
            north: reach(points.iter().map(|point| point.0).collect())?,
            east: reach(points.iter().map(|point| point.1).collect())?,
        })
    }
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
        let mut gazetteer = Self {
            text: rows.to_owned().into(),
            starts: starts.into(),
            ..Self::default()
        };
        gazetteer.sort_large();
        gazetteer.note_keys();
        gazetteer
    }

    /// Makes what tells keys that are there from others.
    fn note_keys(&mut self) {
        let key = |at: usize| self.line(at).and_then(|line| line.split('|').next());
        let mut filter = vec![0u32; self.starts.len() * FILTER / 100 + 1];
        let numbers = filter.len();
        for bit in (0..self.starts.len())
            .filter_map(key)
            .flat_map(|key| bits(key, numbers))
        {
            if let Some(part) = filter.get_mut(bit / 32) {
                *part |= 1 << (bit % 32);
            }
        }
        let steps = (0..self.starts.len()).step_by(STEP);
        let steps: Vec<u32> = steps
            .map(|at| begins(key(at).unwrap_or_default().as_bytes()))
            .collect();
        (self.filter, self.steps) = (filter.into(), steps.into());
    }

    /// False if no town has the folded name.
    fn may_have(&self, key: &str) -> bool {
        bits(key, self.filter.len()).into_iter().all(|bit| {
            let part = self.filter.get(bit / 32);
            part.is_some_and(|part| part >> (bit % 32) & 1 == 1)
        })
    }

    /// Notes the large towns by country.
    fn sort_large(&mut self) {
        let mut by_country: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for i in 0..self.starts.len() {
            let large = |town: &Town<'_>| town.people >= LARGE && town.is_own_name();
            if let Some(town) = self.town(i).filter(large) {
                let lines = by_country.entry(town.country.to_owned()).or_default();
                lines.push(i as u32);
            }
        }
        let mut large = Vec::new();
        for (letters, lines) in by_country {
            let towns = lines.iter().filter_map(|&line| self.town(line as usize));
            let points: Vec<(f64, f64)> = towns.map(|town| town.point).collect();
            let extent = Extent::of(&points);
            large.extend(lines);
            self.countries.push(Country {
                letters,
                end: large.len() as u32,
                extent,
            });
        }
        self.large = large.into();
    }

    fn line(&self, i: usize) -> Option<&str> {
        self.text.line(self.starts.get(i)? as usize)
    }

    fn town(&self, i: usize) -> Option<Town<'_>> {
        let line = self.line(i)?;
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
        let first = if self.may_have(key) {
            self.first(key)
        } else {
            self.starts.len()
        };
        (first..self.starts.len())
            .take_while(move |&i| {
                let rest = self.line(i).and_then(|line| line.strip_prefix(key));
                rest.is_some_and(|rest| rest.starts_with('|'))
            })
            .map_while(|i| self.town(i))
    }

    /// True if the folded name is a town's own, or one that a smaller town goes by in another transliteration.
    pub(crate) fn spells(&self, key: &str) -> bool {
        self.named(key)
            .any(|town| town.people < KNOWN_BY_ONE || town.is_own_name())
    }

    /// The first line whose key does not come before another.
    fn first(&self, key: &str) -> usize {
        let text = self.text.as_bytes();
        let own = begins(key.as_bytes());
        let all = 0..self.steps.len();
        let from = self.steps.partition_point(all.clone(), |step| step < own);
        let to = self.steps.partition_point(all, |step| step <= own);
        let lines = from.saturating_sub(1) * STEP..(to * STEP).min(self.starts.len());
        self.starts.partition_point(lines, |start| {
            let line = text.get(start as usize..);
            line.is_some_and(|line| is_before(line, key.as_bytes()))
        })
    }

    fn country(&self, letters: &str) -> Option<usize> {
        let letters = |country: &Country| country.letters.as_str().cmp(letters);
        self.countries.binary_search_by(letters).ok()
    }

    /// All towns of at least so many thousand people.
    pub(crate) fn large(&self, thousands: u32) -> impl Iterator<Item = Town<'_>> {
        (0..self.starts.len())
            .filter_map(|i| self.town(i))
            .filter(move |town| town.people >= thousands)
    }

    /// The towns of a country with at least ten thousand people.
    pub(crate) fn large_of(&self, country: &str) -> impl Iterator<Item = Town<'_>> {
        let at = self.country(country);
        let end = |at: usize| self.countries.get(at).map_or(0, |one| one.end as usize);
        let lines = at.map_or(0..0, |at| at.checked_sub(1).map_or(0, end)..end(at));
        lines.filter_map(|at| self.town(self.large.get(at)? as usize))
    }

    /// How far the large towns of a country reach; `None` where they are too few to tell.
    pub(crate) fn extent(&self, country: &str) -> Option<Extent> {
        self.countries.get(self.country(country)?)?.extent
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_town_is_found() {
        let mut registers = Registers::default();
        for (name, text) in crate::testing::files("facts", ".toml") {
            if name.ends_with("towns.toml") {
                registers.load(&name, &text).unwrap();
            }
        }
        let towns = Gazetteer::new(&registers);
        assert!(towns.starts.len() > 10_000);
        let mut absent = 0;
        for i in 0..towns.starts.len() {
            let town = towns.town(i).unwrap();
            assert!(towns.named(town.key).any(|found| found == town), "{town:?}");
            let other = format!("{}x", town.key);
            absent += usize::from(!towns.may_have(&other));
        }
        // Nearly all others are told by the filter.
        assert!(absent * 10 > towns.starts.len() * 9, "{absent}");
        for key in ["", "a", "zzzz", "nowhere at all"] {
            assert_eq!(towns.named(key).next(), None, "{key}");
        }
    }
}
