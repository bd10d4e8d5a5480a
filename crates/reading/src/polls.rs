//! Leads in polls: "leads Vidal 43-40", "a two-point lead", "on 29% against 28%", beside the margin of error of the draft.
//!
//! Stated is what stands there: how many points lie between the two, and the margin of error that stands nearest. Whether
//! a lead may be called one is for the rules.

use copydesk_draft::layer::{Cell, LayerSchema, Table, Type, Value};

use crate::cx::Cx;
use crate::lists::List;
use crate::numbers::{Number, Role};
use crate::order::begun_in;
use crate::quantities::Quantities;
use crate::schema::id;
use crate::token::TokenKind;

/// A margin of error: the sentence in which it stands, its points, and its number.
#[derive(Clone, Copy, Debug)]
struct Margin {
    sentence: u32,
    points: f64,
    number: usize,
}

/// What lies between two shares: first token, one past the last, points.
#[derive(Clone, Copy, Debug)]
struct Gap {
    first: usize,
    last: usize,
    points: f64,
}

/// The table of `poll-lead`.
pub(crate) fn table(cx: &Cx<'_>, numbers: &[Number], quantities: &Quantities) -> Table {
    let mut table = cx.blank(id::POLL_LEAD);
    let margins = margins(cx, numbers);
    if margins.is_empty() {
        return table;
    }
    for (place, sentence) in cx.sentences.iter().enumerate() {
        let place = place as u32;
        let range = sentence.first as usize..sentence.last as usize;
        let Some((cue, length)) = range
            .clone()
            // "no frontrunner", "not ahead"
            .filter(|i| {
                !i.checked_sub(1).is_some_and(|before| {
                    matches!(cx.folded(before), "no" | "not" | "without" | "any")
                })
            })
            .find_map(|i| cx.phrase(i, List::PollLead).map(|length| (i, length)))
            .filter(|&(i, _)| !bare_choice(cx, i))
            .or_else(|| range.clone().find_map(|i| by_so_much(cx, i, &range)))
        else {
            continue;
        };
        // The nearest, before or behind: they are in order.
        let behind = margins.partition_point(|margin| margin.sentence < place);
        let before = behind
            .checked_sub(1)
            .and_then(|i| margins.get(i))
            .map(|last| margins.partition_point(|margin| margin.sentence < last.sentence));
        let Some(margin) = before
            .into_iter()
            .chain([behind])
            .filter_map(|i| margins.get(i))
            .min_by_key(|margin| (margin.sentence.abs_diff(place), margin.sentence < place))
        else {
            continue;
        };
        let own = gap_in(cx, place, cue, numbers, quantities, &margins);
        // Shares of a neighbour that has its own word for a lead, or of one beside a share of this sentence, are not
        // the word's: "leads by 43% to 41%. The remaining 16% preferred others."
        let percentages = &quantities.percentages;
        let shares = begun_in(percentages, range, |one| one.tokens.0 as usize)
            .iter()
            .any(|percentage| !percentage.points);
        let beside = |place: u32| {
            let led = cx
                .sentence_tokens(place)
                .any(|i| cx.phrase(i, List::PollLead).is_some() && !bare_choice(cx, i));
            (!led && !shares)
                .then(|| pair_in(cx, place, numbers, quantities, &margins))
                .flatten()
        };
        let gap = own
            .or_else(|| beside(place + 1))
            .or_else(|| beside(place.checked_sub(1)?))
            .or_else(|| runner_up(cx, place, quantities));
        let Some(gap) = gap else {
            continue;
        };
        // Shares far from the word belong to somebody else.
        if own.is_some() && gap.first > cue + length + 14 {
            continue;
        }
        let (first, last) = if own.is_some() {
            (cue.min(gap.first), (cue + length).max(gap.last))
        } else {
            (cue, cue + length)
        };
        table.push(
            cx.row(cx.span(first, last)),
            [
                Cell::Filled(cx.span(cue, cue + length).into()),
                Cell::Filled(Value::Number(round(gap.points))),
                Cell::Filled(Value::Number(margin.points)),
                Cell::Filled(Value::Number(margin.points * 2.0)),
            ],
        );
    }
    table
}

/// "Forty per cent prefer Kipsang and 37 per cent Njoki" says of nobody that he leads; "prefer the tunnel to the bridge, by 46%
/// to 44%" does.
fn bare_choice(cx: &Cx<'_>, i: usize) -> bool {
    matches!(cx.folded(i), "prefer" | "prefers")
        && !(i + 1..i + 12)
            .take_while(|&k| !matches!(cx.word(k), "." | ";" | ""))
            .any(|k| cx.folded(k) == "by")
}

