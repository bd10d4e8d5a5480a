//! The checker: syntax trees become a [`Program`], and everything that is wrong in them is reported in one run.
//!
//! Every part that cannot be understood is reported once; what depends on it gets the type *unknown* (`None` here) and
//! stays silent. A rule or definition with an error is left out and named.

mod choice;
mod clause;
mod condition;
mod define;
mod example;
mod expr;
mod facts;
mod inert;
mod names;
mod order;
mod over;
mod pattern;
mod pick;
mod rule;
mod test;
mod types;

use std::collections::BTreeMap;
use std::rc::Rc;

use copydesk_draft::layer::{FieldId, Schema};
use copydesk_facts::Registers;
use rustc_hash::FxHashSet;

pub use self::over::check_over;

use self::names::{Def, Names};
use crate::diagnostic::{Diagnostic, Gravity};
use crate::messages;
use crate::parse::parse;
use crate::program::{Loc, Program, Shape, SourceFile};
use crate::suggest::nearest;
use crate::syntax::{At, Item, ItemKind, Name, Tree};

/// What the rules are checked against.
#[derive(Clone, Copy, Debug)]
pub struct World<'a> {
    /// The built-in layers.
    pub schema: &'a Schema,
    /// The registers.
    pub registers: &'a Registers,
    /// Names of the word lists that the readers need: used even if no rule speaks of them.
    pub lists: &'a [&'a str],
    /// Names of the profiles; an example may name one. Empty: not checked.
    pub profiles: &'a [&'a str],
}

/// What a check gives.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Checked {
    /// All that is right.
    pub program: Program,
    /// All that is wrong, in order of file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// The rules and definitions that are left out.
    pub left_out: Vec<LeftOut>,
}

impl Checked {
    /// True if anything is an error.
    pub fn has_errors(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|diagnostic| diagnostic.gravity == Gravity::Error)
    }
}

/// A rule or definition that is left out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LeftOut {
    /// "rule", "layer" …
    pub what: &'static str,
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub loc: Loc,
    /// The definition it needs that was left out itself; `None` if the errors are its own.
    pub because_of: Option<String>,
}

/// Parses and checks all files of a pack together: one name space.
pub fn check(files: Vec<SourceFile>, world: &World<'_>) -> Checked {
    let program = Program {
        files,
        schema: world.schema.clone(),
        ..Program::default()
    };
    let mut checker = Checker::new(program, world);
    let mut trees = Vec::new();
    for i in 0..checker.program.files.len() {
        trees.extend(checker.parse(i as u32));
    }
    checker.run(&trees);
    checker.finish()
}

/// Word shapes by the names patterns use.
pub(crate) const SHAPES: [(&str, Shape); 7] = [
    ("capitalised", Shape::Capitalised),
    ("all-capitals", Shape::AllCapitals),
    ("small-letters", Shape::LowerCase),
    ("figures", Shape::Figures),
    ("first-word", Shape::SentenceStart),
    ("last-word", Shape::SentenceEnd),
    ("any-word", Shape::AnyWord),
];

/// After so many unknown names no more suggestions are looked for.
const MOST_GUESSES: usize = 500;

struct Checker<'w> {
    world: &'w World<'w>,
    program: Program,
    names: Names,
    diagnostics: Vec<Diagnostic>,
    left_out: Vec<LeftOut>,
    left_locs: FxHashSet<Loc>,
    /// Values of columns of fact tables, once asked for.
    column_values: BTreeMap<(usize, FieldId), ColumnValues>,
    /// How often "did you mean" was looked up among the names of the pack.
    guesses: usize,
    /// Chosen layers.
    choices: Vec<choice::Choice>,
}

/// The values of a column in order: folded, and as they stand.
type ColumnValues = Rc<[(String, String)]>;

/// An item of one of the files.
#[derive(Clone, Copy)]
struct Placed<'t> {
    file: u32,
    item: &'t Item,
}

impl Placed<'_> {
    fn loc(self, at: At) -> Loc {
        Loc {
            file: self.file,
            span: at.0,
        }
    }
}

/// A parsed file, with its number.
type Parsed = (u32, Tree);

impl<'w> Checker<'w> {
    fn new(program: Program, world: &'w World<'w>) -> Self {
        Self {
            world,
            program,
            names: Names::default(),
            diagnostics: Vec::new(),
            left_out: Vec::new(),
            left_locs: FxHashSet::default(),
            column_values: BTreeMap::new(),
            choices: Vec::new(),
            guesses: 0,
        }
    }

    /// Parses a file of the program.
    fn parse(&mut self, file: u32) -> Option<Parsed> {
        let parsed = parse(file, &self.program.files.get(file as usize)?.text);
        self.diagnostics.extend(parsed.errors);
        Some((file, parsed.tree))
    }

    fn finish(mut self) -> Checked {
        self.diagnostics
            .sort_by_key(|diagnostic| (diagnostic.loc().file, diagnostic.loc().span));
        self.left_out
            .sort_by_key(|left| (left.loc.file, left.loc.span));
        Checked {
            program: self.program,
            diagnostics: self.diagnostics,
            left_out: self.left_out,
        }
    }
}

