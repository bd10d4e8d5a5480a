//! The words around shares: who have one, what joins two of a list, what they are shares of, and which is what the others leave.

use super::Ground;
use super::Share;
use crate::lists::List;
use crate::numbers::Role;
use crate::numbers::lexeme::Look;
use crate::token::TokenKind;

/// How many plain tokens may lie between two shares of one list.
const REACH: usize = 16;

/// "each of the two sons 20%": how many have the share that begins at token `first`; 1 where it is told of one.
pub(super) fn holders(ground: &Ground<'_, '_>, look: &Look<'_, '_>, first: usize) -> f64 {
    let from = first.saturating_sub(6).max(look.first);
    let each = (from..first).rfind(|&i| {
        look.word(i) == "each"
            && look.word(i + 1) == "of"
            && !(i..first).any(|k| super::mark(look, k))
    });
    let Some(each) = each else { return 1.0 };
    let numbers = ground.numbers_in(ground.cx.span(each, first));
    match numbers {
        [one] if one.role == Role::Cardinal && (2.0..=20.0).contains(&one.number) => one.number,
        _ => 1.0,
    }
}

/// "was chosen by 47%, road repairs by 34%", "good by 44% of the patients, fair by 31%": those who chose, and no change.
fn by_each(look: &Look<'_, '_>, a: &Share, b: &Share) -> bool {
    look.before(a.first, 1) == "by"
        && look.before(b.first, 1) == "by"
        && (look.word(a.last) == "of"
            || (look.first..a.first).any(|i| {
                matches!(
                    look.word(i),
                    "chosen"
                        | "favoured"
                        | "favored"
                        | "backed"
                        | "preferred"
                        | "picked"
                        | "named"
                        | "judged"
                        | "rated"
                        | "called"
                        | "found"
                )
            }))
}

/// Two shares of one list: few words between them, and a comma, "and", "while", "with" or a semicolon among these.
pub(super) fn joined(look: &Look<'_, '_>, a: &Share, b: &Share) -> bool {
    if b.first < a.last || b.first - a.last > REACH {
        return false;
    }
    (a.last..b.first).any(|i| {
        matches!(look.text(i), "," | ";")
            || matches!(
                look.word(i),
                "and" | "while" | "with" | "against" | "or" | "but"
            )
            || look.kind(i) == Some(TokenKind::Dash)
    }) && !(a.last..b.first).any(|i| {
        matches!(look.word(i), "including" | "among" | "compared")
            || look.word(i) == "of" && matches!(look.word(i + 1), "whom" | "which" | "them")
    }) && !(matches!(
        look.before(b.first, 1),
        "to" | "from" | "by" | "than" | "versus"
    ) && !by_each(look, a, b))
        && !(a.last..b.first).any(|i| look.word(i) == "compared")
}

/// The word that the share is a share of: "of voters", "of the island's drivers".
pub(super) fn base<'a>(look: &Look<'_, 'a>, share: &Share) -> Option<&'a str> {
    let mut i = share.last;
    if look.word(i) != "of" {
        return None;
    }
    i += 1;
    while matches!(
        look.word(i),
        "the"
            | "all"
            | "those"
            | "these"
            | "its"
            | "their"
            | "his"
            | "her"
            | "our"
            | "total"
            | "likely"
            | "registered"
    ) {
        i += 1;
    }
    while look.kind(i + 1) == Some(TokenKind::Possessive) {
        i += 2;
    }
    Some(look.word(i))
}

/// "and other countries 35%", "everything else 34%", "and 24% another party": the last is what the others leave.
pub(super) fn last_is_the_rest(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    run: &[Share],
) -> bool {
    let [.., before, last] = run else {
        return false;
    };
    let from = (before.last..last.first)
        .rfind(|&i| matches!(look.text(i), "," | ";") || look.word(i) == "and")
        .map_or(last.first, |i| i + 1);
    let left = |i: usize| {
        matches!(
            look.word(i),
            "other" | "others" | "else" | "rest" | "remainder" | "remaining"
        )
    };
    let ahead = from < last.first
        && last.first - from <= 5
        && !ground.cx.is(from, List::Preposition)
        && (from..last.first).any(left)
        && !(from..last.first).any(|i| {
            ground.cx.is(i, List::Preposition) && look.word(i) != "for" || super::mark(look, i)
        });
    let behind = left(last.last) || look.word(last.last) == "another";
    run.len() >= 3 && (ahead || behind)
}

