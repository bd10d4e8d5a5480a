//! Shares of one vote or firm that two or three sentences tell by who has them: "Ana Sool had 53.2% of the vote. Her rival,
//! Jo Park, had 38.1% and the priest Cano 14.4%"; and those who did not decide: "58% would vote yes and 39% no. Another 11%
//! had not decided".

use copydesk_draft::BlockKind;
use copydesk_draft::layer::Cell;

use super::Ground;
use super::{Row, counted_so_far};
use crate::lists::List;
use crate::numbers::lexeme::{Look, Time};
use crate::quantities::Percentage;
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// The most sentences that tell one vote.
const MOST: usize = 3;

/// Finds them.
pub(super) fn find(ground: &Ground<'_, '_>, rows: &mut Vec<Row>) {
    if ground.quantities.percentages.len() < 2 {
        return;
    }
    let sentences = ground.cx.sentences;
    let mut n = 0;
    while let Some(first) = sentences.get(n) {
        n += 1;
        let look = ground.look(first);
        let own = shares(ground, &look, first);
        if own.is_empty() {
            continue;
        }
        if let Some(next) = sentences.get(n) {
            left(ground, (first, &own), next, rows);
        }
        // "The Socialists won 41%. The Christian Democrats came second with 37%": a race.
        let raced = sentences.get(n).is_some_and(|next| {
            let then = ground.look(next);
            (then.first..then.end).any(|i| {
                matches!(then.word(i), "second" | "third")
                    && matches!(then.word(i + 1), "with" | "on")
            })
        });
        if !raced && !own.iter().any(|share| of_one(&look, share)) || elsewhere(&look) {
            continue;
        }
        let mut all: Vec<&Percentage> = Vec::new();
        let mut seen: Vec<&str> = Vec::new();
        let Some(()) = held(ground, &look, &own, &mut seen) else {
            continue;
        };
        all.extend(&own);
        let mut told = 1;
        while told < MOST
            && let Some(next) = sentences.get(n)
            && follows(ground, first, next)
        {
            let look = ground.look(next);
            let own = shares(ground, &look, next);
            if own.is_empty()
                || elsewhere(&look)
                || own.iter().any(|share| again(&look, share))
                || held(ground, &look, &own, &mut seen).is_none()
            {
                break;
            }
            all.extend(&own);
            told += 1;
            n += 1;
        }
        if told > 1 {
            push(&all, rows);
        }
    }
}

/// The shares of a sentence; none where one of its percentages is something else.
fn shares<'g>(
    ground: &Ground<'g, '_>,
    look: &Look<'_, '_>,
    sentence: &Sentence,
) -> Vec<&'g Percentage> {
    let own: &'g [Percentage] = ground.quantities.percentages_in(sentence.span);
    let plain = own
        .iter()
        .all(|p| !p.points && p.number > 0.0 && p.number <= 100.0);
    if plain {
        own.iter()
            .filter(|p| !counted_so_far(look, p.tokens.1 as usize))
            .collect()
    } else {
        Vec::new()
    }
}

/// The same paragraph, or the next.
fn follows(ground: &Ground<'_, '_>, first: &Sentence, next: &Sentence) -> bool {
    let plain = |block: u32| {
        ground
            .cx
            .blocks
            .get(block as usize)
            .is_some_and(|block| block.kind == BlockKind::Paragraph)
    };
    first.block == next.block
        || first.block + 1 == next.block && plain(first.block) && plain(next.block)
}

/// "53% of the vote", "51% of the company": one whole.
fn of_one(look: &Look<'_, '_>, share: &Percentage) -> bool {
    let (first, last) = (share.tokens.0 as usize, share.tokens.1 as usize);
    // "will own 34 per cent of the brewer"
    let owned = matches!(
        look.before(first, 1),
        "own" | "owns" | "hold" | "holds" | "owned"
    ) && matches!(look.word(last + 1), "the" | "it" | "its");
    look.word(last) == "of"
        && (owned
            || (last + 1..last + 4).any(|i| {
                matches!(
                    look.word(i),
                    "vote"
                        | "votes"
                        | "ballots"
                        | "company"
                        | "firm"
                        | "shares"
                        | "stock"
                        | "business"
                        | "bank"
                        | "capital"
                )
            }))
}

