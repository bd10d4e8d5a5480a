//! The counts of votes cast and of voters on the roll that a sentence tells.

use copydesk_draft::Span;

use super::Count;
use super::words::{cast, electors_noun, roll, sent_out};
use crate::lists::List;
use crate::numbers::lexeme::Look;
use crate::numbers::{Hedge, Number, Role};
use crate::relations::{Ground, mark, year};

/// The counts of votes cast and of voters on the roll.
pub(super) fn counts(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    span: Span,
    about: About,
    votes: &mut Vec<Count>,
    rolls: &mut Vec<Count>,
) {
    let sum = added(ground, look, span);
    if let Some(sum) = &sum {
        votes.push(sum.whole);
    }
    for number in ground
        .numbers_in(span)
        .iter()
        .filter(|n| n.role == Role::Cardinal && n.number >= 100.0)
    {
        let (first, last) = (number.tokens.0 as usize, number.tokens.1 as usize);
        if sum
            .as_ref()
            .is_some_and(|sum| sum.parts.contains(&number.span))
        {
            continue;
        }
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
                // "valid and spoiled papers": all of them.
                && !both_kinds(look, i)
        });
        // "About 21 million" is told to the million.
        let close = about_two_digits(number);
        let range = (
            number.lowest.max(number.number * (1.0 - close)) - step,
            number.highest.min(number.number * (1.0 + close)) * if valid { 1.15 } else { 1.0 }
                + step,
        );
        // "2 million voted in 2020": the votes of another year.
        let years = |from: usize, to: usize| (from..to).find_map(|i| year(look.text(i)));
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
        // "Electorate: 5,200,000", "Votes cast: 3,120,000"
        if look.before(first, 1) == ":" && first >= look.first + 2 && !look.is_figure(first - 2) {
            let label =
                |words: &[&str]| (2..=3).any(|back| words.contains(&look.before(first, back)));
            if label(&[
                "electorate",
                "roll",
                "register",
                "registered",
                "electors",
                "eligible",
            ]) || label(&["voters"]) && !label(&["voted"])
            {
                rolls.push((number.span, range));
                continue;
            }
            if label(&["cast", "votes", "ballots", "voted", "polled"]) {
                votes.push((number.span, range));
                continue;
            }
        }
        // "The winner received 620,000 votes": one's own, not all.
        // "13,000 of the 25,000 votes cast": one's own, and all.
        let votes_behind = |i: usize| {
            (i + 1..i + 4)
                .find(|&k| look.is_figure(k))
                .and_then(|k| {
                    ground
                        .numbers_in(span)
                        .iter()
                        .find(|one| one.tokens.0 as usize == k)
                })
                .is_some_and(|one| matches!(look.word(one.tokens.1 as usize), "votes" | "ballots"))
        };
        if look.word(last) == "of" && votes_behind(last) {
            continue;
        }
        let all_votes = matches!(look.word(last), "votes" | "ballots")
            && (1..=2).any(|back| look.before(first, back) == "of")
            && look.word(last + 1) == "cast";
        if all_votes {
            votes.push((number.span, range));
            continue;
        }
        let own_votes = look.word(last) == "votes"
            && (1..=3).any(|back| {
                matches!(
                    look.before(first, back),
                    "received"
                        | "won"
                        | "got"
                        | "secured"
                        | "garnered"
                        | "obtained"
                        | "took"
                        | "takes"
                        | "winning"
                        | "polling"
                        | "gained"
                        | "collected"
                        | "had"
                )
            })
            && !(last + 1..last + 5).any(|i| look.word(i) == "cast")
            // "took 14,310 votes to 13,902 for", "by 620,000 votes to 410,000", "8,200 votes ahead of"
            || look.word(last) == "votes"
                && (look.word(last + 1) == "to" && look.is_figure(last + 2)
                    || matches!(
                        look.word(last + 1),
                        "for" | "against" | "ahead" | "behind" | "more" | "clear"
                    ));
        if own_votes {
            continue;
        }
        // Up to eight words behind it, short of the next mark or number.
        let behind = |found: &dyn Fn(usize) -> bool| {
            (last..last + 9)
                .take_while(|&i| {
                    !mark(look, i)
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
        // "There are 210,000 voters in the city": nobody votes in this sentence.
        let idle = matches!(look.word(last), "voters" | "electors")
            && !(look.first..look.end).any(|i| cast(look, i) || roll(look, i));
        let on_roll = sent_to || out_of || idle || roll_of
            // "Of the 48,000 registered voters 36,000 cast a ballot"
            || before(&["electorate", "roll", "rolls", "register", "registered"])
                && voted != Some(0)
            || !from_roll && listed.is_some_and(|k| voted.is_none_or(|v| k < v))
            // "Registered voters in the islands number 312,000"
            || matches!(
                look.before(first, 1),
                "number" | "numbered" | "total" | "totalled" | "totaled"
            ) && (look.first..first).any(|i| {
                roll(look, i) || matches!(look.word(i), "registered" | "eligible" | "electors")
            })
            || before(&["balloted", "polled"]) && matches!(look.word(last), "members" | "voters")
            // "sent out 4,000 ballots"
            || before(&["sent", "posted", "mailed", "issued"])
                && (last..last + 2)
                    .any(|i| matches!(look.word(i), "ballots" | "papers" | "ballot" | "forms"))
            || of && (first <= look.first + 2 || electors_noun(look.word(last)))
            // "Some 2.1 million of 3.4 million voted"
            || of && (cast(look, last) || mark(look, last))
                && (2..=3).any(|back| first > look.first + back && look.is_figure(first - back))
            // "open to 1.1 million party members"
            || look.before(first, 1) == "to" && look.before(first, 2) == "open"
            || look.kind(first.wrapping_sub(1)) == Some(crate::token::TokenKind::Possessive)
                && electors_noun(look.word(last));
        // "900 of the club's 1,200 members took part"
        // "152,000 voters out of 283,000"
        let noun = usize::from(electors_noun(look.word(last)) || look.word(last) == "people");
        let out = look.word(last + noun) == "out" && look.word(last + noun + 1) == "of";
        let part = (look.word(last) == "of" || out)
            && !of
            && !sent_to
            && (last + 1..last + 6).any(|i| look.is_figure(i))
            && (last + 1..last + 14).any(|i| {
                cast(look, i)
                    // "7,150 of the town's 11,000 voters had queued"
                    || about == About::Turnout && electors_noun(look.word(i)) && look.is_figure(i - 1)
                    || roll(look, i)
                        && (about == About::Turnout
                            || (look.first..first)
                                .any(|k| look.word(k) == "turnout" || out && cast(look, k)))
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
            && (mark(look, last)
                || matches!(look.word(last), "people" | "voters" | "members")
                    && mark(look, last + 1))
            && (look.before(first, 1) == ":"
                && (look.first..first).any(|i| cast(look, i))
                && !(look.first..first).any(|i| look.word(i) == "turnout")
                || look.before(first, 1) == ","
                    && (look.before(first, 2) == "voters"
                        || look.before(first, 2) == "members"
                        || look.before(first, 2) == "electors")
                    && (last + 1..last + 4).any(|i| cast(look, i)));
        // "…, which is to say 7.4 million people", "that is, 7.4 million"
        let restated = (1..=3).any(|back| look.before(first, back) == "say")
            || look.before(first, 1) == "," && look.before(first, 2) == "is";
        // "cast a ballot, a total of 198,000 people"
        let in_all = look.before(first, 1) == "of"
            && look.before(first, 2) == "total"
            && matches!(look.before(first, 3), "a" | "the")
            && matches!(
                look.word(last),
                "people" | "voters" | "electors" | "members" | "" | "."
            )
            && (look.first..first).any(|i| cast(look, i));
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
        // "Counting ended with 5.2 million papers": where a turnout is told, these are the votes.
        let papers = about == About::Turnout
            && !matches!(look.word(last), "of" | "to")
            && !(valid && (last..last + 8).any(|i| lost(look, i)))
            && (last..last + 4)
                .take_while(|&i| !mark(look, i) && !look.is_figure(i))
                .any(|i| matches!(look.word(i), "papers" | "slips"));
        let numbered = matches!(
            look.before(first, 1),
            "was" | "were" | "totalled" | "totaled" | "numbered" | "reached" | "at"
        ) && (2..=5).any(|back| look.before(first, back) == "votes");
        if (voted.is_some() || apposed || numbered || papers) && !on_roll
            || or
            || aside
            || part && !out_of
            || told
            || in_all && !on_roll
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

/// What the sentences looked at are about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    /// One of them names a turnout.
    Turnout,
    /// They tell of votes or of a roll.
    Votes,
}

/// "valid and spoiled": both kinds in one count.
fn both_kinds(look: &Look<'_, '_>, i: usize) -> bool {
    let link = |i: usize| matches!(look.word(i), "and" | "or");
    look.word(i) == "valid" && link(i + 1) && lost(look, i + 2)
        || lost(look, i) && i >= 2 && link(i - 1) && look.word(i - 2) == "valid"
}

/// Papers that count for nobody.
fn lost(look: &Look<'_, '_>, i: usize) -> bool {
    matches!(
        look.word(i),
        "spoiled" | "spoilt" | "invalid" | "blank" | "void" | "rejected"
    )
}

/// Counts that have to be added up.
struct Sum {
    /// From the first to the last of them, and how many there are together.
    whole: Count,
    parts: Vec<Span>,
}

/// "1,204 votes against 986 for Sison", "5.1 million valid votes and 300,000 spoiled ones", "by 6,100 to 3,100": together they
/// are the votes cast, or the least of them where more than two stood.
fn added(ground: &Ground<'_, '_>, look: &Look<'_, '_>, span: Span) -> Option<Sum> {
    let has = |words: &[&str]| (look.first..look.end).any(|i| words.contains(&look.word(i)));
    let duel = duel(ground, look, span);
    if let Some(sum) = duel.filter(|_| !has(&["last", "previous", "compared", "earlier"])) {
        return Some(sum);
    }
    if (look.first..look.end).any(|i| roll(look, i) && !has(&["valid"])) && !has(&["against", "by"])
        || has(&["last", "previous", "compared", "turnout", "earlier"])
        || (look.first..look.end).any(|i| year(look.text(i)).is_some())
    {
        return None;
    }
    let numbers: Vec<_> = ground
        .numbers_in(span)
        .iter()
        .filter(|n| n.role == Role::Cardinal && n.number >= 50.0 && !n.year_like)
        .filter(|n| {
            let first = n.tokens.0 as usize;
            // "won by 218 votes", "a majority of 218", "of 2,190 votes"
            !matches!(look.before(first, 1), "of" | "than" | "over" | "some")
                || has(&["valid"]) && look.before(first, 1) == "some"
        })
        .collect();
    let kind = |i: usize| {
        (i..i + 3)
            .take_while(|&k| !mark(look, k) && !look.is_figure(k))
            .find_map(|k| match look.word(k) {
                "valid" | "good" => Some(true),
                "spoiled" | "spoilt" | "invalid" | "blank" | "void" | "rejected" => Some(false),
                _ => None,
            })
    };
    let votes = |i: usize| matches!(look.word(i), "votes" | "ballots");
    let parts: Vec<_> = if let [a, b, ..] = numbers.as_slice()
        && kind(a.tokens.1 as usize) == Some(true)
        && kind(b.tokens.1 as usize) == Some(false)
        && (b.tokens.0 as usize) <= a.tokens.1 as usize + 7
        && !has(&["including", "which", "whom"])
    {
        vec![*a, *b]
    } else {
        // The first of them with its "votes", and what sets them against each other.
        let opposed = has(&[
            "against",
            "rival",
            "rivals",
            "ahead",
            "opponent",
            "opponents",
            "challenger",
            "challengers",
            "runner-up",
            "beat",
            "defeated",
            "candidate",
            "candidates",
            "no",
        ]) || numbers.windows(2).any(|pair| {
            matches!(pair, [a, b]
                if look.before(a.tokens.0 as usize, 1) == "by"
                && (a.tokens.1 as usize..b.tokens.0 as usize).any(|i| look.word(i) == "to"))
        });
        let first = numbers.first()?;
        let last = first.tokens.1 as usize;
        let by = look.before(first.tokens.0 as usize, 1) == "by";
        if !opposed || numbers.len() < 2 || !(votes(last) || by) || by && has(&["points", "seats"])
        {
            return None;
        }
        // A number with another noun is no candidate's.
        let plain = numbers.iter().all(|n| {
            let i = n.tokens.1 as usize;
            votes(i)
                || mark(look, i)
                || matches!(
                    look.word(i),
                    "for" | "to" | "and" | "against" | "went" | "cast" | "in" | "respectively" | ""
                )
        });
        if !plain {
            return None;
        }
        numbers
    };
    let (first, last) = (parts.first()?, parts.last()?);
    let least: f64 = parts
        .iter()
        .map(|n| n.number - n.half_step.min(n.number * 0.02))
        .sum();
    let most: f64 = parts
        .iter()
        .map(|n| n.number + n.half_step.min(n.number * 0.02))
        .sum();
    Some(Sum {
        whole: (first.span.to(last.span), (least, most)),
        parts: parts.iter().map(|n| n.span).collect(),
    })
}

/// "The referendum was carried by 1.2 million votes to 900,000, with 3 million people on the roll and a turnout of 50.5%".
fn duel(ground: &Ground<'_, '_>, look: &Look<'_, '_>, span: Span) -> Option<Sum> {
    let put = (look.first..look.end).any(|i| {
        matches!(
            look.word(i),
            "referendum"
                | "plebiscite"
                | "carried"
                | "proposal"
                | "amendment"
                | "run-off"
                | "runoff"
        )
    });
    let turnout = (look.first..look.end).any(|i| look.word(i) == "turnout");
    let pair = ground.numbers_in(span).windows(2).find(|pair| {
        matches!(pair, [a, b]
            if look.before(a.tokens.0 as usize, 1) == "by"
            && look.before(b.tokens.0 as usize, 1) == "to"
            && b.tokens.0 as usize <= a.tokens.1 as usize + 2)
    })?;
    let [a, b] = pair else { return None };
    let step = |n: &Number| n.half_step.min(n.number * 0.02);
    let year = (look.first..look.end).any(|i| year(look.text(i)).is_some());
    (put && turnout && !year).then(|| Sum {
        whole: (
            a.span.to(b.span),
            (
                a.number + b.number - step(a) - step(b),
                a.number + b.number + step(a) + step(b),
            ),
        ),
        parts: vec![a.span, b.span],
    })
}

/// By how much an approximate count may be off: little where it is printed with two digits or more.
fn about_two_digits(number: &Number) -> f64 {
    let power = 10_f64.powf(number.number.max(1.0).log10().floor());
    let one_digit = (number.number / power).fract() < 1e-9;
    // "about 52,100" is told to the hundred.
    let three_digits = (number.number / power * 10.0).fract() > 1e-9;
    if number.hedge == Hedge::About && three_digits {
        0.02
    } else if number.hedge == Hedge::About && !one_digit {
        0.06
    } else {
        0.25
    }
}
