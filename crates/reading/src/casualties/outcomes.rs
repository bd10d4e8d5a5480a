//! Parts told by what became of them, where nobody can be in two: "Of the 52 sailors, 30 have been pardoned and 28 are still
//! in jail", "A total of 60 inmates fled. Forty-one had been caught and 23 were still free", "There were 64 people aboard.
//! Seventy-one survived"; and a sum that named sides get their shares of: "will cut 600 jobs. The plant in Lima loses 350,
//! the one in Cusco 190 and the head office 110".

use std::ops::Range;

use super::breakdown::{Breakdown, BreakdownKind, breakdown};
use super::{end, start};
use crate::cx::Cx;
use crate::lists::List;
use crate::numbers::{Number, Role};
use crate::order::begun_in;
use crate::sentence::Sentence;
use crate::token::TokenKind;

pub(super) struct Outcomes<'c, 'a> {
    pub(super) cx: &'c Cx<'a>,
    pub(super) numbers: &'c [Number],
    pub(super) own: &'c [Number],
    pub(super) sentence: &'c Sentence,
}

/// What became of one of many.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Fate {
    Dead,
    /// Found, caught, rescued: no longer away.
    Back,
    /// Let go.
    Freed,
    /// Before a court.
    Charged,
    /// Away: missing, at large, trapped.
    Away,
    Custody,
    Hospital,
    /// Mended, sold, open again.
    Done,
    /// "still", "remain": not yet done.
    Undone,
}

impl Fate {
    /// Nobody is both.
    fn excludes(self, other: Self) -> bool {
        use Fate::{Away, Back, Charged, Custody, Dead, Done, Freed, Hospital, Undone};
        matches!(
            (self, other),
            (Dead, Back | Freed | Away | Custody | Hospital)
                | (Back | Freed | Away | Custody | Hospital, Dead)
                | (Back, Away)
                | (Away, Back)
                | (Freed, Custody | Away | Charged | Hospital)
                | (Custody | Away | Charged | Hospital, Freed)
                | (Done, Undone)
                | (Undone, Done)
        )
    }
}

/// The sum lies above the whole and not so far that the parts are of something else.
fn over(whole: &Number, parts: &[Number]) -> bool {
    let lowest: f64 = parts.iter().map(|part| part.lowest).sum();
    lowest > whole.highest && lowest < whole.number * 1.6
}

impl Outcomes<'_, '_> {
    /// Finds one in the sentence, or in it and the next.
    pub(super) fn find(&self, out: &mut Vec<Breakdown>) {
        let from = self.sentence.span.start;
        let known = out
            .iter()
            .any(|one| one.span.end > from && one.kind != BreakdownKind::Some);
        if !known {
            let _ = self.within(out) || self.next(out);
        }
    }

    fn range(&self) -> Range<usize> {
        self.sentence.first as usize..self.sentence.last as usize
    }

    /// A count of persons or things: not a year, an age, a length of time.
    fn counts(&self, number: &Number) -> bool {
        let cx = self.cx;
        let behind = end(number);
        number.role == Role::Cardinal
            && !number.year_like
            && !number.ordinal
            && !number.compound
            && number.highest.is_finite()
            && !matches!(
                cx.folded(behind),
                "%" | "percent" | "per" | "-" | "year" | "years" | "days" | "km" | "times"
            )
    }

    /// "Of the 52 sailors who mutinied, 30 have been pardoned and 28 are still in jail"; "44 miners were trapped; 29 were
    /// brought up alive and 17 bodies were found".
    fn within(&self, out: &mut Vec<Breakdown>) -> bool {
        let cx = self.cx;
        let range = self.range();
        let Some((whole, parts)) = self.own.split_first() else {
            return false;
        };
        let Some(first) = parts.first() else {
            return false;
        };
        let of = cx.folded(range.start) == "of" && start(whole) <= range.start + 3;
        let cut = (end(whole)..start(first)).any(|i| matches!(cx.word(i), ";" | ":"));
        if !of && !cut || start(first) - end(whole) > 18 {
            return false;
        }
        self.told(whole, parts, end(whole)..range.end, out)
    }

