//! People behind the word of what befell them: “killed 12 people and wounded 40”.

use super::phrase::{Counted, Scene};
use super::{Figure, Outcome};
use crate::lists::List;
use crate::token::TokenKind;

impl Scene<'_, '_> {
    pub(super) fn push_objects(
        &self,
        at: usize,
        objects: &[Counted],
        outcome: Outcome,
        out: &mut Vec<Figure>,
    ) {
        for object in objects {
            if self.fits(object, outcome) {
                out.push(self.figure(at, object, outcome, true));
            }
        }
    }

    /// "killed and wounded 12", "12 were killed or injured": the number holds both.
    pub(super) fn both(&self, at: usize, after: usize, outcome: Outcome) -> Outcome {
        let cx = self.cx;
        let other = match outcome {
            Outcome::Killed => [List::WoundVerb, List::WoundedWord],
            Outcome::Wounded => [List::KillVerb, List::DeadWord],
            _ => return outcome,
        };
        let is_other = |i: usize| other.into_iter().any(|list| cx.phrase(i, list).is_some());
        let ahead = matches!(cx.folded(after), "and" | "or")
            && is_other(after + 1)
            // "12 were killed and injured 30": the second verb has an object of its own.
            && (self.objects(after).is_empty() || self.objects(after + 2) == self.objects(after));
        let behind = at >= self.range.start + 2
            && matches!(cx.folded(at - 1), "and" | "or")
            && is_other(at - 2);
        if ahead || behind {
            Outcome::Casualties
        } else {
            outcome
        }
    }

    /// "have killed", "had wounded": the subject did it.
    pub(super) fn perfect(&self, at: usize) -> bool {
        let cx = self.cx;
        let floor = at.saturating_sub(4).max(self.range.start);
        (floor..at)
            .rev()
            .take_while(|&i| {
                cx.is(i, List::Auxiliary) || cx.folded(i).ends_with("ly") || cx.folded(i) == "also"
            })
            .any(|i| matches!(cx.folded(i), "have" | "has" | "had"))
    }

    /// The verb before token `i` has an object that is not counted: "killed the mayor", "killed civilians".
    pub(super) fn has_object(&self, i: usize) -> bool {
        let cx = self.cx;
        i < self.range.end
            && cx.kind(i) == Some(TokenKind::Word)
            && !cx.is(i, List::Preposition)
            && !cx.is(i, List::Conjunction)
            && !cx.is(i, List::Subordinator)
            && !cx.is(i, List::Auxiliary)
            && !cx.is(i, List::Weekday)
            && !cx.is(i, List::Month)
            && !cx.folded(i).ends_with("ly")
            && !matches!(
                cx.folded(i),
                "today"
                    | "yesterday"
                    | "overnight"
                    | "tonight"
                    | "this"
                    | "last"
                    | "early"
                    | "late"
                    | "so"
                    | "far"
                    | "there"
                    | "here"
                    | "more"
                    | "instantly"
                    | "later"
                    | "earlier"
                    | "themselves"
                    | "himself"
                    | "herself"
                    | "every"
                    | "each"
                    | "dead"
                    | "again"
                    | "aboard"
                    | "nearby"
                    | "elsewhere"
                    | "en"
                    | "when"
            )
    }

    /// The counted objects that begin at token `from`: "12 people", "the two guards", "six priests and two women".
    pub(super) fn objects(&self, from: usize) -> Vec<Counted> {
        self.objects_until(from, true)
    }

    /// The people behind "the killing of", counted at once or behind others who are not: "of the rector and two women".
    pub(super) fn people_behind(&self, from: usize) -> Vec<Counted> {
        let objects = self.objects_until(from, false);
        if objects.iter().all(|object| object.number.number <= 1.0) {
            self.later_until(from, false)
        } else {
            objects
        }
    }

    fn objects_until(&self, from: usize, closed: bool) -> Vec<Counted> {
        let cx = self.cx;
        let mut i = from;
        // "killed and wounded 12".
        if matches!(cx.folded(i), "and" | "or")
            && (cx.phrase(i + 1, List::KillVerb).is_some()
                || cx.phrase(i + 1, List::WoundVerb).is_some())
        {
            i += 2;
        }
        // "murdered a family of five".
        if cx.is(i, List::Determiner)
            && matches!(
                cx.folded(i + 1),
                "family" | "group" | "party" | "crew" | "couple" | "team" | "convoy"
            )
            && cx.folded(i + 2) == "of"
        {
            i += 3;
        }
        let mut steps = 0;
        while steps < 4 && self.phrase_at(i).is_none() {
            let skipped = matches!(
                cx.folded(i),
                "the"
                    | "all"
                    | "these"
                    | "those"
                    | "another"
                    | "other"
                    | "further"
                    | "a"
                    | "an"
                    | "total"
                    | "of"
                    | "his"
                    | "her"
                    | "their"
                    | "its"
                    | "also"
                    | "some"
                    | "overnight"
                    | "up"
                    | "to"
                    | "as"
                    | "many"
                    | "["
                    | "estimated"
                    | "additional"
            );
            if !skipped || cx.folded(i) == "to" && cx.folded(i - 1) != "up" {
                return Vec::new();
            }
            i += 1;
            steps += 1;
        }
        match self.phrase_at(i) {
            Some(first) => self.listed_until(*first, closed),
            None => Vec::new(),
        }
    }

