//! What is done to a person, made by one or one's own: it tells that a single name is a person's.

use super::single::NameEvidence;
use crate::cx::Cx;
use crate::lists::List;
use crate::token::TokenKind;

/// "police arrested X", "a tower designed by X", "X's laboratory": what is done to a person alone, made by one, or one's own.
pub(super) fn suffered(cx: &Cx<'_>, first: usize, last: usize) -> Option<NameEvidence> {
    let surname = cx.is(first, List::Surname) || scottish(cx.word(first));
    if surname && (heard_of(cx, first, last) || heard_within(cx, first, last)) {
        return Some(NameEvidence::Deed);
    }
    if surname && his_own(cx, last) {
        return Some(NameEvidence::Pronoun);
    }
    let before = first.checked_sub(1)?;
    let verb = cx.folded(before);
    let closed = !matches!(
        cx.kind(last),
        Some(TokenKind::Word | TokenKind::Possessive | TokenKind::Hyphen)
    ) || cx.is(last, List::Preposition)
        || cx.is(last, List::Conjunction)
        || cx.is(last, List::Weekday)
        || cx.is(last, List::Subordinator);
    let taken = matches!(
        verb,
        "arrested"
            | "jailed"
            | "sentenced"
            | "convicted"
            | "acquitted"
            | "detained"
            | "handcuffed"
            | "deported"
            | "extradited"
            | "pardoned"
            | "knighted"
            | "imprisoned"
            | "interviewed"
    );
    let met = matches!(
        verb,
        "met"
            | "thanked"
            | "succeeded"
            | "replaced"
            | "appointed"
            | "elected"
            | "defeated"
            | "married"
    );
    // "sent X to prison"
    let sent = matches!(verb, "sent" | "sending" | "sends")
        && cx.folded(last) == "to"
        && matches!(cx.folded(last + 1), "prison" | "jail" | "hospital");
    if sent || closed && (taken || met && surname) {
        return Some(NameEvidence::Deed);
    }
    let made = verb == "by"
        && first.checked_sub(2).is_some_and(|i| {
            matches!(
                cx.folded(i),
                "written"
                    | "painted"
                    | "composed"
                    | "sculpted"
                    | "penned"
                    | "choreographed"
                    | "coached"
                    | "taught"
                    | "invented"
                    | "designed"
                    | "photographed"
            ) || surname
                && matches!(
                    cx.folded(i),
                    "book"
                        | "novel"
                        | "poem"
                        | "painting"
                        | "portrait"
                        | "bought"
                        | "built"
                        | "led"
                        | "letter"
                )
        });
    if made && closed {
        return Some(NameEvidence::Relation);
    }
    let own = cx.kind(last) == Some(TokenKind::Possessive)
        && (matches!(
            cx.folded(last + 1),
            "funeral" | "testimony" | "memoir" | "memoirs" | "confession" | "apprentices" | "bail"
        ) || matches!(
            cx.folded(last + 1),
            "laboratory" | "lab" | "studio" | "workshop" | "surgery"
        ) && (surname || slavic(cx.folded(first)))
            || surname
                && matches!(
                    cx.folded(last + 1),
                    "arrest" | "trial" | "resignation" | "novel" | "poems" | "students" | "cell"
                ));
    if own {
        return Some(NameEvidence::Relation);
    }
    // "in a letter to X"
    (verb == "to"
        && surname
        && closed
        && first.checked_sub(2).is_some_and(|i| {
            matches!(
                cx.folded(i),
                "letter" | "email" | "note" | "message" | "telegram"
            )
        }))
    .then_some(NameEvidence::Relation)
}

/// "X had both keys and signed for neither, the inquiry heard", "the jury heard that X kept a ledger": whom a court or a
/// committee hears of in the subject is a person.
fn heard_of(cx: &Cx<'_>, first: usize, last: usize) -> bool {
    if !something_told(cx, last) {
        return false;
    }
    let body = |i: usize| hearing_body(cx, i);
    let hears = |i: usize| hears(cx, i);
    let behind_that = cx.folded(first.saturating_sub(1)) == "that"
        && first.checked_sub(3).is_some_and(|i| {
            cx.folded(i + 1) == "heard" && body(i)
                || cx.folded(i + 1) == "told"
                    && matches!(cx.folded(i), "was" | "were")
                    && i.checked_sub(1).is_some_and(body)
        });
    if behind_that {
        return true;
    }
    let Some(sentence) = cx
        .token(first)
        .and_then(|token| cx.sentence(token.sentence))
        .filter(|sentence| sentence.first as usize == first)
    else {
        return false;
    };
    (last..sentence.last as usize)
        .rfind(|&i| cx.word(i) == ",")
        .is_some_and(|comma| {
            (comma + 2..comma + 12).any(|i| {
                // "a Senate committee in Manila heard"
                body(i) && (i + 1..i + 5).any(hears)
            })
        })
}

