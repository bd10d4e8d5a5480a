//! Wholes that are named where the parts are told, or far before them: "Of the 40, 27 were women and 19 were men", "$265,000 of
//! the $412,000 went on a launch, $118,000 on horses and $49,000 on holidays", "Its 45 seats are divided as follows: Labour 20,
//! the Conservatives 15 and a list against the wind farm 12", "The dead were five men, three women and two teenage boys".

use std::ops::Range;

use super::items::{Item, Unit};
use super::{Tally, near, row};
use crate::casualties::breakdown::{Breakdown, BreakdownKind};
use crate::lists::List;

/// How many sentences before "The dead were" their number may stand.
const FAR: u32 = 12;

impl Tally<'_, '_> {
    /// The first of them in a sentence.
    pub(super) fn named_whole(
        &self,
        n: u32,
        items: &[Item<'_>],
        range: &Range<usize>,
    ) -> Option<Breakdown> {
        self.of_the_many(items, range)
            .or_else(|| self.and_the_rest(n, items, range))
            .or_else(|| self.of_the_sum(items))
            .or_else(|| self.as_follows(items))
            .or_else(|| self.the_dead(n, items, range))
    }

    /// "Of the 40, 27 were women and 19 were men".
    fn of_the_many(&self, items: &[Item<'_>], range: &Range<usize>) -> Option<Breakdown> {
        let cx = self.cx;
        let (whole, list) = items.split_first()?;
        let opens = cx.folded(range.start) == "of"
            && cx.folded(range.start + 1) == "the"
            && whole.first == range.start + 2
            && cx.word(whole.last) == ","
            && list.first()?.first == whole.last + 1;
        let counts = items.iter().all(|one| one.unit == Unit::Count);
        (opens
            && counts
            && list.len() >= 2
            && near(whole, list)
            && self.label(list, range).is_some())
        .then(|| row(BreakdownKind::Apart, whole, list))
    }

    /// "Of the 41 men, 19 climbed out, nine were lifted out and six were dead. The remaining nine are sought": with the rest
    /// told, the parts are all.
    fn and_the_rest(&self, n: u32, items: &[Item<'_>], range: &Range<usize>) -> Option<Breakdown> {
        let cx = self.cx;
        let (whole, list) = items.split_first()?;
        let opens = cx.folded(range.start) == "of"
            && matches!(cx.folded(range.start + 1), "the" | "its" | "their")
            && whole.first == range.start + 2;
        let doubled = range.clone().any(|i| {
            matches!(
                cx.folded(i),
                "including" | "more" | "also" | "least" | "both" | "later" | "whom" | "which"
            )
        });
        let (own, next) = (cx.sentence(n)?, cx.sentence(n + 1)?);
        let start = next.first as usize;
        let rest = matches!(cx.folded(start), "the" | "its" | "their")
            && matches!(cx.folded(start + 1), "remaining" | "other" | "rest");
        let behind = self.items(next);
        let last = behind
            .first()
            .filter(|one| one.first == start + 2 && one.unit == Unit::Count)?;
        let counts = items.iter().all(|one| one.unit == Unit::Count);
        if !opens || doubled || !rest || !counts || list.len() < 2 || own.block != next.block {
            return None;
        }
        let all: Vec<Item<'_>> = list.iter().chain([last]).copied().collect();
        near(whole, &all).then(|| row(BreakdownKind::All, whole, &all))
    }

    /// "$265,000 of the $412,000 went on the launch, $118,000 on the horses and $49,000 on holidays".
    fn of_the_sum(&self, items: &[Item<'_>]) -> Option<Breakdown> {
        let cx = self.cx;
        let [part, whole, rest @ ..] = items else {
            return None;
        };
        let linked = cx.folded(part.last) == "of"
            && matches!(cx.folded(part.last + 1), "the" | "its" | "that" | "this")
            && whole.first == part.last + 2;
        let verb = whole.last;
        let went = matches!(
            cx.folded(verb),
            "went" | "goes" | "go" | "was" | "were" | "is" | "will" | "came" | "comes" | "would"
        );
        let link = (verb + 1..verb + 4).find_map(|i| {
            matches!(cx.folded(i), "on" | "to" | "for" | "from" | "into").then(|| cx.folded(i))
        })?;
        let gapped = rest.iter().all(|one| cx.folded(one.last) == link);
        let alike = items
            .iter()
            .all(|one| one.unit == whole.unit && one.unit != Unit::Count);
        let list: Vec<Item<'_>> = std::iter::once(part).chain(rest).copied().collect();
        (linked && went && gapped && alike && !rest.is_empty() && near(whole, &list))
            .then(|| row(BreakdownKind::Apart, whole, &list))
    }

    /// "Its 45 seats are divided as follows: Labour 20, the Conservatives 15 and a list against the wind farm 12".
    fn as_follows(&self, items: &[Item<'_>]) -> Option<Breakdown> {
        let cx = self.cx;
        let (whole, list) = items.split_first()?;
        let (first, last) = (list.first()?, list.last()?);
        let colon = (whole.last..first.first).rfind(|&i| cx.word(i) == ":")?;
        let held = matches!(
            cx.folded(whole.last),
            "seats" | "members" | "votes" | "mandates"
        ) && colon - whole.last <= 8;
        // Each number closes its part: the holder stands before it.
        let ended = list.iter().all(|one| {
            matches!(cx.word(one.last), "," | ";" | ".") || cx.folded(one.last) == "and"
        });
        let joined = (list.iter().rev().nth(1)?.last..last.first).any(|i| cx.folded(i) == "and");
        let counts = items.iter().all(|one| one.unit == Unit::Count);
        let behind = first.first > colon + 1 && first.first - colon <= 6;
        (held && ended && joined && counts && behind && list.len() >= 3 && near(whole, list))
            .then(|| row(BreakdownKind::Apart, whole, list))
    }

    /// "The dead were five men, three women and two teenage boys", paragraphs behind the one number of the killed.
    fn the_dead(&self, n: u32, items: &[Item<'_>], range: &Range<usize>) -> Option<Breakdown> {
        let cx = self.cx;
        let opened = matches!(cx.folded(range.start), "the" | "those")
            && matches!(cx.folded(range.start + 1), "dead" | "victims" | "killed")
            && matches!(cx.folded(range.start + 2), "were" | "are")
            && items.first()?.first == range.start + 3;
        let list = items.get(..self.run(items, 0))?;
        if !opened || list.len() < 2 || list.iter().any(|one| one.unit != Unit::Count) {
            return None;
        }
        self.label(list, range)?;
        let mut told: Option<Item<'_>> = None;
        for back in 1..=FAR.min(n) {
            let sentence = cx.sentence(n - back)?;
            for one in self.items(sentence) {
                if one.unit != Unit::Count || !self.killed(&one) {
                    continue;
                }
                match told {
                    // Two numbers of the dead: which of them is the whole, nobody knows.
                    Some(other) if other.number.to_bits() != one.number.to_bits() => return None,
                    _ => told = Some(one),
                }
            }
        }
        let whole = told?;
        near(&whole, list).then(|| row(BreakdownKind::Apart, &whole, list))
    }

    /// "killing nine", "nine people died", "nine dead".
    fn killed(&self, one: &Item<'_>) -> bool {
        let cx = self.cx;
        let before = (1..=3)
            .filter_map(|back| one.first.checked_sub(back))
            .take_while(|&i| !matches!(cx.word(i), "," | ";" | "."))
            .any(|i| cx.is(i, List::KillVerb));
        let behind = (one.last..one.last + 4)
            .take_while(|&i| !matches!(cx.word(i), "," | ";" | "."))
            .any(|i| {
                cx.is(i, List::DieVerb)
                    || cx.is(i, List::DeadWord)
                    || cx.is(i, List::KillVerb) && cx.is(i - 1, List::Auxiliary)
            });
        before || behind
    }
}
