//! Lists of shares: "52% named prices, 31% jobs and 27% crime", "half is exported, a third eaten and the remaining third".

mod exclusive;
mod graded;
mod parted;
pub(super) mod rests;
pub(super) mod sides;
pub(super) mod standings;
mod whole;
pub(super) mod words;
use super::{mark, year};
use copydesk_draft::layer::{Cell, LayerSchema, Table, Type};
use copydesk_draft::{BlockKind, Span};

use super::{Ground, stem};
use crate::lists::List;
use crate::numbers::lexeme::{Look, Time};
use crate::numbers::{Hedge, Role};
use crate::schema::id;
use crate::token::TokenKind;
pub(super) use words::counted_so_far;
use words::{base, holders, joined, last_is_the_rest, leftover, wanted, with_quarters};

/// One share of a list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Share {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) number: f64,
    pub(super) lowest: f64,
    pub(super) highest: f64,
    pub(super) fraction: bool,
    pub(super) span: Span,
}

/// One row of `share-list`.
pub(super) type Row = (Span, [Cell; 16]);

/// The table of `share-list`.
pub(super) fn table(ground: &Ground<'_, '_>) -> Table {
    let mut rows: Vec<Row> = Vec::new();
    let mut next = 0;
    for sentence in ground.cx.sentences {
        let percentages = &ground.quantities.percentages;
        let first = next;
        next = first
            + percentages.get(first..).map_or(0, |rest| {
                rest.partition_point(|p| p.span.start < sentence.span.end)
            });
        let own = percentages.get(first..next).unwrap_or(&[]);
        let look = ground.look(sentence);
        let mut shares: Vec<Share> = own
            .iter()
            .filter(|p| !p.points && p.number > 0.0 && p.number <= 100.0)
            .filter(|p| !counted_so_far(&look, p.tokens.1 as usize))
            .map(|p| {
                let times = holders(ground, &look, p.tokens.0 as usize);
                Share {
                    first: p.tokens.0 as usize,
                    last: p.tokens.1 as usize,
                    number: p.number * times,
                    lowest: (p.lowest - p.half_step.min(0.5)) * times,
                    highest: (p.highest + p.half_step.min(0.5)) * times,
                    fraction: false,
                    span: p.span,
                }
            })
            .collect();
        // "88, 12 and 3 percent" and fractions count where there is more than one of them.
        let fractions: Vec<Share> = ground
            .numbers_in(sentence.span)
            .iter()
            .filter_map(|n| {
                let (first, last) = (n.tokens.0 as usize, n.tokens.1 as usize);
                let (number, lowest, highest) = match n.role {
                    Role::Fraction
                        if n.number > 0.0 && n.number < 1.0 && n.hedge != Hedge::Vague =>
                    {
                        (n.number, n.lowest, n.highest)
                    }
                    // "a third is eaten", "the remaining third": an ordinal by its looks.
                    Role::Ordinal
                        if (3.0..=10.0).contains(&n.number)
                            && matches!(
                                look.before(first, 1),
                                "a" | "one" | "remaining" | "other"
                            )
                            && (ground.cx.is(last, List::Auxiliary)
                                || look.word(last) == "of"
                                || super::mark(&look, last)
                                || matches!(
                                    look.word(last),
                                    "to" | "in" | "for" | "from" | "on" | "by"
                                ) && (matches!(
                                    look.before(first, 2),
                                    "," | "and" | "leaving" | "leaves" | "just" | "only"
                                ) || matches!(
                                    look.before(first, 1),
                                    "remaining" | "other"
                                ))
                                || look.capital(last)
                                    && (matches!(look.before(first, 2), "," | "and")
                                        || matches!(
                                            look.before(first, 1),
                                            "remaining" | "other"
                                        ))) =>
                    {
                        (1.0 / n.number, 1.0 / n.number, 1.0 / n.number)
                    }
                    _ => return None,
                };
                Some(Share {
                    first,
                    last,
                    number: number * 100.0,
                    lowest: lowest * 100.0,
                    highest: highest * 100.0,
                    fraction: true,
                    span: n.span,
                })
            })
            .collect();
        let fractions = with_quarters(ground, &look, fractions);
        // "Half of the money goes to roads, 30% to schools": a fraction that opens the list belongs to it.
        let opens = fractions
            .iter()
            .rev()
            .find(|part| shares.first().is_some_and(|share| part.last <= share.first))
            .copied();
        // "One quarter of the water goes to farms, half to homes and 40% to industry"
        let heads: Vec<Share> = fractions
            .iter()
            .filter(|part| shares.first().is_some_and(|share| part.last <= share.first))
            .copied()
            .collect();
        let of_first = heads.len() > 1
            && heads
                .first()
                .is_some_and(|part| look.word(part.last) == "of")
            && heads
                .iter()
                .skip(1)
                .all(|part| look.word(part.last) != "of")
            && !shares.iter().any(|share| look.word(share.last) == "of");
        let tail = fractions
            .iter()
            .find(|part| {
                // "60% by plane and a third by train"
                let article = usize::from(matches!(look.before(part.first, 1), "a" | "one"));
                let closes = matches!(look.before(part.first, 1 + article), "and")
                    && matches!(
                        look.word(part.last),
                        "to" | "by" | "from" | "on" | "for" | "in"
                    )
                    && !fractions.iter().any(|other| {
                        other.last < part.first
                            && other.first > shares.last().map_or(0, |one| one.last)
                    });
                leftover(&look, part.first) || closes
            })
            .copied();
        if shares.is_empty() {
            shares = fractions;
        } else if of_first {
            shares = heads.into_iter().chain(shares).collect();
        } else if let Some(part) = opens.filter(|part| {
            // "Half of the money", "half the voters"
            (look.word(part.last) == "of"
                || look.word(part.first) == "half"
                    && matches!(look.word(part.last), "the" | "its" | "their"))
                && !shares.iter().any(|share| look.word(share.last) == "of")
        }) {
            shares.insert(0, part);
        }
        // "45% goes on wages and 25% on drugs, leaving a fifth for everything else": a fraction that closes the list.
        if let Some(part) = tail.filter(|part| {
            shares
                .last()
                .is_some_and(|share| !share.fraction && share.last <= part.first)
        }) {
            shares.push(part);
        }
        if shares.len() < 2 {
            continue;
        }
        let mut run: Vec<Share> = Vec::new();
        for share in shares {
            if run
                .last()
                .is_some_and(|before| !joined(&look, before, &share))
            {
                push(ground, &look, &run, &mut rows);
                run.clear();
            }
            run.push(share);
        }
        push(ground, &look, &run, &mut rows);
    }
    items(ground, &mut rows);
    sides::duels(ground, &mut rows);
    standings::find(ground, &mut rows);
    rests::find(ground, &mut rows);
    whole::find(ground, &mut rows);
    rows.sort_by_key(|row| row.0);
    let mut table = ground.cx.blank(id::SHARE_LIST);
    for (span, cells) in rows {
        table.push(ground.cx.row(span), cells);
    }
    table
}

