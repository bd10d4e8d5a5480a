//! Armed groups of the register, and what they do in the sentence.
#![allow(
    clippy::nonminimal_bool,
    reason = "the conditions read as the grammar they state"
)]

use std::cell::OnceCell;

use copydesk_draft::Span;
use copydesk_facts::fold_name;
use rustc_hash::{FxHashMap, FxHashSet};

use super::acronyms::{Acronym, DefinedBy};
use super::index::{Counts, Meaning, NameForm, Register, letters};
use super::scan::Hit;
use super::spelling::{Difference, difference};
use crate::cx::Cx;
use crate::lists::List;
use crate::token::TokenKind;

/// What a group does where it is named; the values of `group-role` in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GroupRole {
    /// It acts: subject of a deed, "an attack by X", "X-led", "X's offensive".
    Agent,
    /// Party to a truce, talks or a war that are only mentioned.
    Party,
    /// One of several names in a list.
    Listed,
    /// Anything else.
    Other,
}

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
            earlier,
        });
    }
    for i in 0..groups.len() {
        let role = role(cx, &groups, i);
        if let Some(group) = groups.get_mut(i) {
            group.role = role;
            group.mentions = counts.get(&group.entity).copied().unwrap_or(1);
        }
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

/// Where the group stands: behind what word, and what it does.
fn role(cx: &Cx<'_>, groups: &[Group], i: usize) -> GroupRole {
    let Some(group) = groups.get(i) else {
        return GroupRole::Other;
    };
    let Some(token) = cx.token(group.first) else {
        return GroupRole::Other;
    };
    let sentence = cx.sentence_tokens(token.sentence);
    let (link, at) = left(cx, sentence.start, group.first);
    if matches!(link, "between" | "with") && (sentence.clone()).any(|j| cx.is(j, List::TruceWord)) {
        return GroupRole::Party;
    }
    if listed(cx, groups, i) {
        return GroupRole::Listed;
    }
    let after = group.last;
    // "X-led", "X's offensive".
    if cx.kind(after) == Some(TokenKind::Hyphen)
        && matches!(
            cx.folded(after + 1),
            "led" | "run" | "controlled" | "organised" | "organized" | "claimed"
        )
    {
        return GroupRole::Agent;
    }
    if link == "by" {
        // "led by X", "an attack by X", not "by X's account".
        let before = at
            .and_then(|at| at.checked_sub(1))
            .map_or("", |j| cx.folded(j));
        let verb = before.ends_with("ed")
            || at
                .and_then(|at| at.checked_sub(1))
                .is_some_and(|j| cx.is(j, List::GroupAction))
            || matches!(
                before,
                "held"
                    | "run"
                    | "led"
                    | "taken"
                    | "shot"
                    | "hit"
                    | "offensive"
                    | "assault"
                    | "campaign"
                    | "advance"
                    | "incursion"
                    | "killing"
                    | "killings"
                    | "massacre"
                    | "bombing"
                    | "bombings"
                    | "shelling"
                    | "ambush"
                    | "statement"
            );
        let listing = matches!(
            before,
            "designated"
                | "listed"
                | "sanctioned"
                | "banned"
                | "proscribed"
                | "inspired"
                | "followed"
        );
        // "were attacked with drones on Monday by X"
        let passive = || {
            let by = at.unwrap_or(group.first);
            let from = by.saturating_sub(9).max(sentence.start);
            (from..by)
                .rev()
                .take_while(|&j| !matches!(cx.word(j), "," | ";" | ":"))
                .any(|j| {
                    cx.is(j, List::GroupAction)
                        && cx.folded(j).ends_with(['d', 'n', 't', 'g'])
                        && (j.saturating_sub(3).max(sentence.start)..j).any(|k| {
                            matches!(
                                cx.folded(k),
                                "was" | "were" | "been" | "being" | "is" | "are" | "be"
                            )
                        })
                })
        };
        if !listing && (verb || passive()) {
            return GroupRole::Agent;
        }
        return GroupRole::Other;
    }
    let possessive = matches!(cx.kind(after), Some(TokenKind::Possessive));
    let subject = matches!(
        link,
        "" | "and"
            | "or"
            | "but"
            | "that"
            | "as"
            | "when"
            | "after"
            | "while"
            | "because"
            | "before"
            | "where"
            | "which"
    ) || cx.is(at.unwrap_or(0), List::NameVerb);
    if subject && !possessive && acts(cx, sentence.end, after) {
        return GroupRole::Agent;
    }
    if possessive && cx.is(after + 1, List::GroupAction) && !matches!(link, "against" | "on") {
        return GroupRole::Agent;
    }
    // "X's fighters let the women go"
    if possessive
        && subject
        && cx.is(after + 1, List::GroupPeople)
        && (acts(cx, sentence.end, after + 2) || finite(cx, after + 2))
    {
        return GroupRole::Agent;
    }
    // "X fighters stopped two buses"
    if subject && !possessive && cx.is(after, List::GroupPeople) && finite(cx, after + 1) {
        return GroupRole::Agent;
    }
    // "Behind it is X, which has held the marshes"
    if cx.word(after) == ","
        && matches!(cx.folded(after + 1), "which" | "who" | "whose")
        && !matches!(link, "against" | "with" | "between")
        && acts(cx, sentence.end, after + 2)
    {
        return GroupRole::Agent;
    }
    GroupRole::Other
}

/// The word that governs a name from the left, over its article, adjectives and nouns ("the militant group X"): the
/// word and its token. A name joined by "and" to another is governed by what governs the other.
fn left<'a>(cx: &Cx<'a>, floor: usize, first: usize) -> (&'a str, Option<usize>) {
    let mut i = first;
    let mut joined = false;
    let mut steps = 0;
    // "On Monday X attacked", "by dawn the X had left": a time before the name leaves it the subject.
    let time = first
        .checked_sub(1)
        .map(|k| {
            if cx.folded(k) == "the" {
                k.saturating_sub(1)
            } else {
                k
            }
        })
        .filter(|&k| k > floor && k < first);
    if let Some(time) = time
        && (cx.is(time, List::Weekday)
            || cx.is(time, List::Month)
            || matches!(
                cx.folded(time),
                "dawn"
                    | "dusk"
                    | "noon"
                    | "midnight"
                    | "night"
                    | "week"
                    | "month"
                    | "morning"
                    | "evening"
            ))
    {
        return ("", None);
    }
    while i > floor && steps < 12 {
        i -= 1;
        steps += 1;
        let word = cx.folded(i);
        match cx.kind(i) {
            Some(TokenKind::Word) => {}
            Some(TokenKind::Hyphen | TokenKind::Possessive) => continue,
            Some(TokenKind::Punct) if word == "," && joined => continue,
            _ => return ("", None),
        }
        if matches!(word, "and" | "or") {
            joined = true;
            continue;
        }
        if cx.is(i, List::Preposition) || cx.is(i, List::Subordinator) {
            return (word, Some(i));
        }
        if cx.is(i, List::Auxiliary) || cx.is(i, List::NameVerb) || cx.is(i, List::Pronoun) {
            return (word, Some(i));
        }
        // Beyond a joined name only "between" matters.
        if joined && steps > 8 {
            break;
        }
    }
    if i == floor {
        ("", None)
    } else {
        ("", Some(i))
    }
}

