//! What the words at a place of a claim are: its list, its label, the end of its clause.

use std::ops::Range;

use crate::cx::Cx;
use crate::lists::List;
use crate::names::Names;
use crate::token::TokenKind;

/// True if a clause ends at token `i`.
pub(super) fn ends_clause(cx: &Cx<'_>, i: usize) -> bool {
    match cx.kind(i) {
        None | Some(TokenKind::Dash) => true,
        // "the United Nations' list": the mark of a plural's possessive closes nothing.
        Some(TokenKind::Mark) => {
            !(matches!(cx.word(i), "'" | "’")
                && i.checked_sub(1).is_some_and(|k| {
                    cx.kind(k) == Some(TokenKind::Word) && cx.folded(k).ends_with('s')
                })
                && cx.kind(i + 1) == Some(TokenKind::Word))
        }
        Some(TokenKind::Punct) => {
            matches!(cx.word(i), "," | ";" | ":" | "(" | ")" | "?" | "!" | "…")
        }
        Some(TokenKind::Word) => matches!(
            cx.folded(i),
            "which"
                | "who"
                | "whom"
                | "whose"
                | "that"
                | "when"
                | "while"
                | "but"
                | "although"
                | "though"
                | "because"
                | "and"
        ),
        _ => false,
    }
}

/// The noun "list", not the verb.
pub(super) fn is_list_noun(cx: &Cx<'_>, floor: usize, i: usize) -> bool {
    if !matches!(cx.folded(i), "list" | "blacklist" | "lists" | "blacklists") {
        return false;
    }
    let before = i.checked_sub(1);
    cx.folded(i + 1) == "of"
        || before.is_some_and(|j| {
            cx.kind(j) == Some(TokenKind::Possessive)
                || matches!(
                    cx.folded(j),
                    "its" | "their" | "his" | "a" | "the" | "our" | "same" | "own"
                )
                || cx.phrase(j, List::DesignationLabel).is_some()
        })
        || (i.saturating_sub(5).max(floor)..i)
            .any(|j| matches!(cx.folded(j), "on" | "onto" | "off" | "from" | "under"))
}

/// "of the same name,", "the listing was revoked": a noun that looks like a designating verb.
pub(super) fn is_other_noun(cx: &Cx<'_>, i: usize) -> bool {
    let next = cx.folded(i + 1);
    match cx.folded(i) {
        // "justifies a ban"
        "ban" | "bans"
            if matches!(
                cx.folded(i.wrapping_sub(1)),
                "a" | "an" | "the" | "its" | "this" | "any" | "for" | "of" | "no"
            ) =>
        {
            true
        }
        "listing" | "ban" | "bans" | "label" | "labels" | "naming" | "ruling" => {
            cx.is(i + 1, List::Auxiliary) || matches!(next, "of" | "," | "on")
        }
        "name" | "names" | "place" | "places" | "call" | "calls" | "view" | "views" | "brand"
        | "drop" | "strike" | "strikes" | "list" | "lists" => {
            cx.kind(i + 1) == Some(TokenKind::Punct) || matches!(next, "of" | "on" | "for")
        }
        _ => false,
    }
}

/// The label at token `i` is that of a list: "on the US list of terrorist groups", "the EU terrorist list".
pub(super) fn on_a_list(cx: &Cx<'_>, floor: usize, i: usize) -> bool {
    let member = (i.saturating_sub(9).max(floor)..i).any(|k| {
        matches!(
            cx.folded(k),
            "on" | "from" | "under" | "to" | "onto" | "off" | "entered" | "joined"
        )
    }) || taken_in(cx, floor, i);
    let list = (i..i + 4)
        .any(|k| matches!(cx.folded(k), "list" | "blacklist" | "lists" | "blacklists"))
        || (i.saturating_sub(5).max(floor)..i).any(|k| {
            matches!(cx.folded(k), "list" | "blacklist" | "lists" | "blacklists")
                && cx.folded(k + 1) == "of"
        });
    member && list
}

/// "included in Canada's list", "figures in its list"
fn taken_in(cx: &Cx<'_>, floor: usize, i: usize) -> bool {
    let near = i.saturating_sub(6).max(floor);
    let Some(place) = (near..i).rev().find(|&k| cx.folded(k) == "in") else {
        return false;
    };
    let straight = (place + 1..i).all(|k| {
        cx.token(k).is_some_and(|token| token.capital)
            || cx.kind(k) == Some(TokenKind::Possessive)
            || cx.kind(k) == Some(TokenKind::Mark)
            || matches!(
                cx.folded(k),
                "its" | "their" | "the" | "a" | "own" | "official" | "and" | "both"
            )
    });
    straight
        && (place.saturating_sub(8).max(floor)..place).any(|k| {
            matches!(
                cx.folded(k),
                "included"
                    | "include"
                    | "includes"
                    | "including"
                    | "inclusion"
                    | "figures"
                    | "figured"
                    | "named"
                    | "appears"
                    | "appeared"
                    | "features"
                    | "featured"
                    | "entered"
                    | "put"
                    | "placed"
            )
        })
}

