//! Reporting verbs as cues: which forms carry a clause.

use std::sync::Arc;

use super::Found;
use super::nouns::Clauses;
use super::subject::cx_noun;
use super::tags::{
    ADVERB, AUX, BE, CAPITAL, COMMA, COORD, CUE, DASH, DET, FINITE, GLUE, HARD, HAVE, ING, NOT,
    NUMBER, OBJECT, PARTICIPLE, PAST, PREP, QUOTE, QUOTED, REL, SUBJECT, THIRD, TO, VERBS,
};
use crate::cx::Cx;
use crate::lists::List;
use crate::quotes::Quote;
use crate::token::TokenKind;

/// How far what a cue covers is followed, in tokens.
pub(super) const LONGEST_CLAUSE: usize = 400;

/// A verb of the lists as it stands in the text.
#[derive(Clone, Debug)]
pub(super) struct Verb {
    /// Tokens.
    pub(super) len: usize,
    pub(super) lists: u16,
    pub(super) lemma: Arc<str>,
    /// It speaks or thinks only with a clause: "maintained that", but "maintained control".
    pub(super) clause_only: bool,
    /// It takes a question: "asked whether".
    pub(super) asks: bool,
}

impl Verb {
    pub(super) fn of(&self, list: List) -> bool {
        VERBS
            .iter()
            .position(|&known| known == list)
            .is_some_and(|bit| self.lists >> bit & 1 == 1)
    }

    /// What follows may be a clause.
    pub(super) fn clausal(&self) -> bool {
        self.of(List::ReportingVerb)
            || self.of(List::TellingVerb)
            || self.of(List::ThinkingVerb)
            || self.of(List::ShowingVerb)
    }

    pub(super) fn said(&self) -> bool {
        self.of(List::ReportingVerb)
            || self.of(List::TellingVerb)
            || self.of(List::VowingVerb)
            || self.of(List::JudgingVerb)
            || self.of(List::ShowingVerb)
    }
}

/// Works through one sentence.
pub(super) struct Finder<'c, 'a> {
    pub(super) c: Clauses<'c, 'a>,
    pub(super) quotes: &'c [Quote],
}

impl<'c, 'a> Finder<'c, 'a> {
    pub(super) fn cx(&self) -> &'c Cx<'a> {
        self.c.cx
    }

    /// Finds the cues of the sentence.
    pub(super) fn run(&self, out: &mut Vec<Found>) {
        let since = out.len();
        let mut i = self.c.first;
        self.label(out);
        while i < self.c.last {
            if !self.c.has(i, CUE) || self.c.has(i, QUOTED) {
                i += 1;
                continue;
            }
            // "did not say" alone is silence, "did not say that" has something to say.
            if let Some(len) = self.cx().phrase(i, List::SilentVerb)
                && !(self.c.word(i + len - 1) == "say"
                    && matches!(
                        self.c.word(i + len),
                        "that"
                            | "whether"
                            | "how"
                            | "why"
                            | "what"
                            | "who"
                            | "where"
                            | "when"
                            | "if"
                    ))
            {
                i += self.silent(i, len, out);
                continue;
            }
            if let Some(len) = self.cx().phrase(i, List::SourcePhrase)
                && self.phrase(i, len, out)
            {
                i += len;
                continue;
            }
            if let Some(verb) = self.verb_at(i)
                && self.verb(i, &verb, since, out)
            {
                i += verb.len;
                continue;
            }
            // "a seeming calm" is an adjective.
            if self.cx().is(i, List::SeemingVerb)
                && self.c.word(i) != "seeming"
                && self.seeming(i, out)
            {
                i += 1;
                continue;
            }
            if self.noun(i, out) || self.cx().is(i, List::ReckoningNoun) && self.counted_by(i, out)
            {
                i += 1;
            }
            i += 1;
        }
        self.leads(since, out);
    }

    /// The longest entry of the lists of verbs at token `i`.
    pub(super) fn verb_at(&self, i: usize) -> Option<Verb> {
        let cx = self.cx();
        let mut best: Option<Verb> = None;
        for (bit, &list) in VERBS.iter().enumerate() {
            let Some((len, place)) = cx.entry(i, list) else {
                continue;
            };
            // The rarer verbs of speech behave like the common ones, which stand first.
            let bit = if list == List::SpeakingVerb { 0 } else { bit };
            match &mut best {
                Some(verb) if verb.len == len => verb.lists |= 1 << bit,
                Some(verb) if verb.len > len => {}
                _ => {
                    best = Some(Verb {
                        len,
                        lists: 1 << bit,
                        lemma: cx.lists.text(list, place)?,
                        clause_only: cx.phrase(i, List::ClauseVerb) == Some(len),
                        asks: cx.phrase(i, List::QuestionVerb) == Some(len),
                    });
                }
            }
        }
        best
    }

    /// A verb of speech stands at `i`.
    pub(super) fn speaks(&self, i: usize) -> bool {
        self.cx().phrase(i, List::ReportingVerb).is_some()
            || self.cx().phrase(i, List::SpeakingVerb).is_some()
    }

