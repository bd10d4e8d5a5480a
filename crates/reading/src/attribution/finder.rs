//! Cues (reporting verbs and phrases), the noun phrase beside them, and the clauses that they govern.
//!
//! A sentence-final source governs its whole sentence; a source that opens a clause governs what follows it, not what
//! stands before.

use std::sync::Arc;

use copydesk_draft::Span;

use super::{Found, Polarity, Reach, Stance};
use crate::cx::Cx;
use crate::lists::List;
use crate::quotes::Quote;
use crate::token::TokenKind;

pub(super) fn find(cx: &Cx<'_>, quotes: &[Quote]) -> Vec<Found> {
    let mut found = Vec::new();
    for sentence in cx.sentences {
        let finder = Finder {
            cx,
            quotes,
            first: sentence.first as usize,
            last: sentence.last as usize,
        };
        finder.find(&mut found);
    }
    found
}

struct Finder<'c, 'a> {
    cx: &'c Cx<'a>,
    quotes: &'c [Quote],
    first: usize,
    last: usize,
}

impl Finder<'_, '_> {
    fn find(&self, out: &mut Vec<Found>) {
        let cx = self.cx;
        let mut i = self.first;
        while i < self.last {
            if cx.kind(i) != Some(TokenKind::Word) || self.quoted(i) {
                i += 1;
                continue;
            }
            if let Some(len) = cx.phrase(i, List::SourcePhrase) {
                self.phrase(i, len, out);
                i += len;
                continue;
            }
            let said = cx
                .phrase(i, List::ReportingVerb)
                .map(|len| (len, Stance::Said));
            let verb = said
                .or_else(|| self.showing(i).map(|len| (len, Stance::Said)))
                .or_else(|| {
                    cx.phrase(i, List::ThinkingVerb)
                        .map(|len| (len, Stance::Thought))
                });
            if let Some((len, stance)) = verb {
                if self.finite(i) {
                    self.verb(i, len, stance, out);
                }
                i += len;
                continue;
            }
            i += 1;
        }
    }

    /// Papers and figures show that …
    fn showing(&self, i: usize) -> Option<usize> {
        let len = self.cx.phrase(i, List::ShowingVerb)?;
        (self.cx.folded(i + len) == "that").then_some(len)
    }

    /// Tokens `from..end` are a name or noun and no clause: in "Roe, the principal, said shells hit the school" the verb
    /// is not inverted.
    fn bare_name(&self, from: usize, end: usize) -> bool {
        let cx = self.cx;
        let past = |i: usize| {
            let word = cx.folded(i);
            word.len() > 4
                && word.ends_with("ed")
                && !cx.is(i - 1, List::Determiner)
                && !cx.token(i).is_some_and(|token| token.capital)
                || matches!(
                    word,
                    "hit"
                        | "struck"
                        | "fell"
                        | "took"
                        | "went"
                        | "came"
                        | "began"
                        | "left"
                        | "made"
                        | "ran"
                        | "lost"
                        | "won"
                        | "gave"
                        | "held"
                        | "kept"
                        | "met"
                        | "saw"
                        | "found"
                        | "knew"
                        | "fought"
                        | "broke"
                        | "rose"
                        | "sent"
                        | "shot"
                        | "led"
                        | "set"
                        | "put"
                        | "cut"
                        | "grew"
                        | "drove"
                        | "felt"
                        | "got"
                        | "brought"
                        | "became"
                        | "spent"
                        | "paid"
                        | "wanted"
                        | "remains"
                        | "remain"
                )
        };
        !(from + 1..end).any(past)
            && !cx.is(end, List::Auxiliary)
            && !cx.is(end, List::Modal)
            && !past(end)
    }

    /// Token `i` stands inside quotation marks.
    fn quoted(&self, i: usize) -> bool {
        self.cx
            .token(i)
            .is_some_and(|token| self.cx.masked(token.span))
    }

