//! Packs: the rule files, registers and profiles that a desk works with.

use std::borrow::Cow;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use copydesk_facts::Registers;
use copydesk_lang::program::Program;
use copydesk_reading::Reader;
use serde::{Deserialize, Serialize};

use crate::compiled::Compiled;
use crate::setup::Config;

/// The texts of the standard pack, as they were when the program was built, each with the place of its name in [`NAMES`].
const STANDARD: &[(Range<usize>, &str)] = include!(concat!(env!("OUT_DIR"), "/standard_pack.rs"));

/// The names of its files, one behind the other: beside the texts each would bring the pages of its neighbours into memory.
const NAMES: &str = include_str!(concat!(env!("OUT_DIR"), "/standard_pack.names"));

/// Name and text of each file of the standard pack, in order.
fn standard_files() -> impl Iterator<Item = (&'static str, &'static str)> {
    STANDARD
        .iter()
        .filter_map(|(name, text)| Some((NAMES.get(name.clone())?, *text)))
}

/// One file of a pack.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PackFile {
    /// Its name: `casualties/casualty-attribution.desk` for the standard pack, the path as given for extra folders.
    pub name: String,
    /// Its text.
    pub text: Cow<'static, str>,
    /// What it is.
    pub kind: PackKind,
}

/// What a file of a pack is; told by its ending and folder.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PackKind {
    /// `*.desk`: word lists, patterns, rules.
    Rules,
    /// `facts/*.toml`: a register.
    Register,
    /// `profiles/*.toml`: a house's choices.
    Profile,
    /// `<rule>.silence.md`: passages on which a rule stays silent.
    Silence,
}

/// All files that a desk works with: the standard pack and extra folders.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Pack {
    files: Vec<PackFile>,
    /// The standard pack in compiled form.
    compiled: Option<Compiled<'static>>,
    /// Its first files are those of the standard pack.
    standard: bool,
    /// Registers were added to what is compiled.
    more_registers: bool,
    /// Rules or registers took the place of others.
    replaced: bool,
}

/// Why a folder cannot be taken as a pack.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PackError {
    /// It cannot be read.
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        why: String,
    },
    /// It holds no rules, registers or profiles.
    Empty(PathBuf),
    /// A link in it leads to a file outside.
    Outside(PathBuf),
    /// A file in it is one of the standard pack, which is in force already.
    Standard(PathBuf),
    /// It has more files, or a larger one, than a pack may have.
    TooLarge {
        /// The file or folder.
        path: PathBuf,
        /// The limit that it goes over.
        limit: String,
    },
}

/// The most files of a pack's folder that are read.
pub(crate) const MOST_FILES: usize = 20_000;
/// The largest file of a pack, in bytes.
pub(crate) const LARGEST_FILE: u64 = 8 << 20;
/// The most bytes that the files of a pack's folder have together.
pub(crate) const MOST_BYTES: u64 = 64 << 20;

impl std::fmt::Display for PackError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unreadable { path, why } => write!(f, "cannot read {}: {why}", path.display()),
            Self::Empty(path) => write!(
                f,
                "{} holds no rules: a rule folder has *.desk files, facts/*.toml or profiles/*.toml",
                path.display()
            ),
            Self::Outside(path) => write!(
                f,
                "{} is a link out of its folder; a pack reads nothing outside its own folder: copy the file into it",
                path.display()
            ),
            Self::Standard(path) => write!(
                f,
                "{} is a file of the standard pack, whose rules are in force already: to work on the pack itself, give its folder with --pack; for a rule of your own in place of one, write `replaces RULE` in it",
                path.display()
            ),
            Self::TooLarge { path, limit } => write!(f, "{}: {limit}", path.display()),
        }
    }
}

impl std::error::Error for PackError {}

impl Pack {
    /// The standard pack, embedded in the program.
    pub fn standard() -> Self {
        let files = standard_files()
            .filter_map(|(name, text)| {
                Some(PackFile {
                    name: name.to_owned(),
                    text: Cow::Borrowed(text),
                    kind: kind_of(name)?,
                })
            })
            .collect();
        Self {
            files,
            standard: true,
            ..Self::default()
        }
    }

    /// The standard pack with what [`crate::compile`] made of it: opened in a fraction of the time, as long as no
    /// registers are added to it; rules and words that are added are checked over it.
    pub fn standard_compiled(compiled: &'static [u8]) -> Self {
        let mut pack = Self::standard();
        pack.compiled = Compiled::read(compiled, &pack);
        pack
    }