    /// The same with the parts in the next sentence; and "There were 64 people aboard. Seventy-one survived".
    fn next(&self, out: &mut Vec<Breakdown>) -> bool {
        let cx = self.cx;
        let [whole] = self.own else { return false };
        let next = cx
            .sentence(cx.sentence_at(self.sentence.span.start) + 1)
            .filter(|next| next.block == self.sentence.block);
        let Some(next) = next else { return false };
        let range = next.first as usize..next.last as usize;
        let parts = begun_in(self.numbers, range.clone(), start);
        let Some(first) = parts.first() else {
            return false;
        };
        let opens = start(first) <= range.start + 1
            && (start(first) == range.start
                || matches!(
                    cx.folded(range.start),
                    "some" | "about" | "only" | "just" | "all" | "by"
                ));
        if opens && parts.len() == 1 {
            return self.aboard(whole, first, out);
        }
        // "It found 14 survivors and ten bodies."
        let counted = parts.iter().all(|part| {
            matches!(
                cx.folded(end(part)),
                "survivors" | "bodies" | "corpses" | "dead" | "missing"
            )
        });
        (opens || counted) && self.told(whole, parts, range.clone(), out)
            || self.sides(whole, parts, &range, out)
    }

    /// Each part is told by what became of it, and no two of these go together.
    fn told(
        &self,
        whole: &Number,
        parts: &[Number],
        range: Range<usize>,
        out: &mut Vec<Breakdown>,
    ) -> bool {
        let cx = self.cx;
        let plain = self.counts(whole)
            && whole.number >= 5.0
            && (2..=4).contains(&parts.len())
            && parts.iter().all(|part| {
                self.counts(part)
                    && part.number < whole.number
                    && cx.masked(part.span) == cx.masked(whole.span)
            });
        if !plain || !over(whole, parts) || self.blurred(range.clone()) {
            return false;
        }
        let mut fates: Vec<Fate> = Vec::new();
        for (n, part) in parts.iter().enumerate() {
            let until = parts.get(n + 1).map_or(range.end, start);
            // A noun of its own may count others: "nine officers".
            let behind = end(part);
            let bodies = matches!(cx.folded(behind), "bodies" | "corpses");
            let survivors = cx.folded(behind) == "survivors";
            let bare = bodies
                || survivors
                || cx.is(behind, List::Auxiliary)
                || cx.is(behind, List::ParticipleForm)
                || cx.is(behind, List::PastForm)
                || cx.folded(behind).ends_with("ed")
                || cx.folded(behind) == "of" && matches!(cx.folded(behind + 1), "them" | "these")
                || matches!(
                    cx.folded(behind),
                    "still" | "remain" | "remained" | "missing" | "dead" | "more"
                );
            let fate = if bodies {
                Some(Fate::Dead)
            } else if survivors {
                Some(Fate::Back)
            } else {
                self.fate(behind..until.min(behind + 9))
            };
            let Some(fate) = fate.filter(|_| bare) else {
                return false;
            };
            if !fates.iter().all(|other| other.excludes(fate)) {
                return false;
            }
            fates.push(fate);
        }
        out.push(breakdown(BreakdownKind::Apart, whole, parts));
        true
    }