/// "60% of the district", told of another whole.
fn again(look: &Look<'_, '_>, share: &Percentage) -> bool {
    look.word(share.tokens.1 as usize) == "of" && !of_one(look, share)
}

/// Another time, place or group, a change, a poll beside a vote.
fn elsewhere(look: &Look<'_, '_>) -> bool {
    (look.first..look.end).any(|i| {
        super::year(look.text(i)).is_some()
            || matches!(
                look.word(i),
                "turnout"
                    | "approval"
                    | "rating"
                    | "last"
                    | "previous"
                    | "previously"
                    | "earlier"
                    | "ago"
                    | "up"
                    | "down"
                    | "than"
                    | "compared"
                    | "among"
                    | "women"
                    | "men"
                    | "if"
                    | "rose"
                    | "fell"
                    | "seats"
                    | "while"
                    | "whereas"
                    | "would"
                    | "could"
                    | "trust"
                    | "region"
                    | "round"
                    | "before"
                    | "another"
                    | "together"
                    | "combined"
                    | "both"
            )
            // "he once had", but "Once the sale closes"
            || look.word(i) == "once" && i > look.first
            // "in Lagos", "in the north"; no "run-off in Guinea-Bissau"
            || look.word(i) == "in"
                && !matches!(
                    look.before(i, 1),
                    "off" | "runoff" | "election" | "elections" | "referendum" | "byelection"
                        | "ballot" | "primary" | "traded" | "listed" | "floated"
                )
                && (look.capital(i + 1) && matches!(look.time(i + 1), Time::None)
                    || look.word(i + 1) == "the"
                        && !matches!(look.word(i + 2), "run" | "runoff" | "vote" | "election" | "end"))
    })
}

/// Who has each share: all different, and named or told by a noun; none if one share has nobody.
fn held<'a>(
    ground: &Ground<'_, 'a>,
    look: &Look<'_, 'a>,
    own: &[&Percentage],
    seen: &mut Vec<&'a str>,
) -> Option<()> {
    for (k, share) in own.iter().enumerate() {
        let first = share.tokens.0 as usize;
        let verb = matches!(
            look.before(first, 1),
            "had"
                | "has"
                | "have"
                | "won"
                | "wins"
                | "took"
                | "takes"
                | "got"
                | "gets"
                | "received"
                | "polled"
                | "secured"
                | "scored"
                | "gathered"
                | "garnered"
                | "holds"
                | "hold"
                | "held"
                | "owns"
                | "own"
                | "with"
                | "on"
                | "at"
                | "leaving"
        );
        let after = k
            .checked_sub(1)
            .and_then(|k| own.get(k))
            .map_or(look.first, |before| before.tokens.1 as usize);
        // "and the businessman Cesar Uy 14.4%", "39% of the vote in Monday's byelection and the Bloc 36%"
        let part = (after..first)
            .rfind(|&i| matches!(look.text(i), "," | ";") || look.word(i) == "and")
            .unwrap_or(after);
        let gapped = k > 0
            && look.kind(first.checked_sub(1)?) == Some(TokenKind::Word)
            && (first - after <= 6 || part > after && first - after <= 14 && first - part <= 5)
            && (after..first)
                .all(|i| !ground.cx.is(i, List::Auxiliary) && !ground.cx.is(i, List::FiniteForm));
        if !verb && !gapped {
            return None;
        }
        let until = first - usize::from(verb);
        let from = (after..until)
            .rev()
            .take(10)
            .take_while(|&i| !matches!(look.word(i), ";" | "and" | "but"))
            .last()?;
        let holder = (from..until)
            .rev()
            .find(|&i| look.capital(i) && look.kind(i) == Some(TokenKind::Word) && i > look.first)
            .or_else(|| {
                // "The state holds 51%", "a Chinese fund has 34%"
                (from..until).rev().find(|&i| {
                    look.kind(i) == Some(TokenKind::Word)
                        && !ground.cx.is(i, List::Auxiliary)
                        && !ground.cx.is(i, List::Preposition)
                })
            })?;
        let word = look.word(holder);
        // "leaving 24 per cent to be traded"
        let left = look.before(first, 1) == "leaving";
        let word = if left { "leaving" } else { word };
        let refers = matches!(
            word,
            "he" | "she" | "it" | "they" | "who" | "which" | "that" | "his" | "her" | "its"
        );
        if refers || seen.contains(&word) {
            return None;
        }
        seen.push(word);
    }
    Some(())
}

