//! Parts told beside their whole, without a colon and not led by "of the": "including two children", "190 passengers and 14
//! crew", "17 of which", "were among the 27".

use super::super::shut_out::of_members;
use super::{Breakdown, BreakdownKind, Finder, breakdown};
use crate::cx::Cx;
use crate::lists::List;
use crate::numbers::Number;
use crate::token::TokenKind;

impl Finder<'_, '_> {
    /// "15 people, including two children and a woman".
    pub(super) fn including(
        &self,
        whole: &Number,
        rest: &[Number],
        out: &mut Vec<Breakdown>,
    ) -> bool {
        let cx = self.cx;
        let from = whole.tokens.1 as usize;
        let Some(cue) = (from..self.range.end.min(from + 12))
            .take_while(|&i| {
                !matches!(cx.folded(i), ";" | ":") && !rest.iter().any(|n| n.tokens.0 as usize == i)
            })
            .find(|&i| {
                matches!(
                    cx.folded(i),
                    "including" | "among" | "includes" | "included"
                )
            })
        else {
            return false;
        };
        let among = cx.folded(cue) == "among";
        if among && !matches!(cx.folded(cue + 1), "them" | "whom") {
            return false;
        }
        let mut parts: Vec<Number> = Vec::new();
        for part in rest.iter().filter(|number| number.tokens.0 as usize > cue) {
            let at = part.tokens.0 as usize;
            let previous = parts
                .last()
                .map_or(cue + usize::from(among) * 2, |last: &Number| {
                    last.tokens.1 as usize
                });
            // "at least" and an article may stand before; a verb or a long way ends the list.
            let near = if parts.is_empty() {
                at <= previous + 3
            } else {
                at <= previous + 8
            };
            let verb = (previous..at).any(|i| {
                cx.is(i, List::Auxiliary)
                    || cx.phrase(i, List::WoundVerb).is_some()
                    || cx.phrase(i, List::KillVerb).is_some()
                    || cx.phrase(i, List::MissingWord).is_some()
                    || matches!(
                        cx.folded(i),
                        "while" | "said" | "from" | "in" | "on" | "to" | "at" | "with"
                    )
            });
            if !near || (verb && !parts.is_empty()) || !self.countable(part) {
                break;
            }
            // "two children and wounded 11 others", "a crew of 12": not in the list.
            let joined = parts.is_empty()
                || matches!(cx.folded(at - 1), "," | "and")
                || matches!(cx.folded(at.saturating_sub(2)), "," | "and");
            if !joined {
                break;
            }
            parts.push(*part);
        }
        // A part without a noun counts what the whole counts; that must be people.
        let bare = parts.first().is_some_and(|part| {
            let after = part.tokens.1 as usize;
            (cx.is(after, List::Weekday)
                || cx.is(after, List::Month)
                || matches!(
                    cx.folded(after),
                    "in" | "at" | "from" | "on" | "near" | "of" | "." | ","
                ))
                && !(from..cue).any(|i| cx.is(i, List::PersonNoun))
        });
        if parts.is_empty() || bare || !self.countable(whole) || of_members(cx, whole, &parts) {
            return false;
        }
        out.push(breakdown(
            BreakdownKind::Some,
            whole,
            parts.get(..1).unwrap_or(&parts),
        ));
        true
    }

    /// "214 people, 190 passengers and 14 crew, on its way": people told again by their kinds, right behind the whole.
    pub(super) fn apposed(
        &self,
        whole: &Number,
        rest: &[Number],
        out: &mut Vec<Breakdown>,
    ) -> bool {
        let cx = self.cx;
        let people = |number: &Number| {
            let after = number.tokens.1 as usize;
            (after..after + 2).find(|&i| {
                cx.is(i, List::PersonNoun)
                    || matches!(cx.folded(i), "crew" | "passengers" | "crewmen" | "seamen")
            })
        };
        let (Some(noun), [a, b, ..]) = (people(whole), rest) else {
            return false;
        };
        let set_off = (matches!(cx.word(noun + 1), "," | "(")
            || matches!(cx.kind(noun + 1), Some(TokenKind::Dash)))
            && a.tokens.0 as usize == noun + 2;
        let (Some(first), Some(second)) = (people(a), people(b)) else {
            return false;
        };
        let joined = cx.folded(first + 1) == "and" && b.tokens.0 as usize == first + 2;
        let closed = matches!(cx.word(second + 1), "," | ")" | "." | ";")
            || matches!(cx.kind(second + 1), Some(TokenKind::Dash));
        // Far from the whole they are others: "12 people, two soldiers and a nurse".
        let sum = a.number + b.number;
        let near = sum > whole.number * 0.7 && sum < whole.number * 1.4;
        // "seven men, four women and five children", "eight teachers, six pupils and three cooks": the first is one of them.
        // A whole is people at large.
        let large = matches!(
            cx.folded(noun),
            "people"
                | "persons"
                | "victims"
                | "suspects"
                | "hostages"
                | "workers"
                | "employees"
                | "migrants"
                | "members"
                | "survivors"
                | "inmates"
                | "prisoners"
                | "detainees"
                | "casualties"
                | "residents"
                | "delegates"
                | "travellers"
                | "participants"
                | "patients"
                | "players"
                | "staff"
                | "candidates"
                | "defendants"
        );
        let kinds =
            large && cx.folded(noun) != cx.folded(first) && cx.folded(first) != cx.folded(second);
        if !(set_off && joined && closed && near && kinds) {
            return false;
        }
        out.push(breakdown(BreakdownKind::All, whole, &[*a, *b]));
        true
    }

