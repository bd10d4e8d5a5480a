//! The words that tell of votes cast, of a roll of voters, and of those who stayed away.

use crate::numbers::lexeme::Look;
use crate::relations::mark;

/// Words that make a count one of votes cast.
pub(super) fn cast(look: &Look<'_, '_>, i: usize) -> bool {
    look.word(i) == "voted"
        && look.before(i, 1) != "have"
        && !(matches!(look.word(i + 1), "for" | "against") && look.word(i + 3) != "first")
        || matches!(look.word(i), "cast" | "ballots" | "votes" | "polled")
        || look.word(i) == "turned" && look.word(i + 1) == "out"
        || matches!(look.word(i), "took" | "taking") && look.word(i + 1) == "part"
        || look.word(i) == "casting"
        || look.word(i) == "returned"
            && (mark(look, i + 1) || matches!(look.word(i + 1), "and" | "by" | "in"))
        || look.word(i) == "came" && (mark(look, i + 1) || look.word(i + 1) == "back")
        || look.word(i) == "voting"
            && (mark(look, i + 1) || look.word(i + 1) == "out")
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
        || matches!(look.word(i), "sent" | "mailed" | "posted" | "handed")
            && matches!(look.before(i, 1), "were" | "was")
            && matches!(look.word(i + 1), "back" | "in")
        || look.word(i) == "back"
            && (mark(look, i + 1) || look.word(i + 1).is_empty())
            && (look.first..i).any(|k| matches!(look.word(k), "got" | "received" | "had"))
        || look.word(i) == "did"
            && (matches!(look.word(i + 1), "so" | "vote") || mark(look, i + 1))
        || returned(look, i)
        || went(look, i)
        || at_the_booth(look, i)
        // "putting a paper in the box"
        || matches!(look.word(i), "put" | "putting" | "dropped" | "dropping")
            && (i + 2..i + 7).any(|k| look.word(k) == "box")
}

/// "pressed the button", "marked their papers", "had their say", "exercised their right": whatever the machine is.
fn at_the_booth(look: &Look<'_, '_>, i: usize) -> bool {
    let next = look.word(i + 1);
    let third = look.word(i + 2);
    match look.word(i) {
        "pressed" | "pushed" => third == "button",
        "marked" | "marking" | "made" => {
            next == "it" && look.word(i + 4) == "polls"
                || matches!(
                    third,
                    "ballot"
                        | "ballots"
                        | "paper"
                        | "papers"
                        | "cross"
                        | "crosses"
                        | "mark"
                        | "choice"
                )
        }
        "had" | "have" | "having" => {
            matches!(next, "their" | "a") && matches!(third, "say" | "voice")
        }
        "exercised" | "exercising" => (i + 1..i + 5)
            .any(|k| matches!(look.word(k), "right" | "rights" | "franchise" | "vote")),
        "came" => next == "out",
        "queued" | "lined" => (i + 1..i + 4).any(|k| look.word(k) == "vote"),
        "thumbprinted" | "thumb-printed" => true,
        "in" => next == "the" && matches!(third, "boxes" | "box" | "urns"),
        _ => false,
    }
}

/// "went to the polls", "turned up", "participated".
pub(super) fn went(look: &Look<'_, '_>, i: usize) -> bool {
    matches!(look.word(i), "participated" | "participating")
        || matches!(look.word(i), "turned" | "showed") && look.word(i + 1) == "up"
        || look.word(i) == "to" && look.word(i + 1) == "the" && look.word(i + 2) == "polls"
        || look.word(i) == "used" && look.word(i + 2) == "vote"
}

/// "stayed away", "did not vote": a share of these leaves the turnout.
pub(super) fn stayed_away(look: &Look<'_, '_>, i: usize) -> bool {
    match look.word(i) {
        "stayed" | "stay" | "staying" => {
            matches!(look.word(i + 1), "away" | "home") || look.word(i + 1) == "at"
        }
        "abstained" | "abstention" | "abstentions" | "non-voters" => true,
        "not" | "n't" => matches!(look.word(i + 1), "vote" | "turn" | "bother"),
        "failed" => {
            look.word(i + 1) == "to" && matches!(look.word(i + 2), "vote" | "turn" | "cast")
        }
        "shunned" | "skipped" | "boycotted" => (i + 1..i + 4).any(|k| {
            matches!(
                look.word(k),
                "vote" | "polls" | "poll" | "election" | "ballot"
            )
        }),
        "sat" => look.word(i + 1) == "out" || look.word(i + 2) == "out",
        _ => false,
    }
}

/// "sent back their ballots", "returned a ballot paper".
pub(super) fn returned(look: &Look<'_, '_>, i: usize) -> bool {
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
pub(super) fn took_part(look: &Look<'_, '_>, i: usize) -> bool {
    matches!(look.word(i), "voted" | "polled" | "participation")
        || matches!(look.word(i), "ballots" | "votes") && i > look.first && look.is_figure(i - 1)
        || returned(look, i)
        || went(look, i)
        // "Ballots were returned by 5,120 of the members"
        || matches!(look.word(i), "ballots" | "votes" | "papers")
            && matches!(look.word(i + 1), "were" | "was" | "came")
            && matches!(look.word(i + 2), "returned" | "cast" | "counted" | "back" | "sent")
        || look.word(i) == "took" && look.word(i + 1) == "part"
        || look.word(i) == "did" && look.word(i + 1) == "so"
        || look.word(i) == "cast"
            && (1..=3).any(|back| matches!(look.before(i, back), "votes" | "ballots"))
        || look.word(i) == "cast"
            && (i + 1..i + 4)
                .any(|k| matches!(look.word(k), "ballot" | "ballots" | "vote" | "votes"))
}

/// Those of whom a body of voters may be made.
pub(super) fn electors_noun(word: &str) -> bool {
    matches!(
        word,
        "voters"
            | "electors"
            | "members"
            | "shareholders"
            | "parishioners"
            | "students"
            | "nurses"
            | "doctors"
            | "teachers"
            | "drivers"
            | "workers"
            | "employees"
            | "delegates"
            | "tenants"
            | "residents"
            | "pupils"
            | "citizens"
            | "adults"
            | "islanders"
            | "households"
            | "ratepayers"
            | "freeholders"
            | "staff"
            | "pilots"
            | "miners"
            | "dockers"
            | "guards"
    )
}

/// Words that make a count one of those who may vote.
pub(super) fn roll(look: &Look<'_, '_>, i: usize) -> bool {
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
            | "balloted"
    ) || matches!(look.word(i), "right" | "able" | "qualified" | "allowed")
        && look.word(i + 1) == "to"
        && look.word(i + 2) == "vote"
        // "who could have voted"
        || matches!(look.word(i), "could" | "can" | "may")
            && (look.word(i + 1) == "vote"
                || look.word(i + 1) == "have" && look.word(i + 2) == "voted")
        || look.word(i) == "on"
            && (i + 1..i + 6).any(|k| matches!(look.word(k), "list" | "lists"))
            && matches!(look.word(i + 1), "the" | "its" | "their")
}

/// "16,000 ballot papers sent out", "40,000 names on the list": those who may vote.
pub(super) fn sent_out(look: &Look<'_, '_>, i: usize) -> bool {
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
    // "The roll holds 1.2 million names", "The register stood at 915,000 names"
    let of_roll = look.word(i) == "names"
        && (look.first..i).any(|k| matches!(look.word(k), "roll" | "rolls" | "register"));
    papers || names || from_names || of_roll
}
