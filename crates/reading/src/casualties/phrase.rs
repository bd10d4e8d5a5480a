//! Counted noun phrases of a sentence: "at least 15 people", "a man", "six priests and two women".

use copydesk_draft::Span;

use super::Outcome;
use crate::cx::Cx;
use crate::lists::List;
use crate::numbers::{Hedge, Number};
use crate::token::TokenKind;

/// One sentence with its numbers and counted noun phrases.
pub(super) struct Scene<'c, 'a> {
    pub(super) cx: &'c Cx<'a>,
    /// The numbers of the sentence, in order.
    pub(super) numbers: &'c [Number],
    /// Its tokens.
    pub(super) range: std::ops::Range<usize>,
    /// Its counted noun phrases, in order.
    pub(super) phrases: Vec<Counted>,
}

/// A counted noun phrase: tokens, and the number or article that counts it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Counted {
    /// First token: of the hedge, number or article.
    pub(super) first: usize,
    /// One past the last token of the noun.
    pub(super) last: usize,
    /// One past the last token of the number or article.
    pub(super) number_last: usize,
    pub(super) number: Count,
    /// "the 15 dead"
    pub(super) definite: bool,
    /// A noun for persons is in it.
    pub(super) person: bool,
    /// It is a number and nothing more.
    pub(super) bare: bool,
}

/// How many, with the range the words allow.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Count {
    pub(super) span: Span,
    pub(super) number: f64,
    pub(super) lowest: f64,
    pub(super) highest: f64,
    pub(super) hedge: Hedge,
}

impl<'c, 'a> Scene<'c, 'a> {
    /// The scene of a sentence; `numbers` are those of the draft.
    pub(super) fn new(
        cx: &'c Cx<'a>,
        numbers: &'c [Number],
        range: std::ops::Range<usize>,
    ) -> Self {
        let first = numbers.partition_point(|n| (n.tokens.0 as usize) < range.start);
        let rest = numbers.get(first..).unwrap_or(&[]);
        let count = rest.partition_point(|n| (n.tokens.0 as usize) < range.end);
        let mut scene = Self {
            cx,
            numbers: rest.get(..count).unwrap_or(&[]),
            range: range.clone(),
            phrases: Vec::new(),
        };
        let mut next = 0;
        for i in range {
            while scene
                .numbers
                .get(next)
                .is_some_and(|n| (n.tokens.0 as usize) < i)
            {
                next += 1;
            }
            let number = scene
                .numbers
                .get(next)
                .filter(|n| n.tokens.0 as usize == i && n.counts());
            let counted = match number {
                Some(number) => scene.numbered(number),
                None => scene.single(i),
            };
            scene.phrases.extend(counted);
        }
        scene
    }

    /// The counted phrase that begins at token `i`.
    pub(super) fn phrase_at(&self, i: usize) -> Option<&Counted> {
        let next = self.phrases.partition_point(|phrase| phrase.first < i);
        self.phrases.get(next).filter(|phrase| phrase.first == i)
    }

    fn numbered(&self, number: &Number) -> Option<Counted> {
        let cx = self.cx;
        let first = number.tokens.0 as usize;
        let mut from = number.tokens.1 as usize;
        // "[9] persons": an editor's figure.
        if cx.word(from) == "]" && first.checked_sub(1).is_some_and(|i| cx.word(i) == "[") {
            from += 1;
        }
        let last = self.phrase_end(from);
        if self.is_measure(last, number) {
            return None;
        }
        let before = first.checked_sub(1).filter(|&i| i >= self.range.start);
        let definite = before
            .is_some_and(|i| matches!(cx.folded(i), "the" | "these" | "those" | "its" | "their"))
            // "a couple and their three daughters": told for the first time.
            && !before.is_some_and(|i| self.joined_to_new(i));
        Some(Counted {
            first,
            last,
            number_last: number.tokens.1 as usize,
            number: Count {
                span: number.span,
                number: number.number,
                lowest: number.lowest,
                highest: number.highest,
                hedge: number.hedge,
            },
            definite,
            person: (first..last).any(|i| cx.is(i, List::PersonNoun)) || self.people_of(last),
            bare: last <= from,
        })
    }

    /// "a couple and" stands before token `i`.
    fn joined_to_new(&self, i: usize) -> bool {
        let cx = self.cx;
        let Some(and) = i.checked_sub(1).filter(|&k| cx.folded(k) == "and") else {
            return false;
        };
        (and.saturating_sub(3).max(self.range.start)..and)
            .any(|k| matches!(cx.folded(k), "a" | "an" | "one") && cx.is(and - 1, List::PersonNoun))
    }

    /// The noun that ends before token `last` names people of a country: "two Salvadorans".
    fn people_of(&self, last: usize) -> bool {
        let Some(head) = last.checked_sub(1) else {
            return false;
        };
        self.cx.token(head).is_some_and(|token| token.capital)
            && self.cx.names.is_demonym(self.cx, head)
    }

