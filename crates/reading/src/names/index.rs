//! The names of the registers, ready for look-up.

use copydesk_facts::{Entity, Registers, Row, VocabularyBuilder, fold_name};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::bodies::Bodies;
use super::folk::Folk;
use super::gazetteer::Gazetteer;
use super::trie::{Match, Trie, TrieBuilder};
use crate::geography::PlaceIndex;

/// The registers whose names are looked up.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub(crate) enum Register {
    Groups,
    Monitors,
    Outlets,
    Acronyms,
    Authorities,
    Places,
}

impl Register {
    const ALL: [(Self, &'static str); 6] = [
        (Self::Groups, "groups"),
        (Self::Monitors, "monitors"),
        (Self::Outlets, "outlets"),
        (Self::Acronyms, "acronyms"),
        (Self::Authorities, "authorities"),
        (Self::Places, "places"),
    ];

    /// Its name as in its file.
    pub(crate) fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(register, _)| *register == self)
            .map_or("", |&(_, name)| name)
    }
}

/// What kind of name of its entity a name is; the values of `name-form` in order, as far as rules see them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum NameForm {
    /// The form the register gives first.
    HouseForm,
    /// The same name spelled otherwise.
    Spelling,
    /// Another name.
    OtherName,
    /// An earlier name.
    FormerName,
    /// The name of a part of it.
    Wing,
    /// An acronym or short form.
    ShortForm,
    /// A wrong spelling that the register lists.
    Misspelling,
    /// A name that some avoid: older, disputed.
    Superseded,
}

impl NameForm {
    const ALL: [Self; 8] = [
        Self::HouseForm,
        Self::Spelling,
        Self::OtherName,
        Self::FormerName,
        Self::Wing,
        Self::ShortForm,
        Self::Misspelling,
        Self::Superseded,
    ];
}

/// When a name counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) enum Counts {
    /// Always.
    Always,
    /// Only beside other evidence (a preposition of place, words of attribution).
    WithEvidence,
    /// Only where the draft says what it stands for.
    WhenDefined,
    /// Only in a clause about designations (capitals and houses of government).
    AsDesignator,
    /// As an adjective of a place.
    AsDemonym,
}

impl Counts {
    const ALL: [Self; 5] = [
        Self::Always,
        Self::WithEvidence,
        Self::WhenDefined,
        Self::AsDesignator,
        Self::AsDemonym,
    ];
}

/// One name of one entity.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Meaning {
    pub(crate) register: Register,
    /// Place in the register's entities.
    pub(crate) entity: u32,
    pub(crate) form: NameForm,
    pub(crate) counts: Counts,
}

impl Row<2> for Meaning {
    fn to_row(&self) -> [u32; 2] {
        let kinds = self.register as u32 | (self.form as u32) << 8 | (self.counts as u32) << 16;
        [self.entity, kinds]
    }

    #[inline]
    fn of_row([entity, kinds]: [u32; 2]) -> Self {
        let [register, form, counts, _] = kinds.to_le_bytes().map(usize::from);
        Self {
            register: Register::ALL
                .get(register)
                .map_or(Register::Groups, |known| known.0),
            entity,
            form: *NameForm::ALL.get(form).unwrap_or(&NameForm::HouseForm),
            counts: *Counts::ALL.get(counts).unwrap_or(&Counts::Always),
        }
    }
}

/// A rank, office or title.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Rank {
    /// Place in the register of ranks.
    pub(crate) entity: u32,
    /// The word is an everyday word too.
    pub(crate) ambiguous: bool,
    /// Mr, Ms and the like: says nothing about the office.
    pub(crate) honorific: bool,
}

impl Row<2> for Rank {
    fn to_row(&self) -> [u32; 2] {
        let flags = u32::from(self.ambiguous) | u32::from(self.honorific) << 1;
        [self.entity, flags]
    }

    #[inline]
    fn of_row([entity, flags]: [u32; 2]) -> Self {
        Self {
            entity,
            ambiguous: flags & 1 == 1,
            honorific: flags >> 1 == 1,
        }
    }
}

