//! Deaths, lives, tolls and states as nouns and adjectives: “the deaths of 12 people”, “the toll rose to 12”.

use super::figure::count;
use super::phrase::Scene;
use super::{Figure, Outcome};
use crate::lists::List;
use crate::numbers::{Number, Role};
use crate::token::TokenKind;

impl Scene<'_, '_> {
    /// "at least 15 people dead", "30 missing", "took 12 hostages", "12 people were among the dead".
    pub(super) fn state(&self, at: usize, after: usize, outcome: Outcome, out: &mut Vec<Figure>) {
        let cx = self.cx;
        let right_before = self
            .number_before(at)
            .filter(|number| number.tokens.1 as usize == at);
        if outcome == Outcome::Missing
            && right_before.is_none()
            && matches!(
                cx.folded(after),
                "from" | "out" | "the" | "a" | "an" | "his" | "her" | "their" | "its"
            )
        {
            return;
        }
        // "missing in action" is a rank of the roll; "missing in Mbale", "missing in the hills" tell where.
        // "48 people missing in Nsanje and 36 in Chikwawa": one of several counts.
        let listed = (after + 1..(after + 6).min(self.range.end)).any(|i| {
            matches!(cx.word(i), "," | "and")
                && (cx.kind(i + 1) == Some(TokenKind::Number) || cx.is(i + 1, List::NumberWord))
        });
        if outcome == Outcome::Missing
            && right_before.is_none()
            && cx.folded(after) == "in"
            && (listed
                || !(cx.token(after + 1).is_some_and(|token| token.capital)
                    || cx.is(after + 1, List::Determiner)
                    || cx.is(after + 1, List::Compass)
                    || matches!(
                        cx.folded(after + 1),
                        "northern" | "southern" | "eastern" | "western" | "central" | "floods"
                    )))
        {
            return;
        }
        if self.unreal(at)
            || self.among(at, after, outcome, out)
            || self.named(at, after, outcome, out)
        {
            return;
        }
        let outcome = self.both(at, after, outcome);
        // "the 19 dead", "all 19 dead", "15 dead": the number right before.
        if let Some(number) = right_before {
            let first = number.tokens.0 as usize;
            let before = if first > self.range.start {
                cx.folded(first - 1)
            } else {
                ""
            };
            let definite =
                matches!(before, "the" | "all" | "those" | "these") || cx.folded(first) == "all";
            if cx.is(after, List::AnimalNoun) {
                return;
            }
            let hostage = cx.phrase(at, List::HostageNoun).is_some();
            if hostage && !self.taken(first) {
                return;
            }
            let end = self.phrase_end(after).max(after);
            let end = if cx.is(end.saturating_sub(1), List::PersonNoun) {
                end
            } else {
                after
            };
            out.push(Figure {
                span: cx.span(first, end),
                definite,
                ..self.blank(&count(number), first, outcome)
            });
            return;
        }
        if cx.phrase(at, List::HostageNoun).is_some() {
            // "took 65 soldiers as prisoners"
            if at > self.range.start && cx.folded(at - 1) == "as" {
                self.subject(at - 1, after, outcome, true, false, out);
            }
            // "took 65 soldiers hostage", "is holding two nurses captive"
            let state = matches!(cx.folded(at), "hostage" | "prisoner" | "captive");
            let from = at.saturating_sub(10).max(self.range.start);
            let taken = (from..at.saturating_sub(1)).any(|k| self.takes(k));
            if state && taken && !self.takes(at.wrapping_sub(1)) {
                // The noun phrase holds the word itself: "65 soldiers hostage".
                let known = self.phrases.partition_point(|phrase| phrase.first < at);
                let near = self.phrases.get(known.saturating_sub(2)..known);
                let whole = near
                    .unwrap_or(&[])
                    .iter()
                    .rev()
                    .find(|phrase| phrase.last == after);
                if let Some(phrase) = whole
                    && self.fits(phrase, outcome)
                {
                    out.push(self.figure(at, phrase, outcome, false));
                } else {
                    self.subject(at, after, outcome, true, false, out);
                }
            }
            return;
        }
        // "the dead carp", "the missing boy's father": it describes what follows.
        if at > self.range.start && cx.is(at - 1, List::Determiner) {
            return;
        }
        // "at least 15 people dead", "four others missing", "two men were dead".
        let known = out.len();
        self.subject(at, after, outcome, true, false, out);
        if out.len() == known {
            self.inverted(at, after, outcome, out);
        }
    }

