//! Of whom or of what a verb tells: its subject and its object, and whom a pronoun means over paragraphs.

use super::Teller;
use crate::lists::List;
use crate::relations::Ground;
use crate::relations::ages::{person_before, persons_from};
use crate::token::TokenKind;

/// A subject or object: the person it names, and the token of its head noun.
#[derive(Clone, Copy, Default)]
pub(super) struct Party {
    pub(super) who: Option<usize>,
    pub(super) noun: Option<usize>,
    /// The head is "work", and the noun is what is worked on.
    pub(super) works: bool,
}

/// The person that "he" or "she" at token `at` of sentence `number` means: the one named last, where the sentences back to
/// the name and the sentence that holds it name nobody else.
pub(in crate::relations) fn carried(
    ground: &Ground<'_, '_>,
    number: usize,
    at: usize,
) -> Option<usize> {
    let cx = ground.cx;
    let byte = cx.span(at, at + 1).start;
    let own = cx.sentences.get(number)?;
    let ahead = persons_from(ground, own.span.start)
        .iter()
        .take_while(|person| person.span.start < byte)
        .map(|person| person.identity);
    let mut found: Option<usize> = None;
    for who in ahead {
        if found.is_some_and(|other| other != who) {
            return None;
        }
        found = Some(who);
    }
    if found.is_some() {
        return found;
    }
    for back in 1..=6 {
        let sentence = cx.sentences.get(number.checked_sub(back)?)?;
        if !ground.in_body(sentence) {
            continue;
        }
        let mut named = None;
        for person in persons_from(ground, sentence.span.start)
            .iter()
            .take_while(|person| person.span.start < sentence.span.end)
        {
            if named.is_some_and(|other| other != person.identity) {
                return None;
            }
            named = Some(person.identity);
        }
        if named.is_some() {
            return named;
        }
        // Somebody without a name opens the sentence, and may be meant.
        let (first, end) = (sentence.first as usize, sentence.last as usize);
        let other = (first..end.min(first + 5)).any(|i| {
            cx.is(i, List::PersonNoun) && !matches!(cx.folded(i), "people" | "others" | "other")
        });
        if other && !matches!(cx.folded(first), "his" | "her" | "he" | "she") {
            return None;
        }
    }
    None
}

impl Teller<'_, '_> {
    /// The subject of the verb group that begins at token `head`.
    pub(super) fn subject(&self, head: usize) -> Party {
        let look = &self.look;
        let Some(last) = head.checked_sub(1).filter(|&k| k >= look.first) else {
            return Party::default();
        };
        let mut end = head;
        match look.word(last) {
            "he" | "she" => {
                return Party {
                    who: carried(self.ground, self.number, last),
                    ..Party::default()
                };
            }
            "it" | "they" | "i" | "we" | "you" | "there" => return Party::default(),
            // "Dirie, who was shot"
            "who" | "which" | "that" => {
                end = last;
                if look.text(end.saturating_sub(1)) == "," {
                    end -= 1;
                }
            }
            // "and was buried": the subject of the verb before.
            "and" | "but" | "then" => return self.shared(last),
            _ => {}
        }
        // "Deakin, 31, was arrested": over what is set off to the phrase before it.
        if end > look.first && look.text(end - 1) == "," {
            // "The register, set up in 2009": one comma, and the phrase before it.
            let near = (look.first..end - 1)
                .rev()
                .find(|&k| look.text(k) == ",")
                .filter(|comma| end - comma <= 12);
            if let Some(comma) = near {
                let party = self.phrase(self.clause_start(comma), comma);
                if party.who.is_some() {
                    return party;
                }
            }
            let comma = (look.first..end)
                .find(|&k| look.text(k) == ",")
                .unwrap_or(end - 1);
            let plain = !(look.first..comma).any(|k| self.verb(k) && k != look.first);
            if !plain {
                return Party::default();
            }
            end = comma;
        }
        self.phrase(self.clause_start(end), end)
    }

