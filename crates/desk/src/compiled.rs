//! The standard pack compiled when the program is built: checked rules, registers, word lists and names in the form in
//! which they are used. Texts of rules, examples and passages are not in it; what needs them reads the rules again.

use std::collections::BTreeSet;

use copydesk_draft::Day;
use copydesk_facts::{Entries, Registers};
use copydesk_lang::program::{Loc, Program, SourceFile, Words};
use copydesk_reading::{LISTS, Reader};
use serde::{Deserialize, Serialize};

use crate::desk::Desk;
use crate::pack::{Identity, Pack, PackFile, PackKind};
use crate::setup::Config;
use crate::uses;

/// A compiled pack. Its parts are read when they are needed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct Compiled<'a> {
    /// Files and bytes of the pack it was made from.
    size: (usize, usize),
    /// Identity of the rules and registers of that pack.
    pub(crate) identity: Identity,
    #[serde(borrow)]
    registers: Vec<PackedRegister<'a>>,
    /// How many word lists there are, and their names; then the rest of the program.
    words: (u32, &'a [u8]),
    program: &'a [u8],
    reader: &'a [u8],
    engine: &'a [u8],
    /// What of lists and registers a run mostly does not read: it lies apart, so that the pages of the rest are few.
    entries: &'a [u8],
    bodies: &'a [u8],
}

/// A word list as it is kept.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct PackedWords<'a> {
    name: &'a str,
    loc: Loc,
    /// Where its entries stand in [`Compiled::entries`].
    entries: (u32, u32),
}

/// A register as it is kept.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct PackedRegister<'a> {
    file: &'a str,
    name: &'a str,
    checked_on: Option<Day>,
    head: &'a [u8],
    /// Where its other part stands in [`Compiled::bodies`].
    body: (u32, u32),
}

impl Compiled<'static> {
    /// Reads what [`compile`] wrote; `None` if it was made from another pack.
    pub(crate) fn read(bytes: &'static [u8], pack: &Pack) -> Option<Self> {
        let compiled: Self = postcard::from_bytes(bytes).ok()?;
        (compiled.size == size(pack)).then_some(compiled)
    }

    /// The number of files of the pack.
    pub(crate) fn files(&self) -> usize {
        self.size.0
    }

    /// The register of a file of the pack as a set of its own.
    pub(crate) fn register(&self, file: &str) -> Option<Registers> {
        let register = self.registers.iter().find(|known| known.file == file)?;
        let mut registers = Registers::default();
        self.add(register, &mut registers);
        Some(registers)
    }

    /// All registers.
    pub(crate) fn registers(&self) -> Registers {
        let mut registers = Registers::default();
        for register in &self.registers {
            self.add(register, &mut registers);
        }
        registers
    }

    fn add(&self, register: &PackedRegister<'static>, registers: &mut Registers) {
        let (from, to) = register.body;
        let body = self.bodies.get(from as usize..to as usize).unwrap_or(&[]);
        registers.add_packed(register.name, register.checked_on, (register.head, body));
    }

    /// The checked rules without their examples; `files` are those of the pack.
    pub(crate) fn program(&self, files: Vec<SourceFile>) -> Option<Program> {
        let mut program: Program = postcard::from_bytes(self.program).ok()?;
        program.words = self.words();
        program.files = files;
        Some(program)
    }

    fn words(&self) -> Vec<Words> {
        let (count, mut rest) = self.words;
        let mut words = Vec::with_capacity(count as usize);
        while let Ok((list, more)) = postcard::take_from_bytes::<PackedWords<'static>>(rest) {
            let (from, to) = list.entries;
            let entries = self.entries.get(from as usize..to as usize);
            words.push(Words {
                name: list.name.to_owned(),
                entries: Entries::packed(entries.unwrap_or(&[])),
                loc: list.loc,
            });
            rest = more;
        }
        words
    }

    /// The number of files with registers.
    pub(crate) fn register_files(&self) -> usize {
        self.registers.len()
    }

    /// True if a program has the lists that the readers need just as they are here.
    pub(crate) fn has_lists_of(&self, program: &Program) -> bool {
        let words = self.words();
        LISTS.iter().all(|(name, _)| {
            let of = |lists: &[Words]| lists.iter().position(|list| list.name == *name);
            match (of(&words), of(&program.words)) {
                (Some(a), Some(b)) => {
                    words.get(a).map(|list| &list.entries)
                        == program.words.get(b).map(|list| &list.entries)
                }
                (a, b) => a == b,
            }
        })
    }

    /// What the engine makes of the rules.
    pub(crate) fn engine(&self) -> &'static [u8] {
        self.engine
    }

    /// The reader.
    pub(crate) fn reader(&self, registers: &Registers) -> Option<Reader> {
        Reader::unpack(self.reader, registers)
    }
}

