//! The people met so far, and which of them a name stands for.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::cx::Cx;
use crate::names::runs::{Part, is_suffix};
use crate::names::spelling::{distance, skeleton, sound};
use crate::names::trie::bare;
use crate::token::TokenKind;

/// A name as words: without particles and suffixes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Words<'a> {
    pub(super) words: Vec<Cow<'a, str>>,
    pub(super) suffix: Option<&'a str>,
}

impl<'a> Words<'a> {
    pub(super) fn new(cx: &Cx<'a>, parts: &[Part]) -> Self {
        let mut out = Self {
            words: Vec::with_capacity(parts.len()),
            suffix: None,
        };
        for part in parts.iter().filter(|part| !part.particle) {
            let word = cx.word(part.first);
            if is_suffix(word) && !out.words.is_empty() {
                out.suffix = Some(word);
                continue;
            }
            // Nearly all are one word.
            if part.last == part.first + 1 && cx.kind(part.first) == Some(TokenKind::Word) {
                out.words.push(bare(cx.folded(part.first)));
                continue;
            }
            let mut text = String::new();
            for i in part.first..part.last {
                if cx.kind(i) == Some(TokenKind::Word) {
                    text.push_str(&bare(cx.folded(i)));
                }
            }
            out.words.push(text.into());
        }
        out
    }

    pub(super) fn last(&self) -> &str {
        self.words.last().map_or("", AsRef::as_ref)
    }

    pub(super) fn first(&self) -> &str {
        self.words.first().map_or("", AsRef::as_ref)
    }
}

/// A person while mentions are being gathered.
pub(super) struct Entry<'a> {
    pub(super) words: Words<'a>,
    /// Candidate of the first full mention.
    pub(super) full: usize,
    /// Candidates of all mentions, with the order they were settled in.
    pub(super) last_seen: usize,
    /// Introduced as somebody's kin, "his daughter Teresa Leal": the surname alone means the other.
    pub(super) kin: bool,
}

#[derive(Default)]
pub(super) struct People<'a> {
    pub(super) entries: Vec<Entry<'a>>,
    /// Persons by each word of their names.
    pub(super) by_word: FxHashMap<Cow<'a, str>, Vec<usize>>,
    /// Persons by the skeleton of the last word.
    pub(super) by_skeleton: FxHashMap<String, Vec<usize>>,
}

