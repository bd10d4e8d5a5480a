//! What stands beside a name: an age, a role set off before it, the body that a role names.

use crate::cx::Cx;
use crate::lists::List;
use crate::numbers::lexeme::Num;
use crate::token::TokenKind;

use super::titles::Title;

/// How many tokens a role set off before a name may take.
const REACH: usize = 16;

/// True if the token closes a phrase: a mark, a verb, a conjunction of clauses.
fn closes(cx: &Cx<'_>, i: usize) -> bool {
    matches!(
        cx.kind(i),
        Some(TokenKind::Punct | TokenKind::Mark | TokenKind::Dash) | None
    ) && cx.word(i) != "."
        || cx.is(i, List::Auxiliary)
        || cx.is(i, List::NameVerb)
        || cx.is(i, List::Subordinator)
        || matches!(cx.folded(i), "who" | "which" | "that" | "whose")
}

/// The number of token `i`, if it can be the age of a person.
fn years(cx: &Cx<'_>, i: usize) -> Option<f64> {
    let word = cx.word(i);
    // "seven", "fourteen": house styles spell out the ages of small children, and every number that opens a sentence.
    if let Num::Ones(years @ 1..) | Num::Tens(years) = cx.values.lexeme(cx.token(i)?.word).num {
        return (cx.kind(i) == Some(TokenKind::Word)).then(|| f64::from(years));
    }
    (cx.kind(i) == Some(TokenKind::Number) && word.len() <= 3)
        .then(|| word.parse::<f64>().ok())
        .flatten()
        .filter(|age| *age <= 125.0)
}

/// The age beside the name of tokens `first..last`: "A B, 34,", "A B (34)", "A B, aged 34", "A B, a 34-year-old
/// nurse", "34-year-old A B", "34-year-old nurse A B".
pub(super) fn age(cx: &Cx<'_>, first: usize, last: usize) -> Option<f64> {
    let sentence = cx.token(first)?.sentence;
    let range = cx.sentence_tokens(sentence);
    if last < range.end && matches!(cx.word(last), "," | "(" | "–" | "—") {
        let mut at = last + 1;
        if matches!(
            cx.folded(at),
            "a" | "an" | "the" | "aged" | "age" | "then" | "now"
        ) {
            let aged = matches!(cx.folded(at), "aged" | "age");
            at += 1;
            if aged {
                return years(cx, at);
            }
        }
        if let Some(age) = years(cx, at) {
            let closed = matches!(cx.word(at + 1), "," | ")" | "." | ";" | "–" | "—")
                || at + 1 >= range.end
                || cx.folded(at + 1) == "and";
            if closed || year_old(cx, at + 1) {
                return Some(age);
            }
        }
    }
    // Before the name, up to a few words of role between.
    let floor = first.saturating_sub(9).max(range.start);
    let mut i = first;
    while i > floor {
        i -= 1;
        if year_old(cx, i) {
            let before = i.checked_sub(1)?;
            let hyphen = usize::from(cx.kind(before) == Some(TokenKind::Hyphen));
            return years(cx, before.checked_sub(hyphen)?);
        }
        // "a 17-year-old student named A B", "a 17-year-old student, A B, was"
        let named = matches!(cx.folded(i), "named" | "called")
            || cx.word(i) == "," && matches!(cx.word(last), "," | "." | ";" | "–" | "—");
        if i + 1 == first && named {
            continue;
        }
        // "the 17-year-old's mother": of another.
        if closes(cx, i)
            || cx.kind(i) == Some(TokenKind::Possessive)
            || cx.is(i, List::Preposition)
            || cx.is(i, List::Conjunction)
            || cx.is(i, List::Determiner)
        {
            break;
        }
    }
    None
}

/// "a 14-year-old [Amjad]": an age right before the name.
pub(super) fn age_before(cx: &Cx<'_>, first: usize) -> bool {
    let Some(old) = first.checked_sub(1).filter(|&i| cx.folded(i) == "old") else {
        return false;
    };
    (1..=3)
        .filter_map(|back| old.checked_sub(back))
        .any(|i| year_old(cx, i) && i.checked_sub(1).is_some_and(|at| years(cx, at).is_some()))
}

/// "-year-old" or "year old" begins at token `i`.
fn year_old(cx: &Cx<'_>, i: usize) -> bool {
    let hyphen = |i: usize| usize::from(cx.kind(i) == Some(TokenKind::Hyphen));
    let year = i + hyphen(i);
    if !matches!(cx.folded(year), "year" | "years" | "yr") {
        return false;
    }
    cx.folded(year + 1 + hyphen(year + 1)) == "old"
}

