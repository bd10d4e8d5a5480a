//! The year an anniversary counts from, told elsewhere in the article: "destroyed by an explosion on 4 August 2020 … the
//! tenth anniversary of the explosion", "The choir was founded in 1950 … The choir is celebrating its 60th anniversary".

use copydesk_draft::Span;

use super::{happenings, topics_at};
use crate::relations::{Ground, stem, year};
use crate::token::TokenKind;

/// Finds it for an anniversary at tokens `first..end` of sentence `number`.
pub(in crate::relations) fn counted_from(
    ground: &Ground<'_, '_>,
    number: usize,
    first: usize,
    end: usize,
) -> Option<(Span, i32)> {
    let cx = ground.cx;
    let sentence = cx.sentences.get(number).filter(|one| ground.in_body(one))?;
    let look = ground.look(sentence);
    // A year of its own, or another event, stands beside it.
    let own = (look.first..look.end).any(|i| year(look.text(i)).is_some());
    if own || cx.folded(end.checked_sub(1)?) == "edition" {
        return None;
    }
    let printed = |span: Span| {
        let (a, b) = ground.tokens(span);
        (a..b).any(|i| year(cx.word(i)).is_some())
    };
    let of_event = look.word(end) == "of" && look.word(end + 1) == "the";
    let its = look.before(first, 1) == "its";
    let told;
    let mut days: Vec<(Span, i32)> = if of_event {
        let topics = topics_at(ground, end + 2);
        let closed = look.kind(end + 3) != Some(TokenKind::Word)
            || matches!(
                look.word(end + 3),
                "falls" | "is" | "was" | "will" | "on" | "with"
            );
        if topics == 0 || !closed {
            return None;
        }
        told = happenings(ground);
        told.iter()
            .filter(|one| one.topics & topics != 0)
            .map(|one| (one.date, one.day.first.year()))
            .collect()
    } else if its && look.word(look.first) == "the" && !look.capital(look.first + 1) {
        let thing = stem(look.word(look.first + 1));
        told = happenings(ground);
        told.iter()
            .filter(|one| matches!(one.stage, Some((3, 0 | 1))) && one.things.contains(&thing))
            .map(|one| (one.date, one.day.first.year()))
            .collect()
    } else {
        return None;
    };
    days.dedup_by_key(|(_, year)| *year);
    match days.as_slice() {
        [(span, year)] if printed(*span) => Some((*span, *year)),
        _ => None,
    }
}
