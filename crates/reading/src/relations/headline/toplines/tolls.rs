//! Tolls of a headline beside those of the body.

use copydesk_draft::Span;

use super::{claim, meet, stands_for};
use crate::casualties::{Figure, Outcome, Telling};
use crate::lists::List;
use crate::numbers::{Number, Role};
use crate::relations::Ground;
use crate::relations::headline::{Claim, Kind, in_lede};
use crate::sentence::Sentence;

/// "kills 34" over "killing at least 27 people".
pub(super) fn find(
    ground: &Ground<'_, '_>,
    head: &Sentence,
    body: &[&Sentence],
    rows: &mut Vec<Claim>,
) {
    let cx = ground.cx;
    let figures = &ground.casualties.figures;
    let range =
        |figure: &Figure| stands_for(figure.hedge, figure.number, figure.lowest, figure.highest);
    let in_body = |span: Span| cx.in_body(span);
    for claimed in figures
        .iter()
        .filter(|figure| head.span.contains(figure.span) && !figure.part && figure.number >= 2.0)
    {
        let own = range(claimed);
        let alike = |outcome: Outcome| {
            outcome == claimed.outcome
                || outcome == Outcome::Casualties
                || claimed.outcome == Outcome::Casualties
        };
        // "Nine killed" over "nine people were injured": the same count of another end, and nowhere one of its own.
        let outcomes = [Outcome::Killed, Outcome::Wounded];
        let unsaid = outcomes.contains(&claimed.outcome)
            && !figures
                .iter()
                .any(|figure| in_body(figure.span) && alike(figure.outcome))
            && !body.iter().any(|sentence| {
                (sentence.first as usize..sentence.last as usize).any(|i| {
                    claimed.outcome == Outcome::Killed
                        && (cx.is(i, List::DeadWord)
                            || cx.is(i, List::KillVerb)
                            || matches!(
                                cx.folded(i),
                                "bodies" | "body" | "death" | "deaths" | "died" | "dead" | "lives"
                            ))
                        || claimed.outcome == Outcome::Wounded
                            && (cx.is(i, List::WoundVerb)
                                || matches!(
                                    cx.folded(i),
                                    "hospital" | "injuries" | "wounds" | "hurt" | "treated"
                                ))
                })
            });
        let other_end = |figure: &Figure| {
            unsaid
                && outcomes.contains(&figure.outcome)
                && figure.outcome != claimed.outcome
                && (figure.number - claimed.number).abs() < 0.5
        };
        let Some(rival) = figures.iter().find(|figure| {
            (figure.outcome == claimed.outcome || other_end(figure))
                && in_lede(ground, figure.span)
                && in_body(figure.span)
                && !figure.part
                && !figure.running
                && figure.number >= 2.0
                && figure.telling != Telling::History
        }) else {
            continue;
        };
        if claimed.running || meet(own, range(rival)) && rival.outcome == claimed.outcome {
            continue;
        }
        // "20 hostages killed" over "22 dead": some of all who died.
        let some_of_all = rival.number > claimed.number
            && of_a_kind(ground, claimed)
            && !of_a_kind(ground, rival);
        if some_of_all {
            continue;
        }
        // Told again with that outcome, or as a bare count that no other outcome claims.
        let told = figures
            .iter()
            .filter(|figure| in_body(figure.span) && alike(figure.outcome))
            .any(|figure| meet(own, range(figure)));
        let counted = ground
            .numbers
            .iter()
            .filter(|number| in_body(number.span) && number.role == Role::Cardinal)
            .filter(|number| {
                !figures
                    .iter()
                    .any(|figure| figure.span.contains(number.core) && !alike(figure.outcome))
            })
            .any(|number| {
                (number.number - claimed.number).abs() < 0.5
                    && (cx.is(number.tokens.1 as usize, List::PersonNoun)
                        || (number.tokens.1 as usize..number.tokens.1 as usize + 3)
                            .any(|i| cx.is(i, List::DeadWord) || cx.is(i, List::KillVerb))
                        || matches!(
                            cx.folded(number.tokens.1 as usize),
                            "of" | "in" | "were" | "people" | "," | "."
                        ))
            });
        // "four passengers and the driver were killed" makes five.
        let (from, to) = ground.tokens(rival.span);
        let singles = (from..to)
            .filter(|&i| {
                cx.is(i, List::PersonNoun)
                    && !cx.folded(i).ends_with('s')
                    && !matches!(
                        cx.folded(i),
                        "people" | "children" | "men" | "women" | "police"
                    )
                    && (1..4).any(|back| {
                        matches!(
                            cx.folded(i.wrapping_sub(back)),
                            "a" | "an" | "the" | "his" | "her" | "one" | "their" | "its"
                        )
                    })
            })
            .count();
        // "before turning the gun on himself": the one who did it may be in the headline's count.
        let himself = (claimed.number - rival.number - 1.0).abs() < 0.5 && one_more(ground, body);
        let with = himself
            || (1..=singles).any(|more| (rival.number + more as f64 - claimed.number).abs() < 0.5);
        if told || counted || with || summed(ground, claimed, body) {
            continue;
        }
        rows.push(claim(
            claimed.span,
            Kind::Figure,
            (claimed.lowest, claimed.highest),
            (rival.span, (rival.lowest, rival.highest)),
        ));
    }
}

