//! Forms that carry no clause of their own: participles, infinitives, passives.

use super::Found;
use super::tags::{
    ADVERB, AUX, COMMA, COORD, DASH, DET, GLUE, HARD, ING, NUMBER, OBJECT, PAST, PREP, QUOTE,
    QUOTED, REL, SUB, SUBJECT, TIME, TO,
};
use super::verbs::{Finder, Verb};
use crate::lists::List;

impl Finder<'_, '_> {
    /// "…, saying that", "by calling": the subject is the clause's own.
    pub(super) fn participle(
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
        // "it goes without saying that"
        let idle = c.word(gs - 1) == "without"
            && matches!(c.word(gs.wrapping_sub(2)), "go" | "goes" | "went");
        if before & (DET | GLUE) != 0 || quoted_as || idle {
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
        } else if c.nominal(gs - 1) && self.described(gs, i) {
            // "A study documenting the losses has found": what the study is.
            None
        } else if c.nominal(gs - 1) && (c.is_paper(gs - 1) || c.word(i + verb.len) == "that") {
            c.phrase_left(gs).map(|start| (start, gs))
        } else if c.nominal(gs - 1) || c.has(gs - 1, OBJECT | TIME | ADVERB) {
            self.carried(gs, since, out)
        } else {
            None
        };
        let Some(source) = source else { return false };
        // "going on to say that": the infinitive tells.
        let to = i + verb.len;
        if c.has(to, TO)
            && &*verb.lemma == "go on"
            && let Some(told) = self.verb_at(to + 1)
        {
            return self.forward(to + 1, i, source, &told, false, out);
        }
        let since = out.len();
        let told = self.forward(i, i, source, verb, false, out);
        self.cut_at_main(gs, i, since, out);
        told
    }

    /// Cuts what was found since `since` where the main clause begins: nobody's words.
    pub(super) fn cut_at_main(&self, gs: usize, i: usize, since: usize, out: &mut [Found]) {
        let Some(end) = self
            .main_clause(gs, i)
            .and_then(|comma| self.cx().token(comma))
            .map(|comma| comma.span.start)
        else {
            return;
        };
        for found in out.get_mut(since..).unwrap_or_default() {
            found.content.retain(|content| content.start < end);
            for content in &mut found.content {
                content.end = content.end.min(end.max(content.start));
            }
        }
    }

    /// The comma behind the participle at `i` where a main clause begins or goes on that has had no verb yet: "Omar, having
    /// said that …, left", "As he ran for office, saying that …, the war began".
    fn main_clause(&self, gs: usize, i: usize) -> Option<usize> {
        let c = &self.c;
        let open = gs
            .checked_sub(1)
            .filter(|&k| k > c.first && c.has(k, COMMA))?;
        // "Just as", "even after"
        let opening = c.first + usize::from(c.has(c.first, ADVERB) && !c.has(c.first, SUB));
        let fronted = c.has(opening, SUB)
            && !c.has(opening, REL)
            && !(c.first..open).any(|k| c.has(k, COMMA | HARD));
        let pending = !fronted && (c.first..open).all(|k| !c.finite(k) && !c.has(k, COORD | QUOTE));
        if !fronted && !pending {
            return None;
        }
        (i + 1..c.last.min(i + 60))
            .filter(|&k| {
                c.has(k, COMMA) && !c.has(k, QUOTED)
                    || c.has(k, QUOTE) && c.has(k - 1, COMMA) && !c.has(k + 1, QUOTED)
            })
            .find(|&k| {
                let next = k + 1 + usize::from(c.has(k + 1, ADVERB) && !c.has(k + 1, AUX));
                if pending {
                    return c.finite(next) || c.has(next, PAST) && !c.nominal(next + 1);
                }
                (c.nominal_start(next) || c.has(next, SUBJECT) || c.nominal(next))
                    && (next + 1..c.last.min(next + 8))
                        .take_while(|&j| !c.has(j, COMMA | HARD | QUOTE | REL | SUB))
                        .any(|j| c.finite(j) || c.has(j, PAST) && c.has(j + 1, DET | NUMBER))
            })
    }