    /// As [`Pack::folder`], with what [`crate::compile`] made of the standard pack: registers that are the same in both
    /// are not read anew.
    ///
    /// # Errors
    /// As for [`Pack::add_folder`].
    pub fn folder_compiled(folder: &Path, compiled: &'static [u8]) -> Result<Self, PackError> {
        let mut pack = Self::folder(folder)?;
        pack.compiled = Compiled::read(compiled, &Self::standard());
        Ok(pack)
    }

    /// The compiled form, if a run needs no more of the standard pack: what a house adds is checked over it.
    pub(crate) fn ready(&self, config: &Config) -> Option<&Compiled<'static>> {
        let as_built = self.standard && !self.more_registers && !self.replaced && !config.examples;
        self.compiled.as_ref().filter(|_| as_built)
    }

    /// The register of a file, if just that is among what is compiled.
    pub(crate) fn register(&self, file: &PackFile) -> Option<Registers> {
        let compiled = self.compiled.as_ref()?;
        let same = standard_files().any(|(name, text)| name == file.name && text == file.text);
        same.then(|| compiled.register(&file.name)).flatten()
    }

    /// The compiled reader, if the registers and the lists that it is made of are those of this pack.
    pub(crate) fn reader(&self, program: &Program, registers: &Registers) -> Option<Reader> {
        let compiled = self.compiled.as_ref()?;
        let files: Vec<&PackFile> = self.of(PackKind::Register).collect();
        let same = files.len() == compiled.register_files()
            && files.iter().all(|file| self.register(file).is_some())
            && compiled.has_lists_of(program);
        same.then(|| compiled.reader(registers)).flatten()
    }

    /// The identity of its rules and registers.
    pub(crate) fn identity(&self) -> Identity {
        let compiled = self
            .compiled
            .as_ref()
            .filter(|_| self.standard && !self.replaced)
            .map(|compiled| (compiled.identity, compiled.files()));
        let (mut identity, known) = compiled.unwrap_or_default();
        identity.take_files(self.files.get(known..).unwrap_or(&[]));
        identity
    }

    /// The files in order: the standard pack's by name, then those of each folder added.
    pub fn files(&self) -> &[PackFile] {
        &self.files
    }

    /// The files of a kind.
    pub fn of(&self, kind: PackKind) -> impl Iterator<Item = &PackFile> {
        self.files.iter().filter(move |file| file.kind == kind)
    }

    /// Adds a file under a name; one of the same name is replaced.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<Cow<'static, str>>) -> bool {
        let name = name.into();
        let Some(kind) = kind_of(&name) else {
            return false;
        };
        let file = PackFile {
            name,
            text: text.into(),
            kind,
        };
        let known = self.files.iter_mut().find(|known| known.name == file.name);
        if let Some(known) = known {
            self.replaced |= matches!(kind, PackKind::Rules | PackKind::Register);
            *known = file;
        } else {
            self.more_registers |= kind == PackKind::Register;
            self.files.push(file);
        }
        true
    }

    /// Adds a folder of rules, or a single `.desk` file.
    ///
    /// # Errors
    /// The folder or a file in it cannot be read, or it holds nothing that belongs to a pack.
    pub fn add_folder(&mut self, folder: &Path) -> Result<(), PackError> {
        self.take(folder, Path::new(""))
    }

    /// A folder as a pack of its own, in place of the standard one; its files are named from the folder on.
    ///
    /// # Errors
    /// As for [`Pack::add_folder`].
    pub fn folder(folder: &Path) -> Result<Self, PackError> {
        let mut pack = Self::default();
        pack.take(folder, folder)?;
        Ok(pack)
    }

    /// Adds the files below a folder under their paths without `root`.
    fn take(&mut self, folder: &Path, root: &Path) -> Result<(), PackError> {
        let mut paths = Vec::new();
        fs::metadata(folder).map_err(|error| unreadable(folder, &error))?;
        let home = fs::canonicalize(folder).map_err(|error| unreadable(folder, &error))?;
        if folder.is_dir() {
            collect(folder, &home, &mut paths)?;
            paths.sort();
        } else {
            paths.push(folder.to_owned());
        }
        if paths.len() > MOST_FILES {
            return Err(PackError::TooLarge {
                path: folder.to_owned(),
                limit: format!(
                    "{} files; a pack has at most {MOST_FILES}: is it the right folder?",
                    paths.len()
                ),
            });
        }
        let mut found = false;
        let mut bytes = 0;
        for path in paths {
            let name = path.strip_prefix(root).unwrap_or(&path);
            let name = name.to_string_lossy().replace('\\', "/");
            if kind_of(&name).is_none() {
                continue;
            }
            let inside = fs::canonicalize(&path).map_err(|error| unreadable(&path, &error))?;
            if !inside.starts_with(&home) {
                return Err(PackError::Outside(path));
            }
            let meta = fs::metadata(&path).map_err(|error| unreadable(&path, &error))?;
            // A pipe or a device may never end.
            if !meta.is_file() {
                return Err(PackError::Unreadable {
                    path,
                    why: "not a file".to_owned(),
                });
            }
            let size = meta.len();
            bytes += size;
            let limit = if size > LARGEST_FILE {
                format!("{size} bytes; a file of a pack has at most {LARGEST_FILE}")
            } else if bytes > MOST_BYTES {
                format!(
                    "with this file the folder has {bytes} bytes; a pack has at most {MOST_BYTES}"
                )
            } else {
                String::new()
            };
            if !limit.is_empty() {
                return Err(PackError::TooLarge { path, limit });
            }
            let text = fs::read_to_string(&path).map_err(|error| unreadable(&path, &error))?;
            if self.standard && is_standard(&name, &text) {
                return Err(PackError::Standard(path));
            }
            found |= self.add(name, text);
        }
        if found {
            Ok(())
        } else {
            Err(PackError::Empty(folder.to_owned()))
        }
    }
}

