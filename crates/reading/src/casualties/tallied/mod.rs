//! Parts told in a list of their own, in whatever unit, beside the whole of their sentence or of one before: "found 3.1 tonnes
//! of it … in three containers: 1.4 tonnes in the first, 900 kg in the second and 1.1 tonnes in the third"; "recovered 42
//! bodies. Twenty were men, 16 were women and 11 were children"; "120 in Lyon and 140 in Paris, 300 in all".

mod dead;
mod items;
mod labels;
mod summed;
mod ties;
mod told;

use std::ops::Range;

use items::{Item, Unit};
use labels::Label;

use super::breakdown::{Breakdown, BreakdownKind};
use crate::cx::Cx;
use crate::lists::List;
use crate::numbers::Number;
use crate::quantities::Quantities;
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// How many sentences before the list its whole may stand.
const REACH: u32 = 3;

/// How many tokens may lie between two parts.
const GAP: usize = 10;

/// A sentence of more figures than this is a table.
const MOST: usize = 40;

struct Tally<'c, 'a> {
    cx: &'c Cx<'a>,
    numbers: &'c [Number],
    quantities: &'c Quantities,
}

/// Adds them to those that the finders of one construction have found.
pub(super) fn find(
    cx: &Cx<'_>,
    numbers: &[Number],
    quantities: &Quantities,
    out: &mut Vec<Breakdown>,
) {
    let tally = Tally {
        cx,
        numbers,
        quantities,
    };
    let known = out.len();
    for (n, sentence) in cx.sentences.iter().enumerate() {
        let items = tally.items(sentence);
        if !(2..=MOST).contains(&items.len()) {
            continue;
        }
        let told = out.get(..known).unwrap_or(&[]).iter().any(|one| {
            one.kind != BreakdownKind::Some
                && one.parts >= 2
                && one.span.end > sentence.span.start
                && one.span.start < sentence.span.end
        });
        if told {
            continue;
        }
        let found = tally
            .sentence(n as u32, sentence, &items)
            .or_else(|| tally.told(n as u32, sentence, &items))
            .or_else(|| {
                let range = sentence.first as usize..sentence.last as usize;
                tally.named_whole(n as u32, &items, &range)
            })
            .or_else(|| tally.summed(n as u32, sentence, &items));
        out.extend(found);
    }
    if out.len() > known {
        out.sort_by_key(|breakdown| (breakdown.span.start, breakdown.span.end));
    }
}

