//! A house's own files checked over a program that is checked already: what the standard pack says is not read again.

use rustc_hash::FxHashSet;

use super::names::Def;
use super::{Checked, Checker, Parsed, Placed, World};
use crate::diagnostic::Gravity;
use crate::program::{Loc, Program, SourceFile};
use crate::syntax::ItemKind;

/// Parses and checks files that are added to those of a program: as [`super::check`] of all of them together, but of the
/// program's own files only those are read that the new ones cannot be understood without. The rules of the program keep
/// the examples that they have.
///
/// `None` where it must be told from all files: something is wrong in the new ones, or one of their rules asks for what
/// a rule of the program asks for.
pub fn check_over(program: Program, files: Vec<SourceFile>, world: &World<'_>) -> Option<Checked> {
    let first = program.files.len() as u32;
    let mut checker = Checker::new(program, world);
    checker.program.files.extend(files);
    let mut trees = Vec::new();
    for file in first..checker.program.files.len() as u32 {
        trees.extend(checker.parse(file));
    }
    if checker.asks_again(&trees) {
        return None;
    }
    checker.name_the_given();
    checker.name_the_known();
    checker.read_choices(first);
    checker.check(&trees);
    let checked = checker.finish();
    let wrong = |gravity| gravity == Gravity::Error;
    let mut found = checked.diagnostics.iter();
    (checked.left_out.is_empty() && !found.any(|found| wrong(found.gravity))).then_some(checked)
}

impl Checker<'_> {
    /// True if a rule of some files asks for just what a rule of the program does.
    fn asks_again(&self, trees: &[Parsed]) -> bool {
        let known: FxHashSet<u64> = self
            .program
            .rules
            .iter()
            .map(|rule| rule.obligation)
            .collect();
        let mut items = trees.iter().flat_map(|(_, tree)| &tree.items);
        items.any(|item| {
            matches!(&item.kind, ItemKind::Rule(rule) if known.contains(&rule.obligation_number()))
        })
    }

    /// Enters the names of all that the program defines.
    fn name_the_known(&mut self) {
        let program = &self.program;
        let mut known: Vec<(String, Def, Loc)> = Vec::new();
        for (at, setting) in program.settings.iter().enumerate() {
            known.push((setting.name.clone(), Def::Setting(Some(at)), setting.loc));
        }
        for (at, words) in program.words.iter().enumerate() {
            known.push((words.name.clone(), Def::Words(Some(at)), words.loc));
        }
        for (at, pattern) in program.patterns.iter().enumerate() {
            known.push((pattern.name.clone(), Def::Pattern(Some(at)), pattern.loc));
        }
        for layer in &program.layers {
            let named = program.schema.get(layer.id);
            let name = named.map(|named| named.name.clone().into_owned());
            known.extend(name.map(|name| (name, Def::Layer(Some(layer.id)), layer.loc)));
        }
        for choice in &program.choices {
            known.push((choice.name.clone(), Def::Choice(None), choice.loc));
        }
        for (at, table) in program.tables.iter().enumerate() {
            known.push((table.name.clone(), Def::Table(Some(at)), table.loc));
        }
        for rule in &program.rules {
            known.push((rule.name.clone(), Def::Rule, rule.loc));
        }
        for (name, def, loc) in known {
            // A name that is taken is one of the readers' own, and was reported when the program was made.
            let _ = self.names.add(&name, def, Some(loc));
            self.names.look_up(&name);
        }
    }

    /// Reads the chosen layers of the program where one of the files from `first` on speaks of one.
    fn read_choices(&mut self, first: u32) {
        let own = self.program.files.get(first as usize..).unwrap_or(&[]);
        let speaks_of = |name: &str| own.iter().any(|file| file.text.contains(name));
        let mut choices = self.program.choices.iter();
        if !choices.any(|choice| speaks_of(&choice.name)) {
            return;
        }
        for choice in std::mem::take(&mut self.program.choices) {
            let Some((file, tree)) = self.parse(choice.loc.file) else {
                continue;
            };
            for item in &tree.items {
                if let ItemKind::Choice(node) = &item.kind
                    && node.name.text == choice.name
                {
                    self.choice(Placed { file, item }, node);
                }
            }
        }
    }
}