/// A role set off before the name: ", the group's spokesman, [A B]," or "A spokesman for the group, [A B], said".
/// Tokens of the role's phrase.
pub(super) fn role_before(cx: &Cx<'_>, first: usize, last: usize) -> Option<(usize, usize)> {
    let sentence = cx.token(first)?.sentence;
    let range = cx.sentence_tokens(sentence);
    let comma = first
        .checked_sub(1)
        .filter(|&i| i > range.start && cx.word(i) == ",")?;
    // Behind the name a comma, a verb or the end: else the comma lists.
    let behind = matches!(cx.word(last), "," | "." | "(" | "–" | "—" | ":")
        || last >= range.end
        || cx.is(last, List::NameVerb)
        || cx.is(last, List::Auxiliary);
    if !behind {
        return None;
    }
    let floor = comma.saturating_sub(REACH).max(range.start);
    let mut begin = comma;
    while begin > floor && !closes(cx, begin - 1) {
        begin -= 1;
    }
    // The head of the phrase is its first role noun, before "of", "for", "at".
    let head = (begin..comma).find(|&i| {
        cx.phrase(i, List::RoleNoun).is_some() || cx.names.ranks.longest(cx, i).is_some()
    })?;
    // A name between the role and the comma is the one who has the role: "Mayor Anna Lund, [B C]".
    let direct = cx
        .token(head + 1)
        .is_some_and(|next| next.kind == TokenKind::Word && next.capital && head + 1 < comma);
    let opens = (begin..=head).any(|i| {
        matches!(
            cx.folded(i),
            "the" | "a" | "an" | "its" | "his" | "her" | "their" | "one" | "another"
        ) || cx.kind(i) == Some(TokenKind::Possessive)
    });
    // Only words that describe stand between the article and the head.
    let start = (begin..=head)
        .rev()
        .take_while(|&i| i == head || !(cx.is(i, List::Preposition) || cx.is(i, List::Conjunction)))
        .last()?;
    (opens && !direct).then_some((start, comma))
}

/// The body or place in a role behind a name: capitals behind "of", "for", "at", "with", "from"; or before the noun.
pub(super) fn affiliation_behind(
    cx: &Cx<'_>,
    first: usize,
    last: usize,
) -> Option<copydesk_draft::Span> {
    let link = (first..last).find(|&i| {
        matches!(cx.folded(i), "of" | "for" | "at" | "with" | "from" | "in")
            && (i + 1..(i + 3).min(last)).any(|k| capital(cx, k))
    });
    let (start, end) = match link {
        Some(link) => {
            let mut end = link + 1;
            while end < last
                && (capital(cx, end)
                    || matches!(
                        cx.folded(end),
                        "the" | "of" | "for" | "and" | "on" | "&" | "in" | "at"
                    )
                    || matches!(
                        cx.kind(end),
                        Some(TokenKind::Hyphen | TokenKind::Possessive)
                    ))
            {
                end += 1;
            }
            (link + 1, end)
        }
        None => capitals_in(cx, first, last)?,
    };
    // Small words at the end link to nothing.
    let (mut start, mut end) = (start, end);
    while start < end && !capital(cx, start) {
        start += 1;
    }
    while end > start && !capital(cx, end - 1) {
        end -= 1;
    }
    (end > start).then(|| cx.span(start, end))
}

/// The body or place before the title noun: "[Interior Ministry] spokesman", "former [Goldman Sachs] banker".
pub(super) fn affiliation_before(
    cx: &Cx<'_>,
    first: usize,
    title: Title,
) -> Option<copydesk_draft::Span> {
    let (start, end) = capitals_in(cx, first, title.first)?;
    Some(cx.span(start, end))
}

fn capital(cx: &Cx<'_>, i: usize) -> bool {
    cx.token(i)
        .is_some_and(|token| token.capital && token.kind == TokenKind::Word)
}

/// The first stretch of capitals, without words that only modify a role.
fn capitals_in(cx: &Cx<'_>, first: usize, last: usize) -> Option<(usize, usize)> {
    let plain = |i: usize| {
        capital(cx, i)
            && !cx.is(i, List::RoleModifier)
            && !cx.is(i, List::RoleNoun)
            && cx.names.ranks.longest(cx, i).is_none()
            && !cx.is(i, List::Opener)
            && !cx.is(i, List::Determiner)
            && !cx.is(i, List::Month)
            && !cx.is(i, List::Weekday)
    };
    let start = (first..last).find(|&i| plain(i))?;
    let mut end = start + 1;
    while end < last && (plain(end) || matches!(cx.folded(end), "of" | "and" | "for")) {
        end += 1;
    }
    while end > start + 1 && !capital(cx, end - 1) {
        end -= 1;
    }
    Some((start, end))
}
