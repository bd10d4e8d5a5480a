//! Checked rules: what the checker makes of the syntax trees and the engine evaluates.
//!
//! Every name is resolved: layers and fields to schema ids, settings, word lists, patterns and tables to indexes into
//! [`Program`]. Every node carries the place it came from ([`Loc`]), for `why` and for messages.
//!
//! # Truth
//! A condition is true, false or unknown; see the truth table in the language guide. The naive evaluator in the engine
//! is the semantics of this tree.
mod condition;
mod definitions;
mod rule;

pub use condition::{
    Amount, Atom, Base, Candidates, Choice, Cond, Distinct, DraftField, Expr, ExprKind, FieldTest,
    Join, Let, LetType, Order, Part, Pick, Quantifier, RowQuery, Scope, Test, Unit,
};
pub use definitions::{
    ChosenLayer, ColumnSource, DeskLayer, FactColumn, FactTable, Pattern, Role, Sequence, Setting,
    Shape, Step, StepKind, Where, Words,
};
pub use rule::{
    Clause, Example, Fix, FixEdit, FixText, Level, Message, MessagePart, Require, Rule, Show,
    ShowWhat, Subject, SubjectKind,
};

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

use copydesk_draft::Span;
use copydesk_draft::layer::Schema;
use copydesk_facts::{Items, Lexicon};

/// A place in a rule file.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Loc {
    /// Index into [`Program::files`].
    pub file: u32,
    /// Bytes in that file.
    pub span: Span,
}

/// One rule file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SourceFile {
    /// Its path within the pack, forward slashes.
    pub name: String,
    /// Its text.
    pub text: Cow<'static, str>,
}

/// All checked rules of a pack, with what they use. Broken rules are left out (and were reported).
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Program {
    /// The rule files; a compiled pack keeps none.
    #[serde(skip)]
    pub files: Vec<SourceFile>,
    /// The built-in layers, then the desk-made ones ([`DeskLayer::id`]).
    pub schema: Schema,
    /// Settings with their defaults (profiles override the values).
    pub settings: Vec<Setting>,
    /// Word lists.
    pub words: Vec<Words>,
    /// Desk-made layers in dependency order.
    pub layers: Vec<DeskLayer>,
    /// Layers whose things are chosen from another layer, in dependency order.
    pub choices: Vec<ChosenLayer>,
    /// Fact tables.
    pub tables: Vec<FactTable>,
    /// Rules in order of file and place.
    pub rules: Vec<Rule>,
    /// Patterns, each after the patterns it uses. Last, since a compiled pack's are not read by a check.
    pub patterns: Items<Pattern>,
}

impl Program {
    /// All word lists, as the readers take them.
    pub fn lexicon(&self) -> Lexicon {
        let mut lexicon = Lexicon::default();
        for list in &self.words {
            lexicon.set(&list.name, list.entries.clone());
        }
        lexicon
    }

    /// The setting of that name.
    pub fn setting(&self, name: &str) -> Option<usize> {
        self.settings
            .iter()
            .position(|setting| setting.name == name)
    }

    /// The rule that answers to that name, older names included.
    pub fn rule(&self, name: &str) -> Option<&Rule> {
        self.rules
            .iter()
            .find(|rule| rule.name == name)
            .or_else(|| {
                self.rules
                    .iter()
                    .find(|rule| rule.formerly.iter().any(|old| old == name))
            })
    }
}
