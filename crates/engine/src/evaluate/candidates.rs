use copydesk_draft::Span;
use copydesk_draft::layer::{Cell, FieldId, LayerId, Table, Thing, Value};
use copydesk_lang::program::{
    Amount, Base, Candidates, Choice, Expr, ExprKind, FieldTest, Part, Quantifier, Scope, Test,
    Unit,
};
use rustc_hash::FxHashSet;

use super::{Candidate, Compare, Env, Evaluator, LetValue, quantified};
use crate::sections::Region;
use crate::truth::{Truth, Why};

/// A count: true candidates and open ones.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Tally {
    /// Surely so many.
    pub(crate) sure: u32,
    /// And perhaps so many more.
    pub(crate) open: u32,
    /// Why there may be more.
    pub(crate) why: Option<Why>,
    /// The place to look in does not exist: nothing is said about it.
    pub(crate) nowhere: bool,
}

impl Tally {
    fn add(&mut self, truth: &Truth) {
        match truth {
            Truth::True => self.sure += 1,
            Truth::False => {}
            Truth::Unknown(why) => {
                self.open += 1;
                self.why = Some(match self.why.take() {
                    Some(known) => known.or(why.clone()),
                    None => why.clone(),
                });
            }
        }
    }

    /// What a quantifier makes of it.
    pub(crate) fn truth(&self, quantifier: Quantifier) -> Truth {
        if self.nowhere {
            return Truth::ABSENT;
        }
        quantified(
            quantifier,
            self.sure,
            Some(self.sure + self.open),
            self.why.as_ref(),
        )
    }
}

/// On which side of `it` candidates are looked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Side {
    Both,
    Before,
    After,
}

impl Side {
    fn of(choice: Choice) -> Self {
        match choice {
            Choice::Previous => Self::Before,
            Choice::Next => Self::After,
            _ => Self::Both,
        }
    }
}

/// Where candidates may stand: sentences, and what else must hold of their bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'v> {
    pub(crate) region: Region<'v>,
    pub(crate) bytes: Bytes,
}

/// What must hold of a candidate's bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Bytes {
    Any,
    /// Ends at or before.
    EndsBy(u32),
    /// Starts at or after.
    StartsFrom(u32),
    /// Ends behind.
    EndsBehind(u32),
    /// Within so many words of a span.
    Near(Span, u32),
    /// Within a span.
    Within(Span),
    /// Within a thing of a layer.
    InsideLayer(LayerId),
}

impl<'v> Evaluator<'v> {
    fn amount(&self, amount: Amount) -> u32 {
        match amount {
            Amount::Fixed(n) => n,
            Amount::Setting(index) => match self.view.setting(index) {
                // A setting is a small count; what is not becomes the nearest count.
                Some(Value::Number(n)) => (1..=1_000u32)
                    .rev()
                    .find(|&k| f64::from(k) <= *n)
                    .unwrap_or(0),
                _ => 0,
            },
        }
    }

