//! Settings and word lists, and the order in which all definitions are made.

use std::borrow::Cow;

use copydesk_draft::layer::{EnumSchema, Type, Value};
use copydesk_facts::{Entries, ListEntry};
use rustc_hash::FxHashMap;

use super::expr::Literal;
use super::names::Def;
use super::{Checker, Placed, types};
use crate::messages;
use crate::program::{Loc, Setting, Words};
use crate::suggest::nearest;
use crate::syntax::{EntryNode, ItemKind, SettingItem, WordsItem};

impl Checker<'_> {
    /// All definitions but rules. Broken ones are left out.
    pub(super) fn define(&mut self, items: &[Placed<'_>]) {
        for &placed in items {
            match &placed.item.kind {
                ItemKind::Setting(setting) if !placed.item.broken => self.setting(placed, setting),
                ItemKind::Words(words) if !placed.item.broken => self.words(placed, words),
                _ => {}
            }
        }
        for placed in self.made_in_order(items) {
            if placed.item.broken {
                continue;
            }
            match &placed.item.kind {
                ItemKind::Pattern(pattern) => self.pattern(placed, pattern),
                ItemKind::Layer(layer) => self.layer(placed, layer),
                ItemKind::Choice(choice) => self.choice(placed, choice),
                _ => {}
            }
        }
        for &placed in items {
            if let ItemKind::Facts(facts) = &placed.item.kind
                && !placed.item.broken
            {
                self.facts(placed, facts);
            }
        }
    }

    fn setting(&mut self, placed: Placed<'_>, item: &SettingItem) {
        let loc = placed.loc(placed.item.at);
        let ty = match item.ty.as_slice() {
            [one] => match types::plain(&one.text) {
                Some(ty) => Some(ty),
                None if self.program.schema.find_enum(&one.text).is_some() => {
                    Some(Type::Enum(one.text.clone().into()))
                }
                None => {
                    let near = nearest(&one.text, types::PLAIN.iter().copied());
                    self.report(messages::unknown_type(
                        placed.loc(one.at),
                        &one.text,
                        near,
                        types::PLAIN,
                    ));
                    None
                }
            },
            choices => {
                let values = choices
                    .iter()
                    .map(|choice| Cow::Owned(choice.text.clone()))
                    .collect();
                self.program.schema.enums.push(EnumSchema {
                    name: item.name.text.clone().into(),
                    values,
                });
                Some(Type::Enum(item.name.text.clone().into()))
            }
        };
        let value = ty.and_then(|ty| {
            let value = self.literal(placed.file, &item.value, &ty)?;
            Some((ty, value))
        });
        let Some((ty, value)) = value else {
            return self.leave_out("setting", &item.name.text, loc, None);
        };
        let index = self.program.settings.len();
        self.program.settings.push(Setting {
            name: item.name.text.clone(),
            ty,
            value,
            loc,
        });
        self.names
            .resolve(&item.name.text, Def::Setting(Some(index)));
    }

    /// A value that stands alone: of a setting, or given to one by an example.
    pub(super) fn literal(
        &mut self,
        file: u32,
        node: &crate::syntax::ExprNode,
        ty: &Type,
    ) -> Option<Value> {
        let loc = Loc {
            file,
            span: node.at.0,
        };
        match Literal::read(node, Some(ty), &self.program.schema, self.world.registers) {
            Literal::Value(value, found) if types::comparable(&found, ty) => Some(value),
            Literal::Value(_, found) => {
                self.report(messages::setting_value(
                    loc,
                    &types::called(&found),
                    &types::called(ty),
                ));
                None
            }
            Literal::Wrong(make) => {
                self.report(make(loc));
                None
            }
            Literal::None => {
                self.report(messages::no_literal(loc, &types::called(ty)));
                None
            }
        }
    }

    fn words(&mut self, placed: Placed<'_>, item: &WordsItem) {
        let mut entries = Entries::default();
        let mut seen: FxHashMap<String, (bool, bool)> = FxHashMap::default();
        for node in &item.entries {
            if let Some(entry) = self.entry(placed, node) {
                // Once as it stands and once for all its forms is not twice.
                let (plain, all_forms) = seen.entry(entry.text.clone()).or_default();
                let known = if entry.all_forms { all_forms } else { plain };
                if *known {
                    self.report(messages::entry_twice(placed.loc(node.text.at), &entry.text));
                } else {
                    *known = true;
                    entries.push(&entry.text, entry.all_forms);
                }
            }
        }
        self.case_traps(placed, item.entries.iter());
        let index = self.program.words.len();
        let loc = placed.loc(placed.item.at);
        self.program.words.push(Words {
            name: item.name.text.clone(),
            entries,
            loc,
        });
        self.names.resolve(&item.name.text, Def::Words(Some(index)));
    }

    /// A word or phrase, with apostrophes straight and blanks single.
    pub(super) fn entry(&mut self, placed: Placed<'_>, node: &EntryNode) -> Option<ListEntry> {
        let loc = placed.loc(node.text.at);
        let written = node.text.value.as_str();
        if written.is_ascii() && !written.is_empty() && single_blanks(written) {
            return Some(ListEntry {
                text: written.to_owned(),
                all_forms: node.all_forms,
            });
        }
        let plain: String = written
            .chars()
            .map(|c| match c {
                '’' | '‘' | 'ʼ' | '´' => '\'',
                c if c.is_whitespace() => ' ',
                c => c,
            })
            .collect();
        let text = plain
            .split(' ')
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        if text.is_empty() {
            self.report(messages::empty_entry(loc));
            return None;
        }
        if let Some((word, letter, alphabet)) = look_alike(&text) {
            self.report(messages::look_alike(loc, word, letter, alphabet));
        }
        Some(ListEntry {
            text,
            all_forms: node.all_forms,
        })
    }

    /// Lower-case words that are also ordinary English, in a list of names: `"us"` matches the pronoun. Where most of the
    /// list is in small letters, the ordinary word is meant.
    pub(super) fn case_traps<'n>(
        &mut self,
        placed: Placed<'_>,
        entries: impl Iterator<Item = &'n EntryNode> + Clone,
    ) {
        const TRAPS: &[&str] = &[
            "us", "it", "who", "is", "as", "am", "may", "march", "will", "mark", "in", "or", "un",
            "pa",
        ];
        let has_capital = |text: &str| text.chars().any(char::is_uppercase);
        let (all, names) = entries.clone().fold((0, 0), |(all, names), entry| {
            (all + 1, names + usize::from(has_capital(&entry.text.value)))
        });
        if names == 0 || names * 2 < all {
            return;
        }
        for entry in entries {
            let text = entry.text.value.as_str();
            if TRAPS.contains(&text) {
                self.report(messages::case_trap(placed.loc(entry.text.at), text));
            }
        }
    }
}

/// Words with single blanks between them and none around.
fn single_blanks(text: &str) -> bool {
    text.split(' ')
        .all(|word| !word.is_empty() && !word.contains(char::is_whitespace))
}

/// A word that mixes Latin letters with letters of another alphabet that look like them.
fn look_alike(text: &str) -> Option<(&str, char, &'static str)> {
    const CYRILLIC: &str = "АВЕЅІЈКМНОРСТУХЬасеѕіјорухԛԝ";
    const GREEK: &str = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρυ";
    text.split(' ').find_map(|word| {
        if !word.chars().any(|c| c.is_ascii_alphabetic()) {
            return None;
        }
        let letter = word
            .chars()
            .find(|&c| CYRILLIC.contains(c) || GREEK.contains(c))?;
        Some((
            word,
            letter,
            if CYRILLIC.contains(letter) {
                "Cyrillic"
            } else {
                "Greek"
            },
        ))
    })
}
