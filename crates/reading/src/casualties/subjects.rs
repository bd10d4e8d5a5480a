//! People before the word of what befell them: “12 people, among them two girls, were killed”.

use super::phrase::{Counted, Scene};
use super::{Figure, Outcome};
use crate::lists::List;
use crate::token::TokenKind;

impl Scene<'_, '_> {
    /// "two policemen were among those killed", "among the wounded are two girls".
    pub(super) fn among(
        &self,
        at: usize,
        after: usize,
        outcome: Outcome,
        out: &mut Vec<Figure>,
    ) -> bool {
        let cx = self.cx;
        let article = at >= self.range.start + 2 && matches!(cx.folded(at - 1), "the" | "those");
        if !article || cx.folded(at - 2) != "among" {
            return false;
        }
        if cx.is(after, List::Auxiliary)
            && let Some(first) = (after + 1..after + 4).find_map(|i| self.phrase_at(i))
        {
            for phrase in self.listed(*first) {
                if self.fits(&phrase, outcome) {
                    let mut figure = self.figure(phrase.first, &phrase, outcome, false);
                    figure.span = cx.span(at, phrase.last);
                    figure.part = true;
                    out.push(figure);
                }
            }
            return true;
        }
        let known = out.len();
        self.subject(at - 2, after, outcome, true, false, out);
        for figure in out.iter_mut().skip(known) {
            figure.part = true;
        }
        true
    }

    /// "the dead include three children", "those killed were two guards", "the 18 wounded included a girl", "the dead
    /// numbered 14", "Killed were two officers": the hurt are named behind the word for them.
    pub(super) fn named(
        &self,
        at: usize,
        after: usize,
        outcome: Outcome,
        out: &mut Vec<Figure>,
    ) -> bool {
        let cx = self.cx;
        let verb = cx.folded(after);
        let opens = at == self.range.start
            && matches!(verb, "were" | "was")
            && !cx.is(after + 1, List::Preposition);
        let number = self.number_before(at).filter(|number| {
            number.tokens.1 as usize == at && number.tokens.0 as usize > self.range.start
        });
        let first = number.map_or(at, |number| number.tokens.0 as usize);
        let article = first > self.range.start
            && matches!(cx.folded(first - 1), "the" | "those")
            // "twelve of the dead were ..." counts them before.
            && (first < self.range.start + 2 || cx.folded(first - 2) != "of");
        let says = matches!(
            verb,
            "include"
                | "includes"
                | "included"
                | "were"
                | "are"
                | "numbered"
                | "number"
                | "totalled"
                | "totaled"
        );
        if !(opens || article && says) {
            return false;
        }
        let counts = verb.starts_with("number") || verb.starts_with("total");
        let mut people = self.objects(after + 1);
        if people.is_empty() && !counts && !cx.is(after + 1, List::Preposition) {
            people = self.later_objects(after + 1);
        }
        people.retain(|phrase| {
            (phrase.person || counts && phrase.bare || self.people(phrase) && !phrase.bare)
                && self.fits(phrase, outcome)
                && self.closed_behind(phrase)
        });
        if people.is_empty() {
            return false;
        }
        if let Some(number) = number {
            out.push(Figure {
                span: cx.span(first, after),
                definite: true,
                ..self.blank(&super::figure::count(number), first, outcome)
            });
        }
        for phrase in people {
            let mut figure = self.figure(at, &phrase, outcome, false);
            figure.span = cx.span(at, phrase.last);
            figure.part = figure.part || verb.starts_with("includ") || number.is_some();
            out.push(figure);
        }
        true
    }

