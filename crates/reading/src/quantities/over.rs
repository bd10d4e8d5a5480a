//! Two values of one thing told in two sentences, in either order, and the change in one of them or in a third: "Membership
//! has fallen to 18,000. Ten years ago it stood at 24,000. That is a drop of 40%"; "The town has 12,000 people. In 1990 it
//! had 6,000; it has tripled since".

use super::Quantities;
use super::across::{most, own, values};
use super::apart::{self, Pair};
use super::change::{Amount, Change, Kind};
use crate::cx::Cx;
use crate::numbers::lexeme::Look;
use crate::numbers::{Hedge, Number};
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// One value with the look of its sentence.
type Placed<'l, 'c, 'a> = (&'l Look<'c, 'a>, Amount);

/// The change that a few sentences of one paragraph tell together.
pub(super) fn find(
    cx: &Cx<'_>,
    numbers: &[Number],
    out: &Quantities,
    sentences: &[&Sentence],
) -> Option<Change> {
    if sentences.iter().any(|one| !own(out, one).is_empty()) {
        return None;
    }
    // Two values it takes.
    if sentences
        .iter()
        .map(|one| most(numbers, out, one))
        .sum::<usize>()
        < 2
    {
        return None;
    }
    let looks: Vec<Look<'_, '_>> = sentences.iter().map(|one| Look::new(cx, one)).collect();
    let mut told = None;
    let mut placed: Vec<Placed<'_, '_, '_>> = Vec::new();
    for (place, (look, sentence)) in looks.iter().zip(sentences).enumerate() {
        let amounts = values(numbers, out, sentence);
        let here = apart::told(look, &amounts);
        let skip = here.as_ref().and_then(|told| told.amount);
        placed.extend(
            amounts
                .iter()
                .enumerate()
                .filter(|&(k, amount)| Some(k) != skip && apart::counts(look, amount))
                .map(|(_, amount)| (look, *amount)),
        );
        if let Some(here) = here {
            if told.is_some() {
                return None;
            }
            told = Some((here, place));
        }
    }
    let (told, at) = told?;
    let [(a_look, mut a), (b_look, mut b)] = <[Placed<'_, '_, '_>; 2]>::try_from(placed).ok()?;
    // A change of other things stands in the sentence without a value, unless it goes back.
    let look = looks.get(at)?;
    let held =
        (look.first..look.end).contains(&a.first) || (look.first..look.end).contains(&b.first);
    let refers = matches!(look.word(look.first), "that" | "this" | "it" | "the")
        && told.first <= look.first + 5;
    // "It has tripled its budget since": something else.
    let other = told.amount.is_none()
        && look.kind(told.last) == Some(TokenKind::Word)
        && !matches!(
            look.word(told.last),
            "since" | "in" | "over" | "during" | "within" | "from" | "to" | "as" | "again"
        );
    if other || a_look.first == b_look.first || !held && !(at > 0 && refers) {
        return None;
    }
    if a.kind == Kind::Plain {
        a.kind = b.kind;
    } else if b.kind == Kind::Plain {
        b.kind = a.kind;
    }
    let vague = |one: &Amount| matches!(one.hedge, Hedge::Range | Hedge::Vague);
    if a.kind != b.kind || vague(&a) || vague(&b) || !apart::one_noun((a_look, &a), (b_look, &b)) {
        return None;
    }
    let (early, late) = (apart::tense(a_look, &a), apart::tense(b_look, &b));
    // "Rents average 900 euros. They stood at 600 in 2019. That is a rise of 70%": the present needs no sign there.
    let plain = i32::from(!held) - 1;
    let (from, to) = if early >= 2 && late <= -1 {
        (a, b)
    } else if late >= 2 && early <= plain {
        (b, a)
    } else {
        return None;
    };
    // Both are of the same: the later sentence goes back to the first.
    let second = looks.iter().find(|look| look.first == b_look.first)?;
    let goes_back = (second.first..second.end)
        .any(|i| matches!(second.word(i), "it" | "they" | "there" | "its" | "their"))
        || total_told(second)
        || of_this_time(second) && apart::same_named((a_look, &a), (b_look, &b));
    (goes_back && apart::fits(&told.stated, from.number, to.number))
        .then(|| apart::change(cx, &told.stated, &Pair { from, to }))
}

/// "The total was 2,400 this season", "This season's total was 2,400": the figure of what was counted before.
fn total_told(look: &Look<'_, '_>) -> bool {
    let named = |i: usize| {
        matches!(
            look.word(i),
            "total" | "figure" | "number" | "count" | "tally"
        ) && !matches!(look.word(i + 1), "of" | "for" | "in" | "at")
    };
    match look.word(look.first) {
        "the" => named(look.first + 1),
        "this" => named(look.first + 2) || named(look.first + 3),
        _ => false,
    }
}

/// "This season farmers sent 2,400 bales": the same, told of now.
fn of_this_time(look: &Look<'_, '_>) -> bool {
    look.word(look.first) == "this"
        && matches!(
            look.word(look.first + 1),
            "season" | "year" | "term" | "month" | "week" | "time" | "summer" | "winter" | "spring"
                | "autumn" | "harvest" | "quarter"
        )
        // Nobody else's.
        && !(look.first + 1..look.end).any(|i| look.capital(i))
}
