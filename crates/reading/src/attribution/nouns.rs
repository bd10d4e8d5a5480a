//! Noun phrases: where the words of a source begin and end.

mod phrase;

use super::tags::{
    ADVERB, AUX, CAPITAL, COMMA, COORD, DASH, DET, FINITE, GLUE, HARD, ING, NOT, NUMBER, OBJECT,
    PARTICIPLE, PAST, PREP, QUOTE, QUOTED, REL, SUB, SUBJECT, THIRD, TIME, TO, Tag, VERB, WORD,
};
use crate::cx::Cx;
use crate::lists::List;

/// How far a noun phrase is followed, in tokens.
pub(super) const LONGEST: usize = 40;

/// One sentence with its tags.
#[derive(Clone, Copy)]
pub(super) struct Clauses<'c, 'a> {
    pub(super) cx: &'c Cx<'a>,
    pub(super) tags: &'c [Tag],
    /// First token of the sentence.
    pub(super) first: usize,
    /// One past its last token.
    pub(super) last: usize,
}

impl Clauses<'_, '_> {
    /// The tag of token `i`; nothing outside the sentence.
    pub(super) fn tag(&self, i: usize) -> Tag {
        if i < self.first || i >= self.last {
            return 0;
        }
        self.tags.get(i).copied().unwrap_or(0)
    }

    pub(super) fn has(&self, i: usize, tag: Tag) -> bool {
        self.tag(i) & tag != 0
    }

    pub(super) fn word(&self, i: usize) -> &str {
        if i < self.first || i >= self.last {
            return "";
        }
        self.cx.folded(i)
    }

    /// A noun, name or number: a noun phrase may end here.
    pub(super) fn nominal(&self, i: usize) -> bool {
        let tag = self.tag(i);
        if tag & (WORD | NUMBER) == 0 {
            return false;
        }
        let quantifier = || {
            matches!(
                self.word(i),
                "some"
                    | "many"
                    | "both"
                    | "others"
                    | "all"
                    | "several"
                    | "few"
                    | "another"
                    | "neither"
                    | "each"
                    | "either"
                    | "most"
                    | "one"
            )
        };
        let never = AUX | SUB | COORD | TO | PREP | FINITE;
        tag & never == 0 && (tag & (DET | OBJECT | SUBJECT | ADVERB) == 0 || quantifier())
    }

    /// The form at `i` can only be a verb that carries a clause, or very likely is one.
    pub(super) fn finite(&self, i: usize) -> bool {
        let tag = self.tag(i);
        tag & (AUX | FINITE) != 0
            || tag & (VERB | PAST) == VERB | PAST && tag & PARTICIPLE == 0 && !self.adjective(i)
    }

    /// A form in *-ed* or *-ing* that describes the noun behind it: "the wounded man", "a leading critic".
    pub(super) fn adjective(&self, i: usize) -> bool {
        let before = self.tag(i.wrapping_sub(1));
        // "retired general Lee Park said"
        if (i == self.first || before & (QUOTE | COMMA | COORD) != 0)
            && matches!(
                self.word(i),
                "retired"
                    | "disgraced"
                    | "ousted"
                    | "deposed"
                    | "exiled"
                    | "jailed"
                    | "elected"
                    | "convicted"
                    | "suspended"
                    | "embattled"
                    | "renowned"
                    | "acclaimed"
                    | "beloved"
                    | "registered"
            )
        {
            return self.nominal(i + 1) || self.has(i + 1, CAPITAL);
        }
        i > self.first
            && (before & (DET | GLUE | NUMBER | PREP) != 0
                || before & ADVERB != 0 && self.has(i.wrapping_sub(2), DET | NUMBER))
            && self.nominal(i + 1)
    }

