//! Figures that a speaker takes for granted: "the mayor vowed to find those behind the bombing that killed twelve". Whoever
//! speaks says something else; that twelve people died is known, or told by the newsroom, and nobody's word stands for it.
//!
//! Grammar decides. A relative clause on a noun that is known ("the blast that killed nine") or that another clause is
//! built on ("a shooting that left two dead is linked to …") is taken for granted, as are a clause behind "after" on a
//! known subject and "for the deaths of four people". A relative clause on something new in the place of the news is the
//! news: "a car bomb that killed nine went off" it is not, but "reported a blast that killed nine" is.

use super::Figure;
use crate::attribution::{Act, Attribution};
use crate::cx::Cx;
use crate::lists::List;
use crate::token::TokenKind;

/// How many tokens a relative pronoun may stand before the figure.
const CLAUSE: usize = 14;

/// How many tokens the noun described may stand before its relative clause.
const NOUN: usize = 16;

/// The figure stands in what is said, and what is said takes it for granted.
pub(super) fn granted(
    cx: &Cx<'_>,
    figures: &[Figure],
    figure: &Figure,
    attribution: &Attribution,
) -> bool {
    // In a quotation the speaker tells all of it.
    if cx.masked(figure.span) {
        return false;
    }
    let sentence = cx.sentence_at(figure.span.start);
    // A part is told as its whole is: "the attack that killed 86 people, including 27 children".
    let base = figure
        .whole
        .and_then(|whole| figures.get(whole as usize))
        .filter(|whole| cx.sentence_at(whole.span.start) == sentence)
        .unwrap_or(figure);
    let Some(content) = attribution
        .content
        .iter()
        .find(|content| content.holds(base.span.start))
    else {
        return false;
    };
    let range = cx.sentence_tokens(sentence);
    let clause = Clause {
        cx,
        first: cx.token_at(content.start).max(range.start),
        last: cx
            .token_at(content.end.saturating_sub(1))
            .saturating_add(1)
            .min(range.end),
        leading: attribution.cue.start < content.start,
    };
    let at = cx.token_at(base.span.start);
    let end = cx.token_at(base.span.end.saturating_sub(1)) + 1;
    clause.leading && base.definite && clause.reduced(at, end)
        || clause.leading && attribution.act == Act::Asking
        || clause.leading && clause.by_noun(at)
        || clause.leading && clause.behind_after(at)
        || clause.relative(at, end, base)
}

/// The noun that a relative clause describes.
struct Head {
    /// Where its noun phrase begins.
    start: usize,
    /// It is known: "the blast", "Monday's blast", "Hurricane Ana".
    known: bool,
    /// A toll that goes on: "a war", "a conflict".
    lasting: bool,
}

/// What is said, in tokens of one sentence.
struct Clause<'a, 'b> {
    cx: &'b Cx<'a>,
    first: usize,
    last: usize,
    /// Who says it stands before it.
    leading: bool,
}

impl Clause<'_, '_> {
    fn stops(&self, i: usize) -> bool {
        self.comma(i)
            || matches!(
                self.cx.kind(i),
                Some(TokenKind::Punct | TokenKind::Mark | TokenKind::Dash)
            ) && !matches!(self.cx.word(i), "." | "/")
    }

    fn comma(&self, i: usize) -> bool {
        self.cx.word(i) == ","
    }

    /// "said the two journalists killed by the group would have agreed": a known phrase with its participle.
    fn reduced(&self, at: usize, end: usize) -> bool {
        let cx = self.cx;
        let Some(verb) = end.checked_sub(1) else {
            return false;
        };
        let behind = matches!(
            cx.folded(end),
            "by" | "in" | "on" | "when" | "during" | "last" | "at" | "near"
        );
        behind
            && cx.folded(verb).ends_with("ed")
            && (at..end).all(|i| !cx.is(i, List::Auxiliary))
            && (end..self.last).any(|i| cx.is(i, List::Auxiliary))
    }

    /// "blamed for the deaths of four people", "revenge for the execution of 21 men": a noun in the place of a known thing.
    fn by_noun(&self, at: usize) -> bool {
        let cx = self.cx;
        if cx.phrase(at, List::DeathNoun).is_none() || cx.folded(at + 1) != "of" {
            return false;
        }
        let floor = at.saturating_sub(4).max(self.first);
        let Some(the) = (floor..at).rev().find(|&k| self.definite(k)) else {
            return false;
        };
        the > self.first
            && matches!(
                cx.folded(the - 1),
                "for" | "over" | "after" | "about" | "behind" | "following" | "into" | "of"
            )
    }

