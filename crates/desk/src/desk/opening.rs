//! A pack made ready: read and checked, or taken as it was compiled, with what a house adds read and checked over it.

use std::collections::BTreeMap;

use copydesk_engine::Engine;
use copydesk_facts::{RegisterError, Registers};
use copydesk_formats::Options;
use copydesk_lang::program::Program;
use copydesk_lang::{self as lang, Checked, World};
use copydesk_reading::{LISTS, Needs, Reader};
use rayon::prelude::*;

use super::{Desk, Faults, ruleset};
use crate::choices::Choices;
use crate::compiled::{Compiled, source_files};
use crate::needs;
use crate::pack::{Pack, PackFile, PackKind};
use crate::profile::{self, Profile};
use crate::setup::{self, Config, ConfigError, MOST_BYTES, Replacing};

impl Desk {
    /// Makes a pack ready under a profile and the choices of a run. What is wrong in single rules or registers comes
    /// back beside the desk; it works with the rest.
    ///
    /// # Errors
    /// The profile is unknown or wrong, a rule or setting named in it or in `config` does not exist, or a word list
    /// that the readers need is missing.
    pub fn open(pack: &Pack, config: &Config) -> Result<(Self, Faults), (ConfigError, Faults)> {
        let mut faults = Faults::default();
        let profile = match profile::load(pack, &config.profile) {
            Ok(mut profile) => {
                config.choices.lay_over(&mut profile);
                profile
            }
            Err(error) => return Err((ConfigError(error.to_string()), faults)),
        };
        let schema = copydesk_reading::schema();
        let lists: Vec<&str> = LISTS.iter().map(|&(name, _)| name).collect();
        let profiles = profile::names(pack);
        let profiles: Vec<&str> = profiles.iter().map(String::as_str).collect();
        let mut registers = Registers::default();
        if let Some(compiled) = pack.ready(config) {
            let registers = compiled.registers();
            let world = World {
                schema: &schema,
                registers: &registers,
                lists: &lists,
                profiles: &profiles,
            };
            if let Some((ready, checked)) = Ready::new(compiled, pack, &world) {
                return Self::assemble(pack, checked, &registers, Some(ready), profile, config);
            }
        }
        let files: Vec<&PackFile> = pack.of(PackKind::Register).collect();
        let loaded: Vec<Result<Registers, RegisterError>> = files
            .par_iter()
            .map(|file| {
                if let Some(compiled) = pack.register(file) {
                    return Ok(compiled);
                }
                let mut own = Registers::default();
                own.load(&file.name, &file.text).map(|()| own)
            })
            .collect();
        for own in loaded {
            match own {
                Ok(own) => registers.extend(own),
                Err(error) => faults.registers.push(error),
            }
        }
        let world = World {
            schema: &schema,
            registers: &registers,
            lists: &lists,
            profiles: &profiles,
        };
        let checked = lang::check(source_files(pack.files()), &world);
        let made = Self::assemble(pack, checked, &registers, None, profile, config);
        let with_registers = |own: Faults| Faults {
            registers: faults.registers,
            ..own
        };
        match made {
            Ok((desk, own)) => Ok((desk, with_registers(own))),
            Err((error, own)) => Err((error, with_registers(own))),
        }
    }

    /// A desk of checked rules; `ready` has what is compiled of them.
    fn assemble(
        pack: &Pack,
        checked: Checked,
        registers: &Registers,
        ready: Option<Ready<'_>>,
        profile: Profile,
        config: &Config,
    ) -> Result<(Self, Faults), (ConfigError, Faults)> {
        let left_out = checked.left_out.iter().map(|left| left.name.clone());
        let faults = Faults {
            files: checked.program.files.clone(),
            rules: checked.diagnostics,
            left_out: left_out.collect(),
            registers: Vec::new(),
        };
        let (program, left_out) = (checked.program, &faults.left_out);
        match Self::build(pack, program, registers, ready, profile, config, left_out) {
            Ok(desk) => Ok((desk, faults)),
            Err(error) => Err((error, faults)),
        }
    }

