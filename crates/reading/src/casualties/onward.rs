//! A whole in one sentence and its parts in the next: “Police found 31 bicycles. Nineteen belonged to students …”.

use super::breakdown::{Breakdown, BreakdownKind, breakdown};
use super::shut_out::one_verb;
use crate::cx::Cx;
use crate::lists::List;
use crate::numbers::{Number, Role};
use crate::order::begun_in;
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// "Police found 31 bicycles. Nineteen belonged to students, eight to a hire firm and the remaining six to a club."; "was
/// carrying 214 people … On board were 188 passengers and 31 staff."
pub(super) fn next_sentence(
    cx: &Cx<'_>,
    numbers: &[Number],
    sentence: &Sentence,
    own: &[Number],
    out: &mut Vec<Breakdown>,
) {
    let next = cx.sentence_at(sentence.span.start) + 1;
    let Some(second) = cx
        .sentence(next)
        .filter(|next| next.block == sentence.block)
    else {
        return;
    };
    // "120 seats were shared among three parties": the three are who shares.
    let sharers = |number: &&Number| {
        number.number <= 12.0
            && own.len() > 1
            && (number.tokens.1 as usize..number.tokens.1 as usize + 2).any(|i| {
                matches!(
                    cx.folded(i),
                    "parties"
                        | "lists"
                        | "teams"
                        | "countries"
                        | "clubs"
                        | "groups"
                        | "candidates"
                        | "blocs"
                        | "alliances"
                        | "firms"
                        | "companies"
                        | "players"
                        | "nations"
                        | "bidders"
                )
            })
    };
    let counted: Vec<&Number> = own.iter().filter(|number| !sharers(number)).collect();
    let [whole] = counted.as_slice() else { return };
    let whole: &Number = whole;
    let first = second.first as usize;
    let tokens = first..second.last as usize;
    let parts = begun_in(numbers, tokens, |number| number.tokens.0 as usize);
    if parts.len() < 2 || whole.number < 2.0 || parts.iter().any(|part| part.role != Role::Cardinal)
    {
        return;
    }
    // "Forty-one were hurt, 12 of them badly": a part of a part.
    let within = parts.iter().any(|part| {
        let last = part.tokens.1 as usize;
        cx.folded(last) == "of"
            && matches!(cx.folded(last + 1), "them" | "whom" | "these" | "those")
            && part.tokens.0 as usize > first
    });
    if within {
        return;
    }
    let at = parts.first().map_or(0, |part| part.tokens.0 as usize);
    let listed = parts.windows(2).all(|pair| {
        matches!(pair, [a, b] if {
            let last = (b.tokens.0 as usize).saturating_sub(1);
            (b.tokens.0 as usize) - (a.tokens.1 as usize) <= 8
                && (matches!(cx.folded(last), "," | "and")
                    || matches!(cx.folded(last), "remaining" | "other"))
        })
    });
    let rest = parts.last().is_some_and(|part| {
        matches!(
            cx.folded((part.tokens.0 as usize).saturating_sub(1)),
            "remaining" | "other"
        )
    });
    let aboard = cx.folded(first) == "on" && cx.folded(first + 1) == "board"
        || cx.folded(first) == "aboard"
        || cx.folded(first) == "they"
            && matches!(
                cx.folded(first + 1),
                "were" | "are" | "included" | "comprised"
            );
    let aboard = aboard && cx.folded(first + 1) != "included" && at <= first + 4;
    let people = cx.is(whole.tokens.1 as usize, List::PersonNoun) || !aboard;
    let plain = parts
        .windows(2)
        .all(|pair| matches!(pair, [a, b] if one_verb(cx, a, b)));
    let told = split(cx, whole, parts, second) || sexes(cx, sentence, whole, parts, second);
    if !rest && told && !more(cx, second) {
        out.push(breakdown(BreakdownKind::Apart, whole, parts));
        return;
    }
    if listed && people && (at == first && rest || aboard && plain) {
        out.push(breakdown(
            if rest {
                BreakdownKind::All
            } else {
                BreakdownKind::Apart
            },
            whole,
            parts,
        ));
    }
}

/// Words that count others than the whole.
fn more(cx: &Cx<'_>, second: &Sentence) -> bool {
    (second.first as usize..second.last as usize).any(|i| {
        matches!(
            cx.folded(i),
            "more"
                | "another"
                | "others"
                | "other"
                | "further"
                | "also"
                | "earlier"
                | "later"
                | "previous"
                | "previously"
                | "last"
                | "before"
                | "separately"
                | "elsewhere"
                | "and/or"
                | "both"
        )
    })
}

