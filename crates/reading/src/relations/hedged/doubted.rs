//! Doubts of a lede that are no modal verb: "with suspected mpox", "is in talks that could lead to the sale", "a former
//! officer claims"; and a cause that the body leaves open under a headline that names a culprit.

use copydesk_draft::Span;

use super::{Ground, mark, stem};
use crate::lists::List;
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// "is in isolation with suspected mpox", "a suspected case of cholera" under "Cholera reaches Lagos": the illness or the
/// find itself is in doubt, and the headline names it.
pub(super) fn suspected(ground: &Ground<'_, '_>, head: &Sentence, lede: &Sentence) -> Option<Span> {
    let cx = ground.cx;
    let named = |i: usize| {
        cx.kind(i) == Some(TokenKind::Word)
            && cx.folded(i).chars().count() > 3
            && (head.first as usize..head.last as usize).any(|k| cx.folded(k) == cx.folded(i))
    };
    (lede.first as usize + 1..lede.last as usize).find_map(|i| {
        if !matches!(cx.folded(i), "suspected" | "possible" | "presumed") {
            return None;
        }
        let next = i + 1;
        let of_case = matches!(
            cx.folded(next),
            "case" | "cases" | "outbreak" | "infection" | "infections"
        );
        let found = if of_case && cx.folded(next + 1) == "of" {
            named(next + 2)
        } else {
            let with = matches!(cx.folded(i - 1), "with" | "from" | "of" | "by")
                && cx.folded(i) == "suspected";
            let ill = matches!(
                cx.folded(i.saturating_sub(2)),
                "isolation"
                    | "hospital"
                    | "ill"
                    | "sick"
                    | "died"
                    | "dead"
                    | "quarantine"
                    | "treated"
                    | "case"
                    | "cases"
                    | "down"
                    | "quarantined"
            ) || (lede.first as usize..i).any(|k| {
                matches!(
                    cx.folded(k),
                    "hospital"
                        | "isolation"
                        | "quarantine"
                        | "admitted"
                        | "ill"
                        | "patient"
                        | "patients"
                        | "symptoms"
                        | "fell"
                        | "treated"
                        | "sick"
                        | "isolated"
                        | "died"
                )
            });
            with && ill && named(next)
        };
        found.then(|| cx.span(i, next + usize::from(of_case)))
    })
}

/// What is done, and the noun of what is talked about.
const DONE: [(&str, &[&str]); 9] = [
    ("sale", &["sold", "sells", "bought", "buys", "buy"]),
    (
        "purchase",
        &["bought", "buys", "acquires", "acquired", "sold"],
    ),
    (
        "acquisition",
        &["acquires", "acquired", "buys", "bought", "sold"],
    ),
    (
        "takeover",
        &["takes", "bought", "buys", "acquires", "taken"],
    ),
    ("merger", &["merge", "merges", "merged"]),
    ("closure", &["closes", "closed", "shuts", "shut"]),
    (
        "deal",
        &[
            "seals", "sealed", "signs", "signed", "agrees", "agreed", "strikes", "struck",
        ],
    ),
    (
        "ceasefire",
        &["agreed", "agree", "agrees", "declared", "begins"],
    ),
    (
        "truce",
        &["agreed", "agree", "agrees", "declared", "begins"],
    ),
];

/// "is in talks … that could lead to the sale" under "Airline sold": talks, and the headline tells the deed.
pub(super) fn planned(ground: &Ground<'_, '_>, head: &Sentence, lede: &Sentence) -> Option<Span> {
    let cx = ground.cx;
    let (first, last) = (lede.first as usize, lede.last as usize);
    let talks = (first + 1..(first + 12).min(last)).find(|&i| {
        matches!(cx.folded(i - 1), "is" | "are" | "was" | "were")
            && (cx.folded(i) == "in"
                && matches!(cx.folded(i + 1), "talks" | "negotiations" | "discussions")
                || matches!(
                    cx.folded(i),
                    "negotiating"
                        | "discussing"
                        | "considering"
                        | "exploring"
                        | "weighing"
                        | "mulling"
                ))
    })?;
    // Told behind the talks, the deed is of the same sentence: no other verb of the main clause.
    let told = (talks + 1..last).any(|i| {
        DONE.iter().any(|(noun, done)| {
            stem(cx.folded(i)) == stem(noun)
                && (head.first as usize..head.last as usize).any(|k| done.contains(&cx.folded(k)))
        })
    });
    told.then(|| cx.span(talks, talks + 2))
}

/// "…, a former housing officer claims": the lede's whole statement is what somebody claims.
pub(super) fn claimed_behind(ground: &Ground<'_, '_>, lede: &Sentence) -> Option<Span> {
    let cx = ground.cx;
    let look = ground.look(lede);
    let verb = (look.first + 4..look.end).find(|&i| {
        matches!(
            look.word(i),
            "claims" | "alleges" | "alleged" | "allege" | "claimed" | "claim"
        ) && look.kind(i - 1) == Some(TokenKind::Word)
    })?;
    let comma = (look.first + 4..verb).rev().find(|&i| mark(&look, i))?;
    let subject = comma + 1..verb;
    let fits = look.text(comma) == ","
        && (1..=8).contains(&subject.len())
        && !subject.clone().any(|i| {
            cx.is(i, List::Auxiliary)
                || cx.is(i, List::Conjunction)
                || matches!(look.word(i), "who" | "which" | "that" | "as" | "what" | "it" | "according")
        })
        // "the alleged victim", "the insurance claims": a noun or an adjective.
        && !cx.is(verb - 1, List::Determiner)
        && (cx.is(comma + 1, List::Determiner)
            || look.capital(comma + 1)
            || matches!(look.word(comma + 1), "he" | "she" | "they" | "prosecutors" | "police" | "lawyers" | "activists" | "campaigners" | "critics" | "rivals" | "former"));
    // Nothing of its own follows: "claims to have seen", "claims that".
    let closes = mark(&look, verb + 1)
        || verb + 1 >= look.end
        || matches!(look.word(verb + 1), "in" | "on" | "at" | "to");
    let infinitive = look.word(verb + 1) == "to"
        && !matches!(look.word(verb + 2), "the" | "a" | "this" | "reporters");
    (fits && closes && !infinitive).then(|| cx.span(verb, verb + 1))
}

