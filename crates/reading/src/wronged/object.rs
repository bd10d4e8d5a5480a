//! Whom a deed is done to: the object of a verb or noun, the subject of a passive.

use super::{Found, Named, Reader};
use crate::lists::List;
use crate::token::TokenKind;

/// How long a phrase may be that leads from the deed to the name.
const REACH: usize = 12;

impl Reader<'_, '_> {
    /// All deeds of the sentence.
    pub(super) fn deeds(&self, found: &mut Vec<Found>) {
        let mut i = self.look.first;
        while i < self.look.end {
            // "The rape of" before "to rape".
            if let Some(length) = self.cx.phrase(i, List::WrongingNoun) {
                self.object(i + length, found);
                i += length;
                continue;
            }
            if let Some(length) = self.cx.phrase(i, List::SexualAct) {
                let end = i + length;
                self.own_words(i, found);
                if self.passive(i) {
                    self.suffered(i, found);
                } else if !self.denied(i) {
                    self.object(end, found);
                    self.pronoun(i, end, true, found);
                }
                i = end;
                continue;
            }
            if let Some(length) = self.cx.phrase(i, List::RoughTouch) {
                self.pronoun(i, i + length, false, found);
            }
            self.subjected(i, found);
            i += 1;
        }
    }

    /// "subjected Ana Ruiz to years of sexual abuse", "forced Ana Ruiz to have sex".
    fn subjected(&self, i: usize, found: &mut Vec<Found>) {
        let end = i + 1;
        let stop = (i + REACH + 6).min(self.look.end);
        let told = match self.look.word(i) {
            "subjected" | "subjecting" => {
                let to = (end..stop).find(|&k| self.look.word(k) == "to");
                to.is_some_and(|to| {
                    (to + 1..(to + 8).min(self.look.end)).any(|k| {
                        self.cx.phrase(k, List::WrongedOver).is_some()
                            || self.look.words(k, &["sexual"])
                    })
                })
            }
            "forced" | "forcing" | "made" | "coerced" | "coercing" | "pressured" | "tricked"
                if self.sex_to(end, REACH).is_some() =>
            {
                true
            }
            "robbed" | "robbing" => (end..stop).any(|k| {
                self.look.word(k) == "of"
                    && matches!(self.look.word(k + 2), "childhood" | "innocence")
            }),
            "got" | "made" | "left" | "getting" => {
                (end..stop).any(|k| self.look.word(k) == "pregnant")
            }
            // "apologised to Ana Ruiz for raping her"
            "to" if matches!(
                self.look.before(i, 1),
                "apologised" | "apologized" | "apologising" | "apologizing" | "apologises"
            ) =>
            {
                (end..stop).any(|k| {
                    self.look.word(k) == "for" && self.cx.phrase(k + 1, List::SexualAct).is_some()
                })
            }
            _ => false,
        };
        if told && !self.passive(i) {
            self.object(end, found);
        }
    }

    /// The participle at `i` stands behind a form of "be" or "get".
    pub(super) fn passive(&self, i: usize) -> bool {
        self.be(i).is_some()
    }

    /// The form of "be" or "get" that the participle at `i` goes with.
    fn be(&self, i: usize) -> Option<usize> {
        let mut k = i.checked_sub(1)?;
        for _ in 0..4 {
            match self.look.word(k) {
                "was" | "were" | "is" | "are" | "be" | "been" | "being" | "got" => return Some(k),
                word if word.ends_with("ly")
                    || matches!(
                        word,
                        "then"
                            | "first"
                            | "also"
                            | "later"
                            | "twice"
                            | "and"
                            | "drugged"
                            | "beaten"
                    ) =>
                {
                    k = k.checked_sub(1)?;
                }
                _ => return None,
            }
        }
        None
    }

    /// "never raped", "did not touch".
    fn denied(&self, i: usize) -> bool {
        (1..=3).any(|back| {
            matches!(
                self.look.before(i, back),
                "not" | "never" | "n't" | "without"
            )
        })
    }

    /// The subject of the passive whose participle stands at `i`.
    fn suffered(&self, i: usize, found: &mut Vec<Found>) {
        let Some(mut k) = self.be(i) else { return };
        while k > self.look.first
            && matches!(
                self.look.before(k, 1),
                "was"
                    | "had"
                    | "has"
                    | "have"
                    | "been"
                    | "allegedly"
                    | "reportedly"
                    | "also"
                    | "later"
                    | "once"
                    | "to"
                    | "said"
                    | "believed"
                    | "alleged"
                    | "thought"
                    | "is"
                    | "were"
            )
        {
            k -= 1;
        }
        let relative = self.look.before(k, 1) == "who";
        let end = if relative {
            let who = k - 1;
            if self.look.before(who, 1) == "," {
                // "Ana Ruiz, who was raped": the name, or what is set off behind it.
                if let Some(one) = self.ending(who.saturating_sub(1)) {
                    return self.take(&one, found);
                }
                who
            } else {
                who
            }
        } else {
            k
        };
        match self.subject(end) {
            Some(one) if self.cx.kind(one.last) != Some(TokenKind::Possessive) => {
                self.take(&one, found);
            }
            _ if !relative => {
                self.teller_of(i, i, found);
            }
            _ => {}
        }
    }

    fn take(&self, one: &Named<'_>, found: &mut Vec<Found>) {
        if !self.denies(one) {
            self.push(one, found);
        }
    }