/// The names of the registers, ready for look-up by word ids.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct NameIndex {
    pub(crate) names: Trie<Meaning>,
    pub(crate) ranks: Trie<Rank>,
    /// Acronyms by their letters: places in the register of acronyms.
    pub(crate) acronyms: FxHashMap<Box<str>, Vec<u32>>,
    /// Acronyms in other languages by their letters: place in the register, English form, language.
    pub(crate) foreign: FxHashMap<Box<str>, ForeignAcronym>,
    /// The names of bodies, for telling close ones.
    pub(crate) bodies: Bodies,
    /// The long list of towns.
    pub(crate) gazetteer: Gazetteer,
    /// The places that a writer may have meant.
    pub(crate) near: PlaceIndex,
    /// The countries of peoples.
    pub(crate) folk: Folk,
}

/// An acronym in another language.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct ForeignAcronym {
    /// The English short form, if there is one, else the name.
    pub(crate) english: Box<str>,
    /// The name of the body.
    pub(crate) name: Box<str>,
    /// The language tag.
    pub(crate) language: Box<str>,
}

impl NameIndex {
    /// Indexes the names, aliases and short forms of the registers; every word is interned.
    pub fn new(registers: &Registers, vocabulary: &mut VocabularyBuilder) -> Self {
        let mut index = IndexBuilder::default();
        for (register, name) in Register::ALL {
            let Some(found) = registers.get(name) else {
                continue;
            };
            for (i, entity) in found.entities.iter().enumerate() {
                index.entity(register, i as u32, entity, vocabulary);
            }
        }
        if let Some(ranks) = registers.get("ranks") {
            for (i, entity) in ranks.entities.iter().enumerate() {
                let rank = Rank {
                    entity: i as u32,
                    ambiguous: entity.flag("ambiguous"),
                    honorific: entity.text("kind") == Some("honorific"),
                };
                for name in std::iter::once(&entity.name).chain(&entity.aliases) {
                    let how = if rank.ambiguous {
                        Match::Capitals
                    } else {
                        Match::Any
                    };
                    index.ranks.add(name, how, rank, vocabulary);
                }
                for name in &entity.short_forms {
                    index.ranks.add(name, Match::Exact, rank, vocabulary);
                }
            }
        }
        let gazetteer = Gazetteer::new(registers);
        Self {
            near: PlaceIndex::new(registers, &gazetteer),
            folk: Folk::new(registers),
            bodies: Bodies::new(registers),
            names: index.names.build(),
            ranks: index.ranks.build(),
            acronyms: index.acronyms,
            foreign: index.foreign,
            gazetteer,
        }
    }

    /// True if token `i` alone is an adjective or noun of a people.
    pub(crate) fn is_demonym(&self, cx: &crate::cx::Cx<'_>, i: usize) -> bool {
        self.names.longest(cx, i).is_some_and(|found| {
            found.last == i + 1
                && self
                    .names
                    .meanings(cx, found)
                    .any(|meaning| meaning.counts == Counts::AsDemonym)
        })
    }
}

/// A [`NameIndex`] while names are added.
#[derive(Default)]
struct IndexBuilder {
    names: TrieBuilder<Meaning>,
    ranks: TrieBuilder<Rank>,
    acronyms: FxHashMap<Box<str>, Vec<u32>>,
    foreign: FxHashMap<Box<str>, ForeignAcronym>,
}

