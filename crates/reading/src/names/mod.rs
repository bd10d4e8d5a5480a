//! Named things: persons, armed groups, organisations, outlets, places, acronyms.
//!
//! - [`NameIndex`]: the names of the registers; [`scan`] finds them, longest first.
//! - [`runs`]: words in capitals that stand together; [`organisations`] and [`persons`] tell what they are.
//! - [`acronyms`]: short forms and their definitions; [`groups`]: armed groups and what they do.
//! - [`schema`]: the layers and their tables.

mod acronyms;
mod bodies;
mod folk;
pub(crate) mod gazetteer;
mod group_role;
mod groups;
mod index;
mod organisations;
mod persons;
mod places;
mod runs;
mod scan;
mod schema;
mod single;
mod single_beside;
mod single_office;
mod single_place;
mod single_role;
mod single_told;
mod spelling;
mod tables;
#[cfg(test)]
mod tests;
mod trie;
mod variant;
mod variant_bodies;
mod variant_index;
mod variant_joined;
mod variant_pairs;
mod variant_places;

use std::cell::OnceCell;

use copydesk_draft::Span;

use crate::cx::Cx;
use crate::geography::Spot;
use crate::lists::{Bits, List};
use crate::order::begun_in;
use crate::quotes::Quote;
use crate::structure::Dateline;

pub use acronyms::{Acronym, DefinedBy, DefinitionPlace, LetterFit, RegisteredAs};
pub use bodies::near_organisation_schema;
pub use group_role::GroupRole;
pub use groups::Group;
pub use index::{NameForm, NameIndex};
pub use organisations::Organisation;
pub use persons::{Identity, Person};
pub use places::OtherPlace;
pub(crate) use schema::enums;
pub use schema::{
    acronym_schema, armed_group_schema, name_variant_schema, organisation_schema, outlet_schema,
    person_schema, place_schema, single_name_schema,
};
pub use single::NameEvidence;
pub use spelling::Difference;
pub(crate) use spelling::{distance, skeleton};
pub(crate) use tables::tables;
pub(crate) use trie::name_word;
pub use variant::VariantKind;

use index::Meaning;
pub(crate) use index::Register;
pub(crate) use scan::Casing;
use scan::Hit;

/// A mention of a thing of a register.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Registered {
    /// Its bytes.
    pub span: Span,
    /// First token.
    pub first: usize,
    /// One past the last token.
    pub last: usize,
    /// Place in the register.
    pub entity: u32,
    /// What kind of name is used.
    pub form: NameForm,
    /// 1 for the first mention.
    pub mention: u32,
}

/// All named things of a draft, each list in order of position.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Names {
    /// Mentions of persons.
    pub persons: Vec<Person>,
    /// The persons themselves.
    pub people: Vec<Identity>,
    /// Mentions of armed groups of the register.
    pub groups: Vec<Group>,
    /// Mentions of organisations.
    pub organisations: Vec<Organisation>,
    /// Mentions of outlets of the register.
    pub outlets: Vec<Registered>,
    /// Mentions of places of the register.
    pub places: Vec<Registered>,
    /// Mentions of places that the register lacks and the words around them tell.
    pub other_places: Vec<OtherPlace>,
    /// Mentions of acronyms.
    pub acronyms: Vec<Acronym>,
    /// All names of registers that were found, for recognisers that need the designators among them.
    pub(crate) hits: Vec<Hit>,
    /// The casing of each sentence.
    pub(crate) casings: Vec<Casing>,
    /// The places with their points, found when first asked for.
    pub(crate) spots: OnceCell<Vec<Spot>>,
    /// The bytes of the place of the dateline.
    pub(crate) dateline: Option<Span>,
}

