//! Where what a cue covers stands: before it, behind it, on both sides, in a quotation.

use copydesk_draft::Span;

use super::Found;
use super::tags::{
    ADVERB, AUX, CAPITAL, COMMA, COORD, DASH, DET, FINITE, HARD, ING, NUMBER, OBJECT, PAST, PREP,
    QUOTE, QUOTED, REL, SUB, SUBJECT, TIME, TO, VERB,
};
use super::verbs::{Finder, Verb};
use crate::lists::List;
use crate::token::TokenKind;

impl Finder<'_, '_> {
    /// The subject stands before the verb.
    pub(super) fn left(
        &self,
        i: usize,
        gs: usize,
        source: (usize, usize),
        verb: &Verb,
        out: &mut Vec<Found>,
    ) -> bool {
        self.left_to(i, gs, i + verb.len, source, verb, out)
    }

    pub(super) fn left_to(
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
            || self.cx().kind(rest) == Some(TokenKind::Address)
            || c.has(rest, HARD) && c.word(rest) != ":";
        let lead = source.0 > c.first
            && (c.has(source.0 - 1, COMMA | QUOTE | DASH)
                || matches!(c.word(source.0 - 1), "?" | "!" | "as" | "..." | "…"));
        // "All 44 were killed, the agency said after divers had found the last": when it was said.
        let closed = closed
            || rest < c.last
                && matches!(
                    c.word(rest),
                    "after"
                        | "when"
                        | "while"
                        | "as"
                        | "before"
                        | "once"
                        | "because"
                        | "until"
                        | "since"
                )
                && source.0 > c.first
                && c.has(source.0 - 1, COMMA)
                && self.tells_before(source.0);
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
            } else if c.has(rest, COMMA)
                && c.has(rest + 1, COORD)
                && (c.has(rest + 2, QUOTE)
                    || c.has(rest + 3, QUOTE)
                        && (c.has(rest + 2, ADVERB)
                            || matches!(c.word(rest + 2), "still" | "then" | "also" | "yet")))
            {
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

    /// A clause of its own stands before the source at `to`: "All 44 were killed, …", and not "When asked, …".
    fn tells_before(&self, to: usize) -> bool {
        let c = &self.c;
        let start = self.lead_start(to);
        !c.has(start, SUB | PREP | ING | TIME | COORD)
            && (start..to).any(|k| c.finite(k))
            && (start..to).all(|k| !c.has(k, QUOTE))
    }

    /// What the cue covers follows it.
    pub(super) fn forward(
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
    pub(super) fn forward_to(
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
            && !self.counted(after)
            && !c.has(after + 1, TIME)
            && (verb.said() || verb.of(List::ThinkingVerb) || verb.of(List::HoldingVerb))
        {
            cue_end = after + 1;
            from = cue_end;
        }
        // “Go!” the guard shouted to the crowd.
        if cue_end > after
            && matches!(c.word(after), "to" | "at")
            && source.0 == c.first
            && verb.said()
            && let Some(quote) = self.quote_before()
        {
            self.push(
                Some(source),
                (gs, after),
                i,
                verb,
                vec![quote],
                addressee,
                out,
            );
            return true;
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
        // "his party's backing, aides said": behind a comma stands what another says.
        let cut = from > after
            && c.has(from - 1, COMMA)
            && !verb.of(List::ReportingVerb)
            && !c.has(from, QUOTE)
            && c.word(from) != "that";
        if cut && self.trailing(from) {
            return false;
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
                self.content_end(from, i, confined || self.within(source.0))
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
                    self.content_end(from, i, confined || self.within(source.0)),
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
            let mut end = self.content_end(from, i, confined || self.within(source.0));
            // "said this when asked about the raid that killed": the pronoun is all that is said.
            if matches!(c.word(from), "this" | "so" | "as" | "it")
                && (c.has(from + 1, SUB | PREP | COMMA)
                    || matches!(
                        c.word(from + 1),
                        "when" | "while" | "after" | "during" | "in" | "at"
                    ))
            {
                end = from + 1;
            }
            // "claimed responsibility for the raid that killed": nothing is said of the toll.
            if matches!(c.word(from), "responsibility" | "credit") {
                end = (from + 1..end)
                    .find(|&k| c.has(k, COMMA | REL | DASH | COORD) || c.word(k) == "which")
                    .unwrap_or(end);
            }
            // "shout slogans at the grave of a man who was killed": the slogans are all that is shouted.
            if matches!(&*verb.lemma, "shout" | "chant" | "scream" | "yell")
                && c.nominal(from)
                && !(from..end).any(|k| c.has(k, QUOTE | AUX) || c.word(k) == "that")
            {
                end = (from + 1..end)
                    .find(|&k| {
                        c.has(k, SUB | COMMA)
                            || matches!(c.word(k), "during" | "at" | "outside" | "near" | "after")
                    })
                    .unwrap_or(end);
            }
            // "professed allegiance to the group from the scene of a shooting that killed": where is no part of it.
            if (from..from + 3).any(|k| matches!(c.word(k), "allegiance" | "loyalty" | "fealty")) {
                end = (from + 1..end)
                    .find(|&k| {
                        c.has(k, COMMA | REL | DASH)
                            || c.has(k, PREP) && !matches!(c.word(k), "to" | "of")
                    })
                    .unwrap_or(end);
            }
            // "attacked the judge in a post": where it was said is no part of a thing that is spoken of.
            if verb.of(List::JudgingVerb) && !verb.clausal() {
                end = self.thing_end(from, end);
            }
            // "It was the governor who said": what follows goes to the end.
            let cleft = c.word(c.first) == "it" && matches!(c.word(c.first + 1), "was" | "is");
            let within =
                source.0 > c.first && matches!(c.word(source.0 - 1), "which" | "whom" | "where");
            if (c.has(source.0, REL) || within) && !cleft {
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
    pub(super) fn announced(&self, from: usize, verb: &Verb) -> Option<Span> {
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
    pub(super) fn quote_before(&self) -> Option<Span> {
        let end = self.cx().token(self.c.first.checked_sub(1)?)?.span.end;
        let near = self.quotes.partition_point(|quote| quote.span.start < end);
        self.quotes
            .get(near.saturating_sub(4)..near)?
            .iter()
            .rev()
            .find(|quote| quote.depth == 0 && quote.span.end == end)
            .map(|quote| quote.span)
    }

    /// "recalled its ambassador", "recalled 12,000 cars": called back, not remembered.
    fn called_back(&self, from: usize) -> bool {
        let c = &self.c;
        c.has(from, DET | NUMBER)
            && (from + 1..(from + 4).min(c.last))
                .take_while(|&i| !c.has(i, PREP | HARD | COMMA | FINITE | AUX))
                .any(|i| {
                    matches!(
                        c.word(i),
                        "ambassador"
                            | "ambassadors"
                            | "envoy"
                            | "envoys"
                            | "diplomats"
                            | "consul"
                            | "attache"
                            | "reservists"
                            | "parliament"
                            | "cars"
                            | "vehicles"
                            | "trucks"
                            | "batteries"
                            | "products"
                    )
                })
    }

    /// What stands at `from` can be what the verb covers.
    pub(super) fn may_follow(&self, from: usize, verb: &Verb, source: (usize, usize)) -> bool {
        let c = &self.c;
        if from >= c.last || c.has(from, HARD | COMMA | DASH) {
            return false;
        }
        if speaks_by_quotation(&verb.lemma) && !c.has(from, QUOTE) {
            return false;
        }
        if verb.lemma.as_ref() == "recall" && self.called_back(from) {
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
        // "called it a disaster": a pronoun of both cases with no verb behind it is what is judged.
        let object = matches!(word, "it" | "you")
            && verb.of(List::JudgingVerb)
            && !verb.clausal()
            && (from + 1 >= c.last || c.has(from + 1, DET | PREP | HARD | COMMA | QUOTE))
            && !c.has(from + 1, AUX | FINITE);
        if object {
            return true;
        }
        let pronoun = c.has(from, SUBJECT) || word == "there";
        let subject = pronoun || self.clause_at(from);
        // "criticised the plan that would …": a thing, whatever is said about it.
        // "a poll found Ana Ruiz leading": what a survey finds is told, with or without a clause.
        let survey = verb.lemma.as_ref() == "find" && c.is_paper(self.head(source));
        let clause_only = verb.clause_only && !survey && !c.has(from, TO);
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
            || self.counted(from)
            || c.nominal(from) && !c.finite(from)
            || c.has(from, ING)
        {
            return true;
        }
        verb.of(List::ReportingVerb) && c.has(from, PREP | ADVERB) && self.clause_at(from)
    }

    /// "at least 55", "more than a dozen", "up to 40": a number with what hedges it.
    pub(super) fn counted(&self, from: usize) -> bool {
        let c = &self.c;
        let hedge = |k: usize| {
            matches!(
                c.word(k),
                "at" | "least"
                    | "most"
                    | "more"
                    | "fewer"
                    | "less"
                    | "than"
                    | "up"
                    | "to"
                    | "as"
                    | "many"
                    | "few"
                    | "nearly"
                    | "about"
                    | "around"
                    | "almost"
                    | "over"
                    | "roughly"
                    | "approximately"
                    | "some"
                    | "an"
                    | "estimated"
            )
        };
        let number = (from..c.last.min(from + 4)).find(|&k| !hedge(k));
        number.is_some_and(|k| k > from && c.has(k, NUMBER))
    }

    /// A clause begins at `from`: a noun phrase and a verb.
    pub(super) fn clause_at(&self, from: usize) -> bool {
        let c = &self.c;
        (from + 1..c.last.min(from + 12))
            .take_while(|&k| !c.has(k, COMMA | HARD | QUOTE))
            .any(|k| c.finite(k) && !c.has(k - 1, REL))
    }

    /// One past the source that stands behind its verb.
    pub(super) fn inverted_source(&self, from: usize) -> Option<usize> {
        let c = &self.c;
        // "…, said Saturday that": the day is no speaker.
        if c.has(from, TIME) {
            return None;
        }
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

    pub(super) fn inverted(&self, i: usize, verb: &Verb, end: usize, out: &mut Vec<Found>) {
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
}

/// A verb of speech only beside a quotation: "“…,” she continued", but "the fighting continued".
pub(super) fn speaks_by_quotation(lemma: &str) -> bool {
    matches!(
        lemma,
        "continue" | "go on" | "interrupt" | "sign off" | "snap"
    )
}
