//! Cues that are no verbs: "according to", nouns of speech, labels before a colon, silence.

use std::sync::Arc;

use copydesk_draft::Span;

use super::tags::{
    AUX, CAPITAL, COMMA, COORD, DASH, DET, GLUE, HARD, NUMBER, OBJECT, PAST, PREP, QUOTE, QUOTED,
    REL, SUBJECT, TO, VERB, WORD,
};
use super::verbs::Finder;
use super::{Act, Found, Polarity, Reach, Stance};
use crate::lists::List;

impl Finder<'_, '_> {
    /// "according to the mayor": the source follows.
    pub(super) fn phrase(&self, i: usize, len: usize, out: &mut Vec<Found>) -> bool {
        let c = &self.c;
        let from = i + len;
        // "According to reports, nine drowned": a noun that has the form of a verb.
        let hearsay = matches!(c.word(from), "reports" | "claims" | "estimates")
            && (from + 1 == c.last || c.has(from + 1, COMMA | HARD));
        let Some(end) = c.phrase_right(from).or(hearsay.then_some(from + 1)) else {
            return false;
        };
        // "Citing an attack in which 12 were killed, he …": an event says nothing.
        if matches!(c.word(i), "citing" | "quoting")
            && self.cx().is(self.head((from, end)), List::HarmEvent)
        {
            return false;
        }
        let opens = self.opens_with(i);
        let end = if opens {
            self.fronted_end(from, end)
        } else {
            end
        };
        self.framed((from, end), (i, from), end, out);
        true
    }

    /// "by the army's count", "on the ministry's own figures", "by police estimates": who counted stands before the noun
    /// at `i`.
    pub(super) fn counted_by(&self, i: usize, out: &mut Vec<Found>) -> bool {
        /// How many words a body's name may have here.
        const LONGEST: usize = 8;
        let c = &self.c;
        let floor = i.saturating_sub(4).max(c.first);
        let mut k = i;
        while k > floor
            && matches!(
                c.word(k - 1),
                "own" | "latest" | "official" | "last" | "first" | "early"
            )
        {
            k -= 1;
        }
        let Some(before) = k.checked_sub(1).filter(|&b| b >= c.first) else {
            return false;
        };
        let owned = c.has(before, GLUE) && matches!(c.word(before), "'s" | "'");
        let pronoun = matches!(c.word(before), "his" | "her" | "its" | "their");
        let last = if owned { before } else { k };
        if !(owned || pronoun || self.known_speaker(before)) {
            return false;
        }
        let floor = last.saturating_sub(LONGEST).max(c.first);
        let Some(by) = (floor..last)
            .rev()
            .find(|&k| matches!(c.word(k), "by" | "on"))
        else {
            return false;
        };
        let first = by + 1;
        let plain =
            (first..last).all(|k| c.nominal(k) || c.has(k, DET | GLUE) || pronoun && k == before);
        if first >= last || !plain {
            return false;
        }
        let end = i + 1;
        let aside = by == c.first || c.has(by - 1, COMMA | QUOTE | HARD | DASH | COORD);
        let closed = end >= c.last
            || c.has(end, COMMA | HARD | QUOTE | DASH)
            // "By police estimates 31 shops burned."
            || by == c.first && c.has(end, NUMBER | DET);
        if !aside || !closed || c.has(first, QUOTED) {
            return false;
        }
        self.framed((first, last), (by, end), end, out);
        true
    }

    /// The phrase that begins at `i` opens its sentence.
    fn opens_with(&self, i: usize) -> bool {
        let c = &self.c;
        i == c.first
            || i == c.first + 1 && c.has(c.first, QUOTE)
            || c.has(i.wrapping_sub(1), HARD) && i > c.first
    }

    /// Takes down a phrase of attribution that ends at `end`, with what it frames: what follows where it opens the
    /// sentence, and else what stands before.
    fn framed(
        &self,
        source: (usize, usize),
        cue: (usize, usize),
        end: usize,
        out: &mut Vec<Found>,
    ) {
        let c = &self.c;
        let i = cue.0;
        let mut content: Vec<Span> = Vec::new();
        if self.opens_with(i) {
            let rest = if c.has(end, COMMA) { end + 1 } else { end };
            content.extend(self.spans(rest, c.last));
        } else {
            let begin = self.lead_start(i);
            content.extend(self.spans(begin, i));
            if c.has(end, COMMA)
                && end + 1 < c.last
                && !c.has(begin, QUOTE)
                && self.runs_on(end + 1)
            {
                content.extend(self.spans(end + 1, c.last));
            } else if let Some(quote) = self.quote_at(end) {
                content.push(quote);
            }
        }
        let cx = self.cx();
        out.push(Found {
            source: Some(source),
            cue,
            word: i,
            lemma: Arc::from(cx.str(cx.span(cue.0, cue.1)).to_lowercase()),
            content,
            act: Act::Telling,
            stance: Stance::Said,
            polarity: Polarity::Affirmed,
            reach: Reach::Clause,
            addressee: None,
        });
    }