    /// "a man", "a nine-year-old girl": one person.
    fn single(&self, i: usize) -> Option<Counted> {
        let cx = self.cx;
        if !matches!(cx.folded(i), "a" | "an" | "another") {
            return None;
        }
        let last = self.phrase_end(i + 1);
        let head = last.checked_sub(1)?;
        let person = cx.is(head, List::PersonNoun) && !cx.folded(head).ends_with("people");
        let group = matches!(
            cx.folded(head),
            "family" | "crew" | "staff" | "couple" | "troop"
        );
        // "a doctors' group"
        let owner = matches!(cx.kind(last), Some(TokenKind::Possessive))
            || matches!(cx.word(last), "'" | "\u{2019}");
        (person && !group && !owner).then(|| Counted {
            first: i,
            last,
            number_last: i + 1,
            number: Count {
                span: cx.span(i, last),
                number: 1.0,
                lowest: 1.0,
                highest: 1.0,
                hedge: Hedge::Exact,
            },
            definite: false,
            person: true,
            bare: false,
        })
    }

    /// True if the noun after the number measures something else ("12 km", "five days", "10 percent").
    pub(super) fn is_measure(&self, last: usize, number: &Number) -> bool {
        let cx = self.cx;
        let head = last.saturating_sub(1);
        head >= number.tokens.1 as usize
            && matches!(
                cx.folded(head),
                "km" | "kilometres"
                    | "kilometers"
                    | "miles"
                    | "metres"
                    | "meters"
                    | "percent"
                    | "cent"
                    | "times"
                    | "days"
                    | "day"
                    | "weeks"
                    | "months"
                    | "years"
                    | "hours"
                    | "minutes"
                    | "points"
                    | "million"
            )
    }

    /// One past the last token of the noun phrase whose words begin at `from` (behind the number).
    pub(super) fn phrase_end(&self, from: usize) -> usize {
        let cx = self.cx;
        let mut i = from;
        // "dozens of its soldiers", "two of the men".
        if cx.folded(i) == "of" {
            i += 1;
            while cx.is(i, List::Determiner) || matches!(cx.folded(i), "its" | "their") {
                i += 1;
            }
        }
        let start = i;
        let mut last = from;
        while i < self.range.end && i < start + 8 {
            let Some(token) = cx.token(i) else { break };
            match token.kind {
                TokenKind::Word => {
                    let closed = cx.is(i, List::Preposition)
                        || cx.is(i, List::Conjunction)
                        || cx.is(i, List::Auxiliary)
                        || cx.is(i, List::Subordinator)
                        || cx.is(i, List::Determiner)
                            && !matches!(cx.folded(i), "other" | "others")
                        || cx.is(i, List::Pronoun) && !matches!(cx.folded(i), "one");
                    let outcome = i > start || from == start;
                    if closed
                        || (outcome && self.anchor_word(i))
                        || cx.is(i, List::Weekday)
                        || cx.is(i, List::Month)
                    {
                        break;
                    }
                    if token.kind == TokenKind::Word && cx.folded(i).ends_with("ly") && i > start {
                        break;
                    }
                    if matches!(
                        cx.folded(i),
                        "overnight"
                            | "yesterday"
                            | "today"
                            | "tonight"
                            | "so"
                            | "more"
                            | "dead"
                            | "early"
                            | "late"
                            | "last"
                            | "this"
                            | "across"
                            | "when"
                            | "left"
                            | "there"
                            | "remain"
                            | "remained"
                            | "remains"
                    ) {
                        if cx.folded(i) == "more" && i == start {
                            i += 1;
                            last = i;
                            continue;
                        }
                        break;
                    }
                    i += 1;
                    last = i;
                    // A noun for people heads the phrase, unless another follows ("child soldiers").
                    let verb = cx.folded(i).ends_with("ing") || cx.folded(i).ends_with("ed");
                    let more = (cx.is(i, List::PersonNoun) && !verb)
                        || cx.kind(i) != Some(TokenKind::Word);
                    if cx.is(i - 1, List::PersonNoun) && !more {
                        break;
                    }
                }
                TokenKind::Hyphen | TokenKind::Number if i > start => {
                    i += 1;
                }
                TokenKind::Number if token.spaced && cx.kind(i + 1) == Some(TokenKind::Hyphen) => {
                    i += 1;
                }
                TokenKind::Possessive => {
                    // "the six monks' slaying": what befell them.
                    if cx.phrase(i + 1, List::DeathNoun).is_some() {
                        break;
                    }
                    // "two of the town's doctors": the possessor is not the head.
                    i += 1;
                }
                _ => break,
            }
        }
        last.max(from)
    }

    /// The counted things can be hurt in this way.
    pub(super) fn fits(&self, counted: &Counted, outcome: Outcome) -> bool {
        let head = counted.last.saturating_sub(1);
        if self.cx.is(head, List::AnimalNoun) && !self.cx.is(head, List::PersonNoun) {
            return false;
        }
        // "a lot fewer civilians dying" compares and counts nobody.
        let compares = (counted.first..head).any(|i| {
            let word = self.cx.folded(i);
            matches!(word, "fewer" | "less") && self.cx.folded(i + 1) != "than"
                || word == "lot" && self.cx.folded(i + 1) == "more"
        });
        if compares {
            return false;
        }
        match outcome {
            // "Fifty-three girls escaped and 276 remain missing": the people stand in the sentence.
            Outcome::Missing => counted.person || counted.bare && self.tells_of_people(),
            Outcome::Captured | Outcome::Abducted => counted.person,
            Outcome::Displaced => counted.person || counted.bare,
            _ => true,
        }
    }

