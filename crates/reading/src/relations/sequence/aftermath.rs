//! What can only come after: a rescue behind the wreck, a challenge behind the decision it is brought against, and nothing a
//! person does behind the death: "Divers brought up a body on 3 July. The trawler went down on 6 July", "In March the airline
//! appealed against a fine imposed in May", "The composer died on 14 May. In an interview on 20 May she said …".

use copydesk_draft::DayRange;

use super::Ground;
use super::{Pair, Tie};
use crate::dates::{Date, Granularity};
use crate::lists::{Bits, List};
use crate::numbers::lexeme::Look;
use crate::sentence::Sentence;

/// Words of what is to come, of another time round, or of what is kept of the dead.
fn is_otherwise(word: &str) -> bool {
    matches!(
        word,
        "will"
            | "would"
            | "could"
            | "if"
            | "due"
            | "planned"
            | "scheduled"
            | "another"
            | "again"
            | "second"
            | "new"
            | "other"
            | "similar"
            | "earlier"
            | "previous"
            | "exercise"
            | "drill"
            | "posthumous"
            | "posthumously"
            | "recorded"
            | "aired"
            | "broadcast"
            | "published"
            | "ghost"
            | "medium"
            | "character"
            | "film"
    )
}

/// How many tokens a date may stand from its verb.
const NEAR: usize = 12;

/// One sentence that is read.
struct Side<'g, 'a> {
    ground: &'g Ground<'g, 'a>,
    sentence: &'g Sentence,
    look: Look<'g, 'a>,
}

/// Finds them.
pub(super) fn find(ground: &Ground<'_, '_>, out: &mut Vec<Pair>) {
    let side = |sentence| Side {
        ground,
        sentence,
        look: ground.look(sentence),
    };
    let mut before: Option<&Sentence> = None;
    for (number, sentence) in ground.cx.sentences.iter().enumerate() {
        if !ground.in_body(sentence) || ground.dates_in(sentence.span).is_empty() {
            before = None;
            continue;
        }
        let own = side(sentence);
        if own.otherwise() {
            before = None;
            continue;
        }
        if ground.cx.may_have(number, Bits::of(&[List::ChallengeTold])) {
            challenge(&own, out);
        }
        sentence_first(&own, out);
        let near = before.filter(|before| sentence.block - before.block <= 1);
        if let Some(before) = near {
            let one = before.block == sentence.block;
            let before = side(before);
            if one {
                rescue(&before, &own, out);
                rescue(&own, &before, out);
            }
            after_death(&before, &own, out);
        }
        before = Some(sentence);
    }
}

impl<'g> Side<'g, '_> {
    fn find(&self, list: List) -> Option<usize> {
        (self.look.first..self.look.end).find(|&i| self.ground.cx.phrase(i, list).is_some())
    }

    /// Another time is told of, before what somebody says of it.
    fn otherwise(&self) -> bool {
        (self.look.first..self.look.end)
            .take_while(|&i| self.look.word(i) != "that")
            .any(|i| is_otherwise(self.look.word(i)))
    }

    fn at(&self, date: &Date) -> usize {
        self.ground.cx.token_at(date.span.start)
    }

    /// The day nearest to token `i`, if no other clause stands between.
    fn day_of(&self, i: usize) -> Option<(&'g Date, DayRange)> {
        let date = self
            .ground
            .dates_in(self.sentence.span)
            .iter()
            .filter(|date| date.granularity == Granularity::Day && date.length.is_none())
            .min_by_key(|date| self.at(date).abs_diff(i))?;
        let (first, end) = self.ground.tokens(date.span);
        let between = if first > i { i + 1..first } else { end..i };
        let apart = between.len() > NEAR
            || between.clone().any(|k| {
                matches!(self.look.text(k), ";" | ":" | "“" | "\"")
                    || matches!(
                        self.look.word(k),
                        "until" | "since" | "before" | "after" | "who" | "which" | "that" | "when"
                    )
            })
            || matches!(
                self.look.before(first, 1),
                "until" | "since" | "from" | "before" | "by" | "to" | "than"
            );
        if apart {
            return None;
        }
        self.ground.calendar_day(date).map(|day| (date, day))
    }
}

/// "Divers brought up the skipper's body on 3 July. The trawler went down on 6 July": the one behind the other.
fn rescue(rescue: &Side<'_, '_>, wreck: &Side<'_, '_>, out: &mut Vec<Pair>) {
    let (Some(saved), Some(lost)) = (rescue.find(List::RescueTold), wreck.find(List::WreckTold))
    else {
        return;
    };
    // "The ship sank and its crew was rescued on 3 July": told in one breath.
    if wreck.find(List::RescueTold).is_some() || rescue.find(List::WreckTold).is_some() {
        return;
    }
    if let (Some((first, early)), Some((second, late))) = (wreck.day_of(lost), rescue.day_of(saved))
    {
        out.push(Pair::of_days(
            (first.span, early),
            (second.span, late),
            Tie::Stages,
        ));
    }
}

