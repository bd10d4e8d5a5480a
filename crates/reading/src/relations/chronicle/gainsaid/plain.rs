//! The plain statements of a sentence: what is said of a thing by its verb, its number, its year, its place, its state.

use super::super::Teller;
use super::{Claim, What};
use crate::dates::{Date, Granularity};
use crate::lists::List;
use crate::numbers::Role;
use crate::order::begun_in;
use crate::relations::stem;
use crate::token::TokenKind;

/// Verbs of what happens to a thing once; with the day or place of it.
const ONCE: &[&str] = &[
    "founded",
    "established",
    "built",
    "born",
    "constructed",
    "erected",
    "inaugurated",
    "formed",
    "created",
    "painted",
    "written",
    "composed",
    "landed",
    "docked",
    "crashed",
    "buried",
    "invented",
    "commissioned",
    "incorporated",
];

/// Each list holds words of one outcome; the two of a pair shut each other out.
const PAIRS: &[(&[&str], &[&str])] = &[
    (
        &["approved", "passed", "adopted"],
        &["rejected", "defeated"],
    ),
    (&["acquitted", "cleared"], &["convicted"]),
    (
        &["destroyed", "gutted", "razed", "wrecked"],
        &["undamaged", "unscathed", "intact", "untouched", "unharmed"],
    ),
    (
        &["unhurt", "unharmed", "uninjured", "unscathed"],
        &["injured", "hurt", "wounded", "killed", "died"],
    ),
    (&["survived"], &["died", "killed", "drowned", "perished"]),
    (&["alive"], &["dead", "died"]),
    (&["empty"], &["full", "packed", "crowded"]),
    (&["married"], &["single", "unmarried"]),
    (&["won"], &["lost"]),
    (&["accepted"], &["refused", "declined", "rejected"]),
];

