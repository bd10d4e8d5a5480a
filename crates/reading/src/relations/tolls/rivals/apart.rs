//! What keeps two tolls from being held against each other: other places, other days, a count of a whole war; and what tells
//! that the later one takes up the earlier.

use super::{Ground, Told};
use crate::lists::List;

/// "the eight soldiers who lost their lives in the ambush", behind "Forty soldiers were killed in the ambush": told again, by the
/// same noun and with nothing that tells them from others.
pub(super) fn known_again(ground: &Ground<'_, '_>, a: &Told, b: &Told) -> bool {
    let cx = ground.cx;
    if a.definite || a.event != b.event {
        return false;
    }
    let noun = |told: &Told| {
        let (first, last) = ground.tokens(told.span);
        (first..=last)
            .find(|&i| cx.is(i, List::PersonNoun))
            .map(|i| cx.folded(i).to_owned())
    };
    let told_before = |word: &str| {
        cx.sentence_tokens(a.sentence as u32)
            .any(|i| cx.folded(i) == word)
    };
    let sentence = cx.sentence_tokens(b.sentence as u32);
    let (first, last) = ground.tokens(b.span);
    let who = (first..last).any(|i| cx.folded(i) == "who");
    let ends = last >= sentence.end || matches!(cx.word(last), "," | "." | ";");
    let event = matches!(cx.folded(last), "in" | "when")
        && cx.folded(last + 1) == "the"
        && told_before(cx.folded(last + 2))
        && matches!(cx.word(last + 3), "," | "." | ";" | "");
    let named = noun(a);
    who && (ends || event) && named.is_some() && named == noun(b)
}

/// True if the sentence counts over a whole country or a whole war.
pub(super) fn wider(ground: &Ground<'_, '_>, told: &Told) -> bool {
    let cx = ground.cx;
    let (first, _) = ground.tokens(told.span);
    let range = cx.sentence_tokens(told.sentence as u32);
    let long = |i: usize| {
        matches!(
            cx.folded(i),
            "war" | "conflict" | "insurgency" | "fighting" | "violence" | "unrest" | "crackdown"
        ) && i < first + 2
            && first <= i + 4
            && (i..first + 2).any(|k| matches!(cx.folded(k), "has" | "have"))
    };
    range.into_iter().any(|i| {
        matches!(
            cx.folded(i),
            "across" | "nationwide" | "countrywide" | "throughout" | "elsewhere" | "nationally"
        ) || long(i)
    })
}

/// "In Potosi 37 people died", far behind a figure of another place.
pub(super) fn elsewhere(ground: &Ground<'_, '_>, a: &Told, b: &Told) -> bool {
    let cx = ground.cx;
    let Some(first) = cx.sentence_tokens(b.sentence as u32).next() else {
        return false;
    };
    let place = cx.word(first + 1);
    cx.folded(first) == "in"
        && place.starts_with(char::is_uppercase)
        && !cx.is(first + 1, List::Month)
        && !cx
            .sentence_tokens(a.sentence as u32)
            .any(|i| cx.word(i) == place)
}

/// True if a place or a rate stands right behind the figure: "died at the metro station", "eight deaths per 10,000".
pub(super) fn placed(ground: &Ground<'_, '_>, told: &Told) -> bool {
    let cx = ground.cx;
    let (_, last) = ground.tokens(told.span);
    (last..last + 5)
        .take_while(|&i| !matches!(cx.folded(i), "," | "." | ";"))
        .any(|i| {
            matches!(
                cx.folded(i),
                "at" | "in" | "near" | "outside" | "per" | "on" | "inside" | "aboard"
            )
        })
}

/// True if the later sentence names a place that the earlier one does not: a capital name behind "in", "at", "near".
pub(super) fn places_differ(ground: &Ground<'_, '_>, a: &Told, b: &Told) -> bool {
    let cx = ground.cx;
    let known = |word: &str| {
        cx.sentence_tokens(a.sentence as u32)
            .any(|i| cx.word(i) == word)
    };
    cx.sentence_tokens(b.sentence as u32).any(|i| {
        matches!(cx.folded(i), "in" | "at" | "near" | "outside")
            && cx.word(i + 1).starts_with(char::is_uppercase)
            && !cx.is(i + 1, List::Weekday)
            && !cx.is(i + 1, List::Month)
            && !known(cx.word(i + 1))
    })
}

