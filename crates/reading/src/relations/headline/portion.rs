//! A headline that tells of all what the lede tells of some: "Court frees 14 students" over "Eleven of the 14 students were
//! freed".

use super::opposed::{Found, base, content};
use super::{Ground, Kind, mark, stem};
use crate::lists::List;
use crate::numbers::lexeme::Look;
use crate::numbers::{Hedge, Number, Role};
use crate::sentence::Sentence;

/// How far behind "of" the whole may stand: "of the city's last nine".
const REACH: usize = 5;

/// Finds the count of the headline and the part that the lede tells of.
pub(super) fn find(ground: &Ground<'_, '_>, head: &Sentence, lede: &Sentence) -> Found {
    let counts = |sentence: &Sentence| {
        ground
            .numbers_in(sentence.span)
            .iter()
            .filter(|number| {
                number.role == Role::Cardinal && number.hedge == Hedge::Exact && !number.year_like
            })
            .collect::<Vec<_>>()
    };
    let own = counts(head);
    let [claimed] = own.as_slice() else {
        return None;
    };
    let told = counts(lede);
    let look = ground.look(lede);
    let (part, whole) = told.windows(2).find_map(|pair| {
        let [a, b] = pair else { return None };
        let whole =
            of_whole(&look, a, b) && (b.number - claimed.number).abs() < 0.5 && a.number < b.number;
        whole.then_some((*a, *b))
    })?;
    // What the headline counts is what the lede has some of; a headline that counts nothing by name counts persons.
    let noun = |number: &Number| {
        (number.tokens.1 as usize..number.tokens.1 as usize + 3)
            .take_while(|&i| i < head.last as usize || i > lede.first as usize)
            .find(|&i| content(ground, i))
            .map(|i| stem(ground.cx.folded(i)))
    };
    let same = noun(claimed).is_none_or(|own| {
        (whole.tokens.1 as usize..whole.tokens.1 as usize + 4)
            .any(|i| stem(ground.cx.folded(i)) == own)
    });
    let deed = deed(ground, head, claimed)?;
    let done = done(ground, lede, whole, &deed);
    (same && done).then(|| (Kind::Whole, claimed.span, part.span.to(whole.span)))
}

/// "Eleven of the 14", "six of its nine".
fn of_whole(look: &Look<'_, '_>, part: &Number, whole: &Number) -> bool {
    let (last, first) = (part.tokens.1 as usize, whole.tokens.0 as usize);
    look.word(last) == "of"
        && first > last
        && first - last <= REACH
        && (last + 1..first).all(|i| !look.cx.is(i, List::Preposition) && !mark(look, i))
}

/// What the headline says is done with them: the word before the count, or the one behind what is counted.
enum Deed<'a> {
    /// They are dead.
    Died,
    /// Something told of by a verb.
    Verb(&'a str),
}

fn deed<'a>(ground: &'a Ground<'_, '_>, head: &Sentence, count: &Number) -> Option<Deed<'a>> {
    let cx = ground.cx;
    let range = head.first as usize..head.last as usize;
    let told = range.clone().any(|i| {
        cx.phrase(i, List::NegationSign).is_some() || matches!(cx.folded(i), "no" | "not")
    });
    if told {
        return None;
    }
    let dies = |i: usize| {
        cx.phrase(i, List::DieVerb).is_some()
            || cx.is(i, List::KillVerb)
            || matches!(cx.folded(i), "kills" | "dead" | "die" | "killed")
    };
    if range.clone().any(dies) {
        return Some(Deed::Died);
    }
    let before = (count.tokens.0 as usize)
        .checked_sub(1)
        .filter(|&i| range.contains(&i) && content(ground, i));
    let behind =
        || (count.tokens.1 as usize..head.last as usize).find(|&i| cx.folded(i).ends_with("ed"));
    before
        .or_else(behind)
        .map(|i| Deed::Verb(base(cx.folded(i))))
}

/// The lede tells the same deed of the part.
fn done(ground: &Ground<'_, '_>, lede: &Sentence, whole: &Number, deed: &Deed<'_>) -> bool {
    let cx = ground.cx;
    let mut behind = whole.tokens.1 as usize..lede.last as usize;
    match deed {
        Deed::Died => behind.any(|i| {
            cx.phrase(i, List::DieVerb).is_some()
                || matches!(cx.folded(i), "dead" | "killed" | "bodies")
        }),
        Deed::Verb(verb) => behind.any(|i| {
            let own = base(cx.folded(i));
            (own == *verb || super::opposed::alike(own, verb))
                && i.checked_sub(1).is_none_or(|k| cx.folded(k) != "not")
        }),
    }
}
