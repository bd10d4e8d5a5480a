//! What a headline makes of the hedge of its lede: whether both are of one thing, and whether the headline hedges too.

use copydesk_draft::Span;

use super::{Ground, accuses, content, doubted, stem};
use crate::cx::Cx;
use crate::lists::List;
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// How the lede's hedge was found.
#[derive(Clone, Copy)]
pub(super) struct Said {
    /// As what somebody alleges.
    pub(super) accused: Option<Span>,
    /// As one that surely is of the headline's own deed.
    pub(super) sure: Option<Span>,
}

/// A hedge beside the headline.
#[derive(Clone, Copy)]
pub(super) struct Judged {
    pub(super) hedge: Span,
    /// Words that headline and lede share.
    pub(super) shared: usize,
    /// Words of the headline.
    pub(super) own: usize,
    pub(super) open: bool,
    pub(super) of_subject: bool,
}

/// What the headline makes of a hedge; `None` where it is of something else.
pub(super) fn judged(
    ground: &Ground<'_, '_>,
    head: &Sentence,
    lede: &[&Sentence],
    hedge: Span,
    said: Said,
) -> Option<Judged> {
    let cx = ground.cx;
    let first = lede.first()?;
    let accused = said.accused;
    let own = content(ground, head);
    // What is alleged stands in the first sentence alone.
    let within = if accused.is_some() { 1 } else { lede.len() };
    let told: Vec<String> = lede
        .iter()
        .take(within)
        .flat_map(|sentence| content(ground, sentence))
        .collect();
    let shared = own.iter().filter(|word| told.contains(word)).count();
    // "Coach took bribes" over "A coach from Szeged is alleged to have accepted money": the same man, another word.
    let of_subject = charged(ground, head, first, hedge) || said.sure == Some(hedge);
    // A lede that shares less than two words in five with its headline is about something else.
    if 5 * shared < 2 * own.len() && !of_subject {
        return None;
    }
    let words = head.first as usize..head.last as usize;
    // "Pill cures malaria, study finds" over "may clear" names who says it, and still says more than the lede.
    let modal = matches!(
        cx.folded(cx.token_at(hedge.start)),
        "may" | "might" | "could" | "possibly"
    );
    // "may have been named more often than the nominee": a concession, not the claim.
    let compared = modal
        && (first.first as usize..first.last as usize).any(|i| {
            cx.folded(i) == "than" && matches!(cx.folded(i.saturating_sub(2)), "more" | "less")
        });
    if compared {
        return None;
    }
    // "may stay open until 2am under a law": what is allowed is no guess.
    let allowed = modal
        && cx.folded(cx.token_at(hedge.start)) == "may"
        && (first.first as usize..first.last as usize).any(|i| {
            cx.folded(i) == "under"
                && (i + 1..i + 7).any(|k| {
                    matches!(
                        cx.folded(k),
                        "law"
                            | "laws"
                            | "act"
                            | "bill"
                            | "rules"
                            | "rule"
                            | "regulations"
                            | "scheme"
                            | "licence"
                            | "license"
                            | "permit"
                            | "order"
                            | "ordinance"
                            | "decree"
                            | "ruling"
                            | "agreement"
                            | "bylaw"
                            | "by-law"
                    )
                })
        });
    if allowed {
        return None;
    }
    // Of what is alleged the headline has to tell more than a word or two.
    let accuses = accuses(cx, cx.token_at(hedge.start));
    if accused == Some(hedge) && !of_subject && (accuses || shared < 3 || 2 * shared < own.len()) {
        return None;
    }
    // The headline has the hedge's own word: "Watchdog investigating" over "is investigating".
    let (from, to) = ground.tokens(hedge);
    // "threatened to keep it shut" under another deed of his: what he wants is the headline's only by its verb.
    let wants = to > from
        && cx.folded(to - 1) == "to"
        && (["threat", "hope", "want"]
            .iter()
            .any(|word| cx.folded(from).starts_with(word))
            || matches!(cx.folded(from), "in")
            || cx.folded(to - 2).starts_with("seek"));
    if wants
        && !words
            .clone()
            .any(|i| stem(cx.folded(i)) == stem(cx.folded(to)))
    {
        return None;
    }
    // "A fire that destroyed a mosque is thought to have been arson" under "Fire destroys mosque": the headline tells no more
    // than the clause before the doubt.
    let clause = (first.first as usize..from).any(|k| {
        matches!(cx.folded(k), "that" | "which" | "who") && !cx.is(k + 1, List::Auxiliary)
    });
    if clause {
        let before: Vec<String> = (first.first as usize..from)
            .map(|k| stem(cx.folded(k)).to_owned())
            .collect();
        let missing = own.iter().filter(|word| !before.contains(word)).count();
        if missing == 0 {
            return None;
        }
    }
    let own_words = (from..to).filter(|&k| {
        !cx.is(k, List::Auxiliary)
            && !cx.is(k, List::Preposition)
            && !cx.is(k, List::Determiner)
            && !matches!(cx.folded(k), "to" | "of" | "in" | "on")
    });
    let kept = own_words.into_iter().any(|k| {
        words
            .clone()
            .any(|i| stem(cx.folded(i)) == stem(cx.folded(k)))
    });
    // "Bank to cut rates" over "is expected to cut": what is to come is told as that.
    let ahead = cx
        .phrase(cx.token_at(hedge.start), List::ForecastSign)
        .is_some()
        && (words.clone().any(|i| {
            matches!(
                cx.folded(i),
                "to" | "will" | "set" | "due" | "expected" | "likely" | "ahead"
            )
        }) || words.clone().any(|i| cx.folded(i).ends_with("ing")));
    let open = kept
        || ahead
        || words.clone().any(|i| {
            cx.phrase(i, List::HeadlineHedge).is_some() && !finder(cx, i)
                || !modal
                    && (cx.phrase(i, List::DoubtSign).is_some()
                        || cx.is(i, List::ReportingVerb)
                            // "Gulf states scrap fees": lands.
                            && !(matches!(cx.word(i), "states" | "states'")
                                && !matches!(cx.folded(i + 1), "that" | "the" | "it" | "he"))
                            // "leaked" is the deed itself: "is alleged to have leaked the file".
                            && !(accused_of(cx, from)
                                && (to..first.last as usize)
                                    .any(|k| stem(cx.folded(k)) == stem(cx.folded(i)))))
                    && !doubted::paper(cx, head, i)
                    && !finder(cx, i)
                || matches!(cx.kind(i), Some(TokenKind::Mark))
                || matches!(cx.word(i), "?" | ":" | "‘" | "’" | "“" | "\"" | "'")
        });
    Some(Judged {
        hedge,
        shared,
        own: own.len(),
        open,
        of_subject,
    })
}

