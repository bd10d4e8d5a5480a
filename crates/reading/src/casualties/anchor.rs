//! The words that say what happened to people: "killed", "died", "dead", "deaths", "toll".

use super::Outcome;
use super::phrase::Scene;
use crate::lists::{Bits, List};
use crate::token::TokenKind;

/// What an outcome word is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Anchor {
    /// Takes the hurt as its object: "killed four".
    Transitive,
    /// As `Transitive`, but only of people: "shot four men", not "shot four photos".
    Shooting,
    /// Has the hurt as its subject: "four died".
    Intransitive,
    /// Stands after the number or its noun: "four dead".
    State,
    /// Is what is counted: "four deaths", "the deaths of four".
    Noun,
    /// "four suffered burns": what the hurt have.
    Hurt,
    /// "the killers of four": those who did it.
    Killers,
    /// "claimed four lives", "the lives of four people".
    Lives,
    /// "the death toll rose to four".
    Toll,
}

/// The lists of outcome words.
pub(super) const LISTS: Bits = Bits::of(&[
    List::HurtNoun,
    List::KillerNoun,
    List::TollNoun,
    List::KillVerb,
    List::WoundVerb,
    List::ShootVerb,
    List::DieVerb,
    List::AbductVerb,
    List::CaptureVerb,
    List::DisplaceVerb,
    List::DeathNoun,
    List::CasualtyNoun,
    List::InjuryNoun,
    List::HostageNoun,
    List::BodyNoun,
    List::MissingWord,
    List::DeadWord,
    List::WoundedWord,
]);

