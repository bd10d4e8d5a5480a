//! Ranking claims: "the biggest since 2020", "for the first time in years", "a record number".
//!
//! A superlative is a claim only in a frame of time or rank ("since", "in years", "ever", "on record", "of the war");
//! "the largest city" or "the first of three" is none.

use copydesk_draft::Span;
use copydesk_draft::layer::{Cell, EnumSchema, LayerSchema, Table, Thing, Type, Value};

use crate::attribution::Attributions;
use crate::cx::Cx;
use crate::lists::List;
use crate::schema::{enumeration, id};
use crate::token::TokenKind;

/// The values of `superlative-frame` in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Frame {
    /// "since 2016", "since the war began"
    Since,
    /// "in years", "in half a century", "for decades"
    Span,
    /// "ever", "in history", "on record", "in living memory"
    Ever,
    /// "of the war", "this year"
    Period,
    /// "a record number"
    Record,
}

/// The table of `superlative`.
pub(crate) fn table(cx: &Cx<'_>, attributions: &Attributions) -> Table {
    let mut table = cx.blank(id::SUPERLATIVE);
    for sentence in cx.sentences {
        let range = sentence.first as usize..sentence.last as usize;
        let mut i = range.start;
        while i < range.end {
            let Some((first, last, word, frame)) = claim(cx, i, range.end) else {
                i += 1;
                continue;
            };
            let span = cx.span(first, last);
            let attribution = attributions.governing_said(span).map(|row| {
                Value::Thing(Thing {
                    layer: id::ATTRIBUTION,
                    row: row as u32,
                })
            });
            table.push(
                cx.row(span),
                [
                    Cell::Filled(word.into()),
                    Cell::Filled(Value::Enum(frame as u16)),
                    attribution.into(),
                ],
            );
            i = last;
        }
    }
    table
}

/// The claim whose superlative word is token `i`: first token, one past the last, the word, the frame.
fn claim(cx: &Cx<'_>, i: usize, end: usize) -> Option<(usize, usize, Span, Frame)> {
    let token = cx.token(i)?;
    if token.kind != TokenKind::Word {
        return None;
    }
    let word = cx.folded(i);
    // "a record number of", "record-high temperatures", "hit a record".
    if word == "record" {
        return record(cx, i, end);
    }
    // "an all-time high".
    if word == "all"
        && cx.folded(i + 2) == "time"
        && matches!(
            cx.folded(i + 3),
            "high" | "low" | "highs" | "lows" | "record" | "best" | "worst"
        )
    {
        return Some((i, (i + 4).min(end), token.span, Frame::Record));
    }
    // "Not since 1929 have so many banks failed."
    let opens = cx
        .token(i.wrapping_sub(1))
        .is_none_or(|before| before.sentence != token.sentence);
    if word == "not" && cx.folded(i + 1) == "since" && opens {
        let last = clause_end(cx, i + 2, end, 8);
        return (last > i + 2).then_some((i, last, token.span, Frame::Since));
    }
    if word == "no" && opens {
        return none_worse(cx, i, end);
    }
    if word == "never" && cx.folded(i + 1) == "before" {
        return never_before(cx, i, end);
    }
    if word == "never" {
        return never_more(cx, i, end);
    }
    if word == "than" {
        return than_any(cx, i, end);
    }
    let most = matches!(word, "most" | "least")
        && i + 1 < end
        && cx.kind(i + 1) == Some(TokenKind::Word)
        && !cx.is(i + 1, List::Preposition)
        && !cx.is(i + 1, List::Determiner)
        && !cx.folded(i + 1).ends_with('s');
    let superlative = most
        || is_superlative(word)
        || matches!(word, "first" | "only")
        || cx.phrase(i, List::SuperlativeWord).is_some();
    if !superlative {
        return None;
    }
    // The determiner before it, with what stands between ("the second-largest", "Syria's biggest", "its first").
    let mut first = i;
    let mut determined = false;
    for back in 1..=3 {
        let Some(k) = i.checked_sub(back) else { break };
        let before = cx.folded(k);
        if matches!(before, "the" | "its" | "their" | "his" | "her" | "our") {
            first = k;
            determined = true;
            break;
        }
        if cx.kind(k) == Some(TokenKind::Possessive) {
            determined = true;
            first = k.saturating_sub(1);
            break;
        }
        if cx.kind(k) == Some(TokenKind::Hyphen)
            || matches!(before, "single" | "second" | "third" | "fourth" | "very")
        {
            continue;
        }
        if before == "at" || before == "of" || before == "a" {
            return None;
        }
        break;
    }
    let (at, last, frame) = frame(cx, i, end)
        .or_else(|| {
            (word == "first" && determined)
                .then(|| first_to(cx, i, end))
                .flatten()
        })
        .or_else(|| determined.then(|| measured_rank(cx, i, end)).flatten())?;
    if word == "only" && (frame != Frame::Since || cx.folded(i + 1) == "been") {
        return None;
    }
    if word == "first" {
        // "the first time", "the first strike since", "first-ever"; not "at first", "first half", "the first of three".
        let next = cx.folded(i + 1);
        if matches!(
            next,
            "half"
                | "quarter"
                | "lady"
                | "minister"
                | "aid"
                | "class"
                | "degree"
                | "round"
                | "person"
                | "stage"
                | "leg"
                | "of"
                | "two"
                | "three"
                | ","
                | "."
                | "name"
                | "place"
                | "floor"
                | "responders"
                | "term"
        ) || (!determined && next != "time" && next != "-" && next != "since")
        {
            return None;
        }
    }
    if !determined && word != "first" && frame == Frame::Period {
        return None;
    }
    // "the best in years to come" and clauses with a verb of their own between word and frame stay together
    // only if they are short.
    if at > i + 14 {
        return None;
    }
    if first == i && i > 0 && matches!(cx.folded(i - 1), "for") {
        first = i - 1;
    }
    Some((first, last, token.span, frame))
}