/// "- director: 50% - producer: 40% - writer: 20%": the items of a list, each with one share.
fn items(ground: &Ground<'_, '_>, rows: &mut Vec<Row>) {
    let cx = ground.cx;
    let mut run: Vec<(u32, &crate::quantities::Percentage)> = Vec::new();
    let mut flush = |run: &mut Vec<(u32, &crate::quantities::Percentage)>| {
        if let ([first, .., last], true) = (run.as_slice(), run.len() >= 2) {
            let sum: f64 = run.iter().map(|(_, p)| p.number).sum();
            let slack: f64 = run.iter().map(|(_, p)| p.half_step.min(0.5)).sum();
            let low: f64 = run.iter().map(|(_, p)| p.lowest).sum();
            let high: f64 = run.iter().map(|(_, p)| p.highest).sum();
            rows.push((
                first.1.span.to(last.1.span),
                [
                    Cell::Filled((run.len() as f64).into()),
                    Cell::Filled(sum.into()),
                    Cell::Filled((low - slack).into()),
                    Cell::Filled((high + slack).into()),
                    Cell::Filled(0.0.into()),
                    Cell::Filled(false.into()),
                    Cell::Filled(false.into()),
                    Cell::Filled(false.into()),
                    Cell::Filled(false.into()),
                    Cell::Filled(false.into()),
                    Cell::Filled(false.into()),
                    Cell::Filled(false.into()),
                    Cell::Filled(false.into()),
                    Cell::Filled(false.into()),
                    Cell::Filled(false.into()),
                    Cell::Filled(false.into()),
                ],
            ));
        }
        run.clear();
    };
    for sentence in cx.sentences {
        let item = cx
            .blocks
            .get(sentence.block as usize)
            .is_some_and(|block| matches!(block.kind, BlockKind::ListItem | BlockKind::TableRow));
        if !item {
            flush(&mut run);
            continue;
        }
        match ground.quantities.percentages_in(sentence.span) {
            // A short item of its own, with a share that is no change.
            [p] if !p.points
                && p.number > 0.0
                && p.number <= 100.0
                && sentence.last - sentence.first <= 12
                && run
                    .last()
                    .is_none_or(|(block, _)| sentence.block == block + 1)
                && !(sentence.first as usize..sentence.last as usize)
                    .any(|i| ground.cx.is(i, List::ChangeWord)) =>
            {
                run.push((sentence.block, p));
            }
            _ => flush(&mut run),
        }
    }
    flush(&mut run);
}