    /// Where the subject of the verb at `at` ends: before its auxiliaries and adverbs.
    pub(super) fn subject_end(&self, at: usize) -> usize {
        let cx = self.cx;
        let mut end = at;
        while end > self.range.start {
            let word = cx.folded(end - 1);
            let auxiliary = cx.is(end - 1, List::Auxiliary)
                || word.ends_with("ly")
                || matches!(
                    word,
                    "also"
                        | "since"
                        | "feared"
                        | "believed"
                        | "presumed"
                        | "reported"
                        | "confirmed"
                        | "known"
                        | "thought"
                        | "said"
                        | "to"
                        | "later"
                        | "left"
                        | "leaving"
                        | "already"
                        | "shot"
                        | "burned"
                        | "all"
                        | "both"
                        | "or"
                        | "and"
                        | "injured"
                        | "wounded"
                        | "killed"
                        | "dead"
                        | "either"
                        | "remain"
                        | "remained"
                        | "remains"
                        | "still"
                        | "found"
                        | "kidnapped"
                        | "abducted"
                        | "captured"
                        | "tortured"
                        | "beaten"
                        | "arrested"
                );
            // "three of the wounded died": the subject itself.
            let people = end < at + 1
                && end >= self.range.start + 2
                && matches!(word, "injured" | "wounded" | "killed" | "dead")
                && matches!(cx.folded(end - 2), "the" | "those");
            if !auxiliary || people {
                break;
            }
            end -= 1;
        }
        end
    }

    /// Where the aside begins that ends before the list word before token `first`: "six priests (five of them
    /// foreigners) and two women"; `first` where none stands there.
    fn aside_before(&self, first: usize) -> usize {
        let cx = self.cx;
        let floor = first.saturating_sub(20).max(self.range.start);
        let mut i = first;
        while i > floor
            && matches!(
                cx.folded(i - 1),
                "and" | "," | "the" | "another" | "as" | "well" | "plus"
            )
        {
            i -= 1;
        }
        let open = self.before_brackets(floor, i);
        if open < i { open } else { first }
    }

    /// The counted subjects of the verb or state at `at`.
    pub(super) fn subject(
        &self,
        at: usize,
        after: usize,
        outcome: Outcome,
        governed: bool,
        persons: bool,
        out: &mut Vec<Figure>,
    ) {
        let cx = self.cx;
        let end = self.subject_end(at);
        // "killed nine people before he was shot": a pronoun is the subject.
        if end > self.range.start
            && matches!(
                cx.folded(end - 1),
                "he" | "she" | "it" | "they" | "we" | "i" | "you"
            )
        {
            return;
        }
        let governed = governed || end < at;
        let found = self
            .subject_phrase(at, end, governed)
            .or_else(|| self.shared_subject(at, end).map(|phrase| (phrase, false)));
        let Some((phrase, part)) = found else {
            return;
        };
        let mut subjects = vec![phrase];
        // The list to the left: "six priests and [two women] were killed".
        let known = self.phrases.partition_point(|p| p.first < phrase.first);
        for other in self.phrases.get(..known).unwrap_or(&[]).iter().rev() {
            let Some(last) = subjects.last() else { break };
            if other.first >= self.aside_before(last.first) {
                continue;
            }
            if !(other.person || other.bare || other.number.number > 1.0)
                || !self.beside(other, last)
                || !self.opens(other)
            {
                break;
            }
            subjects.push(*other);
        }
        let agent = (cx.folded(after) == "by").then(|| {
            let from = after + 1;
            (from, self.agent_end(from))
        });
        for subject in subjects {
            if !self.fits(&subject, outcome)
                || persons && !(subject.person || subject.bare && governed)
            {
                continue;
            }
            let mut figure = self.figure(subject.first, &subject, outcome, false);
            figure.span = cx.span(subject.first, after);
            figure.part |= part;
            if let Some((from, to)) = agent
                && to > from
            {
                figure.by_whom = Some(cx.span(from, to));
            }
            out.push(figure);
        }
    }

