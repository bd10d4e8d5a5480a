//! Noun phrases behind a cue: where a source that follows its verb ends, with what is apposed to it.

use super::nouns::{Clauses, LONGEST};
use super::tags::{
    ADVERB, AUX, CAPITAL, COMMA, COORD, CUE, DASH, DET, FINITE, GLUE, HARD, ING, NUMBER, OBJECT,
    PARTICIPLE, PAST, PREP, QUOTE, QUOTED, REL, SUB, SUBJECT, TIME, TO, VERB,
};
use crate::lists::List;

impl Clauses<'_, '_> {
    /// "operations to find", "efforts to save": an infinitive that belongs to the noun before *to* at `k`.
    pub(super) fn aims(&self, k: usize) -> bool {
        k > self.first
            && matches!(
                self.word(k - 1),
                "operation" | "operations" | "effort" | "efforts" | "mission" | "missions"
            )
    }

    /// One past the noun phrase that begins at `from`, as a source behind its cue; with what is apposed to it.
    pub(super) fn phrase_right(&self, from: usize) -> Option<usize> {
        let tag = self.tag(from);
        if from >= self.last
            || tag & (AUX | SUB | TO | COMMA | QUOTE | HARD | DASH | COORD) != 0 && tag & DET == 0
        {
            return None;
        }
        // "said one of the survivors"; "according to one official": "one" counts what follows.
        let one_of = self.word(from) == "one" && self.word(from + 1) == "of";
        let counts = tag & (DET | NUMBER) != 0 && self.nominal(from + 1);
        if tag & (SUBJECT | OBJECT) != 0 && !one_of && !counts {
            return matches!(
                self.word(from),
                "he" | "she"
                    | "it"
                    | "they"
                    | "one"
                    | "him"
                    | "her"
                    | "them"
                    | "we"
                    | "i"
                    | "you"
                    | "us"
                    | "me"
            )
            .then_some(from + 1);
        }
        let mut i = from;
        let mut relative = false;
        let limit = self.last.min(from + LONGEST);
        while i < limit {
            let tag = self.tag(i);
            // "said Ana Ruiz (Unity), the mayor"
            if i > from
                && matches!(self.word(i), "(" | "[")
                && let Some(close) =
                    (i + 1..limit.min(i + 8)).find(|&k| matches!(self.word(k), ")" | "]"))
                && self.has(close + 1, COMMA | HARD)
            {
                i = close + 1;
                continue;
            }
            if tag & (HARD | QUOTE | DASH) != 0 {
                break;
            }
            // "an official who asked not to be named": to the end of the relative clause.
            relative |= i > from && self.word(i) == "who" && self.nominal(i - 1);
            if relative && tag & (COMMA | COORD) == 0 && self.word(i) != "that" {
                i += 1;
                continue;
            }
            if tag & COMMA != 0 {
                match self.apposed(i, limit) {
                    Some(next) => {
                        i = next;
                        continue;
                    }
                    None => break,
                }
            }
            if i > from {
                let before = self.tag(i - 1);
                if tag & AUX != 0
                    || tag & FINITE != 0
                    || tag & (VERB | PAST) == VERB | PAST && !self.adjective(i) && !self.reduced(i)
                {
                    // "officials who were there"
                    if !(from..i).any(|k| self.has(k, REL)) {
                        break;
                    }
                }
                if tag & (TO | TIME) != 0 && before & GLUE == 0
                    || tag & SUBJECT != 0 && tag & REL == 0
                {
                    break;
                }
                if tag & SUB != 0 && tag & (REL | PREP) == 0
                    || matches!(
                        self.word(i),
                        "as" | "after" | "before" | "that" | "than" | "when"
                    ) && !self.has(i - 1, PREP)
                {
                    break;
                }
                if tag & PREP != 0 && self.adjunct(i) {
                    break;
                }
                if tag & COORD != 0 {
                    // "… and Ana Ruiz": a noun phrase follows, and no verb of its own.
                    if self.word(i) == "but" || !self.nominal_start(i + 1) || self.verb_soon(i + 1)
                    {
                        break;
                    }
                }
                if tag & ADVERB != 0
                    && tag & DET == 0
                    && !self.has(i + 1, PAST | PARTICIPLE | ING)
                    // "according to an earlier report"
                    && before & (PREP | DET) == 0
                {
                    break;
                }
                if tag & DET != 0
                    && before & (PREP | COORD | GLUE | COMMA | DET | REL) == 0
                    && !matches!(self.word(i), "that" | "his" | "her")
                {
                    break;
                }
                if tag & ING != 0
                    && tag & VERB != 0
                    && before & (DET | PREP | GLUE) == 0
                    && !self.nominal(i + 1)
                {
                    break;
                }
            }
            i += 1;
        }
        let begins = tag & (CAPITAL | DET | NUMBER) != 0
            || self.nominal(from) && (tag & (VERB | PAST) != VERB || self.nominal(from + 1))
            || tag & ING != 0
            // "according to figures from the ministry"
            || self.is_paper(from) && self.has(from + 1, PREP);
        (i > from
            && (begins || one_of || counts)
            && tag & PREP == 0
            && !matches!(self.word(from), "that" | "what" | "which"))
        .then_some(i)
    }