fn push(ground: &Ground<'_, '_>, look: &Look<'_, '_>, run: &[Share], rows: &mut Vec<Row>) {
    let (Some(first), Some(last)) = (run.first(), run.last()) else {
        return;
    };
    if run.len() < 2 {
        return;
    }
    let mut bases: Vec<&str> = Vec::new();
    for share in run {
        if let Some(base) = base(look, share) {
            // "31% of them", "the rest of it" go back to the first whole.
            if !matches!(base, "them" | "it" | "whom" | "which")
                && !bases.iter().any(|known| stem(known) == stem(base))
            {
                bases.push(base);
            }
        }
    }
    let timed = run
        .iter()
        .filter(|share| {
            (share.last..share.last + 5)
                .take_while(|&i| !matches!(look.text(i), "," | ";" | "") && look.word(i) != "and")
                .any(|i| {
                    !matches!(look.time(i), Time::None | Time::Opener | Time::Vague(_))
                        || super::year(look.text(i)).is_some()
                })
        })
        .count();
    // "was chosen by 47%, road repairs by 34%"
    let by_all = look.before(first.first, 1) == "by"
        && (look.before(first.first, 2).ends_with("ed")
            || matches!(look.before(first.first, 2), "chosen" | "seen" | "known")
            || look.word(first.last) == "of"
                && run.iter().all(|share| look.before(share.first, 1) == "by"))
        && !ground
            .cx
            .is(first.first.saturating_sub(2), List::ChangeWord);
    // "47% chose rail and 28% lower fares", "47% of voters wanted to keep it, 33% to cut it": what they chose.
    let chose = wanted(look, first.last)
        || matches!(
            look.word(first.last),
            "chose" | "picked" | "preferred" | "wanted"
        )
        || look.word(first.last) == "opted" && look.word(first.last + 1) == "for"
        || look.word(first.last) == "would" && look.word(first.last + 1) == "choose"
        || by_all;
    let change = run.iter().any(|share| {
        !by_all && (1..=4).any(|back| look.before(share.first, back) == "by")
            && look.before(share.first, 1) == "by"
            // "was favoured by 46%"
            && !(look.before(share.first, 2).ends_with("ed")
                && !ground.cx.is(share.first.saturating_sub(2), List::ChangeWord))
            || !chose
                && (1..=3).any(|back| {
                    share.first.checked_sub(back).is_some_and(|i| {
                        // "makes up 48%" is no rise.
                        let made = matches!(look.word(i), "divided" | "split" | "shared")
                            || i > look.first && look.hyphen(i - 1)
                            || look.word(i) == "up"
                                && matches!(
                                    look.before(i, 1),
                                    "makes" | "make" | "made" | "making" | "takes" | "take"
                                );
                        // "of the money raised, a half was spent": told before the list.
                        let before = (i..share.first).any(|k| super::mark(look, k));
                        i >= look.first && !made && !before && ground.cx.is(i, List::ChangeWord)
                    })
                })
            // "35% were dropped" is what befell them.
            || !chose
                && !matches!(look.word(share.last), "was" | "were" | "are" | "is")
                && (share.last..share.last + 2).any(|i| ground.cx.is(i, List::ChangeWord))
            || !chose
                && matches!(
                    look.word(share.last),
                    "more" | "less" | "fewer" | "higher" | "lower" | "above" | "below" | "off"
                )
    });
    // "A third went on pay, half on rent": what it was spent on is no group.
    let spent = (look.first..look.end).any(|i| {
        matches!(
            look.word(i),
            "went" | "goes" | "go" | "spent" | "spends" | "spend"
        )
    });
    // Another group for each share: "among men 58%", "58% in Kent and 52% in Essex".
    let groups = run
        .iter()
        .filter(|share| {
            let after = matches!(
                look.word(share.last),
                "among" | "amongst" | "in" | "for" | "on" | "at"
            ) && !(spent && look.word(share.last) == "on")
                && !matches!(
                    look.word(share.last + 1),
                    "favour" | "favor" | "good" | "fair" | "poor" | "bad"
                );
            let before = matches!(
                look.before(share.first, 2),
                "among" | "amongst" | "in" | "for" | "on" | "at"
            ) || matches!(look.before(share.first, 3), "among" | "amongst" | "in");
            // "in the north she had 70%"
            let led = (look.first..share.first)
                .rev()
                .take(8)
                .take_while(|&i| !super::mark(look, i) && look.word(i) != "and")
                .last()
                .is_some_and(|i| {
                    matches!(look.word(i), "in" | "among")
                        && look.word(i + 1) == "the"
                        && i + 3 < share.first
                });
            led || after && look.word(share.last) != "for"
                || before && look.before(share.first, 1) != ","
        })
        .count();
    // "and a local bank, which has the last 13 percent"
    let final_one = look.before(last.first, 1) == "last"
        && look.before(last.first, 2) == "the"
        && matches!(
            look.before(last.first, 3),
            "has"
                | "have"
                | "had"
                | "holds"
                | "hold"
                | "held"
                | "owns"
                | "own"
                | "keeps"
                | "with"
                | "and"
        );
    let rest = final_one
        || leftover(look, last.first)
        || matches!(look.before(last.first, 1), "other" | "remaining" | "rest")
        || look.before(last.first, 1) == "," && look.before(last.first, 2) == "rest";
    let named_rest = last_is_the_rest(ground, look, run);
    // "with the rest coming from nuclear plants (21%) and wind (24%)": several shares of what the others leave.
    let rest = rest
        || run.len() >= 3
            && run.windows(2).any(|pair| {
                let [a, b] = pair else { return false };
                (a.last + 1..b.first).any(|i| {
                    matches!(look.word(i), "rest" | "remainder")
                        && look.before(i, 1) == "the"
                        && rests::shared_out(look, i + 1)
                })
            });
    let rest = rest || named_rest && run.iter().map(|share| share.lowest).sum::<f64>() > 101.0;
    let bare = run
        .iter()
        .filter(|share| {
            look.kind(share.last) == Some(TokenKind::Word)
                && !look.capital(share.last)
                && !ground.cx.is(share.last, List::Preposition)
                && !ground.cx.is(share.last, List::Auxiliary)
                && !ground.cx.is(share.last, List::Conjunction)
        })
        .count()
        == run.len();
    // "wind supplies 40% of it, gas 35% and the sun 15%": a name before each, and the verb once.
    let gapped = run.windows(2).all(|pair| {
        let [a, b] = pair else { return false };
        let from = (a.last..b.first)
            .rfind(|&i| matches!(look.text(i), "," | ";") || look.word(i) == "and")
            .map_or(b.first, |i| i + 1);
        from < b.first
            && b.first - from <= 4
            && (from..b.first).all(|i| {
                !ground.cx.is(i, List::Preposition)
                    && !ground.cx.is(i, List::Auxiliary)
                    && !ground.cx.is(i, List::FiniteForm)
                    && !matches!(
                        look.word(i),
                        "that"
                            | "who"
                            | "about"
                            | "some"
                            | "but"
                            | "not"
                            | "only"
                            | "just"
                            | "than"
                    )
                    && matches!(look.kind(i), Some(TokenKind::Word | TokenKind::Possessive))
            })
    });
    // "tickets (55%), broadcasting (35%) and sponsorship (20%)"
    let bracketed = run.iter().all(|share| {
        look.before(share.first, 1) == "("
            && look.text(share.last) == ")"
            && share.first >= look.first + 2
            && look.kind(share.first - 2) == Some(TokenKind::Word)
    });
    // "half were Danes, a third Swedes and a quarter Germans"
    let peoples = run.iter().all(|share| {
        (share.last..share.last + 4)
            .take_while(|&i| !super::mark(look, i) && look.word(i) != "and")
            .any(|i| look.capital(i) && look.text(i).ends_with('s'))
    });
    // "stood at 47%, with Kofi Mensah on 43% and Ana Silva on 26%"
    let standings = run.len() >= 2
        && run.iter().skip(1).all(|share| {
            matches!(look.before(share.first, 1), "on" | "at" | "with")
                && share.first >= 2
                && look.capital(share.first - 2)
        })
        && !(look.first..first.first).any(|i| {
            matches!(
                look.word(i),
                "approval"
                    | "popularity"
                    | "trust"
                    | "rating"
                    | "known"
                    | "favourability"
                    | "turnout"
            )
        });
    let sum: f64 = run.iter().map(|share| share.number).sum();
    let low: f64 = run.iter().map(|share| share.lowest).sum();
    let high: f64 = run.iter().map(|share| share.highest).sum();
    let end = (last.last..last.last + 3)
        .take_while(|&i| look.kind(i) == Some(TokenKind::Word))
        .last()
        .map_or(last.last, |i| i + 1);
    let span = if run.iter().all(|share| share.fraction) || end > last.last {
        ground.cx.span(first.first, end)
    } else {
        first.span.to(last.span)
    };
    rows.push((
        span,
        [
            Cell::Filled((run.len() as f64).into()),
            Cell::Filled(sum.into()),
            Cell::Filled(low.into()),
            Cell::Filled(high.into()),
            Cell::Filled((bases.len() as f64).into()),
            Cell::Filled((timed > 1).into()),
            Cell::Filled(change.into()),
            Cell::Filled((groups > 1).into()),
            Cell::Filled(rest.into()),
            Cell::Filled(bare.into()),
            Cell::Filled(gapped.into()),
            Cell::Filled(bracketed.into()),
            Cell::Filled(peoples.into()),
            Cell::Filled(standings.into()),
            Cell::Filled(false.into()),
            Cell::Filled(false.into()),
        ],
    ));
}

