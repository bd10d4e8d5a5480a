//! Two counts of the same victims by one source: "More than 40 died, the fire service said. … Thirty-eight deaths, according
//! to the fire service".

use super::{Ground, stem};
use super::{PairRow, lede, nouns};
use crate::casualties::{Figure, Outcome, Telling};
use crate::cx::Cx;
use crate::lists::List;
use crate::numbers::Hedge;

/// Who tells a toll: "police", of "police in Beira" with the place.
pub(super) struct Voice {
    head: String,
    place: Option<String>,
}

impl Voice {
    /// The stem of the noun they go by.
    pub(super) fn head(&self) -> &str {
        &self.head
    }

    /// One source, where not both tell of a place and differ: "police in Beira … police".
    pub(super) fn same(&self, other: &Self) -> bool {
        self.head == other.head
            && (self.place.is_none() || other.place.is_none() || self.place == other.place)
    }
}

/// Whose words a figure is.
pub(super) fn voice(ground: &Ground<'_, '_>, figure: &Figure) -> Option<Voice> {
    let cx = ground.cx;
    let attributions = ground.attributions;
    // "The authority put the number of dead at 2,205": the count alone is covered.
    let row = attributions
        .governing_said(figure.span)
        .or_else(|| attributions.governing_said(figure.count))?;
    let source = attributions.attributions.get(row)?.source?;
    let (first, last) = ground.tokens(attributions.sources.get(source)?.span);
    // "the agency's spokesman, Sani Yabagi": the agency speaks.
    let last = (first + 1..last)
        .find(|&i| {
            cx.kind(i) == Some(crate::token::TokenKind::Possessive)
                && matches!(
                    cx.folded(i + 1),
                    "spokesman"
                        | "spokeswoman"
                        | "spokesperson"
                        | "spokesmen"
                        | "count"
                        | "figures"
                        | "director"
                        | "chief"
                        | "head"
                )
        })
        .unwrap_or(last);
    let end = (first + 1..last)
        .find(|&i| {
            matches!(cx.folded(i), "in" | "at")
                || cx.folded(i) == "of" && cx.is(i - 1, List::RoleNoun)
                // "The coastguard, which had been called by a hotel, said"
                || cx.word(i) == "," && matches!(cx.folded(i + 1), "which" | "who" | "whose")
        })
        .unwrap_or(last);
    let of = end.checked_sub(1)?;
    let head = stem(cx.folded(of));
    // "hospital officials" are those of the hospital, where "officials" may be any.
    let whose = of.checked_sub(1).filter(|&i| {
        i >= first
            && head == "official"
            && cx.kind(i) == Some(crate::token::TokenKind::Word)
            && !cx.is(i, List::Determiner)
            && !matches!(
                cx.folded(i),
                "senior" | "local" | "other" | "some" | "two" | "top"
            )
    });
    Some(Voice {
        head: match whose {
            Some(i) => format!("{} {head}", cx.folded(i)),
            None => head.to_owned(),
        },
        place: (end < last).then(|| cx.folded(last - 1).to_owned()),
    })
}

/// How far from a count a span of time still tells for which time it was counted.
const TIME_NEAR: usize = 8;

/// True if the word at `i` tells that a count in its sentence (its tokens `own`) is a later one, one of others, or one of
/// another time.
pub(super) fn is_update(cx: &Cx<'_>, i: usize, own: (usize, usize)) -> bool {
    let (first, last) = own;
    // "More than 40", "up to 40" are the count itself.
    if (first..last).contains(&i) && matches!(cx.folded(i), "more" | "up") {
        return false;
    }
    // "their boat broke up in the surf"
    if cx.folded(i) == "up"
        && matches!(
            cx.folded(i.wrapping_sub(1)),
            "broke"
                | "broken"
                | "blew"
                | "blown"
                | "set"
                | "picked"
                | "taken"
                | "made"
                | "turned"
                | "held"
                | "caught"
        )
    {
        return false;
    }
    let told = matches!(
        cx.folded(i),
        "rose"
            | "risen"
            | "rise"
            | "raised"
            | "raising"
            | "updated"
            | "revised"
            | "now"
            | "earlier"
            | "initially"
            | "previously"
            | "previous"
            | "up"
            | "climbed"
            | "increased"
            | "another"
            | "also"
            | "more"
            | "other"
            | "others"
            | "separately"
            | "separate"
            | "elsewhere"
            | "first"
            | "second"
            | "then"
            | "while"
            | "including"
            | "among"
            | "additional"
            | "meanwhile"
            | "total"
            | "overall"
    );
    let near = i + TIME_NEAR >= first && i <= last + TIME_NEAR;
    // "The worst fire since 1972" is told of the fire.
    let rank = i.checked_sub(6).is_some_and(|from| {
        (from..i).any(|k| {
            matches!(
                cx.folded(k),
                "worst" | "deadliest" | "largest" | "biggest" | "highest" | "gravest" | "first"
            )
        })
    });
    let time = cx.is(i, List::Month)
        || matches!(
            cx.folded(i),
            "since" | "year" | "years" | "week" | "month" | "days"
        );
    told || time && near && !rank
}

/// Two counts of victims by one source about one event, told as news both.
pub(super) fn find(ground: &Ground<'_, '_>, rows: &mut Vec<PairRow>) {
    running(ground, rows);
    for outcome in [Outcome::Killed, Outcome::Wounded] {
        of_outcome(ground, rows, outcome);
    }
}

