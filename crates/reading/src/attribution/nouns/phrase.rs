//! Noun phrases read from their end to the left, and what is cut from them.

use super::{Clauses, LONGEST};
use crate::attribution::tags::{
    ADVERB, AUX, CAPITAL, COMMA, COORD, DASH, DET, FINITE, GLUE, HARD, ING, NUMBER, OBJECT,
    PARTICIPLE, PAST, PREP, QUOTE, QUOTED, REL, SUB, SUBJECT, TIME, TO, VERB, WORD,
};
use crate::lists::List;

impl Clauses<'_, '_> {
    /// The first token of the noun phrase that ends before `end`, if it can be a subject there.
    pub(in crate::attribution) fn phrase_left(&self, end: usize) -> Option<usize> {
        let mut crossed = None;
        let found = self.phrase_over(end, true, &mut crossed);
        let Some(comma) = crossed else { return found };
        // "the mayor, doctors and nurses said", but "has risen to 12, doctors and nurses said": a list begins where a
        // clause may, and holds no verb.
        let listed = found.filter(|&start| {
            (start == self.first
                || self.has(start - 1, COMMA | QUOTE | HARD | DASH | SUB | REL)
                    && !self.has(start - 1, PREP))
                && !(start..comma).any(|k| {
                    self.has(k, ING) && self.has(k + 1, DET | OBJECT)
                        || self.finite(k) && !self.reduced(k) && self.relative(k, start).is_none()
                })
        });
        listed.or_else(|| self.phrase_over(end, false, &mut None))
    }

