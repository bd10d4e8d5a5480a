//! A role set off beside a single name, before it or behind: "its chief executive, X, warned", "X, the union's president,",
//! "X, head of the park service,".

use super::single::NameEvidence;
use crate::cx::Cx;
use crate::lists::List;
use crate::token::TokenKind;

/// Tokens that a role takes, at most.
const REACH: usize = 9;

/// The role beside the name at tokens `first..last`.
pub(super) fn beside(cx: &Cx<'_>, first: usize, last: usize) -> Option<NameEvidence> {
    let clean = !matches!(cx.folded(last + 1), "and" | "or") || cx.word(last) != ",";
    (before(cx, first, last) || clean && behind(cx, first, last)).then_some(NameEvidence::Title)
}

/// "its chief executive, X, warned", "the ward's assistant engineer, X, said".
fn before(cx: &Cx<'_>, first: usize, last: usize) -> bool {
    let Some(comma) = first.checked_sub(1).filter(|&i| cx.word(i) == ",") else {
        return false;
    };
    // "a professor at the University of California, Irvine": the name belongs to the one before the comma.
    let place = comma
        .checked_sub(1)
        .is_some_and(|i| cx.token(i).is_some_and(|token| token.capital));
    if !matches!(cx.word(last), "," | "–" | "—") || place {
        return false;
    }
    let sentence = cx.token(first).map(|token| token.sentence);
    let plain = |i: &usize| {
        matches!(
            cx.kind(*i),
            Some(TokenKind::Word | TokenKind::Possessive | TokenKind::Hyphen)
        ) && cx.token(*i).map(|token| token.sentence) == sentence
    };
    let run = (comma.saturating_sub(REACH)..comma).rev().take_while(plain);
    let Some(start) = run.last() else {
        return false;
    };
    // The role begins behind the last word that opens a noun phrase and has no preposition before its head.
    let opens = (start..comma)
        .rev()
        .find(|&i| is_opener(cx, i) || cx.kind(i) == Some(TokenKind::Possessive));
    let Some(opens) = opens else { return false };
    let of = (opens + 1..comma).find(|&i| cx.is(i, List::Preposition));
    let head = of.unwrap_or(comma);
    // "the head of the clinic, X": the article before "head" opens it, not that of "the clinic".
    let outer = || {
        let prep = opens
            .checked_sub(1)
            .filter(|&i| i > start && cx.is(i, List::Preposition))?;
        let opener = (start..prep).rev().find(|&i| is_opener(cx, i))?;
        Some((opener + 1, prep))
    };
    is_role(cx, opens + 1, head) || outer().is_some_and(|(from, to)| is_role(cx, from, to))
}

/// "X, the union's president,", "X, president of the union,", "X, its head of exploration,".
fn behind(cx: &Cx<'_>, first: usize, last: usize) -> bool {
    if cx.word(last) != "," {
        return false;
    }
    // Part of a longer name, or a place: "Nick X, a banker", "mayor of X, governor of".
    let named = first.checked_sub(1).is_some_and(|i| {
        cx.token(i).is_some_and(|token| token.capital)
            && !cx.is(i, List::Preposition)
            && !cx.is(i, List::Conjunction)
            || cx.is(i, List::Auxiliary)
            || i > 0 && cx.word(i) == "," && cx.is(i - 1, List::RelationNoun)
            || i > 0 && cx.folded(i) == "of" && cx.phrase(i - 1, List::RoleNoun).is_some()
    });
    if named {
        return false;
    }
    let from = last + 1;
    let end = (from..from + REACH).find(|&i| {
        !matches!(
            cx.kind(i),
            Some(TokenKind::Word | TokenKind::Possessive | TokenKind::Hyphen)
        ) || i > from
            && (cx.is(i, List::Preposition) || matches!(cx.folded(i), "who" | "whose" | "and"))
    });
    let Some(end) = end else { return false };
    let opened = (from..end)
        .rev()
        .find(|&i| is_opener(cx, i) || cx.kind(i) == Some(TokenKind::Possessive));
    let start = opened.map_or(from, |i| i + 1);
    let closed = matches!(cx.word(end), "," | "." | ";" | "–" | "—")
        || matches!(cx.folded(end), "who" | "whose")
        || cx.is(end, List::Preposition);
    // Without an article only an office of something: "president of the union".
    let bare = opened.is_none() && cx.folded(end) != "of";
    let headed = cx.folded(end.saturating_sub(1)) == "head" && cx.folded(end) == "of";
    // "then asked the speaker": no verb stands before what opens it, and none is in it.
    let clause = cx.is(from, List::Preposition)
        || (from..end).any(|i| {
            cx.is(i, List::Auxiliary)
                || cx.is(i, List::Modal)
                || cx.is(i, List::PastForm)
                || cx.is(i, List::Subordinator)
                || cx.is(i, List::FoundVerb)
                || cx.folded(i).ends_with("ing") && cx.phrase(i, List::RoleNoun).is_none()
                || i < start && cx.folded(i).ends_with("ly")
        });
    closed && !bare && !clause && start < end && (headed || is_role(cx, start, end))
}

