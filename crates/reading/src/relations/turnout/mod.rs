//! Turnouts: "Turnout was 60% of 10 million voters, with 6 million votes cast".

use copydesk_draft::Span;
use copydesk_draft::layer::{Cell, LayerSchema, Table, Type};

mod counts;
mod papers;
mod wide;
mod words;

use super::Ground;
use crate::lists::{Bits, List};
use crate::numbers::Role;
use crate::numbers::lexeme::Look;
use crate::schema::id;
use crate::sentence::Sentence;
use counts::{About, counts};
use words::{roll, stayed_away, took_part};

/// A share of voters: bytes, printed number, least and largest.
#[derive(Clone, Copy)]
struct Share {
    span: Span,
    number: f64,
    range: (f64, f64),
}

/// A count of voters: bytes, least and largest.
type Count = (Span, (f64, f64));

/// One row of `turnout`.
type Row = (Span, [Cell; 10]);

/// The table of `turnout`.
pub(super) fn table(ground: &Ground<'_, '_>) -> Table {
    let cx = ground.cx;
    let mut table: Vec<Row> = Vec::new();
    let mut done = 0;
    for (i, sentence) in cx.sentences.iter().enumerate() {
        papers::find(ground, i, sentence, &mut table);
        if i < done {
            continue;
        }
        if !cx.may_have(i, Bits::of(&[List::TurnoutSign])) {
            continue;
        }
        let look = ground.look(sentence);
        let named = (look.first..look.end).any(|k| {
            matches!(look.word(k), "turnout" | "participation" | "abstention")
                || look.word(k) == "turned" && look.word(k + 1) == "out"
        }) || ground.in_headline(sentence) && shares_vote(ground, &look, sentence.span)
            || share_of_roll(ground, &look, sentence.span)
            || (look.first..look.end).any(|k| {
                roll(&look, k) || matches!(look.word(k), "voters" | "members" | "voter" | "elector")
            }) && (look.first..look.end).any(|k| took_part(&look, k) || stayed_away(&look, k));
        if !named {
            wide(ground, i, sentence, &mut table, &mut done);
            continue;
        }
        // This sentence and its neighbours of the same block; for a headline, the lede.
        let headline = ground.in_headline(sentence);
        let near = if headline {
            cx.sentences
        } else {
            cx.sentences
                .get(i.saturating_sub(2)..cx.sentences.len().min(i + 3))
                .unwrap_or(&[])
        };
        let near = near.iter().filter(|other| {
            if headline {
                cx.blocks
                    .get(other.block as usize)
                    .is_some_and(|block| block.lede)
            } else {
                other.block == sentence.block
            }
        });
        let mut near: Vec<_> = near.collect();
        let own = shares(ground, &look, sentence.span);
        // "Turnout reached 71%, she said." and a paragraph on: "About 620,000 people voted. There are 1.2 million on the
        // register."
        if !headline && of_the_vote(&look) && near.len() == 1 {
            near.extend(next_paragraph(ground, i));
        }
        let about = if (look.first..look.end)
            .any(|k| matches!(look.word(k), "turnout" | "participation" | "abstention"))
        {
            About::Turnout
        } else {
            About::Votes
        };
        let mut votes: Vec<Count> = Vec::new();
        let mut rolls: Vec<Count> = Vec::new();
        let read = |other: &Sentence, votes: &mut Vec<Count>, rolls: &mut Vec<Count>| {
            counts(ground, &ground.look(other), other.span, about, votes, rolls);
        };
        // What tells share, votes and roll in one sentence needs no other: "Turnout in the first round was 43%, or 73,960".
        read(sentence, &mut votes, &mut rolls);
        let whole = !votes.is_empty() && !rolls.is_empty() && !own.is_empty();
        for other in near
            .into_iter()
            .filter(|other| !whole && other.first != sentence.first)
        {
            if other.first <= sentence.first || !of_one_area(ground, other) {
                read(other, &mut votes, &mut rolls);
            }
        }
        // "The count came to 1.7 million ballots." and, a paragraph on: "Turnout was 62%, in a country with 3.4 million
        // registered voters."
        if !headline && votes.is_empty() && !rolls.is_empty() && told_of_all(&look) {
            for other in paragraph_before(ground, i) {
                read(other, &mut votes, &mut Vec::new());
            }
        }
        let fits = |share: &Share, vote: &(f64, f64), roll: &(f64, f64)| {
            super::gap(
                share.range,
                (vote.0 / roll.1 * 100.0, vote.1 / roll.0 * 100.0),
            )
        };
        // Of several turnouts and rolls those that fit best belong together.
        let mut triples = Vec::new();
        for share in &own {
            for vote in &votes {
                for roll in rolls
                    .iter()
                    .filter(|roll| roll.0 != vote.0 && roll.1.0 > 0.0)
                {
                    triples.push((*share, *vote, *roll));
                }
            }
        }
        if own.is_empty()
            && let ([vote], [roll]) = (votes.as_slice(), rolls.as_slice())
            && vote.1.0 > roll.1.1 * 1.001
            && sentence.span.contains(vote.0)
        {
            // "5.2 million people voted in Malawi, which has 4.9 million registered voters"
            table.push((
                vote.0.to(roll.0),
                [
                    Cell::Absent,
                    Cell::Filled(f64::midpoint(vote.1.0, vote.1.1).into()),
                    Cell::Filled(f64::midpoint(roll.1.0, roll.1.1).into()),
                    Cell::Absent,
                    Cell::Absent,
                    Cell::Absent,
                    Cell::Filled(vote.0.into()),
                    Cell::Filled(roll.0.into()),
                    Cell::Filled(false.into()),
                    Cell::Absent,
                ],
            ));
            done = i + 2;
            continue;
        }
        let best = triples
            .into_iter()
            .min_by(|a, b| fits(&a.0, &a.1.1, &a.2.1).total_cmp(&fits(&b.0, &b.1.1, &b.2.1)));
        let Some((share, vote, roll)) = best else {
            wide(ground, i, sentence, &mut table, &mut done);
            continue;
        };
        // "31% turned out in 2020, against 44% on Saturday, when 272,800 of 620,000 did": the counts are those of the other.
        let others = percentages(ground, sentence.span);
        let fits_other = |other: &Share| {
            votes.iter().any(|vote| {
                rolls
                    .iter()
                    .filter(|roll| roll.0 != vote.0 && roll.1.0 > 0.0)
                    .any(|roll| fits(other, &vote.1, &roll.1).abs() < 0.5)
            })
        };
        if others
            .iter()
            .any(|other| other.span != share.span && fits_other(other))
        {
            continue;
        }
        if !headline {
            done = i + 2;
        }
        let apart = fits(&share, &vote.1, &roll.1);
        // In a headline the counts are those of the lede.
        let within = if headline {
            [share.span; 3]
        } else {
            [share.span, vote.0, roll.0]
        };
        push(&mut table, within, &share, (&vote, &roll), apart);
    }
    table.sort_by_key(|row| row.0);
    let mut rows = cx.blank(id::TURNOUT);
    for (span, cells) in table {
        rows.push(cx.row(span), cells);
    }
    rows
}