    /// A phrase with those joined behind it.
    pub(super) fn listed(&self, first: Counted) -> Vec<Counted> {
        self.listed_until(first, true)
    }

    /// As [`Self::listed`]; where a verb may follow the last of them (`closed` is false), as behind "the killing of".
    fn listed_until(&self, first: Counted, closed: bool) -> Vec<Counted> {
        let mut list = vec![first];
        let next = self
            .phrases
            .partition_point(|phrase| phrase.first <= first.first);
        for phrase in self.phrases.get(next..).unwrap_or(&[]) {
            let Some(last) = list.last() else { break };
            // "six priests, five of whom were foreigners, and two women"
            if self
                .past_aside(last.last)
                .is_some_and(|end| phrase.first < end)
            {
                continue;
            }
            if !self.joined(last, phrase) || closed && !self.closed_behind(phrase) {
                break;
            }
            list.push(*phrase);
        }
        list
    }

    /// "killed the mayor, as well as two guards", "killed Ruiz and five others": counted people joined to an object
    /// that is not counted.
    pub(super) fn later_objects(&self, from: usize) -> Vec<Counted> {
        self.later_until(from, true)
    }

    fn later_until(&self, from: usize, closed: bool) -> Vec<Counted> {
        let cx = self.cx;
        for i in from..self.range.end.min(from + 16) {
            if let Some(phrase) = self.phrase_at(i).filter(|phrase| self.people(phrase)) {
                let mut before = i;
                while before > from
                    && matches!(
                        cx.folded(before - 1),
                        "the" | "his" | "her" | "their" | "its" | "another" | "also" | "other"
                    )
                {
                    before -= 1;
                }
                let link = before.checked_sub(1).map_or("", |k| cx.folded(k));
                // "Ruiz, 43, and two others": an age.
                if phrase.bare && link == "," && cx.word(phrase.last) == "," {
                    continue;
                }
                let well = before >= 3 && link == "as" && cx.folded(before - 2) == "well";
                let with = before >= 2
                    && link == "with"
                    && matches!(cx.folded(before - 2), "along" | "together");
                let listed = link == "," && phrase.number.number > 1.0;
                if before > from
                    && (link == "and" || well || with || listed)
                    && (!closed || self.closed_behind(phrase))
                    && !matches!(cx.folded(phrase.last), "of" if phrase.bare)
                {
                    return self.listed_until(*phrase, closed);
                }
                return Vec::new();
            }
            let ends = matches!(cx.kind(i), Some(TokenKind::Mark))
                || matches!(cx.folded(i), ";" | ":" | "." | "(")
                || cx.is(i, List::Auxiliary)
                || cx.is(i, List::NameVerb)
                || self.anchor_word(i)
                || (cx.is(i, List::Subordinator)
                    && !(cx.folded(i) == "as"
                        && (cx.folded(i + 1) == "well"
                            || cx.folded(i.saturating_sub(1)) == "well")));
            if ends {
                break;
            }
        }
        Vec::new()
    }

    /// The phrase counts people, as far as its words tell: "two guards", "five others", "six".
    pub(super) fn people(&self, phrase: &Counted) -> bool {
        phrase.person
            || phrase.bare
            || matches!(
                self.cx.folded(phrase.number_last),
                "other" | "others" | "more" | "of"
            )
    }

    /// "was killed, along with two bodyguards": people who shared the lot of a subject that is not counted.
    pub(super) fn companions(&self, from: usize) -> Vec<Counted> {
        let cx = self.cx;
        for i in from..self.range.end.min(from + 20) {
            let with = matches!(cx.folded(i), "along" | "together") && cx.folded(i + 1) == "with";
            if with {
                let next = (i + 2..i + 5).find_map(|k| self.phrase_at(k));
                let with = next
                    .filter(|phrase| self.people(phrase))
                    .map_or_else(Vec::new, |phrase| self.listed(*phrase));
                if with.is_empty() {
                    // "along with his wife and two children"
                    return self.later_objects(i + 2);
                }
                return with;
            }
            if matches!(cx.kind(i), Some(TokenKind::Mark))
                || matches!(
                    cx.folded(i),
                    ";" | ":" | "." | "and" | "but" | "who" | "which" | "while"
                )
                || cx.is(i, List::NameVerb)
            {
                break;
            }
        }
        Vec::new()
    }
}
