//! Whose verb it is: agreement, the noun of a phrase, a subject carried over from the cue before.

use super::Found;
use super::source::is_plural;
use super::tags::{
    ADVERB, AUX, CAPITAL, COMMA, COORD, DASH, DET, GLUE, HARD, ING, NUMBER, PAST, PREP, QUOTE, REL,
    SUB, SUBJECT, THIRD, TIME, TO, VERB,
};
use super::verbs::{Finder, Verb};
use crate::cx::Cx;
use crate::lists::List;

impl Finder<'_, '_> {
    /// Subject and verb agree in number: "officials say", "the ministry says".
    pub(super) fn agrees(&self, source: (usize, usize), verb: usize) -> bool {
        let c = &self.c;
        // "ending 12 years of Socialist rule": a participle with an object of its own is no subject.
        if c.has(source.0, ING) && c.has(source.0 + 1, NUMBER | DET) {
            return false;
        }
        let third = c.has(verb, THIRD);
        let head = self.head(source);
        let word = c.word(head);
        if c.has(head, SUBJECT | REL) {
            return match word {
                "i" | "you" | "we" | "they" => !third,
                "he" | "she" | "it" | "one" => third,
                _ => true,
            };
        }
        // "the data show" and "the data shows"
        if matches!(word, "data" | "media") {
            return true;
        }
        let joined = (source.0..source.1).any(|k| c.word(k) == "and");
        // "those surveyed say"
        let those = c.word(source.0) == "those";
        let plural = joined
            || those
            || is_plural(word)
            || c.has(head, NUMBER)
            || matches!(
                word,
                "many"
                    | "most"
                    | "some"
                    | "few"
                    | "several"
                    | "both"
                    | "others"
                    | "majority"
                    | "half"
                    | "percent"
                    | "%"
                    | "all"
                    | "these"
                    | "those"
            );
        let name = c.has(head, CAPITAL);
        // "WHO say", "the EU say": a body by its initials may be many.
        let initials =
            self.cx().word(head).len() > 1 && self.cx().word(head).chars().all(char::is_uppercase);
        // "Houthis say", "Al Shabaab say they": a group's name takes the plural where it opens the sentence.
        let opening =
            name && (source.0 == c.first || word.ends_with("is")) && c.word(verb) == "say";
        if third {
            !plural || name
        } else {
            plural || initials || opening
        }
    }

    /// The noun of a noun phrase: its last word before a preposition or comma.
    pub(super) fn head(&self, source: (usize, usize)) -> usize {
        let c = &self.c;
        let stop = (source.0 + 1..source.1)
            .find(|&k| {
                c.has(k, COMMA | DASH | REL | HARD)
                    || c.has(k, PREP) && !c.has(k - 1, DET)
                    || c.has(k, PAST | ING)
                        && c.has(k, VERB)
                        && c.nominal(k - 1)
                        && (c.has(k + 1, PREP | DET | TIME | ADVERB) || k + 1 == source.1)
            })
            .unwrap_or(source.1);
        (source.0..stop)
            .rev()
            .find(|&k| c.nominal(k) || c.has(k, SUBJECT))
            .unwrap_or(source.0)
    }