    /// "is weighing a strike after Monday's attack left nine people dead": the clause behind "after" is known where its
    /// subject is; "after nine people died" is news.
    fn behind_after(&self, at: usize) -> bool {
        let cx = self.cx;
        let floor = at.saturating_sub(CLAUSE).max(self.first + 1);
        let Some(after) = (floor..at)
            .rev()
            .take_while(|&k| !self.stops(k))
            .find(|&k| matches!(cx.folded(k), "after" | "since" | "before"))
        else {
            return false;
        };
        let event = (after + 1..at).find(|&k| cx.is(k, List::HarmEvent));
        event.is_some_and(|event| {
            (after + 1..event).all(|k| !self.verbal(k))
                && (after + 1..event).any(|k| self.definite(k))
        })
    }

    /// The figure stands in a relative clause whose noun is known, or is what the rest is said of.
    fn relative(&self, at: usize, end: usize, figure: &Figure) -> bool {
        let cx = self.cx;
        let Some(rel) = self.pronoun(at, figure) else {
            return false;
        };
        // "in which", and the comma before either.
        let front = if cx.folded(rel) == "which" && cx.is(rel.wrapping_sub(1), List::Preposition) {
            rel - 1
        } else {
            rel
        };
        let Some(mut noun) = front.checked_sub(1).filter(|&k| k >= self.first) else {
            return false;
        };
        let comma = self.comma(noun);
        // "an attack in Goma, Congo, that killed": *that* describes, whatever stands between.
        let apart = comma && cx.folded(rel) != "that";
        if comma {
            match noun.checked_sub(1).filter(|&k| k >= self.first) {
                Some(before) => noun = before,
                None => return false,
            }
        }
        // "a repeat of 2008, when 1,400 people died": a year is known.
        if cx.folded(rel) == "when" {
            return self.leading;
        }
        let head = self.head(noun, cx.folded(rel) == "who");
        // "there have been 11 attacks that left 90 dead"
        let there = (self.first..head.start).any(|k| cx.folded(k) == "there");
        if there {
            return false;
        }
        if apart {
            return self.leading && head.known;
        }
        if self.topic(head.start, end) {
            return true;
        }
        if !self.leading {
            return false;
        }
        let before = head
            .start
            .checked_sub(1)
            .filter(|&k| k >= self.first)
            .map_or("", |k| cx.folded(k));
        let perfect = matches!(cx.folded(rel + 1), "has" | "have" | "had");
        head.known
            || matches!(before, "for" | "behind" | "over" | "after" | "following")
            || before == "of" && self.of_known(head.start - 1)
            || head.lasting && perfect && head.start > self.first
    }

    /// "the aftermath of", "the mastermind of": what is known of a thing makes it known.
    fn of_known(&self, of: usize) -> bool {
        (of.saturating_sub(3).max(self.first)..of).any(|k| self.definite(k))
            && !self.cx.is(of.wrapping_sub(1), List::ReportingNoun)
    }

    /// The relative pronoun of the clause that the figure stands in.
    fn pronoun(&self, at: usize, figure: &Figure) -> Option<usize> {
        let cx = self.cx;
        let floor = at.saturating_sub(CLAUSE).max(self.first);
        let opens_with_verb = figure.count.start > figure.span.start;
        for k in (floor..at).rev().take_while(|&k| !self.stops(k)) {
            let gap = k + 1..at;
            let found = match cx.folded(k) {
                // Its own subject: "that killed", "who has wounded", "which left nine people dead".
                "that" | "who" | "which" => {
                    let verb = gap.clone().find(|&i| !cx.folded(i).ends_with("ly"));
                    let own = match verb {
                        Some(verb) => self.verbal(verb),
                        None => opens_with_verb,
                    };
                    own || cx.folded(k) == "which"
                        && cx.is(k.wrapping_sub(1), List::Preposition)
                        && (k + 1..at).all(|i| cx.phrase(i, List::ReportingVerb).is_none())
                }
                "where" => (k + 1..at).all(|i| cx.phrase(i, List::ReportingVerb).is_none()),
                // "a repeat of 2008, when 1,400 people died"
                "when" => {
                    self.comma(k.wrapping_sub(1))
                        && k >= 2
                        && cx.kind(k - 2) == Some(TokenKind::Number)
                }
                "said" | "says" | "saying" | "reported" => return None,
                _ => false,
            };
            if found {
                return (k > self.first).then_some(k);
            }
        }
        None
    }