/// The people counted are named by a noun of their own: "hostages", not "people".
fn of_a_kind(ground: &Ground<'_, '_>, figure: &Figure) -> bool {
    figure.whom.is_some_and(|whom| {
        let last = ground.cx.token_at(whom.end.saturating_sub(1));
        !matches!(
            ground.cx.folded(last),
            "people" | "persons" | "dead" | "victims" | "others" | "lives" | "residents"
        )
    })
}

/// True if the first sentences tell of somebody besides those they count: "turned the gun on himself", "and their driver",
/// "was shot dead by police", "including the gunman".
pub(in crate::relations) fn one_more(ground: &Ground<'_, '_>, body: &[&Sentence]) -> bool {
    let cx = ground.cx;
    body.iter().take(8).any(|sentence| {
        (sentence.first as usize..sentence.last as usize).any(|i| {
            let next = cx.folded(i + 1);
            match cx.folded(i) {
                "another" | "himself" | "herself" | "also" => true,
                "and" | "plus" | "including" | "counting" => matches!(
                    next,
                    "a" | "an" | "the" | "one" | "his" | "her" | "their" | "its"
                ),
                "by" => matches!(
                    next,
                    "police" | "officers" | "soldiers" | "guards" | "troops" | "marksmen"
                ),
                _ => false,
            }
        })
    })
}

/// Two or three counts of the first sentences that stand together add up to it.
fn summed(ground: &Ground<'_, '_>, claimed: &Figure, body: &[&Sentence]) -> bool {
    let cx = ground.cx;
    let own = stands_for(
        claimed.hedge,
        claimed.number,
        claimed.lowest,
        claimed.highest,
    );
    let outcome_of = |span: Span| {
        ground
            .casualties
            .figures
            .iter()
            .find(|figure| figure.span.contains(span))
            .map(|figure| figure.outcome)
    };
    body.iter().take(8).enumerate().any(|(k, sentence)| {
        let next = body
            .get(k + 1)
            .map_or(sentence.span.end, |next| next.span.end);
        // A total told again takes no part in a sum: "the 17 dead: nine women, six men and four children".
        let total = |number: &Number| {
            // "nine of the 14 had gone home": the whole of a part.
            let first = number.tokens.0 as usize;
            let whole = matches!(cx.folded(first.wrapping_sub(1)), "the" | "those" | "all")
                && matches!(cx.folded(first.wrapping_sub(2)), "of" | "all");
            whole
                || ground.casualties.figures.iter().any(|figure| {
                    figure.span.contains(number.core) && figure.definite && !figure.part
                })
        };
        // "Four others were dug out alive" are none of the dead.
        let saved = |number: &Number| {
            let last = number.tokens.1 as usize;
            claimed.outcome == Outcome::Killed
                && (last..last + 7)
                    .take_while(|&i| !matches!(cx.word(i), "," | ";" | "."))
                    .any(|i| {
                        matches!(
                            cx.folded(i),
                            "alive"
                                | "survived"
                                | "survive"
                                | "rescued"
                                | "saved"
                                | "unhurt"
                                | "unharmed"
                                | "survivors"
                                | "escaped"
                        )
                    })
        };
        let values: Vec<f64> = ground
            .numbers_in(Span::new(sentence.span.start, next))
            .iter()
            .filter(|number| number.role == Role::Cardinal && !number.compound && !total(number))
            .filter(|number| !saved(number))
            .filter(|number| {
                outcome_of(number.core).is_none_or(|outcome| outcome == claimed.outcome)
            })
            .map(|number| number.number)
            .chain(
                // "a man", "one soldier"
                ground
                    .casualties
                    .figures
                    .iter()
                    .filter(|figure| {
                        figure.span.start >= sentence.span.start
                            && figure.span.end <= next
                            && (figure.number - 1.0).abs() < 0.1
                            && figure.outcome == claimed.outcome
                            && !ground
                                .numbers_in(figure.span)
                                .iter()
                                .any(|number| number.role == Role::Cardinal)
                    })
                    .map(|_| 1.0),
            )
            .collect();
        let hit = |sum: f64| meet(own, (sum, sum));
        values.iter().enumerate().any(|(i, a)| {
            values
                .iter()
                .enumerate()
                .skip(i + 1)
                .any(|(j, b)| hit(a + b) || values.iter().skip(j + 1).any(|c| hit(a + b + c)))
        }) || values.len() > 3 && hit(values.iter().sum())
    })
}