/// Finds the named things.
// One call a draft; apart so that profiles tell what it costs.
#[inline(never)]
pub(crate) fn find(cx: &Cx<'_>, _quotes: &[Quote], dateline: Option<&Dateline>) -> Names {
    let casings = scan::casings(cx);
    let hits = scan::hits(cx, &casings);
    let mut acronyms = acronyms::find(cx, &hits, &casings, dateline);
    let groups = groups::find(cx, &hits, &acronyms);
    let barriers = barriers(cx, &hits, &groups, &acronyms);
    let runs = runs::runs(cx, |i| barriers.binary_search(&i).is_ok());
    let titles = persons::titles(cx);
    let (organisations, uses) = organisations::find(cx, &hits, &runs, &titles, &casings);
    let (persons, people) = persons::find(cx, &hits, &runs, &uses, &titles, &casings);
    let mut taken: Vec<(usize, usize)> = persons.iter().map(|p| (p.first, p.last)).collect();
    acronyms.retain(|acronym| !inside(&taken, acronym.first));
    // "Ana Prado (PSOL)": the letters of a party behind a person explain nothing.
    for acronym in &mut acronyms {
        let person = acronym.expansion.is_some_and(|span| {
            let tokens = (cx.token_at(span.start), cx.token_at(span.end));
            let from = tokens.0.saturating_sub(LONGEST);
            acronym.in_order == Some(false)
                && begun_in(&persons, from..tokens.1 + 1, |person| person.first)
                    .iter()
                    .any(|person| person.span.start < span.end && span.start < person.span.end)
        });
        if person {
            acronym.expansion = None;
            acronym.defined_by = DefinedBy::None;
            acronym.place = DefinitionPlace::None;
            acronym.in_order = None;
            acronym.definitions = acronym.definitions.saturating_sub(1);
            acronym.uses += 1;
        }
    }
    taken.extend(groups.iter().map(|group| (group.first, group.last)));
    taken.sort_unstable();
    let mut outlets = registered(cx, &hits, Register::Outlets, &taken);
    // "Bloomberg said" where the draft names Michael Bloomberg: the man.
    let surnames: rustc_hash::FxHashSet<_> = persons
        .iter()
        .filter(|person| person.given.is_some())
        .filter_map(|person| cx.token(person.last.saturating_sub(1)))
        .map(|token| token.word)
        .collect();
    outlets.retain(|outlet| {
        outlet.last > outlet.first + 1
            || cx
                .token(outlet.first)
                .is_none_or(|token| !surnames.contains(&token.word))
    });
    taken.extend(organisations.iter().map(|body| (body.first, body.last)));
    taken.extend(outlets.iter().map(|outlet| (outlet.first, outlet.last)));
    taken.sort_unstable();
    let places = registered(cx, &hits, Register::Places, &taken);
    taken.extend(places.iter().map(|place| (place.first, place.last)));
    taken.extend(acronyms.iter().map(|acronym| (acronym.first, acronym.last)));
    taken.sort_unstable();
    let other_places = places::find(cx, &hits, &runs, &taken, dateline);
    Names {
        persons,
        people,
        groups,
        organisations,
        outlets,
        places,
        other_places,
        acronyms,
        hits,
        casings,
        spots: OnceCell::new(),
        dateline: dateline.map(|dateline| dateline.place),
    }
}

/// No name has more tokens: where one that ends at a token can begin.
pub(crate) const LONGEST: usize = 64;

/// True if token `i` lies in one of the ranges, which are in order and hardly overlap.
pub(crate) fn inside(ranges: &[(usize, usize)], i: usize) -> bool {
    let next = ranges.partition_point(|&(first, _)| first <= i);
    ranges
        .get(next.saturating_sub(4)..next)
        .is_some_and(|near| near.iter().any(|&(_, last)| i < last))
}