/// "In March the airline lodged an appeal against a fine that the regulator imposed in May".
fn challenge(side: &Side<'_, '_>, out: &mut Vec<Pair>) {
    let (cx, look) = (side.ground.cx, &side.look);
    let Some(act) = side.find(List::ChallengeTold) else {
        return;
    };
    let Some(against) = (act + 1..look.end.min(act + 7))
        .find(|&i| matches!(look.word(i), "against" | "over" | "to" | "at"))
    else {
        return;
    };
    let Some(decided) = (against + 2..look.end.min(against + 14))
        .take_while(|&i| !matches!(look.text(i), ";" | ":"))
        .find(|&i| cx.is(i, List::DecreedTold))
    else {
        return;
    };
    let dates = side.ground.dates_in(side.sentence.span);
    let exact = |date: &&Date| {
        matches!(date.granularity, Granularity::Day | Granularity::Month) && date.length.is_none()
    };
    let before = |date: &Date| look.before(side.at(date), 1);
    let own = dates
        .iter()
        .filter(exact)
        .find(|date| side.at(date) < against && matches!(before(date), "in" | "on"));
    let set = dates.iter().filter(exact).find(|date| {
        let first = side.at(date);
        first > decided && first <= decided + 5 && matches!(before(date), "in" | "on")
    });
    if let (Some(own), Some(set)) = (own, set)
        && own.granularity == set.granularity
        && let (Some(late), Some(early)) = (own.day, set.day)
    {
        out.push(Pair::of_days(
            (set.span, early),
            (own.span, late),
            Tie::Over,
        ));
    }
}

/// "Sentenced on 4 November to nine years, Omar Roy was found guilty by a jury on 8 November".
fn sentence_first(side: &Side<'_, '_>, out: &mut Vec<Pair>) {
    let (cx, look) = (side.ground.cx, &side.look);
    let head = look.first;
    if !matches!(look.word(head), "sentenced" | "jailed" | "imprisoned")
        || super::stands(look, |word| {
            matches!(word, "appeal" | "retrial" | "separate" | "also" | "later")
        })
    {
        return;
    }
    let Some(found) = (head + 2..look.end).find(|&i| cx.phrase(i, List::VerdictStep).is_some())
    else {
        return;
    };
    if let (Some((first, early)), Some((second, late))) = (side.day_of(found), side.day_of(head))
        && side.at(first) > found
        && side.at(second) <= head + 4
    {
        out.push(Pair::of_days(
            (first.span, early),
            (second.span, late),
            Tie::Stages,
        ));
    }
}

/// "The composer died on 14 May. In an interview on 20 May she said …".
fn after_death(a: &Side<'_, '_>, b: &Side<'_, '_>, out: &mut Vec<Pair>) {
    let cx = a.ground.cx;
    let Some(died) = a.find(List::DeathStage) else {
        return;
    };
    let kin = |side: &Side<'_, '_>| {
        (side.look.first..side.look.end).any(|i| {
            // "his family said" tells who says it; the death is not theirs.
            let teller = matches!(side.look.before(i, 1), "his" | "her")
                && cx.phrase(i + 1, List::ReportingVerb).is_some();
            cx.is(i, List::Kinship) && !teller
        })
    };
    // "… the former governor, who died of pneumonia on 3 June"
    let relative = a.look.before(died, 1) == "who";
    if kin(a) || kin(b) || died > a.look.first + NEAR && !relative {
        return;
    }
    let lives = |i: usize| {
        cx.phrase(i, List::ReportingVerb).is_some()
            || cx.phrase(i, List::TellingVerb).is_some()
            || cx.is(i, List::LivingAct)
    };
    // "Brankov told Bulgarian radio": the name of the dead one.
    let named = |i: usize| {
        b.look.capital(i)
            && b.look.word(i).len() > 3
            && (a.look.first..died).any(|k| a.look.capital(k) && a.look.word(k) == b.look.word(i))
            && !b.look.capital(i + 1)
    };
    let Some(verb) = (b.look.first..b.look.end)
        .find(|&i| (matches!(b.look.word(i), "he" | "she") || named(i)) && lives(i + 1))
        .map(|i| i + 1)
    else {
        return;
    };
    // "he had said"; "he said he had no regrets" is said once dead all the same.
    if (b.look.first..verb).any(|i| b.look.word(i) == "had") {
        return;
    }
    // Only the subject of the sentence: "the man she met".
    let opens = (b.look.first..verb - 1).all(|i| b.look.capital(i) || !cx.is(i, List::Auxiliary));
    if let (true, Some((death, late)), Some((spoken, early))) =
        (opens, a.day_of(died), b.day_of(verb))
    {
        out.push(Pair::of_days(
            (spoken.span, early),
            (death.span, late),
            Tie::Death,
        ));
    }
}
