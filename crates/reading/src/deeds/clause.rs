//! The clause around a verb: who does it, whether it is told as done, and as news or as known before.

use copydesk_draft::Span;

use crate::cx::Cx;
use crate::lists::List;
use crate::names::{LONGEST, Names};
use crate::order::begun_in;
use crate::token::TokenKind;

/// Who does a deed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Actor {
    /// Its bytes.
    pub(super) span: Span,
    /// A country in place of its army.
    pub(super) country: bool,
    /// A pronoun that points back to an armed side.
    pub(super) pronoun: bool,
    /// "the drones": points back to what was told before.
    pub(super) definite: bool,
    /// Found through "who" or "which".
    pub(super) relative: bool,
}

/// The words of one sentence with what the names say.
#[derive(Clone, Copy)]
pub(super) struct Clauses<'c, 'a> {
    pub(super) cx: &'c Cx<'a>,
    pub(super) names: &'c Names,
    /// First token of the sentence.
    pub(super) first: usize,
    /// One past its last token.
    pub(super) last: usize,
    /// Number of the sentence.
    pub(super) sentence: u32,
}

/// How the words before a verb make of it a verb of a clause.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Verb {
    /// First token of the verb group: the auxiliary or the verb.
    pub(super) group: usize,
    /// The participle with a form of "be" before it.
    pub(super) passive: bool,
    /// An -ing form behind a comma or "and": the clause's own subject goes on.
    pub(super) participle: bool,
}

impl Clauses<'_, '_> {
    /// The last token of a word of an armed side that ends at `end` (exclusive): (first token, country).
    pub(super) fn force_ending(&self, end: usize) -> Option<(usize, bool)> {
        let cx = self.cx;
        // The longest first: "cruise missiles", not the missiles of a cruise.
        for len in (1..=3).rev() {
            let Some(first) = end.checked_sub(len).filter(|&i| i >= self.first) else {
                continue;
            };
            if cx.phrase(first, List::ForceNoun) == Some(len) {
                // "rescue helicopters", "a police drone": no arms.
                let peaceful = first > self.first && cx.is(first - 1, List::PeacefulWord);
                return (!peaceful).then_some((first, false));
            }
        }
        // "Rapid Support Forces units", "rebel columns": the men of a side.
        if let Some(unit) = end.checked_sub(1).filter(|&i| i > self.first)
            && super::is_unit(cx.folded(unit))
            && let Some((first, false)) = self.force_ending(unit)
        {
            return Some((first, false));
        }
        let from = end.saturating_sub(LONGEST);
        let groups = begun_in(&self.names.groups, from..end, |group| group.first);
        if let Some(group) = groups.iter().find(|group| group.last == end) {
            return (group.first >= self.first).then_some((group.first, false));
        }
        let places = begun_in(&self.names.places, from..end, |place| place.first);
        let place = places.iter().find(|place| place.last == end)?;
        let country = cx
            .registers
            .get("places")
            .and_then(|places| places.entities.get(place.entity as usize))
            .is_some_and(|place| place.text("kind") == Some("country"));
        (country && place.first >= self.first).then_some((place.first, true))
    }

    /// An armed side whose words stand anywhere in `range`: (first, end).
    pub(super) fn force_in(&self, range: std::ops::Range<usize>) -> Option<(usize, usize)> {
        range.clone().find_map(|i| {
            if let Some(len) = self.cx.phrase(i, List::ForceNoun) {
                return Some((i, i + len));
            }
            begun_in(&self.names.groups, i..i + 1, |group| group.first)
                .first()
                .map(|group| (group.first, group.last))
        })
    }

    /// Where the clause of token `at` begins.
    pub(super) fn clause_start(&self, at: usize) -> usize {
        let cx = self.cx;
        let mut i = at;
        while i > self.first {
            let word = cx.folded(i - 1);
            let verb_before = cx.phrase(i - 1, List::ReportingVerb).is_some()
                && !matches!(
                    word,
                    "report" | "record" | "count" | "list" | "rule" | "quote" | "claim"
                );
            if matches!(word, ";" | ":" | "—" | "–")
                || cx.kind(i - 1) == Some(TokenKind::Mark)
                || cx.kind(i - 1) == Some(TokenKind::Dash)
                || verb_before
                || matches!(
                    word,
                    "that"
                        | "when"
                        | "after"
                        | "while"
                        | "because"
                        | "although"
                        | "though"
                        | "whereas"
                        | "if"
                        | "where"
                        | "until"
                        | "whether"
                        | "but"
                        | "as"
                        | "before"
                        | "since"
                )
            {
                return i;
            }
            i -= 1;
        }
        self.first
    }