/// True if the standard pack has the same rules under the same name below its folder.
fn is_standard(name: &str, text: &str) -> bool {
    kind_of(name) == Some(PackKind::Rules)
        && standard_files().any(|(known, its)| name.ends_with(known) && its == text)
}

fn unreadable(path: &Path, error: &std::io::Error) -> PackError {
    PackError::Unreadable {
        path: path.to_owned(),
        why: error.to_string(),
    }
}

fn collect(folder: &Path, home: &Path, paths: &mut Vec<PathBuf>) -> Result<(), PackError> {
    let entries = fs::read_dir(folder).map_err(|error| unreadable(folder, &error))?;
    for entry in entries {
        let path = entry.map_err(|error| unreadable(folder, &error))?.path();
        let hidden = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if hidden {
            continue;
        }
        if path.is_dir() {
            // Links may lead in circles; what they lead to within the folder is read there.
            if path.is_symlink() {
                let inside = fs::canonicalize(&path).map_err(|error| unreadable(&path, &error))?;
                if !inside.starts_with(home) {
                    return Err(PackError::Outside(path));
                }
            } else {
                collect(&path, home, paths)?;
            }
        } else {
            paths.push(path);
        }
    }
    Ok(())
}

/// What a file is by its name; `None` for files that are no part of a pack (a README).
fn kind_of(name: &str) -> Option<PackKind> {
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    let folder = folder.rsplit('/').next().unwrap_or("");
    if ends(file, ".desk") {
        Some(PackKind::Rules)
    } else if ends(file, ".silence.md") {
        Some(PackKind::Silence)
    } else if ends(file, ".toml") && folder == "profiles" {
        Some(PackKind::Profile)
    } else if ends(file, ".toml") && folder == "facts" {
        Some(PackKind::Register)
    } else {
        None
    }
}

fn ends(file: &str, ending: &str) -> bool {
    file.len() > ending.len() && file.ends_with(ending)
}

/// Identity of texts: FNV-1a of 128 bits over names and texts, as 32 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct Identity(u128);

impl Default for Identity {
    fn default() -> Self {
        Self(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }
}

impl Identity {
    /// Takes in one text, told apart from the next.
    pub(crate) fn take(&mut self, text: &str) {
        for &byte in text.as_bytes().iter().chain(&[0xff]) {
            self.0 ^= u128::from(byte);
            self.0 = self
                .0
                .wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
        }
    }

    /// Takes in the rules and registers among some files.
    pub(crate) fn take_files(&mut self, files: &[PackFile]) {
        for file in files {
            if matches!(file.kind, PackKind::Rules | PackKind::Register) {
                self.take(&file.name);
                self.take(&file.text);
            }
        }
    }