/// A turnout that [`wide::find`] reads from the sentences around, where no construction told its counts.
fn wide(
    ground: &Ground<'_, '_>,
    i: usize,
    sentence: &Sentence,
    table: &mut Vec<Row>,
    done: &mut usize,
) {
    let Some((share, vote, roll)) = wide::find(ground, i, sentence) else {
        return;
    };
    let told = |count: &Count| {
        ground
            .cx
            .sentences
            .iter()
            .take(*done)
            .skip(done.saturating_sub(2))
            .any(|other| other.span.contains(count.0))
    };
    if told(&vote) && told(&roll) {
        return;
    }
    let expected = (vote.1.0 / roll.1.1 * 100.0, vote.1.1 / roll.1.0 * 100.0);
    push(
        table,
        [share.span, vote.0, roll.0],
        &share,
        (&vote, &roll),
        super::gap(share.range, expected),
    );
    *done = i + 2;
}

/// One row: the turnout with its counts, and how far they lie apart.
fn push(
    table: &mut Vec<Row>,
    within: [Span; 3],
    share: &Share,
    (vote, roll): (&Count, &Count),
    apart: f64,
) {
    let span = within.iter().fold(share.span, |whole, part| {
        Span::new(whole.start.min(part.start), whole.end.max(part.end))
    });
    let middle = |range: (f64, f64)| f64::midpoint(range.0, range.1);
    table.push((
        span,
        [
            Cell::Filled(share.number.into()),
            Cell::Filled(middle(vote.1).into()),
            Cell::Filled(middle(roll.1).into()),
            Cell::Filled((middle(vote.1) / middle(roll.1) * 100.0).round().into()),
            Cell::Filled(apart.into()),
            Cell::Filled(share.span.into()),
            Cell::Filled(vote.0.into()),
            Cell::Filled(roll.0.into()),
            Cell::Filled(false.into()),
            Cell::Absent,
        ],
    ));
}