    /// The subject of the verb group that begins at `group`.
    pub(super) fn actor(&self, verb: Verb) -> Option<Actor> {
        let cx = self.cx;
        let end = verb.group;
        if end <= self.first {
            return None;
        }
        let before = cx.folded(end - 1);
        if matches!(before, "who" | "which" | "that") {
            let mut head = end - 1;
            while head > self.first && matches!(cx.folded(head - 1), "," | "of" | "all" | "both") {
                head -= 1;
            }
            return self.noun_phrase(head, true);
        }
        if matches!(before, "they" | "it") {
            let opens = end - 1 == self.first || matches!(cx.folded(end - 2), "and" | ",");
            // "RSF drones crossed to the airport, where they hit": the side that the sentence opens with.
            let joined = end >= self.first + 3
                && matches!(
                    cx.folded(end - 2),
                    "where" | "when" | "before" | "after" | "while"
                )
                && self
                    .force_in(self.first..(end - 2).min(self.first + 4))
                    .is_some();
            let back = opens && self.sentence > 0 && self.side_before() || joined;
            return back.then(|| Actor {
                span: cx.span(end - 1, end),
                country: false,
                pronoun: true,
                definite: false,
                relative: false,
            });
        }
        let start = self.clause_start(end - 1);
        // "Troops entered Banda and within hours had taken the square": the words of time are no subject.
        let behind = self.before_time(end);
        let joined = behind < end
            && behind > start
            && matches!(cx.folded(behind - 1), "and" | "," | "then" | "but");
        if verb.participle || joined || matches!(before, "and" | "," | "then") {
            // "the rebels crossed the river and seized …": the subject opens the clause.
            return self.opening(start, end);
        }
        self.noun_phrase(end, false)
            .or_else(|| self.opening_head(start, end))
            .or_else(|| self.noun_phrase(self.before_participle(start, end)?, false))
    }

    /// Where the noun ends of which a participle with its words tells more: "Troops sent from Moroni seized".
    fn before_participle(&self, start: usize, end: usize) -> Option<usize> {
        let cx = self.cx;
        let at = (start + 1..end).rev().take(5).find(|&i| {
            matches!(
                cx.folded(i),
                "sent"
                    | "dispatched"
                    | "flown"
                    | "deployed"
                    | "loyal"
                    | "allied"
                    | "backed"
                    | "led"
                    | "supported"
                    | "airlifted"
                    | "ferried"
                    | "armed"
                    | "trained"
                    | "landed"
            ) && matches!(cx.folded(i + 1), "from" | "by" | "to" | "with" | "in")
        })?;
        let plain = (at..end).all(|i| cx.kind(i) == Some(TokenKind::Word));
        plain.then_some(at)
    }

