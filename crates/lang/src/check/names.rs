//! The one name space of a pack.

use std::cell::Cell;

use copydesk_draft::layer::LayerId;
use rustc_hash::FxHashMap;

use crate::program::{Loc, Shape};

/// What a name stands for. Indexes are into [`crate::program::Program`] once the definition has been checked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Def {
    Setting(Option<usize>),
    Words(Option<usize>),
    Pattern(Option<usize>),
    Layer(Option<LayerId>),
    /// Chosen things of a layer.
    Choice(Option<usize>),
    Table(Option<usize>),
    Shape(Shape),
    Rule,
}

impl Def {
    /// What it is, for messages.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Self::Setting(_) => "setting",
            Self::Words(_) => "word list",
            Self::Pattern(_) => "pattern",
            Self::Layer(_) => "layer",
            Self::Choice(_) => "choice from a layer",
            Self::Table(_) => "fact table",
            Self::Shape(_) => "word shape",
            Self::Rule => "rule",
        }
    }
}

/// A named definition.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub(super) def: Def,
    /// Where it is defined; `None` for what exists from the start.
    pub(super) loc: Option<Loc>,
    /// True if it was left out because of an error.
    pub(super) broken: bool,
    /// True once something uses it.
    pub(super) used: Cell<bool>,
}

/// All names.
#[derive(Debug, Default)]
pub(super) struct Names {
    map: FxHashMap<String, Named>,
}

impl Names {
    /// Adds a name; gives back the earlier definition if it is taken.
    pub(super) fn add(&mut self, name: &str, def: Def, loc: Option<Loc>) -> Result<(), Named> {
        if let Some(known) = self.map.get(name) {
            return Err(known.clone());
        }
        self.map.insert(
            name.to_owned(),
            Named {
                def,
                loc,
                broken: false,
                used: Cell::new(false),
            },
        );
        Ok(())
    }

    /// What the name stands for.
    pub(super) fn get(&self, name: &str) -> Option<&Named> {
        self.map.get(name)
    }

    /// What the name stands for; counts as a use.
    pub(super) fn look_up(&self, name: &str) -> Option<&Named> {
        let named = self.map.get(name)?;
        named.used.set(true);
        Some(named)
    }

    /// Sets the index of a checked definition.
    pub(super) fn resolve(&mut self, name: &str, def: Def) {
        if let Some(named) = self.map.get_mut(name) {
            named.def = def;
        }
    }

    /// Marks a definition that is left out.
    pub(super) fn spoil(&mut self, name: &str) {
        if let Some(named) = self.map.get_mut(name) {
            named.broken = true;
        }
    }

    /// The names of all definitions that pass, in order.
    pub(super) fn of(&self, mut pass: impl FnMut(Def) -> bool) -> Vec<&str> {
        let mut names: Vec<&str> = self
            .map
            .iter()
            .filter(|(_, named)| pass(named.def))
            .map(|(name, _)| name.as_str())
            .collect();
        names.sort_unstable();
        names
    }

    /// All names, in order.
    pub(super) fn all(&self) -> Vec<(&str, &Named)> {
        let mut names: Vec<(&str, &Named)> = self
            .map
            .iter()
            .map(|(name, named)| (name.as_str(), named))
            .collect();
        names.sort_unstable_by_key(|(name, _)| *name);
        names
    }
}