    /// Where the source of a phrase that opens its sentence ends, if with all that may be apposed it reaches to `end`:
    /// at the last comma behind which a clause stands. "According to a nurse, the ward closed": no apposition.
    fn fronted_end(&self, from: usize, end: usize) -> usize {
        let c = &self.c;
        let clause = |comma: usize| {
            let rest = comma + 1;
            let joins = c.has(rest, COORD | REL | PREP | HARD) && !c.has(rest, DET | SUBJECT);
            let verb = |k: usize| c.has(k, VERB | PAST | AUX);
            rest + 1 < c.last
                && !joins
                && (c.nominal_start(rest) || c.has(rest, SUBJECT) || !verb(rest))
                && (rest + 1..c.last).any(verb)
        };
        let commas = || (from..end).filter(|&k| c.has(k, COMMA));
        // "According to the mayor, the strike, the third in a week, killed 12": who speaks has a role, a strike has none.
        if let Some(first) = commas().next()
            && c.word(first + 1) == "the"
            && clause(first)
            && !(first + 2..end)
                .take_while(|&k| !c.has(k, COMMA))
                .any(|k| self.cx().is(k, List::RoleNoun) || c.has(k, CAPITAL) || c.is_paper(k))
        {
            return first;
        }
        if c.has(end, COMMA) && clause(end) {
            return end;
        }
        commas()
            .rev()
            .find(|&k| clause(k))
            .or_else(|| commas().next())
            .unwrap_or(end)
    }

    /// What follows the comma goes on with the clause before the phrase, and is no new clause.
    fn runs_on(&self, from: usize) -> bool {
        let c = &self.c;
        !matches!(
            c.word(from),
            "who" | "which" | "while" | "although" | "though" | "and" | "but" | "as"
        )
    }

    /// Nouns of speech: "the claim that", "Ms Roe's criticism of", "its decision to".
    pub(super) fn noun(&self, i: usize, out: &mut Vec<Found>) -> bool {
        let c = &self.c;
        let cx = self.cx();
        let said = cx.is(i, List::ReportingNoun);
        if !said && !cx.is(i, List::ThinkingNoun) || i == c.first {
            return false;
        }
        let next = i + 1;
        let that = c.word(next) == "that";
        let prep = matches!(
            c.word(next),
            "of" | "for"
                | "about"
                | "against"
                | "on"
                | "over"
                | "to"
                | "in"
                | "from"
                | "with"
                | "toward"
                | "towards"
        );
        if !that && !prep {
            return false;
        }
        // "Monday's attack that left 12 dead": an act of arms, and of no day's making.
        if that && matches!(c.word(i), "attack" | "attacks") {
            return false;
        }
        let mut owner = None;
        // The words before the noun up to who has it.
        let mut k = i;
        while k > c.first && c.nominal(k - 1) && !c.has(k - 1, CAPITAL | NUMBER) && i - k < 3 {
            k -= 1;
        }
        let Some(before) = k.checked_sub(1).filter(|&b| b >= c.first) else {
            return false;
        };
        let source = if c.has(before, GLUE) && c.word(before) == "'s"
            || c.has(before, GLUE) && c.word(before) == "'"
        {
            c.phrase_left(before).map(|start| (start, before))
        } else if matches!(
            c.word(before),
            "his" | "her" | "its" | "their" | "our" | "my" | "your"
        ) {
            Some((before, before + 1))
        } else {
            None
        };
        if source.is_none()
            && that
            && let Some((source, verb)) = self.voiced(i)
        {
            k = verb;
            owner = Some(source);
        }
        let Some(source) = source.or(owner) else {
            return that && cx.is(i, List::ClaimNoun) && self.unowned(i, before, out);
        };
        let mut from = next;
        let mut cue_end = next;
        if prep && !c.has(next, TO)
            || prep
                && c.has(next, TO)
                && !c.has(next + 1, VERB)
                && c.has(next + 1, DET | CAPITAL | OBJECT)
        {
            from = next + 1;
            cue_end = from;
        }
        let end = if that {
            self.content_end(from, i, false)
        } else {
            self.noun_end(from)
        };
        let content = self.spans(from, end);
        if content.is_empty() || c.has(source.0, QUOTED) {
            return false;
        }
        let word = c.word(i);
        out.push(Found {
            source: Some(source),
            cue: (k, cue_end),
            word: i,
            lemma: Arc::from(word),
            content,
            act: if !said {
                Act::Thinking
            } else if that {
                Act::Arguing
            } else {
                Act::Judging
            },
            stance: if said { Stance::Said } else { Stance::Thought },
            polarity: if matches!(word, "denial" | "denials" | "rejection") {
                Polarity::Denied
            } else {
                Polarity::Affirmed
            },
            reach: if that { Reach::Clause } else { Reach::Topic },
            addressee: None,
        });
        true
    }

