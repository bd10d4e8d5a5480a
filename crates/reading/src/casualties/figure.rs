//! Casualty figures from outcome words and the numbers that belong to them.

use copydesk_draft::{BlockKind, Genre, Span};

use super::{Figure, Outcome, Telling};
use crate::cx::Cx;
use crate::lists::List;
use crate::numbers::{Hedge, Number};
use crate::token::TokenKind;

/// What an outcome word is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Anchor {
    /// Takes the hurt as its object: "killed four".
    Transitive,
    /// Has the hurt as its subject: "four died".
    Intransitive,
    /// Stands after the number or its noun: "four dead".
    State,
    /// Is what is counted: "four deaths", "the deaths of four".
    Noun,
    /// "the death toll rose to four".
    Toll,
}

/// How many tokens around an anchor are looked at.
const REACH: usize = 24;

/// Finds the figures, in order of their spans.
pub(super) fn find(cx: &Cx<'_>, numbers: &[Number]) -> Vec<Figure> {
    if matches!(cx.draft.meta.genre, Genre::Sport | Genre::Review) {
        return Vec::new();
    }
    let mut found: Vec<Figure> = Vec::new();
    for sentence in cx.sentences {
        let range = sentence.first as usize..sentence.last as usize;
        let kind = cx
            .blocks
            .get(sentence.block as usize)
            .map(|block| block.kind);
        if matches!(
            kind,
            Some(BlockKind::Code | BlockKind::Markup | BlockKind::Byline | BlockKind::Credit)
        ) {
            continue;
        }
        let finder = Finder {
            cx,
            numbers,
            range: range.clone(),
        };
        let mut i = range.start;
        let mut own: Vec<Figure> = Vec::new();
        while i < range.end {
            let Some((len, outcome, anchor)) = finder.anchor(i) else {
                i += 1;
                continue;
            };
            finder.figures(i, len, outcome, anchor, &mut own);
            i += len;
        }
        if own.is_empty() {
            continue;
        }
        if range
            .clone()
            .any(|i| cx.phrase(i, List::FictionWord).is_some())
        {
            continue;
        }
        for figure in &mut own {
            figure.telling = finder.telling(figure);
        }
        own.sort_by_key(|figure| (figure.span.start, std::cmp::Reverse(figure.span.end)));
        // One figure a number: the widest wording wins.
        let mut kept: Vec<Figure> = Vec::new();
        for figure in own {
            let same = kept
                .iter_mut()
                .find(|known| known.count.overlaps(figure.count));
            match same {
                Some(known)
                    if figure.span.len() > known.span.len() && known.outcome == figure.outcome =>
                {
                    *known = figure;
                }
                Some(_) => {}
                None => kept.push(figure),
            }
        }
        kept.sort_by_key(|figure| (figure.span.start, figure.span.end));
        found.extend(kept);
    }
    found
}

struct Finder<'c, 'a> {
    cx: &'c Cx<'a>,
    numbers: &'c [Number],
    range: std::ops::Range<usize>,
}

/// A counted noun phrase: tokens, and the number or article that counts it.
struct Counted {
    first: usize,
    last: usize,
    number: Count,
    /// "the 15 dead"
    definite: bool,
}

struct Count {
    span: Span,
    number: f64,
    lowest: f64,
    highest: f64,
    hedge: Hedge,
}