impl Scene<'_, '_> {
    /// The outcome word at token `i`: its tokens, what it says, and what it is.
    pub(super) fn anchor(&self, i: usize) -> Option<(usize, Outcome, Anchor)> {
        let cx = self.cx;
        let token = cx.token(i)?;
        if token.kind != TokenKind::Word {
            return None;
        }
        if matches!(cx.folded(i), "life" | "lives") {
            return Some((1, Outcome::Killed, Anchor::Lives));
        }
        // "seized 12 nuns from a convent", "took 31 pupils from their beds"
        if matches!(cx.folded(i), "seized" | "took" | "grabbed")
            && self.objects(i + 1).first().is_some_and(|object| {
                object.person && object.number.number > 1.0 && cx.folded(object.last) == "from"
            })
        {
            return Some((1, Outcome::Abducted, Anchor::Shooting));
        }
        // "took 34 people to their deaths", "sent eight miners to their death"
        if matches!(
            cx.folded(i),
            "took"
                | "takes"
                | "taking"
                | "sent"
                | "sends"
                | "sending"
                | "swept"
                | "sweeping"
                | "carried"
                | "carrying"
                | "plunged"
                | "plunging"
                | "dragged"
                | "dragging"
                | "hurled"
                | "hurling"
        ) && self.objects(i + 1).last().is_some_and(|object| {
            let end = object.last;
            object.person
                && cx.folded(end) == "to"
                && matches!(cx.folded(end + 1), "their" | "his" | "her")
                && matches!(cx.folded(end + 2), "death" | "deaths")
        }) {
            return Some((1, Outcome::Killed, Anchor::Shooting));
        }
        // "put 18 people in hospital", "left seven customers with burns"
        if matches!(
            cx.folded(i),
            "put"
                | "puts"
                | "putting"
                | "sent"
                | "sends"
                | "sending"
                | "left"
                | "leaves"
                | "leaving"
        ) && self.objects(i + 1).last().is_some_and(|object| {
            let end = object.last;
            object.person
                && match cx.folded(end) {
                    "in" | "to" => {
                        cx.folded(end + 1) == "hospital"
                            || cx.folded(end + 1) == "the" && cx.folded(end + 2) == "hospital"
                    }
                    "with" => (end + 1..(end + 5).min(self.range.end))
                        .any(|k| cx.phrase(k, List::HurtNoun).is_some()),
                    _ => false,
                }
        }) {
            return Some((1, Outcome::Wounded, Anchor::Shooting));
        }
        if let Some(found) = self.in_hospital(i).or_else(|| self.taken_away(i)) {
            return Some(found);
        }
        if self.to_death(i) {
            return Some((3, Outcome::Killed, Anchor::Transitive));
        }
        if cx.folded(i) == "blown" && cx.folded(i + 1) == "up" {
            return Some((2, Outcome::Killed, Anchor::Shooting));
        }
        if !cx.may_begin(i, LISTS) {
            return None;
        }
        let hit = |list: List| cx.phrase(i, list);
        if let Some(len) = hit(List::HurtNoun).filter(|_| self.suffered(i).is_some()) {
            return Some((len, Outcome::Wounded, Anchor::Hurt));
        }
        if let Some(len) = hit(List::KillerNoun) {
            return (cx.folded(i + len) == "of").then_some((len, Outcome::Killed, Anchor::Killers));
        }
        if let Some(len) = hit(List::TollNoun) {
            return Some((len, Outcome::Killed, Anchor::Toll));
        }
        if let Some(len) = hit(List::KillVerb) {
            // "the killing of", "two killings", "the murders" are nouns.
            let noun = hit(List::DeathNoun).filter(|_| {
                cx.folded(i + len) == "of" || cx.folded(i).ends_with("ings") || self.determined(i)
            });
            return Some(match noun {
                Some(len) => (len, Outcome::Killed, Anchor::Noun),
                None => (len, Outcome::Killed, Anchor::Transitive),
            });
        }
        if cx.folded(i) == "shot" && cx.folded(i + 1) == "dead" {
            return Some((2, Outcome::Killed, Anchor::Transitive));
        }
        if let Some(len) = hit(List::WoundVerb) {
            return Some((len, Outcome::Wounded, Anchor::Transitive));
        }
        if let Some(len) = hit(List::ShootVerb) {
            // "was shot at while running" tells of no hit; "was shot at close range" does.
            if cx.folded(i + len) == "at"
                && matches!(
                    cx.folded(i + len + 1),
                    "while" | "by" | "when" | "as" | "," | "." | "and" | "but" | "from"
                )
            {
                return None;
            }
            if i > 0 && cx.folded(i - 1) == "fatally" {
                return Some((len, Outcome::Killed, Anchor::Transitive));
            }
            return Some((len, Outcome::Casualties, Anchor::Shooting));
        }
        if let Some(len) = hit(List::DieVerb) {
            // "succumbed to the propaganda" is no death, "succumbed to their wounds" is one.
            let harm = |k: usize| {
                cx.phrase(k, List::HurtNoun).is_some()
                    || cx.phrase(k, List::HarmEvent).is_some()
                    || cx.folded(k).ends_with("ness")
                    || matches!(
                        cx.folded(k),
                        "disease"
                            | "cancer"
                            | "virus"
                            | "pneumonia"
                            | "fever"
                            | "stroke"
                            | "heat"
                            | "cold"
                            | "hypothermia"
                            | "covid-19"
                            | "cholera"
                            | "malaria"
                    )
            };
            if cx.folded(i).starts_with("succumb")
                && cx.folded(i + len) == "to"
                && !(i + len + 1..i + len + 5).any(harm)
            {
                return None;
            }
            return Some((len, Outcome::Killed, Anchor::Intransitive));
        }
        if let Some(len) = hit(List::AbductVerb) {
            return Some((len, Outcome::Abducted, Anchor::Transitive));
        }
        if let Some(len) = hit(List::CaptureVerb) {
            return Some((len, Outcome::Captured, Anchor::Transitive));
        }
        if let Some(len) = hit(List::DisplaceVerb) {
            return Some((len, Outcome::Displaced, Anchor::Transitive));
        }
        if let Some(len) = hit(List::DeathNoun) {
            // "two assassination attempts" killed nobody.
            let of_another = matches!(
                cx.folded(i + len),
                "attempt"
                    | "attempts"
                    | "plot"
                    | "plots"
                    | "charge"
                    | "charges"
                    | "trial"
                    | "trials"
                    | "case"
                    | "cases"
                    | "rate"
                    | "rates"
                    | "threat"
                    | "threats"
                    | "suspect"
                    | "suspects"
            );
            return (!of_another).then_some((len, Outcome::Killed, Anchor::Noun));
        }
        if let Some(len) = hit(List::CasualtyNoun) {
            return Some((len, Outcome::Casualties, Anchor::Noun));
        }
        if let Some(len) = hit(List::InjuryNoun) {
            return Some((len, Outcome::Wounded, Anchor::Noun));
        }
        if let Some(len) = hit(List::HostageNoun) {
            return Some((len, Outcome::Captured, Anchor::State));
        }
        if let Some(len) = hit(List::BodyNoun) {
            return Some((len, Outcome::Killed, Anchor::Noun));
        }
        if let Some(len) = hit(List::MissingWord) {
            return Some((len, Outcome::Missing, Anchor::State));
        }
        if let Some(len) = hit(List::DeadWord) {
            return Some((len, Outcome::Killed, Anchor::State));
        }
        hit(List::WoundedWord).map(|len| (len, Outcome::Wounded, Anchor::State))
    }

