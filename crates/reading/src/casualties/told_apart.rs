//! Parts that follow their whole in a list of their own, whatever they count: "320 homes burned – 210 in the valley and 140 on
//! the coast –", "120 people took part, 64 on the drug and 59 on a placebo", "The trial enrolled 120 adults. 82 received the
//! drug and 61 a placebo", "900 jobs, with 600 to go in the plants and the other 400 in its offices", "played 20 matches,
//! winning 12, drawing five and losing six", "nine people, all eleven of whom are out of danger".

mod next;

use std::ops::Range;

use super::breakdown::{Breakdown, BreakdownKind, breakdown};
use super::parts;
use super::shut_out::may_overlap;
use super::{end, start};
use crate::cx::Cx;
use crate::lists::List;
use crate::numbers::Number;
use crate::sentence::Sentence;
use crate::token::TokenKind;

pub(super) struct Teller<'c, 'a> {
    pub(super) cx: &'c Cx<'a>,
    pub(super) numbers: &'c [Number],
    pub(super) own: &'c [Number],
    pub(super) sentence: &'c Sentence,
}

/// How far the sum may lie from the whole for the parts to be parts of it at all.
fn near(whole: &Number, parts: &[Number]) -> bool {
    let sum: f64 = parts.iter().map(|part| part.number).sum();
    sum > whole.number * 0.6 && sum < whole.number * 1.6
}

/// "a crew of 18", "her squad of 26": what is counted is named by what it makes up.
fn band(cx: &Cx<'_>, first: usize) -> bool {
    first
        .checked_sub(2)
        .filter(|&i| cx.folded(i + 1) == "of")
        .is_some_and(|i| {
            matches!(
                cx.folded(i),
                "crew"
                    | "squad"
                    | "team"
                    | "party"
                    | "group"
                    | "staff"
                    | "class"
                    | "jury"
                    | "panel"
                    | "board"
                    | "cast"
                    | "workforce"
                    | "convoy"
                    | "fleet"
                    | "delegation"
                    | "platoon"
            )
        })
}

impl Teller<'_, '_> {
    /// Finds one in the sentence, or in it and the next.
    pub(super) fn find(&self, out: &mut Vec<Breakdown>) {
        let cx = self.cx;
        let from = self.sentence.span.start;
        let known = out
            .iter()
            .any(|one| one.span.end > from && one.kind != BreakdownKind::Some);
        if known || self.overlapping(self.range()) {
            return;
        }
        if self.own.len() >= 3 {
            let _ = self.bracketed(out)
                || self.with_rest(out)
                || self.gapped(out)
                || self.of_whom(out)
                || self.equal(out)
                || self.among(out)
                || self.games(out)
                || self.holders(out);
        }
        if let [a, b] = self.own {
            self.all_of(a, b, out);
        }
        if let Some(next) = self.next_told() {
            self.next_made_up(next, out);
        }
        if let [whole] = self.own {
            let next = cx
                .sentence(cx.sentence_at(self.sentence.span.start) + 1)
                .filter(|next| next.block == self.sentence.block);
            if let Some(next) = next {
                self.next_gapped(whole, next.first as usize..next.last as usize, out);
                self.next_all(whole, next.first as usize..next.last as usize, out);
            }
        }
    }

    fn range(&self) -> Range<usize> {
        self.sentence.first as usize..self.sentence.last as usize
    }

    /// One may be counted twice, or others are counted too.
    fn overlapping(&self, mut range: Range<usize>) -> bool {
        range.any(|i| {
            matches!(
                self.cx.folded(i),
                "both" | "overlap" | "twice" | "each" | "respectively" | "apiece" | "average"
            )
        })
    }

