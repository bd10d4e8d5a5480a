//! Parts told in the sentence behind their whole: "There were 20 people on the bus. The group was made up of 13 men and nine women."

use std::ops::Range;

use copydesk_draft::BlockKind;

use super::super::breakdown::{Breakdown, BreakdownKind, breakdown};
use super::super::parts;
use super::super::{end, start};
use super::{Teller, near};
use crate::lists::List;
use crate::numbers::{Number, Role};
use crate::order::begun_in;
use crate::token::TokenKind;

impl Teller<'_, '_> {
    /// The sentence behind this one, where it is of the same paragraph or opens the next.
    pub(super) fn next_told(&self) -> Option<Range<usize>> {
        let cx = self.cx;
        let next = cx.sentence(cx.sentence_at(self.sentence.span.start) + 1)?;
        let plain = |block: u32| {
            let block = cx.blocks.get(block as usize);
            block.is_some_and(|block| block.kind == BlockKind::Paragraph)
        };
        let fine = next.block == self.sentence.block
            || next.block == self.sentence.block + 1
                && plain(next.block)
                && plain(self.sentence.block);
        fine.then_some(next.first as usize..next.last as usize)
    }

    /// "There were 20 people on the bus. The group was made up of 13 men and nine women."
    pub(super) fn next_made_up(&self, next: Range<usize>, out: &mut Vec<Breakdown>) {
        let cx = self.cx;
        let parts = begun_in(self.numbers, next.clone(), start);
        let Some(first) = parts.first() else { return };
        let of = start(first).checked_sub(1).is_some_and(|i| {
            cx.folded(i) == "of"
                && i > next.start
                && matches!(
                    cx.folded(i - 1),
                    "up" | "consisted" | "consists" | "composed" | "comprised"
                )
                || matches!(cx.folded(i), "comprised" | "comprises")
        });
        if !of || start(first) - next.start > 8 || self.overlapping(next.clone()) {
            return;
        }
        let kinds = parts::distinct(cx, parts, &next, parts);
        let same = cx
            .sentence(cx.sentence_at(self.sentence.span.start) + 1)
            .is_some_and(|next| next.block == self.sentence.block);
        let taken_up = (next.start..next.start + 3).any(|i| {
            matches!(
                cx.folded(i),
                "group" | "party" | "they" | "dead" | "victims" | "all" | "total"
            )
        });
        // Of what the sentence before counts, the one thing of which these can be the parts.
        let mut wholes = self.own.iter().filter(|whole| {
            cx.kind(end(whole)) == Some(TokenKind::Word)
                && self.counts(whole)
                && near(whole, parts)
                && (same
                    || taken_up
                    || (next.start..next.start + 4).any(|i| cx.folded(i) == cx.folded(end(whole))))
        });
        let (Some(whole), None) = (wholes.next(), wholes.next()) else {
            return;
        };
        if kinds.len() >= 2 && kinds.len() == parts.len() {
            out.push(breakdown(BreakdownKind::Apart, whole, parts));
        }
    }

    /// "75 people were on the bus. All 81 got out": the number of all, without a noun of its own.
    pub(super) fn next_all(&self, whole: &Number, next: Range<usize>, out: &mut Vec<Breakdown>) {
        let cx = self.cx;
        let parts = begun_in(self.numbers, next.clone(), start);
        let [part] = parts else { return };
        let verb = end(part);
        let all = cx.folded(next.start) == "all" && start(part) == next.start + 1;
        let bare = cx.is(verb, List::Auxiliary)
            || matches!(
                cx.folded(verb),
                "got" | "survived" | "died" | "escaped" | "left" | "came" | "went" | "drowned"
            );
        let people = (end(whole)..end(whole) + 2).any(|i| cx.is(i, List::PersonNoun));
        let plain = part.role == Role::Cardinal && cx.masked(whole.span) == cx.masked(part.span);
        if all && bare && people && plain && self.counts(whole) && near(whole, parts) {
            out.push(breakdown(BreakdownKind::All, whole, parts));
        }
    }

    /// "The trial enrolled 120 adults. 82 received the drug and 61 a placebo"; "Twelve people were charged. Nine of them
    /// pleaded guilty and five not guilty": one verb for all, and the numbers without a noun.
    pub(super) fn next_gapped(&self, whole: &Number, next: Range<usize>, out: &mut Vec<Breakdown>) {
        let cx = self.cx;
        let parts = begun_in(self.numbers, next.clone(), start);
        let Some((first, others)) = parts.split_first() else {
            return;
        };
        let opens = start(first) == next.start
            || start(first) == next.start + 1
                && matches!(cx.folded(next.start), "some" | "about" | "only" | "just");
        if !opens || others.is_empty() || self.overlapping(next.clone()) {
            return;
        }
        let of_them = cx.folded(end(first)) == "of" && cx.folded(end(first) + 1) == "them";
        let verb = end(first) + if of_them { 2 } else { 0 };
        // "82 people": told with a noun, it may be of others.
        let finite = cx.is(verb, List::Auxiliary)
            || cx.is(verb, List::FiniteForm)
            || cx.folded(verb).ends_with("ed")
            || matches!(
                cx.folded(verb),
                "got" | "went" | "came" | "took" | "chose" | "won" | "held" | "had" | "have"
            );
        let bare = others.iter().all(|part| {
            let before = start(part).saturating_sub(1);
            let stop = (end(part)..next.end)
                .find(|&i| matches!(cx.word(i), "," | "." | ";") || cx.folded(i) == "and")
                .unwrap_or(next.end);
            // "Forty-one were hurt, 12 of them badly": a part of a part.
            let within = cx.folded(end(part)) == "of"
                && matches!(
                    cx.folded(end(part) + 1),
                    "them" | "whom" | "these" | "those"
                );
            matches!(cx.folded(before), "," | "and")
                && !within
                && !self.verb_in(end(part)..stop)
                && !(end(part)..stop).any(|i| cx.folded(i).ends_with("ed"))
        });
        let counted = cx.kind(end(whole)) == Some(TokenKind::Word)
            && !(next.start..next.end).any(|i| {
                matches!(
                    cx.folded(i),
                    "more" | "another" | "others" | "other" | "also" | "later" | "earlier" | "last"
                )
            });
        // "Fifty came on Monday and 40 on Tuesday": the same may come twice.
        let days = (next.start..next.end)
            .any(|i| cx.is(i, List::Weekday) || cx.is(i, List::Month) && cx.word(i) != "May");
        if days && !cx.is(verb, List::Auxiliary) {
            return;
        }
        let plain = parts
            .iter()
            .all(|part| part.role == Role::Cardinal && self.counts(part));
        let alike = cx.masked(whole.span) == cx.masked(first.span);
        if finite && bare && counted && plain && alike && self.counts(whole) && near(whole, parts) {
            out.push(breakdown(BreakdownKind::Apart, whole, parts));
        }
    }
}
