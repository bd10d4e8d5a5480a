//! Initials of a name or of words told before, which explain a short form without saying so.

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use super::Shape;
use super::definition::{WINDOW, is_link, is_plural_possessive};
use crate::cx::Cx;
use crate::names::scan::Hit;
use crate::token::TokenKind;

/// The initials of the capitalised words of a draft in order; what stands between two names is a bar. Built once, so
/// that a name told in the lede explains its letters in the last paragraph too.
struct Initials {
    letters: Vec<char>,
    /// The token of each letter, or of what parts two names.
    tokens: Vec<usize>,
    /// Where two letters follow each other, by their first.
    pairs: OnceCell<FxHashMap<[char; 2], Vec<usize>>>,
}

/// What a draft tells that letters may stand for; each made when it is first asked for.
#[derive(Default)]
pub(super) struct Told {
    names: OnceCell<Initials>,
    /// With lists: commas part nothing.
    lists: OnceCell<Initials>,
    /// The first place of each name of several words, by its folded form.
    hits: OnceCell<FxHashMap<String, usize>>,
}

/// What parts two names in [`Initials`].
const BAR: char = '|';

impl Initials {
    /// With `lists`, commas part nothing: "Bureau of Alcohol, Tobacco, Firearms and Explosives".
    fn of(cx: &Cx<'_>, lists: bool) -> Self {
        let mut letters = vec![BAR];
        let mut tokens = vec![0];
        for i in 0..cx.tokens.len() {
            let Some(token) = cx.token(i) else { break };
            let letter = if token.kind == TokenKind::Word && token.capital && !token.capitals {
                cx.word(i).chars().next()
            } else if letters.last() == Some(&BAR) {
                // Link or bar: behind a bar neither says anything.
                None
            } else if matches!(token.kind, TokenKind::Hyphen | TokenKind::Possessive)
                || is_plural_possessive(cx, i)
                || is_link(cx.folded(i))
                || cx.word(i) == "&"
                || (lists && cx.word(i) == ",")
            {
                None
            } else {
                Some(BAR)
            };
            if let Some(letter) = letter {
                letters.push(letter);
                tokens.push(i);
            }
        }
        Self {
            letters,
            tokens,
            pairs: OnceCell::new(),
        }
    }

    /// Where two letters follow each other.
    fn pairs(&self) -> &FxHashMap<[char; 2], Vec<usize>> {
        self.pairs.get_or_init(|| {
            let mut pairs: FxHashMap<[char; 2], Vec<usize>> = FxHashMap::default();
            for (at, pair) in self.letters.windows(2).enumerate() {
                if let &[a, b] = pair {
                    pairs.entry([a, b]).or_default().push(at);
                }
            }
            pairs
        })
    }

    /// The last name before token `to` with these initials, as its tokens. Two letters are as often somebody's
    /// initials: they must be the whole name.
    fn find(&self, short: &[char], to: usize) -> Option<(usize, usize)> {
        let end = self.tokens.partition_point(|&token| token < to);
        let &[first, second, ..] = short else {
            return None;
        };
        let fits = |start: usize| {
            self.letters.get(start) == Some(&first)
                && self.letters.get(start..start + short.len()) == Some(short)
                && (short.len() > 2
                    || start.checked_sub(1).and_then(|i| self.letters.get(i)) == Some(&BAR)
                        && start + 2 < end
                        && self.letters.get(start + 2) == Some(&BAR))
        };
        let until = (end + 1).checked_sub(short.len())?;
        let start = if until <= FEW {
            (0..until).rev().find(|&start| fits(start))
        } else {
            let places = self.pairs().get(&[first, second])?;
            let places = places.get(..places.partition_point(|&at| at < until))?;
            places.iter().rev().copied().find(|&start| fits(start))
        }?;
        let last = self.tokens.get(start + short.len() - 1)?;
        Some((*self.tokens.get(start)?, last + 1))
    }
}

/// So many letters are looked through; of more the pairs are noted.
const FEW: usize = 500;

/// "the consumer price index … the CPI": words in small letters with these initials, close before.
fn small_initials(cx: &Cx<'_>, short: &[char], from: usize, to: usize) -> Option<(usize, usize)> {
    let mut row: Vec<usize> = Vec::new();
    let mut found = None;
    for i in from..to {
        if cx.kind(i) == Some(TokenKind::Word) {
            // Of three letters no word may be left out: chance would explain too many.
            if short.len() > 3 && is_link(cx.folded(i)) {
                continue;
            }
            row.push(i);
        } else if cx.kind(i) != Some(TokenKind::Hyphen) {
            row.clear();
        }
        let start = row.len().checked_sub(short.len());
        if let Some(tail) = start.and_then(|start| row.get(start..))
            && tail
                .iter()
                .zip(short)
                .all(|(&w, &letter)| cx.folded(w).starts_with(letter))
        {
            found = tail.first().map(|&first| (first, i + 1));
        }
    }
    found
}

/// A name with these initials anywhere before, or words with them in the same sentence or the two before it.
pub(super) fn initials(
    cx: &Cx<'_>,
    hits: &[Hit],
    shape: &Shape,
    told: &Told,
) -> Option<(usize, usize)> {
    let sentence = cx.token(shape.first)?.sentence;
    let from = cx.sentence_tokens(sentence.saturating_sub(WINDOW)).start;
    let to = cx.sentence_tokens(sentence).end;
    let letters: Vec<char> = shape
        .short
        .strip_suffix('s')
        .unwrap_or(&shape.short)
        .chars()
        .filter(|c| c.is_alphabetic())
        .collect();
    if letters.len() < 2 {
        return None;
    }
    // Capitals that may be no short form at all need their name close by.
    let found = told
        .names
        .get_or_init(|| Initials::of(cx, false))
        .find(&letters, to)
        .filter(|&(first, _)| shape.sure || first >= from);
    if letters.len() < 3 {
        return found.filter(|_| shape.sure);
    }
    found
        .or_else(|| {
            // Of persons in a list chance makes such letters too: the name of a body has its "of" before them.
            let lists = told.lists.get_or_init(|| Initials::of(cx, true));
            lists.find(&letters, to).filter(|&(first, last)| {
                shape.sure
                    && first.checked_sub(1).is_some_and(|i| cx.folded(i) == "of")
                    && (first..=last).any(|i| cx.folded(i) == "and")
            })
        })
        .or_else(|| {
            let small: Vec<char> = letters.iter().flat_map(|c| c.to_lowercase()).collect();
            small_initials(cx, &small, from, shape.first)
        })
        // The register's name for these letters counts too, whatever its initials.
        .or_else(|| {
            let known = super::known(cx, &shape.short).name?;
            let key = copydesk_facts::fold_name(&known);
            let names = told.hits.get_or_init(|| {
                let mut names = FxHashMap::default();
                for (at, hit) in hits.iter().enumerate() {
                    if hit.last - hit.first > 1 {
                        let name = copydesk_facts::fold_name(cx.str(cx.span(hit.first, hit.last)));
                        names.entry(name).or_insert(at);
                    }
                }
                names
            });
            let hit = hits.get(*names.get(&key)?)?;
            (hit.first < to).then_some((hit.first, hit.last))
        })
}
