//! The parts of an attribution as they are put together: quotations, spans, stance, polarity, reach.

use copydesk_draft::Span;

use super::tags::{
    CAPITAL, COMMA, CUE, DASH, HARD, NOT, NUMBER, PAST, QUOTE, QUOTED, REL, SUBJECT, THIRD, TIME,
    TO,
};
use super::verbs::{Finder, Verb};
use super::{Act, Found, Polarity, Reach, Stance};
use crate::lists::List;

impl Finder<'_, '_> {
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
    pub(super) fn quote_after(&self, from: usize) -> Option<Span> {
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

    /// "The paper on Saturday [wrote]", "a court last month [found]": when is no part of who.
    fn untimed(&self, (first, last): (usize, usize)) -> (usize, usize) {
        let c = &self.c;
        if last < first + 3 {
            return (first, last);
        }
        let (word, time) = (c.word(last - 2), last - 1);
        let dated = match word {
            "on" => c.has(time, TIME),
            "in" => {
                self.cx().is(time, List::Month) || c.has(time, NUMBER) && c.word(time).len() == 4
            }
            "this" | "last" => matches!(c.word(time), "week" | "month" | "year" | "weekend"),
            _ => false,
        };
        (first, if dated { last - 2 } else { last })
    }

    /// Pushes what was found.
    #[allow(clippy::too_many_arguments, reason = "the parts of one attribution")]
    pub(super) fn push(
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
        // "No evidence suggests that …", "The tempo abroad would suggest that …": nobody says so.
        let none = source
            .and_then(|source| source.0.checked_sub(1))
            .is_some_and(|before| matches!(self.cx().folded(before), "no" | "little" | "neither"));
        let supposed = verb.of(List::ShowingVerb)
            && (!verb.of(List::ReportingVerb)
                || matches!(&*verb.lemma, "suggest" | "indicate" | "imply")
                    && source.is_some_and(|source| {
                        let head = self.head(source);
                        !c.has(head, CAPITAL | SUBJECT | REL)
                    }))
            && !paper
            && (cue.0..word)
                .chain(word.saturating_sub(2)..word)
                .any(|k| matches!(self.cx().folded(k), "would" | "could" | "might" | "may"));
        let said = said && !none && !supposed;
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
            source: source.map(|source| {
                if source.1 <= cue.0 {
                    self.untimed(source)
                } else {
                    source
                }
            }),
            cue,
            word,
            lemma: verb.lemma.clone(),
            content,
            act,
            stance: if said { Stance::Said } else { Stance::Thought },
            // "could not confirm that 12 had died": it is neither said nor denied.
            polarity: if denied && matches!(verb.lemma.as_ref(), "confirm" | "verify") {
                Polarity::NoComment
            } else if denied {
                Polarity::Denied
            } else {
                Polarity::Affirmed
            },
            reach: if clause { Reach::Clause } else { Reach::Topic },
            addressee,
        });
    }
}
