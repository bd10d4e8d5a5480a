//! Quotations whose verb no list holds: told by the place of the words that lead to them or follow them.
//!
//! “Go home,” the guard barked. Their message was simple: “Not this year.” The firm released a statement:

use std::sync::Arc;

use copydesk_draft::Span;

use super::Found;
use super::tags::{
    AUX, BE, CAPITAL, COMMA, DET, FINITE, ING, OBJECT, PAST, PREP, QUOTE, QUOTED, REL, SUBJECT,
    THIRD, VERB,
};
use super::verbs::{Finder, Verb};
use crate::lists::List;
use crate::quotes::{Quote, QuoteKind};

/// How many tokens the subject behind a quotation may fill.
const SUBJECT_REACH: usize = 14;

/// How many attributions before are asked whether they hold a quotation.
const LOOKED_AT: usize = 16;

impl Finder<'_, '_> {
    /// Finds who speaks the quotations of the sentence that no cue has taken.
    pub(super) fn leads(&self, since: usize, out: &mut Vec<Found>) {
        let c = &self.c;
        let Some(end) = self
            .cx()
            .token(c.last.wrapping_sub(1))
            .map(|last| last.span.end)
        else {
            return;
        };
        let start = self
            .cx()
            .token(c.first)
            .map_or(end, |first| first.span.start);
        // The quotation that ends right before the sentence, and those that begin in it.
        let near = self
            .quotes
            .partition_point(|quote| quote.span.start < start);
        if let Some(before) = near
            .checked_sub(1)
            .and_then(|i| self.quotes.get(i))
            .filter(|quote| {
                quote.depth == 0 && quote.span.end <= start && quote.span.end + 2 >= start
            })
            && !Self::taken(before.span, out)
        {
            self.tail(before, c.first, out);
        }
        for quote in self.quotes.get(near..).unwrap_or(&[]) {
            if quote.span.start >= end {
                break;
            }
            if quote.depth > 0 || Self::taken(quote.span, out) {
                continue;
            }
            let open = self.cx().token_at(quote.span.start);
            let close = self.cx().token_at(quote.span.end.saturating_sub(1)) + 1;
            let behind = open == c.first && close < c.last && self.tail(quote, close, out);
            if !behind && open > c.first + 1 {
                self.lead(quote, open - 1, close, since, out);
            }
        }
        // "The firm released a statement:", and the quotation in the next paragraph.
        if c.word(c.last.wrapping_sub(1)) == ":"
            && out.get(since..).is_some_and(<[Found]>::is_empty)
            && self
                .quotes
                .get(self.quotes.partition_point(|quote| quote.span.start < end)..)
                .and_then(<[Quote]>::first)
                .is_some_and(|next| next.span.start <= end + 2)
        {
            self.announce(c.last - 1, Vec::new(), since, out);
        }
    }

    /// Some attribution holds the quotation.
    fn taken(quote: Span, out: &[Found]) -> bool {
        out.iter()
            .rev()
            .take(LOOKED_AT)
            .any(|one| one.content.iter().any(|content| content.overlaps(quote)))
    }

    /// “…,” the guard barked; “…!” barked the guard: subject and verb stand behind, at token `from`.
    fn tail(&self, quote: &Quote, from: usize, out: &mut Vec<Found>) -> bool {
        let c = &self.c;
        let inner = self.cx().str(quote.inner);
        let comma = inner.ends_with(',');
        if !(comma || inner.ends_with(['!', '?']) && quote.kind == QuoteKind::Full)
            || quote.words < 2
        {
            return false;
        }
        // A new sentence may follow an exclamation: “Out!” The wheel went through the planks.
        let plain = |k: usize| !comma && self.cx().is(k, List::PlainVerb);
        if !comma && c.has(from, DET) && c.has(from, CAPITAL) {
            return false;
        }
        let told = |k: usize| {
            if plain(k) {
                return false;
            }
            c.has(k, PAST | FINITE) && !c.has(k, AUX | QUOTED | PREP)
                || c.has(k, VERB) && c.has(k, THIRD) && !c.has(k, QUOTED)
                // "she sings": right behind a name or pronoun.
                || comma
                    && k == from + 1
                    && c.word(k).ends_with('s')
                    && !c.has(k, CAPITAL | SUBJECT | DET | PREP | REL)
                    && c.has(from, CAPITAL | SUBJECT)
        };
        if told(from)
            && !c.has(from, CAPITAL)
            && c.has(from + 1, CAPITAL | SUBJECT | DET)
            && let Some(end) = c.phrase_right(from + 1)
            && (end >= c.last || !c.finite(end))
        {
            self.unlisted(
                (from + 1, end),
                (from, from + 1),
                from,
                vec![quote.span],
                out,
            );
            return true;
        }
        if !(c.has(from, SUBJECT | DET | CAPITAL) && !c.has(from, QUOTE | REL)) {
            return false;
        }
        let end = c.last.min(from + SUBJECT_REACH);
        let verb = (from + 1..end)
            .take_while(|&k| !c.has(k, AUX | QUOTE))
            .find(|&k| {
                told(k)
                    && !c.adjective(k)
                    && c.subject_left(c.group_start(k))
                        .is_some_and(|subject| subject.0 == from)
            });
        let Some(verb) = verb else { return false };
        let start = c.group_start(verb);
        let Some(source) = c.subject_left(start) else {
            return false;
        };
        self.unlisted(source, (start, verb + 1), verb, vec![quote.span], out);
        true
    }

