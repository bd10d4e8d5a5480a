use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, OnceLock};

use copydesk_draft::{Day, DayRange, Span};
use serde::{Deserialize, Serialize};

use crate::later::Later;
use crate::{
    Columns, Groups, Items, Numbers, Validity, Vocabulary, VocabularyBuilder, fold, fold_name,
    load, overlay,
};

/// One value of a register.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum FactValue {
    /// Words.
    Text(String),
    /// A number.
    Number(f64),
    /// A day, or the days a coarser date allows ("2012-12", "2013").
    Date(DayRange),
    /// Yes or no.
    Flag(bool),
    /// A list of words.
    List(Vec<String>),
}

impl FactValue {
    /// The words, if it is text.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number, if it is one.
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The list of words; one text is a list of one.
    pub fn list(&self) -> &[String] {
        match self {
            Self::List(list) => list,
            Self::Text(text) => std::slice::from_ref(text),
            _ => &[],
        }
    }

    /// The days, if it is a date (or text that is one).
    pub fn date(&self) -> Option<DayRange> {
        match self {
            Self::Date(range) => Some(*range),
            Self::Text(text) => parse_range(text),
            _ => None,
        }
    }
}

/// Reads `2012`, `2012-12` or `2012-12-11`.
fn parse_range(text: &str) -> Option<DayRange> {
    let parts: Vec<&str> = text.split('-').collect();
    match parts.as_slice() {
        [year] if year.len() == 4 => DayRange::year(year.parse().ok()?),
        [year, month] if year.len() == 4 && month.len() == 2 => {
            DayRange::month(year.parse().ok()?, month.parse().ok()?)
        }
        _ => Day::parse_iso(text).map(DayRange::day),
    }
}

/// Something with names: a group, a designator, an outlet, a unit.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Entity {
    /// The id that facts refer to.
    pub id: String,
    /// The house form of its name.
    pub name: String,
    /// Other spellings and names; matched after folding.
    pub aliases: Vec<String>,
    /// Short forms and acronyms; match only with their capitals.
    pub short_forms: Vec<String>,
    /// All other columns.
    pub columns: Columns,
    /// Where it stands in the file.
    pub span: Span,
}

impl Entity {
    /// A text column.
    pub fn text(&self, column: &str) -> Option<&str> {
        self.columns.get(column).and_then(FactValue::text)
    }

    /// A number column.
    pub fn number(&self, column: &str) -> Option<f64> {
        self.columns.get(column).and_then(FactValue::number)
    }

    /// A list column; empty if there is none.
    pub fn list(&self, column: &str) -> &[String] {
        self.columns.get(column).map_or(&[], FactValue::list)
    }

    /// A flag column; false if there is none.
    pub fn flag(&self, column: &str) -> bool {
        matches!(self.columns.get(column), Some(FactValue::Flag(true)))
    }
}

/// One dated fact.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct FactRow {
    /// The columns as the file gives them, `entity` among them.
    pub columns: Columns,
    /// From when until when it holds.
    pub validity: Validity,
    /// The day its source was last looked at.
    pub checked_on: Option<Day>,
    /// Where it stands in the file.
    pub span: Span,
}

/// A row of a register, with the register it belongs to.
pub type Fact<'a> = (&'a Register, &'a FactRow);

impl FactRow {
    /// A text column.
    pub fn text(&self, column: &str) -> Option<&str> {
        self.columns.get(column).and_then(FactValue::text)
    }
}

/// One table of dated, sourced facts.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Register {
    /// Its name, as in its file.
    pub name: String,
    /// One line: what it holds.
    pub about: String,
    /// The day it was last checked as a whole.
    pub checked_on: Option<Day>,
    /// The last day it claims to cover.
    pub verified_through: Option<Day>,
    /// Things with names.
    #[serde(skip)]
    pub entities: Items<Entity>,
    /// Dated facts.
    pub rows: Vec<FactRow>,
    /// Other arrays of tables by name (for instance `instrument`), as id → columns.
    pub extras: BTreeMap<String, BTreeMap<String, Columns>>,
    /// It is laid over the register of its name and does not take its place (`overlay = true`).
    pub overlay: bool,
    /// It holds a few of many (`partial = true`): that it has no row about something is no gap worth telling.
    pub partial: bool,
    #[serde(skip)]
    pub(crate) ids: Ids,
    #[serde(skip)]
    pub(crate) names: Names,
    #[serde(skip)]
    pub(crate) house_forms: HouseForms,
}

/// The ids of the entities, in their order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ids(Later<Vocabulary>);

impl Ids {
    /// They as words, to be added to.
    pub(crate) fn to_builder(&self) -> VocabularyBuilder {
        VocabularyBuilder::from(self.get().clone())
    }

    fn get(&self) -> &Vocabulary {
        self.0.get(Vocabulary::default)
    }
}

impl From<VocabularyBuilder> for Ids {
    fn from(ids: VocabularyBuilder) -> Self {
        Self(ids.freeze().into())
    }
}

