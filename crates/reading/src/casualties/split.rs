//! More ways to tell parts that cannot overlap: "a crew of 20, 14 Filipinos and nine Indians", "500 jobs, including 300 in
//! France and 250 in Spain", "Of the 40 hostages, 25 were freed, 10 killed and nine are held", "The 100-member senate
//! backed the bill by 58 to 47", "24 crew on board. Twenty-seven of them", "The dead were nine men and eight women".

use std::ops::Range;

use super::breakdown::{Breakdown, BreakdownKind, breakdown};
use super::{end, start};
use crate::cx::Cx;
use crate::lists::List;
use crate::numbers::{Number, Role};
use crate::order::begun_in;
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// How it ended for one of many; each word in the family of those that shut the other families out.
const FATES: &[(&str, u8)] = &[
    ("died", 0),
    ("killed", 0),
    ("dead", 0),
    ("drowned", 0),
    ("executed", 0),
    ("survived", 1),
    ("rescued", 1),
    ("freed", 2),
    ("released", 2),
    ("missing", 3),
    ("held", 4),
    ("captive", 4),
    ("jail", 4),
    ("acquitted", 5),
    ("convicted", 6),
    ("sold", 7),
    ("unsold", 8),
    ("scrapped", 9),
    ("repaired", 10),
];

pub(super) struct Splitter<'c, 'a> {
    pub(super) cx: &'c Cx<'a>,
    pub(super) numbers: &'c [Number],
    pub(super) own: &'c [Number],
    pub(super) sentence: &'c Sentence,
}

impl Splitter<'_, '_> {
    /// Finds one in the sentence, or in it and those before.
    pub(super) fn find(&self, out: &mut Vec<Breakdown>) {
        let from = self.sentence.span.start;
        if out
            .iter()
            .any(|one| one.span.end > from && one.kind != BreakdownKind::Some)
        {
            return;
        }
        let _ = self.places(out)
            || self.fates(out)
            || self.nations(out)
            || self.votes(out)
            || self.of_them(out)
            || self.the_dead(out);
    }

    fn range(&self) -> Range<usize> {
        self.sentence.first as usize..self.sentence.last as usize
    }

    /// Each part but the first stands behind a comma or "and", few tokens behind the one before.
    fn listed(&self, parts: &[Number], reach: usize) -> bool {
        parts.windows(2).all(|pair| {
            let [a, b] = pair else { return false };
            start(b) > end(a)
                && start(b) - end(a) <= reach
                && (1..=2).any(|back| {
                    start(b)
                        .checked_sub(back)
                        .is_some_and(|i| matches!(self.cx.folded(i), "," | "and"))
                })
        })
    }

    /// "500 jobs, including 300 in France, 150 in Spain and 120 in Italy": one place for each part.
    fn places(&self, out: &mut Vec<Breakdown>) -> bool {
        let cx = self.cx;
        let Some((whole, parts)) = self.own.split_first() else {
            return false;
        };
        let cue = (end(whole)..end(whole) + 8)
            .find(|&i| matches!(cx.folded(i), "including" | "includes" | "comprising"));
        let Some(cue) = cue else { return false };
        // Each in another place, told by one capital name.
        let mut names: Vec<&str> = Vec::new();
        let apart = parts.iter().all(|part| {
            let i = end(part)
                + usize::from(
                    cx.kind(end(part)) == Some(TokenKind::Word)
                        && !cx.is(end(part), List::Preposition),
                );
            let name = cx.word(i + 1);
            let placed = matches!(cx.folded(i), "in" | "from" | "at")
                && name.starts_with(char::is_uppercase)
                && !cx.is(i + 1, List::Month)
                && !cx.is(i + 1, List::Weekday)
                && !names.contains(&name)
                && !cx.is(i, List::TimeWord);
            names.push(name);
            placed
        });
        let begins = parts.first().is_some_and(|part| start(part) <= cue + 2);
        let clear = !(end(whole)..cue).any(|i| matches!(cx.folded(i), ";" | ":" | "and"));
        let unit = matches!(
            cx.folded(end(whole)),
            "%" | "percent" | "per" | "km" | "miles" | "-"
        );
        if parts.len() < 2 || !apart || !begins || !clear || unit || !self.listed(parts, 7) {
            return false;
        }
        out.push(breakdown(BreakdownKind::Apart, whole, parts));
        true
    }