/// "More want to keep it than to scrap it, by 40% to 38%": the two shares behind "by" say themselves who leads.
fn by_so_much(cx: &Cx<'_>, i: usize, range: &std::ops::Range<usize>) -> Option<(usize, usize)> {
    // "than support it: 46% against 44%"
    let colon = cx.word(i) == ":" || cx.word(i) == ",";
    if !(colon || cx.folded(i) == "by") || cx.kind(i + 1) != Some(TokenKind::Number) {
        return None;
    }
    let plain = |k: usize| matches!(cx.folded(k), "%" | "percent" | "per" | "cent");
    let to = (i + 2..range.end.min(i + 5)).find(|&k| !plain(k))?;
    let compared = (range.start..i).any(|k| {
        matches!(
            cx.folded(k),
            "more"
                | "fewer"
                | "over"
                | "than"
                | "support"
                | "back"
                | "favour"
                | "favor"
                | "oppose"
                | "want"
                | "approve"
        )
    });
    (matches!(cx.folded(to), "to" | "against")
        && cx.kind(to + 1) == Some(TokenKind::Number)
        && compared)
        .then_some((i, 1))
}

/// Two printed shares differ by what is printed, not by what is left of it in binary.
fn round(points: f64) -> f64 {
    (points * 1000.0).round() / 1000.0
}

/// The margins of error of the draft, in order.
fn margins(cx: &Cx<'_>, numbers: &[Number]) -> Vec<Margin> {
    let mut found: Vec<Margin> = Vec::new();
    for (n, number) in numbers.iter().enumerate() {
        if !(0.2..=15.0).contains(&number.number) || number.ordinal {
            continue;
        }
        let first = number.tokens.0 as usize;
        let core = number.core_first as usize;
        let Some(sentence) = cx.token(first).map(|token| token.sentence) else {
            continue;
        };
        let range = cx.sentence_tokens(sentence);
        if signed(cx, core, range.start)
            || named_before(cx, first, range.start)
            || named_behind(cx, number.core_last as usize, range.end)
        {
            found.push(Margin {
                sentence,
                points: number.number,
                number: n,
            });
        }
    }
    found
}

/// "±3", "+/- 3", "plus or minus 3", before token `core`.
fn signed(cx: &Cx<'_>, core: usize, start: usize) -> bool {
    let back = |k: usize| {
        core.checked_sub(k)
            .filter(|&i| i >= start)
            .map_or("", |i| cx.word(i))
    };
    let own = cx.word(core);
    own.starts_with('±')
        || back(1) == "±"
        || back(1).ends_with("+/-")
        || (matches!(back(1), "-" | "−" | "–") && back(2) == "/" && back(3) == "+")
        || (back(1).eq_ignore_ascii_case("minus")
            && matches!(back(2), "or" | "and" | "/")
            && back(3).eq_ignore_ascii_case("plus"))
}

/// "margin of error" and the like at token `i`: the number of its tokens.
fn error_name(cx: &Cx<'_>, i: usize) -> Option<usize> {
    cx.phrase(i, List::PollMargin)
}

/// "the margin of error, plus or minus 3": the name stands up to twelve tokens before.
fn named_before(cx: &Cx<'_>, first: usize, start: usize) -> bool {
    let from = first.saturating_sub(12).max(start);
    (from..first).any(|i| {
        error_name(cx, i).is_some_and(|length| {
            // Nothing else is told between the name and its number: no other sentence part, no percentage.
            i + length <= first
                && (i + length..first).all(|k| {
                    !matches!(cx.word(k), ";" | "%" | ")")
                        && !matches!(cx.folded(k), "percent" | "adults" | "people" | "voters")
                })
        })
    })
}

/// "a 3-point margin of error", "3 percentage points margin of error": the name stands right behind.
fn named_behind(cx: &Cx<'_>, last: usize, end: usize) -> bool {
    let mut i = last;
    while i < end.min(last + 5) {
        if error_name(cx, i).is_some() {
            return true;
        }
        if !matches!(
            cx.folded(i),
            "-" | "point" | "points" | "percentage" | "percent" | "%" | "per" | "cent"
        ) {
            return false;
        }
        i += 1;
    }
    false
}