    /// As [`Self::phrase_left`]; with `lists` over the commas of a list, the first of which is told in `crossed`.
    fn phrase_over(&self, end: usize, lists: bool, crossed: &mut Option<usize>) -> Option<usize> {
        let head = end.checked_sub(1).filter(|&i| i >= self.first)?;
        let tag = self.tag(head);
        if tag & QUOTED != 0 && tag & QUOTE == 0 {
            return None;
        }
        if tag & SUBJECT != 0 {
            // "no one", "not everyone"
            let none = head > self.first
                && (self.word(head) == "one" && self.word(head - 1) == "no"
                    || self.word(head).starts_with("every") && self.word(head - 1) == "not");
            return Some(head - usize::from(none));
        }
        if tag & REL != 0 || matches!(self.word(head), "this" | "that" | "these" | "those") {
            return Some(head);
        }
        // "a source close to him"
        let object = tag & OBJECT != 0 && head > self.first && self.has(head - 1, PREP);
        if !self.nominal(head) && !object && !self.has(head, GLUE) && !self.has(head, TIME) {
            return None;
        }
        let stop = end.saturating_sub(LONGEST).max(self.first);
        // Where the phrase would begin without what a conjunction joins to it.
        let mut joint: Option<usize> = None;
        let mut i = end;
        let mut clean = true;
        while i > stop {
            let k = i - 1;
            let tag = self.tag(k);
            if matches!(self.word(k), ")" | "]")
                && let Some(open) = self.bracket(k)
            {
                i = open;
                continue;
            }
            if tag & (QUOTE | HARD | DASH) != 0 {
                break;
            }
            if tag & COMMA != 0 {
                // "A, B and C": a list goes on only behind its conjunction.
                if joint.is_some()
                    && self.nominal(k.wrapping_sub(1))
                    && !self.has(k.wrapping_sub(1), TIME)
                {
                    crossed.get_or_insert(k);
                    if lists {
                        i = k;
                        continue;
                    }
                }
                break;
            }
            if tag & COORD != 0 {
                if i == end
                    || self.word(k) == "but"
                    || self.has(k.wrapping_sub(1), COMMA)
                        && joint.is_none()
                        && !self.nominal(k.wrapping_sub(2))
                {
                    break;
                }
                joint.get_or_insert(i);
                i = k;
                continue;
            }
            if object && k == head {
                i = k;
                continue;
            }
            // "one manager", "that person"
            let counts = self.word(k) == "one" && (self.nominal(i) || self.word(i) == "of");
            let points = self.word(k) == "that"
                && self.nominal(i)
                && (k == self.first || self.has(k - 1, COMMA | QUOTE | COORD | HARD));
            if counts || points {
                i = k;
                if points {
                    break;
                }
                continue;
            }
            // "those who oppose the law": the relative clause belongs to the phrase.
            if self.word(k) == "who"
                && k > stop
                && (self.nominal(k - 1) || self.word(k - 1) == "those")
                && self.has(i, VERB)
                && !self.has(i, CAPITAL | ING)
                && i + 1 < end
                && self.has(i + 1, DET | PREP | OBJECT)
            {
                i = k;
                continue;
            }
            // "in what officials called a hate crime": the clause begins behind "what".
            if self.word(k) == "what" && i < end && k > self.first {
                break;
            }
            // "the raid in which police said": the clause begins behind the relative.
            if matches!(self.word(k), "which" | "whom")
                && i < end
                && k > stop
                && self.has(k - 1, PREP)
            {
                break;
            }
            if tag & (SUBJECT | OBJECT) != 0 && tag & DET == 0 {
                clean = tag & REL != 0;
                break;
            }
            if tag & (AUX | FINITE) != 0
                || tag & (VERB | PAST) == VERB | PAST && !self.adjective(k) && !self.reduced(k)
            {
                // "the man who is 43 said": the relative clause belongs to the phrase.
                if let Some(start) = self.relative(k, stop) {
                    i = start;
                    continue;
                }
                clean = false;
                break;
            }
            if tag & (SUB | REL) != 0 && tag & PREP == 0 && tag & DET == 0
                || matches!(
                    self.word(k),
                    "that" | "as" | "than" | "because" | "after" | "before" | "since" | "until"
                )
            {
                break;
            }
            // "soldiers in operations to find Omar Sayed said": the infinitive belongs to its noun.
            if tag & TO != 0 && self.aims(k) && i < end {
                i = k;
                continue;
            }
            if tag & TO != 0 {
                clean = false;
                break;
            }
            // "about half of voters", "at least three"
            if tag & PREP != 0
                && (matches!(
                    self.word(k),
                    "about" | "around" | "over" | "under" | "between"
                ) && (self.has(i, NUMBER) || self.has(i + 1, NUMBER) && self.has(i, DET))
                    || matches!(self.word(i), "least" | "most") && self.word(k) == "at")
            {
                i = k;
                continue;
            }
            if tag & PREP != 0 {
                let left = k.wrapping_sub(1);
                // "First of America"
                let name = self.word(k) == "of"
                    && self.has(left, CAPITAL)
                    && self.has(i, CAPITAL)
                    && !self.has(left, TIME | PREP);
                // "the in-home nurse"
                if self.word(i) == "-" {
                    i = k;
                    continue;
                }
                // "sources who spoke on condition of anonymity"
                if k > stop
                    && self.finite(left)
                    && let Some(start) = self.relative(left, stop)
                {
                    i = start;
                    continue;
                }
                let inside = k > stop
                    && (self.nominal(left) || self.has(left, GLUE) || name)
                    && !self.has(left, TIME);
                if !inside {
                    return self.without_lead(k, end);
                }
                i = k;
                continue;
            }
            // "both sides", "both the army and the rebels"
            if self.word(k) == "both" && i < end && (self.nominal(i) || self.has(i, DET)) {
                i = k;
                break;
            }
            // "the first law officer", "the then mayor"
            if tag & ADVERB != 0 && i < end && k > stop && self.has(k - 1, DET) && self.nominal(i) {
                i = k;
                continue;
            }
            if tag & ADVERB != 0
                && tag & WORD != 0
                && !(tag & CAPITAL != 0 && self.word(i) == "of")
                && !self.has(i, PAST | PARTICIPLE | ADVERB)
                && !self.has(i, NUMBER)
                || tag & TIME != 0 && i != end
            {
                if let Some(start) = self.relative(k, stop) {
                    i = start;
                    continue;
                }
                break;
            }
            i = k;
        }
        if let Some(joint) = joint
            && !clean
        {
            i = joint;
        }
        self.trim(i, end)
    }