/// The tokens at which a run of capitals ends: names already known, acronyms, days of the week.
fn barriers(cx: &Cx<'_>, hits: &[Hit], groups: &[Group], acronyms: &[Acronym]) -> Vec<usize> {
    let mut barriers: Vec<usize> = Vec::new();
    for group in groups {
        barriers.extend(group.first..group.last);
    }
    for hit in hits {
        let known = [Register::Monitors, Register::Outlets, Register::Acronyms]
            .iter()
            .any(|&register| hit.of(register).is_some());
        // "Michael Bloomberg", "Forbes Burnham": one word that is a person's name too.
        let given = hit.last == hit.first + 1
            && (hit.first.checked_sub(1).is_some_and(|before| {
                cx.is(before, List::GivenName)
                    && cx.token(before).is_some_and(|token| token.capital)
                    && cx.token(hit.first).is_some_and(|token| token.spaced)
            }) || cx.is(hit.first, List::GivenName));
        if known && !given {
            barriers.extend(hit.first..hit.last);
        }
    }
    // "Ana LUNDGREN": a surname in capitals, and where it stands alone later.
    let shouted: rustc_hash::FxHashSet<&str> = acronyms
        .iter()
        .filter(|acronym| {
            acronym.last == acronym.first + 1
                && (acronym.short.chars().count() >= 4 || cx.is(acronym.first, List::Surname))
                && !cx.is(acronym.first, List::OrganisationHead)
                && acronym.first.checked_sub(1).is_some_and(|before| {
                    cx.is(before, List::GivenName)
                        && !cx.is(before, List::CommonWord)
                        && cx
                            .token(before)
                            .is_some_and(|token| token.capital && !token.capitals)
                        && cx.token(acronym.first).is_some_and(|token| token.spaced)
                })
        })
        .map(|acronym| acronym.short.as_str())
        .collect();
    for acronym in acronyms {
        // Two letters before a name are initials.
        let unknown =
            !cx.names.acronyms.contains_key(acronym.short.as_str()) && acronym.expansion.is_none();
        let initials = unknown && acronym.short.chars().count() == 2;
        if unknown && shouted.contains(acronym.short.as_str()) {
            continue;
        }
        // "John Paul II"
        let numeral = acronym.first.checked_sub(1).is_some_and(|before| {
            cx.token(before)
                .is_some_and(|token| token.capital && token.kind == crate::token::TokenKind::Word)
        }) && runs::is_suffix(&acronym.short);
        if !initials && !numeral {
            barriers.extend(acronym.first..acronym.last);
        }
    }
    let days = Bits::of(&[List::Weekday, List::Month]);
    for (number, sentence) in cx.sentences.iter().enumerate() {
        if !cx.may_have(number, days) {
            continue;
        }
        for i in sentence.first as usize..sentence.last as usize {
            if cx.is(i, List::Weekday) && cx.word(i).len() > 5
                || cx.is(i, List::Month)
                    && cx.word(i).len() > 2
                    && (!cx.is(i, List::GivenName)
                        || cx.kind(i + 1) == Some(crate::token::TokenKind::Number))
            {
                barriers.push(i);
            }
        }
    }
    barriers.sort_unstable();
    barriers.dedup();
    barriers
}

/// The mentions of things of a register that count and are no part of another name.
fn registered(
    cx: &Cx<'_>,
    hits: &[Hit],
    register: Register,
    taken: &[(usize, usize)],
) -> Vec<Registered> {
    let mut counts: rustc_hash::FxHashMap<u32, u32> = rustc_hash::FxHashMap::default();
    hits.iter()
        .filter_map(|hit| Some((hit, *hit.of(register)?)))
        .filter(|(hit, _)| !inside(taken, hit.first))
        // "Lake Geneva", "Radio Lagos": another thing that is named for the place.
        .filter(|(hit, _)| {
            !hit.first.checked_sub(1).is_some_and(|before| {
                cx.token(before).is_some_and(|token| token.capital)
                    && matches!(
                        cx.folded(before),
                        "lake" | "mount" | "radio" | "port" | "fort" | "cape" | "camp"
                    )
            })
        })
        .map(|(hit, Meaning { entity, form, .. })| {
            let mention = counts.entry(entity).or_default();
            *mention += 1;
            // The article is no part of a name, except in The Hague.
            let first = hit.first
                + usize::from(
                    cx.folded(hit.first) == "the"
                        && hit.last > hit.first + 1
                        && cx.folded(hit.first + 1) != "hague",
                );
            Registered {
                span: cx.span(first, hit.last),
                first,
                last: hit.last,
                entity,
                form,
                mention: *mention,
            }
        })
        .collect()
}