    /// "20 drones, 17 of which", "20 people, 12 of them children", "17 of 20 drones".
    pub(super) fn of_whom(
        &self,
        whole: &Number,
        rest: &[Number],
        out: &mut Vec<Breakdown>,
    ) -> bool {
        let cx = self.cx;
        let Some(part) = rest.first() else {
            return false;
        };
        let after = part.tokens.1 as usize;
        // "15 of them if the second stage gets its licence": not yet.
        let of_them = cx.folded(after) == "of"
            && matches!(cx.folded(after + 1), "them" | "whom" | "which")
            && !matches!(
                cx.folded(after + 2),
                "if" | "should" | "once" | "when" | "unless"
            );
        let whom = (part.tokens.0 as usize).checked_sub(1).is_some_and(|i| {
            matches!(cx.folded(i), "whom" | "which") && i > 0 && cx.folded(i - 1) == "of"
        });
        let near = (part.tokens.0 as usize).saturating_sub(whole.tokens.1 as usize) <= 10;
        let broken = (whole.tokens.1 as usize..part.tokens.0 as usize)
            .any(|i| matches!(cx.kind(i), Some(TokenKind::Dash)) || cx.word(i) == ";" && !of_them)
            || matches!(
                cx.folded((part.tokens.0 as usize).saturating_sub(1)),
                "all" | "both" | "-"
            );
        // "The four, two women and two men, were … and three of them lived alone": they are those before, of whom these are parts.
        let of_more = of_them
            && part.lowest > whole.highest
            && self.numbers.iter().any(|one| {
                one.tokens.1 < whole.tokens.0
                    && (one.highest >= part.lowest || whole.tokens.0 - one.tokens.1 <= 4)
            });
        if (of_them || whom)
            && !broken
            && !of_more
            && near
            && self.countable(whole)
            && !matches!(cx.folded(after), "%" | "percent")
            && !part.year_like
            && cx.folded(part.tokens.1 as usize) != "-"
        {
            out.push(breakdown(BreakdownKind::Some, whole, &[*part]));
            return true;
        }
        // "Thirty-one children were among the 27 passengers": so is it here.
        let among = after_among(cx, whole)
            .is_some_and(|at| (at + 1..at + 3).contains(&(part.tokens.0 as usize)));
        if among && self.countable(part) && self.countable(whole) && !whole.year_like {
            out.push(breakdown(BreakdownKind::Some, part, &[*whole]));
            return true;
        }
        // "17 of 20 drones": the first number is the part.
        let from = whole.tokens.1 as usize;
        // "45 out of 40"
        let from = from + usize::from(cx.folded(from) == "out" && cx.folded(from + 1) == "of");
        let of = cx.folded(from) == "of"
            && (part.tokens.0 as usize == from + 1
                || (part.tokens.0 as usize == from + 2
                    && matches!(
                        cx.folded(from + 1),
                        "the" | "its" | "their" | "all" | "his" | "her" | "our" | "my"
                    ))
                // "nine of the school's seven teachers"
                || (part.tokens.0 as usize <= from + 5
                    && cx.kind((part.tokens.0 as usize).saturating_sub(1))
                        == Some(TokenKind::Possessive)));
        if of && self.countable(part) && !whole.year_like {
            out.push(breakdown(BreakdownKind::Some, part, &[*whole]));
            return true;
        }
        false
    }
}

/// The token "among" behind a number, its noun and "were".
fn after_among(cx: &Cx<'_>, number: &Number) -> Option<usize> {
    let from = number.tokens.1 as usize;
    (from + 1..from + 5).find(|&i| {
        cx.folded(i) == "among" && matches!(cx.folded(i - 1), "were" | "was" | "are" | "is")
    })
}