    /// A participle that describes the noun before it: no object of its own, and the clause has another verb.
    pub(super) fn describes(&self, i: usize, verb: &Verb, source: (usize, usize)) -> bool {
        let c = &self.c;
        let next = i + verb.len;
        if c.word(next) == "by" {
            return !self.cx().is(next + 1, List::SpeechMedium);
        }
        // "a man described as a loner ran", "he stands accused of shelling", "a driver identified as Omar Sayed": these
        // verbs take whom they speak of right behind them; without, their subject is whom they speak of.
        let spoken_of = match verb.lemma.as_ref() {
            "accuse" => c.word(next) == "of",
            "charge" => matches!(c.word(next), "with" | "over"),
            "blame" => matches!(c.word(next), "on" | "for"),
            "describe" | "identify" | "portray" | "depict" | "characterise" | "characterize"
            | "regard" | "list" | "brand" | "label" | "cite" => {
                c.word(next) == "as" && !c.has(next + 1, QUOTE)
            }
            _ => false,
        };
        // "the owner, whom the union accused of fraud", "a man police identified as Omar Sayed"
        let object = source.0 > c.first
            && matches!(c.word(source.0 - 1), "whom" | "who" | "which" | "that")
            || !matches!(verb.lemma.as_ref(), "accuse" | "charge" | "blame")
                && matches!(
                    c.word(source.1 - 1),
                    "police" | "authorities" | "officials" | "prosecutors" | "investigators"
                );
        if spoken_of && !object {
            return true;
        }
        if c.has(source.0, SUBJECT) || verb.lemma.as_ref() == "say" {
            return false;
        }
        // "guests invited to speak", "residents urged to leave": it takes whom before what, so they are whom.
        if c.has(next, TO)
            && matches!(
                verb.lemma.as_ref(),
                "invite"
                    | "urge"
                    | "order"
                    | "tell"
                    | "encourage"
                    | "instruct"
                    | "advise"
                    | "permit"
            )
        {
            return true;
        }
        // "a site found to be a threat": found by others.
        if c.has(next, TO)
            && verb.lemma.as_ref() == "find"
            && matches!(c.word(next + 1), "be" | "have" | "contain")
        {
            return true;
        }
        // "a man named Roe said", "figures released on Monday show"
        let adjunct = c.has(next, TIME)
            || c.has(next, PREP)
                && !matches!(c.word(next), "that" | "about" | "against" | "for" | "to");
        // "The front claimed on Sunday it had seized two bases", "boasted on Friday of having": a clause of what it tells.
        let rest = if adjunct { self.adjuncts(next) } else { next };
        let tells = rest > next
            && (c.has(rest, SUBJECT) && (rest + 1..rest + 4).any(|k| c.has(k, AUX | PAST))
                || c.has(rest, TO) && c.word(rest + 1) == "have"
                || c.word(rest) == "having"
                || c.word(rest + 1) == "having");
        if tells {
            return false;
        }
        let named = matches!(
            verb.lemma.as_ref(),
            "name" | "call" | "dub" | "title" | "term" | "label"
        ) && c.has(next, CAPITAL | QUOTE)
            && (!c.has(source.0, CAPITAL) || c.has(source.0, DET) || !c.has(i - 1, CAPITAL));
        // "a stream called Miracle Run.": the name is all that follows.
        if named && c.has(next, CAPITAL) {
            let end = (next..c.last.min(next + 8))
                .find(|&k| !c.has(k, CAPITAL | GLUE))
                .unwrap_or(c.last);
            if end >= c.last || c.has(end, COMMA | HARD | PREP | REL | COORD | VERB | AUX) {
                return true;
            }
        }
        // "The study published in May, revealed that": a comma cuts the verb off.
        let cut = |k: usize| {
            c.has(k, COMMA)
                && c.has(k + 1, PAST)
                && self
                    .verb_at(k + 1)
                    .is_some_and(|verb| verb.of(List::ShowingVerb))
                && !c.has(k + 2, PREP | COMMA | HARD)
        };
        (adjunct || named)
            && (next..c.last.min(next + 14))
                .take_while(|&k| !c.has(k, COMMA | HARD | QUOTE | SUB) || cut(k))
                .any(|k| c.finite(k) || cut(k))
    }

    /// "General Omar Khatab of the police, said that": a name that opens the sentence, which a comma cuts off from its
    /// verb.
    pub(super) fn cut_off(&self, gs: usize) -> Option<(usize, usize)> {
        let c = &self.c;
        let comma = gs
            .checked_sub(1)
            .filter(|&i| i > c.first && c.has(i, COMMA))?;
        let first = c.phrase_left(comma)?;
        // "On Friday, …", "Meanwhile, …"
        let opens = (c.first..first).all(|k| c.has(k, ADVERB | COMMA | HARD | COORD))
            || c.has(c.first, PREP | TIME) && c.has(first - 1, COMMA) && c.verbless(c.first, first);
        let named = c.has(first, CAPITAL) && (first > c.first || c.has(first + 1, CAPITAL | GLUE));
        (opens && named && comma - first >= 2 && c.verbless(first, comma)).then_some((first, comma))
    }

    /// The source of the cue before, for a verb that shares its subject.
    pub(super) fn carried(&self, at: usize, since: usize, out: &[Found]) -> Option<(usize, usize)> {
        let prior = out
            .get(since..)
            .unwrap_or(&[])
            .iter()
            .rev()
            .take(16)
            .find(|found| found.cue.1 <= at && found.source.is_some_and(|source| source.0 < at))
            .and_then(|found| found.source)
            .filter(|&(first, _)| !self.c.has(first, REL));
        let own = self.c.clause_subject(at);
        match (prior, own) {
            (Some(prior), Some(own))
                if own.0 > prior.1 && !self.c.has(own.0, SUBJECT) && self.far(prior, own) =>
            {
                Some(own)
            }
            (Some(prior), _) => Some(prior),
            (None, own) => own,
        }
    }

    /// A clause of its own, not one within what the cue covers: its subject follows a semicolon or *while*.
    pub(super) fn far(&self, prior: (usize, usize), own: (usize, usize)) -> bool {
        (prior.1..own.0).any(|k| {
            self.c.word(k) == ";"
                || matches!(self.c.word(k), "while" | "whereas")
                || self.c.has(k, COMMA) && self.c.word(k + 1) == "but"
        })
    }
}

/// A word that is a noun of speech, thought or writing as well.
pub(super) fn cx_noun(cx: &Cx<'_>, i: usize) -> bool {
    cx.is(i, List::ReportingNoun) || cx.is(i, List::ThinkingNoun) || cx.is(i, List::PaperNoun)
}
