//! Attribution as a relation: who says what, by which cue, and how far it reaches.
//!
//! - [`tags`]: what each token can be in a clause; [`nouns`], [`behind`]: where noun phrases begin and end;
//! - [`verbs`], [`phrases`]: cues;
//! - [`subject`], [`forms`], [`place`], [`adjuncts`]: the noun phrase beside a verb, and where what it covers stands;
//! - [`extent`], [`parts`]: how far that reaches, and the attribution put together;
//! - [`unsourced`]: what is told without a source: "is believed to", "it was reported that", "seemed";
//! - [`speech`]: quotations of one speaker in several sentences and paragraphs;
//! - [`source`]: what the words of a source tell: kind, head, number, description, affiliation;
//! - [`refer`]: whom a pronoun or short form stands for;
//! - [`schema`]: the layers and their tables.

mod adjuncts;
mod behind;
mod extent;
mod forms;
mod lead;
mod meant;
mod nouns;
mod parts;
mod phrases;
mod place;
mod refer;
mod schema;
mod source;
mod speech;
mod subject;
mod tags;
#[cfg(test)]
mod tests;
mod unsourced;
mod verbs;

use std::sync::Arc;

use copydesk_draft::Span;

use crate::cx::Cx;
use crate::lists::List;
use crate::names::Names;
use crate::quotes::Quote;
use crate::token::TokenKind;

pub use schema::{
    attribution_schema, hearsay_schema, judgement_schema, source_schema, statement_schema,
};
pub(crate) use schema::{enums, tables};

/// What kind of source; the values of `source-kind` in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "documented in the schema")]
pub enum SourceKind {
    Named,
    Official,
    Institution,
    Outlet,
    Party,
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

/// Whether the source says it, denies it or says nothing; the values of `polarity` in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Polarity {
    /// The source says it.
    Affirmed,
    /// The source says that it is not so, or does not say it.
    Denied,
    /// The source did not speak.
    NoComment,
}

/// What is done with the words; the values of `speech-act` in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Act {
    /// Tells that something is so.
    Telling,
    /// Argues the speaker's own case: claims, guesses, blame, forecasts.
    Arguing,
    /// Asks, orders, offers, promises.
    Asking,
    /// Speaks about a thing.
    Judging,
    /// Believes, hopes, wants.
    Thinking,
    /// Does not speak.
    Silence,
}

/// What an attribution covers; the values of `reach` in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reach {
    /// A clause or a quotation.
    Clause,
    /// A thing alone ("condemned the attack"): the source speaks about it, and does not say that it is so.
    Topic,
}

/// Who says it.
#[derive(Clone, PartialEq, Debug)]
pub struct Source {
    /// Bytes of the source as printed.
    pub span: Span,
    /// First token.
    pub first: usize,
    /// One past the last token.
    pub last: usize,
    /// What kind.
    pub kind: SourceKind,
    /// Bytes of the noun ("officials"), or of the last name of a person without one.
    pub head: Option<Span>,
    /// Bytes of the words that describe an unnamed source ("rebel", "with knowledge of the talks"), if any.
    pub description: Option<Span>,
    /// How many they are; `None` for a plural without a number.
    pub count: Option<f64>,
    /// Bytes of the words that tell nationality, service, institution or access.
    pub affiliation: Option<Span>,
    /// The earlier source that this one stands for (index into [`Attributions::sources`]).
    pub antecedent: Option<usize>,
    /// The outlet of the register that it is (index into [`Names::outlets`]).
    pub outlet: Option<usize>,
}

/// One attribution.
#[derive(Clone, PartialEq, Debug)]
pub struct Attribution {
    /// Index into [`Attributions::sources`]; `None` if nobody is named ("it is said").
    pub source: Option<usize>,
    /// Bytes of the cue ("said", "according to").
    pub cue: Span,
    /// Bytes of its verb or noun.
    pub cue_word: Span,
    /// The dictionary form of the cue ("say").
    pub lemma: Arc<str>,
    /// Bytes of source and cue together.
    pub span: Span,
    /// Bytes of the clause that attributes: with the word that joins it, whom it was told to, and when or where.
    pub clause: Span,
    /// The clauses it covers, in bytes, in order.
    pub content: Vec<Span>,
    /// What is done with the words.
    pub act: Act,
    /// Said or thought.
    pub stance: Stance,
    /// Said, denied, or no comment.
    pub polarity: Polarity,
    /// What it covers.
    pub reach: Reach,
    /// The source stands in an earlier sentence: a pronoun, or nobody is named anew.
    pub carried_over: bool,
    /// It stands within what another attribution covers.
    pub nested: bool,
    /// Bytes of whom it was told to ("Reuters", "reporters in Lagos").
    pub addressee: Option<Span>,
}

