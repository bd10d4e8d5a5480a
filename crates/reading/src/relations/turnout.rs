//! Turnouts: "Turnout was 60% of 10 million voters, with 6 million votes cast".

use copydesk_draft::Span;
use copydesk_draft::layer::{Cell, LayerSchema, Table, Type};

use super::Ground;
use crate::lists::{Bits, List};
use crate::numbers::Role;
use crate::numbers::lexeme::Look;
use crate::schema::id;
use crate::sentence::Sentence;

/// A share of voters: bytes, printed number, least and largest.
#[derive(Clone, Copy)]
struct Share {
    span: Span,
    number: f64,
    range: (f64, f64),
}

/// A count of voters: bytes, least and largest.
type Count = (Span, (f64, f64));

/// The table of `turnout`.
pub(super) fn table(ground: &Ground<'_, '_>) -> Table {
    let cx = ground.cx;
    let mut table = cx.blank(id::TURNOUT);
    let mut done = 0;
    for (i, sentence) in cx.sentences.iter().enumerate() {
        if i < done {
            continue;
        }
        if !cx.may_have(i, Bits::of(&[List::TurnoutSign])) {
            continue;
        }
        let look = ground.look(sentence);
        let named = (look.first..look.end).any(|k| {
            matches!(look.word(k), "turnout" | "participation")
                || look.word(k) == "turned" && look.word(k + 1) == "out"
        }) || (look.first..look.end)
            .any(|k| roll(&look, k) || matches!(look.word(k), "voters" | "members"))
            && (look.first..look.end).any(|k| took_part(&look, k) || stayed_away(&look, k));
        if !named {
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
        let mut votes: Vec<Count> = Vec::new();
        let mut rolls: Vec<Count> = Vec::new();
        for other in near {
            counts(
                ground,
                &ground.look(other),
                other.span,
                &mut votes,
                &mut rolls,
            );
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
            table.push(
                cx.row(vote.0.to(roll.0)),
                [
                    Cell::Absent,
                    Cell::Filled(f64::midpoint(vote.1.0, vote.1.1).into()),
                    Cell::Filled(f64::midpoint(roll.1.0, roll.1.1).into()),
                    Cell::Absent,
                    Cell::Absent,
                    Cell::Absent,
                    Cell::Filled(vote.0.into()),
                    Cell::Filled(roll.0.into()),
                ],
            );
            done = i + 2;
            continue;
        }
        let best = triples
            .into_iter()
            .min_by(|a, b| fits(&a.0, &a.1.1, &a.2.1).total_cmp(&fits(&b.0, &b.1.1, &b.2.1)));
        let Some((share, vote, roll)) = best else {
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
        let span = if headline {
            share.span
        } else {
            [vote.0, roll.0].iter().fold(share.span, |whole, part| {
                Span::new(whole.start.min(part.start), whole.end.max(part.end))
            })
        };
        let middle = |range: (f64, f64)| f64::midpoint(range.0, range.1);
        table.push(
            cx.row(span),
            [
                Cell::Filled(share.number.into()),
                Cell::Filled(middle(vote.1).into()),
                Cell::Filled(middle(roll.1).into()),
                Cell::Filled((middle(vote.1) / middle(roll.1) * 100.0).round().into()),
                Cell::Filled(apart.into()),
                Cell::Filled(share.span.into()),
                Cell::Filled(vote.0.into()),
                Cell::Filled(roll.0.into()),
            ],
        );
    }
    table
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
                    "among" | "last" | "previous" | "abroad" | "there" | "noon"
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
                .any(|back| matches!(look.before(first, back), "counted" | "won" | "threshold"))
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
    if (look.first..look.end).any(|k| stayed_away(look, k))
        && !(look.first..look.end).any(|k| took_part(look, k) || look.word(k) == "turnout")
    {
        for share in &mut found {
            *share = Share {
                number: 100.0 - share.number,
                range: (100.0 - share.range.1, 100.0 - share.range.0),
                ..*share
            };
        }
    }
    // Near the word: another share further on is a candidate's.
    let at = (look.first..look.end)
        .find(|&k| matches!(look.word(k), "turnout" | "turned" | "participation"))
        .or_else(|| (look.first..look.end).find(|&k| roll(look, k)))
        .unwrap_or(look.first);
    found.sort_by_key(|share| ground.cx.token_at(share.span.start).abs_diff(at));
    let nearest = found
        .first()
        .map_or(at, |share| ground.cx.token_at(share.span.start));
    found.retain(|share| ground.cx.token_at(share.span.start).abs_diff(nearest) <= 12);
    found
}

/// Words that make a count one of votes cast.
fn cast(look: &Look<'_, '_>, i: usize) -> bool {
    matches!(
        look.word(i),
        "voted" | "cast" | "ballots" | "votes" | "polled"
    ) || look.word(i) == "turned" && look.word(i + 1) == "out"
        || matches!(look.word(i), "took" | "taking") && look.word(i + 1) == "part"
        || look.word(i) == "casting"
        || look.word(i) == "returned"
            && (super::mark(look, i + 1) || matches!(look.word(i + 1), "and" | "by" | "in"))
        || look.word(i) == "came" && (super::mark(look, i + 1) || look.word(i + 1) == "back")
        || look.word(i) == "voting"
            && (super::mark(look, i + 1) || look.word(i + 1) == "out")
        // "733,000 papers had been counted"
        || look.word(i) == "counted"
            && (look.first..i)
                .rev()
                .take(5)
                .any(|k| matches!(look.word(k), "papers" | "slips"))
        // "The returning officer counted 11,200 papers"
        || matches!(look.word(i), "papers" | "slips" | "envelopes")
            && (2..=5).any(|back| matches!(look.before(i, back), "counted" | "tallied"))
        || look.word(i) == "bothered"
        || look.word(i) == "back"
            && (super::mark(look, i + 1) || look.word(i + 1).is_empty())
            && (look.first..i).any(|k| matches!(look.word(k), "got" | "received" | "had"))
        || look.word(i) == "did"
            && (matches!(look.word(i + 1), "so" | "vote") || super::mark(look, i + 1))
        || returned(look, i)
        || went(look, i)
        // "putting a paper in the box"
        || matches!(look.word(i), "put" | "putting" | "dropped" | "dropping")
            && (i + 2..i + 7).any(|k| look.word(k) == "box")
}

/// "went to the polls", "turned up", "participated".
fn went(look: &Look<'_, '_>, i: usize) -> bool {
    matches!(look.word(i), "participated" | "participating")
        || matches!(look.word(i), "turned" | "showed") && look.word(i + 1) == "up"
        || look.word(i) == "to" && look.word(i + 1) == "the" && look.word(i + 2) == "polls"
        || look.word(i) == "used" && look.word(i + 2) == "vote"
}

/// "stayed away", "did not vote": a share of these leaves the turnout.
fn stayed_away(look: &Look<'_, '_>, i: usize) -> bool {
    match look.word(i) {
        "stayed" | "stay" => {
            matches!(look.word(i + 1), "away" | "home") || look.word(i + 1) == "at"
        }
        "abstained" => true,
        "not" => matches!(look.word(i + 1), "vote" | "turn" | "bother"),
        _ => false,
    }
}

/// "sent back their ballots", "returned a ballot paper".
fn returned(look: &Look<'_, '_>, i: usize) -> bool {
    matches!(
        look.word(i),
        "sent" | "returned" | "posted" | "handed" | "filled" | "mailed" | "submitted"
    ) && (i + 1..i + 5).any(|k| {
        matches!(
            look.word(k),
            "ballot" | "ballots" | "vote" | "votes" | "paper" | "papers" | "form" | "forms"
        )
    })
}

/// "had voted", "took part", "cast a ballot": with the roll beside it, a share is the turnout without the word.
fn took_part(look: &Look<'_, '_>, i: usize) -> bool {
    matches!(look.word(i), "voted" | "polled" | "participation")
        || matches!(look.word(i), "ballots" | "votes") && i > look.first && look.is_figure(i - 1)
        || returned(look, i)
        || went(look, i)
        || look.word(i) == "took" && look.word(i + 1) == "part"
        || look.word(i) == "did" && look.word(i + 1) == "so"
        || look.word(i) == "cast"
            && (1..=3).any(|back| matches!(look.before(i, back), "votes" | "ballots"))
        || look.word(i) == "cast"
            && (i + 1..i + 4)
                .any(|k| matches!(look.word(k), "ballot" | "ballots" | "vote" | "votes"))
}

/// Words that make a count one of those who may vote.
fn roll(look: &Look<'_, '_>, i: usize) -> bool {
    matches!(
        look.word(i),
        "registered"
            | "eligible"
            | "electorate"
            | "enrolled"
            | "entitled"
            | "roll"
            | "rolls"
            | "register"
            | "electors"
    )
}

/// "16,000 ballot papers sent out", "40,000 names on the list": those who may vote.
fn sent_out(look: &Look<'_, '_>, i: usize) -> bool {
    let papers = matches!(look.word(i), "papers" | "ballots" | "forms" | "cards")
        && (i + 1..i + 4).any(|k| {
            matches!(
                look.word(k),
                "sent" | "posted" | "mailed" | "issued" | "distributed" | "dispatched"
            )
        });
    let names = look.word(i) == "names"
        && matches!(look.word(i + 1), "on" | "in")
        && (i + 2..i + 5).any(|k| matches!(look.word(k), "list" | "lists" | "roll" | "register"));
    // "930,000 votes from 1.86 million names"
    let from_names = look.word(i) == "names"
        && (i.saturating_sub(4).max(look.first)..i).any(|k| look.word(k) == "from")
        && (look.first..i).any(|k| matches!(look.word(k), "votes" | "ballots" | "papers"));
    papers || names || from_names
}

/// The counts of votes cast and of voters on the roll.
fn counts(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    span: Span,
    votes: &mut Vec<Count>,
    rolls: &mut Vec<Count>,
) {
    for number in ground
        .numbers_in(span)
        .iter()
        .filter(|n| n.role == Role::Cardinal && n.number >= 100.0)
    {
        let (first, last) = (number.tokens.0 as usize, number.tokens.1 as usize);
        if ground.cx.is(first.wrapping_sub(1), List::ChangeWord) {
            continue;
        }
        let step = number.half_step.min(number.number * 0.02);
        // Of valid votes the spoiled ones are no part.
        let valid = (look.first..look.end).any(|i| {
            matches!(
                look.word(i),
                "valid" | "spoiled" | "spoilt" | "invalid" | "blank" | "void"
            ) && !(1..=4).any(|back| matches!(look.before(i, back), "none" | "no" | "not"))
        });
        let range = (
            number.lowest - step,
            number.highest.min(number.number * 1.25) * if valid { 1.15 } else { 1.0 } + step,
        );
        // "2 million voted in 2020": the votes of another year.
        let years = |from: usize, to: usize| (from..to).find_map(|i| super::year(look.text(i)));
        let other_year = years(last, (last + 6).min(look.end));
        let own_year = ground.today().map(|day| day.first.year());
        if other_year.is_some()
            && other_year != own_year
            && years(look.first, first).is_none_or(|year| Some(year) != other_year)
            && (last..last + 6).any(|i| cast(look, i))
            && !(last..last + 6).any(|i| roll(look, i))
            && span_has_other(ground, span, number.span)
        {
            continue;
        }
        // "The winner received 620,000 votes": one's own, not all.
        let own_votes = look.word(last) == "votes"
            && (1..=3).any(|back| {
                matches!(
                    look.before(first, back),
                    "received" | "won" | "got" | "secured" | "garnered" | "obtained"
                )
            })
            && !(last + 1..last + 5).any(|i| look.word(i) == "cast");
        if own_votes {
            continue;
        }
        // Up to eight words behind it, short of the next mark or number.
        let behind = |found: &dyn Fn(usize) -> bool| {
            (last..last + 9)
                .take_while(|&i| {
                    !super::mark(look, i)
                        && !look.is_figure(i)
                        && !(look.word(i) == "out" && look.word(i + 1) == "of")
                })
                .position(found)
        };
        let before = |words: &[&str]| {
            (1..=4)
                .take_while(|&back| !matches!(look.before(first, back), "," | "." | "" | "and"))
                .any(|back| {
                    // "on the roll 289,000 had voted": of those before.
                    words.contains(&look.before(first, back))
                        && !(back == 1
                            && matches!(look.before(first, 1), "roll" | "rolls" | "register"))
                })
        };
        let voted = behind(&|i| cast(look, i));
        let listed = behind(&|i| roll(look, i) || sent_out(look, i))
            // "of the 640,000 on the list"
            .or_else(|| {
                (look.word(last) == "on"
                    && look.word(last + 1) == "the"
                    && matches!(look.word(last + 2), "list" | "lists" | "books"))
                .then_some(0)
            });
        let of = look.before(first, 1) == "of" && look.before(first, 2) != "total"
            || matches!(
                look.before(first, 1),
                "the" | "some" | "'s" | "whose" | "its" | "their"
            ) && look.before(first, 2) == "of";
        let out_of = of && (look.before(first, 2) == "out" || look.before(first, 3) == "out");
        // "sent ballot papers to 12,600 nurses", "Ballot papers went to 12,600 of them"
        let sent_to = look.before(first, 1) == "to"
            && (2..=5)
                .any(|back| matches!(look.before(first, back), "papers" | "ballots" | "forms"))
            && (2..=7).any(|back| {
                matches!(
                    look.before(first, back),
                    "sent" | "mailed" | "posted" | "issued" | "went" | "delivered" | "distributed"
                )
            });
        // "61% of the electorate of 61,400 took part", "from a roll of 3.1 million"
        let roll_of = look.before(first, 1) == "of"
            && matches!(
                look.before(first, 2),
                "electorate" | "roll" | "rolls" | "register"
            );
        let from_roll = matches!(look.word(last), "papers" | "ballots" | "votes" | "slips")
            && look.word(last + 1) == "from";
        let on_roll = sent_to || out_of || roll_of
            // "Of the 48,000 registered voters 36,000 cast a ballot"
            || before(&["electorate", "roll", "rolls", "register", "registered"])
                && voted != Some(0)
            || !from_roll && listed.is_some_and(|k| voted.is_none_or(|v| k < v))
            || before(&["balloted", "polled"]) && matches!(look.word(last), "members" | "voters")
            // "sent out 4,000 ballots"
            || before(&["sent", "posted", "mailed", "issued"])
                && (last..last + 2)
                    .any(|i| matches!(look.word(i), "ballots" | "papers" | "ballot" | "forms"))
            || of && (first <= look.first + 2 || matches!(look.word(last), "voters" | "members"))
            || look.kind(first.wrapping_sub(1)) == Some(crate::token::TokenKind::Possessive)
                && matches!(look.word(last), "members" | "voters");
        // "900 of the club's 1,200 members took part"
        let out = look.word(last) == "out" && look.word(last + 1) == "of";
        let part = (look.word(last) == "of" || out)
            && !of
            && !sent_to
            && (last + 1..last + 6).any(|i| look.is_figure(i))
            && (last + 1..last + 14).any(|i| {
                cast(look, i)
                    || roll(look, i)
                        && (look.first..first)
                            .any(|k| look.word(k) == "turnout" || out && cast(look, k))
            });
        // "turned out: 310,000 of the 640,000 on the list"
        let told = look.before(first, 1) == ":"
            && first >= look.first + 2
            && (look.first..first - 1).rev().take(3).any(|i| cast(look, i))
            && look.word(last) == "of"
            && !of;
        let or = look.before(first, 1) == "or"
            && ((2..=4).any(|back| look.before(first, back) == "out")
                || look.before(first, 2) == ","
                    && matches!(look.word(last), "people" | "voters" | "of" | "out"));
        // "1.2 million people, or 72% of the electorate, …"
        let apposed = (last..last + 4)
            .find(|&i| look.word(i) == ",")
            .is_some_and(|i| look.word(i + 1) == "or" && look.is_figure(i + 2));
        // "the island's 90,000 voters, 61,000 people, took part", "voted: 4.8 million, the commission said"
        let aside = matches!(look.before(first, 1), "," | ":")
            && (super::mark(look, last)
                || matches!(look.word(last), "people" | "voters" | "members")
                    && super::mark(look, last + 1))
            && (look.before(first, 1) == ":" && first >= 2 && cast(look, first - 2)
                || look.before(first, 1) == ","
                    && (look.before(first, 2) == "voters"
                        || look.before(first, 2) == "members"
                        || look.before(first, 2) == "electors")
                    && (last + 1..last + 4).any(|i| cast(look, i)));
        // "…, which is to say 7.4 million people", "that is, 7.4 million"
        let restated = (1..=3).any(|back| look.before(first, back) == "say")
            || look.before(first, 1) == "," && look.before(first, 2) == "is";
        // "handed out 31,500 ballot papers" on the day
        let handed_out = matches!(look.word(last), "ballot" | "ballots" | "papers")
            && (1..=4).any(|back| {
                matches!(
                    look.before(first, back),
                    "handed" | "collected" | "gave" | "took"
                )
            });
        let left_in = matches!(look.word(last), "ballots" | "votes" | "papers")
            && (1..=5).any(|back| look.before(first, back) == "left");
        let numbered = matches!(
            look.before(first, 1),
            "was" | "were" | "totalled" | "totaled" | "numbered" | "reached" | "at"
        ) && (2..=5).any(|back| look.before(first, back) == "votes");
        if (voted.is_some() || apposed || numbered) && !on_roll
            || or
            || aside
            || part && !out_of
            || told
            || restated && !on_roll
            || handed_out
            || from_roll
            || left_in
            || before(&["cast"]) && !on_roll
        {
            votes.push((number.span, range));
        } else if on_roll {
            rolls.push((number.span, range));
        }
    }
}

/// True if another count of voters stands in the sentence.
fn span_has_other(ground: &Ground<'_, '_>, sentence: Span, own: Span) -> bool {
    ground
        .numbers_in(sentence)
        .iter()
        .any(|n| n.span != own && n.role == Role::Cardinal && n.number >= 100.0 && !n.year_like)
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
}
