//! Members of a body, things of a stock, told in the next sentence by what they belong to: "The council has 35 members.
//! Nineteen belong to the Liberals, 12 to Labour and nine are independents", "Sixty cows were sold. Kenya bought 30, Uganda
//! 20 and Togo 24", "200 beds. It keeps 120 for surgery, 60 for children and 40 for burns"; and in one sentence "The 35-seat
//! council is made up of 19 Liberals, 12 Greens and nine independents".

use std::ops::Range;

use super::breakdown::{Breakdown, BreakdownKind, breakdown};
use super::parts::KINDS;
use super::{end, start};
use crate::cx::Cx;
use crate::lists::List;
use crate::numbers::lexeme::Time;
use crate::numbers::{Number, Role};
use crate::order::begun_in;
use crate::sentence::Sentence;
use crate::token::TokenKind;

pub(super) struct Counter<'c, 'a> {
    pub(super) cx: &'c Cx<'a>,
    pub(super) numbers: &'c [Number],
    pub(super) own: &'c [Number],
    pub(super) sentence: &'c Sentence,
}

/// The sum lies above the whole and not so far that the parts are of something else.
fn over(whole: &Number, parts: &[Number]) -> bool {
    let lowest: f64 = parts.iter().map(|part| part.lowest).sum();
    lowest > whole.highest
        && lowest < whole.number * 1.6
        && parts.iter().all(|part| part.number < whole.number)
}

/// How one belongs to a whole: each of many in one way only.
fn belonging(word: &str) -> bool {
    matches!(
        word,
        "are"
            | "were"
            | "belong"
            | "belonged"
            | "come"
            | "came"
            | "sit"
            | "sat"
            | "live"
            | "lived"
            | "work"
            | "worked"
            | "run"
            | "ran"
            | "serve"
            | "served"
            | "stand"
            | "hail"
            | "hailed"
            | "went"
            | "go"
            | "represent"
            | "represented"
    )
}

/// What shuts its like out though it is an adjective.
fn either_or(word: &str) -> bool {
    matches!(
        word,
        "independent"
            | "independents"
            | "electric"
            | "hybrid"
            | "diesel"
            | "foreign"
            | "local"
            | "private"
            | "public"
            | "unaligned"
            | "civilian"
            | "military"
    )
}

impl Counter<'_, '_> {
    /// Finds one in the sentence, or in it and the next.
    pub(super) fn find(&self, out: &mut Vec<Breakdown>) {
        let cx = self.cx;
        let from = self.sentence.span.start;
        let known = out
            .iter()
            .any(|one| one.span.end > from && one.kind != BreakdownKind::Some);
        if known {
            return;
        }
        if self.own.len() >= 3 {
            self.composed(out);
        }
        let [whole] = self.own else { return };
        let noun = cx.kind(end(whole)) == Some(TokenKind::Word)
            && !cx.is(end(whole), List::Preposition)
            && !cx.is(end(whole), List::Auxiliary)
            && matches!(self.time(end(whole)), Time::None);
        let body = start(whole) >= 2 && cx.folded(start(whole) - 1) == "of" && whole.number > 4.0;
        if !(noun || body) || whole.number < 3.0 || whole.year_like {
            return;
        }
        let next = cx
            .sentence(cx.sentence_at(from) + 1)
            .filter(|next| next.block == self.sentence.block);
        let Some(next) = next else { return };
        let next = next.first as usize..next.last as usize;
        let parts = begun_in(self.numbers, next.clone(), start);
        let plain = parts.len() >= 2
            && parts.iter().all(|part| {
                matches!(part.role, Role::Cardinal | Role::Label)
                    && !part.year_like
                    && !part.ordinal
                    && !part.compound
                    && part.highest.is_finite()
            })
            && parts
                .iter()
                .all(|part| cx.masked(part.span) == cx.masked(whole.span));
        if !plain || !over(whole, parts) || self.blurred(next.clone()) {
            return;
        }
        if self.belong(&next, parts) || self.shared_out(&next, parts) || self.kept(&next, parts) {
            out.push(breakdown(BreakdownKind::Apart, whole, parts));
        }
    }

    fn time(&self, i: usize) -> Time {
        self.cx
            .token(i)
            .map_or(Time::None, |token| self.cx.values.lexeme(token.word).time)
    }