    /// "She expressed confidence that", "voiced the hope that": who does, and the verb before `noun`.
    fn voiced(&self, noun: usize) -> Option<((usize, usize), usize)> {
        let c = &self.c;
        let voices = |k: usize| {
            matches!(
                c.word(k),
                "express"
                    | "expressed"
                    | "expresses"
                    | "expressing"
                    | "voice"
                    | "voiced"
                    | "voices"
                    | "voicing"
                    | "conveyed"
                    | "reiterated"
                    | "reiterates"
                    | "signalled"
                    | "signaled"
            )
        };
        let mut verb = noun;
        // The article, and words of degree: "expressed some confidence".
        while verb > c.first && noun - verb < 4 && !voices(verb) {
            verb -= 1;
        }
        if !voices(verb) {
            return None;
        }
        let source = c.subject_left(c.group_start(verb))?;
        Some((source, verb))
    }

    /// Where the phrase behind a noun of speech ends: at a verb of the clause, a comma, another clause.
    fn noun_end(&self, from: usize) -> usize {
        let c = &self.c;
        let infinitive = c.has(from, TO);
        (from + 1..c.last.min(from + 60))
            .find(|&k| {
                !c.has(k, QUOTED)
                    && (c.has(k, COMMA | HARD)
                        || c.finite(k) && !infinitive
                        || c.has(k, SUBJECT)
                        || matches!(c.word(k), "as" | "while" | "after" | "when" | "because"))
            })
            .unwrap_or(c.last.min(from + 60))
    }

    /// "Police: 12 dead", "MS ROE: I was there": a label before a colon.
    pub(super) fn label(&self, out: &mut Vec<Found>) {
        let c = &self.c;
        let end = c.last.min(c.first + 9);
        let Some(colon) = (c.first + 1..end).find(|&k| c.word(k) == ":") else {
            return;
        };
        let name = (c.first..colon).all(|k| {
            c.has(k, CAPITAL | GLUE | NUMBER) && !c.has(k, QUOTE | QUOTED)
                || matches!(c.word(k), "of" | "the" | "and")
        });
        if !name
            || !c.has(c.first, CAPITAL)
            || colon + 2 > c.last
            // "Ruiz: 547": a row of a table.
            || !(colon + 1..c.last).any(|k| c.has(k, WORD))
            || c.has(c.first, VERB) && colon == c.first + 1
            || c.has(c.first, PAST) && self.speaks(c.first)
            || c.has(c.first, PREP)
        {
            return;
        }
        let speaker = matches!(c.word(c.first), "q" | "a") && colon == c.first + 1;
        let full_name = colon > c.first + 1
            && !c.cx.is(colon - 1, List::CommonWord)
            && !c.has(colon - 1, NUMBER)
            && (c.first..colon).any(|k| c.cx.is(k, List::GivenName) || c.cx.is(k, List::Surname));
        if !(speaker
            || full_name
            || c.cx.is(colon - 1, List::Surname)
            || c.cx.is(colon - 1, List::LoneName)
            || self.known_speaker(colon - 1)
            || c.cx
                .tokens
                .get(c.first..colon)
                .is_some_and(|tokens| tokens.iter().all(|token| token.capitals))
                && colon > c.first + 1
                && !c.has(colon - 1, NUMBER)
                && !c.cx.is(colon - 1, List::LabelWord))
        {
            return;
        }
        out.push(Found {
            source: Some((c.first, colon)),
            cue: (colon, colon + 1),
            word: colon,
            lemma: Arc::from(":"),
            content: self.spans(colon + 1, c.last),
            act: Act::Telling,
            stance: Stance::Said,
            polarity: Polarity::Affirmed,
            reach: Reach::Clause,
            addressee: None,
        });
    }

    fn known_speaker(&self, i: usize) -> bool {
        [
            List::SpokesNoun,
            List::AnonymousNoun,
            List::InstitutionNoun,
            List::OutletNoun,
            List::PaperNoun,
            List::RoleNoun,
        ]
        .iter()
        .any(|&list| self.cx().is(i, list))
    }

    /// "declined to comment": nobody said anything. Tokens taken.
    pub(super) fn silent(&self, i: usize, len: usize, out: &mut Vec<Found>) -> usize {
        let c = &self.c;
        let gs = c.group_start(i);
        let mut end = i + len;
        if matches!(c.word(end), "on" | "to" | "about" | "for" | "with") {
            end += 1;
        }
        let source = c.subject_left(gs).or_else(|| c.clause_subject(i));
        let to = self.noun_end(end);
        let content = if end < c.last && !c.has(end, COMMA | HARD) && end > i + len {
            self.spans(end, to)
        } else {
            Vec::new()
        };
        let cx = self.cx();
        let lemma = cx
            .entry(i, List::SilentVerb)
            .and_then(|(_, place)| cx.lists.text(List::SilentVerb, place))
            .unwrap_or_else(|| Arc::from(""));
        out.push(Found {
            source,
            cue: (gs, end),
            word: i,
            lemma,
            content,
            act: Act::Silence,
            stance: Stance::Said,
            polarity: Polarity::NoComment,
            reach: Reach::Topic,
            addressee: None,
        });
        len
    }
}
