//! How far what a cue covers reaches.

use super::Reach;
use super::tags::{
    ADVERB, AUX, CAPITAL, COMMA, COORD, CUE, DASH, DET, FINITE, HARD, ING, NUMBER, PARTICIPLE,
    PAST, PREP, QUOTE, QUOTED, REL, SUB, SUBJECT, THIRD, TO, VERB,
};
use super::verbs::{Finder, LONGEST_CLAUSE, Verb};
use crate::lists::List;

impl Finder<'_, '_> {
    /// The cue's clause is itself subordinate and comes first: "While the army said …, residents …".
    pub(super) fn fronted(&self, subject: usize) -> bool {
        let c = &self.c;
        let Some(before) = subject.checked_sub(1).filter(|&k| k >= c.first) else {
            return false;
        };
        // "The plane was hit there, while the army says it fell here, hurting two": the main clause stands before it.
        let behind = before > c.first + 2
            && c.has(before - 1, COMMA)
            && !c.has(before - 2, COORD)
            && matches!(c.word(before), "while" | "whereas" | "although" | "though")
            && (c.first..before - 1)
                .any(|k| c.finite(k) && c.subject_left(c.group_start(k)).is_some());
        c.has(before, SUB)
            && !behind
            && !matches!(c.word(before), "that" | "who" | "which")
            && (before == c.first || c.has(before.wrapping_sub(1), COMMA | COORD | DASH | QUOTE))
    }

    /// The clause of a subject stands within another, which goes on behind its comma: [`Self::fronted`], "which he called a
    /// cartel, will end", "in what officials called a hate crime, he was shot".
    pub(super) fn within(&self, subject: usize) -> bool {
        let c = &self.c;
        let set_off = subject
            .checked_sub(1)
            .is_some_and(|before| match c.word(before) {
                "what" => true,
                "which" | "whom" | "who" | "that" => c.has(before.wrapping_sub(1), COMMA),
                _ => false,
            });
        set_off || self.fronted(subject)
    }

    /// What follows a comma goes on with what is covered.
    pub(super) fn goes_on(&self, from: usize) -> bool {
        let c = &self.c;
        if from >= c.last || c.has(from, HARD) {
            return false;
        }
        if self.verb_at(from).is_some() && c.has(from, ING | PAST) {
            return false;
        }
        if c.has(from, COORD) {
            return !self.speaks_anew(from + 1);
        }
        !matches!(
            c.word(from),
            "according"
                | "while"
                | "although"
                | "though"
                | "when"
                | "as"
                | "after"
                | "who"
                | "before"
                | "speaking"
                | "referring"
        )
    }

    /// A verb of the lists that carries on without a subject, or a new subject that speaks.
    pub(super) fn speaks_anew(&self, from: usize) -> bool {
        let c = &self.c;
        let at = (from..c.last.min(from + 4))
            .find(|&k| !c.has(k, ADVERB | AUX))
            .unwrap_or(from);
        if self.verb_at(at).is_some()
            && c.has(at, PAST | THIRD)
            && (at == from || c.has(at - 1, ADVERB | AUX))
        {
            return true;
        }
        (from + 1..c.last.min(from + 9))
            .take_while(|&k| !c.has(k, COMMA | HARD | QUOTE))
            .any(|k| {
                c.has(k, CUE)
                    && c.has(k, PAST | THIRD | VERB)
                    && self.speaks(k)
                    && c.has(k, PAST | THIRD)
                    && c.subject_left(c.group_start(k))
                        .is_some_and(|(start, _)| start == from)
            })
    }