/// Something told without a source: "is believed to have fled", "it was reported that", "the claim that".
#[derive(Clone, PartialEq, Debug)]
pub struct Hearsay {
    /// Bytes of the cue ("is believed").
    pub cue: Span,
    /// Bytes of its verb or noun.
    pub cue_word: Span,
    /// The dictionary form of the cue.
    pub lemma: Arc<str>,
    /// Bytes of whom or what it is told of ("the rebels"), if they stand apart from the rest.
    pub of: Option<Span>,
    /// Bytes of what is told of them ("to hold 40 people"), or of the whole clause.
    pub told: Span,
    /// Said or thought.
    pub stance: Stance,
    /// What is done with the words.
    pub act: Act,
    /// It stands within what an attribution covers.
    pub nested: bool,
}

/// All attributions of a draft.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Attributions {
    /// The sources in order.
    pub sources: Vec<Source>,
    /// The attributions in order of their spans: the source says, denies or does not say that something is so.
    pub attributions: Vec<Attribution>,
    /// What sources say about things without saying that something is so, in order of their spans.
    pub judgements: Vec<Attribution>,
    /// What is told without a source, in order of the cues.
    pub hearsay: Vec<Hearsay>,
    /// Content spans in order of their start: (span, index into `attributions`).
    contents: Vec<(Span, usize)>,
    /// Longest content, in bytes: bounds the search.
    longest: u32,
}

impl Attributions {
    /// The attribution of the stance *said* whose clause governs a span, if any (index into `attributions`).
    pub fn governing_said(&self, span: Span) -> Option<usize> {
        self.governed(span, Self::says)
    }

    /// The attributions of the stance *said* whose clauses govern a span, the nearest first (indices into
    /// `attributions`).
    pub(crate) fn over_said(&self, span: Span) -> Vec<usize> {
        /// One within the other is rare, more is a slip.
        const MOST: usize = 3;
        let mut over: Vec<usize> = Vec::new();
        while over.len() < MOST {
            let next = self.governed_by(span, |index, attribution| {
                !over.contains(&index) && Self::says(attribution)
            });
            match next {
                Some(index) => over.push(index),
                None => break,
            }
        }
        over
    }

    /// Somebody says that something is so.
    fn says(attribution: &Attribution) -> bool {
        attribution.stance == Stance::Said
            && attribution.reach == Reach::Clause
            && attribution.polarity != Polarity::NoComment
            && attribution.source.is_some()
    }

    /// The attribution that governs a span, if any (index into `attributions`).
    pub fn governing(&self, span: Span) -> Option<usize> {
        self.governed(span, |_| true)
    }

    /// The source of an attribution, through pronouns and short forms (index into `sources`).
    pub fn speaker(&self, attribution: usize) -> Option<usize> {
        let source = self.attributions.get(attribution)?.source?;
        Some(
            self.sources
                .get(source)
                .and_then(|found| found.antecedent)
                .unwrap_or(source),
        )
    }

    /// Puts judgements apart.
    fn split(&mut self) {
        let all = std::mem::take(&mut self.attributions);
        self.contents.clear();
        self.longest = 0;
        for attribution in all {
            if attribution.reach == Reach::Topic && attribution.polarity != Polarity::NoComment {
                self.judgements.push(attribution);
                continue;
            }
            let index = self.attributions.len();
            if attribution.reach == Reach::Clause {
                for &content in &attribution.content {
                    self.contents.push((content, index));
                    self.longest = self.longest.max(content.len());
                }
            }
            self.attributions.push(attribution);
        }
        self.contents
            .sort_unstable_by_key(|(content, index)| (content.start, content.end, *index));
    }

