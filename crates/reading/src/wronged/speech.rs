//! Pronouns of a deed: they lead to whoever tells of it, or to the one who was led away before it.

use super::{Found, Named, Reader};
use crate::lists::List;
use crate::token::TokenKind;

/// How far a telling reaches.
const REACH: usize = 26;

fn telling(word: &str) -> bool {
    matches!(
        word,
        "says"
            | "said"
            | "told"
            | "tells"
            | "alleges"
            | "alleged"
            | "claims"
            | "claimed"
            | "testified"
            | "testifies"
            | "recalled"
            | "recalls"
            | "wrote"
            | "writes"
            | "stated"
            | "complained"
            | "disclosed"
            | "recounted"
            | "recounts"
            | "reported"
            | "described"
            | "describes"
            | "revealed"
            | "tweeted"
            | "insists"
            | "insisted"
            | "maintains"
            | "maintained"
            | "explained"
            | "swore"
            | "confided"
            | "woke"
            | "awoke"
            | "wakes"
            | "remembers"
            | "remembered"
            | "wept"
    )
}

impl<'c> Reader<'c, '_> {
    /// "raped her": who "her" is.
    pub(super) fn pronoun(&self, deed: usize, object: usize, sure: bool, found: &mut Vec<Found>) {
        if !matches!(self.look.word(object), "her" | "him" | "me" | "them" | "us") {
            return;
        }
        // "her sister", "her phone": the word behind it is no noun of hers.
        if matches!(self.look.word(object), "her")
            && self.look.word(object + 1).chars().all(char::is_alphabetic)
            && !self.look.word(object + 1).is_empty()
            && !free_behind(self.look.word(object + 1))
            && !matches!(
                self.look.word(object + 1),
                "breasts"
                    | "breast"
                    | "thigh"
                    | "thighs"
                    | "buttocks"
                    | "bottom"
                    | "genitals"
                    | "groin"
                    | "crotch"
            )
        {
            return;
        }
        if self.teller_of(deed, object, found) {
            return;
        }
        if let Some(one) = self.kin_of_doer(deed) {
            self.push(&one, found);
        } else if sure {
            self.led(deed, found);
        }
    }

    /// "withdrew her complaint that a lecturer": words of hers that tell of it.
    fn own_word(&self, i: usize) -> bool {
        matches!(
            self.look.word(i),
            "complaint"
                | "claim"
                | "allegation"
                | "accusation"
                | "statement"
                | "evidence"
                | "account"
                | "testimony"
        ) && matches!(self.look.before(i, 1), "her" | "his")
            && self.look.word(i + 1) == "that"
    }

    /// Whose words they are: the one person named before them.
    fn owner(&self, i: usize) -> Option<Named<'c>> {
        let mut before = self.people.iter().filter(|one| one.last < i);
        let one = before.next()?;
        before
            .all(|other| other.same(one))
            .then_some(*one)
            .filter(|one| self.free(one))
    }

    /// "The stepfather of Ana Silva raped her": she by whose name the doer is told.
    fn kin_of_doer(&self, deed: usize) -> Option<Named<'c>> {
        let mut before = self.people.iter().filter(|one| one.last <= deed);
        let one = before.next()?;
        let kin = self.look.before(one.head, 1) == "of"
            && matches!(
                self.look.before(one.head, 2),
                "stepfather"
                    | "father"
                    | "uncle"
                    | "grandfather"
                    | "boyfriend"
                    | "husband"
                    | "brother"
                    | "stepbrother"
                    | "cousin"
                    | "teacher"
                    | "coach"
                    | "trainer"
                    | "tutor"
                    | "landlord"
                    | "employer"
                    | "ex-husband"
                    | "ex-boyfriend"
                    | "neighbour"
                    | "neighbor"
                    | "guardian"
            );
        (kin && before.next().is_none()).then_some(*one)
    }

    /// Whoever tells of the deed at `deed`; `object` is its pronoun, or the deed itself where its subject is one.
    pub(super) fn teller_of(&self, deed: usize, object: usize, found: &mut Vec<Found>) -> bool {
        let from = deed.saturating_sub(REACH).max(self.look.first);
        let Some(verb) = (from..deed)
            .rev()
            .find(|&i| telling(self.look.word(i)) || self.own_word(i))
        else {
            return false;
        };
        // "the woman said", "that his sister had been raped": another is spoken of.
        let other = (verb + 1..deed).any(|i| {
            self.cx.is(i, List::WrongedMany)
                || matches!(
                    self.look.word(i),
                    "woman"
                        | "girl"
                        | "boy"
                        | "child"
                        | "student"
                        | "sister"
                        | "daughter"
                        | "wife"
                        | "mother"
                        | "client"
                        | "friend"
                        | "victim"
                        | "complainant"
                        | "niece"
                        | "accuser"
                        | "teenager"
                        | "pupil"
                        | "patient"
                        | "nurse"
                        | "not"
                        | "never"
                        | "who"
                        | "whom"
                        | "son"
                        | "nephew"
                        | "granddaughter"
                        | "girlfriend"
                        | "stepdaughter"
                )
        });
        if other {
            return false;
        }
        let mut k = verb;
        while k > self.look.first
            && matches!(
                self.look.before(k, 1),
                "had"
                    | "has"
                    | "have"
                    | "later"
                    | "also"
                    | "first"
                    | "then"
                    | "tearfully"
                    | "since"
                    | "previously"
            )
        {
            k -= 1;
        }
        let relative = self.look.before(k, 1) == "who";
        let one = if relative {
            let who = k - 1;
            let comma = self.look.before(who, 1) == ",";
            let near = if comma {
                self.ending(who - 1)
            } else {
                self.ending(who)
            };
            near.or_else(|| comma.then(|| self.subject_loose(who)).flatten())
        } else {
            let owner = || self.own_word(k).then(|| self.owner(k)).flatten();
            self.subject(k).or_else(|| self.described(k)).or_else(owner)
        };
        let Some(one) = one else { return false };
        if self.teller(&one) || !self.done_by_another(&one, verb, deed, object) {
            return false;
        }
        // A name of the sentence before is taken with its own place.
        self.push(&one, found);
        true
    }

    /// "‘I was raped,’ said Ana Ruiz", "‘He raped me,’ Ana Ruiz told the court": who says so in quoted words.
    pub(super) fn own_words(&self, deed: usize, found: &mut Vec<Found>) {
        let mine = matches!(self.look.word(deed + 1), "me" | "us")
            || (deed.saturating_sub(5).max(self.look.first)..deed)
                .any(|i| self.look.word(i) == "i" && self.passive(deed));
        if !mine {
            return;
        }
        let mark = |i: usize| self.look.kind(i) == Some(TokenKind::Mark);
        let said = |i: usize| {
            matches!(
                self.look.word(i),
                "said" | "says" | "told" | "testified" | "recalled"
            )
        };
        let behind = (deed + 1..(deed + REACH).min(self.look.end)).find(|&i| mark(i));
        let teller = behind.and_then(|close| {
            let next = close + 1;
            if said(next) {
                return self.people.iter().find(|one| one.head == next + 1).copied();
            }
            self.people
                .iter()
                .find(|one| one.head == next)
                .filter(|one| {
                    said(one.last)
                        || self.look.word(one.last) == ","
                            && (one.last + 1..(one.last + 10).min(self.look.end))
                                .any(|i| self.look.word(i) == "," && said(i + 1))
                })
                .copied()
        });
        let before = || {
            let open = (self.look.first..deed).rev().find(|&i| mark(i))?;
            let verb = (open.saturating_sub(8).max(self.look.first)..open)
                .rev()
                .find(|&i| said(i))?;
            self.subject(verb)
        };
        if let Some(one) = teller.or_else(before).filter(|one| !self.teller(one)) {
            found.push((
                self.cx.span(one.first, one.last),
                one.person.map(|(row, _)| row),
                true,
            ));
        }
    }

    /// As `subject`, for what a name governed by another word says: "Among them is Kim Hale, a clerk in Bonn, who".
    fn subject_loose(&self, end: usize) -> Option<Named<'c>> {
        let close = end.checked_sub(1)?;
        self.people
            .iter()
            .rev()
            .find(|one| {
                one.last < close && close - one.last <= 10 && self.look.word(one.last) == ","
            })
            .copied()
    }

    /// "The 34-year-old from Paisley had told": of whom the sentence before speaks alone.
    fn described(&self, end: usize) -> Option<Named<'c>> {
        let mut k = end;
        let mut ok = false;
        for _ in 0..9 {
            k = k.checked_sub(1).filter(|&k| k >= self.look.first)?;
            if matches!(self.look.word(k), "," | "that" | ";" | "said") {
                return None;
            }
            if self.look.word(k) == "old" && self.look.before(k, 2) == "year" {
                ok = true;
            }
            if k == self.look.first {
                break;
            }
        }
        let alone = k == self.look.first
            && matches!(self.look.word(k), "the" | "she")
            && (ok || end == k + 1 || end == k + 2);
        if !alone || !self.people.iter().all(|one| one.first > end) {
            return None;
        }
        let before = self
            .number
            .checked_sub(1)
            .and_then(|n| Reader::new(self.cx, self.names, n))?;
        match before.people.as_slice() {
            [one] if before.free(one) && !before.teller(one) => Some(*one),
            _ => None,
        }
    }

    /// The deed is another's: a doer is named or told between, or it was done to "me".
    fn done_by_another(&self, one: &Named<'_>, verb: usize, deed: usize, object: usize) -> bool {
        if object != deed && matches!(self.look.word(object), "me" | "us") {
            return true;
        }
        let between = verb + 1..deed;
        // "told the court that her boss raped her": a doer with words of his own, whatever his trade.
        let head = between.clone().rev().find(|&i| {
            !self.cx.is(i, List::Auxiliary)
                && !self.look.word(i).ends_with("ly")
                && !matches!(
                    self.look.word(i),
                    "once" | "then" | "also" | "twice" | "later" | "first"
                )
        });
        let noun = head.is_some_and(|head| {
            self.look.kind(head) == Some(TokenKind::Word)
                && !self.cx.is(head, List::Pronoun)
                && !self.cx.is(head, List::Conjunction)
                && !matches!(
                    self.look.word(head),
                    "he" | "she" | "they" | "who" | "that" | "and" | "it"
                )
                && (head == verb + 1 && !matches!(self.look.word(verb), "told" | "tells")
                    || (head.saturating_sub(4)..head).any(|i| {
                        i > verb
                            && (self.cx.is(i, List::Determiner)
                                || self.look.kind(i) == Some(TokenKind::Number)
                                || matches!(
                                    self.look.word(i),
                                    "the"
                                        | "a"
                                        | "an"
                                        | "her"
                                        | "his"
                                        | "their"
                                        | "two"
                                        | "three"
                                        | "four"
                                        | "five"
                                ))
                    }))
        });
        let named = self
            .people
            .iter()
            .any(|other| !other.same(one) && other.first > verb && other.last <= deed);
        // "told the inquiry he raped her": no confession, where the name is new and the sentence before told of an offence, or "she" is who suffered it.
        let passive = object == deed
            && between
                .clone()
                .any(|i| matches!(self.look.word(i), "she" | "he"));
        let he = between
            .clone()
            .any(|i| matches!(self.look.word(i), "he" | "she" | "they"));
        let before = self
            .number
            .checked_sub(1)
            .and_then(|n| Reader::new(self.cx, self.names, n));
        let new = one.person.is_none_or(|(_, one)| one.mention == 1)
            && before.is_some_and(|before| {
                (before.offence() || before.doer_told())
                    && !before.people.iter().any(|other| other.same(one))
            });
        // "says he raped her": nobody says so of himself.
        let accuses = matches!(
            self.look.word(verb),
            "says"
                | "alleges"
                | "claims"
                | "testified"
                | "complained"
                | "alleged"
                | "testifies"
                | "disclosed"
        );
        noun && object != deed || named || passive || he && (new || accuses)
    }

    /// The sentence tells of one who is accused.
    fn doer_told(&self) -> bool {
        (self.look.first..self.look.end).any(|i| {
            matches!(
                self.look.word(i),
                "accused" | "denies" | "charged" | "trial" | "sued" | "accuse"
            )
        })
    }

    /// "followed Ana Ruiz into a lift and groped her": who was led away.
    fn led(&self, deed: usize, found: &mut Vec<Found>) {
        let from = deed.saturating_sub(REACH).max(self.look.first);
        let joined =
            (from..deed).any(|i| matches!(self.look.word(i), "and" | "then" | "where" | "before"));
        let one = self
            .people
            .iter()
            .rev()
            .find(|one| one.first >= from && one.last <= deed);
        let Some(one) = one.filter(|_| joined) else {
            return;
        };
        let head = one.head;
        let verb = self.look.before(head, 1);
        let object = matches!(
            verb,
            "followed"
                | "lured"
                | "drove"
                | "invited"
                | "dragged"
                | "pushed"
                | "carried"
                | "attacked"
                | "drugged"
                | "cornered"
                | "locked"
                | "tied"
                | "led"
                | "summoned"
                | "met"
                | "chased"
                | "grabbed"
                | "held"
                | "threatened"
                | "kidnapped"
                | "abducted"
                | "pinned"
                | "brought"
                | "tricked"
                | "kept"
                | "took"
                | "stalked"
                | "befriended"
                | "approached"
                | "plied"
                | "ambushed"
                | "seized"
                | "picked"
                | "visited"
                | "contacted"
                | "trapped"
                | "offered"
                | "gave"
                | "forced"
                | "pulled"
                | "knocked"
                | "beat"
                | "stopped"
                | "asked"
                | "persuaded"
                | "snatched"
                | "hired"
        );
        let subject = self
            .people
            .iter()
            .any(|other| other.last <= head && !other.same(one))
            || (self.look.first..head).any(|i| {
                matches!(
                    self.look.word(i),
                    "he" | "man"
                        | "coach"
                        | "men"
                        | "teacher"
                        | "driver"
                        | "they"
                        | "doctor"
                        | "priest"
                )
            })
            || head > self.look.first + 2;
        if object && subject {
            self.push(one, found);
        }
    }
}

/// What may follow "her" where it is no noun of hers.
fn free_behind(word: &str) -> bool {
    word.ends_with("ly")
        || matches!(
            word,
            "in" | "on"
                | "at"
                | "by"
                | "when"
                | "while"
                | "after"
                | "before"
                | "as"
                | "and"
                | "during"
                | "for"
                | "from"
                | "to"
                | "with"
                | "without"
                | "near"
                | "inside"
                | "outside"
                | "twice"
                | "three"
                | "several"
                | "more"
                | "behind"
                | "under"
                | "over"
                | "then"
                | "into"
                | "against"
                | "there"
                | "until"
                | "since"
                | "between"
                | "again"
                | "that"
                | "last"
                | "the"
                | "because"
                | "down"
                | "through"
                | "once"
                | "every"
                | "where"
                | "but"
                | "or"
                | "aged"
                | "he"
                | "she"
                | "up"
                | "off"
                | "it"
                | "many"
                | "a"
        )
}