/// `share-list`
pub fn share_list_schema() -> LayerSchema {
    LayerSchema::new(
        "share-list",
        "two or more percentages or fractions that one sentence lists",
        "from the first share to the word behind the last",
    )
    .field("parts", Type::Number, "how many shares")
    .field("sum", Type::Number, "their sum in percent, as printed")
    .field(
        "sum-lowest",
        Type::Number,
        "the least sum that hedges and printed digits allow",
    )
    .field(
        "sum-highest",
        Type::Number,
        "the largest sum that they allow",
    )
    .field(
        "wholes",
        Type::Number,
        "how many different things they are said to be shares \"of\"",
    )
    .field(
        "timed",
        Type::Flag,
        "several are of different times: \"52% in March, 31% in May\"",
    )
    .field(
        "changes",
        Type::Flag,
        "one of them is a rise, a fall or a rate and no share",
    )
    .field(
        "grouped",
        Type::Flag,
        "several are of different groups or places: \"58% among men, 52% among women\"",
    )
    .field(
        "rest",
        Type::Flag,
        "the last is what is left: \"the other 30%\", \"the remaining third\"",
    )
    .field(
        "bare",
        Type::Flag,
        "each stands right before what it is a share of: \"60% paper, 30% glass\"",
    )
    .field(
        "gapped",
        Type::Flag,
        "a name stands before each, the verb once: \"wind supplies 40%, gas 35% and the sun 25%\"",
    )
    .field(
        "bracketed",
        Type::Flag,
        "each stands in brackets behind what has it: \"tickets (55%) and sponsorship (45%)\"",
    )
    .field(
        "peoples",
        Type::Flag,
        "each stands before a people: \"half were Danes and a third Swedes\"",
    )
    .field(
        "standings",
        Type::Flag,
        "all but the first stand behind a name and \"on\": \"with Mensah on 43% and Silva on 26%\"",
    )
    .field(
        "duel",
        Type::Flag,
        "the two sides of one vote: \"beat her by 58% to 42%\"",
    )
    .field(
        "spread",
        Type::Flag,
        "shares of one vote or firm that two or three sentences tell by who has them",
    )
}