    /// The noun phrase that ends before token `end`, as the subject of what stands there.
    pub(super) fn subject_left(&self, end: usize) -> Option<(usize, usize)> {
        if end <= self.first {
            return None;
        }
        let before = end - 1;
        if self.has(before, COMMA | DASH) {
            return self.subject_over(before);
        }
        if let Some(cut) = self.adjunct_left(end) {
            if self.has(cut - 1, COMMA | DASH) {
                return self.subject_over(cut - 1);
            }
            // "the minister himself" is the whole of the phrase.
            let own = self.word(cut).ends_with("self") || self.word(cut).ends_with("selves");
            let bare = self.nominal(cut - 1) || self.has(cut - 1, SUBJECT);
            if bare && let Some(start) = self.phrase_left(cut) {
                return Some((start, if own { end } else { cut }));
            }
        }
        if matches!(self.word(before), ")" | "]") {
            // "Ana Ruiz (Unity) said"
            let open = self.bracket(before)?;
            return self.phrase_left(open).map(|start| (start, end));
        }
        // "One in five say", "those surveyed say"
        if let Some(start) = self.share_left(end) {
            return Some((start, end));
        }
        let start = self.phrase_left(end)?;
        // "A man introduced as a commander told": what he goes as belongs to him.
        let goes_as = start > self.first + 2
            && self.word(start - 1) == "as"
            && matches!(
                self.word(start - 2),
                "introduced"
                    | "described"
                    | "identified"
                    | "presented"
                    | "billed"
                    | "known"
                    | "posing"
                    | "working"
                    | "serving"
                    | "employed"
                    | "registered"
                    | "speaking"
            );
        let whole = goes_as
            .then(|| self.phrase_left(start - 2))
            .flatten()
            .unwrap_or(start);
        Some((whole, end))
    }

    /// "nearly one in five", "those polled": where the share of people that ends before token `end` begins.
    fn share_left(&self, end: usize) -> Option<usize> {
        let at = |n: usize| end.checked_sub(n).filter(|&i| i >= self.first);
        let number = |n: usize| at(n).is_some_and(|i| self.has(i, NUMBER));
        let word = |n: usize| at(n).map_or("", |i| self.word(i));
        let within = word(2) == "in" || word(2) == "of" && word(3) == "out";
        let length = if number(1) && word(2) == "in" && number(3) {
            3
        } else if number(1) && within && number(4) {
            4
        } else if word(2) == "those"
            && matches!(
                word(1),
                "surveyed"
                    | "polled"
                    | "interviewed"
                    | "questioned"
                    | "asked"
                    | "canvassed"
                    | "present"
                    | "involved"
            )
        {
            2
        } else {
            return None;
        };
        let start = end - length;
        let hedged = start > self.first
            && matches!(
                self.word(start - 1),
                "nearly" | "about" | "almost" | "some" | "roughly" | "only" | "just"
            );
        Some(start - usize::from(hedged))
    }

    /// "Ana Ruiz, the mayor, on Tuesday said", "the minister himself said": where what stands between subject and verb, before
    /// token `end`, begins.
    fn adjunct_left(&self, end: usize) -> Option<usize> {
        let back = |n: usize| end.checked_sub(n).map_or("", |i| self.word(i));
        let last = end.checked_sub(1)?;
        let length = if matches!(back(1), "himself" | "herself" | "itself" | "themselves")
            || self.cx.is(last, List::Weekday) && self.has(last, TIME) && back(2) != "on"
        {
            1
        } else if self.has(last, TIME) && back(2) == "on"
            || matches!(back(1), "week" | "month" | "year" | "night")
                && matches!(back(2), "last" | "this")
        {
            2
        } else if back(3) == "in"
            && matches!(back(2), "a" | "an")
            && self.cx.is(last, List::ReportingNoun)
        {
            3
        } else {
            return None;
        };
        end.checked_sub(length).filter(|&cut| cut > self.first)
    }

    /// The bracket that the one at `close` closes.
    pub(super) fn bracket(&self, close: usize) -> Option<usize> {
        let stop = close.saturating_sub(30).max(self.first);
        (stop..close)
            .rev()
            .find(|&i| matches!(self.word(i), "(" | "["))
    }