    /// A noun for people stands in the sentence, or a word for what befell some.
    fn tells_of_people(&self) -> bool {
        (self.range.start..self.range.end)
            .any(|i| self.cx.is(i, List::PersonNoun) || self.cx.phrase(i, List::DieVerb).is_some())
    }

    /// Two phrases that stand beside one another in a list: "six priests and two women", "five policemen, a guard and
    /// two nurses", "two employees of the university and three guards".
    pub(super) fn joined(&self, a: &Counted, b: &Counted) -> bool {
        self.people(b) && self.beside(a, b)
    }

    /// As [`Self::joined`], whatever the second phrase counts.
    pub(super) fn beside(&self, a: &Counted, b: &Counted) -> bool {
        let cx = self.cx;
        let mut i = self.past_aside(a.last).unwrap_or(a.last);
        // "two officers who were guarding her and a driver were hurt"
        if matches!(cx.folded(i), "who" | "that")
            && b.first > i
            && b.first - i <= 14
            && let Some(and) = (i + 1..b.first).rev().find(|&k| cx.folded(k) == "and")
            && (i + 1..and).all(|k| cx.kind(k) == Some(TokenKind::Word) && !self.anchor_word(k))
            && (i + 1..and).filter(|&k| cx.is(k, List::Auxiliary)).count() <= 2
        {
            i = and;
        }
        if b.first < i || b.first - i > 9 {
            return false;
        }
        // A short phrase behind the first noun.
        if matches!(cx.folded(i), "of" | "from" | "in" | "at" | "with") {
            i += 1;
            while i < b.first
                && cx.kind(i) == Some(TokenKind::Word)
                && !cx.is(i, List::Auxiliary)
                && !cx.is(i, List::Conjunction)
                && !cx.is(i, List::Subordinator)
                && !self.anchor_word(i)
                && !(cx.folded(i) == "as" && cx.folded(i + 1) == "well")
            {
                i += 1;
            }
        }
        let mut links = 0;
        while i < b.first {
            match cx.folded(i) {
                "," | "and" | "or" | "plus" | "&" => links += 1,
                "as" if cx.folded(i + 1) == "well" && cx.folded(i + 2) == "as" => {
                    links += 1;
                    i += 2;
                }
                "along" | "together" if cx.folded(i + 1) == "with" => {
                    links += 1;
                    i += 1;
                }
                "the" | "their" | "his" | "her" | "its" | "another" | "other" | "also" | "some" => {
                }
                // "a priest, his cook and four boys": a member that is not counted.
                _ if links > 0 && cx.is(i, List::PersonNoun) && !self.anchor_word(i) => {}
                _ => return false,
            }
            i += 1;
        }
        links > 0
    }

    /// One past the words in brackets or between dashes that begin at token `from`, or ", five of whom were nurses":
    /// they describe the people before.
    pub(super) fn past_aside(&self, from: usize) -> Option<usize> {
        /// The longest such aside, in tokens.
        const LONGEST: usize = 16;
        let cx = self.cx;
        let end = self.range.end.min(from + LONGEST);
        let dash = |i: usize| cx.kind(i) == Some(TokenKind::Dash);
        let close = if dash(from) {
            // Two hyphens are one dash.
            let inner = (from..end).find(|&i| !dash(i))?;
            let close = (inner..end).find(|&i| dash(i))?;
            return (close..end).find(|&i| !dash(i));
        } else {
            match cx.word(from) {
                "(" => ")",
                "[" => "]",
                "," => {
                    let of = from + 2;
                    let whom =
                        cx.folded(of) == "of" && matches!(cx.folded(of + 1), "whom" | "them");
                    if !whom {
                        return None;
                    }
                    ","
                }
                _ => return None,
            }
        };
        (from + 1..end)
            .find(|&i| cx.word(i) == close)
            .map(|i| if close == "," { i } else { i + 1 })
    }

    /// The phrase is not the subject of a verb of its own: a mark, a preposition, a conjunction or the end follows.
    pub(super) fn closed_behind(&self, phrase: &Counted) -> bool {
        let cx = self.cx;
        let i = phrase.last;
        i >= self.range.end
            || !matches!(cx.kind(i), Some(TokenKind::Word | TokenKind::Number))
            || cx.is(i, List::Preposition)
            || cx.is(i, List::Conjunction)
            || matches!(
                cx.folded(i),
                "who"
                    | "whose"
                    | "that"
                    | "dead"
                    | "when"
                    | "while"
                    | "after"
                    | "before"
                    | "as"
                    | "on"
                    | "today"
                    | "yesterday"
                    | "overnight"
                    | "last"
                    | "early"
                    | "late"
                    | "there"
                    | "here"
                    | "aboard"
                    | "including"
                    | "according"
            )
            || cx.is(i, List::Weekday)
    }
}
