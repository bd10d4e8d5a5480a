//! Rankings by denial: "never before", "no flood has been worse since 1996", "more than any other".

use copydesk_draft::Span;

use super::Frame;
use super::frame::clause_end;
use crate::cx::Cx;
use crate::token::TokenKind;

/// "No flood has been worse since 1996", "No storm has taken more lives since records began", "No storm this year has been
/// stronger".
pub(super) fn none_worse(cx: &Cx<'_>, i: usize, end: usize) -> Option<(usize, usize, Span, Frame)> {
    let span = cx.token(i)?.span;
    // "has been worse", "has taken more lives", "has ever killed as many": the verb stands close behind.
    let more = (i + 2..(i + 10).min(end))
        .find(|&k| matches!(cx.folded(k), "has" | "have" | "had"))
        .and_then(|aux| {
            (aux + 2..(aux + 5).min(end)).find(|&k| {
                comparative(cx.folded(k))
                    || cx.folded(k) == "as" && matches!(cx.folded(k + 1), "many" | "much")
            })
        })?;
    let last = clause_end(cx, more + 1, end, 8);
    let since =
        (more + 1..last).any(|k| matches!(cx.folded(k), "since" | "years" | "decades" | "century"));
    // "No storm this year has been stronger than the one on Sunday"
    let period = (i + 2..more).any(|k| {
        matches!(cx.folded(k), "this" | "the")
            && matches!(
                cx.folded(k + 1),
                "year" | "century" | "season" | "decade" | "war" | "summer" | "winter"
            )
    });
    if since {
        Some((i, last, span, Frame::Since))
    } else {
        period.then_some((i, (more + 1).min(end), span, Frame::Span))
    }
}

/// "Never before has a sitting judge been tried".
pub(super) fn never_before(
    cx: &Cx<'_>,
    i: usize,
    end: usize,
) -> Option<(usize, usize, Span, Frame)> {
    let span = cx.token(i)?.span;
    if !matches!(
        cx.folded(i + 2),
        "has" | "have" | "had" | "in" | "was" | "were" | "did"
    ) {
        return None;
    }
    let last = clause_end(cx, i + 2, end, 8);
    (last > i + 2).then_some((i, last, span, Frame::Ever))
}

/// "Inflation has never been higher", "Rents have never been so high", "Never have so many people been out of work":
/// the rank of now among all times.
pub(super) fn never_more(cx: &Cx<'_>, i: usize, end: usize) -> Option<(usize, usize, Span, Frame)> {
    let token = cx.token(i)?;
    let opens = cx
        .token(i.wrapping_sub(1))
        .is_none_or(|before| before.sentence != token.sentence);
    let degree = |k: usize| matches!(cx.folded(k), "so" | "such" | "as" | "more" | "less");
    if opens {
        // "Never have so many people …"
        if !matches!(cx.folded(i + 1), "has" | "have" | "had") || !degree(i + 2) {
            return None;
        }
        let last = clause_end(cx, i + 2, end, 8);
        return (last > i + 3).then_some((i, last, token.span, Frame::Ever));
    }
    if !matches!(cx.folded(i - 1), "has" | "have" | "had")
        || !matches!(cx.folded(i + 1), "been" | "stood" | "seemed" | "had")
    {
        return None;
    }
    let at = i + 2;
    let word = cx.folded(at);
    // How a person feels and how fit a thing is no count ranks: "never been happier", "never been more relevant".
    let measured = matches!(
        word,
        "higher"
            | "lower"
            | "larger"
            | "bigger"
            | "smaller"
            | "greater"
            | "cheaper"
            | "dearer"
            | "costlier"
            | "wider"
            | "hotter"
            | "colder"
            | "drier"
            | "wetter"
            | "warmer"
            | "longer"
            | "shorter"
            | "poorer"
            | "richer"
            | "deadlier"
            | "fewer"
            | "emptier"
            | "fuller"
            | "faster"
            | "slower"
            | "weaker"
            | "stronger"
            | "worse"
    );
    let counted = degree(at)
        && matches!(
            cx.folded(at + 1),
            "high"
                | "low"
                | "many"
                | "few"
                | "large"
                | "big"
                | "small"
                | "great"
                | "expensive"
                | "costly"
                | "cheap"
                | "dear"
                | "wide"
                | "hot"
                | "cold"
                | "dry"
                | "wet"
                | "warm"
                | "poor"
                | "crowded"
                | "deadly"
                | "full"
                | "empty"
                | "weak"
                | "strong"
                | "violent"
                | "dangerous"
                | "polluted"
                | "a"
        );
    if !measured && !counted {
        return None;
    }
    let last = clause_end(cx, at + 1, end, 6).max(at + 1 + usize::from(counted));
    Some((i - 1, last.min(end), token.span, Frame::Ever))
}

/// "more cyclists than any other city in Asia", "higher than in any year since 1990", "higher than it has ever been".
pub(super) fn than_any(cx: &Cx<'_>, i: usize, end: usize) -> Option<(usize, usize, Span, Frame)> {
    let start = (i.saturating_sub(9)..i).rev().take_while(|&k| {
        !matches!(
            cx.kind(k),
            Some(TokenKind::Mark | TokenKind::Dash | TokenKind::Punct)
        ) && cx.token(k).map(|one| one.sentence) == cx.token(i).map(|one| one.sentence)
    });
    let more = start.filter(|&k| comparative(cx.folded(k))).last()?;
    let span = cx.token(more)?.span;
    let mut k = i + 1;
    if matches!(cx.folded(k), "in" | "at" | "on" | "during") {
        k += 1;
    }
    if cx.folded(k) == "any" {
        // "more than any of them knew", "any more than any man": a rank needs the other, a time or a place.
        let other = cx.folded(k + 1) == "other";
        let last = clause_end(cx, k + 1, end, 9);
        let framed = (k + 1..last).any(|m| {
            matches!(
                cx.folded(m),
                "since"
                    | "memory"
                    | "history"
                    | "record"
                    | "year"
                    | "month"
                    | "decade"
                    | "country"
                    | "nation"
                    | "city"
                    | "state"
                    | "province"
                    | "region"
                    | "world"
                    | "continent"
            )
        });
        return (framed && last > k + 1 || other && last > k + 3).then_some((
            more,
            last,
            span,
            Frame::Ever,
        ));
    }
    // "than ever before", "than it has ever been", "than at any time".
    let last = clause_end(cx, i + 1, end, 6);
    let ever = (i + 1..last).find(|&m| cx.folded(m) == "ever")?;
    let before = cx.folded(ever + 1) == "before";
    let been = (i + 1..ever).any(|m| matches!(cx.folded(m), "has" | "have" | "had"));
    (before || been).then_some((more, last, span, Frame::Ever))
}

/// A word that compares amounts.
pub(super) fn comparative(word: &str) -> bool {
    matches!(
        word,
        "more"
            | "fewer"
            | "less"
            | "higher"
            | "lower"
            | "larger"
            | "bigger"
            | "smaller"
            | "greater"
            | "longer"
            | "shorter"
            | "cheaper"
            | "richer"
            | "poorer"
            | "faster"
            | "slower"
            | "hotter"
            | "colder"
            | "drier"
            | "wetter"
            | "worse"
            | "older"
            | "younger"
            | "taller"
            | "deeper"
            | "stronger"
            | "weaker"
            | "better"
            | "deadlier"
            | "bloodier"
            | "costlier"
            | "busier"
            | "heavier"
            | "warmer"
            | "cooler"
            | "tougher"
            | "fiercer"
            | "wider"
            | "safer"
            | "happier"
    )
}