/// True if the two sentences name days or years that share nothing.
pub(super) fn days_differ(ground: &Ground<'_, '_>, a: &Told, b: &Told) -> bool {
    let cx = ground.cx;
    let days = |told: &Told| {
        cx.sentence(told.sentence as u32)
            .map_or(&[][..], |sentence| ground.dates_in(sentence.span))
    };
    let (one, other) = (days(a), days(b));
    // "the association said on Tuesday": the day of the word, not of the dead.
    let spoken = |date: &&crate::dates::Date| {
        let (first, _) = ground.tokens(date.span);
        let told = (1..=3).any(|back| {
            first
                .checked_sub(back)
                .is_some_and(|i| cx.is(i, List::ReportingVerb))
        });
        told && date.relative
    };
    let old = |dates: &[crate::dates::Date]| {
        dates.iter().any(|date| {
            !date.relative
                && date
                    .day
                    .zip(cx.date)
                    .is_some_and(|(day, today)| today.days_since(day.last) > 300)
        })
    };
    if old(one) != old(other) {
        return true;
    }
    // "killed that day": the day of the dead, whichever was told last.
    let pointing = |date: &crate::dates::Date| {
        let (first, _) = ground.tokens(date.span);
        matches!(cx.folded(first), "that" | "the" | "this")
    };
    let of_dead = |dates: &[crate::dates::Date]| -> Vec<crate::dates::Date> {
        let own = dates.iter().filter(|date| !spoken(date) && !pointing(date));
        own.cloned().collect()
    };
    let (one, other) = (of_dead(one), of_dead(other));
    !one.is_empty()
        && !other.is_empty()
        && one.iter().all(|x| {
            other.iter().all(|y| match (x.day, y.day) {
                (Some(x), Some(y)) => x.last < y.first || y.last < x.first,
                _ => x.weekday.map(|(day, _)| day) != y.weekday.map(|(day, _)| day),
            })
        })
}

/// True if the later sentence names what the dead of the earlier one died of or in, as known: "46 people from the ferry had
/// died" far behind "27 people died when a ferry sank", "Measles has killed 29", "75 lost their lives in the collapse".
pub(super) fn taken_up(ground: &Ground<'_, '_>, a: &Told, b: &Told) -> bool {
    let cx = ground.cx;
    let earlier = cx.sentence_tokens(a.sentence as u32);
    let (first, last) = ground.tokens(b.span);
    let sentence = cx.sentence_tokens(b.sentence as u32);
    let begins = sentence.start;
    // "since the new year", told of both
    let since = |range: std::ops::Range<usize>| range.into_iter().any(|i| cx.folded(i) == "since");
    let other = sentence.clone().any(|i| {
        matches!(
            cx.folded(i),
            "another" | "other" | "separate" | "previous" | "similar" | "earlier" | "last"
        )
    });
    if other || since(sentence.clone()) != since(earlier.clone()) {
        return false;
    }
    let told_before = |i: usize| {
        earlier.clone().any(|k| cx.folded(k) == cx.folded(i))
            && cx.folded(i).len() > 3
            && !cx.is(i, List::PersonNoun)
    };
    // "Measles has killed 29 children"
    let agent = begins < first
        && begins + 3 >= first
        && cx.folded(begins).len() > 3
        && told_before(begins)
        && !cx.is(begins, List::Preposition);
    // "from the ferry", "in the collapse"
    let known = (first..last + 5).any(|i| {
        matches!(
            cx.folded(i),
            "from" | "in" | "by" | "aboard" | "on" | "of" | "at"
        ) && cx.folded(i + 1) == "the"
            && i + 2 < sentence.end
            && (told_before(i + 2) || cx.is(i + 2, List::HarmEvent))
            && (matches!(cx.word(i + 3), "," | "." | ";" | "") || cx.is(i + 3, List::Auxiliary))
    });
    agent || known
}