    /// What a scope means for a thing; `None` if the draft has no such part.
    pub(crate) fn place(&self, scope: Option<&Scope>, it: Span) -> Option<Place<'v>> {
        let sections = &self.view.sections;
        let anywhere = |bytes| Place {
            region: Region::All,
            bytes,
        };
        Some(match scope {
            None | Some(Scope::Part(Part::Article)) => anywhere(Bytes::Any),
            Some(Scope::Part(part)) => {
                let intervals = sections.part(*part);
                if intervals.is_empty() {
                    return None;
                }
                Place {
                    region: Region::Intervals(intervals),
                    bytes: Bytes::Any,
                }
            }
            Some(Scope::Around {
                unit,
                before,
                after,
            }) => {
                let (first, last) = self.view.sentences(it);
                let (before, after) = (self.amount(*before), self.amount(*after));
                Place {
                    region: Region::Sentences(sections.around(first, last, *unit, before, after)),
                    bytes: self.beside_dateline(*unit, it),
                }
            }
            Some(Scope::BeforeIt) => anywhere(Bytes::EndsBy(it.start)),
            Some(Scope::AfterIt) => anywhere(Bytes::StartsFrom(it.end)),
            Some(Scope::WithinWords(words)) => Place {
                region: Region::Sentences(sections.run_of(self.view.sentences(it).0)),
                bytes: Bytes::Near(it, *words),
            },
            Some(Scope::InsideLayer(layer)) => anywhere(Bytes::InsideLayer(*layer)),
            Some(Scope::InsideIt) => anywhere(Bytes::Within(it)),
        })
    }

    /// The day and the place of a dateline are no part of the sentence that follows the dash: "HANOI, July 3 — Rice exports fell 4%"
    /// says nothing of when.
    fn beside_dateline(&self, unit: Unit, it: Span) -> Bytes {
        let dateline = self.view.reading.dateline;
        match (unit, dateline) {
            (Unit::Sentence, Some(dateline)) if it.start >= dateline.end => {
                Bytes::EndsBehind(dateline.end)
            }
            _ => Bytes::Any,
        }
    }

    /// True if a thing stands where a place wants it.
    pub(crate) fn stands(&self, thing: Thing, span: Span, bytes: Bytes) -> bool {
        match bytes {
            Bytes::Any => true,
            Bytes::EndsBy(at) => span.end <= at,
            Bytes::StartsFrom(at) => span.start >= at,
            Bytes::EndsBehind(at) => span.end > at,
            Bytes::Near(near, words) => self.view.distance(span, near) <= words,
            Bytes::Within(outer) => outer.contains(span),
            Bytes::InsideLayer(layer) => {
                let itself = (thing.layer == layer).then_some(thing.row);
                self.holds(span, layer, itself)
            }
        }
    }

    /// Calls `each` for the things that scope, quotes and `it` leave, in order (or backwards), until it returns false.
    /// False if the draft has no such part. With an index, things that surely do not match may be left out.
    pub(crate) fn candidates(
        &self,
        candidates: &'v Candidates,
        env: &Env,
        backwards: bool,
        each: impl FnMut(Thing) -> bool,
    ) -> bool {
        self.candidates_on(Side::Both, candidates, env, backwards, each)
    }

    /// The same, leaving out what surely stands on the other side of `it`.
    fn candidates_on(
        &self,
        side: Side,
        candidates: &'v Candidates,
        env: &Env,
        backwards: bool,
        mut each: impl FnMut(Thing) -> bool,
    ) -> bool {
        let layer = candidates.layer;
        let table = self.view.table(layer).filter(|table| !table.is_empty());
        // Where nothing stands there is no need to know where; but a part of the draft may not be there at all.
        if table.is_none() && !matches!(candidates.scope, Some(Scope::Part(_))) {
            return true;
        }
        let Some(place) = self.place(candidates.scope.as_ref(), env.span) else {
            return false;
        };
        let Some(table) = table else {
            return true;
        };
        let mut one = |row: u32| {
            let thing = Thing { layer, row };
            if !self.spend() {
                return false;
            }
            if !candidates.including_it && env.it == Some(thing) {
                return true;
            }
            let Some(stands) = table.row(row) else {
                return true;
            };
            if (candidates.outside_quotes && stands.masked)
                || !self.stands(thing, stands.span, place.bytes)
            {
                return true;
            }
            each(thing)
        };
        let mut bounds = self.bounds(table, layer, place.bytes);
        let before = |at: u32| table.rows().partition_point(|row| row.span.start < at) as u32;
        match (side, self.index) {
            (Side::Both, _) | (_, None) => {}
            (Side::Before, _) => bounds.end = bounds.end.min(before(env.span.start + 1)),
            (Side::After, _) => bounds.start = bounds.start.max(before(env.span.end)),
        }
        // Postings where the region is wide; in a few sentences there is little to leave out.
        let wide = !matches!(place.region, Region::Sentences(_));
        let found = self
            .index
            .filter(|_| wide)
            .and_then(|index| index.found(self, candidates, env));
        if let Some(found) = found {
            let mut inside = |row: u32| {
                let stands = table.row(row).map(|row| row.sentence);
                !stands.is_some_and(|sentence| place.region.has(sentence)) || one(row)
            };
            found.rows(&bounds, backwards, &mut inside);
            return true;
        }
        let sentence = |row: u32| table.row(row).map(|row| row.sentence);
        let (Some(low), Some(high)) = (
            sentence(bounds.start),
            bounds.end.checked_sub(1).and_then(sentence),
        ) else {
            return true;
        };
        let near = place.region.near(low, high);
        // Many captions, and few things.
        if let Region::Intervals(list) = near
            && list.len() > bounds.len()
        {
            let mut inside = |row: u32| !sentence(row).is_some_and(|at| near.has(at)) || one(row);
            if backwards {
                bounds.rev().all(&mut inside);
            } else {
                bounds.clone().all(&mut inside);
            }
            return true;
        }
        let ranges = near.intervals();
        let mut ranges = ranges.map(|(first, last)| {
            let range = table.in_sentences(first, last);
            range.start.max(bounds.start)..range.end.min(bounds.end)
        });
        if backwards {
            ranges.rev().all(|range| range.rev().all(&mut one));
        } else {
            ranges.all(|mut range| range.all(&mut one));
        }
        true
    }

    /// The rows that can stand where a place wants them.
    fn bounds(&self, table: &Table, layer: LayerId, bytes: Bytes) -> std::ops::Range<u32> {
        let all = 0..table.len() as u32;
        let Some(index) = self.index else { return all };
        let before = |at: u32| table.rows().partition_point(|row| row.span.start < at) as u32;
        // The first row that reaches past a byte: all before it end earlier.
        let reaching = |at: u32| index.ends(layer).partition_point(|&end| end <= at) as u32;
        match bytes {
            Bytes::Any | Bytes::InsideLayer(_) => all,
            Bytes::EndsBy(at) => 0..before(at + 1),
            Bytes::StartsFrom(at) => before(at)..all.end,
            Bytes::EndsBehind(at) => reaching(at)..all.end,
            Bytes::Within(outer) => before(outer.start)..before(outer.end.max(outer.start + 1)),
            Bytes::Near(near, words) => {
                let (from, to) = self.view.around(near, words);
                reaching(from)..before(to)
            }
        }
    }

    /// The tests after `whose` on one candidate.
    pub(crate) fn whose(&self, tests: &'v [FieldTest], env: &Env, candidate: Candidate) -> Truth {
        if tests.is_empty() {
            return Truth::True;
        }
        env.with(candidate, |env| {
            let mut truth = Truth::True;
            for test in tests {
                truth = truth.and(self.field_test(test, env));
                if truth == Truth::False {
                    break;
                }
            }
            truth
        })
    }

    /// One test after `whose`; the candidate is in `env`. Its own absent field does not match.
    pub(crate) fn field_test(&self, test: &'v FieldTest, env: &Env) -> Truth {
        let left = self.path(Base::Candidate, &test.path, env);
        if left.is_absent() && !matches!(test.test, Test::Known { .. }) {
            return Truth::False;
        }
        self.test(&left, &test.test, env)
    }

    /// Counts candidates; stops early where the quantifier is decided.
    pub(crate) fn tally(
        &self,
        candidates: &'v Candidates,
        env: &Env,
        quantifier: Quantifier,
    ) -> Tally {
        let count = || self.count(candidates, env, quantifier);
        match self.index {
            Some(_) if self.is_barren(Side::Both, candidates, env) => Tally::default(),
            Some(index) => match self.glance(candidates, env) {
                Some(tally) => tally,
                None => index.tally(self, candidates, env, count),
            },
            None => count(),
        }
    }

    fn count(&self, candidates: &'v Candidates, env: &Env, quantifier: Quantifier) -> Tally {
        let mut tally = Tally::default();
        let enough = match quantifier {
            Quantifier::A | Quantifier::No => 1,
            Quantifier::AtLeast(n) => n,
            Quantifier::AtMost(n) | Quantifier::Exactly(n) => n.saturating_add(1),
        };
        let there = self.candidates(candidates, env, false, |thing| {
            tally.add(&self.whose(&candidates.whose, env, Candidate::Thing(thing)));
            tally.sure < enough
        });
        tally.nowhere = !there;
        tally
    }

    /// Counts different things among candidates.
    pub(crate) fn distinct_among(&self, candidates: &'v Candidates, env: &Env) -> Tally {
        let count = || self.count_different(candidates, env);
        match self.index {
            Some(_) if self.is_barren(Side::Both, candidates, env) => Tally::default(),
            Some(index) => index.tally(self, candidates, env, count),
            None => count(),
        }
    }

    fn count_different(&self, candidates: &'v Candidates, env: &Env) -> Tally {
        let mut distinct = Distinct::default();
        let there = self.candidates(candidates, env, false, |thing| {
            let truth = self.whose(&candidates.whose, env, Candidate::Thing(thing));
            match truth {
                Truth::True => distinct.thing(self, thing),
                Truth::False => {}
                open @ Truth::Unknown(_) => distinct.tally.add(&open),
            }
            true
        });
        Tally {
            nowhere: !there,
            ..distinct.finish()
        }
    }

    /// Counts different values at the end of a path that ends in a list or goes through one.
    pub(crate) fn distinct_of(&self, expr: &'v Expr, env: &Env) -> Tally {
        let mut distinct = Distinct::default();
        let ExprKind::Path { base, fields } = &expr.kind else {
            return distinct.tally;
        };
        match self.path(*base, &[], env) {
            super::Got::Unknown(why) => {
                distinct.tally.add(&Truth::Unknown(why));
                distinct.tally.nowhere = true;
            }
            got => match got.value() {
                Some(Value::Thing(thing)) => {
                    self.spread(*thing, fields, &mut distinct);
                }
                _ => distinct.tally.nowhere = true,
            },
        }
        distinct.finish()
    }

    fn spread(&self, thing: Thing, fields: &[FieldId], distinct: &mut Distinct) {
        let Some((&field, rest)) = fields.split_first() else {
            distinct.thing(self, thing);
            return;
        };
        match self.view.cell(thing, field) {
            Cell::Filled(Value::Things(things)) => {
                for &next in things {
                    self.spread(next, rest, distinct);
                }
            }
            Cell::Filled(Value::Thing(next)) => self.spread(*next, rest, distinct),
            Cell::Filled(value) if rest.is_empty() => distinct.value(self, value),
            Cell::Filled(_) | Cell::Absent => {}
            Cell::Unclear(why) => distinct
                .tally
                .add(&Truth::Unknown(Why::unclear(why.clone()))),
        }
    }

    /// The thing a `let` picks.
    pub(crate) fn pick(&self, choice: Choice, candidates: &'v Candidates, env: &Env) -> LetValue {
        let choose = || self.choose(choice, candidates, env);
        let side = Side::of(choice);
        if self.is_barren(side, candidates, env) {
            return LetValue::Unknown(Why::ABSENT);
        }
        match (self.index, choice) {
            (
                Some(index),
                Choice::First | Choice::Last | Choice::Largest(_) | Choice::Smallest(_),
            ) => index.pick(self, candidates, env, choose),
            _ => choose(),
        }
    }

    fn choose(&self, choice: Choice, candidates: &'v Candidates, env: &Env) -> LetValue {
        let whose = |thing: Thing| self.whose(&candidates.whose, env, Candidate::Thing(thing));
        let span = |thing: Thing| self.view.span(thing);
        let (backwards, pass): (bool, &dyn Fn(Thing) -> bool) = match choice {
            Choice::First => (false, &|_| true),
            Choice::Last => (true, &|_| true),
            Choice::Previous => (true, &|thing| span(thing).end <= env.span.start),
            Choice::Next => (false, &|thing| span(thing).start >= env.span.end),
            Choice::Nearest => return self.nearest(candidates, env),
            Choice::Largest(field) => {
                return self.extreme(candidates, env, field, std::cmp::Ordering::Greater);
            }
            Choice::Smallest(field) => {
                return self.extreme(candidates, env, field, std::cmp::Ordering::Less);
            }
        };
        let mut found = LetValue::Unknown(Why::ABSENT);
        self.candidates_on(Side::of(choice), candidates, env, backwards, |thing| {
            if !pass(thing) {
                return true;
            }
            match whose(thing) {
                Truth::False => return true,
                Truth::True => found = LetValue::Thing(thing),
                Truth::Unknown(why) => found = LetValue::Unknown(why),
            }
            false
        });
        found
    }

    /// The candidate nearest to `it`, the earlier one of two as near. An open one in its place leaves the `let` unknown.
    fn nearest(&self, candidates: &'v Candidates, env: &Env) -> LetValue {
        let mut best: Option<(u32, u32, LetValue)> = None;
        self.candidates(candidates, env, false, |thing| {
            let span = self.view.span(thing);
            let place = (self.view.distance(span, env.span), span.start);
            let nearer = best
                .as_ref()
                .is_none_or(|(distance, start, _)| place < (*distance, *start));
            if nearer {
                match self.whose(&candidates.whose, env, Candidate::Thing(thing)) {
                    Truth::False => {}
                    Truth::True => best = Some((place.0, place.1, LetValue::Thing(thing))),
                    Truth::Unknown(why) => {
                        best = Some((place.0, place.1, LetValue::Unknown(why)));
                    }
                }
            }
            // Later things are farther still.
            self.index.is_none()
                || best
                    .as_ref()
                    .is_none_or(|(distance, ..)| span.start < env.span.end || place.0 <= *distance)
        });
        best.map_or(LetValue::Unknown(Why::ABSENT), |(_, _, value)| value)
    }

    fn extreme(
        &self,
        candidates: &'v Candidates,
        env: &Env,
        field: FieldId,
        wanted: std::cmp::Ordering,
    ) -> LetValue {
        let mut best: Option<(Thing, &Value)> = None;
        let mut open: Option<Why> = None;
        self.candidates(candidates, env, false, |thing| {
            match self.whose(&candidates.whose, env, Candidate::Thing(thing)) {
                Truth::False => return true,
                Truth::Unknown(why) => {
                    open = Some(open.take().map_or(why.clone(), |known| known.or(why)));
                    return true;
                }
                Truth::True => {}
            }
            match self.view.cell(thing, field) {
                Cell::Absent => {}
                Cell::Unclear(why) => {
                    let why = Why::unclear(why.clone());
                    open = Some(open.take().map_or(why.clone(), |known| known.or(why)));
                }
                Cell::Filled(value) => match best {
                    None => best = Some((thing, value)),
                    Some((_, known)) => match Compare::larger(value, known) {
                        Some(order) if order == wanted => best = Some((thing, value)),
                        Some(_) => {}
                        None => {
                            let why = Why::vague("the values cannot be put in order");
                            open = Some(open.take().map_or(why.clone(), |known| known.or(why)));
                        }
                    },
                },
            }
            true
        });
        match (open, best) {
            (Some(why), _) => LetValue::Unknown(why),
            (None, Some((thing, _))) => LetValue::Thing(thing),
            (None, None) => LetValue::Unknown(Why::ABSENT),
        }
    }
}

