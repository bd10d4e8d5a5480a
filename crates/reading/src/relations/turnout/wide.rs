//! A turnout beside the one count of votes and the one roll that its paragraph and those beside it tell, wherever they stand:
//! "where 640 people may vote, 512 had done so. The mayor called a turnout of 64% respectable", "The first round drew 27% of
//! Iran's 61 million voters. Some 24.5 million cast ballots", "cast 13.4 million ballots. That was 68% of the 15.8 million on the
//! roll".
//!
//! Every count of people or papers in reach is a candidate, told by the words of its own clause. With more than one of either
//! kind, or where a share told anywhere near fits the counts, nothing is said.

use super::words::{cast, electors_noun, returned, roll, sent_out, stayed_away, took_part, went};
use super::{Count, Share, percentages, shares};
use crate::lists::List;
use crate::numbers::lexeme::Look;
use crate::numbers::{Hedge, Number, Role};
use crate::relations::{Ground, mark, year};
use crate::sentence::Sentence;

/// How many sentences before and behind that of the turnout are read.
const REACH: usize = 3;
/// A share and counts that lie no farther apart belong together.
const FITS: f64 = 1.0;

/// The turnout, the votes and the roll of the sentence of number `i` and those beside it.
pub(super) fn find(
    ground: &Ground<'_, '_>,
    i: usize,
    sentence: &Sentence,
) -> Option<(Share, Count, Count)> {
    let cx = ground.cx;
    let look = ground.look(sentence);
    if !ground.in_body(sentence) {
        return None;
    }
    let near: Vec<&Sentence> = cx
        .sentences
        .iter()
        .enumerate()
        .skip(i.saturating_sub(REACH))
        .take(2 * REACH + 1)
        .filter(|(n, other)| {
            n.abs_diff(i) <= REACH
                && ground.in_body(other)
                && other.block + 1 >= sentence.block
                && other.block <= sentence.block + 2
        })
        .map(|(_, other)| other)
        .collect();
    let (share, given) = share(ground, &look, sentence)?;
    // "In the country 410,000 voted", behind a turnout: of another area.
    let wider = |other: &Sentence| {
        other.span.start > sentence.span.end
            && matches!(
                cx.folded(other.first as usize),
                "in" | "across" | "outside" | "elsewhere" | "nationwide" | "overall"
            )
            // "In all 4.2 million votes were cast."
            && !matches!(cx.folded(other.first as usize + 1), "all" | "total")
    };
    if near
        .iter()
        .any(|other| wider(other) || partial(&ground.look(other)))
    {
        return None;
    }
    let mut votes: Vec<Count> = Vec::new();
    let mut rolls: Vec<Count> = Vec::new();
    rolls.extend(given);
    for other in &near {
        let then = ground.look(other);
        for number in ground.numbers_in(other.span) {
            if !counts(ground, &then, number) || rolls.iter().any(|roll| roll.0 == number.span) {
                continue;
            }
            match kind(&then, number) {
                Some(Kind::Votes) => votes.push(count(number)),
                Some(Kind::Roll) => rolls.push(count(number)),
                Some(Kind::Own) | None => {}
            }
        }
    }
    let ([vote], [roll]) = (votes.as_slice(), rolls.as_slice()) else {
        return None;
    };
    if vote.1.0 > roll.1.1 || roll.1.0 <= 0.0 {
        return None;
    }
    let counted = (vote.1.0 / roll.1.1 * 100.0, vote.1.1 / roll.1.0 * 100.0);
    // Where somebody stayed away a share may be of those who did.
    let fits = |other: &Share, away: bool| {
        super::super::gap(other.range, counted) < FITS
            || away
                && super::super::gap((100.0 - other.range.1, 100.0 - other.range.0), counted) < FITS
    };
    let told = near.iter().any(|other| {
        let then = ground.look(other);
        let away = (then.first..then.end).any(|i| stayed_away(&then, i));
        percentages(ground, other.span)
            .iter()
            .any(|one| fits(one, away))
    });
    (!told && !fits(&share, false)).then_some((share, *vote, *roll))
}

/// What a number counts.
enum Kind {
    Votes,
    Roll,
    /// The votes of one side.
    Own,
}

fn count(number: &Number) -> Count {
    let step = number.half_step.min(number.number * 0.02);
    let open = match number.hedge {
        Hedge::Exact => 1.0,
        _ => 1.03,
    };
    (
        number.span,
        (
            number.lowest - step,
            number.highest.min(number.number * 1.2) * open + step,
        ),
    )
}

/// A number of people or papers.
fn counts(ground: &Ground<'_, '_>, look: &Look<'_, '_>, number: &Number) -> bool {
    let (first, last) = (number.tokens.0 as usize, number.tokens.1 as usize);
    number.role == Role::Cardinal
        && number.number >= 100.0
        && !number.compound
        && number.hedge != Hedge::Vague
        && !(number.year_like && (mark(look, last) || year(look.text(first)).is_some()))
        && !ground.cx.is(first.wrapping_sub(1), List::ChangeWord)
        && !matches!(look.word(last), "more" | "fewer" | "less" | "%" | "percent")
}