    /// One may be counted twice, others are counted too, or it happened more than once.
    fn blurred(&self, mut range: Range<usize>) -> bool {
        let cx = self.cx;
        range.any(|i| {
            matches!(
                cx.folded(i),
                "both"
                    | "overlap"
                    | "twice"
                    | "each"
                    | "respectively"
                    | "apiece"
                    | "average"
                    | "another"
                    | "other"
                    | "others"
                    | "also"
                    | "more"
                    | "than"
                    | "under"
                    | "over"
                    | "aged"
                    | "later"
                    | "earlier"
                    | "before"
                    | "again"
                    | "last"
                    | "some"
                    | "or"
            ) && !(cx.folded(i) == "some" && cx.kind(i + 1) == Some(TokenKind::Number))
                || matches!(self.time(i), Time::Month(..) | Time::Weekday(..))
                    && cx.token(i).is_some_and(|t| t.capital)
                || matches!(
                    self.time(i),
                    Time::Unit(..) | Time::Units(..) | Time::Today(_)
                )
        })
    }

    /// Where what is told of part `k` ends.
    fn tail(&self, parts: &[Number], k: usize, range: &Range<usize>) -> Range<usize> {
        let cx = self.cx;
        let Some(part) = parts.get(k) else {
            return 0..0;
        };
        let until = parts.get(k + 1).map_or(range.end, start);
        let stop = (end(part)..until)
            .find(|&i| {
                matches!(cx.word(i), "," | ";" | "." | ":" | ")" | "(")
                    || cx.folded(i) == "and"
                    || matches!(cx.kind(i), Some(TokenKind::Dash | TokenKind::Mark))
            })
            .unwrap_or(until);
        end(part)..stop
    }

    /// Each part but the first stands behind a comma or "and".
    fn listed(&self, parts: &[Number]) -> bool {
        parts.windows(2).all(|pair| {
            let [a, b] = pair else { return false };
            start(b) > end(a)
                && start(b) - end(a) <= 9
                && matches!(self.cx.folded(start(b) - 1), "," | "and" | ";")
        })
    }

    /// "Nineteen belong to the Liberals, 12 to Labour and nine are independents."
    fn belong(&self, next: &Range<usize>, parts: &[Number]) -> bool {
        let cx = self.cx;
        let Some(first) = parts.first() else {
            return false;
        };
        let opens = start(first) <= next.start + 1
            || cx.folded(next.start) == "of"
                && matches!(cx.folded(next.start + 1), "these" | "those" | "them")
                && start(first) <= next.start + 3;
        if !opens || !self.listed(parts) {
            return false;
        }
        let mut heads: Vec<&str> = Vec::new();
        let (mut capital, mut small, mut sexes) = (0, 0, 0);
        for k in 0..parts.len() {
            let mut tail = self.tail(parts, k, next);
            if cx.folded(tail.start) == "of"
                && matches!(cx.folded(tail.start + 1), "them" | "these")
            {
                tail.start += 2;
            }
            let verb = belonging(cx.folded(tail.start));
            if k == 0 && !verb || tail.len() < 1 + usize::from(verb) || tail.len() > 7 {
                return false;
            }
            let be = matches!(cx.folded(tail.start), "are" | "were");
            let rest = tail.start + usize::from(verb)..tail.end;
            // No second verb: "are held", "were born".
            let further = rest.clone().any(|i| {
                !cx.token(i).is_some_and(|t| t.capital)
                    && (cx.is(i, List::Auxiliary)
                        || cx.is(i, List::ParticipleForm)
                        || cx.folded(i).ends_with("ed")
                        || cx.folded(i).ends_with("ing")
                        || matches!(cx.folded(i), "not" | "who" | "which" | "that" | "still"))
            });
            let Some(head) = rest.clone().next_back() else {
                return false;
            };
            if further || heads.contains(&cx.folded(head)) {
                return false;
            }
            heads.push(cx.folded(head));
            let placed = cx.is(rest.start, List::Preposition);
            if !placed {
                // What they are, or belong to without a preposition: "12 Labour".
                if !be && verb && k > 0 {
                    return false;
                }
                let word = cx.folded(head);
                let named = cx.token(head).is_some_and(|t| t.capital);
                let sex = KINDS.first().is_some_and(|words| words.contains(&word));
                if !named && !sex && !either_or(word) && !word.ends_with('s') {
                    return false;
                }
                sexes += usize::from(sex);
                if named {
                    capital += 1;
                } else if !either_or(word) {
                    small += 1;
                }
            }
        }
        // "Twelve are Danes, nine are women": kinds of different sorts.
        (capital == 0 || small == 0) && (sexes == 0 || sexes == parts.len())
    }