    /// The verb form at `i` can be the verb of a clause: no infinitive, no bare participle after a noun, no noun.
    fn finite(&self, i: usize) -> bool {
        let cx = self.cx;
        let before = if i > self.first { cx.folded(i - 1) } else { "" };
        let word = cx.folded(i);
        if matches!(
            before,
            "to" | "the"
                | "a"
                | "an"
                | "this"
                | "that's"
                | "of"
                | "its"
                | "their"
                | "his"
                | "her"
                | "be"
                | "not"
                | "being"
                | "could"
                | "would"
                | "should"
                | "no"
                | "any"
                | "for"
                | "in"
                | "without"
        ) {
            return false;
        }
        if word.ends_with("ing") {
            // ", adding that", ", citing": carries the clause's own subject on.
            return matches!(before, "," | "and")
                && (cx.folded(i + 1) == "that"
                    || matches!(
                        word,
                        "saying"
                            | "adding"
                            | "warning"
                            | "claiming"
                            | "noting"
                            | "insisting"
                            | "telling"
                    ));
        }
        // "was reported", "were told": passive; "was quoted as saying" speaks.
        if matches!(before, "was" | "were" | "is" | "are" | "been" | "being") {
            return matches!(word, "quoted" | "cited") && matches!(cx.folded(i + 1), "as");
        }
        true
    }

    fn verb(&self, i: usize, len: usize, stance: Stance, out: &mut Vec<Found>) {
        let cx = self.cx;
        let after = i + len;
        let ing = cx.folded(i).ends_with("ing");
        // Inverted: “…,” said the mayor.
        let before = if i > self.first { cx.word(i - 1) } else { "" };
        let inverted = !ing
            && (i == self.first
                || matches!(
                    before,
                    "," | "”" | "\"" | "’" | "'" | "?" | "!" | "»" | "–" | "—"
                ))
            && self
                .noun_phrase_right(after)
                .is_some_and(|end| before != "," || self.bare_name(after, end));
        if inverted {
            let end = self.noun_phrase_right(after).unwrap_or(after);
            let source = (after, end);
            let mut content = Vec::new();
            if i > self.first {
                content.push(cx.span(self.first, i));
            }
            // More behind the source: “…,” said the mayor, “and …”.
            let tail = self.after_adjuncts(end);
            if tail < self.last && matches!(cx.word(tail), ",") && tail + 1 < self.last {
                content.push(cx.span(tail + 1, self.last));
            }
            self.quotes_beside(cx.span(i, end), &mut content);
            self.push(Some(source), (i, after), content, stance, out);
            return;
        }
        let Some(start) = (if ing { None } else { self.noun_phrase_left(i) }) else {
            if ing {
                let content = vec![cx.span(after, self.last)];
                if after < self.last {
                    self.push(None, (i, after), content, stance, out);
                }
            }
            return;
        };
        let end = self.source_end(start, i);
        let source = (start, end);
        let rest = self.after_adjuncts(after);
        let closed = rest >= self.last
            || matches!(
                cx.word(rest),
                "." | "!" | "?" | ";" | "”" | "\"" | "…" | ")"
            );
        let comma = matches!(cx.word(rest), ",");
        let lead = start > self.first
            && matches!(
                cx.word(start - 1),
                "," | "”" | "\"" | "’" | "'" | "–" | "—" | "?" | "!" | "»" | "as"
            );
        let mut content = Vec::new();
        if lead && (closed || comma && stance == Stance::Said) {
            // The source stands last, or in the middle between commas: the whole sentence is its.
            content.push(cx.span(self.first, start));
            if comma && rest + 1 < self.last {
                content.push(cx.span(rest + 1, self.last));
            }
        } else if after < self.last {
            let stop = self.content_end(after);
            if stop > after {
                content.push(cx.span(after, stop));
            }
        }
        self.quotes_beside(cx.span(start, after), &mut content);
        if content.is_empty() {
            return;
        }
        self.push(Some(source), (i, after), content, stance, out);
    }

    /// Where the content that begins at `from` ends: at the sentence's end, or where a new clause brings its own source.
    fn content_end(&self, from: usize) -> usize {
        let cx = self.cx;
        let mut i = from;
        while i < self.last {
            if cx.word(i) == ";" {
                return i;
            }
            i += 1;
        }
        self.last
    }

