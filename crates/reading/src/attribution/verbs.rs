//! Reporting verbs as cues: which forms carry a clause, who their subject is, and what they cover.

use std::sync::Arc;

use copydesk_draft::Span;

use super::nouns::Clauses;
use super::source::is_plural;
use super::tags::{
    ADVERB, AUX, BE, CAPITAL, COMMA, COORD, CUE, DASH, DET, FINITE, GLUE, HARD, HAVE, ING, NOT,
    NUMBER, OBJECT, PARTICIPLE, PAST, PREP, QUOTE, QUOTED, REL, SUB, SUBJECT, THIRD, TIME, TO,
    VERB, VERBS,
};
use super::{Act, Found, Polarity, Reach, Stance};
use crate::cx::Cx;
use crate::lists::List;
use crate::quotes::Quote;

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
    clause_only: bool,
    /// It takes a question: "asked whether".
    asks: bool,
}

impl Verb {
    pub(super) fn of(&self, list: List) -> bool {
        VERBS
            .iter()
            .position(|&known| known == list)
            .is_some_and(|bit| self.lists >> bit & 1 == 1)
    }

    /// What follows may be a clause.
    fn clausal(&self) -> bool {
        self.of(List::ReportingVerb)
            || self.of(List::TellingVerb)
            || self.of(List::ThinkingVerb)
            || self.of(List::ShowingVerb)
    }

    fn said(&self) -> bool {
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
            if self.cx().is(i, List::SeemingVerb) && self.seeming(i, out) {
                i += 1;
                continue;
            }
            if self.noun(i, out) {
                i += 1;
            }
            i += 1;
        }
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
    fn speaks(&self, i: usize) -> bool {
        self.cx().phrase(i, List::ReportingVerb).is_some()
            || self.cx().phrase(i, List::SpeakingVerb).is_some()
    }