    /// No verb stands in `from..to` but in a relative clause.
    pub(super) fn verbless(&self, from: usize, to: usize) -> bool {
        !(from..to).any(|i| self.finite(i) && !self.reduced(i))
    }

    /// A verb with its own auxiliary stands in `from..to` outside a relative clause.
    fn clause_in(&self, from: usize, to: usize) -> bool {
        (from..to)
            .take_while(|&i| {
                !self.has(i, REL)
                    && !matches!(
                        self.word(i),
                        "that" | "which" | "who" | "whom" | "where" | "when" | "whose"
                    )
            })
            .any(|i| self.has(i, AUX) && self.finite(i))
    }

    /// "…, a nurse, said", "…, however, said": the subject stands before what the comma or dash at `close` closes.
    pub(super) fn subject_over(&self, close: usize) -> Option<(usize, usize)> {
        let mark = self.tag(close) & (COMMA | DASH);
        let stop = close.saturating_sub(LONGEST).max(self.first);
        let mut open = close;
        for _ in 0..3 {
            open = (stop..open).rev().find(|&i| {
                self.has(i, mark | QUOTE | HARD) && !matches!(self.word(i), "(" | ")" | "[" | "]")
            })?;
            if !self.has(open, mark) || open == self.first {
                return None;
            }
            let inner = open + 1;
            if inner >= close {
                return None;
            }
            let tag = self.tag(inner);
            let cx = self.cx;
            let relative = tag & REL != 0
                || matches!(
                    self.word(inner),
                    "whose" | "where" | "one" | "both" | "himself" | "herself"
                );
            // "three officers and a guest were killed, said": a clause, no apposition.
            if tag & (DET | NUMBER) != 0 && self.clause_in(inner, close) {
                return None;
            }
            // "a nurse in Oamaru, south of Dunedin, said"
            if cx.is(inner, List::Compass) && self.word(inner + 1) == "of" {
                continue;
            }
            let apposed = tag & (DET | NUMBER) != 0
                || cx.is(inner, List::RoleNoun)
                || cx.is(inner, List::RoleModifier)
                || cx.is(close - 1, List::RoleNoun)
                    && tag & (PREP | SUB | COORD) == 0
                    && (inner..close).all(|k| self.nominal(k) || self.has(k, GLUE))
                || tag & CAPITAL != 0 && tag & (SUB | PREP) == 0 && self.verbless(inner, close)
                || matches!(
                    self.word(inner),
                    "of" | "formerly"
                        | "aged"
                        | "now"
                        | "including"
                        | "himself"
                        | "herself"
                        | "jr"
                        | "sr"
                );
            let aside = tag & (ADVERB | TIME) != 0 && inner + 1 == close
                || tag & (PREP | ING | PAST | PARTICIPLE) != 0
                || matches!(
                    self.word(inner),
                    "too" | "for" | "in" | "when" | "as" | "if"
                );
            if !(relative || apposed || aside) {
                // "…, a maker of doors, floors and other joinery, said": the tail of a list within the apposition.
                let tail = self.nominal(inner)
                    && (inner..close).any(|i| self.has(i, COORD))
                    && self.verbless(inner, close);
                if tail {
                    continue;
                }
                return None;
            }
            if let Some(start) = self.phrase_left(open) {
                let end = if apposed && !relative { close } else { open };
                // The phrase may itself be apposed: "Ana Ruiz, the head of the union, a lawyer, said".
                let further = self.has(start, DET) || self.cx.is(start, List::RoleNoun);
                if further
                    && start > self.first
                    && self.has(start - 1, mark)
                    && let Some((whole, _)) = self.subject_over(open)
                    && self.has(whole, CAPITAL)
                    // "killed in Goma, its governor, Ana Ruiz, said", "Some died, the firm, which is old, said": what
                    // stands before belongs to what was said.
                    && (whole == self.first
                        || !self.has(whole - 1, PREP)
                        || self.word(whole - 1) == "as")
                    && !(whole..start).any(|i| self.has(i, PAST | AUX | FINITE))
                {
                    return Some((whole, end));
                }
                return Some((start, end));
            }
            if open > self.first && matches!(self.word(open - 1), ")" | "]") {
                let bracket = self.bracket(open - 1)?;
                return self
                    .phrase_left(bracket)
                    .map(|start| (start, if apposed && !relative { close } else { open }));
            }
        }
        None
    }

