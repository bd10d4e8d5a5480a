//! Names as sequences of word ids: a tree that is walked along the tokens of a draft.

use copydesk_facts::{Row, Rows, Strings, Vocabulary, VocabularyBuilder, WordId, fold_into};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::cx::Cx;
use crate::token::{RawToken, Token, TokenKind, tokenize};

/// One name and what it stands for.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Entry<P> {
    /// What the name stands for.
    payload: P,
    /// How many words it has.
    words: u8,
    /// The words that need a capital first letter: one bit a word, the lowest for the first.
    capitals: u16,
    /// Where the spelling of its words stands in [`Trie::spelled`] where it matches only so (short forms, names without
    /// capitals).
    exact: Option<u32>,
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

impl<P: Row<2>> Row<4> for Entry<P> {
    fn to_row(&self) -> [u32; 4] {
        let [a, b] = self.payload.to_row();
        let words = u32::from(self.words) | u32::from(self.article) << 8;
        let exact = self.exact.map_or(0, |at| at + 1);
        [a, b, words | u32::from(self.capitals) << 16, exact]
    }

    #[inline]
    fn of_row([a, b, words, exact]: [u32; 4]) -> Self {
        Self {
            payload: P::of_row([a, b]),
            words: words as u8,
            capitals: (words >> 16) as u16,
            exact: exact.checked_sub(1),
            article: words >> 8 & 1 == 1,
        }
    }
}

/// A place within names: where its continuations and the names that end here begin; both go on to the next node's.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
struct Node {
    next: u32,
    ends: u32,
}

impl Row<2> for Node {
    fn to_row(&self) -> [u32; 2] {
        [self.next, self.ends]
    }

    #[inline]
    fn of_row([next, ends]: [u32; 2]) -> Self {
        Self { next, ends }
    }
}

/// A word of names, and the node behind it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Next {
    word: WordId,
    node: u32,
}

impl Row<2> for Next {
    fn to_row(&self) -> [u32; 2] {
        [self.word.0, self.node]
    }

    #[inline]
    fn of_row([word, node]: [u32; 2]) -> Self {
        let word = WordId(word);
        Self { word, node }
    }
}

/// Of 64 words those that begin names.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
struct Heads {
    /// One bit a word.
    all: u64,
    /// Of these, the words that begin one in small letters too.
    small: u64,
    /// How many words begin names before these.
    before: u32,
}

/// The first of the two numbers that hold [`Heads::all`].
const ALL: usize = 0;
/// The first of those of [`Heads::small`].
const SMALL: usize = 2;

impl Row<5> for Heads {
    fn to_row(&self) -> [u32; 5] {
        let (all, small) = (self.all, self.small);
        let high = |bits: u64| (bits >> 32) as u32;
        [
            all as u32,
            high(all),
            small as u32,
            high(small),
            self.before,
        ]
    }

    #[inline]
    fn of_row([all, all_high, small, small_high, before]: [u32; 5]) -> Self {
        Self {
            all: u64::from(all) | u64::from(all_high) << 32,
            small: u64::from(small) | u64::from(small_high) << 32,
            before,
        }
    }
}

/// The words of names by id. It is read in place: a draft walks along few of its names.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(bound(serialize = "", deserialize = "'de: 'static"))]
pub(crate) struct Trie<P> {
    /// Of each 64 words, those that begin a name.
    heads: Rows<Heads, 5>,
    /// The root first, and one more than there are.
    nodes: Rows<Node, 2>,
    /// By node, in order of the words: the node behind each word.
    next: Rows<Next, 2>,
    /// By node.
    entries: Rows<Entry<P>, 4>,
    /// The words of names that match only as spelled; no marks.
    spelled: Strings,
}

/// A [`Trie`] while names are added.
#[derive(Debug)]
pub(crate) struct TrieBuilder<P> {
    next: FxHashMap<(u32, WordId), u32>,
    /// The number of nodes.
    nodes: u32,
    /// With the node at which each ends.
    entries: Vec<(u32, Entry<P>)>,
    spelled: Strings,
}