/// "Turnout in the referendum reached": of the whole vote, at no other time and in no one part.
fn of_the_vote(look: &Look<'_, '_>) -> bool {
    let at = look.first + 1;
    let named = match look.word(at) {
        "in" | "for" | "at" => {
            look.word(at + 1) == "the"
                && (at + 2..at + 5).take_while(|&i| !look.capital(i)).any(|i| {
                    matches!(
                        look.word(i),
                        "referendum"
                            | "election"
                            | "elections"
                            | "vote"
                            | "ballot"
                            | "poll"
                            | "polls"
                            | "primary"
                            | "run-off"
                            | "runoff"
                            | "round"
                            | "plebiscite"
                            | "by-election"
                    )
                })
        }
        "was" | "reached" | "came" | "stood" | "hit" | "is" | "fell" | "rose" => true,
        _ => false,
    };
    look.word(look.first) == "turnout"
        && named
        && !(look.first..look.end).any(|i| {
            super::year(look.text(i)).is_some()
                || matches!(
                    look.word(i),
                    "among"
                        | "last"
                        | "previous"
                        | "abroad"
                        | "there"
                        | "noon"
                        | "first"
                        | "second"
                )
        })
}

/// The first two sentences of the paragraph behind the sentence of number `i`.
fn next_paragraph<'g>(ground: &Ground<'g, '_>, i: usize) -> impl Iterator<Item = &'g Sentence> {
    let all: &'g [Sentence] = ground.cx.sentences;
    let rest = all.get(i + 1..(i + 3).min(all.len())).unwrap_or(&[]);
    let block = rest.first().map(|next| next.block);
    let follows = all.get(i).is_some_and(|own| block == Some(own.block + 1));
    rest.iter()
        .filter(move |next| follows && Some(next.block) == block)
        // "In the country 410,000 voted": of another area.
        .filter(|next| {
            let look = ground.look(next);
            !matches!(
                look.word(look.first),
                "in" | "across" | "among" | "at" | "on" | "outside" | "elsewhere" | "nationwide"
            )
        })
        .filter(|next| ground.in_body(next))
}

/// "It put turnout at 62%": a turnout of the whole vote, not of a part, a place or another time.
fn told_of_all(look: &Look<'_, '_>) -> bool {
    let at = (look.first..look.end).find(|&i| look.word(i) == "turnout");
    at.is_some_and(|at| {
        look.word(at + 1) == "at" && look.is_figure(at + 2)
            || !matches!(
                look.word(at + 1),
                "in" | "at" | "across" | "among" | "there" | "abroad"
            )
    }) && !(look.first..look.end).any(|i| {
        matches!(
            look.word(i),
            "among" | "last" | "previous" | "abroad" | "noon" | "midday"
        ) || super::year(look.text(i)).is_some()
            && !matches!(look.before(i, 1), "on" | "from" | "since" | "than" | "of")
    })
}

/// The last two sentences of the paragraph before that of the sentence of number `i`.
fn paragraph_before<'g>(ground: &Ground<'g, '_>, i: usize) -> impl Iterator<Item = &'g Sentence> {
    let all: &'g [Sentence] = ground.cx.sentences;
    let own = all.get(i).map(|own| own.block);
    let before = all.get(..i).unwrap_or(&[]);
    let end = before
        .iter()
        .rposition(|other| Some(other.block) != own)
        .map_or(0, |at| at + 1);
    let before = before.get(end.saturating_sub(2)..end).unwrap_or(&[]);
    let block = before.last().map(|last| last.block);
    let follows = block.is_some_and(|block| own == Some(block + 1));
    before
        .iter()
        .filter(move |other| follows && Some(other.block) == block)
        .filter(|other| ground.in_body(other))
}