    /// The noun phrase that ends before a relative clause.
    fn head(&self, noun: usize, who: bool) -> Head {
        let cx = self.cx;
        let floor = noun.saturating_sub(NOUN).max(self.first);
        let near = || {
            (floor..=noun)
                .rev()
                // "the attacks on the mission in Benghazi, Libya, in which"
                .take_while(|&k| {
                    (!self.stops(k)
                        || self.comma(k) && cx.token(k + 1).is_some_and(|next| next.capital))
                        && !cx.is(k, List::Auxiliary)
                })
        };
        let core = if who {
            noun
        } else {
            near().find(|&k| cx.is(k, List::HarmEvent)).unwrap_or(noun)
        };
        let mut start = core;
        let mut known = false;
        for k in (core.saturating_sub(7).max(self.first)..=core).rev() {
            if self.definite(k) {
                known = true;
                start = k;
                // "Monday's attack" begins at the day.
                if cx.kind(k) == Some(TokenKind::Possessive) {
                    start = k.saturating_sub(1).max(self.first);
                }
                break;
            }
            if matches!(
                cx.folded(k),
                "a" | "an" | "another" | "some" | "any" | "several"
            ) {
                start = k;
                break;
            }
            let ends = self.stops(k)
                || cx.is(k, List::Preposition)
                || cx.is(k, List::Auxiliary)
                || cx.is(k, List::Conjunction)
                || k < core && (cx.phrase(k, List::ReportingVerb).is_some());
            if ends {
                break;
            }
            start = k;
        }
        Head {
            start,
            known,
            lasting: matches!(
                cx.folded(core),
                "war" | "conflict" | "fighting" | "epidemic" | "insurgency" | "violence" | "crisis"
            ),
        }
    }

    /// Something else is said of the noun phrase at `start`: a verb in the present, past or future behind the clause that
    /// describes it, and none before.
    fn topic(&self, start: usize, end: usize) -> bool {
        let cx = self.cx;
        let finite = |k: usize| cx.is(k, List::Auxiliary) || cx.is(k, List::Modal);
        if (self.first..start).any(|k| finite(k) || cx.phrase(k, List::ReportingVerb).is_some()) {
            return false;
        }
        // The subject of another clause hides its verb.
        let mut k = end;
        while k < self.last.min(end + 40) {
            if self.hides(k) {
                k += 1;
                while k < self.last && !finite(k) {
                    k += 1;
                }
            } else if finite(k) {
                return !matches!(cx.folded(k - 1), "and" | "or" | "but" | ",")
                    && !self.comma(k - 1);
            }
            k += 1;
        }
        false
    }

    /// A word that begins a clause within a clause.
    fn hides(&self, k: usize) -> bool {
        matches!(
            self.cx.folded(k),
            "that"
                | "which"
                | "who"
                | "when"
                | "while"
                | "because"
                | "as"
                | "after"
                | "before"
                | "where"
        )
    }

    /// An article, pronoun or genitive that makes a noun known.
    fn definite(&self, k: usize) -> bool {
        let cx = self.cx;
        matches!(
            cx.folded(k),
            "the" | "this" | "that" | "these" | "those" | "its" | "his" | "her" | "their" | "our"
        ) || cx.kind(k) == Some(TokenKind::Possessive)
    }

    /// A finite verb in the past, or an auxiliary.
    fn verbal(&self, k: usize) -> bool {
        let cx = self.cx;
        cx.is(k, List::Auxiliary)
            || cx.phrase(k, List::KillVerb).is_some()
            || cx.phrase(k, List::WoundVerb).is_some()
            || matches!(
                cx.folded(k),
                "left"
                    | "took"
                    | "cost"
                    | "hit"
                    | "struck"
                    | "saw"
                    | "sank"
                    | "swept"
                    | "tore"
                    | "put"
                    | "kills"
            )
            || cx.is(k, List::PastForm)
            || cx.folded(k).ends_with("ed") && !cx.token(k).is_some_and(|token| token.capital)
    }
}