impl<P> Default for TrieBuilder<P> {
    fn default() -> Self {
        Self {
            next: FxHashMap::default(),
            nodes: 1,
            entries: Vec::new(),
            spelled: Strings::default(),
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

impl<P: Row<2>> TrieBuilder<P> {
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
        let (mut number, mut capitals) = (0usize, 0u16);
        let mut exact: Vec<std::borrow::Cow<'_, str>> = Vec::new();
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
            if capital && how == Match::Capitals && number < LONGEST {
                capitals |= 1 << number;
            }
            number += 1;
            exact.push(bare(word));
        }
        if number == 0 || number > LONGEST {
            return;
        }
        let small = how == Match::Capitals && capitals == 0;
        let spelled = (how == Match::Exact || small).then_some(self.spelled.len() as u32);
        if spelled.is_some() {
            for word in &exact {
                self.spelled.push(word);
            }
        }
        let entry = Entry {
            payload,
            article: article && number == 1,
            words: number as u8,
            capitals,
            exact: spelled,
        };
        self.entries.push((node, entry));
    }

    fn child(&mut self, node: u32, word: WordId) -> u32 {
        let fresh = self.nodes;
        let found = *self.next.entry((node, word)).or_insert(fresh);
        if found == fresh {
            self.nodes += 1;
        }
        found
    }

    /// All names that were added.
    pub(crate) fn build(mut self) -> Trie<P> {
        let mut steps: Vec<((u32, WordId), u32)> = self.next.drain().collect();
        steps.sort_unstable();
        // Names that end at the same node stay in the order in which they were added.
        self.entries.sort_by_key(|(node, _)| *node);
        // Nodes under which a name ends that needs no capital at its first word. A node is made before those behind it.
        let mut small = vec![false; self.nodes as usize + 1];
        let mut mark = |node: u32, is: bool| {
            if let Some(slot) = small.get_mut(node as usize) {
                *slot |= is;
            }
            small.get(node as usize).copied().unwrap_or(false)
        };
        for (node, entry) in &self.entries {
            mark(*node, entry.exact.is_some() || entry.capitals & 1 == 0);
        }
        let mut parents: Vec<(u32, u32)> =
            steps.iter().map(|&((from, _), to)| (to, from)).collect();
        parents.sort_unstable();
        for (node, parent) in parents.into_iter().rev() {
            let is = mark(node, false);
            mark(parent, is);
        }
        let mut heads: Vec<Heads> = Vec::new();
        let roots = steps.iter().take_while(|((node, _), _)| *node == 0);
        for (before, &((_, word), to)) in roots.enumerate() {
            let (at, bit) = (word.0 as usize / 64, 1 << (word.0 % 64));
            if heads.len() <= at {
                let before = before as u32;
                heads.resize(
                    at + 1,
                    Heads {
                        before,
                        ..Heads::default()
                    },
                );
            }
            if let Some(slot) = heads.get_mut(at) {
                slot.all |= bit;
                if small.get(to as usize).copied().unwrap_or(false) {
                    slot.small |= bit;
                }
            }
        }
        let nodes = (0..=self.nodes)
            .map(|node| Node {
                next: steps.partition_point(|&((from, _), _)| from < node) as u32,
                ends: self.entries.partition_point(|(at, _)| *at < node) as u32,
            })
            .collect();
        Trie {
            heads: heads.into_iter().collect(),
            nodes,
            next: steps
                .into_iter()
                .map(|((_, word), node)| Next { word, node })
                .collect(),
            entries: self.entries.into_iter().map(|(_, entry)| entry).collect(),
            spelled: self.spelled,
        }
    }
}

impl<P: Row<2>> Trie<P> {
    /// A node and the one behind it.
    fn bounds(&self, node: u32) -> Option<(Node, Node)> {
        self.nodes.two(node as usize)
    }