    /// "Of the 40 hostages, 25 were freed, 10 were killed and nine are still held": another end for each.
    fn fates(&self, out: &mut Vec<Breakdown>) -> bool {
        let cx = self.cx;
        let range = self.range();
        let Some((whole, parts)) = self.own.split_first() else {
            return false;
        };
        let opens = cx.folded(range.start) == "of" && start(whole) <= range.start + 2;
        if !opens || parts.len() < 2 || !self.listed(parts, 8) {
            return false;
        }
        let mut seen: Vec<u8> = Vec::new();
        let apart = parts.iter().enumerate().all(|(n, part)| {
            let until = parts.get(n + 1).map_or(range.end, start);
            let fate = (end(part)..until.min(end(part) + 6)).find_map(|i| {
                FATES
                    .iter()
                    .find(|(word, _)| *word == cx.folded(i))
                    .map(|(_, family)| *family)
            });
            fate.is_some_and(|family| {
                let new = !seen.contains(&family);
                seen.push(family);
                new
            })
        });
        let later = range.clone().any(|i| {
            matches!(
                cx.folded(i),
                "later" | "also" | "then" | "another" | "others" | "since" | "again"
            )
        });
        if !apart || later || seen.len() < 2 {
            return false;
        }
        out.retain(|one| one.span.end <= self.sentence.span.start);
        out.push(breakdown(BreakdownKind::Apart, whole, parts));
        true
    }

    /// "a crew of 20, 14 Filipinos and nine Indians,"; "a jury of 12, eight women and six men,".
    fn nations(&self, out: &mut Vec<Breakdown>) -> bool {
        let cx = self.cx;
        for (n, whole) in self.own.iter().enumerate() {
            let at = start(whole);
            let body = at >= self.range().start + 2
                && cx.folded(at - 1) == "of"
                && matches!(
                    cx.folded(at - 2),
                    "crew"
                        | "jury"
                        | "team"
                        | "squad"
                        | "group"
                        | "party"
                        | "panel"
                        | "delegation"
                        | "choir"
                        | "class"
                        | "bench"
                        | "cast"
                        | "council"
                        | "committee"
                        | "staff"
                );
            if !body || cx.word(end(whole)) != "," || whole.number < 3.0 {
                continue;
            }
            let parts: Vec<Number> = self
                .own
                .get(n + 1..)
                .unwrap_or(&[])
                .iter()
                .take_while(|part| self.kind(part).is_some())
                .copied()
                .collect();
            let mut kinds: Vec<&str> = Vec::new();
            let different = parts.iter().all(|part| {
                let kind = self.kind(part).unwrap_or_default();
                let new = !kinds.contains(&kind);
                kinds.push(kind);
                new
            });
            let begins = parts
                .first()
                .is_some_and(|part| start(part) == end(whole) + 1);
            let closed = parts
                .last()
                .is_some_and(|part| matches!(cx.word(end(part) + 1), "," | "." | ")" | ";" | ""));
            if parts.len() >= 2 && different && begins && closed && self.listed(&parts, 4) {
                out.push(breakdown(BreakdownKind::All, whole, &parts));
                return true;
            }
        }
        false
    }

    /// What a part counts, of a kind that shuts others of its kind out: a people, a sex.
    fn kind(&self, part: &Number) -> Option<&str> {
        let i = end(part);
        let word = self.cx.word(i);
        let people = word.starts_with(char::is_uppercase) && word.ends_with('s');
        let sex = matches!(
            word,
            "men" | "women" | "boys" | "girls" | "man" | "woman" | "children"
        );
        // "seven senators and five lawyers"
        let trade = self.cx.is(i, List::PersonNoun) && word.ends_with('s');
        (people || sex || trade).then_some(word)
    }