    /// Where what is covered ends: at the sentence's end, or where another speaks or the cue's own clause goes on.
    pub(super) fn content_end(&self, from: usize, cue: usize, confined: bool) -> usize {
        let c = &self.c;
        let reach = match self.verb_at(cue) {
            Some(verb)
                if verb.of(List::ReportingVerb)
                    || verb.of(List::TellingVerb)
                    || verb.of(List::ShowingVerb) =>
            {
                Reach::Clause
            }
            _ => Reach::Topic,
        };
        let past = c.has(cue, PAST);
        let mut i = from;
        let mut bracket = false;
        let last = c.last.min(from + LONGEST_CLAUSE);
        while i < last {
            if c.has(i, QUOTED) {
                // "a “sham,” adding that": the comma stands within the marks.
                let closes =
                    i > from && c.has(i, QUOTE) && c.has(i - 1, COMMA) && !c.has(i + 1, QUOTED);
                if closes && i + 1 < c.last && self.breaks(from, i + 1, reach, past) {
                    return i + 1;
                }
                i += 1;
                continue;
            }
            let tag = c.tag(i);
            if tag & HARD != 0 {
                match c.word(i) {
                    ";" => return i,
                    "(" | "[" => bracket = true,
                    ")" | "]" => {
                        if !bracket {
                            return i;
                        }
                        bracket = false;
                    }
                    _ => {}
                }
            }
            if i > from && !bracket && tag & COMMA != 0 {
                let next = i + 1;
                if confined && !self.listed(i) {
                    return i;
                }
                if self.breaks(from, next, reach, past) {
                    return i;
                }
            }
            if i > from && tag & DASH != 0 && (confined || self.trailing(i + 1)) {
                return i;
            }
            if i > from && tag & COORD != 0 && !c.has(i - 1, COMMA) {
                let next = i + 1;
                let at = if c.has(next, ADVERB) { next + 1 } else { next };
                if self.verb_at(at).is_some()
                    && c.has(
                        at,
                        if past {
                            PAST
                        } else if c.has(cue, ING) {
                            PAST | THIRD | ING
                        } else if c.has(cue, THIRD) {
                            THIRD
                        } else {
                            PAST | THIRD
                        },
                    )
                    && c.tag(at) & CAPITAL == 0
                {
                    return i;
                }
            }
            i += 1;
        }
        last
    }

    /// Behind a comma, what stands at `next` is no part of what is covered, which begins at `from`.
    pub(super) fn breaks(&self, from: usize, next: usize, reach: Reach, past: bool) -> bool {
        let c = &self.c;
        let word = c.word(next);
        let topic = reach == Reach::Topic;
        // "may have been inspired by them, though not led by them": no subject of its own.
        let clipped = || matches!(c.word(next + 1), "not" | "only" | "never" | "perhaps");
        if matches!(word, "although" | "though") && !topic && clipped() {
            return false;
        }
        if word == "according" || matches!(word, "while" | "although" | "though" | "whereas") {
            return true;
        }
        // "say that the raids are needed, a stance that has appalled others": the words are judged by another.
        if matches!(word, "a" | "an")
            && matches!(
                c.word(next + 1),
                "stance"
                    | "position"
                    | "claim"
                    | "charge"
                    | "accusation"
                    | "allegation"
                    | "assertion"
                    | "contention"
                    | "denial"
                    | "suggestion"
                    | "sentiment"
                    | "view"
                    | "remark"
                    | "comment"
                    | "statement"
            )
            && matches!(
                c.word(next + 2),
                "that" | "which" | "denied" | "rejected" | "disputed" | "echoed"
            )
        {
            return true;
        }
        if c.has(next, COORD) {
            let at = next + 1;
            return self.speaks_anew(at)
                || past && self.goes_back(at, past) && (topic || !self.shares_subject(from, at))
                || word == "but" && (topic || c.has(at, SUBJECT))
                || word == "and"
                    && c.has(at, SUBJECT)
                    && (topic || self.verb_at(at + 1).is_some());
        }
        if topic
            && (matches!(word, "which" | "where" | "even" | "a" | "an")
                || c.has(next, SUBJECT)
                || c.has(next, ING) && !matches!(word, "including" | "according" | "during"))
        {
            return true;
        }
        if c.has(next, ING) && self.verb_at(next).as_ref().is_some_and(Verb::said) {
            return true;
        }
        c.has(next, PAST)
            && !c.has(next, FINITE)
            && self.verb_at(next).is_some()
            && self.inverted_source(next + 1).is_some()
            || self.trailing(next)
    }

    /// Where a thing that is spoken of ends: before the paper or the meeting where it was said.
    pub(super) fn thing_end(&self, from: usize, end: usize) -> usize {
        let c = &self.c;
        (from + 1..end)
            .take_while(|&k| !c.finite(k) && !c.has(k, QUOTE | COMMA | REL))
            .find(|&k| {
                matches!(c.word(k), "in" | "during" | "via" | "through" | "on" | "at")
                    && c.has(k + 1, DET)
                    && (k + 2..end.min(k + 5))
                        .take_while(|&k| !c.has(k, PREP | COMMA))
                        .any(|k| c.is_paper(k))
            })
            .unwrap_or(end)
    }