    /// "Kenya bought 30, Uganda 20 and Togo 24": who got how many of what was given out.
    fn shared_out(&self, next: &Range<usize>, parts: &[Number]) -> bool {
        let cx = self.cx;
        let given = (self.sentence.first as usize..self.sentence.last as usize).any(|i| {
            matches!(
                cx.folded(i),
                "sold"
                    | "exported"
                    | "shared"
                    | "delivered"
                    | "given"
                    | "awarded"
                    | "allotted"
                    | "allocated"
                    | "handed"
                    | "distributed"
                    | "divided"
            ) && i > 0
                && cx.is(i - 1, List::Auxiliary)
        });
        let Some(first) = parts.first() else {
            return false;
        };
        let verb = start(first).saturating_sub(1);
        let taken = matches!(
            cx.folded(verb),
            "bought" | "took" | "got" | "received" | "had" | "ordered" | "won"
        ) && verb > next.start
            && verb <= next.start + 4;
        given
            && taken
            && parts.windows(2).all(|pair| {
                let [a, b] = pair else { return false };
                let lead = (end(a)..start(b))
                    .rfind(|&i| matches!(cx.folded(i), "," | "and"))
                    .map_or(start(b), |i| i + 1)..start(b);
                start(b) - end(a) <= 6
                    && (1..=4).contains(&lead.len())
                    && !lead.clone().any(|i| cx.is(i, List::Auxiliary))
                    && (cx.folded(lead.start) == "the"
                        || cx.token(lead.start).is_some_and(|t| t.capital))
            })
            && parts.iter().all(|part| {
                matches!(cx.word(end(part)), "," | "." | ";" | "") || cx.folded(end(part)) == "and"
            })
    }

    /// "It keeps 120 for surgery, 60 for children and 40 for burns."
    fn kept(&self, next: &Range<usize>, parts: &[Number]) -> bool {
        let cx = self.cx;
        let Some(first) = parts.first() else {
            return false;
        };
        let verb = start(first).saturating_sub(1);
        let keeps = matches!(
            cx.folded(verb),
            "keeps"
                | "keep"
                | "uses"
                | "use"
                | "reserves"
                | "runs"
                | "flies"
                | "leases"
                | "employs"
                | "owns"
                | "stations"
                | "has"
        ) && verb > next.start
            && verb <= next.start + 3
            && matches!(cx.folded(next.start), "it" | "they" | "the" | "its")
            && !matches!(
                cx.folded(next.start + 1),
                "rival" | "competitor" | "neighbour"
            );
        if !keeps || parts.len() < 3 || !self.listed(parts) {
            return false;
        }
        let link = cx.folded(end(first));
        let mut objects: Vec<&str> = Vec::new();
        matches!(link, "for" | "in" | "on" | "at")
            && parts.iter().enumerate().all(|(k, part)| {
                let tail = self.tail(parts, k, next);
                let object = cx.folded(tail.end.saturating_sub(1));
                let new = !objects.contains(&object);
                objects.push(object);
                cx.folded(end(part)) == link && tail.len() <= 5 && new
            })
    }

    /// "The 35-seat council is made up of 19 Liberals, 12 Greens and nine independents", "The 35 councillors include 19
    /// Liberals, 12 Greens and nine independents".
    fn composed(&self, out: &mut Vec<Breakdown>) {
        let cx = self.cx;
        let range = self.sentence.first as usize..self.sentence.last as usize;
        let Some((whole, parts)) = self.own.split_first() else {
            return;
        };
        let Some(first) = parts.first() else { return };
        let link = start(first).saturating_sub(1);
        let of = cx.folded(link) == "of"
            && matches!(
                cx.folded(link.saturating_sub(1)),
                "up" | "consist" | "consists" | "consisted" | "composed" | "comprised"
            );
        let holds = matches!(
            cx.folded(link),
            "include" | "includes" | "comprise" | "comprises" | "has" | "counts" | "holds"
        );
        let seats = cx.kind(end(whole)) == Some(TokenKind::Hyphen)
            && matches!(
                cx.folded(end(whole) + 1),
                "seat" | "member" | "strong" | "person" | "man" | "woman"
            );
        let definite = start(whole) > range.start
            && matches!(cx.folded(start(whole) - 1), "the" | "its" | "all" | "their")
            && cx.kind(end(whole)) == Some(TokenKind::Word);
        let near = link > end(whole) && link - end(whole) <= 7;
        if !(of || holds) || !(seats || definite) || !near || !self.listed(parts) {
            return;
        }
        let told = parts.iter().enumerate().all(|(k, part)| {
            let tail = self.tail(parts, k, &range);
            let head = cx.folded(tail.end.saturating_sub(1));
            let named = tail.clone().any(|i| cx.token(i).is_some_and(|t| t.capital));
            (1..=4).contains(&tail.len())
                && !part.year_like
                && (of || named || either_or(head))
                && !tail.clone().any(|i| {
                    cx.is(i, List::Auxiliary)
                        || matches!(
                            cx.folded(i),
                            "who" | "percent" | "%" | "others" | "women" | "men"
                        )
                })
        });
        if told && over(whole, parts) && !self.blurred(range) {
            out.push(breakdown(BreakdownKind::Apart, whole, parts));
        }
    }
}
