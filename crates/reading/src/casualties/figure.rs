//! Casualty figures from outcome words and the counted people that belong to them.

use copydesk_draft::{BlockKind, Genre};
use rustc_hash::FxHashMap;

use super::anchor::{self, Anchor};
use super::phrase::{Count, Counted, Scene};
use super::{Figure, Outcome, Telling};
use crate::cx::Cx;
use crate::lists::List;
use crate::numbers::{Number, Role};
use crate::token::TokenKind;

/// Finds the figures, in order of their spans.
pub(super) fn find(cx: &Cx<'_>, numbers: &[Number]) -> Vec<Figure> {
    if matches!(cx.draft.meta.genre, Genre::Sport | Genre::Review) {
        return Vec::new();
    }
    let mut found: Vec<Figure> = Vec::new();
    for sentence in cx.sentences {
        let range = sentence.first as usize..sentence.last as usize;
        let told = cx
            .tokens
            .get(range.clone())
            .unwrap_or(&[])
            .iter()
            .any(|token| {
                cx.lists.any(token.word, &anchor::LISTS)
                    || matches!(
                        cx.folded_id(token.word),
                        "lives" | "seized" | "took" | "grabbed"
                    )
            });
        if !told {
            continue;
        }
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
        let scene = Scene::new(cx, numbers, range.clone());
        if scene.phrases.is_empty() && scene.numbers.is_empty() {
            continue;
        }
        if range
            .clone()
            .any(|i| cx.phrase(i, List::FictionWord).is_some())
        {
            continue;
        }
        let mut own: Vec<Figure> = Vec::new();
        let mut i = range.start;
        while i < range.end {
            let Some((len, outcome, anchor)) = scene.anchor(i) else {
                i += 1;
                continue;
            };
            scene.figures(i, len, outcome, anchor, &mut own);
            i += len;
        }
        scene.parts(&mut own);
        // "10.2 murders per 100,000 people", "one child dies every ten minutes": a rate is no toll.
        own.retain(|figure| {
            let next = cx.token_at(figure.span.end.saturating_sub(1)) + 1;
            let word = cx.folded(next);
            figure.number.fract() == 0.0
                && !(word == "per"
                    || matches!(word, "every" | "each") && cx.folded(next + 1) != "other")
        });
        // One figure a number: the first, or the widest wording of the same outcome.
        let mut kept: Vec<Figure> = Vec::new();
        let mut places: FxHashMap<u32, usize> = FxHashMap::default();
        for mut figure in own {
            figure.telling = scene.telling(&figure);
            let place = *places.entry(figure.count.start).or_insert(kept.len());
            match kept.get_mut(place) {
                Some(known)
                    if figure.span.len() > known.span.len() && known.outcome == figure.outcome =>
                {
                    *known = figure;
                }
                Some(_) => {}
                None => kept.push(figure),
            }
        }
        kept.sort_by_key(|figure| (figure.span.start, figure.count.start));
        found.extend(kept);
    }
    found
}