    /// Where a relative clause with its subject at `rel` ends: at the verb of the noun that it describes.
    pub(super) fn relative_end(&self, from: usize, end: usize, rel: usize) -> usize {
        let c = &self.c;
        (from + 1..end.min(from + 60))
            .filter(|&k| {
                !c.has(k, QUOTED) && (c.has(k, AUX | FINITE) || c.has(k, VERB) && !c.has(k, ING))
            })
            .map(|k| (k, c.group_start(k)))
            .find(|&(k, gs)| {
                !c.has(gs.wrapping_sub(1), TO)
                    && c.subject_left(gs).is_some_and(|source| {
                        source.0 < rel && (c.has(k, AUX | PAST) || self.agrees(source, k))
                    })
            })
            .map_or(end, |(_, gs)| gs)
    }

    /// The cue's own clause goes on behind a conjunction: "…, but did not say", "…, and left".
    pub(super) fn goes_back(&self, from: usize, past: bool) -> bool {
        let c = &self.c;
        let at = if c.has(from, ADVERB) && !c.has(from, AUX) {
            from + 1
        } else {
            from
        };
        past && (c.has(at, FINITE)
            || c.has(at, VERB) && c.has(at, PAST)
            || matches!(c.word(at), "did" | "had" | "was" | "were" | "didn't"))
    }

    /// "said the rebels advanced near the town, and took nine prisoners": the verb at `at` is another deed of those
    /// who are spoken of, as it is no verb of speech and stands in the tense of the clause that begins at `from`.
    fn shares_subject(&self, from: usize, at: usize) -> bool {
        let c = &self.c;
        let at = if c.has(at, ADVERB) && !c.has(at, AUX) {
            at + 1
        } else {
            at
        };
        let by_speaker = matches!(
            c.word(at),
            "did"
                | "didn't"
                | "declined"
                | "refused"
                | "left"
                | "walked"
                | "used"
                | "blamed"
                | "praised"
                | "downplayed"
                | "dismissed"
                | "appeared"
                | "seemed"
                | "stopped"
                | "offered"
                | "gave"
                | "pointed"
                | "spoke"
                | "cited"
                | "quoted"
                | "compared"
                | "likened"
                | "hailed"
                | "thanked"
        );
        if by_speaker || self.verb_at(at).is_some() {
            return false;
        }
        (from + 1..at.saturating_sub(2)).any(|k| {
            let verb = c.has(k, AUX | FINITE)
                || c.has(k, PAST) && !c.has(k, PARTICIPLE) && !c.adjective(k);
            verb && !c.has(k, QUOTED) && c.subject_left(c.group_start(k)).is_some()
        })
    }

    /// The comma at `comma` stands in a list or before an apposition, not at the end of the clause.
    pub(super) fn listed(&self, comma: usize) -> bool {
        let c = &self.c;
        let next = comma + 1;
        c.has(next, NUMBER) && c.has(comma.wrapping_sub(1), NUMBER)
    }

    /// "…, the mayor said." stands at `from` up to the end of the sentence.
    pub(super) fn trailing(&self, from: usize) -> bool {
        let c = &self.c;
        if !(c.nominal_start(from) || c.has(from, SUBJECT)) {
            return false;
        }
        let end = c.last.min(from + 26);
        let Some(verb) = (from + 1..end).find(|&k| {
            c.has(k, CUE) && c.has(k, PAST | THIRD | VERB) && self.speaks(k) && !c.has(k, ING)
        }) else {
            return false;
        };
        let Some(found) = self.verb_at(verb) else {
            return false;
        };
        let rest = self.after(verb + found.len, &found).0;
        (rest >= c.last || c.has(rest, COMMA | HARD | QUOTE))
            && c.subject_left(c.group_start(verb))
                .is_some_and(|(start, _)| start == from)
    }

    /// Where the clause that a trailing source closes begins.
    pub(super) fn lead_start(&self, to: usize) -> usize {
        let c = &self.c;
        // Behind a semicolon, or behind a fronted "X said on Y": the sentence otherwise.
        let stop = to.saturating_sub(LONGEST_CLAUSE).max(c.first);
        (stop..to)
            .rev()
            .find(|&k| {
                !c.has(k, QUOTED)
                    && (c.word(k) == ";"
                        // "He had one aim: The raids have killed nine, police said."
                        || c.word(k) == ":"
                            && c.has(k + 1, CAPITAL)
                            && k > stop + 6
                            && (k + 2..to.min(k + 9)).any(|j| c.finite(j) && !c.has(j, QUOTED)))
            })
            .map_or(stop, |k| k + 1)
    }
}