/// "The parliament's 120 seats were shared … The Democrats took 61, Unity 44 and the Farmers 15": seats and the like, a
/// name before each part and none counted twice.
fn split(cx: &Cx<'_>, whole: &Number, parts: &[Number], second: &Sentence) -> bool {
    let shared = (whole.tokens.1 as usize..whole.tokens.1 as usize + 2).any(|i| {
        matches!(
            cx.folded(i),
            "seats"
                | "votes"
                | "medals"
                | "places"
                | "goals"
                | "points"
                | "constituencies"
                | "mandates"
                | "councillors"
                | "lots"
                | "plots"
                | "berths"
                | "ballots"
                | "shares"
                | "titles"
                | "contracts"
                | "licences"
                | "licenses"
                | "cantons"
                | "wards"
        )
    });
    let taken = (second.first as usize..parts.first().map_or(0, |part| part.tokens.0 as usize))
        .any(|i| {
            matches!(
                cx.folded(i),
                "took"
                    | "won"
                    | "got"
                    | "has"
                    | "have"
                    | "holds"
                    | "hold"
                    | "held"
                    | "received"
                    | "went"
                    | "gained"
                    | "secured"
                    | "take"
                    | "takes"
                    | "get"
                    | "gets"
                    | "had"
                    | "with"
                    | "controls"
                    | "control"
                    | "claimed"
                    | "scored"
            )
        });
    let bare = parts.iter().skip(1).all(|part| {
        let after = part.tokens.1 as usize;
        matches!(cx.folded(after), "," | "." | ";" | "and" | "to" | "")
            || cx.kind(after) == Some(TokenKind::Mark)
    });
    // A name before each: no verb, no preposition but "to", within a few words.
    let named = parts.windows(2).all(|pair| {
        let [a, b] = pair else { return false };
        let between = a.tokens.1 as usize..b.tokens.0 as usize;
        (2..=7).contains(&between.len())
            && between
                .clone()
                .any(|i| matches!(cx.folded(i), "," | "and" | ";"))
            && between
                .clone()
                .any(|i| cx.word(i).starts_with(char::is_uppercase) || cx.folded(i) == "the")
            && !between.clone().any(|i| {
                cx.is(i, List::Auxiliary)
                    || cx.is(i, List::Preposition) && !matches!(cx.folded(i), "to" | "for" | "by")
                    || matches!(
                        cx.folded(i),
                        "lost" | "down" | "up" | "than" | "which" | "who"
                    )
            })
    });
    let counts = parts
        .iter()
        .all(|part| !part.year_like && !part.compound && !part.ordinal);
    shared && taken && bare && named && counts
}

/// "Police arrested 18 people. Eleven men and seven women were held in all": men and women are told apart, and nothing else
/// befell them.
fn sexes(
    cx: &Cx<'_>,
    sentence: &Sentence,
    whole: &Number,
    parts: &[Number],
    second: &Sentence,
) -> bool {
    let [a, b] = parts else { return false };
    let sex = |number: &Number| match cx.folded(number.tokens.1 as usize) {
        "men" | "boys" | "males" | "man" | "boy" | "sons" => 1,
        "women" | "girls" | "females" | "woman" | "girl" | "daughters" => 2,
        _ => 0,
    };
    let opens = a.tokens.0 as usize <= second.first as usize + 2;
    let joined = b.tokens.0 as usize == a.tokens.1 as usize + 2
        && cx.folded(a.tokens.1 as usize + 1) == "and";
    let fate = |sentence: &Sentence| {
        let has = |list: List| {
            (sentence.first as usize..sentence.last as usize).any(|i| cx.phrase(i, list).is_some())
        };
        [
            has(List::KillVerb),
            has(List::WoundVerb),
            has(List::MissingWord),
        ]
    };
    let kept = fate(sentence)
        .iter()
        .zip(fate(second))
        .all(|(before, after)| *before || !after);
    // "Eleven men and nine women are in hospital": a part of another kind.
    let seized = |i: usize| {
        matches!(
            cx.folded(i),
            "held" | "arrested" | "detained" | "custody" | "caught" | "arrests" | "arrest"
        )
    };
    let before = || sentence.first as usize..sentence.last as usize;
    let told = (b.tokens.1 as usize + 1..b.tokens.1 as usize + 6).any(|i| {
        let word = cx.folded(i);
        // "were aboard", "among them" tell nothing new; a verb must be the first sentence's.
        matches!(word, "aboard" | "among" | "board")
            || seized(i) && before().any(seized)
            || word.len() > 4 && word.ends_with("ed") && before().any(|k| cx.folded(k) == word)
            || matches!(word, "rescued" | "saved")
                && before().any(|k| matches!(cx.folded(k), "aboard" | "board"))
            || word == "died" && before().any(|k| matches!(cx.folded(k), "killed" | "dead"))
    });
    opens
        && joined
        && sex(a) != 0
        && sex(b) != 0
        && sex(a) != sex(b)
        && kept
        && told
        && cx.is(whole.tokens.1 as usize, List::PersonNoun)
}
