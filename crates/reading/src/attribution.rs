//! Attribution as a relation: who says what, by which cue, and how far it reaches.
//!
//! Works from cues (reporting verbs and phrases): the source is the noun phrase beside the cue, the content the clauses
//! that the cue governs. A sentence-final source governs its whole sentence; a source that opens a clause governs what
//! follows it, not what stands before.

use copydesk_draft::Span;
use copydesk_draft::layer::{Cell, EnumSchema, LayerId, LayerSchema, Table, Thing, Type, Value};

use crate::cx::Cx;
use crate::lists::List;
use crate::names::Names;
use crate::quotes::Quote;
use crate::schema::{enumeration, id};
use crate::token::TokenKind;

/// What kind of source; the values of `source-kind` in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "the names say it")]
pub enum SourceKind {
    Named,
    Institution,
    Anonymous,
    Pronoun,
    Other,
}

/// Said or thought; the values of `stance` in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stance {
    /// Speech, writing, figures.
    Said,
    /// Belief, hope, fear: never a source for a fact.
    Thought,
}

/// Who says it.
#[derive(Clone, PartialEq, Debug)]
pub struct Source {
    /// Bytes of the source as printed.
    pub span: Span,
    /// What kind.
    pub kind: SourceKind,
    /// Bytes of the words that describe an unnamed source ("rebel", "with knowledge of the talks"), if any.
    pub description: Option<Span>,
}

/// One attribution.
#[derive(Clone, PartialEq, Debug)]
pub struct Attribution {
    /// Index into [`Attributions::sources`]; `None` if nobody is named ("it is said").
    pub source: Option<usize>,
    /// Bytes of the cue ("said", "according to").
    pub cue: Span,
    /// Bytes of source and cue together.
    pub span: Span,
    /// The clauses it covers, in bytes.
    pub content: Vec<Span>,
    /// Said or thought.
    pub stance: Stance,
}

/// All attributions of a draft.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Attributions {
    /// The sources in order.
    pub sources: Vec<Source>,
    /// The attributions in order of their spans.
    pub attributions: Vec<Attribution>,
    /// Content spans in order of their start: (span, index into `attributions`).
    contents: Vec<(Span, usize)>,
    /// Longest content, in bytes: bounds the search.
    longest: u32,
}

impl Attributions {
    /// The attribution of the stance *said* that governs a span, if any (index into `attributions`).
    pub fn governing_said(&self, span: Span) -> Option<usize> {
        self.governed(span, |attribution| attribution.stance == Stance::Said)
    }

    /// The attribution that governs a span, if any (index into `attributions`).
    pub fn governing(&self, span: Span) -> Option<usize> {
        self.governed(span, |_| true)
    }

    fn governed(&self, span: Span, wanted: impl Fn(&Attribution) -> bool) -> Option<usize> {
        let end = self
            .contents
            .partition_point(|(content, _)| content.start <= span.start);
        self.contents
            .get(..end)?
            .iter()
            .rev()
            .take_while(|(content, _)| content.start + self.longest >= span.start)
            .filter(|(content, _)| content.holds(span.start))
            .map(|&(_, index)| index)
            .find(|&index| self.attributions.get(index).is_some_and(&wanted))
    }
}

/// Finds attributions.
pub(crate) fn find(cx: &Cx<'_>, quotes: &[Quote], _names: &Names) -> Attributions {
    let mut found: Vec<(Attribution, Option<Source>)> = Vec::new();
    for sentence in cx.sentences {
        let finder = Finder {
            cx,
            quotes,
            first: sentence.first as usize,
            last: sentence.last as usize,
        };
        finder.find(&mut found);
    }
    found.sort_by_key(|(attribution, _)| (attribution.span.start, attribution.span.end));
    let mut out = Attributions::default();
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|&i| {
        found
            .get(i)
            .and_then(|(_, source)| source.as_ref())
            .map_or(u32::MAX, |source| source.span.start)
    });
    let mut places = vec![None; found.len()];
    for i in order {
        if let Some((_, Some(source))) = found.get(i) {
            if let Some(place) = places.get_mut(i) {
                *place = Some(out.sources.len());
            }
            out.sources.push(source.clone());
        }
    }
    for (i, (mut attribution, _)) in found.into_iter().enumerate() {
        attribution.source = places.get(i).copied().flatten();
        for &content in &attribution.content {
            out.contents.push((content, i));
            out.longest = out.longest.max(content.len());
        }
        out.attributions.push(attribution);
    }
    out.contents
        .sort_unstable_by_key(|(content, _)| (content.start, content.end));
    out
}

