//! What stands between a cue and what it covers: whom it was told to, when and where.

use super::nouns::Clauses;
use super::tags::{
    ADVERB, AUX, CAPITAL, COMMA, COORD, DASH, DET, FINITE, GLUE, HARD, NUMBER, OBJECT, PAST, PREP,
    QUOTE, REL, SUBJECT, TIME, TO, VERB,
};
use super::verbs::{Finder, Verb};
use crate::lists::List;
use crate::token::TokenKind;

impl Finder<'_, '_> {
    /// Behind the verb: whom it was told to, when and where; the token at which what is covered can begin.
    pub(super) fn after(&self, from: usize, verb: &Verb) -> (usize, Option<(usize, usize)>) {
        let told = verb.of(List::TellingVerb)
            && !matches!(&*verb.lemma, "promise" | "order" | "command" | "forbid");
        if told && let Some(end) = self.addressee(from) {
            let end = self.named_medium(end);
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
        // "…, the chief executive boasted to shareholders in Calgary, …": whom, and nothing more.
        if verb.of(List::ReportingVerb)
            && self.c.has(from, TO)
            && self.names_hearers(from + 1)
            && let Some(end) = self.addressee(from + 1)
        {
            let rest = self.adjuncts(end);
            if rest >= self.c.last || self.c.has(rest, COMMA | HARD) {
                return (rest, Some((from + 1, end)));
            }
        }
        (self.adjuncts(from), None)
    }

    /// Behind "to" at token `i` stand people, not a verb: "shareholders", "the board", "Ana Ruiz", "police".
    fn names_hearers(&self, i: usize) -> bool {
        let c = &self.c;
        let word = c.word(i);
        c.has(i, DET | CAPITAL)
            || !c.has(i, VERB) && (word.ends_with('s') && word.len() > 4)
            || matches!(word, "police" | "parliament" | "him" | "them" | "me" | "us")
    }

    /// "told the radio station, Andalus, on Sunday that", "told the newspaper El Faro that": past the name of the medium whose
    /// noun ends before token `end`.
    fn named_medium(&self, end: usize) -> usize {
        let c = &self.c;
        let medium = matches!(
            c.word(end - 1),
            "station"
                | "newspaper"
                | "agency"
                | "channel"
                | "broadcaster"
                | "programme"
                | "program"
                | "magazine"
                | "paper"
                | "daily"
                | "weekly"
                | "website"
                | "site"
                | "network"
                | "podcast"
                | "show"
        );
        if !medium {
            return end;
        }
        let apposed = c.has(end, COMMA);
        let first = end + usize::from(apposed);
        let name = (first..c.last.min(first + 6))
            .take_while(|&k| c.has(k, CAPITAL | GLUE) && !c.has(k, TIME))
            .count();
        let close = first + name;
        match (name > 0, apposed) {
            (true, true) if c.has(close, COMMA) => close + 1,
            (true, false) => close,
            _ => end,
        }
    }

    /// One past whom something is told to: "Reuters", "reporters in Lagos", "her".
    pub(super) fn addressee(&self, from: usize) -> Option<usize> {
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
                || tag & NUMBER != 0 && before & (PREP | COORD | DET | GLUE | NUMBER | CAPITAL) == 0
                || c.finite(i) && c.has(i + 1, DET | NUMBER | SUBJECT | OBJECT | CAPITAL)
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
            // "told Reuters at least 23 miners had died"
            if c.word(i) == "at" && matches!(c.word(i + 1), "least" | "most") {
                break;
            }
            if tag & PREP != 0
                && !(c.nominal_start(i + 1) || c.nominal(i + 1) || c.has(i + 1, TIME))
            {
                break;
            }
            i += 1;
        }
        // "told Reuters rebels now control the airport": the outlet alone.
        let verb = (i..c.last).find(|&k| !c.has(k, ADVERB)).unwrap_or(i);
        if verb > i
            && i == from + 2
            && c.has(from, CAPITAL)
            && c.nominal(from + 1)
            && !c.has(from + 1, CAPITAL)
            && (c.finite(verb) || c.has(verb, VERB))
        {
            return Some(from + 1);
        }
        // "told the army had left": a verb follows at once, so that it is the clause's subject.
        if c.finite(i) && !c.has(i, SUBJECT) && c.has(i, AUX | FINITE | PAST) && i < c.last {
            // "told Reuters officials were there": the name alone.
            // "told reporters rebels had left": those who listen, without a determiner of their own.
            let hearers = c.has(from, CAPITAL) || !c.has(from, DET | NUMBER | OBJECT);
            return (hearers && i > from + 1 && c.nominal(from + 1)).then_some(from + 1);
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
            // "said Friday's talks failed"
            if c.has(i, TIME) && self.cx().kind(i + 1) == Some(TokenKind::Possessive) {
                break;
            }
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
                || c.has(i, ADVERB)
                    && word.ends_with("ly")
                    && !c.has(i + 1, PAST)
                    && !(c.has(i + 1, NUMBER) && word != "only")
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
            // "reported at least 55", "over 40", "as many as 30": a number, no circumstance.
            if self.counted(i) {
                return i;
            }
            // "said on Monday rebels had left": a day ends by itself.
            if let Some(end) = self.day_phrase(i) {
                i = end;
                continue;
            }
            // A phrase counts if what is covered can begin behind it: "that", a quotation, a pronoun, or nothing more.
            let mut k = i + 1;
            let link = |k: usize| self.cx().kind(k) == Some(TokenKind::Address);
            while k < limit
                && !link(k)
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
                || link(k)
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

    /// One past "on Monday", "in March", "on 5 May".
    fn day_phrase(&self, i: usize) -> Option<usize> {
        let (c, cx) = (&self.c, self.cx());
        if !matches!(c.word(i), "on" | "in" | "by" | "at" | "during" | "since") {
            return None;
        }
        let mut end = i + 1;
        while c.has(end, TIME)
            || cx.is(end, List::Month)
            || c.has(end, NUMBER)
                && (cx.is(end + 1, List::Month)
                    || cx.is(end.wrapping_sub(1), List::Month)
                        && !(c.nominal(end + 1) && !c.has(end + 1, CAPITAL | TIME)))
        {
            end += 1;
        }
        (end > i + 1 && cx.kind(end) != Some(TokenKind::Possessive)).then_some(end)
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
                    | "tally"
                    | "database"
                    | "count"
                    | "image"
                    | "images"
                    | "slides"
                    | "card"
            )
    }

    /// A small-letter noun at the end of a phrase.
    pub(super) fn nominal_head(&self, i: usize) -> bool {
        self.nominal(i) && self.has(i, CAPITAL)
    }
}