impl Finder<'_, '_> {
    fn anchor(&self, i: usize) -> Option<(usize, Outcome, Anchor)> {
        let cx = self.cx;
        let token = cx.token(i)?;
        if token.kind != TokenKind::Word {
            return None;
        }
        let hit = |list: List| cx.phrase(i, list);
        if let Some(len) = hit(List::TollNoun) {
            return Some((len, Outcome::Killed, Anchor::Toll));
        }
        if let Some(len) = hit(List::KillVerb) {
            // "the killing of", "two killings" are nouns.
            let noun = hit(List::DeathNoun).filter(|_| {
                cx.folded(i + len) == "of" || cx.folded(i).ends_with('s') || self.determined(i)
            });
            return Some(match noun {
                Some(len) => (len, Outcome::Killed, Anchor::Noun),
                None => (len, Outcome::Killed, Anchor::Transitive),
            });
        }
        if cx.folded(i) == "shot" && cx.folded(i + 1) == "dead" {
            return Some((2, Outcome::Killed, Anchor::Transitive));
        }
        if cx.folded(i) == "put" && cx.folded(i + 1) == "to" && cx.folded(i + 2) == "death" {
            return Some((3, Outcome::Killed, Anchor::Transitive));
        }
        if let Some(len) = hit(List::WoundVerb) {
            return Some((len, Outcome::Wounded, Anchor::Transitive));
        }
        if let Some(len) = hit(List::DieVerb) {
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
            return Some((len, Outcome::Killed, Anchor::Noun));
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

    /// A determiner or adjective stands before token `i`: it is a noun.
    fn determined(&self, i: usize) -> bool {
        i > self.range.start
            && matches!(
                self.cx.folded(i - 1),
                "the" | "a" | "an" | "this" | "that" | "his" | "her" | "their" | "its" | "of"
            )
    }

    fn figures(
        &self,
        at: usize,
        len: usize,
        outcome: Outcome,
        anchor: Anchor,
        out: &mut Vec<Figure>,
    ) {
        let after = at + len;
        match anchor {
            Anchor::Transitive => {
                if self.unreal(at) {
                    return;
                }
                let passive = self.passive(at);
                let participle = self.cx.folded(at).ends_with("ing");
                if !passive && let Some(counted) = self.object(after) {
                    if self.fits(&counted, outcome) {
                        // "killed four and wounded six": the verbs have objects of their own.
                        out.push(self.figure(at, &counted, outcome, true));
                    }
                    return;
                }
                if !participle || passive {
                    self.subject(at, after, outcome, passive, out);
                }
            }
            Anchor::Intransitive => {
                if !self.unreal(at) {
                    self.subject(at, after, outcome, true, out);
                }
            }
            Anchor::State => self.state(at, after, outcome, out),
            Anchor::Noun => self.noun(at, after, outcome, out),
            Anchor::Toll => self.toll(at, after, outcome, out),
        }
    }

    /// Negated, possible, planned or asked: nothing is said to have happened.
    fn unreal(&self, at: usize) -> bool {
        let cx = self.cx;
        let start = at.saturating_sub(6).max(self.range.start);
        let mut i = at;
        while i > start {
            i -= 1;
            let word = cx.folded(i);
            if matches!(cx.kind(i), Some(TokenKind::Punct | TokenKind::Dash)) {
                break;
            }
            match word {
                "not" | "never" | "no" | "nobody" | "none" | "neither" | "nor" | "without"
                | "wasn't" | "weren't" | "didn't" | "hasn't" | "haven't" | "isn't" | "aren't"
                | "if" | "unless" | "avoid" => return true,
                // "to have killed" reports; "to kill", "to be killed" does not.
                "to" => return cx.folded(i + 1) != "have",
                "would" | "could" | "may" | "might" | "should" | "can" | "will" | "shall"
                | "must" | "cannot" | "can't" | "won't" | "wouldn't" | "couldn't" => {
                    return true;
                }
                _ if cx.is(i, List::Auxiliary)
                    || word.ends_with("ly")
                    || matches!(
                        word,
                        "also"
                            | "since"
                            | "now"
                            | "so"
                            | "far"
                            | "already"
                            | "later"
                            | "then"
                            | "been"
                            | "be"
                    ) => {}
                "and" | "or" => {}
                _ => break,
            }
        }
        false
    }

    /// A form of "be" or "get" governs the participle at `at`.
    fn passive(&self, at: usize) -> bool {
        let cx = self.cx;
        let start = at.saturating_sub(4).max(self.range.start);
        let mut i = at;
        while i > start {
            i -= 1;
            match cx.folded(i) {
                "be" | "is" | "are" | "am" | "was" | "were" | "been" | "being" | "get" | "gets"
                | "got" | "getting" | "left" | "leaving" => return true,
                word if word.ends_with("ly")
                    || matches!(
                        word,
                        "also"
                            | "later"
                            | "then"
                            | "not"
                            | "and"
                            | "or"
                            | "reported"
                            | "confirmed"
                            | "feared"
                            | "believed"
                            | "presumed"
                            | "shot"
                            | "all"
                            | "both"
                            | "already"
                            | "critically"
                            | "themselves"
                    ) => {}
                _ => return false,
            }
        }
        false
    }

    /// The counted object that begins at token `from`.
    fn object(&self, from: usize) -> Option<Counted> {
        let cx = self.cx;
        let mut i = from;
        // "killed and wounded", "killed or injured", "killed at the time at least" is not followed.
        for _ in 0..2 {
            if matches!(cx.folded(i), "and" | "or")
                && (cx.phrase(i + 1, List::KillVerb).is_some()
                    || cx.phrase(i + 1, List::WoundVerb).is_some())
            {
                i += 2;
            } else {
                break;
            }
        }
        let mut definite = false;
        if matches!(cx.folded(i), "the" | "all" | "these" | "those") && self.number_at(i).is_none()
        {
            definite = cx.folded(i) != "all";
            i += 1;
            if cx.folded(i) == "the" {
                definite = true;
                i += 1;
            }
        }
        if matches!(cx.folded(i), "another" | "other" | "further") && self.number_at(i).is_none() {
            i += 1;
        }
        if cx.folded(i) == "a" && matches!(cx.folded(i + 1), "further" | "total") {
            i += 2;
            if cx.folded(i) == "of" {
                i += 1;
            }
        }
        self.counted(i, definite)
    }

    /// The number whose hedge or first word is token `i`.
    fn number_at(&self, i: usize) -> Option<&Number> {
        let next = self
            .numbers
            .partition_point(|number| (number.tokens.0 as usize) < i);
        self.numbers
            .get(next)
            .filter(|number| number.tokens.0 as usize == i && number.counts())
    }

    /// A counted noun phrase that begins at token `i`: a number with its noun, or "a man".
    fn counted(&self, i: usize, definite: bool) -> Option<Counted> {
        let cx = self.cx;
        if i >= self.range.end {
            return None;
        }
        if let Some(number) = self.number_at(i) {
            let last = self.phrase_end(number.tokens.1 as usize);
            if self.is_measure(last, number) {
                return None;
            }
            return Some(Counted {
                first: i,
                last,
                number: Count {
                    span: number.span,
                    number: number.number,
                    lowest: number.lowest,
                    highest: number.highest,
                    hedge: number.hedge,
                },
                definite,
            });
        }
        // "a man", "a nine-year-old girl", "his wife": one person.
        if matches!(cx.folded(i), "a" | "an" | "another") {
            let last = self.phrase_end(i + 1);
            let head = last.checked_sub(1)?;
            let person = cx.is(head, List::PersonNoun) && !cx.folded(head).ends_with("people");
            let group = matches!(cx.folded(head), "family" | "crew" | "staff" | "couple");
            if person && !group && !matches!(cx.kind(last), Some(TokenKind::Possessive)) {
                return Some(Counted {
                    first: i,
                    last,
                    number: Count {
                        span: cx.span(i, last),
                        number: 1.0,
                        lowest: 1.0,
                        highest: 1.0,
                        hedge: Hedge::Exact,
                    },
                    definite,
                });
            }
        }
        None
    }

    /// True if the noun after the number measures something else ("12 km", "five days", "10 percent").
    fn is_measure(&self, last: usize, number: &Number) -> bool {
        let cx = self.cx;
        let head = last.saturating_sub(1);
        head >= number.tokens.1 as usize
            && matches!(
                cx.folded(head),
                "km" | "kilometres"
                    | "kilometers"
                    | "miles"
                    | "metres"
                    | "meters"
                    | "percent"
                    | "cent"
                    | "times"
                    | "days"
                    | "day"
                    | "weeks"
                    | "months"
                    | "years"
                    | "hours"
                    | "minutes"
                    | "points"
                    | "million"
            )
    }

    /// One past the last token of the noun phrase whose words begin at `from` (behind the number).
    fn phrase_end(&self, from: usize) -> usize {
        let cx = self.cx;
        let mut i = from;
        // "dozens of its soldiers", "two of the men".
        if cx.folded(i) == "of" {
            i += 1;
            while cx.is(i, List::Determiner) || matches!(cx.folded(i), "its" | "their") {
                i += 1;
            }
        }
        let start = i;
        let mut last = from;
        while i < self.range.end && i < start + 8 {
            let Some(token) = cx.token(i) else { break };
            match token.kind {
                TokenKind::Word => {
                    let closed = cx.is(i, List::Preposition)
                        || cx.is(i, List::Conjunction)
                        || cx.is(i, List::Auxiliary)
                        || cx.is(i, List::Subordinator)
                        || cx.is(i, List::Determiner)
                            && !matches!(cx.folded(i), "other" | "others")
                        || cx.is(i, List::Pronoun) && !matches!(cx.folded(i), "one");
                    let outcome = i > start || from == start;
                    if closed
                        || (outcome && self.anchor_word(i))
                        || cx.is(i, List::Weekday)
                        || cx.is(i, List::Month)
                    {
                        break;
                    }
                    if token.kind == TokenKind::Word && cx.folded(i).ends_with("ly") && i > start {
                        break;
                    }
                    if matches!(
                        cx.folded(i),
                        "overnight"
                            | "yesterday"
                            | "today"
                            | "tonight"
                            | "so"
                            | "more"
                            | "dead"
                            | "early"
                            | "late"
                            | "last"
                            | "this"
                            | "across"
                            | "when"
                            | "left"
                            | "there"
                    ) {
                        if cx.folded(i) == "more" && i == start {
                            i += 1;
                            last = i;
                            continue;
                        }
                        break;
                    }
                    i += 1;
                    last = i;
                    // A noun for people heads the phrase, unless another follows ("child soldiers").
                    let more = cx.is(i, List::PersonNoun) || cx.kind(i) != Some(TokenKind::Word);
                    if cx.is(i - 1, List::PersonNoun) && !more {
                        break;
                    }
                }
                TokenKind::Hyphen | TokenKind::Number if i > start => {
                    i += 1;
                }
                TokenKind::Number if token.spaced && cx.kind(i + 1) == Some(TokenKind::Hyphen) => {
                    i += 1;
                }
                TokenKind::Possessive => {
                    // "two of the town's doctors": the possessor is not the head.
                    i += 1;
                }
                _ => break,
            }
        }
        last.max(from)
    }

    /// Token `i` is an outcome word (then a noun phrase ends before it).
    fn anchor_word(&self, i: usize) -> bool {
        let cx = self.cx;
        [
            List::KillVerb,
            List::WoundVerb,
            List::DieVerb,
            List::AbductVerb,
            List::CaptureVerb,
            List::DisplaceVerb,
            List::DeadWord,
            List::WoundedWord,
            List::MissingWord,
        ]
        .into_iter()
        .any(|list| cx.phrase(i, list).is_some())
            && !cx.is(i, List::PersonNoun)
    }

    /// The counted things can be hurt in this way.
    fn fits(&self, counted: &Counted, outcome: Outcome) -> bool {
        let cx = self.cx;
        let words = || counted.first..counted.last;
        let head = counted.last.saturating_sub(1);
        if cx.is(head, List::AnimalNoun)
            && !words().any(|i| cx.is(i, List::PersonNoun) && i == head)
        {
            return false;
        }
        let person = words().any(|i| cx.is(i, List::PersonNoun));
        let bare = self.numbers.iter().any(|number| {
            number.tokens.1 as usize == counted.last && number.tokens.0 as usize == counted.first
        });
        match outcome {
            Outcome::Captured | Outcome::Missing | Outcome::Abducted => person,
            Outcome::Displaced => person || bare,
            _ => true,
        }
    }

    /// The counted subject of the verb at `at`.
    fn subject(
        &self,
        at: usize,
        after: usize,
        outcome: Outcome,
        verb_governed: bool,
        out: &mut Vec<Figure>,
    ) {
        let cx = self.cx;
        let start = at.saturating_sub(REACH).max(self.range.start);
        // Walk left over auxiliaries and adverbs to the end of the subject.
        let mut end = at;
        while end > start {
            let word = cx.folded(end - 1);
            let auxiliary = cx.is(end - 1, List::Auxiliary)
                || word.ends_with("ly")
                || matches!(
                    word,
                    "also"
                        | "since"
                        | "been"
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
                        | "have"
                        | "injured"
                        | "wounded"
                        | "killed"
                );
            if auxiliary { end -= 1 } else { break }
        }
        let governed = verb_governed || end < at;
        // A noun phrase with a number that ends near `end`, with only phrases between that hold no verb.
        let mut best: Option<Counted> = None;
        let mut i = end;
        while i > start {
            i -= 1;
            let Some(token) = cx.token(i) else { break };
            if matches!(token.kind, TokenKind::Mark)
                || matches!(cx.folded(i), ";" | ":" | "." | "!" | "?")
            {
                break;
            }
            if token.kind == TokenKind::Dash {
                continue;
            }
            let word = cx.folded(i);
            // Another finite verb between: its subject is not ours, unless it stands in a relative clause.
            let verb = (cx.is(i, List::Auxiliary) && word != "being")
                || self.anchor_word(i)
                || cx.is(i, List::TollVerb) && !matches!(word, "top" | "put" | "hit");
            if verb {
                let relative = (i.saturating_sub(3).max(start)..i)
                    .any(|k| matches!(cx.folded(k), "who" | "that" | "which"));
                if !relative || i + 1 == end {
                    break;
                }
            }
            if matches!(
                word,
                "when"
                    | "because"
                    | "although"
                    | "while"
                    | "after"
                    | "before"
                    | "as"
                    | "if"
                    | "where"
                    | "but"
            ) && best.is_none()
                && i + 1 < end
            {
                break;
            }
            let counted = self.counted(i, false);
            if let Some(mut counted) = counted {
                // "two of the 12 who were killed": the nearest number heads the phrase.
                if counted.last > at {
                    continue;
                }
                let touches = counted.last >= end;
                if !touches && !self.bridge(counted.last, end) {
                    continue;
                }
                if i > start
                    && matches!(
                        cx.folded(i - 1),
                        "the" | "all" | "those" | "these" | "its" | "their"
                    )
                {
                    counted.definite = true;
                }
                if i > start
                    && matches!(
                        cx.folded(i - 1),
                        "including"
                            | "of"
                            | "among"
                            | "than"
                            | "with"
                            | "by"
                            | "at"
                            | "in"
                            | "to"
                            | "for"
                            | "on"
                            | "from"
                            | "aged"
                            | "between"
                    )
                    && !touches
                {
                    continue;
                }
                // "with 12 people killed", "by two men were killed": inside a by-phrase only if a passive noun.
                if i > start
                    && matches!(
                        cx.folded(i - 1),
                        "by" | "in" | "on" | "at" | "from" | "to" | "for"
                    )
                    && end < at
                {
                    continue;
                }
                best = Some(counted);
                break;
            }
        }
        let Some(counted) = best else { return };
        if !governed && counted.last < at {
            return;
        }
        if !self.fits(&counted, outcome) {
            return;
        }
        let mut figure = self.figure(counted.first, &counted, outcome, false);
        figure.span = cx.span(counted.first, after);
        if cx.folded(after) == "by" {
            let from = after + 1;
            let to = self.agent_end(from);
            if to > from {
                figure.by_whom = Some(cx.span(from, to));
            }
        }
        out.push(figure);
    }

    fn agent_end(&self, from: usize) -> usize {
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

    /// Only phrases without a verb stand between a noun phrase and its verb: "four people in the car were …",
    /// "over 80 people, mostly civilians, have been …", "at least 12 people, including two children, were …".
    fn bridge(&self, from: usize, to: usize) -> bool {
        let cx = self.cx;
        let first = cx.folded(from);
        let comma = first == ",";
        let opens = comma
            || cx.is(from, List::Preposition)
            || matches!(
                first,
                "who"
                    | "that"
                    | "-"
                    | "–"
                    | "—"
                    | "("
                    | "aged"
                    | "working"
                    | "travelling"
                    | "traveling"
                    | "living"
                    | "trapped"
                    | "and"
                    | "asleep"
                    | "aboard"
                    | "on"
            );
        if !opens {
            return false;
        }
        if comma && cx.folded(to.saturating_sub(1)) != "," && !matches!(first, "and") {
            // A parenthesis must close again before the verb, unless it is the last item of a list.
            let closes = (from + 1..to).rev().any(|i| cx.folded(i) == ",")
                || (from + 1..to).any(|i| cx.folded(i) == "and");
            if !closes {
                return false;
            }
        }
        true
    }

    /// "at least 15 people dead", "30 missing", "took 12 hostages", "12 people were among the dead".
    fn state(&self, at: usize, after: usize, outcome: Outcome, out: &mut Vec<Figure>) {
        let cx = self.cx;
        if outcome == Outcome::Missing
            && matches!(
                cx.folded(after),
                "from" | "out" | "the" | "a" | "an" | "his" | "her" | "their" | "its" | "in"
            )
            && !self
                .numbers
                .iter()
                .any(|number| number.tokens.1 as usize == at && number.counts())
        {
            return;
        }
        if self.unreal(at) {
            return;
        }
        // "the 19 dead", "all 19 dead", "15 dead": the number right before.
        let right_before = self.numbers.iter().find(|number| {
            number.counts()
                && number.tokens.1 as usize == at
                && (number.tokens.0 as usize) >= self.range.start
        });
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
                ..self.blank(number, outcome)
            });
            return;
        }
        if cx.phrase(at, List::HostageNoun).is_some() {
            // "took 65 soldiers as prisoners"
            if at > self.range.start && cx.folded(at - 1) == "as" {
                self.subject(at - 1, after, outcome, true, out);
            }
            return;
        }
        // "at least 15 people dead", "four others missing", "two men were dead".
        self.subject(at, after, outcome, true, out);
    }

