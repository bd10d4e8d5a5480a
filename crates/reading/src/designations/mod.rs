//! Designation claims: who lists a group as what.
//!
//! A claim is told by a designating verb ("designated", "listed", "proscribed") or a list ("on the US list of …") with a
//! label; [`claim`] finds the group, the designators and the label, [`when`] what dates it. One thing a designator, so that
//! rules can join each with the register.

mod claim;
mod designators;
mod list;
mod noun;
mod scope;
mod subject;
mod truth;
mod when;
mod words;

use std::ops::Range;
use std::sync::Arc;

use copydesk_draft::layer::{Cell, EnumSchema, LayerSchema, Table, Thing, Type, Value};

use crate::cx::Cx;
use crate::dates::Dates;
use crate::names::{NameForm, Names, Register};
use crate::schema::{enumeration, id};

/// The values of `claim-tense` in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Tense {
    /// Said to hold now: "lists", "has listed", "listed by".
    Present,
    /// Said to be over.
    Past,
    /// The act itself, at some time: "put it on its list in 2018".
    Act,
}

/// The values of `claim-manner` in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Manner {
    /// "lists it as", "listed by".
    Verb,
    /// "US-designated".
    Compound,
    /// "on the US list of".
    List,
}

/// The mention that a reader takes for the group's: of several by one group in a row, "Hayat Tahrir al-Sham, or HTS, once
/// known as the Nusra Front, is listed", the first. Index into the mentions of groups.
fn head_mention(names: &Names, sentence: &Range<usize>, group: usize) -> usize {
    // ", once known as the Nusra Front": an apposition is this long, in tokens.
    const APPOSED: usize = 6;
    let mut head = group;
    while let Some((before, here)) = head
        .checked_sub(1)
        .and_then(|before| names.groups.get(before).zip(names.groups.get(head)))
        && before.entity == here.entity
        && before.form != NameForm::Wing
        && here.form != NameForm::Wing
        && before.first >= sentence.start
        && here.first <= before.last + APPOSED
    {
        head -= 1;
    }
    head
}

/// The groups of a claim: "X, Y and Z are on the list". Indexes into the mentions of groups.
fn together(cx: &Cx<'_>, names: &Names, claim: &claim::Claim) -> Vec<usize> {
    let mut groups = vec![claim.group];
    // "X and Y, which Canada lists as a terrorist group, are at odds": Y alone.
    let last_alone = cx.word(claim.group_last) == ","
        && matches!(
            cx.folded(claim.group_last + 1),
            "which" | "who" | "whom" | "a" | "an"
        )
        && claim
            .label
            .is_some_and(|(_, end)| !cx.folded(end.saturating_sub(1)).ends_with('s'));
    if last_alone {
        return groups;
    }
    let mut head = claim.group;
    while let Some((before, here)) = head
        .checked_sub(1)
        .and_then(|before| names.groups.get(before).zip(names.groups.get(head)))
        && before.first >= claim.range.start
        && before.entity != here.entity
        && claim.group_last > claim.range.start
        && claim.group_last <= claim.verb
        && (before.last..here.first).len() <= 3
        && (before.last..here.first).any(|k| cx.folded(k) == "and" || head != claim.group)
        && (before.last..here.first)
            .all(|k| cx.word(k) == "," || matches!(cx.folded(k), "and" | "the"))
    {
        head -= 1;
        groups.push(head);
    }
    groups
}

