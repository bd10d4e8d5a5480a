//! Titles, ranks and roles: before a name and behind it.

use crate::cx::Cx;
use crate::lists::List;
use crate::names::index::Rank;
use crate::token::TokenKind;

/// A rank or role of the draft.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Title {
    /// First token.
    pub(crate) first: usize,
    /// One past the last token (a full stop of an abbreviation belongs to it).
    pub(crate) last: usize,
    /// From the register of ranks, if it is there.
    pub(crate) rank: Option<Rank>,
}

/// The ranks and roles of a draft by where they end and begin.
#[derive(Clone, Debug, Default)]
pub(crate) struct Titles {
    /// In order of `last`, the longest first.
    titles: Vec<Title>,
    /// Tokens at which one begins, in order.
    begins: Vec<usize>,
}

/// Finds all ranks and role nouns.
pub(crate) fn titles(cx: &Cx<'_>) -> Titles {
    let mut found: Vec<Title> = Vec::new();
    for i in 0..cx.tokens.len() {
        if cx.kind(i) != Some(TokenKind::Word) {
            continue;
        }
        if let Some(rank) = cx.names.ranks.longest(cx, i)
            && !general_firm(cx, i)
        {
            let meaning = cx
                .names
                .ranks
                .meanings(cx, rank)
                .min_by_key(|rank| rank.ambiguous);
            let stop = cx.word(rank.last) == "."
                && cx.token(rank.last).is_some_and(|token| !token.spaced)
                && cx.word(rank.last - 1).len() <= 5
                && cx.token(rank.last + 1).is_some_and(|next| {
                    cx.token(i).is_some_and(|own| own.sentence == next.sentence)
                });
            found.push(Title {
                first: i,
                last: rank.last + usize::from(stop),
                rank: meaning,
            });
        }
        if let Some(len) = cx.phrase(i, List::RoleNoun) {
            found.push(Title {
                first: i,
                last: i + len,
                rank: None,
            });
        }
    }
    let mut begins: Vec<usize> = found.iter().map(|title| title.first).collect();
    begins.dedup();
    found.sort_by_key(|title| (title.last, title.first, title.rank.is_none()));
    Titles {
        titles: found,
        begins,
    }
}

/// "General Mills", "General Motors": a firm, and no officer of that name.
fn general_firm(cx: &Cx<'_>, at: usize) -> bool {
    cx.folded(at) == "general"
        && matches!(
            cx.word(at + 1),
            "Atomics"
                | "Dynamics"
                | "Electric"
                | "Foods"
                | "Mills"
                | "Motors"
                | "Assembly"
                | "Hospital"
        )
}

impl Titles {
    /// The longest title that ends right before token `end`.
    pub(crate) fn ending(&self, end: usize) -> Option<Title> {
        let i = self.titles.partition_point(|title| title.last < end);
        self.titles
            .get(i)
            .filter(|title| title.last == end)
            .copied()
    }

    /// "Inspector Dean Fuller", "the striker Earl Okafor": true if `title` is a given name too and stands right behind
    /// another title.
    pub(crate) fn behind_another(&self, cx: &Cx<'_>, title: Title) -> bool {
        title.last == title.first + 1
            && title.rank.is_some_and(|rank| rank.ambiguous)
            && cx.is(title.first, List::GivenName)
            && self
                .ending(title.first)
                .is_some_and(|before| !cx.is(before.first, List::RoleModifier))
    }

    /// True if a title begins at token `i`.
    pub(crate) fn begins(&self, i: usize) -> bool {
        self.begins.binary_search(&i).is_ok()
    }
}