/// Who sets fires and lays bombs, in a headline that says so flatly.
fn culprit(word: &str) -> bool {
    matches!(
        word,
        "arsonist"
            | "arsonists"
            | "saboteurs"
            | "saboteur"
            | "firebugs"
            | "bombers"
            | "vandals"
            | "arson"
            | "sabotage"
    )
}

/// "treating the blaze as possibly deliberate", "the cause is not yet known" under "Arsonists destroy mill".
pub(super) fn cause(ground: &Ground<'_, '_>, head: &Sentence) -> Option<Span> {
    let cx = ground.cx;
    let named = (head.first as usize..head.last as usize).any(|i| culprit(cx.folded(i)));
    if !named {
        return None;
    }
    let mut doubt = None;
    for sentence in cx
        .sentences
        .iter()
        .filter(|one| ground.in_body(one))
        .take(8)
    {
        for i in sentence.first as usize..sentence.last as usize {
            let deliberate = matches!(cx.folded(i), "possibly" | "potentially" | "perhaps")
                && matches!(
                    cx.folded(i + 1),
                    "deliberate" | "arson" | "malicious" | "suspicious"
                )
                || matches!(cx.folded(i), "possible" | "suspected")
                    && matches!(cx.folded(i + 1), "arson" | "sabotage" | "vandalism");
            let open = cx.folded(i) == "cause"
                && (i + 1..i + 9).any(|k| {
                    matches!(
                        cx.folded(k),
                        "unknown" | "unclear" | "investigated" | "investigation"
                    ) || cx.folded(k) == "not"
                        && (k + 1..k + 4).any(|n| {
                            matches!(
                                cx.folded(n),
                                "known" | "clear" | "established" | "determined"
                            )
                        })
                });
            if deliberate || open {
                doubt = doubt.or_else(|| Some(cx.span(i, i + 1)));
            }
            // Somebody was charged, or it is told as a fact.
            if matches!(
                cx.folded(i),
                "arsonist" | "arsonists" | "deliberately" | "saboteurs" | "vandals" | "charged"
            ) {
                return None;
            }
        }
    }
    doubt
}

/// "hid asbestos report for six years": a paper that is spoken of, and no source.
pub(super) fn paper(cx: &crate::cx::Cx<'_>, head: &Sentence, i: usize) -> bool {
    matches!(
        cx.folded(i),
        "report" | "record" | "survey" | "study" | "records" | "reports"
    ) && i > head.first as usize + 1
        && cx.kind(i - 1) == Some(TokenKind::Word)
        && (i + 1 < head.last as usize && cx.is(i + 1, List::Preposition)
            // "resigns over flood report"
            || (2..=4).any(|back| {
                i.checked_sub(back).is_some_and(|k| {
                    k > head.first as usize
                        && matches!(cx.folded(k), "over" | "about" | "after" | "on" | "with")
                })
            }))
}

/// Paragraphs of the body in which a doubt about the headline's deed is looked for.
const NEAR: u32 = 3;

/// "Hackers steal records of 90,000 patients" over a lede of the shut system, and behind it "may have copied the records of
/// 90,000 patients": the one sentence that tells the headline's deed tells it as what may have happened.
pub(super) fn unproved(ground: &Ground<'_, '_>, head: &Sentence, lede: &Sentence) -> Option<Span> {
    let cx = ground.cx;
    let own = super::content_of(ground, head.first as usize..head.last as usize);
    let shared = |tokens: std::ops::Range<usize>| {
        let told = super::content_of(ground, tokens);
        own.iter().filter(|word| told.contains(word)).count()
    };
    let enough = |shared: usize| shared >= 3 && 5 * shared >= 3 * own.len();
    let body = || cx.sentences.iter().filter(|one| ground.in_body(one));
    let near = body().filter(|one| (lede.block + 1..lede.block + NEAR).contains(&one.block));
    let (at, doubted) = near
        .flat_map(|one| (one.first as usize..one.last as usize).map(move |i| (i, one)))
        .find(|&(i, one)| {
            let modal = matches!(cx.folded(i), "may" | "might" | "could")
                && cx.folded(i + 1) == "have"
                && (cx.folded(i + 2).ends_with("ed")
                    || cx.is(i + 2, List::PastForm)
                    || cx.is(i + 2, List::ParticipleForm));
            let close = (i..one.last as usize)
                .find(|&k| matches!(cx.word(k), ";" | ":") || cx.folded(k) == "but")
                .unwrap_or(one.last as usize);
            modal && enough(shared(i + 2..close.min(i + 16)))
        })?;
    // Told flatly elsewhere, it is no matter of doubt.
    let flat = body().any(|one| {
        one.first != doubted.first && shared(one.first as usize..one.last as usize) >= 3
    });
    (!flat).then(|| cx.span(at, at + 2))
}