/// Whether votes or voters are counted, by the words of the number's own clause.
fn kind(look: &Look<'_, '_>, number: &Number) -> Option<Kind> {
    let (first, last) = (number.tokens.0 as usize, number.tokens.1 as usize);
    let behind: Vec<usize> = (last..look.end.min(last + 9))
        .take_while(|&i| {
            !(mark(look, i) && !matches!(look.text(i), "\u{2019}s"))
                && !(look.is_figure(i) && i > last)
        })
        .collect();
    let ahead: Vec<usize> = (look.first.max(first.saturating_sub(7))..first)
        .rev()
        .take_while(|&i| !mark(look, i) && !look.is_figure(i))
        .collect();
    if look.word(last) == "votes"
        && behind.iter().any(|&i| {
            matches!(
                look.word(i),
                "for" | "against" | "ahead" | "behind" | "to" | "clear"
            )
        })
        || ahead.iter().take(3).any(|&i| {
            matches!(
                look.word(i),
                "won" | "received" | "got" | "took" | "polled" | "secured" | "winning" | "gained"
            )
        }) && matches!(look.word(last), "votes" | "" | "." | ",")
    {
        return Some(Kind::Own);
    }
    // "310 million of the 500 million voting shares took part": what is told behind is told of the first, and the second is its
    // whole.
    let of = look.word(last) == "of" && (last + 1..last + 6).any(|i| look.is_figure(i));
    let whole = (1..=5)
        .take_while(|&back| first > look.first + back && !mark(look, first - back))
        .any(|back| {
            look.before(first, back) == "of" && look.is_figure(first - back - 1)
                || look.before(first, back) == "of"
                    && matches!(look.before(first, back + 1), "million" | "thousand")
        });
    let voting = |i: usize| {
        cast(look, i) || took_part(look, i) || returned(look, i) || went(look, i) || did(look, i)
    };
    let listed = |i: usize| {
        roll(look, i)
            || sent_out(look, i)
            || electors_noun(look.word(i)) && i <= last + 1
            || look.word(i) == "on"
                && look.word(i + 1) == "the"
                && matches!(
                    look.word(i + 2),
                    "roll" | "rolls" | "register" | "list" | "books"
                )
    };
    if (of || whole)
        && (last..look.end.min(last + 14))
            .take_while(|&i| !mark(look, i) || look.text(i) == "'")
            .any(&voting)
    {
        return Some(if of { Kind::Votes } else { Kind::Roll });
    }
    let votes = behind.iter().position(|&i| voting(i));
    let rolls = behind.iter().position(|&i| listed(i));
    match (votes, rolls) {
        // "61 million voters cast ballots": those who may are counted only where no deed is told of them.
        (Some(_), Some(_)) if look.before(first, 1) == "of" => Some(Kind::Roll),
        (Some(vote), Some(roll)) if roll + 1 < vote && !electors_noun(look.word(last)) => None,
        (Some(_), _) => Some(Kind::Votes),
        (None, Some(_)) => Some(Kind::Roll),
        (None, None) => {
            if ahead
                .iter()
                .any(|&i| matches!(look.word(i), "cast" | "counted" | "casting"))
                && matches!(look.word(last), "ballots" | "votes" | "papers")
            {
                Some(Kind::Votes)
            } else if ahead.iter().any(|&i| {
                matches!(
                    look.word(i),
                    "electorate" | "roll" | "rolls" | "register" | "registers"
                )
            }) {
                Some(Kind::Roll)
            } else {
                None
            }
        }
    }
}

/// "512 had done so", "820,000 had managed to vote", "11.1 million votes were in the boxes".
fn did(look: &Look<'_, '_>, i: usize) -> bool {
    look.word(i) == "done" && look.word(i + 1) == "so"
        || look.word(i) == "managed" && look.word(i + 1) == "to" && look.word(i + 2) == "vote"
        || look.word(i) == "to"
            && look.word(i + 1) == "vote"
            && matches!(
                look.before(i, 1),
                "queued" | "came" | "turned" | "went" | "chose" | "bothered"
            )
        || look.word(i) == "taken" && look.word(i + 1) == "part"
        || look.word(i) == "in"
            && look.word(i + 1) == "the"
            && matches!(look.word(i + 2), "boxes" | "box" | "count")
        || matches!(look.word(i), "answered") && look.word(i + 2) == "call"
}

