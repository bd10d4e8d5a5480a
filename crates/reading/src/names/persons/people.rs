//! Who is who: full names make persons, surnames and short names refer to them.
#![allow(
    clippy::nonminimal_bool,
    reason = "the conditions read as the grammar they state"
)]

use copydesk_draft::Span;
use rustc_hash::FxHashMap;

use super::judge::Candidate;
use super::known::{People, Words};
use super::{Identity, Person, position};
use crate::cx::Cx;
use crate::lists::List;
use crate::names::runs::{Part, is_suffix};
use crate::names::scan::Casing;
use crate::names::spelling::{Difference, difference};
use crate::names::trie::bare;
use crate::token::TokenKind;

/// The weight from which a name of two parts is a person.
pub(super) const FULL: i32 = 3;
/// The weight from which a name of one part is a person nobody has introduced.
const LONE: i32 = 4;

/// Settles which candidates are persons and which person each is.
pub(super) fn settle(
    cx: &Cx<'_>,
    candidates: &[Candidate],
    casings: &[Casing],
) -> (Vec<Person>, Vec<Identity>) {
    let names: Vec<Words<'_>> = candidates
        .iter()
        .map(|candidate| Words::new(cx, &candidate.parts))
        .collect();
    // Words that stand alone somewhere: the second half of "A B … B said".
    let mut alone: FxHashMap<&str, u32> = FxHashMap::default();
    for (name, candidate) in names.iter().zip(candidates) {
        if name.words.len() == 1 && !candidate.weak && !candidate.placed {
            *alone.entry(name.last()).or_default() += 1;
        }
    }
    let mut whose: Vec<Option<usize>> = vec![None; candidates.len()];
    let mut people = People::default();
    for (i, (name, candidate)) in names.iter().zip(candidates).enumerate() {
        if name.words.len() < 2 {
            continue;
        }
        let again = !cx.is(
            candidate.parts.last().map_or(0, |part| part.first),
            List::CommonWord,
        ) && alone.contains_key(name.last());
        if candidate.score + if again { 2 } else { 0 } < FULL {
            continue;
        }
        let known = people.same(name);
        let id = known.unwrap_or_else(|| people.add(name.clone(), i));
        if let Some(entry) = people.entries.get_mut(id) {
            entry.last_seen = i;
            entry.kin |= known.is_none() && is_kin(cx, candidate.first());
        }
        if let Some(slot) = whose.get_mut(i) {
            *slot = Some(id);
        }
    }
    // Short names, in order; where nobody of that name was named before, somebody named later will do (headlines).
    for entry in &mut people.entries {
        entry.last_seen = 0;
    }
    for (i, (name, candidate)) in names.iter().zip(candidates).enumerate() {
        if let Some(id) = whose.get(i).copied().flatten() {
            if let Some(entry) = people.entries.get_mut(id) {
                entry.last_seen = i + 1;
            }
            continue;
        }
        let id = if name.words.len() >= 2 {
            // "Suu Kyi" of Aung San Suu Kyi.
            people.same(name).or_else(|| {
                let ids = people.with(name.last());
                ids.iter().copied().find(|&id| {
                    people
                        .entries
                        .get(id)
                        .is_some_and(|entry| entry.words.words.ends_with(&name.words))
                })
            })
        } else {
            short_name(cx, &mut people, candidate, name, i)
        };
        if let Some(id) = id {
            if let Some(entry) = people.entries.get_mut(id) {
                entry.last_seen = i + 1;
            }
            if let Some(slot) = whose.get_mut(i) {
                *slot = Some(id);
            }
        }
    }
    let mut persons: Vec<Person> = candidates
        .iter()
        .zip(&whose)
        .filter_map(|(candidate, id)| {
            let id = (*id)?;
            let full = candidates.get(people.entries.get(id)?.full)?;
            match with_particle(cx, candidate, full) {
                Some(longer) => Some(person(cx, &longer, id)),
                None => Some(person(cx, candidate, id)),
            }
        })
        .collect();
    persons.extend(in_titles(cx, &people, casings));
    persons.sort_by_key(|person| (person.span, std::cmp::Reverse(person.last)));
    finish(cx, &people, candidates, persons)
}