    /// Quotations that touch the sentence of the cue belong to the speaker.
    fn quotes_beside(&self, cue: Span, content: &mut Vec<Span>) {
        let cx = self.cx;
        let Some(sentence) = cx.sentence(cx.sentence_at(cue.start)) else {
            return;
        };
        let block = cx
            .blocks
            .get(sentence.block as usize)
            .map_or(sentence.span, |block| block.span);
        let near = self
            .quotes
            .partition_point(|quote| quote.span.end <= block.start);
        for quote in self.quotes.get(near..).unwrap_or(&[]) {
            if quote.span.start >= block.end {
                break;
            }
            if quote.depth == 0
                && (quote.span.overlaps(sentence.span)
                    || quote.kind == crate::quotes::QuoteKind::Full)
                && !quote.span.overlaps(cue)
            {
                content.push(quote.span);
            }
        }
    }

    fn phrase(&self, i: usize, len: usize, out: &mut Vec<Found>) {
        let cx = self.cx;
        let from = i + len;
        let Some(end) = self.noun_phrase_right(from) else {
            return;
        };
        let source = (from, end);
        let mut content = Vec::new();
        if i == self.first || (i == self.first + 1 && cx.kind(self.first) == Some(TokenKind::Mark))
        {
            let rest = if matches!(cx.word(end), ",") {
                end + 1
            } else {
                end
            };
            if rest < self.last {
                content.push(cx.span(rest, self.last));
            }
        } else {
            content.push(cx.span(self.first, i));
            if matches!(cx.word(end), ",") && end + 1 < self.last {
                content.push(cx.span(end + 1, self.last));
            }
        }
        self.quotes_beside(cx.span(i, end), &mut content);
        self.push(Some(source), (i, from), content, Stance::Said, out);
    }

    fn push(
        &self,
        source: Option<(usize, usize)>,
        cue: (usize, usize),
        content: Vec<Span>,
        stance: Stance,
        out: &mut Vec<Found>,
    ) {
        let cx = self.cx;
        let lemma = [List::ReportingVerb, List::ThinkingVerb, List::ShowingVerb]
            .iter()
            .find_map(|&list| {
                let (_, place) = cx.entry(cue.0, list)?;
                cx.lists.text(list, place)
            })
            .unwrap_or_else(|| Arc::from(cx.str(cx.span(cue.0, cue.1)).to_lowercase()));
        let told = matches!(&*lemma, "tell" | "inform");
        let addressee = told
            .then(|| (cue.1, self.after_adjuncts(cue.1)))
            .filter(|(from, to)| to > from);
        let denied = matches!(&*lemma, "deny")
            || cue.0 > self.first + 1 && matches!(cx.folded(cue.0 - 1), "not" | "didn't" | "never")
            || matches!(cx.folded(cue.0 - 1), "didn't");
        out.push(Found {
            source,
            cue,
            word: cue.0,
            lemma,
            content,
            stance,
            polarity: if denied {
                Polarity::Denied
            } else {
                Polarity::Affirmed
            },
            reach: Reach::Clause,
            addressee,
        });
    }

    /// Skips adverbs, days and short phrases behind a verb: "on Monday", "in a statement", "late on Friday", "Reuters".
    fn after_adjuncts(&self, from: usize) -> usize {
        let cx = self.cx;
        let mut i = from;
        let limit = (from + 12).min(self.last);
        // "told Reuters", "told a news conference in Lagos".
        let told = from > self.first
            && matches!(cx.folded(from - 1), "told" | "tells" | "tell" | "informed");
        if told {
            while i < limit
                && (cx.kind(i) == Some(TokenKind::Word)
                    || cx.kind(i) == Some(TokenKind::Possessive))
                && !matches!(
                    cx.folded(i),
                    "that" | "it" | "he" | "she" | "they" | "there" | "we"
                )
                && !cx.is(i, List::Auxiliary)
            {
                i += 1;
            }
            return if i > from { i } else { from };
        }
        loop {
            let word = cx.folded(i);
            if i >= limit {
                return i;
            }
            if cx.is(i, List::Weekday)
                || matches!(
                    word,
                    "late"
                        | "early"
                        | "earlier"
                        | "later"
                        | "yesterday"
                        | "today"
                        | "separately"
                        | "again"
                        | "too"
                        | "also"
                        | "overnight"
                        | "afterwards"
                )
                || cx.is(i, List::Month)
            {
                i += 1;
                continue;
            }
            if matches!(
                word,
                "on" | "in" | "at" | "by" | "during" | "after" | "from" | "through"
            ) {
                let mut k = i + 1;
                let stop = (k + 7).min(self.last);
                while k < stop
                    && matches!(
                        cx.kind(k),
                        Some(
                            TokenKind::Word
                                | TokenKind::Number
                                | TokenKind::Possessive
                                | TokenKind::Hyphen
                        )
                    )
                    && !cx.is(k, List::Auxiliary)
                    && !matches!(cx.folded(k), "that" | "which" | "and")
                {
                    k += 1;
                }
                if k >= self.last || matches!(cx.word(k), "." | "," | ";" | "!" | "?" | "”" | "\"")
                {
                    return k;
                }
                return i;
            }
            return i;
        }
    }