    /// "on Monday", "in a statement", "at a news conference": tells when or where it was said, not who.
    pub(super) fn adjunct(&self, i: usize) -> bool {
        let next = self.tag(i + 1);
        match self.word(i) {
            "on" => {
                next & (TIME | NUMBER) != 0
                    || self.cx.is(i + 1, List::Month)
                    || matches!(
                        self.word(i + 1),
                        "condition" | "twitter" | "facebook" | "instagram" | "x"
                    )
            }
            "in" => {
                next & NUMBER != 0
                    || self.cx.is(i + 1, List::Month)
                    || (i + 1..i + 5).any(|k| {
                        matches!(
                            self.word(k),
                            "statement"
                                | "interview"
                                | "report"
                                | "speech"
                                | "letter"
                                | "email"
                                | "tweet"
                                | "post"
                                | "address"
                                | "response"
                                | "memo"
                                | "message"
                                | "briefing"
                                | "telegram"
                                | "note"
                                | "video"
                                | "remarks"
                                | "testimony"
                        )
                    })
            }
            "at" => (i + 1..i + 5).any(|k| {
                matches!(
                    self.word(k),
                    "conference"
                        | "briefing"
                        | "rally"
                        | "event"
                        | "hearing"
                        | "meeting"
                        | "time"
                        | "debate"
                )
            }),
            // "data kept by the foundation": who keeps them is part of the source.
            // "a report by the foundation", too.
            "by" => {
                !self.has(i.wrapping_sub(1), PAST | PARTICIPLE) && !self.is_paper(i.wrapping_sub(1))
            }
            "during" | "after" | "before" | "since" | "when" | "until" | "about" | "amid"
            | "following" | "through" => true,
            "with" => matches!(self.word(i + 1), "a"),
            _ => false,
        }
    }

    /// Behind the comma at `comma`: the token at which to go on if what follows is apposed ("…, a nurse").
    pub(super) fn apposed(&self, comma: usize, limit: usize) -> Option<usize> {
        let from = comma + 1;
        let tag = self.tag(from);
        let cx = self.cx;
        let relative = tag & REL != 0 && self.word(from) != "that";
        let age = tag & NUMBER != 0 && self.has(from + 1, COMMA | HARD);
        let noun = (matches!(
            self.word(from),
            "a" | "an" | "the" | "his" | "her" | "its" | "one"
        ) || cx.is(from, List::RoleNoun)
            || cx.is(from, List::RoleModifier)
            || tag & CAPITAL != 0 && self.short_name(from))
            && tag & QUOTED == 0;
        if age {
            return Some(from + 1);
        }
        // "29, of Meridian, Ind."
        let of = matches!(self.word(from), "of" | "from")
            && self.has(from + 1, CAPITAL)
            && self.has(comma - 1, NUMBER | CAPITAL);
        let end = (from..limit)
            .find(|&i| self.has(i, COMMA | HARD | QUOTE | DASH))
            .unwrap_or(limit);
        // "said Ana Ruiz, who runs the harbour": she is told by it, unless she speaks in it.
        if matches!(self.word(from), "who" | "whose") {
            let tells = (from + 1..end).any(|i| {
                self.has(i, CUE)
                    && (cx.phrase(i, List::ReportingVerb).is_some()
                        || cx.phrase(i, List::SpeakingVerb).is_some())
            });
            return (!tells && !self.has(end, QUOTE | DASH)).then_some(end);
        }
        // "said three unions, including the teachers'"
        if self.word(from) == "including" && self.verbless(from + 1, end) {
            return Some(end);
        }
        if relative || !noun && !of {
            return None;
        }
        // "According to police, the man fled.": a clause of its own, and no participle behind its noun.
        let bare = self.word(from) == "the"
            && end > from + 2
            && (end >= self.last || self.has(end, HARD))
            && self.has(end - 1, PAST)
            && !self.has(end - 1, PARTICIPLE);
        if bare || !self.verbless(from, end) {
            let who = (from..end).find(|&i| matches!(self.word(i), "who" | "whose"));
            if !who.is_some_and(|who| {
                self.verbless(from, who) && (from + 1..who).all(|i| !self.has(i, SUBJECT))
            }) {
                return None;
            }
        }
        // "said Ana Ruiz, the mayor": to the end of the sentence, or a comma closes it.
        Some(end)
    }

    /// Up to three words in capitals and a comma: "Portland, Oregon,".
    pub(super) fn short_name(&self, from: usize) -> bool {
        (from..from + 4)
            .find(|&i| !self.has(i, CAPITAL | GLUE))
            .is_some_and(|i| i > from && self.has(i, COMMA | HARD))
    }

    /// A noun phrase can begin at `i`.
    pub(super) fn nominal_start(&self, i: usize) -> bool {
        let tag = self.tag(i);
        tag & (DET | NUMBER | CAPITAL) != 0 || self.nominal(i) && tag & (VERB | PAST | ING) == 0
    }

    /// A verb of its own follows the noun phrase at `from` before the next comma.
    pub(super) fn verb_soon(&self, from: usize) -> bool {
        (from..self.last.min(from + 10))
            .take_while(|&i| !self.has(i, COMMA | HARD | QUOTE | REL))
            .any(|i| self.finite(i) && !self.reduced(i))
    }
}
