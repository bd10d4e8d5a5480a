//! A change that is the subject of the verb which leads to its pair: "A 12% rise at midnight took the fare from 2.50 to 3",
//! "The nine per cent increase that senators approved would lift pay from 30,000 pesos to 34,500".

use std::ops::Range;

use crate::lists::List;
use crate::numbers::lexeme::Look;
use crate::relations::mark;

/// True for a verb that takes a value from one place to another, behind a modal or in a form of its own.
fn moves(look: &Look<'_, '_>, i: usize) -> bool {
    let plain = matches!(
        look.word(i),
        "take"
            | "lift"
            | "raise"
            | "bring"
            | "push"
            | "put"
            | "send"
            | "cut"
            | "reduce"
            | "lower"
            | "move"
            | "drive"
    );
    let formed = matches!(
        look.word(i),
        "took"
            | "takes"
            | "taken"
            | "taking"
            | "lifted"
            | "lifts"
            | "raised"
            | "raises"
            | "brought"
            | "brings"
            | "pushed"
            | "pushes"
            | "puts"
            | "sent"
            | "sends"
            | "cuts"
            | "reduced"
            | "reduces"
            | "lowered"
            | "lowers"
            | "moved"
            | "moves"
            | "drove"
            | "drives"
    );
    let modal = look.cx.is(i.wrapping_sub(1), List::Modal) || look.before(i, 1) == "to";
    formed || plain && (modal || matches!(look.word(i), "put" | "cut"))
}

/// True if the words of `gap`, between a change that opens the sentence and its pair, hold one such verb, and nothing
/// else that says something.
pub(super) fn leads(look: &Look<'_, '_>, gap: &Range<usize>) -> bool {
    let Some(verb) = gap.clone().find(|&i| moves(look, i)) else {
        return false;
    };
    let object = verb + 1..gap.end;
    let plain = object.len() <= 12
        && !object.is_empty()
        && !object.clone().any(|i| {
            mark(look, i)
                || look.cx.is(i, List::Auxiliary)
                || look.cx.is(i, List::Conjunction)
                || look.cx.is(i, List::ReportingVerb)
                || matches!(
                    look.word(i),
                    "that" | "which" | "who" | "and" | "but" | "to"
                )
        });
    // Up to the verb: nothing, when or where it was, or a clause that says whose it is.
    let aside = gap.start..verb;
    let head = look.word(gap.start);
    let bound = matches!(
        head,
        "that" | "which" | "," | "agreed" | "announced" | "approved" | "ordered"
    ) || look.text(gap.start) == ",";
    let when = look.cx.is(gap.start, List::Preposition)
        || matches!(head, "this" | "last" | "next" | "due" | "yesterday");
    let other = aside.clone().any(|i| {
        matches!(look.text(i), ";" | ":" | "(" | "“" | "”" | "\"")
            || matches!(
                look.word(i),
                "and" | "but" | "while" | "said" | "says" | "if"
            )
    });
    let told = aside
        .clone()
        .any(|i| look.cx.is(i, List::Auxiliary) && !look.cx.is(i, List::Modal));
    let fits = aside.len() <= 1
        || bound && aside.len() <= 14
        || when && !told && aside.len() <= 8 && !aside.clone().any(|i| look.text(i) == ",");
    plain && fits && !other
}