    /// The first token of the noun phrase that is the subject of the verb at `verb`.
    fn noun_phrase_left(&self, verb: usize) -> Option<usize> {
        let cx = self.cx;
        let mut end = verb;
        // Auxiliaries, adverbs and days between subject and verb.
        while end > self.first {
            let word = cx.folded(end - 1);
            let skip = matches!(
                word,
                "has"
                    | "have"
                    | "had"
                    | "also"
                    | "later"
                    | "earlier"
                    | "then"
                    | "however"
                    | "now"
                    | "still"
                    | "both"
                    | "all"
                    | "did"
                    | "does"
                    | "was"
                    | "were"
                    | "said"
                    | "reportedly"
                    | "himself"
                    | "herself"
                    | "itself"
                    | "themselves"
            ) || word.ends_with("ly") && word.len() > 4
                || cx.is(end - 1, List::Weekday)
                || (word == "on" && cx.is(end, List::Weekday));
            if skip { end -= 1 } else { break }
        }
        if end == self.first {
            return None;
        }
        // An apposition between commas: "Ana Ruiz, the mayor of Potosi, said".
        if matches!(cx.word(end - 1), ",") {
            let mut k = end - 1;
            let stop = end.saturating_sub(26).max(self.first);
            while k > stop {
                k -= 1;
                if matches!(cx.word(k), ",") && k > self.first {
                    return self.walk_left(k).filter(|&start| start < k);
                }
            }
            return None;
        }
        self.walk_left(end).filter(|&start| start < end)
    }

    /// Walks left over the words of a noun phrase that ends before token `end`.
    fn walk_left(&self, end: usize) -> Option<usize> {
        let cx = self.cx;
        let head = end.checked_sub(1).filter(|&i| i >= self.first)?;
        if cx.is(head, List::Pronoun) {
            return matches!(
                cx.folded(head),
                "he" | "she"
                    | "it"
                    | "they"
                    | "we"
                    | "i"
                    | "you"
                    | "who"
                    | "one"
                    | "both"
                    | "some"
                    | "others"
                    | "many"
                    | "this"
                    | "that"
                    | "these"
            )
            .then_some(head);
        }
        let mut i = end;
        while i > self.first && end - i < 24 {
            let k = i - 1;
            let word = cx.folded(k);
            let stop = match cx.kind(k) {
                Some(TokenKind::Word) => {
                    cx.is(k, List::Auxiliary)
                        || matches!(
                            word,
                            "that"
                                | "which"
                                | "who"
                                | "but"
                                | "because"
                                | "although"
                                | "though"
                                | "while"
                                | "when"
                                | "as"
                                | "if"
                                | "after"
                                | "before"
                                | "where"
                                | "so"
                                | "than"
                                | "since"
                                | "meanwhile"
                                | "however"
                                | "whether"
                                | "what"
                        )
                        || cx.phrase(k, List::ReportingVerb).is_some() && !self.noun_like(k)
                        || cx.is(k, List::Pronoun)
                            && !matches!(
                                word,
                                "his" | "her" | "that" | "this" | "these" | "those" | "one"
                            )
                }
                Some(TokenKind::Number | TokenKind::Hyphen | TokenKind::Possessive) => false,
                _ => {
                    !(matches!(cx.word(k), ".")
                        && i < end
                        && cx.token(i).is_some_and(|t| t.capital)
                        && cx.word(k.saturating_sub(1)).len() <= 4)
                }
            };
            // "troops advanced and the army said": a conjunction joins clauses unless nouns stand on both sides.
            let joins = matches!(word, "and" | "or") && {
                let left = k.checked_sub(1).filter(|&l| l >= self.first);
                let noun_left = left.is_some_and(|l| {
                    cx.kind(l) == Some(TokenKind::Word)
                        && !cx.is(l, List::Auxiliary)
                        && cx.word(l) != ","
                });
                let determiner_right = cx.is(i, List::Determiner);
                !noun_left || determiner_right
            };
            if stop || joins {
                break;
            }
            i = k;
        }
        // Not a leading preposition phrase: "On Friday the ministry said".
        let mut start = i;
        while start < end {
            let word = cx.folded(start);
            let drop = cx.is(start, List::Preposition)
                || cx.is(start, List::Conjunction)
                || cx.is(start, List::Weekday)
                || cx.is(start, List::Month)
                || cx.kind(start) == Some(TokenKind::Number)
                    && cx.is(start.wrapping_sub(1), List::Month)
                || matches!(
                    word,
                    "meanwhile"
                        | "separately"
                        | "earlier"
                        | "later"
                        | "also"
                        | "then"
                        | "yesterday"
                        | "today"
                );
            if !drop {
                break;
            }
            start += 1;
        }
        (start < end).then_some(start)
    }

