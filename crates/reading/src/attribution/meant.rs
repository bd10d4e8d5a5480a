//! Verbs of the lists that mean something else where they stand: "the price declined by a fifth", "a delay meaning".

use super::tags::{
    ADVERB, AUX, BE, CAPITAL, COMMA, DET, HARD, HAVE, ING, NUMBER, OBJECT, PARTICIPLE, PAST, PREP,
    QUOTE, REL, SUBJECT, TO,
};
use super::verbs::{Finder, Verb};
use crate::lists::List;

/// How many tokens from the verb the word stands that gives it its sense.
const NEAR: usize = 14;

impl Finder<'_, '_> {
    /// The verb at `i` neither tells nor thinks here. `gs` is where its group begins.
    pub(super) fn otherwise(&self, i: usize, gs: usize, verb: &Verb) -> bool {
        let c = &self.c;
        let next = i + verb.len;
        let tag = c.tag(i);
        let near = || (next..c.last.min(next + NEAR)).take_while(|&k| !c.has(k, COMMA | HARD));
        // "has record support", "have debate practice": no participle, so a noun.
        let bare = tag & (PAST | ING | PARTICIPLE) == 0;
        if bare
            && (gs..i)
                .rev()
                .find(|&k| !c.has(k, ADVERB) || c.has(k, AUX))
                .is_some_and(|k| c.has(k, HAVE) && matches!(c.word(k), "have" | "has" | "had"))
            && !matches!(
                c.word(i),
                "put" | "read" | "bet" | "cast" | "forecast" | "broadcast" | "let" | "set" | "come"
            )
        {
            return true;
        }
        match &*verb.lemma {
            // People mean to say or to do; a strike means that trains stand still.
            "mean" => {
                tag & ING != 0
                    || !c.has(next, TO)
                        && !c.subject_left(gs).is_some_and(|(first, last)| {
                            last == first + 1
                                && c.has(first, SUBJECT)
                                && !c.has(first, REL)
                                && c.word(first) != "it"
                        })
            }
            // "a law regarding pets", but "regarding him as a friend".
            "regard" => tag & ING != 0 && !near().any(|k| c.word(k) == "as"),
            // "has long been", "long gone", but "long for peace", "longed to go".
            "long" => !(c.has(next, TO) || c.word(next) == "for"),
            // "spoke to a crowd": whom, not what, unless a quotation follows.
            "speak" | "talk" | "speak to" | "talk to" | "speak with" | "talk with" => {
                (verb.len > 1 || matches!(c.word(next), "to" | "with"))
                    && !(next..c.last).any(|k| c.has(k, QUOTE))
                    && !near().any(|k| matches!(c.word(k), "about" | "of" | "that" | "against"))
            }
            // "find themselves in a war"
            "find" => matches!(
                c.word(next),
                "himself" | "herself" | "itself" | "themselves" | "ourselves" | "myself"
            ),
            // "declined by four points", "declined to 3 percent"
            "decline" => {
                matches!(c.word(next), "by" | "from" | "in")
                    || c.word(next) == "to" && c.has(next + 1, NUMBER | DET)
            }
            // "left after seeing the state of the wall": looked at, and not told.
            "see" | "hear" => {
                tag & ING != 0
                    && matches!(
                        c.word(i.wrapping_sub(1)),
                        "after" | "before" | "on" | "upon" | "without" | "from"
                    )
            }
            // "a street named for the bishop"
            "name" => tag & PAST != 0 && matches!(c.word(next), "for" | "after"),
            // "a letter addressed to the court"
            "address" => tag & PAST != 0 && c.word(next) == "to",
            // "put the toll at 27", "as she put it", but "put him in the cabinet".
            "put" => {
                !(c.word(next) == "it"
                    || c.has(next, QUOTE)
                    || near().any(|k| {
                        c.has(k, NUMBER)
                            || c.word(k) == "at"
                                && matches!(
                                    c.word(k + 1),
                                    "about"
                                        | "around"
                                        | "more"
                                        | "less"
                                        | "least"
                                        | "nearly"
                                        | "just"
                                        | "some"
                                        | "roughly"
                                        | "between"
                                        | "over"
                                        | "fewer"
                                        | "several"
                                        | "dozens"
                                        | "hundreds"
                                        | "thousands"
                                )
                    }))
            }
            // "the nominating contest"
            "nominate" => tag & ING != 0 && !c.has(next, DET | SUBJECT | PREP | QUOTE | COMMA),
            // "the poison gas attack that killed nine": a noun, unless somebody is attacked.
            "attack" => {
                bare && !c.has(next, DET | SUBJECT | QUOTE | CAPITAL)
                    || bare && c.word(next) == "that"
            }
            // "to say nothing of the 400 who died": no speech.
            "say" => {
                matches!(c.word(next), "nothing" | "the")
                    && matches!(c.word(next + 1), "of" | "least")
            }
            // "protests flaring at diplomatic posts across the region": places.
            "post" => {
                bare && matches!(c.word(next), "across" | "in" | "around" | "along")
                    && !c.has(i.wrapping_sub(1), SUBJECT | CAPITAL)
                    // "on two police posts", "army posts"
                    || bare
                        && (matches!(
                            c.word(i.wrapping_sub(1)),
                            "police" | "army" | "border" | "guard" | "military" | "command" | "customs"
                        ) || c.has(i.wrapping_sub(1), NUMBER)
                            || c.has(i.wrapping_sub(2), NUMBER))
            }
            // "responded with a crackdown": an act of force, and no words.
            "respond" | "reply" | "counter" | "answer" | "retort" => {
                c.word(next) == "with"
                    && !near().any(|k| c.has(k, QUOTE))
                    && near().any(|k| {
                        self.cx().is(k, List::HarmEvent)
                            && !matches!(c.word(k), "attack" | "attacks")
                            || matches!(
                                c.word(k),
                                "force"
                                    | "gunfire"
                                    | "fire"
                                    | "bullets"
                                    | "missiles"
                                    | "rockets"
                                    | "rifles"
                                    | "shells"
                                    | "mortars"
                                    | "artillery"
                                    | "batons"
                                    | "stones"
                                    | "rounds"
                                    | "drones"
                                    | "grenades"
                                    | "volleys"
                                    | "shots"
                                    | "airstrikes"
                                    | "tanks"
                                    | "machine-guns"
                            )
                    })
            }
            // "a state of emergency declared", "a truce declared": what is declared speaks no more than a door does.
            "declare" | "announce" => {
                tag & PAST != 0
                    && gs == i
                    && (next >= c.last || c.has(next, COMMA | HARD))
                    && matches!(
                        c.word(i.wrapping_sub(1)),
                        "emergency"
                            | "war"
                            | "independence"
                            | "truce"
                            | "ceasefire"
                            | "cease-fire"
                            | "curfew"
                            | "mourning"
                            | "lockdown"
                            | "alert"
                            | "law"
                            | "holiday"
                    )
            }
            // "a school contained 400 people": only what is written holds what is told.
            "contain" => !c.subject_left(gs).is_some_and(|source| {
                c.has(source.0, REL | SUBJECT) || c.is_paper(self.head(source))
            }),
            // "showing solidarity with the 12 who died": a feeling is shown, and nothing told.
            "show" => {
                let shown = (next..next + 3).find(|&k| {
                    !c.has(k, DET | ADVERB | OBJECT)
                        && !matches!(c.word(k), "their" | "its" | "his")
                });
                shown.is_some_and(|k| {
                    matches!(
                        c.word(k),
                        "solidarity"
                            | "support"
                            | "respect"
                            | "sympathy"
                            | "restraint"
                            | "mercy"
                            | "courage"
                            | "compassion"
                            | "gratitude"
                            | "remorse"
                            | "defiance"
                            | "anger"
                            | "grief"
                            | "strength"
                            | "resolve"
                            | "willingness"
                            | "readiness"
                            | "determination"
                            | "concern"
                            | "interest"
                            | "up"
                            | "off"
                    )
                })
            }
            // "was like a sprinter": a likeness.
            "like" => bare && (gs..i).any(|k| c.has(k, BE)) && !c.has(next, QUOTE),
            _ => false,
        }
    }
}
