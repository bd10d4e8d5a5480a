//! Armed groups of the register.
use std::cell::OnceCell;

use copydesk_draft::Span;
use copydesk_facts::fold_name;
use rustc_hash::{FxHashMap, FxHashSet};

use super::acronyms::{Acronym, DefinedBy};
use super::group_role::{GroupRole, in_passing, role};
use super::index::{Counts, Meaning, NameForm, Register, letters};
use super::scan::Hit;
use super::spelling::{Difference, difference};
use crate::cx::Cx;

/// One mention of a group of the register.
#[derive(Clone, PartialEq, Debug)]
pub struct Group {
    /// Its bytes.
    pub span: Span,
    /// First token.
    pub first: usize,
    /// One past the last token.
    pub last: usize,
    /// Place in the register of groups.
    pub entity: u32,
    /// What kind of name is used.
    pub form: NameForm,
    /// What it does here.
    pub role: GroupRole,
    /// 1 for the first mention.
    pub mention: u32,
    /// Mentions in the draft.
    pub mentions: u32,
    /// It is named to say something of another: "an X-linked preacher", "pro-X", "the fight against X".
    pub in_passing: bool,
    /// Mentions in the draft that speak of the group itself.
    pub own_mentions: u32,
    /// The first mention by the same name, if it is spelled otherwise (index into groups), and how.
    pub earlier: Option<(usize, Difference)>,
}

/// Finds the groups of the register.
pub(crate) fn find(cx: &Cx<'_>, hits: &[Hit], acronyms: &[Acronym]) -> Vec<Group> {
    // Short forms that the draft explains, with the folded words of the explanation.
    let mut explained: FxHashMap<&str, String> = FxHashMap::default();
    for acronym in acronyms {
        if let Some(expansion) = acronym
            .expansion
            .filter(|_| acronym.defined_by != DefinedBy::None)
        {
            explained
                .entry(acronym.short.as_str())
                .or_insert_with(|| format!(" {} ", fold_name(cx.str(expansion))));
        }
    }
    let register = cx.registers.get(Register::Groups.name());
    let countries = OnceCell::new();
    let mut company = FxHashMap::default();
    let mut groups: Vec<Group> = Vec::new();
    let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
    let mut own: FxHashMap<u32, u32> = FxHashMap::default();
    let mut firsts: FxHashMap<u32, usize> = FxHashMap::default();
    for hit in hits {
        // Few names are a group's.
        let group = |meaning: &Meaning| meaning.register == Register::Groups;
        if !hit.meanings.iter().any(group) {
            continue;
        }
        let meaning = hit
            .of(Register::Groups)
            .or_else(|| when_defined(cx, hit, &explained))
            .or_else(|| at_home(cx, hit, countries.get_or_init(|| self::countries(cx, hits))))
            .or_else(|| in_company(cx, hit, &mut company));
        let Some(&meaning) = meaning else { continue };
        // A short form that the draft explains as something else is something else.
        if meaning.form == NameForm::ShortForm {
            let short = letters(cx.str(cx.span(hit.first, hit.last)));
            let entity =
                register.and_then(|register| register.entities.get(meaning.entity as usize));
            if let (Some(words), Some(entity)) = (explained.get(short.as_str()), entity)
                && !names(entity).any(|name| words.contains(&format!(" {} ", fold_name(name))))
                && cx.names.acronyms.contains_key(short.as_str())
            {
                continue;
            }
        }
        let mention = counts.entry(meaning.entity).or_default();
        *mention += 1;
        let span = cx.span(hit.first, hit.last);
        let here = groups.len();
        let named = matches!(meaning.form, NameForm::HouseForm | NameForm::Spelling);
        let mut earlier = None;
        if named {
            let first = *firsts.entry(meaning.entity).or_insert(here);
            if let Some(other) = groups.get(first) {
                earlier = Some((first, difference(cx.str(other.span), cx.str(span))));
            }
        }
        groups.push(Group {
            span,
            first: hit.first,
            last: hit.last,
            entity: meaning.entity,
            form: meaning.form,
            role: GroupRole::Other,
            mention: *mention,
            mentions: 0,
            in_passing: false,
            own_mentions: 0,
            earlier,
        });
    }
    for i in 0..groups.len() {
        let role = role(cx, &groups, i);
        if let Some(group) = groups.get_mut(i) {
            group.role = role;
            group.mentions = counts.get(&group.entity).copied().unwrap_or(1);
            group.in_passing = role != GroupRole::Agent && in_passing(cx, group.first, group.last);
            *own.entry(group.entity).or_default() += u32::from(!group.in_passing);
        }
    }
    for group in &mut groups {
        group.own_mentions = own.get(&group.entity).copied().unwrap_or(0);
    }
    groups
}