    /// Counts things, one by one.
    fn counts(&self, number: &Number) -> bool {
        let cx = self.cx;
        let behind = cx.folded(end(number));
        let before = start(number).checked_sub(1).map_or("", |i| cx.folded(i));
        // "millions", "hundreds": nothing adds up.
        let vague = matches!(
            cx.folded(number.core_first as usize),
            "millions" | "thousands" | "hundreds" | "dozens" | "scores" | "tens" | "billions"
        );
        !number.year_like
            && !number.ordinal
            && !vague
            && cx.kind(end(number)) != Some(TokenKind::Hyphen)
            && !matches!(
                behind,
                "%" | "percent"
                    | "per"
                    | "km"
                    | "miles"
                    | "mph"
                    | "years"
                    | "year"
                    | "days"
                    | "hours"
                    | "minutes"
                    | "seconds"
                    | "weeks"
                    | "months"
                    | "times"
                    | "degrees"
                    | "metres"
                    | "meters"
                    | "feet"
                    | "/"
                    | "am"
                    | "pm"
                    | "a.m."
                    | "p.m."
                    | "others"
                    | "other"
                    | "more"
            )
            && !matches!(
                before,
                "under" | "over" | "aged" | "age" | "by" | "until" | "since" | "another" | "every"
            )
    }

    /// A verb stands between.
    fn verb_in(&self, mut range: Range<usize>) -> bool {
        let cx = self.cx;
        range.any(|i| {
            cx.is(i, List::Auxiliary)
                || cx.is(i, List::FiniteForm)
                || cx.phrase(i, List::KillVerb).is_some()
                || cx.phrase(i, List::WoundVerb).is_some()
                || matches!(cx.folded(i), "while" | "than" | "plus" | "up" | "down")
        })
    }

    /// The parts from the first on that go on one list: each behind a comma or "and", no verb and few words between.
    fn run(&self, parts: &[Number]) -> usize {
        let cx = self.cx;
        let on = parts
            .windows(2)
            .take_while(|pair| {
                let [a, b] = pair else { return false };
                let gap = end(a)..start(b);
                gap.len() <= 8
                    && a.highest.is_finite()
                    && b.highest.is_finite()
                    && !gap.clone().any(|i| {
                        matches!(cx.word(i), ")" | "(")
                            || matches!(cx.kind(i), Some(TokenKind::Dash))
                    })
                    && matches!(cx.folded(start(b).saturating_sub(1)), "," | "and" | ";")
                    && !self.verb_in(gap)
            })
            .count();
        (on + 1).min(parts.len())
    }

    /// Where the list ends behind its last part: at a stop, a comma, a dash or a bracket, and no verb before.
    fn closed(&self, last: &Number) -> bool {
        let cx = self.cx;
        let stop = (end(last)..end(last) + 8).find(|&i| {
            matches!(cx.word(i), "." | "," | ")" | ";" | "")
                || matches!(cx.kind(i), Some(TokenKind::Dash))
        });
        stop.is_some_and(|stop| !self.verb_in(end(last)..stop))
    }

    /// "320 homes burned – 210 in the valley and 140 on the coast –", "Fourteen people (seven men …)".
    fn bracketed(&self, out: &mut Vec<Breakdown>) -> bool {
        let cx = self.cx;
        for (n, whole) in self.own.iter().enumerate() {
            let rest = self.own.get(n + 1..).unwrap_or(&[]);
            let Some(first) = rest.first() else { break };
            let open = start(first).saturating_sub(1);
            let opens = matches!(cx.word(open), "(" | ":")
                || matches!(cx.kind(open), Some(TokenKind::Dash));
            let noun = cx.kind(end(whole)) == Some(TokenKind::Word)
                || matches!(
                    cx.folded(start(whole).saturating_sub(1)),
                    "numbered" | "totalled" | "totaled" | "total" | "numbers" | "were"
                )
                || band(cx, start(whole));
            if !opens || !noun || open < end(whole) || open - end(whole) > 10 || whole.number < 3.0
            {
                continue;
            }
            let parts = rest.get(..self.run(rest)).unwrap_or(rest);
            let fine = parts.len() >= 2
                && self.counts(whole)
                && parts.iter().all(|part| self.counts(part))
                && near(whole, parts)
                && parts.last().is_some_and(|last| self.closed(last));
            if fine {
                out.push(breakdown(BreakdownKind::Apart, whole, parts));
                return true;
            }
        }
        false
    }