    /// "Still missing on Thursday were 28 of the passengers", "Dead at the scene were the driver and four guests".
    pub(super) fn inverted(
        &self,
        at: usize,
        after: usize,
        outcome: Outcome,
        out: &mut Vec<Figure>,
    ) {
        let cx = self.cx;
        if at > self.range.start + 2 {
            return;
        }
        let verb = (after..self.range.end.min(after + 9))
            .take_while(|&i| cx.kind(i) == Some(TokenKind::Word) || cx.word(i) == ",")
            .find(|&i| matches!(cx.folded(i), "were" | "was" | "are" | "is"));
        let Some(verb) = verb else { return };
        let mut objects = self.objects(verb + 1);
        if objects.is_empty() {
            objects = self.later_objects(verb + 1);
        }
        for object in objects {
            if self.fits(&object, outcome) {
                let mut figure = self.figure(at, &object, outcome, false);
                figure.span = cx.span(at, object.last);
                out.push(figure);
            }
        }
    }

    /// The last counting number that ends at or before token `at`.
    pub(super) fn number_before(&self, at: usize) -> Option<&Number> {
        let next = self
            .numbers
            .partition_point(|number| number.tokens.1 as usize <= at);
        self.numbers
            .get(next.saturating_sub(4)..next)?
            .iter()
            .rev()
            .find(|number| number.counts())
    }

    /// A verb of taking, holding or freeing stands close before token `i`.
    pub(super) fn taken(&self, i: usize) -> bool {
        let start = i.saturating_sub(4).max(self.range.start);
        (start..i).any(|k| self.takes(k))
    }

    /// A verb of taking, holding or freeing stands at token `k`.
    fn takes(&self, k: usize) -> bool {
        matches!(
            self.cx.folded(k),
            "take"
                | "took"
                | "taken"
                | "taking"
                | "takes"
                | "hold"
                | "held"
                | "holding"
                | "capture"
                | "captured"
                | "seized"
        )
    }

    /// "four deaths", "the deaths of four people", "12 bodies".
    pub(super) fn noun(&self, at: usize, after: usize, outcome: Outcome, out: &mut Vec<Figure>) {
        let cx = self.cx;
        if self.unreal(at) {
            return;
        }
        // "the six priests' murder"
        let known = self.phrases.partition_point(|p| p.first < at);
        if let Some(phrase) = known.checked_sub(1).and_then(|i| self.phrases.get(i))
            && self.possessed(at)
            && phrase.last + 1 == at
            && self.fits(phrase, outcome)
            && phrase.number.number > 1.0
        {
            let mut figure = self.figure(phrase.first, phrase, outcome, false);
            figure.span = cx.span(phrase.first, after);
            out.push(figure);
            return;
        }
        let number = self.number_before(at).filter(|number| {
            number.highest >= 1.0
                && at - number.tokens.1 as usize <= 2
                && (number.tokens.1 as usize..at).all(|i| {
                    cx.kind(i) == Some(TokenKind::Word)
                        && !cx.is(i, List::Preposition)
                        && !cx.is(i, List::Conjunction)
                        && !cx.is(i, List::Subordinator)
                        && !cx.is(i, List::Auxiliary)
                        && !cx.is(i, List::AnimalNoun)
                        && !self.anchor_word(i)
                        || cx.kind(i) == Some(TokenKind::Hyphen)
                })
        });
        if let Some(number) = number {
            let first = number.tokens.0 as usize;
            let definite = first > self.range.start
                && matches!(cx.folded(first - 1), "the" | "all" | "those" | "these");
            out.push(Figure {
                span: cx.span(first, after),
                definite,
                ..self.blank(&count(number), first, outcome)
            });
            return;
        }
        if let Some(link) = self.linked(after) {
            self.of_people(at, link + 1, outcome, out);
        }
    }

