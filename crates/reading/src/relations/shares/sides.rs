//! The shares of the two sides of one vote: "beat her by 58% to 42%".

use copydesk_draft::layer::Cell;

use super::Ground;
use super::Row;
use crate::lists::List;

/// "beat Jo Park by 58% to 52%", "won 61%-49%": the shares of the two sides of one vote.
pub(super) fn duels(ground: &Ground<'_, '_>, rows: &mut Vec<Row>) {
    let cx = ground.cx;
    let percentages = &ground.quantities.percentages;
    for (i, b) in percentages.iter().enumerate() {
        if b.points || b.number <= 0.0 || b.number > 100.0 {
            continue;
        }
        let number = cx.sentence_at(b.span.start);
        let Some(sentence) = cx.sentence(number) else {
            continue;
        };
        let look = ground.look(sentence);
        let (first, _) = (b.tokens.0 as usize, b.tokens.1 as usize);
        let joined =
            look.before(first, 1) == "to" || matches!(look.before(first, 1), "-" | "–" | "—");
        // "58% to 52%", "58 to 52 per cent"
        let Some(a) = joined
            .then(|| i.checked_sub(1).and_then(|k| percentages.get(k)))
            .flatten()
            .filter(|a| a.tokens.1 as usize + 1 == first && !a.points)
        else {
            continue;
        };
        let at = a.tokens.0 as usize;
        let moves = (look.first..at).any(|k| cx.is(k, List::ChangeWord))
            || matches!(look.before(at, 1), "from" | "between" | "about");
        let contest = (look.first..at).any(|k| {
            matches!(
                look.word(k),
                "beat"
                    | "beats"
                    | "beating"
                    | "beaten"
                    | "defeated"
                    | "defeats"
                    | "defeating"
                    | "won"
                    | "wins"
                    | "winning"
                    | "lost"
                    | "lose"
                    | "loses"
                    | "voted"
                    | "passed"
                    | "rejected"
                    | "approved"
                    | "carried"
                    | "leads"
                    | "led"
                    | "leading"
                    | "trails"
                    | "trailed"
                    | "ahead"
                    | "vote"
                    | "backed"
                    | "opposed"
            )
        });
        if moves || !contest {
            continue;
        }
        let sum = a.number + b.number;
        let slack = a.half_step.min(0.5) + b.half_step.min(0.5);
        rows.push((
            a.span.to(b.span),
            [
                Cell::Filled(2.0.into()),
                Cell::Filled(sum.into()),
                Cell::Filled((a.lowest + b.lowest - slack).into()),
                Cell::Filled((a.highest + b.highest + slack).into()),
                Cell::Filled(0.0.into()),
                Cell::Filled(false.into()),
                Cell::Filled(false.into()),
                Cell::Filled(false.into()),
                Cell::Filled(false.into()),
                Cell::Filled(false.into()),
                Cell::Filled(false.into()),
                Cell::Filled(false.into()),
                Cell::Filled(false.into()),
                Cell::Filled(false.into()),
                Cell::Filled(true.into()),
                Cell::Filled(false.into()),
            ],
        ));
    }
}