    /// A word that is a reporting verb by form but a noun here ("the report", "police record").
    fn noun_like(&self, i: usize) -> bool {
        i > self.first
            && (self.cx.is(i - 1, List::Determiner)
                || self.cx.kind(i - 1) == Some(TokenKind::Possessive))
    }

    fn source_end(&self, start: usize, verb: usize) -> usize {
        let cx = self.cx;
        let mut end = verb;
        while end > start + 1
            && (cx.word(end - 1) == ","
                || matches!(
                    cx.folded(end - 1),
                    "has" | "have" | "had" | "also" | "later" | "then" | "on"
                )
                || cx.is(end - 1, List::Weekday))
        {
            end -= 1;
        }
        end
    }

    /// One past the last token of the noun phrase that begins at `from`.
    fn noun_phrase_right(&self, from: usize) -> Option<usize> {
        let cx = self.cx;
        if from >= self.last {
            return None;
        }
        // "one manager at the airline" is no pronoun.
        let counted = cx.folded(from) == "one"
            && cx.kind(from + 1) == Some(TokenKind::Word)
            && !cx.is(from + 1, List::Auxiliary)
            && !cx.is(from + 1, List::Preposition)
            && cx.phrase(from + 1, List::ReportingVerb).is_none();
        if cx.is(from, List::Pronoun) && !cx.is(from, List::Determiner) && !counted {
            return matches!(
                cx.folded(from),
                "he" | "she" | "it" | "they" | "one" | "him" | "her" | "them"
            )
            .then_some(from + 1);
        }
        let mut i = from;
        while i < self.last && i < from + 20 {
            let word = cx.folded(i);
            let stop = match cx.kind(i) {
                Some(TokenKind::Word) => {
                    cx.is(i, List::Auxiliary)
                        || cx.is(i, List::Subordinator) && !matches!(word, "as") && i > from
                        || cx.is(i, List::Pronoun) && !cx.is(i, List::Determiner)
                        || (cx.is(i, List::Weekday) && i > from)
                        || matches!(
                            word,
                            "on" | "said" | "says" | "as" | "after" | "when" | "during"
                        ) && i > from
                        || cx.phrase(i, List::ReportingVerb).is_some()
                            && i > from
                            && !cx.is(i - 1, List::Determiner)
                            && !matches!(word, "report" | "reports" | "record" | "count" | "list")
                }
                Some(TokenKind::Number | TokenKind::Hyphen | TokenKind::Possessive) => false,
                _ => true,
            };
            if stop {
                break;
            }
            i += 1;
        }
        let begins = cx.token(from).is_some_and(|token| token.capital)
            || cx.is(from, List::Determiner)
            || cx.kind(from) == Some(TokenKind::Number)
            || cx.phrase(from, List::AnonymousNoun).is_some()
            || cx.phrase(from, List::InstitutionNoun).is_some()
            || i > from + 1
                && cx.kind(from) == Some(TokenKind::Word)
                && !cx.is(from, List::Preposition);
        (i > from && begins && !cx.is(from, List::Preposition) && cx.folded(from) != "that")
            .then_some(i)
    }
}