    /// The sentence has the person denying it, so that he is who is accused.
    fn denies(&self, one: &Named<'_>) -> bool {
        (one.last..(one.last + 6).min(self.look.end)).any(|k| {
            matches!(
                self.look.word(k),
                "denies" | "denied" | "admitted" | "admits" | "accused" | "charged"
            )
        })
    }

    /// What stands at `i`, behind the deed: a name, a name behind its description, a tie.
    fn object(&self, i: usize, found: &mut Vec<Found>) {
        if let Some((first, last)) = self.tie(i) {
            // A name set off behind it is told as well: "his niece, Ana Ruiz".
            found.push((self.cx.span(first, last), None, false));
        }
        let Some(one) = self
            .people
            .iter()
            .find(|one| one.first >= i && one.first <= i + REACH)
        else {
            return;
        };
        let head = one.head.max(i);
        if self.cx.kind(one.last) == Some(TokenKind::Possessive)
            || head > i && matches!(self.look.before(head, 1), "of" | "by")
        {
            return;
        }
        let mut commas = 0;
        let mut k = i;
        while k < head {
            match self.look.word(k) {
                // "a 16-year-old, Ana Ruiz"
                "-" if self.look.hyphen(k) => {}
                "," | "(" | "-" | "–" | "—" | ":" => commas += 1,
                "and" if k + 1 == head || self.look.capital(k - 1) => {}
                "in" | "on" | "at" | "by" | "with" | "for" | "from" | "to" | "when" | "while"
                | "after" | "before" | "who" | "that" | "which" | "during" | "between" | "over"
                | "near" | "inside" | "outside" | "into" | "is" | "was" | "were" | "had"
                | "has" | "have" | "said" | "told" | "says" | "and" | "or" | "but" | ";"
                | "under" | "as" | "against" | "about" | "where" | "because" | "since" | "whom"
                | "whose" | "then" | "behind" | "beside" | "he" | "she" | "they" | "the court" => {
                    return;
                }
                _ => {}
            }
            k += 1;
        }
        let plain = matches!(
            self.look.word(i),
            "a" | "an"
                | "the"
                | "his"
                | "her"
                | "their"
                | "two"
                | "three"
                | "four"
                | "one"
                | "five"
                | "six"
        ) || self.look.is_figure(i)
            || self.look.lexeme(i).num != crate::numbers::lexeme::Num::default();
        match commas {
            0 if head == i || head == i + 1 && self.look.word(i + 1) != "," => {}
            // "a student, Ana Ruiz," not "a student, Omar Falk said", nor "the man accused of raping a student, Omar Falk".
            0 => {
                if !plain {
                    return;
                }
            }
            1 => {
                let behind = self.look.word(one.last);
                if !plain
                    || self.accused_noun(i)
                    || matches!(
                        behind,
                        "said"
                            | "says"
                            | "told"
                            | "has"
                            | "had"
                            | "was"
                            | "is"
                            | "will"
                            | "denied"
                            | "denies"
                            | "wrote"
                    )
                    || matches!(behind, ",")
                        && matches!(
                            self.look.word(one.last + 1),
                            "prosecuting" | "defending" | "for" | "who"
                        )
                    || self.teller(one)
                {
                    return;
                }
            }
            _ => return,
        }
        self.push(one, found);
    }

    /// "the man accused of raping": what comes behind the object may name that man.
    fn accused_noun(&self, i: usize) -> bool {
        (self.look.first..i).any(|k| {
            matches!(
                self.look.word(k),
                "accused"
                    | "suspected"
                    | "convicted"
                    | "charged"
                    | "guilty"
                    | "jailed"
                    | "wanted"
                    | "who"
            ) && !matches!(
                self.look.before(k, 1),
                "is" | "was"
                    | "were"
                    | "are"
                    | "been"
                    | "being"
                    | "has"
                    | "had"
                    | "have"
                    | "and"
                    | ","
                    | "pleaded"
                    | "found"
                    | "pleads"
                    | "not"
            )
        })
    }

    /// "his niece", "his partner's 10-year-old daughter", in a sentence that names whose.
    fn tie(&self, i: usize) -> Option<(usize, usize)> {
        if !matches!(self.look.word(i), "his" | "her") || self.people.iter().all(|one| one.last > i)
        {
            return None;
        }
        let mut k = i + 1;
        let stop = (i + 9).min(self.look.end);
        while k < stop {
            if let Some(length) = self.cx.phrase(k, List::WrongedKin) {
                // "his partner's daughter": the last of them counts.
                if self.cx.kind(k + length) == Some(TokenKind::Possessive) {
                    k += length + 1;
                    continue;
                }
                return Some((i, k + length));
            }
            let word = self.look.word(k);
            let joins = self.look.hyphen(k)
                || self.look.is_figure(k)
                || matches!(
                    word,
                    "own"
                        | "year"
                        | "old"
                        | "month"
                        | "young"
                        | "younger"
                        | "elder"
                        | "older"
                        | "eldest"
                        | "youngest"
                        | "teenage"
                        | "then"
                        | "two"
                        | "three"
                        | "four"
                        | "adopted"
                        | "former"
                        | "late"
                        | "infant"
                        | "disabled"
                        | "biological"
                        | "baby"
                        | "little"
                        | "twin"
                        | "five"
                        | "six"
                        | "seven"
                        | "eight"
                        | "nine"
                        | "ten"
                        | "eleven"
                        | "twelve"
                        | "thirteen"
                        | "fourteen"
                        | "fifteen"
                        | "'s"
                );
            if !joins {
                return None;
            }
            k += 1;
        }
        None
    }
}
