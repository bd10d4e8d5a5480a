//! A whole with its parts: "12 people died: seven men, four women and three children".

mod beside;

use copydesk_draft::Span;
use copydesk_draft::ascending::count_before;

use super::shut_out::{ballots, causes, may_overlap, one_verb, opposed, ways};
use crate::cx::Cx;
use crate::lists::List;
use crate::numbers::{Number, Role};
use crate::token::TokenKind;

/// Whether the parts are some of the whole or all of it; the values of `breakdown-kind` in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BreakdownKind {
    /// "including two children", "17 of 20".
    Some,
    /// "seven men, four women and one child", "640 … and the other 600".
    All,
    /// "190 were men, 120 women and 30 boys": no one is counted twice, but not all need be counted.
    Apart,
}

/// A whole with its parts.
#[derive(Clone, PartialEq, Debug)]
pub struct Breakdown {
    /// Bytes from the whole to the last part.
    pub span: Span,
    /// Some or all.
    pub kind: BreakdownKind,
    /// The whole as printed.
    pub whole: f64,
    /// The least whole the words allow.
    pub whole_lowest: f64,
    /// The largest whole the words allow.
    pub whole_highest: f64,
    /// The least that the largest part can be.
    pub largest: f64,
    /// The sum of the parts as printed.
    pub sum: f64,
    /// The least sum.
    pub sum_lowest: f64,
    /// The largest sum.
    pub sum_highest: f64,
    /// How many parts.
    pub parts: u32,
}

/// The most numbers behind a whole that are looked at.
const MOST_PARTS: usize = 24;

/// Finds the breakdowns, in order.
pub(super) fn find(cx: &Cx<'_>, numbers: &[Number]) -> Vec<Breakdown> {
    let mut found = Vec::new();
    let mut next = 0;
    for sentence in cx.sentences {
        let range = sentence.first as usize..sentence.last as usize;
        let first = next
            + numbers.get(next..).map_or(0, |rest| {
                count_before(rest, |n| (n.tokens.0 as usize) < range.start)
            });
        let count = numbers.get(first..).map_or(0, |rest| {
            count_before(rest, |n| (n.tokens.0 as usize) < range.end)
        });
        next = first + count;
        let all = numbers.get(first..next).unwrap_or(&[]);
        super::sums::find(cx, all, range.clone(), &mut found);
        let own: Vec<Number> = all
            .iter()
            .filter(|number| number.role == Role::Cardinal)
            .copied()
            .collect();
        super::onward::next_sentence(cx, numbers, sentence, &own, &mut found);
        if own.len() >= 2 {
            let finder = Finder {
                cx,
                numbers: &own,
                range: range.clone(),
            };
            finder.find(&mut found);
        }
        if !own.is_empty() {
            super::parts::find(cx, numbers, &own, &range, &mut found);
            let splitter = super::split::Splitter {
                cx,
                numbers,
                own: &own,
                sentence,
            };
            splitter.find(&mut found);
            let teller = super::told_apart::Teller {
                cx,
                numbers,
                own: &own,
                sentence,
            };
            teller.find(&mut found);
            let counter = super::members::Counter {
                cx,
                numbers,
                own: &own,
                sentence,
            };
            counter.find(&mut found);
            let outcomes = super::outcomes::Outcomes {
                cx,
                numbers,
                own: &own,
                sentence,
            };
            outcomes.find(&mut found);
            super::enumerated::find(cx, &own, &range, &mut found);
            let remainder = super::remainder::Remainder {
                cx,
                numbers,
                own: &own,
                sentence,
            };
            remainder.find(&mut found);
            let backward = super::backward::Backward {
                cx,
                numbers,
                own: &own,
                sentence,
            };
            backward.find(&mut found);
        }
        let before = numbers.get(..first).unwrap_or(&[]);
        let before = before.get(sentence_before(cx, before, sentence)..);
        super::listed::find(cx, all, before.unwrap_or(&[]), &range, &mut found);
        super::bills::find(cx, numbers, sentence, &mut found);
        super::seats::find(cx, numbers, &range, &mut found);
    }
    // "Another 50 of them waited at the stop": these are no part.
    found.retain(|one| {
        one.kind != BreakdownKind::Some
            || !numbers
                .get(numbers.partition_point(|number| number.span.end < one.span.end))
                .is_some_and(|number| {
                    number.span.end == one.span.end
                        && number.span.start > one.span.start
                        && (number.tokens.0 as usize)
                            .checked_sub(1)
                            .is_some_and(|i| cx.folded(i) == "another")
                })
    });
    found.sort_by_key(|breakdown| (breakdown.span.start, breakdown.span.end));
    found
}