/// Counts what is different.
#[derive(Debug, Default)]
struct Distinct {
    tally: Tally,
    keys: FxHashSet<String>,
    things: FxHashSet<Thing>,
    values: Vec<Value>,
}

impl Distinct {
    fn thing(&mut self, evaluator: &Evaluator<'_>, thing: Thing) {
        match evaluator.view.key(thing) {
            Some(Cell::Filled(key)) => match Compare::new(evaluator.view).folded(key) {
                Some(folded) => {
                    self.keys.insert(folded);
                }
                None => self.value(evaluator, &key.clone()),
            },
            Some(Cell::Unclear(why)) => self.tally.add(&Truth::Unknown(Why::unclear(why.clone()))),
            Some(Cell::Absent) | None => {
                self.things.insert(thing);
            }
        }
    }

    fn value(&mut self, evaluator: &Evaluator<'_>, value: &Value) {
        let compare = Compare::new(evaluator.view);
        if let (Some(folded), false) = (compare.folded(value), matches!(value, Value::Thing(_))) {
            self.keys.insert(folded);
            return;
        }
        let known = self
            .values
            .iter()
            .any(|known| compare.equals(known, value) == Truth::True);
        if !known {
            self.values.push(value.clone());
        }
    }

    fn finish(mut self) -> Tally {
        let sure = self.keys.len() + self.things.len() + self.values.len();
        // Open things are at least one thing.
        self.tally.sure = sure as u32;
        self.tally
    }
}

/// The rows of a table in a region, in order.
pub(crate) fn rows_in<'t>(table: &'t Table, region: Region<'t>) -> impl Iterator<Item = u32> + 't {
    region
        .intervals()
        .flat_map(move |(first, last)| table.in_sentences(first, last))
}