    /// Takes the verb at `i` for a cue if it is one.
    pub(super) fn verb(&self, i: usize, verb: &Verb, since: usize, out: &mut Vec<Found>) -> bool {
        let c = &self.c;
        let gs = c.group_start(i);
        // "adding to a dispute over a raid that killed nine": a thing is made larger.
        let enlarges = verb.lemma.as_ref() == "add" && c.word(i + verb.len) == "to";
        if enlarges || self.otherwise(i, gs, verb) {
            return false;
        }
        let before = if gs > c.first { c.tag(gs - 1) } else { 0 };
        let opens =
            gs == c.first || before & (QUOTE | HARD) != 0 && !matches!(c.word(gs - 1), ")" | "]");
        let tag = c.tag(i);
        // "is forecast": the participle of some verbs looks like the verb.
        let passive = tag & ING == 0
            && (gs..i)
                .rev()
                .find(|&k| !c.has(k, ADVERB | NOT) || c.has(k, AUX))
                .is_some_and(|k| c.has(k, BE) && !self.contracted_have(k));
        let helped = (gs..i).any(|k| c.has(k, AUX | TO));
        if passive {
            return self.passive(i, gs, verb, out);
        }
        if tag & ING != 0 {
            let progressive = (gs..i).any(|k| c.has(k, BE));
            if !progressive {
                return self.participle(i, gs, verb, since, out);
            }
        }
        if tag & PARTICIPLE != 0 && tag & PAST == 0 && !(gs..i).any(|k| c.has(k, HAVE | BE)) {
            return false;
        }
        if tag & PAST != 0 && !helped && self.set_off_passive(i, gs, verb, out) {
            return true;
        }
        let infinitive = before & TO != 0 && !helped;
        if infinitive {
            return self.infinitive(i, verb, since, out);
        }
        // "supposed to come": an obligation, not a thought.
        if c.word(i) == "supposed" && c.has(i + 1, TO) {
            return false;
        }
        // A noun by its place: "the claim", "of support", "Mr Roe's fear".
        let bare = tag & (PAST | ING) == 0;
        // "Ratner's said": a firm whose name is a genitive.
        let genitive = matches!(c.word(i), "said" | "says")
            && self.cx().kind(gs.wrapping_sub(1)) == Some(TokenKind::Possessive)
            && c.has(gs.wrapping_sub(2), CAPITAL);
        if !helped && !genitive && before & (GLUE | TO) != 0 && c.word(gs - 1) != "." && gs == i
            || gs == i
                && before & DET != 0
                && before & SUBJECT == 0
                && !matches!(
                    c.word(gs - 1),
                    "some" | "many" | "both" | "all" | "several" | "few" | "others"
                )
            || gs == i && before & PREP != 0 && !helped
        {
            return false;
        }
        // "…,” said the mayor": the subject stands behind.
        let quoted_before = before & QUOTE != 0
            || before & COMMA != 0 && gs > c.first + 1 && c.has(gs - 2, QUOTE | QUOTED);
        if gs == i
            && verb.of(List::ReportingVerb)
            && (tag & (PAST | THIRD) != 0 || c.word(i) == "say" && before & COMMA != 0)
            && (quoted_before || opens || before & (COMMA | DASH) != 0)
        {
            let end = self.inverted_source(i + verb.len);
            let left = if quoted_before || opens {
                None
            } else {
                c.subject_left(gs).filter(|subject| {
                    !(before & COMMA != 0 && self.closes(i + verb.len, end, subject.0, verb))
                })
            };
            if left.is_none()
                && let Some(end) = end
            {
                self.inverted(i, verb, end, out);
                return true;
            }
        }
        if opens {
            // A headline without a subject, an imperative: not told here.
            return false;
        }
        let joined = before & COORD != 0
            || before & COMMA != 0
                && tag & PAST != 0
                && c.subject_left(gs).is_none()
                && self.cut_off(gs).is_none();
        if joined {
            if bare && tag & THIRD == 0 && !helped {
                return false;
            }
            let Some(source) = self.carried(gs, since, out) else {
                return false;
            };
            return self.forward(i, gs, source, verb, false, out);
        }
        let Some(source) = c.subject_left(gs).or_else(|| self.cut_off(gs)) else {
            return false;
        };
        if !c.clean_left(source.0) && !helped && bare {
            return false;
        }
        if bare && !helped && !self.agrees(source, i) {
            return false;
        }
        // "the report shows", "home states": a noun in form, unless what can be covered follows at once.
        if c.word(i) == "like"
            && !helped
            && (!c.has(source.1 - 1, SUBJECT) || c.word(source.1 - 1) == "it")
        {
            return false;
        }
        let noun_like = bare
            && !helped
            && (cx_noun(self.cx(), i)
                || matches!(
                    c.word(i),
                    "states"
                        | "state"
                        | "back"
                        | "counsel"
                        | "means"
                        | "projects"
                        | "rules"
                        | "notes"
                        | "matters"
                        | "forms"
                        | "rates"
                        | "needs"
                        | "likes"
                        | "offers"
                        | "attacks"
                        | "details"
                        | "judges"
                        | "names"
                        | "cases"
                        | "backs"
                        | "values"
                        | "targets"
                        | "pitches"
                        | "bans"
                        | "charges"
                        | "brands"
                        | "casts"
                        | "contests"
                        | "challenges"
                        | "documents"
                        | "command"
                        | "commands"
                        | "debate"
                        | "debates"
                ));
        if noun_like {
            let next = i + verb.len;
            let follows = c.has(next, DET | SUBJECT | OBJECT | QUOTE | NUMBER | TO)
                || (c.has(next, COMMA) || c.word(next) == ":") && c.has(next + 1, QUOTE)
                || matches!(
                    c.word(next),
                    "that" | "more" | "at" | "nearly" | "about" | "around" | "some" | "up" | "fewer"
                ) && (c.word(next) == "that"
                    || c.has(next + 1, NUMBER)
                    || c.has(next + 2, NUMBER))
                // "rights groups claim air strikes have killed 24": a clause with its auxiliary.
                || c.nominal(next)
                    && verb.clausal()
                    && (next + 1..c.last.min(next + 6))
                        .take_while(|&k| !c.has(k, COMMA | HARD | QUOTE | REL))
                        .any(|k| c.has(k, AUX))
                // "a raid that the opposition claims killed 12"
                || c.has(next, PAST | AUX)
                    && source.0 > c.first
                    && matches!(c.word(source.0 - 1), "that" | "which" | "who")
                // "…, the paper reports."
                || c.has(i, THIRD)
                    && c.has(next, COMMA | HARD)
                    && (c.has(source.1 - 1, CAPITAL | SUBJECT)
                        // "Two boats were sunk, the army claims."
                        || c.has(source.0, DET) && c.has(next, HARD)
                        // A headline: "Gas price will fall by winter, minister claims"
                        || next >= c.last)
                    && source.0 > c.first
                    && c.has(source.0 - 1, COMMA | QUOTE)
                    && (c.has(source.1 - 1, CAPITAL)
                        || (c.first..source.0).any(|k| c.has(k, PAST | AUX)))
                || c.has(next, CAPITAL) && !c.finite(next)
                || matches!(c.word(next), "how" | "what" | "why" | "whether" | "there");
            let name = c.has(source.1 - 1, CAPITAL | SUBJECT);
            let sure = c.has(next, TO | SUBJECT | QUOTE | COMMA | HARD) || c.word(next) == "that";
            if !follows
                || !name && !sure && self.clause_at(i) && !verb.of(List::ReportingVerb)
                || c.has(source.1 - 1, CAPITAL) && c.has(i, CAPITAL) && !c.has(i, THIRD)
            {
                return false;
            }
        }
        // "a group called Ansar", "the plan announced on Monday": describes its noun.
        if tag & PAST != 0 && tag & FINITE == 0 && !helped && self.describes(i, verb, source) {
            return false;
        }
        // "The attack underscored how weak the army is": what happened is no source.
        if verb.of(List::ShowingVerb)
            && !matches!(&*verb.lemma, "say" | "state" | "warn" | "claim" | "allege")
            && self.cx().is(self.head(source), List::HarmEvent)
        {
            return false;
        }
        let pushed = out.len();
        let told = self.left(i, gs, source, verb, out);
        // "The mayor, having declared that the fire was out, left"
        if c.word(gs) == "having" {
            self.cut_at_main(gs, i, pushed, out);
        }
        told
    }