    /// The subject of the clause around `i`: of the last verb before it that has one.
    pub(super) fn clause_subject(&self, i: usize) -> Option<(usize, usize)> {
        let stop = i.saturating_sub(60).max(self.first);
        let mut k = i;
        while k > stop {
            k -= 1;
            let tag = self.tag(k);
            if tag & (HARD | QUOTED) != 0 {
                continue;
            }
            let carries = tag & (AUX | FINITE) != 0
                || tag & (VERB | PAST) == VERB | PAST && !self.adjective(k)
                || tag & (VERB | THIRD) == VERB | THIRD && tag & (PREP | DET) == 0;
            if !carries || self.has(k.wrapping_sub(1), AUX | NOT | TO) && k > self.first {
                continue;
            }
            let start = self.group_start(k);
            if let Some(subject) = self.subject_left(start)
                && !self.has(subject.0, REL)
                && self.clean_left(subject.0)
            {
                return Some(subject);
            }
        }
        self.opening_subject(i)
    }

    /// "Several groups granted the mine a delay, saying …": the subject of a past tense that no list holds, where it
    /// opens the sentence.
    fn opening_subject(&self, i: usize) -> Option<(usize, usize)> {
        /// How many tokens the subject and what stands before it may fill.
        const REACH: usize = 20;
        (self.first + 1..i.min(self.first + REACH))
            .filter(|&k| {
                self.has(k, PAST) && !self.has(k, AUX | QUOTED | PREP) && !self.adjective(k)
            })
            .filter(|&k| {
                // "the man arrested in Lima told police and said": a participle, where another verb follows.
                !self.has(k + 1, PREP)
                    || self.word(k + 1) == "to"
                    || !(k + 1..i)
                        .any(|n| self.finite(n) || self.has(n, PAST | THIRD) && !self.adjective(n))
            })
            .find_map(|k| {
                let subject = self.subject_left(self.group_start(k))?;
                let opens = subject.0 == self.first || self.has(subject.0 - 1, COMMA | HARD);
                (opens && !self.has(subject.0, REL | SUB)).then_some(subject)
            })
    }

    /// What stands before a subject at `start` lets a clause begin there.
    pub(super) fn clean_left(&self, start: usize) -> bool {
        start == self.first || {
            let tag = self.tag(start - 1);
            tag & (COMMA | QUOTE | HARD | DASH | COORD | SUB | REL | TIME | ADVERB) != 0
                || tag & (PREP | TO | DET | AUX) == 0
        }
    }

    /// Goes left over auxiliaries and adverbs before the verb at `verb`.
    pub(super) fn group_start(&self, verb: usize) -> usize {
        let mut i = verb;
        while i > self.first {
            let k = i - 1;
            let tag = self.tag(k);
            let chain = tag & TO != 0
                && k > self.first
                && (self.has(k - 1, AUX)
                    || matches!(
                        self.word(k - 1),
                        "going"
                            | "expected"
                            | "on"
                            | "continued"
                            | "continues"
                            | "used"
                            | "ought"
                            | "wants"
                            | "wanted"
                            | "want"
                            | "went"
                    ));
            if tag & (AUX | NOT) != 0
                || tag & ADVERB != 0 && tag & (PREP | DET | TIME) == 0
                || tag & ADVERB != 0 && matches!(self.word(k), "once")
            {
                i = k;
            } else if chain {
                i = k - 1;
                if self.word(i) == "on" && i > self.first {
                    i -= 1;
                }
            } else if matches!(self.word(k), "been" | "being" | "going" | "expected")
                && self.has(k.wrapping_sub(1), AUX | ADVERB)
            {
                i = k;
            } else {
                break;
            }
        }
        i
    }
}