    /// The cue of an attribution stands within what another covers.
    fn is_nested(&self, cx: &Cx<'_>, index: usize) -> bool {
        let Some(own) = self.attributions.get(index) else {
            return false;
        };
        // "Ruiz said the film shows nothing, the footage showed": whoever opens the sentence speaks for himself.
        let opens = |other: &Attribution| {
            cx.sentence(cx.sentence_at(own.span.start))
                .is_some_and(|sentence| sentence.span.start == own.span.start)
                && own.stance == Stance::Said
                && own.reach == Reach::Clause
                && own.cue.start < other.cue.start
        };
        self.governed(own.cue, |other| {
            !std::ptr::eq(other, own)
                && !opens(other)
                && !(other.cue.start < own.cue.start
                    && own
                        .content
                        .iter()
                        .any(|content| content.holds(other.cue.start)))
        })
        .is_some()
    }

    fn governed(&self, span: Span, wanted: impl Fn(&Attribution) -> bool) -> Option<usize> {
        self.governed_by(span, |_, attribution| wanted(attribution))
    }

    fn governed_by(
        &self,
        span: Span,
        wanted: impl Fn(usize, &Attribution) -> bool,
    ) -> Option<usize> {
        let end = self
            .contents
            .partition_point(|(content, _)| content.start <= span.start);
        self.contents
            .get(..end)?
            .iter()
            .rev()
            // Contents hardly nest: the bound keeps one very long content from making this slow.
            .take(64)
            .take_while(|(content, _)| content.start + self.longest >= span.start)
            .filter(|(content, _)| content.holds(span.start))
            .map(|&(_, index)| index)
            .find(|&index| {
                self.attributions
                    .get(index)
                    .is_some_and(|attribution| wanted(index, attribution))
            })
    }
}

/// What a finder found, in tokens.
#[derive(Clone, Debug)]
struct Found {
    /// Tokens of the source.
    source: Option<(usize, usize)>,
    /// Tokens of the cue.
    cue: (usize, usize),
    /// The token of the cue's verb or noun.
    word: usize,
    lemma: Arc<str>,
    /// Bytes.
    content: Vec<Span>,
    act: Act,
    stance: Stance,
    polarity: Polarity,
    reach: Reach,
    addressee: Option<(usize, usize)>,
}

/// The clause that attributes: "and the mayor told the court on Friday".
fn clause(cx: &Cx<'_>, found: &Found) -> Span {
    /// How many tokens whom it was told to, and when and where, may fill.
    const REACH: usize = 12;
    let (mut first, mut last) = found.cue;
    let range = cx.sentence_tokens(cx.token(found.word).map_or(0, |word| word.sentence));
    let joint = |i: usize| matches!(cx.folded(i), "and" | "but" | "or");
    if let Some((from, to)) = found.source {
        // "The board met on Friday and said": the second verb has a clause of its own.
        let apart =
            from < first && first > to + 1 && (joint(first - 1) || cx.word(first - 1) == ",");
        if !apart {
            first = first.min(from);
        }
        last = last.max(to);
    }
    if let Some(before) = first.checked_sub(1).filter(|&i| i >= range.start)
        && (joint(before)
            || matches!(
                cx.folded(before),
                "although"
                    | "though"
                    | "while"
                    | "where"
                    | "as"
                    | "because"
                    | "since"
                    | "so"
                    | "with"
            ))
    {
        first = before;
    }
    // "On Friday, the mayor said": when or where it was said.
    let behind = found
        .content
        .iter()
        .all(|content| cx.token_at(content.start) >= last);
    let fronted = range.start < first
        && behind
        && cx.word(first - 1) == ","
        && first - range.start <= REACH
        && (cx.is(range.start, List::Preposition) || cx.folded(range.start) == "after")
        && (range.start..first - 1).all(|i| {
            cx.word(i) != ","
                && !cx.is(i, List::Auxiliary)
                && !cx.is(i, List::FiniteForm)
                && !cx.folded(i).ends_with("ing")
        });
    if fronted {
        first = range.start;
    }
    let content = found
        .content
        .iter()
        .map(|content| cx.token_at(content.start))
        .filter(|&i| i >= last)
        .min();
    let stop = content.unwrap_or(range.end).min(range.end);
    let closes = |i: usize| {
        cx.kind(i) == Some(TokenKind::Mark) || matches!(cx.word(i), "," | ";" | ":" | "." | "(")
    };
    let mut end = last;
    while end < stop && end < last + REACH && (content.is_some() || !closes(end)) {
        end += 1;
    }
    if content.is_none() && end < last + REACH || content == Some(end) {
        last = end;
    }
    while last > first + 1 && closes(last - 1) {
        last -= 1;
    }
    cx.span(first, last)
}