/// The turnout that the sentence tells, and the roll it is a share of, if it says so.
fn share(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    sentence: &Sentence,
) -> Option<(Share, Option<Count>)> {
    // "Turnout in the north": of a part, unless the share says of what it is one.
    let part = (look.first..look.end).any(|i| {
        matches!(
            look.word(i),
            "among" | "amongst" | "abroad" | "there" | "previous"
        ) && !matches!(look.word(i + 1), "them" | "whom" | "were" | "was" | "are")
    });
    let named = (look.first..look.end)
        .find(|&i| matches!(look.word(i), "turnout" | "participation"))
        .filter(|_| !part);
    let placed = named.is_some_and(|i| {
        matches!(look.word(i + 1), "in" | "at" | "across")
            && look.word(i + 2) != "the"
            && !look.is_figure(i + 2)
    });
    // "One in four voters", "a quarter of voters": a fraction where no percentage is told.
    let mut listed = percentages(ground, sentence.span);
    if listed.is_empty() && named.is_none() {
        listed = shares(ground, look, sentence.span);
    }
    let mut own: Vec<(Share, usize, usize)> = listed
        .into_iter()
        .map(|share| {
            let (first, last) = ground.tokens(share.span);
            (share, first, last)
        })
        .collect();
    // "of the 15.8 million on the roll", "of Iran's 61 million voters"
    let given = |last: usize| {
        if look.word(last) != "of" {
            return None;
        }
        ground.numbers_in(sentence.span).iter().find(|number| {
            let (a, b) = (number.tokens.0 as usize, number.tokens.1 as usize);
            a > last
                && a <= last + 5
                && counts(ground, look, number)
                && (b..b + 4).any(|i| roll(look, i) || look.word(i) == "voters")
        })
    };
    // "from 51% in 2021": of another time.
    own.retain(|(_, first, last)| {
        let other = |back: usize| {
            matches!(
                look.before(*first, back),
                "from" | "than" | "least" | "against"
            )
        };
        !other(1)
            && !other(2)
            && !matches!(
                look.word(*last),
                "counted" | "more" | "less" | "higher" | "lower" | "among"
            )
            && !(look.word(*last) == "in" && year(look.text(*last + 1)).is_some())
            && !(matches!(look.word(*last), "by" | "at" | "before")
                && (matches!(look.word(*last + 1), "noon" | "midday" | "lunchtime")
                    || look.is_figure(*last + 1)))
    });
    let [(share, first, last)] = own.as_slice() else {
        return None;
    };
    if let Some(named) = named {
        // "a turnout of 64%", "Turnout fell to 38%", "at 61 percent of two million registered voters", "an 82% turnout"
        let plain = named < *first
            && first - named <= 9
            && (named..*first).all(|i| !mark(look, i) || look.text(i) == ",")
            || named >= *last && named - last <= 2;
        let other = (named.min(*first)..*first)
            .any(|i| matches!(look.word(i), "among" | "amongst" | "by" | "between"));
        let roll = given(*last);
        return (plain && !other && (roll.is_some() || !placed)).then(|| (*share, roll.map(count)));
    }
    let roll = given(*last);
    // "One in four voters took part", the roll of them told elsewhere.
    let electors = (*last..(*last + 4).min(look.end))
        .take_while(|&i| !mark(look, i) && !look.is_figure(i))
        .any(|i| electors_noun(look.word(i)));
    if roll.is_none() && !electors {
        return None;
    }
    // A deed of voting is told of the share, here or right behind: "drew 27%", "That was 68%", "80% of … stood in line".
    let deed = (look.first..look.end).any(|i| {
        matches!(
            look.word(i),
            "drew" | "attracted" | "queued" | "lined" | "turned" | "stayed" | "polled" | "voted"
        ) || look.word(i) == "stood" && look.word(i + 1) == "in"
            || took_part(look, i)
            || went(look, i)
            || did(look, i)
    });
    let that = (look.first..*first).any(|i| {
        matches!(look.word(i), "that" | "this" | "which" | "it")
            && matches!(
                look.word(i + 1),
                "was" | "is" | "means" | "meant" | "amounts" | "amounted" | "represents" | "equals"
            )
    });
    let away = (look.first..look.end).any(|i| stayed_away(look, i));
    let side = (look.first..look.end).any(|i| {
        matches!(
            look.word(i),
            "for"
                | "won"
                | "support"
                | "backed"
                | "women"
                | "men"
                | "winner"
                | "candidate"
                | "party"
                | "yes"
                | "no"
        )
    });
    ((deed || that) && !away && !side).then(|| (*share, roll.map(count)))
}

/// A part of the voters, another time, or the votes of a day that is not over.
fn partial(look: &Look<'_, '_>) -> bool {
    (look.first..look.end).any(|i| {
        matches!(
            look.word(i),
            "among"
                | "amongst"
                | "women"
                | "young"
                | "youth"
                | "noon"
                | "midday"
                | "advance"
                | "early"
                | "postal"
                | "overseas"
                | "valid"
                | "invalid"
                | "spoiled"
                | "spoilt"
                | "nationwide"
                | "nationally"
                | "district"
                | "districts"
                | "constituency"
                | "constituencies"
                | "province"
                | "provinces"
                | "region"
                | "regions"
                | "capital"
                | "primary"
                | "seats"
                | "stations"
                | "so"
        ) && !(look.word(i) == "among" && matches!(look.word(i + 1), "them" | "whom"))
            && !(look.word(i) == "so" && look.before(i, 1) == "done")
            && !(look.word(i) == "so" && look.before(i, 1) == "did")
    })
}