/// A word that opens a noun phrase.
fn is_opener(cx: &Cx<'_>, i: usize) -> bool {
    cx.is(i, List::Determiner)
        || matches!(
            cx.folded(i),
            "the" | "a" | "an" | "its" | "his" | "her" | "their" | "our" | "another" | "one"
        )
}

/// True if the words `from..to` end in a role that people have and bodies have not, with nothing but what describes it before.
fn is_role(cx: &Cx<'_>, from: usize, to: usize) -> bool {
    if from >= to {
        return false;
    }
    let verb = |i: usize| {
        cx.is(i, List::Auxiliary) || cx.is(i, List::PastForm) || cx.is(i, List::Subordinator)
    };
    let small = (from..to).all(|i| !cx.token(i).is_some_and(|token| token.capital) && !verb(i));
    let head = to - 1;
    let ends = (from..to).any(|i| {
        [List::RoleNoun, List::PersonNoun]
            .iter()
            .any(|&list| cx.phrase(i, list).is_some_and(|len| i + len == to))
    });
    // Kin go by their first names.
    small
        && ends
        && (!cx.is(head, List::RelationNoun)
            || matches!(
                cx.folded(head),
                "lawyer"
                    | "attorney"
                    | "solicitor"
                    | "barrister"
                    | "counsel"
                    | "spokesman"
                    | "spokeswoman"
                    | "manager"
                    | "doctor"
                    | "coach"
                    | "trainer"
                    | "successor"
                    | "predecessor"
            ))
        && (!of_bodies(cx.folded(head)) || super::single_office::of_people(cx, head))
        && !cx.folded(head).ends_with('s')
}

/// Roles that firms, clubs and states have as well.
pub(super) fn of_bodies(word: &str) -> bool {
    matches!(
        word,
        "leader"
            | "maker"
            | "member"
            | "partner"
            | "rival"
            | "owner"
            | "pioneer"
            | "supplier"
            | "producer"
            | "publisher"
            | "star"
            | "player"
            | "operator"
            | "sponsor"
            | "manufacturer"
            | "retailer"
            | "lender"
            | "insurer"
            | "carrier"
            | "winner"
            | "champion"
            | "ally"
            | "neighbour"
            | "neighbor"
            | "host"
            | "giant"
            | "employer"
            | "exporter"
            | "importer"
            | "broadcaster"
            | "developer"
            | "distributor"
            | "builder"
            | "buyer"
            | "seller"
            | "adviser"
            | "advisor"
            | "auditor"
            | "consultant"
            | "broker"
            | "contractor"
            | "architect"
            | "trustee"
            | "administrator"
            | "receiver"
            | "landlord"
            | "parent"
            | "agent"
            | "critic"
            | "favourite"
            | "favorite"
            | "founder"
            | "guest"
            | "patron"
            | "master"
            | "head"
            | "opponent"
            | "enemy"
            | "backer"
            | "investor"
            | "shareholder"
            | "creditor"
            | "customer"
            | "client"
            | "competitor"
            | "donor"
            | "user"
            | "provider"
            | "tenant"
            | "guarantor"
            | "subject"
            | "people"
            | "hero"
            | "character"
            | "god"
            | "goddess"
            | "saint"
            | "king"
            | "queen"
            | "prophet"
            | "predecessor"
            | "successor"
            | "namesake"
            | "champions"
    )
}
