//! What the search for variants asks of a whole draft, looked up once however often it is asked.

use std::cell::OnceCell;

use copydesk_facts::fold_name;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Names, Person};
use crate::cx::Cx;
use crate::token::TokenKind;

/// The words and names of a draft by what variants ask of them.
pub(super) struct VariantIndex<'c, 'd> {
    cx: &'c Cx<'d>,
    names: &'c Names,
    /// A bit for each token that stands within a name.
    held: OnceCell<Vec<u64>>,
    /// By the full names of persons as printed: the sentences they stand in, in order.
    sentences: OnceCell<FxHashMap<&'c str, Vec<u32>>>,
    /// By the last word of persons told in full: their first names.
    given: OnceCell<FxHashMap<&'c str, FxHashSet<&'c str>>>,
    /// By the folded words that stand in capitals: their tokens, in order.
    capitals: OnceCell<FxHashMap<String, Vec<u32>>>,
}

impl<'c, 'd> VariantIndex<'c, 'd> {
    pub(super) fn new(cx: &'c Cx<'d>, names: &'c Names) -> Self {
        Self {
            cx,
            names,
            held: OnceCell::new(),
            sentences: OnceCell::new(),
            given: OnceCell::new(),
            capitals: OnceCell::new(),
        }
    }

    /// True if a token stands within a name that was read.
    pub(super) fn held(&self, i: usize) -> bool {
        let names = self.names;
        let held = self.held.get_or_init(|| {
            let mut held = vec![0_u64; self.cx.tokens.len().div_ceil(64)];
            let mut mark = |first: usize, last: usize| {
                for at in first..last {
                    if let Some(part) = held.get_mut(at / 64) {
                        *part |= 1 << (at % 64);
                    }
                }
            };
            let spans = |one: &Person| (one.first, one.last);
            names
                .persons
                .iter()
                .map(spans)
                .for_each(|(a, b)| mark(a, b));
            let bodies = names.organisations.iter();
            bodies.for_each(|one| mark(one.first, one.last));
            names
                .places
                .iter()
                .for_each(|one| mark(one.first, one.last));
            names
                .groups
                .iter()
                .for_each(|one| mark(one.first, one.last));
            names.hits.iter().for_each(|one| mark(one.first, one.last));
            held
        });
        held.get(i / 64)
            .is_some_and(|part| part >> (i % 64) & 1 == 1)
    }

    /// "Stephen Hall on the early turn, Steven Hall on the late": both full names stand in one sentence somewhere, so they
    /// are two people.
    pub(super) fn side_by_side(&self, a: &Person, b: &Person) -> bool {
        if a.given.is_none() || b.given.is_none() {
            return false;
        }
        let cx = self.cx;
        let sentences = self.sentences.get_or_init(|| {
            let mut sentences: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
            for person in &self.names.persons {
                let own = sentences.entry(cx.str(person.span)).or_default();
                own.push(cx.sentence_at(person.span.start));
            }
            sentences
        });
        let of = |one: &Person| {
            let own = sentences.get(cx.str(one.span));
            own.map_or(&[][..], Vec::as_slice)
        };
        let (short, long) = if of(a).len() < of(b).len() {
            (of(a), of(b))
        } else {
            (of(b), of(a))
        };
        cx.str(a.span) != cx.str(b.span)
            && short
                .iter()
                .any(|sentence| long.binary_search(sentence).is_ok())
    }

    /// True if the word at `at` stands behind a first name other than `given` somewhere: a full name of its own.
    pub(super) fn given_elsewhere(&self, at: usize, given: &str) -> bool {
        let cx = self.cx;
        let known = self.given.get_or_init(|| {
            let mut known: FxHashMap<&str, FxHashSet<&str>> = FxHashMap::default();
            for other in &self.names.persons {
                if let Some(first) = other.given {
                    let first = cx.folded(cx.token_at(first.start));
                    let last = cx.folded(other.last.saturating_sub(1));
                    known.entry(last).or_default().insert(first);
                }
            }
            known
        });
        let known = known.get(cx.folded(at));
        known.is_some_and(|known| known.len() > usize::from(known.contains(given)))
    }

    /// True if a folded name stands in capitals before token `i`, or behind a name anywhere.
    pub(super) fn stands_elsewhere(&self, i: usize, own: &str) -> bool {
        let cx = self.cx;
        let capitals = self.capitals.get_or_init(|| {
            let mut capitals: FxHashMap<String, Vec<u32>> = FxHashMap::default();
            for k in (0..cx.tokens.len()).filter(|&k| is_name(cx, k)) {
                let own = capitals.entry(fold_name(cx.word(k))).or_default();
                own.push(k as u32);
            }
            capitals
        });
        let mut places = capitals.get(own).into_iter().flatten();
        places.any(|&k| {
            let k = k as usize;
            k != i && (k < i || k > 0 && is_name(cx, k - 1))
        })
    }
}

/// True if a token is a word with a capital that is not wholly in capitals.
pub(super) fn is_name(cx: &Cx<'_>, i: usize) -> bool {
    let token = cx.token(i);
    token.is_some_and(|token| token.kind == TokenKind::Word && token.capital && !token.capitals)
}