    /// "900 jobs, with 600 to go in the plants and the other 400 in its offices".
    fn with_rest(&self, out: &mut Vec<Breakdown>) -> bool {
        let cx = self.cx;
        let Some((whole, parts)) = self.own.split_first() else {
            return false;
        };
        let rest = parts.last().is_some_and(|last| {
            start(last).checked_sub(2).is_some_and(|i| {
                matches!(cx.folded(i + 1), "other" | "remaining") && cx.folded(i) == "the"
            })
        });
        let (Some(first), true) = (parts.first(), rest) else {
            return false;
        };
        let gap = end(whole)..start(first);
        let begun = gap.clone().any(|i| {
            matches!(cx.word(i), "," | ":" | ";") || matches!(cx.kind(i), Some(TokenKind::Dash))
        });
        let some = gap
            .clone()
            .any(|i| matches!(cx.folded(i), "including" | "among" | "least" | "wounding"));
        let fine = begun
            && !some
            && gap.len() <= 14
            && parts.len() >= 2
            && cx.kind(end(whole)) == Some(TokenKind::Word)
            && self.counts(whole)
            && parts.iter().all(|part| self.counts(part))
            && near(whole, parts);
        if fine {
            out.push(breakdown(BreakdownKind::All, whole, parts));
        }
        fine
    }

    /// The preposition behind a part: "64 on the drug", "64 people on the drug".
    fn preposition(&self, part: &Number) -> Option<&str> {
        (end(part)..end(part) + 2)
            .find(|&i| {
                self.cx.is(i, List::Preposition)
                    && !matches!(
                        self.cx.folded(i),
                        "of" | "like" | "as" | "than" | "but" | "with" | "without"
                    )
            })
            .map(|i| self.cx.folded(i))
    }

    /// "120 people took part in the trial, 64 on the drug and 59 on a placebo": one preposition for all parts.
    fn gapped(&self, out: &mut Vec<Breakdown>) -> bool {
        let cx = self.cx;
        for (n, whole) in self.own.iter().enumerate() {
            let rest = self.own.get(n + 1..).unwrap_or(&[]);
            let Some(first) = rest.first() else { break };
            let before = start(first).saturating_sub(1);
            let set_off = cx.word(before) == ","
                || matches!(cx.kind(before), Some(TokenKind::Dash))
                || cx.folded(before) == "with";
            let gap = end(whole)..start(first);
            // "burned in the village, police said on Monday, ten on the hill and nine by the river"
            let said = gap.clone().any(|i| cx.is(i, List::ReportingVerb));
            let reach = if said { 18 } else { 12 };
            if !set_off || gap.len() > reach || cx.kind(end(whole)) != Some(TokenKind::Word) {
                continue;
            }
            let parts = rest.get(..self.run(rest)).unwrap_or(rest);
            // "500 acres, 300 of pasture and 280 of wood"
            let of = gap.len() == 2
                && parts.iter().all(|part| {
                    cx.folded(end(part)) == "of"
                        && !matches!(cx.folded(end(part) + 1), "them" | "whom" | "which" | "the")
                });
            let preposition = if of {
                Some("of")
            } else {
                parts.first().and_then(|part| self.preposition(part))
            };
            // "4,100 posts in Kenya, 3,600 in Ghana": the first is one of the list.
            let placed = |word: Option<&str>| {
                matches!(
                    word,
                    Some("on" | "by" | "in" | "at" | "near" | "along" | "beside" | "under")
                )
            };
            let places = parts.iter().all(|part| placed(self.preposition(part)));
            let one_of = (!said || !places)
                && preposition.is_some_and(|word| gap.clone().any(|i| cx.folded(i) == word));
            let fine = parts.len() >= 2
                && preposition.is_some()
                && !one_of
                && parts.iter().all(|part| {
                    self.counts(part) && (of || places || self.preposition(part) == preposition)
                })
                && self.counts(whole)
                && near(whole, parts)
                && parts.last().is_some_and(|last| self.closed(last));
            if fine {
                out.push(breakdown(BreakdownKind::Apart, whole, parts));
                return true;
            }
        }
        false
    }