/// Where the numbers of the sentence before begin among those before `sentence`; past them all where it begins its paragraph.
fn sentence_before(cx: &Cx<'_>, before: &[Number], sentence: &crate::sentence::Sentence) -> usize {
    let at = cx.sentence_at(sentence.span.start);
    at.checked_sub(1)
        .and_then(|at| cx.sentence(at))
        .filter(|one| one.block == sentence.block)
        .map_or(before.len(), |one| {
            before.partition_point(|number| number.span.start < one.span.start)
        })
}

struct Finder<'c, 'a> {
    cx: &'c Cx<'a>,
    numbers: &'c [Number],
    range: std::ops::Range<usize>,
}

impl Finder<'_, '_> {
    fn find(&self, out: &mut Vec<Breakdown>) {
        let cx = self.cx;
        // The reader who may name several answers gets no sums.
        let several = self.range.clone().any(|i| {
            matches!(cx.folded(i), "multiple" | "several" | "applied")
                && matches!(
                    cx.folded(i + 1),
                    "answers" | "responses" | "choices" | "." | "," | "options"
                )
        });
        for (index, whole) in self.numbers.iter().enumerate() {
            let after = self.numbers.get(index + 1..).unwrap_or(&[]);
            let rest = after.get(..after.len().min(MOST_PARTS)).unwrap_or(after);
            if rest.is_empty() || several {
                return;
            }
            if whole.number < 2.0 {
                continue;
            }
            if self.colon(whole, rest, out)
                || self.of_the(whole, rest, out)
                || self.including(whole, rest, out)
                || self.of_whom(whole, rest, out)
                || self.apposed(whole, rest, out)
            {
                return;
            }
        }
    }

    /// What a part counts is of the kind that adds up: not another unit, not a place in a list.
    fn countable(&self, number: &Number) -> bool {
        let after = number.tokens.1 as usize;
        let back = |n: usize| {
            (number.tokens.0 as usize)
                .checked_sub(n)
                .map_or("", |i| self.cx.folded(i))
        };
        let before = back(1);
        // "Inspectors looked at 320 houses"
        let looked = matches!(back(2), "looked" | "looking" | "look");
        !matches!(
            self.cx.folded(after),
            "%" | "percent"
                | "per"
                | "km"
                | "miles"
                | "years"
                | "year"
                | "days"
                | "hours"
                | "minutes"
                | "weeks"
                | "months"
                | "times"
                | "points"
                | "-"
                | "/"
                | "a.m."
                | "p.m."
                | "pm"
                | "am"
                | "st"
                | "others"
                | "more"
                | ")"
        ) && !matches!(
            before,
            "under"
                | "over"
                | "aged"
                | "age"
                | "number"
                | "no"
                | "until"
                | "since"
                | "by"
                | "every"
        ) && (before != "at" || looked)
            && !number.year_like
            && !self.age(number)
    }

    /// "Castro, 44,": an age behind a name.
    fn age(&self, number: &Number) -> bool {
        let cx = self.cx;
        let first = number.tokens.0 as usize;
        let name = first.checked_sub(2).map_or("", |i| cx.word(i));
        number.number < 115.0
            && first > 1
            && cx.word(first - 1) == ","
            && matches!(cx.word(number.tokens.1 as usize), "," | "." | ";")
            && name.starts_with(char::is_uppercase)
    }