    /// "…, a count that leaves out Friday's dead, said Omar Sayed.": a name at the end speaks, where what stands before the
    /// comma is no subject of the clause.
    fn closes(&self, from: usize, end: Option<usize>, left: usize, verb: &Verb) -> bool {
        let c = &self.c;
        let Some(end) = end else { return false };
        let named = c.has(from, CAPITAL) || c.has(from, DET) && c.has(from + 1, CAPITAL);
        // "a strike killed 10 people Monday, as they slept, said Omar Sayed": a clause, no subject.
        let clause = (left..from.saturating_sub(1)).any(|k| {
            c.has(k, PAST) && c.has(k + 1, NUMBER | DET) && !c.adjective(k) && !c.reduced(k)
        });
        let clean =
            !clause && (left == c.first || c.has(left - 1, COMMA | COORD | QUOTE | HARD | REL));
        named
            && !clean
            && verb.of(List::ReportingVerb)
            && !verb.of(List::TellingVerb)
            && (end >= c.last || c.has(end, COMMA | HARD))
            && !(from..end).any(|k| c.has(k, PAST | NUMBER) && !c.has(k, CAPITAL))
    }

    /// "'s" or "'d" that may stand for *has* or *had*.
    pub(super) fn contracted_have(&self, i: usize) -> bool {
        let word = self.c.word(i);
        word.ends_with("'ve") || word.ends_with("'d") || word.ends_with("'s") && word.len() > 2
    }
}
