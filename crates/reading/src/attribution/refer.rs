//! Whom a pronoun or a short form stands for.

use copydesk_facts::WordId;
use rustc_hash::FxHashMap;

use super::source::is_plural;
use super::{Source, SourceKind};
use crate::cx::Cx;
use crate::names::Names;

/// How many sentences back the source of a pronoun may stand.
const PRONOUN_WINDOW: u32 = 6;

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
                person(names, source).and_then(|identity| last.people.get(&identity).copied())
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
                if let Some(identity) = person(names, source) {
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

fn person(names: &Names, source: &Source) -> Option<usize> {
    let near = names
        .persons
        .partition_point(|person| person.last <= source.first);
    names
        .persons
        .get(near)
        .filter(|person| person.first < source.last)
        .map(|person| person.identity)
}

/// The noun of a source that is "the" and one word.
fn short(cx: &Cx<'_>, source: &Source) -> Option<WordId> {
    (source.last == source.first + 2 && cx.folded(source.first) == "the")
        .then(|| cx.token(source.first + 1).map(|token| token.word))
        .flatten()
}