/// "Blood test detects dementia ten years early": the test is what does it, and early is when.
fn finder(cx: &Cx<'_>, i: usize) -> bool {
    let before = cx.folded(i.saturating_sub(1));
    match cx.folded(i) {
        "test" | "tests" => {
            matches!(
                before,
                "blood" | "urine" | "breath" | "eye" | "skin" | "saliva" | "dna" | "swab" | "sight"
            ) || matches!(
                cx.folded(i + 1),
                "results" | "result" | "data" | "scores" | "site" | "centre" | "center" | "papers"
            ) || done_with(cx, i)
        }
        // "Coffee cuts risk of cancer": what it does.
        "risk" => (1..=3).any(|back| {
            i.checked_sub(back).is_some_and(|k| {
                matches!(
                    cx.folded(k),
                    "cut"
                        | "cuts"
                        | "lowers"
                        | "lower"
                        | "reduces"
                        | "reduce"
                        | "raises"
                        | "raise"
                        | "halves"
                        | "doubles"
                        | "increases"
                        | "slashes"
                )
            })
        }),
        // The chief, and nobody who says so.
        "police" => matches!(
            cx.folded(i + 1),
            "chief" | "officer" | "officers" | "commissioner" | "sergeant" | "inspector" | "boss"
        ),
        "early" => matches!(before, "years" | "months" | "weeks" | "days" | "hours"),
        _ => false,
    }
}

/// "faked safety tests": what something is done with, and nothing that shows anything.
fn done_with(cx: &Cx<'_>, i: usize) -> bool {
    let shows = matches!(
        cx.folded(i + 1),
        "show"
            | "shows"
            | "find"
            | "finds"
            | "suggest"
            | "suggests"
            | "reveal"
            | "reveals"
            | "indicate"
            | "say"
            | "says"
    );
    !shows
        && (1..=3).any(|back| {
            i.checked_sub(back).is_some_and(|k| {
                matches!(
                    cx.folded(k),
                    "faked"
                        | "fakes"
                        | "rigged"
                        | "rigs"
                        | "skipped"
                        | "skips"
                        | "cheated"
                        | "forged"
                        | "failed"
                        | "fails"
                        | "passed"
                        | "passes"
                        | "falsified"
                        | "missed"
                        | "sold"
                        | "leaked"
                        | "bought"
                )
            })
        })
}

/// True if the hedge at token `i` tells of what somebody is said to have done.
fn accused_of(cx: &Cx<'_>, i: usize) -> bool {
    (i..i + 3).any(|k| {
        matches!(
            cx.folded(k),
            "alleged" | "accused" | "suspected" | "believed" | "thought" | "allegedly"
        )
    })
}

/// True if the lede's hedge is an accusation of its subject, and the headline opens with that subject and a plain verb.
fn charged(ground: &Ground<'_, '_>, head: &Sentence, lede: &Sentence, hedge: Span) -> bool {
    let cx = ground.cx;
    let (from, to) = ground.tokens(hedge);
    let accused = (from..to + 2).any(|k| {
        matches!(
            cx.folded(k),
            "alleged" | "accused" | "suspected" | "believed" | "thought" | "allegedly"
        )
    });
    // "Prosecutors allege that the mayor took": whom they accuse stands behind.
    let active = accuses(cx, from);
    let told = active
        || (from..to).any(|k| {
            matches!(
                cx.folded(k),
                "allege"
                    | "alleges"
                    | "alleged"
                    | "suspect"
                    | "suspects"
                    | "believe"
                    | "believes"
                    | "claims"
                    | "charges"
            )
        });
    let first = head.first as usize;
    // The noun is the last word before the headline's verb: of up to four words.
    let subject = (first..first + 4).find(|&i| {
        cx.kind(i) == Some(TokenKind::Word)
            && cx.kind(i + 1) == Some(TokenKind::Word)
            && (matches!(
                cx.folded(i + 1),
                "took"
                    | "stole"
                    | "hid"
                    | "broke"
                    | "shot"
                    | "beat"
                    | "sold"
                    | "bought"
                    | "fled"
                    | "ran"
                    | "sent"
                    | "gave"
                    | "set"
                    | "paid"
                    | "faked"
                    | "made"
                    | "lied"
            ) || cx.is(i + 1, List::PastForm) && !cx.is(i + 1, List::Auxiliary)
                || cx.folded(i + 1).ends_with("ed") && cx.folded(i + 1).len() > 3)
    });
    subject.is_some_and(|i| {
        let word = stem(cx.folded(i));
        let whom = |mut range: std::ops::Range<usize>| range.any(|k| stem(cx.folded(k)) == word);
        accused && !active && whom(lede.first as usize..from)
            || told && whom(to..(to + 6).min(lede.last as usize))
    })
}