    /// Takes the verb at `i` for a cue if it is one.
    fn verb(&self, i: usize, verb: &Verb, since: usize, out: &mut Vec<Found>) -> bool {
        let c = &self.c;
        let gs = c.group_start(i);
        let before = if gs > c.first { c.tag(gs - 1) } else { 0 };
        let opens =
            gs == c.first || before & (QUOTE | HARD) != 0 && !matches!(c.word(gs - 1), ")" | "]");
        let tag = c.tag(i);
        let passive = tag & (PAST | PARTICIPLE) != 0
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
        if !helped && before & (GLUE | TO) != 0 && c.word(gs - 1) != "." && gs == i
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
            && tag & (PAST | THIRD) != 0
            && (quoted_before || opens || before & (COMMA | DASH) != 0)
        {
            let left = if quoted_before || opens {
                None
            } else {
                c.subject_left(gs)
            };
            if left.is_none()
                && let Some(end) = self.inverted_source(i + verb.len)
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
            || before & COMMA != 0 && tag & PAST != 0 && c.subject_left(gs).is_none();
        if joined {
            if bare && tag & THIRD == 0 && !helped {
                return false;
            }
            let Some(source) = self.carried(gs, since, out) else {
                return false;
            };
            return self.forward(i, gs, source, verb, false, out);
        }
        let Some(source) = c.subject_left(gs) else {
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
                ));
        if noun_like {
            let next = i + verb.len;
            let follows = c.has(next, DET | SUBJECT | OBJECT | QUOTE | NUMBER | TO)
                || matches!(
                    c.word(next),
                    "that" | "more" | "at" | "nearly" | "about" | "around" | "some" | "up" | "fewer"
                ) && (c.word(next) == "that"
                    || c.has(next + 1, NUMBER)
                    || c.has(next + 2, NUMBER))
                // "…, the paper reports."
                || c.has(i, THIRD)
                    && c.has(next, COMMA | HARD)
                    && c.has(source.1 - 1, CAPITAL)
                    && source.0 > c.first
                    && c.has(source.0 - 1, COMMA | QUOTE)
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
        self.left(i, gs, source, verb, out)
    }

    /// "'s" or "'d" that may stand for *has* or *had*.
    fn contracted_have(&self, i: usize) -> bool {
        let word = self.c.word(i);
        word.ends_with("'ve") || word.ends_with("'d") || word.ends_with("'s") && word.len() > 2
    }

    /// Subject and verb agree in number: "officials say", "the ministry says".
    fn agrees(&self, source: (usize, usize), verb: usize) -> bool {
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
        let joined = (source.0..source.1).any(|k| c.word(k) == "and");
        let plural = joined
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
        if third { !plural || name } else { plural }
    }

    /// The noun of a noun phrase: its last word before a preposition or comma.
    fn head(&self, source: (usize, usize)) -> usize {
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
    fn describes(&self, i: usize, verb: &Verb, source: (usize, usize)) -> bool {
        let c = &self.c;
        let next = i + verb.len;
        if matches!(c.word(next), "by") {
            return true;
        }
        if c.has(source.0, SUBJECT) || verb.lemma.as_ref() == "say" {
            return false;
        }
        // "a man named Roe said", "figures released on Monday show"
        let adjunct = c.has(next, TIME)
            || c.has(next, PREP)
                && !matches!(c.word(next), "that" | "about" | "against" | "for" | "to");
        let named = matches!(
            verb.lemma.as_ref(),
            "name" | "call" | "dub" | "title" | "term" | "label"
        ) && c.has(next, CAPITAL | QUOTE)
            && (!c.has(source.0, CAPITAL) || c.has(source.0, DET));
        // "a stream called Miracle Run.": the name is all that follows.
        if named && c.has(next, CAPITAL) {
            let end = (next..c.last.min(next + 8))
                .find(|&k| !c.has(k, CAPITAL | GLUE))
                .unwrap_or(c.last);
            if end >= c.last || c.has(end, COMMA | HARD | PREP | REL | COORD | VERB | AUX) {
                return true;
            }
        }
        (adjunct || named)
            && (next..c.last.min(next + 14))
                .take_while(|&k| !c.has(k, COMMA | HARD | QUOTE | SUB))
                .any(|k| c.finite(k))
    }

    /// The source of the cue before, for a verb that shares its subject.
    fn carried(&self, at: usize, since: usize, out: &[Found]) -> Option<(usize, usize)> {
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
    fn far(&self, prior: (usize, usize), own: (usize, usize)) -> bool {
        (prior.1..own.0).any(|k| {
            self.c.word(k) == ";"
                || matches!(self.c.word(k), "while" | "whereas")
                || self.c.has(k, COMMA) && self.c.word(k + 1) == "but"
        })
    }

    /// "…, saying that", "by calling": the subject is the clause's own.
    fn participle(
        &self,
        i: usize,
        gs: usize,
        verb: &Verb,
        since: usize,
        out: &mut Vec<Found>,
    ) -> bool {
        let c = &self.c;
        if gs == c.first {
            // "Calling the vote a sham, Ms Roe …"
            let Some(comma) =
                (i..c.last.min(i + 60)).find(|&k| c.has(k, COMMA) && !c.has(k, QUOTED))
            else {
                return false;
            };
            let Some(end) = c.phrase_right(comma + 1) else {
                return false;
            };
            if !c.nominal_start(comma + 1) && !c.has(comma + 1, SUBJECT) {
                return false;
            }
            let from = self.after(i + verb.len, verb).0;
            self.push(
                Some((comma + 1, end)),
                (i, i + verb.len),
                i,
                verb,
                self.spans(from, comma),
                None,
                out,
            );
            return true;
        }
        let before = c.tag(gs - 1);
        let quoted_as =
            c.word(gs - 1) == "as" && matches!(c.word(gs.wrapping_sub(2)), "quoted" | "cited");
        if before & (DET | GLUE) != 0 || quoted_as {
            return false;
        }
        // "with the minister telling reporters that"
        let absolute = (gs.saturating_sub(12).max(c.first)..gs)
            .rev()
            .find(|&k| !(c.nominal(k) || c.has(k, GLUE | DET)) || c.has(k, COMMA))
            .filter(|&k| c.word(k) == "with" && k + 1 < gs);
        let source = if let Some(with) = absolute {
            Some((with + 1, gs))
        } else if before & (COMMA | COORD | DASH | QUOTE | PREP | SUB | TO) != 0
            || c.has(gs - 1, PREP)
        {
            self.carried(gs, since, out).or_else(|| {
                // "Ruiz, a former mayor, poked at the plan, tweeting, “…”": no verb of the lists before.
                let next = i + verb.len;
                let quoted = c.has(next, QUOTE) || c.has(next, COMMA) && c.has(next + 1, QUOTE);
                let first = c.phrase_right(c.first)?;
                (quoted && before & COMMA != 0 && first < gs).then_some((c.first, first))
            })
        } else if c.nominal(gs - 1) && (c.is_paper(gs - 1) || c.word(i + verb.len) == "that") {
            c.phrase_left(gs).map(|start| (start, gs))
        } else if c.nominal(gs - 1) || c.has(gs - 1, OBJECT | TIME | ADVERB) {
            self.carried(gs, since, out)
        } else {
            None
        };
        let Some(source) = source else { return false };
        self.forward(i, i, source, verb, false, out)
    }

    /// "used the rally to denounce": the subject is the clause's own.
    fn infinitive(&self, i: usize, verb: &Verb, since: usize, out: &mut Vec<Found>) -> bool {
        let c = &self.c;
        // Behind a verb of wish or promise the infinitive is its content.
        let led = out
            .get(since..)
            .unwrap_or(&[])
            .iter()
            .any(|found| found.cue.1 + 1 >= i && found.cue.1 <= i);
        if led || !verb.said() || c.has(i.wrapping_sub(2), QUOTED) {
            return false;
        }
        // "to say that", "to announce: “…”": an infinitive without a clause tells a purpose, not a statement.
        let next = self.after(i + verb.len, verb).0;
        let told = c.has(next, QUOTE)
            || matches!(
                c.word(next),
                "that" | ":" | "how" | "why" | "what" | "whether"
            )
            || verb.of(List::ReportingVerb) && (c.has(next, SUBJECT) || self.clause_at(next))
            || matches!(
                c.word(i.wrapping_sub(2)),
                "on" | "continued" | "rally" | "twitter"
            );
        if !told {
            return false;
        }
        let Some(source) = self.carried(i - 1, since, out) else {
            return false;
        };
        self.forward(i, i - 1, source, verb, false, out)
    }

    /// "was told", "is believed to", "was reported by X that", "was quoted as saying".
    fn passive(&self, i: usize, gs: usize, verb: &Verb, out: &mut Vec<Found>) -> bool {
        let c = &self.c;
        let after = i + verb.len;
        if c.word(after) == "as" && c.has(after + 1, ING) {
            let Some(source) = c.subject_left(gs) else {
                return false;
            };
            return self.left_to(i, gs, after + 2, source, verb, out);
        }
        if c.word(after) == "by"
            && let Some(end) = c.phrase_right(after + 1)
        {
            if c.has(after + 1, ING) {
                return false;
            }
            let mut content = c
                .subject_left(gs)
                .map(|(from, to)| self.spans(from, to))
                .unwrap_or_default();
            if c.word(end) == "that" || c.has(end, TO) {
                content.extend(self.spans(end, self.content_end(end, i, false)));
            }
            self.push(
                Some((after + 1, end)),
                (gs, after + 1),
                i,
                verb,
                content,
                None,
                out,
            );
            return true;
        }
        self.unnamed(i, gs, verb, out)
    }

    /// The subject stands before the verb.
    fn left(
        &self,
        i: usize,
        gs: usize,
        source: (usize, usize),
        verb: &Verb,
        out: &mut Vec<Found>,
    ) -> bool {
        self.left_to(i, gs, i + verb.len, source, verb, out)
    }

    fn left_to(
        &self,
        i: usize,
        gs: usize,
        after: usize,
        source: (usize, usize),
        verb: &Verb,
        out: &mut Vec<Found>,
    ) -> bool {
        let c = &self.c;
        let (rest, addressee) = self.after(after, verb);
        let closed = rest >= c.last
            || c.has(rest, COMMA | QUOTE | DASH)
            || c.has(rest, HARD) && c.word(rest) != ":";
        let lead = source.0 > c.first
            && (c.has(source.0 - 1, COMMA | QUOTE | DASH)
                || matches!(c.word(source.0 - 1), "?" | "!" | "as" | "..." | "…"));
        let spoken = source.0 > c.first
            && c.has(source.0 - 1, QUOTE)
            && c.word(after) != "that"
            && !(c.has(rest, QUOTE) && !c.has(rest, COMMA));
        let rest = if spoken && !closed {
            (rest..c.last.min(rest + 60))
                .find(|&k| c.has(k, COMMA | HARD) && !c.has(k, QUOTED))
                .unwrap_or(c.last)
        } else {
            rest
        };
        let closed = closed || spoken;
        let direct = source.0 > c.first
            && closed
            && c.has(rest, COMMA | QUOTE)
            && self.quote_at(rest).is_some();
        // "When asked, he said, “…”": what stands before is no part of it.
        let aside = direct && !c.has(source.0 - 1, QUOTE) && {
            let start = self.lead_start(source.0);
            let start = if c.has(start, COORD) {
                start + 1
            } else {
                start
            };
            c.has(start, SUB | PREP | ING | TIME)
                || c.word(start) == "asked"
                || c.has(source.0 - 1, COORD)
        };
        let goes_on = speaks_by_quotation(&verb.lemma) && !c.has(source.0.wrapping_sub(1), QUOTE);
        if lead
            && closed
            && !aside
            && !goes_on
            && (verb.clausal() || spoken && verb.said())
            && !c.has(source.0, REL)
        {
            let as_clause = c.word(source.0 - 1) == "as";
            let to = if as_clause && source.0 > c.first + 1 {
                source.0 - 1
            } else {
                source.0
            };
            let from = self.lead_start(to);
            let mut content = if to > from {
                self.spans(from, to)
            } else {
                Vec::new()
            };
            if let Some(quote) = self.quote_at(rest).filter(|_| direct) {
                content.push(quote);
            } else if c.has(rest, COMMA | DASH)
                && !c.has(source.0 - 1, QUOTE)
                && self.goes_on(rest + 1)
            {
                content.extend(self.spans(rest + 1, self.content_end(rest + 1, i, false)));
            } else if c.has(rest, COMMA) && c.has(rest + 1, COORD) && c.has(rest + 2, QUOTE) {
                // “I like him,” she said, but “when it comes to tax, he is wrong.”
                content.extend(self.spans(rest + 1, self.content_end(rest + 1, i, false)));
            } else if c.has(rest, COMMA | HARD)
                && let Some(quote) = self.quote_after(rest)
            {
                content.push(quote);
            }
            if !content.is_empty() {
                self.push(Some(source), (gs, after), i, verb, content, addressee, out);
                return true;
            }
        }
        self.forward_to(i, gs, after, source, verb, c.has(source.0, REL), out)
    }

    /// What the cue covers follows it.
    fn forward(
        &self,
        i: usize,
        gs: usize,
        source: (usize, usize),
        verb: &Verb,
        confined: bool,
        out: &mut Vec<Found>,
    ) -> bool {
        self.forward_to(i, gs, i + verb.len, source, verb, confined, out)
    }

    #[allow(clippy::too_many_arguments, reason = "places in the sentence")]
    fn forward_to(
        &self,
        i: usize,
        gs: usize,
        after: usize,
        source: (usize, usize),
        verb: &Verb,
        confined: bool,
        out: &mut Vec<Found>,
    ) -> bool {
        let c = &self.c;
        let (mut from, addressee) = self.after(after, verb);
        let mut cue_end = after;
        // "warned of", "spoke about": the preposition belongs to the cue.
        if addressee.is_none()
            && from == after
            && matches!(
                c.word(after),
                "of" | "about" | "against" | "on" | "for" | "to" | "with" | "over" | "at" | "as"
            )
            && !c.has(after, TO)
            && !matches!(
                c.word(after + 1),
                "least" | "most" | "all" | "first" | "present" | "times" | "last"
            )
            && !(matches!(c.word(after), "about" | "over") && c.has(after + 1, NUMBER))
            && !c.has(after + 1, TIME)
            && (verb.said() || verb.of(List::ThinkingVerb) || verb.of(List::HoldingVerb))
        {
            cue_end = after + 1;
            from = cue_end;
        }
        if c.word(from) == ":" {
            cue_end = cue_end.max(if from == after { from + 1 } else { cue_end });
            from += 1;
        }
        if c.has(from, COMMA) {
            from += 1;
            // "said, however, that"
            if let Some(close) =
                (from..c.last.min(from + 8)).find(|&k| c.has(k, COMMA | HARD | QUOTE))
                && c.has(close, COMMA)
                && (c.has(from, ADVERB) && close == from + 1
                    || c.has(from, PREP | ING) && c.word(close + 1) == "that"
                    || c.has(from, PREP) && c.has(close + 1, QUOTE))
            {
                from = close + 1;
            }
        }
        // “Why?” Ms Roe said.
        if (from >= c.last || c.has(from, HARD | COMMA))
            && source.0 == c.first
            && verb.clausal()
            && let Some(quote) = self.quote_before()
        {
            let mut content = vec![quote];
            content.extend(self.quote_at(from));
            self.push(
                Some(source),
                (gs, cue_end),
                i,
                verb,
                content,
                addressee,
                out,
            );
            return true;
        }
        let content = if let Some(quote) = self.quote_at(from).filter(|_| c.has(from, QUOTE)) {
            let close = self.cx().token_at(quote.end.saturating_sub(1)) + 1;
            // A quotation that opens a clause ("“A” is what …") or is the whole of what is said.
            let end = if close >= c.last {
                c.last
            } else {
                self.content_end(from, i, confined)
            };
            if close >= c.last
                || c.has(close, HARD)
                || c.has(close, COMMA) && !self.goes_on(close + 1)
            {
                vec![quote]
            } else {
                self.spans(from, end)
            }
        } else {
            // "a strike that officials said could last": what is covered lacks its subject.
            let gap = source.0 > c.first + 1
                && matches!(c.word(source.0 - 1), "that" | "which" | "who" | "what")
                && c.has(from, AUX | FINITE | PAST | VERB)
                && !c.has(from, DET | SUBJECT)
                && verb.clausal();
            if gap {
                let mut content = vec![self.cx().span(source.0 - 1, source.0)];
                content.extend(self.spans(
                    from,
                    self.content_end(from, i, confined || c.has(source.0 - 2, COMMA)),
                ));
                self.push(
                    Some(source),
                    (gs, cue_end),
                    i,
                    verb,
                    content,
                    addressee,
                    out,
                );
                return true;
            }
            if !self.may_follow(from, verb, source) {
                let quote = self.announced(after, verb);
                let colon = c.word(c.last.wrapping_sub(1)) == ":"
                    && verb.said()
                    && (after..c.last).all(|k| !c.finite(k));
                if quote.is_none() && !colon {
                    return false;
                }
                // "He said:", and the words in the next paragraph.
                let content = quote.into_iter().collect();
                self.push(Some(source), (gs, after), i, verb, content, None, out);
                return true;
            }
            let mut end = self.content_end(from, i, confined || self.fronted(source.0));
            // "said this when asked about the raid that killed": the pronoun is all that is said.
            if matches!(c.word(from), "this" | "so" | "as" | "it")
                && (c.has(from + 1, SUB | PREP | COMMA)
                    || matches!(c.word(from + 1), "when" | "while" | "after" | "during" | "in" | "at"))
            {
                end = from + 1;
            }
            // "claimed responsibility for the raid that killed": nothing is said of the toll.
            if matches!(c.word(from), "responsibility" | "credit") {
                end = (from + 1..end)
                    .find(|&k| c.has(k, COMMA | REL | DASH))
                    .unwrap_or(end);
            }
            if c.has(source.0, REL) {
                end = self.relative_end(from, end, source.0);
            }
            self.spans(from, end)
        };
        if content.iter().all(|span| span.is_empty()) {
            return false;
        }
        self.push(
            Some(source),
            (gs, cue_end),
            i,
            verb,
            content,
            addressee,
            out,
        );
        true
    }

    /// "declared in a speech in May, “…”", "told his listeners of old: “…”": the quotation that a comma or colon
    /// announces.
    fn announced(&self, from: usize, verb: &Verb) -> Option<Span> {
        let c = &self.c;
        if !verb.said() {
            return None;
        }
        let open = (from + 1..c.last.min(from + 20))
            .take_while(|&k| !c.has(k, AUX | FINITE) && c.word(k) != ";")
            .find(|&k| c.has(k, QUOTE))?;
        let whole = (c.has(open - 1, COMMA) || c.word(open - 1) == ":") && c.has(open + 1, CAPITAL);
        whole.then(|| self.quote_at(open)).flatten()
    }

    /// The quotation that ends right before the sentence.
    fn quote_before(&self) -> Option<Span> {
        let end = self.cx().token(self.c.first.checked_sub(1)?)?.span.end;
        let near = self.quotes.partition_point(|quote| quote.span.start < end);
        self.quotes
            .get(near.saturating_sub(4)..near)?
            .iter()
            .rev()
            .find(|quote| quote.depth == 0 && quote.span.end == end)
            .map(|quote| quote.span)
    }

    /// What stands at `from` can be what the verb covers.
    fn may_follow(&self, from: usize, verb: &Verb, source: (usize, usize)) -> bool {
        let c = &self.c;
        if from >= c.last || c.has(from, HARD | COMMA | DASH) {
            return false;
        }
        if speaks_by_quotation(&verb.lemma) && !c.has(from, QUOTE) {
            return false;
        }
        let word = c.word(from);
        let question = matches!(
            word,
            "how" | "why" | "what" | "who" | "where" | "when" | "which" | "if"
        );
        if question && !verb.asks && !verb.of(List::HoldingVerb) {
            // "would object if", "responded when": tells the circumstance.
            return matches!(word, "how" | "why" | "what" | "who" | "which")
                && verb.of(List::JudgingVerb)
                || matches!(word, "how" | "why" | "what") && verb.clausal() && !verb.clause_only;
        }
        let clause = matches!(word, "that" | "whether") || question || c.has(from, QUOTE);
        let pronoun = c.has(from, SUBJECT) || word == "there";
        let subject = pronoun || self.clause_at(from);
        // "criticised the plan that would …": a thing, whatever is said about it.
        let clause_only = verb.clause_only && !c.has(from, TO);
        if clause_only && !clause && !(subject && (pronoun || self.clause_at(from))) {
            return false;
        }
        let thing = !pronoun
            && !clause
            && verb.of(List::JudgingVerb)
            && (c.has(from, DET | CAPITAL | NUMBER | OBJECT) || c.nominal(from) && !c.finite(from));
        if thing && !verb.clausal() {
            return true;
        }
        if clause || subject {
            return verb.clausal()
                || verb.of(List::JudgingVerb) && !subject
                || verb.of(List::IntendingVerb)
                || verb.of(List::VowingVerb)
                || verb.of(List::HoldingVerb);
        }
        if c.has(from, TO) || word == "not" && c.has(from + 1, TO) {
            return verb.of(List::VowingVerb)
                || verb.of(List::IntendingVerb)
                || verb.of(List::TellingVerb)
                || verb.lemma.as_ref() == "claim"
                || verb.of(List::ThinkingVerb) && !verb.of(List::ReportingVerb)
                || verb.of(List::JudgingVerb) && !verb.of(List::ReportingVerb);
        }
        if verb.of(List::ShowingVerb)
            && !verb.of(List::ReportingVerb)
            && !verb.of(List::JudgingVerb)
            && !verb.of(List::ThinkingVerb)
        {
            return c.is_paper(self.head(source))
                || c.has(source.0, REL)
                    && (source.0.saturating_sub(12).max(c.first)..source.0).any(|k| c.is_paper(k));
        }
        if c.has(from, OBJECT | NUMBER | CAPITAL | DET)
            || c.nominal(from) && !c.finite(from)
            || c.has(from, ING)
        {
            return true;
        }
        verb.of(List::ReportingVerb) && c.has(from, PREP | ADVERB) && self.clause_at(from)
    }

    /// A clause begins at `from`: a noun phrase and a verb.
    fn clause_at(&self, from: usize) -> bool {
        let c = &self.c;
        (from + 1..c.last.min(from + 12))
            .take_while(|&k| !c.has(k, COMMA | HARD | QUOTE))
            .any(|k| c.finite(k) && !c.has(k - 1, REL))
    }

    /// The cue's clause is itself subordinate and comes first: "While the army said …, residents …".
    fn fronted(&self, subject: usize) -> bool {
        let c = &self.c;
        let Some(before) = subject.checked_sub(1).filter(|&k| k >= c.first) else {
            return false;
        };
        c.has(before, SUB)
            && !matches!(c.word(before), "that" | "who" | "which")
            && (before == c.first || c.has(before.wrapping_sub(1), COMMA | COORD | DASH | QUOTE))
    }

    /// What follows a comma goes on with what is covered.
    fn goes_on(&self, from: usize) -> bool {
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
    fn speaks_anew(&self, from: usize) -> bool {
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
                if closes && i + 1 < c.last && self.breaks(i + 1, reach, past) {
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
                if self.breaks(next, reach, past) {
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

    /// Behind a comma, what stands at `next` is no part of what is covered.
    fn breaks(&self, next: usize, reach: Reach, past: bool) -> bool {
        let c = &self.c;
        let word = c.word(next);
        let topic = reach == Reach::Topic;
        if word == "according" || matches!(word, "while" | "although" | "though" | "whereas") {
            return true;
        }
        if c.has(next, COORD) {
            let at = next + 1;
            return self.speaks_anew(at)
                || past && self.goes_back(at, past)
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

    /// Where a relative clause with its subject at `rel` ends: at the verb of the noun that it describes.
    fn relative_end(&self, from: usize, end: usize, rel: usize) -> usize {
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
    fn goes_back(&self, from: usize, past: bool) -> bool {
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

    /// The comma at `comma` stands in a list or before an apposition, not at the end of the clause.
    fn listed(&self, comma: usize) -> bool {
        let c = &self.c;
        let next = comma + 1;
        c.has(next, NUMBER) && c.has(comma.wrapping_sub(1), NUMBER)
    }

    /// "…, the mayor said." stands at `from` up to the end of the sentence.
    fn trailing(&self, from: usize) -> bool {
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
            .find(|&k| c.word(k) == ";" && !c.has(k, QUOTED))
            .map_or(stop, |k| k + 1)
    }

    /// One past the source that stands behind its verb.
    fn inverted_source(&self, from: usize) -> Option<usize> {
        let c = &self.c;
        let described = c.has(from, PAST | ADVERB)
            && !c.has(from, FINITE)
            && (c.nominal(from + 1) || c.has(from + 1, PAST));
        if !(c.nominal_start(from) || c.has(from, SUBJECT) || described)
            || matches!(c.word(from), "that" | "this" | "there")
        {
            return None;
        }
        let end = c.phrase_right(if described { from + 1 } else { from })?;
        // "said the army had left" has a verb of its own behind.
        let next = c.tag(end);
        (next & (AUX | FINITE) == 0 && !(c.finite(end)) && !c.has(end, TO)).then_some(end)
    }

    fn inverted(&self, i: usize, verb: &Verb, end: usize, out: &mut Vec<Found>) {
        let c = &self.c;
        let source = (i + verb.len, end);
        let mut content = Vec::new();
        if i > c.first {
            content = self.spans(self.lead_start(i), i);
        }
        let rest = self.adjuncts(end);
        if let Some(quote) = self.quote_at(rest) {
            content.push(quote);
        } else if c.has(rest, COMMA)
            && self.goes_on(rest + 1)
            && i > c.first
            && !c.has(i - 1, QUOTE)
            && !c.has(i.wrapping_sub(2), QUOTED)
        {
            content.extend(self.spans(rest + 1, self.content_end(rest + 1, i, false)));
        } else if i == c.first && c.word(rest) == ":" {
            content = self.spans(rest + 1, c.last);
        }
        self.push(Some(source), (i, i + verb.len), i, verb, content, None, out);
    }

    /// The quotation that opens at token `i` or behind the comma there.
    pub(super) fn quote_at(&self, i: usize) -> Option<Span> {
        let c = &self.c;
        let i = if c.has(i, COMMA) || c.word(i) == ":" {
            i + 1
        } else {
            i
        };
        if !c.has(i, QUOTE) {
            return None;
        }
        let start = self.cx().token(i)?.span.start;
        let near = self
            .quotes
            .partition_point(|quote| quote.span.start < start);
        self.quotes
            .get(near)
            .filter(|quote| quote.span.start == start && quote.depth == 0)
            .map(|quote| quote.span)
    }

    /// The quotation that follows in the sentence behind an aside: "…,” he said, smiling, “…".
    fn quote_after(&self, from: usize) -> Option<Span> {
        let c = &self.c;
        let open = (from..c.last.min(from + 16)).find(|&k| c.has(k, QUOTE))?;
        if !c.has(open - 1, COMMA)
            || (from..open).any(|k| c.has(k, CUE) && self.speaks(k) && c.has(k, PAST | THIRD))
        {
            return None;
        }
        self.quote_at(open)
    }

    /// The tokens `from..to` as a span, without marks at its edges; a quotation that it cuts is taken whole.
    pub(super) fn spans(&self, from: usize, to: usize) -> Vec<Span> {
        let c = &self.c;
        let (mut from, mut to) = (from, to.min(c.last));
        while from < to
            && c.has(from, COMMA | DASH | HARD)
            && !c.has(from, QUOTED)
            && !matches!(c.word(from), "(" | "[")
        {
            from += 1;
        }
        while to > from && c.has(to - 1, COMMA | DASH) {
            to -= 1;
        }
        if from >= to {
            return Vec::new();
        }
        let mut span = self.cx().span(from, to);
        let near = self
            .quotes
            .partition_point(|quote| quote.span.end <= span.start);
        for quote in self.quotes.get(near..).unwrap_or(&[]) {
            if quote.span.start >= span.end {
                break;
            }
            if quote.depth == 0 && quote.span.start <= span.start {
                span = span.to(quote.span);
            }
            if quote.depth == 0 && quote.span.end > span.end {
                span = span.to(quote.span);
            }
        }
        vec![span]
    }

    /// Pushes what was found.
    #[allow(clippy::too_many_arguments, reason = "the parts of one attribution")]
    fn push(
        &self,
        source: Option<(usize, usize)>,
        cue: (usize, usize),
        word: usize,
        verb: &Verb,
        content: Vec<Span>,
        addressee: Option<(usize, usize)>,
        out: &mut Vec<Found>,
    ) {
        let c = &self.c;
        let paper = source.is_some_and(|source| c.is_paper(self.head(source)));
        let said = verb.of(List::ReportingVerb)
            || verb.of(List::TellingVerb)
            || verb.of(List::VowingVerb)
            || verb.of(List::JudgingVerb)
            || verb.of(List::ShowingVerb) && (paper || !verb.of(List::ThinkingVerb));
        // "vowed to rebuild", "urged them to go": nothing is said to be so.
        let infinitive = content
            .first()
            .is_some_and(|first| c.has(self.cx().token_at(first.start), TO))
            && !matches!(&*verb.lemma, "claim" | "profess");
        let clause = !infinitive
            && !matches!(&*verb.lemma, "refer to" | "allude to" | "point to")
            && (verb.of(List::ReportingVerb)
                || verb.of(List::TellingVerb)
                || verb.of(List::VowingVerb)
                || verb.of(List::ShowingVerb)
                || verb.of(List::ThinkingVerb));
        let not = (cue.0..word).any(|k| c.has(k, NOT));
        let denied = not
            || matches!(
                &*verb.lemma,
                "deny"
                    | "dispute"
                    | "refute"
                    | "rebut"
                    | "contradict"
                    | "reject"
                    | "dismiss"
                    | "rule out"
                    | "debunk"
            );
        let act = if !said {
            Act::Thinking
        } else if infinitive || self.cx().phrase(word, List::AskingVerb) == Some(verb.len) {
            Act::Asking
        } else if !clause {
            Act::Judging
        } else if self.cx().phrase(word, List::ArguingVerb) == Some(verb.len) {
            Act::Arguing
        } else {
            Act::Telling
        };
        out.push(Found {
            source,
            cue,
            word,
            lemma: verb.lemma.clone(),
            content,
            act,
            stance: if said { Stance::Said } else { Stance::Thought },
            polarity: if denied {
                Polarity::Denied
            } else {
                Polarity::Affirmed
            },
            reach: if clause { Reach::Clause } else { Reach::Topic },
            addressee,
        });
    }

    /// Behind the verb: whom it was told to, when and where; the token at which what is covered can begin.
    pub(super) fn after(&self, from: usize, verb: &Verb) -> (usize, Option<(usize, usize)>) {
        let told = verb.of(List::TellingVerb)
            && !matches!(&*verb.lemma, "promise" | "order" | "command" | "forbid");
        if told && let Some(end) = self.addressee(from) {
            return (self.adjuncts(end), Some((from, end)));
        }
        // "said to reporters that"
        if verb.of(List::ReportingVerb)
            && self.c.has(from, TO)
            && let Some(that) = (from + 1..self.c.last.min(from + 8))
                .take_while(|&k| !self.c.has(k, COMMA | HARD | QUOTE | AUX))
                .find(|&k| self.c.word(k) == "that")
            && that > from + 1
            && !self.c.has(from + 1, VERB)
        {
            return (that, Some((from + 1, that)));
        }
        (self.adjuncts(from), None)
    }

    /// One past whom something is told to: "Reuters", "reporters in Lagos", "her".
    fn addressee(&self, from: usize) -> Option<usize> {
        let c = &self.c;
        if c.has(from, OBJECT | SUBJECT) && !c.nominal(from + 1)
            || matches!(c.word(from), "me" | "him" | "them" | "us" | "you")
        {
            return Some(from + 1);
        }
        let title = c.has(from, QUOTE)
            && c.has(from + 1, CAPITAL)
            && self.quote_at(from).is_some_and(|quote| {
                let close = self.cx().token_at(quote.end.saturating_sub(1)) + 1;
                close <= from + 7
                    && close < c.last
                    && c.has(close.wrapping_sub(2), CAPITAL | NUMBER)
            });
        if !(c.nominal_start(from) || c.has(from, OBJECT) || title)
            || c.has(from, REL)
            || matches!(c.word(from), "that" | "there")
        {
            return None;
        }
        let mut i = from + 1;
        if let Some(quote) = self.quote_at(from).filter(|_| c.has(from, QUOTE)) {
            i = self.cx().token_at(quote.end.saturating_sub(1)) + 1;
        }
        while i < c.last.min(from + 16) {
            // "told the programme “Today” that"
            if c.has(i, QUOTE)
                && c.has(i + 1, CAPITAL)
                && let Some(quote) = self.quote_at(i)
            {
                let close = self.cx().token_at(quote.end.saturating_sub(1)) + 1;
                if close <= i + 8
                    && c.word(close.wrapping_sub(2)) != ","
                    && c.has(close.wrapping_sub(2), CAPITAL | NUMBER)
                {
                    i = close;
                    continue;
                }
            }
            let tag = c.tag(i);
            let before = c.tag(i - 1);
            if tag & (COMMA | HARD | QUOTE | DASH | SUBJECT | TO | AUX | FINITE) != 0
                || matches!(
                    c.word(i),
                    "that"
                        | "how"
                        | "why"
                        | "what"
                        | "whether"
                        | "there"
                        | "about"
                        | "of"
                        | "if"
                        | "as"
                        | "when"
                        | "where"
                        | "after"
                        | "before"
                ) && !(c.word(i) == "of"
                    && before & DET == 0
                    && i < from + 4
                    && c.has(i + 1, DET | CAPITAL)
                    && c.is_paper(i - 1))
                || tag & TIME != 0
                || tag & DET != 0 && before & (PREP | COORD | DET | GLUE) == 0
                || tag & CAPITAL != 0
                    && before & (PREP | COORD | CAPITAL | GLUE | DET) == 0
                    && !c.nominal_head(i - 1)
                || tag & PREP != 0
                    && !matches!(
                        c.word(i),
                        "in" | "at"
                            | "outside"
                            | "from"
                            | "on"
                            | "during"
                            | "by"
                            | "near"
                            | "for"
                            | "with"
                            | "aboard"
                    )
                || tag & ADVERB != 0
            {
                break;
            }
            if tag & PREP != 0
                && !(c.nominal_start(i + 1) || c.nominal(i + 1) || c.has(i + 1, TIME))
            {
                break;
            }
            i += 1;
        }
        // "told the army had left": a verb follows at once, so that it is the clause's subject.
        if c.finite(i) && !c.has(i, SUBJECT) && c.has(i, AUX | FINITE | PAST) && i < c.last {
            // "told Reuters officials were there": the name alone.
            return (c.has(from, CAPITAL) && i > from + 1).then_some(from + 1);
        }
        Some(i)
    }

    /// Skips days, adverbs and phrases behind a verb: "on Monday", "in a statement", "late on Friday".
    pub(super) fn adjuncts(&self, from: usize) -> usize {
        let c = &self.c;
        let mut i = from;
        let limit = c.last.min(from + 22);
        while i < limit {
            let word = c.word(i);
            if c.has(i, TIME)
                || matches!(
                    word,
                    "late"
                        | "early"
                        | "earlier"
                        | "later"
                        | "separately"
                        | "again"
                        | "too"
                        | "also"
                        | "afterwards"
                        | "afterward"
                        | "repeatedly"
                        | "back"
                        | "flatly"
                        | "bluntly"
                        | "simply"
                        | "here"
                        | "aloud"
                )
                || c.has(i, ADVERB) && word.ends_with("ly") && !c.has(i + 1, PAST)
            {
                i += 1;
                continue;
            }
            // "last week", "this month", "Tuesday night"
            let span = matches!(word, "last" | "this" | "next" | "that" | "every")
                && matches!(
                    c.word(i + 1),
                    "week"
                        | "month"
                        | "year"
                        | "morning"
                        | "afternoon"
                        | "evening"
                        | "night"
                        | "weekend"
                        | "spring"
                        | "summer"
                        | "fall"
                        | "autumn"
                        | "winter"
                )
                || matches!(word, "morning" | "afternoon" | "evening" | "night")
                    && i > from
                    && c.has(i - 1, TIME);
            if span {
                i += if matches!(word, "last" | "this" | "next" | "that" | "every") {
                    2
                } else {
                    1
                };
                continue;
            }
            if !matches!(
                word,
                "on" | "in"
                    | "at"
                    | "by"
                    | "during"
                    | "after"
                    | "from"
                    | "through"
                    | "before"
                    | "via"
                    | "over"
                    | "with"
                    | "of"
                    | "to"
                    | "when"
                    | "as"
                    | "while"
                    | "outside"
                    | "under"
            ) {
                return i;
            }
            // A phrase counts if what is covered can begin behind it: "that", a quotation, a pronoun, or nothing more.
            let mut k = i + 1;
            while k < limit
                && !c.has(k, COMMA | HARD | QUOTE | DASH | AUX | FINITE | SUBJECT)
                && !matches!(
                    c.word(k),
                    "that" | "which" | "and" | "there" | "what" | "how" | "why"
                )
                && !(c.has(k, DET) && k > i + 1 && !c.has(k - 1, PREP | COORD | GLUE | DET))
            {
                k += 1;
            }
            let sure = matches!(word, "in" | "on" | "at" | "during" | "by" | "via")
                && (c.has(i + 1, TIME | DET | NUMBER)
                    || c.is_paper(i + 1)
                    || self.cx().is(i + 1, List::Month));
            if k >= c.last
                || c.has(k, HARD | QUOTE)
                || c.word(k) == "that"
                || c.has(k, COMMA) && (sure || c.has(k + 1, QUOTE)) && k > i + 1
            {
                if matches!(
                    word,
                    "of" | "to" | "with" | "as" | "when" | "over" | "while"
                ) && c.word(k) != "that"
                {
                    return i;
                }
                return k;
            }
            if sure
                && k > i + 1
                && (c.has(k, SUBJECT) || c.word(k) == "there" || c.has(k, DET))
                && !matches!(word, "by")
            {
                i = k;
                return i;
            }
            return i;
        }
        i
    }
}

impl Clauses<'_, '_> {
    /// A noun for what is written, said in public, or counted: "statement", "poll", "interview".
    pub(super) fn is_paper(&self, i: usize) -> bool {
        self.cx.is(i, List::PaperNoun)
            || matches!(
                self.word(i),
                "interview"
                    | "speech"
                    | "message"
                    | "post"
                    | "op-ed"
                    | "conference"
                    | "percent"
                    | "exit"
                    | "footage"
                    | "video"
                    | "picture"
                    | "photo"
                    | "photos"
                    | "pictures"
                    | "evidence"
                    | "numbers"
                    | "results"
                    | "polling"
                    | "average"
                    | "census"
                    | "tweet"
                    | "image"
                    | "images"
                    | "slides"
                    | "card"
            )
    }

    /// A small-letter noun at the end of a phrase.
    fn nominal_head(&self, i: usize) -> bool {
        self.nominal(i) && self.has(i, CAPITAL)
    }
}

/// A word that is a noun of speech, thought or writing as well.
fn cx_noun(cx: &Cx<'_>, i: usize) -> bool {
    cx.is(i, List::ReportingNoun) || cx.is(i, List::ThinkingNoun) || cx.is(i, List::PaperNoun)
}

/// A verb of speech only beside a quotation: "“…,” she continued", but "the fighting continued".
fn speaks_by_quotation(lemma: &str) -> bool {
    matches!(
        lemma,
        "continue" | "go on" | "interrupt" | "sign off" | "snap"
    )
}
