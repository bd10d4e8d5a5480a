//! The names of known bodies, taken apart into the words that carry them and the small words between.

use copydesk_facts::{Items, Registers, Vocabulary, VocabularyBuilder, fold_name};
use serde::{Deserialize, Serialize};

/// The registers with names of bodies.
const REGISTERS: [&str; 4] = ["bodies", "monitors", "acronyms", "authorities"];
/// The most words a name has, for the windows looked at.
pub(super) const LONGEST: usize = 9;

/// A name, taken apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Parts {
    /// The words that carry the name, folded, spelled one way.
    pub(super) words: Vec<String>,
    /// The small words before each of them, joined, without articles.
    pub(super) links: Vec<String>,
    /// A body whose name slips: not one that only must not be taken for a slip.
    pub(super) slips: bool,
    /// Its whole name is its own: "Agency" for "Organization" in it is a slip.
    pub(super) own: bool,
    /// No name, but a slip that the register lists.
    pub(super) listed: bool,
}

/// A place in the names of bodies, and how many words carry the name there.
pub(super) type Place = (u32, u8);

/// The names that begin with a word, and those that end with it.
pub(super) type Ends<'b> = (&'b [Place], &'b [Place]);

/// The names of bodies.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(crate) struct Bodies {
    /// Name as spelled; its parts.
    pub(super) names: Items<(Box<str>, Parts)>,
    /// The words that one begins with or ends with.
    pub(super) ends: Vocabulary,
    /// By such a word the names that begin with it, and those that end with it.
    pub(super) of_end: Items<[Vec<Place>; 2]>,
}

/// The names of bodies while they are added.
#[derive(Default)]
struct Builder {
    names: Items<(Box<str>, Parts)>,
    ends: VocabularyBuilder,
    of_end: Vec<[Vec<Place>; 2]>,
}

impl Bodies {
    /// From the registers: names and aliases of two words or more.
    pub(crate) fn new(registers: &Registers) -> Self {
        let mut bodies = Builder::default();
        for register in REGISTERS {
            let Some(register) = registers.get(register) else {
                continue;
            };
            for entity in &register.entities {
                if register.name == "acronyms" && entity.text("kind") != Some("body") {
                    continue;
                }
                for name in std::iter::once(&entity.name).chain(&entity.aliases) {
                    bodies.add(&entity.name, name, true, register.name == "bodies", false);
                }
                for name in entity.list("others") {
                    bodies.add(name, name, false, false, false);
                }
                if register.name == "bodies" {
                    for name in entity.list("near-misses") {
                        bodies.add(&entity.name, name, false, false, true);
                    }
                }
            }
        }
        Self {
            names: bodies.names,
            ends: bodies.ends.freeze(),
            of_end: bodies.of_end.into_iter().collect(),
        }
    }

    /// The names that begin with a word, and those that end with it.
    pub(super) fn ending(&self, word: &str) -> Ends<'_> {
        let names = self
            .ends
            .get(word)
            .and_then(|end| self.of_end.get(end.0 as usize));
        names.map_or((&[], &[]), |[from, to]| (from.as_slice(), to.as_slice()))
    }

    /// Of some names those of so many words, put into a buffer.
    pub(super) fn of_length((from, to): Ends<'_>, words: usize, found: &mut Vec<u32>) {
        found.clear();
        for list in [from, to] {
            let like = list.iter().filter(|(_, own)| usize::from(*own) == words);
            found.extend(like.map(|&(number, _)| number));
        }
        if found.len() > 1 {
            found.sort_unstable();
            found.dedup();
        }
    }
}

impl Builder {
    fn add(&mut self, house: &str, name: &str, slips: bool, own: bool, listed: bool) {
        let mut parts = Parts {
            words: Vec::new(),
            links: Vec::new(),
            slips,
            own,
            listed,
        };
        let mut link = String::new();
        for word in name.split([' ', '-']) {
            let capital = word.chars().next().is_some_and(char::is_uppercase);
            let folded = fold_name(word);
            if folded.is_empty() {
                continue;
            }
            if capital && !small(&folded) {
                parts.words.push(one_way(&folded).to_owned());
                parts.links.push(std::mem::take(&mut link));
            } else if !article(&folded) {
                link.push_str(&folded);
            }
        }
        let count = parts.words.len();
        if !(2..=LONGEST).contains(&count) {
            return;
        }
        let number = self.names.len() as u32;
        for (side, word) in [parts.words.first(), parts.words.last()]
            .into_iter()
            .enumerate()
        {
            if let Some(word) = word {
                let end = self.ends.intern(word).0 as usize;
                if end >= self.of_end.len() {
                    self.of_end.resize(end + 1, [Vec::new(), Vec::new()]);
                }
                if let Some(names) = self.of_end.get_mut(end).and_then(|ends| ends.get_mut(side)) {
                    names.push((number, count as u8));
                }
            }
        }
        self.names.push((house.into(), parts));
    }
}

/// British and American spellings as one, and the endings of plurals.
pub(super) fn one_way(word: &str) -> &str {
    match word {
        "organisation" => "organization",
        "programme" => "program",
        "centre" => "center",
        "defence" => "defense",
        "labour" => "labor",
        "co" => "cooperation",
        _ => word,
    }
}

pub(super) fn article(word: &str) -> bool {
    matches!(word, "the" | "a" | "an")
}

/// A word that does not carry a name, whatever its first letter.
pub(super) fn small(word: &str) -> bool {
    matches!(
        word,
        "the" | "of" | "for" | "on" | "and" | "to" | "in" | "against" | "a" | "an"
    )
}