/// "his daughter Teresa Leal", "her brother, Ivo Leal": a word of kinship with its owner leads to the name at token `i`.
fn is_kin(cx: &Cx<'_>, i: usize) -> bool {
    let Some(before) = i.checked_sub(1) else {
        return false;
    };
    let noun = before - usize::from(cx.word(before) == "," && before > 0);
    let owned = (1..=3).any(|back| {
        noun.checked_sub(back).is_some_and(|k| {
            matches!(cx.folded(k), "his" | "her" | "their")
                || cx.kind(k) == Some(TokenKind::Possessive)
        })
    });
    cx.is(noun, List::Kinship) && owned
}

/// "del Ponte" of Carla del Ponte: the particles of the full name belong to a surname that stands behind them.
fn with_particle(cx: &Cx<'_>, short: &Candidate, full: &Candidate) -> Option<Candidate> {
    let own = short.parts.first().filter(|_| short.parts.len() == 1)?;
    let last = full.parts.iter().rposition(|part| !part.particle)?;
    if last == 0 || cx.folded(full.parts.get(last)?.first) != cx.folded(own.first) {
        return None;
    }
    let mut parts = short.parts.clone();
    let mut at = own.first;
    for part in full.parts.get(..last)?.iter().rev() {
        let before = at.checked_sub(1)?;
        if !part.particle
            || part.last != part.first + 1
            || cx.folded(before) != cx.folded(part.first)
            || cx.kind(before) != Some(TokenKind::Word)
        {
            break;
        }
        at = before;
        parts.insert(
            0,
            Part {
                first: at,
                last: at + 1,
                particle: true,
                initial: false,
            },
        );
    }
    (at < own.first).then(|| Candidate {
        parts,
        title: short.title.filter(|title| title.last <= at),
        ..short.clone()
    })
}

fn short_name<'a>(
    cx: &Cx<'_>,
    people: &mut People<'a>,
    candidate: &Candidate,
    name: &Words<'a>,
    i: usize,
) -> Option<usize> {
    let word = name.last();
    let known = people.short(word, candidate.title.is_some());
    if let Some(id) = known {
        // A common word or a place of the same name needs some sign of a person.
        let doubt =
            (candidate.weak && cx.is(candidate.first(), List::CommonWord)) || candidate.placed;
        if candidate.title.is_some() || candidate.score >= if doubt { 1 } else { -3 } {
            return Some(id);
        }
        return None;
    }
    if !candidate.placed
        && !cx.is(candidate.first(), List::CommonWord)
        && candidate.score >= 0
        && let Some(id) = people.nearly(word)
    {
        return Some(id);
    }
    (candidate.score >= LONE).then(|| people.add(name.clone(), i))
}

