//! What is told without a source: passives without a speaker, verbs of seeming, nouns of speech that nobody has.

use std::sync::Arc;

use super::tags::{
    ADVERB, AUX, COMMA, COORD, DET, OBJECT, PAST, PREP, QUOTE, QUOTED, REL, SUB, SUBJECT, TO, VERB,
};
use super::verbs::{Finder, Verb};
use super::{Act, Found, Polarity, Reach, Stance};
use crate::lists::List;

impl Finder<'_, '_> {
    /// "is believed to hold", "it was reported that": nobody is named.
    pub(super) fn unnamed(&self, i: usize, gs: usize, verb: &Verb, out: &mut Vec<Found>) -> bool {
        let c = &self.c;
        let after = i + verb.len;
        let said = verb.of(List::ReportingVerb);
        if !said && !verb.of(List::ThinkingVerb) {
            return false;
        }
        // "was told to", "is determined to", "were invited to": somebody is asked, or wants.
        let asks = self.cx().phrase(i, List::AskingVerb) == Some(verb.len)
            || verb.of(List::TellingVerb) && !matches!(&*verb.lemma, "say" | "report")
            || matches!(
                &*verb.lemma,
                "suppose" | "determine" | "mean" | "decide" | "quote" | "see" | "view" | "regard"
            );
        if asks {
            return false;
        }
        let subject = c.subject_left(gs);
        let impersonal = subject.is_some_and(|(first, last)| {
            last == first + 1 && matches!(c.word(first), "it" | "what" | "as")
        });
        let content = if impersonal {
            let (from, _) = self.after(after, verb);
            let clause = c.word(from) == "that" || c.has(from, SUBJECT) || c.has(from, QUOTE);
            if !clause {
                return false;
            }
            self.spans(from, self.content_end(from, i, false))
        } else {
            if !c.has(after, TO) {
                return false;
            }
            let Some((from, to)) = subject else {
                return false;
            };
            let end = self.content_end(after, i, c.has(from, REL));
            let mut content = self.spans(from, to);
            content.extend(self.spans(after, end));
            content
        };
        let stance = if said && &*verb.lemma != "predict" {
            Stance::Said
        } else {
            Stance::Thought
        };
        self.told((gs, after), i, verb.lemma.clone(), content, stance, out)
    }

    /// "seemed to have won", "appears unlikely to".
    pub(super) fn seeming(&self, i: usize, out: &mut Vec<Found>) -> bool {
        let c = &self.c;
        let gs = c.group_start(i);
        let Some((from, to)) = c.subject_left(gs) else {
            return false;
        };
        let word = c.word(i);
        let next = i + 1;
        let appears = word.starts_with("appear");
        // "appeared in court", "appeared on Monday", "to appear".
        let follows = c.has(next, TO)
            || c.word(next) == "that"
            || !appears
                && (c.has(next, ADVERB | PAST)
                    || c.nominal(next) && !c.has(next, PREP | DET)
                    || matches!(c.word(next), "like" | "more" | "less" | "as" | "so" | "too"))
            || appears
                && matches!(
                    c.word(next),
                    "likely" | "unlikely" | "ready" | "certain" | "poised" | "set" | "unable"
                );
        if !follows || c.has(gs.wrapping_sub(1), TO) && gs > c.first || c.has(next, QUOTE) {
            return false;
        }
        let it = to == from + 1 && c.word(from) == "it";
        let end = self.content_end(next, i, c.has(from, REL));
        let mut content = if it && matches!(c.word(next), "that" | "like" | "as") {
            Vec::new()
        } else {
            self.spans(from, to)
        };
        content.extend(self.spans(next, end));
        let lemma = Arc::from(if appears { "appear" } else { "seem" });
        self.told((gs, next), i, lemma, content, Stance::Thought, out)
    }

    /// "reports that", "the claim that": a noun of speech that nobody has, with a clause.
    pub(super) fn unowned(&self, i: usize, before: usize, out: &mut Vec<Found>) -> bool {
        let c = &self.c;
        let from = i + 1;
        // "the idea that counts", "a report that was": the clause has a subject of its own.
        let subject = c.has(from + 1, DET | SUBJECT | OBJECT)
            || c.nominal_start(from + 1) && !c.finite(from + 1);
        if !subject || c.has(from + 1, AUX | VERB) && !c.has(from + 1, DET) {
            return false;
        }
        // "The claim that the ferry was full has spread": the second verb is the noun's own.
        let fronted = (c.first..=before)
            .all(|k| c.has(k, DET | QUOTE | ADVERB | COORD | COMMA) || c.nominal(k));
        let mut end = self.content_end(from, i, fronted);
        if fronted {
            let mut verbs = (from + 2..end).filter(|&k| c.finite(k) && !c.has(k, QUOTED));
            if let Some(own) = verbs.next() {
                end = verbs
                    .find(|&k| {
                        c.group_start(k) > own + 1
                            && !(own..k).any(|j| {
                                c.has(j, SUB | REL | COORD | COMMA | SUBJECT) && !c.has(j, PREP)
                            })
                    })
                    .map_or(end, |k| c.group_start(k));
            }
        }
        let said = self.cx().is(i, List::ReportingNoun);
        let content = self.spans(from, end);
        let stance = if said { Stance::Said } else { Stance::Thought };
        self.told((i, from), i, Arc::from(c.word(i)), content, stance, out)
    }

    fn told(
        &self,
        cue: (usize, usize),
        word: usize,
        lemma: Arc<str>,
        content: Vec<copydesk_draft::Span>,
        stance: Stance,
        out: &mut Vec<Found>,
    ) -> bool {
        if content.is_empty() || content.iter().any(|span| span.is_empty()) {
            return false;
        }
        let act = if stance == Stance::Thought {
            Act::Thinking
        } else if self.cx().is(word, List::ArguingVerb) || self.cx().is(word, List::AskingVerb) {
            Act::Arguing
        } else {
            Act::Telling
        };
        out.push(Found {
            source: None,
            cue,
            word,
            lemma,
            content,
            act,
            stance,
            polarity: Polarity::Affirmed,
            reach: Reach::Clause,
            addressee: None,
        });
        true
    }
}