    /// "Their message was simple: “…”", "the judge smiled, “…”": what stands before the mark at `mark`.
    fn lead(&self, quote: &Quote, mark: usize, close: usize, since: usize, out: &mut Vec<Found>) {
        let c = &self.c;
        if !c.has(mark + 2, CAPITAL) || quote.words < 2 {
            return;
        }
        if c.word(mark) == ":" {
            self.announce(mark, vec![quote.span], since, out);
            return;
        }
        let ends = close >= c.last || !c.has(close, COMMA) && !c.nominal(close);
        if !c.has(mark, COMMA) || !ends || quote.kind != QuoteKind::Full {
            return;
        }
        // A verb right before the comma, or with a pronoun for who is told.
        let mut verb = mark - 1;
        if verb > c.first && c.has(verb, OBJECT) {
            verb -= 1;
        }
        if c.has(verb, PAST | ING | FINITE) && !c.has(verb, AUX | QUOTED) {
            self.announce(verb + 1, vec![quote.span], since, out);
        }
    }

    /// The subject of the clause before token `end` speaks what follows.
    fn announce(&self, end: usize, content: Vec<Span>, since: usize, out: &mut Vec<Found>) {
        let c = &self.c;
        let carries = |k: usize| {
            c.has(k, PAST | FINITE) && !c.has(k, PREP) || c.has(k, VERB) && c.has(k, THIRD)
        };
        // The last verb before the mark, where it has a subject of its own; else who spoke last.
        let near = end.saturating_sub(8).max(c.first);
        let last = (near..end).rev().find(|&k| carries(k) && !c.adjective(k));
        // "The mayor was asked, “…”": somebody else speaks.
        if last.is_some_and(|k| (c.group_start(k)..k).any(|b| c.has(b, BE))) {
            return;
        }
        let own = last
            .and_then(|k| c.subject_left(c.group_start(k)))
            .filter(|subject| c.clean_left(subject.0));
        let Some(source) = own
            .or_else(|| self.carried(end, since, out))
            .filter(|source| source.1 < end)
        else {
            return;
        };
        // "the market was empty: “…”", "the mood was grim: “…”": a scene, and no one who speaks.
        let head = self.head(source);
        let copula = (source.1..end).any(|k| c.has(k, BE)) && last.is_none();
        let scene = copula
            && !c.has(head, CAPITAL | SUBJECT)
            && matches!(
                c.word(head),
                "market"
                    | "street"
                    | "streets"
                    | "square"
                    | "road"
                    | "roads"
                    | "room"
                    | "hall"
                    | "village"
                    | "town"
                    | "city"
                    | "camp"
                    | "school"
                    | "beach"
                    | "hospital"
                    | "ward"
                    | "shop"
                    | "shops"
                    | "shelves"
                    | "house"
                    | "houses"
                    | "building"
                    | "station"
                    | "port"
                    | "harbour"
                    | "air"
                    | "night"
                    | "day"
                    | "morning"
                    | "weather"
                    | "mood"
                    | "scene"
                    | "atmosphere"
                    | "damage"
            );
        if scene {
            return;
        }
        // "There is one rule": nobody speaks.
        if c.has(source.0, REL) || matches!(c.word(source.0), "there" | "it" | "this" | "that") {
            return;
        }
        let verb = (source.1..end)
            .rev()
            .find(|&k| c.has(k, PAST | FINITE | AUX | ING) || c.has(k, VERB) && c.has(k, THIRD))
            .unwrap_or(source.1);
        self.unlisted(source, (verb, end.max(verb + 1)), verb, content, out);
    }

    fn unlisted(
        &self,
        source: (usize, usize),
        cue: (usize, usize),
        word: usize,
        content: Vec<Span>,
        out: &mut Vec<Found>,
    ) {
        let verb = Verb {
            len: 1,
            // As the plainest verb of speech.
            lists: 1,
            lemma: Arc::from(self.c.word(word)),
            clause_only: false,
            asks: false,
        };
        self.push(Some(source), cue, word, &verb, content, None, out);
    }
}