fn of_outcome(ground: &Ground<'_, '_>, rows: &mut Vec<PairRow>, outcome: Outcome) {
    let cx = ground.cx;
    let told: Vec<&Figure> = ground
        .casualties
        .figures
        .iter()
        .filter(|figure| {
            !figure.part
                && !figure.definite
                && !figure.running
                && figure.telling == Telling::Asserted
        })
        .filter(|figure| {
            figure.outcome == outcome
                && (outcome == Outcome::Killed
                    || matches!(figure.hedge, Hedge::Exact | Hedge::AtLeast))
                && figure.number >= 2.0
                && !matches!(figure.hedge, Hedge::Vague)
        })
        // "Twelve of the dead" are a part of them.
        .filter(|figure| {
            let (first, last) = ground.tokens(figure.span);
            !(first..last).any(|i| {
                cx.folded(i) == "of" && matches!(cx.folded(i + 1), "the" | "those" | "them")
            })
        })
        .filter(|figure| {
            let sentence = cx.sentence_at(figure.span.start);
            cx.sentence(sentence).is_some_and(|one| ground.in_body(one))
        })
        .collect();
    for pair in told.windows(2) {
        let [a, b] = pair else { continue };
        let apart = a.highest < b.lowest || b.highest < a.lowest;
        let sentences = (cx.sentence_at(a.span.start), cx.sentence_at(b.span.start));
        if !apart || a.event != b.event || sentences.0 == sentences.1 {
            continue;
        }
        let generic = |figure: &Figure| {
            figure.whom.is_none()
                || nouns(ground, figure).last().is_some_and(|word| {
                    matches!(word.as_str(), "peopl" | "person" | "people" | "other")
                })
                || nouns(ground, figure).is_empty()
        };
        let update = [a, b].iter().any(|figure| {
            let own = ground.tokens(figure.span);
            cx.sentence_tokens(cx.sentence_at(figure.span.start))
                .any(|i| is_update(cx, i, own))
        });
        let days =
            matches!((a.day, b.day), (Some(a), Some(b)) if a.last < b.first || b.last < a.first);
        let alike = nouns(ground, a)
            .last()
            .is_some_and(|noun| nouns(ground, b).last() == Some(noun));
        // "killing 21 guests … put the dead at 18": fewer than those of one kind.
        let fewer = generic(b) && b.highest < a.lowest;
        if update
            || days
            || another_day(cx, sentences)
            || !alike && !fewer && (!generic(a) || !generic(b))
        {
            continue;
        }
        if let (Some(first), Some(second)) = (voice(ground, a), voice(ground, b))
            && first.same(&second)
            && !matches!(
                first.head.as_str(),
                "it" | "they" | "he" | "she" | "official" | "sourc" | "source"
            )
        {
            rows.push((
                [a.span, b.span],
                [(a.lowest, a.highest), (b.lowest, b.highest)],
                [false, true, true, lede(ground, a.span)],
            ));
        }
    }
}

/// "died in the flood … died in Tuesday's landslide": an event of a day, of which the first sentence does not tell.
pub(super) fn another_day(cx: &Cx<'_>, (first, second): (u32, u32)) -> bool {
    cx.sentence_tokens(second).any(|i| {
        cx.is(i, List::Weekday)
            && cx.kind(i + 1) == Some(crate::token::TokenKind::Possessive)
            && (cx.is(i + 2, List::HarmEvent) || cx.is(i + 2, List::EventHead))
            && !cx
                .sentence_tokens(first)
                .any(|k| stem(cx.folded(k)) == stem(cx.folded(i + 2)))
    })
}

/// Two counts over one time by one source: "as many as 40 since Friday, the hospital said … The hospital said at
/// least 60 … since Friday".
fn running(ground: &Ground<'_, '_>, rows: &mut Vec<PairRow>) {
    let cx = ground.cx;
    let words = |figure: &Figure| {
        figure.period.map(|span| {
            let (first, last) = ground.tokens(span);
            (first..last).map(|i| cx.folded(i)).collect::<Vec<_>>()
        })
    };
    let told: Vec<&Figure> = ground
        .casualties
        .figures
        .iter()
        .filter(|figure| {
            figure.running
                && !figure.part
                && !figure.definite
                && figure.telling == Telling::Asserted
                && figure.outcome == Outcome::Killed
                && figure.number >= 2.0
                && !matches!(figure.hedge, Hedge::Vague)
        })
        .filter(|figure| {
            let sentence = cx.sentence_at(figure.span.start);
            cx.sentence(sentence).is_some_and(|one| ground.in_body(one))
        })
        .collect();
    for pair in told.windows(2) {
        let [a, b] = pair else { continue };
        let apart = a.highest < b.lowest || b.highest < a.lowest;
        let sentences = (cx.sentence_at(a.span.start), cx.sentence_at(b.span.start));
        let people = |figure: &Figure| {
            matches!(nouns(ground, figure).as_slice(), [] | [_])
                && nouns(ground, figure)
                    .iter()
                    .all(|noun| matches!(noun.as_str(), "peopl" | "people"))
        };
        if !apart
            || a.event != b.event
            || sentences.0 == sentences.1
            || !people(a)
            || !people(b)
            || words(a).is_none()
            || words(a) != words(b)
        {
            continue;
        }
        let update = [a, b].iter().any(|figure| {
            let own = ground.tokens(figure.span);
            cx.sentence_tokens(cx.sentence_at(figure.span.start))
                .any(|i| cx.folded(i) != "since" && is_update(cx, i, own))
        });
        if let (Some(first), Some(second), false) = (voice(ground, a), voice(ground, b), update)
            && first.same(&second)
            && !matches!(
                first.head.as_str(),
                "it" | "they" | "he" | "she" | "official"
            )
        {
            rows.push((
                [a.span, b.span],
                [(a.lowest, a.highest), (b.lowest, b.highest)],
                [false, true, true, lede(ground, a.span)],
            ));
        }
    }
}