    /// The "of" or "to" that ties the people to the noun before `after`: next to it, in an editor's brackets, or
    /// behind when, where and by whom ("the murder in Lyon of six students").
    fn linked(&self, after: usize) -> Option<usize> {
        /// How many words may tell when, where and by whom.
        const BETWEEN: usize = 12;
        let cx = self.cx;
        match cx.folded(after) {
            "of" | "to" => return Some(after),
            "[" if cx.folded(after + 1) == "of" => return Some(after + 1),
            _ => {}
        }
        if let Some(end) = self.past_aside(after)
            && cx.folded(end) == "of"
        {
            return Some(end);
        }
        let told = |i: usize| {
            cx.is(i, List::Preposition)
                || cx.is(i, List::Weekday)
                || matches!(
                    cx.folded(i),
                    "last"
                        | "this"
                        | "yesterday"
                        | "today"
                        | "earlier"
                        | "overnight"
                        | "early"
                        | "late"
                )
        };
        if !told(after) || matches!(cx.folded(after), "for" | "than" | "as" | "with") {
            return None;
        }
        let end = self.range.end.min(after + BETWEEN);
        let link = (after + 1..end)
            .take_while(|&i| {
                matches!(cx.kind(i), Some(TokenKind::Word | TokenKind::Number))
                    && !cx.is(i, List::Auxiliary)
                    && !cx.is(i, List::Conjunction)
                    && !cx.is(i, List::Subordinator)
                    && !cx.is(i, List::NameVerb)
                    && !self.anchor_word(i)
            })
            .find(|&i| {
                // Not "in the town of 12,000 people": people who were hurt, right behind.
                cx.folded(i) == "of"
                    && !cx.is(i - 1, List::HarmEvent)
                    && self.objects(i + 1).first().is_some_and(|object| {
                        self.people(object) && !object.bare && self.may_govern(after, i)
                    })
            })?;
        Some(link)
    }

    /// The word before the "of" at `i` does not take it for itself: a name, a day or a time, not a common noun
    /// ("a town of 12,000 people", "a group of 30 men").
    fn may_govern(&self, after: usize, i: usize) -> bool {
        let cx = self.cx;
        let before = i - 1;
        before == after
            || cx.is(before, List::Weekday)
            || cx.is(before, List::Month)
            || cx.kind(before) == Some(TokenKind::Number)
            || cx.token(before).is_some_and(|token| token.capital)
            || matches!(
                cx.folded(before),
                "year"
                    | "month"
                    | "week"
                    | "weekend"
                    | "night"
                    | "morning"
                    | "evening"
                    | "afternoon"
                    | "yesterday"
                    | "today"
                    | "police"
                    | "soldiers"
                    | "troops"
                    | "gunmen"
            )
    }

    /// The people from token `from`, behind "of": "the deaths of 12 people". One alone is no toll.
    pub(super) fn of_people(
        &self,
        at: usize,
        from: usize,
        outcome: Outcome,
        out: &mut Vec<Figure>,
    ) {
        let cx = self.cx;
        let objects = self.people_behind(from);
        // "the death of a man" is no toll.
        if objects.iter().all(|object| object.number.number <= 1.0) {
            return;
        }
        for object in objects {
            if self.fits(&object, outcome) {
                let mut figure = self.figure(at, &object, outcome, false);
                figure.span = cx.span(at, object.last);
                out.push(figure);
            }
        }
    }

