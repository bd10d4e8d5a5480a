//! The dated happenings of a whole article: what the verb beside each date tells, of whom or of what. Other modules compare
//! them: a burial before the death, an arrest before the fire, a length of time beside a beginning told paragraphs above.

mod gainsaid;
mod jubilees;
mod leaving;
mod orders;
mod spans;
mod standstill;
mod subject;

use copydesk_draft::{DayRange, Span};

use super::{Ground, mark, stem};
use crate::dates::{Date, Granularity};
use crate::lists::{Bits, List};
use crate::numbers::lexeme::Look;
use crate::sentence::Sentence;
use crate::token::TokenKind;

pub(super) use leaving::gives_up_post;

pub use gainsaid::gainsaid_schema;
pub(super) use gainsaid::table as gainsaid;
pub(super) use jubilees::counted_from;
pub(super) use orders::{find, one_event};
pub(super) use spans::lengths;
pub use standstill::standstill_schema;
pub(super) use standstill::table as standstills;
pub(super) use subject::carried;

/// Kinds of events, each told by verbs and by nouns.
const TOPICS: [List; 13] = [
    List::FireTold,
    List::KillingTold,
    List::RobberyTold,
    List::BlastTold,
    List::CrashTold,
    List::AttackTold,
    List::QuakeTold,
    List::FloodTold,
    List::StormTold,
    List::MatchTold,
    List::BallotTold,
    List::QuittingTold,
    List::LandslideTold,
];

const ANY_TOPIC: Bits = Bits::of(&TOPICS);

/// The topics told at token `i`, one bit each, by a word or phrase.
pub(super) fn topics_at(ground: &Ground<'_, '_>, i: usize) -> u32 {
    let cx = ground.cx;
    if !cx.may_begin(i, ANY_TOPIC) {
        return 0;
    }
    (0u32..)
        .zip(TOPICS)
        .filter(|(_, list)| cx.phrase(i, *list).is_some())
        .fold(0, |bits, (n, _)| bits | 1 << n)
}

/// A topic's bit.
const fn bit(list: List) -> u32 {
    let mut n = 0;
    let mut rest: &[List] = &TOPICS;
    while let [own, others @ ..] = rest {
        if *own as usize == list as usize {
            return 1 << n;
        }
        n += 1;
        rest = others;
    }
    0
}

/// One dated happening.
pub(super) struct Happening<'a> {
    pub(super) sentence: usize,
    /// Token of its verb, or of the noun that the date stands behind.
    pub(super) verb: usize,
    /// Bytes of the date.
    pub(super) date: Span,
    pub(super) day: DayRange,
    pub(super) granularity: Granularity,
    /// Told by the name of a weekday alone, which is that of the draft's own day: today or a week ago.
    pub(super) weak: bool,
    /// Chain and place of a stage.
    pub(super) stage: Option<(u8, u8)>,
    /// Its place in a case: arrest, charge, trial, verdict, sentence.
    pub(super) step: Option<u8>,
    /// The person who does it, or to whom it is done in the passive.
    pub(super) who: Option<usize>,
    /// The person to whom it is done in the active.
    pub(super) whom: Option<usize>,
    /// The things it is about, by their heads.
    pub(super) things: Vec<&'a str>,
    pub(super) topics: u32,
    pub(super) passive: bool,
    pub(super) perfect: bool,
}

/// The step of a case at which the accused answers: behind the charge, beside the trial.
pub(super) const PLEA: u8 = 5;

/// One sentence that is read.
pub(super) struct Teller<'g, 'a> {
    pub(super) ground: &'g Ground<'g, 'a>,
    pub(super) sentence: &'g Sentence,
    pub(super) number: usize,
    pub(super) look: Look<'g, 'a>,
}

/// Words of what is to come, of another time round, or of what is kept in memory.
fn is_elsewhen(word: &str) -> bool {
    matches!(
        word,
        "will"
            | "would"
            | "if"
            | "due"
            | "scheduled"
            | "planned"
            | "another"
            | "again"
            | "previous"
            | "previously"
            | "separate"
            | "retrial"
            | "appeal"
            | "anniversary"
            | "commemorated"
            | "unless"
            | "originally"
            | "predecessor"
            | "similar"
            | "ahead"
            | "upcoming"
            | "provisionally"
            | "retroactively"
    )
}

