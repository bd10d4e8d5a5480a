//! Shares of what one has, told place by place, and of the two sides of one vote: nobody and nothing is in two of them.

use super::{Ground, Share, mark};
use crate::lists::List;
use crate::numbers::lexeme::Look;

/// "makes 60% of its sales in Europe, 35% in Asia and 15% in the Americas": what somebody has or makes, shared out over
/// places.
pub(super) fn of_its(ground: &Ground<'_, '_>, look: &Look<'_, '_>, parts: &[Share]) -> bool {
    let Some((first, rest)) = parts.split_first() else {
        return false;
    };
    let owned = look.word(first.last) == "of"
        && matches!(
            look.word(first.last + 1),
            "its" | "their" | "his" | "her" | "the"
        );
    // "60% of its sales in Europe": the word that leads to the place.
    let link = (first.last + 2..first.last + 6)
        .take_while(|&i| !mark(look, i) && look.word(i) != "and")
        .find(|&i| matches!(look.word(i), "in" | "from" | "to" | "at"));
    let Some(link) = link.filter(|_| owned) else {
        return false;
    };
    // "55% of its money to farmers, 30% to traders": to whom it goes needs no name.
    let place = |i: usize| {
        look.word(i) == look.word(link)
            && (look.word(i) == "to"
                || look.capital(i + 1)
                || look.word(i + 1) == "the" && look.capital(i + 2))
    };
    let has = (look.first..first.first).any(|i| {
        matches!(
            look.word(i),
            "makes"
                | "made"
                | "earns"
                | "earned"
                | "gets"
                | "got"
                | "generates"
                | "generated"
                | "has"
                | "had"
                | "does"
                | "did"
                | "sells"
                | "sold"
                | "buys"
                | "bought"
                | "ships"
                | "shipped"
                | "sends"
                | "sent"
                | "exports"
                | "exported"
                | "imports"
                | "imported"
                | "produces"
                | "produced"
                | "employs"
                | "employed"
                | "draws"
                | "drew"
                | "takes"
                | "lends"
                | "lent"
                | "gives"
                | "gave"
                | "pays"
                | "paid"
                | "devotes"
                | "devoted"
        )
    });
    let change = (look.first..first.first).any(|i| ground.cx.is(i, List::ChangeWord));
    has && !change && place(link) && rest.iter().all(|part| place(part.last))
}

/// "Of the 400 jobs, 60% are in Turin, 30% in Milan and 20% in Rome": each of a number of things is in one place.
pub(super) fn of_the_number(look: &Look<'_, '_>, parts: &[Share]) -> bool {
    let Some(first) = parts.first() else {
        return false;
    };
    let opens = (look.first..first.first)
        .any(|i| look.word(i) == "of" && look.word(i + 1) == "the" && look.is_figure(i + 2))
        && look.before(first.first, 1) == ",";
    let at_home = |part: &Share| {
        let at = part.last
            + usize::from(matches!(
                look.word(part.last),
                "are" | "were" | "live" | "lived" | "is" | "was"
            ));
        look.word(at) == "in" && look.capital(at + 1)
    };
    opens && parts.iter().all(at_home)
}

/// "The remain camp won 54% and the leave camp 49%": the two sides of one vote.
pub(super) fn camps(look: &Look<'_, '_>, parts: &[Share]) -> bool {
    let side = |i: usize| {
        matches!(
            look.word(i),
            "camp" | "side" | "campaign" | "vote" | "votes"
        )
    };
    let won = (look.first..look.end).any(|i| {
        matches!(
            look.word(i),
            "won" | "took" | "got" | "polled" | "received" | "gained" | "drew" | "secured"
        )
    });
    let sides = (0..parts.len())
        .filter(|&n| {
            let before = n
                .checked_sub(1)
                .and_then(|n| parts.get(n))
                .map_or(look.first, |one| one.last);
            parts.get(n).is_some_and(|part| {
                (before..part.first).rev().take(5).any(|i| {
                    side(i) && look.word(i) != "vote"
                        || side(i)
                            && i > before
                            && matches!(look.before(i, 1), "yes" | "no" | "remain" | "leave")
                })
            })
        })
        .count();
    won && sides == parts.len()
}
