//! The year that an anniversary counts from.

use copydesk_draft::Span;

use super::{Count, fixed, jubilee, printed, yearly_held};
use crate::dates::{Date, Granularity};
use crate::lists::List;
use crate::numbers::lexeme::{Look, Time};
use crate::relations::Ground;
use crate::token::TokenKind;

/// How a reign or an office for life begins.
pub(super) fn enthroned(word: &str) -> bool {
    matches!(
        word,
        "crowned" | "enthroned" | "consecrated" | "ordained" | "anointed" | "installed"
    )
}

/// The year that is counted from: behind "of" ("of the 2003 invasion", "of his death in 1945"), else behind a verb of
/// founding in the sentence or the one before ("founded in 1835", "held every year since 2006").
pub(super) fn base(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    dates: &[Date],
    sentence: usize,
    first: usize,
    end: usize,
    count: Count,
) -> Option<(Span, i32)> {
    let cx = ground.cx;
    let at = |date: &Date| ground.cx.token_at(date.span.start);
    // "the 40th anniversary this week of the strike"
    let mut end = end;
    if matches!(look.word(end), "this" | "next" | "last" | "on")
        && look.word(end + 2) == "of"
        && !matches!(look.time(end + 1), Time::None)
    {
        end += 2;
    }
    // "The independence of the country in 1960 was marked on Tuesday, its 50th anniversary."
    if count == Count::Years
        && look.before(first, 1) == "its"
        && (look.before(first, 2) == ","
            || look.before(first, 2) == "on" && look.before(first, 3) == ",")
        && look.word(end) != "of"
    {
        let mut years = dates
            .iter()
            .filter(|date| printed(ground, date) && at(date) < first);
        if let (Some(date), None) = (years.next(), years.next())
            && (at(date)..first).any(|i| {
                matches!(
                    look.word(i),
                    "marked" | "celebrated" | "commemorated" | "observed" | "remembered"
                )
            })
        {
            return fixed(date).map(|year| (date.span, year));
        }
    }
    // "Vanuatu, which became independent in 1980, will hold a parade for its golden jubilee"
    if count == Count::Years
        && look.word(end) != "since"
        && let Some(found) = told_in_aside(ground, look, dates, first)
    {
        return Some(found);
    }
    // "The bombing of the port in August 1945 was remembered on Tuesday, and the mayor used the 80th anniversary to …"
    if count == Count::Years && look.before(first, 1) == "the" && look.word(end) != "of" {
        let mut years = dates.iter().filter(|date| printed(ground, date));
        if let (Some(date), None) = (years.next(), years.next())
            && let (_, behind) = ground.tokens(date.span)
            && behind < first
            && matches!(look.word(behind), "was" | "were")
            && matches!(
                look.word(behind + 1),
                "marked" | "commemorated" | "observed" | "remembered" | "mourned"
            )
        {
            return fixed(date).map(|year| (date.span, year));
        }
    }
    if count == Count::Years && matches!(look.word(end), "of" | "since") {
        let near = dates.iter().find(|date| {
            let k = at(date);
            // "of the fire at Soma, in the west, in which 301 miners died in May 2014"
            let in_which = k <= end + 22
                && (end..k).any(|i| {
                    look.text(i) == ","
                        && (look.word(i + 1) == "in" && look.word(i + 2) == "which"
                            || matches!(look.word(i + 1), "where" | "when"))
                        && i + 9 >= k
                });
            if in_which && k > end && printed(ground, date) {
                return true;
            }
            k > end
                && k <= end + 14
                && printed(ground, date)
                && ((1..=3).any(|n| k.checked_sub(n).is_some_and(|i| cx.is(i, List::FoundVerb)))
                    || !(end..k.saturating_sub(2)).any(|i| look.text(i) == ",")
                    || told_aside(ground, look, end, k))
                && !(end..k).any(|i| {
                    look.text(i) == ";" || look.word(i) == "which" && look.word(i + 1) == "will"
                })
        });
        // "On the first anniversary of his death in May 2012" may be the day it was marked.
        let marked = |date: &Date| {
            let k = at(date);
            look.before(k, 1) == "in"
                && date.granularity == Granularity::Month
                && look.before(first, 2) == "on"
        };
        if near.is_some_and(marked) {
            return None;
        }
        if let Some(date) = near {
            return fixed(date).map(|year| (date.span, year));
        }
        // "of its founding": the year stands elsewhere; of anything else it is not told.
        let own = matches!(look.word(end + 1), "its" | "his" | "her" | "their")
            && matches!(
                look.word(end + 2),
                "founding"
                    | "foundation"
                    | "opening"
                    | "birth"
                    | "creation"
                    | "launch"
                    | "establishment"
                    | "wedding"
            );
        let event = look.word(end + 1) == "the" && event_noun(ground, end + 2);
        if !own && !event {
            return crate::relations::anniversary::jubilees::life_of(ground, look, sentence, end);
        }
    }
    if count == Count::Years
        && let Some(found) = event_of(ground, look, sentence, first, end)
    {
        return Some(found);
    }
    // "Born in 1914, the poet … his centenary"
    if count == Count::Years && matches!(look.before(first, 1), "his" | "her") {
        let born = dates.iter().find(|date| {
            let k = at(date);
            k < first
                && printed(ground, date)
                && (1..=5).any(|n| look.before(k, n) == "born")
                && !(k..first).any(|i| {
                    look.text(i) == ";" || matches!(look.word(i), "wife" | "mother" | "father")
                })
        });
        let wedding = (first..end).any(|i| look.word(i) == "wedding");
        if let Some(date) = born.filter(|_| !wedding && jubilee(look, first).is_some()) {
            return fixed(date).map(|year| (date.span, year));
        }
    }
    let verbs = |date: &&Date| {
        let k = at(date);
        let back = |n: usize| k.checked_sub(n).filter(|&i| i >= look.first);
        match count {
            Count::Years => {
                (1..=4).any(|n| {
                    back(n).is_some_and(|i| {
                        cx.is(i, List::FoundVerb)
                            || cx.phrase(i, List::FoundVerb).is_some()
                            || jubilee(look, first).is_some() && enthroned(look.word(i))
                    })
                })
                // "Founded by 12 dairy farmers in 1950"
                || (5..=9).any(|n| {
                    back(n).is_some_and(|i| {
                        cx.is(i, List::FoundVerb)
                            && look.word(i + 1) == "by"
                            && look.before(k, 1) == "in"
                            && !(i..k).any(|j| crate::relations::mark(look, j))
                    })
                })
                || jubilee(look, first).is_some()
                    && look.before(k, 1) == "since"
                    && (2..=6).any(|n| matches!(look.before(k, n), "been" | "reigned" | "ruled"))
            }
            Count::Times if yearly_held(look) && look.before(k, 1) == "in" => {
                (2..=4).any(|n| {
                    look.before(k, n) == "held"
                        || matches!(look.before(k, n), "staged" | "run" | "played") && n < 4
                }) && look.before(k, 3) == "first"
            }
            Count::Times => {
                look.before(k, 1) == "since"
                    && (2..=5).any(|n| {
                        matches!(look.before(k, n), "year" | "annually" | "yearly" | "every")
                    })
            }
        }
    };
    // "their golden wedding in the farmhouse, built in 1902": no wedding is counted from a house.
    let wedding = (first..=end).any(|i| look.word(i) == "wedding");
    // "Its ground, opened in 1975, is closed for the centenary": of the club, not of the ground.
    let of_owner = look.before(first, 1) == "the"
        && matches!(look.word(look.first), "its" | "his" | "her" | "their");
    let here = dates
        .iter()
        .filter(|date| !wedding && !of_owner && printed(ground, date))
        // "The stadium was built in 1995 for the club, which celebrates its centenary"
        .filter(|date| {
            count == Count::Times
                || !(at(date)..first).any(|i| matches!(look.word(i), "which" | "whose" | "who"))
        })
        .find(verbs);
    if let Some(date) = here {
        return fixed(date).map(|year| (date.span, year));
    }
    if let Some(found) =
        crate::relations::anniversary::jubilees::life_of(ground, look, sentence, end)
            .filter(|_| count == Count::Years)
    {
        return Some(found);
    }
    // The sentence behind: "The theatre is marking its centenary. It was built in 1934."
    if count == Count::Years
        && matches!(look.before(first, 1), "its" | "their")
        && let Some(next) = cx.sentences.get(sentence + 1)
        && Some(next.block) == cx.sentences.get(sentence).map(|s| s.block)
        && matches!(cx.folded(cx.token_at(next.span.start)), "it" | "they")
        && let [date] = ground.dates_in(next.span)
        && printed(ground, date)
        && at(date) <= cx.token_at(next.span.start) + 7
        && (1..=6).any(|n| {
            at(date)
                .checked_sub(n)
                .is_some_and(|i| cx.phrase(i, List::FoundVerb).is_some())
        })
    {
        return fixed(date).map(|year| (date.span, year));
    }
    if count == Count::Years
        && let Some(found) =
            crate::relations::anniversary::jubilees::of_the_house(ground, look, sentence, first)
    {
        return Some(found);
    }
    // The sentence before: "The society was founded in 1835. Its bicentenary exhibition opens on Saturday."
    if count == Count::Years
        && first <= look.first + 4
        && matches!(
            look.word(look.first),
            "its" | "the" | "their" | "it" | "they"
        )
    {
        let before = cx.sentences.get(sentence.checked_sub(1)?)?;
        if Some(before.block) != cx.sentences.get(sentence).map(|s| s.block)
            || look.word(look.first) == "the"
        {
            return None;
        }
        let date = ground.dates_in(before.span).iter().find(|date| {
            let k = at(date);
            printed(ground, date)
                && (1..=4).any(|n| {
                    k.checked_sub(n).is_some_and(|i| {
                        cx.phrase(i, List::FoundVerb).is_some()
                            || cx.phrase(i, List::EndStage).is_some()
                            || cx.phrase(i, List::BeginStage).is_some()
                            || cx.phrase(i, List::DeathStage).is_some()
                    })
                })
        })?;
        return fixed(date).map(|year| (date.span, year));
    }
    None
}