impl Tally<'_, '_> {
    fn sentence(&self, n: u32, sentence: &Sentence, items: &[Item<'_>]) -> Option<Breakdown> {
        let cx = self.cx;
        let range = sentence.first as usize..sentence.last as usize;
        // What is counted again, per head, at another time, or beside others that are not told.
        let mixed = range.clone().any(|i| {
            matches!(
                cx.folded(i),
                "both"
                    | "each"
                    | "per"
                    | "respectively"
                    | "apiece"
                    | "average"
                    | "every"
                    | "another"
                    | "more"
                    | "additional"
                    | "further"
                    | "also"
                    | "compared"
                    | "against"
                    | "up"
                    | "down"
                    | "than"
                    | "earlier"
                    | "previous"
                    | "previously"
                    | "rivals"
                    | "rival"
                    | "competitors"
                    | "others"
                    | "ago"
                    | "if"
                    | "would"
                    | "could"
                    | "respondents"
            ) && !(cx.folded(i) == "against" && self.vote(&range))
                || cx.folded(i) == "last" && !matches!(cx.folded(i + 1), "year" | "month" | "week")
        });
        if mixed {
            return None;
        }
        let mut from = 0;
        while from + 1 < items.len() {
            let until = self.run(items, from);
            let (list, label) = (
                items.get(from..until)?,
                self.label(items.get(from..until)?, &range),
            );
            if list.len() >= 2
                && let Some(label) = label
                && let Some(found) = self
                    .all_told(list, items.get(until..)?, &range)
                    .or_else(|| self.whole(n, sentence, (items, from), list, label))
            {
                return Some(found);
            }
            from = until.max(from + 1);
        }
        None
    }

    fn vote(&self, range: &Range<usize>) -> bool {
        range.clone().any(|i| {
            matches!(
                self.cx.folded(i),
                "votes" | "voted" | "abstentions" | "abstained"
            )
        })
    }

    /// One past the last item that goes on the list of the item `from`.
    fn run(&self, items: &[Item<'_>], from: usize) -> usize {
        let cx = self.cx;
        let mut until = from + 1;
        while let (Some(a), Some(b)) = (items.get(until - 1), items.get(until)) {
            let gap = a.last..b.first;
            let separator = gap.clone().any(|i| {
                matches!(cx.word(i), "," | ";") || matches!(cx.folded(i), "and" | "while")
            });
            let broken = gap.clone().any(|i| {
                matches!(cx.word(i), ":" | "(" | ")" | "." | "“" | "”" | "\"")
                    || cx.kind(i) == Some(TokenKind::Dash)
                    || matches!(
                        cx.folded(i),
                        "including"
                            | "whom"
                            | "which"
                            | "who"
                            | "that"
                            | "or"
                            | "but"
                            | "when"
                            | "where"
                            | "said"
                            | "says"
                            | "after"
                            | "because"
                    )
            });
            if a.seats || b.seats || self.in_all(b) {
                break;
            }
            if b.first < a.last || gap.len() > GAP || !separator || broken || a.unit != b.unit {
                break;
            }
            until += 1;
        }
        until
    }

    /// "27 in all", "out of 19".
    fn in_all(&self, one: &Item<'_>) -> bool {
        let cx = self.cx;
        (one.last..one.last + 4).any(|i| {
            matches!(
                (cx.folded(i), cx.folded(i + 1)),
                ("in", "all" | "total") | ("all", "told")
            ) || cx.folded(i) == "altogether"
        }) || one
            .first
            .checked_sub(2)
            .is_some_and(|i| matches!((cx.folded(i), cx.folded(i + 1)), ("out" | "total", "of")))
    }

    /// "120 in Lyon and 140 in Paris, 300 in all".
    fn all_told(
        &self,
        list: &[Item<'_>],
        rest: &[Item<'_>],
        range: &Range<usize>,
    ) -> Option<Breakdown> {
        let (last, total) = (list.last()?, rest.first()?);
        let told = self.in_all(total) && total.first < range.end;
        let fine = told
            && rest.len() == 1
            && total.unit == last.unit
            && total.first - last.last <= 8
            && near(total, list);
        fine.then(|| row(BreakdownKind::All, total, list))
    }

    /// The whole of a list, and what they make.
    fn whole(
        &self,
        n: u32,
        sentence: &Sentence,
        (items, from): (&[Item<'_>], usize),
        list: &[Item<'_>],
        label: Label,
    ) -> Option<Breakdown> {
        let cx = self.cx;
        let first = list.first()?;
        // Of its own sentence: "3.1 tonnes: 1.4 in the first …".
        if from > 0 {
            let whole = items.get(from - 1)?;
            let of_which = matches!(cx.folded(first.first - 1), "which" | "whom")
                && cx.folded(first.first.saturating_sub(2)) == "of";
            let opens = of_which
                || cx.word(first.first - 1) == ":"
                || matches!(cx.kind(first.first - 1), Some(TokenKind::Dash));
            let close = first.first - whole.last <= 12;
            // "The prize of $90,000 was split: $50,000 to the winner, …"
            let split = (whole.last..first.first).any(|i| {
                matches!(
                    cx.folded(i),
                    "split" | "shared" | "divided" | "distributed" | "allocated"
                )
            });
            let measured = opens
                && close
                && (matches!(whole.unit, Unit::Measure(_)) || split && whole.unit != Unit::Count);
            let seats = whole.seats
                && (matches!(cx.folded(first.last), "seats" | "members" | "votes")
                    || label == Label::Votes);
            if (measured || seats) && whole.unit == first.unit && near(whole, list) {
                return Some(row(BreakdownKind::Apart, whole, list));
            }
            // "lay in three containers: …": how many parts there are.
            let counted = whole.unit == Unit::Count
                && whole.number.to_bits() == (list.len() as f64).to_bits();
            // "landed 9.5 tonnes in two trips: 5.2 tonnes on Monday and …"
            if let ([whole, _], true) = (items.get(..from)?, counted)
                && matches!(whole.unit, Unit::Measure(_))
                && whole.unit == first.unit
                && near(whole, list)
            {
                return Some(row(BreakdownKind::Apart, whole, list));
            }
            if !(counted && from == 1) {
                return None;
            }
        }
        let opened = self.opened(sentence, first);
        for back in 1..=REACH {
            let other = cx.sentence(n.checked_sub(back)?)?;
            if !self.beside(sentence, other) {
                return None;
            }
            let others = self.items(other);
            // "Roads took 2.2 million, schools 1.4 million": the currency is that of the whole.
            let sum = others.iter().find(|one| one.unit != Unit::Count);
            let turned: Vec<Item<'_>>;
            let list = match sum {
                Some(sum)
                    if first.unit == Unit::Count
                        && list.iter().all(|part| part.bare && part.number >= 1e5)
                        && matches!(sum.unit, Unit::Money(_)) =>
                {
                    turned = list.iter().map(|part| part.in_unit_of(sum)).collect();
                    turned.as_slice()
                }
                _ => list,
            };
            let first = list.first()?;
            let alike: Vec<&Item<'_>> =
                others.iter().filter(|one| one.unit == first.unit).collect();
            let whole = match first.unit {
                Unit::Count => alike
                    .iter()
                    .filter(|one| {
                        one.number >= 3.0 && list.iter().all(|part| part.number < one.number)
                    })
                    .collect::<Vec<_>>(),
                _ => alike.iter().collect(),
            };
            if alike.is_empty() {
                continue;
            }
            let [whole] = whole.as_slice() else {
                return None;
            };
            let announced = items
                .iter()
                .take(from)
                .chain(others.iter().filter(|one| one.first >= whole.last))
                .any(|one| {
                    one.unit == Unit::Count
                        && one.number.to_bits() == (list.len() as f64).to_bits()
                        && cx.kind(one.last) == Some(TokenKind::Word)
                });
            let tied = match (first.unit, label) {
                (Unit::Count, Label::Holders) => whole.seats,
                (Unit::Count, Label::Votes) => {
                    back == 1
                        && (whole.seats
                            || matches!(
                                cx.folded(whole.last),
                                "members" | "seats" | "senators" | "deputies" | "lawmakers" | "mps"
                            ))
                }
                (Unit::Count, Label::Undone) => opened && back == 1,
                (Unit::Count, Label::Kinds(family)) => {
                    back == 1 && (opened || self.aboard(family, other))
                }
                (Unit::Count, _) => opened && back == 1,
                (_, Label::Numbered) => true,
                // "It bought 15,000 tonnes in India" beside what it sold: no part.
                (Unit::Measure(_), _) => {
                    announced
                        || opened
                        || list.len() >= 3
                            && first.unit != Unit::Measure("length")
                            && !matches!(
                                cx.folded(sentence.first as usize),
                                "it" | "they" | "he" | "she" | "we"
                            )
                }
                (Unit::Money(_), _) => {
                    back == 1 && (announced || list.len() >= 3 && self.to_share_out(other))
                        || opened
                }
            };
            let plural = whole.unit != Unit::Count
                || whole.seats
                || cx.kind(whole.last) == Some(TokenKind::Word)
                    && !cx.is(whole.last, List::Preposition)
                    && !cx.is(whole.last, List::Auxiliary);
            let fine = tied
                && plural
                && whole.highest.is_finite()
                && cx.masked(whole.span) == cx.masked(first.span)
                && near(whole, list);
            let kind = if label == Label::Numbered && announced {
                BreakdownKind::All
            } else {
                BreakdownKind::Apart
            };
            return fine.then(|| row(kind, whole, list));
        }
        None
    }

    /// Two sentences of one paragraph, or the one of the next.
    fn beside(&self, sentence: &Sentence, other: &Sentence) -> bool {
        let plain = |block: u32| {
            self.cx
                .blocks
                .get(block as usize)
                .is_some_and(|block| block.kind == copydesk_draft::BlockKind::Paragraph)
        };
        other.block == sentence.block
            || other.block + 1 == sentence.block && plain(other.block) && plain(sentence.block)
    }
}

/// The sum lies so near the whole that the parts are parts of it.
fn near(whole: &Item<'_>, list: &[Item<'_>]) -> bool {
    let sum: f64 = list.iter().map(|part| part.number).sum();
    sum > whole.number * 0.6
        && sum < whole.number * 1.5
        && list.iter().all(|part| part.number < whole.number)
}

fn row(kind: BreakdownKind, whole: &Item<'_>, list: &[Item<'_>]) -> Breakdown {
    // In the unit of the whole, as it is printed there.
    let scale = whole.printed / whole.number;
    let sum = |value: fn(&Item<'_>) -> f64| list.iter().map(value).sum::<f64>() * scale;
    let span = list
        .iter()
        .fold(whole.span, |span, part| span.to(part.span));
    // Thirds of a kilo are no claim: printed to the digits of the whole.
    let printed = (sum(|part| part.number) * 1000.0).round() / 1000.0;
    Breakdown {
        span,
        kind,
        whole: whole.printed,
        whole_lowest: whole.lowest * scale,
        whole_highest: whole.highest * scale,
        largest: list.iter().map(|part| part.lowest).fold(0.0, f64::max) * scale,
        sum: printed,
        sum_lowest: sum(|part| part.lowest),
        sum_highest: sum(|part| part.highest),
        parts: list.len() as u32,
    }
}