/// The label of a verb: the first one behind it in its clause.
pub(super) fn label_after(
    cx: &Cx<'_>,
    range: Range<usize>,
    after: usize,
) -> Option<(usize, usize)> {
    // "designated the People's Protection Units, the main Kurdish militia in the area, as a terrorist group": past an apposition.
    let limit = (after + 26).min(range.end);
    let mut k = after;
    while k < limit {
        let far = k >= after + 14;
        let led = matches!(cx.folded(k.wrapping_sub(1)), "a" | "an")
            && cx.folded(k.wrapping_sub(2)) == "as"
            && cx.word(k.wrapping_sub(3)) == ",";
        if far && !led {
            if cx.folded(k) == "and" {
                return None;
            }
            k += 1;
            continue;
        }
        // "considers the armed wing of X, but not its party, a terrorist group": what is set off is passed over.
        if set_apart(cx, k)
            && let Some(close) = (k + 1..limit.min(k + 9)).find(|&k| cx.word(k) == ",")
        {
            k = close + 1;
            continue;
        }
        if matches!(cx.folded(k), ";" | "." | "while" | "but" | "which" | "who") {
            return None;
        }
        if let Some(len) = cx.phrase(k, List::DesignationLabel) {
            // "calls it the Gulen Terrorist Organisation", "lists no terrorist group": a name, and nobody.
            return (!in_a_name(cx, k) && cx.folded(k.wrapping_sub(1)) != "no")
                .then_some((k, k + len));
        }
        k += 1;
    }
    None
}

/// "is (still) a listed terrorist group": somebody lists it, though nobody is named.
pub(super) fn said_listed(cx: &Cx<'_>, verb: usize) -> bool {
    let before = verb.checked_sub(1).map_or("", |i| cx.folded(i));
    matches!(before, "a" | "an" | "been" | "is" | "are" | "being" | "the")
        && matches!(
            cx.folded(verb),
            "listed" | "banned" | "outlawed" | "sanctioned" | "recognised" | "recognized"
        )
}

/// The label at token `i` is the end of a name: "the Gulen Terrorist Organisation".
fn in_a_name(cx: &Cx<'_>, i: usize) -> bool {
    let named = |k: usize| {
        cx.token(k)
            .is_some_and(|token| token.kind == TokenKind::Word && token.capital && !token.capitals)
    };
    named(i) && i.checked_sub(1).is_some_and(named) && i.checked_sub(2).is_some_and(named)
}

/// ", but not its party,", "though not the party": what is left out, said beside what is listed.
pub(super) fn set_apart(cx: &Cx<'_>, i: usize) -> bool {
    matches!(cx.folded(i), "but" | "though" | "although") && cx.folded(i + 1) == "not"
}

/// A word that denies its clause: "not", but neither "but not the party" nor "not only".
pub(super) fn denies(cx: &Cx<'_>, i: usize) -> bool {
    let word = cx.folded(i);
    if word == "not" {
        return !(i.checked_sub(1).is_some_and(|but| set_apart(cx, but))
            || matches!(cx.folded(i + 1), "only" | "just" | "merely" | "alone"));
    }
    matches!(
        word,
        "never"
            | "no"
            | "isn't"
            | "hasn't"
            | "haven't"
            | "wasn't"
            | "doesn't"
            | "don't"
            | "didn't"
            | "aren't"
            | "neither"
            | "nor"
    )
}