impl<'a> People<'a> {
    pub(super) fn add(&mut self, words: Words<'a>, candidate: usize) -> usize {
        let id = self.entries.len();
        for word in &words.words {
            let ids = self.by_word.entry(word.clone()).or_default();
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        self.by_skeleton
            .entry(skeleton(words.last()))
            .or_default()
            .push(id);
        self.entries.push(Entry {
            words,
            full: candidate,
            last_seen: candidate,
            kin: false,
        });
        id
    }

    pub(super) fn with(&self, word: &str) -> &[usize] {
        self.by_word.get(word).map_or(&[], Vec::as_slice)
    }

    /// The person a full name belongs to.
    pub(super) fn same(&self, name: &Words<'_>) -> Option<usize> {
        let mut near = self
            .with(name.last())
            .iter()
            .chain(self.with(name.first()))
            .chain(
                self.by_skeleton
                    .get(&skeleton(name.last()))
                    .into_iter()
                    .flatten(),
            )
            .copied();
        // The last one named is the likeliest; few persons share a word.
        let mut found: Option<usize> = None;
        for id in near.by_ref().take(64) {
            let Some(entry) = self.entries.get(id) else {
                continue;
            };
            if same_person(&entry.words, name)
                && found.is_none_or(|old| {
                    self.entries
                        .get(old)
                        .is_none_or(|old| old.last_seen < entry.last_seen)
                })
            {
                found = Some(id);
            }
        }
        found
    }

    /// The person a single word refers to: by surname, else by any part; the last one named. `titled`: a title stands before it.
    pub(super) fn short(&self, word: &str, titled: bool) -> Option<usize> {
        let latest = |ids: &mut dyn Iterator<Item = usize>| {
            ids.max_by_key(|&id| self.entries.get(id).map_or(0, |entry| entry.last_seen))
        };
        let ids = self.with(word);
        let bears = |kin: bool| {
            ids.iter().copied().filter(move |&id| {
                self.entries
                    .get(id)
                    .is_some_and(|entry| entry.words.last() == word && entry.kin <= kin)
            })
        };
        // "Ms Leal": the title tells one Leal from the other.
        latest(&mut bears(titled))
            .or_else(|| latest(&mut bears(true)))
            .or_else(|| latest(&mut ids.iter().copied()))
    }

    /// The one person whose surname is spelled nearly so.
    pub(super) fn nearly(&self, word: &str) -> Option<usize> {
        let length = word.chars().count();
        let most = match length {
            0..5 => return None,
            5..8 => 1,
            _ => 2,
        };
        // By the skeleton first, then by edit distance in the slot of a surname; "Reeves" is no slip for "Reeve".
        let mut found = None;
        let key = skeleton(word);
        let by_skeleton = self.by_skeleton.get(&key).map_or(&[][..], Vec::as_slice);
        let all: Vec<usize>;
        let ids = if by_skeleton.is_empty() {
            all = self
                .entries
                .iter()
                .enumerate()
                .filter(|(_, entry)| {
                    let surname = entry.words.last();
                    entry.words.words.len() >= 2
                        && surname.strip_suffix('s') != Some(word)
                        && word.strip_suffix('s') != Some(surname)
                        && surname.len() >= 5
                })
                .map(|(id, _)| id)
                .take(200)
                .collect();
            all.as_slice()
        } else {
            by_skeleton
        };
        for &id in ids {
            let surname = self.entries.get(id)?.words.last();
            if surname.chars().next() == word.chars().next()
                && distance(&mac(surname), &mac(word), most).is_some()
            {
                if found.is_some_and(|old| old != id) {
                    return None;
                }
                found = Some(id);
            }
        }
        found
    }
}

/// "mac" and "mc" are one.
pub(super) fn mac(surname: &str) -> String {
    surname
        .strip_prefix("mac")
        .filter(|rest| rest.len() >= 4)
        .map_or_else(|| surname.to_owned(), |rest| format!("mc{rest}"))
}

/// True if two letters at the start of a name are heard as one: "Geraldine", "Jeraldine".
pub(super) fn sounds_alike(a: Option<char>, b: Option<char>) -> bool {
    let pair = if a < b { (a, b) } else { (b, a) };
    matches!(
        pair,
        (Some('g'), Some('j'))
            | (Some('c'), Some('k' | 's'))
            | (Some('i'), Some('y'))
            | (Some('s'), Some('z'))
            | (Some('v'), Some('w'))
    )
}

/// True if two full names are the same person's: equal, one part left out, an initial, or a spelling.
pub(super) fn same_person(a: &Words<'_>, b: &Words<'_>) -> bool {
    if a.suffix.is_some() && b.suffix.is_some() && a.suffix != b.suffix {
        return false;
    }
    if a.words == b.words {
        return true;
    }
    let (long, short) = if a.words.len() >= b.words.len() {
        (&a.words, &b.words)
    } else {
        (&b.words, &a.words)
    };
    if short.len() < 2 {
        return false;
    }
    let (Some(given), Some(surname)) = (short.first(), short.last()) else {
        return false;
    };
    let (Some(long_given), Some(long_surname)) = (long.first(), long.last()) else {
        return false;
    };
    let alike = |x: &str, y: &str| {
        x == y
            || (x.chars().count() == 1 || y.chars().count() == 1)
                && x.chars().next() == y.chars().next()
            || (x.len() >= 4 && y.len() >= 4 && skeleton(x) == skeleton(y))
    };
    // One letter inside a long given name is a slip; one at its end makes a sister of a brother.
    let slip = |x: &str, y: &str| {
        let firsts = (x.chars().next(), y.chars().next());
        x.chars().count().min(y.chars().count()) >= 5
            && (firsts.0 == firsts.1 || sounds_alike(firsts.0, firsts.1))
            && x.chars().rev().take(2).eq(y.chars().rev().take(2))
            && distance(x, y, 1).is_some()
    };
    if long.len() > short.len() {
        // Every word of the shorter stands in the longer, in order, the given name first.
        let mut rest = long.iter();
        return alike(given, long_given)
            && short
                .iter()
                .all(|word| rest.any(|other| alike(word, other)));
    }
    if surname == long_surname {
        let middle = long
            .iter()
            .zip(short)
            .take(long.len() - 1)
            .all(|(x, y)| alike(x, y));
        // "Chris" and "Christopher" are one; "Paul" and "Paula" are brother and sister.
        let prefix = |x: &str, y: &str| {
            let rest = y.strip_prefix(x);
            x.len() >= 3
                && rest.is_some_and(|rest| {
                    !matches!(
                        rest,
                        "a" | "e" | "na" | "ne" | "ina" | "ine" | "ette" | "ella"
                    )
                })
        };
        return middle
            || long.len() == 2 && (slip(given, long_given) || sound(given) == sound(long_given))
            || (long.len() == 2 && (prefix(given, long_given) || prefix(long_given, given)));
    }
    // The given names are the same, the surnames nearly so.
    let most = if surname.len().min(long_surname.len()) >= 7 {
        2
    } else {
        1
    };
    given == long_given
        && surname.len().min(long_surname.len()) >= 4
        && surname.chars().next() == long_surname.chars().next()
        && distance(surname, long_surname, most).is_some()
        && long
            .iter()
            .zip(short)
            .take(long.len() - 1)
            .all(|(x, y)| x == y)
}
