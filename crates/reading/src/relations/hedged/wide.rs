//! A headline that tells a deed over a lede that tells of that deed nothing but in doubt, wherever the doubt stands: "Steel giant
//! buys dock" over "has made a conditional offer for the dock", "Opposition to boycott vote" over "has threatened to stay away".
//!
//! The register of subjects says which words are of one deed ("buys", "offer", "sale") and of one thing ("dock", "port"). The
//! first deed of the headline has to stand in the reach of a doubt, and nowhere in the lede outside it.

use copydesk_draft::Span;
use copydesk_facts::Register;
use rustc_hash::FxHashMap;

use super::{Ground, content_of, stem};
use crate::cx::Cx;
use crate::lists::List;
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// How far a doubt reaches, in tokens.
const REACH: usize = 24;

/// What a group of the register is of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Deed,
    Thing,
    Doubt,
}

/// The phrases of the register by the stem of their first word.
#[derive(Clone, Debug, Default)]
pub(in crate::relations) struct Subjects {
    /// The other words of a phrase, and its group.
    by_first: FxHashMap<String, Vec<(Vec<String>, u16)>>,
    kinds: Vec<Kind>,
}

impl Subjects {
    fn of(register: &Register) -> Self {
        let mut subjects = Self::default();
        for (number, entity) in (0..).zip(&register.entities) {
            subjects.kinds.push(match entity.text("kind") {
                Some("deed") => Kind::Deed,
                Some("doubt") => Kind::Doubt,
                _ => Kind::Thing,
            });
            for phrase in entity.list("words") {
                let mut words = phrase.split([' ', '-']).map(|word| stem(word).to_owned());
                if let Some(first) = words.next() {
                    let rest = words.collect();
                    let known = subjects.by_first.entry(first).or_default();
                    known.push((rest, number));
                }
            }
        }
        subjects
    }

    /// The groups of one kind that have a phrase at token `i`.
    fn at<'s>(
        &'s self,
        ground: &'s Ground<'_, '_>,
        i: usize,
        kind: Kind,
    ) -> impl Iterator<Item = u16> + 's {
        let cx = ground.cx;
        let phrases = self.by_first.get(stem(cx.folded(i)));
        let stands = move |rest: &[String]| {
            let mut at = i;
            rest.iter().all(|word| {
                at += 1;
                if cx.kind(at) == Some(TokenKind::Hyphen) {
                    at += 1;
                }
                stem(cx.folded(at)) == word.as_str()
            })
        };
        phrases
            .into_iter()
            .flatten()
            .filter(move |(rest, group)| {
                self.kinds.get(usize::from(*group)) == Some(&kind) && stands(rest)
            })
            .map(|&(_, group)| group)
    }
}