/// The table of `designation-claim`.
pub(crate) fn table(cx: &Cx<'_>, names: &Names, dates: &Dates) -> Table {
    // A claim is about a group that is named.
    if names.groups.is_empty() {
        return cx.blank(id::DESIGNATION_CLAIM);
    }
    let mut claims = Vec::new();
    for number in 0..cx.sentences.len() as u32 {
        let range = cx.sentence_tokens(number);
        let mut i = range.start;
        while i < range.end {
            let found = claim::at(cx, names, range.clone(), i)
                .or_else(|| noun::at(cx, names, range.clone(), i));
            match found {
                Some(found) => {
                    i = found.next.max(i + 1);
                    claims.push(found);
                }
                None => i += 1,
            }
        }
    }
    let mut rows = Vec::new();
    for claim in &claims {
        let span = cx.span(claim.first, claim.last);
        let when = when::find(cx, dates, claim);
        let label = claim.label.map(|(from, to)| cx.span(from, to));
        let terrorist = label.is_some_and(|span| {
            let words = cx.str(span).to_lowercase();
            words.contains("terror") || words.contains("fto")
        });
        // "the UN-designated Hezbollah": designated as what the word means in news.
        let terrorist = terrorist || claim.label.is_none() && claim.plain || claim.for_terror;
        let cells = |group: usize, by: Cell, negated: bool| {
            [
                Cell::Filled(Value::Thing(Thing {
                    layer: id::ARMED_GROUP,
                    row: head_mention(names, &claim.range, group) as u32,
                })),
                label.into(),
                Cell::Filled(terrorist.into()),
                by,
                claim.instrument.into(),
                when.and_then(|when| when.day).into(),
                when.map(|when| when.span).into(),
                Cell::Filled(Value::Enum(claim.tense as u16)),
                Cell::Filled(Value::Enum(claim.manner as u16)),
                Cell::Filled((negated || claim.negated).into()),
                Cell::Filled(claim.wing.into()),
                Cell::Filled(claim.part.into()),
                Cell::Filled(claim.others.into()),
            ]
        };
        let groups = together(cx, names, claim);
        let mut seen: Vec<u32> = Vec::new();
        for by in &claim.by {
            if seen.contains(&by.entity) {
                continue;
            }
            seen.push(by.entity);
            let name = cx
                .registers
                .get(Register::Authorities.name())
                .and_then(|register| register.entities.get(by.entity as usize))
                .map(|entity| Arc::<str>::from(entity.id.as_str()));
            for &group in &groups {
                rows.push((span, cells(group, name.clone().into(), by.negated)));
            }
        }
        if seen.is_empty() {
            for &group in &groups {
                rows.push((span, cells(group, Cell::Absent, false)));
            }
        }
    }
    rows.sort_by_key(|(span, _)| (span.start, span.end));
    let mut table = cx.blank(id::DESIGNATION_CLAIM);
    for (span, cells) in rows {
        table.push(cx.row(span), cells);
    }
    table
}

/// `designation-claim`
pub fn designation_claim_schema() -> LayerSchema {
    LayerSchema::new(
        "designation-claim",
        "a statement that an authority lists a group; one thing an authority",
        "from the designator or the verb to the label or the last designator",
    )
    .field("group", Type::Thing("armed-group".into()), "the group")
    .keyed()
    .field("label", Type::Text, "what it is listed as")
    .field("terrorist", Type::Flag, "the label speaks of terrorism")
    .field(
        "by",
        Type::Text,
        "id of the designator in the register of authorities",
    )
    .field(
        "instrument",
        Type::Text,
        "id of the list, where the words name it",
    )
    .field("since", Type::Date, "since when, as the text says")
    .field(
        "when",
        Type::Text,
        "the words that date it: in its clause, or in a next sentence that speaks of the listing",
    )
    .field(
        "tense",
        Type::Enum("claim-tense".into()),
        "said to hold now, to be over, or the act of listing",
    )
    .field(
        "manner",
        Type::Enum("claim-manner".into()),
        "a verb (\"lists it\"), a compound (\"US-designated\") or a list (\"on the US list\")",
    )
    .field(
        "negated",
        Type::Flag,
        "said not to be listed, or to be taken off",
    )
    .field("wing", Type::Flag, "a wing or arm of the group is named")
    .field(
        "part",
        Type::Flag,
        "a wing, a branch or another part of the group is meant",
    )
    .field(
        "others",
        Type::Flag,
        "\"and other states\" stands in the list of designators",
    )
}

pub(crate) fn enums() -> Vec<EnumSchema> {
    vec![
        enumeration("claim-tense", &["present", "past", "act"]),
        enumeration("claim-manner", &["verb", "compound", "list"]),
    ]
}