    /// Where the phrase that ends before token `end` begins: behind the last mark or joint.
    fn clause_start(&self, end: usize) -> usize {
        let look = &self.look;
        (look.first..end)
            .rev()
            .find(|&k| {
                self.mark(k)
                    || matches!(
                        look.word(k),
                        "and"
                            | "but"
                            | "when"
                            | "after"
                            | "before"
                            | "that"
                            | "who"
                            | "which"
                            | "while"
                            | "as"
                            | "because"
                    )
            })
            .map_or(look.first, |k| k + 1)
    }

    /// The subject of the first verb of the sentence, for a verb that "and" joins to it.
    fn shared(&self, joint: usize) -> Party {
        let look = &self.look;
        let before = (look.first..joint).rev().find(|&k| self.verb(k));
        match before {
            Some(verb) if verb > look.first => {
                let head = self.head(verb);
                // Once is enough: no chain of joints.
                if head > look.first && !matches!(look.word(head - 1), "and" | "but" | "then") {
                    self.subject(head)
                } else {
                    Party::default()
                }
            }
            _ => Party::default(),
        }
    }

    /// Person and head noun of the phrase `start..end`.
    fn phrase(&self, start: usize, end: usize) -> Party {
        let (cx, look) = (self.ground.cx, &self.look);
        if start >= end {
            return Party::default();
        }
        let kin = (start..end).any(|k| {
            cx.kind(k) == Some(TokenKind::Possessive)
                || matches!(look.word(k), "his" | "her" | "their" | "its" | "whose")
        });
        let preposition = (start + 1..end).find(|&k| cx.is(k, List::Preposition));
        let stop = preposition.unwrap_or(end);
        let person = persons_from(self.ground, cx.span(start, start + 1).start)
            .iter()
            .take_while(|person| person.last <= end)
            .find(|person| person.last <= stop || person.last == end)
            .filter(|person| !kin && person.first >= start && person.last <= stop);
        // "the ferry Amalia", "The Larsen bridge"
        let noun = (start..stop).rev().find(|&k| {
            look.kind(k) == Some(TokenKind::Word)
                && !look.capital(k)
                && !cx.is(k, List::Determiner)
                && !cx.is(k, List::Preposition)
        });
        // "Work on the bridge began"
        let built = preposition.filter(|_| {
            matches!(
                look.word(noun.unwrap_or(start)),
                "work" | "construction" | "building"
            )
        });
        let noun = match built {
            Some(k) => (k + 1..end).rev().find(|&i| {
                look.kind(i) == Some(TokenKind::Word)
                    && !look.capital(i)
                    && !cx.is(i, List::Determiner)
            }),
            None => noun,
        };
        Party {
            who: person.map(|person| person.identity),
            noun,
            works: built.is_some(),
        }
    }

    /// The object behind the verb.
    pub(super) fn object(&self, verb: usize) -> Party {
        let (cx, look) = (self.ground.cx, &self.look);
        if matches!(look.word(verb + 1), "him" | "her")
            && (self.mark(verb + 2)
                || cx.is(verb + 2, List::Preposition)
                || look.word(verb + 2) == "guilty")
        {
            return Party {
                who: carried(self.ground, self.number, verb + 1),
                ..Party::default()
            };
        }
        let start = verb + 1 + usize::from(matches!(look.word(verb + 1), "dead" | "down"));
        let end = (start..look.end.min(start + 9))
            .find(|&k| {
                self.mark(k)
                    || k > start && cx.is(k, List::Preposition)
                    || matches!(look.word(k), "and" | "who" | "which" | "that" | "as")
            })
            .unwrap_or(start);
        if start >= end || cx.is(start, List::Preposition) {
            return Party::default();
        }
        let at = cx.span(start, end);
        let person = person_before(self.ground, at.end)
            .filter(|person| person.first >= start && person.last == end)
            .map(|person| person.identity);
        let noun = (start..end).rev().find(|&k| {
            look.kind(k) == Some(TokenKind::Word) && !look.capital(k) && !cx.is(k, List::Determiner)
        });
        Party {
            who: person,
            noun,
            works: false,
        }
    }
}
