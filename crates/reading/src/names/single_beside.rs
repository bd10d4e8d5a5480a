//! What stands around a single name and tells that it is a person's: a role set off before it, a body it speaks for, the
//! sentence that goes on with "The 71-year-old".

use super::single::NameEvidence;
use super::single_role::of_bodies;
use crate::cx::Cx;
use crate::lists::List;
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// The first of these readings that fits the name at tokens `first..last`.
pub(super) fn beside(cx: &Cx<'_>, first: usize, last: usize) -> Option<NameEvidence> {
    let sentence = cx
        .token(first)
        .and_then(|token| cx.sentence(token.sentence))?;
    if role_before(cx, sentence, first, last) {
        return Some(NameEvidence::Title);
    }
    if speaks_for(cx, sentence, last) {
        return Some(NameEvidence::Speech);
    }
    if goes_on(cx, sentence, first, last) {
        return Some(NameEvidence::Age);
    }
    accused(cx, first, last).then_some(NameEvidence::Deed)
}

/// "A former treasurer of the trust, X is said to have pawned": the role set off at the head of the sentence.
fn role_before(cx: &Cx<'_>, sentence: &Sentence, first: usize, last: usize) -> bool {
    let head = sentence.first as usize;
    let Some(comma) = first
        .checked_sub(1)
        .filter(|&i| i > head + 1 && cx.word(i) == ",")
    else {
        return false;
    };
    let opens = matches!(
        cx.folded(head),
        "a" | "an" | "once" | "formerly" | "now" | "the"
    ) && comma - head <= 14;
    // A mark between sets more off than the role.
    if !opens
        || (head + 1..comma).any(|i| {
            cx.kind(i) != Some(TokenKind::Word)
                && cx.kind(i) != Some(TokenKind::Hyphen)
                && cx.kind(i) != Some(TokenKind::Number)
                && cx.kind(i) != Some(TokenKind::Possessive)
        })
    {
        return false;
    }
    let mut i = head + 1;
    let mut noun = None;
    while i < comma {
        if cx.is(i, List::Preposition)
            || cx.is(i, List::Auxiliary)
            || cx.is(i, List::PastForm)
            || cx.is(i, List::Subordinator)
            || matches!(cx.folded(i), "who" | "that" | "which")
        {
            break;
        }
        noun = Some(i);
        i += 1;
    }
    let role = noun.is_some_and(|i| {
        !of_bodies(cx.folded(i))
            && (cx.is(i, List::RoleNoun) || cx.is(i, List::PersonNoun))
            && cx.token(i).is_some_and(|token| !token.capital)
    });
    role && (cx.is(last, List::Auxiliary)
        || cx.is(last, List::PastForm)
        || cx.is(last, List::FiniteForm)
        || cx.folded(last).ends_with("ed"))
}

/// "X, for the airport, said": who speaks for a body.
fn speaks_for(cx: &Cx<'_>, sentence: &Sentence, last: usize) -> bool {
    if cx.word(last) != ","
        || !matches!(
            cx.folded(last + 1),
            "for" | "defending" | "prosecuting" | "representing"
        )
    {
        return false;
    }
    let stop = (last + 10).min(sentence.last as usize);
    (last + 2..stop)
        .find(|&i| cx.word(i) == ",")
        .is_some_and(|close| {
            matches!(
                cx.folded(close + 1),
                "said" | "says" | "told" | "argued" | "added"
            )
        })
}

/// "X had already moved the piano. The 71-year-old teacher owed rent": the subject of one sentence, of whom the next goes on.
fn goes_on(cx: &Cx<'_>, sentence: &Sentence, first: usize, last: usize) -> bool {
    let subject = first == sentence.first as usize
        || matches!(cx.word(first.saturating_sub(1)), ",")
        || cx.is(first.saturating_sub(1), List::Subordinator);
    let verb = cx.is(last, List::Auxiliary)
        || cx.is(last, List::PastForm)
        || cx.is(last, List::FiniteForm)
        || cx.folded(last).ends_with("ed");
    let view = cx.kind(last) == Some(TokenKind::Possessive)
        && matches!(
            cx.folded(last + 1),
            "view"
                | "opinion"
                | "account"
                | "words"
                | "telling"
                | "eyes"
                | "judgment"
                | "judgement"
                | "reckoning"
                | "mind"
        );
    if !(subject && verb || view) {
        return false;
    }
    let next = sentence.last as usize;
    // The sentence behind it, in the same or the next paragraph.
    if cx.token(next).is_none_or(|token| {
        cx.sentence(token.sentence)
            .is_none_or(|other| other.first as usize != next)
    }) || cx.folded(next) != "the"
    {
        return false;
    }
    let aged = cx.kind(next + 1) == Some(TokenKind::Number)
        && cx.folded(next + 3) == "year"
        && cx.folded(next + 5) == "old";
    // "In X's view … The engineer, from the port authority,"
    let role = view && cx.is(next + 1, List::RoleNoun) && !of_bodies(cx.folded(next + 1));
    aged || role
}

/// "Police have charged X with arson", "the court fined X": what is done to a person by police and courts.
fn accused(cx: &Cx<'_>, first: usize, last: usize) -> bool {
    let Some(before) = first.checked_sub(1) else {
        return false;
    };
    match cx.folded(before) {
        "charged" | "charging" | "charge" => {
            cx.folded(last) == "with"
                && (1..=8)
                    .filter_map(|back| before.checked_sub(back))
                    .any(|i| {
                        matches!(
                            cx.folded(i),
                            "police"
                                | "prosecutors"
                                | "detectives"
                                | "officers"
                                | "court"
                                | "magistrate"
                                | "authorities"
                        )
                    })
        }
        "remanded" | "cautioned" | "questioned" | "handcuffed" | "interrogated" | "paroled"
        | "exonerated" | "reprieved" => {
            !matches!(
                cx.kind(last),
                Some(TokenKind::Word | TokenKind::Possessive | TokenKind::Hyphen)
            ) || cx.is(last, List::Preposition)
        }
        _ => false,
    }
}