/// The whole description before a name whose title ends at token `last`: "former US national security adviser".
pub(crate) fn description(cx: &Cx<'_>, title: Title) -> usize {
    let Some(own) = cx.token(title.first) else {
        return title.first;
    };
    let floor = cx
        .sentence_tokens(own.sentence)
        .start
        .max(title.first.saturating_sub(10));
    let mut first = title.first;
    let mut plain = 0;
    while first > floor {
        let i = first - 1;
        let Some(token) = cx.token(i) else { break };
        match token.kind {
            TokenKind::Hyphen | TokenKind::Possessive => {
                first = i;
                continue;
            }
            TokenKind::Word => {}
            TokenKind::Punct if cx.word(i) == "." && !token.spaced && first < title.first + 1 => {
                // The full stop of "Lt. Gen."
                first = i;
                continue;
            }
            _ => break,
        }
        let closed = cx.is(i, List::Determiner)
            || cx.is(i, List::Preposition)
            || cx.is(i, List::Conjunction)
            || cx.is(i, List::Subordinator)
            || cx.is(i, List::Pronoun)
            || cx.is(i, List::Auxiliary);
        if closed {
            break;
        }
        let known = token.capital
            || cx.is(i, List::RoleModifier)
            || cx.phrase(i, List::RoleNoun).is_some()
            || cx.kind(i + 1) == Some(TokenKind::Hyphen);
        if !known {
            let folded = cx.folded(i);
            let verb = cx.is(i, List::NameVerb)
                || folded.ends_with("ed")
                || folded.ends_with("ing")
                || folded.ends_with("ly");
            plain += 1;
            if verb || plain > 2 {
                break;
            }
        }
        first = i;
    }
    // A possessive or mark at the very start belongs to what stands before.
    while first < title.first && !matches!(cx.kind(first), Some(TokenKind::Word)) {
        first += 1;
    }
    // A sentence that begins with a capital verb or adverb: only what the role needs.
    first
}

/// The role behind a name: ", a nurse,", ", head of the council", ", 34, a farmer". Tokens of the role, and the age.
pub(crate) fn apposition(cx: &Cx<'_>, end: usize) -> (Option<(usize, usize)>, bool) {
    let Some(sentence) = cx.token(end).map(|token| token.sentence) else {
        return (None, false);
    };
    let limit = cx.sentence_tokens(sentence).end;
    if end >= limit || !matches!(cx.word(end), "," | "(" | "–" | "—") {
        return (None, false);
    }
    let mut at = end + 1;
    let mut age = false;
    if cx.kind(at) == Some(TokenKind::Number) && at < limit {
        let word = cx.word(at);
        age = word.len() <= 3
            && word.bytes().all(|b| b.is_ascii_digit())
            && (matches!(cx.word(at + 1), "," | ")" | "." | ";") || at + 1 >= limit);
        if !age || !matches!(cx.word(at + 1), ",") {
            return (None, age);
        }
        at += 2;
    }
    let first = at;
    // A clause or another name's comparison is no role.
    let clause = matches!(
        cx.folded(at),
        "who"
            | "whose"
            | "whom"
            | "which"
            | "where"
            | "when"
            | "like"
            | "unlike"
            | "if"
            | "and"
            | "but"
            | "as"
    ) || cx.folded(at).ends_with("ing") && cx.phrase(at, List::RoleNoun).is_none();
    // "arrested A B, at a friend's house"; but "A B, at 34 the youngest mayor".
    let where_or_when = matches!(
        cx.folded(at),
        "at" | "in"
            | "on"
            | "after"
            | "before"
            | "near"
            | "outside"
            | "inside"
            | "during"
            | "over"
            | "under"
    ) && cx.kind(at + 1) != Some(TokenKind::Number);
    if clause || where_or_when {
        return (None, age);
    }
    // The role noun stands within a few words, before a verb or a mark.
    let mut steps = 0;
    while at < limit && steps < 9 {
        if matches!(
            cx.kind(at),
            Some(TokenKind::Punct | TokenKind::Dash | TokenKind::Mark)
        ) && cx.word(at) != "."
        {
            break;
        }
        if steps > 0
            && (cx.is(at, List::Auxiliary)
                || matches!(cx.folded(at), "who" | "which" | "that" | "and" | "said"))
        {
            break;
        }
        let rank = cx
            .names
            .ranks
            .longest(cx, at)
            .map(|found| found.last - found.first);
        let len = cx.phrase(at, List::RoleNoun).max(rank);
        if let Some(len) = len {
            // "…, President Roe said" is somebody else.
            let other = cx
                .token(at + len)
                .is_some_and(|next| next.kind == TokenKind::Word && next.capital);
            if other && cx.token(at).is_some_and(|token| token.capital) {
                return (None, age);
            }
            // To the end of the phrase.
            let mut last = at + len;
            while last < limit
                && !matches!(
                    cx.kind(last),
                    Some(TokenKind::Punct | TokenKind::Dash | TokenKind::Mark)
                )
                && !cx.is(last, List::NameVerb)
                && !cx.is(last, List::Auxiliary)
                && !matches!(cx.folded(last), "who" | "which")
                && last < first + 16
            {
                last += 1;
            }
            return (Some((first, last)), age);
        }
        at += 1;
        steps += 1;
    }
    (None, age)
}