fn person(cx: &Cx<'_>, candidate: &Candidate, identity: usize) -> Person {
    let parts = &candidate.parts;
    let core = |part: &&Part| !part.particle && !is_suffix(cx.word(part.first));
    let count = parts.iter().filter(core).count();
    let first_first = count > 1
        && parts
            .first()
            .is_some_and(|part| cx.is(part.first, List::SurnameFirst))
        && parts.iter().skip(1).all(|part| syllables(cx, part));
    let last_core = parts.iter().rposition(|part| core(&part)).unwrap_or(0);
    let (surname, given) = if count < 2 {
        (whole(cx, parts), None)
    } else if first_first {
        (
            parts
                .first()
                .map_or(Span::default(), |part| cx.span(part.first, part.last)),
            parts.get(1..).map(|rest| whole(cx, rest)),
        )
    } else {
        let mut begin = last_core;
        while begin > 1 && parts.get(begin - 1).is_some_and(|part| part.particle) {
            begin -= 1;
        }
        (
            whole(cx, parts.get(begin..=last_core).unwrap_or(&[])),
            parts.get(..begin).map(|rest| whole(cx, rest)),
        )
    };
    let honorific = candidate
        .title
        .filter(|title| title.rank.is_some_and(|rank| rank.honorific));
    let title = candidate.title.filter(|_| honorific.is_none());
    let described = title.map(|title| (super::titles::description(cx, title), title));
    let role_before = position::role_before(cx, candidate.first(), candidate.last());
    let affiliation = candidate
        .role
        .and_then(|(first, last)| position::affiliation_behind(cx, first, last))
        .or_else(|| {
            described.and_then(|(first, title)| position::affiliation_before(cx, first, title))
        })
        .or_else(|| {
            role_before.and_then(|(first, last)| position::affiliation_behind(cx, first, last))
        });
    Person {
        span: whole(cx, parts),
        first: candidate.first(),
        last: candidate.last(),
        identity,
        surname,
        given,
        honorific: honorific.map(|title| cx.span(title.first, title.last)),
        title: described.map(|(first, title)| cx.span(first, title.last)),
        role: candidate.role.map(|(first, last)| cx.span(first, last)),
        role_before: role_before.map(|(first, last)| cx.span(first, last)),
        rank: candidate
            .title
            .and_then(|title| title.rank)
            .map(|rank| rank.entity),
        age: position::age(cx, candidate.first(), candidate.last()),
        affiliation,
        mention: 0,
        earlier: None,
    }
}

/// True if a part is made of syllables as in Chinese or Korean given names.
fn syllables(cx: &Cx<'_>, part: &Part) -> bool {
    let word = cx.folded(part.first);
    let hyphen = part.last > part.first + 1;
    let vowels = word.chars().filter(|c| "aeiouy".contains(*c)).count();
    (hyphen && word.len() <= 6)
        || (word.len() <= 8
            && vowels >= 1
            && word.ends_with([
                'a', 'e', 'i', 'o', 'u', 'n', 'g', 'k', 'l', 'm', 'p', 't', 'h', 'y',
            ])
            && !cx.is(part.first, List::CommonWord)
            && !(cx.is(part.first, List::Surname) && !cx.is(part.first, List::SurnameFirst)))
}

fn whole(cx: &Cx<'_>, parts: &[Part]) -> Span {
    match (parts.first(), parts.last()) {
        (Some(a), Some(b)) => cx.span(a.first, b.last),
        _ => Span::default(),
    }
}

/// Mentions in headlines with capitals throughout: only names that the draft has elsewhere.
fn in_titles(cx: &Cx<'_>, people: &People<'_>, casings: &[Casing]) -> Vec<Person> {
    let mut out = Vec::new();
    for (s, casing) in casings.iter().enumerate() {
        if *casing == Casing::Running {
            continue;
        }
        let range = cx.sentence_tokens(s as u32);
        let mut i = range.start;
        while i < range.end {
            let Some(token) = cx
                .token(i)
                .filter(|token| token.kind == TokenKind::Word && token.capital)
            else {
                i += 1;
                continue;
            };
            let word = bare(cx.folded_id(token.word)).into_owned();
            let ids = people.with(&word);
            let mut best: Option<(usize, usize)> = None;
            for &id in ids.iter().take(16) {
                let Some(entry) = people.entries.get(id) else {
                    continue;
                };
                let words = &entry.words.words;
                let full = words.len() > 1
                    && words
                        .iter()
                        .enumerate()
                        .all(|(k, word)| bare(cx.folded(i + k)) == *word)
                    && i + words.len() <= range.end;
                if full {
                    best = Some((i + words.len(), id));
                } else if best.is_none()
                    && entry.words.last() == word
                    && !cx.is(i, List::CommonWord)
                {
                    best = Some((i + 1, id));
                }
            }
            if let Some((last, identity)) = best {
                let surname = cx.span(last - 1, last);
                out.push(Person {
                    span: cx.span(i, last),
                    first: i,
                    last,
                    identity,
                    surname,
                    given: (last > i + 1).then(|| cx.span(i, last - 1)),
                    honorific: None,
                    title: None,
                    role: None,
                    role_before: None,
                    rank: None,
                    age: None,
                    affiliation: None,
                    mention: 0,
                    earlier: None,
                });
                i = last;
            } else {
                i += 1;
            }
        }
    }
    out
}