    /// "were taken to hospital with burns", "are in hospital with gunshot wounds", "being treated in hospital for burns":
    /// what they suffer is told, and the hospital alone would not tell it.
    fn in_hospital(&self, i: usize) -> Option<(usize, Outcome, Anchor)> {
        let cx = self.cx;
        let (mut at, anchor) = match cx.folded(i) {
            "taken" | "brought" | "rushed" | "airlifted" | "flown" | "admitted" | "driven"
            | "carried" => (i + 1, Anchor::Transitive),
            "treated" | "recovering" => (i + 1, Anchor::Transitive),
            "in" if i > self.range.start
                && (cx.is(i - 1, List::Auxiliary)
                    || matches!(cx.folded(i - 1), "remain" | "remained" | "still")) =>
            {
                (i, Anchor::State)
            }
            _ => return None,
        };
        if matches!(cx.folded(at), "to" | "in" | "at") {
            at += 1;
            let ward = (at..(at + 5).min(self.range.end)).find(|&k| {
                matches!(
                    cx.folded(k),
                    "hospital" | "hospitals" | "clinic" | "clinics"
                )
            })?;
            at = ward + 1;
        } else if cx.folded(i) != "treated" {
            return None;
        }
        if !matches!(cx.folded(at), "with" | "for" | "from") {
            return None;
        }
        let end = (at + 1..(at + 5).min(self.range.end))
            .find_map(|k| cx.phrase(k, List::HurtNoun).map(|len| k + len))?;
        Some((end - i, Outcome::Wounded, anchor))
    }

    /// "hacked to death", "frozen to death", "put to death": any participle but those of courts and of speech.
    fn to_death(&self, i: usize) -> bool {
        let cx = self.cx;
        let verb = cx.folded(i);
        cx.folded(i + 1) == "to"
            && cx.folded(i + 2) == "death"
            && (verb.ends_with("ed")
                || matches!(
                    verb,
                    "put" | "beaten" | "frozen" | "burnt" | "shot" | "struck"
                ))
            && !matches!(
                verb,
                "sentenced"
                    | "condemned"
                    | "scared"
                    | "bored"
                    | "frightened"
                    | "worried"
                    | "tickled"
                    | "linked"
                    | "committed"
                    | "opposed"
            )
    }

    /// "the abduction of 26 pupils", "the disappearance of 11 hikers".
    fn taken_away(&self, i: usize) -> Option<(usize, Outcome, Anchor)> {
        let outcome = match self.cx.folded(i) {
            "abduction" | "abductions" => Outcome::Abducted,
            "disappearance" | "disappearances" => Outcome::Missing,
            _ => return None,
        };
        (self.cx.folded(i + 1) == "of").then_some((1, outcome, Anchor::Noun))
    }

    /// The verb of suffering before the noun at `i`, with at most three words that describe between: "suffered
    /// severe burns", "have bullet wounds".
    pub(super) fn suffered(&self, i: usize) -> Option<usize> {
        let cx = self.cx;
        let start = i.saturating_sub(4).max(self.range.start);
        (start..i)
            .rev()
            .take_while(|&k| {
                cx.kind(k) == Some(TokenKind::Word) && !cx.is(k, List::Preposition)
                    || cx.kind(k) == Some(TokenKind::Hyphen)
            })
            .find(|&k| cx.is(k, List::HurtVerb))
    }

    /// A determiner stands before token `i`: it is a noun.
    fn determined(&self, i: usize) -> bool {
        i > self.range.start
            && (matches!(
                self.cx.folded(i - 1),
                "the" | "a" | "an" | "this" | "that" | "his" | "her" | "their" | "its" | "of"
            ) || self.possessed(i))
    }

    /// A possessive stands before token `i`, of one or of many: "the man's", "the monks'".
    pub(super) fn possessed(&self, i: usize) -> bool {
        let cx = self.cx;
        i.checked_sub(1).is_some_and(|k| {
            cx.kind(k) == Some(TokenKind::Possessive)
                || matches!(cx.word(k), "'" | "\u{2019}")
                    && k > self.range.start
                    && cx.folded(k - 1).ends_with('s')
        })
    }

    /// Token `i` is an outcome word (then a noun phrase ends before it).
    pub(super) fn anchor_word(&self, i: usize) -> bool {
        const WORDS: [List; 10] = [
            List::KillVerb,
            List::WoundVerb,
            List::ShootVerb,
            List::DieVerb,
            List::AbductVerb,
            List::CaptureVerb,
            List::DisplaceVerb,
            List::DeadWord,
            List::WoundedWord,
            List::MissingWord,
        ];
        let cx = self.cx;
        cx.may_begin(i, Bits::of(&WORDS))
            && WORDS.into_iter().any(|list| cx.phrase(i, list).is_some())
            && !cx.is(i, List::PersonNoun)
    }
}