    fn build(
        pack: &Pack,
        mut program: Program,
        registers: &Registers,
        ready: Option<Ready<'_>>,
        profile: Profile,
        config: &Config,
        left_out: &[String],
    ) -> Result<Self, ConfigError> {
        setup::add_words(&mut program, &config.choices)?;
        let mut options = setup::options(&program, &profile, config, left_out)?;
        // What is off for some paths stays off there, also where --select asks for it.
        let everywhere = Config {
            select: Vec::new(),
            ..config.clone()
        };
        let mut overrides = Vec::new();
        for own in &config.overrides {
            let mut bare = Profile {
                rules: BTreeMap::new(),
                settings: BTreeMap::new(),
                ..profile.clone()
            };
            own.choices.lay_over(&mut bare);
            overrides.push((
                own.clone(),
                setup::options(&program, &bare, &everywhere, left_out)?,
            ));
        }
        let replacing = Replacing::new(&program, config);
        let given = options.clone();
        replacing.apply(&mut options);
        let ruleset = ruleset(pack, &profile, &options, config);
        let ready = ready.and_then(|ready| ready.reader(&program, registers, &config.choices));
        let (reader, engine) = if let Some((reader, packed, changed)) = ready {
            let vocabulary = reader.vocabulary();
            let engine = Engine::unpack(packed, program, &changed, registers, vocabulary);
            (reader, engine)
        } else {
            let literals = Engine::literals(&program);
            let literals = literals.iter().map(String::as_str);
            let reader = match pack.reader(&program, registers) {
                Some(reader) => reader.with_words(literals),
                None => Reader::new(&program.lexicon(), registers, literals)
                    .map_err(|error| ConfigError(error.to_string()))?,
            };
            let engine = Engine::new(program, registers, reader.vocabulary());
            (reader, engine)
        };
        let engine = engine.map_err(|error| ConfigError(error.to_string()))?;
        let mut plan = engine.plan(options);
        // The house may switch on other rules for some paths: then everything is read.
        let mut needs = Needs::ALL;
        if overrides.is_empty() {
            let spoken = needs::of(&engine, engine.judged(&plan));
            needs = spoken.needs;
            if let Some(layers) = &spoken.layers {
                engine.limit(&mut plan, layers);
            }
        }
        Ok(Self {
            min_severity: config.min_severity.unwrap_or(profile.min_severity),
            reader,
            plan,
            needs,
            engine,
            given,
            overrides,
            replacing,
            profile,
            ruleset,
            left_out: left_out.to_vec(),
            today: config.today,
            keep_copy: config.keep_copy,
            drafts: Options {
                max_bytes: config.max_bytes.min(MOST_BYTES),
                ..Options::default()
            },
        })
    }
}

/// What is compiled of a pack, with its rules and those that a house adds checked.
struct Ready<'c> {
    compiled: &'c Compiled<'static>,
    /// How many patterns are compiled.
    patterns: usize,
}

impl<'c> Ready<'c> {
    /// Takes the compiled rules and checks over them what was added to the pack. `None`: all of it is to be read anew.
    fn new(
        compiled: &'c Compiled<'static>,
        pack: &Pack,
        world: &World<'_>,
    ) -> Option<(Self, Checked)> {
        let (known, added) = pack.files().split_at_checked(compiled.files())?;
        let program = compiled.program(source_files(known))?;
        let ready = Self {
            compiled,
            patterns: program.patterns.len(),
        };
        let added = source_files(added);
        let checked = if added.is_empty() {
            Checked {
                program,
                ..Checked::default()
            }
        } else {
            lang::check_over(program, added, world)?
        };
        Some((ready, checked))
    }

    /// The reader with the words that a house adds, what is compiled of the engine, and the lists to which words were
    /// added. `None` where the readers' own lists are other ones.
    fn reader(
        self,
        program: &Program,
        registers: &Registers,
        choices: &Choices,
    ) -> Option<(Reader, &'static [u8], Vec<usize>)> {
        let lists = program.words.iter().enumerate();
        let changed: Vec<usize> = lists
            .filter(|(_, list)| choices.words.contains_key(&list.name))
            .map(|(at, _)| at)
            .collect();
        if !changed.is_empty() && !self.compiled.has_lists_of(program) {
            return None;
        }
        let mut reader = self.compiled.reader(registers)?;
        if program.patterns.len() > self.patterns || !changed.is_empty() {
            let literals = Engine::literals_since(program, self.patterns, &changed);
            reader = reader.with_words(literals.iter().map(String::as_str));
        }
        Some((reader, self.compiled.engine(), changed))
    }
}