    /// A participle behind its noun: "people wounded in the raid", "a group called Ansar".
    pub(in crate::attribution) fn reduced(&self, i: usize) -> bool {
        if self.has(i, FINITE | AUX) {
            return false;
        }
        // "the army shelled the town": what follows at once is its object.
        let object = self.has(i + 1, DET | SUBJECT | OBJECT)
            && !matches!(
                self.word(i),
                "called"
                    | "named"
                    | "dubbed"
                    | "given"
                    | "awarded"
                    | "paid"
                    | "offered"
                    | "sent"
                    | "shown"
            );
        if object {
            return false;
        }
        let clausal = self.cx.is(i, List::ReportingVerb)
            || self.cx.is(i, List::SpeakingVerb)
            || self.cx.is(i, List::ThinkingVerb)
            || self.cx.is(i, List::ShowingVerb);
        let by = self.has(i + 1, PREP) || self.has(i + 1, TO);
        i > self.first && self.nominal(i - 1) && (!clausal || by)
    }

    /// The start of a relative clause whose verb stands at `verb`.
    pub(in crate::attribution) fn relative(&self, verb: usize, stop: usize) -> Option<usize> {
        let from = verb.saturating_sub(12).max(stop);
        let rel = (from..verb)
            .rev()
            .take_while(|&i| !self.has(i, COMMA | QUOTE | HARD | DASH))
            .find(|&i| self.has(i, REL) && !matches!(self.word(i), "whom"))?;
        let before = rel.checked_sub(1)?;
        (rel > stop && self.nominal(before) && !self.has(before, VERB | PAST | TIME)).then_some(rel)
    }

    /// "In Geneva officials said": drops a preposition at `prep` that opens the clause, with its noun.
    pub(in crate::attribution) fn without_lead(&self, prep: usize, end: usize) -> Option<usize> {
        let mut i = prep + 1;
        // The noun of the preposition: up to the next determiner or a new run of capitals.
        let mut seen = false;
        while i < end {
            let tag = self.tag(i);
            let begins = tag & DET != 0 && tag & OBJECT == 0 || tag & SUBJECT != 0;
            if seen
                && matches!(self.word(i), "about" | "around" | "nearly" | "more")
                && self.has(i + 1, NUMBER)
            {
                break;
            }
            if seen && begins {
                break;
            }
            if seen && tag & CAPITAL != 0 && !self.has(i - 1, CAPITAL | GLUE | PREP | DET) {
                break;
            }
            if seen && self.has(i - 1, TIME | NUMBER) && tag & (TIME | NUMBER | GLUE) == 0 {
                break;
            }
            if seen
                && self.has(i - 1, CAPITAL)
                && tag & (CAPITAL | GLUE | PREP | NUMBER | COORD) == 0
                && self.has(prep + 1, CAPITAL)
            {
                break;
            }
            seen |= tag & (DET | PREP | GLUE) == 0;
            i += 1;
        }
        if i >= end { None } else { self.trim(i, end) }
    }

    /// Drops conjunctions, adverbs and days that lead in.
    pub(in crate::attribution) fn trim(&self, start: usize, end: usize) -> Option<usize> {
        let mut i = start;
        while i < end {
            let tag = self.tag(i);
            let lead = tag & COORD != 0
                || tag & (ADVERB | TIME) != 0
                    && tag & (DET | NUMBER) == 0
                    && !(self.word(i + 1) == "of" && tag & CAPITAL != 0)
                    && !matches!(self.word(i), "even" | "both" | "just" | "only")
                    && !(matches!(self.word(i), "nearly" | "almost" | "roughly")
                        && self.has(i + 1, NUMBER))
                || tag & PREP != 0
                    && tag & DET == 0
                    && i == start
                    && !matches!(
                        self.word(i),
                        "over" | "about" | "around" | "under" | "between"
                    )
                    && !matches!(self.word(i + 1), "least" | "most")
                || matches!(
                    self.word(i),
                    "meanwhile"
                        | "separately"
                        | "earlier"
                        | "later"
                        | "so"
                        | "if"
                        | "as"
                        | "when"
                        | "while"
                        | "what"
                        | "how"
                        | "where"
                        | "why"
                        | "which"
                ) && i + 1 < end
                || self.word(i) == "that" && i + 1 < end && !self.nominal(i + 1)
                || tag & GLUE != 0;
            if !lead {
                break;
            }
            i += 1;
        }
        (i < end && (i..end).any(|k| self.has(k, WORD | NUMBER))).then_some(i)
    }
}