/// A headline's "Two in three vote", "Half of islanders stay home".
fn shares_vote(ground: &Ground<'_, '_>, look: &Look<'_, '_>, span: Span) -> bool {
    let votes = |i: usize| {
        (matches!(look.word(i), "vote" | "voted")
            || look.word(i) == "turn" && look.word(i + 1) == "out")
            && !matches!(
                look.word(i + 1),
                "for" | "against" | "yes" | "no" | "to" | "labour" | "with"
            )
            && !look.capital(i + 1)
    };
    (look.first..look.end).any(|i| votes(i) || stayed_away(look, i))
        && (!percentages(ground, span).is_empty()
            || ground.numbers_in(span).iter().any(|n| {
                n.role == Role::Fraction
                    || look.word(n.tokens.1 as usize) == "in"
                    || look.word(n.tokens.1 as usize + 1) == "in"
            }))
}

/// "45% of the 9 million people eligible": a share of those who may vote.
fn share_of_roll(ground: &Ground<'_, '_>, look: &Look<'_, '_>, span: Span) -> bool {
    percentages(ground, span).iter().any(|share| {
        let (_, last) = ground.tokens(share.span);
        look.word(last) == "of" && (last + 1..last + 8).any(|i| roll(look, i))
    }) && (look.first..look.end).any(|i| {
        matches!(
            look.word(i),
            "votes" | "ballots" | "papers" | "counted" | "voted" | "polled"
        )
    })
}

/// All percentages of the sentence.
fn percentages(ground: &Ground<'_, '_>, span: Span) -> Vec<Share> {
    ground
        .quantities
        .percentages_in(span)
        .iter()
        .filter(|p| !p.points && p.number > 0.0 && p.number <= 100.0)
        .map(|p| Share {
            span: p.span,
            number: p.number,
            range: (
                p.lowest - p.half_step.min(0.5),
                p.highest + p.half_step.min(0.5),
            ),
        })
        .collect()
}

/// The percentages and fractions of the sentence that can be the turnout: no change of it, not that of another year.
fn shares(ground: &Ground<'_, '_>, look: &Look<'_, '_>, span: Span) -> Vec<Share> {
    let other = |first: usize, last: usize| {
        matches!(
            look.before(first, 1),
            "by" | "from" | "up" | "down" | "than" | "against" | "with" | "least"
        ) || look.word(last) == "in" && super::year(look.text(last + 1)).is_some()
            || look.word(last) == "counted"
            // "40% by noon": not the last word.
            || matches!(look.word(last), "by" | "at" | "before")
                && (matches!(look.word(last + 1), "noon" | "midday" | "lunchtime" | "midmorning" | "mid-morning")
                    || look.is_figure(last + 1) && matches!(look.word(last + 2), "a.m." | "p.m." | "am" | "pm" | "local"))
            // "just over the legal minimum of 40%"
            || matches!(look.word(first), "minimum" | "maximum")
            // "Turnout among the young was 31%", "By noon turnout was 23%": of a part, or not the last word.
            || (look.first..first).any(|k| {
                matches!(look.word(k), "among" | "amongst")
                    || look.word(k) == "by"
                        && (matches!(look.word(k + 1), "noon" | "midday" | "lunchtime" | "midmorning")
                            || look.is_figure(k + 1) && first <= k + 8)
            })
            // "The board counted 19,900 ballots, 51% of the voters": another number between.
            || (1..=4)
                .take_while(|&back| back == 1 || !look.before(first, back).bytes().any(|b| b.is_ascii_digit()))
                .any(|back| {
                    matches!(
                        look.before(first, back),
                        "won" | "threshold" | "quorum" | "minimum" | "required" | "needed"
                    )
                        || look.before(first, back) == "counted" && look.before(first, 1) != "or"
                })
    };
    let percents = percentages(ground, span).into_iter().filter(|share| {
        let (first, last) = ground.tokens(share.span);
        !other(first, last)
    });
    let fractions = ground
        .numbers_in(span)
        .iter()
        .filter(|n| n.role == Role::Fraction && n.number > 0.0 && n.number < 1.0)
        .filter(|n| !other(n.tokens.0 as usize, n.tokens.1 as usize))
        .map(|n| Share {
            span: n.span,
            number: n.number * 100.0,
            range: {
                // "fewer than a third" is no more than that.
                let slack = match n.hedge {
                    crate::numbers::Hedge::LessThan | crate::numbers::Hedge::MoreThan => 0.0,
                    _ => 2.0,
                };
                (n.lowest * 100.0 - slack, n.highest * 100.0 + slack)
            },
        });
    // "Nine in ten of those entitled to vote did so"
    let ratios = ground.numbers_in(span).windows(2).filter_map(|pair| {
        let [a, b] = pair else { return None };
        let link = a.tokens.1 as usize;
        // "Three voters in four"
        let link = link
            + usize::from(matches!(
                look.word(link),
                "voter"
                    | "voters"
                    | "elector"
                    | "electors"
                    | "citizens"
                    | "members"
                    | "people"
                    | "adults"
            ));
        let ratio = look.word(link) == "in" && b.tokens.0 as usize == link + 1
            || look.word(link) == "out" && b.tokens.0 as usize == link + 2;
        let fine = ratio && a.number >= 1.0 && a.number < b.number && b.number <= 10.0;
        let number = a.number / b.number * 100.0;
        fine.then(|| Share {
            span: a.span.to(b.span),
            number,
            range: (number - 6.0, number + 6.0),
        })
    });
    let mut found: Vec<Share> = percents.chain(fractions).chain(ratios).collect();
    // "Six out of ten registered voters stayed away": four in ten turned out.
    let all_away = (look.first..look.end).any(|k| stayed_away(look, k))
        && !(look.first..look.end).any(|k| took_part(look, k) || look.word(k) == "turnout");
    // "With half of the 300,000 voters staying at home, 190,000 ballots were cast": no mark between.
    let away = |share: &Share| {
        let (_, last) = ground.tokens(share.span);
        (last..last + 10)
            .take_while(|&k| k < look.end && !super::mark(look, k))
            .any(|k| stayed_away(look, k))
    };
    for share in &mut found {
        if all_away || away(share) {
            *share = Share {
                number: 100.0 - share.number,
                range: (100.0 - share.range.1, 100.0 - share.range.0),
                ..*share
            };
        }
    }
    // Near the word: another share further on is a candidate's.
    let at = (look.first..look.end)
        .find(|&k| {
            matches!(
                look.word(k),
                "turnout" | "turned" | "participation" | "abstention"
            )
        })
        .or_else(|| (look.first..look.end).find(|&k| roll(look, k)))
        .unwrap_or(look.first);
    found.sort_by_key(|share| ground.cx.token_at(share.span.start).abs_diff(at));
    let nearest = found
        .first()
        .map_or(at, |share| ground.cx.token_at(share.span.start));
    found.retain(|share| ground.cx.token_at(share.span.start).abs_diff(nearest) <= 12);
    found
}