impl IndexBuilder {
    fn entity(
        &mut self,
        register: Register,
        i: u32,
        entity: &Entity,
        vocabulary: &mut VocabularyBuilder,
    ) {
        let keys = |column: &str| -> FxHashSet<String> {
            entity
                .list(column)
                .iter()
                .map(|name| fold_name(name))
                .collect()
        };
        let spellings = keys("spellings");
        let (formerly, wings) = (keys("formerly"), keys("wings"));
        let superseded: FxHashSet<String> = &keys("superseded-forms") | &keys("disputed-names");
        let unsure = entity.flag("ambiguous");
        let mut add = |name: &str, how: Match, form: NameForm, counts: Counts| {
            let meaning = Meaning {
                register,
                entity: i,
                form,
                counts,
            };
            self.names.add(name, how, meaning, vocabulary);
        };
        let form_of = |name: &str| {
            let key = fold_name(name);
            if key == fold_name(&entity.name) {
                NameForm::HouseForm
            } else if formerly.contains(&key) {
                NameForm::FormerName
            } else if wings.contains(&key) {
                NameForm::Wing
            } else if superseded.contains(&key) {
                NameForm::Superseded
            } else if spellings.contains(&key)
                || register == Register::Places
                    && super::spelling::one_word_respelt(name, &entity.name)
            {
                NameForm::Spelling
            } else {
                NameForm::OtherName
            }
        };
        // In the register of acronyms only bodies have names that are looked for.
        let named = register != Register::Acronyms
            || matches!(entity.text("kind"), Some("body" | "country"));
        if named {
            let ambiguous = keys("ambiguous-aliases");
            for name in std::iter::once(&entity.name).chain(&entity.aliases) {
                // A longer alias of an ambiguous name is a clear one ("Times of London").
                let plain = unsure
                    && (*name == entity.name
                        || fold_name(name).split(' ').count()
                            <= fold_name(&entity.name).split(' ').count() + 1
                            && fold_name(name).ends_with(&fold_name(&entity.name)));
                let counts = if ambiguous.contains(&fold_name(name)) {
                    Counts::WhenDefined
                } else if plain {
                    Counts::WithEvidence
                } else {
                    Counts::Always
                };
                add(name, Match::Capitals, form_of(name), counts);
            }
            for name in entity.list("ambiguous-aliases") {
                add(
                    name,
                    Match::Capitals,
                    NameForm::OtherName,
                    Counts::WhenDefined,
                );
            }
        }
        let unique = !matches!(
            entity.columns.get("short-form-unique"),
            Some(copydesk_facts::FactValue::Flag(false))
        );
        let rare = |short: &str| {
            entity
                .list("ambiguous-short-forms")
                .iter()
                .any(|s| s == short)
        };
        for short in &entity.short_forms {
            let counts = if unique && !rare(short) {
                Counts::Always
            } else {
                Counts::WhenDefined
            };
            add(short, Match::Exact, NameForm::ShortForm, counts);
        }
        for short in entity
            .list("ambiguous-short-forms")
            .iter()
            .chain(entity.list("mixed-case-short-forms"))
            .filter(|short| !entity.short_forms.contains(short))
        {
            let counts = if entity.list("ambiguous-short-forms").contains(short) || !unique {
                Counts::WhenDefined
            } else {
                Counts::Always
            };
            add(short, Match::Exact, NameForm::ShortForm, counts);
        }
        match register {
            Register::Authorities => {
                for name in entity.list("metonyms") {
                    add(
                        name,
                        Match::Capitals,
                        NameForm::OtherName,
                        Counts::AsDesignator,
                    );
                }
            }
            Register::Places => {
                for name in entity.list("demonym") {
                    add(
                        name,
                        Match::Capitals,
                        NameForm::OtherName,
                        Counts::AsDemonym,
                    );
                }
                for name in entity.list("misspellings") {
                    add(name, Match::Capitals, NameForm::Misspelling, Counts::Always);
                }
            }
            Register::Monitors => {
                for name in entity.list("near-misses") {
                    add(name, Match::Capitals, NameForm::Misspelling, Counts::Always);
                }
            }
            _ => {}
        }
        if register == Register::Acronyms {
            for short in &entity.short_forms {
                self.acronyms
                    .entry(letters(short).into())
                    .or_default()
                    .push(i);
            }
        }
        if matches!(register, Register::Acronyms | Register::Monitors) {
            for item in entity.list("foreign") {
                let part = |key: &str| {
                    item.split(';')
                        .find_map(|part| part.strip_prefix(key)?.strip_prefix('='))
                        .unwrap_or("")
                };
                let short = letters(part("short"));
                if !short.is_empty() {
                    self.foreign.entry(short.into()).or_insert(ForeignAcronym {
                        english: entity
                            .short_forms
                            .first()
                            .unwrap_or(&entity.name)
                            .as_str()
                            .into(),
                        name: entity.name.as_str().into(),
                        language: part("language").into(),
                    });
                }
            }
        }
    }
}

/// The letters and figures of a short form, without full stops, hyphens and blanks.
pub(crate) fn letters(short: &str) -> String {
    short.chars().filter(|c| c.is_alphanumeric()).collect()
}