    /// "Nine soldiers were on leave and were wounded": the subject of the verb before "and".
    fn shared_subject(&self, at: usize, end: usize) -> Option<Counted> {
        /// How many tokens the first verb and what belongs to it may fill.
        const REACH: usize = 16;
        let cx = self.cx;
        let joint = (end..at).find(|&i| cx.folded(i) == "and")?;
        // "were on leave and were wounded", or "were dragged from a bus and later shot": the auxiliary serves both.
        let own = joint + 1 < at && cx.is(joint + 1, List::Auxiliary);
        let shared = (joint + 1..at).all(|i| {
            cx.folded(i).ends_with("ly") || matches!(cx.folded(i), "then" | "later" | "also")
        });
        if !own && !shared {
            return None;
        }
        let start = joint.saturating_sub(REACH).max(self.range.start);
        let known = self.phrases.partition_point(|p| p.first < joint);
        let phrase = self
            .phrases
            .get(..known)?
            .iter()
            .rev()
            .take_while(|phrase| phrase.first >= start)
            .find(|phrase| phrase.person && self.opens(phrase))?;
        let verb = (phrase.last..joint).find(|&i| cx.is(i, List::Auxiliary))?;
        if !own && !self.passive_from(verb) {
            return None;
        }
        let own = verb == phrase.last
            || matches!(self.gap(phrase.last, verb), Gap::Modifier)
                && cx.is(phrase.last, List::Preposition);
        let plain = (phrase.last..joint).all(|i| {
            matches!(
                cx.kind(i),
                Some(TokenKind::Word | TokenKind::Hyphen | TokenKind::Number)
            ) && !cx.is(i, List::Subordinator)
                && !(i > verb && cx.is(i, List::Auxiliary))
                && !(i > verb && cx.is(i, List::Pronoun))
        });
        (own && plain).then_some(*phrase)
    }

    /// A form of "be" at `verb` with its participle behind it: "were dragged", "had been rounded up".
    fn passive_from(&self, verb: usize) -> bool {
        let cx = self.cx;
        let mut i = verb;
        let mut be = false;
        while cx.is(i, List::Auxiliary) || cx.folded(i).ends_with("ly") {
            be |= matches!(cx.folded(i), "was" | "were" | "been" | "are" | "is");
            i += 1;
        }
        let word = cx.folded(i);
        be && (word.ends_with("ed")
            || word.ends_with("en")
            || matches!(
                word,
                "caught"
                    | "shot"
                    | "hit"
                    | "held"
                    | "led"
                    | "run"
                    | "brought"
                    | "thrown"
                    | "dragged"
                    | "cut"
                    | "forced"
                    | "swept"
                    | "tied"
                    | "bound"
                    | "torn"
                    | "struck"
            ))
    }

    /// The subject next to `end`, and whether it is a part of people told before ("three of them").
    pub(super) fn subject_phrase(
        &self,
        at: usize,
        end: usize,
        governed: bool,
    ) -> Option<(Counted, bool)> {
        /// How many tokens back a subject may begin.
        const REACH: usize = 30;
        let cx = self.cx;
        let start = end.saturating_sub(REACH).max(self.range.start);
        let stop = self.before_brackets(start, end);
        let known = self.phrases.partition_point(|p| p.first < end);
        for phrase in self.phrases.get(..known)?.iter().rev() {
            if phrase.first < start {
                return None;
            }
            // What stands in brackets describes.
            if phrase.first >= stop {
                continue;
            }
            if phrase.last > stop {
                continue;
            }
            // "stabbed an officer and was shot": the object is not the next subject.
            let joined = cx.folded(phrase.last) == "and"
                && (phrase.last + 1 == stop
                    || phrase.last + 1 == at
                    || cx.is(phrase.last + 1, List::Auxiliary));
            if joined && !self.opens(phrase) {
                return None;
            }
            // "three of them", "five of whom": a part.
            if cx.folded(phrase.last) == "of"
                && matches!(cx.folded(phrase.last + 1), "them" | "whom" | "those" | "us")
            {
                if phrase.last + 2 >= stop && governed {
                    return Some((*phrase, true));
                }
                continue;
            }
            match self.gap(phrase.last, stop) {
                Gap::None if governed || phrase.last >= at => {}
                Gap::None => return None,
                Gap::Relative => return Some((*phrase, false)),
                Gap::Modifier if governed => {}
                Gap::Modifier | Gap::Other => continue,
                Gap::Clause => return None,
            }
            let first = phrase.first;
            let mut before = first;
            while before > self.range.start
                && cx.is(before - 1, List::Determiner)
                && !matches!(cx.folded(before - 1), "which" | "what" | "whose")
            {
                before -= 1;
            }
            let word = if before > self.range.start {
                cx.folded(before - 1)
            } else {
                ""
            };
            let touches = phrase.last >= stop;
            match word {
                "with" | "when" | "after" | "as" if touches => {}
                "of" if !(touches && end == at && !governed) => {
                    let noun = before.checked_sub(2).map_or("", |i| cx.folded(i));
                    let quantity = matches!(
                        noun,
                        "total"
                            | "group"
                            | "list"
                            | "crowd"
                            | "family"
                            | "crew"
                            | "team"
                            | "number"
                            | "maximum"
                            | "minimum"
                            | "estimate"
                    );
                    if !quantity {
                        continue;
                    }
                }
                // "the funeral of the ten miners killed in the blast".
                _ if touches && end == at && !governed => {}
                "by" | "in" | "on" | "at" | "from" | "to" | "for" | "among" | "than"
                | "including" | "aged" | "between" | "against" | "near" | "with" => continue,
                _ => {}
            }
            return Some((*phrase, false));
        }
        None
    }