    /// "12 people died: seven men, four women and three children."
    fn colon(&self, whole: &Number, rest: &[Number], out: &mut Vec<Breakdown>) -> bool {
        let cx = self.cx;
        let from = whole.tokens.1 as usize;
        // "is made up of five Greeks, four Turks and six Filipinos"
        let made_up = (from..self.range.end.min(from + 14)).find(|&i| {
            // "Ninety medals were won by the hosts, made up of 34 golds, …"
            let set_off = cx.word(i.saturating_sub(3)) == ",";
            // "The 19 bodies laid out on the pier at Virac were those of nine women, …"
            let those = cx.folded(i - 1) == "those";
            // "Argentina's squad of 23 for the tournament in Santiago is made up of 14 …"
            let body = whole.tokens.0 > 1
                && cx.folded(whole.tokens.0 as usize - 1) == "of"
                && super::shut_out::is_body(cx.folded(whole.tokens.0 as usize - 2));
            (i < from + 6 || set_off || those || body)
                && cx.folded(i) == "of"
                && (cx.folded(i - 1) == "up" && cx.folded(i.saturating_sub(2)) == "made"
                    || matches!(
                        cx.folded(i - 1),
                        "consist" | "consists" | "consisted" | "composed" | "comprised"
                    )
                    // "The 26 bodies were those of 11 women, nine men and eight children"
                    || cx.folded(i - 1) == "those"
                        && matches!(cx.folded(i.saturating_sub(2)), "were" | "are"))
        });
        let Some(colon) = made_up.or_else(|| {
            (from..self.range.end.min(from + 32)).find(|&i| {
                matches!(cx.folded(i), ":" | ";")
                    || matches!(cx.kind(i), Some(TokenKind::Dash | TokenKind::Mark))
            })
        }) else {
            return false;
        };
        // Another count between is the whole: "the team of 11 has 14 medals: six golds …".
        let other = rest.iter().any(|number| (number.tokens.0 as usize) < colon);
        // "… when a stand gave way, the fire service said: six men, four women and two children"
        let said = (colon.saturating_sub(4)..colon).any(|i| cx.is(i, List::ReportingVerb));
        if cx.folded(colon) != ":" && made_up.is_none()
            || colon - from > if said { 30 } else { 14 }
            || other
            || !self.countable(whole)
        {
            return false;
        }
        let parts: Vec<Number> = rest
            .iter()
            .filter(|number| number.tokens.0 as usize > colon)
            .copied()
            .collect();
        // The list begins right behind the colon, and each part but the first stands behind a comma or "and".
        let begins = parts
            .first()
            .is_some_and(|part| part.tokens.0 as usize <= colon + 2);
        let listed = parts.iter().skip(1).all(|part| {
            let before = (part.tokens.0 as usize).saturating_sub(1);
            matches!(cx.folded(before), "," | "and" | ";")
                || cx.folded(before.saturating_sub(1)) == ","
                || cx.folded(before) == "another"
        });
        // "two paths: one, …, and two, …" counts nothing; what somebody says behind the colon is another's sum.
        let named = parts
            .iter()
            .all(|part| !matches!(cx.folded(part.tokens.1 as usize), "," | ":"))
            && parts
                .iter()
                .all(|part| !cx.masked(part.span) || cx.masked(whole.span));
        if parts.len() < 2
            || !begins
            || !listed
            || !named
            || !parts.iter().all(|part| self.countable(part))
        {
            return false;
        }
        // "3,400 people are in 41 shelters: 2,600 on the one island and 800 on the other"
        let largest = parts.iter().map(|part| part.lowest).fold(0.0, f64::max);
        let earlier = self.numbers.iter().find(|number| {
            number.span.start < whole.span.start
                && whole.highest < largest
                && number.highest >= largest
                && self.countable(number)
        });
        // "four men on Monday, and six women in a second collapse": of more than the whole.
        let until = parts.last().map_or(colon, |part| part.tokens.0 as usize);
        let apart = (colon..until).any(|i| {
            cx.is(i, List::Weekday)
                || matches!(cx.folded(i), "second" | "another" | "later" | "earlier")
        });
        if apart {
            return false;
        }
        // "five pupils and a cook": one more than the numbers tell.
        let from = parts
            .first()
            .map_or(self.range.end, |part| part.tokens.0 as usize);
        let singles = (from..self.range.end)
            .any(|i| matches!(cx.folded(i), "a" | "an") && matches!(cx.folded(i - 1), "and" | ","));
        out.push(breakdown(
            if singles {
                BreakdownKind::Apart
            } else {
                BreakdownKind::All
            },
            earlier.unwrap_or(whole),
            &parts,
        ));
        true
    }