/// `turnout`
pub fn turnout_schema() -> LayerSchema {
    LayerSchema::new(
        "turnout",
        "a turnout with the votes cast and the roll of voters",
        "from the first of the three figures to the last",
    )
    .field("percent", Type::Number, "the turnout as printed")
    .field("votes", Type::Number, "the votes cast")
    .field("roll", Type::Number, "the voters on the roll")
    .field("expected", Type::Number, "the votes in percent of the roll")
    .field(
        "gap",
        Type::Number,
        "how far the printed turnout lies from what the counts allow, in points",
    )
    .field("percent-words", Type::Text, "the turnout as printed")
    .field("votes-words", Type::Text, "the votes as printed")
    .field("roll-words", Type::Text, "the roll as printed")
    .field(
        "of-parts",
        Type::Flag,
        "the votes are those of two sides, or the papers of two kinds, and the roll is all that were cast",
    )
    .field(
        "stayed",
        Type::Number,
        "the share said to have stayed away, in percent, beside the turnout",
    )
}

/// "In the north 300,000 of 400,000 voted", behind a turnout: of a part, where the turnout is of all.
fn of_one_area(ground: &Ground<'_, '_>, sentence: &Sentence) -> bool {
    let look = ground.look(sentence);
    let first = look.first;
    if !matches!(
        look.word(first),
        "in" | "at" | "across" | "around" | "outside"
    ) {
        return false;
    }
    let next = first + 1 + usize::from(look.word(first + 1) == "the");
    let area = matches!(
        look.word(next),
        "north"
            | "south"
            | "east"
            | "west"
            | "capital"
            | "city"
            | "countryside"
            | "province"
            | "region"
            | "district"
            | "county"
            | "northern"
            | "southern"
            | "eastern"
            | "western"
            | "rural"
            | "coastal"
    );
    area || ground
        .names
        .places
        .binary_search_by_key(&next, |place| place.first)
        .is_ok()
}
