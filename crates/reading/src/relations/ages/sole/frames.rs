//! How a number tells an age: then, to come, now.

use super::super::persons_from;
use super::super::{Ground, mark, year};
use crate::numbers::Number;
use crate::numbers::lexeme::{Look, Time};

/// "at the age of 25", "aged 12 when", "at 25 in 1998", "was 22 when", "turned 65": an age of the day told beside it.
pub(super) fn then(look: &Look<'_, '_>, one: &Number) -> bool {
    let (first, last) = (one.core_first as usize, one.core_last as usize);
    // "was a 19-year-old substitute when the club won the cup in 1998"
    if look.hyphen(last) && look.word(last + 1) == "year" && look.word(last + 3) == "old" {
        return matches!(look.before(first, 1), "a" | "an")
            && matches!(look.before(first, 2), "was" | "as")
            && (last + 4..last + 8).any(|i| look.word(i) == "when");
    }
    let closes = mark(look, last) || look.word(last).is_empty();
    let day = matches!(look.word(last), "in" | "on" | "when")
        || matches!(
            (look.word(last), look.word(last + 1)),
            (
                "last" | "this" | "earlier",
                "month" | "week" | "year" | "this"
            )
        )
        || closes;
    match look.before(first, 1) {
        "of" => look.before(first, 2) == "age" && matches!(look.before(first, 3), "the" | "tender"),
        "age" => look.before(first, 2) == "at" && day,
        "aged" => {
            look.word(last) == "when"
                || look.before(first, 2) != "," && (matches!(look.word(last), "in") || closes)
                || look.before(first, 2) == "died"
        }
        "at" => {
            matches!(look.word(last), "in") && year(look.text(last + 1)).is_some()
                || look.word(last) == "when"
                // "which he joined in 1985 straight from school at 16"
                || closes
                    && (2..=6).any(|back| {
                        first
                            .checked_sub(back)
                            .is_some_and(|i| year(look.text(i)).is_some())
                            && !(2..back).any(|k| mark(look, first - k))
                            && ((back..=10).any(|k| matches!(look.before(first, k), "he" | "she"))
                                || look.before(first, 2) == "school")
                    })
                // "made her debut in 2012 at 17"
                || closes && first.checked_sub(2).is_some_and(|i| year(look.text(i)).is_some())
        }
        "was"
            if matches!(look.before(first, 2), "he" | "she") && look.before(first, 3) == "when" =>
        {
            closes
        }
        "turned" => day && look.word(last) != "when",
        // "He was then 26."
        "then" => matches!(look.before(first, 2), "was" | ",") && closes,
        "was" | "were" | "only" | "just" => {
            look.word(last) == "when"
                || look.words(last, &["years", "old", "when"])
                || look.words(last, &["years", "old", "in"]) && year(look.text(last + 3)).is_some()
                || look.words(last, &["at", "the", "time"])
        }
        _ => false,
    }
}

/// "when he turns 40 in October", "will be 40 next year", "will turn 40".
pub(super) fn coming(look: &Look<'_, '_>, one: &Number) -> bool {
    let (first, last) = (one.core_first as usize, one.core_last as usize);
    let day = mark(look, last)
        || matches!(look.word(last), "in" | "on" | "next" | "this" | "later")
        || !matches!(look.time(last), Time::None);
    day && match look.before(first, 1) {
        "turns" => true,
        "turn" => look.before(first, 2) == "will",
        _ => false,
    }
}

/// "who is 44,", "Now 71, he", "At 31, Oyelaran is", "Gerard Duffy, 45,", "The 64-year-old".
pub(super) fn now(ground: &Ground<'_, '_>, look: &Look<'_, '_>, one: &Number) -> bool {
    let (first, last) = (one.core_first as usize, one.core_last as usize);
    let closes = mark(look, last) && !look.hyphen(last)
        || look.word(last).is_empty()
        || matches!(look.word(last), "and" | "but");
    let old = look.hyphen(last) && look.word(last + 1) == "year" && look.word(last + 3) == "old";
    let before = look.before(first, 1);
    // "The 64-year-old president", "The 34-year-old, who"
    if old {
        let told =
            before == "the"
                && first <= look.first + 6
                && !ground.dates.ages.iter().any(|age| {
                    age.span.end <= one.span.start && (age.years - one.number).abs() < 0.5
                });
        // "Mokoena, a 26-year-old student", "Magsino, described by his family as a quiet 39-year-old"
        let beside =
            before == "a" && look.before(first, 2) == "," && look.capital(first.wrapping_sub(3));
        let described = !look.capital(last + 4)
            && (1..=3).any(|back| {
                look.before(first, back) == "a" && look.before(first, back + 1) == "as"
            })
            && (look.first..first).any(|i| {
                matches!(
                    look.word(i),
                    "described" | "identified" | "named" | "remembered" | "portrayed"
                )
            });
        return matches!(before, "the" | "a") && first == look.first + 1
            || first == look.first
            || beside && first <= look.first + 6
            || described
            || told;
    }
    let years = look.words(last, &["years", "old"]);
    let comma = look.text(first.wrapping_sub(1)) == "," && look.text(last) == ",";
    // "Police named the victim as Ana Reyes, 41."
    let closing = look.text(first.wrapping_sub(1)) == "," && look.text(last) == ".";
    let comma = comma || closing;
    // "Gerard Duffy, 45, had driven", "The goalkeeper, 28, signed"
    let named = comma
        && (persons_from(ground, ground.cx.span(look.first, look.first + 1).start)
            .iter()
            .take_while(|person| person.last <= first)
            .any(|person| person.last + 1 == first)
            || look.word(look.first) == "the"
                && first - look.first <= 5
                && first - look.first >= 3);
    let is = match before {
        "is" => closes || years || matches!(look.word(last), "now" | "today"),
        // "Ms Adeyemi, who was 42, leaves three children"
        "was" => {
            look.before(first, 2) == "who"
                && look.text(last) == ","
                && !(look.first..look.end).any(|i| {
                    year(look.text(i)).is_some()
                        || matches!(look.word(i), "when" | "then" | "ago" | "later" | "time")
                })
        }
        // "the accused, Lerato Mokoena, was only 20"
        "only" | "just" => {
            matches!(look.before(first, 2), "is" | "was")
                && closes
                && look.before(first, 3) == ","
                && !(look.first..look.end).any(|i| {
                    year(look.text(i)).is_some()
                        || matches!(look.word(i), "when" | "then" | "ago" | "later" | "time")
                })
        }
        "now" => (closes || years) && !matches!(look.before(first, 2), "until" | "by"),
        "aged" => {
            look.before(first, 2) == "now" || look.before(first, 2) == "," && look.text(last) == ","
        }
        // "Today, at 65, he says"
        "at" if look.before(first, 2) == "," && look.text(last) == "," => !(look.first..look.end)
            .any(|i| matches!(look.word(i), "was" | "were" | "had" | "when" | "then")),
        "at" => {
            first == look.first + 1
                && (last..last + 14).any(|i| {
                    matches!(look.word(i), "is" | "remains" | "has" | "still")
                        || look.words(i, &["no", "longer"])
                })
                && !(last..look.end).any(|i| matches!(look.word(i), "was" | "were" | "had"))
        }
        _ => false,
    };
    named || is
}