    /// The noun phrase that ends at `end`, if its last word is an armed side.
    fn noun_phrase(&self, end: usize, relative: bool) -> Option<Actor> {
        let cx = self.cx;
        let (mut first, country) = self.force_ending(end)?;
        let before = |i: usize| if i > self.first { cx.folded(i - 1) } else { "" };
        // "residents of Israel", "near the army base": no subject, unless a measure stands before ("dozens of fighters").
        while first > self.first
            && !(cx.is(first, List::Determiner) && cx.kind(first) == Some(TokenKind::Word))
            && (cx.kind(first - 1) == Some(TokenKind::Word)
                && !cx.is(first - 1, List::Preposition)
                && !cx.is(first - 1, List::Conjunction)
                && !cx.is(first - 1, List::Weekday)
                && !cx.is(first - 1, List::Auxiliary)
                && !(cx.is(first - 1, List::Subordinator) && !matches!(before(first), "that"))
                && !matches!(before(first), "that")
                && cx.phrase(first - 1, List::ReportingVerb).is_none()
                || matches!(
                    cx.kind(first - 1),
                    Some(TokenKind::Possessive | TokenKind::Hyphen | TokenKind::Number)
                ))
        {
            first -= 1;
        }
        // "In Lashio rebels attacked", "On Monday troops entered": the place or the day is no part of the side.
        if first > self.first
            && cx.is(first - 1, List::Preposition)
            && matches!(
                before(first),
                "in" | "at" | "near" | "on" | "around" | "outside" | "by" | "after" | "before"
            )
        {
            let place = self
                .names
                .places
                .iter()
                .find(|place| place.first == first && place.last < end)
                .map(|place| place.last);
            let hour = matches!(
                cx.folded(first),
                "nightfall"
                    | "dark"
                    | "dawn"
                    | "dusk"
                    | "midnight"
                    | "noon"
                    | "sunset"
                    | "sunrise"
                    | "daybreak"
            ) && first + 1 < end;
            // A determiner right behind a preposition's own noun: "In Lashio the junta".
            if hour {
                first += 1;
            } else if let Some(last) = place
                && self.force_ending(end).is_some_and(|(at, _)| at >= last)
            {
                first = last;
            }
            if hour || place.is_some() {
                return Some(Actor {
                    span: cx.span(first, end),
                    country,
                    pronoun: false,
                    definite: matches!(cx.folded(first), "the" | "these" | "those"),
                    relative,
                });
            }
        }
        // "For a third day Thai artillery", "In the night rebels": the stretch of time is no part of the side.
        if first > self.first && cx.is(first - 1, List::Preposition) && !relative {
            let side = self.force_ending(end).map_or(first, |(at, _)| at);
            let time = (first..side).rev().find(|&k| {
                matches!(
                    cx.folded(k),
                    "day"
                        | "days"
                        | "night"
                        | "nights"
                        | "week"
                        | "weeks"
                        | "hour"
                        | "hours"
                        | "month"
                        | "months"
                        | "time"
                        | "morning"
                        | "evening"
                        | "afternoon"
                        | "weekend"
                )
            });
            if let Some(time) = time
                && matches!(
                    before(first),
                    "for" | "in" | "on" | "during" | "over" | "throughout" | "within"
                )
            {
                return Some(Actor {
                    span: cx.span(time + 1, end),
                    country,
                    pronoun: false,
                    definite: matches!(cx.folded(time + 1), "the" | "these" | "those"),
                    relative,
                });
            }
        }
        if before(first) == "of" && first >= self.first + 2 && !relative {
            let measure = matches!(
                cx.folded(first - 2),
                "dozens"
                    | "hundreds"
                    | "thousands"
                    | "scores"
                    | "members"
                    | "fighters"
                    | "troops"
                    | "soldiers"
                    | "gunmen"
                    | "commandos"
                    | "rebels"
                    | "militants"
                    | "insurgents"
                    | "jets"
                    | "warplanes"
                    | "drones"
                    | "gunners"
                    | "groups"
                    | "group"
                    | "swarm"
                    | "swarms"
                    | "wave"
                    | "waves"
                    | "convoy"
                    | "convoys"
                    | "column"
                    | "columns"
                    | "units"
                    | "unit"
                    | "number"
                    | "pair"
                    | "some"
                    | "most"
                    | "elements"
            );
            if !measure {
                return None;
            }
            first -= 2;
        } else if first > self.first
            && cx.is(first - 1, List::Preposition)
            && !matches!(
                before(first),
                "after" | "as" | "before" | "since" | "following"
            )
            && !relative
        {
            return None;
        }
        if country && first > self.first && cx.kind(first - 1) == Some(TokenKind::Hyphen) {
            return None;
        }
        // "the salvo of 59 missiles which": known by the noun before.
        let known = relative
            && before(first) == "of"
            && (first.saturating_sub(5).max(self.first)..first).any(|k| cx.folded(k) == "the");
        Some(Actor {
            span: cx.span(first, end),
            country,
            pronoun: false,
            definite: known || matches!(cx.folded(first), "the" | "these" | "those"),
            relative,
        })
    }