    /// "The 100-member senate backed the bill by 58 to 47"; "by 88 votes to 41, with 12 abstentions. All 135 members voted".
    fn votes(&self, out: &mut Vec<Breakdown>) -> bool {
        let cx = self.cx;
        let range = self.range();
        let to = (range.start..range.end).find(|&i| {
            cx.folded(i) == "to"
                && self.own.iter().any(|one| {
                    end(one) == i
                        || end(one) + 1 == i && matches!(cx.folded(end(one)), "votes" | "vote")
                })
                && self.own.iter().any(|one| start(one) == i + 1)
        });
        // "voted 25 in favour and 18 against"
        let side = |one: &&Number, words: &[&str]| {
            (end(one)..end(one) + 3)
                .take_while(|&i| !matches!(cx.folded(i), "," | "and" | "."))
                .any(|i| words.contains(&cx.folded(i)))
        };
        let voting = range.clone().any(|i| {
            matches!(
                cx.folded(i),
                "votes"
                    | "vote"
                    | "voted"
                    | "backed"
                    | "passed"
                    | "approved"
                    | "rejected"
                    | "adopted"
                    | "defeated"
                    | "bill"
                    | "motion"
                    | "motions"
                    | "ruled"
                    | "split"
                    | "divided"
                    | "upheld"
                    | "overturned"
            )
        });
        let pair = match to {
            Some(to) => (
                self.own.iter().rfind(|one| start(one) < to),
                self.own.iter().find(|one| start(one) == to + 1),
            ),
            None => (
                self.own
                    .iter()
                    .find(|one| side(one, &["favour", "favor", "for"])),
                self.own.iter().find(|one| side(one, &["against"])),
            ),
        };
        let (Some(yes), Some(no)) = pair else {
            return false;
        };
        let by = to.is_none()
            || start(yes).checked_sub(1).is_some_and(|i| {
                matches!(
                    cx.folded(i),
                    "by" | "voted" | "of" | "split" | "divided" | "ruled"
                )
            });
        let mut parts = vec![*yes, *no];
        parts.extend(self.own.iter().filter(|one| {
            start(one) > start(no)
                && (end(one)..end(one) + 2).any(|i| {
                    matches!(
                        cx.folded(i),
                        "abstentions" | "abstained" | "abstaining" | "abstention"
                    )
                })
        }));
        if !voting || !by {
            return false;
        }
        // Beside "100-member", "the 120-seat", "All 135 members", "which has 135 members", here or in a neighbouring sentence.
        let at = cx.sentence_at(self.sentence.span.start);
        let beside = |n: u32| {
            cx.sentence(n)
                .filter(|other| other.block == self.sentence.block)
        };
        let from = at
            .checked_sub(1)
            .and_then(beside)
            .map_or(range.start, |before| before.first as usize);
        let until = beside(at + 1).map_or(range.end, |next| next.last as usize);
        let whole = begun_in(self.numbers, from..until, start)
            .iter()
            .find(|one| {
                let hyphen = cx.folded(end(one)) == "-";
                let noun = cx.folded(end(one) + usize::from(hyphen));
                let members = matches!(
                    noun,
                    "member"
                        | "seat"
                        | "members"
                        | "seats"
                        | "lawmakers"
                        | "deputies"
                        | "senators"
                        | "councillors"
                        | "strong"
                        | "mps"
                        | "delegates"
                        | "judges"
                        | "justices"
                        | "jurors"
                );
                let all = start(one).checked_sub(1).is_some_and(|i| {
                    matches!(cx.folded(i), "all" | "its" | "has" | "have")
                        || members
                            && start(one) < start(yes)
                            && (cx.kind(i) == Some(TokenKind::Possessive)
                                || cx.folded(i) == "the"
                                || cx.folded(i) == "of"
                                    && matches!(
                                        cx.folded(i.saturating_sub(1)),
                                        "panel" | "bench" | "court" | "jury"
                                    ))
                });
                members
                    && one.number >= 5.0
                    && (hyphen && matches!(noun, "member" | "seat" | "strong") || all)
            });
        let Some(whole) = whole else { return false };
        // Whoever stayed away is not counted, so that fewer than all are in order.
        out.push(breakdown(BreakdownKind::Apart, whole, &parts));
        true
    }