    /// "20 people, of whom 13 are from Kenya and nine from Uganda", "20 people; 13 were men and nine women": the first part's
    /// verb is that of all.
    fn of_whom(&self, out: &mut Vec<Breakdown>) -> bool {
        let cx = self.cx;
        for (n, whole) in self.own.iter().enumerate() {
            let rest = self.own.get(n + 1..).unwrap_or(&[]);
            let Some(first) = rest.first() else { break };
            let before = start(first).saturating_sub(1);
            let cue = cx.word(before) == ";"
                || matches!(cx.folded(before), "whom" | "which")
                    && cx.folded(before.saturating_sub(1)) == "of";
            if !cue || start(first) - end(whole) > 12 || may_overlap(cx, first) {
                continue;
            }
            let shared = rest.windows(2).all(|pair| {
                let [a, b] = pair else { return false };
                let stop = (end(b)..end(b) + 8)
                    .find(|&i| matches!(cx.word(i), "." | "," | ";" | "") || cx.folded(i) == "and")
                    .unwrap_or(end(b) + 8);
                // "22 were features, nine were documentaries": the verb may be said again.
                let again = matches!(cx.folded(end(b)), "were" | "are")
                    && cx.folded(end(b)) == cx.folded(end(first));
                let from = end(b) + usize::from(again);
                start(b) - end(a) <= 8
                    && matches!(cx.folded(start(b).saturating_sub(1)), "," | "and")
                    && !self.verb_in(from..stop)
                    && !(from..stop).any(|i| cx.folded(i).ends_with("ed"))
            });
            let be = cx.is(end(first), List::Auxiliary);
            let fine = rest.len() >= 2
                && shared
                && be
                && cx.kind(end(whole)) == Some(TokenKind::Word)
                && self.counts(whole)
                && rest.iter().all(|part| self.counts(part))
                && near(whole, rest);
            if fine {
                out.push(breakdown(BreakdownKind::Apart, whole, rest));
                return true;
            }
        }
        false
    }

    /// "The 12 dead were five men, four women and four children": all of them, told by what they were.
    fn equal(&self, out: &mut Vec<Breakdown>) -> bool {
        let cx = self.cx;
        let [whole, parts @ ..] = self.own else {
            return false;
        };
        let Some(first) = parts.first().filter(|_| parts.len() >= 2) else {
            return false;
        };
        // "The 26 bodies were those of 11 women, nine men and eight children"
        let those = start(first).checked_sub(2).is_some_and(|i| {
            matches!(cx.folded(i), "those" | "bodies") && cx.folded(i + 1) == "of"
        });
        let be = start(first).saturating_sub(if those { 3 } else { 1 });
        let definite = start(whole)
            .checked_sub(1)
            .is_some_and(|i| matches!(cx.folded(i), "the" | "all" | "those" | "these"));
        let subject = matches!(cx.folded(be), "were" | "are")
            && be > end(whole)
            && be - end(whole) <= 4
            && (end(whole)..be).all(|i| cx.kind(i) == Some(TokenKind::Word))
            && !self.verb_in(end(whole)..be);
        let listed = parts.windows(2).all(|pair| {
            let [a, b] = pair else { return false };
            let gap = end(a)..start(b);
            (2..=5).contains(&gap.len())
                && matches!(cx.folded(start(b) - 1), "," | "and")
                && gap
                    .clone()
                    .all(|i| cx.kind(i) == Some(TokenKind::Word) || cx.word(i) == ",")
                && !self.verb_in(gap)
        });
        let fine = definite
            && subject
            && listed
            && self.counts(whole)
            && parts
                .iter()
                .all(|part| self.counts(part) && !may_overlap(cx, part))
            && near(whole, parts);
        if fine {
            out.push(breakdown(BreakdownKind::Apart, whole, parts));
        }
        fine
    }

    /// "Among the 40 people arrested were 30 men and 15 women".
    fn among(&self, out: &mut Vec<Breakdown>) -> bool {
        let cx = self.cx;
        let range = self.range();
        let Some((whole, rest)) = self.own.split_first() else {
            return false;
        };
        let opens = cx.folded(range.start) == "among" && start(whole) <= range.start + 2;
        let were = rest.first().is_some_and(|first| {
            start(first)
                .checked_sub(1)
                .is_some_and(|i| cx.is(i, List::Auxiliary))
        });
        if !opens || !were {
            return false;
        }
        let listed = rest.get(..self.run(rest)).unwrap_or(rest);
        let parts = parts::distinct(cx, self.own, &range, listed);
        let fine = parts.len() >= 2 && self.counts(whole);
        if fine {
            out.push(breakdown(BreakdownKind::Apart, whole, parts));
        }
        fine
    }