    /// "Of the 1,240 adults, 640 were given the drug and the other 600 a placebo."
    fn of_the(&self, whole: &Number, rest: &[Number], out: &mut Vec<Breakdown>) -> bool {
        let cx = self.cx;
        let first = whole.tokens.0 as usize;
        let of = first > self.range.start
            && (cx.folded(first - 1) == "of"
                // "Of the team's 25 players"
                || cx.kind(first - 1) == Some(TokenKind::Possessive)
                    && first <= self.range.start + 4
                || (first > self.range.start + 1
                    && matches!(
                        cx.folded(first - 1),
                        "the" | "these" | "those" | "all" | "its" | "their"
                    )
                    && cx.folded(first - 2) == "of"));
        let opens = of && (first - self.range.start <= 4) && cx.folded(self.range.start) == "of";
        if !opens || !self.countable(whole) {
            return false;
        }
        // What stands before the comma tells more of the whole: "enrolled at four hospitals,".
        let comma = (whole.tokens.1 as usize..self.range.end)
            .find(|&i| cx.folded(i) == ",")
            .unwrap_or(whole.tokens.1 as usize);
        let told: Vec<&Number> = rest
            .iter()
            .filter(|part| part.tokens.0 as usize > comma)
            // "between 1990 and 2022"
            .filter(|part| {
                !(part.year_like
                    && matches!(
                        cx.folded((part.tokens.0 as usize).saturating_sub(1)),
                        "between" | "and" | "in" | "since" | "by" | "from" | "to"
                    ))
            })
            .filter(|part| {
                // "boys under 18"
                !matches!(cx.folded(part.tokens.0 as usize), "under" | "over" | "aged")
                    && !matches!(
                        cx.folded((part.tokens.0 as usize).saturating_sub(1)),
                        "under" | "over" | "aged"
                    )
            })
            .collect();
        let parts: Vec<Number> = told
            .iter()
            .filter(|part| self.countable(part))
            .map(|part| **part)
            .collect();
        // "Of the 12 villages, the largest has 3,400 people": what one of them has.
        let of_one = (comma..self.range.end.min(comma + 5)).any(|i| {
            matches!(
                cx.folded(i),
                "largest"
                    | "smallest"
                    | "biggest"
                    | "oldest"
                    | "richest"
                    | "poorest"
                    | "average"
                    | "typical"
                    | "longest"
                    | "shortest"
                    | "tallest"
                    | "each"
                    | "busiest"
            )
        });
        if parts.is_empty() || parts.len() != told.len() || of_one {
            return false;
        }
        // "the other 620", "the remaining 12", "the rest": then the parts make the whole.
        let all = parts.len() >= 2
            && parts.last().is_some_and(|part| {
                let before = (part.tokens.0 as usize).saturating_sub(1);
                matches!(cx.folded(before), "other" | "remaining")
            });
        // "190 were men, 120 women and 70 boys": one verb for all parts, so that none is counted twice.
        let both = self
            .range
            .clone()
            .any(|i| matches!(cx.folded(i), "both" | "overlap" | "twice"));
        let held = parts.first().is_some_and(|part| may_overlap(cx, part));
        let apart = !all
            && !both
            && parts.len() >= 2
            && (causes(cx, whole, &parts)
                || ways(cx, &parts, self.range.end)
                || !held && ballots(cx, &parts, self.range.end)
                || !held
                    && parts.windows(2).all(|pair| matches!(pair, [a, b] if one_verb(cx, a, b) || opposed(cx, a, b, self.range.end))));
        out.push(breakdown(
            if all {
                BreakdownKind::All
            } else if apart {
                BreakdownKind::Apart
            } else {
                BreakdownKind::Some
            },
            whole,
            if all || apart {
                &parts
            } else {
                parts.get(..1).unwrap_or(&parts)
            },
        ));
        true
    }
}

pub(super) fn breakdown(kind: BreakdownKind, whole: &Number, parts: &[Number]) -> Breakdown {
    let span = parts
        .iter()
        .fold(whole.span, |span, part| span.to(part.span));
    let sum = |value: fn(&Number) -> f64| parts.iter().map(value).sum();
    Breakdown {
        span,
        kind,
        whole: whole.number,
        whole_lowest: whole.lowest,
        whole_highest: whole.highest,
        largest: parts.iter().map(|part| part.lowest).fold(0.0, f64::max),
        sum: sum(|part| part.number),
        sum_lowest: sum(|part| part.lowest),
        sum_highest: sum(|part| part.highest),
        parts: parts.len() as u32,
    }
}