/// The doubt of the lede over the headline's deed.
pub(super) fn doubt(ground: &Ground<'_, '_>, head: &Sentence, lede: &[&Sentence]) -> Option<Span> {
    let cx = ground.cx;
    let register = cx.registers.get("subjects")?;
    let subjects = ground.ready.subjects.get_or_init(|| Subjects::of(register));
    // The headline's first deed behind its subject: "to curb" and "for theft" are what it is for.
    let (from, to) = (head.first as usize, head.last as usize);
    let deed = |i: usize| subjects.at(ground, i, Kind::Deed).next().is_some();
    let verb = (from + 1..to).find(|&i| deed(i) && finite(cx, from, i))?;
    // "took bribes", "makes an offer": the noun says what was done.
    let told = if matches!(
        cx.folded(verb),
        "took" | "take" | "takes" | "made" | "makes" | "gets"
    ) {
        (verb + 1..to.min(verb + 4))
            .find(|&i| deed(i))
            .unwrap_or(verb)
    } else {
        verb
    };
    let deeds: Vec<u16> = subjects.at(ground, told, Kind::Deed).collect();
    let of_deed = |i: usize| {
        subjects
            .at(ground, i, Kind::Deed)
            .any(|group| deeds.contains(&group))
    };
    let first = lede.first()?;
    // Each sentence of the lede: which of its tokens a doubt reaches.
    let mut found = None;
    for sentence in lede {
        let (start, end) = (sentence.first as usize, sentence.last as usize);
        let mut reach = doubted_subject(cx, start, end);
        let mut i = start;
        while i < end {
            let day = cx.folded(i) == "may" && cx.token(i).is_some_and(|token| token.capital);
            if !day && subjects.at(ground, i, Kind::Doubt).next().is_some() {
                reach = reach.filter(|&(_, end)| i < end).or(Some((i, i + REACH)));
            }
            if matches!(cx.word(i), ";" | ":" | ",") || ends_reach(cx.folded(i)) {
                reach = None;
            }
            if of_deed(i) {
                // Told flatly.
                let (at, _) = reach.filter(|&(_, end)| i < end)?;
                found = found.or(Some((at, sentence.first)));
            }
            i += 1;
        }
    }
    let (at, within) = found?;
    if within != first.first {
        return None;
    }
    // They speak of one subject: another word or two of the headline, or their like, stand in the lede.
    let told: Vec<String> = lede
        .iter()
        .flat_map(|one| content_of(ground, one.first as usize..one.last as usize))
        .collect();
    let things: Vec<u16> = lede
        .iter()
        .flat_map(|one| one.first as usize..one.last as usize)
        .flat_map(|i| subjects.at(ground, i, Kind::Thing).collect::<Vec<_>>())
        .collect();
    let own: Vec<usize> = (from..to)
        .filter(|&i| {
            i != verb
                && matches!(cx.kind(i), Some(TokenKind::Word | TokenKind::Number))
                && cx.folded(i).chars().count() > 2
                && !cx.is(i, List::Preposition)
                && !cx.is(i, List::Determiner)
                && !cx.is(i, List::Pronoun)
                && !cx.is(i, List::Conjunction)
                && !cx.is(i, List::Auxiliary)
                && !cx.is(i, List::Modal)
        })
        .collect();
    let shared = own
        .iter()
        .filter(|&&i| {
            told.iter().any(|word| word == stem(cx.folded(i)))
                || subjects
                    .at(ground, i, Kind::Thing)
                    .any(|group| things.contains(&group))
        })
        .count();
    (shared >= 1 && 3 * (shared + 1) > own.len()).then(|| cx.span(at, at + 1))
}

/// True if token `i` of a headline that begins at `from` can be its verb: "buys", "bought", "to buy", "Rebels attack".
fn finite(cx: &Cx<'_>, from: usize, i: usize) -> bool {
    let (word, before) = (cx.folded(i), cx.folded(i - 1));
    if cx.kind(i) != Some(TokenKind::Word) || cx.kind(i - 1) == Some(TokenKind::Hyphen) {
        return false;
    }
    // "Airline to cut jobs": what is to come is told as sure.
    if before == "to" {
        return i <= from + 6;
    }
    let noun = cx.is(i - 1, List::Determiner) || cx.is(i - 1, List::Preposition);
    let plural = before.len() > 3 && before.ends_with('s') && !before.ends_with("ss");
    !noun
        && (word.ends_with('s') && !word.ends_with("ss") && !plural
            || word.ends_with("ed")
            || cx.is(i, List::PastForm)
            || plural)
}

/// "An eruption is possible within days": what the predicate puts in doubt stands before it. The doubt, and how far it
/// reaches.
fn doubted_subject(cx: &Cx<'_>, start: usize, end: usize) -> Option<(usize, usize)> {
    let at = (start + 2..end.min(start + REACH)).find(|&i| {
        matches!(
            cx.folded(i),
            "possible"
                | "likely"
                | "feared"
                | "doubtful"
                | "uncertain"
                | "unlikely"
                | "expected"
                | "suspected"
                | "rumoured"
                | "planned"
                | "considered"
                | "discussed"
                | "mooted"
                | "proposed"
        ) && (cx.is(i - 1, List::Auxiliary)
            || matches!(cx.folded(i - 1), "remains" | "seems" | "looks" | "being"))
            && !matches!(cx.folded(i + 1), "to")
    })?;
    let plain = (start..at).all(|i| !matches!(cx.word(i), "," | ";" | ":"));
    plain.then_some((at, at))
}

/// True for a word that begins a clause of its own: what stands behind it is told as it is.
fn ends_reach(word: &str) -> bool {
    matches!(
        word,
        "but"
            | "before"
            | "after"
            | "while"
            | "when"
            | "as"
            | "because"
            | "although"
            | "though"
            | "since"
            | "until"
    )
}
