//! Figures that a speaker takes for granted: "the mayor vowed to find those behind the bombing that killed twelve". Whoever
//! speaks says something else; that twelve people died is known, or told by the newsroom, and nobody's word stands for it.
//!
//! Grammar decides. A relative clause on a noun that is known ("the blast that killed nine") or that another clause is
//! built on ("a shooting that left two dead is linked to …") is taken for granted, as are a clause behind "after" on a
//! known subject and "for the deaths of four people". A relative clause on something new in the place of the news is the
//! news: "a car bomb that killed nine went off" it is not, but "reported a blast that killed nine" is.

use super::{Figure, Telling};
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
        counted: attribution.lemma.starts_with("according"),
        figures,
    };
    let at = cx.token_at(base.span.start);
    let end = cx.token_at(base.span.end.saturating_sub(1)) + 1;
    clause.leading && base.definite && clause.reduced(at, end)
        || clause.apposed(at, base)
        || attribution.lemma.as_ref() == "claim" && clause.deed(at, base)
        || clause.leading && attribution.act == Act::Asking
        || clause.by_noun(at)
        || clause.kin(at)
        || clause.leading && base.definite && clause.among_known(at)
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
    /// "…, according to the ministry": figures have sources of this kind.
    counted: bool,
    figures: &'b [Figure],
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

    /// "looking for friends of Omar Sayed, one of the gunmen who died": who somebody is, told in passing.
    fn apposed(&self, at: usize, figure: &Figure) -> bool {
        let cx = self.cx;
        figure.telling == Telling::Background
            && figure.highest <= 1.0
            && at > self.first + 1
            && self.comma(at - 1)
            && cx.token(at - 2).is_some_and(|token| token.capital)
            && matches!(cx.folded(at), "a" | "an" | "one")
            // "those who died included a boy from Gaza, a girl hurt on Monday and a man": a list.
            && (self.first..at).all(|k| {
                !matches!(cx.folded(k), "included" | "include" | "includes" | "including" | "among")
            })
    }

    /// "claimed the bombing that wounded five", "claimed to have carried out an attack that killed nine": whoever claims a
    /// deed owns up to it and counts nobody.
    fn deed(&self, at: usize, figure: &Figure) -> bool {
        let cx = self.cx;
        if cx.folded(self.first) == "to" {
            return self.pronoun(at, figure).is_some();
        }
        let event = (self.first..at.min(self.first + 8))
            .take_while(|&k| !self.stops(k) && cx.folded(k) != "that" && !cx.is(k, List::Auxiliary))
            .find(|&k| cx.is(k, List::HarmEvent));
        // "claimed the blast killed nine"
        event.is_some_and(|event| {
            self.pronoun(at, figure).is_some() || (event + 1..at).any(|k| self.comma(k))
        })
    }

    /// What follows "where" or "which" behind a comma is news as well: the account goes on ("ran to the gate, where he shot
    /// a guard"), or another toll stands before it ("nine died at the gate and four in the yard, where 30 were hurt").
    fn news(&self, rel: usize) -> bool {
        let cx = self.cx;
        let goes_on =
            cx.folded(rel) == "where" && matches!(cx.folded(rel + 1), "he" | "she" | "they" | "it");
        let (from, to) = (
            cx.token(self.first).map_or(0, |token| token.span.start),
            cx.token(rel).map_or(0, |token| token.span.start),
        );
        let next = self
            .figures
            .partition_point(|other| other.span.start < from);
        let toll = self
            .figures
            .get(next)
            .is_some_and(|other| other.span.end <= to && !other.definite);
        goes_on || toll
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
        ) || cx.is(end, List::Weekday);
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
        // "promised to avenge the murders of its consul and two others"
        let answered = the > self.first
            && matches!(
                cx.folded(the - 1),
                "avenge"
                    | "avenging"
                    | "mourn"
                    | "mourning"
                    | "mourned"
                    | "condemn"
                    | "condemning"
                    | "condemned"
                    | "deplore"
                    | "deplored"
                    | "investigate"
                    | "investigating"
                    | "probe"
                    | "probing"
                    | "solve"
                    | "celebrate"
                    | "celebrating"
                    | "justify"
                    | "justified"
            );
        let before = the > self.first
            && matches!(
                cx.folded(the - 1),
                "for" | "over" | "after" | "about" | "behind" | "following" | "into" | "of"
            );
        answered
            || before
                && (self.leading
                    || the > self.first + 1
                        && matches!(
                            cx.folded(the - 2),
                            "condolences"
                                | "grief"
                                | "sorrow"
                                | "outrage"
                                | "anger"
                                | "revenge"
                                | "regret"
                                | "retaliation"
                                | "sympathy"
                                | "sadness"
                                | "apology"
                                | "apologies"
                        ))
    }

    /// "met the families of 43 students who were abducted": those who are left behind are spoken of.
    fn kin(&self, at: usize) -> bool {
        let cx = self.cx;
        at > self.first + 1
            && cx.folded(at - 1) == "of"
            && matches!(
                cx.folded(at - 2),
                "families"
                    | "family"
                    | "parents"
                    | "relatives"
                    | "father"
                    | "mother"
                    | "brother"
                    | "sister"
                    | "son"
                    | "daughter"
                    | "widow"
                    | "widows"
                    | "friend"
                    | "friends"
                    | "funeral"
                    | "funerals"
                    | "memory"
                    | "graves"
            )
            // "would pay for the search for dozens of miners kidnapped"
            || at > self.first + 1
                && matches!(cx.folded(at - 1), "for" | "of")
                && matches!(
                    cx.folded(at - 2),
                    "search" | "hunt" | "release" | "return" | "rescue" | "fate" | "freedom" | "freeing"
                )
    }

    /// "that a nurse was one of the 19 people killed in the raids", "two of the 19 killed": a part of what is known.
    fn among_known(&self, at: usize) -> bool {
        let cx = self.cx;
        let floor = at.saturating_sub(3).max(self.first + 1);
        (floor..=at)
            .rev()
            .find(|&k| self.definite(k))
            .is_some_and(|the| {
                matches!(
                    cx.folded(the - 1),
                    "among" | "of" | "for" | "to" | "with" | "against"
                )
            })
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
        // "days after the group beheaded two hostages"
        // "the worst since the army launched a raid that killed nine"
        let event_since = (after + 1..at).any(|k| cx.is(k, List::HarmEvent))
            && (after + 1..at).any(|k| matches!(cx.folded(k), "that" | "which"));
        let later = event_since
            || matches!(
                cx.folded(after - 1),
                "hours"
                    | "days"
                    | "weeks"
                    | "months"
                    | "years"
                    | "day"
                    | "week"
                    | "month"
                    | "year"
                    | "shortly"
            );
        if later && after > self.first + 1 {
            return true;
        }
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
        // "a rally that Nazis called and where a woman was killed"
        if matches!(cx.folded(noun), "and" | "or") && cx.folded(rel) != "that" {
            return self.leading;
        }
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
            return self.leading && head.known && !self.news(rel);
        }
        if self.topic(head.start, end) {
            return true;
        }
        // "a war that has killed 9,000": known, whoever speaks of it.
        let perfect = (rel + 1..end).any(|k| matches!(cx.folded(k), "has" | "have" | "had"));
        if self.counted && !self.leading {
            return false;
        }
        if head.lasting && perfect && head.start > self.first {
            return true;
        }
        // "Two men were held over the attack that killed nine, police said"
        if !self.leading {
            return head.known && head.start > self.first + 1;
        }
        let before = head
            .start
            .checked_sub(1)
            .filter(|&k| k >= self.first)
            .map_or("", |k| cx.folded(k));
        head.known
            || matches!(before, "for" | "behind" | "over" | "after" | "following")
            || before == "of" && self.of_known(head.start - 1)
    }

    /// "the aftermath of", "the mastermind of": what is known of a thing makes it known.
    fn of_known(&self, of: usize) -> bool {
        // "accused the army and those on its side of carrying out": no part of the noun.
        !self.cx.folded(of + 1).ends_with("ing")
            && (of.saturating_sub(3).max(self.first)..of).any(|k| self.definite(k))
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
                "reported" if cx.is(k.wrapping_sub(1), List::Auxiliary) => false,
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
            near()
                .find(|&k| cx.is(k, List::HarmEvent) || lasting(cx, k))
                .unwrap_or(noun)
        };
        let mut start = core;
        let mut known = false;
        for k in (core.saturating_sub(7).max(self.first)..=core).rev() {
            // "Monday's attack", "Wednesday attack"
            if self.definite(k) || k < core && cx.is(k, List::Weekday) {
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
                // "the alleged attack" is known all the same.
                || k < core
                    && cx.phrase(k, List::ReportingVerb).is_some()
                    && !(cx.folded(k).ends_with("ed")
                        && k > self.first
                        && (self.definite(k - 1) || cx.is(k - 1, List::Conjunction)));
            if ends {
                break;
            }
            start = k;
        }
        Head {
            start,
            known,
            lasting: lasting(cx, core),
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
            } else if finite(k) || k > end && self.main_verb(k) {
                return !matches!(cx.folded(k - 1), "and" | "or" | "but" | ",")
                    && (!self.comma(k - 1) || self.closes_place(k - 1));
            }
            k += 1;
        }
        false
    }

    /// "belonged", "fled": a past that describes no noun, so that the noun phrase before it is its subject.
    fn main_verb(&self, k: usize) -> bool {
        matches!(
            self.cx.folded(k),
            "belonged"
                | "lived"
                | "appeared"
                | "acted"
                | "died"
                | "remained"
                | "worked"
                | "happened"
                | "occurred"
                | "began"
                | "came"
                | "went"
                | "fled"
                | "grew"
                | "took"
                | "wore"
        )
    }

    /// The comma closes "in Pensacola, Florida,".
    fn closes_place(&self, comma: usize) -> bool {
        comma >= 3
            && self.cx.token(comma - 1).is_some_and(|token| token.capital)
            && (comma - 3..comma - 1).any(|k| self.comma(k))
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

/// A noun for what goes on for long, and whose toll is known.
fn lasting(cx: &Cx<'_>, k: usize) -> bool {
    matches!(
        cx.folded(k),
        "war"
            | "conflict"
            | "insurgency"
            | "revolt"
            | "fighting"
            | "epidemic"
            | "violence"
            | "crisis"
            | "pandemic"
    )
}
