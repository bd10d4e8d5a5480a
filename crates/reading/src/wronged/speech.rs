//! Pronouns of a deed: they lead to whoever tells of it, or to the one who was led away before it.

use super::{Found, Named, Reader};
use crate::lists::List;

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
        if !self.teller_of(deed, object, found) && sure {
            self.led(deed, found);
        }
    }

    /// Whoever tells of the deed at `deed`; `object` is its pronoun, or the deed itself where its subject is one.
    pub(super) fn teller_of(&self, deed: usize, object: usize, found: &mut Vec<Found>) -> bool {
        let from = deed.saturating_sub(REACH).max(self.look.first);
        let Some(verb) = (from..deed).rev().find(|&i| telling(self.look.word(i))) else {
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
            self.subject(k).or_else(|| self.described(k))
        };
        let Some(one) = one else { return false };
        if self.teller(&one) || !self.done_by_another(&one, verb, deed, object) {
            return false;
        }
        // A name of the sentence before is taken with its own place.
        self.push(&one, found);
        true
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
        // "told the court that her boss raped her": a doer with words of his own.
        let noun = between.clone().rev().take(6).any(|i| {
            matches!(
                self.look.word(i),
                "boss"
                    | "coach"
                    | "trainer"
                    | "man"
                    | "men"
                    | "teacher"
                    | "father"
                    | "stepfather"
                    | "uncle"
                    | "doctor"
                    | "priest"
                    | "manager"
                    | "driver"
                    | "producer"
                    | "director"
                    | "professor"
                    | "presenter"
                    | "minister"
                    | "senator"
                    | "guard"
                    | "officer"
                    | "soldier"
                    | "colleague"
                    | "guest"
                    | "surgeon"
                    | "dentist"
                    | "pastor"
                    | "bishop"
                    | "rapper"
                    | "singer"
                    | "actor"
                    | "footballer"
                    | "player"
                    | "husband"
                    | "ex-husband"
                    | "boyfriend"
                    | "neighbour"
                    | "neighbor"
                    | "landlord"
                    | "tutor"
                    | "supervisor"
                    | "mayor"
                    | "prince"
                    | "president"
                    | "chef"
                    | "owner"
                    | "conductor"
                    | "photographer"
                    | "masseur"
                    | "physiotherapist"
                    | "therapist"
                    | "instructor"
                    | "attacker"
                    | "founder"
                    | "soldiers"
                    | "officers"
                    | "guards"
                    | "comedian"
                    | "sergeant"
                    | "captain"
                    | "imam"
                    | "rabbi"
                    | "monk"
                    | "ambassador"
                    | "judge"
            )
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