    /// "claimed 12 lives", "cost the lives of 12 people", "12 lives were lost".
    pub(super) fn lives(&self, at: usize, out: &mut Vec<Figure>) {
        let cx = self.cx;
        let takes = |i: usize| {
            matches!(
                cx.folded(i),
                "claim"
                    | "claimed"
                    | "claims"
                    | "claiming"
                    | "cost"
                    | "costs"
                    | "costing"
                    | "take"
                    | "took"
                    | "taken"
                    | "takes"
                    | "taking"
                    | "lose"
                    | "lost"
                    | "losing"
                    | "loss"
            )
        };
        if self.unreal(at) {
            return;
        }
        // "cost nine people their lives"
        let known = self.phrases.partition_point(|p| p.first < at);
        let own = at > self.range.start && matches!(cx.folded(at - 1), "their" | "his" | "her");
        let whose = known
            .checked_sub(1)
            .and_then(|i| self.phrases.get(i))
            .filter(|p| own && p.person && p.last + 1 == at && p.first > self.range.start);
        if let Some(phrase) = whose
            && matches!(cx.folded(phrase.first - 1), "cost" | "costs" | "costing")
        {
            let mut figure = self.figure(phrase.first - 1, phrase, Outcome::Killed, false);
            figure.span = cx.span(phrase.first - 1, at + 1);
            out.push(figure);
            return;
        }
        // "cost a driver and five passengers their lives"
        let floor = at.saturating_sub(12).max(self.range.start);
        let cost = (floor..at)
            .rev()
            .filter(|_| own)
            .find(|&i| matches!(cx.folded(i), "cost" | "costs" | "costing"));
        if let Some(cost) = cost {
            let objects = self.people_behind(cost + 1);
            let ends = objects.last().is_some_and(|object| object.last + 1 == at);
            for object in objects.iter().filter(|object| ends && object.person) {
                let mut figure = self.figure(cost, object, Outcome::Killed, false);
                figure.span = cx.span(cost, at + 1);
                out.push(figure);
            }
            if ends {
                return;
            }
        }
        let before = known
            .checked_sub(1)
            .and_then(|i| self.phrases.get(i))
            .filter(|p| p.last == at + 1 || p.last == at);
        if let Some(phrase) = before {
            let floor = phrase.first.saturating_sub(6).max(self.range.start);
            let verb = (floor..phrase.first).rev().find(|&i| takes(i));
            let lost = (at + 1..(at + 5).min(self.range.end)).find(|&i| cx.folded(i) == "lost");
            if let Some(verb) = verb.filter(|&verb| !self.unreal(verb)) {
                out.push(Figure {
                    span: cx.span(verb, at + 1),
                    ..self.blank(&phrase.number, phrase.first, Outcome::Killed)
                });
            } else if let Some(lost) = lost {
                out.push(Figure {
                    span: cx.span(phrase.first, lost + 1),
                    ..self.blank(&phrase.number, phrase.first, Outcome::Killed)
                });
            }
            return;
        }
        let floor = at.saturating_sub(4).max(self.range.start);
        let verb = (floor..at).rev().find(|&i| takes(i));
        if let Some(verb) = verb.filter(|&verb| !self.unreal(verb))
            && cx.folded(at + 1) == "of"
        {
            for object in self.objects(at + 2) {
                let mut figure = self.figure(verb, &object, Outcome::Killed, false);
                figure.span = cx.span(verb, object.last);
                out.push(figure);
            }
        }
    }

    /// "the death toll rose to 63", "put the number of dead at 63", "a toll of 12".
    pub(super) fn toll(&self, at: usize, after: usize, outcome: Outcome, out: &mut Vec<Figure>) {
        let cx = self.cx;
        let mut i = after;
        let limit = (after + 22).min(self.range.end);
        let mut verb = matches!(cx.folded(after), "of" | "at");
        while i < limit {
            if let Some(phrase) = self.phrase_at(i) {
                // Not the old figure: "rose from 12 to 15".
                if i > after && cx.folded(i - 1) == "from" {
                    i = phrase.number_last;
                    continue;
                }
                // "The toll will be collected at 14 gates": a toll of the dead counts people.
                if !(phrase.bare || phrase.person || self.people(phrase)) {
                    // "The toll from the floods in two districts stands at 37": where, before how many.
                    if !verb && i > after {
                        i = phrase.number_last;
                        continue;
                    }
                    return;
                }
                if verb || i == after {
                    out.push(Figure {
                        span: cx.span(at, phrase.number_last),
                        ..self.blank(&phrase.number, phrase.first, outcome)
                    });
                }
                return;
            }
            // "the number of dead at 63": no age.
            let next = self
                .numbers
                .partition_point(|number| (number.tokens.0 as usize) < i);
            if let Some(number) = self.numbers.get(next).filter(|number| {
                number.tokens.0 as usize == i && number.role == Role::Age && i == after + 1
            }) {
                out.push(Figure {
                    span: cx.span(at, number.tokens.1 as usize),
                    ..self.blank(&count(number), i, outcome)
                });
                return;
            }
            verb |= cx.is(i, List::TollVerb) || matches!(cx.folded(i), "to" | "at");
            if matches!(cx.folded(i), "." | ";" | ":")
                || matches!(cx.kind(i), Some(TokenKind::Mark))
            {
                return;
            }
            i += 1;
        }
    }
}
