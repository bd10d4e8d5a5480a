//! The places that a writer may have meant, by the first letter and the length of their names.

use copydesk_facts::{Lines, Numbers, Registers, fold_name};
use serde::{Deserialize, Serialize};

use crate::names::Register;
use crate::names::gazetteer::{Gazetteer, Town};

/// From so many thousand people a town of the long list is one a writer may have meant.
const LARGE: u32 = 250;

/// From so many on it is one where its country is named beside it.
const SMALL: u32 = 100;

/// From so many thousand people everybody has heard of it.
const GREAT: u32 = 1000;

/// A place that a writer may have meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Known<'a> {
    /// Its place in the registers' order.
    pub(super) order: u32,
    /// The folded name.
    pub(super) key: &'a str,
    /// The name as spelled.
    pub(super) name: &'a str,
    /// Two letters.
    pub(super) country: &'a str,
    /// A country or a capital.
    pub(super) capital: bool,
    /// A city of the register or of a million people.
    pub(super) great: bool,
    /// A town of the long list of which few have heard.
    pub(super) small: bool,
}

/// All of them.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(crate) struct PlaceIndex {
    /// One a line (`key|name|country|rank`; the last may be empty), by the first letter of the key, its length, and the registers' order.
    text: Lines,
    /// Where each line begins.
    starts: Numbers,
    /// By line: the place in the registers' order.
    orders: Numbers,
    /// By line: the letters of the key, a bit each; see [`letters`].
    letters: Numbers,
    /// First letter and length in characters, with the first line of each, in order.
    groups: Vec<(char, u32, u32)>,
}

impl PlaceIndex {
    /// The names of the register of places, and the large towns of the long list.
    pub(crate) fn new(registers: &Registers, gazetteer: &Gazetteer) -> Self {
        let mut lines: Vec<(char, u32, u32, String)> = Vec::new();
        let mut add = |key: &str, name: &str, country: &str, capital: &str| {
            if let Some(first) = key.chars().next() {
                let length = key.chars().count() as u32;
                let order = lines.len() as u32;
                lines.push((
                    first,
                    length,
                    order,
                    format!("{key}|{name}|{country}|{capital}\n"),
                ));
            }
        };
        if let Some(register) = registers.get(Register::Places.name()) {
            for entity in &register.entities {
                let capital = match entity.text("kind") {
                    Some("capital" | "country") => "capital",
                    Some("city" | "state" | "island" | "province") => "great",
                    _ => "",
                };
                for name in std::iter::once(&entity.name).chain(&entity.aliases) {
                    let country = entity.text("country").unwrap_or("");
                    add(&fold_name(name), &entity.name, country, capital);
                }
            }
        }
        for town in gazetteer.large(SMALL).filter(Town::is_own_name) {
            let rank = match town.people {
                GREAT.. => "great",
                LARGE.. => "",
                _ => "small",
            };
            add(town.key, town.name, town.country, rank);
        }
        lines.sort();
        let mut index = Self {
            letters: lines
                .iter()
                .map(|(.., line)| letters(line.split('|').next().unwrap_or("")))
                .collect::<Vec<u32>>()
                .into(),
            ..Self::default()
        };
        for (number, (first, length, order, line)) in (0u32..).zip(&lines) {
            let group = index.groups.last();
            if group.is_none_or(|(own, size, _)| (own, size) != (first, length)) {
                index.groups.push((*first, *length, number));
            }
            index.starts.push(index.text.len() as u32);
            index.orders.push(*order);
            index.text.push_str(line);
        }
        index
    }

    /// The places whose folded names begin with the letter of a name, have nearly as many characters and may be near it:
    /// no more than `most` letters of one lack in the other.
    pub(super) fn like(&self, name: &str, most: usize) -> impl Iterator<Item = Known<'_>> {
        let first = name.chars().next().unwrap_or_default();
        let length = name.chars().count();
        let own = letters(name);
        let at = |length: usize| {
            let key = (first, length as u32);
            let group = self
                .groups
                .partition_point(|&(own, size, _)| (own, size) < key);
            self.groups
                .get(group)
                .map_or(self.starts.len(), |&(.., line)| line as usize)
        };
        (at(length.saturating_sub(most))..at(length + most + 1))
            .filter(move |&line| {
                self.letters.get(line).is_some_and(|other| {
                    let lacking = (own & !other).count_ones().max((other & !own).count_ones());
                    lacking as usize <= most
                })
            })
            .filter_map(|line| self.line(line))
    }

    fn line(&self, number: usize) -> Option<Known<'_>> {
        let start = self.starts.get(number)? as usize;
        let line = self.text.line(start)?;
        let mut parts = line.split('|');
        let known = Known {
            order: self.orders.get(number)?,
            key: parts.next()?,
            name: parts.next()?,
            country: parts.next()?,
            capital: false,
            great: false,
            small: false,
        };
        let rank = parts.next()?;
        Some(Known {
            capital: rank == "capital",
            great: rank == "great",
            small: rank == "small",
            ..known
        })
    }
}

/// A bit for each letter of a folded name, other signs several to a bit.
fn letters(name: &str) -> u32 {
    let ascii = name.bytes().filter(u8::is_ascii);
    ascii.fold(0, |bits, byte| bits | 1 << (byte % 32))
}
