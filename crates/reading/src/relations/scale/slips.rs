//! Two figures of one thing that lie a thousand times apart: "from $9.5 million to $9.9 billion", a sum taken up again, the
//! sum of the headline in the lede.

use copydesk_draft::Span;

use super::Ground;
use super::thousands::{Row, row};
use crate::lists::List;
use crate::quantities::Sum;
use crate::token::TokenKind;

/// "from $9.5 million to $9.9 billion": a change to about a thousand times as much, in figures that are otherwise alike.
pub(super) fn find(ground: &Ground<'_, '_>, rows: &mut Vec<Row>) {
    for change in &ground.quantities.changes {
        let (low, high) = (change.from.min(change.to), change.from.max(change.to));
        if change.percent || change.share || low < 1e6 {
            continue;
        }
        let off = high / low / 1000.0;
        // "from 1 million users to 1 billion" may be the growth of a firm.
        let lead = low / 10f64.powf(low.log10().floor());
        let alike = (0.8..1.3).contains(&off) && (lead - 1.0).abs() > 0.01;
        let small = change
            .stated
            .is_some_and(|stated| stated.number > 0.0 && stated.highest <= 100.0);
        let news = factor_told(ground, change.span);
        if !news
            && (alike || small && (0.4..2.1).contains(&off))
            && change.stated.is_none_or(|stated| stated.number < 1000.0)
        {
            rows.push(row(
                change.span,
                high,
                "slip",
                Some(low),
                change.span,
                change.span,
            ));
        }
    }
}

/// "a thousandth of what it had first asked for": the factor is the news of the sentence.
fn factor_told(ground: &Ground<'_, '_>, span: Span) -> bool {
    let cx = ground.cx;
    let sentence = cx.sentence(cx.sentence_at(span.start));
    sentence.is_some_and(|sentence| {
        let look = ground.look(sentence);
        (look.first..look.end).any(|i| {
            matches!(look.word(i), "thousandth" | "thousandfold")
                || look.word(i) == "thousand" && look.word(i + 1) == "times"
        })
    })
}

/// "rose by 4% to $3.9 million in the six months to June, from $3.75 billion a year before": the same, with words of time
/// between the two sums.
pub(super) fn apart(ground: &Ground<'_, '_>, rows: &mut Vec<Row>) {
    let cx = ground.cx;
    for pair in ground.quantities.sums.windows(2) {
        let [now, then] = pair else { continue };
        let (first, last) = (now.tokens.0 as usize, now.tokens.1 as usize);
        let earlier = then.tokens.0 as usize;
        let number = cx.sentence_at(now.span.start);
        if number != cx.sentence_at(then.span.start)
            || now.amount.currency != then.amount.currency
            || earlier < last
            || earlier - last > 14
            || cx.masked(now.span)
        {
            continue;
        }
        let Some(sentence) = cx.sentence(number) else {
            continue;
        };
        let look = ground.look(sentence);
        let (low, high) = (
            now.amount.amount.min(then.amount.amount),
            now.amount.amount.max(then.amount.amount),
        );
        let lead = low / 10f64.powf(low.log10().floor());
        let alike =
            low >= 1e5 && (0.8..1.3).contains(&(high / low / 1000.0)) && (lead - 1.0).abs() > 0.01;
        // "to $3.9 million … from", "was $3.9 million, up from", "against", "compared with"
        let moved =
            (look.first.max(first.saturating_sub(8))..first).any(|i| cx.is(i, List::ChangeWord));
        let back = |n: usize| look.before(earlier, n);
        let link = match back(1) {
            "from" => look.before(first, 1) == "to" && moved || matches!(back(2), "up" | "down"),
            "against" => matches!(back(2), "," | "as"),
            "with" | "to" => back(2) == "compared",
            _ => false,
        };
        // The other is of a time before, and no other thing stands between.
        let other = (last..earlier).any(|i| {
            matches!(
                look.word(i),
                "and"
                    | "while"
                    | "but"
                    | "as"
                    | "sales"
                    | "revenue"
                    | "revenues"
                    | "turnover"
                    | "profit"
                    | "debt"
                    | "assets"
                    | "of"
            ) || cx.is(i, List::FiniteForm)
        });
        let of_what = look.word(then.tokens.1 as usize) == "of";
        let told = rows.iter().any(|row| row.0.contains(now.span)) || factor_told(ground, now.span);
        if alike && link && !other && !of_what && !told {
            rows.push(row(
                now.span.to(then.span),
                high,
                "slip",
                Some(low),
                now.span,
                now.span.to(then.span),
            ));
        }
    }
}

