//! Names as sequences of word ids: a tree that is walked along the tokens of a draft.

use copydesk_facts::{VocabularyBuilder, WordId, fold_into};
use rustc_hash::FxHashMap;

use crate::cx::Cx;
use crate::token::{RawToken, TokenKind, tokenize};

/// How a word of a name has to be written in a draft.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Letters {
    /// Any capitals.
    Any,
    /// With a capital first letter.
    Capital,
}

/// One name and what it stands for.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Entry<P> {
    /// What the name stands for.
    pub(crate) payload: P,
    /// The capitals of its words, in order.
    letters: Box<[Letters]>,
    /// The spelling of its words where it matches only so (short forms, names without capitals); no marks.
    exact: Option<Box<[Box<str>]>>,
    /// It is one word behind an Arabic article: without the article it is another word.
    article: bool,
}

/// How strictly a name is matched.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Match {
    /// Words that the register writes with a capital need one.
    Capitals,
    /// Exactly as written, marks aside.
    Exact,
    /// In any capitals.
    Any,
}

/// The words of names by id.
#[derive(Clone, Debug)]
pub(crate) struct Trie<P> {
    /// The node of each word that begins a name, by word id; 0 for none.
    first: Vec<u32>,
    next: FxHashMap<(u32, WordId), u32>,
    /// The entries that end at each node.
    ends: Vec<Vec<u32>>,
    entries: Vec<Entry<P>>,
}

impl<P> Default for Trie<P> {
    fn default() -> Self {
        Self {
            first: Vec::new(),
            next: FxHashMap::default(),
            ends: vec![Vec::new()],
            entries: Vec::new(),
        }
    }
}

/// The most words of a name.
const LONGEST: usize = 16;

/// A name found: its tokens and the entries it may stand for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Found {
    /// First token.
    pub(crate) first: usize,
    /// One past the last token.
    pub(crate) last: usize,
    node: u32,
}

/// The article of Arabic names, which [`copydesk_facts::fold_name`] leaves out.
pub(crate) fn is_article(word: &str) -> bool {
    matches!(
        word,
        "al" | "el" | "ul" | "ad" | "an" | "ar" | "as" | "ash" | "at" | "az"
    )
}

/// True if an article at this place is left out: before a hyphen, or as a word of its own where it can be no other.
fn drops_article(word: &str, hyphen: bool, first: bool) -> bool {
    is_article(word) && (hyphen || word == "al" || (!first && matches!(word, "el" | "ul" | "ash")))
}

/// A folded word without apostrophes and full stops.
pub(crate) fn bare(word: &str) -> std::borrow::Cow<'_, str> {
    if word.contains(['\'', '.']) {
        word.chars()
            .filter(|c| !matches!(c, '\'' | '.'))
            .collect::<String>()
            .into()
    } else {
        word.into()
    }
}

impl<P> Trie<P> {
    /// Adds a name; its words are interned.
    pub(crate) fn add(
        &mut self,
        name: &str,
        how: Match,
        payload: P,
        vocabulary: &mut VocabularyBuilder,
    ) {
        let mut raw: Vec<RawToken> = Vec::new();
        tokenize(name, 0, |token| raw.push(token));
        let words: Vec<(RawToken, bool)> = raw
            .iter()
            .enumerate()
            .filter(|(_, token)| is_part(token.kind, token.span.text(name)))
            .map(|(i, token)| {
                let hyphen = raw
                    .get(i + 1)
                    .is_some_and(|next| next.kind == TokenKind::Hyphen);
                (*token, hyphen)
            })
            .collect();
        let mut folded = String::new();
        let mut node = 0;
        let mut letters = Vec::new();
        let mut exact: Vec<Box<str>> = Vec::new();
        let mut article = false;
        let count = words.len();
        for (i, (token, hyphen)) in words.into_iter().enumerate() {
            let word = token.span.text(name);
            fold_into(word, &mut folded);
            if i + 1 < count && drops_article(&folded, hyphen, i == 0) {
                article |= i == 0;
                continue;
            }
            let id = vocabulary.intern(&bare(&folded));
            node = self.child(node, id);
            let capital = word.chars().next().is_some_and(char::is_uppercase);
            letters.push(if capital && how == Match::Capitals {
                Letters::Capital
            } else {
                Letters::Any
            });
            exact.push(bare(word).into());
        }
        if letters.is_empty() || letters.len() > LONGEST {
            return;
        }
        let small = how == Match::Capitals && !letters.contains(&Letters::Capital);
        let entry = Entry {
            payload,
            article: article && letters.len() == 1,
            letters: letters.into(),
            exact: (how == Match::Exact || small).then(|| exact.into()),
        };
        let index = self.entries.len() as u32;
        self.entries.push(entry);
        if let Some(ends) = self.ends.get_mut(node as usize) {
            ends.push(index);
        }
    }

    fn child(&mut self, node: u32, word: WordId) -> u32 {
        let fresh = self.ends.len() as u32;
        let found = if node == 0 {
            let at = word.0 as usize;
            if self.first.len() <= at {
                self.first.resize(at + 1, 0);
            }
            match self.first.get_mut(at) {
                Some(slot) if *slot == 0 => {
                    *slot = fresh;
                    fresh
                }
                Some(slot) => *slot,
                None => fresh,
            }
        } else {
            *self.next.entry((node, word)).or_insert(fresh)
        };
        if found == fresh {
            self.ends.push(Vec::new());
        }
        found
    }

