//! Whom a pronoun or a short form stands for.

use copydesk_facts::WordId;
use rustc_hash::FxHashMap;

use super::source::is_plural;
use super::{Found, Source, SourceKind};
use crate::cx::Cx;
use crate::lists::List;
use crate::names::Names;
use crate::token::TokenKind;

/// How many sentences back the source of a pronoun may stand.
const PRONOUN_WINDOW: u32 = 6;

/// "It came from a security source, who said", "It was the harbour police who said", "the army, which says": who speaks stands
/// before the relative.
pub(super) fn relatives(cx: &Cx<'_>, found: &mut [Found]) {
    for one in found {
        let Some((first, last)) = one.source else {
            continue;
        };
        if last == first + 1
            && matches!(cx.folded(first), "who" | "which")
            && let Some(before) = before_relative(cx, first)
        {
            one.source = Some(before);
        }
    }
}

/// The tokens of the noun phrase that the relative at token `at` belongs to, where a comma sets it off or "it was" points to it.
fn before_relative(cx: &Cx<'_>, at: usize) -> Option<(usize, usize)> {
    /// The longest noun phrase.
    const REACH: usize = 7;
    let opening = cx.sentence_tokens(cx.token(at)?.sentence).start;
    let comma = at > opening && cx.word(at - 1) == ",";
    let cleft = cx.folded(opening) == "it" && matches!(cx.folded(opening + 1), "was" | "is");
    if !comma && !cleft {
        return None;
    }
    let end = at - usize::from(comma);
    let floor = if cleft { opening + 2 } else { opening };
    let head = end.checked_sub(1).filter(|&head| head >= floor)?;
    // A name stays with its relative: the pronoun's antecedent has it.
    if cx.token(head).is_some_and(|token| token.capital) {
        return None;
    }
    let known = cx.is(head, List::AnonymousNoun)
        || cx.is(head, List::RoleNoun)
        || cx.is(head, List::SpokesNoun)
        || cx.is(head, List::InstitutionNoun)
        || cx.is(head, List::PartyNoun);
    if !known || cx.kind(head) != Some(TokenKind::Word) {
        return None;
    }
    let mut start = head;
    while start > floor && head - start < REACH {
        let k = start - 1;
        let inside = matches!(
            cx.kind(k),
            Some(TokenKind::Word | TokenKind::Possessive | TokenKind::Number | TokenKind::Hyphen)
        ) && !cx.is(k, List::Auxiliary)
            && !cx.is(k, List::Preposition)
            && !cx.is(k, List::Conjunction)
            && !cx.is(k, List::Pronoun)
            && (cx.token(k).is_some_and(|token| token.capital)
                || !cx.is(k, List::FiniteForm) && !cx.folded(k).ends_with("ed"));
        if !inside {
            break;
        }
        start = k;
        if cx.is(k, List::Determiner) && cx.kind(start + 1) != Some(TokenKind::Possessive) {
            break;
        }
    }
    // "Ana Ruiz, a nurse, who said": the name speaks.
    let apposed = comma && start > opening + 1 && cx.word(start - 1) == ",";
    let pointed = comma || start == floor;
    (!apposed && pointed).then_some((start, end))
}

/// What the last sources were, by what may stand for them.
#[derive(Default)]
struct Last {
    person: Option<usize>,
    body: Option<usize>,
    several: Option<usize>,
    /// By the identity of a person.
    people: FxHashMap<usize, usize>,
    /// By the noun of a body or office.
    heads: FxHashMap<WordId, usize>,
}

/// Fills in [`Source::antecedent`]; `sources` are in order.
pub(super) fn resolve(cx: &Cx<'_>, names: &Names, sources: &mut [Source]) {
    let mut last = Last::default();
    for i in 0..sources.len() {
        let Some(source) = sources.get(i) else {
            continue;
        };
        let found = match source.kind {
            SourceKind::Pronoun => {
                let candidate = match cx.folded(source.first) {
                    "he" | "she" | "him" | "her" => last.person,
                    "it" => last.body,
                    "they" | "them" | "both" => last.several,
                    // "one of them"
                    _ if source.last > source.first + 1 => last.several,
                    _ => None,
                };
                candidate.filter(|&earlier| {
                    sources.get(earlier).is_some_and(|earlier| {
                        let here = cx.sentence_at(source.span.start);
                        here.saturating_sub(cx.sentence_at(earlier.span.start)) <= PRONOUN_WINDOW
                    })
                })
            }
            SourceKind::Named => {
                person(cx, names, source).and_then(|identity| last.people.get(&identity).copied())
            }
            SourceKind::Institution
            | SourceKind::Official
            | SourceKind::Party
            | SourceKind::Outlet => {
                // "the ministry": a short form of a longer name before it.
                short(cx, source).and_then(|head| last.heads.get(&head).copied())
            }
            SourceKind::Anonymous | SourceKind::Other => None,
        };
        let root = found.map(|earlier| {
            sources
                .get(earlier)
                .and_then(|earlier| earlier.antecedent)
                .unwrap_or(earlier)
        });
        if let Some(source) = sources.get_mut(i) {
            source.antecedent = root;
        }
        if let Some(source) = sources.get(i) {
            last.note(cx, names, i, source);
        }
    }
}

impl Last {
    fn note(&mut self, cx: &Cx<'_>, names: &Names, i: usize, source: &Source) {
        let root = source.antecedent.unwrap_or(i);
        match source.kind {
            SourceKind::Named => {
                self.person = Some(root);
                if let Some(identity) = person(cx, names, source) {
                    self.people.entry(identity).or_insert(root);
                }
            }
            SourceKind::Official | SourceKind::Anonymous if source.count == Some(1.0) => {
                self.person = Some(root);
            }
            SourceKind::Official | SourceKind::Anonymous => self.several = Some(root),
            SourceKind::Pronoun => {}
            SourceKind::Institution
            | SourceKind::Outlet
            | SourceKind::Party
            | SourceKind::Other => {
                let plural = source
                    .head
                    .is_some_and(|head| is_plural(cx.folded(cx.token_at(head.start))));
                if plural || source.kind == SourceKind::Party {
                    self.several = Some(root);
                }
                if !plural {
                    self.body = Some(root);
                }
            }
        }
        if matches!(
            source.kind,
            SourceKind::Institution | SourceKind::Official | SourceKind::Party | SourceKind::Outlet
        ) && source.last > source.first + 2
        {
            for k in source.first..source.last {
                if let Some(token) = cx.token(k).filter(|token| {
                    token.capital || source.head.is_some_and(|head| head == token.span)
                }) {
                    self.heads.insert(token.word, root);
                }
            }
        }
    }
}

fn person(cx: &Cx<'_>, names: &Names, source: &Source) -> Option<usize> {
    let near = names
        .persons
        .partition_point(|person| person.last <= source.first);
    let mut within = names
        .persons
        .get(near..)
        .unwrap_or_default()
        .iter()
        .take_while(|person| person.first < source.last);
    let first = within.clone().next()?;
    // "Halden's lawyer, Ana Ruiz": it is she who speaks.
    let speaks = within.find(|person| cx.kind(person.last) != Some(TokenKind::Possessive));
    Some(speaks.unwrap_or(first).identity)
}

/// The noun of a source that is "the" and one word.
fn short(cx: &Cx<'_>, source: &Source) -> Option<WordId> {
    (source.last == source.first + 2 && cx.folded(source.first) == "the")
        .then(|| cx.token(source.first + 1).map(|token| token.word))
        .flatten()
}