    /// A phrase in brackets right before `end` belongs to what stands before the brackets.
    pub(super) fn before_brackets(&self, start: usize, end: usize) -> usize {
        let cx = self.cx;
        let open = match end.checked_sub(1).map_or("", |i| cx.word(i)) {
            ")" => "(",
            "]" => "[",
            _ => return self.before_dashes(start, end),
        };
        (start..end - 1)
            .rev()
            .find(|&i| cx.word(i) == open)
            .unwrap_or(end)
    }

    /// As [`Self::before_brackets`], between dashes: "ten people – six men and four women – were killed".
    fn before_dashes(&self, start: usize, end: usize) -> usize {
        let dash = |i: usize| self.cx.kind(i) == Some(TokenKind::Dash);
        let mut close = end;
        while close > start && dash(close - 1) {
            close -= 1;
        }
        if close == end {
            return end;
        }
        let open = (start..close).rev().find(|&i| dash(i));
        let Some(mut open) = open.filter(|open| close - open <= 20) else {
            return end;
        };
        while open > start && dash(open - 1) {
            open -= 1;
        }
        // Not the dash behind a dateline.
        if open > start { open } else { end }
    }

    /// The phrase opens its clause: nothing before it takes it as an object.
    pub(super) fn opens(&self, phrase: &Counted) -> bool {
        let cx = self.cx;
        let mut i = phrase.first;
        while i > self.range.start
            && (cx.is(i - 1, List::Determiner) || matches!(cx.folded(i - 1), "another" | "other"))
        {
            i -= 1;
        }
        if i <= self.range.start {
            return true;
        }
        let before = i - 1;
        matches!(
            cx.kind(before),
            Some(TokenKind::Punct | TokenKind::Mark | TokenKind::Dash)
        ) || cx.is(before, List::Subordinator)
            || cx.is(before, List::Conjunction)
            || cx.is(before, List::NameVerb)
            || matches!(cx.folded(before), "leaving" | "left" | "where" | "which")
    }