/// "since 2003", "for two decades", "in July 2013": where the words of time that end right before token `at` begin.
pub(super) fn time_before(cx: &Cx<'_>, floor: usize, at: usize) -> Option<usize> {
    // "for more than a quarter of a century" is about as long as it gets.
    const LONGEST: usize = 8;
    let mut k = at;
    for _ in 0..LONGEST {
        k = k.checked_sub(1).filter(|&k| k >= floor)?;
        let word = cx.folded(k);
        if matches!(word, "since" | "in" | "for" | "on" | "from") {
            return (k + 1 < at).then_some(k);
        }
        let of_time = cx.kind(k) == Some(TokenKind::Number)
            || cx.is(k, List::Month)
            || cx.is(k, List::Weekday)
            || cx.is(k, List::NumberWord)
            || matches!(
                word,
                "a" | "the"
                    | "early"
                    | "late"
                    | "last"
                    | "more"
                    | "than"
                    | "over"
                    | "about"
                    | "nearly"
                    | "almost"
                    | "at"
                    | "least"
                    | "many"
                    | "some"
                    | "several"
                    | "year"
                    | "years"
                    | "decade"
                    | "decades"
                    | "month"
                    | "months"
                    | "quarter"
                    | "half"
                    | "of"
                    | "century"
                    | "then"
                    | "spring"
                    | "summer"
                    | "autumn"
                    | "winter"
            );
        if !of_time {
            return None;
        }
    }
    None
}

/// "on Canada's list", "on the list of Canada", "on the EU list since 2013": a list that is named by its keeper alone.
pub(super) fn is_bare_list(cx: &Cx<'_>, names: &Names, floor: usize, i: usize) -> bool {
    if !matches!(cx.folded(i), "list" | "blacklist" | "lists" | "blacklists") {
        return false;
    }
    let keeper = |first: usize, last: usize| {
        names
            .hits
            .iter()
            .any(|hit| hit.authority().is_some() && hit.first >= first && hit.last == last)
    };
    let possessive = usize::from(i.checked_sub(1).is_some_and(|k| {
        cx.kind(k) == Some(TokenKind::Possessive) || matches!(cx.word(k), "'" | "’")
    }));
    let near = i.saturating_sub(7).max(floor);
    let on = (near..i)
        .rev()
        .find(|&k| matches!(cx.folded(k), "on" | "onto" | "off" | "from" | "to"));
    let Some(on) = on else { return false };
    // "the EU list of dangerous goods", "the UN list member": the list of something else.
    let closed = |k: usize| {
        ends_clause(cx, k)
            || k >= cx.tokens.len()
            || matches!(
                cx.folded(k),
                "since" | "in" | "for" | "from" | "until" | "as" | "." | "on" | "by"
            )
            || cx.word(k) == "."
            || cx.is(k, List::Auxiliary)
    };
    if keeper(on, i - possessive) {
        return closed(i + 1);
    }
    cx.folded(i + 1) == "of"
        && names.hits.iter().any(|hit| {
            hit.authority().is_some()
                && (hit.first == i + 2 || hit.first == i + 3 && cx.folded(i + 2) == "the")
                && closed(hit.last)
        })
}

/// The label right before a participle: "a terrorist organisation listed by", "terrorist groups that are listed by".
pub(super) fn label_before(cx: &Cx<'_>, floor: usize, verb: usize) -> Option<(usize, usize)> {
    if !cx.folded(verb).ends_with("ed") {
        return None;
    }
    let mut end = verb;
    // "that is", "which has been"
    for _ in 0..4 {
        let before = end.checked_sub(1).filter(|&k| k > floor)?;
        if cx.is(before, List::Auxiliary)
            || matches!(
                cx.folded(before),
                "that" | "which" | "officially" | "formally"
            )
        {
            end = before;
        } else {
            break;
        }
    }
    (end.saturating_sub(5).max(floor)..end).find_map(|from| {
        let len = cx.phrase(from, List::DesignationLabel)?;
        (from + len == end).then_some((from, end))
    })
}

/// "X, a terrorist organisation", "X is one of nine terrorist groups": the label is said of what ends at `last`.
pub(super) fn said_of(cx: &Cx<'_>, last: usize, label: usize) -> bool {
    // ", which is one of the nine foreign terrorist groups"
    const FAR: usize = 10;
    if label <= last || label > last + FAR {
        return false;
    }
    let joined = cx.word(last) == ","
        || cx.word(last) == "("
        || cx.kind(last) == Some(TokenKind::Dash)
        || cx.is(last, List::Auxiliary)
        || matches!(cx.folded(last), "remains" | "remain");
    joined
        && (last + 1..label).all(|k| {
            cx.is(k, List::Auxiliary)
                || cx.kind(k) == Some(TokenKind::Number)
                || cx.is(k, List::NumberWord)
                || matches!(
                    cx.folded(k),
                    "a" | "an"
                        | "the"
                        | "which"
                        | "that"
                        | "one"
                        | "of"
                        | "among"
                        | "still"
                        | "now"
                        | "also"
                        | "itself"
                        | "dozens"
                        | "several"
                        | "many"
                        | "only"
                )
        })
        && (last..label).any(|k| matches!(cx.folded(k), "a" | "an" | "one" | "among"))
}
