//! What the words of a source tell: kind, head, number, description, affiliation.

use copydesk_draft::Span;

use super::{Source, SourceKind};
use crate::cx::Cx;
use crate::lists::List;
use crate::names::Names;
use crate::token::TokenKind;

/// Describes the source of tokens `first..last`.
pub(super) fn describe(cx: &Cx<'_>, names: &Names, first: usize, last: usize) -> Source {
    let phrase = Phrase::new(cx, names, first, last);
    let kind = phrase.kind();
    Source {
        span: cx.span(first, last),
        first,
        last,
        kind,
        head: phrase.head.map(|i| cx.span(i, i + 1)),
        description: (kind == SourceKind::Anonymous)
            .then(|| phrase.description())
            .flatten(),
        count: phrase.count(kind),
        affiliation: phrase.affiliation(kind),
        antecedent: None,
        outlet: phrase.outlet(),
    }
}

/// True for a plural noun by its form.
pub(super) fn is_plural(word: &str) -> bool {
    matches!(
        word,
        "people" | "police" | "men" | "women" | "children" | "spokespeople" | "media"
    ) || word.ends_with('s')
        && !word.ends_with("ss")
        && !word.ends_with("us")
        && !word.ends_with("is")
        && !matches!(
            word,
            "gas"
                | "chaos"
                | "lens"
                | "atlas"
                | "canvas"
                | "christmas"
                | "texas"
                | "kansas"
                | "dallas"
                | "alas"
        )
}

struct Phrase<'c, 'a> {
    cx: &'c Cx<'a>,
    names: &'c Names,
    first: usize,
    last: usize,
    /// One past the noun itself, before what follows it ("… | of the union", "… | , who lives near").
    core: usize,
    head: Option<usize>,
    /// Tokens of the person by name that it is.
    person: Option<(usize, usize)>,
}

/// "an official | briefed on the talks", "a diplomat | based in Doha": a participle behind the noun, with its preposition.
fn briefed(cx: &Cx<'_>, i: usize) -> bool {
    let noun = i
        .checked_sub(1)
        .is_some_and(|k| cx.is(k, List::AnonymousNoun) || cx.is(k, List::RoleNoun));
    let word = cx.folded(i);
    let participle =
        cx.is(i, List::ParticipleForm) || word.ends_with("ed") || word.ends_with("ing");
    noun && participle && cx.is(i + 1, List::Preposition)
}

impl<'c, 'a> Phrase<'c, 'a> {
    fn new(cx: &'c Cx<'a>, names: &'c Names, first: usize, last: usize) -> Self {
        let mut core = first;
        while core < last {
            let stop = core > first
                && (matches!(
                    cx.kind(core),
                    Some(TokenKind::Punct | TokenKind::Dash | TokenKind::Mark)
                ) && cx.word(core) != "."
                    || cx.is(core, List::Preposition)
                    || matches!(
                        cx.folded(core),
                        "who" | "whose" | "that" | "which" | "speaking" | "familiar"
                    )
                    || cx.folded(core) == "close" && cx.folded(core + 1) == "to"
                    || briefed(cx, core));
            if stop {
                break;
            }
            core += 1;
        }
        let near = names.persons.partition_point(|person| person.last <= first);
        let person = names
            .persons
            .get(near..)
            .unwrap_or(&[])
            .iter()
            .take_while(|person| person.first < last)
            .find(|person| {
                // The person itself, or a name in apposition; not "a spokesman for Ms Roe", "Ms Roe's office".
                let owns =
                    cx.kind(person.last) == Some(TokenKind::Possessive) && person.last < last;
                let whole = person.last == core;
                let apposed = person.first > first && cx.word(person.first - 1) == ",";
                let before_title = person.first < core
                    && person
                        .first
                        .checked_sub(1)
                        .is_none_or(|i| i < first || !cx.is(i, List::Preposition));
                !owns && (whole || apposed || before_title && person.last >= core)
            })
            .map(|person| (person.first, person.last));
        let head = match person {
            Some((from, _)) => (first..from.min(core))
                .rev()
                .find(|&i| cx.is(i, List::RoleNoun) || cx.is(i, List::AnonymousNoun))
                .or(person.map(|(_, to)| to - 1)),
            None => (first..core)
                .rev()
                .find(|&i| matches!(cx.kind(i), Some(TokenKind::Word)) && cx.folded(i) != "'s"),
        };
        Self {
            cx,
            names,
            first,
            last,
            core,
            head,
            person,
        }
    }