/// Finds attributions.
pub(crate) fn find(cx: &Cx<'_>, quotes: &[Quote], names: &Names) -> Attributions {
    let tags = tags::tags(cx, &names.casings);
    let mut found = Vec::new();
    for sentence in cx.sentences {
        let finder = verbs::Finder {
            c: nouns::Clauses {
                cx,
                tags: &tags,
                first: sentence.first as usize,
                last: sentence.last as usize,
            },
            quotes,
        };
        finder.run(&mut found);
    }
    let mut hearsay = Vec::new();
    found.retain(|one| {
        let unsourced = one.source.is_none() && one.polarity != Polarity::NoComment;
        if unsourced {
            hearsay.push(one.clone());
        }
        !unsourced
    });
    refer::relatives(cx, &mut found);
    speech::assign(cx, quotes, &mut found);
    found.retain(|one| !one.content.is_empty() || one.polarity == Polarity::NoComment);
    let span = |found: &Found| {
        let cue = cx.span(found.cue.0, found.cue.1);
        found
            .source
            .map_or(cue, |(first, last)| cx.span(first, last).to(cue))
    };
    found.sort_by_key(|one| (span(one).start, span(one).end));
    let mut out = Attributions::default();
    let mut ranges: Vec<(usize, usize)> = found.iter().filter_map(|one| one.source).collect();
    ranges.sort_unstable();
    ranges.dedup();
    out.sources = ranges
        .iter()
        .map(|&(first, last)| source::describe(cx, names, first, last))
        .collect();
    refer::resolve(cx, names, &mut out.sources);
    for one in found {
        let source = one
            .source
            .and_then(|range| ranges.binary_search(&range).ok());
        let index = out.attributions.len();
        let span = span(&one);
        let clause = clause(cx, &one);
        for &content in &one.content {
            out.contents.push((content, index));
            out.longest = out.longest.max(content.len());
        }
        let pronoun = source
            .and_then(|i| out.sources.get(i))
            .is_some_and(|source| source.kind == SourceKind::Pronoun);
        // "a nurse, who said": told in passing.
        let relative = (1..=2).any(|back| {
            one.cue
                .0
                .checked_sub(back)
                .is_some_and(|i| matches!(cx.folded(i), "who" | "which"))
        });
        out.attributions.push(Attribution {
            source,
            cue: cx.span(one.cue.0, one.cue.1),
            cue_word: cx.span(one.word, one.word + 1),
            lemma: one.lemma,
            span,
            clause,
            content: one.content,
            act: one.act,
            stance: one.stance,
            polarity: one.polarity,
            reach: one.reach,
            carried_over: pronoun || relative,
            nested: false,
            addressee: one.addressee.map(|(first, last)| cx.span(first, last)),
        });
    }
    out.contents
        .sort_unstable_by_key(|(content, _)| (content.start, content.end));
    let nested: Vec<bool> = (0..out.attributions.len())
        .map(|i| out.is_nested(cx, i))
        .collect();
    for (attribution, nested) in out.attributions.iter_mut().zip(nested) {
        attribution.nested = nested;
    }
    out.split();
    for one in hearsay {
        let cue = cx.span(one.cue.0, one.cue.1);
        let (of, told) = match one.content.as_slice() {
            [told] => (None, *told),
            [of, told] => (Some(*of), *told),
            _ => continue,
        };
        out.hearsay.push(Hearsay {
            cue,
            cue_word: cx.span(one.word, one.word + 1),
            lemma: one.lemma,
            of,
            told,
            stance: one.stance,
            act: one.act,
            nested: out.governed(cue, |_| true).is_some(),
        });
    }
    out
}