/// "47% of voters wanted to", "52% would like the toll to", "31% of those asked said": a share of people, and what they are for.
pub(super) fn wanted(look: &Look<'_, '_>, from: usize) -> bool {
    let mut i = from;
    if look.word(i) == "of" {
        i = (i + 1..i + 6)
            .take_while(|&k| k == i + 1 || !super::mark(look, k))
            .find(|&k| wish(look.word(k)))
            .unwrap_or(i);
    }
    wish(look.word(i))
        || matches!(look.word(i), "would" | "hoped" | "hope")
            && matches!(
                look.word(i + 1),
                "like" | "rather" | "prefer" | "back" | "favour" | "favor" | "for" | "to"
            )
        || matches!(look.word(i), "are" | "were") && matches!(look.word(i + 1), "for" | "against")
}

/// A verb of those who are asked what they are for.
fn wish(word: &str) -> bool {
    matches!(
        word,
        "want"
            | "wants"
            | "wanted"
            | "wish"
            | "wished"
            | "prefer"
            | "preferred"
            | "favour"
            | "favoured"
            | "favor"
            | "favored"
            | "voted"
            | "chose"
            | "picked"
    )
}

/// "leaving a fifth", "and the remaining third": what stands there is what the others leave.
pub(super) fn leftover(look: &Look<'_, '_>, first: usize) -> bool {
    let article = usize::from(matches!(
        look.before(first, 1),
        "a" | "an" | "just" | "only" | "about" | "another" | "one"
    ));
    let more =
        usize::from(article > 0 && matches!(look.before(first, 2), "just" | "only" | "about"));
    matches!(
        look.before(first, 1),
        "other" | "remaining" | "last" | "final"
    ) && look.before(first, 2) == "the"
        || matches!(look.before(first, 1 + article + more), "leaving" | "leaves")
}

/// "with 91% of the ballots counted": how far the count has come, and no share of what is counted.
pub(in crate::relations) fn counted_so_far(look: &Look<'_, '_>, from: usize) -> bool {
    // "58% of the vehicles counted": what was counted, and no count that goes on.
    let things = look.word(from + 1) == "the"
        && look.word(from + 3) == "counted"
        && look.kind(from + 2) == Some(TokenKind::Word)
        && !matches!(
            look.word(from + 2),
            "votes"
                | "ballots"
                | "vote"
                | "precincts"
                | "papers"
                | "stations"
                | "returns"
                | "wards"
        );
    // "Banda had 46% of the votes counted": what somebody won of them.
    let won = (2..=6)
        .take_while(|&back| !matches!(look.before(from, back), "with" | "after" | "once" | "when"))
        .any(|back| {
            matches!(
                look.before(from, back),
                "had" | "has" | "have" | "won" | "took" | "received" | "got" | "polled" | "gained"
            )
        });
    look.word(from) == "of"
        && !things
        && !won
        && (from + 2..from + 6).any(|i| {
            matches!(
                look.word(i),
                "counted" | "reporting" | "tallied" | "processed" | "declared" | "reported"
            ) || look.word(i) == "in" && super::mark(look, i + 1)
        })
}

/// "Two-thirds is forest, a quarter is farmed": a quarter behind another fraction, where its looks are those of a noun.
pub(super) fn with_quarters(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    mut all: Vec<Share>,
) -> Vec<Share> {
    if all.is_empty() {
        return all;
    }
    for i in look.first + 2..look.end {
        let told = look.word(i) == "quarter"
            && matches!(look.before(i, 1), "a" | "one" | "other" | "remaining")
            && matches!(look.before(i, 2), "," | "and" | "the" | ";")
            && (ground.cx.is(i + 1, List::Auxiliary)
                || look.capital(i + 1)
                || super::mark(look, i + 1)
                // "half on rent and a quarter on travel"
                || matches!(look.word(i + 1), "on" | "to" | "into" | "from")
                    && look.word(i + 1)
                        == all
                            .last()
                            .map_or("", |before| look.word(before.last)));
        if told && !all.iter().any(|share| share.first <= i && i < share.last) {
            all.push(Share {
                first: i,
                last: i + 1,
                number: 25.0,
                lowest: 25.0,
                highest: 25.0,
                fraction: true,
                span: ground.cx.span(i, i + 1),
            });
        }
    }
    all.sort_by_key(|share| share.first);
    all
}