    fn is_head(&self, list: List) -> bool {
        self.head.is_some_and(|i| self.cx.is(i, list))
    }

    fn kind(&self) -> SourceKind {
        let cx = self.cx;
        if self.last == self.first + 1
            && (cx.is(self.first, List::Pronoun)
                || matches!(cx.folded(self.first), "others" | "both"))
        {
            return SourceKind::Pronoun;
        }
        // "one of them", "several of whom": some of those before.
        if self.last == self.first + 3
            && cx.folded(self.first + 1) == "of"
            && matches!(
                cx.folded(self.first + 2),
                "them" | "whom" | "these" | "those"
            )
        {
            return SourceKind::Pronoun;
        }
        if self.person.is_some() {
            return SourceKind::Named;
        }
        // "one of them said", "two of the men said".
        if self.head == Some(self.first)
            && cx.folded(self.core) == "of"
            && number_word(cx.folded(self.first)).is_some()
        {
            return SourceKind::Anonymous;
        }
        if self.outlet().is_some() || self.is_head(List::OutletNoun) {
            return SourceKind::Outlet;
        }
        let group = self.ends_in_core(&self.names.groups, |group| (group.first, group.last));
        if group || self.is_head(List::PartyNoun) {
            return SourceKind::Party;
        }
        let definite = matches!(
            cx.folded(self.first),
            "the" | "its" | "their" | "his" | "her" | "our" | "this" | "that"
        ) || (self.first..self.core)
            .any(|i| cx.kind(i) == Some(TokenKind::Possessive))
            || cx.token(self.first).is_some_and(|token| token.capital)
                && !cx.is(self.first, List::Determiner)
                && cx.kind(self.first) == Some(TokenKind::Word);
        let singular = self.head.is_some_and(|i| !is_plural(cx.folded(i)));
        if self.is_head(List::SpokesNoun)
            || definite
                && singular
                && self.is_head(List::RoleNoun)
                && !self.is_head(List::AnonymousOnly)
        {
            return SourceKind::Official;
        }
        if self.is_head(List::AnonymousNoun)
            || (self.first..self.core).any(|i| cx.phrase(i, List::AnonymousNoun).is_some())
                && !self.is_head(List::InstitutionNoun)
        {
            return SourceKind::Anonymous;
        }
        let body = self.ends_in_core(&self.names.organisations, |body| (body.first, body.last));
        if self.is_head(List::PaperNoun) {
            return SourceKind::Other;
        }
        if body || self.is_head(List::InstitutionNoun) || self.is_head(List::OrganisationHead) {
            return SourceKind::Institution;
        }
        if self.ends_in_core(&self.names.places, |place| (place.first, place.last))
            || self.ends_in_core(&self.names.acronyms, |short| (short.first, short.last))
        {
            return SourceKind::Institution;
        }
        let capital = |i: usize| {
            cx.token(i)
                .is_some_and(|token| token.capital && token.kind == TokenKind::Word)
        };
        match self.head {
            Some(head) if capital(head) => {
                if cx.folded(self.first) == "the" {
                    SourceKind::Institution
                } else {
                    SourceKind::Named
                }
            }
            Some(head) if self.is_head(List::RoleNoun) || is_plural(cx.folded(head)) => {
                SourceKind::Anonymous
            }
            _ => SourceKind::Other,
        }
    }

    /// One of the ranges (in order of their start) ends where the core ends.
    fn ends_in_core<T>(&self, things: &[T], range: impl Fn(&T) -> (usize, usize)) -> bool {
        let from = things.partition_point(|thing| range(thing).0 < self.first);
        things
            .get(from..)
            .unwrap_or(&[])
            .iter()
            .map(range)
            .take_while(|&(first, _)| first < self.core)
            .any(|(_, last)| last == self.core)
    }

    fn outlet(&self) -> Option<usize> {
        let near = self
            .names
            .outlets
            .partition_point(|outlet| outlet.last < self.core);
        // The whole of a name such as "the Times of India", whose core is its first noun.
        self.names
            .outlets
            .get(near)
            .filter(|outlet| {
                outlet.first >= self.first
                    && (outlet.last == self.core
                        || outlet.first < self.core && outlet.last <= self.last)
            })
            .map(|_| near)
    }