    /// What became of those of whom these words are told.
    fn fate(&self, range: Range<usize>) -> Option<Fate> {
        let cx = self.cx;
        let end = range
            .clone()
            .find(|&i| {
                matches!(cx.word(i), "," | ";" | ".")
                    || cx.folded(i) == "and" && i > range.start + 1
            })
            .unwrap_or(range.end);
        let words = range.start..end;
        let any = |wanted: &[&str]| words.clone().any(|i| wanted.contains(&cx.folded(i)));
        let open = any(&["still", "remain", "remained", "remains", "yet", "awaiting"]);
        let negated = any(&["not", "never", "without"]);
        if any(&["bail", "bailed", "conditionally"]) {
            return None;
        }
        if any(&["died", "dead", "drowned", "perished", "killed"]) && !open {
            return Some(Fate::Dead);
        }
        if any(&["hospital", "hospitals"]) {
            return Some(Fate::Hospital);
        }
        if any(&[
            "missing",
            "trapped",
            "unaccounted",
            "stranded",
            "underground",
            "large",
            "run",
            "captive",
            "hostage",
        ]) && (open || !any(&["freed", "rescued"]))
            || open && any(&["free", "fugitive", "fugitives", "lost"])
        {
            return Some(Fate::Away);
        }
        if any(&[
            "jail",
            "prison",
            "custody",
            "detention",
            "bars",
            "held",
            "detained",
        ]) && !any(&["released", "freed"])
        {
            return Some(Fate::Custody);
        }
        if open {
            return Some(Fate::Undone);
        }
        if negated {
            return None;
        }
        if any(&[
            "recaptured",
            "caught",
            "captured",
            "rearrested",
            "found",
            "recovered",
            "traced",
            "rescued",
            "saved",
            "alive",
            "survived",
            "safe",
            "returned",
        ]) || any(&["come", "came", "brought", "got"])
            && any(&["down", "up", "ashore", "home", "back", "out"])
        {
            return Some(Fate::Back);
        }
        if any(&[
            "freed",
            "released",
            "pardoned",
            "acquitted",
            "cleared",
            "discharged",
            "repatriated",
        ]) {
            return Some(Fate::Freed);
        }
        if any(&["charged", "convicted", "indicted", "jailed"]) {
            return Some(Fate::Charged);
        }
        if any(&[
            "repaired",
            "reopened",
            "restored",
            "reconnected",
            "rebuilt",
            "sold",
            "delivered",
            "solved",
            "paid",
            "answered",
            "resettled",
            "replaced",
            "cleaned",
            "inspected",
            "finished",
            "completed",
        ]) {
            return Some(Fate::Done);
        }
        None
    }

    /// Others are counted too, one may be counted twice, or more happened later.
    fn blurred(&self, mut range: Range<usize>) -> bool {
        let cx = self.cx;
        range.any(|i| {
            matches!(
                cx.folded(i),
                "another"
                    | "other"
                    | "others"
                    | "also"
                    | "later"
                    | "again"
                    | "earlier"
                    | "previously"
                    | "both"
                    | "including"
                    | "then"
                    | "twice"
                    | "each"
                    | "average"
                    | "than"
                    | "further"
                    | "last"
                    | "meanwhile"
            )
        })
    }

    /// "There were 64 passengers aboard. Seventy-one survived": a number without a noun counts those just told.
    fn aboard(&self, whole: &Number, part: &Number, out: &mut Vec<Breakdown>) -> bool {
        let cx = self.cx;
        let range = self.range();
        let people = (end(whole)..end(whole) + 3)
            .any(|i| cx.is(i, List::PersonNoun) || cx.folded(i) == "aboard");
        let inside = range.clone().any(|i| {
            matches!(
                cx.folded(i),
                "aboard" | "inside" | "passengers" | "carrying" | "trapped" | "crew" | "stranded"
            ) || cx.folded(i) == "board" && cx.folded(i.wrapping_sub(1)) == "on"
                || cx.folded(i) == "in" && cx.folded(i + 1) == "the"
                || cx.folded(i) == "on" && cx.folded(i + 1) == "the"
        });
        let verb = end(part);
        let ended = matches!(
            cx.folded(verb),
            "survived" | "drowned" | "died" | "escaped" | "perished"
        ) || cx.folded(verb) == "got" && matches!(cx.folded(verb + 1), "out" | "off")
            || matches!(cx.folded(verb), "were" | "have" | "had")
                && (verb + 1..verb + 3).any(|i| {
                    matches!(
                        cx.folded(i),
                        "rescued" | "saved" | "killed" | "unhurt" | "found" | "brought"
                    )
                });
        let next = cx
            .sentence(cx.sentence_at(part.span.start))
            .map_or(0..0, |one| one.first as usize..one.last as usize);
        let fits = self.counts(whole)
            && self.counts(part)
            && whole.number >= 3.0
            && over(whole, &[*part])
            && cx.masked(part.span) == cx.masked(whole.span);
        if people && inside && ended && fits && !self.blurred(next) {
            out.push(breakdown(BreakdownKind::Some, whole, &[*part]));
            return true;
        }
        false
    }