/// Numbers the mentions and compares spellings.
fn finish(
    cx: &Cx<'_>,
    people: &People<'_>,
    candidates: &[Candidate],
    persons: Vec<Person>,
) -> (Vec<Person>, Vec<Identity>) {
    let mut identities: Vec<Identity> = people
        .entries
        .iter()
        .map(|entry| {
            let full = candidates
                .get(entry.full)
                .map_or(Span::default(), |candidate| whole(cx, &candidate.parts));
            Identity {
                key: copydesk_facts::fold_name(cx.str(full)),
                full,
                mentions: 0,
            }
        })
        .collect();
    let mut out: Vec<Person> = Vec::with_capacity(persons.len());
    // First full mention and first mention by surname of each person.
    let mut firsts: FxHashMap<(usize, bool), usize> = FxHashMap::default();
    for mut person in persons {
        if out.last().is_some_and(|before| before.last > person.first) {
            continue;
        }
        let Some(identity) = identities.get_mut(person.identity) else {
            continue;
        };
        identity.mentions += 1;
        person.mention = identity.mentions;
        let full = person.given.is_some();
        let here = out.len();
        let first = *firsts.entry((person.identity, full)).or_insert(here);
        let earlier = if first < here {
            Some(first)
        } else {
            firsts.get(&(person.identity, !full)).copied()
        };
        if let Some((other, earlier)) = earlier.and_then(|i| Some((out.get(i)?, i))) {
            person.earlier = Some((earlier, compare(cx, other, &person)));
        }
        out.push(person);
    }
    (out, identities)
}

/// True if the words of `part` stand in `name` as whole words: "Márquez" in "García Márquez", not "Lun" in "Lund".
fn has_words(name: &str, part: &str) -> bool {
    let ends = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    let begins = |before: &str| !before.ends_with(char::is_alphanumeric);
    !part.is_empty()
        && name.match_indices(part).any(|(at, found)| {
            let (before, rest) = name.split_at(at);
            begins(before) && rest.strip_prefix(found).is_some_and(ends)
        })
}

/// How a later mention differs from an earlier one, in what both give.
fn compare(cx: &Cx<'_>, a: &Person, b: &Person) -> Difference {
    let count = |span: Span| {
        cx.str(span)
            .split([' ', '-'])
            .filter(|word| !word.is_empty())
            .count()
    };
    match (a.given, b.given) {
        (Some(x), Some(y)) => {
            let initial = |span: Span| cx.str(span).trim_end_matches('.').chars().count() <= 1;
            let given = if initial(x) || initial(y) || count(x) != count(y) {
                Difference::Same
            } else {
                difference(cx.str(x), cx.str(y))
            };
            let surname = |person: &Person| Span::new(person.surname.start, person.surname.end);
            given.max(difference(cx.str(surname(a)), cx.str(surname(b))))
        }
        (None, None) => difference(cx.str(a.surname), cx.str(b.surname)),
        _ => {
            // A surname without its article is the usual short form.
            let core = |person: &Person| {
                cx.str(person.surname)
                    .split([' ', '-'])
                    .next_back()
                    .unwrap_or("")
                    .to_owned()
            };
            let (full, short) = if a.given.is_some() { (a, b) } else { (b, a) };
            let given = full
                .given
                .is_some_and(|given| has_words(cx.str(given), &core(short)));
            if given || has_words(cx.str(full.surname), cx.str(short.surname)) {
                Difference::Same
            } else {
                difference(&core(full), &core(short))
            }
        }
    }
}