/// They follow from the entities.
impl PartialEq for Ids {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// Entities by folded name, made when first asked for; a compiled pack has them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names(Later<Keys>);

/// Entities by their own names, folded, made when first asked for; a compiled pack has them.
#[derive(Clone, Debug, Default)]
pub(crate) struct HouseForms(Later<ByName>);

/// They follow from the entities.
impl PartialEq for HouseForms {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// Folded names, and the places of the entities of each.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
struct ByName {
    names: Vocabulary,
    entities: Groups,
}

impl ByName {
    fn of(entities: &Items<Entity>) -> Self {
        let mut names = VocabularyBuilder::default();
        let mut places: Vec<(u32, u32)> = (0u32..)
            .zip(entities)
            .map(|(place, entity)| (names.intern(&fold(&entity.name)).0, place))
            .collect();
        places.sort_unstable();
        Self {
            names: names.freeze(),
            entities: places.into_iter().collect(),
        }
    }
}

/// Folded names, and the place of the entity of each.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
struct Keys {
    keys: Vocabulary,
    entities: Numbers,
}

impl Keys {
    fn of(entities: &Items<Entity>) -> Self {
        let mut keys = VocabularyBuilder::default();
        let mut places = Numbers::default();
        for (place, entity) in (0u32..).zip(entities) {
            let spellings = std::iter::once(&entity.name)
                .chain(&entity.aliases)
                .chain(&entity.short_forms);
            for spelling in spellings {
                // The first entity of a name has it.
                if keys.intern(&fold_name(spelling)).0 as usize == places.len() {
                    places.push(place);
                }
            }
        }
        Self {
            keys: keys.freeze(),
            entities: places,
        }
    }
}

/// They follow from the entities.
impl PartialEq for Names {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Register {
    /// The entity with that id.
    pub fn entity(&self, id: &str) -> Option<&Entity> {
        let place = self.ids.get().get(id)?;
        self.entities.get(place.0 as usize)
    }

    /// The entity whose name, alias or short form folds to the same key.
    pub fn by_name(&self, name: &str) -> Option<&Entity> {
        let names = self.keys();
        let key = names.keys.get(&fold_name(name))?;
        let place = names.entities.get(key.0 as usize)?;
        self.entities.get(place as usize)
    }

    /// The places of the entities whose own name folds to a key, in order.
    pub fn named(&self, folded: &str) -> impl ExactSizeIterator<Item = u32> {
        let by_name = self.house_forms.0.get(|| ByName::of(&self.entities));
        let name = by_name.names.get(folded);
        by_name
            .entities
            .get(name.map_or(usize::MAX, |name| name.0 as usize))
    }

    fn keys(&self) -> &Keys {
        self.names.0.get(|| Keys::of(&self.entities))
    }
}

/// One thing wrong in a register file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FactError {
    /// What is wrong, in one sentence.
    pub message: String,
    /// How to mend it.
    pub help: String,
    /// Where, in bytes of the file.
    pub span: Span,
}

/// All that is wrong in one register file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RegisterError {
    /// The file.
    pub file: String,
    /// Its text, for the report.
    pub text: String,
    /// What is wrong, in order of position.
    pub errors: Vec<FactError>,
}

impl fmt::Display for RegisterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, error) in self.errors.iter().enumerate() {
            let line = self
                .text
                .get(..error.span.start as usize)
                .map_or(1, |before| before.matches('\n').count() + 1);
            if i > 0 {
                writeln!(f)?;
            }
            write!(
                f,
                "{}:{line}: {} ({})",
                self.file, error.message, error.help
            )?;
        }
        Ok(())
    }
}

impl std::error::Error for RegisterError {}

/// All registers by name.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Registers {
    /// Shared: a clone copies no register.
    registers: BTreeMap<String, Arc<Shelf>>,
}

/// A register, or what a compiled pack keeps of one until it is first asked for.
#[derive(Debug, Default)]
struct Shelf {
    register: OnceLock<Option<Arc<Register>>>,
    /// See [`Register::pack`].
    packed: (&'static [u8], &'static [u8]),
    checked_on: Option<Day>,
}

impl Shelf {
    fn of(register: Arc<Register>) -> Arc<Self> {
        Arc::new(Self {
            checked_on: register.checked_on,
            register: OnceLock::from(Some(register)),
            packed: (&[], &[]),
        })
    }

    /// The register; `None` only where the bytes of a compiled pack are not those that were written.
    fn register(&self) -> Option<&Arc<Register>> {
        let (head, body) = self.packed;
        self.register
            .get_or_init(|| Register::unpack(head, body).map(Arc::new))
            .as_ref()
    }
}

impl PartialEq for Shelf {
    fn eq(&self, other: &Self) -> bool {
        self.register() == other.register()
    }
}

