//! What says that two steps are of one thing: a participle that opens the sentence, an aside, a pronoun, a noun taken up.

use super::{Beat, Side};
use crate::lists::List;
use crate::token::TokenKind;

/// "The bulk carrier … The ship": the second word names the kind of the first.
fn is_kind_of(word: &str, kind: &str) -> bool {
    match kind {
        "ship" | "vessel" | "boat" | "craft" => matches!(
            word,
            "ferry"
                | "carrier"
                | "tanker"
                | "trawler"
                | "freighter"
                | "tug"
                | "barge"
                | "yacht"
                | "frigate"
                | "destroyer"
                | "dredger"
                | "liner"
                | "dhow"
                | "ship"
                | "vessel"
                | "boat"
        ),
        "plane" | "aircraft" => matches!(
            word,
            "jet"
                | "airliner"
                | "helicopter"
                | "plane"
                | "aircraft"
                | "cessna"
                | "boeing"
                | "airbus"
        ),
        "train" => matches!(word, "express" | "train" | "locomotive"),
        _ => false,
    }
}

impl Side<'_, '_> {
    /// The words of the first step open the sentence as a participle, closed by a comma, and a subject with the verb of the
    /// other step follows.
    pub(super) fn opens(&self, a: &Beat, at: usize) -> bool {
        let (cx, look) = (self.ground.cx, &self.look);
        let lead = (look.first..a.at).all(|k| {
            cx.is(k, List::Auxiliary)
                || look.word(k).ends_with("ly")
                || matches!(
                    look.word(k),
                    "after" | "being" | "having" | "been" | "not" | "long" | "first" | "once"
                )
        });
        let participle = look.word(a.at).ends_with("ed")
            || look.word(a.at).ends_with("ing")
            || cx.is(a.at, List::PastForm);
        let comma = (a.end..at).rfind(|&k| look.text(k) == ",");
        let verb = |k: usize| cx.is(k, List::FiniteForm) && !cx.is(k, List::Auxiliary);
        lead && participle
            && comma.is_some_and(|comma| {
                at - comma <= 10
                    && !(comma + 1..self.head(at)).any(|k| {
                        verb(k) || matches!(look.word(k), "who" | "which" | "that" | "and")
                    })
            })
    }

    /// "Voting began on 12 May, and the results were announced on 10 May": a clause of its own about something known, as a
    /// sentence of its own would be.
    pub(super) fn second_clause(&self, a: &Beat, b: &Beat) -> bool {
        let look = &self.look;
        let Some(cut) = (a.end..b.at)
            .rfind(|&k| look.text(k) == ";" || look.word(k) == "and" && look.text(k - 1) == ",")
        else {
            return false;
        };
        let known = matches!(
            look.word(cut + 1),
            "the" | "his" | "her" | "its" | "their" | "he" | "she" | "it" | "they"
        );
        let plain = !(a.end..b.at).any(|k| {
            matches!(look.text(k), "“" | "\"")
                || matches!(
                    look.word(k),
                    "while" | "whereas" | "but" | "although" | "though" | "until" | "who" | "which"
                )
                || self.ground.cx.is(k, List::Kinship)
        });
        known && plain && b.at - cut <= 9
    }

    /// One of the two steps stands in an aside between commas that tells more of the thing of the other.
    pub(super) fn aside(&self, a: &Beat, b: &Beat) -> bool {
        let look = &self.look;
        let set_off = |step: &Beat| {
            let open = (look.first..step.at).rfind(|&k| look.text(k) == ",");
            open.is_some_and(|open| {
                step.at - open <= 8
                    && (open + 1 == self.head(step.at)
                        || matches!(look.word(open + 1), "which" | "who")
                        || matches!(look.word(open + 1), "a" | "an" | "the")
                            && !(open + 1..self.head(step.at)).any(|k| {
                                matches!(look.word(k), "and" | "but")
                                    || self.ground.cx.is(k, List::FoundVerb)
                            }))
            })
        };
        let closed = (a.end..b.at).any(|k| look.text(k) == ",");
        set_off(a) && closed || set_off(b)
    }