    /// What stands between a phrase and its verb.
    pub(super) fn gap(&self, from: usize, to: usize) -> Gap {
        let cx = self.cx;
        if from >= to {
            return Gap::None;
        }
        let opens = cx.folded(from);
        let last = cx.folded(to - 1);
        if to - from == 1 && matches!(opens, "who" | "that" | "which") {
            return Gap::Relative;
        }
        if to - from == 2 && opens == "," && matches!(last, "who" | "which") {
            return Gap::Relative;
        }
        // "six priests, five of them foreigners, who were killed".
        if to - from > 3
            && matches!(last, "who" | "which")
            && opens == ","
            && cx.word(to - 2) == ","
        {
            return match self.gap(from, to - 1) {
                Gap::Modifier => Gap::Relative,
                other => other,
            };
        }
        let (mut verbs, mut clauses, mut lists) = (0, 0, 0);
        // A name in quotation marks belongs to the words around it: 'members of the "Lions" militia'.
        let marks = (from..to).filter(|&i| cx.kind(i) == Some(TokenKind::Mark));
        let name = marks.clone().count() == 2
            && marks
                .clone()
                .next_back()
                .is_some_and(|last| marks.clone().next().is_some_and(|first| last - first <= 6));
        for i in from..to {
            if cx.kind(i) == Some(TokenKind::Mark)
                && !name
                && !matches!(cx.word(i), "[" | "]" | "(" | ")")
                || matches!(cx.folded(i), ";" | ":" | "." | "!" | "?")
            {
                return Gap::Clause;
            }
            let word = cx.folded(i);
            let verb = cx.is(i, List::Auxiliary) && !matches!(word, "being" | "having" | "be")
                || self.anchor_word(i) && !matches!(word, "hurt")
                || cx.is(i, List::NameVerb);
            verbs += usize::from(verb);
            // "meals onto the mountain, where children had died"
            clauses += usize::from(i > from && word == "where" && last != ",");
            clauses += usize::from(
                i > from
                    && matches!(
                        word,
                        "when"
                            | "because"
                            | "although"
                            | "while"
                            | "if"
                            | "but"
                            | "whereas"
                            | "though"
                    ),
            );
            lists += usize::from(word == "and");
        }
        let long = to - from;
        let dash = |i: usize| cx.kind(i) == Some(TokenKind::Dash) || cx.word(i) == "-";
        // One comma alone sets nothing off: "four people, among them [a nun], died".
        let set_off = (opens == "," && last == "," && long > 1)
            || (dash(from) && dash(to - 1))
            || (opens == "(" && last == ")")
            || (opens == "[" && last == "]");
        if set_off {
            return if long <= 24 {
                Gap::Modifier
            } else {
                Gap::Other
            };
        }
        if matches!(opens, "who" | "that" | "which") && clauses == 0 {
            return if verbs <= 1 && long <= 20 {
                Gap::Modifier
            } else {
                Gap::Clause
            };
        }
        if verbs > 0 || clauses > 0 {
            return Gap::Clause;
        }
        let participle = (opens.ends_with("ing") || opens.ends_with("ed"))
            && opens.len() > 4
            && opens != "including";
        let fits = match opens {
            "," => lists > 0 && long <= 14,
            "and" => long <= 9,
            "aged" | "asleep" | "aboard" | "alone" | "each" | "nearby" | "inside" | "on"
            | "then" => long <= 14,
            _ => (participle || cx.is(from, List::Preposition)) && long <= 16,
        };
        if fits { Gap::Modifier } else { Gap::Other }
    }

    pub(super) fn agent_end(&self, from: usize) -> usize {
        let cx = self.cx;
        let mut i = from;
        while i < self.range.end && i < from + 7 {
            let closed = cx.is(i, List::Auxiliary)
                || cx.is(i, List::Conjunction)
                || cx.is(i, List::Subordinator)
                || (cx.is(i, List::Preposition) && cx.folded(i) != "of");
            if closed
                || matches!(
                    cx.kind(i),
                    Some(TokenKind::Punct | TokenKind::Mark | TokenKind::Dash)
                )
            {
                break;
            }
            i += 1;
        }
        i
    }
}

/// What stands between a phrase and the verb it may be the subject of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Gap {
    /// Nothing.
    None,
    /// "who": the verb belongs to the phrase, whatever that is in its own clause.
    Relative,
    /// Words that describe the phrase and hold no verb of its clause.
    Modifier,
    /// Another clause.
    Clause,
    /// Something else.
    Other,
}