    fn count(&self, kind: SourceKind) -> Option<f64> {
        let cx = self.cx;
        match kind {
            SourceKind::Named if !(self.first..self.last).any(|i| cx.folded(i) == "and") => {
                return Some(1.0);
            }
            SourceKind::Pronoun => {
                return matches!(
                    cx.folded(self.first),
                    "he" | "she" | "i" | "him" | "her" | "one"
                )
                .then_some(1.0);
            }
            SourceKind::Official | SourceKind::Anonymous => {}
            _ => return None,
        }
        let head = self.head?;
        let number = (self.first..head).find_map(|i| match cx.kind(i) {
            Some(TokenKind::Number) => cx.word(i).replace(',', "").parse().ok(),
            _ => number_word(cx.folded(i)),
        });
        number.or_else(|| (!is_plural(cx.folded(head))).then_some(1.0))
    }

    /// The words that tell nationality, service, institution, side or access.
    fn affiliation(&self, kind: SourceKind) -> Option<Span> {
        let cx = self.cx;
        if matches!(
            kind,
            SourceKind::Pronoun | SourceKind::Institution | SourceKind::Outlet | SourceKind::Party
        ) {
            return None;
        }
        let head = self.head?;
        let before = self.person.map_or(head, |(from, _)| from.min(head));
        // "Kenyan", "Finance Ministry", "the ministry's".
        let tells = |i: usize| {
            cx.kind(i) == Some(TokenKind::Word)
                && !cx.is(i, List::Determiner)
                && (cx.token(i).is_some_and(|token| token.capital)
                    && (i > self.first || !cx.is(i, List::CommonWord))
                    || cx.is(i, List::InstitutionNoun)
                    || cx.is(i, List::OrganisationHead)
                    || cx.is(i, List::PartyNoun))
                && !cx.is(i, List::RoleNoun)
        };
        let from = (self.first..before).find(|&i| tells(i));
        let to = (self.first..before).rev().find(|&i| tells(i));
        if let (Some(from), Some(to)) = (from, to) {
            return Some(cx.span(from, to + 1));
        }
        // "at the ministry", "of the union", "with direct knowledge of the talks".
        let from = (head + 1..self.last).find(|&i| {
            matches!(
                cx.folded(i),
                "at" | "in"
                    | "of"
                    | "from"
                    | "for"
                    | "with"
                    | "within"
                    | "inside"
                    | "close"
                    | "familiar"
                    | "on"
                    | "near"
            )
        })?;
        let mut to = from + 1;
        while to < self.last && cx.word(to) != "," {
            to += 1;
        }
        (to > from + 1).then(|| cx.span(from, to))
    }

    /// What is said about an unnamed source beside the noun itself.
    fn description(&self) -> Option<Span> {
        let cx = self.cx;
        let noun =
            (self.first..self.last).find(|&i| cx.phrase(i, List::AnonymousNoun).is_some())?;
        let before = (self.first..noun).find(|&i| !self.plain(i));
        if let Some(from) = before {
            return Some(cx.span(from, noun));
        }
        (noun + 1 < self.last)
            .then(|| cx.span(noun + 1, self.last))
            .or_else(|| self.described_behind())
    }

    /// "sources in the ministry said", "a source, who …": described right behind the words of the source.
    fn described_behind(&self) -> Option<Span> {
        let cx = self.cx;
        let last = self.last;
        let clause =
            cx.folded(last) == "," && matches!(cx.folded(last + 1), "who" | "speaking" | "citing");
        let phrase = matches!(
            cx.folded(last),
            "who" | "with" | "close" | "familiar" | "in" | "at" | "from" | "inside" | "near" | "on"
        );
        (clause || phrase).then(|| cx.span(last, last + 1))
    }

    fn plain(&self, i: usize) -> bool {
        let cx = self.cx;
        cx.is(i, List::Determiner)
            || cx.is(i, List::NumberWord)
            || cx.kind(i) == Some(TokenKind::Number)
            || cx.is(i, List::PlainSourceWord)
            || cx.kind(i) == Some(TokenKind::Hyphen)
    }
}

fn number_word(word: &str) -> Option<f64> {
    let words = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    words
        .iter()
        .position(|known| *known == word)
        .map(|i| (i + 1) as f64)
        .or((word == "both" || word == "couple").then_some(2.0))
        .or((word == "dozen").then_some(12.0))
}