/// "lent the port $60 million in 2018. Of the $60 billion, …": a sum taken up again a thousand times off.
pub(super) fn taken_up(ground: &Ground<'_, '_>, rows: &mut Vec<Row>) {
    let cx = ground.cx;
    let sums = &ground.quantities.sums;
    for (n, again) in sums.iter().enumerate() {
        let first = again.tokens.0 as usize;
        let back = |k: usize| first.checked_sub(k).map_or("", |i| cx.folded(i));
        if !matches!(back(1), "the" | "that" | "this" | "those" | "these")
            || again.amount.amount < 1e6
            || cx.masked(again.span)
        {
            continue;
        }
        // "the $60 billion fund" may be another.
        let last = again.tokens.1 as usize;
        let alone = named_by_verb(cx, last, first)
            || super::exactly::telling(again.amount.amount)
                && matches!(
                    cx.folded(last),
                    "scheme" | "project" | "programme" | "plan" | "deal" | "contract"
                )
            || cx.kind(last) != Some(TokenKind::Word) && cx.kind(last) != Some(TokenKind::Hyphen)
            || cx.is(last, List::Auxiliary)
            || cx.is(last, List::Modal)
            || cx.is(last, List::Preposition)
            || cx.is(last, List::PastForm)
            || cx.is(last, List::FiniteForm)
            || matches!(cx.folded(last), "went" | "came" | "goes" | "comes")
            || cx.folded(last).ends_with("ed");
        let number = cx.sentence_at(again.span.start);
        let told = sums
            .get(..n)
            .unwrap_or(&[])
            .iter()
            .rev()
            .take(4)
            .find(|sum| {
                let at = cx.sentence_at(sum.span.start);
                let ratio = (sum.amount.amount / again.amount.amount)
                    .max(again.amount.amount / sum.amount.amount);
                let lead = again.amount.amount / 10f64.powf(again.amount.amount.log10().floor());
                number - at <= 5
                    && sum.amount.amount >= 1e6
                    && sum.amount.currency == again.amount.currency
                    && (ratio / 1000.0 - 1.0).abs() < 0.001
                    && (lead - 1.0).abs() > 0.01
            });
        // Where the same sum was told before, it is another's.
        let known = sums.get(..n).unwrap_or(&[]).iter().any(|sum| {
            (sum.amount.amount / again.amount.amount - 1.0).abs() < 0.001
                && sum.amount.currency == again.amount.currency
        });
        if let Some(told) = told.filter(|_| alone && !known) {
            rows.push(row(
                again.span,
                again.amount.amount,
                "echo",
                Some(told.amount.amount),
                told.span,
                again.span,
            ));
        }
    }
}

/// "Airport to get $2m terminal" over "a $2 billion project": a sum of the headline told again in the lede a thousand times off.
pub(super) fn headline(ground: &Ground<'_, '_>, rows: &mut Vec<Row>) {
    let cx = ground.cx;
    let block = |sum: &Sum| {
        cx.sentence(cx.sentence_at(sum.span.start))
            .and_then(|sentence| cx.blocks.get(sentence.block as usize))
    };
    let sums = &ground.quantities.sums;
    let heads = sums.iter().filter(|sum| {
        block(sum).is_some_and(|block| block.kind == copydesk_draft::BlockKind::Headline)
    });
    for head in heads {
        let lede: Vec<&Sum> = sums
            .iter()
            .filter(|sum| block(sum).is_some_and(|block| block.lede))
            .collect();
        let ratio = |told: &Sum| {
            (told.amount.amount / head.amount.amount).max(head.amount.amount / told.amount.amount)
        };
        let off = |told: &&&Sum| (ratio(told) / 1000.0 - 1.0).abs() < 0.01;
        let same = lede.iter().any(|told| ratio(told) < 1.1);
        let Some(told) = lede.iter().find(off).filter(|_| !same) else {
            continue;
        };
        if told.amount.currency == head.amount.currency && head.amount.amount >= 1000.0 {
            rows.push(row(
                head.span,
                head.amount.amount,
                "echo",
                Some(told.amount.amount),
                told.span,
                head.span,
            ));
        }
    }
}

/// "lost £2.4 million … the £2.4 billion loss": the noun at token `last` is that of a verb told within eighty tokens before.
fn named_by_verb(cx: &crate::cx::Cx<'_>, last: usize, first: usize) -> bool {
    let verbs: &[&str] = match cx.folded(last) {
        "loss" | "losses" => &["lost", "lose", "loses", "loss"],
        "fine" => &["fined", "fine", "penalty"],
        "loan" => &[
            "lent", "lend", "lends", "lending", "loaned", "borrowed", "loan",
        ],
        "grant" => &["granted", "grant", "gave"],
        "gift" | "donation" => &["gave", "donated", "given", "gift"],
        "debt" => &["owes", "owed", "owe", "debt"],
        "deal" | "purchase" | "sale" => &["bought", "sold", "buy", "sell", "paid"],
        "payment" | "payout" => &["paid", "pay", "pays"],
        "prize" | "award" => &["won", "awarded", "wins"],
        "investment" => &["invested", "invest", "invests"],
        "bill" | "cost" => &["cost", "costs", "paid"],
        "profit" => &["earned", "made", "profit"],
        _ => return false,
    };
    (first.saturating_sub(80)..first).any(|i| verbs.contains(&cx.folded(i)))
}