    fn step(&self, node: u32, word: WordId) -> Option<u32> {
        if node == 0 {
            self.first
                .get(word.0 as usize)
                .copied()
                .filter(|&next| next != 0)
        } else {
            self.next.get(&(node, word)).copied()
        }
    }

    /// The longest name that begins at token `i` and never leaves its sentence.
    pub(crate) fn longest(&self, cx: &Cx<'_>, i: usize) -> Option<Found> {
        let start = cx.token(i)?;
        if !matches!(start.kind, TokenKind::Word | TokenKind::Number) {
            return None;
        }
        // Most words begin no name: told by one look-up.
        let head = cx.folded(i);
        if !is_article(head) && self.step(0, word_id(cx, i)?).is_none() {
            return None;
        }
        let mut used = [0usize; LONGEST];
        let mut count = 0;
        let mut node = 0;
        let mut best = None;
        let mut article = false;
        let mut j = i;
        while let Some(token) = cx.token(j).filter(|token| token.sentence == start.sentence) {
            let word = cx.word(j);
            if j > i && skipped(cx, j) {
                j += 1;
                continue;
            }
            if !is_part(token.kind, word) {
                break;
            }
            let hyphen = cx.kind(j + 1) == Some(TokenKind::Hyphen);
            let more = cx.kind(j + 1 + usize::from(hyphen)) == Some(TokenKind::Word);
            if more && drops_article(cx.folded(j), hyphen, j == i) {
                article |= j == i;
                j += 1;
                continue;
            }
            let Some(next) = word_id(cx, j).and_then(|id| self.step(node, id)) else {
                break;
            };
            let Some(slot) = used.get_mut(count) else {
                break;
            };
            *slot = j;
            count += 1;
            node = next;
            j += 1;
            let words = used.get(..count).unwrap_or(&[]);
            if self
                .ends(node)
                .any(|entry| entry.admits(cx, words, article))
            {
                best = Some(Found {
                    first: i,
                    last: j,
                    node,
                });
            }
        }
        best
    }

    fn ends(&self, node: u32) -> impl Iterator<Item = &Entry<P>> {
        self.ends
            .get(node as usize)
            .into_iter()
            .flatten()
            .filter_map(|&i| self.entries.get(i as usize))
    }

    /// What a name that was found may stand for.
    pub(crate) fn meanings(&self, cx: &Cx<'_>, found: Found) -> impl Iterator<Item = &P> {
        let mut used = Vec::with_capacity(found.last - found.first);
        let mut article = false;
        for j in found.first..found.last {
            let Some(token) = cx.token(j) else { continue };
            if (j > found.first && skipped(cx, j)) || !is_part(token.kind, cx.word(j)) {
                continue;
            }
            let hyphen = cx.kind(j + 1) == Some(TokenKind::Hyphen);
            if j + 1 < found.last && drops_article(cx.folded(j), hyphen, j == found.first) {
                article |= j == found.first;
                continue;
            }
            used.push(j);
        }
        self.ends(found.node)
            .filter(move |entry| entry.admits(cx, &used, article))
            .map(|entry| &entry.payload)
    }
}

impl<P> Entry<P> {
    fn admits(&self, cx: &Cx<'_>, words: &[usize], article: bool) -> bool {
        (!self.article || article)
            && words.len() == self.letters.len()
            && match &self.exact {
                Some(exact) => words
                    .iter()
                    .zip(exact)
                    .all(|(&i, word)| bare(cx.word(i)) == word.as_ref()),
                None => words.iter().zip(&self.letters).all(|(&i, letters)| {
                    *letters == Letters::Any
                        || cx.token(i).is_some_and(|token| token.capital)
                        || cx.kind(i) == Some(TokenKind::Number)
                }),
            }
    }
}

/// Tokens that are words of names.
fn is_part(kind: TokenKind, word: &str) -> bool {
    matches!(
        kind,
        TokenKind::Word | TokenKind::Number | TokenKind::Possessive
    ) || word == "&"
}

/// Marks inside names that count for nothing: hyphens, the apostrophe of a plural, the full stop of "St.".
fn skipped(cx: &Cx<'_>, j: usize) -> bool {
    match cx.token(j) {
        Some(token) if token.kind == TokenKind::Hyphen => true,
        Some(token) if token.spaced => false,
        Some(token) if token.kind == TokenKind::Mark => {
            matches!(cx.word(j), "'" | "’") && cx.token(j + 1).is_some_and(|next| next.spaced)
        }
        Some(token) if token.kind == TokenKind::Punct => match cx.word(j) {
            "." => {
                j.checked_sub(1).is_some_and(|before| {
                    let word = cx.word(before);
                    word.len() <= 4 && word.chars().next().is_some_and(char::is_uppercase)
                }) && cx.kind(j + 1) == Some(TokenKind::Word)
            }
            "/" => true,
            _ => false,
        },
        _ => false,
    }
}

/// The id of a token's word without apostrophes and full stops; `None` if no name has it.
fn word_id(cx: &Cx<'_>, i: usize) -> Option<WordId> {
    let token = cx.token(i)?;
    let word = cx.folded_id(token.word);
    if word.contains(['\'', '.']) {
        return cx.vocabulary.get(&bare(word));
    }
    Some(token.word)
}
