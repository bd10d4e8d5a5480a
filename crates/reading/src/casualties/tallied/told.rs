//! Parts that the words themselves call parts, whatever they count and however far from their whole: "raised $75 million in its
//! first round, including $80 million from a fund", "€640 million, made up of €410 million from subscriptions, …", "46 kilos of
//! heroin, 21 kilos from a flat, 18 from a lock-up and nine from a car", "Of those, 175 were Tanzanians, 204 foreign tourists and
//! 43 children", "Half of the 90 firms were foreign, and the other 52 local".
//!
//! All figures of that unit told before are candidates for the whole: it speaks only if none has room for the parts.

use std::ops::Range;

use super::items::{Item, Unit};
use super::{Tally, near, row};
use crate::casualties::breakdown::{Breakdown, BreakdownKind};
use crate::lists::List;
use crate::numbers::{Number, Role};
use crate::order::begun_in;
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// Kinds of which nobody and nothing is of two: by sex and age, by medal, and by people, told by their capitals.
const FAMILIES: &[&[&str]] = &[
    &[
        "men",
        "women",
        "boys",
        "girls",
        "children",
        "adults",
        "pensioners",
        "pupils",
        "teenagers",
        "babies",
        "infants",
    ],
    &["gold", "silver", "bronze", "golds", "silvers", "bronzes"],
    &[],
];