fn names(entity: &copydesk_facts::Entity) -> impl Iterator<Item = &String> {
    std::iter::once(&entity.name).chain(&entity.aliases)
}

/// The countries that the draft names, by their two letters.
fn countries<'a>(cx: &Cx<'a>, hits: &[Hit]) -> FxHashSet<&'a str> {
    let register = cx.registers.get(Register::Places.name());
    hits.iter()
        .flat_map(|hit| &hit.meanings)
        .filter(|meaning| meaning.register == Register::Places)
        .filter_map(|meaning| register?.entities.get(meaning.entity as usize))
        .filter_map(|entity| entity.text("country"))
        .collect()
}

/// A name that several groups share ("National Liberation Army") counts where the draft names the country of one.
fn at_home<'h>(cx: &Cx<'_>, hit: &'h Hit, countries: &FxHashSet<&str>) -> Option<&'h Meaning> {
    let register = cx.registers.get(Register::Groups.name())?;
    let mut found = hit.meanings.iter().filter(|meaning| {
        meaning.register == Register::Groups
            && meaning.form != NameForm::ShortForm
            && hit.last > hit.first + 1
            && register
                .entities
                .get(meaning.entity as usize)
                .and_then(|entity| entity.text("country"))
                .is_some_and(|country| countries.contains(country))
    });
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// An ordinary name ("Wagner") that counts because the draft speaks of what the group is ("mercenaries"). `known`: by entity,
/// whether it does.
fn in_company<'h>(
    cx: &Cx<'_>,
    hit: &'h Hit,
    known: &mut FxHashMap<u32, bool>,
) -> Option<&'h Meaning> {
    let register = cx.registers.get(Register::Groups.name())?;
    hit.meanings.iter().find(|meaning| {
        meaning.register == Register::Groups
            && meaning.counts == Counts::WhenDefined
            && meaning.form == NameForm::OtherName
            && *known.entry(meaning.entity).or_insert_with(|| {
                let words = register
                    .entities
                    .get(meaning.entity as usize)
                    .map_or(&[][..], |entity| entity.list("known-by"));
                !words.is_empty()
                    && (0..cx.tokens.len()).any(|i| words.iter().any(|word| word == cx.folded(i)))
            })
    })
}

/// A short form of a group that counts because the draft explains it with the group's name.
fn when_defined<'h>(
    cx: &Cx<'_>,
    hit: &'h Hit,
    explained: &FxHashMap<&str, String>,
) -> Option<&'h Meaning> {
    let short = letters(cx.str(cx.span(hit.first, hit.last)));
    let words = explained.get(short.as_str())?;
    let register = cx.registers.get(Register::Groups.name())?;
    hit.meanings.iter().find(|meaning| {
        meaning.register == Register::Groups
            && meaning.form == NameForm::ShortForm
            && meaning.counts == Counts::WhenDefined
            && register
                .entities
                .get(meaning.entity as usize)
                .is_some_and(|entity| {
                    names(entity).any(|name| words.contains(&format!(" {} ", fold_name(name))))
                })
    })
}
