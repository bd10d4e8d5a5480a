//! How long somebody held a post that is given up, beside the day of the appointment: "will step down after a dozen years
//! in the job. … She was appointed in the autumn of 2019"; and a journey between its departure and its arrival: "left
//! Fremantle on 2 April … berthed on 30 April … the ten-day voyage".

use copydesk_draft::{DayRange, Span};

use super::{Happening, Teller, carried};
use crate::lists::List;
use crate::numbers::lexeme::Look;
use crate::relations::ages::persons_from;
use crate::relations::{Ground, year};
use crate::sentence::Sentence;

/// A noun for a way that has a first and a last day.
fn journey_noun(word: &str) -> bool {
    matches!(
        word,
        "voyage" | "crossing" | "passage" | "journey" | "trip" | "trek" | "sailing"
    )
}

/// The one departure and the one arrival of the article.
pub(super) fn journey<'h, 'a>(
    told: &'h [Happening<'a>],
    ground: &Ground<'_, '_>,
    noun: &str,
) -> Option<(&'h Happening<'a>, &'h Happening<'a>)> {
    if !journey_noun(noun) {
        return None;
    }
    let lone = |words: &[&str]| {
        let mut found = told
            .iter()
            .filter(|one| words.contains(&ground.cx.folded(one.verb)));
        let first = found.next()?;
        found.all(|other| other.day == first.day).then_some(first)
    };
    let from = lone(&["left", "sailed", "departed", "embarked", "cast"])?;
    let to = lone(&[
        "arrived", "berthed", "docked", "reached", "landed", "moored", "anchored",
    ])?;
    (from.sentence <= to.sentence).then_some((from, to))
}

/// True if the sentence tells that a post is given up, before token `at`.
pub(in crate::relations) fn gives_up_post(look: &Look<'_, '_>, at: usize) -> bool {
    (look.first..at).any(|i| match look.word(i) {
        "step" | "steps" | "stepped" | "stepping" | "stand" | "stands" | "stood" | "standing" => {
            matches!(look.word(i + 1), "down" | "aside")
        }
        "retire" | "retires" | "retired" | "retiring" | "resign" | "resigns" | "resigned"
        | "resigning" | "quit" | "quits" | "leave" | "leaves" | "leaving" | "bows" | "bow" => true,
        _ => false,
    })
}

impl Teller<'_, '_> {
    /// "will step down in October after a dozen years in the job": since when, as another sentence tells it.
    pub(super) fn post_left(
        &self,
        length: Span,
        (start, end): (usize, usize),
    ) -> Option<((Span, DayRange), DayRange)> {
        let (ground, cx, look) = (self.ground, self.ground.cx, &self.look);
        let post = matches!(look.word(end), "in" | "as" | "at")
            && (end + 1..end + 4).any(|i| {
                matches!(
                    look.word(i),
                    "job" | "post" | "role" | "office" | "charge" | "helm" | "chair" | "position"
                )
            });
        let printed = (look.first..look.end).any(|i| year(look.text(i)).is_some());
        if look.before(start, 1) != "after" || !post || printed || !gives_up_post(look, start) {
            return None;
        }
        let mut own = persons_from(ground, self.sentence.span.start)
            .iter()
            .take_while(|person| person.span.start < self.sentence.span.end);
        let who = match own.next() {
            Some(first) if own.all(|other| other.identity == first.identity) => first.identity,
            Some(_) => return None,
            None => carried(ground, self.number, cx.token_at(length.start))?,
        };
        let mut since = cx
            .sentences
            .iter()
            .enumerate()
            .filter(|(number, one)| *number != self.number && ground.in_body(one))
            .filter_map(|(number, one)| self.taken_up(number, one, who));
        let from = since.next()?;
        since
            .all(|other| other.1 == from.1)
            .then(|| Some((from, ground.today()?)))
            .flatten()
    }

    /// "She was appointed in the autumn of 2019", "Strachan took over in 2019": by whom, and in which year.
    fn taken_up(&self, number: usize, one: &Sentence, who: usize) -> Option<(Span, DayRange)> {
        let (ground, cx) = (self.ground, self.ground.cx);
        let look = ground.look(one);
        let [date] = ground.dates_in(one.span) else {
            return None;
        };
        let (first, last) = ground.tokens(date.span);
        let from = (first..last).find_map(|i| year(look.text(i)))?;
        let verb = (look.first..first).rev().take(7).find(|&i| {
            let passive = matches!(look.before(i, 1), "was" | "were");
            match look.word(i) {
                "appointed" | "elected" | "named" | "hired" | "installed" | "promoted"
                | "chosen" => passive,
                "took" => {
                    look.word(i + 1) == "over"
                        || look.word(i + 3) == "post"
                        || look.word(i + 3) == "job"
                }
                _ => false,
            }
        })?;
        let again = (look.first..first).any(|i| {
            matches!(
                look.word(i),
                "deputy" | "acting" | "again" | "re" | "had" | "previously"
            )
        });
        let head = self.head_of(&look, verb);
        let subject = head.checked_sub(1)?;
        let same = match look.word(subject) {
            "he" | "she" => carried(ground, number, subject) == Some(who),
            _ => persons_from(ground, one.span.start)
                .iter()
                .take_while(|person| person.span.start < one.span.end)
                .any(|person| person.identity == who && person.last == head),
        };
        let clear = !(verb..first).any(|i| super::mark(&look, i) || cx.is(i, List::Conjunction));
        (same && clear && !again).then(|| Some((date.span, DayRange::year(from)?)))?
    }

    /// Back over auxiliaries to where the verb begins.
    #[allow(clippy::unused_self, reason = "called like the steps beside it")]
    fn head_of(&self, look: &crate::numbers::lexeme::Look<'_, '_>, verb: usize) -> usize {
        if matches!(look.before(verb, 1), "was" | "were") {
            verb - 1
        } else {
            verb
        }
    }
}