impl Tally<'_, '_> {
    /// The first of them in a sentence.
    pub(super) fn told(
        &self,
        n: u32,
        sentence: &Sentence,
        items: &[Item<'_>],
    ) -> Option<Breakdown> {
        let range = sentence.first as usize..sentence.last as usize;
        self.included(items, &range)
            .or_else(|| self.of_which(items, &range))
            .or_else(|| self.made_up(items, &range))
            .or_else(|| self.listed(items, &range))
            .or_else(|| self.of_those(n, sentence, items))
            .or_else(|| self.half_and_rest(items, &range))
    }

    /// "including $80 million from a fund": more than any sum before it in the sentence.
    fn included(&self, items: &[Item<'_>], range: &Range<usize>) -> Option<Breakdown> {
        let cx = self.cx;
        let (k, part) = items.iter().enumerate().skip(1).find(|(_, item)| {
            item.unit != Unit::Count
                && (1..=2).any(|back| {
                    item.first.checked_sub(back).is_some_and(|i| {
                        range.contains(&i)
                            && cx.folded(i) == "including"
                            && (i + 1..item.first)
                                .all(|k| matches!(cx.folded(k), "about" | "some" | "a" | "nearly"))
                    })
                })
        })?;
        let before = items.get(..k)?;
        let comma = cx.word(part.first.checked_sub(2)?) == ",";
        let [whole] = before else { return None };
        (comma
            && whole.unit == part.unit
            && part.lowest > whole.highest
            && part.number < whole.number * 1.5
            && cx.masked(whole.span) == cx.masked(part.span))
        .then(|| row(BreakdownKind::Some, whole, std::slice::from_ref(part)))
    }

    /// "is worth $40 million, of which $45 million is in shares", "800 hectares, of which 500 are forest and 400 fields".
    fn of_which(&self, items: &[Item<'_>], range: &Range<usize>) -> Option<Breakdown> {
        let cx = self.cx;
        let from = items.iter().position(|item| {
            (2..=4).any(|back| {
                item.first.checked_sub(back).is_some_and(|i| {
                    range.contains(&i)
                        && cx.folded(i) == "of"
                        && matches!(cx.folded(i + 1), "which" | "that")
                        && (i + 2..item.first).all(|k| {
                            cx.word(k) == ","
                                || matches!(
                                    cx.folded(k),
                                    "some" | "about" | "nearly" | "only" | "a"
                                )
                        })
                })
            })
        })?;
        let (whole, parts) = (items.get(from.checked_sub(1)?)?, items.get(from..)?);
        let first = parts.first()?;
        let close = first.first - whole.last <= 8 && whole.unit != Unit::Count;
        if !close
            || whole.unit != first.unit
            || self.all_again(range)
            || cx.masked(whole.span) != cx.masked(first.span)
        {
            return None;
        }
        if first.lowest > whole.highest {
            let fine = first.number < whole.number * 2.0
                && items
                    .iter()
                    .take(from)
                    .all(|one| one.highest < first.lowest);
            return fine.then(|| row(BreakdownKind::Some, whole, std::slice::from_ref(first)));
        }
        let list = items.get(from..self.run(items, from))?;
        let lowest: f64 = list.iter().map(|part| part.lowest).sum();
        (list.len() >= 2
            && list.len() == parts.len()
            && list.iter().all(|part| part.unit == whole.unit)
            && near(whole, list)
            && lowest > whole.highest)
            .then(|| row(BreakdownKind::Apart, whole, list))
    }

    /// "€640 million, made up of €410 million from subscriptions, €185 million from advertising and €65 million from events".
    fn made_up(&self, items: &[Item<'_>], range: &Range<usize>) -> Option<Breakdown> {
        let cx = self.cx;
        let cue = range.clone().find_map(|i| {
            let next = cx.folded(i + 1);
            match cx.folded(i) {
                "made" if next == "up" && cx.folded(i + 2) == "of" => Some((i, i + 3)),
                "composed" | "consisting" if next == "of" => Some((i, i + 2)),
                "comprising" => Some((i, i + 1)),
                _ => None,
            }
        })?;
        let from = items.iter().position(|item| item.first >= cue.1)?;
        let (whole, parts) = (items.get(from.checked_sub(1)?)?, items.get(from..)?);
        let told = parts.len() >= 2
            && whole.unit != Unit::Count
            && cue.0 >= whole.last
            && cue.0 - whole.last <= 12
            && parts.first().is_some_and(|part| part.first - cue.1 <= 2)
            && parts.iter().all(|part| part.unit == whole.unit)
            && self.run(items, from) == items.len()
            // "The budget of 80 million euros is made up of 50 million from Brussels …": the verb of the whole itself.
            && !(whole.last..cue.0).any(|i| cx.is(i, List::Auxiliary) && i + 1 != cue.0);
        let lowest: f64 = parts.iter().map(|part| part.lowest).sum();
        (told && near(whole, parts) && lowest > whole.highest && !self.all_again(range))
            .then(|| row(BreakdownKind::Apart, whole, parts))
    }

    /// "46 kilos of heroin, 21 kilos from a flat, 18 from a lock-up and nine from a car": right behind the whole, each from
    /// or in a place of its own.
    fn listed(&self, items: &[Item<'_>], range: &Range<usize>) -> Option<Breakdown> {
        let cx = self.cx;
        let [whole, parts @ ..] = items else {
            return None;
        };
        let first = parts.first()?;
        let close = first.first > whole.last
            && first.first - whole.last <= 6
            && cx.word(first.first - 1) == ","
            && !(whole.last..first.first)
                .any(|i| cx.is(i, List::Auxiliary) || cx.is(i, List::Conjunction));
        let preposition = |part: &Item<'_>| {
            let at = (part.last..part.last + 3).find(|&i| cx.is(i, List::Preposition))?;
            let word = cx.folded(at);
            matches!(word, "from" | "in" | "to" | "at" | "for" | "on").then_some(word)
        };
        let one = preposition(first)?;
        // "$120 million on ships, $90 million on ports": the first is one of them.
        if preposition(whole) == Some(one) {
            return None;
        }
        // Only the first may say what it counts again.
        let plain = parts.iter().skip(1).all(|part| {
            preposition(part) == Some(one)
                && (part.bare || part.unit != Unit::Count && cx.is(part.last, List::Preposition))
        });
        let tail = parts.last()?;
        let verb = (first.first..tail.first).any(|i| cx.is(i, List::Auxiliary))
            || range.clone().any(|i| {
                matches!(
                    cx.folded(i),
                    "then" | "later" | "plus" | "also" | "up" | "down" | "than" | "per" | "each"
                )
            });
        let lowest: f64 = parts.iter().map(|part| part.lowest).sum();
        let measured =
            whole.unit != Unit::Count || cx.kind(whole.last) == Some(TokenKind::Word) && first.bare;
        (close
            && plain
            && measured
            && parts.len() >= 2
            && parts.iter().all(|part| part.unit == whole.unit)
            && self.run(items, 1) == items.len()
            && !verb
            && near(whole, parts)
            && lowest > whole.highest)
            .then(|| row(BreakdownKind::Apart, whole, parts))
    }

    /// "Of those, 175 were Tanzanians, 204 foreign tourists and 43 children": the verb once, and each is one of them.
    fn of_those(&self, n: u32, sentence: &Sentence, items: &[Item<'_>]) -> Option<Breakdown> {
        let cx = self.cx;
        let start = sentence.first as usize;
        let opens = cx.folded(start) == "of"
            && matches!(cx.folded(start + 1), "these" | "those" | "them")
            && cx.word(start + 2) == ",";
        let first = items
            .first()
            .filter(|first| opens && first.first <= start + 4)?;
        let items = items.get(..self.run(items, 0))?;
        if items.len() < 3 || items.iter().any(|item| item.unit != Unit::Count) {
            return None;
        }
        let last = items.last()?.last;
        let being = matches!(cx.folded(first.last), "were" | "are" | "was");
        // "14 come from the one party, seven from its partner and three belong to none"
        let link = (first.last..first.last + 3).find_map(|i| {
            matches!(cx.folded(i), "from" | "to" | "for" | "in" | "by").then(|| cx.folded(i))
        });
        let shared = items
            .get(1)
            .is_some_and(|part| link.is_some_and(|link| cx.folded(part.last) == link));
        let gapped = items.iter().skip(1).all(|part| {
            !cx.is(part.last, List::Auxiliary) && cx.kind(part.last) == Some(TokenKind::Word)
        }) && FAMILIES.iter().any(|family| {
            items.iter().all(|part| {
                (part.last..part.last + 3)
                    .take_while(|&i| {
                        !matches!(cx.word(i), "," | ";" | ".") && cx.folded(i) != "and"
                    })
                    .any(|i| {
                        family.contains(&cx.folded(i))
                            || family.is_empty()
                                && (cx.token(i).is_some_and(|token| token.capital)
                                    || matches!(
                                        cx.folded(i),
                                        "foreign" | "foreigners" | "local" | "locals" | "others"
                                    ))
                    })
            })
        });
        let doubled = (first.first..sentence.last as usize).any(|i| {
            matches!(
                cx.folded(i),
                "also"
                    | "both"
                    | "including"
                    | "speak"
                    | "own"
                    | "over"
                    | "under"
                    | "aged"
                    | "least"
                    | "more"
            ) && i < last
        });
        if !(being && gapped || shared) || doubled {
            return None;
        }
        let other = cx.sentence(n.checked_sub(1)?)?;
        let others = self.items(other);
        let sum: f64 = items.iter().map(|part| part.lowest).sum();
        let most = others
            .iter()
            .filter(|one| one.unit == Unit::Count)
            .max_by(|a, b| a.number.total_cmp(&b.number))?;
        // Every count of the sentence before is too small.
        let fits = others
            .iter()
            .any(|one| one.unit == Unit::Count && one.highest >= sum);
        (other.block == sentence.block && !fits && near(most, items))
            .then(|| row(BreakdownKind::Apart, most, items))
    }

    /// "Half of the 90 firms were foreign, and the other 52 local": a fraction of the whole, and the rest as a count.
    fn half_and_rest(&self, items: &[Item<'_>], range: &Range<usize>) -> Option<Breakdown> {
        let cx = self.cx;
        let [whole, rest] = items else { return None };
        let fraction: &[Number] = begun_in(self.numbers, range.clone(), |number| {
            number.tokens.0 as usize
        });
        let share = fraction.iter().find(|number| {
            number.role == Role::Fraction
                && number.number > 0.0
                && number.number < 1.0
                && number.hedge == crate::numbers::Hedge::Exact
        })?;
        let at = share.tokens.1 as usize;
        let of = cx.folded(at) == "of"
            && whole.first > at
            && whole.first - at <= 3
            && whole.unit == Unit::Count
            && rest.unit == Unit::Count;
        let left = matches!(cx.folded(rest.first - 1), "other" | "remaining")
            && cx.folded(rest.first - 2) == "the";
        let more = range.clone().any(|i| {
            matches!(
                cx.folded(i),
                "about" | "nearly" | "almost" | "roughly" | "some" | "than"
            )
        });
        let told = share.number * whole.number + rest.number;
        if !of
            || !left
            || more
            || whole.number < 4.0
            || (told - whole.number).abs() < whole.number.mul_add(0.02, 1.0)
        {
            return None;
        }
        let span = cx.span(share.tokens.0 as usize, rest.last);
        Some(Breakdown {
            span,
            sum: told,
            sum_lowest: told,
            sum_highest: told,
            parts: 2,
            ..row(BreakdownKind::All, whole, std::slice::from_ref(rest))
        })
    }

    /// "both", "each": the parts are counted again.
    fn all_again(&self, range: &Range<usize>) -> bool {
        range
            .clone()
            .any(|i| matches!(self.cx.folded(i), "both" | "each" | "respectively" | "per"))
    }
}