    /// "played 20 matches, winning 12, drawing five and losing six"; "12 wins, five draws and six defeats".
    fn games(&self, out: &mut Vec<Breakdown>) -> bool {
        let cx = self.cx;
        let whole = self.own.iter().find(|one| {
            (end(one)..end(one) + 2).any(|i| {
                matches!(
                    cx.folded(i),
                    "matches" | "games" | "tests" | "fights" | "bouts" | "fixtures" | "races"
                )
            }) || matches!(cx.folded(start(one).saturating_sub(1)), "played" | "fought")
        });
        let Some(whole) = whole else { return false };
        let mut seen: Vec<u8> = Vec::new();
        let parts: Vec<Number> = self
            .own
            .iter()
            .filter(|one| one.span != whole.span)
            .copied()
            .collect();
        let apart = parts.iter().all(|part| {
            let before = match cx.folded(start(part).saturating_sub(1)) {
                "won" | "winning" | "wins" => 1,
                "drew" | "drawn" | "drawing" | "draws" | "tied" | "tying" => 2,
                "lost" | "losing" | "loses" => 3,
                _ => 0,
            };
            let behind = match cx.folded(end(part)) {
                "wins" | "victories" => 1,
                "draws" | "ties" => 2,
                "defeats" | "losses" => 3,
                _ => 0,
            };
            let outcome = before.max(behind);
            let new = outcome > 0 && !seen.contains(&outcome);
            seen.push(outcome);
            new
        });
        // "winning eight; this year it has lost 12": another season.
        let far = self.range().any(|i| cx.word(i) == ";")
            || parts
                .windows(2)
                // "won 18 of its 30 games this season, drawn seven": the whole stands between.
                .any(|pair| matches!(pair, [a, b] if start(b).saturating_sub(end(a)) > 6
                    && !(end(a) < start(whole) && start(whole) < start(b) && start(b) - end(a) <= 12)));
        let fine = parts.len() >= 2 && apart && !far && self.counts(whole) && near(whole, &parts);
        if fine {
            out.push(breakdown(BreakdownKind::Apart, whole, &parts));
        }
        fine
    }

    /// "The 120-seat assembly is split between Unity, which took 70 seats, and the League, which took 65": a verb before each.
    fn holders(&self, out: &mut Vec<Breakdown>) -> bool {
        let cx = self.cx;
        let Some((whole, parts)) = self.own.split_first() else {
            return false;
        };
        let seats = cx.folded(end(whole)) == "-" && cx.folded(end(whole) + 1) == "seat"
            || cx.folded(end(whole)) == "seats";
        let held = parts.iter().all(|part| {
            (1..=2).any(|back| {
                start(part).checked_sub(back).is_some_and(|i| {
                    matches!(
                        cx.folded(i),
                        "won"
                            | "has"
                            | "have"
                            | "had"
                            | "took"
                            | "take"
                            | "takes"
                            | "holds"
                            | "hold"
                            | "held"
                            | "got"
                            | "gets"
                            | "with"
                            | "controls"
                    )
                })
            }) && (cx.folded(end(part)) == "seats"
                || matches!(cx.word(end(part)), "," | "." | ";")
                || cx.folded(end(part)) == "and")
        });
        let moved = self.range().any(|i| {
            matches!(
                cx.folded(i),
                "previously" | "before" | "majority" | "last" | "earlier" | "needed" | "once"
            )
        });
        let fine = seats && held && !moved && parts.len() >= 2 && near(whole, parts);
        if fine {
            out.push(breakdown(BreakdownKind::Apart, whole, parts));
        }
        fine
    }

    /// "nine people, all eleven of whom".
    fn all_of(&self, whole: &Number, part: &Number, out: &mut Vec<Breakdown>) {
        let cx = self.cx;
        let all = start(part).checked_sub(2).is_some_and(|i| {
            cx.folded(i + 1) == "all"
                && (cx.word(i) == "," || matches!(cx.kind(i), Some(TokenKind::Dash)))
                && i > end(whole)
                && i - end(whole) <= 3
        }) && cx.folded(end(part)) == "of"
            && matches!(cx.folded(end(part) + 1), "whom" | "them" | "which");
        let joined = (end(whole)..start(part))
            .any(|i| matches!(cx.folded(i), "and" | "other" | "others" | "more"));
        if all && !joined && self.counts(whole) {
            out.push(breakdown(BreakdownKind::All, whole, &[*part]));
        }
    }
}