/// "No flood has been worse since 1996".
fn none_worse(cx: &Cx<'_>, i: usize, end: usize) -> Option<(usize, usize, Span, Frame)> {
    let span = cx.token(i)?.span;
    let aux = (i + 2..(i + 8).min(end)).find(|&k| {
        matches!(cx.folded(k), "has" | "have" | "had")
            && cx.folded(k + 1) == "been"
            && comparative(cx.folded(k + 2))
    })?;
    let last = clause_end(cx, aux + 3, end, 6);
    let since = (aux + 3..last).any(|k| matches!(cx.folded(k), "since" | "years" | "decades"));
    since.then_some((i, last, span, Frame::Since))
}

/// "Never before has a sitting judge been tried".
fn never_before(cx: &Cx<'_>, i: usize, end: usize) -> Option<(usize, usize, Span, Frame)> {
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
fn never_more(cx: &Cx<'_>, i: usize, end: usize) -> Option<(usize, usize, Span, Frame)> {
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
fn than_any(cx: &Cx<'_>, i: usize, end: usize) -> Option<(usize, usize, Span, Frame)> {
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
fn comparative(word: &str) -> bool {
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
    )
}

/// "the best performing currency in the emerging markets this year": ranked by a measure within a stretch of time.
fn measured_rank(cx: &Cx<'_>, i: usize, end: usize) -> Option<(usize, usize, Frame)> {
    let hyphen = usize::from(cx.kind(i + 1) == Some(TokenKind::Hyphen));
    if !matches!(
        cx.folded(i + 1 + hyphen),
        "performing"
            | "performer"
            | "selling"
            | "seller"
            | "growing"
            | "earning"
            | "paid"
            | "hit"
            | "visited"
            | "watched"
            | "attended"
            | "rising"
            | "falling"
            | "shrinking"
    ) {
        return None;
    }
    let stop = clause_end(cx, i + 2 + hyphen, end, 12);
    (i + 2 + hyphen..stop).find_map(|k| {
        let stretch = matches!(cx.folded(k), "this" | "last")
            && matches!(
                cx.folded(k + 1),
                "year" | "month" | "quarter" | "decade" | "season"
            );
        stretch.then_some((k, k + 2, Frame::Span))
    })
}

/// "the first woman to lead the party": a rank of all time.
fn first_to(cx: &Cx<'_>, i: usize, end: usize) -> Option<(usize, usize, Frame)> {
    let to = (i + 1..(i + 6).min(end)).find(|&k| {
        cx.folded(k) == "to" || cx.is(k, List::Auxiliary) || matches!(cx.word(k), "," | "." | ";")
    })?;
    let idle = matches!(
        cx.folded(to.saturating_sub(1)),
        "step"
            | "steps"
            | "thing"
            | "things"
            | "chance"
            | "attempt"
            | "time"
            | "priority"
            | "move"
            | "task"
            | "opportunity"
            | "deadline"
            | "person"
            | "visit"
            | "trip"
            | "flight"
            | "email"
            | "letter"
            | "call"
            | "visitor"
            | "reaction"
            | "response"
            | "job"
            | "order"
            | "guide"
            | "introduction"
    );
    let verb = cx.folded(to) == "to"
        && cx.kind(to + 1) == Some(TokenKind::Word)
        && !cx.is(to + 1, List::Determiner)
        && !cx.is(to + 1, List::Pronoun)
        && !cx.is(to + 1, List::Preposition)
        && cx.token(to + 1).is_some_and(|token| !token.capital)
        && !matches!(
            cx.folded(to + 1),
            "admit"
                | "say"
                | "speak"
                | "arrive"
                | "leave"
                | "respond"
                | "go"
                | "come"
                | "know"
                | "tell"
                | "see"
                | "hear"
                | "acknowledge"
                | "concede"
                | "agree"
                | "call"
                | "ask"
                | "raise"
                | "react"
                | "report"
                | "notice"
                | "get"
        );
    if idle || !verb {
        return None;
    }
    let last = clause_end(cx, to + 1, end, 6);
    (last > to + 1).then_some((to, last, Frame::Ever))
}

/// "a record number", "a record 12 million", "record-breaking", "an all-time high".
fn record(cx: &Cx<'_>, i: usize, end: usize) -> Option<(usize, usize, Span, Frame)> {
    let span = cx.token(i)?.span;
    let before = i.checked_sub(1).map_or("", |k| cx.folded(k));
    let next = cx.folded(i + 1);
    let counted = matches!(
        next,
        "number"
            | "numbers"
            | "high"
            | "highs"
            | "low"
            | "lows"
            | "level"
            | "levels"
            | "amount"
            | "total"
            | "temperature"
            | "temperatures"
            | "heat"
            | "rainfall"
            | "profit"
            | "profits"
            | "loss"
            | "losses"
            | "turnout"
            | "sum"
            | "fine"
            | "price"
            | "prices"
            | "share"
            | "rate"
            | "sales"
            | "deficit"
            | "surplus"
            | "crop"
            | "harvest"
            | "drought"
            | "flooding"
            | "snowfall"
            | "rise"
            | "fall"
            | "year"
            | "attendance"
            | "crowd"
            | "crowds"
            | "quantity"
            | "quantities"
            | "volume"
            | "volumes"
            | "output"
            | "production"
            | "exports"
            | "imports"
            | "revenue"
            | "revenues"
            | "income"
            | "earnings"
            | "haul"
            | "catch"
            | "demand"
            | "spending"
            | "budget"
            | "payout"
            | "dividend"
            | "inflation"
            | "debt"
            | "intake"
    );
    let figure = cx.kind(i + 1) == Some(TokenKind::Number) && matches!(before, "a" | "the");
    let adjective = matches!(
        before,
        "a" | "the"
            | "of"
            | "with"
            | "for"
            | "at"
            | "to"
            | "in"
            | "by"
            | ","
            | "and"
            | "its"
            | "their"
    ) || cx.is(i.wrapping_sub(1), List::Preposition);
    if !(counted && adjective || figure) {
        return None;
    }
    let first = if matches!(before, "a" | "the" | "its" | "their") {
        i - 1
    } else {
        i
    };
    let mut last = i + 2;
    if cx.folded(last) == "of" {
        last += 1;
        while last < end
            && last < i + 6
            && cx.kind(last) == Some(TokenKind::Word)
            && !cx.is(last, List::Preposition)
            && !cx.is(last, List::Auxiliary)
            && !cx.is(last, List::Conjunction)
        {
            last += 1;
        }
    }
    Some((first, last.min(end), span, Frame::Record))
}

/// Adjectives in -est of which English makes superlatives, and the irregular ones.
fn is_superlative(word: &str) -> bool {
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
fn frame(cx: &Cx<'_>, i: usize, end: usize) -> Option<(usize, usize, Frame)> {
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

/// One past the last token of the phrase from `from`: up to a comma, a reporting clause or `most` tokens.
fn clause_end(cx: &Cx<'_>, from: usize, end: usize, most: usize) -> usize {
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

/// `superlative`
pub fn superlative_schema() -> LayerSchema {
    LayerSchema::new(
        "superlative",
        "a ranking claim in a frame of time or rank",
        "from the article or the superlative to the end of its frame",
    )
    .field("word", Type::Text, "the superlative")
    .field(
        "frame",
        Type::Enum("superlative-frame".into()),
        "what it is measured against",
    )
    .field(
        "attribution",
        Type::Thing("attribution".into()),
        "who says so",
    )
}

pub(crate) fn enums() -> Vec<EnumSchema> {
    vec![enumeration(
        "superlative-frame",
        &["since", "span", "ever", "period", "record"],
    )]
}