/// True if a verb of action follows the name as its own: over "fighters", brackets, an apposition, adverbs, a day.
fn acts(cx: &Cx<'_>, limit: usize, after: usize) -> bool {
    let mut i = after;
    let mut steps = 0;
    while i < limit && steps < 40 {
        steps += 1;
        let word = cx.folded(i);
        match cx.kind(i) {
            Some(TokenKind::Punct | TokenKind::Dash) => {
                let close = match cx.word(i) {
                    "(" => ")",
                    "," | "–" | "—" => cx.word(i),
                    _ => return false,
                };
                // An apposition or bracket, to its other mark.
                let end = (i + 1..limit.min(i + 24)).find(|&j| cx.word(j) == close);
                let Some(end) = end else { return false };
                i = end + 1;
            }
            Some(TokenKind::Word) => {
                if matches!(word, "on" | "late" | "early") && i + 1 < limit {
                    if cx.is(i + 1, List::Weekday) {
                        i += 2;
                        continue;
                    }
                    return false;
                }
                if word == "and" {
                    // "and its allied factions"
                    i += 1;
                    let end = (i..limit.min(i + 6))
                        .find(|&j| cx.is(j, List::GroupAction) || cx.is(j, List::Auxiliary));
                    let Some(end) = end else { return false };
                    i = end;
                    continue;
                }
                if cx.is(i, List::GroupAction) {
                    return true;
                }
                let passes = cx.is(i, List::Auxiliary)
                    || cx.is(i, List::Weekday)
                    || word.ends_with("ly")
                    || (i < after + 3
                        && word.ends_with('s')
                        && !cx.is(i, List::Preposition)
                        && !cx.is(i, List::Pronoun))
                    || (i < after + 3
                        && matches!(
                            word,
                            "gunmen"
                                | "group"
                                | "militia"
                                | "leadership"
                                | "leader"
                                | "police"
                                | "movement"
                        ))
                    || matches!(
                        word,
                        "also"
                            | "now"
                            | "already"
                            | "later"
                            | "then"
                            | "since"
                            | "long"
                            | "again"
                            | "still"
                            | "not"
                            | "itself"
                    );
                if !passes {
                    return false;
                }
                i += 1;
            }
            _ => return false,
        }
    }
    false
}

/// A verb in the past stands at token `i`.
fn finite(cx: &Cx<'_>, i: usize) -> bool {
    let word = cx.folded(i);
    (word.len() > 4 && word.ends_with("ed") && cx.kind(i) == Some(TokenKind::Word))
        || matches!(
            word,
            "let"
                | "set"
                | "shot"
                | "held"
                | "cut"
                | "took"
                | "blew"
                | "broke"
                | "drove"
                | "fled"
                | "came"
                | "went"
                | "kept"
        )
}

/// One of three or more names with commas and "and" between them.
fn listed(cx: &Cx<'_>, groups: &[Group], i: usize) -> bool {
    let Some(group) = groups.get(i) else {
        return false;
    };
    let joined = |a: usize, b: usize| {
        b > a
            && b - a <= 5
            && (a..b).all(|j| {
                cx.word(j) == ","
                    || matches!(
                        cx.folded(j),
                        "and" | "or" | "the" | "as" | "well" | "group" | "groups"
                    )
            })
            && (a..b).any(|j| cx.word(j) == "," || matches!(cx.folded(j), "and" | "or"))
    };
    let before = i
        .checked_sub(1)
        .and_then(|j| groups.get(j))
        .is_some_and(|other| joined(other.last, group.first));
    let before2 = i
        .checked_sub(2)
        .and_then(|j| Some((groups.get(j)?, groups.get(j + 1)?)))
        .is_some_and(|(a, b)| joined(a.last, b.first));
    let after = groups
        .get(i + 1)
        .is_some_and(|other| joined(group.last, other.first));
    let after2 = groups
        .get(i + 1)
        .zip(groups.get(i + 2))
        .is_some_and(|(a, b)| joined(a.last, b.first));
    (before && after) || (before && before2) || (after && after2)
}