/// A body that hears people.
fn hearing_body(cx: &Cx<'_>, i: usize) -> bool {
    matches!(
        cx.folded(i),
        "court"
            | "jury"
            | "inquest"
            | "inquiry"
            | "tribunal"
            | "committee"
            | "hearing"
            | "commission"
            | "panel"
            | "judge"
            | "coroner"
            | "jurors"
            | "magistrates"
    )
}

/// "heard", "was told"
fn hears(cx: &Cx<'_>, i: usize) -> bool {
    cx.folded(i) == "heard" || matches!(cx.folded(i), "was" | "were") && cx.folded(i + 1) == "told"
}

/// Something is told of the name before token `last`: "had", "kept the books", "was the only signatory".
fn something_told(cx: &Cx<'_>, last: usize) -> bool {
    cx.is(last, List::Auxiliary)
        || cx.is(last, List::FiniteForm)
        || cx.folded(last).len() > 4 && cx.folded(last).ends_with("ed")
        || matches!(
            cx.folded(last),
            "kept"
                | "took"
                | "gave"
                | "left"
                | "went"
                | "knew"
                | "saw"
                | "made"
                | "held"
                | "paid"
                | "ran"
                | "sold"
                | "bought"
                | "spent"
                | "drove"
                | "wrote"
                | "hid"
                | "stole"
                | "drew"
                | "lied"
                | "never"
                | "also"
                | "did"
                | "lost"
                | "met"
                | "sent"
                | "told"
                | "shot"
                | "hit"
        )
}

/// "The boat would have been saved, the inquiry was told, if X had woken the captain": the hearing set between commas, and the
/// name at the head of a clause behind it.
fn heard_within(cx: &Cx<'_>, first: usize, last: usize) -> bool {
    let Some(opener) = first.checked_sub(1) else {
        return false;
    };
    let heads = cx.is(opener, List::Subordinator) || cx.folded(opener) == "that";
    let Some(sentence) = cx
        .token(first)
        .and_then(|token| cx.sentence(token.sentence))
        .filter(|_| heads && something_told(cx, last))
    else {
        return false;
    };
    let commas = |from: usize, to: usize| (from..to).find(|&i| cx.word(i) == ",");
    let Some(open) = commas(sentence.first as usize, opener) else {
        return false;
    };
    // ", an inquest in Leeds heard,"
    commas(open + 1, first).is_some_and(|close| {
        close <= open + 10
            && (open + 1..close)
                .any(|i| hearing_body(cx, i) && (i + 1..close).any(|i| hears(cx, i)))
    })
}

/// "X's last attempt to have his conviction set aside": what one owns and wants for oneself is a person's. A wish alone: of other
/// things the pronoun may speak of somebody told of before.
fn his_own(cx: &Cx<'_>, last: usize) -> bool {
    let wish = |i: usize| {
        matches!(
            cx.folded(i),
            "attempt"
                | "attempts"
                | "bid"
                | "bids"
                | "effort"
                | "efforts"
                | "plea"
                | "pleas"
                | "appeal"
                | "request"
                | "application"
                | "claim"
                | "refusal"
                | "hopes"
                | "hope"
                | "wish"
                | "motion"
                | "petition"
                | "campaign"
                | "fight"
                | "battle"
                | "struggle"
        ) && cx.folded(i + 1) == "to"
            || matches!(cx.folded(i), "appeal" | "appeals" | "plea" | "pleas")
                && cx.folded(i + 1) == "against"
    };
    cx.kind(last) == Some(TokenKind::Possessive)
        && (last + 1..last + 4).find(|&i| wish(i)).is_some_and(|noun| {
            (noun + 2..noun + 5)
                .take_while(|&i| cx.kind(i) == Some(TokenKind::Word))
                .any(|i| matches!(cx.folded(i), "his" | "her"))
        })
}

/// `McAllister`, `MacDougall`, `FitzGibbon`: no list has them all.
pub(super) fn scottish(word: &str) -> bool {
    ["Mc", "Mac", "Fitz"].iter().any(|prefix| {
        word.strip_prefix(prefix)
            .is_some_and(|rest| rest.len() > 2 && rest.starts_with(char::is_uppercase))
    })
}

/// True if a word ends as family names of eastern Europe do.
pub(super) fn slavic(word: &str) -> bool {
    word.len() >= 6
        && [
            "ova", "eva", "ina", "enko", "sky", "ski", "ska", "skaya", "yan", "shvili", "vic",
            "wicz",
        ]
        .iter()
        .any(|end| word.ends_with(end))
}