    /// "The ship had 24 crew on board. Twenty-seven of them were rescued."
    fn of_them(&self, out: &mut Vec<Breakdown>) -> bool {
        let cx = self.cx;
        let Some(part) = self.own.first() else {
            return false;
        };
        let opens = start(part) <= self.range().start + 1
            && cx.folded(end(part)) == "of"
            && cx.folded(end(part) + 1) == "them";
        let number = cx.sentence_at(self.sentence.span.start);
        let Some(before) = number
            .checked_sub(1)
            .and_then(|k| cx.sentence(k))
            .filter(|before| before.block == self.sentence.block && opens)
        else {
            return false;
        };
        let tokens = before.first as usize..before.last as usize;
        let counted: Vec<&Number> = begun_in(self.numbers, tokens, start)
            .iter()
            .filter(|one| one.role == Role::Cardinal && !one.year_like)
            .collect();
        let [whole] = counted.as_slice() else {
            return false;
        };
        let body = start(whole).checked_sub(2).is_some_and(|i| {
            cx.folded(i + 1) == "of"
                && matches!(cx.folded(i), "crew" | "team" | "squad" | "group" | "party")
        });
        let counts = (cx.kind(end(whole)) == Some(TokenKind::Word) || body)
            && !matches!(cx.folded(end(whole)), "percent" | "per" | "km" | "miles");
        if !counts || cx.masked(whole.span) != cx.masked(part.span) {
            return false;
        }
        out.push(breakdown(BreakdownKind::Some, whole, &[*part]));
        true
    }

    /// "The floods killed 16 people. … The dead were nine men, five women and four children."
    fn the_dead(&self, out: &mut Vec<Breakdown>) -> bool {
        let cx = self.cx;
        let range = self.range();
        let i = range.start;
        let noun = match (cx.folded(i), cx.folded(i + 1)) {
            ("the", "dead" | "victims" | "deceased" | "fatalities") => i + 2,
            ("those", "killed") => i + 2,
            ("the", "wounded" | "injured") => return false,
            _ => return false,
        };
        if !matches!(cx.folded(noun), "were" | "are" | "comprised" | "comprise") {
            return false;
        }
        let parts: Vec<Number> = self
            .own
            .iter()
            .filter(|part| start(part) > noun)
            .take_while(|part| (end(part)..end(part) + 2).any(|k| cx.is(k, List::PersonNoun)))
            .copied()
            .collect();
        let begins = parts.first().is_some_and(|part| start(part) == noun + 1);
        let closed = parts.last().is_some_and(|part| {
            (end(part) + 1..end(part) + 4).any(|k| matches!(cx.word(k), "," | "." | ";"))
        });
        if parts.len() < 2 || !begins || !closed || !self.listed(&parts, 4) {
            return false;
        }
        // The last toll before: "killed 16 people", "16 people died".
        let before = self.numbers.partition_point(|one| start(one) < range.start);
        let whole = self
            .numbers
            .get(..before)
            .unwrap_or(&[])
            .iter()
            .rev()
            .take(40)
            .find(|one| {
                let head = one.role == Role::Cardinal && one.number >= 2.0;
                let killed = start(one)
                    .checked_sub(1)
                    .is_some_and(|k| cx.is(k, List::KillVerb));
                let people = cx.is(end(one), List::PersonNoun);
                let died = (end(one)..end(one) + 3).any(|k| cx.is(k, List::DieVerb));
                let slain = (end(one)..end(one) + 4).any(|k| cx.is(k, List::KillVerb));
                head && people && (killed || died || slain) && !cx.masked(one.span)
            });
        let Some(whole) = whole else { return false };
        out.push(breakdown(BreakdownKind::All, whole, &parts));
        true
    }
}
