//! Casualty figures from outcome words and the counted people that belong to them.

use copydesk_draft::{BlockKind, Genre};
use rustc_hash::FxHashMap;

use super::anchor::{self, Anchor};
use super::phrase::{Count, Counted, Scene};
use super::{Figure, Outcome, Telling};
use crate::cx::Cx;
use crate::lists::List;
use crate::numbers::Number;
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// Finds the figures, in order of their spans.
pub(super) fn find(cx: &Cx<'_>, numbers: &[Number]) -> Vec<Figure> {
    if matches!(cx.draft.meta.genre, Genre::Sport | Genre::Review) {
        return Vec::new();
    }
    let mut found: Vec<Figure> = Vec::new();
    for (number, sentence) in cx.sentences.iter().enumerate() {
        let range = sentence.first as usize..sentence.last as usize;
        if !cx.may_have(number, anchor::LISTS.with(List::TakeSign)) {
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
                // "kidnapped and later killed": what came last.
                Some(known)
                    if figure.outcome == Outcome::Killed
                        && matches!(known.outcome, Outcome::Abducted | Outcome::Captured) =>
                {
                    *known = figure;
                }
                Some(_) => {}
                None => kept.push(figure),
            }
        }
        // "Wolves killed 46 sheep, the vet said. Thirteen died on Monday night.": the bare number counts sheep.
        if scene.phrases.iter().all(|phrase| phrase.bare) && beasts_counted(cx, number) {
            kept.clear();
        }
        kept.sort_by_key(|figure| (figure.span.start, figure.count.start));
        found.extend(kept);
    }
    found
}

/// The last sentence before this one, in its paragraph or that before, that counts anything alive counts animals, and no people.
fn beasts_counted(cx: &Cx<'_>, number: usize) -> bool {
    let Some(own) = cx.sentences.get(number) else {
        return false;
    };
    let counts = |before: &Sentence, list: List| {
        (before.first as usize..before.last as usize).any(|i| {
            cx.is(i, list)
                && i >= 2
                && (super::number_word(cx, i - 1) || super::number_word(cx, i - 2))
        })
    };
    let mut before = (number.saturating_sub(4)..number)
        .rev()
        .filter_map(|i| cx.sentences.get(i))
        // "Three died before the end.": what a bare number that opens the sentence counts may stand a paragraph before.
        .take_while(|before| {
            before.block == own.block
                || before.block + 1 == own.block && super::number_word(cx, own.first as usize)
        });
    before
        .find(|before| counts(before, List::AnimalNoun) || counts(before, List::PersonNoun))
        .is_some_and(|before| !counts(before, List::PersonNoun))
}

impl Scene<'_, '_> {
    pub(super) fn figures(
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
                if self.unreal(at)
                    || self.among(at, after, outcome, out)
                    || self.named(at, after, outcome, out)
                {
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
                // "three bullet wounds", too.
                let noun = !passive
                    && (self.cx.phrase(at, List::DeathNoun).is_some()
                        || self.cx.folded(at) == "wounds");
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
            Anchor::Hurt => {
                if let Some(verb) = self.suffered(at).filter(|&verb| !self.unreal(verb)) {
                    self.subject(verb, after, outcome, true, true, out);
                }
            }
            Anchor::Killers => self.of_people(at, after + 1, outcome, out),
            Anchor::Lives => self.lives(at, out),
            Anchor::Toll => self.toll(at, after, outcome, out),
        }
    }

    /// "including two children", "five of them women": parts of the figures found.
    pub(super) fn parts(&self, own: &mut Vec<Figure>) {
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
            let counted = cx.token_at(whole.count.start);
            let mut found = self.listed_apart(counted, from, whole.highest);
            if !found.is_empty() {
                for phrase in found {
                    if self.fits(&phrase, whole.outcome) {
                        let mut figure = self.figure(phrase.first, &phrase, whole.outcome, false);
                        figure.part = true;
                        own.push(figure);
                    }
                }
                continue;
            }
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

    /// The people that a whole falls into: in an aside behind it ("ten people (six men and four women)") or behind
    /// the colon that ends what is said of it. None where they would be more than the whole.
    fn listed_apart(&self, counted: usize, from: usize, highest: f64) -> Vec<Counted> {
        /// How far behind the figure a colon is looked for, in tokens.
        const REACH: usize = 14;
        let cx = self.cx;
        let fits = |list: &[Counted]| {
            list.len() > 1
                && list.iter().map(|phrase| phrase.number.lowest).sum::<f64>() <= highest
                && list.iter().skip(1).all(|phrase| !phrase.bare)
        };
        if let Some(phrase) = self.phrase_at(counted)
            && let Some(end) = self.past_aside(phrase.last)
            && let Some(first) = (phrase.last..end)
                .find(|&i| matches!(cx.kind(i), Some(TokenKind::Word | TokenKind::Number)))
            && let Some(first) = self.phrase_at(first)
        {
            let list = self.listed(*first);
            if fits(&list) {
                return list;
            }
        }
        let end = self.range.end.min(from + REACH);
        let colon = (from..end).find(|&i| matches!(cx.word(i), ":" | ";"));
        if let Some(colon) = colon
            && let Some(first) = self.phrase_at(colon + 1)
        {
            let list = self.listed(*first);
            let closed = list.last().is_some_and(|last| {
                !matches!(
                    cx.kind(last.last),
                    Some(TokenKind::Word | TokenKind::Number)
                ) || cx.is(last.last, List::Preposition)
            });
            if closed && fits(&list) {
                return list;
            }
        }
        Vec::new()
    }

    pub(super) fn blank(&self, count: &Count, first: usize, outcome: Outcome) -> Figure {
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
    pub(super) fn is_part(&self, first: usize) -> bool {
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

    pub(super) fn figure(
        &self,
        first: usize,
        counted: &Counted,
        outcome: Outcome,
        active: bool,
    ) -> Figure {
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

pub(super) fn count(number: &Number) -> Count {
    Count {
        span: number.span,
        number: number.number,
        lowest: number.lowest,
        highest: number.highest,
        hedge: number.hedge,
    }
}