fn size(pack: &Pack) -> (usize, usize) {
    let bytes = pack.files().iter().map(|file| file.text.len()).sum();
    (pack.files().len(), bytes)
}

/// The rule files among those of a pack.
pub(crate) fn source_files(files: &[PackFile]) -> Vec<SourceFile> {
    files
        .iter()
        .filter(|file| file.kind == PackKind::Rules)
        .map(|file| SourceFile {
            name: file.name.clone(),
            text: file.text.clone(),
        })
        .collect()
}

/// Compiles a pack, for [`Pack::standard_compiled`].
///
/// # Errors
/// A rule or a register of the pack is broken.
pub fn compile(pack: &Pack) -> Result<Vec<u8>, String> {
    let (desk, faults) =
        Desk::open(pack, &Config::default()).map_err(|(error, _)| error.to_string())?;
    if faults.is_broken() {
        return Err(format!("broken: {}", faults.left_out.join(", ")));
    }
    let mut loaded = Vec::new();
    for file in pack.of(PackKind::Register) {
        let mut own = Registers::default();
        own.load(&file.name, &file.text)
            .map_err(|error| error.to_string())?;
        loaded.push((file.name.as_str(), own));
    }
    let mut bodies = Vec::new();
    let mut packed = Vec::new();
    for (file, own) in &loaded {
        for register in own.iter() {
            if register.overlay {
                return Err(format!("{file} is laid over another register"));
            }
            let (head, body) = register.pack().map_err(|error| error.to_string())?;
            let begin = bodies.len() as u32;
            bodies.extend(body);
            packed.push((*file, register, head, (begin, bodies.len() as u32)));
        }
    }
    let program = desk.program();
    let rules = Program {
        words: Vec::new(),
        ..program.clone()
    };
    // Those that a check looks values up in lie together.
    let behind = rules.rules.iter().map(|rule| uses::behind(&rules, rule));
    let asked: BTreeSet<usize> = behind.flat_map(|behind| behind.lists).collect();
    let others = (0..program.words.len()).filter(|list| !asked.contains(list));
    let mut entries = Vec::new();
    let mut places = vec![(0, 0); program.words.len()];
    for list in asked.iter().copied().chain(others) {
        let begin = entries.len() as u32;
        entries.extend(
            program
                .words
                .get(list)
                .map_or(&[][..], |list| list.entries.as_bytes()),
        );
        if let Some(place) = places.get_mut(list) {
            *place = (begin, entries.len() as u32);
        }
    }
    let mut words = Vec::new();
    for (list, entries) in program.words.iter().zip(places) {
        let list = PackedWords {
            name: &list.name,
            loc: list.loc,
            entries,
        };
        words.extend(postcard::to_allocvec(&list).map_err(|error| error.to_string())?);
    }
    let mut identity = Identity::default();
    identity.take_files(pack.files());
    let compiled = Compiled {
        size: size(pack),
        identity,
        registers: packed
            .iter()
            .map(|(file, register, head, body)| PackedRegister {
                file,
                name: &register.name,
                checked_on: register.checked_on,
                head,
                body: *body,
            })
            .collect(),
        words: (program.words.len() as u32, &words),
        program: &postcard::to_allocvec(&rules).map_err(|error| error.to_string())?,
        reader: &desk.reader().pack(),
        engine: &desk.engine().pack(),
        entries: &entries,
        bodies: &bodies,
    };
    postcard::to_allocvec(&compiled).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a desk makes of a draft.
    fn findings(desk: &Desk, text: &str) -> String {
        let draft = copydesk_formats::read(
            "a.md",
            text.as_bytes(),
            &copydesk_formats::Options::default(),
        )
        .unwrap();
        format!("{:?}", desk.report(vec![desk.check(&draft, None)]))
    }

    #[test]
    fn the_compiled_pack_equals_the_parsed_one() {
        let pack = Pack::standard();
        let ready = Pack::standard_compiled(compile(&pack).unwrap().leak());
        let compiled = ready.ready(&Config::default()).expect("used as it is");
        let (desk, _) = Desk::open(&pack, &Config::default()).unwrap();
        let registers = compiled.registers();
        assert_eq!(&registers, desk.registers());
        assert_eq!(registers.checked_on(), desk.registers().checked_on());
        let mut program = desk.program().clone();
        for rule in &mut program.rules {
            assert!(!rule.examples.is_empty(), "{}", rule.name);
            rule.examples.clear();
        }
        assert!(compiled.program(source_files(pack.files())).unwrap() == program);
        let reader = compiled.reader(&registers).unwrap();
        assert!(&reader == desk.reader());
        let (quick, faults) = Desk::open(&ready, &Config::default()).unwrap();
        assert!(!faults.is_broken());
        let text = "Forty people were killed near Kharkiv on Tuesday.\n\nThe UNHCR said was was 12 km away.\n";
        assert_eq!(findings(&quick, text), findings(&desk, text));
    }

    #[test]
    fn what_a_house_changes_is_read_anew() {
        let bytes = compile(&Pack::standard()).unwrap().leak();
        let plain = Config::default();
        let mut pack = Pack::standard_compiled(bytes);
        assert!(pack.ready(&plain).is_some());
        let with_examples = Config {
            examples: true,
            ..Config::default()
        };
        assert!(pack.ready(&with_examples).is_none());
        pack.add("profiles/own.toml", "[profile]\nname = \"own\"\n");
        assert!(pack.ready(&plain).is_some());
        let rule = "words own-sign: \"zyxgate\"\npattern own-signs: <own-sign> \"was shown\"\nlayer own-signs-shown from \
                    own-signs\n\nrule own-sign-shown\n  title \"Say who shows it\"\n  severity error\n  for each \
                    own-signs-shown\n  say \"{it} stands alone.\"\n";
        pack.add("own/own.desk", rule);
        assert!(pack.ready(&plain).is_some());
        let mut parsed = Pack::standard();
        parsed.add("profiles/own.toml", "[profile]\nname = \"own\"\n");
        parsed.add("own/own.desk", rule);
        let (a, _) = Desk::open(&pack, &plain).unwrap();
        let (b, _) = Desk::open(&parsed, &plain).unwrap();
        assert!(pack.reader(a.program(), a.registers()).is_some());
        let text = "The zyxgate was shown to 12 people near Kharkiv.";
        assert!(findings(&a, text).contains("own-sign-shown"));
        assert_eq!(findings(&a, text), findings(&b, text));
        let units = "[register]\nname = \"units\"\n";
        // The identity and the registers that nobody replaced are taken all the same, with the same outcome.
        pack.add("facts/units.toml", units);
        parsed.add("facts/units.toml", units);
        assert!(pack.ready(&plain).is_none());
        let (a, _) = Desk::open(&pack, &plain).unwrap();
        let (b, _) = Desk::open(&parsed, &plain).unwrap();
        assert!(a.registers().get("units").unwrap().entities.is_empty());
        assert!(pack.reader(a.program(), a.registers()).is_none());
        assert_eq!(findings(&a, text), findings(&b, text));
    }
}