impl Register {
    /// As it is kept in a compiled pack: what is read when it is first asked for, and its names and entities, of which a run
    /// reads few or none.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn pack(&self) -> Result<(Vec<u8>, Vec<u8>), postcard::Error> {
        let mut body = postcard::to_allocvec(self.ids.get())?;
        let ids = body.len() as u32;
        body.extend(postcard::to_allocvec(self.keys())?);
        let names = body.len() as u32;
        body.extend(postcard::to_allocvec(&ByName::of(&self.entities))?);
        let house_forms = body.len() as u32;
        let (ends, entities) = self.entities.pack()?;
        body.extend(entities);
        let parts = [ids, names, house_forms];
        Ok((postcard::to_allocvec(&(self, parts, ends))?, body))
    }

    /// What [`Register::pack`] wrote.
    fn unpack(head: &'static [u8], body: &'static [u8]) -> Option<Self> {
        let (mut register, parts, ends): (Self, [u32; 3], Numbers) =
            postcard::from_bytes(head).ok()?;
        let [ids_end, names_end, forms_end] = parts.map(|end| end as usize);
        register.ids = Ids(Later::packed(body.get(..ids_end)?));
        register.names = Names(Later::packed(body.get(ids_end..names_end)?));
        register.house_forms = HouseForms(Later::packed(body.get(names_end..forms_end)?));
        register.entities = Items::packed(ends, body.get(forms_end..)?);
        Some(register)
    }
}

impl Registers {
    /// The register of that name.
    pub fn get(&self, name: &str) -> Option<&Register> {
        self.registers.get(name)?.register().map(Arc::as_ref)
    }

    /// True if there is a register of that name.
    pub fn has(&self, name: &str) -> bool {
        self.registers.contains_key(name)
    }

    /// All registers in order of their names.
    pub fn iter(&self) -> impl Iterator<Item = &Register> {
        let shelves = self.registers.values();
        shelves.filter_map(|shelf| shelf.register().map(Arc::as_ref))
    }

    /// Reads one register file and adds it; a register of the same name is replaced.
    ///
    /// # Errors
    /// All that is wrong in the file; nothing is added then.
    pub fn load(&mut self, file: &str, text: &str) -> Result<(), RegisterError> {
        let register = load::read(text).map_err(|errors| RegisterError {
            file: file.to_owned(),
            text: text.to_owned(),
            errors,
        })?;
        self.registers
            .insert(register.name.clone(), Shelf::of(Arc::new(register)));
        Ok(())
    }

    /// Adds a register of a compiled pack, which is read when it is first asked for; one of the same name is replaced.
    /// `packed` is what [`Register::pack`] gave.
    pub fn add_packed(
        &mut self,
        name: &str,
        checked_on: Option<Day>,
        packed: (&'static [u8], &'static [u8]),
    ) {
        let shelf = Shelf {
            register: OnceLock::new(),
            packed,
            checked_on,
        };
        self.registers.insert(name.to_owned(), Arc::new(shelf));
    }

    /// Adds all registers of another set. One of a known name takes the place of the known one, or, if it is an
    /// overlay, is laid over it row by row.
    pub fn extend(&mut self, other: Self) {
        for (name, over) in other.registers {
            let known = self.registers.get(&name).and_then(|known| known.register());
            match (known, over.register()) {
                (Some(known), Some(register)) if register.overlay => {
                    let mut known = known.as_ref().clone();
                    overlay::lay(&mut known, register);
                    self.registers.insert(name, Shelf::of(Arc::new(known)));
                }
                _ => {
                    self.registers.insert(name, over);
                }
            }
        }
    }

    /// The oldest day on which any register was last checked.
    pub fn checked_on(&self) -> Option<Day> {
        let shelves = self.registers.values();
        shelves.filter_map(|shelf| shelf.checked_on).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"
[register]
name = "designations"
about = "Who lists whom"
checked-on = 2026-02-28
verified-through = 2026-02-28

[[entity]]
id = "hts"
name = "Hayat Tahrir al-Sham"
aliases = ["Tahrir al-Sham"]
short-forms = ["HTS"]

[[row]]
entity = "hts"
authority = "us"
from = "2012-12"
to = 2025-07-08
"#;

    #[test]
    fn loads_and_finds() {
        let mut registers = Registers::default();
        registers.load("designations.toml", FILE).unwrap();
        let register = registers.get("designations").unwrap();
        assert_eq!(register.by_name("Hay’at Tahrir al Sham").unwrap().id, "hts");
        let row = &register.rows[0];
        assert_eq!(row.text("authority"), Some("us"));
        assert_eq!(row.validity.from.unwrap().last.to_string(), "2012-12-31");
        assert_eq!(row.checked_on, Day::parse_iso("2026-02-28"));
    }

    #[test]
    fn names_line_and_remedy() {
        let mut registers = Registers::default();
        let error = registers
            .load("d.toml", &FILE.replace("2025-07-08", "\"July\""))
            .unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("d.toml:14: `to` is not a date"),
            "{error}"
        );
        let error = registers.load("d.toml", "[[row]\n").unwrap_err();
        assert_eq!(error.errors.len(), 1);
    }
}
