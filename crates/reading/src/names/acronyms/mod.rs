//! Acronyms: short forms in capitals, what the draft says they stand for, and what the register knows of them.

mod definition;
mod fit;
mod initials;
mod letters;
mod shuffled;

use copydesk_draft::Span;
use rustc_hash::FxHashMap;

use super::index::{Register, letters as letters_of};
use super::scan::{Casing, Hit};
use crate::cx::Cx;
use crate::structure::Dateline;

pub use fit::{LetterFit, RegisteredAs};
pub(crate) use fit::{fit, registered};
pub(crate) use letters::{Shape, candidates};

/// How a draft says what an acronym stands for; the values of `defined-by` in order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum DefinedBy {
    /// The words, then the short form in brackets.
    BracketsAfter,
    /// The short form, then the words in brackets.
    BracketsBefore,
    /// "…, or OLA,"
    CommaOr,
    /// "known as OLA"
    KnownAs,
    /// A name with these initials stands before.
    InitialsOfName,
    /// Nowhere.
    None,
}

/// Where the definition stands, seen from a mention; the values of `definition-place` in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "the names say it")]
pub enum DefinitionPlace {
    Here,
    Before,
    After,
    None,
}

/// One mention of an acronym.
#[derive(Clone, PartialEq, Debug)]
pub struct Acronym {
    /// Its bytes.
    pub span: Span,
    /// First token.
    pub first: usize,
    /// One past the last token.
    pub last: usize,
    /// Its letters and figures.
    pub short: String,
    /// What it stands for, where the draft says so.
    pub expansion: Option<Span>,
    /// How the draft says so.
    pub defined_by: DefinedBy,
    /// Where it says so, seen from here.
    pub place: DefinitionPlace,
    /// True if the letters stand in this order in the expansion.
    pub in_order: Option<bool>,
    /// 1 for the first mention.
    pub mention: u32,
    /// Mentions in the draft that are not part of a definition.
    pub uses: u32,
    /// Times the draft says what it stands for in so many words.
    pub definitions: u32,
}

/// One place where a draft says what an acronym stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Definition {
    /// The candidate that stands in it.
    candidate: usize,
    how: DefinedBy,
    /// Tokens of the expansion.
    first: usize,
    last: usize,
    in_order: bool,
}

/// Finds the acronyms of a draft.
pub(crate) fn find(
    cx: &Cx<'_>,
    hits: &[Hit],
    casings: &[Casing],
    dateline: Option<&Dateline>,
) -> Vec<Acronym> {
    let shapes = candidates(cx, casings, dateline);
    let definitions = definition::find(cx, hits, &shapes);
    // By short form: its mentions and its definitions.
    let mut own: FxHashMap<&str, Own> = FxHashMap::default();
    for definition in &definitions {
        if let Some(shape) = shapes.get(definition.candidate) {
            let own = own.entry(shape.short.as_str()).or_default();
            own.definitions.push(*definition);
            own.said += u32::from(definition.how != DefinedBy::InitialsOfName);
        }
    }
    let kept: Vec<(usize, &Shape)> = shapes
        .iter()
        .enumerate()
        .filter(|(_, shape)| shape.sure || own.contains_key(shape.short.as_str()))
        .collect();
    for (_, shape) in &kept {
        own.entry(shape.short.as_str()).or_default().mentions += 1;
    }
    let mut counted: FxHashMap<&str, u32> = FxHashMap::default();
    let mut out = Vec::with_capacity(kept.len());
    for &(i, shape) in &kept {
        let Some(own) = own.get(shape.short.as_str()) else {
            continue;
        };
        let mention = counted.entry(shape.short.as_str()).or_default();
        *mention += 1;
        // The definition here, else the last one before, else the first one behind.
        let next = own
            .definitions
            .partition_point(|definition| definition.candidate <= i);
        let best = next
            .checked_sub(1)
            .and_then(|before| own.definitions.get(before))
            .or_else(|| own.definitions.get(next));
        let place = match best {
            None => DefinitionPlace::None,
            Some(definition) if definition.how == DefinedBy::InitialsOfName => {
                if definition.first < shape.first {
                    DefinitionPlace::Before
                } else {
                    DefinitionPlace::After
                }
            }
            Some(definition) if definition.candidate == i => DefinitionPlace::Here,
            Some(definition) if definition.candidate < i => DefinitionPlace::Before,
            Some(_) => DefinitionPlace::After,
        };
        out.push(Acronym {
            span: cx.span(shape.first, shape.last),
            first: shape.first,
            last: shape.last,
            short: shape.short.clone(),
            expansion: best.map(|definition| cx.span(definition.first, definition.last)),
            defined_by: best.map_or(DefinedBy::None, |definition| definition.how),
            place,
            in_order: best.map(|definition| definition.in_order),
            mention: *mention,
            uses: own.mentions.saturating_sub(own.said),
            definitions: own.said,
        });
    }
    out
}

/// The mentions and definitions of one short form.
#[derive(Default)]
struct Own {
    mentions: u32,
    definitions: Vec<Definition>,
    /// Definitions in so many words.
    said: u32,
}

/// What the registers know about an acronym.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Known {
    /// The kind: from the register of acronyms, or `group`, `outlet`, `monitor`.
    pub(crate) kind: Option<String>,
    /// What it stands for after the register.
    pub(crate) name: Option<String>,
    /// The profiles that need no expansion.
    #[allow(
        clippy::struct_field_names,
        reason = "the column of the register is called so"
    )]
    pub(crate) known_in: Vec<String>,
    /// The English form of a foreign acronym.
    pub(crate) english: Option<String>,
    /// Its language.
    pub(crate) language: Option<String>,
}

/// What the registers know about the letters.
pub(crate) fn known(cx: &Cx<'_>, short: &str) -> Known {
    let mut known = Known::default();
    let entries = cx.names.acronyms.get(short).map_or(&[][..], Vec::as_slice);
    let register = cx.registers.get(Register::Acronyms.name());
    let singular = short.strip_suffix('s').unwrap_or(short);
    let plural = cx
        .names
        .acronyms
        .get(singular)
        .map_or(&[][..], Vec::as_slice);
    for &i in if entries.is_empty() { plural } else { entries } {
        let Some(entity) = register.and_then(|register| register.entities.get(i as usize)) else {
            continue;
        };
        if known.name.is_none() {
            known.name = Some(entity.name.clone());
            known.kind = entity.text("kind").map(str::to_owned);
        }
        for profile in entity.list("known-in") {
            if !known.known_in.contains(profile) {
                known.known_in.push(profile.clone());
            }
        }
    }
    if known.name.is_none()
        && let Some(foreign) = cx.names.foreign.get(short)
    {
        known.english = Some(foreign.english.to_string());
        known.language = Some(foreign.language.to_string());
        known.name = Some(foreign.name.to_string());
    }
    if known.kind.is_none() {
        for (register, kind) in [
            ("groups", "group"),
            ("monitors", "monitor"),
            ("outlets", "outlet"),
        ] {
            let entity = cx
                .registers
                .get(register)
                .and_then(|register| register.by_name(short));
            if let Some(entity) = entity.filter(|entity| {
                entity
                    .short_forms
                    .iter()
                    .any(|form| letters_of(form) == short)
            }) {
                known.kind = Some(kind.to_owned());
                known.name = Some(entity.name.clone());
                break;
            }
        }
    }
    known
}