    /// The participle at `i` describes the noun before it, which has a verb of speech or showing of its own behind.
    fn described(&self, gs: usize, i: usize) -> bool {
        let c = &self.c;
        let Some(start) = c.phrase_left(gs).filter(|&start| c.clean_left(start)) else {
            return false;
        };
        (i + 2..c.last.min(i + 16))
            .take_while(|&k| !c.has(k, COMMA | QUOTE | SUB))
            .find(|&k| c.has(k, AUX))
            .is_some_and(|aux| {
                let verb = (aux..c.last.min(aux + 4)).find(|&k| !c.has(k, AUX | ADVERB));
                verb.is_some_and(|k| {
                    self.verb_at(k).is_some_and(|verb| {
                        verb.of(List::ShowingVerb) || verb.of(List::ReportingVerb)
                    })
                }) && c.word(i + 1) != "that"
                    && start < gs
            })
    }

    /// "used the rally to denounce": the subject is the clause's own.
    pub(super) fn infinitive(
        &self,
        i: usize,
        verb: &Verb,
        since: usize,
        out: &mut Vec<Found>,
    ) -> bool {
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
    pub(super) fn passive(&self, i: usize, gs: usize, verb: &Verb, out: &mut Vec<Found>) -> bool {
        let c = &self.c;
        let after = i + verb.len;
        if c.word(after) == "as" && c.has(after + 1, ING) {
            let Some(source) = c.subject_left(gs) else {
                return false;
            };
            return self.left_to(i, gs, after + 2, source, verb, out);
        }
        // "was said by X"; "were put at $40 million by X": the amount stands between.
        let amount = c.word(after) == "at"
            && matches!(
                verb.lemma.as_ref(),
                "put" | "estimate" | "reckon" | "calculate"
            );
        let by = if amount {
            (after + 1..after + 9)
                .take_while(|&k| !c.has(k, COMMA | HARD | QUOTE | DASH))
                .find(|&k| c.word(k) == "by")
                .filter(|&by| {
                    (after + 1..by).any(|k| c.has(k, NUMBER))
                        && !c
                            .word(by + 1)
                            .starts_with(|sign: char| sign.is_ascii_digit())
                })
                .unwrap_or(after)
        } else {
            after
        };
        if c.word(by) == "by"
            && let Some(end) = c.phrase_right(by + 1)
        {
            if c.has(by + 1, ING) {
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
                Some((by + 1, end)),
                (gs, by + 1),
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

    /// "the deal, described by Ana Ruiz as a gift,", "Called a disaster by one official, the scheme": a judgement in the passive,
    /// without its auxiliary.
    pub(super) fn set_off_passive(
        &self,
        i: usize,
        gs: usize,
        verb: &Verb,
        out: &mut Vec<Found>,
    ) -> bool {
        let c = &self.c;
        let after = i + verb.len;
        let judged = verb.of(List::JudgingVerb)
            || matches!(
                verb.lemma.as_ref(),
                "describe" | "portray" | "depict" | "characterise" | "characterize"
            );
        let set_off = gs == c.first || c.has(gs - 1, COMMA | DASH);
        if !judged || !set_off || gs != i {
            return false;
        }
        let end = c.last.min(after + 9);
        let by = (after..end)
            .take_while(|&k| !c.has(k, COMMA | HARD | DASH | AUX | SUBJECT))
            .find(|&k| c.word(k) == "by");
        let Some(by) = by else { return false };
        let Some(close) = c.phrase_right(by + 1).filter(|_| !c.has(by + 1, ING)) else {
            return false;
        };
        // What somebody is called stands before the agent, or behind it with "as".
        let content = if by > after {
            self.spans(after, by)
        } else if c.word(close) == "as" {
            self.spans(close + 1, self.content_end(close + 1, i, true))
        } else {
            return false;
        };
        self.push(
            Some((by + 1, close)),
            (gs, after),
            i,
            verb,
            content,
            None,
            out,
        );
        true
    }
}