    /// "will cut 600 jobs. The plant in Lima loses 350, the one in Cusco 190 and the head office 110".
    fn sides(
        &self,
        whole: &Number,
        parts: &[Number],
        range: &Range<usize>,
        out: &mut Vec<Breakdown>,
    ) -> bool {
        let cx = self.cx;
        let own = self.range();
        let told = |words: &[&str]| own.clone().any(|i| words.contains(&cx.folded(i)));
        let gives = told(&[
            "hire",
            "hires",
            "hired",
            "recruit",
            "recruits",
            "give",
            "gives",
            "gave",
            "send",
            "sends",
            "sent",
            "build",
            "builds",
            "built",
            "open",
            "opens",
            "opened",
            "create",
            "creates",
            "created",
            "buy",
            "buys",
            "bought",
            "order",
            "ordered",
            "sell",
            "sells",
            "sold",
            "donate",
            "donated",
            "export",
            "exported",
            "import",
            "imported",
            "share",
            "shared",
            "allot",
            "allotted",
            "award",
            "awarded",
            "provide",
            "provided",
            "supply",
            "supplied",
            "deploy",
            "deployed",
            "distribute",
            "distributed",
            "made",
            "produced",
        ]);
        let takes = told(&[
            "cut", "cuts", "cutting", "shed", "sheds", "axe", "axes", "lose", "loses", "lost",
            "close", "closes", "closed", "shut", "shuts", "dismiss", "scrap", "scraps", "go",
        ]);
        let Some((first, others)) = parts.split_first() else {
            return false;
        };
        let verb = start(first).saturating_sub(1);
        let shares = match cx.folded(verb) {
            "lose" | "loses" | "lost" | "losing" | "sheds" | "shed" => takes,
            "get" | "gets" | "got" | "receive" | "receives" | "received" | "gains" | "gain"
            | "bought" | "took" | "takes" | "take" | "ordered" => gives,
            _ => false,
        };
        // The first side: up to the verb, with "will", "is to" between.
        let mut stop = verb;
        while stop > range.start
            && (cx.is(stop - 1, List::Auxiliary)
                || cx.is(stop - 1, List::Modal)
                || cx.folded(stop - 1) == "to")
        {
            stop -= 1;
        }
        let side = |lead: Range<usize>| {
            let definite = matches!(cx.folded(lead.start), "the" | "its" | "their" | "those")
                || cx
                    .token(lead.start)
                    .is_some_and(|token| token.capital && lead.start > range.start)
                || lead.start == range.start && lead.len() <= 3;
            (1..=7).contains(&lead.len())
                && definite
                && !lead.clone().any(|i| {
                    cx.is(i, List::Auxiliary)
                        || cx.is(i, List::Pronoun)
                            && !matches!(cx.folded(i), "its" | "their" | "those" | "one")
                        || cx.kind(i) != Some(TokenKind::Word)
                        || matches!(
                            cx.folded(i),
                            "rival" | "rivals" | "competitor" | "neighbour" | "that"
                        )
                })
        };
        let listed = parts.windows(2).all(|pair| {
            let [a, b] = pair else { return false };
            let from = (end(a)..start(b))
                .rfind(|&i| matches!(cx.word(i), "," | ";") || cx.folded(i) == "and")
                .map_or(start(b), |i| i + 1);
            start(b) - end(a) <= 9 && side(from..start(b))
        });
        let closed = parts.iter().all(|part| {
            matches!(cx.word(end(part)), "," | "." | ";" | "") || cx.folded(end(part)) == "and"
        });
        let noun = cx.kind(end(whole)) == Some(TokenKind::Word);
        let fits = shares
            && noun
            && !others.is_empty()
            && self.counts(whole)
            && parts.iter().all(|part| {
                matches!(part.role, Role::Cardinal | Role::Label)
                    && !part.compound
                    && part.number < whole.number
                    && cx.masked(part.span) == cx.masked(whole.span)
            })
            && over(whole, parts);
        if fits && listed && closed && side(range.start..stop) && !self.blurred(range.clone()) {
            out.push(breakdown(BreakdownKind::Apart, whole, parts));
            return true;
        }
        false
    }
}