impl<'g, 'a> Teller<'g, 'a>
where
    'a: 'g,
{
    /// The plain statements of the sentence.
    pub(super) fn claims(&self, out: &mut Vec<Claim<'g>>) {
        let (cx, look) = (self.ground.cx, &self.look);
        let from = out.len();
        for i in look.first..look.end {
            if look.kind(i) != Some(TokenKind::Word) || cx.masked(cx.span(i, i + 1)) {
                continue;
            }
            let word = look.word(i);
            if matches!(
                word,
                "has" | "have" | "employs" | "houses" | "with" | "holds"
            ) {
                self.many(i, out);
            }
            if ONCE.contains(&word) {
                self.once(i, out);
            }
            self.state(i, out);
            self.act(i, out);
        }
        // "the hospital's three surgeons"
        for i in look.first..look.end {
            if look.kind(i) == Some(TokenKind::Possessive) {
                self.many(i, out);
            }
        }
        // One sentence that says both says why.
        if out.len() - from > 12 {
            out.truncate(from);
        }
    }

    fn push(
        &self,
        out: &mut Vec<Claim<'g>>,
        noun: usize,
        (from, to): (usize, usize),
        what: What<'g>,
    ) {
        let cx = self.ground.cx;
        let word = cx.folded(noun);
        if word.len() < 3
            || cx.token(noun).is_some_and(|token| token.capital) && noun > self.look.first
        {
            return;
        }
        let mut days = self
            .ground
            .dates_in(self.sentence.span)
            .iter()
            .filter(|date| date.length.is_none())
            .filter_map(|date| date.day);
        let day = days.next().filter(|_| days.next().is_none());
        out.push(Claim {
            sentence: self.number,
            span: cx.span(noun.min(from), to.max(noun + 1)),
            noun,
            thing: stem(word),
            what,
            day,
        });
    }

    /// The noun of the subject of the verb group at token `head`, over a relative pronoun too.
    fn thing(&self, head: usize) -> Option<usize> {
        let (cx, look) = (self.ground.cx, &self.look);
        // "through the gate, which was unlocked": the word before.
        let pronoun = matches!(look.before(head, 1), "which" | "who" | "that");
        if pronoun && head >= look.first + 2 {
            let comma = usize::from(look.before(head, 2) == ",");
            let noun = head.checked_sub(2 + comma)?;
            return (noun >= look.first
                && look.kind(noun) == Some(TokenKind::Word)
                && !look.capital(noun)
                && !cx.is(noun, List::Pronoun))
            .then_some(noun);
        }
        let noun = self.subject(head).noun?;
        // "The head of the school was …": no chain of nouns.
        let of = (noun + 1..head).any(|k| self.look.word(k) == "of");
        (!of && head - noun <= 12).then_some(noun)
    }

    /// "has 300 beds", "with its 450 beds", "the hospital's three surgeons".
    fn many(&self, i: usize, out: &mut Vec<Claim<'g>>) {
        let (cx, look) = (self.ground.cx, &self.look);
        let owner = look.kind(i) == Some(TokenKind::Possessive);
        let from = i + 1 + usize::from(matches!(look.word(i + 1), "its" | "only" | "just"));
        if look.word(i) == "with" && look.before(i, 1) != "," {
            return;
        }
        let numbers = begun_in(self.ground.numbers, from..from + 1, |one| {
            one.tokens.0 as usize
        });
        let Some(number) = numbers.first().filter(|one| {
            one.role == Role::Cardinal
                && !one.ordinal
                && !one.year_like
                && !one.compound
                && (one.lowest - one.highest).abs() < 0.1
        }) else {
            return;
        };
        let at = number.tokens.1 as usize;
        let counted = look.word(at);
        let staff = matches!(counted, "employees" | "workers" | "staff")
            || counted == "people" && look.word(i) == "employs";
        let plain = look.kind(at) == Some(TokenKind::Word)
            && counted.len() > 3
            && (staff || counted.ends_with('s') || number.number < 1.5)
            && !cx.is(at, List::Preposition)
            && !cx.is(at, List::Auxiliary)
            && (self.mark(at + 1)
                || cx.is(at + 1, List::Auxiliary)
                || owner
                || matches!(look.word(at + 1), "and" | "" | "in" | "at" | "across"))
            && !matches!(
                counted,
                "points"
                    | "goals"
                    | "wins"
                    | "times"
                    | "years"
                    | "months"
                    | "days"
                    | "weeks"
                    | "hours"
                    | "minutes"
                    | "votes"
                    | "runs"
                    | "percent"
                    | "medals"
                    | "games"
                    | "matches"
                    | "cases"
                    | "deaths"
                    | "members"
                    | "seats"
            );
        let noun = if owner {
            i.checked_sub(1).filter(|&k| k >= look.first)
        } else {
            let head = if look.word(i) == "with" {
                i
            } else {
                self.head(i)
            };
            self.thing(head)
        };
        let counted = if staff { "staff" } else { stem(counted) };
        if let Some(noun) = noun.filter(|_| plain) {
            self.push(out, noun, (i, at + 1), What::Many(counted, number.number));
        }
    }

    /// "was founded in 1921", "the bank, founded in 1934,", "landed in Oslo".
    fn once(&self, i: usize, out: &mut Vec<Claim<'g>>) {
        let (cx, look) = (self.ground.cx, &self.look);
        let head = self.head(i);
        let aside = look.before(head, 1) == ",";
        let passive = (head..i).any(|k| matches!(look.word(k), "was" | "were"));
        let intransitive = matches!(look.word(i), "landed" | "docked" | "crashed");
        if !(passive || aside || intransitive) || cx.is(head, List::Modal) {
            return;
        }
        let Some(noun) = self.thing(head) else { return };
        let verb = look.word(i);
        // Right behind the verb: no other thing comes between.
        let led = matches!(look.word(i + 1), "in" | "at" | "on");
        let date: Option<&Date> = self
            .ground
            .dates_in(self.sentence.span)
            .iter()
            .find(|date| led && cx.token_at(date.span.start) == i + 2);
        if let Some(date) = date {
            let fixed = matches!(
                date.granularity,
                Granularity::Year | Granularity::Month | Granularity::Day
            ) && date.name.is_some()
                && date.length.is_none();
            if let Some(day) = date.day.filter(|_| fixed) {
                let (_, end) = self.ground.tokens(date.span);
                self.push(out, noun, (i, end), What::On(verb, day));
            }
            return;
        }
        let place = self
            .ground
            .names
            .places
            .iter()
            .find(|place| led && place.first == i + 2);
        if let Some(place) = place {
            self.push(out, noun, (i, place.last), What::At(verb, place.entity));
        }
    }

    /// "was unlocked", "is locked", "was rejected", "Parliament rejected the bill", "the bill passed".
    fn state(&self, i: usize, out: &mut Vec<Claim<'g>>) {
        let (cx, look) = (self.ground.cx, &self.look);
        let word = look.word(i);
        let copula = matches!(look.before(i, 1), "was" | "were" | "is" | "are" | "been");
        for (pair, (left, right)) in PAIRS.iter().enumerate() {
            let side = match (left.contains(&word), right.contains(&word)) {
                (true, false) => true,
                (false, true) => false,
                _ => continue,
            };
            let head = self.head(i);
            if (head..i).any(|k| matches!(look.word(k), "not" | "never" | "be")) {
                continue;
            }
            // The thing to which it is done: the subject of the passive, the object of the active.
            let object = self
                .object(i)
                .noun
                .filter(|&k| look.word(i + 1) == "the" && k <= i + 4 && look.word(k + 1) != "of");
            let noun = if copula {
                self.thing(head)
            } else if cx.is(look.first, List::Determiner) || object.is_some() {
                object.or_else(|| {
                    let bare = self.mark(i + 1) || cx.is(i + 1, List::Preposition);
                    self.thing(head).filter(|_| bare)
                })
            } else {
                None
            };
            if let Some(noun) = noun {
                self.push(out, noun, (i, i + 1), What::Side(pair, side));
            }
        }
        // "was taken to hospital"
        if copula && word == "taken" && look.word(i + 1) == "to" && look.word(i + 2) == "hospital" {
            let hurt = PAIRS.iter().position(|(left, _)| left.contains(&"unhurt"));
            if let (Some(noun), Some(pair)) = (self.thing(self.head(i)), hurt) {
                self.push(out, noun, (i, i + 3), What::Side(pair, false));
            }
        }
        self.toward(i, out);
        self.result(i, out);
        if !copula || word.len() < 5 {
            return;
        }
        let participle = word.ends_with("ed") || word.ends_with("en");
        if let (Some(noun), true) = (self.thing(self.head(i)), participle) {
            match word.strip_prefix("un") {
                Some(rest) if rest.len() > 4 => {
                    self.push(out, noun, (i, i + 1), What::Un(rest, true));
                }
                _ => self.push(out, noun, (i, i + 1), What::Un(word, false)),
            }
        }
    }

    /// "is in the north of the town", "stands in the south of the town".
    fn toward(&self, i: usize, out: &mut Vec<Claim<'g>>) {
        let look = &self.look;
        let side = match look.word(i) {
            "north" => 0,
            "east" => 1,
            "south" => 2,
            "west" => 3,
            _ => return,
        };
        let verb = i.saturating_sub(3);
        let placed = look.before(i, 1) == "the"
            && look.before(i, 2) == "in"
            && matches!(
                look.word(verb),
                "is" | "was" | "lies" | "stands" | "sits" | "lay" | "stood"
            )
            && look.word(i + 1) == "of"
            && look.word(i + 2) == "the"
            && self.mark(i + 4);
        if let Some(noun) = self.thing(verb).filter(|_| placed && verb > look.first) {
            self.push(
                out,
                noun,
                (verb, i + 4),
                What::Toward(stem(look.word(i + 3)), side),
            );
        }
    }

    /// "made a profit last year", "made a loss last year".
    fn result(&self, i: usize, out: &mut Vec<Claim<'g>>) {
        let look = &self.look;
        let profit = match look.word(i) {
            "profit" => true,
            "loss" => false,
            _ => return,
        };
        let verb = (1..=4)
            .filter_map(|back| i.checked_sub(back))
            .find(|&k| k > look.first && matches!(look.word(k), "made" | "posted" | "booked"));
        let Some(verb) = verb.filter(|&k| matches!(look.word(k + 1), "a" | "an")) else {
            return;
        };
        if let Some(noun) = self.thing(verb) {
            self.push(out, noun, (verb, i + 1), What::Result(profit));
        }
    }

    /// "did not attend the ceremony", "attended the ceremony", "was not closed", "was closed".
    fn act(&self, i: usize, out: &mut Vec<Claim<'g>>) {
        let (cx, look) = (self.ground.cx, &self.look);
        let word = look.word(i);
        if word.len() < 4 || cx.is(i, List::Auxiliary) || cx.is(i, List::Preposition) {
            return;
        }
        let (before, far) = (look.before(i, 1), look.before(i, 2));
        let past = cx.is(i, List::PastForm) || word.ends_with("ed");
        let denied = match before {
            "not" => match far {
                "did" => Some((i - 2, false)),
                "has" | "have" if past => Some((i - 2, false)),
                "was" | "were" if past => Some((i - 2, true)),
                _ => None,
            },
            "never" if past => match far {
                "was" | "were" => Some((i - 2, true)),
                _ => Some((i - 1, false)),
            },
            _ => None,
        };
        let (head, passive) = match denied {
            Some(found) => found,
            None if past && matches!(before, "was" | "were") => (i - 1, true),
            None if past && matches!(before, "has" | "have") => (i - 1, false),
            None if past && !cx.is(i - usize::from(i > look.first), List::Auxiliary) => (i, false),
            None => return,
        };
        let Some(noun) = self.thing(head) else { return };
        let object = if passive {
            None
        } else {
            let object = self.object(i).noun;
            // Only what is told of a known thing, or of none.
            if object.is_some() && look.word(i + 1) != "the" {
                return;
            }
            if object.is_none() && !self.mark(i + 1) && !look.word(i + 1).is_empty() {
                return;
            }
            object
        };
        let object = object.map(|k| stem(look.word(k)));
        self.push(
            out,
            noun,
            (head, i + 1),
            What::Act(stem(word), object, denied.is_some(), passive),
        );
    }
}