impl Scene<'_, '_> {
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
            Anchor::Transitive | Anchor::Shooting => {
                if self.unreal(at) || self.among(at, after, outcome, out) {
                    return;
                }
                let shooting = anchor == Anchor::Shooting;
                // "shot and killed four": the second verb tells.
                if shooting
                    && matches!(self.cx.folded(after), "and" | "or")
                    && (self.cx.phrase(after + 1, List::KillVerb).is_some()
                        || self.cx.phrase(after + 1, List::WoundVerb).is_some())
                {
                    return;
                }
                let outcome = self.both(at, after, outcome);
                let passive = self.passive(at);
                let participle = self.cx.folded(at).ends_with("ing");
                if !passive {
                    let mut objects = self.objects(after);
                    if objects.is_empty() && self.has_object(after) {
                        objects = self.later_objects(after);
                        self.push_objects(at, &objects, outcome, out);
                        return;
                    }
                    if !objects.is_empty() {
                        if shooting {
                            objects.retain(|object| object.person);
                        }
                        self.push_objects(at, &objects, outcome, out);
                        return;
                    }
                }
                // "a civilian massacre", "charges included murder": the noun, not the verb.
                let noun = !passive && self.cx.phrase(at, List::DeathNoun).is_some();
                if !noun && (!participle || passive) && (passive || !self.perfect(at)) {
                    let known = out.len();
                    self.subject(at, after, outcome, passive, shooting, out);
                    if passive && out.len() == known {
                        for phrase in self.companions(after) {
                            out.push(self.figure(at, &phrase, outcome, false));
                        }
                    }
                }
            }
            Anchor::Intransitive => {
                if !self.unreal(at) {
                    let known = out.len();
                    self.subject(at, after, outcome, true, false, out);
                    if out.len() == known {
                        for phrase in self.companions(after) {
                            out.push(self.figure(at, &phrase, outcome, false));
                        }
                    }
                }
            }
            Anchor::State => self.state(at, after, outcome, out),
            Anchor::Noun => self.noun(at, after, outcome, out),
            Anchor::Lives => self.lives(at, out),
            Anchor::Toll => self.toll(at, after, outcome, out),
        }
    }

    fn push_objects(
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
    fn both(&self, at: usize, after: usize, outcome: Outcome) -> Outcome {
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
    fn perfect(&self, at: usize) -> bool {
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
    fn has_object(&self, i: usize) -> bool {
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
        let cx = self.cx;
        let mut i = from;
        // "killed and wounded 12".
        if matches!(cx.folded(i), "and" | "or")
            && (cx.phrase(i + 1, List::KillVerb).is_some()
                || cx.phrase(i + 1, List::WoundVerb).is_some())
        {
            i += 2;
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
            Some(first) => self.listed(*first),
            None => Vec::new(),
        }
    }

    /// A phrase with those joined behind it.
    fn listed(&self, first: Counted) -> Vec<Counted> {
        let mut list = vec![first];
        let next = self
            .phrases
            .partition_point(|phrase| phrase.first <= first.first);
        for phrase in self.phrases.get(next..).unwrap_or(&[]) {
            let Some(last) = list.last() else { break };
            if !self.joined(last, phrase) || !self.closed_behind(phrase) {
                break;
            }
            list.push(*phrase);
        }
        list
    }

    /// "killed the mayor, as well as two guards", "killed Ruiz and five others": counted people joined to an object
    /// that is not counted.
    fn later_objects(&self, from: usize) -> Vec<Counted> {
        let cx = self.cx;
        for i in from..self.range.end.min(from + 16) {
            if let Some(phrase) = self
                .phrase_at(i)
                .filter(|phrase| phrase.person || phrase.bare)
            {
                let mut before = i;
                while before > from
                    && matches!(
                        cx.folded(before - 1),
                        "the" | "his" | "her" | "their" | "its" | "another" | "also"
                    )
                {
                    before -= 1;
                }
                let link = before.checked_sub(1).map_or("", |k| cx.folded(k));
                let well = before >= 3 && link == "as" && cx.folded(before - 2) == "well";
                let with = before >= 2
                    && link == "with"
                    && matches!(cx.folded(before - 2), "along" | "together");
                let listed = link == "," && phrase.number.number > 1.0;
                if before > from
                    && (link == "and" || well || with || listed)
                    && self.closed_behind(phrase)
                    && !matches!(cx.folded(phrase.last), "of" if phrase.bare)
                {
                    return self.listed(*phrase);
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
    fn companions(&self, from: usize) -> Vec<Counted> {
        let cx = self.cx;
        for i in from..self.range.end.min(from + 20) {
            let with = matches!(cx.folded(i), "along" | "together") && cx.folded(i + 1) == "with";
            if with {
                let next = (i + 2..i + 5).find_map(|k| self.phrase_at(k));
                return next
                    .filter(|phrase| self.people(phrase))
                    .map_or_else(Vec::new, |phrase| self.listed(*phrase));
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

    /// "two policemen were among those killed", "among the wounded are two girls".
    fn among(&self, at: usize, after: usize, outcome: Outcome, out: &mut Vec<Figure>) -> bool {
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

    /// Where the subject of the verb at `at` ends: before its auxiliaries and adverbs.
    fn subject_end(&self, at: usize) -> usize {
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
                        | "kidnapped"
                        | "abducted"
                        | "captured"
                        | "tortured"
                        | "beaten"
                        | "arrested"
                );
            if !auxiliary {
                break;
            }
            end -= 1;
        }
        end
    }

    /// The counted subjects of the verb or state at `at`.
    fn subject(
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
        let governed = governed || end < at;
        let Some((phrase, part)) = self.subject_phrase(at, end, governed) else {
            return;
        };
        let mut subjects = vec![phrase];
        // The list to the left: "six priests and [two women] were killed".
        let known = self.phrases.partition_point(|p| p.first < phrase.first);
        for other in self.phrases.get(..known).unwrap_or(&[]).iter().rev() {
            let Some(last) = subjects.last() else { break };
            if !(other.person || other.bare || other.number.number > 1.0)
                || !self.joined(other, last)
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

    /// The subject next to `end`, and whether it is a part of people told before ("three of them").
    fn subject_phrase(&self, at: usize, end: usize, governed: bool) -> Option<(Counted, bool)> {
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
    fn before_brackets(&self, start: usize, end: usize) -> usize {
        let cx = self.cx;
        let open = match end.checked_sub(1).map_or("", |i| cx.word(i)) {
            ")" => "(",
            "]" => "[",
            _ => return end,
        };
        (start..end - 1)
            .rev()
            .find(|&i| cx.word(i) == open)
            .unwrap_or(end)
    }

    /// The phrase opens its clause: nothing before it takes it as an object.
    fn opens(&self, phrase: &Counted) -> bool {
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
    fn gap(&self, from: usize, to: usize) -> Gap {
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
        for i in from..to {
            if cx.kind(i) == Some(TokenKind::Mark) && !matches!(cx.word(i), "[" | "]" | "(" | ")")
                || matches!(cx.folded(i), ";" | ":" | "." | "!" | "?")
            {
                return Gap::Clause;
            }
            let word = cx.folded(i);
            let verb = cx.is(i, List::Auxiliary) && !matches!(word, "being" | "having" | "be")
                || self.anchor_word(i) && !matches!(word, "hurt")
                || cx.is(i, List::NameVerb);
            verbs += usize::from(verb);
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
        let set_off = (opens == "," && last == ",")
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

    /// "including two children", "five of them women": parts of the figures found.
    fn parts(&self, own: &mut Vec<Figure>) {
        let cx = self.cx;
        for k in 0..own.len() {
            let Some(whole) = own
                .get(k)
                .copied()
                .filter(|whole| !whole.part && whole.highest > 1.0)
            else {
                continue;
            };
            let from = cx.token_at(whole.span.end.saturating_sub(1)) + 1;
            let mut found: Vec<Counted> = Vec::new();
            for i in from..self.range.end.min(from + 14) {
                let word = cx.folded(i);
                let among = word == "among" && matches!(cx.folded(i + 1), "them" | "whom");
                if matches!(word, "including" | "includes" | "included") || among {
                    let next = i + 1 + usize::from(among);
                    let first = (next..next + 4)
                        .take_while(|&p| p < self.range.end)
                        .find_map(|p| self.phrase_at(p));
                    if first.is_none() {
                        found = self.later_objects(next);
                        break;
                    }
                    found = first
                        .filter(|p| {
                            !(p.bare
                                && cx.is(p.last, List::Preposition)
                                && cx.folded(p.last) != "of")
                        })
                        .map_or_else(Vec::new, |first| self.listed(*first));
                    break;
                }
                if let Some(phrase) = self.phrase_at(i)
                    && cx.folded(phrase.last) == "of"
                    && matches!(cx.folded(phrase.last + 1), "them" | "whom")
                {
                    found.push(*phrase);
                    break;
                }
                if matches!(cx.kind(i), Some(TokenKind::Mark))
                    || matches!(word, ";" | ":" | "." | "and" | "but")
                    || cx.is(i, List::Auxiliary)
                    || self.anchor_word(i)
                {
                    break;
                }
            }
            for phrase in found {
                if phrase.number.lowest <= whole.highest && self.fits(&phrase, whole.outcome) {
                    let mut figure = self.figure(phrase.first, &phrase, whole.outcome, false);
                    figure.part = true;
                    own.push(figure);
                }
            }
        }
    }

    /// "at least 15 people dead", "30 missing", "took 12 hostages", "12 people were among the dead".
    fn state(&self, at: usize, after: usize, outcome: Outcome, out: &mut Vec<Figure>) {
        let cx = self.cx;
        let right_before = self
            .number_before(at)
            .filter(|number| number.tokens.1 as usize == at);
        if outcome == Outcome::Missing
            && right_before.is_none()
            && matches!(
                cx.folded(after),
                "from" | "out" | "the" | "a" | "an" | "his" | "her" | "their" | "its" | "in"
            )
        {
            return;
        }
        if self.unreal(at) || self.among(at, after, outcome, out) {
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
    fn inverted(&self, at: usize, after: usize, outcome: Outcome, out: &mut Vec<Figure>) {
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
    fn number_before(&self, at: usize) -> Option<&Number> {
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
        // "the six priests' murder"
        let known = self.phrases.partition_point(|p| p.first < at);
        if let Some(phrase) = known.checked_sub(1).and_then(|i| self.phrases.get(i))
            && cx.kind(at - 1) == Some(TokenKind::Possessive)
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
        if !matches!(cx.folded(after), "of" | "to") {
            return;
        }
        let mut objects = self.objects(after + 1);
        if objects.is_empty() {
            objects = self.later_objects(after + 1);
        }
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
    fn lives(&self, at: usize, out: &mut Vec<Figure>) {
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
        let known = self.phrases.partition_point(|p| p.first < at);
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
    fn toll(&self, at: usize, after: usize, outcome: Outcome, out: &mut Vec<Figure>) {
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

    fn blank(&self, count: &Count, first: usize, outcome: Outcome) -> Figure {
        Figure {
            span: count.span,
            count: count.span,
            number: count.number,
            lowest: count.lowest,
            highest: count.highest,
            hedge: count.hedge,
            outcome,
            whom: None,
            by_whom: None,
            place: None,
            day: None,
            definite: false,
            part: self.is_part(first),
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
        (start..first)
            .rev()
            .take_while(|&i| self.cx.word(i) != ",")
            .any(|i| {
                match self.cx.folded(i) {
                    "including" | "includes" | "included" | "whom" => true,
                    // "among the eight wounded" gives the whole.
                    "among" => !matches!(self.cx.folded(i + 1), "the" | "those" | "at" | "some"),
                    _ => false,
                }
            })
    }

    fn figure(&self, first: usize, counted: &Counted, outcome: Outcome, active: bool) -> Figure {
        let cx = self.cx;
        let whom = (counted.last > counted.number_last)
            .then(|| cx.span(counted.number_last, counted.last));
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
            whom,
            by_whom,
            definite: counted.definite,
            ..self.blank(&counted.number, counted.first, outcome)
        }
    }
}

/// What stands between a phrase and the verb it may be the subject of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Gap {
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

fn count(number: &Number) -> Count {
    Count {
        span: number.span,
        number: number.number,
        lowest: number.lowest,
        highest: number.highest,
        hedge: number.hedge,
    }
}