/// "of the fire, which killed nine in 2011", "of the accord, signed in Oslo in 2009".
pub(super) fn told_aside(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    end: usize,
    date: usize,
) -> bool {
    let cx = ground.cx;
    let Some(comma) = (end..date).find(|&i| look.text(i) == ",") else {
        return false;
    };
    let next = comma + 1;
    let verb = next + usize::from(look.word(next) == "which");
    let made = verb > next
        && matches!(look.word(verb), "was" | "were")
        // "of the deal, which was signed in 1998"; "which was marked in 2023" is told of the day itself.
        && (cx.is(verb + 1, List::FoundVerb)
            || (cx.is(verb + 1, List::PastForm) || look.word(verb + 1).ends_with("ed"))
                && !matches!(
                    look.word(verb + 1),
                    "marked"
                        | "celebrated"
                        | "observed"
                        | "commemorated"
                        | "held"
                        | "attended"
                        | "remembered"
                        | "planned"
                        | "cancelled"
                        | "postponed"
                ));
    let verb = verb + usize::from(made);
    let which = verb > next;
    let past = cx.is(verb, List::PastForm)
        || which
        || look.word(verb).ends_with("ed")
        || look.word(verb) == "born";
    comma <= end + 8
        && look.word(end) == "of"
        && past
        && !cx.is(verb, List::Auxiliary)
        && !(next..date).any(|i| crate::relations::mark(look, i))
        && date <= next + 8
}