    /// Nobody else is told of: by a pronoun, or by no other name.
    pub(super) fn same_person(&self, before: &Self, b: &Beat, own: &str) -> bool {
        let look = &self.look;
        let names = |side: &Self| -> Vec<usize> {
            let span = self.ground.cx.span(side.look.first, side.look.end);
            crate::relations::ages::persons_from(self.ground, span.start)
                .iter()
                .take_while(|person| person.span.start < span.end)
                .map(|person| person.identity)
                .collect()
        };
        // "The bear was shot. The bear had escaped": the noun of the sentence before opens this one.
        let again = || {
            let noun = look.first + 1;
            look.word(look.first) == "the"
                && look.word(noun).len() > 2
                && !look.capital(noun)
                && (before.look.first..before.look.end).any(|i| {
                    before.look.word(i) == look.word(noun)
                        || is_kind_of(before.look.word(i), look.word(noun))
                })
        };
        // "Her brother was admitted on 9 May": somebody else.
        let kin = (look.first..b.at).any(|i| {
            let owned = matches!(look.before(i, 1), "his" | "her" | "their");
            (self.ground.cx.is(i, List::Kinship) || owned && self.ground.cx.is(i, List::PersonNoun))
                && !matches!(
                    look.word(i),
                    "family" | "families" | "relatives" | "parents" | "couple"
                )
        });
        let other = kin;
        // "Her husband died on 3 May. She was taken ill on 9 May": so is he or she of whom the sentence before tells.
        let kin = kin
            || (before.look.first..before.look.first + 4)
                .any(|i| self.ground.cx.is(i, List::Kinship));
        if kin && matches!(own, "pronoun" | "thing") || other && own == "name" {
            return false;
        }
        match own {
            "pronoun" if again() => true,
            "pronoun" => (look.first..b.end + 3).any(|i| {
                matches!(
                    look.word(i),
                    "he" | "she" | "his" | "her" | "him" | "it" | "its" | "they" | "their" | "them"
                )
            }),
            // "Builders broke ground in 1991", "The work began": nothing else is named, and nothing new comes in.
            "thing" => {
                let cx = self.ground.cx;
                let pronoun =
                    |i: usize| matches!(look.word(i), "it" | "its" | "they" | "their" | "them");
                // "Work began on a tunnel": another thing.
                let object = (b.end..b.end + 4).any(|i| {
                    let led = matches!(look.before(i, 1), "on" | "of" | "for");
                    let known = |noun: &str| {
                        (before.look.first..before.look.end).any(|k| before.look.word(k) == noun)
                    };
                    led && (matches!(look.word(i), "a" | "an" | "another")
                        || look.word(i) == "the" && !known(look.word(i + 1)))
                });
                let fresh = object
                    || (look.first + 1..b.at).any(|i| {
                        matches!(look.word(i), "a" | "an" | "another")
                            || look.capital(i)
                                && cx.kind(i) == Some(TokenKind::Word)
                                && !self.dates.iter().any(|date| {
                                    let (first, end) = self.ground.tokens(date.span);
                                    (first..end).contains(&i)
                                })
                                && !(before.look.first..before.look.end)
                                    .any(|k| cx.folded(k) == cx.folded(i))
                    });
                let opens = matches!(look.word(look.first), "a" | "an" | "another");
                (look.first..b.end + 3).any(pronoun) || !fresh && !opens
            }
            "name" => {
                let told = names(before);
                names(self)
                    .iter()
                    .all(|who| told.is_empty() || told.contains(who))
            }
            _ => true,
        }
    }

    /// The second sentence goes on about what the first tells of.
    pub(super) fn takes_up(&self, before: &Self, a: &Beat, b: &Beat, strict: bool) -> bool {
        let look = &self.look;
        if before.parted(a.end, before.look.end) || self.parted(look.first, b.at) {
            return false;
        }
        let opens = look.word(look.first);
        let pronoun = matches!(opens, "it" | "he" | "she" | "they");
        let definite = matches!(opens, "the" | "his" | "her" | "its" | "their" | "a" | "an");
        // A day at the head leads to something else.
        let dated = self.dates.iter().any(|date| {
            let (first, _) = self.ground.tokens(date.span);
            first <= look.first + 1
        });
        let close = b.at - look.first <= 12 + 4 * usize::from(strict) && !dated;
        let it = (b.end.saturating_sub(1)..b.end + 2)
            .any(|k| matches!(look.word(k), "it" | "them" | "him" | "her"));
        close
            && if strict {
                true
            } else if a.rank < b.rank {
                pronoun && !self.perfect(b) || self.perfect(b) && it
            } else {
                // "resigned on 12 August. She was elected to the seat on 14 August"
                let post = (b.end..b.end + 3).any(|k| {
                    look.word(k) == "the"
                        && matches!(look.word(k + 1), "seat" | "post" | "job" | "role" | "title")
                });
                // "Rangers appointed him": another side may have done it.
                self.perfect(b) && (pronoun || definite)
                    || it && (pronoun || definite)
                    || pronoun && post
            }
    }
}