    pub(crate) fn digits(self) -> String {
        format!("{:032x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_pack_is_the_rules_folder() {
        let pack = Pack::standard();
        assert!(
            pack.of(PackKind::Register)
                .any(|file| file.name == "facts/designations.toml")
        );
        assert!(
            pack.of(PackKind::Profile)
                .any(|file| file.name == "profiles/wire.toml")
        );
        for file in pack.files() {
            let on_disk = Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("../../rules")
                .join(&file.name);
            assert_eq!(fs::read_to_string(on_disk).unwrap(), file.text);
        }
    }

    #[test]
    fn the_standard_pack_is_not_added_to_itself() {
        let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules");
        let error = Pack::standard().add_folder(&rules).unwrap_err();
        assert!(matches!(error, PackError::Standard(_)), "{error}");
        assert!(error.to_string().contains("--pack"), "{error}");
        assert!(Pack::folder(&rules).is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn nothing_outside_the_folder_is_read() {
        let base = std::env::temp_dir().join(format!("copydesk-pack-{}", std::process::id()));
        let (inner, outer) = (base.join("pack"), base.join("other.desk"));
        fs::create_dir_all(&inner).unwrap();
        fs::write(&outer, "words a-word: \"a\"\n").unwrap();
        fs::write(inner.join("own.desk"), "words b-word: \"b\"\n").unwrap();
        assert_eq!(Pack::folder(&inner).unwrap().files().len(), 1);
        std::os::unix::fs::symlink(&outer, inner.join("link.desk")).unwrap();
        let error = Pack::folder(&inner).unwrap_err();
        assert!(
            error.to_string().contains("is a link out of its folder"),
            "{error}"
        );
        fs::remove_file(inner.join("link.desk")).unwrap();
        // A link to a folder outside, by `..` or by a whole path; one to a folder inside is no matter.
        let others = base.join("others");
        fs::create_dir_all(&others).unwrap();
        fs::write(others.join("o.desk"), "words o-word: \"o\"\n").unwrap();
        for target in [Path::new("../others"), &others] {
            std::os::unix::fs::symlink(target, inner.join("link")).unwrap();
            let error = Pack::folder(&inner).unwrap_err();
            assert_eq!(error, PackError::Outside(inner.join("link")));
            fs::remove_file(inner.join("link")).unwrap();
        }
        std::os::unix::fs::symlink(".", inner.join("circle")).unwrap();
        assert_eq!(Pack::folder(&inner).unwrap().files().len(), 1);
        // A pipe would be read for ever.
        let made = std::process::Command::new("mkfifo")
            .arg(inner.join("pipe.desk"))
            .status();
        if made.is_ok_and(|made| made.success()) {
            let error = Pack::folder(&inner).unwrap_err();
            assert!(error.to_string().contains("not a file"), "{error}");
            fs::remove_file(inner.join("pipe.desk")).unwrap();
        }
        fs::write(
            inner.join("big.desk"),
            "#".repeat(LARGEST_FILE as usize + 1),
        )
        .unwrap();
        let error = Pack::folder(&inner).unwrap_err();
        assert!(
            error.to_string().contains("a file of a pack has at most"),
            "{error}"
        );
        fs::remove_dir_all(&base).unwrap();
    }

    /// Nothing that a pack names is a path: profiles and registers are those that were read with it.
    #[test]
    fn names_lead_nowhere() {
        let outside = [
            "../wire",
            "../../etc/passwd",
            "/etc/passwd",
            "C:\\Windows\\win.ini",
            "C:secret",
            "\\\\server\\share\\x",
            "//server/share/x",
            "wire/../strict",
        ];
        for name in outside {
            let config = crate::Config {
                profile: name.to_owned(),
                ..crate::Config::default()
            };
            let error = crate::Desk::open(&Pack::standard(), &config)
                .map(|_| ())
                .map_err(|(error, _)| error.to_string());
            assert!(
                error.as_ref().is_err_and(|error| error.contains("profile")),
                "{name}: {error:?}"
            );
            // Nor can a rule or a table have such a name, or be read from such a register.
            let rules = format!(
                "facts stolen from \"{name}\"\n\nrule {name}\n  title \"T\"\n  severity error\n  for each sentence\n  say \"It.\"\n"
            );
            let mut pack = Pack::standard();
            pack.add("made.desk", rules);
            let (desk, faults) = crate::Desk::open(&pack, &crate::Config::default())
                .map_err(|(error, _)| error)
                .unwrap();
            assert!(faults.is_broken(), "{name}");
            assert!(desk.program().rule(name).is_none());
        }
    }

    #[test]
    fn kinds() {
        assert_eq!(kind_of("a/facts/x.toml"), Some(PackKind::Register));
        assert_eq!(kind_of("x.desk"), Some(PackKind::Rules));
        assert_eq!(
            kind_of("sourcing/bare-sources.silence.md"),
            Some(PackKind::Silence)
        );
        assert_eq!(kind_of("a/README.md"), None);
        assert_eq!(kind_of(".desk"), None);
    }

    #[test]
    fn identity_tells_texts_apart() {
        let of = |texts: &[&str]| {
            let mut identity = Identity::default();
            for text in texts {
                identity.take(text);
            }
            identity.digits()
        };
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert_eq!(of(&["a"]).len(), 32);
    }
}