/// The gap that the sentence of a cue states: in points, or between two shares.
fn gap_in(
    cx: &Cx<'_>,
    sentence: u32,
    cue: usize,
    numbers: &[Number],
    quantities: &Quantities,
    margins: &[Margin],
) -> Option<Gap> {
    let range = cx.sentence_tokens(sentence);
    let from = numbers.partition_point(|number| (number.tokens.0 as usize) < range.start);
    let own = begun_in(numbers, range, |number| number.tokens.0 as usize);
    let stated = own.iter().enumerate().find_map(|(n, number)| {
        let (first, last) = (number.tokens.0 as usize, number.core_last as usize);
        let margin = margins.binary_search_by_key(&(from + n), |margin| margin.number);
        if margin.is_ok() {
            return None;
        }
        let mut at = last;
        while matches!(cx.folded(at), "-" | "percentage" | "percent" | "%") && at < last + 3 {
            at += 1;
        }
        let pointed = matches!(cx.folded(at), "point" | "points");
        // "rose two points" is a change; the points of a lead stand close to its word.
        // "in the lead before Sunday's vote with 39%, three points more than": what is compared may stand far from its word.
        let compared = matches!(
            (cx.folded(at + 1), cx.folded(at + 2)),
            ("more" | "fewer" | "less", "than")
                | ("ahead", "of")
                | ("above" | "behind" | "below", _)
        );
        let close = compared || first.abs_diff(cue) <= 6 || at.abs_diff(cue) <= 6;
        let change = first.checked_sub(1).is_some_and(|i| {
            matches!(
                cx.folded(i),
                "up" | "down" | "rose" | "fell" | "gained" | "lost" | "rising" | "falling"
            )
        });
        (pointed && close && !change && number.number < 60.0).then_some(Gap {
            first,
            last: at + 1,
            points: number.number,
        })
    });
    stated.or_else(|| pair_in(cx, sentence, numbers, quantities, margins))
}

/// "X is the front-runner, with 31%. Y is second with 30%": one share here, one in the next sentence.
fn runner_up(cx: &Cx<'_>, sentence: u32, quantities: &Quantities) -> Option<Gap> {
    let one = |sentence: u32| {
        let own = begun_in(
            &quantities.percentages,
            cx.sentence_tokens(sentence),
            |one| one.tokens.0 as usize,
        );
        let mut shares = own
            .iter()
            .filter(|one| !one.points && (3.0..=97.0).contains(&one.number));
        shares.next().filter(|_| shares.next().is_none())
    };
    let (first, second) = (one(sentence)?, one(sentence + 1)?);
    let block = |sentence: u32| cx.sentence(sentence).map(|one| one.block);
    let named = cx.sentence_tokens(sentence + 1).any(|i| {
        matches!(
            cx.folded(i),
            "second" | "next" | "follows" | "followed" | "runner-up" | "closest" | "nearest"
        )
    });
    (named && block(sentence) == block(sentence + 1) && first.number + second.number <= 101.0)
        .then_some(Gap {
            first: first.tokens.0 as usize,
            last: first.tokens.1 as usize,
            points: (first.number - second.number).abs(),
        })
}

/// The first two shares of a sentence.
fn pair_in(
    cx: &Cx<'_>,
    sentence: u32,
    numbers: &[Number],
    quantities: &Quantities,
    margins: &[Margin],
) -> Option<Gap> {
    let range = cx.sentence_tokens(sentence);
    let share = |points: f64| (3.0..=97.0).contains(&points);
    // Both are in order.
    let percentages = &quantities.percentages;
    let first = percentages.partition_point(|one| (one.tokens.0 as usize) < range.start);
    let percentages = percentages.get(first..).unwrap_or(&[]).iter();
    let first = numbers.partition_point(|one| (one.core_first as usize) < range.start);
    let end = numbers.partition_point(|one| (one.core_first as usize) < range.end);
    let mut shares: Vec<(usize, usize, f64)> = percentages
        .take_while(|percentage| (percentage.tokens.0 as usize) < range.end)
        .filter(|percentage| !percentage.points && share(percentage.number))
        .filter(|percentage| {
            !margins
                .iter()
                .filter(|margin| margin.sentence == sentence)
                .any(|margin| {
                    numbers
                        .get(margin.number)
                        .is_some_and(|number| percentage.span.holds(number.core.start))
                })
        })
        .map(|percentage| {
            (
                percentage.tokens.0 as usize,
                percentage.tokens.1 as usize,
                percentage.number,
            )
        })
        .collect();
    // "43-40", "43 to 40", "43 against 40 percent".
    for pair in numbers.get(first..end).unwrap_or(&[]).windows(2) {
        let [a, b] = pair else { continue };
        let (first, second) = (a.core_last as usize, b.core_first as usize);
        if !range.contains(&first) || !range.contains(&second) {
            continue;
        }
        let joined = (first..second).all(|i| {
            matches!(
                cx.folded(i),
                "-" | "–" | "—" | "to" | "against" | "versus" | "v" | "vs" | "%" | "percent"
            )
        });
        let plain = |number: &Number| {
            matches!(
                number.role,
                Role::Cardinal | Role::Score | Role::Percentage | Role::Label
            ) && share(number.number)
        };
        if joined && second > first && second <= first + 2 && plain(a) && plain(b) {
            for number in [a, b] {
                let (from, to) = (number.core_first as usize, number.core_last as usize);
                if !shares
                    .iter()
                    .any(|&(first, last, _)| from >= first && to <= last)
                {
                    shares.push((from, to, number.number));
                }
            }
        }
    }
    // "With 26%, the Moderates lead the Centre, on 25".
    if let &[(at, _, _)] = shares.as_slice() {
        let bare = numbers
            .get(first..end)
            .unwrap_or(&[])
            .iter()
            .find(|number| {
                let first = number.core_first as usize;
                first != at
                    && number.role == Role::Cardinal
                    && share(number.number)
                    && first.checked_sub(1).is_some_and(|i| {
                        matches!(
                            cx.folded(i),
                            "on" | "at" | "to" | "against" | "with" | "has" | "had" | "gets" | "polls" | "its" | "their"
                        )
                            // "stands at thirty percent to Labour's twenty-nine"
                            || (cx.kind(i) == Some(TokenKind::Possessive)
                                || matches!(cx.word(i), "'" | "’"))
                                && (2..=4).any(|back| {
                                    i.checked_sub(back).is_some_and(|k| {
                                        k > at && matches!(cx.folded(k), "to" | "against" | "with")
                                    })
                                })
                    })
                    && matches!(
                        cx.folded(number.core_last as usize),
                        "," | "." | ";" | ")" | "and" | "in" | "" | "a"
                    )
            });
        if let Some(number) = bare {
            let (first, last) = (number.core_first as usize, number.core_last as usize);
            shares.push((first, last, number.number));
        }
    }
    shares.sort_by_key(|&(first, _, _)| first);
    let [a, b, ..] = shares.as_slice() else {
        return None;
    };
    (a.2 + b.2 <= 101.0).then_some(Gap {
        first: a.0,
        last: b.1,
        points: (a.2 - b.2).abs(),
    })
}