    /// The armed side that heads the clause, with what describes it between itself and the verb.
    fn opening_head(&self, start: usize, end: usize) -> Option<Actor> {
        let cx = self.cx;
        let mut from = start;
        // "On Tuesday, rebels loyal to …": what stands before the last comma is no subject, unless it is all there is.
        while from < end && (cx.is(from, List::Conjunction) || cx.word(from) == ",") {
            from += 1;
        }
        if cx.is(from, List::Preposition) {
            let comma = (from..end).find(|&i| cx.word(i) == ",")?;
            from = comma + 1;
        } else if cx.folded(from) == "having" || cx.folded(from) == "backed" {
            // "Having crossed the river at night, troops of …": the subject stands behind the comma.
            from = (from..end)
                .find(|&i| cx.word(i) == ",")
                .map_or(from, |i| i + 1);
        }
        let stop = (from..end)
            .find(|&i| {
                cx.word(i) == ","
                    || cx.is(i, List::Preposition) && cx.folded(i) != "of"
                    || cx.is(i, List::Auxiliary)
                    // "Heavily armed men of the alliance": part of the name of the side.
                    || !(i > from && cx.kind(i - 1) == Some(TokenKind::Hyphen))
                        && !(cx.folded(i) == "armed" && cx.phrase(i, List::ForceNoun).is_some())
                        && matches!(
                            cx.folded(i),
                            "who"
                                | "which"
                                | "that"
                                | "loyal"
                                | "launched"
                                | "fired"
                                | "backed"
                                | "led"
                                | "and"
                                | "riding"
                                | "armed"
                                | "supported"
                                | "allied"
                                | "belonging"
                                | "flown"
                                | "operated"
                                | "dressed"
                                | "wearing"
                                | "stationed"
                                | "based"
                        )
            })
            .unwrap_or(end);
        // "Fighters of the Arakan Army", "Members of the militia"; not "the forces of the market".
        let of = (from..stop).find(|&i| cx.folded(i) == "of").unwrap_or(stop);
        let head = self
            .force_ending(of)
            .filter(|&(first, _)| first >= from)
            .or_else(|| {
                matches!(
                    cx.folded(from),
                    "members"
                        | "dozens"
                        | "hundreds"
                        | "thousands"
                        | "scores"
                        | "units"
                        | "convoys"
                        | "columns"
                        | "waves"
                        | "dissidents"
                        | "remnants"
                        | "elements"
                        | "factions"
                        | "cells"
                        | "squads"
                        | "bands"
                        | "teams"
                        | "detachments"
                        | "contingents"
                        | "recruits"
                        | "cadres"
                        | "men"
                )
                .then(|| self.force_in(of..stop).map(|(first, _)| (first, false)))
                .flatten()
            })?;
        let named = (of + 1..stop).any(|i| {
            cx.token(i).is_some_and(|token| token.capital)
                || cx.phrase(i, List::ForceNoun).is_some()
        });
        if of < stop && cx.folded(of - 1) == "forces" && !named {
            return None;
        }
        Some(Actor {
            span: cx.span(from, stop),
            country: head.1,
            pronoun: false,
            definite: matches!(cx.folded(from), "the" | "these" | "those"),
            relative: false,
        })
    }

    /// The subject that opens the clause, for a second verb behind "and".
    fn opening(&self, start: usize, end: usize) -> Option<Actor> {
        if self.cx.folded(start).ends_with("ing") {
            return None;
        }
        self.opening_head(start, end).or_else(|| {
            let cx = self.cx;
            let mut from = start;
            if matches!(cx.folded(from), "they" | "it") && self.side_before() {
                return Some(Actor {
                    span: cx.span(from, from + 1),
                    country: false,
                    pronoun: true,
                    definite: false,
                    relative: false,
                });
            }
            // The first armed side of the clause whose words end right before a verb.
            while from < end {
                from += 1;
                let verb = cx.is(from, List::Auxiliary)
                    || cx.folded(from).ends_with("ed")
                    || cx.is(from, List::FiniteForm)
                    || cx.is(from, List::PastForm)
                    || self.past(from);
                // "Rwandan-backed rebels": part of the name of the side.
                let compound = cx.kind(from - 1) == Some(TokenKind::Hyphen);
                if verb && !compound {
                    return self.noun_phrase(from, false);
                }
            }
            None
        })
    }