/// A noun for what happens: "disaster", "tsunami", "attack".
pub(super) fn event_noun(ground: &Ground<'_, '_>, i: usize) -> bool {
    let cx = ground.cx;
    (cx.is(i, List::EventHead) || cx.is(i, List::HarmEvent))
        && !matches!(
            cx.folded(i),
            "day" | "week" | "month" | "year" | "festival" | "race"
        )
}

/// "the tsunami of 26 December 2004 … the disaster's twentieth anniversary", "… the anniversary of the disaster": the one
/// event with a printed year in the sentence or the one before.
pub(super) fn event_of(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    sentence: usize,
    first: usize,
    end: usize,
) -> Option<(Span, i32)> {
    let cx = ground.cx;
    let of = look.word(end) == "of"
        && look.word(end + 1) == "the"
        && event_noun(ground, end + 2)
        && (crate::relations::mark(look, end + 3) || look.word(end + 3).is_empty());
    let possessed = first >= 2
        && cx.kind(first - 1) == Some(crate::token::TokenKind::Possessive)
        && event_noun(ground, first - 2);
    // "Survivors of the 1995 sinking will meet for the 20th anniversary."
    let bare = look.before(first, 1) == "the"
        && (crate::relations::mark(look, end) || look.word(end).is_empty() || end >= look.end);
    if !of && !possessed && !bare {
        return None;
    }
    let own = cx.sentences.get(sentence)?;
    let before = sentence
        .checked_sub(1)
        .and_then(|k| cx.sentences.get(k))
        .filter(|before| before.block == own.block);
    let mut found: Vec<(Span, i32)> = Vec::new();
    for one in [Some(own), before].into_iter().flatten() {
        for date in ground.dates_in(one.span) {
            if date.span.start >= cx.span(first, end).start || !printed(ground, date) {
                continue;
            }
            let (a, b) = ground.tokens(date.span);
            let told = matches!(cx.folded(a.saturating_sub(1)), "of" | "in" | "on")
                && (2..=5).any(|back| a.checked_sub(back).is_some_and(|i| event_noun(ground, i)))
                || (b..b + 3).any(|i| event_noun(ground, i));
            if told {
                found.push((date.span, fixed(date)?));
            }
        }
    }
    match found.as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}

/// The year of the clause that tells of the subject how it began: ", which won independence in 1975, ".
fn told_in_aside(
    ground: &Ground<'_, '_>,
    look: &Look<'_, '_>,
    dates: &[Date],
    first: usize,
) -> Option<(Span, i32)> {
    let mut years = dates.iter().filter(|date| printed(ground, date));
    let (Some(date), None) = (years.next(), years.next()) else {
        return None;
    };
    let (at, behind) = ground.tokens(date.span);
    let which = (look.first + 1..at).rev().find(|&i| {
        look.word(i) == "which" && look.before(i, 1) == "," && at - i <= 10 && i - look.first <= 6
    })?;
    let begun = (which..at).any(|i| {
        matches!(
            look.word(i),
            "independent" | "independence" | "freedom" | "statehood" | "republic"
        ) || ground.cx.phrase(i, List::FoundVerb).is_some()
    });
    let closed = look.text(behind) == "," && behind < first;
    // "its golden jubilee", "60 years of freedom"
    let own = look.before(first, 1) == "its"
        || (first..first + 4).any(|i| look.word(i) == "years" && look.word(i + 1) == "of");
    let other = (behind..first).any(|i| {
        matches!(look.word(i), "who" | "which" | "whose")
            || look.kind(i) == Some(TokenKind::Possessive)
    });
    (begun && closed && own && !other)
        .then(|| fixed(date))
        .flatten()
        .map(|year| (date.span, year))
}