/// `poll-lead`
pub fn poll_lead_schema() -> LayerSchema {
    LayerSchema::new(
        "poll-lead",
        "a lead in a poll whose margin of error stands in the draft",
        "from the word or the first share to the last; the word alone where the shares stand in the next sentence",
    )
    .field(
        "word",
        Type::Text,
        "the words that say who is ahead: “leads”",
    )
    .field(
        "gap",
        Type::Number,
        "points between the two: as stated, or between the first two shares",
    )
    .field(
        "margin",
        Type::Number,
        "the margin of error that stands nearest, in points",
    )
    .field("twice-margin", Type::Number, "twice that margin")
}

#[cfg(test)]
mod tests {
    use copydesk_draft::layer::{Cell, FieldId, Value};

    use crate::schema::id;
    use crate::testing::{STANDARD, draft};

    /// Gap and margin of each lead found.
    fn leads(text: &str) -> Vec<(f64, f64)> {
        let draft = draft(text, Some("2024-12-01"));
        let reading = STANDARD.read(&draft, None);
        let schema = crate::schema();
        let field = |name| schema.get(id::POLL_LEAD).unwrap().find(name).unwrap();
        let (gap, margin): (FieldId, FieldId) = (field("gap"), field("margin"));
        let table = reading.table(id::POLL_LEAD).unwrap();
        (0..table.len() as u32)
            .map(|row| {
                let number = |field| match table.cell(row, field).unwrap() {
                    Cell::Filled(Value::Number(number)) => *number,
                    other => panic!("{other:?}"),
                };
                (number(gap), number(margin))
            })
            .collect()
    }

    #[test]
    fn gaps_and_margins() {
        for (text, want) in [
            (
                "Mora leads Vidal 43-40 (+/- 3), a poll shows.",
                vec![(3.0, 3.0)],
            ),
            (
                "Kova has a two-point lead in a poll with a margin of error of 3.1 points.",
                vec![(2.0, 3.1)],
            ),
            (
                "The Greens are ahead on 29% against 28%. The margin of error is plus or minus 2 points.",
                vec![(1.0, 2.0)],
            ),
            (
                "With 26%, the Reds lead the Blues, on 25, in a poll with a 2-point margin of error.",
                vec![(1.0, 2.0)],
            ),
            (
                "Mora leads Vidal. The poll put her at 44% and him at 41%, with a margin of error of 4 points.",
                vec![(3.0, 4.0)],
            ),
            ("Mora leads Vidal 43-40, a poll shows.", vec![]),
            (
                "The poll had a margin of error of 3 points and was taken in May.",
                vec![],
            ),
        ] {
            assert_eq!(leads(text), want, "{text}");
        }
    }
}