    /// The sentence before is about an armed side: it opens with one or names one as an actor.
    fn side_before(&self) -> bool {
        let Some(number) = self.sentence.checked_sub(1) else {
            return false;
        };
        let range = self.cx.sentence_tokens(number);
        let stop = range.end.min(range.start + 8);
        let before = Clauses {
            first: range.start,
            last: range.end,
            sentence: number,
            ..*self
        };
        before.force_in(range.start..stop).is_some()
            || matches!(self.cx.folded(range.start), "they" | "it") && number > 0 && {
                let earlier = self.cx.sentence_tokens(number - 1);
                let stop = earlier.end.min(earlier.start + 8);
                before.force_in(earlier.start..stop).is_some()
            }
    }

    /// The side named behind "by" after token `from`, within the clause.
    pub(super) fn by(&self, from: usize) -> Option<Actor> {
        let cx = self.cx;
        let mut i = from;
        while i < self.last && i < from + 16 {
            let word = cx.folded(i);
            if matches!(
                word,
                ";" | ":" | "," | "that" | "when" | "after" | "before" | "while" | "and" | "but"
            ) {
                return None;
            }
            if word == "by" {
                let mut end = i + 1;
                while end < self.last && end < i + 9 {
                    end += 1;
                    if let Some((first, country)) = self.force_ending(end)
                        && first > i
                        && !(i + 1..first)
                            .any(|k| cx.is(k, List::Preposition) && cx.folded(k) != "of")
                        && cx.kind(end) != Some(TokenKind::Possessive)
                        && cx.kind(end) != Some(TokenKind::Hyphen)
                    {
                        return Some(Actor {
                            span: cx.span(i + 1, end),
                            country,
                            pronoun: false,
                            definite: false,
                            relative: false,
                        });
                    }
                }
                return None;
            }
            i += 1;
        }
        None
    }

    /// "by an Israeli strike", "in an army air raid": the attack of a side behind a passive, where the side alone is not
    /// named behind "by". Up to six words behind the verb: "was hit on Monday in a drone attack".
    pub(super) fn struck_in(&self, from: usize) -> Option<Actor> {
        /// How many tokens the words of the attack may fill.
        const REACH: usize = 7;
        let cx = self.cx;
        let at = (from..(from + 6).min(self.last))
            .take_while(|&i| {
                !matches!(
                    cx.word(i),
                    "," | ";"
                        | ":"
                        | "."
                        | "that"
                        | "when"
                        | "after"
                        | "before"
                        | "while"
                        | "and"
                        | "but"
                )
            })
            .find(|&i| matches!(cx.folded(i), "in" | "by") && self.attack_at(i + 1).is_some())?;
        let end = self.attack_at(at + 1)?;
        // "destroyed by fire in the strikes of 2019": told as known.
        if matches!(
            cx.folded(at + 1),
            "the" | "that" | "those" | "this" | "these"
        ) || end > at + REACH
        {
            return None;
        }
        Some(Actor {
            span: cx.span(at + 1, end),
            country: false,
            pronoun: false,
            definite: false,
            relative: false,
        })
    }

    /// One past the attack whose words begin at `from`, if a side or a weapon stands in them: "an Israeli strike", "two
    /// drone attacks", "artillery fire".
    fn attack_at(&self, from: usize) -> Option<usize> {
        let cx = self.cx;
        let mut sided = false;
        for i in from..(from + 6).min(self.last) {
            if i > from && cx.kind(i) == Some(TokenKind::Punct)
                || cx.is(i, List::Preposition)
                || cx.is(i, List::Conjunction)
                || cx.is(i, List::Auxiliary)
            {
                return None;
            }
            if let Some(len) = cx.phrase(i, List::AttackNoun)
                && sided
            {
                return Some(i + len);
            }
            // "air strikes", "drone attack": arms in the word itself.
            if let Some(len) = cx.phrase(i, List::ForceNoun) {
                let last = cx.folded(i + len - 1);
                if len > 1
                    && matches!(
                        last,
                        "strike" | "strikes" | "raid" | "raids" | "attack" | "attacks" | "fire"
                    )
                    || matches!(
                        last,
                        "airstrike" | "airstrikes" | "shelling" | "bombardment"
                    )
                {
                    return Some(i + len);
                }
                sided = true;
            }
            sided |= cx.phrase(i, List::WeaponNoun).is_some()
                || cx.names.is_demonym(cx, i)
                || !begun_in(&self.names.groups, i..i + 1, |group| group.first).is_empty();
        }
        None
    }
}