/// The dated happenings of the body, in order.
pub(super) fn happenings<'g, 'a>(ground: &'g Ground<'g, 'a>) -> Vec<Happening<'g>>
where
    'a: 'g,
{
    let mut out = Vec::new();
    for (number, sentence) in ground.cx.sentences.iter().enumerate() {
        let dates = ground.dates_in(sentence.span);
        if dates.is_empty() || !ground.in_body(sentence) {
            continue;
        }
        let teller = Teller {
            ground,
            sentence,
            number,
            look: ground.look(sentence),
        };
        if teller.any(is_elsewhen) {
            continue;
        }
        for date in dates {
            if let Some(one) = teller.happening(date) {
                out.push(one);
            }
        }
    }
    out
}

impl<'g, 'a> Teller<'g, 'a>
where
    'a: 'g,
{
    pub(super) fn any(&self, is: impl Fn(&str) -> bool) -> bool {
        (self.look.first..self.look.end).any(|i| is(self.look.word(i)))
    }

    fn happening(&self, date: &Date) -> Option<Happening<'g>> {
        let (ground, cx) = (self.ground, self.ground.cx);
        let exact = matches!(
            date.granularity,
            Granularity::Day | Granularity::Month | Granularity::Year
        );
        if !exact || date.length.is_some() || cx.masked(date.span) {
            return None;
        }
        let day = date.day?;
        let (first, end) = ground.tokens(date.span);
        if cx.kind(end) == Some(TokenKind::Possessive)
            || matches!(
                self.look.before(first, 1),
                "until" | "since" | "from" | "before" | "by" | "to" | "till" | "than"
            )
        {
            return None;
        }
        let figures = (first..end).any(|i| cx.kind(i) == Some(TokenKind::Number));
        let weak =
            date.weekday.is_some() && !figures && ground.today().is_some_and(|today| today == day);
        // "in the final on Sunday", "the fire of 8 March": the noun the date stands behind.
        let noun = self.noun_before(first).filter(|&i| {
            topics_at(ground, i) != 0 && !self.verb(i) && !self.behind_by(i)
                || matches!(self.look.word(i), "statement" | "funeral" | "burial")
        });
        let verb = self.governing(first, end);
        let at = noun.or(verb)?;
        let mut stage = verb.filter(|_| noun.is_none()).and_then(|i| self.stage(i));
        let head = verb.map_or(at, |i| self.head(i));
        let passive = verb.is_some_and(|i| {
            (head..i).any(|k| {
                matches!(
                    self.look.word(k),
                    "was" | "were" | "been" | "be" | "is" | "are" | "being"
                )
            })
        });
        // "is to be buried on Thursday": of a day to come, whatever day the name of the weekday was taken for.
        let ahead = verb.is_some_and(|i| {
            (i.saturating_sub(4).max(self.look.first)..i).any(|k| {
                self.look.word(k) == "will"
                    || self.look.word(k) == "to" && self.look.word(k + 1) == "be"
            })
        });
        if ahead && ground.today().is_some_and(|today| day.last < today.first) {
            return None;
        }
        let mut topics = topics_at(ground, at);
        let (mut who, mut whom) = (None, None);
        let mut things = Vec::new();
        if let Some(verb) = verb {
            let subject = self.subject(head);
            who = subject.who;
            let object = self.object(verb);
            whom = object.who;
            stage = match (stage, object.noun) {
                // "Work on the bridge began"
                (Some((2, 0)), _) if subject.works => Some((3, 0)),
                // "Parliament passed the law"
                (None, Some(noun)) if !passive && self.passes(verb, noun) => Some((7, 0)),
                _ => stage,
            };
            for thing in [&subject, &object] {
                if let Some(i) = thing.noun {
                    things.push(stem(self.look.word(i)));
                }
            }
            if let Some(i) = subject.noun {
                topics |= topics_at(ground, i);
            }
            if let Some(i) = object.noun.filter(|_| subject.noun.is_none()) {
                topics |= topics_at(ground, i);
            }
            for k in head..verb {
                topics |= topics_at(ground, k);
            }
            if noun.is_some() && !cx.is(verb, List::Auxiliary) {
                // "beat Bolívar in the final on Sunday"
                topics |= topics_at(ground, verb);
            }
        }
        let funeral = |word: &str| matches!(word, "funeral" | "burial" | "cremation" | "requiem");
        let burial = stage == Some((1, 2))
            || funeral(self.look.word(at))
            || things.iter().any(|thing| funeral(thing));
        let stage = if burial { Some((1, 2)) } else { stage };
        if burial && stage.is_some() && !verb.is_some_and(|i| self.stage(i) == Some((1, 2))) {
            who = self.whose_funeral();
        }
        Some(Happening {
            sentence: self.number,
            verb: at,
            date: date.span,
            day,
            granularity: date.granularity,
            weak,
            stage,
            // "pleaded guilty to theft in April": the day of the plea.
            step: verb
                .filter(|&i| noun.is_none() || matches!(self.look.word(i), "pleaded" | "pled"))
                .and_then(|i| self.step(i, head)),
            who,
            whom,
            things,
            topics,
            passive,
            perfect: (head..at.max(head)).any(|k| matches!(self.look.word(k), "had" | "having")),
        })
    }

    /// The noun that a date at token `first` stands behind, over names between: "the final of the Copa Andina on Sunday".
    fn noun_before(&self, first: usize) -> Option<usize> {
        let (cx, look) = (self.ground.cx, &self.look);
        if !matches!(look.before(first, 1), "on" | "of" | "in") {
            return None;
        }
        let near = first.checked_sub(2)?;
        let over = |i: usize| {
            look.kind(i) == Some(TokenKind::Word)
                && (look.capital(i) || cx.is(i, List::Determiner) || cx.is(i, List::Preposition))
        };
        let mut i = near;
        while i > look.first && near - i < 8 && over(i) {
            i -= 1;
        }
        let plain = look.kind(i) == Some(TokenKind::Word) && !over(i);
        let named = i == near || matches!(look.word(i + 1), "of" | "in" | "at" | "near");
        (i > look.first && plain && named).then_some(i)
    }

    /// A word in the form of a past tense or participle, or an auxiliary, that is no adjective behind an article.
    pub(super) fn verb(&self, i: usize) -> bool {
        let (cx, look) = (self.ground.cx, &self.look);
        let word = look.word(i);
        if look.kind(i) != Some(TokenKind::Word) || look.capital(i) && i != look.first {
            return false;
        }
        let form = cx.is(i, List::PastForm)
            || cx.is(i, List::FiniteForm)
            || cx.is(i, List::ParticipleForm)
            || matches!(word, "was" | "were" | "had" | "did")
            || word.len() > 3
                && word.ends_with("ed")
                && !matches!(
                    word,
                    "hundred" | "indeed" | "speed" | "need" | "seed" | "feed"
                );
        // "beat" is its own past.
        (form || word == "beat")
            && !i.checked_sub(1).is_some_and(|k| {
                k >= look.first
                    && cx.is(k, List::Determiner)
                    && !matches!(look.word(k), "which" | "that" | "who")
            })
    }

    /// The verb that a date belongs to: the nearest before it in its clause; behind a date that opens the sentence the next.
    fn governing(&self, first: usize, end: usize) -> Option<usize> {
        let look = &self.look;
        if first <= look.first + 1 {
            let mut found = None;
            for k in end..look.end.min(end + 16) {
                if matches!(look.text(k), ";" | ":") {
                    return None;
                }
                if self.verb(k) && !matches!(look.before(k, 1), "who" | "which" | "that") {
                    // On to the last verb of the group: "was buried".
                    found = Some(k);
                    if !self.ground.cx.is(k, List::Auxiliary) {
                        break;
                    }
                } else if found.is_some() && !look.word(k).ends_with("ly") {
                    break;
                }
            }
            return found;
        }
        for back in 1..=24 {
            let k = first.checked_sub(back).filter(|&k| k >= look.first)?;
            if matches!(look.text(k), ";" | ":")
                || matches!(
                    look.word(k),
                    "who"
                        | "which"
                        | "that"
                        | "when"
                        | "where"
                        | "while"
                        | "after"
                        | "before"
                        | "until"
                        | "since"
                        | "because"
                        | "whose"
                        | "between"
                        | "said"
                        | "says"
                        | "than"
                )
            {
                return None;
            }
            // "denies murdering Ewan Tully on Saturday"
            let deed = look.word(k).ends_with("ing")
                && topics_at(self.ground, k) != 0
                && !self.ground.cx.is(k.saturating_sub(1), List::Determiner)
                && !self.ground.cx.is(k.saturating_sub(1), List::Preposition);
            if self.verb(k) || deed {
                return (deed || back <= 14).then_some(k);
            }
        }
        None
    }

    /// "arrested on suspicion of the murder on Monday": the day of an arrest stands behind its reason.
    fn reason(&self, noun: usize) -> bool {
        let (cx, look) = (self.ground.cx, &self.look);
        let the = noun.saturating_sub(1);
        let link = the.saturating_sub(1);
        let linked = look.word(the) == "the"
            && (matches!(look.word(link), "over" | "for" | "about")
                || look.word(link) == "of"
                    && matches!(look.before(link, 1), "suspicion" | "suspected" | "accused"));
        linked
            && (look.first..link)
                .rev()
                .take(6)
                .any(|k| cx.phrase(k, List::ActVerb).is_some())
    }

    /// "threatened by the fire on Monday": the day is not the fire's own.
    fn behind_by(&self, noun: usize) -> bool {
        (1..=5)
            .map_while(|back| noun.checked_sub(back).filter(|&k| k >= self.look.first))
            .take_while(|&k| !self.mark(k) && !self.verb(k))
            .any(|k| {
                // "destroyed by an explosion on 4 August" dates the explosion.
                self.look.word(k) == "by" && !matches!(self.look.word(k + 1), "a" | "an")
            })
    }

    /// Back over auxiliaries and adverbs to where the verb begins.
    pub(super) fn head(&self, verb: usize) -> usize {
        let mut k = verb;
        while k > self.look.first
            && (self.ground.cx.is(k - 1, List::Auxiliary)
                || self.look.word(k - 1).ends_with("ly")
                || matches!(self.look.word(k - 1), "later" | "then" | "only" | "first"))
        {
            k -= 1;
        }
        k
    }

    /// Chain and place of the stage whose phrase covers the verb.
    fn stage(&self, verb: usize) -> Option<(u8, u8)> {
        let cx = self.ground.cx;
        (verb.saturating_sub(2).max(self.look.first)..=verb).find_map(|i| {
            if !cx.may_begin(i, super::sequence::stages::ANY_STAGE) {
                return None;
            }
            super::sequence::stages::STAGES
                .iter()
                .find_map(|&(list, chain, rank)| {
                    cx.phrase(i, list)
                        .filter(|tokens| i + tokens > verb)
                        .map(|_| (chain, rank))
                })
        })
    }

    /// The step of a case that the verb tells.
    fn step(&self, verb: usize, head: usize) -> Option<u8> {
        let look = &self.look;
        let passive = (head..verb).any(|k| matches!(look.word(k), "was" | "were" | "been"));
        let object = matches!(look.word(verb + 1), "him" | "her" | "them" | "the" | "a")
            || look.capital(verb + 1);
        // "A second trial began": no step of the case that is told.
        let trial = (head.saturating_sub(8).max(look.first)..head).any(|k| {
            look.word(k) == "trial"
                && !(1..=2).any(|back| {
                    matches!(
                        look.before(k, back),
                        "second" | "third" | "another" | "new" | "separate" | "next" | "a"
                    )
                })
        });
        match look.word(verb) {
            "arrested" | "detained" if passive || object => Some(0),
            "charged" | "indicted" if passive || object => Some(1),
            "opened" | "began" | "started" | "begun" if trial => Some(2),
            "convicted" | "acquitted" if passive || object => Some(3),
            "found" if look.word(verb + 1) == "guilty" || look.word(verb + 2) == "guilty" => {
                Some(3)
            }
            "sentenced" | "jailed" if passive || object => Some(4),
            "pleaded" | "pled" if matches!(look.word(verb + 1), "guilty" | "not") => Some(PLEA),
            _ => None,
        }
    }

    /// "passed the law", "adopted the bill".
    fn passes(&self, verb: usize, noun: usize) -> bool {
        let look = &self.look;
        matches!(
            look.word(verb),
            "passed" | "adopted" | "approved" | "ratified" | "enacted"
        ) && matches!(
            look.word(noun),
            "law"
                | "act"
                | "bill"
                | "treaty"
                | "decree"
                | "amendment"
                | "ban"
                | "reform"
                | "rule"
                | "rules"
        ) && look.word(verb + 1) == "the"
    }

    /// Whose funeral: "the funeral of Ines Cabral", "Cabral's funeral", "her funeral".
    fn whose_funeral(&self) -> Option<usize> {
        let look = &self.look;
        let noun = (look.first..look.end)
            .find(|&i| matches!(look.word(i), "funeral" | "burial" | "cremation" | "requiem"))?;
        if matches!(look.before(noun, 1), "his" | "her") {
            return carried(self.ground, self.number, noun);
        }
        let cx = self.ground.cx;
        let persons =
            super::ages::persons_from(self.ground, cx.span(look.first, look.first + 1).start);
        persons
            .iter()
            .take_while(|person| person.last <= look.end)
            .find(|person| {
                look.word(noun + 1) == "of" && (noun + 2..noun + 8).contains(&person.first)
                    || cx.kind(person.last) == Some(TokenKind::Possessive)
                        && (person.last..person.last + 4).contains(&noun)
            })
            .map(|person| person.identity)
    }

    /// True for a mark that ends a phrase.
    fn mark(&self, i: usize) -> bool {
        mark(&self.look, i)
    }
}