    /// A verb of taking, holding or freeing stands close before token `i`.
    fn taken(&self, i: usize) -> bool {
        let start = i.saturating_sub(4).max(self.range.start);
        (start..i).any(|k| {
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
        })
    }

    /// "four deaths", "the deaths of four people", "12 bodies".
    fn noun(&self, at: usize, after: usize, outcome: Outcome, out: &mut Vec<Figure>) {
        let cx = self.cx;
        if self.unreal(at) {
            return;
        }
        let number = self.numbers.iter().find(|number| {
            number.counts()
                && number.highest >= 1.0
                && (number.tokens.0 as usize) >= self.range.start
                && number.tokens.1 as usize <= at
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
                ..self.blank(number, outcome)
            });
            return;
        }
        if matches!(cx.folded(after), "of" | "to")
            && (outcome != Outcome::Killed || !cx.folded(at).ends_with("drownings"))
            && let Some(counted) = self.object(after + 1)
            && self.fits(&counted, outcome)
            // "the death of a man" is no toll.
            && counted.number.number > 1.0
        {
            let mut figure = self.figure(at, &counted, outcome, false);
            figure.span = cx.span(at, counted.last);
            out.push(figure);
        }
    }

    /// "the death toll rose to 63", "put the number of dead at 63", "a toll of 12".
    fn toll(&self, at: usize, after: usize, outcome: Outcome, out: &mut Vec<Figure>) {
        let cx = self.cx;
        let mut i = after;
        let limit = (after + 10).min(self.range.end);
        let mut verb = matches!(cx.folded(after), "of" | "at");
        while i < limit {
            if let Some(number) = self.number_at(i) {
                // Not the old figure: "rose from 12 to 15".
                if i > after && cx.folded(i - 1) == "from" {
                    i = number.tokens.1 as usize;
                    continue;
                }
                let near = verb || i == after;
                if near && !self.is_measure(self.phrase_end(number.tokens.1 as usize), number) {
                    let first = at;
                    out.push(Figure {
                        span: cx.span(first, number.tokens.1 as usize),
                        ..self.blank(number, outcome)
                    });
                }
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

    /// Whether the figure is told as news or as known before.
    fn telling(&self, figure: &Figure) -> Telling {
        let cx = self.cx;
        let at = cx.token_at(figure.span.start);
        // "the killing of four", "the deaths of 12 people".
        let noun =
            cx.phrase(at, List::DeathNoun).is_some() && cx.phrase(at, List::TollNoun).is_none();
        if noun && matches!(cx.folded(at + 1), "of" | "to") {
            return Telling::Background;
        }
        let start = at.saturating_sub(16).max(self.range.start);
        let mut i = at;
        while i > start {
            i -= 1;
            let word = cx.folded(i);
            match word {
                "that" | "which" | "who" | "whose" => {
                    // "said that 12 people died" asserts; "the blast that killed 12" does not.
                    let reported = i > self.range.start
                        && (cx.phrase(i - 1, List::ReportingVerb).is_some()
                            || cx.phrase(i - 1, List::ThinkingVerb).is_some()
                            || cx.phrase(i - 1, List::ShowingVerb).is_some());
                    return if reported {
                        Telling::Asserted
                    } else {
                        Telling::Background
                    };
                }
                "after" | "since" | "following" | "before" | "when" | "where" | "because"
                | "despite" | "over" => {
                    // Not "after" of a time: "on Monday after noon".
                    return Telling::Background;
                }
                ";" | ":" => break,
                _ if matches!(cx.kind(i), Some(TokenKind::Mark)) => break,
                _ => {}
            }
        }
        Telling::Asserted
    }

    fn blank(&self, number: &Number, outcome: Outcome) -> Figure {
        Figure {
            span: number.span,
            count: number.span,
            number: number.number,
            lowest: number.lowest,
            highest: number.highest,
            hedge: number.hedge,
            outcome,
            whom: None,
            by_whom: None,
            place: None,
            day: None,
            definite: false,
            part: self.is_part(number.tokens.0 as usize),
            running: false,
            telling: Telling::Asserted,
            event: 0,
            period: None,
            refers_to: None,
            whole: None,
        }
    }

    /// "including", "among them" stands before the number.
    fn is_part(&self, first: usize) -> bool {
        let start = first.saturating_sub(4).max(self.range.start);
        (start..first).any(|i| {
            matches!(
                self.cx.folded(i),
                "including" | "among" | "includes" | "included" | "whom"
            )
        })
    }

    fn figure(&self, first: usize, counted: &Counted, outcome: Outcome, active: bool) -> Figure {
        let cx = self.cx;
        let number_end = cx.token_at(counted.number.span.end.saturating_sub(1)) + 1;
        let whom = (counted.last > number_end).then(|| cx.span(number_end, counted.last));
        // The subject of an active verb did it: the words from the clause's start, if they are few.
        let by_whom = active
            .then(|| {
                let mut i = first;
                let start = first.saturating_sub(8).max(self.range.start);
                while i > start {
                    let k = i - 1;
                    if matches!(
                        cx.kind(k),
                        Some(TokenKind::Punct | TokenKind::Mark | TokenKind::Dash)
                    ) || cx.is(k, List::Conjunction)
                        || cx.folded(k) == "that"
                    {
                        break;
                    }
                    i -= 1;
                }
                (i < first).then(|| cx.span(i, first))
            })
            .flatten();
        Figure {
            span: cx.span(first.min(counted.first), counted.last.max(first + 1)),
            count: counted.number.span,
            number: counted.number.number,
            lowest: counted.number.lowest,
            highest: counted.number.highest,
            hedge: counted.number.hedge,
            outcome,
            whom,
            by_whom,
            place: None,
            day: None,
            definite: counted.definite,
            part: self.is_part(counted.first),
            running: false,
            telling: Telling::Asserted,
            event: 0,
            period: None,
            refers_to: None,
            whole: None,
        }
    }
}
