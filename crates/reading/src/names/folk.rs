//! The countries of peoples by what the people are called.

use copydesk_facts::{Lines, Numbers, Registers};
use serde::{Deserialize, Serialize};

use super::Register;

/// "Kenyan" and the country's two letters, a line each, in order of the names as spelled.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(crate) struct Folk {
    /// `name|country`.
    text: Lines,
    /// Where each line begins.
    starts: Numbers,
}

impl Folk {
    /// Of the countries of the register of places.
    pub(crate) fn new(registers: &Registers) -> Self {
        let mut folk = Self::default();
        let Some(register) = registers.get(Register::Places.name()) else {
            return folk;
        };
        let countries = register
            .entities
            .iter()
            .filter(|entity| entity.text("kind") == Some("country"));
        let mut lines: Vec<(&str, &str)> = countries
            .filter_map(|entity| Some((entity, entity.text("country")?)))
            .flat_map(|(entity, code)| {
                let names = entity.list("demonym").iter();
                names.map(move |name| (name.as_str(), code))
            })
            .collect();
        // Of two peoples of one name the first of the register counts.
        lines.sort_by_key(|&(name, _)| name);
        lines.dedup_by_key(|&mut (name, _)| name);
        for (name, code) in lines {
            folk.starts.push(folk.text.len() as u32);
            folk.text.push_str(&format!("{name}|{code}\n"));
        }
        folk
    }

    /// The country of a people by their name as spelled, "Kenyan" or "Kenyans": its two letters.
    pub(crate) fn country(&self, name: &str) -> Option<&str> {
        let single = name.strip_suffix('s').unwrap_or(name);
        self.exactly(name).or_else(|| self.exactly(single))
    }

    fn exactly(&self, name: &str) -> Option<&str> {
        let line = |start: u32| self.text.line(start as usize)?.split_once('|');
        let all = 0..self.starts.len();
        let at = self
            .starts
            .partition_point(all, |start| line(start).is_some_and(|(own, _)| own < name));
        let (own, country) = line(self.starts.get(at)?)?;
        (own == name).then_some(country)
    }
}