/// "58% would vote yes and 39% no. Another 11% had not decided": what is left of the question before.
fn left(
    ground: &Ground<'_, '_>,
    (first, own): (&Sentence, &[&Percentage]),
    next: &Sentence,
    rows: &mut Vec<Row>,
) {
    if own.len() < 2 || first.block != next.block {
        return;
    }
    let look = ground.look(next);
    let rest = shares(ground, &look, next);
    let [rest] = rest.as_slice() else { return };
    let at = rest.tokens.0 as usize;
    let opens = at <= look.first + 3
        && matches!(
            look.before(at, 1),
            "another" | "further" | "remaining" | "other" | ","
        )
        && matches!(look.word(look.first), "another" | "a" | "the");
    let undecided = (at..look.end).any(|i| {
        matches!(
            look.word(i),
            "decided"
                | "undecided"
                | "answer"
                | "know"
                | "opinion"
                | "sure"
                | "unsure"
                | "abstain"
                | "abstained"
                | "preference"
                | "neither"
                | "view"
        )
    });
    let before = ground.look(first);
    let grouped = (before.first..before.end).any(|i| {
        matches!(
            before.word(i),
            "men"
                | "women"
                | "among"
                | "aged"
                | "compared"
                | "than"
                | "up"
                | "down"
                | "last"
                | "were"
                | "while"
        ) || super::year(before.text(i)).is_some()
    }) || (before.first..before.end)
        .any(|i| before.word(i) == "in" && before.capital(i + 1));
    let sides = (before.first..before.end).any(|i| {
        matches!(
            before.word(i),
            "no" | "against"
                | "oppose"
                | "opposed"
                | "disapprove"
                | "disapproved"
                | "reject"
                | "rejected"
                | "leave"
                | "disagree"
                | "disagreed"
        )
    });
    if opens && undecided && sides && !grouped && own.len() == 2 {
        let mut all = own.to_vec();
        all.push(rest);
        push(&all, rows);
    }
}

fn push(all: &[&Percentage], rows: &mut Vec<Row>) {
    let (Some(first), Some(last)) = (all.first(), all.last()) else {
        return;
    };
    let sum: f64 = all.iter().map(|p| p.number).sum();
    let slack: f64 = all.iter().map(|p| p.half_step.min(0.5)).sum();
    let low: f64 = all.iter().map(|p| p.lowest).sum();
    let high: f64 = all.iter().map(|p| p.highest).sum();
    let no = || Cell::Filled(false.into());
    rows.push((
        first.span.to(last.span),
        [
            Cell::Filled((all.len() as f64).into()),
            Cell::Filled(sum.into()),
            Cell::Filled((low - slack).into()),
            Cell::Filled((high + slack).into()),
            Cell::Filled(1.0.into()),
            no(),
            no(),
            no(),
            no(),
            no(),
            no(),
            no(),
            no(),
            no(),
            no(),
            Cell::Filled(true.into()),
        ],
    ));
}