impl Checker<'_> {
    fn run(&mut self, trees: &[Parsed]) {
        self.name_the_given();
        self.check(trees);
    }

    /// Enters the built-in layers and the word shapes.
    fn name_the_given(&mut self) {
        for layer in &self.world.schema.layers {
            // The schema is right or a test of the readers fails.
            let _ = self.names.add(
                &layer.name,
                Def::Layer(self.world.schema.find(&layer.name)),
                None,
            );
        }
        for (name, shape) in SHAPES {
            let _ = self.names.add(name, Def::Shape(shape), None);
        }
    }

    fn check(&mut self, trees: &[Parsed]) {
        let items = self.collect(trees);
        self.define(&items);
        for &placed in &items {
            if let ItemKind::Rule(rule) = &placed.item.kind {
                self.rule(placed, rule);
            }
        }
        self.duplicate_rules(&items);
        self.use_of_the_unread(trees);
        self.unused();
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Enters all names; items whose name is taken are left out.
    fn collect<'t>(&mut self, trees: &'t [Parsed]) -> Vec<Placed<'t>> {
        let mut items = Vec::new();
        for &(file, ref tree) in trees {
            for item in &tree.items {
                let placed = Placed { file, item };
                let Some((name, def)) = definition(&item.kind) else {
                    continue;
                };
                let loc = placed.loc(name.at);
                let noun = def.noun();
                match self.names.add(&name.text, def, Some(loc)) {
                    Ok(()) => {
                        // What speaks of it by the better spelling is not reported too.
                        let better = messages::better_name(&name.text);
                        if better != name.text && self.names.add(&better, def, None).is_ok() {
                            self.names.spoil(&better);
                        }
                        if item.broken || matches!(item.kind, ItemKind::Bad(_)) {
                            self.leave_out(noun, &name.text, placed.loc(item.at), None);
                        }
                        items.push(placed);
                    }
                    Err(first) => {
                        self.report(messages::duplicate_name(
                            loc,
                            &name.text,
                            noun,
                            first.def.noun(),
                            first.loc,
                        ));
                        self.left_out.push(LeftOut {
                            what: noun,
                            name: name.text.clone(),
                            loc: placed.loc(item.at),
                            because_of: None,
                        });
                    }
                }
            }
        }
        items
    }

    fn leave_out(&mut self, what: &'static str, name: &str, loc: Loc, because_of: Option<String>) {
        self.names.spoil(name);
        if self.left_locs.insert(loc) {
            self.left_out.push(LeftOut {
                what,
                name: name.to_owned(),
                loc,
                because_of,
            });
        }
    }

    /// Says that nothing of the kind has this name, with what it could be.
    fn unknown(&mut self, loc: Loc, name: &str, noun: &str, pass: impl FnMut(Def) -> bool) {
        let other = self.names.get(name).map(|named| named.def.noun());
        // A pack with hundreds of unknown names has another trouble than spelling.
        self.guesses += 1;
        let known = if self.guesses <= MOST_GUESSES {
            self.names.of(pass)
        } else {
            Vec::new()
        };
        let near = nearest(name, known.iter().copied()).map(str::to_owned);
        if let Some(near) = &near {
            self.names.look_up(near);
        }
        let all: Vec<String> = known.iter().map(|&name| name.to_owned()).collect();
        self.report(messages::unknown_name(
            loc,
            name,
            noun,
            other,
            near.as_deref(),
            &all,
        ));
    }

    /// Names that stand in what was left out count as used: one mistake gives one message.
    fn use_of_the_unread(&self, trees: &[Parsed]) {
        let left: FxHashSet<Loc> = self.left_out.iter().map(|left| left.loc).collect();
        for &(file, ref tree) in trees {
            let Some(source) = self.program.files.get(file as usize) else {
                continue;
            };
            let text = source.text.as_ref();
            for item in &tree.items {
                let loc = Loc {
                    file,
                    span: item.at.0,
                };
                if !matches!(item.kind, ItemKind::Bad(_)) && !left.contains(&loc) {
                    continue;
                }
                let own = definition(&item.kind).map(|(name, _)| name.text.as_str());
                let words = loc
                    .span
                    .text(text)
                    .split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
                for word in words.filter(|word| Some(*word) != own) {
                    self.names.look_up(word);
                }
            }
        }
    }

    /// What nothing uses.
    fn unused(&mut self) {
        let mut found = Vec::new();
        for (name, named) in self.names.all() {
            let Some(loc) = named.loc else { continue };
            let needed = matches!(named.def, Def::Rule) || self.world.lists.contains(&name);
            if !needed && !named.broken && !named.used.get() {
                found.push(messages::unused(loc, name, named.def.noun()));
            }
        }
        self.diagnostics.append(&mut found);
    }
}

/// The name an item defines, and what it will stand for.
fn definition(kind: &ItemKind) -> Option<(&Name, Def)> {
    Some(match kind {
        ItemKind::Setting(setting) => (&setting.name, Def::Setting(None)),
        ItemKind::Words(words) => (&words.name, Def::Words(None)),
        ItemKind::Pattern(pattern) => (&pattern.name, Def::Pattern(None)),
        ItemKind::Layer(layer) => (&layer.name, Def::Layer(None)),
        ItemKind::Choice(choice) => (&choice.name, Def::Choice(None)),
        ItemKind::Facts(facts) => (&facts.name, Def::Table(None)),
        ItemKind::Rule(rule) => (&rule.name, Def::Rule),
        ItemKind::Bad(bad) => {
            let def = match bad.keyword.as_str() {
                "setting" => Def::Setting(None),
                "words" => Def::Words(None),
                "pattern" => Def::Pattern(None),
                "layer" => Def::Layer(None),
                "facts" => Def::Table(None),
                "rule" => Def::Rule,
                _ => return None,
            };
            (bad.name.as_ref()?, def)
        }
    })
}
