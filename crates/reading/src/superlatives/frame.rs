//! What a superlative is measured against: "since 2020", "in years", "ever", "of the war".

use super::Frame;
use crate::cx::Cx;
use crate::lists::List;
use crate::token::TokenKind;

/// Adjectives in -est of which English makes superlatives, and the irregular ones.
pub(super) fn is_superlative(word: &str) -> bool {
    if matches!(word, "best" | "worst" | "furthest" | "farthest") {
        return true;
    }
    let Some(stem) = word.strip_suffix("est") else {
        return false;
    };
    stem.len() >= 3
        && !matches!(
            word,
            "forest"
                | "interest"
                | "protest"
                | "request"
                | "arrest"
                | "contest"
                | "honest"
                | "modest"
                | "harvest"
                | "invest"
                | "suggest"
                | "digest"
                | "guest"
                | "quest"
                | "conquest"
                | "inquest"
                | "bequest"
                | "tempest"
                | "earnest"
                | "manifest"
                | "everest"
                | "budapest"
                | "bucharest"
                | "midwest"
                | "northwest"
                | "southwest"
                | "west"
                | "chest"
                | "crest"
                | "unrest"
                | "disinterest"
                | "divest"
                | "attest"
                | "infest"
                | "molest"
                | "detest"
                | "retest"
                | "priest"
                | "latest"
                | "nearest"
        )
}

/// The frame behind the superlative at token `i`: where its cue stands, where it ends.
pub(super) fn frame(cx: &Cx<'_>, i: usize, end: usize) -> Option<(usize, usize, Frame)> {
    let mut k = i + 1;
    let limit = (i + 18).min(end);
    while k < limit {
        let word = cx.folded(k);
        match word {
            "since" => {
                let last = clause_end(cx, k + 1, end, 9);
                return (last > k + 1).then_some((k, last, Frame::Since));
            }
            "ever" if cx.folded(k.saturating_sub(1)) == "than" => {}
            "ever" => return Some((k, k + 1, Frame::Ever)),
            "-" if cx.folded(k + 1) == "ever" => return Some((k, k + 2, Frame::Ever)),
            "in" | "for" | "over" | "within" => {
                // "in years", "in nearly three decades", "in half a century", "in living memory", "in history".
                let mut m = k + 1;
                let mut words = 0;
                while m < end && words < 6 {
                    let unit = cx.folded(m);
                    if matches!(
                        unit,
                        "years"
                            | "decades"
                            | "centuries"
                            | "months"
                            | "weeks"
                            | "century"
                            | "decade"
                            | "generations"
                            | "generation"
                            | "year"
                            | "week"
                            | "month"
                    ) {
                        let plural = unit.ends_with('s') || words > 0;
                        let bare = m > k + 1 || unit.ends_with('s');
                        let named = matches!(cx.folded(k + 1), "the" | "this" | "that")
                            && matches!(unit, "year" | "month" | "week" | "century" | "decade");
                        if plural
                            && bare
                            && !named
                            && !(cx.folded(m + 1) == "to" && cx.folded(m + 2) == "come")
                            && (word != "for"
                                || unit.ends_with('s')
                                || matches!(unit, "decade" | "century" | "generation")
                                    && matches!(cx.folded(m - 1), "a" | "half" | "than"))
                        {
                            return Some((k, m + 1, Frame::Span));
                        }
                        break;
                    }
                    if matches!(unit, "history" | "memory" | "recorded") {
                        let last = if unit == "recorded" { m + 2 } else { m + 1 };
                        return Some((k, last.min(end), Frame::Ever));
                    }
                    if matches!(cx.kind(m), Some(TokenKind::Punct | TokenKind::Mark))
                        || cx.is(m, List::Preposition)
                            && unit != "than"
                            && unit != "about"
                            && unit != "over"
                    {
                        break;
                    }
                    words += 1;
                    m += 1;
                }
            }
            // "the largest by any German city", "the highest of any country in Europe".
            "by" | "of"
                if cx.folded(k + 1) == "any"
                    && cx.folded(k + 2) != "kind"
                    && k < i + 8
                    && !(i + 1..k).any(|m| matches!(cx.folded(m), "and" | "as" | "part")) =>
            {
                let last = clause_end(cx, k + 2, end, 6);
                return (last > k + 2).then_some((k, last, Frame::Ever));
            }
            "on" if cx.folded(k + 1) == "record" => return Some((k, k + 2, Frame::Ever)),
            "of" if matches!(cx.folded(k + 1), "the" | "this" | "its" | "all") => {
                if cx.folded(k + 1) == "all" && cx.folded(k + 2) == "time" {
                    return Some((k, k + 3, Frame::Ever));
                }
                if cx.folded(k + 1) == "its" && cx.folded(k + 2) == "kind" {
                    return Some((k, k + 3, Frame::Period));
                }
                let mut m = k + 2;
                while m < end && m < k + 6 && cx.kind(m) == Some(TokenKind::Word) {
                    if matches!(
                        cx.folded(m),
                        "war"
                            | "conflict"
                            | "crisis"
                            | "pandemic"
                            | "century"
                            | "decade"
                            | "campaign"
                            | "year"
                    ) {
                        return Some((k, m + 1, Frame::Period));
                    }
                    if cx.is(m, List::Preposition) || cx.is(m, List::Auxiliary) {
                        break;
                    }
                    m += 1;
                }
            }
            "," | ";" | ":" | "." | "(" | "–" | "—" => {
                // "the biggest, by some way, since" is rare: a comma ends the frame.
                return None;
            }
            _ => {
                if cx.kind(k) == Some(TokenKind::Mark) {
                    return None;
                }
            }
        }
        k += 1;
    }
    None
}

/// "the finest player the country has produced", "the worst fire this town has seen": all that there were.
pub(super) fn of_all_known(cx: &Cx<'_>, i: usize, end: usize) -> Option<(usize, usize, Frame)> {
    /// How many tokens the noun and who had it may fill.
    const REACH: usize = 14;
    let limit = end.min(i + REACH);
    let verb = (i + 2..limit)
        .take_while(|&k| {
            matches!(
                cx.kind(k),
                Some(TokenKind::Word | TokenKind::Possessive | TokenKind::Hyphen)
            )
        })
        .find(|&k| {
            matches!(cx.folded(k), "has" | "have" | "had")
                && matches!(
                    cx.folded(k + 1),
                    "produced"
                        | "seen"
                        | "known"
                        | "experienced"
                        | "suffered"
                        | "endured"
                        | "faced"
                        | "witnessed"
                        | "recorded"
                        | "staged"
                        | "hosted"
                        | "built"
                )
        })?;
    // Whose experience it is: a noun phrase of its own right before the verb.
    let owner = (i + 2..verb).any(|k| {
        cx.is(k, List::Determiner)
            || cx.kind(k) == Some(TokenKind::Word) && cx.token(k).is_some_and(|token| token.capital)
    });
    owner.then_some((verb, verb + 2, Frame::Ever))
}

/// One past the last token of the phrase from `from`: up to a comma, a reporting clause or `most` tokens.
pub(super) fn clause_end(cx: &Cx<'_>, from: usize, end: usize, most: usize) -> usize {
    let mut i = from;
    while i < end && i < from + most {
        if matches!(cx.kind(i), Some(TokenKind::Mark | TokenKind::Dash))
            || matches!(
                cx.folded(i),
                "," | "." | ";" | ":" | "(" | ")" | "when" | "and" | "but" | "according"
            )
        {
            break;
        }
        i += 1;
    }
    i
}