struct Finder<'c, 'a> {
    cx: &'c Cx<'a>,
    quotes: &'c [Quote],
    first: usize,
    last: usize,
}

impl Finder<'_, '_> {
    fn find(&self, out: &mut Vec<(Attribution, Option<Source>)>) {
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

    fn verb(
        &self,
        i: usize,
        len: usize,
        stance: Stance,
        out: &mut Vec<(Attribution, Option<Source>)>,
    ) {
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
            && self.noun_phrase_right(after).is_some();
        if inverted {
            let end = self.noun_phrase_right(after).unwrap_or(after);
            let source = cx.span(after, end);
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
            self.push(source, cx.span(i, after), content, stance, out);
            return;
        }
        let Some(start) = (if ing { None } else { self.noun_phrase_left(i) }) else {
            if ing {
                let content = vec![cx.span(after, self.last)];
                if after < self.last {
                    out.push((
                        Attribution {
                            source: None,
                            cue: cx.span(i, after),
                            span: cx.span(i, after),
                            content,
                            stance,
                        },
                        None,
                    ));
                }
            }
            return;
        };
        let end = self.source_end(start, i);
        let source = cx.span(start, end);
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
        self.push(source, cx.span(i, after), content, stance, out);
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

    fn phrase(&self, i: usize, len: usize, out: &mut Vec<(Attribution, Option<Source>)>) {
        let cx = self.cx;
        let from = i + len;
        let Some(end) = self.noun_phrase_right(from) else {
            return;
        };
        let source = cx.span(from, end);
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
        self.push(source, cx.span(i, from), content, Stance::Said, out);
    }

    fn push(
        &self,
        source: Span,
        cue: Span,
        content: Vec<Span>,
        stance: Stance,
        out: &mut Vec<(Attribution, Option<Source>)>,
    ) {
        let kind = self.kind(source);
        let description = self.description(source);
        out.push((
            Attribution {
                source: None,
                cue,
                span: source.to(cue),
                content,
                stance,
            },
            Some(Source {
                span: source,
                kind,
                description,
            }),
        ));
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
        if cx.is(from, List::Pronoun) && !cx.is(from, List::Determiner) {
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

    fn kind(&self, source: Span) -> SourceKind {
        let cx = self.cx;
        let first = cx.token_at(source.start);
        let last = cx.token_at(source.end.saturating_sub(1)) + 1;
        if last == first + 1 && cx.is(first, List::Pronoun) {
            return SourceKind::Pronoun;
        }
        let capital_run = (first..last.saturating_sub(1)).any(|i| {
            i > first
                && cx
                    .token(i)
                    .is_some_and(|a| a.capital && a.kind == TokenKind::Word)
                && cx
                    .token(i + 1)
                    .is_some_and(|b| b.capital && b.kind == TokenKind::Word)
        }) || (first..last.saturating_sub(1)).any(|i| {
            cx.token(i).is_some_and(|a| a.capital)
                && cx.token(i + 1).is_some_and(|b| b.capital)
                && !cx.is(i, List::Determiner)
        });
        if (first..last).any(|i| cx.phrase(i, List::InstitutionNoun).is_some()) {
            return SourceKind::Institution;
        }
        if capital_run {
            return SourceKind::Named;
        }
        if (first..last).any(|i| cx.phrase(i, List::AnonymousNoun).is_some()) {
            return SourceKind::Anonymous;
        }
        SourceKind::Other
    }

    /// What is said about an unnamed source beside the noun itself.
    fn description(&self, source: Span) -> Option<Span> {
        let cx = self.cx;
        let first = cx.token_at(source.start);
        let last = cx.token_at(source.end.saturating_sub(1)) + 1;
        let noun = (first..last).find(|&i| cx.phrase(i, List::AnonymousNoun).is_some())?;
        let plain = |i: usize| {
            cx.is(i, List::Determiner)
                || cx.is(i, List::NumberWord)
                || cx.kind(i) == Some(TokenKind::Number)
                || matches!(
                    cx.folded(i),
                    "multiple"
                        | "several"
                        | "various"
                        | "other"
                        | "some"
                        | "many"
                        | "unnamed"
                        | "anonymous"
                        | "numerous"
                        | "local"
                        | "media"
                        | "informed"
                        | "well"
                        | "placed"
                        | "reliable"
                        | "-"
                        | "our"
                        | "different"
                )
        };
        let before = (first..noun).find(|&i| !plain(i));
        if let Some(from) = before {
            return Some(cx.span(from, noun));
        }
        (noun + 1 < last)
            .then(|| cx.span(noun + 1, last))
            .or_else(|| {
                // "sources in the ministry said", "a source, who …": described right behind.
                (matches!(cx.folded(last), ",")
                    && matches!(cx.folded(last + 1), "who" | "speaking" | "citing")
                    || matches!(
                        cx.folded(last),
                        "who"
                            | "with"
                            | "close"
                            | "familiar"
                            | "in"
                            | "at"
                            | "from"
                            | "inside"
                            | "near"
                            | "on"
                    ))
                .then(|| cx.span(last, last + 1))
            })
    }
}

/// The tables of `source`, `attribution` and `statement`.
pub(crate) fn tables(
    cx: &Cx<'_>,
    attributions: &Attributions,
    set: &mut impl FnMut(LayerId, Table),
) {
    let mut table = Table::new(source_schema().fields.len());
    for source in &attributions.sources {
        table.push(
            cx.row(source.span),
            [
                Cell::Filled(Value::Enum(source.kind as u16)),
                source.description.into(),
            ],
        );
    }
    set(id::SOURCE, table);
    let mut table = Table::new(attribution_schema().fields.len());
    for attribution in &attributions.attributions {
        let source = attribution.source.map(|row| {
            Value::Thing(Thing {
                layer: id::SOURCE,
                row: row as u32,
            })
        });
        let kind = attribution
            .source
            .and_then(|i| attributions.sources.get(i))
            .map(|source| source.kind);
        table.push(
            cx.row(attribution.span),
            [
                source.into(),
                Cell::Filled(attribution.cue.into()),
                attribution.content.first().copied().into(),
                Cell::Filled((kind == Some(SourceKind::Pronoun)).into()),
                Cell::Filled(Value::Enum(attribution.stance as u16)),
            ],
        );
    }
    set(id::ATTRIBUTION, table);
    let mut table = Table::new(statement_schema().fields.len());
    for &(span, index) in &attributions.contents {
        let Some(attribution) = attributions.attributions.get(index) else {
            continue;
        };
        table.push(
            cx.row(span),
            [
                Cell::Filled(Value::Thing(Thing {
                    layer: id::ATTRIBUTION,
                    row: index as u32,
                })),
                Cell::Filled(Value::Enum(attribution.stance as u16)),
            ],
        );
    }
    set(id::STATEMENT, table);
}

/// `source`
pub fn source_schema() -> LayerSchema {
    LayerSchema::new(
        "source",
        "who says something",
        "the noun phrase of the source",
    )
    .field(
        "kind",
        Type::Enum("source-kind".into()),
        "what kind of source",
    )
    .field(
        "description",
        Type::Text,
        "what the text says about an unnamed source beside its noun",
    )
}
/// `attribution`
pub fn attribution_schema() -> LayerSchema {
    LayerSchema::new("attribution", "who says what", "the source and the cue")
        .field("source", Type::Thing("source".into()), "who says it")
        .field("cue", Type::Text, "the word or phrase that attributes")
        .field("covers", Type::Text, "the first clause it covers")
        .field(
            "carried-over",
            Type::Flag,
            "the source is a pronoun: it stands in an earlier sentence",
        )
        .field("stance", Type::Enum("stance".into()), "said or thought")
}
/// `statement`
pub fn statement_schema() -> LayerSchema {
    LayerSchema::new("statement", "what an attribution covers", "the clause")
        .field(
            "attribution",
            Type::Thing("attribution".into()),
            "who says it",
        )
        .field("stance", Type::Enum("stance".into()), "said or thought")
}

pub(crate) fn enums() -> Vec<EnumSchema> {
    vec![
        enumeration(
            "source-kind",
            &["named", "institution", "anonymous", "pronoun", "other"],
        ),
        enumeration("stance", &["said", "thought"]),
    ]
}