    /// True if a name may begin with token `i`, or behind it, where it is an Arabic article.
    #[inline]
    fn heads(&self, cx: &Cx<'_>, i: usize, capital: bool) -> bool {
        let Some(known) = cx.known.get(i) else {
            return false;
        };
        let head = known.name_word.is_some_and(|word| {
            let half = word.0 as usize % 64 / 32;
            let column = if capital { ALL } else { SMALL } + half;
            let bits = self.heads.number(word.0 as usize / 64, column);
            bits.is_some_and(|bits| bits >> (word.0 % 32) & 1 == 1)
        });
        head || known.folded.len() <= 3
            && drops_article(
                known.folded,
                cx.kind(i + 1) == Some(TokenKind::Hyphen),
                true,
            )
    }

    /// The node behind the first word of names, by the number of words that begin names before it.
    fn root(&self, word: WordId) -> Option<u32> {
        let heads = self.heads.get(word.0 as usize / 64)?;
        let bit = 1 << (word.0 % 64);
        if heads.all & bit == 0 {
            return None;
        }
        let at = heads.before + (heads.all & (bit - 1)).count_ones();
        self.next.get(at as usize).map(|next| next.node)
    }

    fn step(&self, node: u32, word: WordId) -> Option<u32> {
        if node == 0 {
            return self.root(word);
        }
        let (own, behind) = self.bounds(node)?;
        let places = own.next as usize..behind.next as usize;
        let at = self
            .next
            .partition_point(places.clone(), |next| next.word < word);
        let next = self.next.get(at).filter(|_| at < places.end)?;
        (next.word == word).then_some(next.node)
    }

    /// The longest name that begins at token `i` and never leaves its sentence.
    #[inline]
    pub(crate) fn longest(&self, cx: &Cx<'_>, i: usize) -> Option<Found> {
        let start = cx.token(i)?;
        if !matches!(start.kind, TokenKind::Word | TokenKind::Number) {
            return None;
        }
        // Most words begin no name: told by one look-up.
        let capital = start.capital || start.kind == TokenKind::Number;
        if !self.heads(cx, i, capital) {
            return None;
        }
        self.walk(cx, i, start)
    }

    /// Along the tokens from a word that begins names; apart, so that the look-up before it stays small.
    #[inline(never)]
    fn walk(&self, cx: &Cx<'_>, i: usize, start: &Token) -> Option<Found> {
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
            // Most words are longer.
            let short = cx.folded(j).len() <= 3;
            if short && more && drops_article(cx.folded(j), hyphen, j == i) {
                article |= j == i;
                j += 1;
                continue;
            }
            let id = cx.known.get(j).and_then(|known| known.name_word);
            let Some(next) = id.and_then(|id| self.step(node, id)) else {
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
                .any(|entry| self.admits(&entry, cx, words, article))
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

    fn ends(&self, node: u32) -> impl Iterator<Item = Entry<P>> {
        let own = self.bounds(node).map_or(0..0, |(own, behind)| {
            own.ends as usize..behind.ends as usize
        });
        self.entries.range(own)
    }

    /// What a name that was found may stand for.
    pub(crate) fn meanings(&self, cx: &Cx<'_>, found: Found) -> impl Iterator<Item = P> {
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
            .filter(move |entry| self.admits(entry, cx, &used, article))
            .map(|entry| entry.payload)
    }

    /// True if the tokens are written as the name demands.
    fn admits(&self, entry: &Entry<P>, cx: &Cx<'_>, words: &[usize], article: bool) -> bool {
        if entry.article && !article || words.len() != usize::from(entry.words) {
            return false;
        }
        match entry.exact {
            Some(at) => (at as usize..)
                .zip(words)
                .all(|(at, &i)| self.spelled.get(at) == Some(bare(cx.word(i)).as_ref())),
            None => words.iter().enumerate().all(|(k, &i)| {
                entry.capitals >> k & 1 == 0
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

/// The id of a folded word without apostrophes and full stops; `None` if no name has it. `id` is its own.
pub(crate) fn name_word(vocabulary: &Vocabulary, folded: &str, id: WordId) -> Option<WordId> {
    if folded.bytes().any(|byte| matches!(byte, b'\'' | b'.')) {
        return vocabulary.get(&bare(folded));
    }
    Some(id)
}
